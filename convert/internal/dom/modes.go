package dom

import "strings"

// cutSpace takes the white space off the front of a text token; it reports what it took and whether text is left.
func cutSpace(tok *token) (ws string, rest bool) {
	i := 0
	for i < len(tok.data) && isSpace(tok.data[i]) {
		i++
	}
	ws = tok.data[:i]
	tok.data = tok.data[i:]
	return ws, tok.data != ""
}

// onlySpace says whether a text is white space throughout.
func onlySpace(s string) bool {
	for i := 0; i < len(s); i++ {
		if !isSpace(s[i]) {
			return false
		}
	}
	return true
}

// spaceAt is the offset behind white space that was cut from the front of a token.
func spaceAt(tok *token) int {
	if tok.at < 0 {
		return -1
	}
	return tok.at - len(tok.data)
}

// beforeContent processes a comment, which becomes a child of parent, and white space, which is dropped. It is false for what is
// still to be processed.
func (b *builder) beforeContent(tok *token, parent int32) bool {
	switch tok.kind {
	case textToken:
		_, rest := cutSpace(tok)
		return !rest
	case commentToken:
		b.addComment(tok, parent)
		return true
	}
	return false
}

// aside processes what the modes of places without text treat alike: white space and comments stay where they are, document types
// are dropped. It is false for what is still to be processed.
func (b *builder) aside(tok *token) bool {
	switch tok.kind {
	case textToken:
		ws, rest := cutSpace(tok)
		b.addText(ws, spaceAt(tok))
		return !rest
	case commentToken:
		b.addComment(tok, b.top())
		return true
	}
	return tok.kind == doctypeToken
}

func (b *builder) initial(tok *token) bool {
	if b.beforeContent(tok, 0) {
		return true
	}
	switch tok.kind {
	case doctypeToken:
		b.attach(0, b.newText(Doctype, tok.name, -1), 0)
		b.quirks = tok.quirks
		b.mode = beforeHTML
		return true
	}
	b.quirks = true
	b.mode = beforeHTML
	return false
}

func (b *builder) beforeHTML(tok *token) bool {
	if b.beforeContent(tok, 0) {
		return true
	}
	switch tok.kind {
	case doctypeToken:
		return true
	case startTag:
		if tok.tag == Html {
			b.root(tok)
			return true
		}
	case endTag:
		if !endsDocument(tok.tag) {
			return true
		}
	}
	b.root(b.bare(Html))
	return false
}

// endsDocument says whether an end tag opens what it seems to close, where that is not open yet.
func endsDocument(t Tag) bool { return t == Head || t == Body || t == Html || t == Br }

// root makes the html element.
func (b *builder) root(tok *token) {
	i := b.newElement(tok, htmlSpace)
	b.attach(0, i, 0)
	b.push(i)
	b.mode = beforeHead
}

func (b *builder) beforeHead(tok *token) bool {
	if b.beforeContent(tok, b.top()) {
		return true
	}
	switch tok.kind {
	case doctypeToken:
		return true
	case startTag:
		switch tok.tag {
		case Html:
			return b.inBody(tok)
		case Head:
			b.head = b.insert(tok)
			b.mode = inHead
			return true
		}
	case endTag:
		if !endsDocument(tok.tag) {
			return true
		}
	}
	b.head = b.insert(b.bare(Head))
	b.mode = inHead
	return false
}

func (b *builder) inHead(tok *token) bool {
	if b.aside(tok) {
		return true
	}
	switch tok.kind {
	case startTag:
		switch tok.tag {
		case Html:
			return b.inBody(tok)
		case Base, Basefont, Bgsound, Link, Meta:
			b.insertVoid(tok)
			return true
		case Title:
			b.raw(tok, true)
			return true
		case Noframes, Style, Script:
			b.raw(tok, false)
			return true
		case Noscript:
			b.insert(tok)
			b.mode = inHeadNoscript
			return true
		case Template:
			b.insert(tok)
			b.formats = append(b.formats, marker)
			b.framesets = false
			b.mode = inTemplate
			b.templates = append(b.templates, inTemplate)
			return true
		case Head:
			return true
		}
	case endTag:
		switch tok.tag {
		case Head:
			b.pop()
			b.mode = afterHead
			return true
		case Template:
			b.endTemplate()
			return true
		case Body, Html, Br:
		default:
			return true
		}
	}
	b.pop()
	b.mode = afterHead
	return false
}

func (b *builder) endTemplate() {
	if b.open[Template] == 0 {
		return
	}
	for t := b.topTag(); t.is(implied) || t == Caption || t == Colgroup || t == Tbody || t == Td || t == Tfoot || t == Th || t == Thead || t == Tr; t = b.topTag() {
		b.pop()
	}
	b.popTo(Template)
	b.clearFormats()
	if len(b.templates) > 0 {
		b.templates = b.templates[:len(b.templates)-1]
	}
	b.resetMode()
}

