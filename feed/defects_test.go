package feed_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/portalfeed/portalfeed/feed"
	"github.com/portalfeed/portalfeed/feed/dates"
)

// TestKnownDefectsAreAbsent holds, one by one, what feed writers in use get wrong.
func TestKnownDefectsAreAbsent(t *testing.T) {
	t.Parallel()
	page := []feed.Link{{Href: "http://www.example.cn:8080/hd/"}}
	item := func(it feed.Item) *feed.Feed {
		it.Links = append(it.Links, feed.Link{Href: "/show.asp?id=1"})
		if it.Title.Value == "" {
			it.Title.Value = "題"
		}
		return &feed.Feed{Title: feed.Text{Value: "示例"}, Links: page, Items: []feed.Item{it}}
	}
	for _, c := range []struct {
		name   string
		feed   *feed.Feed
		format feed.Format
		has    []string
		hasNot []string
	}{
		{"self link", item(feed.Item{}), feed.RSS, []string{`<atom:link rel="self" href="http://feeds.example.cn/x" type="application/rss+xml"/>`}, nil},
		{"author without an address", item(feed.Item{Authors: []feed.Person{{Name: "李記者"}}}), feed.RSS, []string{"<dc:creator>李記者</dc:creator>"}, []string{"<author>"}},
		{"author with an address", item(feed.Item{Authors: []feed.Person{{Name: "李記者", Email: "li@example.cn"}}}), feed.RSS, []string{"<author>li@example.cn (李記者)</author>"}, []string{"<dc:creator>"}},
		{"feed author without an address", &feed.Feed{Authors: []feed.Person{{Name: "示例"}}, Links: page}, feed.RSS, []string{"<dc:creator>示例</dc:creator>"}, []string{"<managingEditor>", "( "}},
		{"control character in content", item(feed.Item{Content: feed.Text{Type: feed.HTML, Value: "<p>a\bb</p>"}}), feed.RSS, []string{"&lt;p&gt;ab&lt;/p&gt;"}, []string{"\b"}},
		{"stray GBK bytes in content", item(feed.Item{Content: feed.Text{Type: feed.HTML, Value: "<p>a\xd6\xd0b</p>"}}), feed.RSS, []string{"a□b"}, []string{"\xd6", "\ufffd"}},
		{"control character in Atom", item(feed.Item{Summary: feed.Text{Value: "a\bb"}}), feed.Atom, []string{"<summary>ab</summary>"}, []string{"\ufffd"}},
		{"source by name", item(feed.Item{Source: &feed.Source{Title: "新華社"}}), feed.RSS, []string{"<dc:source>新華社</dc:source>"}, []string{"<source"}},
		{"source by address", item(feed.Item{Source: &feed.Source{Title: "新華社", URL: "http://news.example/"}}), feed.RSS, []string{`<source url="http://news.example/">新華社</source>`}, []string{"dc:source>"}},
		{"id that is no address", item(feed.Item{ID: "332"}), feed.RSS, []string{`<guid isPermaLink="false">tag:www.example.cn,2005:`}, nil},
		{"id that is no address in Atom", item(feed.Item{ID: "332"}), feed.Atom, []string{"<id>tag:www.example.cn,2005:"}, []string{"<id>332"}},
		{"no dates", item(feed.Item{}), feed.Atom, []string{"<updated>2000-01-01T00:00:00Z</updated>"}, []string{"<updated></updated>", "<published>"}},
		{"no dates in RSS", item(feed.Item{}), feed.RSS, nil, []string{"pubDate", "lastBuildDate"}},
		{"no author", item(feed.Item{}), feed.Atom, []string{"<author>\n<name>示例</name>\n</author>"}, nil},
		{"port in an id", &feed.Feed{Links: page, Items: []feed.Item{{Title: feed.Text{Value: "甲"}}}}, feed.Atom, []string{"tag:www.example.cn,2005:"}, []string{"tag:www.example.cn:8080"}},
		{"id of the feed", &feed.Feed{ID: "tag:www.example.cn,2005:hd", Links: page}, feed.Atom, []string{"<id>tag:www.example.cn,2005:hd</id>"}, nil},
		{"subtitle", &feed.Feed{Subtitle: feed.Text{Value: "副題"}, Links: page}, feed.Atom, []string{"<subtitle>副題</subtitle>"}, nil},
		{"enclosure of unknown length", item(feed.Item{Enclosures: []feed.Enclosure{{URL: "/a.pdf"}}}), feed.RSS, []string{`<enclosure url="http://www.example.cn:8080/a.pdf" length="0" type="application/pdf"/>`}, nil},
		{"image has no size", &feed.Feed{Logo: "http://www.example.cn/logo.png", Links: page}, feed.RSS, []string{"<url>http://www.example.cn/logo.png</url>"}, []string{"<width>", "<height>"}},
		{"markup in a title", item(feed.Item{Title: feed.Text{Value: "<b>重要</b> A&B"}}), feed.RSS, []string{"<title>重要 A&#x26;B</title>"}, nil},
		{"relative link", item(feed.Item{Image: "a.jpg"}), feed.RSS, []string{"<link>http://www.example.cn:8080/show.asp?id=1</link>", `url="http://www.example.cn:8080/hd/a.jpg"`}, nil},
		{"script address", &feed.Feed{Links: page, Items: []feed.Item{{Title: feed.Text{Value: "甲"}, Links: []feed.Link{{Href: "javascript:open()"}}}}}, feed.RSS, nil, []string{"javascript"}},
		{"JSON item without content", item(feed.Item{}), feed.JSONFeed, []string{`"content_text": "題"`}, nil},
		{"empty JSON Feed", &feed.Feed{}, feed.JSONFeed, []string{`"items": []`}, nil},
		{"JSON members", item(feed.Item{Enclosures: []feed.Enclosure{{URL: "/a.pdf", Length: 7}}, Categories: []feed.Category{{Term: "活動"}}}), feed.JSONFeed, []string{`"size_in_bytes": 7`, `"tags": ["活動"]`, `"feed_url": "http://feeds.example.cn/x"`}, nil},
		{"zone", item(feed.Item{Published: at(2012, 9, 25, 18, 7)}), feed.RSS, []string{"Tue, 25 Sep 2012 18:07:00 +0800"}, []string{"GMT"}},
		{"CDATA end", item(feed.Item{Content: feed.Text{Type: feed.HTML, Value: "<p>a]]>b</p>"}}), feed.RSS, []string{"a]]&amp;gt;b"}, []string{"a]]>b"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			doc, err := feed.Append(nil, c.feed, c.format, feed.WriteOptions{Self: "http://feeds.example.cn/x"})
			if err != nil {
				t.Fatal(err)
			}
			wellFormed(t, c.format, doc)
			for _, s := range c.has {
				if !strings.Contains(string(doc), s) {
					t.Errorf("no %q in\n%s", s, doc)
				}
			}
			for _, s := range c.hasNot {
				if strings.Contains(string(doc), s) {
					t.Errorf("%q in\n%s", s, doc)
				}
			}
		})
	}
}

