package validate

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/portalfeed/portalfeed/encodingx"
	"github.com/portalfeed/portalfeed/feed/internal/xmlscan"
)

// rewriteJSON makes a document JSON and UTF-8. Values without fault keep their bytes. It reports whether there was anything to do.
func (m *mender) rewriteJSON(c *checker) bool {
	src, old := c.src, len(m.changes)
	if p := encodingFault(c); p != nil {
		src = decodeJSON(c)
		m.changes = append(m.changes, Change{
			Rule: p.rule.ID, Fix: FixEncoding, Level: p.level, Pos: c.place(p), Message: p.msg, After: "UTF-8",
		})
	} else if c.counts["json-syntax"] == 0 {
		return false
	}
	src = strings.TrimPrefix(src, "\uFEFF")
	w := &jsonWriter{src: src, lines: xmlscan.NewIndex([]byte(src))}
	if !w.document() {
		m.changes = m.changes[:old]
		return false
	}
	m.doc = w.out
	m.changes = append(m.changes, w.changes...)
	return true
}

// decodeJSON decodes a document that is not UTF-8.
func decodeJSON(c *checker) string {
	t, err := encodingx.Decode(c.raw, encodingx.Hints{})
	if err != nil {
		return strings.ToValidUTF8(c.src, "\uFFFD")
	}
	return string(t.UTF8)
}

// jsonWriter copies a document and mends its syntax on the way.
type jsonWriter struct {
	src     string
	pos     int
	out     []byte
	lines   *xmlscan.Index
	changes []Change
	values  int
}

func (w *jsonWriter) note(from int, after, format string, args ...any) {
	if len(w.changes) >= maxMends {
		return
	}
	line, column := w.lines.Position(from)
	rule := index()["json-syntax"]
	w.changes = append(w.changes, Change{
		Rule: rule.ID, Fix: FixJSON, Level: rule.Level, Message: fmt.Sprintf(format, args...), Before: show(w.src[from:w.pos]), After: show(after),
		Pos: Position{Offset: from, Line: line, Column: column},
	})
}

// document copies the whole; false when it goes beyond the limits.
func (w *jsonWriter) document() bool {
	w.space()
	if !w.value(0) {
		return false
	}
	w.space()
	if w.pos >= len(w.src) {
		return true
	}
	// What follows is kept in the object, where readers pass over it.
	from, doc := w.pos, strings.TrimRight(string(w.out), " \t\r\n")
	rest := strings.TrimSpace(w.src[from:])
	w.pos = len(w.src)
	if strings.Trim(rest, "}],; \t\r\n") == "" {
		w.note(from, "", "there is text after the end of the document")
		return true
	}
	head, ok := strings.CutSuffix(doc, "}")
	if !ok {
		return false
	}
	comma := ","
	if strings.HasSuffix(strings.TrimRight(head, " \t\r\n"), "{") {
		comma = ""
	}
	name := "_rest"
	for n := 2; strings.Contains(doc, "\""+name+"\""); n++ {
		name = fmt.Sprint("_rest", n)
	}
	w.out = []byte(head + comma + "\"" + name + "\": " + jsonText(rest) + "}\n")
	w.note(from, name, "there is text after the end of the document")
	return true
}

// space copies white space and drops comments.
func (w *jsonWriter) space() {
	for w.pos < len(w.src) {
		switch rest := w.src[w.pos:]; {
		case strings.IndexByte(" \t\r\n", rest[0]) >= 0:
			w.out = append(w.out, rest[0])
			w.pos++
		case strings.HasPrefix(rest, "//"):
			w.comment(strings.IndexByte(rest, '\n'), 0)
		case strings.HasPrefix(rest, "/*"):
			w.comment(strings.Index(rest, "*/"), 2)
		case strings.HasPrefix(rest, "\u00A0") || strings.HasPrefix(rest, "\uFEFF") || strings.HasPrefix(rest, "\u3000"):
			_, n := utf8.DecodeRuneInString(rest)
			from := w.pos
			w.pos += n
			w.out = append(w.out, ' ')
			w.note(from, " ", "JSON has no such white space")
		default:
			return
		}
	}
}

func (w *jsonWriter) comment(end, mark int) {
	from := w.pos
	if end < 0 {
		w.pos = len(w.src)
	} else {
		w.pos += end + mark
	}
	w.note(from, "", "JSON has no comments")
}

