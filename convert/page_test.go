package convert_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/portalfeed/portalfeed/convert"
	"github.com/portalfeed/portalfeed/encodingx"
)

var updatePages = flag.Bool("update-pages", false, "write the golden files of testdata/pages")

// pageAddress is the address that every page of testdata/pages is read under.
const pageAddress = "http://www.nanxi.example/szhd/hy/index.htm"

// goldenPage is a Result as the golden files hold it.
type goldenPage struct {
	Kind       convert.Kind
	Language   string
	Title      string
	Site       string `json:",omitempty"`
	Article    *goldenArticle
	Listings   []goldenList   `json:",omitempty"`
	Categories []convert.Link `json:",omitempty"`
	Category   string         `json:",omitempty"`
	NextPage   string         `json:",omitempty"`
}

type goldenArticle struct {
	Title, Date, DateRaw, Source string
	Author                       string         `json:",omitempty"`
	Editor                       string         `json:",omitempty"`
	Breadcrumb                   []string       `json:",omitempty"`
	Categories                   []string       `json:",omitempty"`
	Text                         []string       // by paragraph
	HTML                         []string       // by paragraph
	Images                       []string       `json:",omitempty"`
	Related                      []convert.Link `json:",omitempty"`
}

type goldenList struct {
	Title string `json:",omitempty"`
	Items []goldenItem
}

type goldenItem struct {
	Title, URL, Date string
	Summary          string `json:",omitempty"`
}

func golden(r *convert.Result) goldenPage {
	g := goldenPage{
		Kind: r.Kind, Language: r.Language, Title: r.Title, Site: r.Site, Categories: r.Categories, Category: r.Category, NextPage: r.NextPage,
	}
	if a := r.Article; a != nil {
		g.Article = &goldenArticle{
			Title: a.Title, Date: a.Date.String(), DateRaw: a.Date.Raw, Source: a.Source, Author: a.Author, Editor: a.Editor,
			Breadcrumb: a.Breadcrumb, Categories: a.Categories, Text: strings.Split(a.Text, "\n"),
			HTML: strings.SplitAfter(a.HTML, "</p>"), Images: a.Images, Related: a.Related,
		}
	}
	for _, l := range r.Listings {
		list := goldenList{Title: l.Title}
		for _, it := range l.Items {
			list.Items = append(list.Items, goldenItem{it.Title, it.URL, it.Date.String(), it.Summary})
		}
		g.Listings = append(g.Listings, list)
	}
	return g
}

// TestPages compares what is read from each page of testdata/pages with the file beside it.
func TestPages(t *testing.T) {
	t.Parallel()
	for _, path := range pageFiles(t) {
		t.Run(filepath.Base(path), func(t *testing.T) {
			t.Parallel()
			body, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			r, err := convert.Convert(convert.Page{URL: pageAddress, Body: body}, convert.Options{})
			if err != nil {
				t.Fatal(err)
			}
			var b bytes.Buffer
			e := json.NewEncoder(&b)
			e.SetEscapeHTML(false)
			e.SetIndent("", "  ")
			if err := e.Encode(golden(r)); err != nil {
				t.Fatal(err)
			}
			file := strings.TrimSuffix(path, ".html") + ".json"
			if *updatePages {
				if err := os.WriteFile(file, b.Bytes(), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			want, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), b.String()); diff != "" {
				t.Errorf("%s differs from its golden file (-want +got):\n%s", path, diff)
			}
		})
	}
}

func pageFiles(t testing.TB) []string {
	t.Helper()
	files, err := filepath.Glob("testdata/pages/*.html")
	if err != nil || len(files) == 0 {
		t.Fatalf("no pages in testdata: %v", err)
	}
	return files
}

// TestPagesReencoded checks that a page says the same in every encoding that can hold it, whatever its label.
func TestPagesReencoded(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ page, encoding, label string }{
		{"table-article", "big5", "big5"},
		{"table-article", "big5", "gb2312"},
		{"table-list", "big5", ""},
		{"cms-article", "gbk", "gb2312"},
		{"cms-article", "gb18030", "utf-8"},
		{"br-article", "gbk", ""},
		{"br-list", "gbk", ""},
		{"ul-list", "gbk", "gbk"},
		{"ul-list", "utf-8", "gb2312"},
	} {
		t.Run(c.page+" in "+c.encoding+" labelled "+c.label, func(t *testing.T) {
			t.Parallel()
			body, err := os.ReadFile("testdata/pages/" + c.page + ".html")
			if err != nil {
				t.Fatal(err)
			}
			want, err := convert.Convert(convert.Page{URL: pageAddress, Body: body}, convert.Options{})
			if err != nil {
				t.Fatal(err)
			}
			e, ok := encodingx.Lookup(c.encoding)
			if !ok {
				t.Fatalf("no encoding %s", c.encoding)
			}
			text := strings.Replace(string(body), "charset=utf-8", "charset="+c.label, 1)
			text = strings.Replace(text, `charset="utf-8"`, `charset="`+c.label+`"`, 1)
			coded, err := e.NewEncoder().String(text)
			if err != nil {
				t.Fatal(err)
			}
			got, err := convert.Convert(convert.Page{URL: pageAddress, Body: []byte(coded)}, convert.Options{})
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(golden(want), golden(got)); diff != "" {
				t.Errorf("the page in %s labelled %q differs (-UTF-8 +got):\n%s", c.encoding, c.label, diff)
			}
		})
	}
}

