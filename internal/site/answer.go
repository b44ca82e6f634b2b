package site

import (
	"io"
	"net/http"
	"net/url"
	"strconv"
)

// options answers OPTIONS, which browsers send before a conditional request from another site.
func options(w http.ResponseWriter) {
	h := w.Header()
	h.Set("Allow", allowed)
	h.Set("Access-Control-Allow-Origin", "*")
	h.Set("Access-Control-Allow-Methods", allowed)
	h.Set("Access-Control-Allow-Headers", "If-None-Match, If-Modified-Since, Cache-Control")
	h.Set("Access-Control-Max-Age", "86400")
	w.WriteHeader(http.StatusNoContent)
}

func notFound(w http.ResponseWriter, r *http.Request) {
	plain(w, r, http.StatusNotFound, "not found: there is no such file here; the list of feeds is at /")
}

func unavailable(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Retry-After", "60")
	plain(w, r, http.StatusServiceUnavailable, "unavailable: the file cannot be read at the moment; try again later")
}

// plain answers with a line of text. It never repeats what the request said.
func plain(w http.ResponseWriter, r *http.Request, status int, text string) {
	h := w.Header()
	for _, k := range []string{"ETag", "Last-Modified", "Link", "Content-Encoding", "Vary"} {
		h.Del(k)
	}
	h.Set("Cache-Control", "no-store")
	h.Set("Content-Security-Policy", policyOf("text/plain"))
	h.Set("Content-Type", "text/plain; charset=utf-8")
	h.Set("Content-Length", strconv.Itoa(len(text)+1))
	w.WriteHeader(status)
	if r.Method != http.MethodHead {
		io.WriteString(w, text+"\n") //nolint:errcheck // nobody is left to tell
	}
}

// redirect sends a client to the same directory with a slash at the end. The target is relative, so that
// it holds behind a proxy that serves the site below another path.
func redirect(w http.ResponseWriter, r *http.Request, to string) {
	w.Header().Set("Location", "./"+escape(to))
	plain(w, r, http.StatusMovedPermanently, "moved: the address ends in a slash")
}

// escape makes a name fit for an address.
func escape(name string) string { return (&url.URL{Path: name}).EscapedPath() }
