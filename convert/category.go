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
	barFewest  = 3   // parts
	barUsual   = 30  // parts of one that does not say that the page is one of them
	barMost    = 400 // parts
	barLongest = 12  // characters of a part
	barAgain   = 3   // different parts for each that is there again under another address
)

// linkBar is one strip on the page.
type linkBar struct {
	line  int // its first line
	last  int // its last line
	parts []barPart
	pipes bool // divided by vertical bars
	// services says that it offers services instead of categories; its parts are not kept then.
	services bool
}

// barPart is one part of a bar.
type barPart struct {
	title  string
	url    string
	node   int32 // its text
	link   int32 // the a element around it, 0 if there is none
	strong bool  // bold, coloured, or marked as the current one by its class
}

// serviceWords are parts of strips that are no categories: what a page offers, who runs it, where else to go.
var serviceWords = []string{
	"首頁", "首页", "主頁", "主页", "收藏", "關於", "关于", "聯絡", "聯繫", "联系", "網站地圖", "网站地图", "站點地圖", "站点地图", "版權", "版权", "English", "ENGLISH", "english", "登錄", "登录", "登入", "註冊", "注册", "上一", "下一", "上頁", "下頁", "上页", "下页",
	"尾頁", "尾页", "末頁", "末页", "打印", "列印", "關閉", "关闭", "RSS", "WAP", "手機版", "手机版", "移動版", "移动版", "客戶端", "客户端", "繁體", "繁体", "簡體", "简体", "免責", "免责", "聲明", "声明", "廣告", "广告", "友情", "幫助", "帮助", "隱私", "隐私", "舉報", "举报", "微博", "微信", "郵箱", "邮箱", "加入", "設為", "设为", "投稿", "訂閱", "订阅", "地圖", "地图", "無障礙", "无障碍", "長者", "糾錯", "纠错", "分享", "字體", "字体", "更多", "返回", "Copyright", "備案", "备案", "電話", "电话", "QQ", "退出", "搜索", "搜尋", "Home", "About", "Contact", "Login", "Sitemap",
}

// isPipe says whether a rune divides the parts of a strip.
func isPipe(r rune) bool {
	switch r {
	case '|', '｜', '│', '┃', '︱', '∣', '¦', '丨':
		return true
	}
	return false
}

// hasPipe says whether a text holds a vertical bar.
func hasPipe(s string) bool {
	for i := 0; i < len(s); i++ {
		switch s[i] { // the first bytes of them
		case '|':
			return true
		case 0xE3, 0xE5, 0xE6, 0xE7, 0xE8, 0xE9: // Chinese
			i += 2
		case 0xE4:
			if strings.HasPrefix(s[i:], "丨") {
				return true
			}
			i += 2
		case 0xC2, 0xE2, 0xEF:
			if r, _ := utf8.DecodeRuneInString(s[i:]); isPipe(r) {
				return true
			}
		}
	}
	return false
}

// token is a piece of a line: the text of a link, or text between links up to white space or a mark.
type token struct {
	text string
	node int32 // its text
	link int32 // the a element around it, 0 if there is none
	pipe bool

	strong bool // its line is marked as the current one
}

