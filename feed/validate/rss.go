package validate

import (
	"strings"
)

// The grammar of RSS 2.0, which contains those of 0.91 to 0.94.
var (
	rssRoot = newGrammar(spec{name: "channel", once: true})

	rssChannel = newGrammar(
		spec{name: "title", once: true, check: requiredText},
		spec{name: "link", once: true, check: absoluteURL},
		spec{name: "description", once: true, check: plainText},
		spec{name: "language", once: true, check: languageTag},
		spec{name: "copyright", once: true, check: plainText},
		spec{name: "managingEditor", once: true, check: contact},
		spec{name: "webMaster", once: true, check: contact},
		spec{name: "pubDate", once: true, check: date822},
		spec{name: "lastBuildDate", once: true, check: date822},
		spec{name: "category", attrs: "domain", check: requiredText},
		spec{name: "generator", once: true, check: nonBlank},
		spec{name: "docs", once: true, check: absoluteURL},
		spec{name: "cloud", once: true, attrs: "domain port path registerProcedure protocol"},
		spec{name: "ttl", once: true, check: positive},
		spec{name: "image", once: true},
		spec{name: "rating", once: true, check: nonBlank},
		spec{name: "textInput", once: true},
		spec{name: "skipHours", once: true},
		spec{name: "skipDays", once: true},
		spec{name: "item"},
	)
	rssItem = newGrammar(
		spec{name: "title", once: true, check: requiredText},
		spec{name: "link", once: true, check: absoluteURL},
		spec{name: "description", once: true, check: htmlText},
		spec{name: "author", once: true, check: contact},
		spec{name: "category", attrs: "domain", check: requiredText},
		spec{name: "comments", once: true, check: absoluteURL},
		spec{name: "enclosure", once: true, attrs: "url length type", dup: "duplicate-enclosure"},
		spec{name: "guid", once: true, attrs: "isPermaLink", check: guid},
		spec{name: "pubDate", once: true, check: date822},
		spec{name: "source", once: true, attrs: "url", check: plainText},
	)
	rssImage = newGrammar(
		spec{name: "url", once: true, check: imageURL},
		spec{name: "title", once: true, check: requiredText},
		spec{name: "link", once: true, check: absoluteURL},
		spec{name: "width", once: true, check: within("image-width", 144)},
		spec{name: "height", once: true, check: within("image-height", 400)},
		spec{name: "description", once: true, check: plainText},
	)
	rssTextInput = newGrammar(
		spec{name: "title", once: true, check: requiredText},
		spec{name: "description", once: true, check: requiredText},
		spec{name: "name", once: true, check: nonBlank},
		spec{name: "link", once: true, check: absoluteURL},
	)
	rssHours = newGrammar(spec{name: "hour", check: skipHour})
	rssDays  = newGrammar(spec{name: "day", check: skipDay})
)

var rssVersions = map[string]bool{"0.90": true, "0.91": true, "0.92": true, "0.93": true, "0.94": true, "2.0": true}

// checkRSS checks a document whose root is rss.
func (c *checker) checkRSS(root int32) {
	c.format = "rss2.0"
	v := c.find(root, "version")
	switch version := strings.TrimSpace(c.value(v)); {
	case v == nil:
		c.needAttrs(root, "version")
	case rssVersions[version]:
		c.format = "rss" + version
	case version == "2" || strings.HasPrefix(version, "2."):
		if version != "2.0.1" && version != "2.0.0" {
			c.add("rss-version", int(v.value), root, version, "%s is no version of RSS", quoted(version))
		}
	default:
		c.add("rss-version", int(v.value), root, version, "%s is no version of RSS", quoted(version))
	}
	if ns := c.node(root).ns; ns != nsNone {
		c.at("wrong-namespace", root, "the elements of RSS are in no namespace")
		return
	}
	if strings.Contains(c.facts.doctype, "netscape.com/") {
		c.add("deprecated-dtd", c.facts.doctypeAt, 0, "", "the DTD of RSS 0.91 is no longer served by Netscape")
	}
	c.checkAttrs(root, "version")
	k := c.walk(root, nsNone, rssRoot, c.checkChannel, func(int32) {})
	c.need(root, k, "channel", "missing-element")
}

