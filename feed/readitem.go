package feed

import (
	"slices"
	"strings"

	"github.com/portalfeed/portalfeed/feed/internal/xmlscan"
)

// itemGot says which parts of an item came from elements of the format itself, which go before those of modules.
type itemGot struct {
	title, summary, content, author, published, updated bool
	forApple                                            bool   // the summary is that for Apple
	guid                                                string // a guid that may be the address of the page
}

func (r *xmlReader) beginItem(tok *xmlscan.Token) {
	if r.inItem {
		r.endItem()
		if r.part != nil { // what this tag opens does not count
			r.part.open = r.part.open[:len(r.part.open)-1]
			r.save(tok.Start, r.part.before)
			r.part.follow(tok, r.sc.Depth(), len(r.src))
		}
	}
	r.inItem, r.itemDepth, r.item, r.got, r.kept = true, r.sc.Depth(), Item{}, itemGot{}, 0
	if lang := r.lang(); lang != r.feed.Language {
		r.item.Language = lang
	}
	if len(tok.Attrs) == 0 {
		return
	}
	if about := r.attrAny(tok, "about"); about != "" {
		r.item.ID = r.resolvedID(about)
		r.got.guid = about
	}
	if href := r.attr(tok, "href"); href != "" { // CDF
		r.item.Links = append(r.item.Links, Link{Rel: "alternate", Href: r.resolved(href)})
	}
	if mod := r.attr(tok, "lastmod"); mod != "" {
		r.item.Updated = r.date(mod)
	}
}

func (r *xmlReader) endItem() {
	it := &r.item
	r.inItem = false
	if g := r.got.guid; g != "" && firstAlternate(it.Links) == "" && (strings.HasPrefix(g, "http://") || strings.HasPrefix(g, "https://")) {
		it.Links = append([]Link{{Rel: "alternate", Href: g}}, it.Links...)
	}
	if it.Language == r.feed.Language {
		it.Language = ""
	}
	if r.got.forApple && !r.got.summary && it.Content.present() && r.isEpisode() { // which has no summary of its own, nor needs one
		it.Summary = Text{}
	}
	if s := it.Source; r.atom && s != nil && s.URL == "" { // as our writer puts it
		via := func(l Link) bool { return l.Rel == "via" && l.Title == s.Title }
		if i := slices.IndexFunc(it.Links, via); i >= 0 {
			s.URL = it.Links[i].Href
			it.Links = slices.Delete(it.Links, i, i+1)
		}
	}
	it.bound(r.res)
	if r.items++; r.items > MaxReadItems && r.part == nil { // a Decoder keeps none of them
		r.stopped = true
		r.res.add(Diagnostic{Code: "limit", Message: "the document has more items than are read"})
		return
	}
	if !r.keep(it) {
		r.stopped = true
	}
}

func firstAlternate(links []Link) string {
	for i := range links {
		if links[i].Rel == "alternate" || links[i].Rel == "" {
			return links[i].Href
		}
	}
	return ""
}

// itemChild reads an element of the item that began last.
func (r *xmlReader) itemChild(tok *xmlscan.Token, ns namespace, local []byte) {
	it := &r.item
	switch ns {
	case spaceCore:
		r.itemCore(tok, local)
	case spaceDC, spaceTerms:
		r.itemDublinCore(tok, local)
	case spaceContent:
		if string(local) == "encoded" {
			r.setContent(r.construct(tok, true))
			return
		}
		r.keepExtension(&it.Extensions, tok)
	case spaceXHTML:
		if string(local) == "body" || string(local) == "div" {
			t := r.construct(tok, true)
			r.setContent(t)
			return
		}
		r.keepExtension(&it.Extensions, tok)
	case spaceItunes:
		r.itemItunes(tok, local)
	case spaceMedia:
		r.media(tok)
	case spaceFeedburner:
		r.keepExtension(&it.Extensions, tok)
	default:
		r.keepExtension(&it.Extensions, tok)
	}
}

