package convert

import (
	"slices"
	"strings"

	"github.com/portalfeed/portalfeed/convert/internal/dom"
)

// maxFeeds bounds the feeds of a page that are told.
const maxFeeds = 20

// Feeds are the feeds that the page itself names, as readers look for them: link elements, or links, of the relation
// alternate with the media type of a feed (RSS Autodiscovery, HTML 4.8.4.5 "alternate").
func (d *Document) Feeds() []Link {
	var all []Link
	for _, i := range d.pagerNodes {
		n := d.tree.At(int(i))
		if t := n.Tag(); t != dom.Link && t != dom.A {
			continue
		}
		if !feedType(n.Attr("type")) || !hasWord(n.Attr("rel"), "alternate") && !hasWord(n.Attr("rel"), "feed") {
			continue
		}
		u := d.pageLink(n.Attr("href"))
		if u == "" || slices.ContainsFunc(all, func(l Link) bool { return l.URL == u }) {
			continue
		}
		if all = append(all, Link{Title: normal(n.Attr("title")), URL: u}); len(all) == maxFeeds {
			break
		}
	}
	return all
}

// feedType says whether a media type is that of a feed.
func feedType(s string) bool {
	if s == "" {
		return false
	}
	s, _, _ = strings.Cut(s, ";")
	switch strings.ToLower(strings.TrimSpace(s)) {
	case "application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml", "application/x-rss+xml", "text/rss+xml":
		return true
	}
	return false
}
