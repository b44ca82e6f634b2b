package validate

import (
	"fmt"
	"strings"
)

// fixDuplicateID tells two items with one identifier apart, and drops an hour or day that stands twice.
func (c *checker) fixDuplicateID(n int32, a *attribute, p *pending) []Edit {
	x := c.node(n)
	switch {
	case x.name == "hour" || x.name == "day":
		return c.setAside(n)
	case a != nil && a.ns == nsNone:
		return c.setAttr(a, p.value+"-"+fmt.Sprint(n))
	case a != nil:
		return c.setAttr(a, p.value+"#"+fmt.Sprint(n))
	case x.name == "guid":
		edits := c.setText(n, p.value+"#"+fmt.Sprint(n))
		return append(c.putAttr(n, "isPermaLink", "false"), edits...)
	case p.value != "":
		return c.setText(n, p.value+"#"+fmt.Sprint(n))
	}
	return nil
}

// fixSameIDs gives each entry an identifier of its own.
func (c *checker) fixSameIDs(last int32) []Edit {
	feed := c.node(c.node(last).parent).parent
	var edits []Edit
	first := true
	for k := c.node(feed).first; k != 0; k = c.node(k).next {
		if c.node(k).kind != element || c.node(k).name != "entry" {
			continue
		}
		id := c.child(k, "id")
		if id == 0 {
			continue
		}
		if !first {
			edits = append(edits, c.setText(id, uuid(c.path(k)+c.src[c.node(k).start:c.node(k).end]))...)
		}
		first = false
	}
	return edits
}

// fixDuplicate keeps the first of two elements; the other is kept as a comment, unless it says the same.
func (c *checker) fixDuplicate(n int32, p *pending) []Edit {
	x := c.node(n)
	if p.rule.ID == "categories-children" {
		var edits []Edit
		for k := x.first; k != 0; k = c.node(k).next {
			if y := c.node(k); y.kind == element {
				edits = append(edits, Edit{int(y.start), int(y.end), comment(c.src[y.start:y.end])})
			}
		}
		return edits
	}
	if x.name == "channel" && x.ns == nsNone {
		return c.joinChannels(n)
	}
	for k, near := c.node(x.parent).first, 0; k != n && k != 0 && near < MaxPerRule; k, near = c.node(k).next, near+1 {
		y := c.node(k)
		if y.kind == element && y.name == x.name && y.ns == x.ns && c.src[y.start:y.end] == c.src[x.start:x.end] && !c.holdsItems(n) {
			return []Edit{{int(x.start), int(x.end), ""}}
		}
	}
	if c.holdsItems(n) {
		return nil
	}
	return c.setAside(n)
}

// holdsItems reports whether there are items in an element.
func (c *checker) holdsItems(n int32) bool {
	for k := c.node(n).first; k != 0; k = c.node(k).next {
		if x := c.node(k); x.kind == element && (x.name == "item" || x.name == "entry" || x.name == "outline" || c.holdsItems(k)) {
			return true
		}
	}
	return false
}

// joinChannels takes the tags between two channels away, so that the items of both stand in one.
func (c *checker) joinChannels(second int32) []Edit {
	first := int32(0)
	for k := c.node(c.node(second).parent).first; k != second; k = c.node(k).next {
		if x := c.node(k); x.kind == element && x.name == "channel" && x.ns == nsNone {
			first = k
		}
	}
	if first == 0 || c.isEmptyTag(first) || c.isEmptyTag(second) {
		return c.setAside(second)
	}
	_, to := c.inner(first)
	return []Edit{{to, int(c.node(first).end), ""}, {int(c.node(second).start), int(c.node(second).open), ""}}
}

// fixUndefined gives a misspelt element its name, makes text of markup in a text, and sets aside what is not defined there.
func (c *checker) fixUndefined(n int32) []Edit {
	x := c.node(n)
	parent := x.parent
	if n == c.root || parent == 0 {
		return nil
	}
	if name := c.meant(n); name != "" {
		return c.rename(n, c.named(n, name), "")
	}
	if c.holdsText(parent) {
		if c.belongs(n, c.node(parent).parent) {
			return c.close(parent, n)
		}
		return c.fixMarkup(parent)
	}
	if x.name == "item" || x.name == "entry" || x.name == "outline" || c.holdsItems(n) {
		return c.moveItem(n)
	}
	return c.setAside(n)
}

// moveItem moves an item that stands outside the channel, or an outline outside the body, into it.
func (c *checker) moveItem(n int32) []Edit {
	x := c.node(n)
	home := int32(0)
	switch {
	case x.end <= x.start:
	case c.family == familyRDF && x.name == "item" && c.format != "rss1.1" && c.node(x.parent).name == "channel" && c.node(x.parent).parent == c.root:
		home = c.root
	case x.parent != c.root:
	case c.family == familyRSS && x.name == "item":
		home = c.child(c.root, "channel")
	case c.family == familyOPML && x.name == "outline":
		home = c.child(c.root, "body")
	}
	if home == 0 {
		return c.setAside(n)
	}
	return c.moveAll(home, x.parent, func(k int32) bool { return c.node(k).name == x.name && c.node(k).ns == x.ns })
}

