package validate

import (
	"strings"
	"sync"
)

// place is a set of places where an element of another namespace may stand.
type place uint16

// The places.
const (
	inChannel    place = 1 << iota // the channel of RSS 0.9x and 2.0
	inItem                         // an item of these
	inRDFChannel                   // the channel of RSS 0.90, 1.0 and 1.1
	inRDFItem
	inFeed // a feed or source of Atom
	inEntry
	inImage   // an image or text input of RSS
	inOutline // head, body and outlines of OPML
	inMedia   // media:content
	inGroup   // media:group

	rssHeads   = inChannel | inRDFChannel
	rssItems   = inItem | inRDFItem
	channels   = rssHeads | inFeed
	items      = rssItems | inEntry
	both       = channels | items
	everywhere = both | inImage | inOutline | inMedia
)

// extensionSpec says what an element of another namespace may hold and where it may stand.
type extensionSpec struct {
	in    place
	once  place // where it may stand only once
	attrs string
	check check                          // of a text
	into  func(c *checker, n int32)      // of an element with a structure of its own
	dup   RuleID                         // reported in place of duplicate-element
	first func(c *checker, n int32) bool // reports a use that is not allowed there; true when that is all to be said
	eaten bool                           // what it holds is not checked
}

// extensions holds the first element of each extension in a feed or item.
type extensions struct {
	seen   []seenExtension
	itunes int32 // the first element of iTunes, defined or not
}

type seenExtension struct {
	name string
	node int32
}

func (e *extensions) at(name string) int32 {
	for i := range e.seen {
		if e.seen[i].name == name {
			return e.seen[i].node
		}
	}
	return 0
}

// anything is for elements whose content is not checked.
func anything(*checker, int32) {}

// extension checks an element of another namespace that stands in parent.
func (c *checker) extension(n, parent int32, at place, e *extensions) {
	x := c.node(n)
	prefix := usualPrefix(x.ns)
	switch {
	case x.ns == nsNone:
		if c.family != familyRSS {
			c.at("element-without-namespace", n, "the element %s is in no namespace, so that nobody knows what it means", c.label(n))
			return
		}
		c.undefined(n, parent)
		return
	case x.ns == nsPodcast:
		if c.profile == Podcast {
			c.podcastTag(n, parent, at, e)
		}
		return
	case prefix == "":
		c.bareChildren(n)
		return
	case x.ns == nsITunes && at&(channels|items) != 0:
		if e.itunes == 0 {
			e.itunes = n
		}
		c.podcast(n)
	}
	var buf [64]byte
	key := append(append(append(buf[:0], prefix...), ':'), x.name...)
	if x.ns == nsDC {
		if i := strings.IndexByte(x.name, '.'); i > 0 { // Dublin Core with a qualifier
			key = key[:len(prefix)+1+i]
		}
	}
	s, ok := c.extensions[string(key)]
	if ok && s.in&at != 0 && s.eaten {
		c.bareChildren(n)
	}
	if !ok || s.in&at == 0 {
		c.foreign(n, parent, string(key), ok)
		return
	}
	name := prefix + ":" + x.name
	again := e.at(name) != 0
	if !again {
		e.seen = append(e.seen, seenExtension{name, n})
	}
	if again && s.once&at != 0 {
		rule := s.dup
		if rule == "" {
			rule = "duplicate-element"
		}
		c.at(rule, n, "the element %s stands in %s more than once", c.label(n), c.label(parent))
	}
	if s.first != nil && s.first(c, n) {
		return
	}
	c.apply(n, &s)
}

// bareChildren reports elements in no namespace among the children of an element of an extension of RSS, which allows none.
func (c *checker) bareChildren(n int32) {
	if c.family != familyRSS {
		return
	}
	for k := c.node(n).first; k != 0; k = c.node(k).next {
		if x := c.node(k); x.kind == element && x.ns == nsNone {
			c.at("bare-element", k, "the element %s in %s is in no namespace", c.label(k), c.label(n))
		}
	}
}

// apply checks the attributes and the content of an element by its specification.
func (c *checker) apply(n int32, s *extensionSpec) {
	if s.check != nil || s.attrs != "" {
		c.checkAttrs(n, s.attrs)
	}
	if s.check != nil {
		c.leaf(n, s.check)
	}
	if s.into != nil {
		s.into(c, n)
	}
}

