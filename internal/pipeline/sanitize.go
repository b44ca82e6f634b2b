package pipeline

import (
	"html"
	"net/url"
	"slices"
	"strings"

	xhtml "golang.org/x/net/html"
)

// Limits of a fragment that is written anew.
const (
	maxOpen       = 200 // elements open at a time; what is nested deeper loses its tags, not its text
	maxAttributes = 64  // of one tag
)

// allowed are the elements that are written, with the attributes that are theirs alone.
var allowed = map[string][]string{
	"a": {"href"}, "img": {"src", "alt", "width", "height"}, "td": {"colspan", "rowspan"}, "th": {"colspan", "rowspan"},
	"blockquote": {"cite"}, "q": {"cite"}, "time": {"datetime"}, "ol": {"start"},
	"p": nil, "br": nil, "hr": nil, "wbr": nil, "div": nil, "pre": nil, "h1": nil, "h2": nil, "h3": nil, "h4": nil, "h5": nil, "h6": nil,
	"ul": nil, "li": nil, "dl": nil, "dt": nil, "dd": nil, "figure": nil, "figcaption": nil, "address": nil,
	"table": nil, "caption": nil, "thead": nil, "tbody": nil, "tfoot": nil, "tr": nil,
	"b": nil, "strong": nil, "i": nil, "em": nil, "u": nil, "s": nil, "strike": nil, "del": nil, "ins": nil, "sub": nil, "sup": nil,
	"small": nil, "big": nil, "code": nil, "kbd": nil, "samp": nil, "var": nil, "tt": nil, "cite": nil, "abbr": nil, "dfn": nil,
	"mark": nil, "ruby": nil, "rt": nil, "rp": nil, "span": nil, "center": nil,
}

// dropped are the elements that go with all that is in them.
var dropped = map[string]bool{
	"script": true, "style": true, "iframe": true, "object": true, "applet": true, "noscript": true, "noembed": true, "noframes": true,
	"template": true, "textarea": true, "select": true, "title": true, "xmp": true, "plaintext": true, "svg": true, "math": true,
	"audio": true, "video": true, "canvas": true, "button": true,
}

// implied are the ends that a start tag implies: those of the named elements, up to one of the boundaries.
var implied = map[string]struct{ ends, boundaries []string }{
	"li": {[]string{"li"}, []string{"ul", "ol"}},
	"dt": {[]string{"dt", "dd"}, []string{"dl"}},
	"dd": {[]string{"dt", "dd"}, []string{"dl"}},
	"td": {[]string{"td", "th"}, []string{"table"}},
	"th": {[]string{"td", "th"}, []string{"table"}},
	"tr": {[]string{"tr"}, []string{"table"}},
}

// paragraphEnders are the blocks whose start ends a paragraph.
var paragraphEnders = map[string]bool{
	"p": true, "div": true, "pre": true, "h1": true, "h2": true, "h3": true, "h4": true, "h5": true, "h6": true, "ul": true, "ol": true, "dl": true,
	"figure": true, "address": true, "table": true, "blockquote": true, "hr": true, "center": true,
}

// sanitize writes a fragment of HTML anew. What is not allowed does not come out, and what comes out is well-formed.
// Relative addresses are resolved where the base is a web address, else they stay. Its time is linear in the fragment.
func sanitize(fragment, base string) string {
	w := sanitizer{z: xhtml.NewTokenizer(strings.NewReader(strings.ToValidUTF8(fragment, "\uFFFD")))}
	if absolute(base) {
		w.base, _ = url.Parse(base) // absolute has parsed it
	}
	for {
		switch w.z.Next() {
		case xhtml.ErrorToken:
			w.closeTo(0)
			return strings.TrimSpace(w.out.String())
		case xhtml.TextToken:
			if w.skip == "" {
				w.out.WriteString(html.EscapeString(printable(string(w.z.Text()))))
			}
		case xhtml.StartTagToken, xhtml.SelfClosingTagToken:
			w.start()
		case xhtml.EndTagToken:
			w.end()
		}
	}
}

// sanitizer is one fragment on its way.
type sanitizer struct {
	z    *xhtml.Tokenizer
	base *url.URL
	out  strings.Builder
	open []string
	skip string // the dropped element that the reader is in, "" if none
	deep int    // how many of its kind are open
}