func (b *builder) inHeadNoscript(tok *token) bool {
	if b.aside(tok) {
		return true
	}
	switch tok.kind {
	case startTag:
		switch tok.tag {
		case Html:
			return b.inBody(tok)
		case Basefont, Bgsound, Link, Meta, Noframes, Style:
			return b.inHead(tok)
		case Head, Noscript:
			return true
		}
	case endTag:
		switch tok.tag {
		case Noscript:
			b.pop()
			b.mode = inHead
			return true
		case Br:
		default:
			return true
		}
	}
	b.pop()
	b.mode = inHead
	return false
}

func (b *builder) afterHead(tok *token) bool {
	if b.aside(tok) {
		return true
	}
	switch tok.kind {
	case startTag:
		switch tok.tag {
		case Html:
			return b.inBody(tok)
		case Body:
			b.insert(tok)
			b.framesets = false
			b.mode = inBody
			return true
		case Frameset:
			b.insert(tok)
			b.mode = inFrameset
			return true
		case Base, Basefont, Bgsound, Link, Meta, Noframes, Script, Style, Template, Title:
			b.push(b.head)
			b.inHead(tok)
			b.removeOpen(b.head)
			return true
		case Head:
			return true
		}
	case endTag:
		switch tok.tag {
		case Template:
			return b.inHead(tok)
		case Body, Html, Br:
		default:
			return true
		}
	}
	b.insert(b.bare(Body))
	b.mode = inBody
	return false
}

// inTemplate is the mode of a template's own content.
func (b *builder) inTemplate(tok *token) bool {
	next := inBody
	switch tok.kind {
	case textToken, commentToken, doctypeToken:
		return b.inBody(tok)
	case endTag:
		if tok.tag == Template {
			return b.inHead(tok)
		}
		return true
	case endOfFile:
		if b.open[Template] == 0 {
			return true
		}
		b.popTo(Template)
		b.clearFormats()
		if len(b.templates) > 0 {
			b.templates = b.templates[:len(b.templates)-1]
		}
		b.resetMode()
		return false
	case startTag:
		switch tok.tag {
		case Base, Basefont, Bgsound, Link, Meta, Noframes, Script, Style, Template, Title:
			return b.inHead(tok)
		case Caption, Colgroup, Tbody, Tfoot, Thead:
			next = inTable
		case Col:
			next = inColumnGroup
		case Tr:
			next = inTableBody
		case Td, Th:
			next = inRow
		}
	}
	if len(b.templates) > 0 {
		b.templates[len(b.templates)-1] = next
	}
	b.mode = next
	return false
}

func (b *builder) afterBody(tok *token) bool {
	switch tok.kind {
	case textToken:
		if onlySpace(tok.data) {
			return b.inBody(tok)
		}
	case commentToken:
		b.addComment(tok, b.stack[0])
		return true
	case doctypeToken, endOfFile:
		return true
	case startTag:
		if tok.tag == Html {
			return b.inBody(tok)
		}
	case endTag:
		if tok.tag == Html {
			b.mode = afterAfterBody
			return true
		}
	}
	b.mode = inBody
	return false
}

func (b *builder) afterAfterBody(tok *token) bool {
	switch tok.kind {
	case textToken:
		if onlySpace(tok.data) {
			return b.inBody(tok)
		}
	case commentToken:
		b.addComment(tok, 0)
		return true
	case doctypeToken, endOfFile:
		return true
	case startTag:
		if tok.tag == Html {
			return b.inBody(tok)
		}
	}
	b.mode = inBody
	return false
}

func (b *builder) inFrameset(tok *token) bool {
	switch tok.kind {
	case textToken:
		b.addText(spacesOf(tok.data), -1)
	case commentToken:
		b.addComment(tok, b.top())
	case startTag:
		switch tok.tag {
		case Html:
			return b.inBody(tok)
		case Frameset:
			b.insert(tok)
		case Frame:
			b.insertVoid(tok)
		case Noframes:
			return b.inHead(tok)
		}
	case endTag:
		if tok.tag == Frameset && len(b.stack) > 1 {
			b.pop()
			if b.topTag() != Frameset {
				b.mode = afterFrameset
			}
		}
	}
	return true
}

