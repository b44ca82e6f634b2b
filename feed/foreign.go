package feed

import (
	"strings"

	"golang.org/x/net/html"
)

// vocabulary is what the writers know of SVG or MathML. Nothing in it can run a script, load a file, be animated or hold
// HTML: those are the ways by which such markup has been made to act.
type vocabulary struct {
	root, space string
	elements    map[string]string // as they are written, by their names in lower case
	attrs       map[string]string
	leaves      string // elements that hold text alone, with spaces around them
	drawn       bool   // fragments of the document may be referred to
}

// vocabularies are those of SVG Tiny 1.2 and of presentational MathML, by their root elements.
var vocabularies = map[string]*vocabulary{
	"svg": {
		root: "svg", space: "http://www.w3.org/2000/svg", leaves: " desc title ", drawn: true,
		elements: byLowerCase(`a circle defs desc ellipse g line linearGradient marker path polygon polyline radialGradient rect stop svg switch
			text title tspan use`),
		attrs: byLowerCase(`baseProfile color cx cy d display dx dy fill fill-opacity fill-rule font-family font-size font-style font-weight fx fy
			gradientUnits height id lang marker-end marker-mid marker-start markerHeight markerUnits markerWidth offset opacity orient pathLength points
			preserveAspectRatio r refX refY rotate rx ry stop-color stop-opacity stroke stroke-dasharray stroke-dashoffset stroke-linecap
			stroke-linejoin stroke-miterlimit stroke-opacity stroke-width text-anchor transform version viewBox visibility width x x1 x2 y y1 y2`),
	},
	"math": {
		root: "math", space: "http://www.w3.org/1998/Math/MathML", leaves: " annotation mi mn mo mtext ",
		elements: byLowerCase(`annotation math merror mfrac mi mmultiscripts mn mo mover mpadded mphantom mprescripts mroot mrow mspace msqrt mstyle
			msub msubsup msup mtable mtd mtext mtr munder munderover none semantics`),
		attrs: byLowerCase(`align columnalign columnlines columnspacing columnspan depth display displaystyle encoding equalcolumns equalrows fence
			fontstyle fontweight frame height linethickness lspace mathbackground mathcolor mathvariant maxsize minsize rowalign rowlines rowspacing
			rowspan rspace scriptlevel separator stretchy width`),
	},
}

// xlinkSpace is the namespace of the attributes by which SVG and MathML refer to something.
const xlinkSpace = "http://www.w3.org/1999/xlink"

func byLowerCase(names string) map[string]string {
	m := map[string]string{}
	for n := range strings.FieldsSeq(names) {
		m[strings.ToLower(n)] = n
	}
	return m
}

// foreignRaw are the elements inside SVG and MathML that go with all that is in them, beside those of rawTags.
func foreignRaw(name string) bool {
	return name == "foreignobject" || name == "annotation-xml" || name == "metadata"
}

// enterForeign begins SVG or MathML.
func (w *htmlWriter) enterForeign(v *vocabulary, more, closed bool) {
	w.foreign, w.foreignAt, w.mute = v, len(w.open), 0
	if w.graphics && len(w.open) < maxOpen {
		w.foreignTag(v.root, more, closed)
	} else {
		w.mute = 1
	}
	if closed {
		w.foreign, w.mute = nil, 0
	}
}

// foreignStart deals with a start tag in SVG or MathML. It reports false where the tag belongs to the HTML around it.
func (w *htmlWriter) foreignStart(name string, more, closed bool) bool {
	v := w.foreign
	known := v.elements[name]
	switch {
	case foreignRaw(name):
		if !closed {
			w.skip, w.deep = name, 1
		}
	case rawTags[name] && known == "":
		return false
	case w.mute > 0:
		if known == "" && isHTMLTag(name) { // as browsers do: SVG and MathML end there
			w.foreign, w.mute = nil, 0
			return false
		}
		if name == v.root && !closed {
			w.mute++
		}
	case within(v.leaves, w.open[len(w.open)-1]):
	case known != "":
		if len(w.open) < maxOpen {
			w.foreignTag(known, more, closed)
		}
	case isHTMLTag(name):
		w.closeTo(w.foreignAt)
		return false
	}
	return true
}

func isHTMLTag(name string) bool {
	_, ok := htmlTags[name]
	return ok
}

// foreignEnd deals with an end tag in SVG or MathML whose tags are not written. It reports whether the tag is one of it.
func (w *htmlWriter) foreignEnd(name string) bool {
	if w.foreign.elements[name] == "" {
		return false
	}
	switch name {
	case w.foreign.root:
		if w.mute--; w.mute == 0 {
			w.foreign = nil
		}
	case "title", "desc", "text", "mtd":
		w.out = append(w.out, ' ')
	}
	return true
}

