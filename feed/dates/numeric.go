package dates

import (
	"strings"
	"unicode/utf8"
)

// numeric reads a date that starts with the digits at i. skip is where to go on when there is none.
func (p *parser) numeric(i int) (f found, skip int) {
	v, n, end := number(p.s, i)
	if n == 0 {
		return found{}, i + 3 // a full-width character that is no digit
	}
	if reckoned(p.s, i) {
		return found{}, max(end, skipDate(p.s, i))
	}
	if n <= 2 {
		if c, e, ok := p.clockAt(p.partBefore(i), false); ok && !p.partOfNumber(i) {
			if f, ok := p.dateBehindClock(gap(p.s, skipComma(p.s, e))); ok {
				f.start = p.partBefore(i)
				p.setClock(&f, c)
				return f, end
			}
			return found{}, max(e, end)
		}
	}
	if f, ok := p.dateAt(i, v, n, end); ok {
		p.withClock(&f)
		return f, end
	}
	if f, ok := p.ago(i, v, n, end); ok {
		return f, end
	}
	return found{}, end
}

// partBefore returns where the part of the day starts that stands before the time of day at i; i if there is none.
func (p *parser) partBefore(i int) int {
	const most = 3 // white space between the two
	k := i
	for n := 0; n < most && k > 0 && p.s[k-1] == ' '; n++ {
		k--
	}
	if k < 2 {
		return i
	}
	if p.s[k-1] >= utf8.RuneSelf {
		for _, d := range dayParts {
			if strings.HasSuffix(p.s[:k], d.word) {
				return k - len(d.word)
			}
		}
		return i
	}
	for _, n := range [...]int{len("a.m."), len("am")} {
		if k < n || k > n && (isLetter(p.s[k-n-1]) || p.s[k-n-1]-'0' < 10) {
			continue
		}
		if _, end := meridiem(p.s, k-n); end == k {
			return k - n
		}
	}
	return i
}

func skipComma(s string, i int) int {
	j := gap(s, i)
	return j + anyAt(s, j, ",", "，")
}

// dateBehindClock reads the date that follows a time of day: 18:07 2012/09/25, 6:07 PM Sep 25, 2012.
func (p *parser) dateBehindClock(i int) (f found, ok bool) {
	if v, n, end := number(p.s, i); n > 0 {
		return p.dateAt(i, v, n, end)
	}
	if i >= len(p.s) {
		return found{}, false
	}
	if end := letters(p.s, i); end > i {
		if mo := monthNamed(p.s[i:end]); mo > 0 {
			return p.englishMonthFirst(i, end, mo)
		}
		return found{}, false
	}
	if beginsDate(p.s, i) {
		f, _ = p.han(i)
	}
	return f, f.prec >= Day && f.form != formRelative
}

// dateAt reads the day, month or year that starts with the number v of n digits at i.
func (p *parser) dateAt(i, v, n, end int) (found, bool) {
	f := found{start: i, prec: Day}
	if j := gap(p.s, end); n <= 4 {
		if w := yearUnit(p.s, j); w > 0 {
			return p.behindYear(f, v, n, j+w)
		}
		if w := monthUnit(p.s, j); w > 0 && n <= 2 && !p.partOfNumber(i) {
			return p.dayBehindMonth(f, v, j+w)
		}
	}
	if n == 4 && v >= 1000 && v < 3000 && !p.partOfNumber(i) {
		return p.yearFirst(f, v, end)
	}
	ok := false
	switch {
	case n == 8 || n == 12 || n == 14:
		f, ok = p.compact(f, i, end)
	case n == 3 && p.taiwan() && !p.partOfNumber(i):
		f, ok = p.yearFirst(f, v+republic, end)
	case n <= 2 && !p.partOfNumber(i):
		f, ok = p.dayOrMonthFirst(f, v, n, end)
	}
	return f, ok && !p.countBefore(i)
}

// partOfNumber reports whether the digits at i belong to something before them: a letter, or a number and a point or dash.
func (p *parser) partOfNumber(i int) bool {
	if i == 0 {
		return false
	}
	switch b := p.s[i-1]; {
	case isLetter(b):
		return true
	case b == '.' || b == '-' || b == '/' || b == ':':
		return i > 1 && (p.s[i-2]-'0' < 10 || isLetter(p.s[i-2]) && b != ':')
	case b == '$' || b == '#' || b == '+':
		return true
	}
	return i >= 3 && anyAt(p.s, i-3, "第", "￥", "№") > 0 || i >= 2 && hasAt(p.s, i-2, "¥")
}

// yearFirst reads -09-25 and its like behind a year.
func (p *parser) yearFirst(f found, y, i int) (found, bool) {
	f.y = y
	kind, e := separator(p.s, i)
	if kind == '.' && p.versionBefore(f.start) {
		return f, false
	}
	if kind == 0 {
		return p.englishBehindYear(f, gap(p.s, i))
	}
	mo, n, j := number(p.s, e)
	if n == 0 {
		return p.englishBehindYear(f, e)
	}
	second, e := separator(p.s, j)
	if n > 2 || second == 0 || (second != kind && (second == '.' || kind == '.')) {
		return f, false
	}
	d, n, end := number(p.s, e)
	if n == 0 || n > 2 || kind == '.' && numberGoesOn(p.s, end) {
		return f, false
	}
	f.mo, f.d, f.end = mo, d, end
	return f, validDay(&f)
}

