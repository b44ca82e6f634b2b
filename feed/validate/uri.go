package validate

import (
	"strings"
	"unicode/utf8"
)

// uriFault is what is wrong with a URI or IRI.
type uriFault uint8

const (
	uriOK        uriFault = iota
	uriCharacter          // a character that no URI has
	uriMalformed          // the parts do not fit RFC 3986
	uriRelative           // no scheme
)

// inspectURI checks a URI or IRI reference against RFC 3986 and RFC 3987. It returns the gravest fault and, for
// uriCharacter, where it is; wide says that there are characters beyond ASCII.
func inspectURI(s string) (fault uriFault, at int, wide bool) {
	at = -1
	escapes := true
	for i := 0; i < len(s); i++ {
		switch b := s[i]; {
		case b >= utf8.RuneSelf:
			wide = true
		case b <= ' ' || b == 0x7F || strings.IndexByte("\"<>\\^`{|}", b) >= 0:
			if at < 0 {
				at = i
			}
		case b == '%' && (i+2 >= len(s) || !isHex(s[i+1]) || !isHex(s[i+2])):
			escapes = false
		}
	}
	if at >= 0 {
		return uriCharacter, at, wide
	}
	scheme, rest, ok := cutScheme(s)
	if !escapes || strings.Count(s, "#") > 1 {
		return uriMalformed, -1, wide
	}
	rest, _, _ = strings.Cut(rest, "#")
	if strings.HasPrefix(rest, "//") {
		end := strings.IndexAny(rest[2:], "/?")
		auth := rest[2:]
		if end >= 0 {
			auth, rest = rest[2:2+end], rest[2+end:]
		} else {
			rest = ""
		}
		if !validAuthority(auth, scheme) {
			return uriMalformed, -1, wide
		}
	} else if needsHost(scheme) {
		return uriMalformed, -1, wide
	}
	if i := strings.IndexAny(rest, "[]"); i >= 0 {
		return uriCharacter, strings.LastIndex(s, rest) + i, wide
	}
	if !ok {
		if i := strings.IndexByte(rest, ':'); i >= 0 && !strings.ContainsAny(rest[:i], "/?") {
			return uriMalformed, -1, wide // looks like a scheme and is none
		}
		return uriRelative, -1, wide
	}
	if rest == "" && !needsHost(scheme) && len(s) == len(scheme)+1 {
		return uriMalformed, -1, wide
	}
	return uriOK, -1, wide
}

// cutScheme splits off the scheme, in lower case.
func cutScheme(s string) (scheme, rest string, ok bool) {
	i := strings.IndexByte(s, ':')
	if i <= 0 {
		return "", s, false
	}
	for k := range i {
		c := s[k] | 0x20
		if !('a' <= c && c <= 'z') && (k == 0 || !('0' <= s[k] && s[k] <= '9') && s[k] != '+' && s[k] != '-' && s[k] != '.') {
			return "", s, false
		}
	}
	return strings.ToLower(s[:i]), s[i+1:], true
}

func needsHost(scheme string) bool {
	switch scheme {
	case "http", "https", "ftp":
		return true
	}
	return false
}

// validAuthority checks [userinfo@]host[:port].
func validAuthority(auth, scheme string) bool {
	if i := strings.LastIndexByte(auth, '@'); i >= 0 {
		auth = auth[i+1:]
	}
	host, port := auth, ""
	if strings.HasPrefix(auth, "[") {
		end := strings.IndexByte(auth, ']')
		if end < 0 || strings.Trim(auth[1:end], "0123456789abcdefABCDEF:.vV") != "" {
			return false
		}
		host, port = auth[:end+1], auth[end+1:]
		if port != "" && port[0] != ':' {
			return false
		}
		port = strings.TrimPrefix(port, ":")
	} else if i := strings.LastIndexByte(auth, ':'); i >= 0 {
		host, port = auth[:i], auth[i+1:]
	}
	if strings.Trim(port, "0123456789") != "" {
		return false
	}
	if host == "" {
		return !needsHost(scheme) || scheme == ""
	}
	return strings.HasPrefix(host, "[") || !strings.ContainsAny(host, ":[]@")
}

func isHex(c byte) bool {
	return '0' <= c && c <= '9' || 'a' <= c && c <= 'f' || 'A' <= c && c <= 'F'
}

// uriMode says what a place asks of an address.
type uriMode uint8

const (
	mayBeRelative uriMode = 1 << iota
	mayBeIRI
	isAttribute // the address of a content or generator, which has a rule of its own
)

// ruleFor is the rule for an address that is malformed or, where it must not be, relative.
func (m uriMode) ruleFor() RuleID {
	switch {
	case m&isAttribute != 0:
		return "uri-attribute"
	case m&mayBeRelative == 0:
		return "relative-url"
	case m&mayBeIRI != 0:
		return "invalid-iri"
	}
	return "invalid-url"
}

