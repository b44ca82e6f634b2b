package feed

// MediaType returns the media type that a document of the format is served with, "" for Unknown.
func (f Format) MediaType() string {
	switch f {
	case RSS:
		return "application/rss+xml"
	case Atom:
		return "application/atom+xml"
	case JSONFeed:
		return "application/feed+json"
	case RDF:
		return "application/rdf+xml"
	case CDF:
		return "application/x-cdf"
	case OPMLDoc:
		return "text/x-opml"
	}
	return ""
}

// Extension returns the ending of a file of the format with its dot, "" for Unknown.
func (f Format) Extension() string {
	if f == Unknown {
		return ""
	}
	return "." + string(f)
}
