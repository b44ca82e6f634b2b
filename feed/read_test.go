package feed_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"
	"unicode/utf16"

	"github.com/portalfeed/portalfeed/encodingx"
	"github.com/portalfeed/portalfeed/feed"
)

func mustRead(t *testing.T, doc string, o feed.ReadOptions) *feed.ReadResult {
	t.Helper()
	r, err := feed.ReadBytes([]byte(doc), o)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// TestReadFormats reads the same feed in each format.
func TestReadFormats(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, doc, version string
		format             feed.Format
	}{
		{"RSS 2.0", `<rss version="2.0"><channel><title>質量</title><link>http://a.example/</link><item><title>一</title><link>http://a.example/1</link><guid>http://a.example/1</guid><pubDate>Tue, 25 Sep 2012 18:07:00 +0800</pubDate></item></channel></rss>`, "2.0", feed.RSS},
		{"RSS 0.91", `<rss version="0.91"><channel><title>質量</title><link>http://a.example/</link><item><title>一</title><link>http://a.example/1</link><pubDate>25 Sep 2012 18:07:00 +0800</pubDate></item></channel></rss>`, "0.91", feed.RSS},
		{"RSS 1.0", `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="http://a.example/"><title>質量</title><link>http://a.example/</link><items><rdf:Seq><rdf:li rdf:resource="http://a.example/1"/></rdf:Seq></items></channel><item rdf:about="http://a.example/1"><title>一</title><link>http://a.example/1</link><dc:date>2012-09-25T18:07:00+08:00</dc:date></item></rdf:RDF>`, "1.0", feed.RDF},
		{"RSS 0.90", `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://my.netscape.com/rdf/simple/0.9/"><channel><title>質量</title><link>http://a.example/</link></channel><item><title>一</title><link>http://a.example/1</link></item></rdf:RDF>`, "1.0", feed.RDF},
		{"RSS 1.1", `<Channel xmlns="http://purl.org/net/rss1.1#" xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" rdf:about="http://a.example/r"><title>質量</title><link>http://a.example/</link><items rdf:parseType="Collection"><item rdf:about="http://a.example/1"><title>一</title><link>http://a.example/1</link></item></items></Channel>`, "1.1", feed.RDF},
		{"Atom 1.0", `<feed xmlns="http://www.w3.org/2005/Atom"><title>質量</title><link href="http://a.example/"/><entry><title>一</title><link href="http://a.example/1"/><id>http://a.example/1</id><published>2012-09-25T18:07:00+08:00</published></entry></feed>`, "1.0", feed.Atom},
		{"Atom 0.3", `<feed version="0.3" xmlns="http://purl.org/atom/ns#"><title>質量</title><link rel="alternate" type="text/html" href="http://a.example/"/><entry><title>一</title><link rel="alternate" href="http://a.example/1"/><issued>2012-09-25T18:07:00+08:00</issued></entry></feed>`, "0.3", feed.Atom},
		{"CDF", `<CHANNEL HREF="http://a.example/"><TITLE>質量</TITLE><ITEM HREF="http://a.example/1"><TITLE>一</TITLE></ITEM></CHANNEL>`, "", feed.CDF},
		{"JSON Feed", `{"version":"https://jsonfeed.org/version/1","title":"\u8cea量","home_page_url":"http://a.example/","items":[{"id":1,"url":"http://a.example/1","title":"一","content_text":"x","date_published":"2012-09-25T18:07:00+08:00"}]}`, "1", feed.JSONFeed},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			r := mustRead(t, c.doc, feed.ReadOptions{})
			f := r.Feed
			if r.Format != c.format || r.Version != c.version || f.Title.Value != "質量" || len(f.Links) != 1 || f.Links[0].Href != "http://a.example/" {
				t.Errorf("%q %q %+v", r.Format, r.Version, f)
			}
			if len(f.Items) != 1 || f.Items[0].Title.Value != "一" || f.Items[0].Links[0].Href != "http://a.example/1" {
				t.Fatalf("items %+v", f.Items)
			}
			if d := f.Items[0].Published; !d.IsZero() && !d.Time.Equal(time.Date(2012, 9, 25, 10, 7, 0, 0, time.UTC)) {
				t.Errorf("published %v", d)
			}
			if len(r.Diagnostics) > 0 {
				t.Errorf("diagnostics %v", r.Diagnostics)
			}
		})
	}
}

