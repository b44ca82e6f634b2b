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
	err   error

	seconds map[int64]int // how many entries of Atom a second had
	recent  [4096]int64   // the seconds of the map, the oldest at next
	next    int
}

// flushSize is how much an Encoder collects before it writes.
const flushSize = 64 << 10

// ErrClosed says that an Encoder was closed before.
var ErrClosed = errors.New("the encoder is closed")

// NewEncoder returns an Encoder that has written the beginning of the document. The items of f are not looked at.
// Extensions of items are written in the namespaces of those of the feed.
func NewEncoder(w io.Writer, f *Feed, format Format, o WriteOptions) (*Encoder, error) {
	if err := writable(f, format); err != nil {
		return nil, err
	}
	if format == RDF {
		return nil, fmt.Errorf("write feed as %q item by item: %w", string(format), ErrUnknownFormat)
	}
	head := *f
	head.Items = nil
	e := &Encoder{w: w, p: newPlan(&head, format, o)}
	e.p.stream, e.seconds = map[uint64]struct{}{}, map[int64]int{}
	e.buf = e.p.appendHead(e.buf)
	return e, nil
}

// Item writes an item. An error is that of the writer, and every later call returns it, too; for a nil item it is ErrNoFeed, and
// nothing is written.
func (e *Encoder) Item(src *Item) error {
	if e.err != nil {
		return e.err
	}
	if src == nil {
		return fmt.Errorf("write feed as %q: item %d: %w", string(e.p.format), e.items, ErrNoFeed)
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

// stamp returns what updated says: entries of one second get milliseconds, more the earlier they stand. Of the seconds before,
// as many are remembered as recent holds.
func (e *Encoder) stamp(src *Item) time.Time {
	t, ok := newest(src)
	if u, has := instant(src.Updated); has {
		t, ok = u, true
	}
	if !ok {
		t = time.Unix(Undated, 0).UTC()
	}
	t = t.Truncate(time.Second)
	sec := t.Unix()
	n, seen := e.seconds[sec]
	if !seen {
		if forget := e.recent[e.next%len(e.recent)]; e.next >= len(e.recent) && forget != Undated {
			delete(e.seconds, forget)
		}
		e.recent[e.next%len(e.recent)] = sec
		e.next++
	}
	e.seconds[sec] = n + 1
	return t.Add(time.Duration(999-n) * time.Millisecond)
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