// foreign reports an element of a known namespace that is not defined in its place.
func (c *checker) foreign(n, parent int32, key string, known bool) {
	x := c.node(n)
	switch {
	case unchecked(x.ns):
		c.bareChildren(n)
	case x.ns == nsXHTML:
		c.bareChildren(n)
		c.at("misplaced-xhtml", n, "the element %s of XHTML stands in %s, where readers do not look for it", c.label(n), c.label(parent))
	case x.ns == nsAtom && atomElements[x.name], known && c.extensions[key].in&inOutline != 0:
		c.at("questionable-usage", n, "the element %s means nothing in %s", c.label(n), c.label(parent))
		if s, ok := c.extensions[key]; ok {
			c.apply(n, &s)
		}
	case x.ns == nsApp && c.family != familyApp && appParts()[x.name].into != nil:
		c.at("questionable-usage", n, "the element %s means nothing in %s", c.label(n), c.label(parent))
		s := appParts()[x.name]
		c.apply(n, &s)
	default:
		c.bareChildren(n)
		c.undefined(n, parent)
	}
}

// unchecked are the namespaces of which only the name is known.
func unchecked(ns space) bool {
	switch ns {
	case nsOther, nsUnknown, nsPodcast, nsAtom03, nsXML:
		return true
	}
	return false
}

// atomElements are the elements of Atom but entry and feed.
var atomElements = words("author category content contributor generator icon id link logo published rights subtitle summary title updated")

func words(list string) map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(list) {
		m[w] = true
	}
	return m
}

