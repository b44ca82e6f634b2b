package feed_test

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/portalfeed/portalfeed/feed"
)

// The surroundings of what attacks readers.
const hostileHead, hostileTail = `<rss version="2.0"><channel><title>題</title><item><title>一</title>`, `</item></channel></rss>`

// entityBomb is a document whose one entity stands for a billion characters.
func entityBomb() string {
	var b strings.Builder
	b.WriteString(`<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a0 "ha">`)
	for i := range 30 {
		fmt.Fprintf(&b, `<!ENTITY a%d "&a%d;&a%d;">`, i+1, i, i)
	}
	return b.String() + "]>" + hostileHead + "<description>&a30;</description>" + hostileTail
}

func manyAttributes() string {
	b := make([]byte, 0, 16<<20)
	for i := range 1_000_000 {
		b = fmt.Appendf(b, ` a%d=""`, i)
	}
	return hostileHead + "<x" + string(b) + "/>" + hostileTail
}

// TestReadHostile bounds the time and memory of what attacks readers, of a document whole and of a stream.
func TestReadHostile(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name string
		doc  func() string
	}{
		{"entity bomb", entityBomb},
		{"200,000 elements within each other", func() string { return hostileHead + strings.Repeat("<x>", 200_000) }},
		{"text of 60 MB", func() string {
			return hostileHead + "<description>" + strings.Repeat("長", 20<<20) + "</description>" + hostileTail
		}},
		{"75 KB of nested xmlns", func() string { return hostileHead + strings.Repeat(`<x xmlns:a="b">`, 5000) }},
		{"a namespace an element", func() string {
			var b strings.Builder
			for i := range 20_000 {
				fmt.Fprintf(&b, `<x xmlns:a%d="b">`, i)
			}
			return hostileHead + b.String()
		}},
		{"1,000,000 attributes", manyAttributes},
		{"many small elements", func() string { return hostileHead + strings.Repeat("<x:y/>", 500_000) + hostileTail }},
		{"many descriptions", func() string {
			return hostileHead + strings.Repeat(`<description>x</description>`, 100_000) + hostileTail
		}},
		{"many quotes", func() string {
			return hostileHead + "<description>" + strings.Repeat(`&lt;a href="`, 200_000) + hostileTail
		}},
		{"many stray brackets", func() string { return hostileHead + "<description>" + strings.Repeat(`<`, 1<<20) + hostileTail }},
		{"open comments", func() string { return hostileHead + strings.Repeat(`<!--`, 1<<18) + "-->" + hostileTail }},
		{"open CDATA sections", func() string {
			return hostileHead + "<description>" + strings.Repeat(`<![CDATA[`, 1<<18) + "]]></description>" + hostileTail
		}},
		{"xml:base within each other", func() string { return hostileHead + strings.Repeat(`<x xml:base="a/">`, 20_000) }},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			doc := c.doc()
			start := time.Now()
			r, err := feed.ReadBytes([]byte(doc), feed.ReadOptions{URL: "http://a.example/"})
			if err != nil || len(r.Feed.Items) != 1 || r.Feed.Items[0].Title.Value != "一" {
				t.Fatalf("%+v, %v", r, err)
			}
			_, items := decode(t, strings.NewReader(doc))
			if len(items) == 0 || items[0].Title.Value != "一" {
				t.Fatalf("%d items of a stream", len(items))
			}
			if d := time.Since(start); d > 30*time.Second {
				t.Errorf("%v", d)
			}
		})
	}
}

func TestEntitiesAreNotExpanded(t *testing.T) {
	t.Parallel()
	r := mustRead(t, entityBomb(), feed.ReadOptions{})
	if s := r.Feed.Items[0].Summary.Value; s != "&a30;" {
		t.Errorf("%.100q", s)
	}
	r = mustRead(t, `<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd"><!ENTITY y "z">]><rss><channel><item><title>&x;&y;&amp;&eacute;</title></item></channel></rss>`, feed.ReadOptions{})
	if s := r.Feed.Items[0].Title.Value; s != "&x;&y;&é" {
		t.Errorf("%q", s)
	}
}

