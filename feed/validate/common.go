package validate

import (
	"mime"
	"slices"
	"strings"

	"github.com/portalfeed/portalfeed/feed/internal/xmlscan"
)

// facts is what was learnt about the document while it was checked.
type facts struct {
	doctype   string
	doctypeAt int
	declared  map[string]bool // namespaces seen, so that each is reported once
	prefixes  map[string]bool // prefixes declared
	ids       map[string]int32
	atomIDs   map[string]int32 // atom:id of items of RSS
	selfSeen  bool
	encoding  string // the label that is declared

	boardDocs   bool  // the channel says that it follows the specification of the RSS Advisory Board
	podcast     int32 // the first element of iTunes
	podcastDone bool
	syncIDs     []string
	fault       int // offset of the first thing that is not well-formed, -1 for none
}

// spec says what one child element of a grammar may be.
type spec struct {
	name  string
	once  bool
	attrs string // the attributes of no namespace it may have, space-separated
	check check  // nil: it is a container with its own code
	dup   RuleID // reported in place of duplicate-element
}

// grammar is the set of child elements of one element.
type grammar struct {
	specs []spec
	index map[string]int
}

func newGrammar(specs ...spec) *grammar {
	g := &grammar{specs: specs, index: map[string]int{}}
	for i, s := range specs {
		g.index[s.name] = i
	}
	return g
}

// maxSpecs bounds the children that one grammar names.
const maxSpecs = 32

// children holds the first child of each kind, by the place in the grammar.
type children struct {
	g     *grammar
	first [maxSpecs]int32
}

func (k *children) get(name string) int32 {
	if i, ok := k.g.index[name]; ok {
		return k.first[i]
	}
	return 0
}

// walk checks the children of n, of which those in the namespace ns belong to the grammar; visit, if not nil, is called
// for each of them, extension for those of other namespaces.
func (c *checker) walk(n int32, ns space, g *grammar, visit, extension func(k int32)) *children {
	found := &children{g: g}
	texted := false
	for k := c.node(n).first; k != 0; k = c.node(k).next {
		x := c.node(k)
		if x.kind != element {
			if !texted && c.hasText(k) {
				c.add("unexpected-text", int(x.start), n, "", "the element %s has elements only, no text of its own", c.label(n))
				texted = true
			}
			continue
		}
		if x.ns != ns {
			if extension != nil {
				extension(k)
			}
			continue
		}
		i, ok := g.index[x.name]
		if !ok {
			c.undefined(k, n)
			continue
		}
		s := &g.specs[i]
		if found.first[i] == 0 {
			found.first[i] = k
		} else if s.once {
			rule := s.dup
			if rule == "" {
				rule = "duplicate-element"
			}
			c.at(rule, k, "the element %s stands in %s more than once", c.label(k), c.label(n))
		}
		c.checkAttrs(k, s.attrs)
		if s.check != nil {
			c.leaf(k, s.check)
		}
		if visit != nil {
			visit(k)
		}
	}
	return found
}

// hasText reports whether a text is more than white space and entities that are not defined.
func (c *checker) hasText(k int32) bool {
	x := c.node(k)
	if x.kind == cdata || x.blank || !x.refs {
		return x.kind == cdata || !x.blank
	}
	return strings.TrimSpace(entityForm().ReplaceAllString(c.src[x.start:x.end], "")) != ""
}

// leaf checks an element that holds text only. In RSS 1.0 any resource may stand for a text.
func (c *checker) leaf(n int32, f check) {
	for k := c.node(n).first; k != 0; k = c.node(k).next {
		if c.node(k).kind != element {
			continue
		}
		if c.family == familyRDF {
			c.resource(n)
			return
		}
		c.at("undefined-element", k, "the element %s is not allowed in %s, which holds text", c.label(k), c.label(n))
		return
	}
	if !c.node(n).broken {
		f(c, n, strings.TrimSpace(c.content(n)))
	}
}

// undefined reports an element that its format does not define there.
func (c *checker) undefined(k, parent int32) {
	if c.node(parent).broken && c.facts.fault >= 0 && c.node(k).from() > c.facts.fault {
		return // it may stand there only because of what was not understood before
	}
	if x := c.node(k); x.name == "blink" && x.ns == c.node(parent).ns && strings.EqualFold(c.node(parent).name, "channel") {
		c.at("no-blink", k, "no version of RSS has the element blink")
		return
	}
	for _, g := range []*grammar{rssChannel, rssItem, atomFeed, atomEntry} {
		for i := range g.specs {
			if strings.EqualFold(g.specs[i].name, c.node(k).name) && g.specs[i].name != c.node(k).name {
				c.at("undefined-element", k, "the element %s is not defined in %s; is %s meant?", c.label(k), c.label(parent), g.specs[i].name)
				return
			}
		}
	}
	c.at("undefined-element", k, "the element %s is not defined in %s", c.label(k), c.label(parent))
}

