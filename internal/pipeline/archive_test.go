package pipeline

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/portalfeed/portalfeed/convert"
	"github.com/portalfeed/portalfeed/feed"
	"github.com/portalfeed/portalfeed/feed/validate"
)

func TestArchivePages(t *testing.T) {
	t.Parallel()
	var list strings.Builder
	list.WriteString("<html><head><meta charset=utf-8><title>新聞</title></head><body><ul>")
	for i := range 25 {
		fmt.Fprintf(&list, "<li><a href=%d.htm>第%d號新聞的標題</a> 2012-09-%02d", 25-i, 25-i, 25-i)
	}
	r, err := convert.ParseRecipe([]byte("recipe: 1\nemit: {archive: 10, items: 5, url: \"https://feeds.example/\"}\n"), "test")
	if err != nil {
		t.Fatal(err)
	}
	sink := &published{}
	sum, err := Run(t.Context(), pagesOf(map[string]string{"xw/index.htm": list.String()}), Options{Recipe: r}, sink)
	if err != nil || len(sum.Withheld) > 0 || sum.Items != 15 {
		t.Fatalf("run: %v, %d items, withheld %+v", err, sum.Items, sum.Withheld)
	}
	if got := strings.Join(names(sink.all), " "); got != "news news/archive-1" && got != "xw xw/archive-1" {
		t.Fatalf("publications %s", got)
	}
	current, old := sink.all[0], sink.all[1]
	if old.ArchiveOf != current.Name || len(old.Feed.Items) != 10 || !old.Feed.Archive || old.Feed.Items[9].Title.Value != "第1號新聞的標題" {
		t.Errorf("the archive page is %+v", old.Feed)
	}
	for i, p := range sink.all {
		for _, d := range p.Documents {
			report, err := validate.Validate(d.Body, validate.Options{URL: "https://feeds.example/" + p.Name + d.Format.Extension(), ContentType: d.Format.MediaType()})
			if err != nil || slices.ContainsFunc(report.Findings, func(f validate.Finding) bool { return f.Level == validate.Error }) {
				t.Errorf("%s.%s: %v %+v", p.Name, d.Format, err, report.Findings)
			}
			want := `rel="prev-archive" href="https://feeds.example/` + old.Name + d.Format.Extension() + `"`
			if i == 1 {
				want = `rel="current" href="https://feeds.example/` + current.Name + d.Format.Extension() + `"`
			}
			if d.Format != feed.JSONFeed && !bytes.Contains(d.Body, []byte(want)) {
				t.Errorf("%s.%s lacks %s:\n%s", p.Name, d.Format, want, d.Body)
			}
		}
	}
}
