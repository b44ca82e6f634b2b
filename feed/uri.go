package feed

import (
	"net/url"
	"strings"

	"golang.org/x/net/idna"
)

// uriChar marks the ASCII characters that may stand in a URI as validators read RFC 3986; the percent sign is looked at apart.
var uriChar = func() (t [256]bool) {
	for _, b := range []byte("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~:/?#@!$&'()*+,;=") {
		t[b] = true
	}
	return t
}()

// maxURI bounds an address; longer ones are no links of a page.
const maxURI = 8192

// linkURI returns the absolute URI of a link, resolved against base where it is relative.
// ok is false where it is no link that a reader could follow.
func linkURI(href, base string) (uri string, ok bool) {
	if formOf(href)&uriWeb != 0 {
		return href, true
	}
	href = trimURI(href)
	if href == "" || len(href) > maxURI {
		return "", false
	}
	switch scheme := schemeOf(href); scheme {
	case "http", "https", "ftp":
		return encodeURI(href)
	case "mailto", "magnet":
		return escapeURI(href), len(href) > len(scheme)+1
	case "":
		return resolve(href, base)
	}
	return "", false
}

// isURI reports whether s holds only characters of a URI, percent signs before two hexadecimal digits, at most one #.
func isURI(s string) bool {
	fragment := false
	for i := 0; i < len(s); i++ {
		b := s[i]
		if b == '%' && i+2 < len(s) && isHex(s[i+1]) && isHex(s[i+2]) {
			continue
		}
		if !uriChar[b] || b == '#' && fragment {
			return false
		}
		fragment = fragment || b == '#'
	}
	return s != "" && len(s) <= maxURI
}

func isHex(b byte) bool { return b-'0' < 10 || b|0x20-'a' < 6 }

// trimURI takes out what copying addresses leaves in them: white space at the ends, tabs and line ends within.
func trimURI(s string) string {
	s = strings.TrimSpace(CleanText(s))
	if !strings.ContainsAny(s, "\t\n") {
		return s
	}
	return strings.Map(func(r rune) rune {
		if r == '\t' || r == '\n' {
			return -1
		}
		return r
	}, s)
}

// schemeOf returns the lower-case scheme of an address, "" if it is relative.
func schemeOf(s string) string {
	for i := range len(s) {
		b := s[i]
		switch {
		case b == ':' && i > 0:
			return strings.ToLower(s[:i])
		case b|0x20-'a' < 26, i > 0 && (b-'0' < 10 || b == '+' || b == '-' || b == '.'):
		default:
			return ""
		}
	}
	return ""
}