func TestParseErrors(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, body, encoding string
		want                 error
	}{
		{"nothing", "", "", convert.ErrEmpty},
		{"white space", " \r\n\t", "", convert.ErrEmpty},
		{"ideographic spaces", "\u3000\u3000", "", convert.ErrEmpty},
		{"image", "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "", convert.ErrBinary},
		{"PDF", "%PDF-1.4\n", "", convert.ErrBinary},
		{"zip", "PK\x03\x04\x14\x00", "", convert.ErrBinary},
		{"controls", strings.Repeat("\x01\x02\x03\x04\x05data", 100), "", convert.ErrBinary},
		{"RSS", `<?xml version="1.0"?><!-- x --><rss version="2.0"><channel/></rss>`, "", convert.ErrFeed},
		{"Atom", `<feed xmlns="http://www.w3.org/2005/Atom"></feed>`, "", convert.ErrFeed},
		{"RDF", `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/>`, "", convert.ErrFeed},
		{"JSON Feed", `{"version": "https://jsonfeed.org/version/1.1", "items": []}`, "", convert.ErrFeed},
		{"no words", "1, 2, 3\n4, 5, 6", "", convert.ErrNotHTML},
		{"JSON", `{"a": 1}`, "", convert.ErrNotHTML},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			_, err := convert.Parse(convert.Page{Body: []byte(c.body)}, convert.Options{Encoding: c.encoding})
			if !errors.Is(err, c.want) {
				t.Errorf("Parse(%q) = %v; want %v", c.body, err, c.want)
			}
		})
	}
}

func TestParseUnknownLabel(t *testing.T) {
	t.Parallel()
	_, err := convert.Parse(convert.Page{Body: []byte("<p>x</p>")}, convert.Options{Encoding: "gb2321"})
	e, ok := errors.AsType[*convert.LabelError](err)
	if !ok || e.Label != "gb2321" || len(e.Suggestions) == 0 {
		t.Errorf("Parse with an unknown label = %v; want a LabelError with suggestions", err)
	}
}

func TestParseKeepsPages(t *testing.T) {
	t.Parallel()
	for name, body := range map[string]string{
		"only a comment":       "<!-- nothing here",
		"NULs at the end":      "<p>text</p>" + strings.Repeat("\x00", 5000) + "</html>",
		"no tags but a break":  "one<br>two",
		"truncated in a tag":   "<html><body><p>text<a href='x",
		"an unknown element":   "<html><x-y>text</x-y><b>b</b>",
		"nested 100,000 deep":  strings.Repeat("<div><font>", 50_000) + "<p>text</p>",
		"frames":               `<frameset cols="20%,80%"><frame src="a.htm"><frame src="b.htm"></frameset>`,
		"a script, not closed": "<p>text</p><script>var a = '<p>';",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			for _, kind := range []convert.Kind{convert.KindAuto, convert.KindArticle, convert.KindListing} {
				r, err := convert.Convert(convert.Page{Body: []byte(body)}, convert.Options{Kind: kind})
				if err != nil {
					t.Fatalf("Convert as %q: %v", kind, err)
				}
				if (r.Kind == convert.KindArticle) != (r.Article != nil) {
					t.Errorf("kind %q with article %v", r.Kind, r.Article)
				}
			}
		})
	}
}

func TestBase(t *testing.T) {
	t.Parallel()
	const items = `<ul><li><a href="a/1.html">第一條新聞的標題</a></li><li><a href="../b/2.html">第二條新聞的標題</a></li><li><a href="/c/3.html">第三條新聞的標題</a></li></ul>`
	for _, c := range []struct {
		name, url, head string
		want            []string
	}{
		{"the page's address", "http://h.example/x/y.html", "", []string{"http://h.example/x/a/1.html", "http://h.example/b/2.html", "http://h.example/c/3.html"}},
		{"nothing known", "", "", []string{"a/1.html", "../b/2.html", "/c/3.html"}},
		{"a base element", "http://h.example/x/y.html", `<base href="http://o.example/z/">`, []string{"http://o.example/z/a/1.html", "http://o.example/b/2.html", "http://o.example/c/3.html"}},
		{"a relative base element", "http://h.example/x/y.html", `<base href="/q/">`, []string{"http://h.example/q/a/1.html", "http://h.example/b/2.html", "http://h.example/c/3.html"}},
		{"a base of another scheme", "http://h.example/x/y.html", `<base href="data:text/html,">`, []string{"http://h.example/x/a/1.html", "http://h.example/b/2.html", "http://h.example/c/3.html"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			r, err := convert.Convert(convert.Page{URL: c.url, Body: []byte(c.head + items)}, convert.Options{Kind: convert.KindListing})
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, it := range r.Listings[0].Items {
				got = append(got, it.URL)
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Errorf("addresses differ (-want +got):\n%s", diff)
			}
		})
	}
}

