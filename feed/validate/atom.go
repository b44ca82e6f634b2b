package validate

import (
	"encoding/base64"
	"net/url"
	"strings"
)

// The grammar of RFC 4287.
var (
	atomFeed = newGrammar(
		spec{name: "id", once: true, check: atomID},
		spec{name: "title", once: true, attrs: "type"},
		spec{name: "updated", once: true, check: atomDate},
		spec{name: "author"},
		spec{name: "contributor"},
		spec{name: "category", attrs: "term scheme label"},
		spec{name: "generator", once: true, attrs: "uri version", check: nonBlank},
		spec{name: "icon", once: true, check: atomIRI},
		spec{name: "logo", once: true, check: atomIRI},
		spec{name: "link", attrs: "href rel type hreflang title length"},
		spec{name: "rights", once: true, attrs: "type"},
		spec{name: "subtitle", once: true, attrs: "type"},
		spec{name: "entry"},
	)
	atomEntry = newGrammar(
		spec{name: "id", once: true, check: atomID},
		spec{name: "title", once: true, attrs: "type"},
		spec{name: "updated", once: true, check: atomDate},
		spec{name: "author"},
		spec{name: "contributor"},
		spec{name: "category", attrs: "term scheme label"},
		spec{name: "content", once: true, attrs: "type src"},
		spec{name: "link", attrs: "href rel type hreflang title length"},
		spec{name: "published", once: true, check: atomDate},
		spec{name: "rights", once: true, attrs: "type"},
		spec{name: "source", once: true},
		spec{name: "summary", once: true, attrs: "type"},
	)
	atomPerson = newGrammar(
		spec{name: "name", once: true, check: requiredText},
		spec{name: "uri", once: true, check: atomIRI},
		spec{name: "email", once: true, check: atomEmail},
	)
)

// checkAtom checks a document whose root is feed or entry.
func (c *checker) checkAtom(root int32) {
	c.format = "atom1.0"
	switch n := c.node(root); n.ns {
	case nsAtom:
	case nsAtom03:
		c.format = "atom0.3"
		c.at("obsolete-version", root, "Atom 0.3 was a draft; Atom 1.0 (RFC 4287) has replaced it")
		return
	case nsNone:
		c.at("missing-namespace", root, "the document has no namespace; that of Atom is http://www.w3.org/2005/Atom")
		return
	default:
		c.at("wrong-namespace", root, "the namespace of Atom is http://www.w3.org/2005/Atom, not %s", quoted(c.spaceName(root)))
		return
	}
	c.facts.ids = map[string]int32{}
	if p, _, ok := strings.Cut(c.label(root), ":"); ok {
		c.prefixed(root, p)
	}
	if c.node(root).name == "entry" {
		c.checkEntry(root, true)
		return
	}
	c.checkAtomFeed(root)
}

// prefixed reports, once, a prefix for the namespace of Atom or XHTML.
func (c *checker) prefixed(n int32, prefix string) {
	if !c.facts.prefixed {
		c.facts.prefixed = true
		c.at("avoid-namespace-prefix", n, "some readers know Atom and XHTML only without the prefix %s", prefix)
	}
}

// spaceName is the namespace of an element as the document declares it.
func (c *checker) spaceName(n int32) string {
	if c.node(n).ns == nsNone {
		return ""
	}
	for uri, ns := range spaces {
		if ns == c.node(n).ns && ns != nsOther && ns != nsUnknown {
			return uri
		}
	}
	start := c.src[c.node(n).start:c.node(n).open]
	if _, after, ok := strings.Cut(start, "xmlns=\""); ok {
		uri, _, _ := strings.Cut(after, "\"")
		return uri
	}
	return "another one"
}

// linkState is what the links of one feed or entry have in common.
type linkState struct {
	alternates map[string]bool
	alternate  bool
	self       bool
}

