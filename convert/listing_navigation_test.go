package convert

import (
	"fmt"
	"strings"
	"testing"
)

// navigations are forms of navigation: each gives so many links, all of which are none of the list's.
var navigations = []struct {
	name  string
	write func(b *strings.Builder, n int)
}{
	{"pipes", between(`<div>`, `<a href="/c/%d/">栏目%[1]d</a>`, `|`, `</div>`)},
	{"pipes and spaces", between(`<p align=center>`, `<a href="/c/%d/">栏目%[1]d</a>`, ` | `, `</p>`)},
	{"brackets", between(`<div>`, `[<a href="/c/%d/">栏目%[1]d</a>]`, ` `, `</div>`)},
	{"enumeration", between(`<div>标签：`, `<a href="/tag/%d">标签%[1]d</a>`, `、`, `</div>`)},
	{"slashes", between(`<div>`, `<a href="/c/%d/">栏目%[1]d</a>`, ` / `, `</div>`)},
	{"cloud", between(`<div class=tags>`, `<a href="/tag/%d" style="font-size:14px">标签%[1]d</a>`, ` `, `</div>`)},
	{"cloud without class", between(`<div>`, `<a href="/tag/%d"><font size=4>标签%[1]d</font></a>`, "\n", `</div>`)},
	{"cloud with counts", between(`<div>`, `<a href="/tag/%d">标签%[1]d</a> (1%[1]d)`, ` `, `</div>`)},
	{"list", between(`<ul>`, `<li><a href="/c/%d/">栏目%[1]d</a></li>`, ``, `</ul>`)},
	{"list with counts", between(`<ul>`, `<li><a href="/c/%d/">栏目%[1]d</a> <span>(%[1]d)</span></li>`, ``, `</ul>`)},
	{"list in nav", between(`<nav><ul>`, `<li><a href="/c/%d/">栏目%[1]d</a></li>`, ``, `</ul></nav>`)},
	{"list of long names", between(`<ul class=menu>`, `<li><a href="/bm/%d/">南溪县第%[1]d农业技术推广服务中心</a></li>`, ``, `</ul>`)},
	{"list of long names without class", between(`<ul>`, `<li><a href="/bm/%d/">南溪县第%[1]d农业技术推广服务中心</a></li>`, ``, `</ul>`)},
	{"lines of breaks", between(`<div>`, `<a href="/c/%d/">栏目%[1]d</a>`, `<br>`, `</div>`)},
	{"bullets and breaks", between(`<div>`, `◆ <a href="/c/%d/">栏目%[1]d</a>`, `<br>`, `</div>`)},
	{"cells", cells(`<td><a href="/c/%d/">栏目%[1]d</a></td>`)},
	{"cells of long names", cells(`<td><a href="http://h%d.example/">南溪县第%[1]d农业技术推广服务中心</a></td>`)},
	{"boxes", between(`<div>`, `<div><a href="/c/%d/">栏目%[1]d</a></div>`, ``, `</div>`)},
	{"definitions", between(`<dl>`, `<dt>第%d类</dt><dd><a href="/c/%[1]d/a/">概况</a><a href="/c/%[1]d/b/">动态%[1]d</a></dd>`, ``, `</dl>`)},
	{"mega menu", between(`<ul>`, `<li><a href="/m/%d/">部门%[1]d</a><ul><li><a href="/m/%[1]d/a/">机构概况</a></li><li><a href="/m/%[1]d/b/">工作动态</a></li><li><a href="/m/%[1]d/c/">政策法规</a></li></ul></li>`, ``, `</ul>`)},
	{"friends", between(`<div><h3>友情链接</h3>`, `<a href="http://h%d.example/" target=_blank>南溪%[1]d区政府网</a>`, ` `, `</div>`)},
	{"friends in a list", between(`<div><h3>友情链接</h3><ul>`, `<li><a href="http://h%d.example/">南溪县第%[1]d区人民政府门户网站</a></li>`, ``, `</ul></div>`)},
	{"friends with pipes", between(`<div>友情链接：`, `<a href="http://h%d.example/">南溪县第%[1]d区人民政府门户网站</a>`, ` | `, `</div>`)},
	{"pictures", between(`<div>`, `<a href="http://h%d.example/"><img src="/l/%[1]d.gif" alt="南溪县第%[1]d区"></a>`, ` `, `</div>`)},
	{"drop-down list", between(`<select onchange="location=this.value">`, `<option value="http://h%d.example/">南溪县第%[1]d区人民政府门户网站</option>`, ``, `</select>`)},
	{"letters", between(`<div>`, `[<a href="/az/%d">%[1]c</a>]`, ` `, `</div>`)},
	{"months", between(`<ul>`, `<li><a href="/archive/%d">2011年%[1]d月</a> (%[1]d)</li>`, ``, `</ul>`)},
}

