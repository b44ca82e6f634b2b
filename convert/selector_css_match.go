package convert

import (
	"sort"
	"strings"

	"github.com/portalfeed/portalfeed/convert/internal/dom"
)

// cssPage finds what selectors match on a page. Each step of a selector is settled for all elements at once, so that a selector
// costs its length times the size of the page, however it is made.
type cssPage struct {
	tree   *dom.Tree
	parent []int32 // by node; -1 above the root
	text   string  // of the page in small letters, once asked for
	starts []int   // by node: where its text begins in it, and one more for the end
}

func newCSSPage(tree *dom.Tree) *cssPage {
	p := &cssPage{tree: tree, parent: make([]int32, tree.Len())}
	for i := range p.parent {
		p.parent[i] = -1
		if up := tree.At(i).Parent(); up.OK() {
			p.parent[i] = int32(up.Index()) //nolint:gosec // a tree has fewer nodes
		}
	}
	return p
}

// group is what one of the selectors matches, by node.
func (p *cssPage) group(g cssGroup) []bool {
	out := make([]bool, len(p.parent))
	for _, c := range g {
		now := p.compound(c.parts[0])
		for i, link := range c.links {
			now = cssBoth(p.from(link, now), p.compound(c.parts[i+1]))
		}
		for i, is := range now {
			out[i] = out[i] || is
		}
	}
	return out
}

// cssBoth keeps of the first what is in the second, too.
func cssBoth(a, b []bool) []bool {
	for i := range a {
		a[i] = a[i] && b[i]
	}
	return a
}

// each is what a condition is true of.
func (p *cssPage) each(of func(n dom.Node) bool) []bool {
	out := make([]bool, len(p.parent))
	for i := range out {
		n := p.tree.At(i)
		out[i] = n.Kind() == dom.Element && of(n)
	}
	return out
}

func (p *cssPage) compound(c cssCompound) []bool {
	out := p.each(func(n dom.Node) bool {
		for _, t := range c {
			if t.of != nil && !t.of(n) {
				return false
			}
		}
		return true
	})
	for _, t := range c {
		if t.place != nil {
			out = cssBoth(out, t.place(p))
		}
	}
	return out
}

// from is what stands to the elements as the combinator says.
func (p *cssPage) from(link byte, is []bool) []bool {
	out := make([]bool, len(is))
	before := make([]bool, len(is)) // by parent: an element of it came before, or the last one did
	for i := range out {
		up := p.parent[i]
		if up < 0 {
			continue
		}
		switch link {
		case ' ':
			out[i] = is[up] || out[up]
		case '>':
			out[i] = is[up]
		default:
			if p.tree.At(i).Kind() != dom.Element {
				continue
			}
			out[i] = before[up]
			before[up] = is[i] || link == '~' && before[up]
		}
	}
	return out
}

// below is what is one of the elements, or in one of them.
func (p *cssPage) below(is []bool) []bool {
	in := p.from(' ', is)
	for i := range in {
		in[i] = in[i] || is[i]
	}
	return in
}

// related are the elements that are none of the others, or that have one of them below.
func (p *cssPage) related(name string, is []bool) []bool {
	if name == "not" {
		out := p.each(func(dom.Node) bool { return true })
		for i := range out {
			out[i] = out[i] && !is[i]
		}
		return out
	}
	out := make([]bool, len(is))
	for i := len(is) - 1; i > 0; i-- {
		if up := p.parent[i]; up >= 0 && (is[i] || name == "has" && out[i]) {
			out[up] = true
		}
	}
	return out
}

// texts puts the texts of the page together.
func (p *cssPage) texts() {
	if p.starts != nil {
		return
	}
	var b strings.Builder
	p.starts = make([]int, len(p.parent)+1)
	for i := range p.parent {
		p.starts[i] = b.Len()
		if n := p.tree.At(i); n.Kind() == dom.Text {
			b.WriteString(strings.ToLower(n.Data()))
		}
	}
	p.starts[len(p.parent)] = b.Len()
	p.text = b.String()
}

// contains are the elements whose text has the words, which are in small letters.
func (p *cssPage) contains(words string) []bool {
	p.texts()
	var found []int // where the words begin
	for at := 0; at <= len(p.text); at++ {
		i := strings.Index(p.text[at:], words)
		if i < 0 || words == "" {
			break
		}
		at += i
		found = append(found, at)
	}
	return p.each(func(n dom.Node) bool {
		from, to := p.starts[n.Index()], p.starts[n.End()]
		i := sort.SearchInts(found, from)
		return words == "" || i < len(found) && found[i]+len(words) <= to
	})
}

// cssMatchBytes bounds the text that :matches looks at on one page: each element has that of those in it.
const cssMatchBytes = 32 << 20

// matches are the elements whose text an expression matches.
func (p *cssPage) matches(match func(string) bool) []bool {
	left := cssMatchBytes
	return p.each(func(n dom.Node) bool {
		text := textRaw(n, left)
		left -= len(text)
		return left > 0 && match(text)
	})
}

// textRaw is the text of an element as it stands, up to a length.
func textRaw(n dom.Node, most int) string {
	var b strings.Builder
	for m := range n.All {
		if m.Kind() == dom.Text {
			b.WriteString(m.Data())
		}
		if b.Len() >= most {
			break
		}
	}
	return b.String()
}

// disabled are the form controls that are disabled, or those that are not (HTML section 4.16.3).
func (p *cssPage) disabled(wanted bool) []bool {
	off := p.each(func(n dom.Node) bool { return n.Name() == "fieldset" && n.HasAttr("disabled") })
	in := p.from(' ', off)
	return p.each(func(n dom.Node) bool {
		switch {
		case cssOneOf(n, "a", "area", "link"):
			return !wanted && n.HasAttr("href")
		case cssOneOf(n, "optgroup", "menuitem", "fieldset"):
			return n.HasAttr("disabled") == wanted
		case cssOneOf(n, "button", "input", "select", "textarea", "option"):
			return (n.HasAttr("disabled") || in[n.Index()]) == wanted
		}
		return false
	})
}
