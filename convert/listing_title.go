package convert

import (
	"strings"
	"unicode/utf8"

	"github.com/portalfeed/portalfeed/convert/internal/dom"
)

// sideHeads head lists that are not what a page is about.
var sideHeads = []string{
	"公告", "通知", "熱門", "热门", "熱點", "热点", "排行", "推薦", "推荐", "相關", "相关", "友情", "專題", "专题", "點擊", "点击", "廣告", "广告", "猜你", "最新文章", "最新更新", "最近更新", "最新加入", "最近新增", "最新評論", "最新评论", "延伸", "快速", "服務", "服务", "導航", "导航", "鏈接", "链接", "鏈結", "連結", "一周", "本周", "標籤", "标签", "關注", "关注", "精彩", "圖集", "图集", "視頻推", "视频推", "下載", "下载", "互動", "互动", "欄目", "栏目", "更多", "往期", "搜索", "分類目錄", "大家都在看", "大家在看", "近期文章", "最近回复", "最近回覆", "最新回复", "最新回覆", "最近评论", "最近評論", "近期评论", "近期評論", "最近留言", "最新留言", "彙整", "其他操作", "Recent", "Popular", "Related",
}

// headsPage says whether the heading of a list is what the page is called: the first part of its title, or the end of its path.
func (d *Document) headsPage(s string) bool {
	if s == "" || d.inner {
		return false
	}
	s = squeeze(s)
	if len(d.headParts) > 0 && squeeze(d.headParts[0]) == s && !sameText(d.site, s) {
		return true
	}
	path := d.barePath()
	return len(path) > 0 && squeeze(path[len(path)-1]) == s
}

func sameText(a, b string) bool { return squeeze(a) == squeeze(b) }

// sideHead says whether a heading is that of a list beside the main one.
func sideHead(s string) bool { return utf8.RuneCountInString(s) <= 12 && hasAny(s, ofSideHeads) }

// listTitle is the heading of a list, the line above it that stands out, and which line that is, -1 if there is none.
func (d *Document) listTitle(first int, container dom.Node) (title string, at int) {
	const reach = 4
	for i := first - 1; i >= 0 && i >= first-reach; i-- {
		head, more := d.headOf(&d.lines[i])
		l := &head
		if l.chars > 24 && !d.inHeading(l) || l.chars < 2 || d.isBar(i) || l.links > 2 {
			continue
		}
		if _, s := d.stampOf(l); s > 0 || yearHead(l.text) > 0 {
			continue
		}
		if _, ok := pathText(l.text); ok {
			continue
		}
		if x, y := d.boxesOf(l.from, d.lines[first].from); (x.Tag() == dom.Td || x.Tag() == dom.Th) && y.Tag() == dom.Td {
			continue // a neighbour in the row
		}
		if th := d.tree.At(int(l.from)).Closest(dom.Th); th.OK() && !d.onlyCell(th) && container.Contains(d.tree.At(int(l.from))) {
			continue // the head of a column
		}
		if !more && d.weightOf(l) < 2 && !sideHead(l.text) && !d.isHeadCell(l) {
			continue
		}
		if t := trimMarks(withoutBrackets(l.text)); t != "" && !saysMore(t) {
			return cutTo(t, maxTitle), i
		}
	}
	return "", -1
}

// withoutBrackets is a text without brackets around all of it.
func withoutBrackets(s string) string {
	for _, p := range [][2]string{{"[", "]"}, {"(", ")"}, {"（", "）"}, {"【", "】"}, {"［", "］"}} {
		if inner, ok := strings.CutPrefix(s, p[0]); ok {
			if inner, ok = strings.CutSuffix(inner, p[1]); ok && !strings.Contains(inner, p[1]) {
				return inner
			}
		}
	}
	return s
}

// headOf is a line without what leads from the head of a list to the whole of it: 更多>>, More, an arrow. more says that it had such.
func (d *Document) headOf(l *line) (head line, more bool) {
	head = *l
	for len(head.runs) > 1 {
		last := &head.runs[len(head.runs)-1]
		if last.chars > 0 && !saysMore(last.text) {
			break
		}
		more = more || strings.ContainsFunc(last.text, func(r rune) bool { return isWordRune(r) || strings.ContainsRune(">»›＞→", r) })
		head.chars -= int(last.chars)
		if last.link != 0 {
			head.linkChars -= int(last.chars)
			if head.runs[len(head.runs)-2].link != last.link {
				head.links--
			}
		}
		head.runs = head.runs[:len(head.runs)-1]
	}
	if !more {
		return *l, false
	}
	var b strings.Builder
	for i := range head.runs {
		b.WriteString(head.runs[i].text)
	}
	head.to = head.runs[len(head.runs)-1].node + 1
	head.text = normal(b.String())
	return head, true
}

// saysMore says whether a text, that of a link or of a mark, leads to the whole of a list.
func saysMore(s string) bool {
	const longest = 24 // bytes
	s = strings.ToLower(strings.TrimFunc(s, func(r rune) bool { return !isWordRune(r) }))
	if len(s) > longest {
		return false
	}
	switch squeeze(s) {
	case "", "更多", "更多内容", "更多內容", "查看更多", "更多信息", "更多資訊", "更多资讯", "more", "readmore", "viewmore", "viewall", "seeall", "all", "全部", "查看全部", "全文", "进入", "進入", "進入專題", "进入专题", "進入頻道", "进入频道", "详情", "詳情", "list":
		return true
	}
	return false
}
