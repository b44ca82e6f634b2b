package convert_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/portalfeed/portalfeed/convert"
)

const nonePage = "<title>徵才公告</title><div class=top><a href=/>首頁</a> <a href=/zx/>園區新聞</a> <a href=/zc/>徵才公告</a> <a href=/fg/>園區法規</a> <a href=/hd/>民眾互動</a></div><h2>徵才公告</h2>%s<div>主辦：園區管理局 電話：000-1234567</div>"

var noneBar = []string{"園區新聞", "徵才公告", "園區法規", "民眾互動"}

func noneResult(t *testing.T, page string) *convert.Result {
	t.Helper()
	r, err := convert.Convert(convert.Page{URL: "http://www.example.tw/x/y.htm", Body: []byte(page)}, convert.Options{Encoding: "utf-8"})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// A page whose list is empty, or has no addresses, lists nothing: its menu is none of it.
func TestPageWithoutList(t *testing.T) {
	t.Parallel()
	script, tags, tree := "", "", ""
	for i, s := range []string{"生產線領班三名", "溫室技術員招考簡章", "冷鏈倉儲管理師甄選", "會計助理錄取名單"} {
		script += fmt.Sprintf(`<li><a href="javascript:void(0)" onclick="show(%d)">%s</a> 2011-03-0%d</li>`, i, s, 9-i)
		tags += fmt.Sprintf(`<a href="/tag/%d" style="font-size:%dpx">%s</a> `, i, 10+i, string([]rune(s)[:3]))
		tree += fmt.Sprintf(`<h3><a href=/%d/>園區</a></h3><ul><li><a href=/%d/a/>簡介</a><li><a href=/%d/b/>組織</a><li><a href=/%d/c/>公告</a></ul>`, i, i, i, i)
	}
	for name, c := range map[string]struct{ in, note string }{
		"nothing":      {"<ul class=list></ul>", "its navigation"},
		"it says so":   {"<div>暫無資料</div><p>共0筆 首頁 上一頁 下一頁 尾頁</p>", "its navigation"},
		"a sentence":   {"<p>對不起，本類別目前沒有任何公告，請您改日再來看看。</p>", "its navigation"},
		"scripts":      {"<ul>" + script + "</ul>", "run scripts"},
		"words":        {"<div class=tags>" + tags + "</div>", "its navigation"},
		"map of sites": {tree, "its navigation"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := noneResult(t, fmt.Sprintf(nonePage, c.in))
			if r.Kind != convert.KindListing || len(r.Listings) != 0 {
				t.Errorf("%q %v", r.Kind, r.Listings)
			}
			if diff := cmp.Diff(noneBar, titles(r.Categories)); diff != "" {
				t.Error(diff)
			}
			b := convert.NewBuilder(nil, convert.BuilderOptions{})
			b.Add(r)
			pubs, err := b.Publications()
			if err != nil {
				t.Fatal(err)
			}
			for _, p := range pubs {
				if len(p.Feed.Items) > 0 {
					t.Errorf("feed %s has %d items", p.Name, len(p.Feed.Items))
				}
			}
			if !slices.ContainsFunc(b.Notes(), func(n convert.Note) bool { return strings.Contains(n.Message, c.note) }) {
				t.Errorf("notes %v; want one with %q", b.Notes(), c.note)
			}
			if recipe := string(convert.InitRecipe(r, "y.htm")); !strings.Contains(recipe, c.note) || strings.Contains(recipe, "items:") {
				t.Errorf("recipe\n%s", recipe)
			}
		})
	}
}

func titles(links []convert.Link) (all []string) {
	for _, l := range links {
		all = append(all, l.Title)
	}
	return all
}

