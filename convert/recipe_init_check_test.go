package convert

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/portalfeed/portalfeed/feed/dates"
)

// initPages are pages of every kind, good and bad.
func initPages(t *testing.T) map[string][]byte {
	t.Helper()
	pages := map[string][]byte{
		"empty body":  []byte("<html><head><title>測試站</title></head><body></body></html>"),
		"blank":       []byte(" "),
		"not found":   []byte("<html><title>404 Not Found</title><body><h1>404 Not Found</h1></body></html>"),
		"login":       []byte("<html><title>用户登录</title><body><form>请先登录<input type=password></form></body></html>"),
		"redirect":    []byte(`<html><head><meta http-equiv=refresh content="0;url=/new/{x}.htm"></head><body></body></html>`),
		"frames":      []byte(`<html><frameset cols="*,*"><frame src="a.htm"><frame src="b.htm"></frameset></html>`),
		"scripts":     []byte("<html><body><div id=app></div><script>go()</script></body></html>"),
		"text":        []byte("一段文字\n\n沒有標記"),
		"about":       []byte("<html><body><h1>關於我們</h1><p>" + strings.Repeat("我們是一家機構，成立於二〇〇一年。", 20) + "</p></body></html>"),
		"year unsaid": []byte("<html><body><h1>新聞</h1><ul>" + initItems("<li><a href=%d.htm>市政府召開第%d次全體會議部署工作</a> 05-%02d</li>") + "</ul></body></html>"),
		"article unsaid year": []byte("<html><body><h1>市長走訪社區圖書室</h1><p>5月20日 來源：白鷺日報</p><div><p>" +
			strings.Repeat("市長今天下午走訪了社區圖書室，與正在看書的居民交談。", 8) + "</p></div></body></html>"),
		"tags":          []byte("<html><body><h1>標籤</h1><div class=tagcloud>" + initTags() + "</div></body></html>"),
		"calendar":      []byte("<html><body><table>" + initItems("<tr><td><a href=?d=%d>%d</a></td></tr><!--%d-->") + "</table></body></html>"),
		"signs of YAML": []byte(`<html><body><h1>"a: [b] # {c} \ ' | > & * ! % @</h1><ul>` + initItems("<li><a href=\"{%d}.htm\">- a: b # 第%d條 {x} \"引號\" \\ &amp;#7; &#x2028; *x</a> 2012-09-%02d</li>") + "</ul></body></html>"),
		"long titles":   []byte("<html><body><ul>" + initItems("<li><a href=%d.htm>%d"+strings.Repeat("長標題", 2000)+"</a> 2012-09-%02d</li>") + "</ul></body></html>"),
		"wrong label":   []byte("<html><head><meta charset=gb2312></head><body><h1>領導活動</h1><ul>" + initItems("<li><a href=%d.htm>市長出席第%d次植樹活動並講話</a> 2012-09-%02d</li>") + "</ul></body></html>"),
		"not UTF-8":     []byte("<html><body><h1>\xa5\xab\xff</h1><ul>" + initItems("<li><a href=%d.htm>\xa4\xa4\xa4\xe5%d</a> 2012-09-%02d</li>") + "</ul></body></html>"),
		"next in brace": []byte("<html><body><ul>" + initItems("<li><a href=%d.htm>市長出席第%d次植樹活動並講話</a> 2012-09-%02d</li>") + "</ul><a href='{p}.htm'>下一頁</a></body></html>"),
	}
	for _, pattern := range []string{"testdata/pages/*.html", "testdata/recipes/*/*", "testdata/listings/*.txtar", "../../shared/corpus/pages/*/*.htm*", "../../shared/corpus/hostile/html/*.htm*"} {
		names, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		if len(names) == 0 {
			t.Logf("no page is at hand for %s", pattern)
		}
		for i, n := range names {
			if strings.HasPrefix(n, "../..") && i%3 > 0 { // a third of them takes some seconds
				continue
			}
			body, err := os.ReadFile(n)
			if err != nil {
				t.Fatal(err)
			}
			pages[n] = body
		}
	}
	return pages
}

// initItems writes twenty items by a format of three numbers.
func initItems(format string) string {
	var b strings.Builder
	for i := range 20 {
		fmt.Fprintf(&b, format, i, i, 28-i)
	}
	return b.String()
}

