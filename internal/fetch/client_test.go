package fetch

import (
	"bytes"
	"compress/flate"
	"compress/gzip"
	"compress/zlib"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/andybalholm/brotli"
	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

const page = "<html><body><h1>最新文件</h1></body></html>"

// client makes a client for a server of this machine.
func client(t *testing.T, o Options) *Client {
	t.Helper()
	o.AllowPrivate = true
	c := New(o)
	t.Cleanup(c.Close)
	return c
}

// serve starts a server that answers by path.
func serve(t *testing.T, paths map[string]http.HandlerFunc) *httptest.Server {
	t.Helper()
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if h := paths[r.URL.Path]; h != nil {
			h(w, r)
			return
		}
		http.NotFound(w, r)
	}))
	t.Cleanup(s.Close)
	return s
}

// raw starts a server that answers every request with the same bytes and closes the connection.
func raw(t *testing.T, answer string) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	done := make(chan struct{})
	go func() {
		defer close(done)
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			_, _ = c.Read(make([]byte, 4096))
			_, _ = io.WriteString(c, answer)
			_ = c.Close()
		}
	}()
	t.Cleanup(func() { _ = l.Close(); <-done })
	return "http://" + l.Addr().String() + "/"
}

// pack compresses with a writer.
func pack[W io.WriteCloser](s string, make func(io.Writer) W) string {
	var b bytes.Buffer
	w := make(&b)
	_, _ = io.WriteString(w, s)
	_ = w.Close()
	return b.String()
}

func gz(s string) string { return pack(s, gzip.NewWriter) }

func rawDeflate(s string) string {
	return pack(s, func(w io.Writer) *flate.Writer { f, _ := flate.NewWriter(w, 9); return f })
}

func TestGet(t *testing.T) {
	t.Parallel()
	at := time.Date(2012, 9, 25, 0, 0, 0, 0, time.UTC)
	s := serve(t, map[string]http.HandlerFunc{
		"/old": func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Location", "new?a=100%")
			w.WriteHeader(http.StatusMovedPermanently)
		},
		"/new": func(w http.ResponseWriter, r *http.Request) {
			for _, h := range []string{"Cookie", "Referer", "Authorization"} {
				if r.Header.Get(h) != "" {
					t.Errorf("%s was sent", h)
				}
			}
			w.Header().Set("ETag", `"x"`)
			if r.Header.Get("If-None-Match") == `"x"` {
				w.WriteHeader(http.StatusNotModified)
				return
			}
			_, _ = io.WriteString(w, page)
		},
	})
	c := client(t, Options{Now: func() time.Time { return at }})
	r, err := c.Get(t.Context(), Request{URL: strings.Replace(s.URL, "http://", "http://user:secret@", 1) + "/old#top"})
	if err != nil {
		t.Fatal(err)
	}
	if want := s.URL + "/new?a=100%25"; r.URL != s.URL+"/new?a=100%" && r.URL != want {
		t.Errorf("got address %s; want %s", r.URL, want)
	}
	if string(r.Body) != page || r.Status != 200 || !r.Retrieved.Equal(at) || len(r.Redirects) != 1 || r.Redirects[0].Status != 301 || r.Header.Get("ETag") != `"x"` {
		t.Errorf("got %+v", r)
	}
	r, err = c.Get(t.Context(), Request{URL: s.URL + "/new", ETag: `"x"`})
	if err != nil || !r.NotModified || r.Body != nil {
		t.Errorf("got %+v, %v; want not modified", r, err)
	}
}

func TestGetDecodes(t *testing.T) {
	t.Parallel()
	cases := []struct{ name, coding, body string }{
		{"none", "", page},
		{"an encoding of text", "utf-8", page},
		{"gzip", "gzip", gz(page)},
		{"gzip by its old name", "x-gzip", gz(page)},
		{"gzip in members", "gzip", gz(page[:9]) + gz(page[9:])},
		{"gzip before rubbish", "gzip", gz(page) + "\x00\x00\x00rubbish"},
		{"zlib", "deflate", pack(page, zlib.NewWriter)},
		{"raw deflate", "deflate", rawDeflate(page)},
		{"brotli", "br", pack(page, brotli.NewWriter)},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			s := serve(t, map[string]http.HandlerFunc{"/": func(w http.ResponseWriter, _ *http.Request) {
				if c.coding != "" {
					w.Header().Set("Content-Encoding", c.coding)
				}
				_, _ = io.WriteString(w, c.body)
			}})
			r, err := client(t, Options{}).Get(t.Context(), Request{URL: s.URL})
			if err != nil {
				t.Fatal(err)
			}
			if string(r.Body) != page || r.Sent != int64(len(c.body)) {
				t.Errorf("got %d bytes %q of %d sent; want the page of %d sent", len(r.Body), r.Body, r.Sent, len(c.body))
			}
		})
	}
}

