package convert

import (
	"fmt"
	"time"

	"github.com/portalfeed/portalfeed/feed/dates"
)

// Whether 11/12/2018 is a day of December or of November, only the other dates of a list tell.

// writesDayFirst says whether the dates of a list write the day before the month: one of them cannot be read otherwise, and none has
// to be; or, where all can be read both ways, only so do they stand in order.
func writesDayFirst(places []datePlace) bool {
	const year, month = 10000, 100 // of a day as a number
	found, several := false, false
	inOrder, otherwise := true, true
	lastDay, lastMonth := 0, 0
	for i := range places {
		p := &places[i]
		for _, s := range [...]string{p.inside, p.after, p.before} {
			_, to, a, b := slashDate(s)
			if to == 0 {
				continue
			}
			if b > 12 {
				return false
			}
			found = found || a > 12
			y := 0
			for _, c := range []byte(s[to-4 : to]) {
				y = 10*y + int(c-'0')
			}
			day, swapped := year*y+month*b+a, year*y+month*a+b
			if lastDay > 0 {
				several = true
				inOrder = inOrder && day <= lastDay
				otherwise = otherwise && swapped <= lastMonth
			}
			lastDay, lastMonth = day, swapped
			break
		}
	}
	return found || several && inOrder && !otherwise
}

// swappedDay says whether a date read from a text like 11/12/2018 is another one with day and month exchanged.
func swappedDay(v, other dates.Date, text string) bool {
	if _, to, _, _ := slashDate(text); to == 0 || other.Precision < dates.Day {
		return false
	}
	return v.Time.Year() == other.Time.Year() && int(v.Time.Month()) == other.Time.Day() && v.Time.Day() == int(other.Time.Month())
}

// isoSlash is a text with its date of the form 11/12/2018 written with the year first, "" if it has none.
func isoSlash(s string) string {
	from, to, day, month := slashDate(s)
	if to == 0 {
		return ""
	}
	return fmt.Sprintf("%s%s-%02d-%02d%s", s[:from], s[to-4:to], month, day, s[to:])
}

// slashDate finds a date of two numbers and a year with slashes between them. It ends at 0 where there is none.
func slashDate(s string) (from, to, first, second int) {
	for i := 0; i < len(s); i++ {
		if !isDigit(s[i]) {
			continue
		}
		start := i
		for i < len(s) && isDigit(s[i]) {
			i++
		}
		if i-start > 2 || i >= len(s) || s[i] != '/' {
			continue
		}
		a, _ := smallNumber(s, start)
		b, k := smallNumber(s, i+1)
		if k == i+1 || k+5 > len(s) || s[k] != '/' || !isNumber(s[k+1:k+5]) || k+5 < len(s) && isDigit(s[k+5]) {
			continue
		}
		return start, k + 5, a, b
	}
	return 0, 0, 0, 0
}

// countSlashes notes the dates of a page of which one number can be no month.
func (b *Builder) countSlashes(p *builderPage) {
	count := func(d dates.Date) {
		if _, to, first, second := slashDate(d.Raw); to > 0 {
			b.daysFirst += btoi(first > 12 && second <= 12)
			b.monthsFirst += btoi(second > 12 && first <= 12)
		}
	}
	for i := range p.items {
		count(p.items[i].Date)
	}
	if p.article != nil {
		count(p.article.published)
	}
}

// dayFirst is a date that was read with the month first, read with the day first where all dates of the site that tell are so written.
func (b *Builder) dayFirst(d dates.Date) dates.Date {
	_, to, first, second := slashDate(d.Raw)
	if to == 0 || b.daysFirst == 0 || b.monthsFirst > 0 || second > 12 || first == second {
		return d
	}
	if t := d.Time; int(t.Month()) == first && t.Day() == second {
		d.Time = time.Date(t.Year(), time.Month(second), first, t.Hour(), t.Minute(), t.Second(), t.Nanosecond(), t.Location())
	}
	return d
}
