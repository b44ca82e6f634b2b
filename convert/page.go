package convert

import (
	"bytes"
	"errors"
	"fmt"
	"net/url"
	"strings"
	"time"

	"github.com/portalfeed/portalfeed/convert/internal/dom"
	"github.com/portalfeed/portalfeed/encodingx"
	"github.com/portalfeed/portalfeed/feed/dates"
)

// Limits of what is read. A page beyond maxPage is an error; everything else is cut.
const (
	maxPage  = 64 << 20 // bytes of a page
	maxTitle = 1 << 10  // bytes of a title
	maxItems = 20_000   // items of one listing
	maxURL   = 8 << 10  // bytes of an address
)

// The conditions under which bytes are no page. Parse wraps them with what was seen.
var (
	ErrEmpty    = errors.New("the page is empty")
	ErrBinary   = errors.New("not a page but binary data")
	ErrFeed     = errors.New("not a page but a feed")
	ErrNotHTML  = errors.New("not a page: neither HTML nor text")
	ErrTooLarge = errors.New("the page is too large")
)

// LabelError says that Options.Encoding names no encoding.
type LabelError struct {
	Label       string
	Suggestions []string // known labels that are spelled alike
}

// Error implements error.
func (e *LabelError) Error() string {
	s := fmt.Sprintf("unknown encoding label %q", e.Label)
	if len(e.Suggestions) > 0 {
		s += "; did you mean " + strings.Join(e.Suggestions, ", ") + "?"
	}
	return s
}

// Page is one fetched document.
type Page struct {
	URL         string // address it was fetched from; "" if unknown
	ContentType string // the transport's Content-Type header; "" if unknown
	Body        []byte // not to be written to before Parse or Convert has returned
}

// Options for Parse and Convert. The zero value is ready to use.
type Options struct {
	// Kind forces a page to be read as article or listing.
	Kind Kind
	// Encoding is the label of the page's encoding where the caller knows it; "" detects it.
	Encoding string
	// Location is the zone of dates that name none; nil means the recipe's, and without one Asia/Shanghai.
	Location *time.Location
	// Now is the reference clock of relative and year-less dates; the zero time leaves them to other evidence on the page.
	Now time.Time
	// Explain asks for Result.Evidence.
	Explain bool
	// Pool lends Convert memory that other pages have used; nil allocates it anew. A program that reads many pages should have one.
	Pool *Pool
	// Recipe pins what detection would otherwise find out; nil means everything is found out.
	Recipe *Recipe
}

// location is the zone of dates that name none.
func (o Options) location() *time.Location {
	switch {
	case o.Location != nil:
		return o.Location
	case o.Recipe != nil && o.Recipe.Location != nil:
		return o.Recipe.Location
	}
	return shanghai
}

// shanghai stands in for Asia/Shanghai, which has had no other offset since 1991; it needs no zone database.
var shanghai = time.FixedZone("", 8*60*60)

// Convert reads a page: Parse, then Document.Result.
func Convert(p Page, o Options) (*Result, error) {
	mem := o.Pool.get()
	defer o.Pool.put(mem)
	d, err := parse(p, o, mem, true)
	if err != nil {
		return nil, err
	}
	return d.Result().detached(), nil
}

// Parse decodes a page and reads it into a tree. Broken markup is no error.
//
// The error wraps ErrEmpty, ErrBinary, ErrFeed, ErrNotHTML or ErrTooLarge when the bytes are no page, a *LabelError when
// Options.Encoding is unknown, or a *SelectorError when a selector of Options.Recipe is not valid.
func Parse(p Page, o Options) (*Document, error) { return parse(p, o, &memory{}, false) }