func between(head, link, mark, foot string) func(*strings.Builder, int) {
	return func(b *strings.Builder, n int) {
		b.WriteString(head)
		for i := range n {
			if i > 0 {
				b.WriteString(mark)
			}
			k := i
			if strings.Contains(link, "%[1]c") {
				k = 'A' + i%26
			}
			fmt.Fprintf(b, link, k)
		}
		b.WriteString(foot)
	}
}

func cells(cell string) func(*strings.Builder, int) {
	return func(b *strings.Builder, n int) {
		const columns = 6
		b.WriteString("<table>")
		for i := range n {
			if i%columns == 0 {
				b.WriteString("<tr>")
			}
			fmt.Fprintf(b, cell, i)
		}
		b.WriteString("</table>")
	}
}

// TestListAmongNavigation finds a list of ten items whatever stands before or behind it, of any size.
func TestListAmongNavigation(t *testing.T) {
	t.Parallel()
	sizes := []int{10, 60, 500, 10_000}
	if testing.Short() || raceEnabled {
		sizes = sizes[:3]
	}
	for r, row := range []struct{ name, head, item, foot string }{
		{"list", `<ul>`, `<li><a href="/a/%d.html">全市第%[1]d次经济工作会议今日在南溪召开</a><span>2012-09-%02[2]d</span></li>`, `</ul>`},
		{"table", `<table>`, `<tr><td><a href="/a/%d.html">全市第%[1]d次经济工作会议今日在南溪召开</a></td><td>2012-09-%02[2]d</td></tr>`, `</table>`},
		{"lines", `<div>`, `· <a href="/a/%d.html">全市第%[1]d次经济工作会议今日在南溪召开</a> (09-%02[2]d)<br>`, `</div>`},
	} {
		for _, nav := range navigations {
			for _, n := range sizes {
				for k, behind := range []bool{false, true} {
					if n > 500 && r != k { // each size with a list or a table
						continue
					}
					var menu, list strings.Builder
					nav.write(&menu, n)
					list.WriteString("<h2>领导活动</h2>" + row.head)
					for i := range 10 {
						fmt.Fprintf(&list, row.item, i, 28-i)
					}
					list.WriteString(row.foot)
					body := "<html><meta charset=utf-8><title>领导活动 - 南溪县</title><body>" + menu.String() + list.String()
					if behind {
						body = "<html><meta charset=utf-8><title>领导活动 - 南溪县</title><body>" + list.String() + menu.String()
					}
					name := fmt.Sprintf("%s, %s of %d, before", row.name, nav.name, n)
					if behind {
						name = fmt.Sprintf("%s, %s of %d, behind", row.name, nav.name, n)
					}
					r, err := Convert(Page{URL: testAddress, Body: []byte(body + "<p>主办：南溪县人民政府</p></body></html>")}, Options{})
					if err != nil {
						t.Fatal(err)
					}
					switch {
					case r.Kind != KindListing:
						t.Errorf("%s: kind %v", name, r.Kind)
					case len(r.Listings) == 0:
						t.Errorf("%s: no list", name)
					case len(r.Listings[0].Items) != 10 || !strings.HasPrefix(r.Listings[0].Items[0].Title, "全市第0次"):
						t.Errorf("%s: main list of %d: %q", name, len(r.Listings[0].Items), r.Listings[0].Items[0].Title)
					}
				}
			}
		}
	}
}

