package convert

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// TestBarBesideList: a column of categories beside the list is the bar where it names the page, wherever the source has it.
func TestBarBesideList(t *testing.T) {
	t.Parallel()
	list := func(links int) string {
		var b strings.Builder
		b.WriteString("<ul>")
		for i := range links {
			fmt.Fprintf(&b, `<li><a href="n/%d.htm">关于举行第%d次全体会议的通知</a><span>2012-09-%02d</span></li>`, i, i+1, 28-i)
		}
		return b.String() + "</ul>"
	}(8)
	column := func(names ...string) string {
		var b strings.Builder
		b.WriteString("<ul>")
		for i, n := range names {
			fmt.Fprintf(&b, `<li><a href="list%d.htm">%s</a></li>`, i, n)
		}
		return b.String() + "</ul>"
	}
	papers := []string{"要闻", "时政", "社会", "体育", "副刊"}
	offices := []string{"规范性文件", "人事信息", "财政资金", "应急管理", "统计数据"}
	for _, c := range []struct {
		name, page string
		want       []string
	}{
		{"behind the list, in the page's title", "<title>时政 - 东河日报</title>" + list + column(papers...), papers},
		{"behind the list, in its heading", "<h2>时政</h2>" + list + column(papers...), papers},
		{"behind the list, of nothing that the page is", "<h2>东河</h2>" + list + column(papers...), nil},
		{"before the list, in its heading", "<div>" + column(offices...) + "</div><div><h3>规范性文件</h3>" + list + "</div>", offices},
		{
			"before the list, below the menu of the site",
			`<title>人事信息</title><div><a href="a.htm">政务概况</a>|<a href="b.htm">政务公开</a>|<a href="c.htm">网上办事</a>|<a href="d.htm">公众参与</a></div>` +
				"<div>" + column(offices...) + "</div><div><h3>人事信息</h3>" + list + "</div>", offices,
		},
		{
			"a table before the list, with services behind",
			"<title>人事信息</title><table><tr><td><table>" + strings.ReplaceAll(strings.ReplaceAll(strings.TrimSuffix(strings.TrimPrefix(column(append(offices[:5:5], "关于本署")...), "<ul>"), "</ul>"), "<li>", "<tr><td>"), "</li>", "</td></tr>") +
				"</table></td><td><h2>人事信息</h2>" + list + "</td></tr></table>", offices,
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			d, err := Parse(Page{Body: []byte(c.page), URL: "http://www.bailu.example/"}, Options{})
			if err != nil {
				t.Fatal(err)
			}
			all, _ := d.Categories()
			var got []string
			for _, l := range all {
				got = append(got, l.Title)
			}
			if !slices.Equal(got, c.want) {
				t.Errorf("bar is %q, want %q", got, c.want)
			}
		})
	}
}

// TestBuilderIssueBars: the pages of a paper's issues, which have a bar each, are one category for each name.
func TestBuilderIssueBars(t *testing.T) {
	t.Parallel()
	strip := func(day string) []Link {
		return bar("要闻="+testBase+"html/2012-09/"+day+"/node_1.htm", "时政="+testBase+"html/2012-09/"+day+"/node_2.htm", "副刊="+testBase+"html/2012-09/"+day+"/node_3.htm")
	}
	page := func(day, n string, names ...string) *Result {
		return articleList(testBase+"html/2012-09/"+day+"/node_"+n+".htm", strip(day), "", names...)
	}
	pubs, _ := publish(t, &Recipe{RollUp: []string{}}, page("25", "1", "一"), page("25", "2", "二"), page("25", "3", "三"), page("24", "1", "四"), page("24", "2", "五"), page("24", "3", "六"))
	var got []string
	for _, p := range pubs {
		names := []string{}
		for _, it := range p.Feed.Items {
			names = append(names, it.Title.Value)
		}
		slices.Sort(names)
		got = append(got, p.Label+" "+strings.Join(names, ""))
	}
	if want := []string{"要闻 一四", "时政 二五", "副刊 三六"}; !slices.Equal(got, want) {
		t.Errorf("feeds are %q, want %q", got, want)
	}
}
