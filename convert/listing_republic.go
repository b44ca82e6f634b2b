package convert

import "strings"

// writesRepublic says whether the page is in Traditional Chinese and writes days in years of the Republic without saying so: with three
// digits, 101.09.25, or with two of years in which there was no web by the other count, 94/10/10, 94年10月10日.
func (d *Document) writesRepublic() bool {
	const most, longest = 2000, 120 // lines looked at, characters of a line with a date
	for i := range d.lines[:min(len(d.lines), most)] {
		l := &d.lines[i]
		if l.chars > longest {
			continue
		}
		for k := range l.runs {
			if r := &l.runs[k]; r.chars > 0 && isRepublicDay(r.text) {
				return d.Language() == "zh-Hant"
			}
		}
	}
	return false
}

// isRepublicDay says whether a text begins or ends with a day in a year of the Republic, from its 84th to its 129th.
func isRepublicDay(s string) bool {
	const around = 24 // bytes of a label beside the day
	if !mayBeRepublicDay(s[:min(len(s), 2*around+1)], s) {
		return false // as nearly all texts
	}
	s = strings.Trim(normal(s), "[]()（） ")
	i := strings.IndexFunc(s, func(r rune) bool { return '0' <= r && r <= '9' })
	if i < 0 || i > around {
		return false
	}
	year, next := 0, i
	for ; next < len(s) && isDigit(s[next]); next++ {
		if year = 10*year + int(s[next]-'0'); year > 200 {
			return false
		}
	}
	if digits := next - i; digits == 3 && (year < 100 || year >= 130) || digits == 2 && year < 84 || digits < 2 || digits > 3 || next >= len(s) {
		return false
	}
	sep, second, last := s[next:next+1], "", ""
	switch {
	case sep == "." || sep == "-" || sep == "/":
		second = sep
	case strings.HasPrefix(s[next:], "年"):
		sep, second, last = "年", "月", "日"
	default:
		return false
	}
	month, at := smallNumber(s, next+len(sep))
	if month < 1 || month > 12 || !strings.HasPrefix(s[at:], second) {
		return false
	}
	day, end := smallNumber(s, at+len(second))
	return day >= 1 && day <= 31 && strings.HasPrefix(s[end:], last) && (end == len(s) || !isDigit(s[end])) && len(s)-end <= around
}

// mayBeRepublicDay says whether the first number of a text stands in its head and has the form of such a year.
func mayBeRepublicDay(head, s string) bool {
	for i := 0; i < len(head); i++ {
		if c := head[i]; byteKinds[c] == wordLead {
			i += 2
			continue
		} else if c == 0xEF { // which begins ０
			return true
		} else if !isDigit(c) {
			continue
		}
		next := i + 1
		for next < len(s) && isDigit(s[next]) {
			next++
		}
		if next == len(s) {
			return false
		}
		switch c := s[next]; {
		case c < ' ' || c == 0x7F || c == 0xC2: // it vanishes, and the number may go on
			return true
		case c == '.' || c == '-' || c == '/' || c == 0xE5: // which begins 年
			return next-i == 2 || next-i == 3
		}
		return false
	}
	return false
}

// smallNumber reads a number of one or two digits at i.
func smallNumber(s string, i int) (n, next int) {
	for next = i; next < len(s) && next < i+2 && isDigit(s[next]); next++ {
		n = 10*n + int(s[next]-'0')
	}
	return n, next
}
