package validate

import (
	"fmt"
	"net/url"
	"strings"
	"time"
	"unicode/utf8"
)

// maxTitle is how many characters of a text make a title.
const maxTitle = 80

// titleFrom makes a title of a text.
func titleFrom(text string) string {
	text = strings.Join(strings.Fields(text), " ")
	if utf8.RuneCountInString(text) <= maxTitle {
		return text
	}
	cut := string([]rune(text)[:maxTitle-1])
	if i := strings.LastIndexByte(cut, ' '); i > len(cut)/2 {
		cut = cut[:i]
	}
	return cut + "…"
}

// fixMissing adds an element that has to be there, if the document says what belongs into it.
func (c *checker) fixMissing(p *pending) []Edit {
	n, want := p.node, p.want
	if (p.rule.ID == "missing-self" || p.rule.ID == "missing-atom-self-link") && c.counts["hub-without-self"] > 0 {
		return nil // which adds one
	}
	if n == 0 || c.node(n).kind != element || c.node(n).broken {
		return nil
	}
	switch p.rule.ID {
	case "missing-title":
		want = "title"
	case "missing-link":
		want = "link"
	case "missing-description":
		want = "description"
	}
	switch c.family {
	case familyAtom:
		return c.fixMissingAtom(p, want)
	case familyRSS, familyRDF:
		return c.fixMissingRSS(p, want)
	case familyOPML:
		return c.fixMissingOPML(p, want)
	case familyApp:
		switch want {
		case "atom:title":
			decl := ""
			if c.root == n || !strings.Contains(c.src[c.node(c.root).start:c.node(c.root).open], "xmlns:atom=") {
				decl = " xmlns:atom=\"http://www.w3.org/2005/Atom\""
			}
			title := titleFrom(c.value(c.find(n, "href")))
			if title == "" {
				title = c.hostName()
			}
			if title == "" {
				return nil
			}
			return c.addFirst(n, "<atom:title"+decl+">"+elementText(title)+"</atom:title>")
		case "app:workspace":
			title := c.hostName()
			if title == "" {
				return nil
			}
			return c.addLast(n, "<"+c.named(n, "workspace")+"><atom:title xmlns:atom=\"http://www.w3.org/2005/Atom\">"+elementText(title)+"</atom:title></"+c.named(n, "workspace")+">")
		}
	}
	return nil
}

// hostName is the host of the page that the feed belongs to.
func (c *checker) hostName() string {
	u, err := url.Parse(c.home())
	if err != nil {
		return ""
	}
	return u.Hostname()
}

// feedTitle is a name for the feed: its title or what comes next to it.
func (c *checker) feedTitle() string {
	if !c.known.titled {
		c.known.titled, c.known.title = true, c.findTitle()
	}
	return c.known.title
}

func (c *checker) findTitle() string {
	top := c.root
	if k := c.child(top, "channel", nsRSS10, nsRSS090); k != 0 {
		top = k
	}
	for _, name := range []string{"title", "description", "subtitle", "tagline"} {
		if v := titleFrom(c.childText(top, name, nsDC, nsAtom, nsITunes)); v != "" {
			return v
		}
	}
	host := c.hostName()
	if v := c.onlyText(top); v != "" && host != "" {
		return titleFrom(host + ", " + v)
	} else if v != "" {
		return titleFrom(v)
	}
	return host
}

// onlyText is the first text of a feed that has no item, such as the date as somebody wrote it, unless it is an address.
func (c *checker) onlyText(n int32) string {
	first := ""
	for k := c.node(n).first; k != 0; k = c.node(k).next {
		x := c.node(k)
		if x.kind != element {
			continue
		}
		if x.name == "item" || x.name == "entry" {
			return ""
		}
		if v := c.plainOf(k); first == "" && v != "" && x.name != "id" && !strings.Contains(v, ":/") {
			first = v
		}
	}
	return first
}

