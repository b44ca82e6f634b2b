package convert

import (
	"strings"
	"unicode/utf8"

	"github.com/portalfeed/portalfeed/convert/internal/dom"
)

// metaTitles are the meta elements in which content management systems keep an article's title, best first.
var metaTitles = []string{"articletitle", "article:title", "title_cms", "og:title", "twitter:title", "dc.title", "title"}

// titleSeparators divide the title of a page from the names of its column and site.
var titleSeparators = []string{"_", " - ", " – ", " — ", "--", "——", " | ", "|", "｜", " :: ", "::", " » ", " • ", " > ", ">", " · ", "－", "-", "—", "–", "«", "›", "/"}

// headParts splits the title element at its separators, keeping the parts in order.
func headParts(title string) []string {
	parts := []string{title}
	for _, sep := range titleSeparators {
		if !strings.Contains(title, sep) {
			continue
		}
		var next []string
		for _, p := range parts {
			next = append(next, strings.Split(p, sep)...)
		}
		parts = next
	}
	kept := parts[:0]
	for _, p := range parts {
		if p = trimMarks(p); p != "" {
			kept = append(kept, p)
		}
	}
	return kept
}

// agrees says how a block of text agrees with the title element: 2 when the title begins with it and goes on behind a
// separator or ends, 1 when the title holds it, 0 when it does not. Both are squeezed.
func agrees(block, title string) int {
	if block == "" || title == "" {
		return 0
	}
	i := strings.Index(title, block)
	if i < 0 {
		return 0
	}
	rest := title[i+len(block):]
	switch {
	case i == 0 && (rest == "" || startsWithSeparator(rest)):
		return 2
	case i > 0 && strings.TrimFunc(rest, func(r rune) bool { return !isWordRune(r) }) == "", startsWithSeparator(rest):
		return 1
	}
	return 0
}

func startsWithSeparator(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return strings.ContainsRune("_-–—|｜:»>·•－«›/(（【[@", r)
}

// cutSuffix cuts the names of column and site off a page's title. The first part is the title, unless it names the site and a
// longer one follows.
func (d *Document) cutSuffix(title string) string {
	site := squeeze(d.site)
	best := title
	for _, sep := range titleSeparators {
		i := strings.Index(title, sep)
		if i <= 0 {
			continue
		}
		head, tail := normal(title[:i]), normal(title[i+len(sep):])
		tight := sep == "-" || sep == "/" || sep == ">" || sep == "—" || sep == "–" || sep == "－" // also stand inside titles
		last := squeeze(lastPart(tail))
		if tight && !(site != "" && (last == site || strings.HasSuffix(last, site))) && !hasAny(last, ofSites) {
			continue
		}
		if squeeze(head) == site && tail != "" {
			return d.cutSuffix(tail)
		}
		if utf8.RuneCountInString(head) >= 4 && len(head) < len(best) {
			best = head
		}
	}
	return best
}

// siteWords end the names of sites and columns.
var siteWords = []string{"網", "网", "站", "門戶", "门户", "政府", "日報", "日报", "晚報", "晚报", "新聞", "新闻", "頻道", "频道", "在線", "在线", "資訊", "资讯"}

// siteEnds end the names of sites, and hardly those of columns.
var siteEnds = []string{"網", "网", "站", "門戶", "门户", "政府", "日報", "日报", "晚報", "晚报", "在線", "在线"}

func lastPart(s string) string {
	parts := headParts(s)
	if len(parts) == 0 {
		return s
	}
	return parts[len(parts)-1]
}

// siteKeys are the meta elements that name the site.
var siteKeys = []string{"sitename", "og:site_name", "application-name"}

// siteName is the name of the site where the page tells it.
func (d *Document) siteName() string {
	if d.opts.Recipe != nil && d.opts.Recipe.Site != "" {
		return d.opts.Recipe.Site
	}
	for _, key := range siteKeys {
		if v := d.meta[key]; v != "" {
			return v
		}
	}
	parts := d.headParts
	if len(parts) < 2 {
		return ""
	}
	first, last := parts[0], parts[len(parts)-1]
	const longest = 24
	if endsInAny(first, siteEnds) && !endsInAny(last, siteEnds) && utf8.RuneCountInString(first) <= longest {
		return first
	}
	if n := utf8.RuneCountInString(last); n > longest || n < 2 {
		return ""
	}
	return last
}

