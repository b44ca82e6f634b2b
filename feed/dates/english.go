package dates

// maxWord bounds the letters of a word that is looked at.
const maxWord = 10

// word reads a date that starts with the ASCII letters at i. skip is where to go on when there is none.
func (p *parser) word(i int) (f found, skip int) {
	end := i
	for end < len(p.s) && isLetter(p.s[end]) {
		end++
	}
	if end-i < 3 || end-i > maxWord {
		if end-i <= 2 {
			if f, ok := p.anAgo(i, end); ok {
				return f, end
			}
		}
		return found{}, end
	}
	if i > 0 && p.s[i-1]-'0' < 10 {
		return found{}, end
	}
	if mo := monthNamed(p.s[i:end]); mo > 0 {
		if f, ok := p.englishMonthFirst(i, end, mo); ok {
			return f, end
		}
		return found{}, end
	}
	if weekdayNamed(p.s[i:end]) {
		if f, ok := p.behindWeekday(gap(p.s, end+anyAt(p.s, end, ",", ".", "，"))); ok {
			f.start = i
			return f, end
		}
		return found{}, end
	}
	return p.englishRelative(i, end), end
}

// behindWeekday reads what follows Tue, or Tuesday: a day, a year or a month.
func (p *parser) behindWeekday(i int) (found, bool) {
	i = gap(p.s, i+anyAt(p.s, i, ",", "-"))
	if v, n, end := number(p.s, i); n > 0 {
		f, ok := p.dateAt(i, v, n, end)
		if ok {
			p.withClock(&f)
		}
		return f, ok
	}
	end := letters(p.s, i)
	if mo := monthNamed(p.s[i:end]); mo > 0 {
		return p.englishMonthFirst(i, end, mo)
	}
	return found{}, false
}

// letters returns the end of the ASCII letters at i, or i where they are more than a name has.
func letters(s string, i int) int {
	end := i
	for end < len(s) && isLetter(s[end]) {
		if end-i == maxWord {
			return i
		}
		end++
	}
	return end
}

// englishBehindDay reads Sep 2012, -Sep-12, September, 2012 behind a day of the month.
func (p *parser) englishBehindDay(f found, d, i int) (found, bool) {
	i += ordinalSuffix(p.s, i)
	i += anyAt(p.s, i, ".")
	i = monthJoint(p.s, i)
	if hasAt(p.s, i, "of ") {
		i += len("of ")
	}
	end := letters(p.s, i)
	mo := monthNamed(p.s[i:end])
	if mo == 0 {
		if mo, end = hanMonth(p.s, i); mo > 0 {
			at := monthJoint(p.s, end)
			if _, n, e := number(p.s, at); n != 4 || at == end || !boundaryAt(p.s, e) {
				return f, false
			}
		} else if mo, end = europeanMonth(p.s, i); mo == 0 {
			return f, false
		} else {
			end += anyAt(p.s, end, " de ", " del ")
		}
	}
	end += anyAt(p.s, end, ".", ",")
	return p.englishYear(f, mo, d, monthJoint(p.s, end))
}

// monthJoint skips what may stand between the parts of an English date: white space, a dash, a slash, a comma.
func monthJoint(s string, i int) int {
	i = gap(s, i)
	i += anyAt(s, i, "-", "/", ",")
	return gap(s, i)
}

// englishYear reads the year that ends an English date, of four digits or of two or three as in RFC 822.
func (p *parser) englishYear(f found, mo, d, i int) (found, bool) {
	y, n, end := number(p.s, i)
	f.mo, f.d, f.end = mo, d, end
	switch {
	case n == 4:
		f.y = y
	case n == 3:
		f.y = 1900 + y
	case n == 2 && colonAt(p.s, end) == 0:
		f.y = century(y)
	default:
		return f, false
	}
	return f, f.y >= 1 && validDay(&f)
}

// englishBehindYear reads Sep 25 behind a year.
func (p *parser) englishBehindYear(f found, i int) (found, bool) {
	i = monthJoint(p.s, i)
	end := letters(p.s, i)
	mo := monthNamed(p.s[i:end])
	if mo == 0 {
		return f, false
	}
	d, n, e := number(p.s, monthJoint(p.s, end))
	if n == 0 || n > 2 {
		return f, false
	}
	f.mo, f.d, f.end = mo, d, e+ordinalSuffix(p.s, e)
	return f, validDay(&f)
}

