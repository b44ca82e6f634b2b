package validate

import "github.com/portalfeed/portalfeed/feed/internal/xmlscan"

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
	nsOther   // known, its elements are not checked
	nsUnknown // not known
)

// spaces maps namespace names to those the rules know.
var spaces = map[string]space{
	"":                                     nsNone,
	"http://www.w3.org/2005/Atom":          nsAtom,
	"http://purl.org/atom/ns#":             nsAtom03,
	"http://www.w3.org/1999/xhtml":         nsXHTML,
	"http://www.w3.org/XML/1998/namespace": nsXML,
	"http://www.w3.org/1999/02/22-rdf-syntax-ns#":                    nsRDF,
	"http://my.netscape.com/rdf/simple/0.9/":                         nsRSS090,
	"http://purl.org/rss/1.0/":                                       nsRSS10,
	"http://purl.org/net/rss1.1#":                                    nsRSS11,
	"http://purl.org/dc/elements/1.1/":                               nsDC,
	"http://purl.org/dc/terms/":                                      nsTerms,
	"http://purl.org/rss/1.0/modules/content/":                       nsContent,
	"http://purl.org/rss/1.0/modules/slash/":                         nsSlash,
	"http://purl.org/rss/1.0/modules/syndication/":                   nsSy,
	"http://wellformedweb.org/CommentAPI/":                           nsWfw,
	"http://search.yahoo.com/mrss/":                                  nsMedia,
	"http://www.itunes.com/dtds/podcast-1.0.dtd":                     nsITunes,
	"http://www.itunes.com/DTDs/Podcast-1.0.dtd":                     nsITunes,
	"http://purl.org/syndication/thread/1.0":                         nsThr,
	"http://www.georss.org/georss":                                   nsGeoRSS,
	"http://www.w3.org/2003/01/geo/wgs84_pos#":                       nsGeo,
	"https://podcastindex.org/namespace/1.0":                         nsPodcast,
	"http://purl.org/syndication/history/1.0":                        nsHistory,
	"http://www.w3.org/2007/app":                                     nsApp,
	"http://purl.org/atom/app#":                                      nsApp,
	"http://rssnamespace.org/feedburner/ext/1.0":                     nsFeedBurner,
	"http://webns.net/mvcb/":                                         nsAdmin,
	"http://web.resource.org/cc/":                                    nsCC,
	"http://backend.userland.com/creativeCommonsRssModule":           nsOther,
	"http://cyber.law.harvard.edu/rss/creativeCommonsRssModule.html": nsOther,
	"http://creativecommons.org/ns#":                                 nsOther,
	"http://blogs.law.harvard.edu/tech/creativeCommonsRssModule":     nsOther,
	"http://a9.com/-/spec/opensearchrss/1.0/":                        nsOther,
	"http://a9.com/-/spec/opensearch/1.1/":                           nsOther,
	"http://madskills.com/public/xml/rss/module/trackback/":          nsOther,
	"http://backend.userland.com/blogChannelModule":                  nsOther,
	"http://base.google.com/ns/1.0":                                  nsOther,
	"http://base.google.com/cns/1.0":                                 nsOther,
	"http://www.google.com/schemas/play-podcasts/1.0":                nsOther,
	"http://www.google.com/schemas/reader/atom/":                     nsOther,
	"http://schemas.google.com/g/2005":                               nsOther,
	"http://schemas.google.com/blogger/2008":                         nsOther,
	"http://www.opengis.net/gml":                                     nsOther,
	"http://www.w3.org/1999/xlink":                                   nsOther,
	"http://www.w3.org/2000/01/rdf-schema#":                          nsOther,
	"http://www.w3.org/1998/Math/MathML":                             nsOther,
	"http://www.w3.org/2000/svg":                                     nsOther,
	"http://xmlns.com/foaf/0.1/":                                     nsOther,
	"http://prismstandard.org/namespaces/1.2/basic/":                 nsOther,
	"http://prismstandard.org/namespaces/basic/2.0/":                 nsOther,
	"http://purl.org/rss/1.0/modules/annotate/":                      nsOther,
	"http://purl.org/rss/1.0/modules/audio":                          nsOther,
	"http://purl.org/rss/1.0/modules/company":                        nsOther,
	"http://purl.org/rss/1.0/modules/email/":                         nsOther,
	"http://purl.org/rss/1.0/modules/event/":                         nsOther,
	"http://purl.org/rss/1.0/modules/image/":                         nsOther,
	"http://purl.org/rss/1.0/modules/link/":                          nsOther,
	"http://purl.org/rss/1.0/modules/reference/":                     nsOther,
	"http://purl.org/rss/1.0/modules/search/":                        nsOther,
	"http://purl.org/rss/1.0/modules/servicestatus/":                 nsOther,
	"http://purl.org/rss/1.0/modules/streaming/":                     nsOther,
	"http://purl.org/rss/1.0/modules/taxonomy/":                      nsOther,
	"http://purl.org/rss/1.0/modules/textinput/":                     nsOther,
	"http://purl.org/rss/1.0/modules/threading/":                     nsOther,
	"http://purl.org/rss/1.0/modules/wiki/":                          nsOther,
	"http://purl.org/rss/1.0/modules/aggregation/":                   nsOther,
	"http://purl.org/rss/1.0/modules/rss091#":                        nsOther,
	"http://purl.org/rss/1.0/modules/dcterms/":                       nsOther,
	"http://purl.org/syndication/atommedia":                          nsOther,
	"http://purl.org/atompub/tombstones/1.0":                         nsOther,
	"http://purl.org/atompub/rank/1.0":                               nsOther,
	"http://purl.org/dc/dcmitype/":                                   nsOther,
	"http://purl.org/media#":                                         nsOther,
	"http://postneo.com/icbm/":                                       nsOther,
	"http://geourl.org/rss/module/":                                  nsOther,
	"http://news.baidu.com/":                                         nsOther,
	"http://webfeeds.org/rss/1.0":                                    nsOther,
	"http://www.microsoft.com/schemas/rss/core/2005":                 nsOther,
	"http://www.microsoft.com/schemas/rss/monitoring/2007":           nsOther,
	"http://feedsync.org/2007/feedsync":                              nsOther,
	"http://schemas.pocketsoap.com/rss/myDescModule/":                nsOther,
	"http://media.tangent.org/rss/1.0/":                              nsOther,
	"http://tools.search.yahoo.com/mrss/":                            nsOther,
	"http://my.theinfo.org/changed/1.0/rss/":                         nsOther,
	"http://hacks.benhammersley.com/rss/streaming/":                  nsOther,
	"http://usefulinc.com/rss/manifest/":                             nsOther,
	"http://www.bloglines.com/about/specs/fac-1.0":                   nsOther,
	"urn:atom-extension:indexing":                                    nsOther,
	"urn:forumzilla:":                                                nsOther,
	"urn:yahoo:yn":                                                   nsOther,
	"com-wordpress:feed-additions:1":                                 nsOther,
	"http://activitystrea.ms/spec/1.0/":                              nsOther,
	"http://portablecontacts.net/spec/1.0":                           nsOther,
	"http://ostatus.org/schema/1.0":                                  nsOther,
	"http://salmon-protocol.org/ns/magic-env":                        nsOther,
	"https://www.spotify.com/ns/rss":                                 nsOther,
	"http://www.spotify.com/ns/rss":                                  nsOther,
	"http://source.scripting.com/":                                   nsOther,
}

// usualPrefix is the prefix that the specification of a namespace uses.
var usualPrefix = map[space]string{
	nsAtom: "atom", nsRDF: "rdf", nsDC: "dc", nsTerms: "dcterms", nsContent: "content", nsSlash: "slash", nsSy: "sy",
	nsWfw: "wfw", nsMedia: "media", nsITunes: "itunes", nsThr: "thr", nsGeoRSS: "georss", nsGeo: "geo",
	nsPodcast: "podcast", nsHistory: "fh", nsApp: "app", nsFeedBurner: "feedburner", nsAdmin: "admin",
	nsCC: "cc", nsXHTML: "xhtml",
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
	ns, ok := spaces[uri]
	if !ok {
		ns = nsUnknown
	}
	c.uri, c.ns = uri, ns
	return ns
}

// name is the namespace of a name; one whose prefix is not declared is in none that is known.
func (c *spaceCache) name(n *xmlscan.Name) space {
	if n.Prefix != nil && n.Space == "" {
		return nsUnknown
	}
	return c.of(n.Space)
}
