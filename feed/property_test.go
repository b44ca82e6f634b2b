package feed_test

import (
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/portalfeed/portalfeed/feed"
	"github.com/portalfeed/portalfeed/feed/dates"
)

// TestReadsWhatItWrites draws feeds that may be hostile in every part and compares what is read with what NormalizeAs says is written.
func TestReadsWhatItWrites(t *testing.T) {
	t.Parallel()
	text := rapid.OneOf(rapid.String(), rapid.SampledFrom([]string{"", "論壇 & <b>粗</b>", "a]]>b", "\x08\xff", "&nbsp;&#8;", "<script>x</script>", "  寬　", "&lt;p&gt;x&lt;/p&gt;", "<img src=x onerror=y>"}))
	href := rapid.OneOf(text, rapid.SampledFrom([]string{"http://www.example.cn/1.htm", "2.htm?a=1&b=2", "javascript:x", "//x.example/頁", "332", "tag:example.cn,2012:x"}))
	texts := rapid.Custom(func(t *rapid.T) feed.Text {
		return feed.Text{Type: rapid.SampledFrom([]feed.TextType{feed.Plain, feed.HTML, feed.XHTML}).Draw(t, "type"), Value: text.Draw(t, "text")}
	})
	items := rapid.Custom(func(t *rapid.T) feed.Item {
		it := feed.Item{
			ID: href.Draw(t, "id"), Title: texts.Draw(t, "title"), Content: texts.Draw(t, "content"), Summary: texts.Draw(t, "summary"),
			Links:      []feed.Link{{Href: href.Draw(t, "link")}},
			Extensions: []feed.Extension{{Space: "http://x.example/" + text.Draw(t, "space"), Prefix: text.Draw(t, "prefix"), Name: text.Draw(t, "name"), Value: text.Draw(t, "value"), Attrs: []feed.ExtensionAttr{{Name: "a", Value: text.Draw(t, "attr")}}}},
		}
		if rapid.Bool().Draw(t, "dated") {
			it.Published = dates.Date{Time: time.Unix(rapid.Int64Range(0, 4e9).Draw(t, "time"), 0).In(time.FixedZone("", 28800)), Precision: dates.Second}
		}
		return it
	})
	rapid.Check(t, func(t *rapid.T) {
		f := &feed.Feed{Title: texts.Draw(t, "title"), Links: []feed.Link{{Href: href.Draw(t, "link")}}, Items: rapid.SliceOfN(items, 0, 4).Draw(t, "items")}
		format := rapid.SampledFrom(formats).Draw(t, "format")
		doc, err := feed.Append(nil, f, format, feed.WriteOptions{})
		if err != nil {
			t.Fatal(err)
		}
		r, err := feed.ReadBytes(doc, feed.ReadOptions{})
		if err != nil {
			t.Fatal(err)
		}
		if len(r.Diagnostics) > 0 {
			t.Fatalf("%v\n%s", r.Diagnostics, doc)
		}
		want := feed.NormalizeAs(f, format, feed.WriteOptions{})
		if r.Feed.Title.Plain() != want.Title.Value || len(r.Feed.Items) != len(want.Items) {
			t.Fatalf("title %q of %d items; want %q of %d\n%s", r.Feed.Title.Plain(), len(r.Feed.Items), want.Title.Value, len(want.Items), doc)
		}
		for i := range want.Items {
			g, w := &r.Feed.Items[i], &want.Items[i]
			if g.Title.Plain() != w.Title.Value || g.ID != w.ID || len(w.Links) > 0 && g.Links[0].Href != w.Links[0].Href || !w.Published.IsZero() && !g.Published.Time.Equal(w.Published.Time) {
				t.Fatalf("item %d: %q %q %v %v; want %q %q %v %v\n%s", i, g.Title.Plain(), g.ID, g.Links, g.Published, w.Title.Value, w.ID, w.Links, w.Published, doc)
			}
		}
	})
}
