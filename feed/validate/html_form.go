package validate

import (
	"html"
	"strings"
	"unicode/utf8"
)

// The groups of HTML elements that the tree of a document depends on, as section 13.2.6 of the HTML standard has them.
var (
	voidElements = words("area base basefont bgsound br col command embed frame hr img input keygen link meta param source track wbr")
	// impliedEnds are elements whose end tag may be left out.
	impliedEnds = words("dd dt li optgroup option p rb rp rt rtc tbody td tfoot th thead tr colgroup caption body html")
	// closesP are the elements that cannot stand in a paragraph, so that their start ends it.
	closesP = words(`address article aside blockquote center details dialog dir div dl fieldset figcaption figure footer header hgroup main
		menu nav ol p search section summary ul h1 h2 h3 h4 h5 h6 pre listing form table hr xmp plaintext dd dt li`)
	headings = words("h1 h2 h3 h4 h5 h6")
	// endsSame are elements that end an open one of the same group.
	endsSame = map[string]string{
		"li": "li", "dd": "dd dt", "dt": "dd dt", "option": "option", "optgroup": "option optgroup",
		"tr": "tr td th", "td": "td th", "th": "td th", "tbody": "tbody thead tfoot tr td th", "thead": "tbody thead tfoot tr td th", "tfoot": "tbody thead tfoot tr td th",
		"rp": "rp rt", "rt": "rp rt",
	}
	// scopes are the elements beyond which such ends do not reach.
	scopes     = words("table ul ol dl template html applet marquee object button select")
	tableParts = words("tr td th tbody thead tfoot caption colgroup")
	// rawElements hold text up to their end tag.
	rawElements = words("script style textarea title xmp iframe noembed noframes")
)

// maxOpen bounds the open elements that are remembered.
const maxOpen = 512

// htmlForm is the check of the form of an HTML text.
type htmlForm struct {
	s     string
	open  []string
	at    int
	fault phrase
}

// malformedHTML finds the first place where an HTML text is not well-formed: where parsers have to guess. It returns -1 if there is none.
func malformedHTML(s string) (at int, fault phrase) {
	f := &htmlForm{s: s, at: -1}
	f.run()
	return f.at, f.fault
}

func (f *htmlForm) fail(at int, format string, args ...any) {
	if f.at < 0 {
		f.at, f.fault = at, phrasef(format, args...)
	}
}

func (f *htmlForm) run() {
	for i := 0; i < len(f.s) && f.at < 0; {
		switch b := f.s[i]; {
		case b == '<':
			i = f.markup(i)
		case b == '&':
			i = f.reference(i, false)
		case b == 0xC2 && i+1 < len(f.s) && f.s[i+1] < 0xA0, b < ' ' && b != '\t' && b != '\n' && b != '\r' && b != '\f', b == 0x7F:
			f.fail(i, "a control character")
		default:
			i++
		}
	}
	if f.at >= 0 {
		return
	}
	for _, name := range f.open {
		if !impliedEnds[name] {
			f.fail(max(len(f.s)-1, 0), "no end tag of %s", name)
			return
		}
	}
}

// reference checks the reference whose & stands at i and returns the offset behind it.
func (f *htmlForm) reference(i int, attr bool) int {
	rest := f.s[i+1:]
	if strings.HasPrefix(rest, "#") {
		return f.number(i)
	}
	end := 0
	for end < len(rest) && end < longestReference && isAlnum(rest[end]) {
		end++
	}
	name := rest[:end]
	closed := end < len(rest) && rest[end] == ';'
	switch known := name != "" && html.UnescapeString("&"+name+";") != "&"+name+";"; {
	case closed && !known && name != "":
		f.fail(i, "the unknown reference &%s;", name)
	case !closed && known && !attr && html.UnescapeString("&"+name) != "&"+name:
		f.fail(i, "the reference &%s without its semicolon", name)
	}
	return i + 1 + end
}

// number checks a numeric reference.
func (f *htmlForm) number(i int) int {
	k, base := i+2, rune(10)
	if k < len(f.s) && f.s[k]|0x20 == 'x' {
		k, base = k+1, 16
	}
	r, start := rune(0), k
	for ; k < len(f.s) && (base == 16 && isHex(f.s[k]) || '0' <= f.s[k] && f.s[k] <= '9'); k++ {
		if r <= utf8.MaxRune {
			r = r*base + rune(unhex(f.s[k]))
		}
	}
	switch {
	case k == start:
		f.fail(i, "a numeric reference without number")
	case k >= len(f.s) || f.s[k] != ';':
		f.fail(i, "a numeric reference without its semicolon")
	case r < 0x20 && r != '\t' && r != '\n', 0x7F <= r && r < 0xA0, 0xD800 <= r && r < 0xE000, r > utf8.MaxRune, r&0xFFFE == 0xFFFE:
		f.fail(i, "a reference to a character that is none")
	}
	return k
}

