package dom

import "strings"

// inBody is the mode of most of a page (section 13.2.6.4.7). It always consumes the token, except for an end of the document
// inside a template and "</html>".
func (b *builder) inBody(tok *token) bool {
	switch tok.kind {
	case textToken:
		b.reconstruct()
		b.addText(tok.data, tok.at)
		if b.framesets && !onlySpace(strings.ReplaceAll(tok.data, "\x00", "")) {
			b.framesets = false
		}
	case commentToken:
		b.addComment(tok, b.top())
	case startTag:
		b.bodyStart(tok)
	case endTag:
		return b.bodyEnd(tok)
	case endOfFile:
		if len(b.templates) > 0 {
			return b.inTemplate(tok)
		}
	}
	return true
}

func (b *builder) bodyStart(tok *token) {
	switch tok.tag {
	case Html:
		if b.open[Template] == 0 {
			b.mergeAttrs(b.stack[0], tok.attrs)
		}
	case Base, Basefont, Bgsound, Link, Meta, Noframes, Script, Style, Template, Title:
		b.inHead(tok)
	case Body:
		if len(b.stack) > 1 && b.tagOf(b.stack[1]) == Body && b.open[Template] == 0 {
			b.framesets = false
			b.mergeAttrs(b.stack[1], tok.attrs)
		}
	case Frameset:
		b.startFrameset(tok)
	case Address, Article, Aside, Blockquote, Center, Details, Dialog, Dir, Div, Dl, Fieldset, Figcaption, Figure, Footer, Header,
		Hgroup, Main, Menu, Nav, Ol, P, Search, Section, Summary, Ul:
		b.closeP()
		b.insert(tok)
	case H1, H2, H3, H4, H5, H6:
		b.closeP()
		if b.topTag().Heading() {
			b.pop()
		}
		b.insert(tok)
	case Pre, Listing:
		b.closeP()
		b.insert(tok)
		b.ignoreLF, b.framesets = true, false
	case Form:
		if b.form != 0 && b.open[Template] == 0 {
			return
		}
		b.closeP()
		i := b.insert(tok)
		if b.open[Template] == 0 {
			b.form = i
		}
	case Li:
		b.framesets = false
		b.closeItem(Li, Li)
		b.closeP()
		b.insert(tok)
	case Dd, Dt:
		b.framesets = false
		b.closeItem(Dd, Dt)
		b.closeP()
		b.insert(tok)
	case Plaintext:
		b.closeP()
		b.insert(tok)
		text := b.z.rawText("plaintext", false)
		b.reconstruct()
		b.addText(replaceNUL(text.data), -1)
	case Button:
		if b.inScope(defaultScope, Button) {
			b.generateImplied(Other)
			b.popTo(Button)
		}
		b.reconstruct()
		b.insert(tok)
		b.framesets = false
	case A:
		if k := b.lastFormat(A); k >= 0 {
			i := b.formats[k]
			b.adopt(A)
			b.dropFormat(i)
			b.removeOpen(i)
		}
		b.startFormat(tok)
	case B, Big, Code, Em, Font, I, S, Small, Strike, Strong, Tt, U:
		b.startFormat(tok)
	case Nobr:
		b.reconstruct()
		if b.inScope(defaultScope, Nobr) {
			b.adopt(Nobr)
		}
		b.startFormat(tok)
	case Applet, Marquee, Object:
		b.reconstruct()
		b.insert(tok)
		b.formats = append(b.formats, marker)
		b.framesets = false
	case Table:
		if !b.quirks {
			b.closeP()
		}
		b.insert(tok)
		b.framesets = false
		b.mode = inTable
	case Image:
		tok.tag, tok.name = Img, "img"
		b.startVoid(tok)
	case Area, Br, Embed, Img, Keygen, Wbr:
		b.startVoid(tok)
	case Input:
		if b.inScope(defaultScope, Select) {
			b.popTo(Select)
		}
		framesets := b.framesets
		b.startVoid(tok)
		b.framesets = framesets && strings.EqualFold(attrOf(tok, "type"), "hidden")
	case Param, Source, Track:
		b.insertVoid(tok)
	case Hr:
		b.closeP()
		if b.inScope(defaultScope, Select) {
			b.generateImplied(Other)
		}
		b.insertVoid(tok)
		b.framesets = false
	case Textarea:
		b.framesets = false
		b.raw(tok, true)
	case Xmp:
		b.closeP()
		b.reconstruct()
		b.framesets = false
		b.raw(tok, false)
	case Iframe:
		b.framesets = false
		b.raw(tok, false)
	case Noembed:
		b.raw(tok, false)
	case Select:
		if b.inScope(defaultScope, Select) {
			b.popTo(Select)
			return
		}
		b.reconstruct()
		b.insert(tok)
		b.framesets = false
	case Optgroup, Option:
		switch {
		case b.inScope(defaultScope, Select):
			except := Other
			if tok.tag == Option {
				except = Optgroup
			}
			b.generateImplied(except)
		case b.topTag() == Option:
			b.pop()
		}
		b.reconstruct()
		b.insert(tok)
	case Rb, Rtc:
		if b.inScope(defaultScope, Ruby) {
			b.generateImplied(Other)
		}
		b.insert(tok)
	case Rp, Rt:
		if b.inScope(defaultScope, Ruby) {
			b.generateImplied(Rtc)
		}
		b.insert(tok)
	case Math:
		b.startForeign(tok, mathSpace)
	case Svg:
		b.startForeign(tok, svgSpace)
	case Caption, Col, Colgroup, Frame, Head, Tbody, Td, Tfoot, Th, Thead, Tr:
		// stray parts of a table: only their content counts
	default:
		b.reconstruct()
		b.insert(tok)
	}
}

