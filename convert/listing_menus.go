package convert

import (
	"slices"
	"unicode/utf8"

	"github.com/portalfeed/portalfeed/convert/internal/dom"
)

// Links repeat in menus as well as in lists. On a page whose list is empty, or whose items have no addresses, the menu would be all
// that repeats; and a large one outweighs a few items. It is told by where it stands, and by its names.

// withoutMenus drops the lists that are menus of the site.
func (d *Document) withoutMenus(lists []listRegion) []listRegion {
	dated := slices.ContainsFunc(lists, func(r listRegion) bool {
		const fewest = 2
		return len(r.Items) >= fewest && r.dated*3 >= len(r.Items)*2
	})
	kept := lists[:0]
	for i := range lists {
		d.cutMenu(&lists[i])
		if !d.isMenu(&lists[i], dated) {
			kept = append(kept, lists[i])
		}
	}
	d.onlyMenus = len(kept) == 0 && len(lists) > 0
	return kept
}

// isMenu says whether a list is a menu: of short names without dates, of which one is the page itself or the way home stands among
// them, or which stand in an element named so. Where another list of the page has dates, dated, lists in lists are menus, too.
func (d *Document) isMenu(r *listRegion, dated bool) bool {
	const usual = 7 // characters of most names
	if r.dated > 0 || r.borrowed || len(r.Items) < listFewest || len(r.records) != len(r.Items) {
		return false
	}
	short := 0
	for i := range r.Items {
		n := utf8.RuneCountInString(r.Items[i].Title)
		if n > 2*barLongest || r.Items[i].Summary != "" || d.mainLink(r.records[i]).image {
			return false
		}
		short += btoi(n <= usual)
	}
	if short*10 < len(r.Items)*8 {
		return false
	}
	return d.hasWayHome(r) || d.opensFromHome(r) || d.namesMenu(r.around) || d.holdsPage(r) || dated && d.listsInLists(r)
}

// cutMenu takes off a list the menu before it that was taken for its beginning: short names without dates in an element of their own,
// where what follows has dates.
func (d *Document) cutMenu(r *listRegion) {
	const longest = 12 // characters
	n := len(r.Items) - r.dated
	if r.dated == 0 || n < listFewest-1 || len(r.records) != len(r.Items) || len(r.lines) != len(r.Items) {
		return
	}
	for i := range r.Items {
		if i < n != r.Items[i].Date.IsZero() || i < n && utf8.RuneCountInString(r.Items[i].Title) > longest {
			return
		}
	}
	menu := listRegion{Listing: Listing{Items: r.Items[:n]}, records: r.records[:n], lines: r.lines[:n], firstLine: int(r.lines[0]), lastLine: int(r.lines[n-1])}
	menu.around = d.aroundRecords(menu.records, r.container)
	if menu.around.Contains(r.records[n].element) || !d.namesMenu(menu.around) && !d.holdsPage(&menu) && !d.hasWayHome(&menu) {
		return
	}
	r.Items, r.records, r.lines = slices.Clone(r.Items[n:]), slices.Clone(r.records[n:]), slices.Clone(r.lines[n:])
	r.firstLine = int(r.lines[0])
	r.around = d.aroundRecords(r.records, r.container)
	r.Title, r.titleLine = d.listTitle(r.firstLine, r.container)
	r.score = d.listScore(r)
}

// holdsPage says whether an item of a list is the page itself.
func (d *Document) holdsPage(r *listRegion) bool {
	for i := range r.Items {
		if it := &r.Items[i]; sameAddress(it.URL, d.address) || d.callsItself(it.Title) {
			return true
		}
	}
	return false
}

// hasWayHome says whether a link to the first page of the site stands before or among the items of a list, in their row or column.
func (d *Document) hasWayHome(r *listRegion) bool {
	if r.firstLine >= len(d.lines) {
		return false
	}
	first, last := &d.lines[r.firstLine], &d.lines[min(r.lastLine, len(d.lines)-1)]
	rows := [2]dom.Node{d.stackOf(first), d.stackOf(last)}
	const reach = 2 // lines before
	for i := max(0, r.firstLine-reach); i <= min(len(d.lines)-1, r.lastLine); i++ {
		l := &d.lines[i]
		if l.has(ofCrumbs) || isCrumbLine(l) {
			continue
		}
		if l.block != first.block && l.block != last.block && d.stackOf(l) != rows[0] && d.stackOf(l) != rows[1] {
			continue
		}
		for k := range l.runs {
			if x := &l.runs[k]; x.link != 0 && homeWords[squeeze(x.text)] {
				return true
			}
		}
	}
	return false
}

// namesMenu says whether an element, or one around it, is named as one that holds a menu.
func (d *Document) namesMenu(n dom.Node) bool {
	const reach = 3
	for range reach {
		if n.Kind() != dom.Element || n.Tag() == dom.Body {
			return false
		}
		if n.Tag() == dom.Nav {
			return true
		}
		for _, key := range []string{"class", "id"} {
			if v := n.Attr(key); v != "" && menuNames.in(v) {
				return true
			}
		}
		n = n.Parent()
	}
	return false
}

// menuNames are parts of the names of elements that hold menus.
var menuNames = newFoldWords([]string{"nav", "menu", "daohang", "sitemap"})

// listsInLists says whether the items of a list stand in lists that are items of another one, as those of a menu that opens do.
func (d *Document) listsInLists(r *listRegion) bool {
	n := 0
	for i := range r.records {
		n += btoi(d.outerItem(&r.records[i]).OK())
	}
	return n*10 >= len(r.records)*8
}

// outerItem is the item of a list in which the list stands that an item is one of.
func (d *Document) outerItem(r *record) dom.Node {
	if at := d.tree.At(int(d.mainLink(*r).node)).Closest(dom.Li); at.OK() {
		return at.Parent().Closest(dom.Li)
	}
	return dom.Node{}
}

// opensFromHome says whether the lists in which the items stand are items of one that begins with the way home.
func (d *Document) opensFromHome(r *listRegion) bool {
	outer := d.outerItem(&r.records[0])
	if !outer.OK() || !d.listsInLists(r) {
		return false
	}
	for c := range outer.Parent().Children {
		if c.Kind() != dom.Element {
			continue
		}
		a := c.Find(dom.A)
		return a.OK() && homeWords[squeeze(normal(textOf(a)))]
	}
	return false
}
