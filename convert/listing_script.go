package convert

import (
	"bytes"
	"cmp"
	"slices"
	"strings"
	"time"

	"github.com/portalfeed/portalfeed/convert/internal/dom"
	"github.com/portalfeed/portalfeed/feed/dates"
)

// Some pages hold their list in a script that writes it: records of a data island, arrays, linked data. They are read as data; no
// script is run.

// Limits of what is read of scripts.
const (
	maxScript  = 4 << 20 // bytes of one script
	maxScripts = 64      // scripts of a page
)

// scripted are the listings that scripts hold, once.
func (d *Document) scripted() []listRegion {
	d.scriptOnce.Do(func() {
		n := 0
		for _, i := range d.pagerNodes {
			node := d.tree.At(int(i))
			if node.Tag() != dom.Script || !node.First().OK() {
				continue
			}
			if n++; n > maxScripts {
				break
			}
			src := node.First().Data()
			if len(src) > maxScript {
				continue
			}
			line := int(d.lineAt[min(int(i), len(d.lineAt)-1)])
			for _, r := range d.written(src) {
				r.firstLine, r.lastLine, r.titleLine, r.container, r.around, r.lines = line, line, -1, node, node, nil
				d.scripts = append(d.scripts, r)
			}
			for _, items := range [][]ListingItem{d.recordset(src), d.literalLists(src), d.indexedArrays(src)} {
				if len(items) < listFewest {
					continue
				}
				r := listRegion{Listing: Listing{Items: items}, firstLine: line, lastLine: line, titleLine: -1, container: node, around: node}
				for k := range items {
					r.dated += btoi(!items[k].Date.IsZero())
				}
				if r.score = d.listScore(&r); r.score > 0 {
					d.scripts = append(d.scripts, r)
				}
			}
		}
	})
	return d.scripts
}

// withScripted adds the listings of scripts whose items the page does not show.
func (d *Document) withScripted(shown []listRegion) []listRegion {
	known := map[string]bool{}
	for i := range shown {
		for k := range shown[i].Items {
			known[shown[i].Items[k].URL] = true
		}
	}
	for _, r := range d.scripted() {
		again := 0
		for k := range r.Items {
			again += btoi(known[r.Items[k].URL])
		}
		if again*2 < len(r.Items) {
			shown = append(shown, r)
			for k := range r.Items {
				known[r.Items[k].URL] = true
			}
		}
	}
	return shown
}

// recordset reads the records of a data island as jpage and its like write them: <record><![CDATA[<li>…</li>]]></record>.
func (d *Document) recordset(src string) []ListingItem {
	markup := recordsMarkup(src)
	if markup == "" {
		return nil
	}
	all := d.innerLists(markup)
	if len(all) == 0 {
		return nil
	}
	return all[0].Items
}

// innerLists are the listings of markup that a script holds.
func (d *Document) innerLists(markup string) []listRegion {
	page := Page{URL: d.page.URL, Body: []byte(markup)}
	if d.base != nil {
		page.URL = d.base.String()
	}
	o := Options{Kind: KindListing, Encoding: "utf-8", Location: d.dates.Location, Now: d.opts.Now}
	inner, err := Parse(page, o)
	if err != nil {
		return nil
	}
	inner.inner = true
	return inner.listRegions()
}

// written are the listings in what a script writes: document.write('<li><a href=…>…'); Only texts in quotes are read.
func (d *Document) written(src string) []listRegion {
	const call = "document.write"
	if !strings.Contains(src, call) {
		return nil
	}
	var b strings.Builder
	for rest := src; ; {
		_, after, ok := strings.Cut(rest, call)
		if !ok {
			break
		}
		rest = after
		after = strings.TrimLeft(strings.TrimPrefix(after, "ln"), " ")
		if !strings.HasPrefix(after, "(") {
			continue
		}
		after = strings.TrimLeft(after[1:], " \t\r\n")
		for after != "" && (after[0] == '\'' || after[0] == '"') {
			text, behind, ok := quoted(after)
			if !ok {
				break
			}
			b.WriteString(text)
			if after = strings.TrimLeft(behind, " \t\r\n"); !strings.HasPrefix(after, "+") {
				break
			}
			after = strings.TrimLeft(after[1:], " \t\r\n")
		}
		rest = after
	}
	markup := b.String()
	if strings.Count(strings.ToLower(markup), "<a ") < listFewest {
		return nil
	}
	return d.innerLists("<!DOCTYPE html><body>" + markup)
}

