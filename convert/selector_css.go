package convert

import (
	"errors"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/portalfeed/portalfeed/convert/internal/dom"
)

// cssGroup is a list of complex selectors (Selectors Level 4 section 4.1): what one of them matches.
type cssGroup []cssChain

// cssChain is a complex selector: compound selectors with combinators between.
type cssChain struct {
	parts []cssCompound
	links []byte // before parts[1:]: ' ' > + ~
}

// cssCompound is what must be true of one element.
type cssCompound []cssTest

// cssTest is one condition: of an element by itself, or of its place in the page.
type cssTest struct {
	of    func(n dom.Node) bool
	place func(p *cssPage) []bool // by node
}

// errCSS says that a selector is of no form that is known.
var errCSS = errors.New("it is of no known form")

// parseCSS reads a selector that the CSS library takes for well-formed.
func parseCSS(s string) (cssGroup, error) {
	p := cssParser{text: s}
	g := p.group()
	if p.bad || p.at < len(s) {
		return nil, errCSS
	}
	return g, nil
}

// cssParser reads selectors from left to right. Once something is wrong it only goes on to the end.
type cssParser struct {
	text string
	at   int
	bad  bool
}

func (p *cssParser) peek() byte {
	if p.at < len(p.text) && !p.bad {
		return p.text[p.at]
	}
	return 0
}

// skip goes over white space and comments, and reports whether there was any.
func (p *cssParser) skip() bool {
	start := p.at
	for p.at < len(p.text) {
		if strings.IndexByte(" \t\r\n\f", p.text[p.at]) >= 0 {
			p.at++
			continue
		}
		end := -1
		if strings.HasPrefix(p.text[p.at:], "/*") {
			end = strings.Index(p.text[p.at+2:], "*/")
		}
		if end < 0 {
			break
		}
		p.at += 2 + end + 2
	}
	return p.at > start
}

// want goes over a character that must come.
func (p *cssParser) want(c byte) {
	if p.peek() != c {
		p.bad = true
		return
	}
	p.at++
}

func (p *cssParser) group() cssGroup {
	var g cssGroup
	for !p.bad {
		g = append(g, p.chain())
		if p.peek() != ',' {
			break
		}
		p.at++
	}
	return g
}

func (p *cssParser) chain() cssChain {
	p.skip()
	c := cssChain{parts: []cssCompound{p.compound()}}
	for !p.bad {
		link := byte(0)
		if p.skip() {
			link = ' '
		}
		switch next := p.peek(); next {
		case 0, ',', ')':
			return c
		case '>', '+', '~':
			link = next
			p.at++
			p.skip()
		}
		if link == 0 {
			return c
		}
		c.links = append(c.links, link)
		c.parts = append(c.parts, p.compound())
	}
	return c
}

func (p *cssParser) compound() cssCompound {
	var all cssCompound
	of := func(f func(n dom.Node) bool) { all = append(all, cssTest{of: f}) }
	start := p.at
	switch p.peek() {
	case '*':
		p.at++
		if strings.HasPrefix(p.text[p.at:], "|*") {
			p.at += 2
		}
	case '#', '.', '[', ':':
	default:
		tag := cssLower(p.ident())
		of(func(n dom.Node) bool { return n.Name() == tag })
	}
	for !p.bad {
		switch p.peek() {
		case '#':
			p.at++
			id := p.name()
			of(cssAttr("id", func(v string) bool { return v == id }))
		case '.':
			p.at++
			class := p.ident()
			of(cssAttr("class", func(v string) bool { return cssHasWord(v, class, false) }))
		case '[':
			of(p.attribute())
		case ':':
			all = append(all, p.pseudo())
		default:
			p.bad = p.bad || p.at == start
			return all
		}
	}
	return all
}

// cssLower makes small letters of ASCII.
func cssLower(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= 'A' && r <= 'Z' {
			r += 'a' - 'A'
		}
		return r
	}, s)
}

// ident reads a name that begins with a letter, or with hyphens before it.
func (p *cssParser) ident() string {
	at := p.at
	for at < len(p.text) && p.text[at] == '-' {
		at++
	}
	if at >= len(p.text) || p.text[at] >= '0' && p.text[at] <= '9' {
		p.bad = true
	}
	return p.name()
}

// name reads letters, digits, hyphens, and what is escaped or not ASCII.
func (p *cssParser) name() string {
	var b strings.Builder
	for p.at < len(p.text) {
		switch c := p.text[p.at]; {
		case c == '\\':
			b.WriteString(p.escape())
		case c == '-', c == '_', c >= '0' && c <= '9', c|0x20 >= 'a' && c|0x20 <= 'z', c >= utf8.RuneSelf:
			b.WriteByte(c)
			p.at++
		default:
			p.bad = p.bad || b.Len() == 0
			return b.String()
		}
	}
	p.bad = p.bad || b.Len() == 0
	return b.String()
}

