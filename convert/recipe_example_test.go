package convert_test

import (
	"errors"
	"fmt"

	"github.com/portalfeed/portalfeed/convert"
)

func ExampleParseRecipe() {
	r, err := convert.ParseRecipe([]byte(`
recipe: 1
site: 白鷺市政府
base: http://www.bailu.example/
leaders:
  mayor:  {name: 市長, page: ldhd/sz.htm}
  deputy: {name: 副市長, page: ldhd/fsz.htm}
feeds:
  for: {leader: leaders, tab: 最新|活動|出訪}
  path: "{leader}/{tab.slug}"
`), "bailu.yaml")
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(r.Site, r.Axes[0].Values[1].Name, r.Tabs)
	// Output: 白鷺市政府 副市長 [最新 活動 出訪]
}

func ExampleRecipeError() {
	_, err := convert.ParseRecipe([]byte("recipe: 1\nlist:\n  pgaes: 5\n"), "bailu.yaml")
	if e, ok := errors.AsType[*convert.RecipeError](err); ok {
		fmt.Println(e)
		fmt.Println(e.Snippet)
	}
	// Output:
	// read recipe bailu.yaml:3:3: unknown key "pgaes" in list (did you mean "pages"?)
	//    3 |   pgaes: 5
	//          ^
}

func ExampleBuilder() {
	bar := []convert.Link{{Title: "最新"}, {Title: "活動", URL: "http://www.bailu.example/hd/"}}
	b := convert.NewBuilder(nil, convert.BuilderOptions{Base: "http://www.bailu.example/"})
	for _, res := range []*convert.Result{ // what Convert says about three pages
		{URL: "http://www.bailu.example/index.htm", Kind: convert.KindListing, Site: "白鷺市政府", Categories: bar, Listings: []convert.Listing{{
			Items: []convert.ListingItem{{Title: "市長出席…", URL: "http://www.bailu.example/1.htm"}},
		}}},
		{URL: "http://www.bailu.example/hd/index.htm", Kind: convert.KindListing, Listings: []convert.Listing{{
			Items: []convert.ListingItem{{Title: "圖書館開放日", URL: "http://www.bailu.example/2.htm"}},
		}}},
		{URL: "http://www.bailu.example/1.htm", Kind: convert.KindArticle, Article: &convert.Article{Title: "市長出席植樹活動"}},
	} {
		b.Add(res)
	}
	pubs, err := b.Publications()
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, p := range pubs {
		fmt.Println(p.Name, p.Feed.Title.Value)
		for _, it := range p.Feed.Items {
			fmt.Println("  " + it.Title.Value)
		}
	}
	// Output:
	// latest 最新 - 白鷺市政府
	//   市長出席植樹活動
	// activity 活動 - 白鷺市政府
	//   圖書館開放日
	// all 全部 - 白鷺市政府
	//   市長出席植樹活動
	//   圖書館開放日
}

func ExampleInitRecipe() {
	res := &convert.Result{
		URL: "http://www.bailu.example/hd/index.htm", Kind: convert.KindListing, Site: "白鷺市政府",
		Categories: []convert.Link{{Title: "最新", URL: "http://www.bailu.example/"}, {Title: "活動"}},
	}
	r, err := convert.ParseRecipe(convert.InitRecipe(res, "hd.htm"), "bailu.yaml")
	fmt.Println(r.ID, r.Base, r.Site, err)
	// Output: bailu.example http://www.bailu.example/ 白鷺市政府 <nil>
}

func ExampleImportRecipes() {
	toml := `[bailu]
url = "http://www.bailu.example/xw/"
entrySelector = "#main .entry"
titleSelector = "h2"
timeout = 30
`
	all, err := convert.ImportRecipes([]byte(toml), "feeds.toml")
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, r := range all {
		fmt.Println(r.ID, "of", r.From, "lacks", r.Lost)
	}
	// Output: bailu of feed-me-up-scotty lacks [timeout: 30]
}

func ExampleRecipe_Observe() {
	r, err := convert.ParseRecipe([]byte("recipe: 1\nlist: {items: 'table.news tr'}\n"), "bailu.yaml")
	if err != nil {
		fmt.Println(err)
		return
	}
	page := func(row string) convert.Page {
		return convert.Page{URL: "http://www.bailu.example/xw/", Body: []byte("<html><body>" + row + "</body></html>")}
	}
	before, err := r.Observe(page("<table class=news><tr><td><a href=1.htm>市長出席植樹活動並講話</a></td></tr><tr><td><a href=2.htm>市圖書館延長開放時間</a></td></tr></table>"), convert.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	now, err := r.Observe(page("<ul id=list><li><a href=1.htm>市長出席植樹活動並講話</a></li><li><a href=2.htm>市圖書館延長開放時間</a></li></ul>"), convert.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, d := range convert.CompareObservations([]convert.Observation{*before}, now) {
		fmt.Println(d.Field, d.Broken, d.Proposal)
	}
	// Output:
	// list.items true #list > li
	// layout false
}
