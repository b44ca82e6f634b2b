package validate

import (
	"strings"

	"github.com/portalfeed/portalfeed/feed/internal/xmlscan"
)

var (
	entityUse         = lazyRegexp(`&([A-Za-z_:][\w.:-]*);`)
	entityDeclaration = lazyRegexp(`<!ENTITY\s+([\w.:-]+)`)
)

// netscapeDTD reports whether the DTD is that of RSS 0.91, which declares the entities of HTML.
func netscapeDTD(doctype string) bool {
	return strings.Contains(doctype, "DTD RSS 0.91//EN") && (strings.Contains(doctype, "my.netscape.com/") || strings.Contains(doctype, "rssboard.org/rss-0.91.dtd"))
}

// dtdEntities reports the entities in texts that only a DTD could declare which readers do not fetch. Such a document is well-formed.
func (c *checker) dtdEntities() {
	head, subset, _ := strings.Cut(c.facts.doctype, "[")
	if !strings.Contains(head, "SYSTEM") && !strings.Contains(head, "PUBLIC") && !strings.Contains(subset, "%") {
		return
	}
	declared := map[string]bool{"amp": true, "lt": true, "gt": true, "quot": true, "apos": true}
	for _, m := range entityDeclaration().FindAllStringSubmatch(subset, MaxPerRule) {
		declared[m[1]] = true
	}
	old := netscapeDTD(c.facts.doctype)
	for i := range c.nodes {
		n := &c.nodes[i]
		if n.kind != text || !n.refs {
			continue
		}
		for _, m := range entityUse().FindAllStringSubmatchIndex(c.src[n.start:n.end], -1) {
			from := int(n.start) + m[0]
			name := c.src[int(n.start)+m[2] : int(n.start)+m[3]]
			if declared[name] || old && xmlscan.IsHTMLEntity(name) {
				continue
			}
			c.add("dtd-entity", from, n.parent, c.src[from:int(n.start)+m[1]], "the entity &%s; is declared nowhere that readers look", name)
		}
	}
}

// fixEntity writes the character that an entity of HTML stands for, and another one as the text that it is.
func fixEntity(p *pending) []Edit {
	end := p.off + len(p.value)
	if name := strings.Trim(p.value, "&;"); xmlscan.IsHTMLEntity(name) {
		return []Edit{{p.off, end, string(xmlscan.AppendText(nil, []byte(p.value)))}}
	}
	return []Edit{{p.off, end, "&amp;" + p.value[1:]}}
}
