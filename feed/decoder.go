package feed

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"iter"

	"github.com/portalfeed/portalfeed/encodingx"
	"github.com/portalfeed/portalfeed/feed/internal/xmlscan"
)

const (
	// decoderWindow is how much of a document a Decoder reads at a time.
	decoderWindow = 1 << 20
	// maxItemBytes bounds one item of a Decoder, and what stands before the first.
	maxItemBytes = 16 << 20
)

// Decoder reads a feed item by item in memory that does not grow with the document. Use NewDecoder, then
// Items. Documents of JSON Feed, and nothing else, are read whole, up to MaxDocument.
type Decoder struct {
	in       io.Reader
	text     *encodingx.Reader // in, where the document is decoded as it comes
	o        ReadOptions
	res      *ReadResult
	buf      []byte
	scanned  int // no end of an item ends beyond lastEnd and before scanned
	lastEnd  int
	preamble []byte // the start tags around the items
	r        *xmlReader
	queue    []Item
	lines    int // lines of the document before buf
	eof      bool
	begun    bool
	readErr  error
}

// NewDecoder returns a Decoder of the document of r in any encoding. It reads the first 64 KiB at least, by which the encoding is
// known; the error is that of r there, or a *NotFeedError.
func NewDecoder(r io.Reader, o ReadOptions) (*Decoder, error) {
	d := &Decoder{o: o, res: &ReadResult{Feed: &Feed{}}}
	head := make([]byte, maxDetect+1)
	n, err := io.ReadFull(r, head)
	if head = head[:n]; err != nil && (errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF)) {
		text, err := o.decode(head) // all there is
		if err != nil {
			return nil, fmt.Errorf("read feed: %w", err)
		}
		d.in = bytes.NewReader(text.UTF8)
		d.encoded(text.Detection.Encoding, text.Invalid)
		return d, nil
	}
	if err == nil {
		err = compressed(head)
	}
	if err != nil {
		return nil, fmt.Errorf("read feed: %w", err)
	}
	if d.text, err = encodingx.NewReader(io.MultiReader(bytes.NewReader(head), r), encodingx.Hints{HTTPCharset: o.charset()}); err != nil {
		return nil, fmt.Errorf("read feed: %w", err)
	}
	d.in = d.text
	d.encoded(d.text.Detection().Encoding, 0)
	return d, nil
}

// encoded notes the encoding of the document, and how much of it is in none.
func (d *Decoder) encoded(e *encodingx.Encoding, invalid int) {
	d.res.Encoding = e.Name()
	d.res.addInvalid(invalid)
}

// Result returns the feed without its items and the account of how it was read. What stands before the first
// item is there when that is read, the rest at the end.
func (d *Decoder) Result() *ReadResult { return d.res }

// Items yields the items in the order of the document. An error, which comes last, is that of the reader or a *NotFeedError.
// An item is good until the next is asked for; what it points to may be kept.
func (d *Decoder) Items() iter.Seq2[*Item, error] {
	return func(yield func(*Item, error) bool) {
		for {
			for len(d.queue) > 0 {
				it := d.queue[0]
				d.queue = d.queue[1:]
				if !yield(&it, nil) {
					return
				}
			}
			if err := d.more(); err != nil {
				if !errors.Is(err, io.EOF) {
					yield(nil, fmt.Errorf("read feed: %w", err))
				}
				return
			}
		}
	}
}

// fill reads up to a window more.
func (d *Decoder) fill() {
	if d.eof {
		return
	}
	at := len(d.buf)
	d.buf = append(d.buf, make([]byte, decoderWindow)...)
	n, err := io.ReadFull(d.in, d.buf[at:])
	d.buf = d.buf[:at+n]
	if err != nil {
		d.eof = true
		if d.text != nil {
			d.encoded(d.text.Detection().Encoding, d.text.Invalid())
		}
		if !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) {
			d.readErr = err
		}
	}
}

// more reads more items into the queue. The error is io.EOF at the end.
func (d *Decoder) more() error {
	d.queue = d.queue[:0]
	if !d.begun {
		return d.head()
	}
	for {
		d.scan()
		if d.lastEnd > 0 || d.eof || len(d.buf) > maxItemBytes {
			break
		}
		d.fill()
	}
	end := d.lastEnd
	if end == 0 || d.eof && d.lastEnd == 0 {
		end = len(d.buf)
	}
	if end == 0 {
		if d.readErr != nil {
			return d.readErr
		}
		return io.EOF
	}
	last := d.eof && end == len(d.buf)
	d.chunk(end, last)
	if d.r.stopped {
		d.eof, d.buf = true, d.buf[:0]
	}
	return nil
}

