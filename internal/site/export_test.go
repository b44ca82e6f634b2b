package site

import (
	"context"
	"encoding/xml"
	"errors"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/portalfeed/portalfeed/feed"
	"github.com/portalfeed/portalfeed/feed/validate"
)

func pair(t testing.TB) []feed.Publication {
	return []feed.Publication{
		publication(t, "wangqishan/activity", "活動", "王岐山", 3),
		publication(t, "wangqishan/visit", "出訪", "王岐山", 2),
		publication(t, "all", "全部", "", 5),
	}
}

func TestExportWritesExactlyThePromisedFiles(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "out")
	export(t, dir, ExportOptions{}, pair(t)...)
	want := []string{
		"all.atom", "all.json", "all.rss", "feeds.opml", "index.html",
		"wangqishan/activity.atom", "wangqishan/activity.json", "wangqishan/activity.rss",
		"wangqishan/visit.atom", "wangqishan/visit.json", "wangqishan/visit.rss",
	}
	if d := cmp.Diff(want, slices.Sorted(maps.Keys(tree(t, dir)))); d != "" {
		t.Errorf("files (-want +got):\n%s", d)
	}
}

func TestExportSecondRunIsIdentical(t *testing.T) {
	t.Parallel()
	dir, other := t.TempDir(), filepath.Join(t.TempDir(), "another", "place")
	export(t, dir, ExportOptions{}, pair(t)...)
	first := tree(t, dir)
	old := time.Date(2001, 2, 3, 4, 5, 6, 0, time.UTC)
	for name := range first {
		if err := os.Chtimes(filepath.Join(dir, name), old, old); err != nil {
			t.Fatal(err)
		}
	}
	export(t, dir, ExportOptions{}, pair(t)...)
	export(t, other, ExportOptions{Sync: true}, pair(t)...)
	if d := cmp.Diff(first, tree(t, dir)); d != "" {
		t.Errorf("second run (-first +second):\n%s", d)
	}
	if d := cmp.Diff(first, tree(t, other)); d != "" {
		t.Errorf("another place (-here +there):\n%s", d)
	}
	for name := range first {
		if fi, err := os.Stat(filepath.Join(dir, name)); err != nil || !fi.ModTime().Equal(old) {
			t.Errorf("%s was written again though its bytes are the same", name)
		}
	}
}

func TestExportOfNothingWritesNothing(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "out")
	export(t, dir, ExportOptions{})
	if _, err := os.Stat(dir); !os.IsNotExist(err) {
		t.Errorf("stat %s: %v; want that nothing was made", dir, err)
	}
	earlier := t.TempDir()
	export(t, earlier, ExportOptions{}, pair(t)...)
	before := tree(t, earlier)
	export(t, earlier, ExportOptions{Title: "another"})
	if d := cmp.Diff(before, tree(t, earlier)); d != "" {
		t.Errorf("a run without feeds changed (-before +after):\n%s", d)
	}
}

func TestExportKeepsEarlierFeedsInTheirPlaces(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name  string
		again []int // of pair
	}{
		{"the first is missing", []int{1, 2}},
		{"the middle one is missing", []int{0, 2}},
		{"the last is missing", []int{0, 1}},
		{"only the last comes again", []int{2}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			dir, pubs := t.TempDir(), pair(t)
			export(t, dir, ExportOptions{}, pubs...)
			before := tree(t, dir)
			var again []feed.Publication
			for _, i := range tt.again {
				again = append(again, pubs[i])
			}
			export(t, dir, ExportOptions{}, again...)
			if d := cmp.Diff(before, tree(t, dir)); d != "" {
				t.Errorf("(-before +after):\n%s", d)
			}
		})
	}
}

func TestExportForgetsEarlierFeedsThatAreGone(t *testing.T) {
	t.Parallel()
	dir, pubs := t.TempDir(), pair(t)
	export(t, dir, ExportOptions{}, pubs...)
	if err := os.RemoveAll(filepath.Join(dir, "wangqishan")); err != nil {
		t.Fatal(err)
	}
	export(t, dir, ExportOptions{}, pubs[2])
	if got := tree(t, dir); strings.Contains(got["index.html"], "wangqishan") || strings.Contains(got["feeds.opml"], "wangqishan") {
		t.Errorf("the lists name feeds that are gone:\n%s\n%s", got["feeds.opml"], got["index.html"])
	}
}

