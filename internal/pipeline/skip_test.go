package pipeline

import (
	"fmt"
	"iter"
	"strings"
	"testing"

	"github.com/portalfeed/portalfeed/internal/source"
)

const (
	frameset = `<html><head><title>青石市</title></head><frameset cols="20%,80%"><frame src="menu.htm" name="menu"><frame src="body.htm" name="main"></frameset></html>`
	leadOn   = `<html><head><meta http-equiv="refresh" content="0; url=body.htm"></head><body></body></html>`
	gone     = `<html><head><title>404</title></head><body><p>您訪問的頁面不存在</p></body></html>`
	listing  = `<html><head><title>領導活動</title></head><body><ul><li><a href="1.htm">市長出席全市教育工作會議並講話</a> 2012-09-25<li><a href="2.htm">市長會見外國客人一行十二人</a> 2012-09-24<li><a href="3.htm">市長到城東調研社區醫療服務</a> 2012-09-23<li><a href="4.htm">市長主持召開防汛工作會議</a> 2012-09-22</ul></body></html>`
)

// inputs yields pages by name, as a user who names them or as the walk of a directory does.
func inputs(walked bool, pairs ...string) iter.Seq2[source.Resource, error] {
	return func(yield func(source.Resource, error) bool) {
		for i := 0; i < len(pairs); i += 2 {
			r := source.Resource{Path: pairs[i], URL: "http://www.qingshi.example/" + pairs[i], Body: []byte(pairs[i+1]), Walked: walked}
			if !yield(r, nil) {
				return
			}
		}
	}
}

func TestPagesWithNothingToRead(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name    string
		pages   iter.Seq2[source.Resource, error]
		skipped int
		failed  string // path and a part of the message
		note    string
	}{
		{"frames whose content is given", inputs(false, "index.htm", frameset, "body.htm", listing), 1, "", ""},
		{"a redirect whose target is given", inputs(false, "index.htm", leadOn, "body.htm", listing), 1, "", ""},
		{"two hops", inputs(false, "first.htm", strings.Replace(leadOn, "body", "index", 1), "index.htm", leadOn, "body.htm", listing), 2, "", ""},
		{"frames whose content is missing", inputs(false, "index.htm", frameset, "other.htm", listing), 0, "index.htm the page only holds frames: give that one: http://www.qingshi.example/body.htm", ""},
		{"a redirect whose target is missing", inputs(false, "index.htm", leadOn, "other.htm", listing), 0, "index.htm the page only leads on", ""},
		{"an error page", inputs(false, "gone.htm", gone, "body.htm", listing), 0, "gone.htm the page says that what was asked for does not exist", ""},
		{"an error page in a directory", inputs(true, "gone.htm", gone, "body.htm", listing), 1, "", "http://www.qingshi.example/gone.htm: the page says that what was asked for does not exist"},
		{"frames in a directory", inputs(true, "index.htm", frameset, "body.htm", listing), 1, "", "index.htm: the page only holds frames: http://www.qingshi.example/body.htm"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			var failed []string
			var sink shelf
			sum, err := Run(t.Context(), c.pages, Options{OnFailure: func(e *source.Error) { failed = append(failed, fmt.Sprintf("%s %s", e.Path, e.Err)) }}, &sink)
			if err != nil {
				t.Fatal(err)
			}
			if sum.Feeds != 1 || sum.Items != 4 || sum.Skipped != c.skipped {
				t.Errorf("feeds %d, items %d, skipped %d; want 1, 4, %d", sum.Feeds, sum.Items, sum.Skipped, c.skipped)
			}
			got := strings.Join(failed, "\n")
			if c.failed == "" && got != "" || !strings.Contains(got, c.failed) {
				t.Errorf("failed: %s, want %s", got, c.failed)
			}
			var notes []string
			for _, n := range sum.Notes {
				notes = append(notes, n.String())
			}
			if !strings.Contains(strings.Join(notes, "\n"), c.note) {
				t.Errorf("notes: %q, want %s", notes, c.note)
			}
		})
	}
}
