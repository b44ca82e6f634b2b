package encodingx

import "math"

// All costs are in half bits: twice the negative binary logarithm of a probability. A lane's cost is the price of the
// bytes if they are in its encoding; the cheapest lane is the likeliest encoding.
const (
	costInvalid     = 60 // a sequence that does not decode: real pages have some
	costFirstError  = 16 // more for the first of them: most pages have none
	costPrivate     = 52 // a private use character
	costUnseen      = 42 // a character of the right script that the word lists have not
	costOtherScript = 36 // kana in Chinese, Greek, Cyrillic, box drawing …
	costSymbol      = 32
	costSameScript  = 14 // Greek and Cyrillic after their own
	costJamo        = 22 // letters of Korean by themselves, as people write laughter
	costAfterWord   = 10 // a change between Latin letters and others inside a word
	costInsideWord  = 14 // more for a single character with Latin letters on both sides
	costCut         = 16 // of a character that the end cuts off
	costAfterPair   = 4  // of an ASCII byte that ends a run of pairs
	costFullWidth   = 24 // full-width digits and Latin letters
	costControl     = 48 // a C1 control character
	costHantInGBK   = 8  // Traditional Chinese is that much rarer in GBK
)

// costBand is a set of characters, or of pairs of characters, of one cost.
type costBand struct {
	cost  uint8
	chars string
}

// lane is one encoding that the bytes may be in, with what the sample costs there.
type lane struct {
	encoding *Encoding
	cost     int
	units    int // non-ASCII characters
	pairs    int // those of them that are pairs
	errors   int // sequences that do not decode
}

// invalid counts a sequence that does not decode.
func (l *lane) invalid() {
	if l.errors == 0 {
		l.cost += costFirstError
	}
	l.errors++
}

// perUnit is the average cost of a non-ASCII character.
func (l *lane) perUnit() int {
	if l.units == 0 {
		return costInvalid
	}
	return l.cost / l.units
}

// share turns a difference of costs into odds against the best lane. Neighbouring bytes are not independent, so the
// evidence is worth less than its sum; a quarter keeps the shares readable.
func share(cost, best int) float64 {
	return math.Exp2(float64(best-cost) / 8)
}