// separator reads a separator with white space around it.
func separator(s string, i int) (kind byte, end int) {
	j := gap(s, i)
	kind, w := separatorAt(s, j)
	if w == 0 {
		return 0, i
	}
	return kind, gap(s, j+w)
}

// numberGoesOn reports whether a point and a digit follow, as in an address or a version.
func numberGoesOn(s string, i int) bool {
	if i >= len(s) || s[i] != '.' {
		return false
	}
	_, w := digitAt(s, i+1)
	return w > 0
}

// compact reads 20120925, 201209251807 and 20120925180733 where nothing else is glued to the digits.
func (p *parser) compact(f found, i, end int) (found, bool) {
	if !p.compactStart(i) || !boundaryAt(p.s, end) && !p.clockMark(end) || end < len(p.s) && p.s[end] == '-' {
		return f, false
	}
	var part [7]int
	for k, at := 0, i; at < end; k++ {
		d, w := digitAt(p.s, at)
		at += w
		part[k/2] = part[k/2]*10 + d
	}
	f.y, f.mo, f.d, f.end = part[0]*100+part[1], part[2], part[3], end
	if !plausibleYear(f.y) || !validDay(&f) {
		return f, false
	}
	switch n := digitsBetween(p.s, i, end); {
	case n > 8 && (part[4] > 23 || part[5] > 59 || part[6] > 59):
		return f, false
	case n == 14:
		p.setClock(&f, clock{h: part[4], m: part[5], s: part[6], prec: Second})
	case n == 12:
		p.setClock(&f, clock{h: part[4], m: part[5], prec: Minute})
	}
	return f, true
}

func digitsBetween(s string, i, end int) int {
	_, n, _ := number(s[:end], i)
	return n
}

// clockMark reports whether the T of ISO 8601 and a digit stand at i.
func (p *parser) clockMark(i int) bool {
	if i >= len(p.s) || p.s[i] != 'T' && p.s[i] != 't' {
		return false
	}
	_, w := digitAt(p.s, i+1)
	return w > 0
}

// compactStart reports whether digits at i begin there for a reader too. The t of t20120925_2233.html is one such beginning.
func (p *parser) compactStart(i int) bool {
	if i == 0 {
		return true
	}
	b := p.s[i-1]
	if b == 't' || b == 'T' {
		return i == 1 || !isLetter(p.s[i-2]) && p.s[i-2]-'0' >= 10
	}
	return !isLetter(b) && b != '.' && b != '-' && b != '#' && b != '+' && b != '$'
}

// dayOrMonthFirst reads a date that starts with one or two digits: 9/25/2012, 25.09.2012, 12-09-25, 25 Sep 2012, 09-25.
func (p *parser) dayOrMonthFirst(f found, a, n, i int) (found, bool) {
	if f, ok := p.englishBehindDay(f, a, i); ok {
		return f, true
	}
	kind, e := separator(p.s, i)
	b, nb, j := number(p.s, e)
	if kind == 0 || nb == 0 || nb > 2 {
		return f, false
	}
	if second, w := separatorAt(p.s, j); second == kind {
		c, nc, end := number(p.s, j+w)
		if nc > 0 && !numberGoesOn(p.s, end) {
			return p.threeNumbers(f, kind, [3]int{a, b, c}, [3]int{n, nb, nc}, end)
		}
		if kind != '.' || nc > 0 {
			return f, false
		}
	}
	f.form, f.mo, f.d, f.end = formYearless, a, b, j
	return f, p.yearlessFits(&f, kind, n+nb, j) && validMonthDay(a, b)
}

func validMonthDay(mo, d int) bool {
	return mo >= 1 && mo <= 12 && d >= 1 && d <= daysIn(2000, mo)
}

// threeNumbers tells year, month and day among three numbers of which the first has at most two digits.
func (p *parser) threeNumbers(f found, kind byte, v, n [3]int, end int) (found, bool) {
	f.end = end
	switch {
	case n[2] == 4 && plausibleYear(v[2]):
		f.y, f.mo, f.d = v[2], v[1], v[0]
		if kind == '/' && v[0] <= 12 || v[1] > 12 {
			f.mo, f.d = v[0], v[1]
		}
	case n[0] == 2 && n[2] <= 2 && p.taiwan():
		f.y, f.mo, f.d = v[0]+republic, v[1], v[2]
	case n == [3]int{2, 2, 2} && kind != '.' && boundaryAt(p.s, end):
		f.y, f.mo, f.d = century(v[0]), v[1], v[2]
		if v[1] > 12 { // 09/25/12
			f.y, f.mo, f.d = century(v[2]), v[0], v[1]
		}
	default:
		return f, false
	}
	return f, validDay(&f)
}

// century completes a year of two digits as RFC 2822 section 4.3 does.
func century(y int) int {
	if y < 50 {
		return 2000 + y
	}
	return 1900 + y
}

// yearlessFits reports whether two numbers that end at j are month and day rather than a score, a range or a share:
// at least one of them has two digits, and a boundary or a time of day follows.
func (p *parser) yearlessFits(f *found, kind byte, digits, j int) bool {
	if !boundaryAt(p.s, j) {
		return false
	}
	if next, w := separatorAt(p.s, j); w > 0 && next != '.' {
		if _, w := digitAt(p.s, j+w); w > 0 {
			return false
		}
	}
	_, _, timed := p.clockAfter(j)
	if timed {
		return true
	}
	bracketed := f.start > 0 && anyAt(p.s, j, "]", ")", "）", "】", "］") > 0
	return kind != '.' && (digits >= 3 || bracketed)
}
