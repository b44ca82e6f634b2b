package convert

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/portalfeed/portalfeed/convert/internal/dom"
	"github.com/portalfeed/portalfeed/feed/dates"
)

// articleParts is what the page holds where it is read as an article.
type articleParts struct {
	body       dom.Node
	tables     []lineRange // of data, on the whole page
	keep       []bool      // by line: whether it belongs to the text
	first, end int         // lines of the text: the first kept, and the one behind the last
	caption    []bool      // by line: whether it is the caption of an image
	cut        int         // node behind which nothing belongs to the text
	prose      int         // characters of running text kept
	title      string
	titleFrom  string // what gave the title
	dateFrom   string
	sourceFrom string
	authorFrom string
	bodyFrom   string
	titleLine  int // -1: not on the page
	titleSure  bool
	stampLine  int // -1: none
	stampScore int
	date       dates.Date
	related    []Link
	editorLine string
}

// fewLines is the number of lines up to which a page without a sentence is taken for a short text, not for a page of links.
const fewLines = 40

// Article is the page read as an article. It is never nil; a page without text gives an article without text.
func (d *Document) Article() *Article {
	own := *d.parts() // readStamp writes to it, and a Document may be used concurrently
	p := &own
	a := &Article{Title: p.title}
	a.Breadcrumb = d.breadcrumb(p.title)
	a.Categories = d.pathCategories(a.Breadcrumb)
	d.readStamp(a, p)
	a.Text = d.joined(p, false)
	if a.Text == "" { // a photo story: its captions are its text
		a.Text = d.joined(p, true)
	}
	keep := d.keptNodes(p)
	a.HTML = d.writeHTML(p.body, keep)
	a.Figures = d.figures(p, keep)
	for _, f := range a.Figures {
		a.Images = append(a.Images, f.URL)
	}
	a.Attachments = d.attachments(p)
	a.Related = p.related
	return a
}

// joined are the lines of the text without the captions of its images, or those alone.
func (d *Document) joined(p *articleParts, captions bool) string {
	var text []string
	for i := p.first; i < p.end; i++ {
		if p.keep[i] && p.caption[i] == captions {
			text = append(text, d.lines[i].text)
		}
	}
	return strings.Join(text, "\n")
}

// parts finds the parts of an article, once.
func (d *Document) parts() *articleParts {
	d.articleOnce.Do(func() {
		p := &articleParts{titleLine: -1, stampLine: -1}
		values := d.values()
		p.tables = d.dataTables()
		p.body = d.widened(p, d.body(values))
		if p.body == d.tree.Root() && d.rules.body == nil {
			values = d.linkedValues()
			p.body = d.body(values)
		}
		if p.body == d.tree.Root() && d.rules.body == nil && len(d.lines) <= fewLines {
			values = d.plainValues()
			p.body = d.body(values)
		}
		p.bodyFrom = d.bodyOrigin(p.body)
		p.keep = make([]bool, len(d.lines))
		p.first, p.end = d.linesOf(p.body.Index(), p.body.End())
		p.cut = p.body.End()
		start := p.first
		start = d.firstProse(start, p.end)
		d.findTitle(p, start)
		if p.titleLine >= start {
			start = d.firstProse(p.titleLine+1, p.end)
		}
		d.findStamp(p, start)
		d.trim(p, values)
		d.article = p
	})
	return d.article
}

// firstProse is the first line of running text among the lines from to end-1, end if there is none.
func (d *Document) firstProse(from, end int) int {
	for from < end && (!d.lines[from].prose() || isMetaLine(&d.lines[from]) || isCrumbLine(&d.lines[from])) {
		from++
	}
	return from
}

// isCrumbLine says whether a line is the path that leads to the page.
func isCrumbLine(l *line) bool {
	const longest = 60 // characters
	return l.links > 0 && l.chars <= longest && l.has(ofCrumbs) && strings.IndexAny(l.text, ">»›→:：") > 0 && !strings.HasSuffix(l.text, "。")
}

