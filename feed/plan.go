package feed

import (
	"hash/maphash"
	"math/bits"
	"strings"
	"time"
)

// plan is a feed with everything decided that its documents need: what is missing derived, what is no good left out.
type plan struct {
	feed     *Feed
	format   Format
	title    string
	subtitle string
	language string
	id       string
	link     string // the page of the feed, absolute; "" if unknown
	self     string
	updated  time.Time
	dated    bool // updated is known
	podcast  bool // elements of podcasts are written that the model has fields for
	base     string
	about    string // by which RSS 1.0 knows the channel, and so no item
	spaces   spaces
	seen     idSet               // ids of the items so far
	stream   map[uint64]struct{} // of a stream: their hashes, which take less room
	item     planItem
	cache    cache
}

// cache holds what was written last for authors, categories and sources: neighbours in a feed often have the same.
type cache struct {
	author   Person
	authors  []byte
	category Category
	label    []byte
	source   Source
	sourced  []byte
	day      dayCache
}

// planItem is an item with everything decided.
type planItem struct {
	*Item
	id        string
	idForm    uriForm
	permalink bool // id is the address of the item's page
	podcast   bool // it is an episode of one
	title     string
	bare      bool // the title is written as it is in every format
	link      string
	linkForm  uriForm
	summary   draft
	content   draft
	stamp     time.Time // what updated of Atom says
	published time.Time
	updated   time.Time
	hasPub    bool
	hasUpd    bool
}

// date returns the one date of an item in formats that have one: of publication, else of the last change.
func (it *planItem) date() (time.Time, bool) {
	if it.hasPub {
		return it.published, true
	}
	return it.updated, it.hasUpd
}

// newest returns the later of an item's dates.
func newest(it *Item) (time.Time, bool) {
	pub, hasPub := instant(it.Published)
	upd, hasUpd := instant(it.Updated)
	if hasUpd && (!hasPub || upd.After(pub)) {
		return upd, true
	}
	return pub, hasPub
}

func newPlan(f *Feed, format Format, o WriteOptions) *plan {
	p := &plan{feed: f, format: format, title: f.Title.Plain(), subtitle: f.Subtitle.Plain(), language: languageTag(f.Language)}
	p.link = firstLink(f.Links, "alternate", o.Self)
	p.self = selfLink(f, o, p.link)
	if p.link == "" {
		p.link = pageFor(f, p.self)
	}
	if p.title == "" {
		p.title = firstOf(p.subtitle, plainLine(Text{Value: firstOf(p.link, p.self)}), "untitled")
	}
	p.id = p.feedID()
	p.base = firstOf(p.link, p.self)
	p.podcast = f.isPodcast(format)
	p.updated, p.dated = instant(f.Updated)
	if format == RDF {
		p.about = firstOf(p.self, p.link, p.id)
		p.taken(p.about)
	}
	dated := p.dated
	for i := range f.Items {
		it := &f.Items[i]
		if len(it.Extensions) > 0 {
			p.spaces.add(it.Extensions)
		}
		if !dated && (!p.dated || it.Published.Time.After(p.updated) || it.Updated.Time.After(p.updated)) {
			if t, ok := newest(it); ok && (!p.dated || t.After(p.updated)) {
				p.updated, p.dated = t, true
			}
		}
	}
	return p
}

func firstOf(s ...string) string {
	for _, v := range s {
		if v != "" {
			return v
		}
	}
	return ""
}

func selfLink(f *Feed, o WriteOptions, base string) string {
	if o.Self != "" {
		if u, ok := linkURI(o.Self, base); ok {
			return u
		}
	}
	return firstLink(f.Links, "self", base)
}

// firstLink returns the first link of a relation as an absolute URI, "" if there is none.
func firstLink(links []Link, rel, base string) string {
	for i := range links {
		if relation(links[i].Rel) == rel {
			if u, ok := linkURI(links[i].Href, base); ok {
				return u
			}
		}
	}
	return ""
}

// page returns the address of an item's page, "" if there is none.
func (p *plan) page(links []Link) (string, uriForm) {
	if len(links) > 0 && (links[0].Rel == "" || links[0].Rel == "alternate") {
		if form := formOf(links[0].Href); form&uriWeb != 0 {
			return links[0].Href, form
		}
	}
	u := firstLink(links, "alternate", p.base)
	return u, formOf(u)
}