// moveAll moves the children of an element that are wanted to the end of another one, all in one pass.
func (c *checker) moveAll(home, parent int32, wanted func(k int32) bool) []Edit {
	if c.known.moved {
		return nil
	}
	c.known.moved = true
	var all strings.Builder
	var edits []Edit
	for k := c.node(parent).first; k != 0; k = c.node(k).next {
		if y := c.node(k); y.kind == element && k != home && y.end > y.start && wanted(k) {
			all.WriteString(c.src[y.start:y.end])
			edits = append(edits, Edit{int(y.start), int(y.end), ""})
		}
	}
	return append(c.addLast(home, all.String()), edits...)
}

// meant is the name that a misspelt one is likely to stand for.
func (c *checker) meant(n int32) string {
	x := c.node(n)
	g := c.grammarOf(x.parent, x.ns)
	if g == nil {
		return ""
	}
	for i := range g.specs {
		s := &g.specs[i]
		if strings.EqualFold(s.name, x.name) && s.name != x.name && (!s.once || c.child(x.parent, s.name) == 0) {
			return s.name
		}
	}
	return ""
}

// grammarOf says what elements of a namespace may be in one of the great elements of a format; nil for others.
func (c *checker) grammarOf(n int32, ns space) *grammar {
	switch p := c.node(n); {
	case p.name == "channel" && c.family == familyRSS && ns == nsNone:
		return rssChannel
	case p.name == "item" && c.family == familyRSS && ns == nsNone:
		return rssItem
	case p.name == "feed" && ns == c.atomSpace:
		return atomFeed
	case p.name == "entry" && ns == c.atomSpace:
		return atomEntry
	}
	return nil
}

// belongs reports whether an element is one that belongs into another.
func (c *checker) belongs(n, into int32) bool {
	g := c.grammarOf(into, c.node(n).ns)
	if g == nil {
		return false
	}
	for i := range g.specs {
		if g.specs[i].name == c.node(n).name {
			return true
		}
	}
	return false
}

// swallowed is the first element in an element that belongs into another one, 0 if there is none.
func (c *checker) swallowed(n, into int32) int32 {
	for k := c.node(n).first; k != 0; k = c.node(k).next {
		if c.node(k).kind != element {
			continue
		}
		if c.belongs(k, into) {
			return k
		}
		if d := c.swallowed(k, into); d != 0 {
			return d
		}
	}
	return 0
}

// close puts the end tag of an element in front of a child, which was taken into it because the end tag was not understood.
func (c *checker) close(n, child int32) []Edit {
	if n == c.root || c.isEmptyTag(n) {
		return nil
	}
	at := c.node(child).from()
	_, to := c.inner(n)
	return []Edit{{at, at, "</" + c.label(n) + ">"}, {to, int(c.node(n).end), ""}}
}

// holdsText reports whether an element is one for text.
func (c *checker) holdsText(n int32) bool {
	x := c.node(n)
	switch x.name {
	case "channel", "Channel", "item", "image", "textInput", "textinput", "skipHours", "skipDays", "rss", "feed", "entry", "source", "author",
		"contributor", "RDF", "opml", "head", "body", "outline", "group", "owner", "service", "workspace", "collection", "categories", "items", "Seq",
		"where", "Point", "control", "listinfo", "sharing", "sync", "history", "cloud", "enclosure", "category", "player", "thumbnail", "div":
		return x.name == "source" && c.family == familyRSS || x.name == "category" && c.family == familyRSS || x.name == "author" && c.family == familyRSS && x.ns == nsNone
	case "content":
		return x.ns == nsAtom && c.family != familyNone
	}
	return true
}

// fixMarkup makes escaped markup of the elements in a text.
func (c *checker) fixMarkup(n int32) []Edit {
	if c.known.markup[n] {
		return nil // one pass does it once
	}
	if c.known.markup == nil {
		c.known.markup = map[int32]bool{}
	}
	c.known.markup[n] = true
	if k := c.swallowed(n, c.node(n).parent); k != 0 {
		return c.close(n, k)
	}
	x := c.node(n)
	plain := x.name == "title" && c.family != familyAtom || x.name == "name" || x.name == "generator"
	if x.ns == c.atomSpace && c.family == familyAtom && atomTexts[x.name] {
		edits := c.setInner(n, elementText(c.markup(n, c.holdsHTML(n))))
		return append(edits, c.putAttr(n, "type", "html")...)
	}
	if plain || !htmlHolders[x.name] {
		return c.setInner(n, elementText(strings.TrimSpace(c.allText(n))))
	}
	return c.setInner(n, elementText(c.markup(n, c.holdsHTML(n))))
}

