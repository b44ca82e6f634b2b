package convert

import (
	"slices"
	"strings"

	"github.com/portalfeed/portalfeed/convert/internal/dom"
)

// metaReach is how many lines the table or list may have in which a page says what it is about, above its title or text.
const metaReach = 14

// publishedLabels name the date of publication in a cell of its own.
var publishedLabels = []string{"發布日期", "發佈日期", "发布日期", "發布時間", "發佈時間", "发布时间", "公布日期", "公佈日期", "公開日期", "公开日期", "刊登日期", "張貼日期", "上網日期", "公告日期"}

// dateCell says whether line i stands in a cell beside that which says that it is the date of publication.
func (d *Document) dateCell(i int) bool {
	if i == 0 || !d.lines[i-1].has(ofDates|ofSources|ofStops) {
		return false
	}
	l := &d.lines[i-1]
	return slices.Contains(publishedLabels, strings.TrimSpace(strings.TrimRight(l.text, ":： "))) && d.besides(l, &d.lines[i])
}

// countLabels stand before what else a page says of itself.
var countLabels = []string{"點閱", "点阅", "點擊", "点击", "瀏覽", "浏览", "閱讀", "阅读", "人氣", "人气", "次數", "次数", "類別", "类别", "分類", "分类", "作者", "發布者", "发布者", "發布人", "发布人", "字號", "字号"}

// isMetaLine says whether a line is a label and a short value, as in the list in which a page says what it is about: 點閱數：13.
func isMetaLine(l *line) bool {
	const longest, longestLabel = 40, 24 // characters; bytes
	if l.chars > longest || l.links > 1 {
		return false
	}
	i := strings.IndexAny(l.text, ":：")
	if i <= 0 || i > longestLabel || countMarks(strings.TrimLeft(l.text[i:], ":：")) > 0 {
		return false
	}
	label := l.text[:i]
	return hasAny(label, ofSources) || hasAny(l.text[:min(len(l.text), i+3)], ofDates) || containsAny(label, countLabels)
}

// cellSource is the source that stands in a cell of its own, beside or below the cell with its label: 發布單位 | 教育處.
func (d *Document) cellSource(p *articleParts) string {
	const longest = 24 // characters
	from := p.first - metaReach
	if p.titleLine >= 0 {
		from = min(from, p.titleLine-metaReach)
	}
	for i := max(from, 0); i < min(p.first+2, len(d.lines)-1); i++ {
		l, next := &d.lines[i], &d.lines[i+1]
		if v := besideLabel(l); v != "" {
			return v
		}
		if l.chars > longest || !l.has(ofSources) || next.chars > longest || next.chars == 0 || next.has(ofStamps) {
			continue
		}
		if !slices.Contains(sourceLabels, strings.TrimSpace(strings.TrimRight(l.text, ":： "))) || !d.besides(l, next) {
			continue
		}
		if v := stampValue(next.text); v != "" && countMarks(v) == 0 {
			return v
		}
	}
	return ""
}

// besideLabel is the source in a line whose label stands in an element of its own, without a colon: <b>消息來源</b>教育局.
func besideLabel(l *line) string {
	const longest = 40 // characters
	if len(l.runs) < 2 || l.chars > longest || !l.has(ofSources) || !slices.Contains(sourceLabels, trimBlank(l.runs[0].text)) {
		return ""
	}
	var b strings.Builder
	for i := range l.runs[1:] {
		b.WriteString(l.runs[1+i].text)
	}
	v := stampValue(b.String())
	if countMarks(v) > 0 {
		return ""
	}
	return v
}

// besides says whether two lines stand in cells or items that follow each other.
func (d *Document) besides(a, b *line) bool {
	m, n := d.tree.At(int(a.block)), d.tree.At(int(b.block))
	switch n.Tag() {
	case dom.Td, dom.Th, dom.Dd, dom.Div, dom.P, dom.Li:
		return m.Index() != n.Index() && m.Parent() == n.Parent()
	}
	return false
}
