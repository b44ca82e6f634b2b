package feed

import (
	"time"

	"github.com/portalfeed/portalfeed/feed/dates"
)

// TextType says how the value of a Text is to be read.
type TextType string

// The constructs of RFC 4287 section 3.1; the zero value is plain text.
const (
	Plain TextType = ""
	HTML  TextType = "html"
	XHTML TextType = "xhtml"
)

// Text is a human-readable string: plain text or markup.
type Text struct {
	Type     TextType
	Value    string
	Language string // BCP 47 tag where it differs from the feed's
}

// Person is an author or contributor.
type Person struct {
	Name, Email, URI string
	Avatar           string // address of a picture; JSON Feed alone has it
	Members          string // the members of JSON Feed that begin with an underscore, as a JSON object; "" if there are none
}

// Category is a category of a feed or item.
type Category struct {
	Term   string // required
	Scheme string // IRI of the scheme, or ""
	Label  string // shown to people; "" means Term
}

// Link is a link of a feed or item. Rel "" means alternate.
type Link struct {
	Rel, Href, Type, Language, Title string
	Length                           int64 // bytes, 0 if unknown
}

// Enclosure is a file that belongs to an item.
type Enclosure struct {
	URL, Type, Title string
	Length           int64         // bytes, 0 if unknown
	Duration         time.Duration // how long it plays, 0 if unknown; JSON Feed alone has it
	Members          string        // as in Person
}

// Generator names the program that made a feed.
type Generator struct {
	Name, URI, Version string
}

// Feed is the model of a whole feed document, whatever its format.
// It is plain data: not safe for concurrent modification.
type Feed struct {
	ID           string // absolute IRI; see TagURI
	Title        Text
	Subtitle     Text
	Language     string // BCP 47, such as zh-Hant
	Links        []Link // alternate (the page), self, hub, ...
	Authors      []Person
	Contributors []Person
	Categories   []Category
	Rights       Text
	Generator    Generator
	Icon, Logo   string
	Updated      dates.Date // no date: the newest of the items'
	Items        []Item
	Complete     bool        // the document holds all items there are (RFC 5005 section 2)
	Archive      bool        // the document is an archive page that does not change any more (RFC 5005 section 4)
	Extensions   []Extension // what a document had beyond these fields
}

// Item is one element of a feed.
type Item struct {
	ID           string // absolute IRI, stable over time; "" derives one from the alternate link
	Title        Text
	Summary      Text
	Content      Text
	Language     string
	Links        []Link // alternate (the article page), related, via, ...
	Authors      []Person
	Contributors []Person
	Categories   []Category
	Enclosures   []Enclosure
	Image        string // address of the lead image
	Rights       Text
	Published    dates.Date
	Updated      dates.Date
	Source       *Source     // the publication the item was taken from
	Extensions   []Extension // what a document had beyond these fields
}

// Source is where an item was first published (來源).
type Source struct {
	Title, URL string
}

// Format is a feed document format.
type Format string

// The formats. A format is also the name a document of it has in file names and flags where one exists (rss, atom, json).
const (
	Unknown  Format = ""
	RSS      Format = "rss"
	Atom     Format = "atom"
	JSONFeed Format = "json"
	RDF      Format = "rdf"
	OPMLDoc  Format = "opml"
	CDF      Format = "cdf" // Channel Definition Format of 1997; also the documents that are an RSS channel without rss around it
)

// Document is a feed written in one format.
type Document struct {
	Format Format
	Body   []byte
}

// Publication is a feed on its way to readers: its name, its place among the others, and its documents.
type Publication struct {
	Name      string // lower-case ASCII path without extension, such as wangqishan/activity
	Label     string // the category as the page's bar shows it (活動), or the title of a roll-up
	Group     string // display name of the leader or other axis value; "" if there is none
	RollUp    bool   // joins the items of several feeds
	ArchiveOf string // name of the publication that this is an archive page of (RFC 5005 section 4); "" for what readers subscribe to
	Feed      *Feed
	Documents []Document // one per format; empty until written
}
