package feed_test

import (
	"bytes"
	"encoding/json"
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

// story is an item with what every one of the compared writers can carry.
type story struct {
	title, address, summary, content, author string
	time                                     time.Time
}

// stories are 1,000 items of about 1 KB of markup each, none like another: paragraphs with punctuation, figures, a link, a picture.
func stories() []story {
	sentences := []string{
		"首屆中國質量發展論壇25日在京舉行，來自31個省（區、市）的600餘名代表出席。", "會議指出，要“堅持標準引領”，把提高供給體系質量作為主攻方向；", "與會代表認為，過去5年間全市生產總值年均增長7.8%，",
		"他強調：民生無小事，枝葉總關情。", "有關負責人表示，下一步將出臺《質量工作考核辦法》等12項措施，", "記者從省政府辦公廳獲悉，該項目總投資3.6億元，預計2014年6月底前建成投入使用。",
		"全省各級各部門要認真貫徹落實會議精神、扎實推進各項工作。", "會前，領導同志參觀了成果展，並與企業職工親切交談。",
	}
	out := make([]story, benchItems)
	for i := range out {
		var b strings.Builder
		for p := range 3 {
			b.WriteString("<p>")
			if p == 1 {
				fmt.Fprintf(&b, `<img src="http://www.example.cn/images/2012-09/25/pic_%d.jpg" alt="會議現場">`, i)
			}
			for k := range 2 {
				b.WriteString(sentences[(i*7+p*3+k*5)%len(sentences)])
			}
			if p == 2 {
				fmt.Fprintf(&b, `（<a href="http://www.example.cn/zt/zlfz/index_%d.htm">專題報道</a>）`, i%9)
			}
			b.WriteString("</p>\n")
		}
		out[i] = story{
			fmt.Sprintf("質量發展論壇第%d次會議在京舉行", i), fmt.Sprintf("http://www.example.cn/hd/2012-09/25/content_%d.htm", i), sentences[i%len(sentences)], b.String(),
			[]string{"李記者", "王記者", "新華社"}[i/3%3], benchTime.Add(-time.Duration(i) * time.Minute),
		}
	}
	return out
}

// equalFeed holds the stories in the model.
func equalFeed() *feed.Feed {
	f := &feed.Feed{ID: "http://www.example.cn/", Title: feed.Text{Value: "全部"}, Links: []feed.Link{{Href: "http://www.example.cn/"}}, Authors: []feed.Person{{Name: "示例門戶"}}}
	for _, s := range stories() {
		f.Items = append(f.Items, feed.Item{
			ID: s.address, Title: feed.Text{Value: s.title}, Links: []feed.Link{{Href: s.address}}, Summary: feed.Text{Value: s.summary}, Content: feed.Text{Type: feed.HTML, Value: s.content},
			Authors: []feed.Person{{Name: s.author}}, Published: dates.Date{Time: s.time, Precision: dates.Minute},
		})
	}
	return f
}

// gorillaFeed holds the stories as gorilla/feeds wants them.
func gorillaFeed() *feeds.Feed {
	f := &feeds.Feed{Id: "http://www.example.cn/", Title: "全部", Link: &feeds.Link{Href: "http://www.example.cn/"}, Author: &feeds.Author{Name: "示例門戶"}, Created: benchTime}
	for _, s := range stories() {
		f.Items = append(f.Items, &feeds.Item{
			Title: s.title, Link: &feeds.Link{Href: s.address}, Id: s.address, Description: s.summary, Content: s.content, Author: &feeds.Author{Name: s.author}, Created: s.time,
		})
	}
	return f
}

// xmlRSS and xmlAtom hold the stories in structures that encoding/xml writes.
func xmlRSS() any {
	type item struct {
		Title   string `xml:"title"`
		Link    string `xml:"link"`
		GUID    string `xml:"guid"`
		PubDate string `xml:"pubDate"`
		Author  string `xml:"dc:creator"`
		Summary string `xml:"description"`
		Content string `xml:"content:encoded"`
	}
	doc := struct {
		XMLName xml.Name `xml:"rss"`
		Version string   `xml:"version,attr"`
		Items   []item   `xml:"channel>item"`
	}{Version: "2.0"}
	for _, s := range stories() {
		doc.Items = append(doc.Items, item{s.title, s.address, s.address, s.time.Format(time.RFC1123Z), s.author, s.summary, s.content})
	}
	return doc
}

func xmlAtom() any {
	type link struct {
		Rel  string `xml:"rel,attr"`
		Href string `xml:"href,attr"`
	}
	type text struct {
		Type  string `xml:"type,attr"`
		Value string `xml:",chardata"`
	}
	type entry struct {
		ID        string `xml:"id"`
		Title     string `xml:"title"`
		Published string `xml:"published"`
		Updated   string `xml:"updated"`
		Link      link   `xml:"link"`
		Author    string `xml:"author>name"`
		Summary   string `xml:"summary"`
		Content   text   `xml:"content"`
	}
	doc := struct {
		XMLName xml.Name `xml:"http://www.w3.org/2005/Atom feed"`
		Entries []entry  `xml:"entry"`
	}{}
	for _, s := range stories() {
		at := s.time.Format(time.RFC3339)
		doc.Entries = append(doc.Entries, entry{s.address, s.title, at, at, link{"alternate", s.address}, s.author, s.summary, text{"html", s.content}})
	}
	return doc
}

func jsonFeed() any {
	type author struct {
		Name string `json:"name"`
	}
	type item struct {
		ID        string   `json:"id"`
		URL       string   `json:"url"`
		Title     string   `json:"title"`
		Content   string   `json:"content_html"`
		Summary   string   `json:"summary"`
		Published string   `json:"date_published"`
		Authors   []author `json:"authors"`
	}
	doc := struct {
		Version string `json:"version"`
		Items   []item `json:"items"`
	}{Version: "https://jsonfeed.org/version/1.1"}
	for _, s := range stories() {
		doc.Items = append(doc.Items, item{s.address, s.address, s.title, s.content, s.summary, s.time.Format(time.RFC3339), []author{{s.author}}})
	}
	return doc
}

// BenchmarkEqual writes the same stories with this package, gorilla/feeds and the encoders of the standard library, which are given
// their structures made. Every one reuses its buffer. Bytes are those of its document. cpu-ns/item is processor time, which tells more
// than the clock where others are at work; run it with GOMAXPROCS=1, so that the collection of garbage counts, and compare within one run.
func BenchmarkEqual(b *testing.B) {
	ours, theirs := equalFeed(), gorillaFeed()
	o := feed.WriteOptions{Self: "http://feeds.example.cn/all"}
	std := map[feed.Format]any{feed.RSS: xmlRSS(), feed.Atom: xmlAtom(), feed.JSONFeed: jsonFeed()}
	// In RSS the markup is often the description, as in the examples of gorilla/feeds, which escapes it there and has a CDATA section for
	// the content.
	described, theirDescribed := equalFeed(), gorillaFeed()
	for i := range described.Items {
		it, their := &described.Items[i], theirDescribed.Items[i]
		it.Summary, it.Content = it.Content, feed.Text{}
		their.Description, their.Content = their.Content, ""
	}
	b.Run("rss description/portalfeed", func(b *testing.B) {
		var dst []byte
		rated(b, func() (int, error) {
			var err error
			dst, err = feed.Append(dst[:0], described, feed.RSS, o)
			return len(dst), err
		})
	})
	b.Run("rss description/gorilla", func(b *testing.B) {
		var w bytes.Buffer
		rated(b, func() (int, error) {
			w.Reset()
			err := theirDescribed.WriteRss(&w)
			return w.Len(), err
		})
	})
	for _, format := range formats {
		b.Run(string(format)+"/portalfeed", func(b *testing.B) {
			var dst []byte
			rated(b, func() (int, error) {
				var err error
				dst, err = feed.Append(dst[:0], ours, format, o)
				return len(dst), err
			})
		})
		b.Run(string(format)+"/gorilla", func(b *testing.B) {
			write := map[feed.Format]func(*bytes.Buffer) error{
				feed.RSS: func(w *bytes.Buffer) error { return theirs.WriteRss(w) }, feed.Atom: func(w *bytes.Buffer) error { return theirs.WriteAtom(w) },
				feed.JSONFeed: func(w *bytes.Buffer) error { return theirs.WriteJSON(w) },
			}[format]
			var w bytes.Buffer
			rated(b, func() (int, error) {
				w.Reset()
				err := write(&w)
				return w.Len(), err
			})
		})
		b.Run(string(format)+"/encoding", func(b *testing.B) {
			var w bytes.Buffer
			rated(b, func() (int, error) {
				w.Reset()
				if format == feed.JSONFeed {
					err := json.NewEncoder(&w).Encode(std[format])
					return w.Len(), err
				}
				err := xml.NewEncoder(&w).Encode(std[format])
				return w.Len(), err
			})
		})
	}
}

// rated runs write, which returns the size of what it wrote, once before it is measured.
func rated(b *testing.B, write func() (int, error)) {
	b.Helper()
	n, err := write()
	if err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(n))
	b.ReportAllocs()
	start := processTime()
	for b.Loop() {
		if _, err := write(); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64((processTime()-start).Nanoseconds())/float64(b.N)/benchItems, "cpu-ns/item")
	b.ReportMetric(benchItems*float64(b.N)/b.Elapsed().Seconds(), "items/s")
}

// BenchmarkAppend writes with a reused buffer. Bytes are those of the document.
func BenchmarkAppend(b *testing.B) {
	f := benchFeed()
	for _, format := range formats {
		b.Run(string(format), func(b *testing.B) {
			var dst []byte
			rated(b, func() (int, error) {
				var err error
				dst, err = feed.Append(dst[:0], f, format, feed.WriteOptions{Self: "http://feeds.example.cn/all"})
				return len(dst), err
			})
		})
	}
}
