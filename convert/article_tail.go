package convert

import (
	"slices"
	"strings"

	"github.com/portalfeed/portalfeed/convert/internal/dom"
)

// trim decides which lines of the body belong to the text.
func (d *Document) trim(p *articleParts, values []int) {
	first, end := p.first, p.end
	// What stands above the text: title, stamp, tools.
	if p.titleLine >= first && p.titleLine < end && !d.textBetween(first, p.titleLine) {
		first = p.titleLine + 1
	}
	if p.stampLine >= first && p.stampLine < min(end, first+8) && !d.textBetween(first, p.stampLine) {
		first = p.stampLine + 1
	}
	for n := 0; n < metaReach && first < end && isMetaLine(&d.lines[first]); n++ {
		first++
	}
	if p.body == d.tree.Root() {
		first = end
	}
	// What stands below: digests behind a category bar, related pages, the editor.
	end = d.cutBelow(first, end)
	d.findRelated(p, max(first, end-1))
	if d.rules.body == nil {
		from, last := first, end
		if first, end = bestRun(values, first, end); end < last && d.refers(end) {
			end++
		}
		for end > first && end < last && isContact(&d.lines[end]) && d.inRow(end-1, end) {
			end++
		}
		first, end = d.withTables(p.tables, first, end, from, last)
	}
	skip := d.removed()
	tables := p.tables
	for i := first; i < end; i++ {
		l := &d.lines[i]
		p.keep[i] = !skip[i] && !noise(l)
		for len(tables) > 0 && tables[0].end <= i {
			tables = tables[1:]
		}
		if len(tables) > 0 && tables[0].first <= i {
			continue
		}
		if l.chars < 40 && l.has(ofEditors) && labelled(l.raw(), ofEditors) != "" {
			p.editorLine = l.raw()
			p.keep[i] = false
		}
	}
	d.dropLists(p, first, end)
	d.findCaptions(p, first, end)
	for first < end && !p.keep[first] {
		first++
	}
	for end > first && !p.keep[end-1] {
		end--
	}
	end = d.trimTail(p, first, end)
	end = d.endOfRecord(p, first, end)
	p.first, p.end = first, end
	for i := first; i < end; i++ {
		if l := &d.lines[i]; p.keep[i] && (l.links == 0 || l.prose()) {
			p.prose += l.chars - l.linkChars
		}
	}
	if p.editorLine == "" {
		for i := end; i < min(len(d.lines), end+60); i++ {
			if l := &d.lines[i]; l.chars < 60 && l.has(ofEditors) && labelled(l.raw(), ofEditors) != "" {
				p.editorLine = l.raw()
				break
			}
		}
	}
}

// cutBelow is the line at which the text ends: digests of other texts, a category bar with digests behind it, or the heading of
// related pages, unless more text follows behind that than stands before it.
func (d *Document) cutBelow(first, end int) int {
	const fewest, most = 30, 8 // characters of text before a bar; digests that are followed
	before, total := 0, 0
	for i := first; i < end; i++ {
		if d.lines[i].prose() {
			total += d.lines[i].chars
		}
	}
	asked, goesOn := 0, 0 // how often a digest was followed to the end, and the line that reads on behind them
	for i := first; i < end; i++ {
		l := &d.lines[i]
		if before >= fewest && i >= goesOn && asked < most {
			if next := d.digestAt(i, end); next > 0 {
				ok, k := d.digestsFrom(i, next, end)
				if ok {
					return i
				}
				if goesOn = k; k == 0 {
					asked++
				}
			}
		}
		switch {
		case l.prose():
			before += l.chars
		case before < fewest:
		case isTextEnd(l) && before >= 100, d.isBar(i), d.isTabs(i) && before >= 100, isRelatedHead(l) && before*2 >= total && d.linksFollow(i) && !d.textGoesOn(i):
			return i
		}
	}
	return end
}

// textGoesOn says whether running text follows behind the links under the heading on line i, in the place of the text before it.
func (d *Document) textGoesOn(i int) bool {
	const most = 20 // links
	k := i - 1
	for k > 0 && !d.lines[k].prose() {
		k--
	}
	next := i + 1
	for next < len(d.lines) && next <= i+most && isLinkLine(&d.lines[next]) {
		next++
	}
	if k < 0 || next == i+1 || next >= len(d.lines) || !d.lines[next].prose() || isBoilerplate(&d.lines[next]) {
		return false
	}
	m, n := d.tree.At(int(d.lines[k].block)), d.tree.At(int(d.lines[next].block))
	return m.Tag() == n.Tag() && m.Tag() == dom.P && m.Parent() == n.Parent() && m.Attr("class") == n.Attr("class")
}

