package convert

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

const testAddress = "http://h.example/ldhd/index.htm"

func testDocument(t testing.TB, body string, kind Kind) *Document {
	t.Helper()
	d, err := Parse(Page{URL: testAddress, Body: []byte(body)}, Options{Kind: kind})
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestNextPage(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, in, want string }{
		{"traditional", `<a href=i_1.htm>下一頁</a>`, "http://h.example/ldhd/i_1.htm"},
		{"simplified with marks", `<a href="?page=2">下一页 &gt;&gt;</a>`, "http://h.example/ldhd/index.htm?page=2"},
		{"in brackets", `[<a href=2.htm>[下页]</a>]`, "http://h.example/ldhd/2.htm"},
		{"english", `<a href=2.htm>Next</a>`, "http://h.example/ldhd/2.htm"},
		{"rel", `<head><link rel="next" href="2.htm"></head><p>x`, "http://h.example/ldhd/2.htm"},
		{"a mark with a label", `<ul><li class=active><a href="index.htm">1</a></li><li><a href="2.htm" aria-label="Next">»</a></li></ul>`, "http://h.example/ldhd/2.htm"},
		{"image", `<a href=2.htm><img src=n.gif alt="下一頁"></a>`, "http://h.example/ldhd/2.htm"},
		{"click handler", `<a href="javascript:void(0)" onclick="window.location.href='2.htm'">下一页</a>`, "http://h.example/ldhd/2.htm"},
		{"script, first page", `<script>createPageHTML(5, 0, "index", "htm");</script>`, "http://h.example/ldhd/index_1.htm"},
		{"script, later page", `<script>var a;createPageHTML(5, 3, 'list', 'shtml');</script>`, "http://h.example/ldhd/list_4.shtml"},
		{"script with an element's name", `<script>createPageHTML('page_div',3, 1,'index','htm',50);</script>`, "http://h.example/ldhd/index_2.htm"},
		{"script, last page", `<script>createPageHTML(5, 4, "index", "htm");</script>`, ""},
		{"numbers", `<p>1 <a href=2.htm>2</a> <a href=3.htm>3</a></p>`, "http://h.example/ldhd/2.htm"},
		{"numbers, second page", `<p><a href=1.htm>[1]</a> [2] <a href=3.htm>[3]</a></p>`, "http://h.example/ldhd/3.htm"},
		{"numbers, last page", `<p><a href=1.htm>1</a> <a href=2.htm>2</a> 3</p>`, ""},
		{"unlinked", `<p>上一頁 下一頁</p>`, ""},
		{"to itself", `<a href="index.htm#top">下一頁</a>`, ""},
		{"the next article", `<a href=2.htm>下一篇</a>`, ""},
		{"the next in the title of an article", `<a href=2.htm>下一頁的故事</a>`, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			if got := testDocument(t, "<html><body>"+c.in+"</body></html>", KindListing).NextPage(); got != c.want {
				t.Errorf("NextPage of %s = %q; want %q", c.in, got, c.want)
			}
		})
	}
}

