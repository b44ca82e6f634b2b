package convert

import (
	"strings"

	"github.com/portalfeed/portalfeed/convert/internal/dom"
)

// knownBodies are the ids and classes, in lower case, in which content management systems put an article's text.
var knownBodies = map[string]bool{
	"trs_editor": true, "trs_ueditor": true, "trs_editor_view": true, "trs_paper_default": true, "trs_web": true, "ucap-content": true, "zoom": true, "zoomcon": true,
	"pages_content": true, "wp_articlecontent": true, "v_news_content": true, "vsb_content": true, "vsb_content_2": true, "vsb_content_501": true,
	"js_content": true, "ozoom": true, "bodytext": true,
}

// The two words of which other names of such elements are put together, with a hyphen or an underscore between them or without:
// articleBody, news_content, entry-content.
var (
	bodyFirsts  = []string{"article", "arti", "news", "content", "text", "post", "entry", "story", "main"}
	bodySeconds = []string{"body", "content", "text", "txt"}
)

// namesBody says whether an id or class, in lower case, is the name of an element that holds an article's text.
func namesBody(name string) bool {
	if knownBodies[name] {
		return true
	}
	for _, first := range bodyFirsts {
		if rest, ok := strings.CutPrefix(name, first); ok {
			rest = strings.TrimLeft(rest, "-_")
			for _, second := range bodySeconds {
				if rest == second {
					return first != second
				}
			}
		}
	}
	return false
}

// Parts of class names and ids that say what an element is for.
var sideNames = []string{"comment", "footer", "sidebar", "side-bar", "recommend", "related", "relate", "copyright", "share", "toolbar", "hot-", "ranking", "breadcrumb", "crumb", "pager", "pagination", "navbar", "topnav", "mainnav", "friendlink", "post_tag", "tags", "editor-tool", "disclaimer", "statement", "qrcode", "advert", "login", "search"}

// textNames are parts of the names of elements that hold texts.
var textNames = []string{"content", "article", "detail"}

// namesSide and namesText find them.
var namesSide, namesText = newFoldWords(sideNames), newFoldWords(textNames)

// boilerplate are words of lines that belong to no article's text, whatever else the line says.
var boilerplate = []string{
	"版權所有", "版权所有", "Copyright", "COPYRIGHT", "copyright ©", "ICP備", "ICP备", "公網安備", "公网安备", "All Rights Reserved", "all rights reserved", "All rights reserved",
	"設為首頁", "设为首页", "違法和不良信息", "违法和不良信息", "不良信息舉報", "不良信息举报", "最佳瀏覽效果", "最佳浏览效果", "Powered by", "powered by", "隱私權及", "著作權所有", "瀏覽人次", "網友評論僅供", "网友评论仅供", "網站標識碼", "网站标识码",
}

// smallPrint are words that make a short line boilerplate.
var smallPrint = []string{
	"備案", "备案", "技術支持", "技术支持", "聯繫我們", "联系我们", "聯絡我們", "關於我們", "关于我们", "許可證", "许可证", "舉報電話", "举报电话", "加入收藏", "網站地圖", "网站地图", "跟贴", "跟貼", "登錄後", "登录后", "請登錄", "请登录",
	"扫一扫", "掃一掃", "二維碼", "二维码", "copyright",
}

// disclaimers begin lines in which a site takes no responsibility, or speaks of its rights.
var disclaimers = []string{
	"聲明：", "声明：", "聲明:", "声明:", "版權聲明", "版权声明", "特別聲明", "特别声明", "郑重声明", "鄭重聲明", "風險提示：", "风险提示：",
}

func hasAnyPrefix(s string, words []string) bool {
	for _, w := range words {
		if strings.HasPrefix(s, w) {
			return true
		}
	}
	return false
}

// isBoilerplate says whether a line is the small print of a site.
func isBoilerplate(l *line) bool {
	own := l.chars - l.linkChars
	if own < 300 && l.has(ofDisclaimers) && hasAnyPrefix(l.text, disclaimers) {
		return true
	}
	if own < 200 && l.has(ofBoilerplate) {
		return true
	}
	return own < 60 && l.has(ofSmallPrint) && (!l.prose() || own < 30 && l.marks <= 1 && hasAnyPrefix(l.text, smallPrint))
}

