package convert

import (
	"net/url"
	"path"
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

// IsCutTitle reports whether the first title is one that a listing cut short, of which the second is the whole.
func IsCutTitle(listing, whole string) bool {
	return listing != "" && listing != whole && builderTitle(listing, whole) == whole
}

// date settles an item's date: the article's, which has the time; the listing's where it is finer or alone; else the
// day in the address.
func (p *builderPlan) date(item *builderItem) {
	d := p.b.dayFirst(item.date)
	if item.page != nil {
		if a := p.b.dayFirst(item.page.article.published); !a.IsZero() {
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
		out.Content, out.Enclosures = p.content(item, page)
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
func (p *builderPlan) content(item *builderItem, page *builderPage) (feed.Text, []feed.Enclosure) {
	a := page.article
	if a.html == "" {
		return feed.Text{Type: feed.Plain, Value: a.text}, enclosures(a.attachments)
	}
	pages, missing := p.articlePages(page)
	parts := make([]*Article, 0, len(pages))
	for _, page := range pages {
		parts = append(parts, page.article.part())
	}
	if missing != "" {
		p.b.cutShort[item.id] = missing
		p.b.noteJoin(pages[len(pages)-1].url, "the next page of the article, "+missing+", is not among the pages given")
	}
	whole := JoinArticles(parts...)
	return feed.Text{Type: feed.HTML, Value: whole.HTML}, enclosures(whole.Attachments)
}

// articlePages are the pages of an article in their order, among those given, and the address of the one that they lead on to if that
// was not given. An address that lists have as another item, or that is not made from the first one, is none of the article.
func (p *builderPlan) articlePages(page *builderPage) (all []*builderPage, missing string) {
	all = []*builderPage{page}
	seen := map[*builderPage]bool{page: true}
	for len(all) < builderMaxArticlePages && page.next != "" && page.kind == KindArticle {
		next := p.b.page(page.next)
		if next == nil {
			if articlePart(all[0].url, page.nextURL) && p.items[p.b.itemID(page.nextURL)] == nil {
				missing = page.nextURL
			}
			break
		}
		if seen[next] || next.kind != KindArticle || next.article == nil || next.article.html == "" {
			break
		}
		seen[next] = true
		all = append(all, next)
		page = next
	}
	return all, missing
}

// articlePart says whether an address is that of a further page of an article: the address of the first one with a number behind it, as
// 12_2.htm is of 12.htm or 12_1.htm, 12/2 of 12, and a.asp?id=12&page=2 of a.asp?id=12.
func articlePart(first, then string) bool {
	a, errA := url.Parse(first)
	b, errB := url.Parse(then)
	if errA != nil || errB != nil || a.Host != b.Host {
		return false
	}
	if a.Path == b.Path {
		return a.RawQuery != b.RawQuery && seriesOf(a) == seriesOf(b)
	}
	stem := strings.TrimSuffix(a.Path, path.Ext(a.Path))
	for _, one := range []string{"_1", "-1", "_0", "-0"} {
		if cut, ok := strings.CutSuffix(stem, one); ok {
			stem = cut
			break
		}
	}
	rest, ok := strings.CutPrefix(strings.TrimSuffix(b.Path, path.Ext(b.Path)), strings.TrimSuffix(stem, "/"))
	return ok && a.RawQuery == b.RawQuery && len(rest) > 1 && strings.ContainsRune("_-/", rune(rest[0])) && isDigits(rest[1:])
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
