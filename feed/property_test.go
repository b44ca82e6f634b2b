package feed_test

import (
	"bytes"
	"errors"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/portalfeed/portalfeed/feed"
	"github.com/portalfeed/portalfeed/feed/dates"
	"github.com/portalfeed/portalfeed/feed/validate"
)

// written are the formats of feeds that are written.
var written = []feed.Format{feed.RSS, feed.Atom, feed.JSONFeed, feed.RDF}

// The parts of a model, each as bad as it may come.
var (
	anyString = rapid.OneOf(rapid.String(), rapid.SampledFrom([]string{
		"", "論壇 & <b>粗</b>", "a]]>b", "\x08\xff", "&nbsp;&#8;", "<script>x</script>", "  寬　", "&lt;p&gt;x&lt;/p&gt;", "<img src=x onerror=y>", "\xed\xa0\x80", "\ufffe\ufeff\u0085", "&amp;lt;b&amp;gt;",
		"<p>一<p>二<table><tr><td>三", "<svg><script>x</script></svg>", "<a href=\"javascript:x\">y</a>", "</div></body>", "<!--", "<![CDATA[x]]>", "a@b.cn (c)", "<a@example.cn>", "<p><img src=\"http://www.example.cn/1.jpg\" alt=\"\x08x\"></p>", "<p>a]]></p>", "﹤", "\u2028",
	}))
	anyHref = rapid.OneOf(anyString, rapid.SampledFrom([]string{
		"http://www.example.cn/1.htm", "2.htm?a=1&b=2", "javascript:x", "//x.example/頁", "332", "tag:example.cn,2012:x", "http://例子.測試:8080/新聞 頁?q=a|b[1]#x#y", "HTTP://WWW.Example.CN:80/a/../b/%7eu%3a%c3", "urn:uuid:x", "http://[::1]/", "mailto:a@b.cn", "http://www.example.cn/",
	}))
	anyMembers = rapid.OneOf(anyString, rapid.SampledFrom([]string{"", `{"_a":1,"_b":{"c":[]}}`, `{"_a":1,"_a":2}`, `{"name":"x","_1":{}}`, `[1]`, "{\"_a\": \"\\ud800\x7f\ufffe\"}", `[{"type":"WebSub","url":"http://h.example/","_a":{"b":1,"b":2}},{"type":"x","url":"y"}]`, `[{"url":"http://h.example/","type":3}]`, `"x"`, "true", `"\ufffd\u0000"`}))
	anyText    = rapid.Custom(func(t *rapid.T) feed.Text {
		return feed.Text{Type: rapid.SampledFrom([]feed.TextType{feed.Plain, feed.HTML, feed.XHTML}).Draw(t, "type"), Value: anyString.Draw(t, "text"), Language: rapid.SampledFrom([]string{"", "", "zh-Hans", "x y"}).Draw(t, "language")}
	})
	anyDate = rapid.Custom(func(t *rapid.T) dates.Date {
		switch rapid.IntRange(0, 3).Draw(t, "date") {
		case 0:
			return dates.Date{}
		case 1:
			return dates.Date{Time: time.Date(rapid.IntRange(-5, 12000).Draw(t, "year"), 3, 1, 0, 0, 0, 0, time.FixedZone("", rapid.SampledFrom([]int{0, 343, -12600, 28800, 50400, 86400}).Draw(t, "zone"))), Precision: dates.Day}
		}
		return dates.Date{Time: time.Unix(rapid.Int64Range(0, 4e9).Draw(t, "time"), 0).In(time.FixedZone("", 28800)), Precision: dates.Second}
	})
	anyPerson = rapid.Custom(func(t *rapid.T) feed.Person {
		return feed.Person{Name: anyString.Draw(t, "name"), Email: anyString.Draw(t, "email"), URI: anyHref.Draw(t, "uri"), Avatar: anyHref.Draw(t, "avatar"), Members: anyMembers.Draw(t, "members")}
	})
	anyCategory = rapid.Custom(func(t *rapid.T) feed.Category {
		return feed.Category{Term: anyString.Draw(t, "term"), Scheme: anyHref.Draw(t, "scheme"), Label: anyString.Draw(t, "label")}
	})
	anyLink = rapid.Custom(func(t *rapid.T) feed.Link {
		return feed.Link{
			Rel: rapid.OneOf(anyString, rapid.SampledFrom([]string{"", "alternate", "self", "hub", "next", "prev-archive", "via", "license"})).Draw(t, "rel"), Href: anyHref.Draw(t, "href"), Type: rapid.SampledFrom([]string{"", "text/html", "no type"}).Draw(t, "mime"),
			Language: rapid.SampledFrom([]string{"", "zh", "?"}).Draw(t, "hreflang"), Title: anyString.Draw(t, "title"), Length: rapid.Int64Range(-1, 5).Draw(t, "length"),
		}
	})
	anyExtension = rapid.Custom(func(t *rapid.T) feed.Extension {
		space := rapid.SampledFrom([]string{
			"http://x.example/ns", "http://search.yahoo.com/mrss/", "http://www.itunes.com/dtds/podcast-1.0.dtd", "http://purl.org/dc/elements/1.1/", "http://purl.org/syndication/thread/1.0", feed.JSONSpace, "", "no space",
			"http://www.georss.org/georss", "http://purl.org/rss/1.0/modules/slash/", "http://purl.org/rss/1.0/modules/syndication/", "https://podcastindex.org/namespace/1.0", "http://www.w3.org/2005/Atom", "http://www.w3.org/1999/xhtml",
		}).Draw(t, "space")
		x := feed.Extension{
			Space: space, Prefix: anyString.Draw(t, "prefix"), Value: anyMembers.Draw(t, "value"),
			Name:  rapid.OneOf(anyString, rapid.SampledFrom([]string{"content", "group", "thumbnail", "explicit", "duration", "publisher", "in-reply-to", "point", "comments", "ttl", "_x", "link", "hubs", "expired", "user_comment", "banner_image", "content_text"})).Draw(t, "name"),
			Attrs: []feed.ExtensionAttr{{Name: rapid.SampledFrom([]string{"url", "ref", "medium", "xmlns", "xml:lang", "a"}).Draw(t, "attribute"), Value: anyHref.Draw(t, "of"), Space: rapid.SampledFrom([]string{"", "http://y.example/"}).Draw(t, "in")}},
		}
		if rapid.Bool().Draw(t, "nested") {
			x.Children = []feed.Extension{{Space: space, Name: "content", Attrs: x.Attrs, Value: x.Value}}
		}
		return x
	})
	anyItem = rapid.Custom(func(t *rapid.T) feed.Item {
		it := feed.Item{
			ID: anyHref.Draw(t, "id"), Title: anyText.Draw(t, "title"), Content: anyText.Draw(t, "content"), Summary: anyText.Draw(t, "summary"), Language: rapid.SampledFrom([]string{"", "zh_TW", "??"}).Draw(t, "language"),
			Links: rapid.SliceOfN(anyLink, 0, 3).Draw(t, "links"), Authors: rapid.SliceOfN(anyPerson, 0, 2).Draw(t, "authors"), Contributors: rapid.SliceOfN(anyPerson, 0, 1).Draw(t, "contributors"),
			Categories: rapid.SliceOfN(anyCategory, 0, 2).Draw(t, "categories"), Image: anyHref.Draw(t, "image"), Rights: anyText.Draw(t, "rights"),
			Published: anyDate.Draw(t, "published"), Updated: anyDate.Draw(t, "updated"), Extensions: rapid.SliceOfN(anyExtension, 0, 2).Draw(t, "extensions"),
		}
		if rapid.Bool().Draw(t, "enclosed") {
			it.Enclosures = []feed.Enclosure{{URL: anyHref.Draw(t, "enclosure"), Type: anyString.Draw(t, "mime"), Title: anyString.Draw(t, "title"), Length: rapid.Int64Range(-1, 9).Draw(t, "length"), Duration: time.Duration(rapid.Int64Range(-1, 1<<62).Draw(t, "duration")), Members: anyMembers.Draw(t, "members")}, {URL: "/x.mp3"}}
		}
		if rapid.Bool().Draw(t, "taken") {
			it.Source = &feed.Source{Title: anyString.Draw(t, "source"), URL: anyHref.Draw(t, "address")}
		}
		return it
	})
	anyFeed = rapid.Custom(func(t *rapid.T) *feed.Feed {
		return &feed.Feed{
			ID: anyHref.Draw(t, "id"), Title: anyText.Draw(t, "title"), Subtitle: anyText.Draw(t, "subtitle"), Language: rapid.SampledFrom([]string{"", "zh-Hant", "zh_CN", "\""}).Draw(t, "language"),
			Links: rapid.SliceOfN(anyLink, 0, 3).Draw(t, "links"), Authors: rapid.SliceOfN(anyPerson, 0, 2).Draw(t, "authors"), Contributors: rapid.SliceOfN(anyPerson, 0, 1).Draw(t, "contributors"),
			Categories: rapid.SliceOfN(anyCategory, 0, 2).Draw(t, "categories"), Rights: anyText.Draw(t, "rights"), Icon: anyHref.Draw(t, "icon"), Logo: anyHref.Draw(t, "logo"), Updated: anyDate.Draw(t, "updated"),
			Generator: feed.Generator{Name: anyString.Draw(t, "generator"), URI: anyHref.Draw(t, "uri"), Version: anyString.Draw(t, "version")}, Complete: rapid.Bool().Draw(t, "complete"), Archive: rapid.Bool().Draw(t, "archive"),
			Extensions: rapid.SliceOfN(anyExtension, 0, 2).Draw(t, "extensions"), Items: rapid.SliceOfN(anyItem, 0, 4).Draw(t, "items"),
		}
	})
)

