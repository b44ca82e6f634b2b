package feed

import (
	"math/rand/v2"
	"strings"
	"testing"
	"unicode/utf8"
)

// runEnd is plainRun one character at a time.
func runEnd(s string, i int) int {
	for i < len(s) {
		b := s[i]
		r, w := utf8.DecodeRuneInString(s[i:])
		switch {
		case b < utf8.RuneSelf && (stops[asValue][b] || b == '\\'):
			return i
		case b < utf8.RuneSelf, w == 3 && r != utf8.RuneError && r >= 0x1000 && (r < 0xD000 || r >= 0xE000 && r < 0xF000 || r >= 0xFF00 && r < 0xFF80):
			i += w
		default:
			return i
		}
	}
	return i
}

// checkRun compares plainRun and plainRunOf with it from every character on. Both may stop early at the end of a text.
func checkRun(t *testing.T, s string) {
	t.Helper()
	for i := 0; i <= len(s); i++ {
		if i < len(s) && s[i]&0xC0 == 0x80 { // within a character
			continue
		}
		want := runEnd(s, i)
		for _, got := range []int{plainRun(s, i), plainRunOf(s, i)} {
			if got != want && (got > want || len(s)-got >= 8) {
				t.Fatalf("%q from %d: the run ends at %d; want %d", s, i, got, want)
			}
		}
	}
}

// TestRunsOfAnyBytes looks at texts in which every byte and every character stands at every place of sixteen.
func TestRunsOfAnyBytes(t *testing.T) {
	t.Parallel()
	pieces := []string{"論壇", "，", "。", "a", "25日", "<p>", "&amp;", "é", "\U0001F600", "\xED\xA0\x80", "\xEF\xBB\xBF", "\xEF\xBF\xBD", "\xE0\xA4\x85", "\xE0\x80\x80", "\xC3", "\x80", "\xEF\xBC", "\xE8", "\x7F", "\x1F", "\t", "\\", "\"", " ", "\xFF", "\uE000", "\uFF5E"}
	r := rand.New(rand.NewPCG(1, 1))
	for range 4000 {
		var b strings.Builder
		for range r.IntN(14) {
			if r.IntN(4) > 0 {
				b.WriteString("論壇在京舉行，與會代表 25"[:3*r.IntN(11)])
			}
			b.WriteString(pieces[r.IntN(len(pieces))])
		}
		checkRun(t, b.String())
	}
	for at := range 34 {
		for b := range 0x100 {
			for _, text := range []string{strings.Repeat("論", 12), strings.Repeat("a", 36), strings.Repeat("a，", 9)} {
				doc := []byte(text)
				doc[at] = byte(b)
				checkRun(t, string(doc))
			}
		}
	}
}

func FuzzRun(f *testing.F) {
	f.Add("論壇25日在京舉行，來自31個省（區、市）的600餘名代表出席。")
	f.Add("plain <b>text</b> & \xE0\x80\x80\xED\xA0\x80\xEF\xBF\xBE")
	f.Fuzz(checkRun)
}
