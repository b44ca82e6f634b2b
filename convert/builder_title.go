package convert

import (
	"slices"
	"strconv"
	"strings"
)

// builderAllLabel names the feed of everything; it is written alike in both scripts.
const builderAllLabel = "全部"

// place fills one place of a recipe's template for a feed.
func (p *builderPlan) place(name string, f *builderFeed) string {
	r := p.b.recipe
	switch name {
	case "site":
		return p.site()
	case "id":
		return r.ID
	case "tab":
		return f.label
	case "tab.slug":
		return f.slug
	}
	axis, field, _ := strings.Cut(name, ".")
	i := slices.IndexFunc(r.Axes, func(a Axis) bool { return a.Name == axis })
	if i < 0 {
		return ""
	}
	n, ok := f.values[axis]
	if !ok { // joined over this axis
		if field == "name" {
			return builderAllLabel
		}
		return "all"
	}
	v := r.Axes[i].Values[n]
	switch field {
	case "", "key":
		return v.Key
	case "name":
		return v.Name
	default:
		return v.Fields[field]
	}
}

// name composes the name of a feed by the recipe's template, else from its group and category.
func (p *builderPlan) name(f *builderFeed) string {
	address := builderPathSlug(f.alternate)
	if f.slug == "" {
		f.slug = builderASCII(f.label)
	}
	if f.slug == "" {
		f.slug = address
	}
	if f.slug == "" {
		f.slug = builderHash(builderFold(f.label) + "\x00" + builderKey(f.alternate))
	}
	if f.section {
		address = "" // the page's, which says nothing of the section
	}
	return p.unique(p.path(f), address)
}

// path is the name of a feed before it is made unique.
func (p *builderPlan) path(f *builderFeed) string {
	r := p.b.recipe
	template := r.Path
	if template == "" {
		for _, a := range r.Axes {
			template += "{" + a.Name + "}/"
		}
		if f.group != "" && len(r.Axes) == 0 {
			template = f.group + "/"
		}
		switch {
		case !r.NoTabs:
			template += "{tab.slug}"
		case template == "":
			template = "{tab.slug}"
		default:
			template = strings.TrimSuffix(template, "/")
		}
	}
	return recipeExpand(template, func(name string) string {
		if name == "tab" {
			name = "tab.slug"
		}
		return p.place(name, f)
	})
}

// unique makes a name safe and keeps it apart from the names given before; extra tells two of one name apart.
func (p *builderPlan) unique(name, extra string) string {
	var segments []string
	for s := range strings.SplitSeq(name, "/") {
		if s = strings.TrimLeft(strings.Trim(s, ". "), "-."); s == "" {
			continue
		}
		if builderReserved(s) {
			s += "-"
		}
		segments = append(segments, s)
	}
	name = strings.Join(segments, "/")
	if name == "" {
		name = "feed"
	}
	try := name
	if p.names[try] && extra != "" {
		try = name + "-" + extra
	}
	if p.names[try] {
		n := max(p.again[name], 1)
		for p.names[try] {
			n++
			try = name + "-" + strconv.Itoa(n)
		}
		p.again[name] = n
	}
	p.names[try] = true
	return try
}

// title composes the title of a feed.
func (p *builderPlan) title(f *builderFeed) string {
	if t := p.b.recipe.Title; t != "" && !f.rollUp {
		return recipeExpand(t, func(name string) string {
			if slices.ContainsFunc(p.b.recipe.Axes, func(a Axis) bool { return a.Name == name }) {
				name += ".name"
			}
			return p.place(name, f)
		})
	}
	title := f.label
	if f.group != "" && f.group != f.label {
		title = f.group + "·" + title
	}
	if site := p.site(); site != "" && site != title {
		title += " - " + site
	}
	return title
}

// site is the site's name: the recipe's, else the one most pages tell, else the host.
func (p *builderPlan) site() string {
	if p.siteName == nil {
		s := p.b.recipe.Site
		if s == "" {
			s = p.b.namedSite()
		}
		if s == "" {
			s = p.b.frontTitle()
		}
		if s == "" {
			s = builderHost(p.b.base)
		}
		for _, page := range p.b.pages {
			if s != "" {
				break
			}
			s = builderHost(page.url)
		}
		p.siteName = &s
	}
	return *p.siteName
}

