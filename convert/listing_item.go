package convert

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/portalfeed/portalfeed/convert/internal/dom"
	"github.com/portalfeed/portalfeed/feed/dates"
)

// record is one item on its way: its links, its element.
type record struct {
	element dom.Node
	anchors []anchor
}

// records divides a group into items: what one child of the container holds is one item, unless it holds several of their own.
func (d *Document) records(g group) []record {
	return d.divide(make([]record, 0, len(g.anchors)), g.container, g.anchors, listClimb)
}

// divide appends the items that an element's children hold.
func (d *Document) divide(all []record, element dom.Node, anchors []anchor, depth int) []record {
	for i := 0; i < len(anchors); {
		child := d.childOf(element, anchors[i].node)
		if !child.OK() { // a link that stands near the list and looks like its items
			child = d.tree.At(int(anchors[i].node))
		}
		k := i + 1
		for k < len(anchors) && child.Contains(d.tree.At(int(anchors[k].node))) {
			k++
		}
		part := anchors[i:k]
		i = k
		if depth > 0 && len(part) > 1 && (d.severalItems(part) || d.gridRow(child)) {
			if child.Tag().Block() {
				all = d.divide(all, child, part, depth-1)
			} else {
				all = d.each(all, part)
			}
			continue
		}
		all = append(all, record{element: child, anchors: part})
	}
	return all
}

// each appends an item for each link; neighbouring links to the same page are one.
func (d *Document) each(all []record, anchors []anchor) []record {
	for i := 0; i < len(anchors); {
		k := i + 1
		for k < len(anchors) && anchors[k].url == anchors[i].url {
			k++
		}
		all = append(all, record{element: d.tree.At(int(anchors[i].node)), anchors: anchors[i:k]})
		i = k
	}
	return all
}

// severalItems says whether the links of one child are items of their own: more than one long text with its own address.
func (d *Document) severalItems(part []anchor) bool {
	long := map[string]bool{}
	short := 0
	for _, a := range part {
		if utf8.RuneCountInString(a.text) >= 6 {
			long[a.url] = true
		} else {
			short++
		}
	}
	return len(long) > 1 || len(long) == 0 && short > 2 || d.ownElements(part)
}

// ownElements says whether each of some links fills an item of one list, and each item of the list has one: 海石湾书院, 海石湾桥.
func (d *Document) ownElements(part []anchor) bool {
	const most = 100 // links
	if len(part) > most {
		return false
	}
	list := dom.Node{}
	for i := range part {
		item := d.tree.At(int(part[i].node)).Parent()
		if item.Tag() != dom.Li && item.Tag() != dom.Dd || i > 0 && (item.Parent() != list || part[i].url == part[i-1].url) {
			return false
		}
		list = item.Parent()
		if at := part[i].line; at >= len(d.lines) || d.lines[at].links != 1 || d.lines[at].linkChars < d.lines[at].chars {
			return false
		}
	}
	items := 0
	for m := range list.Children {
		if items += btoi(m.Tag() == dom.Li || m.Tag() == dom.Dd); items > len(part) {
			return false
		}
	}
	return items == len(part)
}

// oneRow makes one item of what stands in the cells of a single row with one date: its title, and the department beside it.
func (d *Document) oneRow(records []record) []record {
	const most = 4 // links
	if len(records) < 2 || len(records) > most {
		return records
	}
	row := records[0].element.Closest(dom.Tr)
	if !row.OK() || records[0].element == row {
		return records
	}
	for i := range records {
		if n := records[i].element; n.Tag() != dom.Td && n.Tag() != dom.A || n.Closest(dom.Tr) != row {
			return records
		}
	}
	dated := 0
	for m := range row.Children {
		if m.Tag() == dom.Td && !m.Find(dom.A).OK() && mayDate(textOf(m)) && isLabelledDate(textOf(m), d.dates) {
			dated++
		}
	}
	if dated != 1 {
		return records
	}
	r := record{element: row}
	for i := range records {
		r.anchors = append(r.anchors, records[i].anchors...)
	}
	return []record{r}
}

// mainLink is the link of an item that has its title: the longest text, text before images, a title before a summary that leads to
// the same page.
func (d *Document) mainLink(r record) anchor {
	if len(r.anchors) == 1 {
		return r.anchors[0]
	}
	best, bestScore := r.anchors[0], -1
	for _, a := range r.anchors {
		if samePage(a.url, best.url) && best.telling() && isSentence(a.text) || readsOn(a.text) && len(r.anchors) > 1 {
			continue
		}
		score := 2 * utf8.RuneCountInString(a.text)
		if a.image {
			score /= 2
		}
		if score > bestScore {
			best, bestScore = a, score
		}
	}
	return best
}

