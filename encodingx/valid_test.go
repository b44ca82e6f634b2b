package encodingx

import (
	"strings"
	"testing"
	"unicode/utf8"
)

// validUTF8 says what utf8.Valid says of every sequence of up to three bytes that begin at any place of a word, and of every lead
// of four with the ends of its ranges.
func TestValidUTF8(t *testing.T) {
	t.Parallel()
	text := []byte(strings.Repeat("中文", 6) + "ЖёЖёabcdefgh" + strings.Repeat("x", 40) + "é")
	check := func(b []byte) {
		if got, want := validUTF8(b), utf8.Valid(b); got != want {
			t.Errorf("% X: got %v, want %v", b, got, want)
		}
	}
	edges := []byte{0x00, 0x41, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC1, 0xC2, 0xDF, 0xE0, 0xE1, 0xED, 0xEF, 0xF0, 0xF4, 0xF5, 0xFF}
	buf := make([]byte, 0, 200)
	for at := range 24 {
		for a := 0x80; a <= 0xFF; a++ {
			for _, b := range edges {
				for _, c := range edges {
					buf = append(append(append(buf[:0], text[:at]...), byte(a), b, c), text...)
					check(buf)
					check(buf[:at+3])
				}
			}
		}
	}
	for a := 0xF0; a <= 0xF5; a++ {
		for _, b := range edges {
			for _, c := range edges {
				for _, d := range edges {
					check(append(append([]byte("ab"), byte(a), b, c, d), text...))
				}
			}
		}
	}
}
