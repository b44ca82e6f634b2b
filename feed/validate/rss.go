package validate

import (
	"strings"
)

// The grammar of RSS 2.0, which contains those of 0.91 to 0.94.
var (
	rssRoot = newGrammar(spec{name: "channel", once: true})

	rssChannel = newGrammar(
		spec{name: "title", once: true, check: requiredText},
		spec{name: "link", once: true, check: fullURL},
		spec{name: "description", once: true, check: plainText},
		spec{name: "language", once: true, check: languageTag},
		spec{name: "copyright", once: true, check: plainText},
		spec{name: "managingEditor", once: true, check: contact},
		spec{name: "webMaster", once: true, check: contact},
		spec{name: "pubDate", once: true, check: date822},
		spec{name: "lastBuildDate", once: true, check: date822},
		spec{name: "category", attrs: "domain", check: plainText},
		spec{name: "generator", once: true, check: anyText},
		spec{name: "docs", once: true, check: fullURL},
		spec{name: "cloud", once: true, attrs: "domain port path registerProcedure protocol"},
		spec{name: "ttl", once: true, check: positiveText},
		spec{name: "image", once: true},
		spec{name: "rating", check: anyText},
		spec{name: "textInput", once: true},
		spec{name: "skipHours", once: true},
		spec{name: "skipDays", once: true},
		spec{name: "item"},
	)
	rssItem = newGrammar(
		spec{name: "title", once: true, check: requiredText},
		spec{name: "link", once: true, check: fullURL},
		spec{name: "description", once: true, check: itemDescription},
		spec{name: "author", once: true, check: contact},
		spec{name: "category", attrs: "domain", check: requiredText},
		spec{name: "comments", once: true, check: fullURL},
		spec{name: "enclosure", once: true, attrs: "url length type", dup: "duplicate-enclosure"},
		spec{name: "guid", once: true, attrs: "isPermaLink", check: guid},
		spec{name: "pubDate", once: true, check: date822},
		spec{name: "source", once: true, attrs: "url", check: plainText},
	)
	rssImage = newGrammar(
		spec{name: "url", once: true, check: imageURL},
		spec{name: "title", once: true, check: requiredText},
		spec{name: "link", once: true, check: fullURL},
		spec{name: "width", once: true, check: within("image-width", 144)},
		spec{name: "height", once: true, check: within("image-height", 400)},
		spec{name: "description", once: true, check: plainText},
	)
	rssTextInput = newGrammar(
		spec{name: "title", once: true, check: plainText},
		spec{name: "description", once: true, check: anyText},
		spec{name: "name", once: true, check: formName},
		spec{name: "link", once: true, check: fullURL},
	)
	rssHours = newGrammar(spec{name: "hour", check: anyText})
	rssDays  = newGrammar(spec{name: "day", check: anyText})
)

// rssVersions are the versions of RSS that were published, rssDrafts those that became RSS 2.0.
var (
	rssVersions = words("0.91 0.92 2.0")
	rssDrafts   = words("0.93 0.94")
)

// checkRSS checks a document whose root is rss.
func (c *checker) checkRSS(root int32) {
	c.family = familyRSS
	c.format = "rss2.0"
	v := c.find(root, "version")
	netscape := netscapeDTD(c.facts.doctype)
	switch version := c.value(v); {
	case v == nil:
		c.needAttrs(root, "version")
	case netscape && version != "0.91":
		c.add("doctype-version", int(v.value), root, version, "the DOCTYPE is that of RSS 0.91, but the version %s", quoted(version))
		if rssVersions[version] {
			c.format = "rss" + version
		}
	case rssVersions[version]:
		c.format = "rss" + version
	case rssDrafts[version]:
		c.format = "rss" + version
		c.add("rss-version", int(v.value), root, version, "RSS %s was a draft of RSS 2.0", version)
	default:
		c.add("rss-version", int(v.value), root, version, "%s is no version of RSS", quoted(version))
		if !strings.HasPrefix(version, "2") {
			c.format = "rss0.9"
		}
	}
	if ns := c.node(root).ns; ns != nsNone {
		c.at("wrong-namespace", root, "the elements of RSS are in no namespace")
		return
	}
	c.checkAttrs(root, "version")
	k := c.walk(root, nsNone, rssRoot, c.checkChannel, func(n int32) {
		if x := c.node(n); x.ns == nsAccess && x.name == "restriction" {
			c.checkAttrs(n, "relationship")
			accessRestriction(c, n, "")
		} else {
			c.extension(n, root, 0, &extensions{})
		}
	})
	c.need(root, k, "channel", "missing-element")
}

