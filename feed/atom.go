package feed

import (
	"strings"
	"time"
)

const (
	atomHead = `<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/"`
)

// atomTail ends a document of Atom 1.0.
const atomTail = "</feed>\n"

// appendAtomHead writes a document of Atom 1.0 up to its entries. A stream does not know whether all of those have authors.
func (p *plan) appendAtomHead(dst []byte) []byte {
	f := p.feed
	dst = append(dst, atomHead...)
	dst = p.appendSpaces(dst)
	if p.language != "" {
		dst = appendAttr(dst, "xml:lang", p.language)
	}
	dst = append(dst, ">\n"...)
	dst = appendElement(dst, "id", p.id)
	dst = p.appendAtomLine(dst, "title", &f.Title, p.title, "")
	if p.subtitle != "" {
		dst = p.appendAtomLine(dst, "subtitle", &f.Subtitle, p.subtitle, "")
	}
	updated := p.updatedOr()
	dst = appendAtomDate(dst, "updated", updated)
	for _, l := range p.links() {
		dst = appendLink(append(dst, "<link"...), &l)
	}
	authors := f.Authors
	if !hasPerson(authors) && !p.everyItemHasAuthor() {
		authors = []Person{{Name: p.title}} // section 4.1.1 of RFC 4287 wants one
	}
	dst = appendAtomPersons(dst, "author", authors)
	dst = appendAtomPersons(dst, "contributor", f.Contributors)
	for i := range f.Categories {
		dst = appendAtomCategory(dst, &f.Categories[i])
	}
	if rights := f.Rights.Plain(); rights != "" {
		dst = p.appendAtomLine(dst, "rights", &f.Rights, rights, "")
	}
	dst = p.appendAtomGenerator(dst)
	if icon, ok := linkURI(f.Icon, p.link); ok {
		dst = appendElement(dst, "icon", icon)
	}
	if logo, ok := linkURI(f.Logo, p.link); ok {
		dst = appendElement(dst, "logo", logo)
	}
	dst = p.appendHistory(dst)
	return p.appendExtensions(dst, f.Extensions, placeFeed)
}

func (p *plan) updatedOr() time.Time {
	if p.dated {
		return p.updated
	}
	return time.Unix(Undated, 0).UTC()
}

func (p *plan) everyItemHasAuthor() bool {
	for i := range p.feed.Items {
		if !hasPerson(p.feed.Items[i].Authors) {
			return false
		}
	}
	return len(p.feed.Items) > 0
}

func hasPerson(list []Person) bool {
	for _, a := range list {
		if _, ok := person(a); ok {
			return true
		}
	}
	return false
}

// stamps returns what the updated element of each entry says. Validators fault two entries
// with the same: where several share one instant, as those known by their day
// do, all but the last get milliseconds, more the earlier they stand, so that sorting by them keeps the order.
func (p *plan) stamps() []time.Time {
	out := make([]time.Time, len(p.feed.Items))
	falling := true // no two are the same
	for i := range p.feed.Items {
		it := &p.feed.Items[i]
		t, ok := instant(it.Updated)
		if !ok {
			if t, ok = instant(it.Published); !ok {
				t = time.Unix(Undated, 0).UTC()
			}
		}
		if t.Nanosecond() != 0 {
			t = t.Truncate(time.Second)
		}
		out[i] = t
		falling = falling && (i == 0 || t.Unix() < out[i-1].Unix())
	}
	if falling {
		return out
	}
	taken := make(map[int64]int64, len(out))
	for i := len(out) - 1; i >= 0; i-- {
		n := taken[out[i].Unix()]
		taken[out[i].Unix()] = n + 1
		out[i] = out[i].Add(time.Duration(n) * time.Millisecond)
	}
	return out
}

func appendAtomDate(dst []byte, name string, t time.Time) []byte {
	dst = append(append(append(dst, '<'), name...), '>')
	return closeElement(appendRFC3339(dst, t), name)
}

func appendAtomPersons(dst []byte, name string, list []Person) []byte {
	for _, a := range list {
		a, ok := person(a)
		if !ok {
			continue
		}
		dst = append(append(append(dst, '<'), name...), '>')
		dst = append(dst, '\n')
		dst = appendElement(dst, "name", a.Name)
		if a.URI != "" {
			dst = appendElement(dst, "uri", a.URI)
		}
		if a.Email != "" {
			dst = appendElement(dst, "email", a.Email)
		}
		dst = closeElement(dst, name)
	}
	return dst
}

