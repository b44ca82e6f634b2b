package validate

import (
	"strconv"
	"strings"
	"time"
)

// anyURL is a URI that may be relative.
func anyURL(c *checker, n int32, v string) {
	nonBlank(c, n, v)
	if v != "" {
		c.checkURI(n, c.textAt(n), v, mayBeRelative)
	}
}

// fullURL is an absolute URI.
func fullURL(c *checker, n int32, v string) { c.checkURI(n, c.textAt(n), v, 0) }

// httpURL is an address of http or https.
func httpURL(c *checker, n int32, v string) {
	if !validHTTP(v) {
		c.add("url-attribute", c.textAt(n), n, v, "%s is no address of http or https", quoted(v))
	}
}

// validHTTP accepts an address of http or https with a host that has a dot, or is a number, in ASCII.
func validHTTP(v string) bool {
	fault, _, wide := inspectURI(v)
	scheme, rest, ok := cutScheme(v)
	if !ok || fault != uriOK || wide || scheme != "http" && scheme != "https" {
		return false
	}
	host := strings.TrimPrefix(rest, "//")
	if end := strings.IndexByte(host, '/'); end >= 0 {
		host = host[:end]
	}
	host, port, ported := strings.Cut(host, ":")
	if ported && !allDigits(port) || !strings.Contains(host, ".") {
		return false
	}
	for label := range strings.SplitSeq(host, ".") {
		if label == "" || strings.IndexFunc(label, func(r rune) bool { return r != '-' && !isAlnum(byte(r)) }) >= 0 {
			return false
		}
	}
	return true
}

var (
	floatForm   = lazyRegexp(`^\d+\.?\d*$`)
	decimalForm = lazyRegexp(`^[-+]?\d+\.?\d*$`)
	pointForm   = lazyRegexp(`^[-+]?\d+\.?\d*[ ,][-+]?\d+\.?\d*$`)
	integersOf  = lazyRegexp(`^\d+(,\s*\d+)*$`)
	entityForm  = lazyRegexp(`&[A-Za-z]\w*;`)
	secondsForm = lazyRegexp(`^\d+(:[0-5][0-9](:[0-5][0-9])?)?$`)
	isoForm     = lazyRegexp(`^\d{4}(-\d\d(-\d\d(T\d\d:\d\d(:\d\d(\.\d*)?)?(Z|[+-]\d\d:\d\d)?)?)?)?$`)
	nssForm     = lazyRegexp(`^([0-9a-zA-Z()+,\-.:=@;$_!*'/?#]|%[0-9a-fA-F]{2})+$`)
)

func float(c *checker, n int32, v string) {
	if !floatForm.MatchString(v) {
		c.add("float", c.textAt(n), n, v, "%s is not a number with or without a decimal point", quoted(v))
	}
}

func decimal(c *checker, n int32, v string) {
	if !decimalForm.MatchString(v) {
		c.add("signed-float", c.textAt(n), n, v, "%s is not a number with or without sign and decimal point", quoted(v))
	}
}

func latitude(c *checker, n int32, v string) {
	if f, err := strconv.ParseFloat(v, 64); err != nil || !(f >= -90 && f <= 90) {
		c.add("latitude", c.textAt(n), n, v, "%s is not a latitude between -90 and 90", quoted(v))
	}
}

func longitude(c *checker, n int32, v string) {
	if f, err := strconv.ParseFloat(v, 64); err != nil || !(f >= -180 && f <= 180) {
		c.add("longitude", c.textAt(n), n, v, "%s is not a longitude between -180 and 180", quoted(v))
	}
}

// integerList is a list of whole numbers with commas.
func integerList(c *checker, n int32, v string) {
	if !integersOf.MatchString(v) {
		c.add("integer-list", c.textAt(n), n, v, "%s is not a list of whole numbers with commas between them", quoted(v))
	}
}

// pastDateISO is a date of ISO 8601 on which something was done.
func pastDateISO(c *checker, n int32, v string) {
	if t, ok := isoDate(v); ok {
		c.plausible(n, c.textAt(n), v, t)
	}
	dateISO(c, n, v)
}

