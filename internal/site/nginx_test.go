package site

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/andybalholm/brotli"
)

// nginx starts nginx with the configuration of examples/nginx before an upstream, and returns its address.
func nginx(t *testing.T, upstream string) string {
	t.Helper()
	bin, err := exec.LookPath("nginx")
	if err != nil {
		if bin = "/usr/sbin/nginx"; exec.Command(bin, "-v").Run() != nil {
			t.Skip("nginx is not installed; on Debian: apt-get install nginx-light")
		}
	}
	ln := listen(t) // a port that is free now
	addr := ln.Addr().String()
	ln.Close()
	prefix := t.TempDir()
	if err := os.Chmod(prefix, 0o755); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"nginx.conf", "portalfeed.conf"} {
		conf, err := os.ReadFile(filepath.Join("..", "..", "examples", "nginx", name))
		if err != nil {
			t.Fatal(err)
		}
		conf = bytes.ReplaceAll(conf, []byte("127.0.0.1:8081"), []byte(upstream))
		conf = bytes.ReplaceAll(conf, []byte("127.0.0.1:8080"), []byte(addr))
		if os.Getuid() == 0 { // otherwise the workers run as a user who cannot enter the directory
			conf = bytes.Replace(conf, []byte("worker_processes 1;"), []byte("worker_processes 1;\nuser root;"), 1)
		}
		if err := os.WriteFile(filepath.Join(prefix, name), conf, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	var stderr lines
	cmd := exec.Command(bin, "-p", prefix, "-c", filepath.Join(prefix, "nginx.conf"), "-e", "stderr")
	cmd.Stderr = &stderr
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	exited := make(chan struct{})
	go func() {
		cmd.Wait() //nolint:errcheck // its exit is not what is tested
		close(exited)
	}()
	t.Cleanup(func() {
		cmd.Process.Signal(syscall.SIGTERM) //nolint:errcheck // it may have exited
		select {
		case <-exited:
		case <-time.After(10 * time.Second):
			cmd.Process.Kill() //nolint:errcheck // it may have exited
			<-exited
		}
	})
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
	defer cancel()
	for {
		c, err := (&net.Dialer{}).DialContext(ctx, "tcp", addr)
		if err == nil {
			c.Close()
			return addr
		}
		select {
		case <-exited:
			t.Fatalf("nginx ended:\n%s", stderr.String())
		case <-ctx.Done():
			t.Fatalf("nginx does not listen: %v\n%s", err, stderr.String())
		case <-time.After(10 * time.Millisecond):
		}
	}
}

func TestBehindNginx(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("nginx is driven by signals here")
	}
	dir, h := folderOf(t, Options{})
	upstream, stop := running(t, h, ServerOptions{})
	addr := nginx(t, upstream)
	c := client(t)
	get := func(path string, header ...string) (*http.Response, []byte) {
		t.Helper()
		r, err := http.NewRequestWithContext(t.Context(), "GET", "http://"+addr+path, nil)
		if err != nil {
			t.Fatal(err)
		}
		for _, l := range header {
			k, v, _ := strings.Cut(l, ": ")
			r.Header.Set(k, v)
		}
		resp, err := c.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		defer resp.Body.Close()
		b, err := io.ReadAll(resp.Body)
		if err != nil {
			t.Fatal(err)
		}
		return resp, b
	}
	for path, want := range map[string]string{
		"/": "text/html; charset=utf-8", "/all.rss": "application/rss+xml; charset=utf-8", "/all.atom": "application/atom+xml; charset=utf-8",
		"/all.json": "application/feed+json; charset=utf-8", "/feeds.opml": "text/x-opml; charset=utf-8",
		"/wangqishan/activity.rss": "application/rss+xml; charset=utf-8",
	} {
		if r, _ := get(path); r.StatusCode != 200 || r.Header.Get("Content-Type") != want {
			t.Errorf("%s: %d %s; want %s", path, r.StatusCode, r.Header.Get("Content-Type"), want)
		}
	}
	plain, err := os.ReadFile(filepath.Join(dir, "all.rss"))
	if err != nil {
		t.Fatal(err)
	}
	tags := make(map[string]bool)
	for _, form := range []string{"identity", "gzip", "br"} {
		for _, want := range []string{"first", "again"} {
			r, b := get("/all.rss", "Accept-Encoding: "+form)
			tag := r.Header.Get("ETag")
			tags[tag] = true
			if got, err := unpack(r.Header.Get("Content-Encoding"), b); err != nil || !bytes.Equal(got, plain) {
				t.Errorf("%s, %s: other bytes than the file's (%s, %v)", form, want, r.Header.Get("Content-Encoding"), err)
			}
			if strings.HasPrefix(tag, "W/") || tag == "" {
				t.Errorf("%s, %s: tag %s is not strong", form, want, tag)
			}
			if want == "again" && r.Header.Get("X-Cache") != "HIT" {
				t.Errorf("%s, %s: cache says %q", form, want, r.Header.Get("X-Cache"))
			}
			if r, b := get("/all.rss", "Accept-Encoding: "+form, "If-None-Match: "+tag); r.StatusCode != 304 || len(b) > 0 || r.Header.Get("ETag") != tag {
				t.Errorf("%s, %s: %d with %d bytes for its tag; want 304", form, want, r.StatusCode, len(b))
			}
			if r, _ := get("/all.rss", "Accept-Encoding: "+form, `If-None-Match: "a", W/`+tag); r.StatusCode != 304 {
				t.Errorf("%s, %s: %d for its tag in a list; want 304", form, want, r.StatusCode)
			}
			if r, _ := get("/all.rss", "Accept-Encoding: "+form, "If-Modified-Since: "+r.Header.Get("Last-Modified")); r.StatusCode != 304 {
				t.Errorf("%s, %s: %d for its date; want 304", form, want, r.StatusCode)
			}
			if r, _ := get("/all.rss", "Accept-Encoding: "+form, "If-Modified-Since: Sat, 01 Jan 2000 00:00:00 GMT"); r.StatusCode != 200 {
				t.Errorf("%s, %s: %d for an old date; want 200", form, want, r.StatusCode)
			}
		}
	}
	if len(tags) != 3 {
		t.Errorf("tags %v; want one for each form", tags)
	}
	for _, tt := range []struct {
		path   string
		status int
	}{{"/none.rss", 404}, {"/.git/config", 404}, {"/..%2f..%2fetc/passwd", 400}, {"/%2e%2e/x", 400}} {
		if r, _ := get(tt.path); r.StatusCode != tt.status && r.StatusCode != 404 {
			t.Errorf("%s: %d; want %d", tt.path, r.StatusCode, tt.status)
		}
	}
	if r, err := c.Head("http://" + addr + "/all.rss"); err != nil || r.StatusCode != 200 || r.ContentLength != int64(len(plain)) {
		t.Errorf("HEAD: %v, %v", r, err)
	}
	// What is in the cache stays to be had while portalfeed is away.
	if err := stop(); err != nil {
		t.Fatal(err)
	}
	if r, b := get("/all.rss", "Accept-Encoding: identity"); r.StatusCode != 200 || !bytes.Equal(b, plain) {
		t.Errorf("upstream away: %d with %d bytes", r.StatusCode, len(b))
	}
}

// unpack undoes a content coding.
func unpack(form string, b []byte) ([]byte, error) {
	switch form {
	case "":
		return b, nil
	case "gzip":
		r, err := gzip.NewReader(bytes.NewReader(b))
		if err != nil {
			return nil, err
		}
		return io.ReadAll(r)
	case "br":
		return io.ReadAll(brotli.NewReader(bytes.NewReader(b)))
	}
	return nil, errors.Join(errors.ErrUnsupported, fmt.Errorf("content coding %q", form))
}
