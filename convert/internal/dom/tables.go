package dom

import "strings"

func (b *builder) inTable(tok *token) bool {
	switch tok.kind {
	case textToken:
		switch b.topTag() {
		case Table, Tbody, Template, Tfoot, Thead, Tr:
			b.pending = append(b.pending, span{tok.data, tok.at})
			return true
		}
	case commentToken:
		b.addComment(tok, b.top())
		return true
	case doctypeToken:
		return true
	case endOfFile:
		return b.inBody(tok)
	case startTag:
		if done, ok := b.tableStart(tok); ok {
			return done
		}
	case endTag:
		switch tok.tag {
		case Table:
			if b.inScope(tableScope, Table) {
				b.popTo(Table)
				b.resetMode()
			}
			return true
		case Body, Caption, Col, Colgroup, Html, Tbody, Td, Tfoot, Th, Thead, Tr:
			return true
		case Template:
			return b.inHead(tok)
		}
	}
	b.fostered(tok)
	return true
}

// tableStart processes a start tag that has a place in a table; ok is false for others.
func (b *builder) tableStart(tok *token) (done, ok bool) {
	switch tok.tag {
	case Caption:
		b.popUntil(Table, Template, Html)
		b.formats = append(b.formats, marker)
		b.insert(tok)
		b.mode = inCaption
	case Colgroup:
		b.popUntil(Table, Template, Html)
		b.insert(tok)
		b.mode = inColumnGroup
	case Col:
		b.popUntil(Table, Template, Html)
		b.insert(b.bare(Colgroup))
		b.mode = inColumnGroup
		return false, true
	case Tbody, Tfoot, Thead:
		b.popUntil(Table, Template, Html)
		b.insert(tok)
		b.mode = inTableBody
	case Td, Th, Tr:
		b.popUntil(Table, Template, Html)
		b.insert(b.bare(Tbody))
		b.mode = inTableBody
		return false, true
	case Table:
		if !b.inScope(tableScope, Table) {
			return true, true
		}
		b.popTo(Table)
		b.resetMode()
		return false, true
	case Style, Script, Template:
		b.inHead(tok)
	case Input:
		if !strings.EqualFold(attrOf(tok, "type"), "hidden") {
			return false, false
		}
		b.insertVoid(tok)
	case Form:
		if b.form == 0 && b.open[Template] == 0 {
			b.form = b.insert(tok)
			b.pop()
		}
	default:
		return false, false
	}
	return true, true
}

// fostered processes a token by the rules of the body, putting what comes of it before the table.
func (b *builder) fostered(tok *token) {
	b.foster = true
	b.inBody(tok)
	b.foster = false
}

// flushTableText inserts the text collected inside a table: white space where it stands, anything else before the table.
func (b *builder) flushTableText() {
	space := true
	for _, s := range b.pending {
		space = space && onlySpace(strings.ReplaceAll(s.data, "\x00", ""))
	}
	for _, s := range b.pending {
		if space {
			b.addText(s.data, s.at)
		} else {
			b.fostered(&token{kind: textToken, data: s.data, at: s.at})
		}
	}
	b.pending = b.pending[:0]
}

func (b *builder) inCaption(tok *token) bool {
	again := false
	switch {
	case tok.kind == endTag && tok.tag == Caption:
	case tok.kind == startTag && tablePart(tok.tag), tok.kind == endTag && tok.tag == Table:
		again = true
	case tok.kind == endTag && (tablePart(tok.tag) || tok.tag == Body || tok.tag == Html):
		return true
	default:
		return b.inBody(tok)
	}
	if !b.inScope(tableScope, Caption) {
		if again {
			b.resetCaption()
		}
		return !again
	}
	b.generateImplied(Other)
	b.popTo(Caption)
	b.clearFormats()
	b.mode = inTable
	return !again
}

// resetCaption leaves the mode of a caption that is no longer open.
func (b *builder) resetCaption() {
	b.clearFormats()
	b.mode = inTable
}

// tablePart says whether a tag is a part of a table.
func tablePart(t Tag) bool {
	switch t {
	case Caption, Col, Colgroup, Tbody, Td, Tfoot, Th, Thead, Tr:
		return true
	}
	return false
}

