package convert

import (
	"slices"
	"unicode/utf8"

	"github.com/portalfeed/portalfeed/convert/internal/dom"
)

// A list may hold items that are not built alike: entries on top in a list of their own, stories of another kind, what a script put
// in. They are found by standing where the items stand, or by looking as they do.

// joinKinds makes one group of groups whose items are alternatives: elements of the same kind below one container, of which each
// holds a link of one group only.
func (d *Document) joinKinds(groups []group) []group {
	const most = 8 // groups of one container that are compared
	at := map[int][]int{}
	for i := range groups {
		if len(groups[i].anchors) < listFewest {
			continue
		}
		c := groups[i].container.Index()
		if len(at[c]) < most {
			at[c] = append(at[c], i)
		}
	}
	gone := map[int]bool{}
	for i := range groups {
		same := at[groups[i].container.Index()]
		if len(same) < 2 || gone[i] || !slices.Contains(same, i) {
			continue
		}
		for _, k := range same {
			if k > i && !gone[k] && d.alternate(&groups[i], &groups[k]) {
				gone[k] = true
				groups[i].anchors = append(slices.Clip(groups[i].anchors), groups[k].anchors...)
				slices.SortFunc(groups[i].anchors, func(a, b anchor) int { return int(a.node - b.node) })
			}
		}
	}
	if len(gone) == 0 {
		return groups
	}
	return withoutGroups(groups, gone)
}

// withoutGroups are the groups that are not gone into others, in the memory of all.
func withoutGroups(groups []group, gone map[int]bool) []group {
	kept := groups[:0]
	for i := range groups {
		if !gone[i] {
			kept = append(kept, groups[i])
		}
	}
	return kept
}

// alternate says whether two groups of one container are items of two kinds: each stands in children of its own, which are
// elements of one tag and class, and those of one stand between those of the other.
func (d *Document) alternate(a, b *group) bool {
	const share = 8 // of ten children, how many have the usual class
	var kinds []string
	own := map[int]bool{}
	for i := range a.anchors {
		c := d.childOf(a.container, a.anchors[i].node)
		own[c.Index()] = true
		kinds = append(kinds, childKind(c))
	}
	changes, last := 0, 0
	for i := range b.anchors {
		c := d.childOf(b.container, b.anchors[i].node)
		if own[c.Index()] {
			return false
		}
		kinds = append(kinds, childKind(c))
		before, _ := slices.BinarySearchFunc(a.anchors, b.anchors[i].node, func(x anchor, node int32) int { return int(x.node - node) })
		if i > 0 && before != last {
			changes++
		}
		last = before
	}
	if changes == 0 {
		return false
	}
	kind, n := usual(kinds)
	return kind != "" && n*10 >= len(kinds)*share
}

// childKind is the tag and the first class of an element, "" for one without a class that may stand for anything.
func childKind(n dom.Node) string {
	c := firstClass(n)
	switch {
	case !n.OK():
		return ""
	case c == "" && n.Tag() != dom.Li && n.Tag() != dom.Tr && n.Tag() != dom.Article:
		return ""
	}
	return n.Name() + "." + c
}

// adopt adds to each group the items of its list that are not built alike: children of its container that look like those of
// the items, and links near it that look like its links.
func (d *Document) adopt(groups []group, anchors []anchor) []group {
	byLook := map[look][]int{}
	looks := make([]look, len(anchors))
	for i := range anchors {
		looks[i] = d.classedLook(&anchors[i])
		if looks[i].classed {
			byLook[looks[i]] = append(byLook[looks[i]], i)
		}
	}
	sizes := make([]int32, len(anchors)) // by link: items of its group
	for i := range groups {
		n := len(groups[i].anchors)
		if n >= listFewest && n < 8*listFewest {
			n = len(d.records(groups[i]))
		}
		for k := range groups[i].anchors {
			sizes[groups[i].anchors[k].at] = int32(n)
		}
	}
	indexOf := func(node int32) int {
		i, _ := slices.BinarySearchFunc(anchors, node, func(a anchor, node int32) int { return int(a.node - node) })
		return i
	}
	for i := range groups {
		g := &groups[i]
		if len(g.anchors) < listFewest {
			continue
		}
		add := d.oddChildren(g, anchors, sizes, indexOf)
		add = append(add, d.lookAlikes(g, anchors, looks, byLook, sizes)...)
		if len(add) == 0 {
			continue
		}
		slices.Sort(add)
		all := slices.Clone(g.anchors)
		for _, k := range slices.Compact(add) {
			all = append(all, anchors[k])
		}
		slices.SortFunc(all, func(a, b anchor) int { return int(a.node - b.node) })
		g.anchors = all
	}
	return groups
}

