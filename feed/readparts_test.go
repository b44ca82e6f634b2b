package feed_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/portalfeed/portalfeed/feed"
)

// TestPartsAreBounded reads feeds and items with more parts of a kind than are kept: in time that is linear, with a diagnostic.
func TestPartsAreBounded(t *testing.T) {
	t.Parallel()
	many := func(format string) string {
		var b strings.Builder
		for i := range 5000 {
			fmt.Fprintf(&b, format, i)
		}
		return b.String()
	}
	const rss = `<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>t</title><link>http://www.example.cn/</link>`
	const js = `{"version":"https://jsonfeed.org/version/1.1","title":"t","feed_url":"http://www.example.cn/f",`
	for _, c := range []struct{ name, doc string }{
		{"links of a feed", rss + many(`<atom:link rel="x" href="http://www.example.cn/%d"/>`) + "<item><title>a</title></item></channel></rss>"},
		{"categories of a feed", rss + many(`<category>%d</category>`) + "<item><title>a</title></item></channel></rss>"},
		{"authors of an item", rss + "<item><title>a</title>" + many(`<dc:creator>n%d</dc:creator>`) + "</item></channel></rss>"},
		{"files of an item", rss + "<item><title>a</title>" + many(`<enclosure url="http://www.example.cn/%d.mp3"/>`) + "</item></channel></rss>"},
		{"categories of an item", rss + "<item><title>a</title>" + many(`<category>%d</category>`) + "</item></channel></rss>"},
		{"hubs", js + `"hubs":[` + strings.TrimSuffix(many(`{"type":"WebSub","url":"http://hub.example.cn/%d"},`), ",") + `],"items":[{"id":"1"}]}`},
		{"authors in JSON", js + `"authors":[` + strings.TrimSuffix(many(`{"name":"n%d","_a":1},`), ",") + `],"items":[{"id":"1"}]}`},
		{"tags", js + `"items":[{"id":"1","tags":[` + strings.TrimSuffix(many(`"t%d",`), ",") + `]}]}`},
		{"addresses of an item", js + `"items":[{` + many(`"url":"http://www.example.cn/%d",`) + `"id":"1"}]}`},
		{"attachments", js + `"items":[{"id":"1","attachments":[` + strings.TrimSuffix(many(`{"url":"http://www.example.cn/%d.mp3"},`), ",") + `]}]}`},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			r := mustRead(t, c.doc, feed.ReadOptions{})
			if len(r.Feed.Items) != 1 || len(r.Diagnostics) != 1 || r.Diagnostics[0].Code != "limit" {
				t.Errorf("%d items, %v", len(r.Feed.Items), r.Diagnostics)
			}
			it := &r.Feed.Items[0]
			for _, n := range []int{len(r.Feed.Links), len(r.Feed.Authors), len(r.Feed.Categories), len(it.Links), len(it.Authors), len(it.Categories), len(it.Enclosures)} {
				if n > 1000 {
					t.Errorf("%d parts are kept", n)
				}
			}
			checkAgree(t, []byte(c.doc), feed.ReadOptions{}, 1<<16)
		})
	}
}
