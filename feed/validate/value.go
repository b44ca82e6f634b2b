package validate

import (
	"mime"
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

func absoluteURL(c *checker, n int32, v string) {
	c.checkURI(n, c.textAt(n), v, 0)
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

func nonNegative(c *checker, n int32, v string) {
	if !allDigits(v) {
		c.add("non-negative-integer", c.textAt(n), n, v, "%s is not a number that is zero or more", quoted(v))
	}
}

func positive(c *checker, n int32, v string) {
	if !allDigits(v) || strings.Trim(v, "0") == "" {
		c.add("positive-integer", c.textAt(n), n, v, "%s is not a number that is one or more", quoted(v))
	}
}

func allDigits(v string) bool { return v != "" && strings.Trim(v, "0123456789") == "" }

// validMediaType checks type/subtype with optional parameters.
func validMediaType(v string) bool {
	if v != strings.TrimSpace(v) {
		return false
	}
	t, _, err := mime.ParseMediaType(v)
	if err != nil {
		return false
	}
	major, minor, ok := strings.Cut(t, "/")
	return ok && major != "" && minor != "" && major != "*" && minor != "*"
}

func (c *checker) checkMediaType(n int32, off int, v string) {
	if !validMediaType(v) {
		c.add("media-type", off, n, v, "%s is not a media type, such as %q", quoted(v), "text/html")
	}
}

// validAddress checks an addr-spec of RFC 5322 in the form that is in use: dot-atom@domain.
func validAddress(v string) bool {
	i := strings.LastIndexByte(v, '@')
	if i <= 0 {
		return false
	}
	for part := range strings.SplitSeq(v[:i], ".") {
		if part == "" {
			return false
		}
		for k := range len(part) {
			if part[k] < 0x80 && !isAlnum(part[k]) && strings.IndexByte("!#$%&'*+-/=?^_`{|}~", part[k]) < 0 {
				return false
			}
		}
	}
	domain := v[i+1:]
	if !strings.Contains(domain, ".") {
		return false
	}
	for label := range strings.SplitSeq(domain, ".") {
		if label == "" || label[0] == '-' || label[len(label)-1] == '-' {
			return false
		}
		for k := range len(label) {
			if label[k] < 0x80 && !isAlnum(label[k]) && label[k] != '-' {
				return false
			}
		}
	}
	return true
}

// contact checks a person of RSS: an address with a name in parentheses.
func contact(c *checker, n int32, v string) {
	if v == "" {
		nonBlank(c, n, v)
		return
	}
	off := c.textAt(n)
	plainText(c, n, strings.ReplaceAll(v, "<", ""))
	addr, name, named := strings.Cut(v, "(")
	addr = strings.TrimSpace(addr)
	switch {
	case validAddress(addr) && named && strings.HasSuffix(name, ")"):
		if strings.TrimSpace(strings.TrimSuffix(name, ")")) == "" {
			c.add("missing-real-name", off, n, v, "the address %s comes without a name", quoted(v))
		}
	case validAddress(v):
		c.add("missing-real-name", off, n, v, "the address %s comes without a name, as in %q", quoted(v), v+" (Name)")
	case mailbox(v):
		c.add("email-format", off, n, v, "%s is not of the form %q", quoted(v), "address@example.org (Name)")
	default:
		c.add("contact", off, n, v, "%s is not an e-mail address", quoted(v))
	}
}

// mailbox recognises the form Name <address>.
func mailbox(v string) bool {
	_, addr, ok := strings.Cut(v, "<")
	return ok && strings.HasSuffix(addr, ">") && validAddress(strings.TrimSuffix(addr, ">"))
}
