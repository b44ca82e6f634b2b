package convert

import (
	"fmt"
	"strings"
	"testing"

	"github.com/portalfeed/portalfeed/feed/dates"
)

func TestListingOfManyLinks(t *testing.T) {
	t.Parallel()
	const n = 100_000
	var b strings.Builder
	b.WriteString("<html><meta charset=utf-8><body><ul>")
	for i := range n {
		fmt.Fprintf(&b, "<li><a href=/a/%d.htm>第%d條新聞</a></li>", i, i)
	}
	all := testDocument(t, b.String(), KindListing).Listings()
	if len(all) == 0 || len(all[0].Items) != maxItems {
		t.Fatalf("%d listings", len(all))
	}
}

func TestPagesWithoutListing(t *testing.T) {
	t.Parallel()
	for name, in := range map[string]string{
		"nothing":         "<html><body></body></html>",
		"text":            "<html><body><p>欄目建設中,敬請期待。</p></body></html>",
		"links to itself": `<ul><li><a href="#a">第一條新聞標題</a><li><a href="#b">第二條新聞標題</a><li><a href="#c">第三條新聞標題</a></ul>`,
		"scripts":         `<ul><li><a href="javascript:open1('1')">第一條新聞標題</a><li><a href="javascript:void(0)" onclick="go(2)">第二條新聞標題</a></ul>`,
		"a pager":         `<p><a href=1>首頁</a> <a href=2>上一頁</a> <a href=3>下一頁</a> <a href=4>尾頁</a></p>`,
		"open literal":    `<script>var a=[{title:"第一條新聞標題",url:"/1"},{title:"` + strings.Repeat(`[{"a":`, 5000) + `</script>`,
		"empty records":   `<script type="text/xml"><recordset><record></record><record></record><record></record></recordset></script>`,
	} {
		for _, l := range testDocument(t, in, KindListing).Listings() {
			t.Errorf("%s: found a listing of %q", name, l.Items[0].Title)
		}
	}
}

func TestCircularPager(t *testing.T) {
	t.Parallel()
	const base = "http://h.example/l/"
	page := func(name, next, item string) *Result {
		return &Result{URL: base + name, Kind: KindListing, Title: "新聞", NextPage: base + next, Listings: []Listing{{Items: []ListingItem{{Title: item, URL: base + item + ".htm", Date: dates.Date{}}}}}}
	}
	b := NewBuilder(nil, BuilderOptions{Base: base})
	b.Add(page("1.htm", "2.htm", "a"))
	b.Add(page("2.htm", "3.htm", "b"))
	b.Add(page("3.htm", "1.htm", "c"))
	b.Add(page("4.htm", "4.htm", "d"))
	pubs, err := b.Publications()
	if err != nil {
		t.Fatal(err)
	}
	items := 0
	for _, p := range pubs {
		if !p.RollUp {
			items += len(p.Feed.Items)
		}
	}
	if items != 4 {
		t.Errorf("%d items; want each of the 4 once", items)
	}
}

// TestCostlySelectors reads a page with expressions whose cost is the square of its size, or more.
func TestCostlySelectors(t *testing.T) {
	t.Parallel()
	body := "<html><body>" + strings.Repeat("<div><p><a href=1.htm>新聞</a></p></div>", 4000) + "</body></html>"
	for _, s := range []string{
		"//div[count(//a) > count(following::a)]", "//*[//*[//*[//*]]]", "//a[preceding::a[preceding::a]]", "div:has(p:has(a))", "div ~ div ~ div",
	} {
		d, err := Parse(Page{URL: testAddress, Body: []byte(body)}, Options{Kind: KindListing, Recipe: &Recipe{List: ListRules{Items: s}}})
		if err != nil {
			t.Logf("%s is refused: %v", s, err)
			continue
		}
		t.Logf("%s finds %d", s, len(d.Listings()))
	}
}

