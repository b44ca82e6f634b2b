package site_test

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"time"

	"github.com/portalfeed/portalfeed/feed"
	"github.com/portalfeed/portalfeed/feed/dates"
	"github.com/portalfeed/portalfeed/internal/site"
)

// example is a publication with one item, written as RSS.
func example() (feed.Publication, error) {
	f := &feed.Feed{
		ID: "tag:portal.example,2012:activity", Title: feed.Text{Value: "活動"}, Language: "zh-Hant",
		Links: []feed.Link{{Href: "http://www.portal.example/hd/"}},
		Items: []feed.Item{{
			ID: "http://www.portal.example/1.htm", Title: feed.Text{Value: "質量發展綱要"}, Links: []feed.Link{{Href: "http://www.portal.example/1.htm"}},
			Published: dates.Date{Time: time.Date(2012, 9, 25, 18, 7, 0, 0, time.FixedZone("", 8*3600)), Precision: dates.Minute},
		}},
	}
	body, err := feed.Append(nil, f, feed.RSS, feed.WriteOptions{})
	return feed.Publication{Name: "wangqishan/activity", Label: "活動", Group: "王岐山", Feed: f, Documents: []feed.Document{{Format: feed.RSS, Body: body}}}, err
}

func ExampleNewExporter() {
	dir, err := os.MkdirTemp("", "site")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer os.RemoveAll(dir)
	p, err := example()
	if err != nil {
		fmt.Println(err)
		return
	}
	e, err := site.NewExporter(dir, site.ExportOptions{Title: "青石市"})
	if err != nil {
		fmt.Println(err)
		return
	}
	if err := e.Put(context.Background(), p); err != nil {
		fmt.Println(err)
	}
	if err := e.Close(); err != nil {
		fmt.Println(err)
	}
	for _, pattern := range []string{"*.*", "*/*.*"} {
		files, _ := filepath.Glob(filepath.Join(dir, pattern))
		for _, f := range files {
			rel, _ := filepath.Rel(dir, f)
			fmt.Println(filepath.ToSlash(rel))
		}
	}
	// Output:
	// feeds.opml
	// index.html
	// wangqishan/activity.rss
}

func ExampleNewHandler() {
	dir, err := os.MkdirTemp("", "site")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer os.RemoveAll(dir)
	if err := os.WriteFile(filepath.Join(dir, "all.json"), []byte(`{"version":"https://jsonfeed.org/version/1.1","title":"全部","items":[]}`), 0o666); err != nil {
		fmt.Println(err)
		return
	}
	h, err := site.NewHandler(site.Options{Dir: dir})
	if err != nil {
		fmt.Println(err)
		return
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, httptest.NewRequest("GET", "/all.json", nil))
	fmt.Println(w.Code, w.Header().Get("Content-Type"))

	again := httptest.NewRequest("GET", "/all.json", nil)
	again.Header.Set("If-None-Match", w.Header().Get("ETag"))
	w = httptest.NewRecorder()
	h.ServeHTTP(w, again)
	fmt.Println(w.Code)
	// Output:
	// 200 application/feed+json; charset=utf-8
	// 304
}

func ExampleServe() {
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		fmt.Println(err)
		return
	}
	ctx, stop := context.WithCancel(context.Background())
	done := make(chan error)
	hello := http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, "hello") })
	go func() { done <- site.Serve(ctx, ln, hello, site.ServerOptions{}) }()

	r, err := http.Get("http://" + ln.Addr().String())
	if err != nil {
		fmt.Println(err)
	} else {
		r.Body.Close()
		fmt.Println(r.Status)
	}
	http.DefaultClient.CloseIdleConnections()
	stop()
	fmt.Println(<-done)
	// Output:
	// 200 OK
	// <nil>
}
