package convert

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/portalfeed/portalfeed/convert/internal/dom"
	"github.com/portalfeed/portalfeed/feed/dates"
)

// What stands behind a text and is none of it: digests of other texts, rows of page numbers, what the page says of itself. And what a
// text says at its end: where it was published before.

// wholeWords are the texts of links that end a digest and lead to the whole, without the brackets and arrows around them.
var wholeWords = []string{
	"详细", "詳細", "详情", "詳情", "全文", "更多", "阅读全文", "閱讀全文", "查看全文", "浏览全文", "瀏覽全文", "详细阅读", "詳細閱讀", "阅读详细", "閱讀詳細", "详细内容", "詳細內容", "详细信息", "詳細資訊", "查看详细", "查看詳細", "查看详情", "查看詳情",
	"点击查看", "點擊查看", "点击阅读", "點擊閱讀", "阅读更多", "閱讀更多", "查看更多", "了解更多", "了解详情", "瞭解詳情", "更多内容", "更多內容", "继续阅读", "繼續閱讀", "more", "Read more", "read more", "Read More", "MORE", "More",
}

// endsDigest says whether a line is a sentence or more that ends in a link to the whole: …[详细].
func endsDigest(l *line) bool {
	const fewest = 10 // characters beside the link
	if l.links == 0 || l.chars-l.linkChars < fewest {
		return false
	}
	last, link := "", int32(0)
	for i := len(l.runs) - 1; i >= 0; i-- {
		r := &l.runs[i]
		if r.link == 0 && strings.IndexFunc(r.text, isWordRune) >= 0 || r.link != 0 && link != 0 && r.link != link {
			break
		}
		if r.link != 0 {
			link, last = r.link, r.text+last
		}
	}
	if link == 0 {
		return false
	}
	word := trimBlank(strings.TrimFunc(last, func(r rune) bool {
		return isBlank(r) || strings.ContainsRune("[]【】［］()（）<>《》〉»›>＞.…→▶", r)
	}))
	return word == "" && strings.ContainsAny(last, ">»›＞→▶") || slices.Contains(wholeWords, word)
}

// digestAt is the line behind the digest whose heading is line i, and 0 if none begins there: a short line that is no sentence,
// and below it a paragraph that ends in a link to the whole, with at most two before it.
func (d *Document) digestAt(i, end int) int {
	const longest, most = 40, 3 // characters of the heading; paragraphs
	head := &d.lines[i]
	if head.chars < 2 || head.chars > longest || strings.HasSuffix(head.text, "。") || endsDigest(head) {
		return 0
	}
	if head.prose() && !d.headsDigest(head) {
		return 0
	}
	for k := i + 1; k < end && k <= i+most; k++ {
		l := &d.lines[k]
		if endsDigest(l) {
			return k + 1
		}
		if !l.prose() || l.links > 0 {
			return 0
		}
	}
	return 0
}

// headsDigest says whether a line is marked as a heading: by its element, in bold, or as a link throughout.
func (d *Document) headsDigest(l *line) bool {
	return d.inHeading(l) || d.weightOf(l) > 0 || l.linkChars == l.chars
}

// digestsFrom says whether from line i, where a digest begins that ends before line next, to end-1 nothing reads on but digests:
// those of a place of their own, or several with marked headings where they stand between the paragraphs of the text. If not, it
// says which line reads on, 0 if none does.
func (d *Document) digestsFrom(i, next, end int) (bool, int) {
	const several = 2
	k := i - 1
	for k > 0 && !d.lines[k].prose() {
		k--
	}
	beside := d.tree.At(int(d.lines[k].block)).Parent().Contains(d.tree.At(int(d.lines[next-1].block)))
	if cell := d.tree.At(int(d.lines[k].block)); beside && cell.Tag() != dom.P && d.tree.At(int(d.lines[next-1].block)) != cell {
		beside = false // the text is one element by itself, and the digests are others
	}
	found, marked := 1, d.headsDigest(&d.lines[i])
	for k = next; k < end; {
		if n := d.digestAt(k, end); n > 0 {
			found, marked, k = found+1, marked && d.headsDigest(&d.lines[k]), n
			continue
		}
		if l := &d.lines[k]; l.prose() && !isBoilerplate(l) && !l.has(ofStamps) {
			if isTextEnd(l) || isRelatedHead(l) || l.links > 0 && endsDigest(l) {
				break
			}
			return false, k
		}
		if isRelatedHead(&d.lines[k]) || isTextEnd(&d.lines[k]) {
			break
		}
		k++
	}
	return !beside || found >= several && marked, 0
}