// extensionSpecs are the elements of extensions, by their usual prefix and name.
var extensionSpecs = sync.OnceValue(func() map[string]extensionSpec {
	m := map[string]extensionSpec{}
	add := func(s extensionSpec, names string) {
		for n := range strings.FieldsSeq(names) {
			m[n] = s
		}
	}
	eat := func(in place, names string) { add(extensionSpec{in: in, into: anything, eaten: true}, names) }
	const once, many = everywhere | inGroup, place(0)
	value := func(in, times place, f check, names string) { add(extensionSpec{in: in, once: times, check: f}, names) }
	resource := func(in, times place, names string) {
		add(extensionSpec{in: in, once: times, attrs: "rdf:resource dc:title", check: anyText, into: rdfResource}, names)
	}

	// Dublin Core.
	value(everywhere, once, anyText, "dc:title dc:description dc:type dc:format dc:source")
	value(everywhere, many, anyText, "dc:publisher dc:contributor dc:identifier dc:relation dc:coverage")
	value(both|inImage, many, anyText, "dc:creator dc:subject")
	value(both|inImage, channels|inEntry|inImage, dateW3C, "dc:date")
	value(everywhere, once, languageTag, "dc:language")
	value(everywhere, once, plainText, "dc:rights")
	value(everywhere, many, anyText, "dcterms:alternative dcterms:audience")
	value(everywhere, once, anyText, "dcterms:abstract dcterms:dateAccepted dcterms:dateCopyrighted dcterms:dateSubmitted dcterms:mediator")
	value(everywhere, once, dateW3C, "dcterms:created dcterms:issued dcterms:modified")
	value(everywhere, once, positiveText, "dcterms:extent")
	resource(everywhere, once, "dcterms:tableOfContents")
	resource(everywhere, many, `dcterms:isVersionOf dcterms:hasVersion dcterms:isReplacedBy dcterms:replaces dcterms:isRequiredBy dcterms:requires
		dcterms:isPartOf dcterms:hasPart dcterms:isReferencedBy dcterms:references dcterms:isFormatOf dcterms:hasFormat dcterms:conformsTo rdfs:seeAlso`)
	eat(everywhere, `dcterms:valid dcterms:available dcterms:spatial dcterms:temporal dcterms:accessRights dcterms:accrualMethod
		dcterms:accrualPeriodicity dcterms:accrualPolicy dcterms:bibliographicCitation dcterms:educationLevel dcterms:instructionalMethod
		dcterms:license dcterms:provenance dcterms:rightsHolder rdf:RDF rdf:type rdf:Description`)
	value(inRDFChannel|inRDFItem, many, anyText, "rdfs:label rdfs:comment")

	// Places on the earth.
	value(everywhere, many, latitude, "geo:lat geourl:latitude icbm:latitude")
	value(everywhere, many, longitude, "geo:long geourl:longitude icbm:longitude")
	value(everywhere, many, decimal, "geo:alt georss:elev")
	add(extensionSpec{in: everywhere, into: geoPoint}, "geo:Point")
	value(everywhere, many, coordinates, "georss:point")
	value(everywhere, many, coordinateList, "georss:line georss:polygon georss:box")
	value(everywhere, many, anyText, "georss:featureTypeTag georss:relationshipTag georss:featureName georss:featuretypetag georss:relationshiptag georss:featurename georss:circle")
	value(everywhere, many, integer, "georss:floor")
	value(everywhere, many, float, "georss:radius")
	add(extensionSpec{in: everywhere, into: geoWhere}, "georss:where")

	// OPML in feeds.
	value(everywhere, once, date822, "opml:dateCreated opml:dateModified")
	value(everywhere, once, htmlText, "opml:ownerName")
	value(everywhere, once, contactAddress, "opml:ownerEmail")
	value(everywhere, once, httpURL, "opml:ownerId")

	// Modules of RSS 1.0.
	eat(both, "taxo:topics")
	add(extensionSpec{in: both, attrs: "rdf:resource dc:title l:lang l:rel l:type l:title", check: anyText, into: linkModule}, "l:link")
	add(extensionSpec{in: inRDFItem, attrs: "rdf:resource dc:title l:type", check: anyText, into: linkModule}, "l:permalink")
	resource(items, once, "annotate:reference")
	value(items, once, anyText, "ag:source ev:type")
	value(items, once, fullURL, "ag:sourceURL")
	value(items, once, dateISO, "ev:startdate ev:enddate")
	value(items, once, pastDateISO, "ag:timestamp conversationsNetwork:ratingTimestamp")
	eat(items, "ev:location ev:organizer")
	eat(both, "foaf:maker")
	eat(items, "foaf:primaryTopic")
	value(items, once, nonNegative, "slash:comments")
	value(items, many, anyText, "slash:section slash:department wiki:diff wiki:history wiki:importance wiki:status wiki:version")
	value(items, once, integerList, "slash:hit_parade slash:hit-parade")
	add(extensionSpec{in: items, into: anything, first: oldThreading}, "thr:children")
	value(channels, many, anyText, "wiki:interwiki")
	resource(channels, many, "cp:server")
	resource(channels, once, "admin:generatorAgent admin:errorReportsTo")
	value(channels, once, updatePeriod, "sy:updatePeriod")
	value(channels, once, positiveText, "sy:updateFrequency")
	value(channels, once, dateW3C, "sy:updateBase")
	value(channels, once, fullURL, "blogChannel:blogRoll blogChannel:mySubscriptions blogChannel:blink blogChannel:changes")
	value(rssItems, once, htmlText, "content:encoded")
	add(extensionSpec{in: rssItems, once: everywhere, into: contentItems}, "content:items")
	value(items, once, fullURL, "wfw:comment wfw:commentRss")
	add(extensionSpec{in: items, once: everywhere, check: fullURL, first: misspeltComments}, "wfw:commentRSS")
	add(extensionSpec{in: items, once: everywhere, attrs: "rdf:resource dc:title", check: anyText, into: trackback}, "trackback:ping")
	add(extensionSpec{in: items, attrs: "rdf:resource dc:title", check: anyText, into: trackback}, "trackback:about")
	value(both, many, fullURL, "creativeCommons:license")
	eat(both&^(inFeed|inEntry)|inImage, "cc:license")

	// Threads, archives, publishing, searching.
	value(items, once, nonNegative, "thr:total")
	add(extensionSpec{in: both, attrs: "href ref source type", into: inReplyTo}, "thr:in-reply-to")
	add(extensionSpec{in: channels, into: noContent}, "fh:archive fh:complete")
	value(inEntry, once, date3339, "app:edited")
	add(extensionSpec{in: inEntry, once: everywhere, into: appControl}, "app:control")
	add(extensionSpec{in: inFeed, once: everywhere, attrs: "href", into: appCollection}, "app:collection")
	add(extensionSpec{in: inFeed, attrs: "relationship", check: accessRestriction}, "access:restriction")
	value(channels, once, nonNegative, "opensearch:totalResults opensearch10:totalResults opensearch:itemsPerPage opensearch10:itemsPerPage")
	value(channels, once, integer, "opensearch:startIndex opensearch10:startIndex")
	add(extensionSpec{in: channels, attrs: searchAttrs, into: searchQuery}, "opensearch:Query")
	add(extensionSpec{in: channels, into: listInfo}, "cf:listinfo")
	value(channels, many, anyText, "cf:treatAs")
	add(extensionSpec{in: channels, attrs: "expires since until", into: syncSharing}, "sx:sharing")
	add(extensionSpec{in: items, attrs: "deleted noconflicts id updates", into: syncSync}, "sx:sync")

	// FeedBurner and others.
	value(both, once, fullURL, "feedburner:awareness")
	value(items, once, fullURL, "feedburner:origEnclosureLink feedburner:origLink")
	value(channels, once, plainText, "feedburner:browserFriendly")
	value(channels, once, anyText, "feedburner:emailServiceId")
	value(channels, once, fullURL, "feedburner:feedburnerHostname")
	add(extensionSpec{in: channels, attrs: "href src", check: plainText, into: feedFlare}, "feedburner:feedFlare")
	add(extensionSpec{in: channels, attrs: "uri", into: feedInfo}, "feedburner:info")
	value(items, once, nonNegative, "conversationsNetwork:introMilliseconds conversationsNetwork:ratingCount")
	value(items, once, httpURL, "conversationsNetwork:image")
	value(items, once, float, "conversationsNetwork:ratingAverage")
	value(items, once, positive, "conversationsNetwork:ratingIndividual")

	// XHTML in feeds.
	add(extensionSpec{in: rssItems, into: xhtmlBody}, "xhtml:body")
	eat(channels, "xhtml:div")
	add(extensionSpec{in: channels, attrs: "name content", into: xhtmlMeta}, "xhtml:meta")

	// Atom in RSS.
	add(extensionSpec{in: rssHeads | rssItems, into: atomPersonInRSS}, "atom:author atom:contributor")
	add(extensionSpec{in: rssHeads, attrs: "term scheme label", into: atomCategory}, "atom:category")
	add(extensionSpec{in: rssHeads, once: everywhere, attrs: "uri version", check: nonBlank}, "atom:generator")
	add(extensionSpec{in: rssHeads | rssItems, once: everywhere, check: atomIDInRSS}, "atom:id")
	add(extensionSpec{in: rssHeads, once: everywhere, check: anyURL}, "atom:icon atom:logo")
	add(extensionSpec{in: rssHeads | rssItems, attrs: linkAttrs, into: atomLinkInRSS}, "atom:link")
	add(extensionSpec{in: rssHeads | rssItems, once: everywhere, attrs: "type src", into: textInRSS}, "atom:title")
	add(extensionSpec{in: rssHeads, once: everywhere, attrs: "type src", into: textInRSS}, "atom:subtitle atom:rights")
	add(extensionSpec{in: rssItems, once: everywhere, attrs: "type src", into: textInRSS}, "atom:summary")
	add(extensionSpec{in: rssItems, attrs: "type src", into: textInRSS}, "atom:content")
	value(rssHeads|rssItems, once, date3339, "atom:updated")
	value(rssItems, once, date3339, "atom:published")

	addITunes(add)
	addMedia(add)
	return m
})

