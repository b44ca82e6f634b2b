package encodingx

import (
	"encoding/binary"
	"sort"
	"sync"
	"unicode/utf8"
)

// The trail bytes of GBK: 40–7E and 80–FE.
const (
	gbRow      = 190 // trail bytes of a lead byte
	gbLowTrail = 63  // of them below 7F
	gbEuro     = 0x80
)

func gbTrail(i int) byte {
	if i < gbLowTrail {
		return byte(0x40 + i)
	}
	return byte(0x80 + i - gbLowTrail)
}

// gbTable is the two-byte part of GB18030-2022.
var gbTable = sync.OnceValue(func() *doubleByteTable {
	t := new(doubleByteTable)
	i := 0
	for _, r := range gbIndex {
		if r != ' ' {
			t.set(byte(0x81+i/gbRow), gbTrail(i%gbRow), r)
		}
		i++
	}
	return t
})

// gbRange is a run of four-byte codes that stand for consecutive code points.
type gbRange struct {
	pointer int
	first   rune
}

const (
	gbLastBMPPointer = 39419
	gbFirstAstral    = 189000
	gbLastPointer    = 1237575
	gbMovedPointer   = 7457 // 81 35 F4 37 is U+E7C7 whatever the ranges say
	gbMovedCharacter = 0xE7C7
	gbFourByteLength = 4
	gbFourByteSecond = 126 * 10
	gbFourByteLead   = 10 * 126 * 10 // codes of a lead byte
)

// gbFourByte gives the character of a four-byte code whose bytes are in their ranges; ok is false where there is none.
func gbFourByte(b []byte) (r rune, ok bool) {
	p := (int(b[0])-0x81)*gbFourByteLead + (int(b[1])-0x30)*gbFourByteSecond + (int(b[2])-0x81)*10 + int(b[3]) - 0x30
	if p > gbLastBMPPointer && p < gbFirstAstral || p > gbLastPointer {
		return 0, false
	}
	if p == gbMovedPointer {
		return gbMovedCharacter, true
	}
	i := sort.Search(len(gbRanges), func(i int) bool { return gbRanges[i].pointer > p }) - 1
	return gbRanges[i].first + rune(p-gbRanges[i].pointer), true
}

// gbMachine decodes GBK and GB18030, which the Encoding Standard decodes alike.
type gbMachine struct {
	stateless
	table *doubleByteTable
}

func (m gbMachine) decode(dst, src []byte, atEOF bool) outcome {
	i, j := 0, 0
	for {
		n, k := decodePairs(m.table, dst[j:], src[i:])
		i, j = i+n, j+k
		// One character with care; near the ends this loop does all of them.
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
		k, n, o := m.character(dst[j:], src[i:], atEOF)
		if n == 0 {
			o.nDst, o.nSrc = j, i
			return o
		}
		i, j = i+n, j+k
	}
}

// character decodes the non-ASCII character that src begins with; n is 0 when that is none, and o tells why.
func (m gbMachine) character(dst, src []byte, atEOF bool) (k, n int, o outcome) {
	switch lead := src[0]; {
	case lead == gbEuro:
		return copy(dst, "€"), 1, o
	case lead == 0xFF:
		return 0, 0, outcome{verdict: malformed, bad: 1, shown: 1}
	case len(src) < 2:
		return 0, 0, tail(src, 0, 0, atEOF)
	case src[1] >= '0' && src[1] <= '9':
		k, o = gbDecodeFour(dst, src, atEOF)
		if k > 0 {
			n = gbFourByteLength
		}
		return k, n, o
	default:
		v := m.table.at(lead, src[1])
		if v == 0 {
			return 0, 0, badPair(lead, src[1], 0, 0)
		}
		binary.LittleEndian.PutUint32(dst, v)
		return packedLen(v), 2, o
	}
}

// gbDecodeFour decodes a code of four bytes that begins with a lead byte and a digit; n is 0 when there is none, and o tells why.
func gbDecodeFour(dst, src []byte, atEOF bool) (n int, o outcome) {
	if len(src) > 2 && (src[2] < 0x81 || src[2] > 0xFE) || len(src) > 3 && (src[3] < '0' || src[3] > '9') {
		return 0, outcome{verdict: malformed, bad: 1, shown: 1}
	}
	if len(src) < gbFourByteLength {
		return 0, tail(src, 0, 0, atEOF)
	}
	r, ok := gbFourByte(src)
	if !ok {
		return 0, outcome{verdict: unmapped, bad: gbFourByteLength, shown: gbFourByteLength}
	}
	return utf8.EncodeRune(dst, r), outcome{}
}