// dateISO is a date of ISO 8601 whose zone may be missing.
func dateISO(c *checker, n int32, v string) {
	if _, ok := isoDate(v); !ok {
		c.add("iso8601-date", c.textAt(n), n, v, "%s is not a date and time of ISO 8601", quoted(v))
	}
}

func isoDate(v string) (time.Time, bool) {
	full := v
	if i := strings.IndexByte(v, 'T'); i > 0 && !strings.ContainsAny(v[i:], "Z+-") {
		full += "Z"
	}
	t, ok := parseRFC3339(full, true)
	return t, ok && isoForm.MatchString(v)
}

// coordinates is a pair of latitude and longitude.
func coordinates(c *checker, n int32, v string) {
	switch {
	case !pointForm.MatchString(v):
		c.add("coordinates", c.textAt(n), n, v, "%s is not a latitude and a longitude", quoted(v))
	case strings.Contains(v, ","):
		c.add("coordinate-comma", c.textAt(n), n, v, "a space, not a comma, stands between latitude and longitude")
	}
}

// coordinateList is a list of such pairs.
func coordinateList(c *checker, n int32, v string) {
	fields := strings.Fields(strings.ReplaceAll(v, ",", " "))
	bad := len(fields) < 3 || len(fields)%2 == 1
	for _, f := range fields {
		bad = bad || !decimalForm.MatchString(f)
	}
	switch {
	case bad:
		c.add("coordinate-list", c.textAt(n), n, v, "%s is not a list of latitudes and longitudes", quoted(v))
	case strings.Contains(v, ","):
		c.add("coordinate-comma", c.textAt(n), n, v, "a space, not a comma, stands between latitude and longitude")
	}
}

// inside checks the elements in n, which are extensions of one structure each; others are not defined there.
func (c *checker) inside(n int32, specs map[string]extensionSpec) map[string]int {
	at := place(0)
	if c.family == familyApp {
		at = inOutline
	}
	return c.insideAt(n, at, specs)
}

// insideAt is inside where other elements may stand as in at.
func (c *checker) insideAt(n int32, at place, specs map[string]extensionSpec) map[string]int {
	count := map[string]int{}
	for k := c.node(n).first; k != 0; k = c.node(k).next {
		x := c.node(k)
		if x.kind != element {
			if c.hasText(k) && count[""] == 0 {
				count[""]++
				c.add("unexpected-text", int(x.start), n, "", "the element %s has elements only, no text of its own", c.label(n))
			}
			continue
		}
		name := x.name
		if p := usualPrefix(x.ns); p != "" {
			name = p + ":" + name
		} else if x.ns == nsUnknown || x.ns == nsOther {
			c.bareChildren(k)
			continue
		}
		s, ok := specs[name]
		if !ok {
			c.extension(k, n, at, &extensions{})
			continue
		}
		if count[name]++; count[name] > 1 && s.once != 0 {
			c.at("duplicate-element", k, "the element %s stands in %s more than once", c.label(k), c.label(n))
		}
		c.checkAttrs(k, s.attrs)
		if s.check != nil {
			c.leaf(k, s.check)
		}
		if s.into != nil {
			s.into(c, k)
		}
	}
	return count
}

// The structures of GML in GeoRSS.
var (
	geoCorner  = extensionSpec{check: coordinates}
	geoPosList = extensionSpec{check: coordinateList}
	geoGML     = map[string]extensionSpec{
		"gml:Point":      {attrs: "srsName", into: structure(map[string]extensionSpec{"gml:pos": geoCorner})},
		"gml:LineString": {attrs: "srsName", into: structure(map[string]extensionSpec{"gml:posList": geoPosList})},
		"gml:Polygon": {attrs: "srsName", into: structure(map[string]extensionSpec{"gml:exterior": {
			into: structure(map[string]extensionSpec{"gml:LinearRing": {attrs: "srsName", into: structure(map[string]extensionSpec{"gml:posList": geoPosList})}}),
		}})},
		"gml:Envelope": {attrs: "srsName", into: structure(map[string]extensionSpec{"gml:lowerCorner": geoCorner, "gml:upperCorner": geoCorner})},
	}
	listParts = map[string]extensionSpec{
		"cf:sort":  {attrs: "data-type default element label ns", into: structure(nil)},
		"cf:group": {attrs: "element label ns", into: structure(nil)},
	}
)

