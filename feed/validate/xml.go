package validate

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"github.com/portalfeed/portalfeed/feed/internal/xmlscan"
)

// run chooses between the families of formats and checks the document.
func (c *checker) run() {
	if len(c.raw) > MaxBytes {
		c.add("too-large", 0, 0, "", "the document has %d bytes, more than the %d that are read", len(c.raw), MaxBytes)
		return
	}
	if looksLikeJSON(c.raw) {
		c.doc = c.raw
		c.src = string(c.doc)
		c.checkJSON()
		c.checkContentType()
		c.checkHTTP()
		return
	}
	mark := len(c.found)
	c.decode()
	c.src = string(c.doc)
	c.scan()
	if c.root == 0 || !c.dispatch() {
		c.notAFeed(mark)
		c.checkHTTP()
		return
	}
	if strings.Contains(c.facts.doctype, "DTD RSS 0.91//EN") && strings.Contains(c.facts.doctype, "my.netscape.com/") {
		c.add("deprecated-dtd", c.facts.doctypeAt, 0, "", "the DTD of RSS 0.91 is no longer served by Netscape")
	}
	c.dtdEntities()
	c.xmlAttrs()
	c.checkContentType()
	c.checkHTTP()
	c.checkPortal()
}

func looksLikeJSON(b []byte) bool {
	b = bytes.TrimLeft(bytes.TrimPrefix(b, []byte("\xEF\xBB\xBF")), " \t\r\n")
	return len(b) > 0 && (b[0] == '{' || b[0] == '[')
}

// notAFeed replaces what was found, which is of no use where the document is none of ours.
func (c *checker) notAFeed(keep int) {
	var what phrase
	lower := bytes.ToLower(c.raw[:min(len(c.raw), declArea)])
	switch {
	case len(bytes.TrimSpace(c.raw)) == 0:
		what = phrasef("the document is empty")
	case bytes.Contains(lower, []byte("<html")) || bytes.Contains(lower, []byte("<!doctype html")):
		what = phrasef("the document is an HTML page, no feed")
	case c.root == 0:
		what = phrasef("the document is neither XML nor JSON")
	case c.isCDF():
		c.format = "cdf"
		what = phrasef("the document is CDF, the Channel Definition Format of 1997, which is read but not validated: convert it to RSS, Atom or JSON Feed")
	default:
		what = phrasef("the root element %s is none of rss, RDF, feed, entry or opml", quoted(c.label(c.root)))
	}
	c.found = c.found[:keep]
	clear(c.counts)
	c.omitted = 0
	off, node := 0, int32(0)
	if c.root != 0 {
		off, node = c.node(c.root).from(), c.root
	}
	c.add("not-a-feed", off, node, "", what.format, what.args...)
}

// isCDF reports whether the document is a channel of the Channel Definition Format (https://www.w3.org/TR/NOTE-CDFsubmit), whose channel
// and items have their addresses in attributes. Its names are written in any case.
func (c *checker) isCDF() bool {
	if c.root == 0 || !strings.EqualFold(c.node(c.root).name, "channel") {
		return false
	}
	if c.hasAddress(c.root) {
		return true
	}
	for k := c.node(c.root).first; k != 0; k = c.node(k).next {
		if x := c.node(k); x.kind == element && strings.EqualFold(x.name, "item") {
			return c.hasAddress(k)
		}
	}
	return false
}

// hasAddress reports whether an element has an attribute HREF.
func (c *checker) hasAddress(n int32) bool {
	x := c.node(n)
	for k := x.attr; k < x.attr+x.attrs; k++ {
		if a := &c.attrs[k]; a.ns == nsNone && strings.EqualFold(a.local, "href") {
			return true
		}
	}
	return false
}

// scan builds the tree and reports what is not well-formed.
func (c *checker) scan() {
	s := xmlscan.New(c.doc, xmlscan.Options{MaxErrors: 4 * MaxPerRule})
	c.build(s, c.otherToken, c.declaration)
	for i := range s.Errors() {
		c.addXML(&s.Errors()[i])
	}
	c.omitted += s.Omitted()
	if len(s.Errors()) > 0 {
		c.facts.fault = s.Errors()[0].Start
		c.doubt(c.facts.fault)
	}
	if len(c.nodes) > maxNodes {
		c.add("too-large", int(c.nodes[len(c.nodes)-1].start), 0, "", "the document has more than %d elements", maxNodes)
	}
	c.oddCharacters()
}

// doubt marks the elements around an offset where the document is not well-formed: what seems to be missing in them may be
// what was not understood there.
func (c *checker) doubt(off int) {
	for i := range c.nodes {
		if n := &c.nodes[i]; n.kind == element && n.from() <= off && off < int(n.end) {
			n.broken = true
		}
	}
}

