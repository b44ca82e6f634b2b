package compat

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/mmcdole/gofeed"

	"github.com/portalfeed/portalfeed/feed"
	"github.com/portalfeed/portalfeed/feed/dates"
)

// RoundTripError says what a foreign reader got otherwise than it was written.
type RoundTripError struct {
	Format feed.Format
	Item   int    // index of the item; -1 for the feed itself
	Field  string // title, link, id, published, updated, categories, authors, or items for their number
	Want   string // what the model has, normalised
	Got    string // what was read
}

// Error implements error.
func (e *RoundTripError) Error() string {
	where := "the feed"
	if e.Item >= 0 {
		where = fmt.Sprintf("item %d", e.Item)
	}
	return fmt.Sprintf("read back %s: %s of %s is %q; want %q", e.Format, e.Field, where, e.Got, e.Want)
}

// CheckRoundTrip reads doc with gofeed and compares it with f: title and link
// of the feed, and of each item title, link, id, dates, categories and authors.
// The error is a *RoundTripError for the first difference, or what gofeed says
// of a document that it cannot read. Nil is an empty feed.
func CheckRoundTrip(f *feed.Feed, doc feed.Document) error {
	if f == nil {
		f = &feed.Feed{}
	}
	got, err := parse(string(doc.Body))
	if err != nil {
		return fmt.Errorf("read back %s: %w", doc.Format, err)
	}
	if err := compare(feed.NormalizeAs(f, doc.Format, feed.WriteOptions{Self: got.FeedLink}), got, doc.Format); err == nil {
		return nil
	}
	// The document may have been written without the address that its self link, one of the model's own, names.
	return compare(feed.NormalizeAs(f, doc.Format, feed.WriteOptions{}), got, doc.Format)
}

// compare returns the first difference as an error.
func compare(want *feed.Feed, got *gofeed.Feed, format feed.Format) error {
	c := comparison{format: format, item: -1}
	c.title(want.Title, got.Title)
	if page := link(want.Links, "alternate"); page != "" {
		c.equal("link", page, got.Link)
	}
	c.equal("items", fmt.Sprint(len(want.Items)), fmt.Sprint(len(got.Items)))
	for i := 0; i < len(want.Items) && c.err == nil; i++ {
		c.item = i
		c.items(&want.Items[i], got.Items[i])
	}
	if c.err != nil {
		return c.err
	}
	return nil
}

// comparison keeps the first difference.
type comparison struct {
	format feed.Format
	item   int
	err    *RoundTripError
}

func (c *comparison) equal(field, want, got string) {
	if c.err == nil && want != got {
		c.err = &RoundTripError{Format: c.format, Item: c.item, Field: field, Want: want, Got: got}
	}
}

// title compares what titles say. Of one with markup, as Atom can hold, gofeed gives the markup.
func (c *comparison) title(want feed.Text, got string) {
	if want.Type != feed.Plain {
		got = (feed.Text{Type: want.Type, Value: got}).Plain()
	}
	c.equal("title", want.Plain(), got)
}

func (c *comparison) items(want *feed.Item, got *gofeed.Item) {
	c.title(want.Title, got.Title)
	if page := link(want.Links, "alternate"); page != "" {
		c.equal("link", page, got.Link)
	}
	if c.format != feed.RDF { // whose rdf:about gofeed does not read
		c.equal("id", want.ID, got.GUID)
	}
	published := want.Published
	if published.IsZero() {
		published = want.Updated
	}
	if !published.IsZero() {
		c.instant("published", published, got.PublishedParsed)
	}
	if !want.Updated.IsZero() && got.UpdatedParsed != nil {
		c.instant("updated", want.Updated, got.UpdatedParsed)
	}
	c.equal("categories", strings.Join(toCategories(want.Categories), " | "), strings.Join(got.Categories, " | "))
	c.authors(want.Authors, got)
}

// instant compares to the second: entries of Atom carry milliseconds that keep them apart.
func (c *comparison) instant(field string, want dates.Date, got *time.Time) {
	w := want.Time.UTC().Truncate(time.Second)
	g := ""
	if got != nil {
		g = got.UTC().Truncate(time.Second).Format(time.RFC3339)
	}
	c.equal(field, w.Format(time.RFC3339), g)
}

// authors compares the names. gofeed tells names from addresses by their
// punctuation, and reads no name in which there is an @ or a parenthesis; these are not compared.
func (c *comparison) authors(want []feed.Person, got *gofeed.Item) {
	var w []string
	for _, a := range want {
		w = append(w, a.Name)
	}
	g := authorNames(got)
	if slices.ContainsFunc(w, func(n string) bool { return strings.ContainsAny(n, "@()") }) && c.format != feed.Atom {
		return
	}
	c.equal("authors", strings.Join(w, " | "), strings.Join(g, " | "))
}

// authorNames returns the names of all authors; of several in RSS gofeed's universal item has the first alone.
func authorNames(it *gofeed.Item) []string {
	if dc := it.DublinCoreExt; dc != nil && len(dc.Creator) > 0 {
		return dc.Creator
	}
	var out []string
	for _, a := range it.Authors {
		if a != nil {
			out = append(out, firstOf(a.Name, a.Email))
		}
	}
	return out
}