// value copies one value.
func (w *jsonWriter) value(depth int) bool {
	if w.values++; depth > maxJSONDepth || w.values > maxNodes {
		return false
	}
	if w.pos >= len(w.src) {
		w.out = append(w.out, "null"...)
		w.note(w.pos, "null", "the document ends where a value is expected")
		return true
	}
	switch b := w.src[w.pos]; {
	case b == '{':
		return w.container(depth, '}')
	case b == '[':
		return w.container(depth, ']')
	case isQuote(w.src[w.pos:]) > 0:
		w.str()
	case strings.IndexByte(",:}]", b) >= 0:
		w.out = append(w.out, "null"...)
		w.note(w.pos, "null", "a value is expected")
	default:
		w.word()
	}
	return true
}

// isQuote is the length of the quotation mark at the start of s, 0 if there is none.
func isQuote(s string) int {
	if s != "" && (s[0] == '"' || s[0] == '\'') {
		return 1
	}
	if strings.HasPrefix(s, "“") || strings.HasPrefix(s, "”") {
		return len("“")
	}
	return 0
}

// container copies an object or array.
func (w *jsonWriter) container(depth int, end byte) bool {
	w.out = append(w.out, w.src[w.pos])
	w.pos++
	for first := true; ; first = false {
		if done := w.separator(first, end); done {
			return true
		}
		if end == '}' {
			w.name()
		}
		if !w.value(depth + 1) {
			return false
		}
	}
}

// separator copies what is between two values, which is one comma, or the end. White space before a comma that is dropped stays.
func (w *jsonWriter) separator(first bool, end byte) bool {
	commas := 0
	at := w.pos
	place := len(w.out) // of the comma
	for {
		w.space()
		switch {
		case w.pos >= len(w.src):
			w.out = append(w.out, end)
			w.note(w.pos, string(end), "the document ends where a comma or %c is expected", end)
			return true
		case w.src[w.pos] == ',' || w.src[w.pos] == ';':
			w.pos++
			if commas++; commas == 1 {
				place = len(w.out)
			}
			continue
		case w.src[w.pos] == end:
			w.pos++
			if commas > 0 {
				w.note(at, string(end), "a comma stands before %c", end)
			}
			w.out = append(w.out, end)
			return true
		case w.src[w.pos] == '}' || w.src[w.pos] == ']':
			if end == ']' && w.closes() { // the array was not closed
				w.out = append(w.out, end)
				w.note(w.pos, string(end), "%c is expected", end)
				return true
			}
			from := w.pos
			w.pos++
			w.note(from, "", "%c closes nothing", w.src[from])
			continue
		case w.src[w.pos] == ':' && end == ']':
			from := w.pos
			w.pos++
			w.note(from, "", "a colon stands in an array")
			continue
		}
		if !first {
			w.out = slices.Insert(w.out, place, ',')
		}
		switch {
		case first && commas > 0, commas > 1:
			w.note(at, ",", "there are more commas than values")
		case !first && commas == 0:
			w.note(w.pos, ",", "a comma is expected")
		}
		return false
	}
}

// closes reports whether the brace that stands here ends an object around the array: one is open always, but for arrays at the top.
func (w *jsonWriter) closes() bool {
	return w.src[w.pos] == '}' && strings.HasPrefix(strings.TrimLeft(w.src, " \t\r\n"), "{")
}

// name copies the name of a member and the colon.
func (w *jsonWriter) name() {
	switch {
	case isQuote(w.src[w.pos:]) > 0:
		w.str()
	case strings.IndexByte("{[:", w.src[w.pos]) >= 0:
		w.out = append(w.out, "\"_\""...)
		w.note(w.pos, "\"_\"", "the name of a member is expected")
	default:
		from := w.pos
		n := strings.IndexAny(w.src[w.pos:], ":,{}[]\"\r\n\t ")
		if n < 0 {
			n = len(w.src) - w.pos
		}
		w.pos += max(n, 1)
		name := jsonText(w.src[from:w.pos])
		w.out = append(w.out, name...)
		w.note(from, name, "the name of a member has to stand in quotation marks")
	}
	w.space()
	switch {
	case w.pos < len(w.src) && w.src[w.pos] == ':':
		w.pos++
		w.out = append(w.out, ':')
	case w.pos < len(w.src) && w.src[w.pos] == '=':
		w.pos++
		w.out = append(w.out, ':')
		w.note(w.pos-1, ":", "a colon is expected")
	default:
		w.out = append(w.out, ':')
		w.note(w.pos, ":", "a colon is expected")
	}
	w.space()
}

