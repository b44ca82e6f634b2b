package validate

import (
	"bytes"
	"strings"

	"github.com/portalfeed/portalfeed/feed/internal/xmlscan"
)

// itemsIn counts the items, entries and outlines of a document.
func (c *checker) itemsIn() int {
	if c.json.values == nil {
		return c.countItems()
	}
	n, d := 0, &c.json
	if len(d.values) < 2 {
		return 0
	}
	for k := d.values[1].first; k != 0; k = d.values[k].next {
		switch {
		case d.values[1].kind == jsonArray && d.values[k].kind != jsonNull:
			n++
		case d.values[k].name == "items" && d.values[k].kind == jsonObject:
			n++
		case d.values[k].name == "items":
			for e := d.values[k].first; e != 0; e = d.values[e].next {
				if d.values[e].kind != jsonNull {
					n++
				}
			}
		}
	}
	return n
}

// shape is how a document of known vocabulary gets the root of its format: the root that it has is renamed, and the whole is put
// between head and tail.
type shape struct{ name, extra, head, tail string }

const (
	atomSpaceURI = "http://www.w3.org/2005/Atom"
	rdfSpaceURI  = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
)

// giveRoot gives a document whose elements are those of a feed the root element of its format.
func (m *mender) giveRoot(c *checker) bool {
	if c.json.values != nil {
		return m.giveFeed(c)
	}
	if c.root == 0 || c.isCDF() {
		return false
	}
	s := c.shapeOf()
	if s == nil {
		return false
	}
	x := c.node(c.root)
	before := c.src[x.start:x.open]
	var edits []Edit
	after := s.head
	if s.name != "" {
		edits = c.rename(c.root, s.name, s.extra)
		after += "<" + s.name + s.extra + ">"
	}
	if s.head != "" {
		edits = append(edits, Edit{x.from(), x.from(), s.head}, Edit{len(c.src), len(c.src), s.tail})
	}
	m.lines = xmlscan.NewIndex(c.doc)
	p := c.found[0]
	line, column := m.lines.Position(x.from())
	m.changes = append(m.changes, Change{
		Rule: "not-a-feed", Fix: FixRoot, Level: p.level, Message: p.msg, Before: show(before), After: show(after),
		Pos: Position{Offset: x.from(), Line: line, Column: column, Path: c.path(c.root)},
	})
	m.doc = applyEdits(c.doc, edits)
	if len(c.raw) == 0 || len(c.doc) == 0 || &c.raw[0] != &c.doc[0] { // it was decoded
		m.doc = m.wellFormed(bytes.TrimPrefix(m.doc, []byte("\xEF\xBB\xBF")))
	}
	return true
}

// shapeOf recognises the vocabulary of a document by its root element and the elements in it; nil where that is not unambiguous.
func (c *checker) shapeOf() *shape {
	x := c.node(c.root)
	low := strings.ToLower(x.name)
	if low == "html" || x.ns == nsXHTML {
		return nil
	}
	switch {
	case low == "rss":
		return &shape{name: "rss", extra: c.unless("version", "2.0")}
	case low == "rdf" && (x.ns == nsRDF || c.below(c.root, nsRSS10, "channel", "item") || c.below(c.root, nsRSS090, "channel", "item")):
		return c.asRDF()
	case low == "feed" && c.below(c.root, x.ns, "entry", "title", "id"):
		return c.asAtom()
	case low == "opml" && c.below(c.root, x.ns, "head", "body"):
		return &shape{name: "opml", extra: c.unless("version", "2.0")}
	}
	if s := c.fragment(); s != nil {
		return s
	}
	switch {
	case c.below(c.root, nsNone, "channel"):
		return &shape{name: "rss", extra: c.unless("version", "2.0")}
	case c.below(c.root, nsRSS10, "channel", "item"), c.below(c.root, nsRSS090, "channel", "item"):
		return c.asRDF()
	case c.itemLike(c.root):
		return &shape{name: "channel", head: "<rss version=\"2.0\">", tail: "</rss>"}
	case c.below(c.root, nsAtom, "entry"), c.below(c.root, nsNone, "entry") && c.below(c.root, nsNone, "id", "updated", "title"):
		return c.asAtom()
	case c.below(c.root, nsNone, "body") && c.below(c.child(c.root, "body"), nsNone, "outline"):
		return &shape{name: "opml", extra: c.unless("version", "2.0")}
	case c.below(c.root, nsNone, "outline"):
		return &shape{name: "body", head: "<opml version=\"2.0\">", tail: "</opml>"}
	}
	return nil
}

