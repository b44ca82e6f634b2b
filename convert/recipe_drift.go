package convert

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/portalfeed/portalfeed/convert/internal/dom"
)

// Observation is what a recipe got from a page at one time. Observations of one page, oldest first, are its history;
// CompareObservations tells from it whether the site has changed. They are kept as JSON.
type Observation struct {
	URL       string         `json:"url"`                // by which the page is known
	Final     string         `json:"leads_to,omitempty"` // where that address led, if elsewhere; the caller's
	At        string         `json:"at,omitempty"`       // when, for people; the caller's
	Kind      Kind           `json:"kind"`
	Items     int            `json:"items"`
	Dated     int            `json:"dated"`             // items with a date
	Summaries int            `json:"summaries"`         // items with a summary
	Ordered   bool           `json:"ordered"`           // the dates go down
	Newest    string         `json:"newest,omitempty"`  // date of the newest item
	Title     bool           `json:"title,omitempty"`   // of an article: it has one
	Date      bool           `json:"date,omitempty"`    // of an article: it has one
	Chars     int            `json:"chars,omitempty"`   // of an article's text
	Matches   map[string]int `json:"matches,omitempty"` // what each pinned selector found
	Shape     []string       `json:"shape,omitempty"`   // the kinds of elements that the page is made of

	proposals map[string]string // selectors for what detection finds where a pinned one finds nothing
	found     int               // items that detection finds
	boxes     map[string]bool   // pinned selectors of items whose container is still there
}

// Same reports whether two observations of a page say the same, whenever they were made.
func (o *Observation) Same(other *Observation) bool {
	return o.URL == other.URL && o.Final == other.Final && o.Kind == other.Kind &&
		o.Items == other.Items && o.Dated == other.Dated && o.Summaries == other.Summaries && o.Ordered == other.Ordered && o.Newest == other.Newest &&
		o.Title == other.Title && o.Date == other.Date && o.Chars == other.Chars &&
		maps.Equal(o.Matches, other.Matches) && slices.Equal(o.Shape, other.Shape)
}

// driftShape bounds the kinds of elements kept of a page.
const driftShape = 60

// Observe reads a page by the recipe and notes what it got.
func (r *Recipe) Observe(p Page, o Options) (*Observation, error) {
	o.Recipe = r
	d, err := Parse(p, o)
	if err != nil {
		return nil, err
	}
	res := d.Result()
	ob := &Observation{URL: p.URL, Kind: res.Kind, Shape: d.shape(), Matches: map[string]int{}, proposals: map[string]string{}, boxes: map[string]bool{}}
	b := NewBuilder(r, BuilderOptions{})
	items := b.listing(res.Listings, cmp.Or(res.Base, res.URL, r.Base))
	ob.Items, ob.Ordered = len(items), true
	last := ""
	for _, it := range items {
		if it.Summary != "" {
			ob.Summaries++
		}
		if it.Date.IsZero() {
			continue
		}
		ob.Dated++
		day := it.Date.Time.In(d.dates.Location).Format("2006-01-02")
		ob.Ordered = ob.Ordered && (last == "" || day <= last)
		ob.Newest, last = max(ob.Newest, day), day
	}
	if a := res.Article; a != nil {
		ob.Title, ob.Date, ob.Chars = a.Title != "", !a.Date.IsZero(), countChars(a.Text)
	}
	gone := false
	for name, sel := range d.pinned() {
		n := len(d.all(sel, d.tree.Root()))
		ob.Matches[name] = n
		gone = gone || n == 0
	}
	if gone || ob.Items == 0 {
		d.propose(ob, p, o)
	}
	return ob, nil
}

// pinned are the recipe's selectors of the page that stand for themselves.
func (d *Document) pinned() map[string]*selector {
	all := map[string]*selector{}
	r := d.rules
	for name, s := range map[string]*selector{
		"list.items": r.items, "list.next": r.next, "article.title": r.title, "article.date": r.date, "article.source": r.source,
		"article.author": r.author, "article.editor": r.editor, "article.body": r.body, "article.breadcrumb": r.breadcrumb,
	} {
		if s != nil {
			all[name] = s
		}
	}
	return all
}

// propose reads the page again without the recipe's selectors, and finds selectors for what that finds.
func (d *Document) propose(ob *Observation, p Page, o Options) {
	bare := *d.opts.Recipe
	bare.List, bare.Article = ListRules{}, ArticleRules{}
	o.Recipe = &bare
	free, err := Parse(p, o)
	if err != nil {
		return
	}
	res := free.Result()
	if len(res.Listings) > 0 {
		ob.found = len(res.Listings[0].Items)
	}
	s := free.suggest(res)
	for name, sel := range map[string]string{"list.items": s.items, "article.title": s.title, "article.body": s.body, "article.date": s.date, "article.source": s.source} {
		if sel != "" {
			ob.proposals[name] = sel
		}
	}
	if box := driftBox(d.opts.Recipe.List.Items); box != "" {
		if sel, err := compileSelector(box); err == nil {
			_, ok := d.one(sel)
			ob.boxes["list.items"] = ok
		}
	}
}

