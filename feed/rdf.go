package feed

const (
	rdfHead = `<?xml version="1.0" encoding="UTF-8"?>
<rdf:RDF xmlns="http://purl.org/rss/1.0/" xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"`
	rdfTail = "</rdf:RDF>\n"
)

// appendRDFHead writes a document of RSS 1.0 up to its items, of which the channel has a list.
func (p *plan) appendRDFHead(dst []byte) []byte {
	f := p.feed
	link := firstOf(p.link, p.id)
	dst = append(dst, rdfHead...)
	dst = p.appendSpaces(dst)
	dst = append(dst, ">\n<channel"...)
	dst = append(appendAttr(dst, "rdf:about", p.about), ">\n"...)
	dst = appendElement(dst, "title", p.title)
	dst = appendElement(dst, "link", link)
	dst = appendElement(dst, "description", firstOf(p.subtitle, p.title))
	if p.language != "" {
		dst = appendElement(dst, "dc:language", p.language)
	}
	if rights := f.Rights.Plain(); rights != "" {
		dst = appendElement(dst, "dc:rights", rights)
	}
	dst = appendNames(dst, "dc:creator", f.Authors)
	dst = appendNames(dst, "dc:contributor", f.Contributors)
	if p.dated {
		dst = appendAtomDate(dst, "dc:date", p.updated)
	}
	dst = p.appendExtensions(dst, f.Extensions, placeChannel)
	dst = append(dst, "<items>\n<rdf:Seq>\n"...)
	for i := range f.Items {
		dst = appendAttr(append(dst, "<rdf:li"...), "rdf:resource", p.next(&f.Items[i]).id)
		dst = append(dst, "/>\n"...)
	}
	dst = append(dst, "</rdf:Seq>\n</items>\n"...)
	logo, pictured := p.logo()
	if pictured = pictured && !p.taken(logo); pictured { // what is known by an address is one thing
		dst = append(appendAttr(append(dst, "<image"...), "rdf:resource", logo), "/>\n"...)
	}
	p.seen = idSet{} // the items are gone through once more
	p.taken(p.about)
	dst = append(dst, "</channel>\n"...)
	if !pictured {
		return dst
	}
	dst = append(appendAttr(append(dst, "<image"...), "rdf:about", logo), ">\n"...)
	dst = appendElement(dst, "title", p.title)
	dst = appendElement(dst, "url", logo)
	return append(appendElement(dst, "link", link), "</image>\n"...)
}

// appendRDFItem writes an item of RSS 1.0, which is known by its id, the address of its page where it has no other. It has one author, date and list of subjects by Dublin Core, and no files.
func (p *plan) appendRDFItem(dst []byte, it *planItem) []byte {
	dst = append(appendAttr(append(dst, "<item"...), "rdf:about", it.id), ">\n"...)
	dst = appendElement(dst, "title", it.title)
	dst = appendElement(dst, "link", firstOf(it.link, it.id))
	switch {
	case it.summary.present():
		dst = append(dst, "<description>"...)
		dst = closeElement(it.summary.appendSection(dst), "description")
	case it.content.present():
		dst = append(dst, "<description>"...)
		dst = closeElement(appendXML(dst, excerpt(it.content.text(), excerptLength), asTextOfHTML), "description")
	}
	if it.content.present() {
		dst = append(dst, "<content:encoded>"...)
		dst = closeElement(it.content.appendSection(dst), "content:encoded")
	}
	dst = appendNames(dst, "dc:creator", it.Authors)
	dst = appendNames(dst, "dc:contributor", it.Contributors)
	if t, ok := it.date(); ok {
		dst = appendAtomDate(dst, "dc:date", t)
	}
	for i := range it.Categories {
		if shown := it.Categories[i].shown(); shown != "" {
			dst = appendElement(dst, "dc:subject", shown)
		}
	}
	if language := languageTag(it.Language); language != "" && language != p.language {
		dst = appendElement(dst, "dc:language", language)
	}
	if rights := it.Rights.Plain(); rights != "" {
		dst = appendElement(dst, "dc:rights", rights)
	}
	if s, ok := it.source(p.base); ok {
		dst = appendElement(dst, "dc:source", s.Title)
	}
	dst = p.appendExtensions(dst, it.Extensions, placeItem)
	return append(dst, "</item>\n"...)
}