// head reads what stands before the first item.
func (d *Decoder) head() error {
	start := -1
	for {
		d.fill()
		if start = itemEdge(d.buf, 0, false); start >= 0 || d.eof || len(d.buf) > maxItemBytes {
			break
		}
	}
	d.begun = true
	body := bytes.TrimLeft(d.buf, " \t\r\n\x00\uFEFF")
	switch {
	case len(body) == 0:
		if d.readErr != nil {
			return d.readErr
		}
		return &NotFeedError{Reason: "it is empty"}
	case body[0] == '{' || body[0] == '[':
		return d.json()
	}
	if start < 0 {
		start = len(d.buf)
	}
	d.r = newXMLReader(d.buf[:start], true, d.res, d.o, func(it *Item) bool {
		d.queue = append(d.queue, *it)
		return true
	})
	d.r.run()
	if !d.r.begun {
		return d.r.notFeed()
	}
	d.r.diagnoseAt(0, d.eof && start == len(d.buf))
	d.preamble = openTags(d.buf[:start])
	d.drop(start)
	return nil
}

// json reads a document of JSON Feed whole.
func (d *Decoder) json() error {
	for !d.eof && len(d.buf) <= MaxDocument {
		d.fill()
	}
	if len(d.buf) > MaxDocument {
		return fmt.Errorf("%w: more than %d bytes of JSON", ErrTooLarge, MaxDocument)
	}
	doc := d.buf
	d.buf = nil
	d.eof = true
	return d.res.readJSON(doc, d.o, func(it *Item) bool {
		d.queue = append(d.queue, *it)
		return true
	})
}

// chunk reads the items of the first end bytes.
func (d *Decoder) chunk(end int, last bool) {
	doc := append(bytes.Clone(d.preamble), d.buf[:end]...)
	r := d.r
	r.sc, r.src, r.scopes = newScanner(doc, false), doc, r.scopes[:1]
	r.begun, r.continued, r.again, r.inItem = false, true, false, false
	r.run()
	r.diagnoseAt(d.lines, last)
	d.drop(end)
}

// drop forgets the first n bytes.
func (d *Decoder) drop(n int) {
	d.lines += bytes.Count(d.buf[:n], []byte("\n"))
	d.buf = append(d.buf[:0], d.buf[n:]...)
	d.scanned, d.lastEnd = 0, 0
}

// scan looks for the last end of an item in the buffer.
func (d *Decoder) scan() {
	for {
		i := itemEdge(d.buf, d.scanned, true)
		if i < 0 {
			if -i-1 > d.scanned {
				d.scanned = -i - 1
			}
			return
		}
		d.lastEnd, d.scanned = i, i
	}
}

// itemEdge returns the beginning of the next start tag of an item from i on, or the end of the next end tag. Where there is none it
// returns -1-k, where k is the offset from which on more of the document has to be known.
func itemEdge(b []byte, i int, end bool) int {
	for {
		n := bytes.IndexByte(b[i:], '<')
		if n < 0 {
			return -1 - len(b)
		}
		i += n
		rest := b[i:]
		if len(rest) < 80 && bytes.IndexByte(rest, '>') < 0 {
			return -1 - i
		}
		var stop []byte
		switch {
		case bytes.HasPrefix(rest, []byte("<!--")):
			stop = []byte("-->")
		case bytes.HasPrefix(rest, []byte("<![CDATA[")):
			stop = []byte("]]>")
		}
		if stop != nil {
			n := bytes.Index(rest, stop)
			if n < 0 {
				return -1 - i
			}
			i += n + len(stop)
			continue
		}
		name := rest[1:]
		closing := len(name) > 0 && name[0] == '/'
		if closing {
			name = name[1:]
		}
		if closing == end && isItemTag(name) {
			if !end {
				return i
			}
			if n := bytes.IndexByte(rest, '>'); n >= 0 {
				return i + n + 1
			}
			return -1 - i
		}
		i++
	}
}

// isItemTag reports whether a tag that begins with b, without its bracket, is that of an item.
func isItemTag(b []byte) bool {
	n := bytes.IndexAny(b[:min(len(b), 60)], " \t\r\n/>")
	if n < 0 {
		return false
	}
	name := b[:n]
	if c := bytes.IndexByte(name, ':'); c >= 0 {
		name = name[c+1:]
	}
	return bytes.EqualFold(name, []byte("item")) || bytes.EqualFold(name, []byte("entry"))
}

// openTags returns the start tags of the elements that are open at the end of the beginning of a document.
func openTags(head []byte) []byte {
	sc := newScanner(head, false)
	var open [][]byte
	for sc.Next() {
		switch tok := sc.Token(); tok.Kind {
		case xmlscan.StartTag:
			open = append(open, head[tok.Start:tok.End])
		case xmlscan.EndTag:
			if tok.Supplied && sc.Depth()+1 == len(open) && tok.Start == len(head) {
				return bytes.ReplaceAll(bytes.Join(open, nil), []byte("\n"), []byte(" "))
			}
			open = open[:max(len(open)-1, 0)]
		}
	}
	return nil
}
