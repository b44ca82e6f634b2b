package validate

import (
	"html"
	"slices"
	"strings"
)

// htmlTag is one tag of an HTML text.
type htmlTag struct {
	name    string // lower case
	start   int    // offset of <
	closing bool
	attrs   string // what stands between the name and >
}

// eachTag calls yield for the tags of an HTML text, in linear time; comments are passed over.
func eachTag(s string, yield func(htmlTag) bool) {
	for i := 0; i < len(s); {
		n := strings.IndexByte(s[i:], '<')
		if n < 0 {
			return
		}
		start := i + n
		i = start + 1
		if strings.HasPrefix(s[i:], "!--") {
			if i = commentEnd(s, i+1); i < 0 {
				return
			}
			continue
		}
		closing := i < len(s) && s[i] == '/'
		if closing {
			i++
		}
		from := i
		for i < len(s) && (isAlnum(s[i]) || i > from && (s[i] == '-' || s[i] == ':')) {
			i++
		}
		if i == from || s[from] <= '9' || i < len(s) && strings.IndexByte(" \t\r\n/>", s[i]) < 0 {
			continue
		}
		end, ok := tagEnd(s, i)
		if !ok {
			return
		}
		if !yield(htmlTag{name: strings.ToLower(s[from:i]), start: start, closing: closing, attrs: s[i:end]}) {
			return
		}
		i = end + 1
	}
}

// commentEnd finds the offset behind the end of a comment whose -- stands at i: --> or --!>.
func commentEnd(s string, i int) int {
	for ; i < len(s); i++ {
		if s[i] != '-' || !strings.HasPrefix(s[i:], "--") {
			continue
		}
		if rest := s[i+2:]; strings.HasPrefix(rest, ">") {
			return i + 3
		} else if strings.HasPrefix(rest, "!>") {
			return i + 4
		}
	}
	return -1
}

// tagEnd finds the > of a tag outside quotes.
func tagEnd(s string, i int) (int, bool) {
	for i < len(s) {
		switch s[i] {
		case '>':
			return i, true
		case '=':
			for i++; i < len(s) && (s[i] == ' ' || s[i] == '\n' || s[i] == '\t' || s[i] == '\r'); i++ {
			}
			if i < len(s) && (s[i] == '"' || s[i] == '\'') {
				n := strings.IndexByte(s[i+1:], s[i])
				if n < 0 {
					return 0, false
				}
				i += n + 2
			}
		default:
			i++
		}
	}
	return 0, false
}

// eachAttr calls yield for the attributes of a tag, with decoded values.
func eachAttr(s string, yield func(name, value string)) {
	for {
		s = strings.TrimLeft(s, " \t\r\n/")
		if s == "" {
			return
		}
		n := strings.IndexAny(s, " \t\r\n/=")
		if n < 0 {
			yield(strings.ToLower(s), "")
			return
		}
		if n == 0 {
			s = s[1:]
			continue
		}
		name := strings.ToLower(s[:n])
		s = strings.TrimLeft(s[n:], " \t\r\n")
		if !strings.HasPrefix(s, "=") {
			yield(name, "")
			continue
		}
		s = strings.TrimLeft(s[1:], " \t\r\n")
		value := ""
		if s != "" && (s[0] == '"' || s[0] == '\'') {
			q := s[:1]
			value, s, _ = strings.Cut(s[1:], q)
		} else if end := strings.IndexAny(s, " \t\r\n"); end >= 0 {
			value, s = s[:end], s[end:]
		} else {
			value, s = s, ""
		}
		yield(name, html.UnescapeString(value))
	}
}

// htmlKind says what a reader does with an HTML element.
type htmlKind uint8

const (
	htmlUnknown htmlKind = iota
	htmlPlain
	htmlRisky // dropped or dangerous
)

// htmlElements are the elements of HTML, those of old versions included.
var htmlElements = func() map[string]htmlKind {
	m := map[string]htmlKind{}
	for n := range strings.FieldsSeq(`a abbr acronym address area article aside audio b bdi bdo big blockquote br button canvas
		caption center cite code col colgroup command data datagrid datalist dd del details dfn dialog dir div dl dt em eventsource fieldset figcaption
		figure font footer form h1 h2 h3 h4 h5 h6 header hgroup hr i img input ins kbd label legend li m main map mark menu meter nav nobr noscript
		ol optgroup option output p picture pre progress q rb rp rt rtc ruby s samp search section select small source span strike strong
		sub summary sup table tbody td template textarea tfoot th thead time tr track tt u ul var video wbr svg math`) {
		m[n] = htmlPlain
	}
	for n := range strings.FieldsSeq(`applet base basefont bgsound body comment embed frame frameset head html iframe isindex link listing meta noembed noframes
		object param plaintext script slot style title xmp`) {
		m[n] = htmlRisky
	}
	return m
}()

