package convert

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/portalfeed/portalfeed/feed"
	"github.com/portalfeed/portalfeed/feed/dates"
)

const testBase = "http://www.bailu.example/"

func day(s string) dates.Date {
	t, err := time.ParseInLocation("2006-01-02", s, shanghai)
	if err != nil {
		panic(err)
	}
	return dates.Date{Time: t, Precision: dates.Day, Raw: s}
}

func minute(s string) dates.Date {
	t, err := time.ParseInLocation("2006-01-02 15:04", s, shanghai)
	if err != nil {
		panic(err)
	}
	return dates.Date{Time: t, Precision: dates.Minute, Raw: s}
}

// bar makes a bar of "label=address" entries; no address: the current one.
func bar(entries ...string) []Link {
	var links []Link
	for _, e := range entries {
		label, address, _ := strings.Cut(e, "=")
		links = append(links, Link{Title: label, URL: address})
	}
	return links
}

func listPage(address string, bar []Link, next string, items ...ListingItem) *Result {
	return &Result{URL: address, Kind: KindListing, Language: "zh-Hant", Site: "白鷺市政府", Title: "領導活動", Categories: bar, NextPage: next, Listings: []Listing{{Items: items}}}
}

func listed(title, address string, d dates.Date) ListingItem {
	return ListingItem{Title: title, URL: address, Date: d}
}

func articlePage(address, title string, d dates.Date) *Result {
	return &Result{URL: address, Kind: KindArticle, Language: "zh-Hant", Title: title, Article: &Article{
		Title: title, Date: d, Source: "白鷺日報", Text: title + "。", HTML: "<p>" + title + "。</p>", Images: []string{testBase + "a.jpg"},
	}}
}

func publish(t *testing.T, r *Recipe, results ...*Result) ([]feed.Publication, *Builder) {
	t.Helper()
	b := NewBuilder(r, BuilderOptions{Base: testBase})
	for _, res := range results {
		b.Add(res)
	}
	pubs, err := b.Publications()
	if err != nil {
		t.Fatal(err)
	}
	return pubs, b
}

// outline shows publications as "name label: title title …".
func outline(pubs []feed.Publication) string {
	var b strings.Builder
	for _, p := range pubs {
		b.WriteString(p.Name + " " + p.Label)
		if p.Group != "" {
			b.WriteString("@" + p.Group)
		}
		if p.RollUp {
			b.WriteString("+")
		}
		b.WriteString(":")
		for _, it := range p.Feed.Items {
			b.WriteString(" " + it.Title.Value)
		}
		b.WriteString("\n")
	}
	return b.String()
}

