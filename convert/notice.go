package convert

import (
	"strings"
	"unicode/utf8"

	"github.com/portalfeed/portalfeed/convert/internal/dom"
)

// Reason says why a page is neither an article nor a listing.
type Reason string

// The reasons. The zero value is none.
const (
	ReasonNotFound  Reason = "not-found" // the server says that there is no such page
	ReasonBlocked   Reason = "blocked"   // a challenge for people, or a refusal
	ReasonLogin     Reason = "login"     // the page asks who is there
	ReasonServer    Reason = "server"    // the server is out of order
	ReasonRedirect  Reason = "redirect"  // the page only leads on: see Result.Redirect
	ReasonFrames    Reason = "frames"    // the page only holds frames: see Result.Frame
	ReasonNoContent Reason = "empty"     // the page shows nothing: scripts may fill it
)

// noticeWords are what error pages say, by reason. Texts are compared in lower case.
var noticeWords = []struct {
	reason Reason
	words  []string
}{
	{ReasonNotFound, []string{
		"404 not found", "error 404", "404 error", "404错误", "404錯誤", "http 404", "not found", "頁面不存在", "页面不存在", "頁面沒有找到", "页面没有找到", "頁面未找到", "页面未找到", "找不到頁面", "找不到页面",
		"找不到該頁", "找不到该页", "找不到網頁", "找不到网页", "無法找到該頁", "无法找到该页", "无法找到网页", "網頁不存在", "网页不存在", "文章不存在", "內容不存在", "内容不存在", "信息不存在", "資訊不存在", "新聞不存在", "新闻不存在",
		"已被刪除", "已被删除", "已經刪除", "已经删除", "頁面已失效", "页面已失效", "您访问的页面", "您訪問的頁面", "你访问的页面", "你訪問的頁面", "您要查看的页", "您要查看的頁", "page does not exist", "page cannot be found", "page not found", "走丢了", "迷路了",
	}},
	{ReasonServer, []string{
		"500 internal", "502 bad gateway", "503 service", "504 gateway", "internal server error", "bad gateway", "service unavailable", "gateway time-out", "gateway timeout", "runtime error", "server error in",
		"服務器錯誤", "服务器错误", "伺服器錯誤", "系統繁忙", "系统繁忙", "系統維護", "系统维护", "網站維護", "网站维护", "正在維護", "正在维护", "服務不可用", "服务不可用", "資料庫錯誤", "数据库错误",
	}},
	{ReasonBlocked, []string{
		"412 precondition", "precondition failed", "403 forbidden", "401 unauthorized", "access denied", "forbidden", "just a moment", "checking your browser", "attention required", "verify you are human", "are you a robot",
		"enable javascript", "訪問被拒絕", "访问被拒绝", "拒絕訪問", "拒绝访问", "禁止訪問", "禁止访问", "安全驗證", "安全验证", "人機驗證", "人机验证", "行为验证", "驗證碼", "验证码", "訪問過於頻繁", "访问过于频繁", "请求过于频繁", "請求過於頻繁",
		"異常訪問", "异常访问", "访问异常", "疑似攻击", "疑似攻擊", "被攔截", "被拦截", "防火墙", "防火牆", "啟用javascript", "启用javascript", "開啟javascript", "开启javascript", "没有权限", "沒有權限", "正在检查", "安全检测",
	}},
	{ReasonLogin, []string{"請登錄", "请登录", "請先登錄", "请先登录", "請登入", "請先登入", "用戶登錄", "用户登录", "会员登录", "會員登入", "please log in", "please sign in", "login required", "登錄後查看", "登录后查看"}},
}

// notice is what a page says that has nothing to read, and where it leads.
type notice struct {
	reason   Reason
	redirect string
	frame    string
}

// Limits of a page that says only that there is nothing to read.
const (
	noticeChars = 600 // characters of its text
	noticeLinks = 20
)