// isPageRow says whether a line is the row of the pages of a text, one of them linked at least: 第1页 第2页, [1] [2] 下一页.
func isPageRow(l *line) bool {
	const longest = 80 // characters
	if l.links == 0 || l.chars > longest || l.chars == 0 {
		return false
	}
	pages := 0
	for f := range strings.FieldsFuncSeq(l.text, func(r rune) bool {
		return isBlank(r) || strings.ContainsRune("[]【】［］()（）|｜/<>«»‹›", r)
	}) {
		switch f {
		case "上一页", "上一頁", "下一页", "下一頁", "上页", "上頁", "下页", "下頁", "首页", "首頁", "尾页", "尾頁", "末页", "末頁":
			continue
		}
		n := f
		if m, ok := strings.CutPrefix(f, "第"); ok {
			if n, ok = strings.CutSuffix(m, "页"); !ok {
				if n, ok = strings.CutSuffix(m, "頁"); !ok {
					return false
				}
			}
		}
		if page, ok := pageNumber(n); !ok || page != pages+1 {
			return false
		}
		pages++
	}
	return pages > 1
}

// isRecordRow says whether a line at the foot holds several labels of what a page says of itself, each with a short value, and
// nothing else: 发布日期：2019-05-14 发布单位：教务处.
func isRecordRow(l *line) bool {
	const longest, value, labels = 80, 16, 2 // characters of the line, of a value without a label
	if l.chars > longest || l.links > 1 || strings.Contains(l.text, "。") {
		return false
	}
	n := 0
	for f := range strings.FieldsFuncSeq(l.text, func(r rune) bool { return isBlank(r) || r == '|' || r == '｜' }) {
		i := strings.IndexAny(f, ":：")
		if i <= 0 {
			if n == 0 || utf8.RuneCountInString(f) > value {
				return false
			}
			continue
		}
		if f[0] >= '0' && f[0] <= '9' { // the time of day
			continue
		}
		_, w := utf8.DecodeRuneInString(f[i:])
		if label := f[:i]; !hasAny(label, ofSources|ofEditors) && !hasAny(f[:i+w], ofDates) && !containsAny(label, countLabels) {
			return false
		}
		n++
	}
	return n >= labels
}

// isBareCount says whether a line says how often a page was read, with a number or without the one that a script puts there: 瀏覽數.
func isBareCount(l *line) bool {
	const longest = 16 // characters
	if l.links > 0 || l.chars > longest {
		return false
	}
	s := strings.TrimFunc(l.text, func(r rune) bool {
		return r >= '0' && r <= '9' || isBlank(r) || strings.ContainsRune(":：,()（）[]", r)
	})
	for _, unit := range []string{"次數", "次数", "人次", "人數", "人数", "數", "数", "量"} {
		if rest, ok := strings.CutSuffix(s, unit); ok {
			switch rest {
			case "瀏覽", "浏览", "點閱", "点阅", "點擊", "点击", "閱讀", "阅读", "訪問", "访问", "累計瀏覽", "累计浏览", "本頁瀏覽", "本页浏览":
				return true
			}
		}
	}
	return false
}

// Words that name where a text was published before: （摘自《北湖日报》2003年5月20日）, 据《北湖日报》.
var quotedFrom = []string{"摘自", "原载于", "原載於", "原载", "原載", "转载自", "轉載自", "转自", "轉自", "选自", "選自", "刊于", "刊於", "载于", "載於", "据", "據"}