// urlAttributes are the attributes of HTML that hold an address.
var urlAttributes = map[string]bool{"href": true, "src": true, "cite": true, "longdesc": true, "action": true, "background": true, "poster": true, "usemap": true, "data": true}

// safeStyles are the properties of CSS that move nothing out of its place and load nothing.
var safeStyles = func() map[string]bool {
	m := map[string]bool{}
	for n := range strings.FieldsSeq(`background background-color border border-bottom border-bottom-color border-bottom-style border-bottom-width border-collapse border-color
		border-left border-left-color border-left-style border-left-width border-radius border-right border-right-color border-right-style border-right-width
		border-spacing border-style border-top border-top-color border-top-style border-top-width border-width caption-side clear color
		cursor direction display empty-cells float font font-family font-size font-style font-variant font-weight height letter-spacing
		line-height list-style list-style-type margin margin-bottom margin-left margin-right margin-top max-height max-width min-height min-width
		orphans overflow padding padding-bottom padding-left padding-right padding-top page-break-after page-break-before page-break-inside quotes
		text-align text-align-last text-decoration text-indent text-justify text-transform table-layout unicode-bidi vertical-align white-space widows width word-break
		word-spacing word-wrap writing-mode object-fit overflow-wrap text-overflow azimuth elevation pause pause-after pause-before pitch pitch-range richness speak speak-header
		speak-numeral speak-punctuation speech-rate stress voice-family volume`) {
		m[n] = true
	}
	return m
}()

// looksLikeHTML reports whether a plain text, of an attribute, holds markup or references of HTML.
func looksLikeHTML(s string) bool {
	return strings.ContainsAny(s, "<&") && (hasEndTag(s) || hasReference(s))
}

// documentParts are the elements around the text of a whole document.
var documentParts = words("html head title base link meta style body")

// isWhole reports whether an HTML text is a whole document, which is malformed where a part of one belongs.
func isWhole(v string) bool {
	low := strings.ToLower(v)
	return strings.Contains(low, "<html") || strings.Contains(low, "<body") || strings.Contains(low, "<head")
}

// longestTag is how many bytes the longest name of an element of HTML has.
const longestTag = 10

// hasEndTag reports whether there is the end tag of an element of HTML: a start tag alone may be a quotation.
func hasEndTag(s string) bool {
	for {
		i := strings.Index(s, "</")
		if i < 0 {
			return false
		}
		s = s[i+2:]
		end := strings.IndexByte(s[:min(len(s), longestTag+1)], '>')
		if end > 0 && htmlElements[strings.ToLower(s[:end])] != htmlUnknown {
			return true
		}
	}
}

// hasReference reports whether there is an HTML reference such as &nbsp; or &#160;, even without its semicolon.
func hasReference(s string) bool {
	for {
		_, rest, ok := strings.Cut(s, "&")
		if !ok {
			return false
		}
		s = rest
		end := 0
		for end < len(rest) && end < longestReference && (isAlnum(rest[end]) || rest[end] == '#' && end == 0) {
			end++
		}
		switch name := rest[:end]; {
		case len(name) > 1 && name[0] == '#' && ('0' <= name[1] && name[1] <= '9' || name[1] == 'x'):
			return true
		case len(name) > 1 && name[0] != '#' && (name == "apos" || html.UnescapeString("&"+name+";") != "&"+name+";"):
			return true
		}
	}
}

// longestReference is how many bytes the longest name of a reference of HTML has.
const longestReference = 32

// plainText checks an element that is meant for plain text.
func plainText(c *checker, n int32, v string) { c.plain(n, v, "contains-html") }

// plain checks a text that is meant to be plain, and reports HTML under the rule.
func (c *checker) plain(n int32, v string, rule RuleID) {
	if !strings.ContainsAny(v, "<&") {
		return
	}
	switch {
	case hasEndTag(v):
		c.add(rule, c.textAt(n), n, v, "the element %s is for plain text, but has HTML", c.label(n))
	case c.hexadecimal(n):
	case hasReference(v):
		c.add(rule, c.textAt(n), n, v, "the element %s is for plain text, but has HTML", c.label(n))
	case hasWordAfterAmpersand(v):
	case c.family == familyRSS && c.format == "rss2.0" && looksLikeTag(v):
		c.add("character-data", c.textAt(n), n, v, "some readers take %s for HTML; the references &#x26; and &#x3C; are understood by all", quoted(v))
	}
}

