package convert

import (
	"bytes"
	"slices"
	"strings"
	"unicode"

	"github.com/portalfeed/portalfeed/convert/internal/dom"
)

// line is one line of text as a browser would show it in a window without margins: what stands between two blocks or breaks.
// Table cells, list items, paragraphs and text between br elements are all lines, so that rules about lines hold for every
// kind of layout.
type line struct {
	text      string // white space normalised
	from, to  int32  // range of nodes that holds its text nodes
	runs      []run
	block     int32 // the innermost block element around it
	chars     int   // characters that are not white space
	linkChars int   // those of them inside links
	links     int   // number of links
	marks     int   // sentence marks outside links
	words     wordSet
}

// asked says whether the line's words are looked for: no list is asked about running text.
func (l *line) asked() bool {
	const longest = 300 // characters
	return l.chars-l.linkChars < longest
}

// has says whether the line's text contains a word of one of the sets.
func (l *line) has(sets wordSet) bool { return l.words&sets != 0 }

// run is a text node's part of a line.
type run struct {
	node int32
	link int32 // the a element around it, 0 if there is none
	text string
	measured
}

// clean is the text of a run with its white space normalised and none at the ends.
func (r *run) clean() string {
	if r.normal {
		return r.text[r.measured.from:r.measured.to]
	}
	return normal(r.text)
}

// prose says whether a line reads like a sentence of running text.
func (l *line) prose() bool {
	own := l.chars - l.linkChars
	return (own >= 10 && l.marks > 0 && own*2 >= l.chars || own >= 40) && !(l.links >= fewestInRow && l.isLinkRow(own))
}

// onlyMarksBeside says whether beside the links of a line, own characters of it, no word stands: numbers and marks.
func (l *line) onlyMarksBeside(own int) bool {
	const each = 12 // characters for each link
	if own > each*l.links {
		return false
	}
	for i := range l.runs {
		if r := &l.runs[i]; r.link == 0 && r.chars > 0 && strings.ContainsFunc(r.text, unicode.IsLetter) {
			return false
		}
	}
	return true
}

// fewestInRow are the links of a line from which on it is asked whether it is a row of them.
const fewestInRow = 8

// isLinkRow says whether of a line with many links the own characters do no more than divide or count them: a | b | c, a (12) b (3).
func (l *line) isLinkRow(own int) bool {
	const mark, counted = 3, 12 // characters for each link
	if own <= mark*l.links || own > counted*l.links {
		return own <= mark*l.links
	}
	letters := 0
	for i := range l.runs {
		if r := &l.runs[i]; r.link == 0 && r.chars > 0 {
			for _, c := range r.text {
				letters += btoi(unicode.IsLetter(c))
			}
		}
	}
	return letters <= l.links
}

// readLines splits the page into lines.
func (d *Document) readLines() {
	const many = 1 << 12
	if n := d.tree.Texts(); n > many && n > cap(d.mem.runs) { // growing costs more than the size
		d.mem.runs = make([]run, 0, n)
	}
	b := lineBuilder{d: d, runs: d.mem.runs[:0]}
	t := d.tree
	type open struct {
		end int
		pre bool
	}
	stack := make([]open, 0, 64)
	blocks := make([]int32, 1, 64)
	pre := 0 // open elements whose line feeds end lines
	link, linkEnd := int32(0), 0
	for i := 1; i < t.Len(); i++ {
		for len(stack) > 0 && stack[len(stack)-1].end <= i {
			b.flush(blocks[len(blocks)-1])
			blocks = blocks[:len(blocks)-1]
			pre -= btoi(stack[len(stack)-1].pre)
			stack = stack[:len(stack)-1]
		}
		if i >= linkEnd {
			link = 0
		}
		n := t.At(i)
		switch n.Kind() {
		case dom.Text:
			b.text(int32(i), link, n.Data(), pre > 0, blocks[len(blocks)-1])
		case dom.Element:
			tag := n.Tag()
			if tag.Hidden() && !(tag == dom.Select && n.Find(dom.A).OK()) || n.Foreign() && !n.Formula() {
				i = n.End() - 1
				continue
			}
			switch {
			case tag == dom.Br:
				b.flush(blocks[len(blocks)-1])
			case tag == dom.A && n.HasAttr("href"):
				link, linkEnd = int32(i), n.End()
			case tag.Block():
				b.flush(blocks[len(blocks)-1])
				blocks = append(blocks, int32(i))
				o := open{end: n.End(), pre: tag == dom.Pre || tag == dom.Listing}
				pre += btoi(o.pre)
				stack = append(stack, o)
			}
		}
	}
	b.flush(blocks[len(blocks)-1])
	if len(d.lines) == 0 { // a page of images: their links stand in a line without text
		d.lines = append(d.lines, line{})
	}
	forgetTail(b.runs, len(d.mem.runs))
	forgetTail(d.lines, len(d.mem.lines))
	d.mem.runs, d.mem.lines = b.runs, d.lines
	d.numberLines()
}

