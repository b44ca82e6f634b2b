package feed

import (
	"strings"

	"github.com/portalfeed/portalfeed/feed/internal/xmlscan"
)

// isWellFormed reports whether clean markup, in which void elements have no slash, can be written as XHTML:
// no references but those of XML.
func isWellFormed(s string) bool {
	for rest := s; ; {
		_, after, ok := strings.Cut(rest, "&")
		if !ok {
			break
		}
		rest = after
		name, _, ok := strings.Cut(after[:min(len(after), 8)], ";")
		if !ok || name != "amp" && name != "lt" && name != "gt" && name != "quot" {
			return false
		}
	}
	sc := xmlscan.New(appendXHTML([]byte("<div>"), s+"</div>"), xmlscan.Options{MaxErrors: 1})
	for sc.Next() {
	}
	return len(sc.Errors()) == 0
}

// appendXHTML appends clean markup with the slash that XML wants in void elements.
func appendXHTML(dst []byte, s string) []byte {
	s = CleanText(s)
	for {
		i := strings.IndexByte(s, '<')
		if i < 0 {
			return append(dst, s...)
		}
		end := strings.IndexByte(s[i:], '>')
		if end < 0 {
			return append(dst, s...)
		}
		end += i
		dst = append(dst, s[:end]...)
		name, _, _ := strings.Cut(s[i+1:end], " ")
		if htmlTags[name].void && s[end-1] != '/' {
			dst = append(dst, '/')
		}
		dst = append(dst, '>')
		s = s[end+1:]
	}
}
