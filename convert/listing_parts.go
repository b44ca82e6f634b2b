package convert

import (
	"net/url"
	"path"
	"slices"
	"strings"

	"github.com/portalfeed/portalfeed/convert/internal/dom"
)

// withParts joins lists that are the parts of one: they follow each other in one table or list, look alike, and the rows between
// that head them lead nowhere. 宪法法律 and 行政法规 head parts of the list of a column; what a site has columns for, and the parts of
// a front page, stay lists of their own. The head of a part is the category of its items.
func (d *Document) withParts(lists []listRegion) []listRegion {
	if len(lists) < 2 || d.inner || d.isFront() {
		return lists
	}
	kept := make([]listRegion, 0, len(lists))
	for i := 0; i < len(lists); {
		k := i + 1
		if d.isPart(&lists[i]) {
			for k < len(lists) && d.isPart(&lists[k]) && lists[k].partOf(&lists[i], &lists[k-1]) {
				k++
			}
		}
		if k-i > 1 && !d.linksNamed(lists[i:k]) {
			kept = append(kept, d.joinParts(lists[i:k]))
		} else {
			kept = append(kept, lists[i:k]...)
		}
		i = k
	}
	return kept
}

// isFront says whether the page is the first one of its site by its address.
func (d *Document) isFront() bool {
	u, err := url.Parse(d.address)
	if err != nil || u.Host == "" || u.RawQuery != "" {
		return false
	}
	dir, file := path.Split(u.Path)
	return strings.Trim(dir, "/") == "" && (file == "" || builderIndexName(file))
}

// isPart says whether a list has a head of its own among its rows, one that is no link.
func (d *Document) isPart(r *listRegion) bool {
	if r.titleLine < 0 || r.Title == "" || r.tabs != nil || r.hidden || !r.container.OK() || sideHead(r.Title) || d.headsPage(r.Title) {
		return false
	}
	switch r.container.Tag() {
	case dom.Table, dom.Tbody, dom.Ul, dom.Ol, dom.Dl:
	default:
		return false
	}
	l := &d.lines[r.titleLine]
	row := d.tree.At(int(l.block)).Closest(dom.Tr, dom.Li, dom.Dt)
	return l.links == 0 && row.OK() && row != r.container && r.container.Contains(row) && !row.Find(dom.A).OK()
}

// partOf says whether a list goes on after the one before it, as a part of what begins with the first.
func (r *listRegion) partOf(first, before *listRegion) bool {
	return r.container == first.container && r.dress == first.dress && r.titleLine > before.lastLine && r.Title != before.Title &&
		(r.dated*2 > len(r.Items)) == (first.dated*2 > len(first.Items))
}

// linksNamed says whether a link of the page is called as one of some lists: these are columns of the site.
func (d *Document) linksNamed(lists []listRegion) bool {
	names := make(map[string]bool, len(lists))
	for i := range lists {
		names[squeeze(lists[i].Title)] = true
	}
	const longest = 4 * 24 // bytes of a name
	for _, i := range d.anchorNodes {
		if t := textOf(d.tree.At(int(i))); len(t) <= longest && names[squeeze(trimMarks(normal(t)))] {
			return true
		}
	}
	return false
}

// joinParts makes one list of its parts.
func (d *Document) joinParts(parts []listRegion) listRegion {
	r := parts[0]
	r.Title, r.titleLine = d.listTitle(r.titleLine, r.container)
	r.Items, r.records, r.lines, r.dated = nil, nil, nil, 0
	seen := map[string]bool{}
	for i := range parts {
		p := &parts[i]
		for k := range p.Items {
			if it := p.Items[k]; !seen[it.URL] && len(r.Items) < maxItems {
				seen[it.URL] = true
				if it.Category == "" {
					it.Category = p.Title
				}
				r.Items = append(r.Items, it)
			}
		}
		r.records, r.lines = slices.Concat(r.records, p.records), slices.Concat(r.lines, p.lines)
		r.dated += p.dated
		r.lastLine = p.lastLine
	}
	r.dated = min(r.dated, len(r.Items))
	r.around = d.aroundRecords(r.records, r.container)
	r.score = d.listScore(&r)
	return r
}
