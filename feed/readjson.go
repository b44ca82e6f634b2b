package feed

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/portalfeed/portalfeed/feed/dates"
)

// jsonReader reads one document of JSON Feed. What is malformed ends the reading; what was read by then is kept.
type jsonReader struct {
	b       []byte
	i       int
	depth   int
	buf     []byte
	arena   arena
	res     *ReadResult
	o       ReadOptions
	keep    func(*Item) bool
	dates   dateReader
	broken  string // why reading ended
	stopped bool   // keep said so
	plain   string // content_text of the item
}

// readJSON reads a JSON Feed, or an array of them of which the first counts.
func (res *ReadResult) readJSON(doc []byte, o ReadOptions, keep func(*Item) bool) error {
	r := &jsonReader{b: doc, res: res, o: o, keep: keep}
	r.space()
	found := false
	if r.peek() == '[' {
		r.i++
		r.space()
	}
	res.Format = JSONFeed
	r.object(func(key string) {
		found = r.feedMember(key) || found
	})
	if r.broken != "" && !r.stopped {
		at := placer{src: doc, line: 1}
		line, column := at.place(r.i)
		res.add(Diagnostic{Code: "json", Line: line, Column: column, Message: r.broken})
	}
	if !found {
		return &NotFeedError{Reason: "it is JSON, but no JSON Feed"}
	}
	res.Feed.bound(res)
	res.Feed.Items = sliceFit(res.Feed.Items)
	return nil
}

func (r *jsonReader) fail(why string) {
	if r.broken == "" {
		r.broken = why
	}
}

func (r *jsonReader) space() {
	for r.i < len(r.b) && isBlank(r.b[r.i]) {
		r.i++
	}
}

// peek returns the next character that is no white space, 0 at the end.
func (r *jsonReader) peek() byte {
	r.space()
	if r.i >= len(r.b) || r.broken != "" {
		return 0
	}
	return r.b[r.i]
}

// enter goes into the object or array that is next.
func (r *jsonReader) enter() bool {
	if r.depth++; r.depth > maxDepth {
		r.fail("the values are nested too deep")
		return false
	}
	r.i++
	return true
}

// leave goes out of it.
func (r *jsonReader) leave() {
	r.i++
	r.depth--
}

// object calls member with the name of each member of the object that is next; member has to read the value.
func (r *jsonReader) object(member func(key string)) {
	if r.peek() != '{' {
		r.skip()
		return
	}
	if !r.enter() {
		return
	}
	for r.broken == "" {
		switch r.peek() {
		case '}':
			r.leave()
			return
		case ',':
			r.i++
			continue
		case '"':
		default:
			r.fail("a name of a member is missing")
			return
		}
		key := r.str()
		if r.peek() != ':' {
			r.fail("a colon is missing")
			return
		}
		r.i++
		member(key)
	}
}

// array calls element for each element of the array that is next; element has to read it.
// What is no array is taken for the only element of one.
func (r *jsonReader) array(element func()) {
	if r.peek() != '[' {
		if c := r.peek(); c == 'n' {
			r.skip()
		} else if c != 0 {
			element()
		}
		return
	}
	if !r.enter() {
		return
	}
	for r.broken == "" {
		switch r.peek() {
		case ']':
			r.leave()
			return
		case ',':
			r.i++
		case 0, '}', ':':
			r.fail("the end of an array is missing")
		default:
			element()
		}
	}
}

// raw skips the value that is next and returns its text.
func (r *jsonReader) raw() []byte {
	r.space()
	start := r.i
	r.skip()
	return bytes.TrimSpace(r.b[start:min(r.i, len(r.b))])
}

// skip reads over the value that is next.
func (r *jsonReader) skip() {
	depth := 0
	for r.broken == "" {
		switch c := r.peek(); c {
		case 0:
			r.fail("a value is missing")
			return
		case '"':
			r.skipString()
		case '{', '[':
			if depth++; depth+r.depth > maxDepth {
				r.fail("the values are nested too deep")
				return
			}
			r.i++
			continue
		case '}', ']':
			if depth == 0 {
				r.fail("a value is missing")
				return
			}
			depth--
			r.i++
		case ',', ':':
			if depth == 0 {
				r.fail("a value is missing")
				return
			}
			r.i++
			continue
		default:
			start := r.i
			for r.i < len(r.b) && !isBlank(r.b[r.i]) && strings.IndexByte(`,:{}[]"`, r.b[r.i]) < 0 {
				r.i++
			}
			if r.i == start {
				r.i++
			}
		}
		if depth == 0 {
			return
		}
	}
}

