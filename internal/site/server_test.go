package site

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"
)

// listen opens a listener on loopback.
func listen(t testing.TB) net.Listener {
	t.Helper()
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	return ln
}

// running starts Serve and returns its address and a function that stops it and returns its error.
func running(t testing.TB, h http.Handler, o ServerOptions) (addr string, stop func() error) {
	t.Helper()
	ln := listen(t)
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- Serve(ctx, ln, h, o) }()
	stop = sync.OnceValue(func() error {
		cancel()
		return <-done
	})
	t.Cleanup(func() { stop() }) //nolint:errcheck // checked by the tests that are about it
	return ln.Addr().String(), stop
}

// client is a client of its own, whose connections end with the test.
func client(t testing.TB) *http.Client {
	tr := &http.Transport{DisableCompression: true}
	t.Cleanup(tr.CloseIdleConnections)
	return &http.Client{Transport: tr, Timeout: 10 * time.Second}
}

// lines is a writer that may be read while it is written.
type lines struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (l *lines) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

func (l *lines) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}

func TestServe(t *testing.T) {
	t.Parallel()
	_, h := folderOf(t, Options{})
	var log lines
	addr, stop := running(t, h, ServerOptions{
		Logger: slog.New(slog.NewJSONHandler(&log, nil)),
		Now:    func() time.Time { return time.Time{} },
	})
	c := client(t)
	r, err := c.Get("http://" + addr + "/all.rss")
	if err != nil {
		t.Fatal(err)
	}
	if b := body(t, r); r.StatusCode != 200 || !strings.Contains(b, "<rss") || r.ContentLength != int64(len(b)) {
		t.Errorf("%d, length %d: %.80s", r.StatusCode, r.ContentLength, b)
	}
	req, err := http.NewRequest("GET", "http://"+addr+"/all.rss", nil)
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("If-Modified-Since", r.Header.Get("Last-Modified"))
	if r, err = c.Do(req); err != nil || r.StatusCode != 304 {
		t.Errorf("conditional: %v, %v", r, err)
	}
	if err == nil {
		r.Body.Close()
	}
	if err := stop(); err != nil {
		t.Errorf("stop: %v", err)
	}
	for _, want := range []string{`"path":"/all.rss"`, `"status":200`, `"status":304`, `"took":0`, `"method":"GET"`} {
		if !strings.Contains(log.String(), want) {
			t.Errorf("log lacks %s:\n%s", want, log.String())
		}
	}
}

// An HTTP/1.0 client gets the whole body with its length, and the connection closed.
func TestServeOldClients(t *testing.T) {
	t.Parallel()
	_, h := folderOf(t, Options{})
	addr, _ := running(t, h, ServerOptions{})
	conn, err := net.Dial("tcp", addr)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	fmt.Fprint(conn, "GET /all.rss HTTP/1.0\r\n\r\n")
	all, err := io.ReadAll(conn)
	if err != nil || !bytes.HasPrefix(all, []byte("HTTP/1.0 200 OK\r\n")) || !bytes.Contains(all, []byte("Content-Length: ")) ||
		bytes.Contains(all, []byte("Transfer-Encoding")) {
		t.Errorf("answer %.300s, %v", all, err)
	}
}

func TestServeLetsRequestsFinish(t *testing.T) {
	t.Parallel()
	started, release := make(chan struct{}), make(chan struct{})
	slow := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		close(started)
		<-release
		io.WriteString(w, "whole") //nolint:errcheck // read by the test
	})
	addr, stop := running(t, slow, ServerOptions{})
	got := make(chan string, 1)
	go func() {
		r, err := client(t).Get("http://" + addr + "/")
		if err != nil {
			got <- err.Error()
			return
		}
		defer r.Body.Close()
		b, _ := io.ReadAll(r.Body)
		got <- string(b)
	}()
	<-started
	ended := make(chan error, 1)
	go func() { ended <- stop() }()
	close(release)
	if b := <-got; b != "whole" {
		t.Errorf("the request under way got %q", b)
	}
	if err := <-ended; err != nil {
		t.Errorf("stop: %v", err)
	}
}

func TestServeCutsOffWhatTakesTooLong(t *testing.T) {
	t.Parallel()
	started := make(chan struct{})
	stuck := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		close(started)
		<-r.Context().Done()
	})
	addr, stop := running(t, stuck, ServerOptions{ShutdownTimeout: time.Millisecond})
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		if r, err := client(t).Get("http://" + addr + "/"); err == nil {
			r.Body.Close()
		}
	}()
	<-started
	if err := stop(); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("stop: %v; want that requests were cut off", err)
	}
	<-ended
}

func TestServeLimits(t *testing.T) {
	t.Parallel()
	_, h := folderOf(t, Options{})
	addr, _ := running(t, h, ServerOptions{ReadHeaderTimeout: 50 * time.Millisecond})
	conn, err := net.Dial("tcp", addr)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	fmt.Fprint(conn, "GET / HTTP/1.1\r\nHost: x\r\n") // and no more
	conn.SetReadDeadline(time.Now().Add(10 * time.Second))
	if _, err := conn.Read(make([]byte, 1)); !errors.Is(err, io.EOF) {
		t.Errorf("a header that does not end: %v; want the connection closed", err)
	}

	big, err := net.Dial("tcp", addr)
	if err != nil {
		t.Fatal(err)
	}
	defer big.Close()
	go fmt.Fprintf(big, "GET / HTTP/1.1\r\nHost: x\r\nX: %s\r\n\r\n", strings.Repeat("x", MaxHeaderBytes+8<<10))
	big.SetReadDeadline(time.Now().Add(10 * time.Second))
	line, err := bufio.NewReader(big).ReadString('\n')
	if err == nil && !strings.Contains(line, "431") {
		t.Errorf("a header of more than %d bytes: %q", MaxHeaderBytes, line)
	}
}

func TestServerHasItsTimeouts(t *testing.T) {
	t.Parallel()
	type limits struct{ header, read, write, idle time.Duration }
	for name, tt := range map[string]struct {
		o    ServerOptions
		want limits
	}{
		"given":      {ServerOptions{ReadHeaderTimeout: 1, ReadTimeout: 2, WriteTimeout: 3, IdleTimeout: 4}, limits{1, 2, 3, 4}},
		"none given": {ServerOptions{}, limits{DefaultReadHeaderTimeout, DefaultReadTimeout, DefaultWriteTimeout, DefaultIdleTimeout}},
	} {
		s := newServer(http.NotFoundHandler(), tt.o)
		got := limits{s.ReadHeaderTimeout, s.ReadTimeout, s.WriteTimeout, s.IdleTimeout}
		if got != tt.want || min(got.header, got.read, got.write, got.idle) <= 0 || s.MaxHeaderBytes != MaxHeaderBytes {
			t.Errorf("%s: %+v, headers %d; want %+v, headers %d", name, got, s.MaxHeaderBytes, tt.want, MaxHeaderBytes)
		}
	}
}

func TestServeFailsWithItsListener(t *testing.T) {
	t.Parallel()
	ln := listen(t)
	ln.Close()
	if err := Serve(t.Context(), ln, http.NotFoundHandler(), ServerOptions{}); err == nil {
		t.Error("no error")
	}
}