// TestReadNamespaces takes what modules say and keeps what has no field.
func TestReadNamespaces(t *testing.T) {
	t.Parallel()
	const doc = `<rss version="2.0" xml:base="http://a.example/n/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:media="http://search.yahoo.com/mrss/"
 xmlns:atom="http://www.w3.org/2005/Atom" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" xmlns:podcast="https://podcastindex.org/namespace/1.0" xmlns:georss="http://www.georss.org/georss" xmlns:fh="http://purl.org/syndication/history/1.0" xmlns:x="http://x.example/ns"><channel xml:lang="zh-Hant">
<title>題</title><link>../</link><atom:link rel="self" href="feed.xml"/><atom:link rel="hub" href="http://hub.example/"/><fh:complete/><ttl>60</ttl><itunes:owner><itunes:name>甲</itunes:name><itunes:email>a@a.example</itunes:email></itunes:owner>
<item><title>一 &lt;b&gt;粗&lt;/b&gt;</title><link>1.htm</link><guid isPermaLink="false">g1</guid><dc:creator>乙</dc:creator><dc:creator>丙</dc:creator><dc:subject>論壇</dc:subject><category domain="http://a.example/c">活動</category>
<description>摘要</description><content:encoded><![CDATA[<p><a href="2.htm">二</a> <img src='/3.jpg'></p>]]></content:encoded><enclosure url="4.mp3" length="12" type="audio/mpeg"/>
<media:group><media:content url="http://a.example/5.jpg" type="image/jpeg"/><media:thumbnail url="http://a.example/6.jpg"/></media:group><itunes:duration>12:34</itunes:duration><podcast:person role="host">丁</podcast:person>
<georss:point>39.9 116.4</georss:point><x:deep a="1"><x:er>v</x:er></x:deep><source url="http://s.example/">新華社</source><comments>http://a.example/1#c</comments></item></channel></rss>`
	r := mustRead(t, doc, feed.ReadOptions{})
	f := r.Feed
	it := f.Items[0]
	for _, c := range []struct{ name, got, want string }{
		{"language", f.Language, "zh-Hant"},
		{"page", f.Links[0].Href, "http://a.example/"},
		{"self", f.Links[1].Rel + " " + f.Links[1].Href, "self http://a.example/n/feed.xml"},
		{"hub", f.Links[2].Rel + " " + f.Links[2].Href, "hub http://hub.example/"},
		{"owner", fmt.Sprint(f.Authors), "[{甲 a@a.example   }]"},
		{"complete", fmt.Sprint(f.Complete), "true"},
		{"title", it.Title.Plain(), "一 粗"},
		{"link", it.Links[0].Href, "http://a.example/n/1.htm"},
		{"id", it.ID, "g1"},
		{"authors", fmt.Sprint(it.Authors), "[{乙    } {丙    }]"},
		{"categories", fmt.Sprint(it.Categories), "[{論壇  } {活動 http://a.example/c }]"},
		{"content", it.Content.Value, `<p><a href="http://a.example/n/2.htm">二</a> <img src='http://a.example/3.jpg'></p>`},
		{"enclosure", fmt.Sprint(it.Enclosures), "[{http://a.example/n/4.mp3 audio/mpeg  12 0s }]"},
		{"image", it.Image, "http://a.example/5.jpg"},
		{"source", fmt.Sprint(*it.Source), "{新華社 http://s.example/}"},
		{"deep", feed.Find(it.Extensions, "http://x.example/ns", "deep").Children[0].Value, "v"},
		{"ttl", feed.Find(f.Extensions, "", "ttl").Value, "60"},
	} {
		if c.got != c.want {
			t.Errorf("%s: %q; want %q", c.name, c.got, c.want)
		}
	}
	out, err := feed.Append(nil, f, feed.RSS, feed.WriteOptions{})
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range []string{"<fh:complete/>", "<ttl>60</ttl>", "<itunes:duration>12:34</itunes:duration>", `<podcast:person role="host">丁</podcast:person>`, "<georss:point>39.9 116.4</georss:point>", `<x:deep a="1"><x:er>v</x:er>`, "<comments>http://a.example/1#c</comments>", `<media:content url="http://a.example/5.jpg" type="image/jpeg"><media:thumbnail`, `rel="hub"`} {
		if !strings.Contains(string(out), s) {
			t.Errorf("no %s in\n%s", s, out)
		}
	}
	again := mustRead(t, string(out), feed.ReadOptions{})
	if len(again.Feed.Items[0].Extensions) != len(it.Extensions) {
		t.Errorf("extensions %+v; want %+v", again.Feed.Items[0].Extensions, it.Extensions)
	}
	for _, l := range feed.Lost(f, feed.RSS) {
		if l.Field == "extensions" {
			t.Errorf("lost %v", l)
		}
	}
	if l := feed.Lost(f, feed.JSONFeed); len(l) == 0 {
		t.Error("JSON Feed loses nothing")
	}
}

