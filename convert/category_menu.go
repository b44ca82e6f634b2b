package convert

// Limits of the entries of menus.
const (
	menuMost  = 400     // of a page
	menuCount = 1 << 16 // pages that menus link, of a site
	menuCalls = 4       // names of one page that menus link
	menuPages = 2       // fewest pages with an entry of a menu
)

// menuEntries are the short links of a page, each of which may be an entry of a menu. Which of them are, and which are lists, only
// the other pages tell: see builder_menu.go.
func (d *Document) menuEntries() []Link {
	var all []Link
	var tokens []token
	for i := range d.lines {
		l := &d.lines[i]
		if l.links == 0 || l.chars > barMost*barLongest {
			continue
		}
		tokens = d.tokens(tokens, l)
		for _, t := range tokens {
			if t.link == 0 || t.pipe {
				continue
			}
			p := t.part()
			if !p.fits() || offersService(p.title) || homeWords[squeeze(p.title)] {
				continue
			}
			if address := d.pageLink(d.tree.At(int(p.link)).Attr("href")); address != "" && !isRoot(address) {
				if all = append(all, Link{Title: p.title, URL: address}); len(all) >= menuMost {
					return all
				}
			}
		}
	}
	return all
}
