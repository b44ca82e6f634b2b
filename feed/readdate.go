package feed

import (
	"strings"
	"time"

	"github.com/portalfeed/portalfeed/feed/dates"
)

// dateReader reads the dates of one document. The two forms in which nearly all feeds write them are read here, what else
// there is by package dates.
type dateReader struct {
	o      dates.Options
	zone   *time.Location // the zone met last
	offset int
}

// read returns the date of a text, with the text; without one there is only the text.
func (r *dateReader) read(s string) dates.Date {
	if s == "" {
		return dates.Date{}
	}
	if t, prec, ok := r.rfc822(s); ok {
		return dates.Date{Time: t, Precision: prec, Raw: s}
	}
	if t, prec, ok := r.rfc3339(s); ok {
		return dates.Date{Time: t, Precision: prec, Raw: s}
	}
	d, err := dates.Parse(s, r.o)
	if err != nil {
		return dates.Date{Raw: s}
	}
	d.Raw = s
	return d
}

func (r *dateReader) in(offset int) *time.Location {
	if offset == 0 {
		return time.UTC
	}
	if r.zone == nil || r.offset != offset {
		r.zone, r.offset = time.FixedZone("", offset), offset
	}
	return r.zone
}

// digits reads n digits at i.
func digits(s string, i, n int) (int, bool) {
	if i+n > len(s) {
		return 0, false
	}
	v := 0
	for _, c := range []byte(s[i : i+n]) {
		if c-'0' > 9 {
			return 0, false
		}
		v = v*10 + int(c-'0')
	}
	return v, true
}

// date makes an instant of its parts, of which none may be out of range.
func (r *dateReader) date(y, mo, d, h, m, s, ns, offset int) (time.Time, bool) {
	if mo < 1 || mo > 12 || d < 1 || h > 23 || m > 59 || s > 59 || y < 1900 || offset <= -86400 || offset >= 86400 {
		return time.Time{}, false
	}
	t := time.Date(y, time.Month(mo), d, h, m, s, ns, r.in(offset))
	return t, t.Day() == d
}

// rfc3339 reads 2012-09-25T18:07:00.5+08:00.
func (r *dateReader) rfc3339(s string) (time.Time, dates.Precision, bool) {
	if len(s) < 20 || s[4] != '-' || s[7] != '-' || s[10] != 'T' || s[13] != ':' || s[16] != ':' {
		return time.Time{}, 0, false
	}
	y, ok1 := digits(s, 0, 4)
	mo, ok2 := digits(s, 5, 2)
	d, ok3 := digits(s, 8, 2)
	h, ok4 := digits(s, 11, 2)
	m, ok5 := digits(s, 14, 2)
	sec, ok6 := digits(s, 17, 2)
	if !ok1 || !ok2 || !ok3 || !ok4 || !ok5 || !ok6 {
		return time.Time{}, 0, false
	}
	i, ns := 19, 0
	if s[i] == '.' {
		scale := 100_000_000
		for i++; i < len(s) && s[i]-'0' < 10; i++ {
			ns += int(s[i]-'0') * scale
			scale /= 10
		}
	}
	offset, ok := offsetOf(s[i:], true)
	if !ok {
		return time.Time{}, 0, false
	}
	t, ok := r.date(y, mo, d, h, m, sec, ns, offset)
	return t, dates.Second, ok
}

// offsetOf reads Z, +08:00 or +0800.
func offsetOf(s string, z bool) (int, bool) {
	if z && s == "Z" {
		return 0, true
	}
	if len(s) < 5 || s[0] != '+' && s[0] != '-' {
		return 0, false
	}
	k := 3
	if s[3] == ':' {
		k = 4
	}
	h, ok1 := digits(s, 1, 2)
	m, ok2 := digits(s, k, 2)
	if !ok1 || !ok2 || len(s) != k+2 || m > 59 {
		return 0, false
	}
	offset := h*3600 + m*60
	if s[0] == '-' {
		offset = -offset
	}
	return offset, true
}

// rfc822 reads Tue, 25 Sep 2012 18:07:00 +0800, also without the day of the week or the seconds, and with GMT, UTC or UT.
func (r *dateReader) rfc822(s string) (time.Time, dates.Precision, bool) {
	none := func() (time.Time, dates.Precision, bool) { return time.Time{}, 0, false }
	if len(s) > 5 && s[3] == ',' && s[4] == ' ' {
		s = s[5:]
	}
	k := 2
	d, ok := digits(s, 0, 2)
	if !ok {
		if d, ok = digits(s, 0, 1); !ok {
			return none()
		}
		k = 1
	}
	if len(s) < k+16 || s[k] != ' ' || s[k+4] != ' ' || s[k+9] != ' ' || s[k+12] != ':' {
		return none()
	}
	mo := strings.Index(monthNames, s[k+1:k+4])
	y, ok1 := digits(s, k+5, 4)
	h, ok2 := digits(s, k+10, 2)
	m, ok3 := digits(s, k+13, 2)
	if mo < 0 || mo%3 != 0 || !ok1 || !ok2 || !ok3 {
		return none()
	}
	sec, i, prec := 0, k+15, dates.Minute
	if s[i] == ':' {
		if sec, ok = digits(s, i+1, 2); !ok {
			return none()
		}
		i, prec = i+3, dates.Second
	}
	if i >= len(s) || s[i] != ' ' {
		return none()
	}
	offset := 0
	switch zone := s[i+1:]; zone {
	case "GMT", "UTC", "UT", "Z":
	default:
		if offset, ok = offsetOf(zone, false); !ok {
			return none()
		}
	}
	t, ok := r.date(y, mo/3+1, d, h, m, sec, 0, offset)
	return t, prec, ok
}
