package feed

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"mime"
	"slices"
	"strings"
	"time"

	"github.com/portalfeed/portalfeed/encodingx"
	"github.com/portalfeed/portalfeed/feed/dates"
	"github.com/portalfeed/portalfeed/feed/internal/xmlscan"
)

// Limits of reading.
const (
	// MaxDocument bounds the document that Read and ReadBytes take on. A Decoder reads larger ones.
	MaxDocument = 64 << 20
	// MaxReadItems bounds the items of one document that Read and ReadBytes take on. A Decoder reads on.
	MaxReadItems = 1 << 20
	// maxDiagnostics bounds the diagnostics of one document.
	maxDiagnostics = 1000
	// maxExtensions bounds the extension elements, children among them, that are kept of a feed or item.
	maxExtensions = 2000
	// maxParts bounds the links, persons, categories and files, of each, that are kept of a feed or item.
	maxParts = 1000
	// maxDepth bounds the nesting of elements and of JSON values.
	maxDepth = 256
)

// ReadOptions says what is known about a document besides its bytes. The zero value is ready to use.
type ReadOptions struct {
	// URL is the address the document came from, against which relative addresses are resolved; "" leaves them as they are.
	URL string
	// ContentType is the Content-Type header it came with; its charset parameter is a hint.
	ContentType string
	// HTTPCharset is the charset the transport named, where ContentType is not at hand.
	HTTPCharset string
	// Location is the zone of dates that name none, and tells what CST means. nil: China's where the
	// document is Chinese by its language, encoding or address, else UTC.
	Location *time.Location
	// Now is the reference of relative dates; the zero time leaves those unread.
	Now time.Time
}

// Diagnostic is one fault of a document that was read nonetheless.
type Diagnostic struct {
	// Code names the kind of fault: a code of XML well-formedness such as bare-ampersand, or json, encoding, date, limit.
	Code string
	// Line and Column count from 1, in characters of the decoded document; 0 where there is no place.
	Line, Column int
	// Message says it in words.
	Message string
}

// String returns the diagnostic in one line.
func (d Diagnostic) String() string {
	if d.Line == 0 {
		return d.Code + ": " + d.Message
	}
	return fmt.Sprintf("%d:%d: %s: %s", d.Line, d.Column, d.Code, d.Message)
}

// ReadResult is a feed with the account of how it was read.
type ReadResult struct {
	Feed        *Feed
	Format      Format
	Version     string // as the document has it: 2.0, 0.91, 1.0, 0.3, 1.1; "" if it names none
	Encoding    string // WHATWG name of the encoding the document was in
	Diagnostics []Diagnostic
	Omitted     int // diagnostics beyond the first thousand
}

// The causes of a failed read.
var (
	// ErrNotFeed says that a document is no feed. The error is a *NotFeedError.
	ErrNotFeed = errors.New("the document is no feed")
	// ErrTooLarge says that a document is larger than is taken on.
	ErrTooLarge = errors.New("the document is too large")
)

// NotFeedError says that a document is no feed, and what it is instead.
type NotFeedError struct {
	// Reason says what the document is, such as "it is an HTML page".
	Reason string
	// HTML says that it is a page; Advertised are then the feeds that the page names, with absolute addresses where the page's is known.
	HTML       bool
	Advertised []Link
}

// Error implements error.
func (e *NotFeedError) Error() string {
	s := ErrNotFeed.Error() + ": " + e.Reason
	for i, l := range e.Advertised {
		if i == 0 {
			s += " that advertises "
		} else {
			s += ", "
		}
		s += l.Href
	}
	return s
}

// Unwrap returns ErrNotFeed.
func (e *NotFeedError) Unwrap() error { return ErrNotFeed }

// Read reads the feed document of r: RSS 0.90 to 2.0, RSS 1.0 and 1.1, Atom 0.3 and 1.0, CDF, JSON Feed, in any encoding.
// See ReadBytes.
func Read(r io.Reader, o ReadOptions) (*ReadResult, error) {
	b, err := io.ReadAll(io.LimitReader(r, MaxDocument+1))
	if err != nil {
		return nil, fmt.Errorf("read feed: %w", err)
	}
	return ReadBytes(b, o)
}

