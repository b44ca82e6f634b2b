package convert

import (
	"regexp"
	"strconv"
	"strings"

	"github.com/portalfeed/portalfeed/convert/internal/dom"
)

// nextWords are the texts of links to the next page, squeezed, without marks around them.
var nextWords = map[string]bool{
	"下一頁": true, "下一页": true, "下頁": true, "下页": true, "後一頁": true, "后一页": true, "後頁": true, "后页": true, "下一張": true, "次頁": true, "次页": true,
	"next": true, "nextpage": true, "nextpg": true, "下一頁next": true, "下一页next": true, "下一頁面": true, "下翻": true, "向後": true, "向后": true, "次へ": true, "다음": true,
	"較舊的文章": true, "较旧的文章": true, "較早的文章": true, "较早的文章": true, "舊文章": true, "旧文章": true, "較舊文章": true, "较旧文章": true, "早期文章": true, "較早文章": true, "较早文章": true, "更早的文章": true, "更早文章": true, "olderposts": true, "olderentries": true, "older": true,
}

// nextHints are parts of those words: a text without any is no link to the next page.
var nextHints = []string{"下", "後", "后", "次", "向", "舊", "旧", "早", "ld", "LD", "ex", "EX", "Ex", "eX", "다음"}

// nextMarks are texts of links to the next page that consist of marks only.
var nextMarks = map[string]bool{">": true, "›": true, "＞": true, "→": true, "▶": true, "►": true}

// NextPage is the address of the page that continues this one, "" if there is none.
func (d *Document) NextPage() string {
	if d.rules.next != nil {
		m, ok := d.one(d.rules.next)
		if !ok {
			return ""
		}
		ref := m.value
		if m.node.OK() {
			if ref = m.node.Attr("href"); ref == "" {
				ref = m.node.Find(dom.A).Attr("href")
			}
		}
		return d.otherPage(ref)
	}
	var byRel, byWord, byMark string
	for _, i := range d.pagerNodes {
		n := d.tree.At(int(i))
		switch n.Tag() {
		case dom.Link, dom.A:
			if byRel == "" && hasWord(n.Attr("rel"), "next") {
				byRel = d.otherPage(n.Attr("href"))
			}
			if n.Tag() == dom.A && byWord == "" {
				word, mark := isNextLink(n)
				if !word && !mark {
					continue
				}
				ref := d.otherPage(n.Attr("href"))
				if ref == "" {
					ref = d.otherPage(scriptTarget(n.Attr("onclick")))
				}
				if word {
					byWord = ref
				} else if byMark == "" {
					byMark = ref
				}
			}
		case dom.Script:
			if byWord == "" && n.First().OK() {
				byWord = d.scriptPager(n.First().Data())
			}
		}
	}
	for _, ref := range []string{byWord, byRel, byMark} {
		if ref != "" {
			return ref
		}
	}
	for _, find := range []func() string{d.numberedPager, d.stackedPager, d.morePager} {
		if ref := find(); ref != "" {
			return ref
		}
	}
	return d.formPager()
}

// otherPage is the address of a link that leads away from this page.
func (d *Document) otherPage(ref string) string {
	u := d.pageLink(ref)
	if u == "" || withoutFragment(u) == withoutFragment(d.address) {
		return ""
	}
	return u
}

func withoutFragment(u string) string {
	u, _, _ = strings.Cut(u, "#")
	return u
}

func hasWord(list, word string) bool {
	for w := range strings.FieldsSeq(list) {
		if strings.EqualFold(w, word) {
			return true
		}
	}
	return false
}

// isNextLink says whether a link's text, title or image asks for the next page: in words, or by a mark alone.
func isNextLink(n dom.Node) (word, mark bool) {
	text := textOf(n)
	if word, mark = asksNext(text); word || mark {
		return word, mark
	}
	if isMarks(text) && (hasWord(n.Attr("class"), "next") || hasWord(n.Parent().Attr("class"), "next")) {
		return false, true
	}
	if word, mark = asksNext(n.Attr("title")); word || mark {
		return word, mark
	}
	if word, mark = asksNext(n.Attr("aria-label")); word || mark || n.End()-n.Index() <= 1 {
		return word, mark
	}
	return asksNext(n.Find(dom.Img).Attr("alt"))
}

