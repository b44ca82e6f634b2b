package convert

import (
	"cmp"
	"errors"
	"fmt"
	"regexp/syntax"
	"sort"
	"strings"

	"github.com/andybalholm/cascadia"
)

// selectorFault says what is wrong with a selector or an expression, and where in its text.
type selectorFault struct {
	at      int // byte of the text; -1 if it is not known
	message string
	hint    string // "" if there is none but the usual
	err     error  // of the library, nil if it said nothing
}

// Error implements error.
func (e *selectorFault) Error() string { return e.message }

// Unwrap is the error of the library.
func (e *selectorFault) Unwrap() error { return e.err }

// faultHead is the length of the shortest head of s that fails as the whole does, -1 if there is none. A parser that goes
// from left to right fails with that head's last character.
func faultHead(s string, same func(head string) bool) int {
	n := sort.Search(len(s)+1, func(n int) bool { return same(s[:n]) })
	if n > len(s) {
		return -1
	}
	return n
}

// faultBrackets finds the innermost bracket or quote of s that is not closed, and the first closing bracket that closes nothing;
// -1 where there is none. A backslash takes the next character out of account.
func faultBrackets(s, quotes, open, closing string) (unclosed, stray int) {
	var stack []int
	quote := -1
	for i := 0; i < len(s); i++ {
		c := s[i]
		switch {
		case c == '\\':
			i++
		case quote >= 0:
			if c == s[quote] {
				quote = -1
			}
		case strings.IndexByte(quotes, c) >= 0:
			quote = i
		case strings.IndexByte(open, c) >= 0:
			stack = append(stack, i)
		case strings.IndexByte(closing, c) >= 0:
			kind := strings.IndexByte(closing, c)
			if len(stack) == 0 || s[stack[len(stack)-1]] != open[kind] {
				return -1, i
			}
			stack = stack[:len(stack)-1]
		}
	}
	switch {
	case quote >= 0:
		return quote, -1
	case len(stack) > 0:
		return stack[len(stack)-1], -1
	}
	return -1, -1
}

// faultLast is the last character of s that is not blank.
func faultLast(s string) int {
	return max(0, len(strings.TrimRight(s, " \t\n"))-1)
}

// cssPseudos are the pseudo-classes that the CSS library knows (Selectors Level 4, and :contains of its own).
var cssPseudos = []string{
	":not", ":has", ":haschild", ":contains", ":containsown", ":matches", ":matchesown", ":nth-child", ":nth-last-child", ":nth-of-type", ":nth-last-of-type", ":first-child", ":last-child", ":first-of-type",
	":last-of-type", ":only-child", ":only-of-type", ":input", ":empty", ":root", ":link", ":lang", ":enabled", ":disabled", ":checked",
}

// cssFault finds the place of an error in a CSS selector, and words it.
func cssFault(s string, err error) *selectorFault {
	f := &selectorFault{at: -1, message: err.Error(), err: err}
	unclosed, stray := faultBrackets(s, `"'`, "([", ")]")
	var left int
	if i := strings.LastIndex(f.message, ": "); i >= 0 {
		if n, _ := fmt.Sscanf(f.message[i:], ": %d bytes left over", &left); n == 1 && left <= len(s) {
			f.at, f.message = len(s)-left, fmt.Sprintf("unexpected %s", faultShow(s[len(s)-left:]))
			return f
		}
	}
	if kind, name, ok := strings.Cut(f.message, " :"); ok && strings.HasPrefix(kind, "unknown pseudo") {
		f.at, f.message = faultHead(s, func(head string) bool { return cssSame(head, err) })-len(name)-1, "there is no :"+name
		if near := recipeNear(":"+name, cssPseudos); near != "" {
			f.hint = fmt.Sprintf("did you mean %q?", near)
		}
		return f
	}
	switch {
	case stray >= 0 && (strings.Contains(f.message, "'") || strings.Contains(f.message, "found")):
		f.at, f.message = stray, fmt.Sprintf("%c closes nothing", s[stray])
	case unclosed >= 0:
		f.at, f.message = unclosed, fmt.Sprintf("%c is not closed", s[unclosed])
	case strings.Contains(f.message, "EOF"):
		f.at, f.message = faultLast(s), fmt.Sprintf("nothing follows %s", faultShow(s[faultLast(s):]))
	default:
		if n := faultHead(s, func(head string) bool { return cssSame(head, err) }); n > 0 {
			f.at = faultStart(s, n-1)
		}
	}
	return f
}

