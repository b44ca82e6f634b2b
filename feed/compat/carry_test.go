package compat_test

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/mmcdole/gofeed"
	ext "github.com/mmcdole/gofeed/extensions"

	"github.com/portalfeed/portalfeed/feed"
	"github.com/portalfeed/portalfeed/feed/compat"
	"github.com/portalfeed/portalfeed/feed/dates"
)

const itunesSpace = "http://www.itunes.com/dtds/podcast-1.0.dtd"

// TestStructsAloneAreCarried takes feeds of programs that fill gofeed's structs and no map of extensions.
func TestStructsAloneAreCarried(t *testing.T) {
	t.Parallel()
	f := compat.FromGofeed(&gofeed.Feed{
		ITunesExt: &ext.ITunesFeedExtension{
			Explicit: "no", Author: "甲", Image: "http://a.example/i.png", Block: "yes",
			Categories: []*ext.ITunesCategory{nil, {Text: "News", Subcategory: &ext.ITunesCategory{Text: "Politics"}}},
		},
		Items: []*gofeed.Item{{
			ITunesExt:     &ext.ITunesItemExtension{Duration: "7", Episode: "2", Author: "乙", Image: "http://a.example/j.png"},
			DublinCoreExt: &ext.DublinCoreExtension{Rights: []string{"©"}, Contributor: []string{"丙"}, Source: []string{"http://b.example/"}},
		}},
	}, dates.Options{})
	names := func(list []feed.Extension) (out []string) {
		for _, x := range list {
			if x.Space != itunesSpace {
				t.Errorf("%+v", x)
			}
			out = append(out, x.Name+"="+x.Value)
		}
		return out
	}
	if d := cmp.Diff([]string{"block=yes", "category=", "explicit=no"}, names(f.Extensions)); d != "" {
		t.Error(d)
	}
	if c := feed.Find(f.Extensions, itunesSpace, "category"); c == nil || c.Attr("text") != "News" || len(c.Children) != 1 || c.Children[0].Attr("text") != "Politics" {
		t.Errorf("category %+v", c)
	}
	it := &f.Items[0]
	if d := cmp.Diff([]string{"duration=7", "episode=2"}, names(it.Extensions)); d != "" {
		t.Error(d)
	}
	if f.Logo != "http://a.example/i.png" || it.Image != "http://a.example/j.png" || it.Authors[0].Name != "乙" || f.Authors[0].Name != "甲" {
		t.Errorf("%+v", f)
	}
	if it.Rights.Value != "©" || it.Contributors[0].Name != "丙" || *it.Source != (feed.Source{URL: "http://b.example/"}) {
		t.Errorf("%+v", it)
	}
}

// TestFieldsWithoutPlaceAreCarried holds for what gofeed has no field for and its parser finds among the extensions.
func TestFieldsWithoutPlaceAreCarried(t *testing.T) {
	t.Parallel()
	f := &feed.Feed{
		Title: feed.Text{Value: "題"}, Complete: true,
		Links: []feed.Link{{Rel: "alternate", Href: "http://a.example/"}, {Rel: "hub", Href: "http://hub.example/"}},
		Items: []feed.Item{{
			ID: "http://a.example/1", Title: feed.Text{Value: "一"}, Language: "en", Rights: feed.Text{Value: "©"}, Contributors: []feed.Person{{Name: "丙"}},
			Links: []feed.Link{{Rel: "alternate", Href: "http://a.example/1"}, {Rel: "via", Href: "http://b.example/", Title: "原文"}}, Source: &feed.Source{Title: "社"},
		}},
	}
	back := compat.FromGofeed(compat.ToGofeed(f), dates.Options{})
	if !back.Complete || back.Archive || len(back.Extensions) != 0 || len(back.Links) != 2 || back.Links[1].Rel != "hub" || back.Links[1].Href != "http://hub.example/" {
		t.Errorf("%+v", back)
	}
	it := back.Items[0]
	if len(it.Links) != 2 || it.Links[1] != f.Items[0].Links[1] || it.Language != "en" || it.Rights.Value != "©" || it.Contributors[0].Name != "丙" || it.Source.Title != "社" || len(it.Extensions) != 0 {
		t.Errorf("%+v", it)
	}
}

// TestExtensionsAreCarriedOnce reads what the model has fields for, with gofeed, and writes it again.
func TestExtensionsAreCarriedOnce(t *testing.T) {
	t.Parallel()
	const doc = `<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/" xmlns:content="http://purl.org/rss/1.0/modules/content/"
		xmlns:slash="http://purl.org/rss/1.0/modules/slash/" xmlns:x="http://x.example/"><channel><title>題</title><item><title>一</title><dc:creator>甲</dc:creator><dc:type>text</dc:type>
		<media:content url="http://a.example/i.png" medium="image"/><content:encoded>正文</content:encoded><slash:comments>3</slash:comments><x:y z="1"/></item></channel></rss>`
	g, err := gofeed.NewParser().ParseString(doc)
	if err != nil {
		t.Fatal(err)
	}
	it := compat.FromGofeed(g, dates.Options{}).Items[0]
	var got []string
	for _, x := range it.Extensions {
		got = append(got, x.Prefix+":"+x.Name)
	}
	// gofeed says x and not which namespace that is.
	if d := cmp.Diff([]string{"dc:type", "slash:comments"}, got); d != "" || it.Image != "http://a.example/i.png" || len(it.Authors) != 1 {
		t.Errorf("%s: %+v", d, it)
	}
}

// TestExtensionsAreBounded takes maps of gofeed that contain themselves, and very many extensions.
func TestExtensionsAreBounded(t *testing.T) {
	t.Parallel()
	loop := map[string][]ext.Extension{}
	loop["a"] = []ext.Extension{{Name: "a", Children: loop}, {Name: "a", Children: loop}}
	f := compat.FromGofeed(&gofeed.Feed{Extensions: ext.Extensions{"podcast": loop}, Items: []*gofeed.Item{{Extensions: ext.Extensions{"podcast": loop, "": nil}}}}, dates.Options{})
	if n := count(f.Extensions); n == 0 || n > 2000 {
		t.Errorf("%d extensions", n)
	}
	many := make([]feed.Extension, 10_000)
	for i := range many {
		many[i] = feed.Extension{Space: "http://x.example/", Prefix: "x", Name: "y"}
	}
	if n := len(compat.ToGofeed(&feed.Feed{Extensions: many}).Extensions["x"]["y"]); n != 2000 {
		t.Errorf("%d extensions", n)
	}
}

func count(list []feed.Extension) int {
	n := len(list)
	for i := range list {
		n += count(list[i].Children)
	}
	return n
}

func TestRoundTripOfNilDiffers(t *testing.T) {
	t.Parallel()
	var e *compat.RoundTripError
	doc := []byte("<rss version='2.0'><channel><title>t</title><item><title>x</title></item></channel></rss>")
	if err := compat.CheckRoundTrip(nil, feed.Document{Format: feed.RSS, Body: doc}); !errors.As(err, &e) {
		t.Errorf("%v", err)
	}
}
