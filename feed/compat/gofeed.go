package compat

import (
	"strconv"
	"strings"
	"time"

	"github.com/mmcdole/gofeed"
	"github.com/mmcdole/gofeed/atom"
	ext "github.com/mmcdole/gofeed/extensions"
	"github.com/mmcdole/gofeed/rss"

	"github.com/portalfeed/portalfeed/feed"
	"github.com/portalfeed/portalfeed/feed/dates"
)

// FromGofeed returns the model of a feed that gofeed read. Dates are read
// anew from their text by package dates, which knows forms that gofeed does not and
// keeps the zone; o says what a date without zone or with the zone CST means. What the universal model of
// gofeed leaves out is taken from the original feed where its parser kept that. Extensions are carried where
// their namespace is known: gofeed keeps prefixes alone. f is not changed. Nil is an empty feed, and what is nil within f is left out.
func FromGofeed(f *gofeed.Feed, o dates.Options) *feed.Feed {
	out := &feed.Feed{}
	if f == nil {
		return out
	}
	out.Title = feed.Text{Value: f.Title}
	out.Subtitle = feed.Text{Value: f.Description}
	out.Language = f.Language
	out.Links = feedLinks(f)
	out.Authors = fromPersons(f.Authors)
	out.Categories = fromCategories(f.Categories)
	out.Rights = feed.Text{Value: f.Copyright}
	out.Generator = feed.Generator{Name: f.Generator}
	out.Updated = date(f.Updated, f.UpdatedParsed, o)
	if out.Updated.IsZero() {
		out.Updated = date(f.Published, f.PublishedParsed, o)
	}
	if f.Image != nil {
		out.Logo = f.Image.URL
	}
	if x := f.ITunesExt; x != nil {
		out.Logo = firstOf(out.Logo, x.Image)
		if len(out.Authors) == 0 && x.Author != "" {
			out.Authors = []feed.Person{{Name: x.Author}}
		}
	}
	_, out.Complete = f.Extensions["fh"]["complete"]
	_, out.Archive = f.Extensions["fh"]["archive"]
	out.Extensions = fromExtensions(withITunes(f.Extensions, itunesFeed(f.ITunesExt)), f.Custom, false, out.Logo)
	out.Items = make([]feed.Item, 0, len(f.Items))
	for _, it := range f.Items {
		if it != nil {
			out.Items = append(out.Items, fromItem(it, f.FeedType, o))
		}
	}
	switch original := f.OriginalFeed().(type) {
	case *atom.Feed:
		addAtom(out, original)
	case *rss.Feed:
		addRSS(out, original)
	}
	return out
}

func feedLinks(f *gofeed.Feed) []feed.Link {
	var out []feed.Link
	if f.Link != "" {
		out = append(out, feed.Link{Rel: "alternate", Href: f.Link})
	}
	if f.FeedLink != "" {
		out = append(out, feed.Link{Rel: "self", Href: f.FeedLink})
	}
	return append(out, atomLinks(f.Extensions)...)
}

// atomLinks returns the links of other relations among the Atom elements of an RSS feed or item.
func atomLinks(e ext.Extensions) []feed.Link {
	var out []feed.Link
	for _, l := range e["atom"]["link"] {
		switch rel := l.Attrs["rel"]; rel {
		case "", "alternate", "self", "enclosure":
		default:
			out = append(out, feed.Link{Rel: rel, Href: l.Attrs["href"], Type: l.Attrs["type"], Title: l.Attrs["title"], Language: l.Attrs["hreflang"], Length: number(l.Attrs["length"])})
		}
	}
	return out
}

func fromItem(it *gofeed.Item, feedType string, o dates.Options) feed.Item {
	out := feed.Item{
		ID:         it.GUID,
		Title:      feed.Text{Value: it.Title},
		Summary:    htmlText(it.Description),
		Content:    htmlText(it.Content),
		Authors:    fromPersons(it.Authors),
		Categories: fromCategories(it.Categories),
		Published:  date(it.Published, it.PublishedParsed, o),
		Updated:    date(it.Updated, it.UpdatedParsed, o),
	}
	if it.Published == it.Updated {
		// gofeed fills the one with the other: Atom without published, RSS with dc:date.
		if feedType == "atom" {
			out.Published = dates.Date{}
		} else {
			out.Updated = dates.Date{}
		}
	}
	if it.Link != "" {
		out.Links = append(out.Links, feed.Link{Rel: "alternate", Href: it.Link})
	}
	out.Links = append(out.Links, atomLinks(it.Extensions)...)
	for _, e := range it.Enclosures {
		if e != nil {
			out.Enclosures = append(out.Enclosures, feed.Enclosure{URL: e.URL, Type: e.Type, Length: number(e.Length)})
		}
	}
	for _, l := range it.Extensions["atom"]["link"] {
		if l.Attrs["rel"] == "enclosure" {
			out.Enclosures = append(out.Enclosures, feed.Enclosure{URL: l.Attrs["href"], Type: l.Attrs["type"], Title: l.Attrs["title"], Length: number(l.Attrs["length"])})
		}
	}
	if it.Image != nil {
		out.Image = it.Image.URL
	}
	addDublinCore(&out, it)
	addITunes(&out, it)
	out.Extensions = fromExtensions(withITunes(it.Extensions, itunesItem(it.ITunesExt)), it.Custom, true, out.Image)
	return out
}

