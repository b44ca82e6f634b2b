package convert

import "strings"

// A menu names the lists of a site, whichever of them a page belongs to. Where pages show only the bar of their own section, or none,
// the menus of all pages together tell what else is a category.

// builderMenu is a page that menus link: what they call it, on how many listing pages each, the first one first.
type builderMenu struct {
	labels []string
	pages  []int
}

// addMenu counts what the short links of a listing page call the pages that they lead to.
func (b *Builder) addMenu(p *builderPage, res *Result, base string) {
	if p.kind != KindListing || len(res.menu) == 0 {
		return
	}
	if b.menus == nil {
		b.menus = map[string]*builderMenu{}
	}
	type linked struct{ key, label string }
	seen := map[linked]bool{}
	for _, l := range res.menu[:min(len(res.menu), menuMost)] {
		key, label := builderKey(builderResolve(base, l.URL)), builderText(l.Title)
		if label == "" || seen[linked{key, label}] {
			continue
		}
		seen[linked{key, label}] = true
		m := b.menus[key]
		if m == nil {
			if len(b.menus) >= menuCount {
				return
			}
			m = &builderMenu{}
			b.menus[strings.Clone(key)] = m
		}
		m.count(label)
	}
}

// count counts a page that calls the entry so.
func (m *builderMenu) count(label string) {
	for i, l := range m.labels {
		if l == label {
			m.pages[i]++
			return
		}
	}
	if len(m.labels) < menuCalls {
		m.labels, m.pages = append(m.labels, label), append(m.pages, 1)
	}
}

// label is the name of the entry that leads to a page of a title: the one that begins first in the title, else the one on most pages
// and of these the last one, as a menu's entry stands behind the name of its section, which often leads to the first entry's page. It
// is "" if too few pages have it.
func (m *builderMenu) label(title string) string {
	title = builderFold(title)
	label, most, first := "", menuPages, len(title)
	for i, n := range m.pages {
		if n < menuPages {
			continue
		}
		if at := strings.Index(title, builderFold(m.labels[i])); at >= 0 && at < first {
			label, first = m.labels[i], at
		} else if first == len(title) && n >= most {
			label, most = m.labels[i], n
		}
	}
	return label
}

// menus makes a feed for each dated list that a menu links and no feed has: a section of two categories has no bar of its own, and a
// page may show the bar of another section. What shows nothing that these lists do not is no category: the page of a section
// above them.
func (p *builderPlan) menus() {
	b := p.b
	if len(b.recipe.Tabs) > 0 {
		return // the recipe says which categories are wanted
	}
	used := map[*builderPage]bool{}
	for _, f := range p.feeds {
		for _, page := range f.pages {
			used[page] = true
		}
	}
	type listing struct {
		label string
		chain []*builderPage
	}
	var all []listing
	lists := map[string]int{} // lists by the item that they have
	for _, page := range b.pages {
		menu := b.menus[page.key]
		if menu == nil || page.kind != KindListing || used[page] || page.sections != nil || b.front(page) || p.isFurther(page) || !mostDated(page.items) || p.hasAll(page.items) {
			continue
		}
		label := menu.label(page.title)
		if label == "" {
			continue
		}
		l := listing{label, b.chain(page, func(n *builderPage) bool { return used[n] })}
		seen := map[string]bool{}
		for _, c := range l.chain {
			used[c] = true
			for _, it := range c.items {
				if id := b.itemID(it.URL); !seen[id] {
					seen[id] = true
					lists[id]++
				}
			}
		}
		all = append(all, l)
	}
	for _, others := range []bool{false, true} {
		for i, l := range all {
			own := 0
			for _, it := range l.chain[0].items {
				if id := b.itemID(it.URL); p.items[id] == nil && (others || lists[id] == 1) {
					own++
				}
			}
			if l.label == "" || 2*own < len(l.chain[0].items) {
				continue
			}
			all[i].label = ""
			page := l.chain[0]
			p.add(&builderFeed{label: l.label, tab: builderFold(l.label), slug: builderKnownSlug(l.label), alternate: page.url, pages: l.chain})
		}
	}
}

// mostDated reports whether there are enough items for a list, and most of them have dates.
func mostDated(items []ListingItem) bool {
	n := 0
	for _, it := range items {
		n += btoi(!it.Date.IsZero())
	}
	return len(items) > 0 && 2*n > len(items)
}