// ReadBytes is Read for a document in memory. A damaged document gives every item that can be had and diagnostics;
// the error is for what is no feed at all (*NotFeedError) or larger than MaxDocument (ErrTooLarge).
func ReadBytes(doc []byte, o ReadOptions) (*ReadResult, error) {
	if len(doc) > MaxDocument {
		return nil, fmt.Errorf("read feed: %w: more than %d bytes", ErrTooLarge, MaxDocument)
	}
	text, err := o.decode(doc)
	if err != nil {
		return nil, fmt.Errorf("read feed: %w", err)
	}
	res := &ReadResult{Feed: &Feed{}, Encoding: text.Detection.Encoding.Name()}
	res.addInvalid(text.Invalid)
	if err := res.read(text.UTF8, o); err != nil {
		return nil, fmt.Errorf("read feed: %w", err)
	}
	return res, nil
}

// decode returns the text of a document.
func (o *ReadOptions) decode(doc []byte) (*encodingx.Text, error) {
	if err := compressed(doc); err != nil {
		return nil, err
	}
	h := encodingx.Hints{HTTPCharset: o.charset(), Uncounted: true}
	if d := encodingx.Detect(doc, h); d.Invalid == 0 && d.Encoding.Name() == utf8Name { // nearly all: nothing to decode
		return &encodingx.Text{UTF8: doc, Detection: d}, nil
	}
	return encodingx.Decode(doc, h)
}

// compressed is the error for what has to be unpacked first.
func compressed(doc []byte) error {
	if bytes.HasPrefix(doc, []byte("\x1f\x8b")) {
		return &NotFeedError{Reason: "it is compressed with gzip"}
	}
	return nil
}

// addInvalid notes how much of the document is in no encoding.
func (res *ReadResult) addInvalid(n int) {
	if n > 0 {
		res.add(Diagnostic{Code: "encoding", Message: fmt.Sprintf("%d sequences of bytes are no %s", n, res.Encoding)})
	}
}

// utf8Name is the WHATWG name of UTF-8.
const utf8Name = "UTF-8"

// charset returns the charset that the transport named.
func (o *ReadOptions) charset() string {
	if o.HTTPCharset != "" {
		return o.HTTPCharset
	}
	if _, params, err := mime.ParseMediaType(o.ContentType); err == nil {
		return params["charset"]
	}
	return ""
}

func (res *ReadResult) add(d Diagnostic) {
	if len(res.Diagnostics) >= maxDiagnostics {
		res.Omitted++
		return
	}
	res.Diagnostics = append(res.Diagnostics, d)
}

// leading is what may stand before a document and is no part of it.
const leading = " \t\r\n\x00\uFEFF"

// read reads a document of UTF-8.
func (res *ReadResult) read(doc []byte, o ReadOptions) error {
	doc = bytes.TrimPrefix(doc, []byte("\uFEFF"))
	body := bytes.TrimLeft(doc, leading)
	if len(body) == 0 {
		return &NotFeedError{Reason: "it is empty"}
	}
	keep := func(it *Item) bool {
		res.Feed.Items = append(res.Feed.Items, *it)
		return len(res.Feed.Items) < MaxReadItems
	}
	if body[0] == '{' || body[0] == '[' {
		return res.readJSON(doc, o, keep)
	}
	r := newXMLReader(doc, res, o, keep)
	r.run()
	if !r.begun {
		return r.notFeed()
	}
	r.diagnose(placer{line: 1}, true)
	res.Feed.bound(res)
	res.Feed.Items = sliceFit(res.Feed.Items)
	return nil
}

// sliceFit returns s without unused room where that is large.
func sliceFit(s []Item) []Item {
	if cap(s)-len(s) > len(s)/2+8 {
		return append(make([]Item, 0, len(s)), s...)
	}
	return s
}

