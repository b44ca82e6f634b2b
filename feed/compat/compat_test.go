package compat_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/gorilla/feeds"
	"github.com/mmcdole/gofeed"

	"github.com/portalfeed/portalfeed/encodingx"
	"github.com/portalfeed/portalfeed/feed"
	"github.com/portalfeed/portalfeed/feed/compat"
	"github.com/portalfeed/portalfeed/feed/dates"
)

var china = time.FixedZone("", 8*3600)

func at(d, h, m int) dates.Date {
	return dates.Date{Time: time.Date(2012, 9, d, h, m, 0, 0, china), Precision: dates.Minute}
}

// sample uses what all formats carry.
func sample() *feed.Feed {
	return &feed.Feed{
		ID: "tag:www.example.cn,2005:hd", Title: feed.Text{Value: "省長·活動 & 會議"}, Subtitle: feed.Text{Value: "全部活動"}, Language: "zh-Hant",
		Links:   []feed.Link{{Rel: "alternate", Href: "http://www.example.cn/hd/"}, {Rel: "self", Href: "http://feeds.example.cn/hd"}},
		Authors: []feed.Person{{Name: "示例門戶"}}, Logo: "http://www.example.cn/logo.png", Rights: feed.Text{Value: "© 示例"},
		Items: []feed.Item{
			{
				ID: "http://www.example.cn/hd/2.htm", Title: feed.Text{Value: "論壇<b>在京</b>舉行"}, Links: []feed.Link{{Href: "2.htm"}},
				Summary: feed.Text{Value: "摘要"}, Content: feed.Text{Type: feed.HTML, Value: "<p>正文 &amp; 其他</p>"}, Authors: []feed.Person{{Name: "李記者", Email: "li@example.cn"}},
				Categories: []feed.Category{{Term: "活動"}, {Term: "meeting", Label: "會議"}}, Published: at(25, 18, 7), Updated: at(25, 20, 0),
				Enclosures: []feed.Enclosure{{URL: "http://www.example.cn/a.pdf", Type: "application/pdf", Length: 7}}, Source: &feed.Source{Title: "新華社", URL: "http://news.example/"},
			},
			{Title: feed.Text{Value: "會議"}, Links: []feed.Link{{Href: "1.htm"}}, Authors: []feed.Person{{Name: "甲"}, {Name: "乙"}}, Published: at(24, 0, 0)},
		},
	}
}

func TestEveryFormatIsReadBack(t *testing.T) {
	t.Parallel()
	for _, format := range formats {
		doc, err := feed.Append(nil, sample(), format, feed.WriteOptions{Self: "http://feeds.example.cn/hd" + format.Extension()})
		if err != nil {
			t.Fatal(err)
		}
		if err := compat.CheckRoundTrip(sample(), feed.Document{Format: format, Body: doc}); err != nil {
			t.Error(err)
		}
	}
}

func TestDifferencesAreNamed(t *testing.T) {
	t.Parallel()
	for _, format := range formats {
		for field, change := range map[string]func(*feed.Feed){
			"title": func(f *feed.Feed) { f.Items[1].Title.Value = "另" },
			"link": func(f *feed.Feed) {
				f.Items[1].Links[0].Href = "9.htm"
				f.Items[1].ID = "http://www.example.cn/hd/1.htm"
			},
			"id":         func(f *feed.Feed) { f.Items[1].ID = "tag:example.cn,2012:x" },
			"published":  func(f *feed.Feed) { f.Items[1].Published = at(24, 0, 1) },
			"categories": func(f *feed.Feed) { f.Items[1].Categories = []feed.Category{{Term: "x"}} },
			"authors":    func(f *feed.Feed) { f.Items[1].Authors = f.Items[1].Authors[:1] },
		} {
			doc, err := feed.Append(nil, sample(), format, feed.WriteOptions{Self: "http://feeds.example.cn/hd"})
			if err != nil {
				t.Fatal(err)
			}
			other := sample()
			change(other)
			var e *compat.RoundTripError
			if err := compat.CheckRoundTrip(other, feed.Document{Format: format, Body: doc}); !errors.As(err, &e) || e.Field != field || e.Item != 1 || e.Format != format {
				t.Errorf("%s, other %s: %v", format, field, err)
			}
		}
		short := sample()
		short.Items = short.Items[:1]
		doc, _ := feed.Append(nil, short, format, feed.WriteOptions{Self: "http://feeds.example.cn/hd"})
		var e *compat.RoundTripError
		if err := compat.CheckRoundTrip(sample(), feed.Document{Format: format, Body: doc}); !errors.As(err, &e) || e.Field != "items" || e.Item != -1 {
			t.Errorf("%s, an item less: %v", format, err)
		}
	}
	if err := compat.CheckRoundTrip(sample(), feed.Document{Format: feed.RSS, Body: []byte("<rss><channel>")}); err == nil {
		t.Error("a document that is cut off passes")
	}
}

