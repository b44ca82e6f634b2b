package validate

import (
	"strings"
	"time"
)

// dateFault is what is wrong with a date.
type dateFault uint8

const (
	dateOK       dateFault = iota
	dateBad                // not the grammar
	dateWeekday            // the weekday is not that of the day
	dateTwoDigit           // two-digit year
	dateObsolete           // legal, but in a form many readers misread
)

var (
	weekdays  = []string{"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"}
	monthList = []string{"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"}
	zoneHours = map[string]int{
		"UT": 0, "GMT": 0, "Z": 0, "EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7,
	}
)

// parseRFC822 checks a date against RFC 822 with the four-digit years of RSS.
func parseRFC822(s string) (time.Time, dateFault) {
	fault := dateOK
	weekday := ""
	if plain, ok := withoutComments(s); ok {
		s, fault = plain, dateObsolete
	}
	if name, rest, ok := strings.Cut(s, ","); ok {
		weekday, s = strings.TrimSpace(name), rest
		i := foldIndex(weekdays, weekday)
		if i < 0 {
			return time.Time{}, dateBad
		}
		if weekdays[i] != name || !strings.HasPrefix(rest, " ") {
			fault = dateObsolete
		}
		weekday = weekdays[i]
	}
	f := strings.Fields(s)
	if strings.Contains(s, "  ") || strings.ContainsAny(s, "\t\r\n") {
		fault = dateObsolete
	}
	if len(f) != 5 {
		return time.Time{}, dateBad
	}
	day, ok1 := digits(f[0], 1, 2)
	month := foldIndex(monthList, f[1])
	year, ok2 := digits(f[2], 2, 4)
	if !ok1 || !ok2 || month < 0 || len(f[2]) == 3 {
		return time.Time{}, dateBad
	}
	if monthList[month] != f[1] {
		fault = dateObsolete
	}
	if len(f[2]) == 2 {
		fault = dateTwoDigit
		if year += 1900; year < 1950 {
			year += 100
		}
	}
	hour, minute, second, ok := clockOf(f[3])
	zone, zoneFault := parseZone(f[4])
	if !ok || zoneFault == dateBad {
		return time.Time{}, dateBad
	}
	if zoneFault != dateOK {
		fault = zoneFault
	}
	t := time.Date(year, time.Month(month+1), day, hour, minute, second, 0, zone)
	if t.Day() != day && second != 60 || day == 0 || day > daysIn(year, month+1) {
		return time.Time{}, dateBad
	}
	if weekday != "" && time.Date(year, time.Month(month+1), day, 0, 0, 0, 0, time.UTC).Weekday().String()[:3] != weekday && len(f[2]) == 4 {
		return t, dateWeekday
	}
	return t, fault
}

// withoutComments takes out what stands in parentheses, which RFC 822 allows around every word; ok says whether anything does.
func withoutComments(s string) (plain string, ok bool) {
	if !strings.Contains(s, "(") {
		return s, false
	}
	var b strings.Builder
	depth := 0
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case '\\':
			i++
		case '(':
			depth++
			b.WriteByte(' ')
		case ')':
			if depth--; depth < 0 {
				return s, false
			}
		default:
			if depth == 0 {
				b.WriteByte(s[i])
			}
		}
	}
	return strings.TrimSpace(b.String()), depth == 0
}

func foldIndex(list []string, s string) int {
	for i, v := range list {
		if strings.EqualFold(v, s) {
			return i
		}
	}
	return -1
}

// clockOf reads hh:mm[:ss].
func clockOf(s string) (h, m, sec int, ok bool) {
	p := strings.Split(s, ":")
	if len(p) != 2 && len(p) != 3 {
		return 0, 0, 0, false
	}
	h, ok1 := digits(p[0], 2, 2)
	m, ok2 := digits(p[1], 2, 2)
	ok = ok1 && ok2 && h < 24 && m < 60
	if len(p) == 3 {
		s, ok3 := digits(p[2], 2, 2)
		return h, m, s, ok && ok3 && s <= 60
	}
	return h, m, 0, ok
}

// parseZone reads the zone of RFC 822.
func parseZone(s string) (*time.Location, dateFault) {
	if h, ok := zoneHours[s]; ok {
		return time.FixedZone(s, h*3600), dateOK
	}
	if h, ok := zoneHours[strings.ToUpper(s)]; ok {
		return time.FixedZone(s, h*3600), dateObsolete
	}
	if len(s) == 1 && isAlnum(s[0]) && s[0] > '9' && s[0]|0x20 != 'j' {
		return time.UTC, dateObsolete // military zones, whose sign RFC 822 got wrong
	}
	if len(s) != 5 || s[0] != '+' && s[0] != '-' {
		return nil, dateBad
	}
	n, ok := digits(s[1:], 4, 4)
	if !ok || n%100 > 59 || n/100 > 23 {
		return nil, dateBad
	}
	sec := (n/100*60 + n%100) * 60
	if s[0] == '-' {
		sec = -sec
	}
	if n%10 != 0 || n/10%10 != 0 && n/10%10 != 3 {
		return time.FixedZone("", sec), dateObsolete // no zone is a quarter of an hour off, but for two
	}
	return time.FixedZone("", sec), dateOK
}