// structure is the check of an element that holds the elements named, and no text.
func structure(specs map[string]extensionSpec) func(c *checker, n int32) {
	return func(c *checker, n int32) { c.inside(n, specs) }
}

func geoWhere(c *checker, n int32) { c.inside(n, geoGML) }

func listInfo(c *checker, n int32) { c.inside(n, listParts) }

func noContent(c *checker, n int32) { c.inside(n, nil) }

func geoPoint(c *checker, n int32) {
	count := c.inside(n, map[string]extensionSpec{"geo:lat": {check: latitude}, "geo:long": {check: longitude}, "geo:alt": {check: decimal}})
	for _, name := range []string{"geo:lat", "geo:long"} {
		if count[name] == 0 && !c.node(n).broken {
			c.atEnd("missing-element", n, "the element %s has no %s", c.label(n), name)
		}
	}
}

// rdfResource checks the address that an element refers to.
func rdfResource(c *checker, n int32) {
	if a := c.findNS(n, nsRDF, "resource"); a != nil {
		c.checkURI(n, int(a.value), c.value(a), mayBeRelative)
	} else if c.family == familyRDF {
		c.at("missing-attribute", n, "the element %s has no attribute rdf:resource", c.label(n))
	}
}

// trackback checks the address of a TrackBack: that of a resource in RSS 1.0, a text elsewhere.
func trackback(c *checker, n int32) {
	if c.family == familyRDF {
		rdfResource(c, n)
	} else {
		fullURL(c, n, strings.TrimSpace(c.content(n)))
	}
}

// contentItems checks the older form of the module Content, a bag of items.
func contentItems(c *checker, n int32) {
	resource := extensionSpec{once: everywhere, attrs: "rdf:resource dc:title", check: anyText, into: rdfResource}
	structure(map[string]extensionSpec{"rdf:Bag": {once: everywhere, into: structure(map[string]extensionSpec{
		"rdf:li": {into: structure(map[string]extensionSpec{"content:item": {into: structure(map[string]extensionSpec{
			"content:format": resource, "content:encoding": resource, "rdf:value": {once: everywhere, check: anyText},
		})}})},
	})}})(c, n)
}

// linkModule checks a link of the module of that name.
func linkModule(c *checker, n int32) {
	rdfResource(c, n)
	if a := c.findNS(n, nsLink, "lang"); a != nil {
		c.checkLanguage(n, int(a.value), c.value(a))
	}
	if a := c.findNS(n, nsLink, "title"); a != nil && looksLikeHTML(c.value(a)) {
		c.add("contains-html", int(a.value), n, c.value(a), "the attribute %s is for plain text, but has HTML", "title")
	}
	if a := c.findNS(n, nsLink, "rel"); a != nil {
		c.checkURI(n, int(a.value), c.value(a), 0)
	} else if c.node(n).name == "link" {
		c.at("missing-attribute", n, "the element %s has no attribute l:rel", c.label(n))
	}
	if a := c.findNS(n, nsLink, "type"); a != nil {
		if v := c.value(a); strings.Contains(v, ":") {
			c.checkURI(n, int(a.value), v, 0)
		} else {
			c.checkMediaType(n, int(a.value), v)
		}
	}
}

// oldThreading: thr:children is of the module of RSS 1.0 whose prefix RFC 4685 has taken over.
func oldThreading(c *checker, n int32) bool {
	if c.family != familyRDF {
		c.at("undefined-element", n, "the element %s is of a module of RSS 1.0; RFC 4685 has no such element", c.label(n))
	}
	return true
}

func misspeltComments(c *checker, n int32) bool {
	c.at("comment-rss", n, "the element is spelt wfw:commentRss")
	return false
}

