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
	// Most bounds the calls of Get; 0 means FollowMost, and less than 0 that none is left.
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
	left, over := max(cmp.Or(f.Most, FollowMost), 0), 0
	o := convert.WantedOptions{Pages: FollowPages, ListsOnly: f.ListsOnly, Skip: func(a string) bool {
		return r.asked[feed.ItemID(a)] || !r.sites[siteOf(a)] || !source.IsPageAddress(a)
	}}
	for {
		todo, articles := r.build.Wanted(o)
		if len(todo) == 0 {
			if over > 0 {
				r.skips = append(r.skips, convert.Note{Message: fmt.Sprintf("%d pages more are linked than one run may ask for; what was published of them stays", over)})
			}
			return nil
		}
		for _, a := range todo {
			r.asked.add(a)
		}
		if len(todo) > left {
			for _, a := range todo[left:] {
				r.leave(a, articles, false)
			}
			over += len(todo) - left
			todo = todo[:left]
		}
		left -= len(todo)
		r.prog.Wanted += len(todo)
		if err := ordered(ctx, r.o.workers(), r.fetched(todo, articles), r.make, r.add); err != nil {
			return err
		}
		if err := r.settleMoved(); err != nil {
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
		r.noArticle(m)
		return true
	case m.result.Kind == convert.KindError && target(m.result) == "": // which is no other place of what was asked for
	case feed.ItemID(m.url) != feed.ItemID(m.followed):
		r.build.Redirect(m.followed, m.url)
		if r.given[feed.ItemID(m.url)] {
			r.sum.Resources--
			r.noArticle(m)
			return true
		}
	}
	return false
}

// noArticle takes a page that was followed as an article and may be none: a list, the front page, or one that leads on elsewhere, as
// guards of servers answer for a while. Where no text of the article comes out of it, the published one stays.
func (r *run) noArticle(m made) {
	if m.article && (m.result == nil || !hasArticle(m.result) || feed.ItemID(m.url) != feed.ItemID(m.followed)) {
		r.leave(m.followed, true, false)
	}
}

// missed takes a page that was followed in vain.
func (r *run) missed(m made, why string) {
	if m.fail == nil || !m.fail.Gone() || m.fail.Reason == source.Blocked {
		r.leave(m.followed, m.article, m.fail != nil && m.fail.Reason != source.Blocked)
	}
	if len(r.skips) < maxSkips {
		r.skips = append(r.skips, convert.Note{URL: m.followed, Message: why})
	}
}

// leave takes a page that was not read but may be another time. failed says that it was asked for in vain.
func (r *run) leave(address string, article, failed bool) {
	switch {
	case article:
		r.unread.add(address)
	case failed:
		r.gaps.fail(address)
	default:
		r.unasked.add(address)
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
