package dom

import (
	"html"
	"strings"
)

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
	cdata bool // whether <![CDATA[ is markup: in foreign content
	// valueEnd is the offset behind the last unquoted attribute value: a "/" there closes nothing.
	valueEnd int
}

// next reads the next token.
func (z *tokenizer) next() *token {
	z.tok = token{at: -1}
	if z.pos >= len(z.src) {
		return &z.tok
	}
	if z.src[z.pos] == '<' && z.markup() {
		return &z.tok
	}
	// Text up to the next "<"; a "<" that begins no markup is text itself.
	end := strings.IndexByte(z.src[z.pos+1:], '<')
	if end < 0 {
		end = len(z.src)
	} else {
		end += z.pos + 1
	}
	z.text(z.src[z.pos:end], end)
	return &z.tok
}

// text makes the token a text token of s, which ends at offset end, with its character references decoded.
func (z *tokenizer) text(s string, end int) {
	z.pos = end
	z.tok.kind, z.tok.data = textToken, s
	if strings.IndexByte(s, '&') >= 0 {
		z.tok.data = html.UnescapeString(s)
	} else {
		z.tok.at = end
	}
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
		z.tok.tag = Other
		z.tok.name = "/"
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
	z.tok.kind = commentToken
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
	z.tok.kind = commentToken
	end := strings.IndexByte(z.src[start:], '>')
	if end < 0 {
		z.tok.data, z.pos = z.src[start:], len(z.src)
		return
	}
	z.tok.data, z.pos = z.src[start:start+end], start+end+1
}

// doctype reads "<!DOCTYPE …>"; only the name and the mode it asks for are kept.
func (z *tokenizer) doctype() {
	z.tok.kind = doctypeToken
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
	start := z.pos
	i := start
	for i < len(z.src) && !isSpace(z.src[i]) && z.src[i] != '/' && z.src[i] != '>' {
		i++
	}
	z.tok.kind = kind
	z.tok.name = lower(z.src[start:i])
	z.tok.tag = tagByName[z.tok.name]
	z.attrs = z.attrs[:0]
	for {
		for i < len(z.src) && (isSpace(z.src[i]) || z.src[i] == '/') {
			i++
		}
		if i >= len(z.src) {
			z.pos = len(z.src)
			z.tok = token{at: -1}
			return
		}
		if z.src[i] == '>' {
			break
		}
		i = z.attribute(i)
	}
	z.tok.selfClosing = z.src[i-1] == '/' && z.valueEnd != i
	z.tok.attrs = z.attrs
	z.pos = i + 1
}

// attribute reads one attribute whose name begins at i and returns the offset behind it.
func (z *tokenizer) attribute(i int) int {
	start := i
	for i++; i < len(z.src) && !isSpace(z.src[i]) && z.src[i] != '/' && z.src[i] != '>' && z.src[i] != '='; {
		i++
	}
	name := lower(z.src[start:i])
	for i < len(z.src) && isSpace(z.src[i]) {
		i++
	}
	value := ""
	if i < len(z.src) && z.src[i] == '=' {
		value, i = z.value(i + 1)
	}
	if len(z.attrs) >= maxAttributes {
		return i
	}
	for _, a := range z.attrs {
		if a.Key == name {
			return i
		}
	}
	z.attrs = append(z.attrs, Attr{Key: name, Val: value})
	return i
}

// value reads an attribute value; i is the offset behind the "=".
func (z *tokenizer) value(i int) (string, int) {
	for i < len(z.src) && isSpace(z.src[i]) {
		i++
	}
	if i >= len(z.src) || z.src[i] == '>' {
		return "", i
	}
	if q := z.src[i]; q == '"' || q == '\'' {
		i++
		end := strings.IndexByte(z.src[i:], q)
		if end < 0 {
			return "", len(z.src)
		}
		return unescapeAttr(z.src[i : i+end]), i + end + 1
	}
	start := i
	for i < len(z.src) && !isSpace(z.src[i]) && z.src[i] != '>' {
		i++
	}
	z.valueEnd = i
	return unescapeAttr(z.src[start:i]), i
}

// unescapeAttr decodes the character references of an attribute value. One without a semicolon counts only when neither
// "=" nor a letter or digit follows, so that "?a=1&copy=2" stays what it is.
func unescapeAttr(s string) string {
	amp := strings.IndexByte(s, '&')
	if amp < 0 {
		return s
	}
	var b strings.Builder
	for amp >= 0 {
		b.WriteString(s[:amp])
		s = s[amp:]
		end := 1
		for end < len(s) && (isAlnum(s[end]) || end == 1 && s[end] == '#') {
			end++
		}
		switch {
		case end < len(s) && s[end] == ';':
			end++
			b.WriteString(unescapeNamed(s[:end]))
		case end > 1 && s[1] == '#':
			b.WriteString(html.UnescapeString(s[:end]))
		case end < len(s) && s[end] == '=':
			b.WriteString(s[:end])
		default:
			b.WriteString(unescapeWhole(s[:end]))
		}
		s = s[end:]
		amp = strings.IndexByte(s, '&')
	}
	b.WriteString(s)
	return b.String()
}

// unescapeNamed decodes a reference that ends in a semicolon, if the whole of it is known.
func unescapeNamed(ref string) string {
	if ref[1] == '#' {
		return html.UnescapeString(ref)
	}
	if s := html.UnescapeString(ref); !strings.HasSuffix(s, ";") || s == ";" {
		return s
	}
	return ref
}

// unescapeWhole decodes a reference without semicolon only if no part of it is left over.
func unescapeWhole(ref string) string {
	if len(ref) > 8 { // the longest name that needs no semicolon has six letters
		return ref
	}
	s := html.UnescapeString(ref)
	if s == ref || len([]rune(s)) > 1 {
		return ref
	}
	return s
}

// rawText makes the token the text up to the end tag of name, which stays to be read; "" if there is none before the end.
// References are decoded when decode is set (title, textarea).
func (z *tokenizer) rawText(name string, decode bool) *token {
	z.tok = token{at: -1}
	end := z.rawEnd(name)
	s := z.src[z.pos:end]
	if decode {
		z.text(s, end)
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
	for i := z.pos; i < len(z.src); i++ {
		j := strings.IndexAny(z.src[i:], "<-")
		if j < 0 {
			break
		}
		i += j
		rest := z.src[i:]
		switch {
		case state != data && strings.HasPrefix(rest, "-->"):
			state = data
		case state == data && strings.HasPrefix(rest, "<!--"):
			state = escaped
			i++ // the dashes may already be part of "-->"
		case state == escaped && rest[0] == '<' && z.nameAt(i+1, "script"):
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

func isLetter(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }

func isAlnum(c byte) bool { return isLetter(c) || '0' <= c && c <= '9' }

func isSpace(c byte) bool { return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f' }

// lower is s with its ASCII letters in lower case and NUL replaced, s itself where nothing is to do.
func lower(s string) string {
	for i := 0; i < len(s); i++ {
		if c := s[i]; 'A' <= c && c <= 'Z' || c == 0 {
			b := make([]byte, 0, len(s))
			for j := 0; j < len(s); j++ {
				switch c := s[j]; {
				case 'A' <= c && c <= 'Z':
					b = append(b, c+'a'-'A')
				case c == 0:
					b = append(b, "\uFFFD"...)
				default:
					b = append(b, c)
				}
			}
			return string(b)
		}
	}
	return s
}