// findTitle finds the title: what CMS meta elements say, else the line above the text that stands out and agrees with the title
// element, else that element without the names of column and site.
func (d *Document) findTitle(p *articleParts, start int) {
	if m, ok := d.one(d.rules.title); ok && m.text() != "" {
		p.title, p.titleSure = cutTo(m.text(), maxTitle), true
		p.titleFrom = "recipe"
		p.titleLine = d.lineWith(p.title, start)
		return
	}
	if t := d.meta["articletitle"]; t != "" {
		p.title, p.titleSure = cutTo(t, maxTitle), true
		p.titleFrom = "meta articletitle"
		p.titleLine = d.lineWith(p.title, start)
		return
	}
	if d.plain {
		d.plainTitle(p, start)
		if p.title != "" {
			return
		}
	}
	head := squeeze(d.headTitle)
	site := squeeze(d.site)
	meta := ""
	for _, key := range metaTitles {
		if meta = d.meta[key]; meta != "" {
			break
		}
	}
	meta = squeeze(meta)
	best, bestScore, bestAgrees := -1, 0, 0
	const above, below = 80, 3 // lines above and below the text's first in which the title is looked for
	for i := max(0, start-above); i < min(len(d.lines), start+below); i++ {
		l := &d.lines[i]
		n := l.chars
		if n < 2 || n > 100 {
			continue
		}
		block := squeeze(l.text)
		if block == site && !d.guessedSite(l) || homeWords[l.text] {
			continue
		}
		agree := agrees(block, head)
		if agree == 0 && meta != "" && agrees(block, meta) == 2 {
			agree = 1
		}
		weight := min(d.weightOf(l), 14)
		if agree == 0 && (weight < 4 || head != "" && weight < 8 && !resembles(block, head)) {
			continue
		}
		score := agree*20 + 3*weight - (start-i)/4
		if n < 6 {
			score -= 3 * (6 - n)
		}
		if l.links > 0 && l.linkChars*2 > n {
			score -= 15
		}
		if agree > 0 && n > 60 {
			score -= 5
		}
		if agree > 0 {
			score += min(n, 20)
		}
		if i > start {
			score -= 10
		}
		if _, s := d.stampOf(l); s >= 3 {
			continue
		}
		if isRelatedHead(l) {
			continue
		}
		if score > bestScore {
			best, bestScore, bestAgrees = i, score, agree
		}
	}
	const enough = 18
	if bestAgrees == 0 {
		at := d.cellTitle(start)
		if p.titleSure = at >= 0; !p.titleSure {
			at = d.heading(start)
		}
		if at >= 0 {
			p.title, p.titleLine, p.titleFrom = cutTo(trimTitle(d.lines[at].text), maxTitle), at, "line"
			return
		}
	}
	if best >= 0 && bestScore >= enough {
		p.titleFrom = "line"
		p.title, p.titleLine, p.titleSure = cutTo(trimTitle(d.lines[best].text), maxTitle), best, bestAgrees > 0 || bestScore >= 2*enough
		if bestAgrees == 0 {
			p.title = d.withoutTag(p.title)
		}
		return
	}
	if d.headTitle != "" {
		p.title, p.titleFrom = d.cutSuffix(d.headTitle), "title element"
		return
	}
	for _, key := range metaTitles {
		if v := d.meta[key]; v != "" {
			p.title, p.titleFrom = cutTo(d.cutSuffix(v), maxTitle), "meta "+key
			return
		}
	}
	for i := p.first; i < p.end; i++ {
		if l := &d.lines[i]; l.chars >= 4 && l.chars <= 60 {
			p.title, p.titleFrom = cutTo(trimTitle(l.text), maxTitle), "first line"
			return
		}
	}
}

// trimTitle takes bullets off a title.
func trimTitle(s string) string {
	return strings.TrimSpace(strings.TrimLeftFunc(s, func(r rune) bool { return isBlank(r) || strings.ContainsRune("·•●■◆▪›»", r) }))
}

// resembles says whether two texts share most of their characters in order of pairs.
func resembles(a, b string) bool {
	pairs := map[[2]rune]bool{}
	var prev rune
	for _, r := range b {
		pairs[[2]rune{prev, r}] = true
		prev = r
	}
	n, hit := 0, 0
	prev = 0
	for _, r := range a {
		if prev != 0 {
			n++
			if pairs[[2]rune{prev, r}] {
				hit++
			}
		}
		prev = r
	}
	return n > 0 && hit*2 > n
}

// lineWith is the last line above or at the text's beginning that is a title, -1 if there is none.
func (d *Document) lineWith(title string, start int) int {
	want := squeeze(title)
	for i := min(start, len(d.lines)-1); i >= 0; i-- {
		if got := squeeze(d.lines[i].text); got == want {
			return i
		}
	}
	return -1
}

