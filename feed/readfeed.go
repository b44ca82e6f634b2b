package feed

import (
	"bytes"
	"strings"

	"github.com/portalfeed/portalfeed/feed/dates"
	"github.com/portalfeed/portalfeed/feed/internal/xmlscan"
)

// feedGot says which parts of a feed came from elements of the format itself, which go before those of modules.
type feedGot struct {
	title, subtitle, rights, updated bool
}

// feedChild reads an element of the feed that began last.
func (r *xmlReader) feedChild(tok *xmlscan.Token, ns namespace, local []byte) {
	f := r.feed
	switch ns {
	case spaceCore:
		r.feedCore(tok, local)
	case spaceDC, spaceTerms:
		r.feedDublinCore(tok, local)
	case spaceItunes:
		switch string(local) {
		case "author":
			if x := r.keepPodcast(&f.Extensions, tok); x != nil && len(f.Authors) == 0 && x.Value != "" {
				f.Authors = append(f.Authors, Person{Name: line(x.Value)})
			}
		case "owner":
			if x := r.keepPodcast(&f.Extensions, tok); x != nil && len(f.Authors) == 0 && x.owner() != (Person{}) {
				f.Authors = append(f.Authors, x.owner())
			}
		case "image":
			if x := r.keepPodcast(&f.Extensions, tok); x != nil {
				f.Logo = firstOf(f.Logo, x.Attr("href"))
			}
		case "summary", "subtitle":
			if t := r.keepConstruct(&f.Extensions, tok, string(local)); !f.Subtitle.present() {
				f.Subtitle = t
			}
		case "category":
			if x := r.keepPodcast(&f.Extensions, tok); x != nil {
				addItunes(&f.Categories, x)
			}
		default:
			r.keepExtension(&f.Extensions, tok)
		}
	case spaceHistory:
		switch string(local) {
		case "complete":
			f.Complete = true
			r.skip()
		case "archive":
			f.Archive = true
			r.skip()
		default:
			r.keepExtension(&f.Extensions, tok)
		}
	case spaceRDF: // Seq and li inside items
	default:
		r.keepExtension(&f.Extensions, tok)
	}
}

func (r *xmlReader) feedCore(tok *xmlscan.Token, local []byte) {
	f := r.feed
	switch string(local) {
	case "channel":
		r.channel(tok)
	case "items", "seq", "li", "feed", "rss":
	case "title":
		if t := r.construct(tok, false); !r.feedGot.title && t.present() {
			f.Title, r.feedGot.title = t, true
		}
	case "subtitle", "tagline", "description", "info", "abstract":
		rank := string(local) != "info" && string(local) != "abstract"
		if t := r.construct(tok, false); t.present() && (!f.Subtitle.present() || rank && !r.feedGot.subtitle) {
			f.Subtitle, r.feedGot.subtitle = t, rank
		}
	case "link":
		r.link(tok, &f.Links, nil)
	case "id":
		f.ID = r.resolvedID(r.string())
	case "language":
		if s := r.string(); s != "" {
			f.Language = s
		}
	case "rights", "copyright":
		if t := r.construct(tok, false); t.present() {
			f.Rights, r.feedGot.rights = t, true
		}
	case "updated", "modified", "lastbuilddate":
		if d := r.date(r.string()); !d.IsZero() || f.Updated.Raw == "" {
			f.Updated, r.feedGot.updated = d, true
		}
	case "pubdate", "lastmod":
		if d := r.date(r.string()); f.Updated.IsZero() {
			f.Updated = d
		}
	case "author", "managingeditor":
		r.appendPerson(&f.Authors)
	case "contributor":
		r.appendPerson(&f.Contributors)
	case "category":
		r.category(tok, &f.Categories)
	case "generator":
		r.generator(tok)
	case "icon":
		f.Icon = r.resolved(r.string())
	case "logo":
		f.Logo = r.resolved(r.string())
	case "image":
		r.image(tok)
	case "textinput":
		r.textInput()
	default:
		r.keepExtension(&f.Extensions, tok)
	}
}

