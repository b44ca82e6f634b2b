package dom

import (
	"bytes"
	"strings"
	"unsafe"
)

// Parser reads documents one after the other in the same memory. The zero Parser is ready to use.
type Parser struct {
	tree  Tree
	b     builder
	spare []node
}

// Limits of the memory that a Parser keeps for the next document.
const (
	keptNodes = 1 << 16
	keptAttrs = 1 << 16
)

// Parse reads a document. src has to be valid UTF-8; the tree refers to its memory.
func Parse(src string) *Tree {
	var p Parser
	return p.Parse(src)
}

// ParseBytes reads a document of valid UTF-8 as Parse does. The tree does not refer to src, which is copied.
func (p *Parser) ParseBytes(src []byte) *Tree { return p.ParseOwned(LineFeeds(bytes.Clone(src))) }

// ParseOwned reads a document of valid UTF-8 whose line ends are line feeds. The tree refers to src: nothing may write to it as
// long as the tree or a string of it is in use.
func (p *Parser) ParseOwned(src []byte) *Tree {
	return p.parse(unsafe.String(unsafe.SliceData(src), len(src)))
}

// Size is the length in bytes of the document that was read last.
func (p *Parser) Size() int { return len(p.b.z.src) }

// Forget lets go of the document that was read last, but keeps the memory of its tree.
func (p *Parser) Forget() {
	clear(p.tree.attrs)
	clear(p.tree.made)
	clear(p.b.z.attrs[:cap(p.b.z.attrs)])
	p.tree = Tree{nodes: p.tree.nodes[:0], attrs: p.tree.attrs[:0], made: p.tree.made[:0]}
	p.b = builder{stack: p.b.stack[:0], formats: p.b.formats[:0], templates: p.b.templates[:0], z: tokenizer{attrs: p.b.z.attrs[:0]}}
}

// Parse reads a document. src has to be valid UTF-8; the tree refers to its memory. The tree is valid until the next call: what
// is kept longer are the strings of it.
func (p *Parser) Parse(src string) *Tree {
	if strings.IndexByte(src, '\r') >= 0 {
		return p.ParseOwned(LineFeeds([]byte(src)))
	}
	return p.parse(src)
}

func (p *Parser) parse(src string) *Tree {
	// Every tag makes about one node: itself, or the text behind it where it is an end tag.
	tags := strings.Count(src, "<")
	if cap(p.tree.nodes) > keptNodes || cap(p.tree.nodes) < tags {
		p.tree.nodes = nil
		more := tags/8 + min(tags/8, freeClones)
		if tags > keptNodes { // what is not touched costs nothing, and growing costs twice the size
			more = tags / 2
		}
		p.tree.nodes = make([]node, 0, 64+tags+more)
		p.spare = nil
	}
	if attrs := min(tags/2, strings.Count(src, "=")); cap(p.tree.attrs) > keptAttrs || cap(p.tree.attrs) < attrs {
		p.tree.attrs = nil
		p.tree.attrs = make([]Attr, 0, 64+attrs)
	}
	t := &p.tree
	attrs, made := len(t.attrs), len(t.made)
	t.texts = 0
	t.src, t.nodes, t.attrs, t.made = src, append(t.nodes[:0], node{kind: Document}), t.attrs[:0], t.made[:0]
	b := &p.b
	*b = builder{
		t: t, stack: b.stack[:0], formats: b.formats[:0], templates: b.templates[:0], pending: b.pending[:0],
		framesets: true, clones: freeClones + len(src)/inputPerClone, textEnd: -1,
		z: tokenizer{src: src, attrs: b.z.attrs, nul: strings.IndexByte(src, 0) >= 0, amp: -1, made: scratch{next: len(src) / 16, known: b.z.made.known}},
	}
	b.run()
	forgetTail(t.attrs, attrs)
	forgetTail(t.made, made)
	if !t.ordered() {
		p.reorder()
	}
	return t
}

// forgetTail clears what a shorter document leaves of one with n elements in the same memory, so that its text can go.
func forgetTail[T any](s []T, n int) {
	if n > len(s) && n <= cap(s) {
		clear(s[len(s):n])
	}
}

// LineFeeds is a document with its line ends turned into line feeds, in the same memory.
func LineFeeds(src []byte) []byte {
	to := bytes.IndexByte(src, '\r')
	if to < 0 {
		return src
	}
	for from := to; from < len(src); {
		src[to] = '\n'
		to++
		if from++; from < len(src) && src[from] == '\n' {
			from++
		}
		n := bytes.IndexByte(src[from:], '\r')
		if n < 0 {
			n = len(src) - from
		}
		copy(src[to:], src[from:from+n])
		to, from = to+n, from+n
	}
	return src[:to]
}

// reorder numbers the nodes in document order and drops those that are not in the tree.
func (p *Parser) reorder() {
	old := p.tree.nodes
	nodes := p.spare[:0]
	if cap(nodes) < len(old) {
		nodes = make([]node, 0, cap(old))
	}
	nodes = append(nodes, old[0])
	// from and to walk both trees together: every old child is copied when its turn in document order comes.
	from, to := int32(0), int32(0)
	prevTo := int32(0) // the copy of from's previous sibling
	for {
		next := old[from].first
		parent := to
		prevTo = 0
		for next == 0 && from != 0 { // no child: the next sibling of it or of the nearest parent that has one
			nodes[to].end = int32(len(nodes))
			next, prevTo = old[from].next, to
			from, to = old[from].parent, nodes[to].parent
			parent = to
		}
		if next == 0 {
			break
		}
		nd := old[next]
		nd.parent, nd.prev, nd.first, nd.last, nd.next = parent, prevTo, 0, 0, 0
		nodes = append(nodes, nd)
		i := int32(len(nodes) - 1)
		if prevTo == 0 {
			nodes[parent].first = i
		} else {
			nodes[prevTo].next = i
		}
		nodes[parent].last = i
		from, to = next, i
	}
	nodes[0].end = int32(len(nodes))
	p.tree.nodes, p.spare = nodes, old
}

// ordered sets the ends of the subtrees and says whether the nodes already are in document order without gaps.
func (t *Tree) ordered() bool {
	nodes := t.nodes
	i, n := int32(0), int32(0)
	for {
		if i != n {
			return false
		}
		n++
		next := nodes[i].first
		for next == 0 && i != 0 {
			nodes[i].end = n
			next = nodes[i].next
			i = nodes[i].parent
		}
		if next == 0 {
			break
		}
		i = next
	}
	nodes[0].end = n
	return int(n) == len(nodes)
}
