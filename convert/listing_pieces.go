package convert

import (
	"sort"
	"strings"

	"github.com/portalfeed/portalfeed/convert/internal/dom"
	"github.com/portalfeed/portalfeed/feed/dates"
)

// An item may show several dates: of its publication, of the last answer, of the paper it announces, in its title, in its summary.
// Each place in the item where most items have a date is weighed, and the item's date is taken from the best place that it has.

// datePiece is a text of an item that is or holds a date.
type datePiece struct {
	text   string
	place  uint64 // where in the item it stands
	weight int    // how much it looks like the item's date
	title  bool   // it stands among other words of the item's link
}

// The weights of pieces.
const (
	pieceWhole  = 6 // the piece is a date and hardly anything else
	pieceBeside = 3 // a short line that holds one
	pieceAmong  = 1 // a line of text that holds one
)

// itemExtent is the range of nodes of an item: its element, and behind the head of a definition what follows it.
func itemExtent(r *record) (from, to int) {
	to = r.element.End()
	if r.element.Tag() == dom.Dt {
		for n := r.element.Next(); n.OK() && n.Tag() != dom.Dt; n = n.Next() {
			to = n.End()
		}
	}
	return r.element.Index(), to
}

// itemPieces are the texts with a date among the nodes from to to-1 of an item, and the time of the day that stands alone there.
func (d *Document) itemPieces(c *dateCache, r *record, from, to int) (pieces []datePiece, clock string) {
	const (
		mostLines, mostPieces = 40, 8
		longest, ownLongest   = 40, 20 // characters of a piece that is looked at by itself, and of one in the item's own link
	)
	if from >= to {
		return nil, ""
	}
	first, last := d.linesOf(from, to)
	if first > 0 && int(d.lines[first-1].to) > from {
		first--
	}
	for i := first; i < min(last, first+mostLines) && len(pieces) < mostPieces; i++ {
		l := &d.lines[i]
		found := false
		begin, end := l.runsBetween(from, to)
		for k := begin; k < end; k++ {
			run := &l.runs[k]
			if run.chars == 0 || run.chars > longest || run.chars > ownLongest && r.has(run.link) || !mayDate(run.text) {
				continue
			}
			text := strings.Trim(run.clean(), " []()（）【】|｜,，")
			if clock == "" && isClock(text) && run.link == 0 {
				clock = text
			}
			beside := d.besideDate(c, text)
			if beside < 0 || beside > 8 {
				continue
			}
			title := beside > 2 && r.has(run.link) && !isLabelledDate(text, d.dates)
			if title && len(l.runs) == 1 {
				continue
			}
			if k+1 < len(l.runs) { // the time of the day may be set off from the day
				next := k + 1
				for next+1 < len(l.runs) && l.runs[next].chars == 0 {
					next++
				}
				if more := strings.Trim(l.runs[next].clean(), " []()（）"); isClock(more) {
					text += " " + more
				}
			}
			pieces = append(pieces, datePiece{text, d.placeIn(r.element, run.node), pieceWhole + d.dateLabel(l, text) + d.columnLabel(c, run.node) - 4*btoi(d.hiddenIn(r.element, run.node)), title})
			found = true
		}
		if found {
			continue
		}
		if l.chars <= ownLongest && len(l.runs) > 2 && r.has(l.runs[0].link) && int(l.from) >= from && int(l.to) <= to && mayDate(l.text) && isLabelledDate(l.text, d.dates) {
			pieces = append(pieces, datePiece{l.text, d.placeIn(r.element, l.from), pieceWhole, false}) // each number in an element of its own
			continue
		}
		var b strings.Builder
		for k := begin; k < end; k++ {
			if run := &l.runs[k]; !r.has(run.link) {
				addRun(&b, run.text)
			}
		}
		if text := c.shown(d, b.String()); text != "" {
			weight := pieceBeside
			if countMarks(text) > 1 || l.chars > longest {
				weight = pieceAmong
			}
			pieces = append(pieces, datePiece{text, d.placeIn(r.element, l.from), weight + d.dateLabel(l, "") - 2*btoi(d.hiddenIn(r.element, l.from)), false})
		}
	}
	return pieces, clock
}

