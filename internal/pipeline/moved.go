package pipeline

import (
	"cmp"
	"fmt"
	"net/url"
	"strings"

	"github.com/portalfeed/portalfeed/convert"
	"github.com/portalfeed/portalfeed/feed"
	"github.com/portalfeed/portalfeed/internal/source"
)

// A list page may lead on to another page of its site: the list has moved, or the server answers for one that it does not have with
// the front page or another list. The latter makes no feed of what it is not: it counts as a page that was not read.

// moved is a listing page that was asked for at one address and came from another.
type moved struct {
	made
	from, to string
	other    bool // it leads to the front page, or to a page that is asked for by itself
}

// isFront reports whether an address is that of the front page of the host of another one.
func isFront(to, from string) bool {
	t, err := url.Parse(to)
	f, err2 := url.Parse(from)
	if err != nil || err2 != nil || !strings.EqualFold(t.Host, f.Host) {
		return false
	}
	front := feed.ItemID(t.Scheme + "://" + t.Host + "/")
	return feed.ItemID(to) == front && feed.ItemID(from) != front
}

// hold keeps a listing page that leads elsewhere until it is known what the feeds need it for, and reports whether it did so.
func (r *run) hold(m made) bool {
	from := cmp.Or(m.followed, m.named)
	if from == "" || m.article || m.result == nil {
		return false
	}
	if m.followed == "" && !r.listPages[feed.ItemID(from)] { // a page that was named is read; see strayed
		return false
	}
	h := moved{made: m, from: from, to: m.url}
	if m.result.Kind == convert.KindError {
		if h.to = m.result.Redirect; h.to == "" || m.result.Frame != "" {
			return false
		}
	}
	id := feed.ItemID(h.to)
	if id == feed.ItemID(from) {
		return false
	}
	h.other = r.given[id] || r.asked[id] || r.listPages[id] || isFront(h.to, from)
	if m.result.Kind == convert.KindError && !h.other {
		return false // where it leads is asked for next
	}
	r.held = append(r.held, h)
	return true
}

// settleMoved decides on the pages that are held.
func (r *run) settleMoved() error {
	if len(r.held) == 0 {
		return nil
	}
	held := r.held
	r.held = nil
	pubs, err := r.build.Publications()
	if err != nil {
		return fmt.Errorf("join pages into feeds: %w", err)
	}
	begun := map[string]bool{} // feeds that have their first page
	for _, p := range pubs {
		begun[p.Name] = true
	}
	lacks := map[string][]convert.Lack{}
	for _, l := range r.build.Lacks() {
		id := feed.ItemID(l.URL)
		lacks[id] = append(lacks[id], l)
	}
	for _, h := range held {
		h.other = h.other || r.given[feed.ItemID(h.to)]
		if r.isOtherList(h, lacks[feed.ItemID(h.from)], begun) {
			if h.followed != "" {
				r.sum.Resources--
			}
			r.unasked.add(h.from)
			r.asked.add(h.from)
			r.noteStray(h.from, h.to)
			continue
		}
		if h.result.Kind == convert.KindError {
			if !r.followed(h.made) {
				r.skip(h.made)
			}
			continue
		}
		r.build.Redirect(h.from, h.to)
		if h.followed != "" && r.given[feed.ItemID(h.to)] {
			r.sum.Resources--
			continue
		}
		r.take(h.made)
	}
	return nil
}

func (r *run) noteStray(from, to string) {
	r.strays++
	if len(r.skips) < maxSkips {
		r.skips = append(r.skips, convert.Note{URL: from, Message: "it leads to " + to + ", which is another list: it is not read, and what was published of it stays"})
	}
}

