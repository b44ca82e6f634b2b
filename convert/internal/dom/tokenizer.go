package dom

import "strings"

// tokenKind is the kind of a token.
type tokenKind uint8

const (
	endOfFile tokenKind = iota
	textToken
	startTag
	endTag
	commentToken
	doctypeToken
)

// token is what the tokenizer hands to the tree builder; it is reused for the next one.
type token struct {
	kind        tokenKind
	tag         Tag
	name        string // lower-case name of a tag or doctype
	data        string // text or comment, references decoded
	attrs       []Attr // of a start tag; valid until the next token
	selfClosing bool
	quirks      bool // doctype that puts the page into quirks mode
	at          int  // offset behind the token's last byte, for text that was not changed; else -1
}

// tokenizer splits a document into tokens as section 13.2.5 of the HTML Standard does.
// It looks for the next interesting byte instead of walking the states byte by byte; every byte is looked at a bounded number of times.
type tokenizer struct {
	src   string
	pos   int
	tok   token
	attrs []Attr
	made  scratch
	cdata bool // whether <![CDATA[ is markup: in foreign content
	nul   bool // whether the document holds NUL
	amp   int  // offset of an "&" before which, from where it was looked for, there is none
	// valueEnd is the offset behind the last unquoted attribute value: a "/" there closes nothing.
	valueEnd int
}

// next reads the next token.
func (z *tokenizer) next() *token {
	t := &z.tok
	t.kind, t.tag, t.at = endOfFile, Other, -1
	if z.pos >= len(z.src) {
		return t
	}
	if z.src[z.pos] == '<' && z.markup() {
		return t
	}
	// Text up to the next "<"; a "<" that begins no markup is text itself.
	end := strings.IndexByte(z.src[z.pos+1:], '<')
	if end < 0 {
		end = len(z.src)
	} else {
		end += z.pos + 1
	}
	z.text(z.pos, end)
	return t
}

// text makes the token a text token of the bytes from start to end, with their character references decoded.
func (z *tokenizer) text(start, end int) {
	z.pos = end
	z.tok.kind, z.tok.data, z.tok.at = textToken, z.src[start:end], end
	if amp := z.reference(start); amp < end {
		z.tok.data, z.tok.at = z.made.unescape(z.tok.data, amp-start, false), -1
	}
}

// reference is the offset of the next "&" at or behind start, the document's end if there is none.
func (z *tokenizer) reference(start int) int {
	if z.amp < start {
		if n := strings.IndexByte(z.src[start:], '&'); n >= 0 {
			z.amp = start + n
		} else {
			z.amp = len(z.src)
		}
	}
	return z.amp
}

// markup reads the token that begins with the "<" at pos; false if that is text.
func (z *tokenizer) markup() bool {
	if z.pos+1 >= len(z.src) {
		return false
	}
	switch c := z.src[z.pos+1]; {
	case isLetter(c):
		z.pos++
		z.tagToken(startTag)
	case c == '/':
		return z.endTagOpen()
	case c == '!':
		z.declaration()
	case c == '?':
		z.bogusComment(z.pos + 1)
	default:
		return false
	}
	return true
}

func (z *tokenizer) endTagOpen() bool {
	if z.pos+2 >= len(z.src) {
		return false
	}
	switch c := z.src[z.pos+2]; {
	case isLetter(c):
		z.pos += 2
		z.tagToken(endTag)
	case c == '>': // "</>" is nothing at all: an empty comment that nobody keeps
		z.pos += 3
		z.tok.kind = commentToken
		z.tok.data, z.tok.name = "", "/"
	default:
		z.bogusComment(z.pos + 2)
	}
	return true
}

// declaration reads what begins with "<!".
func (z *tokenizer) declaration() {
	rest := z.src[z.pos+2:]
	switch {
	case strings.HasPrefix(rest, "--"):
		z.comment()
	case len(rest) >= 7 && strings.EqualFold(rest[:7], "doctype"):
		z.doctype()
	case z.cdata && strings.HasPrefix(rest, "[CDATA["):
		start := z.pos + 9
		end := strings.Index(z.src[start:], "]]>")
		if end < 0 {
			end = len(z.src)
			z.pos = end
		} else {
			end += start
			z.pos = end + 3
		}
		z.tok.kind, z.tok.data = textToken, z.src[start:end]
	default:
		z.bogusComment(z.pos + 2)
	}
}