// hexadecimal reports whether the line where an element begins has a hexadecimal reference, as the profile of RSS asks for.
func (c *checker) hexadecimal(n int32) bool {
	start := c.node(n).from()
	from := strings.LastIndexByte(c.src[:start], '\n') + 1
	rest := c.src[from:]
	if end := strings.IndexByte(c.src[start:], '\n'); end >= 0 {
		rest = c.src[from : start+end]
	}
	return strings.Contains(rest, "&#x")
}

// hasWordAfterAmpersand reports whether an ampersand is followed by a word, as in AT&T.
func hasWordAfterAmpersand(v string) bool {
	for i := 0; i+1 < len(v); i++ {
		if v[i] == '&' && isAlnum(v[i+1]) {
			return true
		}
	}
	return false
}

// looksLikeTag reports whether there is a < that could begin a tag.
func looksLikeTag(v string) bool {
	for i := 0; i+1 < len(v); i++ {
		if v[i] == '<' && (v[i+1] == '/' || isAlnum(v[i+1]) && v[i+1] > '9') {
			return true
		}
	}
	return false
}

// requiredText is plainText that must not be empty.
func requiredText(c *checker, n int32, v string) {
	nonBlank(c, n, v)
	plainText(c, n, v)
}

// htmlText checks an element whose text is HTML.
func htmlText(c *checker, n int32, v string) {
	if !strings.ContainsAny(v, "<&\x7F") && !c.hasOdd(n) && !hasControl(v) {
		return
	}
	c.checkHTML(n, v, c.baseOf(n))
}

// hasControl reports whether a text has a control character that needs two bytes.
func hasControl(v string) bool {
	for i := strings.IndexByte(v, 0xC2); i >= 0 && i+1 < len(v); {
		if v[i+1] < 0xA0 {
			return true
		}
		next := strings.IndexByte(v[i+1:], 0xC2)
		if next < 0 {
			return false
		}
		i += 1 + next
	}
	return false
}

// hasOdd reports whether a text of an element has characters that are a sign of a wrong decoding.
func (c *checker) hasOdd(n int32) bool {
	for k := c.node(n).first; k != 0; k = c.node(k).next {
		if c.node(k).odd {
			return true
		}
	}
	return false
}

// baseOf reports whether relative addresses in the element have a base: an xml:base on it or above or, in Atom, that of the document.
func (c *checker) baseOf(n int32) bool {
	if c.family == familyAtom && c.profile != Portal {
		return true
	}
	for ; n != 0; n = c.node(n).parent {
		if c.node(n).attrs > 0 && c.findNS(n, nsXML, "base") != nil {
			return true
		}
	}
	return false
}

// inText is the offset of position i of the trimmed text v of an element where the text is one piece without references.
func (c *checker) inText(n int32, i int) int {
	f := c.node(n).first
	if f == 0 || c.node(f).next != 0 || c.node(f).refs {
		return c.textAt(n)
	}
	return c.textAt(n) + i
}

// htmlReport reports a violation at a position of an HTML text, or of an element of XHTML.
type htmlReport func(rule RuleID, i int, value, format string, args ...any)

// checkHTML looks for what readers drop, what endangers them, and what they cannot resolve.
func (c *checker) checkHTML(n int32, v string, based bool) {
	entities := c.facts.doctype != "" // which may stand for anything
	inspectHTML(v, based, func(rule RuleID, i int, value, format string, args ...any) {
		if entities && rule == "malformed-html" && strings.HasPrefix(value, "&") {
			return
		}
		c.add(rule, c.inText(n, i), n, value, format, args...)
	})
}

