package encodingx

import (
	"encoding/binary"
	"sync"
	"unicode/utf8"
)

// CNS 11643 has planes of 94 rows of 94 characters. EUC-TW writes those of plane 1 in two bytes, and those of all planes in
// four: 8E, the plane, and the pair.
const (
	cnsRow        = 94
	cnsFirstPlane = 0xA0 // of the second byte, plus the plane
	cnsFourByte   = 4
)

// cns holds the decoding tables of the planes.
type cns struct {
	first  *doubleByteTable
	planes [17][]uint32
}

var cnsTables = sync.OnceValue(func() *cns {
	t := &cns{first: new(doubleByteTable)}
	for plane, text := range cnsPlanes {
		t.planes[plane] = make([]uint32, 0, cnsRow*cnsRow)
		for _, r := range text {
			v := uint32(0)
			if r != ' ' {
				v = packRune(r)
			}
			t.planes[plane] = append(t.planes[plane], v)
		}
	}
	for i, v := range t.planes[1] {
		t.first[uint16(0xA1+i%cnsRow)<<8|uint16(0xA1+i/cnsRow)] = v
	}
	return t
})

// at gives the character of a plane's pair, both bytes A1–FE.
func (t *cns) at(plane int, row, cell byte) uint32 {
	if plane < 1 || plane >= len(t.planes) || len(t.planes[plane]) == 0 {
		return 0
	}
	return t.planes[plane][int(row-0xA1)*cnsRow+int(cell-0xA1)]
}

// eucTWMachine decodes EUC-TW.
type eucTWMachine struct {
	stateless
	tables *cns
}

func (m eucTWMachine) decode(dst, src []byte, atEOF bool) outcome {
	i, j := 0, 0
	for {
		n, k := decodePairs(m.tables.first, dst[j:], src[i:])
		i, j = i+n, j+k
		if i == len(src) {
			return outcome{nDst: j, nSrc: i}
		}
		if len(dst)-j < utf8.UTFMax && (src[i] >= utf8.RuneSelf || j == len(dst)) {
			return outcome{nDst: j, nSrc: i, verdict: fullDst}
		}
		if src[i] < utf8.RuneSelf {
			dst[j] = src[i]
			i, j = i+1, j+1
			continue
		}
		v, n, o := m.character(src[i:], atEOF)
		if v == 0 {
			o.nDst, o.nSrc = j, i
			return o
		}
		binary.LittleEndian.PutUint32(dst[j:], v)
		i, j = i+n, j+packedLen(v)
	}
}

// character decodes what src begins with; v is 0 when that is no character, and o tells why.
func (m eucTWMachine) character(src []byte, atEOF bool) (v uint32, n int, o outcome) {
	n = 2
	switch lead := src[0]; {
	case lead == eucKana:
		n = cnsFourByte
	case lead < eucFirstRow || lead > eucLastRow:
		return 0, 0, outcome{verdict: malformed, bad: 1, shown: 1}
	}
	for i, c := range src[1:min(n, len(src))] {
		if c < eucFirstRow || c > eucLastRow {
			return 0, 0, outcome{verdict: malformed, bad: i + 1, shown: i + 1}
		}
	}
	if len(src) < n {
		return 0, 0, tail(src, 0, 0, atEOF)
	}
	if n == cnsFourByte {
		v = m.tables.at(int(src[1])-cnsFirstPlane, src[2], src[3])
	} else {
		v = m.tables.first.at(src[0], src[1])
	}
	if v == 0 {
		return 0, 0, outcome{verdict: unmapped, bad: n, shown: n}
	}
	return v, n, o
}

// cnsCode is where a character stands in CNS 11643.
type cnsCode struct{ plane, row, cell byte }

var cnsReverse = sync.OnceValue(func() map[rune]cnsCode {
	t, codes := cnsTables(), map[rune]cnsCode{}
	for plane := range t.planes {
		for i, v := range t.planes[plane] {
			r := unpackRune(v)
			if _, ok := codes[r]; v != 0 && !ok {
				codes[r] = cnsCode{byte(plane), byte(0xA1 + i/cnsRow), byte(0xA1 + i%cnsRow)}
			}
		}
	}
	return codes
})

// eucTWEncoder writes EUC-TW, plane 1 in two bytes.
type eucTWEncoder struct {
	plainEncoder
	codes map[rune]cnsCode
}

func (e eucTWEncoder) appendRune(dst []byte, r rune) ([]byte, bool) {
	if r < utf8.RuneSelf {
		return append(dst, byte(r)), true
	}
	c, ok := e.codes[r]
	if !ok {
		return dst, false
	}
	if c.plane > 1 {
		dst = append(dst, eucKana, cnsFirstPlane+c.plane)
	}
	return append(dst, c.row, c.cell), true
}

// iso2022CNMachine decodes ISO-2022-CN: SO takes pairs of the set designated last, GB 2312 or plane 1 of CNS 11643, and
// ESC N takes one pair of plane 2. A line begins in ASCII with nothing designated.
type iso2022CNMachine struct {
	gb      *doubleByteTable
	cns     *cns
	set     byte // of SO: 'A' GB 2312, 'G' CNS plane 1, 0 none
	second  bool // plane 2 is designated
	shifted bool
}

