package convert

import (
	"fmt"
	"strings"
	"testing"
)

// settleSite is a site of four categories whose pages are laid out alike, with a box of other items on each.
type settleSite struct {
	labels []string
	item   func(url, title, date string) string
	box    string
}

func (s settleSite) page(t *testing.T, n int, path string, items ...string) *Result {
	t.Helper()
	var b strings.Builder
	b.WriteString("<html><head><meta charset=utf-8><title>" + s.labels[n] + " - 云岭区融媒体中心</title></head><body><nav class=menu><ul>")
	for i, l := range s.labels {
		class := ""
		if i == n {
			class = " class=on"
		}
		fmt.Fprintf(&b, `<li%s><a href="/c%d/">%s</a></li>`, class, i, l)
	}
	b.WriteString("</ul></nav><div class=path>您的位置：<a href=/>首页</a> &gt; " + s.labels[n] + "</div><div class=main>")
	for _, it := range items {
		u, title, _ := strings.Cut(it, " ")
		b.WriteString(s.item(u, title, "2023-05-10 10:20"))
	}
	b.WriteString("</div><div class=pager><a href='./'>上一页</a></div><aside>" + s.box + "</aside></body></html>")
	res, err := Convert(Page{URL: "http://www.yunling.example" + path, Body: []byte(b.String())}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	return res
}

// TestBuilderSettlesWhatIsListed: the last page of a category has one or two items; a box with more stands on all pages.
func TestBuilderSettlesWhatIsListed(t *testing.T) {
	t.Parallel()
	s := settleSite{
		labels: []string{"新闻", "领导活动", "政策", "图集"},
		item: func(u, title, date string) string {
			return `<article class="entry e1"><h2 class=t><a href="` + u + `">` + title + `</a></h2><p>本网讯　区领导督导地名普查，有关负责人在现场介绍了具体安排。</p><span>` + date + `</span></article>`
		},
		box: `<h3>大家都在看</h3><ol><li><a href=/x/1/>生态环境局组织学习行政处罚法</a></li><li><a href=/x/2/>市水利局举行知识竞赛启动仪式</a></li><li><a href=/x/3/>关于建设大街临时封闭施工的通告</a></li><li><a href=/x/4/>市民政局公共场所卫生监督通报</a></li><li><a href=/x/5/>高新区小微企业减负工作总结报告</a></li></ol>`,
	}
	many := func(n int) (items []string) {
		for i := range 6 {
			items = append(items, fmt.Sprintf("/c%d/%d.html 云岭区召开第%d%d次农村教育改革工作会议", n, i, n, i))
		}
		return items
	}
	pubs, b := publish(t, &Recipe{RollUp: []string{}},
		s.page(t, 0, "/c0/", many(0)...), s.page(t, 1, "/c1/", many(1)...), s.page(t, 2, "/c2/", many(2)...),
		s.page(t, 0, "/c0/index_1.html", "/c0/91.html 区领导督导地名普查工作", "/c0/92.html 区领导督导养老服务补贴"),
		s.page(t, 1, "/c1/index_1.html", "/c1/93.html 区领导调研森林防火工作"),
		s.page(t, 3, "/c3/", "/c3/94.html 云岭春色：万亩油菜花开"))
	want := "新闻 8\n领导活动 7\n政策 6\n图集 1\n"
	var got strings.Builder
	for _, p := range pubs {
		fmt.Fprintf(&got, "%s %d\n", p.Label, len(p.Feed.Items))
		for _, it := range p.Feed.Items {
			if strings.Contains(it.Links[0].Href, "/x/") {
				t.Errorf("%s has the link %s of the box", p.Label, it.Links[0].Href)
			}
			if it.Published.String() != "2023-05-10T10:20:00+08:00" {
				t.Errorf("%s: %s is dated %s", p.Label, it.Title.Value, it.Published)
			}
		}
	}
	if got.String() != want {
		t.Errorf("feeds are\n%swant\n%s", got.String(), want)
	}
	if left := b.LeftOut(); len(left) > 0 {
		t.Errorf("left out: %v", left)
	}
}

// TestBuilderSettlesTheSame: what was settled does not depend on how often it is asked for.
func TestBuilderSettlesTheSame(t *testing.T) {
	t.Parallel()
	first, b := publish(t, nil, site(testBase)...)
	again, err := b.Publications()
	if err != nil {
		t.Fatal(err)
	}
	if outline(first) != outline(again) {
		t.Errorf("feeds are\n%sand then\n%s", outline(first), outline(again))
	}
}

// TestBuilderSettlesSharedItems: the items of a new leader stand on the pages of all categories; they are no menu.
func TestBuilderSettlesSharedItems(t *testing.T) {
	t.Parallel()
	s := settleSite{
		labels: []string{"活动", "会议", "讲话", "出访", "论述"},
		item: func(u, title, date string) string {
			return `<div class=row><a href="` + u + `">` + title + `</a> <span>` + date + `</span></div>`
		},
	}
	const home = `<html><head><meta charset=utf-8><title>云岭区融媒体中心</title></head><body>%s</body></html>`
	for _, c := range []struct {
		name                string
		pages, items, front int // front: lists of a front page, 0: none
		lacks               bool
		box                 string
	}{
		{"two on four pages", 4, 2, 0, false, ""},
		{"three on four pages", 4, 3, 0, false, ""},
		{"three on five pages", 5, 3, 0, false, ""},
		{"each lacks another one", 5, 8, 0, true, ""},
		{"each lacks another one of twelve", 5, 12, 0, true, ""},
		{"and a front page of columns", 4, 3, 4, false, ""},
		{"and a menu", 4, 3, 0, false, `<ul class=side><li><a href=/bszn/>办事指南</a></li><li><a href=/zxts/>在线投诉</a></li><li><a href=/wsdc/>网上调查</a></li></ul>`},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			s := s
			s.labels, s.box = s.labels[:c.pages], c.box
			var results []*Result
			if c.front > 0 {
				var lists strings.Builder
				for n := range c.front {
					fmt.Fprintf(&lists, "<h2><a href=/c%d/>%s</a></h2><ul>", n, s.labels[n])
					for i := range c.items {
						fmt.Fprintf(&lists, "<li><a href=/n/%d.html>市长某某出席第%d次全市安全生产工作会议并讲话</a></li>", i, i)
					}
					lists.WriteString("</ul>")
				}
				res, err := Convert(Page{URL: "http://www.yunling.example/", Body: fmt.Appendf(nil, home, lists.String())}, Options{})
				if err != nil {
					t.Fatal(err)
				}
				results = append(results, res)
			}
			for n := range c.pages {
				var items []string
				for i := range c.items {
					if !c.lacks || i != n {
						items = append(items, fmt.Sprintf("/n/%d.html 市长某某出席第%d次全市安全生产工作会议并讲话", i, i))
					}
				}
				results = append(results, s.page(t, n, fmt.Sprintf("/c%d/", n), items...))
			}
			pubs, b := publish(t, &Recipe{RollUp: []string{}}, results...)
			want := c.items
			if c.lacks {
				want--
			}
			if len(pubs) != c.pages {
				t.Errorf("feeds are\n%swant %d; notes %v", outline(pubs), c.pages, b.Notes())
			}
			for _, p := range pubs {
				if len(p.Feed.Items) != want {
					t.Errorf("%s has %d items; want %d", p.Label, len(p.Feed.Items), want)
				}
			}
		})
	}
}

