package convert

import (
	"strings"
	"unicode/utf8"

	"github.com/portalfeed/portalfeed/convert/internal/dom"
)

// Tabs are boxes in one place of which one is shown, each with its name in a bar above them: 要聞 | 公告.

// tabSet is the boxes below one element that a bar names.
type tabSet struct {
	panels []int32
	names  []string
}

// name is what the bar calls a box, "" if it does not name it.
func (t *tabSet) name(panel dom.Node) string {
	if t != nil {
		for i, p := range t.panels {
			if p == int32(panel.Index()) {
				return t.names[i]
			}
		}
	}
	return ""
}

// Limits of tabs.
const (
	tabMost    = 12 // boxes
	tabLongest = 16 // characters of a name
	tabWide    = 64 // children of an element that are looked at
)

// tabOf is the name of the tab that an element stands in, and its tabs, nil if it stands in none.
func (d *Document) tabOf(n dom.Node) (name string, tabs *tabSet) {
	const reach = 6 // levels
	for range reach {
		p := n.Parent()
		if !n.OK() || !p.OK() || p.Kind() != dom.Element {
			break
		}
		if t := d.tabsIn(p); t.name(n) != "" {
			return t.name(n), t
		}
		n = p
	}
	return "", nil
}

// tabsIn is the tabs below an element, nil if there are none. It remembers them; only what finds the listings asks.
func (d *Document) tabsIn(p dom.Node) *tabSet {
	if d.tabs == nil {
		d.tabs = map[int32]*tabSet{}
	}
	key := int32(p.Index())
	t, ok := d.tabs[key]
	if !ok {
		t = d.readTabs(p)
		d.tabs[key] = t
	}
	return t
}

// readTabs finds boxes of one kind below an element, and the bar before them that has as many parts.
func (d *Document) readTabs(p dom.Node) *tabSet {
	var children []dom.Node
	for m := range p.Children {
		if m.Kind() == dom.Element && !m.Tag().Hidden() {
			if children = append(children, m); len(children) > tabWide {
				return nil
			}
		}
	}
	if len(children) < 2 {
		return nil
	}
	// The boxes: the last run of children of one kind, with something to list in two of them.
	for end := len(children); end >= 2; {
		from := end - 1
		for from > 0 && samePanel(children[from-1], children[end-1]) {
			from--
		}
		panels := children[from:end]
		if n := len(panels); n >= 2 && n <= tabMost && listing2(panels) {
			if t := d.barBefore(p, children[:from], panels); t != nil {
				return t
			}
		}
		end = from
	}
	return nil
}

// samePanel says whether two elements are built as boxes of the same tabs.
func samePanel(a, b dom.Node) bool {
	if a.Tag() != b.Tag() || !a.Tag().Block() {
		return false
	}
	switch a.Tag() {
	case dom.Li, dom.Tr, dom.Td, dom.P, dom.Dt, dom.H1, dom.H2, dom.H3, dom.H4, dom.H5, dom.H6:
		return false
	}
	return withoutDigits(panelClass(a)) == withoutDigits(panelClass(b)) || a.Attr("id") != "" && withoutDigits(a.Attr("id")) == withoutDigits(b.Attr("id"))
}

// panelClass is the first class of an element that does not say whether it is shown.
func panelClass(n dom.Node) string {
	for c := range strings.FieldsSeq(n.Attr("class")) {
		if !namesCurrent(c) && !namesHidden(c) {
			return c
		}
	}
	return ""
}

func withoutDigits(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return -1
		}
		return r
	}, s)
}

// listing2 says whether two of some boxes hold two links or more.
func listing2(panels []dom.Node) bool {
	const most = 4000 // nodes looked at
	full := 0
	for _, p := range panels {
		links := 0
		for i := p.Index() + 1; i < min(p.End(), p.Index()+most) && links < 2; i++ {
			links += btoi(p.Tree().At(i).Tag() == dom.A)
		}
		if full += btoi(links >= 2); full >= 2 {
			return true
		}
	}
	return false
}

