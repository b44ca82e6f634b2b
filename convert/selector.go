package convert

import (
	"fmt"
	"strings"

	"github.com/andybalholm/cascadia"
	"github.com/antchfx/xpath"
	"golang.org/x/net/html"

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
	css   cascadia.Matcher
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
		return nil, fmt.Errorf("longer than %d bytes", maxSelector)
	case selectorWords(s) != "":
		return &selector{words: selectorWords(s)}, nil
	case strings.HasPrefix(s, "/"):
		x, err := xpath.Compile(s)
		if err != nil {
			return nil, err
		}
		below, err := xpath.Compile("." + s)
		if err != nil {
			return nil, err
		}
		return &selector{xpath: x, below: below}, nil
	case strings.Count(s, ":has") > maxHas:
		return nil, fmt.Errorf("more than %d uses of :has", maxHas)
	}
	m, err := cascadia.ParseGroup(s)
	if err != nil {
		return nil, err
	}
	return &selector{css: m}, nil
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

// mirror is the tree in the form that the CSS library walks. It is made when the first CSS selector asks.
type mirror struct {
	nodes []html.Node
	index map[*html.Node]int32
}

// mirrored is the page's mirror.
func (d *Document) mirrored() *mirror {
	d.mirrorOnce.Do(func() {
		n := d.tree.Len()
		m := &mirror{nodes: make([]html.Node, n), index: make(map[*html.Node]int32, n)}
		at := func(n dom.Node) *html.Node {
			if !n.OK() {
				return nil
			}
			return &m.nodes[n.Index()]
		}
		for i := range n {
			src, to := d.tree.At(i), &m.nodes[i]
			m.index[to] = int32(i)
			to.Parent, to.FirstChild, to.LastChild = at(src.Parent()), at(src.First()), at(src.Last())
			to.PrevSibling, to.NextSibling = at(src.Prev()), at(src.Next())
			switch src.Kind() {
			case dom.Document:
				to.Type = html.DocumentNode
			case dom.Text:
				to.Type, to.Data = html.TextNode, src.Data()
			case dom.Comment:
				to.Type, to.Data = html.CommentNode, src.Data()
			case dom.Doctype:
				to.Type = html.DoctypeNode
			default:
				to.Type, to.Data = html.ElementNode, src.Name()
				for _, a := range src.Attrs() {
					to.Attr = append(to.Attr, html.Attribute{Key: a.Key, Val: a.Val})
				}
			}
		}
		d.mirror = m
	})
	return d.mirror
}

// all is what a selector selects below a node, in document order.
func (d *Document) all(s *selector, scope dom.Node) []match {
	switch {
	case s == nil:
		return nil
	case s.words != "":
		return d.labelled(s, scope)
	case s.css != nil:
		m := d.mirrored()
		var found []match
		for _, n := range cascadia.QueryAll(&m.nodes[scope.Index()], s.css) {
			found = append(found, match{node: d.tree.At(int(m.index[n]))})
		}
		return found
	}
	d.selectMu.Lock()
	defer d.selectMu.Unlock()
	if scope.Kind() == dom.Document {
		return selectXPath(s.xpath, scope)
	}
	return selectXPath(s.below, scope)
}

// one is the first match of a selector in the page.
func (d *Document) one(s *selector) (match, bool) {
	if all := d.all(s, d.tree.Root()); len(all) > 0 {
		return all[0], true
	}
	return match{}, false
}
