package convert

import (
	"strings"
	"time"

	"github.com/portalfeed/portalfeed/convert/internal/dom"
	"github.com/portalfeed/portalfeed/feed/dates"
)

// datePlace is where the date of an item may stand.
type datePlace struct {
	inside, after, before string
	exact                 dates.Date // of a time element
}

// dateItems finds the date of each item wherever it stands: in the link's line, in the item's element, before it or behind it, or
// above several items. It returns how many the page shows; the others take the day in their address.
func (d *Document) dateItems(items []ListingItem, records []record, container dom.Node) int {
	places := make([]datePlace, len(items))
	inside, after, before := 0, 0, 0
	var cache dateCache
	for i := range items {
		p := &places[i]
		p.exact = d.timeElement(records[i].element)
		p.inside = d.dateText(&cache, records[i].element.Index(), records[i].element.End(), records[i])
		if p.inside == "" {
			p.inside = d.lineDate(&cache, records[i])
		}
		if p.inside == "" {
			p.inside = d.boxDate(records[i].element)
		}
		inside += btoi(p.inside != "" || !p.exact.IsZero())
	}
	for i := range items {
		if inside*2 >= len(items) { // what stands between the items does not matter
			break
		}
		p := &places[i]
		next, prev := container.End(), container.Index()
		if i+1 < len(items) {
			next = records[i+1].element.Index()
		}
		if i > 0 {
			prev = records[i-1].element.End()
		}
		p.after = d.dateText(&cache, records[i].element.End(), min(next, records[i].element.End()+400), records[i])
		p.before = d.dateText(&cache, max(prev, records[i].element.Index()-400), records[i].element.Index(), records[i])
		after += btoi(p.after != "")
		before += btoi(p.before != "")
	}
	// Dates between items belong to the item before or behind them; the ends of the list tell.
	useBefore := before > after || before == after && len(items) > 0 && places[0].before != "" && places[len(items)-1].after == ""
	shown := 0
	last := dates.Date{}
	if useBefore && inside*2 < len(items) && places[0].before != "" && before*10 <= len(items)*7 {
		shown = d.headDates(items, records, places)
		inside = len(items)
	}
	for i := range items {
		if !items[i].Date.IsZero() {
			continue
		}
		text := places[i].inside
		if text == "" && inside*2 < len(items) {
			text = places[i].after
			if useBefore {
				text = places[i].before
			}
		}
		v := d.itemDate(text, items[i].URL, last)
		if e := places[i].exact; !e.IsZero() && (v.IsZero() || v.Precision < e.Precision && nearDay(v, e)) {
			v = e
		}
		if !v.IsZero() {
			items[i].Date = v
			last = v
			shown++
		}
	}
	for i := range items {
		if items[i].Date.IsZero() {
			if v, ok := dates.FromURL(items[i].URL, d.dates.Location); ok {
				items[i].Date = v
			}
		}
	}
	return shown
}

// nearDay says whether two dates may mean one day, whatever their zones.
func nearDay(a, b dates.Date) bool {
	const apart = 26 * time.Hour
	return a.Time.Sub(b.Time).Abs() <= apart
}

// timeElement is the date of the first time element inside an item that does not tell of a change.
func (d *Document) timeElement(item dom.Node) dates.Date {
	const most = 400 // nodes looked at
	for i := item.Index(); i < min(item.End(), item.Index()+most); i++ {
		n := d.tree.At(i)
		if n.Tag() != dom.Time || hasWord(n.Attr("class"), "updated") {
			continue
		}
		if v, err := dates.Parse(n.Attr("datetime"), dates.Options{Location: d.dates.Location}); err == nil && v.Precision >= dates.Day {
			return v
		}
	}
	return dates.Date{}
}

// headDates gives each item the date above it or above an earlier one: the date heads several items. A day that the item itself
// tells completes a month. It returns how many got one.
func (d *Document) headDates(items []ListingItem, records []record, places []datePlace) int {
	n := 0
	head, text := dates.Date{}, ""
	for i := range items {
		if places[i].before != "" {
			text = places[i].before
			head = d.itemDate(text, items[i].URL, head)
		}
		v := head
		if own := places[i].inside; own != "" {
			if t := d.itemDate(own, items[i].URL, head); !t.IsZero() {
				v = t
			}
		} else if day := d.itemDay(records[i]); day != "" && head.Precision == dates.Month {
			if t, err := dates.Parse(head.Time.Format("2006-01-")+day, dates.Options{Location: d.dates.Location}); err == nil {
				v = t
			}
		}
		if !v.IsZero() {
			items[i].Date = v
			n++
		}
	}
	return n
}