func (r *xmlReader) setContent(t Text) {
	if t.present() && (!r.got.content || len(t.Value) > len(r.item.Content.Value)) {
		r.item.Content, r.got.content = t, true
	}
}

func (r *xmlReader) itemCore(tok *xmlscan.Token, local []byte) {
	it := &r.item
	switch string(local) {
	case "title":
		if t := r.construct(tok, false); t.present() && !r.got.title {
			it.Title, r.got.title = t, true
		}
	case "description", "summary", "abstract":
		t := r.construct(tok, false)
		switch {
		case !t.present():
		case !r.got.summary:
			it.Summary, r.got.summary = t, true
		case !it.Content.present():
			it.Content = t
		}
	case "content":
		r.atomContent(tok)
	case "body", "fullitem", "content_encoded":
		r.setContent(r.construct(tok, true))
	case "link":
		r.link(tok, &it.Links, &it.Enclosures)
	case "guid":
		perma := strings.ToLower(r.attr(tok, "ispermalink"))
		if id := r.string(); id != "" {
			if perma != "false" {
				r.got.guid = id
				id = r.resolvedID(id)
			}
			it.ID = id
		}
	case "id":
		if id := r.resolvedID(r.string()); id != "" {
			it.ID = id
		}
	case "pubdate", "published", "issued", "pubtime":
		if d := r.date(r.string()); !d.IsZero() || !r.got.published {
			it.Published, r.got.published = d, true
		}
	case "updated", "modified", "lastmod":
		if d := r.date(r.string()); !d.IsZero() || !r.got.updated {
			it.Updated, r.got.updated = d, true
		}
	case "created":
		if d := r.date(r.string()); !r.got.published {
			it.Published = d
		}
	case "author":
		if !r.got.author {
			it.Authors, r.got.author = nil, true
		}
		r.appendPerson(&it.Authors)
	case "contributor":
		r.appendPerson(&it.Contributors)
	case "category":
		r.category(tok, &it.Categories)
	case "enclosure":
		r.enclosure(tok)
	case "source":
		r.source(tok)
	case "rights", "copyright":
		it.Rights = r.construct(tok, false)
	case "language":
		it.Language = r.string()
	case "image":
		if u := r.resolved(r.attr(tok, "url")); u != "" {
			it.Image = u
			r.skip()
			return
		}
		logo := r.feed.Logo
		r.feed.Logo = ""
		r.image(tok)
		it.Image = firstOf(r.feed.Logo, it.Image)
		r.feed.Logo = logo
	case "tags":
		for tag := range strings.SplitSeq(r.string(), ",") {
			if tag = strings.TrimSpace(tag); tag != "" {
				keepCategory(&it.Categories, Category{Term: tag})
			}
		}
	case "items", "seq", "li":
	default:
		r.keepExtension(&it.Extensions, tok)
	}
}

// atomContent reads the content element of Atom. Content elsewhere is a file of the item.
func (r *xmlReader) atomContent(tok *xmlscan.Token) {
	if src := r.attr(tok, "src"); src != "" {
		typ := r.attr(tok, "type")
		src = r.resolved(src)
		if strings.HasPrefix(typ, "text/html") || strings.HasSuffix(typ, "xhtml+xml") {
			keepLink(&r.item.Links, Link{Rel: "related", Href: src, Type: typ})
		} else {
			keepFile(&r.item.Enclosures, Enclosure{URL: src, Type: typ})
		}
		r.skip()
		return
	}
	r.setContent(r.construct(tok, false))
}

func (r *xmlReader) enclosure(tok *xmlscan.Token) {
	e := Enclosure{URL: r.resolved(firstOf(r.attr(tok, "url"), r.attr(tok, "href"))), Type: r.attr(tok, "type"), Length: number(r.attr(tok, "length")), Title: r.attr(tok, "title")}
	if text := r.resolved(r.string()); e.URL == "" {
		e.URL = text
	}
	keepFile(&r.item.Enclosures, e)
}

