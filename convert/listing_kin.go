package convert

import (
	"slices"
	"unicode/utf8"

	"github.com/portalfeed/portalfeed/convert/internal/dom"
)

// Beside the link to its page an item may have others: to its category, its author, who answered last, its comments, its tags. They
// repeat as the titles do and look like a list of their own; they are told from the titles by standing in the items of another list.

// titlesOnly are the links of a group without those beside the titles, where each child of the container holds a title and others
// that lead to pages of another kind: the address of a title has the form that nearly every child has once, with the longest text.
func (d *Document) titlesOnly(g group) group {
	{ // down to the element whose children are the rows
		first, last := 0, 0
		for i := 0; i < len(g.anchors); {
			child, from := d.childOf(g.container, g.anchors[i].node), i
			for i++; i < len(g.anchors) && child.Contains(d.tree.At(int(g.anchors[i].node))); i++ { // the first may stand outside: a link joined to the list
			}
			if i-from > last-first {
				first, last = from, i
			}
		}
		child := d.childOf(g.container, g.anchors[first].node)
		if (last-first)*10 >= len(g.anchors)*8 && last-first >= listFewest && child.Tag().Block() && child.Tag() != dom.Tr && child.Tag() != dom.Li {
			inner := d.titlesOnly(group{container: child, anchors: g.anchors[first:last:last]})
			if len(inner.anchors) < last-first {
				g.anchors = slices.Concat(g.anchors[:first], inner.anchors, g.anchors[last:])
			}
			return g
		}
	}
	if kept, ok := d.titlesByName(g); ok {
		return kept
	}
	if kept, ok := d.titlesInLines(g); ok {
		return kept
	}
	if kept, ok := d.titlesOf(g, numberShape); ok {
		return kept
	}
	kept, _ := d.titlesOf(g, addressShape)
	return kept
}

// titlesByName is titlesOnly where titles are told by their element: a heading, or a class that says so on them or right above them.
// They come regularly, with other links between them.
func (d *Document) titlesByName(g group) (_ group, ok bool) {
	const apart = 12 // links from one title to the next
	named := make([]bool, len(g.anchors))
	n, last := 0, -1
	for i := range g.anchors {
		a := &g.anchors[i]
		if a.image || listNoise(a.text) && !oneLetter(a.text) || !d.namedTitle(a) {
			continue
		}
		if i-last > apart {
			return g, false
		}
		named[i] = true
		n++
		last = i
	}
	if n < listFewest || n == len(g.anchors) || len(g.anchors)-last > apart {
		return g, false
	}
	titled := map[int]bool{} // children with a title
	for i := range g.anchors {
		if named[i] {
			titled[d.childOf(g.container, g.anchors[i].node).Index()] = true
		}
	}
	apartFrom := 0 // what may be titles of items of another kind
	for i := range g.anchors {
		apartFrom += btoi(!named[i] && g.anchors[i].telling() && !titled[d.childOf(g.container, g.anchors[i].node).Index()])
	}
	if apartFrom*3 > n {
		return g, false
	}
	kept := make([]anchor, 0, n)
	var title *anchor
	for i := range g.anchors {
		a := &g.anchors[i]
		if named[i] {
			title = a
		} else if title == nil || !samePage(a.url, title.url) {
			continue
		}
		kept = append(kept, *a)
	}
	g.anchors = kept
	return g, true
}

// namedTitle says whether a link is that of a title by its element or the one right above it.
func (d *Document) namedTitle(a *anchor) bool {
	n := d.tree.At(int(a.node))
	for range 2 {
		switch n.Tag() {
		case dom.H1, dom.H2, dom.H3, dom.H4, dom.H5, dom.H6:
			return true
		}
		if c := n.Attr("class"); c != "" && titleNames.in(c) {
			return true
		}
		if n = n.Parent(); n.Kind() != dom.Element {
			break
		}
	}
	return false
}

// numberShape is a hash of an address in which only numbers do not count.
func numberShape(u string) uint64 {
	const longest = 512
	h := hashSeed
	number := false
	for i := range min(len(u), longest) {
		c := u[i]
		if digit := c >= '0' && c <= '9'; digit && number {
			continue
		} else if number = digit; digit {
			c = '0'
		}
		h = (h ^ uint64(c)) * hashPrime
	}
	return h
}

