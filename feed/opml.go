package feed

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"net/url"
	"strings"

	"github.com/portalfeed/portalfeed/encodingx"
	"github.com/portalfeed/portalfeed/feed/dates"
	"github.com/portalfeed/portalfeed/feed/internal/xmlscan"
)

// OPML is a list of feeds, as OPML 2.0 has it.
type OPML struct {
	Title       string
	DateCreated dates.Date
	Modified    dates.Date
	OwnerName   string
	Outlines    []Outline
}

// Outline is an entry of OPML: a feed, or a folder of outlines.
type Outline struct {
	Text    string // what people see; required
	Title   string // "" means Text
	Type    string // "rss" for feeds of any format, "link", "include"; "" for a folder
	XMLURL  string // address of the feed; may be relative to the document
	HTMLURL string // address of the page, absolute
	// Language is the feed's language tag.
	Language string
	// Description is what the feed says of itself.
	Description string
	Outlines    []Outline
}

const (
	// maxOutlineDepth bounds the folders within folders, read and written; what lies deeper is put into the last of them.
	maxOutlineDepth = 32
	// maxOutlines bounds the outlines read from one document.
	maxOutlines = 100_000
	// maxXMLDepth bounds the nesting of elements in a document that is read.
	maxXMLDepth = 1000
)

// AppendOPML writes o behind dst and returns the longer slice. Outlines without text
// get their title or address instead; addresses become URIs, and those that are no links are left out. That of a feed may stay
// relative, other relative ones nobody could follow. A nil OPML is taken for an empty one.
func AppendOPML(dst []byte, o *OPML) []byte {
	if o == nil {
		o = &OPML{}
	}
	dst = append(dst, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<opml version=\"2.0\">\n<head>\n"...)
	if title := outlineText(o.Title); title != "" {
		dst = appendElement(dst, "title", title)
	}
	if t, ok := instant(o.DateCreated); ok {
		dst = appendRSSDate(dst, "dateCreated", t)
	}
	if t, ok := instant(o.Modified); ok {
		dst = appendRSSDate(dst, "dateModified", t)
	}
	if owner := outlineText(o.OwnerName); owner != "" {
		dst = appendElement(dst, "ownerName", owner)
	}
	dst = append(dst, "</head>\n<body>\n"...)
	for i := range o.Outlines {
		dst = appendOutline(dst, &o.Outlines[i], 1)
	}
	return append(dst, "</body>\n</opml>\n"...)
}

// WriteOPML writes o to w. Errors are those of w.
func WriteOPML(w io.Writer, o *OPML) error {
	if _, err := w.Write(AppendOPML(nil, o)); err != nil {
		return fmt.Errorf("write outlines: %w", err)
	}
	return nil
}

func appendOutline(dst []byte, o *Outline, depth int) []byte {
	dst = o.appendAttrs(append(dst, "<outline"...))
	if len(o.Outlines) == 0 || depth > maxOutlineDepth {
		dst = append(dst, "/>\n"...)
		for i := range o.Outlines {
			dst = appendOutline(dst, &o.Outlines[i], depth)
		}
		return dst
	}
	dst = append(dst, ">\n"...)
	for i := range o.Outlines {
		dst = appendOutline(dst, &o.Outlines[i], depth+1)
	}
	return closeElement(dst, "outline")
}

// appendAttrs writes what an outline says of itself: by OPML 2.0 a feed has a title and the address of the document, a link and an
// inclusion have an address by the name of url, and what has no type means nothing but its text.
func (o *Outline) appendAttrs(dst []byte) []byte {
	xmlURL := outlineURL(o.XMLURL)
	htmlURL, _ := linkURI(o.HTMLURL, "")
	kind, title := line(o.Type), outlineText(o.Title)
	text := firstOf(outlineText(o.Text), title, outlineText(xmlURL), outlineText(htmlURL), "untitled")
	target := htmlURL // of what has one address
	if target == "" {
		target, _ = linkURI(xmlURL, "")
	}
	switch strings.ToLower(kind) {
	case "rss", "link", "":
		if xmlURL != "" && !strings.EqualFold(kind, "link") {
			kind = "rss"
		} else {
			kind = "link"
		}
	}
	lower := strings.ToLower(kind)
	if target == "" && (lower == "link" || lower == "include") {
		return appendAttr(dst, "text", text)
	}
	dst = appendAttr(appendAttr(dst, "type", kind), "text", text)
	if kind = lower; kind == "rss" {
		title = firstOf(title, text)
	} else if title == text {
		title = ""
	}
	switch kind {
	case "link", "include":
		dst = appendAttr(dst, "url", target)
		xmlURL, htmlURL = "", ""
	}
	for _, a := range [...]struct{ name, value string }{
		{"title", title},
		{"description", outlineText(o.Description)},
		{"language", languageTag(o.Language)},
		{"xmlUrl", xmlURL},
		{"htmlUrl", htmlURL},
	} {
		if a.value != "" {
			dst = appendAttr(dst, a.name, a.value)
		}
	}
	return dst
}

