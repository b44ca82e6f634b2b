package convert

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/portalfeed/portalfeed/convert/internal/dom"
	"github.com/portalfeed/portalfeed/feed/dates"
)

// split cuts groups where a heading stands between two of their links, or where short links end and long ones begin: there
// another list begins.
func (d *Document) split(groups []group) []group {
	var all []group
	for _, g := range groups {
		cuts := d.cutHeadCells(&g)
		for i := 1; i < len(g.anchors); i++ {
			if d.headingBetween(&g.anchors[i-1], &g.anchors[i], g.container) {
				cuts[i] = true
			}
		}
		columns := append(d.columnCuts(g), d.viewCuts(g)...)
		// A line that stands out before every other item is a part of the items.
		if len(g.anchors) > 3 && len(cuts)*3 > len(g.anchors) {
			clear(cuts)
		}
		for _, i := range columns {
			cuts[i] = true
		}
		d.lengthCuts(g, cuts)
		from := 0
		for i := 1; i < len(g.anchors); i++ {
			if cuts[i] {
				all = append(all, group{container: g.container, anchors: g.anchors[from:i:i]})
				from = i
			}
		}
		all = append(all, group{container: g.container, anchors: g.anchors[from:]})
	}
	return all
}

// cutHeadCells takes links out of a group that are the heads of its sections, in rows of one wide cell, and says where they stood.
func (d *Document) cutHeadCells(g *group) map[int]bool {
	cuts := map[int]bool{}
	heads := 0
	for i := range g.anchors {
		heads += btoi(d.isHeadCell(&d.lines[g.anchors[i].line]))
	}
	if heads == 0 || heads*3 > len(g.anchors) {
		return cuts
	}
	kept := make([]anchor, 0, len(g.anchors)-heads)
	for i := range g.anchors {
		if d.isHeadCell(&d.lines[g.anchors[i].line]) {
			cuts[len(kept)] = true
			continue
		}
		kept = append(kept, g.anchors[i])
	}
	delete(cuts, 0)
	g.anchors = kept
	return cuts
}

// isHeadCell says whether a short line is the only cell of a row and as wide as several of other rows.
func (d *Document) isHeadCell(l *line) bool {
	const longest = 20 // characters
	if l.chars > longest || l.links > 1 || l.links == 1 && l.linkChars < l.chars || threadHead(l.text) {
		return false
	}
	n := d.tree.At(int(l.block))
	for range 3 {
		if !n.OK() || n.Tag() == dom.Td || n.Tag() == dom.Th || !n.Tag().Block() {
			break
		}
		n = n.Parent()
	}
	if n.Tag() != dom.Td && n.Tag() != dom.Th {
		return false
	}
	wide := n.Attr("colspan")
	return len(wide) == 1 && wide > "1" && wide <= "9" && d.onlyCell(n) && d.holdsOnly(n, l)
}

// threadHead says whether a text stands in the list of a forum between the threads that are kept on top and the others.
func threadHead(s string) bool {
	switch s {
	case "论坛主题", "論壇主題", "普通主题", "普通主題", "一般主题", "一般主題", "置顶主题", "置頂主題":
		return true
	}
	return false
}

// onlyCell says whether a cell is the only one of its row.
func (d *Document) onlyCell(n dom.Node) bool {
	for m := range n.Parent().Children {
		if m.Kind() == dom.Element && m != n {
			return false
		}
	}
	return n.Parent().Tag() == dom.Tr
}

// columnCuts are the places where boxes of different names meet that hold a list each: the columns of a page.
func (d *Document) columnCuts(g group) []int {
	var cuts []int
	from := 0
	for i := 1; i < len(g.anchors); i++ {
		x, y := d.childOf(g.container, g.anchors[i-1].node), d.childOf(g.container, g.anchors[i].node)
		if x == y {
			continue
		}
		end := i
		for end < len(g.anchors) && y.Contains(d.tree.At(int(g.anchors[end].node))) {
			end++
		}
		if i-from >= listFewest && end-i >= listFewest && (x.Attr("class") != y.Attr("class") || !sameButNumber(x.Attr("id"), y.Attr("id"))) && !d.oneList(x, y, &g.anchors[i-1], &g.anchors[i]) {
			cuts = append(cuts, i)
		}
		from = i
	}
	return cuts
}

// sameButNumber says whether two names are the same but for the number of a record at their ends, which is longer than that of a box:
// thread_40055 and thread_40046, not list1 and list2.
func sameButNumber(a, b string) bool {
	const digits = 3 // at least
	x, y := strings.TrimRight(a, "0123456789"), strings.TrimRight(b, "0123456789")
	return a == b || x == y && len(a)-len(x) >= digits && len(b)-len(y) >= digits
}

// oneList says whether two boxes hold parts of one list: they share their first class, and their links look alike.
func (d *Document) oneList(x, y dom.Node, a, b *anchor) bool {
	c := firstClass(x)
	return c != "" && c == firstClass(y) && d.lookOf(a) == d.lookOf(b)
}

