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

// follow reads what the inputs lead to, in rounds: first lists until none is missing, then articles.
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
		todo := r.build.Wanted(o)
		if len(todo) > left {
			r.skips = append(r.skips, convert.Note{Message: fmt.Sprintf("%d pages more are linked than one run may ask for", len(todo)-left)})
			todo = todo[:max(left, 0)]
		}
		if len(todo) == 0 {
			return nil
		}
		left -= len(todo)
		for _, a := range todo {
			asked.add(a)
		}
		r.prog.Wanted += len(todo)
		if err := ordered(ctx, r.o.workers(), r.fetched(todo), r.make, r.add); err != nil {
			return err
		}
	}
}

// fetched yields the pages at addresses.
func (r *run) fetched(addresses []string) iter.Seq[read] {
	sites := r.sites // not written to meanwhile
	return func(yield func(read) bool) {
		for _, a := range addresses {
			res, err := r.o.Follow.Get(a)
			res.Walked = true // it need not have anything to say
			if err == nil && !sites[siteOf(res.URL)] {
				err = &source.Error{Path: a, Reason: source.Blocked, Err: errOtherSite}
			}
			if !yield(read{res: res, err: err, followed: a}) {
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
		if !m.fail.Gone() {
			return false
		}
		r.sum.Resources--
		if len(r.skips) < maxSkips {
			r.skips = append(r.skips, convert.Note{URL: m.followed, Message: m.fail.Err.Error()})
		}
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