// TestReadCarriesOver writes, reads and writes again: the second document tells the same.
func TestReadCarriesOver(t *testing.T) {
	t.Parallel()
	for _, from := range formats {
		doc, err := feed.Append(nil, sample(), from, feed.WriteOptions{Self: "http://feeds.example.cn/hd"})
		if err != nil {
			t.Fatal(err)
		}
		f, err := compat.Read(doc)
		if err != nil {
			t.Fatal(err)
		}
		for _, to := range formats {
			again, err := feed.Append(nil, f, to, feed.WriteOptions{Self: "http://feeds.example.cn/hd"})
			if err != nil {
				t.Fatal(err)
			}
			if err := compat.CheckRoundTrip(sample(), feed.Document{Format: to, Body: again}); err != nil {
				t.Errorf("%s read and written as %s: %v", from, to, err)
			}
		}
		if _, offset := f.Items[0].Published.Time.Zone(); offset != 8*3600 {
			t.Errorf("%s: the zone became %d", from, offset)
		}
		if from != feed.JSONFeed && (f.Items[0].Source == nil || f.Items[0].Source.Title != "新華社") {
			t.Errorf("%s: source %+v", from, f.Items[0].Source)
		}
	}
}

func TestReadFindsTheEncoding(t *testing.T) {
	t.Parallel()
	const text = `<rss version="2.0"><channel><title>中央政府門戶網站領導活動報道</title><item><title>論壇在京舉行並發表講話，強調質量發展綱要的貫徹落實</title><pubDate>Tue, 25 Sep 2012 18:07:00 CST</pubDate></item></channel></rss>`
	for _, label := range []string{"gbk", "big5", "gb18030", "utf-8", "utf-16le"} {
		for _, declared := range []string{label, ""} {
			head := ""
			if declared != "" {
				head = `<?xml version="1.0" encoding="` + declared + `"?>`
			}
			e, ok := encodingx.Lookup(label)
			if !ok {
				t.Fatalf("no encoding %q", label)
			}
			doc, err := e.NewEncoder().String(head + text)
			if err != nil {
				t.Fatal(err)
			}
			if label == "utf-16le" {
				doc = "\xff\xfe" + doc
			}
			f, err := compat.ReadWith([]byte(doc), compat.ReadOptions{Dates: dates.Options{Location: china}})
			if err != nil || f.Title.Value != "中央政府門戶網站領導活動報道" {
				t.Errorf("%s declared %q: %v, %v", label, declared, f, err)
				continue
			}
			if got := f.Items[0].Published.String(); got != "2012-09-25T18:07:00+08:00" {
				t.Errorf("%s: CST of a Chinese portal is read as %s", label, got)
			}
		}
	}
}

func TestReadOfWhatIsNoFeed(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		doc  string
		want error
	}{
		"page":           {"<!DOCTYPE html>\n<html><title>x</title></html>", compat.ErrNotFeed},
		"page with mark": {"\ufeff<!-- x --><HTML>", compat.ErrNotFeed},
		"text":           {"hello", compat.ErrNotFeed},
		"empty":          {"", compat.ErrNotFeed},
		"deep":           {"<rss><channel>" + strings.Repeat("<a xmlns='b'>", 100_000), compat.ErrTooLarge},
	} {
		start := time.Now()
		if _, err := compat.Read([]byte(c.doc)); !errors.Is(err, c.want) {
			t.Errorf("%s: %v; want %v", name, err, c.want)
		}
		if took := time.Since(start); took > 5*time.Second {
			t.Errorf("%s took %v", name, took)
		}
	}
	f, err := compat.Read([]byte("<rss version='2.0'><channel><title>a\x08\xffb</title><item><title>" + strings.Repeat("<br/>x<!-- <a> --><![CDATA[<b>]]>", 400) + "</title></item></channel></rss>"))
	if err != nil || len(f.Items) != 1 {
		t.Errorf("a feed with many flat elements: %v", err)
	}
}

