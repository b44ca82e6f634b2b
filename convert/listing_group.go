package convert

import (
	"strings"
	"unicode/utf8"

	"github.com/portalfeed/portalfeed/convert/internal/dom"
	"github.com/portalfeed/portalfeed/feed/dates"
)

// anchor is a link that leads to another page.
type anchor struct {
	node  int32
	line  int // line of its text, of the next text where it has none
	url   string
	text  string // of the link; "" for an image without words
	image bool   // it holds no text but an image
}

// anchors are the page's links to other pages, in order.
func (d *Document) anchors() []anchor {
	var all []anchor
	line := 0
	inBar := map[int32]bool{}
	for _, b := range d.allBars() {
		if b.pipes {
			for k := b.line; k <= b.last; k++ {
				for _, r := range d.lines[k].runs {
					inBar[r.link] = true
				}
			}
		}
	}
	for _, i := range d.anchorNodes {
		n := d.tree.At(int(i))
		if inBar[i] {
			continue
		}
		u := d.linkTo(i)
		if u == "" {
			continue
		}
		for line < len(d.lines) && int(d.lines[line].to) <= n.Index() {
			line++
		}
		a := anchor{node: int32(n.Index()), line: min(line, max(0, len(d.lines)-1)), url: u, text: normal(textOf(n))}
		if a.text == "" {
			img := n.Find(dom.Img)
			if !img.OK() {
				continue
			}
			a.image = true
			a.text = normal(img.Attr("alt"))
			if a.text == "" {
				a.text = normal(n.Attr("title"))
			}
		}
		if all = append(all, a); len(all) >= maxAnchors {
			break
		}
	}
	return all
}

// group is a set of links that stand in the same way below one element.
type group struct {
	container dom.Node
	anchors   []anchor
}

// placeKey is a way in which a link may stand: below an element, by the tags between.
type placeKey struct {
	node int32
	path uint64
}

// groups joins links that repeat a structure. A link belongs to the smallest element below which at least listFewest links stand
// in the same way; groups in neighbouring elements with nothing between them are parts of one list.
func (d *Document) groups(anchors []anchor) []group {
	count := make(map[placeKey]int, len(anchors)*4)
	places := make([][listClimb]placeKey, len(anchors))
	for i, a := range anchors {
		n, path := d.tree.At(int(a.node)), uint64(14695981039346656037)
		for level := range listClimb {
			p, inside := blockAbove(n, addToPath(path, n.Tag()))
			if !p.OK() {
				break
			}
			path = inside
			k := placeKey{int32(p.Index()), path}
			places[i][level] = k
			count[k]++
			n = p
		}
	}
	byKey := map[placeKey]int{}
	var groups []group
	for i, a := range anchors {
		level := -1
		for l, k := range places[i] {
			if k.node != 0 && count[k] >= listFewest {
				level = l
				break
			}
		}
		if level < 0 { // no repetition: a list may have one or two items
			if places[i][0].node == 0 {
				continue
			}
			level = d.rowParent(places[i])
		}
		level = d.promote(places[i], level, count)
		k := places[i][level]
		g, ok := byKey[k]
		if !ok {
			g = len(groups)
			byKey[k] = g
			groups = append(groups, group{container: d.tree.At(int(k.node))})
		}
		groups[g].anchors = append(groups[g].anchors, a)
	}
	return d.adopt(d.split(d.joinKinds(groups)), anchors)
}

// blockAbove is the nearest block element above a node. What stands between is added to the path, elements like font and b aside:
// they say nothing about the structure, and where they are left open each link stands deeper than the one before it.
func blockAbove(n dom.Node, path uint64) (dom.Node, uint64) {
	const most = 4 // elements that are added
	added := 0
	for n = n.Parent(); n.OK() && n.Kind() == dom.Element; n = n.Parent() {
		if n.Tag().Block() {
			return n, path
		}
		switch n.Tag() {
		case dom.Font, dom.B, dom.Big, dom.Small, dom.U, dom.S, dom.Strike, dom.Tt, dom.Nobr:
			continue
		}
		if added < most {
			path = addToPath(path, n.Tag())
			added++
		}
	}
	return dom.Node{}, path
}

