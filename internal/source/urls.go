package source

import (
	"cmp"
	"context"
	"errors"
	"iter"

	"github.com/portalfeed/portalfeed/internal/fetch"
)

// Fetcher returns a function for Options.Fetch that reads addresses with a client. What it reads has the address to which
// redirects led, and what the input itself says of its address and Content-Type counts for more. A resource that
// failed has its Path and URL.
func Fetcher(ctx context.Context, c *fetch.Client) func(Input) (Resource, error) {
	return func(in Input) (Resource, error) {
		resp, err := c.Get(ctx, fetch.Request{URL: in.Path})
		if err != nil {
			return Resource{Path: in.Path, URL: cmp.Or(in.URL, in.Path)}, fetchFailure(in.Path, err)
		}
		return Resource{
			Path: in.Path, URL: cmp.Or(in.URL, resp.URL), ContentType: cmp.Or(in.ContentType, resp.ContentType()),
			Body: resp.Body, Retrieved: resp.Retrieved, Response: resp,
		}, nil
	}
}

// URLs yields the pages at addresses, one after the other.
func URLs(ctx context.Context, c *fetch.Client, in []Input) iter.Seq2[Resource, error] {
	get := Fetcher(ctx, c)
	return func(yield func(Resource, error) bool) {
		for _, i := range in {
			if !yield(get(i)) {
				return
			}
		}
	}
}

// fetchFailure makes an Error of what a client said. Where a redirect failed, it names where that leads to.
func fetchFailure(path string, err error) *Error {
	e, ok := errors.AsType[*fetch.Error](err)
	if !ok {
		return &Error{Path: path, Reason: Protocol, Err: err}
	}
	out := &Error{Path: path, Reason: Reason(e.Reason), Err: e.Err}
	if e.URL != path && e.Redirected {
		out.Err = e
	}
	return out
}

// IsAddress reports whether the path of an input is an http or https address.
func IsAddress(path string) bool { return errors.Is(address(path), ErrFetch) }
