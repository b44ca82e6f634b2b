package compat

import (
	"bytes"
	"errors"
	"fmt"
	"strings"

	"github.com/mmcdole/gofeed"

	"github.com/portalfeed/portalfeed/encodingx"
	"github.com/portalfeed/portalfeed/feed"
	"github.com/portalfeed/portalfeed/feed/dates"
)

const (
	// maxDocument bounds a document that is read; gofeed has no limit of its own and needs seven times the memory.
	maxDocument = 64 << 20
	// maxDepth bounds the nesting of its elements, for which gofeed's time grows faster than their number.
	maxDepth = 256
)

// The causes of a failed Read, beside what gofeed itself reports.
var (
	// ErrNotFeed says that a document is no feed, such as an HTML page.
	ErrNotFeed = errors.New("the document is no feed")
	// ErrTooLarge says that a document is larger or nested deeper than Read takes on.
	ErrTooLarge = errors.New("the document is too large or nested too deep")
)

// ReadOptions for ReadWith. The zero value is ready to use.
type ReadOptions struct {
	// HTTPCharset is the charset parameter of the transport's Content-Type header, "" if there was none.
	HTTPCharset string
	// Dates says what dates without a zone, or with the zone CST, mean.
	Dates dates.Options
}

// Read returns the model of a feed document of any format and encoding.
// The error wraps ErrNotFeed, ErrTooLarge or what gofeed says.
func Read(doc []byte) (*feed.Feed, error) { return ReadWith(doc, ReadOptions{}) }

// ReadWith is Read with what is known about the document besides its bytes.
func ReadWith(doc []byte, o ReadOptions) (*feed.Feed, error) {
	if len(doc) > maxDocument {
		return nil, fmt.Errorf("read feed: %w: more than %d bytes", ErrTooLarge, maxDocument)
	}
	text, err := encodingx.Decode(doc, encodingx.Hints{HTTPCharset: o.HTTPCharset})
	if err != nil {
		return nil, fmt.Errorf("read feed: %w", err)
	}
	s := feed.CleanText(string(withoutDeclaration(text.UTF8)))
	if isHTML(s) {
		return nil, fmt.Errorf("read feed: %w: it is an HTML page", ErrNotFeed)
	}
	if depth(s) > maxDepth {
		return nil, fmt.Errorf("read feed: %w: more than %d elements within each other", ErrTooLarge, maxDepth)
	}
	f, err := parse(s)
	if err != nil {
		return nil, fmt.Errorf("read feed: %w", err)
	}
	return FromGofeed(f, o.Dates), nil
}

// parse reads a document of UTF-8 with gofeed, and returns as an error what gofeed panics with.
func parse(s string) (f *gofeed.Feed, err error) {
	defer func() {
		if r := recover(); r != nil {
			f, err = nil, fmt.Errorf("gofeed gave up: %v", r)
		}
	}()
	p := gofeed.NewParser()
	p.KeepOriginalFeed = true
	f, err = p.ParseString(s)
	if errors.Is(err, gofeed.ErrFeedTypeNotDetected) {
		return nil, ErrNotFeed
	}
	return f, err
}

// withoutDeclaration takes the XML declaration off: its encoding is no longer true.
func withoutDeclaration(b []byte) []byte {
	b = bytes.TrimLeft(b, "\ufeff \t\r\n")
	if !bytes.HasPrefix(b, []byte("<?xml")) {
		return b
	}
	if _, rest, ok := bytes.Cut(b, []byte("?>")); ok {
		return rest
	}
	return b
}

// isHTML reports whether a document begins as HTML pages do.
func isHTML(s string) bool {
	s = strings.TrimLeft(s, " \t\r\n")
	for strings.HasPrefix(s, "<!--") {
		_, rest, ok := strings.Cut(s, "-->")
		if !ok {
			return false
		}
		s = strings.TrimLeft(rest, " \t\r\n")
	}
	if len(s) > 15 {
		s = s[:15]
	}
	s = strings.ToLower(s)
	return strings.HasPrefix(s, "<!doctype html") || strings.HasPrefix(s, "<html")
}

// depth returns an upper bound of the nesting of elements.
func depth(s string) int {
	deepest, now := 0, 0
	for {
		i := strings.IndexByte(s, '<')
		if i < 0 || i+1 >= len(s) {
			return deepest
		}
		s = s[i:]
		switch {
		case strings.HasPrefix(s, "<![CDATA["):
			s = behind(s, "]]>")
		case strings.HasPrefix(s, "<!--"):
			s = behind(s, "-->")
		case s[1] == '/':
			now = max(now-1, 0)
			s = s[1:]
		case s[1] == '!' || s[1] == '?':
			s = s[1:]
		default:
			end := strings.IndexByte(s, '>')
			if end < 0 {
				return deepest
			}
			if s[end-1] != '/' {
				now++
				deepest = max(deepest, now)
			}
			s = s[end:]
		}
	}
}

func behind(s, end string) string {
	_, rest, _ := strings.Cut(s, end)
	return rest
}
