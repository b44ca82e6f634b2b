package feed

import (
	"bytes"
	"encoding/base64"
	"net/url"
	"strings"

	"github.com/portalfeed/portalfeed/feed/internal/xmlscan"
)

// construct reads the text construct that began last: text, or markup, escaped or inline.
// asHTML says that the element holds HTML whatever it looks like.
func (r *xmlReader) construct(tok *xmlscan.Token, asHTML bool) Text {
	typ, mode := "", ""
	if len(tok.Attrs) > 0 {
		typ, mode = strings.ToLower(r.attr(tok, "type")), strings.ToLower(r.attr(tok, "mode"))
		if src := r.attr(tok, "src"); src != "" && typ != "" { // content somewhere else
			r.skip()
			return Text{}
		}
	}
	lang := r.lang()
	r.hex = false
	body, inline, div := r.content()
	t := Text{}
	if lang != r.feed.Language {
		t.Language = lang
	}
	if mode == "base64" || r.atom && !r.old && !inline && isBinary(typ) {
		plain, ok := fromBase64(body)
		if ok {
			body = []byte(CleanText(string(plain)))
		}
		inline = false
		if typ == "" || isBinary(typ) {
			typ = "html"
		}
	}
	switch {
	case inline:
		t.Type = XHTML
		if typ == "html" || typ == "text/html" || !r.atom {
			t.Type = HTML
		}
		if div.end > 0 && r.atom && !r.old {
			body = body[div.start:div.end]
		}
	case asHTML || typ == "html" || typ == "text/html" || typ == "xhtml" || strings.HasSuffix(typ, "xhtml+xml"):
		t.Type = HTML
	case typ == "text" || typ == "text/plain" || r.atom && !r.old && typ == "":
	case mode == "escaped" || !r.atom && !r.hex && looksHTML(body):
		t.Type = HTML
	}
	body = bytes.TrimSpace(body)
	if t.Type != Plain {
		if base := r.base(); base != "" {
			body = r.resolveHTML(body, base)
		}
	}
	t.Value = r.arena.string(body)
	if t.Value == "" {
		return Text{}
	}
	return t
}

// isHexPlain reports whether text of RSS has the hexadecimal references by which the RSS profile marks plain text.
func isHexPlain(raw []byte) bool {
	return (bytes.Contains(raw, []byte("&#x26;")) || bytes.Contains(raw, []byte("&#x3C;"))) && !bytes.Contains(raw, []byte("&amp;")) && !bytes.Contains(raw, []byte("&lt;"))
}

// isBinary reports whether a media type of Atom content is one whose content is in base 64.
func isBinary(typ string) bool {
	return strings.Contains(typ, "/") && !strings.HasPrefix(typ, "text/") && !strings.HasSuffix(typ, "xml")
}

func fromBase64(b []byte) ([]byte, bool) {
	b = bytes.Map(func(c rune) rune {
		if c <= ' ' {
			return -1
		}
		return c
	}, b)
	out, err := base64.RawStdEncoding.DecodeString(strings.TrimRight(string(b), "="))
	return out, err == nil
}

// looksHTML reports whether text of RSS, which does not say what it is, holds a tag or a reference.
func looksHTML(b []byte) bool {
	for i, c := range b {
		if i+2 >= len(b) {
			return false
		}
		n := b[i+1]
		switch {
		case c == '<' && (n|0x20-'a' < 26 || n == '/' || n == '!' && b[i+2] == '-'):
			return true
		case c == '&' && (n == '#' || n|0x20-'a' < 26):
			k := i + 2
			for k < len(b) && k < i+12 && isAlnum(b[k]) {
				k++
			}
			if k < len(b) && b[k] == ';' {
				return true
			}
		}
	}
	return false
}

// inner is a range of the content that is the inside of a div around all of it.
type inner struct{ start, end int }