// contactWords begin what says who runs a site or is to be asked, in footers as well as at the end of texts.
var contactWords = []string{
	"地址：", "地址:", "電話：", "电话：", "電話:", "电话:", "傳真：", "传真：", "傳真:", "传真:", "邮编", "郵編", "邮政编码", "郵遞區號", "主办单位：", "主辦單位：", "主办：", "主辦：", "承办：", "承辦：", "承办单位：", "承辦單位：",
}

// isContact says whether a line says who runs a site or is to be asked, and nothing else.
func isContact(l *line) bool {
	const longest = 100 // characters
	return l.chars < longest && l.has(ofContacts) && !strings.Contains(l.text, "。")
}

// toolWords are words of lines that offer something to do with an article.
var toolWords = []string{
	"打印", "列印", "關閉窗口", "关闭窗口", "關閉本頁", "字體：", "字体：", "字體:", "字体:", "字體大小", "字体大小", "字體 大", "字体 大", "字體【", "字体【", "字體[", "字体[", "大 中 小", "大中小", "字號：", "字号：", "字號:", "字号:", "分享到", "分享至", "分享：", "分享:", "我要糾錯", "我要纠错", "收藏本", "返回頂部", "返回顶部", "返回首", "推薦給朋友", "推荐给朋友", "回到頂部",
	"下載附件", "复制链接", "複製鏈接", "發表評論", "发表评论", "我來說兩句", "我来说两句", "查看更多", "友善列印", "轉寄", "回上頁", "回上一頁", "点赞", "點讚", "點贊", "顶一下", "踩一下", "頂一下", "分隔线", "分隔線", "[!--", "瀏覽次數", "浏览次数", "點擊數", "点击数", "上一篇", "下一篇", "上一條", "上一条", "下一條", "下一条", "轉發", "转发到", "訂閱", "订阅", "電子報",
}

// relatedWords head a list of further pages.
var relatedWords = []string{
	"相關鏈結", "相關鏈接", "相关链接", "相關連結", "相关链结", "相关连接", "相關連接", "相關新聞", "相关新闻", "相關報道", "相关报道", "相關報導", "相關閱讀", "相关阅读", "相關文章", "相关文章", "相關內容", "相关内容", "相關稿件", "相关稿件", "相關文件", "相关文件", "相關信息", "相关信息", "相關專題", "相关专题", "相關視頻", "相关视频", "相關影片", "相關影音", "相关图集", "相關圖集", "相关解读", "相關解讀", "相關資訊", "相关资讯",
	"延伸閱讀", "延伸阅读", "更多新聞", "更多新闻", "更多閱讀", "推薦閱讀", "推荐阅读", "熱門閱讀", "熱門文章", "热门文章", "熱門新聞", "热门新闻", "猜你喜", "你可能", "您可能", "精彩推薦", "精彩推荐", "熱點推薦", "热点推荐", "今日推荐", "热点专题", "为您推荐", "為您推薦", "为你推荐", "為你推薦", "相關推薦", "相关推荐", "大家都在看", "大家在看", "熱門點閱", "編輯推薦", "编辑推荐", "今日熱點", "今日热点", "热点新闻", "更多精彩",
}

// endWords begin lines behind the text: comments, and the way to the neighbouring articles.
var endWords = []string{
	"文章關鍵詞", "文章关键词", "文章標籤", "文章标签", "留言列表", "留言板", "我要留言", "發表留言", "网友评论", "網友評論", "網友回應", "發表評論", "发表评论", "最新評論", "最新评论", "全部評論", "全部评论", "熱門評論", "热门评论", "用戶評論", "用户评论", "讀者評論", "读者评论", "我來說兩句", "我来说两句", "評論列表", "评论列表",
	"上一篇", "下一篇", "上一條", "下一條", "上一条", "下一条", "上篇文章", "下篇文章", "上一則", "下一則",
}

// isTextEnd says whether a line can only stand behind an article's text.
func isTextEnd(l *line) bool {
	const longest = 80
	if l.chars > longest || !l.has(ofEnds) {
		return false
	}
	s := strings.TrimLeftFunc(l.text, func(r rune) bool { return !isWordRune(r) })
	for _, w := range endWords {
		if strings.HasPrefix(s, w) {
			return true
		}
	}
	return false
}