// markup checks what begins with the < at i and returns the offset behind it.
func (f *htmlForm) markup(i int) int {
	rest := f.s[i+1:]
	switch {
	case strings.HasPrefix(rest, "!--"):
		if strings.HasPrefix(rest, "!-->") || strings.HasPrefix(rest, "!--->") {
			f.fail(i, "a comment that ends where it begins")
		}
		end := commentEnd(f.s, i+2)
		if end > 0 && strings.HasSuffix(f.s[:end], "--!>") {
			f.fail(i, "a comment that ends in --!>")
		}
		if end < 0 {
			f.fail(i, "a comment without end")
			return len(f.s)
		}
		return end
	case rest == "":
		f.fail(i, "a < that begins no tag")
		return len(f.s)
	case strings.HasPrefix(rest, "![CDATA["), rest[0] == '!', rest[0] == '?':
		f.fail(i, "a declaration, which stands at the start of documents only")
		return len(f.s)
	case rest[0] == '/':
		return f.endTag(i)
	case isAlnum(rest[0]) && rest[0] > '9':
		return f.startTag(i)
	}
	f.fail(i, "a < that begins no tag")
	return i + 1
}

// nameEnd is the end of the name of a tag that begins at i.
func (f *htmlForm) nameEnd(i int) int {
	for i < len(f.s) && strings.IndexByte(" \t\r\n\f/><\"'", f.s[i]) < 0 {
		i++
	}
	return i
}

func (f *htmlForm) endTag(i int) int {
	end := f.nameEnd(i + 2)
	name := strings.ToLower(f.s[i+2 : end])
	if name == "" || !isAlnum(name[0]) || name[0] <= '9' {
		f.fail(i, "an end tag without name")
		return i + 2
	}
	stop := strings.IndexByte(f.s[end:], '>')
	if stop < 0 {
		f.fail(i, "a tag without end")
		return len(f.s)
	}
	if strings.TrimSpace(f.s[end:end+stop]) != "" {
		f.fail(i, "an end tag with attributes")
	}
	f.close(i, name)
	return end + stop + 1
}

// close closes an element; only those whose end tag may be left out can be open in it.
func (f *htmlForm) close(at int, name string) {
	for k := len(f.open) - 1; k >= 0; k-- {
		if f.open[k] == name || headings[name] && headings[f.open[k]] {
			if f.open[k] != name {
				break
			}
			f.open = f.open[:k]
			return
		}
		if !impliedEnds[f.open[k]] {
			break
		}
	}
	f.fail(at, "an end tag of %s that fits no start tag", name)
}

func (f *htmlForm) startTag(i int) int {
	end := f.nameEnd(i + 1)
	name := strings.ToLower(f.s[i+1 : end])
	stop, empty := f.attributes(i, end)
	if f.at >= 0 {
		return stop
	}
	switch {
	case name == "html" || name == "head" || name == "body" || name == "frame" || name == "frameset":
		f.fail(i, "the tag of a whole document, %s", name)
		return stop
	case tableParts[name] && !f.isOpen("table") || name == "col" && !f.isOpen("table"):
		f.fail(i, "%s outside a table", name)
		return stop
	case (name == "td" || name == "th") && !f.inRow():
		f.fail(i, "%s outside a row of its table", name)
		return stop
	case empty && !voidElements[name] && !f.isOpen("svg") && !f.isOpen("math") && name != "svg" && name != "math":
		f.fail(i, "the tag of %s closed by />, which HTML passes over", name)
		return stop
	case (name == "a" || name == "nobr" || name == "form" || name == "button") && f.isOpen(name):
		f.fail(i, "%s in another of its kind", name)
		return stop
	case headings[name] && len(f.open) > 0 && headings[f.open[len(f.open)-1]]:
		f.fail(i, "a heading in another")
		return stop
	case name == "image":
		f.fail(i, "image in place of img")
		return stop
	}
	f.end(i, name)
	if voidElements[name] || empty || f.at >= 0 {
		return stop
	}
	if len(f.open) < maxOpen {
		f.open = append(f.open, name)
	}
	if rawElements[name] {
		return f.raw(i, stop, name)
	}
	return stop
}