func mustRecipe(t *testing.T, src string) *Recipe {
	t.Helper()
	r, err := ParseRecipe([]byte(src), "test.yaml")
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// site is a small portal: the front page is the list 最新, its entry unlinked; 活動 has two pages; 圖片 was not saved.
func site(root string) []*Result {
	b := func(current string) []Link {
		links := bar("最新="+root+"index.htm", "活動="+root+"hd/index.htm", "圖片="+root+"tp/")
		for i := range links {
			if links[i].Title == current {
				links[i].URL = ""
			}
		}
		return links
	}
	return []*Result{
		articlePage(root+"2012-09/25/content_1.htm", "一", minute("2012-09-25 18:07")),
		articlePage(root+"2012-09/24/content_2.htm", "二的全文題目", minute("2012-09-24 09:00")),
		listPage(root+"hd/index.html", b(""), root+"hd/index_1.htm", listed("一", root+"2012-09/25/content_1.htm", day("2012-09-25")), listed("二的全…", root+"2012-09/24/content_2.htm", day("2012-09-24"))),
		listPage(root+"hd/index_1.htm", b("活動"), root+"hd/", listed("四", "http://other.example/4.htm", day("2012-06-01")), listed("一", root+"2012-09/25/content_1.htm", day("2012-09-25")), listed("五", root+"2012-05/02/content_5.htm", dates.Date{})),
		listPage(root, b("最新"), "", listed("一", root+"2012-09/25/content_1.htm", dates.Date{}), listed("二的全…", root+"2012-09/24/content_2.htm", dates.Date{}), listed("三", root+"2012-09/20/content_3.htm", day("2012-09-20"))),
	}
}

func TestBuilderAuto(t *testing.T) {
	t.Parallel()
	pubs, b := publish(t, nil, site(testBase)...)
	want := "latest 最新: 一 二的全文題目 三\n" +
		"activity 活動: 一 二的全文題目 四 五\n" +
		"all 全部+: 一 二的全文題目 三 四 五\n"
	if got := outline(pubs); got != want {
		t.Errorf("feeds are\n%swant\n%s", got, want)
	}
	if got, want := fmt.Sprint(b.Notes()), "[http://www.bailu.example/tp/: category 圖片 is left out: its page is not among the pages given]"; got != want {
		t.Errorf("notes are %s; want %s", got, want)
	}
	f := pubs[1].Feed
	if got, want := f.Title.Value+" "+f.Language+" "+f.Links[0].Href+" "+f.Updated.String(), "活動 - 白鷺市政府 zh-Hant http://www.bailu.example/hd/index.html 2012-09-25T18:07:00+08:00"; got != want {
		t.Errorf("feed is %s; want %s", got, want)
	}
	it := f.Items[0]
	if got, want := fmt.Sprintf("%v %v %v %v %v %v", it.Published, it.Source, it.Content, it.Image, it.Links, it.Categories),
		"2012-09-25T18:07:00+08:00 &{白鷺日報 } {html <p>一。</p> } http://www.bailu.example/a.jpg [{alternate http://www.bailu.example/2012-09/25/content_1.htm text/html   0}] [{最新  } {活動  }]"; got != want {
		t.Errorf("item is\n%s; want\n%s", got, want)
	}
	if got, want := f.Items[2].Published.String()+" "+f.Items[3].Published.String(), "2012-06-01 2012-05-02"; got != want {
		t.Errorf("dates of items without a page are %s; want %s", got, want)
	}
	if got := f.Items[2].Published.Time.Format(time.RFC3339); got != "2012-06-01T00:00:00+08:00" {
		t.Errorf("a day begins at %s", got)
	}
}

func TestBuilderStableIDs(t *testing.T) {
	t.Parallel()
	ids := func(pubs []feed.Publication) map[string]string {
		all := map[string]string{}
		for _, p := range pubs {
			for _, it := range p.Feed.Items {
				key := it.Title.Value
				if old := all[key]; old != "" && old != it.ID {
					t.Errorf("%s has the ids %s and %s", key, old, it.ID)
				}
				all[key] = it.ID
			}
		}
		return all
	}
	whole, _ := publish(t, nil, site(testBase)...)
	without, _ := publish(t, nil, site(testBase)[1:]...)
	gateway, _ := publish(t, nil, site("https://big5.bailu.example/gate/big5/www.bailu.example/")...)
	a, b, c := ids(whole), ids(without), ids(gateway)
	for k, id := range a {
		if b[k] != id || c[k] != id {
			t.Errorf("%s has the ids %s, without its page %s, behind the gateway %s", k, id, b[k], c[k])
		}
	}
	if whole[0].Feed.ID == whole[1].Feed.ID {
		t.Error("two feeds have one id")
	}
}

const leadersRecipe = `recipe: 1
site: 白鷺市政府
base: http://www.bailu.example/
leaders: &leaders
  mayor:  {name: 市長, page: sz/}
  deputy: {name: 副市長, page: fsz/index.htm}
  third:  {name: 秘書長, page: msz/}
feeds:
  for: {leader: *leaders, tab: 活動|最新|會議}
  path: "{leader}/{tab.slug}"
  title: "{leader.name}·{tab} - {site}"
`

func TestBuilderMatrix(t *testing.T) {
	t.Parallel()
	results := append(site(testBase+"sz/"), site(testBase+"fsz/")...)
	pubs, b := publish(t, mustRecipe(t, leadersRecipe), results...)
	want := "mayor/activity 活動@市長: 一 二的全文題目 四 五\n" +
		"mayor/latest 最新@市長: 一 二的全文題目 三\n" +
		"deputy/activity 活動@副市長: 一 二的全文題目 四 五\n" +
		"deputy/latest 最新@副市長: 一 二的全文題目 三\n" +
		"mayor/all 全部@市長+: 一 二的全文題目 三 四 五\n" +
		"deputy/all 全部@副市長+: 一 二的全文題目 三 四 五\n" +
		"all/activity 活動+: 一 一 二的全文題目 二的全文題目 四 五 五\n" +
		"all/latest 最新+: 一 一 二的全文題目 二的全文題目 三 三\n" +
		"all 全部+: 一 一 二的全文題目 二的全文題目 三 三 四 五 五\n"
	if got := outline(pubs); got != want {
		t.Errorf("feeds are\n%swant\n%s", got, want)
	}
	var titles []string
	for _, p := range pubs {
		titles = append(titles, p.Feed.Title.Value)
	}
	if got, want := strings.Join(titles, "|"), "市長·活動 - 白鷺市政府|市長·最新 - 白鷺市政府|副市長·活動 - 白鷺市政府|副市長·最新 - 白鷺市政府|市長·全部 - 白鷺市政府|副市長·全部 - 白鷺市政府|活動 - 白鷺市政府|最新 - 白鷺市政府|全部 - 白鷺市政府"; got != want {
		t.Errorf("titles are %s; want %s", got, want)
	}
	notes := fmt.Sprint(b.Notes())
	for _, want := range []string{"msz/: list page is not among", "category 會議 of the recipe is not in the category bar"} {
		if !strings.Contains(notes, want) {
			t.Errorf("notes are %s; want %q among them", notes, want)
		}
	}
}

func TestBuilderLeadersWithoutRecipe(t *testing.T) {
	t.Parallel()
	pubs, _ := publish(t, nil, append(site(testBase+"sz/"), site(testBase+"fsz/")...)...)
	var names []string
	for _, p := range pubs {
		names = append(names, p.Name)
	}
	if got, want := strings.Join(names, " "), "sz/latest sz/activity fsz/latest fsz/activity all/latest all/activity all sz/all fsz/all"; got != want {
		t.Errorf("names are %s; want %s", got, want)
	}
}

func TestBuilderEditionsWithoutRecipe(t *testing.T) {
	t.Parallel()
	results := slices.Concat(site(testBase+"big5/ldhd/"), site(testBase+"gbk/ldhd/"), site("http://www.yunxi.example/ldhd/"), site("http://www.yunxi.example/"))
	pubs, _ := publish(t, nil, results...)
	groups := map[string]int{}
	for _, p := range pubs {
		if dir, _, ok := strings.Cut(p.Name, "/"); ok && !p.RollUp {
			groups[dir]++
		}
	}
	if len(groups) != 4 || groups["big5"] != 2 || groups["gbk"] != 2 || groups["www-yunxi-example"] != 2 {
		t.Errorf("groups are %v in\n%s", groups, outline(pubs))
	}
}

func TestBuilderRollUpNone(t *testing.T) {
	t.Parallel()
	pubs, _ := publish(t, mustRecipe(t, "recipe: 1\nfeeds: {roll_up: none}\n"), site(testBase)...)
	if len(pubs) != 2 {
		t.Errorf("feeds are\n%swant no roll-up", outline(pubs))
	}
}

func TestBuilderOnlyAndLimits(t *testing.T) {
	t.Parallel()
	r := mustRecipe(t, "recipe: 1\nlist: {only: 'content_\\d+', pages: 1}\nemit: {items: 1}\n")
	pubs, _ := publish(t, r, site(testBase)...)
	want := "latest 最新: 一\nactivity 活動: 一\nall 全部+: 一\n"
	if got := outline(pubs); got != want {
		t.Errorf("feeds are\n%swant\n%s", got, want)
	}
}

func TestBuilderListPageAlone(t *testing.T) {
	t.Parallel()
	r := mustRecipe(t, "recipe: 1\nlist: {page: http://www.bailu.example/hd/, tabs: none}\n")
	pubs, _ := publish(t, r, site(testBase)...)
	if got, want := outline(pubs), "activity 領導活動: 一 二的全文題目 四 五\n"; got != want {
		t.Errorf("feeds are %q; want %q", got, want)
	}
}

func TestBuilderWithoutBar(t *testing.T) {
	t.Parallel()
	a := listPage(testBase+"xw/index.htm", nil, testBase+"xw/index_1.htm", listed("一", testBase+"1.htm", day("2012-01-02")))
	b := listPage(testBase+"xw/index_1.htm", nil, testBase+"xw/index.htm", listed("二", testBase+"2.htm", day("2012-01-01")))
	c := listPage(testBase+"gg/", nil, "", listed("三", testBase+"3.htm", day("2012-01-03")))
	a.Title, b.Title, c.Title = "政務信息", "政務信息", "通知公告"
	pubs, _ := publish(t, nil, b, a, c)
	want := "notices 通知公告: 三\nxw 政務信息: 二 一\nall 全部+: 三 一 二\n"
	if got := outline(pubs); got != want {
		t.Errorf("circular pages make\n%swant\n%s", got, want)
	}
	a.NextPage, b.NextPage = testBase+"xw/index_1.htm", ""
	pubs, _ = publish(t, nil, b, a, c)
	if got, want := outline(pubs), "xw 政務信息: 一 二\nnotices 通知公告: 三\nall 全部+: 三 一 二\n"; got != want {
		t.Errorf("feeds are\n%swant\n%s", got, want)
	}
}

func TestBuilderArticlesOnly(t *testing.T) {
	t.Parallel()
	pubs, _ := publish(t, nil, articlePage(testBase+"1.htm", "一", minute("2012-01-01 08:00")), articlePage(testBase+"2.htm", "二", minute("2012-01-02 08:00")))
	if got, want := outline(pubs), "all 全部: 二 一\n"; got != want {
		t.Errorf("feeds are %q; want %q", got, want)
	}
}

func TestBuilderNothing(t *testing.T) {
	t.Parallel()
	pubs, b := publish(t, nil, nil, &Result{}, &Result{URL: testBase, Kind: KindListing})
	if len(pubs) != 0 {
		t.Errorf("feeds are\n%swant none; notes %v", outline(pubs), b.Notes())
	}
}

func TestBuilderNavigationIsNoSecondBar(t *testing.T) {
	t.Parallel()
	results := site(testBase)
	about := &Result{URL: testBase + "about.htm", Kind: KindArticle, Categories: bar("首頁="+testBase+"index.htm", "信息公開="+testBase+"zwgk/")}
	pubs, _ := publish(t, nil, append([]*Result{about}, results...)...)
	if got := outline(pubs); strings.Contains(got, "首頁") {
		t.Errorf("feeds are\n%s", got)
	}
}

func TestBuilderCurrentNeverLinked(t *testing.T) {
	t.Parallel()
	// Every page leaves its own entry unlinked, and 最新 is linked by none: two pages show it.
	results := []*Result{
		listPage(testBase+"index_1.htm", bar("最新", "活動="+testBase+"hd/"), "", listed("二", testBase+"2.htm", day("2012-01-01"))),
		listPage(testBase+"index.htm", bar("最新", "活動="+testBase+"hd/"), testBase+"index_1.htm", listed("一", testBase+"1.htm", day("2012-01-02"))),
	}
	pubs, _ := publish(t, nil, results...)
	if got, want := outline(pubs), "latest 最新: 一 二\n"; got != want {
		t.Errorf("feeds are %q; want %q", got, want)
	}
}

func TestBuilderBarIsNoItem(t *testing.T) {
	t.Parallel()
	b := bar("最新="+testBase, "活動="+testBase+"hd/")
	pubs, _ := publish(t, nil,
		listPage(testBase, b, "", listed("最新", testBase+"index.htm", dates.Date{}), listed("活動", testBase+"hd/index.htm", dates.Date{}), listed("一", testBase+"1.htm", dates.Date{})),
		listPage(testBase+"hd/", b, "", listed("一", testBase+"1.htm", dates.Date{})))
	if got, want := outline(pubs), "latest 最新: 一\nactivity 活動: 一\nall 全部+: 一\n"; got != want {
		t.Errorf("feeds are %q; want %q", got, want)
	}
}

func TestBuilderBarWithoutLinks(t *testing.T) {
	t.Parallel()
	page := listPage(testBase, bar("最新", "活動"), "", listed("一", testBase+"1.htm", dates.Date{}))
	page.Category = "活動"
	pubs, _ := publish(t, nil, page)
	if got, want := outline(pubs), "activity 活動: 一\n"; got != want {
		t.Errorf("feeds are %q; want %q", got, want)
	}
}

func TestBuilderNames(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("a", 300)
	labels := []string{"../", "CON", "最新", "最新消息", "市委专题", "<script>", "com1.txt", "News & Views", long, "市委專題二"}
	var links []Link
	var results []*Result
	for i, l := range labels {
		address := fmt.Sprintf("%slist%d/", testBase, i)
		links = append(links, Link{Title: l, URL: address})
		results = append(results, listPage(address, nil, "", listed("題"+fmt.Sprint(i), address+"a.htm", day("2012-01-01"))))
	}
	results[0].Categories = links
	pubs, _ := publish(t, nil, results...)
	var names []string
	for _, p := range pubs {
		names = append(names, p.Name)
		if !recipePathText.MatchString(p.Name) || strings.Contains(p.Name, "..") || builderReserved(p.Name) || len(p.Name) > 100 {
			t.Errorf("name %q is not safe", p.Name)
		}
	}
	want := "list0 con- latest latest-list3 list4 script com1-txt news-views " + strings.Repeat("a", builderMaxSlug) + " list9 all"
	if got := strings.Join(names, " "); got != want {
		t.Errorf("names are %s; want %s", got, want)
	}
}

func TestBuilderSimplified(t *testing.T) {
	t.Parallel()
	results := []*Result{
		listPage(testBase, bar("最新", "活动="+testBase+"hd/"), "", listed("一", testBase+"1.htm", day("2012-01-02"))),
		listPage(testBase+"hd/", bar("最新="+testBase, "活动"), "", listed("二", testBase+"2.htm", day("2012-01-01"))),
	}
	pubs, _ := publish(t, mustRecipe(t, "recipe: 1\nfeeds: {for: {tab: 最新|活動}}\n"), results...)
	if got, want := outline(pubs), "latest 最新: 一\nactivity 活动: 二\nall 全部+: 一 二\n"; got != want {
		t.Errorf("feeds are %q; want %q", got, want)
	}
}

func TestBuilderTitle(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, listing, article, want string }{
		{"listing first", "市長出席論壇", "市长出席论坛开幕式", "市長出席論壇"},
		{"marked cut", "市長出席論壇並…", "市長出席論壇並致辭", "市長出席論壇並致辭"},
		{"dots", "市長出席論壇...", "市長出席論壇並致辭", "市長出席論壇並致辭"},
		{"cut in width", "市長出席論壇：並...", "市長出席論壇:並致辭", "市長出席論壇:並致辭"},
		{"unmarked cut", "市長出席論", "市長出席論壇並致辭", "市長出席論壇並致辭"},
		{"subtitle", "市長出席論壇", "市長出席論壇 副標題", "市長出席論壇"},
		{"site name", "市長出席論壇", "市長出席論壇_白鷺市政府", "市長出席論壇"},
		{"other", "市長出席論壇...", "關於論壇的報道", "市長出席論壇..."},
		{"no listing title", "", "市長", "市長"},
		{"no article title", "市長...", "", "市長..."},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			if got := builderTitle(c.listing, c.article); got != c.want {
				t.Errorf("title is %q; want %q", got, c.want)
			}
		})
	}
}

