package convert

import (
	"net/url"
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/portalfeed/portalfeed/feed/dates"
)

// builderPlan is one joining of the pages into feeds.
type builderPlan struct {
	b     *Builder
	feeds []*builderFeed
	names map[string]bool
	again map[string]int          // the last number that told a name from others that are called the same
	items map[string]*builderItem // by id

	inFeed   map[*builderItem]bool // items of inFeedOf
	inFeedOf *builderFeed
	siteName *string // once asked

	titles, sites map[string]int  // listing pages by what they say, once asked
	further       map[string]bool // keys of pages that follow another, once asked

	// joining are the feeds, by category, of the combination whose list pages are being joined.
	joining map[string]*builderFeed

	single []*builderFeed // feeds that are no roll-ups
	absent []*builderFeed // feeds that are not made, as none of their pages was given
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
	of                        []*builderFeed // of a roll-up, what it joins
	from                      []string       // of a merge, the names that it joins
	lacks                     []builderLack
	merged                    bool // of several listings that are called the same
	section                   bool // one of several listings of its page
	found                     int  // items before the recipe's filter
	most                      int  // newest items kept; 0: as all feeds
}

// made makes the feeds, without those that join others.
func (p *builderPlan) made() {
	if p.b.recipe.ListPage != "" || len(p.b.recipe.Axes) > 0 {
		p.matrix()
	} else {
		p.auto()
	}
}

