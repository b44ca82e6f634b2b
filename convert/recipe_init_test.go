package convert

import (
	"os"
	"regexp"
	"strings"
	"testing"
)

func TestInitRecipe(t *testing.T) {
	t.Parallel()
	results := site(testBase)
	for _, c := range []struct {
		name string
		res  *Result
		src  string
		want []string
	}{
		{"listing", results[2], "pages/hd.htm", []string{
			`id: bailu.example`, `site: "白鷺市政府"`, `base: "http://www.bailu.example/"`, `  # tabs: "最新|活動|圖片" # the category bar of this page`,
			"items: auto # found 2", `next: auto # found: http://www.bailu.example/hd/index_1.htm`, "\n  - page: \"pages/hd.htm\"", "      items: 2",
		}},
		{"article", results[0], "pages/1.htm", []string{"title: auto # found: 一", "date: auto # found: 2012-09-25T18:07:00+08:00", "source: auto # found: 白鷺日報", `      source: "白鷺日報"`}},
		{"address", results[0], "http://www.bailu.example/1.htm", []string{"\n# There is no test: save a page"}},
		{"gateway", site("http://big5.gov.cn/gate/big5/www.gov.cn/")[3], "x.htm", []string{"id: gov.cn", `base: "http://big5.gov.cn/gate/big5/www.gov.cn/"`}},
		{"nothing", &Result{}, "-", []string{"article: auto", "for: auto"}},
		{"hostile", &Result{URL: "http://a_b.example/\"'", Title: "x\ny: [", Site: "\"a\\\x00\u2028: #b", Categories: bar("a\"b\n- c=x", "|="), Language: "zh\nx: y", Article: &Article{Title: "a\nb", Author: strings.Repeat("長", 9000)}}, "a\nb: {", nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			got := InitRecipe(c.res, c.src)
			r, err := ParseRecipe(got, "init.yaml")
			if err != nil {
				t.Fatalf("%v\n%s", err, got)
			}
			if err := schema(t).Validate(instance(t, got)); err != nil {
				t.Errorf("%v\n%s", err, got)
			}
			for _, w := range c.want {
				if !strings.Contains(string(got), w) {
					t.Errorf("recipe lacks %q:\n%s", w, got)
				}
			}
			if c.name == "listing" && (r.Tests[0].Expect.First != "一" || r.Tests[0].Page != "pages/hd.htm") {
				t.Errorf("test is %+v", r.Tests[0])
			}
		})
	}
}

// TestInitRecipePins takes the # off every pin that recipes made from pages offer: the pages then say the same.
func TestInitRecipePins(t *testing.T) {
	t.Parallel()
	pin := regexp.MustCompile(`(?m)^  # ((items|title|date|source|body): "[^"]*") #.*$`)
	pinned := 0
	for _, r := range BuiltinRecipes() {
		for _, test := range r.Tests {
			t.Run(r.ID+"/"+test.Page, func(t *testing.T) {
				body, err := os.ReadFile("testdata/recipes/" + r.ID + "/" + test.Page)
				if err != nil {
					t.Fatal(err)
				}
				p := Page{URL: test.URL, Body: body}
				d, err := Parse(p, Options{})
				if err != nil {
					t.Fatal(err)
				}
				src := string(d.InitRecipe(test.Page))
				made, err := ParseRecipe([]byte(src), "init.yaml")
				if err != nil {
					t.Fatalf("%v\n%s", err, src)
				}
				if report := made.Check(os.DirFS("testdata/recipes/" + r.ID)); !report.OK() || report.Tests != 1 {
					t.Errorf("the recipe's own test: %v", report.Failures)
				}
				pinned += len(pin.FindAllString(src, -1))
				src = pin.ReplaceAllString(src, "  $1")
				made, err = ParseRecipe([]byte(src), "init.yaml")
				if err != nil {
					t.Fatalf("%v\n%s", err, src)
				}
				if report := made.Check(os.DirFS("testdata/recipes/" + r.ID)); !report.OK() {
					t.Errorf("pinned: %v\n%s", report.Failures, src)
				}
				want, got := d.Result(), &Result{}
				if got, err = Convert(p, Options{Recipe: made}); err != nil {
					t.Fatal(err)
				}
				if want.Article != nil && got.Article != nil && want.Article.Title != got.Article.Title {
					t.Errorf("title is %q; want %q", got.Article.Title, want.Article.Title)
				}
				if len(want.Listings) > 0 && (len(got.Listings) == 0 || len(got.Listings[0].Items) != len(want.Listings[0].Items)) {
					t.Errorf("listings are %+v; want %+v", got.Listings, want.Listings)
				}
			})
		}
	}
	if pinned < 30 {
		t.Errorf("%d pins; want at least 30", pinned)
	}
}
