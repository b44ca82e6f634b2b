package convert

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/portalfeed/portalfeed/convert/internal/dom"
	"github.com/portalfeed/portalfeed/feed/dates"
)

// datePlace is where the date of an item may stand.
type datePlace struct {
	inside, after, before string
	title                 string     // which counts only if there is no other
	exact                 dates.Date // of a time element
	clock                 string     // a time of the day that stands alone
	weak                  bool       // what is inside is a day among other words
	year, month           int        // that head the item, 0 if none does
}

// dateItems finds the date of each item wherever it stands: in the link's line, in the item's element, before it or behind it, or
// above several items. It returns how many the page shows; the others take the day in their address.
func (d *Document) dateItems(items []ListingItem, records []record, container dom.Node) int {
	places := make([]datePlace, len(items))
	inside, after, before := 0, 0, 0
	var cache dateCache
	pieces := make([][]datePiece, len(items))
	for i := range items {
		from, to := itemExtent(&records[i])
		if i+1 < len(records) {
			to = max(records[i].element.End(), min(to, records[i+1].element.Index()))
		}
		pieces[i], places[i].clock = d.itemPieces(&cache, &records[i], from, to)
		pieces[i], places[i].title = titlePieces(pieces[i])
	}
	texts, weights := bestPieces(pieces)
	spanned(records, texts)
	d.headYears(records, places)
	for i := range items {
		p := &places[i]
		if len(pieces[i]) > 1 && d.withoutYear(texts[i]) {
			texts[i] = d.fullerPiece(pieces[i], texts[i])
		}
		p.exact = d.timeElement(records[i].element)
		if p.inside = texts[i]; p.inside == "" || weights[i] <= pieceBeside {
			box := d.boxDate(records[i].element)
			p.weak = box == "" && p.inside != ""
			p.inside = cmp.Or(box, p.inside)
		}
		if p.inside == "" {
			p.inside = d.linkDate(records[i])
		}
		if p.inside == "" {
			p.inside = d.lineDate(&cache, records[i])
		}
		if p.inside == "" && p.exact.IsZero() {
			p.inside = d.writtenDate(records, i)
		}
		inside += btoi(p.inside != "" || !p.exact.IsZero())
	}
	if inside*2 < len(items) { // else what stands between the items does not matter
		const near = 400 // nodes
		behind, ahead := make([][]datePiece, len(items)), make([][]datePiece, len(items))
		for i := range items {
			begin, end := records[i].element.Index(), records[i].element.End()
			prev, next := container.Index(), container.End()
			if i > 0 {
				prev = records[i-1].element.End()
			} else {
				prev = max(prev, d.endOfRowBefore(begin))
			}
			if i+1 < len(items) {
				next = records[i+1].element.Index()
			}
			if i > 0 && begin-prev <= near { // read as what is behind the one before
				ahead[i] = behind[i-1]
			} else {
				ahead[i], _ = d.itemPieces(&cache, &records[i], max(prev, begin-near), begin)
			}
			behind[i], _ = d.itemPieces(&cache, &records[i], end, min(next, end+near))
		}
		behindTexts, _ := bestPieces(behind)
		aheadTexts, _ := bestPieces(ahead)
		for i := range items {
			places[i].after, places[i].before = behindTexts[i], aheadTexts[i]
			after += btoi(places[i].after != "")
			before += btoi(places[i].before != "")
		}
	}
	// Dates between items belong to the item before or behind them; the ends of the list tell.
	useBefore := before > after || before == after && len(items) > 0 && places[0].before != "" && places[len(items)-1].after == ""
	shown, unread := 0, 0 // the second: a day without a year where none is known
	last := dates.Date{}
	dayFirst := writesDayFirst(places)
	if useBefore && inside*2 < len(items) && places[0].before != "" && before*10 <= len(items)*7 && (before > 1 || d.onlyHead(&records[0])) {
		shown = d.headDates(items, records, places)
		inside = len(items)
	}
	for i := range items {
		if !items[i].Date.IsZero() {
			continue
		}
		text := places[i].inside
		if text == "" && inside*2 < len(items) {
			switch {
			case useBefore && before*3 >= len(items):
				text = places[i].before
			case !useBefore && after*3 >= len(items):
				text = places[i].after
			}
		}
		if text == "" && places[i].exact.IsZero() {
			text = places[i].title
		}
		iso := ""
		if dayFirst {
			iso = isoSlash(text)
		}
		v := d.itemDateIn(cmp.Or(iso, text), items[i].URL, last, &places[i])
		if iso != "" {
			v.Raw = text
		}
		if e := places[i].exact; !e.IsZero() && (v.IsZero() || hasAny(text, ofRelative) || v.Precision < e.Precision && nearDay(v, e) || v.Time.Year() != e.Time.Year() && d.withoutYear(text) || swappedDay(v, e, text)) {
			v = e
		}
		if !v.IsZero() {
			items[i].Date = v
			last = v
			shown++
		} else if text != "" && text != places[i].title {
			unread++
		}
	}
	if shown+unread == 0 {
		shown = d.columnDates(items, records)
	}
	for i := range items {
		if items[i].Date.IsZero() {
			if v, ok := dates.FromURL(items[i].URL, d.dates.Location); ok {
				items[i].Date = v
			}
		}
	}
	return shown + unread
}

