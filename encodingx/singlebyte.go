package encodingx

import (
	"encoding/binary"
	"strings"
	"unicode/utf8"
)

// byteTable holds the UTF-8 of each byte of a single-byte encoding as a little-endian number, zero where there is none.
type byteTable [256]uint32

func newByteTable(name string) *byteTable {
	t := new(byteTable)
	for i := range utf8.RuneSelf {
		t[i] = uint32(i)
		t[utf8.RuneSelf+i] = packRune(0xF780 + rune(i)) // x-user-defined
	}
	name = strings.TrimSuffix(strings.ToLower(name), "-i") // ISO-8859-8-I differs from ISO-8859-8 in direction only
	i := utf8.RuneSelf
	for _, r := range singleByteIndex[name] {
		t[i] = 0
		if r != ' ' {
			t[i] = packRune(r)
		}
		i++
	}
	return t
}

// singleByteMachine decodes an encoding of one byte a character.
type singleByteMachine struct {
	stateless
	table *byteTable
}

func (m singleByteMachine) decode(dst, src []byte, _ bool) outcome {
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
		v := m.table[src[i]]
		if v == 0 {
			return outcome{nDst: j, nSrc: i, verdict: unmapped, bad: 1, shown: 1}
		}
		binary.LittleEndian.PutUint32(dst[j:], v)
		j += packedLen(v)
		i++
	}
	return outcome{nDst: j, nSrc: i}
}