// digits reads a number of between least and most digits.
func digits(s string, least, most int) (int, bool) {
	if len(s) < least || len(s) > most {
		return 0, false
	}
	n := 0
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return 0, false
		}
		n = n*10 + int(s[i]-'0')
	}
	return n, true
}

func daysIn(year, month int) int {
	return time.Date(year, time.Month(month+1), 0, 0, 0, 0, 0, time.UTC).Day()
}

// parseDay reads YYYY-MM-DD.
func parseDay(s string) (time.Time, bool) {
	if len(s) != 10 || s[4] != '-' || s[7] != '-' {
		return time.Time{}, false
	}
	y, ok1 := digits(s[:4], 4, 4)
	m, ok2 := digits(s[5:7], 2, 2)
	d, ok3 := digits(s[8:], 2, 2)
	if !ok1 || !ok2 || !ok3 || m < 1 || m > 12 || d < 1 || d > daysIn(y, m) {
		return time.Time{}, false
	}
	return time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC), true
}

// parseRFC3339 checks a date against RFC 3339 with the upper-case T and Z that RFC 4287 asks for. With
// coarse it may be a date alone, a month or a year, and seconds may be missing, as the W3C profile allows.
func parseRFC3339(s string, coarse bool) (time.Time, bool) {
	if coarse {
		switch len(s) {
		case 4:
			s += "-01-01"
		case 7:
			s += "-01"
		}
		if len(s) == 10 {
			return parseDay(s)
		}
	}
	if len(s) < 17 || s[10] != 'T' {
		return time.Time{}, false
	}
	day, ok := parseDay(s[:10])
	if !ok {
		return time.Time{}, false
	}
	rest := s[11:]
	end := strings.IndexAny(rest, "Z+-")
	if end < 0 {
		return time.Time{}, false
	}
	clock, zone := rest[:end], rest[end:]
	clock, fraction, dot := strings.Cut(clock, ".")
	if dot && (fraction == "" || strings.Trim(fraction, "0123456789") != "" || len(clock) != 8) {
		return time.Time{}, false
	}
	h, m, sec, ok := clockOf(clock)
	if !ok || len(clock) != 8 && !coarse {
		return time.Time{}, false
	}
	offset := 0
	if zone != "Z" {
		if len(zone) != 6 || zone[3] != ':' {
			return time.Time{}, false
		}
		zh, zm, _, ok := clockOf(zone[1:])
		if !ok {
			return time.Time{}, false
		}
		offset = (zh*60 + zm) * 60
		if zone[0] == '-' {
			offset = -offset
		}
	}
	loc := time.FixedZone("", offset)
	t := time.Date(day.Year(), day.Month(), day.Day(), h, m, sec, 0, loc)
	if fraction != "" {
		n := 0
		for i := range 9 {
			n *= 10
			if i < len(fraction) {
				n += int(fraction[i] - '0')
			}
		}
		t = t.Add(time.Duration(n))
	}
	return t, true
}

// earliest is the year before which no date in a feed is meant; slack is how far clocks may differ.
const (
	earliest = 1990
	slack    = 24 * time.Hour
)

func (c *checker) plausible(n int32, off int, v string, t time.Time) {
	switch {
	case t.Year() < earliest:
		c.add("implausible-date", off, n, v, "the date %s is long before there was anything to publish", quoted(v))
	case !c.opt.Now.IsZero() && t.After(c.opt.Now.Add(slack)):
		c.add("implausible-date", off, n, v, "the date %s is in the future", quoted(v))
	}
}

// date822 checks the date of an RSS element.
func date822(c *checker, n int32, v string) { c.check822(n, c.textAt(n), v) }

// check822 checks a date of RFC 822 that stands at off.
func (c *checker) check822(n int32, off int, v string) {
	t, fault := parseRFC822(v)
	switch fault {
	case dateBad:
		c.add("rfc822-date", off, n, v, "%s is not a date of RFC 822, such as %q", quoted(v), "Tue, 25 Sep 2012 18:07:00 +0800")
		return
	case dateWeekday:
		c.add("wrong-weekday", off, n, v, "the day of %s is a %s", quoted(v), phrasef(t.Weekday().String()))
		return // which of the two is meant is not known
	case dateTwoDigit:
		c.add("problematic-date", off, n, v, "the year of %s has two digits", quoted(v))
	case dateObsolete:
		c.add("problematic-date", off, n, v, "the form of %s is legal, but many readers misread it", quoted(v))
	}
	c.plausible(n, off, v, t)
}

// date3339 checks the date of an Atom element.
func date3339(c *checker, n int32, v string) {
	off := c.textAt(n)
	t, ok := parseRFC3339(v, false)
	if !ok {
		c.add("rfc3339-date", off, n, v, "%s is not a date of RFC 3339, such as %q", quoted(v), "2012-09-25T18:07:00+08:00")
		return
	}
	c.plausible(n, off, v, t)
}

// dateW3C checks a date of the W3C profile, as Dublin Core has it.
func dateW3C(c *checker, n int32, v string) {
	off := c.textAt(n)
	t, ok := parseRFC3339(v, true)
	if !ok {
		c.add("w3cdtf-date", off, n, v, "%s is not a date of the W3C profile, such as %q", quoted(v), "2012-09-25")
		return
	}
	c.plausible(n, off, v, t)
}
