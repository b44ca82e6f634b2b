package feed

import (
	"bytes"
	"net/url"
	"strings"

	"github.com/portalfeed/portalfeed/feed/internal/xmlscan"
)

// scope is an element with an xml:base or xml:lang of its own.
type scope struct {
	depth      int
	base, lang string
}

// xmlReader reads one XML document.
type xmlReader struct {
	judged  int  // of how many extensions of the feed podcast is known
	podcast bool // they say what only podcasts do
	sc      *xmlscan.Scanner
	src     []byte
	head    []byte // the beginning of the document
	res     *ReadResult
	feed    *Feed
	o       ReadOptions
	keep    func(*Item) bool // takes an item; false ends the reading
	arena   arena
	buf     []byte // scratch for text
	vbuf    []byte // scratch for values of attributes, which are read while text is
	lower   [40]byte
	scopes  []scope
	baseOf  string   // what parsed was made of
	parsed  *url.URL // nil for none
	part    *part    // of what a Decoder reads; nil for a whole document

	known
	again   bool // the token is handed out once more
	hex     bool // the text read last marks itself as plain
	stopped bool

	inItem    bool
	itemDepth int
	item      Item
	got       itemGot
}

// known is what a reader knows of a document between two items.
type known struct {
	dates    dateReader
	dated    bool   // dates knows the zone
	core     string // namespace of the root where it is one we do not know
	atom     bool   // the root is Atom's
	old      bool   // Atom 0.3
	rss11    bool   // RSS 1.1
	begun    bool   // the root of a feed was met
	html     bool   // the root is that of an HTML page
	rootName string
	feedGot  feedGot
	kept     int // extensions of the feed or item so far
	items    int
}

// newXMLReader returns a reader of a document of UTF-8.
func newXMLReader(doc []byte, res *ReadResult, o ReadOptions, keep func(*Item) bool) *xmlReader {
	r := &xmlReader{sc: newScanner(doc, true), src: doc, head: doc, res: res, feed: res.Feed, o: o, keep: keep}
	r.scopes = append(r.scopes, scope{depth: -1, base: absoluteOr(o.URL)})
	return r
}

// absoluteOr returns an address that can be a base, else "".
func absoluteOr(s string) string {
	if u, err := url.Parse(s); err == nil && u.Scheme != "" && u.Host != "" {
		return s
	}
	return ""
}

// next returns the next token, nil at the end.
func (r *xmlReader) next() *xmlscan.Token {
	if r.again {
		r.again = false
		return r.sc.Token()
	}
	if r.part != nil {
		r.part.before = len(r.sc.Errors())
	}
	if r.stopped || !r.sc.Next() {
		return nil
	}
	tok := r.sc.Token()
	if r.part != nil {
		r.part.follow(tok, r.sc.Depth(), len(r.src))
	}
	switch tok.Kind {
	case xmlscan.StartTag:
		if len(tok.Attrs) > 0 {
			r.enter(tok)
		}
	case xmlscan.EndTag:
		for n := len(r.scopes) - 1; r.scopes[n].depth > r.sc.Depth(); n-- {
			r.scopes = r.scopes[:n]
		}
	}
	return tok
}

// enter notes the xml:base and xml:lang of an element.
func (r *xmlReader) enter(tok *xmlscan.Token) {
	s := scope{depth: r.sc.Depth(), base: r.base(), lang: r.lang()}
	changed := false
	for i := range tok.Attrs {
		a := &tok.Attrs[i]
		if a.Space != xmlscan.XMLSpace && string(a.Prefix) != "xml" {
			continue
		}
		switch string(a.Local) {
		case "base":
			if b := r.resolved(r.value(a)); absoluteOr(b) != "" {
				s.base, changed = b, true
			}
		case "lang":
			s.lang, changed = r.value(a), true
		}
	}
	if changed {
		r.scopes = append(r.scopes, s)
	}
}

func (r *xmlReader) base() string { return r.scopes[len(r.scopes)-1].base }
func (r *xmlReader) lang() string { return r.scopes[len(r.scopes)-1].lang }

// value returns the value of an attribute without white space around it.
func (r *xmlReader) value(a *xmlscan.Attr) string {
	v := a.Value
	if a.Refs {
		r.vbuf = fixC1(xmlscan.AppendValue(r.vbuf[:0], v))
		v = r.vbuf
	}
	return r.arena.string(bytes.TrimSpace(v))
}

// attr returns the value of the attribute of a local name without namespace, in any case.
func (r *xmlReader) attr(tok *xmlscan.Token, name string) string {
	for i := range tok.Attrs {
		a := &tok.Attrs[i]
		if a.Prefix == nil && len(a.Local) == len(name) && strings.EqualFold(string(a.Local), name) {
			return r.value(a)
		}
	}
	return ""
}