func TestRecipePins(t *testing.T) {
	t.Parallel()
	const page = `<html><body><div class=t>頻道名</div><h1>這是別的標題文字</h1><span id=d>2010.5.6 07:08</span><i data-src="縣廣播站"></i>
<div id=b><p>第一段文字,寫得很長很長,足夠成為正文。</p><p class=ad>這裡是廣告,應當去掉,不留下來。</p><p>第二段文字,同樣很長很長,也是正文。</p></div>
<ul class=l><li><b>甲</b><a href=1.html>一</a><em>2010-05-01</em></li><li><b>乙</b><a href=2.html>二</a><em>2010-04-01</em></li></ul><a class=n href=p2.html>往後</a></body></html>`
	loc := time.FixedZone("", 9*60*60)
	r := &convert.Recipe{
		Location: loc,
		Article:  convert.ArticleRules{Title: ".t", Date: "#d", Source: "//i/@data-src", Body: "/html/body/div[2]", Remove: []string{"p.ad"}},
		List:     convert.ListRules{Items: "ul.l > li", Title: "b", Date: "em", Next: "a.n"},
	}
	res, err := convert.Convert(convert.Page{URL: "http://h.example/", Body: []byte(page)}, convert.Options{Kind: convert.KindArticle, Recipe: r})
	if err != nil {
		t.Fatal(err)
	}
	a := res.Article
	got := []string{a.Title, a.Date.String(), a.Source, a.Text, res.NextPage}
	want := []string{"頻道名", "2010-05-06T07:08:00+09:00", "縣廣播站", "第一段文字,寫得很長很長,足夠成為正文。\n第二段文字,同樣很長很長,也是正文。", "http://h.example/p2.html"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("article differs (-want +got):\n%s", diff)
	}
	if strings.Contains(a.HTML, "廣告") {
		t.Errorf("HTML holds what the recipe removes: %s", a.HTML)
	}
	res, err = convert.Convert(convert.Page{URL: "http://h.example/", Body: []byte(page)}, convert.Options{Recipe: &convert.Recipe{List: r.List}})
	if err != nil {
		t.Fatal(err)
	}
	if res.Kind != convert.KindListing || len(res.Listings) != 1 {
		t.Fatalf("kind %q with %d listings; want one pinned listing", res.Kind, len(res.Listings))
	}
	var items []string
	for _, it := range res.Listings[0].Items {
		items = append(items, it.Title+" "+it.URL+" "+it.Date.String())
	}
	if diff := cmp.Diff([]string{"甲 http://h.example/1.html 2010-05-01", "乙 http://h.example/2.html 2010-04-01"}, items); diff != "" {
		t.Errorf("items differ (-want +got):\n%s", diff)
	}
}

func TestDocumentConcurrently(t *testing.T) {
	t.Parallel()
	body, err := os.ReadFile("testdata/pages/table-list.html")
	if err != nil {
		t.Fatal(err)
	}
	d, err := convert.Parse(convert.Page{URL: pageAddress, Body: body}, convert.Options{Recipe: &convert.Recipe{Article: convert.ArticleRules{Breadcrumb: "//td[@colspan]"}}})
	if err != nil {
		t.Fatal(err)
	}
	want := golden(d.Result())
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			if diff := cmp.Diff(want, golden(d.Result())); diff != "" {
				t.Errorf("another goroutine got another result (-want +got):\n%s", diff)
			}
			d.Article()
		})
	}
	wg.Wait()
}

func TestContentType(t *testing.T) {
	t.Parallel()
	e, _ := encodingx.Lookup("gbk")
	body, err := e.NewEncoder().String("<p>短文</p>")
	if err != nil {
		t.Fatal(err)
	}
	for _, contentType := range []string{"text/html; charset=GBK", `text/html;charset="gb2312"`, "text/html ; Charset = x-gbk"} {
		r, err := convert.Convert(convert.Page{ContentType: contentType, Body: []byte(body)}, convert.Options{Kind: convert.KindArticle})
		if err != nil {
			t.Fatal(err)
		}
		if r.Article.Text != "短文" || r.Detection.By != encodingx.ByHTTP {
			t.Errorf("with %q: text %q, encoding by %s; want it by http", contentType, r.Article.Text, r.Detection.By)
		}
	}
}

func TestBadSelector(t *testing.T) {
	t.Parallel()
	for _, s := range []string{"div[", "//a[", strings.Repeat("a ", 600), ":has(a):has(b):has(c)"} {
		_, err := convert.Parse(convert.Page{Body: []byte("<p>x")}, convert.Options{Recipe: &convert.Recipe{Article: convert.ArticleRules{Body: s}}})
		if e, ok := errors.AsType[*convert.SelectorError](err); !ok || e.Field != "article.body" {
			t.Errorf("Parse with selector %.20q = %v; want a SelectorError of article.body", s, err)
		}
	}
}
