package convert

import (
	"strings"
	"unicode/utf8"

	"github.com/portalfeed/portalfeed/convert/internal/dom"
)

// stackCell is what a line can be in a stack of links.
type stackCell struct {
	part barPart
	pipe bool // a vertical bar between two parts
	ok   bool
	fits bool // the part fits
}

// stackBar reads lines that follow each other in cells or items of one parent, each one short link. Where these are no strip, it
// notes which lines begin none either.
func (r *barReader) stackBar(d *Document, i int) (linkBar, bool) {
	if i < r.noStack || !stackable(&d.lines[i]) {
		return linkBar{}, false
	}
	b := linkBar{line: i, last: i}
	parent := d.stackOf(&d.lines[i])
	end := max(i+1, min(r.stackEnd, len(d.lines)))
	for end < len(d.lines) && (stackable(&d.lines[end]) && d.stackOf(&d.lines[end]) == parent || d.underLabel(end)) {
		end++
	}
	r.stackEnd = end
	if end-i < barFewest || end-i > 2*barMost {
		return linkBar{}, false
	}
	r.parts = r.parts[:0]
	odd, linked, unlinked, firstUnlinked := 0, 0, 0, 0
	k := i
	for ; k < end && len(r.parts) <= barMost; k++ {
		c := r.cell(d, k)
		if c.pipe {
			b.pipes = true
			continue
		}
		if !c.ok {
			break
		}
		if k == i && c.part.link == 0 && k+1 < end && d.tree.At(int(d.lines[k].block)).Tag() != d.tree.At(int(d.lines[k+1].block)).Tag() {
			continue // what the links are about: <dt>分类</dt><dd>…
		}
		if n := len(r.parts); n > 0 && c.part.link != 0 && r.parts[n-1].link == c.part.link {
			r.parts[n-1].title = bothLabels(r.parts[n-1].title, c.part.title)
			b.last = k
			continue
		}
		if !c.fits {
			if odd++; !c.part.odd() {
				r.noStack = k + 1
				return linkBar{}, false
			}
		}
		if c.part.link != 0 {
			linked++
		} else if unlinked++; unlinked == 1 {
			firstUnlinked = k
		}
		if unlinked > 1 && linked > 0 || unlinked > barUsual {
			r.noStack = firstUnlinked
			return linkBar{}, false
		}
		r.parts = append(r.parts, c.part)
		b.last = k
	}
	if odd > 0 && len(r.parts) < barFewest+odd {
		return linkBar{}, false
	}
	b, ok := r.bar(d, b)
	switch {
	case b.services:
		for _, p := range r.parts {
			if offersService(p.title) {
				r.noStack = int(d.lineAt[p.node]) + 1
				break
			}
		}
	case !ok && unlinked == 0:
		r.noStack = k
	}
	return b, ok
}

// stackOf is the element that holds the cells or items of which a line is one.
func (d *Document) stackOf(l *line) dom.Node {
	n := d.tree.At(int(l.block))
	if p := n.Parent(); p.Tag() == dom.A { // a link around blocks
		for n = p.Parent(); n.Kind() == dom.Element && !n.Tag().Block(); {
			n = n.Parent()
		}
	}
	return n.Parent()
}

// underLabel says whether line i is a second line of the link that the line before it is one of: the name in another language.
func (d *Document) underLabel(i int) bool {
	const longest = 40 // characters
	l, before := &d.lines[i], &d.lines[i-1]
	return l.links == 1 && l.chars == l.linkChars && l.chars <= longest && l.runs[0].link == before.runs[len(before.runs)-1].link
}

// oneLabel is the text of a link with one more piece of it. A name in Latin letters beside a Chinese one without such is left out.
func oneLabel(a, b string) string {
	const fewest = 4 // letters: not 3D or NBA
	x, y := normal(a), normal(b)
	latin := func(s string) bool { return len(s) >= fewest && isLatin(s) }
	han := func(s string) bool {
		return s != "" && strings.IndexFunc(s, isLatinLetter) < 0 && strings.ContainsFunc(s, isIdeograph)
	}
	switch {
	case han(x) && latin(y):
		return a
	case latin(x) && han(y):
		return b
	}
	return a + b
}

// isLatin says whether a text consists of Latin letters and marks.
func isLatin(s string) bool {
	return strings.ContainsFunc(s, isLatinLetter) && !strings.ContainsFunc(s, func(r rune) bool { return r >= utf8.RuneSelf && isWordRune(r) })
}

func isLatinLetter(r rune) bool { return 'a' <= r|0x20 && r|0x20 <= 'z' }

// bothLabels is the name that a link has whose text stands in two places: the Chinese one where the other is in Latin letters.
func bothLabels(a, b string) string {
	x, y := strings.ContainsFunc(a, isIdeograph), strings.ContainsFunc(b, isIdeograph)
	switch {
	case x && y:
		return a + b
	case x:
		return a
	case y:
		return b
	}
	return a + " " + b
}

// cell is stackCell of line k, once for each line. Lines are asked for in order.
func (r *barReader) cell(d *Document, k int) *stackCell {
	if at := k - r.from; at < 0 || at > len(r.cells) {
		r.from, r.cells = k, r.cells[:0]
	}
	if k-r.from == len(r.cells) {
		r.cells = append(r.cells, r.stackCell(d, k))
	}
	return &r.cells[k-r.from]
}

// stackable says whether a line is as short as a part of a bar and holds no more than one link.
func stackable(l *line) bool {
	if l.chars > barLongest {
		return l.twoNames()
	}
	return l.links == 0 || l.links == 1 && l.linkChars+2 >= l.chars
}

// twoNames says whether a line is one link with a short name and another one in Latin letters.
func (l *line) twoNames() bool {
	const longest = 40 // characters
	if l.links != 1 || len(l.runs) < 2 || l.chars > longest || l.linkChars != l.chars {
		return false
	}
	text := ""
	for i := range l.runs {
		text = oneLabel(text, l.runs[i].text)
	}
	return countChars(text) <= barLongest
}

func (r *barReader) stackCell(d *Document, k int) stackCell {
	l := &d.lines[k]
	r.tokens = withoutBullets(d.tokens(r.tokens, l))
	if len(r.tokens) == 1 && r.tokens[0].pipe {
		return stackCell{pipe: true}
	}
	word, words := token{}, 0
	for _, t := range r.tokens {
		if !t.pipe {
			word = t
			words++
		}
	}
	if words != 1 {
		return stackCell{}
	}
	p := word.part()
	p.strong = marksCurrent(d.tree.At(int(l.block)))
	return stackCell{part: p, ok: true, fits: p.fits()}
}
