package validate

import (
	"net/url"
	"strings"
)

// The grammar of RFC 4287.
var (
	atomFeed = newGrammar(
		spec{name: "id", once: true, check: atomID},
		spec{name: "title", once: true, attrs: "type src"},
		spec{name: "updated", once: true, check: atomDate},
		spec{name: "author", attrs: "rdf:parseType"},
		spec{name: "contributor", attrs: "rdf:parseType"},
		spec{name: "category", attrs: "term scheme label"},
		spec{name: "generator", once: true, attrs: "uri version", check: requiredText},
		spec{name: "icon", once: true, check: atomURI},
		spec{name: "logo", once: true, check: atomURI},
		spec{name: "link", attrs: linkAttrs},
		spec{name: "rights", once: true, attrs: "type src"},
		spec{name: "subtitle", once: true, attrs: "type src"},
		spec{name: "entry", attrs: "rdf:parseType"},
	)
	atomEntry = newGrammar(
		spec{name: "id", once: true, check: eachOf(nonBlank, atomID)},
		spec{name: "title", once: true, attrs: "type src"},
		spec{name: "updated", once: true, check: eachOf(nonBlank, atomDate)},
		spec{name: "author", attrs: "rdf:parseType"},
		spec{name: "contributor", attrs: "rdf:parseType"},
		spec{name: "category", attrs: "term scheme label"},
		spec{name: "content", once: true, attrs: "type src"},
		spec{name: "link", attrs: linkAttrs},
		spec{name: "published", once: true, check: atomDate},
		spec{name: "rights", once: true, attrs: "type src"},
		spec{name: "source", once: true},
		spec{name: "summary", once: true, attrs: "type src"},
	)
	atomPerson = newGrammar(
		spec{name: "name", once: true, check: personName},
		spec{name: "uri", once: true, check: atomIRI},
		spec{name: "email", once: true, check: atomEmail},
	)
)

// linkAttrs are the attributes of a link.
const linkAttrs = "href rel type hreflang title length rdf:type rdf:resource thr:count thr:when thr:updated"

// checkAtom checks a document whose root is feed or entry.
func (c *checker) checkAtom(root int32) {
	c.family = familyAtom
	c.format = "atom1.0"
	ns := nsAtom
	switch n := c.node(root); {
	case c.space == "http://www.w3.org/2005/Atom":
	case n.ns == nsAtom03:
		c.format = "atom0.3"
		return // its namespace is reported
	case n.ns == nsNone:
		c.at("missing-namespace", root, "the document has no namespace; that of Atom is http://www.w3.org/2005/Atom")
		ns = nsNone
	default:
		c.at("wrong-namespace", root, "the namespace of Atom is http://www.w3.org/2005/Atom, not %s", c.spaceName(root))
		ns = n.ns
	}
	c.facts.ids = map[string]int32{}
	c.atomSpace = ns
	if c.node(root).name == "entry" {
		c.checkAttrs(root, "rdf:parseType")
		c.checkEntry(root, false)
		c.sameEntries([]int32{root})
		return
	}
	c.checkAtomFeed(root)
}

// spaceName is the namespace of an element as the document declares it.
func (c *checker) spaceName(n int32) phrase {
	start := c.src[c.node(n).start:c.node(n).open]
	if _, after, ok := strings.Cut(start, "xmlns=\""); ok {
		uri, _, _ := strings.Cut(after, "\"")
		return phrasef("%s", quoted(uri))
	}
	return phrasef("another one")
}

// linkState is what the links of one feed or entry have in common.
type linkState struct {
	alternates map[string]bool
	alternate  bool
	self       int32
	selfURL    string
	rels       []atomRel
}

// atomRel is a link of RFC 5005.
type atomRel struct {
	node int32
	rel  string
	href string
}

