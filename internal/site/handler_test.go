package site

import (
	"bytes"
	"compress/gzip"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/andybalholm/brotli"
)

// folderOf exports a small site and returns its directory with a handler for it.
func folderOf(t testing.TB, o Options) (string, *Handler) {
	t.Helper()
	dir := t.TempDir()
	export(t, dir, ExportOptions{}, publication(t, "wangqishan/activity", "活動", "王岐山", 20), publication(t, "all", "全部", "", 20))
	for name := range tree(t, dir) {
		backdate(t, dir, name, time.Date(2012, 1, 1, 0, 0, 0, 0, time.UTC))
	}
	o.Dir = dir
	h, err := NewHandler(o)
	if err != nil {
		t.Fatal(err)
	}
	return dir, h
}

// backdate gives a file the date of its last change.
func backdate(t testing.TB, dir, name string, at time.Time) {
	t.Helper()
	if err := os.Chtimes(filepath.Join(dir, filepath.FromSlash(name)), at, at); err != nil {
		t.Fatal(err)
	}
}

// ask sends a request with header lines "Name: value".
func ask(h http.Handler, method, path string, header ...string) *http.Response {
	r := httptest.NewRequest(method, "http://feeds.example/", nil)
	r.URL.Path = path
	for _, l := range header {
		k, v, _ := strings.Cut(l, ": ")
		r.Header.Add(k, v)
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w.Result()
}

func body(t testing.TB, r *http.Response) string {
	t.Helper()
	defer r.Body.Close()
	b, err := io.ReadAll(r.Body)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func TestHandlerStatusAndMediaType(t *testing.T) {
	t.Parallel()
	dir, h := folderOf(t, Options{})
	put(t, dir, ".secret", "x")
	put(t, dir, ".git/config", "x")
	put(t, dir, tempPrefix+"X"+tempSuffix, "half")
	put(t, dir, "style.css", "body{}")
	put(t, dir, "old.xml", `<?xml version="1.0"?><rss version="2.0"><channel><title>x</title></channel></rss>`)
	put(t, dir, "sitemap.xml", `<?xml version="1.0"?><urlset/>`)
	put(t, dir, "data.json", `{"a":1}`)
	put(t, dir, "gbk.html", "<p>\xd6\xd0\xb9\xfa")
	put(t, dir, "sub/index.html", "<p>sub")
	put(t, dir, "unknown.bin", "\x00")
	put(t, filepath.Dir(dir), "outside.txt", "secret")
	os.Symlink(filepath.Join(filepath.Dir(dir), "outside.txt"), filepath.Join(dir, "link.txt")) //nolint:errcheck // then it is not found
	for _, tt := range []struct {
		method, path string
		status       int
		mediaType    string
	}{
		{"GET", "/", 200, "text/html; charset=utf-8"},
		{"GET", "/index.html", 200, "text/html; charset=utf-8"},
		{"GET", "/feeds.opml", 200, "text/x-opml; charset=utf-8"},
		{"GET", "/all.rss", 200, "application/rss+xml; charset=utf-8"},
		{"GET", "/all.atom", 200, "application/atom+xml; charset=utf-8"},
		{"GET", "/all.json", 200, "application/feed+json; charset=utf-8"},
		{"HEAD", "/wangqishan/activity.rss", 200, "application/rss+xml; charset=utf-8"},
		{"GET", "/old.xml", 200, "application/rss+xml; charset=utf-8"},
		{"GET", "/sitemap.xml", 200, "application/xml; charset=utf-8"},
		{"GET", "/data.json", 200, "application/json; charset=utf-8"},
		{"GET", "/style.css", 200, "text/css; charset=utf-8"},
		{"GET", "/gbk.html", 200, "text/html"},
		{"GET", "/unknown.bin", 200, "application/octet-stream"},
		{"GET", "/sub/", 200, "text/html; charset=utf-8"},
		{"GET", "/sub", 301, "text/plain; charset=utf-8"},
		{"GET", "/wangqishan/", 404, "text/plain; charset=utf-8"},
		{"GET", "/wangqishan", 404, "text/plain; charset=utf-8"},
		{"GET", "/all.rss/", 404, "text/plain; charset=utf-8"},
		{"GET", "/none.rss", 404, "text/plain; charset=utf-8"},
		{"HEAD", "/none.rss", 404, "text/plain; charset=utf-8"},
		{"GET", "/.secret", 404, "text/plain; charset=utf-8"},
		{"GET", "/.git/config", 404, "text/plain; charset=utf-8"},
		{"GET", "/" + tempPrefix + "X" + tempSuffix, 404, "text/plain; charset=utf-8"},
		{"GET", "/link.txt", 404, "text/plain; charset=utf-8"},
		{"GET", "/../outside.txt", 404, "text/plain; charset=utf-8"},
		{"GET", "/sub/../../outside.txt", 404, "text/plain; charset=utf-8"},
		{"GET", "//all.rss", 404, "text/plain; charset=utf-8"},
		{"GET", "/sub//index.html", 404, "text/plain; charset=utf-8"},
		{"GET", "/..\\outside.txt", 404, "text/plain; charset=utf-8"},
		{"GET", "/all.rss\x00.html", 404, "text/plain; charset=utf-8"},
		{"GET", "/a\r\nX: y", 404, "text/plain; charset=utf-8"},
		{"GET", "all.rss", 404, "text/plain; charset=utf-8"},
		{"GET", "/" + strings.Repeat("x", 5000), 404, "text/plain; charset=utf-8"},
		{"GET", "/" + strings.Repeat("x", 300), 404, "text/plain; charset=utf-8"},
		{"POST", "/all.rss", 405, "text/plain; charset=utf-8"},
		{"DELETE", "/none", 405, "text/plain; charset=utf-8"},
		{"OPTIONS", "/all.rss", 204, ""},
	} {
		r := ask(h, tt.method, tt.path)
		text := body(t, r)
		if r.StatusCode != tt.status || r.Header.Get("Content-Type") != tt.mediaType {
			t.Errorf("%s %q: %d %s; want %d %s", tt.method, tt.path, r.StatusCode, r.Header.Get("Content-Type"), tt.status, tt.mediaType)
		}
		if r.Header.Get("X-Content-Type-Options") != "nosniff" {
			t.Errorf("%s %q: no nosniff", tt.method, tt.path)
		}
		if tt.method == "HEAD" && text != "" {
			t.Errorf("%s %q: has a body", tt.method, tt.path)
		}
		if (tt.status == 405 || tt.status == 204) && r.Header.Get("Allow") != "GET, HEAD, OPTIONS" {
			t.Errorf("%s %q: Allow is %q", tt.method, tt.path, r.Header.Get("Allow"))
		}
		if tt.status >= 400 && strings.Contains(text, "outside") {
			t.Errorf("%s %q: the answer repeats the request: %s", tt.method, tt.path, text)
		}
	}
	if l := ask(h, "GET", "/sub").Header.Get("Location"); l != "./sub/" {
		t.Errorf("location of /sub is %q", l)
	}
}

func TestHandlerHeaders(t *testing.T) {
	t.Parallel()
	_, h := folderOf(t, Options{BaseURL: "https://feeds.example/cn"})
	r := ask(h, "GET", "/wangqishan/activity.rss", "Accept-Encoding: gzip")
	for k, want := range map[string]string{
		"Cache-Control": "public, max-age=900", "Vary": "Accept-Encoding", "Access-Control-Allow-Origin": "*", "Content-Encoding": "gzip",
		"Last-Modified": "Tue, 25 Sep 2012 10:07:00 GMT",
	} {
		if got := r.Header.Get(k); got != want {
			t.Errorf("%s is %q; want %q", k, got, want)
		}
	}
	links := strings.Join(r.Header.Values("Link"), "\n")
	want := `<https://feeds.example/cn/wangqishan/activity.rss>; rel="self"; type="application/rss+xml"
<https://feeds.example/cn/wangqishan/activity.atom>; rel="alternate"; type="application/atom+xml"
<https://feeds.example/cn/wangqishan/activity.json>; rel="alternate"; type="application/feed+json"`
	if links != want {
		t.Errorf("links are\n%s\nwant\n%s", links, want)
	}
	page := ask(h, "GET", "/")
	if csp := page.Header.Get("Content-Security-Policy"); !strings.Contains(csp, "default-src 'none'") || strings.Contains(csp, "script-src") {
		t.Errorf("policy of the page is %q", csp)
	}
	if page.Header.Get("Access-Control-Allow-Origin") != "" {
		t.Error("the page is open to other sites")
	}
	if got := page.Header.Get("Last-Modified"); got != "Tue, 25 Sep 2012 10:07:00 GMT" {
		t.Errorf("Last-Modified of the page is %q; want that of its newest item", got)
	}
	_, h = folderOf(t, Options{MaxAge: -1})
	r = ask(h, "GET", "/all.rss")
	if r.Header.Get("Cache-Control") != "no-cache" || !strings.HasPrefix(r.Header.Get("Link"), `</all.rss>; rel="self"`) {
		t.Errorf("Cache-Control %q, Link %q", r.Header.Get("Cache-Control"), r.Header.Get("Link"))
	}
}

func TestHandlerConditionalRequests(t *testing.T) {
	t.Parallel()
	_, h := folderOf(t, Options{})
	full := ask(h, "GET", "/all.rss")
	tag, date := full.Header.Get("ETag"), full.Header.Get("Last-Modified")
	gz := ask(h, "GET", "/all.rss", "Accept-Encoding: gzip").Header.Get("ETag")
	br := ask(h, "GET", "/all.rss", "Accept-Encoding: br").Header.Get("ETag")
	if tag == gz || tag == br || gz == br || !strings.HasPrefix(tag, `"`) {
		t.Fatalf("tags %s %s %s; want three strong ones", tag, gz, br)
	}
	const long = "Sat, 01 Jan 2000 00:00:00 GMT"
	for _, tt := range []struct {
		name   string
		header []string
		status int
	}{
		{"no condition", nil, 200},
		{"the tag alone", []string{"If-None-Match: " + tag}, 304},
		{"the tag, weak", []string{"If-None-Match: W/" + tag}, 304},
		{"the tag in a list", []string{`If-None-Match: "a", W/"b" ,` + tag}, 304},
		{"the tag on a second line", []string{`If-None-Match: "a"`, "If-None-Match: " + tag}, 304},
		{"the tag without its quotes", []string{"If-None-Match: " + strings.Trim(tag, `"`)}, 304},
		{"a tag with a comma in it", []string{`If-None-Match: "a,b", ` + tag}, 304},
		{"any", []string{"If-None-Match: *"}, 304},
		{"another tag", []string{`If-None-Match: "a"`}, 200},
		{"a broken tag", []string{`If-None-Match: "`}, 200},
		{"an empty list", []string{"If-None-Match: "}, 200},
		{"the tag of another form", []string{"If-None-Match: " + gz}, 200},
		{"the tag of the form asked for", []string{"If-None-Match: " + gz, "Accept-Encoding: gzip"}, 304},
		{"the date alone", []string{"If-Modified-Since: " + date}, 304},
		{"a later date", []string{"If-Modified-Since: Fri, 01 Jan 2038 00:00:00 GMT"}, 304},
		{"an earlier date", []string{"If-Modified-Since: " + long}, 200},
		{"the old form of the date", []string{"If-Modified-Since: Tuesday, 25-Sep-12 10:07:00 GMT"}, 304},
		{"no date", []string{"If-Modified-Since: yesterday"}, 200},
		{"the tag wins over the date", []string{"If-None-Match: " + tag, "If-Modified-Since: " + long}, 304},
		{"another tag wins over the date", []string{`If-None-Match: "a"`, "If-Modified-Since: " + date}, 200},
		{"match", []string{"If-Match: " + tag}, 200},
		{"match any", []string{"If-Match: *"}, 200},
		{"match weak", []string{"If-Match: W/" + tag}, 412},
		{"match another", []string{`If-Match: "a"`}, 412},
		{"unmodified since", []string{"If-Unmodified-Since: " + date}, 200},
		{"unmodified since long ago", []string{"If-Unmodified-Since: " + long}, 412},
		{"a range", []string{"Range: bytes=0-9"}, 200},
	} {
		for _, method := range []string{"GET", "HEAD"} {
			r := ask(h, method, "/all.rss", tt.header...)
			if r.StatusCode != tt.status {
				t.Errorf("%s, %s: %d; want %d", tt.name, method, r.StatusCode, tt.status)
			}
			if r.StatusCode != 304 {
				continue
			}
			if b := body(t, r); b != "" || r.Header.Get("Content-Length") != "" || r.Header.Get("Content-Type") != "" {
				t.Errorf("%s, %s: 304 describes a body", tt.name, method)
			}
			for _, k := range []string{"ETag", "Last-Modified", "Cache-Control", "Vary"} {
				if r.Header.Get(k) == "" {
					t.Errorf("%s, %s: 304 without %s", tt.name, method, k)
				}
			}
		}
	}
}

func TestHandlerCompresses(t *testing.T) {
	t.Parallel()
	dir, h := folderOf(t, Options{})
	plain, err := os.ReadFile(filepath.Join(dir, "all.rss"))
	if err != nil {
		t.Fatal(err)
	}
	for _, accept := range []string{"", "gzip", "br"} {
		r := ask(h, "GET", "/all.rss", "Accept-Encoding: "+accept)
		b := body(t, r)
		if got := r.Header.Get("Content-Encoding"); got != accept {
			t.Errorf("Accept-Encoding %q: Content-Encoding %q", accept, got)
		}
		if head := ask(h, "HEAD", "/all.rss", "Accept-Encoding: "+accept); head.Header.Get("Content-Length") != r.Header.Get("Content-Length") {
			t.Errorf("Accept-Encoding %q: HEAD tells another length", accept)
		}
		var rd io.Reader = strings.NewReader(b)
		switch accept {
		case "gzip":
			if rd, err = gzip.NewReader(rd); err != nil {
				t.Fatal(err)
			}
		case "br":
			rd = brotli.NewReader(rd)
		}
		if got, err := io.ReadAll(rd); err != nil || !bytes.Equal(got, plain) {
			t.Errorf("Accept-Encoding %q: other bytes than the file's (%v)", accept, err)
		}
		if accept != "" && len(b) >= len(plain) {
			t.Errorf("Accept-Encoding %q: %d bytes of %d", accept, len(b), len(plain))
		}
	}
	put(t, dir, "tiny.txt", "x")
	put(t, dir, "a.png", "\x89PNG"+strings.Repeat("x", 1000))
	for _, name := range []string{"/tiny.txt", "/a.png"} {
		if r := ask(h, "GET", name, "Accept-Encoding: gzip, br"); r.Header.Get("Content-Encoding") != "" || r.Header.Get("Vary") != "" {
			t.Errorf("%s: Content-Encoding %q, Vary %q", name, r.Header.Get("Content-Encoding"), r.Header.Get("Vary"))
		}
	}
}

func TestNegotiate(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		accept string
		want   coding
	}{
		{"", identity},
		{"gzip", gzipped},
		{"GZip", gzipped},
		{"x-gzip", gzipped},
		{"br", brotlied},
		{"gzip, deflate, br, zstd", brotlied},
		{"gzip;q=1.0, br;q=0.5", gzipped},
		{"gzip;q=0.5, br;q=0.5", brotlied},
		{"gzip;q=0", identity},
		{"gzip; q=0, *", identity},
		{"br;q=0, *", gzipped},
		{"*", gzipped},
		{"*;q=0", identity},
		{"identity", identity},
		{"identity;q=1, gzip;q=0.5", identity},
		{"identity;q=0.5, gzip;q=0.5", gzipped},
		{"identity;q=0", identity},
		{"deflate", identity},
		{"gzip;q=2", identity},
		{"gzip;q=NaN", identity},
		{"gzip;q=-1", identity},
		{"gzip;level=9", gzipped},
		{";;,,;q=1,gzip", gzipped},
		{strings.Repeat("a,", 1000) + "gzip", identity},
	} {
		if got := negotiate([]string{tt.accept}); got != tt.want {
			t.Errorf("negotiate(%.40q) = %q; want %q", tt.accept, got, tt.want)
		}
	}
	if got := negotiate([]string{"deflate", "gzip"}); got != gzipped {
		t.Errorf("two lines: %q", got)
	}
	if got := negotiate(nil); got != identity {
		t.Errorf("no header: %q", got)
	}
}

func TestHandlerNoticesChanges(t *testing.T) {
	t.Parallel()
	dir, h := folderOf(t, Options{})
	first := ask(h, "GET", "/all.rss")
	tag, date := first.Header.Get("ETag"), first.Header.Get("Last-Modified")
	file := filepath.Join(dir, "all.rss")
	same, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}

	// Written again with the same bytes, and a date of its own.
	later := time.Date(2030, 1, 1, 0, 0, 0, 0, time.UTC)
	put(t, dir, "all.rss", string(same))
	backdate(t, dir, "all.rss", later)
	if r := ask(h, "GET", "/all.rss"); r.Header.Get("ETag") != tag || r.Header.Get("Last-Modified") != date {
		t.Errorf("same bytes: ETag %s, Last-Modified %s; want %s, %s", r.Header.Get("ETag"), r.Header.Get("Last-Modified"), tag, date)
	}
	// Other content whose newest date is the same: clients that know the date alone must hear of it.
	changed := strings.Replace(string(same), "第3號", "第三號", 1)
	put(t, dir, "all.rss", changed)
	r := ask(h, "GET", "/all.rss", "If-Modified-Since: "+date)
	if r.StatusCode != 200 || body(t, r) != changed || r.Header.Get("ETag") == tag || r.Header.Get("Last-Modified") == date {
		t.Errorf("changed content: %d, ETag %s, Last-Modified %s", r.StatusCode, r.Header.Get("ETag"), r.Header.Get("Last-Modified"))
	}
	if r := ask(h, "GET", "/all.rss", "If-Modified-Since: "+r.Header.Get("Last-Modified")); r.StatusCode != 304 {
		t.Errorf("changed content, new date: %d; want 304", r.StatusCode)
	}

	// A new item.
	export(t, dir, ExportOptions{}, publication(t, "all", "全部", "", 7))
	if r := ask(h, "GET", "/all.rss", "If-None-Match: "+r.Header.Get("ETag")); r.StatusCode != 200 {
		t.Errorf("other items: %d; want 200", r.StatusCode)
	}
	// Gone, and the directory replaced as a whole.
	if err := os.Remove(file); err != nil {
		t.Fatal(err)
	}
	if r := ask(h, "GET", "/all.rss"); r.StatusCode != 404 {
		t.Errorf("gone: %d; want 404", r.StatusCode)
	}
	if err := os.Rename(dir, dir+".old"); err != nil {
		t.Fatal(err)
	}
	if r := ask(h, "GET", "/"); r.StatusCode != 503 || r.Header.Get("Retry-After") == "" {
		t.Errorf("directory gone: %d; want 503", r.StatusCode)
	}
	export(t, dir, ExportOptions{}, publication(t, "all", "全部", "", 1))
	if r := ask(h, "GET", "/all.rss"); r.StatusCode != 200 {
		t.Errorf("directory back: %d; want 200", r.StatusCode)
	}
}

