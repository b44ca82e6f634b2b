package dom

import "strings"

// mode is an insertion mode of section 13.2.4.1, under the standard's own name.
type mode uint8

const (
	initial mode = iota
	beforeHTML
	beforeHead
	inHead
	inHeadNoscript
	afterHead
	inBody
	inTable
	inCaption
	inColumnGroup
	inTableBody
	inRow
	inCell
	inTemplate
	afterBody
	inFrameset
	afterFrameset
	afterAfterBody
	afterAfterFrameset
)

// marker separates the formatting elements of a cell, caption or object from those outside it.
const marker = 0

// builder builds a Tree from tokens.
type builder struct {
	t         *Tree
	made      token // start tag of an element that no tag names
	z         tokenizer
	stack     []int32 // open elements; the html element is the first
	open      [numTags]int32
	foreigns  int     // open elements of SVG and MathML
	formats   []int32 // active formatting elements and markers
	templates []mode
	mode      mode
	head      int32
	form      int32
	ignoreLF  bool // the next token's first line feed is dropped: after <pre>, <listing>, <textarea>
	framesets bool // a frameset may still replace the body
	foster    bool // what does not belong into a table is put before it
	quirks    bool
	clones    int    // formatting elements that may still be opened again
	textEnd   int    // offset in the source behind the text node textNode, -1 if that cannot grow
	textNode  int32  // text node that was appended last
	pending   []span // text inside a table, until it is known whether it is white space
}

type span struct {
	data string
	at   int
}

func (b *builder) run() {
	for {
		b.z.cdata = b.foreigns > 0 && b.node(b.top()).space != htmlSpace
		tok := b.z.next()
		last := tok.kind == endOfFile
		if b.mode == inBody && !b.ignoreLF && b.foreigns == 0 && !last { // most of a page
			if b.inBody(tok) {
				continue
			}
		}
		b.dispatch(tok) // may read on
		if last {
			return
		}
	}
}

// dispatch gives a token to the rules of the insertion mode, or to those of foreign content.
func (b *builder) dispatch(tok *token) {
	if b.ignoreLF {
		b.ignoreLF = false
		if tok.kind == textToken && strings.HasPrefix(tok.data, "\n") {
			if tok.data = tok.data[1:]; tok.data == "" {
				return
			}
		}
	}
	if len(b.pending) > 0 && tok.kind != textToken {
		b.flushTableText()
	}
	// A token is processed again by another mode's rules after the mode or the stack has changed: a few times at most.
	for range maxReprocess {
		if b.foreigns > 0 && b.foreign(tok) {
			if b.foreignContent(tok) {
				return
			}
			continue
		}
		if b.step(b.mode, tok) {
			return
		}
	}
}

// step processes a token by the rules of a mode; false asks to process it again.
func (b *builder) step(m mode, tok *token) bool {
	switch m {
	case initial:
		return b.initial(tok)
	case beforeHTML:
		return b.beforeHTML(tok)
	case beforeHead:
		return b.beforeHead(tok)
	case inHead:
		return b.inHead(tok)
	case inHeadNoscript:
		return b.inHeadNoscript(tok)
	case afterHead:
		return b.afterHead(tok)
	case inBody:
		return b.inBody(tok)
	case inTable:
		return b.inTable(tok)
	case inCaption:
		return b.inCaption(tok)
	case inColumnGroup:
		return b.inColumnGroup(tok)
	case inTableBody:
		return b.inTableBody(tok)
	case inRow:
		return b.inRow(tok)
	case inCell:
		return b.inCell(tok)
	case inTemplate:
		return b.inTemplate(tok)
	case afterBody:
		return b.afterBody(tok)
	case inFrameset:
		return b.inFrameset(tok)
	case afterFrameset, afterAfterFrameset:
		return b.afterFrameset(tok)
	default:
		return b.afterAfterBody(tok)
	}
}

func (b *builder) node(i int32) *node { return &b.t.nodes[i] }

// top is the current node of the standard.
func (b *builder) top() int32 { return b.stack[len(b.stack)-1] }

// topTag is the tag of the current node, Other for foreign elements.
func (b *builder) topTag() Tag { return b.tagOf(b.top()) }

// tagOf is the tag of an HTML element, Other for foreign ones.
func (b *builder) tagOf(i int32) Tag {
	nd := b.node(i)
	if nd.space != htmlSpace {
		return Other
	}
	return nd.tag
}

func (b *builder) push(i int32) {
	b.stack = append(b.stack, i)
	b.opened(i)
}

func (b *builder) pop() int32 {
	i := b.top()
	b.closed(i)
	b.stack = b.stack[:len(b.stack)-1]
	return i
}

// opened and closed keep count of what is on the stack.
func (b *builder) opened(i int32) {
	nd := b.node(i)
	nd.open = true
	if nd.space == htmlSpace {
		b.open[nd.tag]++
	} else {
		b.open[Other]++
		b.foreigns++
	}
}