func (c *checker) checkAtomFeed(feed int32) {
	var links linkState
	ext := extensions{}
	c.checkAttrs(feed, "indexing:index")
	if a := c.findNS(feed, nsIndexing, "index"); a != nil {
		if v := c.value(a); v != "yes" && v != "no" {
			c.add("yes-no", int(a.value), feed, v, "%s is neither yes nor no", quoted(v))
		}
	}
	authors, entries, misplaced := 0, []int32(nil), false
	k := c.walk(feed, c.atomSpace, atomFeed, func(n int32) {
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
	}, func(n int32) { c.extension(n, feed, inFeed, &ext) })
	first := int32(0)
	if len(entries) > 0 {
		first = entries[0]
	}
	// What is missing before the first entry is not there, whatever is wrong with the document further on.
	whole := !c.node(feed).broken || first != 0 && (c.facts.fault < 0 || c.facts.fault > c.node(first).from())
	if whole {
		for _, name := range []string{"title", "id", "updated"} {
			if at := k.get(name); at == 0 || first != 0 && at > first {
				c.at("missing-element", feed, "the element %s has no %s before its entries", c.label(feed), name)
				c.wanted(name)
			}
		}
		if links.self == 0 || first != 0 && links.self > first {
			c.at("missing-self", feed, "the feed has no link with rel=\"self\"")
		}
	}
	for _, e := range entries {
		c.checkEntry(e, authors > 0)
	}
	if at, core := ext.at("admin:generatorAgent"), k.get("generator"); core != 0 && at > core {
		c.at("duplicate-semantics", at, "%s and %s say the same thing", "generator", c.label(at))
	}
	c.sameEntries(entries)
	c.checkHistory(feed, &links, &ext)
	language := c.xmlLang(feed)
	if !language && ext.at("dc:language") == 0 {
		c.at("missing-language", feed, "the feed does not say its language with xml:lang")
	}
	c.finishPodcast(feed, &ext, language)
	c.hubs(feed)
}

// checkHistory checks RFC 5005 and the order of paged feeds.
func (c *checker) checkHistory(feed int32, links *linkState, ext *extensions) {
	complete, archive := ext.at("fh:complete") != 0, ext.at("fh:archive")
	current, archives := false, false
	has := func(rel string) int32 {
		for _, l := range links.rels {
			if l.rel == rel {
				return l.node
			}
		}
		return 0
	}
	isSelf := func(l atomRel) bool {
		abs, _ := c.resolve(l.node, l.href)
		return abs == c.opt.URL && abs != "" || abs == links.selfURL && abs != ""
	}
	for _, l := range links.rels {
		switch l.rel {
		case "current":
			current = true
			if complete && !isSelf(l) {
				c.at("complete-feed-current", l.node, "a complete feed is its own current document, not %s", quoted(l.href))
			}
		case "prev-archive", "next-archive":
			archives = true
			fallthrough
		default:
			if complete {
				c.at("complete-feed-link", l.node, "a complete feed has no other part, so no link with rel=%q", l.rel)
			}
		}
		if beyond := map[string]string{"first": "previous", "last": "next"}[l.rel]; beyond != "" && isSelf(l) {
			if at := has(beyond); at != 0 {
				c.at("link-past-end", at, "the feed is the part with rel=%q, so that there is none for rel=%q", l.rel, beyond)
			}
		}
	}
	if archive == 0 || complete {
		return
	}
	if !archives {
		c.at("archive-incomplete", archive, "the archive has no link to another one, so that the entries before cannot be found")
	}
	if !current {
		c.at("archive-without-current", archive, "the archive has no link with rel=\"current\" to the document to subscribe to")
	}
}

// atomMetadata checks the children that feeds, entries and sources share.
func (c *checker) atomMetadata(n int32, links *linkState) {
	switch c.node(n).name {
	case "title", "subtitle", "rights", "summary":
		c.textConstruct(n)
	case "author", "contributor":
		c.person(n)
	case "category":
		c.category(n)
	case "generator":
		if a := c.find(n, "uri"); a != nil {
			c.checkURI(n, int(a.value), c.value(a), mayBeRelative|isAttribute)
		}
	case "link":
		c.linkOf(n, links)
	}
}

// person checks a person construct, in Atom or in RSS.
func (c *checker) person(n int32) {
	k := c.walk(n, c.node(n).ns, atomPerson, nil, func(k int32) {
		x := c.node(k)
		switch {
		case x.ns == nsFOAF || x.ns == nsXHTML && x.name == "div" || unchecked(x.ns):
		default:
			c.extension(k, n, 0, &extensions{})
		}
	})
	c.need(n, k, "name", "missing-element")
}

func (c *checker) category(n int32) {
	c.needAttrs(n, "term")
	if a := c.find(n, "term"); a != nil && strings.TrimSpace(c.value(a)) == "" {
		c.add("blank-element", int(a.value), n, "", "the term of the category is empty")
	}
	if a := c.find(n, "scheme"); a != nil {
		c.checkURI(n, int(a.value), c.value(a), mayBeIRI)
	}
	if a := c.find(n, "label"); a != nil && looksLikeHTML(c.value(a)) {
		c.add("contains-html", int(a.value), n, c.value(a), "the attribute label is for plain text, but has HTML")
	}
}

