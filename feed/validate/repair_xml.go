package validate

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/portalfeed/portalfeed/encodingx"
	"github.com/portalfeed/portalfeed/feed/internal/xmlscan"
)

// rewrite makes a document well-formed and UTF-8. Tokens without fault keep their bytes. It reports whether there was anything to do.
func (m *mender) rewrite(c *checker) bool {
	encoded := encodingFault(c)
	if encoded == nil && c.facts.fault < 0 {
		if c.doc == nil || len(c.raw) > 0 && len(c.doc) > 0 && &c.raw[0] == &c.doc[0] || !m.willMend(c) {
			return false
		}
		// Edits are made in UTF-8, so that the document becomes UTF-8 before the first one.
	}
	src := c.doc
	if encoded != nil {
		src = readable(c)
		m.changes = append(m.changes, Change{
			Rule: encoded.rule.ID, Fix: FixEncoding, Level: encoded.level, Pos: c.place(encoded), Message: encoded.msg, Before: show(encoded.value), After: "UTF-8",
		})
	}
	src = bytes.TrimPrefix(src, []byte("\xEF\xBB\xBF"))
	for range maxPasses {
		at := brokenOff(src)
		if at < 0 {
			break
		}
		next := unmarked(src, at)
		rule, _ := Lookup("xml-truncated")
		line, column := xmlscan.NewIndex(src).Position(at)
		m.changes = append(m.changes, Change{
			Rule: rule.ID, Fix: FixWellFormed, Level: rule.Level, Pos: Position{Offset: at, Line: line, Column: column},
			Message: "the document ends inside a tag, a comment or a declaration", Before: show(string(src[at:])), After: show(string(next[at:])),
		})
		src = next
	}
	m.doc = m.wellFormed(src)
	return true
}

// brokenOff is the offset of markup that is not closed, so that it hides all that follows; -1 if there is none.
func brokenOff(src []byte) int {
	s := xmlscan.New(src, xmlscan.Options{MaxErrors: 4 * MaxPerRule})
	end := 0
	for s.Next() {
		if !s.Token().Supplied {
			end = max(end, s.Token().End)
		}
	}
	for _, e := range s.Errors() {
		if e.Code == xmlscan.Truncated && end <= e.Start && e.Start < len(src) && src[e.Start] == '<' {
			return e.Start
		}
	}
	return -1
}

// unmarked makes text of the mark at an offset and, of comments and declarations, of those like it that follow.
func unmarked(src []byte, at int) []byte {
	mark := []byte("<")
	for _, m := range []string{"<!--", "<![CDATA[", "<?", "<!DOCTYPE"} {
		if bytes.HasPrefix(src[at:], []byte(m)) {
			mark = []byte(m)
		}
	}
	out := bytes.Clone(src[:at])
	if len(mark) == 1 {
		return append(append(out, "&lt;"...), src[at+1:]...)
	}
	return append(out, bytes.ReplaceAll(src[at:], mark, append([]byte("&lt;"), mark[1:]...))...)
}

// place is the position of a finding.
func (c *checker) place(p *pending) Position {
	line, column := xmlscan.NewIndex(c.doc).Position(min(p.off, len(c.doc)))
	return Position{Offset: p.off, Line: line, Column: column, Path: c.pathOf(p)}
}

// willMend reports whether the document has a finding that can be mended.
func (m *mender) willMend(c *checker) bool {
	for i := range c.found {
		if m.opt.mends(c.found[i].level) && len(c.fix(&c.found[i])) > 0 {
			return true
		}
	}
	return false
}

// encodingFault is the first finding that the encoding of the document causes.
func encodingFault(c *checker) *pending {
	for i := range c.found {
		switch c.found[i].rule.ID {
		case "invalid-bytes", "unknown-encoding", "declared-encoding-wrong":
			return &c.found[i]
		}
	}
	return nil
}

// readable decodes a document whose encoding is not what it says.
func readable(c *checker) []byte {
	if utf8.Valid(c.doc) && !bytes.Contains(c.doc, []byte("\uFFFD")) {
		return c.doc
	}
	t, err := encodingx.Decode(c.raw, encodingx.Hints{HTTPCharset: c.httpCharset()})
	if err != nil {
		return bytes.ToValidUTF8(c.doc, []byte("\uFFFD"))
	}
	return t.UTF8
}

