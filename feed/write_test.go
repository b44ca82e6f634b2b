package feed_test

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/portalfeed/portalfeed/feed"
	"github.com/portalfeed/portalfeed/feed/dates"
)

var china = time.FixedZone("", 8*3600)

func at(y int, mo time.Month, d, h, m int) dates.Date {
	return dates.Date{Time: time.Date(y, mo, d, h, m, 0, 0, china), Precision: dates.Minute}
}

func day(y int, mo time.Month, d int) dates.Date {
	return dates.Date{Time: time.Date(y, mo, d, 0, 0, 0, 0, china), Precision: dates.Day}
}

// sample is a feed that uses all of the model.
func sample() *feed.Feed {
	return &feed.Feed{
		ID:           "tag:www.example.cn,2005:activity",
		Title:        feed.Text{Value: "省長·活動 - 示例門戶"},
		Subtitle:     feed.Text{Value: "活動 & 會議"},
		Language:     "zh-Hant",
		Links:        []feed.Link{{Href: "http://www.example.cn/hd/"}, {Rel: "hub", Href: "https://hub.example.cn/"}},
		Authors:      []feed.Person{{Name: "示例門戶"}},
		Categories:   []feed.Category{{Term: "activity", Label: "活動", Scheme: "http://www.example.cn/tags"}},
		Rights:       feed.Text{Value: "© 示例門戶"},
		Generator:    feed.Generator{Name: "portalfeed", URI: "https://portalfeed.example/", Version: "1.0"},
		Icon:         "http://www.example.cn/favicon.ico",
		Logo:         "http://www.example.cn/logo.png",
		Contributors: []feed.Person{{Name: "協辦"}},
		Items: []feed.Item{
			{
				Title:      feed.Text{Value: "論壇在京舉行"},
				Links:      []feed.Link{{Href: "content_2.htm"}, {Rel: "related", Href: "http://www.example.cn/bg.htm", Title: "背景"}},
				Summary:    feed.Text{Value: "首屆論壇25日舉行。"},
				Content:    feed.Text{Type: feed.HTML, Value: `<p>首屆論壇25日在京舉行。<a href="http://www.example.cn/x?a=1&amp;b=2">詳細</a></p>`},
				Authors:    []feed.Person{{Name: "李記者", Email: "li@example.cn"}},
				Categories: []feed.Category{{Term: "活動"}},
				Enclosures: []feed.Enclosure{{URL: "http://www.example.cn/a.pdf", Length: 123}, {URL: "/b.doc"}},
				Image:      "pic/1.jpg",
				Published:  at(2012, 9, 25, 18, 7),
				Updated:    at(2012, 9, 25, 20, 0),
				Source:     &feed.Source{Title: "國務院辦公廳"},
			},
			{
				Title:     feed.Text{Value: "主持會議"},
				Links:     []feed.Link{{Href: "http://www.example.cn/hd/content_1.htm"}},
				Authors:   []feed.Person{{Name: "甲"}, {Name: "乙"}},
				Published: day(2012, 9, 24),
				Source:    &feed.Source{Title: "新華社", URL: "http://www.xinhua.example/"},
			},
			{Title: feed.Text{Value: "同日另一條"}, Links: []feed.Link{{Href: "http://www.example.cn/hd/content_0.htm"}}, Published: day(2012, 9, 24)},
		},
	}
}

