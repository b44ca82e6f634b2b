package feed

import (
	"net/url"
	"strings"

	"golang.org/x/net/html"
)

// Limits of markup that is written anew.
const (
	maxOpen       = 100 // elements open at a time; what is nested deeper loses its tags, not its text
	maxAttributes = 64  // of one tag
)

// htmlTag is what the writers know of an element of HTML.
type htmlTag struct {
	attrs string // the attributes that are its own, each with a space on both sides
	void  bool   // it has no end tag
	block bool   // its start ends a paragraph
}

// htmlTags are the elements that are written. What is not among them loses its tags, and what is in rawTags goes with all in it.
var htmlTags = func() map[string]htmlTag {
	m := map[string]htmlTag{}
	for _, n := range strings.Fields(`abbr acronym b bdi bdo big center cite code dfn em font i kbd label mark nobr q rb rp rt rtc ruby s samp
		small span strike strong sub sup tt u var caption colgroup dd dt li tbody td tfoot th thead tr figcaption legend summary option optgroup
		meter progress output picture map datalist ins del a audio video canvas button select time data`) {
		m[n] = htmlTag{}
	}
	for _, n := range strings.Fields(`address article aside blockquote details dialog dir div dl fieldset figure footer h1 h2 h3 h4 h5 h6 header
		hgroup main menu nav ol p pre search section table ul center`) {
		m[n] = htmlTag{block: true}
	}
	for _, n := range strings.Fields(`br wbr img area col input source track`) {
		m[n] = htmlTag{void: true}
	}
	m["hr"] = htmlTag{void: true, block: true}
	for n, attrs := range map[string]string{
		"a": " href name ", "img": " src alt width height ", "td": " colspan rowspan ", "th": " colspan rowspan scope ", "blockquote": " cite ", "q": " cite ",
		"time": " datetime ", "ol": " start type ", "del": " datetime ", "ins": " datetime ", "font": " color ", "audio": " src controls ",
		"video": " src poster controls width height ", "source": " src type ", "track": " src kind ", "col": " span ", "colgroup": " span ",
		"area": " alt shape coords ", "data": " value ", "meter": " value min max ", "progress": " value max ",
	} {
		t := m[n]
		t.attrs = attrs
		m[n] = t
	}
	return m
}()

// rawTags are the elements that go with all that is in them.
var rawTags = map[string]bool{
	"script": true, "style": true, "iframe": true, "object": true, "applet": true, "noembed": true, "noframes": true,
	"template": true, "textarea": true, "title": true, "xmp": true, "plaintext": true,
}

// impliedEnd are the ends that a start tag implies: those of the named elements, up to one of the boundaries.
var impliedEnd = map[string][2]string{
	"li": {" li ", " ul ol dir menu "}, "dt": {" dt dd ", " dl "}, "dd": {" dt dd ", " dl "}, "td": {" td th ", " table "}, "th": {" td th ", " table "},
	"tr": {" tr ", " table "}, "option": {" option ", " select "}, "tbody": {" thead tbody tfoot ", " table "}, "tfoot": {" thead tbody tfoot ", " table "},
}

// paragraphBounds are the elements beyond which no paragraph is ended.
const paragraphBounds = " li dd td th caption blockquote div figure center section article aside details fieldset button "

// cleanHTML returns markup fit for every reader: elements and attributes of the list above alone, each tag closed in order,
// addresses absolute. Relative ones are resolved against base; without a base they go. Of SVG and MathML the text stays.
// Clean markup is returned as it is.
func cleanHTML(s, base string) string { return cleanMarkup(s, base, false) }

// cleanMarkup is cleanHTML that, if told so, keeps what is safe of SVG and MathML.
func cleanMarkup(s, base string, foreign bool) string {
	if isCleanHTML(s) {
		return s
	}
	w := htmlWriter{z: html.NewTokenizer(strings.NewReader(strings.ToValidUTF8(s, missing))), graphics: foreign}
	if u, err := url.Parse(base); err == nil && u.Host != "" {
		w.base = u
	}
	w.run()
	w.closeTo(0)
	return strings.TrimSpace(string(w.out))
}

// run writes what the tokenizer yields.
func (w *htmlWriter) run() {
	for {
		switch w.z.Next() {
		case html.ErrorToken:
			return
		case html.TextToken:
			switch {
			case w.skip != "":
			case w.fallback:
				w.noscript(string(w.z.Raw()))
			default:
				w.text(string(w.z.Text()))
			}
		case html.StartTagToken:
			w.start(false)
		case html.SelfClosingTagToken:
			w.start(true)
		case html.EndTagToken:
			w.end()
		}
	}
}

