package validate

import (
	"cmp"
	"slices"
	"strings"

	"github.com/portalfeed/portalfeed/encodingx"
)

// appControl and what follows are of the Atom Publishing Protocol, RFC 5023.
func appControl(c *checker, n int32) {
	c.inside(n, map[string]extensionSpec{"app:draft": {once: everywhere, check: yesNo}})
}

func yesNo(c *checker, n int32, v string) {
	if v != "yes" && v != "no" {
		c.add("yes-no", c.textAt(n), n, v, "%s is neither yes nor no", quoted(v))
	}
}

// checkApp checks a service or categories document.
func (c *checker) checkApp(root int32) {
	c.family = familyApp
	if c.node(root).name == "categories" {
		c.format = "atomcat1.0"
		c.checkAttrs(root, "scheme fixed href")
		appCategories(c, root)
		return
	}
	c.format = "atomsvc1.0"
	c.checkAttrs(root, "")
	count := c.inside(root, map[string]extensionSpec{"app:workspace": {into: appWorkspace}})
	c.needInside(root, count, "app:workspace")
}

// needInside reports elements that are missing in a structure.
func (c *checker) needInside(n int32, count map[string]int, names ...string) {
	for _, name := range names {
		if count[name] == 0 && !c.node(n).broken {
			c.atEnd("missing-element", n, "the element %s has no %s", c.label(n), name)
			c.wanted(name)
		}
	}
}

var appTitle = extensionSpec{once: everywhere, attrs: "type src", into: func(c *checker, n int32) { c.textConstruct(n) }}

// appParts are the elements of a service document.
func appParts() map[string]extensionSpec {
	return map[string]extensionSpec{
		"workspace": {into: appWorkspace}, "collection": {attrs: "href", into: appCollection}, "categories": {attrs: "scheme fixed href", into: appCategories},
	}
}

func appWorkspace(c *checker, n int32) {
	count := c.inside(n, map[string]extensionSpec{"atom:title": appTitle, "app:collection": {attrs: "href", into: appCollection}})
	c.needInside(n, count, "atom:title")
}

func appCollection(c *checker, n int32) {
	if a := c.find(n, "href"); a != nil {
		c.checkURI(n, int(a.value), c.value(a), mayBeRelative|mayBeIRI)
	} else {
		c.needAttrs(n, "href")
	}
	count := c.inside(n, map[string]extensionSpec{
		"atom:title": appTitle, "app:categories": {attrs: "scheme fixed href", into: appCategories}, "app:accept": {check: appAccept},
	})
	c.needInside(n, count, "atom:title")
}

func appAccept(c *checker, n int32, v string) {
	if v == "" {
		return
	}
	for r := range strings.SplitSeq(v, ",") {
		r = strings.TrimSpace(r)
		if strings.Contains(r, ";q=") {
			c.add("media-range-parameter", c.textAt(n), n, r, "the parameter q means nothing here")
		}
		if t := strings.ReplaceAll(r, "*", "x"); !mediaTypeForm.MatchString(t) {
			c.checkMediaType(n, c.textAt(n), r)
		}
	}
}

func appCategories(c *checker, n int32) {
	if a := c.find(n, "fixed"); a != nil {
		if v := c.value(a); v != "yes" && v != "no" {
			c.add("yes-no", int(a.value), n, v, "%s is neither yes nor no", quoted(v))
		}
	}
	href := c.find(n, "href")
	if href != nil {
		for _, name := range []string{"fixed", "scheme"} {
			if a := c.find(n, name); a != nil {
				c.add("categories-attributes", int(a.start), n, name, "where categories are elsewhere (href), there is no %s", name)
			}
		}
	}
	count := c.insideAt(n, 0, map[string]extensionSpec{"atom:category": {attrs: "term scheme label", into: atomCategory}})
	if href != nil && count["atom:category"] > 0 {
		c.atEnd("categories-children", n, "categories are elsewhere (href) and here")
	}
}

const searchAttrs = "role title totalResults searchTerms count startIndex startPage language inputEncoding outputEncoding parameter"

var searchRoles = words("request example related correction subset superset")

// searchQuery checks a query of OpenSearch.
func searchQuery(c *checker, n int32) {
	c.inside(n, nil)
	each := func(name string, f func(a *attribute, v string)) {
		if a := c.find(n, name); a != nil {
			f(a, c.value(a))
		}
	}
	if c.find(n, "role") == nil {
		c.needAttrs(n, "role")
	}
	each("role", func(a *attribute, v string) {
		prefix, _, extended := strings.Cut(v, ":")
		switch {
		case !extended && !searchRoles[v]:
			c.add("search-role", int(a.value), n, v, "the role %s is not defined", quoted(v))
		case extended && !c.facts.prefixes[prefix]:
			c.add("undeclared-value-prefix", int(a.value), n, v, "the prefix %s is not declared", quoted(prefix))
		}
	})
	each("title", func(a *attribute, v string) {
		c.tooLong(n, int(a.value), v, 256)
		if looksLikeHTML(v) {
			c.add("contains-html", int(a.value), n, v, "the attribute title is for plain text, but has HTML")
		}
	})
	for _, name := range []string{"totalResults", "count"} {
		each(name, func(a *attribute, v string) {
			if !isNonNegative(v) {
				c.add("non-negative-integer", int(a.value), n, v, "%s is not a number that is zero or more", quoted(v))
			}
		})
	}
	for _, name := range []string{"startIndex", "startPage"} {
		each(name, func(a *attribute, v string) {
			if _, ok := number(v); !ok && v != "" {
				c.add("integer", int(a.value), n, v, "%s is not a number", quoted(v))
			}
		})
	}
	each("language", func(a *attribute, v string) { c.checkLanguage(n, int(a.value), v) })
	for _, name := range []string{"inputEncoding", "outputEncoding"} {
		each(name, func(a *attribute, v string) {
			if _, ok := encodingx.Lookup(v); !ok {
				c.add("encoding-name", int(a.value), n, v, "the encoding %s is not known", quoted(v))
			}
		})
	}
	each("searchTerms", func(a *attribute, v string) {
		for _, b := range []byte(v) {
			if b >= 0x80 || !isAlnum(b) && strings.IndexByte("-._~/%+ ", b) < 0 {
				c.add("not-url-encoded", int(a.value), n, v, "the search terms %s are not percent-encoded", quoted(v))
				return
			}
		}
	})
}

