package dates

import "testing"

// TestBeginners checks that every numeral can begin a date, except the one that only counts eras.
func TestBeginners(t *testing.T) {
	t.Parallel()
	for r := rune(0x800); r < 0x10000; r++ {
		if want := han(r) >= 0 && r != '元'; want && !beginsDate(string(r), 0) {
			t.Errorf("%c is a numeral that begins no date", r)
		}
	}
	for _, e := range eras {
		if !beginsDate(e.name, 0) {
			t.Errorf("%s begins no date", e.name)
		}
	}
}