func (c *checker) checkEntry(entry int32, hasAuthor bool) {
	var links linkState
	ext := extensions{}
	k := c.walk(entry, c.atomSpace, atomEntry, func(n int32) {
		switch c.node(n).name {
		case "author":
			hasAuthor = true
		case "content":
			c.textConstruct(n)
		case "source":
			hasAuthor = c.atomSource(n) || hasAuthor
		}
		c.atomMetadata(n, &links)
	}, func(n int32) { c.extension(n, entry, inEntry, &ext) })
	if at, core := ext.at("dc:source"), k.get("source"); core != 0 && at > core {
		c.at("duplicate-item-semantics", at, "%s and %s say the same thing", "source", c.label(at))
	}
	for _, l := range links.rels {
		c.at("history-in-entry", l.node, "a link with rel=%q is about the feed, not about one entry", l.rel)
	}
	c.need(entry, k, "id", "missing-element", "title", "missing-element", "updated", "missing-element")
	if c.node(entry).broken {
		return
	}
	if !hasAuthor {
		c.atEnd("missing-author", entry, "neither the entry nor the feed has an author")
	}
	content, summary := k.get("content"), k.get("summary")
	switch {
	case content == 0 && summary == 0:
		c.atEnd("missing-text", entry, "the entry has neither content nor a summary to read")
		fallthrough
	case content == 0:
		if !links.alternate {
			c.atEnd("missing-content", entry, "the entry has neither content nor a link with rel=\"alternate\"")
		}
	case summary == 0:
		if c.find(content, "src") != nil || carriesBase64(c.value(c.find(content, "type"))) {
			c.atEnd("missing-summary", entry, "the content is elsewhere or in Base64, so that the entry needs a summary")
		}
	}
}

// manyEntries is how many entries of one id are no accident.
const manyEntries = 10

// sameEntries reports entries of one id or one date of change.
func (c *checker) sameEntries(entries []int32) {
	ids, dates := map[string]bool{}, map[string]bool{}
	var again []int32
	for _, e := range entries {
		for k := c.node(e).first; k != 0; k = c.node(k).next {
			x := c.node(k)
			if x.kind != element || x.ns != c.atomSpace || x.name != "id" && x.name != "updated" {
				continue
			}
			v, seen := strings.TrimSpace(c.content(k)), ids
			if x.name == "updated" {
				seen = dates
			}
			switch {
			case v == "" || !seen[v]:
			case x.name == "id":
				again = append(again, k)
			default:
				c.at("duplicate-updated", k, "another entry has the same date of change, so that their order is not known")
			}
			seen[v] = true
		}
	}
	if len(entries) >= manyEntries && len(again) == len(entries)-1 {
		c.at("one-id-for-all", again[len(again)-1], "all entries have one id")
		return
	}
	for _, k := range again {
		c.at("duplicate-entries", k, "another entry has the same id")
	}
}

// atomSource checks a source and reports whether it names an author.
func (c *checker) atomSource(n int32) bool {
	author := false
	var links linkState
	ext := extensions{}
	k := c.walk(n, c.atomSpace, atomFeed, func(x int32) {
		if c.node(x).name == "entry" {
			c.undefined(x, n)
			return
		}
		author = author || c.node(x).name == "author"
		c.atomMetadata(x, &links)
	}, func(x int32) { c.extension(x, n, inFeed, &ext) })
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
		off := int(c.node(n).open) // where it begins, before the value or behind it
		if at := c.textAt(n); at == off {
			off += len(strings.TrimRight(c.src[at:c.node(c.node(n).last).end], " \t\r\n"))
		}
		c.add("unexpected-whitespace", off, n, v, "no white space is allowed around the value of %s", c.label(n))
	}
}

