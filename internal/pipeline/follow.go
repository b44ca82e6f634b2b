package pipeline

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"iter"
	"net"
	"net/url"
	"strings"

	"golang.org/x/net/publicsuffix"

	"github.com/portalfeed/portalfeed/convert"
	"github.com/portalfeed/portalfeed/feed"
	"github.com/portalfeed/portalfeed/internal/source"
)

// Bounds of Follow where it and the recipe say nothing else.
const (
	FollowPages = 5    // pages of one listing
	FollowMost  = 1000 // requests of one run
)

// Follow says how a run reads what its resources lead to: the categories of their bars, the following pages of their listings, and
// the articles these link, all on the sites of the resources.
type Follow struct {
	// Get reads the page at an address; nil follows nothing.
	Get func(address string) (source.Resource, error)
	// ListsOnly leaves the articles out.
	ListsOnly bool
	// Most bounds the calls of Get; 0 means FollowMost.
	Most int
}

// errOtherSite says that a page redirects to another site than that of the inputs.
var errOtherSite = errors.New("it leads to another site")

// sites are the sites of the inputs.
type sites map[string]bool

// siteOf is what the addresses of one owner have in common: the domain that was registered, else the host.
func siteOf(address string) string {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" {
		return ""
	}
	host := strings.TrimSuffix(strings.ToLower(u.Hostname()), ".")
	if net.ParseIP(host) != nil {
		return u.Host
	}
	if domain, err := publicsuffix.EffectiveTLDPlusOne(host); err == nil {
		return domain
	}
	return host
}

// add takes the site of an input.
func (s *sites) add(m made) {
	if m.followed != "" || m.url == "" {
		return
	}
	if *s == nil {
		*s = sites{}
	}
	(*s)[siteOf(m.url)] = true
}

// follow reads what the inputs lead to, in rounds: first lists until none is missing, then articles. A list that cannot be read
// counts as an input that failed; an article costs no more than its text, and what was published of that stays.
func (r *run) follow(ctx context.Context) error {
	f := r.o.Follow
	if f.Get == nil {
		return nil
	}
	asked, left := given{}, cmp.Or(f.Most, FollowMost)
	o := convert.WantedOptions{Pages: FollowPages, ListsOnly: f.ListsOnly, Skip: func(a string) bool {
		return asked[feed.ItemID(a)] || !r.sites[siteOf(a)] || !source.IsPageAddress(a)
	}}
	for {
		todo, articles := r.build.Wanted(o)
		if len(todo) == 0 || left == 0 {
			return nil
		}
		if len(todo) > left {
			r.skips = append(r.skips, convert.Note{Message: fmt.Sprintf("%d pages more are linked than one run may ask for", len(todo)-left)})
			for _, a := range todo[left:] {
				r.leave(a, articles)
			}
			todo = todo[:left]
		}
		left -= len(todo)
		for _, a := range todo {
			asked.add(a)
		}
		r.prog.Wanted += len(todo)
		if err := ordered(ctx, r.o.workers(), r.fetched(todo, articles), r.make, r.add); err != nil {
			return err
		}
	}
}

// fetched yields the pages at addresses.
func (r *run) fetched(addresses []string, articles bool) iter.Seq[read] {
	sites := r.sites // not written to meanwhile
	return func(yield func(read) bool) {
		for _, a := range addresses {
			res, err := r.o.Follow.Get(a)
			res.Walked = true // it need not have anything to say
			if err == nil && !sites[siteOf(res.URL)] {
				err = &source.Error{Path: a, Reason: source.Blocked, Err: errOtherSite}
			}
			if !yield(read{res: res, err: err, followed: a, article: articles}) {
				return
			}
		}
	}
}

// followed takes a page that was followed, and reports whether that is all: it is gone, or was read before under another address.
func (r *run) followed(m made) bool {
	switch {
	case m.followed == "":
		return false
	case m.fail != nil:
		if !m.article && !m.fail.Gone() {
			return false
		}
		r.sum.Resources--
		r.missed(m, m.fail.Err.Error())
		return true
	case m.feed != nil: // another form of what is made here
		return true
	case feed.ItemID(m.url) != feed.ItemID(m.followed):
		r.build.Redirect(m.followed, m.url)
		if r.given[feed.ItemID(m.url)] {
			r.sum.Resources--
			return true
		}
	}
	return false
}

// missed takes a page that was followed in vain.
func (r *run) missed(m made, why string) {
	if m.fail == nil || !m.fail.Gone() {
		r.leave(m.followed, m.article)
	}
	if len(r.skips) < maxSkips {
		r.skips = append(r.skips, convert.Note{URL: m.followed, Message: why})
	}
}

// leave takes a page that was not read but may be another time.
func (r *run) leave(address string, article bool) {
	if article {
		r.unread.add(address)
		return
	}
	r.gaps.fail(address)
}

// recall gives the items of a publication whose articles were not read the texts that were published before.
func (r *run) recall(p *feed.Publication) {
	k, ok := r.sink.(Keeper)
	if !ok || len(r.unread) == 0 {
		return
	}
	var old map[string]*feed.Item
	for i := range p.Feed.Items {
		it := &p.Feed.Items[i]
		if it.Content.Value != "" || !r.wasUnread(it) {
			continue
		}
		if old == nil {
			old = itemsOf(k.Earlier(p.Name))
		}
		was := old[it.ID]
		if was == nil {
			continue
		}
		it.Content, it.Authors, it.Source = was.Content, was.Authors, was.Source
		if it.Summary.Value == "" {
			it.Summary = was.Summary
		}
		if !was.Published.IsZero() {
			it.Published = was.Published
		}
	}
}

// wasUnread reports whether the article of an item is one that was not read.
func (r *run) wasUnread(it *feed.Item) bool {
	for _, l := range it.Links {
		if (l.Rel == "" || l.Rel == "alternate") && r.unread[feed.ItemID(l.Href)] {
			return true
		}
	}
	return false
}

// itemsOf are the items of a document by their ids.
func itemsOf(doc []byte) map[string]*feed.Item {
	all := map[string]*feed.Item{}
	if r, err := feed.ReadBytes(doc, feed.ReadOptions{}); err == nil {
		for i := range r.Feed.Items {
			all[r.Feed.Items[i].ID] = &r.Feed.Items[i]
		}
	}
	return all
}
