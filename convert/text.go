package convert

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/portalfeed/portalfeed/convert/internal/dom"
)

// isBlank says whether a rune is white space or nothing at all: also U+3000, no-break and zero-width spaces, BOM.
func isBlank(r rune) bool {
	switch r {
	case ' ', '\t', '\n', '\r', '\f', '\v', 0xA0, 0x3000, 0x200B, 0xFEFF, 0x2028, 0x2029, 0x85, 0x2060:
		return true
	}
	return r >= 0x2000 && r <= 0x200A || r == 0x202F || r == 0x205F || r == 0x1680
}

// isHan says whether a rune is a Chinese character or stands between such without a space: punctuation and full-width forms.
func isHan(r rune) bool {
	return r >= 0x2E80 && r <= 0x9FFF || r >= 0xF900 && r <= 0xFAFF || r >= 0xFF00 && r <= 0xFFEF || r >= 0x20000 && r <= 0x3FFFF
}

// isIdeograph says whether a rune is a Chinese character.
func isIdeograph(r rune) bool {
	return r >= 0x3400 && r <= 0x9FFF || r >= 0xF900 && r <= 0xFAFF || r >= 0x20000 && r <= 0x3FFFF || r == 0x3007
}

// appendNormal appends s to b with every run of white space as one space. A run that holds a line feed between two Chinese
// characters is a line wrap of the source and vanishes. Control characters are dropped.
func appendNormal(b []byte, s string) []byte {
	from := 0 // of what is copied as it is
	for i := 0; i < len(s); {
		c := s[i]
		if c > ' ' && c < 0x7F {
			i++
			continue
		}
		if byteKinds[c] == wordLead {
			i += 3
			continue
		}
		r, size := rune(c), 1
		if c >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(s[i:])
		}
		if !isBlank(r) {
			if r < ' ' || r >= 0x7F && r <= 0x9F {
				b = append(b, s[from:i]...)
				from = i + size
			}
			i += size
			continue
		}
		b = append(b, s[from:i]...)
		wrap := false
		for isBlank(r) {
			wrap = wrap || r == '\n'
			if i += size; i >= len(s) {
				break
			}
			r, size = utf8.DecodeRuneInString(s[i:])
		}
		from = i
		if wrap && i < len(s) && isHan(r) {
			if last, _ := utf8.DecodeLastRune(b); isHan(last) {
				continue
			}
		}
		if len(b) > 0 && b[len(b)-1] != ' ' {
			b = append(b, ' ')
		}
	}
	if from < len(s) {
		b = append(b, s[from:]...)
	}
	return b
}

// measured is what one pass over a text finds.
type measured struct {
	chars    int32 // characters that are not white space
	marks    int32 // marks that divide sentences
	from, to int32 // what is left without white space at the ends
	normal   bool  // that is normalised
}

// measure counts the characters and marks of a text as countChars and countMarks do.
func measure(s string) measured {
	m := measured{from: int32(len(s)), to: int32(len(s)), normal: true}
	blanks, odd := 0, false // white space since the last character, and whether it is more than one space
	i := 0
	for i < len(s) {
		c := s[i]
		size := 1
		switch kind := byteKinds[c]; kind {
		case letterByte:
		case wordLead:
			size = 3
		case blankByte:
			start := i
			for i++; i < len(s) && byteKinds[s[i]] == blankByte; i++ {
			}
			blanks += i - start
			odd = odd || c != ' ' || blanks > 1
			continue
		case markByte:
			if next := i + 1; next == len(s) || s[next] == ' ' || s[next] >= utf8.RuneSelf {
				m.marks++
			}
		default:
			r := rune(c)
			if c >= utf8.RuneSelf {
				r, size = utf8.DecodeRuneInString(s[i:])
			}
			if isBlank(r) {
				blanks++
				odd = true
				i += size
				continue
			}
			switch r {
			case '，', '。', '、', '；', '！', '？', '：', '”', '」', '…':
				m.marks++
			}
			if r < ' ' || r >= 0x7F && r <= 0x9F {
				m.normal = false
			}
		}
		if m.chars == 0 {
			m.from = int32(i)
		} else if odd {
			m.normal = false
		}
		blanks, odd = 0, false
		m.chars++
		i += size
		for i < len(s) { // most characters are like the one before
			if kind := byteKinds[s[i]]; kind == wordLead {
				i += 3
			} else if kind == letterByte {
				i++
			} else {
				break
			}
			m.chars++
		}
		m.to = int32(i)
	}
	return m
}

// byteKind is what the first byte of a character says of it.
type byteKind uint8

const (
	otherByte  byteKind = iota
	letterByte          // an ASCII character that is neither white space nor a mark
	markByte            // a mark of ASCII that can divide sentences
	blankByte           // white space of ASCII
	wordLead            // begins a character of three bytes that is neither white space nor a mark: U+4000 to U+9FFF
)

var byteKinds = func() (t [256]byteKind) {
	for c := '!'; c < 0x7F; c++ {
		t[c] = letterByte
	}
	for _, c := range []byte(",.;!?") {
		t[c] = markByte
	}
	for _, c := range []byte(" \t\n\r\f\v") {
		t[c] = blankByte
	}
	for c := 0xE4; c <= 0xE9; c++ {
		t[c] = wordLead
	}
	return t
}()

// normal is s with its white space normalised and none at the ends.
func normal(s string) string {
	if m := measure(s); m.normal {
		return s[m.from:m.to]
	}
	return strings.TrimSpace(string(appendNormal(make([]byte, 0, len(s)), s)))
}

