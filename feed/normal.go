package feed

import (
	"mime"
	"path"
	"slices"
	"strings"

	"golang.org/x/text/language"

	"github.com/portalfeed/portalfeed/feed/dates"
)

// languageTag returns a language tag fit for all formats, "" if it is none.
func languageTag(s string) string {
	s = strings.ReplaceAll(strings.TrimSpace(s), "_", "-")
	if len(s) < 2 || len(s) > 35 || strings.Trim(s, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-") != "" {
		return ""
	}
	primary, rest, more := strings.Cut(s, "-")
	for more { // subtags have one to eight characters (RFC 5646, section 2.1)
		var sub string
		if sub, rest, more = strings.Cut(rest, "-"); sub == "" || len(sub) > 8 {
			return ""
		}
	}
	if primary == "zh" || primary == "en" {
		return s
	}
	if n := len(primary); n < 2 || n > 3 {
		return ""
	}
	if _, err := language.ParseBase(primary); err != nil {
		return ""
	}
	return s
}

// person returns a person fit for all formats; ok is false where nothing is left.
func person(a Person) (Person, bool) {
	if a.Email == "" && a.URI == "" && a.Avatar == "" && isBareLine(a.Name) {
		return a, true
	}
	name, email := line(a.Name), line(a.Email)
	if at := strings.IndexByte(name, '<'); at >= 0 && strings.IndexByte(name[at:], '@') > 0 { // Name <user@host>
		addr := strings.Trim(name[at:], "<> ")
		if email == "" {
			email = addr
		}
		name = strings.TrimSpace(name[:at])
	}
	email = strings.TrimPrefix(email, "mailto:")
	if !isEmail(email) {
		if name == "" {
			name = strings.Trim(email, "<>")
		}
		email = ""
	}
	uri, _ := linkURI(a.URI, "")
	avatar, _ := linkURI(a.Avatar, "")
	if hasEndTag(name) {
		name = plainLine(Text{Value: name})
	}
	return Person{Name: firstOf(name, email, uri), Email: email, URI: uri, Avatar: avatar, Members: a.Members}, name != "" || email != "" || uri != ""
}

// isEmail reports whether s is an address that no validator doubts.
func isEmail(s string) bool {
	local, domain, ok := strings.Cut(s, "@")
	if !ok || local == "" || len(s) > 254 || local[0] == '.' || local[len(local)-1] == '.' || strings.Contains(local, "..") {
		return false
	}
	for i := range len(local) {
		if b := local[i]; !isAlnum(b) && b != '.' && b != '_' && b != '+' && b != '-' {
			return false
		}
	}
	return isDomain(domain)
}

// isDomain reports whether s is a domain name of at least two labels of which the last is no number.
func isDomain(s string) bool {
	labels, start, digits := 0, 0, true
	for i := 0; i <= len(s); i++ {
		if i < len(s) && s[i] != '.' {
			if !isAlnum(s[i]) && s[i] != '-' {
				return false
			}
			digits = digits && s[i]-'0' < 10
			continue
		}
		if i == start || s[start] == '-' || s[i-1] == '-' || i == len(s) && i-start < 2 {
			return false
		}
		labels++
		if start = i + 1; i < len(s) {
			digits = true
		}
	}
	return labels > 1 && !digits
}

// enclosure returns an enclosure fit for all formats; ok is false where it has no address.
func enclosure(e *Enclosure, base string) (Enclosure, bool) {
	u, ok := linkURI(e.URL, base)
	if !ok || !strings.HasPrefix(u, "http") {
		return Enclosure{}, false
	}
	return Enclosure{URL: u, Type: mediaType(e.Type, u), Title: plainLine(Text{Value: e.Title}), Length: max(e.Length, 0), Duration: max(e.Duration, 0), Members: e.Members}, true
}

// files returns the enclosures of the item, links of that relation among them.
func (it *planItem) files() []Enclosure {
	files := it.Enclosures
	for i := range it.Item.Links {
		if l := &it.Item.Links[i]; l.Rel == "enclosure" {
			files = slices.Clip(files)
			appendFile(&files, Enclosure{URL: l.Href, Type: l.Type, Title: l.Title, Length: l.Length})
		}
	}
	return files
}