// diagnose adds the violations of well-formedness with their places, those of a part counted from its place. Only in the last part
// of a document does it count that elements are open at the end.
func (r *xmlReader) diagnose(at placer, last bool) {
	errs := r.sc.Errors()
	if len(errs) == 0 {
		return
	}
	fixed := 0
	if r.part != nil {
		fixed = r.part.fixed
	}
	found := make([]*xmlscan.Error, 0, len(errs))
	for i := range errs {
		if e := &errs[i]; (r.part == nil || r.part.found(i, e)) && (e.Code != xmlscan.Truncated || last) {
			found = append(found, e)
		}
	}
	slices.SortStableFunc(found, func(a, b *xmlscan.Error) int { return a.Start - b.Start }) // some are found late
	at.src = r.src[fixed:]
	for _, e := range found {
		line, column := at.place(e.Start - fixed)
		r.res.add(Diagnostic{Code: string(e.Code), Line: line, Column: column, Message: e.Error()})
	}
	r.res.Omitted += r.sc.Omitted()
}

// placer turns ascending offsets into lines and columns in linear time.
type placer struct {
	src             []byte
	at, line, begin int
	before          []byte // the beginning of the line in which src begins
}

func (p *placer) place(offset int) (line, column int) {
	offset = min(offset, len(p.src))
	for {
		n := bytes.IndexByte(p.src[p.at:offset], '\n')
		if n < 0 {
			break
		}
		p.at += n + 1
		p.line++
		p.begin, p.before = p.at, nil
	}
	p.at = offset
	text := append(bytes.Clone(p.before), p.src[p.begin:min(offset, p.begin+maxColumn)]...)
	return p.line, len([]rune(string(text[:min(len(text), maxColumn)]))) + 1
}

// skip goes on behind text, of which src is no part.
func (p *placer) skip(text []byte) {
	p.line += bytes.Count(text, []byte("\n"))
	if n := bytes.LastIndexByte(text, '\n'); n >= 0 {
		p.before, text = p.before[:0], text[n+1:]
	}
	p.before = append(p.before, text[:min(len(text), maxColumn-len(p.before))]...)
}

// maxColumn bounds the bytes of a line that are counted for a column.
const maxColumn = 4096

// maxHead bounds how much of a document is looked at for whether it is Chinese.
const maxHead = 8 << 10

// chinese reports whether a document is a Chinese one, so that its CST is China's.
func chinese(language, encoding, address string, head []byte) bool {
	if language != "" {
		return strings.HasPrefix(strings.ToLower(language), "zh")
	}
	switch encoding {
	case "GBK", "gb18030", "Big5", "HZ-GB-2312":
		return true
	}
	if _, host, ok := strings.Cut(address, "://"); ok {
		if end := strings.IndexAny(host, "/:?#"); end >= 0 {
			host = host[:end]
		}
		switch host[strings.LastIndexByte(host, '.')+1:] {
		case "cn", "tw", "hk", "mo":
			return true
		}
	}
	han := 0
	for _, c := range string(head[:min(len(head), maxHead)]) {
		switch {
		case c >= 0x3041 && c <= 0x30FF, c >= 0xAC00 && c <= 0xD7A3:
			return false
		case c >= 0x4E00 && c <= 0x9FFF:
			han++
		}
	}
	return han >= 4
}

// china is the zone of Chinese portals, which has no summer time (any more).
var china = time.FixedZone("", 8*3600)

// dateOptions returns what dates without a zone mean in a document.
func (o *ReadOptions) dateOptions(language, encoding string, head []byte) dates.Options {
	out := dates.Options{Now: o.Now, Location: o.Location}
	if out.Location == nil && chinese(language, encoding, o.URL, head) {
		out.Location = china
	}
	return out
}

func newScanner(doc []byte, valid bool) *xmlscan.Scanner {
	return xmlscan.New(doc, xmlscan.Options{ValidUTF8: valid, MaxDepth: maxDepth, MaxErrors: maxDiagnostics, MaxBytes: MaxDocument * 3})
}
