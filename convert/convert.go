package convert

import (
	"github.com/portalfeed/portalfeed/encodingx"
	"github.com/portalfeed/portalfeed/feed/dates"
)

// Kind is what a page mainly is.
type Kind string

// The kinds. KindAuto, the zero value, lets the page decide.
const (
	KindAuto    Kind = ""
	KindArticle Kind = "article"
	KindListing Kind = "listing"
	KindError   Kind = "error" // a page that has nothing to read: Result.Reason says why
)

// Link is a titled link.
type Link struct {
	Title string
	URL   string // absolute where the base is known, else as found
}

// Result is everything one page says.
type Result struct {
	URL        string
	Base       string // base of relative URLs: <base> or URL
	Kind       Kind
	Detection  encodingx.Detection
	Language   string // BCP 47: zh-Hans, zh-Hant, or the page's lang
	Title      string // of the article, or of the page with the site's suffix cut
	Site       string // the site's name where the page tells it
	Article    *Article
	Listings   []Listing // the main one first
	Categories []Link    // the category bar in page order; a category that is this page itself has URL ""
	Category   string    // the category of the bar that this page shows, "" if none
	NextPage   string    // address of the following page of a listing or article
	Reason     Reason    // why there is nothing to read, "" where there is
	Redirect   string    // address that a page without content goes on to by itself
	Frame      string    // address of the frame that holds the content of a page of frames
	Feeds      []Link    // feeds that the page names as its own
	// Evidence says where the fields come from, where Options.Explain asks for it.
	Evidence []Evidence

	spot  uint64    // of the main listing
	spots []spotted // of all links, where the main listing is short

	menu []Link // short links of a listing page, which may be entries of menus

	longBar int // links of a row of links that is too long for a category bar, 0 if none is

	noList string // what a page without a listing has instead

	listGone bool // the recipe pins the items of lists, and the page is made otherwise
}

// Article is a page with one main text.
type Article struct {
	Title      string
	Date       dates.Date
	Updated    dates.Date
	Source     string // 來源
	Author     string
	Editor     string
	Breadcrumb []string
	Categories []string
	Text       string   // paragraphs separated by one newline
	HTML       string   // sanitised, links absolute where the base is known
	Images     []string // addresses, each once; Figures says more
	Figures    []Figure // the same images
	// Attachments are the documents that the article offers for download.
	Attachments []Attachment
	Related     []Link
}

// Listing is a region of a page that lists links.
type Listing struct {
	Title string
	Items []ListingItem
	Index int // place among the listings of the page, in the order of the page
}

// ListingItem is one entry of a listing.
type ListingItem struct {
	Title    string
	URL      string
	Date     dates.Date
	Summary  string
	Category string // the one in brackets before the title: [會議]
}

// ArticleRules pins parts of an article page by selector. "" means auto.
// A selector is CSS, or XPath when it starts with "/".
type ArticleRules struct {
	Title, Date, Source, Author, Editor, Body, Breadcrumb string
	Remove                                                []string // cut from the body
}

// ListRules pins parts of a listing page by selector. "" means auto.
type ListRules struct {
	Items, Title, Link, Date, Summary, Next string // all but Items and Next are relative to an item
}
