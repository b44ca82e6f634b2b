package encodingx

import (
	"bytes"
	"flag"
	"os"
	"testing"
	"unicode/utf8"
)

var update = flag.Bool("update", false, "write lane_tables.bin anew")

// TestPairPrices makes lane_tables.bin. Run it with -update after the tables of frequencies or the costs have changed.
func TestPairPrices(t *testing.T) {
	hans, hant := gbkCosts(), hantCosts()
	japanese := characterCosts(japaneseCharacters[:])
	var want []byte
	for _, lane := range []struct {
		table *doubleByteTable
		costs *[0x10000]uint8
		pairs []costBand
	}{
		{gbTable(), hans, hansPairs[:]},
		{big5Table(), hant, hantPairs[:]},
		{eucKRTable(), koreanCosts(), koreanPairs[:]},
		{shiftJISTable(), japanese, japanesePairs[:]},
		{eucJPTables().jis0208, japanese, japanesePairs[:]},
		{cnsTables().first, hant, hantPairs[:]},
	} {
		want = append(want, pairPricesOf(lane.table, lane.costs, lane.pairs)...)
	}
	if *update {
		if err := os.WriteFile("lane_tables.bin", want, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if !bytes.Equal(want, []byte(pairPrices)) {
		t.Error("lane_tables.bin is not what the tables give: go test -run TestPairPrices -update")
	}
}

// pairPricesOf prices every pair of a table.
func pairPricesOf(table *doubleByteTable, costs *[0x10000]uint8, pairs []costBand) []byte {
	rows := make([]byte, 0, leads*trails)
	codes := map[rune][2]byte{}
	for lead := firstLead; lead <= lastLead; lead++ {
		for trail := firstTrail; trail <= lastTrail; trail++ {
			cost := uint8(0)
			if v := table.at(byte(lead), byte(trail)); v != 0 {
				r := unpackRune(v)
				if r > 0xFFFF || utf8.RuneLen(r) != packedLen(v) {
					cost = costPrivate - 4
				} else {
					cost = costs[r]
					if _, ok := codes[r]; !ok {
						codes[r] = [2]byte{byte(lead), byte(trail)}
					}
				}
			}
			rows = append(rows, cost)
		}
	}
	var follows []byte
	n := 0
	for _, band := range pairs {
		first := rune(0)
		for _, r := range band.chars {
			if first == 0 {
				first = r
				continue
			}
			a, ok := codes[first]
			b, also := codes[r]
			cost := max(int(band.cost)-int(costs[first]&costMask), 1)
			first = 0
			if ok && also {
				follows = append(follows, a[0], a[1], b[0], b[1], byte(cost))
				n++
			}
		}
	}
	return append(append([]byte{byte(n >> 8), byte(n)}, follows...), rows...)
}

// koreanCosts are those of hangul, of its letters by themselves, and of Chinese characters, which are rare.
func koreanCosts() *[0x10000]uint8 {
	const hanja, jamoFirst, jamoLast = 12, 0x3131, 0x318E
	costs, hant := characterCosts(koreanCharacters[:]), hantCosts()
	for r := jamoFirst; r <= jamoLast; r++ {
		costs[r] = costJamo
	}
	for r := hanFirst; r <= hanLast; r++ {
		costs[r] = min(hant[r]+hanja, costUnseen)
	}
	return costs
}