// viewCuts are the places where boxes meet that are views of the same things, such as the columns of a leaderboard or tabs: each
// has a list, and pages of one are again in the other, or the second begins with the heads of its columns, or only one is shown.
func (d *Document) viewCuts(g group) []int {
	const most = 200 // links of a box that are compared
	var cuts []int
	from := 0
	for i := listFewest; i+listFewest <= len(g.anchors); i++ {
		x, y := d.boxesOf(g.anchors[i-1].node, g.anchors[i].node)
		if !x.OK() || i-from < listFewest || !y.Contains(d.tree.At(int(g.anchors[i+listFewest-1].node))) || !x.Contains(d.tree.At(int(g.anchors[i-listFewest].node))) {
			continue
		}
		start := i - listFewest
		for start > from && i-start < most && x.Contains(d.tree.At(int(g.anchors[start-1].node))) {
			start--
		}
		end := i + listFewest
		for end < len(g.anchors) && end-i < most && y.Contains(d.tree.At(int(g.anchors[end].node))) {
			end++
		}
		if d.headRow(&g.anchors[i-1], &g.anchors[i]) || hiddenView(y) != hiddenView(x) || d.tabsIn(x.Parent()).name(y) != "" || again(g.anchors[start:i], g.anchors[i:end]) || d.onlyOneDated(g.anchors[start:i], g.anchors[i:end]) {
			cuts = append(cuts, i)
			from = i
		}
	}
	return cuts
}

// onlyOneDated says whether of two boxes one shows a date beside every link, and the other beside none: a list, and a menu.
func (d *Document) onlyOneDated(x, y []anchor) bool {
	const most = 8 // links asked of each
	x, y = x[max(0, len(x)-most):], y[:min(len(y), most)]
	n := d.datedLinks(x)
	return n == len(x) && d.datedLinks(y) == 0 || n == 0 && d.datedLinks(y) == len(y)
}

// datedLinks is the number of links with a date outside links in their lines, or in those up to the next link.
func (d *Document) datedLinks(all []anchor) int {
	const reach = 4 // lines
	n := 0
	for k := range all {
		end := all[k].line + reach
		if k+1 < len(all) {
			end = min(end, max(all[k].line+1, all[k+1].line))
		}
		for i := all[k].line; i < min(end, len(d.lines)); i++ {
			l := &d.lines[i]
			if i > all[k].line && l.links > 0 {
				break
			}
			if d.datedBeside(l) {
				n++
				break
			}
		}
	}
	return n
}

// datedBeside says whether a short line shows a date outside its links.
func (d *Document) datedBeside(l *line) bool {
	const longest = 40 // characters of the text that holds it
	for i := range l.runs[:min(len(l.runs), longest)] {
		if r := &l.runs[i]; r.link == 0 && r.chars >= 4 && r.chars <= longest && mayDate(r.text) && d.shownDate(r.text) != "" {
			return true
		}
	}
	return false
}

// boxesOf are the children of the element around two nodes that hold one of them each.
func (d *Document) boxesOf(a, b int32) (x, y dom.Node) {
	const reach = 32 // levels
	x = d.tree.At(int(a))
	other := d.tree.At(int(b))
	for range reach {
		p := x.Parent()
		if !p.OK() || p.Kind() != dom.Element {
			return dom.Node{}, dom.Node{}
		}
		if p.Contains(other) {
			return x, d.childOf(p, b)
		}
		x = p
	}
	return dom.Node{}, dom.Node{}
}

// again says whether one in five pages of the second of two boxes is in the first, too. Short links, which may be categories, do
// not count.
func again(x, y []anchor) bool {
	const short = 6 // characters
	seen := make(map[string]bool, len(x))
	for i := range x {
		seen[x[i].url] = true
	}
	n, all := 0, map[string]bool{}
	for i := range y {
		if a := &y[i]; !all[a.url] && utf8.RuneCountInString(a.text) > short {
			all[a.url] = true
			n += btoi(seen[a.url])
		}
	}
	return n > 0 && n*5 >= len(all)
}

// hiddenView says whether a box is not shown at first.
func hiddenView(n dom.Node) bool {
	for _, a := range n.Attrs() {
		switch a.Key {
		case "hidden":
			return true
		case "style":
			if s := squeeze(strings.ToLower(a.Val)); strings.Contains(s, "display:none") {
				return true
			}
		case "class":
			for c := range strings.FieldsSeq(a.Val) {
				if namesHidden(c) {
					return true
				}
			}
		}
	}
	return false
}

// namesHidden says whether a class is one of those of what is not shown.
func namesHidden(c string) bool {
	switch strings.ToLower(c) {
	case "hide", "hidden", "none", "dn", "undis", "disnone", "d-none", "display-none", "displaynone":
		return true
	}
	return false
}

