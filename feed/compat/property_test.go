package compat_test

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"errors"
	"io"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/portalfeed/portalfeed/feed"
	"github.com/portalfeed/portalfeed/feed/compat"
	"github.com/portalfeed/portalfeed/feed/dates"
)

var formats = []feed.Format{feed.RSS, feed.Atom, feed.JSONFeed}

// nasty are strings that break writers, to be mixed with random ones.
var nasty = []string{
	"", " ", "論壇在京舉行", "a & b < c > d \"e\" 'f'", "x]]>y", "<b>bold</b> &amp; &nbsp;", "<script>alert(1)</script>", "\x00\x08\x1b\x7f\u0085",
	"\xd6\xd0\xb9\xfa", "\xed\xa0\x80\xed\xb0\x80", "\ufffd\ufffe\uffff\U0010ffff\ufeff", "line\r\nbreak\ttab", "&#8;&#xD800;", "<![CDATA[x]]>", "<!-- x -->", "</title>",
	"\u2003wide\u3000", "王（記者）", "Li (BBC)", "a@b.cn",
}

func texts() *rapid.Generator[string] {
	return rapid.OneOf(rapid.SampledFrom(nasty), rapid.String(), rapid.Map(rapid.SliceOfN(rapid.Byte(), 0, 20), func(b []byte) string { return string(b) }),
		rapid.Map(rapid.SliceOfN(rapid.SampledFrom(nasty), 1, 3), func(s []string) string {
			var out string
			for _, v := range s {
				out += v
			}
			return out
		}))
}

var addresses = []string{
	"", "http://www.example.cn/hd/content_1.htm", "http://www.example.cn/a?b=1&c=2#d", "content_2.htm", "../x/y.htm?q=中", "//other.example/z", "javascript:alert(1)", "data:text/html,x",
	"HTTP://Example.CN:80/%7ea/./b", "http://例子.測試/頁 面", "mailto:a@example.cn", "http://", "http://[::1]/", "http:\\\\www.example.cn\\a", "http://www.example.cn/%zz%D6%D0", "tag:example.cn,2012:x", "urn:uuid:x", "332",
}

func hrefs() *rapid.Generator[string] { return rapid.OneOf(rapid.SampledFrom(addresses), texts()) }

func typed(t *rapid.T) feed.Text {
	return feed.Text{Type: rapid.SampledFrom([]feed.TextType{feed.Plain, feed.HTML, feed.XHTML}).Draw(t, "type"), Value: texts().Draw(t, "text")}
}

func anyDate(t *rapid.T) dates.Date {
	p := dates.Precision(rapid.IntRange(0, int(dates.Second)).Draw(t, "precision"))
	if p == dates.None {
		return dates.Date{}
	}
	zone := time.FixedZone("", rapid.SampledFrom([]int{0, 28800, -18000, 19800, 20700, 29143, -3600 * 12}).Draw(t, "offset"))
	return dates.Date{Time: time.Unix(rapid.Int64Range(631152000+1e6, 1.78e9).Draw(t, "time"), 0).In(zone), Precision: p}
}

func people(t *rapid.T) []feed.Person {
	return rapid.SliceOfN(rapid.Custom(func(t *rapid.T) feed.Person {
		return feed.Person{Name: texts().Draw(t, "name"), Email: rapid.SampledFrom([]string{"", "li@example.cn", "no", "a@b"}).Draw(t, "email"), URI: hrefs().Draw(t, "uri")}
	}), 0, 3).Draw(t, "people")
}

func tags(t *rapid.T) []feed.Category {
	return rapid.SliceOfN(rapid.Custom(func(t *rapid.T) feed.Category {
		return feed.Category{Term: texts().Draw(t, "term"), Label: texts().Draw(t, "label"), Scheme: hrefs().Draw(t, "scheme")}
	}), 0, 3).Draw(t, "categories")
}

