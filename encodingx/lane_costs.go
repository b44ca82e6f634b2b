package encodingx

import (
	"sync"
	"unicode"
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
	{24, "★☆♥♡♪○●◎◇◆□■△▲▽▼※→←↑↓"}, // what people decorate with
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

// hantCosts are those of Traditional Chinese.
var hantCosts = sync.OnceValue(func() *[0x10000]uint8 { return characterCosts(hantCharacters[:]) })

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
