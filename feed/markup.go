package feed

import (
	"strings"
	"unicode/utf8"
)

// nesting follows the tags of markup that may be clean.
type nesting struct {
	open  [16]string
	depth int
}

// tag takes the next tag, without its brackets. It reports whether cleanHTML would leave it as it is where it stands.
func (n *nesting) tag(tag string) bool {
	if tag[0] == '/' {
		return n.end(tag[1:])
	}
	name, ok := cleanTag(tag)
	return ok && n.start(name)
}

// start takes a start tag that is clean; name is "" for one without an end.
func (n *nesting) start(name string) bool {
	switch {
	case name == "":
		return true
	case n.depth == len(n.open):
		return false
	case name == "p":
		if n.depth > 0 && inParagraph(n.open[:n.depth]) {
			return false
		}
	case !inlineTag(name) && n.depth > 0 && n.open[n.depth-1] != "div" && n.open[n.depth-1] != "blockquote":
		return false
	}
	n.open[n.depth] = name
	n.depth++
	return true
}

func (n *nesting) end(name string) bool {
	if n.depth == 0 || n.open[n.depth-1] != name {
		return false
	}
	n.depth--
	return true
}

// appendClean appends markup that is clean already, checking it and escaping it in one pass. For other markup ok is false.
func appendClean(dst []byte, s string, how escape) (out []byte, ok bool) {
	var n nesting
	start := 0
	stop := &stops[how]
	for i := plainRun(s, 0); i < len(s); i = plainRun(s, i) {
		b := s[i]
		switch {
		case b >= utf8.RuneSelf:
			w, keep := carried(s, i)
			if keep {
				i += w
				continue
			}
			dst = append(dst, s[start:i]...)
			dst, i = appendLost(dst, s, i)
			start = i
		case b == '<':
			bare, end := tagAt(s, i)
			if end == 0 || !n.tag(s[i+1:end-1]) {
				return dst, false
			}
			if !bare || how != asJSON {
				dst = appendTag(append(dst, s[start:i]...), s[i+1:end-1], bare, how)
				start = end
			}
			i = end
		case b == '&' && !cleanRef(s[i+1:]):
			return dst, false
		case !stop[b]:
			i++
		default:
			dst = append(dst, s[start:i]...)
			dst = appendASCII(dst, s, i, how)
			i++
			start = i
		}
	}
	return append(dst, s[start:]...), n.depth == 0
}

// appendCDATA appends markup that is clean already and stays as it is as a CDATA section, or without one where it has nothing that XML
// gives a meaning to. For other markup ok is false, and dst as it was.
func appendCDATA(dst []byte, s string) (out []byte, ok bool) {
	var n nesting
	marked := false
	for i := 0; i < len(s); {
		switch b := s[i]; b {
		case '<':
			marked = true
			if rest := s[i:]; len(rest) > 3 { // nearly half of all tags
				if rest[:3] == "<p>" && n.start("p") {
					i += 3
					continue
				}
				if rest[:4] == "</p>" && n.end("p") {
					i += 4
					continue
				}
			}
			_, end := tagAt(s, i)
			if end == 0 || !n.tag(s[i+1:end-1]) {
				return dst, false
			}
			i = end
		case '&':
			if !cleanRef(s[i+1:]) {
				return dst, false
			}
			marked = true
			i++
		case '>':
			if i >= 2 && s[i-1] == ']' && s[i-2] == ']' {
				return dst, false
			}
			marked = true
			i++
		case '\n', '\t', '"', '\\':
			i++
		default:
			end := plainRun(s, i)
			if end == i {
				w, keep := carried(s, i)
				if !keep {
					return dst, false
				}
				end += w
			}
			i = end
		}
	}
	switch {
	case n.depth != 0:
		return dst, false
	case !marked:
		return append(dst, s...), true
	}
	return section(dst, s), true
}

// tagAt returns the end of the tag that begins at i, 0 if there is none, and whether it holds nothing but its name.
func tagAt(s string, i int) (bare bool, end int) {
	for k := i + 1; k < len(s); k++ {
		b := s[k]
		if isAlnum(b) || b == '/' && k == i+1 {
			continue
		}
		if b != '>' {
			break
		}
		if k == i+1 {
			return false, 0
		}
		return true, k + 1
	}
	size := strings.IndexByte(s[i+1:], '>')
	if size <= 0 {
		return false, 0
	}
	return false, i + size + 2
}

// appendTag appends a tag that is clean.
func appendTag(dst []byte, tag string, bare bool, how escape) []byte {
	if how == asHTML {
		switch tag {
		case "p":
			return append(dst, "&lt;p&gt;"...)
		case "/p":
			return append(dst, "&lt;/p&gt;"...)
		case "br":
			return append(dst, "&lt;br&gt;"...)
		}
	}
	dst = append(dst, references[how][1]...)
	if bare {
		dst = append(dst, tag...)
	} else {
		dst = appendText(dst, tag, how)
	}
	return append(dst, references[how][2]...)
}

// draft is a text of an item, which is made fit for writing when that is needed.
type draft struct {
	Text
	format Format
	base   string // what addresses in markup are relative to
	fit    bool   // Value is clean
	known  bool   // whether anything is there has been found out:
	any    bool
}

func (d *draft) set(t *Text, format Format, base string) {
	d.Text, d.format, d.base = *t, format, base
	d.fit, d.known, d.any = t.Type == Plain, false, false
}

// text returns the text as it is written: markup clean, and as HTML.
func (d *draft) text() Text {
	if !d.fit {
		d.Text, d.fit = d.format.fit(d.Text, d.base), true
	}
	return d.Text
}

// present reports whether anything but white space is left of the text when it is written.
func (d *draft) present() bool {
	if !d.known {
		d.known = true
		if d.any = d.Value != "" && (!d.fit && beginsClean(d.Value)); !d.any && d.Value != "" {
			t := d.text()
			d.any = t.present()
		}
	}
	return d.any
}

// beginsClean reports whether markup begins with what is certainly written.
func beginsClean(s string) bool {
	b := s[0]
	switch {
	case b >= 0x80:
		return isCommonHan(s, 0) && !hasFullSpace(s, 0)
	case b == '<':
		end := strings.IndexByte(s, '>')
		if end <= 1 || s[1] == '/' {
			return false
		}
		_, ok := cleanTag(s[1:end])
		return ok
	}
	return asciiClass[b] == plain && b != ' '
}

// appendSection appends the text where HTML is expected in an element of RSS: markup as a CDATA section where that can hold it.
func (d *draft) appendSection(dst []byte) []byte {
	if d.Type == Plain {
		return d.appendMarkup(dst, asHTML)
	}
	if !d.fit {
		if out, ok := appendCDATA(dst, d.Value); ok {
			return out
		}
	}
	v := d.text().Value
	if !strings.ContainsAny(v, "<&") || strings.Contains(v, "]]>") || firstUnclean(v) >= 0 {
		return appendText(dst, v, asHTML)
	}
	return section(dst, v)
}

// section appends text as a CDATA section.
func section(dst []byte, s string) []byte {
	dst = append(append(dst, "<![CDATA["...), s...)
	return append(dst, "]]>"...)
}

// appendMarkup appends the text where HTML is expected, which how says.
func (d *draft) appendMarkup(dst []byte, how escape) []byte {
	if d.Type == Plain {
		if how == asHTML {
			how = asTextOfHTML
		}
		return appendText(dst, d.Value, how)
	}
	if !d.fit {
		out, ok := appendClean(dst, d.Value, how)
		if ok {
			return out
		}
		dst = out[:len(dst)]
		d.text()
	}
	return appendText(dst, d.Value, how)
}
