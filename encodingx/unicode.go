package encodingx

import (
	"encoding/binary"
	"unicode/utf16"
	"unicode/utf8"
)

// utf8Machine copies valid UTF-8 and stops at each maximal invalid part, as the Encoding Standard counts them.
type utf8Machine struct{ stateless }

func (utf8Machine) decode(dst, src []byte, atEOF bool) outcome {
	i, j := 0, 0
	for i < len(src) {
		if src[i] < utf8.RuneSelf {
			n := copyASCII(dst[j:], src[i:])
			if n == 0 {
				return outcome{nDst: j, nSrc: i, verdict: fullDst}
			}
			i, j = i+n, j+n
			continue
		}
		if len(dst)-j < utf8.UTFMax {
			return outcome{nDst: j, nSrc: i, verdict: fullDst}
		}
		r, n := utf8.DecodeRune(src[i:])
		if r == utf8.RuneError && n == 1 {
			bad, whole := utf8BadLen(src[i:])
			switch {
			case whole:
				return outcome{nDst: j, nSrc: i, verdict: malformed, bad: bad, shown: bad}
			case atEOF:
				return outcome{nDst: j, nSrc: i, verdict: truncated, bad: bad, shown: bad}
			}
			return outcome{nDst: j, nSrc: i, verdict: moreSrc}
		}
		copy(dst[j:], src[i:i+n])
		i, j = i+n, j+n
	}
	return outcome{nDst: j, nSrc: i}
}

// utf8BadLen measures the invalid sequence that src begins with; whole is false when src ends inside what could be a character.
func utf8BadLen(src []byte) (n int, whole bool) {
	lead := src[0]
	lo, hi := byte(0x80), byte(0xBF)
	var need int
	switch {
	case lead >= 0xC2 && lead <= 0xDF:
		need = 2
	case lead >= 0xE0 && lead <= 0xEF:
		need = 3
		switch lead {
		case 0xE0:
			lo = 0xA0
		case 0xED:
			hi = 0x9F
		}
	case lead >= 0xF0 && lead <= 0xF4:
		need = 4
		switch lead {
		case 0xF0:
			lo = 0x90
		case 0xF4:
			hi = 0x8F
		}
	default:
		return 1, true
	}
	for n = 1; n < need; n++ {
		if n >= len(src) {
			return n, false
		}
		if src[n] < lo || src[n] > hi {
			return n, true
		}
		lo, hi = 0x80, 0xBF
	}
	return n, true
}

// utf16Machine decodes UTF-16 of one byte order.
type utf16Machine struct {
	stateless
	order binary.ByteOrder
}

func (m utf16Machine) decode(dst, src []byte, atEOF bool) outcome {
	i, j := 0, 0
	for i+2 <= len(src) {
		if len(dst)-j < utf8.UTFMax {
			return outcome{nDst: j, nSrc: i, verdict: fullDst}
		}
		r, n := rune(m.order.Uint16(src[i:])), 2
		if utf16.IsSurrogate(r) {
			if r < 0xDC00 && i+4 > len(src) {
				break
			}
			pair := rune(utf8.RuneError)
			if r < 0xDC00 {
				pair = utf16.DecodeRune(r, rune(m.order.Uint16(src[i+2:])))
			}
			if pair == utf8.RuneError {
				return outcome{nDst: j, nSrc: i, verdict: malformed, bad: 2, shown: 2}
			}
			r, n = pair, 4
		}
		j += utf8.EncodeRune(dst[j:], r)
		i += n
	}
	return tail(src, i, j, atEOF)
}

// utf32Machine decodes UTF-32 of one byte order.
type utf32Machine struct {
	stateless
	order binary.ByteOrder
}

func (m utf32Machine) decode(dst, src []byte, atEOF bool) outcome {
	i, j := 0, 0
	for ; i+4 <= len(src); i += 4 {
		if len(dst)-j < utf8.UTFMax {
			return outcome{nDst: j, nSrc: i, verdict: fullDst}
		}
		v := m.order.Uint32(src[i:])
		if v > utf8.MaxRune || utf16.IsSurrogate(rune(v)) {
			return outcome{nDst: j, nSrc: i, verdict: malformed, bad: 4, shown: 4}
		}
		j += utf8.EncodeRune(dst[j:], rune(v))
	}
	return tail(src, i, j, atEOF)
}

// replacementMachine gives one U+FFFD for the whole input: the Encoding Standard's answer to encodings that are dangerous to decode.
type replacementMachine struct{ said bool }

func (m *replacementMachine) reset() { m.said = false }

func (m *replacementMachine) decode(dst, src []byte, _ bool) outcome {
	if m.said || len(src) == 0 {
		return outcome{nSrc: len(src)}
	}
	if len(dst) < len(replacement) {
		return outcome{verdict: fullDst}
	}
	m.said = true
	return outcome{verdict: malformed, bad: len(src), shown: 1}
}
