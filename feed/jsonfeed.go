package feed

import (
	"encoding/json"
	"strconv"
	"unicode/utf8"

	"github.com/portalfeed/portalfeed/feed/dates"
)

// jsonFeedVersion is the version member of JSON Feed 1.1.
const jsonFeedVersion = "https://jsonfeed.org/version/1.1"

// appendJSONHead writes a document of JSON Feed 1.1 up to its items. The extension _portalfeed
// holds the publication an item was taken from and the precision of its date.
func (p *plan) appendJSONHead(dst []byte) []byte {
	f := p.feed
	o := object{dst: append(dst, '{'), indent: "\n  "}
	o.text("version", jsonFeedVersion)
	o.text("title", p.title)
	o.some("home_page_url", p.link)
	o.some("feed_url", p.self)
	o.some("description", p.subtitle)
	links := p.links()
	for i := range links {
		if links[i].Rel == "next" || links[i].Rel == "prev-archive" {
			o.text("next_url", links[i].Href)
			break
		}
	}
	icon, _ := linkURI(f.Logo, p.link)
	o.some("icon", icon)
	favicon, _ := linkURI(f.Icon, p.link)
	o.some("favicon", favicon)
	o.persons("authors", f.Authors)
	o.some("language", p.language)
	o.hubs(links)
	o.extensions(f.Extensions)
	o.name("items")
	return append(o.dst, '[')
}

// The ends of a document of JSON Feed: of a list of items, and of an empty one.
const (
	jsonTail  = "\n  ]\n}\n"
	jsonEmpty = "]\n}\n"
)

// extensions writes the members of JSON Feed's own that were read.
func (o *object) extensions(list []Extension) {
	for i := range list {
		x := &list[i]
		if x.Space != JSONSpace || !jsonName(x.Name) || len(x.Value) > maxExtensionValue || !json.Valid([]byte(x.Value)) || repeated(list[:i], x) {
			continue
		}
		o.name(x.Name)
		o.dst = append(o.dst, CleanText(x.Value)...)
	}
}

// jsonName reports whether a member may be an extension.
func jsonName(s string) bool {
	if len(s) < 2 || len(s) > 100 || s[0] != '_' || s == "_portalfeed" {
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

// object writes the members of a JSON object.
type object struct {
	dst    []byte
	indent string
	begun  bool
}

func (o *object) name(name string) {
	if o.begun {
		o.dst = append(o.dst, ',')
	}
	o.begun = true
	o.dst = append(o.dst, o.indent...)
	o.dst = append(o.dst, '"')
	o.dst = append(o.dst, name...)
	o.dst = append(o.dst, `": `...)
}

func (o *object) text(name, value string) {
	o.name(name)
	o.dst = appendJSON(o.dst, value)
}

// some writes a member unless its value is empty.
func (o *object) some(name, value string) {
	if value != "" {
		o.text(name, value)
	}
}

func (o *object) persons(name string, list []Person) {
	n := 0
	for _, a := range list {
		a, ok := person(a)
		if !ok {
			continue
		}
		if n == 0 {
			o.name(name)
		}
		o.dst = append(o.dst, "[,"[min(n, 1)])
		n++
		sub := object{dst: append(o.dst, '{')}
		sub.text("name", a.Name)
		if a.URI != "" {
			sub.text("url", a.URI)
		} else if a.Email != "" {
			sub.text("url", "mailto:"+a.Email)
		}
		o.dst = append(sub.dst, '}')
	}
	if n > 0 {
		o.dst = append(o.dst, ']')
	}
}

func (o *object) hubs(links []Link) {
	n := 0
	for _, l := range links {
		if l.Rel != "hub" {
			continue
		}
		if n == 0 {
			o.name("hubs")
		}
		o.dst = append(o.dst, "[,"[min(n, 1)])
		o.dst = append(o.dst, `{"type": "WebSub","url": `...)
		o.dst = append(appendJSON(o.dst, l.Href), '}')
		n++
	}
	if n > 0 {
		o.dst = append(o.dst, ']')
	}
}

func (p *plan) appendJSONItem(dst []byte, it *planItem) []byte {
	base := p.base
	o := object{dst: append(dst, "\n    {"...), indent: "\n      "}
	o.text("id", it.id)
	o.some("url", it.link)
	o.text("title", it.title)
	o.contents(it)
	if image, ok := linkURI(it.Image, base); ok {
		o.text("image", image)
	}
	if t, ok := it.date(); ok {
		o.name("date_published")
		o.dst = append(appendRFC3339(append(o.dst, '"'), t), '"')
	}
	if it.hasUpd {
		o.name("date_modified")
		o.dst = append(appendRFC3339(append(o.dst, '"'), it.updated), '"')
	}
	o.persons("authors", it.Authors)
	o.tags(it.Categories)
	if language := languageTag(it.Language); language != p.language {
		o.some("language", language)
	}
	o.attachments(it.Enclosures, base)
	o.extension(it, base)
	o.extensions(it.Extensions)
	return append(o.dst, "\n    }"...)
}

// contents writes content_html or content_text, of which one must be there, and the summary, which is plain text.
func (o *object) contents(it *planItem) {
	switch {
	case it.content.present() && it.content.Type != Plain:
		o.text("content_html", it.content.Value)
	case it.content.present():
		o.text("content_text", it.content.Value)
	case it.summary.present() && it.summary.Type != Plain:
		o.text("content_html", it.summary.Value)
		return
	case it.summary.present():
		o.text("content_text", it.summary.Value)
		return
	default:
		o.text("content_text", it.title)
	}
	o.some("summary", plainLine(it.summary))
}

func (o *object) tags(list []Category) {
	n := 0
	for i := range list {
		shown := list[i].shown()
		if shown == "" {
			continue
		}
		if n == 0 {
			o.name("tags")
		}
		o.dst = appendJSON(append(o.dst, "[,"[min(n, 1)]), shown)
		n++
	}
	if n > 0 {
		o.dst = append(o.dst, ']')
	}
}

func (o *object) attachments(list []Enclosure, base string) {
	n := 0
	for i := range list {
		e, ok := enclosure(&list[i], base)
		if !ok {
			continue
		}
		if n == 0 {
			o.name("attachments")
		}
		sub := object{dst: append(append(o.dst, "[,"[min(n, 1)]), '{')}
		sub.text("url", e.URL)
		sub.text("mime_type", e.Type)
		sub.some("title", e.Title)
		if e.Length > 0 {
			sub.name("size_in_bytes")
			sub.dst = strconv.AppendInt(sub.dst, e.Length, 10)
		}
		o.dst = append(sub.dst, '}')
		n++
	}
	if n > 0 {
		o.dst = append(o.dst, ']')
	}
}

func (o *object) extension(it *planItem, base string) {
	s, sourced := it.source(base)
	precision := dates.Second
	if _, ok := it.date(); ok {
		precision = it.Published.Precision
		if !it.hasPub {
			precision = it.Updated.Precision
		}
	}
	coarse := precision < dates.Minute
	if !sourced && !coarse {
		return
	}
	o.name("_portalfeed")
	sub := object{dst: append(o.dst, '{')}
	if sourced {
		sub.name("source")
		inner := object{dst: append(sub.dst, '{')}
		inner.text("name", s.Title)
		inner.some("url", s.URL)
		sub.dst = append(inner.dst, '}')
	}
	if coarse {
		sub.text("date_precision", precision.String())
	}
	o.dst = append(sub.dst, '}')
}

// appendJSON appends s cleaned as CleanText does, as a JSON string.
func appendJSON(dst []byte, s string) []byte {
	dst = append(dst, '"')
	start := 0
	for i := 0; i < len(s); {
		b := s[i]
		if b < utf8.RuneSelf {
			if b >= 0x20 && b != '"' && b != '\\' && b != 0x7F {
				i++
				continue
			}
			dst = append(dst, s[start:i]...)
			dst = appendJSONASCII(dst, s, i)
			i++
			start = i
			continue
		}
		if n := skipHan(s, i); n > i {
			i = n
			continue
		}
		w, keep := carried(s, i)
		if keep {
			i += w
			continue
		}
		dst = append(dst, s[start:i]...)
		dst, i = appendLost(dst, s, i)
		start = i
	}
	return append(append(dst, s[start:]...), '"')
}

func appendJSONASCII(dst []byte, s string, i int) []byte {
	switch s[i] {
	case '"', '\\':
		return append(dst, '\\', s[i])
	case '\t':
		return append(dst, `\t`...)
	case '\n':
		return append(dst, `\n`...)
	case '\r':
		if i+1 < len(s) && s[i+1] == '\n' {
			return dst
		}
		return append(dst, `\n`...)
	}
	return dst
}