func TestBuilderKey(t *testing.T) {
	t.Parallel()
	for _, group := range [][]string{
		{"http://www.x.example/a/", "https://www.x.example/a/index.htm", "http://WWW.x.example:80/a/index.html#top", "http://www.x.example/a", "http://big5.x.example/gate/big5/www.x.example/a/default.asp", "http://www.x.example/a/;jsessionid=1F", "http://www.x.example/a?sid=3", "http://www.x.example/a/?utm_source=b&spm=1", "http://gb.x.example/gate/gb/www.x.example/a/"},
		{"http://www.x.example/a/?id=1", "http://www.x.example/a?PHPSESSID=2&id=1"},
		{"http://www.x.example/%E6%9C%80", "http://www.x.example/最"},
		{"http://www.x.example:8080/"},
		{"http://www.x.example/"},
		{"http://www.x.example/index_1.htm"},
	} {
		for _, a := range group {
			if got, want := builderKey(a), builderKey(group[0]); got != want {
				t.Errorf("key of %s is %s; want %s", a, got, want)
			}
		}
	}
	if builderKey("http://www.x.example/a/?id=1") == builderKey("http://www.x.example/a/") {
		t.Error("a query does not tell pages apart")
	}
}

func TestBuilderLongArticle(t *testing.T) {
	t.Parallel()
	one, two := articlePage(testBase+"1.htm", "一", day("2012-01-01")), articlePage(testBase+"1_2.htm", "一", day("2012-01-01"))
	one.NextPage, two.NextPage = testBase+"1_2.htm", testBase+"1.htm"
	two.Article.HTML = "<p>續。</p>"
	pubs, _ := publish(t, nil, one, two, listPage(testBase, nil, "", listed("一", testBase+"1.htm", dates.Date{})))
	if got, want := pubs[0].Feed.Items[0].Content.Value, "<p>一。</p><p>續。</p>"; got != want {
		t.Errorf("content is %q; want %q", got, want)
	}
}

