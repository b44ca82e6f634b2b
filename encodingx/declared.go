package encodingx

import (
	"bytes"
	"strings"
)

const (
	// prescanLimit is how far declarations are looked for. The Encoding Standard stops at 1,024 bytes; real portals do not.
	prescanLimit = 64 << 10
	// usualPrescan is how far more declarations are looked for after one is found.
	usualPrescan = 4 << 10
	// maxDeclarations bounds the list of declarations.
	maxDeclarations = 8
	// maxDeclaredLabel bounds a label that is reported.
	maxDeclaredLabel = 128
)

// declared appends to list the labels that someone wrote about the bytes, in order of authority: HTTP, XML declaration, meta elements.
func declared(list []Declaration, b []byte, h Hints) []Declaration {
	if h.IgnoreDeclared {
		return list
	}
	if label := strings.TrimSpace(h.HTTPCharset); label != "" {
		list = append(list, Declaration{By: ByHTTP, Label: label, Offset: -1})
	}
	b = b[:min(len(b), prescanLimit)]
	enough := len(b)
	if d, ok := xmlDeclaration(b); ok {
		list = append(list, d)
		enough = min(enough, usualPrescan)
	}
	return prescan(b, list, enough)
}

// xmlDeclaration reads the encoding pseudo-attribute of an XML declaration, which blank lines may precede on real servers.
func xmlDeclaration(b []byte) (Declaration, bool) {
	start := len(b) - len(bytes.TrimLeft(b, " \t\r\n"))
	if !bytes.HasPrefix(b[start:], []byte("<?xml")) {
		return Declaration{}, false
	}
	end := bytes.IndexByte(b[start:], '>')
	if end < 0 {
		return Declaration{}, false
	}
	text := b[start : start+end]
	i := bytes.Index(text, []byte("encoding"))
	if i < 0 {
		return Declaration{}, false
	}
	i += len("encoding")
	i += spaces(text[i:])
	if i >= len(text) || text[i] != '=' {
		return Declaration{}, false
	}
	i++
	i += spaces(text[i:])
	if i >= len(text) || text[i] != '"' && text[i] != '\'' {
		return Declaration{}, false
	}
	n := bytes.IndexByte(text[i+1:], text[i])
	if n <= 0 || n > maxDeclaredLabel {
		return Declaration{}, false
	}
	return Declaration{By: ByXML, Label: internLabel(text[i+1 : i+1+n]), Offset: start + i + 1}, true
}

func isSpace(c byte) bool { return c == ' ' || c == '\t' || c == '\n' || c == '\f' || c == '\r' }

func isLetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }

func spaces(b []byte) int {
	i := 0
	for i < len(b) && isSpace(b[i]) {
		i++
	}
	return i
}

// prescan is the Encoding Standard's prescan of a byte stream, continued after the first meta element with a label up to the
// body of the page. It looks at tags that begin before enough, and no further than is usual once there is a label.
func prescan(b []byte, list []Declaration, enough int) []Declaration {
	found := false
	for i := 0; i < enough && len(list) < maxDeclarations; {
		next := bytes.IndexByte(b[i:], '<')
		if next < 0 {
			break
		}
		i += next
		rest := b[i:]
		switch {
		case bytes.HasPrefix(rest, []byte("<!--")):
			end := bytes.Index(rest[2:], []byte("-->"))
			if end < 0 {
				return list
			}
			i += 2 + end + len("-->")
		case isMeta(rest):
			d, n := metaDeclaration(b, i+len("<meta"))
			if d.Label != "" {
				list = append(list, d)
				enough, found = min(enough, max(usualPrescan, n)), true
			}
			i = n
		case found && isBody(rest):
			return list
		case len(rest) > 1 && isLetter(rest[1]), len(rest) > 2 && rest[1] == '/' && isLetter(rest[2]):
			i = skipTag(b, i)
		case len(rest) > 1 && (rest[1] == '!' || rest[1] == '/' || rest[1] == '?'):
			end := bytes.IndexByte(rest, '>')
			if end < 0 {
				return list
			}
			i += end + 1
		default:
			i++
		}
	}
	return list
}

// skipTag returns where the tag that begins at i ends, whose attribute values may hold anything.
func skipTag(b []byte, i int) int {
	// Nearly all tags have their quotes in pairs before the first '>'.
	if n := bytes.IndexByte(b[i:], '>'); n >= 0 {
		tag := b[i : i+n]
		if bytes.Count(tag, []byte{'"'})%2 == 0 && bytes.IndexByte(tag, '\'') < 0 {
			return i + n + 1
		}
	}
	for i < len(b) && !isSpace(b[i]) && b[i] != '>' {
		i++
	}
	for {
		a, n := nextAttribute(b, i)
		i = n
		if a.name.from == a.name.to {
			return i
		}
	}
}

