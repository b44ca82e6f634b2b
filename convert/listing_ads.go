package convert

import (
	"strings"
	"unicode/utf8"

	"github.com/portalfeed/portalfeed/convert/internal/dom"
)

// adMarks are what an advertisement among the items of a list is called.
var adMarks = []string{"广告", "廣告", "推广", "推廣", "赞助", "贊助", "赞助商", "贊助商", "商业推广", "ad", "ads", "sponsored", "advertisement", "promoted", "광고"}

// withoutAds drops the advertisements among the items of a list: what says that it is one, and what leads to another site and is
// built unlike the items of this one. Where many are, the list is one of such.
func (d *Document) withoutAds(r *listRegion, kept []record) []record {
	const fewest = 5
	if len(kept) < fewest {
		return kept
	}
	sites := make([]string, len(kept))
	for i := range kept {
		sites[i] = siteOf(r.Items[i].URL)
	}
	site, n := usual(sites)
	looks := map[uint64]int{} // of the items of the site
	if n*10 >= len(kept)*7 {
		for i := range kept {
			if sites[i] == site {
				looks[d.recordLook(kept[i])]++
			}
		}
	}
	ad := make([]bool, len(kept))
	ads := 0
	for i := range kept {
		foreign := len(looks) > 0 && sites[i] != site
		switch {
		case foreign && looks[d.recordLook(kept[i])] == 0, d.saysAd(kept[i]):
			ad[i] = true
			ads++
		}
	}
	if ads == 0 || ads*3 > len(kept) {
		return kept
	}
	items, records := r.Items[:0], kept[:0]
	for i := range kept {
		if !ad[i] {
			items, records = append(items, r.Items[i]), append(records, kept[i])
		}
	}
	r.Items = items
	return records
}

// withoutFacets drops the short links that stand in row after row beside the items and lead to the same few pages: the district or
// the author of each.
func (d *Document) withoutFacets(r *listRegion, kept []record, again []int32) []record {
	facets, times, single := 0, 0, 0
	for i, n := range again {
		switch {
		case n == 0:
			single++
		case utf8.RuneCountInString(r.Items[i].Title) <= barLongest:
			facets++
			times += 1 + int(n)
		}
	}
	if facets == 0 || single < listFewest || 2*facets > single || 3*times < 2*single {
		return kept
	}
	items, records := r.Items[:0], kept[:0]
	for i := range kept {
		if again[i] == 0 || utf8.RuneCountInString(r.Items[i].Title) > barLongest {
			items, records = append(items, r.Items[i]), append(records, kept[i])
		}
	}
	r.Items = items
	return records
}

// withoutControls drops the links that only turn, sort or leave the page itself: those that lead to its own address with another
// query or to a directory above it, where the items of the list lead elsewhere.
func (d *Document) withoutControls(r *listRegion, kept []record) []record {
	const fewest = 4 // items that are none
	here := pathOf(d.address)
	if len(kept) <= fewest {
		return kept
	}
	control := make([]bool, len(kept))
	n := 0
	for i := range kept {
		p := pathOf(r.Items[i].URL)
		control[i] = p == here || p == "/" || strings.HasSuffix(p, "..") || p != "" && here != "" && p[len(p)-1] == '/' && strings.HasPrefix(here, p)
		n += btoi(control[i])
	}
	if n == 0 || len(kept)-n < fewest || n*2 > len(kept) {
		return kept
	}
	items, records := r.Items[:0], kept[:0]
	for i := range kept {
		if !control[i] {
			items, records = append(items, r.Items[i]), append(records, kept[i])
		}
	}
	r.Items = items
	return records
}

// pathOf is an address without scheme, query and fragment.
func pathOf(u string) string {
	if _, rest, ok := strings.Cut(u, "://"); ok {
		u = rest
	}
	if i := strings.IndexAny(u, "?#"); i >= 0 {
		u = u[:i]
	}
	return u
}

// recordLook tells items of different clothing apart: by the element and the link.
func (d *Document) recordLook(r record) uint64 {
	best := d.mainLink(r)
	h := d.dressOf(&best).dress
	for _, c := range childKind(r.element) {
		h = (h ^ uint64(c)) * hashPrime
	}
	if best.image {
		h++
	}
	return h
}

// saysAd says whether an item is marked as an advertisement.
func (d *Document) saysAd(r record) bool {
	const most = 200 // nodes looked at
	if !r.element.Tag().Block() {
		return false
	}
	for i := r.element.Index(); i < min(r.element.End(), r.element.Index()+most); i++ {
		n := d.tree.At(i)
		text := ""
		switch n.Kind() {
		case dom.Text:
			text = n.Data()
		case dom.Element:
			if text = n.Attr("title"); text == "" && n.Tag() == dom.A && hasWord(n.Attr("rel"), "sponsored") {
				return true
			}
		}
		if len(text) < 2 || len(text) > 40 {
			continue
		}
		text = strings.ToLower(strings.Trim(normal(text), "[]()（）【】 "))
		for _, w := range adMarks {
			if text == w {
				return true
			}
		}
	}
	return false
}