func (r *jsonReader) skipString() {
	for k := r.i + 1; k < len(r.b); k++ {
		switch r.b[k] {
		case '\\':
			k++
		case '"':
			r.i = k + 1
			return
		}
	}
	r.i = len(r.b)
	r.fail("the end of a string is missing")
}

// str reads the string that is next; a number or a truth value is read as its text, null and what has parts as "".
func (r *jsonReader) str() string {
	switch r.peek() {
	case '"':
	case '{', '[', 0, '}', ']', ',', ':':
		r.skip()
		return ""
	default:
		s := r.raw()
		if string(s) == "null" {
			return ""
		}
		return r.arena.string(s)
	}
	start := r.i + 1
	n := bytes.IndexByte(r.b[start:], '"')
	if n >= 0 && bytes.IndexByte(r.b[start:start+n], '\\') < 0 {
		r.i = start + n + 1
		return r.arena.string(r.b[start : start+n])
	}
	return r.escaped(start)
}

// escaped reads a string with escapes that begins at start. One that is cut off is kept as far as it goes.
func (r *jsonReader) escaped(start int) string {
	dst := r.buf[:0]
	k := start
	for k < len(r.b) {
		n := bytes.IndexAny(r.b[k:], `"\`)
		if n < 0 {
			dst = append(dst, r.b[k:]...)
			break
		}
		dst = append(dst, r.b[k:k+n]...)
		k += n
		if r.b[k] == '"' {
			r.i, r.buf = k+1, dst
			return r.arena.string(dst)
		}
		dst, k = appendUnescaped(dst, r.b, k)
	}
	r.i, r.buf = len(r.b), dst
	r.fail("the end of a string is missing")
	return r.arena.string(dst)
}

// appendUnescaped appends what the escape at b[k] stands for. A lone surrogate becomes U+FFFD.
func appendUnescaped(dst, b []byte, k int) ([]byte, int) {
	if k+1 >= len(b) {
		return dst, len(b)
	}
	switch c := b[k+1]; c {
	case 'n':
		return append(dst, '\n'), k + 2
	case 't':
		return append(dst, '\t'), k + 2
	case 'r':
		return append(dst, '\r'), k + 2
	case 'b', 'f':
		return append(dst, ' '), k + 2
	case 'u':
		v, ok := hex4(b, k+2)
		if !ok {
			return append(dst, '\\'), k + 1
		}
		k += 6
		if utf16.IsSurrogate(v) {
			if low, ok := hex4(b, k+2); ok && b[k] == '\\' && b[k+1] == 'u' {
				if pair := utf16.DecodeRune(v, low); pair != utf8.RuneError {
					return utf8.AppendRune(dst, pair), k + 6
				}
			}
			v = utf8.RuneError
		}
		return utf8.AppendRune(dst, v), k
	default:
		return append(dst, c), k + 2
	}
}

func hex4(b []byte, k int) (rune, bool) {
	if k+4 > len(b) {
		return 0, false
	}
	v := rune(0)
	for _, c := range b[k : k+4] {
		if !isHex(c) {
			return 0, false
		}
		v = v<<4 | rune(unhex(c))
	}
	return v, true
}

func (r *jsonReader) number() int64 {
	s := r.str()
	if f, err := strconv.ParseFloat(s, 64); err == nil && f > 0 && f < 1<<53 {
		return int64(f)
	}
	return 0
}

// maxSeconds bounds how long something may play: what is longer is not exact any more as a number of JSON.
const maxSeconds = 100 * 24 * 3600

func (r *jsonReader) seconds() time.Duration {
	if f, err := strconv.ParseFloat(r.str(), 64); err == nil && f > 0 && f < maxSeconds {
		return time.Duration(math.Round(f * float64(time.Second)))
	}
	return 0
}

// line is str on one line.
func (r *jsonReader) line() string { return line(r.str()) }

// address is a string that is an address, resolved.
func (r *jsonReader) address() string {
	s := r.str()
	if r.o.URL == "" || s == "" || schemeOf(s) != "" {
		return s
	}
	u, ok := resolve(s, r.o.URL)
	if !ok {
		return s
	}
	return u
}

// feedMember reads a member of the feed; it reports whether it is one by which a JSON Feed is known.
func (r *jsonReader) feedMember(key string) bool {
	f := r.res.Feed
	switch key {
	case "version":
		v := r.str()
		if i := strings.LastIndexByte(v, '/'); i >= 0 && strings.Contains(v, "jsonfeed.org") {
			r.res.Version = v[i+1:]
			return true
		}
	case "title":
		f.Title = Text{Value: r.str()}
	case "description":
		f.Subtitle = Text{Value: r.str()}
	case "home_page_url":
		keepLink(&f.Links, Link{Rel: "alternate", Href: r.address()})
	case "feed_url":
		keepLink(&f.Links, Link{Rel: "self", Href: r.address()})
	case "next_url":
		keepLink(&f.Links, Link{Rel: "next", Href: r.address()})
	case "icon":
		f.Logo = r.address()
	case "favicon":
		f.Icon = r.address()
	case "language":
		f.Language = r.str()
	case "author", "authors":
		r.people(&f.Authors)
	case "hubs":
		r.hubs()
	case "user_comment":
		r.keepText(&f.Extensions, key, r.str())
	case "expired":
		r.keepRaw(&f.Extensions, key)
	case "items":
		r.dates.o = r.o.dateOptions(f.Language, r.res.Encoding, r.b)
		n := 0
		r.array(func() {
			var it Item
			r.plain = ""
			r.object(func(key string) { r.itemMember(&it, key) })
			if it.Content.Value == "" {
				it.Content = Text{Value: r.plain}
			} else {
				r.keepText(&it.Extensions, "content_text", r.plain)
			}
			it.bound(r.res)
			if n++; n > MaxReadItems {
				r.res.add(Diagnostic{Code: "limit", Message: "the document has more items than are read"})
				r.stop()
				return
			}
			if !r.keep(&it) {
				r.stop()
			}
		})
		return true
	default:
		r.unknown(&f.Extensions, key)
	}
	return false
}

func (r *jsonReader) stop() {
	r.stopped = true
	r.fail("stopped")
}

// unknown keeps an extension and skips what is none.
func (r *jsonReader) unknown(list *[]Extension, key string) {
	if key != "_portalfeed" && strings.HasPrefix(key, "_") {
		r.keepRaw(list, key)
		return
	}
	r.skip()
}

// keepRaw keeps the value that is next as it stands.
func (r *jsonReader) keepRaw(list *[]Extension, key string) {
	if v := r.raw(); r.broken == "" && len(*list) < maxExtensions {
		*list = append(*list, Extension{Space: JSONSpace, Name: key, Value: string(v)})
	}
}

// keepText keeps a text that the model has no field for.
func (r *jsonReader) keepText(list *[]Extension, key, v string) {
	if v != "" && len(*list) < maxExtensions {
		*list = append(*list, Extension{Space: JSONSpace, Name: key, Value: string(appendJSON(nil, v))})
	}
}

// member adds a member of an author, attachment or hub to those that are extensions.
func (r *jsonReader) member(members *[]byte, key string) {
	v := r.raw()
	if !strings.HasPrefix(key, "_") || r.broken != "" || len(*members)+len(key)+len(v) > maxExtensionValue {
		return
	}
	*members = append(appendJSON(append(*members, ','), key), ':')
	*members = append(*members, v...)
}

// asObject makes an object of the members.
func asObject(members []byte) string {
	if len(members) == 0 {
		return ""
	}
	members[0] = '{'
	return string(append(members, '}'))
}

// hubs reads hubs: those of WebSub are links, and the others, of which the model knows nothing, are kept as they stand.
func (r *jsonReader) hubs() {
	f := r.res.Feed
	var kept []byte
	r.array(func() {
		r.space()
		start := r.i
		var kind string
		var members []byte
		l := Link{Rel: "hub"}
		r.object(func(key string) {
			switch key {
			case "type":
				kind = r.str()
			case "url":
				l.Href = r.address()
			default:
				r.member(&members, key)
			}
		})
		if l.Href == "" {
			return
		}
		websub := kind == "" || strings.EqualFold(kind, "websub")
		if websub {
			keepLink(&f.Links, l)
		}
		if (!websub || len(members) > 0) && r.broken == "" {
			kept = append(append(kept, ","...), r.b[start:r.i]...)
		}
	})
	if len(kept) == 0 || len(f.Extensions) >= maxExtensions {
		return
	}
	kept[0] = '['
	var list bytes.Buffer
	if json.Compact(&list, append(kept, ']')) == nil {
		f.Extensions = slices.Insert(f.Extensions, 0, Extension{Space: JSONSpace, Name: "hubs", Value: list.String()})
	}
}

func (r *jsonReader) people(list *[]Person) {
	r.array(func() {
		var p Person
		if r.peek() == '"' {
			p = personOf(r.str())
		} else {
			var members []byte
			r.object(func(key string) {
				switch key {
				case "name":
					p.Name = r.line()
				case "url":
					p.URI = r.address()
				case "avatar":
					p.Avatar = r.address()
				default:
					r.member(&members, key)
				}
			})
			p.Members = asObject(members)
		}
		if mail, ok := strings.CutPrefix(p.URI, "mailto:"); ok && isEmail(mail) {
			p.Email, p.URI = mail, ""
		}
		if p.Name == "" && p.Email == "" && p.URI == "" && p.Avatar == "" {
			return
		}
		keepPerson(list, p)
	})
}

func (r *jsonReader) itemMember(it *Item, key string) {
	switch key {
	case "id":
		it.ID = r.line()
	case "url":
		if href := r.address(); href != "" && len(it.Links) <= maxParts {
			it.Links = append([]Link{{Rel: "alternate", Href: href}}, it.Links...)
		}
	case "external_url":
		if href := r.address(); href != "" {
			keepLink(&it.Links, Link{Rel: "related", Href: href})
		}
	case "title":
		it.Title = Text{Value: r.str()}
	case "content_html":
		if s := r.str(); s != "" {
			it.Content = Text{Type: HTML, Value: s}
		}
	case "content_text":
		r.plain = r.str()
	case "summary":
		it.Summary = Text{Value: r.str()}
	case "image":
		it.Image = firstOf(r.address(), it.Image) // which may be the banner
	case "banner_image":
		s := r.address()
		it.Image = firstOf(it.Image, s)
		r.keepText(&it.Extensions, key, s)
	case "date_published":
		it.Published = r.date()
	case "date_modified":
		it.Updated = r.date()
	case "author", "authors":
		r.people(&it.Authors)
	case "tags":
		r.array(func() {
			if s := r.line(); s != "" {
				keepCategory(&it.Categories, Category{Term: s})
			}
		})
	case "language":
		it.Language = r.str()
	case "attachments":
		r.array(func() {
			var e Enclosure
			var members []byte
			r.object(func(key string) {
				switch key {
				case "url":
					e.URL = r.address()
				case "mime_type":
					e.Type = r.str()
				case "title":
					e.Title = r.str()
				case "size_in_bytes":
					e.Length = r.number()
				case "duration_in_seconds":
					e.Duration = r.seconds()
				default:
					r.member(&members, key)
				}
			})
			e.Members = asObject(members)
			keepFile(&it.Enclosures, e)
		})
	case "_portalfeed":
		r.own(it)
	default:
		r.unknown(&it.Extensions, key)
	}
}

// own reads the extension that our writer makes.
func (r *jsonReader) own(it *Item) {
	precision := ""
	r.object(func(key string) {
		switch key {
		case "source":
			var s Source
			r.object(func(key string) {
				switch key {
				case "name":
					s.Title = r.str()
				case "url":
					s.URL = r.str()
				default:
					r.skip()
				}
			})
			if s != (Source{}) {
				it.Source = &s
			}
		case "date_precision":
			precision = r.str()
		case "title_html":
			if s := r.str(); s != "" {
				it.Title = Text{Type: HTML, Value: s}
			}
		default:
			r.skip()
		}
	})
	for p := dates.Year; p < dates.Minute; p++ {
		if p.String() == precision && !it.Published.IsZero() {
			it.Published.Precision = p
		}
	}
}

func (r *jsonReader) date() dates.Date {
	s := r.str()
	d := r.dates.read(s)
	if d.IsZero() && s != "" {
		r.res.add(Diagnostic{Code: "date", Message: fmt.Sprintf("no date in %s", quoted(s))})
	}
	return d
}
