package dates

import (
	"time"
	"unicode/utf8"
)

// relativeDays are the words for days near the present one.
var relativeDays = [...]struct {
	word    string
	days    int
	evening bool
}{
	{"今天", 0, false},
	{"今日", 0, false},
	{"今早", 0, false},
	{"今晨", 0, false},
	{"今晚", 0, true},
	{"昨天", -1, false},
	{"昨日", -1, false},
	{"昨晚", -1, true},
	{"前天", -2, false},
	{"前日", -2, false},
	{"大前天", -3, false},
}

// relativeDay reads 昨天 08:30 and 刚刚 at i.
func (p *parser) relativeDay(i int) found {
	if w := anyAt(p.s, i, "刚刚", "剛剛", "刚才", "剛才"); w > 0 {
		return p.justNow(i, i+w)
	}
	for _, d := range relativeDays {
		if hasAt(p.s, i, d.word) {
			return p.nearDay(i, i+len(d.word), d.days, d.evening)
		}
	}
	return found{}
}

// nearDay is the day that many days from the present one, with the time of day behind end.
func (p *parser) nearDay(i, end, days int, evening bool) found {
	if !p.startsClause(i) {
		return found{}
	}
	now := p.o.Now.In(p.location())
	y, mo, d := now.Date()
	f := found{start: i, end: end, form: formRelative, prec: Day}
	c, e, ok := p.clockAfter(end)
	if !ok {
		f.at = time.Date(y, mo, d+days, 0, 0, 0, 0, now.Location())
		if !boundaryAt(p.s, end) {
			return found{}
		}
		return f
	}
	if evening {
		c.toDay(night)
	}
	loc := now.Location()
	if z := c.location(loc); z != nil {
		loc = z
	}
	f.at = time.Date(y, mo, d+days, c.h, c.m, min(c.s, 59), c.ns, loc)
	f.prec, f.end = c.prec, e
	return f
}

func (p *parser) justNow(i, end int) found {
	if !p.startsClause(i) || !p.endsClause(end) {
		return found{}
	}
	return found{start: i, end: end, form: formRelative, prec: Minute, at: p.o.Now.In(p.location()).Truncate(time.Minute)}
}

// startsClause reports whether a relative form at i begins there: running text (…在今天的會上) is no date.
func (p *parser) startsClause(i int) bool {
	if i == 0 {
		return true
	}
	if i >= 3 && anyAt(p.s, i-3, "于", "於", "约", "約") > 0 {
		return true
	}
	_, w := utf8.DecodeLastRuneInString(p.s[:i])
	return boundaryAt(p.s, i-w)
}

// endsClause reports whether a relative form that ends at i ends there, or the word for publishing follows.
func (p *parser) endsClause(i int) bool {
	return boundaryAt(p.s, i) || anyAt(p.s, i, "发布", "發佈", "發布", "发表", "發表", "更新", "来自", "來自") > 0
}

// unit is a unit of relative forms.
type unit uint8

const (
	noUnit unit = iota
	seconds
	minutes
	hours
	days
	weeks
	months
	years
)

// agoUnits are the units in front of 前.
var agoUnits = [...]struct {
	word string
	unit unit
}{
	{"秒钟", seconds},
	{"秒鐘", seconds},
	{"秒", seconds},
	{"分钟", minutes},
	{"分鐘", minutes},
	{"分", minutes},
	{"小时", hours},
	{"小時", hours},
	{"钟头", hours},
	{"鐘頭", hours},
	{"天", days},
	{"周", weeks},
	{"週", weeks},
	{"星期", weeks},
	{"礼拜", weeks},
	{"禮拜", weeks},
	{"年", years},
}

// ago reads 小時前 or hours ago behind the number v at i.
func (p *parser) ago(i, v, n, end int) (found, bool) {
	if n > 4 || p.partOfNumber(i) || !p.startsClause(i) {
		return found{}, false
	}
	j := gap(p.s, end)
	u, k := p.englishUnit(j)
	if u == noUnit {
		u, k = p.hanUnit(j)
	}
	if u == noUnit || !p.endsClause(k) {
		return found{}, false
	}
	return p.before(i, k, v, u), true
}