func TestBuilderKeepsAttachmentsAndCategories(t *testing.T) {
	t.Parallel()
	one, two := articlePage(testBase+"1.htm", "一", day("2012-01-01")), articlePage(testBase+"1_2.htm", "一", day("2012-01-01"))
	one.NextPage = testBase + "1_2.htm"
	one.Article.HTML, one.Article.Text = "<p>一。</p><p>同。</p>", "一。\n同。"
	two.Article.HTML, two.Article.Text = "<p>同。</p><p>續。</p>", "同。\n續。"
	one.Article.Attachments = []Attachment{{Title: "附件", URL: testBase + "a.doc", Type: "application/msword"}, {URL: "b.pdf"}}
	two.Article.Attachments = []Attachment{{Title: "附件", URL: testBase + "a.doc"}, {Title: "表", URL: testBase + "c.xls", Type: "application/vnd.ms-excel"}}
	list := listPage(testBase, nil, "", listed("一", testBase+"1.htm", dates.Date{}))
	list.Listings[0].Items[0].Category = "會議"
	pubs, _ := publish(t, nil, one, two, list)
	it := pubs[0].Feed.Items[0]
	if got, want := it.Content.Value, "<p>一。</p><p>同。</p><p>續。</p>"; got != want {
		t.Errorf("content is %q; want %q", got, want)
	}
	want := []feed.Enclosure{{Title: "附件", URL: testBase + "a.doc", Type: "application/msword"}, {Title: "表", URL: testBase + "c.xls", Type: "application/vnd.ms-excel"}}
	if diff := cmp.Diff(want, it.Enclosures); diff != "" {
		t.Errorf("enclosures differ (-want +got):\n%s", diff)
	}
	if !slices.ContainsFunc(it.Categories, func(c feed.Category) bool { return c.Term == "會議" }) {
		t.Errorf("categories are %v", it.Categories)
	}
}