func TestGetFails(t *testing.T) {
	t.Parallel()
	const ok = "HTTP/1.1 200 OK\r\nConnection: close\r\n"
	zeros := strings.Repeat("\x00", 8<<20)
	sized := func(head, body string) string {
		return fmt.Sprintf("%s%sContent-Length: %d\r\n\r\n%s", ok, head, len(body), body)
	}
	cases := []struct {
		name, answer string
		want         Reason
	}{
		{"no answer", "", Truncated},
		{"no HTTP", "HTP/9 hello\r\n\r\n" + page, Protocol},
		{"shorter than its length", ok + "Content-Length: 9999\r\n\r\n" + page, Truncated},
		{"negative length", ok + "Content-Length: -5\r\n\r\n" + page, Protocol},
		{"no last chunk", ok + "Transfer-Encoding: chunked\r\n\r\n5\r\n<html\r\n", Truncated},
		{"no chunk", ok + "Transfer-Encoding: chunked\r\n\r\nZZ\r\n" + page, Protocol},
		{"no length and no end", ok + "\r\n" + page[:30], Truncated},
		{"a feed without its end", ok + "\r\n<?xml version='1.0'?><rss><channel><item></item>", Truncated},
		{"large header", ok + "X: " + strings.Repeat("x", maxHeader+1) + "\r\n\r\n" + page, TooLarge},
		{"large by its length", ok + "Content-Length: 99999999\r\n\r\n" + page, TooLarge},
		{"large", ok + "\r\n" + strings.Repeat("x", 5<<20), TooLarge},
		{"bomb of gzip", sized("Content-Encoding: gzip\r\n", gz(zeros)), TooLarge},
		{"bomb of brotli", sized("Content-Encoding: br\r\n", pack(zeros[:3<<20], brotli.NewWriter)), TooLarge},
		{"gzip that is none", sized("Content-Encoding: gzip\r\n", page), Encoding},
		{"gzip cut short", sized("Content-Encoding: gzip\r\n", gz(page)[:30]), Truncated},
		{"gzip with another sum", sized("Content-Encoding: gzip\r\n", gz(page)[:len(gz(page))-8]+"12345678"), Encoding},
		{"brotli cut short", sized("Content-Encoding: br\r\n", pack(page, brotli.NewWriter)[:20]), Truncated},
		{"zlib cut short", sized("Content-Encoding: deflate\r\n", pack(page, zlib.NewWriter)[:20]), Truncated},
		{"unknown coding", sized("Content-Encoding: zstd\r\n", page), Encoding},
		{"two codings", sized("Content-Encoding: gzip, gzip\r\n", gz(gz(page))), Encoding},
		{"empty", sized("", ""), Empty},
		{"empty gzip", sized("Content-Encoding: gzip\r\n", gz("")), Empty},
		{"no content", "HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n", Empty},
		{"not modified though nothing was asked", "HTTP/1.1 304 Not Modified\r\nConnection: close\r\n\r\n", Status},
		{"a part though the whole was asked", "HTTP/1.1 206 Partial Content\r\nConnection: close\r\nContent-Length: 5\r\n\r\n<html", Status},
		{"not found", "HTTP/1.1 404 Not Found\r\nConnection: close\r\nContent-Length: 1\r\n\r\nx", Status},
		{"redirect to nowhere", "HTTP/1.1 302 Found\r\nConnection: close\r\nContent-Length: 0\r\n\r\n", Redirect},
		{"redirect to what is no address", "HTTP/1.1 302 Found\r\nConnection: close\r\nLocation: http://[x\r\nContent-Length: 0\r\n\r\n", Redirect},
		{"redirect to itself", "HTTP/1.1 302 Found\r\nConnection: close\r\nLocation: /\r\nContent-Length: 0\r\n\r\n", Redirect},
		{"redirect to a file", "HTTP/1.1 302 Found\r\nConnection: close\r\nLocation: file:///etc/passwd\r\nContent-Length: 0\r\n\r\n", Blocked},
		{"redirect to a zone", "HTTP/1.1 302 Found\r\nConnection: close\r\nLocation: http://[fe80::1%25lo]/\r\nContent-Length: 0\r\n\r\n", Blocked},
		{"redirect to a port of another protocol", "HTTP/1.1 302 Found\r\nConnection: close\r\nLocation: http://127.0.0.1:25/\r\nContent-Length: 0\r\n\r\n", Blocked},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			_, err := client(t, Options{MaxBody: 4 << 20}).Get(t.Context(), Request{URL: raw(t, c.answer)})
			e, ok := errors.AsType[*Error](err)
			if !ok || e.Reason != c.want {
				t.Fatalf("got %v; want reason %s", err, c.want)
			}
			if !strings.HasPrefix(e.URL, "http://") || e.Err == nil || strings.Contains(e.Err.Error(), "http://127") {
				t.Errorf("got address %q, cause %v", e.URL, e.Err)
			}
		})
	}
}

