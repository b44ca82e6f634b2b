package cli

import (
	"bufio"
	"bytes"
	"context"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// TestServe starts the server, fetches a feed with a real client, and ends it as an interrupt does.
func TestServe(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	const body = `<?xml version="1.0"?><rss version="2.0"/>`
	if err := os.WriteFile(filepath.Join(dir, "a.rss"), []byte(body), 0o600); err != nil {
		t.Fatal(err)
	}
	ctx, interrupt := context.WithCancel(t.Context())
	defer interrupt()
	stdout, w := io.Pipe()
	var stderr bytes.Buffer
	ended := make(chan int, 1)
	go func() {
		code := Main(ctx, Env{Args: []string{"serve", "--addr", "127.0.0.1:0", "--log", "json", dir}, Stdout: w, Stderr: &stderr, Now: time.Now})
		_ = w.CloseWithError(io.EOF)
		ended <- code
	}()
	line, err := bufio.NewReader(stdout).ReadString('\n')
	if err != nil {
		t.Fatalf("no address printed: %v", err)
	}
	_, address, found := strings.Cut(strings.TrimSpace(line), " at ")
	if !found {
		t.Fatalf("printed %q; want the address", line)
	}
	request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, address+"a.rss", nil)
	if err != nil {
		t.Fatal(err)
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	got, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	if err := response.Body.Close(); err != nil {
		t.Fatal(err)
	}
	if string(got) != body || !strings.HasPrefix(response.Header.Get("Content-Type"), "application/rss+xml") {
		t.Errorf("got %q as %q; want the feed as application/rss+xml", got, response.Header.Get("Content-Type"))
	}
	interrupt()
	if code := <-ended; code != ExitDone {
		t.Errorf("exit code %d after an interrupt; want %d: %s", code, ExitDone, stderr.String())
	}
	if !strings.Contains(stderr.String(), `"path":"/a.rss"`) {
		t.Errorf("log %q; want the request", stderr.String())
	}
}
