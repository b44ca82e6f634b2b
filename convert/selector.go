package convert

import (
	"fmt"
	"strings"

	"github.com/andybalholm/cascadia"
	"github.com/antchfx/xpath"

	"github.com/portalfeed/portalfeed/convert/internal/dom"
)

// Limits of selectors: a recipe is data from strangers.
const (
	maxSelector = 1 << 10 // bytes of a selector
	maxHas      = 2       // uses of :has, whose cost multiplies
)

// SelectorError says that a selector of a recipe cannot be read.
type SelectorError struct {
	Field    string // the rule it stands in: article.title, list.items
	Selector string
	Err      error
}

// Error implements error.
func (e *SelectorError) Error() string {
	return fmt.Sprintf("selector %q of %s: %v", cutTo(e.Selector, 80), e.Field, e.Err)
}

// Unwrap is the cause.
func (e *SelectorError) Unwrap() error { return e.Err }

// selector is a compiled selector: CSS, XPath where it begins with "/", or words of the page. The nil selector selects nothing.
type selector struct {
	css   cssGroup
	xpath *xpath.Expr // from the document
	below *xpath.Expr // the same, from a node
	words string      // folded text of the page that stands for what it labels
	field string      // the rule it is of: list.next
}

// compileSelector reads a selector; "" gives nil.
func compileSelector(s string) (*selector, error) {
	s = strings.TrimSpace(s)
	switch {
	case s == "" || s == "auto":
		return nil, nil
	case len(s) > maxSelector:
		return nil, &selectorFault{at: -1, message: fmt.Sprintf("longer than %d bytes", maxSelector), hint: "name a class or an id instead of the way from the top"}
	case selectorWords(s) != "":
		return &selector{words: selectorWords(s)}, nil
	case strings.HasPrefix(s, "/"):
		x, err := xpath.Compile(s)
		if err != nil {
			return nil, xpathFault(s, err)
		}
		below, err := xpath.Compile("." + s)
		if err != nil {
			return nil, xpathFault(s, err)
		}
		if f := xpathRead(s); f != nil { // the library takes some expressions by their beginning alone
			return nil, f
		}
		return &selector{xpath: x, below: below}, nil
	}
	if f := cssCost(s); f != nil {
		return nil, f
	}
	if _, err := cascadia.ParseGroup(s); err != nil {
		return nil, cssFault(s, err)
	}
	g, err := parseCSS(s)
	if err != nil {
		return nil, cssFault(s, err)
	}
	return &selector{css: g}, nil
}

// maxMatching is how many selectors a document remembers the matches of: those of its recipe. Others are forgotten together.
const maxMatching = 256

// matching is what a CSS selector matches in the whole page, by node. The caller holds selectMu.
func (d *Document) matching(s *selector) []bool {
	if is, ok := d.matched[s]; ok {
		return is
	}
	if d.css == nil {
		d.css = newCSSPage(d.tree)
	}
	if d.matched == nil || len(d.matched) >= maxMatching {
		d.matched = map[*selector][]bool{}
	}
	is := d.css.group(s.css)
	d.matched[s] = is
	return is
}

// rules are the compiled rules of a recipe.
type rules struct {
	title, date, source, author, editor, body, breadcrumb *selector
	remove                                                []*selector

	items, itemTitle, itemLink, itemDate, itemSummary, next *selector
}

// compileRules compiles the selectors of a recipe; nil gives rules that pin nothing.
func compileRules(r *Recipe) (*rules, error) {
	c := &rules{}
	if r == nil {
		return c, nil
	}
	for _, f := range []struct {
		to       **selector
		name, in string
	}{
		{&c.title, "article.title", r.Article.Title},
		{&c.date, "article.date", r.Article.Date},
		{&c.source, "article.source", r.Article.Source},
		{&c.author, "article.author", r.Article.Author},
		{&c.editor, "article.editor", r.Article.Editor},
		{&c.body, "article.body", r.Article.Body},
		{&c.breadcrumb, "article.breadcrumb", r.Article.Breadcrumb},
		{&c.items, "list.items", r.List.Items},
		{&c.itemTitle, "list.title", r.List.Title},
		{&c.itemLink, "list.link", r.List.Link},
		{&c.itemDate, "list.date", r.List.Date},
		{&c.itemSummary, "list.summary", r.List.Summary},
		{&c.next, "list.next", r.List.Next},
	} {
		s, err := compileSelector(f.in)
		if err != nil {
			return nil, &SelectorError{Field: f.name, Selector: f.in, Err: err}
		}
		if s != nil {
			s.field = f.name
		}
		*f.to = s
	}
	for _, in := range r.Article.Remove {
		s, err := compileSelector(in)
		if err != nil {
			return nil, &SelectorError{Field: "article.remove", Selector: in, Err: err}
		}
		if s != nil {
			c.remove = append(c.remove, s)
		}
	}
	return c, nil
}

// match is what a selector selects: a node, or only a text where XPath selects an attribute.
type match struct {
	node  dom.Node
	value string
}

// text is the text of a match, white space normalised.
func (m match) text() string {
	if !m.node.OK() {
		return normal(m.value)
	}
	if m.node.Tag() == dom.Meta {
		return normal(m.node.Attr("content"))
	}
	return normal(textOf(m.node))
}

// all is what a selector selects below a node, in document order.
func (d *Document) all(s *selector, scope dom.Node) []match {
	switch {
	case s == nil:
		return nil
	case s.words != "":
		return d.labelled(s, scope)
	}
	d.selectMu.Lock()
	defer d.selectMu.Unlock()
	if s.css != nil {
		var found []match
		is := d.matching(s)
		for i := scope.Index() + 1; i < scope.End(); i++ {
			if is[i] {
				found = append(found, match{node: d.tree.At(i)})
			}
		}
		return found
	}
	if scope.Kind() == dom.Document {
		return selectXPath(s.xpath, scope, &d.xpathWalked)
	}
	return selectXPath(s.below, scope, &d.xpathWalked)
}

// one is the first match of a selector in the page.
func (d *Document) one(s *selector) (match, bool) {
	if all := d.all(s, d.tree.Root()); len(all) > 0 {
		return all[0], true
	}
	return match{}, false
}
