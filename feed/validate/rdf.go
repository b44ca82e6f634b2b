package validate

// The grammar of RSS 1.0, which contains that of RSS 0.90 and of the channel of RSS 1.1.
var (
	rdfRoot = newGrammar(
		spec{name: "channel", once: true, attrs: "rdf:about"}, spec{name: "image", attrs: "rdf:about"}, spec{name: "item", attrs: "rdf:about"}, spec{name: "textinput", attrs: "rdf:about"},
	)
	rdfChannel = newGrammar(
		spec{name: "title", once: true, check: requiredText}, spec{name: "link", once: true, check: fullURL},
		spec{name: "description", once: true, check: plainText}, spec{name: "image", once: true, attrs: "rdf:resource rdf:about rdf:parseType"},
		spec{name: "items", once: true, attrs: "rdf:parseType"}, spec{name: "textinput", once: true, attrs: "rdf:resource rdf:about"},
	)
	rdfChannel090 = newGrammar(
		spec{name: "title", once: true, check: requiredText}, spec{name: "link", once: true, check: fullURL},
		spec{name: "description", once: true, check: plainText}, spec{name: "image", once: true, attrs: "rdf:resource rdf:about rdf:parseType"},
	)
	rdfItem = newGrammar(
		spec{name: "title", once: true, check: requiredText}, spec{name: "link", once: true, check: fullURL},
		spec{name: "description", once: true, check: htmlText},
	)
	rdfImage = newGrammar(
		spec{name: "title", once: true, check: requiredText}, spec{name: "url", once: true, check: fullURL}, spec{name: "link", once: true, check: fullURL},
	)
	rss11Image = newGrammar(
		spec{name: "title", once: true, check: requiredText}, spec{name: "url", once: true, check: imageURL}, spec{name: "link", once: true, check: fullURL},
	)
	rdfInput = newGrammar(
		spec{name: "title", once: true, check: plainText}, spec{name: "description", once: true, check: anyText},
		spec{name: "name", once: true, check: formName}, spec{name: "link", once: true, check: fullURL},
	)
)

// checkRDF checks a document of RSS 0.90 or 1.0.
func (c *checker) checkRDF(root int32) {
	c.family = familyRDF
	c.facts.ids = map[string]int32{}
	ns := nsRSS10
	c.format = "rss1.0"
	for k := c.node(root).first; k != 0; k = c.node(k).next {
		if c.node(k).ns == nsRSS090 {
			ns, c.format = nsRSS090, "rss0.90"
			break
		}
	}
	c.checkAttrs(root, "")
	k := c.walk(root, ns, rdfRoot, func(n int32) {
		ext := extensions{}
		switch c.node(n).name {
		case "channel":
			c.rdfAbout(n, ns == nsRSS10, false)
			c.rdfChannel(n, ns)
		case "item":
			c.rdfAbout(n, ns == nsRSS10, true)
			c.rdfItem(n, ns)
		case "image":
			c.rdfAbout(n, ns == nsRSS10, false)
			x := c.walk(n, ns, rdfImage, nil, c.extend(n, inImage, &ext))
			c.need(n, x, "title", "missing-title", "url", "missing-element", "link", "missing-link")
		case "textinput":
			c.rdfAbout(n, ns == nsRSS10, false)
			x := c.walk(n, ns, rdfInput, nil, c.extend(n, inImage, &ext))
			c.need(n, x, "title", "missing-title", "description", "missing-description", "name", "missing-element", "link", "missing-link")
		}
	}, func(n int32) {
		x := c.node(n)
		if x.ns == nsCC && x.name == "License" || x.ns == nsTaxo && x.name == "topic" || x.ns == nsRDF && x.name == "Description" {
			c.resource(n)
			return
		}
		c.extension(n, root, 0, &extensions{})
	})
	c.need(root, k, "channel", "missing-element")
	for n := c.node(root).first; n != 0 && c.facts.fault < 0; n = c.node(n).next {
		if c.node(n).kind == element {
			c.rdfNode(n)
		}
	}
}

// checkRSS11 checks a document of RSS 1.1.
func (c *checker) checkRSS11(root int32) {
	c.family = familyRDF
	c.format = "rss1.1"
	c.facts.ids = map[string]int32{}
	c.checkAttrs(root, "rdf:about")
	if a := c.findNS(root, nsRDF, "about"); a != nil {
		c.facts.ids[c.value(a)] = root
		c.checkURI(root, int(a.value), c.value(a), mayBeRelative)
	}
	c.rdfChannel(root, nsRSS11)
	if c.facts.fault < 0 {
		c.rdfNode(root)
	}
}