func (b *builder) closed(i int32) {
	nd := b.node(i)
	nd.open = false
	if nd.space == htmlSpace {
		b.open[nd.tag]--
	} else {
		b.open[Other]--
		b.foreigns--
	}
}

// popTo pops elements until one of the tags has been popped. The caller has made sure that one is open.
func (b *builder) popTo(tags ...Tag) {
	for len(b.stack) > 1 {
		t := b.tagOf(b.pop())
		for _, want := range tags {
			if t == want {
				return
			}
		}
	}
}

// popUntil pops elements until the current node has one of the tags.
func (b *builder) popUntil(tags ...Tag) {
	for len(b.stack) > 1 {
		t := b.topTag()
		for _, want := range tags {
			if t == want {
				return
			}
		}
		b.pop()
	}
}

// removeOpen takes an element out of the stack wherever it is, if it is there.
func (b *builder) removeOpen(i int32) {
	if !b.isOpen(i) {
		return
	}
	for k := len(b.stack) - 1; k >= 0; k-- {
		if b.stack[k] == i {
			b.closed(i)
			b.stack = append(b.stack[:k], b.stack[k+1:]...)
			return
		}
	}
}

func (b *builder) isOpen(i int32) bool { return b.node(i).open }

// scope names which elements end the search for an open element.
type scope uint8

const (
	defaultScope scope = iota
	listItemScope
	buttonScope
	tableScope
)

// inScope says whether an element with one of the tags is open within a scope.
func (b *builder) inScope(s scope, tags ...Tag) bool {
	some := false
	for _, t := range tags {
		some = some || b.open[t] > 0
	}
	if !some {
		return false
	}
	for k := len(b.stack) - 1; k >= 0; k-- {
		nd := b.node(b.stack[k])
		if nd.space != htmlSpace {
			if (s == defaultScope || s == listItemScope || s == buttonScope) && integrationScope(nd) {
				return false
			}
			continue
		}
		for _, t := range tags {
			if nd.tag == t {
				return true
			}
		}
		switch s {
		case tableScope:
			if nd.tag == Html || nd.tag == Table || nd.tag == Template {
				return false
			}
		default:
			if nd.tag.is(scoping) || s == listItemScope && (nd.tag == Ol || nd.tag == Ul) || s == buttonScope && nd.tag == Button {
				return false
			}
		}
	}
	return false
}

// integrationScope says whether a foreign element ends the default scope.
func integrationScope(nd *node) bool {
	switch nd.tag {
	case Mi, Mo, Mn, Ms, Mtext, AnnotationXML:
		return nd.space == mathSpace
	case ForeignObject, Desc, Title:
		return nd.space == svgSpace
	}
	return false
}

// generateImplied closes elements whose end tag may be left out, except one.
func (b *builder) generateImplied(except Tag) {
	for t := b.topTag(); t.is(implied) && t != except; t = b.topTag() {
		b.pop()
	}
}

// newElement makes a node for a start tag without putting it anywhere.
func (b *builder) newElement(tok *token, s space) int32 {
	i, nd := b.newNode(Element)
	nd.tag, nd.space = tok.tag, s
	if tok.tag == Other {
		b.setData(nd, tok.name, -1)
	}
	if len(tok.attrs) > 0 {
		nd.attr, nd.nattr = uint32(len(b.t.attrs)), uint16(len(tok.attrs))
		b.t.attrs = append(b.t.attrs, tok.attrs...)
	}
	return i
}

// newNode makes a node. The pointer is valid until the next one is made.
func (b *builder) newNode(k Kind) (int32, *node) {
	i := len(b.t.nodes)
	b.t.nodes = append(b.t.nodes, node{kind: k})
	return int32(i), &b.t.nodes[i]
}

// newText makes a node of text that ends in the source at offset at, or does not stand there where at is -1.
func (b *builder) newText(k Kind, data string, at int) int32 {
	i, nd := b.newNode(k)
	b.setData(nd, data, at)
	return i
}

func (b *builder) setData(nd *node, data string, at int) {
	if at >= 0 {
		nd.at, nd.size = int32(at-len(data)), int32(len(data))
		return
	}
	nd.at, nd.size = int32(len(b.t.made)), madeData
	b.t.made = append(b.t.made, data)
}

// bare is the start tag, without attributes, of an element that the page leaves out. It is valid until the next call.
func (b *builder) bare(t Tag) *token {
	b.made = token{kind: startTag, tag: t}
	return &b.made
}

// insert opens an element for a start tag at the appropriate place.
func (b *builder) insert(tok *token) int32 { return b.insertSpace(tok, htmlSpace) }

func (b *builder) insertSpace(tok *token, s space) int32 {
	if len(b.stack) >= maxDepth {
		b.flatten()
	}
	i := b.newElement(tok, s)
	b.place(i)
	b.push(i)
	return i
}

// insertVoid inserts an element that has no content.
func (b *builder) insertVoid(tok *token) int32 {
	i := b.insert(tok)
	b.pop()
	return i
}