// noscript writes what is there for those who run no scripts, which is markup, though the tokenizer gives it as text.
func (w *htmlWriter) noscript(s string) {
	outer, mark := w.z, len(w.open)
	w.z, w.fallback, w.inner = html.NewTokenizer(strings.NewReader(s)), false, true
	w.run()
	w.z, w.skip, w.inner = outer, "", false
	w.closeTo(mark)
}

// htmlWriter writes one fragment anew.
type htmlWriter struct {
	z    *html.Tokenizer
	base *url.URL
	out  []byte
	open []string
	skip string // the element of rawTags that the reader is in, "" if none
	deep int    // how many of its kind are open

	fallback bool // the next text is that of noscript
	inner    bool // the reader is in it

	graphics  bool        // SVG and MathML are written
	foreign   *vocabulary // the one the reader is in, nil in HTML
	foreignAt int         // how many elements were open around it
	mute      int         // how many of its roots are open whose tags are not written
}

func (w *htmlWriter) text(s string) {
	for i := range len(s) {
		switch s[i] {
		case '&':
			w.out = append(w.out, "&amp;"...)
		case '<':
			w.out = append(w.out, "&lt;"...)
		case '>':
			w.out = append(w.out, "&gt;"...)
		case '\f':
			w.out = append(w.out, ' ')
		default:
			w.out = append(w.out, s[i])
		}
	}
}

// start deals with a start tag; closed says that it ends itself, which counts in SVG and MathML.
func (w *htmlWriter) start(closed bool) {
	raw, more := w.z.TagName()
	name := string(raw)
	w.fallback = name == "noscript" && w.skip == "" && !w.inner
	switch {
	case w.skip != "":
		if name == w.skip && !(closed && w.foreign != nil) {
			w.deep++
		}
		return
	case w.foreign != nil && w.foreignStart(name, more, closed):
		return
	case rawTags[name], name == "noscript" && w.inner:
		w.embedded(name, more)
		w.skip, w.deep = name, 1
		return
	case vocabularies[name] != nil:
		w.enterForeign(vocabularies[name], more, closed)
		return
	}
	tag, ok := htmlTags[name]
	if !ok {
		return
	}
	if tag.block {
		w.imply(" p ", paragraphBounds)
	}
	if i, ok := impliedEnd[name]; ok {
		w.imply(i[0], i[1])
	}
	if !tag.void && len(w.open) >= maxOpen {
		return
	}
	mark := len(w.out)
	w.out = append(append(w.out, '<'), name...)
	if !w.attributes(name, tag.attrs, more) { // an image without an address is none
		w.out = w.out[:mark]
		return
	}
	w.out = append(w.out, '>')
	if !tag.void {
		w.open = append(w.open, name)
	}
}

// embedded writes a link for a frame, whose content readers do not show.
func (w *htmlWriter) embedded(name string, more bool) {
	if name != "iframe" {
		return
	}
	for n := 0; more && n < maxAttributes; n++ {
		var k, v []byte
		if k, v, more = w.z.TagAttr(); string(k) == "src" {
			if u := w.address(string(v), true); u != "" {
				w.out = append(w.out, `<a href="`...)
				w.out = appendEscaped(w.out, u)
				w.out = append(w.out, `">`...)
				w.text(u)
				w.out = append(w.out, "</a>"...)
			}
			return
		}
	}
}