func attrOf(tok *token, key string) string {
	for _, a := range tok.attrs {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

func (b *builder) startVoid(tok *token) {
	b.reconstruct()
	b.insertVoid(tok)
	b.framesets = false
}

func (b *builder) startFormat(tok *token) {
	b.reconstruct()
	b.pushFormat(b.insert(tok))
}

func (b *builder) startForeign(tok *token, s space) {
	b.reconstruct()
	b.insertSpace(tok, s)
	if tok.selfClosing {
		b.pop()
	}
}

// startFrameset replaces the body by a frameset as long as nothing stands in it.
func (b *builder) startFrameset(tok *token) {
	if !b.framesets || len(b.stack) < 2 || b.tagOf(b.stack[1]) != Body {
		return
	}
	b.detach(b.stack[1])
	for len(b.stack) > 1 {
		b.pop()
	}
	b.insert(tok)
	b.mode = inFrameset
}

// mergeAttrs gives an element the attributes it does not have yet.
func (b *builder) mergeAttrs(i int32, attrs []Attr) {
	nd := b.node(i)
	have := b.t.attrs[nd.attr : nd.attr+uint32(nd.nattr)]
	var added []Attr
	for _, a := range attrs {
		if len(have)+len(added) >= maxAttributes {
			break
		}
		known := false
		for _, h := range have {
			known = known || h.Key == a.Key
		}
		if !known {
			added = append(added, a)
		}
	}
	if len(added) == 0 {
		return
	}
	nd.attr, nd.nattr = uint32(len(b.t.attrs)), uint16(len(have)+len(added))
	b.t.attrs = append(append(b.t.attrs, have...), added...)
}

// closeP closes an open paragraph.
func (b *builder) closeP() {
	if b.inScope(buttonScope, P) {
		b.generateImplied(P)
		b.popTo(P)
	}
}

// closeItem closes the list item that a new one ends.
func (b *builder) closeItem(t, u Tag) {
	if b.open[t] == 0 && b.open[u] == 0 {
		return
	}
	for k := len(b.stack) - 1; k > 0; k-- {
		tag := b.tagOf(b.stack[k])
		if tag == t || tag == u {
			b.generateImplied(tag)
			b.popTo(tag)
			return
		}
		nd := b.node(b.stack[k])
		if nd.space == htmlSpace && tag.is(special) && tag != Address && tag != Div && tag != P || nd.space != htmlSpace && integrationScope(nd) {
			return
		}
	}
}

func (b *builder) bodyEnd(tok *token) bool {
	switch tok.tag {
	case Template:
		b.endTemplate()
	case Body:
		if b.inScope(defaultScope, Body) {
			b.mode = afterBody
		}
	case Html:
		if b.inScope(defaultScope, Body) {
			b.mode = afterBody
			return false
		}
	case Address, Article, Aside, Blockquote, Button, Center, Details, Dialog, Dir, Div, Dl, Fieldset, Figcaption, Figure, Footer,
		Header, Hgroup, Listing, Main, Menu, Nav, Ol, Pre, Search, Section, Select, Summary, Ul:
		if b.inScope(defaultScope, tok.tag) {
			b.generateImplied(Other)
			b.popTo(tok.tag)
		}
	case Form:
		b.endForm()
	case P:
		if !b.inScope(buttonScope, P) {
			b.insert(b.bare(P))
		}
		b.closeP()
	case Li:
		if b.inScope(listItemScope, Li) {
			b.generateImplied(Li)
			b.popTo(Li)
		}
	case Dd, Dt:
		if b.inScope(defaultScope, tok.tag) {
			b.generateImplied(tok.tag)
			b.popTo(tok.tag)
		}
	case H1, H2, H3, H4, H5, H6:
		if b.inScope(defaultScope, H1, H2, H3, H4, H5, H6) {
			b.generateImplied(Other)
			b.popTo(H1, H2, H3, H4, H5, H6)
		}
	case A, B, Big, Code, Em, Font, I, Nobr, S, Small, Strike, Strong, Tt, U:
		b.adopt(tok.tag)
	case Applet, Marquee, Object:
		if b.inScope(defaultScope, tok.tag) {
			b.generateImplied(Other)
			b.popTo(tok.tag)
			b.clearFormats()
		}
	case Br:
		tok.attrs = nil
		b.startVoid(tok)
	default:
		b.endOther(tok.tag, tok.name)
	}
	return true
}

func (b *builder) endForm() {
	if b.open[Template] > 0 {
		if b.inScope(defaultScope, Form) {
			b.generateImplied(Other)
			b.popTo(Form)
		}
		return
	}
	i := b.form
	b.form = 0
	if i == 0 || !b.inScope(defaultScope, Form) || !b.isOpen(i) {
		return
	}
	b.generateImplied(Other)
	b.removeOpen(i)
}

// endOther closes the nearest open element of a name, unless a special element lies between.
func (b *builder) endOther(t Tag, name string) {
	if b.open[t] == 0 {
		return
	}
	for k := len(b.stack) - 1; k > 0; k-- {
		nd := b.node(b.stack[k])
		if nd.space == htmlSpace && nd.tag == t && (t != Other || b.t.data(nd) == name) {
			b.generateImpliedBut(t)
			for len(b.stack) > k {
				b.pop()
			}
			return
		}
		if nd.space == htmlSpace && nd.tag.is(special) || nd.space != htmlSpace && integrationScope(nd) {
			return
		}
	}
}

func (b *builder) generateImpliedBut(t Tag) {
	if t.is(implied) {
		b.generateImplied(t)
	}
}

// lastFormat is the place of the last active formatting element of a tag behind the last marker, or -1.
func (b *builder) lastFormat(t Tag) int {
	for k := len(b.formats) - 1; k >= 0 && b.formats[k] != marker; k-- {
		if b.node(b.formats[k]).tag == t {
			return k
		}
	}
	return -1
}

// pushFormat adds an element to the active formatting elements. Of more than three equal ones the first is dropped, and so is
// the first of more than maxFormatting.
func (b *builder) pushFormat(i int32) {
	same, first, n, k := 0, -1, 0, len(b.formats)-1
	for ; k >= 0 && b.formats[k] != marker; k-- {
		n++
		if b.sameElement(b.formats[k], i) {
			same++
			first = k
		}
	}
	if same < 3 {
		first = -1
	}
	if first < 0 && n >= maxFormatting {
		first = k + 1
	}
	if first >= 0 {
		b.formats = append(b.formats[:first], b.formats[first+1:]...)
	}
	if len(b.formats) >= 2*maxDepth { // markers of cells that were flattened away
		b.formats = append(b.formats[:0], b.formats[maxDepth:]...)
	}
	b.formats = append(b.formats, i)
}

// sameElement says whether two elements have the same tag and attributes.
func (b *builder) sameElement(i, j int32) bool {
	x, y := b.node(i), b.node(j)
	if x.tag != y.tag || x.nattr != y.nattr {
		return false
	}
	xs, ys := b.t.attrs[x.attr:x.attr+uint32(x.nattr)], b.t.attrs[y.attr:y.attr+uint32(y.nattr)]
	const few = 8 // more attributes are compared in their order only
	for k, a := range xs {
		if a == ys[k] {
			continue
		}
		found := false
		for m := 0; m < len(ys) && len(ys) <= few; m++ {
			found = found || a == ys[m]
		}
		if !found {
			return false
		}
	}
	return true
}

func (b *builder) dropFormat(i int32) {
	for k := len(b.formats) - 1; k >= 0; k-- {
		if b.formats[k] == i {
			b.formats = append(b.formats[:k], b.formats[k+1:]...)
			return
		}
		if b.formats[k] == marker {
			return
		}
	}
}

// clearFormats drops the active formatting elements up to the last marker.
func (b *builder) clearFormats() {
	for k := len(b.formats) - 1; k >= 0; k-- {
		if b.formats[k] == marker {
			b.formats = b.formats[:k]
			return
		}
	}
	b.formats = b.formats[:0]
}

// reconstruct opens the active formatting elements again that a block has closed (section 13.2.4.3).
func (b *builder) reconstruct() {
	k := len(b.formats) - 1
	if k < 0 || b.formats[k] == marker || b.isOpen(b.formats[k]) {
		return
	}
	for k > 0 && b.formats[k-1] != marker && !b.isOpen(b.formats[k-1]) {
		k--
	}
	if b.clones < len(b.formats)-k {
		b.formats = b.formats[:k]
		return
	}
	for ; k < len(b.formats); k++ {
		b.flatten()
		i := b.clone(b.formats[k])
		b.place(i)
		b.push(i)
		b.formats[k] = i
	}
}

// clone makes a node like i without links.
func (b *builder) clone(i int32) int32 {
	b.clones--
	nd := *b.node(i)
	nd.parent, nd.first, nd.last, nd.prev, nd.next, nd.open = 0, 0, 0, 0, 0, false
	made, to := b.newNode(Element)
	*to = nd
	return made
}

// adopt is the adoption agency algorithm: it ends a formatting element that is not the current node (section 13.2.6.4.7).
func (b *builder) adopt(t Tag) {
	if b.open[t] == 0 && b.lastFormat(t) < 0 {
		return
	}
	if b.topTag() == t && !b.isFormat(b.top()) {
		b.pop()
		return
	}
	for outer := 0; outer < 8; outer++ {
		k := b.lastFormat(t)
		if k < 0 {
			b.endOther(t, "")
			return
		}
		element := b.formats[k]
		at := b.openAt(element)
		if at < 0 {
			b.dropFormat(element)
			return
		}
		if !b.elementInScope(at) {
			return
		}
		block := b.furthestBlock(at)
		if block < 0 {
			for len(b.stack) > at {
				b.pop()
			}
			b.dropFormat(element)
			return
		}
		if b.clones < len(b.stack)-at { // too many were made: the element just ends
			b.removeOpen(element)
			b.dropFormat(element)
			return
		}
		b.adoptOnce(element, at, block, k)
	}
}

func (b *builder) isFormat(i int32) bool {
	for k := len(b.formats) - 1; k >= 0; k-- {
		if b.formats[k] == i {
			return true
		}
		if b.formats[k] == marker {
			return false
		}
	}
	return false
}

// openAt is the place of an element in the stack, -1 if it is not open.
func (b *builder) openAt(i int32) int {
	if !b.isOpen(i) {
		return -1
	}
	for k := len(b.stack) - 1; k > 0; k-- {
		if b.stack[k] == i {
			return k
		}
	}
	return -1
}

// elementInScope says whether the open element at place at is in the default scope.
func (b *builder) elementInScope(at int) bool {
	for k := len(b.stack) - 1; k > at; k-- {
		nd := b.node(b.stack[k])
		if nd.space == htmlSpace && nd.tag.is(scoping) || nd.space != htmlSpace && integrationScope(nd) {
			return false
		}
	}
	return true
}

// furthestBlock is the place of the outermost special element inside the open element at place at, or -1.
func (b *builder) furthestBlock(at int) int {
	for k := at + 1; k < len(b.stack); k++ {
		nd := b.node(b.stack[k])
		if nd.space == htmlSpace && nd.tag.is(special) || nd.space != htmlSpace && integrationScope(nd) {
			return k
		}
	}
	return -1
}

// adoptOnce is one turn of the outer loop: element, open at place at and active at place k, ends inside the block open at place fb.
func (b *builder) adoptOnce(element int32, at, fb, k int) {
	block, ancestor := b.stack[fb], b.stack[at-1]
	bookmark := k
	last := block
	for inner, p := 1, fb-1; p > at; inner, p = inner+1, p-1 {
		n := b.stack[p]
		f := b.formatAt(n)
		if inner > 3 && f >= 0 {
			b.formats = append(b.formats[:f], b.formats[f+1:]...)
			if f < bookmark {
				bookmark--
			}
			f = -1
		}
		if f < 0 {
			b.closed(n)
			b.stack = append(b.stack[:p], b.stack[p+1:]...)
			fb--
			continue
		}
		c := b.clone(n)
		b.node(n).open, b.node(c).open = false, true
		b.formats[f], b.stack[p] = c, c
		if last == block {
			bookmark = f + 1
		}
		b.detach(last)
		b.attach(c, last, 0)
		last = c
	}
	b.detach(last)
	parent, before := b.placeFor(ancestor)
	b.attach(parent, last, before)
	c := b.clone(element)
	b.moveChildren(block, c)
	b.attach(block, c, 0)
	// The clone takes the element's place among the active formatting elements, at the bookmark, and stands below the block.
	if f := b.formatAt(element); f >= 0 {
		b.formats = append(b.formats[:f], b.formats[f+1:]...)
		if f < bookmark {
			bookmark--
		}
	}
	bookmark = min(bookmark, len(b.formats))
	b.formats = append(b.formats, 0)
	copy(b.formats[bookmark+1:], b.formats[bookmark:])
	b.formats[bookmark] = c
	b.removeOpen(element)
	fb--
	b.stack = append(b.stack, 0)
	copy(b.stack[fb+2:], b.stack[fb+1:])
	b.stack[fb+1] = c
	b.opened(c)
}

func (b *builder) formatAt(i int32) int {
	for k := len(b.formats) - 1; k >= 0; k-- {
		if b.formats[k] == i {
			return k
		}
	}
	return -1
}

// moveChildren puts all children of one node into another that has none.
func (b *builder) moveChildren(from, to int32) {
	f, t := b.node(from), b.node(to)
	t.first, t.last = f.first, f.last
	f.first, f.last = 0, 0
	for i := t.first; i != 0; i = b.node(i).next {
		b.node(i).parent = to
	}
}
