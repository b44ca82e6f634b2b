package validate

import (
	"encoding/base64"
	"strings"
)

// isXMLType reports whether content of a media type is XML that stands in the document as it is.
func isXMLType(kind string) bool {
	return strings.HasSuffix(kind, "+xml") || strings.HasSuffix(kind, "/xml")
}

// isBase64 reports whether content of a media type is carried in Base64.
func isBase64(kind string) bool {
	return strings.Contains(kind, "/") && !strings.HasPrefix(kind, "text/") && !isXMLType(kind)
}

// carriesBase64 reports whether content of a media type is in Base64 and no text when it is decoded.
func carriesBase64(kind string) bool { return isBase64(kind) && !strings.HasSuffix(kind, "/html") }

// textConstruct checks sections 3.1 and 4.1.3 of RFC 4287: a text or a content.
func (c *checker) textConstruct(n int32) {
	a, src := c.find(n, "type"), c.find(n, "src")
	kind, content := "text", c.node(n).name == "content"
	if src != nil {
		kind = ""
	}
	if a != nil {
		if kind = c.value(a); kind == "" {
			c.add("blank-attribute", int(a.value), n, "", "the attribute type is empty")
		}
	}
	switch {
	case !content && strings.Contains(kind, "/"):
		c.add("text-type", int(a.value), n, kind, "the type %s is not text, html or xhtml", quoted(kind))
	case content && (strings.HasPrefix(kind, "multipart/") || strings.HasPrefix(kind, "message/")):
		c.add("media-type", int(a.value), n, kind, "the composite type %s is not allowed here", quoted(kind))
	}
	if src != nil {
		c.checkURI(n, int(src.value), c.value(src), mayBeIRI|mayBeRelative|isAttribute)
		if a == nil {
			c.at("missing-type", n, "content with src should say its media type")
		}
	}
	own := kind == "text" || kind == "html" || kind == "xhtml"
	if kind != "" && (!own || src != nil) {
		c.checkMediaType(n, int(a.value), kind)
	}
	v, structured := c.constructText(n, kind, src != nil)
	c.constructValue(n, kind, v, structured, src != nil)
}

// constructText looks at the children of a text or content. It returns the text that is not in elements of markup, and
// whether there are elements.
func (c *checker) constructText(n int32, kind string, elsewhere bool) (v string, structured bool) {
	var b strings.Builder
	missing, odd := false, false
	missingDiv := func(off int) {
		if !missing {
			missing = true
			c.add("missing-xhtml-div", off, n, "", "%s has type xhtml, so that its one child has to be an XHTML div", c.label(n))
		}
	}
	for k := c.node(n).first; k != 0; k = c.node(k).next {
		x := c.node(k)
		if x.kind != element {
			if blank := x.kind == text && x.blank; !blank {
				if kind == "xhtml" && strings.TrimSpace(b.String()) == "" {
					missingDiv(c.textAt(n))
				}
				if (structured || elsewhere) && !odd {
					odd = true
					c.add("unexpected-text", int(x.start), n, "", "text stands beside the elements of %s", c.label(n))
				}
			}
			b.WriteString(c.piece(k))
			continue
		}
		structured = true
		div := x.ns == nsXHTML && x.name == "div"
		switch {
		case kind == "xhtml" && !div && strings.TrimSpace(b.String()) == "":
			missingDiv(x.from())
			if x.name == "div" {
				c.at("unknown-html", k, "the element %s is not in the namespace of XHTML", c.label(k))
			}
		case kind == "xhtml":
			if x.ns != nsXHTML {
				c.at("unknown-html", k, "the element %s is not in the namespace of XHTML", c.label(k))
			}
		case !isXMLType(kind):
			c.at("undefined-element", k, "the element %s is not allowed in %s of type %s", c.label(k), c.label(n), quoted(kind))
		case kind == "application/xhtml+xml" && x.name != "html":
			c.atEnd("html-fragment", n, "content of type application/xhtml+xml is a whole document; type xhtml is for fragments")
		case kind == "application/xhtml+xml" && x.ns != nsXHTML:
			c.at("unknown-html", k, "the element %s is not in the namespace of XHTML", c.label(k))
		}
		if a := c.find(n, "mode"); c.value(a) == "escaped" {
			c.at("not-escaped", n, "%s says that its markup is escaped, and it is not", c.label(n))
		}
		if div && !c.checkMarkup(k) {
			b.WriteString(c.content(k))
		}
	}
	return b.String(), structured
}

