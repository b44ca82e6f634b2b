package validate

import (
	"strings"
	"sync"

	"github.com/portalfeed/portalfeed/feed/internal/xmlscan"
)

// space is a namespace that the rules know.
type space uint8

const (
	nsNone space = iota
	nsAtom
	nsAtom03
	nsXHTML
	nsXML
	nsRDF
	nsRSS090
	nsRSS10
	nsRSS11
	nsDC
	nsTerms
	nsContent
	nsSlash
	nsSy
	nsWfw
	nsMedia
	nsITunes
	nsThr
	nsGeoRSS
	nsGeo
	nsPodcast
	nsHistory
	nsApp
	nsFeedBurner
	nsAdmin
	nsCC
	nsAccess
	nsAg
	nsAnnotate
	nsBlog
	nsList
	nsCreative
	nsConversations
	nsChanged
	nsEvent
	nsFOAF
	nsGeoURL
	nsGML
	nsICBM
	nsLink
	nsSearch10
	nsSearch
	nsOPML
	nsRDFS
	nsSync
	nsTaxo
	nsTrackback
	nsWiki
	nsSVG
	nsMathML
	nsIndexing
	nsOther   // known, its elements are not checked
	nsUnknown // not known
	nsNear    // of an attribute: known, but for its case or end
	spaceCount
)

