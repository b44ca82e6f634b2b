package validate

import (
	"bytes"
	"strings"
	"testing"
)

func report(t *testing.T, doc string) *Report {
	t.Helper()
	r, err := Validate([]byte(doc), Options{})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestBaseline(t *testing.T) {
	t.Parallel()
	item := func(guid string) string {
		return "<item>\n<title>A visit</title>\n<guid>" + guid + "</guid>\n<category>a & b</category>\n</item>\n"
	}
	doc := func(items ...string) string {
		return rssHead + channelHead + strings.Join(items, "") + "</channel>\n</rss>\n"
	}
	old := NewBaseline()
	old.Add("f.xml", report(t, doc(item("a b"), item("c d"))))
	var b bytes.Buffer
	if err := old.Write(&b); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name, path, doc string
		left, stale     int
	}{
		{"the same", "f.xml", doc(item("a b"), item("c d")), 0, 0},
		{"in another order, with lines before", "f.xml", "<!-- a -->\n" + doc("\n\n", item("c d"), item("a b")), 1, 0}, // the comment stands before the declaration
		{"an item before", "f.xml", doc(item("http://www.example.org/3"), item("a b"), item("c d")), 1, 0},
		{"another fault", "f.xml", doc(item("a b"), item("e f")), 1, 1},
		{"mended", "f.xml", doc(), 0, 3},
		{"another document", "g.xml", doc(item("a b")), 2, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			base, err := ReadBaseline(bytes.NewReader(b.Bytes()))
			if err != nil {
				t.Fatal(err)
			}
			r := report(t, c.doc)
			got := base.Filter(c.path, r)
			strict := got.Errors + got.Warnings
			if strict != c.left || got.Accepted+len(got.Findings) != len(r.Findings) {
				t.Errorf("%d findings are left, want %d: %+v", strict, c.left, got.Findings)
			}
			stale := 0
			for _, a := range base.Stale() {
				if a.Rule != "missing-language" {
					stale++
				}
			}
			if stale != c.stale {
				t.Errorf("stale %+v, want %d", base.Stale(), c.stale)
			}
		})
	}
}

func TestReadBaselineFails(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"{", `{"path":"a"}`, `{"path":"a","rule":"b"}`, strings.Repeat("x", maxBaselineLine+1)} {
		if _, err := ReadBaseline(strings.NewReader(text)); err == nil {
			t.Errorf("%.20q is read as a baseline", text)
		}
	}
	if b, err := ReadBaseline(strings.NewReader("\n")); err != nil || len(b.Stale()) != 0 {
		t.Errorf("an empty baseline: %v", err)
	}
}
