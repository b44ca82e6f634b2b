package feed

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"
	"time"
	"unicode/utf8"
)

// tagYear is the date in the tag URIs that ItemID makes. RFC 4151 asks for a day on which the
// authority held its name; a fixed one keeps the id of an address the same forever.
const tagYear = "2005"

// TagURI returns the tag URI of RFC 4151: a name that is unique and stable
// without being an address. authority is a domain name or e-mail address,
// specific anything that is unique for it; a port is left out, and what a tag may not hold
// is percent-encoded. The zero date is left at 2005.
func TagURI(authority string, date time.Time, specific string) string {
	day := tagYear
	if !date.IsZero() {
		day = date.Format(time.DateOnly)
	}
	return "tag:" + tagAuthority(authority) + "," + day + ":" + tagSpecific(specific)
}

// tagAuthority makes a host name, or the host of an address, fit for a tag.
func tagAuthority(s string) string {
	s = strings.ToLower(strings.TrimSpace(s))
	if i := strings.Index(s, "://"); i >= 0 {
		s = s[i+3:]
		if end := strings.IndexAny(s, "/?#"); end >= 0 {
			s = s[:end]
		}
	}
	mailbox, host, ok := strings.Cut(s, "@")
	if !ok {
		mailbox, host = "", s
	}
	if ascii, ok := encodeAuthority(host); ok {
		host = strings.Trim(ascii, "[]")
	}
	host, _, _ = strings.Cut(host, ":")
	host = keepOnly(host, "abcdefghijklmnopqrstuvwxyz0123456789.-")
	mailbox = keepOnly(mailbox, "abcdefghijklmnopqrstuvwxyz0123456789.-_")
	host = strings.Trim(host, ".-")
	if host == "" {
		host = "portalfeed.invalid"
	}
	if mailbox != "" {
		return mailbox + "@" + host
	}
	return host
}

func keepOnly(s, chars string) string {
	return strings.Map(func(r rune) rune {
		if r < utf8.RuneSelf && strings.ContainsRune(chars, r) {
			return r
		}
		return -1
	}, s)
}

func tagSpecific(s string) string {
	s, ok := normalEscapes(strings.ReplaceAll(escapeURI(trimURI(s)), "#", "%23"), "")
	if !ok {
		return fingerprint(s)
	}
	return s
}

// isTag reports whether s is a tag URI in the form that TagURI makes.
func isTag(s string) bool {
	rest, ok := strings.CutPrefix(s, "tag:")
	if !ok || !isURI(s) {
		return false
	}
	authority, rest, ok := strings.Cut(rest, ",")
	day, specific, colon := strings.Cut(rest, ":")
	if !ok || !colon || authority == "" || tagAuthority(authority) != authority {
		return false
	}
	if normal, ok := normalEscapes(specific, ""); !ok || normal != specific {
		return false
	}
	for _, layout := range [...]string{"2006", "2006-01", time.DateOnly} {
		if _, err := time.Parse(layout, day); err == nil {
			return true
		}
	}
	return false
}