// TestTextAmongNavigation finds the text of an article whatever stands before or behind it, of any size.
func TestTextAmongNavigation(t *testing.T) {
	t.Parallel()
	const text = `<h1>全市经济工作会议今日在南溪召开</h1><p>2012-09-28 来源：南溪日报</p><div>
<p>全市经济工作会议今日在南溪召开。会议总结了今年的工作，部署了明年的任务。</p><p>会议强调，各县要坚持稳中求进，把各项措施落到实处，确保完成全年目标。</p><p>各县负责人参加了会议。</p></div>`
	const want = "全市经济工作会议今日在南溪召开。会议总结了今年的工作，部署了明年的任务。\n会议强调，各县要坚持稳中求进，把各项措施落到实处，确保完成全年目标。\n各县负责人参加了会议。"
	for _, nav := range navigations {
		for _, n := range []int{10, 60, 500, 3000} {
			for k, where := range []string{"before", "behind", "on both sides"} {
				if n > 500 && k > 0 || testing.Short() && n > 200 {
					continue
				}
				var menu strings.Builder
				nav.write(&menu, n)
				body := text
				if where != "behind" {
					body = menu.String() + body
				}
				if where != "before" {
					body += menu.String()
				}
				r, err := Convert(Page{URL: testAddress, Body: []byte("<html><meta charset=utf-8><title>全市经济工作会议今日在南溪召开 - 南溪县</title><body>" + body + "<p>主办：南溪县人民政府</p></body></html>")}, Options{})
				if err != nil {
					t.Fatal(err)
				}
				if r.Kind != KindArticle {
					t.Errorf("%s of %d, %s: kind %v", nav.name, n, where, r.Kind)
				} else if r.Article.Text != want {
					t.Errorf("%s of %d, %s: text %.200q", nav.name, n, where, r.Article.Text)
				}
			}
		}
	}
}

// TestUndatedListAmongNavigation is TestListAmongNavigation for a list without dates below a heading, as a part of a layout.
func TestUndatedListAmongNavigation(t *testing.T) {
	t.Parallel()
	for _, frame := range []struct{ name, head, between, foot string }{
		{"table", `<table><tr><td width=180>`, `</td><td width=600>`, `</td></tr></table>`},
		{"boxes", `<div class=w><div class=l>`, `</div><div class=r>`, `</div></div>`},
		{"boxes without classes", `<div><div>`, `</div><div>`, `</div></div>`},
		{"nothing", ``, ``, ``},
	} {
		for _, nav := range navigations {
			for _, n := range []int{10, 60, 500, 3000} {
				if n > 500 && frame.name != "table" || testing.Short() && n > 200 {
					continue
				}
				var b strings.Builder
				b.WriteString("<html><meta charset=utf-8><title>领导活动 - 南溪县</title><body>" + frame.head)
				nav.write(&b, n)
				b.WriteString(frame.between + "<h2>领导活动</h2><ul>")
				for i := range 12 {
					fmt.Fprintf(&b, `<li><a href="/a/%d.html">全市第%[1]d次经济工作会议今日在南溪召开</a></li>`, i)
				}
				b.WriteString("</ul>" + frame.foot + "<p>主办：南溪县人民政府</p></body></html>")
				r, err := Convert(Page{URL: testAddress, Body: []byte(b.String())}, Options{})
				if err != nil {
					t.Fatal(err)
				}
				switch name := fmt.Sprintf("%s, %s of %d", frame.name, nav.name, n); {
				case r.Kind != KindListing:
					t.Errorf("%s: kind %v", name, r.Kind)
				case len(r.Listings) == 0:
					t.Errorf("%s: no list", name)
				case len(r.Listings[0].Items) != 12 || !strings.HasPrefix(r.Listings[0].Items[0].Title, "全市第0次"):
					t.Errorf("%s: main list of %d: %q", name, len(r.Listings[0].Items), r.Listings[0].Items[0].Title)
				}
			}
		}
	}
}
