package dates

import "time"

// clock is a time of day with its zone.
type clock struct {
	h, m, s, ns int
	prec        Precision
	zone        zoneKind
	offset      int // seconds east of UTC, for zoneFixed
}

// location returns the zone to use, nil for the one of the options.
func (c clock) location(loc *time.Location) *time.Location {
	switch {
	case c.zone != zoneFixed:
		return nil
	case c.offset == 0:
		return time.UTC
	}
	return time.FixedZone("", c.offset)
}

// maxJoints bounds the weekdays, commas and dashes between a date and its time of day.
const maxJoints = 4

// clockAfter reads the time of day that follows a date which ends at i.
func (p *parser) clockAfter(i int) (clock, int, bool) {
	beijing := false
	for range maxJoints {
		i = gap(p.s, i)
		if i >= len(p.s) {
			break
		}
		if p.clockMark(i) {
			return p.clockAt(i+1, true)
		}
		w := hanWeekday(p.s, i)
		if w == 0 {
			w = englishWeekday(p.s, i)
		}
		if w == 0 {
			w = anyAt(p.s, i, ",", "，", "-", "_", "–", "—", "|", "[", "(", "（", "at ", "、")
		}
		if w == 0 {
			w = anyAt(p.s, i, "北京时间", "北京時間")
			beijing = beijing || w > 0
		}
		if w == 0 {
			c, end, ok := p.clockAt(i, false)
			if ok && beijing && c.zone == zoneNone {
				c.zone, c.offset = zoneFixed, 8*3600
			}
			return c, end, ok
		}
		i += w
	}
	return clock{}, i, false
}

// englishWeekday returns the length of the weekday at i, with brackets around and a point behind; 0 if there is none.
func englishWeekday(s string, i int) int {
	open := anyAt(s, i, "(", "（", "[")
	j := i + open
	end := letters(s, j)
	if !weekdayNamed(s[j:end]) {
		return 0
	}
	end += anyAt(s, end, ".")
	if open > 0 {
		end += anyAt(s, end, ")", "）", "]")
	}
	return end - i
}

// clockAt reads the time of day at i. iso allows the forms without colons of ISO 8601.
func (p *parser) clockAt(i int, iso bool) (c clock, end int, ok bool) {
	part, w := dayPart(p.s, i)
	j := gap(p.s, i+w)
	h, n, e := numeral(p.s, j)
	if iso && (n == 4 || n == 6) {
		c, end, ok = isoClock(h, n, e)
	} else if n == 0 || n > 2 {
		return clock{}, i, false
	} else if k := gap(p.s, e); colonAt(p.s, k) > 0 {
		c, end, ok = p.colonClock(h, k+colonAt(p.s, k), iso)
	} else if w := hourUnit(p.s, k); w > 0 {
		c, end, ok = p.unitClock(h, k+w)
	} else if _, w := meridiem(p.s, k); w > 0 {
		c, end, ok = clock{h: h, prec: Hour}, e, true
	}
	if !ok {
		return clock{}, i, false
	}
	if suffix, e := meridiem(p.s, gap(p.s, end)); e > 0 && part == anyPart && c.h <= 12 {
		part, end = suffix, e
	}
	c.toDay(part)
	if c.h > 24 || c.h == 24 && part != night && c.m+c.s > 0 || c.m > 59 || c.s > 60 {
		return clock{}, i, false
	}
	if z, e, ok := p.zoneBehind(end, c.prec == Second || iso); ok {
		c.zone, c.offset, end = z.zone, z.offset, e
	}
	return c, end, true
}

func isoClock(v, n, end int) (clock, int, bool) {
	if n == 4 {
		return clock{h: v / 100, m: v % 100, prec: Minute}, end, true
	}
	return clock{h: v / 10000, m: v / 100 % 100, s: v % 100, prec: Second}, end, true
}

// colonClock reads 07 or 07:33 or 07:33.125 behind an hour and its colon.
func (p *parser) colonClock(h, i int, iso bool) (clock, int, bool) {
	m, n, end := number(p.s, gap(p.s, i))
	if n != 2 {
		return clock{}, i, false
	}
	c := clock{h: h, m: m, prec: Minute}
	k := gap(p.s, end)
	w := colonAt(p.s, k)
	if w == 0 {
		end += anyAt(p.s, end, "分")
		return c, end, true
	}
	s, n, e := number(p.s, gap(p.s, k+w))
	if n != 2 {
		return c, end, k == end && n == 0 || k > end
	}
	c.s, c.prec, end = s, Second, e
	if end < len(p.s) && (p.s[end] == '.' || iso && p.s[end] == ',') {
		if ns, e := fraction(p.s, end+1); e > end+1 {
			c.ns, end = ns, e
		}
	}
	return c, end, true
}