func TestListingEvidence(t *testing.T) {
	t.Parallel()
	const body = `<html><body><ul id=main><li><a href=1.htm>第一條新聞的標題</a> 2012-09-25<li><a href=2.htm>第二條新聞的標題</a> 2012-09-24<li><a href=3.htm>第三條新聞的標題</a> 2012-09-23</ul>
<div class=side><h3>熱門</h3><ul><li><a href=4.htm>第四條新聞的標題</a><li><a href=5.htm>第五條新聞的標題</a><li><a href=6.htm>第六條新聞的標題</a></ul></div></body></html>`
	res, err := Convert(Page{URL: testAddress, Body: []byte(body)}, Options{Kind: KindListing, Explain: true})
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range res.Evidence {
		if e.Field != "listing" {
			continue
		}
		if !strings.HasPrefix(e.Value, "ul#main: 3 items, 3 with a date shown") || len(e.Others) != 1 || !strings.Contains(e.Others[0].Value, "beside the main one") {
			t.Errorf("evidence %+v", e)
		}
		return
	}
	t.Errorf("no evidence for the listing in %+v", res.Evidence)
}

func TestItemCategories(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		`<li><a href=%d.htm>[會議] 第%d條新聞的標題</a>`:                              "會議",
		`<li>[<a href=/c/>社会</a>] <a href=%d.htm>第%d条新闻的标题</a>`:              "社会",
		`<li>(2012-09-25) <a href=/c/>[国际]</a> <a href=%d.htm>第%d条新闻的标题</a>`: "国际",
		`<li>[2012-09-25] <a href=%d.htm>第%d条新闻的标题</a>`:                      "",
		`<li><a href=%d.htm>【快訊】第%d條新聞的標題</a>`:                               "",
		`<li><a href=%d.htm>第%d條新聞的標題[組圖]</a>`:                               "",
	} {
		var b strings.Builder
		for i := range 4 {
			fmt.Fprintf(&b, in, i, i)
		}
		all := testDocument(t, "<html><meta charset=utf-8><body><ul>"+b.String()+"</ul>", KindListing).Listings()
		if len(all) == 0 {
			t.Errorf("%s: no listing", in)
			continue
		}
		for _, it := range all[0].Items {
			if it.Category != want {
				t.Errorf("%s: category %q; want %q", in, it.Category, want)
			}
		}
	}
}

func FuzzLiterals(f *testing.F) {
	for _, s := range []string{
		`[{"a":1},{b:'x\u4e2d'},{c:[1,2,]}]`, `var x={l:[{t:"a"},{t:"b"},{t:"c"}]};`, `// [{
[{'a':"\x41"}, /* } */ {}, {a:null}]`, `a[0]='x';a[1]="y\"";`, "[{`", `{"@graph":[{"item":{"name":"n","url":"/u"}},{},{}]}`,
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for _, l := range literals(s) {
			_ = l.field(scriptTitles)
		}
		assignments(s)
	})
}

// FuzzListings reads what is like a page as a listing.
func FuzzListings(f *testing.F) {
	for _, s := range []string{
		`<ul><li><a href=1 title="標題：甲` + "\n" + `乙">甲</a> 2012-09-25<li><a href=2><h4>乙</h4><p>丙。</p></a><li><a href=3>丁</a></ul>`,
		`<div class=tab><a href="#a">甲</a><a href="#b">乙</a></div><div id=a><a href=1>一</a><a href=2>二</a></div><div id=b hidden><a href=3>三</a><a href=4>四</a></div>`,
		`<table><tr><th colspan=2>甲<tr><td rowspan=2>2012-09-25<td><a href=1>一一一一一一</a><tr><td><a href=2>[查看]</a><tr><td>101.9.25<td><a href=3>三</a></table>`,
		`<script>function o(a){var u='/x?'+a;open(u)}document.write('<a href="1">一</a>'+'<a href=2>二</a>')</script><a href="javascript:o('1')">甲</a><hr><h3>2015年</h3><dl><dt><a href=5>五</a><dd>05-06</dl>`,
		`<datastore><record><![CDATA[<li><a href=1>一</a>]]></record><record></record><record><![CDATA[<tr>]]></record></datastore>`,
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		d, err := Parse(Page{URL: testAddress, Body: []byte(s)}, Options{Kind: KindListing})
		if err != nil {
			return
		}
		for _, l := range d.Listings() {
			for _, it := range l.Items {
				if it.Title == "" || it.URL == "" {
					t.Errorf("item %+v", it)
				}
			}
		}
	})
}
