package convert

import (
	"strings"
	"unicode/utf8"

	"github.com/portalfeed/portalfeed/convert/internal/dom"
)

// tagPaths are parts of the paths of pages about a word: /tag/x, /keywords/x.
var tagPaths = map[string]bool{
	"tag": true, "tags": true, "label": true, "labels": true, "keyword": true, "keywords": true, "kw": true, "biaoqian": true, "taglist": true, "tagcloud": true, "hashtag": true, "hotword": true, "hotwords": true,
}

// isTagCloud says whether a list is one of words under which pages are filed: short links without a date that lead to pages about
// a word, are named so, or differ in size.
func (d *Document) isTagCloud(r *listRegion) bool {
	const longest = 10 // characters of most words
	if r.dated > 0 || len(r.Items) < listFewest || len(r.records) != len(r.Items) {
		return false
	}
	short, words := 0, 0
	sizes, sized := map[string]bool{}, 0
	for i := range r.Items {
		short += btoi(utf8.RuneCountInString(r.Items[i].Title) <= longest)
		n := d.tree.At(int(d.mainLink(r.records[i]).node))
		words += btoi(leadsToTag(r.Items[i].URL) || hasWord(n.Attr("rel"), "tag"))
		if size := sizeOf(n); size != "" {
			sizes[size] = true
			sized++
		}
	}
	const fewest = 10 // words that differ in size
	if short*10 < len(r.Items)*8 {
		return false
	}
	return words*10 >= len(r.Items)*8 || len(sizes) >= 4 && sized*10 >= len(r.Items)*8 && len(r.Items) >= fewest || namesTags(r.container)
}

// leadsToTag says whether an address is that of a page about a word.
func leadsToTag(u string) bool {
	if _, rest, ok := strings.Cut(u, "://"); ok {
		u = rest
	}
	u, _, _ = strings.Cut(u, "#")
	path, query, _ := strings.Cut(u, "?")
	_, path, _ = strings.Cut(path, "/")
	for part := range strings.SplitSeq(path, "/") {
		if name, _, _ := strings.Cut(part, "."); tagPaths[strings.ToLower(name)] {
			return true
		}
	}
	for p := range strings.SplitSeq(query, "&") {
		if name, _, _ := strings.Cut(p, "="); tagPaths[strings.ToLower(name)] {
			return true
		}
	}
	return false
}

// sizeOf is the size of a link's letters where it has one of its own.
func sizeOf(n dom.Node) string {
	for range 2 {
		if _, rest, ok := strings.Cut(strings.ToLower(n.Attr("style")), "font-size:"); ok {
			size, _, _ := strings.Cut(rest, ";")
			return strings.TrimSpace(size)
		}
		if n.Tag() == dom.Font && n.HasAttr("size") {
			return n.Attr("size")
		}
		n = n.First()
		if n.Kind() != dom.Element {
			break
		}
	}
	return ""
}

// namesTags says whether an element is named as one that holds tags.
func namesTags(n dom.Node) bool {
	for range 2 {
		if n.Kind() != dom.Element {
			return false
		}
		for _, key := range []string{"class", "id"} {
			for c := range strings.FieldsSeq(strings.ToLower(n.Attr(key))) {
				switch strings.Map(func(r rune) rune {
					if r == '-' || r == '_' {
						return -1
					}
					return r
				}, c) {
				case "tags", "tagcloud", "taglist", "tagscloud", "hottags", "hottag", "keywords", "hotwords", "biaoqian", "posttags":
					return true
				}
			}
		}
		n = n.Parent()
	}
	return false
}