// ownAddress is where the documents of the tests stand.
const ownAddress = "http://feeds.example.cn/f"

// faultless is fatal where the validator has an error or a warning for a document.
func faultless(t rapid.TB, doc []byte, format feed.Format) {
	t.Helper()
	r, err := validate.Validate(doc, validate.Options{URL: ownAddress, ContentType: format.MediaType()})
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range r.Findings {
		switch f.Rule {
		case "implausible-date", "unknown-namespace": // items may be old, and what nobody knows is kept
			continue
		case "bad-characters":
			if strings.HasSuffix(f.Message, "encoded as UTF-8 twice") { // as a text that anybody may write can look
				continue
			}
		}
		if f.Level != validate.Info {
			t.Fatalf("%s: %s at %d:%d: %s\n%s", format, f.Rule, f.Pos.Line, f.Pos.Column, f.Message, doc)
		}
	}
}

// asWritten is fatal where a document is not read as NormalizeAs says that it is written.
func asWritten(t rapid.TB, doc []byte, f *feed.Feed, format feed.Format, o feed.WriteOptions) {
	t.Helper()
	r, err := feed.ReadBytes(doc, feed.ReadOptions{})
	if err != nil {
		t.Fatal(err)
	}
	if len(r.Diagnostics) > 0 {
		t.Fatalf("%v\n%s", r.Diagnostics, doc)
	}
	want := feed.NormalizeAs(f, format, o)
	if r.Feed.Title.Plain() != want.Title.Plain() || len(r.Feed.Items) != len(want.Items) {
		t.Fatalf("title %q of %d items; want %q of %d\n%s", r.Feed.Title.Plain(), len(r.Feed.Items), want.Title.Value, len(want.Items), doc)
	}
	for i := range want.Items {
		g, w := &r.Feed.Items[i], &want.Items[i]
		if g.Title.Plain() != w.Title.Plain() || w.Title.Type == feed.Plain && format != feed.JSONFeed && g.Title.Value != w.Title.Value || g.ID != w.ID || len(w.Links) > 0 && w.Links[0].Rel == "alternate" && g.Links[0].Href != w.Links[0].Href || !w.Published.IsZero() && !g.Published.Time.Equal(w.Published.Time) {
			t.Fatalf("item %d: %q %q %v %v; want %q %q %v %v\n%s", i, g.Title.Plain(), g.ID, g.Links, g.Published, w.Title.Value, w.ID, w.Links, w.Published, doc)
		}
	}
}