// A few items with dates are the list, however large the menus are.
func TestListBelowMenus(t *testing.T) {
	t.Parallel()
	menu := "<div id=m><ul><li><a href=/>首頁</a></li>"
	for i, head := range []string{"園區概況", "線上申辦", "招商投資"} {
		menu += fmt.Sprintf("<li><a href=/%d/>%s</a><ul>", i, head)
		for k, s := range []string{"土地租用", "廠房興建", "用水用電", "勞動檢查", "稅務減免", "環境評估", "進口許可", "商標申請"} {
			menu += fmt.Sprintf("<li><a href=/%d/%d/>%s</a></li>", i, k, s)
		}
		menu += "</ul></li>"
	}
	menu += "</ul></div>"
	side := "<div class=left><h3>園區消息</h3><ul><li><a href=/x/>園區要聞</a></li><li><a href=/y/>廠商動態</a></li><li class=cur><a href=/z/>招標公示</a></li></ul></div>"
	rows := "<div class=right><p>目前位置：<a href=/>首頁</a>&gt;<a href=/n/>園區消息</a>&gt;招標公示</p><ul><li><a href=/z/1.htm>溫室結構補強</a><span>2012-05-09</span></li><li><a href=/z/2.htm>冷鏈倉庫屋頂翻修</a><span>2012-05-03</span></li>%s</ul></div>"
	for name, c := range map[string]struct {
		more string
		n    int
	}{
		"two":   {"", 2},
		"three": {"<li><a href=/z/3.htm>路燈節能改善</a><span>2012-04-30</span></li>", 3},
		"four":  {"<li><a href=/z/3.htm>路燈節能改善</a><span>2012-04-30</span></li><li><a href=/z/4.htm>汙水廠操作維護</a><span>2012-04-28</span></li>", 4},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := noneResult(t, "<title>招標公示_園區管理局</title>"+menu+side+fmt.Sprintf(rows, c.more))
			if r.Kind != convert.KindListing || len(r.Listings) == 0 || len(r.Listings[0].Items) != c.n || r.Listings[0].Items[0].Title != "溫室結構補強" {
				t.Errorf("%q %v", r.Kind, r.Listings)
			}
		})
	}
}

// One sentence under a title with its date and source is an article, whatever menu stands above it.
func TestShortArticle(t *testing.T) {
	t.Parallel()
	for name, nav := range map[string]string{
		"row":  "<div><a href=/>首頁</a> <a href=/a/>館務新聞</a> <a href=/b/>展覽公告</a> <a href=/c/>典藏</a></div>",
		"list": "<ul><li><a href=/>首頁</a><li><a href=/a/>館務新聞</a><li><a href=/b/>展覽公告</a><li><a href=/c/>典藏</a></ul>",
		"none": "",
	} {
		for body, text := range map[string]string{"short": "本週六閉館一日，敬請見諒，週日照常開放。", "longer": "因電力設備檢修，本館定於本週六閉館一日，週日起照常開放。"} {
			t.Run(name+" "+body, func(t *testing.T) {
				t.Parallel()
				r := noneResult(t, "<title>本週六閉館通知</title>"+nav+"<h1>本週六閉館通知</h1><p>發布時間：2010-01-08　來源：館長室</p><p>"+text+"</p>")
				if r.Kind != convert.KindArticle || r.Article.Text != text || r.Article.Source != "館長室" {
					t.Errorf("%q %v %v", r.Kind, r.Listings, r.Article)
				}
			})
		}
	}
}

// The bar above a table with numbered rows is found as that above a list; a link to another site at its end is none of its parts.
func TestBarOfTable(t *testing.T) {
	t.Parallel()
	rows := "<table>"
	for i, s := range []string{"溫室結構補強工程決標", "冷鏈倉庫屋頂翻修招標", "路燈節能改善計畫", "汙水廠操作維護評選", "聯外道路拓寬說明會"} {
		rows += fmt.Sprintf("<tr><td>%d</td><td><a href=f%d.htm>%s</a></td><td>2012-05-0%d</td></tr>", i+1, i, s, 9-i)
	}
	page := strings.Replace(fmt.Sprintf(nonePage, rows+"</table>"), "<h2>徵才公告</h2>", "<h2>全部文件</h2>", 1)
	page = strings.Replace(page, "徵才公告</title>", "全部文件</title>", 1)
	for name, in := range map[string]string{
		"table":      page,
		"other site": strings.Replace(page, "民眾互動</a>", "民眾互動</a> <a href=http://tv.example.net/>影音</a>", 1),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(noneBar, titles(noneResult(t, in).Categories)); diff != "" {
				t.Error(diff)
			}
		})
	}
}
