package feed

import (
	"encoding/json"
	"strconv"
	"strings"
)

// jsonPair is a member of an object of JSON; its value is JSON.
type jsonPair struct{ name, value string }

// jsonMember returns the value with which a document of JSON Feed holds an extension of the item, or of the feed if there is none, "" if it
// does not. Those of hubs are written with the links; see jsonHubs.
func jsonMember(x *Extension, it *Item, base string) string {
	if x.Space != JSONSpace || len(x.Value) > maxExtensionValue {
		return ""
	}
	switch {
	case jsonName(x.Name):
		if v := CleanText(x.Value); keepable(v) {
			return v
		}
	case x.Name == "expired" && it == nil:
		if x.Value == "true" || x.Value == "false" {
			return x.Value
		}
	case x.Name == "user_comment" && it == nil, x.Name == "content_text" && it != nil && it.Content.Type != Plain && it.Content.present():
		if s := textOf(x.Value); CleanText(s) != "" {
			return string(appendJSON(nil, s))
		}
	case x.Name == "banner_image" && it != nil:
		if u, ok := linkURI(textOf(x.Value), base); ok {
			return string(appendJSON(nil, u))
		}
	}
	return ""
}

// textOf returns the text of a string of JSON, "" where it is none.
func textOf(value string) string {
	var s string
	if json.Unmarshal([]byte(value), &s) != nil {
		return ""
	}
	return s
}

// keepable reports whether a value of JSON is written as it stands: one that all programs read in the same way, without names given twice.
func keepable(value string) bool {
	if !json.Valid([]byte(value)) {
		return false
	}
	r := memberReader(value)
	return r.distinct() && r.broken == ""
}

func memberReader(value string) *jsonReader { return &jsonReader{b: []byte(value), res: &ReadResult{}} }

// distinct reads a value and reports whether the names in each object differ.
func (r *jsonReader) distinct() bool {
	ok := true
	switch r.peek() {
	case '{':
		seen := map[string]bool{}
		r.object(func(key string) {
			ok = r.distinct() && ok && !seen[key]
			seen[key] = true
		})
	case '[':
		r.array(func() { ok = r.distinct() && ok })
	default:
		r.skip()
	}
	return ok
}

// jsonMembers returns the members of an object that a document of JSON Feed holds, and whether those are all.
func jsonMembers(object string) (list []jsonPair, all bool) {
	if object == "" {
		return nil, true
	}
	v := CleanText(object)
	if len(v) > maxExtensionValue || !keepable(v) {
		return nil, false
	}
	r := memberReader(v)
	all = r.peek() == '{'
	r.object(func(key string) {
		if value := r.raw(); jsonName(key) {
			list = append(list, jsonPair{key, string(value)})
		} else {
			all = false
		}
	})
	return list, all
}

// members writes those of an author, attachment or hub.
func (o *object) members(object string) {
	list, _ := jsonMembers(object)
	for _, m := range list {
		o.name(m.name)
		o.dst = append(o.dst, m.value...)
	}
}

// jsonHub is a hub of which the model knows no more than the text.
type jsonHub struct{ kind, url, members string }

// jsonHubs returns the hubs of an extension that a document holds whose own address is self, and whether those are all. What it says of hubs
// of WebSub counts where there are links to them, too.
func jsonHubs(x *Extension, self string) (list []jsonHub, all bool) {
	if len(x.Value) > maxExtensionValue || !json.Valid([]byte(x.Value)) {
		return nil, false
	}
	all = true
	r := memberReader(x.Value)
	r.array(func() {
		var h jsonHub
		var members []byte
		r.object(func(key string) {
			switch key {
			case "type":
				h.kind = line(r.str())
			case "url":
				h.url, _ = linkURI(r.str(), "")
			default:
				r.member(&members, key)
			}
		})
		h.members = asObject(members)
		_, whole := jsonMembers(h.members)
		all = all && whole
		if h.kind == "" {
			h.kind = "WebSub"
		}
		if !strings.HasPrefix(h.url, "http") || self == "" && strings.EqualFold(h.kind, "WebSub") {
			all = false
			return
		}
		list = append(list, h)
	})
	return list, all && r.broken == ""
}

// hubs writes the hubs: the links, with what was kept of them, and those that are not of WebSub.
func (o *object) hubs(links []Link, extensions []Extension, self string) {
	var kept []jsonHub
	var websub map[string]jsonHub
	if x := Find(extensions, JSONSpace, "hubs"); x != nil {
		kept, _ = jsonHubs(x, self)
		websub = make(map[string]jsonHub, len(kept))
	}
	for _, h := range kept {
		if strings.EqualFold(h.kind, "WebSub") {
			websub[h.url] = h
		}
	}
	n := 0
	hub := func(h jsonHub) {
		if n == 0 {
			o.name("hubs")
		}
		sub := object{dst: append(append(o.dst, "[,"[min(n, 1)]), '{')}
		sub.text("type", h.kind)
		sub.text("url", h.url)
		sub.members(h.members)
		o.dst = append(sub.dst, '}')
		n++
	}
	for i := range links {
		if l := &links[i]; l.Rel == "hub" {
			hub(jsonHub{"WebSub", l.Href, websub[l.Href].members})
		}
	}
	for _, h := range kept {
		if !strings.EqualFold(h.kind, "WebSub") {
			hub(h)
		}
	}
	if n > 0 {
		o.dst = append(o.dst, ']')
	}
}

// extensions writes the members of JSON Feed's own that were read. The text of the content is of use beside its markup alone.
func (o *object) extensions(list []Extension, it *Item, base string, marked bool) {
	for i := range list {
		x := &list[i]
		if x.Name == "content_text" && !marked || repeated(list[:i], x) {
			continue
		}
		if v := jsonMember(x, it, base); v != "" {
			o.name(x.Name)
			o.dst = append(o.dst, v...)
		}
	}
}

// jsonName reports whether a member may be an extension: a letter follows the underscore.
func jsonName(s string) bool {
	if len(s) < 2 || len(s) > 100 || s[0] != '_' || s[1]|0x20-'a' >= 26 || s == "_portalfeed" {
		return false
	}
	for i := range len(s) {
		if !isAlnum(s[i]) && s[i] != '_' && s[i] != '-' {
			return false
		}
	}
	return true
}

// repeated reports whether an extension before has the same name.
func repeated(list []Extension, x *Extension) bool {
	for i := range list {
		if list[i].Space == x.Space && list[i].Name == x.Name {
			return true
		}
	}
	return false
}

// externalURL returns the address of the page elsewhere that an item is about, "" if there is none: its first related link.
func (it *planItem) externalURL(base string) string {
	if len(it.Item.Links) == 0 || len(it.Item.Links) == 1 && it.link != "" {
		return ""
	}
	return firstLink(it.Item.Links, "related", base)
}

// jsonLinks reports whether a JSON Feed has all links of a feed or item.
func jsonLinks(links []Link, relations ...string) bool {
	seen := make([]bool, len(relations))
next:
	for i := range links {
		l := &links[i]
		rel := relation(l.Rel)
		if rel == "enclosure" {
			continue // looked at among the files
		}
		for k, r := range relations {
			if r == rel && (r == "hub" || !seen[k]) && (rel != "related" || *l == Link{Rel: l.Rel, Href: l.Href}) {
				seen[k] = true
				continue next
			}
		}
		return false
	}
	return true
}

// seconds writes how long something plays.
func (o *object) seconds(name string, s float64) {
	o.name(name)
	o.dst = strconv.AppendFloat(o.dst, s, 'f', -1, 64)
}
