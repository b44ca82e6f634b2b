package convert

import (
	"regexp"
	"strings"
	"time"

	"go.yaml.in/yaml/v4"

	"github.com/portalfeed/portalfeed/feed/dates"
)

// filter reads which items the feeds keep.
func (d *recipeDecoder) filter(n *yaml.Node) {
	f := &d.recipe.Filter
	if d.auto(n) {
		return
	}
	d.mapping(n, "filter", []recipeField{
		{"include", d.unlessAuto(func(v *yaml.Node) { f.Include = d.regexps(v, "include") })},
		{"exclude", d.unlessAuto(func(v *yaml.Node) { f.Exclude = d.regexps(v, "exclude") })},
		{"since", d.unlessAuto(func(v *yaml.Node) { d.sinceAt = v })},
		{"until", d.unlessAuto(func(v *yaml.Node) { d.untilAt = v })},
		{"dedupe", func(v *yaml.Node) {
			if d.auto(v) {
				return
			}
			switch s := d.text(v, "dedupe"); s {
			case "title":
				f.DedupeTitles = true
			case "address":
			default:
				d.fail(v, recipeMeant(s, "address or title", "address", "title"), "dedupe %q is not known", recipeShort(s))
			}
		}},
	}, nil)
}

// regexps reads one expression or a list of them, in Simplified characters as filters compare.
func (d *recipeDecoder) regexps(n *yaml.Node, what string) []*regexp.Regexp {
	m := recipeAlias(n)
	nodes := []*yaml.Node{n}
	if m.Kind == yaml.SequenceNode {
		nodes = m.Content
	}
	if len(nodes) > recipeMaxRules {
		d.fail(n, "join expressions with |", "%s has %d expressions, more than %d", what, len(nodes), recipeMaxRules)
		return nil
	}
	var all []*regexp.Regexp
	for _, v := range nodes {
		if re := d.regexp(v, what); re != nil {
			if simple, err := regexp.Compile(builderSimple.Replace(re.String())); err == nil {
				re = simple
			}
			all = append(all, re)
		}
	}
	return all
}

// dateRange settles the dates of the filter, once the zone is known.
func (d *recipeDecoder) dateRange() {
	f := &d.recipe.Filter
	f.Since, _ = d.bound(d.sinceAt, "since")
	_, f.Until = d.bound(d.untilAt, "until")
	if d.err == nil && !f.Since.IsZero() && !f.Until.IsZero() && !f.Since.Before(f.Until) {
		d.fail(d.untilAt, "since is the first day, until the last", "until is before since")
	}
}

// bound reads a date as the span of time it names: 2012-09 is the month.
func (d *recipeDecoder) bound(n *yaml.Node, what string) (from, to time.Time) {
	if n == nil || d.err != nil {
		return from, to
	}
	s := d.text(n, what)
	if d.err != nil {
		return from, to
	}
	date, err := recipeDate(s, d.recipe.Location)
	if err != nil {
		d.fail(n, "such as 2012-09-25, 2012-09 or 2012", "date %q of %s cannot be read", recipeShort(s), what)
		return from, to
	}
	from = date.Time
	switch date.Precision {
	case dates.Year:
		to = from.AddDate(1, 0, 0)
	case dates.Month:
		to = from.AddDate(0, 1, 0)
	case dates.Day:
		to = from.AddDate(0, 0, 1)
	case dates.Hour:
		to = from.Add(time.Hour)
	case dates.Minute:
		to = from.Add(time.Minute)
	default:
		to = from.Add(time.Second)
	}
	return from, to
}

// recipeFeedName reports whether a feed may be called so.
func recipeFeedName(s string) bool {
	if s == "" || len(s) > 200 {
		return false
	}
	for part := range strings.SplitSeq(s, "/") {
		if !recipeSlugPattern.MatchString(part) || builderReserved(part) {
			return false
		}
	}
	return true
}
