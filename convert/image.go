package convert

import (
	"strings"
	"unicode/utf8"

	"github.com/portalfeed/portalfeed/convert/internal/dom"
)

// Figure is an image of an article with what the page says about it.
type Figure struct {
	URL     string
	Alt     string
	Caption string
}

// creditWords say where an image comes from. They stand in captions, and hardly in running text.
var creditWords = []string{
	"圖／", "图／", "圖/", "图/", "攝）", "摄）", "攝)", "摄)", "攝影）", "摄影）", "攝影：", "摄影：", "攝影/", "摄影/", "提供）", "提供)", "資料照", "资料照", "資料圖", "资料图", "檔案照", "取自", "截圖", "截图", "視覺中國", "视觉中国",
	"翻攝", "圖片來源", "图片来源", "圖源", "图源", "圖為", "图为", "圖片提供", "图片提供", "新华社发", "新華社發", "圖：", "图：", "圖說", "图说",
}

// findCaptions marks the lines of the text that are captions: they stand behind an image and name its origin, or in an element for
// captions.
func (d *Document) findCaptions(p *articleParts, first, end int) {
	const longest = 120 // characters
	p.caption = make([]bool, len(d.lines))
	for _, i := range d.imageNodes {
		img := d.tree.At(int(i))
		if !p.body.Contains(img) || d.imageURL(img) == "" {
			continue
		}
		k := int(d.lineAt[i])
		if k < first || k >= end || p.caption[k] {
			continue
		}
		l := &d.lines[k]
		if l.chars > longest || l.links > 0 && l.linkChars*2 > l.chars {
			continue
		}
		switch {
		case d.tree.At(int(l.from)).Closest(dom.Figcaption).OK():
		case l.has(ofCredits) && strings.Count(l.text, "。") <= 2:
		case creditEnd(l.text):
		default:
			continue
		}
		p.caption[k] = true
	}
}

// creditEnd says whether a short line ends in a name in brackets, as captions do.
func creditEnd(s string) bool {
	const longest, name = 60, 12 // characters
	if utf8.RuneCountInString(s) > longest {
		return false
	}
	for _, p := range [][2]string{{"（", "）"}, {"(", ")"}} {
		if strings.HasSuffix(s, p[1]) {
			i := strings.LastIndex(s, p[0])
			return i > 0 && utf8.RuneCountInString(s[i:]) <= name
		}
	}
	return false
}

// figures are the images among the nodes that are kept, each once.
func (d *Document) figures(p *articleParts, keep []bool) []Figure {
	var all []Figure
	seen := map[string]bool{}
	for _, i := range d.imageNodes {
		n := d.tree.At(int(i))
		if !keep[i] || !p.body.Contains(n) {
			continue
		}
		u := d.imageURL(n)
		if u == "" || seen[u] {
			continue
		}
		seen[u] = true
		f := Figure{URL: u, Alt: cutTo(normal(n.Attr("alt")), maxTitle)}
		if k := int(d.lineAt[i]); k < len(d.lines) && p.caption != nil && p.caption[k] {
			f.Caption = cutTo(d.lines[k].text, maxTitle)
		}
		all = append(all, f)
	}
	return all
}

// attachmentTypes are the media types of documents that pages offer for download, by the end of their address.
var attachmentTypes = map[string]string{
	"pdf": "application/pdf", "doc": "application/msword", "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
	"xls": "application/vnd.ms-excel", "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
	"ppt": "application/vnd.ms-powerpoint", "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
	"wps": "application/vnd.ms-works", "et": "application/vnd.ms-excel", "odt": "application/vnd.oasis.opendocument.text", "ods": "application/vnd.oasis.opendocument.spreadsheet",
	"rtf": "application/rtf", "ofd": "application/ofd", "ceb": "application/x-ceb", "csv": "text/csv", "zip": "application/zip", "rar": "application/vnd.rar", "7z": "application/x-7z-compressed",
	"mp3": "audio/mpeg", "m4a": "audio/mp4", "mp4": "video/mp4",
}

// Attachment is a document that an article offers for download.
type Attachment struct {
	Title string
	URL   string
	Type  string // media type by the address
}

// attachments are the documents that links in the text, or in the lines behind it, lead to.
func (d *Document) attachments(p *articleParts) []Attachment {
	const behind, most = 12, 100 // lines behind the text, attachments
	if p.first >= p.end {
		return nil
	}
	from, to := p.body.Index(), p.body.End()
	if last := p.end + behind; last < len(d.lines) {
		to = max(to, int(d.lines[last].from))
	}
	var all []Attachment
	seen := map[string]bool{}
	for _, i := range d.anchorNodes {
		n := d.tree.At(int(i))
		if int(i) < from || int(i) >= to || len(all) >= most {
			continue
		}
		kind := attachmentTypes[extension(n.Attr("href"))]
		if kind == "" {
			continue
		}
		u := d.pageLink(n.Attr("href"))
		if u == "" || seen[u] {
			continue
		}
		seen[u] = true
		title := normal(textOf(n))
		if title == "" {
			title = normal(n.Attr("title"))
		}
		all = append(all, Attachment{Title: cutTo(title, maxTitle), URL: u, Type: kind})
	}
	return all
}

// extension is the lower-case end of the path of a reference, "" if it has none.
func extension(ref string) string {
	ref, _, _ = strings.Cut(ref, "#")
	ref, _, _ = strings.Cut(ref, "?")
	i := strings.LastIndexByte(ref, '.')
	if i < 0 || len(ref)-i > 5 || strings.IndexByte(ref[i:], '/') >= 0 {
		return ""
	}
	return strings.ToLower(ref[i+1:])
}
