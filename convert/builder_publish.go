package convert

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"path"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/portalfeed/portalfeed/feed"
	"github.com/portalfeed/portalfeed/feed/dates"
)

// rollUps adds the feeds that join others: one for each value of each axis asked for, and one of all.
// A roll-up of a single feed would say nothing new and is left out.
func (p *builderPlan) rollUps() {
	feeds := slices.Clone(p.feeds)
	if len(feeds) < 2 {
		return
	}
	r := p.b.recipe
	asked := r.RollUp
	if asked == nil {
		for _, a := range r.Axes {
			asked = append(asked, a.Name)
		}
		asked = append(asked, "tab", "all")
	}
	for _, axis := range asked {
		switch axis {
		case "all":
			p.join(&builderFeed{label: builderAllLabel, slug: "all"}, feeds)
		case "tab":
			if len(r.Axes) > 0 && !r.NoTabs || p.groups(feeds) > 1 {
				p.joinTabs(feeds)
			}
		default:
			p.joinAxis(axis, feeds)
		}
	}
	if len(r.Axes) == 0 && p.groups(feeds) > 1 && r.RollUp == nil {
		p.joinGroups(feeds)
	}
}

func (p *builderPlan) groups(feeds []*builderFeed) int {
	seen := map[string]bool{}
	for _, f := range feeds {
		seen[f.group] = true
	}
	return len(seen)
}

// joinTabs makes one feed for each category that several leaders have.
func (p *builderPlan) joinTabs(feeds []*builderFeed) {
	by := map[string][]*builderFeed{}
	var order []string
	ambiguous := builderAmbiguous(feeds)
	for _, f := range feeds {
		k := f.slug
		if ambiguous[k] {
			k += "\x00" + f.tab
		}
		if by[k] == nil {
			order = append(order, k)
		}
		by[k] = append(by[k], f)
	}
	for _, k := range order {
		first := by[k][0]
		joined := &builderFeed{label: first.label, tab: first.tab, slug: first.slug}
		if len(p.b.recipe.Axes) == 0 {
			joined.group = "all" // bars found without a recipe are told apart by a folder; this is the folder of all
		}
		p.join(joined, by[k])
	}
}

// builderAmbiguous are the slugs that two categories of one group share: 讲话 and 论述.
func builderAmbiguous(feeds []*builderFeed) map[string]bool {
	type place struct{ group, slug string }
	first := map[place]string{}
	found := map[string]bool{}
	for _, f := range feeds {
		at := place{f.group, f.slug}
		if tab, ok := first[at]; ok && tab != f.tab {
			found[f.slug] = true
		} else {
			first[at] = f.tab
		}
	}
	return found
}

// joinAxis makes one feed for each value of an axis.
func (p *builderPlan) joinAxis(axis string, feeds []*builderFeed) {
	r := p.b.recipe
	i := slices.IndexFunc(r.Axes, func(a Axis) bool { return a.Name == axis })
	if i < 0 {
		return
	}
	for n, v := range r.Axes[i].Values {
		var of []*builderFeed
		for _, f := range feeds {
			if at, ok := f.values[axis]; ok && at == n {
				of = append(of, f)
			}
		}
		p.join(&builderFeed{label: builderAllLabel, slug: "all", group: v.Name, values: map[string]int{axis: n}}, of)
	}
}

// joinGroups makes one feed for each bar found without a recipe.
func (p *builderPlan) joinGroups(feeds []*builderFeed) {
	by := map[string][]*builderFeed{}
	var order []string
	for _, f := range feeds {
		if by[f.group] == nil {
			order = append(order, f.group)
		}
		by[f.group] = append(by[f.group], f)
	}
	for _, g := range order {
		p.join(&builderFeed{label: builderAllLabel, slug: "all", group: g}, by[g])
	}
}

// join adds a roll-up of the feeds, newest first, each item once.
func (p *builderPlan) join(f *builderFeed, of []*builderFeed) {
	if len(of) < 2 && f.name == "" {
		return
	}
	f.rollUp, f.of = true, of
	f.alternate = of[0].alternate
	seen := map[*builderItem]bool{}
	pages := map[*builderPage]bool{}
	for _, o := range of {
		for _, it := range o.items {
			if !seen[it] {
				seen[it] = true
				f.items = append(f.items, it)
			}
		}
		for _, page := range o.pages {
			if !pages[page] {
				pages[page] = true
				f.pages = append(f.pages, page)
			}
		}
	}
	for _, o := range of {
		f.found += o.found
	}
	builderByDate(f.items)
	f.items = p.dedupe(f.items)
	if f.name == "" {
		f.name = builderCollapse(p.path(f))
	}
	f.name = p.unique(f.name, "")
	if f.title == "" {
		f.title = p.title(f)
	}
	p.feeds = append(p.feeds, f)
}

