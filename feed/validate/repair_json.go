package validate

import (
	"fmt"
	"math"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"
)

const (
	jsonVersion1  = "https://jsonfeed.org/version/1"
	jsonVersion11 = "https://jsonfeed.org/version/1.1"
)

// fixJSON returns the repair of one finding in a JSON document, nil if there is none.
func (c *checker) fixJSON(p *pending) []Edit {
	v := c.jsonAt(p)
	if v == 0 || c.counts["not-a-feed"] > 0 {
		return nil
	}
	switch FixOf(p.rule.ID) {
	case FixMember:
		return c.fixTwice(v)
	case FixVersion:
		return c.putJSON(v, jsonText(jsonVersionOf(c.json.text(v))))
	case FixAddElement:
		return c.fixMissingMember(v)
	case FixContent:
		return c.addMember(v, "content_text", jsonText(c.jsonContent(v)))
	case FixMemberType:
		return c.fixMemberType(v)
	case FixOwnID:
		return c.putJSON(v, jsonText(c.freeID(c.json.values[v].parent, c.json.text(v))))
	case FixAddress:
		if mended, ok := mendURL(c.jsonBase(), c.json.text(v), true); ok && validHTTPOrOther(mended) {
			return c.putJSON(v, jsonText(mended))
		}
		return c.setAsideJSON(v)
	case FixRFC3339:
		if t, ok := c.readDate(strings.TrimSpace(c.json.text(v))); ok {
			return c.putJSON(v, jsonText(t.Format(time.RFC3339)))
		}
		return c.setAsideJSON(v)
	case FixLanguage:
		if tag, ok := mendLanguage(c.json.text(v)); ok {
			return c.putJSON(v, jsonText(tag))
		}
		return c.setAsideJSON(v)
	case FixType:
		return c.fixMediaType(v)
	case FixAuthors:
		return c.fixAuthor(v)
	case FixPlainText:
		return c.putJSON(v, jsonText(withoutTags(c.json.text(v))))
	}
	return nil
}

func validHTTPOrOther(v string) bool {
	fault, _, _ := inspectURI(v)
	return fault == uriOK
}

// jsonAt is the value that a finding is about: the one that starts at its offset, or the member whose name does.
func (c *checker) jsonAt(p *pending) int32 {
	values := c.json.values
	if len(values) < 2 {
		return 0
	}
	i, ok := slices.BinarySearchFunc(values[1:], p.off, func(v jsonValue, off int) int { return int(v.start) - off })
	if ok {
		return int32(i + 1)
	}
	if i+1 < len(values) && int(values[i+1].key) == p.off && p.off > 0 {
		return int32(i + 1)
	}
	return 0
}

// putJSON replaces a value.
func (c *checker) putJSON(v int32, text string) []Edit {
	x := &c.json.values[v]
	if c.src[x.start:x.end] == text {
		return nil
	}
	return []Edit{{int(x.start), int(x.end), text}}
}

// addMember adds a member to an object, in front of the others.
func (c *checker) addMember(obj int32, name, text string) []Edit {
	x := &c.json.values[obj]
	if x.kind != jsonObject {
		return nil
	}
	at := int(x.start) + 1
	if x.first == 0 {
		return []Edit{{at, at, jsonText(name) + ": " + text}}
	}
	return []Edit{{at, at, jsonText(name) + ": " + text + ", "}}
}

// renameMember changes the name of a member.
func (c *checker) renameMember(v int32, name string) []Edit {
	x := &c.json.values[v]
	end := int(x.key) + 1
	for end < int(x.start) && c.src[end] != '"' {
		if c.src[end] == '\\' {
			end++
		}
		end++
	}
	return []Edit{{int(x.key), end + 1, jsonText(name)}}
}

// dropJSON removes a member or element with the comma that belongs to it.
func (c *checker) dropJSON(v int32) []Edit {
	x := &c.json.values[v]
	from, to := int(x.start), int(x.end)
	if x.key > 0 {
		from = int(x.key)
	}
	if x.next != 0 {
		next := &c.json.values[x.next]
		to = int(next.start)
		if next.key > 0 {
			to = int(next.key)
		}
		return []Edit{{from, to, ""}}
	}
	for k := from - 1; k > 0; k-- {
		if c.src[k] == ',' {
			return []Edit{{k, to, ""}}
		}
		if strings.IndexByte(" \t\r\n", c.src[k]) < 0 {
			break
		}
	}
	return []Edit{{from, to, ""}}
}