// front says whether a page is the first one of its site by its address.
func (b *Builder) front(page *builderPage) bool {
	if b.base != "" && page.key == builderKey(b.base) {
		return true
	}
	host, rest, ok := strings.Cut(page.key, "/")
	if !ok || host == "" || rest == "" {
		return ok && host != ""
	}
	name, _, _ := strings.Cut(strings.ToLower(rest), ".")
	return slices.Contains([]string{"index", "default", "main", "home"}, name)
}

// frontTitle is what the front page of the site is called, "" if that says nothing.
func (b *Builder) frontTitle() string {
	const longest = 30 // characters of a name
	for _, page := range b.pages {
		if !b.front(page) {
			continue
		}
		for _, s := range []string{page.site, page.title} {
			s = builderLabel(s)
			for _, greeting := range []string{"欢迎光临", "歡迎光臨", "欢迎访问", "歡迎訪問", "欢迎来到", "歡迎來到"} {
				s = builderLabel(strings.TrimPrefix(s, greeting))
			}
			s = builderLabel(strings.TrimSuffix(strings.TrimSuffix(s, "首页"), "首頁"))
			switch builderFold(s) {
			case "", "首页", "主页", "网站首页", "首页面", "index", "home", "homepage", "无标题文档", "untitleddocument", "untitled", "newpage1", "新建网页1":
				continue
			}
			if countChars(s) <= longest && builderKnownSlug(s) == "" {
				return s
			}
		}
	}
	return ""
}

// namedSite is the name of the site that most pages tell. What a few articles alone tell is a part of their titles.
func (b *Builder) namedSite() string {
	const few, share, alone = 5, 10, 3 // pages; one of so many has to tell a name that only articles do; from on which one page tells none
	name := builderMost(b.pages, func(page *builderPage) string { return builderLabel(page.site) })
	told, listed := 0, false
	for _, page := range b.pages {
		if name != "" && builderLabel(page.site) == name {
			told++
			listed = listed || page.kind == KindListing
		}
	}
	if told == 1 && len(b.pages) >= alone && !b.frontTells(name) {
		return ""
	}
	if !listed && len(b.pages) >= few && told*share < len(b.pages) {
		return builderMost(b.pages, func(page *builderPage) string {
			if page.kind != KindListing {
				return ""
			}
			return builderLabel(page.site)
		})
	}
	return name
}

// frontTells says whether the front page of the site has a name in its title, or is the page that tells it.
func (b *Builder) frontTells(name string) bool {
	return slices.ContainsFunc(b.pages, func(page *builderPage) bool {
		return b.front(page) && (builderLabel(page.site) == name || strings.Contains(page.title, name))
	})
}

// ownTitle is what a listing page calls itself. A page that was taken for the site, and the site for it, is told from
// others by what they have in common: the title of most of them is the site's.
func (p *builderPlan) ownTitle(page *builderPage) string {
	if p.titles == nil {
		p.titles, p.sites = map[string]int{}, map[string]int{}
		for _, o := range p.b.pages {
			if o.kind == KindListing {
				p.titles[builderLabel(o.title)]++
				p.sites[builderLabel(o.site)]++
			}
		}
	}
	title, site := builderLabel(page.title), builderLabel(page.site)
	if site != "" && p.titles[title] > 1 && p.titles[title] > p.sites[site] {
		return site
	}
	return title
}

// builderLabel is a title without the marks that stood between it and another.
func builderLabel(s string) string {
	if t := strings.Trim(s, "－_-|｜—–― :：·•"); t != "" {
		return t
	}
	return s
}

// builderMost returns the most frequent answer of the pages that is not empty; the first of equals.
func builderMost(pages []*builderPage, of func(*builderPage) string) string {
	counts := map[string]int{}
	best := ""
	for _, page := range pages {
		if s := of(page); s != "" {
			counts[s]++
		}
	}
	for _, page := range pages {
		if s := of(page); s != "" && counts[s] > counts[best] {
			best = s
		}
	}
	return best
}
