package xmlscan

import (
	"encoding/binary"
	"math/bits"
	"unicode/utf8"
)

// Classes of bytes in text and attribute values: zero needs no look.
const (
	plain uint8 = iota
	less
	amp
	bracket  // ]
	control  // forbidden control characters
	space    // CR, LF, TAB
	leadC2   // may begin a C1 control
	leadEF   // may begin U+FFFD, U+FFFE, U+FFFF
	nonASCII // only a class where the document is not valid UTF-8
	quote    // " and ', end of attribute values
)

type table [256]uint8

// textClass and valueClass drive the inner loops; looseClass is textClass for documents with invalid UTF-8.
var (
	textClass  = makeTable(false, false)
	valueClass = makeTable(true, false)
	looseText  = makeTable(false, true)
	looseValue = makeTable(true, true)
	nameClass  = makeNameTable()
)

func makeTable(value, loose bool) *table {
	var t table
	for b := range 0x20 {
		t[b] = control
	}
	t['\t'], t['\n'], t['\r'] = plain, plain, space
	t['<'], t['&'], t[']'] = less, amp, bracket
	if value {
		t['\t'], t['\n'], t[']'] = space, space, plain
		t['"'], t['\''] = quote, quote
	}
	if loose {
		for b := 0x80; b < 0x100; b++ {
			t[b] = nonASCII
		}
	}
	t[0xC2], t[0xEF] = leadC2, leadEF
	if loose {
		t[0xC2], t[0xEF] = nonASCII, nonASCII
	}
	return &t
}

// plainRun returns how many bytes at the start of b are plain in text of valid UTF-8, as far as words of eight bytes show it:
// more may follow.
func plainRun(b []byte) int {
	const (
		ones  = 0x0101010101010101
		highs = 0x8080808080808080
	)
	n := 0
	for len(b)-n >= 8 {
		w := binary.LittleEndian.Uint64(b[n:])
		// A byte of zero is found by what is borrowed from its highest bit; what a borrow then does to higher bytes is no harm.
		hit := (w - ones*0x20) & ^w // below 0x20
		for _, c := range [...]uint64{'<', '&', ']', 0xC2, 0xEF} {
			x := w ^ ones*c
			hit |= (x - ones) & ^x
		}
		if hit &= highs; hit != 0 {
			return n + bits.TrailingZeros64(hit)/8
		}
		n += 8
	}
	return n
}

// Classes of bytes in names.
const (
	nameStart uint8 = 1 << iota
	nameRest
	nameHigh
)

func makeNameTable() *table {
	var t table
	for b := range 0x80 {
		c := byte(b)
		switch {
		case 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z', c == '_', c == ':':
			t[b] = nameStart | nameRest
		case '0' <= c && c <= '9', c == '-', c == '.':
			t[b] = nameRest
		}
	}
	for b := 0x80; b < 0x100; b++ {
		t[b] = nameHigh
	}
	return &t
}

// isNameStartRune is NameStartChar of XML 1.0, fifth edition, above ASCII.
func isNameStartRune(r rune) bool {
	switch {
	case r < 0xC0, r == 0xD7, r == 0xF7:
		return false
	case r <= 0x2FF, 0x370 <= r && r <= 0x37D, 0x37F <= r && r <= 0x1FFF, r == 0x200C, r == 0x200D,
		0x2070 <= r && r <= 0x218F, 0x2C00 <= r && r <= 0x2FEF, 0x3001 <= r && r <= 0xD7FF,
		0xF900 <= r && r <= 0xFDCF, 0xFDF0 <= r && r <= 0xFFFD, 0x10000 <= r && r <= 0xEFFFF:
		return true
	}
	return false
}

func isNameRune(r rune) bool {
	return isNameStartRune(r) || r == 0xB7 || 0x300 <= r && r <= 0x36F || r == 0x203F || r == 0x2040
}

// validName reports whether b is a Name (XML 1.0 production 5).
func validName(b []byte) bool {
	for i := 0; i < len(b); {
		c := nameClass[b[i]]
		if c == nameHigh {
			r, n := utf8.DecodeRune(b[i:])
			if r == utf8.RuneError && n == 1 || i == 0 && !isNameStartRune(r) || !isNameRune(r) {
				return false
			}
			i += n
			continue
		}
		if c&nameRest == 0 || i == 0 && c&nameStart == 0 {
			return false
		}
		i++
	}
	return len(b) > 0
}

// IsChar reports whether XML 1.0 allows the character (production 2).
func IsChar(r rune) bool {
	return r == '\t' || r == '\n' || r == '\r' || 0x20 <= r && r <= 0xD7FF || 0xE000 <= r && r <= 0xFFFD || 0x10000 <= r && r <= 0x10FFFF
}

func isSpace(c byte) bool { return c == ' ' || c == '\n' || c == '\t' || c == '\r' }
