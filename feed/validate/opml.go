package validate

import "strings"

// The grammar of OPML.
var (
	opmlRoot = newGrammar(spec{name: "head", once: true}, spec{name: "body", once: true})
	opmlHead = newGrammar(
		spec{name: "title", once: true, check: anyText}, spec{name: "dateCreated", once: true, check: date822}, spec{name: "dateModified", once: true, check: date822},
		spec{name: "ownerName", once: true, check: anyText}, spec{name: "ownerEmail", once: true, check: opmlEmail}, spec{name: "ownerId", once: true, check: absoluteURL},
		spec{name: "docs", once: true, check: absoluteURL}, spec{name: "expansionState", once: true, check: expansion}, spec{name: "vertScrollState", once: true, check: positive},
		spec{name: "windowTop", once: true, check: integer}, spec{name: "windowLeft", once: true, check: integer},
		spec{name: "windowBottom", once: true, check: integer}, spec{name: "windowRight", once: true, check: integer},
	)
)

func opmlEmail(c *checker, n int32, v string) {
	if v != "" {
		atomEmail(c, n, v)
	}
}

func integer(c *checker, n int32, v string) {
	if !allDigits(strings.TrimPrefix(v, "-")) {
		c.add("integer", c.textAt(n), n, v, "%s is not a number", quoted(v))
	}
}

func expansion(c *checker, n int32, v string) {
	for f := range strings.SplitSeq(v, ",") {
		if f = strings.TrimSpace(f); f != "" && !allDigits(f) {
			c.add("expansion-state", c.textAt(n), n, v, "%s is not a list of line numbers", quoted(v))
			return
		}
	}
}

// checkOPML checks a document whose root is opml.
func (c *checker) checkOPML(root int32) {
	c.format = "opml2.0"
	v := c.find(root, "version")
	switch version := c.value(v); {
	case v == nil:
		c.needAttrs(root, "version")
	case version == "1.0" || version == "1.1" || version == "2.0":
		c.format = "opml" + version
	default:
		c.add("opml-version", int(v.value), root, version, "%s is no version of OPML", quoted(version))
	}
	c.checkAttrs(root, "version")
	k := c.walk(root, nsNone, opmlRoot, func(n int32) {
		if c.node(n).name == "head" {
			c.walk(n, nsNone, opmlHead, nil, func(int32) {})
			return
		}
		c.outlines(n)
	}, func(int32) {})
	c.need(root, k, "head", "missing-element", "body", "missing-element")
	if b := k.get("body"); b != 0 && !c.hasElements(b) && !c.node(b).broken {
		c.atEnd("missing-element", b, "the body has no outline")
	}
}

// outlines checks the outlines below an element; the scanner has bounded their depth.
func (c *checker) outlines(parent int32) {
	for k := c.node(parent).first; k != 0; k = c.node(k).next {
		n := c.node(k)
		switch {
		case n.kind != element:
			if n.kind == cdata || !n.blank {
				c.add("unexpected-text", int(n.start), parent, "", "outlines hold their text in attributes")
			}
		case n.ns != nsNone:
		case n.name != "outline":
			c.undefined(k, parent)
		default:
			c.outline(k)
			c.outlines(k)
		}
	}
}

var (
	outlineTypes    = map[string]bool{"rss": true, "atom": true, "link": true, "include": true, "song": true, "playlist": true, "tabs": true, "rss1.0": true, "blogpost": true, "howto": true, "outline": true, "news": true, "feed": true, "text": true, "directory": true, "thistext": true, "photo": true}
	outlineVersions = map[string]bool{"RSS": true, "RSS1": true, "RSS2": true, "scriptingNews": true, "ATOM": true, "ATOM1": true}
)

func (c *checker) outline(n int32) {
	kind := strings.ToLower(c.value(c.find(n, "type")))
	if c.find(n, "text") == nil {
		c.needAttrs(n, "text")
	}
	if a := c.find(n, "type"); a != nil && !outlineTypes[kind] {
		c.add("outline-type", int(a.value), n, kind, "the type %s of the outline means nothing to most programs", quoted(kind))
	}
	if a := c.find(n, "version"); a != nil && !outlineVersions[c.value(a)] {
		c.add("outline-version", int(a.value), n, c.value(a), "%s is none of RSS1, RSS and scriptingNews", quoted(c.value(a)))
	}
	switch kind {
	case "rss":
		if c.find(n, "xmlUrl") == nil {
			c.at("missing-xml-url", n, "the outline of type rss has no xmlUrl")
		}
		if c.find(n, "title") == nil {
			c.at("missing-outline-title", n, "the outline of type rss has no title")
		}
	case "link", "include":
		if c.find(n, "url") == nil {
			c.at("missing-outline-url", n, "the outline of type %s has no url", kind)
		}
	}
	for _, name := range []string{"isComment", "isBreakpoint"} {
		if a := c.find(n, name); a != nil && c.value(a) != "true" && c.value(a) != "false" {
			c.add("true-false", int(a.value), n, c.value(a), "%s is %s, not true or false", name, quoted(c.value(a)))
		}
	}
	if a := c.find(n, "created"); a != nil {
		if _, fault := parseRFC822(c.value(a)); fault == dateBad {
			c.add("rfc822-date", int(a.value), n, c.value(a), "%s is not a date of RFC 822", quoted(c.value(a)))
		}
	}
	for _, name := range []string{"xmlUrl", "htmlUrl", "url"} {
		c.outlineURL(n, name)
	}
}

// outlineURL allows a relative address, which a program can resolve where it knows that of the document.
func (c *checker) outlineURL(n int32, name string) {
	a := c.find(n, name)
	if a == nil || c.value(a) == "" {
		return
	}
	v := c.value(a)
	if fault, _, _ := inspectURI(v); fault == uriRelative {
		c.add("outline-relative-url", int(a.value), n, v, "the %s %s is relative; programs that take a copy of the document cannot resolve it", name, quoted(v))
		return
	}
	c.checkURI(n, int(a.value), v, mayBeIRI)
}
