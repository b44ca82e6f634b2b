package convert

import "testing"

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
