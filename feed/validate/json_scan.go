package validate

import (
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// jsonKind is what a JSON value is.
type jsonKind uint8

const (
	jsonNull jsonKind = iota
	jsonBool
	jsonNumber
	jsonString
	jsonArray
	jsonObject
)

func (k jsonKind) String() string {
	return [...]string{"null", "a boolean", "a number", "a string", "an array", "an object"}[k]
}

// jsonValue is one value with its place.
type jsonValue struct {
	kind       jsonKind
	start, end int32
	parent     int32
	first      int32 // first member or element
	next       int32
	key        int32 // offset of the name of a member, 0 in arrays
	index      int32 // place in an array, from 1
	name       string
}

// jsonDoc is a document as a tree. The root is value 1; 0 means none.
type jsonDoc struct {
	src    string
	values []jsonValue
	pos    int
	dup    func(at int32, name string)
}

// maxJSONDepth bounds the nesting of JSON documents.
const maxJSONDepth = 256

// jsonError is where and why the scanner stopped.
type jsonError struct {
	off int
	msg phrase
}

func (d *jsonDoc) fail(format string, args ...any) *jsonError {
	return &jsonError{min(d.pos, len(d.src)), phrasef(format, args...)}
}

// parse reads the whole document by RFC 8259. What was read before an error stays.
func (d *jsonDoc) parse() *jsonError {
	d.values = append(d.values[:0], jsonValue{})
	d.pos = len(d.src) - len(strings.TrimPrefix(d.src, "\uFEFF"))
	d.space()
	if _, err := d.value(0, 0); err != nil {
		return err
	}
	d.space()
	if d.pos < len(d.src) {
		return d.fail("there is text after the end of the document")
	}
	return nil
}

func (d *jsonDoc) space() {
	for d.pos < len(d.src) && strings.IndexByte(" \t\r\n", d.src[d.pos]) >= 0 {
		d.pos++
	}
}

func (d *jsonDoc) value(parent int32, depth int) (int32, *jsonError) {
	if depth > maxJSONDepth {
		return 0, d.fail("the nesting is deeper than %d", maxJSONDepth)
	}
	if len(d.values) > maxNodes {
		return 0, d.fail("there are more than %d values", maxNodes)
	}
	if d.pos >= len(d.src) {
		return 0, d.fail("the document ends where a value is expected")
	}
	at := int32(len(d.values))
	d.values = append(d.values, jsonValue{start: int32(d.pos), parent: parent})
	kind, err := jsonNull, (*jsonError)(nil)
	switch b := d.src[d.pos]; {
	case b == '{':
		kind, err = jsonObject, d.object(at, depth)
	case b == '[':
		kind, err = jsonArray, d.array(at, depth)
	case b == '"':
		kind = jsonString
		_, err = d.str()
	case b == '-' || '0' <= b && b <= '9':
		kind, err = jsonNumber, d.number()
	default:
		kind, err = d.word()
	}
	v := &d.values[at]
	v.kind, v.end = kind, int32(d.pos)
	return at, err
}

func (d *jsonDoc) word() (jsonKind, *jsonError) {
	for i, word := range [...]string{"null", "true", "false"} {
		if strings.HasPrefix(d.src[d.pos:], word) {
			d.pos += len(word)
			return jsonKind(min(i, 1)), nil
		}
	}
	r, _ := utf8.DecodeRuneInString(d.src[d.pos:])
	return jsonNull, d.fail("%q begins no value", r)
}

func (d *jsonDoc) number() *jsonError {
	start := d.pos
	for d.pos < len(d.src) && strings.IndexByte("+-0123456789.eE", d.src[d.pos]) >= 0 {
		d.pos++
	}
	s := d.src[start:d.pos]
	digitsOnly := strings.TrimPrefix(s, "-")
	_, err := strconv.ParseFloat(s, 64)
	bad := err != nil && !strings.Contains(err.Error(), "range") || len(digitsOnly) > 1 && digitsOnly[0] == '0' && digitsOnly[1] >= '0' && digitsOnly[1] <= '9' ||
		digitsOnly == "" || digitsOnly[0] == '.' || strings.HasSuffix(s, ".") || strings.Contains(s, ".e") || strings.Contains(s, ".E")
	if bad {
		d.pos = start
		return d.fail("%s is no number", quoted(s))
	}
	return nil
}

// str reads a string and returns its decoded value.
func (d *jsonDoc) str() (string, *jsonError) {
	d.pos++
	start := d.pos
	var b []byte
	copied := start
	for d.pos < len(d.src) {
		switch c := d.src[d.pos]; {
		case c == '"':
			if b == nil {
				d.pos++
				return d.src[start : d.pos-1], nil
			}
			b = append(b, d.src[copied:d.pos]...)
			d.pos++
			return string(b), nil
		case c < 0x20:
			return "", d.fail("the control character %U in a string has to be escaped", c)
		case c == '\\':
			b = append(b, d.src[copied:d.pos]...)
			r, err := d.escape()
			if err != nil {
				return "", err
			}
			b = utf8.AppendRune(b, r)
			copied = d.pos
		default:
			d.pos++
		}
	}
	return "", d.fail("a string is not closed")
}

func (d *jsonDoc) escape() (rune, *jsonError) {
	if d.pos+1 >= len(d.src) {
		return 0, d.fail("a string is not closed")
	}
	c := d.src[d.pos+1]
	if i := strings.IndexByte(`"\/bfnrt`, c); i >= 0 {
		d.pos += 2
		return rune("\"\\/\b\f\n\r\t"[i]), nil
	}
	r, ok := d.hex4(d.pos)
	if !ok {
		return 0, d.fail("a backslash begins no escape sequence")
	}
	d.pos += 6
	if utf16.IsSurrogate(r) {
		if r2, ok := d.hex4(d.pos); ok {
			if full := utf16.DecodeRune(r, r2); full != utf8.RuneError {
				d.pos += 6
				return full, nil
			}
		}
		return utf8.RuneError, nil
	}
	return r, nil
}

// hex4 reads \uXXXX at offset i.
func (d *jsonDoc) hex4(i int) (rune, bool) {
	if i+6 > len(d.src) || d.src[i] != '\\' || d.src[i+1] != 'u' {
		return 0, false
	}
	n, err := strconv.ParseUint(d.src[i+2:i+6], 16, 32)
	return rune(n), err == nil
}

func (d *jsonDoc) object(at int32, depth int) *jsonError {
	d.pos++
	seen := map[string]bool{}
	last := int32(0)
	for first := true; ; first = false {
		d.space()
		if d.pos < len(d.src) && d.src[d.pos] == '}' && first {
			d.pos++
			return nil
		}
		if d.pos >= len(d.src) || d.src[d.pos] != '"' {
			return d.fail("the name of a member is expected, in quotation marks")
		}
		key := int32(d.pos)
		name, err := d.str()
		if err != nil {
			return err
		}
		d.space()
		if d.pos >= len(d.src) || d.src[d.pos] != ':' {
			return d.fail("a colon is expected after %s", quoted(name))
		}
		d.pos++
		d.space()
		v, err := d.value(at, depth+1)
		if v != 0 {
			d.values[v].name, d.values[v].key = name, key
			last = d.link(at, last, v)
			if seen[name] && d.dup != nil {
				d.dup(v, name)
			}
			seen[name] = true
		}
		if err != nil {
			return err
		}
		if done, err := d.separator('}'); done || err != nil {
			return err
		}
	}
}

func (d *jsonDoc) array(at int32, depth int) *jsonError {
	d.pos++
	last := int32(0)
	for i := int32(1); ; i++ {
		d.space()
		if d.pos < len(d.src) && d.src[d.pos] == ']' && i == 1 {
			d.pos++
			return nil
		}
		v, err := d.value(at, depth+1)
		if v != 0 {
			d.values[v].index = i
			last = d.link(at, last, v)
		}
		if err != nil {
			return err
		}
		if done, err := d.separator(']'); done || err != nil {
			return err
		}
	}
}

// link appends a value to its parent's list.
func (d *jsonDoc) link(parent, last, v int32) int32 {
	if last == 0 {
		d.values[parent].first = v
	} else {
		d.values[last].next = v
	}
	return v
}

// separator reads the comma or the end of an object or array.
func (d *jsonDoc) separator(end byte) (bool, *jsonError) {
	d.space()
	if d.pos >= len(d.src) {
		return false, d.fail("the document ends where a comma or %c is expected", end)
	}
	switch d.src[d.pos] {
	case end:
		d.pos++
		return true, nil
	case ',':
		d.pos++
		return false, nil
	}
	return false, d.fail("a comma or %c is expected", end)
}

// get returns a member of an object; the last of several.
func (d *jsonDoc) get(obj int32, name string) int32 {
	found := int32(0)
	for k := d.values[obj].first; k != 0; k = d.values[k].next {
		if d.values[k].name == name && d.values[k].key != 0 {
			found = k
		}
	}
	return found
}

// text returns a string value.
func (d *jsonDoc) text(v int32) string {
	sub := jsonDoc{src: d.src[:d.values[v].end], pos: int(d.values[v].start)}
	s, _ := sub.str() // it has been read before
	return s
}

// path is /items[3]/url.
func (d *jsonDoc) path(v int32) string {
	var parts []string
	for ; v > 1; v = d.values[v].parent {
		x := &d.values[v]
		if x.index > 0 && x.key == 0 {
			parts = append(parts, "["+strconv.Itoa(int(x.index))+"]")
			continue
		}
		parts = append(parts, "/"+x.name)
	}
	if len(parts) == 0 {
		return "/"
	}
	var b strings.Builder
	for i := len(parts) - 1; i >= 0; i-- {
		b.WriteString(parts[i])
	}
	return b.String()
}
