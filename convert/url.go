package convert

import (
	"net/url"
	"path"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/portalfeed/portalfeed/convert/internal/dom"
)

// allowedScheme says whether a scheme may appear in what is published.
func allowedScheme(s string) bool {
	switch s {
	case "http", "https", "mailto", "tel":
		return true
	}
	return false
}

// cleanRef is a reference as browsers read it: white space at the ends, and line feeds and tabs anywhere, do not belong to it.
func cleanRef(ref string) string {
	ref = strings.TrimFunc(ref, func(r rune) bool { return r <= ' ' || isBlank(r) })
	if strings.IndexFunc(ref, func(r rune) bool { return r < ' ' || r == 0x7F || isFormat(r) }) < 0 {
		return ref
	}
	return strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7F || isFormat(r) {
			return -1
		}
		return r
	}, ref)
}

// isFormat says whether a rune is invisible: such runes hide schemes and turn text around.
func isFormat(r rune) bool {
	return r >= 0x80 && (r <= 0x9F || r == 0xAD || unicode.Is(unicode.Cf, r) || r == 0x2028 || r == 0x2029)
}

// schemeOf is the lower-case scheme of a reference, "" for a relative one.
func schemeOf(ref string) string {
	for i, r := range ref {
		switch {
		case 'a' <= r|0x20 && r|0x20 <= 'z', i > 0 && ('0' <= r && r <= '9' || strings.ContainsRune("+-.", r)):
		case r == ':':
			return strings.ToLower(ref[:i])
		default:
			return ""
		}
	}
	return ""
}

// resolveURL is a reference as an address: absolute where the base is known. nil if it is none or its scheme is not allowed.
func (d *Document) resolveURL(ref string) *url.URL {
	ref = cleanRef(ref)
	if ref == "" || len(ref) > maxURL {
		return nil
	}
	if s := schemeOf(ref); s != "" && !allowedScheme(s) {
		return nil
	}
	ref = strings.ReplaceAll(ref, "\\", "/") // as browsers do for http
	u, err := url.Parse(ref)
	if err != nil {
		u, err = url.Parse(escapeRef(ref))
	}
	if err != nil || u.Scheme == "" && strings.Contains(strings.SplitN(ref, "/", 2)[0], ":") {
		return nil
	}
	if d.base != nil {
		u = d.base.ResolveReference(u)
	}
	if (u.Scheme == "http" || u.Scheme == "https") && u.Host == "" {
		return nil
	}
	return u
}

// escapeRef percent-encodes what url.Parse does not take: stray percent signs, spaces and control characters.
func escapeRef(ref string) string {
	var b strings.Builder
	for i := 0; i < len(ref); i++ {
		switch c := ref[i]; {
		case c == '%' && (i+2 >= len(ref) || !isHex(ref[i+1]) || !isHex(ref[i+2])):
			b.WriteString("%25")
		case c == ' ':
			b.WriteString("%20")
		case strings.IndexByte("<>\"`{}|^[]", c) >= 0:
			const hex = "0123456789ABCDEF"
			b.WriteByte('%')
			b.WriteByte(hex[c>>4])
			b.WriteByte(hex[c&15])
		default:
			b.WriteByte(c)
		}
	}
	return b.String()
}

func isHex(c byte) bool {
	return '0' <= c && c <= '9' || 'a' <= c|0x20 && c|0x20 <= 'f'
}

// refByte says what a byte may be in a reference that needs no second look.
type refByte uint8

const (
	inPath  refByte = 1 << iota // stands in a path as it is
	inQuery                     // stands in a query as it is
	inHost
)

var refBytes = func() (t [256]refByte) {
	for c := '0'; c <= '9'; c++ {
		t[c] = inPath | inQuery | inHost
	}
	for c := 'a'; c <= 'z'; c++ {
		t[c] = inPath | inQuery | inHost
		t[c-'a'+'A'] = inPath | inQuery | inHost
	}
	for _, c := range []byte("/_-.~,=&+;@$!*()") {
		t[c] = inPath | inQuery
	}
	for _, c := range []byte(":?%") {
		t[c] = inQuery
	}
	for _, c := range []byte(".-") {
		t[c] |= inHost
	}
	t[':'] |= inHost
	return t
}()

