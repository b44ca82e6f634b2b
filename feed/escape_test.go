package feed

import (
	"strings"
	"testing"
	"time"
	"unicode/utf8"
)

// plainEscape is appendText one character at a time.
func plainEscape(s string, how escape) string {
	var b strings.Builder
	for _, r := range CleanText(s) {
		switch {
		case strings.ContainsRune("&<>", r), r == '"', r == '\\' && how == asJSON:
			b.WriteString(reference(byte(r), how))
		case how == asJSON && r == '\n':
			b.WriteString(`\n`)
		case how == asJSON && r == '\t':
			b.WriteString(`\t`)
		case how == asValue && (r == '\n' || r == '\t'):
			b.WriteByte(' ')
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// TestEveryCharacterAtEveryPlace looks at each character where the words of eight bytes begin, end and are divided.
func TestEveryCharacterAtEveryPlace(t *testing.T) {
	t.Parallel()
	around := []string{"", "a", "論", "，", "é", "論壇在京舉行，與會代表", "plain ASCII text of some length"}
	check := func(c string) {
		for _, before := range around {
			for _, after := range around {
				s := before + c + after
				for how := range escapes {
					if got, want := string(appendText(nil, s, how)), plainEscape(s, how); got != want {
						t.Fatalf("%q (%d) becomes %q; want %q", s, how, got, want)
					}
				}
			}
		}
	}
	step := rune(13)
	if testing.Short() {
		step = 97
	}
	for r := rune(0); r < 0x11000; r += step {
		check(string(r))
	}
	for lead := range 0x100 {
		for _, rest := range []string{"", "\x80", "\x80\x80", "\x9f\xbf", "\xa0\x80", "\xbb\xbf", "\xbc\x80", "\xbd\xbf", "\xbe\x80", "\xbf\xbe", "\xc0\x80", "\x80\x80\x80", "a\x80"} {
			check(string([]byte{byte(lead)}) + rest)
		}
	}
}

// FuzzEscape compares the fast way with the plain one.
func FuzzEscape(f *testing.F) {
	for _, s := range []string{"論壇，在京舉行", "a\x08\xff\ufffd\r\n<&>\"\\", "\xed\xa0\x80\xef\xbf\xbe\xef\xbb\xbf", strings.Repeat("論", 9) + "\xe0\x80\x80" + strings.Repeat("，", 9)} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for how := range escapes {
			got := string(appendText(nil, s, how))
			if want := plainEscape(s, how); got != want || !utf8.ValidString(got) {
				t.Fatalf("%q (%d) becomes %q; want %q", s, how, got, want)
			}
		}
	})
}

// TestClock agrees with package time.
func TestClock(t *testing.T) {
	t.Parallel()
	for _, offset := range []int{0, 28800, -12600, 43200, -43200} {
		zone := time.FixedZone("", offset)
		var day dayCache
		for sec := int64(firstSecond) + 86400; sec < lastSecond-86400; sec += 86400*3 + 12347 {
			at := time.Unix(sec, 0).In(zone)
			if got, want := string(day.appendRFC822(nil, at)), at.Format(time.RFC1123Z); got != want {
				t.Fatalf("%s; want %s", got, want)
			}
			if got, want := string(appendRFC822(nil, at)), at.Format(time.RFC1123Z); got != want {
				t.Fatalf("%s; want %s", got, want)
			}
			if got, want := string(appendRFC3339(nil, at)), at.Format(time.RFC3339); got != want {
				t.Fatalf("%s; want %s", got, want)
			}
		}
	}
}

// TestBareLine agrees with line: what is bare stays as it is in every format.
func TestBareLine(t *testing.T) {
	t.Parallel()
	edges := []string{"", " ", "a", "C", "\u3000", "\u00A0", "\u2003", "論", "，", "é", "\u0085", "\t", "\n", "\"", "\\", "\U0001F600", "\x7F", "  ", "(BBC"}
	for _, a := range edges {
		for _, b := range edges {
			for _, c := range edges {
				s := a + b + c
				if isBareLine(s) && (strings.TrimSpace(s) != s || string(appendText(nil, s, asJSON)) != s || string(appendText(nil, s, asValue)) != s) {
					t.Errorf("%q is bare", s)
				}
			}
		}
	}
}
