package encodingx

import (
	"bytes"
	"encoding/binary"
	"sync"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
)

// pairsOf asks a decoder of golang.org/x/text for the character of every pair, each with a prefix: one row at a time, each
// pair on a line of its own.
func pairsOf(enc encoding.Encoding, prefix string) *doubleByteTable {
	const firstTrail, lastTrail = 0x40, 0xFE
	t := new(doubleByteTable)
	dec := enc.NewDecoder()
	row := make([]byte, 0, (lastTrail-firstTrail+1)*(len(prefix)+3))
	dst := make([]byte, 8*cap(row))
	for lead := 0x81; lead <= 0xFE; lead++ {
		row = row[:0]
		for trail := firstTrail; trail <= lastTrail; trail++ {
			row = append(append(row, prefix...), byte(lead), byte(trail), '\n')
		}
		dec.Reset()
		n, _, err := dec.Transform(dst, row, true)
		if err != nil {
			continue
		}
		trail := firstTrail
		for line := range bytes.Lines(dst[:n]) {
			if r, size := utf8.DecodeRune(line); r != utf8.RuneError && size == len(line)-1 {
				t.set(byte(lead), byte(trail), r)
			}
			trail++
		}
	}
	return t
}

var eucKRTable = sync.OnceValue(func() *doubleByteTable { return pairsOf(korean.EUCKR, "") })

// Shift_JIS: half-width katakana, and the user-defined rows that the Encoding Standard gives private use characters.
const (
	kanaFirst     = 0xA1
	kanaLast      = 0xDF
	kanaCharacter = 0xFF61
	sjisRow       = 188
	sjisUserFirst = 0xF0
	sjisUserLast  = 0xF9
	privateUse    = 0xE000
)

func sjisTrail(i int) byte {
	if i < 63 {
		return byte(0x40 + i)
	}
	return byte(0x80 + i - 63)
}

var shiftJISTable = sync.OnceValue(func() *doubleByteTable {
	t := pairsOf(japanese.ShiftJIS, "")
	for lead := sjisUserFirst; lead <= sjisUserLast; lead++ {
		for i := range sjisRow {
			t.set(byte(lead), sjisTrail(i), rune(privateUse+(lead-sjisUserFirst)*sjisRow+i))
		}
	}
	return t
})

// shiftJISMachine decodes Shift_JIS with Microsoft's extensions.
type shiftJISMachine struct {
	stateless
	table *doubleByteTable
}

func (m shiftJISMachine) decode(dst, src []byte, atEOF bool) outcome {
	i, j := 0, 0
	for i < len(src) {
		lead := src[i]
		if lead < utf8.RuneSelf {
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
		switch {
		case lead == 0x80:
			j += utf8.EncodeRune(dst[j:], 0x80)
			i++
			continue
		case lead >= kanaFirst && lead <= kanaLast:
			j += utf8.EncodeRune(dst[j:], kanaCharacter+rune(lead-kanaFirst))
			i++
			continue
		case lead == 0xA0 || lead > 0xFC:
			return outcome{nDst: j, nSrc: i, verdict: malformed, bad: 1, shown: 1}
		case i+1 >= len(src):
			return tail(src, i, j, atEOF)
		}
		v := m.table.at(lead, src[i+1])
		if v == 0 {
			return badPair(lead, src[i+1], j, i)
		}
		binary.LittleEndian.PutUint32(dst[j:], v)
		j += packedLen(v)
		i += 2
	}
	return tail(src, i, j, atEOF)
}

// eucJP are the two planes of EUC-JP; the second is rarely needed.
type eucJP struct {
	jis0208 *doubleByteTable
	jis0212 func() *doubleByteTable
}

var eucJPTables = sync.OnceValue(func() *eucJP {
	return &eucJP{
		pairsOf(japanese.EUCJP, ""),
		sync.OnceValue(func() *doubleByteTable { return pairsOf(japanese.EUCJP, "\x8F") }),
	}
})

const (
	eucKana     = 0x8E // before a half-width katakana
	eucThird    = 0x8F // before a pair of JIS X 0212
	eucFirstRow = 0xA1
	eucLastRow  = 0xFE
)

// eucJPMachine decodes EUC-JP.
type eucJPMachine struct {
	stateless
	tables *eucJP
}

func (m eucJPMachine) decode(dst, src []byte, atEOF bool) outcome {
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
		v, n, o := m.character(src[i:], atEOF)
		if n == 0 {
			o.nDst, o.nSrc = j, i
			return o
		}
		binary.LittleEndian.PutUint32(dst[j:], v)
		j += packedLen(v)
		i += n
	}
	return outcome{nDst: j, nSrc: i}
}

// character decodes what src begins with; n is 0 when that is no character, and o tells why.
func (m eucJPMachine) character(src []byte, atEOF bool) (v uint32, n int, o outcome) {
	lead, table, at := src[0], m.tables.jis0208, 0
	switch {
	case lead == eucThird && len(src) > 1 && src[1] >= eucFirstRow && src[1] <= eucLastRow:
		table, at = m.tables.jis0212(), 1
	case lead == eucThird || lead == eucKana:
	case lead < eucFirstRow || lead > eucLastRow:
		return 0, 0, outcome{verdict: malformed, bad: 1, shown: 1}
	}
	if len(src) < at+2 {
		return 0, 0, tail(src, 0, 0, atEOF)
	}
	trail := src[at+1]
	if lead == eucKana && trail >= kanaFirst && trail <= kanaLast {
		return packRune(kanaCharacter + rune(trail-kanaFirst)), 2, o
	}
	if lead != eucKana && (lead != eucThird || at == 1) {
		if v = table.at(src[at], trail); v != 0 {
			return v, at + 2, o
		}
	}
	o = outcome{verdict: malformed, bad: at + 2, shown: at + 2}
	if trail < utf8.RuneSelf {
		o.bad, o.shown = at+1, at+1
	} else if trail >= eucFirstRow && trail <= eucLastRow {
		o.verdict = unmapped
	}
	return 0, 0, o
}
