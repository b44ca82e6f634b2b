package encodingx

import "sync"

// uaoTable is Big5-UAO, the Unicode-at-on extension of bulletin boards: kana, Simplified characters and signs in the
// rows that Big5 leaves to users.
var uaoTable = sync.OnceValue(func() *doubleByteTable {
	t := new(doubleByteTable)
	fillBig5(t, uaoIndex)
	return t
})

// uaoReverse writes the pairs of Big5 proper where there are two, and else the first, but for uaoWritten.
var uaoReverse = sync.OnceValue(func() *reverseTable {
	t := reverseOf(uaoTable(), func(lead, _ byte) bool { return lead >= big5FirstWritten })
	for pair := 0x8100; pair < big5FirstWritten<<8; pair++ {
		if v := uaoTable().at(byte(pair>>8), byte(pair)); v != 0 {
			t.put(unpackRune(v), uint16(pair))
		}
	}
	i := 0
	for _, r := range uaoWritten {
		t.replace(r, uaoWrittenPairs[i])
		i++
	}
	return t
})

// uaoWritten are the characters of several pairs for which the table of Unicode to Big5-UAO 2.50 has another one than uaoReverse
// would choose. The table is the authority: it is no rule, and bulletin boards compare bytes.
const uaoWritten = "ÇÜãæðü№℡⇦⇨⇩═╞╡╪㈱䒑乚仝冈十卅塀売将帮弥径栃榊樫橺残浅浜灿炉瑨祢箪繮茎莅蒋蝉衅衮迩迹鉢随隽静麿＇"

var uaoWrittenPairs = [...]uint16{
	0xA0BC, 0xA0BA, 0xA0CE, 0xA0CB, 0xA0EA, 0xA0CA, 0x9DCF, 0x9DC9, 0x9D4A, 0x9D49, 0x9D4C,
	0xF9F9, 0xF9E9, 0xF9EB, 0xF9EA, 0x99FD, 0x9CD3, 0x9CDF, 0xC969, 0x8358, 0xA451, 0xA4CA,
	0x9459, 0x93B3, 0x92E2, 0x89D6, 0x93F9, 0x92A6, 0x9451, 0x9445, 0x9440, 0x947E, 0x92CF,
	0x9348, 0x93BD, 0x89F2, 0x93F4, 0xFEAC, 0x8FBE, 0x8AE7, 0x8CE8, 0x92A7, 0x8748, 0x8852,
	0x8AFB, 0x8D75, 0x847C, 0x8B4A, 0x95D9, 0x95F1, 0x92FA, 0x8679, 0x9343, 0x94FA, 0x91C2,
}

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
