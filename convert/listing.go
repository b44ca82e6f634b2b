package convert

import (
	"math"
	"strings"
	"unicode/utf8"

	"github.com/portalfeed/portalfeed/convert/internal/dom"
	"github.com/portalfeed/portalfeed/feed/dates"
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
	container           dom.Node
	score               float64
	dated               int // items with a date that the page shows
	dress               uint64
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
		if !d.inner {
			d.lists = d.withScripted(d.lists)
		}
		d.rank()
	})
	return d.lists
}

// region makes a listing of a group.
func (d *Document) region(g group) (listRegion, bool) {
	records := d.records(g)
	r := listRegion{container: g.container, firstLine: len(d.lines)}
	seen := map[string]int{}
	var kept []record
	for _, rec := range records {
		best := d.mainLink(rec)
		title := d.itemTitle(best)
		if title == "" || listNoise(title) {
			continue
		}
		if at, ok := seen[best.url]; ok {
			if old := &r.Items[at]; utf8.RuneCountInString(title) > utf8.RuneCountInString(old.Title) {
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
		r.Items = append(r.Items, ListingItem{Title: title, URL: best.url, Summary: d.itemSummary(rec), Category: d.itemCategory(best)})
		kept = append(kept, rec)
	}
	if len(r.Items) == 0 {
		return r, false
	}
	kept = d.withoutAds(&r, kept)
	r.dated = d.dateItems(r.Items, kept, g.container)
	r.Title = d.listTitle(r.firstLine, g.container)
	r.dress = d.listDress(kept)
	r.score = d.listScore(&r)
	return r, r.score > 0
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

// sideHeads head lists that are not what a page is about.
var sideHeads = []string{
	"公告", "通知", "熱門", "热门", "熱點", "热点", "排行", "推薦", "推荐", "相關", "相关", "友情", "專題", "专题", "點擊", "点击", "廣告", "广告", "猜你", "最新文章", "最新評論", "最新评论", "延伸", "快速", "服務", "服务", "導航", "导航", "鏈接", "链接", "鏈結", "連結", "一周", "本周", "標籤", "标签", "關注", "关注", "精彩", "圖集", "图集", "視頻推", "视频推", "下載", "下载", "互動", "互动", "欄目", "栏目", "更多", "往期", "搜索", "分類目錄",
}

// sideHead says whether a heading is that of a list beside the main one.
func sideHead(s string) bool { return utf8.RuneCountInString(s) <= 12 && hasAny(s, ofSideHeads) }

// listTitle is the heading of a list: the line above it that stands out.
func (d *Document) listTitle(first int, container dom.Node) string {
	const reach = 4
	for i := first - 1; i >= 0 && i >= first-reach; i-- {
		l := &d.lines[i]
		if l.chars > 24 && !d.inHeading(l) || l.chars < 2 || d.isBar(i) || l.links > 2 {
			continue
		}
		if _, s := d.stampOf(l); s > 0 {
			continue
		}
		if _, ok := pathText(l.text); ok {
			continue
		}
		if x, y := d.boxesOf(l.from, d.lines[first].from); (x.Tag() == dom.Td || x.Tag() == dom.Th) && y.Tag() == dom.Td {
			continue // a neighbour in the row
		}
		if d.tree.At(int(l.from)).Closest(dom.Th).OK() && container.Contains(d.tree.At(int(l.from))) {
			continue // the head of a column
		}
		if d.weightOf(l) < 2 && !sideHead(l.text) {
			continue
		}
		t := l.text
		for _, w := range []string{"更多", "MORE", "More", "more", ">>", "»"} {
			t = strings.ReplaceAll(t, w, "")
		}
		if t = trimMarks(strings.Trim(t, "[]()（）")); t != "" {
			return cutTo(t, maxTitle)
		}
	}
	return ""
}

// listScore says how much a list looks like what the page is about.
func (d *Document) listScore(r *listRegion) float64 {
	n, chars := 0, 0
	for _, it := range r.Items {
		if c := utf8.RuneCountInString(it.Title); c >= 4 {
			n++
			chars += min(c, 40)
		}
	}
	if n == 0 {
		return 0
	}
	long := math.Min(float64(chars)/float64(n), 26)
	score := math.Pow(float64(n), 0.7) * math.Pow(long, 1.5) * (1 + 2*float64(r.dated)/float64(len(r.Items)))
	if n < len(r.Items) {
		score *= float64(n) / float64(len(r.Items))
	}
	if sideHead(r.Title) {
		score *= 0.25
	}
	for p := r.container; p.OK() && p.Kind() == dom.Element; p = p.Parent() {
		name := strings.ToLower(p.Attr("id") + " " + p.Attr("class"))
		if hasAny(name, ofSideNames) || containsAny(name, []string{"right", "side", "nav", "menu", "foot"}) || p.Tag() == dom.Footer || p.Tag() == dom.Nav || p.Tag() == dom.Aside {
			score *= 0.4
			break
		}
	}
	if w := columnWidth(r.container); w > 0 && w < 320 {
		score *= 0.5
	}
	return score
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
		records = append(records, record{element: m.node, anchors: []anchor{{node: int32(m.node.Index()), url: it.URL, text: it.Title}}})
		first, last := d.linesOf(m.node.Index(), m.node.End())
		r.firstLine, r.lastLine = min(r.firstLine, first), max(r.lastLine, last)
	}
	if len(r.Items) == 0 {
		return nil
	}
	if d.rules.itemDate == nil {
		d.dateItems(r.Items, records, d.tree.Root())
	}
	r.Title = d.listTitle(r.firstLine, d.tree.Root())
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
		it.Date = d.itemDate(m.text(), it.URL, dates.Date{})
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
