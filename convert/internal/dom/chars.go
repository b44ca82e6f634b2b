package dom

import (
	"html"
	"strings"
)

// class says what a byte may end or change.
type class uint8

const (
	blank        class = 1 << iota // white space
	blankOrSlash                   // white space and "/"
	endsTagName                    // white space, "/" and ">"
	endsAttrName                   // those and "="
	endsValue                      // white space and ">": the end of an unquoted value
	changes                        // capitals and NUL: a name with one is not what is written
	alnum                          // ASCII letters and digits
)

func (c class) is(f class) bool { return c&f != 0 }

var classes = func() (t [256]class) {
	for _, c := range []byte(" \n\t\r\f") {
		t[c] = blank | blankOrSlash | endsTagName | endsAttrName | endsValue
	}
	t['/'] = blankOrSlash | endsTagName | endsAttrName
	t['>'] = endsTagName | endsAttrName | endsValue
	t['='] = endsAttrName
	t[0] = changes
	for c := 'A'; c <= 'Z'; c++ {
		t[c] = changes | alnum
		t[c+'a'-'A'] = alnum
	}
	for c := '0'; c <= '9'; c++ {
		t[c] = alnum
	}
	return t
}()

func isLetter(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }

func isAlnum(c byte) bool { return classes[c].is(alnum) }

func isSpace(c byte) bool { return classes[c].is(blank) }

// lowered is a byte in lower case.
func lowered(c byte) byte {
	if 'A' <= c && c <= 'Z' {
		return c + 'a' - 'A'
	}
	return c
}

// scratch holds text that is not in the source: what references stand for, and names in lower case. It only grows, so that
// strings of it stay what they are.
type scratch struct {
	b     strings.Builder
	next  int                  // size of the next piece of memory
	known map[reference]string // what references stand for, of this document and those before it
}

// reference is a character reference as written, and where.
type reference struct {
	text  string // a ";" at its end included
	value bool   // in an attribute value
}

// Limits of scratch.known.
const (
	mostKnown    = 256
	longestKnown = 16 // bytes of a reference
)

// decode is what a reference stands for: itself where it is none.
func (s *scratch) decode(r reference) string {
	text, ok := s.known[r]
	if ok {
		return text
	}
	switch closed := strings.HasSuffix(r.text, ";"); {
	case closed && r.value:
		text = unescapeNamed(r.text)
	case closed || !r.value || r.text[1] == '#':
		text = html.UnescapeString(r.text)
	default:
		text = unescapeWhole(r.text)
	}
	if len(r.text) <= longestKnown && len(s.known) < mostKnown {
		if s.known == nil {
			s.known = map[reference]string{}
		}
		s.known[reference{strings.Clone(r.text), r.value}] = strings.Clone(text)
	}
	return text
}

// Limits of a piece of memory.
const (
	smallestPiece = 1 << 10
	largestPiece  = 1 << 20
)

// begin makes room for n bytes and returns where they will stand.
func (s *scratch) begin(n int) int {
	if s.b.Cap()-s.b.Len() < n {
		s.b.Reset()
		s.b.Grow(max(n, s.next, smallestPiece))
		s.next = min(2*max(s.next, smallestPiece), largestPiece)
	}
	return s.b.Len()
}

// lower is s with its ASCII letters in lower case and NUL replaced, s itself where nothing is to do.
func (s *scratch) lower(name string) string {
	i := 0
	for i < len(name) && !classes[name[i]].is(changes) {
		i++
	}
	if i == len(name) {
		return name
	}
	start := s.begin(len(name) + 2*strings.Count(name, "\x00"))
	s.b.WriteString(name[:i])
	for ; i < len(name); i++ {
		if name[i] == 0 {
			s.b.WriteString("\uFFFD")
		} else {
			s.b.WriteByte(lowered(name[i]))
		}
	}
	return s.b.String()[start:]
}

// unescape decodes the character references of a text or attribute value whose first "&" stands at amp.
//
// In a value, a reference without a semicolon counts only when neither "=" nor a letter or digit follows, so that "?a=1&copy=2"
// stays what it is.
func (s *scratch) unescape(text string, amp int, value bool) string {
	start := s.begin(len(text) + 8)
	for amp >= 0 {
		s.b.WriteString(text[:amp])
		text = text[amp:]
		if r, n := commonRef(text); n > 0 {
			s.b.WriteRune(r)
			text = text[n:]
			amp = strings.IndexByte(text, '&')
			continue
		}
		end := 1
		for end < len(text) && (isAlnum(text[end]) || end == 1 && text[end] == '#') {
			end++
		}
		if end > 1 && end < len(text) && text[end] == ';' {
			end++
		}
		if ref := text[:end]; end == 1 || value && ref[1] != '#' && end < len(text) && text[end] == '=' && ref[end-1] != ';' {
			s.b.WriteString(ref)
		} else {
			s.b.WriteString(s.decode(reference{ref, value}))
		}
		text = text[end:]
		amp = strings.IndexByte(text, '&')
	}
	s.b.WriteString(text)
	return s.b.String()[start:]
}

// commonRef decodes the reference at the front of s if it is one that many pages use; n is its length, 0 if it is not.
func commonRef(s string) (r rune, n int) {
	const longest = 9
	end := strings.IndexByte(s[:min(len(s), longest)], ';')
	if end < 3 {
		return 0, 0
	}
	if s[1] == '#' {
		if r = numericRef(s[2:end]); r == 0 {
			return 0, 0
		}
		return r, end + 1
	}
	switch s[1:end] {
	case "nbsp":
		r = 0xA0
	case "amp":
		r = '&'
	case "lt":
		r = '<'
	case "gt":
		r = '>'
	case "quot":
		r = '"'
	case "copy":
		r = 0xA9
	case "middot":
		r = 0xB7
	case "bull":
		r = 0x2022
	case "ldquo":
		r = 0x201C
	case "rdquo":
		r = 0x201D
	case "lsquo":
		r = 0x2018
	case "rsquo":
		r = 0x2019
	case "hellip":
		r = 0x2026
	case "mdash":
		r = 0x2014
	case "ndash":
		r = 0x2013
	case "ensp":
		r = 0x2002
	case "emsp":
		r = 0x2003
	case "laquo":
		r = 0xAB
	case "raquo":
		r = 0xBB
	case "times":
		r = 0xD7
	default:
		return 0, 0
	}
	return r, end + 1
}

// numericRef is the character of a decimal or hexadecimal number, 0 for what needs a second look: controls, and what is no
// character.
func numericRef(s string) rune {
	v, base := rune(0), rune(10)
	if s != "" && s[0]|0x20 == 'x' {
		base = 16
		s = s[1:]
	}
	if s == "" || len(s) > 6 {
		return 0
	}
	for i := 0; i < len(s); i++ {
		c := rune(s[i])
		switch {
		case '0' <= c && c <= '9':
			c -= '0'
		case base == 16 && 'a' <= c|0x20 && c|0x20 <= 'f':
			c = c | 0x20 - 'a' + 10
		default:
			return 0
		}
		v = v*base + c
	}
	if v < ' ' || v >= 0x7F && v < 0xA0 || v >= 0xD800 && v < 0xE000 || v > 0x10FFFF {
		return 0
	}
	return v
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
