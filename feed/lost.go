package feed

import (
	"strconv"
	"strings"

	"github.com/portalfeed/portalfeed/feed/dates"
)

// Loss is a part of a feed that a format cannot carry.
type Loss struct {
	Item   int    // index of the item; -1 for the feed itself
	Field  string // such as categories or extensions
	Detail string // which one, or what of it
}

// String returns the loss in one line.
func (l Loss) String() string {
	where := "feed"
	if l.Item >= 0 {
		where = "item " + strconv.Itoa(l.Item)
	}
	return where + ": " + l.Field + ": " + l.Detail
}

// losses collects what is lost of a feed or an item.
type losses struct {
	format  Format
	dated   bool // the feed has a date
	podcast bool // as in plan
	item    int
	of      *Item  // the item, nil for the feed
	self    string // the address of the document
	list    []Loss
}

func (l *losses) add(lost bool, field, detail string) {
	if lost {
		l.list = append(l.list, Loss{l.item, field, detail})
	}
}

// Lost lists what a document of the format would not hold of the feed, and what no format can hold as it stands.
// What is only written in another way, such as a relative address made absolute, is no loss.
func Lost(f *Feed, format Format) []Loss {
	if f == nil {
		return nil
	}
	l := losses{format: format, item: -1, dated: isDated(f), podcast: f.isPodcast(format)}
	xml := format != JSONFeed
	l.add(f.ID != "" && !l.hasID(f), "id", "the format has none")
	l.texts(f.Title, f.Subtitle, f.Rights)
	l.people("authors", f.Authors)
	l.people("contributors", f.Contributors)
	l.add(format == JSONFeed && len(f.Contributors) > 0, "contributors", "the format has none")
	l.add((format == JSONFeed || format == RDF) && len(f.Categories) > 0, "categories", "of a feed, the format has none")
	l.add(format == JSONFeed && f.Rights.present(), "rights", "the format has none")
	l.add((format == JSONFeed || format == RDF) && f.Generator != Generator{}, "generator", "the format has none")
	l.add(format == RSS && f.Generator.URI != "", "generator", "its address")
	l.add(format == RSS && f.Icon != "" && f.Logo != "" && f.Icon != f.Logo, "icon", "beside a logo")
	l.add(format == RDF && f.Icon != "" && f.Logo != "" && f.Icon != f.Logo, "icon", "beside a logo")
	l.dates(f.Updated, "updated")
	l.add(format == JSONFeed && !f.Updated.IsZero(), "updated", "the format has none")
	l.add((format == JSONFeed || format == RDF) && (f.Complete || f.Archive), "history", "RFC 5005 is for RSS 2.0 and Atom")
	l.add((format == RSS || format == Atom) && f.Archive && (f.Complete || firstLink(f.Links, "current", firstLink(f.Links, "alternate", "")) == ""), "history", "an archive page is one of several, and names the current document")
	l.add(format != RDF && firstLink(f.Links, "hub", "") != "" && firstLink(f.Links, "self", firstLink(f.Links, "alternate", "")) == "", "links", "the hub, where the address of the document is not known")
	l.add(format == RDF && len(f.Links) > 1 || !xml && !jsonLinks(f.Links, "alternate", "self", "hub", "next"), "links", "those of other relations")
	l.categories(f.Categories)
	l.self = firstLink(f.Links, "self", firstLink(f.Links, "alternate", ""))
	at := map[Format]place{RSS: placeChannel, RDF: placeChannel, Atom: placeFeed}[format]
	l.extensions(f.Extensions, at, xml, f.Authors, f.Categories, f.Logo, f.Subtitle)
	at = map[Format]place{RSS: placeItem, RDF: placeItem, Atom: placeEntry}[format]
	for i := range f.Items {
		it := &f.Items[i]
		l.item, l.of = i, it
		l.texts(it.Title, it.Rights)
		l.people("authors", it.Authors)
		l.people("contributors", it.Contributors)
		l.add(format == JSONFeed && len(it.Contributors) > 0, "contributors", "the format has none")
		l.add(format == JSONFeed && it.Rights.present(), "rights", "the format has none")
		files := (&planItem{Item: it}).files()
		l.add(format == RDF && len(files) > 0, "enclosures", "the format has none")
		for k := range files {
			_, all := jsonMembers(files[k].Members)
			l.add(xml && files[k].Duration > 0, "enclosures", "how long "+quoted(files[k].URL)+" plays")
			l.add(xml && files[k].Members != "" || !all, "enclosures", "members of "+quoted(files[k].URL))
		}
		l.add(format == RSS && len(files) > 0 && files[0].Title != "", "enclosures", "the title of the first")
		l.add(format == RDF && it.Image != "", "image", "the format has none")
		l.add(format == RDF && len(it.Links) > 1 || !xml && !jsonLinks(it.Links, "alternate", "related"), "links", "those of other relations")
		l.add(xml && format != Atom && it.Source != nil && it.Source.URL != "" && format == RDF, "source", "its address")
		if xml {
			l.dates(it.Published, "published")
		}
		if xml || !it.Published.IsZero() {
			l.dates(it.Updated, "updated")
		}
		l.add(!xml && it.Summary.present() && !it.Content.present(), "summary", "that it is not all of the content")
		l.add(!xml && it.Content.present() && marked(it.Summary), "markup", "of the summary")
		l.add(format == RDF && !it.Updated.IsZero() && !it.Published.IsZero() && !it.Updated.Time.Equal(it.Published.Time), "updated", "beside the date of publication")
		for _, t := range [...]*Text{&it.Summary, &it.Content} {
			l.add(format != Atom && t.Language != "" && t.Language != it.Language, "language", "of a text alone")
			l.add(t.Type != Plain && !isCleanHTML(t.Value) && len(format.fit(*t, firstAlternate(it.Links)).Value) < len(t.Value), "markup", "what readers drop or are endangered by")
		}
		l.categories(it.Categories)
		l.extensions(it.Extensions, at, xml, it.Authors, it.Categories, it.Image, it.Title, it.Summary)
	}
	return l.list
}

