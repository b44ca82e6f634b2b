package pipeline

import (
	"slices"
	"testing"

	"github.com/portalfeed/portalfeed/convert"
	"github.com/portalfeed/portalfeed/feed"
	"github.com/portalfeed/portalfeed/internal/source"
)

// memory is a sink that has publications of an earlier run.
type memory struct {
	shelf
	has []string
}

func (m *memory) Earlier(name string) []byte {
	if slices.Contains(m.has, name) {
		return []byte("earlier")
	}
	return nil
}

// portal is a site of two categories; the body of a page says which one it is.
func portal(p convert.Page, o convert.Options) (*convert.Result, error) {
	const site = "http://www.portal.example/"
	res, err := list(p, o)
	if err != nil {
		return nil, err
	}
	body := string(p.Body)
	res.Title, res.Category = body, body
	res.Categories = []convert.Link{{Title: "活動", URL: site + "0.htm"}, {Title: "會議", URL: site + "1.htm"}}
	res.Listings[0].Items[0].URL = site + body + "/article.htm"
	return res, nil
}

// site yields the listing pages and, as a failed input, another page.
func site(failed string, bodies ...string) func(func(source.Resource, error) bool) {
	return func(yield func(source.Resource, error) bool) {
		for i, b := range bodies {
			if !yield(source.Resource{Path: b, URL: "http://www.portal.example/" + string(rune('0'+i)) + ".htm", Body: []byte(b)}, nil) {
				return
			}
		}
		if failed != "" {
			yield(source.Resource{Path: failed, URL: "http://www.portal.example/" + failed}, &source.Error{Path: failed, Reason: source.Empty, Err: source.ErrEmpty})
		}
	}
}

func TestRunKeepsWhatFailedInputsWouldTake(t *testing.T) {
	t.Parallel()
	both := []string{"活動", "會議"}
	for name, tt := range map[string]struct {
		failed   string
		has      []string
		withheld []string
	}{
		"nothing failed":                        {"", []string{"activity", "meetings", "all"}, nil},
		"an article failed":                     {"活動/article.htm", []string{"activity", "meetings", "all"}, []string{"activity", "all"}},
		"an article failed and nothing is kept": {"活動/article.htm", nil, nil},
		"a page that no feed needs failed":      {"about.htm", []string{"activity", "meetings", "all"}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			sink := memory{has: tt.has}
			sum, err := Run(t.Context(), site(tt.failed, both...), Options{Convert: portal}, &sink)
			if err != nil {
				t.Fatal(err)
			}
			var held []string
			for _, w := range sum.Withheld {
				if held = append(held, w.Name); w.Rule != Incomplete {
					t.Errorf("%s is withheld by %q; want %q", w.Name, w.Rule, Incomplete)
				}
			}
			if !slices.Equal(held, tt.withheld) {
				t.Errorf("withheld %v; want %v", held, tt.withheld)
			}
			if got := len(sink.pubs) + len(held); got != 3 {
				t.Errorf("%d feeds; want 3: %v", got, sink.names())
			}
		})
	}
}

// The roll-ups need every listing page of the bar.
func TestRunKeepsRollUpsWhoseListingFailed(t *testing.T) {
	t.Parallel()
	sink := memory{has: []string{"activity", "meetings", "all"}}
	sum, err := Run(t.Context(), site("1.htm", "活動"), Options{Convert: portal}, &sink)
	if err != nil {
		t.Fatal(err)
	}
	for _, n := range sink.names() {
		if n != "activity" {
			t.Errorf("%s is published without its listing; withheld: %+v", n, sum.Withheld)
		}
	}
}

// A feed that has lost all its items does not replace one that has some.
func TestLessKeepsWhatWouldBeEmptied(t *testing.T) {
	t.Parallel()
	full := feed.Publication{Name: "meetings", Feed: &feed.Feed{Items: []feed.Item{{ID: "tag:a.example,2012:1"}}}}
	empty := feed.Publication{Name: "meetings", Feed: &feed.Feed{}}
	kept, fresh := run{sink: &memory{has: []string{"meetings"}}}, run{sink: &memory{}}
	if w := kept.less(empty); w == nil || w.Rule != Emptied || w.Name != "meetings" {
		t.Errorf("an empty feed over a full one: %+v; want it withheld", w)
	}
	for name, w := range map[string]*Withheld{
		"a full feed over a full one": kept.less(full),
		"an empty feed over none":     fresh.less(empty),
		"a sink that keeps nothing":   (&run{sink: &shelf{}}).less(empty),
	} {
		if w != nil {
			t.Errorf("%s: withheld %+v", name, w)
		}
	}
}
