package validate

import (
	"slices"
	"strings"
)

// mediaElements are the elements of Media RSS that may stand in a channel, an item, a group and a content.
func addMedia(add func(extensionSpec, string)) {
	for name, s := range mediaElements() {
		s.in = both | inMedia | inGroup
		add(s, name)
	}
	add(extensionSpec{in: items, into: mediaGroup}, "media:group")
	add(extensionSpec{in: items | inGroup, attrs: mediaContentAttrs, into: mediaContent}, "media:content")
}

func mediaElements() map[string]extensionSpec {
	return map[string]extensionSpec{
		"media:adult":       {once: everywhere, check: mediaAdult},
		"media:category":    {attrs: "label scheme", check: plainText, into: mediaCategory},
		"media:copyright":   {once: everywhere, attrs: "url", check: plainText, into: func(c *checker, n int32) { c.fullAttr(n, "url") }},
		"media:credit":      {attrs: "role scheme", check: anyText, into: mediaCredit},
		"media:description": {once: everywhere, attrs: "type", check: mediaText},
		"media:title":       {once: everywhere, attrs: "type", check: mediaText},
		"media:text":        {attrs: "end lang start type", check: mediaText, into: mediaTimes},
		"media:keywords":    {check: anyText},
		"media:hash":        {attrs: "algo", check: mediaHash},
		"media:player":      {attrs: "height url width", into: mediaPicture},
		"media:thumbnail":   {attrs: "height time url width", into: mediaPicture},
		"media:rating":      {attrs: "scheme", check: mediaRating},
		"media:restriction": {attrs: "relationship type", check: mediaRestriction},
	}
}

const mediaContentAttrs = "bitrate channels duration expression fileSize framerate height isDefault lang medium samplingrate type url width"

// fullAttr checks an attribute that holds an absolute address, if it is there.
func (c *checker) fullAttr(n int32, name string) {
	if a := c.find(n, name); a != nil && c.value(a) != "" {
		c.checkURI(n, int(a.value), c.value(a), 0)
	}
}

func mediaAdult(c *checker, n int32, v string) {
	c.at("media-adult", n, "media:rating has taken the place of media:adult")
	if low := strings.ToLower(v); low != "true" && low != "false" {
		c.add("true-false", c.textAt(n), n, v, "%s is neither true nor false", quoted(v))
	}
}

func mediaCategory(c *checker, n int32) {
	if a := c.find(n, "label"); a != nil && looksLikeHTML(c.value(a)) {
		c.add("contains-html", int(a.value), n, c.value(a), "the attribute label is for plain text, but has HTML")
	}
	c.fullAttr(n, "scheme")
}

func mediaCredit(c *checker, n int32) {
	scheme, role := c.value(c.find(n, "scheme")), c.find(n, "role")
	ebu := scheme == "" || scheme == "urn:ebu"
	if v := c.value(role); v != "" && (ebu && !creditRoles[v] || v != strings.ToLower(v)) {
		c.add("credit-role", int(role.value), n, v, "%s is not a role of the scheme", quoted(v))
	}
	if !ebu {
		c.fullAttr(n, "scheme")
	}
}

// mediaText checks a text that is plain or, with type="html", HTML.
func mediaText(c *checker, n int32, v string) {
	a := c.find(n, "type")
	kind := c.value(a)
	if kind != "" && kind != "plain" && kind != "html" {
		c.add("media-text-type", int(a.value), n, kind, "the type %s is neither plain nor html", quoted(kind))
	}
	if kind == "html" {
		htmlText(c, n, v)
	} else {
		c.plain(n, v, "undeclared-html")
	}
}

var (
	playTime  = lazyRegexp(`^(now|\d+(\.\d+)?|\d+:\d\d:\d\d(\.\d+)?)$`)
	hashForm  = lazyRegexp(`^[0-9A-Za-z]+$`)
	icraForm  = lazyRegexp(`^r \((` + icraCode + `)( (` + icraCode + `))*\)$`)
	mpaa      = words("g m nc-17 pg pg-13 r x")
	vChip     = words("14+ 18+ c c8 g pg tv-14 tv-g tv-ma tv-pg tv-y tv-y7 tv-y7-fv")
	hashSizes = map[string]int{"": 32, "md5": 32, "sha-1": 40}
)

// icraCode is a rating of the Internet Content Rating Association.
const icraCode = `[nsvlocx]z [01]|(n[a-c]|s[a-f]|v[a-j]|l[a-c]|o[a-h]|c[a-b]|x[a-e]) 1`

func (c *checker) timeAttr(n int32, name string) {
	if a := c.find(n, name); a != nil && c.value(a) != "" && !playTime.MatchString(c.value(a)) {
		c.add("play-time", int(a.value), n, c.value(a), "%s is not a time such as 1:02:03.5 or 3723.5", quoted(c.value(a)))
	}
}

func mediaTimes(c *checker, n int32) {
	c.timeAttr(n, "start")
	c.timeAttr(n, "end")
	c.langAttr(n)
}

func (c *checker) langAttr(n int32) {
	if a := c.find(n, "lang"); a != nil && c.value(a) != "" {
		c.checkLanguage(n, int(a.value), c.value(a))
	}
}

func mediaHash(c *checker, n int32, v string) {
	a := c.find(n, "algo")
	size, ok := hashSizes[c.value(a)]
	switch {
	case !ok:
		c.add("media-hash", int(a.value), n, c.value(a), "the algorithm %s is neither md5 nor sha-1", quoted(c.value(a)))
	case !hashForm.MatchString(v) || len(v) != size:
		c.add("media-hash", c.textAt(n), n, v, "%s is not a hash of %d hexadecimal digits", quoted(v), size)
	}
}

