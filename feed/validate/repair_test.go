package validate

import (
	"bytes"
	"strings"
	"testing"
	"time"
)

func repairOptions() Options {
	return Options{URL: "http://www.example.org/feed.xml", Now: time.Date(2012, 9, 26, 0, 0, 0, 0, time.UTC)}
}

func repaired(t *testing.T, doc []byte, o Options) *Repaired {
	t.Helper()
	r, err := Repair(doc, o)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestRepair(t *testing.T) {
	t.Parallel()
	channel := func(s string) string { return rssHead + channelHead + s + "</channel></rss>" }
	in := func(s string) string { return channel(itemHead + s + "</item>") }
	tests := []struct {
		name, doc, want string
	}{
		{"date", in("<pubDate>2012年09月25日 18時07分</pubDate>"), "<pubDate>Tue, 25 Sep 2012 18:07:00 +0800</pubDate>"},
		{"weekday", in("<pubDate>Mon, 25 Sep 2012 18:07:00 +0800</pubDate>"), "<pubDate>Tue, 25 Sep 2012 18:07:00 +0800</pubDate>"},
		{"relative address", in("<comments>/1?a=b c</comments>"), "<comments>http://www.example.org/1?a=b%20c</comments>"},
		{"address beyond ASCII", in("<comments>http://www.example.org/新</comments>"), "<comments>http://www.example.org/%E6%96%B0</comments>"},
		{"entity", in("<description>a&nbsp;b &copy; c & d</description>"), "<description>a\u00A0b © c &amp; d</description>"},
		{"control character", in("<description>a\x08b</description>"), "<description>ab</description>"},
		{"unclosed element", in("<description>a <category>b</category>"), "</description>"},
		{"prefix", in("<wfw:comment>http://www.example.org/1</wfw:comment>"), `xmlns:wfw="http://wellformedweb.org/CommentAPI/"`},
		{"contact", in("<author>國務院</author>"), "<dc:creator>國務院</dc:creator>"},
		{"guid", channel("<item><title>a</title><guid>visit 1</guid></item>"), `<guid isPermaLink="false">visit 1</guid>`},
		{"misspelt element", in("<pubdate>25 Sep 2012 18:07:00 +0800</pubdate>"), "<pubDate>25 Sep 2012 18:07:00 +0800</pubDate>"},
		{"undefined element", in("<visit>north</visit>"), `<visit xmlns="urn:x-portalfeed:aside">north</visit>`},
		{"duplicate that says the same", in("<category/><comments>http://www.example.org/1</comments><comments>http://www.example.org/1</comments>"), "<category/><comments>http://www.example.org/1</comments></item>"},
		{"missing link", rssHead + "<channel><title>a</title><description>b</description></channel></rss>", "<link>http://www.example.org/</link>"},
		{"two channels", rssHead + channelHead + "</channel><channel><item><title>a</title></item></channel></rss>", "<item><title>a</title></item>"},
		{"entry", atomHead + "<entry><title>a</title><link href=\"http://www.example.org/1\"/></entry></feed>", "<id>http://www.example.org/1</id>"},
		{"author", atomHead + entryHead + entrySummary + "</entry></feed>", "<author><name>Activities</name></author>"},
		{"Atom 0.3", `<feed version="0.3" xmlns="http://purl.org/atom/ns#"><title mode="escaped" type="text/html">a</title><tagline>b</tagline><modified>2012-09-25T18:07:00Z</modified></feed>`, "<subtitle>b</subtitle>"},
		{"encoding", "<?xml version=\"1.0\" encoding=\"gb2312\"?>\n<opml version=\"9\"><head><title>\xD6\xD0\xCE\xC4</title></head><body><outline text=\"a\"/></body></opml>", "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<opml version=\"2.0\"><head><title>中文</title>"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			r := repaired(t, []byte(tt.doc), repairOptions())
			if !r.After.Valid() {
				t.Errorf("still %v in\n%s", r.After.Findings, r.Doc)
			}
			if !strings.Contains(string(r.Doc), tt.want) {
				t.Errorf("no %q in\n%s", tt.want, r.Doc)
			}
			if len(r.Changes) == 0 || len(r.Diff("a.xml")) == 0 {
				t.Error("no change is told")
			}
			again := repaired(t, r.Doc, repairOptions())
			if again.Changed() || !bytes.Equal(again.Doc, r.Doc) {
				t.Errorf("mended twice:\n%s", again.Doc)
			}
		})
	}
}

// TestRepairLeavesValidDocuments holds Repair to the good examples, and to the bad ones of warnings.
func TestRepairLeavesValidDocuments(t *testing.T) {
	t.Parallel()
	for _, rule := range Rules() {
		for _, example := range []string{rule.Bad, rule.Good} {
			doc := rule.Document(example)
			if r := repaired(t, doc, repairOptions()); r.Before.Valid() && (r.Changed() || !bytes.Equal(r.Doc, doc)) {
				t.Errorf("%s: a valid document was changed:\n%s", rule.ID, r.Doc)
			}
		}
	}
}

// TestRepairOfExamples holds the rules that say they are fixable to it, and all to idempotence.
func TestRepairOfExamples(t *testing.T) {
	t.Parallel()
	for _, rule := range Rules() {
		r := repaired(t, rule.Document(rule.Bad), repairOptions())
		again := repaired(t, r.Doc, repairOptions())
		if again.Changed() {
			t.Errorf("%s: mended twice:\n%s\n%s", rule.ID, r.Doc, again.Doc)
		}
		if r.After.Errors > r.Before.Errors || r.After.items < r.Before.items {
			t.Errorf("%s: worse than before:\n%s", rule.ID, r.Doc)
		}
	}
}

func TestDiff(t *testing.T) {
	t.Parallel()
	r := repaired(t, []byte(rssHead+channelHead+itemHead+"<pubDate>25/9/2012</pubDate>\n</item>\n</channel>\n</rss>\n"), repairOptions())
	const want = " <guid>http://www.example.org/1</guid>\n-<pubDate>25/9/2012</pubDate>\n+<pubDate>Tue, 25 Sep 2012 00:00:00 +0000</pubDate>\n </item>\n"
	if got := string(r.Diff("a.rss")); !strings.HasPrefix(got, "--- a.rss\n+++ a.rss\n@@ -") || !strings.Contains(got, want) {
		t.Errorf("diff is\n%s", got)
	}
}

func BenchmarkRepair(b *testing.B) {
	doc := bytes.ReplaceAll(thousand(), []byte("Tue, "), []byte("Mon, "))
	b.SetBytes(int64(len(doc)))
	for b.Loop() {
		if _, err := Repair(doc, repairOptions()); err != nil {
			b.Fatal(err)
		}
	}
}