func (w *htmlWriter) end() {
	w.fallback = false
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
	if w.mute > 0 && w.foreignEnd(name) {
		return
	}
	for i := len(w.open) - 1; i >= 0; i-- {
		o := w.open[i]
		if o == name || w.foreign != nil && strings.EqualFold(o, name) {
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
func (w *htmlWriter) imply(ends, boundaries string) {
	for i := len(w.open) - 1; i >= 0; i-- {
		switch {
		case within(ends, w.open[i]):
			w.closeTo(i)
			return
		case within(boundaries, w.open[i]):
			return
		}
	}
}

// within reports whether a word is in a list of words with spaces around them.
func within(list, word string) bool {
	for {
		i := strings.Index(list, word)
		if i < 0 {
			return false
		}
		if i > 0 && list[i-1] == ' ' && i+len(word) < len(list) && list[i+len(word)] == ' ' {
			return true
		}
		list = list[i+1:]
	}
}

// closeTo closes elements until n are open.
func (w *htmlWriter) closeTo(n int) {
	for len(w.open) > n {
		w.out = append(append(append(w.out, "</"...), w.open[len(w.open)-1]...), '>')
		w.open = w.open[:len(w.open)-1]
	}
	if w.foreign != nil && (n < w.foreignAt || n == w.foreignAt && w.mute == 0) {
		w.foreign, w.mute = nil, 0
	}
}

// attributes writes the attributes of a tag that may stay. It reports whether the tag may stay, too.
func (w *htmlWriter) attributes(name, own string, more bool) bool {
	var seen [maxAttributes]string
	n := 0
	for k := 0; more && k < maxAttributes; k++ {
		var rawKey, rawValue []byte
		rawKey, rawValue, more = w.z.TagAttr()
		key, value := string(rawKey), CleanText(string(rawValue))
		if !within(own, key) && !within(globalAttrs, key) || containsString(seen[:n], key) {
			continue
		}
		if addressAttr(key) {
			if value = w.address(value, key != "href"); value == "" {
				continue
			}
		} else if numberAttr(key) {
			if value = strings.TrimSpace(value); value == "" || len(value) > 5 || strings.Trim(value, "0123456789.") != "" {
				continue
			}
		}
		seen[n] = key
		n++
		w.out = append(append(append(w.out, ' '), key...), `="`...)
		w.out = append(appendEscaped(w.out, value), '"')
	}
	return name != "img" || containsString(seen[:n], "src") || containsString(seen[:n], "alt")
}

const globalAttrs = " title lang dir "

func containsString(list []string, s string) bool {
	for _, v := range list {
		if v == s {
			return true
		}
	}
	return false
}

func addressAttr(key string) bool {
	return key == "href" || key == "src" || key == "cite" || key == "poster"
}

func numberAttr(key string) bool {
	switch key {
	case "width", "height", "colspan", "rowspan", "start", "span", "value", "min", "max":
		return true
	}
	return false
}

// address is an address as a browser reads it, absolute, or "" if it must not be published.
func (w *htmlWriter) address(ref string, webOnly bool) string {
	ref = strings.TrimSpace(strings.Map(func(r rune) rune {
		if r <= ' ' && r != ' ' {
			return -1
		}
		return r
	}, ref))
	base := ""
	if w.base != nil {
		base = w.base.String()
	}
	if ref == "" {
		return ""
	}
	if ref[0] == '#' && !webOnly {
		if base == "" {
			return ""
		}
		base, _, _ = strings.Cut(base, "#")
	}
	if scheme := schemeOf(ref); scheme == "tel" && !webOnly {
		return escapeURI(ref)
	}
	u, ok := linkURI(ref, base)
	if !ok || webOnly && !strings.HasPrefix(u, "http") {
		return ""
	}
	return u
}

// isCleanHTML reports whether cleanHTML has nothing to do, at the price of one look at each byte.
func isCleanHTML(s string) bool {
	i := strings.IndexByte(s, '<')
	if i < 0 {
		i = len(s)
	}
	var n nesting
	if !cleanRefs(s[:i]) {
		return false
	}
	for i < len(s) { // s[i] is <
		end := n.tag(s, i)
		if end == 0 {
			return false
		}
		size := strings.IndexByte(s[end:], '<')
		if size < 0 {
			size = len(s) - end
		}
		i = end + size
		if !cleanRefs(s[end:i]) {
			return false
		}
	}
	return n.depth == 0
}

func inParagraph(open []string) bool {
	for _, o := range open {
		if o == "p" || inlineTag(o) {
			return true
		}
	}
	return false
}

// inlineTag reports whether an element that startTag knows is one of running text.
func inlineTag(name string) bool {
	switch name {
	case "b", "i", "em", "strong", "u", "a", "span", "sub", "sup", "code":
		return true
	}
	return false
}

// cleanRefs reports whether text of HTML has only references that all know.
func cleanRefs(s string) bool {
	for {
		i := strings.IndexByte(s, '&')
		if i < 0 {
			return true
		}
		s = s[i+1:]
		if !cleanRef(s) {
			return false
		}
	}
}

// cleanRef reports whether what follows an ampersand makes it a reference that all know, or none for everybody: before a letter beyond
// ASCII some parsers expect a name.
func cleanRef(s string) bool {
	if s == "" || s[0] == ' ' {
		return true
	}
	name, _, _ := strings.Cut(s[:min(len(s), 8)], ";")
	switch name {
	case "amp", "lt", "gt", "quot", "nbsp":
		return true
	}
	return false
}
