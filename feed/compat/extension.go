package compat

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"github.com/mmcdole/gofeed"
	ext "github.com/mmcdole/gofeed/extensions"

	"github.com/portalfeed/portalfeed/feed"
)

const (
	// maxExtensions bounds the extensions, children among them, that are carried over of a feed or item.
	maxExtensions = 2000
	// maxExtensionDepth bounds how deep they are nested; the maps of gofeed might even contain themselves.
	maxExtensionDepth = 32
)

// prefixes are the prefixes under which gofeed files extensions, whatever a document calls them, with the names of their
// namespaces. The first of a prefix is the one that is made of it; gofeed compares the case of letters, we do not.
var prefixes = [...]struct{ prefix, space string }{
	{"atom", "http://www.w3.org/2005/Atom"},
	{"itunes", "http://www.itunes.com/dtds/podcast-1.0.dtd"},
	{"dc", "http://purl.org/dc/elements/1.1/"},
	{"dcterms", "http://purl.org/dc/terms/"},
	{"media", "http://search.yahoo.com/mrss/"},
	{"media", "http://search.yahoo.com/mrss"},
	{"content", "http://purl.org/rss/1.0/modules/content/"},
	{"podcast", "https://podcastindex.org/namespace/1.0"},
	{"psc", "http://podlove.org/simple-chapters"},
	{"slash", "http://purl.org/rss/1.0/modules/slash/"},
	{"wfw", "http://wellformedweb.org/CommentAPI/"},
	{"sy", "http://purl.org/rss/1.0/modules/syndication/"},
	{"thr", "http://purl.org/syndication/thread/1.0"},
	{"georss", "http://www.georss.org/georss"},
	{"geo", "http://www.w3.org/2003/01/geo/wgs84_pos#"},
	{"gml", "http://www.opengis.net/gml"},
	{"creativeCommons", "http://backend.userland.com/creativeCommonsRssModule"},
	{"cc", "http://web.resource.org/cc/"},
	{"feedburner", "http://rssnamespace.org/feedburner/ext/1.0"},
	{"fh", "http://purl.org/syndication/history/1.0"},
	{"admin", "http://webns.net/mvcb/"},
	{"blogChannel", "http://backend.userland.com/blogChannelModule"},
	{"trackback", "http://madskills.com/public/xml/rss/module/trackback/"},
	{"prism", "http://prismstandard.org/namespaces/1.2/basic/"},
	{"foaf", "http://xmlns.com/foaf/0.1/"},
}

// spaceOf returns the namespace that a prefix of gofeed stands for, "" if that cannot be known. A namespace
// without prefix is its own.
func spaceOf(prefix string) string {
	for _, p := range prefixes {
		if p.prefix == prefix {
			return p.space
		}
	}
	if strings.Contains(prefix, ":") {
		return prefix
	}
	return ""
}

// prefixOf returns the prefix under which gofeed files a namespace.
func prefixOf(x *feed.Extension) string {
	for _, p := range prefixes {
		if strings.EqualFold(p.space, x.Space) {
			return p.prefix
		}
	}
	return firstOf(x.Prefix, x.Space)
}

// fromExtensions returns what gofeed keeps of a feed or item beyond the fields of the model, in the order of its names: that of
// the document is lost. image is the address that the model has as its image already.
func fromExtensions(m ext.Extensions, custom map[string]string, item bool, image string) []feed.Extension {
	var out []feed.Extension
	left := maxExtensions
	for _, name := range slices.Sorted(maps.Keys(custom)) {
		if left--; left < 0 {
			return out
		}
		out = append(out, feed.Extension{Name: name, Value: custom[name]})
	}
	for _, prefix := range slices.Sorted(maps.Keys(m)) {
		space := spaceOf(prefix)
		if space == "" {
			continue
		}
		shown := prefix
		if shown == space {
			shown = ""
		}
		for _, name := range slices.Sorted(maps.Keys(m[prefix])) {
			if hasField(prefix, name, item) {
				continue
			}
			for i := range m[prefix][name] {
				e := &m[prefix][name][i]
				if prefix == "media" && image != "" && e.Attrs["url"] == image && len(e.Attrs) <= 2 && len(e.Children) == 0 {
					continue
				}
				if left <= 0 {
					return out
				}
				out = append(out, fromExtension(e, space, shown, name, maxExtensionDepth, &left))
			}
		}
	}
	return out
}

