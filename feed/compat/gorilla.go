package compat

import (
	"strconv"
	"time"

	"github.com/gorilla/feeds"

	"github.com/portalfeed/portalfeed/feed"
	"github.com/portalfeed/portalfeed/feed/dates"
)

// FromGorilla returns the model of a feed of gorilla/feeds. Created becomes
// Published; descriptions and contents are HTML, as its writers have it. f is
// not changed; nil gives an empty feed.
func FromGorilla(f *feeds.Feed) *feed.Feed {
	out := &feed.Feed{}
	if f == nil {
		return out
	}
	out.ID = f.Id
	out.Title = feed.Text{Value: f.Title}
	out.Subtitle = feed.Text{Value: firstOf(f.Description, f.Subtitle)}
	out.Links = gorillaLinks(f.Link)
	out.Authors = gorillaAuthors(f.Author)
	out.Rights = feed.Text{Value: f.Copyright}
	out.Updated = toTheSecond(f.Updated)
	if out.Updated.IsZero() {
		out.Updated = toTheSecond(f.Created)
	}
	if f.Image != nil {
		out.Logo = f.Image.Url
	}
	out.Items = make([]feed.Item, 0, len(f.Items))
	for _, it := range f.Items {
		if it != nil {
			out.Items = append(out.Items, fromGorillaItem(it))
		}
	}
	return out
}

func fromGorillaItem(it *feeds.Item) feed.Item {
	out := feed.Item{
		ID:        it.Id,
		Title:     feed.Text{Value: it.Title},
		Summary:   htmlText(it.Description),
		Content:   htmlText(it.Content),
		Links:     gorillaLinks(it.Link),
		Authors:   gorillaAuthors(it.Author),
		Published: toTheSecond(it.Created),
		Updated:   toTheSecond(it.Updated),
	}
	if it.Source != nil {
		out.Source = &feed.Source{URL: it.Source.Href}
	}
	if it.Enclosure != nil {
		out.Enclosures = []feed.Enclosure{{URL: it.Enclosure.Url, Type: it.Enclosure.Type, Length: number(it.Enclosure.Length)}}
	}
	return out
}

func gorillaLinks(l *feeds.Link) []feed.Link {
	if l == nil || l.Href == "" {
		return nil
	}
	return []feed.Link{{Rel: l.Rel, Href: l.Href, Type: l.Type, Length: number(l.Length)}}
}

func gorillaAuthors(a *feeds.Author) []feed.Person {
	if a == nil || a.Name == "" && a.Email == "" {
		return nil
	}
	return []feed.Person{{Name: a.Name, Email: a.Email}}
}

// ToGorilla returns f, normalised as feed.Normalize does, as a feed of gorilla/feeds; nil is an empty feed.
func ToGorilla(f *feed.Feed) *feeds.Feed {
	if f == nil {
		f = &feed.Feed{}
	}
	n := feed.Normalize(f, feed.WriteOptions{})
	out := &feeds.Feed{
		Id:          n.ID,
		Title:       n.Title.Value,
		Description: n.Subtitle.Value,
		Link:        &feeds.Link{Href: link(n.Links, "alternate")},
		Author:      toGorillaAuthor(n.Authors),
		Updated:     n.Updated.Time,
		Copyright:   n.Rights.Value,
		Items:       make([]*feeds.Item, 0, len(n.Items)),
	}
	if n.Logo != "" {
		out.Image = &feeds.Image{Url: n.Logo, Title: n.Title.Value, Link: out.Link.Href}
	}
	for i := range n.Items {
		out.Items = append(out.Items, toGorillaItem(&n.Items[i]))
	}
	return out
}

func toGorillaItem(it *feed.Item) *feeds.Item {
	page := link(it.Links, "alternate")
	out := &feeds.Item{
		Id:          it.ID,
		IsPermaLink: strconv.FormatBool(it.ID == page && page != ""),
		Title:       it.Title.Value,
		Description: it.Summary.Value,
		Content:     it.Content.Value,
		Link:        &feeds.Link{Href: page},
		Author:      toGorillaAuthor(it.Authors),
		Created:     it.Published.Time,
		Updated:     it.Updated.Time,
	}
	if it.Source != nil && it.Source.URL != "" {
		out.Source = &feeds.Link{Href: it.Source.URL}
	}
	if len(it.Enclosures) > 0 {
		e := it.Enclosures[0]
		out.Enclosure = &feeds.Enclosure{Url: e.URL, Type: e.Type, Length: strconv.FormatInt(e.Length, 10)}
	}
	return out
}

func toGorillaAuthor(list []feed.Person) *feeds.Author {
	if len(list) == 0 {
		return nil
	}
	return &feeds.Author{Name: list[0].Name, Email: list[0].Email}
}

// toTheSecond returns t as a date, none for the zero time.
func toTheSecond(t time.Time) dates.Date {
	if t.IsZero() {
		return dates.Date{}
	}
	return dates.Date{Time: t, Precision: dates.Second}
}

func htmlText(s string) feed.Text {
	if s == "" {
		return feed.Text{}
	}
	return feed.Text{Type: feed.HTML, Value: s}
}

// number reads a length in bytes, 0 if it is none.
func number(s string) int64 {
	n, err := strconv.ParseInt(s, 10, 64)
	if err != nil || n < 0 {
		return 0
	}
	return n
}

func firstOf(s ...string) string {
	for _, v := range s {
		if v != "" {
			return v
		}
	}
	return ""
}

// link returns the address of the first link of a relation.
func link(links []feed.Link, rel string) string {
	for _, l := range links {
		if l.Rel == rel || l.Rel == "" && rel == "alternate" {
			return l.Href
		}
	}
	return ""
}
