package feed

import "strings"

// namespace is a namespace that the readers know.
type namespace uint8

const (
	spaceOther namespace = iota
	spaceCore            // of the format itself: RSS in all its names, Atom
	spaceRDF
	spaceDC
	spaceTerms // dcterms
	spaceContent
	spaceMedia
	spaceItunes
	spacePodcast
	spaceThread
	spaceGeo
	spaceSlash
	spaceWFW
	spaceSyndication
	spaceLicense // creativeCommons and its like
	spaceHistory // RFC 5005
	spaceXHTML
	spaceFeedburner
	spaceXML
)

// The namespace names that are written.
const (
	atomSpace    = "http://www.w3.org/2005/Atom"
	dcSpace      = "http://purl.org/dc/elements/1.1/"
	contentSpace = "http://purl.org/rss/1.0/modules/content/"
	mediaSpace   = "http://search.yahoo.com/mrss/"
	historySpace = "http://purl.org/syndication/history/1.0"
	xhtmlSpace   = "http://www.w3.org/1999/xhtml"
)

// spaceOf returns the namespace of a name; the case and a slash or number sign at the end do not matter.
func spaceOf(uri string) namespace {
	switch uri { // the usual spellings, first
	case "", atomSpace:
		return spaceCore
	case dcSpace:
		return spaceDC
	case contentSpace:
		return spaceContent
	case mediaSpace:
		return spaceMedia
	case xhtmlSpace:
		return spaceXHTML
	}
	uri = strings.ToLower(strings.TrimRight(strings.TrimSpace(uri), "/#"))
	switch strings.TrimPrefix(strings.TrimPrefix(uri, "http://"), "https://") {
	case "www.w3.org/2005/atom", "purl.org/atom/ns", "purl.org/echo", "purl.org/pie", "example.com/newformat", "purl.org/rss/1.0", "purl.org/rss", "purl.org/net/rss1.0",
		"purl.org/net/rss1.1", "my.netscape.com/rdf/simple/0.9", "channel.netscape.com/rdf/simple/0.9", "my.netscape.com/publish/formats/rss-0.91.dtd",
		"backend.userland.com/rss", "backend.userland.com/rss2", "backend.userland.com/rss2.1", "backend.userland.com/rss091", "blogs.law.harvard.edu/tech/rss", "cyber.law.harvard.edu/rss":
		return spaceCore
	case "www.w3.org/1999/02/22-rdf-syntax-ns":
		return spaceRDF
	case "purl.org/dc/elements/1.1", "purl.org/dc/elements/1.0", "purl.org/metadata/dublin_core":
		return spaceDC
	case "purl.org/dc/terms":
		return spaceTerms
	case "purl.org/rss/1.0/modules/content":
		return spaceContent
	case "search.yahoo.com/mrss", "video.search.yahoo.com/mrss", "tools.search.yahoo.com/mrss":
		return spaceMedia
	case "www.itunes.com/dtds/podcast-1.0.dtd", "example.com/dtds/podcast-1.0.dtd":
		return spaceItunes
	case "podcastindex.org/namespace/1.0", "github.com/podcastindex-org/podcast-namespace/blob/main/docs/1.0.md":
		return spacePodcast
	case "purl.org/syndication/thread/1.0":
		return spaceThread
	case "www.georss.org/georss":
		return spaceGeo
	case "purl.org/rss/1.0/modules/slash":
		return spaceSlash
	case "wellformedweb.org/commentapi":
		return spaceWFW
	case "purl.org/rss/1.0/modules/syndication":
		return spaceSyndication
	case "backend.userland.com/creativecommonsrssmodule", "web.resource.org/cc", "cyber.law.harvard.edu/rss/creativecommonsrssmodule.html":
		return spaceLicense
	case "purl.org/syndication/history/1.0":
		return spaceHistory
	case "www.w3.org/1999/xhtml":
		return spaceXHTML
	case "rssnamespace.org/feedburner/ext/1.0":
		return spaceFeedburner
	case "www.w3.org/xml/1998/namespace":
		return spaceXML
	}
	return spaceOther
}

// spaceOfPrefix is for prefixes that a document uses and forgot to declare.
func spaceOfPrefix(prefix string) (namespace, string) {
	switch prefix {
	case "atom", "a10", "rss":
		return spaceCore, atomSpace
	case "rdf":
		return spaceRDF, "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
	case "dc":
		return spaceDC, dcSpace
	case "dcterms":
		return spaceTerms, "http://purl.org/dc/terms/"
	case "content":
		return spaceContent, contentSpace
	case "media":
		return spaceMedia, mediaSpace
	case "itunes":
		return spaceItunes, "http://www.itunes.com/dtds/podcast-1.0.dtd"
	case "podcast":
		return spacePodcast, "https://podcastindex.org/namespace/1.0"
	case "thr":
		return spaceThread, "http://purl.org/syndication/thread/1.0"
	case "georss":
		return spaceGeo, "http://www.georss.org/georss"
	case "slash":
		return spaceSlash, "http://purl.org/rss/1.0/modules/slash/"
	case "wfw":
		return spaceWFW, "http://wellformedweb.org/CommentAPI/"
	case "sy":
		return spaceSyndication, "http://purl.org/rss/1.0/modules/syndication/"
	case "creativeCommons", "cc":
		return spaceLicense, "http://backend.userland.com/creativeCommonsRssModule"
	case "fh":
		return spaceHistory, historySpace
	case "xhtml":
		return spaceXHTML, xhtmlSpace
	case "feedburner":
		return spaceFeedburner, "http://rssnamespace.org/feedburner/ext/1.0"
	}
	return spaceOther, ""
}