var (
	atomTexts   = words("title subtitle summary rights content")
	htmlHolders = words("description encoded")
)

// holdsHTML reports whether the text of an element is HTML, beside which elements stand.
func (c *checker) holdsHTML(n int32) bool {
	return c.value(c.find(n, "type")) == "html" || hasEndTag(c.content(n))
}

// markup is the content of an element as HTML; raw says that its text is HTML, too.
func (c *checker) markup(n int32, raw bool) string {
	var b strings.Builder
	for k := c.node(n).first; k != 0; k = c.node(k).next {
		x := c.node(k)
		switch {
		case x.kind == element && !strings.Contains(c.label(k), ":"):
			b.WriteString("<" + c.label(k))
			for i := x.attr; i < x.attr+x.attrs; i++ {
				if a := &c.attrs[i]; a.ns == nsNone {
					b.WriteString(" " + a.local + "=\"" + attrText(c.value(a)) + "\"")
				}
			}
			b.WriteString(">" + c.markup(k, raw))
			if !voidElements[x.name] {
				b.WriteString("</" + c.label(k) + ">")
			}
		case x.kind == element:
			b.WriteString(c.markup(k, raw))
		case raw:
			b.WriteString(c.piece(k))
		default:
			b.WriteString(elementText(c.piece(k)))
		}
	}
	return b.String()
}

// fixUnexpectedAttr gives a misspelt attribute its name and drops one that means nothing.
func (c *checker) fixUnexpectedAttr(n int32, a *attribute) []Edit {
	if a == nil {
		return nil
	}
	x := c.node(n)
	if x.name == "outline" {
		for w := range strings.FieldsSeq(outlineAttrs) {
			if strings.EqualFold(w, a.local) && w != a.local && c.find(n, w) == nil {
				return []Edit{{int(a.start), int(a.start) + len(a.local), w}}
			}
		}
	}
	if a.ns == nsThr && a.local == "when" && c.findNS(n, nsThr, "updated") == nil {
		raw := c.src[a.start:a.value]
		return []Edit{{int(a.start), int(a.value), strings.Replace(raw, ":when", ":updated", 1)}}
	}
	return c.dropAttr(n, a)
}

// fixText puts text that stands between elements into an element, or makes comments of it.
func (c *checker) fixText(n int32, off int) []Edit {
	x := c.node(n)
	var edits []Edit
	for k := x.first; k != 0; k = c.node(k).next {
		t := c.node(k)
		v := ""
		if t.kind != element {
			v = strings.TrimSpace(c.piece(k))
		}
		if int(t.end) < off || v == "" {
			continue
		}
		from, to := t.from(), int(t.end)
		if t.kind == cdata {
			from, to = from-len("<![CDATA["), to+len("]]>")
		}
		first := len(edits) == 0
		switch {
		case first && x.ns == nsNone && (x.name == "item" || x.name == "channel") && c.family == familyRSS && c.child(n, "description") == 0:
			edits = append(edits, Edit{from, to, "<description>" + elementText(v) + "</description>"})
		case first && x.name == "author" && x.ns == nsAtom && c.child(n, "name") == 0:
			edits = append(edits, Edit{from, to, c.elementOf(n, "name", v)})
		case first && x.name == "outline" && c.find(n, "text") == nil:
			return append(c.addAttr(n, "text", v), Edit{from, to, ""})
		case x.ns == nsAtom && atomTexts[x.name] && c.hasElements(n):
			return c.fixMarkup(n)
		default:
			edits = append(edits, Edit{from, to, comment(v)})
		}
	}
	return edits
}

// fixMisplaced moves metadata in front of the first entry, all in one pass.
func (c *checker) fixMisplaced(n int32) []Edit {
	if c.known.moved {
		return nil
	}
	c.known.moved = true
	first := int32(0)
	for k := c.node(c.node(n).parent).first; k != 0 && first == 0; k = c.node(k).next {
		if c.node(k).kind == element && c.node(k).name == "entry" {
			first = k
		}
	}
	if first == 0 {
		return nil
	}
	var all strings.Builder
	var edits []Edit
	for k := c.node(first).next; k != 0; k = c.node(k).next {
		x := c.node(k)
		if x.kind != element || x.ns != c.atomSpace || x.name == "entry" || x.end <= x.start {
			continue
		}
		all.WriteString(c.src[x.start:x.end])
		edits = append(edits, Edit{int(x.start), int(x.end), ""})
	}
	return append(c.addBefore(first, all.String()), edits...)
}

