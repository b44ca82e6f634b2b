package convert

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/portalfeed/portalfeed/convert/internal/dom"
)

// emptyWords are what a list says that has no items.
var emptyWords = []string{
	"暂无", "暫無", "尚無", "尚无", "查無", "查无", "没有找到", "沒有找到", "没有相关", "沒有相關", "没有任何", "沒有任何", "没有信息", "沒有資訊", "没有数据", "沒有資料", "没有记录", "沒有記錄", "暂时没有", "暫時沒有", "目前沒有", "目前没有", "还没有", "還沒有", "共0条", "共0條", "共0筆", "共0页", "共0頁", "0条记录", "建设中", "建設中", "更新中", "No data", "no data", "No records", "no records", "No results", "no results", "Nothing found",
}

// saysEmpty says whether the little text of a page says that there is nothing in its list.
func (d *Document) saysEmpty(p *articleParts) bool {
	const little = 60 // characters
	if p.prose > little {
		return false
	}
	for i := p.first; i < p.end; i++ {
		if p.keep[i] && containsAny(squeeze(d.lines[i].text), emptyWords) {
			return true
		}
	}
	return false
}

// isShortText says whether a page without a list is an article for all that its text is short: under a title of its own stands
// some text, or a line that says when or by whom it was published.
func (d *Document) isShortText(p *articleParts) bool {
	const few, some = 16, 40 // characters of text
	if d.saysEmpty(p) {
		return false
	}
	if p.prose >= some {
		return true
	}
	if !p.titleSure || p.titleLine < 0 || p.prose == 0 {
		return false
	}
	if _, column := d.isColumn(); column {
		return false
	}
	if p.stampLine >= 0 {
		if l := &d.lines[p.stampLine]; l.has(ofSources) || l.has(ofDates) && hasAny(l.text, ofPublished) {
			return true
		}
	}
	return p.prose >= few
}

// whyNoList says what a page without a listing has instead of one, "" where nothing repeats on it.
func (d *Document) whyNoList() string {
	const fewest, long = 3, 6 // links, and characters of a title
	scripts := 0
	for k, i := range d.anchorNodes {
		if d.linkTo(i) != "" || k >= maxAnchors {
			continue
		}
		n := d.tree.At(int(i))
		ref := strings.ToLower(strings.TrimSpace(n.Attr("href")))
		if (strings.HasPrefix(ref, "javascript:") || n.HasAttr("onclick")) && utf8.RuneCountInString(textOf(n)) >= long && !offersService(textOf(n)) {
			scripts++
		}
	}
	switch {
	case scripts >= fewest:
		return fmt.Sprintf("the %d links of what may be its list run scripts and have no addresses", scripts)
	case d.onlyMenus:
		return "the page lists nothing: the links that repeat on it are its navigation"
	}
	return ""
}

// barAfter is the line behind which the list of a page without one would begin: its heading, else the end of the first strip of links.
func (d *Document) barAfter(bars []linkBar) int {
	if len(d.headParts) > 0 {
		for i := range d.lines {
			if l := &d.lines[i]; l.links == 0 && l.text == d.headParts[0] && i > bars[0].last {
				return i
			}
		}
	}
	return bars[0].last + 1
}

// rowFrom is the first line of the row of a table that a line stands in, if no links stand before it in the row.
func (d *Document) rowFrom(i int) int {
	const most = 3         // cells before the title
	if i >= len(d.lines) { // of a list that a script holds
		return i
	}
	row := d.tree.At(int(d.lines[i].block)).Closest(dom.Tr)
	for range most {
		if !row.OK() || i == 0 || d.lines[i-1].links > 0 || d.tree.At(int(d.lines[i-1].block)).Closest(dom.Tr) != row {
			break
		}
		i--
	}
	return i
}

// ownParts are the parts of a bar without those at its ends that lead to other sites, where these are few.
func (d *Document) ownParts(parts []barPart) []barPart {
	const share = 4 // of that many, one may lead elsewhere
	foreign := func(p barPart) bool {
		site := siteOf(p.url)
		return site != "" && (d.origin != "" && site != siteOf(d.origin) || d.origin == "" && d.address == "")
	}
	n := 0
	for i := range parts {
		n += btoi(foreign(parts[i]))
	}
	if n == 0 || n*share > len(parts) {
		return parts
	}
	from, to := 0, len(parts)
	for from < to && foreign(parts[from]) {
		from++
	}
	for to > from && foreign(parts[to-1]) {
		to--
	}
	if to-from < barFewest || len(parts)-(to-from) != n {
		return parts
	}
	return parts[from:to]
}
