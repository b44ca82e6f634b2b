package compat_test

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/gorilla/feeds"
	"github.com/mmcdole/gofeed"

	"github.com/portalfeed/portalfeed/feed"
	"github.com/portalfeed/portalfeed/feed/compat"
	"github.com/portalfeed/portalfeed/feed/dates"
)

const podcast = `<rss version="2.0" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" xmlns:podcast="https://podcastindex.org/namespace/1.0"
	xmlns:own="http://own.example/ns"><channel><title>題</title><itunes:explicit>false</itunes:explicit><itunes:author>甲</itunes:author><item><title>一</title>
	<itunes:duration>7</itunes:duration><podcast:chapters url="http://a.example/c.json" type="application/json+chapters"/><podcast:value type="x"><podcast:valueRecipient name="y"/></podcast:value>
	<own:e>z</own:e></item></channel></rss>`

// TestExtensionsGoBothWays reads a feed with either reader and turns it into the other's model and back.
func TestExtensionsGoBothWays(t *testing.T) {
	t.Parallel()
	res, err := feed.ReadBytes([]byte(podcast), feed.ReadOptions{})
	if err != nil {
		t.Fatal(err)
	}
	ours := compat.ToGofeed(res.Feed)
	theirs, err := gofeed.NewParser().ParseString(podcast)
	if err != nil {
		t.Fatal(err)
	}
	for name, g := range map[string]*gofeed.Feed{"ours": ours, "theirs": theirs} {
		it := g.Items[0]
		if it.ITunesExt == nil || it.ITunesExt.Duration != "7" || it.Extensions["podcast"]["chapters"][0].Attrs["url"] != "http://a.example/c.json" ||
			it.Extensions["podcast"]["value"][0].Children["valueRecipient"][0].Attrs["name"] != "y" || it.Extensions["own"]["e"][0].Value != "z" || g.ITunesExt.Explicit != "false" {
			t.Errorf("%s: %+v", name, it.Extensions)
		}
		back := compat.FromGofeed(g, dates.Options{})
		for _, x := range []struct{ space, name string }{
			{"http://www.itunes.com/dtds/podcast-1.0.dtd", "duration"}, {"https://podcastindex.org/namespace/1.0", "chapters"}, {"https://podcastindex.org/namespace/1.0", "value"},
		} {
			want, got := feed.Find(res.Feed.Items[0].Extensions, x.space, x.name), feed.Find(back.Items[0].Extensions, x.space, x.name)
			if want == nil || got == nil || want.Value != got.Value || len(want.Attrs) != len(got.Attrs) || len(want.Children) != len(got.Children) {
				t.Errorf("%s: %s: %+v; want %+v", name, x.name, got, want)
			}
		}
		if feed.Find(back.Extensions, "http://www.itunes.com/dtds/podcast-1.0.dtd", "author") != nil {
			t.Errorf("%s: the author is an extension", name)
		}
	}
}

func TestCustomElementsOfRSS(t *testing.T) {
	t.Parallel()
	f := &feed.Feed{Items: []feed.Item{{Extensions: []feed.Extension{{Name: "own", Value: "x"}, {Space: feed.JSONSpace, Name: "_a", Value: "1"}}}}}
	g := compat.ToGofeed(f)
	if d := cmp.Diff(map[string]string{"own": "x"}, g.Items[0].Custom); d != "" || g.Items[0].Extensions != nil {
		t.Errorf("%s, %v", d, g.Items[0].Extensions)
	}
	if d := cmp.Diff(f.Items[0].Extensions[:1], compat.FromGofeed(g, dates.Options{}).Items[0].Extensions); d != "" {
		t.Error(d)
	}
}

// TestNilIsAnEmptyFeed holds for feeds and for all that lists and pointers in them may lack.
func TestNilIsAnEmptyFeed(t *testing.T) {
	t.Parallel()
	if f := compat.FromGofeed(nil, dates.Options{}); len(f.Items) != 0 {
		t.Error("FromGofeed")
	}
	if f := compat.FromGorilla(nil); len(f.Items) != 0 {
		t.Error("FromGorilla")
	}
	if f := compat.ToGofeed(nil); len(f.Items) != 0 {
		t.Error("ToGofeed")
	}
	g := compat.ToGorilla(nil)
	if _, err := g.ToRss(); err != nil || len(g.Items) != 0 {
		t.Errorf("ToGorilla: %v", err)
	}
	_ = compat.CheckRoundTrip(nil, feed.Document{Format: feed.RSS, Body: []byte("<rss><channel/></rss>")})
	compat.FromGorilla(&feeds.Feed{Items: []*feeds.Item{nil, {}}, Author: &feeds.Author{}, Link: &feeds.Link{}})
	compat.FromGofeed(&gofeed.Feed{
		Items: []*gofeed.Item{nil, {Enclosures: []*gofeed.Enclosure{nil}, Authors: []*gofeed.Person{nil}, Image: &gofeed.Image{}}}, Authors: []*gofeed.Person{nil},
	}, dates.Options{})
}

// The one line that changes where a program writes with gorilla/feeds.
func ExampleFromGorilla_oneLine() {
	f := &feeds.Feed{Title: "活動", Link: &feeds.Link{Href: "http://www.example.cn/hd/"}, Items: []*feeds.Item{{Title: "論壇\b在京", Link: &feeds.Link{Href: "2.htm"}}}}

	// atom, err := f.ToAtom()
	atom, err := feed.Append(nil, compat.FromGorilla(f), feed.Atom, feed.WriteOptions{})
	if err != nil {
		fmt.Println(err)
		return
	}
	res, err := feed.ReadBytes(atom, feed.ReadOptions{})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(res.Feed.Items[0].Title.Value, res.Feed.Items[0].Links[0].Href, len(res.Diagnostics))
	// Output: 論壇在京 http://www.example.cn/hd/2.htm 0
}

// The one line that changes where a program reads with gofeed.
func ExampleToGofeed_oneLine() {
	const doc = `<rss version="2.0"><channel><title>活動</title><item><title>質量 & 安全 < 一切</title></item></channel></rss>`

	// f, err := gofeed.NewParser().ParseString(doc)
	res, err := feed.ReadBytes([]byte(doc), feed.ReadOptions{})
	if err != nil {
		fmt.Println(err)
		return
	}
	f := compat.ToGofeed(res.Feed)
	fmt.Println(f.Items[0].Title)
	// Output: 質量 & 安全 < 一切
}
