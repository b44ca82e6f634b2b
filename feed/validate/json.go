package validate

import (
	"strings"
	"unicode/utf8"
)

// jsonVersions maps the value of version to the report's format.
var jsonVersions = map[string]string{
	"https://jsonfeed.org/version/1":   "jsonfeed1.0",
	"https://jsonfeed.org/version/1.1": "jsonfeed1.1",
	"http://jsonfeed.org/version/1":    "jsonfeed1.0",
	"http://jsonfeed.org/version/1.1":  "jsonfeed1.1",
}

// jsonType is what a member of a JSON Feed object has to be.
type jsonType uint8

const (
	tString jsonType = iota
	tPlain           // string without markup
	tURL
	tDate
	tBool
	tNumber
	tList
	tObject
	tLanguage
	tMedia
	tAnyID
)

var (
	jsonFeedMembers = map[string]jsonType{
		"version": tString, "title": tPlain, "home_page_url": tURL, "feed_url": tURL, "description": tPlain, "user_comment": tString, "next_url": tURL,
		"icon": tURL, "favicon": tURL, "author": tObject, "authors": tList, "language": tLanguage, "expired": tBool, "hubs": tList, "items": tList,
	}
	jsonItemMembers = map[string]jsonType{
		"id": tAnyID, "url": tURL, "external_url": tURL, "title": tPlain, "content_html": tString, "content_text": tString, "summary": tString, "image": tURL,
		"banner_image": tURL, "date_published": tDate, "date_modified": tDate, "author": tObject, "authors": tList, "tags": tList, "language": tLanguage, "attachments": tList,
	}
	jsonAuthorMembers     = map[string]jsonType{"name": tString, "url": tURL, "avatar": tURL}
	jsonAttachmentMembers = map[string]jsonType{"url": tURL, "mime_type": tMedia, "title": tString, "size_in_bytes": tNumber, "duration_in_seconds": tNumber}
	jsonHubMembers        = map[string]jsonType{"type": tString, "url": tURL}
)

// addJSON reports a violation at a value.
func (c *checker) addJSON(rule RuleID, v int32, value, format string, args ...any) {
	mark := len(c.found)
	c.add(rule, int(c.json.values[v].start), 0, value, format, args...)
	if len(c.found) > mark {
		c.found[mark].path = c.json.path(v)
	}
}

// checkJSON checks a document that begins like JSON.
func (c *checker) checkJSON() {
	d := &c.json
	d.src = c.src
	d.dup = func(v int32, name string) {
		c.add("json-duplicate-member", int(d.values[v].key), 0, name, "the member %s is given twice", quoted(name))
	}
	err := d.parse()
	if len(d.values) < 2 || d.values[1].kind != jsonObject {
		c.notJSONFeed("the document is JSON, but no object")
		return
	}
	version := d.get(1, "version")
	if version == 0 && d.get(1, "items") == 0 && err == nil {
		c.notJSONFeed("the document is JSON, but has neither version nor items")
		return
	}
	c.format = "jsonfeed1.1"
	if i := invalidUTF8(c.src); i >= 0 {
		c.add("invalid-bytes", i, 0, "", "JSON has to be UTF-8")
	}
	if err != nil {
		c.add("json-syntax", err.off, 0, "", err.msg.format, err.msg.args...)
	}
	c.checkJSONVersion(version, err == nil)
	c.members(1, jsonFeedMembers, true)
	if err == nil && d.get(1, "title") == 0 {
		c.addJSON("json-missing-member", 1, "", "the feed has no title")
	}
	c.jsonHubs(1)
	c.jsonPaging(1)
	items := d.get(1, "items")
	if items == 0 {
		if err == nil {
			c.addJSON("json-missing-member", 1, "", "the feed has no items")
		}
		return
	}
	ids := map[string]bool{}
	for k := d.values[items].first; k != 0; k = d.values[k].next {
		if d.values[items].kind == jsonArray {
			c.jsonItem(k, ids, err == nil || d.values[k].next != 0)
		}
	}
}

func (c *checker) notJSONFeed(what string) {
	c.found = c.found[:0]
	clear(c.counts)
	c.add("not-a-feed", 0, 0, "", what)
}

func invalidUTF8(s string) int {
	if utf8.ValidString(s) {
		return -1
	}
	for i, r := range s {
		if r == utf8.RuneError && !strings.HasPrefix(s[i:], "\uFFFD") {
			return i
		}
	}
	return -1
}

func (c *checker) checkJSONVersion(v int32, whole bool) {
	if v == 0 {
		if whole {
			c.addJSON("json-missing-member", 1, "", "the feed has no version")
		}
		return
	}
	if c.json.values[v].kind != jsonString {
		return // members reports the type
	}
	s := c.json.text(v)
	if f, ok := jsonVersions[s]; ok {
		c.format = f
		return
	}
	c.addJSON("json-version", v, s, "%s is no version of JSON Feed, such as %q", quoted(s), "https://jsonfeed.org/version/1.1")
}

