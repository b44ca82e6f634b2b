package convert

import (
	"fmt"
	"strings"
	"testing"
)

// TestColumnsOfOneList joins the columns of a list, and leaves lists beside each other apart.
func TestColumnsOfOneList(t *testing.T) {
	t.Parallel()
	items := func(from, n int, dir string, dated bool) string {
		var b strings.Builder
		for i := from; i < from+n; i++ {
			date := ""
			if dated {
				date = fmt.Sprintf("<span>2012-%02d-%02d</span>", 12-i/28, 28-i%28)
			}
			fmt.Fprintf(&b, `<li><a href="/%s/%d.html">全市第%d次经济工作会议今日在南溪召开</a>%s</li>`, dir, 900-i, i, date)
		}
		return "<ul>" + b.String() + "</ul>"
	}
	for _, c := range []struct {
		name, body string
		want       string // the numbers of items of the lists
	}{
		{"boxes of two classes", `<div><div class=l>` + items(0, 8, "a", true) + `</div><div class=r>` + items(8, 8, "a", true) + `</div></div>`, "16"},
		{"boxes of one class", `<div><div class=c>` + items(0, 8, "a", true) + `</div><div class=c>` + items(8, 8, "a", true) + `</div></div>`, "16"},
		{"three columns", `<div><div class=l>` + items(0, 6, "a", true) + `</div><div class=m>` + items(6, 6, "a", true) + `</div><div class=r>` + items(12, 5, "a", true) + `</div></div>`, "17"},
		{"cells", `<table><tr><td>` + items(0, 8, "a", true) + `</td><td>` + items(8, 8, "a", true) + `</td></tr></table>`, "16"},
		{"three cells", `<table><tr><td>` + items(0, 8, "a", true) + `</td><td>` + items(8, 8, "a", true) + `</td><td>` + items(16, 8, "a", true) + `</td></tr></table>`, "24"},
		{"lists alone", items(0, 8, "a", true) + items(8, 8, "a", true), "16"},
		{"lists of classes", strings.Replace(items(0, 8, "a", true), "<ul", "<ul class=l", 1) + strings.Replace(items(8, 7, "a", true), "<ul", "<ul class=r", 1), "15"},
		{"without dates", `<div><div class=l>` + items(0, 8, "a", false) + `</div><div class=r>` + items(8, 8, "a", false) + `</div></div>`, "16"},
		{"lists of the same days", `<div><div class=l>` + items(0, 8, "a", true) + `</div><div class=r>` + strings.ReplaceAll(items(0, 8, "a", true), "/a/8", "/a/7") + `</div></div>`, "8 8"},
		{"lists of two columns", `<div><div class=l>` + items(0, 8, "a", true) + `</div><div class=r>` + items(8, 8, "b", true) + `</div></div>`, "8 8"},
		{"lists of two headings", `<div><div class=l><h3>要闻动态</h3>` + items(0, 8, "a", true) + `</div><div class=r><h3>部门快讯</h3>` + items(8, 8, "a", true) + `</div></div>`, "8 8"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			var got []string
			for _, l := range testDocument(t, "<html><meta charset=utf-8><title>动态 - 南溪县</title><body>"+c.body+"</body></html>", KindListing).Listings() {
				got = append(got, fmt.Sprint(len(l.Items)))
				for i := range l.Items {
					if i > 0 && l.Items[i].URL >= l.Items[i-1].URL {
						t.Fatalf("%s stands behind %s", l.Items[i].URL, l.Items[i-1].URL)
					}
				}
			}
			if s := strings.Join(got, " "); s != c.want {
				t.Errorf("lists of %s items; want %s", s, c.want)
			}
		})
	}
}
