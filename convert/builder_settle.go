package convert

import (
	"hash/fnv"
	"maps"
	"slices"
	"strings"
)

// What a page's main listing is can be seen better from all pages of a site than from one: links that stand on most of
// its listing pages are a menu or a box, and the last page of a list is laid out as the pages before it.

// Limits of what is remembered to settle which listing a page has.
const (
	settleLists  = 8   // listings of one page whose links are counted
	settleOthers = 4   // other listings kept of a page with a short main one
	settleItems  = 100 // links of one of them
	settleCount  = 1 << 20
	settleMost   = 1000 // pages of one list
	settlePages  = 4    // fewest pages on which a link is that of a menu
)

// addSpots remembers what else of a listing page may be its listing.
func (b *Builder) addSpots(p *builderPage, res *Result, base string) {
	if p.kind != KindListing {
		b.addLinks(p, res, base)
		return
	}
	p.main, p.spot = p.items, res.spot
	b.countLinks(p, res.Listings, base)
	if len(p.items) > spotWeak {
		return
	}
	for _, l := range res.Listings[min(1, len(res.Listings)):min(len(res.Listings), 1+settleOthers)] {
		if len(l.Items) <= settleItems {
			p.others = append(p.others, b.wanted(l, base))
		}
	}
	b.addLinks(p, res, base)
}

// addLinks remembers where on a page its links stand.
func (b *Builder) addLinks(p *builderPage, res *Result, base string) {
	for _, s := range res.spots {
		address := SavedAddress(builderResolve(base, s.url))
		if b.recipe.Only == nil || b.recipe.Only.MatchString(address) {
			p.spots = append(p.spots, spotted{s.spot, builderText(s.title), strings.Clone(address), builderDate(s.date)})
		}
	}
}

// linkedOn is on how many listing pages a link stands.
type linkedOn struct {
	lists  int32 // in any list
	beside int32 // of these, in one beside the main list of a page that is not divided into several
}

// countLinks counts the pages on whose lists a link stands.
func (b *Builder) countLinks(p *builderPage, all []Listing, base string) {
	if len(all) > 0 && b.listedBefore(all, base) {
		return // a server that knows no further page gives the same again
	}
	b.listingPages++
	if b.linked == nil {
		b.linked = map[uint64]linkedOn{}
	}
	divided := b.sections(all, base) != nil
	seen := map[uint64]bool{}
	count := func(address string, beside bool) {
		key := hashText(address)
		on, known := b.linked[key]
		if seen[key] || !known && len(b.linked) >= settleCount {
			return
		}
		seen[key] = true
		if on.lists++; beside {
			on.beside++
		}
		b.linked[key] = on
	}
	for _, it := range p.main[:min(len(p.main), settleItems)] {
		count(it.URL, false)
	}
	for _, l := range all[:min(len(all), settleLists)] {
		for _, it := range l.Items[:min(len(l.Items), settleItems)] {
			count(SavedAddress(builderResolve(base, it.URL)), !divided)
		}
	}
}

// listedBefore reports whether another page had the same lists.
func (b *Builder) listedBefore(all []Listing, base string) bool {
	if len(all[0].Items) < settlePages {
		return false
	}
	h := fnv.New64a()
	for _, l := range all[:min(len(all), settleLists)] {
		for _, it := range l.Items[:min(len(l.Items), settleItems)] {
			_, _ = h.Write([]byte(SavedAddress(builderResolve(base, it.URL)) + "\x00")) // never fails
		}
	}
	key := h.Sum64()
	if b.mains[key] {
		return true
	}
	if b.mains == nil {
		b.mains = map[uint64]bool{}
	}
	b.mains[key] = true
	return false
}

// isMenu reports whether a link is one of a category bar, or stands on the lists of most listing pages.
func (b *Builder) isMenu(address string) bool {
	if b.isCategory(address) {
		return true
	}
	n := b.linked[hashText(address)].lists
	return n >= settlePages && 2*int(n) > b.listingPages
}

// isCategory reports whether a link is one of a category bar.
func (b *Builder) isCategory(address string) bool {
	return len(b.strips.byTarget[builderKey(address)]) > 0
}

// settle decides what the listings of the pages with short ones are.
func (b *Builder) settle() {
	if b.recipe.List.Items != "" {
		return // the recipe knows
	}
	usual := map[settled]map[uint64]bool{}
	var weak []*builderPage
	for _, p := range b.pages {
		if p.kind != KindListing {
			continue
		}
		p.items = p.main
		menus := b.menuItems(p.main)
		box := menus == len(p.main) && b.besideOthers(p) // the same on most pages, and another list on this one
		if !box && (len(p.main) > spotWeak || len(p.main) >= builderSectionItems && menus == 0) {
			if p.spot != 0 && p.strip != nil {
				for _, of := range []settled{{p.strip, ""}, {p.strip, p.category}} {
					if usual[of] == nil {
						usual[of] = map[uint64]bool{}
					}
					usual[of][p.spot] = true
				}
			}
			continue
		}
		weak = append(weak, p)
	}
	b.continueLists()
	anywhere := map[uint64]bool{}
	for _, spots := range usual {
		maps.Copy(anywhere, spots)
	}
	for _, p := range weak {
		spots := usual[settled{p.strip, p.category}]
		if spots == nil {
			spots = usual[settled{p.strip, ""}]
		}
		if spots == nil {
			spots = anywhere
		}
		b.settlePage(p, spots)
	}
}

