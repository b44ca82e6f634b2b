package pipeline

import (
	"errors"
	"strconv"
	"strings"

	"github.com/portalfeed/portalfeed/convert"
	"github.com/portalfeed/portalfeed/feed"
	"github.com/portalfeed/portalfeed/internal/source"
)

// maxSkips bounds the pages without content that are noted one by one.
const maxSkips = 1000

// given are the addresses of the pages that were read, by the identity of items.
type given map[string]bool

func (g *given) add(address string) {
	if *g == nil {
		*g = make(given)
	}
	if address != "" {
		(*g)[feed.ItemID(address)] = true
	}
}

// target is where a page without content leads, "" if nowhere.
func target(res *convert.Result) string {
	if res.Frame != "" {
		return res.Frame
	}
	return res.Redirect
}

// leadsOn reports whether a page has nothing to read itself but leads to one that may.
func leadsOn(res *convert.Result) bool { return res.Kind == convert.KindError && target(res) != "" }

// nothingToRead says why a page is no use.
func nothingToRead(reason convert.Reason) string {
	switch reason {
	case convert.ReasonNotFound:
		return "the page says that what was asked for does not exist"
	case convert.ReasonBlocked:
		return "the page is a refusal or a challenge for people, not the content"
	case convert.ReasonLogin:
		return "the page asks for a login instead of showing its content"
	case convert.ReasonServer:
		return "the page reports that the server is out of order"
	case convert.ReasonRedirect:
		return "the page only leads on to another one"
	case convert.ReasonFrames:
		return "the page only holds frames"
	case convert.ReasonNoContent:
		return "the page shows nothing: its content may come by script"
	}
	return "neither an article nor a listing was found in the page"
}

// namedFeeds tells of the feeds that a page names as its own, "" if there are none.
func namedFeeds(feeds []convert.Link) string {
	const most = 3
	if len(feeds) == 0 {
		return ""
	}
	var of []string
	for _, f := range feeds[:min(most, len(feeds))] {
		of = append(of, f.URL)
	}
	text := "; it names a feed, give that one: "
	if len(feeds) > 1 {
		text = "; it names " + strconv.Itoa(len(feeds)) + " feeds, give one of these: "
	}
	if text += strings.Join(of, " "); len(feeds) > most {
		text += " …"
	}
	return text
}

// skip takes a page that has nothing to read. Where it leads is followed among the pages given.
func (r *run) skip(m made) {
	r.sum.Pages++
	r.sum.Skipped++
	r.build.Add(m.result)
	to := target(m.result)
	if to == "" && len(r.sum.LeftOut) < maxSkips {
		r.sum.LeftOut = append(r.sum.LeftOut, LeftOut{URL: m.url, Reason: nothingToRead(m.result.Reason)})
	}
	if to != "" {
		r.given.add(m.url)
	}
	if m.followed != "" {
		if to == "" {
			r.missed(m, nothingToRead(m.result.Reason))
		}
		r.noArticle(m)
		return // or it is asked for next
	}
	if to != "" && !m.walked {
		m.result = &convert.Result{Reason: m.result.Reason, Redirect: to}
		r.leads = append(r.leads, m)
		return
	}
	if to == "" {
		r.gaps.fail(m.url) // what it held before is not gone but out of reach
	}
	if len(r.skips) < maxSkips {
		message := nothingToRead(m.result.Reason)
		if to != "" {
			message += ": " + to
		}
		r.skips = append(r.skips, convert.Note{URL: m.url, Message: message})
	}
}

// lost makes failures of the named pages that lead to a page that was not given.
func (r *run) lost() {
	for _, m := range r.leads {
		to := m.result.Redirect
		if !r.given[feed.ItemID(to)] {
			r.sum.Pages--
			r.sum.Skipped--
			m.fail = &source.Error{Path: m.path, Reason: source.Invalid, Err: errors.New(nothingToRead(m.result.Reason) + ": give that one: " + to)}
			r.failed(m)
		}
	}
}

// leftOut takes the pages that joining left out of every feed.
func (r *run) leftOut() {
	for _, n := range r.build.LeftOut() {
		if len(r.sum.LeftOut) == maxSkips {
			return
		}
		r.sum.LeftOut = append(r.sum.LeftOut, LeftOut{URL: n.URL, Reason: n.Message})
	}
}
