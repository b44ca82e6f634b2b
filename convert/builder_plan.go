package convert

import (
	"net/url"
	"path"
	"slices"
	"strings"
)

// builderPlan is one joining of the pages into feeds.
type builderPlan struct {
	b     *Builder
	feeds []*builderFeed
	names map[string]bool
	items map[string]*builderItem // by id

	inFeed   map[*builderItem]bool // items of inFeedOf
	inFeedOf *builderFeed
	siteName *string // once asked
}

// builderFeed is a feed before its items are written out.
type builderFeed struct {
	name, label, group, title string
	alternate                 string          // address of the listing page
	values                    map[string]int  // index of each axis's value
	tab                       string          // folded label of the category, "" if there is none
	slug                      string          // of the category
	pages                     []*builderPage  // that it was made from
	bar                       map[string]bool // keys of the bar's pages
	items                     []*builderItem
	rollUp                    bool
}

// auto makes the feeds that the pages suggest by themselves: one for each category of each bar; without a bar one for
// each listing; without a listing one of all articles.
func (p *builderPlan) auto() {
	var strips []*builderStrip
	if !p.b.recipe.NoTabs {
		strips = p.strips()
	}
	grouped := builderLabelsRepeat(strips)
	for _, s := range strips {
		group := ""
		if grouped {
			group = p.groupName(s)
		}
		p.strip(s, nil, group)
	}
	if len(p.feeds) > 0 {
		return
	}
	p.listings()
	if len(p.feeds) == 0 {
		p.articles()
	}
}

// strips returns the bars that lead to listings, without those that say nothing of their own: a navigation bar that
// also links the front page is no second set of categories.
func (p *builderPlan) strips() []*builderStrip {
	type scored struct {
		strip *builderStrip
		at    []*builderPage
	}
	var all []scored
	for _, s := range p.b.strips.all {
		var at []*builderPage
		for _, e := range s.entries {
			if page := p.b.start(e); page != nil && page.items != nil {
				at = append(at, page)
			}
		}
		if len(at) > 0 {
			all = append(all, scored{s, at})
		}
	}
	slices.SortStableFunc(all, func(a, b scored) int { return len(b.at) - len(a.at) })
	claimed := map[*builderPage]bool{}
	var kept []*builderStrip
	for _, s := range all {
		fresh := 0
		for _, page := range s.at {
			if !claimed[page] {
				fresh++
			}
		}
		if fresh == 0 || 2*fresh < len(s.at) {
			continue
		}
		for _, page := range s.at {
			claimed[page] = true
		}
		kept = append(kept, s.strip)
	}
	// Back to input order: scores only decided who is kept.
	slices.SortStableFunc(kept, func(a, b *builderStrip) int { return a.order - b.order })
	return kept
}

// builderLabelsRepeat reports whether two strips have a category of the same name.
func builderLabelsRepeat(strips []*builderStrip) bool {
	seen := map[string]bool{}
	for _, s := range strips {
		for _, e := range s.entries {
			if seen[e.fold] {
				return true
			}
			seen[e.fold] = true
		}
	}
	return false
}

// groupName names one of several bars with the same labels, by the folder its listings have in common.
func (p *builderPlan) groupName(s *builderStrip) string {
	var common []string
	first := true
	for _, e := range s.entries {
		page := p.b.start(e)
		if page == nil {
			continue
		}
		u, err := url.Parse(page.url)
		if err != nil {
			continue
		}
		segments := strings.FieldsFunc(path.Dir(u.Path), func(r rune) bool { return r == '/' })
		if first {
			common, first = segments, false
			continue
		}
		n := 0
		for n < len(common) && n < len(segments) && common[n] == segments[n] {
			n++
		}
		common = common[:n]
	}
	for i := len(common) - 1; i >= 0; i-- {
		if slug := builderASCII(common[i]); slug != "" {
			return slug
		}
	}
	return builderHash(s.url)
}

// strip makes a feed for each category of a bar. The values place the feeds in the recipe's matrix.
func (p *builderPlan) strip(s *builderStrip, values map[string]int, group string) {
	b := p.b
	starts := map[*builderPage]bool{}
	bar := map[string]bool{} // a category is no item, even if a page lists the bar
	for _, e := range s.entries {
		bar[e.key] = true
		if page := b.start(e); page != nil {
			starts[page], bar[page.key] = true, true
		}
	}
	for _, e := range p.entries(s) {
		page := b.start(e)
		if page == nil {
			b.noteJoin(e.url, "category "+e.label+" is left out: its page is not among the pages given")
			continue
		}
		chain := b.chain(page, func(next *builderPage) bool { return starts[next] })
		p.add(&builderFeed{
			label: e.label, tab: e.fold, slug: builderKnownSlug(e.label), alternate: page.url,
			values: values, group: group, pages: chain, bar: bar,
		})
	}
}