// titlesOf is titlesOnly by one way to tell the forms of addresses apart. ok says that it found the titles.
func (d *Document) titlesOf(g group, shape func(string) uint64) (_ group, ok bool) {
	const share = 8 // of ten children, how many have the form
	type form struct {
		children, links, chars, last int
		pages                        map[string]bool
	}
	if !d.severalPages(g) {
		return g, false
	}
	forms := map[uint64]*form{}
	var order []uint64
	shapes := make([]uint64, len(g.anchors)) // 0 for what counts for nothing
	children, several := 0, 0
	for i := 0; i < len(g.anchors); {
		child := d.childOf(g.container, g.anchors[i].node)
		children++
		first := g.anchors[i].url
		other := false
		for from := i; i < len(g.anchors) && (i == from || child.Contains(d.tree.At(int(g.anchors[i].node)))); i++ {
			a := &g.anchors[i]
			other = other || !samePage(a.url, first)
			if a.image || listNoise(a.text) {
				continue
			}
			shapes[i] = shape(a.url) | 1
			f := forms[shapes[i]]
			if f == nil {
				f = &form{pages: map[string]bool{}}
				forms[shapes[i]] = f
				order = append(order, shapes[i])
			}
			if f.last != children {
				f.children++
				f.last = children
			}
			f.links++
			f.pages[a.url] = true
			f.chars += min(utf8.RuneCountInString(a.text), 40)
		}
		several += btoi(other)
	}
	if children < listFewest || several*2 < children || len(order) < 2 || len(order) > children {
		return g, false
	}
	best := uint64(0)
	each := func(f *form) bool { return len(f.pages)*10 >= f.links*9 } // a page for each item, unlike authors and companies
	for _, s := range order {
		f := forms[s]
		if f.children*10 < children*share || f.links*10 > f.children*11 {
			continue
		}
		if best == 0 || each(f) && !each(forms[best]) || each(f) == each(forms[best]) && f.chars*forms[best].links > forms[best].chars*f.links {
			best = s
		}
	}
	if best == 0 {
		return g, false
	}
	shortest := 6 // characters of a title
	offered := companies(g.anchors, shapes, best)
	if offered { // the post stands beside who offers it
		for _, s := range order {
			if f := forms[s]; s != best && each(f) && f.children*10 >= children*share && f.links*10 <= f.children*11 && !companies(g.anchors, shapes, s) {
				best, shortest = s, 2
				break
			}
		}
	}
	for _, s := range order {
		if f := forms[s]; each(forms[best]) && !each(f) && f.children*10 >= children*share {
			shortest = 2 // the other is what the items are filed under
		}
	}
	if forms[best].chars < shortest*forms[best].links {
		return g, false
	}
	for _, s := range order {
		if f := forms[s]; s != best && !offered && each(f) && f.children*4 >= children && f.chars*forms[best].links > forms[best].chars*f.links {
			return g, false // something longer stands beside it
		}
	}
	held := map[int]string{} // by child with a title: where that leads
	for i := range g.anchors {
		if shapes[i] == best {
			held[d.childOf(g.container, g.anchors[i].node).Index()] = g.anchors[i].url
		}
	}
	kept := make([]anchor, 0, len(held))
	for i := range g.anchors {
		u, ok := held[d.childOf(g.container, g.anchors[i].node).Index()]
		if shapes[i] == best || !ok || samePage(g.anchors[i].url, u) {
			kept = append(kept, g.anchors[i])
		}
	}
	g.anchors = kept
	return g, true
}

// severalPages says whether half of a container's children hold links to several pages, and there are children enough.
func (d *Document) severalPages(g group) bool {
	children, several := 0, 0
	for i := 0; i < len(g.anchors); {
		child := d.childOf(g.container, g.anchors[i].node)
		first, other := g.anchors[i].url, false
		end := int32(child.End())
		for i++; i < len(g.anchors) && g.anchors[i].node < end; i++ {
			other = other || !samePage(g.anchors[i].url, first)
		}
		children++
		several += btoi(other)
	}
	return children >= listFewest && several*2 >= children
}