// fraction reads the digits of a fraction of a second, of which nine count.
func fraction(s string, i int) (ns, end int) {
	unit := 100_000_000
	for i < len(s) && s[i]-'0' < 10 {
		ns += int(s[i]-'0') * unit
		unit /= 10
		i++
	}
	return ns, i
}

func hourUnit(s string, i int) int {
	w := anyAt(s, i, "时", "時", "点", "點", "시")
	if w > 0 && anyAt(s, i+w, "击", "擊", "赞", "讚", "评", "評") > 0 {
		return 0
	}
	return w
}

// unitClock reads 07分33秒, 半 and their like behind 18時.
func (p *parser) unitClock(h, i int) (clock, int, bool) {
	c, end := clock{h: h, prec: Hour}, i+anyAt(p.s, i, "钟", "鐘", "整")
	i = gap(p.s, end)
	if w := anyAt(p.s, i, "半"); w > 0 {
		c.m, c.prec = 30, Minute
		return c, i + w, true
	}
	if w := anyAt(p.s, i, "一刻", "三刻"); w > 0 {
		c.m, c.prec = 15, Minute
		if hasAt(p.s, i, "三") {
			c.m = 45
		}
		return c, i + w, true
	}
	m, n, e := numeral(p.s, i)
	if n == 0 || n > 2 {
		return c, end, true
	}
	w := anyAt(p.s, gap(p.s, e), "分", "분")
	if w == 0 {
		if n == 2 && i == end && boundaryAt(p.s, e) {
			c.m, c.prec, end = m, Minute, e
		}
		return c, end, true
	}
	c.m, c.prec, end = m, Minute, gap(p.s, e)+w
	s, n, e := numeral(p.s, gap(p.s, end))
	if w := anyAt(p.s, gap(p.s, e), "秒", "초"); n > 0 && n <= 2 && w > 0 {
		c.s, c.prec, end = s, Second, gap(p.s, e)+w
	}
	return c, end, true
}

// part is a part of the day that a clock of twelve hours counts in.
type part uint8

const (
	anyPart   part = iota
	morning        // 上午, 凌晨, AM: 12 is midnight
	noon           // 中午: 1 is 13
	afternoon      // 下午, PM
	night          // 晚上: 12 is midnight at its end
)

// dayParts are the words in front of a time of day.
var dayParts = [...]struct {
	word string
	part part
}{
	{"上午", morning},
	{"凌晨", morning},
	{"早上", morning},
	{"早晨", morning},
	{"清晨", morning},
	{"午前", morning},
	{"오전", morning},
	{"中午", noon},
	{"正午", noon},
	{"下午", afternoon},
	{"午后", afternoon},
	{"午後", afternoon},
	{"傍晚", afternoon},
	{"오후", afternoon},
	{"晚上", night},
	{"晚间", night},
	{"晚間", night},
	{"夜间", night},
	{"夜間", night},
	{"深夜", night},
	{"晚", night},
}

func dayPart(s string, i int) (part, int) {
	if i < len(s) && (s[i] >= 0xE4 || isLetter(s[i])) {
		for _, d := range dayParts {
			if hasAt(s, i, d.word) {
				return d.part, len(d.word)
			}
		}
		if p, end := meridiem(s, i); end > 0 {
			return p, end - i
		}
	}
	return anyPart, 0
}

// meridiem reads AM, PM, a.m. or p.m. at i; end is 0 if there is none.
func meridiem(s string, i int) (p part, end int) {
	if len(s)-i < 2 {
		return anyPart, 0
	}
	switch lower(s[i]) {
	case 'a':
		p = morning
	case 'p':
		p = afternoon
	default:
		return anyPart, 0
	}
	i++
	i += anyAt(s, i, ".")
	if i >= len(s) || lower(s[i]) != 'm' {
		return anyPart, 0
	}
	i++
	if i < len(s) && isLetter(s[i]) {
		return anyPart, 0
	}
	return p, i + anyAt(s, i, ".")
}

// toDay turns the hour of a part of the day into one of 24.
func (c *clock) toDay(p part) {
	switch {
	case p == morning && c.h == 12 && c.prec > Hour:
		c.h = 0
	case p == noon && c.h < 4, p == afternoon && c.h < 12:
		c.h += 12
	case p == night && c.h >= 5 && c.h <= 12:
		c.h += 12
	}
}
