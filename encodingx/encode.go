package encodingx

import (
	"encoding/binary"
	"slices"
	"sync"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/transform"
)

// encoder writes characters of one stream in an encoding.
type encoder interface {
	// appendRune appends a character; false if the encoding does not have it, and then dst is unchanged.
	appendRune(dst []byte, r rune) ([]byte, bool)
	// appendEnd appends what the end of the stream needs, which are endLen bytes.
	appendEnd(dst []byte) []byte
	endLen() int
	reset()
	encoding() *Encoding
}

// maxEncoded is the most bytes that one call of an encoder appends.
const maxEncoded = 12

// plainEncoder is the part of an encoder that has no state.
type plainEncoder struct{ of *Encoding }

func (plainEncoder) appendEnd(dst []byte) []byte { return dst }
func (plainEncoder) endLen() int                 { return 0 }
func (plainEncoder) reset()                      {}
func (p plainEncoder) encoding() *Encoding       { return p.of }

func (e *Encoding) newEncoder() encoder {
	plain := plainEncoder{e}
	switch e.kind {
	case kindUTF16LE:
		return unicodeEncoder{plain, binary.LittleEndian, false}
	case kindUTF16BE:
		return unicodeEncoder{plain, binary.BigEndian, false}
	case kindUTF32LE:
		return unicodeEncoder{plain, binary.LittleEndian, true}
	case kindUTF32BE:
		return unicodeEncoder{plain, binary.BigEndian, true}
	case kindSingleByte:
		return singleByteEncoder{plain, e.single()}
	case kindGBK, kindGB18030:
		return gbEncoder{plain, gbReverse()}
	case kindBig5:
		return pairEncoder{plain, big5Reverse()}
	case kindBig5UAO:
		return pairEncoder{plain, uaoReverse()}
	case kindBig5EUDC:
		return pairEncoder{plain, eudcReverse()}
	case kindBig5HKSCS:
		return pairEncoder{plain, hkscsReverse()}
	case kindGB2005:
		return gbEncoder{plain, gb2005Reverse()}
	case kindEUCKR:
		return pairEncoder{plain, eucKRReverse()}
	case kindShiftJIS:
		return japaneseEncoder{plain, shiftJISReverse()}
	case kindEUCJP:
		return japaneseEncoder{plain, eucJPReverse()}
	case kindISO2022JP:
		return &iso2022JPEncoder{plainEncoder: plain, reverse: eucJPReverse()}
	case kindISO2022KR:
		return &shiftEncoder{plainEncoder: plain, reverse: eucKRReverse(), head: iso2022KRDesignator, in: "\x0E", out: "\x0F"}
	case kindEUCTW:
		return eucTWEncoder{plain, cnsReverse()}
	case kindISO2022CN:
		return &iso2022CNEncoder{plainEncoder: plain, gb: gbReverse(), codes: cnsReverse()}
	case kindHZ:
		return &shiftEncoder{plainEncoder: plain, reverse: gbReverse(), in: "~{", out: "~}", tilde: true}
	}
	return utf8Encoder{plain}
}

// encodeTransformer makes a transform.Transformer of an encoder.
type encodeTransformer struct{ encoder encoder }

// Reset implements transform.Transformer.
func (t *encodeTransformer) Reset() { t.encoder.reset() }

// Transform implements transform.Transformer.
func (t *encodeTransformer) Transform(dst, src []byte, atEOF bool) (nDst, nSrc int, err error) {
	var scratch [maxEncoded]byte
	e := t.encoder.encoding()
	for nSrc < len(src) {
		if e.asciiCompatible() && src[nSrc] < utf8.RuneSelf {
			n := copyASCII(dst[nDst:], src[nSrc:])
			if n == 0 {
				return nDst, nSrc, transform.ErrShortDst
			}
			nDst, nSrc = nDst+n, nSrc+n
			continue
		}
		if len(dst)-nDst < maxEncoded {
			return nDst, nSrc, transform.ErrShortDst
		}
		r, size := utf8.DecodeRune(src[nSrc:])
		if r == utf8.RuneError && size == 1 {
			if !atEOF && !utf8.FullRune(src[nSrc:]) {
				return nDst, nSrc, transform.ErrShortSrc
			}
			size, _ = utf8BadLen(src[nSrc:])
		}
		out, ok := t.encoder.appendRune(scratch[:0], r)
		if !ok {
			return nDst, nSrc, &EncodeError{Encoding: e.name, Rune: r}
		}
		nDst += copy(dst[nDst:], out)
		nSrc += size
	}
	if atEOF {
		if len(dst)-nDst < t.encoder.endLen() {
			return nDst, nSrc, transform.ErrShortDst
		}
		nDst += copy(dst[nDst:], t.encoder.appendEnd(scratch[:0]))
	}
	return nDst, nSrc, nil
}

type utf8Encoder struct{ plainEncoder }

func (utf8Encoder) appendRune(dst []byte, r rune) ([]byte, bool) {
	return utf8.AppendRune(dst, r), true
}

// unicodeEncoder writes UTF-16 or UTF-32, without a byte order mark.
type unicodeEncoder struct {
	plainEncoder
	order binary.AppendByteOrder
	wide  bool
}

func (e unicodeEncoder) appendRune(dst []byte, r rune) ([]byte, bool) {
	if e.wide {
		return e.order.AppendUint32(dst, uint32(r)), true
	}
	if r > 0xFFFF {
		high, low := utf16.EncodeRune(r)
		return e.order.AppendUint16(e.order.AppendUint16(dst, uint16(high)), uint16(low)), true
	}
	return e.order.AppendUint16(dst, uint16(r)), true
}

type singleByteEncoder struct {
	plainEncoder
	table *byteTable
}

