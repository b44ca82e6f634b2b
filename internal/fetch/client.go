package fetch

import (
	"cmp"
	"context"
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"strings"
	"syscall"
	"time"
)

// Defaults of Options.
const (
	DefaultTimeout      = 30 * time.Second
	DefaultMaxBody      = 16 << 20
	DefaultMaxRedirects = 10
	DefaultAgent        = "portalfeed (+https://github.com/portalfeed/portalfeed)"
)

const (
	maxHeader      = 256 << 10        // bytes of the header of a response
	connectTimeout = 10 * time.Second // for one address of a host, and for the handshake of TLS
	idleTimeout    = 30 * time.Second // that an unused connection is kept
	maxAddress     = 8 << 10          // bytes of an address
)

// Options for New. The zero value is ready to use.
type Options struct {
	// Timeout bounds one Get from the first to the last byte, redirects included; 0 means DefaultTimeout. The time waited
	// for Delay and for robots.txt is not part of it.
	Timeout time.Duration
	// MaxBody bounds a body in bytes, as it is sent and as it is decoded; 0 means DefaultMaxBody.
	MaxBody int64
	// MaxRedirects bounds the redirects of one Get; 0 means DefaultMaxRedirects, negative none.
	MaxRedirects int
	// Agent is the User-Agent; "" means DefaultAgent. Its first word is the name that robots.txt knows.
	Agent string
	// AllowPrivate lets hosts have addresses that are not Public.
	AllowPrivate bool
	// Robots asks for the robots.txt of each host first and obeys it (RFC 9309), its Crawl-delay too where it is longer.
	Robots bool
	// Delay is the least time between the starts of two requests to one host; 0 means none.
	Delay time.Duration
	// RetryWait is the longest Retry-After of a status 429 or 503 (RFC 9110, section 10.2.3) that is waited for before the host is
	// asked once more; 0 means that it is not asked again. Of one host no more than maxRetries are obeyed.
	RetryWait time.Duration
	// Now is the clock of Response.Retrieved and of Delay; nil leaves the one zero and waits for the whole of the other.
	Now func() time.Time
	// Wait waits for a time or until the context is done; nil means a timer. For tests.
	Wait func(context.Context, time.Duration) error
}

// Request is what to fetch.
type Request struct {
	// URL is an http or https address. A fragment and credentials in it are dropped.
	URL string
	// ETag and LastModified are the headers of an earlier response: an unchanged one is then answered with
	// Response.NotModified (RFC 9110, section 13.1). "" leaves a header out.
	ETag, LastModified string
}

// Response is a page that was fetched. Its Body belongs to the receiver.
type Response struct {
	URL         string      // address it came from, after redirects
	Status      int         // 200 or 203, or 304 with NotModified
	Header      http.Header // as sent
	Body        []byte      // decoded; never empty unless NotModified
	Sent        int64       // bytes of the body as sent
	Redirects   []Hop       // the responses that led to it
	Retrieved   time.Time   // when the response began
	NotModified bool        // it is what the validators of the request belong to
}

// Hop is a redirect on the way to a response.
type Hop struct {
	Status int
	URL    string // where it leads to
}

// ContentType is the header of that name, "" if there is none.
func (r *Response) ContentType() string { return r.Header.Get("Content-Type") }

// Client fetches pages. It is made by New, is safe for concurrent use and keeps connections until Close.
type Client struct {
	o         Options
	transport *http.Transport
	robots    robots
	pace      pace
	retries   retries
}

// New makes a client.
func New(o Options) *Client {
	o.Timeout = cmp.Or(max(o.Timeout, 0), DefaultTimeout)
	o.MaxBody = cmp.Or(max(o.MaxBody, 0), DefaultMaxBody)
	o.MaxRedirects = cmp.Or(o.MaxRedirects, DefaultMaxRedirects)
	o.Agent = cmp.Or(o.Agent, DefaultAgent)
	if o.Wait == nil {
		o.Wait = wait
	}
	c := &Client{o: o}
	dialer := &net.Dialer{Timeout: connectTimeout, KeepAlive: -1, Control: c.control}
	protocols := new(http.Protocols)
	protocols.SetHTTP1(true)
	c.transport = &http.Transport{
		Proxy:                  nil, // a proxy would resolve the name where the guard does not see it
		DialContext:            dialer.DialContext,
		TLSHandshakeTimeout:    connectTimeout,
		DisableCompression:     true, // it is undone here, bounded
		MaxIdleConnsPerHost:    1,
		MaxIdleConns:           16,
		IdleConnTimeout:        idleTimeout,
		MaxResponseHeaderBytes: maxHeader,
		Protocols:              protocols,
	}
	return c
}