func links(t *rapid.T) []feed.Link {
	return rapid.SliceOfN(rapid.Custom(func(t *rapid.T) feed.Link {
		return feed.Link{
			Rel: rapid.SampledFrom([]string{"", "alternate", "related", "self", "hub", "odd rel"}).Draw(t, "rel"), Href: hrefs().Draw(t, "href"), Title: texts().Draw(t, "title"),
			Type: rapid.SampledFrom([]string{"", "text/html", "nonsense"}).Draw(t, "media type"), Language: rapid.SampledFrom([]string{"", "zh", "x y"}).Draw(t, "language"),
		}
	}), 0, 3).Draw(t, "links")
}

// anyFeed draws a feed whose every part may be missing or hostile.
func anyFeed(t *rapid.T) *feed.Feed {
	f := &feed.Feed{
		ID: hrefs().Draw(t, "id"), Title: typed(t), Subtitle: typed(t), Rights: typed(t), Links: links(t), Authors: people(t), Contributors: people(t), Categories: tags(t),
		Language: rapid.SampledFrom([]string{"", "zh-Hant", "zh_CN", "中文"}).Draw(t, "language"), Icon: hrefs().Draw(t, "icon"), Logo: hrefs().Draw(t, "logo"), Updated: anyDate(t),
		Generator: feed.Generator{Name: texts().Draw(t, "generator"), URI: hrefs().Draw(t, "uri"), Version: texts().Draw(t, "version")},
	}
	f.Items = rapid.SliceOfN(rapid.Custom(func(t *rapid.T) feed.Item {
		it := feed.Item{
			ID: hrefs().Draw(t, "id"), Title: typed(t), Summary: typed(t), Content: typed(t), Links: links(t), Authors: people(t), Categories: tags(t), Rights: typed(t),
			Image: hrefs().Draw(t, "image"), Published: anyDate(t), Updated: anyDate(t), Language: rapid.SampledFrom([]string{"", "en"}).Draw(t, "language"),
		}
		if rapid.Bool().Draw(t, "has source") {
			it.Source = &feed.Source{Title: texts().Draw(t, "source"), URL: hrefs().Draw(t, "source address")}
		}
		if rapid.Bool().Draw(t, "has file") {
			it.Enclosures = []feed.Enclosure{{URL: hrefs().Draw(t, "file"), Type: texts().Draw(t, "file type"), Length: rapid.Int64().Draw(t, "length")}}
		}
		return it
	}), 0, 4).Draw(t, "items")
	return f
}

// TestAnyFeedIsWrittenWell is the promise of package feed, kept by a foreign reader: whatever the
// model holds, the document is well-formed, the same twice, and gofeed gets back what was meant.
func TestAnyFeedIsWrittenWell(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		f := anyFeed(t)
		format := rapid.SampledFrom(formats).Draw(t, "format")
		o := feed.WriteOptions{Self: rapid.SampledFrom([]string{"", "http://feeds.example.cn/f"}).Draw(t, "self")}
		doc, err := feed.Append(nil, f, format, o)
		if err != nil {
			t.Fatal(err)
		}
		if again, _ := feed.Append(nil, f, format, o); !bytes.Equal(doc, again) {
			t.Fatal("a second rendering differs")
		}
		if feed.CleanText(string(doc)) != string(doc) {
			t.Fatal("the document holds what XML cannot carry")
		}
		if err := wellFormed(format, doc); err != nil {
			t.Fatalf("%v\n%s", err, doc)
		}
		if err := compat.CheckRoundTrip(f, feed.Document{Format: format, Body: doc}); err != nil {
			t.Fatalf("%v\n%s", err, doc)
		}
		if _, err := compat.Read(doc); err != nil {
			t.Fatalf("%v\n%s", err, doc)
		}
	})
}

func wellFormed(format feed.Format, doc []byte) error {
	if format == feed.JSONFeed {
		if !json.Valid(doc) {
			return errors.New("not JSON")
		}
		return nil
	}
	dec := xml.NewDecoder(bytes.NewReader(doc))
	for {
		if _, err := dec.Token(); err != nil {
			if errors.Is(err, io.EOF) {
				return nil
			}
			return err
		}
	}
}
