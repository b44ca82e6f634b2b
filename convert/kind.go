package convert

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/portalfeed/portalfeed/convert/internal/dom"
)

// noticed is readNotice, once.
func (d *Document) noticed() notice {
	d.noticeOnce.Do(func() {
		if d.notice = d.readNotice(); d.notice.reason == ReasonNoContent && len(d.scripted()) > 0 {
			d.notice = notice{} // its list comes by script, and was read there
		}
	})
	return d.notice
}

// Kind is what the page mainly is: Options.Kind where that is set.
//
// A page is an article when a text with a title of its own and a date or source line stands out from its links, or when it has
// much more running text than a listing.
func (d *Document) Kind() Kind {
	if d.opts.Kind != KindAuto {
		return d.opts.Kind
	}
	if d.rules.items != nil || d.rules.body != nil { // what a recipe pins and the page has
		_, article := d.one(d.rules.body)
		listing := d.rules.items != nil && len(d.listRegions()) > 0
		if article != listing {
			if article {
				return KindArticle
			}
			return KindListing
		}
	}
	if d.noticed().reason != "" {
		return KindError
	}
	p := d.parts()
	score := 0
	switch {
	case p.prose >= 600:
		score += 4
	case p.prose >= 200:
		score += 3
	case p.prose >= 80:
		score += 2
	case p.prose < 20:
		score -= 4
	}
	if p.titleSure && p.titleLine >= 0 {
		score += 2
	}
	if p.stampLine >= 0 && p.stampScore >= 12 && (p.titleLine < 0 || p.stampLine >= p.titleLine-3) {
		score += 3
	}
	if !p.titleSure && p.stampLine < 0 {
		score -= 2
	}
	for _, key := range []string{"articletitle", "pubdate", "article:published_time", "publishdate", "firstpublishedtime"} {
		if d.meta[key] != "" {
			score += 2
			break
		}
	}
	if d.meta["og:type"] == "article" || d.meta["og:type"] == "news" {
		score += 2
	}
	// Lists cost more to find than a text; they are not asked for where they cannot change the answer.
	most := 6
	entry, column := "", false
	if score > 0 {
		if entry, column = d.isColumn(); column {
			most += listOfColumn
		}
		if column && d.turnsPages() || laterPage(entry, d.address) {
			return KindListing
		}
	}
	if d.linksIn(p.body.Index(), p.body.End(), listFewest) {
		most += listAmongText
	}
	if score > most {
		return KindArticle
	}
	if score > 0 {
		n := d.listEvidence()
		if n == 0 && (column || entry != "") && len(d.listRegions()) == 0 && d.saysEmpty(p) {
			return KindListing
		}
		if column && (n >= 3 || d.hasPager() || d.textInList(p)) {
			n += listOfColumn
		}
		if score > n {
			return KindArticle
		}
	}
	if p.prose > 0 && len(d.listRegions()) == 0 && len(d.scripted()) == 0 && d.isShortText(p) {
		return KindArticle
	}
	return KindListing
}

// listAmongText is what counts for a listing where its items stand among the text.
const listAmongText = 6

// textInList says whether the little text that there is stands in the main listing, as the summary of an item does.
func (d *Document) textInList(p *articleParts) bool {
	const little, behind = 200, 2 // characters; lines
	lists := d.listRegions()
	return p.prose < little && len(lists) > 0 && len(lists[0].Items) >= listFewest && p.first >= lists[0].firstLine && p.first <= lists[0].lastLine+behind
}

// listOfColumn is what counts for a listing, if there is one, on a page that calls itself by the name of a column.
const listOfColumn = 6

// isColumn says whether the page is called as a part of one of its menus or bars is, which articles are not: its title is
// the last name of its path, or the part that is marked as the current one. entry is where that part leads, or where else a part
// of the same name does.
func (d *Document) isColumn() (entry string, ok bool) {
	if len(d.headParts) == 0 {
		return "", false
	}
	path := d.barePath()
	calls := d.headParts[:1] // what follows the title of an article may be its column
	if len(d.headParts) == 2 && utf8.RuneCountInString(d.headParts[0]) <= barLongest {
		calls = d.headParts
	}
	named := func(b *linkBar) bool {
		for _, p := range b.parts {
			if !slices.Contains(calls, p.title) {
				continue
			}
			if p.strong || p.url == "" || len(path) > 0 && path[len(path)-1] == p.title {
				entry = p.url
				return true
			}
			if entry == "" && p.title == calls[0] {
				entry = p.url
			}
		}
		return false
	}
	for i, bars := 0, d.allBars(); i < len(bars); i++ {
		if named(&bars[i]) {
			return entry, true
		}
	}
	for i, bars := 0, d.wideBars(); i < len(bars); i++ {
		if named(&bars[i]) {
			return entry, true
		}
	}
	return entry, false
}

