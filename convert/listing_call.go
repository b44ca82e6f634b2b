package convert

import (
	"regexp"
	"strings"

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
)

var (
	functionScript = regexp.MustCompile(`function\s+([A-Za-z_$][\w$]{0,60})\s*\(([^)]{0,200})\)\s*\{|(?:var\s+|let\s+|const\s+)?([A-Za-z_$][\w$]{0,60})\s*=\s*function\s*\(([^)]{0,200})\)\s*\{`)
	openScript     = regexp.MustCompile(`(?:location(?:\.href)?\s*=\s*|location\.(?:replace|assign)\s*\(\s*|\bopen\s*\(\s*)`)
	callScript     = regexp.MustCompile(`^\s*(?:javascript\s*:)?\s*(?:return\s+)?([A-Za-z_$][\w$]{0,60})\s*\(`)
)

// calledLink is the address that a call opens, "" if the page does not tell.
func (d *Document) calledLink(call string) string {
	const longest = 512
	if len(call) > longest {
		return ""
	}
	m := callScript.FindStringSubmatchIndex(call)
	if m == nil {
		return ""
	}
	d.openersOnce.Do(d.readOpeners)
	o, ok := d.openers[call[m[2]:m[3]]]
	if !ok {
		return ""
	}
	args, ok := callArgs(call[m[1]:])
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
		for _, m := range functionScript.FindAllStringSubmatchIndex(src, 4*maxOpeners) {
			name, params := part(src, m, 2), part(src, m, 4)
			if name == "" {
				name, params = part(src, m, 6), part(src, m, 8)
			}
			body := src[m[1]:min(len(src), m[1]+openerLongest)]
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

// part is a part of a match, "" if it took none.
func part(s string, m []int, at int) string {
	if m[at] < 0 {
		return ""
	}
	return s[m[at]:m[at+1]]
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
	for _, m := range openScript.FindAllStringIndex(body, 8) {
		if parts, ok := joined(body, body[m[1]:], params, true); ok {
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