// A client that knows the date alone hears of a change that was made while no server ran, though the newest date in
// the content is the same.
func TestHandlerNoticesChangesAcrossARestart(t *testing.T) {
	t.Parallel()
	dir, h := folderOf(t, Options{})
	first := ask(h, "GET", "/all.rss")
	old, date := body(t, first), first.Header.Get("Last-Modified")
	restarted := func() *Handler {
		h, err := NewHandler(Options{Dir: dir})
		if err != nil {
			t.Fatal(err)
		}
		return h
	}
	if r := ask(restarted(), "GET", "/all.rss", "If-Modified-Since: "+date); r.StatusCode != 304 {
		t.Errorf("nothing changed: %d; want 304", r.StatusCode)
	}
	changed := strings.Replace(old, "第3號", "第三號", 1)
	put(t, dir, "all.rss", changed)
	backdate(t, dir, "all.rss", time.Date(2013, 1, 1, 0, 0, 0, 0, time.UTC))
	r := ask(restarted(), "GET", "/all.rss", "If-Modified-Since: "+date)
	if r.StatusCode != 200 || body(t, r) != changed || r.Header.Get("Last-Modified") != "Tue, 01 Jan 2013 00:00:00 GMT" {
		t.Errorf("changed: %d, Last-Modified %s; want 200 and the date of the change", r.StatusCode, r.Header.Get("Last-Modified"))
	}
}