// content returns what is in the element that began last: text decoded, or, where there are elements inside, markup.
func (r *xmlReader) content() (body []byte, inline bool, div inner) {
	depth := r.sc.Depth()
	atomText := r.atom
	dst := r.buf[:0]
	divDepth, outside := 0, false
	for tok := r.next(); tok != nil; tok = r.next() {
		switch tok.Kind {
		case xmlscan.Text, xmlscan.CDATA:
			if !inline {
				r.hex = r.hex || tok.Refs && isHexPlain(tok.Data)
				dst = appendData(dst, tok)
				continue
			}
			outside = outside || divDepth == 0 && !(tok.Kind == xmlscan.Text && tok.Blank)
			start := len(dst)
			dst = appendData(dst, tok)
			if tok.Kind == xmlscan.CDATA && !atomText {
				continue // HTML in a CDATA section among elements: markup, too
			}
			dst = escapeTail(dst, start)
		case xmlscan.StartTag:
			if r.boundary(tok) {
				r.buf = dst[:0]
				return dst, inline, inner{}
			}
			if !inline {
				inline = true
				outside = len(bytes.TrimSpace(dst)) > 0
				if atomText || !looksHTML(dst) {
					dst = escapeTail(dst, 0)
				}
			}
			dst = r.appendTag(dst, tok)
			if string(tok.Name.Local) == "div" && divDepth == 0 && r.sc.Depth() == depth+1 {
				if div.start > 0 || outside {
					outside = true
				} else {
					div.start, divDepth = len(dst), r.sc.Depth()
				}
			} else if divDepth == 0 {
				outside = true
			}
		case xmlscan.EndTag:
			d := r.sc.Depth()
			if d < depth {
				r.buf = dst[:0]
				if outside {
					div = inner{}
				}
				return dst, inline, div
			}
			if divDepth > 0 && d < divDepth {
				div.end, divDepth = len(dst), 0
			}
			if !isVoid(tok.Name.Local) {
				dst = append(append(append(dst, "</"...), tok.Name.Local...), '>')
			}
		}
	}
	r.buf = dst[:0]
	return dst, inline, inner{}
}

// appendTag appends a start tag without its prefix and without namespace declarations.
func (r *xmlReader) appendTag(dst []byte, tok *xmlscan.Token) []byte {
	dst = append(append(dst, '<'), tok.Name.Local...)
	for i := range tok.Attrs {
		a := &tok.Attrs[i]
		if a.Space == xmlscan.XMLNSSpace || a.Prefix != nil && a.Space != xlinkSpace {
			continue
		}
		dst = append(dst, ' ')
		if a.Prefix != nil {
			dst = append(dst, "xlink:"...)
		}
		dst = append(append(dst, a.Local...), `="`...)
		start := len(dst)
		if a.Refs {
			dst = append(dst[:start], fixC1(xmlscan.AppendValue(dst, a.Value)[start:])...)
		} else {
			dst = append(dst, a.Value...)
		}
		if base := r.base(); base != r.scopes[0].base && isAddress(a.Local) { // xml:base inside the markup
			ref := r.resolved(string(dst[start:]))
			dst = append(dst[:start], ref...)
		}
		dst = append(escapeTail(dst, start), '"')
	}
	if isVoid(tok.Name.Local) {
		dst = append(dst, " /"...)
	}
	return append(dst, '>')
}

// escapeTail escapes what markup gives a meaning to in dst from start on.
func escapeTail(dst []byte, start int) []byte {
	if !bytes.ContainsAny(dst[start:], `&<>"`) {
		return dst
	}
	tail := string(dst[start:])
	return appendEscaped(dst[:start], tail)
}

func appendEscaped(dst []byte, s string) []byte {
	for i := range len(s) {
		switch s[i] {
		case '&':
			dst = append(dst, "&amp;"...)
		case '<':
			dst = append(dst, "&lt;"...)
		case '>':
			dst = append(dst, "&gt;"...)
		case '"':
			dst = append(dst, "&quot;"...)
		default:
			dst = append(dst, s[i])
		}
	}
	return dst
}

// isVoid reports whether an element of HTML has no end tag.
func isVoid(name []byte) bool {
	switch string(name) {
	case "br", "hr", "img", "input", "area", "base", "col", "embed", "link", "meta", "param", "source", "track", "wbr":
		return true
	}
	return false
}

// isAddress reports whether an attribute of HTML holds an address.
func isAddress(name []byte) bool {
	switch string(name) {
	case "href", "src", "cite", "action", "background", "longdesc", "poster", "data", "codebase", "classid", "usemap", "profile":
		return true
	}
	return false
}

// resolveHTML makes the relative addresses in markup absolute. Markup without any is returned as it is.
func (r *xmlReader) resolveHTML(b []byte, base string) []byte {
	if bytes.IndexByte(b, '=') < 0 {
		return b
	}
	if r.baseOf != base {
		r.baseOf = base
		r.parsed, _ = url.Parse(base) // a scope's base has parsed before
	}
	return resolveHTML(b, r.parsed)
}

