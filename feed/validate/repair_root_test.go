package validate

import (
	"slices"
	"strings"
	"testing"
)

func TestRepairRoot(t *testing.T) {
	t.Parallel()
	const (
		channel = "<channel><title>a</title><link>http://www.example.org/</link><description>b</description></channel>"
		item    = "<item><title>c</title></item>"
		entry   = "<entry><title>c</title><id>tag:example.org,2012:1</id><updated>2012-09-25T18:07:00Z</updated><author><name>d</name></author><content>e</content></entry>"
		outline = "<outline text=\"a\"/>"
	)
	tests := []struct {
		name, doc, format string
		items             int
	}{
		{"channel alone", channel, "rss2.0", 0},
		{"unknown root around a channel", "<unknown>" + channel + "</unknown>", "rss2.0", 0},
		{"items alone", item + "\n" + item, "rss2.0", 2},
		{"items under another root", "<items>" + item + item + "</items>", "rss2.0", 2},
		{"metadata and items without root", "<title>a</title><link>http://www.example.org/</link>" + item, "rss2.0", 1},
		{"broken off", "<item><title>c</title></item><item><title>d", "rss2.0", 2},
		{"rss in capitals", "<RSS version=\"2.0\">" + channel + "</RSS>", "rss2.0", 0},
		{"rdf in small letters", `<rdf:rdf xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"><item rdf:about="http://www.example.org/1"><title>a</title><link>http://www.example.org/1</link></item></rdf:rdf>`, "rss1.0", 1},
		{"entries without feed", entry, "atom1.0", 1},
		{"entries under another root", "<atom xmlns=\"http://www.w3.org/2005/Atom\">" + entry + "</atom>", "atom1.0", 1},
		{"outlines alone", outline + outline, "opml2.0", 2},
		{"outlines under another root", "<list>" + outline + "</list>", "opml2.0", 1},
		{"OPML without root", "<head><title>a</title></head><body>" + outline + "</body>", "opml2.0", 1},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			r := holdRepair(t, []byte(tt.doc), repairOptions())
			if !r.After.Valid() || r.After.Format != tt.format || itemsOf(r.Doc, repairOptions()) != tt.items {
				t.Errorf("%s with %d items and %v:\n%s", r.After.Format, itemsOf(r.Doc, repairOptions()), r.After.Findings, r.Doc)
			}
			if !r.Changed() || r.Changes[0].Fix != FixRoot {
				t.Errorf("changes are %v", r.Changes)
			}
		})
	}
}

func TestRepairLeavesWhatIsNoFeed(t *testing.T) {
	t.Parallel()
	for _, doc := range []string{
		"", " \n", "hello", "\x89PNG\r\n\x1a\n\x00\x00", "<html><head><title>a</title></head><body><item><title>a</title></item></body></html>", "<unknown/>",
		"<catalog><item><price>1</price></item></catalog>", "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\"><url><loc>http://www.example.org/</loc></url></urlset>",
		"[1, 2]", "{\"a\": 1}", "[{\"id\": 1}]", "\"a\"", strings.Repeat("<", 100),
	} {
		if r := holdRepair(t, []byte(doc), repairOptions()); r.Changed() || r.After.Format != Unknown {
			t.Errorf("%q became %s", doc, r.Doc)
		}
	}
}

func TestAdvertised(t *testing.T) {
	t.Parallel()
	page := `<html><head><link rel="stylesheet" href="/a.css"><LINK REL='alternate' TYPE="application/rss+xml; charset=utf-8" HREF="/feed.rss?a=1&amp;b=2">
<link rel="alternate" hreflang="de" href="/de"><link rel="alternate" type="application/atom+xml" href="http://other.example/feed.atom"></head><body><link rel="alternate" type="application/rss+xml" href="/no"></body></html>`
	got := Advertised([]byte(page), "http://www.example.org/index.html")
	if want := []string{"http://www.example.org/feed.rss?a=1&b=2", "http://other.example/feed.atom"}; !slices.Equal(got, want) {
		t.Errorf("got %q; want %q", got, want)
	}
}
