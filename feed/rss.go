package feed

import (
	"path"
	"strconv"
	"strings"
	"time"
)

const rssHead = `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/"`

// rssTail ends a document of RSS 2.0.
const rssTail = "</channel>\n</rss>\n"

// appendRSSHead writes a document of RSS 2.0 up to its items.
func (p *plan) appendRSSHead(dst []byte) []byte {
	f := p.feed
	link := firstOf(p.link, p.id)
	dst = append(dst, rssHead...)
	dst = p.appendSpaces(dst)
	dst = append(dst, ">\n<channel>\n"...)
	dst = appendElement(dst, "title", p.title)
	dst = appendElement(dst, "link", link)
	dst = appendElement(dst, "description", firstOf(p.subtitle, p.title))
	if p.language != "" {
		dst = appendElement(dst, "language", p.language)
	}
	if rights := f.Rights.Plain(); rights != "" {
		dst = appendElement(dst, "copyright", rights)
	}
	dst = appendRSSPersons(dst, "managingEditor", f.Authors)
	dst = appendNames(dst, "dc:contributor", f.Contributors)
	if p.dated {
		dst = appendRSSDate(dst, "lastBuildDate", p.updated)
	}
	for i := range f.Categories {
		if !p.podcastCategory(&f.Categories[i]) {
			dst = appendRSSCategory(dst, &f.Categories[i])
		}
	}
	if g := p.generator(); g != "" {
		dst = appendElement(dst, "generator", g)
	}
	dst = p.appendRSSImage(dst, link)
	for _, l := range p.links() {
		if l.Rel != "alternate" || l.Href != p.link {
			dst = appendLink(append(dst, "<atom:link"...), &l)
		}
	}
	dst = p.appendHistory(dst)
	return p.appendExtensions(dst, f.Extensions, placeChannel)
}

// appendElement appends an element with plain text and a line end.
func appendElement(dst []byte, name, text string) []byte {
	dst = append(dst, '<')
	dst = append(dst, name...)
	dst = append(dst, '>')
	dst = appendXML(dst, text, asText)
	return closeElement(dst, name)
}

func closeElement(dst []byte, name string) []byte {
	dst = append(dst, "</"...)
	dst = append(dst, name...)
	return append(dst, ">\n"...)
}

// appendAttr appends an attribute with a space in front.
func appendAttr(dst []byte, name, value string) []byte {
	dst = append(dst, ' ')
	dst = append(dst, name...)
	dst = append(dst, `="`...)
	dst = appendXML(dst, value, asValue)
	return append(dst, '"')
}

func appendNumberAttr(dst []byte, name string, n int64) []byte {
	dst = append(dst, ' ')
	dst = append(dst, name...)
	dst = append(dst, `="`...)
	return append(strconv.AppendInt(dst, n, 10), '"')
}

func appendRSSDate(dst []byte, name string, t time.Time) []byte {
	dst = append(append(append(dst, '<'), name...), '>')
	return closeElement(appendRFC822(dst, t), name)
}

// generator returns the program in one line.
func (p *plan) generator() string {
	g := p.feed.Generator
	s := plainLine(Text{Value: g.Name})
	if v := plainLine(Text{Value: g.Version}); s != "" && v != "" {
		s += " " + v
	}
	return s
}

// appendLink appends the attributes and the end of a link element.
func appendLink(dst []byte, l *Link) []byte {
	dst = appendAttr(dst, "rel", l.Rel)
	dst = appendAttr(dst, "href", l.Href)
	if l.Type != "" {
		dst = appendAttr(dst, "type", l.Type)
	}
	if l.Language != "" {
		dst = appendAttr(dst, "hreflang", l.Language)
	}
	if l.Title != "" {
		dst = appendAttr(dst, "title", l.Title)
	}
	if l.Length > 0 {
		dst = appendNumberAttr(dst, "length", l.Length)
	}
	return append(dst, "/>\n"...)
}