// fragment recognises documents that are parts of a feed, one after the other.
func (c *checker) fragment() *shape {
	x := c.node(c.root)
	switch x.name {
	case "channel":
		switch x.ns {
		case nsNone:
			return &shape{head: "<rss version=\"2.0\">", tail: "</rss>"}
		case nsRSS10, nsRSS090:
			return &shape{head: "<rdf:RDF xmlns:rdf=\"" + rdfSpaceURI + "\">", tail: "</rdf:RDF>"}
		}
	case "item":
		if x.ns == nsNone && c.itemLike(0) {
			return &shape{head: "<rss version=\"2.0\"><channel>", tail: "</channel></rss>"}
		}
	case "entry":
		if x.ns == nsNone && c.below(c.root, nsNone, "title", "id", "updated", "content", "summary") {
			return &shape{head: "<feed xmlns=\"" + atomSpaceURI + "\">", tail: "</feed>"}
		}
	case "outline":
		if x.ns == nsNone {
			return &shape{head: "<opml version=\"2.0\"><body>", tail: "</body></opml>"}
		}
	case "body", "head":
		if x.ns == nsNone && (c.below(c.root, nsNone, "outline") || x.name == "head" && c.below(c.child(0, "body"), nsNone, "outline")) {
			return &shape{head: "<opml version=\"2.0\">", tail: "</opml>"}
		}
	case "title", "link", "description":
		if x.ns == nsNone && c.itemLike(0) {
			return &shape{head: "<rss version=\"2.0\"><channel>", tail: "</channel></rss>"}
		}
	}
	return nil
}

// below reports whether an element has a child of one of the names in a namespace.
func (c *checker) below(n int32, ns space, names ...string) bool {
	for _, name := range names {
		for k := c.node(n).first; k != 0; k = c.node(k).next {
			if x := c.node(k); x.kind == element && x.ns == ns && x.name == name {
				return true
			}
		}
	}
	return false
}

// itemLike reports whether an element has items of RSS 2.0 in it: such with a title, link or description.
func (c *checker) itemLike(n int32) bool {
	for k := c.node(n).first; k != 0; k = c.node(k).next {
		if x := c.node(k); x.kind == element && x.ns == nsNone && x.name == "item" && c.below(k, nsNone, "title", "link", "description") {
			return true
		}
	}
	return false
}

// unless is an attribute for the root element, unless it has it.
func (c *checker) unless(name, value string) string {
	if c.find(c.root, name) != nil {
		return ""
	}
	return " " + name + "=\"" + value + "\""
}

func (c *checker) asRDF() *shape {
	tag := c.src[c.node(c.root).start:c.node(c.root).open]
	s := &shape{name: "rdf:RDF"}
	if !strings.Contains(tag, "xmlns:rdf=") {
		s.extra = " xmlns:rdf=\"" + rdfSpaceURI + "\""
	}
	return s
}

func (c *checker) asAtom() *shape {
	s := &shape{name: "feed"}
	tag := c.src[c.node(c.root).start:c.node(c.root).open]
	for k := c.node(c.root).first; k != 0; k = c.node(k).next {
		if x := c.node(k); x.kind == element && (x.name == "entry" || x.name == "title" || x.name == "id") {
			s.name = c.named(k, "feed")
			break
		}
	}
	decl := "xmlns"
	if prefix, _, ok := strings.Cut(s.name, ":"); ok {
		decl += ":" + prefix
	}
	if !strings.Contains(tag, decl+"=") {
		s.extra = " " + decl + "=\"" + atomSpaceURI + "\""
	}
	return s
}
