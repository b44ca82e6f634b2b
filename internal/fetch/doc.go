// Package fetch is the only package that opens outbound connections: a guarded HTTP client.
//
//	c := fetch.New(fetch.Options{Timeout: 30 * time.Second})
//	defer c.Close()
//	r, err := c.Get(ctx, fetch.Request{URL: "http://www.example.cn/"})
//
// A client reads http and https addresses whose host resolves to a public address ([Public]). The address is checked when
// the connection is made, after the name was resolved, and again for every redirect; a name that resolves otherwise the next
// time gains nothing. No proxy of the environment is used, no cookie kept, no credential sent: those in an address are dropped.
//
// Everything is bounded: time from the first to the last byte, redirects, the header, the body as it is sent and as it is
// decoded, and the ratio of the two. A body that ends early is an error and never a shorter page: a missing rest of
// Content-Length, a missing last chunk, a broken end of gzip. A client tries once, or, with
// Options.RetryWait, once more where the server says when (Retry-After); who wants to try again decides when.
//
// What failed is an [*Error], whose Reason is one of a few words; [ErrBlocked] and [*StatusError] are among its causes.
// Client is safe for concurrent use.
package fetch
