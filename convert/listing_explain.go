package convert

import (
	"fmt"
	"strings"

	"github.com/portalfeed/portalfeed/convert/internal/dom"
)

// listed says why the main listing of a page is that, and what the others are.
func (d *Document) listed(r *Result) []Evidence {
	const most = 10 // other listings named
	lists := d.listRegions()
	if r.Kind != KindListing || len(lists) == 0 {
		return nil
	}
	total := 0.0
	for i := range lists {
		total += lists[i].score
	}
	e := Evidence{Field: "listing", Value: d.listed1(&lists[0]), From: "score", Sure: 0.5 + lists[0].score/total/2}
	if d.rules.items != nil {
		e.From, e.Sure = "recipe", 1
	}
	for i := range lists[1:min(len(lists), most+1)] {
		e.Others = append(e.Others, Alternative{Value: d.listed1(&lists[i+1]), From: "score"})
	}
	all := []Evidence{e}
	if r.NextPage != "" {
		all = append(all, Evidence{Field: "next_page", Value: r.NextPage, From: "element", Sure: 0.9})
	}
	if len(r.Categories) > 0 {
		var labels []string
		for _, c := range r.Categories {
			labels = append(labels, c.Title)
		}
		all = append(all, Evidence{Field: "categories", Value: strings.Join(labels, "|"), From: "line", Sure: 0.8})
	}
	if n := r.longBar; n > 0 {
		all = append(all, Evidence{Field: "categories", From: fmt.Sprintf("none: a row of %d links is too long for a bar, which may have %d", n, barMost)})
	}
	return all
}

// listed1 tells one listing in a line: where it is, what it holds, its score.
func (d *Document) listed1(r *listRegion) string {
	chars := 0
	for i := range r.Items {
		chars += countChars(r.Items[i].Title)
	}
	side := ""
	if sideHead(r.Title) {
		side = ", under a heading of lists beside the main one"
	}
	title := ""
	if r.Title != "" {
		title = fmt.Sprintf(" %q", cutTo(r.Title, 60))
	}
	return fmt.Sprintf("%s%s: %d items, %d with a date shown, titles of %d characters%s; score %.0f", placeOf(r.container), title, len(r.Items), r.dated, chars/max(1, len(r.Items)), side, r.score)
}

// placeOf names an element as a selector would.
func placeOf(n dom.Node) string {
	if !n.OK() || n.Kind() != dom.Element {
		return "page"
	}
	s := n.Name()
	if id := n.Attr("id"); id != "" {
		s += "#" + cutTo(normal(id), 40)
	} else if c := firstClass(n); c != "" {
		s += "." + cutTo(c, 40)
	}
	return s
}