// members checks the types of an object's members.
func (c *checker) members(obj int32, known map[string]jsonType, feedOrItem bool) {
	d := &c.json
	for k := d.values[obj].first; k != 0; k = d.values[k].next {
		name := d.values[k].name
		t, ok := known[name]
		if !ok {
			c.jsonExtension(k, name)
			continue
		}
		if d.values[k].kind == jsonNull {
			c.addJSON("json-type", k, "", "the member %s is null; it should be left out", name)
			continue
		}
		c.jsonMember(k, name, t)
		if feedOrItem && c.format == "jsonfeed1.0" && inList(laterMembers, name) {
			c.addJSON("json-later-member", k, name, "the member %s is of version 1.1, and the feed says it is of version 1", name)
		}
		if feedOrItem && name == "author" && c.format == "jsonfeed1.1" {
			c.addJSON("json-deprecated-author", k, "", "author is deprecated since version 1.1; authors has replaced it")
		}
	}
	if feedOrItem {
		c.jsonPersons(obj)
	}
}

// jsonExtension checks the name of a member that the format does not define.
func (c *checker) jsonExtension(k int32, name string) {
	switch {
	case !strings.HasPrefix(name, "_"):
		c.addJSON("json-unknown-member", k, name, "the member %s is not defined; names of extensions begin with _", quoted(name))
	case len(name) == 1 || !isAlnum(name[1]) || name[1] <= '9':
		c.addJSON("json-extension-name", k, name, "the name %s of an extension has no letter after the _", quoted(name))
	}
}

// laterMembers are the members that version 1.1 added, hubTypes the kinds of hubs that the specification names.
const (
	laterMembers = "authors language"
	hubTypes     = "rssCloud WebSub"
)

// jsonHubs checks the hubs of a feed and, with them, whether it says where it is.
func (c *checker) jsonHubs(feed int32) {
	d := &c.json
	list := d.get(feed, "hubs")
	if list == 0 || d.values[list].kind != jsonArray {
		return
	}
	websub := int32(0)
	for k := d.values[list].first; k != 0; k = d.values[k].next {
		t, u := d.get(k, "type"), d.get(k, "url")
		if t == 0 || d.values[t].kind != jsonString {
			continue
		}
		if v := d.text(t); strings.EqualFold(v, "websub") {
			websub = k
			if u != 0 && d.values[u].kind == jsonString && !validHTTP(d.text(u)) {
				c.addJSON("hub-url", u, d.text(u), "the address of the hub %s is no address of http or https", quoted(d.text(u)))
			}
		} else if !inList(hubTypes, v) {
			c.addJSON("json-hub-type", t, v, "the type %s of the hub is none that programs know", quoted(v))
		}
	}
	if websub != 0 && d.get(feed, "feed_url") == 0 {
		c.addJSON("hub-without-self", websub, "", "the document names a hub, but not the address to subscribe to with feed_url")
	}
}

// jsonPaging checks that the next page is another one.
func (c *checker) jsonPaging(feed int32) {
	d := &c.json
	next, self := d.get(feed, "next_url"), d.get(feed, "feed_url")
	if next == 0 || d.values[next].kind != jsonString {
		return
	}
	v := d.text(next)
	if v != "" && (v == c.opt.URL || self != 0 && d.values[self].kind == jsonString && d.text(self) == v) {
		c.addJSON("json-next-url", next, v, "the next page %s is this one", quoted(v))
	}
}

// jsonDates checks that an item was not changed before it was published.
func (c *checker) jsonDates(item int32) {
	d := &c.json
	published, modified := d.get(item, "date_published"), d.get(item, "date_modified")
	if published == 0 || modified == 0 || d.values[published].kind != jsonString || d.values[modified].kind != jsonString {
		return
	}
	p, ok1 := parseRFC3339(d.text(published), false)
	m, ok2 := parseRFC3339(d.text(modified), false)
	if ok1 && ok2 && m.Before(p) {
		c.addJSON("json-date-order", modified, d.text(modified), "the item was changed before it was published")
	}
}

