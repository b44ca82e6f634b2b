package govcn

import (
	"bytes"
	"encoding/json"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/mmcdole/gofeed"

	"github.com/portalfeed/portalfeed/internal/cli"
)

// entry is what every reader has to get out of an item.
type entry struct {
	Title, Link string
	Date        int64 // seconds since 1970, 0 without a date
}

// jsonEntries reads a JSON Feed, which needs no more than encoding/json.
func jsonEntries(t *testing.T, doc []byte) []entry {
	t.Helper()
	var f struct {
		Items []struct {
			Title, URL string
			Published  time.Time `json:"date_published"`
		}
	}
	if err := json.Unmarshal(doc, &f); err != nil {
		t.Fatal(err)
	}
	var all []entry
	for _, i := range f.Items {
		e := entry{Title: i.Title, Link: i.URL}
		if !i.Published.IsZero() {
			e.Date = i.Published.Unix()
		}
		all = append(all, e)
	}
	return all
}

// TestGofeedReads has gofeed read every feed of the example: titles, links and dates are those of the JSON edition.
func TestGofeedReads(t *testing.T) {
	t.Parallel()
	out := filepath.Join(t.TempDir(), "out")
	convertPages(t, out)
	all := files(t, out)
	feeds := 0
	for name, doc := range all {
		stem, xml := strings.CutSuffix(name, filepath.Ext(name))
		if ext := filepath.Ext(name); !xml || ext != ".rss" && ext != ".atom" {
			continue
		}
		feeds++
		f, err := gofeed.NewParser().Parse(bytes.NewReader(doc))
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		var got []entry
		for _, i := range f.Items {
			e := entry{Title: i.Title, Link: i.Link}
			if i.PublishedParsed != nil {
				e.Date = i.PublishedParsed.Unix()
			}
			got = append(got, e)
		}
		if want := jsonEntries(t, all[stem+".json"]); !slices.Equal(got, want) {
			t.Errorf("%s: gofeed reads\n%v\nwant\n%v", name, got, want)
		}
	}
	if feeds != 56 {
		t.Errorf("%d RSS and Atom feeds; want 56", feeds)
	}
}

// feedparserScript prints the entries of each file as one line of JSON.
const feedparserScript = `
import sys, json, calendar, feedparser
for p in sys.argv[1:]:
    f = feedparser.parse(p)
    assert not f.bozo, (p, f.get("bozo_exception"))
    print(json.dumps([{"Title": e.title, "Link": e.link, "Date": calendar.timegm(e.published_parsed) if e.get("published_parsed") else 0}
        for e in f.entries]))
`

// TestFeedparserReads does the same with Python's feedparser.
func TestFeedparserReads(t *testing.T) {
	t.Parallel()
	python := "/usr/bin/python3"
	if err := exec.Command(python, "-c", "import feedparser").Run(); err != nil {
		t.Skipf("skipped: %s has no feedparser (%v); on Debian: apt-get install python3-feedparser", python, err)
	}
	out := filepath.Join(t.TempDir(), "out")
	convertPages(t, out)
	all := files(t, out)
	var names, paths []string
	for name := range all {
		if ext := filepath.Ext(name); ext == ".rss" || ext == ".atom" {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	for _, n := range names {
		paths = append(paths, filepath.Join(out, filepath.FromSlash(n)))
	}
	printed, err := exec.Command(python, append([]string{"-c", feedparserScript}, paths...)...).Output()
	if err != nil {
		t.Fatalf("feedparser: %v", err)
	}
	lines := strings.Split(strings.TrimSpace(string(printed)), "\n")
	if len(lines) != len(names) || len(names) == 0 {
		t.Fatalf("feedparser read %d of %d feeds", len(lines), len(names))
	}
	for i, l := range lines {
		var got []entry
		if err := json.Unmarshal([]byte(l), &got); err != nil {
			t.Fatal(err)
		}
		if want := jsonEntries(t, all[strings.TrimSuffix(names[i], filepath.Ext(names[i]))+".json"]); !slices.Equal(got, want) {
			t.Errorf("%s: feedparser reads\n%v\nwant\n%v", names[i], got, want)
		}
	}
}

// TestNoFindings has our validator judge everything the command wrote.
func TestNoFindings(t *testing.T) {
	t.Parallel()
	out := filepath.Join(t.TempDir(), "out")
	convertPages(t, out)
	var stdout, stderr bytes.Buffer
	code := cli.Main(t.Context(), cli.Env{
		Args:  []string{"validate", "--fail-on", "warning", out},
		Stdin: strings.NewReader(""), Stdout: &stdout, Stderr: &stderr,
	})
	if code != cli.ExitDone {
		t.Errorf("exit code is %d; want 0\n%s%s", code, stdout.String(), stderr.String())
	}
}