// hostile is a feed in which nearly everything is wrong.
func hostile() *feed.Feed {
	bad := "a\x08b\x00\xd6\xd0c\ufffd\ufffed]]>e\xed\xa0\x80<f> & \"g\" &nbsp; <b>h</b> \U0010ffff\u0085"
	return &feed.Feed{
		ID:       "332",
		Title:    feed.Text{Value: bad},
		Subtitle: feed.Text{Value: "<script>alert(1)</script>x<br>y"},
		Language: "zh_TW\"",
		Links:    []feed.Link{{Href: "http://例子.測試:8080/新聞 頁?q=a|b[1]#x#y"}, {Rel: "no such\x01 rel", Href: "/x"}, {Href: "http://other.example/"}},
		Authors:  []feed.Person{{Name: "name only (x)"}, {Email: "no mail"}, {}, {Name: "A <a@example.cn>"}},
		Rights:   feed.Text{Type: feed.HTML, Value: "<b>&copy;</b>"},
		Icon:     "javascript:alert(1)", Logo: "data:x",
		Categories: []feed.Category{{Term: " \x01 "}, {Term: "<b>c</b>", Scheme: "not a scheme"}},
		Items: []feed.Item{
			{},
			{},
			{ID: "332", Title: feed.Text{Value: bad}, Content: feed.Text{Type: feed.HTML, Value: "<p>a\x08b\xd6\xd0 ]]> \ufffe</p>"}},
			{ID: "332", Links: []feed.Link{{Href: "javascript:alert(1)"}}, Summary: feed.Text{Value: bad}},
			{Links: []feed.Link{{Href: "/show.asp?id=1"}}, Title: feed.Text{Type: feed.HTML, Value: "<b>x</b> &amp; y"}},
			{Links: []feed.Link{{Href: "/show.asp?id=1"}}, Authors: []feed.Person{{Name: "n", Email: "e@x"}}},
			{Links: []feed.Link{{Href: "/q?k=%D6%D0%B9%FA"}}, Image: "//img.example.cn/啊.jpg", Enclosures: []feed.Enclosure{{URL: "/a b.mp3", Type: "no type", Length: -3}, {URL: "file:///etc/passwd"}}},
			{ID: "HTTP://WWW.Example.CN:80/a/../b/%7eu%3a%c3", Links: []feed.Link{{Rel: "self", Href: "/s"}, {Href: "http://[::1]/x"}}},
			{ID: "urn:uuid:nonsense", Published: dates.Date{Time: time.Date(12012, 1, 1, 0, 0, 0, 0, time.UTC), Precision: dates.Day}},
			{ID: "tag:bad", Updated: dates.Date{Time: time.Date(2012, 1, 1, 0, 0, 0, 0, time.FixedZone("", 8*3600+343)), Precision: dates.Second}, Source: &feed.Source{Title: bad, URL: "javascript:1"}},
		},
	}
}

var formats = []feed.Format{feed.RSS, feed.Atom, feed.JSONFeed}

func wellFormed(t testing.TB, format feed.Format, doc []byte) {
	t.Helper()
	if format == feed.JSONFeed {
		if !json.Valid(doc) {
			t.Fatalf("not JSON: %q", doc)
		}
		return
	}
	dec := xml.NewDecoder(bytes.NewReader(doc))
	for {
		if _, err := dec.Token(); err != nil {
			if errors.Is(err, io.EOF) {
				return
			}
			t.Fatalf("%s is not well-formed: %v\n%s", format, err, doc)
		}
	}
}

func TestDocumentsAreWellFormedAndStable(t *testing.T) {
	t.Parallel()
	for name, f := range map[string]*feed.Feed{"sample": sample(), "hostile": hostile(), "empty": {}} {
		for _, format := range formats {
			t.Run(name+"/"+string(format), func(t *testing.T) {
				t.Parallel()
				o := feed.WriteOptions{Self: "http://www.example.cn/f" + format.Extension()}
				doc, err := feed.Append(nil, f, format, o)
				if err != nil {
					t.Fatal(err)
				}
				wellFormed(t, format, doc)
				if got := feed.DetectFormat(doc); got != format {
					t.Errorf("DetectFormat = %q", got)
				}
				again, _ := feed.Append([]byte("x"), f, format, o)
				if string(again) != "x"+string(doc) {
					t.Error("a second rendering differs")
				}
			})
		}
	}
}

func ExampleAppend() {
	f := &feed.Feed{
		Title: feed.Text{Value: "活動"},
		Links: []feed.Link{{Href: "http://www.example.cn/hd/"}},
		Items: []feed.Item{{
			Title:     feed.Text{Value: "論壇在京舉行"},
			Links:     []feed.Link{{Href: "content_2.htm"}}, // resolved against the feed's page
			Published: dates.Date{Time: time.Date(2012, 9, 25, 18, 7, 0, 0, time.FixedZone("", 8*3600)), Precision: dates.Minute},
		}},
	}
	doc, err := feed.Append(nil, f, feed.RSS, feed.WriteOptions{Self: "http://feeds.example.cn/hd.rss"})
	if err != nil {
		fmt.Println(err)
		return
	}
	for l := range strings.Lines(string(doc)) {
		if strings.Contains(l, "guid") || strings.Contains(l, "pubDate") || strings.Contains(l, "self") {
			fmt.Print(l)
		}
	}
	// Output:
	// <atom:link rel="self" href="http://feeds.example.cn/hd.rss" type="application/rss+xml"/>
	// <guid isPermaLink="true">http://www.example.cn/hd/content_2.htm</guid>
	// <pubDate>Tue, 25 Sep 2012 18:07:00 +0800</pubDate>
}
