package feed

import (
	"strings"
	"unicode/utf8"

	"github.com/portalfeed/portalfeed/feed/internal/podcast"
	"github.com/portalfeed/portalfeed/feed/internal/xmlscan"
)

const itunesSpace = "http://www.itunes.com/dtds/podcast-1.0.dtd"

// The limits of Apple on texts, in characters.
const (
	maxPodcastLine    = 255
	maxPodcastSummary = 4000
)

// keepPodcast keeps an element that the model has a field for, too: Apple asks for it by its own name. It returns nil where there are too many.
func (r *xmlReader) keepPodcast(list *[]Extension, tok *xmlscan.Token) *Extension {
	n := len(*list)
	if r.keepExtension(list, tok); len(*list) == n {
		return nil
	}
	return &(*list)[n]
}

// keepConstruct is keepPodcast for a text, which it returns.
func (r *xmlReader) keepConstruct(list *[]Extension, tok *xmlscan.Token, name string) Text {
	t := r.construct(tok, false)
	if r.kept++; r.kept > maxExtensions {
		r.tooMany()
	} else if t.present() {
		*list = append(*list, Extension{Space: itunesSpace, Prefix: "itunes", Name: name, Value: strings.TrimSpace(t.Value)})
	}
	return t
}

// owner returns the person that an element with a name and an address tells of.
func (x *Extension) owner() Person {
	var p Person
	for i := range x.Children {
		switch c := &x.Children[i]; strings.ToLower(c.Name) {
		case "name":
			p.Name = firstOf(p.Name, c.Value)
		case "email":
			p.Email = firstOf(p.Email, c.Value)
		}
	}
	if p == (Person{}) {
		return personOf(x.Value)
	}
	return p
}

// fitsPodcast is fits for the namespace of Apple. Elements that the W3C service does not know, such as complete, it calls errors.
func fitsPodcast(x *Extension, v string, item bool) bool {
	leaf := len(x.Children) == 0
	switch x.Name {
	case "category":
		return !item && podcast.IsCategory(x.Attr("text"), "")
	case "owner":
		p := x.owner()
		return !item && isEmail(p.Email) && !leaf
	}
	if !leaf {
		return false
	}
	switch x.Name {
	case "explicit":
		return explicit(v) != ""
	case "block":
		return v == "yes" || v == "no" || v == "Yes" || v == "No"
	case "duration":
		return item && isDuration(v)
	case "episode", "season":
		return item && isCount(v) && v != "0"
	case "episodeType":
		return item && (v == "full" || v == "trailer" || v == "bonus")
	case "type":
		return !item && (v == "episodic" || v == "serial")
	case "author", "subtitle":
		return isProse(v, maxPodcastLine) && line(v) == v
	case "title":
		return item && isProse(v, maxPodcastLine) && line(v) == v
	case "summary":
		return isProse(v, maxPodcastSummary)
	case "keywords":
		return !item && isProse(v, maxPodcastLine) && line(v) == v && (strings.Contains(v, ",") || !strings.Contains(v, " "))
	case "image":
		return isWeb(x.Attr("href"))
	case "new-feed-url":
		return !item && isWeb(v)
	}
	return false
}

// fitsWithin reports whether an element of Apple can hold another.
func fitsWithin(x, parent *Extension) bool {
	if spaceOf(x.Space) != spaceItunes || len(x.Children) > 0 {
		return false
	}
	v := strings.TrimSpace(x.Value)
	switch {
	case parent.Name == "category":
		return x.Name == "category" && podcast.IsCategory(x.Attr("text"), parent.Attr("text"))
	case x.Name == "email":
		return isEmail(v)
	case x.Name == "name":
		return isProse(v, maxPodcastLine) && line(v) == v
	}
	return false
}

// isProse reports whether a text has no markup nor references, and not more than most characters.
func isProse(v string, most int) bool {
	return v != "" && CleanText(v) == v && !strings.ContainsAny(v, "<>") && withoutReferences(v, false) == v && utf8.RuneCountInString(v) <= most
}