// headRow says whether the heads of a table's columns stand between two links.
func (d *Document) headRow(a, b *anchor) bool {
	for i := a.line + 1; i < min(b.line, a.line+40); i++ {
		l := &d.lines[i]
		if th := d.tree.At(int(l.from)).Closest(dom.Th); l.links == 0 && th.OK() && th.Parent().Tag() == dom.Tr && !th.Parent().Find(dom.Td).OK() && !th.Parent().Find(dom.A).OK() {
			return true
		}
	}
	return false
}

// lengthCuts cuts where a run of short links meets a run of long ones.
func (d *Document) lengthCuts(g group, cuts map[int]bool) {
	const run, short = 3, 7 // links, characters; the long ones are at least twice as long as the short ones
	if len(g.anchors) < 2*run {
		return
	}
	lengths := make([]int32, len(g.anchors))
	for i := range g.anchors {
		s := g.anchors[i].text
		if s != "" && byteKinds[s[0]] != wordLead {
			s = strings.Trim(s, "[]【】 ")
		}
		lengths[i] = int32(utf8.RuneCountInString(s))
	}
	spread := func(from int) (least, most int32) {
		least, most = lengths[from], lengths[from]
		for i := from + 1; i < from+run; i++ {
			least, most = min(least, lengths[i]), max(most, lengths[i])
		}
		return least, most
	}
	for i := run; i+run <= len(g.anchors); i++ {
		beforeLeast, beforeMost := spread(i - run)
		afterLeast, afterMost := spread(i)
		if beforeMost <= short && afterLeast > short && afterLeast >= 2*beforeLeast || afterMost <= short && beforeLeast > short && beforeLeast >= 2*afterLeast {
			cuts[i] = !d.alike(g.anchors[i-run:i], g.anchors[i:i+run])
		}
	}
}

// alike says whether most links of two runs lead to pages of one kind, and look the same.
func (d *Document) alike(x, y []anchor) bool {
	n := 0
	for i := range x {
		form, face := numberShape(x[i].url), d.lookOf(&x[i])
		n += btoi(slices.ContainsFunc(y, func(a anchor) bool { return numberShape(a.url) == form && d.lookOf(&a) == face }))
	}
	return n*2 > len(x)
}

// headingBetween says whether a line between two links heads what follows: it stands out, and is no date and no text of an item.
func (d *Document) headingBetween(a, b *anchor, container dom.Node) bool {
	if d.ruleBetween(a, b) {
		return true
	}
	if b.line-a.line < 2 {
		return false
	}
	const most = 40 // lines of one item
	if b.line-a.line > most {
		return true
	}
	for i := a.line + 1; i < b.line; i++ {
		head, more := d.headOf(&d.lines[i])
		l := &head
		linked := 8 // characters of a head that is a link
		if more {
			linked = 14
		}
		if l.chars > 20 && !d.inHeading(l) || l.chars < 2 || threadHead(l.text) || l.links > 0 && l.chars > linked || !more && d.weightOf(l) < 2 && !isRelatedHead(l) && !d.isHeadCell(l) {
			continue
		}
		if _, _, _, ok := dates.Find(l.text, d.dates); ok || d.yearless(l.text) || yearHead(l.text) > 0 {
			continue
		}
		if !d.insideItem(l, a, b, container) {
			return true
		}
	}
	return false
}

// ruleBetween says whether a horizontal rule stands between two links.
func (d *Document) ruleBetween(a, b *anchor) bool {
	const most = 200 // nodes looked at
	for i := max(int(a.node), int(b.node)-most); i < int(b.node); i++ {
		if d.tree.At(i).Tag() == dom.Hr {
			return true
		}
	}
	return false
}

// inHeading says whether a line is that of a heading element.
func (d *Document) inHeading(l *line) bool {
	return d.tree.At(int(l.from)).Closest(dom.H1, dom.H2, dom.H3, dom.H4, dom.H5, dom.H6).OK()
}

// insideItem says whether a line stands in the same child of the container as one of two links, and so is a part of an item.
func (d *Document) insideItem(l *line, a, b *anchor, container dom.Node) bool {
	child := d.childOf(container, l.from)
	before, after := child.Contains(d.tree.At(int(a.node))), child.Contains(d.tree.At(int(b.node)))
	return before != after && !child.Find(dom.Ul, dom.Table, dom.Ol).OK() || before && after && d.deeper(child, l, a, b)
}

// deeper is insideItem for a child that holds both links: it looks at the children of the element that tells them apart.
func (d *Document) deeper(n dom.Node, l *line, a, b *anchor) bool {
	for range listClimb {
		x, y, z := d.childOf(n, a.node), d.childOf(n, b.node), d.childOf(n, l.from)
		if !x.OK() || !y.OK() || !z.OK() {
			return false
		}
		if x != y {
			return z == x || z == y
		}
		if z != x {
			return false
		}
		n = x
	}
	return false
}