// isMember reports whether a value is a member of an object.
func (c *checker) isMember(v int32) bool {
	return c.json.values[c.json.values[v].parent].kind == jsonObject
}

// freeName is a name for an extension that an object does not have yet.
func (c *checker) freeName(obj int32, name string) string {
	names := c.membersOf(obj)
	base := "_" + strings.TrimLeft(name, "_")
	free := base
	for names.taken[free] {
		names.tries[base]++
		free = base + "_" + strconv.Itoa(names.tries[base]+1)
	}
	names.taken[free] = true
	return free
}

// memberNames are the names of the members of an object, and for each member the one of its name before it.
type memberNames struct {
	taken  map[string]bool
	tries  map[string]int
	before map[int32]int32
}

// membersOf lists the names of an object, once.
func (c *checker) membersOf(obj int32) *memberNames {
	if m := c.known.members[obj]; m != nil {
		return m
	}
	m := &memberNames{map[string]bool{}, map[string]int{}, map[int32]int32{}}
	last := map[string]int32{}
	for k := c.json.values[obj].first; k != 0; k = c.json.values[k].next {
		name := c.json.values[k].name
		m.taken[name] = true
		m.before[k] = last[name]
		last[name] = k
	}
	if c.known.members == nil {
		c.known.members = map[int32]*memberNames{}
	}
	c.known.members[obj] = m
	return m
}

// setAsideJSON gives a member the name of an extension, so that readers pass over it; an element of an array moves into one.
func (c *checker) setAsideJSON(v int32) []Edit {
	x := &c.json.values[v]
	if v <= 1 {
		return nil
	}
	if c.isMember(v) {
		return c.renameMember(v, c.freeName(x.parent, x.name))
	}
	list := &c.json.values[x.parent]
	if list.parent == 0 || c.json.values[list.parent].kind != jsonObject {
		return nil
	}
	text := c.src[x.start:x.end]
	return append(c.addMember(list.parent, c.freeName(list.parent, list.name), "["+text+"]"), c.dropJSON(v)...)
}

// fixTwice keeps the last of two members of one name, which is what most readers take, and gives the others names of extensions.
func (c *checker) fixTwice(second int32) []Edit {
	x := &c.json.values[second]
	first := c.membersOf(x.parent).before[second]
	if first == 0 {
		return nil
	}
	y := &c.json.values[first]
	switch {
	case c.src[y.start:y.end] == c.src[x.start:x.end] && x.name != "items":
		return c.dropJSON(first)
	case y.kind == jsonArray && x.kind == jsonArray && y.first == 0:
		return c.dropJSON(first)
	case y.kind == jsonArray && x.kind == jsonArray: // such as items
		at, comma := int(x.start)+1, ", "
		if x.first == 0 {
			comma = ""
		}
		inside := strings.TrimSpace(c.src[y.start+1 : y.end-1])
		return append(c.dropJSON(first), Edit{at, at, inside + comma})
	}
	return c.renameMember(first, c.freeName(x.parent, x.name))
}

// jsonVersionOf is the version that somebody meant.
func jsonVersionOf(v string) string {
	v = strings.ToLower(strings.TrimRight(strings.TrimSpace(v), "/"))
	if i := strings.LastIndexByte(v, '/'); i >= 0 {
		v = v[i+1:]
	}
	switch strings.TrimLeft(v, "v ") {
	case "1", "1.0":
		return jsonVersion1
	}
	return jsonVersion11
}

// jsonString is the text of a member, "" where it has none.
func (c *checker) jsonString(obj int32, name string) string {
	v := c.json.get(obj, name)
	if v == 0 || c.json.values[v].kind != jsonString {
		return ""
	}
	return c.json.text(v)
}

// jsonBase is the address that relative ones in the document are relative to, or nil.
func (c *checker) jsonBase() *url.URL {
	for _, v := range []string{c.jsonString(1, "home_page_url"), c.jsonString(1, "feed_url"), c.opt.URL} {
		if u, err := url.Parse(v); err == nil && u.IsAbs() && u.Host != "" {
			return u
		}
	}
	return nil
}

// jsonTitle is a name for the feed: its description, the name of its author or its host.
func (c *checker) jsonTitle() string {
	if v := titleFrom(withoutTags(c.jsonString(1, "description"))); v != "" {
		return v
	}
	if u := c.jsonBase(); u != nil {
		return u.Hostname()
	}
	if v := titleFrom(c.jsonString(c.json.get(1, "author"), "name")); v != "" {
		return v
	}
	if list := c.json.get(1, "authors"); list != 0 {
		if v := titleFrom(c.jsonString(c.json.values[list].first, "name")); v != "" {
			return v
		}
	}
	return ""
}

