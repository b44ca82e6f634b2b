package convert

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/portalfeed/portalfeed/feed"
	"github.com/portalfeed/portalfeed/feed/dates"
)

// BuilderOptions for NewBuilder. The zero value is ready to use.
type BuilderOptions struct {
	// Base is the address of the site's root; "" means the recipe's.
	Base string
	// Location is the zone of dates; nil means the recipe's, else Asia/Shanghai.
	Location *time.Location
	// MaxItems bounds the items of each feed; 0 means the recipe's bound, else none.
	MaxItems int
}

// Builder joins what single pages say into feeds: it follows category bars and pagers among the pages it was given,
// and joins the items of listings with their article pages. It fetches nothing. Memory grows with the text of the
// articles, not with the pages. A Builder is used by one goroutine.
type Builder struct {
	recipe *Recipe
	o      BuilderOptions
	base   string
	loc    *time.Location

	pages  []*builderPage // in input order
	byKey  map[string]*builderPage
	onward map[string]string // from the key of a page that only leads on to the key of the next
	leads  []builderLead     // the same in the order it was noticed
	ledTo  map[string]int    // hops of the leads, by key
	strips builderStrips
	notes  []Note // made by Add
	joined []Note // made by the last Publications
	left   []Note // pages that the last Publications left out
	lacks  []Lack // pages that the last Publications missed
	twice  []Note // pages that Add left out

	cutShort map[string]string // by item of the last Publications whose article is not whole: the page that is missing

	menus map[string]*builderMenu // by the key of the page that they link

	barsFollowed int // strips, by Wanted

	daysFirst, monthsFirst int // dates like 25/12/2018 and 12/25/2018

	listingPages int
	linked       map[uint64]linkedOn // by the links on the lists of listing pages
	mains        map[uint64]bool     // hashes of main lists
}

// Note is something about the pages that the caller may want to know, though it stopped nothing.
type Note struct {
	URL     string // of the page it is about, "" if of none
	Message string
}

// String returns the note in one line.
func (n Note) String() string {
	if n.URL == "" {
		return n.Message
	}
	return n.URL + ": " + n.Message
}

// Limits of a Builder; what is beyond them is left out with a note.
const (
	builderMaxBar   = 400   // entries of one category bar
	builderMaxNotes = 1000  // notes kept
	builderMaxFeeds = 10000 // feeds without roll-ups
)

// builderPage is what is kept of a Result.
type builderPage struct {
	key, url string
	title    string
	site     string
	language string
	category string // the entry of the bar that the page shows
	kind     Kind
	items    []ListingItem
	sections []builderSection // of a page of several headed listings, in its order; none otherwise
	next     string           // key of the following page
	nextURL  string
	article  *builderArticle
	strip    *builderStrip
	listGone bool // the recipe's list.items is not what the page is made of

	// What settle needs, of a listing page: its main listing, where that stands, and if it is short what else there is.
	main   []ListingItem
	spot   uint64
	others [][]ListingItem
	spots  []spotted
}

// builderArticle is what is kept of an Article.
type builderArticle struct {
	title, source, author, html, text string
	breadcrumb, categories            []string
	images                            []string
	attachments                       []Attachment
	edges                             string // first and last paragraph, of a part of an article
	published, updated                dates.Date
}

// NewBuilder returns a Builder for the recipe; nil means everything is found out.
func NewBuilder(r *Recipe, o BuilderOptions) *Builder {
	if r == nil {
		r = &Recipe{}
	}
	b := &Builder{recipe: r, o: o, base: o.Base, loc: o.Location, byKey: map[string]*builderPage{}, onward: map[string]string{}}
	if b.base == "" {
		b.base = r.Base
	}
	if b.loc == nil {
		b.loc = r.Location
	}
	b.loc = builderLocation(b.loc)
	return b
}

// Add takes what one page says. Results come in input order, which decides wherever pages contradict each other.
// The Result is not kept.
func (b *Builder) Add(res *Result) {
	if res == nil {
		return
	}
	p := &builderPage{
		key: builderKey(res.URL), url: strings.Clone(res.URL), title: builderText(res.Title), site: builderText(res.Site),
		language: strings.Clone(res.Language), category: builderText(res.Category), kind: res.Kind,
	}
	if res.URL == "" {
		p.key = fmt.Sprintf("#%d", len(b.pages))
	}
	base := res.Base
	if base == "" {
		base = res.URL
	}
	if base == "" {
		base = b.base
	}
	if b.leadOn(res, base) {
		return
	}
	p.items = b.listing(res.Listings, base)
	p.listGone = res.listGone
	b.cut(p.url, res.Listings)
	if res.noList != "" {
		b.note(p.url, "%s", res.noList)
	}
	b.addSpots(p, res, base)
	if res.Kind == KindListing && res.NextPage == "" {
		p.sections = b.sections(res.Listings, base)
	}
	if res.NextPage != "" {
		p.nextURL = builderResolve(base, res.NextPage)
		p.next = builderKey(p.nextURL)
	}
	if res.Article != nil {
		p.article = builderKeepArticle(res.Article)
	}
	if old := b.byKey[p.key]; old != nil {
		if old.items != nil || old.article != nil || (p.items == nil && p.article == nil) {
			b.note(p.url, "the same page was given before as %s; the first is used", old.url)
			b.twice = leave(b.twice, p.url, leftTwice+" as "+old.url)
			return
		}
	}
	b.byKey[p.key] = p
	b.pages = append(b.pages, p)
	b.countSlashes(p)
	b.addBar(p, res.Categories, base)
	b.addMenu(p, res, base)
	b.noteLongBar(p, res.longBar)
}

