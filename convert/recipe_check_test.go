package convert

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"golang.org/x/text/encoding/simplifiedchinese"
)

const checkPage = `<html><head><meta http-equiv=Content-Type content="text/html; charset=gb2312"><title>市长出席植树活动_白鹭市政府</title></head>
<body><table width=778><tr><td>当前位置: <a href="/">首页</a>&gt;&gt; 领导活动</td></tr></table>
<table width=778><tr><td align=center><font size=4><b>市长出席植树活动</b></font>
<tr><td align=center>白鹭市政府 www.bailu.example &nbsp; 2012年09月25日 18时07分 &nbsp; 来源:白鹭日报
<tr><td><p>25日上午，白鹭市市长来到喆园社区，与居民一起栽下三百株香樟，并查看了去年栽种的树木的生长情况。
<p>全市今年已完成植树五万株，其中社区和学校种下的有一万二千株，成活率比去年提高了三个百分点。</table></body></html>`

func TestRecipeCheck(t *testing.T) {
	t.Parallel()
	page, err := simplifiedchinese.GBK.NewEncoder().Bytes([]byte(checkPage))
	if err != nil {
		t.Fatal(err)
	}
	fsys := fstest.MapFS{"pages/a.htm": {Data: page}, "pages/empty.htm": {}}
	for _, c := range []struct {
		name, expect string
		want         []string // "field: expected, got"
	}{
		{"all right", `{page: pages/a.htm, expect: {kind: article, title: 市长出席植树活动, date: "2012-09-25T18:07+08:00", source: 白鹭日报, category: 领导活动, body: {min_chars: 60, contains: 三百株香樟, lacks: [当前位置, 来源]}}}`, nil},
		{"a day is met by any time of it", `{page: ./pages/a.htm, expect: {date: 2012-09-25}}`, nil},
		{"another zone", `{page: pages/a.htm, expect: {date: "2012-09-25T10:07:00Z"}}`, []string{`date: 2012-09-25T10:07:00Z, 2012-09-25T18:07:00+08:00`}},
		{"title", `{page: pages/a.htm, expect: {title: 副市长出席植树活动}}`, []string{`title: "副市长出席植树活动", "市长出席植树活动"`}},
		{"date", `{page: pages/a.htm, expect: {date: 2012-09-24}}`, []string{"date: 2012-09-24, 2012-09-25T18:07:00+08:00"}},
		{"source", `{page: pages/a.htm, expect: {source: 新华社}}`, []string{`source: "新华社", "白鹭日报"`}},
		{"category", `{page: pages/a.htm, expect: {category: 活动}}`, []string{`category: "活动"`}},
		{"body", `{page: pages/a.htm, expect: {body: {min_chars: 9000, contains: 论坛, lacks: 香樟}}}`, []string{"body.min_chars: at least 9000 characters", `body.contains: "论坛", a text without it`, `body.lacks: a text without "香樟", it`}},
		{"list", `{page: pages/a.htm, expect: {items: 3, first: 一, tabs: 最新|活动, next: x}}`, []string{"tabs: \"最新|活动\", nothing", "items: at least 3, 0", `first: "一", nothing`, `next: "x", nothing`}},
		{"missing page", `{page: pages/b.htm, expect: {title: x}}`, []string{"page: a readable file"}},
		{"page outside", `{page: ../a.htm, expect: {title: x}}`, []string{"page: a readable file"}},
		{"empty page", `{page: pages/empty.htm, expect: {title: x}}`, []string{"page: a page that converts"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			r := mustRecipe(t, "recipe: 1\nbase: http://www.bailu.example/\ntests:\n- "+c.expect+"\n")
			report := r.Check(fsys)
			if report.OK() != (len(c.want) == 0) || report.Tests != 1 || report.Recipe != "test.yaml" {
				t.Errorf("report is %+v", report)
			}
			if len(report.Failures) != len(c.want) {
				t.Fatalf("failures are %v; want %v", report.Failures, c.want)
			}
			for i, f := range report.Failures {
				got := fmt.Sprintf("%s: %s, %s", f.Field, f.Expected, f.Got)
				if !strings.HasPrefix(got, c.want[i]) || f.Line != 4 || f.String() == "" {
					t.Errorf("failure is %q in line %d; want %q in line 4", got, f.Line, c.want[i])
				}
			}
		})
	}
}

// TestRecipeCheckOrder compares the titles and dates of the first items in their order.
func TestRecipeCheckOrder(t *testing.T) {
	t.Parallel()
	page := "<html><head><meta charset=utf-8></head><body><h1>新聞</h1><ul><li><a href=1.htm>市長走訪社區圖書室並看望居民</a> 2012-09-25</li>" +
		"<li><a href=2.htm>市長與教師座談學校的設備</a> 2012-09-24</li><li><a href=3.htm>市長出席植樹活動並講話</a> 2012-09-20</li></ul></body></html>"
	fsys := fstest.MapFS{"a.htm": {Data: []byte(page)}}
	for _, c := range []struct{ name, expect, want string }{
		{"right", "titles: [市長走訪社區圖書室並看望居民, 市長與教師座談學校的設備], dates: [2012-09-25, 2012-09, 2012-09-20]", ""},
		{"order", "titles: [市長與教師座談學校的設備, 市長走訪社區圖書室並看望居民]", `titles: "市長與教師座談學校的設備" as item 1, "市長走訪社區圖書室並看望居民"`},
		{"more titles", "titles: [市長走訪社區圖書室並看望居民, 市長與教師座談學校的設備, 市長出席植樹活動並講話, 四]", `titles: "四" as item 4, nothing`},
		{"date", "dates: [2012-09-25, 2012-09-23]", "dates: 2012-09-23 of item 2, 2012-09-24"},
		{"dated", "dates: [2012-09-25, none]", "dates: none of item 2, 2012-09-24"},
		{"more dates", "dates: [2012, 2012, 2012, 2012]", "dates: 2012 of item 4, no item"},
	} {
		r := mustRecipe(t, "recipe: 1\ntests:\n- {page: a.htm, expect: {"+c.expect+"}}\n")
		got := ""
		for _, f := range r.Check(fsys).Failures {
			got += fmt.Sprintf("%s: %s, %s", f.Field, f.Expected, f.Got)
		}
		if got != c.want {
			t.Errorf("%s: failures are %q; want %q", c.name, got, c.want)
		}
	}
}