func (c *checker) checkChannel(channel int32) {
	sawItem := int32(0)
	c.facts.ids = map[string]int32{}
	ext := extensions{}
	c.facts.boardDocs = c.channelText(channel, "docs") == "http://www.rssboard.org/rss-specification"
	slash := int32(0)
	k := c.walk(channel, nsNone, rssChannel, func(n int32) {
		switch c.node(n).name {
		case "item":
			sawItem = n
			if at := c.checkItem(n); slash == 0 {
				slash = at
			}
			return
		case "cloud":
			c.needAttrs(n, "domain", "port", "path", "registerProcedure", "protocol")
			if a := c.find(n, "port"); a != nil && !isPositive(c.value(a)) {
				c.add("integer-attribute", int(a.value), n, c.value(a), "%s is not a port", quoted(c.value(a)))
			}
			c.inside(n, nil)
		case "image":
			c.checkImage(n)
		case "textInput":
			c.at("avoid-text-input", n, "most readers ignore textInput")
			t := c.walk(n, nsNone, rssTextInput, nil, c.extend(n, inImage, &extensions{}))
			c.need(n, t, "title", "missing-title", "description", "missing-description", "name", "missing-element", "link", "missing-link")
		case "skipHours":
			c.skipHours(n)
		case "skipDays":
			c.skipDays(n)
		}
		if sawItem != 0 {
			c.misplaced(sawItem)
		}
	}, func(n int32) {
		if x := c.node(n); sawItem != 0 && x.ns == nsAtom && x.name == "link" {
			c.misplaced(sawItem)
		}
		c.extension(n, channel, inChannel, &ext)
	})
	c.need(channel, k, "title", "missing-title", "link", "missing-link", "description", "missing-description")
	c.channelSemantics(k, &ext)
	if image := k.get("image"); image != 0 {
		c.compareImage(image, k)
	}
	if c.format == "rss2.0" && !c.facts.selfSeen && !c.node(channel).broken {
		c.atEnd("missing-atom-self-link", channel, "the channel has no atom:link with rel=\"self\"")
	}
	language := k.get("language") != 0 || c.xmlLang(channel)
	if !language && ext.at("dc:language") == 0 && !c.node(channel).broken {
		c.atEnd("missing-language", channel, "the channel does not say its language")
	}
	if slash != 0 && k.get("lastBuildDate") == 0 && !c.node(channel).broken {
		c.at("slash-date", slash, "where items have slash:comments, the channel should have lastBuildDate, so that changes are seen")
	}
	c.finishPodcast(channel, &ext, language)
	c.hubs(channel)
}

// channelText is the text of the first child of that name in no namespace.
func (c *checker) channelText(n int32, name string) string {
	for k := c.node(n).first; k != 0; k = c.node(k).next {
		if x := c.node(k); x.kind == element && x.ns == nsNone && x.name == name {
			return strings.TrimSpace(c.content(k))
		}
	}
	return ""
}

// extend is the check of the extensions in an element.
func (c *checker) extend(parent int32, at place, e *extensions) func(int32) {
	return func(n int32) { c.extension(n, parent, at, e) }
}

// xmlLang reports whether xml:lang holds for an element.
func (c *checker) xmlLang(n int32) bool {
	for ; n != 0; n = c.node(n).parent {
		if a := c.findNS(n, nsXML, "lang"); a != nil {
			return c.value(a) != ""
		}
	}
	return false
}

// misplaced reports the last item that stands before other elements, once.
func (c *checker) misplaced(item int32) {
	if c.counts["misplaced-item"] == 0 {
		c.at("misplaced-item", item, "an item stands before other elements of the channel; items come last")
	}
}