// endOfRowBefore is where the row, item or line ends that the last link before a node stands in: a date in it is that of the link,
// and heads nothing. 0 if there is none, or where the link is a date itself.
func (d *Document) endOfRowBefore(at int) int {
	const bullet = 2 // characters before the link
	k, _ := slices.BinarySearch(d.anchorNodes, int32(at))
	if k == 0 {
		return 0
	}
	a := d.tree.At(int(d.anchorNodes[k-1]))
	if a.End() > at || d.onlyDate(textOf(a)) {
		return 0
	}
	if row := a.Closest(dom.Tr, dom.Li, dom.Dd); row.OK() && row.End() <= at {
		return row.End()
	}
	first, last := d.linesOf(a.Index(), a.End())
	if first == last {
		return 0
	}
	before := int32(0)
	for i := range d.lines[first].runs {
		r := &d.lines[first].runs[i]
		if int(r.link) == a.Index() {
			break
		}
		if before += r.chars; before > bullet {
			return 0
		}
	}
	return min(int(d.lines[first].to), at)
}

// spanned gives the rows beside a cell that spans them the date in it.
func spanned(records []record, texts []string) {
	rest, text := 0, ""
	for i := range records {
		row := records[i].element
		if row.Tag() != dom.Tr {
			return
		}
		if texts[i] != "" {
			rest, text = 0, texts[i]
			for m := range row.Children {
				if n := m.Attr("rowspan"); isNumber(n) && n != "1" && len(n) <= 2 {
					rest = int(n[0] - '0')
					if len(n) == 2 {
						rest = 10*rest + int(n[1]-'0')
					}
				}
			}
			rest--
		} else if rest > 0 {
			texts[i] = text
			rest--
		}
	}
}

// columnDates gives items that stand in one cell the dates that stand in the next one, where these are as many.
func (d *Document) columnDates(items []ListingItem, records []record) int {
	cell := records[0].element.Closest(dom.Td)
	if !cell.OK() || !cell.Contains(records[len(records)-1].element) || len(items) < listFewest {
		return 0
	}
	for _, m := range [2]dom.Node{twinCell(cell, dom.Node.Next), twinCell(cell, dom.Node.Prev)} {
		if !m.OK() {
			continue
		}
		first, last := d.linesOf(m.Index(), m.End())
		if last-first != len(items) {
			continue
		}
		above := dates.Date{}
		found := make([]dates.Date, len(items))
		for i := range items {
			if d.shownDate(d.lines[first+i].text) == "" {
				return 0
			}
			found[i] = d.itemDate(d.lines[first+i].text, items[i].URL, above)
			above = found[i]
		}
		for i := range items {
			items[i].Date = found[i]
		}
		return len(items)
	}
	return 0
}

// twinCell is the next cell of a row in one direction.
func twinCell(n dom.Node, step func(dom.Node) dom.Node) dom.Node {
	for n = step(n); n.OK() && n.Kind() != dom.Element; n = step(n) {
	}
	return n
}

// withoutYear says whether the text of a date does not tell its year.
func (d *Document) withoutYear(text string) bool {
	_, err := dates.Parse(text, dates.Options{Location: d.dates.Location})
	return err != nil && !hasAny(text, ofRelative)
}

// nearDay says whether two dates may mean one day, whatever their zones.
func nearDay(a, b dates.Date) bool {
	const apart = 26 * time.Hour
	return a.Time.Sub(b.Time).Abs() <= apart
}

