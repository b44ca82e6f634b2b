package convert

import "strconv"

// Why a page is in no feed.
const (
	leftNoBar     = "no category bar leads to its list"
	leftNoRecipe  = "no list page of the recipe leads to its list"
	leftMorePages = "the recipe reads fewer pages of its listing"
	leftUnlisted  = "no list in a feed has the article"
	leftEmpty     = "neither an article nor a list was found in it"
	leftTwice     = "the same page was given before"
)

// LeftOut returns the pages that are in no feed of the last Publications, each with the reason, in input order. A page
// that only leads to others is none of them, and neither is one whose items other pages list too.
func (b *Builder) LeftOut() []Note {
	return append(b.left[:len(b.left):len(b.left)], b.twice...)
}

// leave remembers a page that is in no feed.
func leave(notes []Note, address, reason string) []Note {
	if len(notes) >= builderMaxNotes {
		return notes
	}
	return append(notes, Note{URL: address, Message: reason})
}

// leftOut finds the pages that no feed has.
func (p *builderPlan) leftOut() {
	b := p.b
	used := make(map[*builderPage]bool, len(b.pages))
	for _, f := range p.feeds {
		for _, page := range f.pages {
			used[page] = true
		}
	}
	for _, it := range p.items {
		for page := it.page; page != nil && !used[page]; page = b.page(page.next) {
			used[page] = true
			if page.next == "" || page.kind != KindArticle {
				break
			}
		}
	}
	b.left = nil
	counts, first := map[string]int{}, map[string]string{}
	var order []string
	for _, page := range b.pages {
		if used[page] {
			continue
		}
		reason := p.whyLeft(page)
		if reason == "" {
			continue
		}
		if counts[reason]++; counts[reason] == 1 {
			order = append(order, reason)
			first[reason] = page.url
		}
		b.left = leave(b.left, page.url, reason)
	}
	for _, reason := range order {
		message := "left out of every feed: " + reason
		if n := counts[reason] - 1; n > 0 {
			message += " (and so are " + strconv.Itoa(n) + " more pages)"
		}
		b.noteJoin(first[reason], message)
	}
}

// whyLeft says why a page is in no feed; "" if nothing is lost with it.
func (p *builderPlan) whyLeft(page *builderPage) string {
	r := p.b.recipe
	lists := page.kind == KindListing && page.items != nil
	switch {
	case lists && p.hasAll(page.items):
		return ""
	case lists && r.Pages > 0 && (page.strip != nil || p.isFurther(page)):
		return leftMorePages
	case lists && (r.ListPage != "" || len(r.Axes) > 0):
		return leftNoRecipe
	case lists:
		return leftNoBar
	case page.article != nil && (page.article.html != "" || page.article.text != ""):
		return leftUnlisted
	case page.kind == KindError || page.strip != nil || page.next != "" || r.Only != nil:
		return ""
	}
	return leftEmpty
}

// isFurther reports whether a page follows another one of a listing.
func (p *builderPlan) isFurther(page *builderPage) bool {
	if p.further == nil {
		p.further = make(map[string]bool, len(p.b.pages))
		for _, q := range p.b.pages {
			if q.next != "" && q.next != q.key {
				p.further[q.next] = true
			}
		}
	}
	return p.further[page.key]
}

// hasAll reports whether all of the items are in feeds, or were kept out of them by the recipe.
func (p *builderPlan) hasAll(items []ListingItem) bool {
	for _, it := range items {
		if p.items[p.b.itemID(it.URL)] == nil {
			return false
		}
	}
	return true
}
