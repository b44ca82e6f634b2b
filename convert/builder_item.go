package convert

import (
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/portalfeed/portalfeed/feed"
	"github.com/portalfeed/portalfeed/feed/dates"
)

// builderItem is one item with all that listings say about it.
type builderItem struct {
	id         string
	url        string
	title      string
	summary    string
	date       dates.Date
	page       *builderPage // its article page, nil if it was not given
	categories []string
	sortDate   dates.Date // date once the article has been asked
	order      int        // of first appearance
	made       *feed.Item
}

// item puts an entry of a listing into a feed, unless the feed has it already.
func (p *builderPlan) item(f *builderFeed, it ListingItem) {
	if p.inFeed == nil || p.inFeedOf != f {
		p.inFeed, p.inFeedOf = make(map[*builderItem]bool, len(f.items)), f
		for _, old := range f.items {
			p.inFeed[old] = true
		}
	}
	id := p.b.itemID(it.URL)
	item := p.items[id]
	if item == nil {
		item = &builderItem{id: id, url: it.URL, order: len(p.items)}
		if page := p.b.page(builderKey(it.URL)); page != nil && page.article != nil && !(page.kind == KindListing && page.items != nil && page.article.html == "" && page.article.text == "") {
			item.page = page
		}
		p.items[id] = item
	}
	if builderBetterTitle(item.title, it.Title) {
		item.title = it.Title
	}
	if item.summary == "" {
		item.summary = it.Summary
	}
	if item.date.Precision < it.Date.Precision {
		item.date = it.Date
	}
	if f.tab != "" && !slices.Contains(item.categories, f.label) {
		item.categories = append(item.categories, f.label)
	}
	if c := it.Category; c != "" && !slices.Contains(item.categories, c) && c != f.label {
		item.categories = append(item.categories, c)
	}
	if !p.inFeed[item] {
		p.inFeed[item] = true
		f.items = append(f.items, item)
	}
	p.date(item)
}

// builderCutMark reports whether a title ends in the mark of having been cut.
func builderCutMark(s string) bool {
	return strings.HasSuffix(s, "…") || strings.HasSuffix(s, "...") || strings.HasSuffix(s, "．．．") || strings.HasSuffix(s, "‥")
}

// builderUncut takes the mark off.
func builderUncut(s string) string {
	return strings.TrimRight(s, "….．‥ ")
}

// builderBetterTitle reports whether the second title says more than the first: any title more than none, a whole
// one more than one cut short.
func builderBetterTitle(old, title string) bool {
	switch {
	case title == "":
		return false
	case old == "":
		return true
	default:
		return builderCutMark(old) && len(title) > len(old) && strings.HasPrefix(title, builderUncut(old))
	}
}

// builderTitle is the title of an item: the listing's, or the article's where the listing cut it short.
func builderTitle(listing, article string) string {
	switch {
	case listing == "":
		return article
	case article == "" || len(article) <= len(builderUncut(listing)):
		return listing
	case builderCutMark(listing) && strings.HasPrefix(builderFold(article), builderFold(builderUncut(listing))):
		return article
	case strings.HasPrefix(article, listing):
		// Many portals cut without a mark, in the middle of a phrase. A title that goes on behind a space or a
		// mark is the listing's title with a subtitle, and stays.
		if r, _ := utf8.DecodeRuneInString(article[len(listing):]); unicode.IsLetter(r) || unicode.IsDigit(r) {
			return article
		}
	}
	return listing
}

// date settles an item's date: the article's, which has the time; the listing's where it is finer or alone; else the
// day in the address.
func (p *builderPlan) date(item *builderItem) {
	d := item.date
	if item.page != nil {
		if a := item.page.article.published; !a.IsZero() {
			same := !d.IsZero() && builderDay(a, p) == builderDay(d, p)
			if s := builderSwapped(d, a, p); !s.IsZero() {
				a, same = s, true
			}
			if d.IsZero() || !same || a.Precision >= d.Precision || a.Precision >= dates.Minute {
				d = a
			}
		}
	}
	if d.IsZero() {
		d, _ = dates.FromURL(item.url, p.b.loc)
	}
	if !d.IsZero() {
		d.Time = d.Time.In(p.b.loc)
	}
	item.sortDate = builderDate(d)
}