// TestBuilderSettlesEmptyCategories: categories without items show the box that stands beside the lists of the others. They stay empty.
func TestBuilderSettlesEmptyCategories(t *testing.T) {
	t.Parallel()
	s := settleSite{
		labels: []string{"活动", "会议", "讲话", "出访", "论述"},
		item: func(u, title, date string) string {
			return `<div class=row><a href="` + u + `">` + title + `</a> <span>` + date + `</span></div>`
		},
		box: `<h3>大家都在看</h3><ol><li><a href=/x/1/>生态环境局组织学习行政处罚法</a></li><li><a href=/x/2/>市水利局举行知识竞赛启动仪式</a></li><li><a href=/x/3/>关于建设大街临时封闭施工的通告</a></li><li><a href=/x/4/>市民政局公共场所卫生监督通报</a></li><li><a href=/x/5/>高新区小微企业减负工作总结报告</a></li></ol>`,
	}
	const full = 3
	var results []*Result
	for n := range s.labels {
		var items []string
		for i := range 8 {
			if n < full {
				items = append(items, fmt.Sprintf("/n/%d-%d.html 市长某某出席第%d%d次全市安全生产工作会议并讲话", n, i, n, i))
			}
		}
		results = append(results, s.page(t, n, fmt.Sprintf("/c%d/", n), items...))
	}
	_, b := publish(t, &Recipe{RollUp: []string{}}, results...)
	for n, p := range b.pages {
		want := 0
		if n < full {
			want = 8
		}
		if len(p.items) != want {
			t.Errorf("%s lists %d items, want %d", p.url, len(p.items), want)
		}
	}
}

