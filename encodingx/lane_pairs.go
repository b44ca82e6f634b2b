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
	costs    [1 << 16]uint8 // by pair as a little-endian number, with the flags of the character; 0 for none
	follow   followTable
}

// The flags of characters beside their costs.
const (
	flagLetter = 0x80 // Greek and Cyrillic
	flagMark   = 0x40 // punctuation, which may touch a Latin word
	costMask   = 0x3F
)

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

// scriptCosts gives the cost of every character of the basic plane that is in no list, with its flags.
var scriptCosts = sync.OnceValue(func() *[0x10000]uint8 {
	costs := new([0x10000]uint8)
	for r := range rune(0x10000) {
		switch {
		case r >= 0x3400 && r <= 0x4DBF:
			costs[r] = costPrivate - 4
		case r >= 0x4E00 && r <= 0x9FFF, r >= 0xAC00 && r <= 0xD7A3:
			costs[r] = costUnseen
		case r > 0x9FFF && r < 0xE000:
			costs[r] = costOtherScript
		case r >= 0xE000 && r <= 0xF8FF:
			costs[r] = costPrivate
		default:
			costs[r] = unseenCost(r)
		}
	}
	return costs
})

// characterCosts gives the cost of every character of the basic plane for texts of a script.
func characterCosts(bands []costBand) *[0x10000]uint8 {
	costs := *scriptCosts()
	for _, list := range [][]costBand{punctuation[:], bands} {
		for _, band := range list {
			for _, r := range band.chars {
				costs[r] = costs[r]&^costMask | min(costs[r]&costMask, band.cost)
			}
		}
	}
	return &costs
}

// unseenCost is the cost of a character that is in no list, with its flags.
func unseenCost(r rune) uint8 {
	flags := uint8(0)
	switch {
	case r < 0x370:
	case r < 0x530 || r >= 0x1F00 && r < 0x2000:
		if unicode.In(r, unicode.Greek, unicode.Cyrillic) {
			flags = flagLetter
		}
	}
	if unicode.IsPunct(r) {
		flags = flagMark
	}
	switch {
	case r >= 0xFF01 && r <= 0xFF5E:
		return flags | costFullWidth
	case r >= 0x80 && r < 0xA0:
		return costControl
	case r >= 0x3000 && r <= 0x303F, flags == flagMark:
		return flags | costSymbol
	case r >= 0xF900 && r <= 0xFAFF:
		return costPrivate - 4
	}
	return flags | costOtherScript
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
			cost := int(band.cost) - int(costs[first]&costMask)
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

// pairLanes are the double-byte encodings that statistics know. Each has its table made when it is first asked.
var pairLanes = [...]struct {
	encoding string
	model    func() *pairModel
}{
	{"GBK", sync.OnceValue(func() *pairModel { return newPairModel("GBK", 0, gbTable(), gbkCosts(), hansPairs[:]) })},
	{"Big5", sync.OnceValue(func() *pairModel { return newPairModel("Big5", 0, big5Table(), hantCosts(), hantPairs[:]) })},
	{"EUC-KR", sync.OnceValue(func() *pairModel {
		return newPairModel("EUC-KR", 2, eucKRTable(), koreanCosts(), koreanPairs[:])
	})},
	{"Shift_JIS", sync.OnceValue(func() *pairModel {
		return newPairModel("Shift_JIS", 2, shiftJISTable(), japaneseCosts(), japanesePairs[:])
	})},
	{"EUC-JP", sync.OnceValue(func() *pairModel {
		return newPairModel("EUC-JP", 4, eucJPTables().jis0208, japaneseCosts(), japanesePairs[:])
	})},
	{"EUC-TW", sync.OnceValue(func() *pairModel {
		return newPairModel("EUC-TW", 12, cnsTables().first, hantCosts(), hantPairs[:])
	})},
}

var (
	hantCosts     = sync.OnceValue(func() *[0x10000]uint8 { return characterCosts(hantCharacters[:]) })
	japaneseCosts = sync.OnceValue(func() *[0x10000]uint8 { return characterCosts(japaneseCharacters[:]) })
)

// The Chinese characters of the basic plane.
const (
	hanFirst = 0x3400
	hanLast  = 0x9FFF
)

// gbkCosts are those of Simplified Chinese, and of Traditional where it is at home in GBK, too.
var gbkCosts = sync.OnceValue(func() *[0x10000]uint8 {
	costs, hant := characterCosts(hansCharacters[:]), hantCosts()
	for r := hanFirst; r <= hanLast; r++ {
		if hant[r] < costSymbol {
			costs[r] = min(costs[r], hant[r]+costHantInGBK)
		}
	}
	return costs
})

// koreanCosts are those of hangul, of its letters by themselves, and of Chinese characters, which are rare.
var koreanCosts = sync.OnceValue(func() *[0x10000]uint8 {
	const hanja, jamoFirst, jamoLast = 12, 0x3131, 0x318E
	costs, hant := characterCosts(koreanCharacters[:]), hantCosts()
	for r := jamoFirst; r <= jamoLast; r++ {
		costs[r] = costJamo
	}
	for r := hanFirst; r <= hanLast; r++ {
		costs[r] = min(hant[r]+hanja, costUnseen)
	}
	return costs
})

// read prices b in the model's encoding, and stops where that costs more than limit.
func (m *pairModel) read(b []byte, limit int) lane {
	l := lane{encoding: m.encoding, cost: m.prior}
	last, run, inside := uint16(0), 0, false
	for i := 0; i < len(b) && l.cost <= limit; {
		lead := b[i]
		if lead < utf8.RuneSelf {
			if last != 0 {
				l.cost += m.leaveCost(last, lead, inside && run == 1)
			}
			last = 0
			i++
			continue
		}
		if i+1 < len(b) {
			pair := binary.LittleEndian.Uint16(b[i:])
			if entry := m.costs[pair]; entry != 0 {
				c := int(entry & costMask)
				switch {
				case last == 0:
					run, inside = 0, i > 0 && isLetter(b[i-1]) && entry&flagMark == 0
					if inside {
						l.cost += costAfterWord
					}
				case entry&m.costs[last]&flagLetter != 0:
					c = costSameScript
				default:
					c = m.follow.after(last, pair, c)
				}
				l.cost += c
				l.units++
				run++
				last = pair
				i += 2
				continue
			}
		}
		n, cost := m.other(b[i:])
		if cost == 0 { // the end is inside a character
			l.cost += costCut
			if last == 0 && i > 0 && isLetter(b[i-1]) {
				l.cost += costAfterWord
			}
			break
		}
		last = 0
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
	if isLetter(ascii) && m.costs[pair]&flagMark == 0 {
		if inside {
			return costAfterWord + costInsideWord
		}
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
		case lead == eucThird && len(b) > 2 && eucJPTables().jis0212().at(b[1], b[2]) != 0:
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