// escape reads what stands behind a backslash (CSS Syntax Level 3 section 4.3.7).
func (p *cssParser) escape() string {
	p.at++
	digits := 0
	for digits < 6 && p.at+digits < len(p.text) && strings.IndexByte("0123456789abcdefABCDEF", p.text[p.at+digits]) >= 0 {
		digits++
	}
	switch {
	case p.at >= len(p.text):
		p.bad = true
		return ""
	case digits == 0:
		p.at++
		return p.text[p.at-1 : p.at]
	}
	code, _ := strconv.ParseUint(p.text[p.at:p.at+digits], 16, 32)
	p.at += digits
	switch {
	case strings.HasPrefix(p.text[p.at:], "\r\n"):
		p.at += 2
	case p.at < len(p.text) && strings.IndexByte(" \t\r\n\f", p.text[p.at]) >= 0:
		p.at++
	}
	return string(rune(code))
}

// quoted reads a text between quotes.
func (p *cssParser) quoted() string {
	quote := p.text[p.at]
	p.at++
	var b strings.Builder
	for p.at < len(p.text) {
		switch c := p.text[p.at]; {
		case c == quote:
			p.at++
			return b.String()
		case c == '\\' && p.at+1 < len(p.text) && strings.IndexByte("\r\n\f", p.text[p.at+1]) >= 0: // the line goes on
			p.at += 2
			if p.text[p.at-1] == '\r' && p.peek() == '\n' {
				p.at++
			}
		case c == '\\':
			b.WriteString(p.escape())
		default:
			b.WriteByte(c)
			p.at++
		}
	}
	p.bad = true
	return ""
}

// value reads a text between quotes, or a name.
func (p *cssParser) value() string {
	if c := p.peek(); c == '"' || c == '\'' {
		return p.quoted()
	}
	return p.ident()
}

// expression reads a regular expression up to the bracket that it does not open.
func (p *cssParser) expression() *regexp.Regexp {
	start, depth := p.at, 0
	for ; p.at < len(p.text); p.at++ {
		switch p.text[p.at] {
		case '(', '[':
			depth++
		case ')', ']':
			depth--
		}
		if depth < 0 {
			break
		}
	}
	re, err := regexp.Compile(p.text[start:p.at])
	if err != nil || regexpSize(p.text[start:p.at]) > regexpMaxSize {
		p.bad = true
		return nil
	}
	return re
}

// cssAttr is a condition for the value of an attribute.
func cssAttr(key string, of func(v string) bool) func(n dom.Node) bool {
	return func(n dom.Node) bool {
		for _, a := range n.Attrs() {
			if a.Key == key && of(a.Val) {
				return true
			}
		}
		return false
	}
}

// cssHasWord reports whether one of the words of a text is the one.
func cssHasWord(text, word string, fold bool) bool {
	for w := range strings.FieldsFuncSeq(text, func(r rune) bool { return strings.ContainsRune(" \t\r\n\f", r) }) {
		if w == word || fold && strings.EqualFold(w, word) {
			return true
		}
	}
	return false
}

// attribute reads [key], [key=value] and its kin (Selectors Level 4 section 6); != and #= are the library's own.
func (p *cssParser) attribute() func(n dom.Node) bool {
	p.at++
	p.skip()
	key := cssLower(p.ident())
	p.skip()
	if p.peek() == ']' {
		p.at++
		return cssAttr(key, func(string) bool { return true })
	}
	op := p.peek()
	p.at++
	if op != '=' {
		p.want('=')
	}
	p.skip()
	var want string
	var re *regexp.Regexp
	if op == '#' {
		re = p.expression()
	} else {
		want = p.value()
	}
	p.skip()
	fold := p.peek()|0x20 == 'i'
	if fold {
		p.at++
		p.skip()
	}
	p.want(']')
	if p.bad {
		return func(dom.Node) bool { return false }
	}
	same := func(v string) bool { return v == want || fold && strings.EqualFold(v, want) }
	lower := func(v string) string { // what is compared by its parts
		if fold {
			return strings.ToLower(v)
		}
		return v
	}
	part := lower(want)
	switch op {
	case '=':
		return cssAttr(key, same)
	case '!':
		is := cssAttr(key, same)
		return func(n dom.Node) bool { return !is(n) }
	case '~':
		return cssAttr(key, func(v string) bool { return cssHasWord(v, want, fold) })
	case '|':
		return cssAttr(key, func(v string) bool {
			return same(v) || len(v) > len(want) && v[len(want)] == '-' && same(v[:len(want)])
		})
	case '^':
		return cssAttr(key, func(v string) bool { return strings.TrimSpace(v) != "" && strings.HasPrefix(lower(v), part) })
	case '$':
		return cssAttr(key, func(v string) bool { return strings.TrimSpace(v) != "" && strings.HasSuffix(lower(v), part) })
	case '*':
		return cssAttr(key, func(v string) bool { return strings.TrimSpace(v) != "" && strings.Contains(lower(v), part) })
	case '#':
		return cssAttr(key, re.MatchString)
	}
	p.bad = true
	return nil
}
