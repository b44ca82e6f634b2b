package convert_test

import (
	"fmt"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/portalfeed/portalfeed/convert"
)

func TestNotice(t *testing.T) {
	t.Parallel()
	story := strings.Repeat("<p>市長指出，老街是城市的記憶，修繕要遵循修舊如舊的原則，做到保護為主、合理利用。</p>", 12)
	for name, c := range map[string]struct {
		in       string
		kind     convert.Kind
		reason   convert.Reason
		redirect string
		frame    string
	}{
		"not found":        {"<title>提示</title><p>對不起，您訪問的頁面不存在！<p><a href=/>返回首頁</a>", convert.KindError, convert.ReasonNotFound, "", ""},
		"not found in GB":  {"<title>404</title><p>页面走丢了", convert.KindError, convert.ReasonNotFound, "", ""},
		"number alone":     {"<title>404</title><p>Oops", convert.KindError, convert.ReasonNotFound, "", ""},
		"precondition":     {"<title>412 Precondition Failed</title><h1>412</h1>", convert.KindError, convert.ReasonBlocked, "", ""},
		"challenge":        {"<html><head><script>document.cookie='a=1';location.reload()</script></head><body></body></html>", convert.KindError, convert.ReasonBlocked, "", ""},
		"check":            {"<title>请稍候</title><p>正在进行安全验证，请完成人机验证后继续访问。", convert.KindError, convert.ReasonBlocked, "", ""},
		"server":           {"<h1>502 Bad Gateway</h1><hr>nginx", convert.KindError, convert.ReasonServer, "", ""},
		"login":            {"<title>平台</title><form><input name=u><input type=password name=p><button>進入</button></form><p>歡迎", convert.KindError, convert.ReasonLogin, "", ""},
		"refresh":          {`<meta http-equiv=refresh content="0; url=/new/index.htm"><p>loading`, convert.KindError, convert.ReasonRedirect, "http://www.example.cn/new/index.htm", ""},
		"script":           {`<script>window.location.href = "home.html";</script>`, convert.KindError, convert.ReasonRedirect, "http://www.example.cn/a/home.html", ""},
		"frames":           {`<frameset cols="180,*"><frame src="menu.htm" name="left"><frame src="list.htm" name="main"></frameset>`, convert.KindError, convert.ReasonFrames, "", "http://www.example.cn/a/list.htm"},
		"nothing":          {"<html><body><div id=app></div></body></html>", convert.KindError, convert.ReasonNoContent, "", ""},
		"story about 404":  {"<title>404頁面不存在的故事</title><h1>404頁面不存在的故事</h1><p>2012-09-25 10:00 來源：晚報</p>" + story, convert.KindArticle, "", "", ""},
		"story with login": {"<h1>市長考察老街</h1><p>2012-09-25 10:00 來源：晚報</p>" + story + "<input type=password>", convert.KindArticle, "", "", ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r, err := convert.Convert(convert.Page{URL: "http://www.example.cn/a/b.html", Body: []byte(c.in)}, convert.Options{Encoding: "utf-8"})
			if err != nil {
				t.Fatal(err)
			}
			if r.Kind != c.kind || r.Reason != c.reason || r.Redirect != c.redirect || r.Frame != c.frame {
				t.Errorf("%q %q %q %q; want %q %q %q %q", r.Kind, r.Reason, r.Redirect, r.Frame, c.kind, c.reason, c.redirect, c.frame)
			}
			if c.kind == convert.KindError && (r.Article != nil || r.Listings != nil) {
				t.Error("an error page has content")
			}
		})
	}
}

