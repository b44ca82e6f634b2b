package validate

import "strings"

// fixRDF says that the content of the property around an element is XML and no RDF, where the property is a text or is not known.
// One of a known structure has no such attribute, and readers look for its elements.
func (c *checker) fixRDF(n int32) []Edit {
	for p := c.node(n).parent; p != 0 && !rdfNodes[c.node(p).name]; n, p = p, c.node(p).parent {
	}
	x := c.node(n)
	if x.parent == 0 || !c.facts.prefixes["rdf"] {
		return nil
	}
	prefix := usualPrefix(x.ns)
	s, known := c.extensions[prefix+":"+x.name]
	if prefix != "" && (!known || s.check == nil || s.into != nil) {
		return nil
	}
	for i := x.attr; i < x.attr+x.attrs; i++ {
		if c.attrs[i].ns != nsXML {
			return nil
		}
	}
	return c.addAttr(n, "rdf:parseType", "Literal")
}

// rdfNodes are the elements of RSS 1.0 and 1.1 whose children are properties.
var rdfNodes = words("channel Channel item image textinput")

// fixDeclaration declares that the document is UTF-8, which it is as it was read.
func (c *checker) fixDeclaration() []Edit {
	const encoding = " encoding=\"UTF-8\""
	if !strings.HasPrefix(c.src, "<?xml") {
		return []Edit{{0, 0, "<?xml version=\"1.0\"" + encoding + "?>\n"}}
	}
	m := versionForm().FindStringIndex(c.src[:min(len(c.src), declArea)])
	if m == nil {
		return nil
	}
	return []Edit{{m[1], m[1], encoding}}
}

// versionForm is an XML declaration up to the end of its version.
var versionForm = lazyRegexp(`^<\?xml\s+version\s*=\s*(?:"[^"<>?]*"|'[^'<>?]*')`)
