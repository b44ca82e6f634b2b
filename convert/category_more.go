package convert

import (
	"net/url"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/portalfeed/portalfeed/convert/internal/dom"
)

// A category bar can also be a menu: a table of one link a row, rows of links behind the name of a leader, a list with a
// picture beside each name, or a drop-down list that leads to the entry chosen.

// wideBars are the menus of the page, found once.
func (d *Document) wideBars() []linkBar {
	d.wideOnce.Do(func() {
		const most = 50
		for _, i := range d.formNodes {
			if n := d.tree.At(int(i)); n.Tag() == dom.Select && len(d.wide) < most {
				if b, ok := d.selectBar(n); ok {
					d.wide = append(d.wide, b)
				}
			}
		}
		d.wide = append(d.wide, d.imageBars(most)...)
		var r barReader
		for i := 0; i < len(d.lines) && len(d.wide) < most; {
			end := i + 1
			box := d.menuBox(i)
			if box < 0 {
				i = end
				continue
			}
			for end < len(d.lines) && int(d.lines[end].from) < d.tree.At(box).End() {
				end++
			}
			if b, ok := d.menuBar(&r, box, i, end); ok {
				d.wide = append(d.wide, b)
				i = end
				continue
			}
			i++
		}
	})
	return d.wide
}

// menuBox is the list or table that begins with line i, -1 if none does. A table for each entry stands in one of them all.
func (d *Document) menuBox(i int) int {
	const reach = 10
	l := &d.lines[i]
	if l.chars > 3*barLongest {
		return -1
	}
	n := d.tree.At(int(l.block))
	for range reach {
		if !n.OK() || n.Kind() != dom.Element {
			return -1
		}
		switch n.Tag() {
		case dom.Table, dom.Ul, dom.Ol, dom.Dl:
			if i > 0 && int(d.lines[i-1].to) > n.Index() {
				return -1
			}
			if last := i + barFewest - 1; n.Tag() != dom.Table || last >= len(d.lines) || int(d.lines[last].from) < n.End() {
				return n.Index()
			}
		}
		n = n.Parent()
	}
	return -1
}

// menuBar reads the lines of a list or table all of which are short: links, and words before them that say what they are
// about. A word that is no link is the current entry where the page calls itself so.
func (d *Document) menuBar(r *barReader, box, from, to int) (linkBar, bool) {
	if to-from > 3*barMost {
		return linkBar{}, false
	}
	b := linkBar{line: from, last: to - 1}
	var parts []barPart
	labels, links, row := 0, 0, int32(-1)
	var blocks []int32 // of the parts
	for i := from; i < to; i++ {
		l := &d.lines[i]
		if l.chars > barMost*barLongest || int(l.from) < box {
			return linkBar{}, false
		}
		r.tokens = d.tokens(r.tokens, l)
		for _, t := range r.tokens {
			if t.pipe {
				continue
			}
			p := t.part()
			if p.link == 0 {
				if utf8.RuneCountInString(p.title) > barLongest || len(parts) > barMost {
					return linkBar{}, false
				}
				if !hasWordRune(p.title) {
					continue // a bullet
				}
				labels++
				if len(r.tokens) == 1 && d.callsItself(p.title) {
					p.strong = true
					parts, blocks = append(parts, p), append(blocks, l.block)
				}
				continue
			}
			if !p.fits() || len(parts) > barMost {
				return linkBar{}, false
			}
			if !d.leads(d.tree.At(int(p.link)).Attr("href")) {
				labels++
				continue
			}
			parts, blocks = append(parts, p), append(blocks, l.block)
			if links++; row < 0 {
				row = l.block
			}
		}
	}
	// A word that is no link is an entry where it stands as the links do; else it says what they are about.
	b.parts = parts[:0]
	for k, p := range parts {
		if p.link == 0 {
			if row < 0 || !d.sameForm(blocks[k], row) || slices.ContainsFunc(b.parts, func(o barPart) bool { return o.title == p.title }) {
				continue
			}
		}
		blocks[len(b.parts)] = blocks[k]
		b.parts = append(b.parts, p)
	}
	end := len(b.parts) // without the services behind them, where these are few
	for end > 0 && offersService(b.parts[end-1].title) {
		end--
	}
	if end >= barFewest && 2*end > len(b.parts) && d.flat(&b) {
		b.parts = b.parts[:end]
	}
	parts = b.parts
	if links < barFewest-1 || len(parts) < barFewest || labels > links || !b.shaped() || b.service() || d.covered(&b) {
		return linkBar{}, false
	}
	for k := range parts {
		if p := &parts[k]; p.link != 0 {
			p.url = d.pageLink(d.tree.At(int(p.link)).Attr("href"))
			p.strong = d.strong(p.node) || marksCurrent(d.tree.At(int(blocks[k]))) || marksCurrent(d.tree.At(int(p.link)))
		}
	}
	if len(parts) > barUsual && !d.hasCurrent(&b) {
		return linkBar{}, false
	}
	return b, true
}