// hanUnit reads a unit and 前 at i.
func (p *parser) hanUnit(i int) (unit, int) {
	measure := anyAt(p.s, i, "个", "個")
	i += measure
	u, w := noUnit, 0
	for _, a := range agoUnits {
		if hasAt(p.s, i, a.word) {
			u, w = a.unit, len(a.word)
			break
		}
	}
	if measure > 0 && anyAt(p.s, i, "月") > 0 {
		u, w = months, len("月")
	}
	if u == noUnit {
		return noUnit, i
	}
	i = gap(p.s, i+w)
	w = anyAt(p.s, i, "前", "以前", "之前")
	if w == 0 {
		return noUnit, i
	}
	return u, i + w
}

// halfHourAgo reads 半小時前 at i; end is behind the 半.
func (p *parser) halfHourAgo(i, end int) found {
	u, k := p.hanUnit(end)
	if u != hours || !p.startsClause(i) || !p.endsClause(k) {
		return found{}
	}
	return p.before(i, k, 30, minutes)
}

// before is the time v units before the reference clock, as precise as the unit.
func (p *parser) before(start, end, v int, u unit) found {
	now := p.o.Now.In(p.location())
	y, mo, d := now.Date()
	f := found{start: start, end: end, form: formRelative}
	switch u {
	case seconds:
		f.at, f.prec = now.Add(-time.Duration(v)*time.Second).Truncate(time.Second), Second
	case minutes:
		f.at, f.prec = now.Add(-time.Duration(v)*time.Minute).Truncate(time.Minute), Minute
	case hours:
		f.at, f.prec = now.Add(-time.Duration(v)*time.Hour).Truncate(time.Minute), Hour
	case days:
		f.at, f.prec = time.Date(y, mo, d-v, 0, 0, 0, 0, now.Location()), Day
	case weeks:
		f.at, f.prec = time.Date(y, mo, d-7*v, 0, 0, 0, 0, now.Location()), Day
	case months:
		f.at, f.prec = time.Date(y, mo-time.Month(v), 1, 0, 0, 0, 0, now.Location()), Month
	default:
		f.at, f.prec = time.Date(y-v, 1, 1, 0, 0, 0, 0, now.Location()), Year
	}
	return f
}

// englishUnits are the units in front of ago, without the s of the plural.
var englishUnits = [...]struct {
	word string
	unit unit
}{
	{"s", seconds},
	{"sec", seconds},
	{"second", seconds},
	{"m", minutes},
	{"min", minutes},
	{"minute", minutes},
	{"h", hours},
	{"hr", hours},
	{"hour", hours},
	{"d", days},
	{"day", days},
	{"w", weeks},
	{"week", weeks},
	{"month", months},
	{"year", years},
}

// englishUnit reads a unit and ago at i.
func (p *parser) englishUnit(i int) (unit, int) {
	end := letters(p.s, i)
	word := p.s[i:end]
	if len(word) > 1 && lower(word[len(word)-1]) == 's' {
		word = word[:len(word)-1]
	}
	if len(word) == 0 {
		return noUnit, i
	}
	for _, e := range englishUnits {
		if len(e.word) == len(word) && foldPrefix(e.word, word) {
			k := gap(p.s, end)
			if k > end && foldAt(p.s, k, "ago") {
				return e.unit, k + len("ago")
			}
		}
	}
	return noUnit, i
}

// foldAt reports whether the lower-case word stands at i in any case, with no letter behind it.
func foldAt(s string, i int, word string) bool {
	return len(s)-i >= len(word) && foldPrefix(word, s[i:i+len(word)]) && (i+len(word) == len(s) || !isLetter(s[i+len(word)]))
}

// anAgo reads an hour ago; the article is at i and ends at end.
func (p *parser) anAgo(i, end int) (found, bool) {
	if !foldAt(p.s, i, "a") && !foldAt(p.s, i, "an") {
		return found{}, false
	}
	u, k := p.englishUnit(gap(p.s, end))
	return p.before(i, k, 1, u), u != noUnit
}

// englishRelative reads yesterday, today and just now at i.
func (p *parser) englishRelative(i, end int) found {
	if !p.startsClause(i) {
		return found{}
	}
	switch {
	case foldAt(p.s, i, "yesterday"):
		return p.englishDay(i, end, -1)
	case foldAt(p.s, i, "today"):
		return p.englishDay(i, end, 0)
	case foldAt(p.s, i, "just") && foldAt(p.s, gap(p.s, end), "now"):
		return p.justNow(i, gap(p.s, end)+len("now"))
	}
	return found{}
}

// englishDay is a near day where a time of day or the end of the text follows.
func (p *parser) englishDay(i, end, days int) found {
	f := p.nearDay(i, end, days, false)
	if f.prec == Day && gap(p.s, end) < len(p.s) {
		return found{}
	}
	return f
}
