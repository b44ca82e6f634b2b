package dom

import "strings"

// foreign says whether a token is processed by the rules of foreign content (section 13.2.6).
func (b *builder) foreign(tok *token) bool {
	if len(b.stack) == 0 {
		return false
	}
	nd := b.node(b.top())
	if nd.space == htmlSpace || tok.kind == endOfFile {
		return false
	}
	if b.mathText(nd) && (tok.kind == textToken || tok.kind == startTag && tok.tag != Mglyph && tok.tag != Malignmark) {
		return false
	}
	if nd.space == mathSpace && nd.tag == AnnotationXML && tok.kind == startTag && tok.tag == Svg {
		return false
	}
	return !b.htmlPoint(nd) || tok.kind != startTag && tok.kind != textToken
}

// mathText says whether an element is a MathML text integration point.
func (b *builder) mathText(nd *node) bool {
	switch nd.tag {
	case Mi, Mo, Mn, Ms, Mtext:
		return nd.space == mathSpace
	}
	return false
}

// htmlPoint says whether an element is an HTML integration point.
func (b *builder) htmlPoint(nd *node) bool {
	switch {
	case nd.space == svgSpace:
		return nd.tag == ForeignObject || nd.tag == Desc || nd.tag == Title
	case nd.space == mathSpace && nd.tag == AnnotationXML:
		for _, a := range b.t.attrs[nd.attr : nd.attr+uint32(nd.nattr)] {
			if a.Key == "encoding" {
				return strings.EqualFold(a.Val, "text/html") || strings.EqualFold(a.Val, "application/xhtml+xml")
			}
		}
	}
	return false
}

// breakout says whether a start tag ends foreign content.
func breakout(tok *token) bool {
	switch tok.tag {
	case B, Big, Blockquote, Body, Br, Center, Code, Dd, Div, Dl, Dt, Em, Embed, H1, H2, H3, H4, H5, H6, Head, Hr, I, Img, Li, Listing,
		Menu, Meta, Nobr, Ol, P, Pre, Ruby, S, Small, Span, Strong, Strike, Sub, Sup, Table, Tt, U, Ul, Var:
		return true
	case Font:
		for _, a := range tok.attrs {
			if a.Key == "color" || a.Key == "face" || a.Key == "size" {
				return true
			}
		}
	}
	return false
}

// foreignContent processes a token inside SVG or MathML; false asks to process it again outside.
func (b *builder) foreignContent(tok *token) bool {
	switch tok.kind {
	case textToken:
		if !onlySpace(strings.ReplaceAll(tok.data, "\x00", "")) {
			b.framesets = false
		}
		if strings.IndexByte(tok.data, 0) >= 0 {
			tok.data, tok.at = replaceNUL(tok.data), -1
		}
		b.addText(tok.data, tok.at)
	case commentToken:
		b.addComment(tok, b.top())
	case startTag:
		if breakout(tok) {
			b.leaveForeign()
			return b.step(b.mode, tok)
		}
		b.insertSpace(tok, b.node(b.top()).space)
		if tok.selfClosing {
			b.pop()
		}
	case endTag:
		if tok.tag == Br || tok.tag == P {
			b.leaveForeign()
			return b.step(b.mode, tok)
		}
		return b.endForeign(tok)
	}
	return true
}

// leaveForeign closes foreign elements up to the next place where HTML may stand.
func (b *builder) leaveForeign() {
	for len(b.stack) > 1 {
		nd := b.node(b.top())
		if nd.space == htmlSpace || b.mathText(nd) || b.htmlPoint(nd) {
			return
		}
		b.pop()
	}
}

func (b *builder) endForeign(tok *token) bool {
	for k := len(b.stack) - 1; k > 0; k-- {
		nd := b.node(b.stack[k])
		if nd.space == htmlSpace {
			return b.step(b.mode, tok)
		}
		if nd.tag == tok.tag && (nd.tag != Other || b.t.data(nd) == tok.name) {
			for len(b.stack) > k {
				b.pop()
			}
			return true
		}
	}
	return true
}
