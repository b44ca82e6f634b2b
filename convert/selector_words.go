package convert

import (
	"strings"
	"unicode/utf8"

	"github.com/portalfeed/portalfeed/convert/internal/dom"
)

// wordsPrefix marks a selector as words of the page where its first letter does not: text=More.
const wordsPrefix = "text="

// selectorWords is the folded text of a selector that is copied from a page instead of written in CSS or XPath: no
// element has a name that begins with such a letter. "" says that it is none.
func selectorWords(s string) string {
	rest, marked := strings.CutPrefix(s, wordsPrefix)
	if r, _ := utf8.DecodeRuneInString(s); marked || r >= utf8.RuneSelf {
		return builderFold(rest)
	}
	return ""
}

// Limits of the search for words.
const (
	wordsNodes  = 32  // nodes of an element whose text is put together
	wordsClimb  = 6   // levels above words in which what they head is looked for
	wordsTried  = 64  // elements that say the words
	wordsWalks  = 4   // how often the size of the page is walked for the lists they head
	wordsFewest = 2   // links that make a list
	wordsBytes  = 512 // of a text that has the words
)

// labelled is what words of the page stand for, in document order: the link that says them, the list they head, what
// follows them in their line or cell, or else the element that says them.
func (d *Document) labelled(s *selector, scope dom.Node) []match {
	var found []match
	steps := wordsWalks * d.tree.Len()
	for i, n := range d.saying(s.words, scope) {
		if i >= wordsTried && s.field != "article.remove" {
			break
		}
		switch s.field {
		case "list.next":
			if a := n.Closest(dom.A); a.OK() {
				return []match{{node: a}}
			}
			continue
		case "list.items":
			if items := d.headed(n, &steps); len(items) > 0 {
				return items
			}
			continue
		case "article.date", "article.source", "article.author", "article.editor", "list.date":
			v := d.valueAfter(n, s.words)
			if at := strings.IndexFunc(v, isBlank); at > 0 && !strings.HasSuffix(s.field, ".date") {
				v = v[:at] // what follows is something else
			}
			if v != "" {
				return []match{{value: v}}
			}
			continue
		}
		found = append(found, match{node: n})
	}
	return found
}

// saying are the innermost elements whose text has the words.
func (d *Document) saying(words string, scope dom.Node) []dom.Node {
	var found []dom.Node
	for n := range scope.All {
		if n.Kind() != dom.Text {
			continue
		}
		switch n.Parent().Tag() {
		case dom.Script, dom.Style, dom.Title:
			continue
		}
		if len(n.Data()) <= wordsBytes && strings.Contains(builderFold(n.Data()), words) {
			if p := n.Parent(); len(found) == 0 || found[len(found)-1] != p {
				found = append(found, p)
			}
		}
	}
	if len(found) > 0 {
		return found
	}
	// The words may be divided among elements: 下<b>一</b>頁.
	for n := range scope.All {
		if n.Kind() != dom.Element || n.End()-n.Index() > wordsNodes || !strings.Contains(builderFold(textOf(n)), words) {
			continue
		}
		for len(found) > 0 && found[len(found)-1].Contains(n) {
			found = found[:len(found)-1]
		}
		found = append(found, n)
	}
	return found
}

// headed are the links of the list below the words.
func (d *Document) headed(n dom.Node, steps *int) []match {
	for range wordsClimb {
		for after := n.Next(); after.OK(); after = after.Next() {
			var links []match
			for a := range after.All {
				if *steps--; *steps < 0 {
					return nil
				}
				if a.Tag() == dom.A && d.pageLink(a.Attr("href")) != "" && countChars(textOf(a)) >= listFewest {
					if links = append(links, match{node: a}); len(links) >= maxItems {
						break
					}
				}
			}
			if len(links) >= wordsFewest {
				return links
			}
		}
		if n = n.Parent(); !n.OK() || n.Kind() != dom.Element || n.Tag() == dom.Body {
			break
		}
	}
	return nil
}

// valueAfter is what a label says: the text behind it in its element, else in the one that follows.
func (d *Document) valueAfter(n dom.Node, words string) string {
	text := normal(textOf(n))
	if len(text) > wordsBytes {
		return ""
	}
	rest := ""
	for i := range text { // the shortest head that has the words ends with them
		if strings.HasSuffix(builderFold(text[:i]), words) {
			rest = text[i:]
			break
		}
	}
	if rest = trimLabel(rest); rest == "" {
		next := n.Next()
		for next.OK() && strings.TrimFunc(textOf(next), isBlank) == "" {
			next = next.Next()
		}
		if !next.OK() && n.Parent().Tag() != dom.Body { // <td><b>來源</b></td><td>…
			next = n.Parent().Next()
			for next.OK() && strings.TrimFunc(textOf(next), isBlank) == "" {
				next = next.Next()
			}
		}
		if next.OK() {
			rest = trimLabel(normal(cutTo(textOf(next), wordsBytes)))
		}
	}
	return rest
}

// trimLabel takes off what stands between a label and its value.
func trimLabel(s string) string {
	return strings.Trim(s, ":： \t\n\u3000\u00A0[]【】()（）|｜")
}