// parse is Parse in a memory that nothing else uses as long as the document is in use. borrow says that only the calling
// goroutine uses the document, and only as long as the bytes of the page are its own: then they need not be copied.
func parse(p Page, o Options, mem *memory, borrow bool) (*Document, error) {
	if len(bytes.TrimSpace(p.Body)) == 0 {
		return nil, fmt.Errorf("read page: %w", ErrEmpty)
	}
	if len(p.Body) > maxPage {
		return nil, fmt.Errorf("read page: %w: %d bytes, the limit is %d", ErrTooLarge, len(p.Body), maxPage)
	}
	if what := binaryFormat(p.Body); what != "" {
		return nil, fmt.Errorf("read page: %w (%s)", ErrBinary, what)
	}
	rules, err := compileRules(o.Recipe)
	if err != nil {
		return nil, fmt.Errorf("read page: %w", err)
	}
	text, err := decodePage(p, o)
	if err != nil {
		return nil, fmt.Errorf("read page: %w", err)
	}
	src := text.UTF8
	switch {
	case mostlyControls(src):
		return nil, fmt.Errorf("read page: %w (control characters)", ErrBinary)
	case looksLikeFeed(src):
		return nil, fmt.Errorf("read page: %w", ErrFeed)
	}
	d := &Document{page: p, opts: o, rules: rules, detection: text.Detection, mem: mem, single: borrow}
	if sameMemory(src, p.Body) && (!borrow || bytes.IndexByte(src, '\r') >= 0) {
		mem.source = append(mem.source[:0], src...)
		src = mem.source
	}
	if isRecords(src) {
		if markup := recordsMarkup(string(src)); markup != "" {
			src = []byte(markup)
		}
	}
	src = dom.LineFeeds(src)
	d.tree = mem.parser.ParseOwned(src)
	d.lines = mem.lines[:0]
	d.detection.Invalid = text.Invalid
	if !d.hasMarkup() {
		switch {
		case onlyBlank(string(src)):
			return nil, fmt.Errorf("read page: %w", ErrEmpty)
		case !readable(src):
			return nil, fmt.Errorf("read page: %w", ErrNotHTML)
		}
		d.plain = true
		d.tree = mem.parser.ParseOwned(paragraphs(src))
	}
	d.dates = dates.Options{Location: o.location(), Now: o.Now}
	d.readHead()
	d.headParts = headParts(d.headTitle)
	d.site = d.siteName()
	if u := d.resolveURL(d.page.URL); u != nil {
		d.address = u.String()
	}
	d.readLines()
	d.placeDates()
	return d, nil
}

// sameMemory says whether a text begins in the first bytes of a page's own memory, as one that was not changed does.
func sameMemory(text, page []byte) bool {
	const mark = 3 // bytes of the longest byte order mark of ASCII-compatible encodings
	for i := 0; i <= mark && i < len(page); i++ {
		if len(text) > 0 && &text[0] == &page[i] {
			return true
		}
	}
	return len(text) == 0
}

// decodePage turns the bytes of a page into UTF-8.
func decodePage(p Page, o Options) (*encodingx.Text, error) {
	if o.Encoding != "" {
		e, ok := encodingx.Lookup(o.Encoding)
		if !ok {
			return nil, &LabelError{Label: o.Encoding, Suggestions: encodingx.Suggest(o.Encoding)}
		}
		return e.Decode(p.Body), nil
	}
	return encodingx.Decode(p.Body, encodingx.Hints{HTTPCharset: charsetOf(p.ContentType)})
}

// charsetOf is the charset parameter of a Content-Type header, read as leniently as browsers do.
func charsetOf(contentType string) string {
	_, params, _ := strings.Cut(contentType, ";")
	for param := range strings.SplitSeq(params, ";") {
		if key, value, ok := strings.Cut(param, "="); ok && strings.EqualFold(strings.TrimSpace(key), "charset") {
			return strings.Trim(strings.TrimSpace(value), `"'`)
		}
	}
	return ""
}

