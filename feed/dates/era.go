package dates

import "strings"

// era is a reckoning of years. Its first day and its last year are those of the calendar in force: 明治 began on 1868-01-25,
// 大正 on 1912-07-30, 昭和 on 1926-12-25, 平成 on 1989-01-08, 令和 on 2019-05-01. A year behind the last, like the 平成32年
// of plans written ahead, is no date: nothing was published in it.
type era struct {
	name    string
	zero    int // the year before its first; of an era counted backwards, the year behind it
	last    int // its last year; 0: it goes on
	from    int // its first day as yyyymmdd; 0: the first of its first year
	back    bool
	general bool // the word can end another: read only where no Chinese character stands before it
}

// farthestBack is how far years before the Republic are counted: to the first of the Qing.
const farthestBack = 268

// The longer names come first.
var eras = [...]era{
	{name: "民國前", zero: republic + 1, last: farthestBack, back: true},
	{name: "民国前", zero: republic + 1, last: farthestBack, back: true},
	{name: "民前", zero: republic + 1, last: farthestBack, back: true, general: true},
	{name: "民國", zero: republic},
	{name: "民国", zero: republic},
	{name: "平成", zero: 1988, last: 31, from: 19890108},
	{name: "令和", zero: 2018, from: 20190501},
	{name: "昭和", zero: 1925, last: 64, from: 19261225},
	{name: "大正", zero: 1911, last: 15, from: 19120730},
	{name: "明治", zero: 1867, last: 45, from: 18680125},
}

// year is the common year of a year of the era; 0 if the era has none of that number.
func (e *era) year(v int) int {
	switch {
	case v < 1 || e.last > 0 && v > e.last:
		return 0
	case e.back:
		return e.zero - v
	}
	return e.zero + v
}

// covers reports whether a date, as far as it is written, is not before the era's first day.
func (e *era) covers(f *found) bool {
	day := f.y * 10000
	switch f.prec {
	case None, Year:
		return true
	case Month:
		return day+f.mo*100+99 >= e.from
	}
	return day+f.mo*100+f.d >= e.from
}

// eraDate reads the date of an era whose name stands at i. skip is where to go on when it is none: behind the date, so that the rest
// of it is not read as another.
func (p *parser) eraDate(i int, e *era) (f found, skip int) {
	at := gap(p.s, i+len(e.name))
	skip = skipDate(p.s, at)
	if e.general && hanBefore(p.s, i) {
		return found{}, skip
	}
	v, n, end := numeral(p.s, at)
	y := e.year(v)
	if n == 0 || n > 3 || y == 0 {
		return found{}, skip
	}
	f = found{start: i, y: y, prec: Day}
	ok := false
	if unit := gap(p.s, end); yearUnit(p.s, unit) > 0 {
		f, ok = p.monthDay(f, unit+yearUnit(p.s, unit))
	} else if kind, _ := separator(p.s, end); kind != 0 {
		f, ok = p.yearFirst(f, f.y, end)
	}
	if !ok || !e.covers(&f) {
		return found{}, skip
	}
	if china := len("中華"); i >= china && anyAt(p.s, i-china, "中華", "中华") > 0 {
		f.start -= china
	}
	p.withClock(&f)
	return f, skip
}

// reckonings are words that give the number behind them another meaning than a year, month or day of the common era: years before it,
// eras that are not read, and the calendar of the moon.
var reckonings = [...]string{
	"公元前", "西元前", "紀元前", "纪元前", "기원전", "公元前約", "公元前约", "西元前約", "西元前约",
	"農曆", "农历", "陰曆", "阴历", "舊曆", "旧历", "夏曆", "夏历", "음력", "佛曆", "佛历", "檀紀", "단기",
	"順治", "顺治", "康熙", "雍正", "乾隆", "嘉慶", "嘉庆", "道光", "咸豐", "咸丰", "同治", "光緒", "光绪", "宣統", "宣统", "洪憲", "洪宪", "康德",
	"慶応", "文久", "安政", "嘉永", "天保", "文政",
}

// reckonEnds has a bit for the last two bytes of each of the reckonings.
var reckonEnds = func() (t [64]uint64) {
	for _, w := range reckonings {
		t[w[len(w)-2]&0x3F] |= 1 << (w[len(w)-1] & 0x3F)
	}
	return t
}()

// reckoned reports whether one of the reckonings stands before the number at i.
func reckoned(s string, i int) bool {
	for k := 0; k < maxGap && i > 0 && s[i-1] == ' '; k++ {
		i--
	}
	if i < 6 || s[i-3] < 0xE2 || reckonEnds[s[i-2]&0x3F]>>(s[i-1]&0x3F)&1 == 0 {
		return false
	}
	for _, w := range reckonings {
		if s[i-1] == w[len(w)-1] && strings.HasSuffix(s[:i], w) {
			return true
		}
	}
	return false
}

// skipDate returns the end of the year, month and day that begin at i, read for nothing but their form.
func skipDate(s string, i int) int {
	end := i
	for _, unit := range [...]func(string, int) int{yearUnit, monthUnit, dayUnit} {
		_, n, e := numeral(s, gap(s, end))
		if n == 0 {
			break
		}
		e = gap(s, e)
		w := unit(s, e)
		if w == 0 {
			_, w = separatorAt(s, e)
		}
		end = e + w
		if w == 0 {
			break
		}
	}
	return end
}

// hanBefore reports whether a Chinese character stands before i.
func hanBefore(s string, i int) bool {
	return i >= 3 && s[i-3] >= 0xE4 && s[i-3] <= 0xE9
}