func (c *checker) checkAtomFeed(feed int32) {
	var links linkState
	ext := extensions{}
	c.checkAttrs(feed, "")
	authors, entries, misplaced := 0, []int32(nil), false
	k := c.walk(feed, nsAtom, atomFeed, func(n int32) {
		name := c.node(n).name
		if name == "entry" {
			entries = append(entries, n)
			return
		}
		if len(entries) > 0 && !misplaced {
			misplaced = true
			c.at("misplaced-metadata", n, "%s stands after an entry; entries come last", c.label(n))
		}
		if name == "author" {
			authors++
		}
		c.atomMetadata(n, &links)
	}, func(n int32) { c.extension(n, feed, &ext) })
	c.need(feed, k, "id", "missing-element", "title", "missing-element", "updated", "missing-element")
	for _, e := range entries {
		c.checkEntry(e, authors > 0)
	}
	if !links.self && !c.node(feed).broken {
		c.at("missing-self", feed, "the feed has no link with rel=\"self\"")
	}
	if c.findNS(feed, nsXML, "lang") == nil && ext.at("dc:language") == 0 {
		c.at("missing-language", feed, "the feed does not say its language with xml:lang")
	}
}

// atomMetadata checks the children that feeds, entries and sources share.
func (c *checker) atomMetadata(n int32, links *linkState) {
	switch c.node(n).name {
	case "title", "subtitle", "rights", "summary":
		c.textConstruct(n)
	case "author", "contributor":
		k := c.walk(n, nsAtom, atomPerson, nil, func(int32) {})
		c.need(n, k, "name", "missing-element")
	case "category":
		c.needAttrs(n, "term")
		if a := c.find(n, "term"); a != nil && c.value(a) == "" {
			c.add("blank-attribute", int(a.value), n, "", "the term of the category is empty")
		}
		if a := c.find(n, "scheme"); a != nil {
			c.checkURI(n, int(a.value), c.value(a), mayBeIRI)
		}
	case "generator":
		if a := c.find(n, "uri"); a != nil {
			c.checkURI(n, int(a.value), c.value(a), mayBeIRI|mayBeRelative)
		}
	case "link":
		c.linkOf(n, links)
	}
}

func (c *checker) checkEntry(entry int32, hasAuthor bool) {
	var links linkState
	ext := extensions{}
	c.checkAttrs(entry, "")
	k := c.walk(entry, nsAtom, atomEntry, func(n int32) {
		switch c.node(n).name {
		case "author":
			hasAuthor = true
		case "content":
			c.atomContent(n)
		case "source":
			hasAuthor = c.atomSource(n) || hasAuthor
		}
		c.atomMetadata(n, &links)
	}, func(n int32) { c.extension(n, entry, &ext) })
	c.need(entry, k, "id", "missing-element", "title", "missing-element", "updated", "missing-element")
	if c.node(entry).broken {
		return
	}
	if !hasAuthor {
		c.atEnd("missing-author", entry, "neither the entry nor the feed has an author")
	}
	content, summary := k.get("content"), k.get("summary")
	if content == 0 && !links.alternate {
		c.atEnd("missing-content", entry, "the entry has neither content nor a link with rel=\"alternate\"")
	}
	if content == 0 && summary == 0 {
		c.atEnd("missing-text", entry, "the entry has neither content nor a summary to read")
	}
	if content != 0 && summary == 0 {
		if c.find(content, "src") != nil || c.isBase64(content) {
			c.atEnd("missing-summary", entry, "the content is elsewhere or in Base64, so that the entry needs a summary")
		}
	}
	c.sameEntry(entry, k)
}

// sameEntry reports entries with one id and one date of change.
func (c *checker) sameEntry(entry int32, k *children) {
	id := k.get("id")
	if id == 0 {
		return
	}
	key := strings.TrimSpace(c.content(id))
	if u := k.get("updated"); u != 0 {
		key += " " + strings.TrimSpace(c.content(u))
	}
	if _, ok := c.facts.ids[key]; ok {
		c.at("duplicate-entries", id, "another entry has the same id and the same date of change")
	}
	c.facts.ids[key] = entry
}