func (c *checker) checkChannel(channel int32) {
	sawItem := false
	c.facts.ids = map[string]int32{}
	ext := extensions{}
	k := c.walk(channel, nsNone, rssChannel, func(n int32) {
		switch c.node(n).name {
		case "item":
			sawItem = true
			c.checkItem(n)
			return
		case "cloud":
			c.needAttrs(n, "domain", "port", "path", "registerProcedure", "protocol")
			if a := c.find(n, "port"); a != nil && (!allDigits(c.value(a)) || strings.Trim(c.value(a), "0") == "") {
				c.add("integer-attribute", int(a.value), n, c.value(a), "%s is not a port", quoted(c.value(a)))
			}
		case "image":
			c.checkImage(n)
		case "textInput":
			c.at("avoid-text-input", n, "most readers ignore textInput")
			t := c.walk(n, nsNone, rssTextInput, nil, func(int32) {})
			c.need(n, t, "title", "missing-title", "description", "missing-description", "name", "missing-element", "link", "missing-link")
		case "skipHours":
			c.walk(n, nsNone, rssHours, nil, func(int32) {})
		case "skipDays":
			c.skipDays(n)
		}
		if sawItem {
			c.misplaced(n)
		}
	}, func(n int32) { c.extension(n, channel, &ext) })
	c.need(channel, k, "title", "missing-title", "link", "missing-link", "description", "missing-description")
	c.channelSemantics(k, &ext)
	if image := k.get("image"); image != 0 {
		c.compareImage(image, k)
	}
	if c.format == "rss2.0" && !c.facts.selfSeen && !c.node(channel).broken {
		c.atEnd("missing-atom-self-link", channel, "the channel has no atom:link with rel=\"self\"")
	}
	if k.get("language") == 0 && ext.at("dc:language") == 0 {
		c.atEnd("missing-language", channel, "the channel does not say its language")
	}
}

// misplaced reports metadata after the items, once.
func (c *checker) misplaced(n int32) {
	if c.counts["misplaced-item"] == 0 {
		c.at("misplaced-item", n, "%s stands after an item; items come last", c.label(n))
	}
}

func (c *checker) checkItem(item int32) {
	ext := extensions{}
	k := c.walk(item, nsNone, rssItem, func(n int32) {
		switch c.node(n).name {
		case "enclosure":
			c.enclosure(n)
		case "source":
			c.needAttrs(n, "url")
			if a := c.find(n, "url"); a != nil {
				c.checkURI(n, int(a.value), c.value(a), 0)
			}
		}
	}, func(n int32) { c.extension(n, item, &ext) })
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
}

// guid checks a guid: a permalink unless it says otherwise, and unique.
func guid(c *checker, n int32, v string) {
	off := c.textAt(n)
	permalink := c.find(n, "isPermaLink")
	flag := c.value(permalink)
	if permalink != nil && flag != "true" && flag != "false" {
		c.add("true-false", int(permalink.value), n, flag, "isPermaLink is %s, not true or false", quoted(flag))
	}
	if other, ok := c.facts.ids[v]; ok && v != "" {
		c.add("duplicate-id", off, n, v, "the guid %s is that of %s, too", quoted(v), c.path(c.node(other).parent))
	} else {
		c.facts.ids[v] = n
	}
	scheme, _, schemed := cutScheme(v)
	if flag == "false" {
		nonBlank(c, n, v)
		if schemed && (scheme == "tag" || scheme == "urn") {
			c.checkID(n, off, v)
		}
		return
	}
	fault, _, _ := inspectURI(v)
	switch {
	case fault == uriRelative || !schemed:
		c.add("guid-not-url", off, n, v, "the guid %s is a permalink unless isPermaLink is \"false\", but no address", quoted(v))
	case scheme != "http" && scheme != "https" && fault == uriOK:
		c.add("invalid-permalink", off, n, v, "the guid %s cannot be opened in a browser; it needs isPermaLink=\"false\"", quoted(v))
	default:
		c.checkURI(n, off, v, 0)
	}
}

