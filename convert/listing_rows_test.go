package convert

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// rowTitles are titles of items.
var rowTitles = []string{"全市經濟運行分析會召開", "南門老街修繕工程開工", "城東水廠今日恢復供水", "秋季招聘會提供崗位二千個", "河灣濕地觀測到越冬候鳥", "市圖書館延長開放時間"}

// rows repeats a row for the titles with the numbers from first on; in it {n} is the number, {d} a day that goes down with it, and {t} the title.
func rows(row string, first, n int) string {
	var b strings.Builder
	for i := first; i < first+n; i++ {
		b.WriteString(strings.NewReplacer("{d}", fmt.Sprintf("%02d", 28-i%28), "{n}", fmt.Sprint(i), "{t}", rowTitles[i%len(rowTitles)]).Replace(row))
	}
	return b.String()
}

// rowsOf tells what a listing holds: its title, then the items in the form of want.
func rowsOf(l *Listing) string {
	var b strings.Builder
	b.WriteString("[" + l.Title + "]")
	for _, it := range l.Items {
		fmt.Fprintf(&b, " %s=%s", it.Title, strings.TrimPrefix(it.URL, "http://h.example"))
		if !it.Date.IsZero() {
			b.WriteString("@" + it.Date.String())
		}
		if it.Category != "" {
			b.WriteString("#" + it.Category)
		}
		if it.Summary != "" {
			b.WriteString("(" + it.Summary + ")")
		}
	}
	return b.String()
}