// inReplyTo checks RFC 4685, section 3.
func inReplyTo(c *checker, n int32) {
	if a := c.find(n, "href"); a != nil {
		c.checkURI(n, int(a.value), c.value(a), mayBeRelative|mayBeIRI)
	}
	if a := c.find(n, "ref"); a != nil {
		c.checkID(n, int(a.value), c.value(a))
	}
	if a := c.find(n, "source"); a != nil {
		c.checkURI(n, int(a.value), c.value(a), mayBeRelative|mayBeIRI)
	}
	if a := c.find(n, "type"); a != nil {
		c.checkMediaType(n, int(a.value), c.value(a))
	}
}

// accessRestriction checks the relationship of an access:restriction.
func accessRestriction(c *checker, n int32, _ string) {
	a := c.find(n, "relationship")
	if a == nil {
		c.at("missing-attribute", n, "the element %s has no attribute relationship", c.label(n))
	}
	if v := c.value(a); v != "allow" && v != "deny" {
		c.add("access-relationship", c.node(n).from(), n, v, "the relationship %s is neither allow nor deny", quoted(v))
	}
}

// feedFlare and feedInfo check the addresses of FeedBurner; a relative one has no base in RSS.
func feedFlare(c *checker, n int32) {
	for _, name := range []string{"href", "src"} {
		a := c.find(n, name)
		switch {
		case a == nil:
			c.needAttrs(n, name)
		case c.family == familyAtom:
			c.checkURI(n, int(a.value), c.value(a), mayBeRelative|mayBeIRI)
		default:
			if fault, _, wide := inspectURI(c.value(a)); fault != uriOK || wide {
				c.add("relative-html-url", int(a.value), n, c.value(a), "the address %s is relative, and readers do not know to what", quoted(c.value(a)))
			}
		}
	}
}

func feedInfo(c *checker, n int32) {
	if a := c.find(n, "uri"); a != nil {
		c.checkURI(n, int(a.value), c.value(a), mayBeRelative|mayBeIRI)
	} else {
		c.needAttrs(n, "uri")
	}
	c.inside(n, nil)
}

// robots are what an xhtml:meta may ask of robots.
var robots = words("all none index index,follow index,nofollow noindex noindex,follow noindex,nofollow follow follow,index follow,noindex nofollow nofollow,index nofollow,noindex")

func xhtmlMeta(c *checker, n int32) {
	if a := c.find(n, "name"); a == nil {
		c.needAttrs(n, "name")
	} else if v := c.value(a); !strings.EqualFold(v, "robots") {
		c.add("meta-name", int(a.value), n, v, "the name %s means nothing in feeds; only robots does", quoted(v))
	}
	if a := c.find(n, "content"); a == nil {
		c.needAttrs(n, "content")
	} else if v := c.value(a); !robots[strings.ToLower(v)] {
		c.add("meta-content", int(a.value), n, v, "%s says nothing to robots", quoted(v))
	}
	c.inside(n, nil)
}

// xhtmlBody checks the body of an item as XHTML.
func xhtmlBody(c *checker, n int32) {
	if c.family == familyRSS {
		c.at("duplicate-description", n, "the text of an item belongs into description or content:encoded")
	}
	c.checkXHTML(n, true)
}

// atomIDInRSS checks an atom:id; those of items are unique.
func atomIDInRSS(c *checker, n int32, v string) {
	if c.node(c.node(n).parent).name == "item" {
		nonBlank(c, n, v)
		if other, ok := c.facts.atomIDs[v]; ok && v != "" {
			c.add("duplicate-id", c.textAt(n), n, v, "the identifier %s is that of %s, too", quoted(v), c.path(c.node(other).parent))
		} else {
			if c.facts.atomIDs == nil {
				c.facts.atomIDs = map[string]int32{}
			}
			c.facts.atomIDs[v] = n
		}
	}
	fullURL(c, n, v)
}

// atomPersonInRSS and the following check elements of Atom in RSS.
func atomPersonInRSS(c *checker, n int32) { c.person(n) }

func atomLinkInRSS(c *checker, n int32) { c.atomLink(n, true) }

func atomCategory(c *checker, n int32) { c.category(n) }

func textInRSS(c *checker, n int32) {
	if c.node(n).name != "summary" && c.find(n, "src") == nil && c.family == familyRSS {
		c.at("duplicate-description", n, "RSS has an element of its own for what %s says", c.label(n))
	}
	c.textConstruct(n)
}
