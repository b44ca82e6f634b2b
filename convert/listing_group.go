package convert

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/portalfeed/portalfeed/convert/internal/dom"
)

// anchor is a link that leads to another page.
type anchor struct {
	node  int32
	at    int32 // its place among the links of the page
	line  int   // line of its text, of the next text where it has none
	url   string
	text  string // of the link; "" for an image without words
	image bool   // it holds no text but an image
}

// anchors are the page's links to other pages, in order.
func (d *Document) anchors() []anchor {
	all := make([]anchor, 0, min(len(d.anchorNodes), maxAnchors))
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
		a := anchor{node: int32(n.Index()), at: int32(len(all)), line: min(line, max(0, len(d.lines)-1)), url: u, text: normal(textOf(n))}
		if a.text == "" {
			if img := n.Find(dom.Img); img.OK() {
				a.image = true
				a.text = cmp.Or(normal(img.Attr("alt")), titleAttr(n.Attr("title")))
			} else if head := overlaid(n); head.OK() {
				a.text = normal(textOf(head))
				a.line, _ = d.linesOf(head.Index(), head.End())
			} else {
				continue
			}
		}
		if all = append(all, a); len(all) >= maxAnchors {
			break
		}
	}
	return all
}

// overlaid is the heading of the card that a link without words lies over, as the only one of its kind in it:
// <article><h2>title</h2>… <a class=stretched-link href=…></a></article>; none if it does not.
func overlaid(n dom.Node) (head dom.Node) {
	const most = 80 // nodes of a card
	card := n.Parent()
	switch card.Tag() {
	case dom.Article, dom.Li, dom.Div, dom.Section:
	default:
		return dom.Node{}
	}
	if card.End()-card.Index() > most {
		return dom.Node{}
	}
	for m := range card.All {
		switch m.Tag() {
		case dom.A:
			if m != n && m.HasAttr("href") && onlyBlank(textOf(m)) {
				return dom.Node{}
			}
		case dom.H1, dom.H2, dom.H3, dom.H4, dom.H5, dom.H6:
			if head.OK() || m.Find(dom.A).OK() {
				return dom.Node{}
			}
			head = m
		}
	}
	return head
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

// place is a placeKey with the links that stand so.
type place struct {
	placeKey
	all, long int32 // links, and those that tell what they lead to
	group     int32 // its number plus one, 0 if it has none
}

// placeTable are the places of a page's links.
type placeTable struct {
	d       *Document
	anchors []anchor
	all     []place
	byKey   map[placeKey]int32  // those that hold several links
	of      [][listClimb]int32  // by link: its places from the inside, by their number plus one
	last    [listClimb]placeKey // the last one of each level
	lastAt  [listClimb]int32
}

// telling says whether the text of a link is long enough to be the title of an item.
func (a *anchor) telling() bool {
	const fewest = 6 // characters
	return len(a.text) >= fewest && !a.image && utf8.RuneCountInString(a.text) >= fewest
}

// read finds the places of all links.
func (t *placeTable) read() {
	for i := range t.anchors {
		a := &t.anchors[i]
		n, path, long := t.d.tree.At(int(a.node)), hashSeed, int32(btoi(a.telling()))
		for level := range listClimb {
			p, inside := blockAbove(n, addToPath(path, n.Tag()))
			if !p.OK() {
				break
			}
			n, path = p, inside
			k := placeKey{int32(p.Index()), path}
			at := t.lastAt[level] - 1
			switch {
			case at >= 0 && t.last[level] == k:
			case (i == 0 || t.anchors[i-1].node < k.node) && (i+1 == len(t.anchors) || int(t.anchors[i+1].node) >= p.End()):
				at = t.add(k) // nothing else stands there
			default:
				var ok bool
				if at, ok = t.byKey[k]; !ok {
					at = t.add(k)
					t.byKey[k] = at
				}
				t.last[level], t.lastAt[level] = k, at+1
			}
			t.all[at].all++
			t.all[at].long += long
			t.of[i][level] = at + 1
		}
	}
}

func (t *placeTable) add(k placeKey) int32 {
	t.all = append(t.all, place{placeKey: k})
	return int32(len(t.all)) - 1
}

// at is the place of link i on a level, nil if it has none.
func (t *placeTable) at(i, level int) *place {
	if k := t.of[i][level]; k > 0 {
		return &t.all[k-1]
	}
	return nil
}

// oneOfRows says whether links that stand together are those of one row among others: its title, and short ones beside it such as
// the category, the author and numbers of pages. The element before or behind it, or above or below it in a table, holds the like.
func (t *placeTable) oneOfRows(p *place) bool {
	const most = 12 // links of a row
	if p.long != 1 || p.all > most {
		return false
	}
	n := t.d.tree.At(int(p.node))
	if t.d.gridRow(n) {
		return false
	}
	for _, twin := range [2]dom.Node{t.d.twinOf(n, dom.Node.Next, 3), t.d.twinOf(n, dom.Node.Prev, 3)} {
		if !twin.OK() {
			continue
		}
		if at, ok := t.byKey[placeKey{int32(twin.Index()), p.path}]; ok {
			if t.all[at].long == 1 {
				return true
			}
			continue
		}
		i, _ := slices.BinarySearchFunc(t.anchors, int32(twin.Index()), func(a anchor, node int32) int { return int(a.node - node) })
		titles := 0
		for k := i; k < min(len(t.anchors), i+most) && int(t.anchors[k].node) < twin.End(); k++ {
			titles += btoi(t.anchors[k].telling())
		}
		if titles == 1 { // its title, with nothing beside it that stands in the same way
			return true
		}
	}
	return false
}

// gridRow says whether the cells of a row hold an item each: they are built of the same elements, more than a link.
func (d *Document) gridRow(row dom.Node) bool {
	const fewest, most = 2, 200 // cells, nodes
	if row.Tag() != dom.Tr || row.End()-row.Index() > most {
		return false
	}
	cells, first := 0, uint64(0)
	for c := range row.Children {
		if c.Kind() != dom.Element || c.End()-c.Index() <= 2 {
			continue // an empty cell
		}
		shape, elements := hashSeed, 0
		for m := range c.All {
			if m.Kind() == dom.Element {
				shape = addToPath(shape, m.Tag())
				elements++
			}
		}
		if cells++; cells == 1 {
			first = shape
		}
		if shape != first || elements < 4 || !c.Find(dom.A).OK() {
			return false
		}
	}
	return cells >= fewest
}

// twinOf is the next element in one direction that has the same tag; for a cell the one in the same column of the next row, and for
// the only element of another what stands in its place in that one's twin.
func (d *Document) twinOf(n dom.Node, step func(dom.Node) dom.Node, depth int) dom.Node {
	const most = 8 // columns, and nodes between two elements
	t := n.Tag()
	if t != dom.Td && t != dom.Th {
		m := step(n)
		for range most {
			if !m.OK() || m.Kind() == dom.Element {
				break
			}
			m = step(m)
		}
		if m.OK() {
			if m.Tag() == t {
				return m
			}
			return dom.Node{}
		}
	}
	p := n.Parent()
	if depth == 0 || !p.OK() || p.Kind() != dom.Element {
		return dom.Node{}
	}
	column := 0
	for m := n.Prev(); m.OK() && column <= most; m = m.Prev() {
		column += btoi(m.Kind() == dom.Element)
	}
	other := d.twinOf(p, step, depth-1)
	if !other.OK() || column > most {
		return dom.Node{}
	}
	for m := other.First(); m.OK(); m = m.Next() {
		if m.Kind() != dom.Element {
			continue
		}
		if column == 0 {
			if m.Tag() == t || (m.Tag() == dom.Td || m.Tag() == dom.Th) && (t == dom.Td || t == dom.Th) {
				return m
			}
			break
		}
		column--
	}
	return dom.Node{}
}

// groups joins links that repeat a structure. A link belongs to the smallest element below which at least listFewest links stand
// in the same way; groups in neighbouring elements with nothing between them are parts of one list.
func (d *Document) groups(anchors []anchor) []group {
	t := &placeTable{d: d, anchors: anchors, byKey: map[placeKey]int32{}, of: make([][listClimb]int32, len(anchors)), all: make([]place, 0, 2*len(anchors))}
	t.read()
	few := map[placeKey]int{} // by the element around items of a kind that are fewer: the number of their group
	var groups []group
	for i := range anchors {
		level := -1
		for l := range listClimb {
			if p := t.at(i, l); p != nil && p.all >= listFewest && !t.oneOfRows(p) {
				level = l
				break
			}
		}
		if level < 0 { // no repetition: a list may have one or two items
			if t.at(i, 0) == nil {
				continue
			}
			if item := d.itemAround(&anchors[i]); item.OK() {
				k := placeKey{int32(item.Parent().Index()), hashText(childKind(item))}
				g, ok := few[k]
				if !ok {
					groups = append(groups, group{container: item.Parent()})
					g = len(groups)
					few[k] = g
				}
				groups[g-1].anchors = append(groups[g-1].anchors, anchors[i])
				continue
			}
			if level = t.pair(i); level < 0 {
				level = t.rowParent(i)
			}
		}
		p := t.at(i, t.promote(i, level))
		if p.group == 0 {
			groups = append(groups, group{container: d.tree.At(int(p.node)), anchors: make([]anchor, 0, p.all)})
			p.group = int32(len(groups))
		}
		g := &groups[p.group-1]
		g.anchors = append(g.anchors, anchors[i])
	}
	return d.adopt(d.joinFirst(d.joinHalves(d.split(d.joinKinds(groups)))), anchors)
}

// itemAround is the element of the item of which a link is the title, told by its tag or class; none where it is not sure.
func (d *Document) itemAround(a *anchor) dom.Node {
	const reach = 6 // levels
	if !a.telling() || !d.namedTitle(a) {
		return dom.Node{}
	}
	n := d.tree.At(int(a.node))
	for range reach {
		if n = n.Parent(); !n.OK() || n.Kind() != dom.Element {
			break
		}
		switch n.Tag() {
		case dom.Article, dom.Li, dom.Tr, dom.Dl:
			return n
		case dom.Body, dom.Main, dom.Ul, dom.Table, dom.Aside, dom.Nav, dom.Footer, dom.Header:
			if n.Tag() != dom.Header {
				return dom.Node{}
			}
			continue
		}
		for c := range strings.FieldsSeq(n.Attr("class")) {
			switch strings.ToLower(c) {
			case "item", "entry", "post", "card", "hentry", "result", "news-item", "list-item", "article", "story":
				return n
			}
		}
	}
	return dom.Node{}
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

// pair is the level on which a link stands with one other in the same way, both as long as titles, -1 if there is none.
func (t *placeTable) pair(i int) int {
	const reach = 6 // levels
	for level := range reach {
		p := t.at(i, level)
		if p == nil {
			break
		}
		if p.all == 2 && p.long == 2 {
			return level
		}
	}
	return -1
}

// rowParent is the level of the element around the row, item or paragraph that a single link stands in.
func (t *placeTable) rowParent(i int) int {
	const reach = 4
	for level := 0; level+1 < reach && t.at(i, level+1) != nil; level++ {
		switch t.d.tree.At(int(t.at(i, level).node)).Tag() {
		case dom.Tr, dom.Li, dom.P, dom.Dd, dom.Dt:
			return level + 1
		}
	}
	return 0
}

// promote goes up from a row, or a list cut into parts, to what holds all of it.
func (t *placeTable) promote(i, level int) int {
	for up := level; up < level+4 && up+1 < listClimb && t.at(i, up+1) != nil; up++ {
		p := t.at(i, up)
		tag := t.d.tree.At(int(p.node)).Tag()
		switch tag {
		case dom.Tr, dom.Tbody, dom.Td, dom.Li, dom.Dl, dom.Ul, dom.Ol, dom.Div, dom.P, dom.Table, dom.Font, dom.Span, dom.Center, dom.Section, dom.Article, dom.Dd, dom.Details:
		default:
			return level
		}
		if (tag == dom.Td || tag == dom.Dd) && p.all >= listFewest && !t.oneOfRows(p) {
			return level // a column of the page
		}
		if n := t.at(i, up+1).all; n > t.at(i, level).all && n >= listFewest {
			level = up + 1
		}
	}
	return level
}

// childOf is the child of an element that holds node i.
func (d *Document) childOf(container dom.Node, i int32) dom.Node {
	n := d.tree.At(int(i))
	for n.OK() && n.Parent() != container {
		n = n.Parent()
	}
	return n
}
