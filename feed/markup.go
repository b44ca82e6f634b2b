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

// tag takes the tag that begins at i and returns its end, 0 where it is none that cleanHTML would leave as it is where it stands.
func (n *nesting) tag(s string, i int) (end int) {
	if i+1 < len(s) && s[i+1] == '/' {
		k := i + 2
		for k < len(s) && isAlnum(s[k]) {
			k++
		}
		if k == len(s) || s[k] != '>' || !n.end(s[i+2:k]) {
			return 0
		}
		return k + 1
	}
	name, end := startTag(s, i)
	if end == 0 || !n.start(name) {
		return 0
	}
	return end
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
			end := n.tag(s, i)
			if end == 0 {
				return dst, false
			}
			bare := isAlnum(s[end-2])
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
			end := n.tag(s, i)
			if end == 0 {
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

// startTag returns the end of the start tag that begins at i, 0 where none is there that needs no second look; name is "" for an element
// without an end tag.
func startTag(s string, i int) (name string, end int) {
	i++
	end = i
	for end < len(s) && isAlnum(s[end]) {
		end++
	}
	if end == len(s) {
		return "", 0
	}
	switch name = s[i:end]; {
	case s[end] == '>':
		switch name {
		case "p", "div", "blockquote", "h1", "h2", "h3", "h4", "pre", "b", "i", "em", "strong", "u", "span", "sub", "sup", "code":
			return name, end + 1
		case "br":
			return "", end + 1
		}
	case s[end] == ' ' && name == "a":
		return name, linkTag(s, end+1, `href="`, "")
	case s[end] == ' ' && name == "img":
		return "", linkTag(s, end+1, `src="`, `alt="`)
	}
	return "", 0
}

// linkTag returns the end of a start tag of which an attribute begins at i, 0 where one needs a second look. One must be an address;
// other is what one more may begin with.
func linkTag(s string, i int, address, other string) int {
	sourced := false
	for i < len(s) {
		switch rest := s[i:]; {
		case !sourced && strings.HasPrefix(rest, address):
			form, end := formAt(s, i+len(address))
			if i += len(address); form&(uriWeb|uriBare) != uriWeb|uriBare || end-i > maxURI {
				return 0
			}
			i, sourced = end, true
		case other != "" && strings.HasPrefix(rest, other):
			i, other = cleanValue(s, i+len(other)), ""
		case rest[0] == '>' && sourced:
			return i + 1
		default:
			return 0
		}
		if i >= len(s) || s[i] != '"' {
			return 0
		}
		if i++; i < len(s) && s[i] == ' ' {
			i++
		} else if i < len(s) && s[i] != '>' {
			return 0
		}
	}
	return 0
}

// cleanValue returns where the quotation mark stands that ends the value of an attribute, len(s) where the value needs a second look.
func cleanValue(s string, i int) int {
	for i = plainRun(s, i); i < len(s); i = plainRun(s, i) {
		switch b := s[i]; {
		case b == '"':
			return i
		case b == '>' || b == '&' && !cleanRef(s[i+1:]) && !strings.HasPrefix(s[i+1:], `"`):
			return len(s)
		case b < utf8.RuneSelf:
			if class := asciiClass[b]; class == control || class == newline {
				return len(s)
			}
			i++
		default:
			w, keep := carried(s, i)
			if !keep {
				return len(s)
			}
			i += w
		}
	}
	return len(s)
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
		switch {
		case d.Value == "":
		case d.fit && beginsText(d.Value), !d.fit && beginsClean(d.Value):
			d.any = true
		default:
			t := d.text()
			d.any = t.present()
		}
	}
	return d.any
}

// beginsClean reports whether markup begins with what is certainly written.
func beginsClean(s string) bool {
	if s[0] == '<' {
		_, end := startTag(s, 0)
		return end != 0
	}
	return beginsText(s)
}

// beginsText reports whether s begins with a character that is certainly written and is no space: the quick answer for nearly all.
func beginsText(s string) bool {
	if b := s[0]; b < utf8.RuneSelf {
		return asciiClass[b] == plain && b != ' '
	}
	return isCommonHan(s, 0) && !hasFullSpace(s, 0)
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