// flatten makes room for one more open element when the limit is reached. Elements that hold a table together stay open, so
// that the rules of its insertion modes keep their footing.
func (b *builder) flatten() {
	const reach = 8
	for len(b.stack) >= maxDepth {
		top := len(b.stack) - 1
		k := top
		for k > top-reach && structural(b.tagOf(b.stack[k])) {
			k--
		}
		if k == top-reach {
			b.resetAfterFlatten()
			continue
		}
		b.closed(b.stack[k])
		b.stack = append(b.stack[:k], b.stack[k+1:]...)
	}
}

// resetAfterFlatten closes the innermost element and finds the mode that fits what is still open.
func (b *builder) resetAfterFlatten() {
	if b.topTag() == Template && len(b.templates) > 0 {
		b.templates = b.templates[:len(b.templates)-1]
	}
	b.pop()
	b.resetMode()
}

func structural(t Tag) bool {
	switch t {
	case Table, Tbody, Thead, Tfoot, Tr, Td, Th, Caption, Colgroup, Template, Select, Html, Body, Head, Frameset:
		return true
	}
	return false
}

// place puts a node at the appropriate place for inserting a node (section 13.2.6.1).
func (b *builder) place(i int32) {
	parent, before := b.placeFor(b.top())
	b.attach(parent, i, before)
}

// placeFor is the parent and the following sibling (0: none) of what is inserted while target is the current node.
func (b *builder) placeFor(target int32) (parent, before int32) {
	if !b.foster {
		return target, 0
	}
	switch b.tagOf(target) {
	case Table, Tbody, Tfoot, Thead, Tr:
	default:
		return target, 0
	}
	for k := len(b.stack) - 1; k > 0; k-- {
		switch i := b.stack[k]; b.tagOf(i) {
		case Template:
			return i, 0
		case Table:
			if nd := b.node(i); nd.parent != 0 {
				return nd.parent, i
			}
			return b.stack[k-1], 0
		}
	}
	return b.stack[0], 0
}

// attach links a node that has no parent into the tree, before a sibling or (0) at the end.
func (b *builder) attach(parent, i, before int32) {
	nd, p := b.node(i), b.node(parent)
	nd.parent, nd.next = parent, before
	if before == 0 {
		nd.prev = p.last
		p.last = i
	} else {
		nd.prev = b.node(before).prev
		b.node(before).prev = i
	}
	if nd.prev == 0 {
		p.first = i
	} else {
		b.node(nd.prev).next = i
	}
}

// detach unlinks a node from its parent.
func (b *builder) detach(i int32) {
	nd := b.node(i)
	if nd.parent == 0 && nd.prev == 0 && nd.next == 0 && b.t.nodes[0].first != i {
		return
	}
	p := b.node(nd.parent)
	if nd.prev == 0 {
		p.first = nd.next
	} else {
		b.node(nd.prev).next = nd.next
	}
	if nd.next == 0 {
		p.last = nd.prev
	} else {
		b.node(nd.next).prev = nd.prev
	}
	nd.parent, nd.prev, nd.next = 0, 0, 0
}

// addText inserts text. Text that continues the node before it in the source makes that node longer; elsewhere a new node
// begins, because joining strings over and over is quadratic.
func (b *builder) addText(data string, at int) {
	if b.z.nul && strings.IndexByte(data, 0) >= 0 {
		data, at = strings.ReplaceAll(data, "\x00", ""), -1
	}
	if data == "" {
		return
	}
	parent, before := b.placeFor(b.top())
	prev := b.node(parent).last
	if before != 0 {
		prev = b.node(before).prev
	}
	if at >= 0 && prev != 0 && prev == b.textNode && b.textEnd == at-len(data) {
		b.node(prev).size += int32(len(data))
		b.textEnd = at
		return
	}
	i := b.newText(Text, data, at)
	b.t.texts++
	b.attach(parent, i, before)
	b.textNode, b.textEnd = i, at
}

func replaceNUL(s string) string { return strings.ReplaceAll(s, "\x00", "\uFFFD") }

func (b *builder) addComment(tok *token, parent int32) {
	if tok.name == "/" { // "</>"
		return
	}
	b.attach(parent, b.newText(Comment, replaceNUL(tok.data), -1), 0)
}

// raw inserts an element whose content is text up to its end tag.
func (b *builder) raw(tok *token, decode bool) {
	name := tok.name
	b.insert(tok)
	if name == "textarea" {
		b.ignoreLF = true
	}
	text := b.z.rawText(name, decode)
	if b.ignoreLF {
		b.ignoreLF = false
		text.data = strings.TrimPrefix(text.data, "\n")
	}
	foster := b.foster
	b.foster = false
	if strings.IndexByte(text.data, 0) >= 0 {
		text.data, text.at = replaceNUL(text.data), -1
	}
	b.addText(text.data, text.at)
	b.foster = foster
	b.pop()
	if b.z.pos < len(b.z.src) {
		b.z.next() // its end tag
	}
}
