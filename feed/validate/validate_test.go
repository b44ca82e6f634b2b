package validate

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/portalfeed/portalfeed/encodingx"
)

func validate(t *testing.T, doc string, o Options) *Report {
	t.Helper()
	r, err := Validate([]byte(doc), o)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// rules lists what was found, as rule@path.
func rules(r *Report) []string {
	var out []string
	for _, f := range r.Findings {
		if f.Level == Info {
			continue
		}
		out = append(out, string(f.Rule)+"@"+f.Pos.Path)
	}
	return out
}

const head091 = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"

func TestFindings(t *testing.T) {
	t.Parallel()
	item := "<item><title>a</title><guid>http://www.example.org/1</guid>%s</item>"
	channel := func(s string) string { return rssHead + channelHead + s + "</channel></rss>" }
	in := func(s string) string { return channel(fmt.Sprintf(item, s)) }
	entry := func(s string) string { return atomHead + atomAuthor + entryHead + s + "</entry></feed>" }
	tests := []struct {
		name, doc, format string
		opt               Options
		want              []string
	}{
		{
			name: "paths count siblings of one name", format: "rss2.0",
			doc:  channel("<item><title>a</title><guid>http://www.example.org/1</guid></item><item><title>b</title></item>"),
			want: []string{"missing-guid@/rss/channel/item[2]"},
		},
		{name: "path of a prefixed element", format: "rss2.0", doc: in("<dc:date>x</dc:date>"), want: []string{"w3cdtf-date@/rss/channel/item/dc:date"}},
		{name: "nothing is missing in what is not closed", format: "rss2.0", doc: rssHead + "<channel><title>a</title><item>", want: []string{"xml-truncated@"}},
		{name: "RSS 0.91", format: "rss0.91", doc: head091 + "<rss version='0.91'>" + smallChannel + "</rss>"},
		{name: "RSS without version", format: "rss2.0", doc: head091 + "<rss xmlns:atom='http://www.w3.org/2005/Atom'>" + linkedChannel + "</rss>", want: []string{"missing-attribute@/rss"}},
		{name: "RSS without channel", format: "rss2.0", doc: head091 + "<rss version='2.0'></rss>", want: []string{"missing-element@/rss"}},
		{
			name: "RSS 1.0", format: "rss1.0", doc: head091 + `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">
<channel rdf:about="http://a.example/"><title>a</title><link>http://a.example/</link><description>a</description><items><rdf:Seq/></items></channel>
<item rdf:about="http://a.example/1"><title>a</title><link>http://a.example/1</link></item>
<item rdf:about="http://a.example/1"><title>a</title></item></rdf:RDF>`,
			want: []string{"duplicate-id@/rdf:RDF/item[2]", "missing-element@/rdf:RDF/item[2]"},
		},
		{name: "RSS 0.90", format: "rss0.90", doc: head091 + `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://my.netscape.com/rdf/simple/0.9/">
<channel><title>a</title><link>http://a.example/</link><description>a</description></channel></rdf:RDF>`},
		{name: "Atom entry document", format: "atom1.0", doc: strings.Replace(entryHead, "<entry>", "<entry xmlns='http://www.w3.org/2005/Atom'>", 1) + atomAuthor + entrySummary + "</entry>"},
		{name: "relative link with xml:base", format: "atom1.0", doc: entry(`<content type="html" xml:base="http://a.example/">&lt;a href="b"&gt;c&lt;/a&gt;</content>`)},
		{name: "relative link to the address of the document", format: "atom1.0", doc: entry(`<content type="html">&lt;a href="b"&gt;c&lt;/a&gt;</content>`)},
		{
			name: "script in XHTML", format: "atom1.0", doc: entry(`<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p onclick="a()"><script>a()</script></p></div></content>`),
			want: []string{"security-risk-attribute@/feed/entry/content/div/p", "security-risk@/feed/entry/content/div/p/script"},
		},
		{name: "an id in Chinese", format: "atom1.0", doc: strings.ReplaceAll(entry(entrySummary), "tag:example.org,2012:1", "http://a.example/新聞")},
		{
			name: "source gives the author", format: "atom1.0",
			doc: atomHead + entryHead + `<source><id>tag:a.example,2012:x</id><title>a</title><updated>2012-09-25T18:07:00Z</updated><author><name>a</name></author></source>` + entrySummary + "</entry></feed>",
		},
		{name: "content with media type", format: "atom1.0", doc: entry(`<content type="application/xml"><x xmlns=""/></content>`)},
		{
			name: "future", format: "rss2.0", doc: in("<pubDate>Tue, 25 Sep 2012 18:07:00 +0800</pubDate>"), opt: Options{Now: time.Date(2012, 9, 1, 0, 0, 0, 0, time.UTC)},
			want: []string{"implausible-date@/rss/channel/item/pubDate"},
		},
		{name: "self link that is right", format: "rss2.0", doc: in(""), opt: Options{URL: "http://www.example.org/feed.rss"}},
		{name: "self link that is not", format: "rss2.0", doc: in(""), opt: Options{URL: "http://www.example.org/other.rss"}, want: []string{"self-mismatch@/rss/channel/atom:link"}},
		{name: "HTML page", format: Unknown, doc: "<!DOCTYPE html><html><p>a", want: []string{"not-a-feed@/html"}},
		{name: "CDF", format: "cdf", doc: `<?xml version="1.0"?><CHANNEL HREF="http://www.example.cn/"><TITLE>t</TITLE></CHANNEL>`, want: []string{"not-a-feed@/CHANNEL"}},
		{name: "CDF by its items", format: "cdf", doc: `<Channel><Title Value="t"/><Item Href="http://www.example.cn/1"/></Channel>`, want: []string{"not-a-feed@/Channel"}},
		{name: "channel without rss", format: Unknown, doc: `<channel><title>t</title><item><link>http://www.example.cn/1</link></item></channel>`, want: []string{"not-a-feed@/channel"}},
		{name: "empty", format: Unknown, doc: "", want: []string{"not-a-feed@"}},
		{name: "bytes", format: Unknown, doc: "\x00\x01\xFF\xFEPK", want: []string{"not-a-feed@"}},
		{name: "JSON that is none", format: Unknown, doc: `{"a": 1}`, want: []string{"not-a-feed@"}},
		{name: "JSON array", format: Unknown, doc: `[1]`, want: []string{"not-a-feed@"}},
		{name: "JSON Feed 1.0 with author", format: "jsonfeed1.0", doc: `{"version":"https://jsonfeed.org/version/1","title":"a","author":{"name":"a"},"items":[{"id":"1","content_text":"a"}]}`},
		{
			name: "JSON paths", format: "jsonfeed1.1", doc: `{"version":"https://jsonfeed.org/version/1.1","title":"a","items":[{"id":"1","content_text":"a"},{"id":"2","content_text":"a","authors":[{"name":"a"},{"url":"b"}]}]}`,
			want: []string{"json-url@/items[2]/authors[2]/url"},
		},
		{
			name: "JSON that breaks off", format: "jsonfeed1.1", doc: `{"version":"https://jsonfeed.org/version/1.1","title":"a","items":[{"id":"1"},{"id":`,
			want: []string{"json-missing-content@/items[1]", "json-syntax@"},
		},
		{name: "OPML 1.1", format: "opml1.1", doc: head091 + `<opml version="1.1"><head/><body><outline><outline text="a"/></outline></body></opml>`, want: []string{"missing-attribute@/opml/body/outline"}},
		{name: "Atom 0.3", format: "atom0.3", doc: head091 + `<feed xmlns="http://purl.org/atom/ns#" version="0.3"/>`, want: []string{"obsolete-namespace@/feed"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			r := validate(t, tt.doc, tt.opt)
			if got := rules(r); !slices.Equal(got, tt.want) {
				t.Errorf("found %q; want %q", got, tt.want)
			}
			if r.Format != tt.format {
				t.Errorf("format %q; want %q", r.Format, tt.format)
			}
		})
	}
}

func TestEncodings(t *testing.T) {
	t.Parallel()
	doc := func(label string) string {
		decl := ""
		if label != "" {
			decl = " encoding=\"" + label + "\""
		}
		return "<?xml version=\"1.0\"" + decl + "?>\n<opml version=\"1.1\"><head><title>國務院辦公廳會議</title></head>\n<body><outline text=\"中央政府門戶網站首頁\" title=\"\" type=\"xx\"/></body></opml>"
	}
	encode := func(label, s string) string {
		e, ok := encodingx.Lookup(label)
		if !ok {
			t.Fatalf("no encoding %q", label)
		}
		out, err := e.NewEncoder().String(s)
		if err != nil {
			t.Fatal(err)
		}
		return out
	}
	tests := []struct {
		name, doc string
		opt       Options
		want      []string
	}{
		{name: "UTF-8", doc: doc("utf-8")},
		{name: "UTF-8 with mark", doc: "\uFEFF" + doc("utf-8")},
		{name: "Big5", doc: encode("big5", doc("big5")), want: []string{"obscure-encoding"}},
		{name: "GB18030", doc: encode("gb18030", doc("gb18030"))},
		{name: "by HTTP", doc: encode("gb18030", doc("")), opt: Options{ContentType: "text/x-opml; charset=gb18030"}},
		{name: "HTTP and declaration disagree", doc: doc("utf-8"), opt: Options{ContentType: "text/x-opml; charset=gbk"}, want: []string{"bad-characters", "encoding-mismatch", "invalid-bytes"}},
		{name: "UTF-16", doc: "\xFF\xFE" + encode("utf-16le", doc("utf-16"))},
		{name: "not declared", doc: encode("gbk", strings.NewReplacer("國務院辦公廳會議", "国务院办公厅会议", "中央政府門戶網站首頁", "中央政府门户网站首页").Replace(doc(""))), want: []string{"invalid-bytes"}},
		{name: "UTF-8 that says GBK", doc: "\uFEFF" + doc("gbk"), want: []string{"invalid-bytes", "obscure-encoding"}},
		{name: "ASCII that is none", doc: doc("us-ascii"), want: []string{"invalid-bytes"}},
		{name: "UTF-16 that is none", doc: doc("utf-16"), want: []string{"invalid-bytes"}},
		{name: "unknown", doc: doc("hanzi"), want: []string{"unknown-encoding"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			r := validate(t, tt.doc, tt.opt)
			var got []string
			for _, f := range r.Findings {
				switch f.Rule {
				case "outline-type":
					if f.Pos.Line != 3 || f.Pos.Column != 49 && tt.name != "HTTP and declaration disagree" {
						t.Errorf("the type stands at %d:%d", f.Pos.Line, f.Pos.Column)
					}
				default:
					if f.Level != Info {
						got = append(got, string(f.Rule))
					}
				}
			}
			slices.Sort(got)
			if !slices.Equal(got, tt.want) {
				t.Errorf("found %q; want %q", got, tt.want)
			}
		})
	}
}

func TestUTF8OffsetsAreThoseOfTheDocument(t *testing.T) {
	t.Parallel()
	doc := "\uFEFF" + head091 + "<opml version=\"1.1\"><head/><body><outline text=\"中\" type=\"xx\"/></body></opml>"
	for _, f := range validate(t, doc, Options{}).Findings {
		if f.Rule == "outline-type" && !strings.HasPrefix(doc[f.Pos.Offset:], "xx") {
			t.Errorf("offset %d is at %q", f.Pos.Offset, doc[f.Pos.Offset:])
		}
	}
}

func TestIgnore(t *testing.T) {
	t.Parallel()
	doc := rssHead + channelHead + "<item><title>a</title><link>x</link></item><item><title>a</title></item></channel></rss>"
	tests := []struct {
		ignore string
		want   []string
	}{
		{"missing-guid", []string{"relative-url@/rss/channel/item[1]/link"}},
		{"missing-guid@/rss/channel/item[2]", []string{"relative-url@/rss/channel/item[1]/link", "missing-guid@/rss/channel/item[1]"}},
		{"missing-guid@/rss/channel/item", []string{"relative-url@/rss/channel/item[1]/link"}},
		{"*@/rss/*/item", nil},
		{"*", nil},
		{"missing-title", []string{"relative-url@/rss/channel/item[1]/link", "missing-guid@/rss/channel/item[1]", "missing-guid@/rss/channel/item[2]"}},
	}
	for _, tt := range tests {
		ig, err := ParseIgnore(tt.ignore)
		if err != nil {
			t.Fatal(err)
		}
		r := validate(t, doc, Options{Ignore: []Ignore{ig}})
		if got := rules(r); !slices.Equal(got, tt.want) {
			t.Errorf("ignoring %s: found %q; want %q", tt.ignore, got, tt.want)
		}
		if r.Errors+r.Warnings != len(tt.want) {
			t.Errorf("ignoring %s: %d errors, %d warnings", tt.ignore, r.Errors, r.Warnings)
		}
	}
	for _, bad := range []string{"no-such-rule", "missing-guid@item", "missing-guid@/["} {
		if _, err := ParseIgnore(bad); err == nil {
			t.Errorf("ParseIgnore(%q) is no error", bad)
		}
		rule, at, _ := strings.Cut(bad, "@")
		if _, err := Validate(nil, Options{Ignore: []Ignore{{RuleID(rule), at}}}); err == nil {
			t.Errorf("Validate with ignore %q is no error", bad)
		}
	}
}

func TestManyFindingsAreCut(t *testing.T) {
	t.Parallel()
	doc := rssHead + channelHead + strings.Repeat("<item><title>a</title></item>\n", 5000) + "</channel></rss>"
	r := validate(t, doc, Options{})
	if r.Warnings != MaxPerRule || r.Omitted != 5000-MaxPerRule {
		t.Errorf("%d warnings, %d omitted", r.Warnings, r.Omitted)
	}
	r.Findings = slices.DeleteFunc(r.Findings, func(f Finding) bool { return f.Rule != "missing-guid" })
	if last := r.Findings[len(r.Findings)-1]; last.Pos.Path != fmt.Sprintf("/rss/channel/item[%d]", MaxPerRule) {
		t.Errorf("last finding at %s", last.Pos.Path)
	}
}

func FuzzValidate(f *testing.F) {
	for _, r := range Rules() {
		f.Add(r.Document(r.Bad))
		f.Add(r.Document(r.Good))
	}
	f.Fuzz(func(t *testing.T, doc []byte) {
		r, err := Validate(doc, Options{URL: "http://a.example/", ContentType: "application/rss+xml; charset=utf-8"})
		if err != nil {
			t.Fatal(err)
		}
		last := 0
		for _, f := range r.Findings {
			if f.Pos.Offset < last || f.Pos.Line < 1 || f.Pos.Column < 1 {
				t.Fatalf("finding %+v after offset %d", f, last)
			}
			last = f.Pos.Offset
		}
		for _, format := range OutputFormats() {
			var b bytes.Buffer
			w, err := NewWriter(&b, format)
			if err != nil {
				t.Fatal(err)
			}
			if err := w.Add("a.xml", doc, r); err != nil {
				t.Fatal(err)
			}
			if err := w.Close(); err != nil {
				t.Fatal(err)
			}
		}
	})
}

// thousand is an RSS document with as many items.
func thousand() []byte {
	var b strings.Builder
	b.WriteString(rssHead + channelHead)
	for i := range 1000 {
		fmt.Fprintf(&b, "<item>\n<title>國務院副總理出席會議並講話 %d</title>\n<link>http://www.example.org/ldhd/2012-09/25/content_%d.htm</link>\n<guid>http://www.example.org/ldhd/2012-09/25/content_%d.htm</guid>\n<pubDate>Tue, 25 Sep 2012 18:07:00 +0800</pubDate>\n<dc:creator>國務院辦公廳</dc:creator>\n<description>%s</description>\n<content:encoded><![CDATA[<p>%s</p><p>第二段</p>]]></content:encoded>\n</item>\n",
			i, i, i, strings.Repeat("會議強調，要堅持以經濟建設為中心。", 4), strings.Repeat("會議強調，要堅持以經濟建設為中心。", 12))
	}
	b.WriteString("</channel>\n</rss>\n")
	return []byte(b.String())
}

// BenchmarkValidate measures the default profile, the one with the most to look at, and for comparison how long the
// tokenizer of the standard library takes for the same document.
func BenchmarkValidate(b *testing.B) {
	doc := thousand()
	for _, p := range []Profile{Interop, Portal} {
		b.Run(string(p), func(b *testing.B) {
			b.SetBytes(int64(len(doc)))
			b.ReportAllocs()
			for b.Loop() {
				r, err := Validate(doc, Options{Profile: p})
				if err != nil || r.Errors > 0 {
					b.Fatal(err, r.Findings)
				}
			}
		})
	}
	b.Run("peer=encoding/xml", func(b *testing.B) {
		b.SetBytes(int64(len(doc)))
		b.ReportAllocs()
		for b.Loop() {
			d := xml.NewDecoder(bytes.NewReader(doc))
			for {
				if _, err := d.Token(); err == io.EOF {
					break
				} else if err != nil {
					b.Fatal(err)
				}
			}
		}
	})
}
