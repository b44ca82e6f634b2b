package compat_test

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/portalfeed/portalfeed/feed"
)

// readWithFeedparser prints title, link, id and the instants of each entry of the files on the command line.
const readWithFeedparser = `
import sys, json, calendar, feedparser
for p in sys.argv[1:]:
    f = feedparser.parse(p)
    print(json.dumps({"bozo": bool(f.bozo), "title": f.feed.get("title", ""), "link": f.feed.get("link", ""), "items": [
        {"title": e.get("title", ""), "link": e.get("link", ""), "id": e.get("id", ""),
         "date": calendar.timegm(e.published_parsed) if e.get("published_parsed") else 0} for e in f.entries]}))
`

// python returns a Python that has the module, or skips the test.
func python(t *testing.T, modules string) string {
	t.Helper()
	for _, name := range []string{"/usr/bin/python3", "python3"} {
		if p, err := exec.LookPath(name); err == nil && exec.Command(p, "-c", "import "+modules).Run() == nil {
			return p
		}
	}
	t.Skipf("skipped: neither /usr/bin/python3 nor python3 has the module %s; on Debian: apt-get install python3-%s", modules, modules)
	return ""
}

// TestFeedparserReadsTheSame asks the most used reader of another language.
func TestFeedparserReadsTheSame(t *testing.T) {
	t.Parallel()
	py := python(t, "feedparser")
	dir := t.TempDir()
	var files []string
	var want []*feed.Feed
	write := func(f *feed.Feed) {
		for _, format := range formats[:2] {
			doc, err := feed.Append(nil, f, format, feed.WriteOptions{Self: "http://feeds.example.cn/hd"})
			if err != nil {
				t.Fatal(err)
			}
			name := filepath.Join(dir, time.Duration(len(files)).String()+format.Extension())
			if err := os.WriteFile(name, doc, 0o600); err != nil {
				t.Fatal(err)
			}
			files, want = append(files, name), append(want, feed.NormalizeAs(f, format, feed.WriteOptions{Self: "http://feeds.example.cn/hd"}))
		}
	}
	write(sample())
	for i := range 25 {
		write(rapid.Custom(anyFeed).Example(i))
	}
	out, err := exec.Command(py, append([]string{"-c", readWithFeedparser}, files...)...).Output()
	if err != nil {
		t.Fatalf("feedparser: %v", err)
	}
	for i, l := range strings.Split(strings.TrimSpace(string(out)), "\n") {
		var got struct {
			Bozo        bool
			Title, Link string
			Items       []struct {
				Title, Link, ID string
				Date            int64
			}
		}
		if err := json.Unmarshal([]byte(l), &got); err != nil {
			t.Fatal(err)
		}
		name := filepath.Base(files[i])
		// feedparser takes what looks like markup in a title for markup and sanitises it; such titles are left out.
		odd := func(title string) bool { return strings.ContainsAny(title, "<>&") }
		// It takes the last alternate for the page, which may be one in another language.
		page := func(links []feed.Link) string {
			href := ""
			for _, l := range links {
				if l.Rel == "alternate" {
					href = l.Href
				}
			}
			return href
		}
		if got.Bozo || len(got.Items) != len(want[i].Items) || got.Title != want[i].Title.Value && !odd(want[i].Title.Value) {
			t.Errorf("%s: ill-formed %v, title %q, %d items; want %q, %d", name, got.Bozo, got.Title, len(got.Items), want[i].Title.Value, len(want[i].Items))
			continue
		}
		for k, it := range got.Items {
			w := want[i].Items[k]
			if it.Title != w.Title.Value && !odd(w.Title.Value) || it.ID != w.ID || page(w.Links) != "" && it.Link != page(w.Links) {
				t.Errorf("%s: item %d: %+v; want %q, %q, %v", name, k, it, w.Title.Value, w.ID, w.Links)
			}
			if !w.Published.IsZero() && it.Date != w.Published.Time.Unix() {
				t.Errorf("%s: item %d is dated %d; want %s", name, k, it.Date, w.Published.Time)
			}
		}
	}
}

// judge prints the errors and warnings of the W3C Feed Validation Service for the files on the command line.
const judge = `
import sys, warnings, logging as lg
warnings.filterwarnings("ignore"); lg.disable(lg.CRITICAL); sys.path.insert(0, sys.argv[1])
import feedvalidator; from feedvalidator import logging as L
for p in sys.argv[2:]:
    for e in feedvalidator.validateString(open(p, "rb").read(), fallback="US-ASCII", base="http://feeds.example.cn/hd")["loggedEvents"]:
        if isinstance(e, (L.Error, L.Warning)):
            print(p, type(e).__name__, e.params.get("element"), e.params.get("line"), e.params.get("value"))
`

// TestW3CValidatorFindsNothing runs where FEEDVALIDATOR_DIR names a checkout of w3c/feedvalidator.
// The feeds are hostile in all but their HTML, which package convert sanitises before it comes here.
func TestW3CValidatorFindsNothing(t *testing.T) {
	t.Parallel()
	src := os.Getenv("FEEDVALIDATOR_DIR")
	if src == "" {
		t.Skip("skipped: FEEDVALIDATOR_DIR names no checkout of w3c/feedvalidator; package feed/validate judges the same documents in its writers_test.go")
	}
	py := python(t, "lxml, html5lib, rdflib")
	dir := t.TempDir()
	args := []string{"-c", judge, filepath.Join(src, "src")}
	for i := range 40 {
		f := sample()
		if i > 0 {
			f = rapid.Custom(anyFeed).Example(i)
		}
		for k := range f.Items {
			for _, text := range []*feed.Text{&f.Items[k].Summary, &f.Items[k].Content} {
				if text.Type != feed.Plain {
					*text = feed.Text{Type: feed.HTML, Value: "<p>正文 &amp; 其他\x08\xff</p>"}
				}
			}
		}
		for _, format := range formats[:2] {
			doc, err := feed.Append(nil, f, format, feed.WriteOptions{Self: "http://feeds.example.cn/hd"})
			if err != nil {
				t.Fatal(err)
			}
			name := filepath.Join(dir, time.Duration(i).String()+format.Extension())
			if err := os.WriteFile(name, doc, 0o600); err != nil {
				t.Fatal(err)
			}
			args = append(args, name)
		}
	}
	out, err := exec.Command(py, args...).CombinedOutput()
	if err != nil || len(out) > 0 {
		t.Errorf("%v\n%s", err, out)
	}
}
