package validate

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/portalfeed/portalfeed/feed"
	"github.com/portalfeed/portalfeed/feed/dates"
)

// holdRepair checks what Repair promises of any document.
func holdRepair(t *testing.T, doc []byte, o Options) *Repaired {
	t.Helper()
	r := repaired(t, doc, o)
	if !needsMending(r.Before, o) && !bytes.Equal(r.Doc, doc) {
		t.Fatalf("a valid document was changed:\n%s\n%s", doc, r.Doc)
	}
	if r.Changed() == bytes.Equal(r.Doc, doc) {
		t.Fatalf("%d changes, and the document is the same: %v", len(r.Changes), bytes.Equal(r.Doc, doc))
	}
	if faults(r.After) > faults(r.Before) {
		t.Fatalf("more errors than before:\n%s\n%s\n%v", doc, r.Doc, r.After.Findings)
	}
	if before, after := itemsOf(doc, o), itemsOf(r.Doc, o); after < before {
		t.Fatalf("%d items, %d before:\n%s\n%s", after, before, doc, r.Doc)
	}
	if strings.HasPrefix(r.After.Format, "json") && r.Changed() && !json.Valid(r.Doc) {
		t.Fatalf("no JSON:\n%s\n%s", doc, r.Doc)
	}
	again := repaired(t, r.Doc, withoutType(o))
	if again.Changed() {
		t.Fatalf("mended twice:\n%q\n%q\n%q\n%v", doc, r.Doc, again.Doc, again.Changes)
	}
	return r
}

func itemsOf(doc []byte, o Options) int {
	c := newChecker(doc, o)
	c.run()
	return c.itemsIn()
}

func FuzzRepair(f *testing.F) {
	for _, r := range Rules() {
		f.Add(r.Document(r.Bad))
	}
	for _, s := range []string{
		"<item><title>a</title></item><item><title>b</title></item>", "<rss><item/><channel><item/></channel><channel/></rss>", "<channel><title>a</title></channel>",
		"{'version': 1, items: [{id: 1}, {id: 1},]}", "[{\"id\": 1, \"title\": \"a\"}]", "{\"version\":\"1\",\"title\":\"a\",\"items\":[{\"url\":\"/a\",\"date_published\":\"2012-9-1\",\"author\":\"a\"",
		"<opml><head/><outline/><body/></opml>", "<feed><entry/><entry/></feed>", "<rdf:rdf><channel/></rdf:rdf>",
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, doc []byte) {
		o := repairOptions()
		holdRepair(t, doc, o).Diff("a.xml")
		o.URL = ""
		o.Mend = Info
		holdRepair(t, doc, o)
	})
}

// written are documents of the writers, whose items have words that stand nowhere else.
func written(t testing.TB) [][]byte {
	t.Helper()
	day := dates.Date{Time: time.Date(2012, 9, 25, 18, 7, 0, 0, time.FixedZone("", 8*3600)), Precision: dates.Second}
	model := &feed.Feed{
		Title: feed.Text{Value: "活動 feedtitle"}, Subtitle: feed.Text{Value: "領導活動"}, Language: "zh-Hant", Updated: day,
		Links: []feed.Link{{Href: "http://www.example.cn/ldhd"}, {Rel: "self", Href: "http://www.example.cn/feed"}}, Authors: []feed.Person{{Name: "門戶網站"}},
	}
	for i := range 6 {
		model.Items = append(model.Items, feed.Item{
			Title: feed.Text{Value: fmt.Sprintf("會議 title%dq & 強調", i)}, Summary: feed.Text{Value: fmt.Sprintf("摘要 summary%dq", i)},
			Content: feed.Text{Type: feed.HTML, Value: fmt.Sprintf("<p>全文 content%dq</p>", i)}, Published: day,
			Links: []feed.Link{{Href: fmt.Sprintf("http://www.example.cn/%d.htm", i)}}, Categories: []feed.Category{{Term: fmt.Sprintf("category%dq", i)}},
		})
	}
	var docs [][]byte
	for _, format := range []feed.Format{feed.RSS, feed.Atom, feed.JSONFeed} {
		doc, err := feed.Append(nil, model, format, feed.WriteOptions{Self: "http://www.example.cn/feed"})
		if err != nil {
			t.Fatal(err)
		}
		docs = append(docs, doc)
	}
	return docs
}

// mutations are what goes wrong with documents on their way.
var mutations = []string{"<", ">", "&", "&nbsp;", "\x08", "\xD6\xD0", "</item>", "</entry>", "<b>", "<br>", "]]>", "<!--", "\"", "'", ",", "}", "]", "{", "[", "<x:y/>", "<item>", "<title>", "null,", "\n"}

// mutate changes a document in a few places; a word is never torn in two.
func mutate(doc []byte, random *rand.Rand) []byte {
	out := bytes.Clone(doc)
	for range 1 + random.IntN(4) {
		at := random.IntN(len(out) + 1)
		for at > 0 && at < len(out) && (isAlnum(out[at-1]) || out[at-1] >= 0x80) {
			at--
		}
		switch random.IntN(4) {
		case 0, 1:
			m := mutations[random.IntN(len(mutations))]
			out = append(out[:at:at], append([]byte(m), out[at:]...)...)
		case 2: // one character goes
			if at < len(out) && strings.IndexByte("<>/\"'=,:{}[]& ", out[at]) >= 0 {
				out = append(out[:at:at], out[at+1:]...)
			}
		default: // the end goes
			if random.IntN(4) == 0 {
				out = out[:at]
			}
		}
	}
	return out
}

// TestRepairKeepsText mutates what the writers write, and looks for the words of the items in what comes out of a repair.
func TestRepairKeepsText(t *testing.T) {
	t.Parallel()
	random := rand.New(rand.NewPCG(1, 2))
	rounds := 1500
	if testing.Short() {
		rounds = 150
	}
	mended := 0
	docs := written(t)
	for n := range rounds {
		doc := mutate(docs[n%len(docs)], random)
		r := holdRepair(t, doc, repairOptions())
		if r.After.Valid() && !r.Before.Valid() {
			mended++
		}
		for i := range 6 {
			for _, word := range []string{"title", "summary", "content", "category"} {
				word = fmt.Sprintf("%s%dq", word, i)
				if bytes.Count(doc, []byte(word)) > 0 && !bytes.Contains(r.Doc, []byte(word)) {
					t.Fatalf("%s is lost:\n%s\n%s", word, doc, r.Doc)
				}
			}
		}
	}
	t.Logf("%d of %d became valid", mended, rounds)
	if mended < rounds/3 {
		t.Errorf("only %d of %d became valid", mended, rounds)
	}
}