// urlAttribute checks an attribute that holds an absolute URL.
func (c *checker) urlAttribute(n int32, name string) {
	a := c.find(n, name)
	if a == nil {
		return
	}
	v := c.value(a)
	switch fault, _, _ := inspectURI(v); fault {
	case uriRelative, uriMalformed:
		c.add("url-attribute", int(a.value), n, v, "the attribute %s of %s is no absolute address", name, c.label(n))
	default:
		c.checkURI(n, int(a.value), v, 0)
	}
}

func (c *checker) enclosure(n int32) {
	c.needAttrs(n, "url", "length", "type")
	c.urlAttribute(n, "url")
	if a := c.find(n, "length"); a != nil {
		if v := c.value(a); !allDigits(strings.TrimSpace(v)) {
			c.add("integer-attribute", int(a.value), n, v, "the length %s is not a number of bytes", quoted(v))
		}
	}
	if a := c.find(n, "type"); a != nil {
		c.checkMediaType(n, int(a.value), c.value(a))
	}
}

func imageURL(c *checker, n int32, v string) {
	if v == "" {
		nonBlank(c, n, v)
		return
	}
	if !c.checkURI(n, c.textAt(n), v, 0) {
		return
	}
	path, _, _ := strings.Cut(v, "?")
	dot := strings.LastIndexByte(path, '.')
	if dot < strings.LastIndexByte(path, '/') {
		return
	}
	switch strings.ToLower(path[dot+1:]) {
	case "gif", "jpg", "jpeg", "png", "jpe":
	default:
		if strings.Count(path, "/") > 2 {
			c.add("image-url-format", c.textAt(n), n, v, "the image %s is not a GIF, JPEG or PNG", quoted(v))
		}
	}
}

// within returns a check for a size between 1 and most.
func within(rule RuleID, most int) check {
	return func(c *checker, n int32, v string) {
		if i, ok := digits(v, 1, 9); !ok || i < 1 || i > most {
			c.add(rule, c.textAt(n), n, v, "%s is not a number between 1 and %d", quoted(v), most)
		}
	}
}

func (c *checker) checkImage(n int32) {
	k := c.walk(n, nsNone, rssImage, nil, func(int32) {})
	c.need(n, k, "url", "missing-element", "title", "missing-title", "link", "missing-link")
}

// compareImage compares the image with its channel, as the profile asks.
func (c *checker) compareImage(image int32, k *children) {
	for x := c.node(image).first; x != 0; x = c.node(x).next {
		if c.node(x).kind != element || c.node(x).ns != nsNone {
			continue
		}
		v := strings.TrimSpace(c.content(x))
		switch c.node(x).name {
		case "title":
			if t := k.get("title"); t != 0 && strings.TrimSpace(c.content(t)) != v && v != "" {
				c.at("image-title", x, "the title of the image is not that of the channel")
			}
		case "link":
			if t := k.get("link"); t != 0 && strings.TrimSpace(c.content(t)) != v && v != "" {
				c.at("image-link", x, "the link of the image is not that of the channel")
			}
		}
	}
}

func skipHour(c *checker, n int32, v string) {
	h, ok := digits(v, 1, 2)
	switch {
	case ok && h == 24:
		c.add("use-zero-for-midnight", c.textAt(n), n, v, "midnight is hour 0")
	case !ok || h > 24:
		c.add("hour", c.textAt(n), n, v, "%s is not an hour between 0 and 23", quoted(v))
	}
}

var dayNames = map[string]bool{"Monday": true, "Tuesday": true, "Wednesday": true, "Thursday": true, "Friday": true, "Saturday": true, "Sunday": true}

func skipDay(c *checker, n int32, v string) {
	if !dayNames[v] {
		c.add("weekday", c.textAt(n), n, v, "%s is not an English weekday", quoted(v))
	}
}

// skipDays allows seven days.
func (c *checker) skipDays(n int32) {
	days := 0
	c.walk(n, nsNone, rssDays, func(k int32) {
		if days++; days == 8 {
			c.at("too-many-days", k, "skipDays has more than seven days")
		}
	}, func(int32) {})
}