// runsBetween are the parts of a line, which stand in the order of the document, among the nodes from to to-1: a line may hold
// thousands of items.
func (l *line) runsBetween(from, to int) (begin, end int) {
	begin = sort.Search(len(l.runs), func(k int) bool { return int(l.runs[k].node) >= from })
	end = begin + sort.Search(len(l.runs)-begin, func(k int) bool { return int(l.runs[begin+k].node) >= to })
	return begin, end
}

// has says whether a link is one of the item's.
func (r *record) has(link int32) bool {
	if link == 0 {
		return false
	}
	for i := range r.anchors {
		if r.anchors[i].node == link {
			return true
		}
	}
	return false
}

// dateLabel says what the words around a date add to or take from its weight.
func (d *Document) dateLabel(l *line, piece string) int {
	const longest = 40 // characters of a line whose words tell
	text := piece
	if l.chars <= longest {
		text = l.text
	}
	switch found := lexicon.find(text, ofPublished|ofChanged, false); {
	case found&ofPublished != 0:
		return 1
	case found != 0:
		return -2
	}
	return 0
}

// Words beside the day of publication, and beside other days of an item.
var (
	publishedWords = []string{"發布", "发布", "發佈", "公布", "發表", "发表", "刊登", "張貼", "Posted", "posted", "Published", "published"}
	changedWords   = []string{"更新", "修改", "成文", "生效", "有效", "截止", "截至", "回复", "回覆", "回復", "最后", "最後", "到期", "Updated", "updated"}
)

// columnLabel is dateLabel of the head of the column of a table that a text stands in.
func (d *Document) columnLabel(c *dateCache, node int32) int {
	const most = 16 // columns
	cell := d.tree.At(int(node)).Closest(dom.Td)
	if !cell.OK() {
		return 0
	}
	table := cell.Closest(dom.Table)
	column := 0
	for m := cell.Prev(); m.OK() && column < most; m = m.Prev() {
		column += btoi(m.Kind() == dom.Element)
	}
	if !table.OK() || column >= most {
		return 0
	}
	key := int32(table.Index()*most + column)
	if v, ok := c.columns[key]; ok {
		return v
	}
	if c.columns == nil {
		c.columns = map[int32]int{}
	}
	v := 0
	if row := table.Find(dom.Tr); row.OK() {
		at := 0
		for m := range row.Children {
			if m.Kind() != dom.Element {
				continue
			}
			if at == column && m != cell {
				const longest = 60 // bytes of a head
				if text := normal(textOf(m)); len(text) <= longest {
					found := lexicon.find(text, ofPublished|ofChanged, false)
					v = 3*btoi(found&ofPublished != 0) - 3*btoi(found&ofChanged != 0)
				}
			}
			at++
		}
	}
	c.columns[key] = v
	return v
}

// placeIn tells where in an item a text stands: by the blocks between, and for a cell by its column.
func (d *Document) placeIn(item dom.Node, node int32) uint64 {
	h := hashSeed
	for n := d.tree.At(int(node)).Parent(); n.OK() && n.Kind() == dom.Element && n != item; n = n.Parent() {
		t := n.Tag()
		if !t.Block() && t != dom.Time {
			continue
		}
		h = addToPath(h, t)
		if t == dom.Td || t == dom.Th {
			const most = 32 // columns
			m := n.Prev()
			for k := 0; m.OK() && k < most; m = m.Prev() {
				if m.Kind() == dom.Element {
					h = addToPath(h, t)
					k++
				}
			}
			continue
		}
		for _, c := range []byte(firstClass(n)) {
			if c < '0' || c > '9' {
				h = (h ^ uint64(c)) * hashPrime
			}
		}
	}
	return h
}

// hiddenIn says whether a text of an item, or beside it, is not shown at first though the item is.
func (d *Document) hiddenIn(item dom.Node, node int32) bool {
	for n := d.tree.At(int(node)).Parent(); n.OK() && n.Kind() == dom.Element && !n.Contains(item); n = n.Parent() {
		if hiddenView(n) {
			return true
		}
	}
	return false
}

