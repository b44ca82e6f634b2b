package validate

import (
	"net/url"
	"strings"
)

// HTTP is what is known of how a document was fetched: facts about the last response unless said otherwise. Its
// Content-Type stands in Options.ContentType, the last address in Options.URL. The zero value of a field leaves its checks out.
type HTTP struct {
	// Status is the status code of the response.
	Status int
	// Redirects are the responses that led to it, in order.
	Redirects []Redirect
	// Fetched says that the other headers are known, so that the absence of one means something.
	Fetched bool
	// ContentEncoding, ETag, LastModified, CacheControl are the headers of these names.
	ContentEncoding, ETag, LastModified, CacheControl string
	// Links are the values of the Link headers (RFC 8288).
	Links []string
	// Repeated is the status code of a second request with If-None-Match or If-Modified-Since; 0 when there was none.
	Repeated int
}

// Redirect is a response that leads to another address.
type Redirect struct {
	Status int
	URL    string // where it leads to
}

const (
	// maxRedirects is how many redirects readers can be expected to follow without delay or complaint.
	maxRedirects = 3
	// worthCompressing is the size in bytes of a document from which on compression saves packets.
	worthCompressing = 4 << 10
)

// checkHTTP looks at how the document came.
func (c *checker) checkHTTP() {
	h := c.opt.HTTP
	if h == nil {
		return
	}
	if h.Status != 0 && (h.Status < 200 || h.Status > 299) {
		c.add("http-status", 0, c.root, "", "the response has the status %d", h.Status)
	}
	c.checkRedirects(h)
	if !h.Fetched {
		return
	}
	if c.opt.ContentType == "" {
		c.add("http-no-content-type", 0, c.root, "", "the response has no Content-Type")
	}
	if h.ContentEncoding == "" && len(c.raw) >= worthCompressing {
		c.add("http-not-compressed", 0, c.root, "", "the response has %d bytes and is not compressed", len(c.raw))
	}
	if h.ETag == "" && h.LastModified == "" {
		c.add("http-no-validator", 0, c.root, "", "the response has neither ETag nor Last-Modified, so that readers fetch the whole document each time")
	} else if h.Repeated >= 200 && h.Repeated < 300 {
		c.add("http-conditional-ignored", 0, c.root, "", "a conditional request is answered with %d, not 304", h.Repeated)
	}
	for directive := range strings.SplitSeq(strings.ToLower(h.CacheControl), ",") {
		if d := strings.TrimSpace(directive); d == "no-store" {
			c.add("http-no-store", 0, c.root, h.CacheControl, "Cache-Control: %s keeps readers and proxies from saving the document", d)
		}
	}
}

// checkRedirects looks at the way to the document.
func (c *checker) checkRedirects(h *HTTP) {
	if len(h.Redirects) > maxRedirects {
		c.add("http-redirect-chain", 0, c.root, "", "%d redirects lead to the document", len(h.Redirects))
	}
	for _, r := range h.Redirects {
		switch r.Status {
		case 301, 308:
			c.add("http-moved", 0, c.root, r.URL, "the document has moved for good to %s", quoted(r.URL))
		default:
			c.add("http-redirect", 0, c.root, r.URL, "the status %d leads to %s for this time only, so that readers have to go the same way each time", r.Status, quoted(r.URL))
		}
	}
}

// checkHub looks at what WebSub asks of a document that names a hub: one address of its own beside it.
func (c *checker) checkHub(hub int32, selfs int) {
	if c.opt.HTTP != nil {
		for _, l := range c.opt.HTTP.Links {
			if strings.Contains(l, `rel="self"`) || strings.Contains(l, "rel=self") {
				selfs = max(selfs, 1)
			}
		}
	}
	switch {
	case hub == 0:
	case selfs == 0:
		c.at("hub-without-self", hub, "the document names a hub, but not the address to subscribe to with rel=\"self\"")
	case selfs > 1:
		c.at("hub-several-selfs", hub, "the document names a hub and %d addresses to subscribe to", selfs)
	}
}

// checkHubURL checks the address of a hub.
func (c *checker) checkHubURL(n int32, off int, v string) {
	if u, err := url.Parse(strings.TrimSpace(v)); err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" || u.Fragment != "" {
		c.add("hub-url", off, n, v, "the address of the hub %s is no address of http or https", quoted(v))
	}
}

// hubs looks at the links of a feed or channel: those of Atom among its children.
func (c *checker) hubs(feed int32) {
	hub, selfs := int32(0), 0
	for k := c.node(feed).first; k != 0; k = c.node(k).next {
		if x := c.node(k); x.kind != element || x.name != "link" || x.ns != nsAtom {
			continue
		}
		switch strings.ToLower(strings.TrimSpace(c.value(c.find(k, "rel")))) {
		case "hub":
			hub = max(hub, k)
			if a := c.find(k, "href"); a != nil {
				c.checkHubURL(k, int(a.value), c.value(a))
			}
		case "self":
			selfs++
		}
	}
	c.checkHub(hub, selfs)
}