// englishMonthFirst reads September 25, 2012 and the Sep 25 18:07:33 2012 of asctime behind the month name that ends at end.
func (p *parser) englishMonthFirst(start, end, mo int) (found, bool) {
	f := found{start: start, prec: Day}
	j := monthJoint(p.s, end+anyAt(p.s, end, "."))
	d, n, e := number(p.s, j)
	if n == 4 && plausibleYear(d) {
		f.y, f.mo, f.prec, f.end = d, mo, Month, e
		return f, true
	}
	if n == 0 || n > 2 {
		return f, false
	}
	e += ordinalSuffix(p.s, e)
	if f, ok := p.englishYear(f, mo, d, monthJoint(p.s, e)); ok && yearOrBoundary(p.s, e, f.end) {
		p.withClock(&f)
		return f, true
	}
	f.mo, f.d = mo, d
	if c, ce, ok := p.clockAfter(e); ok {
		y, n, ye := number(p.s, gap(p.s, ce))
		if n == 4 {
			f.y, f.end = y, ye
			p.setClock(&f, c)
			if off, oe, ok := p.zoneAt(ye); ok { // date of RFC 2822 comments and of C: … 2012 +0800
				f.end = oe
				c.zone, c.offset = off.zone, off.offset
				p.setClock(&f, c)
			}
			return f, validMonthDay(mo, d)
		}
		f.form, f.end = formYearless, ce
		p.setClock(&f, c)
		return f, validMonthDay(mo, d)
	}
	f.form, f.end = formYearless, e
	return f, p.nothingBehind(e) && validMonthDay(mo, d)
}

// yearOrBoundary keeps the 12 of September 25 12 people from being a year: a year of two digits needs a boundary behind it.
func yearOrBoundary(s string, from, end int) bool {
	return end-from >= 4 && boundaryAt(s, end)
}

// nothingBehind reports whether only punctuation and white space follow on this line.
func (p *parser) nothingBehind(i int) bool {
	i = gap(p.s, i)
	return i >= len(p.s) || boundaryAt(p.s, i)
}

func ordinalSuffix(s string, i int) int {
	if len(s)-i < 2 {
		return 0
	}
	switch lowered := [2]byte{lower(s[i]), lower(s[i+1])}; lowered {
	case [2]byte{'s', 't'}, [2]byte{'n', 'd'}, [2]byte{'r', 'd'}, [2]byte{'t', 'h'}, [2]byte{'e', 'r'}:
		if i+2 >= len(s) || !isLetter(s[i+2]) {
			return 2
		}
	}
	return 0
}

const (
	monthNames   = "januaryfebruarymarchaprilmayjunejulyaugustseptemberoctobernovemberdecember"
	weekdayNames = "sundaymondaytuesdaywednesdaythursdayfridaysaturday"
)

var (
	monthEnds   = [...]int{7, 15, 20, 25, 28, 32, 36, 42, 51, 58, 66, 74}
	weekdayEnds = [...]int{6, 12, 19, 28, 36, 42, 50}
)

// monthNamed returns the number of the month with this English name or its usual abbreviation, else 0.
func monthNamed(word string) int { return nameIn(word, monthNames, monthEnds[:]) }

func weekdayNamed(word string) bool { return nameIn(word, weekdayNames, weekdayEnds[:]) > 0 }

// nameIn finds word among joined names: whole, or cut to 3 letters, or to 4 (Sept, Tues, Thur).
func nameIn(word, names string, ends []int) int {
	if len(word) < 3 {
		return 0
	}
	start := 0
	for k, end := range ends {
		if n := end - start; len(word) <= 5 && len(word) <= n || len(word) == n {
			if foldPrefix(names[start:end], word) {
				return k + 1
			}
		}
		start = end
	}
	return 0
}

func foldPrefix(name, word string) bool {
	if len(name) < len(word) {
		return false
	}
	for i := range len(word) {
		if lower(word[i]) != name[i] {
			return false
		}
	}
	return true
}