// withoutKin drops the lists of what stands beside the items of another list.
func (d *Document) withoutKin(lists []listRegion, anchors []anchor) []listRegion {
	gone := d.noItems(lists)
	if len(lists) == 1 {
		if gone[0] {
			return nil
		}
		return lists
	}
	owner := make([]int32, len(anchors)) // by link: the list that has it, plus one
	indexOf := func(node int) int {
		i, _ := slices.BinarySearchFunc(anchors, int32(node), func(a anchor, node int32) int { return int(a.node - node) })
		return i
	}
	for i := range lists {
		for _, rec := range lists[i].records {
			for k := range rec.anchors {
				if at := rec.anchors[k].at; owner[at] == 0 {
					owner[at] = int32(i) + 1
				}
			}
		}
	}
	type meeting struct{ records, links, same, last int }
	budget := 32 * len(anchors) // links looked at
	for i := range lists {
		r := &lists[i]
		met := map[int32]*meeting{}
		for n, rec := range r.records {
			if !rec.element.OK() {
				continue
			}
			end := rec.element.End()
			for k := indexOf(rec.element.Index()); k < len(anchors) && int(anchors[k].node) < end && budget > 0; k++ {
				budget--
				o := owner[k] - 1
				if o < 0 || int(o) == i {
					continue
				}
				m := met[o]
				if m == nil {
					m = &meeting{last: -1}
					met[o] = m
				}
				m.links++
				if m.last != n {
					m.records++
					m.last = n
				}
				m.same += btoi(n < len(r.Items) && samePage(anchors[k].url, r.Items[n].URL))
			}
		}
		for o, m := range met {
			other := &lists[o]
			if gone[o] || m.records < min(listFewest, len(other.Items)) || m.links > 3*m.records || m.records*5 < len(other.Items) || m.links*10 < len(other.Items)*8 {
				continue
			}
			if m.same*10 >= m.links*8 {
				gone[o] = !gone[i] && d.titlesBefore(r, other)
				if !gone[o] && m.records*10 >= len(r.Items)*8 { // the rest of a text, its comments
					gone[i] = gone[i] || d.titlesBefore(other, r)
				}
			} else {
				x, y := d.kinScore(r), d.kinScore(other)
				gone[o] = !gone[i] && (y < x || x == y && int(o) > i)
			}
		}
	}
	kept := lists[:0]
	for i := range lists {
		if !gone[i] {
			kept = append(kept, lists[i])
		}
	}
	return kept
}

// noItems says which lists are words to file pages under, or the heads of other lists: most of their short links head a list, or stand beside a link to
// the whole of one.
func (d *Document) noItems(lists []listRegion) []bool {
	const longest = 12         // characters of a head
	heads := map[int]float64{} // by line: the score of the list that it heads
	for i := range lists {
		if lists[i].titleLine >= 0 {
			heads[lists[i].titleLine] = max(heads[lists[i].titleLine], lists[i].score)
		}
	}
	gone := make([]bool, len(lists))
	for i := range lists {
		r := &lists[i]
		n := 0
		for k := range r.records {
			a := &r.records[k].anchors[0]
			if a.line >= len(d.lines) || len(r.Items[k].Title) > 4*longest || utf8.RuneCountInString(r.Items[k].Title) > longest {
				continue
			}
			_, more := d.headOf(&d.lines[a.line])
			n += btoi(more || heads[a.line] > r.score)
		}
		gone[i] = n > 0 && n*10 >= len(r.Items)*8 || d.isTagCloud(r)
	}
	return gone
}

// kinScore is the score by which a list stands against those of what stands beside its items: the titles named as such count more.
func (d *Document) kinScore(r *listRegion) float64 {
	const most, more = 20, 4 // items asked
	n := 0
	if r.borrowed {
		return r.score / more / more
	}
	for i := range min(len(r.records), most) {
		a := d.mainLink(r.records[i])
		n += btoi(d.namedTitle(&a))
	}
	if n*2 > min(len(r.records), most) {
		return more * r.score
	}
	return r.score
}

// titlesBefore says whether of two lists of the same pages the first has the titles: those in text before those of images, those
// in headings before others, and the longer ones unless they are whole sentences.
func (d *Document) titlesBefore(a, b *listRegion) bool {
	x, y := d.titleRank(a), d.titleRank(b)
	return x > y || x == y && (a.score > b.score || a.score == b.score && a.firstLine <= b.firstLine)
}

// titleRank says how much the links of a list are those of titles.
func (d *Document) titleRank(r *listRegion) int {
	const most = 20 // items asked
	n := 0
	for i := range min(len(r.records), most) {
		a := d.mainLink(r.records[i])
		if a.image || isSentence(a.text) {
			n -= 2
		}
		if d.tree.At(int(a.node)).Closest(dom.H1, dom.H2, dom.H3, dom.H4, dom.H5, dom.H6, dom.Dt).OK() {
			n++
		}
	}
	return n / max(1, min(len(r.records), most)/2)
}