func TestCategories(t *testing.T) {
	t.Parallel()
	const list = `<ul><li><a href=1.htm>第一條新聞的標題</a><li><a href=2.htm>第二條新聞的標題</a><li><a href=3.htm>第三條新聞的標題</a></ul>`
	for _, c := range []struct{ name, in, bar, current string }{
		{"pipes, the current one unlinked", `<a href=/z/>最新</a>|<b>活動</b>|<a href=/h/>會議</a>` + list, "最新 活動 會議", "活動"},
		{"full-width pipes", `<a href=/z/>最新</a>｜<a href=/c/>出访</a>｜<a href=/h/>会议</a>` + list, "最新 出访 会议", ""},
		{"behind a heading", `<td><b>領導活動</b>&nbsp;&nbsp;<a href=index.htm>最新</a>|<a href=/h/>活動</a>|<a href=/c/>出訪</a></td>` + list, "最新 活動 出訪", "最新"},
		{"cells", `<table><tr><td><a href=/z/>最新</a><td bgcolor=red>活動<td><a href=/h/>會議</a></table>` + list, "最新 活動 會議", "活動"},
		{"items with a class", `<ul class=tab><li><a href=/z/>最新</a><li class=on><a href=/d/>活動</a><li><a href=/h/>會議</a></ul>` + list, "最新 活動 會議", "活動"},
		{"spaces", `<p><a href=/z/>最新</a> <a href=/d/>活動</a> <a href=/h/>會議</a></p>` + list, "最新 活動 會議", ""},
		{"brackets", `<p>【<a href=/z/>最新</a>】【<a href=/d/>活動</a>】【<a href=/h/>會議</a>】</p>` + list, "最新 活動 會議", ""},
		{"told by the breadcrumb", `<p>當前位置: <a href=/>首頁</a>&gt;&gt; 領導&gt;&gt; 會議</p><a href=/z/>最新</a>|<a href=/d/>活動</a>|<a href=/h/>會議</a>` + list, "最新 活動 會議", "會議"},
		{"services are none", `<a href=/>首頁</a>|<a href=/m/>網站地圖</a>|<a href=/c/>聯絡我們</a>` + list, "", ""},
		{"pager is none", list + `<p><a href=1>首頁</a> <a href=2>上一頁</a> <a href=3>下一頁</a></p>`, "", ""},
		{"two parts are none", `<a href=/z/>最新</a>|<a href=/d/>活動</a>` + list, "", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			all, current := testDocument(t, "<html><body>"+c.in+"</body></html>", KindListing).Categories()
			var titles []string
			for _, l := range all {
				titles = append(titles, l.Title)
			}
			if got := strings.Join(titles, " "); got != c.bar || current != c.current {
				t.Errorf("bar %q, current %q; want %q, %q", got, current, c.bar, c.current)
			}
		})
	}
}

func TestBreadcrumb(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ in, want string }{
		{"<p>當前位置: <a href=/>首頁</a>&gt;&gt; 領導活動</p>", "首頁/領導活動"},
		{"<p>您现在的位置：<a href=/>首页</a> &gt; <a href=/a/>新闻</a> &gt; 正文</p>", "首页/新闻"},
		{"<p><a href=/>首页</a> » <a href=/a/>新闻</a> » 标题</p>", "首页/新闻"},
		{"<div>你的位置</div><ul><li><a href=/>首页</a><li><a href=/a/>新闻</a></ul>", "首页/新闻"},
		{"<p>位置：首页／通知</p>", "首页/通知"},
		{"<p>首页</p>", ""},
	} {
		if got := strings.Join(testDocument(t, "<html><body>"+c.in, KindArticle).breadcrumb("标题"), "/"); got != c.want {
			t.Errorf("breadcrumb of %s = %q; want %q", c.in, got, c.want)
		}
	}
}