// source reads the publication of an item: a name with an address, or the elements of another feed.
func (r *xmlReader) source(tok *xmlscan.Token) {
	s := Source{URL: r.resolved(r.attr(tok, "url"))}
	depth := r.sc.Depth()
	r.buf = r.buf[:0]
	for tok := r.next(); tok != nil && !(tok.Kind == xmlscan.EndTag && r.sc.Depth() < depth); tok = r.next() {
		switch tok.Kind {
		case xmlscan.Text, xmlscan.CDATA:
			if s.Title == "" {
				r.buf = appendData(r.buf, tok)
			}
		case xmlscan.StartTag:
			if r.boundary(tok) {
				break
			}
			held := string(r.buf)
			switch _, local := r.name(&tok.Name); string(local) {
			case "title":
				s.Title = plainLine(r.construct(tok, false))
			case "link":
				var links []Link
				r.link(tok, &links, nil)
				s.URL = firstOf(s.URL, firstAlternate(links))
			case "author":
				p := r.person()
				if !r.got.author && p != (Person{}) {
					keepPerson(&r.item.Authors, p)
				}
			default:
				r.skip()
			}
			r.buf = append(r.buf[:0], held...)
		}
		if r.again {
			break
		}
	}
	s.Title = firstOf(s.Title, line(r.arena.string(r.buf)))
	if s != (Source{}) {
		r.item.Source = &s
	}
}

func (r *xmlReader) itemDublinCore(tok *xmlscan.Token, local []byte) {
	it := &r.item
	switch string(local) {
	case "title":
		if t := r.construct(tok, false); !it.Title.present() {
			it.Title = t
		}
	case "description", "abstract":
		if t := r.construct(tok, false); !it.Summary.present() {
			it.Summary = t
		}
	case "creator", "author":
		if r.got.author && len(it.Authors) > 0 && it.Authors[0].Email == "" { // the name is the same person's
			r.appendPerson(&it.Authors)
			return
		}
		p := r.person()
		if len(it.Authors) == 1 && it.Authors[0].Name == "" && p.Email == "" {
			it.Authors[0].Name = p.Name
		} else if p != (Person{}) {
			keepPerson(&it.Authors, p)
		}
	case "contributor":
		r.appendPerson(&it.Contributors)
	case "subject":
		r.category(tok, &it.Categories)
	case "language":
		it.Language = r.string()
	case "rights":
		if t := r.construct(tok, false); !it.Rights.present() {
			it.Rights = t
		}
	case "source":
		if s := r.string(); it.Source == nil && s != "" {
			it.Source = &Source{Title: s}
			if strings.HasPrefix(s, "http://") || strings.HasPrefix(s, "https://") {
				it.Source = &Source{URL: s}
			}
		}
	case "date", "issued", "created", "available":
		d := r.date(r.string())
		if it.Published.IsZero() && !r.got.published {
			it.Published = d
		}
		if it.Updated.IsZero() && string(local) == "date" { // of what, it does not say
			it.Updated = d
		}
	case "modified":
		if d := r.date(r.string()); !r.got.updated {
			it.Updated = d
		}
	case "identifier":
		if id := r.string(); it.ID == "" {
			it.ID = id
		}
	default:
		r.keepExtension(&it.Extensions, tok)
	}
}

