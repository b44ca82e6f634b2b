package convert

import (
	"fmt"
	"strings"
	"testing"
)

// pageOf is a page with a listing of dated items behind what is given.
func pageOf(title, before string) string {
	var list strings.Builder
	for i := range 8 {
		fmt.Fprintf(&list, `<li><a href="n/%d.html">市政府部署第%d号农村教育改革工作</a> <span>2023-05-%02d</span></li>`, i, i, 20-i)
	}
	return "<html><head><meta charset=utf-8><title>" + title + "</title></head><body>" + before + "<div><ul>" + list.String() + "</ul></div></body></html>"
}

func TestMenusAreCategoryBars(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, title, before, want, current string }{
		{
			"a table of one link a row under a heading", "学院要闻-柳城学院",
			`<table><tr><td class=title>新闻中心</td></tr><tr><td class=m>&nbsp;<a class=cur7 href="a.htm">学院要闻</a></td></tr><tr><td class=m><a href="b.htm">系部动态</a></td></tr><tr><td class=m><a href="c.htm">通知公告</a></td></tr></table>`,
			"学院要闻=a.htm 系部动态=b.htm 通知公告=c.htm", "学院要闻",
		},
		{
			"the current one without a link", "系部动态-柳城学院",
			`<table><tr><td class=m><a href="a.htm">学院要闻</a></td></tr><tr><td class=m>系部动态</td></tr><tr><td class=m><a href="c.htm">通知公告</a></td></tr><tr><td class=m><a href="d.htm">学生工作</a></td></tr></table>`,
			"学院要闻=a.htm 系部动态= 通知公告=c.htm 学生工作=d.htm", "系部动态",
		},
		{
			"rows of leaders", "松山縣領導專欄－縣長活動",
			`<table><tr><td>縣委書記</td><td><a href="1.htm">書記活動</a><a href="2.htm">書記論述</a></td></tr><tr><td>縣長</td><td><a href="3.htm">縣長活動</a><a href="4.htm">縣長出訪</a></td></tr><tr><td>其他</td><td><a href="5.htm">聯席會議</a><a href="6.htm">圖片報道</a></td></tr></table>`,
			"書記活動=1.htm 書記論述=2.htm 縣長活動=3.htm 縣長出訪=4.htm 聯席會議=5.htm 圖片報道=6.htm", "縣長活動",
		},
		{
			"a picture beside each name", "柳城日报-时政",
			`<h3>版面导航</h3><ul><li><a href="2.htm">要闻</a><a href="2.pdf"><img src="pdf.gif"></a></li><li class=on><a href="3.htm">时政</a><a href="3.pdf"><img src="pdf.gif"></a></li><li><a href="4.htm">经济</a><a href="4.pdf"><img src="pdf.gif"></a></li></ul>`,
			"要闻=2.htm 时政=3.htm 经济=4.htm", "时政",
		},
		{
			"a drop-down list", "工作动态-河口镇政府网",
			`当前位置：<a href="/">首页</a> → 工作动态 <form><select onChange="jump(this)"><option value="">请选择</option><option value="3.html" selected>工作动态</option><option value="4.html">领导讲话</option><option value="5.html">会议纪要</option></select></form>`,
			"工作动态=3.html 领导讲话=4.html 会议纪要=5.html", "工作动态",
		},
		{
			"cells parted by cells without text", "园区动态-金沙开发区",
			`<table><tr><td><a href="index.html">首 页</a></td><td width=1><img src="sp.gif"></td><td><a href="a.html">园区动态</a></td><td width=1><img src="sp.gif"></td><td><a href="b.html">招商项目</a></td><td width=1><img src="sp.gif"></td><td><a href="c.html">人才招聘</a></td></tr></table>`,
			"园区动态=a.html 招商项目=b.html 人才招聘=c.html", "园区动态",
		},
		{
			"a table for each", "镇务动态-溪口镇",
			`<table>` + strings.Repeat(`<tr><td height=1></td></tr>`, 2) + `<tr><td><table><tr><td><img src="d.gif"></td><td class=m><a href="a.htm">镇务动态</a></td></tr></table></td></tr><tr><td height=1></td></tr><tr><td><table><tr><td><img src="d.gif"></td><td class=m><a href="b.htm">通知通告</a></td></tr></table></td></tr><tr><td><table><tr><td><img src="d.gif"></td><td class=m><a href="c.htm">村务公开</a></td></tr></table></td></tr></table>`,
			"镇务动态=a.htm 通知通告=b.htm 村务公开=c.htm", "镇务动态",
		},
		{
			"pictures behind that of the site", "要聞-北岸日報",
			`<center><a href="index.html"><img src="logo.gif" alt="北岸日報"></a><br><a href="a/"><img src="a.gif" alt=要聞></a><a href="b/"><img src="b.gif" alt=地方></a><a href="c/"><img src="c.gif" alt=財經></a></center><h2>要聞</h2>`,
			"要聞=a/ 地方=b/ 財經=c/", "要聞",
		},
		{
			"one script and services", "学院要闻-柳城学院",
			`<p>您好，欢迎访问！ [<a href="class.asp?id=1">学院要闻</a>] [<a href="class.asp?id=2">系部动态</a>] [<a href="class.asp?id=3">招聘启事</a>] [<a href="index.html">首页</a>] [<a href="guestbook.asp">留言</a>]</p>`,
			"学院要闻=class.asp?id=1 系部动态=class.asp?id=2 招聘启事=class.asp?id=3", "学院要闻",
		},
		{
			"brackets with the way home and the guest book", "要闻-金沙镇",
			`<p>您好，欢迎光临！ [<a href="a/">要闻</a>] [<a href="b/">公告</a>] [<a href="c/">招商</a>] [<a href="d/">政策</a>] [<a href="index.html">首页</a>] [<a href="gb.asp">留言</a>]</p>`,
			"要闻=a/ 公告=b/ 招商=c/ 政策=d/", "要闻",
		},
		{
			"vertical bars behind the way home", "要闻-金沙镇",
			`<p><a href="/">首 页</a> | <a href="a/">要闻</a> | <a href="b/">公告</a> | <a href="c/">招商</a> | <a href="d/">联系我们</a></p>`,
			"要闻=a/ 公告=b/ 招商=c/", "要闻",
		},
		{
			"lines with coloured bullets", "公告-金沙镇",
			`<div><font color=red>◆</font> <a href="a/">要闻</a><br><font color=red>◆</font> <a href="b/">公告</a><br><font color=red>◆</font> <a href="c/">招商</a><br></div>`,
			"要闻=a/ 公告=b/ 招商=c/", "公告",
		},
		{
			"bullets in one line", "公告-金沙镇",
			`<div>◇<a href="a/">要闻</a> ◇<a href="b/">公告</a> ◇<a href="c/">招商</a></div>`,
			"要闻=a/ 公告=b/ 招商=c/", "公告",
		},
		{
			"names with English ones below", "要闻-金沙镇",
			`<ul><li><a href="a/">要闻<br><small>NEWS</small></a></li><li><a href="b/">公告<br><small>NOTICES</small></a></li><li><a href="c/">招商引资<br><small>INVESTMENT PROMOTION</small></a></li></ul>`,
			"要闻=a/ 公告=b/ 招商引资=c/", "要闻",
		},
		{
			"names with English ones above", "要闻-金沙镇",
			`<div><a href="a/"><em>News</em><p>要闻</p></a><a href="b/"><em>Notices</em><p>公告</p></a><a href="c/"><em>Investment</em><p>招商引资</p></a></div>`,
			"要闻=a/ 公告=b/ 招商引资=c/", "要闻",
		},
		{
			"names with English ones beside", "要闻-金沙镇",
			`<ul><li><a href="a/">要闻 <span>NEWS</span></a></li><li><a href="b/">公告 <span>NOTICES</span></a></li><li><a href="c/">招商引资 <span>INVESTMENT</span></a></li></ul>`,
			"要闻=a/ 公告=b/ 招商引资=c/", "要闻",
		},
		{
			"names in two lines", "园区动态-金沙镇",
			`<table><tr><td><a href="a/">园区<br>动态</a></td><td><a href="b/">通知<br>公告</a></td><td><a href="c/">招商<br>引资</a></td></tr></table>`,
			"园区动态=a/ 通知公告=b/ 招商引资=c/", "园区动态",
		},
		{
			"a picture with areas", "公告-金沙镇",
			`<img src=n.gif usemap="#nav"><map name=nav><area shape=rect coords="0,0,9,9" href="index.html" alt="首页"><area shape=rect coords="0,0,9,9" href="a/" alt="要闻"><area href="b/" alt="公告"><area href="c/" title="招商"></map>`,
			"要闻=a/ 公告=b/ 招商=c/", "公告",
		},
		{
			"pictures of words behind an emblem", "要聞",
			`<div><a href="http://b.example/"><img src="logo.gif" alt="北岸"></a><a href="a/"><img src="a.gif" alt=要聞></a><a href="b/"><img src="b.gif" alt=地方></a><a href="c/"><img src="c.gif" alt=財經></a></div><h2>要聞</h2>`,
			"要聞=a/ 地方=b/ 財經=c/", "要聞",
		},
		{
			"friends in a drop-down list", "工作动态-河口镇政府网",
			`<select onchange="window.open(this.value)"><option value="http://a.example/">教育部</option><option value="http://b.example/">省教育厅</option><option value="http://c.example/">市教育局</option></select>`,
			"", "",
		},
		{
			"pages in a drop-down list", "工作动态-河口镇政府网",
			`<select onchange="location.href=this.value"><option value="1.html" selected>第1页</option><option value="2.html">第2页</option><option value="3.html">第3页</option></select>`,
			"", "",
		},
		{
			"services", "工作动态-河口镇政府网",
			`<table><tr><td><a href="1.htm">首页</a></td></tr><tr><td><a href="2.htm">工作动态</a></td></tr><tr><td><a href="3.htm">联系我们</a></td></tr></table>`,
			"", "",
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			res, err := Convert(Page{Body: []byte(pageOf(c.title, c.before))}, Options{Kind: KindListing})
			if err != nil {
				t.Fatal(err)
			}
			var all []string
			for _, l := range res.Categories {
				all = append(all, l.Title+"="+l.URL)
			}
			if got := strings.Join(all, " "); got != c.want || res.Category != c.current {
				t.Errorf("the bar is %q, current %q; want %q, %q", got, res.Category, c.want, c.current)
			}
		})
	}
}