// squeeze is s without any white space: the form in which texts are compared.
func squeeze(s string) string {
	if strings.IndexFunc(s, isBlank) < 0 {
		return s
	}
	return strings.Map(func(r rune) rune {
		if isBlank(r) {
			return -1
		}
		return r
	}, s)
}

// cutTo is s cut to n bytes at a rune's boundary.
func cutTo(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n]
}

// countChars is the number of runes of s that are not white space.
func countChars(s string) int { return int(measure(s).chars) }

// countMarks is the number of marks in s that divide sentences; those of ASCII only between words, not in 3.5 or www.gov.cn.
func countMarks(s string) int { return int(measure(s).marks) }

// textOf is the text below a node as it stands in the source, hidden elements included only if n itself is one.
func textOf(n dom.Node) string {
	if n.Kind() == dom.Text {
		return n.Data()
	}
	if n.End()-n.Index() == 2 { // most links
		return n.First().Data()
	}
	if text, ok := onlyText(n); ok {
		return text
	}
	var b strings.Builder
	for i := n.Index() + 1; i < n.End(); i++ {
		m := n.Tree().At(i)
		switch m.Kind() {
		case dom.Text:
			b.WriteString(m.Data())
		case dom.Element:
			if m.Tag().Hidden() || m.Foreign() {
				i = m.End() - 1
			} else if m.Tag() == dom.Br || m.Tag().Block() {
				b.WriteByte(' ')
			}
		}
	}
	return b.String()
}

// onlyText is the text below a node where that is all in one node, and nothing divides it.
func onlyText(n dom.Node) (text string, ok bool) {
	t, end := n.Tree(), n.End()
	for i := n.Index() + 1; i < end; i++ {
		switch m := t.At(i); m.Kind() {
		case dom.Text:
			if text != "" {
				return "", false
			}
			text = m.Data()
		case dom.Element:
			if tag := m.Tag(); tag == dom.Br || tag.Block() || tag.Hidden() || m.Foreign() {
				return "", false
			}
		}
	}
	return text, true
}

// containsAny says whether s contains one of a few words.
func containsAny(s string, words []string) bool {
	for _, w := range words {
		if strings.Contains(s, w) {
			return true
		}
	}
	return false
}

// trimMarks takes white space, bullets and separators off both ends of s.
func trimMarks(s string) string {
	for s != "" && byteKinds[s[0]] != wordLead && !isASCIIAlnum(s[0]) {
		r, n := utf8.DecodeRuneInString(s)
		if !isEdge(r) {
			break
		}
		s = s[n:]
	}
	for s != "" && !isASCIIAlnum(s[len(s)-1]) {
		r, n := utf8.DecodeLastRuneInString(s)
		if !isEdge(r) {
			break
		}
		s = s[:len(s)-n]
	}
	return s
}

func isASCIIAlnum(c byte) bool {
	return 'a' <= c|0x20 && c|0x20 <= 'z' || '0' <= c && c <= '9'
}

// isEdge says whether a rune is white space, a bullet or a separator.
func isEdge(r rune) bool {
	if r >= 0x4000 && r < 0xA000 {
		return false
	}
	return isBlank(r) || isBullet(r) || strings.ContainsRune(":：|｜,，;；-—–_/\\", r)
}

// trimBlank takes white space off both ends of s.
func trimBlank(s string) string {
	for s != "" {
		if kind := byteKinds[s[0]]; kind == blankByte {
			s = s[1:]
			continue
		} else if kind != otherByte {
			break
		}
		r, n := utf8.DecodeRuneInString(s)
		if !isBlank(r) {
			break
		}
		s = s[n:]
	}
	for s != "" {
		if kind := byteKinds[s[len(s)-1]]; kind == blankByte {
			s = s[:len(s)-1]
			continue
		} else if kind != otherByte || len(s) >= 3 && byteKinds[s[len(s)-3]] == wordLead {
			break
		}
		r, n := utf8.DecodeLastRuneInString(s)
		if !isBlank(r) {
			break
		}
		s = s[:len(s)-n]
	}
	return s
}

// isBullet says whether a rune is used as a bullet before a list item.
func isBullet(r rune) bool {
	return strings.ContainsRune("·•●○◎■□◆◇▪▫★☆※→▶►▸‧・∙⋅﹒∎➤»›>", r)
}

// isWordRune says whether a rune is a letter or digit of any script.
func isWordRune(r rune) bool {
	switch {
	case r < utf8.RuneSelf:
		return isASCIIAlnum(byte(r))
	case r >= 0x4E00 && r <= 0x9FFF: // CJK Unified Ideographs
		return true
	}
	return unicode.IsLetter(r) || unicode.IsDigit(r)
}

// hasWordRune says whether a text holds a letter or digit of any script.
func hasWordRune(s string) bool {
	for i, r := range s { // nearly always the first one
		if isWordRune(r) {
			return true
		}
		if i > 0 {
			return strings.ContainsFunc(s[i:], isWordRune)
		}
	}
	return false
}

// lower is strings.ToLower, fast for texts in ASCII and Chinese.
func lower(s string) string {
	upper := false
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c < utf8.RuneSelf:
			upper = upper || 'A' <= c && c <= 'Z'
		case c >= 0xE3 && c <= 0xE9: // U+3000 to U+9FFF, where no letter has another case
			i += 2
		default:
			return strings.ToLower(s)
		}
	}
	if !upper {
		return s
	}
	b := []byte(s)
	for i, c := range b {
		if 'A' <= c && c <= 'Z' {
			b[i] = c | 0x20
		}
	}
	return string(b)
}
