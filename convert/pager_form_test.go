package convert

import (
	"fmt"
	"testing"
)

func TestFormPagers(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, address, pager, want string }{
		{"a button", "", `<form>共 3 页 <input type=button value="下一页" onclick="location.href='list_3_2.html'"></form>`, "list_3_2.html"},
		{"a button element", "", `<button onclick="window.location='list_3_2.html'">下一页 &gt;</button>`, "list_3_2.html"},
		{"a drop-down list", "", `转到<select onchange="location.href=this.value"><option value="l_1.html" selected>第1页</option><option value="l_2.html">第2页</option></select>`, "l_2.html"},
		{"its last page", "", `<select onchange="location.href=this.value"><option value="l_1.html">1</option><option value="l_2.html" selected>2</option></select>`, ""},
		{"none chosen, but the page is one of them", "http://x.example/l_2.html", `<select onchange="go(this)"><option value="l_1.html">第1页</option><option value="l_2.html">第2页</option><option value="l_3.html">第3页</option></select>`, "http://x.example/l_3.html"},
		{"years", "", `<select onchange="location.href=this.value"><option value="y1.html" selected>2011</option><option value="y2.html">2012</option></select>`, ""},
		{"a button to itself", "http://x.example/a.html", `<input type=button value="下一页" onclick="location.href='a.html'">`, ""},
		{"older entries of a blog", "", `<div class="nav-previous"><a href="page/2/">← 較舊的文章</a></div>`, "page/2/"},
		{"newer ones", "", `<div class="nav-next"><a href="page/1/">較新的文章 →</a></div>`, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			d, err := Parse(Page{URL: c.address, Body: []byte(pageOf("工作动态", "") + c.pager)}, Options{Kind: KindListing})
			if err != nil {
				t.Fatal(err)
			}
			if got := d.NextPage(); got != c.want {
				t.Errorf("the next page is %q; want %q", got, c.want)
			}
		})
	}
}

func TestPagersOfNumbers(t *testing.T) {
	t.Parallel()
	month := "<table>"
	for day := 1; day <= 28; day++ {
		if day%7 == 1 {
			month += "<tr>"
		}
		if day == 9 {
			month += "<td class=today>9</td>"
			continue
		}
		month += fmt.Sprintf("<td><a href='/2012/09/%02d/'>%d</a></td>", day, day)
	}
	month += "</table>"
	for _, c := range []struct{ name, pager, want string }{
		{"items, the linked one active", `<ul><li class=active><a href="l.html">1</a></li><li><a href="l_2.html">2</a></li><li><a href="l_3.html">3</a></li></ul>`, "l_2.html"},
		{"items, the active one without a link", `<ul><li><a href="l.html">1</a></li><li class=on><span>2</span></li><li><a href="l_3.html">3</a></li></ul>`, "l_3.html"},
		{"items, the last one active", `<ul><li><a href="l.html">1</a></li><li><a href="l_2.html">2</a></li><li class=active><a href="l_3.html">3</a></li></ul>`, ""},
		{"items among marks", `<ul><li class=disabled><a href="#">«</a></li><li><a class=current href="l.html">1</a></li><li><a href="l_2.html">2</a></li><li>…</li><li><a href="l_9.html">9</a></li></ul>`, "l_2.html"},
		{"links in a line, one of a class", `<div><a class="page on" href="l.html">1</a> <a class=page href="l_2.html">2</a> <a class=page href="l_3.html">3</a></div>`, "l_2.html"},
		{"links in spans", `<div><span><a href="l.html">1</a></span><span class=current><a href="l_2.html">2</a></span><span><a href="l_3.html">3</a></span></div>`, "l_3.html"},
		{"cells", `<table><tr><td>1</td><td><a href="l_2.html">2</a></td><td><a href="l_3.html">3</a></td></tr></table>`, "l_2.html"},
		{"none marked", `<ul><li><a href="l.html">1</a></li><li><a href="l_2.html">2</a></li></ul>`, ""},
		{"the days of a month", month, ""},
		{"so many more", `<div><a href="?b=10">下 10 项 »</a></div>`, "?b=10"},
		{"so many behind", `<div><a href="?start=0">前20条</a> <a href="?start=40">后20条</a></div>`, "?start=40"},
		{"so many in the other script", `<div><a href="?start=40">後 20 則 &gt;</a></div>`, "?start=40"},
		{"so many in English", `<div><a href="?start=40">Next 20</a></div>`, "?start=40"},
		{"more below", `<div class=more><a href="?page=2">加载更多</a></div>`, "?page=2"},
		{"more below in the other script", `<a href="/news?page=2">＋ 載入更多</a>`, "/news?page=2"},
		{"more below by a script", `<a href="javascript:more()">加载更多</a>`, ""},
		{"more of a section", `<a href="/news/">更多</a>`, ""},
		{"a title that begins so", `<a href="a.html">下10项目公开招标</a>`, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			d, err := Parse(Page{Body: []byte(pageOf("工作动态", "") + c.pager)}, Options{Kind: KindListing})
			if err != nil {
				t.Fatal(err)
			}
			if got := d.NextPage(); got != c.want {
				t.Errorf("the next page is %q; want %q", got, c.want)
			}
			if all := d.Listings(); len(all) == 0 || len(all[0].Items) != 8 {
				t.Errorf("%d listings", len(all))
			}
		})
	}
}

func TestLaterPage(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		first, then string
		want        bool
	}{
		{"http://x.example/a/", "http://x.example/a/index_1.html", true},
		{"http://x.example/a/index.html", "http://x.example/a/index_2.html", true},
		{"http://x.example/list_3_1.html", "http://x.example/list_3_2.html", true},
		{"http://x.example/category/news/", "http://x.example/category/news/page/2/", true},
		{"http://x.example/list.asp?cat=3", "http://x.example/list.asp?cat=3&page=2", true},
		{"http://x.example/xyxw.htm", "http://x.example/xyxw/3.htm", true},
		{"http://x.example/c7.htm", "http://x.example/c7/2.htm", true},
		{"http://x.example/c7.htm", "http://x.example/c7/tupian.htm", false},
		{"http://x.example/c7.htm", "http://x.example/c8/2.htm", false},
		{"http://x.example/list.asp?cat=3", "http://x.example/list.asp?cat=4", false},
		{"http://x.example/a/", "http://x.example/b/", false},
		{"http://x.example/a/", "http://x.example/a/tupian/", false},
		{"http://x.example/a/", "http://y.example/a/index_1.html", false},
		{"http://x.example/a/", "http://x.example/a/", false},
	} {
		if got := laterPage(c.first, c.then); got != c.want {
			t.Errorf("laterPage(%s, %s) = %v", c.first, c.then, got)
		}
	}
}
