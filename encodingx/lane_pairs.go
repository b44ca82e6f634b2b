package encodingx

import (
	"encoding/binary"
	"slices"
	"unicode/utf8"
)

// pairModel knows what the characters of a double-byte encoding cost.
type pairModel struct {
	encoding   *Encoding
	prior      int
	kanaLength int            // bytes of a half-width katakana, 0 if there are none
	costs      [1 << 15]uint8 // by pair as a big-endian number without its highest bit, with the flags of the character; 0 for none
	follow     followTable
}

// The flags of characters beside their costs.
const (
	flagLetter = 0x80 // Greek and Cyrillic
	flagMark   = 0x40 // punctuation, which may touch a Latin word
	costMask   = 0x3F

	pairMask = 0x7FFF
)

// read prices b in the model's encoding, and stops where that costs more than limit.
func (m *pairModel) read(b []byte, limit int) lane {
	l := lane{encoding: m.encoding, cost: m.prior}
	last, run, inside, kana := uint16(0), 0, false, byte(0)
	for i := 0; i < len(b) && l.cost <= limit; {
		lead := b[i]
		if lead < utf8.RuneSelf {
			switch {
			case last != 0:
				l.cost += m.leaveCost(last, lead, inside && run == 1)
			case kana != 0 && isLetter(lead):
				l.cost += costAfterWord
			}
			last, kana = 0, 0
			i++
			continue
		}
		if i+1 < len(b) {
			pair := binary.BigEndian.Uint16(b[i:])
			if entry := m.costs[pair&pairMask]; entry != 0 {
				c := int(entry & costMask)
				switch {
				case last == 0:
					run, inside = 0, i > 0 && isLetter(b[i-1]) && entry&flagMark == 0
					if inside {
						l.cost += costAfterWord
					}
				case entry&m.costs[last&pairMask]&flagLetter != 0:
					c = costSameScript
				default:
					c = m.follow.after(last, pair, c)
				}
				l.cost += c
				l.units++
				l.pairs++
				run++
				last, kana = pair, 0
				i += 2
				continue
			}
		}
		n, cost := m.other(b[i:], kana)
		if cost == 0 { // the end is inside a character
			l.cost += costCut
			if last == 0 && i > 0 && isLetter(b[i-1]) {
				l.cost += costAfterWord
			}
			break
		}
		last = 0
		if n == m.kanaLength && cost < costInvalid {
			if kana == 0 && i > 0 && isLetter(b[i-1]) {
				cost += costAfterWord
			}
			kana = b[i+n-1]
		} else {
			kana = 0
		}
		l.units++
		l.cost += cost
		if cost == costInvalid {
			l.invalid()
		}
		i += n
	}
	return l
}

// leaveCost is the cost of an ASCII byte after a pair, which alone may be inside a Latin word.
func (m *pairModel) leaveCost(pair uint16, ascii byte, inside bool) int {
	if isLetter(ascii) && m.costs[pair&pairMask]&flagMark == 0 {
		if inside {
			return costAfterWord + costInsideWord
		}
		return costAfterWord
	}
	return costAfterPair
}

// Costs of what is no pair.
const (
	costHalfKana   = 32 // the first of them, and
	costNextKana   = 14 // each that follows
	costKanaPoint  = 8  // a voicing mark that follows a kana that takes one
	costLoosePoint = 44 // and anywhere else
	costFourByte   = 44
	costThreeByte  = 40
	costEuro       = 30
)

// other prices what b begins with when that is no pair; the cost is 0 when b ends inside it.
func (m *pairModel) other(b []byte, kana byte) (n, cost int) {
	lead := b[0]
	switch m.encoding.kind {
	case kindGBK:
		if lead == gbEuro {
			return 1, costEuro
		}
		if len(b) > 1 && b[1] >= '0' && b[1] <= '9' && lead != 0xFF {
			var dst [utf8.UTFMax]byte
			if k, o := gbDecodeFour(dst[:], b, false); k > 0 {
				return gbFourByteLength, costFourByte
			} else if o.verdict == moreSrc {
				return 0, 0
			}
		}
	case kindEUCTW:
		if lead == eucKana {
			switch n := pairsOfEUC(b[1:]); {
			case n == 3 && (b[1] <= 0xA7 || b[1] == 0xAF): // the planes that are in use
				return 4, costFourByte
			case n+1 == len(b):
				return 0, 0
			}
		}
	case kindShiftJIS:
		if lead >= kanaFirst && lead <= kanaLast {
			return 1, kanaCost(lead, kana)
		}
	case kindEUCJP:
		switch {
		case lead == eucKana && len(b) > 1 && b[1] >= kanaFirst && b[1] <= kanaLast:
			return 2, kanaCost(b[1], kana)
		case lead == eucThird && pairsOfEUC(b[1:]) >= 2 && jis0212Row(b[1]):
			return 3, costThreeByte
		case lead == eucThird && len(b) < 3:
			return 0, 0
		}
	}
	if len(b) == 1 && lead != 0x80 && lead != 0xFF {
		return 0, 0
	}
	if len(b) > 1 && b[1] >= utf8.RuneSelf {
		return 2, costInvalid
	}
	return 1, costInvalid
}

// pairsOfEUC counts up to three bytes of the EUC encodings' characters.
func pairsOfEUC(b []byte) int {
	n := 0
	for n < len(b) && n < 3 && b[n] >= eucFirstRow && b[n] <= eucLastRow {
		n++
	}
	return n
}

// jis0212Row tells whether JIS X 0212 has characters in a row.
func jis0212Row(row byte) bool {
	return row == 0xA2 || row == 0xA6 || row == 0xA7 || row >= 0xA9 && row <= 0xAB || row >= 0xB0 && row <= 0xED
}

// kanaCost is the cost of a half-width katakana after another, 0 if none: they come in words, and voicing marks after certain ones.
func kanaCost(c, last byte) int {
	const ka, to, ha, ho, voiced, semivoiced = 0xB6, 0xC4, 0xCA, 0xCE, 0xDE, 0xDF
	switch {
	case c == voiced && (last >= ka && last <= to || last >= ha && last <= ho), c == semivoiced && last >= ha && last <= ho:
		return costKanaPoint
	case c >= voiced:
		return costLoosePoint
	case last == 0:
		return costHalfKana
	}
	return costNextKana
}

// cheapest sorts lanes by cost, in a fixed order where they cost the same.
func cheapest(lanes []lane) {
	slices.SortStableFunc(lanes, func(a, b lane) int { return a.cost - b.cost })
}
