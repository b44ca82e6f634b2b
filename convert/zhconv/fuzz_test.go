package zhconv

import (
	"math/rand/v2"
	"testing"
	"unicode/utf8"
)

// FuzzConverter checks that no text makes a conversion panic, that its pieces do not matter, and that it keeps valid UTF-8 valid.
func FuzzConverter(f *testing.F) {
	for i, seed := range []string{
		"", "头发发现", "伺服器的記憶體", "一出戏\n一出去", "⿰讠⿱八兄说", "⿲⿲⿲⿲⿲⿲⿲⿲⿲⿲⿲⿲⿲⿲⿲⿲⿲⿲⿲一二三", "\xff\xe4\xb8发\xf0\x9f", "\uf900\ufa19\U0002F800",
		"马丁·斯科塞斯", "SQL注入攻击", "a\x00b\r\n",
	} {
		f.Add(seed, uint8(i), uint64(i))
	}
	variants := Variants()
	converters := make([]*Converter, len(variants))
	for i, v := range variants {
		converters[i] = newConverter(f, v)
	}
	f.Fuzz(func(t *testing.T, text string, variant uint8, seed uint64) {
		c := converters[int(variant)%len(converters)]
		got := c.String(text)
		if utf8.ValidString(text) && !utf8.ValidString(got) {
			t.Errorf("String(%q) = %q, which is not UTF-8", text, got)
		}
		stream := &Converter{table: c.table, program: c.program}
		if pieces := inPieces(t, rand.New(rand.NewPCG(seed, 0)), stream, text); pieces != got {
			t.Errorf("in pieces %q\n got %q\nwant %q", text, pieces, got)
		}
	})
}
