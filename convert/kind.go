package convert

import (
	"slices"

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
	if d.linksIn(p.body.Index(), p.body.End(), listFewest) {
		most += listAmongText
	}
	if score > most || score > 0 && score > d.listEvidence() {
		return KindArticle
	}
	const some = 40 // characters of running text that make an article of a page without a list
	if p.prose >= some && len(d.listRegions()) == 0 && len(d.scripted()) == 0 {
		return KindArticle
	}
	return KindListing
}

// listAmongText is what counts for a listing where its items stand among the text.
const listAmongText = 6

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
	for i := range lists {
		if d.listInText(&lists[i]) {
			n += listAmongText
			break
		}
	}
	return n
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
	for i := max(r.firstLine, p.first-3); i <= min(r.lastLine, p.end-1); i++ {
		if l := &d.lines[i]; l.links > 0 && l.linkChars*3 > l.chars*2 && l.chars >= 4 {
			titles++
		}
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
