package feed

import (
	"time"

	"github.com/portalfeed/portalfeed/feed/dates"
)

// Undated is what the updated element of Atom says where no date is known: 2000-01-01T00:00:00Z, and some milliseconds more for
// all such entries but the last, as no two may have the same. A fixed instant keeps the entry the same from run to run, whatever
// is published beside it; the date of the feed or of a neighbour would make old entries look changed with each new one.
const Undated = 946684800 // Unix time

// instant returns the time of d in a zone that all formats can carry, and whether there is one.
func instant(d dates.Date) (time.Time, bool) {
	if d.IsZero() {
		return time.Time{}, false
	}
	t := d.Time
	_, offset := t.Zone()
	// RFC 822 as validators read it has offsets of whole and half hours.
	if offset%1800 != 0 || offset < -maxOffset || offset > maxOffset {
		t, offset = t.UTC(), 0
	}
	local := t.Unix() + int64(offset)
	return t, local >= earliest && local <= lastSecond
}

const (
	maxOffset   = 14 * 3600    // of a zone that is in use, seconds
	firstSecond = -62135596800 // of the year 1, Unix time
	earliest    = -2209075200  // the last day of 1899: what is before is no date of a publication on the Web, and readers take it for none
	lastSecond  = 253402300799 // of the year 9999
)

const (
	dayNames   = "SunMonTueWedThuFriSat"
	monthNames = "JanFebMarAprMayJunJulAugSepOctNovDec"
)

// clock is an instant as the clock and the calendar of its zone show it.
type clock struct {
	year, month, day     int
	hour, minute, second int
	weekday              int // 0 is Sunday
	offset               int // seconds east of Greenwich
}

// clockOf returns what a time of the years 1 to 9999 shows: package time finds the zone anew for each part of it.
func clockOf(t time.Time) clock {
	_, offset := t.Zone()
	const day = 86400
	sec := t.Unix() + int64(offset) - firstSecond
	days, rest := int(sec/day), int(sec%day)
	c := clock{hour: rest / 3600, minute: rest / 60 % 60, second: rest % 60, weekday: (days + 1) % 7, offset: offset}
	// Years begin with March here, so that the leap day is the last; the first began 306 days before 0001-01-01.
	days += 306
	era := days / 146097 // of 400 years
	days %= 146097
	year := (days - days/1460 + days/36524 - days/146096) / 365
	days -= 365*year + year/4 - year/100
	month := (5*days + 2) / 153
	c.year, c.month, c.day = era*400+year, month+3, days-(153*month+2)/5+1
	if c.month > 12 {
		c.year, c.month = c.year+1, c.month-12
	}
	return c
}

// dayCache holds the day that was written last, as neighbours in a feed often have the same.
type dayCache struct {
	day  int64    // since the beginning of Unix time, in its zone
	text [32]byte // all of the date that was written first
}

const dayLength = len("Tue, 25 Sep 2012 ")

// appendRFC822 is the function of that name for a time after 1970.
func (c *dayCache) appendRFC822(dst []byte, t time.Time) []byte {
	_, offset := t.Zone()
	local := t.Unix() + int64(offset)
	if local < 0 {
		return appendRFC822(dst, t)
	}
	day, rest := local/86400, int(local%86400)
	if c.text[0] == 0 || c.day != day {
		c.day = day
		appendRFC822(c.text[:0], t)
	}
	sign := byte('+')
	if offset < 0 {
		sign, offset = '-', -offset
	}
	hour, minute, second := rest/3600, rest/60%60, rest%60
	return append(
		append(dst, c.text[:dayLength]...),
		tens(hour), ones(hour), ':', tens(minute), ones(minute), ':', tens(second), ones(second), ' ',
		sign, tens(offset/3600), ones(offset/3600), tens(offset/60%60), ones(offset/60%60),
	)
}

// appendRFC822 appends t as RFC 822 writes it, with a year of four digits and a numeric zone.
func appendRFC822(dst []byte, t time.Time) []byte {
	c := clockOf(t)
	sign, offset := byte('+'), c.offset
	if offset < 0 {
		sign, offset = '-', -offset
	}
	d, m := dayNames[c.weekday*3:][:3], monthNames[c.month*3-3:][:3]
	return append(
		dst, d[0], d[1], d[2], ',', ' ', tens(c.day), ones(c.day), ' ', m[0], m[1], m[2], ' ',
		tens(c.year/100), ones(c.year/100), tens(c.year), ones(c.year), ' ',
		tens(c.hour), ones(c.hour), ':', tens(c.minute), ones(c.minute), ':', tens(c.second), ones(c.second), ' ',
		sign, tens(offset/3600), ones(offset/3600), tens(offset/60%60), ones(offset/60%60),
	)
}

// appendRFC3339 appends t with milliseconds where it has them.
func appendRFC3339(dst []byte, t time.Time) []byte {
	c := clockOf(t)
	dst = append(
		dst, tens(c.year/100), ones(c.year/100), tens(c.year), ones(c.year), '-', tens(c.month), ones(c.month), '-', tens(c.day), ones(c.day),
		'T', tens(c.hour), ones(c.hour), ':', tens(c.minute), ones(c.minute), ':', tens(c.second), ones(c.second),
	)
	if ms := t.Nanosecond() / 1e6; ms > 0 {
		dst = append(dst, '.', byte('0'+ms/100), tens(ms), ones(ms))
	}
	sign, offset := byte('+'), c.offset
	switch {
	case offset == 0:
		return append(dst, 'Z')
	case offset < 0:
		sign, offset = '-', -offset
	}
	return append(dst, sign, tens(offset/3600), ones(offset/3600), ':', tens(offset/60%60), ones(offset/60%60))
}

func tens(v int) byte { return byte('0' + uint(v)/10%10) }
func ones(v int) byte { return byte('0' + uint(v)%10) }