// initTags are a hundred tags.
func initTags() string {
	var b strings.Builder
	for i := range 100 {
		fmt.Fprintf(&b, "<a href=/tag/%d>標籤%d</a> ", i, i)
	}
	return b.String()
}

// TestInitRecipeChecks makes a recipe of every page: it is right, matches the schema, and its own tests pass, wherever the page
// was said to be from.
func TestInitRecipeChecks(t *testing.T) {
	t.Parallel()
	s := schema(t)
	now := time.Date(2026, 11, 25, 0, 0, 0, 0, time.UTC)
	sources := []struct{ url, contentType, src string }{
		{"", "", "page.htm"},
		{"http://www.bailu.example/xw/index.htm", "", "pages/list 1.htm"},
		{"http://www.bailu.example/{a}?b={c}&d=\"'#x", "text/html; charset=big5", "./a/../page.htm"},
		{"ftp://127.0.0.1/x", "", "頁.htm"},
		{"http://127.0.0.1:8080/" + strings.Repeat("x", 5000), "", "page.htm"},
		{"http://null/", "", "a\nb.htm"},
		{"http://12.34/", "", "\xff.htm"},
		{"", "", "../page.htm"},
		{"", "", "-"},
		{"not an address", "", "http://www.bailu.example/x.htm"},
	}
	tested := 0
	i := 0
	for name, body := range initPages(t) {
		for j, from := range sources {
			if strings.Contains(name, "/") && j != i%len(sources) { // one of them for each page of a folder
				continue
			}
			d, err := Parse(Page{URL: from.url, ContentType: from.contentType, Body: body}, Options{Now: now})
			if err != nil {
				continue
			}
			made := d.InitRecipe(from.src)
			r, err := ParseRecipe(made, "init.yaml")
			if err != nil {
				t.Errorf("%s from %q: %v\n%s", name, from.src, err, made)
				continue
			}
			if err := s.Validate(instance(t, made)); err != nil {
				t.Errorf("%s from %q: %v\n%s", name, from.src, err, made)
			}
			fsys := fstest.MapFS{}
			if p := recipeInitPage(from.src); p != "" {
				fsys[p] = &fstest.MapFile{Data: body}
			}
			for _, f := range r.Check(fsys).Failures {
				t.Errorf("%s from %q: %v\n%s", name, from.src, f, made)
			}
			tested += len(r.Tests)
		}
		i++
	}
	if tested < 50 {
		t.Errorf("%d recipes have a test; want at least 50", tested)
	}
}

// TestInitRecipeUncommented takes the # off each pin, and off all of them: the recipe is still right and its tests pass.
func TestInitRecipeUncommented(t *testing.T) {
	t.Parallel()
	s := schema(t)
	pin := regexp.MustCompile(`(?m)^( *)# ([a-z_]+: )`)
	pages := initPages(t)
	pages["bars in labels"] = []byte("<html><head><title>活動_白鷺市政府</title></head><body><ul class=nav><li><a href=/a/>要|聞</a></li><li><a href=/b/>公告</a></li><li><a href=/c/>活動</a></li><li><a href=/d/>圖片</a></li></ul><h2>活動</h2><ul>" +
		initItems("<li><a href=%d.htm>市長出席第%d次植樹活動並講話</a> 2012-09-%02d</li>") + "</ul></body></html>")
	tried, n := 0, 0
	for name, body := range pages {
		addresses := []string{"http://www.bailu.example/xw/index.htm", ""}
		if strings.Contains(name, "/") { // some pages of each folder, which takes long otherwise
			if n++; n%15 > 0 {
				continue
			}
			addresses = addresses[:1]
		}
		for _, address := range addresses {
			d, err := Parse(Page{URL: address, Body: body}, Options{Now: time.Date(2026, 11, 25, 0, 0, 0, 0, time.UTC)})
			if err != nil {
				continue
			}
			made := string(d.InitRecipe("page.htm"))
			right := func(what, text string) {
				tried++
				r, err := ParseRecipe([]byte(text), "init.yaml")
				if err != nil {
					t.Errorf("%s: %s: %v\n%s", name, what, err, text)
					return
				}
				if err := s.Validate(instance(t, []byte(text))); err != nil {
					t.Errorf("%s: %s: %v\n%s", name, what, err, text)
				}
				for _, f := range r.Check(fstest.MapFS{"page.htm": &fstest.MapFile{Data: body}}).Failures {
					t.Errorf("%s: %s: %v\n%s", name, what, f, text)
				}
			}
			all := pin.FindAllStringSubmatchIndex(made, -1)
			for _, m := range all {
				right("without the # before "+made[m[4]:m[5]], made[:m[0]]+made[m[2]:m[3]]+made[m[4]:])
			}
			right("without any #", pin.ReplaceAllString(made, "$1$2"))
		}
	}
	if tried < 100 {
		t.Errorf("%d recipes were tried; want at least 100", tried)
	}
}