// comment reads a comment that begins with "<!--".
func (z *tokenizer) comment() {
	z.tok.kind, z.tok.name, z.tok.data = commentToken, "", ""
	start := z.pos + 4
	body := z.src[start:]
	switch {
	case strings.HasPrefix(body, ">"):
		z.pos = start + 1
		return
	case strings.HasPrefix(body, "->"):
		z.pos = start + 2
		return
	}
	for i := 0; ; {
		j := strings.Index(body[i:], "--")
		if j < 0 {
			break
		}
		i += j
		end := i
		for i += 2; i < len(body) && body[i] == '-'; i++ {
			end++ // "--->" ends a comment whose text ends in "-"
		}
		if i < len(body) && body[i] == '>' {
			z.tok.data, z.pos = body[:end], start+i+1
			return
		}
		if strings.HasPrefix(body[i:], "!>") {
			z.tok.data, z.pos = body[:end], start+i+2
			return
		}
	}
	z.pos = len(z.src)
	body = strings.TrimSuffix(body, "-")
	body = strings.TrimSuffix(body, "-")
	z.tok.data = body
}

// bogusComment reads a comment of the text from start to the next ">".
func (z *tokenizer) bogusComment(start int) {
	z.tok.kind, z.tok.name = commentToken, ""
	end := strings.IndexByte(z.src[start:], '>')
	if end < 0 {
		z.tok.data, z.pos = z.src[start:], len(z.src)
		return
	}
	z.tok.data, z.pos = z.src[start:start+end], start+end+1
}

// doctype reads "<!DOCTYPE …>"; only the name and the mode it asks for are kept.
func (z *tokenizer) doctype() {
	z.tok.kind, z.tok.name = doctypeToken, ""
	start := z.pos + 9
	end := strings.IndexByte(z.src[start:], '>')
	if end < 0 {
		end = len(z.src) - start
		z.pos = len(z.src)
	} else {
		z.pos = start + end + 1
	}
	words := strings.Fields(z.src[start : start+end])
	if len(words) > 0 {
		z.tok.name = strings.ToLower(words[0])
	}
	z.tok.data = z.src[start : start+end]
	z.tok.quirks = quirky(z.tok.name, strings.ToLower(z.tok.data))
}

// tagToken reads a tag whose name begins at pos. A tag that the document's end cuts off is dropped.
func (z *tokenizer) tagToken(kind tokenKind) {
	src := z.src
	i := z.pos
	h := uint32(0)
	for i < len(src) && !classes[src[i]].is(endsTagName) {
		h = h*hashFactor + uint32(lowered(src[i]))
		i++
	}
	name := src[z.pos:i]
	t := &z.tok
	if t.tag = tagOfName(name, h); t.tag != Other {
		t.name = tagTable[t.tag].name
	} else {
		t.name = z.made.lower(name)
	}
	t.kind, t.attrs, t.selfClosing = kind, nil, false
	if i < len(src) && src[i] == '>' { // most tags have no attributes
		z.pos = i + 1
		return
	}
	z.attrs = z.attrs[:0]
	for {
		for i < len(src) && classes[src[i]].is(blankOrSlash) {
			i++
		}
		if i >= len(src) {
			z.pos = len(src)
			t.kind, t.tag = endOfFile, Other
			return
		}
		if src[i] == '>' {
			break
		}
		i = z.attribute(i)
	}
	t.selfClosing = src[i-1] == '/' && z.valueEnd != i
	t.attrs = z.attrs
	z.pos = i + 1
}