// isMarks says whether a text consists of marks alone.
func isMarks(s string) bool {
	const longest = 16 // bytes
	return s != "" && len(s) <= longest && !hasWordRune(s) && !onlyBlank(s)
}

// asksNext says whether a text asks for the next page: in words, or by a mark alone.
func asksNext(s string) (word, mark bool) {
	const longest = 64 // bytes
	if s == "" || len(s) > 4*longest || len(s) > 4 && !hasAny(s, ofNext) && len(trimBlank(s)) > 4 {
		return false, false
	}
	s = lower(squeeze(s))
	if s == "" || len(s) > longest {
		return false, false
	}
	if nextMarks[s] {
		return false, true
	}
	s = strings.Trim(s, "[]【】()（）<>《》«»›‹←→＞＜·.…-—|")
	return nextWords[s] || asksSome(s, "下", "后", "後", "next"), false
}

// asksSome says whether a squeezed text asks for so many items in one direction: 下10项, 后20条, next20.
func asksSome(s string, directions ...string) bool {
	const longest = 4 // digits
	for _, w := range directions {
		rest, ok := strings.CutPrefix(s, w)
		if !ok {
			continue
		}
		unit := strings.TrimLeft(rest, "0123456789")
		if n := len(rest) - len(unit); n == 0 || n > longest {
			continue
		}
		switch unit {
		case "", "项", "項", "条", "條", "篇", "个", "個", "则", "則", "封", "笔", "筆", "张", "張", "件", "entries", "items", "posts", "results":
			return unit != "" || w == "next"
		}
	}
	return false
}

// morePager is where the link leads that asks for the following items.
func (d *Document) morePager() string {
	const longest = 64 // bytes
	for _, i := range d.pagerNodes {
		n := d.tree.At(int(i))
		if n.Tag() != dom.A {
			continue
		}
		if text := textOf(n); len(text) <= longest && containsAny(text, []string{"更多", "ore"}) && asksMore(text) {
			if ref := d.otherPage(n.Attr("href")); ref != "" {
				return ref
			}
		}
	}
	return ""
}

// asksMore says whether a text asks for the following items below those that are shown.
func asksMore(s string) bool {
	switch strings.ToLower(strings.TrimFunc(squeeze(s), func(r rune) bool { return !isWordRune(r) })) {
	case "加载更多", "加載更多", "载入更多", "載入更多", "点击加载更多", "點擊加載更多", "點擊載入更多", "点击载入更多", "显示更多", "顯示更多", "加载更多内容", "載入更多內容", "加载更多文章", "載入更多文章", "loadmore", "showmore", "morearticles", "loadmorearticles", "loadmoreposts":
		return true
	}
	return false
}

// scriptTarget is the address that a click handler goes to.
func scriptTarget(handler string) string {
	if len(handler) > maxURL || !strings.Contains(handler, "(") && !strings.Contains(handler, "=") {
		return ""
	}
	m := locationScript.FindStringSubmatch(handler)
	if m == nil {
		return ""
	}
	return m[1]
}

var locationScript = regexp.MustCompile(`(?:location(?:\.href)?\s*=\s*|location\.(?:replace|assign)\s*\(\s*|window\.open\s*\(\s*)['"]([^'"]+)['"]`)

// pagerScript matches the call that static sites of the TRS and similar systems leave in the page: the number of pages, the number
// of this one from 0, and the two parts of the file names between which the number of the page stands.
var pagerScript = regexp.MustCompile(`createPage(?:HTML|Html)?\s*\(\s*(?:['"][^'"]*['"]\s*,\s*)?(\d{1,6})\s*,\s*(\d{1,6})\s*,\s*['"]([^'"/\\]{1,100})['"]\s*,\s*['"]\.?(\w{1,8})['"]`)

func (d *Document) scriptPager(script string) string {
	const longest = 64 << 10
	if len(script) > longest || !strings.Contains(script, "createPage") {
		return ""
	}
	m := pagerScript.FindStringSubmatch(script)
	if m == nil {
		return ""
	}
	pages, _ := strconv.Atoi(m[1])
	at, _ := strconv.Atoi(m[2])
	if at+1 >= pages {
		return ""
	}
	return d.otherPage(m[3] + "_" + strconv.Itoa(at+1) + "." + m[4])
}

