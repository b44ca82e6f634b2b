package convert

import (
	"slices"
	"strings"

	"github.com/portalfeed/portalfeed/convert/internal/dom"
	"github.com/portalfeed/portalfeed/feed/dates"
)

// A spot is where on its page a link stands: the tags and classes of the elements around it. The lists of one site's pages
// stand in the same spots, and so does what is left of a list on its last page, however short. Which spot that is, only
// pages with longer lists tell: see builder_settle.go.

// spotted is a link with its spot.
type spotted struct {
	spot  uint64
	title string
	url   string
	date  dates.Date // that stands with it
}

// Limits of spots.
const (
	spotWeak  = 12  // items of a main listing that may be a menu instead
	spotMost  = 300 // links of a page that are kept
	spotAsked = 40  // items that tell where a listing stands
	spotDepth = 100 // elements around a link
)

// spots finds where the main listing stands, and where all links stand if that listing is short.
func (d *Document) spots(lists []Listing) (main uint64, all []spotted) {
	titles := map[string]string{}
	if len(lists) > 0 {
		for _, it := range lists[0].Items[:min(len(lists[0].Items), spotAsked)] {
			titles[it.URL] = it.Title
		}
	}
	weak := len(lists) == 0 || len(lists[0].Items) <= spotWeak
	counts := map[uint64]int{}
	nodes := make([]dom.Node, 0, spotMost)
	for _, i := range d.anchorNodes {
		u := d.linkTo(i)
		title, listed := titles[u]
		if u == "" || !listed && !weak {
			continue
		}
		n := d.tree.At(int(i))
		text := normal(textOf(n))
		if t := titleAttr(n.Attr("title")); len(t) > len(text) && text != "" {
			text = t
		}
		if text == "" || !strings.ContainsFunc(text, isWordRune) {
			continue
		}
		spot := spotOf(n)
		if listed && strings.Contains(text, title) {
			counts[spot]++
			if text == title { // and not 繼續閱讀〈…〉
				counts[spot] += spotAsked
			}
			if !weak {
				delete(titles, u)
				if len(titles) == 0 {
					break
				}
			}
		}
		if weak && len(all) < spotMost {
			all, nodes = append(all, spotted{spot: spot, title: cutTo(text, maxTitle), url: u}), append(nodes, n)
		}
	}
	for k, n := range nodes {
		all[k].date = d.dateWith(n, all, nodes, k)
	}
	most := 0
	for spot, n := range counts {
		if n > most || n == most && spot < main {
			main, most = spot, n
		}
	}
	return main, all
}

// dateWith is the date that stands with link k: in the largest element around it that holds none of the neighbours that stand as it does.
func (d *Document) dateWith(n dom.Node, all []spotted, nodes []dom.Node, k int) dates.Date {
	const reach, near, longest = 4, 12, 40 // elements; links; characters
	apart := func(m dom.Node) bool {
		for j := max(0, k-near); j < min(len(all), k+near+1); j++ {
			if j != k && all[j].spot == all[k].spot && all[j].url != all[k].url && m.Contains(nodes[j]) {
				return false
			}
		}
		return true
	}
	for range reach {
		if n = n.Parent(); !n.OK() || n.Kind() != dom.Element || n.Tag() == dom.Body || !apart(n) {
			break
		}
		from, _ := slices.BinarySearch(d.datedNodes, int32(n.Index()))
		for _, i := range d.datedNodes[from:] {
			if int(i) >= n.End() {
				break
			}
			if v := d.findDate(d.tree.At(int(i)).Attr("datetime")); v.Precision >= dates.Day {
				return v
			}
		}
		first, last := d.linesOf(n.Index(), n.End())
		for i := first; i < last && i-first < near; i++ {
			if l := &d.lines[i]; l.chars <= longest {
				if v, s := d.stampOf(l); s > 0 {
					return v
				}
			}
		}
		switch n.Tag() {
		case dom.Li, dom.Tr, dom.Article, dom.Dl:
			return dates.Date{}
		}
	}
	return dates.Date{}
}

// spotOf is the spot of a link: a hash (FNV-1a) of the tags around it, each with its first class without digits, and of its
// place in the row.
func spotOf(n dom.Node) uint64 {
	h := hashSeed
	add := func(s string) {
		for i := 0; i < len(s); i++ {
			if c := s[i]; c < '0' || c > '9' {
				h = (h ^ uint64(c)) * hashPrime
			}
		}
		h = (h ^ 0xFF) * hashPrime
	}
	h = (h ^ uint64(placeAmong(n, dom.A))) * hashPrime // of title and department beside each other
	for range spotDepth {
		n = n.Parent()
		if !n.OK() || n.Kind() != dom.Element || n.Tag() == dom.Body {
			break
		}
		add(n.Name())
		if n.Tag() == dom.Td || n.Tag() == dom.Th {
			h = (h ^ uint64(placeAmong(n, dom.Td, dom.Th))) * hashPrime
		}
		class := strings.TrimLeft(n.Attr("class"), " ")
		if end := strings.IndexByte(class, ' '); end >= 0 {
			class = class[:end]
		}
		add(class)
	}
	return h
}

// placeAmong is the number of elements of the tags that stand before an element in the same one, as far as it matters.
func placeAmong(n dom.Node, tags ...dom.Tag) int {
	const most, reach = 15, 60
	place := 0
	for m, k := n.Prev(), 0; m.OK() && place < most && k < reach; m, k = m.Prev(), k+1 {
		if m.Kind() == dom.Element && slices.Contains(tags, m.Tag()) {
			place++
		}
	}
	return place
}