func TestListings(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, in string
		want     []string
	}{
		{"date before the link", `<td>2010-01-03 <a href=1>市長看望老人</a><br>2010-01-02 <a href=2>市長會見來賓</a><br>2010-01-01 <a href=3>市長新年致辭</a><br></td>`, []string{"市長看望老人 2010-01-03", "市長會見來賓 2010-01-02", "市長新年致辭 2010-01-01"}},
		{"date in the link", `<ul><li><a href=1>市長看望老人<span>(2010-01-03)</span></a><li><a href=2>市長會見來賓<span>(2010-01-02)</span></a><li><a href=3>市長新年致辭<span>(2010-01-01)</span></a></ul>`, []string{"市長看望老人 2010-01-03", "市長會見來賓 2010-01-02", "市長新年致辭 2010-01-01"}},
		{"date in the next row", `<table><tr><td><a href=1>市長看望老人</a><tr><td>2010-01-03<tr><td><a href=2>市長會見來賓</a><tr><td>2010-01-02<tr><td><a href=3>市長新年致辭</a><tr><td>2010-01-01</table>`, []string{"市長看望老人 2010-01-03", "市長會見來賓 2010-01-02", "市長新年致辭 2010-01-01"}},
		{"date in the row above", `<dl><dt>2010-01-03<dd><a href=1>市長看望老人</a><dt>2010-01-02<dd><a href=2>市長會見來賓</a><dt>2010-01-01<dd><a href=3>市長新年致辭</a></dl>`, []string{"市長看望老人 2010-01-03", "市長會見來賓 2010-01-02", "市長新年致辭 2010-01-01"}},
		{"year of the address", `<ul><li><a href=/2009/12-31/c1.htm>市長看望老人</a> 01-01<li><a href=/2009/12-30/c2.htm>市長會見來賓</a> 12-30<li><a href=/2009/12-29/c3.htm>市長新年致辭</a> [12/29]</ul>`, []string{"市長看望老人 2010-01-01", "市長會見來賓 2009-12-30", "市長新年致辭 2009-12-29"}},
		{"year of the item above", `<ul><li><a href=1>市長看望老人</a> 2010-01-02<li><a href=2>市長會見來賓</a> 01-01<li><a href=3>市長歲末致辭</a> 12-31</ul>`, []string{"市長看望老人 2010-01-02", "市長會見來賓 2010-01-01", "市長歲末致辭 2009-12-31"}},
		{"no date", `<ul><li><a href=1>2010年市長的工作安排</a><li><a href=2>市長會見來賓</a><li><a href=3>市長新年致辭</a></ul>`, []string{"2010年市長的工作安排 ", "市長會見來賓 ", "市長新年致辭 "}},
		{"cut titles", `<ul><li><a href=1 title="市長看望福利院的老人">市長看望福利院...</a><li><a href=2 title="查看詳情">市長會見來賓</a><li><a href=3 title="市長新年致辭全文">市長新年…</a></ul>`, []string{"市長看望福利院的老人 ", "市長會見來賓 ", "市長新年致辭全文 "}},
		{"bullets and categories", `<ul><li>· <a href=1>·市長看望老人</a><li><a href=2>[會見] 市長會見來賓</a><li><a href=3>&gt;&gt; 市長新年致辭</a></ul>`, []string{"市長看望老人 ", "市長會見來賓 ", "市長新年致辭 "}},
		{"picture and caption", `<table><tr><td><a href=1><img src=a alt=甲></a><br><a href=1>組圖:春日古橋</a><td><a href=2><img src=b></a><br><a href=2>組圖:夏夜江燈</a><tr><td><a href=3><img src=c></a><br><a href=3>組圖:秋山紅葉</a></table>`, []string{"組圖:春日古橋 ", "組圖:夏夜江燈 ", "組圖:秋山紅葉 "}},
		{"lists in parts", `<ul><li><a href=1>市長看望老人</a><li><a href=2>市長會見來賓</a><li><a href=3>市長新年致辭</a></ul><ul><li><a href=4>市長檢查供暖</a><li><a href=5>市長植樹護綠</a></ul>`, []string{"市長看望老人 ", "市長會見來賓 ", "市長新年致辭 ", "市長檢查供暖 ", "市長植樹護綠 "}},
		{"a table for each item", `<table><tr><td><a href=1>市長看望老人</a></td><td>2010-01-03</table><table><tr><td><a href=2>市長會見來賓</a><td>2010-01-02</table><table><tr><td><a href=3>市長新年致辭</a><td>2010-01-01</table>`, []string{"市長看望老人 2010-01-03", "市長會見來賓 2010-01-02", "市長新年致辭 2010-01-01"}},
		{"fonts left open", `<font size=2>・<a href=1>市長看望老人</a> 2010-01-03<br><font size=2>・<a href=2>市長會見來賓</a> 2010-01-02<br><font size=2>・<a href=3>市長新年致辭</a> 2010-01-01<br>`, []string{"市長看望老人 2010-01-03", "市長會見來賓 2010-01-02", "市長新年致辭 2010-01-01"}},
		{"one item and a side box", `<table><tr><td width=560><table><tr><td><a href=1>市長看望福利院的老人</a><td>2010-01-03</table><td width=200><b>公告欄</b><br><a href=8>改版公告</a><br><a href=9>放假公告</a><br><a href=7>停電公告</a></table>`, []string{"市長看望福利院的老人 2010-01-03"}},
		{"links that lead nowhere", `<ul><li><a href="javascript:x()">市長看望老人</a><li><a href="#a">市長會見來賓</a><li><a href="mailto:a@b.example">市長的信箱</a><li><a href=4>市長檢查供暖工作</a></ul>`, []string{"市長檢查供暖工作 "}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			lists := testDocument(t, "<html><body>"+c.in+"</body></html>", KindListing).Listings()
			if len(lists) == 0 {
				t.Fatal("no listing")
			}
			var got []string
			for _, it := range lists[0].Items {
				got = append(got, it.Title+" "+it.Date.String())
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Errorf("items differ (-want +got):\n%s", diff)
			}
		})
	}
}