// attrAny is attr for an attribute in any namespace.
func (r *xmlReader) attrAny(tok *xmlscan.Token, name string) string {
	for i := range tok.Attrs {
		if a := &tok.Attrs[i]; string(a.Local) == name {
			return r.value(a)
		}
	}
	return ""
}

// resolved makes a relative reference absolute where a base is known; else it stays.
func (r *xmlReader) resolved(ref string) string {
	base := r.base()
	if base == "" || ref == "" || strings.HasPrefix(ref, "http://") || strings.HasPrefix(ref, "https://") || schemeOf(ref) != "" {
		return ref
	}
	if r.baseOf != base {
		r.baseOf = base
		r.parsed, _ = url.Parse(base) // a scope's base has parsed before
	}
	return resolveRef(r.parsed, ref)
}

// resolveRef resolves a reference, which stays as it is where it cannot be parsed.
func resolveRef(base *url.URL, ref string) string {
	if base == nil {
		return ref
	}
	u, err := url.Parse(trimURI(ref))
	if err != nil {
		if u, err = url.Parse(escapeURI(trimURI(ref))); err != nil {
			return ref
		}
	}
	return base.ResolveReference(u).String()
}

// name returns the namespace and the lower-case local name of a tag. The name is good until the next call.
func (r *xmlReader) name(n *xmlscan.Name) (namespace, []byte) {
	local := n.Local
	for _, c := range local {
		if c-'A' < 26 {
			if len(local) <= len(r.lower) {
				local = r.lower[:copy(r.lower[:], local)]
				for i, c := range local {
					if c-'A' < 26 {
						local[i] = c + 32
					}
				}
			}
			break
		}
	}
	if n.Space == "" && n.Prefix != nil {
		ns, _ := spaceOfPrefix(string(n.Prefix))
		return ns, local
	}
	if n.Space != "" && n.Space == r.core {
		return spaceCore, local
	}
	return spaceOf(n.Space), local
}

// run reads the document.
func (r *xmlReader) run() {
	for tok := r.next(); tok != nil; tok = r.next() {
		switch tok.Kind {
		case xmlscan.StartTag:
			r.element(tok)
		case xmlscan.EndTag:
			if r.inItem && r.sc.Depth() < r.itemDepth && !r.part.cut(tok, len(r.src)) {
				r.endItem()
				if r.part != nil {
					r.save(tok.End, len(r.sc.Errors()))
				}
			}
		}
	}
	if r.inItem && (r.part == nil || r.part.whole) {
		r.endItem()
	}
}

// element deals with the start of an element outside those that are read whole.
func (r *xmlReader) element(tok *xmlscan.Token) {
	if !r.begun {
		r.root(tok)
		return
	}
	if r.part != nil && tok.Start < r.part.fixed {
		return
	}
	ns, local := r.name(&tok.Name)
	if isItem(ns, local) {
		r.beginItem(tok)
		return
	}
	if r.inItem {
		r.itemChild(tok, ns, local)
		return
	}
	r.feedChild(tok, ns, local)
}

// isItem reports whether an element is an item of a feed.
func isItem(ns namespace, local []byte) bool {
	return ns == spaceCore && (string(local) == "item" || string(local) == "entry")
}

// root looks for the root of a feed. Elements that are none are gone into, for feeds wrapped in something else.
func (r *xmlReader) root(tok *xmlscan.Token) {
	_, local := r.name(&tok.Name)
	if r.rootName == "" {
		r.rootName = string(tok.Name.Local[:min(len(tok.Name.Local), 40)])
		r.html = string(local) == "html"
	}
	res := r.res
	switch string(local) {
	case "rss":
		res.Format, res.Version = RSS, r.attr(tok, "version")
	case "rdf":
		res.Format, res.Version = RDF, "1.0"
	case "channel":
		res.Format = CDF
		if strings.Contains(tok.Name.Space, "rss1.1") {
			res.Format, res.Version, r.rss11 = RDF, "1.1", true
		}
		r.channel(tok)
	case "feed":
		res.Format, res.Version, r.atom = Atom, "1.0", true
		if v := r.attr(tok, "version"); v != "" && v != "1.0" || tok.Name.Space != "" && spaceOf(tok.Name.Space) == spaceCore && tok.Name.Space != atomSpace {
			res.Version, r.old = firstOf(v, "0.3"), true
		}
		r.core = tok.Name.Space
	case "entry": // an Atom entry document
		if spaceOf(tok.Name.Space) != spaceCore || tok.Name.Space == "" {
			return
		}
		res.Format, res.Version, r.atom, r.begun = Atom, "1.0", true, true
		r.beginItem(tok)
		return
	default:
		return
	}
	if r.core == "" && spaceOf(tok.Name.Space) == spaceOther {
		r.core = tok.Name.Space
	}
	r.begun = true
	r.feed.Language = r.lang()
}

