package feed

import (
	"errors"
	"fmt"
	"io"
	"time"
)

// Encoder writes a document item by item, for feeds larger than memory. Use NewEncoder, then Item for each
// item, then Close. It is not safe for concurrent use.
//
// What Append finds out from all items a stream cannot know: the date of the feed is Feed.Updated or none (in Atom
// Undated), and Atom names the feed's title as author where the feed has none. RSS 1.0, whose channel lists
// all items, is not streamed.
type Encoder struct {
	w     io.Writer
	p     *plan
	buf   []byte
	items int
	last  int64         // second of the entry before
	taken time.Duration // milliseconds given out within it
	err   error
}

// flushSize is how much an Encoder collects before it writes.
const flushSize = 64 << 10

// ErrClosed says that an Encoder was closed before.
var ErrClosed = errors.New("the encoder is closed")

// NewEncoder returns an Encoder that has written the beginning of the document. The items of f are not looked at.
// Extensions of items are written in the namespaces of those of the feed.
func NewEncoder(w io.Writer, f *Feed, format Format, o WriteOptions) (*Encoder, error) {
	if err := writable(format); err != nil {
		return nil, err
	}
	if format == RDF {
		return nil, fmt.Errorf("write feed as %q item by item: %w", string(format), ErrUnknownFormat)
	}
	head := *f
	head.Items = nil
	e := &Encoder{w: w, p: newPlan(&head, format, o)}
	e.p.stream = map[uint64]struct{}{}
	e.buf = e.p.appendHead(e.buf)
	return e, nil
}

// Item writes an item. An error is that of the writer, and every later call returns it, too.
func (e *Encoder) Item(src *Item) error {
	if e.err != nil {
		return e.err
	}
	it := e.p.next(src)
	if e.p.format == Atom {
		it.stamp = e.stamp(src)
	}
	e.buf = e.p.appendItem(e.buf, it, e.items == 0)
	e.items++
	if len(e.buf) >= flushSize {
		e.flush()
	}
	return e.err
}

// stamp returns what updated says: neighbours of one second get milliseconds, more the earlier they stand.
func (e *Encoder) stamp(src *Item) time.Time {
	t, ok := newest(src)
	if u, has := instant(src.Updated); has {
		t, ok = u, true
	}
	if !ok {
		t = e.p.updatedOr()
	}
	t = t.Truncate(time.Second)
	if t.Unix() != e.last || e.taken == 0 {
		e.last, e.taken = t.Unix(), 999
	} else {
		e.taken--
	}
	return t.Add(e.taken * time.Millisecond)
}

func (e *Encoder) flush() {
	if _, err := e.w.Write(e.buf); err != nil {
		e.err = fmt.Errorf("write feed as %q: %w", string(e.p.format), err)
	}
	e.buf = e.buf[:0]
}

// Close writes the end of the document. It does not close the writer.
func (e *Encoder) Close() error {
	if e.err != nil {
		return e.err
	}
	e.buf = e.p.appendTail(e.buf, e.items)
	if e.flush(); e.err != nil {
		return e.err
	}
	e.err = ErrClosed
	return nil
}
