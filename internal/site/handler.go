package site

import (
	"errors"
	"fmt"
	"net/http"
	"os"
	"path"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

// Defaults of Options.
const (
	DefaultMaxAge     = 15 * time.Minute // what most readers poll at most
	DefaultCacheBytes = 64 << 20
)

// Options for NewHandler. Dir is required; the rest may be left at zero.
type Options struct {
	// Dir is the directory to serve. It is opened anew for every request, so it may be replaced as a whole.
	Dir string
	// BaseURL is the public address of the directory, for the links in HTTP headers; "" leaves them relative to the host.
	BaseURL string
	// MaxAge is how long caches and readers need not ask again; 0 means DefaultMaxAge, negative that they always must.
	MaxAge time.Duration
	// CacheBytes bounds what is kept in memory, compressed forms included; 0 means DefaultCacheBytes.
	CacheBytes int64
	// Now is the clock that keeps Last-Modified out of the future; nil means that dates are taken as they are.
	Now func() time.Time
}

// Handler serves a directory of feeds. It is safe for concurrent use and holds nothing that must be closed.
type Handler struct {
	o     Options
	base  string // of Link headers, ends in "/"
	cache *cache
}

var _ http.Handler = (*Handler)(nil)

// NewHandler returns a handler for the directory, which must exist.
func NewHandler(o Options) (*Handler, error) {
	fi, err := os.Stat(o.Dir)
	if err != nil {
		return nil, fmt.Errorf("serve site: %w", err)
	}
	if !fi.IsDir() {
		return nil, fmt.Errorf("serve site: %s is not a directory", o.Dir)
	}
	if o.BaseURL != "" && (!webAddress(o.BaseURL) || strings.ContainsAny(o.BaseURL, "<>\"\r\n ")) {
		return nil, fmt.Errorf("serve site: base address %q is no http address", o.BaseURL)
	}
	if o.MaxAge == 0 {
		o.MaxAge = DefaultMaxAge
	}
	if o.CacheBytes <= 0 {
		o.CacheBytes = DefaultCacheBytes
	}
	return &Handler{o: o, base: strings.TrimSuffix(o.BaseURL, "/") + "/", cache: newCache(o.CacheBytes)}, nil
}

// allowed are the methods of every resource.
const allowed = "GET, HEAD, OPTIONS"

// ServeHTTP serves one file.
func (h *Handler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("X-Content-Type-Options", "nosniff")
	switch r.Method {
	case http.MethodGet, http.MethodHead:
	case http.MethodOptions:
		options(w)
		return
	default:
		w.Header().Set("Allow", allowed)
		plain(w, r, http.StatusMethodNotAllowed, "method not allowed: this server only answers "+allowed)
		return
	}
	name, ok := localName(r.URL.Path)
	if !ok {
		notFound(w, r)
		return
	}
	root, err := os.OpenRoot(h.o.Dir)
	if err != nil {
		unavailable(w, r)
		return
	}
	defer root.Close()
	if fi, err := root.Stat(filepath.FromSlash(name)); err == nil && fi.IsDir() {
		index := path.Join(name, indexFile)
		if fi, err := root.Stat(filepath.FromSlash(index)); err != nil || !fi.Mode().IsRegular() {
			notFound(w, r)
			return
		}
		if !strings.HasSuffix(r.URL.Path, "/") {
			redirect(w, r, path.Base(name)+"/")
			return
		}
		name = index
	} else if strings.HasSuffix(r.URL.Path, "/") {
		notFound(w, r)
		return
	}
	h.serve(w, r, root, name)
}

// serve answers with the file of a name that is known to be local.
func (h *Handler) serve(w http.ResponseWriter, r *http.Request, root *os.Root, name string) {
	p, err := h.cache.page(root, name, h.o.Now)
	switch {
	case errors.Is(err, errTooLarge):
		h.stream(w, r, root, name)
		return
	case err != nil && passing(err):
		unavailable(w, r)
		return
	case err != nil:
		notFound(w, r)
		return
	}
	h.describe(w.Header(), root, name, p)
	v := p.variant(r.Header.Values("Accept-Encoding"))
	etag := p.etag(v)
	w.Header().Set("ETag", etag)
	w.Header().Set("Last-Modified", p.modified.UTC().Format(http.TimeFormat))
	switch condition(r, etag, p.modified) {
	case http.StatusNotModified:
		w.WriteHeader(http.StatusNotModified)
		return
	case http.StatusPreconditionFailed:
		plain(w, r, http.StatusPreconditionFailed, "precondition failed: the file is another one by now")
		return
	}
	body := p.body(v)
	h.cache.grown(p)
	w.Header().Set("Content-Type", p.mediaType)
	if v != identity {
		w.Header().Set("Content-Encoding", string(v))
	}
	w.Header().Set("Content-Length", strconv.Itoa(len(body)))
	w.WriteHeader(http.StatusOK)
	if r.Method != http.MethodHead {
		w.Write(body) //nolint:errcheck // nobody is left to tell
	}
}

// describe sets the headers that 200 and 304 share, validators aside.
func (h *Handler) describe(header http.Header, root *os.Root, name string, p *page) {
	h.caching(header)
	if p.compressible {
		header.Set("Vary", "Accept-Encoding")
	}
	header.Set("Content-Security-Policy", policyOf(p.mediaType))
	header.Set("Referrer-Policy", "no-referrer")
	if !p.feed && !p.opml {
		return
	}
	header.Set("Access-Control-Allow-Origin", "*")
	header.Set("Access-Control-Expose-Headers", "ETag, Last-Modified, Link")
	if p.feed {
		for _, l := range h.links(root, name, p) {
			header.Add("Link", l)
		}
	}
}

func (h *Handler) caching(header http.Header) {
	if h.o.MaxAge < 0 {
		header.Set("Cache-Control", "no-cache")
		return
	}
	header.Set("Cache-Control", "public, max-age="+strconv.Itoa(int(h.o.MaxAge/time.Second)))
}

// links are the addresses of a feed and of the same feed in other formats.
func (h *Handler) links(root *os.Root, name string, p *page) []string {
	// The name was let through by localName, so nothing in it can end the address or the header.
	self := fmt.Sprintf(`<%s>; rel="self"; type="%s"`, h.base+escape(name), bare(p.mediaType))
	links := []string{self}
	stem := strings.TrimSuffix(name, path.Ext(name))
	for _, f := range formats() {
		other := stem + f.Extension()
		if other == name {
			continue
		}
		if fi, err := root.Stat(filepath.FromSlash(other)); err == nil && fi.Mode().IsRegular() {
			links = append(links, fmt.Sprintf(`<%s>; rel="alternate"; type="%s"`, h.base+escape(other), f.MediaType()))
		}
	}
	return links
}

// stream answers with a file that is too large to be kept in memory: whole, uncompressed, with a weak validator.
func (h *Handler) stream(w http.ResponseWriter, r *http.Request, root *os.Root, name string) {
	f, err := root.Open(filepath.FromSlash(name))
	if err != nil {
		unavailable(w, r)
		return
	}
	defer f.Close()
	fi, err := f.Stat()
	if err != nil {
		unavailable(w, r)
		return
	}
	t := mediaType(name, nil)
	h.caching(w.Header())
	w.Header().Set("Content-Security-Policy", policyOf(t))
	w.Header().Set("Content-Type", t)
	w.Header().Set("ETag", fmt.Sprintf(`W/"%x-%x"`, fi.Size(), fi.ModTime().UnixNano()))
	r.Header.Del("Range")
	http.ServeContent(w, r, "", fi.ModTime(), f)
}

// localName makes a slash-separated name of a request's path. Hidden names, and names that could mean
// something else to a file system or in a header, are not served.
func localName(p string) (string, bool) {
	if !strings.HasPrefix(p, "/") || len(p) > 4096 {
		return "", false
	}
	p = strings.TrimSuffix(p[1:], "/")
	if p == "" {
		return ".", true
	}
	for s := range strings.SplitSeq(p, "/") {
		if s == "" || s[0] == '.' || strings.ContainsAny(s, "\\:*?\"<>|") {
			return "", false
		}
		for _, c := range []byte(s) {
			if c < 0x20 || c == 0x7f {
				return "", false
			}
		}
	}
	return p, true
}

// policyOf is the content security policy for a media type: our pages need no more than their own style.
func policyOf(mediaType string) string {
	const none = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
	if bare(mediaType) == "text/html" {
		return none + "; style-src 'self' 'unsafe-inline'; img-src 'self' data:"
	}
	return none + "; sandbox"
}
