package convert

import (
	"net/url"
	"path"
	"strings"
	"unicode"
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

// link is the address of a reference as it is published, "" if it is not.
func (d *Document) link(ref string) string {
	u := d.resolveURL(ref)
	if u == nil {
		return ""
	}
	return cutURL(u.String())
}

func cutURL(s string) string {
	if len(s) > maxURL {
		return ""
	}
	return s
}

// pageLink is like link for a reference that leads to another page: not to a place of this one, and not mail or telephone.
func (d *Document) pageLink(ref string) string {
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

// sameAddress says whether two addresses name the same page: scheme, fragment and a final index page do not count.
func sameAddress(a, b string) bool { return a != "" && addressKey(a) == addressKey(b) }

// addressKey is the part of an address that tells pages apart.
func addressKey(s string) string {
	s, _, _ = strings.Cut(s, "#")
	if _, rest, ok := strings.Cut(s, "://"); ok {
		s = rest
	}
	switch strings.ToLower(path.Base(s)) {
	case "index.htm", "index.html", "index.shtml", "index.php", "index.asp", "index.jsp", "default.htm", "default.html", "default.asp":
		s = s[:strings.LastIndexByte(s, '/')+1]
	}
	return strings.TrimSuffix(s, "/")
}