func appendAtomCategory(dst []byte, c *Category) []byte {
	shown := c.shown()
	if shown == "" {
		return dst
	}
	term := firstOf(line(c.Term), shown)
	dst = appendAttr(append(dst, "<category"...), "term", term)
	if scheme, ok := idOrLink(c.Scheme); ok {
		dst = appendAttr(dst, "scheme", scheme)
	}
	if shown != term {
		dst = appendAttr(dst, "label", shown)
	}
	return append(dst, "/>\n"...)
}

func (p *plan) appendAtomGenerator(dst []byte) []byte {
	g := p.feed.Generator
	name := plainLine(Text{Value: g.Name})
	if name == "" {
		return dst
	}
	dst = append(dst, "<generator"...)
	if u, ok := linkURI(g.URI, ""); ok {
		dst = appendAttr(dst, "uri", u)
	}
	if v := line(g.Version); v != "" {
		dst = appendAttr(dst, "version", v)
	}
	dst = appendXML(append(dst, '>'), name, asText)
	return closeElement(dst, "generator")
}

func (p *plan) appendAtomEntry(dst []byte, it *planItem, updated time.Time) []byte {
	base := p.base
	dst = append(dst, "<entry"...)
	language := ""
	if it.Language != "" {
		if language = languageTag(it.Language); language != "" && language != p.language {
			dst = appendAttr(dst, "xml:lang", language)
		}
	}
	dst = append(dst, ">\n<id>"...)
	dst = append(appendURI(dst, it.id, it.idForm), "</id>\n"...)
	if it.Title.Type == Plain && it.Title.Language == "" {
		dst = append(it.appendTitle(append(dst, "<title>"...)), "</title>\n"...)
	} else {
		dst = p.appendAtomLine(dst, "title", &it.Title, it.title, language)
	}
	if it.hasPub {
		dst = append(dst, "<published>"...)
		dst = append(appendRFC3339(dst, it.published), "</published>\n"...)
	}
	dst = append(dst, "<updated>"...)
	dst = append(appendRFC3339(dst, updated), "</updated>\n"...)
	if it.link != "" {
		dst = append(dst, `<link rel="alternate" href="`...)
		dst = append(appendURI(dst, it.link, it.linkForm), "\"/>\n"...)
	}
	if len(it.Item.Links) > 1 || it.link == "" {
		for _, l := range it.links(base) {
			dst = appendLink(append(dst, "<link"...), &l)
		}
	}
	files := it.files()
	for i := range files {
		if e, ok := enclosure(&files[i], base); ok {
			dst = appendLink(append(dst, "<link"...), &Link{Rel: "enclosure", Href: e.URL, Type: e.Type, Title: e.Title, Length: e.Length})
		}
	}
	if len(it.Authors) == 1 {
		if len(p.cache.authors) == 0 || p.cache.author != it.Authors[0] {
			p.cache.author, p.cache.authors = it.Authors[0], appendAtomPersons(p.cache.authors[:0], "author", it.Authors)
		}
		dst = append(dst, p.cache.authors...)
	} else {
		dst = appendAtomPersons(dst, "author", it.Authors)
	}
	dst = appendAtomPersons(dst, "contributor", it.Contributors)
	for i := range it.Categories {
		c := &it.Categories[i]
		if len(p.cache.label) == 0 || p.cache.category != *c {
			p.cache.category, p.cache.label = *c, appendAtomCategory(p.cache.label[:0], c)
		}
		dst = append(dst, p.cache.label...)
	}
	if it.Rights.Value != "" {
		if rights := it.Rights.Plain(); rights != "" {
			dst = p.appendAtomLine(dst, "rights", &it.Rights, rights, language)
		}
	}
	dst = p.appendAtomTexts(dst, it, firstOf(language, p.language))
	if s := it.Source; s != nil {
		if len(p.cache.sourced) == 0 || p.cache.source != *s {
			p.cache.source, p.cache.sourced = *s, it.appendAtomSource(p.cache.sourced[:0], base)
		}
		dst = append(dst, p.cache.sourced...)
	}
	dst = it.appendMedia(dst, base)
	if len(it.Extensions) > 0 {
		dst = p.appendExtensions(dst, it.Extensions, placeEntry)
	}
	return append(dst, "</entry>\n"...)
}