// rdfChannel checks the channel of RSS 0.90, 1.0 or 1.1.
func (c *checker) rdfChannel(n int32, ns space) {
	ext := extensions{}
	grammar := rdfChannel
	if ns == nsRSS090 {
		grammar = rdfChannel090
	}
	x := c.walk(n, ns, grammar, func(k int32) {
		switch c.node(k).name {
		case "items":
			c.rdfItems(k, ns)
			if c.findNS(n, nsRDF, "about") == nil && ns == nsRSS11 {
				c.at("missing-attribute", n, "the element %s has no attribute rdf:about", c.label(n))
				c.wanted("rdf:about")
			}
		case "image":
			if c.findNS(k, nsRDF, "resource") != nil {
				return
			}
			i := c.walk(k, ns, rss11Image, nil, c.extend(k, inImage, &extensions{}))
			c.need(k, i, "title", "missing-title", "url", "missing-element")
			if c.findNS(k, nsRDF, "parseType") == nil {
				c.need(k, i, "link", "missing-link")
			}
		}
	}, c.extend(n, inRDFChannel, &ext))
	c.need(n, x, "title", "missing-title", "link", "missing-link", "description", "missing-description")
	if a := c.findNS(n, nsRDF, "about"); a != nil && ns != nsRSS090 {
		c.need(n, x, "items", "missing-element")
	}
	c.channelSemantics(x, &ext)
	if image := x.get("image"); image != 0 && ns == nsRSS11 {
		c.compareImage(image, x)
	}
	language := c.xmlLang(n)
	if !language && ext.at("dc:language") == 0 && !c.node(n).broken {
		c.atEnd("missing-language", n, "the channel does not say its language with dc:language")
	}
	c.finishPodcast(n, &ext, language)
}

// rdfItems checks the list of the items: references in RSS 1.0, the items themselves in RSS 1.1.
func (c *checker) rdfItems(n int32, ns space) {
	for k := c.node(n).first; k != 0; k = c.node(k).next {
		x := c.node(k)
		switch {
		case x.kind != element:
			if x.kind == cdata || !x.blank {
				c.add("unexpected-text", int(x.start), n, "", "the element %s has elements only, no text of its own", c.label(n))
			}
		case ns == nsRSS11 && x.ns == ns && x.name == "item":
			c.checkAttrs(k, "rdf:about")
			c.rdfAbout(k, false, true)
			c.rdfItem(k, ns)
		case ns != nsRSS11 && x.ns == nsRDF && x.name == "Seq":
			c.rdfSequence(k)
		default:
			c.extension(k, n, 0, &extensions{})
			if x.ns == ns || x.ns == nsRDF {
				c.undefined(k, n)
			}
		}
	}
}

// rdfSequence checks rdf:Seq and the attributes of its members.
func (c *checker) rdfSequence(n int32) {
	c.checkAttrs(n, "")
	for k := c.node(n).first; k != 0; k = c.node(k).next {
		x := c.node(k)
		switch {
		case x.kind != element:
			if c.hasText(k) {
				c.add("unexpected-text", int(x.start), n, "", "the element %s has elements only, no text of its own", c.label(n))
			}
		case x.ns == nsRDF && x.name == "li":
			c.checkAttrs(k, "resource rdf:resource")
			c.inside(k, nil)
		case x.ns != nsUnknown && x.ns != nsOther:
			c.undefined(k, n)
		}
	}
}

func (c *checker) rdfItem(n int32, ns space) {
	ext := extensions{}
	x := c.walk(n, ns, rdfItem, nil, c.extend(n, inRDFItem, &ext))
	c.need(n, x, "title", "missing-element", "link", "missing-element")
	c.itemSemantics(x, &ext)
}

// rdfAbout checks the identifier of a resource and, with unique, that no other has it.
func (c *checker) rdfAbout(n int32, needed, unique bool) {
	a := c.findNS(n, nsRDF, "about")
	if a == nil {
		if needed && !c.node(n).broken {
			c.at("missing-attribute", n, "the element %s has no attribute rdf:about", c.label(n))
			c.wanted("rdf:about")
		}
		return
	}
	v := c.value(a)
	if needed {
		c.checkURI(n, int(a.value), v, mayBeRelative)
	}
	if _, ok := c.facts.ids[v]; ok && unique {
		c.add("duplicate-id", int(a.value), n, v, "the identifier %s is that of another item, too", quoted(v))
	}
	c.facts.ids[v] = n
}

// resource checks what stands for a text in RSS 1.0 and 1.1: elements of any vocabulary but that of RSS 1.1.
func (c *checker) resource(n int32) {
	literal := false
	if a := c.findNS(n, nsRDF, "parseType"); a != nil {
		literal = c.value(a) == "Literal"
	}
	if literal {
		return
	}
	mixed, elements := false, false
	for k := c.node(n).first; k != 0; k = c.node(k).next {
		x := c.node(k)
		if x.kind != element {
			mixed = mixed || x.kind == cdata || !x.blank
			continue
		}
		elements = true
		if x.ns == nsRSS11 {
			c.undefined(k, n)
		}
		for i := x.attr; i < x.attr+x.attrs; i++ {
			if a := &c.attrs[i]; a.ns == nsRSS11 {
				c.add("unexpected-attribute", int(a.start), k, a.local, "the attribute %s of RSS 1.1 means nothing on %s", a.local, c.label(k))
			}
		}
		c.rdfAbout(k, false, true)
		c.resource(k)
	}
	if x := c.node(n); x.name == "title" || x.name == "description" || x.name == "encoded" {
		mixed = true // these are text, never a resource
	}
	if mixed && elements {
		c.at("mixed-content", n, "%s has elements beside or in place of text, which RDF does not allow", c.label(n))
	}
}