func TestSettle(t *testing.T) {
	t.Parallel()
	at := func(s string) time.Time {
		if s == "" {
			return time.Time{}
		}
		v, err := time.Parse(time.RFC3339, s)
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
	now := func() time.Time { return at("2026-01-01T00:00:00Z") }
	type step struct{ hash, newest, written, want string }
	for name, steps := range map[string][]step{
		"the content's date":           {{"a", "2012-09-25T10:07:00Z", "2012-01-01T00:00:00Z", "2012-09-25T10:07:00Z"}},
		"the file's date":              {{"a", "2012-09-25T10:07:00Z", "2025-01-01T00:00:00Z", "2025-01-01T00:00:00Z"}},
		"no date in the content":       {{"a", "", "2025-01-01T00:00:00.5Z", "2025-01-01T00:00:00Z"}},
		"a date to come":               {{"a", "2099-01-01T00:00:00Z", "2025-01-01T00:00:00Z", "2025-01-01T00:00:00Z"}},
		"a file's date to come":        {{"a", "2025-01-01T00:00:00Z", "2099-01-01T00:00:00Z", "2026-01-01T00:00:00Z"}},
		"the same content again":       {{"a", "", "2025-01-01T00:00:00Z", "2025-01-01T00:00:00Z"}, {"a", "", "2025-06-01T00:00:00Z", "2025-01-01T00:00:00Z"}},
		"a newer date in the content":  {{"a", "2012-01-01T00:00:00Z", "2011-01-01T00:00:00Z", "2012-01-01T00:00:00Z"}, {"b", "2012-02-01T00:00:00Z", "2011-01-02T00:00:00Z", "2012-02-01T00:00:00Z"}},
		"changed without a newer date": {{"a", "2012-01-01T00:00:00Z", "2011-01-01T00:00:00Z", "2012-01-01T00:00:00Z"}, {"b", "2012-01-01T00:00:00Z", "2025-01-02T00:00:00Z", "2025-01-02T00:00:00Z"}},
		"changed twice in a second":    {{"a", "", "2025-01-01T00:00:00Z", "2025-01-01T00:00:00Z"}, {"b", "", "2025-01-01T00:00:00Z", "2025-01-01T00:00:01Z"}},
		"changed, file dated back":     {{"a", "2012-01-01T00:00:00Z", "2011-01-01T00:00:00Z", "2012-01-01T00:00:00Z"}, {"b", "", "1970-01-01T00:00:00Z", "2012-01-01T00:00:01Z"}},
	} {
		c := newCache(1)
		for i, s := range steps {
			if got := c.settle("x", s.hash, at(s.newest), at(s.written), now); !got.Equal(at(s.want)) {
				t.Errorf("%s, step %d: %v; want %s", name, i, got, s.want)
			}
		}
	}
}

func TestHandlerCacheIsBounded(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	h, err := NewHandler(Options{Dir: dir, CacheBytes: 6_000})
	if err != nil {
		t.Fatal(err)
	}
	for i := range 12 {
		put(t, dir, string(rune('a'+i))+strings.Repeat("x", i)+".txt", strings.Repeat("text ", 300))
	}
	for name := range tree(t, dir) {
		for _, accept := range []string{"gzip", "br", "identity"} {
			if r := ask(h, "GET", "/"+name, "Accept-Encoding: "+accept); r.StatusCode != 200 {
				t.Errorf("%s: %d", name, r.StatusCode)
			}
		}
	}
	if h.cache.size > 6_000 || h.cache.recent.Len() != len(h.cache.byName) || h.cache.recent.Len() == 0 {
		t.Errorf("cache holds %d bytes, %d files, %d names", h.cache.size, h.cache.recent.Len(), len(h.cache.byName))
	}
	var sum int64
	for e := h.cache.recent.Front(); e != nil; e = e.Next() {
		sum += e.Value.(*cached).page.size()
	}
	if sum != h.cache.size {
		t.Errorf("cache counts %d bytes and holds %d", h.cache.size, sum)
	}
}

func TestHandlerStreamsLargeFiles(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	f, err := os.Create(filepath.Join(dir, "large.mp3"))
	if err != nil {
		t.Fatal(err)
	}
	if err := f.Truncate(MaxFile + 1); err != nil {
		t.Fatal(err)
	}
	f.Close()
	h, err := NewHandler(Options{Dir: dir})
	if err != nil {
		t.Fatal(err)
	}
	r := ask(h, "HEAD", "/large.mp3", "Range: bytes=0-1")
	if r.StatusCode != 200 || r.ContentLength != MaxFile+1 || !strings.HasPrefix(r.Header.Get("ETag"), "W/") {
		t.Errorf("%d, %d bytes, ETag %s", r.StatusCode, r.ContentLength, r.Header.Get("ETag"))
	}
	if r := ask(h, "GET", "/large.mp3", "If-None-Match: "+r.Header.Get("ETag")); r.StatusCode != 304 {
		t.Errorf("conditional: %d", r.StatusCode)
	}
}

func TestNewHandlerRefuses(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	put(t, dir, "f", "")
	for name, o := range map[string]Options{
		"no directory": {}, "a missing directory": {Dir: filepath.Join(dir, "none")}, "a file": {Dir: filepath.Join(dir, "f")},
		"a base that is no address": {Dir: dir, BaseURL: "feeds"}, "a base that breaks headers": {Dir: dir, BaseURL: "http://a.example/>; rel=x"},
	} {
		if _, err := NewHandler(o); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

// Many readers while the site is written again and again: every answer is whole and fits its tag.
func TestHandlerWhileExporting(t *testing.T) {
	t.Parallel()
	dir, h := folderOf(t, Options{})
	var wg sync.WaitGroup
	wg.Go(func() {
		for i := range 10 {
			export(t, dir, ExportOptions{}, publication(t, "all", "全部", "", 1+i%9))
		}
	})
	bodies := sync.Map{}
	for range 4 {
		wg.Go(func() {
			for range 50 {
				r := ask(h, "GET", "/all.rss")
				b := body(t, r)
				if r.StatusCode != 200 || !strings.HasSuffix(strings.TrimSpace(b), "</rss>") {
					t.Errorf("%d, ends in %q", r.StatusCode, b[max(0, len(b)-20):])
					return
				}
				if old, ok := bodies.LoadOrStore(r.Header.Get("ETag"), b); ok && old != b {
					t.Error("two contents under one tag")
				}
			}
		})
	}
	wg.Wait()
}

func FuzzNegotiate(f *testing.F) {
	for _, s := range []string{"gzip, br;q=0.5", "*;q=0", ";;,=q", "gzip;q=1e-400"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if c := negotiate([]string{s}); c != identity && !strings.Contains(strings.ToLower(s), string(c)) && !strings.Contains(s, "*") {
			t.Errorf("negotiate(%q) = %q, which was not offered", s, c)
		}
	})
}

func FuzzMatches(f *testing.F) {
	for _, s := range []string{`"a"`, `W/"a", "b"`, "*", `"a`, "a,b", ",,,"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if matches([]string{s}, `"0123456789abcdef"`, true) && !strings.Contains(s, "0123456789abcdef") && !strings.Contains(s, "*") {
			t.Errorf("%q matches a tag that it does not hold", s)
		}
	})
}

func FuzzLocalName(f *testing.F) {
	for _, s := range []string{"/", "/a/b.rss", "/../x", "//x", "/a\x00", "/.git"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if name, ok := localName(s); ok && !filepath.IsLocal(filepath.FromSlash(name)) {
			t.Errorf("localName(%q) = %q, which is not local", s, name)
		}
	})
}

func BenchmarkHandler(b *testing.B) {
	_, h := folderOf(b, Options{})
	for _, accept := range []string{"identity", "gzip", "br"} {
		b.Run(accept, func(b *testing.B) {
			r := httptest.NewRequest("GET", "/all.rss", nil)
			r.Header.Set("Accept-Encoding", accept)
			for b.Loop() {
				h.ServeHTTP(httptest.NewRecorder(), r)
			}
		})
	}
}