// atomSource checks a source and reports whether it names an author.
func (c *checker) atomSource(n int32) bool {
	author := false
	var links linkState
	k := c.walk(n, nsAtom, atomFeed, func(x int32) {
		if c.node(x).name == "entry" {
			c.undefined(x, n)
			return
		}
		author = author || c.node(x).name == "author"
		c.atomMetadata(x, &links)
	}, func(int32) {})
	for _, name := range []string{"id", "title", "updated"} {
		if k.get(name) == 0 {
			c.atEnd("missing-source-element", n, "the source has no %s", name)
		}
	}
	return author
}

// strict removes the white space that RFC 4287 forbids around dates and IRIs, and reports it.
func (c *checker) strict(n int32, v string) {
	if raw := c.content(n); raw != v && v != "" {
		c.add("unexpected-whitespace", c.textAt(n), n, v, "no white space is allowed around the value of %s", c.label(n))
	}
}

func atomDate(c *checker, n int32, v string) {
	c.strict(n, v)
	date3339(c, n, v)
}

func atomIRI(c *checker, n int32, v string) {
	c.strict(n, v)
	iriReference(c, n, v)
}

func atomID(c *checker, n int32, v string) {
	c.strict(n, v)
	c.checkID(n, c.textAt(n), v)
}

func atomEmail(c *checker, n int32, v string) {
	if !validAddress(v) {
		c.add("email-address", c.textAt(n), n, v, "%s is not an e-mail address", quoted(v))
	}
}

// textConstruct checks section 3.1 of RFC 4287.
func (c *checker) textConstruct(n int32) {
	a := c.find(n, "type")
	switch kind := c.value(a); {
	case a == nil || kind == "text":
		c.leaf(n, func(c *checker, n int32, v string) {
			if c.node(n).name == "title" {
				nonBlank(c, n, v)
			}
			if looksLikeHTML(v) {
				c.add("undeclared-html", c.textAt(n), n, v, "the text of %s has HTML, but its type is text", c.label(n))
			}
		})
	case kind == "html":
		c.escapedHTML(n)
	case kind == "xhtml":
		c.xhtmlDiv(n)
	default:
		c.add("text-type", int(a.value), n, kind, "the type %s is not text, html or xhtml", quoted(kind))
	}
}

func (c *checker) escapedHTML(n int32) {
	if c.hasElements(n) {
		c.at("not-escaped", n, "%s has type html, so that its markup has to be escaped", c.label(n))
		return
	}
	htmlText(c, n, strings.TrimSpace(c.content(n)))
}

// xhtmlDiv checks that the one child is a div, and what is in it.
func (c *checker) xhtmlDiv(n int32) {
	div := int32(0)
	for k := c.node(n).first; k != 0; k = c.node(k).next {
		x := c.node(k)
		switch {
		case x.kind != element && !x.blank, x.kind == element && (div != 0 || x.ns != nsXHTML || x.name != "div"):
			c.atEnd("missing-xhtml-div", n, "%s has type xhtml, so that its one child has to be an XHTML div", c.label(n))
			return
		case x.kind == element:
			div = k
		}
	}
	if div == 0 {
		c.atEnd("missing-xhtml-div", n, "%s has type xhtml, so that its one child has to be an XHTML div", c.label(n))
		return
	}
	if p, _, ok := strings.Cut(c.label(div), ":"); ok {
		c.prefixed(div, p)
	}
	if !c.hasElements(div) && looksLikeHTML(c.content(div)) {
		c.at("not-inline", div, "the XHTML of %s holds escaped markup", c.label(n))
	}
	c.checkXHTMLElement(div, c.baseOf(n))
}