func (m *iso2022CNMachine) reset() { m.set, m.second, m.shifted = 0, false, false }

// Escape sequences of ISO-2022-CN.
const (
	cnDesignateGB     = "\x1B$)A"
	cnDesignateCNS    = "\x1B$)G"
	cnDesignateSecond = "\x1B$*H"
	cnSingleShift     = "\x1BN"
)

func (m *iso2022CNMachine) decode(dst, src []byte, atEOF bool) outcome {
	i, j := 0, 0
	for i < len(src) {
		if len(dst)-j < utf8.UTFMax {
			return outcome{nDst: j, nSrc: i, verdict: fullDst}
		}
		switch b := src[i]; {
		case b == shiftOut || b == shiftIn:
			m.shifted = b == shiftOut
			i++
		case b == esc:
			n, v, o := m.escape(src[i:], atEOF)
			if n == 0 {
				o.nDst, o.nSrc = j, i
				return o
			}
			binary.LittleEndian.PutUint32(dst[j:], v)
			i, j = i+n, j+packedLen(v)
		case b >= utf8.RuneSelf:
			return outcome{nDst: j, nSrc: i, verdict: malformed, bad: 1, shown: 1}
		case !m.shifted || m.set == 0 || b <= ' ':
			if b == '\n' {
				m.reset()
			}
			dst[j] = b
			i, j = i+1, j+1
		default:
			table := m.gb
			if m.set == 'G' {
				table = m.cns.first
			}
			v, o := sevenBitPair(table, src[i:], atEOF)
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

// escape reads what begins with ESC; v is the character of a single shift. n is 0 when it is nothing, and o tells why.
func (m *iso2022CNMachine) escape(src []byte, atEOF bool) (n int, v uint32, o outcome) {
	for _, s := range [...]string{cnDesignateGB, cnDesignateCNS, cnDesignateSecond, cnSingleShift} {
		head := src[:min(len(src), len(s))]
		if string(head) != s[:len(head)] {
			continue
		}
		if len(head) < len(s) {
			return 0, 0, tail(src, 0, 0, atEOF)
		}
		switch s {
		case cnDesignateSecond:
			m.second = true
		case cnSingleShift:
			return m.single(src, atEOF)
		default:
			m.set = s[len(s)-1]
		}
		return len(s), 0, o
	}
	return 0, 0, outcome{verdict: malformed, bad: 1, shown: 1}
}

func (m *iso2022CNMachine) single(src []byte, atEOF bool) (n int, v uint32, o outcome) {
	n = len(cnSingleShift) + 2
	if len(src) < n {
		return 0, 0, tail(src, 0, 0, atEOF)
	}
	row, cell := src[n-2]|0x80, src[n-1]|0x80
	if !m.second || src[n-2] < 0x21 || src[n-2] > 0x7E || src[n-1] < 0x21 || src[n-1] > 0x7E {
		return 0, 0, outcome{verdict: malformed, bad: 1, shown: 1}
	}
	if v = m.cns.at(2, row, cell); v == 0 {
		return 0, 0, outcome{verdict: unmapped, bad: n, shown: n}
	}
	return n, v, o
}

// iso2022CNEncoder writes ISO-2022-CN with GB 2312 where it can and CNS 11643 where it must.
type iso2022CNEncoder struct {
	plainEncoder
	gb      *reverseTable
	codes   map[rune]cnsCode
	set     byte
	second  bool
	shifted bool
}

func (e *iso2022CNEncoder) reset() { e.set, e.second, e.shifted = 0, false, false }

func (e *iso2022CNEncoder) appendRune(dst []byte, r rune) ([]byte, bool) {
	if r < utf8.RuneSelf {
		if r == esc || r == shiftIn || r == shiftOut {
			return dst, false
		}
		dst = e.appendEnd(dst)
		if r == '\n' {
			e.reset()
		}
		return append(dst, byte(r)), true
	}
	if pair := e.gb.at(r); pair>>8 >= 0xA1 && pair>>8 <= 0xF7 && pair&0xFF >= 0xA1 {
		return append(e.shift(dst, 'A', cnDesignateGB), byte(pair>>8)&0x7F, byte(pair)&0x7F), true
	}
	c, ok := e.codes[r]
	if !ok || c.plane > 2 {
		return dst, false
	}
	if c.plane == 1 {
		return append(e.shift(dst, 'G', cnDesignateCNS), c.row&0x7F, c.cell&0x7F), true
	}
	if !e.second {
		dst = append(dst, cnDesignateSecond...)
		e.second = true
	}
	return append(append(dst, cnSingleShift...), c.row&0x7F, c.cell&0x7F), true
}

func (e *iso2022CNEncoder) shift(dst []byte, set byte, designate string) []byte {
	if e.set != set {
		dst = append(dst, designate...)
		e.set = set
	}
	if !e.shifted {
		dst = append(dst, shiftOut)
		e.shifted = true
	}
	return dst
}

func (e *iso2022CNEncoder) endLen() int {
	if e.shifted {
		return 1
	}
	return 0
}

func (e *iso2022CNEncoder) appendEnd(dst []byte) []byte {
	if !e.shifted {
		return dst
	}
	e.shifted = false
	return append(dst, shiftIn)
}
