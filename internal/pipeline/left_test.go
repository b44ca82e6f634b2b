package pipeline

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/portalfeed/portalfeed/convert"
	"github.com/portalfeed/portalfeed/internal/source"
)

// listOf is a listing page with a bar of three categories and items at the addresses that format gives.
func listOf(bar, format string, ids ...int) string {
	var b strings.Builder
	fmt.Fprintf(&b, "<html><head><meta charset=utf-8><title>领导活动</title></head><body>%s<ul>", bar)
	for _, id := range ids {
		fmt.Fprintf(&b, `<li><a href="`+format+`">青石市召开第%d次农村教育改革工作会议</a> <span>2023-05-%02d</span></li>`, id, id, 28-id%20)
	}
	return b.String() + "</ul></body></html>"
}

func articleOf(id int) string {
	text := strings.Repeat(fmt.Sprintf("<p>会议指出，第%d次会议要把农村教育改革工作摆在突出的位置，切实加强组织领导，认真抓好落实。</p>", id), 4)
	return fmt.Sprintf("<html><head><meta charset=utf-8><title>第%d次会议</title></head><body><h1>青石市召开第%d次农村教育改革工作会议</h1><div>2023-05-%02d 10:30 来源：青石日报</div><div>%s</div></body></html>", id, id, 28-id%20, text)
}

// TestRunOfSavedNames: a site whose pages differ by their queries, saved under the names that programs give them.
func TestRunOfSavedNames(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, mark, added, link string }{
		{"question marks in names", "?", "", "?"},
		{"question marks in names, links rewritten", "?", "", "%%3F"},
		{"for Windows", "@", "", "?"},
		{"for Windows with .html, links rewritten", "@", ".html", "@"},
		{"escaped names", "%3F", "", "?"},
		{"escaped names with .html", "%3F", ".html", "?"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			write := func(name, body string) {
				if err := os.WriteFile(filepath.Join(dir, name), []byte(body), 0o600); err != nil {
					t.Skipf("this file system takes no such names: %v", err)
				}
			}
			suffix := ""
			if strings.HasPrefix(c.link, c.mark) {
				suffix = c.added
			}
			link := c.link + "id=%d" + suffix
			bar := ""
			for i, label := range []string{"最新", "活动", "会议"} {
				bar += fmt.Sprintf(`<a href="list.jsp`+link+`">%s</a> | `, i, label)
			}
			bar = "<div>" + strings.TrimSuffix(bar, " | ") + "</div>"
			for k := range 3 {
				ids := []int{10*k + 1, 10*k + 2, 10*k + 3, 10*k + 4}
				write(fmt.Sprintf("list.jsp%sid=%d%s", c.mark, k, c.added), listOf(bar, "show.jsp"+link, ids...))
				for _, id := range ids {
					write(fmt.Sprintf("show.jsp%sid=%d%s", c.mark, id, c.added), articleOf(id))
				}
			}
			var sink published
			sum, err := Run(t.Context(), source.Dir(dir, "http://www.qingshi.example/", source.Options{}), Options{}, &sink)
			if err != nil {
				t.Fatal(err)
			}
			if sum.Feeds != 4 || sum.Items != 12 || len(sum.LeftOut) != 0 {
				t.Fatalf("summary is %+v", sum)
			}
			for _, p := range sink.all {
				for _, it := range p.Feed.Items {
					if it.Source == nil || it.Source.Title != "青石日报" || !strings.HasPrefix(it.Links[0].Href, "http://www.qingshi.example/show.jsp?id=") || strings.HasSuffix(it.Links[0].Href, "html") {
						t.Errorf("%s: item is %+v", p.Name, it)
					}
				}
			}
		})
	}
}

func TestRunTellsWhatIsLeftOut(t *testing.T) {
	t.Parallel()
	bar := `<div><a href="1.htm">最新</a> | <a href="2.htm">活动</a> | <a href="3.htm">会议</a></div>`
	dir := t.TempDir()
	for name, body := range map[string]string{
		"1.htm": listOf(bar, "n/%d.htm", 1, 2, 3, 4), "2.htm": listOf(bar, "n/%d.htm", 5, 6, 7, 8), "3.htm": listOf(bar, "n/%d.htm", 9, 10, 11, 12),
		"other.htm": listOf("", "n/%d.htm", 13, 14, 15, 16), "lost.htm": articleOf(30), "gone.htm": gone,
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(body), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	sum, err := Run(t.Context(), source.Dir(dir, "http://www.qingshi.example/", source.Options{}), Options{}, &shelf{})
	if err != nil {
		t.Fatal(err)
	}
	got, err := json.Marshal(sum.LeftOut)
	if err != nil {
		t.Fatal(err)
	}
	want := `[{"url":"http://www.qingshi.example/gone.htm","reason":"the page says that what was asked for does not exist"},` +
		`{"url":"http://www.qingshi.example/lost.htm","reason":"no list in a feed has the article"},` +
		`{"url":"http://www.qingshi.example/other.htm","reason":"no category bar leads to its list"}]`
	if string(got) != want {
		t.Errorf("left out is\n%s; want\n%s", got, want)
	}
}

func TestPagesThatNameFeeds(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name  string
		feeds []convert.Link
		want  string
	}{
		{"none", nil, ""},
		{"one", []convert.Link{{URL: "http://x.example/rss.xml"}}, "; it names a feed, give that one: http://x.example/rss.xml"},
		{"two", []convert.Link{{URL: "http://x.example/1"}, {URL: "http://x.example/2"}}, "; it names 2 feeds, give one of these: http://x.example/1 http://x.example/2"},
		{"many", []convert.Link{{URL: "1"}, {URL: "2"}, {URL: "3"}, {URL: "4"}}, "; it names 4 feeds, give one of these: 1 2 3 …"},
	} {
		if got := namedFeeds(c.feeds); got != c.want {
			t.Errorf("%s: %q; want %q", c.name, got, c.want)
		}
	}
	page := `<html><head><title>站</title><link rel="alternate" type="application/rss+xml" href="/rss.xml"></head><body><p>欢迎</p></body></html>`
	var failed []string
	_, err := Run(t.Context(), inputs(false, "home.htm", page), Options{OnFailure: func(e *source.Error) { failed = append(failed, e.Error()) }}, &shelf{})
	if got := strings.Join(failed, "\n"); !strings.Contains(got, "give that one: http://www.qingshi.example/rss.xml") {
		t.Errorf("failed: %q, %v", got, err)
	}
}