// maybePages says whether a line may be a row of page numbers: short, with links of few characters and several digits.
func (l *line) maybePages() bool {
	return l.links >= 1 && l.chars <= 200 && l.linkChars <= 8*l.links+12 && severalDigits(l.text)
}

// numberedPager finds the next page from a row of page numbers of which one is no link: 1 [2] 3.
func (d *Document) numberedPager() string {
	var tokens []token
	for i := len(d.lines) - 1; i >= 0; i-- {
		l := &d.lines[i]
		if !l.maybePages() {
			continue
		}
		tokens = d.tokens(tokens, l)
		if ref := d.pageAfter(tokens); ref != "" {
			return ref
		}
	}
	return ""
}

// stackedPager is numberedPager for numbers that stand on lines of their own, as in the items of a list.
func (d *Document) stackedPager() string {
	const longest, most, beside = 12, 40, 3 // characters of a line, lines, rows of numbers in a calendar
	var tokens []token
	var row []token
	found, rows := "", 0
	for i := 0; i < len(d.lines); i++ {
		if d.lines[i].chars > longest {
			continue
		}
		if _, ok := pageNumber(strings.Trim(d.lines[i].text, "[]()【】")); !ok {
			continue
		}
		parent, end := d.stackOf(&d.lines[i]), i
		row = row[:0]
		for ; end < len(d.lines) && end-i < most && d.lines[end].chars <= longest && d.stackOf(&d.lines[end]) == parent; end++ {
			tokens = d.tokens(tokens, &d.lines[end])
			for _, t := range tokens {
				t.strong = marksCurrent(d.tree.At(int(d.lines[end].block)))
				row = append(row, t)
			}
		}
		if end-i >= 2 {
			if ref := d.pageAfter(row); ref != "" {
				found = ref
			}
			if rows++; rows >= beside && parent.Tag() == dom.Tr {
				return "" // the days of a month
			}
		}
		i = max(i, end-1)
	}
	return found
}

// pageAfter is where the number leads that follows the current one in a row of page numbers: that which is no link, or is marked.
func (d *Document) pageAfter(tokens []token) string {
	current, marked, seen := 0, 0, map[int]int32{}
	numbers := 0
	for _, t := range tokens {
		n, ok := pageNumber(strings.Trim(t.text, "[]()【】"))
		if !ok {
			continue
		}
		numbers++
		switch {
		case t.link == 0:
			if current == 0 {
				current = n
			}
			continue
		case marked == 0 && (t.strong || d.marksPage(t.link)):
			marked = n
		}
		if _, ok := seen[n]; !ok {
			seen[n] = t.link
		}
	}
	if numbers < 2 || numbers*2 < len(tokens) {
		return ""
	}
	if current == 0 && marked > 0 {
		current = marked
		delete(seen, marked)
	}
	if link, ok := seen[current+1]; current > 0 && ok && seen[current] == 0 && consecutive(seen, current) {
		return d.otherPage(d.tree.At(int(link)).Attr("href"))
	}
	return ""
}

// marksPage says whether a link to a page by its number is marked as the current one, by itself or the element around it alone.
func (d *Document) marksPage(link int32) bool {
	n := d.tree.At(int(link))
	p := n.Parent()
	return marksCurrent(n) || p.Kind() == dom.Element && p.End()-p.Index() <= n.End()-n.Index()+2 && marksCurrent(p)
}

// pageNumber is the number that a text is, if that can be one of a page.
func pageNumber(s string) (n int, ok bool) {
	const longest = 5 // digits
	if len(s) > longest {
		return 0, false
	}
	for i := 0; i < len(s); i++ {
		if s[i] < '0' || s[i] > '9' {
			return 0, false
		}
		n = 10*n + int(s[i]-'0')
	}
	return n, n > 0
}

// severalDigits says whether a text holds two digits.
func severalDigits(s string) bool {
	n := 0
	for i := 0; i < len(s) && n < 2; i++ {
		if s[i] >= '0' && s[i] <= '9' {
			n++
		}
	}
	return n >= 2
}

// consecutive says whether the numbers around the current one form a row of pages.
func consecutive(seen map[int]int32, current int) bool {
	_, before := seen[current-1]
	_, after := seen[current+2]
	return current == 1 || before || after || len(seen) == 1
}
