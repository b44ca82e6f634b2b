package feed

import (
	"errors"
	"fmt"
	"io"
)

// WriteOptions for Append and Write. The zero value is ready to use.
type WriteOptions struct {
	// Self is the absolute address of the document itself; "" means the self link of the feed.
	Self string
}

// ErrUnknownFormat says that no writer exists for a format.
var ErrUnknownFormat = errors.New("no writer for this format")

// Append writes f as a document of the format behind dst and returns the longer slice.
// It never changes f. The error wraps ErrUnknownFormat; dst is then returned as it was.
func Append(dst []byte, f *Feed, format Format, o WriteOptions) ([]byte, error) {
	switch format {
	case RSS, Atom, JSONFeed:
	default:
		return dst, fmt.Errorf("write feed as %q: %w", string(format), ErrUnknownFormat)
	}
	p := newPlan(f, format, o)
	switch format {
	case RSS:
		return p.appendRSS(dst), nil
	case Atom:
		return p.appendAtom(dst), nil
	}
	return p.appendJSONFeed(dst), nil
}

// Write writes f as a document of the format to w. Errors are those of Append and of w.
func Write(w io.Writer, f *Feed, format Format, o WriteOptions) error {
	b, err := Append(nil, f, format, o)
	if err != nil {
		return err
	}
	if _, err := w.Write(b); err != nil {
		return fmt.Errorf("write feed as %q: %w", string(format), err)
	}
	return nil
}