func (b *builder) afterFrameset(tok *token) bool {
	switch tok.kind {
	case textToken:
		b.addText(spacesOf(tok.data), -1)
	case commentToken:
		if b.mode == afterAfterFrameset {
			b.addComment(tok, 0)
		} else {
			b.addComment(tok, b.top())
		}
	case startTag:
		switch tok.tag {
		case Html:
			return b.inBody(tok)
		case Noframes:
			return b.inHead(tok)
		}
	case endTag:
		if tok.tag == Html {
			b.mode = afterAfterFrameset
		}
	}
	return true
}

// spacesOf is the white space of a text.
func spacesOf(s string) string {
	return strings.Map(func(r rune) rune {
		if r < 0x80 && isSpace(byte(r)) {
			return r
		}
		return -1
	}, s)
}

// resetMode finds the insertion mode from the open elements (section 13.2.4.1).
func (b *builder) resetMode() {
	for k := len(b.stack) - 1; k >= 0; k-- {
		switch b.tagOf(b.stack[k]) {
		case Td, Th:
			if k > 0 {
				b.mode = inCell
				return
			}
		case Tr:
			b.mode = inRow
			return
		case Tbody, Thead, Tfoot:
			b.mode = inTableBody
			return
		case Caption:
			b.mode = inCaption
			return
		case Colgroup:
			b.mode = inColumnGroup
			return
		case Table:
			b.mode = inTable
			return
		case Template:
			if len(b.templates) > 0 {
				b.mode = b.templates[len(b.templates)-1]
				return
			}
		case Head:
			b.mode = inHead
			return
		case Body:
			b.mode = inBody
			return
		case Frameset:
			b.mode = inFrameset
			return
		case Html:
			b.mode = afterHead
			if b.head == 0 {
				b.mode = beforeHead
			}
			return
		}
	}
	b.mode = inBody
}

// quirkPrefixes are the public identifiers of document types that put a page into quirks mode.
var quirkPrefixes = []string{
	"+//silmaril//dtd html pro v0r11 19970101//", "-//as//dtd html 3.0 aswedit + extensions//",
	"-//advasoft ltd//dtd html 3.0 aswedit + extensions//", "-//ietf//dtd html ", "-//ietf//dtd html//", "-//metrius//dtd metrius presentational//",
	"-//microsoft//dtd internet explorer ", "-//netscape comm. corp.//dtd ", "-//o'reilly and associates//dtd html ",
	"-//softquad software//dtd hotmetal pro ", "-//softquad//dtd hotmetal pro ", "-//spyglass//dtd html 2.0 extended//",
	"-//sq//dtd html 2.0 hotmetal + extensions//", "-//sun microsystems corp.//dtd hotjava ", "-//w3c//dtd html 3 ", "-//w3c//dtd html 3.2",
	"-//w3c//dtd html 4.0 frameset//", "-//w3c//dtd html 4.0 transitional//", "-//w3c//dtd html experimental ",
	"-//w3c//dtd w3 html//", "-//w3o//dtd w3 html 3.0//", "-//webtechs//dtd mozilla html ",
}

// quirky says whether a document type, in lower case, asks for quirks mode (section 13.2.6.4.1). It decides whether a table
// closes the paragraph before it.
func quirky(name, rest string) bool {
	if name != "html" {
		return true
	}
	kind, public, system := identifiers(strings.TrimSpace(rest[strings.Index(rest, "html")+len("html"):]))
	switch {
	case kind == "":
		return false
	case public == "-//w3o//dtd w3 html strict 3.0//en//", public == "-/w3c/dtd html 4.0 transitional/en", public == "html",
		system == "http://www.ibm.com/data/dtd/v11/ibmxhtml1-transitional.dtd":
		return true
	case system == "" && (strings.HasPrefix(public, "-//w3c//dtd html 4.01 frameset//") || strings.HasPrefix(public, "-//w3c//dtd html 4.01 transitional//")):
		return true
	}
	for _, p := range quirkPrefixes {
		if strings.HasPrefix(public, p) {
			return true
		}
	}
	return false
}

// identifiers reads the keyword and the two identifiers of a document type.
func identifiers(s string) (kind, public, system string) {
	if len(s) < 6 {
		return "", "", ""
	}
	kind, s = s[:6], s[6:]
	var first, second string
	first, s = quoted(s)
	second, _ = quoted(s)
	switch kind {
	case "public":
		return kind, first, second
	case "system":
		return kind, "", first
	}
	return "", "", ""
}

// quoted cuts the next quoted string off the front of s.
func quoted(s string) (value, rest string) {
	s = strings.TrimSpace(s)
	if s == "" || s[0] != '"' && s[0] != '\'' {
		return "", s
	}
	end := strings.IndexByte(s[1:], s[0])
	if end < 0 {
		return s[1:], ""
	}
	return s[1 : 1+end], s[end+2:]
}
