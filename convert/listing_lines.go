package convert

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// oneWordRow says whether a title of a single character is one of a list all the same: nearly all other items have a link that
// looks as its does, leads to an address of the same form and has a title: 顶 among the threads of a forum.
func (d *Document) oneWordRow(title string, a *anchor, records []record) bool {
	const fewest, most, short = 5, 60, 4 // items, items asked, characters of a title
	if !oneLetter(title) || a.image || len(records) < fewest {
		return false
	}
	form, face, same, asked := numberShape(a.url), d.lookOf(a), 0, 0
	for i := range records[:min(len(records), most)] {
		b := d.mainLink(records[i])
		asked++
		same += btoi(numberShape(b.url) == form && d.lookOf(&b) == face && (utf8.RuneCountInString(b.text) >= short || b.node == a.node))
	}
	return same*10 >= asked*8
}

// oneLetter says whether a text is a single letter or ideograph.
func oneLetter(s string) bool {
	r, n := utf8.DecodeRuneInString(s)
	return n == len(s) && unicode.IsLetter(r)
}

// joinFirst puts the first link of a list into it that stands above its rows: where each of these begins with <p>, and has no end,
// nothing stands around the first one. It leads to an address of the form that all others have, and looks as they do.
func (d *Document) joinFirst(groups []group) []group {
	single := map[int32]int{} // groups of one link, by its place
	for i := range groups {
		if len(groups[i].anchors) == 1 {
			single[groups[i].anchors[0].at] = i
		}
	}
	gone := map[int]bool{}
	for i := range groups {
		g := &groups[i]
		k, ok := single[g.anchors[0].at-1]
		if !ok || len(g.anchors) < listFewest || groups[k].container != g.container {
			continue
		}
		first := &groups[k].anchors[0]
		form, face := numberShape(first.url), d.lookOf(first)
		if g.anchors[0].line-first.line > 2 || slices.ContainsFunc(g.anchors, func(a anchor) bool { return numberShape(a.url) != form || d.lookOf(&a) != face }) {
			continue
		}
		g.anchors = slices.Concat(groups[k].anchors, g.anchors)
		gone[k] = true
	}
	if len(gone) == 0 {
		return groups
	}
	return withoutGroups(groups, gone)
}

// titlesInLines is titlesOnly where the rows are lines of text: in each stands a link of the same two or three forms, such as the
// author of a post and its title. The titles are the longest that lead to a page of their own each.
func (d *Document) titlesInLines(g group) (_ group, ok bool) {
	const share, most = 8, 4 // of ten lines, how many have a form; links of a line
	type form struct {
		lines, links, chars int
		pages               map[string]bool
	}
	forms := map[uint64]*form{}
	lines, several := 0, 0
	for i := 0; i < len(g.anchors); {
		from := i
		for i++; i < len(g.anchors) && g.anchors[i].line == g.anchors[from].line; i++ {
		}
		if i-from > most || d.childOf(g.container, g.anchors[from].node).Tag().Block() {
			return g, false
		}
		lines++
		several += btoi(i-from > 1)
		last := uint64(0)
		for k := from; k < i; k++ {
			a := &g.anchors[k]
			s := addressShape(a.url) | 1
			f := forms[s]
			if f == nil {
				f = &form{pages: map[string]bool{}}
				forms[s] = f
			}
			f.links++
			f.lines += btoi(s != last)
			f.chars += min(utf8.RuneCountInString(a.text), 40)
			f.pages[a.url] = true
			last = s
		}
		if len(forms) > most {
			return g, false
		}
	}
	if lines < listFewest || several*10 < lines*share || len(forms) < 2 {
		return g, false
	}
	best := uint64(0)
	for s, f := range forms {
		if f.lines*10 < lines*share || f.links*10 > f.lines*11 || len(f.pages)*10 < f.links*9 {
			continue
		}
		if best == 0 || f.chars > forms[best].chars || f.chars == forms[best].chars && s < best {
			best = s
		}
	}
	if best == 0 || forms[best].chars < 6*forms[best].links {
		return g, false
	}
	kept := make([]anchor, 0, forms[best].links)
	for i := range g.anchors {
		if addressShape(g.anchors[i].url)|1 == best {
			kept = append(kept, g.anchors[i])
		}
	}
	g.anchors = kept
	return g, true
}

// companyEnds end the names of those who offer or publish something, and hardly ever a title.
var companyEnds = []string{
	"公司", "集团", "集團", "企业", "企業", "工厂", "工廠", "酒店", "饭店", "飯店", "学校", "學校", "大学", "大學", "学院", "學院", "医院", "醫院", "事务所", "事務所",
	"研究所", "研究院", "商行", "中心", "委员会", "委員會", "协会", "協會", "银行", "銀行", "局", "厅", "廳", "科", "处", "處",
}

// companies says whether the texts of the links of one form are the names of companies or offices.
func companies(all []anchor, shapes []uint64, form uint64) bool {
	const most = 60 // links asked
	n, named := 0, 0
	for i := range all {
		if shapes[i] == form {
			if n++; n > most {
				break
			}
			named += btoi(endsInAny(strings.TrimRight(all[i].text, " .…·)）"), companyEnds))
		}
	}
	return n > 0 && named*10 >= n*7
}
