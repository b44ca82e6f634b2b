package convert

import (
	"slices"
	"strings"
	"time"

	"github.com/portalfeed/portalfeed/convert/internal/dom"
	"github.com/portalfeed/portalfeed/feed/dates"
)

// A list may stand in two or three columns, of which each goes on where the one before it ends. They are told from lists beside each
// other by their dates, or the numbers in their addresses, which fall from the first item of the first to the last of the last.

// joinHalves makes one group of groups that are the columns of one list.
func (d *Document) joinHalves(groups []group) []group {
	if len(groups) < 2 {
		return groups
	}
	order := make([]int, 0, len(groups))
	for i := range groups {
		if len(groups[i].anchors) > 0 {
			order = append(order, i)
		}
	}
	slices.SortStableFunc(order, func(a, b int) int { return int(groups[a].anchors[0].node - groups[b].anchors[0].node) })
	gone := map[int]bool{}
	joined := false
	for k := 0; k+1 < len(order); {
		g, h := &groups[order[k]], &groups[order[k+1]]
		around, ok := d.halves(g, h)
		if !ok {
			k++
			continue
		}
		g.container, g.anchors = around, slices.Concat(g.anchors, h.anchors)
		gone[order[k+1]], joined = true, true
		order = slices.Delete(order, k+1, k+2)
	}
	if !joined {
		return groups
	}
	return withoutGroups(groups, gone)
}

// halves says whether two groups are neighbouring columns of one list, and what holds both.
func (d *Document) halves(g, h *group) (around dom.Node, ok bool) {
	const between = 2 // links between them
	if len(g.anchors) < listFewest || len(h.anchors) < listFewest {
		return dom.Node{}, false
	}
	last, next := &g.anchors[len(g.anchors)-1], &h.anchors[0]
	if next.at < last.at || next.at-last.at > between+1 {
		return dom.Node{}, false
	}
	x, y := d.boxesOf(last.node, next.node)
	if !x.OK() || x.Tag() != y.Tag() || !x.Tag().Block() || !x.Contains(d.tree.At(int(g.anchors[0].node))) && !d.boxBefore(g, x) || !y.Contains(d.tree.At(int(h.anchors[len(h.anchors)-1].node))) || hiddenView(x) != hiddenView(y) {
		return dom.Node{}, false
	}
	switch x.Tag() {
	case dom.Div, dom.Td, dom.Ul, dom.Ol, dom.Section, dom.Dl, dom.Table, dom.Li:
	default:
		return dom.Node{}, false
	}
	if !d.oneClothing(&g.anchors[0], next) || d.headingBetween(last, next, x.Parent()) || d.tabsIn(x.Parent()).name(y) != "" || !d.goesOn(g.anchors, h.anchors) {
		return dom.Node{}, false
	}
	return x.Parent(), true
}

// oneClothing says whether two links and the elements right above them are of one kind, and lead to addresses of one form.
func (d *Document) oneClothing(a, b *anchor) bool {
	m, n := d.tree.At(int(a.node)), d.tree.At(int(b.node))
	return firstClass(m) == firstClass(n) && m.Parent().Tag() == n.Parent().Tag() && firstClass(m.Parent()) == firstClass(n.Parent()) && addressShape(a.url) == addressShape(b.url)
}

// boxBefore says whether a group that was joined of columns already holds the box before another one of its kind.
func (d *Document) boxBefore(g *group, x dom.Node) bool { return g.container == x.Parent() }

// goesOn says whether one list falls through two of its parts, by the days that are shown or else by the numbers of the addresses.
func (d *Document) goesOn(x, y []anchor) bool {
	const most = 60 // links looked at
	if len(x)+len(y) > 2*most {
		x, y = x[max(0, len(x)-most):], y[:min(len(y), most)]
	}
	all := slices.Concat(x, y)
	days := make([]time.Time, 0, len(all))
	for i := range all {
		if v := d.dayBeside(&all[i]); !v.IsZero() {
			days = append(days, v)
		}
	}
	if len(days) == len(all) {
		for i := 1; i < len(days); i++ {
			if days[i].After(days[i-1]) {
				return false
			}
		}
		return days[0].After(days[len(x)-1]) && days[len(x)].After(days[len(days)-1])
	}
	if len(days) > 0 {
		return false
	}
	last := ""
	for i := range all {
		n := lastNumber(all[i].url)
		if n == "" || i > 0 && (len(n) > len(last) || len(n) == len(last) && n >= last) {
			return false
		}
		last = n
	}
	return true
}

// dayBeside is the day that stands in the line of a link, or on those up to the next link.
func (d *Document) dayBeside(a *anchor) time.Time {
	const reach, longest = 3, 40 // lines, characters
	for i := a.line; i < min(a.line+reach, len(d.lines)); i++ {
		l := &d.lines[i]
		if i > a.line && l.links > 0 {
			break
		}
		for k := range l.runs[:min(len(l.runs), longest)] {
			r := &l.runs[k]
			if r.link != 0 || r.chars < 4 || r.chars > longest || !mayDate(r.text) {
				continue
			}
			if v, _, _, ok := dates.Find(r.text, dates.Options{Now: reference, Location: d.dates.Location}); ok && v.Precision >= dates.Day {
				return v.Time
			}
		}
	}
	return time.Time{}
}

// lastNumber is the last number in an address, without zeros before it, "" if there is none.
func lastNumber(u string) string {
	end := len(u)
	for end > 0 && !isDigit(u[end-1]) {
		end--
	}
	from := end
	for from > 0 && isDigit(u[from-1]) {
		from--
	}
	return strings.TrimLeft(u[from:end], "0")
}