// isRelatedHead says whether a line heads a list of further pages.
func isRelatedHead(l *line) bool {
	const longest = 14
	if l.chars > longest {
		return false
	}
	return l.has(ofRelated)
}

// lineContext is what the elements around a line say.
type lineContext uint8

const (
	plain lineContext = iota
	sided
)

// linkedValues gives every line its worth where links are no sign: on a page whose text stands inside one.
func (d *Document) linkedValues() []int {
	v := make([]int, len(d.lines))
	for i := range d.lines {
		if l := &d.lines[i]; l.chars >= 20 && countMarks(l.text) > 1 && !isBoilerplate(l) && !d.inFooter(i) {
			v[i] = min(l.chars, 400)
		}
	}
	return v
}

// plainValues gives every line that is no link its length as worth: on a page that has no sentence at all.
func (d *Document) plainValues() []int {
	v := make([]int, len(d.lines))
	for i := range d.lines {
		if l := &d.lines[i]; l.links == 0 && !isBoilerplate(l) && !noise(l) && !d.inFooter(i) {
			v[i] = min(l.chars, 400)
		}
	}
	return v
}

// contexts finds for every line whether an element around it says that it stands beside the text. An element that holds much of
// the page's worth says nothing by its name. sums are the sums of the lines' worth.
func (d *Document) contexts(sums []int) []lineContext {
	const share = 3 // an element with more than a third of the page's worth holds the text
	all := make([]lineContext, len(d.lines))
	gains := make([]int, len(sums))
	for i := 1; i < len(sums); i++ {
		gains[i] = gains[i-1] + max(0, sums[i]-sums[i-1])
	}
	most := gains[len(gains)-1]
	for i := 1; i < d.tree.Len(); i++ {
		n := d.tree.At(i)
		if n.Kind() != dom.Element {
			continue
		}
		first, last := d.linesOf(i, n.End())
		if first == last || !isSide(n) {
			continue
		}
		if worth := gains[last] - gains[first]; worth*share > most && worth > 100 {
			continue
		}
		for k := first; k < last; k++ {
			all[k] = sided
		}
		i = n.End() - 1
	}
	return all
}

// isSide says whether an element's tag or name says that it stands beside the text.
func isSide(n dom.Node) bool {
	switch n.Tag() {
	case dom.Footer, dom.Nav, dom.Aside:
		return true
	case dom.Body, dom.Html, dom.A:
		return false
	}
	side := false
	for _, a := range n.Attrs() {
		if a.Key != "class" && a.Key != "id" || a.Val == "" {
			continue
		}
		if namesText.in(a.Val) {
			return false
		}
		side = side || namesSide.in(a.Val) || sideWord(a.Val)
	}
	return side
}

// sideWord says whether one of the words of a class or id is the whole name of what stands above, below or beside every text of a site.
func sideWord(names string) bool {
	const shortest, longest = 3, 8 // bytes of the words below
	for len(names) > 0 {
		end := strings.IndexByte(names, ' ')
		word := names
		if end >= 0 {
			word, names = names[:end], names[end+1:]
		} else {
			names = ""
		}
		if len(word) < shortest || len(word) > longest {
			continue
		}
		switch word {
		case "foot", "Foot", "bottom", "Bottom", "nav", "menu", "footbox", "widget", "webfoot":
			return true
		}
	}
	return false
}

// values gives every line its worth for an article's text: what it holds of prose, less what it holds of links.
func (d *Document) values() []int {
	v := make([]int, len(d.lines))
	sums := make([]int, len(d.lines)+1)
	for i := range d.lines {
		l := &d.lines[i]
		own := l.chars - l.linkChars
		switch {
		case isBoilerplate(l):
			v[i] = -30
		case isCrumbLine(l):
			v[i] = -4
		case isContact(l), d.inFooter(i):
		case l.prose():
			v[i] = min(own, 400) + 5*min(l.marks, 20)
		case l.linkChars*2 > l.chars && d.isAttachment(l):
		case l.linkChars*2 > l.chars, l.links > 0 && own > 0 && l.onlyMarksBeside(own):
			v[i] = -min(l.linkChars, 40) - 4
		case l.links == 0 && own >= 4 && l.has(ofCredits): // a caption
			v[i] = 20
		case own >= 14 && l.links == 0: // a sentence without its marks
			v[i] = own / 2
		default:
			v[i] = min(own, 20) / 4
		}
		sums[i+1] = sums[i] + v[i]
	}
	for i, c := range d.contexts(sums) {
		if c == sided && v[i] > 0 {
			v[i] = -min(v[i], 60)
		}
	}
	return v
}