// quoted reads the text in quotes that s begins with, and what follows it.
func quoted(s string) (text, behind string, ok bool) {
	var b strings.Builder
	for i := 1; i < len(s); i++ {
		switch c := s[i]; {
		case c == s[0]:
			return b.String(), s[i+1:], true
		case c == '\n':
			return "", "", false
		case c == '\\' && i+1 < len(s):
			i++
			if s[i] != 'n' && s[i] != 'r' && s[i] != 't' {
				b.WriteByte(s[i])
			}
		default:
			b.WriteByte(c)
		}
	}
	return "", "", false
}

// isRecords says whether a document is the answer of a server of lists as it is: XML whose records hold markup.
func isRecords(src []byte) bool {
	const head = 2048
	s := bytes.TrimLeft(src[:min(len(src), head)], "\uFEFF \t\r\n")
	if bytes.HasPrefix(s, []byte("<?xml")) {
		_, s, _ = bytes.Cut(s, []byte("?>"))
		s = bytes.TrimLeft(s, " \t\r\n")
	}
	for _, root := range []string{"<datastore", "<recordset", "<records>", "<record>"} {
		if bytes.HasPrefix(s, []byte(root)) {
			return true
		}
	}
	return false
}

// recordsMarkup is the markup that records hold, as one list, "" if there are too few.
func recordsMarkup(src string) string {
	if !strings.Contains(src, "<recordset") && !strings.Contains(src, "<record>") {
		return ""
	}
	var parts []string
	for rest := src; len(parts) < maxItems; {
		_, after, ok := strings.Cut(rest, "<record>")
		if !ok {
			break
		}
		record, after, ok := strings.Cut(after, "</record>")
		if !ok {
			break
		}
		rest = after
		record = strings.TrimSpace(record)
		record = strings.TrimSuffix(strings.TrimPrefix(record, "<![CDATA["), "]]>")
		parts = append(parts, strings.TrimSpace(record))
	}
	if len(parts) < listFewest {
		return ""
	}
	before, each, end, after := "<ul>", "<li>", "</li>", "</ul>"
	switch first := strings.ToLower(parts[0]); {
	case strings.HasPrefix(first, "<tr"):
		before, each, end, after = "<table>", "", "", "</table>"
	case strings.HasPrefix(first, "<li"):
		each, end = "", ""
	}
	var b strings.Builder
	b.WriteString("<!DOCTYPE html><body>" + before)
	for _, p := range parts {
		b.WriteString(each + p + end)
	}
	b.WriteString(after)
	return b.String()
}

// The names under which scripts keep what an item has, in lower case.
var (
	scriptTitles  = []string{"headline", "title", "name", "subject", "infotitle", "doctitle", "biaoti", "bt", "headers", "titles", "text"}
	scriptURLs    = []string{"url", "link", "href", "urls", "linkurl", "docpuburl", "pageurl", "infourl", "links", "@id"}
	scriptDates   = []string{"datepublished", "date", "pubdate", "publishdate", "pubtime", "publishtime", "publish_time", "pub_date", "pub_time", "time", "docreltime", "releasetime", "displaytime", "createtime", "created", "created_at", "datecreated", "dates", "times"}
	scriptSummary = []string{"summary", "description", "abstract", "digest"}
)