// checkAttrs reports attributes that are not in the list, where those of namespaces have their usual prefix.
func (c *checker) checkAttrs(n int32, allowed string) {
	x := c.node(n)
	for k := x.attr; k < x.attr+x.attrs; k++ {
		a := &c.attrs[k]
		switch {
		case a.ns == nsXML: // see xmlAttrs
		case a.ns == nsNone:
			if !inList(allowed, a.local) {
				c.add("unexpected-attribute", int(a.start), n, a.local, "the attribute %s is not defined for %s", a.local, c.label(n))
			}
		case a.ns == nsUnknown || a.ns == nsOther || a.ns == nsPodcast:
			if c.family == familyRSS && x.ns == nsNone && a.ns != nsOther && !c.facts.boardDocs {
				c.add("extension-attribute", int(a.start), n, a.local, "RSS 2.0 can be extended by elements; few programs expect the attribute %s on %s", a.local, c.label(n))
			}
		case a.ns == nsNear:
			c.add("unexpected-attribute", int(a.start), n, a.local, "the attribute %s is not defined for %s", a.local, c.label(n))
		case c.family == familyRDF && a.ns == nsRDF && (a.local == "parseType" || a.local == "datatype" || a.local == "resource"):
		case !inList(allowed, usualPrefix(a.ns)+":"+a.local):
			c.add("unexpected-attribute", int(a.start), n, a.local, "the attribute %s is not defined for %s", a.local, c.label(n))
		}
	}
}

// xmlAttrs checks the attributes that any element may have, those of elements that are not known, too.
func (c *checker) xmlAttrs() {
	if !slices.ContainsFunc(c.attrs, func(a attribute) bool { return a.ns == nsXML }) {
		return
	}
	for i := range c.nodes {
		n := &c.nodes[i]
		for k := n.attr; k < n.attr+n.attrs; k++ {
			if c.attrs[k].ns == nsXML {
				c.xmlAttr(int32(i), &c.attrs[k])
			}
		}
	}
}

// xmlAttr checks an attribute that any element may have; the language of a part of a text in markup is its own affair.
func (c *checker) xmlAttr(n int32, a *attribute) {
	switch v := c.value(a); a.local {
	case "lang":
		if ns := c.node(n).ns; v != "" && ns != nsXHTML && ns != nsSVG && ns != nsMathML {
			c.checkLanguage(n, int(a.value), v)
		}
	case "base":
		c.checkURI(n, int(a.value), v, mayBeRelative|mayBeIRI)
	case "id", "space":
	default:
		c.add("unexpected-attribute", int(a.start), n, a.local, "XML has no attribute xml:%s", a.local)
	}
}

func inList(list, word string) bool {
	for list != "" {
		var w string
		w, list, _ = strings.Cut(list, " ")
		if w == word {
			return true
		}
	}
	return false
}

// need reports children that have to be there. Nothing is missing in an element whose end is missing.
func (c *checker) need(n int32, k *children, rules ...string) {
	if c.node(n).broken {
		return
	}
	for i := 0; i+1 < len(rules); i += 2 {
		if k.get(rules[i]) == 0 {
			c.atEnd(RuleID(rules[i+1]), n, "the element %s has no %s", c.label(n), rules[i])
			c.wanted(rules[i])
		}
	}
}

// needAttrs reports attributes that have to be there.
func (c *checker) needAttrs(n int32, names ...string) {
	for _, name := range names {
		if c.find(n, name) == nil {
			c.at("missing-attribute", n, "the element %s has no attribute %s", c.label(n), name)
			c.wanted(name)
		}
	}
}

