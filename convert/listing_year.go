package convert

import (
	"slices"
	"strings"
	"time"

	"github.com/portalfeed/portalfeed/convert/internal/dom"
	"github.com/portalfeed/portalfeed/feed/dates"
)

// headYears finds the years that head items: 2015年 above those of a year, 2012年6月活動 above those of a month.
func (d *Document) headYears(records []record, places []datePlace) {
	const above, between, far = 3, 20, 60 // lines before the first item, before another, and of a month before the first
	year, month, last := 0, 0, -1
	for i := range records {
		line := records[i].anchors[0].line
		from := max(last+1, line-between)
		if last < 0 {
			from = max(0, line-above)
			for k := max(0, line-far); k < from && k < len(d.lines); k++ {
				if y, m := monthHead(&d.lines[k]); m > 0 {
					year, month = y, m
				}
			}
		}
		for k := from; k < min(line, len(d.lines)); k++ {
			if y := yearHead(d.lines[k].text); y > 0 {
				year, month = y, 0
			} else if y, m := monthHead(&d.lines[k]); m > 0 {
				year, month = y, m
			}
		}
		places[i].year, places[i].month = year, month
		last = max(last, records[i].anchors[len(records[i].anchors)-1].line)
	}
}

// yearHead is the year that a text is, 0 if it is none: 2015, 2015年, 2015 (12), 2015年5月.
func yearHead(s string) int {
	const shortest, longest = 4, 24
	s = strings.Trim(s, " -—–·•:：[]【】()（）")
	if len(s) < shortest || len(s) > longest || s[:2] != "19" && s[:2] != "20" {
		return 0
	}
	y := 0
	for i := range 4 {
		if !isDigit(s[i]) {
			return 0
		}
		y = 10*y + int(s[i]-'0')
	}
	rest := strings.TrimLeft(strings.TrimPrefix(s[4:], "年"), " ")
	if rest = strings.TrimLeft(rest, "0123456789()（）篇 -"); rest != "" && rest != "月" && rest != "年度" && rest != "度" {
		return 0
	}
	return y
}

// monthHead is the year and month that a short text begins with which is no link: 2012年6月活動. 0 if it does not.
func monthHead(l *line) (year, month int) {
	const shortest, longest = len("2012年6月"), 24 // bytes of the text, characters of the line
	if l.chars > longest || len(l.text) < shortest || l.text[:2] != "19" && l.text[:2] != "20" || len(l.runs) == 0 || l.runs[0].link != 0 || !hasAny(l.text, ofDateUnits) {
		return 0, 0
	}
	y, rest, ok := strings.Cut(l.text, "年")
	if !ok || len(y) != 4 || !isNumber(y) {
		return 0, 0
	}
	m, rest, ok := strings.Cut(rest, "月")
	if m = strings.Trim(m, " "); !ok || len(m) == 0 || len(m) > 2 || !isNumber(m) || strings.ContainsAny(rest, "0123456789") {
		return 0, 0
	}
	for i := range y {
		year = 10*year + int(y[i]-'0')
	}
	for i := range m {
		month = 10*month + int(m[i]-'0')
	}
	return year, month
}

// itemDateIn is itemDate below a head with a year, which is that of the item's day if the head has no other month.
func (d *Document) itemDateIn(text, u string, above dates.Date, head *datePlace) dates.Date {
	if head.year > 0 && text != "" && d.withoutYear(text) {
		now := time.Date(head.year, 12, 31, 23, 59, 59, 0, d.opts.location())
		v, err := dates.Parse(text, dates.Options{Location: d.dates.Location, Now: now})
		if err == nil && (head.month == 0 || int(v.Time.Month()) == head.month) {
			return v
		}
	}
	return d.itemDate(text, u, above)
}

// fullerPiece is the piece of an item that tells the year of the day that another tells, else that one. It may be hidden:
// 03-18, and 2016-03-18 10:11:12.
func (d *Document) fullerPiece(pieces []datePiece, text string) string {
	o := dates.Options{Location: d.dates.Location}
	for i := range pieces {
		full, err := dates.Parse(pieces[i].text, o)
		if err != nil || full.Precision < dates.Day {
			continue
		}
		end := time.Date(full.Time.Year(), 12, 31, 23, 59, 59, 0, d.opts.location())
		if v, err := dates.Parse(text, dates.Options{Location: o.Location, Now: end}); err == nil && v.Time.YearDay() == full.Time.YearDay() {
			return pieces[i].text
		}
	}
	return text
}

// writtenDate is the date that a script in an item writes, one whose only call has that text: document.write("[2007-05-18]").
func (d *Document) writtenDate(records []record, i int) string {
	const near, longest = 60, 300 // nodes behind a link, bytes of a script
	n := records[i].element
	from, to := n.Index(), n.End()
	if !n.Tag().Block() {
		if to += near; i+1 < len(records) {
			to = min(to, records[i+1].element.Index())
		}
	}
	at, _ := slices.BinarySearch(d.pagerNodes, int32(from))
	for ; at < len(d.pagerNodes) && int(d.pagerNodes[at]) < to; at++ {
		m := d.tree.At(int(d.pagerNodes[at]))
		if m.Tag() != dom.Script || !m.First().OK() {
			continue
		}
		src := m.First().Data()
		if len(src) > longest {
			continue
		}
		text := strings.Trim(normal(plainOf(soleText(src))), " []()（）【】")
		if d.onlyDate(text) && d.shownDate(text) != "" {
			return text
		}
	}
	return ""
}

// soleText is the text in quotes that is the only argument of the only call of a script, or of its first where that writes it into
// the page; "" if there is none.
func soleText(src string) string {
	src = strings.TrimSpace(src)
	src = strings.TrimSpace(strings.TrimSuffix(strings.TrimPrefix(src, "<!--"), "-->"))
	src = strings.TrimRight(src, "; \t\r\n/")
	name, rest, ok := strings.Cut(src, "(")
	if !ok || strings.ContainsFunc(strings.TrimSpace(name), func(r rune) bool { return r > 127 || r != '.' && !isNameByte(byte(r)) }) {
		return ""
	}
	if rest = strings.TrimSpace(rest); rest == "" || rest[0] != '\'' && rest[0] != '"' {
		return ""
	}
	text, behind, ok := quoted(rest)
	behind, closed := strings.CutPrefix(strings.TrimLeft(behind, " "), ")")
	writes := strings.HasPrefix(strings.TrimSpace(name), "document.write")
	if !ok || !closed || behind != "" && (!writes || behind[0] != ';' && behind[0] != '\n') {
		return ""
	}
	return text
}