// TestReadDamaged gets the items of damaged documents.
func TestReadDamaged(t *testing.T) {
	t.Parallel()
	const head, item = `<rss version="2.0"><channel><title>題</title>`, `<item><title>一</title><link>http://a.example/1</link></item>`
	for _, c := range []struct {
		name, doc string
		items     int
		code      string
	}{
		{"bare ampersand", head + "<item><title>A & B</title></item></channel></rss>", 1, "bare-ampersand"},
		{"less than in text", head + "<item><title>1 < 2</title></item></channel></rss>", 1, "stray-less"},
		{"HTML entity", head + "<item><title>A&nbsp;B</title></item></channel></rss>", 1, "undefined-entity"},
		{"cut off in an item", head + item + "<item><title>二", 2, "truncated"},
		{"cut off in a tag", head + item + item + "<ite", 2, "truncated"},
		{"control character", head + "<item><title>a\bb</title></item></channel></rss>", 1, "control-char"},
		{"reference to a control character", head + "<item><title>a&#x8;b</title></item></channel></rss>", 1, "bad-char-ref"},
		{"invalid UTF-8", head + "<item><title>質量發展綱要\xff論壇</title></item></channel></rss>", 1, "encoding"},
		{"CDATA end", head + "<item><title>a]]>b</title></item></channel></rss>", 1, "cdata-end-in-text"},
		{"open CDATA", head + item + "<item><title>二</title><description><![CDATA[x", 2, "truncated"},
		{"crossed tags", head + "<item><title><b>x</title></b></item></channel></rss>", 1, "unclosed-element"},
		{"title without end", head + "<item><title>x<link>http://a.example/1</link></item>" + item + "</channel></rss>", 2, "unclosed-element"},
		{"item without end", head + "<item><title>一</title><item><title>二</title></item></channel></rss>", 2, "unclosed-element"},
		{"junk in front", "Warning: x\n" + head + item + "</channel></rss>", 1, "text-outside-root"},
		{"undeclared prefix", head + "<item><title>x</title><dc:creator>甲</dc:creator></item></channel></rss>", 1, "undeclared-prefix"},
		{"cut off JSON", `{"version":"https://jsonfeed.org/version/1.1","title":"題","items":[{"id":"1","title":"一"},{"id":"2","title":"二`, 2, "json"},
		{"lone surrogate in JSON", `{"version":"https://jsonfeed.org/version/1.1","items":[{"id":"1","title":"\ud800一"}]}`, 1, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			r := mustRead(t, c.doc, feed.ReadOptions{})
			if len(r.Feed.Items) != c.items {
				t.Fatalf("%d items; want %d: %+v", len(r.Feed.Items), c.items, r.Feed.Items)
			}
			found := c.code == ""
			for _, d := range r.Diagnostics {
				found = found || d.Code == c.code
			}
			if !found {
				t.Errorf("no %s among %v", c.code, r.Diagnostics)
			}
			for _, format := range formats {
				out, err := feed.Append(nil, r.Feed, format, feed.WriteOptions{})
				if err != nil {
					t.Fatal(err)
				}
				wellFormed(t, format, out)
			}
		})
	}
}

