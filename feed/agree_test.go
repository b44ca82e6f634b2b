package feed_test

import (
	"bytes"
	"cmp"
	"errors"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"github.com/portalfeed/portalfeed/feed"
)

// streamed reads a document as a stream, in parts of window bytes.
func streamed(doc []byte, o feed.ReadOptions, window int) (*feed.ReadResult, error) {
	d, err := feed.NewDecoder(bytes.NewReader(doc), o)
	if err != nil {
		return nil, err
	}
	if window > 0 {
		d.SetWindow(window)
	}
	res := d.Result()
	var items []feed.Item
	for it, e := range d.Items() {
		if err = e; e == nil {
			items = append(items, *it)
		}
	}
	res.Feed.Items = items
	return res, err
}

// checkAgree reports where a stream of parts is read otherwise than the document in memory. Its diagnostics may come in another order.
func checkAgree(t *testing.T, doc []byte, o feed.ReadOptions, window int) {
	t.Helper()
	want, errOfWhole := feed.ReadBytes(doc, o)
	got, err := streamed(doc, o, window)
	if (err == nil) != (errOfWhole == nil) || err != nil && err.Error() != errOfWhole.Error() {
		t.Fatalf("in parts of %d: %v; whole: %v\n%q", window, err, errOfWhole, doc)
	}
	if err != nil {
		return
	}
	for _, r := range []*feed.ReadResult{want, got} {
		slices.SortFunc(r.Diagnostics, func(a, b feed.Diagnostic) int {
			return cmp.Or(cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column), cmp.Compare(a.Code, b.Code), cmp.Compare(a.Message, b.Message))
		})
		if len(r.Feed.Items) == 0 {
			r.Feed.Items = nil
		}
	}
	if d := gocmp.Diff(want, got); d != "" {
		t.Fatalf("in parts of %d (-whole +parts):\n%.3000s\n%q", window, d, doc)
	}
}

// agreeSeeds are documents of every kind, which mutations take apart and join.
var agreeSeeds = []string{
	`<A xmlns="www.w3.org/2005/Atom"><entrY>x</entrY><entry><title>y</title></entry></A>`,
	`<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY e "x"><!ENTITY f "<item>">]><rss version="2.0" xml:base="http://a.example/b/"><channel><title>x &e; y</title><link>z</link><language>zh</language>` +
		`<item xml:base="c/"><title>a & b</title><link>d</link><description><![CDATA[<p>e</item>]]></description><pubDate>Tue, 25 Sep 2012 18:07 CST</pubDate></item><!-- <item> --><x:y xmlns:x="http://x.example/"><x:item>1</x:item></x:y>` +
		"\n" + `<item><guid isPermaLink="false">2</guid><enclosure url="f.mp3" length="7" type="audio/mpeg"/><media:group><media:content url="g.jpg"/></media:group></item></channel></rss>`,
	`<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"><channel rdf:about="x"><title>t</title><items><rdf:Seq><rdf:li rdf:resource="y"/></rdf:Seq></items></channel>` +
		`<item rdf:about="y"><title>z</title><dc:date>2012-09-25</dc:date></item><item rdf:about="w"><dc:subject>s</dc:subject></item><textinput><title>q</title></textinput></rdf:RDF>`,
	`<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="zh" xml:base="http://a.example/n/"><title type="html">&lt;b&gt;x&lt;/b&gt;</title><author><name>x</name></author>` +
		`<entry xml:lang="en"><id>1</id><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><a href="x">y</a><br/>論壇</div></content><link rel="enclosure" href="c"/><category term="d" label="e"/></entry>` +
		`<entry><source><title>x</title><entry/></source><summary>s</summary><updated>2012-09-25T18:07:00Z</updated></entry></feed>`,
	`<CHANNEL HREF="http://a.example/"><ABSTRACT>x</ABSTRACT><ITEM HREF="y" LASTMOD="2012-09-25T18:07"><TITLE>z</TITLE></ITEM><ITEM HREF="v"/></CHANNEL>`,
	`{"version":"https://jsonfeed.org/version/1.1","title":"t","items":[{"id":"1","content_html":"<p>x"},{"id":2,"tags":["a"]}]}`,
	`<html><head><link rel=alternate type=application/rss+xml href=/rss.xml></head><body><item>x</item></body></html>`,
	"\uFEFF \n<opml><body><outline xmlUrl='x'/></body></opml>",
	`<item><item><title>x<link>y<author>a@b.example (c)</item></channel><channel xml:base="q/"><title>second</title><item><link>r</link></item>`,
}

