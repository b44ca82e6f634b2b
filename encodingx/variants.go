package encodingx

import "sync"

// uaoTable is Big5-UAO, the Unicode-at-on extension of bulletin boards: kana, Simplified characters and signs in the
// rows that Big5 leaves to users.
var uaoTable = sync.OnceValue(func() *doubleByteTable {
	t := new(doubleByteTable)
	fillBig5(t, uaoIndex)
	return t
})

// uaoReverse writes the pairs of Big5 proper where there are two, and else the first.
var uaoReverse = sync.OnceValue(func() *reverseTable {
	t := reverseOf(uaoTable(), func(lead, _ byte) bool { return lead >= big5FirstWritten })
	for pair := 0x8100; pair < big5FirstWritten<<8; pair++ {
		if v := uaoTable().at(byte(pair>>8), byte(pair)); v != 0 {
			t.put(unpackRune(v), uint16(pair))
		}
	}
	return t
})

// eudc are the rows that Windows code page 950 leaves to users, with the private use character that the first pair is.
var eudc = [...]struct {
	first, last uint16
	character   rune
}{
	{0xFA40, 0xFEFE, 0xE000},
	{0x8E40, 0xA0FE, 0xE311},
	{0x8140, 0x8DFE, 0xEEB8},
	{0xC6A1, 0xC8FE, 0xF6B1},
}

// eudcTable is Windows code page 950 with its private use characters: Big5 without HKSCS.
var eudcTable = sync.OnceValue(func() *doubleByteTable {
	t := *big5Table()
	for _, area := range eudc {
		r := area.character
		for pair := int(area.first); pair <= int(area.last); pair++ {
			if trail := byte(pair); trail >= 0x40 && trail <= 0x7E || trail >= 0xA1 && trail <= 0xFE {
				t.set(byte(pair>>8), trail, r)
				r++
			}
		}
	}
	t.set(0xF9, 0xFE, '▓')
	return &t
})

var eudcReverse = sync.OnceValue(func() *reverseTable {
	t := reverseOf(eudcTable(), allPairs)
	for _, p := range big5LastPairs {
		t.replace(p.r, p.pair)
	}
	return t
})

// hkscsReverse writes HKSCS, too, which the Encoding Standard only reads.
var hkscsReverse = sync.OnceValue(func() *reverseTable {
	t := *big5Reverse()
	all := reverseOf(big5Table(), allPairs)
	for r := range all.bmp {
		if all.bmp[r] != 0 {
			t.put(rune(r), all.bmp[r])
		}
	}
	for r, pair := range all.astral {
		t.put(r, pair)
	}
	return &t
})

// gb2005Table is the two-byte part of GB18030-2005, which has private use characters where the edition of 2022 has others.
var gb2005Table = sync.OnceValue(func() *doubleByteTable {
	t := *gbTable()
	for _, p := range gbPrivate {
		t.set(byte(p.pair>>8), byte(p.pair), p.r)
	}
	return &t
})

var gb2005Reverse = sync.OnceValue(func() *reverseTable { return reverseOf(gb2005Table(), allPairs) })

// priced is the encoding that statistics know of which this is a variant, or the encoding itself.
func (e *Encoding) priced() *Encoding {
	switch e.kind {
	case kindGB18030, kindGB2005:
		return named("GBK")
	case kindBig5UAO, kindBig5EUDC, kindBig5HKSCS:
		return named("Big5")
	}
	return e
}
