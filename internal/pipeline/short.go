package pipeline

import (
	"errors"
	"fmt"
	"html"
	"slices"
	"strconv"
	"strings"

	"github.com/portalfeed/portalfeed/convert"
	"github.com/portalfeed/portalfeed/feed"
	"github.com/portalfeed/portalfeed/feed/dates"
	"github.com/portalfeed/portalfeed/internal/source"
)

// A run may come short of listing pages: one failed, was not asked for, or lists nothing any more. Nothing that was published before
// may be lost by that. A feed that needs a page that failed stays as it was; where no page failed, the feed is published with what was
// found, and what it had besides stays at its end. Categories that items had by lists that are missing stay, too.

// shortfall is what the publications of a run lack.
type shortfall struct {
	failed map[string]bool // names of publications that need a listing page that failed
	parted map[string]bool // names of publications that need one that was not read
	labels map[string]bool // categories whose lists are not whole
	any    bool            // it is not known which categories these are
}

// comeShort finds what the publications lack. A page of a feed that was never published takes nothing from others.
func (r *run) comeShort(lacks []convert.Lack) {
	k, ok := r.sink.(Keeper)
	s := shortfall{failed: map[string]bool{}, parted: map[string]bool{}, labels: map[string]bool{}}
	for _, l := range lacks {
		id := feed.ItemID(l.URL)
		failed := r.gaps.failed[id]
		if l.Empty {
			if failed = r.o.Recipe != nil && r.o.Recipe.OnFail == convert.OnFailError; failed {
				r.failed(made{path: l.URL, url: l.URL, fail: &source.Error{Path: l.URL, Reason: source.Empty, Err: listsNothing(l)}})
			}
		}
		kept := l.Empty && (r.o.Recipe == nil || r.o.Recipe.OnFail != convert.OnFailEmpty)
		if !failed && !kept && !r.unasked[id] || !ok || l.Feed != "" && !hasItems(k.Earlier(l.Feed)) {
			continue
		}
		for _, name := range l.Feeds {
			if failed {
				s.failed[name] = true
			} else if !l.Empty || name != l.Feed { // a feed that has lost all is told apart from one that has lost some

				s.parted[name] = true
			}
		}
		s.labels[l.Label] = true
		s.any = s.any || l.Label == ""
	}
	r.short = s
}

// listsNothing says why a page is a failure though it was read.
func listsNothing(l convert.Lack) error {
	if l.Gone {
		return errors.New("the page is made otherwise, and list.items of the recipe finds nothing in it (on_fail: error)")
	}
	return errors.New("the page lists nothing (on_fail: error)")
}

// hasItems reports whether a document has an item.
func hasItems(doc []byte) bool {
	if len(doc) == 0 {
		return false
	}
	r, err := feed.ReadBytes(doc, feed.ReadOptions{})
	return err != nil || len(r.Feed.Items) > 0 // one that cannot be read may have some
}

// shelved are the items of a publication as an earlier run left them, those of its archive pages included.
type shelved struct {
	items []feed.Item
	byID  map[string]*feed.Item
}

// maxArchives bounds the archive pages that are looked for.
const maxArchives = 10_000

func (r *run) publishedOf(k Keeper, name string) shelved {
	var p shelved
	read := func(doc []byte) {
		if got, err := feed.ReadBytes(doc, feed.ReadOptions{}); err == nil {
			for _, it := range got.Feed.Items {
				if isExcerpt(it.Summary, it.Content) { // which writers of RSS make of a text
					it.Summary = feed.Text{}
				}
				p.items = append(p.items, it)
			}
		}
	}
	read(k.Earlier(name))
	if r.o.Recipe != nil && r.o.Recipe.Emit.Archive > 0 {
		var pages [][]byte
		for n := 1; n <= maxArchives; n++ {
			doc := k.Earlier(name + "/archive-" + strconv.Itoa(n))
			if doc == nil {
				break
			}
			pages = append(pages, doc)
		}
		for _, doc := range slices.Backward(pages) { // the newest has the highest number
			read(doc)
		}
	}
	p.byID = make(map[string]*feed.Item, len(p.items))
	for i := range p.items {
		if id := p.items[i].ID; p.byID[id] == nil {
			p.byID[id] = &p.items[i]
		}
	}
	return p
}

// recall gives a publication what an earlier run published and this one could not read: the texts of articles, the categories of lists,
// and the items of pages.
func (r *run) recall(p *feed.Publication) {
	k, ok := r.sink.(Keeper)
	parted := r.short.parted[r.named(p.Name)]
	if !ok || r.short.failed[r.named(p.Name)] || len(r.unread) == 0 && len(r.short.labels) == 0 && !parted {
		return
	}
	old := r.publishedOf(k, p.Name)
	if len(old.items) == 0 {
		return
	}
	for i := range p.Feed.Items {
		it := &p.Feed.Items[i]
		was := old.byID[it.ID]
		if was == nil {
			continue
		}
		r.recallCategories(p.Name, it, was)
		next := r.build.CutShort(it.ID)
		if it.Content.Value == "" && r.wasUnread(it) ||
			next != "" && r.unread[feed.ItemID(next)] && len(it.Content.Value) < len(was.Content.Value) {
			recallText(p.Feed.Language, it, was)
		}
	}
	if parted {
		r.recallItems(p, &old)
	}
	for i := range p.Feed.Items { // the newest date of an item may be one of those that came back
		for _, d := range []dates.Date{p.Feed.Items[i].Published, p.Feed.Items[i].Updated} {
			if !d.IsZero() && (p.Feed.Updated.IsZero() || d.Time.After(p.Feed.Updated.Time)) {
				p.Feed.Updated = d
			}
		}
	}
}