// atomContent checks section 4.1.3 of RFC 4287.
func (c *checker) atomContent(n int32) {
	a, src := c.find(n, "type"), c.find(n, "src")
	kind := c.value(a)
	if src != nil {
		c.checkURI(n, int(src.value), c.value(src), mayBeIRI|mayBeRelative)
		if c.hasElements(n) || strings.TrimSpace(c.content(n)) != "" {
			c.at("unexpected-text", n, "content with src has to be empty")
		}
		switch {
		case a == nil:
			c.at("missing-type", n, "content with src should say its media type")
		case kind == "text" || kind == "html" || kind == "xhtml":
			c.add("media-type", int(a.value), n, kind, "content with src needs a media type, not %s", quoted(kind))
		default:
			c.checkMediaType(n, int(a.value), kind)
		}
		return
	}
	switch low := strings.ToLower(kind); {
	case a == nil, kind == "text", kind == "html", kind == "xhtml":
		c.textConstruct(n)
		if v := c.content(n); strings.TrimSpace(v) == "" && !c.hasElements(n) {
			nonBlank(c, n, "")
		}
	case !validMediaType(kind) || strings.HasPrefix(low, "multipart/") || strings.HasPrefix(low, "message/"):
		c.checkMediaType(n, int(a.value), kind)
		if validMediaType(kind) {
			c.add("media-type", int(a.value), n, kind, "the composite type %s is not allowed here", quoted(kind))
		}
	case strings.HasSuffix(low, "+xml") || strings.HasSuffix(low, "/xml"):
	case strings.HasPrefix(low, "text/"):
		c.leaf(n, func(c *checker, n int32, v string) {
			if low == "text/html" {
				htmlText(c, n, v)
				if !strings.Contains(strings.ToLower(v), "<html") {
					c.at("html-fragment", n, "content of type text/html is a whole document; type html is for fragments")
				}
			}
		})
	case c.isBase64(n):
		c.leaf(n, func(c *checker, n int32, v string) {
			if _, err := base64.StdEncoding.DecodeString(strings.Join(strings.Fields(v), "")); err != nil {
				c.add("base64", c.textAt(n), n, v, "the content is not Base64, as the type %s asks for", quoted(kind))
			}
		})
	}
}

// isBase64 reports whether a content is of a type that is carried in Base64.
func (c *checker) isBase64(n int32) bool {
	kind := strings.ToLower(c.value(c.find(n, "type")))
	return strings.Contains(kind, "/") && !strings.HasPrefix(kind, "text/") && !strings.HasSuffix(kind, "+xml") && !strings.HasSuffix(kind, "/xml") && c.find(n, "src") == nil
}

// relations are the link relations that IANA lists for feeds, and those that feeds have long used.
var relations = func() map[string]bool {
	m := map[string]bool{}
	for r := range strings.FieldsSeq(`about acl alternate amphtml appendix archives author blocked-by bookmark canonical chapter cite-as collection contents copyright
		create-form current describedby describes disclosure dns-prefetch duplicate edit edit-form edit-media enclosure external first glossary help
		hosts hub icon index item last latest-version license linkset lrdd manifest mask-icon memento monitor monitor-group next next-archive
		nofollow noopener noreferrer opener original payment pingback preconnect predecessor-version prefetch preload prerender prev prev-archive
		preview previous privacy-policy profile related replies restconf search section self service start status stylesheet subsection successor-version
		sunset tag terms-of-service timegate timemap type up version-history via webmention working-copy working-copy-of`) {
		m[r] = true
	}
	return m
}()

// linkOf checks a link of an Atom feed, entry or source.
func (c *checker) linkOf(n int32, links *linkState) {
	rel := c.atomLink(n, false)
	switch rel {
	case "self":
		links.self = true
	case "alternate":
		links.alternate = true
		key := strings.ToLower(c.value(c.find(n, "type")) + " " + c.value(c.find(n, "hreflang")))
		if links.alternates[key] {
			c.at("duplicate-atom-link", n, "two links with rel=\"alternate\" have one type and one hreflang")
		}
		if links.alternates == nil {
			links.alternates = map[string]bool{}
		}
		links.alternates[key] = true
	}
}