// sameForm says whether two elements are of one kind.
func (d *Document) sameForm(a, b int32) bool {
	m, n := d.tree.At(int(a)), d.tree.At(int(b))
	return m.Tag() == n.Tag() && m.Attr("class") == n.Attr("class")
}

// covered says whether one strip of the page already is what is found between two lines.
func (d *Document) covered(b *linkBar) bool {
	for _, o := range d.allBars() {
		if o.line >= b.line && o.last <= b.last && len(o.parts)+1 >= len(b.parts) {
			return true
		}
	}
	return false
}

// callsItself says whether the page has the name: at the end of its path, or as a part of its title.
func (d *Document) callsItself(name string) bool {
	if path := d.barePath(); len(path) > 0 && path[len(path)-1] == name {
		return true
	}
	return slices.Contains(d.headParts, name)
}

// selectBar reads a drop-down list whose entries are addresses on this site.
func (d *Document) selectBar(n dom.Node) (linkBar, bool) {
	if n.Attr("onchange") == "" && !n.Closest(dom.Form).OK() {
		return linkBar{}, false
	}
	line := int(d.lineAt[min(n.Index(), len(d.lineAt)-1)]) - 1 // it has no line of its own
	b := linkBar{line: line, last: line}
	for _, o := range d.options(n, barMost) {
		p := barPart{title: trimMarks(o.text), node: int32(o.node.Index()), strong: o.node.HasAttr("selected")}
		if !p.fits() || !o.leads {
			if o.ref == "" || o.ref == "#" {
				continue // 请选择
			}
			return linkBar{}, false
		}
		if p.url = d.pageLink(o.ref); p.url == "" {
			return linkBar{}, false
		}
		if _, ok := pageNumber(strings.Trim(p.title, "第頁页 /")); ok {
			return linkBar{}, false // it turns pages
		}
		b.parts = append(b.parts, p)
	}
	if !b.shaped() || b.service() || d.otherHosts(b.parts) || len(b.parts) > barUsual && !d.hasCurrent(&b) {
		return linkBar{}, false
	}
	return b, true
}

// option is an entry of a drop-down list.
type option struct {
	node      dom.Node
	text, ref string
	leads     bool // the reference may be an address
}

// options are the entries of a drop-down list; none where there are more than most.
func (d *Document) options(n dom.Node, most int) []option {
	var all []option
	for m := range n.All {
		if m.Tag() != dom.Option {
			continue
		}
		if len(all) > most {
			return nil
		}
		ref := strings.TrimSpace(m.Attr("value"))
		all = append(all, option{node: m, text: normal(textOf(m)), ref: ref, leads: strings.ContainsAny(ref, "./?") && !strings.ContainsAny(ref, " \t") || strings.Contains(ref, "://")})
	}
	return all
}

// otherHosts says whether most parts lead to other sites than that of the page or, where that is not known, to different ones.
func (d *Document) otherHosts(parts []barPart) bool {
	hosts := map[string]int{}
	n := 0
	for _, p := range parts {
		u, err := url.Parse(p.url)
		if err != nil || u.Host == "" {
			continue
		}
		hosts[u.Host]++
		if d.origin != "" && !strings.HasPrefix(p.url, d.origin) {
			n++
		}
	}
	return 2*n > len(parts) || d.origin == "" && 2*len(hosts) > len(parts)
}