func endsInAny(s string, ends []string) bool {
	for _, e := range ends {
		if strings.HasSuffix(s, e) {
			return true
		}
	}
	return false
}

// weightOf is how much a line stands out: by its element, its size, its weight, its class.
func (d *Document) weightOf(l *line) int {
	if l.chars == 0 || len(l.runs) == 0 {
		return 0
	}
	weight := 0
	// The elements around the line's first text that hold nothing else.
	for n := d.tree.At(int(l.runs[0].node)).Parent(); n.OK() && n.Kind() == dom.Element; n = n.Parent() {
		if int32(n.Index()) < l.from-64 || int32(n.End()) > l.to+64 {
			break
		}
		if int32(n.End()) < l.to { // only a part of the line
			continue
		}
		if !d.holdsOnly(n, l) {
			break
		}
		switch n.Tag() {
		case dom.H1:
			weight += 8
		case dom.H2:
			weight += 6
		case dom.H3, dom.H4:
			weight += 4
		case dom.H5, dom.H6, dom.B, dom.Strong, dom.Th, dom.Big, dom.Caption, dom.Dt:
			weight += 2
		case dom.Center:
			weight++
		case dom.Font:
			if size := n.Attr("size"); size != "" {
				switch size[0] {
				case '4', '5', '6', '7':
					weight += 5
				case '+':
					weight += 4
				case '3':
					weight++
				}
			}
			if n.Attr("color") != "" {
				weight++
			}
		}
		if n.Attr("align") == "center" {
			weight++
		}
		if name := strings.ToLower(n.Attr("class") + " " + n.Attr("id")); name != " " {
			if strings.Contains(name, "title") || strings.Contains(name, "tit") || strings.Contains(name, "headline") || strings.Contains(name, "biaoti") {
				weight += 3
			}
		}
		if style := strings.ToLower(n.Attr("style")); style != "" {
			if strings.Contains(style, "bold") {
				weight += 2
			}
			if size := fontSize(style); size >= 18 {
				weight += 4
			}
		}
	}
	return weight
}

// fontSize is the font size of a style in pixels, 0 if it names none.
func fontSize(style string) int {
	_, rest, ok := strings.Cut(style, "font-size:")
	if !ok {
		return 0
	}
	rest = strings.TrimSpace(rest)
	n, i := 0, 0
	for ; i < len(rest) && i < 3 && rest[i] >= '0' && rest[i] <= '9'; i++ {
		n = 10*n + int(rest[i]-'0')
	}
	if strings.HasPrefix(rest[i:], "pt") {
		n = n * 4 / 3
	}
	return n
}

// holdsOnly says whether all text of an element belongs to a line.
func (d *Document) holdsOnly(n dom.Node, l *line) bool {
	first, last := d.linesOf(n.Index(), n.End())
	return last-first <= 1 && int32(n.Index()) <= l.from && int32(n.End()) >= l.to
}

// cutSite takes the site's name off either end of a page's title, if something is left.
func (d *Document) cutSite(title string) string {
	site := d.site
	if site == "" {
		return title
	}
	rest := strings.TrimSuffix(strings.TrimPrefix(title, site), site)
	if rest = trimMarks(rest); rest == "" {
		return title
	}
	return rest
}

// pageTitle is the title of a page that is no article.
func (d *Document) pageTitle() string {
	if t := d.cutSite(d.headTitle); t != "" {
		return t
	}
	for _, key := range metaTitles {
		if v := d.meta[key]; v != "" {
			return cutTo(v, maxTitle)
		}
	}
	for i := range d.lines {
		if l := &d.lines[i]; d.weightOf(l) >= 4 && l.chars <= 60 {
			return cutTo(l.text, maxTitle)
		}
	}
	return ""
}