// TestColumnsAreListings: summaries read like running text, but a page that calls itself by the name of its menu's entry is none.
func TestColumnsAreListings(t *testing.T) {
	t.Parallel()
	menu := func(current string) string {
		s := "<ul>"
		for i, l := range []string{"新闻中心", "政策法规", "活动报道", "人物专访"} {
			class := ""
			if l == current {
				class = " class=hover"
			}
			s += fmt.Sprintf("<li%s><a href='/a%d/'><span>%s</span></a></li>", class, i, l)
		}
		return s + "</ul>"
	}
	item := func(i int) string {
		text := fmt.Sprintf("本网讯　二手房市场迎来第%d轮洗牌。临江县有关负责人在现场介绍了具体安排，并回答了群众提出的问题，与会代表进行了深入的讨论。...", i)
		return fmt.Sprintf("<li>[<b><a href='/a0/'>新闻中心</a></b>] <a href='/a0/%d.html'>二手房市场迎来第%d轮洗牌 企业如何应对</a> <span>日期：2011-09-%02d 点击：9</span><p>%s</p></li>", i, i, 20-i, text)
	}
	path := "<div>当前位置: <a href='/'>主页</a> > <a href='/a0/'>新闻中心</a> > </div>"
	body := "<ul>"
	for i := range 6 {
		body += item(i)
	}
	for _, c := range []struct {
		name, title, body string
		want              Kind
	}{
		{"a column", "新闻中心_丹枫文化网", path + body + "</ul>", KindListing},
		{"its last page", "新闻中心_丹枫文化网", path + "<ul>" + item(1) + item(2) + item(3) + "</ul><a href='/a0/'>上一页</a> <a href='/a0/'>1</a> 2", KindListing},
		{"its last page with one item", "新闻中心_丹枫文化网", path + "<h3>新闻中心</h3><ul><li><a href='/art/8.html'>二手房市场迎来第8轮洗牌</a> <span>发布时间：2011-09-20</span></li></ul><div><a href='/a0/index_1.html'>&lt;</a> 3 / 3</div>", KindListing},
		{"its last page by the address alone", "政策法规_丹枫文化网", "<h2>政策法规</h2><dl><dt><a href='/a1/8.html'>二手房市场迎来第8轮洗牌</a> <font>8月26日</font><dd>二手房市场迎来第8轮洗牌，有关负责人在现场介绍了具体安排，请市民多加留意……</dl><p><a href='/a1/2.html'>【前页】</a></p>", KindListing},
		{"an article with a link back", "新闻中心_丹枫文化网", path + "<h3>新闻中心</h3><p>新闻中心成立于一九九八年，负责全县新闻的采访和发布，并回答群众提出的问题，与会代表进行了深入的讨论。</p><div><a href='/b/'>&lt;</a></div>", KindArticle},
		{"an article of the column", "二手房市场迎来新一轮洗牌_新闻中心_丹枫文化网", path + "<h1>二手房市场迎来新一轮洗牌</h1><div>2011-09-20 10:20 来源：丹枫日报</div>" + strings.Repeat("<p>临江县有关负责人在现场介绍了具体安排，并回答了群众提出的问题，与会代表进行了深入的讨论。</p>", 6), KindArticle},
		{"a text that is called as an entry", "新闻中心_丹枫文化网", path + "<h1>新闻中心</h1>" + strings.Repeat("<p>新闻中心成立于一九九八年，负责全县新闻的采访和发布，并回答群众提出的问题，与会代表进行了深入的讨论。</p>", 6), KindArticle},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			address := "http://x.example/a0/"
			if strings.HasPrefix(c.title, "政策法规") {
				address = "http://x.example/a1/3.html"
			}
			res, err := Convert(Page{URL: address, Body: []byte("<html><head><meta charset=utf-8><title>" + c.title + "</title></head><body>" + menu("新闻中心") + c.body + "</body></html>")}, Options{})
			if err != nil {
				t.Fatal(err)
			}
			if res.Kind != c.want {
				t.Errorf("kind is %s; want %s", res.Kind, c.want)
			}
		})
	}
}

