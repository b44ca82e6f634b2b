package encodingx

import (
	"encoding/binary"
	"slices"
	"sync"
	"unicode"
	"unicode/utf8"
)

// pairModel knows what the characters of a double-byte encoding cost.
type pairModel struct {
	encoding *Encoding
	prior    int
	costs    [1 << 16]uint8 // by pair as a little-endian number; 0 for none
	letters  [1 << 16]bool  // Greek and Cyrillic
	marks    [1 << 16]bool  // punctuation, which may touch a Latin word
	follow   followTable
}

// punctuation is what the word lists lack; the costs are estimates.
var punctuation = [...]costBand{
	{11, "，"},
	{12, "。"},
	{13, "、"},
	{15, "：\u3000"},
	{16, "“”「」（）"},
	{18, "；？！《》—…・"},
	{20, "‘’【】『』·．－／～％"},
}

// characterCosts gives the cost of every character of the basic plane for texts of a script.
func characterCosts(bands []costBand) *[0x10000]uint8 {
	costs := new([0x10000]uint8)
	for r := range costs {
		costs[r] = uint8(unseenCost(rune(r)))
	}
	for _, list := range [][]costBand{punctuation[:], bands} {
		for _, band := range list {
			for _, r := range band.chars {
				costs[r] = min(costs[r], band.cost)
			}
		}
	}
	return costs
}

// unseenCost is the cost of a character that is in no list.
func unseenCost(r rune) int {
	switch {
	case r >= 0x4E00 && r <= 0x9FFF || r >= 0xAC00 && r <= 0xD7A3:
		return costUnseen
	case r >= 0xE000 && r <= 0xF8FF:
		return costPrivate
	case r >= 0xFF01 && r <= 0xFF5E:
		return costFullWidth
	case r >= 0x80 && r < 0xA0:
		return costControl
	case r >= 0x3000 && r <= 0x303F, unicode.IsPunct(r):
		return costSymbol
	case r >= 0x3400 && r <= 0x4DBF || r >= 0xF900 && r <= 0xFAFF:
		return costPrivate - 4
	}
	return costOtherScript
}

// newPairModel prices every pair of a table.
func newPairModel(name string, prior int, table *doubleByteTable, costs *[0x10000]uint8, pairs []costBand) *pairModel {
	m := &pairModel{encoding: named(name), prior: prior}
	reverse := new(reverseTable)
	for i, v := range table {
		if v == 0 {
			continue
		}
		r := unpackRune(v)
		if r > 0xFFFF || utf8.RuneLen(r) != packedLen(v) {
			m.costs[i] = costPrivate - 4
			continue
		}
		m.costs[i] = costs[r]
		m.letters[i] = unicode.In(r, unicode.Greek, unicode.Cyrillic)
		m.marks[i] = unicode.IsPunct(r)
		reverse.put(r, uint16(i))
	}
	m.follow.fill(pairs, reverse, costs)
	return m
}

// followTable holds what a character costs after another where that is less than by itself: a hash table of pairs of pairs.
type followTable struct {
	keys  []uint32
	costs []uint8
}

const (
	followSize = 1 << 14 // twice the pairs that are kept
	followHash = 0x9E3779B1
)

func followSlot(key uint32) uint32 { return key * followHash >> 18 }

func (t *followTable) fill(pairs []costBand, reverse *reverseTable, costs *[0x10000]uint8) {
	t.keys, t.costs = make([]uint32, followSize), make([]uint8, followSize)
	for _, band := range pairs {
		first := rune(0)
		for _, r := range band.chars {
			if first == 0 {
				first = r
				continue
			}
			a, b := reverse.at(first), reverse.at(r)
			cost := int(band.cost) - int(costs[first])
			first = 0
			if a == 0 || b == 0 {
				continue
			}
			key := uint32(a)<<16 | uint32(b)
			slot := followSlot(key)
			for t.keys[slot] != 0 {
				slot = (slot + 1) % followSize
			}
			t.keys[slot], t.costs[slot] = key, uint8(max(cost, 1))
		}
	}
}

// after gives the cost of b after a, if it is less than own.
func (t *followTable) after(a, b uint16, own int) int {
	key := uint32(a)<<16 | uint32(b)
	for slot := followSlot(key); t.keys[slot] != 0; slot = (slot + 1) % followSize {
		if t.keys[slot] == key {
			return min(own, int(t.costs[slot]))
		}
	}
	return own
}