// outlineURL returns an address as a URI, which may be relative; "" if nobody could follow it.
func outlineURL(s string) string {
	if s = trimURI(s); schemeOf(s) != "" {
		s, _ = linkURI(s, "")
		return s
	}
	s = escapeURI(strings.ReplaceAll(s, `\`, "/"))
	if u, err := url.Parse(s); err != nil || u.Scheme != "" || len(s) > maxURI {
		return ""
	}
	return s
}

// outlineText returns a text as it stands in an attribute, which readers may take for HTML.
func outlineText(s string) string {
	s = line(strings.ReplaceAll(plainLine(Text{Value: s}), "<", "＜"))
	if strings.IndexByte(s, '&') < 0 || strings.IndexByte(s, ';') < 0 && !strings.Contains(s, "&#") {
		return s
	}
	return strings.ReplaceAll(s, "&", "＆") // what is left looks like a reference and is none
}

// ErrNotOPML says that a document is no OPML.
var ErrNotOPML = errors.New("not an OPML document")

// ReadOPML reads a document of OPML 1.0 or 2.0 in any encoding. A document that
// is cut off or damaged gives the outlines read so far and an error.
func ReadOPML(b []byte) (*OPML, error) {
	text, err := encodingx.Decode(b, encodingx.Hints{})
	if err != nil {
		return nil, fmt.Errorf("read outlines: %w", err)
	}
	r := opmlReader{sc: xmlscan.New(text.UTF8, xmlscan.Options{MaxDepth: maxXMLDepth, MaxErrors: maxDiagnostics}), out: &OPML{}}
	if err := r.read(); err != nil {
		return r.result(), fmt.Errorf("read outlines: %w", err)
	}
	return r.result(), nil
}

// opmlReader collects outlines. open holds the outlines that are not closed yet.
type opmlReader struct {
	sc     *xmlscan.Scanner
	out    *OPML
	open   []Outline
	raised int // open elements that were put into the last folder because they lie too deep
	count  int
	opml   bool
}

func (r *opmlReader) read() error {
	for r.sc.Next() {
		switch t := r.sc.Token(); t.Kind {
		case xmlscan.StartTag:
			if err := r.start(t); err != nil {
				return err
			}
		case xmlscan.EndTag:
			if bytes.EqualFold(t.Name.Local, []byte("outline")) {
				r.close()
			}
		}
	}
	if !r.opml {
		return ErrNotOPML
	}
	errs := r.sc.Errors()
	for i := range errs {
		switch errs[i].Code {
		case xmlscan.Truncated, xmlscan.LimitDepth, xmlscan.LimitToken, xmlscan.LimitBytes:
			return &errs[i]
		}
	}
	return nil
}

func (r *opmlReader) start(t *xmlscan.Token) error {
	name := strings.ToLower(string(t.Name.Local))
	if !r.opml {
		if name != "opml" {
			return ErrNotOPML
		}
		r.opml = true
		return nil
	}
	switch name {
	case "outline":
		if r.count++; r.count > maxOutlines {
			return fmt.Errorf("more than %d outlines", maxOutlines)
		}
		if o := outlineOf(t); len(r.open) > maxOutlineDepth {
			last := &r.open[maxOutlineDepth-1]
			last.Outlines = append(last.Outlines, o)
			r.raised++
		} else {
			r.open = append(r.open, o)
		}
	case "title", "datecreated", "datemodified", "ownername":
		if len(r.open) == 0 {
			r.head(name)
		}
	}
	return nil
}

// head reads the text of an element of the head.
func (r *opmlReader) head(name string) {
	var buf []byte
	for depth := r.sc.Depth(); r.sc.Depth() >= depth && r.sc.Next(); {
		if t := r.sc.Token(); t.Kind == xmlscan.Text || t.Kind == xmlscan.CDATA {
			buf = appendData(buf, t)
		}
	}
	s := line(string(buf))
	switch name {
	case "title":
		r.out.Title = s
	case "ownername":
		r.out.OwnerName = s
	case "datecreated":
		r.out.DateCreated, _ = dates.Parse(s, dates.Options{})
	case "datemodified":
		r.out.Modified, _ = dates.Parse(s, dates.Options{})
	}
}

func outlineOf(t *xmlscan.Token) Outline {
	var o Outline
	for i := range t.Attrs {
		a := &t.Attrs[i]
		v := line(string(fixC1(xmlscan.AppendValue(nil, a.Value))))
		switch strings.ToLower(string(a.Local)) {
		case "text":
			o.Text = v
		case "title":
			o.Title = v
		case "type":
			o.Type = v
		case "xmlurl":
			o.XMLURL = v
		case "htmlurl", "url":
			o.HTMLURL = v
		case "language":
			o.Language = v
		case "description":
			o.Description = v
		}
	}
	if o.Text == "" {
		o.Text = o.Title
	}
	if o.Title == o.Text { // feeds must say it twice
		o.Title = ""
	}
	return o
}

// close puts the last open outline into the one around it.
func (r *opmlReader) close() {
	if r.raised > 0 {
		r.raised--
		return
	}
	n := len(r.open) - 1
	if n < 0 {
		return
	}
	o := r.open[n]
	r.open = r.open[:n]
	if n == 0 {
		r.out.Outlines = append(r.out.Outlines, o)
		return
	}
	r.open[n-1].Outlines = append(r.open[n-1].Outlines, o)
}

func (r *opmlReader) result() *OPML {
	r.raised = 0
	for len(r.open) > 0 {
		r.close()
	}
	return r.out
}