// findStamp finds the line that dates the article.
func (d *Document) findStamp(p *articleParts, start int) {
	from, to := max(0, start-30), min(len(d.lines), start+4)
	if p.titleLine >= 0 && p.titleLine < start+4 {
		from = max(0, p.titleLine-3)
		to = min(len(d.lines), max(min(to, p.titleLine+40), p.titleLine+8))
	}
	best := 0
	for i := max(0, from-metaReach); i < to; i++ {
		labelled := d.dateCell(i)
		if i < from && !labelled {
			continue
		}
		date, score := d.stampOf(&d.lines[i])
		if score == 0 {
			continue
		}
		if labelled {
			score += 3
		}
		if hasAny(d.lines[i].text, ofDates) && containsAny(d.lines[i].text, eventTimes) || d.withoutYear(d.lines[i].text) {
			score = 1 // when something takes place
		}
		score *= 4
		if i > start {
			score -= 4
		}
		if p.titleLine >= 0 {
			if i < p.titleLine {
				score -= 3
			}
			score -= min(abs(i-p.titleLine)/3, 8)
		}
		if score > best {
			best = score
			p.date, p.stampLine, p.stampScore = date, i, score
		}
	}
	if i := p.stampLine; i >= 0 {
		const longest = 24 // characters of a line with the time of day
		if l := &d.lines[i]; p.date.Precision == dates.Day && i+1 < len(d.lines) && d.lines[i+1].chars <= longest && l.chars <= longest && onlyDay(l.text) {
			p.date = d.clocked(p.date, d.lines[i+1].text)
		}
		d.findMachineDate(p, from, to)
		return
	}
	if d.findMachineDate(p, from, to); p.stampLine >= 0 {
		return
	}
	// A longer line with a labelled date, or the date at the foot of the text.
	for i := from; i < to; i++ {
		l := &d.lines[i]
		if l.has(ofDates) && l.chars < 200 {
			if v := d.findDate(l.text); v.Precision >= dates.Day {
				p.date, p.stampLine, p.stampScore = v, i, 4
				return
			}
		}
	}
}

func abs(n int) int {
	if n < 0 {
		return -n
	}
	return n
}

// refers says whether line i is a paragraph that ends a text with a reference: a label and one link, in the same place as the
// running text before it.
func (d *Document) refers(i int) bool {
	const fewest, longest = 3, 12 // characters of the label
	l, before := &d.lines[i], &d.lines[i-1]
	at, block := d.tree.At(int(l.block)), d.tree.At(int(before.block))
	if l.links != 1 || !before.prose() || at.Tag() != block.Tag() || at.Parent() != block.Parent() {
		return false
	}
	label, ok := "", false
	if label, _, ok = strings.Cut(l.text, "："); !ok {
		label, _, ok = strings.Cut(l.text, ":")
	}
	n := utf8.RuneCountInString(label)
	return ok && n >= fewest && n <= longest && l.chars-l.linkChars <= n+1 && !hasAny(label, ofRelated|ofMore|ofTools|ofEnds)
}

// inRow says whether two lines stand in one block or in blocks of one kind in the same place.
func (d *Document) inRow(a, b int) bool {
	m, n := d.tree.At(int(d.lines[a].block)), d.tree.At(int(d.lines[b].block))
	return m.Index() == n.Index() || m.Tag() == n.Tag() && m.Parent() == n.Parent() && m.Attr("class") == n.Attr("class")
}

// textBetween says whether running text stands on the lines from to to-1.
func (d *Document) textBetween(from, to int) bool {
	const much, whole = 60, 20 // characters: more than a headline; of a sentence with its full stop
	chars := 0
	for i := from; i < to; i++ {
		if l := &d.lines[i]; l.prose() {
			if chars += l.chars; l.chars >= whole && l.links == 0 && strings.HasSuffix(l.text, "。") {
				chars += much
			}
		}
	}
	return chars > much
}

// bestRun is the run of lines worth most.
func bestRun(values []int, first, end int) (int, int) {
	best, from, to := 0, first, end
	sum, start := 0, first
	for i := first; i < end; i++ {
		if sum <= 0 {
			sum, start = 0, i
		}
		sum += values[i]
		if sum > best {
			best, from, to = sum, start, i+1
		}
	}
	return from, to
}

// removed are the lines that a recipe cuts from the body.
func (d *Document) removed() map[int]bool {
	if len(d.rules.remove) == 0 {
		return nil
	}
	skip := map[int]bool{}
	for _, s := range d.rules.remove {
		for _, m := range d.all(s, d.tree.Root()) {
			if m.node.OK() {
				first, last := d.linesOf(m.node.Index(), m.node.End())
				for i := first; i < last; i++ {
					skip[i] = true
				}
			}
		}
	}
	return skip
}

// noise says whether a line inside the text is none of it: tools, boilerplate.
func noise(l *line) bool {
	const short, bare = 40, 12
	if l.chars <= bare && shareNames[strings.ToLower(trimMarks(l.text))] {
		return true
	}
	if isBoilerplate(l) {
		return true
	}
	if l.chars <= short && !l.prose() && l.has(ofTools) {
		return true
	}
	return l.links > 0 && l.linkChars == l.chars && l.has(ofMore) && l.chars < 20
}

// shareNames are lines that offer to pass the page on.
var shareNames = map[string]bool{
	"facebook": true, "twitter": true, "line": true, "plurk": true, "google+": true, "email": true, "e-mail": true, "print": true, "share": true, "weibo": true, "whatsapp": true,
	"分享": true, "分享到": true, "微信": true, "微博": true, "qq空间": true, "新浪微博": true, "腾讯微博": true,
}

