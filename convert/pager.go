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
	"next": true, "nextpage": true, "nextpg": true, "下一頁next": true, "下一页next": true, "下一頁面": true, "下翻": true, "向後": true, "向后": true, "下一版": true, "次へ": true, "다음": true,
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
	if ref := d.numberedPager(); ref != "" {
		return ref
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
	return len(s) <= longest && !onlyBlank(s) && !strings.ContainsFunc(s, isWordRune)
}

// asksNext says whether a text asks for the next page: in words, or by a mark alone.
func asksNext(s string) (word, mark bool) {
	const longest = 64 // bytes
	if s == "" || len(s) > 4*longest || len(s) > 4 && !hasAny(s, ofNext) && len(trimBlank(s)) > 4 {
		return false, false
	}
	s = strings.ToLower(squeeze(s))
	if s == "" || len(s) > longest {
		return false, false
	}
	if nextMarks[s] {
		return false, true
	}
	return nextWords[strings.Trim(s, "[]【】()（）<>《》«»›‹←→＞＜·.…-—|")], false
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
		current, seen := 0, map[int]int32{}
		numbers := 0
		for _, t := range tokens {
			n, ok := pageNumber(strings.Trim(t.text, "[]()【】"))
			if !ok {
				continue
			}
			numbers++
			if t.link == 0 {
				if current == 0 {
					current = n
				}
			} else if _, ok := seen[n]; !ok {
				seen[n] = t.link
			}
		}
		if numbers < 2 || numbers*2 < len(tokens) || current == 0 {
			continue
		}
		if link, ok := seen[current+1]; ok && seen[current] == 0 && consecutive(seen, current) {
			return d.otherPage(d.tree.At(int(link)).Attr("href"))
		}
	}
	return ""
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
