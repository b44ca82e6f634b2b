package feed

import (
	"errors"
	"fmt"
	"io"
	"time"
)

// WriteOptions for Append and Write. The zero value is ready to use.
type WriteOptions struct {
	// Self is the absolute address of the document itself; "" means the self link of the feed.
	Self string
}

// ErrUnknownFormat says that no writer exists for a format.
var ErrUnknownFormat = errors.New("no writer for this format")

// ErrNoFeed says that a feed or an item to be written is nil.
var ErrNoFeed = errors.New("there is no feed to write")

// writable reports whether a feed can be written in a format.
func writable(f *Feed, format Format) error {
	if f == nil {
		return fmt.Errorf("write feed as %q: %w", string(format), ErrNoFeed)
	}
	switch format {
	case RSS, Atom, JSONFeed, RDF:
		return nil
	}
	return fmt.Errorf("write feed as %q: %w", string(format), ErrUnknownFormat)
}

// Append writes f as a document of the format behind dst and returns the longer slice.
// It never changes f. The error wraps ErrUnknownFormat or, for a nil feed, ErrNoFeed; dst is then returned as it was.
func Append(dst []byte, f *Feed, format Format, o WriteOptions) ([]byte, error) {
	if err := writable(f, format); err != nil {
		return dst, err
	}
	p := newPlan(f, format, o)
	dst = p.appendHead(dst)
	var stamps []time.Time
	if format == Atom {
		stamps = p.stamps()
	}
	for i := range f.Items {
		it := p.next(&f.Items[i])
		if stamps != nil {
			it.stamp = stamps[i]
		}
		dst = p.appendItem(dst, it, i == 0)
	}
	return p.appendTail(dst, len(f.Items)), nil
}

func (p *plan) appendHead(dst []byte) []byte {
	p.spaces.add(p.feed.Extensions)
	switch p.format {
	case RSS:
		return p.appendRSSHead(dst)
	case Atom:
		return p.appendAtomHead(dst)
	case RDF:
		return p.appendRDFHead(dst)
	}
	return p.appendJSONHead(dst)
}

func (p *plan) appendItem(dst []byte, it *planItem, first bool) []byte {
	switch p.format {
	case RSS:
		return p.appendRSSItem(dst, it)
	case Atom:
		return p.appendAtomEntry(dst, it, it.stamp)
	case RDF:
		return p.appendRDFItem(dst, it)
	}
	if !first {
		dst = append(dst, ',')
	}
	return p.appendJSONItem(dst, it)
}

func (p *plan) appendTail(dst []byte, items int) []byte {
	switch {
	case p.format == RSS:
		return append(dst, rssTail...)
	case p.format == Atom:
		return append(dst, atomTail...)
	case p.format == RDF:
		return append(dst, rdfTail...)
	case items == 0:
		return append(dst, jsonEmpty...)
	}
	return append(dst, jsonTail...)
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
