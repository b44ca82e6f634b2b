package convert

import (
	"net/url"
	"path"
	"slices"
	"strings"
)

// builderGateways stand in the path of addresses of gateways that serve a site in other characters.
var builderGateways = []string{builderGateway, "/gate/gb/", "/gate/gbk/", "/gate/utf8/"}

// builderGateway stands in the path of addresses of the Big5 gateways: /gate/big5/www.gov.cn/ldhd/…
const builderGateway = "/gate/big5/"

// builderSession are parameters that say who reads, or where he comes from, not what is read.
var builderSession = []string{
	"jsessionid", "phpsessid", "aspsessionid", "sessionid", "session_id", "sid", "cfid", "cftoken",
	"spm", "fbclid", "gclid", "isappinstalled",
}

// builderKey is what two addresses of one page have in common: no scheme, gateway, fragment, session or index name.
// A query in the name of a saved file is a query, see SavedAddress. An address that is not http keeps only its fragment off, so that relative addresses still find each other.
func builderKey(address string) string {
	u, err := url.Parse(strings.TrimSpace(address))
	if err != nil || u.Opaque != "" {
		return strings.TrimSpace(address)
	}
	host, p := strings.ToLower(u.Hostname()), u.EscapedPath()
	if port := u.Port(); port != "" && port != "80" && port != "443" {
		host += ":" + port
	}
	for _, gate := range builderGateways {
		if i := strings.Index(p, gate); i >= 0 {
			if inner, rest, _ := strings.Cut(p[i+len(gate):], "/"); inner != "" {
				host, p = strings.ToLower(inner), "/"+rest
			}
		}
	}
	if i := strings.IndexByte(p, ';'); i >= 0 && builderIsSession(p[i+1:]) {
		p = p[:i]
	}
	query := u.RawQuery
	if query == "" && strings.ContainsAny(p, "@%") {
		p, query = savedQuery(p)
	}
	for range 2 { // names of saved files are escaped once more
		if un, err := url.PathUnescape(p); err == nil {
			p = un
		}
	}
	dir, file := path.Split(p)
	if builderIndexName(file) {
		p = dir
	}
	return host + "/" + strings.Trim(p, "/") + builderQuery(query)
}

// builderIndexName reports whether a file name is what servers give for the directory itself.
func builderIndexName(file string) bool {
	stem, ext, _ := strings.Cut(strings.ToLower(file), ".")
	if stem != "index" && stem != "default" {
		return false
	}
	return slices.Contains([]string{"htm", "html", "shtml", "shtm", "xhtml", "asp", "aspx", "jsp", "php"}, ext)
}

func builderIsSession(param string) bool {
	name, _, _ := strings.Cut(strings.ToLower(param), "=")
	return strings.HasPrefix(name, "utm_") || slices.ContainsFunc(builderSession, func(s string) bool { return name == s || s == "aspsessionid" && strings.HasPrefix(name, s) })
}

// builderQuery is the query without its session parameters, with its question mark.
func builderQuery(raw string) string {
	if raw == "" {
		return ""
	}
	kept := slices.DeleteFunc(strings.Split(raw, "&"), func(p string) bool { return p == "" || builderIsSession(p) })
	if len(kept) == 0 {
		return ""
	}
	return "?" + strings.Join(kept, "&")
}

// builderResolve makes an address absolute where its base is.
func builderResolve(base, ref string) string {
	ref = strings.TrimSpace(ref)
	b, err := url.Parse(base)
	if err != nil || base == "" {
		return ref
	}
	r, err := url.Parse(ref)
	if err != nil {
		return ref
	}
	return b.ResolveReference(r).String()
}

// builderAbsolute reports whether readers can follow an address.
func builderAbsolute(address string) bool {
	u, err := url.Parse(address)
	return err == nil && (u.Scheme == "http" || u.Scheme == "https") && u.Host != ""
}

// builderHost is the host that owns an address, behind any gateway; "" if there is none.
func builderHost(address string) string {
	if !builderAbsolute(address) {
		return ""
	}
	host, _, _ := strings.Cut(builderKey(address), "/")
	return host
}
