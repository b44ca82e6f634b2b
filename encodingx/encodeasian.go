package encodingx

import (
	"sync"
	"unicode/utf8"
)

var shiftJISReverse = sync.OnceValue(func() *reverseTable {
	// NEC's selection of IBM extensions (rows ED and EE) and the user-defined rows are read, not written.
	t := reverseOf(shiftJISTable(), func(lead, _ byte) bool {
		return lead != 0xED && lead != 0xEE && (lead < sjisUserFirst || lead > sjisUserLast)
	})
	return t
})

var eucJPReverse = sync.OnceValue(func() *reverseTable {
	return reverseOf(eucJPTables().jis0208, func(lead, _ byte) bool { return lead >= eucFirstRow })
})

// fullWidthKana are the characters that ISO-2022-JP writes for the half-width ones from U+FF61 on.
var fullWidthKana = []rune("。「」、・ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン゛゜")

// japaneseEncoder writes Shift_JIS and EUC-JP.
type japaneseEncoder struct {
	plainEncoder
	reverse *reverseTable
}

func (e japaneseEncoder) appendRune(dst []byte, r rune) ([]byte, bool) {
	switch {
	case r == '¥':
		return append(dst, '\\'), true
	case r == '‾':
		return append(dst, '~'), true
	case r == '−':
		r = '－'
	case r == 0x80 && e.of.kind == kindShiftJIS:
		return append(dst, 0x80), true
	case r >= kanaCharacter && r <= kanaCharacter+kanaLast-kanaFirst:
		if e.of.kind == kindEUCJP {
			dst = append(dst, eucKana)
		}
		return append(dst, byte(kanaFirst+r-kanaCharacter)), true
	}
	return appendPair(dst, r, e.reverse)
}

// iso2022JPEncoder writes ISO-2022-JP with ASCII, JIS Roman and JIS X 0208.
type iso2022JPEncoder struct {
	plainEncoder
	reverse *reverseTable
	state   jisState
}

func (e *iso2022JPEncoder) reset() { e.state = jisASCII }

func (e *iso2022JPEncoder) appendRune(dst []byte, r rune) ([]byte, bool) {
	switch {
	case r == esc || r == shiftOut || r == shiftIn || r == 0:
		return dst, false
	case r == '¥' || r == '‾':
		dst = e.escape(dst, jisRoman)
		if r == '¥' {
			return append(dst, '\\'), true
		}
		return append(dst, '~'), true
	case r < utf8.RuneSelf:
		if e.state != jisRoman || r == '\\' || r == '~' {
			dst = e.escape(dst, jisASCII)
		}
		return append(dst, byte(r)), true
	case r == '−':
		r = '－'
	case r >= kanaCharacter && r <= kanaCharacter+kanaLast-kanaFirst:
		r = fullWidthKana[r-kanaCharacter]
	}
	pair := e.reverse.at(r)
	if pair == 0 {
		return dst, false
	}
	dst = e.escape(dst, jisKanji)
	return append(dst, byte(pair>>8)&0x7F, byte(pair)&0x7F), true
}

func (e *iso2022JPEncoder) escape(dst []byte, to jisState) []byte {
	if e.state == to {
		return dst
	}
	e.state = to
	switch to {
	case jisRoman:
		return append(dst, "\x1B(J"...)
	case jisKanji:
		return append(dst, "\x1B$B"...)
	}
	return append(dst, "\x1B(B"...)
}

func (e *iso2022JPEncoder) appendEnd(dst []byte) []byte { return e.escape(dst, jisASCII) }

func (e *iso2022JPEncoder) endLen() int {
	if e.state == jisASCII {
		return 0
	}
	return len("\x1B(B")
}

// shiftEncoder writes encodings that shift between ASCII and one set of pairs of 21–7E: ISO-2022-KR and HZ.
type shiftEncoder struct {
	plainEncoder
	reverse       *reverseTable
	head, in, out string
	tilde         bool // a tilde is written twice
	begun, paired bool
}

func (e *shiftEncoder) reset() { e.begun, e.paired = false, false }

func (e *shiftEncoder) appendRune(dst []byte, r rune) ([]byte, bool) {
	pair := uint16(0)
	if r >= utf8.RuneSelf {
		pair = e.reverse.at(r)
		if pair>>8 < 0xA1 || pair&0xFF < 0xA1 || e.tilde && pair>>8 > 0xF7 { // HZ has no row that begins with a tilde
			return dst, false
		}
	}
	if !e.tilde && (r == esc || r == shiftIn || r == shiftOut) {
		return dst, false
	}
	if !e.begun {
		dst = append(dst, e.head...)
		e.begun = true
	}
	if pair == 0 {
		dst = e.appendEnd(dst)
		if r == '~' && e.tilde {
			return append(dst, "~~"...), true
		}
		return append(dst, byte(r)), true
	}
	if !e.paired {
		dst = append(dst, e.in...)
		e.paired = true
	}
	return append(dst, byte(pair>>8)&0x7F, byte(pair)&0x7F), true
}

func (e *shiftEncoder) appendEnd(dst []byte) []byte {
	if !e.paired {
		return dst
	}
	e.paired = false
	return append(dst, e.out...)
}

func (e *shiftEncoder) endLen() int {
	if !e.paired {
		return 0
	}
	return len(e.out)
}
