package convert

import (
	"net/url"
	"path"
	"slices"
	"strings"
)

// SavedAddress is the address that a page was asked for by, where an address ends in the name of a file that it was
// saved under instead: programs that save sites put the query into the name, with its question mark as it is
// (index.jsp%3Fid=3 in an address), as "@" for Windows (index.jsp@id=3, wget --restrict-file-names=windows), or
// escaped once more, and may add .html (wget --adjust-extension). Any other address is returned as it is.
func SavedAddress(address string) string {
	if !strings.ContainsAny(address, "@%") {
		return address
	}
	u, err := url.Parse(address)
	if err != nil || u.Opaque != "" || u.RawQuery != "" {
		return address
	}
	stem, query := savedQuery(u.EscapedPath())
	if query == "" {
		return address
	}
	saved := *u
	if saved.Path, err = url.PathUnescape(stem); err != nil {
		return address
	}
	saved.RawPath, saved.RawQuery = stem, query
	return saved.String()
}

// savedQuery cuts an escaped path whose last segment holds a query; the query is "" if it holds none.
func savedQuery(p string) (stem, query string) {
	dir, file := path.Split(p)
	at, width := -1, 0
	for _, mark := range []string{"%253F", "%253f", "%3F", "%3f"} {
		if i := strings.Index(file, mark); i >= 0 && (at < 0 || i < at) {
			at, width = i, len(mark)
		}
	}
	if at < 0 {
		if at, width = strings.IndexByte(file, '@'), 1; at < 1 {
			return p, ""
		}
	}
	name, rest := file[:at], file[at+width:]
	rest = savedMarks.Replace(rest)
	key, value, pairs := strings.Cut(rest, "=")
	switch {
	case len(rest) == 0 || len(rest) > maxURL:
		return p, ""
	case pairs && key != "" && isParameter(key):
	case isDigits(savedSuffix(rest)) && builderPageName(name):
	default:
		return p, ""
	}
	if width == 1 && !builderPageName(name) && (strings.Contains(name, ".") || value == "") {
		return p, ""
	}
	return dir + name, savedSuffix(rest)
}

// savedMarks are the characters of a query that file names have escaped.
var savedMarks = strings.NewReplacer("%2526", "&", "%26", "&", "%253D", "=", "%253d", "=", "%3D", "=", "%3d", "=", "%252F", "/", "%252f", "/", "%2F", "/", "%2f", "/", "%25", "%")

// savedSuffix takes the .html or .htm off a query that was added to a file's name, but not where it is a file that the query
// asks for.
func savedSuffix(query string) string {
	bare, ok := strings.CutSuffix(query, ".html")
	if !ok {
		bare, ok = strings.CutSuffix(query, ".htm")
	}
	if !ok {
		return query
	}
	last := bare[strings.LastIndexByte(bare, '&')+1:]
	name, value, pair := strings.Cut(last, "=")
	if pair && value != "" && slices.Contains([]string{"file", "filename", "page", "url", "path", "name", "doc", "src", "tpl", "template", "f"}, strings.ToLower(name)) && !isDigits(value) {
		return query
	}
	return bare
}

// isDigits reports whether a text is a number of any length.
func isDigits(s string) bool { return s != "" && strings.Trim(s, "0123456789") == "" }

// isParameter reports whether a text can be the name of a parameter.
func isParameter(s string) bool {
	return len(s) <= 64 && strings.IndexFunc(s, func(r rune) bool {
		return !(r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || strings.ContainsRune("_-.[]$:%", r))
	}) < 0
}

// builderPageName reports whether a file's name ends as those of pages do.
func builderPageName(file string) bool {
	return slices.Contains([]string{
		".htm", ".html", ".shtml", ".shtm", ".xhtml", ".asp", ".aspx", ".jsp", ".jspx", ".jspy", ".php", ".php3", ".php4", ".php5", ".phtml",
		".do", ".action", ".cgi", ".pl", ".cfm", ".nsf", ".xml",
	}, strings.ToLower(path.Ext(file)))
}
