package validate

import (
	"bytes"
	"cmp"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/portalfeed/portalfeed/feed/internal/xmlscan"
)

// Edit replaces the bytes from Start to End of a document by Text.
type Edit struct {
	Start, End int
	Text       string
}

// Change is one repair that was made.
type Change struct {
	Rule    RuleID
	Fix     FixName
	Level   Level
	Pos     Position // in the document as it was at that stage of the repair
	Message string   // what was wrong
	Before  string   // what stood there, cut
	After   string   // what stands there now, cut
}

// Repaired is the outcome of a repair.
type Repaired struct {
	// Doc is the mended document: the same bytes as before when nothing was mended, else UTF-8.
	Doc []byte
	// Changes lists what was done, in the order in which it was done.
	Changes []Change
	// Before and After are the reports on the two documents.
	Before, After *Report
}

// Changed reports whether anything was mended.
func (r *Repaired) Changed() bool { return len(r.Changes) > 0 }

// Limits of a repair.
const (
	// maxPasses is how often a document is validated and mended: what one repair brings to light the next pass mends.
	maxPasses = 24
	// maxMends is how many findings of one rule one pass mends.
	maxMends = 1 << 20
	// maxShown is how many bytes of a change are shown.
	maxShown = 400
)

// Repair mends what is wrong with a document, as far as that is possible without asking anybody. Options.Mend is the level from
// which findings are mended; that of the zero value is Error, so that a valid document is not touched. No item is dropped and
// no text: what cannot be mended, and must not stand where it stands, is kept in a namespace of its own or as a comment, in JSON
// under a name that begins with an underscore. A fact that is missing comes from the document, from Options.URL or, for the date
// of change, from Options.Now; where none says it, the finding stays.
//
// Repair is idempotent: a document that it has mended, or has left as it was, is not changed by it again. A document that would
// not be better afterwards, or that goes beyond the limits of Validate, is left as it was. It returns an error only when an
// Ignore in the options is malformed.
func Repair(doc []byte, o Options) (*Repaired, error) {
	before, err := Validate(doc, o)
	if err != nil {
		return nil, err
	}
	out := &Repaired{Doc: doc, Before: before, After: before}
	if !needsMending(before, o) || len(doc) > MaxBytes {
		return out, nil
	}
	m := mend(doc, o)
	if m == nil || len(m.changes) == 0 {
		return out, nil
	}
	after, err := Validate(m.doc, withoutType(o))
	if err != nil {
		return nil, err
	}
	if faults(after) > faults(before) || after.Format == Unknown || m.items < m.itemsBefore {
		return out, nil // a repair that makes things worse is none
	}
	out.Doc, out.Changes, out.After = m.doc, m.changes, after
	return out, nil
}

// faults counts the errors. Whether a document is RDF shows only when it is well-formed.
func faults(r *Report) int {
	n := r.Errors + r.Omitted
	for i := range r.Findings {
		if r.Findings[i].Rule == "rdf-syntax" {
			n--
		}
	}
	return n
}

// mend makes passes until there is nothing to mend. Where that has no end, it begins anew without the rules whose repairs come
// back; nil means that this has no end either.
func mend(doc []byte, o Options) *mender {
	const tries = 3
	var skip map[RuleID]bool
	for range tries {
		m := &mender{opt: o, doc: doc, skip: skip}
		m.opt.Ignore = nil
		last, ended := 0, false
		for range maxPasses {
			last = len(m.changes)
			if ended = !m.pass(); ended {
				return m
			}
		}
		next := maps.Clone(skip)
		if next == nil {
			next = map[RuleID]bool{}
		}
		for i := range m.changes[last:] {
			next[m.changes[last+i].Rule] = true
		}
		skip = next
	}
	return nil
}

// withoutType forgets the charset of the header that the document came with, which does not hold for its mended form.
func withoutType(o Options) Options {
	o.ContentType, _, _ = strings.Cut(o.ContentType, ";")
	return o
}

// mends reports whether findings of a level are to be mended.
func (o Options) mends(l Level) bool {
	switch o.Mend {
	case Info:
		return true
	case Warning:
		return l != Info
	}
	return l == Error
}

func needsMending(r *Report, o Options) bool {
	return r.Errors > 0 || o.mends(Warning) && r.Warnings > 0 || o.mends(Info) && r.Infos > 0
}

// mender is one repair.
type mender struct {
	opt     Options
	doc     []byte
	changes []Change
	lines   *xmlscan.Index
	passes  int
	// itemsBefore and items count the items before the first pass and at the last.
	itemsBefore, items int
	// skip are rules whose repairs come to no end here.
	skip map[RuleID]bool
}

