package feed

import (
	"strconv"
	"strings"
	"time"

	"github.com/portalfeed/portalfeed/feed/dates"
)

// jsonFeedVersion is the version member of JSON Feed 1.1.
const jsonFeedVersion = "https://jsonfeed.org/version/1.1"

// appendJSONHead writes a document of JSON Feed 1.1 up to its items. The extension _portalfeed
// holds the publication an item was taken from, the precision of its date and the markup of its title.
func (p *plan) appendJSONHead(dst []byte) []byte {
	f := p.feed
	o := object{dst: append(dst, '{'), indent: "\n  "}
	o.text("version", jsonFeedVersion)
	o.text("title", p.title)
	o.some("home_page_url", p.link)
	o.some("feed_url", p.self)
	o.some("description", p.subtitle)
	links := p.links()
	for i := range links {
		if (links[i].Rel == "next" || links[i].Rel == "prev-archive") && links[i].Href != p.self {
			o.text("next_url", links[i].Href)
			break
		}
	}
	icon, _ := linkURI(f.Logo, p.link)
	o.some("icon", icon)
	favicon, _ := linkURI(f.Icon, p.link)
	o.some("favicon", favicon)
	o.persons("authors", f.Authors)
	o.some("language", p.language)
	o.hubs(links, f.Extensions, p.self)
	o.extensions(f.Extensions, nil, p.base, false)
	o.name("items")
	return append(o.dst, '[')
}

// The ends of a document of JSON Feed: of a list of items, and of an empty one.
const (
	jsonTail  = "\n  ]\n}\n"
	jsonEmpty = "]\n}\n"
)

// object writes the members of a JSON object.
type object struct {
	dst    []byte
	indent string
	begun  bool
}

func (o *object) name(name string) {
	if o.begun {
		o.dst = append(o.dst, ',')
	}
	o.begun = true
	o.dst = append(o.dst, o.indent...)
	o.dst = append(o.dst, '"')
	o.dst = append(o.dst, name...)
	o.dst = append(o.dst, `": `...)
}

func (o *object) text(name, value string) {
	o.name(name)
	o.dst = appendJSON(o.dst, value)
}

// some writes a member unless its value is empty.
func (o *object) some(name, value string) {
	if value != "" {
		o.text(name, value)
	}
}

func (o *object) persons(name string, list []Person) {
	n := 0
	for _, a := range list {
		a, ok := person(a)
		if !ok {
			continue
		}
		if n == 0 {
			o.name(name)
		}
		o.dst = append(o.dst, "[,"[min(n, 1)])
		n++
		sub := object{dst: append(o.dst, '{')}
		sub.text("name", a.Name)
		if a.URI != "" {
			sub.text("url", a.URI)
		} else if a.Email != "" {
			sub.text("url", "mailto:"+a.Email)
		}
		sub.some("avatar", a.Avatar)
		if a.Members != "" {
			sub.members(a.Members)
		}
		o.dst = append(sub.dst, '}')
	}
	if n > 0 {
		o.dst = append(o.dst, ']')
	}
}

func (p *plan) appendJSONItem(dst []byte, it *planItem) []byte {
	base := p.base
	dst = append(dst, "\n    {\n      \"id\": \""...)
	if it.idForm&uriWeb != 0 {
		dst = append(dst, it.id...)
	} else {
		dst = appendText(dst, it.id, asJSON)
	}
	if it.link != "" {
		dst = append(dst, "\",\n      \"url\": \""...)
		dst = append(dst, it.link...) // a URI has nothing to be escaped
	}
	dst = append(dst, "\",\n      \"title\": \""...)
	if it.bare {
		dst = append(dst, it.title...)
	} else {
		dst = appendText(dst, it.title, asJSON)
	}
	o := object{dst: append(dst, '"'), indent: "\n      ", begun: true}
	if u := it.externalURL(base); u != "" {
		o.text("external_url", u)
	}
	marked := o.contents(it)
	if it.Image != "" {
		if image, ok := linkURI(it.Image, base); ok {
			o.text("image", image)
		}
	}
	if t, ok := it.date(); ok {
		o.dst = append(o.dst, ",\n      \"date_published\": \""...)
		o.dst = append(appendRFC3339(o.dst, t), '"')
	}
	if it.hasUpd {
		o.name("date_modified")
		o.dst = append(appendRFC3339(append(o.dst, '"'), it.updated), '"')
	}
	p.jsonAuthors(&o, it.Authors)
	p.jsonTags(&o, it.Categories)
	if it.Language != "" {
		if language := languageTag(it.Language); language != p.language {
			o.some("language", language)
		}
	}
	if files := it.files(); len(files) > 0 {
		o.attachments(files, base)
	}
	p.jsonExtension(&o, it)
	if len(it.Extensions) > 0 {
		o.extensions(it.Extensions, it.Item, base, marked)
	}
	return append(o.dst, "\n    }"...)
}

// contents writes content_html or content_text, of which one must be there, and the summary, which is plain text. It reports whether
// the content is content_html.
func (o *object) contents(it *planItem) (marked bool) {
	switch {
	case it.content.present() && it.content.Type != Plain:
		o.draft("content_html", &it.content)
		marked = true
	case it.content.present():
		o.draft("content_text", &it.content)
	case it.summary.present() && it.summary.Type != Plain:
		o.draft("content_html", &it.summary)
		return false
	case it.summary.present():
		o.draft("content_text", &it.summary)
		return false
	default:
		o.text("content_text", it.title)
	}
	if t := it.summary.text(); t.Type == Plain && isBareLine(t.Value) {
		o.name("summary")
		o.dst = append(append(append(o.dst, '"'), t.Value...), '"')
	} else if t.Value != "" {
		o.some("summary", plainLine(t))
	}
	return marked
}