// fixMissingRSS adds an element to RSS.
func (c *checker) fixMissingRSS(p *pending, want string) []Edit {
	n := p.node
	x := c.node(n)
	head := x.name == "channel" || x.name == "Channel"
	text := ""
	switch {
	case p.rule.ID == "missing-language":
		return nil
	case p.rule.ID == "item-without-text":
		text, want = c.itemTitle(n), "title"
	case p.rule.ID == "missing-guid":
		link := c.childText(n, "link")
		if !validHTTP(link) || c.sameLink(n, link) {
			return c.addLast(n, "<"+c.named(n, "guid")+" isPermaLink=\"false\">"+uuid(c.src[c.node(n).start:c.node(n).end])+"</"+c.named(n, "guid")+">")
		}
		text, want = link, "guid"
	case p.rule.ID == "missing-atom-self-link", p.rule.ID == "hub-without-self":
		if c.opt.URL == "" {
			return nil
		}
		if c.node(n).name == "link" { // of the hub
			n = c.node(n).parent
		}
		prefix, decl := c.prefixFor(nsAtom, "atom", "http://www.w3.org/2005/Atom", c.node(n).first)
		return c.addFirst(n, "<"+prefix+":link"+decl+" rel=\"self\" type=\"application/rss+xml\" href=\""+attrText(c.opt.URL)+"\"/>")
	case want == "channel":
		return c.addChannel(n)
	case want == "items":
		return c.addLast(n, c.itemList(n))
	case x.name == "image" && want == "url", x.name == "skipHours" || x.name == "skipDays":
		return c.setAside(n)
	case want == "itunes:email" || x.ns == nsITunes || x.ns == nsGeo || x.ns == nsSync:
		return c.setAside(n)
	case want == "name" && x.ns == nsAtom:
		return c.addPersonName(n)
	case want == "name":
		text = "q"
	case want == "title" && head:
		text = c.feedTitle()
	case want == "link" && head, want == "link" && !head && x.name != "item":
		text = c.home()
	case want == "link":
		if text = c.value(c.findNS(n, nsRDF, "about")); !validHTTP(text) {
			text = c.home()
		}
	case want == "description" && head:
		if text = c.childText(n, "title", nsDC, nsAtom); text == "" {
			text = c.feedTitle()
		}
	case want == "title" && x.name == "item":
		text = c.itemTitle(n)
	case want == "title", want == "description":
		if text = c.childText(n, "title"); text == "" {
			if text = c.childText(n, "description"); text == "" {
				text = c.feedTitle()
			}
		}
	}
	if text == "" {
		return nil
	}
	xml := c.elementOf(n, want, text)
	if want == "guid" || x.name == "item" {
		return c.addLast(n, xml)
	}
	return c.addFirst(n, xml)
}

// sameLink reports whether another item has the link, which then identifies neither.
func (c *checker) sameLink(item int32, link string) bool {
	if c.known.links == nil {
		c.known.links = map[string]int{}
		for k := c.node(c.node(item).parent).first; k != 0; k = c.node(k).next {
			if c.node(k).kind == element && c.node(k).name == "item" {
				c.known.links[c.childText(k, "link")]++
			}
		}
	}
	return c.known.links[link] > 1
}

// itemTitle makes a title for an item of what is in it.
func (c *checker) itemTitle(n int32) string {
	for _, name := range []string{"title", "description", "summary", "encoded", "body", "content", "subtitle", "link", "guid", "pubDate", "category", "author", "comments"} {
		if v := titleFrom(c.childText(n, name, nsDC, nsAtom, nsContent, nsXHTML, nsMedia, nsITunes)); v != "" {
			return v
		}
	}
	if v := titleFrom(c.plainOf(n)); v != "" {
		return v
	}
	for k := c.node(n).first; k != 0; k = c.node(k).next {
		for _, name := range []string{"url", "href", "rdf:resource"} {
			if c.node(k).kind == element && c.value(c.find(k, name)) != "" {
				return titleFrom(c.value(c.find(k, name)))
			}
		}
	}
	if about := c.findNS(n, nsRDF, "about"); about != nil {
		return titleFrom(c.value(about))
	}
	return c.feedTitle()
}

// addChannel puts the items of an RSS document without channel into one, or adds an empty one.
func (c *checker) addChannel(root int32) []Edit {
	if c.family == familyRDF {
		if edits := c.misspeltRSS10(root); edits != nil {
			return edits
		}
		home := c.home()
		if home == "" {
			return nil
		}
		return c.addFirst(root, "<channel xmlns=\"http://purl.org/rss/1.0/\" rdf:about=\""+attrText(home)+"\">"+c.itemList(root)+"</channel>")
	}
	if c.isEmptyTag(root) {
		return c.setInner(root, "<channel></channel>")
	}
	from, to := c.inner(root)
	return []Edit{{from, from, "<channel>"}, {to, to, "</channel>"}}
}

