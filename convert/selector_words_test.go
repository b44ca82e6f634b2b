package convert

import (
	"slices"
	"strings"
	"testing"
	"time"
)

const wordsPage = `<html><head><title>白鹭市政府</title></head><body>
<div><h3>通知公告</h3><ul><li><a href="/gg/1.htm">关于停水的通知公示</a> 2012-09-02</li><li><a href="/gg/2.htm">关于道路施工的公告</a> 2012-09-01</li></ul></div>
<div><h3>领导 活动</h3><ul><li><a href="/hd/1.htm">市长走访社区图书室</a> 2012-09-25</li><li><a href="/hd/2.htm">市长与教师座谈</a> 2012-09-24</li><li><a href="/hd/3.htm">市长出席植树活动</a> 2012-09-20</li></ul></div>
<p><a href="/hd/list_0.htm">前页</a> <a href="/hd/list_2.htm"><b>后</b>页</a></p></body></html>`

func TestSelectorWords(t *testing.T) {
	t.Parallel()
	r := mustRecipe(t, "recipe: 1\nlist: {items: 領導活動, next: 後頁}\n")
	res, err := Convert(Page{URL: "http://www.bailu.example/", Body: []byte(wordsPage)}, Options{Recipe: r})
	if err != nil {
		t.Fatal(err)
	}
	if len(res.Listings) != 1 || len(res.Listings[0].Items) != 3 {
		t.Fatalf("listings are %+v", res.Listings)
	}
	first := res.Listings[0].Items[0]
	if first.Title != "市长走访社区图书室" || first.Date.String() != "2012-09-25" {
		t.Errorf("first item is %+v", first)
	}
	if want := "http://www.bailu.example/hd/list_2.htm"; res.NextPage != want {
		t.Errorf("next page is %s; want %s", res.NextPage, want)
	}
}

func TestSelectorWordsOfArticle(t *testing.T) {
	t.Parallel()
	page := `<html><body><h1>市長走訪社區圖書室</h1><table><tr><td>供稿單位</td><td>白鷺日報</td></tr></table><p>撰 文：木叶　摄影：石头</p>
<div><p>市長今天下午走訪了社區圖書室，與正在看書的居民交談，並察看了新添置的書架和桌椅。</p><p>他要求圖書室延長開放時間，讓上班的居民晚上也能來看書。</p></div></body></html>`
	r := mustRecipe(t, "recipe: 1\narticle: {source: 供稿单位, author: text=撰文}\n")
	res, err := Convert(Page{Body: []byte(page)}, Options{Recipe: r, Kind: KindArticle})
	if err != nil {
		t.Fatal(err)
	}
	if res.Article.Source != "白鷺日報" || res.Article.Author != "木叶" {
		t.Errorf("source is %q, author %q", res.Article.Source, res.Article.Author)
	}
}

// TestSelectorWordsCost holds the time of words that a page says everywhere.
func TestSelectorWordsCost(t *testing.T) {
	t.Parallel()
	r := mustRecipe(t, "recipe: 1\nlist: {items: 活動, next: 活動}\narticle: {source: 活動}\n")
	for name, page := range map[string]string{
		"flat": "<html><body>" + strings.Repeat("<p>活動</p>", 10_000),
		"deep": "<html><body>" + strings.Repeat("<div>活動", 5_000),
		"long": "<html><body><p>" + strings.Repeat("活動", 100_000),
	} {
		start := time.Now()
		if _, err := Convert(Page{Body: []byte(page)}, Options{Recipe: r}); err != nil {
			t.Error(err)
		}
		if d := time.Since(start); d > 10*time.Second {
			t.Errorf("%s took %v", name, d)
		}
	}
}

func TestBuilderSections(t *testing.T) {
	t.Parallel()
	section := func(title string, n int) Listing {
		l := Listing{Title: title}
		for i := range 4 {
			l.Items = append(l.Items, listed(title+string(rune('一'+i)), testBase+string(rune('a'+n))+string(rune('0'+i))+".htm", day("2012-01-01")))
		}
		return l
	}
	page := func(titles ...string) *Result {
		res := &Result{URL: testBase + "index.htm", Kind: KindListing, Title: "首頁"}
		for i, s := range titles {
			res.Listings = append(res.Listings, section(s, i))
		}
		return res
	}
	for _, c := range []struct {
		name string
		res  []*Result
		want string
	}{
		{"names", []*Result{page("../x", "CON", "..\\y", strings.Repeat("新", 300))}, "x con- y " + builderHash(strings.Repeat("新", 300)) + " all"},
		{"one slug", []*Result{page("最新", "最 新", "最新動態")}, "latest latest-2 latest-3 all"},
		{"box beside", []*Result{page("新聞", "熱門排行")}, "index"},
		{"one", []*Result{page("新聞")}, "index"},
		{"shown again", []*Result{page("新聞", "公告"), {URL: testBase + "xw/", Kind: KindListing, Category: "新聞", Listings: []Listing{section("", 0)}}}, "news notices all"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			pubs, _ := publish(t, nil, c.res...)
			var names []string
			for _, p := range pubs {
				names = append(names, p.Name)
			}
			if got := strings.Join(names, " "); got != c.want && !(c.want == "index" && len(pubs) == 1) {
				t.Errorf("feeds are %s; want %s", got, c.want)
			}
		})
	}
}

