package dates

import (
	"errors"
	"fmt"
	"time"
	"unicode/utf8"
)

// Precision says how much of a date was written.
type Precision uint8

// From coarse to fine; the zero value is no date.
const (
	None Precision = iota
	Year
	Month
	Day
	Hour
	Minute
	Second
)

// String returns the name used in JSON output: year, month, day, hour, minute, second; "" for None.
func (p Precision) String() string {
	switch p {
	case Year:
		return "year"
	case Month:
		return "month"
	case Day:
		return "day"
	case Hour:
		return "hour"
	case Minute:
		return "minute"
	case Second:
		return "second"
	}
	return ""
}

// Date is an instant with the precision it was written in. The zero value is no date.
type Date struct {
	Time      time.Time // in the zone written, else in Options.Location; parts not written are zero
	Precision Precision
	Raw       string // the text the date was read from
}

// IsZero reports whether d is no date.
func (d Date) IsZero() bool { return d.Precision == None }

// String returns the date as far as it is known: RFC 3339 with the zone for a
// date with a time of day, else 2012-09-25, 2012-09 or 2012; "" for no date.
func (d Date) String() string {
	switch d.Precision {
	case None:
		return ""
	case Year:
		return d.Time.Format("2006")
	case Month:
		return d.Time.Format("2006-01")
	case Day:
		return d.Time.Format(time.DateOnly)
	}
	return d.Time.Format(time.RFC3339)
}

// Options for Parse and Find. The zero value is ready to use.
type Options struct {
	// Now is the reference for forms without a year and for relative forms.
	// The zero time makes those forms an error.
	Now time.Time
	// Location is the zone of forms that name none; nil means UTC.
	Location *time.Location
}

// The causes that a ParseError wraps.
var (
	// ErrNoDate says that a text holds no date.
	ErrNoDate = errors.New("no date found")
	// ErrNoClock says that a text holds a date relative to the present and Options.Now is zero.
	ErrNoClock = errors.New("the date needs a reference clock")
)

// ParseError says why Parse read no date.
type ParseError struct {
	Text string // the text, cut to maxQuoted bytes
	Err  error  // ErrNoDate or ErrNoClock
}

// maxQuoted bounds the text kept in an error.
const maxQuoted = 120

// Error implements error.
func (e *ParseError) Error() string { return fmt.Sprintf("parse date %q: %v", e.Text, e.Err) }

// Unwrap returns ErrNoDate or ErrNoClock.
func (e *ParseError) Unwrap() error { return e.Err }

// maxCandidates bounds how many dates of one text Parse weighs against each other.
const maxCandidates = 8

// Parse returns the date that text is about. Of several dates it prefers the
// one labelled as publication (發佈時間) to others and those to one labelled as
// a change (更新時間), a day to a month or year, a written date to a relative
// one, and else the first. The error is a *ParseError.
func Parse(text string, o Options) (Date, error) {
	p := parser{s: text, o: o}
	if looksLikeURL(text) {
		if d, ok := FromURL(text, o.Location); ok {
			return d, nil
		}
		return Date{}, noDate(text, ErrNoDate)
	}
	var best found
	for i, n := 0, 0; n < maxCandidates; n++ {
		f, ok := p.next(i)
		if !ok {
			break
		}
		f.rank = p.rank(&f)
		if n == 0 || f.rank > best.rank {
			best = f
		}
		i = max(f.end, i+1)
	}
	if best.prec < Day {
		if f, ok := p.whole(); ok {
			best = f
		}
	}
	if best.prec == None || best.prec == Year && !p.alone(&best) {
		if p.needClock {
			return Date{}, noDate(text, ErrNoClock)
		}
		return Date{}, noDate(text, ErrNoDate)
	}
	return p.date(&best), nil
}

// Find returns the first date in text and its byte range. A bare year is no
// date here, and neither is a form that needs the clock when Options.Now is zero.
func Find(text string, o Options) (d Date, start, end int, ok bool) {
	p := parser{s: text, o: o}
	for i := 0; ; {
		f, ok := p.next(i)
		if !ok {
			return Date{}, 0, 0, false
		}
		if f.prec > Year {
			return p.date(&f), f.start, f.end, true
		}
		i = max(f.end, i+1)
	}
}

func noDate(text string, err error) *ParseError {
	if len(text) > maxQuoted {
		text = text[:maxQuoted]
		for len(text) > 0 && !utf8.ValidString(text[max(0, len(text)-utf8.UTFMax):]) {
			text = text[:len(text)-1]
			if maxQuoted-len(text) > utf8.UTFMax {
				break
			}
		}
	}
	return &ParseError{Text: text, Err: err}
}
