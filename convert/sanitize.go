package convert

import (
	"net/url"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/portalfeed/portalfeed/convert/internal/dom"
)

// The published HTML is written anew from the tree by an allow-list: what is not named here does not come out. Elements that
// only lay a page out (div, font, center, tables around everything) are taken apart into paragraphs. The list is a part of the
// one by which package feed cleans what foreign feeds hold: what is written here passes there as it is.

// markup says what becomes of an element.
type markup uint8

const (
	asContent   markup = iota // only its content counts
	asInline                  // bold, links …: opened again in each paragraph it reaches into
	asText                    // a block of inline content
	asContainer               // a block of blocks
	asCell                    // a part of a list or table, which may hold either
	asNothing                 // goes with its content
)

var markupOf = [dom.Tags]markup{
	dom.A: asInline, dom.B: asInline, dom.Strong: asInline, dom.I: asInline, dom.Em: asInline, dom.U: asInline, dom.S: asInline, dom.Strike: asInline,
	dom.Del: asInline, dom.Ins: asInline, dom.Sub: asInline, dom.Sup: asInline, dom.Small: asInline, dom.Big: asInline, dom.Code: asInline,
	dom.Kbd: asInline, dom.Samp: asInline, dom.Var: asInline, dom.Tt: asInline, dom.Cite: asInline, dom.Q: asInline, dom.Mark: asInline,
	dom.Abbr: asInline, dom.Acronym: asInline, dom.Dfn: asInline, dom.Ruby: asInline, dom.Rt: asInline, dom.Rp: asInline,

	dom.P: asText, dom.H1: asText, dom.H2: asText, dom.H3: asText, dom.H4: asText, dom.H5: asText, dom.H6: asText, dom.Pre: asText, dom.Address: asText,
	dom.Caption: asText, dom.Figcaption: asText,

	dom.Blockquote: asContainer, dom.Figure: asContainer, dom.Ul: asContainer, dom.Ol: asContainer, dom.Dl: asContainer,

	dom.Li: asCell, dom.Dt: asCell, dom.Dd: asCell, dom.Td: asCell, dom.Th: asCell,

	dom.Button: asNothing, dom.Option: asNothing, dom.Optgroup: asNothing, dom.Input: asNothing, dom.Legend: asNothing,
}

// tableParts are written as they stand inside a table of data.
var tableParts = [dom.Tags]bool{dom.Thead: true, dom.Tbody: true, dom.Tfoot: true, dom.Tr: true}

// htmlWriter writes a part of the tree as HTML.
type htmlWriter struct {
	d    *Document
	keep []bool // by node: whether a text node or image is written; nil keeps all
	sums []int32
	out  []byte

	open    []openTag // blocks around the place of writing
	inline  []openTag // inline elements around it
	live    int       // how many of inline are open in the paragraph
	started bool      // the paragraph has content
	space   bool      // white space waits for more content
	wrapped bool      // that white space is a line wrap
	last    rune      // the last character written
	breaks  bool      // a line break waits for more content
	pre     int
}

// openTag is an element around the place of writing. Blocks are written when the first of their content is.
type openTag struct {
	name, attrs string
	written     bool
	holdsText   bool // inline content may stand in it directly
	auto        bool // a paragraph that the source does not have
}

// SanitizeHTML writes a fragment of HTML anew by the allow-list of article bodies: no script, style or form comes out, of SVG and MathML the text alone,
// no attribute that acts, and no address but of http, https, mailto and tel or relative ones. Relative addresses are resolved where
// base is a web address, else they stay. What it writes it writes again without a change. Its time is linear in the fragment.
func SanitizeHTML(fragment, base string) string {
	d := &Document{}
	if u, err := url.Parse(strings.TrimSpace(base)); err == nil && u.Host != "" && (u.Scheme == "http" || u.Scheme == "https") {
		d.setBase(u)
	}
	d.tree = dom.Parse(strings.ToValidUTF8(fragment, "\uFFFD"))
	return d.writeHTML(d.tree.Root(), nil)
}

