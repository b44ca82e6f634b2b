package site

import (
	"slices"

	"github.com/portalfeed/portalfeed/feed"
)

// group is the feeds of one leader, or those of none.
type group struct {
	Name  string // "" for the feeds that belong to none
	ID    string // of its section on the index page
	Feeds []entry
}

// grouped joins feeds of the same group, in order of first appearance.
func grouped(feeds []entry) []group {
	var groups []group
	for _, f := range feeds {
		i := slices.IndexFunc(groups, func(g group) bool { return g.Name == f.Group })
		if i < 0 {
			i = len(groups)
			groups = append(groups, group{Name: f.Group})
		}
		groups[i].Feeds = append(groups[i].Feeds, f)
	}
	return groups
}

// opml lists all feeds, those of a leader in a folder of their own.
func (e *Exporter) opml(feeds []entry) []byte {
	list := feed.OPML{Title: e.title()}
	for _, g := range grouped(feeds) {
		at := &list.Outlines
		if g.Name != "" {
			list.Outlines = append(list.Outlines, feed.Outline{Text: g.Name})
			at = &list.Outlines[len(list.Outlines)-1].Outlines
		}
		for _, f := range g.Feeds {
			*at = append(*at, feed.Outline{
				Text: f.Label, Title: f.Title, Type: "rss", XMLURL: f.Name + f.Formats[0].Extension(), HTMLURL: f.HTMLURL,
			})
		}
	}
	return feed.AppendOPML(nil, &list)
}