// agreePieces are what mutations put in.
var agreePieces = []string{
	"<item>", "</item>", "<entry>", "</entry>", "<rss>", "</channel>", "<channel>", "</rss>", "<!--", "-->", "<![CDATA[", "]]>", "<?x ", "?>", "&", "&amp;", "<", ">", "\"", "'", "/", "\n", "<x:item>", "</x:item>", "<feed xmlns='http://www.w3.org/2005/Atom'>",
	"<title>", "</title>", "<description>", "<a b='c' b=d>", " xml:base='http://e.example/'", "論壇", "\x00", "\xff", "\u0085", "<entrY/>", "<item/>", "<!DOCTYPE x [", "]>", "<language>ja</language>", "<link>u</link>", "<image><url>i</url></image>",
}

// mutated makes a document of another.
func mutated(r *rand.Rand, doc []byte) []byte {
	doc = bytes.Clone(doc)
	for range 1 + r.IntN(6) {
		i := r.IntN(len(doc) + 1)
		k := min(len(doc), i+r.IntN(12))
		switch r.IntN(6) {
		case 0:
			doc = slices.Delete(doc, i, k)
		case 1: // something twice or elsewhere
			from := r.IntN(len(doc) + 1)
			doc = slices.Insert(doc, i, doc[from:min(len(doc), from+r.IntN(150))]...)
		case 2:
			doc = doc[:min(max(i, 1), len(doc))]
		case 3:
			if i < len(doc) {
				doc[i] = byte(r.IntN(256))
			}
		default:
			doc = slices.Insert(doc, i, []byte(agreePieces[r.IntN(len(agreePieces))])...)
		}
	}
	return doc
}

// TestStreamReadsAsWhole holds the promise of Decoder over thousands of damaged documents, the same in every run.
func TestStreamReadsAsWhole(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(4, 4))
	rounds := 12_000
	if testing.Short() {
		rounds = 1000
	}
	for range rounds {
		doc := []byte(agreeSeeds[r.IntN(len(agreeSeeds))])
		if r.IntN(4) == 0 {
			doc = append(doc, agreeSeeds[r.IntN(len(agreeSeeds))]...)
		}
		if r.IntN(50) > 0 {
			doc = mutated(r, doc)
		}
		checkAgree(t, doc, feed.ReadOptions{URL: []string{"", "http://a.example/n/"}[r.IntN(2)]}, []int{0, 16, 64, 300}[r.IntN(4)])
	}
}

// TestStreamReadsCorpusAsWhole does so with the documents of a corpus.
func TestStreamReadsCorpusAsWhole(t *testing.T) {
	t.Parallel()
	root := filepath.Join("..", "..", "shared", "corpus", "feeds")
	if _, err := os.Stat(root); errors.Is(err, os.ErrNotExist) {
		t.Skipf("skipped: there is no corpus at %s", root)
	}
	n := 0
	err := filepath.WalkDir(root, func(path string, e os.DirEntry, err error) error {
		if err != nil || e.IsDir() || !strings.HasSuffix(path, ".xml") {
			return err
		}
		doc, err := os.ReadFile(path)
		if err != nil || len(doc) > 1<<16 {
			return err
		}
		n++
		checkAgree(t, doc, feed.ReadOptions{URL: "http://a.example/n/"}, 100)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("%d documents", n)
}

func FuzzStreamReadsAsWhole(f *testing.F) {
	for i, s := range agreeSeeds {
		f.Add([]byte(s), []int{16, 64, 300}[i%3])
	}
	f.Fuzz(func(t *testing.T, doc []byte, window int) {
		checkAgree(t, doc, feed.ReadOptions{}, max(16, window%1000))
	})
}