func TestReadWhatIsNoFeed(t *testing.T) {
	t.Parallel()
	var packed bytes.Buffer
	w := gzip.NewWriter(&packed)
	_, _ = io.WriteString(w, hostileHead+hostileTail)
	_ = w.Close()
	for name, c := range map[string]struct{ doc, reason string }{
		"empty":         {"", "empty"},
		"blank":         {" \n", "empty"},
		"garbage gzip":  {"\x1f\x8b\x08\x00garbage\x00\xff", "gzip"},
		"gzip":          {packed.String(), "gzip"},
		"text":          {"hello", "neither XML nor JSON"},
		"other XML":     {"<svg/>", "svg"},
		"other JSON":    {`{"a":1}`, "no JSON Feed"},
		"deep JSON":     {strings.Repeat(`{"a":`, 100_000), "no JSON Feed"},
		"deep arrays":   {strings.Repeat(`[`, 100_000), "no JSON Feed"},
		"OPML":          {`<opml version="2.0"><body/></opml>`, "OPML"},
		"open string":   {`{"`, "no JSON Feed"},
		"binary":        {"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "neither"},
		"only brackets": {strings.Repeat("<", 1<<20), "neither"},
		"page":          {`<!DOCTYPE html><html><head><link rel=alternate type=application/rss+xml href=/rss.xml></head><body>x</body></html>`, "http://a.example/rss.xml"},
	} {
		o := feed.ReadOptions{URL: "http://a.example/n/"}
		_, err := feed.ReadBytes([]byte(c.doc), o)
		if !errors.Is(err, feed.ErrNotFeed) || !strings.Contains(err.Error(), c.reason) {
			t.Errorf("%s: %v", name, err)
		}
		d, err := feed.NewDecoder(strings.NewReader(c.doc), o)
		if err != nil {
			if c.reason != "gzip" || !errors.Is(err, feed.ErrNotFeed) {
				t.Errorf("%s: %v", name, err)
			}
			continue
		}
		for _, err := range d.Items() {
			if !errors.Is(err, feed.ErrNotFeed) || !strings.Contains(err.Error(), c.reason) {
				t.Errorf("%s, as a stream: %v", name, err)
			}
		}
	}
	if _, err := feed.ReadBytes(make([]byte, feed.MaxDocument+1), feed.ReadOptions{}); !errors.Is(err, feed.ErrTooLarge) {
		t.Errorf("a large document: %v", err)
	}
}

// TestDecoderRescuesBrokenUTF8 reads a stream in which bytes are broken as it reads the document whole.
func TestDecoderRescuesBrokenUTF8(t *testing.T) {
	t.Parallel()
	const item = "<item><title>首屆中國質量發展論壇\xff在京舉行</title></item>\n"
	for name, doc := range map[string]string{
		"declared":        `<?xml version="1.0" encoding="utf-8"?><rss><channel><title>題</title>` + item + `</channel></rss>`,
		"undeclared":      `<rss><channel><title>題</title>` + item + `</channel></rss>`,
		"little text":     `<rss><channel><title>質量` + "\xff" + `發展</title><item><title>首屆中國質量發展論壇□在京舉行</title></item></channel></rss>`,
		"long":            `<?xml version="1.0" encoding="utf-8"?><rss><channel><title>題</title>` + strings.Repeat(item, 5000) + `</channel></rss>`,
		"long before any": `<rss><channel><title>t</title><description>` + strings.Repeat("a", 200_000) + `</description>` + item + `</channel></rss>`,
	} {
		want := mustRead(t, doc, feed.ReadOptions{})
		res, items := decode(t, strings.NewReader(doc))
		if res.Encoding != "UTF-8" || want.Encoding != "UTF-8" || len(items) != len(want.Feed.Items) || items[0].Title.Value != want.Feed.Items[0].Title.Value || !strings.HasPrefix(items[0].Title.Value, "首屆中國質量發展論壇") {
			t.Errorf("%s: %s %q; whole: %s %q", name, res.Encoding, items[0].Title.Value, want.Encoding, want.Feed.Items[0].Title.Value)
		}
		if len(res.Diagnostics) != 1 || res.Diagnostics[0] != want.Diagnostics[0] || res.Diagnostics[0].Code != "encoding" {
			t.Errorf("%s: %v; whole: %v", name, res.Diagnostics, want.Diagnostics)
		}
	}
}

// TestDecoderReadsOn reads a stream of more items than a document in memory may have.
func TestDecoderReadsOn(t *testing.T) {
	t.Parallel()
	const items = feed.MaxReadItems + 10
	d, err := feed.NewDecoder(strings.NewReader(`<rss version="2.0"><channel><title>t</title>`+strings.Repeat("<item></item>", items)+"</channel></rss>"), feed.ReadOptions{})
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for _, err := range d.Items() {
		if err != nil {
			t.Fatal(err)
		}
		n++
	}
	if n != items || len(d.Result().Diagnostics) != 0 {
		t.Errorf("%d items, %v", n, d.Result().Diagnostics)
	}
}

// failing ends in an error.
type failing struct{ err error }

func (f failing) Read([]byte) (int, error) { return 0, f.err }

func TestDecoderPassesErrorsOn(t *testing.T) {
	t.Parallel()
	broken := errors.New("the line is broken")
	if _, err := feed.NewDecoder(failing{broken}, feed.ReadOptions{}); !errors.Is(err, broken) {
		t.Errorf("at the beginning: %v", err)
	}
	doc := "<rss><channel><title>t</title>" + strings.Repeat("<item><title>x</title></item>\n", 10_000)
	d, err := feed.NewDecoder(io.MultiReader(strings.NewReader(doc), failing{broken}), feed.ReadOptions{})
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for it, e := range d.Items() {
		if err = e; it != nil {
			n++
		}
	}
	if n != 10_000 || !errors.Is(err, broken) {
		t.Errorf("%d items, then %v", n, err)
	}
}