func TestGetRefuses(t *testing.T) {
	t.Parallel()
	hits := 0
	s := serve(t, map[string]http.HandlerFunc{"/": func(http.ResponseWriter, *http.Request) { hits++ }})
	port := s.URL[strings.LastIndexByte(s.URL, ':'):]
	cases := []struct {
		url  string
		want Reason
	}{
		{"http://127.0.0.1" + port, Blocked},
		{"http://[::1]" + port, Blocked},
		{"http://[::ffff:127.0.0.1]" + port, Blocked},
		{"http://0.0.0.0" + port, Blocked},
		{"http://a@127.0.0.1" + port, Blocked},
		{"http://127。0。0。1" + port, Blocked},
		{"http://169.254.169.254/latest/meta-data/", Blocked},
		{"http://[fe80::1%25lo]/", Blocked},
		{"file:///etc/passwd", Blocked},
		{"ftp://127.0.0.1/", Blocked},
		{"//127.0.0.1/", Blocked},
		{"http:///127.0.0.1/", Protocol},
		{"http://[::1/", Protocol},
		{"http:127.0.0.1", Protocol},
		{"http://127.0.0.1/" + strings.Repeat("x", maxAddress), Protocol},
	}
	for _, c := range cases {
		n := New(Options{})
		_, err := n.Get(t.Context(), Request{URL: c.url})
		n.Close()
		if e, ok := errors.AsType[*Error](err); !ok || e.Reason != c.want {
			t.Errorf("%.60s: got %v; want reason %s", c.url, err, c.want)
		}
		if got := errors.Is(err, ErrBlocked); got != (c.want == Blocked) {
			t.Errorf("%.60s: is ErrBlocked: %t", c.url, got)
		}
	}
	if hits > 0 {
		t.Errorf("%d requests came through", hits)
	}
}

func TestGetEndsInTime(t *testing.T) {
	t.Parallel()
	hang := func(w http.ResponseWriter, r *http.Request) { <-r.Context().Done() }
	s := serve(t, map[string]http.HandlerFunc{"/silent": hang, "/slow": func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.WriteString(w, page)
		w.(http.Flusher).Flush() //nolint:forcetypeassert // of a server
		hang(w, r)
	}})
	for _, path := range []string{"/silent", "/slow"} {
		_, err := client(t, Options{Timeout: 50 * time.Millisecond}).Get(t.Context(), Request{URL: s.URL + path})
		if e, ok := errors.AsType[*Error](err); !ok || e.Reason != Timeout {
			t.Errorf("%s: got %v; want a timeout", path, err)
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := client(t, Options{}).Get(ctx, Request{URL: s.URL}); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v; want that it was interrupted", err)
	}
}

func TestGetBoundsRedirects(t *testing.T) {
	t.Parallel()
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		n := len(r.URL.Path)
		if n > DefaultMaxRedirects {
			_, _ = io.WriteString(w, page)
			return
		}
		w.Header().Set("Location", r.URL.Path+"x")
		w.WriteHeader(http.StatusFound)
	}))
	t.Cleanup(s.Close)
	if r, err := client(t, Options{}).Get(t.Context(), Request{URL: s.URL}); err != nil || len(r.Redirects) != DefaultMaxRedirects {
		t.Errorf("got %v, %v; want %d redirects", r, err, DefaultMaxRedirects)
	}
	for _, most := range []int{-1, 3, 9} {
		_, err := client(t, Options{MaxRedirects: most}).Get(t.Context(), Request{URL: s.URL})
		if e, ok := errors.AsType[*Error](err); !ok || e.Reason != Redirect {
			t.Errorf("at most %d: got %v; want reason redirect", most, err)
		}
	}
}

func TestGetKeepsDistance(t *testing.T) {
	t.Parallel()
	s := serve(t, map[string]http.HandlerFunc{"/": func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, page) }})
	now := time.Date(2012, 9, 25, 0, 0, 0, 0, time.UTC)
	var waits []time.Duration
	c := client(t, Options{Delay: 2 * time.Second, Now: func() time.Time { return now }, Wait: func(_ context.Context, d time.Duration) error {
		waits = append(waits, d)
		now = now.Add(d)
		return nil
	}})
	for _, pause := range []time.Duration{0, 0, 500 * time.Millisecond, time.Minute} {
		now = now.Add(pause)
		if _, err := c.Get(t.Context(), Request{URL: s.URL}); err != nil {
			t.Fatal(err)
		}
	}
	if want := []time.Duration{2 * time.Second, 1500 * time.Millisecond}; !slices.Equal(waits, want) {
		t.Errorf("waited %v; want %v", waits, want)
	}
}