// addToPath is the hash of a path with one more tag (FNV-1a).
func addToPath(path uint64, t dom.Tag) uint64 { return (path ^ uint64(t+1)) * 1099511628211 }

// rowParent is the level of the element around the row, item or paragraph that a single link stands in.
func (d *Document) rowParent(places [listClimb]placeKey) int {
	const reach = 4
	for level := 0; level+1 < reach && places[level+1].node != 0; level++ {
		switch d.tree.At(int(places[level].node)).Tag() {
		case dom.Tr, dom.Li, dom.P, dom.Dd, dom.Dt:
			return level + 1
		}
	}
	return 0
}

// promote goes up from a row, or a list cut into parts, to what holds all of it.
func (d *Document) promote(places [listClimb]placeKey, level int, count map[placeKey]int) int {
	for up := level; up < level+4 && up+1 < listClimb && places[up+1].node != 0; up++ {
		switch d.tree.At(int(places[up].node)).Tag() {
		case dom.Tr, dom.Tbody, dom.Td, dom.Li, dom.Dl, dom.Ul, dom.Ol, dom.Div, dom.P, dom.Table, dom.Font, dom.Span, dom.Center, dom.Section, dom.Article, dom.Dd:
		default:
			return level
		}
		if t := d.tree.At(int(places[up].node)).Tag(); (t == dom.Td || t == dom.Dd) && count[places[up]] >= listFewest {
			return level // a column of the page
		}
		if n := count[places[up+1]]; n > count[places[level]] && n >= listFewest {
			level = up + 1
		}
	}
	return level
}

// split cuts groups where a heading stands between two of their links, or where short links end and long ones begin: there
// another list begins.
func (d *Document) split(groups []group) []group {
	var all []group
	for _, g := range groups {
		cuts := map[int]bool{}
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
		if i-from >= listFewest && end-i >= listFewest && (x.Attr("class") != y.Attr("class") || x.Attr("id") != y.Attr("id")) && !d.oneList(x, y, &g.anchors[i-1], &g.anchors[i]) {
			cuts = append(cuts, i)
		}
		from = i
	}
	return cuts
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
		if d.headRow(&g.anchors[i-1], &g.anchors[i]) || hiddenView(y) != hiddenView(x) || again(g.anchors[start:i], g.anchors[i:end]) {
			cuts = append(cuts, i)
			from = i
		}
	}
	return cuts
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
	style := strings.ToLower(n.Attr("style"))
	return strings.Contains(style, "display:none") || strings.Contains(style, "display: none")
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
	length := func(i int) int { return utf8.RuneCountInString(g.anchors[i].text) }
	spread := func(from int) (least, most int) {
		least, most = length(from), length(from)
		for i := from + 1; i < from+run; i++ {
			least, most = min(least, length(i)), max(most, length(i))
		}
		return least, most
	}
	for i := run; i+run <= len(g.anchors); i++ {
		beforeLeast, beforeMost := spread(i - run)
		afterLeast, afterMost := spread(i)
		if beforeMost <= short && afterLeast > short && afterLeast >= 2*beforeLeast || afterMost <= short && beforeLeast > short && beforeLeast >= 2*afterLeast {
			cuts[i] = true
		}
	}
}

// headingBetween says whether a line between two links heads what follows: it stands out, and is no date and no text of an item.
func (d *Document) headingBetween(a, b *anchor, container dom.Node) bool {
	if b.line-a.line < 2 {
		return false
	}
	const most = 40 // lines of one item
	if b.line-a.line > most {
		return true
	}
	for i := a.line + 1; i < b.line; i++ {
		l := &d.lines[i]
		if l.chars > 20 && !d.inHeading(l) || l.chars < 2 || l.links > 0 && l.chars > 8 || d.weightOf(l) < 2 && !isRelatedHead(l) {
			continue
		}
		if _, _, _, ok := dates.Find(l.text, d.dates); ok || d.yearless(l.text) {
			continue
		}
		if !d.insideItem(l, a, b, container) {
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

// childOf is the child of an element that holds node i.
func (d *Document) childOf(container dom.Node, i int32) dom.Node {
	n := d.tree.At(int(i))
	for n.OK() && n.Parent() != container {
		n = n.Parent()
	}
	return n
}