// tokens splits a line into its links and the words and vertical bars between them, in the memory of buf.
func (d *Document) tokens(buf []token, l *line) []token {
	all := buf[:0]
	if r := &l.runs[0]; len(l.runs) == 1 && r.link != 0 {
		return append(all, token{text: l.text, node: r.node, link: r.link})
	}
	for i := range l.runs {
		r := &l.runs[i]
		if r.link != 0 {
			if n := len(all); n > 0 && all[n-1].link == r.link {
				all[n-1].text = oneLabel(all[n-1].text, r.text)
				continue
			}
			if r.chars > 0 {
				all = append(all, token{text: r.text, node: r.node, link: r.link})
			}
			continue
		}
		if r.chars == 0 {
			continue
		}
		from := 0
		flush := func(to int) {
			if from < to {
				if t := strings.Trim(r.text[from:to], "[]【】（）()<>«»·・:：,，、/—-*•"); t != "" {
					all = append(all, token{text: t, node: r.node})
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

// withoutBullets are the tokens without marks between the links.
func withoutBullets(all []token) []token {
	return slices.DeleteFunc(all, func(t token) bool {
		return t.link == 0 && !t.pipe && !strings.ContainsFunc(t.text, isWordRune)
	})
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
		if a.Key == "aria-current" && a.Val != "false" {
			return true
		}
		if a.Key != "class" && a.Key != "id" {
			continue
		}
		for rest := a.Val; rest != ""; {
			end := 0
			for end < len(rest) && byteKinds[rest[end]] != blankByte {
				end++
			}
			if namesCurrent(rest[:end]) {
				return true
			}
			rest = rest[min(end+1, len(rest)):]
		}
	}
	return false
}

// namesCurrent says whether a class or id is one of those that mark the current one of several.
func namesCurrent(c string) bool {
	const fewest, longest = 2, 64            // bytes
	for len(c) > 0 && isDigit(c[len(c)-1]) { // of what a generator numbers
		c = c[:len(c)-1]
	}
	if len(c) < fewest || len(c) > longest {
		return false
	}
	switch a, z := c[len(c)-2]|0x20, c[len(c)-1]|0x20; { // the last letters of all of them, and nearly none of others
	case z == 't' && (a == 'n' || a == 'c'), z == 'r' && (a == 'u' || a == 'e' || a == 'r'), z == 'n' && a == 'o', z == 'e' && (a == 'v' || a == 'r'):
	case z == 'd' && a == 'e', z == 'w' && a == 'o', z == 's' && a == 'i', z == 'l' && a == 'e', z == 'q' && a == 'd':
	case a >= utf8.RuneSelf && z < utf8.RuneSelf:
	default:
		if len(c) < len("current") || !strings.EqualFold(c[:len("current")], "current") {
			return false
		}
	}
	c = lower(c)
	switch c {
	case "current", "cur", "on", "active", "selected", "select", "now", "here", "hover", "this", "curr", "act", "sel", "checked", "dq":
		return true
	}
	return strings.HasPrefix(c, "current") || strings.HasSuffix(c, "_on") || strings.HasSuffix(c, "-on") || strings.HasSuffix(c, "active") || strings.HasSuffix(c, "_cur") || strings.HasSuffix(c, "current")
}

// isBar says whether line i is a strip divided by vertical bars.
func (d *Document) isBar(i int) bool {
	var r barReader
	b, ok := r.pipeBar(d, i)
	return ok && !b.services
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

// barReader holds the memory in which strips are read.
type barReader struct {
	tokens []token
	parts  []barPart
	from   int         // the line that cells begin with
	cells  []stackCell // what lines that follow each other are

	stackEnd int // where the stack ends that the last line asked about is one of
	noStack  int // before this line no stack begins
}

// pipeBar reads a line whose parts are divided by vertical bars.
func (r *barReader) pipeBar(d *Document, i int) (linkBar, bool) {
	l := &d.lines[i]
	if l.chars > barMost*barLongest || l.chars > barLongest*(l.links+barUsual) || !hasPipe(l.text) {
		return linkBar{}, false
	}
	// Between two bars stands one part; before the first and behind the last other text may stand, away from it.
	r.tokens, r.parts = withoutBullets(d.tokens(r.tokens, l)), r.parts[:0]
	odd := 0
	for from, first := 0, true; from <= len(r.tokens); first = false {
		to := from
		for to < len(r.tokens) && !r.tokens[to].pipe {
			to++
		}
		if s := r.tokens[from:to]; len(s) > 0 {
			t := s[0]
			switch {
			case first && to < len(r.tokens):
				t = s[len(s)-1]
			case !first && to < len(r.tokens) && len(s) > 1:
				return linkBar{}, false
			}
			p := t.part()
			switch {
			case p.fits():
			case p.odd():
				odd++
			default:
				return linkBar{}, false
			}
			r.parts = append(r.parts, p)
		}
		from = to + 1
	}
	if odd > 0 && len(r.parts) < barFewest+odd {
		return linkBar{}, false
	}
	return r.bar(d, linkBar{line: i, last: i, pipes: true})
}

// bar gives a strip the parts that were read, if they can be those of one: of them, all but one are links, or none is.
func (r *barReader) bar(d *Document, b linkBar) (linkBar, bool) {
	if len(r.parts) < barFewest || d.lines[b.line].has(ofCrumbs) { // the way to the page is no bar
		return linkBar{}, false
	}
	r.parts = betweenServices(d.sameScript(r.parts))
	if b.parts = r.parts; !b.shaped() {
		return linkBar{}, false
	}
	if b.services = b.service(); b.services {
		b.parts = nil
		return b, true
	}
	b.parts = slices.Clone(r.parts)
	unlinked := 0
	for i := range b.parts {
		p := &b.parts[i]
		if p.link != 0 {
			p.url = d.pageLink(d.tree.At(int(p.link)).Attr("href"))
		}
		if p.url == "" {
			unlinked++
		}
		p.strong = p.strong || d.strong(p.node)
	}
	if len(b.parts) > barUsual && !d.hasCurrent(&b) {
		return linkBar{}, false
	}
	return b, unlinked <= 1 || b.pipes && unlinked == len(b.parts)
}

// hasCurrent says whether one of many parts is the page: it is marked so, or the page has its address or its name. Rows of that many
// links are menus and maps of sites else, unless vertical bars divide them.
func (d *Document) hasCurrent(b *linkBar) bool {
	if b.pipes {
		return true
	}
	strong := 0
	for i := range b.parts {
		p := &b.parts[i]
		if p.url == "" || sameAddress(p.url, d.address) || d.callsItself(p.title) {
			return true
		}
		strong += btoi(p.strong)
	}
	return strong == 1
}

// betweenServices are the parts of a strip between the services at its ends, such as the way home and the guest book, where these
// are few.
func betweenServices(parts []barPart) []barPart {
	from, to := 0, len(parts)
	for from < to && homeWords[squeeze(parts[from].title)] {
		from++
	}
	for from < to && (homeWords[squeeze(parts[to-1].title)] || isService(parts[to-1].title)) {
		to--
	}
	if to-from < barFewest || 2*(to-from) <= len(parts) {
		return parts
	}
	return parts[from:to]
}

// sameScript are the parts of a strip that lead to one script by different queries, where nearly all do and the others, at its ends,
// are services: the way home, the mailbox.
func (d *Document) sameScript(parts []barPart) []barPart {
	if len(parts) < barFewest || !slices.ContainsFunc(parts, func(p barPart) bool {
		return p.link != 0 && strings.IndexByte(d.tree.At(int(p.link)).Attr("href"), '?') >= 0
	}) {
		return parts
	}
	script := ""
	paths := make([]string, len(parts))
	for i := range parts {
		if parts[i].link == 0 {
			return parts
		}
		path, _, ok := strings.Cut(d.tree.At(int(parts[i].link)).Attr("href"), "?")
		if paths[i] = path; ok && script == "" {
			script = path
		}
	}
	if script == "" {
		return parts
	}
	from, to := 0, len(parts)
	for from < to && paths[from] != script && isService(parts[from].title) {
		from++
	}
	for from < to && paths[to-1] != script && isService(parts[to-1].title) {
		to--
	}
	if to-from < barFewest || slices.ContainsFunc(paths[from:to], func(p string) bool { return p != script }) {
		return parts
	}
	return parts[from:to]
}

// isService says whether the name of a part is that of a service: how to write to those who run the site, or what it offers.
func isService(title string) bool {
	title = squeeze(title)
	return hasAny(title, ofServices) || containsAny(title, []string{"信箱", "留言", "投诉", "投訴", "论坛", "論壇", "咨询", "諮詢", "搜索"})
}

// part is a piece of a line as a part, without its address.
func (t token) part() barPart {
	p := barPart{title: trimMarks(t.text), node: t.node, link: t.link}
	if !hasWordRune(p.title) {
		p.title = t.text
	}
	return p
}

// fits says whether a part can be that of a bar by itself: short, and a word.
func (p *barPart) fits() bool {
	if len(p.title) > utf8.UTFMax*barLongest {
		return false
	}
	n := utf8.RuneCountInString(p.title)
	return n >= 1 && n <= barLongest && hasWordRune(p.title) && !isNumber(p.title)
}

// odd says whether a part is a link of marks alone that leads nowhere in particular by its name, such as "../" or "-". A
// bar may have one among many; arrows are buttons.
func (p *barPart) odd() bool {
	n := utf8.RuneCountInString(p.title)
	return p.link != 0 && n >= 1 && n <= barLongest && !strings.ContainsFunc(p.title, isWordRune) && !strings.ContainsAny(p.title, "<>«»‹›＜＞←→↑↓◀▶◄►▲▼《》〈〉")
}

// shaped says whether the parts, which fit, can be those of a bar together: enough, and most of them different.
func (b *linkBar) shaped() bool {
	if len(b.parts) < barFewest || len(b.parts) > barMost {
		return false
	}
	again := 0
	if len(b.parts) > barUsual {
		seen := make(map[string]bool, len(b.parts))
		for i := range b.parts {
			again += btoi(seen[b.parts[i].title])
			seen[b.parts[i].title] = true
		}
	} else {
		for i := range b.parts {
			for k := range i {
				if b.parts[k].title == b.parts[i].title {
					again++
					break
				}
			}
		}
	}
	return again == 0 || len(b.parts)-again >= max(barFewest, barAgain*again)
}

// service says whether a strip offers services instead of categories.
func (b *linkBar) service() bool {
	return slices.ContainsFunc(b.parts, func(p barPart) bool { return offersService(p.title) })
}

// offersService says whether the name of a part is that of a service.
func offersService(title string) bool {
	return hasAny(title, ofServices) || strings.ContainsFunc(title, isBlank) && hasAny(squeeze(title), ofServices) // 首 页
}

// looseBar reads a line of short links without vertical bars.
func (r *barReader) looseBar(d *Document, i int) (linkBar, bool) {
	l := &d.lines[i]
	if l.links < barFewest-1 || l.chars > barMost*barLongest || l.chars > barLongest*(l.links+barUsual) || hasPipe(l.text) {
		return linkBar{}, false
	}
	r.tokens, r.parts = withoutBullets(d.tokens(r.tokens, l)), r.parts[:0]
	for k, t := range r.tokens {
		if t.link == 0 && k == 0 && len(r.tokens) > barFewest && !d.strong(t.node) && !d.callsItself(trimMarks(t.text)) { // a label before the links
			continue
		}
		p := t.part()
		if !p.fits() {
			return linkBar{}, false
		}
		r.parts = append(r.parts, p)
	}
	return r.bar(d, linkBar{line: i, last: i})
}

// allBars finds the strips of the page.
func (d *Document) allBars() []linkBar {
	d.barOnce.Do(func() {
		const most = 200
		var r barReader
		for i := 0; i < len(d.lines) && len(d.bars) < most; i++ {
			b, ok := r.pipeBar(d, i)
			if !ok {
				b, ok = r.looseBar(d, i)
			}
			if !ok {
				b, ok = r.stackBar(d, i)
			}
			if ok && !b.services {
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
	for _, p := range d.ownParts(b.parts) {
		if sameAddress(p.url, d.address) {
			p.url = ""
		}
		all = append(all, Link{Title: p.title, URL: p.url})
	}
	if k := d.currentPart(b); k >= 0 {
		current = b.parts[k].title
	}
	return all, current
}

// longBar is the number of links in the first row of links that is too long for a bar, 0 if there is none.
func (d *Document) longBar() int {
	for i := range d.lines {
		if l := &d.lines[i]; l.links > barMost && hasPipe(l.text) && l.isLinkRow(l.chars-l.linkChars) {
			return l.links
		}
	}
	return 0
}

// categoryBar is the strip that is the page's category bar, nil if there is none.
func (d *Document) categoryBar() *linkBar {
	bars := d.allBars()
	if wide := d.wideBars(); len(wide) > 0 {
		bars = slices.Concat(bars, wide)
	}
	if len(bars) == 0 {
		return nil
	}
	path := d.barePath()
	listFrom, listTo, heading := -1, -1, ""
	if d.Kind() != KindArticle {
		if lists := d.listRegions(); len(lists) > 0 {
			listFrom, listTo = d.rowFrom(lists[0].firstLine), lists[0].lastLine
			heading = trimMarks(lists[0].Title)
		} else if d.onlyMenus {
			listFrom = d.barAfter(bars)
			listTo = listFrom
		}
	}
	best, bestScore := -1, 0
	for i := range bars {
		if s := d.barScore(&bars[i], path, heading, listFrom, listTo); s > bestScore {
			best, bestScore = i, s
		}
	}
	const enough = 20
	if bestScore < enough {
		return nil
	}
	return &bars[best]
}

func (d *Document) barScore(b *linkBar, path []string, heading string, listFrom, listTo int) int {
	const near = 12 // lines between the list and a bar behind it
	score, named := 0, false
	if b.pipes {
		score += 20
	}
	unlinked, strong, long, short := 0, 0, 0, 0
	here, called := d.address, false
	for _, p := range b.parts {
		if p.url == "" {
			unlinked++
		} else if sameAddress(p.url, here) {
			score += 15
			named = true
		}
		if p.strong {
			strong++
			called = called || slices.Contains(d.headParts, p.title) || len(path) > 0 && p.title == path[len(path)-1]
		}
		switch n := utf8.RuneCountInString(p.title); {
		case n > 6:
			long++
		case n <= 4:
			short++
		}
		if len(path) > 0 && p.title == path[len(path)-1] {
			score += 15
			named = true
		}
		if slices.Contains(d.headParts, p.title) {
			score += 10
			named = true
		}
		if heading != "" && p.title == heading {
			score += 10
			named = true
		}
	}
	switch {
	case unlinked == 1:
		score += 15
	case strong == 1 && called:
		score += 25
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
			if named && !b.pipes && b.stacked() && d.flat(b) {
				score += 5 // beside the list
			}
		case b.line > listTo && b.line-listTo <= near && named && b.stacked() && !b.pipes:
			score += 10 // beside the list, in a column behind it
		case b.line > listTo:
			score -= 15
		default:
			score -= 40 // inside the list
		}
	}
	return score
}

// stacked says whether each part has a line of its own.
func (b *linkBar) stacked() bool { return b.last-b.line+1 >= len(b.parts) }

// flat says whether the parts stand in one list, or in none: those of a drop-down menu stand in lists in lists.
func (d *Document) flat(b *linkBar) bool {
	const reach = 40 // elements around a part
	depth := -1
	for i := range b.parts {
		lists := 0
		n := d.tree.At(int(b.parts[i].node)).Parent()
		for k := 0; k < reach && n.OK() && n.Kind() == dom.Element; k++ {
			switch n.Tag() {
			case dom.Ul, dom.Ol, dom.Dl:
				lists++
			}
			n = n.Parent()
		}
		if depth >= 0 && lists != depth {
			return false
		}
		depth = lists
	}
	return true
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
