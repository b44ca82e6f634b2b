package site

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"mime"
	"path"
	"strings"
	"sync"
	"time"
	"unicode/utf8"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/gzip"

	"github.com/portalfeed/portalfeed/feed"
)

// How hard files are compressed. A file is compressed once and sent often; above the limit, brotli's best would
// take seconds.
const (
	brotliLevel      = 11
	brotliLevelLarge = 6
	brotliLarge      = 64 << 10
	minCompressed    = 128 // below it the codings' own headers outweigh the gain
)

// page is a file in memory with its compressed forms. It is made once and does not change but for those forms.
type page struct {
	name         string
	plain        []byte
	hash         string
	mediaType    string
	modified     time.Time // whole seconds
	compressible bool
	feed, opml   bool

	gzip, brotli form
}

// form is a compressed form, made when it is first asked for. A nil body says that it would not be shorter.
type form struct {
	once sync.Once
	mu   sync.Mutex
	body []byte
}

func (f *form) get(plain []byte, compress func([]byte) []byte) []byte {
	f.once.Do(func() {
		if b := compress(plain); len(b) < len(plain) {
			f.mu.Lock()
			f.body = b
			f.mu.Unlock()
		}
	})
	return f.body
}

func (f *form) size() int {
	f.mu.Lock()
	defer f.mu.Unlock()
	return len(f.body)
}

// newPage describes the content of a file. Its modified date is left to the caller.
func newPage(name string, body []byte) *page {
	sum := sha256.Sum256(body)
	p := &page{name: name, plain: body, hash: hex.EncodeToString(sum[:12]), mediaType: mediaType(name, body)}
	switch bare(p.mediaType) {
	case feed.RSS.MediaType(), feed.Atom.MediaType(), feed.JSONFeed.MediaType(), feed.RDF.MediaType():
		p.feed = true
	case feed.OPMLDoc.MediaType():
		p.opml = true
	}
	p.compressible = len(body) >= minCompressed && textual(p.mediaType)
	return p
}

// newest is the latest date in the content, the zero time if it has none.
func (p *page) newest() time.Time {
	switch t := bare(p.mediaType); {
	case t == "text/html":
		return newestInHTML(p.plain)
	case t == feed.JSONFeed.MediaType():
		return lookJSON(p.plain).newest
	case p.feed || p.opml:
		return lookXML(p.plain).newest
	}
	return time.Time{}
}

// variant chooses the form to send.
func (p *page) variant(accept []string) coding {
	if !p.compressible {
		return identity
	}
	c := negotiate(accept)
	if c != identity && p.body(c) == nil {
		return identity
	}
	return c
}

// body returns a form of the content.
func (p *page) body(c coding) []byte {
	switch c {
	case gzipped:
		return p.gzip.get(p.plain, gzipBytes)
	case brotlied:
		return p.brotli.get(p.plain, brotliBytes)
	}
	return p.plain
}

// etag is the strong entity tag of a form: the same content has the same tag wherever it is served.
func (p *page) etag(c coding) string {
	if c == identity {
		return `"` + p.hash + `"`
	}
	return `"` + p.hash + "-" + string(c) + `"`
}

func (p *page) size() int64 { return int64(len(p.plain) + p.gzip.size() + p.brotli.size()) }

func gzipBytes(plain []byte) []byte {
	var b bytes.Buffer
	w, err := gzip.NewWriterLevel(&b, gzip.BestCompression)
	if err != nil {
		return plain
	}
	if _, err := w.Write(plain); err != nil || w.Close() != nil {
		return plain
	}
	return b.Bytes()
}

func brotliBytes(plain []byte) []byte {
	var b bytes.Buffer
	level := brotliLevel
	if len(plain) > brotliLarge {
		level = brotliLevelLarge
	}
	w := brotli.NewWriterLevel(&b, level)
	if _, err := w.Write(plain); err != nil || w.Close() != nil {
		return plain
	}
	return b.Bytes()
}

// mediaType is the Content-Type of a file. XML and JSON files of other names are looked into.
func mediaType(name string, body []byte) string {
	t := ""
	switch ext := strings.ToLower(path.Ext(name)); ext {
	case ".rss":
		t = feed.RSS.MediaType()
	case ".atom":
		t = feed.Atom.MediaType()
	case ".opml":
		t = feed.OPMLDoc.MediaType()
	case ".html", ".htm":
		t = "text/html"
	case ".css":
		t = "text/css"
	case ".js", ".mjs":
		t = "text/javascript"
	case ".txt", ".md":
		t = "text/plain"
	case ".svg":
		t = "image/svg+xml"
	case ".json":
		t = "application/json"
		if body == nil || feed.DetectFormat(body) == feed.JSONFeed {
			t = feed.JSONFeed.MediaType()
		}
	case ".xml", ".rdf":
		t = "application/xml"
		if f := feed.DetectFormat(body); f != feed.Unknown && f != feed.JSONFeed {
			t = f.MediaType()
		}
	case ".gif", ".jpg", ".jpeg", ".png", ".webp", ".avif", ".ico", ".pdf":
		return bare(mime.TypeByExtension(ext))
	}
	switch {
	case t == "":
		return "application/octet-stream"
	case utf8.Valid(body):
		return t + "; charset=utf-8"
	}
	return t
}

// bare cuts the parameters off a media type.
func bare(t string) string {
	t, _, _ = strings.Cut(t, ";")
	return strings.TrimSpace(t)
}

// textual reports whether files of a media type become shorter by compression.
func textual(t string) bool {
	t = bare(t)
	return strings.HasPrefix(t, "text/") || strings.HasSuffix(t, "xml") || strings.HasSuffix(t, "json")
}
