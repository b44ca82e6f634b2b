package feed

import "unicode/utf8"

// missing stands for characters that were lost: the 虚缺号 with which Chinese
// punctuation (GB/T 15834) marks them. U+FFFD itself is faulted in feeds.
const missing = "□"

// The classes of ASCII characters in text that is written.
const (
	plain   = iota
	control // cannot be carried
	newline // carriage return
	markup  // & < > and the double quote
	space   // tab and line feed: harmless in text, a reference in attributes
)

var asciiClass = func() (t [utf8.RuneSelf]uint8) {
	for i := range 0x20 {
		t[i] = control
	}
	t['\t'], t['\n'], t['\r'], t[0x7F] = space, space, newline, control
	t['&'], t['<'], t['>'], t['"'] = markup, markup, markup, markup
	return t
}()

// escape says how text is written.
type escape uint8

const (
	// asText is for plain text: & and < become the hexadecimal references that the RSS profile
	// asks for in plain text, so that no reader takes them for HTML.
	asText escape = iota
	// asHTML is for markup inside XML: the short references.
	asHTML
	// asValue is for attribute values in double quotes.
	asValue
	// asTextOfHTML is for plain text where HTML is expected: escaped twice.
	asTextOfHTML
)

// appendXML appends s cleaned and escaped. Without anything to clean or escape it is one copy.
func appendXML(dst []byte, s string, how escape) []byte {
	start := 0
	for i := 0; i < len(s); {
		b := s[i]
		if b < utf8.RuneSelf {
			class := asciiClass[b]
			if class == plain || class == space && how != asValue {
				i++
				continue
			}
			dst = append(dst, s[start:i]...)
			dst = appendASCII(dst, s, i, class, how)
			i++
			start = i
			continue
		}
		if n := skipHan(s, i); n > i {
			i = n
			continue
		}
		w, keep := carried(s, i)
		if keep {
			i += w
			continue
		}
		dst = append(dst, s[start:i]...)
		dst, i = appendLost(dst, s, i)
		start = i
	}
	return append(dst, s[start:]...)
}

// skipHan returns the end of the run of common Han characters and full-width forms that begins at i: the inner loop of
// everything that is written, two characters at a time.
func skipHan(s string, i int) int {
	for {
		for i >= 0 && i+8 <= len(s) {
			// Eight bytes as one little-endian word: the compiler makes one load of this.
			x := s[i : i+8]
			w := uint64(x[0]) | uint64(x[1])<<8 | uint64(x[2])<<16 | uint64(x[3])<<24 | uint64(x[4])<<32 | uint64(x[5])<<40 | uint64(x[6])<<48 | uint64(x[7])<<56
			if w&0xC0C0F0C0C0F0 != 0x8080E08080E0 || byte(w)-0xE3 >= 7 || byte(w>>24)-0xE3 >= 7 {
				break
			}
			i += 6
		}
		switch {
		case isCommonHan(s, i), i+2 < len(s) && s[i] == 0xEF && s[i+1]-0xBC < 2 && s[i+2]&0xC0 == 0x80:
			i += 3
		default:
			return i
		}
	}
}

// isCommonHan reports whether a whole character of U+3000 to U+9FFF, where nearly all Chinese text is, stands at i.
func isCommonHan(s string, i int) bool {
	return i+2 < len(s) && s[i]-0xE3 < 7 && s[i+1]&0xC0 == 0x80 && s[i+2]&0xC0 == 0x80
}

func appendASCII(dst []byte, s string, i int, class uint8, how escape) []byte {
	switch class {
	case control:
		return dst
	case newline:
		if i+1 < len(s) && s[i+1] == '\n' {
			return dst
		}
		return append(dst, '\n')
	case space:
		return append(dst, ' ')
	}
	return append(dst, reference(s[i], how)...)
}

func reference(b byte, how escape) string {
	switch how {
	case asTextOfHTML:
		switch b {
		case '&':
			return "&amp;amp;"
		case '<':
			return "&amp;lt;"
		case '>':
			return "&amp;gt;"
		}
		return `"`
	case asHTML:
		switch b {
		case '&':
			return "&amp;"
		case '<':
			return "&lt;"
		case '>':
			return "&gt;"
		}
		return `"`
	}
	switch b {
	case '&':
		return "&#x26;"
	case '<':
		return "&#x3C;"
	case '>':
		return "&#x3E;"
	}
	if how == asValue {
		return "&#x22;"
	}
	return `"`
}

// carried returns the width of the character beyond ASCII at i, and whether XML carries it well.
func carried(s string, i int) (w int, keep bool) {
	if isCommonHan(s, i) {
		return 3, true
	}
	r, w := utf8.DecodeRuneInString(s[i:])
	switch {
	case r == utf8.RuneError: // broken UTF-8, or U+FFFD itself
		return w, false
	case r <= 0x9F: // C1 controls
		return w, false
	case r == 0xFEFF, r >= 0xFDD0 && r <= 0xFDEF, r&0xFFFE == 0xFFFE: // BOM and noncharacters
		return w, false
	}
	return w, true
}

// appendLost deals with the character at i that is not carried: nothing for
// controls and noncharacters, one mark for a run of broken bytes or of U+FFFD.
func appendLost(dst []byte, s string, i int) ([]byte, int) {
	r, w := utf8.DecodeRuneInString(s[i:])
	if r != utf8.RuneError {
		return dst, i + w
	}
	for i < len(s) {
		r, w := utf8.DecodeRuneInString(s[i:])
		if r != utf8.RuneError {
			break
		}
		i += w
	}
	return append(dst, missing...), i
}

// CleanText returns s without what XML 1.0 cannot carry or validators fault:
// control characters, noncharacters and byte order marks are left out, line
// ends become \n, and each run of broken UTF-8 (lone surrogates too) or of U+FFFD
// becomes one □. The writers do this to every string; text that is
// clean already is returned as it is.
func CleanText(s string) string {
	i := firstUnclean(s)
	if i < 0 {
		return s
	}
	dst := append(make([]byte, 0, len(s)), s[:i]...)
	for i < len(s) {
		if b := s[i]; b < utf8.RuneSelf {
			if class := asciiClass[b]; class == control || class == newline {
				dst = appendASCII(dst, s, i, class, asText)
			} else {
				dst = append(dst, b)
			}
			i++
			continue
		}
		w, keep := carried(s, i)
		if keep {
			dst = append(dst, s[i:i+w]...)
			i += w
			continue
		}
		dst, i = appendLost(dst, s, i)
	}
	return string(dst)
}

// firstUnclean returns the position of the first character that CleanText changes, -1 if there is none.
func firstUnclean(s string) int {
	for i := 0; i < len(s); {
		if b := s[i]; b < utf8.RuneSelf {
			if class := asciiClass[b]; class == control || class == newline {
				return i
			}
			i++
			continue
		}
		w, keep := carried(s, i)
		if !keep {
			return i
		}
		i += w
	}
	return -1
}