// jsonMember checks one member of a known type.
func (c *checker) jsonMember(k int32, name string, t jsonType) {
	d := &c.json
	kind := d.values[k].kind
	want := jsonString
	switch t {
	case tBool:
		want = jsonBool
	case tNumber:
		want = jsonNumber
	case tList:
		want = jsonArray
	case tObject:
		want = jsonObject
	case tAnyID:
		if kind == jsonNumber {
			c.addJSON("json-id-type", k, "", "the id is a number; it should be a string")
			return
		}
	}
	if kind != want {
		c.addJSON("json-type", k, "", "the member %s is %s, not %s", name, kind, want)
		return
	}
	if kind != jsonString {
		if t == tNumber && strings.HasPrefix(d.src[d.values[k].start:], "-") {
			c.addJSON("json-type", k, "", "the member %s is negative", name)
		}
		return
	}
	s := d.text(k)
	if strings.ContainsRune(s, utf8.RuneError) {
		c.addJSON("bad-characters", k, s, "the text has the character U+FFFD, a sign of wrong decoding")
	}
	switch t {
	case tURL:
		if fault, _, _ := inspectURI(s); fault != uriOK {
			c.addJSON("json-url", k, s, "%s is not an absolute address", quoted(s))
		}
	case tDate:
		if _, ok := parseRFC3339(s, false); !ok {
			c.addJSON("json-date", k, s, "%s is not a date of RFC 3339, such as %q", quoted(s), "2012-09-25T18:07:00+08:00")
		}
	case tLanguage:
		if !validLanguage(s) {
			c.addJSON("json-language", k, s, "%s is not a language tag, such as %q", quoted(s), "zh-Hant")
		}
	case tMedia:
		if !validMediaType(s) {
			c.addJSON("json-media-type", k, s, "%s is not a media type", quoted(s))
		}
	case tPlain:
		if looksLikeHTML(s) {
			c.addJSON("json-contains-html", k, s, "the member %s is plain text, but has HTML", name)
		}
	case tAnyID:
		if s == "" {
			c.addJSON("json-missing-member", k, "", "the id is empty")
		}
	}
}

// jsonPersons checks author, authors, hubs and attachments of a feed or item.
func (c *checker) jsonPersons(obj int32) {
	d := &c.json
	if a := d.get(obj, "author"); a != 0 && d.values[a].kind == jsonObject {
		c.jsonAuthor(a)
	}
	if d.get(obj, "authors") != 0 {
		c.eachObject(d.get(obj, "authors"), "authors", c.jsonAuthor)
	}
	c.eachObject(d.get(obj, "hubs"), "hubs", func(v int32) {
		c.members(v, jsonHubMembers, false)
		c.jsonNeed(v, "type", "url")
	})
	c.eachObject(d.get(obj, "attachments"), "attachments", func(v int32) {
		c.members(v, jsonAttachmentMembers, false)
		c.jsonNeed(v, "url", "mime_type")
	})
}

func (c *checker) jsonAuthor(v int32) {
	c.members(v, jsonAuthorMembers, false)
	for k := c.json.values[v].first; k != 0; k = c.json.values[k].next {
		if _, ok := jsonAuthorMembers[c.json.values[k].name]; ok {
			return
		}
	}
	c.addJSON("json-missing-member", v, "", "an author has at least one of name, url and avatar")
}

// eachObject calls visit for the elements of an array that are objects, and reports the others.
func (c *checker) eachObject(list int32, name string, visit func(v int32)) {
	if list == 0 || c.json.values[list].kind != jsonArray {
		return
	}
	for k := c.json.values[list].first; k != 0; k = c.json.values[k].next {
		if c.json.values[k].kind != jsonObject {
			c.addJSON("json-type", k, "", "an element of %s is %s, not an object", name, c.json.values[k].kind)
			continue
		}
		visit(k)
	}
}

func (c *checker) jsonNeed(v int32, names ...string) {
	for _, name := range names {
		if c.json.get(v, name) == 0 {
			c.addJSON("json-missing-member", v, "", "the member %s is missing", name)
		}
	}
}

// jsonItem checks one item; whole is false for the last of a document that broke off.
func (c *checker) jsonItem(item int32, ids map[string]bool, whole bool) {
	d := &c.json
	if d.values[item].kind != jsonObject {
		c.addJSON("json-type", item, "", "an item is %s, not an object", d.values[item].kind)
		return
	}
	c.members(item, jsonItemMembers, true)
	id := d.get(item, "id")
	if id != 0 && d.values[id].kind == jsonString {
		s := d.text(id)
		if ids[s] && s != "" {
			c.addJSON("json-duplicate-id", id, s, "the id %s is that of another item, too", quoted(s))
		}
		ids[s] = true
	}
	tags := d.get(item, "tags")
	if tags != 0 && d.values[tags].kind == jsonArray {
		for k := d.values[tags].first; k != 0; k = d.values[k].next {
			if d.values[k].kind != jsonString {
				c.addJSON("json-type", k, "", "a tag is %s, not a string", d.values[k].kind)
			}
		}
	}
	c.jsonDates(item)
	if !whole {
		return
	}
	if id == 0 {
		c.addJSON("json-missing-member", item, "", "the item has no id")
	}
	if d.get(item, "content_html") == 0 && d.get(item, "content_text") == 0 {
		c.addJSON("json-missing-content", item, "", "the item has neither content_html nor content_text")
	}
	if h := d.get(item, "content_html"); h != 0 && d.values[h].kind == jsonString {
		c.jsonHTML(h)
	}
}

// jsonHTML checks the HTML of an item. Relative addresses are left out: JSON Feed does not speak of them.
func (c *checker) jsonHTML(v int32) {
	text := c.json.text(v)
	graphics := strings.Contains(text, "<svg") || strings.Contains(text, "<math") // whose elements HTML has, too
	inspectHTML(text, true, func(rule RuleID, _ int, value, format string, args ...any) {
		if graphics && rule == "unknown-html" {
			return
		}
		c.addJSON(rule, v, value, format, args...)
	})
}
