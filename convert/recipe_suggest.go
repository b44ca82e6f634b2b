package convert

import (
	"regexp"
	"slices"
	"strings"

	"github.com/portalfeed/portalfeed/convert/internal/dom"
)

// Limits of suggestions.
const (
	suggestLevels  = 5   // elements of a suggested selector
	suggestItems   = 200 // items looked at
	suggestClasses = 3   // classes of one element that a selector tries
)

// suggestName is an id or class that can stand in a selector as it is. One that ends in a number of some digits was
// made for one page or one item.
var suggestName = regexp.MustCompile(`^[A-Za-z_][A-Za-z0-9_-]{0,63}$`)

var suggestCounted = regexp.MustCompile(`[0-9]{3,}|[_-][0-9]+$`)

// suggestions are selectors for what was found on a page without them; "" where none can be told.
type suggestions struct {
	items                     string
	title, body, date, source string
}

// suggest finds selectors for what the result of the page says.
func (d *Document) suggest(res *Result) suggestions {
	var s suggestions
	if len(res.Listings) > 0 {
		s.items = d.suggestItems(res.Listings[0].Items)
	}
	if a := res.Article; a != nil {
		s.title = d.suggestText(a.Title)
		s.date = d.suggestText(a.Date.Raw)
		s.source = d.suggestText(a.Source)
		s.body = d.suggestBody(a.Text)
	}
	d.prove(&s, res)
	return s
}

// prove drops the selectors by which the page does not say the same.
func (d *Document) prove(s *suggestions, res *Result) {
	if *s == (suggestions{}) {
		return
	}
	r := Recipe{}
	if o := d.opts.Recipe; o != nil {
		r = *o
	}
	r.List.Items = s.items
	r.Article.Title, r.Article.Date, r.Article.Source, r.Article.Body = s.title, s.date, s.source, s.body
	o := d.opts
	o.Recipe, o.Kind = &r, res.Kind
	pinned, err := Convert(d.page, o)
	if err != nil {
		*s = suggestions{}
		return
	}
	if len(pinned.Listings) == 0 || len(res.Listings) == 0 || len(pinned.Listings[0].Items) != len(res.Listings[0].Items) {
		s.items = ""
	}
	a, was := pinned.Article, res.Article
	if a == nil || was == nil {
		a, was = &Article{Title: "\x00", Source: "\x00", Text: "\x00"}, &Article{}
	}
	if a.Title != was.Title {
		s.title = ""
	}
	if !a.Date.Time.Equal(was.Date.Time) || a.Date.Precision != was.Date.Precision {
		s.date = ""
	}
	if a.Source != was.Source {
		s.source = ""
	}
	if a.Text != was.Text {
		s.body = ""
	}
}

// suggestItems finds a selector for the elements that hold the items, one each.
func (d *Document) suggestItems(items []ListingItem) string {
	wanted := map[string]bool{}
	for _, it := range items[:min(len(items), suggestItems)] {
		wanted[it.URL] = true
	}
	var links []dom.Node
	seen := map[string]bool{}
	for n := range d.tree.Root().All {
		if n.Tag() == dom.A {
			if u := d.pageLink(n.Attr("href")); wanted[u] && !seen[u] {
				seen[u] = true
				links = append(links, n)
			}
		}
	}
	if len(links) < 2 {
		return ""
	}
	box := links[0].Parent()
	for box.OK() && !(box.Contains(links[0]) && box.Contains(links[len(links)-1])) {
		box = box.Parent()
	}
	if !box.OK() || box.Kind() != dom.Element {
		return ""
	}
	// The elements below the box, from each link upwards; what all have alike makes the selector.
	steps := suggestPath(links[0], box)
	for _, a := range links[1:] {
		own := suggestPath(a, box)
		if len(own) != len(steps) {
			return d.suggestFrom(box, []suggestStep{{tag: "a"}}, links)
		}
		for i := range steps {
			if steps[i].tag != own[i].tag {
				return d.suggestFrom(box, []suggestStep{{tag: "a"}}, links)
			}
			steps[i].classes = slices.DeleteFunc(steps[i].classes, func(c string) bool { return !slices.Contains(own[i].classes, c) })
		}
	}
	for n := 1; n <= min(len(steps), suggestLevels); n++ { // the outermost that has one link each
		if s := d.suggestFrom(box, steps[:n], links); s != "" {
			return s
		}
	}
	return ""
}

// suggestStep is one element on the way from a box to a link.
type suggestStep struct {
	tag     string
	classes []string
}

func (s suggestStep) String() string {
	out := s.tag
	for _, c := range s.classes[:min(len(s.classes), suggestClasses)] {
		out += "." + c
	}
	return out
}

