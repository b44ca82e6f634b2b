package feed

import (
	"bytes"
	"html"
	"net/url"
	"strings"
)

const (
	// maxAdvertised bounds the feeds of a page that an error names.
	maxAdvertised = 20
	// maxPage bounds how much of a page is looked at for them.
	maxPage = 1 << 20
)

// asciiLower returns a copy with the letters of ASCII in lower case.
func asciiLower(b []byte) []byte {
	out := bytes.Clone(b)
	for i, c := range out {
		if c-'A' < 26 {
			out[i] = c + 32
		}
	}
	return out
}

// notFeed says what a document is that has no root of a feed.
func (r *xmlReader) notFeed() error {
	head := asciiLower(r.src[:min(len(r.src), maxDetect)])
	if r.html || bytes.Contains(head, []byte("<!doctype html")) || bytes.Contains(head, []byte("<html")) {
		return &NotFeedError{Reason: "it is an HTML page", HTML: true, Advertised: advertised(r.src, r.o.URL)}
	}
	switch {
	case strings.EqualFold(r.rootName, "opml"):
		return &NotFeedError{Reason: "it is an OPML list, which names feeds but is none"}
	case r.rootName != "":
		return &NotFeedError{Reason: "its root element is " + r.rootName}
	}
	return &NotFeedError{Reason: "it is neither XML nor JSON"}
}

// advertised returns the feeds that the head of a page names in link elements.
func advertised(page []byte, address string) []Link {
	base, err := url.Parse(address)
	if err != nil || base.Host == "" {
		base = nil
	}
	page = page[:min(len(page), maxPage)]
	low := asciiLower(page)
	var out []Link
	for len(out) < maxAdvertised {
		i := bytes.Index(low, []byte("<link"))
		if i < 0 {
			break
		}
		i += len("<link")
		page, low = page[i:], low[i:]
		end := bytes.IndexByte(page, '>')
		if end < 0 {
			break
		}
		l := tagAttrs(page[:end])
		page, low = page[end:], low[end:]
		if feedType(l.Type) && strings.Contains(" "+strings.ToLower(l.Rel)+" ", " alternate ") && l.Href != "" {
			if base != nil {
				l.Href = resolveRef(base, l.Href)
			}
			l.Rel = "alternate"
			out = append(out, l)
		}
	}
	return out
}

func feedType(t string) bool {
	t, _, _ = strings.Cut(strings.ToLower(t), ";")
	switch strings.TrimSpace(t) {
	case "application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml", "text/xml", "application/xml", "application/json":
		return true
	}
	return false
}

// tagAttrs reads the attributes of a link element of HTML.
func tagAttrs(b []byte) Link {
	var l Link
	for i := 0; i < len(b); {
		name := i
		for name < len(b) && (isBlank(b[name]) || b[name] == '/') {
			name++
		}
		start, end, next, _ := nextAttr(b, i)
		i = max(next, i+1)
		if start == 0 {
			continue
		}
		v := strings.TrimSpace(html.UnescapeString(string(b[start:end])))
		key, _, _ := bytes.Cut(b[name:start], []byte("="))
		switch strings.ToLower(strings.TrimSpace(string(key))) {
		case "rel":
			l.Rel = v
		case "href":
			l.Href = v
		case "type":
			l.Type = v
		case "title":
			l.Title = v
		}
	}
	return l
}