func updatePeriod(c *checker, n int32, v string) {
	switch v {
	case "hourly", "daily", "weekly", "monthly", "yearly":
	default:
		c.add("update-period", c.textAt(n), n, v, "%s is not hourly, daily, weekly, monthly or yearly", quoted(v))
	}
}

// twins are elements of RSS and of extensions that say the same.
var (
	channelTwins = []string{
		"language", "dc:language", "copyright", "dc:rights", "generator", "admin:generatorAgent",
		"managingEditor", "dc:creator", "webMaster", "dc:publisher", "pubDate", "dc:date", "category", "dc:subject", "lastBuildDate", "dcterms:modified",
	}
	itemTwins = []string{
		"author", "dc:creator", "category", "dc:subject", "pubDate", "dc:date", "source", "dc:source", "guid", "atom:id", "pubDate", "atom:published",
	}
)

func (c *checker) channelSemantics(k *children, e *extensions) {
	c.compareTwins("duplicate-semantics", channelTwins, k, e)
	c.compareLicenses("duplicate-semantics", e)
}

func (c *checker) itemSemantics(k *children, e *extensions) {
	c.compareTwins("duplicate-item-semantics", itemTwins, k, e)
	c.compareLicenses("duplicate-item-semantics", e)
}

func (c *checker) compareLicenses(rule RuleID, e *extensions) {
	if a, b := e.at("cc:license"), e.at("creativeCommons:license"); a != 0 && b != 0 {
		c.at(rule, max(a, b), "cc:license and creativeCommons:license say the same thing")
	}
}

func (c *checker) compareTwins(rule RuleID, pairs []string, k *children, e *extensions) {
	if len(e.seen) == 0 {
		return
	}
	for i := 0; i+1 < len(pairs); i += 2 {
		if at, core := e.at(pairs[i+1]), k.get(pairs[i]); at != 0 && core != 0 {
			c.at(rule, max(at, core), "%s and %s say the same thing", pairs[i], c.label(at))
		}
	}
}