// jsonContent is the content of an item that has none: one of its other texts.
func (c *checker) jsonContent(item int32) string {
	for _, name := range []string{"summary", "title", "external_url", "url"} {
		if v := strings.TrimSpace(c.jsonString(item, name)); v != "" {
			return v
		}
	}
	return ""
}

// fixMissingMember adds the members that an object has to have, by the place that it has.
func (c *checker) fixMissingMember(v int32) []Edit {
	d := &c.json
	x := &d.values[v]
	if x.kind == jsonString && x.name == "id" { // an empty one
		return c.putJSON(v, jsonText(c.freeID(x.parent, "")))
	}
	if x.kind != jsonObject {
		return nil
	}
	if v == 1 {
		return c.fixMissingOfFeed()
	}
	list := x.name
	if !c.isMember(v) {
		list = d.values[x.parent].name
	}
	switch list {
	case "items":
		if d.get(v, "id") == 0 {
			if k := c.spelledLike(v, "id", "guid"); k != 0 {
				return c.renameMember(k, "id")
			}
			return c.addMember(v, "id", jsonText(c.freeID(v, "")))
		}
	case "attachments":
		if d.get(v, "url") == 0 {
			if k := c.spelledLike(v, "url", "href", "src"); k != 0 {
				return c.renameMember(k, "url")
			}
			return c.setAsideJSON(v)
		}
		if k := c.spelledLike(v, "mime_type", "type"); k != 0 && d.values[k].kind == jsonString && validMediaType(d.text(k)) {
			return c.renameMember(k, "mime_type")
		}
		return c.addMember(v, "mime_type", jsonText(typeOrBytes(c.jsonString(v, "url"))))
	case "hubs":
		return c.setAsideJSON(v)
	case "authors", "author":
		if x.first == 0 {
			return c.dropJSON(v)
		}
		for k := x.first; k != 0; k = d.values[k].next {
			if d.values[k].kind == jsonString && strings.TrimSpace(d.text(k)) != "" && !strings.Contains(d.values[k].name, "mail") {
				return c.addMember(v, "name", jsonText(titleFrom(d.text(k))))
			}
		}
		return c.setAsideJSON(v)
	}
	return nil
}

// typeOrBytes is the media type of a file by its address.
func typeOrBytes(address string) string {
	if t := typeOfURL(address); t != "" {
		return t
	}
	return "application/octet-stream"
}

func (c *checker) fixMissingOfFeed() []Edit {
	d := &c.json
	switch {
	case d.get(1, "version") == 0:
		if k := c.spelledLike(1, "version"); k != 0 {
			return c.renameMember(k, "version")
		}
		return c.addMember(1, "version", jsonText(jsonVersion11))
	case d.get(1, "items") == 0:
		if k := c.spelledLike(1, "items", "item", "entries", "posts"); k != 0 && d.values[k].kind == jsonArray {
			return c.renameMember(k, "items")
		}
		last := d.values[1].first
		for last != 0 && d.values[last].next != 0 {
			last = d.values[last].next
		}
		if last == 0 {
			return c.addMember(1, "items", "[]")
		}
		at := int(d.values[last].end)
		return []Edit{{at, at, ", \"items\": []"}}
	case d.get(1, "title") == 0:
		if k := c.spelledLike(1, "title", "name"); k != 0 && d.values[k].kind == jsonString {
			return c.renameMember(k, "title")
		}
		if title := c.jsonTitle(); title != "" {
			return c.addMember(1, "title", jsonText(title))
		}
	}
	return nil
}

// spelledLike is a member that is not defined and whose name is one of the given but for case, hyphens and underscores.
func (c *checker) spelledLike(obj int32, names ...string) int32 {
	squash := func(s string) string {
		return strings.ToLower(strings.NewReplacer("_", "", "-", "", " ", "").Replace(s))
	}
	for k := c.json.values[obj].first; k != 0; k = c.json.values[k].next {
		name := c.json.values[k].name
		if strings.HasPrefix(name, "_") || c.json.values[k].kind == jsonNull {
			continue
		}
		for i, want := range names {
			if (i > 0 || name != want) && squash(name) == squash(want) {
				return k
			}
		}
	}
	return 0
}