// channel takes what stands in the start tag of a channel.
func (r *xmlReader) channel(tok *xmlscan.Token) {
	if about := r.attrAny(tok, "about"); about != "" && r.feed.ID == "" {
		r.feed.ID = r.resolved(about)
	}
	if r.feed.Language == "" {
		r.feed.Language = r.lang()
	}
	if href := r.attr(tok, "href"); href != "" { // CDF
		r.feed.Links = append(r.feed.Links, Link{Rel: "alternate", Href: r.resolved(href)})
	}
	if mod := r.attr(tok, "lastmod"); mod != "" {
		r.feed.Updated = r.date(mod)
	}
}

// skip reads to the end of the element that began last. It stops before what begins an item.
func (r *xmlReader) skip() {
	depth := r.sc.Depth()
	for tok := r.next(); tok != nil; tok = r.next() {
		if tok.Kind == xmlscan.EndTag && r.sc.Depth() < depth || r.boundary(tok) {
			return
		}
	}
}

// boundary reports whether a start tag inside an element shows that its end tag is missing; the token is then handed out again.
func (r *xmlReader) boundary(tok *xmlscan.Token) bool {
	if tok.Kind != xmlscan.StartTag {
		return false
	}
	ns, local := r.name(&tok.Name)
	if !isItem(ns, local) && (ns != spaceCore || r.atom || !isSibling(local)) {
		return false
	}
	r.again = true
	return true
}

// isSibling reports whether an element of RSS stands in an item or channel only and is none of HTML.
func isSibling(local []byte) bool {
	switch string(local) {
	case "guid", "pubdate", "description", "channel", "lastbuilddate", "managingeditor":
		return true
	}
	return false
}

// text returns the text of the element that began last, without its tags and the white space around it.
// It is good until the next call.
func (r *xmlReader) text() []byte {
	depth := r.sc.Depth()
	tok := r.next()
	if tok != nil && tok.Kind == xmlscan.Text && !tok.Refs && !tok.Odd { // nearly always: one run of text and the end tag
		data := tok.Data
		if tok = r.next(); tok != nil && tok.Kind == xmlscan.EndTag && r.sc.Depth() < depth {
			return bytes.TrimSpace(data)
		}
		r.buf = append(r.buf[:0], data...)
	} else {
		r.buf = r.buf[:0]
	}
	for ; tok != nil; tok = r.next() {
		switch tok.Kind {
		case xmlscan.Text, xmlscan.CDATA:
			r.buf = appendData(r.buf, tok)
		case xmlscan.EndTag:
			if r.sc.Depth() < depth {
				return bytes.TrimSpace(r.buf)
			}
		case xmlscan.StartTag:
			if r.boundary(tok) {
				return bytes.TrimSpace(r.buf)
			}
		}
	}
	return bytes.TrimSpace(r.buf)
}

// string is text as a string.
func (r *xmlReader) string() string { return r.arena.string(r.text()) }

// appendData appends the characters of a token of text.
func appendData(dst []byte, tok *xmlscan.Token) []byte {
	start := len(dst)
	switch {
	case tok.Kind == xmlscan.CDATA:
		dst = xmlscan.AppendLines(dst, tok.Data)
	case tok.Refs:
		dst = xmlscan.AppendText(dst, tok.Data)
	default:
		dst = append(dst, tok.Data...)
	}
	if tok.Refs || tok.Odd {
		return append(dst[:start], fixC1(dst[start:])...)
	}
	return dst
}

// fixC1 replaces the control characters U+0080 to U+009F by what was meant where windows-1252 has
// a character there, as HTML does: programs write &#146; for ’.
func fixC1(b []byte) []byte {
	for i := 0; i+1 < len(b); i++ {
		n := bytes.IndexByte(b[i:len(b)-1], 0xC2)
		if n < 0 {
			break
		}
		if i += n; b[i+1] < 0x80 || b[i+1] >= 0xA0 {
			continue
		}
		out := append(make([]byte, 0, len(b)+8), b[:i]...)
		for ; i < len(b); i++ {
			if b[i] == 0xC2 && i+1 < len(b) && b[i+1] >= 0x80 && b[i+1] < 0xA0 {
				out = append(out, windows1252[b[i+1]-0x80]...)
				i++
				continue
			}
			out = append(out, b[i])
		}
		return out
	}
	return b
}

// windows1252 are the characters of windows-1252 from 80 to 9F, "" where it has none.
var windows1252 = [32]string{
	"€", "", "‚", "ƒ", "„", "…", "†", "‡", "ˆ", "‰", "Š", "‹", "Œ", "", "Ž", "",
	"", "‘", "’", "“", "”", "•", "–", "—", "˜", "™", "š", "›", "œ", "", "ž", "Ÿ",
}