// pairModels are the double-byte encodings that statistics know.
var pairModels = sync.OnceValue(func() []*pairModel {
	hans, hant := characterCosts(hansCharacters[:]), characterCosts(hantCharacters[:])
	gbk := new([0x10000]uint8)
	for r := range gbk {
		gbk[r] = min(hans[r], uint8(min(int(hant[r])+costHantInGBK, 255)))
		if hant[r] >= costSymbol || !unicode.Is(unicode.Han, rune(r)) {
			gbk[r] = hans[r]
		}
	}
	japanese, korean := characterCosts(japaneseCharacters[:]), characterCosts(koreanCharacters[:])
	for r := range korean {
		if r >= 0x3131 && r <= 0x318E {
			korean[r] = costJamo
		}
		if unicode.Is(unicode.Han, rune(r)) {
			korean[r] = uint8(min(int(hant[r])+12, costUnseen))
		}
	}
	return []*pairModel{
		newPairModel("GBK", 0, gbTable(), gbk, hansPairs[:]),
		newPairModel("Big5", 0, big5Table(), hant, hantPairs[:]),
		newPairModel("EUC-KR", 2, eucKRTable(), korean, koreanPairs[:]),
		newPairModel("Shift_JIS", 2, shiftJISTable(), japanese, japanesePairs[:]),
		newPairModel("EUC-JP", 4, eucJPTables().jis0208, japanese, japanesePairs[:]),
		newPairModel("EUC-TW", 12, cnsTables().first, hant, hantPairs[:]),
	}
})

// read prices b in the model's encoding, and stops where that costs more than limit.
func (m *pairModel) read(b []byte, limit int) lane {
	l := lane{encoding: m.encoding, cost: m.prior}
	last := uint16(0)
	for i := 0; i < len(b) && l.cost <= limit; {
		lead := b[i]
		if lead < utf8.RuneSelf {
			if last != 0 {
				l.cost += m.leaveCost(last, lead)
			}
			last = 0
			i++
			continue
		}
		if i+1 < len(b) {
			pair := binary.LittleEndian.Uint16(b[i:])
			if c := int(m.costs[pair]); c != 0 {
				switch {
				case last == 0:
					if i > 0 && isLetter(b[i-1]) && !m.marks[pair] {
						l.cost += costAfterWord
					}
				case m.letters[pair] && m.letters[last]:
					c = costSameScript
				default:
					c = m.follow.after(last, pair, c)
				}
				l.cost += c
				l.units++
				last = pair
				i += 2
				continue
			}
		}
		last = 0
		n, cost := m.other(b[i:])
		if cost == 0 {
			break // the end is inside a character
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

// leaveCost is the cost of an ASCII byte after a pair.
func (m *pairModel) leaveCost(pair uint16, ascii byte) int {
	if isLetter(ascii) && !m.marks[pair] {
		return costAfterWord
	}
	return costAfterPair
}

// Costs of what is no pair.
const (
	costHalfKana  = 28
	costFourByte  = 44
	costThreeByte = 40
	costEuro      = 30
)

// other prices what b begins with when that is no pair; the cost is 0 when b ends inside it.
func (m *pairModel) other(b []byte) (n, cost int) {
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
			v, n, o := eucTWMachine{tables: cnsTables()}.character(b, false)
			switch {
			case v != 0:
				return n, costFourByte
			case o.verdict == moreSrc:
				return 0, 0
			}
		}
	case kindShiftJIS:
		if lead >= kanaFirst && lead <= kanaLast {
			return 1, costHalfKana
		}
	case kindEUCJP:
		switch {
		case lead == eucKana && len(b) > 1 && b[1] >= kanaFirst && b[1] <= kanaLast:
			return 2, costHalfKana
		case lead == eucThird && len(b) > 2 && eucJPTables().jis0212.at(b[1], b[2]) != 0:
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

// cheapest sorts lanes by cost, in a fixed order where they cost the same.
func cheapest(lanes []lane) {
	slices.SortStableFunc(lanes, func(a, b lane) int { return a.cost - b.cost })
}