// imageBars are the rows of links that show pictures of words, whose texts say the words: a menu of buttons.
func (d *Document) imageBars(most int) []linkBar {
	type button struct {
		part barPart
		box  int // the element that holds the row
		line int
	}
	var all []button
	asked, bare := dom.Node{}, false // the link asked last, and whether it has no words: one may hold thousands of images
	for _, i := range d.imageNodes {
		n := d.tree.At(int(i))
		a := n.Closest(dom.A)
		if !a.OK() {
			continue
		}
		if a != asked {
			asked, bare = a, a.Attr("href") != "" && onlyBlank(textOf(a))
		}
		if !bare {
			continue
		}
		title := normal(n.Attr("alt"))
		if title == "" {
			title = normal(n.Attr("title"))
		}
		if title == "" {
			title = normal(a.Attr("title"))
		}
		p := barPart{title: trimMarks(title), node: i, link: int32(a.Index())}
		if !p.fits() {
			continue
		}
		p.url, p.strong = d.pageLink(a.Attr("href")), marksCurrent(a) || marksCurrent(a.Parent())
		if p.url == "" || p.title == d.site || homeWords[p.title] || isRoot(p.url) {
			continue // the emblem, which leads home
		}
		all = append(all, button{p, d.rowOf(a), int(d.lineAt[min(int(i), len(d.lineAt)-1)]) - 1})
	}
	bars := d.mapBars(most)
	for from := 0; from < len(all) && len(bars) < most; {
		to := from + 1
		for to < len(all) && all[to].box == all[from].box {
			to++
		}
		if to-from >= barFewest && to-from <= barUsual {
			b := linkBar{line: all[from].line, last: all[from].line}
			for _, c := range all[from:to] {
				b.parts = append(b.parts, c.part)
			}
			if b.shaped() && !b.service() && !d.otherHosts(b.parts) {
				bars = append(bars, b)
			}
		}
		from = to
	}
	return bars
}

// mapBars are the areas of pictures that are menus.
func (d *Document) mapBars(most int) []linkBar {
	const near = 2000 // nodes between the picture and its map
	var bars []linkBar
	looked := 0
	for _, i := range d.imageNodes {
		name, ok := strings.CutPrefix(d.tree.At(int(i)).Attr("usemap"), "#")
		if !ok || name == "" || looked >= most {
			continue
		}
		looked++
		areas := dom.Node{}
		for k := max(1, int(i)-near); k < min(d.tree.Len(), int(i)+near); k++ {
			if n := d.tree.At(k); n.Tag() == dom.Map && (strings.EqualFold(n.Attr("name"), name) || n.Attr("id") == name) {
				areas = n
				break
			}
		}
		if !areas.OK() {
			continue
		}
		line := int(d.lineAt[min(int(i), len(d.lineAt)-1)]) - 1
		b := linkBar{line: line, last: line}
		for k := areas.Index() + 1; k < areas.End() && len(b.parts) <= barUsual; k++ {
			n := d.tree.At(k)
			title := normal(n.Attr("alt"))
			if title == "" {
				title = normal(n.Attr("title"))
			}
			if n.Tag() != dom.Area || title == "" && n.Attr("href") == "" {
				continue
			}
			p := barPart{title: trimMarks(title), node: int32(k), url: d.pageLink(n.Attr("href"))}
			if homeWords[squeeze(p.title)] || p.title != "" && p.title == d.site {
				continue
			}
			if !p.fits() || p.url == "" {
				b.parts = nil
				break
			}
			b.parts = append(b.parts, p)
		}
		b.parts = betweenServices(b.parts)
		if len(b.parts) <= barUsual && b.shaped() && !b.service() && !d.otherHosts(b.parts) {
			bars = append(bars, b)
		}
	}
	return bars
}

// isRoot says whether an address is that of a site's first page.
func isRoot(address string) bool {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" || u.RawQuery != "" {
		return false
	}
	switch file := strings.TrimPrefix(u.Path, "/"); {
	case file == "":
		return true
	case strings.Contains(file, "/"):
		return false
	default:
		name, _, _ := strings.Cut(file, ".")
		return name == "index" || name == "default"
	}
}

// rowOf is the element around a link that holds the row or column that the link is a cell of.
func (d *Document) rowOf(n dom.Node) int {
	for n = n.Parent(); n.OK() && n.Kind() == dom.Element; n = n.Parent() {
		switch n.Tag() {
		case dom.Table, dom.Ul, dom.Ol, dom.Dl, dom.Div, dom.P, dom.Nav, dom.Body, dom.Center:
			return n.Index()
		}
	}
	return 0
}
