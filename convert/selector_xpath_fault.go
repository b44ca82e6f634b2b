package convert

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"
)

// xpathFault finds the place of an error in an XPath expression, and words it. The library tells neither, so the grammar
// of XPath 1.0 (section 2 and 3) is walked again.
func xpathFault(s string, err error) *selectorFault {
	f := xpathRead(s)
	if f == nil {
		f = &selectorFault{at: -1, message: strings.TrimPrefix(err.Error(), "xpath: ")}
		if strings.Contains(f.message, "too complex") {
			f.message = "it is nested too deep"
		}
	}
	f.err = err
	return f
}

// xpathRead walks an expression, and returns nil if it is well-formed.
func xpathRead(s string) *selectorFault {
	p := xpathReader{text: s}
	p.expression(0)
	if p.fault == nil && p.blank() < len(s) {
		p.wrong(p.at, "unexpected %s", faultShow(s[p.at:]))
	}
	return p.fault
}

// xpathDepth bounds the nesting of brackets that is walked.
const xpathDepth = 200

// xpathFunctions are the functions that the XPath library knows, with the fewest and most arguments they take.
var xpathFunctions = map[string][2]int{
	"position": {0, 0}, "last": {0, 0}, "count": {1, 1}, "sum": {1, 1}, "name": {0, 1}, "local-name": {0, 1}, "namespace-uri": {0, 1},
	"string": {0, 1}, "concat": {2, 100}, "starts-with": {2, 2}, "ends-with": {2, 2}, "contains": {2, 2}, "matches": {2, 2},
	"substring": {2, 3}, "substring-before": {2, 2}, "substring-after": {2, 2}, "string-length": {0, 1}, "normalize-space": {0, 1},
	"translate": {3, 3}, "replace": {3, 3}, "lower-case": {1, 1}, "string-join": {2, 2}, "reverse": {1, 1}, "boolean": {1, 1},
	"number": {0, 1}, "not": {1, 1}, "true": {0, 0}, "false": {0, 0}, "ceiling": {1, 1}, "floor": {1, 1}, "round": {1, 1},
}

// xpathAxes are the axes of XPath 1.0 section 2.2 but namespace, which pages have not.
var xpathAxes = []string{
	"child", "descendant", "parent", "ancestor", "following-sibling", "preceding-sibling", "following", "preceding", "attribute", "self",
	"descendant-or-self", "ancestor-or-self",
}

// xpathNodeTypes are the tests of a node's kind.
var xpathNodeTypes = []string{"node", "text", "comment", "processing-instruction"}

// xpathReader walks an expression and keeps the first fault.
type xpathReader struct {
	text  string
	at    int
	fault *selectorFault
}

func (p *xpathReader) wrong(at int, format string, args ...any) {
	if p.fault == nil {
		p.fault = &selectorFault{at: at, message: fmt.Sprintf(format, args...)}
	}
}

// blank skips white space and returns the place.
func (p *xpathReader) blank() int {
	for p.at < len(p.text) && strings.IndexByte(" \t\r\n", p.text[p.at]) >= 0 {
		p.at++
	}
	return p.at
}

// take skips a word of the grammar if it comes next.
func (p *xpathReader) take(word string) bool {
	if !strings.HasPrefix(p.text[p.blank():], word) {
		return false
	}
	p.at += len(word)
	return true
}

// close wants the bracket that ends what began at open.
func (p *xpathReader) close(bracket string, open int) {
	if p.fault != nil || p.take(bracket) {
		return
	}
	if p.blank() >= len(p.text) {
		p.wrong(open, "%c is not closed", p.text[open])
		return
	}
	p.wrong(p.at, "unexpected %s, %s was expected", faultShow(p.text[p.at:]), bracket)
}

// word reads a name (XML Names NCName, without its finer rules); "" if none comes next.
func (p *xpathReader) word() string {
	start := p.blank()
	for p.at < len(p.text) {
		r, size := utf8.DecodeRuneInString(p.text[p.at:])
		digit := r >= '0' && r <= '9' || r == '-' || r == '.'
		if r != '_' && (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') && r < utf8.RuneSelf && (!digit || p.at == start) {
			break
		}
		p.at += size
	}
	return p.text[start:p.at]
}

// expression reads operands with operators between.
func (p *xpathReader) expression(depth int) {
	if depth > xpathDepth {
		p.wrong(p.at, "it is nested too deep")
	}
	for p.fault == nil {
		for p.take("-") { //nolint:revive // signs say nothing of the form
		}
		p.operand(depth)
		if p.fault != nil || !p.operator() {
			return
		}
		if p.blank() >= len(p.text) {
			p.wrong(faultLast(p.text), "nothing follows %s", faultShow(p.text[faultLast(p.text):]))
		}
	}
}

func (p *xpathReader) operator() bool {
	for _, o := range []string{"!=", "<=", ">=", "=", "<", ">", "+", "-", "*", "|"} {
		if p.take(o) {
			return true
		}
	}
	start := p.blank()
	if w := p.word(); slices.Contains([]string{"and", "or", "div", "mod"}, w) {
		return true
	}
	p.at = start
	return false
}

