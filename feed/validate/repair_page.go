package validate

import (
	"net/url"
	"slices"
	"strings"
)

// maxAdvertised is how many feeds Advertised names.
const maxAdvertised = 20

// Advertised returns the addresses of the feeds that an HTML page names in its head (link elements whose rel is alternate and whose
// type is that of a feed, as in the HTML Standard, 4.6.7.1), resolved against the address of the page. A document that is no feed is
// often the page that was fetched in place of one.
func Advertised(page []byte, address string) []string {
	base, err := url.Parse(address)
	if err != nil {
		base = &url.URL{}
	}
	var out []string
	eachTag(string(page), func(t htmlTag) bool {
		if t.name != "link" || t.closing {
			return t.name != "body"
		}
		rel, kind, href := "", "", ""
		eachAttr(t.attrs, func(name, value string) {
			switch name {
			case "rel":
				rel = strings.ToLower(value)
			case "type":
				kind, _, _ = strings.Cut(strings.ToLower(value), ";")
			case "href":
				href = strings.TrimSpace(value)
			}
		})
		const feeds = "application/rss+xml application/atom+xml application/rdf+xml application/feed+json"
		if href == "" || !inList(feeds, strings.TrimSpace(kind)) || !slices.Contains(strings.Fields(rel), "alternate") {
			return true
		}
		if u, err := url.Parse(href); err == nil {
			href = base.ResolveReference(u).String()
		}
		out = append(out, href)
		return len(out) < maxAdvertised
	})
	return out
}