// body is the element that holds the article's text.
func (d *Document) body(values []int) dom.Node {
	if m, ok := d.one(d.rules.body); ok && m.node.OK() {
		return m.node
	}
	sums := make([]int, len(values)+1)
	for i, v := range values {
		sums[i+1] = sums[i] + v
	}
	worth := func(n dom.Node) int {
		first, last := d.linesOf(n.Index(), n.End())
		return sums[last] - sums[first]
	}
	const post = 12 // the worth of the shortest
	best, bestWorth := d.tree.Root(), 0
	known, knownWorth := dom.Node{}, 0
	head, split := dom.Node{}, false // an inline container, and whether the parser had to split it
	for i := 1; i < d.tree.Len(); i++ {
		n := d.tree.At(i)
		if n.Kind() != dom.Element {
			continue
		}
		w := worth(n)
		if w <= 0 {
			continue
		}
		if w > post && isPost(n) { // the first begins the thread; the others answer it
			return n
		}
		if w > bestWorth {
			best, bestWorth = n, w
		}
		if !isKnownBody(n) {
			continue
		}
		switch {
		case n.Tag().Block():
		case !head.OK():
			head = n
		case n.Tag() == head.Tag() && n.Parent() != head.Parent() && head.Parent().Contains(n):
			split = true
		}
		if w > knownWorth {
			known, knownWorth = n, w
		}
	}
	// A <font id=zoom> around paragraphs without end tags ends before the last one, and is opened anew within it.
	if around := head.Parent(); split && !known.Tag().Block() && around.Contains(known) {
		known, knownWorth = around, worth(around)
	}
	const enough = 40
	if known.OK() && (knownWorth*2 > bestWorth || knownWorth > enough && !d.tree.Root().Contains(known)) {
		return d.narrow(known, worth)
	}
	return d.narrow(best, worth)
}

// isPost says whether an element is the text of a post in a known forum system.
func isPost(n dom.Node) bool {
	switch n.Tag() {
	case dom.Td, dom.Div:
	default:
		return false
	}
	if id := n.Attr("id"); strings.HasPrefix(id, "postmessage_") || id == "read_tpc" {
		return true
	}
	for c := range strings.FieldsSeq(n.Attr("class")) {
		switch c {
		case "t_f", "t_msgfont", "postmessage":
			return true
		}
	}
	return false
}

// bodyOrigin says what made an element the text's.
func (d *Document) bodyOrigin(n dom.Node) string {
	switch {
	case d.rules.body != nil:
		return "recipe"
	case n == d.tree.Root():
		return "whole page"
	}
	for m := n; m.OK() && m.Kind() == dom.Element; m = m.Parent() {
		if isKnownBody(m) || isPost(m) {
			return "known container"
		}
	}
	return "score"
}

// narrow goes down to the smallest element that has nearly all of an element's worth.
func (d *Document) narrow(n dom.Node, worth func(dom.Node) int) dom.Node {
	const nearly = 99 // of 100
	for total := worth(n); ; {
		if cell, ok := d.theCell(n, worth); ok {
			n, total = cell, worth(cell)
		}
		next := dom.Node{}
		for c := range n.Children {
			if c.Kind() == dom.Element && worth(c)*100 >= total*nearly {
				next = c
				break
			}
		}
		if !next.OK() || next.Tag() == dom.P || !next.Tag().Block() && next.Tag() != dom.Font && next.Tag() != dom.Span {
			return n
		}
		n = next
	}
}

// isKnownBody says whether an element is the container of an article in a known system.
func isKnownBody(n dom.Node) bool {
	for _, a := range n.Attrs() {
		switch a.Key {
		case "id":
			if namesBody(strings.ToLower(strings.TrimSpace(a.Val))) {
				return true
			}
		case "class":
			for c := range strings.FieldsSeq(a.Val) {
				if namesBody(strings.ToLower(c)) {
					return true
				}
			}
		case "itemprop":
			if strings.EqualFold(a.Val, "articleBody") {
				return true
			}
		}
	}
	return false
}
