package convert

import (
	"net/url"
	"path"
	"strconv"
	"strings"

	"github.com/portalfeed/portalfeed/convert/internal/dom"
)

// formPager finds the next page in what forms offer: a button that asks for it and goes there by script, or a drop-down
// list of the pages of which one is chosen.
func (d *Document) formPager() string {
	for _, i := range d.formNodes {
		n := d.tree.At(int(i))
		if n.Tag() == dom.Select {
			if ref := d.selectPager(n); ref != "" {
				return ref
			}
			continue
		}
		text := n.Attr("value")
		if n.Tag() == dom.Button {
			text = textOf(n)
		}
		if word, mark := asksNext(text); word || mark {
			if ref := d.otherPage(scriptTarget(n.Attr("onclick"))); ref != "" {
				return ref
			}
		}
	}
	return ""
}

// selectPager is the entry behind the chosen one in a drop-down list of pages: 第1页, 第2页.
func (d *Document) selectPager(n dom.Node) string {
	const most = 2000 // pages
	next, ref := 0, ""
	all := d.options(n, most)
	for k, o := range all {
		if page, ok := pageNumber(strings.Trim(o.text, "第頁页 /")); !ok || page != k+1 {
			return ""
		}
		if o.node.HasAttr("selected") || sameAddress(d.pageLink(o.ref), d.address) {
			next = k + 1
		}
	}
	if next > 0 && next < len(all) && all[next].leads {
		ref = d.otherPage(all[next].ref)
	}
	return ref
}

// hasPager says whether the page has links to other pages of the same list.
func (d *Document) hasPager() bool { return d.NextPage() != "" || d.leadsBack() }

// leadsBack says whether the page has links to pages before it of the same list.
func (d *Document) leadsBack() bool {
	for _, i := range d.pagerNodes {
		n := d.tree.At(int(i))
		if n.Tag() == dom.Script {
			if n.First().OK() && strings.Contains(n.First().Data(), "createPage") {
				return pagesOf(n.First().Data()) > 1
			}
			continue
		}
		if n.Tag() == dom.A && (asksPrevious(n.Find(dom.Img).Attr("alt")) || hasWord(n.Attr("rel"), "prev") || asksPrevious(textOf(n)) || asksPrevious(n.Attr("title")) || asksPrevious(n.Attr("aria-label"))) {
			return true
		}
	}
	for _, i := range d.formNodes {
		n := d.tree.At(int(i))
		if n.Tag() == dom.Input && asksPrevious(n.Attr("value")) || n.Tag() == dom.Button && asksPrevious(textOf(n)) {
			return true
		}
	}
	return d.firstPageLinked()
}

// firstPageLinked says whether a row of page numbers has a link to the first page, and this page's number without one.
func (d *Document) firstPageLinked() bool {
	var tokens []token
	for i := len(d.lines) - 1; i >= 0; i-- {
		l := &d.lines[i]
		if !l.maybePages() {
			continue
		}
		tokens = d.tokens(tokens, l)
		first, own, numbers := false, false, 0
		for _, t := range tokens {
			n, ok := pageNumber(strings.Trim(t.text, "[]()【】"))
			if !ok {
				continue
			}
			numbers++
			first = first || n == 1 && t.link != 0
			own = own || n > 1 && t.link == 0
		}
		if first && own && numbers*2 >= len(tokens) {
			return true
		}
	}
	return false
}

// asksPrevious says whether a text asks for the page before.
func asksPrevious(s string) bool {
	const longest = 64 // bytes
	if s == "" || len(s) > longest {
		return false
	}
	if !containsAny(s, []string{"上", "前", "新", "近", "v", "V", "w", "W"}) { // all that follow have one of these
		return false
	}
	s = strings.Trim(strings.ToLower(squeeze(s)), "[]【】()（）<>《》«»‹›←＜＞·.…-—|")
	switch s {
	case "上一頁", "上一页", "上頁", "上页", "前一頁", "前一页", "前頁", "前页", "previous", "prev", "previouspage", "newerposts", "較新的文章", "较新的文章", "較新文章", "较新文章", "新文章", "近期文章":
		return true
	}
	return asksSome(s, "上", "前", "previous", "prev")
}

// pagesOf is the number of pages that the call of a pager's script names.
func pagesOf(script string) int {
	const longest = 64 << 10
	if len(script) > longest {
		return 0
	}
	m := pagerScript.FindStringSubmatch(script)
	if m == nil {
		return 0
	}
	n, err := strconv.Atoi(m[1])
	if err != nil {
		return 0
	}
	return n
}

// laterPage says whether an address is that of the page before with a higher number in one place of its path or query,
// as in list_3_1.html and list_3_2.html; where the first has no number there, it counts as the first page.
func laterPage(first, then string) bool {
	a, errA := url.Parse(first)
	b, errB := url.Parse(then)
	if errA != nil || errB != nil || a.Host != b.Host || first == then {
		return false
	}
	if dir, file := path.Split(b.Path); dir == strings.TrimSuffix(a.Path, path.Ext(a.Path))+"/" && a.RawQuery == b.RawQuery {
		return isDigits(strings.TrimSuffix(file, path.Ext(file))) // c7.htm, c7/2.htm
	}
	return seriesOf(a) == seriesOf(b)
}

// turnsPages says whether a link of a mark or a number alone leads to another page of the list that the page's own address is one of.
func (d *Document) turnsPages() bool {
	const longest = 16 // bytes
	for _, i := range d.pagerNodes {
		n := d.tree.At(int(i))
		if n.Tag() != dom.A {
			continue
		}
		text := squeeze(textOf(n))
		if len(text) > longest {
			continue
		}
		if _, ok := pageNumber(strings.Trim(text, "[]()【】")); !ok && !isMarks(text) {
			continue
		}
		if u := d.otherPage(n.Attr("href")); u != "" && (laterPage(u, d.address) || laterPage(d.address, u)) {
			return true
		}
	}
	return false
}

// seriesOf is what the addresses of the pages of one list have in common: the path without its last number, and the query without
// the number of the page.
func seriesOf(u *url.URL) string {
	dir, file := path.Split(u.Path)
	if i := strings.LastIndexByte(file, '.'); i > 0 {
		file = file[:i]
	}
	bare := strings.TrimRight(strings.TrimRight(file, "0123456789"), "_-")
	if bare == "index" || bare == "default" {
		bare = ""
	}
	if upper, n := path.Split(strings.TrimSuffix(dir, "/")); file == "" && isDigits(n) && strings.HasSuffix(upper, "/page/") {
		dir = strings.TrimSuffix(upper, "page/") // …/page/2/
	}
	if file != "" && bare == "" && strings.HasSuffix(dir, "/page/") {
		dir = strings.TrimSuffix(dir, "page/")
	}
	var kept []string
	for _, pair := range strings.Split(u.RawQuery, "&") {
		name, _, _ := strings.Cut(strings.ToLower(pair), "=")
		if pair == "" || strings.Contains(name, "page") || name == "p" || name == "pg" || name == "pn" || strings.HasSuffix(name, "4p") {
			continue
		}
		kept = append(kept, pair)
	}
	return strings.TrimSuffix(dir+bare, "/") + "?" + strings.Join(kept, "&")
}