// auto makes the feeds that the pages suggest by themselves: one for each category of each bar; without a bar one for
// each listing; without a listing one of all articles.
func (p *builderPlan) auto() {
	var strips []*builderStrip
	if !p.b.recipe.NoTabs {
		strips = p.strips()
	}
	groups := make([]string, len(strips))
	if builderLabelsRepeat(strips) {
		groups = p.groupNames(strips)
	}
	for i, s := range strips {
		p.strip(s, nil, groups[i])
	}
	if len(p.feeds) > 0 {
		p.menus()
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
			for _, page := range p.b.starts(e) {
				if page.items != nil {
					at = append(at, page)
				}
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

// groupNames tells several bars with the same labels apart, each by the deepest folder of its listings that no other
// bar's listings are in: of /gbk/ldhd/ and /utf8/ldhd/ by gbk and utf8.
func (p *builderPlan) groupNames(strips []*builderStrip) []string {
	folders := make([][]string, len(strips))
	users := map[string]int{} // strips by folder
	for i, s := range strips {
		folders[i] = p.folder(s)
		for k, f := range folders[i] {
			if !slices.Contains(folders[i][:k], f) {
				users[f]++
			}
		}
	}
	names := make([]string, len(strips))
	given := map[string]bool{}
	for i, s := range strips {
		name := ""
		for _, f := range slices.Backward(folders[i]) {
			if users[f] == 1 {
				name = f
				break
			}
		}
		if name == "" {
			name = strings.Join(folders[i], "-")
		}
		if name == "" || given[name] || len(name) > builderMaxSlug {
			name = builderHash(s.url)
		}
		given[name] = true
		names[i] = name
	}
	return names
}

// folder is what the addresses of a bar's listings have in common, from the host on, as segments of names.
func (p *builderPlan) folder(s *builderStrip) []string {
	var common []string
	first := true
	for _, e := range s.entries {
		pages := p.b.starts(e)
		if len(pages) == 0 {
			continue
		}
		page := pages[0]
		u, err := url.Parse(page.url)
		if err != nil {
			continue
		}
		segments := append([]string{builderHost(page.url)}, strings.FieldsFunc(path.Dir(u.Path), func(r rune) bool { return r == '/' })...)
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
	slugs := make([]string, 0, len(common))
	for _, c := range common {
		if slug := builderASCII(c); slug != "" {
			slugs = append(slugs, slug)
		}
	}
	return slugs
}

// strip makes a feed for each category of a bar. The values place the feeds in the recipe's matrix.
func (p *builderPlan) strip(s *builderStrip, values map[string]int, group string) {
	b := p.b
	starts := map[*builderPage]*builderEntry{} // the first entry that bars link a page by, or one that none links
	bar := map[string]bool{}                   // a category is no item, even if a page lists the bar
	for _, e := range s.entries {
		for _, t := range e.targets() {
			bar[t.key] = true
		}
		for _, page := range b.starts(e) {
			bar[page.key] = true
			if old := starts[page]; old == nil || old.key == "" && e.key != "" {
				starts[page] = e
			}
		}
	}
	for _, e := range p.entries(s) {
		f := &builderFeed{label: e.label, tab: e.fold, slug: builderKnownSlug(e.label), values: values, group: group, bar: bar}
		pages := b.starts(e)
		if e.key == "" && len(pages) > 0 && starts[pages[0]] != e {
			continue // the label of a bar, or of the page, that no bar links: the page is another category's
		}
		for _, t := range e.targets() {
			if b.page(t.key) == nil {
				b.noteJoin(t.url, "category "+e.label+" is left out: its page is not among the pages given")
			}
		}
		if len(pages) == 0 {
			if e.key == "" {
				b.noteJoin(s.url, "category "+e.label+" is left out: no page given shows it")
			}
			if f.alternate = e.url; p.joining == nil {
				f.name = p.name(f) // kept for it, so that another category of its name is called the same in every run
			}
			if e.key != "" {
				p.missing(f, e.url)
			}
			continue
		}
		for _, t := range e.targets() {
			if b.page(t.key) == nil {
				f.lacks = append(f.lacks, builderLack{url: t.url})
			}
		}
		f.alternate = pages[0].url
		chained := 0
		f.pages, chained = p.pagesOf(e, pages, starts)
		f.merged = len(pages) > 1 || chained < len(f.pages)
		if len(pages) > 1 && p.joining == nil {
			b.noteJoin(f.alternate, "category "+e.label+" has "+strconv.Itoa(len(pages))+" addresses in the bar; they make one feed")
		}
		p.add(f)
	}
}

// pagesOf are the listing pages of an entry: those that its first pages lead on to, and those that show it as theirs
// though no page given leads to them. chained is how many of these come before those.
func (p *builderPlan) pagesOf(e *builderEntry, first []*builderPage, starts map[*builderPage]*builderEntry) (all []*builderPage, chained int) {
	in := map[*builderPage]bool{}
	follow := func(page *builderPage) {
		for _, c := range p.b.chain(page, func(next *builderPage) bool { return starts[next] != nil || in[next] }) {
			in[c] = true
			all = append(all, c)
		}
	}
	for _, page := range first {
		if !in[page] {
			follow(page)
		}
	}
	chained = len(all)
	if p.b.recipe.Pages > 0 {
		return all, chained
	}
	for _, page := range e.self {
		if !in[page] && starts[page] == nil {
			follow(page)
		}
	}
	return all, chained
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
	var divided []*builderPage
	var made []*builderFeed
	issues := map[string]*builderFeed{}
	// First the listings that nothing leads on to; then what is left, which stands in circles.
	for _, circles := range []bool{false, true} {
		for _, page := range p.b.pages {
			if page.kind != KindListing || page.items == nil || inChain[page] || !circles && next[page.key] {
				continue
			}
			if page.sections != nil {
				inChain[page] = true
				divided = append(divided, page)
				continue
			}
			chain := p.b.chain(page, func(n *builderPage) bool { return inChain[n] })
			for _, c := range chain {
				inChain[c] = true
			}
			label := page.category
			if label == "" {
				label = p.ownTitle(page)
			}
			f := &builderFeed{label: label, tab: builderFold(label), slug: builderKnownSlug(label), alternate: page.url, pages: chain}
			if place := issueOf(label, page.url); place == "" {
				made = append(made, f)
			} else if one := issues[place]; one == nil {
				issues[place] = f
				made = append(made, f)
			} else {
				one.pages, one.merged = append(one.pages, chain...), true
			}
		}
	}
	for _, f := range made {
		p.add(f)
	}
	p.sections(divided)
}

// issueOf is what the pages of one name in all issues of a paper have in common: the name, and the address without its day. It is "" where
// a page has no name, or its address no day.
func issueOf(label, address string) string {
	day, ok := dates.FromURL(address, nil)
	if !ok || label == "" {
		return ""
	}
	return label + "\n" + strings.Replace(address, day.Raw, "", 1)
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
	f.found = len(f.items)
	if f.items = p.filter(f.items); f.found == 0 {
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
	r := p.b.recipe
	values := make(map[string]int, len(indexes))
	var names []string
	for i, a := range r.Axes {
		values[a.Name] = indexes[i]
		names = append(names, a.Values[indexes[i]].Name)
	}
	group := strings.Join(names, "·")
	if len(r.MorePages) > 0 {
		p.joining = map[string]*builderFeed{}
	}
	for _, template := range append([]string{r.ListPage}, r.MorePages...) {
		p.listPage(template, values, group)
	}
	for _, f := range p.joining {
		builderByDate(f.items)
		f.items = p.dedupe(f.items)
	}
	p.joining = nil
}

// listPage makes the feeds of one list page of a combination.
func (p *builderPlan) listPage(template string, values map[string]int, group string) {
	b, r := p.b, p.b.recipe
	address := builderResolve(b.base, recipeExpand(template, func(name string) string { return p.place(name, &builderFeed{values: values}) }))
	page := b.page(builderKey(address))
	if page == nil {
		b.noteJoin(address, "list page is not among the pages given")
		p.missing(&builderFeed{values: values, group: group}, address)
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
	label := page.category
	switch {
	case len(r.Tabs) == 1:
		label = r.Tabs[0]
	case label == "" && group != "":
		label = group
	case label == "":
		label = p.ownTitle(page)
	}
	f := &builderFeed{
		label: label, tab: builderFold(label), slug: builderKnownSlug(label), alternate: page.url,
		values: values, group: group, pages: b.chain(page, nil),
	}
	if r.NoTabs && p.joining != nil {
		f.tab = "" // the pages make one feed, whatever they are called
	}
	if page.items == nil && page.next == "" && (page.kind == KindError || r.OnFail != OnFailEmpty || len(r.Tabs) > 1) {
		// No feed is made of it: its name may be another one than that of the feed that it made before.
		b.noteJoin(address, "list page lists nothing")
		f.lacks = append(f.lacks, builderLack{url: address, empty: page.kind != KindError, gone: page.listGone})
		p.absent = append(p.absent, &builderFeed{values: values, group: group, lacks: f.lacks})
		return
	}
	p.add(f)
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
	var items []ListingItem
	pager := map[string]bool{} // a page of the listing is no item of it
	for _, page := range f.pages {
		if pager[page.key] = true; page.next != "" {
			pager[page.next] = true
		}
	}
	for _, page := range f.pages {
		for _, it := range page.items {
			if key := builderKey(it.URL); !f.bar[key] && !pager[key] {
				items = append(items, it)
			}
		}
	}
	p.addItems(f, items)
}

// addItems keeps a feed with the items.
func (p *builderPlan) addItems(f *builderFeed, items []ListingItem) {
	if old := p.joining[f.tab]; old != nil {
		old.pages, old.lacks = append(old.pages, f.pages...), append(old.lacks, f.lacks...)
		f = old
	} else {
		if len(p.feeds) >= builderMaxFeeds {
			p.b.noteJoin(f.alternate, "category "+f.label+" is left out: there are too many feeds")
			return
		}
		f.name = p.name(f)
		f.title = p.title(f)
		p.feeds = append(p.feeds, f)
		if p.joining != nil {
			p.joining[f.tab] = f
		}
	}
	for _, it := range items {
		p.item(f, it)
	}
	f.found = max(f.found, len(f.items))
	f.items = p.filter(f.items)
	p.inFeedOf = nil
	if f.merged && !slices.ContainsFunc(f.items, func(it *builderItem) bool { return it.sortDate.IsZero() }) {
		builderByDate(f.items)
	}
}