// otherToken looks at what is neither element nor text.
func (c *checker) otherToken(t *xmlscan.Token) {
	if t.Kind != xmlscan.Doctype {
		return
	}
	c.facts.doctype = string(t.Data)
	c.facts.doctypeAt = t.Start
	if bytes.Contains(t.Data, []byte("<!ENTITY")) && bytes.Contains(t.Data, []byte("SYSTEM")) {
		c.add("external-entity", t.Start, 0, "", "the document declares an external entity, which readers do not fetch")
	}
}

// ruleOf maps the faults of the scanner to rules.
var ruleOf = map[xmlscan.Code]RuleID{
	xmlscan.BareAmpersand:        "xml-bare-ampersand",
	xmlscan.StrayLess:            "xml-stray-markup",
	xmlscan.CDATAEndInText:       "xml-stray-markup",
	xmlscan.BadMarkup:            "xml-stray-markup",
	xmlscan.UndefinedEntity:      "xml-undefined-entity",
	xmlscan.BadCharRef:           "xml-bad-reference",
	xmlscan.ControlChar:          "xml-control-character",
	xmlscan.InvalidUTF8:          "invalid-bytes",
	xmlscan.UnclosedElement:      "xml-mismatched-tag",
	xmlscan.UnexpectedEndTag:     "xml-mismatched-tag",
	xmlscan.Truncated:            "xml-truncated",
	xmlscan.NoRoot:               "xml-truncated",
	xmlscan.TextOutsideRoot:      "xml-outside-root",
	xmlscan.SecondRoot:           "xml-outside-root",
	xmlscan.BadName:              "xml-bad-tag",
	xmlscan.BadTag:               "xml-bad-tag",
	xmlscan.DuplicateAttribute:   "xml-duplicate-attribute",
	xmlscan.UnquotedValue:        "xml-bad-tag",
	xmlscan.MissingValue:         "xml-bad-tag",
	xmlscan.MissingSpace:         "xml-bad-tag",
	xmlscan.LessInValue:          "xml-bad-tag",
	xmlscan.UndeclaredPrefix:     "xml-undeclared-prefix",
	xmlscan.BadNamespace:         "xml-bad-namespace",
	xmlscan.MisplacedDeclaration: "xml-misplaced-declaration",
	xmlscan.BadDeclaration:       "xml-bad-declaration",
	xmlscan.BadVersion:           "xml-version",
	xmlscan.BadComment:           "xml-bad-declaration",
	xmlscan.BadProcInst:          "xml-bad-declaration",
	xmlscan.BadDoctype:           "xml-bad-declaration",
	xmlscan.LimitDepth:           "too-large",
	xmlscan.LimitAttributes:      "too-large",
	xmlscan.LimitToken:           "too-large",
	xmlscan.LimitBytes:           "too-large",
}

func (c *checker) addXML(e *xmlscan.Error) {
	rule := ruleOf[e.Code]
	format, args := e.Message()
	switch {
	case e.Code == xmlscan.MisplacedDeclaration && len(bytes.TrimSpace(c.doc[:e.Start])) == 0:
		rule, format = blankRule(c.doc), "there is white space before the XML declaration"
	case e.Code == xmlscan.BadVersion && strings.IndexFunc(e.Name, notInVersion) >= 0:
		rule, format, args = "xml-bad-declaration", "the XML declaration is malformed", nil
	case e.Code == xmlscan.UndefinedEntity && !xmlscan.IsHTMLEntity(e.Name):
		format = "the entity &%s; is not defined"
	}
	c.add(rule, e.Start, 0, c.src[e.Start:min(e.End, e.Start+maxValue, len(c.src))], format, args...)
}

// blankRule is the rule for white space before the XML declaration: WordPress is known for it.
func blankRule(doc []byte) RuleID {
	if _, after, ok := bytes.Cut(doc, []byte("<generator")); ok {
		if line, _, _ := bytes.Cut(after, []byte("</generator>")); bytes.Contains(line, []byte("wordpress")) && !bytes.Contains(line, []byte("\n")) {
			return "wordpress-blank-line"
		}
	}
	return "xml-blank-before-declaration"
}

// notInVersion reports whether a character cannot stand in the number of a version, as XML 1.0 had it up to its fourth edition.
func notInVersion(r rune) bool {
	return r >= utf8.RuneSelf || !isAlnum(byte(r)) && !strings.ContainsRune("_.:-", r)
}

