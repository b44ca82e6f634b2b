package feed_test

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/portalfeed/portalfeed/feed"
)

func decode(t *testing.T, r io.Reader) (*feed.ReadResult, []feed.Item) {
	t.Helper()
	d, err := feed.NewDecoder(r, feed.ReadOptions{})
	if err != nil {
		t.Fatal(err)
	}
	var items []feed.Item
	for it, err := range d.Items() {
		if err != nil {
			t.Fatal(err)
		}
		items = append(items, *it)
	}
	return d.Result(), items
}

// TestDecoder gets what ReadBytes gets.
func TestDecoder(t *testing.T) {
	t.Parallel()
	f := benchFeed()
	for len(f.Items) < 5000 {
		f.Items = append(f.Items, f.Items[:1000]...)
	}
	for _, format := range []feed.Format{feed.RSS, feed.Atom, feed.RDF, feed.JSONFeed} {
		t.Run(string(format), func(t *testing.T) {
			t.Parallel()
			doc, _ := feed.Append(nil, f, format, feed.WriteOptions{Self: "http://feeds.example.cn/all"})
			want, err := feed.ReadBytes(doc, feed.ReadOptions{})
			if err != nil {
				t.Fatal(err)
			}
			got, items := decode(t, bytes.NewReader(doc))
			if d := cmp.Diff(want.Feed.Items, items); d != "" {
				t.Fatalf("(-want +got):\n%.2000s", d)
			}
			want.Feed.Items, got.Feed.Items = nil, nil
			if d := cmp.Diff(want, got); d != "" {
				t.Errorf("(-want +got):\n%.2000s", d)
			}
		})
	}
}

func TestDecoderOfDamagedDocuments(t *testing.T) {
	t.Parallel()
	const item = "<item><title>x & y</title></item>\n"
	for name, c := range map[string]struct {
		doc   string
		items int
	}{
		"cut off":        {"<rss><channel><title>t</title>" + strings.Repeat(item, 50_000) + "<item><title>z", 50_001},
		"without end":    {"<rss><channel><title>t</title>" + strings.Repeat("<item><title>x</title>", 10), 10},
		"no items":       {"<rss><channel><title>t</title></channel></rss>", 0},
		"CDATA":          {"<rss><channel><item><title><![CDATA[</item><item>]]></title></item></channel></rss>", 1},
		"trailing title": {"<rss><channel>" + item + "<title>t</title></channel></rss>", 1},
	} {
		res, items := decode(t, iotest.HalfReader(strings.NewReader(c.doc)))
		if len(items) != c.items || name != "CDATA" && res.Feed.Title.Value != "t" {
			t.Errorf("%s: %d items; want %d; %+v", name, len(items), c.items, res.Feed)
		}
	}
	d, err := feed.NewDecoder(strings.NewReader("<html><body>x</body></html>"), feed.ReadOptions{})
	if err != nil {
		t.Fatal(err)
	}
	for _, err := range d.Items() {
		if !errors.Is(err, feed.ErrNotFeed) {
			t.Errorf("a page: %v", err)
		}
	}
}

// endless is a feed that an Encoder would write, of so many items.
type endless struct {
	items, done int
	rest        []byte
}

func (e *endless) Read(p []byte) (int, error) {
	for len(e.rest) == 0 {
		switch {
		case e.done == 0:
			e.rest = []byte("<rss version=\"2.0\"><channel><title>t</title>")
		case e.done > e.items+1:
			return 0, io.EOF
		case e.done == e.items+1:
			e.rest = []byte("</channel></rss>")
		default:
			e.rest = fmt.Appendf(e.rest[:0], "<item><title>第%d條</title><description>%s</description></item>\n", e.done, strings.Repeat("首屆論壇在京舉行。", 40))
		}
		e.done++
	}
	n := copy(p, e.rest)
	e.rest = e.rest[n:]
	return n, nil
}

// TestDecoderIsFlat reads a feed of 60 MB in a fraction of its size.
func TestDecoderIsFlat(t *testing.T) {
	d, err := feed.NewDecoder(&endless{items: 50_000}, feed.ReadOptions{})
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for it, err := range d.Items() {
		if err != nil {
			t.Fatal(err)
		}
		if n++; it.Title.Value != fmt.Sprintf("第%d條", n) {
			t.Fatalf("item %d is %q", n, it.Title.Value)
		}
	}
	if n != 50_000 || len(d.Result().Feed.Items) != 0 {
		t.Errorf("%d items", n)
	}
}

// TestEncoder writes what Append writes where a stream can know it.
func TestEncoder(t *testing.T) {
	t.Parallel()
	f := benchFeed()
	f.Updated = at(2012, 9, 26, 0, 0)
	for _, format := range formats {
		want, _ := feed.Append(nil, f, format, feed.WriteOptions{})
		var w bytes.Buffer
		e, err := feed.NewEncoder(&w, f, format, feed.WriteOptions{})
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
		wellFormed(t, format, w.Bytes())
		if format != feed.Atom && !bytes.Equal(w.Bytes(), want) {
			t.Errorf("%s differs from Append", format)
		}
		if err := e.Item(&f.Items[0]); !errors.Is(err, feed.ErrClosed) {
			t.Errorf("after Close: %v", err)
		}
	}
	if _, err := feed.NewEncoder(io.Discard, f, feed.RDF, feed.WriteOptions{}); !errors.Is(err, feed.ErrUnknownFormat) {
		t.Errorf("RDF: %v", err)
	}
}