// builderSwapped is an article's date with day and month exchanged, if that is the day its listing gives: which of 11/12/2018 is the
// month, a list of such dates tells and a single one does not.
func builderSwapped(listed, a dates.Date, p *builderPlan) dates.Date {
	if listed.IsZero() || listed.Precision < dates.Day || a.Precision < dates.Day {
		return dates.Date{}
	}
	l, t := listed.Time.In(p.b.loc), a.Time.In(p.b.loc)
	if l.Year() != t.Year() || int(l.Month()) != t.Day() || int(t.Month()) != l.Day() || l.Day() == t.Day() {
		return dates.Date{}
	}
	a.Time = time.Date(l.Year(), l.Month(), l.Day(), t.Hour(), t.Minute(), t.Second(), 0, p.b.loc)
	return a
}

func builderDay(d dates.Date, p *builderPlan) string {
	return d.Time.In(p.b.loc).Format("2006-01-02")
}

// builderByDate sorts newest first; undated items come last, equal ones in the order they were met.
func builderByDate(items []*builderItem) {
	slices.SortStableFunc(items, func(a, b *builderItem) int {
		switch {
		case a.sortDate.IsZero() != b.sortDate.IsZero():
			if a.sortDate.IsZero() {
				return 1
			}
			return -1
		case !a.sortDate.Time.Equal(b.sortDate.Time):
			return b.sortDate.Time.Compare(a.sortDate.Time)
		default:
			return a.order - b.order
		}
	})
}

// feedItem writes an item out; all feeds that have the item share what it holds.
func (p *builderPlan) feedItem(item *builderItem) feed.Item {
	if item.made != nil {
		return *item.made
	}
	out := &feed.Item{ID: item.id, Published: item.sortDate, Summary: feed.Text{Value: item.summary}}
	title := item.title
	if builderAbsolute(item.url) {
		out.Links = []feed.Link{{Rel: "alternate", Href: item.url, Type: "text/html"}}
	}
	for _, c := range item.categories {
		out.Categories = append(out.Categories, feed.Category{Term: c})
	}
	if page := item.page; page != nil {
		a := page.article
		title = builderTitle(title, a.title)
		out.Content, out.Enclosures = p.content(page)
		out.Language = page.language
		if a.source != "" {
			out.Source = &feed.Source{Title: a.source}
		}
		if a.author != "" {
			out.Authors = []feed.Person{{Name: a.author}}
		}
		for _, image := range a.images {
			if builderAbsolute(image) {
				out.Image = image
				break
			}
		}
		if !a.updated.IsZero() && a.updated.Time.After(item.sortDate.Time) {
			out.Updated = a.updated
			out.Updated.Time = a.updated.Time.In(p.b.loc)
		}
	}
	if title == "" {
		title = item.url
	}
	out.Title = feed.Text{Value: title}
	item.made = out
	return *out
}

// builderMaxArticlePages bounds the pages of one article.
const builderMaxArticlePages = 100

// content is the text of an article, with that of its following pages.
func (p *builderPlan) content(page *builderPage) (feed.Text, []feed.Enclosure) {
	a := page.article
	if a.html == "" {
		return feed.Text{Type: feed.Plain, Value: a.text}, enclosures(a.attachments)
	}
	parts := []*Article{a.part()}
	seen := map[*builderPage]bool{page: true}
	for n := 1; n < builderMaxArticlePages && page.next != "" && page.kind == KindArticle; n++ {
		page = p.b.page(page.next)
		if page == nil || seen[page] || page.kind != KindArticle || page.article == nil || page.article.html == "" {
			break
		}
		seen[page] = true
		parts = append(parts, page.article.part())
	}
	whole := JoinArticles(parts...)
	return feed.Text{Type: feed.HTML, Value: whole.HTML}, enclosures(whole.Attachments)
}

// part is an article as JoinArticles wants it: of the text only the edges count.
func (a *builderArticle) part() *Article {
	return &Article{HTML: a.html, Text: a.edges, Attachments: a.attachments}
}

// enclosures are the attachments that readers can follow. Their lengths are not known.
func enclosures(all []Attachment) []feed.Enclosure {
	var out []feed.Enclosure
	for _, f := range all {
		if builderAbsolute(f.URL) {
			out = append(out, feed.Enclosure{URL: f.URL, Type: f.Type, Title: f.Title})
		}
	}
	return out
}