// foreignTag writes a start tag, and the end tag of one that ends itself.
func (w *htmlWriter) foreignTag(name string, more, closed bool) {
	v := w.foreign
	w.out = append(append(w.out, '<'), name...)
	var seen [maxAttributes]string
	n, linked := 0, false
	if name == v.root && len(w.open) == w.foreignAt {
		w.foreignAttr("xmlns", v.space)
	}
	for k := 0; more && k < maxAttributes; k++ {
		var rawKey, rawValue []byte
		rawKey, rawValue, more = w.z.TagAttr()
		key, value := string(rawKey), strings.Join(strings.Fields(CleanText(string(rawValue))), " ")
		if written := v.attrs[key]; written != "" {
			key, value = written, v.value(written, value)
		} else {
			value = w.xlink(name, key, value)
			linked = linked || value != ""
		}
		if value == "" || containsString(seen[:n], key) {
			continue
		}
		seen[n] = key
		n++
		w.foreignAttr(key, value)
	}
	if linked {
		w.foreignAttr("xmlns:xlink", xlinkSpace)
	}
	w.out = append(w.out, '>')
	if closed {
		w.out = append(append(append(w.out, "</"...), name...), '>')
		return
	}
	w.open = append(w.open, name)
}

func (w *htmlWriter) foreignAttr(key, value string) {
	w.out = append(append(append(w.out, ' '), key...), `="`...)
	w.out = append(appendEscaped(w.out, value), '"')
}

// idPrefix keeps the ids of graphics apart from those of the page in which a reader shows them.
const idPrefix = "svg-"

// value returns the value of an attribute of SVG or MathML, "" where it must not be written: numbers, names,
// colours and lists of them have no other characters, and url() may name a part of the same graphic only.
func (v *vocabulary) value(key, s string) string {
	if key == "id" {
		return fragmentName(s)
	}
	if len(s) > 3 && strings.EqualFold(s[:4], "url(") {
		name := strings.TrimSuffix(s[4:], ")")
		if id, ok := strings.CutPrefix(name, "#"); ok && v.drawn && len(name) < len(s)-4 {
			if id = fragmentName(id); id != "" {
				return "url(#" + id + ")"
			}
		}
		return ""
	}
	for i := range len(s) {
		if c := s[i]; !isAlnum(c) && strings.IndexByte(" .,#%()+-_/", c) < 0 {
			return ""
		}
	}
	if indexFold(s, "url") >= 0 {
		return ""
	}
	return s
}

// fragmentName returns the name of a part of a graphic, "" if it is none.
func fragmentName(s string) string {
	if s == "" || len(s) > 100 || s[0]|0x20-'a' >= 26 {
		return ""
	}
	for i := range len(s) {
		if !isAlnum(s[i]) && s[i] != '-' && s[i] != '_' {
			return ""
		}
	}
	if strings.HasPrefix(s, idPrefix) {
		return s
	}
	return idPrefix + s
}

// xlink returns the value of an attribute of XLink, "" where it must not be written.
func (w *htmlWriter) xlink(element, key, value string) string {
	switch key {
	case "xlink:href":
		if fragment, ok := strings.CutPrefix(value, "#"); ok {
			if fragment = fragmentName(fragment); fragment != "" && w.foreign.drawn {
				return "#" + fragment
			}
			return ""
		}
		if element == "a" || !w.foreign.drawn {
			return w.address(value, true)
		}
	case "xlink:show":
		if value == "replace" || value == "new" {
			return value
		}
	case "xlink:type":
		if value == "simple" {
			return value
		}
	}
	return ""
}

// hasForeign reports whether clean markup has SVG or MathML in it.
func hasForeign(s string) bool {
	return strings.Contains(s, "<svg") || strings.Contains(s, "<math")
}

// namedTag returns markup that is nothing but one start tag without its end, as the title of an article about that
// element is: the text was escaped once too seldom. Tags that only lay out name nothing.
func namedTag(s string) string {
	s = strings.TrimSpace(s)
	if len(s) > maxNamedTag || !strings.HasPrefix(s, "<") || strings.IndexByte(s, '>') != len(s)-1 {
		return ""
	}
	z := html.NewTokenizer(strings.NewReader(s))
	if z.Next() != html.StartTagToken {
		return ""
	}
	name, _ := z.TagName()
	switch string(name) {
	case "p", "br", "hr", "wbr", "div", "span":
		return ""
	}
	return s
}

// maxNamedTag bounds the tag that a title may be.
const maxNamedTag = 40

// shownSource returns the beginning of markup of which nothing is shown, as text: its start tags and what browsers take for
// a comment though it is none. Scripts and styles are not named.
func shownSource(s string) string {
	var b strings.Builder
	z := html.NewTokenizer(strings.NewReader(cutAt(s, maxExcerptSource)))
	skip := ""
	for range maxPictured {
		kind := z.Next()
		raw := string(z.Raw())
		switch kind {
		case html.ErrorToken:
			return line(b.String())
		case html.StartTagToken, html.SelfClosingTagToken:
			name, _ := z.TagName()
			if skip == "" && rawTags[string(name)] && kind == html.StartTagToken {
				skip = string(name)
			}
		case html.EndTagToken:
			if name, _ := z.TagName(); string(name) == skip {
				skip = ""
			}
			continue
		case html.CommentToken:
			if !strings.HasPrefix(raw, "<!") || strings.HasPrefix(raw, "<!-") || strings.HasPrefix(raw, "<![") {
				continue
			}
		case html.DoctypeToken:
			continue
		}
		if skip == "" {
			b.WriteString(raw)
		}
	}
	return line(b.String())
}