// misspeltRSS10 corrects the namespace of RSS 1.0 where the channel stands in one that is not known.
func (c *checker) misspeltRSS10(root int32) []Edit {
	for k := c.node(root).first; k != 0; k = c.node(k).next {
		x := c.node(k)
		if x.kind != element || x.name != "channel" || x.ns != nsUnknown && x.ns != nsNone {
			continue
		}
		name := "xmlns"
		if prefix, _, ok := strings.Cut(c.label(k), ":"); ok {
			name += ":" + prefix
		}
		return c.declareSpace(root, name, "http://purl.org/rss/1.0/")
	}
	return nil
}

// itemList is the list of the items of an RSS 1.0 or 1.1 document.
func (c *checker) itemList(n int32) string {
	if c.node(c.root).ns == nsRSS11 {
		return "<" + c.named(n, "items") + " xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\" rdf:parseType=\"Collection\"/>"
	}
	var b strings.Builder
	q := c.named(n, "items")
	if n == c.root {
		q = "items"
	}
	b.WriteString("<" + q + "><rdf:Seq xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">")
	for k := c.node(c.root).first; k != 0; k = c.node(k).next {
		if c.node(k).kind == element && c.node(k).name == "item" {
			if v := c.value(c.findNS(k, nsRDF, "about")); v != "" {
				b.WriteString("<rdf:li rdf:resource=\"" + attrText(v) + "\"/>")
			}
		}
	}
	b.WriteString("</rdf:Seq></" + q + ">")
	return b.String()
}

// addPersonName gives a person a name: that in its address, or that of the feed.
func (c *checker) addPersonName(n int32) []Edit {
	name := titleFrom(strings.TrimSpace(c.content(n)))
	if name != "" && !c.hasElements(n) {
		return c.setInner(n, c.elementOf(n, "name", name))
	}
	if name, _, _ = strings.Cut(c.childText(n, "email"), "@"); name == "" {
		if name = c.childText(n, "uri"); name == "" {
			name = c.feedTitle()
		}
	}
	if name == "" {
		return nil
	}
	return c.addFirst(n, c.elementOf(n, "name", name))
}

// fixMissingAtom adds an element to Atom.
func (c *checker) fixMissingAtom(p *pending, want string) []Edit {
	n := p.node
	x := c.node(n)
	entry := x.name == "entry"
	top := n
	switch p.rule.ID {
	case "missing-author":
		want = "author"
	case "missing-content":
		want = "content"
	case "missing-summary":
		want = "summary"
	case "missing-self", "hub-without-self":
		if c.opt.URL == "" {
			return nil
		}
		if c.node(n).name == "link" { // of the hub
			n = c.node(n).parent
		}
		return c.addFirst(n, "<"+c.named(n, "link")+" rel=\"self\" href=\""+attrText(c.opt.URL)+"\"/>")
	case "missing-source-element", "missing-language", "missing-guid":
		return nil
	}
	if x.ns == nsGeo || x.ns == nsSync || x.ns == nsITunes || want == "itunes:email" {
		return c.setAside(n)
	}
	first := c.addFirst
	switch want {
	case "name":
		return c.addPersonName(n)
	case "title", "atom:title":
		title := ""
		if entry {
			title = c.entryTitle(n)
		} else if title = c.feedTitle(); title == "" {
			title = c.childText(n, "id")
		}
		if title == "" {
			return nil
		}
		return first(n, c.elementOf(top, "title", title))
	case "id":
		return first(n, c.elementOf(top, "id", c.newID(n)))
	case "updated":
		t, ok := c.dateOf(n, 0)
		if !ok {
			return nil
		}
		return first(n, c.elementOf(top, "updated", t.Format(time.RFC3339)))
	case "author":
		name := c.childText(n, "creator", nsDC, nsITunes)
		if name == "" {
			name = c.feedTitle()
		}
		if name == "" {
			name = c.entryTitle(n)
		}
		if name == "" {
			return nil
		}
		q := c.named(n, "author")
		return c.addLast(n, "<"+q+">"+c.elementOf(top, "name", name)+"</"+q+">")
	case "content":
		if s := c.child(n, "summary"); s != 0 && c.family == familyAtom {
			from, to := c.inner(s)
			q := c.named(n, "content")
			kind := ""
			if a := c.find(s, "type"); a != nil {
				kind = " type=\"" + c.src[a.value:a.valEnd] + "\""
			}
			return c.addLast(n, "<"+q+kind+">"+c.src[from:to]+"</"+q+">")
		}
		if title := c.entryTitle(n); title != "" {
			return c.addLast(n, c.elementOf(top, "content", title))
		}
	case "summary":
		if title := c.entryTitle(n); title != "" {
			return c.addLast(n, c.elementOf(top, "summary", title))
		}
	}
	return nil
}

// entryTitle makes a title for an entry of what is in it.
func (c *checker) entryTitle(n int32) string {
	for _, name := range []string{"title", "summary", "content", "published", "issued", "created", "updated", "modified", "id"} {
		if k := c.child(n, name, nsDC, nsMedia); k != 0 {
			if v := titleFrom(c.plainOf(k)); v != "" {
				return v
			}
		}
	}
	for k := c.node(n).first; k != 0; k = c.node(k).next {
		if c.node(k).kind == element {
			if v := c.value(c.find(k, "href")); v != "" {
				return titleFrom(v)
			}
			if v := titleFrom(c.plainOf(k)); v != "" {
				return v
			}
		}
	}
	if v := c.feedTitle(); v != "" {
		return v
	}
	return ""
}

// newID makes an identifier of the address of a feed or entry or, where it has none, of its content.
func (c *checker) newID(n int32) string {
	for k := c.node(n).first; k != 0; k = c.node(k).next {
		x := c.node(k)
		if x.kind != element || x.name != "link" {
			continue
		}
		rel, href := c.value(c.find(k, "rel")), c.value(c.find(k, "href"))
		if (rel == "" || rel == "alternate" || rel == "self") && validHTTP(href) && canonical(href) {
			return href
		}
	}
	if c.node(n).name == "feed" && validHTTP(c.opt.URL) && canonical(c.opt.URL) {
		return c.opt.URL
	}
	return uuid(c.opt.URL + " " + c.src[c.node(n).start:c.node(n).end])
}

// fixMissingOPML adds an element to OPML.
func (c *checker) fixMissingOPML(p *pending, want string) []Edit {
	n := p.node
	title := c.hostName()
	if h := c.child(n, "head"); h != 0 && c.childText(h, "title") != "" {
		title = c.childText(h, "title")
	}
	if title == "" {
		title = "OPML"
	}
	outline := "<outline text=\"" + attrText(title) + "\"/>"
	switch {
	case want == "head":
		return c.addFirst(n, "<head/>")
	case want == "body":
		return c.addLast(n, "<body>"+outline+"</body>")
	case c.node(n).name == "body":
		return c.addLast(n, outline)
	}
	return nil
}

// fixMissingAttr adds an attribute whose value the document says; an element that means nothing without it is set aside.
func (c *checker) fixMissingAttr(n int32, want string) []Edit {
	x := c.node(n)
	switch {
	case want == "version" && n == c.root:
		return c.addAttr(n, "version", "2.0")
	case want == "rdf:about":
		about := c.childText(n, "link")
		if !validHTTP(about) {
			if about = c.home(); about == "" {
				return nil
			}
			about += "#" + x.name + fmt.Sprint(n)
		}
		decl := ""
		if !c.facts.prefixes["rdf"] {
			decl = " xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\""
		}
		at := x.from() + 1 + len(c.label(n))
		return []Edit{{at, at, decl + " rdf:about=\"" + attrText(about) + "\""}}
	case want == "text" && x.name == "outline":
		for _, name := range []string{"title", "xmlUrl", "url", "htmlUrl", "type"} {
			if v := c.value(c.find(n, name)); v != "" {
				return c.addAttr(n, "text", v)
			}
		}
		return c.addAttr(n, "text", "")
	case want == "length":
		return c.addAttr(n, "length", "0")
	case want == "type" && x.name == "enclosure":
		t := typeOfURL(c.value(c.find(n, "url")))
		if t == "" {
			t = "application/octet-stream"
		}
		return c.addAttr(n, "type", t)
	case want == "term" && x.name == "category":
		for _, v := range []string{c.value(c.find(n, "label")), c.plainOf(n)} {
			if v != "" {
				return c.addAttr(n, "term", v)
			}
		}
	case want == "url" && x.name == "source":
		if c.plainOf(n) != "" && c.home() != "" {
			return c.addAttr(n, "url", c.home())
		}
	case want == "href" && x.ns == nsApp, want == "since" || want == "until":
		return c.setAside(n)
	case want == "content" && x.ns == nsXHTML:
		return c.setAside(n)
	case want == "role":
		return c.addAttr(n, "role", "request")
	}
	if x.ns == nsITunes && x.name == "category" || n != c.root {
		return c.setAside(n)
	}
	return nil
}
