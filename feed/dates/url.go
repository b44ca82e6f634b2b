package dates

import (
	"strings"
	"time"
)

// maxURL bounds the part of an address that is read.
const maxURL = 4096

// FromURL returns the day that the path or query of a page's address carries,
// as in /ldhd/2012-09/25/content_2232776.htm, /201209/t20120925_1.html and /2012/0925/.
// The day is 00:00 in loc; nil means UTC.
func FromURL(u string, loc *time.Location) (Date, bool) {
	u = u[pathStart(u):min(len(u), maxURL+pathStart(u))]
	for i := 0; i < len(u); {
		if u[i]-'0' >= 10 {
			i++
			continue
		}
		v, n, end := number(u, i)
		if f, ok := urlDate(u, i, v, n, end); ok {
			p := parser{s: u, o: Options{Location: loc}}
			return p.date(&f), true
		}
		i = end
	}
	return Date{}, false
}

// pathStart returns the position behind the host of an address, 0 for a relative one.
func pathStart(u string) int {
	i := strings.Index(u, "://")
	if i < 0 || i > len("https") {
		return 0
	}
	i += len("://")
	if slash := strings.IndexByte(u[i:], '/'); slash >= 0 {
		return i + slash
	}
	return len(u)
}

// urlDate reads the day that starts with the number v of n digits at i.
func urlDate(u string, i, v, n, end int) (found, bool) {
	f := found{start: i, prec: Day}
	p := parser{s: u}
	switch n {
	case 8, 12, 14:
		f, ok := p.compact(f, i, end)
		f.prec, f.clock, f.zone = Day, clock{}, nil
		return f, ok
	case 6: // /201209/25/
		f.y, f.mo = v/100, v%100
		if end >= len(u) || u[end] != '/' {
			return f, false
		}
		d, nd, e := number(u, end+1)
		f.d, f.end = d, e
		return f, nd == 2 && plausibleYear(f.y) && segmentEnd(u, e) && validDay(&f)
	case 4:
		return urlYear(u, f, v, end)
	}
	return f, false
}

// urlYear reads /09/25, -09/25, /0925 and their like behind a year.
func urlYear(u string, f found, y, i int) (found, bool) {
	f.y = y
	if !plausibleYear(y) || f.start > 0 && isLetter(u[f.start-1]) || !urlJoint(u, i) {
		return f, false
	}
	mo, n, j := number(u, i+1)
	switch {
	case n == 4: // /2012/0925/
		f.mo, f.d, f.end = mo/100, mo%100, j
		return f, segmentEnd(u, j) && validDay(&f)
	case n == 0 || n > 2 || !urlJoint(u, j):
		return f, false
	}
	d, nd, end := number(u, j+1)
	f.mo, f.d, f.end = mo, d, end
	if nd == 1 && n == 2 && u[j] == '/' && end < len(u) && u[end] == '.' { // /2012/09/3.html is the third page of a month
		return f, false
	}
	return f, nd > 0 && nd <= 2 && segmentEnd(u, end) && validDay(&f)
}

// PeriodFromURL returns the month, or the year, that a folder in the path of a page's address carries, as in /200809/3.html,
// /2008/09/3.html, /2008-09/t3.html and /2008/3.html. It is the first such folder. The time is the beginning of the month or year
// in loc; nil means UTC.
func PeriodFromURL(u string, loc *time.Location) (Date, bool) {
	u = u[pathStart(u):min(len(u), maxURL+pathStart(u))]
	if q := strings.IndexAny(u, "?#"); q >= 0 {
		u = u[:q]
	}
	if loc == nil {
		loc = time.UTC
	}
	for i := 0; i < len(u); i++ {
		if i > 0 && u[i-1] != '/' {
			continue
		}
		v, n, end := number(u, i)
		if end >= len(u) {
			break
		}
		d := Date{Precision: Year}
		month := 1
		switch {
		case n == 6 && u[end] == '/' && plausibleYear(v/100) && v%100 >= 1 && v%100 <= 12:
			v, month, d.Precision = v/100, v%100, Month
		case n == 4 && plausibleYear(v) && (u[end] == '/' || u[end] == '-' || u[end] == '_'):
			if m, digits, j := number(u, end+1); digits > 0 && digits <= 2 && m >= 1 && m <= 12 && j < len(u) && u[j] == '/' {
				month, d.Precision, end = m, Month, j
			} else if u[end] != '/' {
				continue
			}
		default:
			continue
		}
		d.Time, d.Raw = time.Date(v, time.Month(month), 1, 0, 0, 0, 0, loc), u[i:end]
		return d, true
	}
	return Date{}, false
}

func urlJoint(u string, i int) bool {
	return i < len(u) && (u[i] == '/' || u[i] == '-' || u[i] == '_' || u[i] == '.')
}

// segmentEnd reports whether the number that ends at i is followed by something else than more of it.
func segmentEnd(u string, i int) bool { return i >= len(u) || !isLetter(u[i]) }

// looksLikeURL reports whether the whole text is an address or a path.
func looksLikeURL(s string) bool {
	if strings.ContainsAny(s, " \t\n\r") || len(s) < 2 {
		return false
	}
	i := strings.Index(s, "://")
	return i > 0 && i <= len("https") || s[0] == '/' || strings.HasPrefix(s, "./") || strings.HasPrefix(s, "../")
}
