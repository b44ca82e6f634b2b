package convert

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/portalfeed/portalfeed/convert/internal/dom"
)

// A bar is a strip of short links, one for each category of a site or person: 最新|活動|出訪|會議|論述|圖片.

// Limits of bars.
const (
	barFewest  = 3  // parts
	barMost    = 30 // parts
	barLongest = 12 // characters of a part
)

// linkBar is one strip on the page.
type linkBar struct {
	line  int // its first line
	last  int // its last line
	parts []barPart
	pipes bool // divided by vertical bars
}

// barPart is one part of a bar.
type barPart struct {
	title  string
	url    string
	strong bool // bold, coloured, or marked as the current one by its class
}

// serviceWords are parts of strips that are no categories: what a page offers, who runs it, where else to go.
var serviceWords = []string{
	"首頁", "首页", "主頁", "主页", "收藏", "關於", "关于", "聯絡", "聯繫", "联系", "網站地圖", "网站地图", "站點地圖", "站点地图", "版權", "版权", "English", "ENGLISH", "english", "登錄", "登录", "登入", "註冊", "注册", "上一", "下一", "上頁", "下頁", "上页", "下页",
	"尾頁", "尾页", "末頁", "末页", "打印", "列印", "關閉", "关闭", "RSS", "WAP", "手機版", "手机版", "移動版", "移动版", "客戶端", "客户端", "繁體", "繁体", "簡體", "简体", "免責", "免责", "聲明", "声明", "招聘", "廣告", "广告", "友情", "幫助", "帮助", "隱私", "隐私", "舉報", "举报", "微博", "微信", "郵箱", "邮箱", "加入", "設為", "设为", "投稿", "訂閱", "订阅", "地圖", "地图", "無障礙", "无障碍", "長者", "糾錯", "纠错", "分享", "字體", "字体", "更多", "返回", "Copyright", "備案", "备案", "電話", "电话", "QQ", "退出", "搜索", "搜尋", "Home", "About", "Contact", "Login", "Sitemap",
}

// isPipe says whether a rune divides the parts of a strip.
func isPipe(r rune) bool {
	switch r {
	case '|', '｜', '│', '┃', '︱', '∣', '¦', '丨':
		return true
	}
	return false
}

// token is a piece of a line: the text of a link, or text between links up to white space or a mark.
type token struct {
	text   string
	link   int32
	strong bool
	pipe   bool
}

// tokens splits a line into its links and the words and vertical bars between them.
func (d *Document) tokens(l *line) []token {
	if r := &l.runs[0]; len(l.runs) == 1 && r.link != 0 {
		return []token{{text: l.text, link: r.link, strong: d.strong(r.node)}}
	}
	all := make([]token, 0, 2*len(l.runs))
	for i := range l.runs {
		r := &l.runs[i]
		if r.link != 0 {
			if n := len(all); n > 0 && all[n-1].link == r.link {
				all[n-1].text += r.text
				continue
			}
			if r.chars > 0 {
				all = append(all, token{text: r.text, link: r.link, strong: d.strong(r.node)})
			}
			continue
		}
		if r.chars == 0 {
			continue
		}
		strong := d.strong(r.node)
		from := 0
		flush := func(to int) {
			if from < to {
				if t := strings.Trim(r.text[from:to], "[]【】（）()<>«»·・:：,，、/—-*•"); t != "" {
					all = append(all, token{text: t, strong: strong})
				}
			}
		}
		for i, c := range r.text {
			switch {
			case isPipe(c):
				flush(i)
				all = append(all, token{pipe: true})
				from = i + utf8.RuneLen(c)
			case isBlank(c):
				flush(i)
				from = i + utf8.RuneLen(c)
			}
		}
		flush(len(r.text))
	}
	for i := range all {
		all[i].text = normal(all[i].text)
	}
	return all
}

// strong says whether the text node i is set off from text around it.
func (d *Document) strong(i int32) bool {
	const reach = 4
	n := d.tree.At(int(i)).Parent()
	for range reach {
		if !n.OK() || n.Kind() != dom.Element {
			return false
		}
		switch n.Tag() {
		case dom.B, dom.Strong:
			return true
		case dom.Font:
			if n.Attr("color") != "" && !n.Closest(dom.A).OK() {
				return true
			}
		}
		if marksCurrent(n) {
			return true
		}
		if n.Tag().Block() && n.Tag() != dom.Li && n.Tag() != dom.Td {
			return false
		}
		n = n.Parent()
	}
	return false
}

// marksCurrent says whether an element's class or id marks it as the current one of several.
func marksCurrent(n dom.Node) bool {
	for _, a := range n.Attrs() {
		if a.Key != "class" && a.Key != "id" || a.Val == "" {
			continue
		}
		for c := range strings.FieldsSeq(strings.ToLower(a.Val)) {
			switch c {
			case "current", "cur", "on", "active", "selected", "select", "now", "here", "hover", "this", "curr", "act", "sel", "checked", "dq":
				return true
			}
			if strings.HasPrefix(c, "current") || strings.HasSuffix(c, "_on") || strings.HasSuffix(c, "-on") || strings.HasSuffix(c, "active") || strings.HasSuffix(c, "_cur") || strings.HasSuffix(c, "current") {
				return true
			}
		}
	}
	return false
}