// barBefore looks for the bar of some boxes: among what stands before them, or before the elements around them.
func (d *Document) barBefore(p dom.Node, before, panels []dom.Node) *tabSet {
	const near, up = 2, 2 // elements before, levels
	try := func(bar dom.Node) *tabSet {
		if names := d.tabNames(bar, panels); names != nil {
			t := &tabSet{names: names}
			for _, m := range panels {
				t.panels = append(t.panels, int32(m.Index()))
			}
			return t
		}
		return nil
	}
	for i := len(before) - 1; i >= 0 && i >= len(before)-near; i-- {
		if t := try(before[i]); t != nil {
			return t
		}
	}
	if len(before) > 0 {
		return nil
	}
	for range up {
		seen := 0
		for m := p.Prev(); m.OK() && seen < near; m = m.Prev() {
			if m.Kind() != dom.Element || m.Tag().Hidden() {
				continue
			}
			seen++
			if t := try(m); t != nil {
				return t
			}
		}
		if p = p.Parent(); seen > 0 || !p.OK() || p.Kind() != dom.Element {
			break
		}
	}
	return nil
}

// tabNames are the parts of a bar for some boxes: as many short parts of one kind, one for each, of which one is marked as the one
// that is shown, or lead to the boxes.
func (d *Document) tabNames(bar dom.Node, panels []dom.Node) []string {
	const most = 120 // nodes of a bar
	if bar.End()-bar.Index() > most {
		return nil
	}
	for i := bar.Index(); i < bar.End(); i++ {
		m := d.tree.At(i)
		if m.Kind() != dom.Element || m.End()-m.Index() < 2*len(panels) {
			continue
		}
		var parts []dom.Node
		var names []string
		for c := range m.Children {
			text := ""
			switch c.Kind() {
			case dom.Element:
				text = normal(textOf(c))
			case dom.Text:
				if strings.ContainsFunc(c.Data(), isWordRune) {
					parts = append(parts, c, c) // text beside the parts: no bar
				}
				continue
			default:
				continue
			}
			text = trimMarks(text)
			if text == "" || saysMore(text) {
				continue
			}
			parts, names = append(parts, c), append(names, text)
		}
		for len(parts) > len(panels) && len(parts) == len(names) && parts[0].Tag() != parts[len(parts)-1].Tag() { // a heading before them
			parts, names = parts[1:], names[1:]
		}
		if len(parts) == len(panels) && len(parts) == len(names) && d.areTabs(m, parts, names, panels) {
			return names
		}
	}
	return nil
}

// areTabs says whether the parts of a bar switch between boxes.
func (d *Document) areTabs(bar dom.Node, parts []dom.Node, names []string, panels []dom.Node) bool {
	current, hidden, leading := 0, 0, 0
	for i, m := range parts {
		if utf8.RuneCountInString(names[i]) > tabLongest || m.Tag() != parts[0].Tag() || m.Find(dom.Ul, dom.Table, dom.Dl).OK() {
			return false
		}
		current += btoi(marksCurrent(m) || m.Tag() != dom.A && marksCurrent(m.Find(dom.A)))
		hidden += btoi(hiddenView(panels[i]))
		if id := panels[i].Attr("id"); id != "" {
			leading += btoi(namesBox(m, id) || namesBox(m.Find(dom.A), id))
		}
	}
	switch {
	case leading == len(parts):
		return true
	case hidden > 0 && hidden < len(panels):
		return true
	case current == 1:
		return true
	}
	name := bar.Attr("class") + " " + bar.Attr("id") + " " + bar.Parent().Attr("class") + " " + bar.Parent().Attr("id")
	return tabWords.in(name)
}

var tabWords = newFoldWords([]string{"tab", "switch", "qiehuan", "slide"})

// namesBox says whether an element leads to the one with an id.
func namesBox(n dom.Node, id string) bool {
	if !n.OK() {
		return false
	}
	for _, a := range n.Attrs() {
		if v := a.Val; v == id || strings.HasPrefix(v, "#") && v[1:] == id {
			return true
		}
	}
	return false
}