// Close closes the connections that are kept.
func (c *Client) Close() { c.transport.CloseIdleConnections() }

// control refuses an address that a connection is about to be made to.
func (c *Client) control(_, address string, _ syscall.RawConn) error {
	at, err := netip.ParseAddrPort(address)
	if err != nil {
		return blocked("%s is no address", address)
	}
	if badPort(at.Port()) {
		return blocked("port %d is that of another protocol", at.Port())
	}
	if !c.o.AllowPrivate && !Public(at.Addr()) {
		return fmt.Errorf("%w: %s is %w", ErrBlocked, at.Addr(), ErrPrivate)
	}
	return nil
}

// Get fetches a page, following redirects. Every error is an *Error.
func (c *Client) Get(ctx context.Context, r Request) (*Response, error) {
	u, err := parse(r.URL)
	if err != nil {
		return nil, &Error{URL: r.URL, Reason: reasonOf(err), Err: err}
	}
	out := &Response{}
	at, err := c.get(ctx, u, r, out)
	if err != nil {
		return nil, err
	}
	out.URL = at.String()
	return out, nil
}

// get follows redirects from u to the response, and returns its address.
func (c *Client) get(ctx context.Context, u *url.URL, r Request, out *Response) (*url.URL, error) {
	limited := &budget{left: c.o.Timeout}
	seen, hosts, again := map[string]bool{}, map[string]bool{}, false
	for {
		seen[u.String()] = true
		fail := func(reason Reason, err error) error {
			return &Error{URL: u.String(), Reason: reason, Err: err, Redirected: len(out.Redirects) > 0}
		}
		if err := c.admit(ctx, u, hosts); err != nil {
			reason, err := explain(ctx, err, false)
			return nil, fail(reason, err)
		}
		step, cancel := limited.start(ctx)
		next, started, err := c.step(step, u, r, out)
		if err != nil {
			reason, err := explain(step, err, started)
			cancel()
			if !again {
				var d time.Duration
				if d, again = c.retryAfter(u.Host, err); again && c.o.Wait(ctx, d) == nil {
					continue
				}
			}
			if reason == Timeout && ctx.Err() == nil {
				err = fmt.Errorf("%w (%s)", err, c.o.Timeout)
			}
			return nil, fail(reason, err)
		}
		cancel()
		switch {
		case next == nil:
			return u, nil
		case seen[next.String()]:
			return nil, fail(Redirect, failed(Redirect, "the redirects go round in a circle"))
		case len(out.Redirects) > c.o.MaxRedirects:
			return nil, fail(Redirect, failed(Redirect, "more than %d redirects", max(c.o.MaxRedirects, 0)))
		}
		u = next
	}
}

// budget is the time that the steps of a Get may take together.
type budget struct{ left time.Duration }

// start begins a step, which the returned function ends.
func (b *budget) start(ctx context.Context) (context.Context, context.CancelFunc) {
	step, cancel := context.WithTimeout(ctx, b.left)
	end, _ := step.Deadline()
	return step, func() {
		b.left = time.Until(end)
		cancel()
	}
}