// writeHTML is the HTML of what lies below root. keep says for every node of the tree whether it is written; nil keeps all.
func (d *Document) writeHTML(root dom.Node, keep []bool) string {
	w := &htmlWriter{d: d, keep: keep}
	w.count(root)
	switch markupOf[root.Tag()] {
	case asText, asContainer:
		w.node(root)
	default:
		if root.Tag() == dom.Table {
			w.node(root)
		} else {
			w.children(root)
		}
	}
	w.closeAuto()
	for len(w.open) > 0 {
		w.closeBlock()
	}
	return string(w.out)
}

// count prepares sums, by which holds says in one step whether anything below a node is written.
func (w *htmlWriter) count(root dom.Node) {
	mem := w.d.scratch()
	mem.sums = slices.Grow(mem.sums[:0], w.d.tree.Len()+1)[:w.d.tree.Len()+1]
	w.sums = mem.sums
	w.sums[root.Index()] = 0
	for i := root.Index(); i < root.End(); i++ {
		w.sums[i+1] = w.sums[i]
		n := w.d.tree.At(i)
		if n.Kind() == dom.Text && w.kept(i) && !onlyBlank(n.Data()) || n.Tag() == dom.Img && w.kept(i) {
			w.sums[i+1]++
		}
	}
}

func (w *htmlWriter) kept(i int) bool { return w.keep == nil || w.keep[i] }

// holds says whether anything at or below a node is written.
func (w *htmlWriter) holds(n dom.Node) bool { return w.sums[n.End()] > w.sums[n.Index()] }

func (w *htmlWriter) children(n dom.Node) {
	for c := range n.Children {
		w.node(c)
	}
}

func (w *htmlWriter) node(n dom.Node) {
	switch n.Kind() {
	case dom.Text:
		if w.kept(n.Index()) {
			w.text(n.Data())
		}
	case dom.Element:
		w.element(n)
	}
}

func (w *htmlWriter) element(n dom.Node) {
	tag := n.Tag()
	if n.Foreign() {
		w.foreign(n)
		return
	}
	if tag.Hidden() && tag != dom.Select || markupOf[tag] == asNothing {
		return
	}
	switch tag {
	case dom.Br:
		if w.kept(n.Index()) {
			w.lineBreak()
		}
		return
	case dom.Hr:
		if w.kept(n.Index()) && len(w.out) > 0 {
			w.closeAuto()
		}
		return
	case dom.Img:
		if w.kept(n.Index()) {
			w.image(n)
		}
		return
	}
	if !w.holds(n) {
		if (tag == dom.Td || tag == dom.Th) && w.openAbove() == "tr" {
			w.cell(n)
		}
		return
	}
	switch markupOf[tag] {
	case asInline:
		w.inlineElement(n)
	case asText:
		w.block(n, true)
	case asContainer:
		w.block(n, false)
	case asCell:
		w.cell(n)
	default:
		if tag == dom.Table {
			w.table(n)
		} else if tableParts[tag] && w.inTable() {
			w.block(n, false)
		} else {
			w.unwrap(n)
		}
	}
}

// foreign writes the text of MathML, and of SVG in a fragment; in an article that is a picture.
func (w *htmlWriter) foreign(n dom.Node) {
	if !n.Formula() && w.keep != nil {
		return
	}
	switch n.Name() {
	case "script", "style", "foreignobject", "metadata", "annotation", "annotation-xml":
		return
	}
	w.children(n)
	switch n.Name() {
	case "title", "desc", "text", "mtd":
		w.blank(" ")
	}
}

// unwrap writes the content of an element without the element. A block's edges still end the paragraph.
func (w *htmlWriter) unwrap(n dom.Node) {
	if n.Tag().Block() {
		w.edge()
		w.children(n)
		w.edge()
		return
	}
	w.children(n)
}

// edge ends the text before it: a paragraph of ours, or the line in an element that holds text directly.
func (w *htmlWriter) edge() {
	w.closeAuto()
	if len(w.open) > 0 && w.top().holdsText {
		w.lineBreak()
	}
}

