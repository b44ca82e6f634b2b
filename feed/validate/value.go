package validate

import (
	"math"
	"net/url"
	"strings"

	"golang.org/x/text/language"
)

// check looks at the trimmed text of an element.
type check func(c *checker, n int32, v string)

func anyText(*checker, int32, string) {}

func nonBlank(c *checker, n int32, v string) {
	if v == "" {
		c.at("blank-element", n, "the element %s is empty", c.label(n))
	}
}

// iriReference is for Atom, where IRIs and, with xml:base, relative ones may stand.
func iriReference(c *checker, n int32, v string) {
	if v == "" {
		nonBlank(c, n, v)
		return
	}
	c.checkURI(n, c.textAt(n), v, mayBeRelative|mayBeIRI)
}

func languageTag(c *checker, n int32, v string) {
	c.checkLanguage(n, c.textAt(n), v)
}

func (c *checker) checkLanguage(n int32, off int, v string) {
	if !validLanguage(v) {
		c.add("language", off, n, v, "%s is not a language tag, such as %q", quoted(v), "zh-Hant")
	}
}

// validLanguage checks the form of BCP 47 and that the primary subtag is registered.
func validLanguage(v string) bool {
	if strings.ContainsAny(v, "_ ") {
		return false
	}
	primary, _, _ := strings.Cut(v, "-")
	switch {
	case strings.EqualFold(primary, "x"), strings.EqualFold(primary, "i"):
	default:
		if len(primary) > 3 {
			return false
		}
		if _, err := language.ParseBase(primary); err != nil {
			return false
		}
	}
	for sub := range strings.SplitSeq(v, "-") {
		if sub == "" || len(sub) > 8 {
			return false
		}
		for i := range len(sub) {
			if !isAlnum(sub[i]) {
				return false
			}
		}
	}
	return true
}

// number reads a whole number as XML Schema writes it: with white space around it and a sign, if it likes.
func number(v string) (int, bool) {
	const most = 18 // digits that fit
	v = strings.TrimSpace(v)
	sign := 1
	switch {
	case strings.HasPrefix(v, "+"):
		v = v[1:]
	case strings.HasPrefix(v, "-"):
		v, sign = v[1:], -1
	}
	if !allDigits(v) {
		return 0, false
	}
	if i, ok := digits(strings.TrimLeft(v, "0"), 0, most); ok {
		return sign * i, true
	}
	return sign * math.MaxInt, true
}

func isNonNegative(v string) bool {
	i, ok := number(v)
	return ok && i >= 0
}

func isPositive(v string) bool {
	i, ok := number(v)
	return ok && i > 0
}

func nonNegative(c *checker, n int32, v string) {
	if !isNonNegative(v) {
		c.add("non-negative-integer", c.textAt(n), n, v, "%s is not a number that is zero or more", quoted(v))
	}
}

func positive(c *checker, n int32, v string) {
	if !isPositive(v) {
		c.add("positive-integer", c.textAt(n), n, v, "%s is not a number that is one or more", quoted(v))
	}
}

func allDigits(v string) bool { return v != "" && strings.Trim(v, "0123456789") == "" }

// mediaTypeForm is a media type with its parameters.
var mediaTypeForm = lazyRegexp(`^[^\s()<>,;:\\"/[\]?=]+/[^\s()<>,;:\\"/[\]?=]+(\s*;\s*[^\s()<>,;:\\"/[\]?=]+=("(\\"|[^"])*"|[^\s()<>,;:\\"/[\]?=]+))*$`)

// validMediaType checks type/subtype with optional parameters.
func validMediaType(v string) bool { return mediaTypeForm.MatchString(v) && !strings.Contains(v, "*") }

func (c *checker) checkMediaType(n int32, off int, v string) {
	if !validMediaType(v) {
		c.add("media-type", off, n, v, "%s is not a media type, such as %q", quoted(v), "text/html")
	}
}

// mediaTypeAttr checks the media type of an enclosure or of media:content.
func (c *checker) mediaTypeAttr(n int32, a *attribute) {
	if v := c.value(a); !validMediaType(v) {
		c.add("media-type-attribute", int(a.value), n, v, "%s is not a media type, such as %q", quoted(v), "audio/mpeg")
	}
}

// addressForm is an addr-spec of RFC 5322 in the form that is in use, localForm one whose host has no dot.
var (
	addressForm = lazyRegexp("(?i)^[A-Z0-9_\\-+.'!#$%&*/=?^`{|}~]+@(([0-9]{1,3}\\.){3}|([A-Z0-9-]+\\.)+)[A-Z0-9][-A-Z0-9]*$")
	localForm   = lazyRegexp(`^[\w\pL\pN.%+-]+@[A-Za-z][\w.-]+$`)
)

func validAddress(v string) bool {
	if !addressForm.MatchString(v) {
		return false
	}
	local, domain, _ := strings.Cut(v, "@")
	return !strings.Contains("."+local+".", "..") && !strings.Contains("."+domain, ".-") && !strings.Contains(domain+".", "-.")
}

// address checks an e-mail address; v is what stands in the document, addr the address in it.
func (c *checker) address(rule RuleID, n int32, v, addr string) {
	switch {
	case validAddress(addr):
	case localForm.MatchString(addr):
		c.add("unknown-host", c.textAt(n), n, v, "the host of the address %s is not one of the internet", quoted(v))
	default:
		c.add(rule, c.textAt(n), n, v, "%s is not an e-mail address", quoted(v))
	}
}

// bareAddress is the address in name <address> or address (name).
func bareAddress(v string) string {
	if _, in, ok := strings.Cut(v, "<"); ok {
		v, _, _ = strings.Cut(in, ">")
	}
	v, _ = withoutComments(v)
	return strings.TrimSpace(v)
}

// contact checks a person of RSS: an address with a name in parentheses.
func contact(c *checker, n int32, v string) {
	off := c.textAt(n)
	if rest, ok := strings.CutPrefix(v, "mailto:"); ok {
		v = rest
		if plain, err := url.PathUnescape(rest); err == nil {
			v = plain
		}
	}
	switch {
	case strings.IndexByte(v, '@') <= 0 || strings.HasSuffix(v, ")"):
		contactAddress(c, n, v)
	case strings.IndexByte(v, ' ') > 0:
		c.add("email-format", off, n, v, "%s is not of the form %q", quoted(v), "address@example.org (Name)")
	default:
		c.add("missing-real-name", off, n, v, "the address %s comes without a name, as in %q", quoted(v), v+" (Name)")
	}
}
