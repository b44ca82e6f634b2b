package pipeline

import (
	"errors"
	"strings"
	"testing"

	"github.com/portalfeed/portalfeed/feed"
	"github.com/portalfeed/portalfeed/internal/source"
)

// TestCarriedFeedIsHarmless sends what a hostile feed may hold through reading and each writer.
func TestCarriedFeedIsHarmless(t *testing.T) {
	t.Parallel()
	const doc = `<rss version="2.0"><channel><title>質量&lt;b&gt;發展&lt;/b&gt; &amp;amp; &lt;script&gt;x()&lt;/script&gt;</title><link>javascript:alert(1)</link><link>http://a.example/</link>
<item><title>1 &lt; 2</title><link>java
script:alert(1)</link><guid isPermaLink="false">1</guid><enclosure url="javascript:alert(1)" type="audio/mpeg" length="1"/>
<description>&lt;p onclick="x()"&gt;&lt;a href="2.htm"&gt;甲&lt;/a&gt;&lt;a href="javascript:alert(1)"&gt;乙&lt;/a&gt;&lt;/p&gt;&lt;script&gt;alert(1)&lt;/script&gt;&lt;svg onload=x&gt;&lt;/svg&gt;</description></item></channel></rss>`
	f, err := carry(source.Resource{Path: "x.xml", URL: "http://a.example/n/feed.xml", Body: []byte(doc)})
	if err != nil {
		t.Fatal(err)
	}
	for _, format := range []feed.Format{feed.RSS, feed.Atom, feed.JSONFeed} {
		out, err := feed.Append(nil, f, format, feed.WriteOptions{})
		if err != nil {
			t.Fatal(err)
		}
		for _, bad := range []string{"script:", "alert", "onclick", "onload"} {
			if strings.Contains(string(out), bad) {
				t.Errorf("%s: %q in\n%s", format, bad, out)
			}
		}
		for _, good := range []string{"質量發展", "http://a.example/n/2.htm", "乙"} {
			if !strings.Contains(string(out), good) {
				t.Errorf("%s: no %q in\n%s", format, good, out)
			}
		}
	}
}

func TestCarryRefuses(t *testing.T) {
	t.Parallel()
	for name, body := range map[string]string{
		"OPML": `<opml version="2.0"><body><outline text="x"/></body></opml>`,
		"page": `<!DOCTYPE html><html><head><link rel="alternate" type="application/rss+xml" href="/rss.xml"></head></html>`,
		"JSON": `{"a": 1}`,
	} {
		if f, err := carry(source.Resource{Path: "x", URL: "http://a.example/", Body: []byte(body)}); err == nil {
			t.Errorf("%s: %+v", name, f)
		} else if _, ok := errors.AsType[*feed.NotFeedError](err); name == "page" && (!ok || !strings.Contains(err.Error(), "http://a.example/rss.xml")) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