// spaceTable lists the namespaces that feeds use, under the names of their specifications.
var spaceTable = []struct {
	uri string
	ns  space
}{
	{"http://www.bloglines.com/about/specs/fac-1.0", nsAccess},
	{"http://webns.net/mvcb/", nsAdmin},
	{"http://purl.org/rss/1.0/modules/aggregation/", nsAg},
	{"http://purl.org/rss/1.0/modules/annotate/", nsAnnotate},
	{"http://www.w3.org/2007/app", nsApp},
	{"http://media.tangent.org/rss/1.0/", nsOther},
	{"http://backend.userland.com/blogChannelModule", nsBlog},
	{"http://web.resource.org/cc/", nsCC},
	{"http://www.microsoft.com/schemas/rss/core/2005", nsList},
	{"http://backend.userland.com/creativeCommonsRssModule", nsCreative},
	{"http://purl.org/rss/1.0/modules/company", nsOther},
	{"http://purl.org/rss/1.0/modules/content/", nsContent},
	{"http://conversationsnetwork.org/rssNamespace-1.0/", nsConversations},
	{"http://my.theinfo.org/changed/1.0/rss/", nsChanged},
	{"http://purl.org/dc/elements/1.1/", nsDC},
	{"http://purl.org/dc/terms/", nsTerms},
	{"http://purl.org/rss/1.0/modules/email/", nsOther},
	{"http://purl.org/rss/1.0/modules/event/", nsEvent},
	{"http://purl.org/syndication/history/1.0", nsHistory},
	{"http://www.w3.org/2003/01/geo/wgs84_pos#", nsGeo},
	{"http://geourl.org/rss/module/", nsGeoURL},
	{"http://www.georss.org/georss", nsGeoRSS},
	{"http://www.opengis.net/gml", nsGML},
	{"http://postneo.com/icbm", nsICBM},
	{"http://purl.org/rss/1.0/modules/image/", nsOther},
	{"urn:atom-extension:indexing", nsIndexing},
	{"http://www.itunes.com/dtds/podcast-1.0.dtd", nsITunes},
	{"http://rssnamespace.org/feedburner/ext/1.0", nsFeedBurner},
	{"http://xmlns.com/foaf/0.1/", nsFOAF},
	{"http://purl.org/rss/1.0/modules/link/", nsLink},
	{"http://search.yahoo.com/mrss/", nsMedia},
	{"http://www.w3.org/1998/Math/MathML", nsMathML},
	{"http://a9.com/-/spec/opensearchrss/1.0/", nsSearch10},
	{"http://a9.com/-/spec/opensearch/1.1/", nsSearch},
	{"http://www.opml.org/spec2", nsOPML},
	{"http://www.w3.org/1999/02/22-rdf-syntax-ns#", nsRDF},
	{"http://www.w3.org/2000/01/rdf-schema#", nsRDFS},
	{"http://purl.org/rss/1.0/modules/reference/", nsOther},
	{"http://purl.org/rss/1.0/modules/richequiv/", nsOther},
	{"http://purl.org/rss/1.0/modules/rss091#", nsOther},
	{"http://purl.org/rss/1.0/modules/search/", nsOther},
	{"http://purl.org/rss/1.0/modules/slash/", nsSlash},
	{"http://purl.org/rss/1.0/modules/servicestatus/", nsOther},
	{"http://hacks.benhammersley.com/rss/streaming/", nsOther},
	{"http://purl.org/rss/1.0/modules/subscription/", nsOther},
	{"http://feedsync.org/2007/feedsync", nsSync},
	{"http://www.w3.org/2000/svg", nsSVG},
	{"http://purl.org/rss/1.0/modules/syndication/", nsSy},
	{"http://purl.org/rss/1.0/modules/taxonomy/", nsTaxo},
	{"http://purl.org/rss/1.0/modules/threading/", nsThr},
	{"http://purl.org/syndication/thread/1.0", nsThr},
	{"http://madskills.com/public/xml/rss/module/trackback/", nsTrackback},
	{"http://wellformedweb.org/CommentAPI/", nsWfw},
	{"http://purl.org/rss/1.0/modules/wiki/", nsWiki},
	{"http://www.usemod.com/cgi-bin/mb.pl?ModWiki", nsWiki},
	{"http://schemas.xmlsoap.org/soap/envelope/", nsOther},
	{"http://www.w3.org/2005/Atom", nsAtom},
	{"http://www.w3.org/1999/xhtml", nsXHTML},
	{"http://my.netscape.com/rdf/simple/0.9/", nsRSS090},
	{"http://purl.org/rss/1.0/", nsRSS10},
	{"http://purl.org/net/rss1.1#", nsRSS11},
	{"http://base.google.com/ns/1.0", nsOther},
	{"http://www.w3.org/XML/1998/namespace", nsXML},
	{"http://openid.net/xmlns/1.0", nsOther},
	{"http://earth.google.com/kml/2.0", nsOther},
	{"http://earth.google.com/kml/2.1", nsOther},
	{"http://www.opengis.net/kml/2.2", nsOther},
	{"http://www.w3.org/1999/xlink", nsOther},
	{"xri://$xrd*($v*2.0)", nsOther},
	{"xri://$xrds", nsOther},
	{asideSpace, nsOther},
	{"http://purl.org/atom/ns#", nsAtom03},
	{"https://podcastindex.org/namespace/1.0", nsPodcast},
	{"https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/1.0.md", nsPodcast},
	{"http://cyber.law.harvard.edu/rss/creativeCommonsRssModule.html", nsOther},
	{"http://creativecommons.org/ns#", nsOther},
	{"http://blogs.law.harvard.edu/tech/creativeCommonsRssModule", nsOther},
	{"http://base.google.com/cns/1.0", nsOther},
	{"http://www.google.com/schemas/play-podcasts/1.0", nsOther},
	{"http://www.google.com/schemas/reader/atom/", nsOther},
	{"http://schemas.google.com/blogger/2008", nsOther},
	{"http://prismstandard.org/namespaces/1.2/basic/", nsOther},
	{"http://prismstandard.org/namespaces/basic/2.0/", nsOther},
	{"http://purl.org/rss/1.0/modules/audio", nsOther},
	{"http://purl.org/rss/1.0/modules/streaming/", nsOther},
	{"http://purl.org/rss/1.0/modules/textinput/", nsOther},
	{"http://purl.org/syndication/atommedia", nsOther},
	{"http://purl.org/atompub/tombstones/1.0", nsOther},
	{"http://purl.org/atompub/rank/1.0", nsOther},
	{"http://purl.org/dc/dcmitype/", nsOther},
	{"http://purl.org/media#", nsOther},
	{"http://news.baidu.com/", nsOther},
	{"http://webfeeds.org/rss/1.0", nsOther},
	{"http://www.microsoft.com/schemas/rss/monitoring/2007", nsOther},
	{"http://schemas.pocketsoap.com/rss/myDescModule/", nsOther},
	{"http://tools.search.yahoo.com/mrss/", nsOther},
	{"http://usefulinc.com/rss/manifest/", nsOther},
	{"urn:forumzilla:", nsOther},
	{"urn:yahoo:yn", nsOther},
	{"com-wordpress:feed-additions:1", nsOther},
	{"http://activitystrea.ms/spec/1.0/", nsOther},
	{"http://portablecontacts.net/spec/1.0", nsOther},
	{"http://ostatus.org/schema/1.0", nsOther},
	{"http://salmon-protocol.org/ns/magic-env", nsOther},
	{"https://www.spotify.com/ns/rss", nsOther},
	{"http://www.spotify.com/ns/rss", nsOther},
	{"http://source.scripting.com/", nsOther},
}