// checkItem checks an item and returns its slash:comments, 0 for none.
func (c *checker) checkItem(item int32) int32 {
	ext := extensions{}
	var enclosures []int32
	k := c.walk(item, nsNone, rssItem, func(n int32) {
		switch c.node(n).name {
		case "enclosure":
			enclosures = append(enclosures, n)
			c.enclosure(n)
		case "source":
			c.needAttrs(n, "url")
			if a := c.find(n, "url"); a != nil {
				c.checkURI(n, int(a.value), c.value(a), 0)
			}
		}
	}, func(n int32) { c.extension(n, item, inItem, &ext) })
	if k.get("title") == 0 && k.get("description") == 0 && !c.node(item).broken {
		c.atEnd("item-without-text", item, "the item has neither title nor description")
	}
	if k.get("guid") == 0 && c.format == "rss2.0" && !c.node(item).broken {
		c.atEnd("missing-guid", item, "the item has no guid, so that readers show it again when it changes")
	}
	if at := ext.at("content:encoded"); at != 0 && (k.get("description") == 0 || k.get("description") > at) {
		c.at("description-after-content", at, "content:encoded has no description before it; the text of an item without summary is its description")
	}
	c.itemSemantics(k, &ext)
	c.episode(item, len(enclosures))
	if len(enclosures) > 0 && (c.profile == Podcast || ext.itunes != 0) {
		c.enclosureFormats(item, enclosures)
	}
	return ext.at("slash:comments")
}

func itemDescription(c *checker, n int32, v string) {
	if c.format == "rss0.91" {
		plainText(c, n, v)
		return
	}
	htmlText(c, n, v)
}

// positiveText is a number that must not be blank either.
func positiveText(c *checker, n int32, v string) {
	positive(c, n, v)
	nonBlank(c, n, v)
}

func formName(c *checker, n int32, v string) {
	if v == "" || !isAlnum(v[0]) && v[0] != '_' || v[0] <= '9' {
		c.add("form-name", c.textAt(n), n, v, "%s is no name of a field of a form", quoted(v))
	}
}

// smallNumber is how many digits a guid has that another feed has, too.
const smallNumber = 9

// guid checks a guid: a permalink unless it says otherwise, and unique.
func guid(c *checker, n int32, v string) {
	off := c.textAt(n)
	permalink := c.find(n, "isPermaLink")
	flag := c.value(permalink)
	if permalink != nil && flag != "true" && flag != "false" {
		c.add("boolean-attribute", int(permalink.value), n, flag, "isPermaLink is %s, not true or false", quoted(flag))
	}
	nonBlank(c, n, v)
	if other, ok := c.facts.ids[v]; ok && v != "" {
		c.add("duplicate-id", off, n, v, "the guid %s is that of %s, too", quoted(v), c.path(c.node(other).parent))
	} else {
		c.facts.ids[v] = n
	}
	if permalink != nil && flag != "true" {
		if len(v) < smallNumber && allDigits(v) {
			c.add("guid-too-common", off, n, v, "the guid %s is likely to be that of an item of another feed, too", quoted(v))
		}
		return
	}
	scheme, _, schemed := cutScheme(v)
	fault, _, wide := inspectURI(v)
	low := strings.ToLower(v)
	switch {
	case scheme != "tag" && scheme != "urn" && (fault == uriRelative || fault == uriMalformed || !schemed && fault != uriCharacter && !wide):
		c.add("guid-not-url", off, n, v, "the guid %s is a permalink unless isPermaLink is \"false\", but no address", quoted(v))
	case !c.checkURI(n, off, v, 0):
	case scheme == "tag" || strings.HasPrefix(low, "urn:uuid:"):
		c.add("invalid-permalink", off, n, v, "the guid %s cannot be opened in a browser; it needs isPermaLink=\"false\"", quoted(v))
	}
}

func (c *checker) enclosure(n int32) {
	c.needAttrs(n, "length", "type")
	c.httpAttr(n, "url")
	if a := c.find(n, "length"); a != nil {
		v := strings.TrimSpace(c.value(a))
		size, ok := number(v)
		switch {
		case !ok:
			c.add("integer-attribute", int(a.value), n, v, "the length %s is not a number of bytes", quoted(v))
		case size == -1:
			c.add("zero-for-unknown", int(a.value), n, v, "the length of a file whose length is not known is 0")
		case size < 0:
			c.add("non-negative-integer", int(a.value), n, v, "the length %s is not a number of bytes", quoted(v))
		}
	}
	if a := c.find(n, "type"); a != nil {
		c.mediaTypeAttr(n, a)
	}
	c.inside(n, nil)
}