// step sends one request and fills in the response, or returns where it leads to. started says that a response began.
func (c *Client) step(ctx context.Context, u *url.URL, r Request, out *Response) (next *url.URL, started bool, err error) {
	resp, err := c.send(ctx, u, r)
	if err != nil {
		return nil, false, err
	}
	defer resp.Body.Close() //nolint:errcheck // nothing was written
	switch resp.StatusCode {
	case http.StatusMovedPermanently, http.StatusFound, http.StatusSeeOther, http.StatusTemporaryRedirect, http.StatusPermanentRedirect:
		if next, err = location(u, resp.Header.Get("Location")); err != nil {
			return nil, true, err
		}
		out.Redirects = append(out.Redirects, Hop{resp.StatusCode, next.String()})
		return next, true, nil
	case http.StatusOK, http.StatusNonAuthoritativeInfo:
	case http.StatusNoContent, http.StatusResetContent:
		return nil, true, ErrEmpty
	case http.StatusNotModified:
		if r.ETag != "" || r.LastModified != "" {
			out.NotModified = true
			break
		}
		fallthrough
	default:
		return nil, true, &StatusError{Status: resp.StatusCode, RetryAfter: resp.Header.Get("Retry-After")}
	}
	out.Status, out.Header = resp.StatusCode, resp.Header
	if c.o.Now != nil {
		out.Retrieved = c.o.Now()
	}
	if !out.NotModified {
		out.Body, out.Sent, err = readBody(resp, c.o.MaxBody)
	}
	return nil, true, err
}

// send sends one request. It goes past http.Client, which would add cookies, a Referer and credentials to redirects.
func (c *Client) send(ctx context.Context, u *url.URL, r Request) (*http.Response, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, u.String(), http.NoBody)
	if err != nil {
		return nil, failed(Protocol, "the address is not valid: %w", err)
	}
	req.Header.Set("User-Agent", c.o.Agent)
	req.Header.Set("Accept", "text/html, application/xhtml+xml, application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, */*;q=0.8")
	req.Header.Set("Accept-Encoding", codings)
	if r.ETag != "" {
		req.Header.Set("If-None-Match", r.ETag)
	}
	if r.LastModified != "" {
		req.Header.Set("If-Modified-Since", r.LastModified)
	}
	return c.transport.RoundTrip(req)
}

// location is where a redirect leads to.
func location(from *url.URL, to string) (*url.URL, error) {
	if strings.TrimSpace(to) == "" {
		return nil, failed(Redirect, "the server redirects without saying where to")
	}
	ref, err := lenient(to)
	if err != nil {
		return nil, failed(Redirect, "the server redirects to what is no address: %.200q", to)
	}
	next := from.ResolveReference(ref)
	if err := allowed(next); err != nil {
		return nil, err
	}
	return next, nil
}

// parse reads the address of a request.
func parse(address string) (*url.URL, error) {
	if len(address) > maxAddress {
		return nil, failed(Protocol, "the address is longer than %d bytes", maxAddress)
	}
	u, err := lenient(address)
	if err != nil {
		return nil, failed(Protocol, "this is no valid address: %w", err)
	}
	return u, allowed(u)
}

// allowed refuses the addresses that no connection is even tried to, and drops what is never sent of the others.
func allowed(u *url.URL) error {
	switch {
	case u.Scheme != "http" && u.Scheme != "https":
		return blocked("only http and https are fetched, not %.40q", u.Scheme)
	case u.Hostname() == "" || u.Opaque != "":
		return failed(Protocol, "the address names no host")
	case strings.Contains(u.Host, "%"):
		return blocked("%s names a zone", u.Hostname())
	}
	u.User, u.Fragment, u.RawFragment = nil, "", ""
	if u.Path == "" {
		u.Path = "/"
	}
	return nil
}

// lenient reads an address as servers write them: with blanks around it and stray percent signs.
func lenient(address string) (*url.URL, error) {
	address = strings.Trim(address, " \t\r\n")
	u, err := url.Parse(address)
	if err == nil {
		return u, nil
	}
	var b strings.Builder
	for i := range len(address) {
		b.WriteByte(address[i])
		if address[i] == '%' && (i+2 >= len(address) || !hex(address[i+1]) || !hex(address[i+2])) {
			b.WriteString("25")
		}
	}
	return url.Parse(b.String())
}

func hex(c byte) bool {
	return c >= '0' && c <= '9' || c|0x20 >= 'a' && c|0x20 <= 'f'
}

// reasonOf is the reason of an error made before anything was sent.
func reasonOf(err error) Reason {
	reason, _ := explain(context.Background(), err, false)
	return reason
}