// syncSharing and syncSync are of FeedSync.
func syncSharing(c *checker, n int32) {
	since, until := c.find(n, "since"), c.find(n, "until")
	if (since == nil) != (until == nil) {
		if since == nil {
			c.needAttrs(n, "since")
		} else {
			c.needAttrs(n, "until")
		}
	}
	for _, name := range []string{"since", "until", "expires"} {
		c.dateAttr(n, name)
	}
	if since != nil && until != nil && cmp.Compare(c.value(since), c.value(until)) > 0 {
		c.add("since-after-until", int(since.value), n, c.value(since), "the interval ends before it begins")
	}
	c.inside(n, map[string]extensionSpec{"sx:related": {attrs: "link title type", into: syncRelated}})
}

// dateAttr checks an attribute that holds a date of RFC 3339.
func (c *checker) dateAttr(n int32, name string) {
	a := c.find(n, name)
	if a == nil {
		return
	}
	v := c.value(a)
	if t, ok := parseRFC3339(v, false); !ok {
		c.add("rfc3339-date", int(a.value), n, v, "%s is not a date of RFC 3339, such as %q", quoted(v), "2012-09-25T18:07:00+08:00")
	} else {
		c.plausible(n, int(a.value), v, t)
	}
}

func syncRelated(c *checker, n int32) {
	c.needAttrs(n, "link", "type")
	if a := c.find(n, "link"); a != nil {
		c.checkURI(n, int(a.value), c.value(a), 0)
	}
	c.plainAttr(n, "title")
	if a := c.find(n, "type"); a != nil {
		if v := c.value(a); v != "complete" && v != "aggregated" {
			c.add("sync-type", int(a.value), n, v, "the type %s is neither complete nor aggregated", quoted(v))
		}
	}
}

// plainAttr checks an attribute that holds plain text.
func (c *checker) plainAttr(n int32, name string) {
	a := c.find(n, name)
	switch v := c.value(a); {
	case a == nil:
	case v == "":
		c.add("blank-element", int(a.value), n, "", "the attribute %s is empty", name)
	case looksLikeHTML(v):
		c.add("contains-html", int(a.value), n, v, "the attribute %s is for plain text, but has HTML", name)
	}
}

const maxUpdates = 1<<31 - 1

// updatesAttr checks a count that has 31 bits.
func (c *checker) updatesAttr(n int32, name string) {
	a := c.find(n, name)
	if a == nil {
		c.needAttrs(n, name)
		return
	}
	v := c.value(a)
	switch i, ok := number(v); {
	case ok && i > maxUpdates:
		c.add("integer-overflow", int(a.value), n, v, "%s is more than %d", quoted(v), maxUpdates)
	case !ok || i <= 0:
		c.add("positive-integer", int(a.value), n, v, "%s is not a number that is one or more", quoted(v))
	}
}

func syncSync(c *checker, n int32) {
	for _, name := range []string{"deleted", "noconflicts"} {
		if a := c.find(n, name); a != nil {
			if v := c.value(a); v != "true" && v != "false" {
				c.add("true-false", int(a.value), n, v, "%s is %s, not true or false", name, quoted(v))
			}
		}
	}
	if a := c.find(n, "id"); a == nil {
		c.needAttrs(n, "id")
	} else {
		v := c.value(a)
		if v == "" {
			c.add("blank-element", int(a.value), n, "", "the attribute id is empty")
		}
		if slices.Contains(c.facts.syncIDs, v) {
			c.add("duplicate-id", int(a.value), n, v, "the identifier %s is that of another item, too", quoted(v))
		} else if len(c.facts.syncIDs) < MaxPerRule {
			c.facts.syncIDs = append(c.facts.syncIDs, v)
		}
		c.nssAttr(n, "id")
	}
	c.updatesAttr(n, "updates")
	count := c.inside(n, map[string]extensionSpec{"sx:history": {attrs: "by sequence when", into: syncHistory}, "sx:conflicts": {into: anything}})
	c.needInside(n, count, "sx:history")
}

func (c *checker) nssAttr(n int32, name string) {
	if a := c.find(n, name); a != nil && !nssForm.MatchString(c.value(a)) {
		c.add("invalid-urn-name", int(a.value), n, c.value(a), "%s has characters that RFC 2141 does not allow", quoted(c.value(a)))
	}
}

func syncHistory(c *checker, n int32) {
	c.plainAttr(n, "by")
	c.nssAttr(n, "by")
	c.updatesAttr(n, "sequence")
	c.dateAttr(n, "when")
	by, when := c.find(n, "by"), c.find(n, "when")
	switch {
	case by == nil && when == nil:
		c.at("sync-history", n, "the history says neither when nor by whom")
	case by == nil:
		c.at("missing-recommended-attribute", n, "the history does not say by whom")
	case when == nil:
		c.at("missing-recommended-attribute", n, "the history does not say when")
	}
}