// entries returns the categories wanted: the recipe's in its order, else the bar's.
func (p *builderPlan) entries(s *builderStrip) []*builderEntry {
	if len(p.b.recipe.Tabs) == 0 {
		return s.entries
	}
	var wanted []*builderEntry
	for _, t := range p.b.recipe.Tabs {
		if e := s.entry(builderFold(t)); e != nil {
			wanted = append(wanted, e)
		} else if e := p.sameSlug(s, t); e != nil {
			wanted = append(wanted, e)
		} else {
			p.b.noteJoin(s.url, "category "+t+" of the recipe is not in the category bar")
		}
	}
	return wanted
}

// sameSlug finds the category that goes by another of its usual names.
func (p *builderPlan) sameSlug(s *builderStrip, label string) *builderEntry {
	slug := builderKnownSlug(label)
	if slug == "" {
		return nil
	}
	for _, e := range s.entries {
		if builderKnownSlug(e.label) == slug {
			return e
		}
	}
	return nil
}

// listings makes a feed for each listing where no page has a bar.
func (p *builderPlan) listings() {
	next := map[string]bool{}
	for _, page := range p.b.pages {
		if page.kind == KindListing && page.items != nil && page.next != page.key {
			next[page.next] = true
		}
	}
	inChain := map[*builderPage]bool{}
	// First the listings that nothing leads on to; then what is left, which stands in circles.
	for _, circles := range []bool{false, true} {
		for _, page := range p.b.pages {
			if page.kind != KindListing || page.items == nil || inChain[page] || !circles && next[page.key] {
				continue
			}
			chain := p.b.chain(page, func(n *builderPage) bool { return inChain[n] })
			for _, c := range chain {
				inChain[c] = true
			}
			label := page.category
			if label == "" {
				label = page.title
			}
			p.add(&builderFeed{label: label, tab: builderFold(label), slug: builderKnownSlug(label), alternate: page.url, pages: chain})
		}
	}
}

// articles makes one feed of all article pages where no page lists anything.
func (p *builderPlan) articles() {
	f := &builderFeed{label: builderAllLabel, slug: "all", alternate: p.b.base}
	for _, page := range p.b.pages {
		if page.article == nil || page.article.title == "" {
			continue
		}
		f.pages = append(f.pages, page)
		p.item(f, ListingItem{Title: page.article.title, URL: page.url, Date: page.article.published})
	}
	if len(f.items) == 0 {
		return
	}
	builderByDate(f.items)
	f.name = p.unique("all", "")
	f.title = p.title(f)
	p.feeds = append(p.feeds, f)
}

// matrix makes the feeds of a recipe: for each combination of the axes the list page, its bar, and the categories.
func (p *builderPlan) matrix() {
	r := p.b.recipe
	indexes := make([]int, len(r.Axes))
	for {
		p.combination(indexes)
		i := len(indexes) - 1
		for ; i >= 0; i-- {
			if indexes[i]++; indexes[i] < len(r.Axes[i].Values) {
				break
			}
			indexes[i] = 0
		}
		if i < 0 {
			return
		}
	}
}

// combination makes the feeds of one combination of the axes' values.
func (p *builderPlan) combination(indexes []int) {
	b, r := p.b, p.b.recipe
	values := make(map[string]int, len(indexes))
	var names []string
	for i, a := range r.Axes {
		values[a.Name] = indexes[i]
		names = append(names, a.Values[indexes[i]].Name)
	}
	group := strings.Join(names, "·")
	address := builderResolve(b.base, recipeExpand(r.ListPage, func(name string) string { return p.place(name, &builderFeed{values: values}) }))
	page := b.byKey[builderKey(address)]
	if page == nil {
		b.noteJoin(address, "list page is not among the pages given")
		return
	}
	if !r.NoTabs {
		if s := p.stripOf(page); s != nil {
			p.strip(s, values, group)
			return
		}
		if len(r.Tabs) > 1 || page.items == nil {
			b.noteJoin(address, "list page has no category bar")
		}
	}
	if page.items == nil && page.next == "" {
		return
	}
	label := page.category
	switch {
	case len(r.Tabs) == 1:
		label = r.Tabs[0]
	case label == "" && group != "":
		label = group
	case label == "":
		label = page.title
	}
	p.add(&builderFeed{
		label: label, tab: builderFold(label), slug: builderKnownSlug(label), alternate: page.url,
		values: values, group: group, pages: b.chain(page, nil),
	})
}

// stripOf returns the bar of a page: the one it shows, else the one that links it.
func (p *builderPlan) stripOf(page *builderPage) *builderStrip {
	if page.strip != nil {
		return page.strip
	}
	if of := p.b.strips.byTarget[page.key]; len(of) > 0 {
		return of[0]
	}
	return nil
}

// add gathers the items of a feed's pages and keeps the feed, even if it is empty: an empty category is a fact.
func (p *builderPlan) add(f *builderFeed) {
	if len(p.feeds) >= builderMaxFeeds {
		p.b.noteJoin(f.alternate, "category "+f.label+" is left out: there are too many feeds")
		return
	}
	f.name = p.name(f)
	f.title = p.title(f)
	for _, page := range f.pages {
		for _, it := range page.items {
			if !f.bar[builderKey(it.URL)] {
				p.item(f, it)
			}
		}
	}
	p.feeds = append(p.feeds, f)
}