// TestBuilderContinuesLists: the last page of a list has one item, or two, and looks like an article or like nothing; no bar tells
// what it is.
func TestBuilderContinuesLists(t *testing.T) {
	t.Parallel()
	card := func(n int) string {
		return fmt.Sprintf(`<div class="story s%d"><a class=thumb href="/n/%d.html"><img src="/img/%d.jpg"></a><h3><a href="/n/%d.html">云岭区召开第%d次农村教育改革工作会议</a></h3>`+
			`<div class=meta><span class=cat>体育</span> <span class=time>27/5/2012 10:34</span></div>`+
			`<p class=abs>第一阶段工程经费约八千万元，工期五十七天，施工期间请改道行驶。区领导在现场介绍了具体安排，并听取了居民代表的意见和建议。 <a href="/n/%d.html" class=rm>阅读全文</a></p></div>`, n%2, n, n, n, n, n)
	}
	row := func(n int) string {
		return fmt.Sprintf(`<ul class=rows><li><a href="/n/%d.html">云岭区召开第%d次农村教育改革工作会议</a> <em>2012-05-27</em></li></ul>`, n, n)
	}
	page := func(path string, item func(int) string, from, to int, pager string) *Result {
		var b strings.Builder
		b.WriteString("<html><head><meta charset=utf-8><title>体育 | 云岭日报</title></head><body><div class=main><h1>体育</h1>")
		for i := from; i < to; i++ {
			b.WriteString(item(i))
		}
		b.WriteString("<div class=pagenav>" + pager + "</div></div><div class=side><h4>热门新闻</h4><ol>")
		for i := range 5 {
			fmt.Fprintf(&b, "<li><a href=/x/%d.html>市水利局举行第%d次知识竞赛启动仪式</a></li>", i, i)
		}
		b.WriteString("</ol></div></body></html>")
		res, err := Convert(Page{URL: testBase + path, Body: []byte(b.String())}, Options{})
		if err != nil {
			t.Fatal(err)
		}
		return res
	}
	for _, c := range []struct {
		name string
		item func(int) string
		last int
	}{{"one card", card, 1}, {"two cards", card, 2}, {"one row", row, 1}, {"two rows", row, 2}} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			pubs, b := publish(t, &Recipe{RollUp: []string{}},
				page("sport/", c.item, 0, 6, "<span>1</span><a href=/sport/index-2.html>2</a><a href=/sport/index-2.html>下页</a>"),
				page("sport/index-2.html", c.item, 6, 6+c.last, "<a href=/sport/>上页</a><a href=/sport/>1</a><span>2</span>"))
			if len(pubs) != 1 || len(pubs[0].Feed.Items) != 6+c.last {
				t.Fatalf("feeds are\n%swant one of %d items; left out: %v", outline(pubs), 6+c.last, b.LeftOut())
			}
			for _, it := range pubs[0].Feed.Items {
				if it.Published.Time.Day() != 27 || !strings.HasSuffix(it.Title.Value, "次农村教育改革工作会议") {
					t.Errorf("%s is dated %s", it.Title.Value, it.Published)
				}
			}
		})
	}
}

// TestBuilderBoxOnAllPages: a box of the newest items of the site that ranks before the list of each page is none of their lists.
func TestBuilderBoxOnAllPages(t *testing.T) {
	t.Parallel()
	box := make([]ListingItem, 6)
	for i := range box {
		box[i] = listed(fmt.Sprint("新", i), fmt.Sprintf("%sn/%d.htm", testBase, i), day(fmt.Sprintf("2012-09-%02d", 28-i)))
	}
	var pages []*Result
	for i, name := range []string{"館務", "展覽", "館刊", "採購", "講座"} {
		var own []ListingItem
		for k := range 4 {
			own = append(own, listed(fmt.Sprint(name, k), fmt.Sprintf("%sc%d/%d.htm", testBase, i, k), day(fmt.Sprintf("2012-08-%02d", 28-k))))
		}
		res := listPage(fmt.Sprintf("%sc%d/", testBase, i), nil, "")
		res.Title, res.Listings = name, []Listing{{Items: box}, {Items: own, Index: 1}}
		pages = append(pages, res)
	}
	pubs, _ := publish(t, &Recipe{RollUp: []string{}}, pages...)
	got := outline(pubs)
	for _, name := range []string{"館務", "展覽", "館刊", "採購", "講座"} {
		if want := fmt.Sprintf(" %s: %[1]s0 %[1]s1 %[1]s2 %[1]s3\n", name); !strings.Contains(got, want) {
			t.Errorf("feeds are\n%swant%s", got, want)
		}
	}
}