// str copies a string.
func (w *jsonWriter) str() {
	from := w.pos
	mark := isQuote(w.src[from:])
	quote := w.src[from : from+mark]
	w.pos += mark
	var b strings.Builder
	b.WriteByte('"')
	bad := quote != "\""
	for {
		if w.pos >= len(w.src) {
			bad = true
			break
		}
		ch := w.src[w.pos]
		if n := w.ends(quote); n > 0 {
			w.pos += n
			break
		}
		switch {
		case ch == '"':
			b.WriteString("\\\"")
			bad = true
			w.pos++
		case ch < 0x20:
			b.WriteString(escapeControl(ch))
			bad = true
			w.pos++
		case ch == '\\':
			text, n, ok := mendEscape(w.src[w.pos:])
			b.WriteString(text)
			bad = bad || !ok
			w.pos += n
		default:
			b.WriteByte(ch)
			w.pos++
		}
	}
	b.WriteByte('"')
	w.out = append(w.out, b.String()...)
	if bad {
		w.note(from, b.String(), "a string is not as JSON has it")
	}
}

// ends is the length of the quotation mark that ends the string here, 0 if there is none: one that neither a comma nor a colon
// nor a bracket nor another string follows is part of the text.
func (w *jsonWriter) ends(quote string) int {
	rest := w.src[w.pos:]
	n := 0
	switch {
	case strings.HasPrefix(rest, quote):
		n = len(quote)
	case len(quote) > 1:
		n = isQuote(rest)
		if n == 1 && rest[0] == '\'' {
			n = 0
		}
	}
	if n == 0 {
		return 0
	}
	for i := n; i < len(rest); i++ {
		switch rest[i] {
		case ' ', '\t', '\r', '\n':
			continue
		case ':', ',', '}', ']', '"', '/', '=', '{', '[':
			return n
		}
		if i > n && rest[i-1] == '\n' {
			return n // the next line begins with something else
		}
		return 0
	}
	return n
}

func escapeControl(ch byte) string {
	switch ch {
	case '\n':
		return `\n`
	case '\r':
		return `\r`
	case '\t':
		return `\t`
	}
	return fmt.Sprintf(`\u%04x`, ch)
}

// mendEscape writes the escape sequence at the start of s as JSON has it.
func mendEscape(s string) (text string, n int, ok bool) {
	switch {
	case len(s) < 2:
		return `\\`, len(s), false
	case strings.IndexByte(`"\/bfnrt`, s[1]) >= 0:
		return s[:2], 2, true
	case s[1] == '\'':
		return "'", 2, false
	case s[1] == 'u' && len(s) >= 6:
		if _, err := strconv.ParseUint(s[2:6], 16, 32); err == nil {
			return s[:6], 6, true
		}
	case s[1] == 'x' && len(s) >= 4:
		if _, err := strconv.ParseUint(s[2:4], 16, 32); err == nil {
			return `\u00` + s[2:4], 4, false
		}
	}
	return `\\`, 1, false
}

// otherWords are words of other languages for what JSON has.
var otherWords = map[string]string{
	"True": "true", "TRUE": "true", "False": "false", "FALSE": "false", "None": "null", "NULL": "null", "Null": "null", "nil": "null",
	"undefined": "null", "NaN": "null", "Infinity": "null", "-Infinity": "null",
}

// word copies a number or one of the words of JSON, and makes a string of anything else.
func (w *jsonWriter) word() {
	from := w.pos
	n := strings.IndexAny(w.src[from:], ",:{}[]\"\r\n\t ")
	if n < 0 {
		n = len(w.src) - from
	}
	w.pos += n
	v := w.src[from:w.pos]
	if v == "null" || v == "true" || v == "false" || isJSONNumber(v) {
		w.out = append(w.out, v...)
		return
	}
	if known, ok := otherWords[v]; ok {
		w.out = append(w.out, known...)
		w.note(from, known, "%s is no word of JSON", quoted(v))
		return
	}
	if trimmed := strings.TrimLeft(strings.TrimPrefix(v, "+"), "0"); isJSONNumber(trimmed) {
		w.out = append(w.out, trimmed...)
		w.note(from, trimmed, "%s is no number", quoted(v))
		return
	}
	// A text without quotation marks goes on to the end of the line, the next comma or bracket.
	if n := strings.IndexAny(w.src[from:], ",{}[]\"\r\n"); n >= 0 {
		w.pos = from + n
	} else {
		w.pos = len(w.src)
	}
	text := jsonText(strings.TrimSpace(w.src[from:w.pos]))
	w.out = append(w.out, text...)
	w.note(from, text, "a string has to stand in quotation marks")
}

func isJSONNumber(v string) bool {
	if v == "" || v[0] != '-' && (v[0] < '0' || v[0] > '9') {
		return false
	}
	d := jsonDoc{src: v}
	return d.number() == nil && d.pos == len(v)
}

// jsonText writes a string as JSON has it.
func jsonText(s string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range s {
		switch {
		case r == '"' || r == '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case r < 0x20:
			b.WriteString(escapeControl(byte(r)))
		default:
			b.WriteRune(r)
		}
	}
	b.WriteByte('"')
	return b.String()
}
