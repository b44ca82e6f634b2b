package pipeline

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"iter"
	"slices"
	"strings"

	"github.com/portalfeed/portalfeed/convert"
	"github.com/portalfeed/portalfeed/feed"
	"github.com/portalfeed/portalfeed/internal/source"
)

// ErrNothing says that no input failed but no feed came out of them; there may have been none.
var ErrNothing = errors.New("no feed came out of the inputs")

// UnknownBase stands for the root of a site whose address nobody told: a feed's links have to be absolute, and a name under
// .invalid is certain to be no one's (RFC 2606).
const UnknownBase = "http://unknown.invalid/"

// read is a resource, or the reason why there is none.
type read struct {
	res      source.Resource
	err      error
	followed string // address under which it was asked for; "" of an input
	article  bool   // it was followed as the article of an item
}

// made is what came out of one resource; fail goes before result and feed, of which one is set otherwise.
type made struct {
	path   string
	url    string // "" if unknown
	walked bool   // found in a directory, not named
	result *convert.Result
	feed   *feed.Feed
	fail   *source.Error

	followed string // as of read
	article  bool
	named    string // address that was named, where that leads to another one
}

// Run converts the resources and hands the publications that passed to the sink.
//
// Failed inputs and withheld publications are no errors of Run: the Summary counts them. The error is ErrNothing,
// the context's, those of the sink, or that of joining the results; the Summary then tells how far the run came.
// A publication that the sink does not take costs only itself, until the sink has failed maxPutErrors times.
func Run(ctx context.Context, resources iter.Seq2[source.Resource, error], o Options, sink Sink) (Summary, error) {
	o = o.withRecipe()
	r := run{o: o, sink: sink, build: convert.NewBuilder(o.Recipe, o.Build)}
	if o.Recipe != nil {
		for _, a := range o.Recipe.ListPages() {
			r.listPages.add(a)
		}
	}
	if o.Now == nil {
		err := r.all(ctx, resources)
		return r.sum, err
	}
	start := o.Now()
	err := r.all(ctx, resources)
	r.sum.Seconds = o.Now().Sub(start).Seconds()
	return r.sum, err
}

// run is the state of one Run; only its goroutine touches it, workers see o alone.
type run struct {
	o         Options
	sink      Sink
	build     *convert.Builder
	feeds     carried // inputs that were feeds
	gaps      gaps    // what the failed inputs leave
	listPages given   // of the recipe
	given     given   // pages with something to read
	sites     sites   // of the inputs, for Follow
	unread    given   // articles that were not read, for Follow
	unasked   given   // listing pages that were not read though none failed, for Follow
	asked     given   // pages that were followed, or will be in this round
	held      []moved // listing pages that lead elsewhere and are not decided on
	short     shortfall
	leads     []made // named pages that only lead on
	skips     []convert.Note
	links     map[string][]docLink // by publication: links between documents of one format
	editionOf map[string]string    // by edition: the name of the publication that it is one of
	texts     map[string]texts     // by edition: what makes it
	sum       Summary
	prog      Progress

	movedInputs []moved // named pages that lead elsewhere
	strays      int     // pages that lead to another list
	putErrors   []error
}

func (r *run) all(ctx context.Context, resources iter.Seq2[source.Resource, error]) error {
	if err := ordered(ctx, r.o.workers(), guarded(resources), r.make, r.add); err != nil {
		return err
	}
	if err := r.settleMoved(); err != nil {
		return err
	}
	if err := r.follow(ctx); err != nil {
		return err
	}
	r.lost()
	pubs, err := r.build.Publications()
	r.comeShort(r.build.Lacks())
	pubs = r.strayed(pubs)
	r.sum.Notes = append(r.skips, r.build.Notes()...)
	r.leftOut()
	if err != nil {
		return fmt.Errorf("join pages into feeds: %w", err)
	}
	if pubs, err = r.editions(r.feeds.join(pubs)); err != nil {
		return err
	}
	for i := range pubs {
		r.recall(&pubs[i])
	}
	pubs = r.archives(pubs)
	r.prog.Total = len(pubs)
	if err := ordered(ctx, r.o.workers(), slices.Values(pubs), r.write, r.put(ctx)); err != nil {
		return err
	}
	if s := r.sum; s.Feeds == 0 && s.Errors == 0 && len(s.Withheld) == 0 && r.strays == 0 && len(r.putErrors) == 0 {
		return ErrNothing
	}
	return errors.Join(r.putErrors...)
}

// guarded yields resources and errors as values, and a panic of the sequence as an error.
func guarded(resources iter.Seq2[source.Resource, error]) iter.Seq[read] {
	return func(yield func(read) bool) {
		stopped := false
		defer func() {
			if p := recover(); p != nil && !stopped {
				yield(read{err: fmt.Errorf("internal error while reading the inputs: %v", p)})
			}
		}()
		for res, err := range resources {
			if !yield(read{res: res, err: err}) {
				stopped = true
				return
			}
		}
	}
}