// driftBox is the selector of what holds the items: a selector without its last part.
func driftBox(sel string) string {
	if i := strings.LastIndexAny(sel, " >/"); i > 0 && !strings.ContainsAny(sel, ",|") {
		return strings.TrimRight(sel[:i], " >/")
	}
	return ""
}

// listGone reports whether a page has neither the items that the recipe pins nor what held them: it is made otherwise, and no
// list that is empty.
func (d *Document) listGone() bool {
	if d.rules.items == nil || len(d.all(d.rules.items, d.tree.Root())) > 0 {
		return false
	}
	sel, err := compileSelector(driftBox(d.opts.Recipe.List.Items))
	if err != nil || sel == nil {
		return false
	}
	_, ok := d.one(sel)
	return !ok
}

// driftCommon are the elements that pages of every make have.
var driftCommon = []string{"html", "head", "meta", "title", "link", "script", "style", "body", "a", "p", "br", "img", "font", "b", "span"}

// shape lists the kinds of elements of the page that occur most, with their classes.
func (d *Document) shape() []string {
	counts := map[string]int{}
	for n := range d.tree.Root().All {
		if n.Kind() != dom.Element {
			continue
		}
		key := n.Name()
		if c := suggestClassesOf(n); len(c) > 0 {
			key += "." + c[0]
		}
		if len(key) < 80 && !slices.Contains(driftCommon, key) {
			counts[key]++
		}
	}
	all := slices.SortedFunc(maps.Keys(counts), func(a, b string) int {
		return cmp.Or(counts[b]-counts[a], strings.Compare(a, b))
	})
	all = all[:min(len(all), driftShape)]
	slices.Sort(all)
	return all
}

// Drift is one sign that a page is no longer what a recipe was made for.
type Drift struct {
	URL      string
	Field    string // what it is about: address, list.items, items, dates, order, newest, summaries, article.body, layout
	Broken   bool   // the recipe no longer gets what it is for; else it may still be right
	Message  string
	Proposal string // selector to pin instead, "" if none is known
}

// String returns the sign in one line.
func (d Drift) String() string {
	s := d.Field + ": " + d.Message
	if d.Proposal != "" {
		s += "; try " + d.Proposal
	}
	if d.URL != "" {
		s = d.URL + ": " + s
	}
	return s
}

// CompareObservations compares what a recipe gets from a page with what it got before. It tells a list that is empty from a
// selector that finds nothing because the page was rebuilt, and proposes a selector then. Without a history only what
// the observation shows by itself is told.
func CompareObservations(before []Observation, now *Observation) []Drift {
	c := driftCheck{now: now}
	for _, o := range before {
		if o.URL == now.URL && o.Kind == now.Kind {
			c.before = append(c.before, o)
		}
	}
	if len(c.before) == 0 { // it was of another kind then, or nothing is known
		for _, o := range before {
			if o.URL == now.URL {
				c.before = append(c.before, o)
			}
		}
	}
	c.before = c.before[max(0, len(c.before)-driftHistory):]
	c.address()
	c.selectors()
	c.items()
	c.text()
	c.layout()
	return c.found
}

// What counts as a change.
const (
	driftHistory = 20  // observations looked at
	driftShare   = 0.5 // of what there was before
	driftLayout  = 0.4 // of the kinds of elements are those of before
)

type driftCheck struct {
	before []Observation
	now    *Observation
	found  []Drift
}

func (c *driftCheck) add(field string, broken bool, proposal, format string, args ...any) {
	c.found = append(c.found, Drift{URL: c.now.URL, Field: field, Broken: broken, Proposal: proposal, Message: fmt.Sprintf(format, args...)})
}

// usual is the median of what the observations before say.
func (c *driftCheck) usual(of func(*Observation) int) int {
	var all []int
	for i := range c.before {
		all = append(all, of(&c.before[i]))
	}
	if len(all) == 0 {
		return 0
	}
	slices.Sort(all)
	return all[len(all)/2]
}

// address tells where the page's address leads now, if that was elsewhere before.
func (c *driftCheck) address() {
	if len(c.before) == 0 {
		return
	}
	switch was := c.before[len(c.before)-1].Final; {
	case was == c.now.Final:
	case c.now.Final == "":
		c.add("address", false, "", "it no longer leads to %s", was)
	case was == "":
		c.add("address", false, "", "it leads to %s now", c.now.Final)
	default:
		c.add("address", false, "", "it leads to %s now, and led to %s before", c.now.Final, was)
	}
}

