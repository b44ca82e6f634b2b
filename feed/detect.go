package feed

import "bytes"

const (
	// maxDetect bounds how much of a document is looked at for its root element or version.
	maxDetect = 64 << 10
	// maxJunk bounds what may stand before a document that is no part of it.
	maxJunk = 4 << 10
	// maxMisc bounds the comments and instructions before the root element.
	maxMisc = 1000
)

// DetectFormat tells the format of a document by its root element, or for
// JSON by its version, within the first 64 KiB. A byte order mark, white space, an XML
// declaration, comments and a document type may stand before it, and so may up to 4 KiB of other text, or of markup before an XML
// declaration, such as the warning of a program. UTF-16 is looked through. Unknown is what is no feed, an HTML page among others.
func DetectFormat(b []byte) Format {
	b = narrow(b[:min(len(b), maxDetect)])
	for range maxMisc {
		b = bytes.TrimLeft(b, " \t\r\n")
		switch {
		case len(b) == 0:
			return Unknown
		case b[0] == '{':
			return detectJSON(b)
		case bytes.HasPrefix(b, []byte("<!--")):
			b = after(b, "-->")
		case bytes.HasPrefix(b, []byte("<?")):
			b = after(b, "?>")
		case bytes.HasPrefix(b, []byte("<!")):
			b = afterDoctype(b)
		case b[0] == '<':
			if f := detectRoot(b[1:]); f != Unknown {
				return f
			}
			if b = behindJunk(b); b == nil {
				return Unknown
			}
		default: // what a program printed before the document
			i := bytes.IndexByte(b[:min(len(b), maxJunk)], '<')
			if i < 0 {
				return Unknown
			}
			b = b[i:]
		}
	}
	return Unknown
}

// behindJunk returns the document that begins with its XML declaration behind what a program printed before, such as a warning in
// HTML, nil if there is none. b begins as a document does.
func behindJunk(b []byte) []byte {
	const declaration = "<?xml "
	if len(b) < 5 || bytes.EqualFold(b[:5], []byte("<html")) {
		return nil
	}
	if i := bytes.Index(b[:min(len(b), maxJunk)], []byte(declaration)); i > 0 {
		return b[i:]
	}
	return nil
}

// narrow takes off the byte order mark and makes UTF-16 of ASCII text ASCII.
func narrow(b []byte) []byte {
	first := -1
	switch {
	case bytes.HasPrefix(b, []byte("\xEF\xBB\xBF")):
		return b[3:]
	case bytes.HasPrefix(b, []byte("\xFF\xFE")):
		first, b = 0, b[2:]
	case bytes.HasPrefix(b, []byte("\xFE\xFF")):
		first, b = 1, b[2:]
	case bytes.HasPrefix(b, []byte("<\x00")), bytes.HasPrefix(b, []byte("{\x00")):
		first = 0
	case bytes.HasPrefix(b, []byte("\x00<")), bytes.HasPrefix(b, []byte("\x00{")):
		first = 1
	default:
		return b
	}
	out := make([]byte, 0, len(b)/2)
	for i := first; i < len(b); i += 2 {
		out = append(out, b[i])
	}
	return out
}

func after(b []byte, end string) []byte {
	_, rest, _ := bytes.Cut(b, []byte(end))
	return rest
}

// afterDoctype returns what follows a document type with its internal subset.
func afterDoctype(b []byte) []byte {
	i := bytes.IndexAny(b, "[>")
	if i < 0 {
		return nil
	}
	if b[i] == '>' {
		return b[i+1:]
	}
	return after(after(b[i:], "]"), ">")
}

// detectRoot judges by the root element, whose name begins at b[0].
func detectRoot(b []byte) Format {
	n := bytes.IndexAny(b, " \t\r\n/>")
	if n < 0 {
		n = len(b)
	}
	name := b[:n]
	tag, _, _ := bytes.Cut(b, []byte(">"))
	prefix, local, ok := bytes.Cut(name, []byte(":"))
	if !ok {
		prefix, local = nil, name
	}
	switch string(bytes.ToLower(local)) {
	case "rss":
		return RSS
	case "channel":
		if bytes.Contains(tag, []byte("purl.org/net/rss1.1")) {
			return RDF
		}
		if len(prefix) == 0 {
			return CDF
		}
	case "rdf":
		return RDF
	case "opml":
		return OPMLDoc
	case "feed":
		if len(prefix) == 0 || bytes.Contains(tag, []byte("/Atom")) || bytes.Contains(tag, []byte("/atom/")) {
			return Atom
		}
	}
	return Unknown
}

// detectJSON looks for the version member of JSON Feed, in which the slashes may be escaped.
func detectJSON(b []byte) Format {
	plain := bytes.ReplaceAll(b, []byte(`\/`), []byte("/"))
	if bytes.Contains(plain, []byte("://jsonfeed.org/version/")) {
		return JSONFeed
	}
	return Unknown
}