// addDublinCore takes all creators, the contributors, the source and the language from the dc elements.
func addDublinCore(out *feed.Item, it *gofeed.Item) {
	if dc := it.DublinCoreExt; dc != nil {
		if len(dc.Creator) > 0 && len(dc.Creator) >= len(out.Authors) {
			out.Authors = nil
			for _, name := range dc.Creator {
				out.Authors = append(out.Authors, feed.Person{Name: name})
			}
		}
		for _, name := range dc.Contributor {
			out.Contributors = append(out.Contributors, feed.Person{Name: name})
		}
		if len(dc.Source) > 0 {
			out.Source = source(dc.Source[0])
		}
		if len(dc.Language) > 0 {
			out.Language = dc.Language[0]
		}
		if len(dc.Rights) > 0 {
			out.Rights = feed.Text{Value: dc.Rights[0]}
		}
	}
	if s := it.Extensions["dc"]["source"]; out.Source == nil && len(s) > 0 {
		out.Source = source(s[0].Value)
	}
}

// source returns a publication that has one text: its address, or its name.
func source(s string) *feed.Source {
	if strings.HasPrefix(s, "http://") || strings.HasPrefix(s, "https://") {
		return &feed.Source{URL: s}
	}
	return &feed.Source{Title: s}
}

// addAtom adds what the universal model leaves out of an Atom feed.
func addAtom(out *feed.Feed, f *atom.Feed) {
	out.ID, out.Icon, out.Logo = f.ID, f.Icon, f.Logo
	out.Links = fromAtomLinks(f.Links)
	out.Authors, out.Contributors = fromAtomPersons(f.Authors), fromAtomPersons(f.Contributors)
	out.Categories = fromAtomCategories(f.Categories)
	if g := f.Generator; g != nil {
		out.Generator = feed.Generator{Name: g.Value, URI: g.URI, Version: g.Version}
	}
	if len(f.Entries) != len(out.Items) {
		return
	}
	for i, e := range f.Entries {
		if e == nil {
			continue
		}
		it := &out.Items[i]
		it.Links = nil
		for _, l := range fromAtomLinks(e.Links) {
			if l.Rel != "enclosure" {
				it.Links = append(it.Links, l)
			}
		}
		it.Authors, it.Contributors = fromAtomPersons(e.Authors), fromAtomPersons(e.Contributors)
		it.Categories = fromAtomCategories(e.Categories)
		it.Rights = feed.Text{Value: e.Rights}
		if e.Content != nil && (e.Content.Type == "" || e.Content.Type == "text") {
			it.Content.Type = feed.Plain
		}
		if s := e.Source; s != nil && s.Title != "" {
			it.Source = &feed.Source{Title: s.Title, URL: link(fromAtomLinks(s.Links), "alternate")}
		}
	}
}

// addRSS adds what the universal model leaves out of an RSS feed.
func addRSS(out *feed.Feed, f *rss.Feed) {
	if len(f.Items) != len(out.Items) {
		return
	}
	for i, it := range f.Items {
		if it == nil {
			continue
		}
		if s := it.Source; s != nil && (s.Title != "" || s.URL != "") {
			out.Items[i].Source = &feed.Source{Title: s.Title, URL: s.URL}
		}
		if g := it.GUID; out.Items[i].Links == nil && g != nil && g.IsPermalink != "false" {
			out.Items[i].Links = []feed.Link{{Rel: "alternate", Href: g.Value}}
		}
	}
}

// each returns what of makes of the elements of a list that are there and that it takes.
func each[T, U any](list []*T, of func(*T) (U, bool)) []U {
	var out []U
	for _, v := range list {
		if v == nil {
			continue
		}
		if u, ok := of(v); ok {
			out = append(out, u)
		}
	}
	return out
}

func fromAtomLinks(links []*atom.Link) []feed.Link {
	return each(links, func(l *atom.Link) (feed.Link, bool) {
		return feed.Link{Rel: firstOf(l.Rel, "alternate"), Href: l.Href, Type: l.Type, Language: l.Hreflang, Title: l.Title, Length: number(l.Length)}, l.Href != ""
	})
}

func fromAtomPersons(list []*atom.Person) []feed.Person {
	return each(list, func(p *atom.Person) (feed.Person, bool) {
		return feed.Person{Name: p.Name, Email: p.Email, URI: p.URI}, true
	})
}

