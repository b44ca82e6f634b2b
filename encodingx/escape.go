package encodingx

import (
	"encoding/binary"
	"unicode/utf8"
)

const (
	esc      = 0x1B
	shiftOut = 0x0E
	shiftIn  = 0x0F
)

// The states of ISO-2022-JP.
type jisState uint8

const (
	jisASCII jisState = iota
	jisRoman
	jisKatakana
	jisKanji
)

// iso2022JPMachine decodes ISO-2022-JP as the Encoding Standard does: two escapes with nothing between them are an error.
type iso2022JPMachine struct {
	tables *eucJP
	state  jisState
	shown  bool // a character or an error since the last escape, or no escape yet
	begun  bool
}

func (m *iso2022JPMachine) reset() { *m = iso2022JPMachine{tables: m.tables} }

// jisEscape gives the state an escape sequence leads to.
func jisEscape(src []byte) (jisState, bool) {
	switch string(src[1:3]) {
	case "(B":
		return jisASCII, true
	case "(J":
		return jisRoman, true
	case "(I":
		return jisKatakana, true
	case "$@", "$B":
		return jisKanji, true
	}
	return 0, false
}

func (m *iso2022JPMachine) decode(dst, src []byte, atEOF bool) outcome {
	i, j := 0, 0
	for i < len(src) {
		if len(dst)-j < utf8.UTFMax {
			return outcome{nDst: j, nSrc: i, verdict: fullDst}
		}
		b := src[i]
		if b == esc {
			if len(src)-i < 3 && !atEOF {
				return outcome{nDst: j, nSrc: i, verdict: moreSrc}
			}
			if len(src)-i >= 3 {
				if state, ok := jisEscape(src[i:]); ok {
					double := m.begun && !m.shown
					m.state, m.begun, m.shown = state, true, false
					if double {
						m.shown = true
						return outcome{nDst: j, nSrc: i, verdict: malformed, bad: 3, shown: 3}
					}
					i += 3
					continue
				}
			}
			m.shown = true
			return outcome{nDst: j, nSrc: i, verdict: malformed, bad: 1, shown: 1}
		}
		r, n := m.character(src[i:])
		switch {
		case n == 0 && !atEOF:
			return outcome{nDst: j, nSrc: i, verdict: moreSrc}
		case n == 0:
			return outcome{nDst: j, nSrc: i, verdict: truncated, bad: 1, shown: 1}
		case r == 0:
			m.shown = true
			return outcome{nDst: j, nSrc: i, verdict: malformed, bad: n, shown: n}
		}
		binary.LittleEndian.PutUint32(dst[j:], r)
		j += max(packedLen(r), 1)
		i += n
		m.shown = true
	}
	return outcome{nDst: j, nSrc: i}
}

// character decodes what src begins with in the present state: packed, 0 for an error; n is 0 when a byte is missing.
func (m *iso2022JPMachine) character(src []byte) (r uint32, n int) {
	b := src[0]
	switch m.state {
	case jisKatakana:
		if b >= 0x21 && b <= 0x5F {
			return packRune(0xFF61 + rune(b-0x21)), 1
		}
		return 0, 1
	case jisKanji:
		if b < 0x21 || b > 0x7E {
			return 0, 1
		}
		if len(src) < 2 {
			return 0, 0
		}
		if src[1] == esc {
			return 0, 1
		}
		if src[1] < 0x21 || src[1] > 0x7E {
			return 0, 2
		}
		return m.tables.jis0208.at(b|0x80, src[1]|0x80), 2
	}
	switch {
	case b == shiftOut || b == shiftIn || b >= utf8.RuneSelf || b == 0:
		return 0, 1
	case m.state == jisRoman && b == '\\':
		return packRune('¥'), 1
	case m.state == jisRoman && b == '~':
		return packRune('‾'), 1
	}
	return uint32(b), 1
}

// iso2022KRMachine decodes ISO-2022-KR: a designator at the start, then SO and SI; a line begins in ASCII.
type iso2022KRMachine struct {
	table  *doubleByteTable
	korean bool
}

