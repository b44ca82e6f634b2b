package feed_test

import (
	"errors"
	"fmt"
	"reflect"
	"strings"
	"testing"

	"github.com/portalfeed/portalfeed/feed"
)

func sampleOPML() *feed.OPML {
	return &feed.OPML{
		Title: "示例門戶 & 訂閱", DateCreated: at(2012, 9, 25, 18, 7), OwnerName: "示例",
		Outlines: []feed.Outline{
			{Text: "省長", Outlines: []feed.Outline{
				{Type: "rss", Text: "活動", Title: "省長·活動", XMLURL: "leader/activity.rss", HTMLURL: "http://www.example.cn/hd/?a=1&b=2", Language: "zh-Hant", Description: "活動 \"全部\""},
			}},
			{Type: "rss", Text: "最新", XMLURL: "latest.rss"},
		},
	}
}

func TestOPMLRoundTrip(t *testing.T) {
	t.Parallel()
	doc := feed.AppendOPML(nil, sampleOPML())
	wellFormed(t, feed.OPMLDoc, doc)
	if got := feed.DetectFormat(doc); got != feed.OPMLDoc {
		t.Errorf("DetectFormat = %q", got)
	}
	got, err := feed.ReadOPML(doc)
	if err != nil {
		t.Fatal(err)
	}
	want := sampleOPML()
	if !reflect.DeepEqual(got.Outlines, want.Outlines) || got.Title != want.Title || got.OwnerName != want.OwnerName || !got.DateCreated.Time.Equal(want.DateCreated.Time) {
		t.Errorf("read back %+v\nwant %+v", got, want)
	}
}

func TestOPMLFromElsewhere(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, doc string
		outlines  int
		err       error
	}{
		{"gbk", "<?xml version=\"1.0\" encoding=\"gbk\"?><opml><body><outline text=\"\xbb\xee\xb6\xaf\" xmlUrl=\"a\"/></body></opml>", 1, nil},
		{"bare ampersand", `<opml><body><outline text="a" xmlUrl="http://x/?a=1&b=2"/></body></opml>`, 1, nil},
		{"only a title", `<opml><body><outline title="活動" xmlurl="a"/></body></opml>`, 1, nil},
		{"no feeds", `<opml><head/><body/></opml>`, 0, nil},
		{"a page", `<html><body></body></html>`, 0, feed.ErrNotOPML},
		{"nothing", ``, 0, feed.ErrNotOPML},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			o, err := feed.ReadOPML([]byte(c.doc))
			if !errors.Is(err, c.err) || len(o.Outlines) != c.outlines {
				t.Fatalf("%d outlines, %v; want %d, %v", len(o.Outlines), err, c.outlines, c.err)
			}
			if c.outlines > 0 && o.Outlines[0].XMLURL == "" {
				t.Errorf("outline %+v", o.Outlines[0])
			}
		})
	}
}

func TestOPMLIsBounded(t *testing.T) {
	t.Parallel()
	const deep = 900
	doc := "<opml><body>" + strings.Repeat(`<outline text="x">`, deep) + strings.Repeat("</outline>", deep) + `<outline text="last"/></body></opml>`
	o, err := feed.ReadOPML([]byte(doc))
	if err != nil || len(o.Outlines) != 2 {
		t.Fatalf("%d outlines at the top, %v", len(o.Outlines), err)
	}
	count, depth := 0, 0
	var walk func([]feed.Outline, int)
	walk = func(list []feed.Outline, d int) {
		depth = max(depth, d)
		for i := range list {
			count++
			walk(list[i].Outlines, d+1)
		}
	}
	walk(o.Outlines, 0)
	if count != deep+1 || depth > 40 {
		t.Errorf("%d outlines of %d, %d deep", count, deep+1, depth)
	}
	wellFormed(t, feed.OPMLDoc, feed.AppendOPML(nil, o))
	if _, err := feed.ReadOPML([]byte("<opml><body>" + strings.Repeat("<a>", 2000))); err == nil {
		t.Error("2,000 elements within each other are read without an error")
	}
	cut, err := feed.ReadOPML([]byte(`<opml><body><outline text="a"/><outline text="b"><outline text="c`))
	if err == nil || len(cut.Outlines) != 2 {
		t.Errorf("cut off: %+v, %v", cut, err)
	}
}

func ExampleAppendOPML() {
	doc := feed.AppendOPML(nil, &feed.OPML{Title: "訂閱", Outlines: []feed.Outline{{Type: "rss", Text: "活動", XMLURL: "activity.rss"}}})
	fmt.Print(string(doc))
	// Output:
	// <?xml version="1.0" encoding="UTF-8"?>
	// <opml version="2.0">
	// <head>
	// <title>訂閱</title>
	// </head>
	// <body>
	// <outline type="rss" text="活動" title="活動" xmlUrl="activity.rss"/>
	// </body>
	// </opml>
}

func ExampleReadOPML() {
	o, err := feed.ReadOPML([]byte(`<opml version="2.0"><body><outline type="rss" text="活動" title="活動" xmlUrl="activity.rss"/></body></opml>`))
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(o.Outlines[0].Text, o.Outlines[0].XMLURL)
	// Output: 活動 activity.rss
}

func FuzzReadOPML(f *testing.F) {
	f.Add(feed.AppendOPML(nil, sampleOPML()))
	f.Add([]byte(`<opml><head><title>x<body><outline text="a`))
	f.Fuzz(func(t *testing.T, b []byte) {
		o, _ := feed.ReadOPML(b)
		if o == nil {
			return
		}
		doc := feed.AppendOPML(nil, o)
		wellFormed(t, feed.OPMLDoc, doc)
		again, err := feed.ReadOPML(doc)
		if err != nil {
			t.Fatalf("%v\n%s", err, doc)
		}
		if second := feed.AppendOPML(nil, again); string(second) != string(doc) {
			t.Fatalf("written, read and written again:\n%s\n%s", doc, second)
		}
	})
}