func fromExtension(e *ext.Extension, space, prefix, name string, depth int, left *int) feed.Extension {
	*left--
	out := feed.Extension{Space: space, Prefix: prefix, Name: name}
	for _, k := range slices.Sorted(maps.Keys(e.Attrs)) {
		out.Attrs = append(out.Attrs, feed.ExtensionAttr{Name: k, Value: e.Attrs[k]})
	}
	for _, child := range slices.Sorted(maps.Keys(e.Children)) {
		for i := range e.Children[child] {
			if depth > 0 && *left > 0 {
				out.Children = append(out.Children, fromExtension(&e.Children[child][i], space, prefix, child, depth-1, left))
			}
		}
	}
	if len(out.Children) == 0 {
		out.Value = e.Value
	}
	return out
}

// hasField reports whether the model has a field for an element of a module, as the readers of package feed have it.
func hasField(prefix, name string, item bool) bool {
	switch prefix {
	case "atom", "atom03", "atom10", "rdf", "xhtml", "xml":
		return true
	case "content":
		return name == "encoded"
	case "fh":
		return name == "complete" || name == "archive"
	case "itunes":
		switch name {
		case "author", "summary", "subtitle", "image":
			return true
		case "title":
			return item
		case "owner":
			return !item
		}
	case "dc", "dcterms":
		switch name {
		case "title", "description", "abstract", "creator", "author", "contributor", "subject", "language", "rights", "date", "modified":
			return true
		case "source", "identifier", "issued", "created", "available":
			return item
		}
	}
	return false
}

// toExtensions returns extensions as gofeed keeps them: by prefix and name, and those without a namespace by name alone. Members of
// a JSON Feed have no place there.
func toExtensions(list []feed.Extension) (m ext.Extensions, custom map[string]string) {
	left := maxExtensions
	for i := range list {
		x := &list[i]
		switch {
		case x.Space == feed.JSONSpace || x.Name == "" || left <= 0:
		case x.Space == "":
			if custom == nil {
				custom = map[string]string{}
			}
			custom[x.Name] = x.Value
			left--
		default:
			m = addExtension(m, prefixOf(x), toExtension(x, maxExtensionDepth, &left))
		}
	}
	return m, custom
}

func addExtension(m ext.Extensions, prefix string, e ext.Extension) ext.Extensions {
	if m == nil {
		m = ext.Extensions{}
	}
	if m[prefix] == nil {
		m[prefix] = map[string][]ext.Extension{}
	}
	m[prefix][e.Name] = append(m[prefix][e.Name], e)
	return m
}

func toExtension(x *feed.Extension, depth int, left *int) ext.Extension {
	*left--
	out := ext.Extension{Name: x.Name, Value: x.Value, Attrs: map[string]string{}, Children: map[string][]ext.Extension{}}
	for _, a := range x.Attrs {
		if _, ok := out.Attrs[a.Name]; !ok || a.Space == "" { // gofeed has no namespaces of attributes
			out.Attrs[a.Name] = a.Value
		}
	}
	for i := range x.Children {
		if c := &x.Children[i]; depth > 0 && *left > 0 {
			out.Children[c.Name] = append(out.Children[c.Name], toExtension(c, depth-1, left))
		}
	}
	return out
}

// addLinks puts the links that gofeed has no field for where its parser has those of atom:link.
func addLinks(m ext.Extensions, links []feed.Link) ext.Extensions {
	for i := range links {
		l := &links[i]
		switch l.Rel {
		case "", "alternate", "self", "enclosure":
			continue
		}
		attrs := map[string]string{}
		for _, a := range [...]struct{ name, value string }{{"rel", l.Rel}, {"href", l.Href}, {"type", l.Type}, {"title", l.Title}, {"hreflang", l.Language}} {
			if a.value != "" {
				attrs[a.name] = a.value
			}
		}
		m = addExtension(m, "atom", ext.Extension{Name: "link", Attrs: attrs, Children: map[string][]ext.Extension{}})
	}
	return m
}

// itunesItem returns the elements of a podcast's item for a program that has gofeed's struct alone.
func itunesItem(x *ext.ITunesItemExtension) ext.Extensions {
	if x == nil {
		return nil
	}
	return itunes([]named{
		{"block", x.Block},
		{"duration", x.Duration},
		{"episode", x.Episode},
		{"episodeType", x.EpisodeType},
		{"explicit", x.Explicit},
		{"isClosedCaptioned", x.IsClosedCaptioned},
		{"keywords", x.Keywords},
		{"order", x.Order},
		{"season", x.Season},
	})
}

