package convert

import (
	"slices"
	"strings"
)

// titleLabels name the title in a cell of its own.
var titleLabels = []string{"標題", "标题", "主旨", "公告標題", "公告标题", "新聞標題", "新闻标题", "文章標題", "文章标题", "信息名称", "文件名称", "名稱", "名称"}

// cellTitle is the line of the title that stands in a cell beside its label, above the text: 主旨 | 辦理研習; -1 if there is none.
func (d *Document) cellTitle(start int) int {
	const longest, shortest, longestTitle = 8, 4, 100 // characters
	at := -1
	for i := range min(start, len(d.lines)-1) {
		l, next := &d.lines[i], &d.lines[i+1]
		if l.chars > longest || l.links > 0 || !slices.Contains(titleLabels, strings.TrimRight(squeeze(l.text), ":：")) || !d.besides(l, next) {
			continue
		}
		if at >= 0 || next.chars > longestTitle || next.chars < shortest { // a list of many
			return -1
		}
		at = i + 1
	}
	if at < start-metaReach {
		return -1
	}
	return at
}

// heading is the line of the heading right above the text, where the title element agrees with no line; -1 if there is none, or if that
// element can well be the title. Of two, one on each side of the stamp, it is the upper if that stands out as much.
func (d *Document) heading(start int) int {
	const reach, fewest, longest, enough = 14, 4, 80, 3 // lines above the text; characters; the weight of a heading
	if !d.vagueTitle() {
		return -1
	}
	at, weight, stamped := -1, 0, false
	for i := min(start, len(d.lines)-1); i >= max(0, start-reach); i-- {
		l := &d.lines[i]
		if _, s := d.stampOf(l); s > 0 || isMetaLine(l) {
			if stamped = true; s >= 3 || isMetaLine(l) {
				continue
			}
		}
		if l.chars < fewest || l.chars > longest || l.links > 0 || isRelatedHead(l) || l.has(ofTools) {
			continue
		}
		w := d.weightOf(l)
		if w < enough || i+1 < start && isLinkLine(&d.lines[i+1]) {
			continue
		}
		if squeeze(l.text) == squeeze(d.site) || homeWords[l.text] || slices.Contains(d.barePath(), l.text) || d.isLinked(l.text) {
			break
		}
		if at < 0 || w >= weight {
			at, weight = i, w
		}
		if stamped {
			break
		}
	}
	return at
}

// vagueTitle says whether the title element can be the name of a site, of one of its columns or of a kind of page, rather than that of
// an article.
func (d *Document) vagueTitle() bool {
	const short = 14 // characters
	title := d.cutSuffix(d.headTitle)
	if countChars(title) <= short || len(d.headParts) == 0 || endsInAny(title, siteEnds) {
		return true
	}
	return endsInAny(d.headParts[0], siteEnds)
}

// withoutTag is a title without the category in brackets that stands before it, where the title element goes without: [攻略] 古道.
func (d *Document) withoutTag(title string) string {
	if len(d.headParts) == 0 || len(title) == len(d.headParts[0]) {
		return title
	}
	tag, ok := strings.CutSuffix(title, d.headParts[0])
	if tag = strings.TrimSpace(tag); ok && strings.ContainsRune("[［【", firstRune(tag)) && endsInAny(tag, []string{"]", "］", "】"}) {
		return d.headParts[0]
	}
	return title
}

// isLinked says whether a link of the page has a text.
func (d *Document) isLinked(text string) bool {
	for _, i := range d.anchorNodes {
		if n := d.tree.At(int(i)); n.First().OK() && normal(textOf(n)) == text {
			return true
		}
	}
	return false
}

// guessedSite says whether the name of the site is a guess from the title element that a line of the page shows to be the title of the
// article: it stands out, and leads nowhere.
func (d *Document) guessedSite(l *line) bool {
	if l.links > 0 || len(d.headParts) < 2 || endsInAny(d.site, siteEnds) {
		return false
	}
	for _, key := range siteKeys {
		if d.meta[key] != "" {
			return false
		}
	}
	return d.site == d.headParts[len(d.headParts)-1] && d.weightOf(l) >= 3
}