// checkURI reports what is wrong with the address v at offset off. It returns false if something is.
func (c *checker) checkURI(n int32, off int, v string, mode uriMode) bool {
	switch scheme, rest, _ := cutScheme(v); scheme {
	case "tag":
		if !validTag(v) || mode&mayBeIRI == 0 && !isASCII(v) {
			c.add("invalid-tag-uri", off, n, v, "%s is not a tag: URI of the form tag:authority,date:specific", quoted(v))
			return false
		}
		return true
	case "urn":
		return c.checkURN(n, off, v, rest, mode)
	}
	fault, at, wide := inspectURI(v)
	switch {
	case fault == uriCharacter:
		c.add("uri-character", off, n, v, "the address %s has the character %q, which has to be percent-encoded", quoted(v), v[at])
	case fault == uriMalformed:
		c.add(mode.ruleFor(), off, n, v, "%s is not a well-formed address", quoted(v))
	case fault == uriRelative && mode&mayBeRelative == 0:
		c.add("relative-url", off, n, v, "the address %s is not absolute", quoted(v))
	case wide && mode&mayBeIRI == 0:
		c.add("iri-not-uri", off, n, v, "the address %s has characters beyond ASCII, which have to be percent-encoded here", quoted(v))
	default:
		if scheme, _, ok := cutScheme(v); ok && !registeredScheme(scheme) {
			c.add("unregistered-scheme", off, n, v, "the URI scheme %s is not registered", quoted(scheme))
			return false
		}
		return true
	}
	return false
}

// checkID checks an identifier: an IRI in canonical form.
func (c *checker) checkID(n int32, off int, v string) {
	if c.checkURI(n, off, v, mayBeIRI) && !canonical(v) {
		c.add("non-canonical-id", off, n, v, "the identifier %s is not in canonical form, so that equal ones may differ", quoted(v))
	}
}

// checkURN checks RFC 8141 and, for urn:uuid, RFC 4122.
func (c *checker) checkURN(n int32, off int, v, rest string, mode uriMode) bool {
	nid, nss, ok := strings.Cut(rest, ":")
	low := strings.ToLower(nid)
	if low == "uuid" && ok {
		if !validUUID(nss) {
			c.add("invalid-uuid", off, n, v, "%s is not a UUID", quoted(nss))
			return false
		}
		return true
	}
	valid := ok && len(nid) >= 2 && len(nid) <= 32 && nid[0] != '-' && nid[len(nid)-1] != '-'
	for i := range len(nid) {
		b := nid[i] | 0x20
		valid = valid && ('a' <= b && b <= 'z' || '0' <= nid[i] && nid[i] <= '9' || nid[i] == '-')
	}
	valid = valid && validEscapes(nss) && validComponents(nss) && (mode&mayBeIRI != 0 || isASCII(nss))
	if !valid || low == "urn" || nss == "" || strings.HasPrefix(nss, "/") || strings.ContainsAny(nss, " \"<>\\^`{|}") {
		c.add("invalid-urn", off, n, v, "%s is not urn: followed by a namespace and a name", quoted(v))
		return false
	}
	return true
}

// validEscapes reports whether each percent sign stands before two hexadecimal digits.
func validEscapes(s string) bool {
	for i := range len(s) {
		if s[i] == '%' && (i+2 >= len(s) || !isHex(s[i+1]) || !isHex(s[i+2])) {
			return false
		}
	}
	return true
}