// textInput notes a field for words to search for, and reads over its parts, whose names are those of parts of a channel.
func (r *xmlReader) textInput() {
	if r.kept++; r.kept > maxExtensions {
		r.tooMany()
	} else {
		r.feed.Extensions = append(r.feed.Extensions, Extension{Name: "textInput"})
	}
	depth := r.sc.Depth()
	for tok := r.next(); tok != nil; tok = r.next() {
		if tok.Kind == xmlscan.EndTag && r.sc.Depth() < depth {
			return
		}
		if tok.Kind == xmlscan.StartTag {
			if _, local := r.name(&tok.Name); string(local) != "description" && r.boundary(tok) {
				return
			}
		}
	}
}

func (r *xmlReader) feedDublinCore(tok *xmlscan.Token, local []byte) {
	f := r.feed
	switch string(local) {
	case "title":
		if t := r.construct(tok, false); !f.Title.present() {
			f.Title = t
		}
	case "description", "abstract":
		if t := r.construct(tok, false); !f.Subtitle.present() {
			f.Subtitle = t
		}
	case "creator", "author", "publisher":
		if string(local) == "publisher" && len(f.Authors) > 0 {
			r.keepExtension(&f.Extensions, tok)
			return
		}
		r.appendPerson(&f.Authors)
	case "contributor":
		r.appendPerson(&f.Contributors)
	case "subject":
		r.category(tok, &f.Categories)
	case "language":
		if s := r.string(); f.Language == "" {
			f.Language = s
		}
	case "rights":
		if t := r.construct(tok, false); !r.feedGot.rights {
			f.Rights = t
		}
	case "date", "modified":
		if d := r.date(r.string()); !r.feedGot.updated {
			f.Updated = d
		}
	default:
		r.keepExtension(&f.Extensions, tok)
	}
}

// resolvedID resolves an id only where it is a path: other relative ids are names.
func (r *xmlReader) resolvedID(id string) string {
	if strings.HasPrefix(id, "/") || strings.HasPrefix(id, ".") {
		return r.resolved(id)
	}
	return id
}

// date reads a date.
func (r *xmlReader) date(s string) dates.Date {
	if !r.dated {
		r.dates.o, r.dated = r.o.dateOptions(r.feed.Language, r.res.Encoding, r.head), r.feed.Language != "" || r.o.Location != nil || r.inItem
	}
	d := r.dates.read(s)
	if d.IsZero() && s != "" {
		r.res.add(Diagnostic{Code: "date", Message: "no date in " + quoted(s)})
	}
	return d
}

// quoted returns a text in quotes, cut.
func quoted(s string) string {
	if len(s) > 60 {
		s = strings.ToValidUTF8(s[:60], "") + "…"
	}
	return `"` + s + `"`
}

// link reads a link, of Atom with its address in an attribute or of RSS with its address as text.
func (r *xmlReader) link(tok *xmlscan.Token, list *[]Link, files *[]Enclosure) {
	href := ""
	if len(tok.Attrs) > 0 {
		href = r.attr(tok, "href")
	}
	if href == "" && !(r.atom && len(tok.Attrs) > 0) {
		if href = r.resolved(r.string()); href == "" {
			return
		}
		for i := range *list {
			if l := &(*list)[i]; l.Rel == "alternate" && l.Type == "" {
				if l.Href != href {
					keepLink(list, Link{Rel: "related", Href: href})
				}
				return
			}
		}
		if *list == nil {
			*list = r.newLinks()
		}
		*list = append(*list, Link{Rel: "alternate", Href: href})
		return
	}
	l := Link{
		Rel: firstOf(strings.ToLower(r.attr(tok, "rel")), "alternate"), Href: r.resolved(href), Type: r.attr(tok, "type"),
		Language: r.attr(tok, "hreflang"), Title: r.attr(tok, "title"), Length: number(r.attr(tok, "length")),
	}
	r.skip()
	if l.Href == "" {
		return
	}
	l.Rel = relation(l.Rel)
	if l.Rel == "enclosure" && files != nil {
		keepFile(files, Enclosure{URL: l.Href, Type: l.Type, Title: l.Title, Length: l.Length})
		return
	}
	keepLink(list, l)
}