func TestReadPage(t *testing.T) {
	t.Parallel()
	_, err := feed.ReadBytes([]byte(`<!DOCTYPE html><html><head><link rel="stylesheet" href="x.css"><link rel="alternate" type="application/rss+xml" title="最新" href="/rss.xml"><LINK REL=alternate TYPE=application/atom+xml HREF=atom.xml></head><body>x</body></html>`), feed.ReadOptions{URL: "http://a.example/n/"})
	e, ok := errors.AsType[*feed.NotFeedError](err)
	if !ok || !e.HTML || len(e.Advertised) != 2 || e.Advertised[0].Href != "http://a.example/rss.xml" || e.Advertised[0].Title != "最新" || e.Advertised[1].Href != "http://a.example/n/atom.xml" {
		t.Fatalf("%v", err)
	}
	if !strings.Contains(err.Error(), "http://a.example/rss.xml") {
		t.Errorf("%v", err)
	}
}

// TestReadEncodings reads one feed in the encodings of Chinese portals, declared rightly, wrongly and not at all.
func TestReadEncodings(t *testing.T) {
	t.Parallel()
	const simplified, traditional = "首届中国质量发展论坛在京举行国务院办公厅发布纲要", "首屆中國質量發展論壇在京舉行國務院辦公廳發佈綱要"
	doc := func(declared, text string) string {
		return `<?xml version="1.0"` + declared + `?><rss version="2.0"><channel><title>` + text + `</title><item><title>` + text + `</title></item></channel></rss>`
	}
	encode := func(label, s string) string {
		e, _ := encodingx.Lookup(label)
		out, err := e.NewEncoder().String(s)
		if err != nil {
			t.Fatal(err)
		}
		return out
	}
	utf16le := func(s string) string {
		b := []byte{0xFF, 0xFE}
		for _, u := range utf16.Encode([]rune(s)) {
			b = append(b, byte(u), byte(u>>8))
		}
		return string(b)
	}
	for _, c := range []struct{ name, doc, contentType, want string }{
		{"GBK declared", encode("gbk", doc(` encoding="gb2312"`, simplified)), "", simplified},
		{"GBK undeclared", encode("gbk", doc("", simplified)), "", simplified},
		{"GBK by HTTP", encode("gbk", doc("", simplified)), "text/xml; charset=gbk", simplified},
		{"GBK declared UTF-8", encode("gbk", doc(` encoding="utf-8"`, simplified)), "", simplified},
		{"UTF-8 declared GB2312", doc(` encoding="gb2312"`, simplified), "", simplified},
		{"Big5 declared", encode("big5", doc(` encoding="big5"`, traditional)), "", traditional},
		{"Big5 undeclared", encode("big5", doc("", traditional)), "", traditional},
		{"Big5 declared GB2312", encode("big5", doc(` encoding="gb2312"`, traditional)), "", traditional},
		{"UTF-16", utf16le(doc(` encoding="utf-16"`, traditional)), "", traditional},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			r, err := feed.ReadBytes([]byte(c.doc), feed.ReadOptions{ContentType: c.contentType})
			if err != nil || r.Feed.Title.Value != c.want || r.Feed.Items[0].Title.Value != c.want {
				t.Errorf("%+v, %v", r, err)
			}
		})
	}
}

func TestReadDates(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, language, date, want string }{
		{"CST of China", "zh-cn", "Tue, 25 Sep 2012 18:07:00 CST", "2012-09-25T18:07:00+08:00"},
		{"CST of America", "en", "Tue, 25 Sep 2012 18:07:00 CST", "2012-09-25T18:07:00-06:00"},
		{"GMT+8", "en", "Tue, 25 Sep 2012 18:07:00 GMT+8", "2012-09-25T18:07:00+08:00"},
		{"Chinese", "zh", "2012年09月25日 18时07分", "2012-09-25T18:07:00+08:00"},
		{"no zone", "zh", "2012-09-25 18:07:00", "2012-09-25T18:07:00+08:00"},
		{"no seconds", "en", "25 Sep 2012 18:07 GMT", "2012-09-25T18:07:00Z"},
	} {
		r := mustRead(t, `<rss version="2.0"><channel><language>`+c.language+`</language><item><pubDate>`+c.date+`</pubDate></item></channel></rss>`, feed.ReadOptions{})
		if d := r.Feed.Items[0].Published; d.Time.Format(time.RFC3339) != c.want || d.Raw != c.date {
			t.Errorf("%s: %s (%q); want %s", c.name, d.Time.Format(time.RFC3339), d.Raw, c.want)
		}
	}
}
