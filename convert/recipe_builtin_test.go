package convert

import (
	"os"
	"path/filepath"
	"testing"
)

// TestBuiltinRecipePages runs the tests inside the built-in recipes over their pages, and joins the pages into feeds.
func TestBuiltinRecipePages(t *testing.T) {
	t.Parallel()
	for _, r := range BuiltinRecipes() {
		t.Run(r.ID, func(t *testing.T) {
			t.Parallel()
			dir := filepath.Join("testdata", "recipes", r.ID)
			report := r.Check(os.DirFS(dir))
			if report.Tests < 2 {
				t.Errorf("the recipe has %d tests; want at least 2", report.Tests)
			}
			for _, f := range report.Failures {
				t.Error(f)
			}
			b := NewBuilder(r, BuilderOptions{})
			for _, test := range r.Tests {
				body, err := os.ReadFile(filepath.Join(dir, test.Page))
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
			if err != nil || len(pubs) == 0 {
				t.Fatalf("the pages make %d feeds, error %v", len(pubs), err)
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
