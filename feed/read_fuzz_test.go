package feed_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/portalfeed/portalfeed/feed"
)

// checkRead reads a document whole and as a stream, and writes what was read in all formats, each of which must hold it again.
func checkRead(t *testing.T, doc []byte, o feed.ReadOptions) {
	t.Helper()
	r, err := feed.ReadBytes(doc, o)
	d, errOfStream := feed.NewDecoder(bytes.NewReader(doc), o)
	if errOfStream == nil {
		n := 0
		for it := range d.Items() {
			if it != nil {
				n++
			}
		}
		if err == nil && n == 0 && len(r.Feed.Items) > 0 {
			t.Fatalf("a stream has no items of %d", len(r.Feed.Items))
		}
	}
	if err != nil {
		return
	}
	for _, format := range append([]feed.Format{feed.RDF}, formats...) {
		out, err := feed.Append(nil, r.Feed, format, feed.WriteOptions{})
		if err != nil {
			t.Fatal(err)
		}
		wellFormed(t, format, out)
		again, err := feed.ReadBytes(out, feed.ReadOptions{})
		if err != nil || len(again.Feed.Items) != len(r.Feed.Items) {
			t.Fatalf("%s: %v\n%s", format, err, out)
		}
	}
	_ = feed.Lost(r.Feed, feed.JSONFeed)
}

// fuzzInside fuzzes what stands inside a document of one format.
func fuzzInside(f *testing.F, before, after string, want feed.Format, seeds ...string) {
	f.Helper()
	for _, s := range seeds {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, inside string) {
		doc := []byte(before + inside + after)
		checkRead(t, doc, feed.ReadOptions{URL: "http://a.example/n/"})
		if strings.ContainsAny(inside, "<{[\"\\\x00\x0e\x1b") || strings.Trim(inside, " !\"#$%&'()*+,-./0123456789:;=?@ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz|~") != "" {
			return
		}
		if r, err := feed.ReadBytes(doc, feed.ReadOptions{}); err != nil || r.Format != want {
			t.Fatalf("%+v, %v", r, err)
		}
	})
}

func FuzzReadBytes(f *testing.F) {
	for _, s := range []string{
		`<rss version="2.0"><channel><title>x</title><item><title>a & b</title><description>&lt;p&gt;x</description></item></channel></rss>`,
		`<feed xmlns="http://www.w3.org/2005/Atom" xml:base="http://a.example/"><entry><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><a href="x">y</a></div></content><author><name>x</name></author></entry></feed>`,
		`<html><link rel=alternate type=text/xml href=x>`, "", "{", "<rss><channel><item><media:group><media:content url='x'>", "\x1f\x8b", "\xff\xfe<\x00r\x00s\x00s\x00>\x00",
	} {
		f.Add([]byte(s), "http://a.example/")
	}
	f.Fuzz(func(t *testing.T, doc []byte, address string) { checkRead(t, doc, feed.ReadOptions{URL: address}) })
}

func FuzzReadRSS(f *testing.F) {
	fuzzInside(f, `<rss version="2.0"><channel>`, `</channel></rss>`, feed.RSS,
		`<title>x</title><item><title>a & b</title><description>&lt;p&gt;x</description><guid isPermaLink="false">1</guid></item>`,
		`<item><content:encoded><![CDATA[<p>a<svg><g/></svg>]]></content:encoded><enclosure url="a.mp3" length="7"/><source url="b">c</source></item>`,
		`<image><url>a</url></image><item><media:group><media:content url="x"/><media:thumbnail url="y"/></media:group><itunes:category text="a"/>`,
		`<item><item><title>x<link>y<author>a@b.example (c)<pubDate>Tue, 25 Sep 2012`, `<atom:link rel="self" href="x"/><fh:complete/><item>`)
}

func FuzzReadRDF(f *testing.F) {
	fuzzInside(f, `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">`, `</rdf:RDF>`, feed.RDF,
		`<channel rdf:about="x"><items><rdf:Seq><rdf:li rdf:resource="y"/></rdf:Seq></items></channel><item rdf:about="y"><title>z</title></item>`,
		`<item rdf:about="y"><dc:date>2012-09-25</dc:date><dc:creator>a</dc:creator><dc:subject>b</dc:subject>`, `<image rdf:resource="x"><item/>`)
}

func FuzzReadAtom(f *testing.F) {
	fuzzInside(f, `<feed xmlns="http://www.w3.org/2005/Atom">`, `</feed>`, feed.Atom,
		`<entry><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><a href="x">y</a><svg xmlns="http://www.w3.org/2000/svg"><circle r="1"/></svg></div></content><author><name>x</name></author></entry>`,
		`<entry xml:base="a/"><title type="html">&lt;b&gt;x&lt;/b&gt;</title><content src="b" type="image/png"/><link rel="enclosure" href="c"/><category term="d" label="e"/>`,
		`<entry><content type="application/octet-stream">AAAA</content><source><title>x</title><author><name>y</name></author></source></entry>`,
		`<title mode="base64" type="text/html">PGI+</title><entry><issued>2012</issued>`)
}

func FuzzReadCDF(f *testing.F) {
	fuzzInside(f, `<CHANNEL HREF="http://a.example/">`, `</CHANNEL>`, feed.CDF,
		`<ABSTRACT>x</ABSTRACT><ITEM HREF="y" LASTMOD="2012-09-25T18:07"><TITLE>z</TITLE></ITEM>`, `<LOGO HREF="x"/><ITEM/><ITEM`, `<item><title>x</title>`)
}

func FuzzReadJSON(f *testing.F) {
	fuzzInside(f, `{"version":"https://jsonfeed.org/version/1.1","items":[{"id":"`, `"}]}`, feed.JSONFeed,
		`1","title":"\ud83d","authors":[{"name":"x"}],"_x":{"a":[1]},"a":"`, `1"},{"id":2,"content_html":"<p>a<b>b","_portalfeed":{"title_html":"<i>x</i>","source":{"name":"y"}},"z":"`,
		`1","attachments":[{"url":"x","mime_type":"y","size_in_bytes":7}],"tags":["a",null,{"b":1}],"date_published":"2012-09-25`, `\u0000\`)
}
