package convert

import (
	"math"
	"strings"
	"unicode/utf8"

	"github.com/portalfeed/portalfeed/convert/internal/dom"
)

// Limits of the search for listings.
const (
	listClimb  = 10      // levels above a link in which its list is looked for
	listFewest = 3       // links that make a repetition
	maxAnchors = 200_000 // links of a page that are looked at
)

// listRegion is a listing with its place on the page.
type listRegion struct {
	Listing
	firstLine, lastLine int
	titleLine           int // of its heading, -1 if it has none
	container           dom.Node
	around              dom.Node // the smallest element that holds all items
	tabs                *tabSet  // that it is one of, nil if none
	hidden              bool     // it is not shown at first
	borrowed            bool     // its titles stand beside the links
	score               float64
	dated               int // items with a date that the page shows
	dress               uint64
	records             []record // of the items, until all lists are found
	lines               []int32  // of the items
}

// Listings are the listings of the page, the main one first.
func (d *Document) Listings() []Listing {
	var all []Listing
	for _, r := range d.listRegions() {
		all = append(all, r.Listing)
	}
	return all
}

// listRegions finds the listings, once.
func (d *Document) listRegions() []listRegion {
	d.listOnce.Do(func() {
		if d.rules.items != nil {
			d.lists = d.pinnedList()
			return
		}
		anchors := d.anchors()
		groups := d.groups(anchors)
		for _, g := range groups {
			if r, ok := d.region(g); ok {
				d.lists = append(d.lists, r)
			}
		}
		d.lists = d.withoutKin(d.lists, anchors)
		d.lists = d.withLeads(d.lists)
		d.lists = d.withParts(d.lists)
		d.lists = d.withoutMenus(d.lists)
		for i := range d.lists {
			d.lists[i].records = nil
		}
		if !d.inner {
			d.lists = d.withScripted(d.lists)
		}
		d.rank()
	})
	return d.lists
}

// region makes a listing of a group.
func (d *Document) region(g group) (listRegion, bool) {
	records := d.oneRow(d.records(d.titlesOnly(g)))
	r := listRegion{container: g.container, firstLine: len(d.lines)}
	seen := make(map[string]int, len(records))
	kept := make([]record, 0, len(records))
	r.Items = make([]ListingItem, 0, min(len(records), maxItems))
	again := make([]int32, 0, len(records)) // how often an item's link stands among later ones
	alike := d.titlesAlike(records)
	for _, rec := range records {
		best := d.mainLink(rec)
		title := d.itemTitle(best)
		if alike {
			if row := d.rowTitle(&rec); row != "" {
				title, r.borrowed = row, true
			}
		}
		if title == "" || listNoise(title) && !d.oneWordRow(title, &best, records) {
			continue
		}
		at, ok := seen[best.url]
		if page := withoutFragment(best.url); !ok && page != best.url { // the comments of an item, the rest of its text
			at, ok = seen[page]
		}
		if ok {
			if at < len(r.Items)-1 {
				again[at]++
			}
			if old := &r.Items[at]; utf8.RuneCountInString(title) > utf8.RuneCountInString(old.Title) && !isSentence(title) {
				old.Title = title
			}
			kept[at].anchors = append(kept[at].anchors, rec.anchors...)
			continue
		}
		if len(r.Items) >= maxItems {
			break
		}
		seen[best.url] = len(r.Items)
		r.firstLine, r.lastLine = min(r.firstLine, rec.anchors[0].line), max(r.lastLine, rec.anchors[len(rec.anchors)-1].line)
		r.Items = append(r.Items, ListingItem{Title: title, URL: best.url, Summary: d.itemSummary(rec, &best, title), Category: d.itemCategory(best)})
		kept, again = append(kept, rec), append(again, 0)
	}
	if len(r.Items) == 0 {
		return r, false
	}
	kept = d.withoutFacets(&r, kept, again)
	kept = d.withoutControls(&r, kept)
	kept = d.withoutAds(&r, kept)
	r.dated = d.dateItems(r.Items, kept, g.container)
	r.Title, r.titleLine = d.listTitle(r.firstLine, g.container)
	r.around = d.aroundRecords(kept, g.container)
	if name, tabs := d.tabOf(r.around); tabs != nil {
		r.Title, r.tabs = cutTo(name, maxTitle), tabs
	}
	r.dress = d.listDress(kept)
	r.records = kept
	r.lines = make([]int32, 0, len(kept))
	for i := range kept {
		r.lines = append(r.lines, int32(kept[i].anchors[0].line))
	}
	r.score = d.listScore(&r)
	return r, r.score > 0
}