func fromAtomCategories(list []*atom.Category) []feed.Category {
	return each(list, func(c *atom.Category) (feed.Category, bool) {
		return feed.Category{Term: c.Term, Scheme: c.Scheme, Label: c.Label}, true
	})
}

func fromPersons(list []*gofeed.Person) []feed.Person {
	return each(list, func(p *gofeed.Person) (feed.Person, bool) {
		return feed.Person{Name: p.Name, Email: p.Email}, p.Name != "" || p.Email != ""
	})
}

func fromCategories(names []string) []feed.Category {
	var out []feed.Category
	for _, n := range names {
		out = append(out, feed.Category{Term: n})
	}
	return out
}

// date reads a date from its text, else takes what gofeed made of it.
func date(text string, parsed *time.Time, o dates.Options) dates.Date {
	if text == "" && parsed == nil {
		return dates.Date{}
	}
	if d, err := dates.Parse(text, o); err == nil {
		return d
	}
	if parsed == nil {
		return dates.Date{}
	}
	d := toTheSecond(*parsed)
	d.Raw = text
	return d
}

// ToGofeed returns f, normalised as feed.Normalize does, as gofeed's universal feed; nil is an empty feed.
// Extensions are filed by the prefixes that gofeed gives them.
func ToGofeed(f *feed.Feed) *gofeed.Feed {
	if f == nil {
		f = &feed.Feed{}
	}
	n := feed.Normalize(f, feed.WriteOptions{})
	out := &gofeed.Feed{
		Title:       n.Title.Value,
		Description: n.Subtitle.Value,
		Link:        link(n.Links, "alternate"),
		FeedLink:    link(n.Links, "self"),
		Language:    n.Language,
		Authors:     toPersons(n.Authors),
		Categories:  toCategories(n.Categories),
		Copyright:   n.Rights.Value,
		Generator:   n.Generator.Name,
		Items:       make([]*gofeed.Item, 0, len(n.Items)),
	}
	out.Updated, out.UpdatedParsed = toDate(n.Updated)
	for _, href := range [...]string{out.Link, out.FeedLink} {
		if href != "" {
			out.Links = append(out.Links, href)
		}
	}
	if len(out.Authors) > 0 {
		out.Author = out.Authors[0] // readers of older versions look there
	}
	if n.Logo != "" {
		out.Image = &gofeed.Image{URL: n.Logo}
	}
	out.Extensions, out.Custom = toExtensions(n.Extensions)
	out.ITunesExt = toITunesFeed(out.Extensions, n)
	out.Extensions = addLinks(out.Extensions, n.Links)
	if n.Complete {
		out.Extensions = addExtension(out.Extensions, "fh", ext.Extension{Name: "complete"})
	}
	if n.Archive {
		out.Extensions = addExtension(out.Extensions, "fh", ext.Extension{Name: "archive"})
	}
	for i := range n.Items {
		out.Items = append(out.Items, toItem(&n.Items[i]))
	}
	return out
}

func toItem(it *feed.Item) *gofeed.Item {
	out := &gofeed.Item{
		GUID:        it.ID,
		Title:       it.Title.Value,
		Description: it.Summary.Value,
		Content:     it.Content.Value,
		Link:        link(it.Links, "alternate"),
		Authors:     toPersons(it.Authors),
		Categories:  toCategories(it.Categories),
	}
	out.Published, out.PublishedParsed = toDate(it.Published)
	out.Updated, out.UpdatedParsed = toDate(it.Updated)
	if out.Link != "" {
		out.Links = []string{out.Link}
	}
	if len(out.Authors) > 0 {
		out.Author = out.Authors[0] // readers of older versions look there
	}
	if it.Image != "" {
		out.Image = &gofeed.Image{URL: it.Image}
	}
	for _, e := range it.Enclosures {
		out.Enclosures = append(out.Enclosures, &gofeed.Enclosure{URL: e.URL, Type: e.Type, Length: strconv.FormatInt(e.Length, 10)})
	}
	out.Extensions, out.Custom = toExtensions(it.Extensions)
	out.ITunesExt, out.DublinCoreExt = toITunesItem(out.Extensions, it), toDublinCore(out.Extensions, it)
	out.Extensions = addLinks(out.Extensions, it.Links)
	return out
}

func toPersons(list []feed.Person) []*gofeed.Person {
	var out []*gofeed.Person
	for _, p := range list {
		out = append(out, &gofeed.Person{Name: p.Name, Email: p.Email})
	}
	return out
}

func toCategories(list []feed.Category) []string {
	var out []string
	for _, c := range list {
		out = append(out, firstOf(c.Label, c.Term))
	}
	return out
}

// toDate returns the date as gofeed has it: text and instant.
func toDate(d dates.Date) (string, *time.Time) {
	if d.IsZero() {
		return "", nil
	}
	t := d.Time
	return t.Format(time.RFC3339), &t
}
