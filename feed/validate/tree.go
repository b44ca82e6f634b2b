package validate

import (
	"bytes"
	"strconv"
	"strings"

	"github.com/portalfeed/portalfeed/feed/internal/xmlscan"
)

// kind is what a node of the tree is.
type kind uint8

const (
	element kind = iota
	text
	cdata
)

// node is an element or a piece of text. Links are indexes into tree.nodes; 0 is the document itself and means none.
type node struct {
	name                      string // local name
	parent, first, last, next int32
	start, open, end          int32 // offsets: start, end of the start tag, end of the element
	attr, attrs               int32 // range in tree.attrs
	index                     int32 // among siblings of one name from 1; 0 when alone
	kind                      kind
	ns                        space
	indexed                   bool // the children's indexes are known
	broken                    bool // its end tag is missing
	refs, odd, blank          bool // of text, as in xmlscan.Token
}

func (n *node) from() int { return int(n.start) }

// attribute is one attribute of an element; namespace declarations are left out.
type attribute struct {
	local                string
	ns                   space
	refs                 bool
	start, value, valEnd int32
}

// tree is the document as elements and texts. Comments and processing instructions are left out.
type tree struct {
	doc   []byte // UTF-8
	src   string // the same
	nodes []node
	attrs []attribute
	names map[string]string
	root  int32
	space string // the namespace of the root, as it is written
}

func (t *tree) node(i int32) *node { return &t.nodes[i] }

func (t *tree) intern(b []byte) string {
	if s, ok := t.names[string(b)]; ok {
		return s
	}
	s := string(b)
	t.names[s] = s
	return s
}

// build scans the document into the tree; other receives the tokens that are neither tags nor text.
func (t *tree) build(s *xmlscan.Scanner, other func(*xmlscan.Token), declare func(node int32, a *xmlscan.Attr)) {
	t.names = map[string]string{}
	// Most documents have no more nodes than tags: an element and its text are two nodes and two tags.
	t.nodes = append(make([]node, 0, min(bytes.Count(t.doc, []byte{'<'}), len(t.doc)/8, maxNodes)+16), node{})
	var known, knownAttrs spaceCache
	cur := int32(0)
	for s.Next() {
		tok := s.Token()
		switch tok.Kind {
		case xmlscan.StartTag:
			cur = t.appendNode(cur, node{
				kind: element, ns: known.name(&tok.Name), name: t.intern(tok.Name.Local),
				start: int32(tok.Start), open: int32(tok.End), attr: int32(len(t.attrs)),
			})
			if t.root == 0 {
				t.root, t.space = cur, tok.Name.Space
			}
			for k := range tok.Attrs {
				a := &tok.Attrs[k]
				if a.Space == xmlscan.XMLNSSpace {
					declare(cur, a)
					continue
				}
				t.attrs = append(t.attrs, attribute{
					local: t.intern(a.Local), ns: knownAttrs.attribute(&a.Name), refs: a.Refs,
					start: int32(a.Start), value: int32(a.ValueStart), valEnd: int32(a.ValueEnd),
				})
			}
			n := t.node(cur)
			n.attrs = int32(len(t.attrs)) - n.attr
		case xmlscan.EndTag:
			n := t.node(cur)
			n.end, n.broken = int32(tok.End), tok.Supplied
			cur = n.parent
		case xmlscan.Text, xmlscan.CDATA:
			k := text
			if tok.Kind == xmlscan.CDATA {
				k = cdata
			}
			t.appendNode(cur, node{
				kind: k, start: int32(tok.DataStart), open: int32(tok.Start), end: int32(tok.DataStart + len(tok.Data)),
				refs: tok.Refs, odd: tok.Odd, blank: tok.Blank,
			})
		default:
			other(tok)
		}
		if len(t.nodes) > maxNodes {
			return
		}
	}
}

func (t *tree) appendNode(parent int32, n node) int32 {
	i := int32(len(t.nodes))
	n.parent = parent
	t.nodes = append(t.nodes, n)
	p := &t.nodes[parent]
	if p.last == 0 {
		p.first = i
	} else {
		t.nodes[p.last].next = i
	}
	p.last = i
	return i
}

