package convert

import (
	"strings"

	"github.com/portalfeed/portalfeed/convert/internal/dom"
)

// lineRange is the lines from first to end-1.
type lineRange struct{ first, end int }

// dataTables are the lines of the tables of the page that hold data, in page order.
func (d *Document) dataTables() []lineRange {
	var all []lineRange
	for i := 1; i < d.tree.Len(); i++ {
		n := d.tree.At(i)
		if n.Tag() != dom.Table || n.Kind() != dom.Element {
			continue
		}
		last, ok := d.isData(n)
		if ok {
			first, end := d.linesOf(n.Index(), n.End())
			all = append(all, lineRange{first, end})
		}
		i = last
	}
	return all
}

// isData says whether a table holds data and is no layout: it has heads or several rows of several cells, of short text that is
// neither links nor controls nor what stands around an article, and no table inside. last is the last node that was looked at; a
// table inside is looked at for itself.
func (d *Document) isData(n dom.Node) (last int, ok bool) {
	const fewest, longest = 2, 60 // rows, and of cells in them; characters of a cell without heads
	if role := n.Attr("role"); strings.EqualFold(role, "presentation") || strings.EqualFold(role, "none") || isSide(n) {
		return n.Index(), false
	}
	rows, wide, cells, heads := 0, 0, 0, 0
	row := func() {
		if cells >= fewest {
			wide++
		}
		cells = 0
	}
	end := n.End()
	for i := n.Index() + 1; i < end; i++ {
		m := d.tree.At(i)
		if m.Kind() != dom.Element {
			continue
		}
		switch m.Tag() {
		case dom.Table:
			return i - 1, false
		case dom.Li, dom.Input, dom.Select, dom.Textarea, dom.Button, dom.Form, dom.Iframe, dom.Script:
			return i, false
		case dom.Tr:
			row()
			rows++
		case dom.Th:
			heads++
			cells++
		case dom.Td:
			cells++
		}
	}
	row()
	if rows < fewest || heads == 0 && wide < fewest {
		return end - 1, false
	}
	first, behind := d.linesOf(n.Index(), end)
	chars, linked, short := 0, 0, 0
	for i := first; i < behind; i++ {
		l := &d.lines[i]
		if noise(l) || isRelatedHead(l) || heads == 0 && l.has(ofStamps|ofEnds|ofServices) {
			return end - 1, false
		}
		chars += l.chars
		linked += l.linkChars
		if l.chars <= longest {
			short++
		}
	}
	if behind-first < fewest || linked*4 > chars || heads == 0 && short*4 < (behind-first)*3 {
		return end - 1, false
	}
	return end - 1, true
}

// widened is the element around the text's that also holds the data tables beside that, where both stand in the same container of
// a known system, or the table directly beside the text.
func (d *Document) widened(p *articleParts, body dom.Node) dom.Node {
	if len(p.tables) == 0 || d.rules.body != nil || body == d.tree.Root() {
		return body
	}
	first, end := d.linesOf(body.Index(), body.End())
	for n := body; n.Parent().OK() && n.Parent().Kind() == dom.Element && n.Parent().Tag() != dom.Body; {
		n = n.Parent()
		if !isKnownBody(n) {
			if n != body.Parent() || n.Tag() != dom.Div && n.Tag() != dom.Article && n.Tag() != dom.Section && n.Tag() != dom.Main {
				continue
			}
		}
		from, to := d.linesOf(n.Index(), n.End())
		if a, b := d.withTables(p.tables, first, end, from, to); a < first || b > end {
			return n
		}
	}
	return body
}

// withTables widens the lines first to end-1 of a text by the data tables next to it, among the lines from to to-1. A line or two
// between the two are a table's heading and belong to it.
func (d *Document) withTables(tables []lineRange, first, end, from, to int) (int, int) {
	const between, longest = 3, 60 // lines, and characters of one
	joins := func(a, b int) bool {
		if b-a > between {
			return false
		}
		for i := a; i < b; i++ {
			if l := &d.lines[i]; l.links > 0 || l.chars > longest || noise(l) || l.has(ofStamps|ofEnds|ofRelated) {
				return false
			}
		}
		return true
	}
	for _, t := range tables {
		switch {
		case t.first < from || t.end > to:
		case t.first <= end && t.end > end, t.first > end && joins(end, t.first):
			end = t.end
		}
	}
	for k := len(tables) - 1; k >= 0; k-- {
		switch t := tables[k]; {
		case t.first < from || t.end > to:
		case t.end >= first && t.first < first, t.end < first && joins(t.end, first):
			first = t.first
		}
	}
	return first, end
}