// isExcerpt reports whether a summary is the beginning of a text.
func isExcerpt(summary, text feed.Text) bool {
	plain := func(t feed.Text) string {
		if t.Type == feed.Plain {
			return strings.Join(strings.Fields(t.Value), "")
		}
		var b strings.Builder
		for rest := t.Value; rest != ""; {
			i := strings.IndexByte(rest, '<')
			if i < 0 {
				i = len(rest)
			}
			b.WriteString(rest[:i])
			rest = rest[i:]
			rest = rest[tagEnd(rest):]
		}
		return strings.Join(strings.Fields(html.UnescapeString(b.String())), "")
	}
	s := strings.TrimRight(plain(summary), "….")
	return s != "" && strings.HasPrefix(plain(text), s)
}

// recallText gives an item, of a feed in a language, what was published of its article: the text, and all else that only the
// article's page says.
func recallText(language string, it, was *feed.Item) {
	it.Content, it.Authors, it.Source = was.Content, was.Authors, was.Source
	it.Enclosures, it.Image = was.Enclosures, was.Image
	if it.Summary.Value == "" {
		it.Summary = was.Summary
	}
	if !was.Published.IsZero() {
		it.Published = was.Published
	}
	if it.Updated.IsZero() {
		it.Updated = was.Updated
	}
	if it.Language == "" && was.Language != language {
		it.Language = was.Language
	}
	if convert.IsCutTitle(it.Title.Value, was.Title.Value) {
		it.Title = was.Title
	}
}

// recallCategories gives an item the categories that it had by lists that are not whole now, where it had them.
func (r *run) recallCategories(name string, it, was *feed.Item) {
	if len(r.short.labels) == 0 {
		return
	}
	lost := func(c string) bool {
		if r.short.any || r.short.labels[c] {
			return true
		}
		t, ok := r.texts[name]
		if !ok {
			return false
		}
		for l := range r.short.labels {
			if t.plain(l) == c {
				return true
			}
		}
		return false
	}
	var all []feed.Category
	has := map[string]bool{}
	for _, c := range was.Categories {
		now := slices.IndexFunc(it.Categories, func(n feed.Category) bool { return n.Term == c.Term })
		if has[c.Term] || now < 0 && !lost(c.Term) {
			continue
		}
		has[c.Term] = true
		if now >= 0 {
			c = it.Categories[now]
		}
		all = append(all, c)
	}
	for _, c := range it.Categories {
		if !has[c.Term] {
			has[c.Term] = true
			all = append(all, c)
		}
	}
	it.Categories = all
}

// recallItems puts the items that were published before at the end of a feed, as long as it gets no longer than it was.
func (r *run) recallItems(p *feed.Publication, old *shelved) {
	most := max(len(old.items), len(p.Feed.Items))
	if bound := r.mostItems(); bound > 0 {
		most = min(most, bound)
	}
	f := *p.Feed
	f.Items = slices.Clone(f.Items)
	has := make(map[string]bool, len(f.Items))
	for i := range f.Items {
		has[f.Items[i].ID] = true
	}
	kept := 0
	for i := range old.items {
		it := old.items[i]
		if len(f.Items) >= most {
			break
		}
		if it.ID == "" || has[it.ID] {
			continue
		}
		has[it.ID] = true
		if it.Language == f.Language {
			it.Language = ""
		}
		f.Items = append(f.Items, it)
		kept++
	}
	if kept == 0 {
		return
	}
	if p.RollUp {
		slices.SortStableFunc(f.Items, func(a, b feed.Item) int {
			switch {
			case a.Published.IsZero() && b.Published.IsZero():
				return 0
			case a.Published.IsZero():
				return 1
			case b.Published.IsZero():
				return -1
			}
			return b.Published.Time.Compare(a.Published.Time)
		})
	}
	p.Feed = &f
	if len(r.skips) < maxSkips {
		noun := "items that were published before stay in it"
		if kept == 1 {
			noun = "item that was published before stays in it"
		}
		r.sum.Notes = append(r.sum.Notes, convert.Note{Message: fmt.Sprintf("feed %s: its lists are not whole, and %d %s", p.Name, kept, noun)})
	}
}

// mostItems is how many items a feed may have, 0 for any number.
func (r *run) mostItems() int {
	switch {
	case r.o.Build.MaxItems > 0:
		return r.o.Build.MaxItems
	case r.o.Recipe != nil && r.o.Recipe.Emit.Archive == 0:
		return r.o.Recipe.Emit.Items
	}
	return 0
}

// named is the name under which the builder made a publication, of which it may be an edition.
func (r *run) named(name string) string {
	if of, ok := r.editionOf[name]; ok {
		return of
	}
	return name
}