// signatures are the first bytes of formats that are met under a page's name.
var signatures = []struct{ prefix, name string }{
	{"\x89PNG\r\n", "PNG image"},
	{"GIF87a", "GIF image"},
	{"GIF89a", "GIF image"},
	{"\xFF\xD8\xFF", "JPEG image"},
	{"%PDF-", "PDF document"},
	{"PK\x03\x04", "ZIP archive"},
	{"\x1F\x8B\x08", "gzip data"},
	{"BZh", "bzip2 data"},
	{"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "Office document"},
	{"Rar!\x1A\x07", "RAR archive"},
	{"7z\xBC\xAF\x27\x1C", "7z archive"},
	{"\x7FELF", "program"},
	{"MZ\x90\x00", "program"},
	{"OggS", "Ogg media"},
	{"ID3", "MP3 audio"},
	{"FWS", "Flash"},
	{"CWS", "Flash"},
	{"\x00\x00\x01\x00", "icon"},
	{"{\\rtf", "RTF document"},
	{"SQLite format 3\x00", "SQLite database"},
	{"%!PS", "PostScript document"},
}

// binaryFormat names the format that the first bytes give away, "" if none.
func binaryFormat(b []byte) string {
	for _, s := range signatures {
		if bytes.HasPrefix(b, []byte(s.prefix)) {
			return s.name
		}
	}
	if len(b) > 12 && bytes.HasPrefix(b, []byte("RIFF")) {
		return "RIFF media"
	}
	if len(b) > 12 && string(b[4:8]) == "ftyp" {
		return "MP4 video"
	}
	return ""
}

// mostlyControls says whether a text holds more control characters than a damaged page may. A run of the same one counts once:
// pages padded with NUL exist.
func mostlyControls(whole []byte) bool {
	const (
		few, share = 16, 20 // more than 16, and more than one byte in 20
		step, each = 512, 8 // of a long text one piece in eight is looked at first
	)
	if len(whole) > 4*step*each {
		sample := 0
		for i := 0; i < len(whole); i += step * each {
			sample += countControls(whole[i:min(i+step, len(whole))])
		}
		if sample <= few {
			return false
		}
	}
	all := countControls(whole)
	s := whole
	if all <= few {
		return false
	}
	n := 0
	for i := 0; i < len(s); i++ {
		if c := s[i]; (c < ' ' && c != '\t' && c != '\n' && c != '\r' && c != '\f' && c != 0x1B || c == 0x7F) && (i == 0 || s[i-1] != c) {
			n++
		}
	}
	return n > few && n*share > len(s)
}

// countControls is the number of control characters.
func countControls(s []byte) (n int) {
	for len(s) >= 8 { // in steps that the processor takes side by side
		c := s[:8]
		n += int(controls[c[0]]+controls[c[1]]+controls[c[2]]+controls[c[3]]) + int(controls[c[4]]+controls[c[5]]+controls[c[6]]+controls[c[7]])
		s = s[8:]
	}
	for _, c := range s {
		n += int(controls[c])
	}
	return n
}

// controls is 1 for the bytes that mostlyControls counts.
var controls = func() (t [256]uint8) {
	for c := range 0x80 {
		if c < ' ' && c != '\t' && c != '\n' && c != '\r' && c != '\f' && c != 0x1B || c == 0x7F {
			t[c] = 1
		}
	}
	return t
}()

// looksLikeFeed says whether a document is RSS, Atom, RDF, OPML or JSON Feed by how it begins.
func looksLikeFeed(b []byte) bool {
	s := bytes.TrimLeft(b, "\uFEFF \t\r\n")
	const head = 4096
	if len(s) > head && !bytes.HasPrefix(s, []byte("<!--")) && !bytes.HasPrefix(s, []byte("<?")) {
		s = s[:head]
	}
	if bytes.HasPrefix(s, []byte("{")) {
		return bytes.Contains(s[:min(len(s), head/2)], []byte("jsonfeed.org/version/"))
	}
	for bytes.HasPrefix(s, []byte("<")) {
		switch {
		case bytes.HasPrefix(s, []byte("<?")):
			_, s, _ = bytes.Cut(s, []byte("?>"))
		case bytes.HasPrefix(s, []byte("<!--")):
			_, s, _ = bytes.Cut(s, []byte("-->"))
		case bytes.HasPrefix(s, []byte("<!")):
			_, s, _ = bytes.Cut(s, []byte(">"))
		default:
			name := s[1:min(len(s), 12)]
			if end := bytes.IndexAny(name, " \t\r\n/>"); end >= 0 {
				name = name[:end]
			}
			_, local, ok := bytes.Cut(name, []byte(":"))
			if !ok {
				local = name
			}
			switch strings.ToLower(string(local)) {
			case "rss", "feed", "opml", "rdf":
				return true
			}
			return false
		}
		s = bytes.TrimLeft(s, " \t\r\n")
	}
	return false
}

// hasMarkup says whether the page has a comment, a document type, or an element that no parser makes up.
func (d *Document) hasMarkup() bool {
	for n := range d.tree.Root().All {
		switch n.Kind() {
		case dom.Comment, dom.Doctype:
			return true
		case dom.Element:
		default:
			continue
		}
		switch n.Tag() {
		case dom.Html, dom.Head, dom.Body:
			if len(n.Attrs()) > 0 {
				return true
			}
		case dom.Other:
		default:
			return true
		}
	}
	return false
}

// onlyBlank says whether a text is white space throughout, in the widest sense.
func onlyBlank(s string) bool { return measure(s).chars == 0 }

// readHead finds the base of relative addresses and the page's meta elements.
func (d *Document) readHead() {
	if u, err := url.Parse(strings.TrimSpace(d.page.URL)); err == nil && u.IsAbs() && u.Host != "" {
		d.setBase(u)
	}
	d.anchorNodes, d.pagerNodes = d.mem.anchors[:0], d.mem.pagers[:0]
	defer func() { d.mem.anchors, d.mem.pagers = d.anchorNodes, d.pagerNodes }()
	d.meta = map[string]string{}
	for i := 1; i < d.tree.Len(); i++ {
		n := d.tree.At(i)
		if n.Kind() != dom.Element {
			continue
		}
		switch n.Tag() {
		case dom.A:
			if n.HasAttr("href") {
				d.anchorNodes = append(d.anchorNodes, int32(n.Index()))
			}
			d.pagerNodes = append(d.pagerNodes, int32(n.Index()))
		case dom.Img:
			d.imageNodes = append(d.imageNodes, int32(n.Index()))
		case dom.Link, dom.Script:
			d.pagerNodes = append(d.pagerNodes, int32(n.Index()))
			if n.Tag() == dom.Script && strings.Contains(n.Attr("type"), "ld+json") {
				d.datedNodes = append(d.datedNodes, int32(i))
			}
		case dom.Select, dom.Input, dom.Button:
			d.formNodes = append(d.formNodes, int32(i))
		case dom.Base:
			if d.baseSet || !n.HasAttr("href") {
				continue
			}
			d.baseSet = true
			if u := d.resolveURL(n.Attr("href")); u != nil && u.IsAbs() && u.Host != "" && (u.Scheme == "http" || u.Scheme == "https") {
				d.setBase(u)
			}
		case dom.Meta:
			d.readMeta(n)
		case dom.Title:
			if d.headTitle == "" && !n.Foreign() {
				d.headTitle = cutTo(normal(textOf(n)), maxTitle)
			}
		case dom.Time:
			d.datedNodes = append(d.datedNodes, int32(i))
		default:
			if n.Attr("itemprop") == "datePublished" {
				d.datedNodes = append(d.datedNodes, int32(i))
			}
		}
	}
}

// readMeta keeps the first value of each meta element by its lower-case name.
func (d *Document) readMeta(n dom.Node) {
	const maxMeta = 256
	value := normal(n.Attr("content"))
	if value == "" || len(d.meta) >= maxMeta {
		return
	}
	for _, key := range []string{"name", "property", "itemprop"} {
		if name := strings.ToLower(strings.TrimSpace(n.Attr(key))); name != "" {
			if _, ok := d.meta[name]; !ok {
				d.meta[name] = cutTo(value, 4*maxTitle)
			}
		}
	}
}
