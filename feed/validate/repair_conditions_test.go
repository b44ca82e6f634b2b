package validate

import (
	"strings"
	"testing"
)

// TestRepairConditions holds what a repair has to leave behind, and what it must not touch.
func TestRepairConditions(t *testing.T) {
	t.Parallel()
	rdf := `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0"><channel rdf:about="http://www.example.org/"><title>What leaders do</title><link>http://www.example.org/</link><description>b</description><items><rdf:Seq/></items></channel><item rdf:about="http://www.example.org/1"><title>a</title><link>http://www.example.org/1</link></item></rdf:RDF>`
	feed := func(s string) string { return atomHead + atomAuthor + entryHead + entrySummary + s + "</entry></feed>" }
	tests := []struct {
		name, doc  string
		mend       Level
		has, hasNo []string
	}{
		{
			name: "a hub without self link does not keep the rest from being mended",
			doc:  strings.Replace(feed("<published>2012/09/25 18:07</published>"), "<link rel=\"self\" href=\"http://www.example.org/feed.atom\"/>", "<link rel=\"hub\" href=\"http://hub.example.org/\"/>", 1),
			has:  []string{"rel=\"self\"", "<published>2012-09-25T18:07:00"},
		},
		{
			name: "items behind the root", doc: strings.Replace(rssHead, "/>", ">", 1) + channelHead + itemHead + "</item></channel></rss>\n<item><title>behind</title><guid>http://www.example.org/2</guid></item>",
			has: []string{"<item><title>behind</title>"}, hasNo: []string{"<!--"},
		},
		{
			name: "an item that stands in the channel of RSS 1.0", doc: utf8Decl + strings.Replace(strings.Replace(rdf, "rss/1.0\"", "rss/1.0/\"", 1), "</channel>", "", 1),
			has: []string{"</channel>", "<item rdf:about="}, hasNo: []string{"aside"},
		},
		{
			name: "a base that is no address leaves the identifier alone", doc: strings.Replace(feed(""), "<id>tag:example.org,2012:1", "<id xml:base=\"a b\">tag:example.org,2012:1", 1),
			has: []string{"xml:base=\"a%20b\"", ">tag:example.org,2012:1<"},
		},
		{
			name: "the namespace of RSS 1.0 without its slash", doc: utf8Decl + rdf,
			has: []string{"xmlns=\"http://purl.org/rss/1.0/\"", "What leaders do"},
		},
		{
			name: "markup beside HTML stays HTML", doc: strings.Replace(feed(""), "<title>A visit", "<title type=\"html\">A &lt;i&gt;short&lt;/i&gt; <b>visit</b>", 1),
			has: []string{"&lt;i&gt;short", "&lt;b&gt;visit"},
		},
		{
			name: "elements of an extension get its prefix", doc: rssHead + channelHead + itemHead + "<x:a xmlns:x=\"http://news.baidu.com/\"><b>c</b></x:a></item></channel></rss>",
			has: []string{"<x:b>c</x:b>"},
		},
		{
			name: "a property of RDF that holds elements", doc: utf8Decl + strings.NewReplacer("rss/1.0\"", "rss/1.0/\"", "</item>", "<x:a xmlns:x=\"http://news.baidu.com/\"><x:b/><x:c/></x:a></item>").Replace(rdf),
			has: []string{"rdf:parseType=\"Literal\""},
		},
		{
			name: "an entity of a DTD", doc: utf8Decl + `<!DOCTYPE opml SYSTEM "opml.dtd"><opml version="2.0"><head><title>a &copy; &b;</title></head><body><outline text="a"/></body></opml>`,
			has: []string{"a © &amp;b;"},
		},
		{
			name: "no declaration", mend: Info, doc: "<opml version=\"2.0\"><head/><body><outline text=\"活動\"/></body></opml>",
			has: []string{"<?xml version=\"1.0\" encoding=\"UTF-8\"?>"},
		},
		{
			name: "a declaration without encoding", mend: Info, doc: "<?xml version=\"1.0\" standalone=\"yes\"?><opml version=\"2.0\"><head/><body><outline text=\"活動\"/></body></opml>",
			has: []string{"<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>"},
		},
		{
			name: "UTF-8 with a byte order mark that says it is GBK", doc: "\uFEFF" + "<?xml version=\"1.0\" encoding=\"gbk\"?><opml version=\"2.0\"><head/><body><outline text=\"活動\"/></body></opml>",
			has: []string{"encoding=\"UTF-8\"", "活動"},
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			o := repairOptions()
			o.Mend = tt.mend
			r := holdRepair(t, []byte(tt.doc), o)
			if !r.Changed() || !r.After.Valid() {
				t.Errorf("changed %v, then %v:\n%s", r.Changed(), r.After.Findings, r.Doc)
			}
			for _, want := range tt.has {
				if !strings.Contains(string(r.Doc), want) {
					t.Errorf("no %q in\n%s", want, r.Doc)
				}
			}
			for _, not := range tt.hasNo {
				if strings.Contains(string(r.Doc), not) {
					t.Errorf("%q in\n%s", not, r.Doc)
				}
			}
		})
	}
}
