package convert

import (
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// literal is a value written out in a script: text, an array, or an object with its keys.
type literal struct {
	text  string // of a string or number
	keys  []string
	items []literal
}

// Limits of literals.
const (
	maxLiteralDepth = 24
	maxLiterals     = 400_000 // values of one script
)

// literals finds the arrays of at least listFewest objects that are written out in a script or in JSON. It takes linear time: what
// is no literal is not looked at again.
func literals(src string) []literal {
	if !strings.Contains(src, "{") {
		return nil
	}
	p := literalReader{s: src}
	for p.at < len(p.s) && p.count < maxLiterals {
		switch c := p.s[p.at]; c {
		case '[', '{':
			p.value(0)
		case '"', '\'', '`':
			if _, ok := p.quoted(); !ok {
				return p.found
			}
		default:
			p.at++
		}
	}
	return p.found
}

// literalReader reads literals as leniently as they are written: keys without quotes, commas at the end, comments.
type literalReader struct {
	s     string
	at    int
	count int
	found []literal
}

// value reads a value; ok is false where the text is none, and reading goes on where that was seen.
func (p *literalReader) value(depth int) (v literal, ok bool) {
	p.count++
	p.blank()
	if p.at >= len(p.s) || depth > maxLiteralDepth || p.count > maxLiterals {
		p.at = min(p.at+1, len(p.s))
		return v, false
	}
	switch c := p.s[p.at]; c {
	case '"', '\'':
		v.text, ok = p.quoted()
		return v, ok
	case '[':
		return p.array(depth)
	case '{':
		return p.object(depth)
	default:
		from := p.at
		for p.at < len(p.s) && isWordByte(p.s[p.at]) {
			p.at++
		}
		if p.at == from {
			p.at++
			return v, false
		}
		v.text = p.s[from:p.at]
		if v.text == "null" || v.text == "undefined" || v.text == "true" || v.text == "false" {
			v.text = ""
		}
		return v, true
	}
}

func (p *literalReader) array(depth int) (v literal, ok bool) {
	p.at++
	objects := 0
	defer func() {
		if objects >= listFewest {
			p.found = append(p.found, v)
		}
	}()
	for {
		p.blank()
		if p.at >= len(p.s) {
			return v, false
		}
		if p.s[p.at] == ']' {
			p.at++
			return v, true
		}
		item, ok := p.value(depth + 1)
		if !ok {
			return v, false
		}
		if len(item.keys) > 0 {
			objects++
		}
		v.items = append(v.items, item)
		if p.blank(); p.at < len(p.s) && p.s[p.at] == ',' {
			p.at++
		} else if p.at < len(p.s) && p.s[p.at] != ']' {
			return v, false
		}
	}
}

func (p *literalReader) object(depth int) (v literal, ok bool) {
	p.at++
	for {
		p.blank()
		if p.at >= len(p.s) {
			return v, false
		}
		if p.s[p.at] == '}' {
			p.at++
			return v, true
		}
		key := ""
		if c := p.s[p.at]; c == '"' || c == '\'' {
			if key, ok = p.quoted(); !ok {
				return v, false
			}
		} else {
			from := p.at
			for p.at < len(p.s) && isWordByte(p.s[p.at]) {
				p.at++
			}
			key = p.s[from:p.at]
		}
		p.blank()
		if key == "" || p.at >= len(p.s) || p.s[p.at] != ':' {
			return v, false
		}
		p.at++
		item, ok := p.value(depth + 1)
		if !ok {
			return v, false
		}
		v.keys, v.items = append(v.keys, key), append(v.items, item)
		if p.blank(); p.at < len(p.s) && p.s[p.at] == ',' {
			p.at++
		} else if p.at < len(p.s) && p.s[p.at] != '}' {
			return v, false
		}
	}
}

func isWordByte(c byte) bool {
	return c >= '0' && c <= '9' || c|0x20 >= 'a' && c|0x20 <= 'z' || c == '_' || c == '$' || c == '.' || c == '-' || c == '+' || c >= 0x80
}

// blank goes past white space and comments.
func (p *literalReader) blank() {
	for p.at < len(p.s) {
		switch rest := p.s[p.at:]; {
		case rest[0] <= ' ':
			p.at++
		case strings.HasPrefix(rest, "//"):
			if i := strings.IndexByte(rest, '\n'); i >= 0 {
				p.at += i
			} else {
				p.at = len(p.s)
			}
		case strings.HasPrefix(rest, "/*"):
			if i := strings.Index(rest, "*/"); i >= 0 {
				p.at += i + 2
			} else {
				p.at = len(p.s)
			}
		default:
			return
		}
	}
}

// quoted reads a string.
func (p *literalReader) quoted() (string, bool) {
	quote := p.s[p.at]
	p.at++
	from := p.at
	escaped := false
	for p.at < len(p.s) {
		switch c := p.s[p.at]; {
		case c == quote:
			s := p.s[from:p.at]
			p.at++
			if escaped {
				s = unescaped(s)
			}
			return s, true
		case c == '\\':
			escaped = true
			p.at = min(p.at+2, len(p.s))
		case c == '\n' && quote != '`':
			return "", false
		default:
			p.at++
		}
	}
	return "", false
}

// unescaped is the text of a string of a script.
func unescaped(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] != '\\' || i+1 >= len(s) {
			b.WriteByte(s[i])
			continue
		}
		i++
		switch c := s[i]; c {
		case 'n', 'r', 't', 'f', 'b', 'v':
			b.WriteByte(' ')
		case 'u', 'x':
			n := 4
			if c == 'x' {
				n = 2
			}
			r, ok := hexRune(s[i+1:], n)
			if !ok {
				b.WriteByte(c)
				continue
			}
			i += n
			if utf16.IsSurrogate(r) {
				if low, ok := hexRune(strings.TrimPrefix(s[i+1:], `\u`), 4); ok && strings.HasPrefix(s[i+1:], `\u`) {
					r = utf16.DecodeRune(r, low)
					i += 6
				} else {
					r = utf8.RuneError
				}
			}
			b.WriteRune(r)
		default:
			b.WriteByte(c)
		}
	}
	return b.String()
}

