package pipeline

import (
	"bytes"
	"strings"
	"testing"

	"github.com/portalfeed/portalfeed/feed"
)

func TestUnique(t *testing.T) {
	t.Parallel()
	pubs := []feed.Publication{{Name: "a"}, {Name: "a"}, {Name: "a-2"}, {Name: "b"}, {Name: "a"}, {Name: "a-2"}}
	unique(pubs)
	seen := make(map[string]bool)
	for _, p := range pubs {
		if seen[p.Name] {
			t.Errorf("%q twice", p.Name)
		}
		seen[p.Name] = true
	}
	if pubs[0].Name != "a" || pubs[2].Name != "a-2" || pubs[3].Name != "b" {
		t.Errorf("the first of a name did not keep it: %v", pubs)
	}
}

func TestRunWithholdsWhatIsWrong(t *testing.T) {
	t.Parallel()
	judge := func(p feed.Publication, doc feed.Document, _ string) *Withheld {
		switch {
		case p.Name == "bad" && doc.Format == feed.Atom:
			return &Withheld{Name: p.Name, Format: doc.Format, Rule: "some-rule", Line: 3, Message: "wrong"}
		case p.Name == "panics":
			panic("validator broke")
		}
		return nil
	}
	var sink shelf
	in := named("good.xml", rss("a", "甲", "乙"), "bad.xml", rss("b", "甲"), "panics.xml", rss("c", "甲"), "also-good.xml", rss("d", "甲"))
	sum, err := Run(t.Context(), in, Options{judge: judge}, &sink)
	if err != nil {
		t.Fatal(err)
	}
	if got := strings.Join(sink.names(), " "); got != "good also-good" {
		t.Errorf("published %s", got)
	}
	if sum.Feeds != 2 || sum.Items != 3 || len(sum.Withheld) != 2 || sum.Errors != 0 {
		t.Fatalf("summary %+v", sum)
	}
	if w := sum.Withheld[0]; w.Name != "bad" || w.Format != feed.Atom || w.Rule != "some-rule" || w.Line != 3 {
		t.Errorf("withheld %+v", w)
	}
	if w := sum.Withheld[1]; w.Name != "panics" || w.Format != feed.RSS || !strings.Contains(w.Message, "validator broke") {
		t.Errorf("withheld %+v", w)
	}
}

func TestJudgeFindsWhatIsWrong(t *testing.T) {
	t.Parallel()
	p := feed.Publication{Name: "x", Feed: &feed.Feed{Title: feed.Text{Value: "x"}, Items: []feed.Item{{ID: "http://a.example/1", Title: feed.Text{Value: "甲"}, Links: []feed.Link{{Href: "http://a.example/1"}}}}}}
	for name, tt := range map[string]struct{ body, rule string }{
		"not well-formed":    {`<?xml version="1.0"?><rss version="2.0"><channel>`, ""},
		"an element missing": {`<?xml version="1.0"?><rss version="2.0"><channel><link>http://a.example/</link><description>x</description></channel></rss>`, ""},
		"another title":      {rss("x", "乙"), string(RoundTrip)},
		"an item too few":    {rss("x"), string(RoundTrip)},
	} {
		held := judge(p, feed.Document{Format: feed.RSS, Body: []byte(tt.body)}, "")
		switch {
		case held == nil:
			t.Errorf("%s: not withheld", name)
		case tt.rule != "" && string(held.Rule) != tt.rule, held.Name != "x", held.Format != feed.RSS, held.Message == "":
			t.Errorf("%s: %+v", name, held)
		}
	}
}

// A document that every reader takes but the validator faults must not go out: the date has no such month.
func TestJudgeHeedsTheValidatorAlone(t *testing.T) {
	t.Parallel()
	p := feed.Publication{Name: "x", Feed: &feed.Feed{
		Title: feed.Text{Value: "x"}, Links: []feed.Link{{Href: "http://a.example/"}},
		Items: []feed.Item{{ID: "http://a.example/1", Title: feed.Text{Value: "甲"}, Links: []feed.Link{{Href: "http://a.example/1"}}}},
	}}
	body, err := feed.Append(nil, p.Feed, feed.RSS, feed.WriteOptions{})
	if err != nil {
		t.Fatal(err)
	}
	if held := judge(p, feed.Document{Format: feed.RSS, Body: body}, ""); held != nil {
		t.Fatalf("the document as written is withheld: %+v", held)
	}
	body = bytes.Replace(body, []byte("<item>"), []byte("<ttl>soon</ttl><item>"), 1)
	held := judge(p, feed.Document{Format: feed.RSS, Body: body}, "")
	if held == nil || held.Rule == "" || held.Rule == RoundTrip || held.Line == 0 {
		t.Errorf("a ttl that is no number: %+v; want the finding of the validator", held)
	}
}

func FuzzName(f *testing.F) {
	for _, s := range []string{"a/b.xml", "-", "", "新聞.xml", "nul", "../..", "con.rss", "A B.xml", "\xff\x00"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		n := name(s)
		if n == "" || len(n) > maxName+9 || n[0] == '-' || reserved(n) {
			t.Errorf("name(%q) = %q", s, n)
		}
		for _, c := range []byte(n) {
			if c != '-' && (c < 'a' || c > 'z') && (c < '0' || c > '9') {
				t.Errorf("name(%q) = %q", s, n)
			}
		}
	})
}