// declaration looks at a namespace declaration.
func (c *checker) declaration(n int32, a *xmlscan.Attr) {
	uri := string(xmlscan.AppendValue(nil, a.Value))
	prefix := ""
	if len(a.Prefix) > 0 {
		prefix = string(a.Local)
	}
	if c.facts.declared == nil {
		c.facts.declared, c.facts.prefixes = map[string]bool{}, map[string]bool{}
	}
	key := prefix + " " + uri
	if uri == "" && prefix == "" && !c.facts.declared[key] && !c.inXML(n) {
		c.add("empty-namespace", a.Start, n, "", "xmlns=\"\" takes the element %s out of every namespace", c.label(n))
	}
	if uri == "" {
		c.facts.declared[key] = true
		return
	}
	if c.facts.declared[key] || len(c.facts.declared) > MaxPerRule {
		return
	}
	c.facts.declared[key] = true
	c.facts.prefixes[prefix] = true
	usual := spaces().prefix[uri]
	_, known := spaces().byURI[uri]
	standsFor, reserved := spaces().uris[prefix]
	switch {
	case spaces().byURI[uri] == nsPodcast && c.profile != Podcast, uri == "https://schema.org/", uri == "http://schema.org/", uri == "http://schemas.google.com/g/2005", uri == "http://www.rawvoice.com/rawvoiceRssModule/":
		c.add("unchecked-namespace", a.ValueStart, n, uri, "elements of the namespace %s are not checked", quoted(uri))
	case uri == "http://search.yahoo.com/mrss":
		c.add("media-namespace", a.ValueStart, n, uri, "the namespace of Media RSS ends with a slash: %s/", uri)
	case prefix != "" && reserved && usual != prefix:
		c.add("reserved-prefix", a.Start, n, prefix, "readers expect the namespace %s under the prefix %s", standsFor[0], prefix)
	case prefix == "wiki" && strings.Contains(uri, "usemod"):
		c.add("obsolete-wiki-namespace", a.ValueStart, n, uri, "the namespace of the wiki module is now %s", standsFor[0])
	case usual != "":
		if prefix != "" && usual != prefix && !(usual == "atom" && prefix == "a10") {
			c.add("nonstandard-prefix", a.Start, n, prefix, "the usual prefix of %s is %s", uri, usual)
		}
		root := c.node(c.root)
		if prefix != "" && (usual == "atom" || usual == "xhtml") && (root.name == "feed" || root.name == "entry") {
			c.add("avoid-namespace-prefix", a.Start, n, prefix, "some readers know Atom and XHTML only without the prefix %s", prefix)
		}
	case obsoleteSpace(uri):
		c.add("obsolete-namespace", a.ValueStart, n, uri, "the namespace %s is that of a draft", quoted(uri))
	case known:
	default:
		if c.checkURI(n, a.ValueStart, uri, mayBeRelative|mayBeIRI) {
			c.add("unknown-namespace", a.ValueStart, n, uri, "the namespace %s is not known here", quoted(uri))
		}
	}
}

// inXML reports whether an element belongs to a content of Atom whose media type is that of XML, which may be in no namespace.
func (c *checker) inXML(n int32) bool {
	for n = c.node(n).parent; n != 0; n = c.node(n).parent {
		if c.node(n).name == "content" && isXMLType(c.value(c.find(n, "type"))) {
			return true
		}
	}
	return false
}

// obsoleteSpace recognises the namespaces of drafts of Atom.
func obsoleteSpace(uri string) bool {
	return uri == "http://purl.org/atom/ns#" || strings.HasPrefix(uri, "http://purl.org/atom/ns#draft") || uri == "http://purl.org/atom/ns" || uri == "http://example.com/newformat#" || uri == "http://purl.org/echo/"
}

// checkContentType compares the Content-Type header with the format.
func (c *checker) checkContentType() {
	if c.opt.ContentType == "" {
		return
	}
	t, params, err := mime.ParseMediaType(c.opt.ContentType)
	if err != nil {
		c.add("unexpected-content-type", 0, c.root, c.opt.ContentType, "the Content-Type header %s is malformed", quoted(c.opt.ContentType))
		return
	}
	family := strings.TrimRight(c.format, ".0123456789")
	own := map[string]string{"rss": "application/rss+xml", "atom": "application/atom+xml", "jsonfeed": "application/feed+json", "opml": "text/x-opml"}[family]
	switch t {
	case own:
	case "application/rdf+xml":
		if family != "rss" {
			c.wrongType(t, own)
		}
	case "application/json":
		if family != "jsonfeed" {
			c.wrongType(t, own)
		}
	case "application/xml", "text/xml":
		if family == "jsonfeed" {
			c.wrongType(t, own)
		} else if family != "opml" {
			c.add("generic-content-type", 0, c.root, t, "the Content-Type %s says only that it is XML; %s says what it is", t, own)
		}
	default:
		if family != "opml" || t != "application/opml+xml" && t != "text/x-opml+xml" {
			c.wrongType(t, own)
		}
	}
	if strings.HasPrefix(t, "text/") && strings.HasSuffix(t, "xml") && params["charset"] == "" {
		c.add("text-xml-charset", 0, c.root, t, "the Content-Type %s without charset means US-ASCII to some readers", t)
	}
}

func (c *checker) wrongType(t, own string) {
	c.add("unexpected-content-type", 0, c.root, t, "a document of format %s is served as %s, not %s", c.format, t, own)
}