func isMeta(b []byte) bool {
	const meta = "<meta"
	return len(b) > len(meta) && (isSpace(b[len(meta)]) || b[len(meta)] == '/') && bytes.EqualFold(b[:len(meta)], []byte(meta))
}

func isBody(b []byte) bool {
	const body = "<body"
	return len(b) > len(body) && (isSpace(b[len(body)]) || b[len(body)] == '>') && bytes.EqualFold(b[:len(body)], []byte(body))
}

// span is a part of the input.
type span struct{ from, to int }

type attribute struct{ name, value span }

// nextAttribute is the Encoding Standard's "get an attribute"; the name is empty where there is none. n is where to go on.
func nextAttribute(b []byte, i int) (a attribute, n int) {
	for i < len(b) && (isSpace(b[i]) || b[i] == '/') {
		i++
	}
	if i >= len(b) || b[i] == '>' {
		return a, min(i+1, len(b))
	}
	a.name.from = i
	for i < len(b) && (b[i] != '=' || i == a.name.from) && !isSpace(b[i]) && b[i] != '/' && b[i] != '>' {
		i++
	}
	a.name.to = i
	i += spaces(b[i:])
	if i >= len(b) || b[i] != '=' {
		return a, i
	}
	i++
	i += spaces(b[i:])
	if i >= len(b) {
		return a, i
	}
	if quote := b[i]; quote == '"' || quote == '\'' {
		end := bytes.IndexByte(b[i+1:], quote)
		if end < 0 {
			return attribute{}, len(b)
		}
		a.value = span{i + 1, i + 1 + end}
		return a, i + 1 + end + 1
	}
	a.value.from = i
	for i < len(b) && !isSpace(b[i]) && b[i] != '>' {
		i++
	}
	a.value.to = i
	return a, i
}

// metaDeclaration reads the attributes of a meta element from i on. The label is empty if the element declares none.
func metaDeclaration(b []byte, i int) (d Declaration, n int) {
	var httpEquiv, content, charset bool
	var inContent, inCharset span
	for {
		a, next := nextAttribute(b, i)
		i = next
		if a.name.from == a.name.to {
			break
		}
		value := b[a.value.from:a.value.to]
		switch strings.ToLower(string(b[a.name.from:min(a.name.to, a.name.from+maxLabel)])) {
		case "http-equiv":
			httpEquiv = httpEquiv || bytes.EqualFold(value, []byte("content-type"))
		case "content":
			if !content {
				inContent, content = charsetParameter(b, a.value)
			}
		case "charset":
			if !charset {
				inCharset, charset = a.value, true
			}
		}
	}
	label := inCharset
	if !charset {
		if !httpEquiv || !content {
			return d, i
		}
		label = inContent
	}
	if label.to-label.from > maxDeclaredLabel {
		return d, i
	}
	text := b[label.from:label.to]
	trimmed := bytes.TrimSpace(text)
	return Declaration{By: ByMeta, Label: internLabel(trimmed), Offset: label.from + len(text) - len(bytes.TrimLeft(text, " \t\r\n\f"))}, i
}

// charsetParameter finds the label in the content attribute of a meta element.
func charsetParameter(b []byte, in span) (span, bool) {
	text := b[in.from:in.to]
	for i := 0; ; {
		at := indexFold(text[i:], "charset")
		if at < 0 {
			return span{}, false
		}
		i += at + len("charset")
		j := i + spaces(text[i:])
		if j >= len(text) || text[j] != '=' {
			continue
		}
		j++
		j += spaces(text[j:])
		if j >= len(text) {
			return span{}, false
		}
		if text[j] == '"' || text[j] == '\'' {
			end := bytes.IndexByte(text[j+1:], text[j])
			if end < 0 {
				return span{}, false
			}
			return span{in.from + j + 1, in.from + j + 1 + end}, true
		}
		end := bytes.IndexAny(text[j:], " \t\r\n\f;")
		if end < 0 {
			end = len(text) - j
		}
		return span{in.from + j, in.from + j + end}, end > 0
	}
}

// indexFold is bytes.Index without regard to the case of ASCII letters; sub is in lower case.
func indexFold(b []byte, sub string) int {
	for i := 0; i+len(sub) <= len(b); i++ {
		if b[i]|0x20 == sub[0] && strings.EqualFold(string(b[i:i+len(sub)]), sub) {
			return i
		}
	}
	return -1
}

// encodingOf resolves a declaration as the Encoding Standard does: a page cannot declare UTF-16 in bytes that are ASCII.
func (d Declaration) encodingOf() *Encoding {
	e, ok := Lookup(d.Label)
	if !ok {
		return nil
	}
	switch {
	case d.By == ByHTTP:
	case e.kind == kindUTF16LE || e.kind == kindUTF16BE || e.kind == kindUTF32LE || e.kind == kindUTF32BE:
		return named("UTF-8")
	case e.name == "x-user-defined":
		return named("windows-1252")
	}
	return e
}