func TestExportDoesNotTrustTheListItFinds(t *testing.T) {
	t.Parallel()
	parent := t.TempDir()
	put(t, parent, "secret.rss", "<rss><channel><title>secret</title></channel></rss>")
	for name, list := range map[string]string{
		"traversal": `<opml version="2.0"><head/><body><outline text="x" type="rss" xmlUrl="../secret.rss"/></body></opml>`,
		"absolute":  `<opml version="2.0"><head/><body><outline text="x" type="rss" xmlUrl="` + parent + `/secret.rss"/></body></opml>`,
		"address":   `<opml version="2.0"><head/><body><outline text="x" type="rss" xmlUrl="http://a.example/secret.rss"/></body></opml>`,
		"truncated": `<opml version="2.0"><head/><body><outline text="x" type="rss" xml`,
		"no opml":   "\x00\x01",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir := filepath.Join(parent, strings.ReplaceAll(name, " ", "-"))
			put(t, dir, "feeds.opml", list)
			export(t, dir, ExportOptions{}, publication(t, "all", "全部", "", 1))
			if got := tree(t, dir); strings.Contains(got["index.html"], "secret") || strings.Contains(got["feeds.opml"], "secret") {
				t.Errorf("the list it found leads out of the directory:\n%s", got["feeds.opml"])
			}
		})
	}
}

func TestExportRefusesBadNames(t *testing.T) {
	t.Parallel()
	for _, name := range []string{
		"", ".", "..", "../x", "a/../../x", "/etc/x", "a//b", "a/", "/", "a/./b", ".hidden", "a/.hidden", "-rf", "a/-rf", "x.", "a\\b",
		"a\x00b", "a\nb", "a\u200bb", "活動", "A", "a b", "con", "a/nul", "com1", "lpt9.x", "c:x", "a*", "a?b", strings.Repeat("x", 129),
		strings.Repeat("a/", 8) + "a",
	} {
		dir := filepath.Join(t.TempDir(), "out")
		e, err := NewExporter(dir, ExportOptions{})
		if err != nil {
			t.Fatal(err)
		}
		p := publication(t, "x", "x", "", 1)
		p.Name = name
		if err := e.Put(t.Context(), p); err == nil {
			t.Errorf("put %q: no error", name)
		}
		if err := e.Close(); err != nil {
			t.Errorf("close after %q: %v", name, err)
		}
		if _, err := os.Stat(dir); !os.IsNotExist(err) {
			t.Errorf("put %q: something was written", name)
		}
	}
}