// oddChildren are the links of children of the container that have the tag and class of those that hold the items, but no item.
func (d *Document) oddChildren(g *group, anchors []anchor, sizes []int32, indexOf func(int32) int) []int {
	const most = 4096 // children looked at
	var kinds []string
	held := map[int]bool{}
	for k := range g.anchors {
		c := d.childOf(g.container, g.anchors[k].node)
		held[c.Index()] = true
		kinds = append(kinds, childKind(c))
	}
	kind, n := usual(kinds)
	if kind == "" || n < listFewest || n*10 < len(kinds)*8 || len(held) < n {
		return nil
	}
	first, last := &g.anchors[0], &g.anchors[len(g.anchors)-1]
	var found []int
	child := d.childOf(g.container, first.node)
	for range most {
		child = child.Next()
		if !child.OK() || child.Index() > int(last.node) {
			break
		}
		if held[child.Index()] || childKind(child) != kind {
			continue
		}
		best, long := -1, 0
		for k := indexOf(int32(child.Index())); k < len(anchors) && int(anchors[k].node) < child.End(); k++ {
			if sizes[k] >= listFewest {
				best = -1
				break // a list inside
			}
			if c := utf8.RuneCountInString(anchors[k].text); c >= 6 && c > long && !anchors[k].image {
				best, long = k, c
			}
		}
		if best >= 0 {
			found = append(found, best)
		}
	}
	if len(found)*2 > len(held) { // they are something else
		return nil
	}
	return found
}

// lookAlikes are links near a group that look like most of its links and are in no list of their own.
func (d *Document) lookAlikes(g *group, anchors []anchor, looks []look, byLook map[look][]int, sizes []int32) []int {
	const near = 16 // links of the look on either side that are looked at
	var own []look
	for _, r := range d.records(*g) {
		own = append(own, looks[d.mainLink(r).at])
	}
	l, n := usual(own)
	if !l.classed || n*10 < len(own)*8 {
		return nil
	}
	around := g.container
	for range 2 {
		p := around.Parent()
		if !p.OK() || p.Kind() != dom.Element || p.Tag() == dom.Body || p.Tag() == dom.Tr || p.Tag() == dom.Html {
			break
		}
		around = p
	}
	same := byLook[l]
	from, _ := slices.BinarySearchFunc(same, int(g.anchors[0].at), func(a, b int) int { return a - b })
	to, _ := slices.BinarySearchFunc(same, int(g.anchors[len(g.anchors)-1].at), func(a, b int) int { return a - b })
	var found []int
	taken := func(k int, next *anchor, before bool) bool {
		a := &anchors[k]
		if sizes[k] >= listFewest || !around.Contains(d.tree.At(int(a.node))) {
			return false
		}
		x, y := next, a
		if before {
			x, y = a, next
		}
		if d.headingBetween(x, y, around) {
			return false
		}
		found = append(found, k)
		return true
	}
	next := &g.anchors[0]
	for k := from - 1; k >= 0 && from-k <= near && taken(same[k], next, true); k-- {
		next = &anchors[same[k]]
	}
	next = &g.anchors[len(g.anchors)-1]
	for k := to + 1; k < len(same) && k-to <= near && taken(same[k], next, false); k++ {
		next = &anchors[same[k]]
	}
	return found
}
