package convert

import (
	"net/url"
	"sync"

	"github.com/portalfeed/portalfeed/convert/internal/dom"
	"github.com/portalfeed/portalfeed/encodingx"
	"github.com/portalfeed/portalfeed/feed/dates"
)

// Document is a parsed page. It is safe for concurrent use.
type Document struct {
	page      Page
	opts      Options
	rules     *rules
	detection encodingx.Detection
	tree      *dom.Tree
	plain     bool     // the page is text without markup
	base      *url.URL // nil if unknown
	baseSet   bool     // a base element was seen
	origin    string   // scheme and host of the base, "" if references need a second look
	dir       string   // directory of the base, with a slash at both ends
	originDir string   // both
	meta      map[string]string
	headTitle string   // of the title element
	headParts []string // its parts between separators
	site      string   // the site's name
	address   string   // the page's own address as references are resolved
	dates     dates.Options
	lines     []line
	lineAt    []int32 // by node: how many lines begin before it

	mem         *memory
	single      bool    // only one goroutine uses the document
	pagerNodes  []int32 // what may name the next page: a, link and script elements
	datedNodes  []int32 // what may hold the date for machines: scripts of JSON-LD, time elements, microdata
	imageNodes  []int32 // the img elements
	formNodes   []int32 // drop-down lists and buttons, which may lead to other pages
	anchorNodes []int32 // the a elements with an address
	linkOnce    sync.Once
	links       []string // by place in anchorNodes

	openersOnce sync.Once
	openers     map[string]opener // functions of the page that open an address, by name

	selectMu    sync.Mutex           // compiled XPath expressions hold state
	css         *cssPage             // finds what CSS selectors match; guarded by selectMu, as what follows
	xpathWalked int                  // what XPath expressions walked so far
	matched     map[*selector][]bool // what they match, by node
	pathOnce    sync.Once
	path        []string // the breadcrumb with the page's own title
	barOnce     sync.Once
	bars        []linkBar
	wideOnce    sync.Once
	wide        []linkBar // menus
	footerOnce  sync.Once
	footer      int // its first line
	noticeOnce  sync.Once
	notice      notice
	articleOnce sync.Once
	article     *articleParts
	listOnce    sync.Once
	lists       []listRegion
	onlyMenus   bool              // what repeats on the page are menus
	tabs        map[int32]*tabSet // by the element around the boxes, while the listings are found
	scriptOnce  sync.Once
	scripts     []listRegion // what scripts hold
	inner       bool         // it is a part of another page
}

// Result is everything the page says.
func (d *Document) Result() *Result {
	r := &Result{URL: d.page.URL, Detection: d.detection, Language: d.Language(), Kind: d.Kind()}
	if d.base != nil {
		r.Base = d.base.String()
	}
	r.Categories, r.Category = d.Categories()
	if len(r.Categories) == 0 {
		r.longBar = d.longBar()
	}
	r.Site = d.site
	r.NextPage = d.NextPage()
	r.Feeds = d.Feeds()
	if d.opts.Explain {
		defer func() { r.Evidence = d.evidence(r) }()
	}
	n := d.noticed()
	r.Reason, r.Redirect, r.Frame = n.reason, n.redirect, n.frame
	if r.Kind == KindError {
		r.Title = d.pageTitle()
		return r
	}
	if r.Kind == KindArticle {
		r.Article = d.Article()
		r.Title = r.Article.Title
		r.listGone = d.listGone()
		if r.NextPage == "" && d.leadsBack() { // it may be the last page of a list, with one item
			_, r.spots = d.spots(nil)
		}
		return r
	}
	if r.Listings = d.Listings(); len(r.Listings) == 0 {
		r.listGone, r.noList = d.listGone(), d.whyNoList()
	}
	r.spot, r.spots = d.spots(r.Listings)
	r.menu = d.menuEntries()
	r.Title = d.pageTitle()
	return r
}