// appendAtomSource names the publication. The source element of Atom is for the metadata of another feed, which a publication's name is not.
func (it *planItem) appendAtomSource(dst []byte, base string) []byte {
	s, ok := it.source(base)
	if !ok {
		return dst
	}
	dst = appendElement(dst, "dc:source", s.Title)
	if s.URL != "" {
		dst = appendLink(append(dst, "<link"...), &Link{Rel: "via", Href: s.URL, Title: s.Title})
	}
	return dst
}

// appendAtomTexts writes summary and content. An entry with neither gets its title as
// summary: section 4.1.2 of RFC 4287 advises that one of them is there.
func (p *plan) appendAtomTexts(dst []byte, it *planItem, language string) []byte {
	if !it.content.present() {
		text, name := &it.summary, "summary"
		if !text.present() {
			text = &draft{Text: Text{Value: it.title}, fit: true}
		}
		if it.link == "" {
			name = "content" // without a link to its content an entry must hold it
		}
		return appendConstruct(dst, name, text, language)
	}
	if it.summary.present() {
		dst = appendConstruct(dst, "summary", &it.summary, language)
	}
	return appendConstruct(dst, "content", &it.content, language)
}

// appendAtomLine writes a text that people read as one line: its markup where there is some and it says the same, else the line.
func (p *plan) appendAtomLine(dst []byte, name string, t *Text, plain, language string) []byte {
	language = firstOf(language, p.language)
	d := atomLine(t, plain, p.base)
	if d.Type == Plain {
		dst = append(appendStart(dst, name, d.Language, language), '>')
		return closeElement(appendXML(dst, plain, asText), name)
	}
	return appendConstruct(dst, name, &d, language)
}

// atomLine returns what Atom holds of a text that people read as one line.
func atomLine(t *Text, plain, base string) draft {
	if t.Type != Plain {
		marked := draft{}
		marked.set(t, Atom, base)
		if m := marked.text(); strings.IndexByte(m.Value, '<') >= 0 && m.Plain() == plain {
			return marked
		}
	}
	return draft{Text: Text{Value: plain, Language: t.Language}, fit: true}
}

// appendStart begins a start tag, with the language where it is another than that around it.
func appendStart(dst []byte, name, own, around string) []byte {
	dst = append(append(dst, '<'), name...)
	if own == "" || own == around {
		return dst
	}
	if own = languageTag(own); own != "" && own != around {
		dst = appendAttr(dst, "xml:lang", own)
	}
	return dst
}

// appendConstruct writes a text construct: XHTML as it is where that is well-formed, other markup as type html, plain text without type.
func appendConstruct(dst []byte, name string, d *draft, language string) []byte {
	dst = appendStart(dst, name, d.Language, language)
	mark := len(dst)
	if d.Type == Plain && !hasEndTag(d.Value) && !hasReference(d.Value) {
		dst = appendXML(append(dst, '>'), d.Value, asText)
		return closeElement(dst, name)
	}
	if !d.fit && d.Type == HTML {
		out, ok := appendClean(append(dst, ` type="html">`...), d.Value, asHTML)
		if ok {
			return closeElement(out, name)
		}
		dst = out[:mark]
	}
	t := d.text() // which may be XHTML now
	if t.Type == XHTML && isWellFormed(t.Value) && (hasForeign(t.Value) || !quotesMarkup(t.Value)) {
		dst = append(dst, ` type="xhtml"><div xmlns="`+xhtmlSpace+`">`...)
		return closeElement(append(appendXHTML(dst, t.Value), "</div>"...), name)
	}
	dst = append(dst, ` type="html">`...)
	return closeElement(d.appendMarkup(dst, asHTML), name)
}

// quotesMarkup reports whether the text of markup is about markup. As XHTML it looks to validators as if it were escaped by mistake.
func quotesMarkup(s string) bool {
	if strings.IndexByte(s, '&') < 0 {
		return false
	}
	for rest := s; ; {
		_, after, ok := strings.Cut(rest, "&amp;")
		if !ok {
			return hasEndTag(textOfHTML(s, len(s)))
		}
		if after != "" && after[0] != ' ' { // where the name of a reference might begin
			return true
		}
		rest = after
	}
}