// besideOthers reports whether a page has a list of its own beside its main one.
func (b *Builder) besideOthers(p *builderPage) bool {
	for _, l := range p.others {
		if len(l) >= builderSectionItems && 2*b.menuItems(l) < len(l) {
			return true
		}
	}
	return false
}

// continueLists finds what is listed on the pages that lists lead on to and that look like no list themselves: as the last page does
// that has an item or two. What stands there as the items of the page before stand is listed.
func (b *Builder) continueLists() {
	for _, p := range b.pages {
		for n := 0; n < settleMost && p != nil && p.kind == KindListing && len(p.items) >= builderSectionItems && p.spot != 0; n++ {
			next := b.page(p.next)
			if next == nil || next.kind != KindArticle && (next.kind != KindListing || len(next.main) > 0) {
				break
			}
			var found []ListingItem
			seen := map[string]bool{}
			for _, s := range next.spots {
				if s.spot == p.spot && !seen[s.url] && !b.isMenu(s.url) {
					seen[s.url] = true
					found = append(found, ListingItem{Title: s.title, URL: s.url, Date: s.date})
				}
			}
			if len(found) == 0 {
				break
			}
			next.kind, next.main, next.items, next.spot = KindListing, found, found, p.spot
			p = next
		}
	}
}

// settled are the pages whose lists are laid out alike: those of a bar, or of one of its categories.
type settled struct {
	strip    *builderStrip
	category string
}

func (b *Builder) menuItems(items []ListingItem) (n int) {
	for _, it := range items {
		if b.isMenu(it.URL) {
			n++
		}
	}
	return n
}

// settlePage decides what the listing of a page is whose main one is very short or has links of menus. usual are the spots
// in which the listings of pages with the same bar stand.
func (b *Builder) settlePage(p *builderPage, usual map[uint64]bool) {
	menus := b.menuItems(p.main)
	if usual[p.spot] && menus < len(p.main) && len(p.main) >= builderSectionItems {
		return // a box of the newest items makes these no menu
	}
	var found []ListingItem
	seen := map[string]bool{}
	for _, s := range p.spots {
		if usual[s.spot] && !seen[s.url] && !b.isCategory(s.url) {
			seen[s.url] = true
			found = append(found, b.knownItem(p, s))
		}
	}
	if usual[p.spot] && menus < len(p.main) && len(found) <= len(p.main) {
		return
	}
	if len(found) >= len(p.main)-menus && len(found) > 0 {
		p.items = found
		return
	}
	if menus == 0 {
		return
	}
	if menus < len(p.main) { // of a menu and a list that were taken for one
		p.items = slices.DeleteFunc(slices.Clone(p.main), func(it ListingItem) bool { return b.isCategory(it.URL) })
		return
	}
	for _, l := range p.others {
		if n := b.menuItems(l); len(l) >= builderSectionItems && 2*n < len(l) {
			p.items = l
			return
		}
	}
	if p.items = b.ownItems(p.main, len(usual) > 0); p.items == nil {
		b.noteJoin(p.url, "what the page lists stands beside the lists of other pages, too, and is taken for a menu; the page lists nothing")
	}
}

// ownItems are the items of a list whose links all stand on most pages: none if these are a box beside the lists of other pages. Else
// the pages list the same, as those of a new leader do, each of whose first items is of several categories.
func (b *Builder) ownItems(items []ListingItem, elsewhere bool) (own []ListingItem) {
	need := int32(2) // a page may show beside its list what another one lists
	if elsewhere {   // than here the lists of such pages stand
		need = 1
	}
	for _, it := range items {
		switch {
		case b.isCategory(it.URL):
		case b.linked[hashText(it.URL)].beside >= need:
			return nil
		default:
			own = append(own, it)
		}
	}
	return own
}

// knownItem is the item of a link, as a listing of the page has it if one does.
func (b *Builder) knownItem(p *builderPage, s spotted) ListingItem {
	for _, l := range append(p.others[:len(p.others):len(p.others)], p.main) {
		for _, it := range l {
			if it.URL == s.url {
				it.Title = s.title
				return it
			}
		}
	}
	return ListingItem{Title: s.title, URL: s.url, Date: s.date}
}
