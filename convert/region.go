package convert

import (
	"net/url"
	"strings"
	"time"
)

// taipei is shanghai under the name by which dates knows that bare years are those of the Republic: 101.09.25.
var taipei = time.FixedZone("Asia/Taipei", 8*60*60)

// placeDates tells the reading of dates what the page says of where it is from, unless its zone is known to be another.
func (d *Document) placeDates() {
	if _, offset := time.Unix(0, 0).In(d.dates.Location).Zone(); offset == 8*60*60 && d.ofTaiwan() {
		d.dates.Location = taipei
	}
}

// ofTaiwan says whether the page counts years as is done on Taiwan: by its language, its host, a year of the Republic
// that it names, or days in such years.
func (d *Document) ofTaiwan() bool {
	for _, lang := range []string{d.declaredLanguage(), d.meta["content-language"], d.meta["og:locale"]} {
		for part := range strings.FieldsFuncSeq(lang, func(r rune) bool { return r == '-' || r == '_' }) {
			if strings.EqualFold(part, "TW") {
				return true
			}
		}
	}
	if u, err := url.Parse(d.page.URL); err == nil && strings.HasSuffix(strings.ToLower(u.Hostname()), ".tw") {
		return true
	}
	const first = 400 // lines
	for i := range d.lines[:min(len(d.lines), first)] {
		if l := &d.lines[i]; (l.has(ofRepublic) || !l.asked()) && namesRepublic(l.text) {
			return true
		}
	}
	return d.writesRepublic()
}

var republicNames = []string{"民國", "民国"}

// namesRepublic says whether a text names a year of the Republic: 民國101年.
func namesRepublic(s string) bool {
	for _, word := range republicNames {
		for rest := s; ; {
			_, after, ok := strings.Cut(rest, word)
			if !ok {
				break
			}
			digits := strings.TrimLeft(after, " ")
			n := len(digits) - len(strings.TrimLeft(digits, "0123456789"))
			if n > 0 && n <= 3 && strings.HasPrefix(strings.TrimLeft(digits[n:], " "), "年") {
				return true
			}
			rest = after
		}
	}
	return false
}
