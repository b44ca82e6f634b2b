package feed_test

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/gorilla/feeds"

	"github.com/portalfeed/portalfeed/feed"
	"github.com/portalfeed/portalfeed/feed/dates"
)

const benchItems = 1000

var (
	benchBody = `<p>` + strings.Repeat("首屆中國質量發展論壇在京舉行，與會代表提交了討論稿 & 方案。", 9) + `</p>`
	benchTime = time.Date(2012, 9, 25, 18, 7, 0, 0, time.FixedZone("", 8*3600))
)

// benchFeed is a feed of 1,000 items of about 1 KB, as a portal's roll-up has them.
func benchFeed() *feed.Feed {
	f := &feed.Feed{
		ID: "tag:www.example.cn,2005:all", Title: feed.Text{Value: "全部"}, Links: []feed.Link{{Href: "http://www.example.cn/"}}, Language: "zh-Hant",
		Authors: []feed.Person{{Name: "示例門戶"}},
	}
	for i := range benchItems {
		f.Items = append(f.Items, feed.Item{
			Title: feed.Text{Value: fmt.Sprintf("論壇第%d次會議在京舉行", i)}, Links: []feed.Link{{Href: fmt.Sprintf("http://www.example.cn/hd/content_%d.htm", i)}},
			Summary: feed.Text{Value: "首屆論壇在京舉行。"}, Content: feed.Text{Type: feed.HTML, Value: benchBody}, Authors: []feed.Person{{Name: "李記者", Email: "li@example.cn"}},
			Categories: []feed.Category{{Term: "活動"}}, Published: dates.Date{Time: benchTime.Add(-time.Duration(i) * time.Minute), Precision: dates.Minute},
			Source: &feed.Source{Title: "國務院辦公廳"},
		})
	}
	return f
}

func gorillaFeed() *feeds.Feed {
	f := &feeds.Feed{Id: "tag:www.example.cn,2005:all", Title: "全部", Link: &feeds.Link{Href: "http://www.example.cn/"}, Author: &feeds.Author{Name: "示例門戶"}, Created: benchTime}
	for i := range benchItems {
		f.Items = append(f.Items, &feeds.Item{
			Title: fmt.Sprintf("論壇第%d次會議在京舉行", i), Link: &feeds.Link{Href: fmt.Sprintf("http://www.example.cn/hd/content_%d.htm", i)}, Id: fmt.Sprintf("http://www.example.cn/hd/content_%d.htm", i),
			Description: "首屆論壇在京舉行。", Content: benchBody, Author: &feeds.Author{Name: "李記者", Email: "li@example.cn"}, Created: benchTime.Add(-time.Duration(i) * time.Minute),
		})
	}
	return f
}

// BenchmarkAppend writes with a reused buffer. Bytes are those of the document.
func BenchmarkAppend(b *testing.B) {
	f := benchFeed()
	for _, format := range formats {
		b.Run(string(format), func(b *testing.B) {
			dst, err := feed.Append(nil, f, format, feed.WriteOptions{Self: "http://feeds.example.cn/all"})
			if err != nil {
				b.Fatal(err)
			}
			b.SetBytes(int64(len(dst)))
			b.ReportAllocs()
			for b.Loop() {
				dst, _ = feed.Append(dst[:0], f, format, feed.WriteOptions{Self: "http://feeds.example.cn/all"})
			}
			b.ReportMetric(benchItems*float64(b.N)/b.Elapsed().Seconds(), "items/s")
		})
	}
}

// BenchmarkPeerGorilla writes the same items with gorilla/feeds.
func BenchmarkPeerGorilla(b *testing.B) {
	f := gorillaFeed()
	for name, write := range map[string]func(*bytes.Buffer) error{
		"rss": func(w *bytes.Buffer) error { return f.WriteRss(w) }, "atom": func(w *bytes.Buffer) error { return f.WriteAtom(w) }, "json": func(w *bytes.Buffer) error { return f.WriteJSON(w) },
	} {
		b.Run(name, func(b *testing.B) {
			var w bytes.Buffer
			b.ReportAllocs()
			for b.Loop() {
				w.Reset()
				if err := write(&w); err != nil {
					b.Fatal(err)
				}
			}
			b.SetBytes(int64(w.Len()))
			b.ReportMetric(benchItems*float64(b.N)/b.Elapsed().Seconds(), "items/s")
		})
	}
}

// BenchmarkPeerEncodingXML marshals the same items of RSS with encoding/xml.
func BenchmarkPeerEncodingXML(b *testing.B) {
	type item struct {
		Title    string `xml:"title"`
		Link     string `xml:"link"`
		GUID     string `xml:"guid"`
		PubDate  string `xml:"pubDate"`
		Author   string `xml:"author"`
		Category string `xml:"category"`
		Summary  string `xml:"description"`
		Content  string `xml:"content:encoded"`
		Source   string `xml:"dc:source"`
	}
	type rss struct {
		XMLName xml.Name `xml:"rss"`
		Version string   `xml:"version,attr"`
		Items   []item   `xml:"channel>item"`
	}
	doc := rss{Version: "2.0"}
	for _, it := range benchFeed().Items {
		doc.Items = append(doc.Items, item{
			it.Title.Value, it.Links[0].Href, it.Links[0].Href, it.Published.Time.Format(time.RFC1123Z), "li@example.cn (李記者)", "活動", it.Summary.Value, it.Content.Value, it.Source.Title,
		})
	}
	var w bytes.Buffer
	b.ReportAllocs()
	for b.Loop() {
		w.Reset()
		if err := xml.NewEncoder(&w).Encode(doc); err != nil {
			b.Fatal(err)
		}
	}
	b.SetBytes(int64(w.Len()))
	b.ReportMetric(benchItems*float64(b.N)/b.Elapsed().Seconds(), "items/s")
}