// besideDate is how many characters stand beside the date in a text, -1 if there is none.
func (d *Document) besideDate(c *dateCache, text string) int {
	for i := range c.pieces {
		if c.pieces[i] == text {
			return c.beside[i]
		}
	}
	n := -1
	if _, start, end, ok := d.findDay(text); ok {
		n = countChars(text[:start]) + countChars(text[end:])
	}
	c.pieces[c.nextPiece], c.beside[c.nextPiece] = text, n
	c.nextPiece = (c.nextPiece + 1) % len(c.pieces)
	return n
}

// findDay finds a date in a text, one without its year, too.
func (d *Document) findDay(text string) (v dates.Date, start, end int, ok bool) {
	o := d.dates
	if o.Now.IsZero() && !hasAny(text, ofRelative) {
		o.Now = reference
	}
	return dates.Find(text, o)
}

// titlePieces takes the dates in titles out of the pieces of an item: they count only if it has no other.
func titlePieces(pieces []datePiece) (rest []datePiece, title string) {
	rest = pieces[:0]
	for i := range pieces {
		switch p := &pieces[i]; {
		case !p.title:
			rest = append(rest, *p)
		case title == "":
			title = p.text
		}
	}
	return rest, title
}

// bestPieces chooses for each item the piece that is its date.
func bestPieces(all [][]datePiece) (texts []string, weights []int) {
	type place struct{ weight, items int }
	places := map[uint64]*place{}
	for _, pieces := range all {
		for i := range pieces {
			p := places[pieces[i].place]
			if p == nil {
				p = &place{}
				places[pieces[i].place] = p
			}
			if first := firstAt(pieces, pieces[i].place); first == i { // once for each item
				p.weight += pieces[i].weight
				p.items++
			}
		}
	}
	texts, weights = make([]string, len(all)), make([]int, len(all))
	for k, pieces := range all {
		best := -1
		for i := range pieces {
			if firstAt(pieces, pieces[i].place) != i {
				continue
			}
			if best < 0 || places[pieces[i].place].weight > places[pieces[best].place].weight {
				best = i
			}
		}
		if best >= 0 {
			texts[k], weights[k] = pieces[best].text, pieces[best].weight
		}
	}
	return texts, weights
}

// firstAt is the heaviest piece at a place, the first of those.
func firstAt(pieces []datePiece, place uint64) int {
	best := -1
	for i := range pieces {
		if pieces[i].place == place && (best < 0 || pieces[i].weight > pieces[best].weight) {
			best = i
		}
	}
	return best
}

// isClock says whether a text is a time of the day: 22:05 or 22:05:07.
func isClock(s string) bool {
	if len(s) < 4 || len(s) > 8 {
		return false
	}
	parts, digits := 1, 0
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case isDigit(c):
			if digits++; digits > 2 {
				return false
			}
		case c == ':' && digits > 0:
			if parts > 1 && digits != 2 {
				return false
			}
			parts++
			digits = 0
		default:
			return false
		}
	}
	return digits == 2 && (parts == 2 || parts == 3) && s < "24" || digits == 2 && parts == 2 && len(s) == 4
}

// mayDate says whether a text holds what every date has: a digit and a mark or unit of dates, a numeral and such a unit, or a word
// that counts from the present.
func mayDate(s string) bool {
	digits, most, mark := 0, 0, false
	for i := 0; i < len(s); i++ {
		c := s[i]
		if isDigit(c) {
			digits++
			most = max(most, digits)
			continue
		}
		digits = 0
		mark = mark || c == '-' || c == '/' || c == '.' || c == ':' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z'
	}
	const compact = 8 // digits of a date without marks
	if most > 0 && mark || most >= compact {
		return true
	}
	found := lexicon.find(s, ofDateUnits|ofNumerals|ofNow, false)
	return found&ofNow != 0 || found&ofDateUnits != 0 && (most > 0 || found&ofNumerals != 0)
}

// Words that dates consist of.
var (
	dateUnits = []string{"年", "月", "日", "号", "號", "时", "時", "分", "．", "／", "－", "：", "년", "월", "일"}
	numerals  = []string{"〇", "○", "零", "一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "廿", "元", "０", "１", "２", "３", "４", "５", "６", "７", "８", "９"}
	nowWords  = []string{"前", "昨", "今", "刚", "剛", "ago", "yesterday", "Yesterday", "today", "Today", "now"}
)