// lineBuilder collects the runs of a line.
type lineBuilder struct {
	d     *Document
	runs  []run // of all lines
	start int   // where those of this line begin
	raw   []byte
	buf   []byte
}

// text adds a text node. Line feeds inside pre end the line.
func (b *lineBuilder) text(node, link int32, s string, pre bool, block int32) {
	if pre {
		for part := range strings.SplitSeq(s, "\n") {
			if b.runs = append(b.runs, run{node, link, part, measure(part)}); len(part) < len(s) {
				b.flush(block)
			}
		}
		return
	}
	m := measure(s)
	if m.chars == 0 && len(b.runs) == b.start { // nothing at the beginning of a line
		return
	}
	b.runs = append(b.runs, run{node, link, s, m})
}

// flush ends the line if it holds any text.
func (b *lineBuilder) flush(block int32) {
	runs := b.runs[b.start:]
	for len(runs) > 0 && runs[0].chars == 0 {
		runs = runs[1:]
	}
	for len(runs) > 0 && runs[len(runs)-1].chars == 0 {
		runs = runs[:len(runs)-1]
	}
	if len(runs) == 0 {
		b.runs = b.runs[:b.start]
		return
	}
	b.start = len(b.runs)
	l := line{from: runs[0].node, to: runs[len(runs)-1].node + 1, block: block, runs: runs[:len(runs):len(runs)]}
	last := int32(0)
	for i := range runs {
		r := &runs[i]
		if r.link == 0 {
			l.marks += int(r.marks)
		} else {
			l.linkChars += int(r.chars)
			if r.link != last && r.chars > 0 {
				l.links++
				last = r.link
			}
		}
		l.chars += int(r.chars)
	}
	if r := &runs[0]; len(runs) == 1 && r.normal {
		l.text = r.text[r.measured.from:r.measured.to]
	} else {
		raw := r.text
		if len(runs) > 1 {
			b.raw = b.raw[:0]
			for i := range runs {
				b.raw = append(b.raw, runs[i].text...)
			}
			raw = string(b.raw)
		}
		b.buf = appendNormal(b.buf[:0], raw)
		l.text = string(bytes.TrimSpace(b.buf))
	}
	if l.asked() {
		l.words = lexicon.find(l.text, ofLines, false)
	}
	b.d.lines = append(b.d.lines, l)
}

// linesOf is the range of lines whose text begins inside the nodes from to to-1.
func (d *Document) linesOf(from, to int) (first, last int) {
	first, last = int(d.lineAt[max(0, min(from, len(d.lineAt)-1))]), int(d.lineAt[max(0, min(to, len(d.lineAt)-1))])
	return first, max(first, last)
}

// numberLines finds for every node how many lines begin before it.
func (d *Document) numberLines() {
	d.lineAt = slices.Grow(d.mem.lineAt[:0], d.tree.Len()+1)[:d.tree.Len()+1]
	d.mem.lineAt = d.lineAt
	i := 0
	for k := range d.lines {
		for ; i <= int(d.lines[k].from); i++ {
			d.lineAt[i] = int32(k)
		}
	}
	for ; i < len(d.lineAt); i++ {
		d.lineAt[i] = int32(len(d.lines))
	}
}

// raw is the text of a line with its white space as written, where its width tells parts apart.
func (l *line) raw() string {
	if len(l.runs) == 1 {
		return l.runs[0].text
	}
	var b strings.Builder
	for i := range l.runs {
		b.WriteString(l.runs[i].text)
	}
	return b.String()
}