func mediaPicture(c *checker, n int32) {
	c.timeAttr(n, "time")
	if a := c.find(n, "url"); c.value(a) == "" {
		c.needAttrs(n, "url")
		if a != nil {
			c.add("missing-attribute", int(a.value), n, "", "the attribute url of %s is empty", c.label(n))
		}
	}
	c.fullAttr(n, "url")
	c.positiveAttr(n, "height")
	c.positiveAttr(n, "width")
	if c.node(n).name == "thumbnail" {
		c.leaf(n, anyText)
	} else {
		c.inside(n, nil)
	}
}

func (c *checker) positiveAttr(n int32, name string) {
	a := c.find(n, name)
	if v := c.value(a); v != "" && !isPositive(v) {
		c.add("positive-integer", int(a.value), n, v, "the %s %s is not a number that is one or more", name, quoted(v))
	}
}

func mediaRating(c *checker, n int32, v string) {
	a := c.find(n, "scheme")
	scheme := c.value(a)
	ok := true
	switch scheme {
	case "", "urn:simple":
		ok = v == "adult" || v == "nonadult"
	case "urn:mpaa":
		ok = mpaa[v]
	case "urn:v-chip":
		ok = vChip[v]
	case "urn:icra":
		ok = icraForm.MatchString(v)
	default:
		c.checkURI(n, int(a.value), scheme, 0)
	}
	if !ok {
		c.add("media-rating", c.textAt(n), n, v, "%s is not a rating of the scheme %s", quoted(v), quoted(scheme))
	}
}

func mediaRestriction(c *checker, n int32, v string) {
	rel := c.find(n, "relationship")
	switch r := c.value(rel); {
	case r == "":
		c.at("missing-attribute", n, "the element %s has no attribute relationship", c.label(n))
	case r != "allow" && r != "deny":
		c.add("media-restriction-relationship", int(rel.value), n, r, "the relationship %s is neither allow nor deny", quoted(r))
	}
	a := c.find(n, "type")
	switch kind := c.value(a); kind {
	case "":
		if v != "" && v != "all" && v != "none" {
			c.add("media-restriction", c.textAt(n), n, v, "%s is neither all nor none", quoted(v))
		}
	case "country":
		for code := range strings.SplitSeq(strings.ToUpper(v), " ") {
			if !countries[code] {
				c.add("country", c.textAt(n), n, v, "%s is not the code of a country", quoted(code))
			}
		}
	case "uri":
		c.checkURI(n, c.textAt(n), v, 0)
	case "sharing":
	default:
		c.add("media-restriction-type", int(a.value), n, kind, "the type %s is none of country, uri and sharing", quoted(kind))
	}
}

// mediaChildren checks the elements of a group or content.
func (c *checker) mediaChildren(n int32, at place) *extensions {
	e := &extensions{}
	for k := c.node(n).first; k != 0; k = c.node(k).next {
		x := c.node(k)
		if x.kind == element {
			c.extension(k, n, at, e)
		} else if x.kind == cdata || !x.blank {
			c.add("unexpected-text", int(x.start), n, "", "the element %s has elements only, no text of its own", c.label(n))
		}
	}
	return e
}

func mediaGroup(c *checker, n int32) {
	c.mediaChildren(n, inGroup)
	contents := 0
	for k := c.node(n).first; k != 0; k = c.node(k).next {
		if c.node(k).kind == element && c.node(k).ns == nsMedia && c.node(k).name == "content" {
			contents++
		}
	}
	if contents < 2 && !c.node(n).broken {
		c.atEnd("media-group-of-one", n, "the group has %d media:content; it is for two or more of one thing", contents)
	}
}

var mediaMediums = []string{"image", "audio", "video", "document", "executable"}

func mediaContent(c *checker, n int32) {
	for _, name := range []string{"bitrate", "duration", "framerate", "samplingrate"} {
		if a := c.find(n, name); a != nil && c.value(a) != "" && !startsWithDigit(c.value(a)) {
			c.add("float", int(a.value), n, c.value(a), "the %s %s is not a number", name, quoted(c.value(a)))
		}
	}
	if a := c.find(n, "channels"); a != nil && c.value(a) != "" && !isNonNegative(c.value(a)) {
		c.add("non-negative-integer", int(a.value), n, c.value(a), "%s is not a number that is zero or more", quoted(c.value(a)))
	}
	for _, name := range []string{"fileSize", "height", "width"} {
		c.positiveAttr(n, name)
	}
	each := func(name string, rule RuleID, ok func(v string) bool, what phrase) {
		if a := c.find(n, name); a != nil && c.value(a) != "" && !ok(c.value(a)) {
			c.add(rule, int(a.value), n, c.value(a), "the %s %s is none of %s", name, quoted(c.value(a)), what)
		}
	}
	each("expression", "media-expression", func(v string) bool { return v == "sample" || v == "full" || v == "nonstop" }, phrasef("%s, %s and %s", "sample", "full", "nonstop"))
	each("medium", "media-medium", func(v string) bool { return slices.Contains(mediaMediums, v) }, phrasef("%s", strings.Join(mediaMediums, ", ")))
	each("isDefault", "true-false", func(v string) bool { v = strings.ToLower(v); return v == "true" || v == "false" }, phrasef("%s and %s", "true", "false"))
	c.langAttr(n)
	if a := c.find(n, "type"); a != nil && c.value(a) != "" {
		c.mediaTypeAttr(n, a)
	}
	c.fullAttr(n, "url")
	c.mediaChildren(n, inMedia)
}

func startsWithDigit(v string) bool { return v != "" && '0' <= v[0] && v[0] <= '9' }
