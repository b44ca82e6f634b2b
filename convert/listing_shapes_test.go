package convert

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/txtar"
)

// shape is a page with the listings that must be found on it. The comment of its file gives the address and the clock; a line
// "# TITLE" of want.txt begins a listing, and each line below it is a title, an address and a date, between tabs. A listing called
// "*" may have any title and stand anywhere; the first one named otherwise is the main one. Beside these, others may be found.
type shape struct {
	page Page
	now  time.Time
	want []shapeList
}

type shapeList struct {
	title string
	items []string
}

func readShape(t *testing.T, path string) shape {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var s shape
	archive := txtar.Parse(data)
	for line := range strings.Lines(string(archive.Comment)) {
		key, value, _ := strings.Cut(strings.TrimSpace(line), " ")
		switch key {
		case "url":
			s.page.URL = value
		case "now":
			if s.now, err = time.Parse(time.RFC3339, value); err != nil {
				t.Fatal(err)
			}
		}
	}
	for _, f := range archive.Files {
		switch f.Name {
		case "page.html":
			s.page.Body = f.Data
		case "want.txt":
			for line := range strings.Lines(string(f.Data)) {
				line = strings.TrimSuffix(line, "\n")
				if title, ok := strings.CutPrefix(line, "# "); ok {
					s.want = append(s.want, shapeList{title: strings.TrimSpace(title)})
					continue
				}
				last := &s.want[len(s.want)-1]
				last.items = append(last.items, line)
			}
		}
	}
	if len(s.page.Body) == 0 || len(s.want) == 0 {
		t.Fatalf("%s has no page or wants nothing", path)
	}
	return s
}

func shapeItems(l *Listing) []string {
	var all []string
	for _, it := range l.Items {
		all = append(all, it.Title+"\t"+it.URL+"\t"+it.Date.String())
	}
	return all
}

// TestListingShapes reads pages of many layouts without a selector.
func TestListingShapes(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("testdata/listings/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no pages: %v", err)
	}
	for _, path := range files {
		t.Run(strings.TrimSuffix(filepath.Base(path), ".txtar"), func(t *testing.T) {
			t.Parallel()
			checkShape(t, path)
		})
	}
}

func checkShape(t *testing.T, path string) {
	t.Helper()
	s := readShape(t, path)
	res, err := Convert(s.page, Options{Now: s.now})
	if err != nil {
		t.Fatal(err)
	}
	if res.Kind != KindListing {
		t.Fatalf("kind %s", res.Kind)
	}
	for i, want := range s.want {
		if want.title == "*" {
			if !hasList(res.Listings, want.items) {
				t.Errorf("no listing has exactly the %d items %q …; found %d listings", len(want.items), want.items[0], len(res.Listings))
				for k := range res.Listings {
					t.Logf("listing %q:\n%s", res.Listings[k].Title, strings.Join(shapeItems(&res.Listings[k]), "\n"))
				}
			}
			continue
		}
		if i >= len(res.Listings) {
			t.Fatalf("listing %d %q is missing", i, want.title)
		}
		got := &res.Listings[i]
		if want.title != "" && got.Title != want.title {
			t.Errorf("listing %d is called %q; want %q", i, got.Title, want.title)
		}
		if got := shapeItems(got); !slices.Equal(want.items, got) {
			t.Errorf("items of listing %d differ (- wanted, + too many):\n%s", i, shapeDiff(want.items, got))
		}
	}
}

// shapeDiff tells what is missing and what is too many; where neither is, the order is wrong.
func shapeDiff(want, got []string) string {
	var b strings.Builder
	for _, w := range want {
		if !slices.Contains(got, w) {
			b.WriteString("- " + w + "\n")
		}
	}
	for _, g := range got {
		if !slices.Contains(want, g) {
			b.WriteString("+ " + g + "\n")
		}
	}
	if b.Len() == 0 {
		return "in another order: " + strings.Join(got, "; ")
	}
	return b.String()
}

func hasList(all []Listing, items []string) bool {
	for i := range all {
		if slices.Equal(shapeItems(&all[i]), items) {
			return true
		}
	}
	return false
}