// trimTail ends the text where tools or links begin behind its last sentence.
func (d *Document) trimTail(p *articleParts, first, end int) int {
	last := end - 1
	for last >= first && !(p.keep[last] && d.lines[last].prose()) {
		last--
	}
	for _, t := range p.tables {
		if t.end <= end {
			last = max(last, t.end-1)
		}
	}
	if last < first {
		return end
	}
	for i := last + 1; i < end; i++ {
		if l := &d.lines[i]; !p.keep[i] && noise(l) || l.links > 0 && l.linkChars == l.chars {
			return i
		}
	}
	return end
}

// downloadHeads head a list of files behind a text.
var downloadHeads = []string{"檔案下載", "文件下载", "附件下載", "附件下载", "相關附件", "相关附件", "相關檔案", "附件列表", "附加檔案", "附件檔案", "檔案", "附件", "下載", "下载", "相关下载", "相關下載"}

// isAttachment says whether a line is a file to download: its links lead to documents, and it says little else.
func (d *Document) isAttachment(l *line) bool {
	const own = 16 // characters beside the links: a number, the size of the file
	if l.links == 0 || l.chars-l.linkChars > own {
		return false
	}
	for i := range l.runs {
		if r := &l.runs[i]; r.link != 0 && r.chars > 0 && attachmentTypes[extension(d.tree.At(int(r.link)).Attr("href"))] == "" {
			return false
		}
	}
	return true
}

// areAttachments says whether the lines from to to-1 are files to download.
func (d *Document) areAttachments(from, to int) bool {
	for i := from; i < to; i++ {
		if !d.isAttachment(&d.lines[i]) {
			return false
		}
	}
	return true
}

// endOfRecord takes off the end of a text what a page says of itself there: the list of its files under a heading, who published it
// and when, how often it was read, marks without a word.
func (d *Document) endOfRecord(p *articleParts, first, end int) int {
	const most = 30 // lines
	for n := 0; n < most && end > first+1; n++ {
		l := &d.lines[end-1]
		if inTables(p.tables, end-1) {
			break
		}
		switch {
		case !p.keep[end-1], isMetaLine(l) || isTextEnd(l) || isRelatedHead(l) || isDownloadHead(l) || strings.IndexFunc(l.text, isWordRune) < 0, isCount(l), isBareCount(l), isRecordRow(l), isPageRow(l):
			end--
			continue
		}
		k := end
		for k > first && d.isAttachment(&d.lines[k-1]) {
			k--
		}
		if k == end || k <= first || !isDownloadHead(&d.lines[k-1]) {
			break
		}
		end = k - 1
	}
	return end
}

// inTables says whether line i belongs to one of the tables.
func inTables(tables []lineRange, i int) bool {
	for _, t := range tables {
		if t.first <= i && i < t.end {
			return true
		}
	}
	return false
}

// isDownloadHead says whether a line is the heading of a list of files.
func isDownloadHead(l *line) bool {
	const longest = 8 // characters
	return l.links == 0 && l.chars <= longest && slices.Contains(downloadHeads, trimMarks(l.text))
}

// isCount says whether a line is a number in brackets, as the tools behind a text show.
func isCount(l *line) bool {
	const longest = 8 // bytes
	return len(l.text) <= longest && strings.ContainsAny(l.text, "(（[") && strings.Trim(l.text, "()（）[]0123456789 ") == ""
}

// theCell is the cell of a table, or of one of its rows, that holds nearly all of its text, where the others hold no sentence: those
// are labels and what they say.
func (d *Document) theCell(n dom.Node, worth func(dom.Node) int) (dom.Node, bool) {
	const nearly = 80 // of 100
	switch n.Tag() {
	case dom.Table, dom.Tbody, dom.Tr:
	default:
		return n, false
	}
	for total := worth(n); n.Tag() != dom.Td; {
		next := dom.Node{}
		for c := range n.Children {
			if c.Kind() == dom.Element && worth(c)*100 >= total*nearly {
				next = c
				break
			}
		}
		if !next.OK() || d.sentences(n.Index(), next.Index()) || d.sentences(next.End(), n.End()) {
			return n, false
		}
		switch n = next; n.Tag() {
		case dom.Tbody, dom.Tr, dom.Td:
		default:
			return n, false
		}
	}
	return n, true
}

// sentences says whether a line among the nodes from to to-1 reads like a sentence with its marks.
func (d *Document) sentences(from, to int) bool {
	first, last := d.linesOf(from, to)
	for i := first; i < last; i++ {
		if l := &d.lines[i]; l.marks > 1 && l.prose() && l.links == 0 || strings.HasSuffix(l.text, "。") {
			return true
		}
	}
	return false
}