// isOtherList reports whether a page that was held is not the list that the feeds need: they were published of another page, and
// neither most of its items nor its name are theirs.
func (r *run) isOtherList(h moved, lacks []convert.Lack, begun map[string]bool) bool {
	k, ok := r.sink.(Keeper)
	if !ok {
		return false
	}
	trial, auto := r.trial(h, r.o.Recipe), r.trial(h, nil)
	published := false
	for _, l := range lacks {
		names := []string{l.Feed}
		if l.Feed == "" {
			names = names[:0]
			for _, p := range trial {
				names = append(names, p.Name)
			}
		}
		known := false
		for _, name := range names {
			was := earlierFeed(k, name)
			if was == nil {
				continue
			}
			known = true
			if !begun[name] && linksTo(was, h.to) { // it was made of that page before
				return false
			}
			for _, p := range trial {
				if !h.other && mostlySame(p.Feed, was) {
					return false
				}
			}
			for _, p := range auto {
				if !h.other && (r.sameName(p, name, was) || mostlySame(p.Feed, was)) {
					return false
				}
			}
		}
		for _, name := range l.Feeds {
			known = known || l.Feed == "" && hasItems(k.Earlier(name))
		}
		published = published || known
	}
	return published
}

// sameName reports whether a feed is called what another one is, by what its page says.
func (r *run) sameName(p feed.Publication, name string, was *feed.Feed) bool {
	return p.Name == name && (called(was, p.Label) || r.o.Recipe != nil && r.o.Recipe.Title != "")
}

// called reports whether the title of a feed is that of a category, with or without the site behind it.
func called(f *feed.Feed, label string) bool {
	rest, ok := strings.CutPrefix(f.Title.Value, label)
	return ok && (rest == "" || strings.HasPrefix(rest, " - "))
}

// trial makes the feeds that a page would make if it were the one that was asked for.
func (r *run) trial(h moved, recipe *convert.Recipe) []feed.Publication {
	if h.result.Kind == convert.KindError {
		return nil
	}
	res := *h.result
	res.Base, res.URL = cmp.Or(res.Base, res.URL), h.from
	b := convert.NewBuilder(recipe, r.o.Build)
	b.Add(&res)
	pubs, err := b.Publications()
	if err != nil {
		return nil
	}
	own := pubs[:0]
	for _, p := range pubs {
		if !p.RollUp {
			own = append(own, p)
		}
	}
	return own
}

// earlierFeed is what was published under a name, nil if that is nothing or has no items.
func earlierFeed(k Keeper, name string) *feed.Feed {
	doc := k.Earlier(name)
	if len(doc) == 0 {
		return nil
	}
	read, err := feed.ReadBytes(doc, feed.ReadOptions{})
	if err != nil || len(read.Feed.Items) == 0 {
		return nil
	}
	return read.Feed
}

// linksTo reports whether an address is that of the page that a feed was made of.
func linksTo(f *feed.Feed, address string) bool {
	for _, l := range f.Links {
		if (l.Rel == "" || l.Rel == "alternate") && feed.ItemID(l.Href) == feed.ItemID(address) {
			return true
		}
	}
	return false
}

// mostlySame reports whether half of the items of the shorter of two feeds are in the other, too.
func mostlySame(a, b *feed.Feed) bool {
	has := make(map[string]bool, len(a.Items))
	for i := range a.Items {
		has[a.Items[i].ID] = true
	}
	same := 0
	for i := range b.Items {
		if has[b.Items[i].ID] {
			same++
		}
	}
	return same > 0 && 2*same >= min(len(a.Items), len(b.Items))
}

// strayed takes out the publications that pages make which were named, without a recipe that says what they are, and lead to another
// list than the one that was published before.
func (r *run) strayed(pubs []feed.Publication) []feed.Publication {
	k, ok := r.sink.(Keeper)
	if !ok || len(r.movedInputs) == 0 {
		return pubs
	}
	kept := pubs[:0]
	for _, p := range pubs {
		stray := moved{}
		for _, m := range r.movedInputs {
			if p.RollUp || !linksTo(p.Feed, m.to) {
				continue
			}
			was := earlierFeed(k, p.Name)
			if was != nil && linksTo(was, m.from) && (m.other || !called(was, p.Label) && !mostlySame(p.Feed, was)) {
				stray = m
			}
		}
		if stray.from != "" {
			r.noteStray(stray.from, stray.to)
			continue
		}
		kept = append(kept, p)
	}
	return kept
}

// namedAddress is the address of a resource that was named and came from another one, "" of others.
func namedAddress(res source.Resource) string {
	if res.Response == nil || len(res.Response.Redirects) == 0 || res.URL != res.Response.URL || feed.ItemID(res.Path) == feed.ItemID(res.URL) {
		return ""
	}
	return res.Path
}