func (w *htmlWriter) inlineElement(n dom.Node) {
	name := n.Name()
	attrs := ""
	if n.Tag() == dom.A {
		href := w.d.link(n.Attr("href"))
		if href == "" || strings.HasPrefix(cleanRef(n.Attr("href")), "#") {
			w.children(n)
			return
		}
		attrs = ` href="` + escapeAttr(href) + `"`
		if t := normal(n.Attr("title")); t != "" {
			attrs += ` title="` + escapeAttr(cutTo(t, maxTitle)) + `"`
		}
	}
	for _, o := range w.inline {
		if o.name == name {
			w.children(n)
			return
		}
	}
	w.inline = append(w.inline, openTag{name: name, attrs: attrs})
	w.children(n)
	if w.live == len(w.inline) {
		w.endTag(name)
		w.live--
	}
	w.inline = w.inline[:len(w.inline)-1]
}

// block writes a block element.
func (w *htmlWriter) block(n dom.Node, holdsText bool) {
	w.closeAuto()
	if len(w.open) > 0 && w.top().holdsText && !w.top().isCell() {
		w.suspend(n)
		return
	}
	if n.Tag() == dom.Pre {
		w.pre++
		defer func() { w.pre-- }()
	}
	w.openBlock(openTag{name: n.Name(), attrs: w.attributes(n), holdsText: holdsText})
	depth := len(w.open)
	w.children(n)
	w.closeAuto()
	for len(w.open) >= depth {
		w.closeBlock()
	}
}

// suspend writes a block inside a paragraph, where only lines can stand.
func (w *htmlWriter) suspend(n dom.Node) {
	w.lineBreak()
	w.children(n)
	w.lineBreak()
}

// cell writes a list item or table cell where its list or table is, and only its content elsewhere.
func (w *htmlWriter) cell(n dom.Node) {
	parent := ""
	if len(w.open) > 0 {
		parent = w.openAbove()
	}
	switch n.Tag() {
	case dom.Li:
		if parent != "ul" && parent != "ol" {
			w.unwrap(n)
			return
		}
	case dom.Dt, dom.Dd:
		if parent != "dl" {
			w.unwrap(n)
			return
		}
	default:
		if parent != "tr" {
			w.unwrap(n)
			return
		}
	}
	w.closeAuto()
	w.openBlock(openTag{name: n.Name(), attrs: w.attributes(n), holdsText: true})
	depth := len(w.open)
	w.children(n)
	for len(w.open) >= depth {
		w.closeBlock()
	}
}

// openAbove is the block around the place of writing, our own paragraphs aside.
func (w *htmlWriter) openAbove() string {
	for k := len(w.open) - 1; k >= 0; k-- {
		if !w.open[k].auto {
			return w.open[k].name
		}
	}
	return ""
}

func (o *openTag) isCell() bool {
	switch o.name {
	case "li", "dt", "dd", "td", "th":
		return true
	}
	return false
}

func (w *htmlWriter) inTable() bool {
	above := w.openAbove()
	return above == "table" || above == "thead" || above == "tbody" || above == "tfoot"
}

// table writes a table of data as a table, and a table that only lays the page out as its content.
func (w *htmlWriter) table(n dom.Node) {
	if !dataTable(n) || len(w.open) > 0 && w.top().holdsText && !w.top().auto && !w.top().isCell() {
		w.unwrap(n)
		return
	}
	w.closeAuto()
	w.openBlock(openTag{name: "table", attrs: ""})
	depth := len(w.open)
	w.children(n)
	w.closeAuto()
	for len(w.open) >= depth {
		w.closeBlock()
	}
}

// dataTable says whether a table holds data: at least two rows of at least two filled cells, or with a head among them, and no table
// inside.
func dataTable(n dom.Node) bool {
	rows, full, filled, heads := 0, 0, 0, 0
	for i := n.Index() + 1; i < n.End(); i++ {
		m := n.Tree().At(i)
		switch m.Tag() {
		case dom.Table:
			return false
		case dom.Tr:
			rows++
			cells := 0
			for c := range m.Children {
				if t := c.Tag(); (t == dom.Td || t == dom.Th) && !onlyBlank(textOf(c)) {
					cells++
					heads += btoi(t == dom.Th)
				}
			}
			if cells >= 2 {
				full++
			}
			filled += btoi(cells > 0)
		}
	}
	return full >= 2 && full*2 >= rows || heads > 0 && filled >= 2
}