// What the pages say that a page lists, or a text tells, is not what the page says.
func TestNoticeOfContent(t *testing.T) {
	t.Parallel()
	list := func(titles ...string) string {
		page := "<title>水務公告</title><ul><li><a href=/>首頁</a><li><a href=/a/>水務新聞</a><li><a href=/b/>水務公告</a></ul><ul>"
		for i, s := range titles {
			page += fmt.Sprintf("<li><a href=/b/%d.html>%s</a> <span>2013-04-%02d</span></li>", i, s, 20-i)
		}
		return page + "</ul><p>聯絡電話：000-1234</p>"
	}
	story := "<title>關於升級防火牆的通知</title><a href=/>首頁</a> <a href=/a/>新聞</a> <a href=/b/>公告</a><h1>關於升級防火牆的通知</h1><p>發布時間：2013-04-20　來源：資訊科</p>"
	for name, c := range map[string]struct {
		in     string
		kind   convert.Kind
		reason convert.Reason
	}{
		"firewall":      {list("水情預報系統更換防火牆的公告", "河道清淤工程開工", "夏季供水安排"), convert.KindListing, ""},
		"check":         {list("供水管網安全检测完成", "请开启JavaScript", "关于网站安全验证的通知", "夏季供水安排"), convert.KindListing, ""},
		"repair":        {list("網上繳費系統維護公告", "已被刪除的欠費記錄說明", "夏季供水安排"), convert.KindListing, ""},
		"undated":       {strings.NewReplacer("2013-04-20", "", "2013-04-19", "", "2013-04-18", "").Replace(list("水情預報系統更換防火牆的公告", "河道清淤工程開工", "夏季供水安排")), convert.KindListing, ""},
		"log-in box":    {list("河道清淤工程開工", "夏季供水安排", "水價聽證會") + "<form>會員登入 <input name=u><input type=password name=p></form>", convert.KindListing, ""},
		"text":          {story + "<p>資訊科將於本週五晚升級防火牆，屆時網路中斷兩小時，敬請留意。</p>", convert.KindArticle, ""},
		"links alone":   {"<title>提示</title><a href=/login>請先登入</a>", convert.KindError, convert.ReasonLogin},
		"box of links":  {"<title>提示</title><p>對不起，您訪問的頁面不存在！</p><ul><li><a href=/1>河道清淤工程開工</a> 2013-04-20<li><a href=/2>夏季供水安排通知</a> 2013-04-19<li><a href=/3>水價聽證會的公告</a> 2013-04-18</ul>", convert.KindError, convert.ReasonNotFound},
		"refusal, time": {"<title>訪問被拦截</title><p>您的請求疑似攻擊行為，已被防火牆攔截。時間：2013-04-20 10:00:00</p><a href=/>返回</a>", convert.KindError, convert.ReasonBlocked},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r, err := convert.Convert(convert.Page{URL: "http://www.example.cn/b/index.html", Body: []byte(c.in)}, convert.Options{Encoding: "utf-8"})
			if err != nil {
				t.Fatal(err)
			}
			if r.Kind != c.kind || r.Reason != c.reason {
				t.Errorf("%q %q; want %q %q", r.Kind, r.Reason, c.kind, c.reason)
			}
		})
	}
}

// plainPage is a text as people save it from a portal.
const plainPage = `當前位置: 首頁>> 要聞

白鷺市:推進老街修繕 建設宜居城市
白鷺市政府網 www.bailu.example   2012年09月25日 18時07分   來源:市政府辦公室

白鷺市老街修繕推進會25日在京召開。市長出席並致辭。他強調,修繕永無止境,要認真貫徹落實《老街條例》,加快建設宜居城市。

市長指出,老街是城市的記憶,修繕要遵循修舊如舊的原則,做到保護為主、合理利用,不得大拆大建。居民的意見要聽,商戶的困難要幫,工期要保證。

最新|活動|出訪|會議|論述|圖片

全市修繕工作聯席會議第一次會議召開

9月18日,全市修繕工作聯席會議第一次會議在市政府召開。會議傳達了關於同意建立聯席會議制度的通知,並作出部署。

相關鏈結
· 市長強調:著力提升老街服務水平
· 市長會見修繕專家
`

