package convert

import (
	"bytes"
	"encoding/json"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A page without markup is read as text: each line that is not blank is a paragraph, and title, stamp, category bar and related
// pages are lines as they are in a page of HTML.

// readable says whether bytes without markup are text to read: they hold letters, and are no JSON.
func readable(src []byte) bool {
	trimmed := bytes.TrimSpace(src)
	if (trimmed[0] == '{' || trimmed[0] == '[') && json.Valid(trimmed) {
		return false
	}
	return bytes.IndexFunc(src, unicode.IsLetter) >= 0
}

// paragraphs is a text as HTML.
func paragraphs(src []byte) []byte {
	b := make([]byte, 0, len(src)+len(src)/4)
	b = append(b, "<body>"...)
	src = bytes.ReplaceAll(src, []byte("\r"), []byte("\n"))
	for l := range bytes.SplitSeq(src, []byte("\n")) {
		if len(bytes.TrimSpace(l)) == 0 {
			continue
		}
		b = append(b, "<p>"...)
		b = appendEscaped(b, string(l))
		b = append(b, "</p>\n"...)
	}
	return b
}

// plainTitle finds the title of a text: the line above the stamp, else the first short line above the running text.
func (d *Document) plainTitle(p *articleParts, start int) {
	const above, longest, fewest = 40, 80, 4 // lines; characters
	stamp := -1
	for i := max(0, start-above); i < min(len(d.lines), start+1); i++ {
		if _, s := d.stampOf(&d.lines[i]); s >= 3 {
			stamp = i
			break
		}
	}
	titled := func(i int) bool {
		l := &d.lines[i]
		if l.chars < fewest || l.chars > longest || d.isBar(i) || isBoilerplate(l) {
			return false
		}
		_, path := pathText(l.text)
		return !path
	}
	at := -1
	for i := stamp - 1; i >= 0 && at < 0; i-- {
		if titled(i) {
			at = i
		}
	}
	for i := 0; i < min(start+1, len(d.lines)) && at < 0; i++ {
		if titled(i) && i != stamp {
			at = i
		}
	}
	if at >= 0 {
		p.title, p.titleLine, p.titleSure = cutTo(trimTitle(d.lines[at].text), maxTitle), at, stamp >= 0
		p.titleFrom = "line"
	}
}

// plainRelated are the titles behind the heading of related pages in a text, which has no links. from is the line of the heading.
func (d *Document) plainRelated(from int) []Link {
	const most, longest = 40, 60 // lines, characters
	var all []Link
	for i := from + 1; i < len(d.lines) && len(all) < most; i++ {
		l := &d.lines[i]
		if l.chars > longest || l.marks > 2 || isBoilerplate(l) {
			break
		}
		if t := trimMarks(l.text); utf8.RuneCountInString(t) >= 4 && !strings.HasPrefix(t, "http") {
			all = append(all, Link{Title: cutTo(t, maxTitle)})
		}
	}
	return all
}
