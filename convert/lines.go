package convert

import (
	"sort"
	"strings"

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
}

// run is a text node's part of a line.
type run struct {
	node int32
	link int32 // the a element around it, 0 if there is none
	text string
}

// prose says whether a line reads like a sentence of running text.
func (l *line) prose() bool {
	own := l.chars - l.linkChars
	return own >= 10 && l.marks > 0 && own*2 >= l.chars || own >= 40
}

// readLines splits the page into lines.
func (d *Document) readLines() {
	b := lineBuilder{d: d}
	t := d.tree
	type open struct {
		end   int
		block bool
		pre   bool
	}
	var stack []open
	blocks := []int32{0}
	link, linkEnd := int32(0), 0
	for i := 1; i < t.Len(); i++ {
		for len(stack) > 0 && stack[len(stack)-1].end <= i {
			if stack[len(stack)-1].block {
				b.flush(blocks[len(blocks)-1])
				blocks = blocks[:len(blocks)-1]
			}
			stack = stack[:len(stack)-1]
		}
		if i >= linkEnd {
			link = 0
		}
		n := t.At(i)
		switch n.Kind() {
		case dom.Text:
			pre := false
			for k := len(stack) - 1; k >= 0 && k > len(stack)-8; k-- {
				pre = pre || stack[k].pre
			}
			b.text(int32(i), link, n.Data(), pre, blocks[len(blocks)-1])
		case dom.Element:
			tag := n.Tag()
			if tag.Hidden() && !(tag == dom.Select && n.Find(dom.A).OK()) || n.Foreign() {
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
				stack = append(stack, open{end: n.End(), block: true, pre: tag == dom.Pre || tag == dom.Listing})
			}
		}
	}
	b.flush(blocks[len(blocks)-1])
}

// lineBuilder collects the runs of a line.
type lineBuilder struct {
	d    *Document
	runs []run
	raw  []byte
	buf  []byte
}

// text adds a text node. Line feeds inside pre end the line.
func (b *lineBuilder) text(node, link int32, s string, pre bool, block int32) {
	if pre {
		for part := range strings.SplitSeq(s, "\n") {
			if b.runs = append(b.runs, run{node, link, part}); len(part) < len(s) {
				b.flush(block)
			}
		}
		return
	}
	b.runs = append(b.runs, run{node, link, s})
}

// flush ends the line if it holds any text.
func (b *lineBuilder) flush(block int32) {
	runs := b.runs
	b.runs = b.runs[:0]
	for len(runs) > 0 && onlyBlank(runs[0].text) {
		runs = runs[1:]
	}
	for len(runs) > 0 && onlyBlank(runs[len(runs)-1].text) {
		runs = runs[:len(runs)-1]
	}
	if len(runs) == 0 {
		return
	}
	l := line{from: runs[0].node, to: runs[len(runs)-1].node + 1, block: block}
	b.raw = b.raw[:0]
	last := int32(0)
	for _, r := range runs {
		b.raw = append(b.raw, r.text...)
		if r.link == 0 {
			l.marks += countMarks(r.text)
		} else {
			l.linkChars += countChars(r.text)
			if r.link != last && strings.TrimFunc(r.text, isBlank) != "" {
				l.links++
				last = r.link
			}
		}
		l.chars += countChars(r.text)
	}
	if l.chars > 0 {
		b.buf = appendNormal(b.buf[:0], string(b.raw))
		l.text = strings.TrimSpace(string(b.buf))
		l.runs = append([]run(nil), runs...)
		b.d.lines = append(b.d.lines, l)
	}
}

// linesOf is the range of lines whose text begins inside the nodes from to to-1.
func (d *Document) linesOf(from, to int) (first, last int) {
	first = sort.Search(len(d.lines), func(i int) bool { return int(d.lines[i].from) >= from })
	last = first + sort.Search(len(d.lines)-first, func(i int) bool { return int(d.lines[first+i].from) >= to })
	return first, last
}

// raw is the text of a line with its white space as written, where its width tells parts apart.
func (l *line) raw() string {
	var b strings.Builder
	for _, r := range l.runs {
		b.WriteString(r.text)
	}
	return b.String()
}