// TestUpdatedFallsBack goes through the order in which Atom's updated is found.
func TestUpdatedFallsBack(t *testing.T) {
	t.Parallel()
	entry := func(f *feed.Feed) string {
		doc, _ := feed.Append(nil, f, feed.Atom, feed.WriteOptions{})
		_, e, _ := strings.Cut(string(doc), "<entry>")
		_, e, _ = strings.Cut(e, "<updated>")
		e, _, _ = strings.Cut(e, "</updated>")
		return e
	}
	undated := feed.Item{Title: feed.Text{Value: "甲"}}
	dated := feed.Item{Title: feed.Text{Value: "乙"}, Published: at(2012, 9, 25, 18, 7)}
	for _, c := range []struct {
		name, want string
		feed       *feed.Feed
	}{
		{"published", "2012-09-25T18:07:00+08:00", &feed.Feed{Items: []feed.Item{dated}}},
		{"never the feed's", "2000-01-01T00:00:00Z", &feed.Feed{Updated: day(2013, 1, 1), Items: []feed.Item{undated, dated}}},
		{"nor the newest item's", "2000-01-01T00:00:00Z", &feed.Feed{Items: []feed.Item{undated, dated}}},
		{"a fixed instant", "2000-01-01T00:00:00Z", &feed.Feed{Items: []feed.Item{undated}}},
	} {
		if got := entry(c.feed); got != c.want {
			t.Errorf("%s: updated %q; want %q", c.name, got, c.want)
		}
	}
}