// publications writes the feeds out.
func (p *builderPlan) publications() []feed.Publication {
	pubs := make([]feed.Publication, 0, len(p.feeds))
	type called struct{ group, label string }
	times := map[called]int{}
	for _, f := range p.feeds {
		group := f.group
		if f.rollUp && len(p.b.recipe.Axes) == 0 && group == "all" {
			group = ""
		}
		times[called{group, f.label}]++
		if p.failed(f) {
			p.b.noteJoin(f.alternate, "feed "+f.name+" is not published: its pages list nothing, and what was published before stays")
			continue
		}
		pub := feed.Publication{Name: f.name, Label: f.label, Group: group, RollUp: f.rollUp, Feed: p.feed(f)}
		if n := times[called{pub.Group, pub.Label}]; n > 1 { // readers tell feeds apart by what they are called
			pub.Label += " (" + strconv.Itoa(n) + ")"
			if p.b.recipe.Title == "" {
				pub.Feed.Title.Value = strings.Replace(f.title, f.label, pub.Label, 1)
			}
		}
		pubs = append(pubs, pub)
	}
	return pubs
}

func (p *builderPlan) feed(f *builderFeed) *feed.Feed {
	r := p.b.recipe
	out := &feed.Feed{
		ID:       feed.TagURI(p.owner(f), time.Time{}, "feed/"+f.name),
		Title:    feed.Text{Value: f.title},
		Language: r.Language,
	}
	if out.Language == "" {
		out.Language = builderMost(f.pages, func(page *builderPage) string { return page.language })
	}
	if builderAbsolute(f.alternate) {
		out.Links = []feed.Link{{Rel: "alternate", Href: f.alternate, Type: "text/html"}}
	}
	for _, it := range p.b.kept(f) {
		item := p.feedItem(it)
		if item.Language == out.Language {
			item.Language = ""
		}
		for _, d := range []dates.Date{item.Published, item.Updated} {
			if !d.IsZero() && (out.Updated.IsZero() || d.Time.After(out.Updated.Time)) {
				out.Updated = d
			}
		}
		out.Items = append(out.Items, item)
	}
	return out
}

// kept are the items of a feed that it publishes: as many of the newest as it may have.
func (b *Builder) kept(f *builderFeed) []*builderItem {
	r := b.recipe
	if most := cmp.Or(b.o.MaxItems, f.most, r.Emit.Items); most > 0 && r.Emit.Archive == 0 && len(f.items) > most {
		return f.items[:most]
	}
	return f.items
}

// owner is the host in whose name a feed speaks.
func (p *builderPlan) owner(f *builderFeed) string {
	for _, a := range []string{p.b.base, f.alternate} {
		if h := builderHost(a); h != "" {
			return h
		}
	}
	return builderNobody
}

// itemID names an item: by what the recipe takes from the address, else by the address.
func (b *Builder) itemID(address string) string {
	if re := b.recipe.ItemID; re != nil {
		if m := re.FindStringSubmatch(address); m != nil {
			owner := cmp.Or(builderHost(b.base), builderHost(address), builderNobody)
			sum := sha256.Sum256([]byte(owner + "\x00" + m[len(m)-1]))
			return feed.TagURI(owner, time.Time{}, "item/"+hex.EncodeToString(sum[:16]))
		}
	}
	return builderItemID(address)
}

// builderItemID names an item for ever: by the canonical address of its page, and where that is not known by what
// the listing links.
func builderItemID(address string) string {
	if id := feed.ItemID(address); id != "" {
		return id
	}
	sum := sha256.Sum256([]byte(builderKey(address)))
	return feed.TagURI(builderNobody, time.Time{}, "item/"+hex.EncodeToString(sum[:16]))
}

// builderNobody stands for the owner of pages whose address is not known.
const builderNobody = "portalfeed.invalid"

// builderCollapse takes repeated segments off the end: all/all is all.
func builderCollapse(name string) string {
	for {
		dir, last := path.Split(name)
		dir = strings.TrimSuffix(dir, "/")
		if dir == "" || path.Base(dir) != last {
			return name
		}
		name = dir
	}
}