// freeID is an identifier for an item that no other has: its address, or one made of an identifier that others have, too, or of
// its content.
func (c *checker) freeID(item int32, taken string) string {
	if c.known.ids == nil {
		c.known.ids = map[string]bool{}
		if items := c.json.get(1, "items"); items != 0 {
			for k := c.json.values[items].first; k != 0; k = c.json.values[k].next {
				if v := c.json.get(k, "id"); v != 0 {
					switch c.json.values[v].kind {
					case jsonString:
						c.known.ids[c.json.text(v)] = true
					case jsonNumber:
						c.known.ids[c.src[c.json.values[v].start:c.json.values[v].end]] = true
					}
				}
			}
		}
	}
	id := ""
	for _, name := range []string{"url", "external_url"} {
		if v := c.jsonString(item, name); validHTTP(v) && !c.known.ids[v] {
			id = v
			break
		}
	}
	x := &c.json.values[item]
	switch {
	case id != "":
	case taken != "":
		id = taken + "#" + strconv.Itoa(int(x.index))
	default:
		id = uuid(c.src[x.start:x.end])
	}
	for n, base := 2, id; c.known.ids[id]; n++ {
		id = base + "-" + strconv.Itoa(int(x.index)+n-2)
	}
	c.known.ids[id] = true
	return id
}

// fixMediaType writes a media type by its name or the address of the file.
func (c *checker) fixMediaType(v int32) []Edit {
	x := &c.json.values[v]
	t := mediaTypes["."+strings.ToLower(strings.TrimPrefix(strings.TrimSpace(c.json.text(v)), "."))]
	if t == "" {
		t = typeOrBytes(c.jsonString(x.parent, "url"))
	}
	return c.putJSON(v, jsonText(t))
}

// fixAuthor writes author as authors, unless there are some.
func (c *checker) fixAuthor(v int32) []Edit {
	x := &c.json.values[v]
	if x.kind != jsonObject || c.json.get(x.parent, "authors") != 0 {
		return nil
	}
	edits := c.renameMember(v, "authors")
	return append(edits, Edit{int(x.start), int(x.end), "[" + c.src[x.start:x.end] + "]"})
}

// roleOf is the type that a value has to be of, by its place.
func (c *checker) roleOf(v int32) (t jsonType, ok bool) {
	x := &c.json.values[v]
	obj := x.parent
	if !c.isMember(v) {
		switch c.json.values[obj].name {
		case "tags":
			return tString, true
		case "items", "authors", "hubs", "attachments":
			return tObject, true
		}
		return 0, false
	}
	known := jsonItemMembers
	switch list := c.json.values[c.json.values[obj].parent].name; {
	case obj == 1:
		known = jsonFeedMembers
	case c.json.values[obj].name == "author" || list == "authors":
		known = jsonAuthorMembers
	case list == "attachments":
		known = jsonAttachmentMembers
	case list == "hubs":
		known = jsonHubMembers
	}
	t, ok = known[x.name]
	return t, ok
}

// fixMemberType writes a value as the type that it has to be of; what cannot be is set aside.
func (c *checker) fixMemberType(v int32) []Edit {
	x := &c.json.values[v]
	t, ok := c.roleOf(v)
	if x.kind == jsonNull {
		return c.dropJSON(v)
	}
	if !ok {
		return nil
	}
	text, ok := c.cast(v, t)
	if !ok {
		return c.setAsideJSON(v)
	}
	return c.putJSON(v, text)
}

// cast is a value as another type.
func (c *checker) cast(v int32, t jsonType) (string, bool) {
	x := &c.json.values[v]
	raw := c.src[x.start:x.end]
	switch t {
	case tBool:
		word := raw
		if x.kind == jsonString {
			word = c.json.text(v)
		}
		b, ok := booleans[strings.ToLower(strings.TrimSpace(word))]
		return b, ok && (x.kind == jsonString || x.kind == jsonNumber)
	case tNumber:
		if x.kind != jsonString {
			return "", false
		}
		return numberFrom(c.json.text(v))
	case tList:
		return c.asList(v)
	case tObject:
		return c.asObject(v)
	}
	switch x.kind { // a string
	case jsonNumber, jsonBool:
		return jsonText(raw), true
	case jsonArray:
		if x.first != 0 && c.json.values[x.first].next == 0 && c.json.values[x.first].kind == jsonString {
			return c.src[c.json.values[x.first].start:c.json.values[x.first].end], true
		}
	}
	return "", false
}

