package pipeline

import (
	"strings"

	"github.com/portalfeed/portalfeed/convert"
	"github.com/portalfeed/portalfeed/feed"
)

// archives spreads feeds over archive pages (RFC 5005 section 4) where the recipe asks for it. The pages link each other by
// absolute addresses, so that of the published feeds has to be known.
func (r *run) archives(pubs []feed.Publication) []feed.Publication {
	if r.o.Recipe == nil || r.o.Recipe.Emit.Archive <= 0 {
		return pubs
	}
	if r.o.SiteURL == "" {
		r.sum.Notes = append(r.sum.Notes, convert.Note{Message: "the feeds have no archive pages: nobody told the address under which they will be published"})
		return pubs
	}
	if r.links == nil {
		r.links = map[string][]docLink{}
	}
	taken := make(map[string]bool, len(pubs))
	for _, p := range pubs {
		taken[p.Name] = true
	}
	out := make([]feed.Publication, 0, len(pubs))
	for _, p := range pubs {
		place := func(page string) string {
			if page == "" {
				return p.Name
			}
			return p.Name + "/" + page
		}
		pages := feed.Archive(p.Feed, r.o.Recipe.Emit.Archive, place)
		if len(pages) < 2 || taken[place(pages[1].Name)] {
			out = append(out, p)
			continue
		}
		for _, page := range pages {
			part := p
			part.Name, part.Feed = place(page.Name), page.Feed
			if page.Name != "" {
				part.ArchiveOf, part.RollUp = p.Name, true
			}
			part.Feed.Links = r.pageLinks(part)
			out = append(out, part)
		}
	}
	return out
}

// pageLinks takes the links between the pages of an archive out of a feed's links and keeps them for each format.
func (r *run) pageLinks(p feed.Publication) []feed.Link {
	var kept []feed.Link
	links := r.links[p.Name]
	for _, l := range p.Feed.Links {
		switch {
		case l.Rel == "prev-archive" || l.Rel == "next-archive" || l.Rel == "current":
			links = append(links, docLink{rel: l.Rel, name: l.Href})
		case l.Rel == "self" && !strings.Contains(l.Href, ":"): // the place of the page
		default:
			kept = append(kept, l)
		}
	}
	r.links[p.Name] = links
	return kept
}