func (e singleByteEncoder) appendRune(dst []byte, r rune) ([]byte, bool) {
	if r < utf8.RuneSelf {
		return append(dst, byte(r)), true
	}
	if i := slices.Index(e.table[utf8.RuneSelf:], packRune(r)); i >= 0 {
		return append(dst, byte(utf8.RuneSelf+i)), true
	}
	return dst, false
}

// reverseTable gives the pair of a character: zero where there is none.
type reverseTable struct {
	bmp    [0x10000]uint16
	astral map[rune]uint16
}

// put keeps the first pair of a character.
func (t *reverseTable) put(r rune, pair uint16) {
	if t.at(r) == 0 {
		t.replace(r, pair)
	}
}

func (t *reverseTable) replace(r rune, pair uint16) {
	if r <= 0xFFFF {
		t.bmp[r] = pair
		return
	}
	if t.astral == nil {
		t.astral = map[rune]uint16{}
	}
	t.astral[r] = pair
}

func (t *reverseTable) at(r rune) uint16 {
	if r <= 0xFFFF {
		return t.bmp[r]
	}
	return t.astral[r]
}

// reverseOf turns a decoding table round. The pairs that keep refuses are decoded but never written.
func reverseOf(table *doubleByteTable, keep func(lead, trail byte) bool) *reverseTable {
	t := new(reverseTable)
	for pair := 0x8000; pair <= 0xFFFF; pair++ {
		lead, trail := byte(pair>>8), byte(pair)
		v := table.at(lead, trail)
		if v != 0 && keep(lead, trail) {
			if r := unpackRune(v); utf8.RuneLen(r) == packedLen(v) {
				t.put(r, uint16(pair))
			}
		}
	}
	return t
}

func allPairs(_, _ byte) bool { return true }

// big5FirstWritten is the first lead byte that the Encoding Standard writes; the rows before it are HKSCS, which is only read.
const big5FirstWritten = 0xA1

var big5Reverse = sync.OnceValue(func() *reverseTable {
	t := reverseOf(big5Table(), func(lead, _ byte) bool { return lead >= big5FirstWritten })
	for _, p := range big5LastPairs {
		t.replace(p.r, p.pair)
	}
	return t
})

// big5LastPairs are the characters of which the last pair is written, not the first.
var big5LastPairs = [...]struct {
	r    rune
	pair uint16
}{{0x2550, 0xF9F9}, {0x255E, 0xF9E9}, {0x2561, 0xF9EB}, {0x256A, 0xF9EA}, {0x5341, 0xA451}, {0x5345, 0xA4CA}}

var eucKRReverse = sync.OnceValue(func() *reverseTable { return reverseOf(eucKRTable(), allPairs) })

type pairEncoder struct {
	plainEncoder
	reverse *reverseTable
}

func (e pairEncoder) appendRune(dst []byte, r rune) ([]byte, bool) {
	return appendPair(dst, r, e.reverse)
}

func appendPair(dst []byte, r rune, t *reverseTable) ([]byte, bool) {
	if r < utf8.RuneSelf {
		return append(dst, byte(r)), true
	}
	pair := t.at(r)
	if pair == 0 {
		return dst, false
	}
	return append(dst, byte(pair>>8), byte(pair)), true
}

// gbPrivate are private use characters that GB18030-2005 had where the edition of 2022 has assigned ones.
// They are written as the pairs they had, so that text of before 2022 survives.
var gbPrivate = [...]struct {
	r    rune
	pair uint16
}{
	{0xE81E, 0xFE59},
	{0xE826, 0xFE61},
	{0xE82B, 0xFE66},
	{0xE82C, 0xFE67},
	{0xE832, 0xFE6D},
	{0xE843, 0xFE7E},
	{0xE854, 0xFE90},
	{0xE864, 0xFEA0},
	{0xE78D, 0xA6D9},
	{0xE78E, 0xA6DA},
	{0xE78F, 0xA6DB},
	{0xE790, 0xA6DC},
	{0xE791, 0xA6DD},
	{0xE792, 0xA6DE},
	{0xE793, 0xA6DF},
	{0xE794, 0xA6EC},
	{0xE795, 0xA6ED},
	{0xE796, 0xA6F3},
}

var gbReverse = sync.OnceValue(func() *reverseTable {
	t := reverseOf(gbTable(), allPairs)
	for _, p := range gbPrivate {
		t.put(p.r, p.pair)
	}
	return t
})

// gbUnwritable is the one code point that the Encoding Standard's GB18030 cannot write: its pair has come to mean U+3000.
const gbUnwritable = 0xE5E5

type gbEncoder struct {
	plainEncoder
	reverse *reverseTable
}

func (e gbEncoder) appendRune(dst []byte, r rune) ([]byte, bool) {
	if r == '€' && e.of.kind == kindGBK {
		return append(dst, gbEuro), true
	}
	if out, ok := appendPair(dst, r, e.reverse); ok {
		return out, true
	}
	if e.of.kind == kindGBK || r == gbUnwritable {
		return dst, false
	}
	return appendFourByte(dst, r), true
}

// appendFourByte appends the four-byte code of a character that has no pair.
func appendFourByte(dst []byte, r rune) []byte {
	p := gbMovedPointer
	if r != gbMovedCharacter {
		i, found := slices.BinarySearchFunc(gbRanges[:], r, func(g gbRange, r rune) int { return int(g.first) - int(r) })
		if !found {
			i--
		}
		p = gbRanges[i].pointer + int(r-gbRanges[i].first)
	}
	return append(dst, byte(0x81+p/gbFourByteLead), byte(0x30+p/gbFourByteSecond%10), byte(0x81+p/10%126), byte(0x30+p%10))
}
