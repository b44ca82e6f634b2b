package convert

import (
	"cmp"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/portalfeed/portalfeed/feed"
)

var update = flag.Bool("update", false, "write the feeds that the pages of the built-in recipes make")

// publishBuiltinPages returns the feeds that the pages tested by a built-in recipe make.
func publishBuiltinPages(t *testing.T, r *Recipe) []feed.Publication {
	t.Helper()
	b := NewBuilder(r, BuilderOptions{})
	for _, test := range r.Tests {
		body, err := os.ReadFile(filepath.Join("testdata", "recipes", r.ID, test.Page))
		if err != nil {
			t.Fatal(err)
		}
		res, err := Convert(Page{URL: test.URL, Body: body}, Options{Recipe: r})
		if err != nil {
			t.Fatal(err)
		}
		b.Add(res)
	}
	pubs, err := b.Publications()
	if err != nil {
		t.Fatal(err)
	}
	return pubs
}

// TestBuiltinRecipePages runs the tests inside the built-in recipes over their pages, and joins the pages into feeds.
func TestBuiltinRecipePages(t *testing.T) {
	t.Parallel()
	for _, r := range BuiltinRecipes() {
		t.Run(r.ID, func(t *testing.T) {
			t.Parallel()
			report := r.Check(os.DirFS(filepath.Join("testdata", "recipes", r.ID)))
			if report.Tests < 2 {
				t.Errorf("the recipe has %d tests; want at least 2", report.Tests)
			}
			for _, f := range report.Failures {
				t.Error(f)
			}
			pubs := publishBuiltinPages(t, r)
			if len(pubs) == 0 {
				t.Fatal("the pages make no feeds")
			}
			joined := 0
			for _, it := range pubs[0].Feed.Items {
				if it.Published.IsZero() || len(it.Links) == 0 {
					t.Errorf("item %q has no date or link", it.Title.Value)
				}
				if it.Content.Value != "" {
					joined++
				}
			}
			if joined != 1 {
				t.Errorf("%d items have the text of their article; want 1", joined)
			}
		})
	}
}

// TestBuiltinRecipeTests asks that the tests of the built-in recipes say something: the titles of a list in their order with all
// dates, newest first, and of an article its date and text, and where its page tells them its source and category.
func TestBuiltinRecipeTests(t *testing.T) {
	t.Parallel()
	all := BuiltinRecipes()
	if len(all) < 9 {
		t.Errorf("%d recipes; want gov.cn and 8 families at least", len(all))
	}
	sources, categories := 0, 0
	for _, r := range all {
		lists, articles := 0, 0
		for _, test := range r.Tests {
			e := test.Expect
			switch e.Kind {
			case KindListing:
				if len(e.Titles) < 3 || len(e.Titles) != len(e.Dates) || len(e.Titles) < e.Items || slices.Contains(e.Dates, recipeUndated) {
					t.Errorf("%s: %s has %d titles and %d dates", r.ID, test.Page, len(e.Titles), len(e.Dates))
				}
				if !slices.IsSortedFunc(e.Dates, func(a, b string) int { return cmp.Compare(b, a) }) {
					t.Errorf("%s: the dates of %s are %v", r.ID, test.Page, e.Dates)
				}
				lists++
			case KindArticle:
				if e.Title == "" || e.Date == "" || e.Body.MinChars < 50 || len(e.Body.Contains) == 0 || len(e.Body.Lacks) == 0 {
					t.Errorf("%s: %s expects too little: %+v", r.ID, test.Page, e)
				}
				articles++
				sources += min(1, len(e.Source))
				categories += min(1, len(e.Category))
			}
		}
		if lists == 0 || articles == 0 {
			t.Errorf("%s has tests of %d lists and %d articles", r.ID, lists, articles)
		}
	}
	if sources < 6 || categories < 6 {
		t.Errorf("%d recipes test a source, %d a category; want 6 at least", sources, categories)
	}
}

// TestBuiltinRecipeFeeds compares the feeds that the pages of each built-in recipe make with those written down: their names, and
// the date, title and address of each item, in order, with its categories where there are several feeds.
func TestBuiltinRecipeFeeds(t *testing.T) {
	t.Parallel()
	for _, r := range BuiltinRecipes() {
		pubs := publishBuiltinPages(t, r)
		var got strings.Builder
		for _, p := range pubs {
			fmt.Fprintf(&got, "%s\n", p.Name)
			for _, it := range p.Feed.Items {
				fmt.Fprintf(&got, "  %s %s %s", it.Published, it.Title.Value, it.Links[0].Href)
				for _, c := range it.Categories {
					if len(pubs) > 1 {
						fmt.Fprintf(&got, " [%s]", cmp.Or(c.Label, c.Term))
					}
				}
				got.WriteByte('\n')
			}
		}
		golden := filepath.Join("testdata", "recipes", r.ID+".feeds")
		if *update {
			if err := os.WriteFile(golden, []byte(got.String()), 0o666); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(golden)
		if err != nil {
			t.Fatal(err)
		}
		if got.String() != string(want) {
			t.Errorf("%s: feeds are\n%swant\n%s\ngo test ./convert -run TestBuiltinRecipeFeeds -update writes what is now", r.ID, got.String(), want)
		}
	}
}
