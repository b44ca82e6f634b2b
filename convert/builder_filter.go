package convert

import (
	"path"
	"regexp"
	"slices"
)

// filter keeps the items that the recipe wants.
func (p *builderPlan) filter(items []*builderItem) []*builderItem {
	f := &p.b.recipe.Filter
	if len(f.Include) == 0 && len(f.Exclude) == 0 && f.Since.IsZero() && f.Until.IsZero() {
		return p.dedupe(items)
	}
	kept := items[:0:0]
	for _, it := range items {
		if p.keeps(f, it) {
			kept = append(kept, it)
		}
	}
	return p.dedupe(kept)
}

func (p *builderPlan) keeps(f *Filter, it *builderItem) bool {
	if d := it.sortDate; !d.IsZero() && (!f.Since.IsZero() && d.Time.Before(f.Since) || !f.Until.IsZero() && !d.Time.Before(f.Until)) {
		return false
	}
	title := it.title
	if it.page != nil {
		title = builderTitle(title, it.page.article.title)
	}
	text := builderSimple.Replace(title + "\n" + it.summary)
	matches := func(re *regexp.Regexp) bool { return re.MatchString(text) }
	if len(f.Include) > 0 && !slices.ContainsFunc(f.Include, matches) {
		return false
	}
	return !slices.ContainsFunc(f.Exclude, matches)
}

// dedupe keeps the first of the items of one title, where the recipe wants that.
func (p *builderPlan) dedupe(items []*builderItem) []*builderItem {
	if !p.b.recipe.Filter.DedupeTitles {
		return items
	}
	first := map[string]*builderItem{}
	kept := items[:0:0]
	for _, it := range items {
		fold := builderFold(it.title)
		old := first[fold]
		if old == nil || fold == "" {
			first[fold] = it
			kept = append(kept, it)
			continue
		}
		for _, c := range it.categories {
			if !slices.Contains(old.categories, c) {
				old.categories = append(old.categories, c)
			}
		}
	}
	return kept
}

// merges adds the feeds of the recipe that join others by name.
func (p *builderPlan) merges() {
	feeds := slices.Clone(p.feeds)
	for _, m := range p.b.recipe.Merges {
		var of []*builderFeed
		for _, f := range feeds {
			if slices.ContainsFunc(m.From, func(pattern string) bool {
				ok, err := path.Match(pattern, f.name)
				return err == nil && ok
			}) {
				of = append(of, f)
			}
		}
		if len(of) == 0 {
			p.b.noteJoin("", "feed "+m.Name+" is left out: none of the feeds it joins was made")
			continue
		}
		f := &builderFeed{label: m.Title, name: m.Name, title: m.Title, most: m.Items, from: m.From}
		if f.label == "" {
			f.label = of[0].label
		}
		p.join(f, of)
	}
}

// failed reports whether a feed is kept back, because its pages list nothing and the recipe wants to keep what was
// published before.
func (p *builderPlan) failed(f *builderFeed) bool {
	return p.b.recipe.OnFail == OnFailStale && f.found == 0
}