// constructValue checks the text of a construct by its type.
func (c *checker) constructValue(n int32, kind, v string, structured, elsewhere bool) {
	low := strings.ToLower(kind)
	switch {
	case isBase64(low):
		raw, err := base64.StdEncoding.DecodeString(base64Alphabet(v))
		switch {
		case err != nil:
			c.add("base64", c.textAt(n), n, v, "the content is not Base64, as the type %s asks for", quoted(kind))
		case strings.HasSuffix(low, "/html"):
			c.checkHTML(n, string(raw), true)
			fallthrough
		default:
			v = string(raw)
		}
	case kind == "xhtml":
		c.plain(n, v, "not-inline")
	case kind == "html" || strings.HasSuffix(low, "/html"):
		htmlText(c, n, v)
		if strings.HasSuffix(low, "/html") && !elsewhere && !strings.Contains(v, "<html") {
			c.atEnd("html-fragment", n, "content of type text/html is a whole document; type html is for fragments")
		}
	default:
		c.plain(n, v, "undeclared-html")
	}
	if v == "" && !structured && !elsewhere {
		nonBlank(c, n, "")
	}
}

// base64Alphabet drops what decoders of Base64 pass over.
func base64Alphabet(v string) string {
	return strings.Map(func(r rune) rune {
		if r < 0x80 && isAlnum(byte(r)) || r == '+' || r == '/' || r == '=' {
			return r
		}
		return -1
	}, v)
}

// checkMarkup checks the elements in a div of XHTML and reports whether there are any.
func (c *checker) checkMarkup(n int32) bool {
	any := false
	for k := c.node(n).first; k != 0; k = c.node(k).next {
		x := c.node(k)
		if x.kind != element {
			continue
		}
		any = true
		switch x.ns {
		case nsNone:
			c.at("missing-namespace", k, "the element %s is in no namespace; that of XHTML is http://www.w3.org/1999/xhtml", c.label(k))
		case nsXHTML:
			switch htmlElements[x.name] {
			case htmlUnknown:
				c.at("unknown-html", k, "%s is no element of HTML", c.label(k))
			case htmlRisky:
				c.at("security-risk", k, "readers drop the HTML element %s or are endangered by it", x.name)
			}
			c.markupAttrs(k)
		case nsSVG:
			c.graphic(k, svgElements, svgAttributes)
		case nsMathML:
			c.graphic(k, mathElements, mathAttributes)
		case nsUnknown, nsOther:
		default:
			if x.ns != nsRDF && c.node(n).name != "metadata" {
				c.at("undefined-element", k, "the element %s is not allowed in XHTML", c.label(k))
			}
			continue
		}
		c.checkMarkup(k)
	}
	return any
}

// markupAttrs checks the attributes of an element of XHTML.
func (c *checker) markupAttrs(n int32) {
	x := c.node(n)
	based := c.baseOf(n)
	for k := x.attr; k < x.attr+x.attrs; k++ {
		a := &c.attrs[k]
		if a.ns == nsNone {
			inspectHTMLAttr(int(a.start), x.name, a.local, c.value(a), based, func(rule RuleID, i int, value, format string, args ...any) {
				c.add(rule, i, n, value, format, args...)
			})
		}
	}
}

// graphic checks an element of SVG or MathML against the lists of what readers keep.
func (c *checker) graphic(n int32, elements, attributes map[string]bool) {
	x := c.node(n)
	if !elements[x.name] {
		c.at("security-risk", n, "readers drop the element %s", c.label(n))
	}
	for k := x.attr; k < x.attr+x.attrs; k++ {
		if a := &c.attrs[k]; a.ns == nsNone && !attributes[a.local] {
			c.add("security-risk-attribute", int(a.start), n, a.local, "readers drop the attribute %s of %s", a.local, c.label(n))
		}
	}
}