// appendRSSImage writes the logo where it is of a kind that readers of RSS expect, else as the logo of Atom.
func (p *plan) appendRSSImage(dst []byte, link string) []byte {
	logo, ok := p.logo()
	if !ok {
		return dst
	}
	file, _, _ := strings.Cut(logo, "?")
	switch strings.ToLower(path.Ext(file)) {
	case ".gif", ".jpg", ".jpeg", ".png":
	default:
		return appendElement(dst, "atom:logo", logo)
	}
	dst = append(dst, "<image>\n"...)
	dst = appendElement(dst, "url", logo)
	dst = appendElement(dst, "title", p.title)
	dst = appendElement(dst, "link", link)
	return append(dst, "</image>\n"...)
}

// logo returns the image of the feed, or else its icon.
func (p *plan) logo() (string, bool) {
	if u, ok := linkURI(p.feed.Logo, p.link); ok {
		return u, true
	}
	return linkURI(p.feed.Icon, p.link)
}

// appendRSSPersons writes one person with address and name as RSS wants it, others by name:
// the author of RSS is an e-mail address, and there can be only one.
func appendRSSPersons(dst []byte, name string, list []Person) []byte {
	if len(list) != 1 {
		return appendNames(dst, "dc:creator", list)
	}
	a, ok := person(list[0])
	if !ok || a.Email == "" || a.Name == a.Email || hasSpecials(a.Name) {
		return appendNames(dst, "dc:creator", list)
	}
	dst = append(append(append(dst, '<'), name...), '>')
	dst = append(dst, a.Email...)
	dst = append(dst, " ("...)
	dst = appendXML(dst, a.Name, asText)
	return closeElement(append(dst, ')'), name)
}

// hasSpecials reports whether a name holds what RFC 822 gives a meaning to.
func hasSpecials(s string) bool {
	for i := range len(s) {
		switch s[i] {
		case '(', ')', '@', '<', '>', ',', ';', ':', '\\', '"', '[', ']':
			return true
		}
	}
	return false
}

// appendNames writes the name of each person in an element of its own.
func appendNames(dst []byte, element string, list []Person) []byte {
	for _, a := range list {
		if a, ok := person(a); ok {
			dst = appendElement(dst, element, a.Name)
		}
	}
	return dst
}

func appendRSSCategory(dst []byte, c *Category) []byte {
	shown := c.shown()
	if shown == "" {
		return dst
	}
	dst = append(dst, "<category"...)
	if scheme, ok := idOrLink(c.Scheme); ok {
		dst = appendAttr(dst, "domain", scheme)
	}
	dst = append(dst, '>')
	dst = appendXML(dst, shown, asText)
	return closeElement(dst, "category")
}

func (p *plan) appendRSSItem(dst []byte, it *planItem) []byte {
	base := p.base
	dst = append(dst, "<item>\n<title>"...)
	dst = it.appendTitle(dst)
	if it.link != "" {
		dst = append(dst, "</title>\n<link>"...)
		dst = append(appendURI(dst, it.link, it.linkForm), "</link>\n"...)
	} else {
		dst = append(dst, "</title>\n"...)
	}
	if it.permalink {
		dst = append(dst, `<guid isPermaLink="true">`...)
	} else {
		dst = append(dst, `<guid isPermaLink="false">`...)
	}
	dst = append(appendURI(dst, it.id, it.idForm), "</guid>\n"...)
	if t, ok := it.date(); ok {
		dst = append(dst, "<pubDate>"...)
		dst = append(p.cache.day.appendRFC822(dst, t), "</pubDate>\n"...)
	}
	if it.hasUpd && it.hasPub && !it.updated.Equal(it.published) {
		dst = append(dst, "<atom:updated>"...)
		dst = closeElement(appendRFC3339(dst, it.updated), "atom:updated")
	}
	dst = p.appendRSSAuthors(dst, it.Authors)
	dst = appendNames(dst, "dc:contributor", it.Contributors)
	for i := range it.Categories {
		c := &it.Categories[i]
		if len(p.cache.label) == 0 || p.cache.category != *c {
			p.cache.category, p.cache.label = *c, appendRSSCategory(p.cache.label[:0], c)
		}
		dst = append(dst, p.cache.label...)
	}
	dst = it.appendRSSTexts(dst)
	if it.Language != "" {
		if language := languageTag(it.Language); language != "" && language != p.language {
			dst = appendElement(dst, "dc:language", language)
		}
	}
	if it.Rights.Value != "" {
		if rights := it.Rights.Plain(); rights != "" {
			dst = appendElement(dst, "dc:rights", rights)
		}
	}
	if s := it.Source; s != nil {
		if len(p.cache.sourced) == 0 || p.cache.source != *s {
			p.cache.source, p.cache.sourced = *s, it.appendRSSSource(p.cache.sourced[:0], base)
		}
		dst = append(dst, p.cache.sourced...)
	}
	dst = it.appendRSSFiles(dst, base)
	if len(it.Item.Links) > 1 || it.link == "" {
		for _, l := range it.links(base) {
			dst = appendLink(append(dst, "<atom:link"...), &l)
		}
	}
	if len(it.Extensions) > 0 {
		dst = p.appendExtensions(dst, it.Extensions, placeItem)
	}
	return append(dst, "</item>\n"...)
}