func hexRune(s string, n int) (rune, bool) {
	if len(s) < n {
		return 0, false
	}
	v, err := strconv.ParseUint(s[:n], 16, 32)
	return rune(v), err == nil
}

// assignments reads name[3] = 'text' of a script into arrays, by lower-case name and index.
func assignments(src string) map[string]map[int]string {
	const longest = 32 // bytes of a name
	arrays := map[string]map[int]string{}
	p := literalReader{s: src}
	n := 0
	for p.at < len(src) && n < maxLiterals {
		open := strings.IndexByte(src[p.at:], '[')
		if open < 0 {
			break
		}
		open += p.at
		p.at = open + 1
		from := open
		for from > 0 && open-from <= longest && isWordByte(src[from-1]) {
			from--
		}
		end := p.at
		for end < len(src) && end-p.at < 6 && src[end] >= '0' && src[end] <= '9' {
			end++
		}
		if from == open || end == p.at || end >= len(src) || src[end] != ']' {
			continue
		}
		index, _ := strconv.Atoi(src[p.at:end])
		p.at = end + 1
		if p.blank(); p.at >= len(src) || src[p.at] != '=' {
			continue
		}
		p.at++
		if p.blank(); p.at >= len(src) || src[p.at] != '\'' && src[p.at] != '"' {
			continue
		}
		text, ok := p.quoted()
		if !ok {
			continue
		}
		name := strings.ToLower(src[from:open])
		if arrays[name] == nil {
			arrays[name] = map[int]string{}
		}
		arrays[name][index] = text
		n++
	}
	return arrays
}