// doubled reports whether the model has a field for an element of a podcast, so that it is said in any case. It is written where the
// document is one of a podcast: Apple asks for it by its name, but feeds with single elements of podcasts in them are faulted for not having all.
func doubled(x *Extension) bool {
	if spaceOf(x.Space) != spaceItunes {
		return false
	}
	switch x.Name {
	case "category", "owner", "author", "subtitle", "title", "summary", "keywords", "image":
		return true
	}
	return false
}

// isPodcast reports whether a document of the format says what Apple asks of a podcast, or what only podcasts say.
func (f *Feed) isPodcast(format Format) bool {
	if format == RDF || format == JSONFeed {
		return false
	}
	at, within := placeChannel, placeItem
	if format == Atom {
		at, within = placeFeed, placeEntry
	}
	if ofPodcast(f.Extensions, format, at) {
		return true
	}
	for i := range f.Items {
		if ofPodcast(f.Items[i].Extensions, format, within) {
			return true
		}
	}
	return false
}

// ofPodcast reports whether extensions say what only podcasts do.
func ofPodcast(list []Extension, format Format, at place) bool {
	for i := range list {
		if x := &list[i]; spaceOf(x.Space) == spaceItunes && !doubled(x) && format.holds(x, at) {
			return true
		}
	}
	return false
}

// isEpisode reports whether the entry of Atom that is being read is one of a podcast, by what was read of it and of the feed before.
func (r *xmlReader) isEpisode() bool {
	if n := len(r.feed.Extensions); n != r.judged {
		r.judged, r.podcast = n, ofPodcast(r.feed.Extensions, Atom, placeFeed)
	}
	return r.podcast || ofPodcast(r.item.Extensions, Atom, placeEntry)
}

// podcastCategory reports whether a category of the feed is written as Apple has it.
func (p *plan) podcastCategory(c *Category) bool {
	if !p.podcast || c.Scheme != itunesSpace {
		return false
	}
	for i := range p.feed.Extensions {
		x := &p.feed.Extensions[i]
		if x.Name != "category" || !doubled(x) || !p.format.holds(x, placeChannel) {
			continue
		}
		if x.Attr("text") == c.Term {
			return true
		}
		for k := range x.Children {
			if y := &x.Children[k]; fitsWithin(y, x) && y.Attr("text") == c.Term {
				return true
			}
		}
	}
	return false
}

// hasArt reports whether the extensions of an item show its image as that of an episode.
func hasArt(list []Extension, image string) bool {
	for i := range list {
		if x := &list[i]; x.Name == "image" && doubled(x) && x.Attr("href") == image && fits(x, placeItem) {
			return true
		}
	}
	return false
}

// said reports whether fields of the model say what an element of a podcast does.
func said(x *Extension, authors []Person, categories []Category, image string, texts ...Text) bool {
	named := func(name string) bool {
		for _, c := range categories {
			if c.Term == name {
				return true
			}
		}
		return false
	}
	switch {
	case !doubled(x):
		return false
	case x.Name == "image":
		return x.Attr("href") == image
	case x.Name == "author", x.Name == "owner":
		p := x.owner()
		for _, a := range authors {
			if a.Name == p.Name && (p.Email == "" || a.Email == p.Email) {
				return true
			}
		}
		return false
	case x.Name == "category":
		all := named(x.Attr("text"))
		for i := range x.Children {
			all = all && named(x.Children[i].Attr("text"))
		}
		return all
	case x.Name == "keywords":
		for word := range strings.SplitSeq(x.Value, ",") {
			if word = strings.TrimSpace(word); word != "" && !named(word) {
				return false
			}
		}
		return true
	}
	for _, t := range texts {
		if strings.TrimSpace(t.Value) == x.Value {
			return true
		}
	}
	return false
}