// attributes are the attributes of a block that are published.
func (w *htmlWriter) attributes(n dom.Node) string {
	var allowed []string
	switch n.Tag() {
	case dom.Td, dom.Th:
		allowed = []string{"colspan", "rowspan"}
	case dom.Ol:
		allowed = []string{"start"}
	default:
		return ""
	}
	s := ""
	for _, key := range allowed {
		if v := strings.TrimSpace(n.Attr(key)); isNumber(v) && v != "1" && v != "0" {
			s += " " + key + `="` + v + `"`
		}
	}
	return s
}

func isNumber(s string) bool {
	if s == "" || len(s) > 4 {
		return false
	}
	for i := 0; i < len(s); i++ {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return true
}

func (w *htmlWriter) top() *openTag { return &w.open[len(w.open)-1] }

func (w *htmlWriter) openBlock(o openTag) {
	w.endLine()
	w.open = append(w.open, o)
	if o.isCell() && (o.name == "td" || o.name == "th") {
		w.begin() // an empty cell keeps its place
	}
}

// endLine leaves the line of text before a block begins or ends.
func (w *htmlWriter) endLine() {
	w.closeInline()
	w.space, w.wrapped, w.breaks, w.started = false, false, false, false
}

// begin writes the start tags of the blocks around the place of writing.
func (w *htmlWriter) begin() {
	for k := range w.open {
		if o := &w.open[k]; !o.written {
			o.written = true
			w.out = append(w.out, '<')
			w.out = append(w.out, o.name...)
			w.out = append(w.out, o.attrs...)
			w.out = append(w.out, '>')
		}
	}
}

func (w *htmlWriter) closeBlock() {
	w.endLine()
	o := w.top()
	if o.written {
		w.endTag(o.name)
	}
	w.open = w.open[:len(w.open)-1]
}

// closeAuto ends a paragraph of ours.
func (w *htmlWriter) closeAuto() {
	if len(w.open) > 0 && w.top().auto {
		w.closeBlock()
	}
}

func (w *htmlWriter) closeInline() {
	for ; w.live > 0; w.live-- {
		w.endTag(w.inline[w.live-1].name)
	}
}

func (w *htmlWriter) endTag(name string) {
	w.out = append(w.out, '<', '/')
	w.out = append(w.out, name...)
	w.out = append(w.out, '>')
}

// lineBreak ends a line: our own paragraph, or a line inside an element.
func (w *htmlWriter) lineBreak() {
	if len(w.open) == 0 || !w.top().holdsText || w.top().auto {
		w.closeAuto()
		return
	}
	w.space = false
	w.breaks = w.started
}

// content makes ready for text or an image: blocks and inline elements are open, waiting breaks and spaces written.
func (w *htmlWriter) content() {
	if len(w.open) == 0 || !w.top().holdsText {
		w.openBlock(openTag{name: "p", holdsText: true, auto: true})
	}
	w.begin()
	if w.breaks {
		w.closeInline()
		w.out = append(w.out, "<br>"...)
		w.breaks = false
		w.space = false
	}
	if w.space && w.started {
		w.out = append(w.out, ' ')
	}
	w.space, w.wrapped = false, false
	for ; w.live < len(w.inline); w.live++ {
		o := w.inline[w.live]
		w.out = append(w.out, '<')
		w.out = append(w.out, o.name...)
		w.out = append(w.out, o.attrs...)
		w.out = append(w.out, '>')
	}
	w.started = true
}

func (w *htmlWriter) text(s string) {
	if w.pre > 0 {
		w.preText(s)
		return
	}
	m := measure(s)
	w.blank(s[:m.from])
	if m.chars == 0 {
		return
	}
	body, trail := s[m.from:m.to], s[m.to:]
	if !m.normal {
		if body = strings.TrimSpace(string(appendNormal(make([]byte, 0, len(body)), body))); body == "" {
			return
		}
	}
	if first, _ := utf8.DecodeRuneInString(body); w.wrapped && isHan(w.last) && isHan(first) {
		w.space = false
	}
	w.content()
	w.out = appendEscaped(w.out, body)
	w.last, _ = utf8.DecodeLastRuneInString(body)
	w.blank(trail)
}

// blank takes note of white space: it is written when more content follows, and not at all where it is a line wrap of the
// source between Chinese characters.
func (w *htmlWriter) blank(s string) {
	if s == "" || !w.started || w.breaks {
		return
	}
	w.wrapped = w.wrapped || strings.IndexByte(s, '\n') >= 0
	w.space = true
}

// preText writes preformatted text as it stands, without control characters.
func (w *htmlWriter) preText(s string) {
	if !w.started && strings.TrimFunc(s, isBlank) == "" {
		return
	}
	if !w.started {
		s = strings.TrimLeft(s, "\n")
	}
	w.content()
	w.out = appendEscaped(w.out, strings.Map(func(r rune) rune {
		if r < ' ' && r != '\n' && r != '\t' || r >= 0x7F && r <= 0x9F {
			return -1
		}
		return r
	}, s))
}

func (w *htmlWriter) image(n dom.Node) {
	src := w.d.imageURL(n)
	if src == "" {
		return
	}
	w.content()
	w.out = append(w.out, `<img src="`...)
	w.out = append(w.out, escapeAttr(src)...)
	w.out = append(w.out, '"')
	if alt := normal(n.Attr("alt")); alt != "" {
		w.out = append(w.out, ` alt="`...)
		w.out = append(w.out, escapeAttr(cutTo(alt, maxTitle))...)
		w.out = append(w.out, '"')
	}
	for _, key := range []string{"width", "height"} {
		if v := strings.TrimSpace(n.Attr(key)); isNumber(v) && v != "0" {
			w.out = append(w.out, ' ')
			w.out = append(w.out, key...)
			w.out = append(w.out, '=', '"')
			w.out = append(w.out, v...)
			w.out = append(w.out, '"')
		}
	}
	w.out = append(w.out, '>')
}

// lazySources are the attributes in which scripts find the address of an image that is loaded later.
var lazySources = []string{"data-original", "data-src", "data-lazy-src", "data-actualsrc", "data-echo", "data-url", "original", "_src", "src2", "lazysrc", "file", "zoomfile"}

// imageURL is the address of an image, "" for none and for images that only lay the page out.
func (d *Document) imageURL(n dom.Node) string {
	if tiny(n.Attr("width")) || tiny(n.Attr("height")) {
		return ""
	}
	for _, key := range lazySources {
		if v := n.Attr(key); v != "" {
			if u := d.pageLink(v); u != "" && imageLike(u) {
				return u
			}
		}
	}
	return d.pageLink(n.Attr("src"))
}

// imageLike says whether an address can be an image's: it has a path that is no bare number.
func imageLike(u string) bool { return strings.ContainsAny(u, "./") }

// tiny says whether a width or height is that of a spacer, rule or counter.
func tiny(v string) bool {
	v = strings.TrimSuffix(strings.TrimSpace(v), "px")
	const small = 8
	if !isNumber(v) {
		return false
	}
	n := 0
	for i := 0; i < len(v); i++ {
		n = 10*n + int(v[i]-'0')
	}
	return n <= small
}

// appendEscaped appends text with the characters of markup as references. Both kinds of angle brackets are escaped, so that no
// reader can see a tag where none is.
func appendEscaped(b []byte, s string) []byte {
	from := 0 // of what is copied as it is
	for i := 0; i < len(s); i++ {
		ref := ""
		switch s[i] {
		case '&':
			ref = "&amp;"
		case '<':
			ref = "&lt;"
		case '>':
			ref = "&gt;"
		default:
			continue
		}
		b = append(append(b, s[from:i]...), ref...)
		from = i + 1
	}
	return append(b, s[from:]...)
}

// attrEscaper escapes attribute values.
var attrEscaper = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;", "\n", " ", "\r", " ", "\t", " ", "\x00", "")

func escapeAttr(s string) string { return attrEscaper.Replace(s) }