// field is the text of the first of some names that an object has.
func (v *literal) field(names []string) string {
	for _, name := range names {
		for i := range v.keys {
			if strings.EqualFold(v.keys[i], name) {
				if s := v.items[i].text; s != "" {
					return s
				}
				for _, w := range []string{"url", "@id", "name"} { // an object of linked data
					if s := v.items[i].field([]string{w}); s != "" {
						return s
					}
				}
			}
		}
	}
	return ""
}

// literalLists finds the longest array of objects in a script that have a title and an address each.
func (d *Document) literalLists(src string) []ListingItem {
	var best []ListingItem
	for _, array := range literals(src) {
		var items []ListingItem
		for k := range array.items {
			if it, ok := d.literalItem(&array.items[k]); ok && len(items) < maxItems {
				items = append(items, it)
			}
		}
		if len(items) > len(best) && 2*len(items) > len(array.items) {
			best = items
		}
	}
	return best
}

func (d *Document) literalItem(v *literal) (ListingItem, bool) {
	for i := range v.keys { // linked data wraps the thing itself
		if v.keys[i] == "item" && len(v.items[i].keys) > 0 {
			v = &v.items[i]
			break
		}
	}
	it := ListingItem{
		Title: cutTo(cleanItem(normal(plainOf(v.field(scriptTitles))), d.dates), maxTitle),
		URL:   d.pageLink(v.field(scriptURLs)), Summary: cutTo(normal(plainOf(v.field(scriptSummary))), 600),
	}
	it.Date = d.scriptDate(v.field(scriptDates))
	return it, it.Title != "" && it.URL != "" && !listNoise(it.Title)
}

// scriptDate reads a date of a script: text, or seconds or milliseconds since 1970.
func (d *Document) scriptDate(s string) dates.Date {
	if n := len(s); (n == 10 || n == 13) && strings.Trim(s, "0123456789") == "" {
		var v int64
		for i := range n {
			v = 10*v + int64(s[i]-'0')
		}
		if n == 13 {
			v /= 1000
		}
		return dates.Date{Time: time.Unix(v, 0).In(d.opts.location()), Precision: dates.Second, Raw: s}
	}
	if v, err := dates.Parse(s, dates.Options{Location: d.dates.Location}); err == nil && v.Precision >= dates.Day {
		return v
	}
	return dates.Date{}
}

// plainOf is a text of a script without the markup it may have.
func plainOf(s string) string {
	for strings.Contains(s, "<") {
		before, rest, _ := strings.Cut(s, "<")
		_, after, ok := strings.Cut(rest, ">")
		if !ok {
			break
		}
		s = before + after
		if len(s) > maxTitle*4 {
			break
		}
	}
	return s
}

// indexedArrays reads lists that a script fills element by element: urls[0]='a.htm'; headers[0]='…'; year[0]='2012'.
func (d *Document) indexedArrays(src string) []ListingItem {
	arrays := assignments(src)
	pick := func(names []string) map[int]string {
		for _, n := range names {
			if a := arrays[n]; len(a) >= listFewest {
				return a
			}
		}
		return nil
	}
	urls, titles := pick(scriptURLs), pick(scriptTitles)
	if urls == nil || titles == nil {
		return nil
	}
	days, years, months, dayOf := pick(scriptDates), arrays["year"], arrays["month"], arrays["day"]
	indexes := make([]int, 0, len(urls))
	for i := range urls {
		indexes = append(indexes, i)
	}
	slices.Sort(indexes)
	var items []ListingItem
	for _, i := range indexes {
		if len(items) >= maxItems {
			break
		}
		it := ListingItem{Title: cutTo(cleanItem(normal(plainOf(titles[i])), d.dates), maxTitle), URL: d.pageLink(urls[i])}
		if it.Title == "" || it.URL == "" {
			continue
		}
		text := days[i]
		if years[i] != "" && months[i] != "" && dayOf[i] != "" {
			text = years[i] + "-" + months[i] + "-" + dayOf[i]
		}
		it.Date = cmp.Or(d.scriptDate(text), d.scriptDate(cmp.Or(years[i], "")))
		items = append(items, it)
	}
	return items
}
