package validate

import "strings"

// The grammar of OPML.
var (
	opmlRoot = newGrammar(spec{name: "head"}, spec{name: "body"})
	opmlHead = newGrammar(
		spec{name: "title", once: true, check: htmlText}, spec{name: "dateCreated", once: true, check: date822}, spec{name: "dateModified", once: true, check: date822},
		spec{name: "ownerName", once: true, check: htmlText}, spec{name: "ownerEmail", once: true, check: contactAddress}, spec{name: "ownerId", once: true, check: httpURL},
		spec{name: "docs", once: true, check: fullURL}, spec{name: "expansionState", once: true, check: expansion}, spec{name: "vertScrollState", once: true, check: positiveText},
		spec{name: "windowTop", once: true, check: windowEdge}, spec{name: "windowLeft", once: true, check: windowEdge},
		spec{name: "windowBottom", once: true, check: windowEdge}, spec{name: "windowRight", once: true, check: windowEdge},
	)
)

// windowEdge is a position on a screen; one to the left of the main screen is negative.
func windowEdge(c *checker, n int32, v string) {
	nonBlank(c, n, v)
	if _, ok := number(v); !ok {
		c.add("window-position", c.textAt(n), n, v, "%s is not a number of pixels", quoted(v))
	}
}

// integer is a whole number, or nothing.
func integer(c *checker, n int32, v string) {
	if _, ok := number(v); !ok && v != "" {
		c.add("integer", c.textAt(n), n, v, "%s is not a number", quoted(v))
	}
}

func expansion(c *checker, n int32, v string) {
	if v != "" && !integersOf.MatchString(v) {
		c.add("expansion-state", c.textAt(n), n, v, "%s is not a list of line numbers", quoted(v))
	}
}

// checkOPML checks a document whose root is opml, or outlineDocument, as it was called at first.
func (c *checker) checkOPML(root int32) {
	c.family = familyOPML
	c.format = "opml2.0"
	old := c.node(root).name == "outlineDocument"
	if old {
		c.format = "opml1.0"
		c.at("obsolete-version", root, "OPML was called outlineDocument before its first version")
	}
	v := c.find(root, "version")
	switch version := c.value(v); {
	case v == nil:
		if !old {
			c.needAttrs(root, "version")
		}
	case version == "1.0" || version == "1.1" || version == "2.0":
		c.format = "opml" + version
	default:
		c.add("opml-version", int(v.value), root, version, "%s is no version of OPML", quoted(version))
	}
	c.checkAttrs(root, "version")
	k := c.walk(root, nsNone, opmlRoot, func(n int32) {
		if c.node(n).name == "head" {
			c.walk(n, nsNone, opmlHead, nil, c.extend(n, inOutline, &extensions{}))
			return
		}
		c.outlines(n)
	}, c.extend(root, inOutline, &extensions{}))
	c.need(root, k, "head", "missing-element", "body", "missing-element")
	if b := k.get("body"); b != 0 && !c.hasOutline(b) && !c.node(b).broken {
		c.atEnd("missing-element", b, "the body has no outline")
	}
}

func (c *checker) hasOutline(body int32) bool {
	for k := c.node(body).first; k != 0; k = c.node(k).next {
		if x := c.node(k); x.kind == element && x.ns == nsNone && x.name == "outline" {
			return true
		}
	}
	return false
}

// outlines checks the outlines below an element; the scanner has bounded their depth.
func (c *checker) outlines(parent int32) {
	texted := false
	for k := c.node(parent).first; k != 0; k = c.node(k).next {
		n := c.node(k)
		switch {
		case n.kind != element:
			if !texted && (n.kind == cdata || !n.blank) {
				texted = true
				c.add("unexpected-text", int(n.start), parent, "", "outlines hold their text in attributes")
			}
		case n.ns != nsNone:
			c.extension(k, parent, inOutline, &extensions{})
		case n.name != "outline":
			c.undefined(k, parent)
		default:
			c.outline(k)
			c.outlines(k)
		}
	}
}

// outlineVersions are the versions of the feeds that outlines name, outlineAttrs the attributes of outlines.
var outlineVersions = words("RSS RSS1 RSS2 scriptingNews ATOM ATOM1")

const outlineAttrs = "category created description htmlUrl isBreakpoint isComment language text title type url version xmlUrl"

// feedAttrs are attributes that mean nothing without a type.
var feedAttrs = []string{"description", "htmlUrl", "language", "title", "version", "xmlUrl"}

func (c *checker) outline(n int32) {
	c.checkAttrs(n, outlineAttrs)
	a := c.find(n, "type")
	kind := strings.ToLower(c.value(a))
	if c.find(n, "text") == nil {
		c.needAttrs(n, "text")
	}
	if a := c.find(n, "version"); a != nil && !outlineVersions[c.value(a)] {
		c.add("outline-version", int(a.value), n, c.value(a), "%s is none of RSS1, RSS and scriptingNews", quoted(c.value(a)))
	}
	switch {
	case a == nil:
		for _, name := range feedAttrs {
			if c.find(n, name) != nil {
				c.at("missing-outline-type", n, "the outline has the attribute %s, but no type that gives it a meaning", name)
				break
			}
		}
	case kind == "rss":
		if c.find(n, "xmlUrl") == nil {
			c.at("missing-xml-url", n, "the outline of type rss has no xmlUrl")
		}
		if c.find(n, "title") == nil {
			c.at("missing-outline-title", n, "the outline of type rss has no title")
		}
	case kind == "link":
		if c.find(n, "url") == nil {
			c.at("missing-outline-url", n, "the outline of type %s has no url", kind)
		}
	case strings.HasPrefix(c.format, "opml1."):
		c.add("outline-type", int(a.value), n, kind, "the type %s of the outline means nothing in OPML 1", quoted(kind))
	}
	for _, name := range []string{"isComment", "isBreakpoint"} {
		if a := c.find(n, name); a != nil && !strings.EqualFold(c.value(a), "true") && !strings.EqualFold(c.value(a), "false") {
			c.add("true-false", int(a.value), n, c.value(a), "%s is %s, not true or false", name, quoted(c.value(a)))
		}
	}
	if a := c.find(n, "created"); a != nil {
		c.check822(n, int(a.value), c.value(a))
	}
	if a := c.find(n, "language"); a != nil {
		c.checkLanguage(n, int(a.value), c.value(a))
	}
	for _, name := range []string{"description", "title", "text"} {
		if a := c.find(n, name); a != nil {
			c.htmlAttr(n, a)
		}
	}
	for _, name := range []string{"htmlUrl", "url"} {
		if a := c.find(n, name); a != nil {
			c.checkURI(n, int(a.value), c.value(a), 0)
		}
	}
	c.feedURL(n)
}

// htmlAttr checks an attribute that may hold HTML.
func (c *checker) htmlAttr(n int32, a *attribute) {
	v := c.value(a)
	if !strings.ContainsAny(v, "<&") {
		return
	}
	inspectHTML(v, c.baseOf(n), func(rule RuleID, _ int, value, format string, args ...any) {
		c.add(rule, int(a.value), n, value, format, args...)
	})
}

// feedURL checks the address of a feed. It may be relative, since a program can resolve it where it knows that of the document.
func (c *checker) feedURL(n int32) {
	const name = "xmlUrl"
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
