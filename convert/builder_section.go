package convert

import (
	"slices"
	"strings"
)

// builderSection is one of several headed listings of a page.
type builderSection struct {
	label string
	index int // place on the page
	items []ListingItem
}

// Limits of sections.
const (
	builderMaxSections  = 100 // of one page
	builderSectionItems = 3   // fewest items of a section
	builderSectionShare = 3   // a section has at least one such part of the items of the largest one
)

// sections are the listings of a page that is divided into several, each under its heading. What is much shorter than
// the largest is a box beside it, and a page with one listing and such boxes has no sections.
func (b *Builder) sections(all []Listing, base string) []builderSection {
	var found []builderSection
	most := 0
	for _, l := range all {
		label := builderText(l.Title)
		if label == "" || len(l.Items) < builderSectionItems || len(found) >= builderMaxSections {
			if len(found) == 0 {
				return nil // the main listing is no section
			}
			continue
		}
		if items := b.wanted(l, base); len(items) >= builderSectionItems {
			found = append(found, builderSection{label: label, index: l.Index, items: items})
			most = max(most, len(items))
		}
	}
	kept := found[:0]
	for _, s := range found {
		if len(s.items)*builderSectionShare >= most && (builderKnownSlug(s.label) != "" || !sideHead(s.label)) {
			kept = append(kept, s)
		}
	}
	if len(kept) < 2 {
		return nil
	}
	// In page order, so that the names of two sections of one title do not change when another becomes the main one.
	slices.SortStableFunc(kept, func(a, b builderSection) int { return a.index - b.index })
	return kept
}

// sections makes a feed for each section of the pages that have several, unless another feed has all its items: a
// front page shows again what its columns list.
func (p *builderPlan) sections(pages []*builderPage) {
	for _, page := range pages {
		for _, s := range page.sections {
			if p.known(s.items) {
				continue
			}
			if f := p.column(s.label, page); f != nil {
				p.addSection(f, s.items)
				continue
			}
			p.addItems(&builderFeed{
				label: s.label, tab: builderFold(s.label), slug: builderSlug(s.label), alternate: page.url,
				pages: []*builderPage{page}, section: true,
			}, s.items)
		}
	}
}

// column is the feed of the column that a section of a page above it in its site is called as, nil if there is none.
func (p *builderPlan) column(label string, page *builderPage) *builderFeed {
	fold := builderFold(label)
	dir := strings.TrimRight(page.key, "/") + "/"
	if k := strings.LastIndexByte(page.key, '/'); p.b.front(page) && strings.Contains(page.key[k+1:], ".") {
		dir = page.key[:k+1]
	}
	for _, f := range p.feeds {
		if !f.section && f.tab == fold && len(f.pages) > 0 && strings.HasPrefix(f.pages[0].key, dir) {
			return f
		}
	}
	return nil
}

// addSection gives a feed what a front page shows of it and its own pages do not: the newest, or those of a page that was not read.
func (p *builderPlan) addSection(f *builderFeed, items []ListingItem) {
	before := len(f.items)
	for _, it := range items {
		p.item(f, it)
	}
	p.inFeedOf = nil
	fresh := p.filter(slices.Clone(f.items[before:]))
	f.items = slices.Concat(fresh, f.items[:before])
	f.found += len(fresh)
	if !slices.ContainsFunc(f.items, func(it *builderItem) bool { return it.sortDate.IsZero() }) {
		builderByDate(f.items)
	}
}

// known reports whether one feed has all of the items.
func (p *builderPlan) known(items []ListingItem) bool {
	wanted := map[string]bool{}
	for _, it := range items {
		wanted[p.b.itemID(it.URL)] = true
	}
	for _, f := range p.feeds {
		if f.section {
			continue
		}
		n := 0
		for _, it := range f.items {
			if wanted[it.id] {
				n++
			}
		}
		if n == len(wanted) {
			return true
		}
	}
	return false
}
