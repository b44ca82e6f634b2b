package convert

import (
	"slices"
	"strings"

	"github.com/portalfeed/portalfeed/convert/internal/dom"
)

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
		case !p.keep[end-1], isMetaLine(l) || isTextEnd(l) || isRelatedHead(l) || isDownloadHead(l) || strings.IndexFunc(l.text, isWordRune) < 0, isCount(l):
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
