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