// timeElement is the date of the first time element inside an item that does not tell of a change, or of the first other element
// whose title is a date: <abbr title="2011-01-30T10:33:00+08:00">.
func (d *Document) timeElement(item dom.Node) dates.Date {
	const most, small, longest = 400, 3, 36 // nodes looked at, and of an element; bytes
	titled := dates.Date{}
	for i := item.Index(); i < min(item.End(), item.Index()+most); i++ {
		n := d.tree.At(i)
		if n.Tag() != dom.Time {
			if n.Tag() == dom.A && titled.IsZero() {
				titled = d.titleStamp(n.Attr("title"))
			}
			if n.Kind() != dom.Element || n.Tag() == dom.A || n.End()-n.Index() > small || !titled.IsZero() {
				continue
			}
			if t := trimBlank(n.Attr("title")); len(t) <= longest && isWholeDate(t, dates.Options{Location: d.dates.Location}) {
				if v, err := dates.Parse(t, dates.Options{Location: d.dates.Location}); err == nil && v.Precision >= dates.Day {
					titled = v
				}
			}
			continue
		}
		if hasWord(n.Attr("class"), "updated") {
			continue
		}
		if v, err := dates.Parse(n.Attr("datetime"), dates.Options{Location: d.dates.Location}); err == nil && v.Precision >= dates.Day {
			return v
		}
	}
	return titled
}

// titleStamp is the date in a title attribute that tells of an item in lines: 更新时间：2008-6-8 11:12:13.
func (d *Document) titleStamp(title string) dates.Date {
	const most = 12 // lines
	if !strings.ContainsAny(title, "\r\n") || !mayDate(title) {
		return dates.Date{}
	}
	n := 0
	for l := range strings.FieldsFuncSeq(title, func(r rune) bool { return r == '\r' || r == '\n' }) {
		if n++; n > most {
			break
		}
		label, rest, ok := strings.Cut(strings.ReplaceAll(l, "：", ":"), ":")
		if !ok || !endsInAny(normal(label), []string{"时间", "時間", "日期"}) {
			continue
		}
		if v, err := dates.Parse(normal(rest), dates.Options{Location: d.dates.Location}); err == nil && v.Precision >= dates.Day {
			return v
		}
	}
	return dates.Date{}
}

// onlyHead says whether a day right above the first of some items heads all of them: alone in its line, and not the present day in
// the head of a page.
func (d *Document) onlyHead(first *record) bool {
	const beside, above = 4, 3 // characters, lines
	line := first.anchors[0].line
	for i := line - 1; i >= max(0, line-above); i-- {
		l := &d.lines[i]
		if l.links > 0 || containsAny(l.text, []string{"今天", "今日", "現在", "现在", "星期", "週", "Today"}) {
			return false
		}
		if _, start, end, ok := d.findDay(l.text); ok {
			return countChars(l.text[:start])+countChars(l.text[end:]) <= beside
		}
	}
	return false
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
		if own := places[i].inside; own != "" && (!places[i].weak || head.Precision < dates.Day) {
			if t := d.itemDate(own, items[i].URL, head); !t.IsZero() {
				v = t
			}
		} else if day := d.itemDay(records[i]); day != "" && head.Precision == dates.Month {
			if t, err := dates.Parse(head.Time.Format("2006-01-")+day, dates.Options{Location: d.dates.Location}); err == nil {
				v = t
			}
		}
		if !v.IsZero() {
			if clock := places[i].clock; clock != "" && v.Precision == dates.Day {
				if t, err := dates.Parse(v.Time.Format("2006-01-02 ")+clock, dates.Options{Location: v.Time.Location()}); err == nil {
					v = t
				}
			}
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
	before, first3, seen := "", "", 0
	for i := first; i < last && seen < most; i++ {
		for _, run := range d.lines[i].runs {
			if int(run.node) < item.Index() || int(run.node) >= item.End() {
				continue
			}
			seen++
			text := strings.Trim(normal(run.text), " -/.[]()")
			if text == "" || countChars(text) > longest || seen >= most {
				before, first3 = "", ""
				continue
			}
			if v := joinThree(first3, before, text); v != "" {
				return v
			}
			if v := joinBox(before, text); v != "" {
				return v
			}
			if v := joinBox(text, before); v != "" {
				return v
			}
			first3, before = before, text
		}
	}
	return ""
}

// joinThree makes a date of a year, a month and a day that stand apart, in any order that begins or ends with the year.
func joinThree(a, b, c string) string {
	if a == "" || b == "" || c == "" {
		return ""
	}
	day, month, year := a, b, c
	if len(a) >= 4 && isNumber(a[:4]) {
		day, month, year = c, b, a
	}
	month, _ = cutAnySuffix(month, "月")
	if m := monthNumber(month); m != "" {
		month = m
	} else if m := monthNumber(day); m != "" { // May 17 2020
		month, day = m, month
	}
	day, _ = cutAnySuffix(day, "日", "号", "號", "th", "st", "nd", "rd", ",")
	year, _ = cutAnySuffix(year, "年")
	if len(year) != 4 || !isNumber(year) || year < "1900" || year > "2199" || !isNumber(month) || !isNumber(day) || len(month) > 2 || len(day) > 2 {
		return ""
	}
	return year + "-" + month + "-" + day
}

// monthNumber is the number of a month by its English name, "" if a text is none.
func monthNumber(s string) string {
	const names = "jan feb mar apr may jun jul aug sep oct nov dec "
	s = strings.ToLower(strings.TrimRight(s, ".,"))
	if len(s) < 3 || strings.ContainsAny(s[:3], " 0123456789") {
		return ""
	}
	if i := strings.Index(names, s[:3]+" "); i >= 0 && i%4 == 0 {
		return strconv.Itoa(i/4 + 1)
	}
	return ""
}

// joinBox makes a date of a day and what holds the year: 28 and 2012-09, or 09-28 and 2012.
func joinBox(day, year string) string {
	if day == "" || year == "" {
		return ""
	}
	if !isDigit(year[0]) && !strings.HasPrefix(year, "月") { // as most texts
		return ""
	}
	day, _ = cutAnySuffix(day, "日", "号", "號")
	year = yearMarks.Replace(year)
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
	m, dd, ok := strings.Cut(dayMarks.Replace(day), "-")
	if ok && isNumber(m) && isNumber(dd) && len(m) <= 2 && len(dd) <= 2 {
		return y + "-" + m + "-" + dd
	}
	return ""
}

// yearMarks and dayMarks write the marks between the numbers of a date in one way.
var (
	yearMarks = strings.NewReplacer("年", "-", "月", "", "/", "-", ".", "-")
	dayMarks  = strings.NewReplacer("月", "-", "/", "-", ".", "-")
)

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
	const most = 100 // parts of a line that may be one item's
	l := &d.lines[a.line]
	if len(l.runs) > most {
		return ""
	}
	var b strings.Builder
	for _, run := range l.runs {
		switch {
		case run.link == 0:
			addRun(&b, run.text)
		case !r.has(run.link) && run.chars > 6:
			return ""
		}
	}
	return c.shown(d, b.String())
}