// TestListingRows reads pages of which every listing is told: nothing beside these may be found.
func TestListingRows(t *testing.T) {
	t.Parallel()
	const forumRow = `<tr><td>普通</td><td><a href="/f2.html">[水區]</a> <a href="/thread-{n}-1-1.html">{t}</a> <a href="/thread-{n}-2-1.html">2</a> <a href="/thread-{n}-3-1.html">3</a></td>
<td><a href="/space-uid-{n}.html">樓主甲乙丙丁戊{n}</a><em>2023-5-{d}</em></td><td>3/99</td>%s</tr>`
	section := func(name, head string, first int) string {
		return strings.ReplaceAll(`<div class=box>`+head+`<ul>`+rows(`<li><span>2023-05-{d}</span><a href="/a/{n}.html">{t}</a></li>`, first, 5)+`</ul></div>`, "NAME", name)
	}
	four := func(head string) string {
		return section("要聞", head, 0) + section("公告", head, 5) + section("解讀", head, 10) + section("動態", head, 15)
	}
	sections := []string{
		"[要聞]" + rows(" {t}=/a/{n}.html@2023-05-{d}", 0, 5), "[公告]" + rows(" {t}=/a/{n}.html@2023-05-{d}", 5, 5),
		"[解讀]" + rows(" {t}=/a/{n}.html@2023-05-{d}", 10, 5), "[動態]" + rows(" {t}=/a/{n}.html@2023-05-{d}", 15, 5),
	}
	const (
		item, itemWant = `<li><a href="/a/{n}.html">{t}</a><span>2023-05-{d}</span></li>`, " {t}=/a/{n}.html@2023-05-{d}"
		longItem       = `<li><a href="/b/{n}.html">關於{t}的公告</a><span>2023-05-{d}</span></li>`
		longWant       = " 關於{t}的公告=/b/{n}.html@2023-05-{d}"
	)
	for _, c := range []struct {
		name, in string
		want     []string
	}{
		{
			"forum rows with the last to reply", `<table>` + rows(fmt.Sprintf(forumRow, `<td><a href="/space-uid-9{n}.html">最後回覆的人{n}</a><em>2023-6-1 10:00</em></td>`), 0, 6) + `</table>`,
			[]string{"[]" + rows(" {t}=/thread-{n}-1-1.html@2023-05-{d}#水區", 0, 6)},
		},
		{
			"comments of posts with short titles", `<div>` + strings.Join([]string{
				`<div class=post><h2><a href="/p/1">杭州兩日</a></h2><small>2023年5月28日</small><p>寫一點什麼，另見<a href="http://x.example/">一篇</a>。</p><p>分類：<a href="/c/1">隨筆</a> | <a href="/p/1#comments">有十五個人留下評論</a></p></div>`,
				`<div class=post><h2><a href="/p/2">深夜食堂</a></h2><small>2023年5月27日</small><p>寫一點什麼，另見<a href="http://x.example/">一篇</a>。</p><p>分類：<a href="/c/2">讀書</a> | <a href="/p/2#comments">有十七個人留下評論</a></p></div>`,
				`<div class=post><h2><a href="/p/3">搬家以後</a></h2><small>2023年5月26日</small><p>寫一點什麼，另見<a href="http://x.example/">一篇</a>。</p><p>分類：<a href="/c/1">隨筆</a> | <a href="/p/3#comments">有十九個人留下評論</a></p></div>`,
			}, "") + `</div>`,
			[]string{"[] 杭州兩日=/p/1@2023-05-28 深夜食堂=/p/2@2023-05-27 搬家以後=/p/3@2023-05-26"},
		},
		{
			"companies that offer several posts", `<table>` + strings.Join([]string{
				`<tr><td><a href="/job/1.html">會計</a></td><td><a href="/co/1.html">南溪市藍海物流公司</a></td><td>2023-05-28</td></tr>`,
				`<tr><td><a href="/job/2.html">倉庫管理員</a></td><td><a href="/co/1.html">南溪市藍海物流公司</a></td><td>2023-05-27</td></tr>`,
				`<tr><td><a href="/job/3.html">質檢員</a></td><td><a href="/co/2.html">南溪市東風食品公司</a></td><td>2023-05-26</td></tr>`,
				`<tr><td><a href="/job/4.html">店長</a></td><td><a href="/co/1.html">南溪市藍海物流公司</a></td><td>2023-05-25</td></tr>`,
				`<tr><td><a href="/job/5.html">電工</a></td><td><a href="/co/2.html">南溪市東風食品公司</a></td><td>2023-05-24</td></tr>`,
			}, "") + `</table>`,
			[]string{"[] 會計=/job/1.html@2023-05-28 倉庫管理員=/job/2.html@2023-05-27 質檢員=/job/3.html@2023-05-26 店長=/job/4.html@2023-05-25 電工=/job/5.html@2023-05-24"},
		},
		{
			"cells of a grid with short names", `<table>` +
				`<tr><td><p><a href="/b/1">邊城</a></p><p>沈從文著</p></td><td><p><a href="/b/2">數學之美</a></p><p>吳軍著</p></td><td><p><a href="/b/3">中國哲學簡史</a></p><p>馮友蘭著</p></td></tr>` +
				`<tr><td><p><a href="/b/4">鄉土中國</a></p><p>費孝通著</p></td><td><p><a href="/b/5">汴京之圍</a></p><p>郭建龍著</p></td><td></td></tr></table>`,
			[]string{"[] 邊城=/b/1 數學之美=/b/2 中國哲學簡史=/b/3 鄉土中國=/b/4 汴京之圍=/b/5"},
		},
		{
			"links without words that lie over their cards", `<main>` + rows(`<article><h2>{t}</h2><p>摘要。</p><footer>2023-05-{d}</footer><a class=over href="/a/{n}.html"></a></article>`, 0, 4) + `</main>`,
			[]string{"[]" + rows(" {t}=/a/{n}.html@2023-05-{d}", 0, 4)},
		},
		{
			"threads kept on top", `<table>` + rows(`<tr><td><a href="/t?{n}"><img src=p.gif alt=置頂></a></td><td><h3><a href="/t?{n}">{t}</a></h3></td><td>2023-05-{d}</td></tr>`, 0, 2) + `<tr><td colspan=3>普通主題</td></tr>` + rows(`<tr><td><a href="/t?{n}"><img src=f.gif></a></td><td><h3><a href="/t?{n}">{t}</a></h3></td><td>2023-05-{d}</td></tr>`, 2, 4) + `</table>`,
			[]string{"[]" + rows(" {t}=/t?{n}@2023-05-{d}", 0, 6)},
		},
		{
			"rows with the numbers of their records", `<table>` + rows(`<tbody id=thread_9{n}00><tr><td><a href="/c/1">[水區]</a> <a href="/t-{n}-1.html">{t}</a> <a href="/t-{n}-2.html">2</a> <a href="/t-{n}-3.html">3</a></td><td>2023-05-{d}</td></tr></tbody>`, 0, 6) + `</table>`,
			[]string{"[]" + rows(" {t}=/t-{n}-1.html@2023-05-{d}#水區", 0, 6)},
		},
		{
			"short titles before long ones", `<ul>` + strings.Join([]string{`<li><a href="/a/1.html">出閒置球拍</a></li>`, `<li><a href="/a/2.html">申請專用帖</a></li>`, `<li><a href="/a/3.html">長跑日記</a></li>`}, "") + rows(`<li><a href="/a/1{n}.html">關於{t}的公告</a></li>`, 0, 4) + `</ul>`,
			[]string{"[] 出閒置球拍=/a/1.html 申請專用帖=/a/2.html 長跑日記=/a/3.html" + rows(" 關於{t}的公告=/a/1{n}.html", 0, 4)},
		},
		{
			"the date among the lines of a title", `<table>` + rows(`<tr><td><a href="/a/{n}.html" title="文章標題：{t}&#13;&#10;作    者：佚名&#13;&#10;更新時間：2008-6-{d} 11:12:13&#13;&#10;點擊次數：3">{t}</a></td><td>06-{d}</td></tr>`, 0, 4) + `</table>`,
			[]string{"[]" + rows(" {t}=/a/{n}.html@2008-06-{d}T11:12:13+08:00", 0, 4)},
		},
		{
			"a month in the address, a day beside it", `<ul>` + rows(`<li><a href="/2008/06/{n}.html">{t}</a> 06-{d}</li>`, 1, 4) + rows(`<li><a href="/200805/{n}.html">{t}</a> 05-{d}</li>`, 5, 4) + `</ul>`,
			[]string{"[]" + rows(" {t}=/2008/06/{n}.html@2008-06-{d}", 1, 4) + rows(" {t}=/200805/{n}.html@2008-05-{d}", 5, 4)},
		},
		{
			"images alone", rows(`<a href="/a/{n}.html"><img alt="{t}" src=i.gif></a>`, 0, 5),
			[]string{"[]" + rows(" {t}=/a/{n}.html", 0, 5)},
		},
		{
			"forum rows", `<table>` + rows(fmt.Sprintf(forumRow, ""), 0, 6) + `</table>`,
			[]string{"[]" + rows(" {t}=/thread-{n}-1-1.html@2023-05-{d}#水區", 0, 6)},
		},
		{
			"forum rows without dates", `<table>` + rows(`<tr><td><a href="/f2.html">[水區]</a> <a href="/t{n}.html">{t}</a> <a href="/t{n}-2.html">2</a> <a href="/t{n}-3.html">3</a></td><td>99</td></tr>`, 0, 6) + `</table>`,
			[]string{"[]" + rows(" {t}=/t{n}.html#水區", 0, 6)},
		},
		{
			"a day in a cut title beside that of the row", `<ul>` + rows(item, 0, 3) + `<li><a href="/x.html">南鄉2012年11月12日...</a><span>2023-05-22</span></li>` + rows(item, 4, 3) + `</ul>`,
			[]string{"[]" + rows(itemWant, 0, 3) + " 南鄉2012年11月12日...=/x.html@2023-05-22" + rows(itemWant, 4, 3)},
		},
		{
			"a day in a cut title behind which the row's is called another", `<div>` + rows(`<p><a href="/a/{n}.html">{t}</a> 更新：2023-05-{d}</p>`, 0, 3) + `<p><a href="/x.html">南鄉2012年11月12日...</a> 更新：2023-05-22</p></div>`,
			[]string{"[]" + rows(itemWant, 0, 3) + " 南鄉2012年11月12日...=/x.html@2023-05-22"},
		},
		{
			"a day in the text of a card", `<div>` + rows(`<a href="/a/{n}.html"><img src="/p/{n}.jpg"><h3>{t}</h3><p>南鄉2012年11月12日社區營造情況通報</p><span>日期：2023-05-{d}</span></a>`, 0, 4) + `</div>`,
			[]string{"[]" + rows(itemWant, 0, 4)},
		},
		{
			"a day before the month in one date that tells", `<ul>` + rows(`<li><a href="/a/{n}.html">{t}</a><i>{d}/11/2018</i></li>`, 0, 2) + rows(`<li><a href="/a/{n}.html">{t}</a><i>12/10/2018</i></li>`, 2, 2) + `</ul>`,
			[]string{"[]" + rows(" {t}=/a/{n}.html@2018-11-{d}", 0, 2) + rows(" {t}=/a/{n}.html@2018-10-12", 2, 2)},
		},
		{
			"a day before the month by the order", `<ul>` + strings.Join([]string{rows(`<li><a href="/a/{n}.html">{t}</a><i>04/12/2018</i></li>`, 0, 1), rows(`<li><a href="/a/{n}.html">{t}</a><i>09/11/2018</i></li>`, 1, 1), rows(`<li><a href="/a/{n}.html">{t}</a><i>10/08/2018</i></li>`, 2, 1)}, "") + `</ul>`,
			[]string{"[]" + rows(" {t}=/a/{n}.html@2018-12-04", 0, 1) + rows(" {t}=/a/{n}.html@2018-11-09", 1, 1) + rows(" {t}=/a/{n}.html@2018-08-10", 2, 1)},
		},
		{
			"the date in the title of an element", `<div>` + rows(`<div class=post><h3><a href="/a/{n}.html">{t}</a></h3><p>於 <a href="/a/{n}.html" rel=bookmark><abbr title="2023-05-{d}T10:33:00+08:00">上午 10:33</abbr></a></p></div>`, 0, 4) + `</div>`,
			[]string{"[]" + rows(" {t}=/a/{n}.html@2023-05-{d}T10:33:00+08:00", 0, 4)},
		},
		{
			"a date of an element for each number", `<ul>` + rows(`<li><a href="/a/{n}.html"><span>2023</span><span>/</span><span>05</span><span>/</span><span>{d}</span><p><em>{t}</em></p></a></li>`, 0, 4) + `</ul>`,
			[]string{"[]" + rows(itemWant, 0, 4)},
		},
		{
			"how often a row was read behind its date", `<div>` + rows(`<a class=row href="/a/{n}.html"><strong>{t}</strong><u>2023年05月{d}日</u><s>92{n}</s></a>`, 0, 4) + `</div>`,
			[]string{"[]" + rows(itemWant, 0, 4)},
		},
		{
			"a row for the district and the date", `<table>` + rows(`<tr><td colspan=3><a href="/a/{n}.html">{t}</a></td></tr><tr><td>地區：<a href="/l.htm?area=1">市本級</a></td><td>編號：P{n}</td><td>發布日期：2023-05-{d}</td></tr>`, 0, 3) + rows(`<tr><td colspan=3><a href="/a/{n}.html">{t}</a></td></tr><tr><td>地區：<a href="/l.htm?area=2">平川</a></td><td>編號：P{n}</td><td>發布日期：2023-05-{d}</td></tr>`, 3, 3) + `</table>`,
			[]string{"[]" + rows(itemWant, 0, 6)},
		},
		{
			"links below the rows", `<div>` + rows(`<p><a href="/a/{n}.html">{t}</a> 2023-05-{d}</p>`, 0, 4) + `<p><a href="/i.htm">返回</a></p><p><a href="/p2.htm">Older Posts →</a></p><p><a href="/app">打开APP</a></p></div>`,
			[]string{"[]" + rows(itemWant, 0, 4)},
		},
		{
			"one row with a department", `<table><tr><td><a href="/a/0.html">全市經濟運行分析會召開</a></td><td><a href="/dept/0">秘書處</a></td><td>2023-05-28</td></tr></table>`,
			[]string{"[]" + rows(itemWant, 0, 1)},
		},
		{
			"short titles under letters", `<div><div class=g><h3>白</h3><ul><li><a href="/w/1">白鷺灣書院</a></li><li><a href="/w/2">白鷺灣渡口車站</a></li></ul></div><div class=g><h3>北</h3><ul><li><a href="/w/3">北湖橋</a></li><li><a href="/w/4">北湖老街</a></li><li><a href="/w/5">北湖水塔公園</a></li></ul></div><div class=g><h3>柳</h3><ul><li><a href="/w/6">柳溪書院</a></li><li><a href="/w/7">柳溪縣志稿</a></li></ul></div></div>`,
			[]string{"[] 白鷺灣書院=/w/1 白鷺灣渡口車站=/w/2 北湖橋=/w/3 北湖老街=/w/4 北湖水塔公園=/w/5 柳溪書院=/w/6 柳溪縣志稿=/w/7"},
		},
		{
			"rows without another date than that in the title", `<ul>` + rows(`<li><a href="/a/{n}.html"><b>週報</b>2023年5月{d}日水情...</a></li>`, 0, 4) + `</ul>`,
			[]string{"[]" + rows(" 週報2023年5月{d}日水情...=/a/{n}.html@2023-05-{d}", 0, 4)},
		},
		{"sections with a link to more beside the name", four(`<h2><a href="/NAME/">NAME</a><a href="/NAME/" class=more>更多&gt;&gt;</a></h2>`), sections},
		{"sections with a name that stands out by nothing", four(`<div class=hd><span>NAME</span><em><a href="/NAME/">+更多</a></em></div>`), sections},
		{"sections with an English link", four(`<h3>NAME <a href="/NAME/">More</a></h3>`), sections},
		{
			"cards with a picture and a title", `<div>` + rows(`<div class=card><a href="/{n}.html"><img src=i{n}.jpg alt="{t}"></a><h3><a href="/{n}.html">{t}</a></h3><p>這是第{n}條新聞的摘要，講述了事情的經過。</p><div><span>{d}</span><span>2023-05</span></div></div>`, 0, 6) + `</div>`,
			[]string{"[]" + rows(" {t}=/{n}.html@2023-05-{d}(這是第{n}條新聞的摘要，講述了事情的經過。)", 0, 6)},
		},
		{
			"items with author, comments and tags", `<div>` + rows(`<div class=post><h3><a href="/p/{n}.html">{t}</a></h3><div class=meta><a href="/author/{n}">本報記者王小川</a> <a href="/p/{n}.html#c">條評論</a> <a href="/tag/x{n}">經濟工作</a> <a href="/tag/y">會議</a> 2023-05-{d}</div></div>`, 0, 6) + `</div>`,
			[]string{"[]" + rows(" {t}=/p/{n}.html@2023-05-{d}", 0, 6)},
		},
		{
			"cards that are links as a whole", `<div>` + rows(`<a class=c href="/{n}.html"><time datetime="2023-05-{d}">{d} May</time><h4>{t}</h4><p>第{n}條的摘要在這裡，是一些文字說明。</p></a>`, 0, 6) + `</div>`,
			[]string{"[]" + rows(" {t}=/{n}.html@2023-05-{d}(第{n}條的摘要在這裡，是一些文字說明。)", 0, 6)},
		},
		{
			"cards whose title is named by its class", `<ul>` + rows(`<li><a href="/{n}.html"><div class=pic><img src=i.jpg></div><div class=info><span class=label>要聞</span><div class=card-title>{t}</div><div class=desc>第{n}條的摘要在這裡，是一些文字說明。</div><div class=date>2023/05/{d}</div></div></a></li>`, 0, 6) + `</ul>`,
			[]string{"[]" + rows(" {t}=/{n}.html@2023-05-{d}(第{n}條的摘要在這裡，是一些文字說明。)", 0, 6)},
		},
		{
			"cards of plain boxes", `<ul>` + rows(`<li><a href="/{n}.html"><div>2023-05-{d}</div><div>{t}</div><div>第{n}條的摘要在這裡，是一些文字說明。</div></a></li>`, 0, 6) + `</ul>`,
			[]string{"[]" + rows(" {t}=/{n}.html@2023-05-{d}(第{n}條的摘要在這裡，是一些文字說明。)", 0, 6)},
		},
		{
			"the day in a box of the card", `<ul>` + rows(`<li><a href="/{n}.html"><div class=day><b>{d}</b><i>2023-05</i></div><p>{t}</p></a></li>`, 0, 6) + `</ul>`,
			[]string{"[]" + rows(" {t}=/{n}.html@2023-05-{d}", 0, 6)},
		},
		{
			"the date before the title in the link", `<ul>` + rows(`<li><a href="/{n}.html"><span>[05-{d}]</span>關於<font color=red>第{n}期</font>{t}</a></li>`, 0, 6) + `</ul>`,
			[]string{"[]" + rows(" 關於第{n}期{t}=/{n}.html", 0, 6)},
		},
		{
			"a title and a linked summary", `<div>` + rows(`<div class=item><h3><a href="/{n}.html">{t}</a></h3><p><a href="/{n}.html">第{n}條的摘要在這裡，是一些文字說明，比標題還要長得多。</a></p><span>2023-05-{d}</span></div>`, 0, 6) + `</div>`,
			[]string{"[]" + rows(" {t}=/{n}.html@2023-05-{d}(第{n}條的摘要在這裡，是一些文字說明，比標題還要長得多。)", 0, 6)},
		},
		{
			"a title and a linked summary alike", `<div>` + rows(`<div class=item><p><a href="/{n}.html">{t}</a></p><p><a href="/{n}.html">第{n}條的摘要在這裡，是一些文字說明，比標題還要長得多，因為它講述經過。</a></p><span>2023-05-{d}</span></div>`, 0, 6) + `</div>`,
			[]string{"[]" + rows(" {t}=/{n}.html@2023-05-{d}(第{n}條的摘要在這裡，是一些文字說明，比標題還要長得多，因為它講述經過。)", 0, 6)},
		},
		{"words by their address", `<div>` + rows(`<a href="/tag/{n}">標籤{n}</a> `, 0, 40) + `</div>`, nil},
		{"words of many sizes", `<p>` + rows(`<a href="/w/{n}.html" style="font-size:1{n}px">關鍵詞{n}</a> `, 0, 12) + `</p>`, nil},
		{"words by the name of their box", `<div class="tag-cloud"><ul>` + rows(`<li><a href="/w/{n}.html">關鍵詞{n}</a></li>`, 0, 12) + `</ul></div>`, nil},
		{
			"tabs by address", `<div class=tabs><a href="#t1">要聞</a><a href="#t2">公告</a></div><div id=t1><ul>` + rows(item, 0, 6) + `</ul></div><div id=t2 style="display: none"><ul>` + rows(longItem, 6, 6) + `</ul></div>`,
			[]string{"[要聞]" + rows(itemWant, 0, 6), "[公告]" + rows(longWant, 6, 6)},
		},
		{
			"tabs by number", `<div class=hd><h3>新聞中心</h3><ul><li id=one1 class=on onmouseover="setTab('one',1,3)">要聞</li><li id=one2 onmouseover="setTab('one',2,3)">公告</li><li id=one3 onmouseover="setTab('one',3,3)"><a href="/jd/">解讀</a></li></ul><a href="/more/">更多</a></div>
<div class=bd><div id=con_one_1><ul>` + rows(item, 0, 6) + `</ul></div><div id=con_one_2 class=hide><ul>` + rows(longItem, 6, 6) + `</ul></div><div id=con_one_3 class=hide><ul>` + rows(item, 12, 6) + `</ul></div></div>`,
			[]string{"[要聞]" + rows(itemWant, 0, 6), "[公告]" + rows(longWant, 6, 6), "[解讀]" + rows(itemWant, 12, 6)},
		},
		{
			"tabs whose boxes are the lists", `<div class=tab-box><div class=tab-hd><span class=cur>要聞</span><span>公告</span></div><div class=tab-bd><ul class=list>` + rows(item, 0, 6) + `</ul><ul class="list">` + rows(longItem, 6, 6) + `</ul></div></div>`,
			[]string{"[要聞]" + rows(itemWant, 0, 6), "[公告]" + rows(longWant, 6, 6)},
		},
		{
			"leaderboards under tabs", `<div class=rank><h2>排行榜</h2><ul class=tabNav><li class=active>點擊榜</li><li>評論榜</li></ul><div class="tabCon active"><ol>` + rows(`<li><em>{n}</em><a href="/a/{n}.html">{t}</a></li>`, 0, 6) + `</ol></div><div class="tabCon"><ol>` + rows(`<li><em>{n}</em><a href="/a/{n}.html">{t}</a></li>`, 6, 6) + `</ol></div></div>`,
			[]string{"[點擊榜]" + rows(" {t}=/a/{n}.html", 0, 6), "[評論榜]" + rows(" {t}=/a/{n}.html", 6, 6)},
		},
		{"calls of a function that the page does not tell", `<ul>` + rows(`<li><a href="javascript:openDetail('{n}')">{t}</a></li><li><a href="#" onclick="show({n})">{t}</a></li>`, 0, 6) + `</ul>`, nil},
		{
			"calls of a function of the page", `<script>function openDetail(id, kind){ if(!id){return false;} window.open('/detail.jsp?kind=' + kind + '&id=' + id, '_blank'); }</script><ul>` + rows(`<li><a href="javascript:openDetail('{n}','xw')">{t}</a> 2023-05-{d}</li>`, 0, 6) + `</ul>`,
			[]string{"[]" + rows(" {t}=/detail.jsp?kind=xw&id={n}@2023-05-{d}", 0, 6)},
		},
		{
			"calls of a function with a variable", `<script>var show = function(id) { var url = "/show/" + id + ".html"; location.href = url; };</script><ul>` + rows(`<li><a href="#" onclick="return show({n})">{t}</a> 2023-05-{d}</li>`, 0, 6) + `</ul>`,
			[]string{"[]" + rows(" {t}=/show/{n}.html@2023-05-{d}", 0, 6)},
		},
		{
			"addresses kept for a script", `<ul>` + rows(`<li><a href="javascript:;" data-href="/show/{n}.html">{t}</a> 2023-05-{d}</li>`, 0, 6) + `</ul>`,
			[]string{"[]" + rows(" {t}=/show/{n}.html@2023-05-{d}", 0, 6)},
		},
		{
			"the answer of a server of lists", `<?xml version="1.0" encoding="utf-8"?><datastore><totalrecord>120</totalrecord><totalpage>20</totalpage><recordset>` + rows(`<record><![CDATA[<li><a href='/a/{n}.html' target='_blank' title='{t}'>{t}</a><span>2023-05-{d}</span></li>]]></record>`, 0, 6) + `</recordset></datastore>`,
			[]string{"[]" + rows(itemWant, 0, 6)},
		},
		{
			"the answer in rows", `<datastore><nextgroup><![CDATA[<a href="/module/jslib/jquery/jpage/dataproxy.jsp?page=1"></a>]]></nextgroup><recordset>` + rows(`<record><![CDATA[<tr><td><a href='/a/{n}.html'>{t}</a></td><td>2023-05-{d}</td></tr>]]></record>`, 0, 6) + `</recordset></datastore>`,
			[]string{"[]" + rows(itemWant, 0, 6)},
		},
		{
			"a link that reads on", `<div>` + rows(`<article><h2><a href="/p/{n}.html">{t}</a></h2><p>摘要。</p><a href="/p/{n}.html#more-{n}" class=more-link>繼續閱讀“{t}” →</a></article>`, 0, 6) + `</div>`,
			[]string{"[]" + rows(" {t}=/p/{n}.html", 0, 6)},
		},
		{
			"a row for the comments", `<table>` + rows(`<tr><td><b><a href="/p/{n}.html">{t}</a></b></td></tr><tr><td>作者：聽雨 | 時間：2023-05-{d} | <a href="/p/{n}.html#c">評論</a></td></tr>`, 0, 6) + `</table>`,
			[]string{"[]" + rows(" {t}=/p/{n}.html@2023-05-{d}", 0, 6)},
		},
		{
			"two rows for an item", `<table>` + rows(`<tr><td><a href="/vote?{n}"><i></i></a></td><td><a href="https://s{n}.example/p" class=titlelink>{t}</a> (<a href="/from?s{n}">a-long-site-name{n}.example</a>)</td></tr><tr><td></td><td>由 <a href="/user/{n}">u{n}</a> <a href="/item/{n}">3 條評論</a> | <a href="/hide/{n}">隱藏</a></td></tr>`, 0, 6) + `</table>`,
			[]string{"[]" + rows(" {t}=https://s{n}.example/p", 0, 6)},
		},
		{
			"titles named by their class beside longer links", `<div>` + rows(`<div class=r><div class=title><a href="/t/{n}.html">{t}</a></div><div class=menu><div><a href="/q?thread={n}">搜尋同標題文章</a></div><div><a href="/q?author=user{n}">搜尋看板內 user{n} 的所有文章</a></div></div></div>`, 0, 6) + `</div>`,
			[]string{"[]" + rows(" {t}=/t/{n}.html", 0, 6)},
		},
		{
			"files beside the title", `<ul>` + rows(`<li><a href="/p/{n}.html">{t}</a> <a href="/f/{n}.doc">[DOC下載]</a> <a href="/f/{n}.pdf">[PDF下載]</a> 2023-05-{d}</li>`, 0, 6) + `</ul>`,
			[]string{"[]" + rows(" {t}=/p/{n}.html@2023-05-{d}", 0, 6)},
		},
		{
			"the title beside a link to look", `<table>` + rows(`<tr><td>{n}</td><td>{t}</td><td>2023-05-{d}</td><td><a href="/show.asp?id={n}">[查看]</a></td></tr>`, 0, 6) + `</table>`,
			[]string{"[]" + rows(" {t}=/show.asp?id={n}@2023-05-{d}", 0, 6)},
		},
		{
			"a title attribute of several lines", `<ul>` + rows("<li><a href=\"/a/{n}.html\" title=\"文章標題：{t}之全文&#13;&#10;作者：佚名\">{t}…</a></li>", 0, 6) + `</ul>`,
			[]string{"[]" + rows(" {t}之全文=/a/{n}.html", 0, 6)},
		},
		{
			"a title that breaks", `<ul>` + rows(`<li><a href="/a/{n}.html">{t}<br>——第{n}號調研報告</a> 2023-05-{d}</li>`, 0, 6) + `</ul>`,
			[]string{"[]" + rows(" {t} ——第{n}號調研報告=/a/{n}.html@2023-05-{d}", 0, 6)},
		},
		{"a template and a pager in the list", `<ul><li style="display:none"><a href="{{url}}">{{title}}</a></li>` + rows(item, 0, 6) + `<li>[1] <a href="/ldhd/index.htm?page=2">[2]</a> <a href="/ldhd/index.htm?page=3">第三頁的內容</a></li></ul>`, []string{"[]" + rows(itemWant, 0, 6)}},
		{"links behind a rule", rows(`<a href="/a/{n}.html">{t}</a> 2023-05-{d}<br>`, 0, 6) + `<hr>友站：<a href="http://a.example/">石牌嶺文史工作室</a>`, []string{"[]" + rows(itemWant, 0, 6)}},
		{
			"what a script writes", "<script>document.write('<table>');" + rows(`document.write('<tr><td><a href="/a/{n}.html">{t}</a></td>' + "<td>2023-05-{d}<\/td></tr>");`, 0, 6) + "</script>",
			[]string{"[]" + rows(itemWant, 0, 6)},
		},
		{"years above the items", `<h3>2015年</h3><ul>` + rows(`<li>05月{d}日: <a href="/a/{n}.html">{t}</a></li>`, 0, 4) + `</ul><h3>2014年</h3><ul>` + rows(`<li>05月{d}日: <a href="/a/{n}.html">{t}</a></li>`, 4, 5) + `</ul>`, []string{"[]" + rows(" {t}=/a/{n}.html@2015-05-{d}", 0, 4) + rows(" {t}=/a/{n}.html@2014-05-{d}", 4, 5)}},
		{
			"days above items with the time", `<h4>2016年05月06日</h4><ul>` + rows(`<li><em>10:{d}</em><a href="/a/{n}.html">{t}</a></li>`, 0, 4) + `</ul><h4>2016年05月05日</h4><ul>` + rows(`<li><em>10:{d}</em><a href="/a/{n}.html">{t}</a></li>`, 4, 4) + `</ul>`,
			[]string{"[]" + rows(" {t}=/a/{n}.html@2016-05-06T10:{d}:00+08:00", 0, 4) + rows(" {t}=/a/{n}.html@2016-05-05T10:{d}:00+08:00", 4, 4)},
		},
		{
			"days above items whose texts have others", `<div>` + rows(`<h2>五月 {d}, 2023</h2><div class=post><h3><a href="/a/{n}.html">{t}</a></h3><p>6月9日截止的徵文，另有二事。</p></div>`, 0, 4) + `<div class=post><h3><a href="/a/9.html">河堤步道整修完成</a></h3><p>6月9日截止的徵文，另有二事。</p></div><div class=post><h3><a href="/a/10.html">河堤步道整修完成</a></h3><p>6月9日截止的徵文，另有二事。</p></div><div class=post><h3><a href="/a/11.html">河堤步道整修完成</a></h3><p>6月9日截止的徵文，另有二事。</p></div><h2>五月 02, 2023</h2><div class=post><h3><a href="/a/8.html">夜市攤位公開抽籤</a></h3><p>6月9日截止的徵文，另有二事。</p></div></div>`,
			[]string{"[]" + rows(" {t}=/a/{n}.html@2023-05-{d}(6月9日截止的徵文，另有二事。)", 0, 4) + " 河堤步道整修完成=/a/9.html@2023-05-25(6月9日截止的徵文，另有二事。) 河堤步道整修完成=/a/10.html@2023-05-25(6月9日截止的徵文，另有二事。) 河堤步道整修完成=/a/11.html@2023-05-25(6月9日截止的徵文，另有二事。) 夜市攤位公開抽籤=/a/8.html@2023-05-02(6月9日截止的徵文，另有二事。)"},
		},
		{
			"a day that a script writes", `<ul>` + rows(`<li><a href="/a/{n}.html">{t}</a> <script>document.write("<font>[2023-05-{d}]</font>");if(fresh("2023-05-{d}"))document.write("<img src=/n.gif>")</script></li>`, 0, 6) + `</ul>`,
			[]string{"[]" + rows(itemWant, 0, 6)},
		},
		{
			"a day that a function of the page writes", rows(`<a href="/a/{n}.html">{t}</a> <script>showDay('2023-05-{d}')</script><br>`, 0, 6),
			[]string{"[]" + rows(itemWant, 0, 6)},
		},
		{
			"a script that compares days", `<ul>` + rows(`<li><a href="/a/{n}.html">{t}</a> <script>if (today < "2023-05-{d}") document.write("new")</script></li>`, 0, 6) + `</ul>`,
			[]string{"[]" + rows(" {t}=/a/{n}.html", 0, 6)},
		},
		{
			"a hidden day with its year", `<ul>` + rows(`<li><a href="/a/{n}.html">{t}</a><b>05-{d}</b><i style="display:none">2023-05-{d} 10:11:12</i></li>`, 0, 6) + `</ul>`,
			[]string{"[]" + rows(" {t}=/a/{n}.html@2023-05-{d}T10:11:12+08:00", 0, 6)},
		},
		{
			"a month above days without a year", `<h3>2019年5月活動</h3><ul>` + rows(`<li>5月{d}日 <a href="/a/{n}.html">{t}</a></li>`, 0, 6) + `</ul>`,
			[]string{"[2019年5月活動]" + rows(" {t}=/a/{n}.html@2019-05-{d}", 0, 6)},
		},
		{
			"names of months", `<table>` + rows(`<tr><td>{d} 五月 2023</td><td><a href="/a/{n}.html">{t}</a></td></tr>`, 0, 6) + `</table>`,
			[]string{"[]" + rows(itemWant, 0, 6)},
		},
		{
			"a title as programs write it", `<div>` + rows(`<article><h2><a href="/a/{n}.html">{t}</a></h2><span title='2023-05-{d} 00:00:00 +0800 CST'>五月 {d}</span></article>`, 0, 6) + `</div>`,
			[]string{"[]" + rows(" {t}=/a/{n}.html@2023-05-{d}T00:00:00+08:00", 0, 6)},
		},
		{
			"a date in the summary and one beside the title", `<div>` + rows(`<div class=it><h3><a href="/a/{n}.html">{t}</a></h3><p>市府2003年5月9日的通知，說明了事情的經過與結果。</p><span>2023-05-{d} 10:{d}</span></div>`, 0, 6) + `</div>`,
			[]string{"[]" + rows(" {t}=/a/{n}.html@2023-05-{d}T10:{d}:00+08:00(市府2003年5月9日的通知，說明了事情的經過與結果。)", 0, 6)},
		},
		{
			"a hidden box with another date", `<table>` + rows(`<tr><td><a href="/a/{n}.html">{t}</a><div style="display:none"><p>成文日期：2020-01-{d}</p></div></td><td>2023-05-{d}</td></tr>`, 0, 6) + `</table>`,
			[]string{"[]" + rows(itemWant, 0, 6)},
		},
		{
			"columns with heads", `<table><tr><td>標題</td><td>截止日期</td><td>發布日期</td></tr>` + rows(`<tr><td><a href="/a/{n}.html">{t}</a></td><td>2023-06-{d}</td><td>2023-05-{d}</td></tr>`, 0, 6) + `</table>`,
			[]string{"[]" + rows(itemWant, 0, 6)},
		},
		{
			"a day that spans rows", `<table>` + rows(`<tr><td rowspan=2>2023-05-{d}</td><td><a href="/a/{n}.html">{t}</a></td></tr><tr><td><a href="/b/{n}.html">關於{t}</a></td></tr>`, 0, 6) + `</table>`,
			[]string{"[]" + rows(" {t}=/a/{n}.html@2023-05-{d} 關於{t}=/b/{n}.html@2023-05-{d}", 0, 6)},
		},
		{
			"a column of titles and one of days", `<table><tr><td>` + rows(`<a href="/a/{n}.html">{t}</a><br>`, 0, 6) + `</td><td>` + rows(`2023-05-{d}<br>`, 0, 6) + `</td></tr></table>`,
			[]string{"[]" + rows(itemWant, 0, 6)},
		},
		{
			"day, month and year in three boxes", `<ul>` + rows(`<li><div><span>{d}</span><em>05月</em><em>2023</em></div><a href="/a/{n}.html">{t}</a></li>`, 0, 6) + `</ul>`,
			[]string{"[]" + rows(itemWant, 0, 6)},
		},
		{
			"the year in the element alone", `<ul>` + rows(`<li><a href="/a/{n}.html">{t}</a><time datetime="2023-05-{d}">May {d}</time></li>`, 0, 6) + `</ul>`,
			[]string{"[]" + rows(itemWant, 0, 6)},
		},
		{
			"years of the Republic", `<ul>` + rows(`<li><a href="/a/{n}.html">{t}</a> 112-05-{d}</li>`, 0, 6) + `</ul>`,
			[]string{"[]" + rows(itemWant, 0, 6)},
		},
		{
			"heads in wide cells", `<table><tr><td colspan=2><a href="/x/">要聞</a></td></tr>` + rows(`<tr><td><a href="/a/{n}.html">{t}</a></td><td>2023-05-{d}</td></tr>`, 0, 5) + `<tr><td colspan=2><a href="/y/">公告</a></td></tr>` + rows(`<tr><td><a href="/a/{n}.html">{t}</a></td><td>2023-05-{d}</td></tr>`, 5, 5) + `</table>`,
			[]string{"[要聞]" + rows(itemWant, 0, 5), "[公告]" + rows(itemWant, 5, 5)},
		},
		{
			"parts of one list", `<p><a href="/">首頁</a> <a href="/f/">法規文件</a></p><table><tr><td colspan=2><b>地方條例</b></td></tr>` + rows(`<tr><td><a href="/a/{n}.html">{t}</a></td><td>2023-05-{d}</td></tr>`, 0, 5) + `<tr><td colspan=2><b>實施細則</b></td></tr>` + rows(`<tr><td><a href="/a/{n}.html">{t}</a></td><td>2023-05-{d}</td></tr>`, 5, 4) + `<tr><td colspan=2><b>解釋答覆</b></td></tr>` + rows(`<tr><td><a href="/a/{n}.html">{t}</a></td><td>2023-05-{d}</td></tr>`, 9, 4) + `</table>`,
			[]string{"[]" + rows(itemWant+"#地方條例", 0, 5) + rows(itemWant+"#實施細則", 5, 4) + rows(itemWant+"#解釋答覆", 9, 4)},
		},
		{
			"parts that the site has columns for", `<p><a href="/">首頁</a> <a href="/f/">實施細則</a></p><table><tr><td colspan=2><b>地方條例</b></td></tr>` + rows(`<tr><td><a href="/a/{n}.html">{t}</a></td><td>2023-05-{d}</td></tr>`, 0, 5) + `<tr><td colspan=2><b>實施細則</b></td></tr>` + rows(`<tr><td><a href="/a/{n}.html">{t}</a></td><td>2023-05-{d}</td></tr>`, 5, 4) + `</table>`,
			[]string{"[地方條例]" + rows(itemWant, 0, 5), "[實施細則]" + rows(itemWant, 5, 4)},
		},
		{
			"authors in lines before the titles", `<pre>` + rows(" 23{n}  <a href=\"/who?id=u{n}\">listener{n}</a>  <a href=\"/read?file=M.{n}.A\">○ {t}</a>\n", 0, 6) + `</pre>`,
			[]string{"[]" + rows(" {t}=/read?file=M.{n}.A", 0, 6)},
		},
		{
			"a title of one character", `<ul>` + rows(item, 0, 5) + `<li><a href="/a/5.html">頂</a><span>2023-05-23</span></li>` + rows(item, 6, 3) + `<li><a href="/up.html">回</a></li></ul>`,
			[]string{"[]" + rows(itemWant, 0, 5) + " 頂=/a/5.html@2023-05-23" + rows(itemWant, 6, 3)},
		},
		{
			"posts and who offers them", `<table>` + rows(`<tr><td><a href="/job/{n}.html">{t}的人</a></td><td><a href="/co/{n}.html">南溪縣城東河灣第{n}建築工程有限公司</a></td><td>2023-05-{d}</td></tr>`, 0, 6) + `</table>`,
			[]string{"[]" + rows(" {t}的人=/job/{n}.html@2023-05-{d}", 0, 6)},
		},
		{
			"short posts and who offers them", `<table>` + rows(`<tr><td><a href="/job/{n}.html">會計{n}</a></td><td><a href="/co/{n}.html">南溪縣城東第{n}建築工程公司</a></td><td>2023-05-{d}</td></tr>`, 0, 6) + `</table>`,
			[]string{"[]" + rows(" 會計{n}=/job/{n}.html@2023-05-{d}", 0, 6)},
		},
		{
			"departments before titles", `<table>` + rows(`<tr><td><a href="/dept/{n}.html">南溪縣第{n}局</a></td><td><a href="/a/{n}.html">{t}</a></td><td>2023-05-{d}</td></tr>`, 0, 6) + `</table>`,
			[]string{"[]" + rows(itemWant, 0, 6)},
		},
		{
			"paragraphs between items of fonts left open", strings.TrimPrefix(rows(`<p><font color=red><b><a href="/a/{n}.html">{t}</a> 2023-05-{d}`, 0, 6), "<p>"),
			[]string{"[]" + rows(itemWant, 0, 6)},
		},
		{
			"two entries and a longer list aside", `<title>領導活動 - 南溪網</title><main><h1>領導活動</h1>` + rows(`<article class=entry><h2 class=t><a href="/a/{n}.html">{t}</a></h2><p>摘要{n}。</p></article>`, 0, 2) + `</main><aside><h3>大家都在看</h3><ol>` + rows(`<li><a href="/b/{n}.html">關於{t}的公告</a></li>`, 0, 6) + `</ol></aside>`,
			[]string{"[領導活動]" + rows(" {t}=/a/{n}.html", 0, 2), "[大家都在看]" + rows(" 關於{t}的公告=/b/{n}.html", 0, 6)},
		},
		{
			"a labelled date in the link", `<ul>` + rows(`<li><a href="/a/{n}.html"><strong>{t}</strong><span>發布日期：2023-05-{d}</span></a></li>`, 0, 6) + `</ul>`,
			[]string{"[]" + rows(itemWant, 0, 6)},
		},
		{
			"two items alone", `<div>` + rows(`<dl><dt><a href="/a/{n}.html">{t}</a></dt><dd>2023-05-{d}</dd></dl>`, 0, 2) + `</div>`,
			[]string{"[]" + rows(itemWant, 0, 2)},
		},
		{
			"friends below a dated list", `<div class=lst>` + rows(`<article><h2><a href="/a/{n}.html">{t}</a></h2><div><span>2023-05-{d}</span><a href="/u/{n}">夜航船</a></div></article>`, 0, 3) + `</div><p>` + rows(`<a href="http://f{n}.example/">友站之{n}</a> `, 0, 9) + `</p>`,
			[]string{"[]" + rows(itemWant, 0, 3)},
		},
		{
			"years of the Republic of two digits", `<p>縣長說明會議的結論與時間</p><ul>` + rows(`<li><a href="/a/{n}.html">{t}</a> 94/05/{d}</li>`, 0, 6) + `</ul>`,
			[]string{"[]" + rows(" {t}=/a/{n}.html@2005-05-{d}", 0, 6)},
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			body := c.in
			if !strings.HasPrefix(body, "<?xml") && !strings.HasPrefix(body, "<datastore") {
				body = "<html><meta charset=utf-8><body>" + body + "</body></html>"
			}
			all := testDocument(t, body, KindListing).Listings()
			var got []string
			for i := range all {
				got = append(got, rowsOf(&all[i]))
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Errorf("listings differ (-want +got):\n%s", diff)
			}
		})
	}
}

