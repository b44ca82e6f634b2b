package zhconv

import (
	"strings"
	"testing"
)

// Texts that make a step look as far ahead as it ever does, at every character.
func hostileTexts() map[string]string {
	texts := map[string]string{
		"descriptions without an end": "⿰",
		"deep descriptions":           "⿲⿲⿲⿲⿲⿲⿲⿲⿲⿲⿲⿲⿲⿲⿲一",
		"description of 64":           "⿱一",
		"beginnings of a phrase":      "中华人民共和",
		"one character of phrases":    "一",
		"compatibility ideographs":    "\uf9e9",
		"bytes":                       "\xe4\xb8",
	}
	for name, text := range texts {
		texts[name] = strings.Repeat(text, 200_000/len(text))
	}
	return texts
}

func TestHostileTextsHoldLittle(t *testing.T) {
	t.Parallel()
	for name, text := range hostileTexts() {
		for _, v := range []Variant{S2T, S2TWP, TW2SP} {
			c := newConverter(t, v)
			c.String(text)
			e, _ := c.idle.Get().(*engine)
			if e == nil { // the collector took it
				continue
			}
			const most = 8 * windowSize
			if n := cap(e.in.runes) + cap(e.lanes[0].runes) + cap(e.lanes[1].runes); n > most {
				t.Errorf("%s, %s: %d characters were held; want at most %d", v, name, n, most)
			}
		}
	}
}

func BenchmarkHostile(b *testing.B) {
	for name, text := range hostileTexts() {
		b.Run(name, func(b *testing.B) {
			c := newConverter(b, S2TWP)
			b.SetBytes(int64(len(text)))
			for b.Loop() {
				c.String(text)
			}
		})
	}
}