// plainPath says whether a path, with a query behind it or not, is the same before and after it is read as an address.
func plainPath(s string) bool {
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c == '?' {
			for i++; i < len(s) && s[i] != '#'; i++ {
				if refBytes[s[i]]&inQuery == 0 {
					return false
				}
			}
			if i == len(s) {
				return true
			}
			c = '#'
		}
		if c == '#' {
			for i++; i < len(s); i++ {
				if refBytes[s[i]]&inPath == 0 {
					return false
				}
			}
			return s[len(s)-1] != '#'
		}
		if refBytes[c]&inPath == 0 || c == '/' && i+1 < len(s) && (s[i+1] == '/' || s[i+1] == '.') {
			return false
		}
	}
	return true
}

// quickLink is the address of a reference of the usual kinds, in two parts: what stands before and what of the reference follows.
// ok is false for any other.
func (d *Document) quickLink(ref string) (before, rest string, ok bool) {
	if ref == "" || len(ref) > maxURL/2 {
		return "", "", false
	}
	for _, scheme := range []string{"http://", "https://"} {
		if after, found := strings.CutPrefix(ref, scheme); found {
			i := 0
			for i < len(after) && refBytes[after[i]]&inHost != 0 && after[i] != ':' {
				i++
			}
			return "", ref, i > 0 && (i == len(after) || after[i] == '/' && plainPath(after[i:]))
		}
	}
	if d.origin == "" {
		return "", "", false
	}
	if ref[0] == '/' && len(ref) > 1 && ref[1] == '/' { // of the same scheme
		i := 2
		for i < len(ref) && refBytes[ref[i]]&inHost != 0 && ref[i] != ':' {
			i++
		}
		return d.origin[:strings.IndexByte(d.origin, ':')+1], ref, i > 2 && i < len(ref) && ref[i] == '/' && plainPath(ref[i:])
	}
	if ref[0] == '/' {
		return d.origin, ref, plainPath(ref)
	}
	dir := d.dir
	for {
		if after, found := strings.CutPrefix(ref, "./"); found {
			ref = after
			continue
		}
		after, found := strings.CutPrefix(ref, "../")
		if !found {
			break
		}
		ref = after
		if len(dir) > 1 {
			dir = dir[:strings.LastIndexByte(dir[:len(dir)-1], '/')+1]
		}
	}
	if ref != "" && (ref[0] == '.' || ref[0] == '?' || ref[0] == '/' || ref[0] == '#') {
		return "", "", false
	}
	return d.originDir[:len(d.origin)+len(dir)], ref, plainPath(ref)
}

// setBase takes an address as the base of references.
func (d *Document) setBase(u *url.URL) {
	d.base, d.origin, d.dir, d.originDir = u, "", "", ""
	if u.User != nil || u.Scheme != "http" && u.Scheme != "https" || strings.IndexFunc(u.Host, func(r rune) bool { return r >= 0x80 || refBytes[r]&inHost == 0 }) >= 0 {
		return
	}
	p := u.EscapedPath()
	p = p[:strings.LastIndexByte(p, '/')+1]
	if p == "" {
		p = "/"
	}
	if p[0] != '/' || strings.IndexByte(p, '?') >= 0 || !plainPath(p) {
		return
	}
	d.origin, d.dir = u.Scheme+"://"+u.Host, p
	d.originDir = d.origin + d.dir
}

// link is the address of a reference as it is published, "" if it is not.
func (d *Document) link(ref string) string {
	if before, rest, ok := d.quickLink(ref); ok {
		return before + rest
	}
	u := d.resolveURL(ref)
	if u == nil {
		return ""
	}
	return cutURL(u.String())
}