// TestBuilderHostileBars holds the time of many bars that share their targets.
func TestBuilderHostileBars(t *testing.T) {
	t.Parallel()
	b := NewBuilder(nil, BuilderOptions{Base: testBase})
	for i := range 3000 {
		var links []Link
		for j := range 200 {
			links = append(links, Link{Title: fmt.Sprintf("欄目%d", (i*7+j)%500), URL: fmt.Sprintf("%sp%d", testBase, (i*13+j)%300)})
		}
		b.Add(listPage(fmt.Sprintf("%sp%d", testBase, i), links, fmt.Sprintf("%sp%d", testBase, i+1), listed("一", testBase+"1.htm", dates.Date{})))
	}
	start := time.Now()
	if _, err := b.Publications(); err != nil {
		t.Fatal(err)
	}
	if d := time.Since(start); d > 10*time.Second {
		t.Errorf("joining took %v", d)
	}
}

func BenchmarkBuilder(b *testing.B) {
	results := site(testBase)
	for i := range 2000 {
		results = append(results, articlePage(fmt.Sprintf("%s%d.htm", testBase, i), "題", day("2012-01-01")))
	}
	for b.Loop() {
		bd := NewBuilder(nil, BuilderOptions{Base: testBase})
		for _, r := range results {
			bd.Add(r)
		}
		if _, err := bd.Publications(); err != nil {
			b.Fatal(err)
		}
	}
}