func TestListingSections(t *testing.T) {
	t.Parallel()
	d := testDocument(t, `<html><body><td><b>要聞</b><br><a href=1>全市經濟工作會議召開</a><br><a href=2>南門老街修繕工程開工</a><br><a href=3>城北新水廠年底通水</a><br>
<b>視頻</b><br><a href=4>一分鐘看遍南溪四季</a><br><a href=5>老街手藝人的一天</a><br><a href=6>水庫守護者的三十年</a><br></td></body></html>`, KindListing)
	var got []string
	for _, l := range d.Listings() {
		got = append(got, fmt.Sprint(l.Title, len(l.Items)))
	}
	if diff := cmp.Diff([]string{"要聞3", "視頻3"}, got); diff != "" {
		t.Errorf("sections differ (-want +got):\n%s", diff)
	}
}

func TestRelativeDatesNeedClock(t *testing.T) {
	t.Parallel()
	const body = `<ul><li><a href=1>市長看望老人</a> 3小時前<li><a href=2>市長會見來賓</a> 昨天<li><a href=3>市長新年致辭</a> 01-01</ul>`
	for _, c := range []struct {
		now  time.Time
		want []string
	}{
		{time.Time{}, []string{"", "", ""}},
		{time.Date(2010, 1, 3, 12, 0, 0, 0, shanghai), []string{"2010-01-03T09:00:00+08:00", "2010-01-02", "2010-01-01"}},
	} {
		d, err := Parse(Page{Body: []byte(body)}, Options{Kind: KindListing, Now: c.now})
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, it := range d.Listings()[0].Items {
			got = append(got, it.Date.String())
		}
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("dates at %v differ (-want +got):\n%s", c.now, diff)
		}
	}
}

func TestStamp(t *testing.T) {
	t.Parallel()
	const text = "<p>3月8日上午,市長一行來到南門老街,實地察看修繕工程進展。</p><p>市長指出,老街是城市的記憶,修繕要遵循修舊如舊的原則。</p>"
	for _, c := range []struct{ name, in, date, source, author, editor string }{
		{"gov", "市政府門戶網站 www.h.example &nbsp; 2012年09月25日 18時07分 &nbsp; 來源:國務院辦公廳", "2012-09-25T18:07:00+08:00", "國務院辦公廳", "", ""},
		{"with tools", "来源：新华社 2012-09-25 18:07 【字体：大 中 小】 打印", "2012-09-25T18:07:00+08:00", "新华社", "", ""},
		{"source before author", "来源：河湾晚报 作者：王小川 编辑：李青", "", "河湾晚报", "王小川", "李青"},
		{"linked source", "2012-09-25 18:07:33 来源: <a href=x>每日经济新闻</a>(成都) <a href=y>有0人参与</a>", "2012-09-25T18:07:33+08:00", "每日经济新闻(成都)", "", ""},
		{"source without a label", "2012年09月25日18:07 参考消息", "2012-09-25T18:07:00+08:00", "参考消息", "", ""},
		{"published and changed", "更新时间：2012-09-26 发布时间：2012-09-25 10:00", "2012-09-25T10:00:00+08:00", "", "", ""},
		{"the site itself", "2012-09-25 來源:本站", "2012-09-25", "南溪政府網", "", ""},
		{"two blanks end it", "來源:市政府辦公室　　浙江  2012-09-25", "2012-09-25", "市政府辦公室", "", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			a := testDocument(t, "<html><head><title>市長考察老街修繕工程_南溪政府網</title></head><body><h1>市長考察老街修繕工程</h1><div>"+c.in+"</div>"+text, KindArticle).Article()
			if a.Title != "市長考察老街修繕工程" {
				t.Errorf("title %q", a.Title)
			}
			if diff := cmp.Diff([]string{c.date, c.source, c.author, c.editor}, []string{a.Date.String(), a.Source, a.Author, a.Editor}); diff != "" {
				t.Errorf("stamp differs (-want +got):\n%s", diff)
			}
		})
	}
}