// relation returns the short name of a link relation.
func relation(rel string) string {
	rel = strings.TrimPrefix(rel, "http://www.iana.org/assignments/relation/")
	if rel == "" {
		return "alternate"
	}
	return rel
}

// pageFor returns the address of a page for a feed that names none, as RSS must have one:
// that of its document, of its id, or the root of its first item's site.
func pageFor(f *Feed, self string) string {
	if self != "" {
		return self
	}
	if id, ok := idURI(f.ID); ok && strings.HasPrefix(id, "http") {
		return id
	}
	for i := range f.Items {
		if u := firstLink(f.Items[i].Links, "alternate", ""); strings.HasPrefix(u, "http") {
			root := strings.Index(u, "://") + 3
			if slash := strings.IndexByte(u[root:], '/'); slash >= 0 {
				return u[:root+slash+1]
			}
			return u
		}
	}
	return ""
}

func (p *plan) feedID() string {
	if id, ok := idURI(p.feed.ID); ok {
		return id
	}
	if p.feed.ID != "" {
		return tagFor(p.link, fingerprint(p.feed.ID))
	}
	if id, ok := idURI(firstOf(p.link, p.self)); ok {
		return id
	}
	return tagFor(p.link, fingerprint(p.title))
}

// tagFor is a tag of the host of an address.
func tagFor(address, specific string) string {
	return "tag:" + tagAuthority(address) + "," + tagYear + ":" + specific
}

// next decides all of the next item. What it returns is good until the next call.
func (p *plan) next(src *Item) *planItem {
	it := &p.item
	it.Item, it.podcast = src, p.podcast
	it.link, it.linkForm = p.page(src.Links)
	page := it.link
	if page == "" {
		page = p.base
	}
	it.summary.set(&src.Summary, p.format, page)
	it.content.set(&src.Content, p.format, page)
	if it.bare = src.Title.Type == Plain && isBareLine(src.Title.Value); it.bare {
		it.title = src.Title.Value
	} else {
		it.title = it.titleOr()
	}
	it.published, it.hasPub = instant(src.Published)
	it.updated, it.hasUpd = instant(src.Updated)
	if it.linkForm&uriNormal != 0 && (src.ID == "" || src.ID == it.link) {
		it.id, it.idForm, it.permalink = it.link, it.linkForm, true
	} else {
		it.id, it.permalink = it.identity(p.link)
		if p.format == RSS && isGUID(src.ID) { // readers know the item by it
			it.id, it.permalink = src.ID, false
		}
		it.idForm = formOf(it.id)
	}
	if p.format == JSONFeed && src.ID != "" { // its ids are any strings
		it.id, it.idForm = firstOf(line(src.ID), it.id), 0
	}
	if p.taken(it.id) {
		it.id, it.idForm, it.permalink = p.distinct(it), 0, false
	}
	return it
}

// taken notes an id and reports whether an item before has it.
func (p *plan) taken(id string) bool {
	if p.stream != nil {
		h := hash64(id)
		_, ok := p.stream[h]
		p.stream[h] = struct{}{}
		return ok
	}
	return p.seen.add(id, len(p.feed.Items))
}

// idSet is a set of ids. That the hashes differ from run to run shows nowhere.
type idSet struct {
	seed  maphash.Seed
	slots []idSlot
	ids   []string
}

// idSlot is a place in the table of an idSet.
type idSlot struct {
	hash uint32 // of the id, the upper half: ids of one site differ only at their ends
	at   int32  // position in ids, from 1; 0 is free
}

// add adds an id and reports whether it was there. expected is how many will come in all.
func (s *idSet) add(id string, expected int) bool {
	if 2*len(s.ids) >= len(s.slots) {
		s.grow(max(expected, 2*len(s.ids), 8))
	}
	mask := uint64(len(s.slots) - 1)
	h := maphash.String(s.seed, id)
	for i := h; ; i++ {
		k := &s.slots[i&mask]
		if k.at == 0 {
			s.ids = append(s.ids, id)
			*k = idSlot{uint32(h >> 32), int32(len(s.ids))}
			return false
		}
		if k.hash == uint32(h>>32) && s.ids[k.at-1] == id {
			return true
		}
	}
}