// encodeURI makes a URI of an absolute IRI with a host.
func encodeURI(s string) (string, bool) {
	i := strings.IndexByte(s, ':') + 1
	scheme := strings.ToLower(s[:i])
	rest := strings.TrimLeft(s[i:], `/\`)
	end := strings.IndexAny(rest, `/?#\`)
	if end < 0 {
		end = len(rest)
	}
	authority, ok := encodeAuthority(rest[:end])
	if !ok {
		return "", false
	}
	return scheme + "//" + authority + escapeURI(strings.ReplaceAll(rest[end:], `\`, "/")), true
}

// encodeAuthority makes the host of an IRI ASCII, and leaves user information out: it is no part of a public link.
// A literal of IP version 6 is refused: feed validators read addresses by RFC 2396, which has none.
func encodeAuthority(s string) (string, bool) {
	s = s[strings.LastIndexByte(s, '@')+1:]
	host, port, hasPort := strings.Cut(s, ":")
	if strings.Trim(port, "0123456789") != "" || len(port) > 5 {
		return "", false
	}
	if strings.IndexByte(host, '%') >= 0 {
		if u, err := url.PathUnescape(host); err == nil {
			host = u
		}
	}
	if strings.Trim(host, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._") != "" {
		ascii, err := idna.Lookup.ToASCII(host)
		if err != nil {
			return "", false
		}
		host = ascii
	}
	if host == "" || !isAlnum(host[0]) {
		return "", false
	}
	if hasPort && port != "" {
		host += ":" + port
	}
	return host, true
}

const upperHex = "0123456789ABCDEF"

// escapeURI percent-encodes what may not stand in a URI.
func escapeURI(s string) string {
	if s == "" || isURI(s) {
		return s
	}
	dst := make([]byte, 0, len(s)+16)
	fragment := false
	for i := range len(s) {
		b := s[i]
		ok := uriChar[b] || b == '%' && i+2 < len(s) && isHex(s[i+1]) && isHex(s[i+2])
		if !ok || b == '#' && fragment {
			dst = append(dst, '%', upperHex[b>>4], upperHex[b&15])
			continue
		}
		fragment = fragment || b == '#'
		dst = append(dst, b)
	}
	return string(dst)
}

// resolve makes a relative reference absolute.
func resolve(href, base string) (string, bool) {
	if base == "" {
		return "", false
	}
	if strings.HasPrefix(href, "//") {
		return encodeURI(schemeOf(base) + ":" + href)
	}
	b, err := url.Parse(base)
	if err != nil || b.Host == "" {
		return "", false
	}
	r, err := url.Parse(escapeURI(strings.ReplaceAll(href, `\`, "/")))
	if err != nil {
		return "", false
	}
	return encodeURI(b.ResolveReference(r).String())
}

// idURI returns an id in the normal form of RFC 3986 section 6.2.2, by which readers that
// compare ids character by character and validators go; ok is false where s is no absolute URI.
func idURI(s string) (uri string, ok bool) {
	if isNormal(s) {
		return s, true
	}
	s = trimURI(s)
	scheme := schemeOf(s)
	switch scheme {
	case "http", "https", "ftp":
		abs, ok := encodeURI(s)
		if !ok {
			return "", false
		}
		return normalHTTP(scheme, abs)
	case "tag":
		return s, isTag(s)
	case "urn":
		return s, isURN(s)
	}
	return "", false
}

// isNormal reports whether s is certainly in normal form: the quick answer for nearly every address of a page.
func isNormal(s string) bool { return formOf(s)&uriNormal != 0 }

// uriForm says what one look at an address showed.
type uriForm uint8

const (
	uriWeb    uriForm = 1 << iota // an absolute address with a plain host, a URI as it is
	uriNormal                     // in the normal form of RFC 3986 section 6.2.2
	uriBare                       // without an ampersand: written as it is in every format
)

// formOf looks at an address once.
func formOf(s string) uriForm {
	if len(s) > maxURI {
		return 0
	}
	if form, end := formAt(s, 0); end == len(s) {
		return form
	}
	return 0
}

// formAt looks at the address that begins at i, and returns where the first character stands that is none of an address.
// Where form is 0, end says nothing.
func formAt(s string, i int) (form uriForm, end int) {
	switch {
	case len(s)-i <= len("http://") || s[i:i+4] != "http":
		return 0, 0
	case s[i+4:i+7] == "://":
		i += len("http://")
	case s[i+4:i+8] == "s://":
		i += len("https://")
	default:
		return 0, 0
	}
	form = uriWeb | uriNormal | uriBare
	start := i
	for i+4 <= len(s) && hostPlain[s[i]]&hostPlain[s[i+1]]&hostPlain[s[i+2]]&hostPlain[s[i+3]] != 0 {
		i += 4
	}
	for ; i < len(s); i++ {
		if b := s[i]; hostPlain[b] == 0 {
			if b-'A' >= 26 && b != '_' {
				break
			}
			form &^= uriNormal
		}
	}
	if i == start || !isAlnum(s[start]) {
		return 0, 0
	}
	if !isAlnum(s[i-1]) {
		form &^= uriNormal
	}
	if i < len(s) && s[i] == ':' {
		form &^= uriNormal
		port := i + 1
		for i = port; i < len(s) && s[i]-'0' < 10; i++ {
		}
		if i == port || i-port > 5 {
			return 0, 0
		}
	}
	if i == len(s) || s[i] != '/' {
		form &^= uriNormal
	}
	if i < len(s) && s[i] != '/' && s[i] != '?' && s[i] != '#' {
		return form, i
	}
	return formOfRest(s, i, form)
}

// formOfRest looks at what follows the host.
func formOfRest(s string, i int, form uriForm) (f uriForm, end int) {
	fragment := false
	for ; i < len(s); i++ {
		if i = skipAddress(s, i); i == len(s) {
			break
		}
		b := s[i]
		if uriPlain[b] != 0 {
			continue
		}
		switch b {
		case '.':
			if s[i-1] == '/' {
				form &^= uriNormal
			}
		case '&':
			form &^= uriBare
		case '%':
			if i+2 >= len(s) || !isHex(s[i+1]) || !isHex(s[i+2]) {
				return 0, 0
			}
			form &^= uriNormal
		case '#':
			if fragment {
				return 0, 0
			}
			fragment = true
		default:
			return form, i
		}
	}
	return form, i
}

// hostPlain has 1 for the characters of a host in normal form.
var hostPlain = func() (t [256]uint8) {
	for _, b := range []byte("abcdefghijklmnopqrstuvwxyz0123456789.-") {
		t[b] = 1
	}
	return t
}()

// skipEights returns the end of a run of characters that mean nothing to formOf, eight at a time.
func skipEights(s string, i int) int {
	for i+8 <= len(s) && eightPlain(s[i:i+8]) {
		i += 8
	}
	return i
}

// eightPlain reports whether eight characters mean nothing to formOf, without a branch for each.
func eightPlain(x string) bool {
	return uriPlain[x[0]]&uriPlain[x[1]]&uriPlain[x[2]]&uriPlain[x[3]]&uriPlain[x[4]]&uriPlain[x[5]]&uriPlain[x[6]]&uriPlain[x[7]] != 0
}

// uriPlain has 1 for the characters of a URI that mean nothing to formOf.
var uriPlain = func() (t [256]uint8) {
	for b, ok := range uriChar {
		if ok {
			t[b] = 1
		}
	}
	t['.'], t['&'], t['%'], t['#'] = 0, 0, 0, 0
	return t
}()

// normalHTTP normalises an absolute URI with a host.
func normalHTTP(scheme, s string) (string, bool) {
	rest := s[len(scheme)+len("://"):]
	end := strings.IndexAny(rest, "/?#")
	if end < 0 {
		end = len(rest)
	}
	host := strings.TrimSuffix(strings.ToLower(rest[:end]), defaultPort(scheme))
	if trimmed := strings.TrimSuffix(host, "."); strings.IndexByte(trimmed, '.') >= 0 {
		host = trimmed
	}
	path, tail := rest[end:], ""
	if i := strings.IndexAny(path, "?#"); i >= 0 {
		path, tail = path[:i], path[i:]
	}
	path, ok := normalEscapes(dotSegments(path), "/")
	if !ok {
		return "", false
	}
	tail, ok = normalEscapes(tail, "/?#")
	if !ok {
		return "", false
	}
	if whole := len(scheme) + 3 + len(host) + len(path) + len(tail); whole == len(s) && s[len(scheme)+3:len(scheme)+3+len(host)] == host && strings.HasSuffix(s, tail) && s[len(s)-len(tail)-len(path):len(s)-len(tail)] == path {
		return s, true
	}
	return scheme + "://" + host + path + tail, true
}

func defaultPort(scheme string) string {
	switch scheme {
	case "http":
		return ":80"
	case "https":
		return ":443"
	}
	return ":21"
}

// dotSegments takes . and .. out of an absolute path; no path is /.
func dotSegments(p string) string {
	if p == "" {
		return "/"
	}
	if !strings.Contains(p, "/.") {
		return p
	}
	var out []string
	parts := strings.Split(p[1:], "/")
	for k, part := range parts {
		last := k == len(parts)-1
		switch part {
		case ".", "..":
			if part == ".." && len(out) > 0 {
				out = out[:len(out)-1]
			}
			if last {
				out = append(out, "")
			}
		default:
			out = append(out, part)
		}
	}
	return "/" + strings.Join(out, "/")
}

// normalEscapes writes percent-encoding in upper case and takes it away where it
// is not needed. ok is false where the encoded bytes are not UTF-8.
func normalEscapes(s, delimiters string) (string, bool) {
	if strings.IndexByte(s, '%') < 0 {
		return s, true
	}
	dst := make([]byte, 0, len(s))
	raw := make([]byte, 0, len(s))
	for i := 0; i < len(s); i++ {
		if s[i] != '%' {
			dst, raw = append(dst, s[i]), append(raw, s[i])
			continue
		}
		b := unhex(s[i+1])<<4 | unhex(s[i+2])
		i += 2
		raw = append(raw, b)
		if isAlnum(b) || b == '-' || b == '.' || b == '_' || b == '~' {
			dst = append(dst, b)
		} else {
			dst = append(dst, '%', upperHex[b>>4], upperHex[b&15])
		}
	}
	return string(dst), validUTF8(raw)
}

func unhex(b byte) byte {
	if b-'0' < 10 {
		return b - '0'
	}
	return b | 0x20 - 'a' + 10
}