// TestLongBars: a bar may have some hundreds of entries; a longer row of links gives no categories, and a note says so.
func TestLongBars(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, head, part, mark, foot string }{
		{"vertical bars", `<div>`, `<a href="/c/%d/">栏目%[1]d</a>`, `|`, `</div>`},
		{"a list", `<ul>`, `<li><a href="/c/%d/">栏目%[1]d</a></li>`, ``, `</ul>`},
		{"cells", `<table><tr>`, `<td><a href="/c/%d/">栏目%[1]d</a></td>`, ``, `</tr></table>`},
		{"brackets", `<p>`, `[<a href="/c/%d/">栏目%[1]d</a>]`, ` `, `</p>`},
		{"a drop-down list", `<select onchange="location=this.value">`, `<option value="/c/%d/">栏目%[1]d</option>`, ``, `</select>`},
	} {
		for _, n := range []int{3, 29, 31, 60, 100, 200, 399, 401, 2000} {
			var b strings.Builder
			between(c.head, c.part, c.mark, c.foot)(&b, n)
			res, err := Convert(Page{URL: "http://x.example/c/2/", Body: []byte(pageOf("栏目2 - 金沙镇", b.String()))}, Options{})
			if err != nil {
				t.Fatal(err)
			}
			want := n
			if n > barMost {
				want = 0
			}
			if len(res.Categories) != want || n == want && res.Category != "栏目2" {
				t.Errorf("%s of %d: %d categories, current %q", c.name, n, len(res.Categories), res.Category)
			}
			builder := NewBuilder(nil, BuilderOptions{})
			builder.Add(res)
			noted := false
			for _, note := range builder.Notes() {
				noted = noted || strings.Contains(note.Message, "too long for a category bar")
			}
			if noted != (want == 0 && c.mark == "|") {
				t.Errorf("%s of %d: noted %v: %v", c.name, n, noted, builder.Notes())
			}
		}
	}
}