// TestListingKind reads pages whose items have texts that could be articles.
func TestListingKind(t *testing.T) {
	t.Parallel()
	const text = "市長今天下午走訪了社區圖書室，與正在看書的居民交談，詢問他們的需要。"
	for _, c := range []struct {
		name, in string
		want     Kind
	}{
		{"cards with a short text", `<title>公告</title><h2>公告</h2>` + rows(`<div class=card><h5><a href="/a/{n}.html">{t}</a></h5><h6>2023-05-{d} 11:58</h6><p>`+text+`</p></div>`, 0, 8), KindListing},
		{"titles with the date in their line", `<title>公告</title><ul>` + rows(`<li>[<a href="/c/">要聞</a>] <a href="/a/{n}.html">{t}</a> 日期：2023-05-{d} 12:53:00 點擊：198 好評：8<p>`+text+`</p></li>`, 0, 8) + `</ul>`, KindListing},
		{"few cards with a text", `<title>公告</title><h2>公告</h2><div>` + rows(`<h3><a href="/a/{n}.html">{t}</a></h3><p>發布時間：2023-05-{d}</p><p>`+text+`</p>`, 0, 3) + `</div>`, KindListing},
		{"rows without dates above a pager", `<title>公告</title><h2>公告</h2><table>` + rows(`<tr><td><a href="/a/{n}.html">{t}</a></td><td>秘書處</td></tr>`, 0, 3) + `</table><p><a href="/l2.html">下一頁</a></p><p>更新日期：2023-05-20</p>`, KindListing},
		{"an article with related pages", `<title>市長走訪社區_南溪網</title><h1>市長走訪社區</h1><p>2023-05-20 10:00 來源：南溪日報</p>` + strings.Repeat("<p>"+text+"</p>", 6) + `<h3>相關新聞</h3><ul>` + rows(`<li><a href="/a/{n}.html">{t}</a> 2023-05-{d}</li>`, 0, 6) + `</ul>`, KindArticle},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			if got := testDocument(t, "<html><meta charset=utf-8><body>"+c.in+"</body></html>", KindAuto).Kind(); got != c.want {
				t.Errorf("kind %s; want %s", got, c.want)
			}
		})
	}
}
