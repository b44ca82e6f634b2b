package cli

import (
	"bytes"
	"fmt"
	"strings"
	"sync"
	"testing"

	"github.com/portalfeed/portalfeed/internal/pipeline"
)

// lockedBuffer is a buffer that the display may write to while the test does.
type lockedBuffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (l *lockedBuffer) Write(b []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(b)
}

func (l *lockedBuffer) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}

func TestProgressIsQuietOffATerminal(t *testing.T) {
	t.Parallel()
	var out lockedBuffer
	p, w := newProgress(&out)
	p.update(pipeline.Progress{Resources: 1})
	p.finish()
	if w != &out || out.String() != "" {
		t.Errorf("wrote %q; want nothing", out.String())
	}
}

func TestProgressLetsWordsThrough(t *testing.T) {
	t.Parallel()
	var out lockedBuffer
	p, w := startProgress(&out)
	for i := range 5 {
		p.update(pipeline.Progress{Resources: i + 1})
	}
	if _, err := fmt.Fprintln(w, "portalfeed: a.html: is empty"); err != nil {
		t.Fatal(err)
	}
	for i := range 3 {
		p.update(pipeline.Progress{Resources: 5, Feeds: i + 1, Total: 3})
	}
	p.finish()
	if !strings.Contains(out.String(), "portalfeed: a.html: is empty\n") {
		t.Errorf("wrote %q; want what was said meanwhile in it", out.String())
	}
}

func TestProgressOfARunThatEndsEarly(t *testing.T) {
	t.Parallel()
	var out lockedBuffer
	p, _ := startProgress(&out)
	p.update(pipeline.Progress{Resources: 1})
	p.finish()
}