// itemDay is the day of the month, in two digits, that an item's line tells beside its link: 28日.
func (d *Document) itemDay(r record) string {
	a := r.anchors[0]
	if a.line >= len(d.lines) {
		return ""
	}
	for _, run := range d.lines[a.line].runs {
		if run.link != 0 {
			continue
		}
		t := strings.Trim(normal(run.text), " :：.、·[]()（）-")
		t, ok := cutAnySuffix(t, "日", "号", "號")
		if ok && isNumber(t) && len(t) <= 2 {
			return ("0" + t)[len(t)-1:]
		}
	}
	return ""
}

func cutAnySuffix(s string, suffixes ...string) (string, bool) {
	for _, x := range suffixes {
		if rest, ok := strings.CutSuffix(s, x); ok {
			return rest, true
		}
	}
	return s, false
}

// boxDate is the date of a box that shows the day apart from the month and year: 28 and 2012-09 below it, or the other way round.
func (d *Document) boxDate(item dom.Node) string {
	const most, longest = 12, 10 // texts looked at, characters
	first, last := d.linesOf(item.Index(), item.End())
	before, seen := "", 0
	for i := first; i < last && seen < most; i++ {
		for _, run := range d.lines[i].runs {
			if int(run.node) < item.Index() || int(run.node) >= item.End() {
				continue
			}
			seen++
			text := strings.Trim(normal(run.text), " -/.[]()")
			if text == "" || countChars(text) > longest || seen >= most {
				before = ""
				continue
			}
			if v := joinBox(before, text); v != "" {
				return v
			}
			if v := joinBox(text, before); v != "" {
				return v
			}
			before = text
		}
	}
	return ""
}

// joinBox makes a date of a day and what holds the year: 28 and 2012-09, or 09-28 and 2012.
func joinBox(day, year string) string {
	if day == "" || year == "" {
		return ""
	}
	day, _ = cutAnySuffix(day, "日", "号", "號")
	year = strings.NewReplacer("年", "-", "月", "", "/", "-", ".", "-").Replace(year)
	year = strings.TrimRight(year, "-")
	y, month, hasMonth := strings.Cut(year, "-")
	if len(y) != 4 || !isNumber(y) || y < "1900" || y > "2199" {
		return ""
	}
	if hasMonth {
		if isNumber(day) && len(day) <= 2 && isNumber(month) && len(month) <= 2 {
			return y + "-" + month + "-" + day
		}
		return ""
	}
	m, dd, ok := strings.Cut(strings.NewReplacer("月", "-", "/", "-", ".", "-").Replace(day), "-")
	if ok && isNumber(m) && isNumber(dd) && len(m) <= 2 && len(dd) <= 2 {
		return y + "-" + m + "-" + dd
	}
	return ""
}

func btoi(b bool) int {
	if b {
		return 1
	}
	return 0
}

// lineDate is the text of a date in the line of an item's link, if the line has no other link of the kind.
func (d *Document) lineDate(c *dateCache, r record) string {
	a := r.anchors[len(r.anchors)-1]
	if a.line >= len(d.lines) {
		return ""
	}
	l := &d.lines[a.line]
	own := map[int32]bool{}
	for _, x := range r.anchors {
		own[x.node] = true
	}
	var b strings.Builder
	for _, run := range l.runs {
		switch {
		case run.link == 0:
			b.WriteString(run.text)
		case !own[run.link] && countChars(run.text) > 6:
			return ""
		}
	}
	return c.shown(d, b.String())
}