func (r *xmlReader) itemItunes(tok *xmlscan.Token, local []byte) {
	it := &r.item
	switch string(local) {
	case "author":
		if x := r.keepPodcast(&it.Extensions, tok); x != nil && len(it.Authors) == 0 && x.Value != "" {
			it.Authors = append(it.Authors, Person{Name: line(x.Value)})
		}
	case "summary", "subtitle":
		if t := r.keepConstruct(&it.Extensions, tok, string(local)); !it.Summary.present() {
			it.Summary, r.got.forApple = t, r.atom
		}
	case "title":
		if t := r.keepConstruct(&it.Extensions, tok, "title"); !it.Title.present() {
			it.Title = t
		}
	case "image":
		if x := r.keepPodcast(&it.Extensions, tok); x != nil {
			it.Image = firstOf(it.Image, x.Attr("href"))
		}
	case "category":
		if x := r.keepPodcast(&it.Extensions, tok); x != nil {
			addItunes(&it.Categories, x)
		}
	case "keywords":
		if x := r.keepPodcast(&it.Extensions, tok); x != nil {
			for word := range strings.SplitSeq(x.Value, ",") {
				if word = strings.TrimSpace(word); word != "" {
					keepCategory(&it.Categories, Category{Term: word})
				}
			}
		}
	default:
		r.keepExtension(&it.Extensions, tok)
	}
}

// media reads an element of Media RSS: its lead image, its files, and its texts where the item has none of its own.
func (r *xmlReader) media(tok *xmlscan.Token) {
	it := &r.item
	before := len(it.Extensions)
	r.keepExtension(&it.Extensions, tok)
	if len(it.Extensions) == before {
		return
	}
	n := mediaParts{}
	n.walk(&it.Extensions[before], 0)
	if it.Image == "" {
		it.Image = firstOf(n.image, n.thumbnail)
	}
	for _, e := range n.files {
		keepFile(&it.Enclosures, e)
	}
	if !it.Title.present() && n.title != "" {
		it.Title = Text{Value: n.title}
	}
	if !it.Summary.present() && n.description != "" {
		it.Summary = Text{Value: n.description}
	}
	if len(it.Authors) == 0 && n.credit != "" {
		it.Authors = append(it.Authors, Person{Name: n.credit})
	}
	for _, c := range n.categories {
		keepCategory(&it.Categories, c)
	}
	if x := &it.Extensions[before]; n.plain && len(x.Children) == 0 && len(x.Attrs) <= 2 {
		it.Extensions = it.Extensions[:before] // the image of the item and nothing else
	}
}

// mediaParts is what elements of Media RSS say that an item has fields for.
type mediaParts struct {
	image, thumbnail, title, description, credit string
	files                                        []Enclosure
	categories                                   []Category
	plain                                        bool // an image with its address alone
}

func (m *mediaParts) walk(x *Extension, depth int) {
	switch x.Name {
	case "content":
		u, typ := x.Attr("url"), x.Attr("type")
		medium := x.Attr("medium")
		switch {
		case u == "":
		case medium == "image" || strings.HasPrefix(typ, "image/") || medium == "" && typ == "" && strings.HasPrefix(mediaType("", u), "image/"):
			m.image = firstOf(m.image, u)
			m.plain = depth == 0 && typ == ""
		default:
			m.files = append(m.files, Enclosure{URL: u, Type: typ, Length: number(x.Attr("fileSize"))})
		}
	case "thumbnail":
		m.thumbnail = firstOf(m.thumbnail, x.Attr("url"), x.Value)
	case "title":
		m.title = firstOf(m.title, x.Value)
	case "description", "text":
		m.description = firstOf(m.description, x.Value)
	case "credit":
		if role := x.Attr("role"); role == "" || role == "author" {
			m.credit = firstOf(m.credit, x.Value)
		}
	case "category":
		if x.Value != "" {
			m.categories = append(m.categories, Category{Term: x.Value, Scheme: x.Attr("scheme"), Label: x.Attr("label")})
		}
	}
	for i := range x.Children {
		m.walk(&x.Children[i], depth+1)
	}
}

// addItunes adds a category of iTunes with those inside it.
func addItunes(list *[]Category, x *Extension) {
	if text := x.Attr("text"); text != "" {
		keepCategory(list, Category{Term: text, Scheme: itunesSpace})
	}
	for i := range x.Children {
		addItunes(list, &x.Children[i])
	}
}