// titlesAlike says whether the links of most items have the same few texts: 查看, 詳情.
func (d *Document) titlesAlike(records []record) bool {
	const fewest, longest = 3, 8 // items, and characters of such a text
	if len(records) < fewest {
		return false
	}
	texts := map[string]bool{}
	for i := range records {
		a := d.mainLink(records[i])
		if utf8.RuneCountInString(a.text) > longest {
			return false
		}
		if texts[a.text] = true; len(texts)*4 > len(records) && len(texts) > 1 {
			return false
		}
	}
	return true
}

// rowTitle is the longest text of an item beside its links that is no date, "" if there is none.
func (d *Document) rowTitle(r *record) string {
	const fewest, most = 4, 40 // characters, lines looked at
	if !r.element.Tag().Block() {
		return ""
	}
	best, long := "", fewest-1
	first, last := d.linesOf(r.element.Index(), r.element.End())
	for i := first; i < min(last, first+most); i++ {
		if l := &d.lines[i]; l.links == 0 && l.chars > long && !d.onlyDate(l.text) && !isSentence(l.text) {
			best, long = l.text, l.chars
		}
	}
	return cutTo(cleanItem(best, d.dates), maxTitle)
}

// aroundRecords is the smallest element that holds all items.
func (d *Document) aroundRecords(kept []record, container dom.Node) dom.Node {
	first, last := kept[0].element, kept[len(kept)-1].element
	for n := first; n.OK() && n != container; n = n.Parent() {
		if n.Contains(last) {
			return n
		}
	}
	return container
}

// listDress is the clothing of most of a list's links.
func (d *Document) listDress(kept []record) uint64 {
	const most = 20 // items asked
	var all []uint64
	for i := range min(len(kept), most) {
		all = append(all, d.recordLook(kept[i]))
	}
	best, _ := usual(all)
	return best
}

// listScore says how much a list looks like what the page is about.
func (d *Document) listScore(r *listRegion) float64 {
	n, chars, fewest := 0, 0, 4
	if r.dated*2 > len(r.Items) {
		fewest = 2 // a date beside it makes an item of a short name
	}
	for _, it := range r.Items {
		if c := utf8.RuneCountInString(it.Title); c >= fewest {
			n++
			chars += min(c, 40)
		}
	}
	if n == 0 {
		return 0
	}
	long := math.Min(float64(chars)/float64(n), 26)
	score := listWeight(n, r.dated) * math.Pow(long, 1.5) * (1 + 2*float64(r.dated)/float64(len(r.Items)))
	if n < len(r.Items) {
		score *= float64(n) / float64(len(r.Items))
	}
	switch {
	case d.headsPage(r.Title):
		score *= 2
	case sideHead(r.Title):
		score *= 0.25
	}
	for p := r.around; p.OK() && p.Kind() == dom.Element; p = p.Parent() {
		name := strings.ToLower(p.Attr("id") + " " + p.Attr("class"))
		if hasAny(name, ofSideNames) || containsAny(name, []string{"right", "side", "nav", "menu", "foot"}) || p.Tag() == dom.Footer || p.Tag() == dom.Nav || p.Tag() == dom.Aside {
			score *= 0.4
			if p.Tag() == dom.Footer || p.Tag() == dom.Nav || p.Tag() == dom.Aside {
				score *= 0.5
			}
			break
		}
	}
	for p := r.around; p.OK() && p.Kind() == dom.Element; p = p.Parent() {
		if hiddenView(p) {
			r.hidden = true
			score *= 0.5
			break
		}
	}
	if w := columnWidth(r.around); w > 0 && w < 320 {
		score *= 0.5
	}
	return score
}

// listWeight is what the number of items counts: no more than that of a long page, and less for hundreds of links without a single
// date, which are rather a menu, a map of the site or its friends.
func listWeight(n, dated int) float64 {
	const long, many = 40, 100 // items
	w := math.Pow(float64(min(n, long)), 0.7)
	if n > long {
		w *= 1 + math.Log(float64(n)/long)/100 // of two long ones, the longer
	}
	if n > many && dated == 0 {
		w *= math.Sqrt(float64(many) / float64(n))
	}
	return w
}

// columnWidth is the width in pixels of the innermost table cell or box that names one, 0 if none does.
func columnWidth(n dom.Node) int {
	for ; n.OK() && n.Kind() == dom.Element; n = n.Parent() {
		v := strings.TrimSuffix(strings.TrimSpace(n.Attr("width")), "px")
		if !isNumber(v) {
			continue
		}
		w := 0
		for i := 0; i < len(v); i++ {
			w = 10*w + int(v[i]-'0')
		}
		return w
	}
	return 0
}