// cssCost refuses what would make a CSS selector dear: many uses of :has, under whatever spelling.
func cssCost(s string) *selectorFault {
	uses := 0
	for i := 0; i < len(s); i++ {
		if s[i] == '\\' {
			i++
			continue
		}
		if s[i] != ':' {
			continue
		}
		end := i + 1
		for end < len(s) && (s[end] == '-' || s[end]|0x20 >= 'a' && s[end]|0x20 <= 'z') {
			end++
		}
		if end < len(s) && s[end] == '\\' {
			return &selectorFault{at: end, message: "a pseudo-class is spelt with an escape", hint: "write its name as it is"}
		}
		if strings.HasPrefix(strings.ToLower(s[i:end]), ":has") {
			if uses++; uses > maxHas {
				return &selectorFault{at: i, message: fmt.Sprintf("more than %d uses of :has", maxHas), hint: "each use costs a walk over the page; name the element by its class instead"}
			}
		}
	}
	return nil
}

// cssSame reports whether a head of a selector fails with an error of the same words.
func cssSame(head string, err error) bool {
	_, of := cascadia.ParseGroup(head)
	return of != nil && of.Error() == err.Error()
}

// faultStart is the start of the character that has the byte.
func faultStart(s string, at int) int {
	for at > 0 && s[at]&0xC0 == 0x80 {
		at--
	}
	return at
}

// faultShow quotes the first character of a text.
func faultShow(s string) string {
	for _, r := range s {
		return fmt.Sprintf("%q", r)
	}
	return "the end"
}

// regexpFault finds the place of an error in an RE2 expression, and words it.
func regexpFault(s string, err error) *selectorFault {
	f := &selectorFault{at: -1, message: strings.TrimPrefix(err.Error(), "error parsing regexp: "), err: err, hint: "the syntax is RE2: no look-around, no back-references"}
	e, ok := errors.AsType[*syntax.Error](err)
	if !ok {
		return f
	}
	switch e.Code {
	case syntax.ErrMissingParen, syntax.ErrUnexpectedParen:
		unclosed, stray := regexpParens(s)
		f.at, f.message = max(unclosed, stray), e.Code.String()
		f.hint = `in RE2 a bracket of the text is written \( or \)`
	case syntax.ErrTrailingBackslash:
		f.at, f.message = max(0, len(s)-1), "nothing follows the backslash at its end"
		f.hint = `in RE2 a backslash of the text is written \\`
	case syntax.ErrLarge, syntax.ErrNestingDepth:
		f.hint = "write it shorter, or as several expressions"
	default:
		same := func(head string) bool {
			_, err := syntax.Parse(head, syntax.Perl)
			of, ok := errors.AsType[*syntax.Error](err)
			return ok && *of == *e
		}
		if n := faultHead(s, same); n >= len(e.Expr) {
			f.at = n - len(e.Expr)
		} else if i := strings.Index(s, e.Expr); i >= 0 {
			f.at = i
		}
	}
	return f
}

// regexpParens finds the innermost parenthesis that is not closed, and the first that closes nothing.
func regexpParens(s string) (unclosed, stray int) {
	var stack []int
	class := false
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == '\\':
			i++
		case class:
			class = c != ']'
		case c == '[':
			class = true
			if strings.HasPrefix(s[i+1:], "^") {
				i++
			}
			if strings.HasPrefix(s[i+1:], "]") { // the first of a class stands for itself
				i++
			}
		case c == '(':
			stack = append(stack, i)
		case c == ')':
			if len(stack) == 0 {
				return -1, i
			}
			stack = stack[:len(stack)-1]
		}
	}
	if len(stack) > 0 {
		return stack[len(stack)-1], -1
	}
	return -1, -1
}

// faultOf is the fault that an error of compileSelector is.
func faultOf(err error) *selectorFault {
	f, ok := errors.AsType[*selectorFault](err)
	if !ok {
		f = &selectorFault{at: -1, message: err.Error(), err: err}
	}
	return &selectorFault{at: f.at, message: f.message, err: f.err, hint: cmp.Or(f.hint, "CSS such as td.hei14 > a, or XPath when it starts with /")}
}

// regexpMaxSize bounds the instructions of an expression: {1000} multiplies what stands before it.
const regexpMaxSize = 20_000

// regexpSize is about how many instructions an expression compiles to; 0 for one that is wrong.
func regexpSize(s string) int {
	re, err := syntax.Parse(s, syntax.Perl)
	if err != nil {
		return 0
	}
	var size func(re *syntax.Regexp) int
	size = func(re *syntax.Regexp) int {
		n := 1 + len(re.Rune)
		for _, sub := range re.Sub {
			n += size(sub)
		}
		if re.Op == syntax.OpRepeat {
			n *= max(re.Min, re.Max, 1)
		}
		return min(n, 1<<30)
	}
	return size(re)
}