// spaceIndex is spaceTable and the usual prefixes, by each of their columns.
type spaceIndex struct {
	byURI  map[string]space
	prefix map[string]string   // the usual prefix of a namespace, by its name
	near   map[string]space    // by a name with another case or end
	usual  [spaceCount]string  // the usual prefix of each namespace that has one
	uris   map[string][]string // the namespaces that a prefix stands for
}

var spaces = sync.OnceValue(func() *spaceIndex {
	x := &spaceIndex{byURI: map[string]space{"": nsNone}, prefix: map[string]string{}, near: map[string]space{}, uris: map[string][]string{}}
	for i := range spaceTable {
		s := &spaceTable[i]
		x.byURI[s.uri] = s.ns
		if !coreSpace(s.ns) {
			x.near[nearName(s.uri)] = s.ns
		}
	}
	for _, u := range xmlscan.UsualPrefixes {
		x.prefix[u.Space] = u.Prefix
		x.uris[u.Prefix] = append(x.uris[u.Prefix], u.Space)
		if ns := x.byURI[u.Space]; ns != nsOther {
			x.usual[ns] = u.Prefix
		}
	}
	return x
})

// coreSpace are the namespaces whose names have to be exact, since their elements mean nothing under another one.
func coreSpace(ns space) bool {
	switch ns {
	case nsAtom03, nsRSS090, nsRSS10, nsRSS11, nsXHTML:
		return true
	}
	return false
}

// usualPrefix is the prefix that the specification of a namespace uses, or "".
func usualPrefix(ns space) string { return spaces().usual[ns] }

// nearName is the name of a namespace without what people get wrong: its case and the punctuation at its end.
func nearName(uri string) string {
	return strings.ToLower(strings.TrimRight(uri, "/#.?:)*"))
}

// spaceCache spares the map look-up while one namespace follows itself.
type spaceCache struct {
	uri string
	ns  space
}

func (c *spaceCache) of(uri string) space {
	if uri == c.uri {
		return c.ns
	}
	ns, ok := spaces().byURI[uri]
	if !ok {
		if ns, ok = spaces().near[nearName(uri)]; !ok {
			ns = nsUnknown
		}
	}
	c.uri, c.ns = uri, ns
	return ns
}

// attribute is the namespace of the name of an attribute, which has to be exact: an element is known by its name, too.
func (c *spaceCache) attribute(n *xmlscan.Name) space {
	if n.Prefix == nil {
		return nsNone
	}
	if n.Space == "" {
		return nsUnknown
	}
	if n.Space == c.uri {
		return c.ns
	}
	ns, ok := spaces().byURI[n.Space]
	if !ok {
		ns = nsUnknown
		if _, near := spaces().near[nearName(n.Space)]; near {
			ns = nsNear
		}
	}
	c.uri, c.ns = n.Space, ns
	return ns
}

// name is the namespace of a name; one whose prefix is not declared is in none that is known.
func (c *spaceCache) name(n *xmlscan.Name) space {
	if n.Prefix != nil && n.Space == "" {
		return nsUnknown
	}
	return c.of(n.Space)
}