// mediaType returns t where it is a media type, else the one of the address's extension.
func mediaType(t, uri string) string {
	if m, _, err := mime.ParseMediaType(t); err == nil && strings.Count(m, "/") == 1 && !strings.HasPrefix(m, "/") && !strings.HasSuffix(m, "/") {
		return m
	}
	uri, _, _ = strings.Cut(uri, "?")
	switch strings.ToLower(path.Ext(uri)) {
	case ".pdf":
		return "application/pdf"
	case ".doc":
		return "application/msword"
	case ".docx":
		return "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
	case ".xls":
		return "application/vnd.ms-excel"
	case ".xlsx":
		return "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
	case ".ppt":
		return "application/vnd.ms-powerpoint"
	case ".zip":
		return "application/zip"
	case ".rar":
		return "application/vnd.rar"
	case ".jpg", ".jpeg":
		return "image/jpeg"
	case ".png":
		return "image/png"
	case ".gif":
		return "image/gif"
	case ".webp":
		return "image/webp"
	case ".mp3":
		return "audio/mpeg"
	case ".mp4":
		return "video/mp4"
	}
	return "application/octet-stream"
}

// shown returns the category as people read it, "" if it has no name.
func (c *Category) shown() string {
	if s := plainLine(Text{Value: c.Label}); s != "" {
		return s
	}
	return plainLine(Text{Value: c.Term})
}

// source returns the publication that an item was taken from; ok is false where none is named.
func (it *planItem) source(base string) (Source, bool) {
	if it.Source == nil {
		return Source{}, false
	}
	s := Source{Title: plainLine(Text{Value: it.Source.Title})}
	s.URL, _ = linkURI(it.Source.URL, base)
	if s.Title == "" {
		s.Title = plainLine(Text{Value: s.URL})
	}
	return s, s.Title != ""
}

// Normalize returns the feed as the writers publish it: ids, titles, addresses,
// persons and categories as they stand in every format, dates in the zones they are written in.
// What no format carries is gone. f is not changed; the result shares its contents.
// The ids are absolute URIs, as in Atom; see NormalizeAs. A nil feed is taken for an empty one.
func Normalize(f *Feed, o WriteOptions) *Feed { return NormalizeAs(f, Unknown, o) }

// NormalizeAs is Normalize for one format. The ids of a JSON Feed are the model's own, whatever they are; so are those of items in
// RSS 2.0, but for short numbers, which other feeds have, too. In the other formats they have to be absolute URIs.
func NormalizeAs(f *Feed, format Format, o WriteOptions) *Feed {
	f = orEmpty(f)
	p := newPlan(f, format, o)
	out := *f
	out.ID, out.Language = p.id, p.language
	out.Title, out.Subtitle = p.lineOf(&f.Title, p.title), p.lineOf(&f.Subtitle, p.subtitle)
	out.Links = p.links()
	out.Authors, out.Contributors = persons(f.Authors), persons(f.Contributors)
	out.Categories = categories(f.Categories)
	if p.dated && f.Updated.IsZero() {
		out.Updated = dates.Date{Time: p.updated, Precision: dates.Second}
	}
	out.Items = make([]Item, len(f.Items))
	for i := range f.Items {
		out.Items[i] = p.next(&f.Items[i]).normal(p)
	}
	return &out
}

// lineOf returns a text that people read as one line, as the format holds it.
func (p *plan) lineOf(t *Text, plain string) Text {
	if p.format == Atom && plain != "" {
		d := atomLine(t, plain, p.base)
		return d.text()
	}
	return Text{Value: plain}
}

// links returns the links of the feed with the page first and the document second. A hub is of use in a
// document only where the address to subscribe to is known.
func (p *plan) links() []Link {
	var out []Link
	if p.link != "" {
		out = append(out, Link{Rel: "alternate", Href: p.link})
	}
	if p.self != "" {
		out = append(out, Link{Rel: "self", Href: p.self, Type: p.format.MediaType()})
	}
	base := firstOf(p.link, p.self)
	for i := range p.feed.Links {
		l, ok := otherLink(&p.feed.Links[i], base)
		if ok && l.Rel != "self" && (l.Rel != "hub" || p.self != "" || p.format == Unknown) && !(p.feed.Complete && pagedBy(l.Rel)) && !slices.ContainsFunc(out, func(k Link) bool { return sameLink(&k, &l) }) {
			out = append(out, l)
		}
	}
	return out
}

// pagedBy reports whether a relation leads to another part of a feed, of which a complete one has none (RFC 5005 section 2).
func pagedBy(rel string) bool {
	switch rel {
	case "first", "last", "next", "previous", "current", "next-archive", "prev-archive":
		return true
	}
	return false
}

// sameLink reports whether a document must not hold both links: the same relation and
// address, or two alternates that nothing tells apart.
func sameLink(a, b *Link) bool {
	if a.Rel != b.Rel {
		return false
	}
	return a.Href == b.Href || a.Rel == "alternate" && a.Type == b.Type && a.Language == b.Language
}

