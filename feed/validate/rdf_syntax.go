package validate

// Names of RDF that no element may have, and those that only attributes of one kind may have, as sections 5.1 and 7.2 of the
// specification of its syntax list them.
var (
	rdfSyntaxNames    = words("RDF ID about parseType resource nodeID datatype aboutEach aboutEachPrefix bagID")
	rdfNodeAttrs      = words("ID about nodeID type")
	rdfPropertyAttrs  = words("ID resource nodeID parseType datatype type")
	rdfReservedAttrs  = words("RDF Description li parseType resource about nodeID datatype aboutEach aboutEachPrefix bagID ID")
	rdfUnqualifiedAll = words("about ID type resource parseType")
)

// rdfNode checks that the elements of a node are properties, and those of properties nodes: RDF/XML alternates.
func (c *checker) rdfNode(n int32) {
	x := c.node(n)
	switch {
	case x.ns == nsRDF && (rdfSyntaxNames[x.name] || x.name == "li"):
		c.at("rdf-syntax", n, "RDF allows no resource called %s", c.label(n))
		return
	case !c.rdfAttrs(n, rdfNodeAttrs):
		return
	}
	for k := x.first; k != 0; k = c.node(k).next {
		if c.node(k).kind == element {
			c.rdfProperty(k)
		}
	}
}

// rdfAttrs reports an attribute of RDF that an element of one kind may not have.
func (c *checker) rdfAttrs(n int32, allowed map[string]bool) bool {
	x := c.node(n)
	for i := x.attr; i < x.attr+x.attrs; i++ {
		a := &c.attrs[i]
		if ours := a.ns == nsRDF || a.ns == nsNone && rdfUnqualifiedAll[a.local]; ours && rdfReservedAttrs[a.local] && !allowed[a.local] {
			c.add("rdf-syntax", int(a.start), n, a.local, "RDF does not allow the attribute %s on %s", a.local, c.label(n))
			return false
		}
	}
	return true
}

// rdfAttr is an attribute of RDF, with its prefix or without.
func (c *checker) rdfAttr(n int32, name string) *attribute {
	if a := c.findNS(n, nsRDF, name); a != nil {
		return a
	}
	return c.find(n, name)
}

// rdfProperty checks a property: it has a text, one resource or what its parseType says.
func (c *checker) rdfProperty(n int32) {
	x := c.node(n)
	if x.ns == nsRDF && (rdfSyntaxNames[x.name] || x.name == "Description") {
		c.at("rdf-syntax", n, "RDF allows no property called %s", c.label(n))
		return
	}
	resource := c.rdfAttr(n, "resource")
	if parse := c.rdfAttr(n, "parseType"); parse != nil && resource == nil {
		c.rdfParsed(n, c.value(parse))
		return
	}
	if !c.rdfAttrs(n, rdfPropertyAttrs) {
		return
	}
	seen := resource != nil || c.rdfDescribes(n)
	for k := x.first; k != 0; k = c.node(k).next {
		if c.node(k).kind != element {
			continue
		}
		if seen {
			c.at("rdf-syntax", k, "the property %s has more than one resource; RDF asks for rdf:parseType=\"Resource\" there", c.label(n))
			return
		}
		seen = true
		c.rdfNode(k)
	}
}

// rdfDescribes reports whether the attributes of a property describe its resource, which then has no element.
func (c *checker) rdfDescribes(n int32) bool {
	x := c.node(n)
	describes := false
	for i := x.attr; i < x.attr+x.attrs; i++ {
		a := &c.attrs[i]
		switch {
		case a.ns == nsRDF && a.local == "datatype":
			return false
		case a.ns == nsXML || (a.ns == nsRDF || a.ns == nsNone) && a.local == "ID":
		default:
			describes = true
		}
	}
	return describes
}

// rdfParsed checks a property with a parseType: a node without a name, a list of nodes, or what is no RDF.
func (c *checker) rdfParsed(n int32, kind string) {
	x := c.node(n)
	for i := x.attr; i < x.attr+x.attrs; i++ {
		if a := &c.attrs[i]; a.ns != nsXML && a.local != "parseType" && a.local != "ID" {
			c.add("rdf-syntax", int(a.start), n, a.local, "RDF does not allow the attribute %s on %s", a.local, c.label(n))
			return
		}
	}
	for k := x.first; k != 0; k = c.node(k).next {
		switch {
		case c.node(k).kind != element:
		case kind == "Resource":
			c.rdfProperty(k)
		case kind == "Collection":
			c.rdfNode(k)
		}
	}
}