func TestGorilla(t *testing.T) {
	t.Parallel()
	when := time.Date(2012, 9, 25, 18, 7, 0, 0, china)
	g := &feeds.Feed{
		Title: "活動", Link: &feeds.Link{Href: "http://www.example.cn/hd/"}, Description: "說明", Author: &feeds.Author{Name: "示例", Email: "a@example.cn"}, Created: when, Image: &feeds.Image{Url: "http://www.example.cn/l.png"},
		Items: []*feeds.Item{nil, {
			Title: "論壇", Link: &feeds.Link{Href: "http://www.example.cn/1.htm"}, Source: &feeds.Link{Href: "http://news.example/"}, Author: &feeds.Author{Name: "李"}, Description: "<b>摘要</b>", Content: "<p>正文</p>",
			Id: "332", Created: when, Enclosure: &feeds.Enclosure{Url: "http://www.example.cn/a.mp3", Length: "7", Type: "audio/mpeg"},
		}},
	}
	f := compat.FromGorilla(g)
	for _, format := range formats {
		doc, err := feed.Append(nil, f, format, feed.WriteOptions{Self: "http://feeds.example.cn/x"})
		if err != nil {
			t.Fatal(err)
		}
		if err := compat.CheckRoundTrip(f, feed.Document{Format: format, Body: doc}); err != nil {
			t.Error(err)
		}
	}
	back := compat.ToGorilla(f)
	it := back.Items[0]
	if back.Title != g.Title || back.Link.Href != g.Link.Href || back.Description != g.Description || back.Author.Email != "a@example.cn" || back.Image.Url != g.Image.Url || !back.Updated.Equal(when) {
		t.Errorf("feed %+v", back)
	}
	if it.Title != "論壇" || it.Link.Href != "http://www.example.cn/1.htm" || it.Source.Href != "http://news.example/" || it.Author.Name != "李" || it.Content != "<p>正文</p>" || !it.Created.Equal(when) || it.Enclosure.Length != "7" || it.IsPermaLink != "false" {
		t.Errorf("item %+v", it)
	}
	if out, err := back.ToRss(); err != nil || !strings.Contains(out, "論壇") {
		t.Errorf("gorilla writes %q, %v", out, err)
	}
	if empty := compat.FromGorilla(nil); len(empty.Items) != 0 {
		t.Error("nil is no empty feed")
	}
	compat.ToGorilla(&feed.Feed{Items: make([]feed.Item, 1)})
}

func TestGofeed(t *testing.T) {
	t.Parallel()
	g := compat.ToGofeed(sample())
	it := g.Items[0]
	if g.Title != "省長·活動 & 會議" || g.Link != "http://www.example.cn/hd/" || g.FeedLink != "http://feeds.example.cn/hd" || g.Language != "zh-Hant" || g.Authors[0].Name != "示例門戶" || g.Image.URL == "" {
		t.Errorf("feed %+v", g)
	}
	if it.Title != "論壇在京舉行" || it.Link != "http://www.example.cn/hd/2.htm" || it.GUID != it.Link || strings.Join(it.Categories, " ") != "活動 會議" || it.Published != "2012-09-25T18:07:00+08:00" || it.Enclosures[0].Length != "7" {
		t.Errorf("item %+v", it)
	}
	f := compat.FromGofeed(g, dates.Options{})
	for _, format := range formats {
		doc, _ := feed.Append(nil, f, format, feed.WriteOptions{})
		if err := compat.CheckRoundTrip(sample(), feed.Document{Format: format, Body: doc}); err != nil && !strings.Contains(err.Error(), "id of the feed") {
			t.Error(err)
		}
	}
	if empty := compat.FromGofeed(nil, dates.Options{}); len(empty.Items) != 0 {
		t.Error("nil is no empty feed")
	}
	compat.FromGofeed(&gofeed.Feed{Items: []*gofeed.Item{nil, {Enclosures: []*gofeed.Enclosure{nil}}}, Authors: []*gofeed.Person{nil}}, dates.Options{})
}