// itemTitle is the title of an item: the text of its link, or the title attribute where the text is cut short.
func (d *Document) itemTitle(a anchor) string {
	n := d.tree.At(int(a.node))
	text := a.text
	if !a.image {
		text = d.linkTitle(n, text)
	}
	full := titleAttr(n.Attr("title"))
	if full == "" {
		for i := n.Index() + 1; i < n.End() && full == ""; i++ {
			full = titleAttr(d.tree.At(i).Attr("title"))
		}
	}
	if full != "" && utf8.RuneCountInString(full) < 200 && fuller(text, full) {
		text = full
	}
	return cutTo(cleanItem(text, d.dates), maxTitle)
}

// titleAttr is the title in a title attribute that may tell more of an item, in lines of its own: 文章標題：…, 作者：…
func titleAttr(s string) string {
	if i := strings.IndexAny(s, "\r\n"); i >= 0 {
		if first := normal(s[:i]); first != "" {
			s = first
		}
	}
	s = normal(s)
	for _, label := range []string{"文章标题", "文章標題", "标题", "標題", "题目", "題目", "主题", "主題"} {
		if rest, ok := strings.CutPrefix(s, label); ok && (strings.HasPrefix(rest, "：") || strings.HasPrefix(rest, ":")) {
			return normal(strings.TrimLeft(rest, "：: "))
		}
	}
	return s
}

// isSentence says whether a text reads like one of running text, not like a title.
func isSentence(s string) bool {
	const fewest = 20 // characters
	n := strings.Count(s, "，") + strings.Count(s, "。") + strings.Count(s, "；") + strings.Count(s, ". ") + strings.Count(s, ", ")
	return countChars(s) >= fewest && (n >= 2 || strings.Contains(s, "。") || strings.HasSuffix(s, ". ") || strings.HasSuffix(s, "."))
}

// readsOn says whether the text of a link asks to read on what stands before it.
func readsOn(s string) bool {
	if s = strings.TrimLeft(s, "[【(（〔 >»·"); len(s) < 3 {
		return false
	}
	switch s[:3] {
	case "继", "繼", "阅", "閱", "查", "点", "點", "了", "瞭", "更", "Rea", "Con", "Ful":
	default:
		return false
	}
	for _, w := range []string{"继续阅读", "繼續閱讀", "阅读全文", "閱讀全文", "阅读更多", "閱讀更多", "查看全文", "查看详情", "查看詳情", "查看详细", "查看詳細", "点击查看", "點擊查看", "了解更多", "瞭解更多", "更多", "Read more", "Read More", "Continue reading", "Read the rest", "Full story"} {
		if strings.HasPrefix(s, w) {
			rest := s[len(w):]
			return w != "更多" || countChars(rest) <= 4
		}
	}
	return false
}

// samePage says whether two addresses lead to one page.
func samePage(a, b string) bool { return a == b || withoutFragment(a) == withoutFragment(b) }

// fuller says whether full is the whole of a text that was cut short.
func fuller(text, full string) bool {
	cut := strings.TrimRight(text, ".…· ")
	if text == "" {
		return true
	}
	if cut != text && cut != "" && strings.Contains(squeeze(full), squeeze(cut)) {
		return true
	}
	return len(full) > len(text) && strings.HasPrefix(squeeze(full), squeeze(cut))
}

// cleanItem takes bullets, a bracketed category and a date off a title.
func cleanItem(s string, o dates.Options) string {
	s = strings.TrimLeftFunc(s, func(r rune) bool { return isBlank(r) || isBullet(r) })
	if rest, ok := cutBracket(s); ok {
		s = rest
	}
	s = cutDate(s, o)
	return strings.TrimRightFunc(strings.TrimSpace(s), func(r rune) bool { return isBlank(r) || strings.ContainsRune("|｜·", r) })
}

// cutBracket takes a category in brackets off the front of a title, if enough is left.
func cutBracket(s string) (string, bool) {
	for _, p := range [][2]string{{"[", "]"}, {"［", "］"}} {
		if inner, ok := strings.CutPrefix(s, p[0]); ok {
			name, rest, ok := strings.Cut(inner, p[1])
			rest = strings.TrimLeftFunc(rest, isBlank)
			if ok && utf8.RuneCountInString(name) <= 8 && utf8.RuneCountInString(rest) >= 4 {
				return rest, true
			}
		}
	}
	return s, false
}