// otherLink returns a link fit for all formats.
func otherLink(l *Link, base string) (Link, bool) {
	u, ok := linkURI(l.Href, base)
	if !ok {
		return Link{}, false
	}
	out := Link{Rel: relation(l.Rel), Href: u, Language: languageTag(l.Language), Title: plainLine(Text{Value: l.Title}), Length: max(l.Length, 0)}
	if l.Type != "" {
		if m, _, err := mime.ParseMediaType(l.Type); err == nil && strings.Count(m, "/") == 1 {
			out.Type = m
		}
	}
	if out.Rel == "hub" { // which is sent requests
		out.Href, _, _ = strings.Cut(u, "#")
		return out, strings.HasPrefix(u, "http")
	}
	if !registered(out.Rel) {
		if schemeOf(out.Rel) == "http" || schemeOf(out.Rel) == "https" {
			out.Rel, ok = linkURI(out.Rel, "")
			return out, ok
		}
		out.Rel = "related" // what no reader knows by its name is that at least
	}
	return out, true
}

// registered reports whether a relation is known to readers by its bare name.
func registered(rel string) bool {
	switch rel {
	case "alternate", "self", "related", "enclosure", "via", "hub", "first", "last", "next", "previous", "current",
		"next-archive", "prev-archive", "license", "replies", "search", "service", "up", "describedby", "edit", "edit-media", "payment":
		return true
	}
	return false
}

// links returns the item's links other than its page.
func (it *planItem) links(base string) []Link {
	if len(it.Item.Links) == 0 || len(it.Item.Links) == 1 && it.link != "" {
		return nil
	}
	out := make([]Link, 1, len(it.Item.Links)+1)
	out[0] = Link{Rel: "alternate", Href: it.link}
	for i := range it.Item.Links {
		l, ok := otherLink(&it.Item.Links[i], base)
		if ok && l.Rel == "alternate" && l.Language == "" && l.Href != it.link {
			l.Rel = "related" // readers take the last alternate for the page, unless it is in another language
		}
		if !ok || feedOnly(l.Rel) || slices.ContainsFunc(out, func(k Link) bool { return sameLink(&k, &l) }) {
			continue
		}
		out = append(out, l)
	}
	return out[1:]
}

// feedOnly reports whether a relation belongs to feeds and not to items (RFC 5005), or is written otherwise.
func feedOnly(rel string) bool {
	switch rel {
	case "self", "hub", "first", "last", "next", "previous", "current", "next-archive", "prev-archive", "enclosure":
		return true
	}
	return false
}

func persons(list []Person) []Person {
	var out []Person
	for _, a := range list {
		if a, ok := person(a); ok {
			out = append(out, a)
		}
	}
	return out
}

func categories(list []Category) []Category {
	var out []Category
	for i := range list {
		if shown := list[i].shown(); shown != "" {
			scheme, _ := idOrLink(list[i].Scheme)
			out = append(out, Category{Term: firstOf(line(list[i].Term), shown), Scheme: scheme, Label: shown})
		}
	}
	return out
}

// idOrLink returns an absolute URI that need not lead anywhere.
func idOrLink(s string) (string, bool) {
	if s == "" {
		return "", false
	}
	if u, ok := linkURI(s, ""); ok {
		return u, true
	}
	return idURI(s)
}

// normal returns the item as the writers publish it.
func (it *planItem) normal(p *plan) Item {
	base := p.base
	out := *it.Item
	out.ID, out.Title, out.Language = it.id, p.lineOf(&it.Title, it.title), languageTag(it.Language)
	out.Links = nil
	if it.link != "" {
		out.Links = append(out.Links, Link{Rel: "alternate", Href: it.link})
	}
	out.Links = append(out.Links, it.links(base)...)
	out.Authors, out.Contributors = persons(it.Authors), persons(it.Contributors)
	out.Categories = categories(it.Categories)
	out.Enclosures = nil
	files := it.files()
	for i := range files {
		if e, ok := enclosure(&files[i], base); ok {
			out.Enclosures = append(out.Enclosures, e)
		}
	}
	out.Summary, out.Content = it.summary.text(), it.content.text()
	out.Image, _ = linkURI(it.Image, base)
	out.Source = nil
	if s, ok := it.source(base); ok {
		out.Source = &s
	}
	out.Published.Time, out.Updated.Time = it.published, it.updated
	if !it.hasPub {
		out.Published = dates.Date{}
	}
	if !it.hasUpd {
		out.Updated = dates.Date{}
	}
	return out
}