// pass validates the document and mends what it can; false means that there was nothing to mend.
func (m *mender) pass() bool {
	o := m.opt
	if m.passes > 0 {
		o = withoutType(o) // it is UTF-8 now
	}
	c := newChecker(m.doc, o)
	c.most = maxMends
	c.run()
	m.items = c.itemsIn()
	if m.passes++; m.passes == 1 {
		m.itemsBefore = m.items
	}
	if c.counts["too-large"] > 0 {
		return false // what is beyond the limits has not been understood
	}
	old, n := m.doc, len(m.changes)
	if c.rootless() {
		if !m.giveRoot(c) {
			return false
		}
	} else if c.json.values != nil {
		if !m.rewriteJSON(c) && !m.mend(c) {
			return false
		}
	} else if !m.rewrite(c) && !m.mend(c) {
		return false
	}
	if bytes.Equal(old, m.doc) {
		m.changes = m.changes[:n]
		return false
	}
	return true
}

// rootless reports whether the document is of no format.
func (c *checker) rootless() bool { return c.counts["not-a-feed"] > 0 }

// mend makes the repairs of the findings that do not stand in each other's way.
func (m *mender) mend(c *checker) bool {
	slices.SortStableFunc(c.found, func(a, b pending) int {
		return cmp.Or(cmp.Compare(a.off, b.off), cmp.Compare(a.rule.ID, b.rule.ID))
	})
	type fixed struct {
		p     *pending
		edits []Edit
	}
	var fixes []fixed
	var taken spans
	for i := range c.found {
		p := &c.found[i]
		if !m.opt.mends(p.level) || m.skip[p.rule.ID] {
			continue
		}
		edits := c.fix(p)
		if len(edits) == 0 || !taken.reserve(edits) {
			continue
		}
		fixes = append(fixes, fixed{p, edits})
	}
	if len(fixes) == 0 {
		return false
	}
	m.lines = xmlscan.NewIndex(c.doc)
	var all []Edit
	for _, f := range fixes {
		all = append(all, f.edits...)
		m.note(c, f.p, f.edits)
	}
	m.doc = applyEdits(c.doc, all)
	if c.json.values == nil {
		m.doc = labelled(m.doc)
	}
	return true
}

// labelled adds an XML declaration to a document that has none and characters beyond ASCII, which some readers take for Latin-1 then.
func labelled(doc []byte) []byte {
	start := bytes.TrimPrefix(doc, []byte("\xEF\xBB\xBF"))
	if bytes.HasPrefix(start, []byte("<?xml")) || bytes.IndexFunc(doc, func(r rune) bool { return r >= utf8.RuneSelf }) < 0 {
		return doc
	}
	return append([]byte("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"), start...)
}

// note records a change.
func (m *mender) note(c *checker, p *pending, edits []Edit) {
	e := edits[0]
	ch := Change{Rule: p.rule.ID, Fix: FixOf(p.rule.ID), Level: p.level, Message: p.msg, Before: show(c.src[e.Start:e.End]), After: show(e.Text)}
	line, column := m.lines.Position(p.off)
	ch.Pos = Position{Offset: p.off, Line: line, Column: column, Path: c.pathOf(p)}
	m.changes = append(m.changes, ch)
}

// show cuts a text for a report.
func show(s string) string {
	if len(s) <= maxShown {
		return s
	}
	n := maxShown
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n] + "…"
}

// spans are the parts of a document that edits of one pass touch.
type spans struct{ list []Edit }

// reserve takes the ranges of edits, unless they overlap with what is taken or touch it. Different elements may be inserted at one
// place.
func (s *spans) reserve(edits []Edit) bool {
	for _, e := range edits {
		i := s.search(e.Start)
		for k := max(i-1, 0); k < len(s.list) && s.list[k].Start <= e.End; k++ {
			if x := s.list[k]; x.End >= e.Start && !together(x, e) {
				return false
			}
		}
	}
	for _, e := range edits {
		s.list = slices.Insert(s.list, s.search(e.Start), e)
	}
	return true
}

// search is the place of the first edit that does not start before an offset.
func (s *spans) search(at int) int {
	i, _ := slices.BinarySearchFunc(s.list, at, func(x Edit, at int) int { return cmp.Compare(x.Start, at) })
	return i
}

// together reports whether two edits insert different elements or members at one place.
func together(a, b Edit) bool {
	if a.Start != b.Start || a.End != a.Start || b.End != b.Start || a.Text == b.Text {
		return false
	}
	begins := func(s string) bool { return strings.HasPrefix(a.Text, s) && strings.HasPrefix(b.Text, s) }
	return begins("\"_") || begins("<") && !strings.HasPrefix(b.Text, "</") && !strings.HasPrefix(a.Text, "</")
}

// applyEdits makes the edits, which do not overlap.
func applyEdits(doc []byte, edits []Edit) []byte {
	slices.SortStableFunc(edits, func(a, b Edit) int { return cmp.Compare(a.Start, b.Start) })
	var out []byte
	at := 0
	for _, e := range edits {
		if e.Start < at || e.End < e.Start || e.End > len(doc) {
			continue
		}
		out = append(append(out, doc[at:e.Start]...), e.Text...)
		at = e.End
	}
	return append(out, doc[at:]...)
}
