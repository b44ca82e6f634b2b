package validate

import "strings"

// The grammar of RSS 1.0, which contains that of RSS 0.90.
var (
	rdfRoot = newGrammar(
		spec{name: "channel", once: true}, spec{name: "image", once: true}, spec{name: "item"}, spec{name: "textinput", once: true},
	)
	rdfChannel = newGrammar(
		spec{name: "title", once: true, check: requiredText}, spec{name: "link", once: true, check: absoluteURL},
		spec{name: "description", once: true, check: plainText}, spec{name: "image", once: true}, spec{name: "items", once: true}, spec{name: "textinput", once: true},
	)
	rdfItem = newGrammar(
		spec{name: "title", once: true, check: requiredText}, spec{name: "link", once: true, check: absoluteURL}, spec{name: "description", once: true, check: htmlText},
	)
	rdfImage = newGrammar(
		spec{name: "title", once: true, check: requiredText}, spec{name: "url", once: true, check: absoluteURL}, spec{name: "link", once: true, check: absoluteURL},
	)
	rdfInput = newGrammar(
		spec{name: "title", once: true, check: requiredText}, spec{name: "description", once: true, check: plainText},
		spec{name: "name", once: true, check: nonBlank}, spec{name: "link", once: true, check: absoluteURL},
	)
)

// checkRDF checks a document of RSS 0.90, 1.0 or 1.1. Of RSS 1.1 only the form of XML is checked.
func (c *checker) checkRDF(root int32) {
	c.facts.ids = map[string]int32{}
	if c.node(root).ns == nsRSS11 {
		c.format = "rss1.1"
		return
	}
	ns := nsRSS10
	c.format = "rss1.0"
	for k := c.node(root).first; k != 0; k = c.node(k).next {
		if c.node(k).ns == nsRSS090 {
			ns, c.format = nsRSS090, "rss0.90"
			break
		}
	}
	var channelExt extensions
	k := c.walk(root, ns, rdfRoot, func(n int32) {
		ext := extensions{}
		extend := func(x int32) { c.extension(x, n, &ext) }
		if ns == nsRSS10 && c.findNS(n, nsRDF, "about") == nil {
			c.at("missing-attribute", n, "the element %s has no attribute rdf:about", c.label(n))
		}
		switch c.node(n).name {
		case "channel":
			x := c.walk(n, ns, rdfChannel, nil, extend)
			c.need(n, x, "title", "missing-title", "link", "missing-link", "description", "missing-description")
			if ns == nsRSS10 {
				c.need(n, x, "items", "missing-element")
			}
			channelExt = ext
		case "item":
			x := c.walk(n, ns, rdfItem, nil, extend)
			c.need(n, x, "title", "missing-element", "link", "missing-element")
			c.sameAbout(n)
		case "image":
			x := c.walk(n, ns, rdfImage, nil, extend)
			c.need(n, x, "title", "missing-title", "url", "missing-element", "link", "missing-link")
		case "textinput":
			x := c.walk(n, ns, rdfInput, nil, extend)
			c.need(n, x, "title", "missing-title", "description", "missing-description", "name", "missing-element", "link", "missing-link")
		}
	}, func(int32) {})
	c.need(root, k, "channel", "missing-element")
	if channelExt.at("dc:language") == 0 {
		c.atEnd("missing-language", root, "the channel does not say its language with dc:language")
	}
}

// sameAbout reports items with one identifier.
func (c *checker) sameAbout(n int32) {
	a := c.findNS(n, nsRDF, "about")
	if a == nil {
		return
	}
	v := strings.TrimSpace(c.value(a))
	if _, ok := c.facts.ids[v]; ok {
		c.add("duplicate-id", int(a.value), n, v, "the identifier %s is that of another item, too", quoted(v))
	}
	c.facts.ids[v] = n
}
