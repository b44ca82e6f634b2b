package dates

import (
	"time"
	"unicode/utf8"
)

// parser reads the dates of one text from left to right.
type parser struct {
	s         string
	o         Options
	needClock bool // a form was skipped because Options.Now is zero
}

// found is a date in the text, in parts.
type found struct {
	start, end int
	y, mo, d   int
	clock      clock
	prec       Precision
	zone       *time.Location // nil: the zone of the options
	at         time.Time      // of a relative form; else zero
	form       form
	rank       int
}

// form is the family of a found date, as far as Parse weighs it.
type form uint8

const (
	formFull     form = iota // with its year
	formYearless             // month and day
	formRelative             // 昨天, 3小時前
)

// next returns the first date that starts at or after i.
func (p *parser) next(i int) (found, bool) {
	for i < len(p.s) {
		b := p.s[i]
		switch {
		case b-'0' < 10 || b == 0xEF:
			f, skip := p.numeric(i)
			if f.prec != None && p.finish(&f) {
				return f, true
			}
			i = max(skip, i+1)
		case isLetter(b):
			f, skip := p.word(i)
			if f.prec != None && p.finish(&f) {
				return f, true
			}
			i = max(skip, i+1)
		case b >= 0xE3 && b <= 0xE9 || b == 0xE2:
			if beginsDate(p.s, i) {
				f, skip := p.han(i)
				if f.prec != None && p.finish(&f) {
					return f, true
				}
				i = max(i, skip-3)
			}
			i += 3
		case b >= 0xF0:
			i += 4
		case b >= 0xEA:
			i += 3
		default:
			i++
		}
	}
	return found{}, false
}

// finish completes f with what the clock supplies and reports whether it is a real day.
func (p *parser) finish(f *found) bool {
	if f.form != formFull && p.o.Now.IsZero() {
		p.needClock = true
		return false
	}
	if f.form == formRelative {
		return true
	}
	if f.form == formYearless {
		return p.addYear(f)
	}
	return f.y >= 1 && f.y <= 9999 && validDay(f)
}

// maxYearsBack is how far a 29 February without a year is looked for.
const maxYearsBack = 8

// addYear gives a date without a year the latest year in which it is not after the reference day.
func (p *parser) addYear(f *found) bool {
	now := p.o.Now.In(p.location())
	y, mo, d := now.Date()
	f.y = y
	if f.mo > int(mo) || f.mo == int(mo) && f.d > d {
		f.y--
	}
	for range maxYearsBack {
		if validDay(f) {
			return true
		}
		f.y--
	}
	return false
}

func validDay(f *found) bool {
	if f.prec == Year {
		return true
	}
	if f.mo < 1 || f.mo > 12 {
		return false
	}
	return f.prec == Month || f.d >= 1 && f.d <= daysIn(f.y, f.mo)
}

func daysIn(y, mo int) int {
	switch mo {
	case 4, 6, 9, 11:
		return 30
	case 2:
		if y%4 == 0 && (y%100 != 0 || y%400 == 0) {
			return 29
		}
		return 28
	}
	return 31
}

func (p *parser) location() *time.Location {
	if p.o.Location == nil {
		return time.UTC
	}
	return p.o.Location
}

// date makes the Date of f.
func (p *parser) date(f *found) Date {
	d := Date{Precision: f.prec, Raw: p.s[f.start:f.end]}
	if f.form == formRelative {
		d.Time = f.at
		return d
	}
	loc := p.location()
	if f.zone != nil {
		loc = f.zone
	}
	mo, day := max(f.mo, 1), max(f.d, 1)
	if f.prec == Year {
		mo, day = 1, 1
	} else if f.prec == Month {
		day = 1
	}
	c := f.clock
	d.Time = time.Date(f.y, time.Month(mo), day, c.h, c.m, min(c.s, 59), c.ns, loc)
	if c.zone == zoneCST {
		d.Time = p.china(d.Time, f, mo, day)
	}
	return d
}

// china places a time of day labelled CST: China's where Location is at +08:00, else North America's.
func (p *parser) china(t time.Time, f *found, mo, day int) time.Time {
	zone := time.FixedZone("", -6*3600)
	if _, off := t.Zone(); off == 8*3600 {
		zone = t.Location()
	}
	c := f.clock
	return time.Date(f.y, time.Month(mo), day, c.h, c.m, min(c.s, 59), c.ns, zone)
}