// eachOf is several checks of one text.
func eachOf(checks ...check) check {
	return func(c *checker, n int32, v string) {
		for _, f := range checks {
			f(c, n, v)
		}
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

func atomURI(c *checker, n int32, v string) {
	c.strict(n, v)
	anyURL(c, n, v)
}

func atomEmail(c *checker, n int32, v string) { c.address("email-address", n, v, v) }

// addressInName finds an address in angle brackets.
var addressInName = lazyRegexp("(?i)<[A-Z0-9_\\-+.'!#$%&*/=?^`{|}~]+@([A-Z0-9-]+\\.)+[A-Z0-9][-A-Z0-9]*>")

func personName(c *checker, n int32, v string) {
	requiredText(c, n, v)
	if strings.Contains(v, "@") && addressInName.MatchString(v) {
		c.add("contains-email", c.textAt(n), n, v, "the name %s has an e-mail address, which belongs into email", quoted(v))
	}
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
		if links.self == 0 {
			links.self = n
		}
		if a := c.find(n, "href"); a != nil {
			links.selfURL, _ = c.resolve(n, c.value(a))
		}
	case "current", "first", "last", "next", "next-archive", "prev-archive", "previous":
		links.rels = append(links.rels, atomRel{n, rel, c.value(c.find(n, "href"))})
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
	rel := "alternate"
	if a := c.find(n, "rel"); a != nil {
		v := c.value(a)
		rel = strings.TrimPrefix(v, "http://www.iana.org/assignments/relation/")
		switch _, _, isURI := cutScheme(v); {
		case v == "":
			c.add("unregistered-link-relation", int(a.value), n, v, "the attribute rel is empty")
			c.add("blank-attribute", int(a.value), n, "", "the attribute rel is empty")
		case !relations[rel] && (!isURI || malformedURI(v)):
			c.add("unregistered-link-relation", int(a.value), n, v, "%s is neither a registered link relation nor a URI", quoted(v))
		}
	}
	href := c.find(n, "href")
	if href == nil {
		c.at("missing-href", n, "the link has no href")
	} else if v := c.value(href); c.checkURI(n, int(href.value), v, mayBeIRI|mayBeRelative) {
		c.sameDocument(n, href, v)
	}
	if a := c.find(n, "type"); a != nil {
		v := c.value(a)
		c.checkMediaType(n, int(a.value), v)
		if media, _, _ := strings.Cut(v, ";"); rel == "self" && !feedTypes[media] && validMediaType(v) {
			c.add("self-not-feed", int(a.value), n, v, "the self link is to the feed itself, which is not of the type %s", quoted(v))
		}
	}
	if a := c.find(n, "hreflang"); a != nil {
		c.checkLanguage(n, int(a.value), c.value(a))
	}
	if a := c.find(n, "length"); a != nil {
		c.count(n, a, c.value(a))
	}
	if a := c.find(n, "title"); a != nil {
		switch v := c.value(a); {
		case strings.TrimSpace(v) == "":
			c.add("blank-attribute", int(a.value), n, "", "the attribute title is empty")
		case looksLikeHTML(v):
			c.add("contains-html", int(a.value), n, v, "the attribute title is for plain text, but has HTML")
		}
	}
	c.thread(n, rel)
	if strings.TrimSpace(c.content(n)) != "" {
		c.at("atom-link-not-empty", n, "the link has content, which means nothing")
	}
	if rel == "self" && c.isFeedLevel(n) {
		c.selfLink(n, href)
	}
	return rel
}

// feedTypes are the media types of feeds.
var feedTypes = words("application/atom+xml application/rss+xml application/rdf+xml")

// count checks an attribute that is a number of zero or more.
func (c *checker) count(n int32, a *attribute, v string) {
	if !isNonNegative(v) {
		c.add("non-negative-integer", int(a.value), n, v, "%s is not a number that is zero or more", quoted(v))
	}
}

// thread checks the attributes of RFC 4685, section 5.
func (c *checker) thread(n int32, rel string) {
	if a := c.findNS(n, nsThr, "count"); a != nil {
		if rel != "replies" {
			c.add("unexpected-attribute", int(a.start), n, a.local, "the attribute thr:count is for links with rel=\"replies\"")
		}
		c.count(n, a, c.value(a))
	}
	if a := c.findNS(n, nsThr, "when"); a != nil {
		c.add("thr-when", int(a.start), n, a.local, "the attribute is called thr:updated")
	}
	if a := c.findNS(n, nsThr, "updated"); a != nil {
		if rel != "replies" {
			c.add("unexpected-attribute", int(a.start), n, a.local, "the attribute thr:updated is for links with rel=\"replies\"")
		}
		v := c.value(a)
		if t, ok := parseRFC3339(v, false); !ok {
			c.add("rfc3339-date", int(a.value), n, v, "%s is not a date of RFC 3339, such as %q", quoted(v), "2012-09-25T18:07:00+08:00")
		} else {
			c.plausible(n, int(a.value), v, t)
		}
	}
}

// sameDocument reports an address that is that of the document itself where xml:base says another.
func (c *checker) sameDocument(n int32, a *attribute, v string) {
	abs, based := c.resolve(n, v)
	if !based || c.opt.URL == "" {
		return
	}
	base, _ := c.resolve(n, "")
	clean := func(s string) string { s, _, _ = strings.Cut(s, "#"); return s }
	if clean(abs) == clean(base) && clean(base) != clean(c.opt.URL) {
		c.add("same-document-reference", int(a.value), n, v, "the address %s is that of xml:base, and of the document itself to some readers", quoted(v))
	}
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
	if _, _, ok := cutScheme(v); !ok && !based && !strings.HasPrefix(v, "//") {
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