// itunesFeed is itunesItem for a feed.
func itunesFeed(x *ext.ITunesFeedExtension) ext.Extensions {
	if x == nil {
		return nil
	}
	m := itunes([]named{
		{"block", x.Block},
		{"complete", x.Complete},
		{"explicit", x.Explicit},
		{"keywords", x.Keywords},
		{"new-feed-url", x.NewFeedURL},
		{"type", x.Type},
	})
	for _, c := range x.Categories {
		if e, ok := itunesCategory(c, maxExtensionDepth); ok {
			m = addExtension(m, "itunes", e)
		}
	}
	return m
}

func itunesCategory(c *ext.ITunesCategory, depth int) (ext.Extension, bool) {
	if c == nil || depth == 0 {
		return ext.Extension{}, false
	}
	e := ext.Extension{Name: "category", Attrs: map[string]string{"text": c.Text}}
	if sub, ok := itunesCategory(c.Subcategory, depth-1); ok {
		e.Children = map[string][]ext.Extension{"category": {sub}}
	}
	return e, true
}

type named struct{ name, value string }

func itunes(list []named) ext.Extensions {
	var m ext.Extensions
	for _, n := range list {
		if n.value != "" {
			m = addExtension(m, "itunes", ext.Extension{Name: n.name, Value: n.value})
		}
	}
	return m
}

// withITunes returns the extensions of a feed or item with those that only gofeed's struct of them has. m is not changed.
func withITunes(m, own ext.Extensions) ext.Extensions {
	if len(own) == 0 || len(m["itunes"]) > 0 {
		return m
	}
	out := maps.Clone(m)
	if out == nil {
		return own
	}
	out["itunes"] = own["itunes"]
	return out
}

// toITunesFeed returns gofeed's struct for the podcast elements of a feed, nil if it has none.
func toITunesFeed(m ext.Extensions, f *feed.Feed) *ext.ITunesFeedExtension {
	if len(m["itunes"]) == 0 {
		return nil
	}
	out := ext.NewITunesFeedExtension(m["itunes"])
	out.Author = firstOf(firstAuthor(f.Authors), out.Author)
	if out.Owner == nil && len(f.Authors) > 0 {
		out.Owner = &ext.ITunesOwner{Name: f.Authors[0].Name, Email: f.Authors[0].Email}
	}
	out.Image, out.Summary = firstOf(out.Image, f.Logo), firstOf(out.Summary, f.Subtitle.Value)
	return out
}

// toITunesItem is toITunesFeed for an item.
func toITunesItem(m ext.Extensions, it *feed.Item) *ext.ITunesItemExtension {
	if len(m["itunes"]) == 0 {
		return nil
	}
	out := ext.NewITunesItemExtension(m["itunes"])
	out.Author, out.Image, out.Summary = firstOf(firstAuthor(it.Authors), out.Author), firstOf(out.Image, it.Image), firstOf(out.Summary, it.Summary.Value)
	return out
}

func firstAuthor(list []feed.Person) string {
	if len(list) == 0 {
		return ""
	}
	return list[0].Name
}

// toDublinCore returns gofeed's struct of what an item has in Dublin Core alone there, nil if that is nothing.
func toDublinCore(m ext.Extensions, it *feed.Item) *ext.DublinCoreExtension {
	out := ext.NewDublinCoreExtension(m["dc"])
	if it.Source != nil {
		out.Source = []string{firstOf(it.Source.Title, it.Source.URL)}
	}
	for _, p := range it.Contributors {
		out.Contributor = append(out.Contributor, cmp.Or(p.Name, p.Email, p.URI))
	}
	if it.Language != "" {
		out.Language = []string{it.Language}
	}
	if it.Rights.Value != "" {
		out.Rights = []string{it.Rights.Value}
	}
	if len(m["dc"]) == 0 && len(out.Source)+len(out.Contributor)+len(out.Language)+len(out.Rights) == 0 {
		return nil
	}
	return out
}

// addITunes takes author and image from gofeed's struct of a podcast where the item has none.
func addITunes(out *feed.Item, it *gofeed.Item) {
	x := it.ITunesExt
	if x == nil {
		return
	}
	if len(out.Authors) == 0 && x.Author != "" {
		out.Authors = []feed.Person{{Name: x.Author}}
	}
	out.Image = firstOf(out.Image, x.Image)
}