// TestUpdatedIsDistinct keeps the order of items known by their day for readers that sort by it.
func TestUpdatedIsDistinct(t *testing.T) {
	t.Parallel()
	f := &feed.Feed{}
	for i := range 30 {
		f.Items = append(f.Items, feed.Item{Title: feed.Text{Value: fmt.Sprint("第", i, "條")}, Published: day(2012, 9, 25)})
	}
	doc, _ := feed.Append(nil, f, feed.Atom, feed.WriteOptions{})
	var stamps []string
	for _, e := range strings.Split(string(doc), "<entry>")[1:] {
		_, e, _ = strings.Cut(e, "<updated>")
		e, _, _ = strings.Cut(e, "</updated>")
		stamps = append(stamps, e)
	}
	parsed := make([]time.Time, len(stamps))
	for i, s := range stamps {
		var err error
		if parsed[i], err = time.Parse(time.RFC3339Nano, s); err != nil {
			t.Fatal(err)
		}
	}
	if !slices.IsSortedFunc(parsed, func(a, b time.Time) int { return b.Compare(a) }) || len(slices.Compact(slices.Clone(stamps))) != 30 {
		t.Errorf("stamps %q", stamps)
	}
}

func TestOddDates(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name      string
		time      time.Time
		rss, json string
	}{
		{"UTC", time.Date(2012, 9, 25, 1, 2, 3, 0, time.UTC), "Tue, 25 Sep 2012 01:02:03 +0000", "2012-09-25T01:02:03Z"},
		{"half hour", time.Date(2012, 9, 25, 1, 2, 3, 0, time.FixedZone("", -12600)), "Tue, 25 Sep 2012 01:02:03 -0330", "2012-09-25T01:02:03-03:30"},
		{"quarter hour", time.Date(2012, 9, 25, 1, 2, 3, 0, time.FixedZone("", 20700)), "Mon, 24 Sep 2012 19:17:03 +0000", "2012-09-24T19:17:03Z"},
		{"seconds", time.Date(1900, 1, 1, 0, 0, 0, 0, time.FixedZone("LMT", 29143)), "Sun, 31 Dec 1899 15:54:17 +0000", "1899-12-31T15:54:17Z"},
		{"year 10000", time.Date(10000, 1, 1, 0, 0, 0, 0, time.UTC), "", ""},
		{"year 0", time.Date(0, 1, 1, 0, 0, 0, 0, time.UTC), "", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			f := &feed.Feed{Items: []feed.Item{{Title: feed.Text{Value: "甲"}, Published: dates.Date{Time: c.time, Precision: dates.Second}}}}
			rss, _ := feed.Append(nil, f, feed.RSS, feed.WriteOptions{})
			js, _ := feed.Append(nil, f, feed.JSONFeed, feed.WriteOptions{})
			if c.rss == "" {
				if strings.Contains(string(rss), "pubDate") || strings.Contains(string(js), "date_published") {
					t.Errorf("a date that no format carries is written:\n%s", rss)
				}
				return
			}
			if !strings.Contains(string(rss), "<pubDate>"+c.rss+"</pubDate>") || !strings.Contains(string(js), `"date_published": "`+c.json+`"`) {
				t.Errorf("want %s and %s in\n%s\n%s", c.rss, c.json, rss, js)
			}
		})
	}
}

func TestUnknownFormat(t *testing.T) {
	t.Parallel()
	for _, format := range []feed.Format{feed.Unknown, feed.OPMLDoc, feed.CDF, "x"} {
		if got, err := feed.Append([]byte("x"), &feed.Feed{}, format, feed.WriteOptions{}); err == nil || string(got) != "x" {
			t.Errorf("format %q: %q, %v", format, got, err)
		}
	}
}

func TestTheModelIsNotChanged(t *testing.T) {
	t.Parallel()
	f, before := hostile(), fmt.Sprintf("%+v", hostile())
	for _, format := range formats {
		if _, err := feed.Append(nil, f, format, feed.WriteOptions{}); err != nil {
			t.Fatal(err)
		}
	}
	feed.Normalize(f, feed.WriteOptions{}).Items[0].Title.Value = "x"
	got := fmt.Sprintf("%+v", f)
	strip := func(s string) string { // pointers differ
		for _, p := range []string{"Source:0x"} {
			for {
				i := strings.Index(s, p)
				if i < 0 {
					break
				}
				end := strings.IndexAny(s[i:], "} ")
				s = s[:i] + s[i+end:]
			}
		}
		return s
	}
	if strip(got) != strip(before) {
		t.Error("writing changed the feed")
	}
}

