package convert

import (
	"strings"
	"unicode/utf8"

	"github.com/portalfeed/portalfeed/convert/internal/dom"
)

// Some links call a function of the page with the number of what they open: javascript:openDetail('123'). Where the page itself
// tells how that function makes an address of its arguments, the link leads there; else it leads nowhere. No script is run: a
// function is understood if it opens texts and arguments joined by +.

// opener is a function that opens an address: the parts of it, texts and numbers of arguments.
type opener struct {
	parts []openerPart
}

type openerPart struct {
	text string
	arg  int // number of the argument, -1 for a text
}

// Limits of such functions.
const (
	maxOpeners    = 64
	openerLongest = 1500 // bytes of a function
	nameLongest   = 61   // bytes of its name
	paramsLongest = 200  // characters of its parameters
)

// calledLink is the address that a call opens, "" if the page does not tell.
func (d *Document) calledLink(call string) string {
	const longest = 512
	if len(call) > longest {
		return ""
	}
	name, rest := calledName(call)
	if name == "" {
		return ""
	}
	d.openersOnce.Do(d.readOpeners)
	o, ok := d.openers[name]
	if !ok {
		return ""
	}
	args, ok := callArgs(rest)
	if !ok {
		return ""
	}
	var b strings.Builder
	for _, p := range o.parts {
		switch {
		case p.arg < 0:
			b.WriteString(p.text)
		case p.arg < len(args):
			b.WriteString(args[p.arg])
		default:
			return ""
		}
	}
	return d.pageLink(b.String())
}

// callArgs are the arguments of a call, texts in quotes and numbers, up to the closing bracket.
func callArgs(s string) (args []string, ok bool) {
	for {
		s = strings.TrimLeft(s, " \t\n")
		switch {
		case s == "":
			return nil, false
		case s[0] == ')':
			return args, true
		case s[0] == ',':
			s = s[1:]
		case s[0] == '\'' || s[0] == '"':
			end := strings.IndexByte(s[1:], s[0])
			if end < 0 {
				return nil, false
			}
			args, s = append(args, s[1:1+end]), s[end+2:]
		default:
			end := strings.IndexAny(s, ",)")
			if end < 0 {
				return nil, false
			}
			arg := strings.TrimSpace(s[:end])
			if !isNumber(arg) {
				arg = "" // this, an expression
			}
			args, s = append(args, arg), s[end:]
		}
	}
}

// readOpeners finds the functions of the page that open an address.
func (d *Document) readOpeners() {
	d.openers = map[string]opener{}
	for _, i := range d.pagerNodes {
		node := d.tree.At(int(i))
		if node.Tag() != dom.Script || !node.First().OK() {
			continue
		}
		src := node.First().Data()
		if len(src) > maxScript || !strings.Contains(src, "function") || !strings.Contains(src, "open") && !strings.Contains(src, "location") {
			continue
		}
		for n, from := 0, 0; n < 4*maxOpeners; n++ {
			name, params, begin := nextFunction(src, from)
			if begin < 0 {
				break
			}
			from = begin
			body := src[begin:min(len(src), begin+openerLongest)]
			if end := closing(body); end >= 0 {
				body = body[:end]
			}
			if o, ok := openerOf(body, strings.Split(params, ",")); ok && len(d.openers) < maxOpeners {
				if _, known := d.openers[name]; !known {
					d.openers[name] = o
				}
			}
		}
	}
}

// nextFunction is the first function that begins at from or later, of either form: function name(a, b) {, name = function(a, b) {.
// Its body begins at begin, which is -1 where there is none.
func nextFunction(s string, from int) (name, params string, begin int) {
	const word = "function"
	for at := from; ; {
		k := strings.Index(s[at:], word)
		if k < 0 {
			return "", "", -1
		}
		k += at
		at = k + len(word)
		head := at // of the parameters
		if i := skipSpace(s, at); i > at {
			if end := nameEnd(s, i); end > i {
				name, head = s[i:end], end
			}
		}
		if head == at {
			if name = nameBefore(s[from:k]); name == "" {
				continue
			}
		}
		if head = skipSpace(s, head); head == len(s) || s[head] != '(' {
			continue
		}
		end := strings.IndexByte(s[head+1:], ')')
		if end < 0 {
			return "", "", -1
		}
		if params = s[head+1 : head+1+end]; end > paramsLongest*utf8.UTFMax || utf8.RuneCountInString(params) > paramsLongest {
			continue
		}
		if begin = skipSpace(s, head+end+2); begin < len(s) && s[begin] == '{' {
			return name, params, begin + 1
		}
	}
}

// nameBefore is the name that a text ends with before an equals sign, "" if it does not end so.
func nameBefore(s string) string {
	s = strings.TrimRight(s, scriptSpace)
	if s == "" || s[len(s)-1] != '=' {
		return ""
	}
	s = strings.TrimRight(s[:len(s)-1], scriptSpace)
	i := len(s)
	for i > 0 && len(s)-i < nameLongest && isNameByte(s[i-1]) {
		i--
	}
	for i < len(s) && isDigit(s[i]) {
		i++
	}
	return s[i:]
}

// nameEnd is where the name ends that begins at i; i where none does.
func nameEnd(s string, i int) int {
	end := i
	for end < len(s) && isNameByte(s[end]) {
		end++
	}
	if end == i || isDigit(s[i]) || end-i > nameLongest {
		return i
	}
	return end
}