// dateText is the text of a date among the nodes from to to-1, the item's links aside unless the date is all that is set off in them.
func (d *Document) dateText(c *dateCache, from, to int, r record) string {
	if from >= to {
		return ""
	}
	own := map[int32]bool{}
	for _, x := range r.anchors {
		own[x.node] = true
	}
	const most = 40
	first, last := d.linesOf(from, to)
	if first > 0 && int(d.lines[first-1].to) > from {
		first--
	}
	for i := first; i < min(last, first+most); i++ {
		var b strings.Builder
		for _, run := range d.lines[i].runs {
			if int(run.node) >= from && int(run.node) < to && !own[run.link] {
				b.WriteString(run.text)
			}
		}
		if s := c.shown(d, b.String()); s != "" {
			return s
		}
	}
	// Inside the link: in an element of its own, or at the text's end.
	for _, a := range r.anchors {
		if int(a.node) < from || int(a.node) >= to {
			continue
		}
		n := d.tree.At(int(a.node))
		for i := n.Index() + 1; i < n.End(); i++ {
			m := d.tree.At(i)
			if m.Kind() == dom.Element && m.End()-m.Index() <= 4 {
				if s := d.shownDate(textOf(m)); s != "" && countChars(textOf(m)) <= countChars(s)+4 {
					return s
				}
			}
		}
		text := a.text
		if cut := cutDate(text, d.dates); cut != text {
			return text[len(cut):]
		}
	}
	return ""
}

// dateCache remembers what shownDate said of the last texts: the text between two items is asked for both.
type dateCache struct {
	texts, dates [4]string
	next         int
}

// shown is shownDate.
func (c *dateCache) shown(d *Document, s string) string {
	if s == "" {
		return ""
	}
	for i := range c.texts {
		if c.texts[i] == s {
			return c.dates[i]
		}
	}
	v := d.shownDate(s)
	c.texts[c.next], c.dates[c.next] = s, v
	c.next = (c.next + 1) % len(c.texts)
	return v
}

// hasNumeral says whether a text holds a character of which one is in every date.
func hasNumeral(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i]-'0' < 10 {
			return true
		}
	}
	return strings.ContainsAny(s, "〇○一二三四五六七八九十前昨今刚剛")
}

// shownDate is the text of the date in a text that holds little else, "" if there is none.
func (d *Document) shownDate(s string) string {
	const longest, beside = 120, 40 // characters
	s = normal(s)
	if s == "" || countChars(s) > longest || !hasNumeral(s) {
		return ""
	}
	if _, start, end, ok := dates.Find(s, d.dates); ok {
		if countChars(s[:start])+countChars(s[end:]) <= beside {
			return s
		}
		return ""
	}
	if d.yearless(s) {
		return s
	}
	return ""
}

// yearless says whether a text is a date without its year.
func (d *Document) yearless(s string) bool {
	_, start, end, ok := dates.Find(s, dates.Options{Now: reference, Location: d.dates.Location})
	if !ok || hasAny(s, ofRelative) {
		return false
	}
	const beside = 10
	return countChars(s[:start])+countChars(s[end:]) <= beside
}

// relativeWords are in dates that count from the present.
var relativeWords = []string{"前", "昨", "今", "刚", "剛", "ago", "yesterday", "today", "現在", "现在", "明", "周", "週", "星期"}

// reference is any instant: with it a date without a year can be recognised.
var reference = time.Date(2012, 12, 31, 12, 0, 0, 0, time.UTC)

// itemDate reads the text of an item's date. A year that is not written is that of the item's address, else of the item above
// it, else the last one before the reference clock.
func (d *Document) itemDate(text, u string, above dates.Date) dates.Date {
	if text == "" {
		return dates.Date{}
	}
	v, err := dates.Parse(text, dates.Options{Location: d.dates.Location})
	if err == nil && v.Precision >= dates.Month {
		return v
	}
	relative := hasAny(text, ofRelative)
	if !relative {
		const slack = 36 * time.Hour // the address may carry the day before the publication
		now := time.Time{}
		if day, ok := dates.FromURL(u, d.dates.Location); ok && day.Precision >= dates.Day {
			now = day.Time.Add(slack + 24*time.Hour)
		} else if !above.IsZero() {
			now = above.Time.Add(slack)
		}
		if !now.IsZero() {
			if v, err := dates.Parse(text, dates.Options{Location: d.dates.Location, Now: now}); err == nil {
				return v
			}
		}
	}
	if v, err := dates.Parse(text, d.dates); err == nil {
		return v
	}
	return dates.Date{}
}