// linkTo is the address that the a element i leads to, as pageLink says.
func (d *Document) linkTo(i int32) string {
	d.linkOnce.Do(d.readLinks)
	if k, ok := slices.BinarySearch(d.anchorNodes, i); ok {
		return d.links[k]
	}
	return ""
}

// readLinks finds where all links of the page lead.
func (d *Document) readLinks() {
	d.links = make([]string, len(d.anchorNodes))
	size := 0
	for k, i := range d.anchorNodes {
		ref := d.tree.At(int(i)).Attr("href")
		before, rest, ok := d.quickLink(ref)
		switch {
		case !ok:
			u := d.pageLink(ref)
			if u == "" {
				u = d.scriptLink(d.tree.At(int(i)), ref)
			}
			d.links[k] = u
		case before == "":
			d.links[k] = rest
		default:
			size += len(before) + len(rest)
		}
	}
	if size == 0 {
		return
	}
	var b strings.Builder // one piece of memory for all that are put together
	b.Grow(size)
	for k, i := range d.anchorNodes {
		if d.links[k] != "" {
			continue
		}
		if before, rest, ok := d.quickLink(d.tree.At(int(i)).Attr("href")); ok && before != "" {
			from := b.Len()
			b.WriteString(before)
			b.WriteString(rest)
			d.links[k] = b.String()[from:]
		}
	}
}

// scriptLink is the address that a link opens by a script that only names it, window.open('a.htm'), location.href='a.htm', or by a
// function of the page.
func (d *Document) scriptLink(n dom.Node, ref string) string {
	script := schemeOf(cleanRef(ref)) == "javascript"
	if to := scriptTarget(ref); to != "" && script {
		return d.pageLink(to)
	}
	click := n.Attr("onclick")
	if u := d.pageLink(scriptTarget(click)); u != "" {
		return u
	}
	for _, key := range []string{"data-href", "data-url", "data-link"} {
		if u := d.pageLink(n.Attr(key)); u != "" {
			return u
		}
	}
	if u := d.calledLink(click); u != "" || !script {
		return u
	}
	return d.calledLink(cleanRef(ref))
}

func cutURL(s string) string {
	if len(s) > maxURL {
		return ""
	}
	return s
}

// pageLink is like link for a reference that leads to another page: not to a place of this one, and not mail or telephone.
func (d *Document) pageLink(ref string) string {
	if before, rest, ok := d.quickLink(ref); ok {
		return before + rest
	}
	if strings.HasPrefix(ref, "#") || strings.HasPrefix(ref, "javascript:") {
		return ""
	}
	ref = cleanRef(ref)
	if ref == "" || ref[0] == '#' {
		return ""
	}
	switch schemeOf(ref) {
	case "", "http", "https":
		return d.link(ref)
	}
	return ""
}

// leads says whether pageLink has an address for a reference.
func (d *Document) leads(ref string) bool {
	_, _, ok := d.quickLink(ref)
	return ok || d.pageLink(ref) != ""
}

// sameAddress says whether two addresses name the same page: scheme, fragment and a final index page do not count.
func sameAddress(a, b string) bool { return a != "" && (a == b || addressKey(a) == addressKey(b)) }

// addressKey is the part of an address that tells pages apart.
func addressKey(s string) string {
	s, _, _ = strings.Cut(s, "#")
	if _, rest, ok := strings.Cut(s, "://"); ok {
		s = rest
	}
	name := strings.TrimRight(s, "/")
	if name = name[strings.LastIndexByte(name, '/')+1:]; name == "" || name[0] < utf8.RuneSelf && name[0]|0x20 != 'i' && name[0]|0x20 != 'd' { // as nearly all
		return strings.TrimSuffix(s, "/")
	}
	switch lower(path.Base(s)) {
	case "index.htm", "index.html", "index.shtml", "index.php", "index.asp", "index.jsp", "default.htm", "default.html", "default.asp":
		s = s[:strings.LastIndexByte(s, '/')+1]
	}
	return strings.TrimSuffix(s, "/")
}
