package feed

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"iter"
	"slices"
	"unicode/utf8"

	"github.com/portalfeed/portalfeed/encodingx"
	"github.com/portalfeed/portalfeed/feed/internal/xmlscan"
)

const (
	// decoderWindow is how much of a document a Decoder reads at a time.
	decoderWindow = 1 << 20
	// maxItemBytes bounds one item of a Decoder, and what stands before the first.
	maxItemBytes = 16 << 20
)

// Decoder reads a feed item by item in memory that does not grow with the document, and gets what ReadBytes gets. Use
// NewDecoder, then Items. Documents of JSON Feed, and nothing else, are read whole, up to MaxDocument.
type Decoder struct {
	in      io.Reader
	text    *encodingx.Reader // in, where the document is decoded as it comes
	o       ReadOptions
	res     *ReadResult
	window  int
	head    []byte // the beginning of the document, where it is known before
	buf     []byte // what was not read yet, behind the start tags around it
	fixed   int    // where those end
	spare   []byte
	r       *xmlReader
	queue   []Item
	at      placer // of what was read: its lines, and what the last of them holds
	eof     bool
	begun   bool // the beginning was looked at
	done    bool
	readErr error
}

// NewDecoder returns a Decoder of the document of r in any encoding. It reads the first 64 KiB at least, by which the encoding is
// known; the error is that of r there, or a *NotFeedError.
func NewDecoder(r io.Reader, o ReadOptions) (*Decoder, error) {
	d := &Decoder{o: o, res: &ReadResult{Feed: &Feed{}}, window: decoderWindow, at: placer{line: 1}}
	head := make([]byte, maxDetect+1)
	n, err := io.ReadFull(r, head)
	if head = head[:n]; err != nil && (errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF)) {
		text, err := o.decode(head) // all there is
		if err != nil {
			return nil, fmt.Errorf("read feed: %w", err)
		}
		d.in, d.head = bytes.NewReader(text.UTF8), text.UTF8
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

// fill reads up to a window more, or as much as there is already where that is more.
func (d *Decoder) fill() {
	if d.eof {
		return
	}
	at := len(d.buf)
	size := max(d.window, min(at, maxItemBytes))
	d.buf = slices.Grow(d.buf, size)[:at+size]
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
	for !d.done {
		d.fill()
		if !d.begun {
			d.begun = true
			d.buf = bytes.TrimPrefix(d.buf, []byte("\uFEFF"))
			for len(bytes.TrimLeft(d.buf, leading)) == 0 && !d.eof {
				d.fill()
			}
			switch body := bytes.TrimLeft(d.buf, leading); {
			case len(body) == 0 && d.readErr == nil:
				d.done = true
				return &NotFeedError{Reason: "it is empty"}
			case len(body) > 0 && (body[0] == '{' || body[0] == '['):
				d.done = true
				return d.json()
			}
			d.r = newXMLReader(nil, d.res, d.o, func(it *Item) bool {
				d.queue = append(d.queue, *it)
				return true
			})
			d.r.part, d.r.head = new(part), d.head
			if d.head == nil {
				d.r.head = bytes.Clone(d.buf[:min(len(d.buf), maxHead)])
			}
		}
		if err := d.read(); err != nil || len(d.queue) > 0 {
			return err
		}
	}
	if d.readErr != nil {
		return d.readErr
	}
	return io.EOF
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

// read reads the items in the buffer that end there, or all of it at the end of the document or where it is too large.
func (d *Decoder) read() error {
	r, whole := d.r, d.eof || len(d.buf) > maxItemBytes
	doc := d.buf
	if !d.eof {
		doc = doc[:len(doc)-cutRune(doc)]
	}
	r.reset(doc, d.fixed, whole)
	r.run()
	if whole || r.sc.Limited() {
		d.done = d.eof || r.sc.Limited()
		r.save(len(doc), len(r.sc.Errors()))
		if !r.begun {
			d.done = true
			if d.readErr != nil {
				return nil // which is told
			}
			return r.notFeed()
		}
	} else {
		r.restore()
	}
	end := r.part.end
	if end == d.fixed && !d.done {
		return nil
	}
	r.diagnose(d.at, d.done)
	if d.done {
		d.res.Feed.bound(d.res)
	}
	d.drop(end)
	return nil
}

// cutRune returns how many bytes at the end of b begin a character and do not end it.
func cutRune(b []byte) int {
	for n := 1; n < min(len(b)+1, utf8.UTFMax); n++ {
		if c := b[len(b)-n]; utf8.RuneStart(c) {
			if !utf8.FullRune(b[len(b)-n:]) {
				return n
			}
			return 0
		}
	}
	return 0
}

// drop forgets what ends at an offset, but for the start tags of what is open there.
func (d *Decoder) drop(end int) {
	p := d.r.part
	p.forget(end)
	next := append(d.spare[:0], d.buf[p.doctype[0]:p.doctype[1]]...)
	mark := len(next)
	for _, tag := range p.opened {
		next = append(next, d.buf[tag[0]:tag[1]]...)
	}
	if len(next) == mark {
		next = append(next, "<_/>"...) // there was a root
	}
	p.doctype[0], p.doctype[1] = 0, mark
	fixed := len(next)
	next = append(next, d.buf[end:]...)
	d.at.skip(d.buf[d.fixed:end])
	d.buf, d.spare, d.fixed = next, d.buf, fixed
}

// part is a part of a document that a Decoder reads, and may end anywhere.
type part struct {
	fixed   int      // start tags and a document type that were read before end there
	whole   bool     // all of it counts; else what stands behind the last item that ends in it is read once more
	end     int      // of that item; fixed if there is none
	errs    int      // violations found by then
	before  int      // those before the token
	doctype [2]int   // the range of the document type
	open    [][2]int // the ranges of the start tags of the open elements
	opened  [][2]int // those open at end
	saved   saved    // the reader there
}

// saved is what a reader knew at some place.
type saved struct {
	known
	feed            Feed
	format          Format
	version         string
	diagnosed, more int
}

// reset makes the reader go on with a document that begins with what was read before.
func (r *xmlReader) reset(doc []byte, fixed int, whole bool) {
	r.sc, r.src, r.scopes, r.again, r.inItem = newScanner(doc, true), doc, r.scopes[:1], false, false
	p := r.part
	p.fixed, p.whole, p.open = fixed, whole, p.open[:0]
	p.forget(fixed)
	r.save(fixed, 0)
}

// save notes that what ends at an offset need not be read once more. So many violations were found up to there.
func (r *xmlReader) save(end, errs int) {
	p := r.part
	p.end, p.errs, p.opened = end, errs, append(p.opened[:0], p.open...)
	p.saved = saved{r.known, *r.feed, r.res.Format, r.res.Version, len(r.res.Diagnostics), r.res.Omitted}
}

// restore forgets what was read since the last save.
func (r *xmlReader) restore() {
	s := &r.part.saved
	r.known, *r.feed = s.known, s.feed
	r.res.Format, r.res.Version, r.res.Diagnostics, r.res.Omitted = s.format, s.version, r.res.Diagnostics[:s.diagnosed], s.more
	if s.diagnosed == 0 {
		r.res.Diagnostics = nil
	}
}

// found reports whether the n-th violation of a part was found up to its end, and will not be found once more.
func (p *part) found(n int, e *xmlscan.Error) bool {
	switch {
	case e.Start < p.fixed:
		return false
	case n >= p.errs:
		return e.Start < p.end || e.Start == p.end && e.Code == xmlscan.BadTag // of an end tag that the next < cuts off
	case e.Start > p.end && e.Code == xmlscan.BadTag: // of the end tag that ends more than the item
		return false
	case e.Code == xmlscan.UnclosedElement && e.Start >= p.end:
		return !slices.ContainsFunc(p.opened, func(tag [2]int) bool { return tag[0] == e.Open })
	}
	return true
}

// forget forgets a document type that stands behind an offset.
func (p *part) forget(end int) {
	if p.doctype[1] > end {
		p.doctype = [2]int{}
	}
}

// follow notes which elements are open, also at the end of the part, and the document type.
func (p *part) follow(tok *xmlscan.Token, depth, size int) {
	switch tok.Kind {
	case xmlscan.Doctype:
		if p.doctype[1] == 0 {
			p.doctype = [2]int{tok.Start, tok.End}
		}
	case xmlscan.StartTag:
		p.open = append(p.open[:min(depth-1, len(p.open))], [2]int{tok.Start, tok.End})
	case xmlscan.EndTag:
		if !tok.Supplied || tok.Start < size {
			p.open = p.open[:min(depth, len(p.open))]
		}
	}
}

// cut reports whether an end tag is there only because the part ends.
func (p *part) cut(tok *xmlscan.Token, size int) bool {
	return p != nil && !p.whole && tok.Supplied && tok.Start >= size
}