func TestMerge(t *testing.T) {
	t.Parallel()
	now := time.Date(2012, 10, 1, 0, 0, 0, 0, time.UTC)
	body := strings.Repeat("首屆中國質量發展論壇在京舉行。", 3)
	page := func(u string) []feed.Link { return []feed.Link{{Href: u}} }
	html := func(s string) feed.Text { return feed.Text{Type: feed.HTML, Value: s} }
	prev := &feed.Feed{ID: "tag:a.example,2005:f", Updated: at(2012, 9, 25, 18, 7), Items: []feed.Item{
		{ID: "tag:a.example,2005:1", Title: feed.Text{Value: "一"}, Links: page("http://a.example/1.htm"), Content: html("<p>" + body + "</p>"), Published: at(2012, 9, 25, 18, 7)},
		{Title: feed.Text{Value: "二"}, Links: page("http://a.example/2.htm"), Content: html("<p>" + body + "二</p>"), Published: at(2012, 9, 24, 18, 7)},
		{ID: "3", Title: feed.Text{Value: "三"}, Links: page("http://a.example/3.htm")},
	}}
	next := &feed.Feed{ID: "other", Items: []feed.Item{
		{ID: "4", Title: feed.Text{Value: "四"}, Links: page("http://a.example/4.htm")},
		{Title: feed.Text{Value: "一"}, Links: page("https://a.example/1.htm?utm_source=x"), Content: html("<p>\n" + body + "</p>"), Published: at(2012, 9, 30, 0, 0)},
		{Title: feed.Text{Value: "二"}, Links: page("http://a.example/new/2.htm"), Content: html("<p>" + body + "二</p>"), Published: at(2012, 9, 24, 18, 7)},
	}}
	got := feed.Merge(prev, next, feed.MergeOptions{Now: now})
	var ids []string
	for _, it := range got.Items {
		ids = append(ids, it.Title.Value+" "+it.ID+" "+it.Published.String()+" "+it.Updated.String())
	}
	want := []string{
		"四 4 2012-10-01T00:00:00Z ",
		"一 tag:a.example,2005:1 2012-09-25T18:07:00+08:00 ",
		"二 http://a.example/2.htm 2012-09-24T18:07:00+08:00 ",
		"三 3  ",
	}
	if d := cmp.Diff(want, ids); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
	if got.ID != prev.ID {
		t.Errorf("id %q", got.ID)
	}
	// Nothing new: nothing changes, however often.
	again := feed.Merge(got, next, feed.MergeOptions{Now: now.Add(time.Hour)})
	if d := cmp.Diff(got.Items, again.Items); d != "" {
		t.Errorf("merged again (-want +got):\n%s", d)
	}
	next.Items[1].Content = html("<p>" + body + "更正</p>")
	third := feed.Merge(got, next, feed.MergeOptions{Now: now.Add(time.Hour), MaxItems: 3})
	if u := third.Items[1].Updated.Time; !u.Equal(now.Add(time.Hour)) || len(third.Items) != 3 {
		t.Errorf("updated %v of %d items", u, len(third.Items))
	}
	if f := feed.Merge(nil, next, feed.MergeOptions{}); len(f.Items) != 3 {
		t.Errorf("without a feed before: %d items", len(f.Items))
	}
}

func TestArchive(t *testing.T) {
	t.Parallel()
	f := benchFeed()
	address := func(name string) string {
		if name == "" {
			return "http://feeds.example.cn/all"
		}
		return "http://feeds.example.cn/" + name
	}
	written := func(n int) map[string]string {
		g := *f
		g.Items = f.Items[len(f.Items)-n:]
		docs := map[string]string{}
		total := 0
		for _, p := range feed.Archive(&g, 100, address) {
			doc, err := feed.Append(nil, p.Feed, feed.Atom, feed.WriteOptions{})
			if err != nil {
				t.Fatal(err)
			}
			docs[p.Name], total = string(doc), total+len(p.Feed.Items)
			if (p.Name == "") == strings.Contains(docs[p.Name], "<fh:archive/>") {
				t.Errorf("%q: %.600s", p.Name, doc)
			}
		}
		if total != n {
			t.Errorf("%d items of %d", total, n)
		}
		return docs
	}
	before, after := written(450), written(490)
	for name, doc := range before {
		if name != "" && after[name] != doc {
			t.Errorf("%s changed", name)
		}
	}
	if !strings.Contains(before[""], `rel="prev-archive" href="http://feeds.example.cn/archive-3"`) || !strings.Contains(before["archive-2"], `rel="next-archive" href="http://feeds.example.cn/archive-3"`) {
		t.Errorf("links: %.900s", before[""])
	}
	if docs := written(50); len(docs) != 1 || !strings.Contains(docs[""], "<fh:complete/>") {
		t.Errorf("%d documents", len(docs))
	}
	pages := feed.Paged(f, 300, func(n int) string { return fmt.Sprintf("http://feeds.example.cn/all?page=%d", n) })
	if len(pages) != 4 || len(pages[3].Feed.Items) != 100 {
		t.Errorf("%d pages", len(pages))
	}
}
