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
	base      *url.URL // nil if unknown
	baseSet   bool     // a base element was seen
	meta      map[string]string
	headTitle string // of the title element
	dates     dates.Options
	lines     []line

	selectMu    sync.Mutex // compiled XPath expressions hold state
	mirrorOnce  sync.Once
	mirror      *mirror
	barOnce     sync.Once
	bars        []linkBar
	articleOnce sync.Once
	article     *articleParts
	listOnce    sync.Once
	lists       []listRegion
}

// Result is everything the page says.
func (d *Document) Result() *Result {
	r := &Result{URL: d.page.URL, Detection: d.detection, Language: d.Language(), Kind: d.Kind()}
	if d.base != nil {
		r.Base = d.base.String()
	}
	r.Categories, r.Category = d.Categories()
	r.Site = d.siteName()
	r.NextPage = d.NextPage()
	if r.Kind == KindArticle {
		r.Article = d.Article()
		r.Title = r.Article.Title
		return r
	}
	r.Listings = d.Listings()
	r.Title = d.pageTitle()
	return r
}