// make converts one resource; it runs in a worker.
func (r *run) make(in read) (m made) {
	m.path, m.walked, m.followed, m.article = in.res.Path, in.res.Walked, in.followed, in.article
	defer func() {
		if p := recover(); p != nil {
			m = made{path: in.res.Path, url: in.res.URL, followed: in.followed, article: in.article, fail: &source.Error{Path: in.res.Path, Reason: source.Invalid, Err: fmt.Errorf("internal error: %v", p)}}
		}
	}()
	err := in.err
	if in.res.URL = in.res.Address(r.o.Build.Base); in.res.Walked {
		in.res.URL = convert.SavedAddress(in.res.URL)
	}
	m.url = in.res.URL
	if in.followed == "" {
		m.named = namedAddress(in.res)
	}
	if err == nil {
		if feed.DetectFormat(in.res.Body) != feed.Unknown {
			m.feed, err = carry(in.res)
		} else if m.result, err = r.page(in.res); errors.Is(err, convert.ErrFeed) {
			m.feed, err = carry(in.res)
		}
	}
	if err != nil {
		m.fail = failure(in.res.Path, err)
		m.path = m.fail.Path
	}
	return m
}

// page converts a page. A page that was named must have something to say; one found in a directory need not.
func (r *run) page(res source.Resource) (*convert.Result, error) {
	address := cmp.Or(res.URL, convert.SavedAddress(res.Place(UnknownBase)))
	out, err := r.o.converter()(convert.Page{URL: address, ContentType: res.ContentType, Body: res.Body}, r.o.Page)
	if err != nil {
		return nil, err
	}
	if !res.Walked && !r.settles(res.URL) && !leadsOn(out) && !hasArticle(out) && !hasListing(out) && len(out.Categories) == 0 {
		return nil, &source.Error{Path: res.Path, Reason: source.Invalid, Err: errors.New(nothingToRead(out.Reason) + namedFeeds(out.Feeds))}
	}
	return out, nil
}

// settles reports whether the recipe says what becomes of a page that lists nothing: a list page of it, with on_fail.
func (r *run) settles(address string) bool {
	return r.o.Recipe != nil && r.o.Recipe.OnFail != convert.OnFailAuto && r.listPages[feed.ItemID(address)]
}

// hasArticle reports whether a page has an article: a text, or a photo story.
func hasArticle(r *convert.Result) bool {
	return r.Article != nil && (r.Article.Text != "" || len(r.Article.Figures) > 0)
}

func hasListing(r *convert.Result) bool {
	return slices.ContainsFunc(r.Listings, func(l convert.Listing) bool { return len(l.Items) > 0 })
}

// failure makes an input's failure of an error.
func failure(path string, err error) *source.Error {
	if e, ok := errors.AsType[*source.Error](err); ok {
		return e
	}
	return &source.Error{Path: path, Reason: reason(err), Err: err}
}

// add takes what came out of one resource, in input order.
func (r *run) add(m made) error {
	r.sum.Resources++
	r.sites.add(m)
	switch {
	case r.hold(m): // until settleMoved
	case r.followed(m): // and is nothing to be read
	case m.fail != nil:
		r.failed(m)
	case m.feed != nil:
		r.feeds.add(m.path, m.feed)
	case m.result.Kind == convert.KindError:
		r.skip(m)
	default:
		r.take(m)
	}
	r.prog.Resources++
	r.progress(m.path)
	return nil
}

// take takes what a page says.
func (r *run) take(m made) {
	if m.named != "" {
		r.movedInputs = append(r.movedInputs, moved{from: m.named, to: m.url, other: isFront(m.url, m.named)})
	}
	r.sum.Pages++
	if hasListing(m.result) && m.result.Kind != convert.KindArticle {
		r.sum.Listings++
	}
	if hasArticle(m.result) && m.result.Kind != convert.KindListing {
		r.sum.Articles++
	}
	if strings.HasPrefix(m.result.URL, UnknownBase) {
		r.sum.Unplaced++
	}
	r.given.add(m.url)
	r.build.Add(m.result)
	r.noArticle(m)
}

func (r *run) failed(m made) {
	r.sum.Errors++
	r.gaps.fail(m.url)
	r.feeds.add(m.path, nil)
	if r.o.OnFailure != nil {
		r.o.OnFailure(m.fail)
	}
}

func (r *run) progress(path string) {
	if r.o.OnProgress != nil {
		r.prog.Path = path
		r.o.OnProgress(r.prog)
	}
}
