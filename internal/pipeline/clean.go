package pipeline

import (
	"html"
	"net/url"
	"slices"
	"strings"

	"github.com/portalfeed/portalfeed/feed"
)

// clean makes a feed that someone else wrote fit to be published: its markup is written anew by the allow-list of
// article bodies, and addresses that are no web addresses are dropped. The base is where relative addresses start.
func clean(f *feed.Feed, base string) {
	if !absolute(base) {
		base = ""
	}
	f.Links = links(f.Links)
	for _, l := range f.Links {
		if base == "" && (l.Rel == "" || l.Rel == "alternate") && absolute(l.Href) {
			base = l.Href
		}
	}
	line(&f.Title)
	for _, t := range []*feed.Text{&f.Subtitle, &f.Rights} {
		line(t)
	}
	f.Icon, f.Logo = address(f.Icon), address(f.Logo)
	f.Generator.URI = address(f.Generator.URI)
	people(f.Authors)
	people(f.Contributors)
	for i := range f.Items {
		item(&f.Items[i], base)
	}
}

func item(it *feed.Item, base string) {
	it.Links = links(it.Links)
	for _, l := range it.Links {
		if (l.Rel == "" || l.Rel == "alternate") && absolute(l.Href) {
			base = l.Href
			break
		}
	}
	line(&it.Title)
	line(&it.Rights)
	block(&it.Summary, base)
	block(&it.Content, base)
	it.Image = address(it.Image)
	it.Enclosures = slices.DeleteFunc(it.Enclosures, func(e feed.Enclosure) bool { return address(e.URL) == "" })
	people(it.Authors)
	people(it.Contributors)
	if it.Source != nil {
		s := *it.Source
		s.URL = address(s.URL)
		it.Source = &s
	}
}

// block cleans a text of paragraphs.
func block(t *feed.Text, base string) {
	if t.Type == feed.Plain {
		return
	}
	t.Type, t.Value = feed.HTML, sanitize(t.Value, base)
}

// line makes a text of one line plain.
func line(t *feed.Text) {
	if t.Type == feed.Plain {
		return
	}
	t.Type, t.Value = feed.Plain, plain(sanitize(t.Value, ""))
}

// plain takes the tags out of HTML that sanitize wrote, in which "<" and ">" stand for nothing else.
func plain(s string) string {
	var b strings.Builder
	for s != "" {
		text, rest, _ := strings.Cut(s, "<")
		b.WriteString(text)
		if _, s, _ = strings.Cut(rest, ">"); s != "" {
			b.WriteByte(' ')
		}
	}
	return strings.Join(strings.Fields(html.UnescapeString(b.String())), " ")
}

func links(l []feed.Link) []feed.Link {
	return slices.DeleteFunc(slices.Clone(l), func(l feed.Link) bool { return address(l.Href) == "" })
}

func people(p []feed.Person) {
	for i := range p {
		p[i].URI = address(p[i].URI)
	}
}

// address returns an address if it is relative or of a scheme that may be published, else "".
func address(s string) string {
	u, err := url.Parse(s)
	if err != nil {
		return ""
	}
	switch u.Scheme {
	case "", "http", "https", "mailto", "tel":
		return s
	}
	return ""
}

// absolute reports whether s is a web address.
func absolute(s string) bool {
	u, err := url.Parse(s)
	return err == nil && (u.Scheme == "http" || u.Scheme == "https") && u.Host != ""
}