func (o *object) draft(name string, d *draft) {
	o.name(name)
	o.dst = append(d.appendMarkup(append(o.dst, '"'), asJSON), '"')
}

// jsonAuthors, jsonTags and jsonExtension write members that are often those of the item before.
func (p *plan) jsonAuthors(o *object, list []Person) {
	if len(list) != 1 {
		o.persons("authors", list)
		return
	}
	if len(p.cache.authors) == 0 || p.cache.author != list[0] {
		sub := object{dst: p.cache.authors[:0], indent: o.indent, begun: true}
		sub.persons("authors", list)
		p.cache.author, p.cache.authors = list[0], sub.dst
	}
	o.dst = append(o.dst, p.cache.authors...)
}

func (p *plan) jsonTags(o *object, list []Category) {
	if len(list) != 1 {
		o.tags(list)
		return
	}
	if len(p.cache.label) == 0 || p.cache.category != list[0] {
		sub := object{dst: p.cache.label[:0], indent: o.indent, begun: true}
		sub.tags(list)
		p.cache.category, p.cache.label = list[0], sub.dst
	}
	o.dst = append(o.dst, p.cache.label...)
}

func (p *plan) jsonExtension(o *object, it *planItem) {
	if it.Source == nil || it.Title.Type != Plain || it.datePrecision() < dates.Minute || it.Source.URL != "" {
		if it.Source != nil || it.Title.Type != Plain || it.datePrecision() < dates.Minute {
			o.extension(it, p.base)
		}
		return
	}
	if len(p.cache.sourced) == 0 || p.cache.source != *it.Source {
		sub := object{dst: p.cache.sourced[:0], indent: o.indent, begun: true}
		sub.extension(it, p.base)
		p.cache.source, p.cache.sourced = *it.Source, sub.dst
	}
	o.dst = append(o.dst, p.cache.sourced...)
}

// datePrecision returns how exact the date of an item is.
func (it *planItem) datePrecision() dates.Precision {
	switch {
	case it.hasPub:
		return it.Published.Precision
	case it.hasUpd:
		return it.Updated.Precision
	}
	return dates.Second
}

func (o *object) tags(list []Category) {
	n := 0
	for i := range list {
		shown := list[i].shown()
		if shown == "" {
			continue
		}
		if n == 0 {
			o.name("tags")
		}
		o.dst = appendJSON(append(o.dst, "[,"[min(n, 1)]), shown)
		n++
	}
	if n > 0 {
		o.dst = append(o.dst, ']')
	}
}

func (o *object) attachments(list []Enclosure, base string) {
	n := 0
	for i := range list {
		e, ok := enclosure(&list[i], base)
		if !ok {
			continue
		}
		if n == 0 {
			o.name("attachments")
		}
		sub := object{dst: append(append(o.dst, "[,"[min(n, 1)]), '{')}
		sub.text("url", e.URL)
		sub.text("mime_type", e.Type)
		sub.some("title", e.Title)
		if e.Length > 0 {
			sub.name("size_in_bytes")
			sub.dst = strconv.AppendInt(sub.dst, e.Length, 10)
		}
		if e.Duration > 0 && e.Duration < maxSeconds*time.Second {
			sub.seconds("duration_in_seconds", e.Duration.Seconds())
		}
		if e.Members != "" {
			sub.members(e.Members)
		}
		o.dst = append(sub.dst, '}')
		n++
	}
	if n > 0 {
		o.dst = append(o.dst, ']')
	}
}

func (o *object) extension(it *planItem, base string) {
	s, sourced := it.source(base)
	marked := markedTitle(it.Title, firstOf(it.link, base))
	if marked != "" && (Text{Type: HTML, Value: marked}).Plain() != it.title {
		marked = "" // of it nothing can be read
	}
	precision := it.datePrecision()
	coarse := precision < dates.Minute
	if !sourced && !coarse && marked == "" {
		return
	}
	o.name("_portalfeed")
	sub := object{dst: append(o.dst, '{')}
	sub.some("title_html", marked)
	if sourced {
		sub.name("source")
		inner := object{dst: append(sub.dst, '{')}
		inner.text("name", s.Title)
		inner.some("url", s.URL)
		sub.dst = append(inner.dst, '}')
	}
	if coarse {
		sub.text("date_precision", precision.String())
	}
	o.dst = append(sub.dst, '}')
}

// markedTitle returns the markup of a title, of which JSON Feed has the text alone, "" where it has no tags.
func markedTitle(t Text, base string) string {
	if t.Type == Plain || strings.IndexByte(t.Value, '<') < 0 {
		return ""
	}
	if s := cleanMarkup(t.Value, base, true); strings.IndexByte(s, '<') >= 0 {
		return s
	}
	return ""
}

// appendJSON appends s cleaned as CleanText does, as a JSON string.
func appendJSON(dst []byte, s string) []byte {
	return append(appendText(append(dst, '"'), s, asJSON), '"')
}
