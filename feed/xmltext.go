package feed

import (
	"math/bits"
	"unicode/utf8"
)

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
	// asJSON is for strings of JSON.
	asJSON
	escapes
)

// stops marks the ASCII characters that are not written as they are.
var stops = func() (t [escapes][256]bool) {
	for how := range t {
		for b := range utf8.RuneSelf {
			switch class := asciiClass[b]; {
			case class == control, class == newline:
				t[how][b] = true
			case how == int(asJSON):
				t[how][b] = b == '"' || b == '\\' || class == space
			case class == space, b == '"':
				t[how][b] = how == int(asValue)
			default:
				t[how][b] = class == markup
			}
		}
	}
	return t
}()

// appendText appends s cleaned and escaped. Without anything to clean or escape it is one copy.
func appendText(dst []byte, s string, how escape) []byte {
	start := 0
	stop := &stops[how]
	for i := plainRun(s, 0); i < len(s); i = plainRun(s, i) {
		b := s[i]
		if b < utf8.RuneSelf {
			if !stop[b] {
				i++
				continue
			}
			dst = append(dst, s[start:i]...)
			dst = appendASCII(dst, s, i, how)
			i++
			start = i
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

// appendXML is appendText for XML.
func appendXML(dst []byte, s string, how escape) []byte { return appendText(dst, s, how) }

// plainRunOf is plainRun by words of eight bytes.
func plainRunOf(s string, i int) int {
	for i < len(s) {
		b := s[i]
		switch {
		case b >= utf8.RuneSelf:
			end := skipHan(s, i)
			if end == i {
				return i
			}
			i = end
		case stops[asValue][b] || b == '\\':
			return i
		default:
			i = skipASCII(s, i+1)
		}
	}
	return i
}

const (
	lowBits  = 0x0101010101010101 // the lowest bit of each byte of a word
	highBits = lowBits << 7
)

// word returns eight bytes as one little-endian word; the compiler makes one load of it.
func word(s string, i int) uint64 {
	x := s[i : i+8]
	return uint64(x[0]) | uint64(x[1])<<8 | uint64(x[2])<<16 | uint64(x[3])<<24 | uint64(x[4])<<32 | uint64(x[5])<<40 | uint64(x[6])<<48 | uint64(x[7])<<56
}

// skipASCII returns the end of the run of ASCII characters at i that are written as they are wherever they stand,
// eight at a time; it may stop early.
func skipASCII(s string, i int) int {
	for i+8 <= len(s) {
		w := word(s, i)
		// A zero byte, as x-1 borrows into its highest bit, marks each character searched: < and >, " and & differ in one bit.
		angle, quote, slash, del := (w|lowBits*2)^lowBits*'>', (w|lowBits*4)^lowBits*'&', w^lowBits*'\\', w^lowBits*0x7F
		found := (angle-lowBits)&^angle | (quote-lowBits)&^quote | (slash-lowBits)&^slash | (del-lowBits)&^del | (w-lowBits*0x20)&^w | w
		if found &= highBits; found != 0 {
			return i + bits.TrailingZeros64(found)/8
		}
		i += 8
	}
	return i
}

// skipHan returns the end of the run of characters of three bytes that begins at i and is carried as it is: the inner loop of
// everything that is written, eight characters at a time and then four.
func skipHan(s string, i int) int {
	for i+24 <= len(s) && eightHan(word(s, i), word(s, i+8), word(s, i+16)) {
		i += 24
	}
	for i+14 <= len(s) {
		a, b := unlikeHan(word(s, i)), unlikeHan(word(s, i+6))
		if a|b != 0 {
			n := min(bits.TrailingZeros64(a), 48) / 24
			return i + 3*(n+n/2*(min(bits.TrailingZeros64(b), 48)/24))
		}
		i += 12
	}
	for i+8 <= len(s) {
		if a := unlikeHan(word(s, i)); a != 0 {
			return i + min(bits.TrailingZeros64(a), 48)/24*3
		}
		i += 6
	}
	for isCommonHan(s, i) {
		i += 3
	}
	return i
}

// eightHan reports whether three words are eight characters of three bytes that XML carries, of those that unlikeHan knows.
func eightHan(a, b, c uint64) bool {
	const ( // the bytes that begin a character, and those that follow them
		leadA, leadB, leadC = 0x00FF0000FF0000FF, 0xFF0000FF0000FF00, 0x0000FF0000FF0000
		low                 = 0x0F0F0F0F0F0F0F0F
	)
	shape := (a^0x80E08080E08080E0)&(0xC0C0C0C0C0C0C0C0|leadA&(lowBits*0xF0)) |
		(b^0xE08080E08080E080)&(0xC0C0C0C0C0C0C0C0|leadB&(lowBits*0xF0)) |
		(c^0x8080E08080E08080)&(0xC0C0C0C0C0C0C0C0|leadC&(lowBits*0xF0))
	leads := a&leadA | b&leadB | c&leadC
	seconds := bits.RotateLeft64(a&leadB|b&leadC|c&leadA, -8)
	zero := ^(leads&low + low) & (lowBits * 0x10)
	high := (leads&(lowBits*0x0D) + lowBits*0x03) & (lowBits * 0x10)
	other := ((seconds^lowBits*0x3C)&(lowBits*0x3E) + lowBits*0x3E) >> 2
	return shape|zero|high&(other|^leads<<3) == 0
}

// unlikeHan looks at the first six bytes of a word and returns a bit for what keeps them from being two characters of three bytes
// that XML carries: U+1000 to U+CFFF, U+E000 to U+EFFF and the full-width forms of U+FF00 to U+FF7F.
// What is wrong with the first is in the low 24 bits.
func unlikeHan(w uint64) uint64 {
	const lead, second = 0x000001000001, 0x000001000001 // of each character, after a shift of the word for the second
	shape := (w ^ 0x8080E08080E0) & 0xC0C0F0C0C0F0
	zero := ^(w&(lead*0x0F) + lead*0x0F) & (lead * 0x10)           // E0, where sequences may be too long
	high := (w&(lead*0x0D) + lead*0x03) & (lead * 0x10)            // ED, of surrogates, and EF
	other := ((w>>8^second*0x3C)&(second*0x3E) + second*0x3E) >> 2 // no BC or BD follows
	return shape | zero | high&(other|^w<<3)                       // ED has no bit 1, EF has
}

// isCommonHan reports whether a whole character of U+3000 to U+9FFF, where nearly all Chinese text is, stands at i.
func isCommonHan(s string, i int) bool {
	return i+2 < len(s) && s[i]-0xE3 < 7 && s[i+1]&0xC0 == 0x80 && s[i+2]&0xC0 == 0x80
}

// appendASCII appends what stands for the character at i, which is one of stops.
func appendASCII(dst []byte, s string, i int, how escape) []byte {
	switch asciiClass[s[i]] {
	case control:
		return dst
	case newline:
		if i+1 < len(s) && s[i+1] == '\n' {
			return dst
		}
		switch how {
		case asJSON:
			return append(dst, '\\', 'n')
		case asValue:
			return append(dst, ' ')
		}
		return append(dst, '\n')
	case space:
		switch {
		case how != asJSON:
			return append(dst, ' ')
		case s[i] == '\t':
			return append(dst, '\\', 't')
		}
		return append(dst, '\\', 'n')
	}
	return append(dst, reference(s[i], how)...)
}

// reference returns how a character of markup is written.
func reference(b byte, how escape) string {
	n := 3
	switch b {
	case '&':
		n = 0
	case '<':
		n = 1
	case '>':
		n = 2
	case '\\':
		n = 4
	}
	return references[how][n]
}

var references = [escapes][5]string{
	asText:       {"&#x26;", "&#x3C;", "&#x3E;", `"`},
	asHTML:       {"&amp;", "&lt;", "&gt;", `"`},
	asValue:      {"&#x26;", "&#x3C;", "&#x3E;", "&#x22;"},
	asTextOfHTML: {"&amp;amp;", "&amp;lt;", "&amp;gt;", `"`},
	asJSON:       {"&", "<", ">", `\"`, `\\`},
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
				dst = appendASCII(dst, s, i, asText)
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
	for i := plainRun(s, 0); i < len(s); i = plainRun(s, i) {
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
