package convert

import (
	"strconv"
	"strings"

	"github.com/portalfeed/portalfeed/convert/internal/dom"
)

// pseudo reads a pseudo-class (Selectors Level 4 sections 8 to 14, and those that the library adds).
func (p *cssParser) pseudo() cssTest {
	p.at++
	name := cssLower(p.ident())
	open := func() {
		p.want('(')
		p.skip()
	}
	shut := func() {
		p.skip()
		p.want(')')
	}
	switch name {
	case "not", "has", "haschild":
		open()
		g := p.group()
		shut()
		return cssTest{place: func(page *cssPage) []bool { return page.related(name, page.group(g)) }}
	case "contains", "containsown":
		open()
		text := strings.ToLower(p.value())
		shut()
		if name == "containsown" {
			return cssTest{of: func(n dom.Node) bool { return strings.Contains(strings.ToLower(cssOwnText(n)), text) }}
		}
		return cssTest{place: func(page *cssPage) []bool { return page.contains(text) }}
	case "matches", "matchesown":
		open()
		re := p.expression()
		shut()
		if name == "matchesown" {
			return cssTest{of: func(n dom.Node) bool { return re.MatchString(cssOwnText(n)) }}
		}
		return cssTest{place: func(page *cssPage) []bool { return page.matches(re.MatchString) }}
	case "nth-child", "nth-last-child", "nth-of-type", "nth-last-of-type":
		open()
		a, b := p.nth()
		shut()
		return cssNth(a, b, strings.Contains(name, "last"), strings.HasSuffix(name, "of-type"))
	case "first-child", "last-child", "first-of-type", "last-of-type":
		return cssNth(0, 1, strings.HasPrefix(name, "last"), strings.HasSuffix(name, "of-type"))
	case "only-child", "only-of-type":
		kind := strings.HasSuffix(name, "of-type")
		first, last := cssNth(0, 1, false, kind), cssNth(0, 1, true, kind)
		return cssTest{place: func(page *cssPage) []bool { return cssBoth(first.place(page), last.place(page)) }}
	case "lang":
		open()
		lang := strings.ToLower(p.ident())
		shut()
		own := cssAttr("lang", func(v string) bool { return v == lang || strings.HasPrefix(v, lang+"-") })
		return cssTest{place: func(page *cssPage) []bool { return page.below(page.each(own)) }}
	case "enabled", "disabled":
		return cssTest{place: func(page *cssPage) []bool { return page.disabled(name == "disabled") }}
	case "root":
		return cssTest{of: func(n dom.Node) bool { return n.Parent().Kind() == dom.Document }}
	case "visited", "hover", "active", "focus", "target": // nobody uses the page
		return cssTest{of: func(dom.Node) bool { return false }}
	}
	if of, ok := cssSimple[name]; ok {
		return cssTest{of: of}
	}
	p.bad = true
	return cssTest{}
}

// cssSimple are the pseudo-classes that an element shows by itself.
var cssSimple = map[string]func(n dom.Node) bool{
	"input": func(n dom.Node) bool { return cssOneOf(n, "input", "select", "textarea", "button") },
	"link":  func(n dom.Node) bool { return cssOneOf(n, "a", "area", "link") && n.HasAttr("href") },
	"checked": func(n dom.Node) bool {
		kind := cssLower(n.Attr("type"))
		return cssOneOf(n, "option") && n.HasAttr("selected") || cssOneOf(n, "input", "menuitem") && n.HasAttr("checked") && (kind == "checkbox" || kind == "radio")
	},
	"empty": func(n dom.Node) bool {
		for c := range n.Children {
			if c.Kind() == dom.Element || c.Kind() == dom.Text && strings.TrimSpace(c.Data()) != "" {
				return false
			}
		}
		return true
	},
}

func cssOneOf(n dom.Node, names ...string) bool {
	for _, name := range names {
		if n.Name() == name {
			return true
		}
	}
	return false
}

// cssOwnText is the text that stands in an element itself.
func cssOwnText(n dom.Node) string {
	var b strings.Builder
	for c := range n.Children {
		if c.Kind() == dom.Text {
			b.WriteString(c.Data())
		}
	}
	return b.String()
}

// nth reads an+b (CSS Syntax Level 3 section 6), odd or even.
func (p *cssParser) nth() (a, b int) {
	start := p.at
	for p.at < len(p.text) && p.text[p.at] != ')' {
		p.at++
	}
	text := cssLower(strings.Join(strings.Fields(p.text[start:p.at]), ""))
	for {
		before, rest, found := strings.Cut(text, "/*")
		_, after, closed := strings.Cut(rest, "*/")
		if !found || !closed {
			break
		}
		text = before + after
	}
	switch text {
	case "odd":
		return 2, 1
	case "even":
		return 2, 0
	}
	of := func(s string) int {
		n, err := strconv.Atoi(strings.TrimPrefix(s, "+"))
		if err != nil {
			p.bad = true
		}
		return n
	}
	before, after, step := strings.Cut(text, "n")
	if !step {
		return 0, of(text)
	}
	switch before {
	case "", "+":
		a = 1
	case "-":
		a = -1
	default:
		a = of(before)
	}
	if after != "" {
		b = of(after)
	}
	return a, b
}

// cssNth is true of each element whose place among its brothers, or those of its name, is an+b for some n ≥ 0.
func cssNth(a, b int, last, ofType bool) cssTest {
	return cssTest{place: func(page *cssPage) []bool {
		out := make([]bool, len(page.parent))
		type family struct {
			parent int32
			name   string
		}
		place := map[family]int{}
		for at := range out {
			i := at
			if last {
				i = len(out) - 1 - at
			}
			n := page.tree.At(i)
			if n.Kind() != dom.Element {
				continue
			}
			f := family{parent: page.parent[i]}
			if ofType {
				f.name = n.Name()
			}
			place[f]++
			if rest := place[f] - b; a == 0 {
				out[i] = rest == 0
			} else {
				out[i] = rest%a == 0 && rest/a >= 0
			}
		}
		return out
	}}
}