func resolveHTML(b []byte, base *url.URL) []byte {
	var dst []byte
	done := 0
	for i := 0; i < len(b); {
		n := bytes.IndexByte(b[i:], '<')
		if n < 0 {
			break
		}
		i += n + 1
		if bytes.HasPrefix(b[i:], []byte("!--")) {
			end := bytes.Index(b[i:], []byte("-->"))
			if end < 0 {
				break
			}
			i += end
			continue
		}
		for i < len(b) && b[i] != '>' && b[i] != '<' {
			start, end, next, address := nextAttr(b, i)
			i = next
			if !address {
				continue
			}
			ref := string(b[start:end])
			if ref == "" || schemeOf(strings.TrimSpace(ref)) != "" {
				continue
			}
			abs := resolveRef(base, unescapeAmp(ref))
			dst = append(dst, b[done:start]...)
			dst = appendEscaped(dst, abs)
			done = end
		}
	}
	if dst == nil {
		return b
	}
	return append(dst, b[done:]...)
}

func unescapeAmp(s string) string { return strings.ReplaceAll(s, "&amp;", "&") }

// nextAttr reads a word of a tag at i, with its value where it has one. It returns the range of the value,
// where to go on, and whether the word is an attribute that holds an address.
func nextAttr(b []byte, i int) (start, end, next int, address bool) {
	for i < len(b) && isBlank(b[i]) || i < len(b) && b[i] == '/' {
		i++
	}
	name := i
	for i < len(b) && !isBlank(b[i]) && b[i] != '=' && b[i] != '>' && b[i] != '<' && b[i] != '/' {
		i++
	}
	address = i-name <= 10 && isAddress(bytes.ToLower(b[name:i]))
	for i < len(b) && isBlank(b[i]) {
		i++
	}
	if i >= len(b) || b[i] != '=' {
		if i == name && i < len(b) && b[i] != '>' && b[i] != '<' {
			i++
		}
		return 0, 0, i, false
	}
	for i++; i < len(b) && isBlank(b[i]); i++ {
	}
	if i < len(b) && (b[i] == '"' || b[i] == '\'') {
		n := bytes.IndexByte(b[i+1:], b[i])
		if n < 0 {
			return 0, 0, len(b), false
		}
		return i + 1, i + 1 + n, i + n + 2, address
	}
	start = i
	for i < len(b) && !isBlank(b[i]) && b[i] != '>' {
		i++
	}
	return start, i, i, address
}

func isBlank(c byte) bool { return c == ' ' || c == '\n' || c == '\t' || c == '\r' }

// extension keeps the element that began last with all that is in it.
func (r *xmlReader) extension(tok *xmlscan.Token) Extension {
	x := Extension{Space: tok.Name.Space, Prefix: r.arena.string(tok.Name.Prefix), Name: r.arena.string(tok.Name.Local)}
	if x.Space == "" && x.Prefix != "" {
		_, x.Space = spaceOfPrefix(x.Prefix)
	} else if x.Space != "" && spaceOf(x.Space) == spaceCore && !r.atom && x.Prefix == "" {
		x.Space = "" // an element of RSS itself
	}
	for i := range tok.Attrs {
		a := &tok.Attrs[i]
		if a.Space == xmlscan.XMLNSSpace || a.Space == xmlscan.XMLSpace {
			continue
		}
		v := r.value(a)
		if isAddress(a.Local) || string(a.Local) == "url" || string(a.Local) == "resource" {
			v = r.resolved(v)
		}
		x.Attrs = append(x.Attrs, ExtensionAttr{Space: a.Space, Prefix: r.arena.string(a.Prefix), Name: r.arena.string(a.Local), Value: v})
	}
	depth := r.sc.Depth()
	start := len(r.buf)
	for tok := r.next(); tok != nil; tok = r.next() {
		switch tok.Kind {
		case xmlscan.Text, xmlscan.CDATA:
			r.buf = appendData(r.buf, tok)
		case xmlscan.StartTag:
			if r.boundary(tok) {
				r.buf = r.buf[:start]
				return x
			}
			if r.kept++; r.kept > maxExtensions {
				r.tooMany()
				r.skip()
				continue
			}
			held := string(r.buf[start:])
			x.Children = append(x.Children, r.extension(tok))
			r.buf = append(r.buf[:start], held...)
		case xmlscan.EndTag:
			if r.sc.Depth() < depth {
				x.Value = r.arena.string(bytes.TrimSpace(r.buf[start:]))
				r.buf = r.buf[:start]
				return x
			}
		}
	}
	r.buf = r.buf[:start]
	return x
}

// keepExtension keeps an element of the feed or item.
func (r *xmlReader) keepExtension(list *[]Extension, tok *xmlscan.Token) {
	if r.kept++; r.kept > maxExtensions {
		r.tooMany()
		r.skip()
		return
	}
	r.buf = r.buf[:0]
	*list = append(*list, r.extension(tok))
}

func (r *xmlReader) tooMany() {
	if r.kept == maxExtensions+1 {
		r.res.add(Diagnostic{Code: "limit", Message: "a feed or item has more extension elements than are kept"})
	}
}