func (b *builder) inColumnGroup(tok *token) bool {
	if b.aside(tok) {
		return true
	}
	switch tok.kind {
	case endOfFile:
		return b.inBody(tok)
	case startTag:
		switch tok.tag {
		case Html:
			return b.inBody(tok)
		case Col:
			b.insertVoid(tok)
			return true
		case Template:
			return b.inHead(tok)
		}
	case endTag:
		switch tok.tag {
		case Colgroup:
			if b.topTag() == Colgroup {
				b.pop()
				b.mode = inTable
			}
			return true
		case Col:
			return true
		case Template:
			return b.inHead(tok)
		}
	}
	switch b.topTag() {
	case Colgroup:
		b.pop()
	case Template:
		return true
	}
	b.mode = inTable
	return false
}

func (b *builder) inTableBody(tok *token) bool {
	switch tok.kind {
	case startTag:
		switch tok.tag {
		case Tr:
			b.popUntil(Tbody, Tfoot, Thead, Template, Html)
			b.insert(tok)
			b.mode = inRow
			return true
		case Th, Td:
			b.popUntil(Tbody, Tfoot, Thead, Template, Html)
			b.insert(b.bare(Tr))
			b.mode = inRow
			return false
		case Caption, Col, Colgroup, Tbody, Tfoot, Thead:
			return !b.endTableBody(Tbody, Thead, Tfoot)
		}
	case endTag:
		switch tok.tag {
		case Tbody, Tfoot, Thead:
			b.endTableBody(tok.tag)
			return true
		case Table:
			return !b.endTableBody(Tbody, Thead, Tfoot)
		case Body, Caption, Col, Colgroup, Html, Td, Th, Tr:
			return true
		}
	}
	return b.inTable(tok)
}

// endTableBody closes a table body if one with a tag is open.
func (b *builder) endTableBody(tags ...Tag) bool {
	if !b.inScope(tableScope, tags...) {
		return false
	}
	b.popUntil(Tbody, Tfoot, Thead, Template, Html)
	if len(b.stack) > 1 {
		b.pop()
	}
	b.mode = inTable
	return true
}

func (b *builder) inRow(tok *token) bool {
	switch tok.kind {
	case startTag:
		switch tok.tag {
		case Th, Td:
			b.popUntil(Tr, Template, Html)
			b.insert(tok)
			b.mode = inCell
			b.formats = append(b.formats, marker)
			return true
		case Caption, Col, Colgroup, Tbody, Tfoot, Thead, Tr:
			return !b.endRow()
		}
	case endTag:
		switch tok.tag {
		case Tr:
			b.endRow()
			return true
		case Table:
			return !b.endRow()
		case Tbody, Tfoot, Thead:
			return !b.inScope(tableScope, tok.tag) || !b.endRow()
		case Body, Caption, Col, Colgroup, Html, Td, Th:
			return true
		}
	}
	return b.inTable(tok)
}

// endRow closes the open row if there is one.
func (b *builder) endRow() bool {
	if !b.inScope(tableScope, Tr) {
		return false
	}
	b.popTo(Tr)
	b.mode = inTableBody
	return true
}

func (b *builder) inCell(tok *token) bool {
	switch tok.kind {
	case startTag:
		if tablePart(tok.tag) {
			b.endCell(Td, Th)
			return false
		}
	case endTag:
		switch tok.tag {
		case Td, Th:
			if b.inScope(tableScope, tok.tag) {
				b.endCell(tok.tag)
			}
			return true
		case Body, Caption, Col, Colgroup, Html:
			return true
		case Table, Tbody, Tfoot, Thead, Tr:
			if !b.inScope(tableScope, tok.tag) {
				return true
			}
			b.endCell(Td, Th)
			return false
		}
	}
	return b.inBody(tok)
}

// endCell closes the open cell and returns to its row.
func (b *builder) endCell(tags ...Tag) {
	if b.inScope(tableScope, tags...) {
		b.generateImplied(Other)
		b.popTo(tags...)
	}
	b.clearFormats()
	b.mode = inRow
}