// TestInitRecipeSays tells what a page lacks, and pins and tests nothing that is no list of articles.
func TestInitRecipeSays(t *testing.T) {
	t.Parallel()
	pages := initPages(t)
	for _, c := range []struct{ page, want, lacks string }{
		{"empty body", "# the page has nothing to read: empty\n", "\ntests:"},
		{"not found", "# the page has nothing to read: not-found\n", "\ntests:"},
		{"redirect", "# the page has nothing to read: redirect; it leads to http://www.bailu.example/new/", "\ntests:"},
		{"about", "# no list was found on the page, which is an article\n", "\n  items: auto # found"},
		{"tags", "list", "\ntests:"},
		{"tags", "\nlist:\n  start: ", "# items:"},
		{"calendar", "# no list was found on the page\n", "\ntests:"},
		{"year unsaid", "\n  date: auto # the first: 2026-05-28\n", "nothing to read"},
		{"article unsaid year", "\ntests:", "\n      date:"},
	} {
		d, err := Parse(Page{URL: "http://www.bailu.example/xw/", Body: pages[c.page]}, Options{Now: time.Date(2026, 11, 25, 0, 0, 0, 0, time.UTC)})
		if err != nil {
			t.Fatal(err)
		}
		made := string(d.InitRecipe("page.htm"))
		if !strings.Contains(made, c.want) || strings.Contains(made, c.lacks) {
			t.Errorf("%s: recipe lacks %q or has %q:\n%s", c.page, c.want, c.lacks, made)
		}
		if said := d.InitWarning(); (said != "") != strings.HasPrefix(c.want, "# ") && c.want[0] == '#' {
			t.Errorf("%s: warning is %q", c.page, said)
		}
	}
}

// TestInitRecipeCloud tells words from titles.
func TestInitRecipeCloud(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		title, url string
		dated      bool
		want       bool
	}{
		{"標籤", "/tag/1", false, true},
		{"machine learning", "/tags/ml", false, false},
		{"go tools", "/x/1", false, true},
		{"市領導", "/sld/", false, true},
		{"市長走訪社區圖書室", "/1.htm", false, false},
		{"市長調研", "/1.htm", true, false},
		{"Mayor opens the new library", "/1.htm", false, false},
	} {
		res := &Result{Kind: KindListing, Listings: []Listing{{}}}
		for i := range 8 {
			it := listed(c.title, c.url+fmt.Sprint(i), day("2012-09-25"))
			if !c.dated {
				it.Date = dates.Date{}
			}
			res.Listings[0].Items = append(res.Listings[0].Items, it)
		}
		made := string(InitRecipe(res, "page.htm"))
		said := strings.Contains(made, "\n# the page lists no articles: its 8 links are short and without dates, as in a tag cloud or a menu\n")
		if said != c.want || said == strings.Contains(made, "items:") || said == strings.Contains(made, "\ntests:") {
			t.Errorf("%s: cloud is %v; want %v\n%s", c.title, said, c.want, made)
		}
	}
}

// TestInitRecipeIn makes a comment of a test whose page cannot be read where the recipe will be.
func TestInitRecipeIn(t *testing.T) {
	t.Parallel()
	body := initPages(t)["year unsaid"]
	d, err := Parse(Page{Body: body}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		fsys fs.FS
		want string
	}{
		"there":        {fstest.MapFS{"page.htm": {Data: body}}, "\ntests:"},
		"not there":    {fstest.MapFS{}, "\n# There is no test"},
		"another page": {fstest.MapFS{"page.htm": {Data: []byte("<p>x")}}, "\n# There is no test"},
	} {
		if made := string(d.InitRecipeIn(c.fsys, "page.htm")); !strings.Contains(made, c.want) {
			t.Errorf("%s: recipe lacks %q:\n%s", name, c.want, made)
		}
	}
}