// selectors tells the pinned selectors that find nothing.
func (c *driftCheck) selectors() {
	for _, name := range slices.Sorted(maps.Keys(c.now.Matches)) {
		was := c.usual(func(o *Observation) int { return o.Matches[name] })
		if c.now.Matches[name] > 0 || len(c.before) > 0 && was == 0 {
			continue
		}
		proposal := c.now.proposals[name]
		switch {
		case name == "list.items":
			listing := was > 0 || c.now.Kind == KindListing
			switch {
			case !listing:
			case proposal != "" && c.now.found > 1:
				c.add(name, true, proposal, "the selector is gone: it finds nothing, but the page lists %d items", c.now.found)
			case c.now.boxes[name] || len(c.before) > 0 && c.likeness() >= driftLayout:
				c.add(name, false, "", "the list is empty: it finds nothing in a page that is made as before")
			default:
				c.add(name, true, "", "the selector is gone: it finds nothing, and the page is made otherwise")
			}
		case was > 0:
			c.add(name, name != "list.next", proposal, "the selector is gone: it finds nothing, and found %d before", was)
		}
	}
}

func (c *driftCheck) items() {
	now := c.now
	usual := c.usual(func(o *Observation) int { return o.Items })
	told := slices.ContainsFunc(c.found, func(d Drift) bool { return d.Field == "list.items" })
	switch {
	case usual == 0:
		return
	case now.Items == 0:
		if !told && now.found > 1 {
			c.add("items", true, now.proposals["list.items"], "no item is wanted any more of the %d that the page lists; %d were before", now.found, usual)
		} else if !told && (now.Kind == KindError || c.likeness() < driftLayout) {
			c.add("items", true, "", "the list is gone: the page is made otherwise, or says that it has nothing; it had %d items", usual)
		} else if !told {
			c.add("items", false, "", "the list is empty; it had %d items", usual)
		}
		return
	case float64(now.Items) < driftShare*float64(usual):
		c.add("items", false, "", "%d items; %d were usual", now.Items, usual)
	}
	rate := func(n, of int) float64 { return float64(n) / float64(max(of, 1)) }
	for _, f := range []struct {
		field string
		of    func(*Observation) int
	}{
		{"dates", func(o *Observation) int { return o.Dated }},
		{"summaries", func(o *Observation) int { return o.Summaries }},
	} {
		if was, is := rate(c.usual(f.of), usual), rate(f.of(now), now.Items); was >= 0.8 && is < driftShare*was {
			c.add(f.field, f.field == "dates", "", "%.0f %% of the %d items have them; %.0f %% had before", 100*is, now.Items, 100*was)
		}
	}
	if ordered := c.usual(func(o *Observation) int { return boolInt(o.Ordered) }); ordered == 1 && !now.Ordered {
		c.add("order", false, "", "the dates no longer go from new to old")
	}
	if last := c.before[len(c.before)-1].Newest; now.Newest != "" && now.Newest < last {
		c.add("newest", false, "", "the newest item is of %s; one of %s was there before", now.Newest, last)
	}
}

func (c *driftCheck) text() {
	usual := c.usual(func(o *Observation) int { return o.Chars })
	if usual == 0 {
		return
	}
	if float64(c.now.Chars) < driftShare*float64(usual) {
		c.add("article.body", c.now.Chars == 0, c.now.proposals["article.body"], "the text has %d characters; it had %d", c.now.Chars, usual)
	}
	if c.usual(func(o *Observation) int { return boolInt(o.Date) }) == 1 && !c.now.Date {
		c.add("article.date", true, c.now.proposals["article.date"], "the article has no date any more")
	}
	if c.usual(func(o *Observation) int { return boolInt(o.Title) }) == 1 && !c.now.Title {
		c.add("article.title", true, c.now.proposals["article.title"], "the article has no title any more")
	}
}

// likeness is how much of the page's shape is that of the last time.
func (c *driftCheck) likeness() float64 {
	if len(c.before) == 0 {
		return 1
	}
	old := c.before[len(c.before)-1].Shape
	both := 0
	for _, s := range c.now.Shape {
		if _, ok := slices.BinarySearch(old, s); ok {
			both++
		}
	}
	all := len(old) + len(c.now.Shape) - both
	if all == 0 {
		return 1
	}
	return float64(both) / float64(all)
}

func (c *driftCheck) layout() {
	if like := c.likeness(); like < driftLayout {
		c.add("layout", false, "", "the page is made otherwise: %.0f %% of the kinds of its elements are those of before", 100*like)
	}
}

func boolInt(b bool) int {
	if b {
		return 1
	}
	return 0
}