func imageURL(c *checker, n int32, v string) {
	fullURL(c, n, v)
	ext := v[strings.LastIndexByte(v, '.')+1:]
	for i := range len(ext) {
		if !isAlnum(ext[i]) && ext[i] != '_' {
			return
		}
	}
	switch strings.ToLower(ext) {
	case "gif", "jpg", "jpeg", "png", "":
	default:
		c.add("image-url-format", c.textAt(n), n, v, "the image %s is not a GIF, JPEG or PNG", quoted(v))
	}
}

// within returns a check for a size between 1 and most.
func within(rule RuleID, most int) check {
	return func(c *checker, n int32, v string) {
		if i, ok := number(v); !ok || i < 1 || i > most {
			c.add(rule, c.textAt(n), n, v, "%s is not a number between 1 and %d", quoted(v), most)
		}
	}
}

func (c *checker) checkImage(n int32) {
	c.checkAttrs(n, "rdf:resource rdf:about rdf:parseType")
	k := c.walk(n, nsNone, rssImage, nil, c.extend(n, inImage, &extensions{}))
	c.need(n, k, "url", "missing-element", "title", "missing-title", "link", "missing-link")
}

// compareImage compares the image with its channel, as the profile asks.
func (c *checker) compareImage(image int32, k *children) {
	for x := c.node(image).first; x != 0; x = c.node(x).next {
		if c.node(x).kind != element || c.node(x).ns != c.node(image).ns {
			continue
		}
		v := strings.TrimSpace(c.content(x))
		switch c.node(x).name {
		case "title":
			if t := k.get("title"); t != 0 && strings.TrimSpace(c.content(t)) != v {
				c.at("image-title", x, "the title of the image is not that of the channel")
			}
		case "link":
			if t := k.get("link"); t != 0 && strings.TrimSpace(c.content(t)) != v {
				c.at("image-link", x, "the link of the image is not that of the channel")
			}
		}
	}
}

// hoursOfDay and daysOfWeek are how many hours and days can be skipped.
const (
	hoursOfDay = 24
	daysOfWeek = 7
)

// skipHours checks the hours that readers need not ask for.
func (c *checker) skipHours(n int32) {
	seen := map[int]bool{}
	count := 0
	k := c.walk(n, nsNone, rssHours, func(k int32) {
		if count++; count == hoursOfDay+1 {
			c.at("too-many-hours", k, "skipHours has more than 24 hours")
		}
		v := strings.TrimSpace(c.content(k))
		h, ok := number(v)
		if ok = ok && h >= 0; ok && seen[h%hoursOfDay] {
			c.add("duplicate-id", c.textAt(k), k, v, "the hour %s stands twice", quoted(v))
		}
		seen[h%hoursOfDay] = ok
		switch {
		case ok && h == hoursOfDay:
			c.add("use-zero-for-midnight", c.textAt(k), k, v, "midnight is hour 0")
		case !ok || h > hoursOfDay:
			c.add("hour", c.textAt(k), k, v, "%s is not an hour between 0 and 23", quoted(v))
		}
	}, c.extend(n, 0, &extensions{}))
	c.need(n, k, "hour", "missing-element")
}

var dayNames = map[string]bool{"Monday": true, "Tuesday": true, "Wednesday": true, "Thursday": true, "Friday": true, "Saturday": true, "Sunday": true}

// skipDays checks the days that readers need not ask for.
func (c *checker) skipDays(n int32) {
	seen := map[string]bool{}
	count := 0
	k := c.walk(n, nsNone, rssDays, func(k int32) {
		if count++; count == daysOfWeek+1 {
			c.at("too-many-days", k, "skipDays has more than seven days")
		}
		v := strings.TrimSpace(c.content(k))
		switch {
		case !dayNames[v]:
			c.add("weekday", c.textAt(k), k, v, "%s is not an English weekday", quoted(v))
		case seen[v]:
			c.add("duplicate-id", c.textAt(k), k, v, "the day %s stands twice", quoted(v))
		}
		seen[v] = true
	}, c.extend(n, 0, &extensions{}))
	c.need(n, k, "day", "missing-element")
}