// linksIn says whether at least n links stand among the nodes from to to-1.
func (d *Document) linksIn(from, to, n int) bool {
	k, _ := slices.BinarySearch(d.pagerNodes, int32(from))
	for ; k < len(d.pagerNodes) && int(d.pagerNodes[k]) < to && n > 0; k++ {
		if d.tree.At(int(d.pagerNodes[k])).Tag() == dom.A {
			n--
		}
	}
	return n <= 0
}

// listEvidence says how much the page looks like a listing: at most 6, and listAmongText.
func (d *Document) listEvidence() int {
	lists := d.listRegions()
	if len(lists) == 0 {
		return 0
	}
	r := &lists[0]
	n := 0
	switch {
	case len(r.Items) >= 15:
		n = 2
	case len(r.Items) >= 5:
		n = 1
	}
	if r.dated*3 >= len(r.Items)*2 && len(r.Items) >= 3 {
		n += 3
	}
	if len(lists) > 8 {
		n++
	}
	p := d.parts()
	if len(r.Items) >= listFewest && r.dated*3 >= len(r.Items)*2 && p.stampLine >= r.firstLine && p.stampLine <= r.lastLine+1 {
		n += 3 // what could be the date of an article is that of an item
	}
	const little = 20 // characters
	if len(r.Items) >= listFewest && p.prose < little && d.hasPager() {
		n += 3
	}
	if at := p.titleLine; at >= 0 && len(r.lines) >= 5 && slices.Contains(r.lines[1:], int32(at)) {
		n += 2 // what could be the title of an article is an item
	}
	for i := range lists {
		if d.listInText(&lists[i]) || d.textInItem(&lists[i]) {
			n += listAmongText
			break
		}
	}
	return n
}

// opensWithLink says whether a line is a title: a link as long as a title, with a date or a category before it at most.
func (l *line) opensWithLink() bool {
	const most, fewest = 14, 4 // characters before the link, and of it
	before := 0
	for i := range l.runs {
		r := &l.runs[i]
		if r.link != 0 && int(r.chars) >= fewest && !strings.ContainsRune("[［【", firstRune(l.text)) || r.link != 0 && int(r.chars) > barLongest/2 {
			return before <= most
		}
		before += int(r.chars)
	}
	return false
}

func firstRune(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}

// textInItem says whether what reads like an article is the text of one item of a listing: short, between its title and that of
// the next, as most items have lines of their own below their titles.
func (d *Document) textInItem(r *listRegion) bool {
	const fewest, near, longest = 4, 4, 3 // items; lines from the title to the text, and of it
	p := d.parts()
	if p.first >= p.end || p.end-p.first > longest || len(r.lines) < fewest {
		return false
	}
	wide, inside := 0, false
	for k := range r.lines[1:] {
		line, next := int(r.lines[k]), int(r.lines[k+1])
		wide += btoi(next-line >= 2)
		inside = inside || line < p.first && p.end <= next && p.first-line <= near
	}
	last := int(r.lines[len(r.lines)-1])
	inside = inside || last < p.first && p.first-last <= near
	return inside && wide*10 >= len(r.lines)*7
}

// listInText says whether what reads like running text are the summaries of a listing's items: the titles stand on lines of
// their own among it.
func (d *Document) listInText(r *listRegion) bool {
	p := d.parts()
	if p.first >= p.end || len(r.Items) < listFewest {
		return false
	}
	if !d.linksIn(max(p.body.Index(), r.container.Index()), min(p.body.End(), r.container.End()), listFewest) {
		return false
	}
	titles := 0
	for _, i := range r.lines {
		titles += btoi(int(i) >= p.first-3 && int(i) < p.end && d.lines[i].opensWithLink() && !d.isAttachment(&d.lines[i]))
	}
	prose, within := 0, 0
	for i := p.first; i < p.end; i++ {
		if d.lines[i].prose() && p.keep[i] {
			prose++
			if i >= r.firstLine && i <= r.lastLine+3 {
				within++
			}
		}
	}
	return titles >= listFewest && within*2 >= prose
}