// paperEnds end the names of papers and magazines that stand without a word before them.
var paperEnds = []string{"报", "報", "刊", "杂志", "雜誌", "通讯", "通訊", "通讯社", "通訊社", "新华社", "新華社", "中新社", "网", "網"}

// quotedSource is the source that the end of a text names without a label, on a line of its own or in brackets behind the last
// sentence.
func (d *Document) quotedSource(p *articleParts) string {
	const above, below, longest = 3, 3, 50 // lines; characters
	for i := max(p.end-above, p.first); i < min(p.end+below, len(d.lines)); i++ {
		l := &d.lines[i]
		s, closed := strings.CutSuffix(l.text, "）")
		if !closed {
			s, closed = strings.CutSuffix(l.text, ")")
		}
		if closed {
			at := strings.LastIndexAny(s, "（(")
			if at < 0 || i >= p.end && at > 0 {
				continue
			}
			_, w := utf8.DecodeRuneInString(s[at:])
			s = s[at+w:]
		}
		if utf8.RuneCountInString(s) > longest {
			continue
		}
		if v := namesPaper(trimBlank(s), closed); v != "" {
			return v
		}
	}
	return ""
}

// namesPaper is the source that a text is, but for a word before it and a date or the number of an issue behind it. bracketed is what
// stood in brackets: that may lack the word, or the marks around the name.
func namesPaper(s string, bracketed bool) string {
	word := ""
	for _, w := range quotedFrom {
		if rest, ok := strings.CutPrefix(s, w); ok {
			word, s = w, strings.TrimLeftFunc(rest, func(r rune) bool { return isBlank(r) || r == ':' || r == '：' })
			break
		}
	}
	if rest, ok := strings.CutPrefix(s, "《"); ok {
		name, behind, ok := strings.Cut(rest, "》")
		sure := word != "" && word != "据" && word != "據" // a law is quoted with these
		if !ok || !issueOnly(behind) || !sure && !endsInAny(name, paperEnds) || word == "" && !bracketed {
			return ""
		}
		return paperName(name)
	}
	if !bracketed {
		return ""
	}
	name := s
	if _, start, end, ok := dates.Find(s, dates.Options{}); ok {
		if !issueOnly(s[end:]) {
			return ""
		}
		name = s[:start]
	} else if word == "" {
		return ""
	}
	name = strings.TrimRightFunc(name, func(r rune) bool { return isBlank(r) || strings.ContainsRune(",，、；;", r) })
	for _, w := range []string{"报道", "報道", "報導", "消息", "电", "電"} {
		name = strings.TrimSuffix(name, w)
	}
	if !endsInAny(name, paperEnds) {
		return ""
	}
	return paperName(name)
}

// paperName is a name that can be that of a source, "" if it cannot.
func paperName(s string) string {
	const longest = 24 // characters
	s = trimBlank(s)
	if n := utf8.RuneCountInString(s); n < 2 || n > longest || countMarks(s) > 0 || strings.Contains(s, "《") {
		return ""
	}
	return s
}

// issueOnly says whether a text is no more than a date, the number of an issue or page, and a word for a report.
func issueOnly(s string) bool {
	const few = 6 // characters
	if _, start, end, ok := dates.Find(s, dates.Options{}); ok {
		s = s[:start] + s[end:]
	}
	n := 0
	for _, r := range s {
		if unicode.IsDigit(r) || !isWordRune(r) || strings.ContainsRune("第年月日期版卷号號总總电電报報道消息一二三四五六七八九十", r) {
			continue
		}
		n++
	}
	return n == 0 || n <= few && strings.Contains(s, "版")
}

// agentOf is the office that is in charge of what a text announces, where the stamp names no other.
func agentOf(lines []string) string {
	for _, raw := range lines {
		for _, label := range []string{"承辦單位", "承办单位"} {
			_, rest, ok := strings.Cut(raw, label)
			if !ok {
				continue
			}
			if value, ok := cutColon(strings.TrimLeftFunc(rest, isBlank)); ok {
				if v := stampValue(value); v != "" && endsInAny(v, officeEnds) {
					return v
				}
			}
		}
	}
	return ""
}