// newLinks returns room for one link and one more.
func (r *xmlReader) newLinks() []Link { return make([]Link, 0, 1) }

// appendFile adds a file unless it is there already.
func appendFile(files *[]Enclosure, e Enclosure) {
	if e.URL == "" {
		return
	}
	for i := range *files {
		if old := &(*files)[i]; old.URL == e.URL {
			old.Type, old.Title, old.Length = firstOf(old.Type, e.Type), firstOf(old.Title, e.Title), max(old.Length, e.Length)
			old.Duration, old.Members = max(old.Duration, e.Duration), firstOf(old.Members, e.Members)
			return
		}
	}
	*files = append(*files, e)
}

// number reads a length in bytes, 0 if it is none.
func number(s string) int64 {
	var n int64
	for _, c := range []byte(s) {
		if c-'0' > 9 || n > 1<<55 {
			return 0
		}
		n = n*10 + int64(c-'0')
	}
	return n
}

func (r *xmlReader) appendPerson(list *[]Person) {
	if p := r.person(); p != (Person{}) {
		keepPerson(list, p)
	}
}

// category reads a category of Atom, with its name in an attribute, or of RSS, with its name as text.
func (r *xmlReader) category(tok *xmlscan.Token, list *[]Category) {
	var c Category
	if len(tok.Attrs) > 0 {
		c.Term, c.Label = r.attr(tok, "term"), r.attr(tok, "label")
		c.Scheme = firstOf(r.attr(tok, "scheme"), r.attr(tok, "domain"))
		if c.Term == "" && c.Label == "" {
			c.Term = r.attr(tok, "text")
		}
	}
	if text := r.string(); c.Term == "" {
		c.Term = text
	}
	if c.Term == "" {
		if c.Label == "" {
			return
		}
		c.Term = c.Label
	}
	keepCategory(list, c)
}

func (r *xmlReader) generator(tok *xmlscan.Token) {
	g := &r.feed.Generator
	g.URI, g.Version = r.resolved(firstOf(r.attr(tok, "uri"), r.attr(tok, "url"), r.attrAny(tok, "resource"))), r.attr(tok, "version")
	g.Name = firstOf(r.string(), g.URI)
}

// image reads the image of a channel.
func (r *xmlReader) image(tok *xmlscan.Token) {
	if len(tok.Attrs) > 0 {
		if u := firstOf(r.attr(tok, "url"), r.attr(tok, "href"), r.attrAny(tok, "resource")); u != "" {
			r.feed.Logo = firstOf(r.feed.Logo, r.resolved(u))
		}
	}
	depth := r.sc.Depth()
	for tok := r.next(); tok != nil; tok = r.next() {
		switch tok.Kind {
		case xmlscan.Text, xmlscan.CDATA:
			if r.sc.Depth() == depth && r.feed.Logo == "" && bytes.HasPrefix(bytes.TrimSpace(tok.Data), []byte("http")) {
				r.feed.Logo = r.arena.string(bytes.TrimSpace(appendData(nil, tok)))
			}
		case xmlscan.StartTag:
			_, local := r.name(&tok.Name)
			if string(local) != "description" && r.boundary(tok) { // an image may have a description of its own
				return
			}
			if _, local = r.name(&tok.Name); string(local) == "url" {
				if u := r.resolved(r.string()); u != "" {
					r.feed.Logo = u
				}
			} else {
				r.skip()
			}
		case xmlscan.EndTag:
			if r.sc.Depth() < depth {
				return
			}
		}
		if r.again {
			return
		}
	}
}