// calledName is the name of the function that a call begins with, "" if it begins otherwise, and what follows its bracket.
func calledName(call string) (name, rest string) {
	s := strings.TrimLeft(call, scriptSpace)
	if after, ok := strings.CutPrefix(s, "javascript"); ok {
		if after, ok = strings.CutPrefix(strings.TrimLeft(after, scriptSpace), ":"); ok {
			s = strings.TrimLeft(after, scriptSpace)
		}
	}
	if after, ok := strings.CutPrefix(s, "return"); ok {
		if i := skipSpace(after, 0); i > 0 && nameEnd(after, i) > i {
			s = after[i:]
		}
	}
	end := nameEnd(s, 0)
	if end == 0 {
		return "", ""
	}
	if i := skipSpace(s, end); i < len(s) && s[i] == '(' {
		return s[:end], s[i+1:]
	}
	return "", ""
}

// scriptSpace is the white space between the words of a script.
const scriptSpace = " \t\n\f\r"

// skipSpace is where the white space ends that begins at i.
func skipSpace(s string, i int) int {
	for i < len(s) && strings.IndexByte(scriptSpace, s[i]) >= 0 {
		i++
	}
	return i
}

// isNameByte says whether a byte may stand in a name.
func isNameByte(c byte) bool { return isASCIIAlnum(c) || c == '_' || c == '$' }

// nextOpening is where the address begins that the first statement from i on opens, -1 if none does: location=, location.href=,
// location.replace(, location.assign(, open(.
func nextOpening(s string, i int) int {
	const place, open = "location", "open"
	for ; i < len(s); i++ {
		k := strings.IndexAny(s[i:], "lo")
		if k < 0 {
			break
		}
		i += k
		mark, end := byte('('), 0
		switch rest := s[i:]; {
		case strings.HasPrefix(rest, place):
			end = i + len(place)
			switch after := s[end:]; {
			case strings.HasPrefix(after, ".replace"):
				end += len(".replace")
			case strings.HasPrefix(after, ".assign"):
				end += len(".assign")
			case strings.HasPrefix(after, ".href"):
				end, mark = end+len(".href"), '='
			default:
				mark = '='
			}
		case strings.HasPrefix(rest, open) && (i == 0 || !isASCIIAlnum(s[i-1]) && s[i-1] != '_'):
			end = i + len(open)
		default:
			continue
		}
		if end = skipSpace(s, end); end < len(s) && s[end] == mark {
			return skipSpace(s, end+1)
		}
	}
	return -1
}

// closing is the place of the brace that closes a block, -1 if there is none.
func closing(s string) int {
	depth := 0
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case '\'', '"':
			end := strings.IndexByte(s[i+1:], s[i])
			if end < 0 {
				return -1
			}
			i += end + 1
		case '{':
			depth++
		case '}':
			if depth == 0 {
				return i
			}
			depth--
		}
	}
	return -1
}

// openerOf reads what the body of a function opens.
func openerOf(body string, params []string) (opener, bool) {
	for i := range params {
		params[i] = strings.TrimSpace(params[i])
	}
	const most = 8 // statements
	at := 0
	for range most {
		if at = nextOpening(body, at); at < 0 {
			break
		}
		if parts, ok := joined(body, body[at:], params, true); ok {
			for _, p := range parts {
				if p.arg >= 0 {
					return opener{parts}, true
				}
			}
		}
	}
	return opener{}, false
}

// joined reads texts and parameters joined by +. A variable stands for what the function put into it, if it may be looked up.
func joined(body, s string, params []string, variables bool) (parts []openerPart, ok bool) {
	const most = 16
	for range most {
		s = strings.TrimLeft(s, " \t\n(")
		if s == "" {
			return nil, false
		}
		if s[0] == '\'' || s[0] == '"' {
			end := strings.IndexByte(s[1:], s[0])
			if end < 0 {
				return nil, false
			}
			parts, s = append(parts, openerPart{text: s[1 : 1+end], arg: -1}), s[end+2:]
		} else {
			end := 0
			for end < len(s) && (isASCIIAlnum(s[end]) || s[end] == '_' || s[end] == '$') {
				end++
			}
			name := s[:end]
			s = s[end:]
			arg := -1
			for i, p := range params {
				if p == name && name != "" {
					arg = i
				}
			}
			switch {
			case arg >= 0:
				parts = append(parts, openerPart{arg: arg})
			case variables && name != "":
				more, ok := assigned(body, name, params)
				if !ok {
					return nil, false
				}
				parts = append(parts, more...)
			default:
				return nil, false
			}
		}
		s = strings.TrimLeft(s, " \t\n")
		if s == "" || strings.IndexByte(",;)}", s[0]) >= 0 {
			return parts, true
		}
		if s[0] != '+' {
			return nil, false
		}
		s = s[1:]
	}
	return nil, false
}

// assigned reads what a function puts into a variable.
func assigned(body, name string, params []string) ([]openerPart, bool) {
	for rest := body; ; {
		i := strings.Index(rest, name)
		if i < 0 {
			return nil, false
		}
		after := strings.TrimLeft(rest[i+len(name):], " \t\n")
		begins := i == 0 || !isASCIIAlnum(rest[i-1]) && rest[i-1] != '_' && rest[i-1] != '.'
		if begins && len(after) > 1 && after[0] == '=' && after[1] != '=' {
			return joined(body, after[1:], params, false)
		}
		rest = rest[i+len(name):]
	}
}