// readNotice looks for the signs of an error page, a challenge, a page of frames, and a page that only leads on.
func (d *Document) readNotice() notice {
	var n notice
	chars, links := 0, 0
	for i := range d.lines {
		if chars += d.lines[i].chars; chars > noticeChars {
			return n
		}
		links += d.lines[i].links
	}
	if links > noticeLinks || d.plain {
		return n
	}
	const few = 120 // characters beside which a redirect or a frame is all that a page is
	if chars <= few {
		n.redirect = d.redirect()
		n.frame = d.frame()
	}
	text := strings.ToLower(d.spoken())
	squeezed := squeeze(text)
	prose := d.parts().prose >= 200
	for _, w := range noticeWords {
		for _, word := range w.words {
			if !prose && (strings.Contains(text, word) || strings.Contains(squeezed, word)) && !(w.reason != ReasonNotFound && d.hasContent()) {
				n.reason = w.reason
				break
			}
		}
		if n.reason != "" {
			break
		}
	}
	switch code := strings.TrimSpace(d.headTitle); {
	case n.reason != "":
	case code == "404" || code == "410":
		n.reason = ReasonNotFound
	case code == "403" || code == "412" || code == "401" || code == "429":
		n.reason = ReasonBlocked
	case code == "500" || code == "502" || code == "503" || code == "504":
		n.reason = ReasonServer
	case !prose && d.asksPassword() && !d.hasContent():
		n.reason = ReasonLogin
	case n.frame != "":
		n.reason = ReasonFrames
	case n.redirect != "":
		n.reason = ReasonRedirect
	case chars == 0 && d.challenges():
		n.reason = ReasonBlocked
	case chars == 0:
		n.reason = ReasonNoContent
	}
	if n.reason == ReasonNoContent && len(d.imageNodes) > 0 {
		n.reason = "" // a page of images
	}
	return n
}

// spoken is what the page itself says: its title, and its text outside links, which tell what other pages say. A page with nothing
// else says it in its links.
func (d *Document) spoken() string {
	const fewest = 10 // characters outside links
	var own, linked strings.Builder
	chars := 0
	for i := range d.lines {
		l := &d.lines[i]
		linked.WriteString("\n" + l.text)
		own.WriteByte('\n')
		for k := range l.runs {
			if r := &l.runs[k]; r.link == 0 {
				own.WriteString(r.text)
				chars += int(r.chars)
			}
		}
	}
	if chars < fewest {
		return d.headTitle + linked.String()
	}
	return d.headTitle + own.String()
}

// hasContent says whether the page, however short, lists pages with dates or long titles, or is a text with its title, and a line that says when
// it was published or by whom: such a page tells of firewalls, log-ins and repairs and is none of their messages.
func (d *Document) hasContent() bool {
	if p := d.parts(); p.titleSure && p.titleLine >= 0 && p.stampLine >= 0 && p.prose > 0 {
		if l := &d.lines[p.stampLine]; l.has(ofSources) || l.has(ofDates) && hasAny(l.text, ofPublished) {
			return true
		}
	}
	const some, long = 5, 8 // items without a date, and characters of their titles
	lists := d.listRegions()
	if len(lists) == 0 {
		return false
	}
	n, chars := len(lists[0].Items), 0
	for _, it := range lists[0].Items {
		chars += utf8.RuneCountInString(it.Title)
	}
	return n >= listFewest && lists[0].dated*2 > n || n >= some && chars >= long*n
}

// asksPassword says whether the page has a field for a password.
func (d *Document) asksPassword() bool {
	for m := range d.tree.Root().All {
		if m.Tag() == dom.Input && strings.EqualFold(m.Attr("type"), "password") {
			return true
		}
	}
	return false
}

// challenges says whether a script of a page without text sets a cookie: it asks a browser to come again with it.
func (d *Document) challenges() bool {
	for _, i := range d.pagerNodes {
		if m := d.tree.At(int(i)); m.Tag() == dom.Script {
			s := m.First().Data()
			if strings.Contains(s, "document.cookie") || strings.Contains(s, "eval(") || strings.Contains(s, "$_ts") || strings.Contains(m.Attr("src"), "challenge") {
				return true
			}
		}
	}
	return false
}

