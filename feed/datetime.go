package feed

import (
	"time"

	"github.com/portalfeed/portalfeed/feed/dates"
)

// Undated is what the updated element of Atom says where no date is known at all: 2000-01-01T00:00:00Z.
// A fixed instant keeps the document the same from run to run.
const Undated = 946684800 // Unix time

// instant returns the time of d in a zone that all formats can carry, and whether there is one.
func instant(d dates.Date) (time.Time, bool) {
	if d.IsZero() {
		return time.Time{}, false
	}
	t := d.Time
	// RFC 822 as validators read it has offsets of whole and half hours.
	if _, offset := t.Zone(); offset%1800 != 0 {
		t = t.UTC()
	}
	y := t.Year()
	return t, y >= 1 && y <= 9999
}

const (
	dayNames   = "SunMonTueWedThuFriSat"
	monthNames = "JanFebMarAprMayJunJulAugSepOctNovDec"
)

// appendRFC822 appends t as RFC 822 writes it, with a year of four digits and a numeric zone.
func appendRFC822(dst []byte, t time.Time) []byte {
	y, mo, d := t.Date()
	h, m, s := t.Clock()
	w := int(t.Weekday()) * 3
	dst = append(dst, dayNames[w:w+3]...)
	dst = append(dst, ", "...)
	dst = append(appendTwo(dst, d), ' ')
	k := int(mo-1) * 3
	dst = append(dst, monthNames[k:k+3]...)
	dst = append(dst, ' ')
	dst = append(appendTwo(appendTwo(dst, y/100), y%100), ' ')
	dst = append(appendClock(dst, h, m, s), ' ')
	_, offset := t.Zone()
	dst, offset = appendSign(dst, offset)
	return appendTwo(appendTwo(dst, offset/3600), offset/60%60)
}

// appendRFC3339 appends t with milliseconds where it has them.
func appendRFC3339(dst []byte, t time.Time) []byte {
	y, mo, d := t.Date()
	h, m, s := t.Clock()
	dst = append(appendTwo(appendTwo(dst, y/100), y%100), '-')
	dst = append(appendTwo(dst, int(mo)), '-')
	dst = append(appendTwo(dst, d), 'T')
	dst = appendClock(dst, h, m, s)
	if ms := t.Nanosecond() / 1e6; ms > 0 {
		dst = append(dst, '.', byte('0'+ms/100))
		dst = appendTwo(dst, ms%100)
	}
	_, offset := t.Zone()
	if offset == 0 {
		return append(dst, 'Z')
	}
	dst, offset = appendSign(dst, offset)
	dst = append(appendTwo(dst, offset/3600), ':')
	return appendTwo(dst, offset/60%60)
}

func appendClock(dst []byte, h, m, s int) []byte {
	dst = append(appendTwo(dst, h), ':')
	dst = append(appendTwo(dst, m), ':')
	return appendTwo(dst, s)
}

func appendSign(dst []byte, offset int) ([]byte, int) {
	if offset < 0 {
		return append(dst, '-'), -offset
	}
	return append(dst, '+'), offset
}

func appendTwo(dst []byte, v int) []byte {
	return append(dst, byte('0'+v/10%10), byte('0'+v%10))
}