func TestLanguage(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ in, want string }{
		{"<p>國務院總理強調要認真貫徹</p>", "zh-Hant"},
		{"<p>国务院总理强调要认真贯彻</p>", "zh-Hans"},
		{"<html lang=zh-TW><p>中文</p>", "zh-Hant"},
		{"<p>中文</p>", "zh"},
		{"<p>これは日本語のページです。漢字もあります。</p>", "ja"},
		{"<p>이것은 한국어 페이지입니다</p>", "ko"},
		{"<html lang=en-GB><p>plain English</p>", "en-GB"},
		{"<html lang='en\"><x'><p>plain English</p>", ""},
	} {
		if got := testDocument(t, c.in, KindArticle).Language(); got != c.want {
			t.Errorf("Language of %s = %q; want %q", c.in, got, c.want)
		}
	}
}

func TestLink(t *testing.T) {
	t.Parallel()
	d := testDocument(t, "<p>x", KindAuto)
	for in, want := range map[string]string{
		"a.htm":                     "http://h.example/ldhd/a.htm",
		" ../b.htm\n":               "http://h.example/b.htm",
		"//o.example/c":             "http://o.example/c",
		"a\\b.htm":                  "http://h.example/ldhd/a/b.htm",
		"中.htm":                     "http://h.example/ldhd/%E4%B8%AD.htm",
		"a b.htm?q=1":               "http://h.example/ldhd/a%20b.htm?q=1",
		"100%.htm":                  "http://h.example/ldhd/100%25.htm",
		"a/\r\nSet-Cookie: x":       "http://h.example/ldhd/a/Set-Cookie:%20x",
		"?p=2":                      "http://h.example/ldhd/index.htm?p=2",
		"javascript:alert(1)":       "",
		"JaVa\tScript:alert(1)":     "",
		"\x01javascript:alert(1)":   "",
		"\u00adjavascript:alert(1)": "",
		"data:text/html,x":          "",
		"http:":                     "",
		"#top":                      "",
		"mailto:a@b.example":        "",
		strings.Repeat("a", 9000):   "",
		"http://[::1":               "",
	} {
		if got := d.pageLink(in); got != want {
			t.Errorf("pageLink(%.40q) = %q; want %q", in, got, want)
		}
	}
}

func TestNormal(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"  a\u00a0 b\u3000c ": "a b c",
		"中\n 文":               "中文",
		"中 文":                 "中 文",
		"word\nword":          "word word",
		"中\nword":             "中 word",
		"a\x00b\x1bc\u0085d":  "abc d",
		"，，ＡＢＣ":               "，，ＡＢＣ",
		"\ufeffa\u200bb":      "a b",
	} {
		if got := normal(in); got != want {
			t.Errorf("normal(%q) = %q; want %q", in, got, want)
		}
	}
}

// benchBody is an article page of the portal kind with a long list beside the text.
var benchBody = func() []byte {
	var b strings.Builder
	b.WriteString(`<html><head><title>市長考察老街修繕工程_南溪政府網</title></head><body><table><tr><td width=200>`)
	for i := range 150 {
		fmt.Fprintf(&b, `<tr><td>· <a href="/xw/%d.htm" title="全市經濟工作會議今日在南溪召開">全市經濟工作會議今日在南溪...</a></td><td>2011-03-%02d</td></tr>`, i, i%28+1)
	}
	b.WriteString(`</td><td><h1>市長考察老街修繕工程</h1><p>2011年03月08日 16時20分 來源:市政府辦公室</p>`)
	for range 12 {
		b.WriteString("<p>　　市長指出,老街是城市的記憶,修繕要遵循修舊如舊的原則,做到保護為主、合理利用,不得大拆大建。</p>")
	}
	b.WriteString("</td></tr></table></body></html>")
	return []byte(b.String())
}()

func BenchmarkConvert(b *testing.B) {
	for _, kind := range []Kind{KindArticle, KindListing} {
		b.Run(string(kind), func(b *testing.B) {
			b.SetBytes(int64(len(benchBody)))
			b.ReportAllocs()
			for b.Loop() {
				if _, err := Convert(Page{URL: testAddress, Body: benchBody}, Options{Kind: kind}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