// texts lists what is lost of texts that are written plain.
func (l *losses) texts(list ...Text) {
	for i, t := range list {
		kept := i == 0 && l.item >= 0 && l.format == JSONFeed // in an extension
		if l.format == Atom && t.Type != Plain {
			d := atomLine(&t, t.Plain(), "")
			kept = d.Type != Plain
		}
		l.add(!kept && marked(t), "markup", "in "+quoted(t.Plain()))
		l.add(l.format != Atom && t.Language != "", "language", "of "+quoted(t.Plain()))
	}
}

// marked reports whether a text has markup that could be shown.
func marked(t Text) bool {
	return t.Type != Plain && strings.IndexByte(cleanMarkup(t.Value, "", true), '<') >= 0
}

// dates lists what is lost of a date that is not exact.
func (l *losses) dates(d dates.Date, field string) {
	l.add(!d.IsZero() && d.Precision != 0 && d.Precision < dates.Minute, field, "that only the "+d.Precision.String()+" is known")
}

// isDated reports whether a feed has a date, by its own or by those of its items.
func isDated(f *Feed) bool {
	_, ok := instant(f.Updated)
	for i := 0; i < len(f.Items) && !ok; i++ {
		_, ok = newest(&f.Items[i])
	}
	return ok
}

// hasID reports whether a document of the format has the id of the feed. In RSS 1.0 that is its own address, if it is known.
func (l *losses) hasID(f *Feed) bool {
	switch l.format {
	case Atom:
		return true
	case RDF:
		return f.ID == firstOf(firstLink(f.Links, "self", ""), firstLink(f.Links, "alternate", ""), f.ID)
	}
	return false
}

func (l *losses) people(field string, list []Person) {
	for _, a := range list {
		_, all := jsonMembers(a.Members)
		l.add(a.Avatar != "" && (l.format != JSONFeed || a.Name == "" && a.Email == "" && a.URI == ""), field, "the picture of "+firstOf(a.Name, a.Avatar))
		l.add(a.Members != "" && l.format != JSONFeed || !all, field, "members of "+firstOf(a.Name, a.URI))
		if l.format == Atom {
			continue
		}
		l.add(a.URI != "" && l.format != JSONFeed, field, "the page of "+firstOf(a.Name, a.URI))
		l.add(a.Email != "" && (l.format == RDF || l.format == JSONFeed && a.URI != "" || l.format == RSS && (len(list) > 1 || field == "contributors")), field, "the mail address of "+firstOf(a.Name, a.Email))
	}
}

func (l *losses) categories(list []Category) {
	for i := range list {
		c := &list[i]
		_, ok := idOrLink(c.Scheme)
		l.add(c.Scheme != "" && (l.format == JSONFeed || l.format == RDF || !ok), "categories", "the scheme of "+quoted(c.Term))
		l.add(c.Label != "" && c.Label != c.Term && l.format != Atom, "categories", "the term "+quoted(c.Term)+" beside its label")
	}
}

// holdsMember reports whether a JSON Feed holds a member.
func (l *losses) holdsMember(x *Extension) bool {
	if x.Name == "hubs" && l.of == nil {
		_, all := jsonHubs(x, l.self)
		return all
	}
	return jsonMember(x, l.of, l.self) != ""
}

// extensions lists those that are not written, unless the fields of the model, which are given, say the same.
func (l *losses) extensions(list []Extension, at place, xml bool, authors []Person, categories []Category, image string, texts ...Text) {
	for i := range list {
		x := &list[i]
		name := x.Name
		if x.Prefix != "" {
			name = x.Prefix + ":" + name
		}
		switch {
		case said(x, authors, categories, image, texts...) && (!xml || !l.podcast || !l.format.holds(x, at)):
		case x.Space == JSONSpace:
			l.add(xml || !l.holdsMember(x) || repeated(list[:i], x), "extensions", name)
		default:
			for k := range x.Children {
				if y := &x.Children[k]; xml && spaceOf(x.Space) == spaceItunes && !fitsWithin(y, x) {
					l.add(true, "extensions", name+": "+firstOf(y.Attr("text"), y.Name))
				}
			}
			l.add(!xml || !l.format.holds(x, at) || !l.dated && counted(x, l.format) || doubled(x) && !l.podcast || onlyOnce(x) && repeated(list[:i], x), "extensions", name)
		}
	}
}