func TestAtomWithoutPublishedGetsNone(t *testing.T) {
	t.Parallel()
	f, err := compat.Read([]byte(`<feed xmlns="http://www.w3.org/2005/Atom"><title>x</title><entry><title>y</title><updated>2012-09-25T18:07:00+08:00</updated></entry></feed>`))
	if err != nil {
		t.Fatal(err)
	}
	if it := f.Items[0]; !it.Published.IsZero() || it.Updated.String() != "2012-09-25T18:07:00+08:00" {
		t.Errorf("published %s, updated %s", it.Published, it.Updated)
	}
}

func ExampleFromGorilla() {
	f := &feeds.Feed{Title: "活動", Link: &feeds.Link{Href: "http://www.example.cn/hd/"}}
	f.Add(&feeds.Item{Title: "論壇在京舉行", Link: &feeds.Link{Href: "http://www.example.cn/hd/2.htm"}, Author: &feeds.Author{Name: "李記者"}})
	// before: rss, err := f.ToRss()
	rss, err := feed.Append(nil, compat.FromGorilla(f), feed.RSS, feed.WriteOptions{Self: "http://feeds.example.cn/hd.rss"})
	fmt.Println(strings.Contains(string(rss), "<dc:creator>李記者</dc:creator>"), err)
	// Output: true <nil>
}

func ExampleToGorilla() {
	f := &feed.Feed{Title: feed.Text{Value: "活動"}, Items: []feed.Item{{Title: feed.Text{Value: "論壇"}, Links: []feed.Link{{Href: "http://www.example.cn/2.htm"}}}}}
	fmt.Println(compat.ToGorilla(f).Items[0].Link.Href)
	// Output: http://www.example.cn/2.htm
}

func ExampleToGofeed() {
	f := &feed.Feed{Title: feed.Text{Value: "活動"}, Items: []feed.Item{{Title: feed.Text{Value: "論壇"}, Links: []feed.Link{{Href: "http://www.example.cn/2.htm"}}}}}
	fmt.Println(compat.ToGofeed(f).Items[0].GUID)
	// Output: http://www.example.cn/2.htm
}

func ExampleFromGofeed() {
	parsed, err := gofeed.NewParser().ParseString(`<rss version="2.0"><channel><title>活動</title><item><title>論壇</title><pubDate>2012年9月25日 18:07</pubDate></item></channel></rss>`)
	if err != nil {
		fmt.Println(err)
		return
	}
	f := compat.FromGofeed(parsed, dates.Options{Location: time.FixedZone("", 8*3600)})
	fmt.Println(f.Items[0].Published)
	// Output: 2012-09-25T18:07:00+08:00
}

func ExampleRead() {
	f, err := compat.Read([]byte(`<rss version="2.0"><channel><title>活動</title><item><title>論壇</title></item></channel></rss>`))
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(f.Title.Value, len(f.Items))
	// Output: 活動 1
}

func ExampleCheckRoundTrip() {
	f := &feed.Feed{Title: feed.Text{Value: "活動"}, Links: []feed.Link{{Href: "http://www.example.cn/hd/"}}}
	body, err := feed.Append(nil, f, feed.Atom, feed.WriteOptions{})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(compat.CheckRoundTrip(f, feed.Document{Format: feed.Atom, Body: body}))
	f.Title.Value = "會議"
	fmt.Println(compat.CheckRoundTrip(f, feed.Document{Format: feed.Atom, Body: body}))
	// Output:
	// <nil>
	// read back atom: title of the feed is "活動"; want "會議"
}

func FuzzRead(f *testing.F) {
	for _, format := range formats {
		doc, _ := feed.Append(nil, sample(), format, feed.WriteOptions{})
		f.Add(doc)
	}
	f.Add([]byte("<rss><channel><item><pubDate>x<guid>"))
	f.Fuzz(func(t *testing.T, b []byte) {
		src, err := compat.Read(b)
		if err != nil {
			return
		}
		for _, format := range formats {
			doc, err := feed.Append(nil, src, format, feed.WriteOptions{})
			if err != nil {
				t.Fatal(err)
			}
			if err := wellFormed(format, doc); err != nil {
				t.Fatalf("%v\n%s", err, doc)
			}
			if err := compat.CheckRoundTrip(src, feed.Document{Format: format, Body: doc}); err != nil {
				t.Fatalf("%v\n%s", err, doc)
			}
		}
	})
}
