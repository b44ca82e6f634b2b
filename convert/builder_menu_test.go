package convert

import (
	"strings"
	"testing"
)

// TestBuilderMenus: the columns of sections that have no bar are categories where menus link them.
func TestBuilderMenus(t *testing.T) {
	t.Parallel()
	strip := bar("法规="+testBase+"zw/fg/", "人事="+testBase+"zw/rs/", "公告="+testBase+"zw/gg/")
	menu := append(bar("新闻发布="+testBase+"xw/bw/", "部务要闻="+testBase+"xw/bw/", "地方动态="+testBase+"xw/df/", "数据="+testBase+"sj/", "下载="+testBase+"xz/"), strip...)
	page := func(dir, title string, own []Link, names ...string) *Result {
		r := articleList(testBase+dir, own, "", names...)
		r.menu, r.Title = menu, title
		return r
	}
	further := page("xw/df/2.htm", "地方动态", nil, "十")
	df := page("xw/df/", "地方动态", nil, "四", "五")
	df.NextPage = testBase + "xw/df/2.htm"
	undated := page("xz/", "下载", nil, "十一", "十二")
	for i := range undated.Listings[0].Items {
		undated.Listings[0].Items[i].Date.Precision = 0
	}
	all := []*Result{
		page("zw/fg/", "法规", strip, "一"), page("zw/rs/", "人事", strip, "二"), page("zw/gg/", "公告", strip, "三"),
		page("xw/", "新闻发布", nil, "四", "六"), page("xw/bw/", "部务要闻_新闻发布", nil, "六", "七"), df, further,
		page("sj/", "民力部", nil, "八", "九"), page("none/", "無人鏈接", nil, "十三"), undated,
	}
	for _, c := range []struct {
		name   string
		recipe *Recipe
		want   string
	}{
		{"all", &Recipe{RollUp: []string{}}, "documents 法规: 一\npersonnel 人事: 二\nnotices 公告: 三\ncolumn 部务要闻: 六 七\ncolumn 地方动态: 四 五 十\nstatistics 数据: 八 九\n"},
		{"categories of the recipe", &Recipe{RollUp: []string{}, Tabs: []string{"人事"}}, "personnel 人事: 二\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			pubs, _ := publish(t, c.recipe, all...)
			var got strings.Builder
			for line := range strings.Lines(outline(pubs)) {
				name, rest, _ := strings.Cut(line, " ")
				if strings.HasPrefix(rest, "部") || strings.HasPrefix(rest, "地") {
					name = "column"
				}
				got.WriteString(name + " " + rest)
			}
			if got.String() != c.want {
				t.Errorf("feeds are\n%swant\n%s", got.String(), c.want)
			}
		})
	}
}

func TestBuilderMenuLabel(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, title, want string
		labels            []string
		pages             []int
	}{
		{"of the title", "部務要聞_新聞", "部務要聞", []string{"新聞", "部務要聞"}, []int{9, 9}},
		{"of the title, on fewer pages", "部務要聞", "部務要聞", []string{"部務要聞", "新聞"}, []int{2, 9}},
		{"behind its section", "某部", "部務要聞", []string{"新聞", "部務要聞"}, []int{9, 9}},
		{"on most pages", "某部", "新聞", []string{"新聞", "部務要聞"}, []int{9, 8}},
		{"on one page", "新聞", "", []string{"新聞"}, []int{1}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			m := &builderMenu{labels: c.labels, pages: c.pages}
			if got := m.label(c.title); got != c.want {
				t.Errorf("label is %q, want %q", got, c.want)
			}
		})
	}
}

func TestMenuEntries(t *testing.T) {
	t.Parallel()
	const page = `<ul><li><a href="/">首页</a></li><li><a href="/xw/">新闻</a><ul><li><a href="/xw/a/">要闻</a></li><li><a href="/xw/b/">动态</a></li></ul></li>` +
		`<li><a href="javascript:;">展开</a></li></ul><p><a href="/zw/a/">法规</a> | <a href="/zw/b/">人事</a></p><p><a href="/n/1.htm">关于举行某某市第一次全体会议的通知</a></p>`
	d, err := Parse(Page{Body: []byte(page), URL: "http://www.bailu.example/xw/a/"}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, l := range d.menuEntries() {
		got = append(got, l.Title+" "+strings.TrimPrefix(l.URL, "http://www.bailu.example"))
	}
	if want := "新闻 /xw/|要闻 /xw/a/|动态 /xw/b/|法规 /zw/a/|人事 /zw/b/"; strings.Join(got, "|") != want {
		t.Errorf("entries are %q, want %q", got, want)
	}
}