// end ends the elements that the start of another one ends.
func (f *htmlForm) end(at int, name string) {
	if same, ok := endsSame[name]; ok {
		for k := len(f.open) - 1; k >= 0; k-- {
			o := f.open[k]
			if inList(same, o) {
				f.open = f.open[:k]
				continue
			}
			if scopes[o] || !impliedEnds[o] {
				break
			}
		}
	}
	if !closesP[name] {
		return
	}
	for k := len(f.open) - 1; k >= 0 && !scopes[f.open[k]]; k-- {
		if f.open[k] != "p" {
			continue
		}
		for _, o := range f.open[k+1:] {
			if !impliedEnds[o] {
				f.fail(at, "%s in an element of a paragraph, %s", name, o)
				return
			}
		}
		f.open = f.open[:k]
		return
	}
}

func (f *htmlForm) isOpen(name string) bool {
	for _, o := range f.open {
		if o == name {
			return true
		}
	}
	return false
}

// inRow reports whether a row of the innermost table is open.
func (f *htmlForm) inRow() bool {
	for k := len(f.open) - 1; k >= 0 && f.open[k] != "table"; k-- {
		if f.open[k] == "tr" {
			return true
		}
	}
	return false
}

// raw passes over the text of an element that has no markup in it.
func (f *htmlForm) raw(at, i int, name string) int {
	low := i
	for {
		k := strings.Index(f.s[low:], "</")
		if k < 0 {
			f.fail(at, "no end tag of %s", name)
			return len(f.s)
		}
		low += k + 2
		if len(f.s)-low >= len(name) && strings.EqualFold(f.s[low:low+len(name)], name) {
			return low - 2
		}
	}
}

// attributes checks the attributes of the tag at i, which begin at k. It returns the offset behind the tag and whether it ends in />.
func (f *htmlForm) attributes(i, k int) (stop int, empty bool) {
	var seen []string
	for {
		spaced := false
		for k < len(f.s) && strings.IndexByte(" \t\r\n\f", f.s[k]) >= 0 {
			k, spaced = k+1, true
		}
		switch {
		case k >= len(f.s) || f.s[k] == '<':
			f.fail(i, "a tag without end")
			return len(f.s), false
		case f.s[k] == '>':
			return k + 1, false
		case strings.HasPrefix(f.s[k:], "/>"):
			return k + 2, true
		case f.s[k] == '/' || f.s[k] == '"' || f.s[k] == '\'' || f.s[k] == '=' || !spaced:
			f.fail(i, "a malformed attribute")
			return k + 1, false
		}
		start := k
		for k < len(f.s) && strings.IndexByte(" \t\r\n\f/>=\"'<", f.s[k]) < 0 {
			k++
		}
		name := strings.ToLower(f.s[start:k])
		for _, o := range seen {
			if o == name {
				f.fail(i, "the attribute %s twice", name)
			}
		}
		if len(seen) < maxOpen {
			seen = append(seen, name)
		}
		k = f.attributeValue(i, k)
	}
}

// attributeValue checks the value behind the name of an attribute that ends at k.
func (f *htmlForm) attributeValue(i, k int) int {
	j := k
	for j < len(f.s) && strings.IndexByte(" \t\r\n\f", f.s[j]) >= 0 {
		j++
	}
	if j >= len(f.s) || f.s[j] != '=' {
		return k
	}
	for j++; j < len(f.s) && strings.IndexByte(" \t\r\n\f", f.s[j]) >= 0; j++ {
	}
	if j >= len(f.s) || f.s[j] == '>' {
		f.fail(i, "an attribute without value")
		return j
	}
	if q := f.s[j]; q == '"' || q == '\'' {
		end := strings.IndexByte(f.s[j+1:], q)
		if end < 0 {
			f.fail(i, "a tag without end")
			return len(f.s)
		}
		f.references(j+1, j+1+end)
		return j + end + 2
	}
	start := j
	for j < len(f.s) && strings.IndexByte(" \t\r\n\f>", f.s[j]) < 0 {
		if strings.IndexByte("\"'<=`", f.s[j]) >= 0 {
			f.fail(i, "a malformed attribute")
		}
		j++
	}
	f.references(start, j)
	return j
}

func (f *htmlForm) references(from, to int) {
	for i := from; i < to; {
		n := strings.IndexByte(f.s[i:to], '&')
		if n < 0 {
			return
		}
		i = f.reference(i+n, true)
	}
}