// withClock adds the time of day and the zone that follow the date f.
func (p *parser) withClock(f *found) {
	if f.prec != Day {
		return
	}
	c, end, ok := p.clockAfter(f.end)
	if !ok {
		f.end = p.weekdayAfter(f.end)
		return
	}
	p.setClock(f, c)
	f.end = end
}

func (p *parser) setClock(f *found, c clock) {
	f.clock, f.prec, f.zone = c, c.prec, c.location(p.o.Location)
}

// weekdayAfter returns the end of a weekday that stands directly behind the date that ends at i, else i.
func (p *parser) weekdayAfter(i int) int {
	j := gap(p.s, i)
	if w := hanWeekday(p.s, j); w > 0 {
		return j + w
	}
	return i
}

// alone reports whether the text holds nothing but f, brackets and a label.
func (p *parser) alone(f *found) bool {
	for i := f.end; i < len(p.s); {
		r, w := utf8.DecodeRuneInString(p.s[i:])
		if !boundaryAt(p.s, i) || r == '-' {
			return false
		}
		i += w
	}
	for i := 0; i < f.start; {
		r, w := utf8.DecodeRuneInString(p.s[i:])
		if r == ':' || r == '：' {
			return true
		}
		if !boundaryAt(p.s, i) && p.s[f.start-1] != ':' {
			return false
		}
		i += w
	}
	return true
}

// trimmed returns the range of the text without white space and brackets around it.
func (p *parser) trimmed() (start, end int) {
	start, end = 0, len(p.s)
	for start < end {
		w := spaceAt(p.s, start)
		if w == 0 {
			w = anyAt(p.s, start, "[", "(", "（", "【", "［", "〔")
		}
		if w == 0 {
			break
		}
		start += w
	}
	for end > start {
		r, w := utf8.DecodeLastRuneInString(p.s[start:end])
		switch r {
		case ' ', '\t', '\r', '\n', '\u00A0', '\u3000', ']', ')', '）', '】', '］', '〕':
			end -= w
			continue
		}
		break
	}
	return start, end
}

// whole reads the forms that are a date only where they are the whole text: 2012, 2012-09 and a day box of 25 and 2012-09.
func (p *parser) whole() (found, bool) {
	start, end := p.trimmed()
	y, n, i := number(p.s, start)
	f := found{start: start, end: end, y: y, prec: Year}
	switch {
	case n == 4 && plausibleYear(y) && i == end:
		return f, true
	case n == 4 && plausibleYear(y):
		return p.monthBox(f, i, end)
	case n == 6 && plausibleYear(y%10000): // 252012-09
		f.d, f.y, f.prec = y/10000, y%10000, Day
		return p.closeBox(f, i, end)
	case n <= 2:
		year, n, j := number(p.s, gap(p.s, i))
		if n != 4 || !plausibleYear(year) {
			return f, false
		}
		f.d, f.y, f.prec = y, year, Day
		return p.closeBox(f, j, end)
	}
	return f, false
}

// monthBox reads -09 or .09 25 behind a year.
func (p *parser) monthBox(f found, i, end int) (found, bool) {
	kind, w := separatorAt(p.s, i)
	mo, n, j := number(p.s, i+w)
	if w == 0 || n == 0 || n > 2 {
		return f, false
	}
	f.mo = mo
	if j == end {
		f.prec = Month
		return f, kind != '.' && n == 2 && validDay(&f)
	}
	k := gap(p.s, j)
	d, n, e := number(p.s, k)
	f.d, f.prec = d, Day
	return f, k > j && n > 0 && n <= 2 && e == end && validDay(&f)
}

// closeBox reads the month that ends a day box.
func (p *parser) closeBox(f found, i, end int) (found, bool) {
	_, w := separatorAt(p.s, i)
	mo, n, j := number(p.s, i+w)
	f.mo = mo
	return f, w > 0 && n > 0 && n <= 2 && j == end && validDay(&f)
}

// plausibleYear bounds the years of forms that could be another number.
func plausibleYear(y int) bool { return y >= 1900 && y <= 2100 }
