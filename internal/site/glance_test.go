package site

import (
	"strings"
	"testing"
	"time"

	"github.com/portalfeed/portalfeed/feed"
)

func TestLook(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		format feed.Format
		body   string
		title  string
		first  string // title, URL and date of the first item
		total  int
		newest string
	}{
		"rss": {
			feed.RSS, `<rss><channel><title>T</title><link>http://a.example/</link><lastBuildDate>Wed, 26 Sep 2012 00:00:00 +0800</lastBuildDate>
			<image><title>no</title></image><item><title>&lt;甲&gt;</title><link>http://a.example/1</link><pubDate>Tue, 25 Sep 2012 18:07:00 +0800</pubDate>
			<source url="x">s</source></item><item><title>乙</title></item></channel></rss>`,
			"T", "<甲> http://a.example/1 2012-09-25T18:07:00+08:00", 2, "2012-09-25T16:00:00Z",
		},
		"atom": {
			feed.Atom, `<feed xmlns="http://www.w3.org/2005/Atom"><title>T</title><updated>2012-09-26T01:00:00Z</updated><entry><title>甲</title>
			<link rel="self" href="http://a.example/self"/><link href="http://a.example/1"/><source><title>S</title><updated>2011-01-01T00:00:00Z</updated></source>
			<updated>2012-09-25T20:00:00+08:00</updated><published>2012-09-25T18:07:00+08:00</published></entry></feed>`,
			"T", "甲 http://a.example/1 2012-09-25T18:07:00+08:00", 1, "2012-09-26T01:00:00Z",
		},
		"atom, updated alone": {
			feed.Atom, `<feed><title>T</title><entry><title>甲</title><updated>2012-09-25T20:00:00+08:00</updated></entry></feed>`,
			"T", "甲  2012-09-25T20:00:00+08:00", 1, "2012-09-25T12:00:00Z",
		},
		"json": {
			feed.JSONFeed, `{"title":"T","items":[{"title":"甲","external_url":"http://a.example/1","date_published":"2012-09-25T18:07:00+08:00","date_modified":"2012-09-27T00:00:00Z"}]}`,
			"T", "甲 http://a.example/1 2012-09-25T18:07:00+08:00", 1, "2012-09-27T00:00:00Z",
		},
		"cut short": {
			feed.RSS, `<rss><channel><title>T</title><item><title>甲</title><pubDate>Tue, 25 Sep 2012 18:07:00 +0800</pubDate></item><item><title>`,
			"T", "甲  2012-09-25T18:07:00+08:00", 1, "2012-09-25T10:07:00Z",
		},
		"no document": {feed.RSS, "\x00\xff", "", "", 0, ""},
		"deep":        {feed.RSS, strings.Repeat("<a>", 100_000), "", "", 0, ""},
		"wrong JSON":  {feed.JSONFeed, `{"items":7}`, "", "", 0, ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			g := look([]byte(tt.body), tt.format)
			first, newest := "", ""
			if len(g.items) > 0 {
				first = g.items[0].Title + " " + g.items[0].URL + " " + g.items[0].Date.Format(time.RFC3339)
			}
			if !g.newest.IsZero() {
				newest = g.newest.UTC().Format(time.RFC3339)
			}
			if g.title != tt.title || first != tt.first || g.total != tt.total || newest != tt.newest {
				t.Errorf("got title %q, first %q, total %d, newest %q; want %q, %q, %d, %q", g.title, first, g.total, newest, tt.title, tt.first, tt.total, tt.newest)
			}
		})
	}
}

func TestNewestInHTML(t *testing.T) {
	t.Parallel()
	got := newestInHTML([]byte(`<time datetime="2012-09-25">x</time><time datetime="2013-01-01T00:00:00+08:00"></time><time datetime="` + strings.Repeat("x", 100)))
	if want := time.Date(2012, 12, 31, 16, 0, 0, 0, time.UTC); !got.Equal(want) {
		t.Errorf("got %v; want %v", got, want)
	}
}
