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

// runs are the ways to find it that this processor has.
var runs = []func(s string, i int) int{plainRun, plainRunOf}

// checkRun compares them with it from every character on. Both may stop early at the end of a text.
func checkRun(t *testing.T, s string) {
	t.Helper()
	for i := 0; i <= len(s); i++ {
		if i < len(s) && s[i]&0xC0 == 0x80 { // within a character
			continue
		}
		want := runEnd(s, i)
		for _, run := range runs {
			if got := run(s, i); got != want && (got > want || len(s)-got >= 8) {
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
		for range r.IntN(20) {
			if r.IntN(4) > 0 {
				b.WriteString("論壇在京舉行，與會代表 25"[:3*r.IntN(11)])
			}
			b.WriteString(pieces[r.IntN(len(pieces))])
		}
		checkRun(t, b.String())
	}
	for at := range 70 {
		for b := range 0x100 {
			for _, text := range []string{strings.Repeat("論", 24), strings.Repeat("a", 72), strings.Repeat("a，", 18)} {
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

// TestAddressesOfAnyBytes compares the ways to skip what means nothing in an address, with every byte at every place of sixteen.
func TestAddressesOfAnyBytes(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"http://a/" + strings.Repeat("b", 40), "http://a/2012-09/25/content_12.htm/Z9/AZaz/09/~x?=1"} {
		for at := 8; at < len(text); at++ {
			for b := range 0x100 {
				doc := []byte(text)
				doc[at] = byte(b)
				s := string(doc)
				for i := 8; i <= len(s); i++ {
					want := i // of the first that may mean something
					for want < len(s) && (uriPlain[s[want]] != 0 || s[want] == '.' && s[want-1] != '/') {
						want++
					}
					for _, got := range []int{skipAddress(s, i), skipEights(s, i)} {
						if got < i || got > want {
							t.Fatalf("%q from %d: skipped to %d; want %d at most", s, i, got, want)
						}
					}
				}
				if plain, got := plainForm(s), formOf(s); got != plain {
					t.Fatalf("formOf(%q) = %03b; want %03b", s, got, plain)
				}
			}
		}
	}
}

// plainForm is formOf for an address of the host a, one character at a time.
func plainForm(s string) uriForm {
	const head = "http://a/"
	form := uriWeb | uriNormal | uriBare
	switch rest, found := strings.CutPrefix(s, "http://a"); {
	case !found:
		return formOf(s)
	case rest[0] != '/':
		if rest[0] != '?' && rest[0] != '#' {
			return formOf(s)
		}
		form &^= uriNormal
	}
	if !isURI(s) {
		return 0
	}
	if strings.Contains(s[len(head)-1:], "/.") || strings.Contains(s, "%") {
		form &^= uriNormal
	}
	if strings.Contains(s, "&") {
		form &^= uriBare
	}
	return form
}