// isBar says whether line i is a strip divided by vertical bars.
func (d *Document) isBar(i int) bool {
	b, ok := d.pipeBar(i)
	return ok && !b.service()
}

// isTabs says whether a strip of short links without vertical bars begins at line i.
func (d *Document) isTabs(i int) bool {
	const longest = 6 // characters of a part
	for _, b := range d.allBars() {
		if b.line != i {
			continue
		}
		for _, p := range b.parts {
			if utf8.RuneCountInString(p.title) > longest {
				return false
			}
		}
		return true
	}
	return false
}

// pipeBar reads a line whose parts are divided by vertical bars.
func (d *Document) pipeBar(i int) (linkBar, bool) {
	l := &d.lines[i]
	if l.chars > barMost*barLongest || !strings.ContainsFunc(l.text, isPipe) {
		return linkBar{}, false
	}
	// Between two bars stands one part; before the first and behind the last other text may stand, away from it.
	var segments [][]token
	segment := []token{}
	for _, t := range d.tokens(l) {
		if t.pipe {
			segments = append(segments, segment)
			segment = []token{}
			continue
		}
		segment = append(segment, t)
	}
	segments = append(segments, segment)
	b := linkBar{line: i, last: i, pipes: true}
	for k, s := range segments {
		if len(s) == 0 {
			continue
		}
		t := s[0]
		switch {
		case k == 0:
			t = s[len(s)-1]
		case k < len(segments)-1 && len(s) > 1:
			return linkBar{}, false
		}
		b.parts = append(b.parts, d.part(t))
	}
	return b, b.shaped()
}

func (d *Document) part(t token) barPart {
	p := barPart{title: trimMarks(t.text), strong: t.strong}
	if t.link != 0 {
		p.url = d.linkTo(t.link)
	}
	return p
}

// shaped says whether the parts can be those of a bar: enough, short, all different, and linked but for one, or none of them.
func (b *linkBar) shaped() bool {
	if len(b.parts) < barFewest || len(b.parts) > barMost {
		return false
	}
	unlinked := 0
	for i, p := range b.parts {
		n := utf8.RuneCountInString(p.title)
		same := func(other barPart) bool { return other.title == p.title }
		if n < 1 || n > barLongest || slices.ContainsFunc(b.parts[:i], same) || !strings.ContainsFunc(p.title, isWordRune) || isNumber(p.title) {
			return false
		}
		if p.url == "" {
			unlinked++
		}
	}
	return unlinked <= 1 || b.pipes && unlinked == len(b.parts)
}

// service says whether a strip offers services instead of categories.
func (b *linkBar) service() bool {
	for _, p := range b.parts {
		if hasAny(p.title, ofServices) {
			return true
		}
	}
	return false
}

// looseBar reads a line of short links without vertical bars.
func (d *Document) looseBar(i int) (linkBar, bool) {
	l := &d.lines[i]
	if l.links < barFewest-1 || l.chars > barMost*barLongest || strings.ContainsFunc(l.text, isPipe) {
		return linkBar{}, false
	}
	b := linkBar{line: i, last: i}
	tokens := d.tokens(l)
	for k, t := range tokens {
		if t.link == 0 && k == 0 && len(tokens) > barFewest && !t.strong { // a label before the links
			continue
		}
		b.parts = append(b.parts, d.part(t))
	}
	return b, b.shaped()
}

// stackCell is what a line can be in a stack of links.
type stackCell struct {
	part barPart
	pipe bool // a vertical bar between two parts
	ok   bool
}

// stackBar reads lines that follow each other in cells or items of one parent, each one short link. cells keeps what lines are.
func (d *Document) stackBar(i int, cells map[int]stackCell) (linkBar, bool) {
	b := linkBar{line: i, last: i}
	parent := d.tree.At(int(d.lines[i].block)).Parent()
	end := i
	for end < len(d.lines) && end-i <= 2*barMost && stackable(&d.lines[end]) && d.tree.At(int(d.lines[end].block)).Parent() == parent {
		end++
	}
	if end-i < barFewest {
		return b, false
	}
	for k := i; k < end && len(b.parts) <= barMost; k++ {
		c, known := cells[k]
		if !known {
			c = d.stackCell(k)
			cells[k] = c
		}
		if c.pipe {
			b.pipes = true
			continue
		}
		if !c.ok {
			break
		}
		b.parts = append(b.parts, c.part)
		b.last = k
	}
	return b, b.shaped()
}