// wellFormed writes the tokens of a document that a scanner recovers.
func (m *mender) wellFormed(src []byte) []byte {
	s := xmlscan.New(src, xmlscan.Options{MaxErrors: 4 * MaxPerRule})
	w := &tokenWriter{src: src, scanner: s, lines: xmlscan.NewIndex(src)}
	out := make([]byte, 0, len(src)+256)
	out = append(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"...)
	for s.Next() {
		out = w.token(out, s.Token())
	}
	mark := len(out)
	out = append(out, w.skipped(len(src))...)
	for _, f := range w.faults() {
		w.note(&f, string(bytes.TrimSpace(src[min(w.at, len(src)):])), string(bytes.TrimSpace(out[mark:])))
	}
	rest := bytes.TrimSpace(w.rest)
	if end := bytes.LastIndex(out, []byte("</")); end > 0 && beginsItem(rest) {
		out = append(append(append(bytes.Clone(out[:end]), rest...), '\n'), out[end:]...) // where the next pass finds it
	} else if len(rest) > 0 {
		out = append(append(append(out, '\n'), comment(string(rest))...), '\n')
	}
	m.changes = append(m.changes, w.changes...)
	out = declare(out, w.prefixes)
	if out[len(out)-1] != '\n' {
		out = append(out, '\n')
	}
	return out
}

// beginsItem reports whether what follows the root begins with an item, which then belongs into it.
func beginsItem(rest []byte) bool {
	for _, name := range []string{"<item", "<entry", "<outline"} {
		if after, ok := bytes.CutPrefix(rest, []byte(name)); ok && len(after) > 0 && strings.IndexByte(" \t\r\n/>", after[0]) >= 0 {
			return true
		}
	}
	return false
}

// tokenWriter writes tokens, each in its own bytes if it has no fault.
type tokenWriter struct {
	src      []byte
	scanner  *xmlscan.Scanner
	lines    *xmlscan.Index
	at       int // behind the last token
	seen     int // errors that were looked at
	open     []string
	root     bool
	closed   bool
	rest     []byte // what follows the root
	changes  []Change
	prefixes []string // used without declaration
}

// faults returns the errors that the last token brought.
func (w *tokenWriter) faults() []xmlscan.Error {
	all := w.scanner.Errors()
	f := all[w.seen:]
	w.seen = len(all)
	return f
}

func (w *tokenWriter) note(e *xmlscan.Error, before, after string) {
	rule := index()[ruleOf[e.Code]]
	if e.Code == xmlscan.MisplacedDeclaration && len(bytes.TrimSpace(w.src[:e.Start])) == 0 {
		rule = index()[blankRule(w.src)]
	}
	line, column := w.lines.Position(e.Start)
	w.changes = append(w.changes, Change{
		Rule: rule.ID, Fix: FixOf(rule.ID), Level: rule.Level, Message: e.Error(), Before: show(before), After: show(after),
		Pos: Position{Offset: e.Start, Line: line, Column: column},
	})
}

// skipped keeps what the scanner passed over outside the root, as a comment.
func (w *tokenWriter) skipped(to int) string {
	if to <= w.at {
		return ""
	}
	gap := w.src[w.at:to]
	if len(bytes.TrimSpace(gap)) == 0 {
		if w.root && !w.closed {
			return string(gap)
		}
		return ""
	}
	if !w.root || w.closed {
		return "\n" + comment(string(bytes.TrimSpace(gap))) + "\n"
	}
	return ""
}

func (w *tokenWriter) token(out []byte, t *xmlscan.Token) []byte {
	faults := w.faults()
	before := len(out)
	if w.closed && t.Kind != xmlscan.Comment && t.Kind != xmlscan.ProcInst && !(t.Kind == xmlscan.EndTag && t.End == t.Start) {
		w.rest = append(w.rest, w.src[max(w.at, t.Start):max(t.End, w.at, t.Start)]...)
		for i := range faults {
			w.note(&faults[i], "", "")
		}
		w.at = max(w.at, t.End)
		return out
	}
	raw := ""
	if t.End > t.Start && t.End <= len(w.src) {
		raw = string(w.src[t.Start:t.End])
	}
	out = append(out, w.skipped(t.Start)...)
	mark := len(out)
	switch t.Kind {
	case xmlscan.Declaration:
		if mark > len("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n") && w.at > 0 {
			break // one stands at the start already
		}
	case xmlscan.StartTag:
		w.root = true
		w.open = append(w.open, qualified(&t.Name))
		out = w.startTag(out, t, raw, faults)
	case xmlscan.EndTag:
		name := ""
		if n := len(w.open); n > 0 {
			name = w.open[n-1]
			w.open = w.open[:n-1]
			w.closed = n == 1
		}
		switch {
		case t.Empty:
		case t.Supplied:
			out = append(out, "</"+name+">"...)
		case len(faults) > 0:
			out = append(out, "</"+name+">"...)
		default:
			out = append(out, raw...)
		}
	case xmlscan.Text:
		if len(faults) == 0 && w.scanner.Omitted() == 0 { // what comes behind too many faults is written anew
			out = append(out, raw...)
		} else {
			out = append(out, mendText(raw)...)
		}
	case xmlscan.CDATA:
		if len(faults) == 0 && w.scanner.Omitted() == 0 && strings.HasSuffix(raw, "]]>") {
			out = append(out, raw...)
		} else {
			data := strings.ReplaceAll(dropForbidden(string(t.Data)), "]]>", "]]]]><![CDATA[>")
			out = append(out, "<![CDATA["+data+"]]>"...)
		}
	case xmlscan.Comment:
		if len(faults) == 0 && w.scanner.Omitted() == 0 {
			out = append(out, raw...)
		} else {
			out = append(out, comment(dropForbidden(string(t.Data)))...)
		}
	case xmlscan.ProcInst:
		if len(faults) == 0 && !strings.HasPrefix(strings.ToLower(raw), "<?xml ") {
			out = append(out, raw...)
		}
	case xmlscan.Doctype:
		if len(faults) == 0 && !w.root {
			out = append(append(out, raw...), '\n')
		}
	}
	for i := range faults {
		after := string(out[mark:])
		if i > 0 || len(out) == before {
			after = ""
		}
		was := raw
		if t.Supplied {
			was = ""
		}
		w.note(&faults[i], was, after)
	}
	if t.End > w.at {
		w.at = t.End
	}
	return out
}

func qualified(n *xmlscan.Name) string {
	if n.Prefix != nil {
		return string(n.Prefix) + ":" + string(n.Local)
	}
	return string(n.Local)
}

// startTag writes a start tag with quoted values and without attributes that stand twice.
func (w *tokenWriter) startTag(out []byte, t *xmlscan.Token, raw string, faults []xmlscan.Error) []byte {
	bad := w.scanner.Omitted() > 0
	for i := range faults {
		if faults[i].Code == xmlscan.UndeclaredPrefix {
			w.undeclared(faults[i].Name)
			continue
		}
		bad = true
	}
	if !bad {
		return append(out, raw...)
	}
	mark := len(out)
	out = append(out, "<"+qualified(&t.Name)...)
	seen := map[string]bool{}
	for k := range t.Attrs {
		a := &t.Attrs[k]
		name := qualified(&a.Name)
		if seen[name] || !isXMLName(name) {
			continue
		}
		seen[name] = true
		value := string(xmlscan.AppendValue(nil, a.Value))
		if a.Space == xmlscan.XMLNSSpace && value == "" && a.Prefix != nil {
			continue // a prefix cannot be bound to nothing
		}
		out = append(out, " "+name+"=\""+attrText(dropForbidden(value))+"\""...)
	}
	end := ">"
	if t.Empty {
		end = "/>"
	}
	if lost := lostWords(raw, string(out[mark:])); lost != "" {
		end += comment(lost)
	}
	return append(out, end...)
}

// lostWords is the text of a tag if not all of its words are in another form of it, else "".
func lostWords(raw, written string) string {
	split := func(s string) []string {
		return strings.FieldsFunc(string(xmlscan.AppendValue(nil, []byte(s))), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	}
	kept := map[string]bool{}
	for _, w := range split(written) {
		kept[w] = true
	}
	for _, w := range split(raw) {
		if !kept[w] {
			return strings.Trim(dropForbidden(raw), "<>/ \t\r\n")
		}
	}
	return ""
}

func (w *tokenWriter) undeclared(prefix string) {
	prefix, _, _ = strings.Cut(prefix, ":")
	for _, p := range w.prefixes {
		if p == prefix {
			return
		}
	}
	if isXMLName(prefix) && len(w.prefixes) < maxSpecs {
		w.prefixes = append(w.prefixes, prefix)
	}
}

func isXMLName(s string) bool {
	if s == "" || !isAlnum(s[0]) && s[0] < utf8.RuneSelf && s[0] != '_' || '0' <= s[0] && s[0] <= '9' {
		return false
	}
	return strings.IndexFunc(s, func(r rune) bool { return r < 0x80 && !isAlnum(byte(r)) && !strings.ContainsRune("-._:", r) }) < 0
}

// declare adds declarations of prefixes to the root element.
func declare(doc []byte, prefixes []string) []byte {
	if len(prefixes) == 0 {
		return doc
	}
	s := xmlscan.New(doc, xmlscan.Options{})
	for s.Next() {
		t := s.Token()
		if t.Kind != xmlscan.StartTag {
			continue
		}
		end := t.Start + 1 + len(qualified(&t.Name))
		var decl strings.Builder
		for _, p := range prefixes {
			decl.WriteString(" xmlns:" + p + "=\"" + uriForPrefix(p) + "\"")
		}
		return applyEdits(doc, []Edit{{end, end, decl.String()}})
	}
	return doc
}

// uriForPrefix is the namespace that a prefix stands for by custom, or a name that says that it was not declared.
func uriForPrefix(p string) string {
	if uris := spaces().uris[p]; len(uris) > 0 {
		return uris[len(uris)-1]
	}
	return "urn:x-undeclared:" + p
}

// mendText escapes what cannot stand in text and resolves the references of HTML.
func mendText(raw string) string {
	var b strings.Builder
	for i := 0; i < len(raw); {
		switch c := raw[i]; {
		case c == '&':
			text, n := mendReference(raw[i:])
			b.WriteString(text)
			i += n
		case c == '<':
			b.WriteString("&lt;")
			i++
		case c == ']' && strings.HasPrefix(raw[i:], "]]>"):
			b.WriteString("]]&gt;")
			i += 3
		default:
			r, n := utf8.DecodeRuneInString(raw[i:])
			if xmlscan.IsChar(r) {
				b.WriteRune(r)
			}
			i += n
		}
	}
	return b.String()
}

// windows1252 are the characters that Windows has where ISO 8859-1 has the controls from 0x80.
const windows1252 = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008DŽ\u008F\u0090‘’“”•–—˜™š›œ\u009DžŸ"

// mendReference writes the reference at the start of s as XML has it and returns its length.
func mendReference(s string) (text string, n int) {
	end := strings.IndexByte(s[:min(len(s), longestReference+2)], ';')
	if end < 2 {
		return "&amp;", 1
	}
	name := s[1:end]
	if name[0] == '#' {
		low := "&" + strings.ToLower(name) + ";"
		decoded := string(xmlscan.AppendText(nil, []byte(low)))
		switch r, _ := utf8.DecodeRuneInString(decoded); {
		case decoded == "\uFFFD":
			return "", end + 1 // a character that XML cannot carry
		case decoded == low || strings.HasPrefix(decoded, "&"):
			return "&amp;", 1
		case 0x80 <= r && r < 0xA0:
			return string([]rune(windows1252)[r-0x80]), end + 1
		}
		return low, end + 1
	}
	switch name {
	case "amp", "lt", "gt", "quot", "apos":
		return s[:end+1], end + 1
	}
	if xmlscan.IsHTMLEntity(name) {
		return attrText(string(xmlscan.AppendText(nil, []byte(s[:end+1])))), end + 1
	}
	return "&amp;", 1
}

// dropForbidden removes characters that XML cannot carry.
func dropForbidden(s string) string {
	return strings.Map(func(r rune) rune {
		if !xmlscan.IsChar(r) {
			return -1
		}
		return r
	}, s)
}

// comment makes a comment of a text.
func comment(s string) string {
	s = strings.ReplaceAll(s, "--", "- -")
	s = strings.ReplaceAll(s, "--", "- -")
	return "<!-- " + strings.TrimSpace(strings.TrimSuffix(s, "-")) + " -->"
}

var attrEscaper = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", "\"", "&quot;", "\n", "&#10;", "\t", "&#9;", "\r", "&#13;")

// attrText escapes a text for an attribute, elementText for an element.
func attrText(s string) string { return attrEscaper.Replace(s) }

var textEscaper = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", "\r", "&#13;")

func elementText(s string) string { return textEscaper.Replace(s) }
