package encodingx

import (
	"encoding/binary"
	"sync"
	"unicode/utf8"
)

// The trail bytes of Big5: 40–7E and A1–FE.
const (
	big5Row      = 157 // trail bytes of a lead byte
	big5LowTrail = 63  // of them below 80
)

func big5Trail(i int) byte {
	if i < big5LowTrail {
		return byte(0x40 + i)
	}
	return byte(0xA1 + i - big5LowTrail)
}

// big5Sequences are the four pairs that stand for two code points each, a letter and a combining mark.
var big5Sequences = [...]struct {
	lead, trail byte
	text        string
}{
	{0x88, 0x62, "\u00CA\u0304"},
	{0x88, 0x64, "\u00CA\u030C"},
	{0x88, 0xA3, "\u00EA\u0304"},
	{0x88, 0xA5, "\u00EA\u030C"},
}

// big5Table is the decoding table of Big5 with HKSCS.
var big5Table = sync.OnceValue(func() *doubleByteTable {
	t := new(doubleByteTable)
	fillBig5(t, big5Index)
	for _, s := range big5Sequences {
		t.put(s.lead, s.trail, binary.LittleEndian.Uint32([]byte(s.text)))
	}
	return t
})

// fillBig5 fills a table from an index.
func fillBig5(t *doubleByteTable, index string) {
	i := 0
	for _, r := range index {
		if r != ' ' {
			t.set(byte(0x81+i/big5Row), big5Trail(i%big5Row), r)
		}
		i++
	}
}

// pairMachine decodes encodings of ASCII and pairs with a lead byte of 81–FE: Big5 and EUC-KR.
type pairMachine struct {
	stateless
	table *doubleByteTable
}

func (m pairMachine) decode(dst, src []byte, atEOF bool) outcome {
	i, j := decodePairs(m.table, dst, src)
	for i < len(src) {
		lead := src[i]
		if lead < utf8.RuneSelf {
			if j == len(dst) {
				return outcome{nDst: j, nSrc: i, verdict: fullDst}
			}
			dst[j] = lead
			i, j = i+1, j+1
			continue
		}
		if i+1 >= len(src) {
			break
		}
		v := m.table.at(lead, src[i+1])
		if v == 0 {
			return badPair(lead, src[i+1], j, i)
		}
		if len(dst)-j < utf8.UTFMax {
			return outcome{nDst: j, nSrc: i, verdict: fullDst}
		}
		binary.LittleEndian.PutUint32(dst[j:], v)
		j += packedLen(v)
		i += 2
	}
	return tail(src, i, j, atEOF)
}

// badPair is the outcome at a pair without a character: an ASCII trail byte is read again by itself.
func badPair(lead, trail byte, nDst, nSrc int) outcome {
	o := outcome{nDst: nDst, nSrc: nSrc, verdict: malformed, bad: 1, shown: 1}
	if lead == 0x80 || lead == 0xFF {
		return o
	}
	if trail >= utf8.RuneSelf {
		o.bad, o.shown = 2, 2
	}
	if trail >= 0x40 && trail != 0x7F && trail != 0xFF {
		o.verdict, o.shown = unmapped, 2
	}
	return o
}

// tail is the outcome at the end of the source, where src[i:] is empty or the begin of a character.
func tail(src []byte, i, j int, atEOF bool) outcome {
	o := outcome{nDst: j, nSrc: i}
	switch {
	case i == len(src):
	case atEOF:
		o.verdict, o.bad, o.shown = truncated, len(src)-i, len(src)-i
	default:
		o.verdict = moreSrc
	}
	return o
}