const iso2022KRDesignator = "\x1B$)C"

func (m *iso2022KRMachine) reset() { m.korean = false }

func (m *iso2022KRMachine) decode(dst, src []byte, atEOF bool) outcome {
	i, j := 0, 0
	for i < len(src) {
		if len(dst)-j < utf8.UTFMax {
			return outcome{nDst: j, nSrc: i, verdict: fullDst}
		}
		b := src[i]
		switch {
		case b == shiftOut || b == shiftIn:
			m.korean = b == shiftOut
			i++
		case b == esc:
			head := src[i:min(len(src), i+len(iso2022KRDesignator))]
			switch {
			case string(head) == iso2022KRDesignator:
				i += len(head)
			case !atEOF && string(head) == iso2022KRDesignator[:len(head)]:
				return outcome{nDst: j, nSrc: i, verdict: moreSrc}
			default:
				return outcome{nDst: j, nSrc: i, verdict: malformed, bad: 1, shown: 1}
			}
		case b >= utf8.RuneSelf:
			return outcome{nDst: j, nSrc: i, verdict: malformed, bad: 1, shown: 1}
		case !m.korean || b <= ' ':
			m.korean = m.korean && b != '\n'
			dst[j] = b
			i, j = i+1, j+1
		default:
			v, o := sevenBitPair(m.table, src[i:], atEOF)
			if v == 0 {
				o.nDst, o.nSrc = j, i
				return o
			}
			binary.LittleEndian.PutUint32(dst[j:], v)
			i, j = i+2, j+packedLen(v)
		}
	}
	return outcome{nDst: j, nSrc: i}
}

// sevenBitPair decodes a pair of 21–7E in a set whose table has it with the high bits set; v is 0 when there is none.
func sevenBitPair(t *doubleByteTable, src []byte, atEOF bool) (v uint32, o outcome) {
	if len(src) < 2 {
		return 0, tail(src, 0, 0, atEOF)
	}
	if src[1] < 0x21 || src[1] > 0x7E {
		return 0, outcome{verdict: malformed, bad: 1, shown: 1}
	}
	if v = t.at(src[0]|0x80, src[1]|0x80); v == 0 {
		return 0, outcome{verdict: unmapped, bad: 2, shown: 2}
	}
	return v, o
}

// hzMachine decodes HZ: ~{ begins GB 2312, ~} ends it, ~~ is a tilde and ~ before a line break joins the lines.
type hzMachine struct {
	table   *doubleByteTable
	chinese bool
}

func (m *hzMachine) reset() { m.chinese = false }

func (m *hzMachine) decode(dst, src []byte, atEOF bool) outcome {
	i, j := 0, 0
	for i < len(src) {
		if len(dst)-j < utf8.UTFMax {
			return outcome{nDst: j, nSrc: i, verdict: fullDst}
		}
		b := src[i]
		switch {
		case b == '~':
			if i+1 >= len(src) {
				return tail(src, i, j, atEOF)
			}
			switch src[i+1] {
			case '{', '}':
				m.chinese = src[i+1] == '{'
			case '~':
				dst[j] = '~'
				j++
			case '\n':
				m.chinese = false
			default:
				return outcome{nDst: j, nSrc: i, verdict: malformed, bad: 1, shown: 1}
			}
			i += 2
		case b >= utf8.RuneSelf:
			return outcome{nDst: j, nSrc: i, verdict: malformed, bad: 1, shown: 1}
		case !m.chinese || b <= ' ':
			m.chinese = m.chinese && b != '\n'
			dst[j] = b
			i, j = i+1, j+1
		default:
			v, o := sevenBitPair(m.table, src[i:], atEOF)
			if v == 0 {
				o.nDst, o.nSrc = j, i
				return o
			}
			binary.LittleEndian.PutUint32(dst[j:], v)
			i, j = i+2, j+packedLen(v)
		}
	}
	return outcome{nDst: j, nSrc: i}
}