// appendRSSAuthors writes the authors of an item.
func (p *plan) appendRSSAuthors(dst []byte, list []Person) []byte {
	if len(list) != 1 {
		return appendRSSPersons(dst, "author", list)
	}
	if len(p.cache.authors) == 0 || p.cache.author != list[0] {
		p.cache.author, p.cache.authors = list[0], appendRSSPersons(p.cache.authors[:0], "author", list)
	}
	return append(dst, p.cache.authors...)
}

// appendURI appends an address or an id.
func appendURI(dst []byte, s string, form uriForm) []byte {
	if form&uriBare != 0 {
		return append(dst, s...)
	}
	return appendXML(dst, s, asText)
}

func (it *planItem) appendTitle(dst []byte) []byte {
	if it.bare {
		return append(dst, it.title...)
	}
	return appendXML(dst, it.title, asText)
}

// appendRSSTexts writes description and content:encoded, in this order: the first is
// for a synopsis, and readers that know no other element need one.
func (it *planItem) appendRSSTexts(dst []byte) []byte {
	switch {
	case it.summary.present():
		dst = append(dst, "<description>"...)
		dst = append(it.summary.appendSection(dst), "</description>\n"...)
	case it.content.present():
		dst = append(dst, "<description>"...)
		dst = appendXML(dst, excerpt(it.content.text(), excerptLength), asTextOfHTML)
		dst = append(dst, "</description>\n"...)
	}
	if it.content.present() {
		dst = append(dst, "<content:encoded>"...)
		dst = append(it.content.appendSection(dst), "</content:encoded>\n"...)
	}
	return dst
}

// appendRSSSource names the publication: source is for one with an address only.
func (it *planItem) appendRSSSource(dst []byte, base string) []byte {
	s, ok := it.source(base)
	if !ok {
		return dst
	}
	if s.URL == "" {
		return appendElement(dst, "dc:source", s.Title)
	}
	dst = appendAttr(append(dst, "<source"...), "url", s.URL)
	dst = appendXML(append(dst, '>'), s.Title, asText)
	return closeElement(dst, "source")
}

// appendRSSFiles writes the first enclosure as RSS has it, further ones as links, and the lead image.
func (it *planItem) appendRSSFiles(dst []byte, base string) []byte {
	first := true
	files := it.files()
	for i := range files {
		e, ok := enclosure(&files[i], base)
		if !ok {
			continue
		}
		if !first {
			dst = appendLink(append(dst, "<atom:link"...), &Link{Rel: "enclosure", Href: e.URL, Type: e.Type, Title: e.Title, Length: e.Length})
			continue
		}
		first = false
		dst = appendAttr(append(dst, "<enclosure"...), "url", e.URL)
		dst = appendNumberAttr(dst, "length", e.Length)
		dst = append(appendAttr(dst, "type", e.Type), "/>\n"...)
	}
	return it.appendMedia(dst, base)
}

// appendMedia writes the lead image as Media RSS has it, in RSS and Atom alike.
func (it *planItem) appendMedia(dst []byte, base string) []byte {
	if it.Image == "" || hasMedia(it.Extensions) || it.podcast && hasArt(it.Extensions, it.Image) {
		return dst
	}
	image, ok := linkURI(it.Image, base)
	if !ok {
		return dst
	}
	dst = appendAttr(append(dst, "<media:content"...), "url", image)
	return append(dst, " medium=\"image\"/>\n"...)
}