func TestPlainText(t *testing.T) {
	t.Parallel()
	r, err := convert.Convert(convert.Page{Body: []byte(plainPage)}, convert.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if r.Kind != convert.KindArticle || r.Language != "zh-Hant" {
		t.Fatalf("kind %q, language %q", r.Kind, r.Language)
	}
	a := r.Article
	type facts struct {
		Title, Date, Source string
		Path, Related, Bar  []string
	}
	got := facts{Title: a.Title, Date: a.Date.String(), Source: a.Source, Path: a.Breadcrumb}
	for _, l := range a.Related {
		got.Related = append(got.Related, l.Title)
	}
	for _, l := range r.Categories {
		got.Bar = append(got.Bar, l.Title)
	}
	want := facts{
		Title: "白鷺市:推進老街修繕 建設宜居城市", Date: "2012-09-25T18:07:00+08:00", Source: "市政府辦公室", Path: []string{"首頁", "要聞"},
		Related: []string{"市長強調:著力提升老街服務水平", "市長會見修繕專家"}, Bar: []string{"最新", "活動", "出訪", "會議", "論述", "圖片"},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if n := strings.Count(a.Text, "\n"); n != 1 || strings.Contains(a.Text, "聯席會議") || !strings.HasSuffix(a.Text, "工期要保證。") {
		t.Errorf("text %q", a.Text)
	}
	if strings.Count(a.HTML, "<p>") != 2 {
		t.Errorf("HTML %q", a.HTML)
	}
}

func TestFiguresAndAttachments(t *testing.T) {
	t.Parallel()
	text := "<p>市長指出，老街是城市的記憶，修繕要遵循修舊如舊的原則，做到保護為主、合理利用，不得大拆大建。</p>"
	page := "<title>市長考察老街</title><h1>市長考察老街</h1><p>2012-09-25 10:00 來源：晚報</p><div id=zoom>" + text +
		`<p align=center><img src="1.jpg" alt="老街"></p><p align=center>市長在老街。（新華社發）</p>` + text + `<figure><img src="2.jpg"><figcaption>修繕前</figcaption></figure>` + text +
		`<p>附件：<a href="files/plan.PDF">修繕方案</a></p></div>`
	r, err := convert.Convert(convert.Page{URL: "http://www.example.cn/a/b.html", Body: []byte(page)}, convert.Options{Explain: true})
	if err != nil {
		t.Fatal(err)
	}
	a := r.Article
	figures := []convert.Figure{{URL: "http://www.example.cn/a/1.jpg", Alt: "老街", Caption: "市長在老街。（新華社發）"}, {URL: "http://www.example.cn/a/2.jpg", Caption: "修繕前"}}
	if diff := cmp.Diff(figures, a.Figures); diff != "" {
		t.Error(diff)
	}
	attachments := []convert.Attachment{{Title: "修繕方案", URL: "http://www.example.cn/a/files/plan.PDF", Type: "application/pdf"}}
	if diff := cmp.Diff(attachments, a.Attachments); diff != "" {
		t.Error(diff)
	}
	if strings.Contains(a.Text, "新華社發") || !strings.Contains(a.HTML, "新華社發") {
		t.Errorf("the caption belongs to the HTML alone: %q, %q", a.Text, a.HTML)
	}
	origins := map[string]string{}
	for _, e := range r.Evidence {
		if e.Value != "" {
			origins[e.Field] = e.From
			if e.Sure <= 0 || e.Sure > 1 {
				t.Errorf("%s is %v sure", e.Field, e.Sure)
			}
		}
	}
	want := map[string]string{"kind": "score", "title": "line", "date": "line", "source": "label", "body": "known container"}
	if diff := cmp.Diff(want, origins); diff != "" {
		t.Error(diff)
	}
}

func TestJoinArticles(t *testing.T) {
	t.Parallel()
	one := &convert.Article{Title: "甲", Text: "一\n二", HTML: "<p>一</p><p>二</p>", Images: []string{"1.jpg"}}
	two := &convert.Article{Title: "甲(2)", Text: "二\n三", HTML: "<p>二</p><p>三</p>", Images: []string{"1.jpg", "2.jpg"}, Editor: "乙"}
	got := convert.JoinArticles(one, two, two)
	want := &convert.Article{Title: "甲", Text: "一\n二\n三", HTML: "<p>一</p><p>二</p><p>三</p>", Images: []string{"1.jpg", "2.jpg"}, Editor: "乙"}
	if diff := cmp.Diff(want.Text+want.HTML, got.Text+got.HTML); diff != "" || got.Title != want.Title || len(got.Images) != 2 || got.Editor != "乙" {
		t.Errorf("%s %+v", diff, got)
	}
	if got := convert.JoinArticles(); got == nil || got.Text != "" {
		t.Error("nothing joined is no empty article")
	}
}

// TestPool reads different pages in the same memory, many at a time, and alone.
func TestPool(t *testing.T) {
	t.Parallel()
	pages := []string{plainPage, "<title>404</title>", "<p>一<a href=b.htm>二</a>" + strings.Repeat("<p>三，四。", 50), strings.Repeat("<li><a href=a.htm>老街修繕的第一期工程今日完工</a> 2012-09-25", 5)}
	read := func(in string, pool *convert.Pool) *convert.Result {
		r, err := convert.Convert(convert.Page{URL: "http://www.example.cn/a/", Body: []byte(in)}, convert.Options{Pool: pool, Explain: true})
		if err != nil {
			t.Error(err)
		}
		return r
	}
	var pool convert.Pool
	var wait sync.WaitGroup
	for k := range 8 {
		wait.Go(func() {
			for i := range 20 {
				in := pages[(i+k)%len(pages)]
				got, want := read(in, &pool), read(in, nil)
				if diff := cmp.Diff(said(want), said(got)); diff != "" {
					t.Error(diff)
				}
			}
		})
	}
	wait.Wait()
}

// said is what a result says, in words.
func said(r *convert.Result) string {
	s := fmt.Sprintln(r.Kind, r.Title, r.Reason, r.Categories, r.Evidence)
	if a := r.Article; a != nil {
		s += fmt.Sprintln(a.Title, a.Date, a.Source, a.Text, a.HTML, a.Related)
	}
	for _, l := range r.Listings {
		s += fmt.Sprintln(l.Title, l.Items)
	}
	return s
}
