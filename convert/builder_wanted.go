package convert

import (
	"cmp"
	"net/url"
)

// WantedOptions for Builder.Wanted. The zero value wants everything.
type WantedOptions struct {
	// Pages is how many pages of each listing are wanted where the recipe's list.pages does not say it; 0 means all.
	Pages int
	// ListsOnly leaves the articles out.
	ListsOnly bool
	// Skip reports of an address that it is not to be fetched, or was and failed; nil skips none.
	Skip func(address string) bool
}

// Wanted returns the addresses of pages that were not given and would complete the feeds, each once, in the order of the feeds: the
// categories of the bars, the following pages of the listings, and where frames and redirects lead; if none of these is missing, the
// articles that the listings link and the further pages of these, which articles then says. So a caller that fetches what is wanted, adds it, skips what failed and asks again ends with
// everything.
//
// Only the bars of the pages added before the first call that found a bar are followed: every page of a site has bars, and
// following all of them leads through all of the site.
func (b *Builder) Wanted(o WantedOptions) (addresses []string, articles bool) {
	w := builderWanted{b: b, o: o, seen: map[string]bool{}}
	for _, l := range b.leads {
		if l.hops <= builderMaxHops {
			w.add(l.key, l.url)
		}
	}
	plan := b.plan()
	if !b.recipe.NoTabs {
		w.bars(plan)
	}
	plan.made()
	for _, f := range plan.feeds {
		w.next(f)
	}
	if articles = len(w.all) == 0 && !o.ListsOnly; articles {
		for _, f := range plan.feeds {
			w.articles(plan, f)
		}
	}
	b.joined = nil
	return w.all, articles
}

// Redirect notes that one address leads on to another, as whoever fetched it knows.
func (b *Builder) Redirect(from, to string) {
	b.lead(builderKey(from), to)
}

// builderWanted gathers addresses.
type builderWanted struct {
	b    *Builder
	o    WantedOptions
	seen map[string]bool // keys
	all  []string
}

// add takes the address of a page that is not there.
func (w *builderWanted) add(key, address string) {
	if key == "" || w.seen[key] || w.b.page(key) != nil {
		return
	}
	if _, leads := w.b.onward[key]; leads {
		return // it was given; where it leads is wanted by itself
	}
	w.seen[key] = true
	if u, err := url.Parse(address); err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		return
	}
	if w.o.Skip == nil || !w.o.Skip(address) {
		w.all = append(w.all, address)
	}
}

// bars wants the pages of the categories.
func (w *builderWanted) bars(p *builderPlan) {
	if w.b.barsFollowed == 0 {
		w.b.barsFollowed = len(w.b.strips.all)
	}
	for _, s := range w.b.strips.all[:w.b.barsFollowed] {
		for _, e := range p.entries(s) {
			for _, t := range e.targets() {
				w.add(t.key, t.url)
			}
		}
	}
}

// next wants the pages that go on from the last ones of a feed's listings, of which it may have several, one after the other.
func (w *builderWanted) next(f *builderFeed) {
	most, n := cmp.Or(w.b.recipe.Pages, w.o.Pages), 0 // n: pages of the listing so far
	for i, page := range f.pages {
		if n++; i > 0 && w.b.page(f.pages[i-1].next) != page {
			n = 1
		}
		if page.next != "" && (most == 0 || n < most) {
			w.add(page.next, page.nextURL)
		}
	}
}

// articles wants the pages of a feed's items, of as many as the feed keeps, and the further pages of those that have several.
func (w *builderWanted) articles(p *builderPlan, f *builderFeed) {
	for _, it := range w.b.kept(f) {
		if it.page == nil {
			w.add(builderKey(it.url), it.url)
		} else if _, missing := p.articlePages(it.page); missing != "" {
			w.add(builderKey(missing), missing)
		}
	}
}