// redirect is the address that the page goes on to by itself.
func (d *Document) redirect() string {
	const longest = 64 << 10 // bytes of a script
	for m := range d.tree.Root().All {
		switch m.Tag() {
		case dom.Meta:
			if !strings.EqualFold(m.Attr("http-equiv"), "refresh") {
				continue
			}
			_, rest, ok := strings.Cut(m.Attr("content"), ";")
			if !ok {
				continue
			}
			rest = strings.TrimSpace(rest)
			if len(rest) > 3 && strings.EqualFold(rest[:3], "url") {
				rest = strings.TrimLeft(strings.TrimSpace(rest[3:]), "= ")
			}
			if u := d.otherPage(strings.Trim(rest, `"' `)); u != "" {
				return u
			}
		case dom.Script:
			s := m.First().Data()
			if len(s) > longest || !strings.Contains(s, "location") {
				continue
			}
			if u := d.otherPage(scriptTarget(s)); u != "" {
				return u
			}
		}
	}
	return ""
}

// frame is the address of the frame that holds the content: the one named so, else the last that is no menu.
func (d *Document) frame() string {
	best, bestScore := "", -1
	for m := range d.tree.Root().All {
		if m.Tag() != dom.Frame && m.Tag() != dom.Iframe {
			continue
		}
		u := d.otherPage(m.Attr("src"))
		if u == "" || m.Tag() == dom.Iframe && (tiny(m.Attr("width")) || tiny(m.Attr("height"))) {
			continue
		}
		name := strings.ToLower(m.Attr("name") + " " + m.Attr("id") + " " + m.Attr("src"))
		score := 2
		switch {
		case containsAny(name, []string{"main", "content", "body", "text", "right", "center", "article", "news"}):
			score = 4
		case containsAny(name, []string{"top", "menu", "left", "foot", "bottom", "banner", "nav", "head", "count"}):
			score = 0
		}
		if score >= bestScore {
			best, bestScore = u, score
		}
	}
	return best
}

// JoinArticles joins the parts of an article that goes on over several pages, in their order. The first part gives everything but
// text, images, attachments and related pages; a paragraph that the parts repeat, at an end and the next beginning, comes once.
func JoinArticles(parts ...*Article) *Article {
	if len(parts) == 0 {
		return &Article{}
	}
	whole := *parts[0]
	whole.Images, whole.Figures = append([]string(nil), whole.Images...), append([]Figure(nil), whole.Figures...)
	whole.Attachments, whole.Related = append([]Attachment(nil), whole.Attachments...), append([]Link(nil), whole.Related...)
	text, body := []string{whole.Text}, []string{whole.HTML}
	last := whole.Text
	joined := map[string]bool{whole.HTML: true}
	for _, p := range parts[1:] {
		if joined[p.HTML] { // a pager that leads back
			continue
		}
		joined[p.HTML] = true
		next, markup := p.Text, p.HTML
		first, rest, _ := strings.Cut(next, "\n")
		if end := last[strings.LastIndexByte(last, '\n')+1:]; end == first && end != "" {
			if cut, ok := strings.CutPrefix(markup, "<p>"+string(appendEscaped(nil, first))+"</p>"); ok {
				next, markup = rest, cut
			}
		}
		last = p.Text
		if next != "" {
			text = append(text, next)
		}
		body = append(body, markup)
		for _, u := range p.Images {
			if !contains(whole.Images, u) {
				whole.Images = append(whole.Images, u)
			}
		}
		whole.Figures = appendNew(whole.Figures, p.Figures, func(f Figure) string { return f.URL })
		whole.Attachments = appendNew(whole.Attachments, p.Attachments, func(a Attachment) string { return a.URL })
		whole.Related = appendNew(whole.Related, p.Related, func(l Link) string { return l.URL + "\x00" + l.Title })
		if whole.Editor == "" {
			whole.Editor = p.Editor
		}
	}
	whole.Text, whole.HTML = strings.Join(text, "\n"), strings.Join(body, "")
	return &whole
}

func contains(all []string, s string) bool {
	for _, a := range all {
		if a == s {
			return true
		}
	}
	return false
}

// appendNew appends the values whose key none before has.
func appendNew[T any](all, more []T, key func(T) string) []T {
	seen := make(map[string]bool, len(all)+len(more))
	for _, v := range all {
		seen[key(v)] = true
	}
	for _, v := range more {
		if k := key(v); !seen[k] {
			seen[k] = true
			all = append(all, v)
		}
	}
	return all
}
