package dom

import "strings"

// Kind is the kind of a node.
type Kind uint8

// The kinds. The zero value is no node.
const (
	None Kind = iota
	Document
	Element
	Text
	Comment
	Doctype
)

// space is the namespace of an element.
type space uint8

const (
	htmlSpace space = iota
	svgSpace
	mathSpace
)

// Attr is an attribute of an element. Key is in lower case, Val has its character references decoded.
type Attr struct{ Key, Val string }

// node is a node in the arena. Links are indices into Tree.nodes; 0, the document, stands for none.
type node struct {
	parent, first, last, prev, next int32
	end                             int32 // index behind the last node of the subtree, once the tree is finished
	attr                            uint32
	// at and size say where the data stands: the text, comment, doctype name, or the name of an element whose tag is Other.
	// It is a part of the source, or, where size is madeData, one of Tree.made. A node without pointers is one that neither
	// needs to be cleared nor to be looked through by the garbage collector.
	at, size int32
	nattr    uint16
	tag      Tag
	kind     Kind
	space    space
	open     bool // it is on the stack of open elements
}

// madeData stands for the size of data that is not a part of the source.
const madeData = -1

// Tree is a parsed document. It is immutable and safe for concurrent use once Parse has returned.
type Tree struct {
	src   string
	nodes []node
	attrs []Attr
	made  []string // data that is not a part of src
	texts int      // text nodes that were made
}

// data is the data of a node.
func (t *Tree) data(nd *node) string {
	if nd.size == madeData {
		return t.made[nd.at]
	}
	return t.src[nd.at : nd.at+nd.size]
}

// name is the name of an element.
func (t *Tree) name(nd *node) string {
	if nd.tag != Other {
		return nd.tag.String()
	}
	return t.data(nd)
}

// Node is a handle of a node of a Tree. The zero Node is no node: its Kind is None and every method answers with the zero value.
// Two handles of the same node are equal.
type Node struct {
	t *Tree
	i int32
}

// Root is the document node.
func (t *Tree) Root() Node { return Node{t, 0} }

// Len is the number of nodes.
func (t *Tree) Len() int { return len(t.nodes) }

// Source is the document that was read.
func (t *Tree) Source() string { return t.src }

// Texts is about the number of text nodes: no less than there are.
func (t *Tree) Texts() int { return t.texts }

// At is the node with the number i in document order, the root being 0.
func (t *Tree) At(i int) Node {
	if i < 0 || i >= len(t.nodes) {
		return Node{}
	}
	return Node{t, int32(i)}
}

// OK says whether n is a node.
func (n Node) OK() bool { return n.t != nil }

// Index is the number of n in document order, the root being 0.
func (n Node) Index() int { return int(n.i) }

// End is the number behind the last node of n's subtree: the subtree is Index to End-1.
func (n Node) End() int {
	if n.t == nil {
		return 0
	}
	return int(n.t.nodes[n.i].end)
}

// Contains says whether m is n or lies below it.
func (n Node) Contains(m Node) bool {
	return n.t != nil && n.t == m.t && n.i <= m.i && m.i < n.t.nodes[n.i].end
}

// Kind is the kind of n.
func (n Node) Kind() Kind {
	if n.t == nil {
		return None
	}
	return n.t.nodes[n.i].kind
}

// Tag is the tag of an HTML element; Other for elements without a constant, for those of SVG and MathML, and for other nodes.
func (n Node) Tag() Tag {
	if n.t == nil || n.t.nodes[n.i].space != htmlSpace {
		return Other
	}
	return n.t.nodes[n.i].tag
}

// Foreign says whether n is an element of SVG or MathML.
func (n Node) Foreign() bool { return n.t != nil && n.t.nodes[n.i].space != htmlSpace }

// Formula says whether n is an element of MathML whose text is shown: not one that says the same again for machines.
func (n Node) Formula() bool {
	return n.t != nil && n.t.nodes[n.i].space == mathSpace && !strings.HasPrefix(n.Name(), "annotation")
}

// Name is the lower-case name of an element.
func (n Node) Name() string {
	if n.Kind() != Element {
		return ""
	}
	return n.t.name(&n.t.nodes[n.i])
}

// Data is the text of a text or comment node.
func (n Node) Data() string {
	if k := n.Kind(); k != Text && k != Comment {
		return ""
	}
	return n.t.data(&n.t.nodes[n.i])
}

func (n Node) link(i int32) Node {
	if i == 0 {
		return Node{}
	}
	return Node{n.t, i}
}

// Parent is the parent of n, the document for the outermost nodes.
func (n Node) Parent() Node {
	if n.t == nil || n.i == 0 {
		return Node{}
	}
	return Node{n.t, n.t.nodes[n.i].parent}
}

// First is the first child of n.
func (n Node) First() Node {
	if n.t == nil {
		return Node{}
	}
	return n.link(n.t.nodes[n.i].first)
}

// Last is the last child of n.
func (n Node) Last() Node {
	if n.t == nil {
		return Node{}
	}
	return n.link(n.t.nodes[n.i].last)
}

// Next is the next sibling of n.
func (n Node) Next() Node {
	if n.t == nil {
		return Node{}
	}
	return n.link(n.t.nodes[n.i].next)
}

// Prev is the previous sibling of n.
func (n Node) Prev() Node {
	if n.t == nil {
		return Node{}
	}
	return n.link(n.t.nodes[n.i].prev)
}

// Attrs are the attributes of an element in the order in which they were written. The slice must not be changed.
func (n Node) Attrs() []Attr {
	if n.t == nil {
		return nil
	}
	nd := &n.t.nodes[n.i]
	return n.t.attrs[nd.attr : nd.attr+uint32(nd.nattr)]
}

// Attr is the value of an attribute, "" if it is not there.
func (n Node) Attr(key string) string {
	for _, a := range n.Attrs() {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

// HasAttr says whether an element has an attribute.
func (n Node) HasAttr(key string) bool {
	for _, a := range n.Attrs() {
		if a.Key == key {
			return true
		}
	}
	return false
}

// All calls yield for n and every node below it, in document order.
func (n Node) All(yield func(Node) bool) {
	for i := n.Index(); i < n.End(); i++ {
		if !yield(Node{n.t, int32(i)}) {
			return
		}
	}
}

// Children calls yield for every child of n.
func (n Node) Children(yield func(Node) bool) {
	for c := n.First(); c.OK(); c = c.Next() {
		if !yield(c) {
			return
		}
	}
}

// Find is the first element below n with one of the tags.
func (n Node) Find(tags ...Tag) Node {
	for i := n.Index() + 1; i < n.End(); i++ {
		if m := (Node{n.t, int32(i)}); m.Kind() == Element {
			for _, t := range tags {
				if m.Tag() == t {
					return m
				}
			}
		}
	}
	return Node{}
}

// Closest is n or the nearest element above it with one of the tags.
func (n Node) Closest(tags ...Tag) Node {
	for ; n.OK(); n = n.Parent() {
		for _, t := range tags {
			if n.Kind() == Element && n.Tag() == t {
				return n
			}
		}
	}
	return Node{}
}

// Tree is the tree that n belongs to.
func (n Node) Tree() *Tree { return n.t }
