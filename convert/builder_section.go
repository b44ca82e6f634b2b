package convert

import "slices"

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
			p.addItems(&builderFeed{
				label: s.label, tab: builderFold(s.label), slug: builderSlug(s.label), alternate: page.url,
				pages: []*builderPage{page}, section: true,
			}, s.items)
		}
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