// anyModel writes a feed that may be hostile in every part: no error and no warning, the same bytes again, also item by item where
// that is possible, and read as it was meant.
func anyModel(format feed.Format) func(*rapid.T) {
	return func(t *rapid.T) {
		f, o := anyFeed.Draw(t, "feed"), feed.WriteOptions{Self: ownAddress}
		doc, err := feed.Append(nil, f, format, o)
		if err != nil {
			t.Fatal(err)
		}
		faultless(t, doc, format)
		if again, _ := feed.Append([]byte("x"), f, format, o); string(again[1:]) != string(doc) {
			t.Fatalf("a second document differs\n%s\n%s", doc, again)
		}
		asWritten(t, doc, f, format, o)
		if format == feed.RDF {
			return
		}
		var w bytes.Buffer
		e, err := feed.NewEncoder(&w, f, format, o)
		if err != nil {
			t.Fatal(err)
		}
		for i := range f.Items {
			if err := e.Item(&f.Items[i]); err != nil {
				t.Fatal(err)
			}
		}
		if err := e.Close(); err != nil {
			t.Fatal(err)
		}
		faultless(t, w.Bytes(), format)
	}
}

func TestAnyModelIsWritten(t *testing.T) {
	t.Parallel()
	for _, format := range written {
		t.Run(string(format), func(t *testing.T) {
			t.Parallel()
			rapid.Check(t, anyModel(format))
		})
	}
}

func FuzzWriteRSS(f *testing.F)  { f.Fuzz(rapid.MakeFuzz(anyModel(feed.RSS))) }
func FuzzWriteAtom(f *testing.F) { f.Fuzz(rapid.MakeFuzz(anyModel(feed.Atom))) }
func FuzzWriteJSON(f *testing.F) { f.Fuzz(rapid.MakeFuzz(anyModel(feed.JSONFeed))) }
func FuzzWriteRDF(f *testing.F)  { f.Fuzz(rapid.MakeFuzz(anyModel(feed.RDF))) }