// suggestPath are the elements from below the box down to n.
func suggestPath(n, box dom.Node) []suggestStep {
	var steps []suggestStep
	for ; n.OK() && n != box; n = n.Parent() {
		steps = append(steps, suggestStep{tag: n.Name(), classes: suggestClassesOf(n)})
	}
	slices.Reverse(steps)
	return steps
}

func suggestClassesOf(n dom.Node) []string {
	var all []string
	for c := range strings.FieldsSeq(n.Attr("class")) {
		if suggestName.MatchString(c) && !suggestCounted.MatchString(c) {
			all = append(all, c)
		}
	}
	return all
}

// suggestFrom completes a selector by the name of its box, and returns the shortest that finds each link once.
func (d *Document) suggestFrom(box dom.Node, steps []suggestStep, links []dom.Node) string {
	tail := make([]string, len(steps))
	for i, s := range steps {
		tail[i] = s.String()
	}
	way := strings.Join(tail, " > ")
	for level := 0; box.OK() && box.Kind() == dom.Element && level < suggestLevels; level++ {
		id := box.Attr("id")
		name := suggestStep{tag: box.Name(), classes: suggestClassesOf(box)}.String()
		for _, head := range []string{"#" + id, name} {
			if head == "#"+id && (!suggestName.MatchString(id) || suggestCounted.MatchString(id)) {
				continue
			}
			if s := head + " > " + way; d.finds(s, links) {
				return s
			}
		}
		way = name + " > " + way
		box = box.Parent()
	}
	return ""
}

// finds reports whether a selector finds as many elements as there are links, each with one of them.
func (d *Document) finds(sel string, links []dom.Node) bool {
	s, err := compileSelector(sel)
	if err != nil || s == nil {
		return false
	}
	found := d.all(s, d.tree.Root())
	if len(found) < len(links) || len(found) > len(links)+len(links)/10 && len(links) < suggestItems {
		return false
	}
	i := 0
	for _, m := range found {
		if i < len(links) && m.node.Contains(links[i]) {
			i++
		}
	}
	return i == len(links)
}

// suggestText finds a selector for the element that says a text and little more.
func (d *Document) suggestText(text string) string {
	words := builderFold(text)
	if words == "" || len(words) > wordsBytes {
		return ""
	}
	for _, n := range d.saying(words, d.tree.Root()) {
		if s := d.suggestNode(n); s != "" {
			return s
		}
	}
	return ""
}

// suggestBody finds a selector for the innermost element that has a text from its first to its last line.
func (d *Document) suggestBody(text string) string {
	lines := strings.Split(strings.TrimSpace(text), "\n")
	first, last := builderFold(cutTo(lines[0], 60)), builderFold(cutTo(lines[len(lines)-1], 60))
	if first == "" || last == "" {
		return ""
	}
	var from, to dom.Node
	for n := range d.tree.Root().All {
		if n.Kind() != dom.Text || n.Parent().Tag() == dom.Title {
			continue
		}
		fold := builderFold(n.Data())
		if !from.OK() && strings.Contains(fold, first) {
			from = n
		}
		if from.OK() && strings.Contains(fold, last) {
			to = n
		}
	}
	if !from.OK() || !to.OK() {
		return ""
	}
	box := from.Parent()
	for box.OK() && !box.Contains(to) {
		box = box.Parent()
	}
	for box.OK() && box.Kind() == dom.Element && (box.Tag() == dom.P || box.Tag() == dom.Span || box.Tag() == dom.Font) {
		box = box.Parent() // a text of one paragraph has its body around it
	}
	return d.suggestNode(box)
}

// suggestNode finds a selector whose first match is the element.
func (d *Document) suggestNode(n dom.Node) string {
	if !n.OK() || n.Kind() != dom.Element || n.Tag() == dom.Body || n.Tag() == dom.Html {
		return ""
	}
	way := ""
	for at, level := n, 0; at.OK() && at.Kind() == dom.Element && level < suggestLevels; at, level = at.Parent(), level+1 {
		id := at.Attr("id")
		name := suggestStep{tag: at.Name(), classes: suggestClassesOf(at)}.String()
		for _, head := range []string{"#" + id, name} {
			if head == "#"+id && (!suggestName.MatchString(id) || suggestCounted.MatchString(id)) {
				continue
			}
			s, err := compileSelector(head + way)
			if err != nil || s == nil {
				continue
			}
			if m, ok := d.one(s); ok && m.node == n && (head != name || strings.Contains(head, ".") || name == "h1") {
				return head + way
			}
		}
		way = " > " + name + way
	}
	return ""
}