func (w *sanitizer) start() {
	raw, more := w.z.TagName()
	name := string(raw)
	switch {
	case w.skip != "":
		if name == w.skip {
			w.deep++
		}
		return
	case dropped[name]:
		w.skip, w.deep = name, 1
		return
	}
	own, ok := allowed[name]
	if !ok {
		return
	}
	attrs, refused := w.attributes(name, own, more)
	if refused {
		return
	}
	if paragraphEnders[name] {
		w.imply([]string{"p"}, []string{"li", "dd", "td", "th", "caption", "blockquote", "div", "figure", "center"})
	}
	if i, ok := implied[name]; ok {
		w.imply(i.ends, i.boundaries)
	}
	void := name == "br" || name == "hr" || name == "img" || name == "wbr"
	if !void {
		if len(w.open) >= maxOpen {
			return
		}
		w.open = append(w.open, name)
	}
	w.out.WriteString("<" + name + attrs + ">")
}

func (w *sanitizer) end() {
	raw, _ := w.z.TagName()
	name := string(raw)
	if w.skip != "" {
		if name == w.skip {
			if w.deep--; w.deep == 0 {
				w.skip = ""
			}
		}
		return
	}
	for i, o := range slices.Backward(w.open) {
		if o == name {
			w.closeTo(i)
			return
		}
		// The end of something outside does not reach into a table's cell.
		if o == "table" || (o == "td" || o == "th") && name != "tr" && name != "table" && name != "tbody" && name != "thead" && name != "tfoot" {
			return
		}
	}
}

// imply closes the innermost of the named elements unless a boundary stands before it.
func (w *sanitizer) imply(ends, boundaries []string) {
	for i, o := range slices.Backward(w.open) {
		switch {
		case slices.Contains(ends, o):
			w.closeTo(i)
			return
		case slices.Contains(boundaries, o):
			return
		}
	}
}

// closeTo closes elements until n are open.
func (w *sanitizer) closeTo(n int) {
	for len(w.open) > n {
		w.out.WriteString("</" + w.open[len(w.open)-1] + ">")
		w.open = w.open[:len(w.open)-1]
	}
}

// attributes writes the attributes of a tag that may stay. A tag whose purpose is an address that may not is refused.
func (w *sanitizer) attributes(name string, own []string, more bool) (attrs string, refused bool) {
	var b strings.Builder
	var seen []string
	for n := 0; more && n < maxAttributes; n++ {
		var k, v []byte
		k, v, more = w.z.TagAttr()
		key, value := string(k), printable(string(v))
		if slices.Contains(seen, key) || !slices.Contains(own, key) && key != "title" && key != "lang" && key != "dir" {
			continue
		}
		switch key {
		case "href", "src", "cite":
			if value = w.address(value, key != "href"); value == "" {
				continue
			}
		case "width", "height", "colspan", "rowspan", "start":
			if value = strings.TrimSpace(value); value == "" || len(value) > 5 || strings.Trim(value, "0123456789") != "" {
				continue
			}
		}
		seen = append(seen, key)
		b.WriteString(" " + key + `="` + html.EscapeString(value) + `"`)
	}
	return b.String(), name == "img" && !slices.Contains(seen, "src")
}

// address is an address as a browser reads it, resolved, or "" if it must not be published.
func (w *sanitizer) address(ref string, webOnly bool) string {
	ref = strings.TrimSpace(strings.Map(func(r rune) rune {
		if r < ' ' {
			return -1
		}
		return r
	}, ref))
	u, err := url.Parse(ref)
	if err != nil || ref == "" || address(ref) == "" {
		return ""
	}
	if w.base != nil {
		u = w.base.ResolveReference(u)
	}
	if webOnly && u.Scheme != "" && u.Scheme != "http" && u.Scheme != "https" {
		return ""
	}
	return u.String()
}

// printable drops what XML cannot carry and what turns text around unseen.
func printable(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r < ' ' && r != '\n' && r != '\t' && r != '\r', r >= 0x7F && r <= 0x9F, r == 0xFFFE, r == 0xFFFF,
			r >= 0x202A && r <= 0x202E, r >= 0x2066 && r <= 0x2069:
			return -1
		}
		return r
	}, s)
}