// oddCharacters reports characters that XML allows but that no writer means.
func (c *checker) oddCharacters() {
	for i := range c.nodes {
		n := &c.nodes[i]
		if n.refs && !n.odd && n.kind == text {
			c.oddReference(n)
		}
		if !n.odd {
			continue
		}
		rest := c.src[n.start:n.end]
		i := strings.IndexFunc(rest, func(r rune) bool { return r == utf8.RuneError || 0x80 <= r && r < 0xA0 })
		if i < 0 {
			continue
		}
		r, _ := utf8.DecodeRuneInString(rest[i:])
		c.add("bad-characters", int(n.start)+i, n.parent, "", "the text has the character %U, a sign of wrong decoding", r)
	}
	c.oddAttributes()
	c.decodedTwice()
}

// oddReference reports the first reference in a text to a character that no writer means, such as &#146;, of Windows.
func (c *checker) oddReference(n *node) {
	rest := c.src[n.start:n.end]
	for from := 0; ; {
		i := strings.Index(rest[from:], "&#")
		if i < 0 {
			return
		}
		i += from
		end := strings.IndexByte(rest[i:], ';')
		if end < 0 {
			return
		}
		from = i + end + 1
		r, _ := utf8.DecodeRune(xmlscan.AppendText(nil, []byte(rest[i:from])))
		if 0x80 <= r && r < 0xA0 || r == utf8.RuneError && isReplacement(rest[i:from]) {
			c.add("bad-characters", int(n.start)+i, n.parent, "", "the text has the character %U, a sign of wrong decoding", r)
			return
		}
	}
}

// isReplacement reports whether a text has a reference to U+FFFD itself.
func isReplacement(s string) bool {
	low := strings.ToLower(s)
	return strings.Contains(low, "&#65533;") || strings.Contains(low, "&#xfffd;") || strings.Contains(low, "\uFFFD")
}

// oddAttributes reports such characters in attributes.
func (c *checker) oddAttributes() {
	if !strings.Contains(c.src, "\xC2") && !strings.Contains(c.src, "\uFFFD") && !strings.Contains(c.src, "&#") {
		return
	}
	for i := range c.nodes {
		n := &c.nodes[i]
		for k := n.attr; k < n.attr+n.attrs; k++ {
			a := &c.attrs[k]
			v := c.value(a)
			j := strings.IndexFunc(v, func(r rune) bool { return r == utf8.RuneError || 0x80 <= r && r < 0xA0 })
			if j < 0 {
				continue
			}
			if r, _ := utf8.DecodeRuneInString(v[j:]); r != utf8.RuneError || isReplacement(c.src[a.value:a.valEnd]) {
				c.add("bad-characters", int(a.value), int32(i), "", "the attribute %s has the character %U, a sign of wrong decoding", a.local, r)
			}
		}
	}
}

// decodedTwice reports texts whose UTF-8 was taken for Latin-1 and encoded once more.
func (c *checker) decodedTwice() {
	if !strings.Contains(c.src, "\u00C3\xC2") && !strings.Contains(c.src, "\u00C2\xC2") {
		return
	}
	for i := range c.nodes {
		n := &c.nodes[i]
		if n.kind == element || n.odd {
			continue
		}
		if v := c.src[n.start:n.end]; isTwice(v) {
			c.add("bad-characters", int(n.start), n.parent, "", "the text was encoded as UTF-8 twice")
		}
	}
}

// isTwice reports whether a text has no character beyond Latin-1 and is UTF-8 when each stands for a byte.
func isTwice(v string) bool {
	var raw []byte
	wide := false
	for _, r := range v {
		if r > 0xFF {
			return false
		}
		wide = wide || r > 0x7F
		raw = append(raw, byte(r))
	}
	return wide && utf8.Valid(raw)
}

// dispatch checks the document by its root element; false means that it is no feed.
func (c *checker) dispatch() bool {
	n := c.node(c.root)
	switch {
	case c.isCDF():
		return false
	case n.name == "rss":
		c.checkRSS(c.root)
	case n.name == "RDF" && n.ns == nsRDF:
		c.checkRDF(c.root)
	case n.name == "Channel" && n.ns == nsRSS11:
		c.checkRSS11(c.root)
	case n.name == "Channel":
		c.family, c.format = familyRDF, "rss1.1"
		rule := RuleID("wrong-namespace")
		if n.ns == nsNone {
			rule = "missing-namespace"
		}
		c.at(rule, c.root, "the namespace of RSS 1.1 is http://purl.org/net/rss1.1#")
	case n.name == "feed", n.name == "entry" && n.ns != nsNone:
		c.checkAtom(c.root)
	case n.name == "opml" || n.name == "outlineDocument":
		c.checkOPML(c.root)
	case n.ns == nsApp && (n.name == "service" || n.name == "categories"):
		c.checkApp(c.root)
	default:
		return false
	}
	return true
}