// anyOutlines writes a list that may be hostile in every part.
func anyOutlines(t *rapid.T) {
	var outlines func(depth int) *rapid.Generator[feed.Outline]
	outlines = func(depth int) *rapid.Generator[feed.Outline] {
		return rapid.Custom(func(t *rapid.T) feed.Outline {
			o := feed.Outline{
				Text: anyString.Draw(t, "text"), Title: anyString.Draw(t, "title"), Type: rapid.SampledFrom([]string{"", "rss", "link", "include", "x y"}).Draw(t, "type"), XMLURL: anyHref.Draw(t, "xmlURL"), HTMLURL: anyHref.Draw(t, "htmlURL"),
				Language: anyString.Draw(t, "language"), Description: anyString.Draw(t, "description"),
			}
			if depth > 0 {
				o.Outlines = rapid.SliceOfN(outlines(depth-1), 0, 2).Draw(t, "outlines")
			}
			return o
		})
	}
	list := &feed.OPML{
		Title: anyString.Draw(t, "title"), OwnerName: anyString.Draw(t, "owner"), DateCreated: anyDate.Draw(t, "created"), Modified: anyDate.Draw(t, "modified"),
		Outlines: rapid.SliceOfN(outlines(2), 1, 3).Draw(t, "outlines"),
	}
	doc := feed.AppendOPML(nil, list)
	faultless(t, doc, feed.OPMLDoc)
	if again := feed.AppendOPML(nil, list); !bytes.Equal(again, doc) {
		t.Fatalf("a second document differs\n%s\n%s", doc, again)
	}
	got, err := feed.ReadOPML(doc)
	if err != nil {
		t.Fatal(err)
	}
	if len(got.Outlines) != len(list.Outlines) {
		t.Fatalf("%d outlines; want %d\n%s", len(got.Outlines), len(list.Outlines), doc)
	}
	if third := feed.AppendOPML(nil, got); !bytes.Equal(third, doc) {
		t.Fatalf("read and written again it differs\n%s\n%s", doc, third)
	}
}

func TestAnyOutlinesAreWritten(t *testing.T) {
	t.Parallel()
	rapid.Check(t, anyOutlines)
}

func FuzzWriteOPML(f *testing.F) { f.Fuzz(rapid.MakeFuzz(anyOutlines)) }

// TestNil writes what is not there.
func TestNil(t *testing.T) {
	t.Parallel()
	var nothing *feed.Feed
	if dst, err := feed.Append([]byte("x"), nothing, feed.RSS, feed.WriteOptions{}); !isNoFeed(err) || string(dst) != "x" {
		t.Errorf("Append: %q, %v", dst, err)
	}
	if err := feed.Write(&bytes.Buffer{}, nothing, feed.Atom, feed.WriteOptions{}); !isNoFeed(err) {
		t.Errorf("Write: %v", err)
	}
	if _, err := feed.NewEncoder(&bytes.Buffer{}, nothing, feed.Atom, feed.WriteOptions{}); !isNoFeed(err) {
		t.Errorf("NewEncoder: %v", err)
	}
	e, err := feed.NewEncoder(&bytes.Buffer{}, &feed.Feed{}, feed.RSS, feed.WriteOptions{})
	if err != nil {
		t.Fatal(err)
	}
	if err := e.Item(nil); !isNoFeed(err) {
		t.Errorf("Item: %v", err)
	}
	if err := e.Close(); err != nil {
		t.Errorf("Close: %v", err)
	}
	if f := feed.Normalize(nil, feed.WriteOptions{}); f == nil || f.Title.Value != "untitled" {
		t.Errorf("Normalize: %+v", f)
	}
	if doc := feed.AppendOPML(nil, nil); !strings.Contains(string(doc), "<body>") {
		t.Errorf("AppendOPML: %s", doc)
	}
	if feed.Lost(nil, feed.RSS) != nil || len(feed.Merge(nil, nil, feed.MergeOptions{}).Items) != 0 {
		t.Error("Lost, Merge")
	}
	prev := &feed.Feed{Items: []feed.Item{{ID: "1"}}}
	if f := feed.Merge(prev, nil, feed.MergeOptions{}); len(f.Items) != 1 {
		t.Errorf("Merge with nothing: %d items", len(f.Items))
	}
	address := func(string) string { return ownAddress }
	if pages := feed.Archive(nil, 0, address); len(pages) != 1 {
		t.Errorf("Archive: %d pages", len(pages))
	}
}

func isNoFeed(err error) bool { return errors.Is(err, feed.ErrNoFeed) }
