package convert

import (
	"strings"
	"unicode/utf8"

	"github.com/portalfeed/portalfeed/convert/internal/dom"
	"github.com/portalfeed/portalfeed/feed/dates"
)

// A card is an item that is one link as a whole: picture, title, date and summary stand inside it.

// titleNames are parts of the names of elements that hold the title of an item.
var titleNames = newFoldWords([]string{"title", "tit", "headline", "subject", "biaoti", "caption"})

// linkTitle is the part of a link's text that is the title of an item: what stands in a heading or is named so, else the first of
// its lines that is more than a date or a label, without what is set off in it and holds a date.
func (d *Document) linkTitle(n dom.Node, text string) string {
	const most = 200 // nodes looked at
	if n.End()-n.Index() <= 3 {
		return text
	}
	end := min(n.End(), n.Index()+most)
	named := dom.Node{}
	for i := n.Index() + 1; i < end; i++ {
		m := d.tree.At(i)
		if m.Kind() != dom.Element {
			continue
		}
		switch t := m.Tag(); {
		case t == dom.H1, t == dom.H2, t == dom.H3, t == dom.H4, t == dom.H5, t == dom.H6:
			if s := d.withoutDates(m); countChars(s) >= 2 {
				return s
			}
		case !named.OK() && t != dom.Img && titleNames.in(m.Attr("class")) && countChars(textOf(m)) >= 4:
			named = m
		}
	}
	first, last := d.linesOf(n.Index(), n.End())
	if named.OK() {
		if from, to := d.linesOf(named.Index(), named.End()); to-from < 2 || to-from < last-first {
			if s := d.firstLine(from, to); s != "" && to-from >= 2 {
				return s
			}
			return d.withoutDates(named)
		}
	}
	if last-first >= 2 && int(d.lines[first].from) > n.Index() && int(d.lines[last-1].to) <= n.End() && !d.oneTitle(n, first, last) {
		if s := d.firstLine(first, last); s != "" {
			return s
		}
	}
	if s := d.withoutDates(n); s != "" {
		return s
	}
	return text
}

// oneTitle says whether the lines of a link are those of a title that breaks: they stand in one block, and none is a date or text.
func (d *Document) oneTitle(n dom.Node, first, last int) bool {
	const most = 3 // lines
	if last-first > most {
		return false
	}
	for i := first; i < last; i++ {
		if l := &d.lines[i]; !d.tree.At(int(l.block)).Contains(n) || d.onlyDate(l.text) || isSentence(l.text) {
			return false
		}
	}
	return true
}

// firstLine is the first of some lines that can be a title: no date or number, and no label before longer ones.
func (d *Document) firstLine(first, last int) string {
	const most, label = 8, 6 // lines looked at; characters
	short := ""
	for i := first; i < min(last, first+most); i++ {
		l := &d.lines[i]
		switch {
		case l.chars < 2 || d.onlyDate(l.text):
		case l.chars < label:
			if short == "" {
				short = l.text
			}
		case short != "" && isSentence(l.text): // its text, not its title
			return short
		default:
			return l.text
		}
	}
	return short
}

// onlyDate says whether a text is a date or number and hardly anything else.
func (d *Document) onlyDate(s string) bool {
	const beside = 6 // characters
	n := 0
	for _, r := range s {
		if isWordRune(r) && (r < '0' || r > '9') && !strings.ContainsRune("年月日時时分秒", r) {
			n++
		}
	}
	return n == 0 || n <= beside && d.shownDate(s) != ""
}

// withoutDates is the text of an element without the elements inside it that hold a date alone.
func (d *Document) withoutDates(n dom.Node) string {
	var b strings.Builder
	for i := n.Index() + 1; i < n.End(); i++ {
		m := d.tree.At(i)
		switch m.Kind() {
		case dom.Text:
			b.WriteString(m.Data())
		case dom.Element:
			if m.Tag().Hidden() || m.Foreign() || m.Tag() == dom.Time {
				i = m.End() - 1
				continue
			}
			if m.End()-m.Index() == 2 && mayDate(m.First().Data()) && isLabelledDate(m.First().Data(), d.dates) {
				i = m.End() - 1
				continue
			}
			if b.Len() > 0 && d.isCount(m) {
				i = m.End() - 1
				continue
			}
			if m.Tag() == dom.Br || m.Tag().Block() {
				b.WriteByte(' ')
			}
		}
	}
	return normal(b.String())
}

// isCount says whether an element is a number alone that stands behind another element at the end of a title: how often it was read.
func (d *Document) isCount(m dom.Node) bool {
	if m.End()-m.Index() != 2 || !isNumber(trimBlank(m.First().Data())) {
		return false
	}
	prev, next := m.Prev(), m.Next()
	for prev.OK() && prev.Kind() == dom.Text && onlyBlank(prev.Data()) {
		prev = prev.Prev()
	}
	for next.OK() && next.Kind() == dom.Text && onlyBlank(next.Data()) {
		next = next.Next()
	}
	return !next.OK() && prev.OK() && prev.Kind() == dom.Element && prev.Tag() != dom.Img
}

// isLabelledDate says whether a text is a date, in brackets or behind its label or not: 發布日期：2016-08-01.
func isLabelledDate(s string, o dates.Options) bool {
	const longest = 18 // bytes of a label
	s = strings.Trim(normal(s), "[]()（）【】 ")
	for _, mark := range []string{"：", ":"} {
		if label, rest, ok := strings.Cut(s, mark); ok && len(label) <= longest && !strings.ContainsAny(label, "0123456789") {
			s = strings.TrimLeft(rest, " ")
			break
		}
	}
	return isWholeDate(s, o)
}

// itemSummary is the running text beside an item's title, "" if there is none: outside of links, or in the item's own link.
func (d *Document) itemSummary(r record, best *anchor, title string) string {
	const most, longest = 40, 600 // lines looked at, bytes
	if !r.element.Tag().Block() && r.element.Tag() != dom.A {
		return ""
	}
	end := r.element.End()
	if r.element.Tag() == dom.Dt { // what it heads follows it
		for n := r.element.Next(); n.OK() && n.Tag() != dom.Dt; n = n.Next() {
			end = n.End()
		}
	}
	first, last := d.linesOf(r.element.Index(), end)
	for i := first; i < min(last, first+most); i++ {
		l := &d.lines[i]
		if !l.prose() && !d.linkedProse(l, best, title) || noise(l) || l.linkChars*3 > l.chars && !d.linkedProse(l, best, title) {
			continue
		}
		if d.hiddenIn(r.element, l.from) || d.onlyDate(l.text) {
			continue
		}
		text := l.text
		for _, w := range moreWords {
			text = strings.TrimSuffix(strings.TrimRightFunc(text, isBlank), w)
		}
		return cutTo(strings.TrimRightFunc(text, isBlank), longest)
	}
	return ""
}

// linkedProse says whether a line reads like running text and stands in links to the item's page alone.
func (d *Document) linkedProse(l *line, best *anchor, title string) bool {
	const fewest = 10 // characters
	if l.chars < fewest || l.linkChars*10 < l.chars*9 || countMarks(l.text) == 0 || strings.Contains(squeeze(l.text), squeeze(title)) || fuller(l.text, title) {
		return false
	}
	if utf8.RuneCountInString(l.text) < utf8.RuneCountInString(title)/2 {
		return false
	}
	for i := range l.runs {
		if k := l.runs[i].link; k != 0 && k != best.node && !samePage(d.linkTo(k), best.url) {
			return false
		}
	}
	return true
}
