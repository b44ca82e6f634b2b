package convert

import (
	"net/url"
	"slices"
)

// ListPages returns the addresses of the recipe's list pages, in the order of its feeds, each once: what to fetch to follow the
// site. A page whose address is not absolute, as the recipe has no base, is left out. It is empty for a recipe without list.page.
func (r *Recipe) ListPages() []string {
	b := NewBuilder(r, BuilderOptions{})
	p := &builderPlan{b: b}
	var all []string
	add := func(values map[string]int) {
		for _, template := range append([]string{r.ListPage}, r.MorePages...) {
			if template == "" {
				continue
			}
			address := builderResolve(b.base, recipeExpand(template, func(name string) string { return p.place(name, &builderFeed{values: values}) }))
			if u, err := url.Parse(address); err == nil && u.IsAbs() {
				all = append(all, address)
			}
		}
	}
	var walk func(axis int, values map[string]int)
	walk = func(axis int, values map[string]int) { // as deep as there are axes; the feeds are bounded where a recipe is read
		if axis == len(r.Axes) {
			add(values)
			return
		}
		for i := range r.Axes[axis].Values {
			values[r.Axes[axis].Name] = i
			walk(axis+1, values)
		}
	}
	walk(0, map[string]int{})
	return listPagesOnce(all)
}

// StartPages returns the addresses to begin with where nobody names one: those of Start, else the list pages.
func (r *Recipe) StartPages() []string {
	if len(r.Start) == 0 {
		return r.ListPages()
	}
	all := make([]string, len(r.Start))
	for i, s := range r.Start {
		all[i] = builderResolve(r.Base, s)
	}
	return listPagesOnce(all)
}

// listPagesOnce drops what repeats.
func listPagesOnce(all []string) []string {
	seen := make(map[string]bool, len(all))
	return slices.DeleteFunc(all, func(s string) bool {
		again := seen[s]
		seen[s] = true
		return again
	})
}
