package convert

import (
	"fmt"
	"strings"
	"testing"
)

// barOf reads the category bar of a listing page with the strip.
func barOf(t *testing.T, strip string) string {
	t.Helper()
	var list strings.Builder
	for i := range 8 {
		fmt.Fprintf(&list, `<li><a href="n/%d.html">市政府部署第%d号农村教育改革工作</a> <span>2023-05-%02d</span></li>`, i, i, 20-i)
	}
	page := "<html><head><meta charset=utf-8><title>领导活动</title></head><body>" + strip + "<ul>" + list.String() + "</ul></body></html>"
	res, err := Convert(Page{URL: "http://x.example/c0.html", Body: []byte(page)}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, c := range res.Categories {
		all = append(all, c.Title+"="+strings.TrimPrefix(c.URL, "http://x.example/"))
	}
	return strings.Join(all, " ")
}

func TestCategoryBarNames(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name   string
		labels string // of c0.html, c1.html …
		want   string
	}{
		{"usual", "最新 活动 会议", "最新= 活动=c1.html 会议=c2.html"},
		{"marks for a name", "最新 活动 ../ 会议", "最新= 活动=c1.html ../=c2.html 会议=c3.html"},
		{"several of them", "最新 活动 ../ 会议 - 出访", "最新= 活动=c1.html ../=c2.html 会议=c3.html -=c4.html 出访=c5.html"},
		{"names of devices", "最新 CON nul", "最新= CON=c1.html nul=c2.html"},
		{"one name in both scripts", "最新 活动 活動 会议", "最新= 活动=c1.html 活動=c2.html 会议=c3.html"},
		{"one name twice", "最新 活动 活动 会议", "最新= 活动=c1.html 活动=c2.html 会议=c3.html"},
		{"most names alike", "最新 查看 查看 查看", ""},
		{"a pager", "1 2 3 4", ""},
		{"more marks than names", "最新 - -- 活动", ""},
		{"arrows are buttons", "最新 活动 会议 >>", ""},
	} {
		for _, form := range []struct{ name, before, between, after string }{
			{"bars", "<div>", " | ", "</div>"},
			{"items", "<ul><li>", "</li><li>", "</li></ul>"},
		} {
			t.Run(c.name+", "+form.name, func(t *testing.T) {
				t.Parallel()
				var links []string
				for i, l := range strings.Fields(c.labels) {
					links = append(links, fmt.Sprintf(`<a href="c%d.html">%s</a>`, i, strings.ReplaceAll(l, ">", "&gt;")))
				}
				if got := barOf(t, form.before+strings.Join(links, form.between)+form.after); got != c.want {
					t.Errorf("the bar is %q; want %q", got, c.want)
				}
			})
		}
	}
}

func TestDocumentFeeds(t *testing.T) {
	t.Parallel()
	page := `<html><head><title>站</title><link rel="Alternate" type="application/rss+xml; charset=gbk" title="新闻" href="/rss.xml"><link rel=alternate type=application/atom+xml href=a.atom>
<link rel=alternate type=text/html hreflang=en href=/en/><link rel=stylesheet type=text/css href=a.css><link rel=alternate type=application/rss+xml href=http://x.example/rss.xml><link rel=alternate type=application/rss+xml href="javascript:a()">
</head><body><a rel=alternate type=application/feed+json href=f.json>JSON</a></body></html>`
	res, err := Convert(Page{URL: "http://x.example/d/", Body: []byte(page)}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	want := "[{新闻 http://x.example/rss.xml} { http://x.example/d/a.atom} { http://x.example/d/f.json}]"
	if got := fmt.Sprint(res.Feeds); got != want {
		t.Errorf("feeds are %s; want %s", got, want)
	}
}