// asList makes a list of what should be one.
func (c *checker) asList(v int32) (string, bool) {
	x := &c.json.values[v]
	raw := c.src[x.start:x.end]
	switch {
	case x.name == "tags" && x.kind == jsonString:
		var tags []string
		for _, tag := range strings.FieldsFunc(c.json.text(v), func(r rune) bool { return r == ',' || r == ';' || r == '，' || r == '、' }) {
			if tag = strings.TrimSpace(tag); tag != "" {
				tags = append(tags, jsonText(tag))
			}
		}
		return "[" + strings.Join(tags, ", ") + "]", true
	case x.name == "tags" && (x.kind == jsonNumber || x.kind == jsonBool):
		return "[" + jsonText(raw) + "]", true
	case x.kind == jsonObject && x.name != "tags":
		return "[" + raw + "]", true
	case x.name == "authors" && x.kind == jsonString:
		return "[{\"name\": " + raw + "}]", true
	case x.name == "items" && x.kind == jsonString && strings.TrimSpace(c.json.text(v)) == "":
		return "[]", true
	}
	return "", false
}

// asObject makes an object of what should be one.
func (c *checker) asObject(v int32) (string, bool) {
	x := &c.json.values[v]
	raw := c.src[x.start:x.end]
	list := x.name
	if !c.isMember(v) {
		list = c.json.values[x.parent].name
	}
	switch {
	case list == "items" && x.kind == jsonString:
		return "{\"id\": " + jsonText(c.freeID(v, "")) + ", \"content_text\": " + raw + "}", true
	case list == "items" && (x.kind == jsonNumber || x.kind == jsonBool):
		return "{\"id\": " + jsonText(c.freeID(v, "")) + ", \"content_text\": " + jsonText(raw) + "}", true
	case list == "items" && x.kind == jsonArray:
		return "{\"id\": " + jsonText(c.freeID(v, "")) + ", \"content_text\": \"\", \"_items\": " + raw + "}", true
	case (list == "author" || list == "authors") && x.kind == jsonString:
		return "{\"name\": " + raw + "}", true
	case list == "attachments" && x.kind == jsonString && validHTTP(c.json.text(v)):
		return "{\"url\": " + raw + ", \"mime_type\": " + jsonText(typeOrBytes(c.json.text(v))) + "}", true
	case list == "author" && x.kind == jsonArray && x.first != 0 && c.json.values[x.first].next == 0 && c.json.values[x.first].kind == jsonObject:
		return c.src[c.json.values[x.first].start:c.json.values[x.first].end], true
	}
	return "", false
}

// numberFrom reads a number, or a time of the form 1:02:03 as seconds.
func numberFrom(v string) (string, bool) {
	v = strings.TrimSpace(v)
	if n, err := strconv.ParseFloat(strings.ReplaceAll(v, ",", ""), 64); err == nil && n >= 0 && !math.IsInf(n, 0) && !math.IsNaN(n) {
		return strconv.FormatFloat(n, 'f', -1, 64), true
	}
	parts := strings.Split(v, ":")
	if len(parts) < 2 || len(parts) > 3 {
		return "", false
	}
	seconds := 0
	for _, part := range parts {
		n, ok := digits(part, 1, 4)
		if !ok {
			return "", false
		}
		seconds = 60*seconds + n
	}
	return fmt.Sprint(seconds), true
}

// giveFeed makes a feed of a list of items.
func (m *mender) giveFeed(c *checker) bool {
	d := &c.json
	if len(d.values) < 2 || d.values[1].kind != jsonArray || d.values[1].first == 0 {
		return false
	}
	for k := d.values[1].first; k != 0; k = d.values[k].next {
		if d.values[k].kind != jsonObject || d.get(k, "id") == 0 && d.get(k, "url") == 0 || d.get(k, "title") == 0 && d.get(k, "content_html") == 0 && d.get(k, "content_text") == 0 {
			return false
		}
	}
	if int(d.values[1].end) > len(c.src) || d.values[1].end <= d.values[1].start {
		return false
	}
	title := c.jsonTitle()
	if title == "" {
		return false
	}
	head := "{\"version\": " + jsonText(jsonVersion11) + ", \"title\": " + jsonText(title) + ", \"items\": "
	at := int(d.values[1].start)
	m.changes = append(m.changes, Change{
		Rule: "not-a-feed", Fix: FixRoot, Level: Error, Message: c.found[0].msg, After: head, Pos: Position{Offset: at, Line: 1, Column: 1, Path: "/"},
	})
	m.doc = applyEdits([]byte(c.src), []Edit{{at, at, head}, {int(d.values[1].end), int(d.values[1].end), "}"}})
	return true
}