// attribute reads one attribute whose name begins at i and returns the offset behind it.
func (z *tokenizer) attribute(i int) int {
	src := z.src
	start := i
	change := classes[src[i]] & changes
	for i++; i < len(src) && !classes[src[i]].is(endsAttrName); i++ {
		change |= classes[src[i]] & changes
	}
	name := src[start:i]
	if change != 0 {
		name = z.made.lower(name)
	}
	for i < len(src) && isSpace(src[i]) {
		i++
	}
	value := ""
	if i < len(src) && src[i] == '=' {
		value, i = z.value(i + 1)
	}
	if len(z.attrs) >= maxAttributes {
		return i
	}
	for k := range z.attrs {
		if z.attrs[k].Key == name {
			return i
		}
	}
	z.attrs = append(z.attrs, Attr{Key: name, Val: value})
	return i
}

// value reads an attribute value; i is the offset behind the "=".
func (z *tokenizer) value(i int) (string, int) {
	src := z.src
	for i < len(src) && isSpace(src[i]) {
		i++
	}
	if i >= len(src) || src[i] == '>' {
		return "", i
	}
	start := i
	var end int
	if q := src[i]; q == '"' || q == '\'' {
		start++
		n := strings.IndexByte(src[start:], q)
		if n < 0 {
			return "", len(src)
		}
		end = start + n
		i = end + 1
	} else {
		for i < len(src) && !classes[src[i]].is(endsValue) {
			i++
		}
		z.valueEnd = i
		end = i
	}
	v := src[start:end]
	if amp := z.reference(start); amp < end {
		v = z.made.unescape(v, amp-start, true)
	}
	if z.nul {
		v = replaceNUL(v)
	}
	return v, i
}

// rawText makes the token the text up to the end tag of name, which stays to be read; "" if there is none before the end.
// References are decoded when decode is set (title, textarea).
func (z *tokenizer) rawText(name string, decode bool) *token {
	z.tok.tag, z.tok.at = Other, -1
	end := z.rawEnd(name)
	s := z.src[z.pos:end]
	if decode {
		z.text(z.pos, end)
	} else {
		z.pos = end
		z.tok.kind, z.tok.data, z.tok.at = textToken, s, end
	}
	return &z.tok
}

// rawEnd is the offset of the end tag of name at or behind pos, or the end of the document.
func (z *tokenizer) rawEnd(name string) int {
	if name == "plaintext" {
		return len(z.src)
	}
	if name == "script" {
		return z.scriptEnd()
	}
	for i := z.pos; ; i++ {
		j := strings.IndexByte(z.src[i:], '<')
		if j < 0 {
			return len(z.src)
		}
		i += j
		if z.src[i:] != "<" && z.src[i+1] == '/' && z.nameAt(i+2, name) {
			return i
		}
	}
}

// scriptEnd is rawEnd for a script, whose text may hold "<!-- <script> </script> -->".
func (z *tokenizer) scriptEnd() int {
	const (
		data = iota
		escaped
		doubleEscaped
	)
	state := data
	commentEnd := -1 // offset of the next "-->" behind a "<!--", len(src) if there is none
	for i := z.pos; i < len(z.src); i++ {
		if state != data && commentEnd < i {
			if j := strings.Index(z.src[i:], "-->"); j >= 0 {
				commentEnd = i + j
			} else {
				commentEnd = len(z.src)
			}
		}
		j := strings.IndexByte(z.src[i:], '<')
		if j < 0 {
			break
		}
		if state != data && commentEnd < i+j {
			state = data
			i = commentEnd + len("-->") - 1
			continue
		}
		i += j
		rest := z.src[i:]
		switch {
		case state == data && strings.HasPrefix(rest, "<!--"):
			state = escaped
			i++ // the dashes may already be part of "-->"
		case state == escaped && z.nameAt(i+1, "script"):
			state = doubleEscaped
		case strings.HasPrefix(rest, "</") && z.nameAt(i+2, "script"):
			if state != doubleEscaped {
				return i
			}
			state = escaped
		}
	}
	return len(z.src)
}

// nameAt says whether the tag name stands at offset i, in either case, and ends there.
func (z *tokenizer) nameAt(i int, name string) bool {
	end := i + len(name)
	if end >= len(z.src) || !strings.EqualFold(z.src[i:end], name) {
		return false
	}
	c := z.src[end]
	return isSpace(c) || c == '/' || c == '>'
}