// validComponents reports whether the first question mark in a URN begins a component, ?+ or ?=, as RFC 8141 has it.
func validComponents(nss string) bool {
	nss, _, _ = strings.Cut(nss, "#")
	_, rest, ok := strings.Cut(nss, "?")
	return !ok || strings.HasPrefix(rest, "+") || strings.HasPrefix(rest, "=")
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

func validUUID(s string) bool {
	if len(s) != 36 {
		return false
	}
	for i := range len(s) {
		switch i {
		case 8, 13, 18, 23:
			if s[i] != '-' {
				return false
			}
		default:
			if !isHex(s[i]) {
				return false
			}
		}
	}
	return true
}

// validTag checks a tag: URI against RFC 4151.
func validTag(v string) bool {
	_, rest, _ := strings.Cut(v, ":")
	entity, specific, ok := strings.Cut(rest, ":")
	if !ok {
		return false
	}
	authority, date, ok := strings.Cut(entity, ",")
	if !ok || !validTagDate(date) {
		return false
	}
	if local, domain, mail := strings.Cut(authority, "@"); mail {
		for i := range len(local) {
			if !isAlnum(local[i]) && strings.IndexByte("-._", local[i]) < 0 {
				return false
			}
		}
		if local == "" {
			return false
		}
		authority = domain
	}
	for label := range strings.SplitSeq(authority, ".") {
		if label == "" || !isAlnum(label[0]) || !isAlnum(label[len(label)-1]) {
			return false
		}
		for i := range len(label) {
			if !isAlnum(label[i]) && label[i] != '-' {
				return false
			}
		}
	}
	for i := range len(specific) {
		b := specific[i]
		if b < utf8.RuneSelf && !isAlnum(b) && strings.IndexByte("-._~!$&'()*+,;=:@/?%#", b) < 0 {
			return false
		}
	}
	return strings.Count(specific, "#") <= 1
}

// validTagDate checks YYYY[-MM[-DD]].
func validTagDate(s string) bool {
	switch len(s) {
	case 4:
		s += "-01-01"
	case 7:
		s += "-01"
	case 10:
	default:
		return false
	}
	_, ok := parseDay(s)
	return ok
}

func isAlnum(c byte) bool {
	return '0' <= c && c <= '9' || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z'
}

// canonical reports whether an identifier follows the advice of RFC 4287 section 4.2.6.
func canonical(v string) bool {
	i := strings.IndexByte(v, ':')
	scheme, rest := v[:i], v[i+1:]
	if scheme != strings.ToLower(scheme) {
		return false
	}
	for k := 0; k+2 < len(v); k++ {
		if v[k] != '%' {
			continue
		}
		b := unhex(v[k+1])<<4 | unhex(v[k+2])
		if v[k+1:k+3] != strings.ToUpper(v[k+1:k+3]) || isAlnum(b) || strings.IndexByte("-._~", b) >= 0 {
			return false
		}
	}
	if scheme == "mailto" {
		_, domain, _ := strings.Cut(rest, "@")
		domain, _, _ = strings.Cut(domain, "?")
		return domain == strings.ToLower(domain)
	}
	if !needsHost(scheme) {
		return true
	}
	rest = strings.TrimPrefix(rest, "//")
	end := strings.IndexAny(rest, "/?#")
	if end < 0 || rest[end] != '/' {
		return false // an empty path is written /
	}
	auth := rest[:end]
	if u := strings.LastIndexByte(auth, '@'); u >= 0 {
		auth = auth[u+1:]
	}
	port := map[string]string{"http": ":80", "https": ":443", "ftp": ":21"}[scheme]
	if auth != strings.ToLower(auth) || strings.HasSuffix(auth, ":") || port != "" && strings.HasSuffix(auth, port) {
		return false
	}
	host, _, _ := strings.Cut(auth, ":")
	if strings.HasSuffix(host, ".") && strings.Contains(strings.TrimSuffix(host, "."), ".") {
		return false // the dot of the root of all names
	}
	pathPart := rest[end:]
	if q := strings.IndexAny(pathPart, "?#"); q >= 0 {
		pathPart = pathPart[:q]
	}
	for seg := range strings.SplitSeq(pathPart, "/") {
		if seg == "." || seg == ".." {
			return false
		}
	}
	return true
}

func unhex(c byte) byte {
	switch {
	case c <= '9':
		return c - '0'
	case c >= 'a':
		return c - 'a' + 10
	}
	return c - 'A' + 10
}

// registeredScheme reports whether IANA lists the scheme; those that feeds use, not all four hundred.
func registeredScheme(s string) bool {
	switch s {
	case "http", "https", "ftp", "ftps", "sftp", "mailto", "tag", "urn", "data", "news", "nntp", "tel", "sms", "file", "acct", "about",
		"aim", "bitcoin", "blob", "cid", "mid", "coap", "crid", "cvs", "dav", "dict", "dns", "dtn", "ed2k", "example", "facetime", "geo", "git", "go",
		"gopher", "h323", "im", "imap", "info", "ipp", "irc", "ircs", "iris", "jabber", "jar", "ldap", "ldaps", "lastfm", "magnet", "maps", "market",
		"matrix", "message", "mms", "msrp", "mtqp", "mumble", "mupdate", "mvn", "ni", "nih", "nfs", "oid", "opaquelocktoken", "pop", "payto", "pkcs11", "pres", "proxy", "psyc", "query", "res",
		"rsync", "rtmp", "rtsp", "secondlife", "service", "session", "sgn", "shttp", "sieve", "sip", "sips", "skype", "smb", "snmp", "soap.beep", "spotify", "ssh", "steam",
		"stun", "svn", "teamspeak", "telnet", "tftp", "tip", "tn3270", "turn", "tv", "udp", "unreal", "view-source", "vnc", "wais", "webcal", "ws", "wss", "wtai", "xcon",
		"xmlrpc.beep", "xmpp", "xri", "ymsgr", "z39.50", "z39.50r", "z39.50s", "dweb", "ipfs", "ipns", "gemini", "did", "vemmi", "fax", "modem", "pack", "prospero", "videotex":
		return true
	}
	return false
}

// malformedURI reports whether a URI has a fault; what it leads to does not matter.
func malformedURI(s string) bool {
	fault, _, _ := inspectURI(s)
	return fault != uriOK
}