// addRun adds a part of a line to what was read of it. A number that ends one part and one that begins the next are two.
func addRun(b *strings.Builder, text string) {
	if n := b.Len(); n > 0 && text != "" && isDigit(b.String()[n-1]) && isDigit(text[0]) {
		b.WriteByte(' ')
	}
	b.WriteString(text)
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

// linkDate is the text of a date inside an item's links: in an element of its own, or at the text's end.
func (d *Document) linkDate(r record) string {
	const most = 200 // nodes looked at
	for _, a := range r.anchors {
		if !mayDate(a.text) {
			continue
		}
		n := d.tree.At(int(a.node))
		for i := n.Index() + 1; i < min(n.End(), n.Index()+most); i++ {
			m := d.tree.At(i)
			if m.Kind() == dom.Element && m.End()-m.Index() <= 4 {
				if s := d.shownDate(textOf(m)); s != "" && countChars(textOf(m)) <= countChars(s)+4 {
					return s
				}
			}
		}
		if cut := cutDate(a.text, d.dates); cut != a.text {
			return a.text[len(cut):]
		}
	}
	return ""
}

// dateCache remembers what shownDate said of the last texts: the text between two items is asked for both.
type dateCache struct {
	texts, dates [4]string
	next         int
	pieces       [4]string // of which besideDate was asked
	beside       [4]int
	nextPiece    int
	columns      map[int32]int // of columnLabel
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

// shownDate is the text of the date in a text that holds little else, "" if there is none.
func (d *Document) shownDate(s string) string {
	const longest, beside = 120, 40 // characters
	s = normal(s)
	if s == "" || !mayDate(s) || countChars(s) > longest {
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
		day, ok := dates.FromURL(u, d.dates.Location)
		if ok {
			now = day.Time.Add(slack + 24*time.Hour)
		} else if day, ok = dates.PeriodFromURL(u, d.dates.Location); ok {
			now = day.Time.AddDate(0, 1, 0).Add(slack)
			if day.Precision == dates.Year {
				now = day.Time.AddDate(1, 0, 0).Add(-time.Second)
			}
		} else if !above.IsZero() {
			now = above.Time.Add(slack)
		}
		if ok && day.Precision >= dates.Month { // in the month of the address, whatever number stands behind it
			end := day.Time.AddDate(1, 0, 0).Add(-time.Second)
			if v, err := dates.Parse(text, dates.Options{Location: d.dates.Location, Now: end}); err == nil && v.Time.Month() == day.Time.Month() && v.Time.Year() == day.Time.Year() {
				return v
			}
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
