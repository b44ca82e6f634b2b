package convert

import "fmt"

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
