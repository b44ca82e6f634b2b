package encodingx

import (
	"encoding/binary"
	"math/bits"
	"unicode/utf8"

	"golang.org/x/text/transform"
)

// verdict says why a machine came back.
type verdict uint8

const (
	finished  verdict = iota // the whole source is consumed
	fullDst                  // the destination may be too small for the next character
	moreSrc                  // the source ends inside a character and more may follow
	unmapped                 // well-formed, but no character
	malformed                // cannot stand there
	truncated                // the end of the input is inside a character
)

// outcome is what one call of a machine did.
type outcome struct {
	nDst, nSrc int
	verdict    verdict
	bad        int // bytes of src at nSrc that make the invalid sequence and are to be skipped
	shown      int // bytes of src at nSrc that the diagnostic shows; at least bad
}

// machine decodes one stream into UTF-8. It never writes a replacement itself: it stops before an invalid sequence, and
// whoever drives it decides what happens there. That keeps positions, policies and limits out of every hot loop.
type machine interface {
	decode(dst, src []byte, atEOF bool) outcome
	reset()
}

// stateless is the part of a machine that has nothing to reset.
type stateless struct{}

func (stateless) reset() {}

// maxCharacter is the most bytes one character of any encoding takes in UTF-8; a machine may ask for as many free.
const maxCharacter = 8

const (
	replacement = "\uFFFD"
	highBits    = 0x8080808080808080
)

// copyASCII copies the ASCII bytes that src begins with, eight at a time, as far as dst reaches.
func copyASCII(dst, src []byte) int {
	n := min(len(dst), len(src))
	i := 0
	for ; i+8 <= n; i += 8 {
		v := binary.LittleEndian.Uint64(src[i:])
		binary.LittleEndian.PutUint64(dst[i:], v)
		if v &= highBits; v != 0 {
			return i + bits.TrailingZeros64(v)>>3
		}
	}
	for ; i < n && src[i] < utf8.RuneSelf; i++ {
		dst[i] = src[i]
	}
	return i
}

// asciiLen is the number of ASCII bytes that src begins with.
func asciiLen(src []byte) int {
	const wide = 32
	i := 0
	for ; i+wide <= len(src); i += wide {
		s := src[i : i+wide : i+wide]
		if (binary.LittleEndian.Uint64(s)|binary.LittleEndian.Uint64(s[8:])|binary.LittleEndian.Uint64(s[16:])|
			binary.LittleEndian.Uint64(s[24:]))&highBits != 0 {
			break
		}
	}
	for ; i+8 <= len(src); i += 8 {
		if v := binary.LittleEndian.Uint64(src[i:]) & highBits; v != 0 {
			return i + bits.TrailingZeros64(v)>>3
		}
	}
	for i < len(src) && src[i] < utf8.RuneSelf {
		i++
	}
	return i
}

// newMachine returns a decoder of the encoding that has decoded nothing yet.
func (e *Encoding) newMachine() machine {
	switch e.kind {
	case kindISO2022JP, kindISO2022KR, kindISO2022CN, kindHZ, kindReplacement:
		return e.makeMachine()
	}
	return e.shared()
}

func (e *Encoding) makeMachine() machine {
	switch e.kind {
	case kindUTF8:
		return utf8Machine{}
	case kindUTF16LE:
		return utf16Machine{order: binary.LittleEndian}
	case kindUTF16BE:
		return utf16Machine{order: binary.BigEndian}
	case kindUTF32LE:
		return utf32Machine{order: binary.LittleEndian}
	case kindUTF32BE:
		return utf32Machine{order: binary.BigEndian}
	case kindGBK, kindGB18030:
		return gbMachine{table: gbTable()}
	case kindGB2005:
		return gbMachine{table: gb2005Table()}
	case kindBig5, kindBig5HKSCS:
		return pairMachine{table: big5Table()}
	case kindBig5UAO:
		return pairMachine{table: uaoTable()}
	case kindBig5EUDC:
		return pairMachine{table: eudcTable()}
	case kindEUCKR:
		return pairMachine{table: eucKRTable()}
	case kindShiftJIS:
		return shiftJISMachine{table: shiftJISTable()}
	case kindEUCJP:
		return eucJPMachine{tables: eucJPTables()}
	case kindISO2022JP:
		return &iso2022JPMachine{tables: eucJPTables()}
	case kindISO2022KR:
		return &iso2022KRMachine{table: eucKRTable()}
	case kindHZ:
		return &hzMachine{table: gbTable()}
	case kindEUCTW:
		return eucTWMachine{tables: cnsTables()}
	case kindISO2022CN:
		return &iso2022CNMachine{gb: gbTable(), cns: cnsTables()}
	case kindReplacement:
		return &replacementMachine{}
	}
	return singleByteMachine{table: e.single()}
}

// decodeTransformer makes a transform.Transformer of a machine, with U+FFFD for each invalid sequence.
type decodeTransformer struct{ machine machine }

// Reset implements transform.Transformer.
func (t *decodeTransformer) Reset() { t.machine.reset() }

// Transform implements transform.Transformer.
func (t *decodeTransformer) Transform(dst, src []byte, atEOF bool) (nDst, nSrc int, err error) {
	for {
		o := t.machine.decode(dst[nDst:], src[nSrc:], atEOF)
		nDst += o.nDst
		nSrc += o.nSrc
		switch o.verdict {
		case finished:
			return nDst, nSrc, nil
		case fullDst:
			return nDst, nSrc, transform.ErrShortDst
		case moreSrc:
			return nDst, nSrc, transform.ErrShortSrc
		default:
			if len(dst)-nDst < len(replacement) {
				return nDst, nSrc, transform.ErrShortDst
			}
			nDst += copy(dst[nDst:], replacement)
			nSrc += o.bad
		}
	}
}