// inspectHTML checks an HTML text; of each rule it reports the first violation.
func inspectHTML(v string, based bool, report htmlReport) {
	var seen []RuleID
	once := func(rule RuleID, i int, value, format string, args ...any) {
		if !slices.Contains(seen, rule) {
			seen = append(seen, rule)
			report(rule, i, value, format, args...)
		}
	}
	if i := strings.Index(v, "<?"); i >= 0 && strings.Contains(strings.ToLower(v[i:]), "<?import ") {
		once("security-risk", i, "?import", "readers drop the HTML element %s or are endangered by it", "?import")
	}
	if at, fault := malformedHTML(v); at >= 0 {
		once("malformed-html", at, clip(v[at:]), "the HTML has %s", fault)
	}
	if !strings.Contains(v, "<") {
		return
	}
	asked, whole := false, false
	eachTag(v, func(t htmlTag) bool {
		switch htmlElements[t.name] {
		case htmlUnknown:
			if !strings.Contains(t.name, "-") { // of which custom elements have one
				once("unknown-html", t.start, t.name, "%s is no element of HTML", t.name)
			}
		case htmlRisky:
			if documentParts[t.name] && !asked {
				asked, whole = true, isWhole(v)
			}
			if !t.closing && !(documentParts[t.name] && whole) {
				once("security-risk", t.start, t.name, "readers drop the HTML element %s or are endangered by it", t.name)
			}
		}
		if htmlElements[t.name] == htmlPlain && !t.closing {
			eachAttr(t.attrs, func(name, value string) { inspectHTMLAttr(t.start, t.name, name, value, based, once) })
		}
		return true
	})
}

// inspectHTMLAttr checks one attribute of HTML or XHTML.
func inspectHTMLAttr(at int, element, name, value string, based bool, report htmlReport) {
	switch {
	case strings.HasPrefix(name, "on"):
		report("security-risk-attribute", at, name, "the attribute %s holds a script, which readers drop", name)
	case name == "style":
		if p := unsafeStyle(value); p != "" {
			report("dangerous-style", at, value, "the style has %s, which readers drop", quoted(p))
		}
	case urlAttributes[name]:
		scheme, _, ok := cutScheme(strings.TrimSpace(value))
		switch {
		case ok && (scheme == "javascript" || scheme == "vbscript"):
			report("security-risk-attribute", at, value, "the attribute %s holds a script, which readers drop", name)
		case ok || based || name == "cite" || element != "a" && element != "img":
		default:
			relativeURL(at, strings.TrimSpace(value), report)
		}
	}
}

// relativeURL reports an address in HTML that has no base.
func relativeURL(at int, value string, report htmlReport) {
	if fault, i, _ := inspectURI(value); fault == uriCharacter {
		report("uri-character", at, value, "the address %s has the character %q, which has to be percent-encoded", quoted(value), value[i])
		return
	}
	report("relative-html-url", at, value, "the address %s in the HTML is relative, and readers do not know to what", quoted(value))
}

// unsafeStyle returns the first declaration of a style attribute that is not of a safe property, or that moves things far, or "".
func unsafeStyle(style string) string {
	for decl := range strings.SplitSeq(style, ";") {
		decl = strings.TrimSpace(decl)
		if decl == "" {
			continue
		}
		name, value, ok := strings.Cut(decl, ":")
		name, low := strings.ToLower(strings.TrimSpace(name)), strings.ToLower(value)
		if !ok || !safeStyles[name] || strings.ContainsAny(low, "\\<>@{}") || strings.Contains(low, "/*") || strings.Contains(low, "url(") || strings.Contains(low, "expression") || strings.Contains(low, "script:") || farAway(name, low) {
			return decl
		}
	}
	return ""
}

// farAway reports whether a margin, border or padding is negative or of four digits, so that something lands where it does not belong.
func farAway(name, value string) bool {
	if !strings.HasPrefix(name, "margin") && !strings.HasPrefix(name, "padding") && !strings.HasPrefix(name, "border") {
		return false
	}
	for _, f := range strings.FieldsFunc(value, func(r rune) bool { return r == ' ' || r == ',' || r == '(' || r == ')' }) {
		digits := len(f) - len(strings.TrimLeft(f, "0123456789"))
		if digits > 3 || strings.HasPrefix(f, "-") {
			return true
		}
	}
	return false
}

// checkXHTML checks the elements below n, which are XHTML that readers show as it is.
func (c *checker) checkXHTML(n int32, based bool) {
	for k := c.node(n).first; k != 0; k = c.node(k).next {
		x := c.node(k)
		if x.kind != element {
			continue
		}
		if htmlElements[strings.ToLower(x.name)] != htmlPlain {
			c.at("security-risk", k, "readers drop the element %s or are endangered by it", x.name)
		}
		c.markupAttrs(k)
		c.checkXHTML(k, based)
	}
}