// isURN reports whether s is a URN; one of the UUID namespace must hold a UUID.
func isURN(s string) bool {
	space, specific, ok := strings.Cut(strings.TrimPrefix(s, "urn:"), ":")
	if !ok || !strings.HasPrefix(s, "urn:") || len(space) < 2 || len(space) > 32 || specific == "" || !isURI(specific) || strings.ContainsAny(specific, "/?#&~") {
		return false
	}
	if space == "uuid" {
		return isUUID(specific)
	}
	normal, ok := normalEscapes(specific, "")
	return ok && normal == specific && strings.Trim(space, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-") == "" && space[0] != '-'
}

func isUUID(s string) bool {
	if len(s) != 36 {
		return false
	}
	for i := range len(s) {
		if dash := i == 8 || i == 13 || i == 18 || i == 23; dash != (s[i] == '-') || !dash && !isHex(s[i]) {
			return false
		}
	}
	return true
}

// ItemID returns the id of the page at an address: a tag URI of the page's host
// with 128 bits of the SHA-256 of its canonical address. Copies of one page get one id: the
// canonical address has no scheme, fragment, default port or session parameter, no index page
// at its end, and no gateway in front (http://big5.example.cn/gate/big5/www.example.cn/a.htm is
// http://www.example.cn/a.htm in other characters). "" is returned for a text that is no http or https address.
func ItemID(rawURL string) string {
	host, rest, ok := canonicalAddress(rawURL)
	if !ok {
		return ""
	}
	return "tag:" + tagAuthority(host) + "," + tagYear + ":" + fingerprint(host, rest)
}

// fingerprintSize is the length of a fingerprint in bytes: 128 bits, so that a
// collision among a billion items has a chance of one in 10^21.
const fingerprintSize = 16

// fingerprint returns 128 bits of the SHA-256 of the parts in hexadecimal.
func fingerprint(parts ...string) string {
	h := sha256.New()
	for _, p := range parts {
		h.Write([]byte(p))
		h.Write([]byte{0})
	}
	return hex.EncodeToString(h.Sum(nil)[:fingerprintSize])
}

// canonicalAddress returns the host and the rest of the canonical address of a page.
func canonicalAddress(raw string) (host, rest string, ok bool) {
	raw = trimURI(raw)
	scheme := schemeOf(raw)
	if scheme != "http" && scheme != "https" {
		return "", "", false
	}
	abs, ok := encodeURI(withoutGateway(raw))
	if !ok {
		return "", "", false
	}
	if s, ok := normalHTTP(scheme, abs); ok {
		abs = s
	} // else its escapes are not UTF-8, as GBK queries are, and stay as they are
	abs, _, _ = strings.Cut(abs, "#")
	abs = abs[len(scheme)+len("://"):]
	host, rest, _ = strings.Cut(abs, "/")
	path, query, _ := strings.Cut(rest, "?")
	path = withoutIndex(withoutSession(path))
	if query = keptQuery(query); query != "" {
		path += "?" + query
	}
	return strings.ToLower(host), path, true
}

// maxGateways bounds how many gateways are taken off one address.
const maxGateways = 3

// withoutGateway returns the address behind a gateway that shows it in other characters: /gate/big5/HOST/PATH, /gate/gb/HOST/PATH.
func withoutGateway(s string) string {
	for range maxGateways {
		i := strings.Index(s, "/gate/")
		if i < 0 || strings.ContainsAny(s[:i], "?#") {
			return s
		}
		script, inner, ok := strings.Cut(s[i+len("/gate/"):], "/")
		if !ok || script != "big5" && script != "gb" && script != "gbk" && script != "utf8" {
			return s
		}
		inner = strings.TrimPrefix(strings.TrimPrefix(inner, "http://"), "https://")
		inner = strings.TrimPrefix(inner, "http:/")
		host, _, _ := strings.Cut(inner, "/")
		if strings.IndexByte(host, '.') < 0 {
			return s
		}
		s = s[:strings.Index(s, "://")+3] + inner
	}
	return s
}

// withoutSession takes ;jsessionid=… off a path.
func withoutSession(path string) string {
	i := indexFold(path, ";jsessionid=")
	if i < 0 {
		return path
	}
	end := strings.IndexByte(path[i:], '/')
	if end < 0 {
		return path[:i]
	}
	return path[:i] + path[i+end:]
}

// withoutIndex takes the name of an index page off a path.
func withoutIndex(path string) string {
	dir, name := path, ""
	if i := strings.LastIndexByte(path, '/'); i >= 0 {
		dir, name = path[:i+1], path[i+1:]
	} else {
		dir, name = "", path
	}
	switch strings.ToLower(name) {
	case "index.htm", "index.html", "index.shtml", "index.php", "index.asp", "index.aspx", "index.jsp", "default.htm", "default.html", "default.asp", "default.aspx":
		return dir
	}
	return path
}

// keptQuery returns the query without the parameters that name a session or a campaign.
func keptQuery(query string) string {
	if query == "" {
		return ""
	}
	kept := make([]string, 0, 4)
	for pair := range strings.SplitSeq(query, "&") {
		name, _, _ := strings.Cut(pair, "=")
		if pair != "" && !isSession(strings.ToLower(name)) {
			kept = append(kept, pair)
		}
	}
	return strings.Join(kept, "&")
}

func isSession(name string) bool {
	switch name {
	case "jsessionid", "phpsessid", "sessionid", "session_id", "cfid", "cftoken", "spm", "fbclid", "gclid", "isappinstalled":
		return true
	}
	return strings.HasPrefix(name, "utm_") || strings.HasPrefix(name, "aspsession")
}

func validUTF8(b []byte) bool { return utf8.Valid(b) }
