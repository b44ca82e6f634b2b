package feed_test

import (
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/portalfeed/portalfeed/feed"
)

// FuzzMerge merges any two documents: neither feed changes, the items of the next one come first and in their order, those of the
// one before are all there, and the same once more changes nothing.
func FuzzMerge(f *testing.F) {
	for _, s := range [][2]string{
		{`<rss><channel><item><title>a</title><guid>http://a.example/1</guid></item></channel></rss>`, `<rss><channel><item><title>b</title><guid>http://a.example/1</guid></item><item><title>c</title></item></channel></rss>`},
		{`<rss><channel><item><title>a</title><link>http://a.example/1</link><description>x</description></item></channel></rss>`, `<rss><channel><item><title>a</title><link>http://a.example/moved</link><description>x</description></item></channel></rss>`},
		{`{"version":"https://jsonfeed.org/version/1.1","items":[{"id":"1","title":"a"},{"id":"1","title":"a"}]}`, `{"version":"https://jsonfeed.org/version/1.1","items":[{"id":"2","title":"a"},{"id":"1"}]}`},
		{`<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>tag:x,2012:1</id><updated>2012-09-25T00:00:00Z</updated></entry></feed>`, `<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>tag:x,2012:1</id><content>y</content></entry><entry/></feed>`},
	} {
		f.Add([]byte(s[0]), []byte(s[1]))
	}
	f.Fuzz(func(t *testing.T, a, b []byte) {
		if prev, next := readable(a), readable(b); prev != nil && next != nil {
			checkMerge(t, prev, next)
		}
	})
}

// checkMerge is fatal where merging loses or changes what it should not.
func checkMerge(t rapid.TB, prev, next *feed.Feed) {
	before := [2]string{jsonOf(t, prev), jsonOf(t, next)}
	o := feed.MergeOptions{Now: time.Date(2012, 9, 25, 10, 7, 0, 0, time.UTC)}
	got := feed.Merge(prev, next, o)
	if after := [2]string{jsonOf(t, prev), jsonOf(t, next)}; after != before {
		t.Fatalf("changed what was merged\n%s\n%s", before, after)
	}
	if n := len(got.Items); n < len(next.Items) || n > len(prev.Items)+len(next.Items) {
		t.Fatalf("%d items of %d and %d", n, len(prev.Items), len(next.Items))
	}
	for i := range next.Items {
		if got.Items[i].Title != next.Items[i].Title {
			t.Fatalf("item %d is %q; want %q", i, got.Items[i].Title.Value, next.Items[i].Title.Value)
		}
	}
	// Where items of one feed have the same id or address it may take some rounds to tell them apart.
	const rounds = 3
	for k := range rounds + 1 {
		again := feed.Merge(got, next, feed.MergeOptions{Now: o.Now.Add(time.Duration(k+1) * time.Hour)})
		if one, two := len(got.Items), len(again.Items); one != two && k == rounds {
			t.Fatalf("the same once more makes %d items of %d\n%s\n%s\n%s", two, one, before, jsonOf(t, got), jsonOf(t, again))
		}
		got = again
	}
}

// TestMergingAgainAddsNothing merges feeds whose items are like each other in every way: the result does not grow from round to round.
func TestMergingAgainAddsNothing(t *testing.T) {
	t.Parallel()
	item := rapid.Custom(func(t *rapid.T) feed.Item {
		it := feed.Item{
			ID: rapid.SampledFrom([]string{"", "", "tag:x,2012:1", "tag:x,2012:2", "http://www.example.cn/1.htm"}).Draw(t, "id"), Title: feed.Text{Value: rapid.SampledFrom([]string{"", "短", "論壇在京舉行，與會代表提交了討論稿", "第二次會議在京舉行，與會代表提交了"}).Draw(t, "title")},
			Summary: feed.Text{Value: rapid.SampledFrom([]string{"", "甲"}).Draw(t, "summary")},
		}
		if page := rapid.SampledFrom([]string{"", "http://www.example.cn/1.htm", "http://www.example.cn/2.htm"}).Draw(t, "page"); page != "" {
			it.Links = []feed.Link{{Href: page}}
		}
		if rapid.Bool().Draw(t, "dated") {
			it.Published = day(2012, 9, 25)
		}
		return it
	})
	rapid.Check(t, func(t *rapid.T) {
		items := func(name string) *feed.Feed {
			return &feed.Feed{Title: feed.Text{Value: "t"}, Items: rapid.SliceOfN(item, 0, 4).Draw(t, name)}
		}
		checkMerge(t, items("prev"), items("next"))
	})
}

func readable(doc []byte) *feed.Feed {
	r, err := feed.ReadBytes(doc, feed.ReadOptions{})
	if err != nil {
		return nil
	}
	return r.Feed
}

func jsonOf(t rapid.TB, f *feed.Feed) string {
	t.Helper()
	doc, err := feed.Append(nil, f, feed.JSONFeed, feed.WriteOptions{})
	if err != nil {
		t.Fatal(err)
	}
	return string(doc)
}
