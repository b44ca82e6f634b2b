package convert

import (
	"path"
	"slices"
)

// Lack is a listing page that feeds of the last Publications needed and did not get: it was not given, or says nothing.
type Lack struct {
	URL   string   // of the page
	Label string   // the category that it is of, "" if that is not known
	Feed  string   // the feed of that category, be it made or not; "" if that is not known
	Feeds []string // names of the feeds that have less without it, roll-ups among them
	// Empty says that the page was given but lists nothing. The recipe's OnFail says what that means.
	Empty bool
	// Gone says of an empty page that it is made otherwise than the recipe's list.items has it; else its list is empty.
	Gone bool
}

// Lacks returns what the feeds of the last Publications lack, in the order of the feeds. Following pages that nobody wants are
// among them: whoever fetched knows which of them failed.
func (b *Builder) Lacks() []Lack { return b.lacks }

// CutShort returns the address of the page that is missing from the article of an item of the last Publications, "" if none is.
func (b *Builder) CutShort(id string) string { return b.cutShort[id] }

// builderLack is a page that a feed lacks.
type builderLack struct {
	url         string
	empty, gone bool
}

// lack notes what a feed of a category lacks.
func (p *builderPlan) lack(f *builderFeed) {
	b := p.b
	listed := false
	for _, page := range f.pages {
		listed = listed || page.items != nil
		switch {
		case page.kind == KindError:
			f.lacks = append(f.lacks, builderLack{url: page.url})
		case page.next != "" && page.kind != KindArticle && b.page(page.next) == nil:
			f.lacks = append(f.lacks, builderLack{url: page.nextURL})
		}
	}
	if f.found == 0 && !listed && len(f.lacks) == 0 && len(f.pages) > 0 {
		f.lacks = append(f.lacks, builderLack{url: f.pages[0].url, empty: true, gone: f.pages[0].listGone})
	}
}

// missing keeps a feed that is not made because no page of it was given, for the roll-ups that lack it.
func (p *builderPlan) missing(f *builderFeed, address string) {
	f.lacks = append(f.lacks, builderLack{url: address})
	if len(p.absent) < builderMaxFeeds {
		p.absent = append(p.absent, f)
	}
}

// lacks gathers what all feeds lack.
func (p *builderPlan) lacks() []Lack {
	type key struct {
		url, label, feed string
		empty            bool
	}
	joins := map[*builderFeed][]string{} // the roll-ups that join a feed
	var ups []*builderFeed               // feeds that may have joined one that was not made
	for _, up := range p.feeds {
		if up.rollUp || len(p.b.recipe.MorePages) > 0 {
			ups = append(ups, up)
		}
		for of := range up.joined {
			joins[of] = append(joins[of], up.name)
		}
	}
	var all []Lack
	at := map[key]int{}
	for i, f := range slices.Concat(p.single, p.absent) {
		if len(f.lacks) == 0 {
			continue
		}
		var names []string
		absent := i >= len(p.single)
		if !absent {
			names = append(names, f.name)
		}
		names = append(names, joins[f]...)
		for _, up := range ups {
			if absent && p.covers(up, f) {
				names = append(names, up.name)
			}
		}
		label := f.label
		if f.tab == "" && !f.rollUp {
			label = ""
		}
		for _, l := range f.lacks {
			k := key{l.url, label, f.name, l.empty}
			if i, ok := at[k]; ok {
				all[i].Feeds = append(all[i].Feeds, names...)
				continue
			}
			at[k] = len(all)
			all = append(all, Lack{URL: l.url, Label: label, Feed: f.name, Feeds: slices.Clone(names), Empty: l.empty, Gone: l.gone})
		}
	}
	return all
}

// joined yields the feeds that a roll-up joins, also by way of others.
func (f *builderFeed) joined(yield func(*builderFeed) bool) {
	seen := map[*builderFeed]bool{}
	todo := slices.Clone(f.of)
	for len(todo) > 0 {
		of := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		if seen[of] {
			continue
		}
		seen[of] = true
		if !yield(of) {
			return
		}
		todo = append(todo, of.of...)
	}
}

// covers reports whether a feed would have joined one that was not made: a roll-up, or the feed of several list pages.
func (p *builderPlan) covers(up, f *builderFeed) bool {
	if up.from != nil {
		return slices.ContainsFunc(up.from, func(pattern string) bool {
			ok, err := path.Match(pattern, f.name)
			return err == nil && (ok || f.name == "")
		})
	}
	for axis, n := range up.values {
		if at, ok := f.values[axis]; ok && at != n {
			return false
		}
	}
	if up.tab != "" && f.tab != "" && up.tab != f.tab && (up.slug == "" || up.slug != f.slug) {
		return false
	}
	return up.group == "" || up.group == "all" || len(p.b.recipe.Axes) > 0 || up.group == f.group
}