func TestExportRefusesOddPublications(t *testing.T) {
	t.Parallel()
	p := publication(t, "x", "x", "", 1)
	none, odd := p, p
	none.Documents = nil
	odd.Documents = []feed.Document{{Format: feed.OPMLDoc, Body: []byte("<opml/>")}}
	e, err := NewExporter(t.TempDir(), ExportOptions{})
	if err != nil {
		t.Fatal(err)
	}
	for name, p := range map[string]feed.Publication{"no documents": none, "a format that is no feed": odd} {
		if err := e.Put(t.Context(), p); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
	if err := e.Put(t.Context(), p); err != nil {
		t.Fatal(err)
	}
	if err := e.Put(t.Context(), p); err == nil {
		t.Error("the same name twice: no error")
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := e.Put(ctx, publication(t, "y", "y", "", 1)); err == nil {
		t.Error("canceled: no error")
	}
	for range 2 {
		if err := e.Close(); err != nil {
			t.Errorf("close: %v", err)
		}
	}
	if err := e.Put(t.Context(), publication(t, "z", "z", "", 1)); err == nil {
		t.Error("put after close: no error")
	}
	if _, err := NewExporter("", ExportOptions{}); err == nil {
		t.Error("no directory: no error")
	}
	put(t, t.TempDir(), "f", "")
	file := filepath.Join(t.TempDir(), "f")
	if err := os.WriteFile(file, nil, 0o666); err != nil {
		t.Fatal(err)
	}
	if _, err := NewExporter(file, ExportOptions{}); err == nil {
		t.Error("a file as directory: no error")
	}
}

func TestExportFailureLeavesNoHalfFile(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	if err := os.MkdirAll(filepath.Join(dir, "x.atom", "in-the-way"), 0o777); err != nil {
		t.Fatal(err)
	}
	e, err := NewExporter(dir, ExportOptions{})
	if err != nil {
		t.Fatal(err)
	}
	err = e.Put(t.Context(), publication(t, "x", "x", "", 1))
	if pe, ok := errors.AsType[*PutError](err); !ok || pe.Name != "x" || !strings.HasPrefix(err.Error(), "write x.atom: ") ||
		strings.Contains(err.Error(), tempPrefix) || strings.Contains(err.Error(), "\n") {
		t.Errorf("put over a directory: %v; want an error that names x.atom and no temporary file", err)
	}
	if err := e.Put(t.Context(), publication(t, "y", "y", "", 1)); err != nil {
		t.Errorf("put after a failure: %v", err)
	}
	if err := e.Close(); err != nil {
		t.Error(err)
	}
	if got := tree(t, dir); !strings.Contains(got["feeds.opml"], `xmlUrl="y.rss"`) || got["y.json"] == "" {
		t.Error("the feed after the one that failed is not there")
	}
	for name := range tree(t, dir) {
		if strings.HasSuffix(name, tempSuffix) {
			t.Errorf("left %s behind", name)
		}
	}
}

// A feed that cannot be written this time stays in the lists with what is there of it.
func TestExportFailureKeepsTheFeedListed(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	export(t, dir, ExportOptions{}, pair(t)...)
	if err := os.Remove(filepath.Join(dir, "all.rss")); err != nil {
		t.Fatal(err)
	}
	if err := os.MkdirAll(filepath.Join(dir, "all.rss", "in-the-way"), 0o777); err != nil {
		t.Fatal(err)
	}
	e, err := NewExporter(dir, ExportOptions{})
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range pair(t) {
		if err := e.Put(t.Context(), p); (err != nil) != (p.Name == "all") {
			t.Errorf("put %s: %v", p.Name, err)
		}
	}
	if err := e.Close(); err != nil {
		t.Error(err)
	}
	if got := tree(t, dir); !strings.Contains(got["feeds.opml"], `xmlUrl="all.atom"`) || !strings.Contains(got["feeds.opml"], "wangqishan/visit.rss") {
		t.Errorf("feeds.opml is\n%s", got["feeds.opml"])
	}
}

func TestExportRemovesStaleFormats(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	export(t, dir, ExportOptions{}, pair(t)...)
	put(t, dir, "wangqishan/visit.json", `{"mine":1}`) // no feed
	put(t, dir, "other.json", `{"version":"https://jsonfeed.org/version/1.1"}`)
	var again []feed.Publication
	for _, p := range append(pair(t)[1:], publication(t, "other", "其他", "", 1)) {
		p.Documents = p.Documents[:1]
		again = append(again, p)
	}
	export(t, dir, ExportOptions{}, again...)
	got := tree(t, dir)
	want := []string{
		"all.rss", "feeds.opml", "index.html", "other.json", "other.rss", // other.json is of no feed of an earlier run
		"wangqishan/activity.atom", "wangqishan/activity.json", "wangqishan/activity.rss", // not republished
		"wangqishan/visit.json", "wangqishan/visit.rss",
	}
	if d := cmp.Diff(want, slices.Sorted(maps.Keys(got))); d != "" {
		t.Errorf("files (-want +got):\n%s", d)
	}
	if strings.Contains(got["index.html"], "all.atom") {
		t.Error("the index page names all.atom")
	}
}

func TestExportDoesNotFollowLinksOut(t *testing.T) {
	t.Parallel()
	outside, dir := t.TempDir(), t.TempDir()
	if err := os.Symlink(outside, filepath.Join(dir, "wangqishan")); err != nil {
		t.Skip("no symbolic links here: ", err)
	}
	e, err := NewExporter(dir, ExportOptions{})
	if err != nil {
		t.Fatal(err)
	}
	if err := e.Put(t.Context(), publication(t, "wangqishan/activity", "活動", "", 1)); err == nil {
		t.Error("put through a link out of the directory: no error")
	}
	if err := e.Close(); err != nil {
		t.Error(err)
	}
	if got := tree(t, outside); len(got) > 0 {
		t.Errorf("wrote outside: %v", got)
	}
}

func TestExportSweepsWhatAKilledRunLeft(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	put(t, dir, tempPrefix+"ABC"+tempSuffix, "half")
	put(t, dir, "wangqishan/"+tempPrefix+"DEF"+tempSuffix, "half")
	put(t, dir, "wangqishan/notes.tmp", "mine")
	export(t, dir, ExportOptions{}, pair(t)...)
	got := tree(t, dir)
	for name := range got {
		if strings.Contains(name, tempPrefix) {
			t.Errorf("%s is still there", name)
		}
	}
	if got["wangqishan/notes.tmp"] != "mine" {
		t.Error("swept away a file that is none of ours")
	}
}

// Two runs into one directory sweep each other's temporary files; no file may suffer.
func TestExportRunsAtTheSameTime(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	var wg sync.WaitGroup
	for n := range 8 {
		wg.Go(func() {
			e, err := NewExporter(dir, ExportOptions{})
			if err != nil {
				t.Error(err)
				return
			}
			for _, p := range []feed.Publication{
				publication(t, "a", "活動", "", n%3+1), publication(t, "b/c", "出訪", "", n%2+1),
			} {
				if err := e.Put(t.Context(), p); err != nil {
					t.Error(err)
				}
			}
			if err := e.Close(); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	for name, body := range tree(t, dir) {
		if strings.Contains(name, tempPrefix) {
			t.Errorf("%s is left", name)
		}
		if strings.HasSuffix(name, ".rss") && !strings.HasSuffix(strings.TrimSpace(body), "</rss>") {
			t.Errorf("%s is not whole", name)
		}
	}
}

func TestExportListsFeedsInFolders(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	export(t, dir, ExportOptions{Title: "青石市 & 訂閱"}, pair(t)...)
	body := tree(t, dir)["feeds.opml"]
	var list struct {
		Title    string `xml:"head>title"`
		Outlines []struct {
			Text   string `xml:"text,attr"`
			XMLURL string `xml:"xmlUrl,attr"`
			Nested []struct {
				Text   string `xml:"text,attr"`
				Type   string `xml:"type,attr"`
				XMLURL string `xml:"xmlUrl,attr"`
			} `xml:"outline"`
		} `xml:"body>outline"`
	}
	if err := xml.Unmarshal([]byte(body), &list); err != nil {
		t.Fatalf("%v in\n%s", err, body)
	}
	if list.Title != "青石市 & 訂閱" || len(list.Outlines) != 2 || list.Outlines[0].Text != "王岐山" || len(list.Outlines[0].Nested) != 2 ||
		list.Outlines[0].Nested[0].Text != "活動" || list.Outlines[0].Nested[0].Type != "rss" ||
		list.Outlines[0].Nested[0].XMLURL != "wangqishan/activity.rss" || list.Outlines[1].XMLURL != "all.rss" {
		t.Errorf("list is %+v", list)
	}
	report, err := validate.Validate([]byte(body), validate.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range report.Findings {
		if f.Level == validate.Error {
			t.Errorf("feeds.opml:%d: %s: %s", f.Pos.Line, f.Rule, f.Message)
		}
	}
}

func TestExportOfOtherFormats(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	p := publication(t, "all", "全部", "", 2)
	p.Documents = p.Documents[1:2]
	export(t, dir, ExportOptions{}, p)
	got := tree(t, dir)
	if !strings.Contains(got["feeds.opml"], `xmlUrl="all.atom"`) || !strings.Contains(got["index.html"], `type="application/atom+xml"`) ||
		strings.Contains(got["index.html"], "all.rss") {
		t.Errorf("the lists do not name the one format there is:\n%s", got["feeds.opml"])
	}
}

func TestIndexPage(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	export(t, dir, ExportOptions{Title: "青石市", BaseURL: "https://feeds.example/"}, pair(t)...)
	page := tree(t, dir)["index.html"]
	for _, want := range []string{
		`<html lang="zh-Hant">`, `<title>青石市</title>`, `name="viewport"`, `<link rel="canonical" href="https://feeds.example/">`,
		`<link rel="alternate" type="application/rss+xml" title="活動 - 青石市" href="wangqishan/activity.rss">`,
		`href="wangqishan/activity.atom"`, `href="wangqishan/activity.json"`, `href="feeds.opml"`,
		`<h2>王岐山</h2>`, `<time datetime="2012-09-25T18:07:00+08:00">2012-09-25</time>`, `>活動第0號通知</a>`, "prefers-color-scheme:dark",
	} {
		if !strings.Contains(page, want) {
			t.Errorf("page lacks %s", want)
		}
	}
	if strings.Contains(page, "<script") {
		t.Error("the page has a script")
	}
	if n := strings.Count(page, `rel="alternate" type="application/rss+xml"`); n != 3 {
		t.Errorf("%d autodiscovery links; want one for each of 3 feeds", n)
	}
	if t.Failed() {
		t.Log(page)
	}
}

func TestIndexPageSpeaksTheLanguage(t *testing.T) {
	t.Parallel()
	for tag, want := range map[string]string{
		"zh-Hant": "最新條目", "zh-TW": "最新條目", "zh-Hant-HK": "最新條目", "zh-Hans": "最新条目", "zh": "最新条目", "zh-CN": "最新条目",
		"en": "Latest items", "de": "Latest items", "": "最新條目",
	} {
		dir := t.TempDir()
		export(t, dir, ExportOptions{Language: tag}, pair(t)...)
		if page := tree(t, dir)["index.html"]; !strings.Contains(page, want) {
			t.Errorf("page for %q lacks %q", tag, want)
		}
	}
}

func TestIndexPageEscapes(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	p := publication(t, "x", `<img src=x onerror=alert(1)>`, `"><script>alert(2)</script>`, 2)
	p.Feed.Title.Value = `</title><script>alert(3)</script>`
	p.Feed.Items[0].Links[0].Href = "javascript:alert(4)"
	p.Feed.Items[0].Title.Value = "</style><svg onload=alert(5)>"
	p.Documents[0].Body = []byte(`<rss version="2.0"><channel><title>&lt;/title>&lt;script>alert(3)&lt;/script></title><item><title>&lt;/style>&lt;svg onload=alert(5)></title>
<link>javascript:alert(4)</link><pubDate>Tue, 25 Sep 2012 18:07:00 +0800</pubDate></item></channel></rss>`)
	export(t, dir, ExportOptions{Title: `</title><script>alert(0)</script>`}, p)
	page := tree(t, dir)["index.html"]
	if bad := regexp.MustCompile(`(?i)<(script|img|svg)|javascript:|href="[^"]*alert`).FindString(page); bad != "" {
		t.Errorf("page has %q:\n%s", bad, page)
	}
}

func TestLatestItemsComeOnceAndNewestFirst(t *testing.T) {
	t.Parallel()
	e := &Exporter{o: ExportOptions{Latest: 4}}
	day := func(d int) time.Time { return time.Date(2012, 9, d, 0, 0, 0, 0, china()) }
	got := e.latest([]entry{
		{Label: "a", Items: []glanced{{"one", "http://x.example/1", day(9)}, {"three", "http://x.example/3", day(7)}}},
		{Label: "b", Items: []glanced{{"two", "http://x.example/2", day(8)}, {"four", "", day(6)}, {"five", "http://x.example/5", day(5)}}},
		{Label: "all", Items: []glanced{{"one", "http://x.example/1", day(9)}, {"two", "http://x.example/2", day(8)}}},
	})
	var titles []string
	for _, i := range got {
		titles = append(titles, i.Title+" "+i.Feed)
	}
	if d := cmp.Diff([]string{"one a", "two b", "three a", "four b"}, titles); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
	if e.o.Latest = -1; len(e.latest([]entry{{Items: []glanced{{"one", "", day(1)}}}})) != 0 {
		t.Error("items though none were wanted")
	}
}