// fixNamespace declares the namespace that is meant.
func (c *checker) fixNamespace(p *pending) []Edit {
	n := p.node
	switch p.rule.ID {
	case "media-namespace":
		return []Edit{{p.off, p.off + len(p.value), "http://search.yahoo.com/mrss/"}}
	case "bare-element":
		prefix, _, ok := strings.Cut(c.label(c.node(n).parent), ":")
		if !ok {
			return c.setAside(n)
		}
		return c.rename(n, prefix+":"+c.node(n).name, "")
	case "obsolete-namespace":
		if n != c.root {
			return c.setAside(n)
		}
		return c.upgradeAtom()
	}
	want := map[string]string{"feed": "http://www.w3.org/2005/Atom", "entry": "http://www.w3.org/2005/Atom", "Channel": "http://purl.org/net/rss1.1#"}[c.node(c.root).name]
	if n != c.root {
		if c.node(n).ns == nsNone {
			return c.fixXHTMLSpace(n)
		}
		return nil
	}
	if c.node(n).name == "rss" {
		want = ""
	}
	name := "xmlns"
	if prefix, _, ok := strings.Cut(c.label(n), ":"); ok {
		name += ":" + prefix
		if want == "" {
			return nil
		}
	}
	return c.declareSpace(n, name, want)
}

// declareSpace makes an element declare a namespace by the attribute of that name; "" takes a declaration that is there away.
func (c *checker) declareSpace(n int32, name, want string) []Edit {
	tag := c.src[c.node(n).start:c.node(n).open]
	for _, quote := range []string{"\"", "'"} {
		if i := strings.Index(tag, name+"="+quote); i >= 0 {
			from := c.node(n).from() + i + len(name) + 2
			if end := strings.Index(c.src[from:], quote); end >= 0 {
				return []Edit{{from, from + end, want}}
			}
		}
	}
	if want == "" {
		return nil
	}
	return c.addAttr(n, name, want)
}

// fixXHTMLSpace takes back a declaration that puts markup into no namespace.
func (c *checker) fixXHTMLSpace(n int32) []Edit {
	tag := c.src[c.node(n).start:c.node(n).open]
	if i := strings.Index(tag, "xmlns=\"\""); i >= 0 {
		at := c.node(n).from() + i
		return []Edit{{at, at + len("xmlns=\"\""), "xmlns=\"http://www.w3.org/1999/xhtml\""}}
	}
	return c.addAttr(n, "xmlns", "http://www.w3.org/1999/xhtml")
}

// atomNames are the names that elements of Atom 0.3 have in Atom 1.0.
var atomNames = map[string]string{"tagline": "subtitle", "modified": "updated", "issued": "published", "copyright": "rights", "url": "uri", "created": "published"}

// upgradeAtom makes Atom 1.0 of Atom 0.3.
func (c *checker) upgradeAtom() []Edit {
	if c.node(c.root).ns != nsAtom03 {
		return nil
	}
	var edits []Edit
	tag := c.src[c.node(c.root).start:c.node(c.root).open]
	i := strings.Index(tag, "http://purl.org/atom/ns#")
	if i < 0 {
		return nil
	}
	at := c.node(c.root).from() + i
	edits = append(edits, Edit{at, at + len("http://purl.org/atom/ns#"), "http://www.w3.org/2005/Atom"})
	if v := c.find(c.root, "version"); v != nil {
		edits = append(edits, c.cutAttr(v)...)
	}
	for i := range c.nodes {
		n := int32(i)
		x := c.node(n)
		if x.kind != element || x.ns != nsAtom03 || n == c.root {
			continue
		}
		to := atomNames[x.name]
		if to != "" && c.child(x.parent, to) == 0 && (x.name != "created" || c.child(x.parent, "issued") == 0) {
			edits = append(edits, c.rename(n, c.named(n, to), "")...)
		}
		mode, kind := c.find(n, "mode"), c.find(n, "type")
		if mode != nil {
			edits = append(edits, c.cutAttr(mode)...)
		}
		if kind != nil && x.name != "link" {
			v := "html"
			if c.value(mode) != "escaped" && c.hasElements(n) {
				v = "xhtml"
			} else if c.value(kind) == "text/plain" {
				v = "text"
			}
			edits = append(edits, c.setAttr(kind, v)...)
		}
	}
	return edits
}

// fixDoctype removes the document type declaration, whose entities are resolved first.
func (c *checker) fixDoctype() []Edit {
	i := strings.Index(c.src, "<!DOCTYPE")
	if i < 0 {
		return nil
	}
	end := i
	depth := 0
	for ; end < len(c.src); end++ {
		switch c.src[end] {
		case '[':
			depth++
		case ']':
			depth--
		}
		if c.src[end] == '>' && depth == 0 {
			return []Edit{{i, end + 1, ""}}
		}
	}
	return nil
}