// content returns the decoded text of an element's own text children.
func (t *tree) content(i int32) string {
	first := t.node(i).first
	if first == 0 {
		return ""
	}
	if f := t.node(first); f.next == 0 && f.kind != element && !f.refs {
		return t.src[f.start:f.end]
	}
	var b []byte
	for k := first; k != 0; k = t.node(k).next {
		switch n := t.node(k); n.kind {
		case text:
			b = xmlscan.AppendText(b, t.doc[n.start:n.end])
		case cdata:
			b = xmlscan.AppendLines(b, t.doc[n.start:n.end])
		}
	}
	return string(b)
}

// piece is the text of one node that is no element.
func (t *tree) piece(k int32) string {
	n := t.node(k)
	switch {
	case n.kind == cdata:
		return string(xmlscan.AppendLines(nil, t.doc[n.start:n.end]))
	case n.refs:
		return string(xmlscan.AppendText(nil, t.doc[n.start:n.end]))
	}
	return t.src[n.start:n.end]
}

// hasElements reports whether an element has child elements.
func (t *tree) hasElements(i int32) bool {
	for k := t.node(i).first; k != 0; k = t.node(k).next {
		if t.node(k).kind == element {
			return true
		}
	}
	return false
}

// textAt returns the offset of the first text that is not blank, or of the start of the element.
func (t *tree) textAt(i int32) int {
	for k := t.node(i).first; k != 0; k = t.node(k).next {
		n := t.node(k)
		if n.kind == element || n.blank {
			continue
		}
		raw := t.src[n.start:n.end]
		return int(n.start) + len(raw) - len(strings.TrimLeft(raw, " \t\r\n"))
	}
	return t.node(i).from()
}

// find returns the attribute of no namespace, or nil.
func (t *tree) find(i int32, local string) *attribute { return t.findNS(i, nsNone, local) }

func (t *tree) findNS(i int32, ns space, local string) *attribute {
	n := t.node(i)
	for k := n.attr; k < n.attr+n.attrs; k++ {
		if a := &t.attrs[k]; a.ns == ns && a.local == local {
			return a
		}
	}
	return nil
}

// value returns the decoded value of an attribute; that of nil is "".
func (t *tree) value(a *attribute) string {
	if a == nil {
		return ""
	}
	if !a.refs {
		return t.src[a.value:a.valEnd]
	}
	return string(xmlscan.AppendValue(nil, t.doc[a.value:a.valEnd]))
}

// label is the element's name as it is written.
func (t *tree) label(i int32) string {
	rest := t.src[t.node(i).start+1:]
	n := strings.IndexAny(rest, " \t\r\n/>=\"'<")
	if n < 0 {
		return t.node(i).name
	}
	return rest[:n]
}

// path returns the XPath-like path of an element.
func (t *tree) path(i int32) string {
	var parts []string
	for ; i != 0; i = t.node(i).parent {
		n := t.node(i)
		if n.kind != element {
			continue
		}
		t.indexChildren(n.parent)
		part := t.label(i)
		if n.index > 0 {
			part += "[" + strconv.Itoa(int(n.index)) + "]"
		}
		parts = append(parts, part)
	}
	var b strings.Builder
	for k := len(parts) - 1; k >= 0; k-- {
		b.WriteByte('/')
		b.WriteString(parts[k])
	}
	return b.String()
}

// indexChildren numbers the children of a node, once, so that the paths of a document take linear time.
func (t *tree) indexChildren(parent int32) {
	p := t.node(parent)
	if p.indexed {
		return
	}
	p.indexed = true
	type key struct {
		name string
		ns   space
	}
	firsts, counts := map[key]int32{}, map[key]int32{}
	for k := p.first; k != 0; k = t.node(k).next {
		n := t.node(k)
		if n.kind != element {
			continue
		}
		id := key{n.name, n.ns}
		counts[id]++
		switch counts[id] {
		case 1:
			firsts[id] = k
		case 2:
			t.node(firsts[id]).index = 1
			n.index = 2
		default:
			n.index = counts[id]
		}
	}
}