// rank puts the main list first and drops what is none beside it.
func (d *Document) rank() {
	best := 0.0
	for i := range d.lists {
		best = math.Max(best, d.lists[i].score)
	}
	kept := d.lists[:0]
	for _, r := range d.lists {
		chars := 0
		for _, it := range r.Items {
			chars += utf8.RuneCountInString(it.Title)
		}
		if r.score == best || len(r.Items) >= listFewest && (chars >= 7*len(r.Items) || r.dated*2 > len(r.Items)) {
			kept = append(kept, r)
		}
	}
	main := 0
	for i := range kept {
		kept[i].Index = i
		if kept[i].score > kept[main].score {
			main = i
		}
	}
	// Of tabs, the main one is the first that is shown.
	for i := range kept[:main] {
		if r := &kept[i]; r.tabs != nil && r.tabs == kept[main].tabs && !r.hidden {
			main = i
			break
		}
	}
	// Of sections that are built alike, the first is the main one: which of them is longest changes from day to day.
	for i := range kept[:main] {
		if r, m := &kept[i], &kept[main]; r.dress == m.dress && r.Title != "" && m.Title != "" && 2*r.score >= m.score && 2*len(r.Items) >= len(m.Items) {
			main = i
			break
		}
	}
	if len(kept) > 0 {
		first := kept[main]
		copy(kept[1:main+1], kept[:main])
		kept[0] = first
	}
	d.lists = kept
}

// pinnedList is the list that a recipe's selectors name.
func (d *Document) pinnedList() []listRegion {
	var r listRegion
	r.firstLine = len(d.lines)
	var records []record
	for _, m := range d.all(d.rules.items, d.tree.Root()) {
		if !m.node.OK() || len(r.Items) >= maxItems {
			continue
		}
		it, ok := d.pinnedItem(m.node)
		if !ok {
			continue
		}
		r.Items = append(r.Items, it)
		first, last := d.linesOf(m.node.Index(), m.node.End())
		records = append(records, record{element: m.node, anchors: []anchor{{node: int32(m.node.Index()), line: first, url: it.URL, text: it.Title}}})
		r.firstLine, r.lastLine = min(r.firstLine, first), max(r.lastLine, last)
	}
	if len(r.Items) == 0 {
		return nil
	}
	if d.rules.itemDate == nil {
		d.dateItems(r.Items, records, d.tree.Root())
	}
	r.Title, r.titleLine = d.listTitle(r.firstLine, d.tree.Root())
	return []listRegion{r}
}

// pinnedItem reads one item by the recipe's selectors; what they leave out is found in the item.
func (d *Document) pinnedItem(n dom.Node) (ListingItem, bool) {
	pick := func(s *selector) (match, bool) {
		if all := d.all(s, n); len(all) > 0 {
			return all[0], true
		}
		return match{}, false
	}
	var it ListingItem
	link := n
	if m, ok := pick(d.rules.itemLink); ok {
		link = m.node
		if !link.OK() {
			it.URL = d.pageLink(m.value)
		}
	} else if n.Tag() != dom.A {
		link = d.longestLink(n)
	}
	if it.URL == "" && link.OK() {
		if link.Tag() != dom.A && link.Find(dom.A).OK() {
			link = link.Find(dom.A)
		}
		it.URL = d.pageLink(link.Attr("href"))
	}
	if it.URL == "" {
		return it, false
	}
	if m, ok := pick(d.rules.itemTitle); ok {
		it.Title = cutTo(m.text(), maxTitle)
	} else if link.OK() {
		it.Title = d.itemTitle(anchor{node: int32(link.Index()), text: normal(textOf(link))})
	}
	if m, ok := pick(d.rules.itemDate); ok {
		it.Date = d.pinnedDate(m, it.URL)
	}
	if m, ok := pick(d.rules.itemSummary); ok {
		it.Summary = m.text()
	}
	return it, it.Title != ""
}

// longestLink is the link below a node with the longest text.
func (d *Document) longestLink(n dom.Node) dom.Node {
	best, long := dom.Node{}, -1
	for m := range n.All {
		if m.Tag() == dom.A && d.pageLink(m.Attr("href")) != "" {
			if c := countChars(textOf(m)); c > long {
				best, long = m, c
			}
		}
	}
	return best
}
