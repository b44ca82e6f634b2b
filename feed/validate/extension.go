package validate

import "strings"

// extensions holds the first element of each extension in a feed or item.
type extensions struct {
	seen map[string]int32
}

func (e *extensions) at(name string) int32 { return e.seen[name] }

// atomInRSS are the elements of Atom that have a use in RSS.
var atomInRSS = map[string]bool{
	"link": true, "author": true, "contributor": true, "id": true, "updated": true, "published": true, "category": true, "content": true,
	"summary": true, "title": true, "subtitle": true, "rights": true, "generator": true, "icon": true, "logo": true, "source": true, "entry": true,
}

// extensionSpec says what an extension element may hold and where it may stand.
type extensionSpec struct {
	check check
	once  bool
}

// extensionSpecs are the elements of extensions that are checked, by prefix and name.
var extensionSpecs = map[string]extensionSpec{
	"dc:title": {check: requiredText}, "dc:creator": {check: nonBlank}, "dc:subject": {check: nonBlank}, "dc:description": {check: htmlText},
	"dc:publisher": {check: nonBlank}, "dc:contributor": {check: nonBlank}, "dc:date": {check: dateW3C}, "dc:type": {check: nonBlank},
	"dc:format": {check: nonBlank}, "dc:identifier": {check: nonBlank}, "dc:source": {check: nonBlank}, "dc:language": {check: languageTag},
	"dc:relation": {check: nonBlank}, "dc:coverage": {check: nonBlank}, "dc:rights": {check: plainText},
	"dcterms:created": {check: dateW3C}, "dcterms:issued": {check: dateW3C}, "dcterms:modified": {check: dateW3C},
	"dcterms:available": {check: dateW3C}, "dcterms:dateAccepted": {check: dateW3C}, "dcterms:dateSubmitted": {check: dateW3C},
	"content:encoded": {check: htmlText, once: true},
	"slash:comments":  {check: nonNegative, once: true}, "slash:section": {check: nonBlank}, "slash:department": {check: nonBlank},
	"sy:updatePeriod": {check: updatePeriod, once: true}, "sy:updateFrequency": {check: positive, once: true}, "sy:updateBase": {check: dateW3C, once: true},
	"wfw:comment": {check: absoluteURL, once: true}, "wfw:commentRss": {check: absoluteURL, once: true},
	"feedburner:origLink": {check: absoluteURL}, "thr:total": {check: nonNegative, once: true},
}

// closed are the namespaces whose elements are all in extensionSpecs.
var closed = map[space]bool{nsDC: true, nsSlash: true, nsSy: true}

// extension checks an element of another namespace in a feed or item.
func (c *checker) extension(n, parent int32, e *extensions) {
	x := c.node(n)
	prefix := usualPrefix[x.ns]
	if prefix == "" || x.ns == nsXHTML {
		return
	}
	if x.ns == nsAtom {
		if x.name == "link" {
			c.atomLink(n, true)
		}
		return
	}
	var buf [64]byte
	key := append(append(append(buf[:0], prefix...), ':'), x.name...)
	s, ok := extensionSpecs[string(key)]
	name := prefix + ":" + x.name
	if e.seen == nil {
		e.seen = map[string]int32{}
	}
	_, again := e.seen[name]
	if !again {
		e.seen[name] = n
	}
	switch {
	case ok:
		if again && s.once {
			c.at("duplicate-element", n, "the element %s stands in %s more than once", c.label(n), c.label(parent))
		}
		c.leaf(n, s.check)
	case closed[x.ns]:
		c.undefined(n, parent)
	case name == "wfw:commentRSS":
		c.at("comment-rss", n, "the element is spelt wfw:commentRss")
	}
}

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
		"title", "dc:title", "description", "dc:description", "language", "dc:language", "copyright", "dc:rights",
		"managingEditor", "dc:creator", "webMaster", "dc:publisher", "pubDate", "dc:date", "category", "dc:subject", "lastBuildDate", "dcterms:modified",
	}
	itemTwins = []string{"title", "dc:title", "author", "dc:creator", "category", "dc:subject", "pubDate", "dc:date", "source", "dc:source", "guid", "dc:identifier", "link", "dc:relation"}
)

func (c *checker) channelSemantics(k *children, e *extensions) {
	c.compareTwins("duplicate-semantics", channelTwins, k, e)
}

func (c *checker) itemSemantics(k *children, e *extensions) {
	c.compareTwins("duplicate-item-semantics", itemTwins, k, e)
	if at := e.at("dc:description"); at != 0 && k.get("description") != 0 {
		c.at("duplicate-description", at, "description and %s both hold the summary", c.label(at))
	}
}

func (c *checker) compareTwins(rule RuleID, pairs []string, k *children, e *extensions) {
	if len(e.seen) == 0 {
		return
	}
	for i := 0; i+1 < len(pairs); i += 2 {
		if at := e.at(pairs[i+1]); at != 0 && k.get(pairs[i]) != 0 {
			c.at(rule, at, "%s and %s say the same thing", pairs[i], strings.TrimSpace(c.label(at)))
		}
	}
}
