package convert

import (
	"fmt"
	"reflect"
	"testing"

	"pgregory.net/rapid"

	"github.com/portalfeed/portalfeed/feed/dates"
)

// TestBuilderProperties builds feeds of arbitrary pages that link each other at random.
func TestBuilderProperties(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		address := rapid.Custom(func(t *rapid.T) string {
			return rapid.SampledFrom([]string{"", "http://a.example/", "https://a.example/", "http://b.example/gate/big5/a.example/", "javascript:", "../", "%zz"}).Draw(t, "root") +
				rapid.SampledFrom([]string{"", "index.htm", "hd/", "hd/index_1.htm", "1.htm", "2.htm", "3.htm#x", "?a=1"}).Draw(t, "path")
		})
		label := rapid.SampledFrom([]string{"", "最新", "活動", "活动", "../", "CON", "a", "\x00", "出訪…"})
		result := rapid.Custom(func(t *rapid.T) *Result {
			res := &Result{
				URL: address.Draw(t, "url"), Kind: rapid.SampledFrom([]Kind{KindArticle, KindListing}).Draw(t, "kind"),
				Title: label.Draw(t, "title"), NextPage: address.Draw(t, "next"), Category: label.Draw(t, "category"),
			}
			for range rapid.IntRange(0, 4).Draw(t, "bar") {
				res.Categories = append(res.Categories, Link{Title: label.Draw(t, "label"), URL: address.Draw(t, "target")})
			}
			var items []ListingItem
			for range rapid.IntRange(0, 4).Draw(t, "items") {
				items = append(items, ListingItem{Title: label.Draw(t, "item"), URL: address.Draw(t, "link")})
			}
			res.Listings = []Listing{{Items: items}}
			if res.Kind == KindArticle {
				res.Article = &Article{Title: label.Draw(t, "headline"), HTML: "<p>x", Date: day("2012-01-02")}
			}
			return res
		})
		results := rapid.SliceOfN(result, 0, 12).Draw(t, "results")
		build := func() any {
			b := NewBuilder(nil, BuilderOptions{Base: testBase})
			for _, r := range results {
				b.Add(r)
			}
			pubs, err := b.Publications()
			if err != nil {
				t.Fatal(err)
			}
			names := map[string]bool{}
			for _, p := range pubs {
				if names[p.Name] {
					t.Fatalf("name %q is given twice", p.Name)
				}
				names[p.Name] = true
				if !recipePathText.MatchString(p.Name) || p.Name == "" {
					t.Fatalf("name is %q", p.Name)
				}
				ids := map[string]bool{}
				var last dates.Date
				for i, it := range p.Feed.Items {
					if ids[it.ID] {
						t.Fatalf("feed %s has the id %s twice", p.Name, it.ID)
					}
					ids[it.ID] = true
					if p.RollUp && i > 0 && it.Published.Time.After(last.Time) {
						t.Fatalf("feed %s is not newest first", p.Name)
					}
					last = it.Published
				}
			}
			return fmt.Sprint(outline(pubs), b.Notes())
		}
		if a, b := build(), build(); !reflect.DeepEqual(a, b) {
			t.Fatalf("the same pages give\n%v\nand\n%v", a, b)
		}
	})
}