// operand reads a path, a literal, a number, or an expression in brackets; each may be followed by predicates and a path.
func (p *xpathReader) operand(depth int) {
	start := p.blank()
	if start >= len(p.text) {
		last := faultLast(p.text)
		p.wrong(last, "nothing follows %s", faultShow(p.text[last:]))
		return
	}
	switch c := p.text[start]; {
	case c == '(':
		p.at++
		p.expression(depth + 1)
		p.close(")", start)
	case c == '"' || c == '\'':
		end := strings.IndexByte(p.text[start+1:], c)
		if end < 0 {
			p.wrong(start, "the quote is not closed")
			return
		}
		p.at += end + 2
	case c >= '0' && c <= '9' || c == '.' && start+1 < len(p.text) && p.text[start+1] >= '0' && p.text[start+1] <= '9':
		for p.at < len(p.text) && (p.text[p.at] >= '0' && p.text[p.at] <= '9' || p.text[p.at] == '.') {
			p.at++
		}
	case c == '$':
		p.wrong(start, "variables are not known here")
	case !p.call(depth):
		p.path(depth)
		return
	}
	p.predicates(depth)
	if p.fault == nil && strings.HasPrefix(p.text[p.blank():], "/") {
		p.path(depth)
	}
}

// call reads a call of a function.
func (p *xpathReader) call(depth int) bool {
	start := p.blank()
	name := p.word()
	if p.take(":") && !strings.HasPrefix(p.text[p.at:], ":") { // a function of another namespace
		name += ":" + p.word()
	}
	open := p.blank()
	if name == "" || slices.Contains(xpathNodeTypes, name) || !p.take("(") {
		p.at = start
		return false
	}
	takes, known := xpathFunctions[name]
	if !known {
		p.wrong(start, "there is no function %s()", recipeShort(name))
		names := make([]string, 0, len(xpathFunctions))
		for n := range xpathFunctions {
			names = append(names, n)
		}
		slices.Sort(names)
		if near := recipeNear(name, names); near != "" {
			p.fault.hint = fmt.Sprintf("did you mean %s()?", near)
		}
		return true
	}
	given := 0
	if p.blank(); !strings.HasPrefix(p.text[p.at:], ")") {
		for given = 1; ; given++ {
			if p.expression(depth + 1); p.fault != nil {
				return true
			}
			if !p.take(",") {
				break
			}
		}
	}
	p.close(")", open)
	switch {
	case p.fault != nil, given >= takes[0] && given <= takes[1]:
	case takes[0] == takes[1]:
		p.wrong(start, "%s() takes %d arguments, not %d", name, takes[0], given)
	default:
		p.wrong(start, "%s() takes from %d to %d arguments, not %d", name, takes[0], takes[1], given)
	}
	return true
}

// path reads steps with slashes between.
func (p *xpathReader) path(depth int) {
	slash := -1
	if p.blank(); strings.HasPrefix(p.text[p.at:], "/") {
		slash = p.at
		wide := p.take("//")
		if !wide {
			p.take("/")
		}
		if !wide && (p.blank() >= len(p.text) || strings.IndexByte(")],|=<>!+", p.text[p.at]) >= 0) {
			return // the root alone
		}
	}
	for p.fault == nil {
		p.step(depth, slash)
		if p.fault != nil || !strings.HasPrefix(p.text[p.blank():], "/") {
			return
		}
		slash = p.at
		if !p.take("//") {
			p.take("/")
		}
	}
}

// step reads an axis, the test of a node, and predicates.
func (p *xpathReader) step(depth, slash int) {
	start := p.blank()
	if start >= len(p.text) {
		last := max(slash, faultLast(p.text))
		p.wrong(last, "nothing follows %s", faultShow(p.text[last:]))
		return
	}
	if p.take("..") || p.take(".") {
		p.predicates(depth)
		return
	}
	if p.take("(") { // a choice of steps, as XPath 2.0 has it: a/(b|c)
		for p.expression(depth + 1); p.fault == nil && p.take(","); p.expression(depth + 1) {
		}
		p.close(")", start)
		p.predicates(depth)
		return
	}
	name := ""
	if !p.take("@") {
		if name = p.word(); name != "" && p.take("::") {
			if !slices.Contains(xpathAxes, name) {
				p.wrong(start, "there is no axis %s", recipeShort(name))
				if near := recipeNear(name, xpathAxes); near != "" {
					p.fault.hint = fmt.Sprintf("did you mean %s::?", near)
				}
				return
			}
			name = ""
		}
	}
	if name == "" && !p.take("*") {
		at := p.blank()
		if name = p.word(); name == "" {
			if at >= len(p.text) {
				at = faultLast(p.text)
				p.wrong(at, "nothing follows %s", faultShow(p.text[at:]))
			} else {
				p.wrong(at, "unexpected %s, the name of an element was expected", faultShow(p.text[at:]))
			}
			return
		}
	}
	if p.take(":") && !p.take("*") && p.word() == "" {
		p.wrong(max(0, p.at-1), "no name follows the colon")
		return
	}
	if slices.Contains(xpathNodeTypes, name) {
		open := p.blank()
		if p.take("(") {
			if p.blank() < len(p.text) && p.text[p.at] != ')' { // processing-instruction('x')
				p.operand(depth + 1)
			}
			p.close(")", open)
		}
	}
	p.predicates(depth)
}

func (p *xpathReader) predicates(depth int) {
	for p.fault == nil {
		open := p.blank()
		if !p.take("[") {
			return
		}
		if p.blank() >= len(p.text) {
			p.wrong(open, "[ is not closed")
			return
		}
		p.expression(depth + 1)
		p.close("]", open)
	}
}
