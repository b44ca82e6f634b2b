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
	for i := 0; i < len(s); {
		r, size := rune(s[i]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(s[i:])
		}
		if !isBlank(r) {
			if r >= ' ' && r != 0x7F && (r < 0x80 || r > 0x9F) {
				b = append(b, s[i:i+size]...)
			}
			i += size
			continue
		}
		wrap := false
		for isBlank(r) {
			wrap = wrap || r == '\n'
			if i += size; i >= len(s) {
				break
			}
			r, size = utf8.DecodeRuneInString(s[i:])
		}
		if wrap && i < len(s) && isHan(r) {
			if last, _ := utf8.DecodeLastRune(b); isHan(last) {
				continue
			}
		}
		if len(b) > 0 && b[len(b)-1] != ' ' {
			b = append(b, ' ')
		}
	}
	return b
}

// normal is s with its white space normalised and none at the ends.
func normal(s string) string {
	return strings.TrimSpace(string(appendNormal(make([]byte, 0, len(s)), s)))
}

// squeeze is s without any white space: the form in which texts are compared.
func squeeze(s string) string {
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
func countChars(s string) int {
	n := 0
	for _, r := range s {
		if !isBlank(r) {
			n++
		}
	}
	return n
}

// countMarks is the number of marks in s that divide sentences.
func countMarks(s string) int {
	n := 0
	for i, r := range s {
		switch r {
		case '，', '。', '、', '；', '！', '？', '：', '”', '」', '…':
			n++
		case ',', '.', ';', '!', '?': // only between words: not in 3.5 or www.gov.cn
			if next := i + 1; next == len(s) || s[next] == ' ' || s[next] >= utf8.RuneSelf {
				n++
			}
		}
	}
	return n
}

// textOf is the text below a node as it stands in the source, hidden elements included only if n itself is one.
func textOf(n dom.Node) string {
	if n.Kind() == dom.Text {
		return n.Data()
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

// hasAny says whether s contains one of the words.
func hasAny(s string, words []string) bool {
	for _, w := range words {
		if strings.Contains(s, w) {
			return true
		}
	}
	return false
}

// trimMarks takes white space, bullets and separators off both ends of s.
func trimMarks(s string) string {
	return strings.TrimFunc(s, func(r rune) bool {
		return isBlank(r) || isBullet(r) || strings.ContainsRune(":：|｜,，;；-—–_/\\", r)
	})
}

// isBullet says whether a rune is used as a bullet before a list item.
func isBullet(r rune) bool {
	return strings.ContainsRune("·•●○◎■□◆◇▪▫★☆※→▶►▸‧・∙⋅﹒∎➤»›>", r)
}

// isWordRune says whether a rune is a letter or digit of any script.
func isWordRune(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }
