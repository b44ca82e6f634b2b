package convert

import (
	"slices"
	"unicode/utf8"
)

// withLeads puts the leads of the sections of a page into these. Each section of a front page may begin with one item that is set
// apart, with a picture and a summary, and all of these leads are built alike: they look like a list of their own, and each like the
// heading of the list below it.
func (d *Document) withLeads(lists []listRegion) []listRegion {
	const reach = 12  // lines from a lead to the next item of its section
	budget := 100_000 // sections looked at
	headed := map[string][]int{}
	for i := range lists {
		if lists[i].titleLine >= 0 && lists[i].telling() {
			headed[squeeze(lists[i].Title)] = append(headed[squeeze(lists[i].Title)], i)
		}
	}
	gone, taken := make([]bool, len(lists)), make([]int, len(lists)) // taken: by which leads, plus one
	for a := range lists {
		leads := &lists[a]
		if n := len(leads.Items); n < listFewest || n >= len(lists) || n != len(leads.lines) {
			continue
		}
		below := make([]int, 0, len(leads.Items)) // by lead: its section
		for k, it := range leads.Items {
			for _, i := range headed[squeeze(cutTo(trimMarks(withoutBrackets(it.Title)), maxTitle))] {
				line := int(leads.lines[k])
				if r := &lists[i]; i != a && !gone[i] && taken[i] != a+1 && line < r.firstLine && r.firstLine-line <= reach && r.titleLine >= line {
					below, taken[i] = append(below, i), a+1
					break
				}
				if budget--; budget < 0 {
					break
				}
			}
			if len(below) <= k {
				break
			}
		}
		if len(below) < len(leads.Items) {
			continue
		}
		gone[a] = true
		for k, i := range below {
			d.addLead(&lists[i], leads, k)
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

// addLead makes lead k of several the first item of a section.
func (d *Document) addLead(r, leads *listRegion, k int) {
	r.Title, r.titleLine = d.listTitle(int(leads.lines[k]), leads.container)
	r.firstLine = int(leads.lines[k])
	if it := leads.Items[k]; !slices.ContainsFunc(r.Items, func(old ListingItem) bool { return old.URL == it.URL }) {
		r.Items, r.lines = slices.Insert(r.Items, 0, it), slices.Insert(r.lines, 0, leads.lines[k])
		if leads.dated == len(leads.Items) {
			r.dated++
		}
	}
	r.score = d.listScore(r)
}

// telling says whether what a list has are titles rather than the labels, remarks and buttons below a post.
func (r *listRegion) telling() bool {
	chars := 0
	for _, it := range r.Items {
		chars += utf8.RuneCountInString(it.Title)
	}
	return len(r.Items) >= listFewest && (chars >= 7*len(r.Items) || r.dated*2 > len(r.Items))
}