// TestNoAllocationPerItem compares a feed with one of ten times as many items.
func TestNoAllocationPerItem(t *testing.T) {
	small, large := benchFeed(), benchFeed()
	small.Items = small.Items[:100]
	for _, format := range formats {
		var counts [2]float64
		for k, f := range []*feed.Feed{small, large} {
			dst, _ := feed.Append(nil, f, format, feed.WriteOptions{})
			counts[k] = testing.AllocsPerRun(3, func() { dst, _ = feed.Append(dst[:0], f, format, feed.WriteOptions{}) })
		}
		if counts[1] > counts[0]+20 {
			t.Errorf("%s: %v allocations for 100 items, %v for 1,000", format, counts[0], counts[1])
		}
	}
}

func FuzzAppend(f *testing.F) {
	f.Add("論壇 & <b>x</b>", "http://www.example.cn/a", "332", "zh-Hant", int64(1348567620), 28800)
	f.Add("]]>\x08\xff\ufffe&#8;", "javascript:x", "tag:a,b:c", "\"", int64(-1e15), -1)
	f.Fuzz(func(t *testing.T, text, href, id, language string, unix int64, offset int) {
		d := dates.Date{Time: time.Unix(unix%1e12, 0).In(time.FixedZone("", offset%86400)), Precision: dates.Second}
		src := &feed.Feed{
			ID: id, Title: feed.Text{Value: text}, Subtitle: feed.Text{Type: feed.HTML, Value: text}, Language: language, Links: []feed.Link{{Href: href}, {Rel: id, Href: text, Title: text}},
			Authors: []feed.Person{{Name: text, Email: id, URI: href}}, Categories: []feed.Category{{Term: text, Scheme: href}}, Logo: href, Icon: text, Rights: feed.Text{Value: text}, Generator: feed.Generator{Name: text, URI: href, Version: id},
			Items: []feed.Item{
				{ID: id, Title: feed.Text{Value: text}, Links: []feed.Link{{Href: href}}, Content: feed.Text{Type: feed.HTML, Value: text}, Published: d, Language: language, Source: &feed.Source{Title: text, URL: href}, Image: href, Enclosures: []feed.Enclosure{{URL: href, Type: text, Length: unix}}},
				{ID: id, Title: feed.Text{Type: feed.XHTML, Value: text}, Summary: feed.Text{Value: text}, Updated: d, Authors: []feed.Person{{Name: id}, {Email: text}}},
				{},
			},
		}
		for _, format := range formats {
			doc, err := feed.Append(nil, src, format, feed.WriteOptions{Self: href})
			if err != nil {
				t.Fatal(err)
			}
			wellFormed(t, format, doc)
			if feed.CleanText(string(doc)) != string(doc) {
				t.Fatalf("unclean: %q", doc)
			}
			if got := feed.DetectFormat(doc); got != format && len(doc) < 60000 {
				t.Fatalf("DetectFormat = %q for %s", got, format)
			}
		}
	})
}

// TestHubWithoutSelf leaves out a hub to which nobody could say what to subscribe to.
func TestHubWithoutSelf(t *testing.T) {
	t.Parallel()
	f := &feed.Feed{Title: feed.Text{Value: "t"}, Links: []feed.Link{{Href: "http://www.example.cn/"}, {Rel: "hub", Href: "http://hub.example/"}}}
	for _, format := range formats {
		doc, err := feed.Append(nil, f, format, feed.WriteOptions{})
		if err != nil || strings.Contains(string(doc), "hub.example") {
			t.Errorf("%v\n%s", err, doc)
		}
		if lost := feed.Lost(f, format); !slices.ContainsFunc(lost, func(l feed.Loss) bool { return l.Field == "links" }) {
			t.Errorf("%s: %v", format, lost)
		}
		doc, err = feed.Append(nil, f, format, feed.WriteOptions{Self: ownAddress})
		if err != nil || !strings.Contains(string(doc), "hub.example") {
			t.Errorf("%v\n%s", err, doc)
		}
	}
}
