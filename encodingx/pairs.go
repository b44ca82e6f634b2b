package encodingx

import (
	"encoding/binary"
	"math/bits"
	"unicode/utf8"
)

// doubleByteTable holds for each pair of bytes, lead above 7F, the UTF-8 of its character as a little-endian number;
// zero where there is none. The index is the pair as a little-endian number, as the hot loop loads it. Half of the
// table is never touched; that costs less than the arithmetic of a compact one.
//
// Text of four bytes is held with all its bits inverted, so that packedThree alone tells a character of three bytes, which
// nearly every one is. Only at and put read and write that form.
type doubleByteTable [1 << 16]uint32

func (t *doubleByteTable) at(lead, trail byte) uint32 {
	return uninverted(t[uint16(trail)<<8|uint16(lead)])
}

func (t *doubleByteTable) set(lead, trail byte, r rune) {
	t.put(lead, trail, packRune(r))
}

// put sets the text of a pair, as packRune gives it.
func (t *doubleByteTable) put(lead, trail byte, v uint32) {
	if v >= packedFour {
		v = ^v
	}
	t[uint16(trail)<<8|uint16(lead)] = v
}

// uninverted gives the text that an entry of a table holds. No text begins with a byte below C0 but that of four bytes, inverted.
func uninverted(v uint32) uint32 {
	const first = 0xC0
	if v != 0 && v&first == 0 {
		return ^v
	}
	return v
}

// The length of a packed character is seen in its highest bit: 31 for four bytes, 23 for three.
const (
	packedFour  = 1 << 31
	packedThree = 1 << 23
)

// packedThree of four entries a, b, c, d, where it lies in the words that they are joined in: a, b and a part of c in w, the
// rest in x. The words hold the text of the four as far as those are of three bytes each.
const (
	threeInW = packedThree | packedThree<<24
	threeInX = packedThree>>16 | packedThree<<8
)

// decodePairs decodes ASCII and pairs as long as neither src nor dst comes near its end and each pair has a character.
// It returns how much of both is done; the caller's careful loop does the rest, or the one character that stopped it.
//
// What takes the time of a page is that the processor guesses wrong where ASCII and characters meet, every few dozen bytes.
// So both borders are found by arithmetic: thirty-two bytes, or four characters, are stored whatever they are, and only as
// many of them counted as were right. The border behind characters is looked for in a second reading of the same
// bytes, so that the first one, which is for long text, has nothing to keep. (The same four lines twice: as a function of their
// own they cost a tenth.)
func decodePairs(t *doubleByteTable, dst, src []byte) (i, j int) {
	const (
		wide     = 32 // bytes of ASCII at a time
		step     = 8  // bytes of four pairs
		room     = 16 // they need no more
		leadBits = 0x0080008000800080
	)
	in, out := src, dst
	for len(in) >= wide && len(out) >= wide {
		low, mid := binary.LittleEndian.Uint64(in), binary.LittleEndian.Uint64(in[8:])
		high, top := binary.LittleEndian.Uint64(in[16:]), binary.LittleEndian.Uint64(in[24:])
		binary.LittleEndian.PutUint64(out, low)
		binary.LittleEndian.PutUint64(out[8:], mid)
		binary.LittleEndian.PutUint64(out[16:], high)
		binary.LittleEndian.PutUint64(out[24:], top)
		if (low|mid|high|top)&highBits == 0 {
			in, out = in[wide:], out[wide:]
			continue
		}
		n := bits.TrailingZeros32(highOf(low) | highOf(mid)<<8 | highOf(high)<<16 | highOf(top)<<24)
		in, out = in[n:], out[n:]
		for len(in) >= step && len(out) >= room {
			v := binary.LittleEndian.Uint64(in)
			if v&leadBits == leadBits {
				a, b, c, d := t[uint16(v)], t[uint16(v>>16)], t[uint16(v>>32)], t[uint16(v>>48)]
				w, x := uint64(a)|uint64(b)<<24|uint64(c)<<48, c>>16|d<<8
				binary.LittleEndian.PutUint64(out, w)
				binary.LittleEndian.PutUint32(out[8:], x)
				if w&threeInW == threeInW && x&threeInX == threeInX {
					in, out = in[step:], out[step/2*3:]
					continue
				}
			}
			v = binary.LittleEndian.Uint64(in)
			a, b, c, d := t[uint16(v)], t[uint16(v>>16)], t[uint16(v>>32)], t[uint16(v>>48)]
			w, x := uint64(a)|uint64(b)<<24|uint64(c)<<48, c>>16|d<<8
			binary.LittleEndian.PutUint64(out, w)
			binary.LittleEndian.PutUint32(out[8:], x)
			other := ^(uint32(w>>23)&1 | uint32(w>>46)&2 | x>>5&4 | x>>28&8) // a bit for each that is not of three bytes
			pairs := bits.TrailingZeros64(^v&leadBits) >> 4
			if other&(1<<pairs-1) == 0 {
				in, out = in[2*pairs:], out[3*pairs:]
				break
			}
			n := bits.TrailingZeros32(other)
			in, out = in[2*n:], out[3*n:]
			a = uninverted(t[uint16(v>>(16*n&63))])
			if a == 0 {
				return len(src) - len(in), len(dst) - len(out)
			}
			binary.LittleEndian.PutUint32(out, a)
			in, out = in[2:], out[packedLen(a):]
		}
	}
	return len(src) - len(in), len(dst) - len(out)
}

// highOf has a bit for each byte of v that is not ASCII, the lowest for the first.
func highOf(v uint64) uint32 {
	const gather = 0x0002040810204081 // brings the highest bit of each byte into the highest byte
	return uint32(v & highBits * gather >> 56)
}

// packRune gives the UTF-8 of a character as a little-endian number.
func packRune(r rune) uint32 {
	var b [utf8.UTFMax]byte
	utf8.EncodeRune(b[:], r)
	return binary.LittleEndian.Uint32(b[:])
}

// unpackRune is the inverse of packRune.
func unpackRune(v uint32) rune {
	var b [utf8.UTFMax]byte
	binary.LittleEndian.PutUint32(b[:], v)
	r, _ := utf8.DecodeRune(b[:])
	return r
}

// packedLen is the number of bytes of a packed character.
func packedLen(v uint32) int { return (bits.Len32(v) + 7) >> 3 }