// atomLink checks an Atom link, in Atom or in RSS, and returns its relation.
func (c *checker) atomLink(n int32, inRSS bool) string {
	if inRSS {
		c.checkAttrs(n, "href rel type hreflang title length")
	}
	rel := "alternate"
	if a := c.find(n, "rel"); a != nil {
		v := c.value(a)
		rel = strings.TrimPrefix(v, "http://www.iana.org/assignments/relation/")
		switch _, _, isURI := cutScheme(v); {
		case v == "":
			c.add("blank-attribute", int(a.value), n, "", "the attribute rel is empty")
		case !relations[rel] && !isURI:
			c.add("unregistered-link-relation", int(a.value), n, v, "%s is neither a registered link relation nor a URI", quoted(v))
		}
	}
	href := c.find(n, "href")
	if href == nil {
		c.at("missing-href", n, "the link has no href")
	} else if v := c.value(href); v != "" || rel != "self" {
		c.checkURI(n, int(href.value), v, mayBeIRI|mayBeRelative)
	}
	if a := c.find(n, "type"); a != nil {
		c.checkMediaType(n, int(a.value), c.value(a))
	}
	if a := c.find(n, "hreflang"); a != nil {
		c.checkLanguage(n, int(a.value), c.value(a))
	}
	if a := c.find(n, "length"); a != nil && !allDigits(c.value(a)) {
		c.add("integer-attribute", int(a.value), n, c.value(a), "the length %s is not a number of bytes", quoted(c.value(a)))
	}
	if a := c.find(n, "title"); a != nil && looksLikeHTML(c.value(a)) {
		c.add("contains-html", int(a.value), n, c.value(a), "the attribute title is for plain text, but has HTML")
	}
	if strings.TrimSpace(c.content(n)) != "" {
		c.at("atom-link-not-empty", n, "the link has content, which means nothing")
	}
	if rel == "self" && c.isFeedLevel(n) {
		c.selfLink(n, href)
	}
	return rel
}

// isFeedLevel reports whether the parent of a link is the feed.
func (c *checker) isFeedLevel(n int32) bool {
	switch p := c.node(c.node(n).parent); p.name {
	case "feed", "channel", "Channel":
		return true
	}
	return false
}

// resolve makes an address absolute by the xml:base attributes around an element; based says whether there are any.
func (c *checker) resolve(n int32, v string) (abs string, based bool) {
	ref, err := url.Parse(v)
	for ; n != 0 && err == nil; n = c.node(n).parent {
		a := c.findNS(n, nsXML, "base")
		if a == nil {
			continue
		}
		base, err := url.Parse(c.value(a))
		if err != nil {
			return v, true
		}
		ref, based = base.ResolveReference(ref), true
	}
	if err != nil || !based {
		return v, based
	}
	return ref.String(), true
}

// selfLink compares a self link with the address of the document.
func (c *checker) selfLink(n int32, href *attribute) {
	c.facts.selfSeen = true
	if href == nil {
		return
	}
	v, based := c.resolve(n, c.value(href))
	if _, _, ok := cutScheme(v); !ok && !based {
		c.add("relative-self", int(href.value), n, v, "the self link %s is relative, so that copies of the document lose it", quoted(v))
	}
	if c.opt.URL == "" {
		return
	}
	base, err := url.Parse(c.opt.URL)
	if err != nil {
		return
	}
	ref, err := url.Parse(v)
	if err != nil {
		return
	}
	self := base.ResolveReference(ref)
	self.Fragment, base.Fragment = "", ""
	if self.String() != base.String() && (self.Path != "" || base.Path != "/") {
		c.add("self-mismatch", int(href.value), n, v, "the self link %s is not the address of the document, %s", quoted(v), quoted(c.opt.URL))
	}
}