// stackable says whether a line is as short as a part of a bar and holds no more than one link.
func stackable(l *line) bool {
	return l.chars <= barLongest && (l.links == 0 || l.links == 1 && l.linkChars+2 >= l.chars)
}

func (d *Document) stackCell(k int) stackCell {
	l := &d.lines[k]
	tokens := d.tokens(l)
	if len(tokens) == 1 && tokens[0].pipe {
		return stackCell{pipe: true}
	}
	word, words := token{}, 0
	for _, t := range tokens {
		if !t.pipe {
			word = t
			words++
		}
	}
	if words != 1 {
		return stackCell{}
	}
	p := d.part(word)
	p.strong = p.strong || marksCurrent(d.tree.At(int(l.block)))
	return stackCell{part: p, ok: true}
}

// allBars finds the strips of the page.
func (d *Document) allBars() []linkBar {
	d.barOnce.Do(func() {
		const most = 200
		cells := map[int]stackCell{}
		for i := 0; i < len(d.lines) && len(d.bars) < most; i++ {
			b, ok := d.pipeBar(i)
			if !ok {
				b, ok = d.looseBar(i)
			}
			if !ok {
				b, ok = d.stackBar(i, cells)
			}
			if ok && !b.service() {
				d.bars = append(d.bars, b)
				i = b.last
			}
		}
	})
	return d.bars
}

// Categories are the parts of the page's category bar, and which of them the page itself shows ("" if none or unknown).
// The part that is the page itself and no link has no address.
func (d *Document) Categories() (all []Link, current string) {
	b := d.categoryBar()
	if b == nil {
		return nil, ""
	}
	for _, p := range b.parts {
		all = append(all, Link{Title: p.title, URL: p.url})
	}
	if k := d.currentPart(b); k >= 0 {
		current = b.parts[k].title
	}
	return all, current
}

// categoryBar is the strip that is the page's category bar, nil if there is none.
func (d *Document) categoryBar() *linkBar {
	bars := d.allBars()
	if len(bars) == 0 {
		return nil
	}
	path := d.barePath()
	listFrom, listTo := -1, -1
	if d.Kind() != KindArticle {
		if lists := d.listRegions(); len(lists) > 0 {
			listFrom, listTo = lists[0].firstLine, lists[0].lastLine
		}
	}
	best, bestScore := -1, 0
	for i := range bars {
		if s := d.barScore(&bars[i], path, listFrom, listTo); s > bestScore {
			best, bestScore = i, s
		}
	}
	const enough = 20
	if bestScore < enough {
		return nil
	}
	return &bars[best]
}

func (d *Document) barScore(b *linkBar, path []string, listFrom, listTo int) int {
	score := 0
	if b.pipes {
		score += 20
	}
	unlinked, strong, long, short := 0, 0, 0, 0
	first, here := "", d.address
	if parts := d.headParts; len(parts) > 0 {
		first = parts[0]
	}
	for _, p := range b.parts {
		if p.url == "" {
			unlinked++
		} else if sameAddress(p.url, here) {
			score += 15
		}
		if p.strong {
			strong++
		}
		switch n := utf8.RuneCountInString(p.title); {
		case n > 6:
			long++
		case n <= 4:
			short++
		}
		if len(path) > 0 && p.title == path[len(path)-1] {
			score += 15
		}
		if first != "" && first == p.title {
			score += 10
		}
	}
	switch {
	case unlinked == 1:
		score += 15
	case strong == 1:
		score += 10
	}
	score -= 5 * long
	if short == len(b.parts) {
		score += 4
	}
	if listFrom >= 0 {
		switch dist := listFrom - b.last; {
		case dist > 0:
			score += max(0, 15-dist)
			if dist <= 2 {
				score += 6
			}
		case b.line > listTo:
			score -= 15
		default:
			score -= 40 // inside the list
		}
	}
	return score
}

// currentPart is the part of a bar that the page itself shows, -1 if that cannot be told.
func (d *Document) currentPart(b *linkBar) int {
	only := func(is func(barPart) bool) int {
		at := -1
		for k, p := range b.parts {
			if is(p) {
				if at >= 0 {
					return -1
				}
				at = k
			}
		}
		return at
	}
	if k := only(func(p barPart) bool { return p.url == "" }); k >= 0 {
		return k
	}
	if here := d.address; here != "" {
		if k := only(func(p barPart) bool { return sameAddress(p.url, here) }); k >= 0 {
			return k
		}
	}
	path := d.barePath()
	for i := len(path) - 1; i >= 0; i-- {
		if k := only(func(p barPart) bool { return p.title == path[i] }); k >= 0 {
			return k
		}
	}
	if k := only(func(p barPart) bool { return p.strong }); k >= 0 {
		return k
	}
	if parts := d.headParts; len(parts) > 0 {
		for _, part := range parts {
			if k := only(func(p barPart) bool { return p.title == part }); k >= 0 {
				return k
			}
		}
	}
	return -1
}
