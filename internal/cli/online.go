package cli

import (
	"cmp"
	"context"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/portalfeed/portalfeed/convert"
	"github.com/portalfeed/portalfeed/feed/validate"
	"github.com/portalfeed/portalfeed/internal/fetch"
	"github.com/portalfeed/portalfeed/internal/pipeline"
	"github.com/portalfeed/portalfeed/internal/source"
)

// defaultDelay is the time between two requests to one host where a run makes several and no recipe says otherwise.
const defaultDelay = time.Second

// retryWait is the longest time that a server that is busy is waited for, where it says when it will not be (Retry-After).
const retryWait = 30 * time.Second

// fetchFlags are the flags of a command that reads addresses, too.
type fetchFlags struct {
	timeout      time.Duration
	allowPrivate bool

	rules   *convert.FetchRules // of the recipe of the run; nil without
	follows bool                // the run reads what the addresses lead to, too
}

// register adds --timeout and --allow-private.
func (f *fetchFlags) register(cmd *cobra.Command) {
	cmd.Flags().DurationVar(&f.timeout, "timeout", 0, "bound the reading of one address from its first to its last byte (default: the recipe's, else 30s)")
	cmd.Flags().BoolVar(&f.allowPrivate, "allow-private", false, "read addresses of this machine and of private networks, too")
}

// check returns an error when a flag has no sense.
func (f *fetchFlags) check() error {
	if f.timeout < 0 {
		return usageErrorf("--timeout %s is no time to wait", f.timeout).withAdvice("write it as 30s or 2m")
	}
	return nil
}

// options says the flags and the recipe in the words of fetch. several says that the run reads more than one address.
func (f *fetchFlags) options(env *Env, several bool) fetch.Options {
	o := fetch.Options{Timeout: f.timeout, AllowPrivate: f.allowPrivate, RetryWait: retryWait, Now: env.Now}
	if several {
		o.Delay = defaultDelay
	}
	if r := f.rules; r != nil {
		o.Timeout, o.Delay, o.Agent, o.Robots = cmp.Or(o.Timeout, r.Timeout), cmp.Or(r.Delay, o.Delay), r.Agent, !r.IgnoreRobots
	}
	return o
}

// connect makes the client of a run whose inputs are addresses, and does nothing when none is.
func (f *fetchFlags) connect(env *Env, ins []source.Input) {
	n := 0
	for _, in := range ins {
		if source.IsAddress(in.Path) {
			n++
		}
	}
	if n == 0 || env.ctx == nil {
		return
	}
	env.disconnect()
	env.client = fetch.New(f.options(env, n > 1 || f.follows))
	get := source.Fetcher(env.ctx(), env.client)
	left := -1
	if f.rules != nil && f.rules.Pages > 0 {
		left = f.rules.Pages
	}
	env.fetch = func(in source.Input) (source.Resource, error) { // called by one goroutine
		if left == 0 {
			return source.Resource{Path: in.Path, URL: in.Path}, &source.Error{
				Path: in.Path, Reason: source.Blocked,
				Err: fmt.Errorf("the recipe allows %s in one run (fetch.pages)", count(f.rules.Pages, "request")),
			}
		}
		left = max(left-1, -1)
		return get(in)
	}
}

// What --follow takes.
const (
	followAll   = "all"
	followLists = "lists"
	followNone  = "none"
)

// following says --follow in the words of pipeline, for a run of n inputs.
func (e *Env) following(what string, n int, r *convert.Recipe) pipeline.Follow {
	get := e.fetch
	f := pipeline.Follow{
		ListsOnly: what == followLists,
		Get:       func(address string) (source.Resource, error) { return get(source.Input{Path: address}) },
	}
	if r != nil && r.Fetch.Pages > 0 {
		if f.Most = r.Fetch.Pages - n; f.Most <= 0 {
			f.Most = -1 // none is left
		}
	}
	return f
}

// disconnect closes the connections of a run.
func (e *Env) disconnect() {
	if e.client != nil {
		e.client.Close()
	}
	e.client, e.fetch = nil, nil
}

// online lets the commands of a command line read addresses until ctx ends.
func (e *Env) online(ctx context.Context) {
	e.ctx = func() context.Context { return ctx }
}

// httpFacts says in the words of validate how a document was fetched, after asking a second time whether it has changed; nil
// for a document that was not fetched.
func httpFacts(ctx context.Context, env *Env, in source.Resource) *validate.HTTP {
	r := in.Response
	if r == nil {
		return nil
	}
	h := &validate.HTTP{
		Status: r.Status, Fetched: true, ContentEncoding: r.Header.Get("Content-Encoding"), ETag: r.Header.Get("ETag"),
		LastModified: r.Header.Get("Last-Modified"), CacheControl: strings.Join(r.Header.Values("Cache-Control"), ", "),
		Links: slices.Clone(r.Header.Values("Link")),
	}
	for _, hop := range r.Redirects {
		h.Redirects = append(h.Redirects, validate.Redirect{Status: hop.Status, URL: hop.URL})
	}
	if env.client == nil || h.ETag == "" && h.LastModified == "" {
		return h
	}
	again, err := env.client.Get(ctx, fetch.Request{URL: r.URL, ETag: h.ETag, LastModified: h.LastModified})
	switch {
	case err != nil: // which is another matter
	case again.NotModified:
		h.Repeated = http.StatusNotModified
	case again.Header.Get("ETag") == h.ETag && again.Header.Get("Last-Modified") == h.LastModified: // else it has changed
		h.Repeated = again.Status
	}
	return h
}
