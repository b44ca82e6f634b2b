package dates

import "unicode/utf8"

// republic is the year before the first of the Republic of China.
const republic = 1911

// taiwan reports whether bare years of the Republic are to be expected.
func (p *parser) taiwan() bool {
	return p.o.Location != nil && p.o.Location.String() == "Asia/Taipei"
}

func yearUnit(s string, i int) int  { return anyAt(s, i, "年", "년") }
func monthUnit(s string, i int) int { return anyAt(s, i, "月", "월") }
func dayUnit(s string, i int) int   { return anyAt(s, i, "日", "号", "號", "일") }

// behindYear reads the month and day after the year v of n digits and its 年, which ends at i.
func (p *parser) behindYear(f found, v, n, i int) (found, bool) {
	switch {
	case n == 4 && v >= 1000 && v < 3000:
		f.y = v
	case (n == 2 || n == 3) && p.taiwan():
		f.y = v + republic
	case n == 2:
		f.y = century(v)
	default:
		return f, false
	}
	f, ok := p.monthDay(f, i)
	return f, ok && (n != 2 || f.prec >= Day)
}

// monthDay reads 09月25日 at i. Without it the year before stands alone.
func (p *parser) monthDay(f found, i int) (found, bool) {
	f.prec, f.end = Year, i
	mo, n, e := numeral(p.s, gap(p.s, i))
	if n == 0 || n > 2 {
		return f, true
	}
	unit := gap(p.s, e)
	w := monthUnit(p.s, unit)
	if w == 0 {
		return f, true
	}
	f.mo, f.prec, f.end = mo, Month, unit+w
	d, n, e := numeral(p.s, gap(p.s, f.end))
	if n == 0 || n > 2 {
		return f, validDay(&f)
	}
	unit = gap(p.s, e)
	if w = dayUnit(p.s, unit); w > 0 {
		e = unit + w
	} else if !boundaryAt(p.s, e) {
		return f, validDay(&f)
	}
	f.d, f.prec, f.end = d, Day, e
	return f, validDay(&f)
}

// dayBehindMonth reads 25日 after a month without a year, and 25, 2012 where the order of English was kept: 九月 25, 2012.
func (p *parser) dayBehindMonth(f found, mo, i int) (found, bool) {
	d, n, e := numeral(p.s, gap(p.s, i))
	if n == 0 || n > 2 {
		return f, false
	}
	if y, n, end := number(p.s, monthJoint(p.s, e)); n == 4 && end-e > n && plausibleYear(y) && boundaryAt(p.s, end) {
		f.y, f.mo, f.d, f.prec, f.end = y, mo, d, Day, end
		return f, validDay(&f)
	}
	e = gap(p.s, e)
	w := dayUnit(p.s, e)
	f.form, f.mo, f.d, f.prec, f.end = formYearless, mo, d, Day, e+w
	return f, w > 0 && validMonthDay(mo, d)
}

// hanMonth reads the name of a month at i where only that was translated: 25 九月 2012, 25 9月 2012. month is 0 if there is none.
func hanMonth(s string, i int) (month, end int) {
	mo, n, e := numeral(s, i)
	if n == 0 || n > 2 || mo < 1 || mo > 12 || e == i {
		return 0, i
	}
	w := monthUnit(s, e)
	if w == 0 {
		return 0, i
	}
	return mo, e + w
}

// beginners are the Chinese characters that a date may start with: those of eras, of relative forms, and the numerals.
const beginners = "民平令昭大明今昨前刚剛半〇○◯零一壹弌二贰貳弍两兩三叁參叄弎四肆五伍六陆陸七柒八捌九玖十拾廿卅百佰"

// The characters that begins covers.
const (
	beginsFrom = 0x2000
	beginsTo   = 0xA000
)

// begins has a bit for each of the beginners.
var begins = func() (t [(beginsTo - beginsFrom) / 64]uint64) {
	for _, r := range beginners {
		t[(r-beginsFrom)/64] |= 1 << (r % 64)
	}
	return t
}()

// beginsDate reports whether the character of three bytes at i is one of the beginners.
func beginsDate(s string, i int) bool {
	if i+2 >= len(s) {
		return false
	}
	r := uint(s[i]&0x0F)<<12 | uint(s[i+1]&0x3F)<<6 | uint(s[i+2]&0x3F)
	return r >= beginsFrom && r < beginsTo && begins[(r-beginsFrom)/64]>>(r%64)&1 != 0
}

// han reads a date that starts with the Chinese character at i. skip is where to go on when there is none.
func (p *parser) han(i int) (f found, skip int) {
	r, w := utf8.DecodeRuneInString(p.s[i:])
	switch r {
	case '民', '平', '令', '昭', '大', '明':
		for k := range eras {
			if hasAt(p.s, i, eras[k].name) {
				return p.eraDate(i, &eras[k])
			}
		}
		return p.relativeDay(i), i + w
	case '今', '昨', '前', '刚', '剛':
		return p.relativeDay(i), i + w
	case '半':
		return p.halfHourAgo(i, i+w), i + w
	}
	if han(r) < 0 || r == '元' {
		return found{}, i + w
	}
	if reckoned(p.s, i) {
		return found{}, skipDate(p.s, i)
	}
	return p.numerals(i), i + w
}

// numerals reads a date that starts with the Chinese numeral at i: 二○一二年九月二十五日, 九月二十五日, 三小時前.
func (p *parser) numerals(i int) found {
	if i >= 3 {
		if r, _ := utf8.DecodeLastRuneInString(p.s[:i]); han(r) >= 0 || r == '第' {
			return found{}
		}
	}
	f := found{start: i, prec: Day}
	if y, e, ok := writtenYear(p.s, i); ok {
		f.y = y
		f, ok = p.monthDay(f, e)
		if ok {
			p.withClock(&f)
			return f
		}
		return found{}
	}
	v, e := hanNumber(p.s, i)
	if e == i {
		return found{}
	}
	if unit := gap(p.s, e); monthUnit(p.s, unit) > 0 {
		if f, ok := p.dayBehindMonth(f, v, unit+3); ok {
			p.withClock(&f)
			return f
		}
		return found{}
	}
	if f, ok := p.ago(i, v, 2, e); ok {
		return f
	}
	return found{}
}

// writtenYear reads four characters that are numerals or digits, and 年: 二〇一二年, 二０一二年.
func writtenYear(s string, i int) (y, end int, ok bool) {
	for range 4 {
		d, w := digitAt(s, i)
		if w == 0 {
			if i >= len(s) {
				return 0, 0, false
			}
			var r rune
			r, w = utf8.DecodeRuneInString(s[i:])
			if d = han(r); d < 0 || d > 9 || r == '元' {
				return 0, 0, false
			}
		}
		y = y*10 + d
		i += w
	}
	i = gap(s, i)
	w := yearUnit(s, i)
	return y, i + w, w > 0 && y >= 1000
}

// hanWeekday returns the length of the weekday at i, with the brackets around it; 0 if there is none.
func hanWeekday(s string, i int) int {
	open := anyAt(s, i, "(", "（", "[", "【")
	j := i + open
	w := anyAt(s, j, "星期", "礼拜", "禮拜", "周", "週")
	if w == 0 && open == 0 {
		return 0
	}
	d := anyAt(s, j+w, "一", "二", "三", "四", "五", "六", "日", "天", "月", "火", "水", "木", "金", "土")
	if d == 0 {
		return 0
	}
	j += w + d
	if open == 0 {
		return j - i
	}
	closing := anyAt(s, j, ")", "）", "]", "】")
	if closing == 0 {
		return 0
	}
	return j + closing - i
}