// grow makes room for n ids.
func (s *idSet) grow(n int) {
	if s.slots == nil {
		s.seed = maphash.MakeSeed()
	}
	ids := s.ids
	s.slots, s.ids = make([]idSlot, 4<<bits.Len(uint(n))>>1), make([]string, 0, n+1)
	for _, id := range ids {
		s.add(id, n)
	}
}

// hash64 is the hash of Fowler, Noll and Vo (1a).
func hash64(s string) uint64 {
	h := uint64(14695981039346656037)
	for i := range len(s) {
		h = (h ^ uint64(s[i])) * 1099511628211
	}
	return h
}

// fit returns a text as it is written: markup clean, and as HTML. Graphics and formulas are for JSON Feed and for the XHTML of
// Atom; where HTML is escaped in XML, validators know none.
func (f Format) fit(t Text, base string) Text {
	if t.Type == Plain {
		return t
	}
	out := Text{Type: t.Type, Value: cleanMarkup(t.Value, base, f == JSONFeed || f == Atom), Language: t.Language}
	if f == Atom && hasForeign(out.Value) {
		if out.Type = XHTML; !isWellFormed(out.Value) {
			out.Type, out.Value = t.Type, cleanHTML(t.Value, base)
		}
	}
	return out
}

// titleLength is the length of a title made from content, in characters.
const titleLength = 40

// titleOr returns the title, or else what the item says for itself: readers and validators want one.
func (it *planItem) titleOr() string {
	if s := it.Title.Plain(); s != "" {
		return s
	}
	for _, t := range [...]Text{it.summary.text(), it.content.text()} {
		if s := excerpt(t, titleLength); s != "" {
			return s
		}
	}
	for _, t := range [...]Text{it.summary.text(), it.content.text()} {
		if s := t.Plain(); s != "" {
			return s
		}
	}
	for _, t := range [...]Text{it.Summary, it.Content} {
		if t.Type != Plain && !hasForeign(t.Value) {
			if s := excerpt(Text{Value: shownSource(t.Value)}, titleLength); s != "" {
				return s
			}
		}
	}
	return firstOf(plainLine(Text{Value: it.link}), "untitled")
}

// identity returns the id of the item, and whether it is the address of its page.
func (it *planItem) identity(site string) (string, bool) {
	if it.ID != "" {
		id, ok := idURI(it.ID)
		if !ok {
			if id = ItemID(it.ID); id == "" {
				id = tagFor(firstOf(site, it.link), fingerprint(it.ID))
			}
			return id, false
		}
		return id, it.isPermalink(id)
	}
	if it.link != "" {
		if id, ok := idURI(it.link); ok {
			return id, true
		}
		if id := ItemID(it.link); id != "" {
			return id, false
		}
	}
	return tagFor(firstOf(site, it.link), it.contentPrint()), false
}

// maxGUID bounds what is written as a guid though it is no URI.
const maxGUID = 500

// isGUID reports whether an id that is no URI is a guid of RSS as it is: any string, but no short number, which other feeds have, too.
func isGUID(id string) bool {
	if id == "" || len(id) > maxGUID || !isLine(id) || hasEndTag(id) || len(id) < 9 && strings.Trim(id, "0123456789") == "" {
		return false
	}
	if scheme := schemeOf(id); scheme == "http" || scheme == "https" {
		return false
	}
	_, ok := idURI(id)
	return !ok
}

func (it *planItem) isPermalink(id string) bool {
	if id == it.link {
		return strings.HasPrefix(id, "http")
	}
	if !strings.HasPrefix(id, "http") || it.link == "" {
		return false
	}
	page, ok := idURI(it.link)
	return ok && page == id
}

func (it *planItem) contentPrint() string {
	return fingerprint(it.link, it.title, it.Published.String(), it.Updated.String(), it.Summary.Value, it.Content.Value)
}

// distinct returns an id for an item whose own is another's already.
func (p *plan) distinct(it *planItem) string {
	joint := ":"
	if strings.HasPrefix(it.id, "http") {
		joint = "#"
		if strings.IndexByte(it.id, '#') >= 0 {
			joint = "-"
		}
	}
	id := it.id + joint + it.contentPrint()
	for p.taken(id) {
		id += "-" // the very same item again
	}
	return id
}