// moreWords are links to the whole of a text or to more of its kind.
var moreWords = []string{"詳細閱讀", "详细阅读", "閱讀全文", "阅读全文", "查看全文", "[詳細]", "[详细]", "更多>>", "更多 >>", ">>更多", "點擊進入", "点击进入", "返回"}

// dropLists drops runs of lines inside the text that are links throughout.
func (d *Document) dropLists(p *articleParts, first, end int) {
	const fewest = 3
	for i := first; i < end; {
		k := i
		for k < end && d.lines[k].links > 0 && d.lines[k].linkChars*10 >= d.lines[k].chars*8 {
			k++
		}
		if k < end && k-i >= fewest && d.areAttachments(i, k) {
			i = k
			continue
		}
		if k-i >= fewest || k > i && i > first && isRelatedHead(&d.lines[i-1]) {
			if i > first && isRelatedHead(&d.lines[i-1]) {
				p.keep[i-1] = false
			}
			for m := i; m < k; m++ {
				p.keep[m] = false
			}
		}
		i = max(k, i+1)
	}
}

// isLinkLine says whether a line is little more than links: titles, with bullets and dates beside them.
func isLinkLine(l *line) bool { return l.links > 0 && l.linkChars*3 > l.chars && !l.prose() }

// linksFollow says whether the lines behind line i are links.
func (d *Document) linksFollow(i int) bool {
	if d.plain || d.lines[i].links > 0 && d.lines[i].linkChars < d.lines[i].chars {
		return true
	}
	const reach = 4
	for k := i + 1; k < len(d.lines) && k <= i+reach; k++ {
		if isLinkLine(&d.lines[k]) {
			return true
		}
	}
	return i+1 >= len(d.lines)
}

// findRelated collects the links behind the next heading of related pages, up to the next line that is no link.
func (d *Document) findRelated(p *articleParts, from int) {
	const reach, most = 60, 40 // lines in which the heading is looked for, links kept
	seen := map[string]bool{}
	for i := from; i < min(len(d.lines), from+reach) && len(p.related) == 0; i++ {
		if !isRelatedHead(&d.lines[i]) {
			continue
		}
		if d.plain {
			p.related = d.plainRelated(i)
			return
		}
		for k := i; k < len(d.lines) && len(p.related) < most; k++ {
			l := &d.lines[k]
			if k > i && !isLinkLine(l) {
				if len(p.related) > 0 || k > i+1 {
					break
				}
				continue
			}
			for _, it := range d.lineLinks(l) {
				if !seen[it.URL] && utf8.RuneCountInString(it.Title) >= 4 && !hasAny(it.Title, ofRelated) {
					seen[it.URL] = true
					p.related = append(p.related, it)
				}
			}
		}
	}
}

// lineLinks are the links of a line, each with its text.
func (d *Document) lineLinks(l *line) []Link {
	var links []Link
	last := int32(0)
	var text []byte
	add := func() {
		if last == 0 {
			return
		}
		if u := d.pageLink(d.tree.At(int(last)).Attr("href")); u != "" {
			if t := trimMarks(string(text)); t != "" {
				links = append(links, Link{Title: cutTo(t, maxTitle), URL: u})
			}
		}
	}
	for _, r := range l.runs {
		if r.link != last {
			add()
			last, text = r.link, text[:0]
		}
		text = appendNormal(text, r.text)
	}
	add()
	return links
}

// keptNodes says for every node whether it is published: the text of kept lines, and the images among them.
func (d *Document) keptNodes(p *articleParts) []bool {
	mem := d.scratch()
	mem.keep = slices.Grow(mem.keep[:0], d.tree.Len())[:d.tree.Len()]
	keep := mem.keep
	clear(keep)
	if p.first >= p.end {
		return keep
	}
	for i := p.first; i < p.end; i++ {
		if p.keep[i] {
			for _, r := range d.lines[i].runs {
				keep[r.node] = true
			}
		}
	}
	from, to := p.body.Index(), p.body.End()
	if p.first > 0 {
		from = max(from, int(d.lines[p.first-1].to))
	}
	if p.end < len(d.lines) {
		to = min(to, int(d.lines[p.end].from))
	}
	for i := from; i < to; i++ {
		switch d.tree.At(i).Tag() {
		case dom.Img, dom.Br, dom.Hr:
			keep[i] = true
		}
	}
	for _, s := range d.rules.remove {
		for _, m := range d.all(s, p.body) {
			if m.node.OK() {
				clearMedia(d.tree, keep, m.node)
			}
		}
	}
	return keep
}

// clearMedia takes the images and breaks below a node out of what is published.
func clearMedia(t *dom.Tree, keep []bool, n dom.Node) {
	for i := n.Index(); i < n.End(); i++ {
		switch t.At(i).Tag() {
		case dom.Img, dom.Br, dom.Hr:
			keep[i] = false
		}
	}
}