// listing keeps the items of the main listing, or of the first listing that has items the recipe wants.
func (b *Builder) listing(all []Listing, base string) []ListingItem {
	for _, l := range all {
		items := b.wanted(l, base)
		if len(items) > 0 || b.recipe.Only == nil {
			return items
		}
	}
	return nil
}

// cut notes what of the listings of a page is not read because there is too much of it.
func (b *Builder) cut(address string, all []Listing) {
	for _, l := range all {
		if len(l.Items) >= maxItems {
			b.note(address, "a listing has more than %d items; the first ones are used", maxItems)
		}
	}
	if len(all) > builderMaxSections {
		b.note(address, "the page has %d listings; at most the first %d are used", len(all), builderMaxSections)
	}
}

// wanted are the items of a listing whose addresses the recipe wants, in a form that keeps no page alive.
func (b *Builder) wanted(l Listing, base string) []ListingItem {
	var items []ListingItem
	for _, it := range l.Items {
		address := SavedAddress(builderResolve(base, it.URL))
		if it.URL == "" || b.recipe.Only != nil && !b.recipe.Only.MatchString(address) {
			continue
		}
		it.URL, it.Title, it.Summary = strings.Clone(address), builderText(it.Title), builderText(it.Summary)
		it.Category = builderText(it.Category)
		it.Date = builderDate(it.Date)
		items = append(items, it)
	}
	return items
}

func builderKeepArticle(a *Article) *builderArticle {
	k := &builderArticle{
		title: builderText(a.Title), source: builderText(a.Source), author: builderText(a.Author),
		published: builderDate(a.Date), updated: builderDate(a.Updated),
	}
	if a.HTML != "" {
		k.html = strings.Clone(a.HTML)
		first, _, _ := strings.Cut(a.Text, "\n")
		k.edges = strings.Clone(first + "\n" + a.Text[strings.LastIndexByte(a.Text, '\n')+1:])
	} else {
		k.text = strings.Clone(a.Text)
	}
	for _, s := range a.Breadcrumb {
		k.breadcrumb = append(k.breadcrumb, builderText(s))
	}
	for _, s := range a.Categories {
		k.categories = append(k.categories, builderText(s))
	}
	for _, s := range a.Images {
		k.images = append(k.images, strings.Clone(s))
	}
	for _, f := range a.Attachments {
		k.attachments = append(k.attachments, Attachment{Title: builderText(f.Title), URL: strings.Clone(f.URL), Type: f.Type})
	}
	return k
}

// builderText is one line of text of its own, so that no page is kept alive by its title.
func builderText(s string) string {
	return strings.Clone(strings.Join(strings.Fields(s), " "))
}

// builderDate is a date without the text it was read from, which would keep its page alive.
func builderDate(d dates.Date) dates.Date {
	if from, to, _, _ := slashDate(d.Raw); to > 0 { // which of the two is the month, all pages together tell
		d.Raw = strings.Clone(d.Raw[from:to])
	} else {
		d.Raw = ""
	}
	return d
}

func (b *Builder) note(address, format string, args ...any) {
	if len(b.notes) < builderMaxNotes {
		b.notes = append(b.notes, Note{URL: address, Message: fmt.Sprintf(format, args...)})
	}
}

// noteJoin is note for what Publications finds.
func (b *Builder) noteJoin(address, message string) {
	if len(b.joined) < builderMaxNotes {
		b.joined = append(b.joined, Note{URL: address, Message: message})
	}
}

// Notes returns what was odd about the pages so far, in the order it was noticed.
func (b *Builder) Notes() []Note {
	return slices.Concat(b.notes, b.joined)
}

// Publications returns the feeds, without documents: each category, then the roll-ups. The order is that of the
// recipe and of the bars, so the same pages give the same publications. None of the pages making a feed is no error.
func (b *Builder) Publications() ([]feed.Publication, error) {
	b.joined, b.cutShort = nil, map[string]string{}
	plan := b.plan()
	plan.made()
	plan.single = slices.Clone(plan.feeds)
	for _, f := range plan.single {
		plan.lack(f)
	}
	plan.rollUps()
	plan.merges()
	plan.leftOut()
	b.lacks = plan.lacks()
	return plan.publications(), nil
}

// plan is a joining of the pages that has not begun.
func (b *Builder) plan() *builderPlan {
	b.settle()
	return &builderPlan{b: b, names: map[string]bool{}, again: map[string]int{}, items: map[string]*builderItem{}}
}