// itemCategory is the category that stands in brackets before an item's title, in the link, in its line or in a link of its own: [會議].
func (d *Document) itemCategory(a anchor) string {
	l := &d.lines[min(a.line, len(d.lines)-1)]
	const most = 8 // texts before a link
	texts := []string{a.text, l.text}
	for i := range l.runs[:min(len(l.runs), most)] {
		if l.runs[i].link == a.node {
			break
		}
		texts = append(texts, normal(l.runs[i].text)+"    ") // it may stand alone
	}
	for _, s := range texts {
		s = strings.TrimLeftFunc(s, isBlank)
		for _, p := range [][2]string{{"[", "]"}, {"［", "］"}} {
			name, ok := strings.CutPrefix(s, p[0])
			if !ok {
				continue
			}
			name, rest, ok := strings.Cut(name, p[1])
			if name = trimMarks(name); ok && len(rest) >= 4 && name != "" && utf8.RuneCountInString(name) <= 8 && !strings.ContainsAny(name, "0123456789") && strings.ContainsFunc(name, isWordRune) {
				return name
			}
		}
	}
	return ""
}

// cutDate takes a date off the end or the front of a title, with the brackets around it. A date that is a part of the sentence
// stays: one at the end has to stand in brackets or behind a blank.
func cutDate(s string, o dates.Options) string {
	for _, p := range [][2]string{{"[", "]"}, {"(", ")"}, {"（", "）"}, {"【", "】"}} {
		if strings.HasSuffix(s, p[1]) {
			if i := strings.LastIndex(s, p[0]); i > 0 {
				if inner := s[i+len(p[0]) : len(s)-len(p[1])]; isWholeDate(inner, o) {
					return strings.TrimRightFunc(s[:i], isBlank)
				}
			}
		}
	}
	if i := strings.LastIndexFunc(s, isBlank); i > 0 && isWholeDate(s[i:], o) {
		head := strings.TrimRightFunc(s[:i], isBlank)
		if j := strings.LastIndexFunc(head, isBlank); j > 0 && isWholeDate(head[j:], o) { // date and time
			head = strings.TrimRightFunc(head[:j], isBlank)
		}
		return head
	}
	return s
}

// isWholeDate says whether a text is a numeric date and nothing else.
func isWholeDate(s string, o dates.Options) bool {
	s = strings.TrimFunc(s, isBlank)
	if len(s) < 4 || len(s) > 40 || s[0] < '0' || s[0] > '9' {
		return false
	}
	if _, start, end, ok := dates.Find(s, o); ok && start == 0 && end == len(s) {
		return true
	}
	return monthDay(s)
}

// monthDay says whether a text is a date without a year, or a time.
func monthDay(s string) bool {
	digits, marks := 0, 0
	last := rune(0) // mark that nothing follows
	for _, r := range s {
		switch {
		case r >= '0' && r <= '9':
			digits++
			last = 0
		case strings.ContainsRune("-/.:月日", r):
			marks++
			last = r
		default:
			return false
		}
	}
	return digits >= 2 && digits <= 4 && marks >= 1 && marks <= 2 && (last == 0 || last == '日')
}

// listNoise says whether the title of a link is none of an item.
func listNoise(s string) bool {
	n := utf8.RuneCountInString(s)
	if n < 2 || strings.HasPrefix(s, "http://") || strings.HasPrefix(s, "https://") || readsOn(s) || strings.Contains(s, "{{") {
		return true
	}
	if word, _ := asksNext(s); word || toolNames[s] {
		return true
	}
	if strings.ContainsAny(s, "0123456789") && !strings.ContainsFunc(s, func(r rune) bool { return unicode.IsLetter(r) && !strings.ContainsRune("年月日时時分", r) }) {
		return true // a number, a date
	}
	return n <= 8 && hasAny(s, ofPages)
}

// toolNames are links below a list that are none of its items.
var toolNames = map[string]bool{
	"返回": true, "返回首页": true, "返回首頁": true, "返回上页": true, "返回上頁": true, "返回上一页": true, "返回上一頁": true, "返回列表": true, "返回目录": true, "返回目錄": true, "返回顶部": true, "返回頂部": true, "回頁首": true, "回首頁": true, "回上一頁": true,
	"打开APP": true, "打開APP": true, "打开App": true, "開啟APP": true, "下载APP": true, "下載APP": true, "下载App": true, "下载客户端": true, "下載客戶端": true, "客户端下载": true, "客戶端下載": true, "APP下载": true, "APP下載": true,
}

// pageWords are texts of links that turn pages or open more.
var pageWords = []string{"早期文章", "較舊的", "较旧的", "較舊文", "较旧文", "舊文章", "旧文章", "較新的", "较新的", "較新文", "较新文", "上一頁", "上一页", "下一頁", "下一页", "上頁", "上页", "下頁", "下页", "前頁", "前页", "後頁", "后页", "前一頁", "前一页", "後一頁", "后一页", "首頁", "首页", "尾頁", "尾页", "末頁", "末页", "更多", "more", "More", "MORE", "詳細>>", "详细>>", "[詳細]", "[详细]", "查看全文", "閱讀全文", "阅读全文", "評論(", "评论("}