func TestBuilderFilter(t *testing.T) {
	t.Parallel()
	list := listPage(testBase+"xw/", nil, "",
		listed("市長出席論壇", testBase+"1.htm", day("2012-01-05")),
		listed("市长出席论坛", testBase+"2.htm", day("2012-01-04")),
		listed("副市長調研", testBase+"3.htm", day("2012-01-03")),
		listed("會議簡報", testBase+"4.htm", day("2011-12-31")),
		listed("無日期", testBase+"5.htm", day("2012-01-01")))
	list.Listings[0].Items[4].Date.Time = time.Time{}
	list.Listings[0].Items[4].Date.Precision = 0
	for _, c := range []struct{ name, filter, want string }{
		{"include", "include: '[论坛]{2}|調研'", "1 2 3"},
		{"exclude", "exclude: [簡報, 副市长]", "1 2 5"},
		{"since", "since: 2012-01-04", "1 2 5"},
		{"until", "until: 2011", "4 5"},
		{"titles", "dedupe: title", "1 3 4 5"},
		{"none", "dedupe: address", "1 2 3 4 5"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			pubs, _ := publish(t, mustRecipe(t, "recipe: 1\nfilter: {"+c.filter+"}\n"), list)
			var got []string
			for _, it := range pubs[0].Feed.Items {
				got = append(got, strings.TrimSuffix(strings.TrimPrefix(it.Links[0].Href, testBase), ".htm"))
			}
			if s := strings.Join(got, " "); s != c.want {
				t.Errorf("items are %s; want %s", s, c.want)
			}
		})
	}
}

func TestBuilderMerge(t *testing.T) {
	t.Parallel()
	results := []*Result{
		listPage(testBase+"a/", nil, "", listed("一", testBase+"1.htm", day("2012-01-05")), listed("二", testBase+"2.htm", day("2012-01-03"))),
		listPage(testBase+"b/", nil, "", listed("三", testBase+"3.htm", day("2012-01-04")), listed("二", testBase+"2.htm", day("2012-01-03"))),
		listPage(testBase+"c/", nil, ""),
	}
	results[0].Category, results[1].Category = "新聞", "公告"
	pubs, _ := publish(t, mustRecipe(t, "recipe: 1\nfeeds: {roll_up: none, merge: {work: {title: 工作, from: [news, 'not*'], items: 2}}}\n"), results...)
	if got, want := outline(pubs), "news 新聞: 一 二\nnotices 公告: 三 二\nwork 工作+: 一 三\n"; got != want {
		t.Errorf("feeds are\n%swant\n%s", got, want)
	}
	pubs, _ = publish(t, mustRecipe(t, "recipe: 1\nlist: {page: [a/, b/], tabs: none}\n"), results...)
	if len(pubs) != 1 || len(pubs[0].Feed.Items) != 3 || pubs[0].Feed.Items[1].Title.Value != "三" {
		t.Errorf("several list pages make\n%s", outline(pubs))
	}
	pubs, b := publish(t, mustRecipe(t, "recipe: 1\non_fail: stale\nleaders: {a: {page: a/}, c: {page: c/}}\n"), append(results, &Result{URL: testBase + "c/", Kind: KindListing, Listings: []Listing{{}}, NextPage: testBase + "d/"})...)
	if got := outline(pubs); strings.Contains(got, "c/") || !strings.HasPrefix(got, "a/") {
		t.Errorf("feeds are\n%s; notes %v", got, b.Notes())
	}
}

func TestBuilderItemID(t *testing.T) {
	t.Parallel()
	r := mustRecipe(t, "recipe: 1\nbase: http://www.bailu.example/\nlist: {id: 'content_(\\d+)'}\n")
	b := NewBuilder(r, BuilderOptions{})
	ids := []string{}
	for _, a := range []string{"http://www.bailu.example/a/content_1.htm", "http://big5.bailu.example/gate/big5/www.bailu.example/b/content_1.htm", "http://trad.bailu.example/content_1.htm"} {
		ids = append(ids, b.itemID(a))
	}
	if len(slices.Compact(ids)) != 1 || !strings.HasPrefix(ids[0], "tag:bailu.example,") && !strings.HasPrefix(ids[0], "tag:www.bailu.example,") {
		t.Errorf("ids are %v", ids)
	}
	if b.itemID("http://www.bailu.example/content_2.htm") == ids[0] {
		t.Error("two numbers have one id")
	}
}
