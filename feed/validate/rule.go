package validate

import (
	"slices"
	"sync"
)

// Reference is a place in a specification.
type Reference struct {
	Section string `json:"section"`
	URL     string `json:"url"`
}

// Rule is one entry of the catalogue.
type Rule struct {
	ID      RuleID    `json:"id"`
	Level   Level     `json:"level"`
	Title   string    `json:"title"`
	Spec    Reference `json:"spec"`
	Help    string    `json:"help"`    // why it matters and the way out
	Formats []string  `json:"formats"` // rss rdf atom json opml
	Fixable bool      `json:"fixable"` // a repair is possible without asking anybody
	// Profiles holds the level in each profile that has the rule.
	Profiles map[Profile]Level `json:"profiles"`
	// Only are the profiles that have the rule; nil means all that have rules of its level.
	Only []Profile `json:"-"`
	W3C  string    `json:"w3c,omitempty"`
	// Bad triggers this rule and no other of level Error or Warning but those of With, Good triggers none. Both are snippets for Frame.
	Bad  string `json:"bad"`
	Good string `json:"good"`
	// With are rules that a document cannot keep while it breaks this one.
	With []RuleID `json:"with,omitempty"`
	// Frame names the document that Document puts the examples into; "" means that they are whole documents.
	Frame Frame `json:"frame,omitempty"`
	// ContentType is the header that the bad example comes with, for rules about it; the good one comes with GoodContentType.
	ContentType     string `json:"contentType,omitempty"`
	GoodContentType string `json:"goodContentType,omitempty"`
	// HTTP is how the bad example is served, for rules about it, GoodHTTP how the good one is.
	HTTP     *HTTP `json:"-"`
	GoodHTTP *HTTP `json:"-"`
}

// Frame is a faultless document with a gap for an example.
type Frame string

// The frames.
const (
	InChannel    Frame = "rss-channel"              // among the children of an RSS 2.0 channel
	InBareItem   Frame = "rss-item-without-guid"    // the same, in an item without guid
	InItem       Frame = "rss-item"                 // among the children of an RSS 2.0 item
	InRSS        Frame = "rss"                      // in place of the channel of an RSS 2.0 document
	InFeed       Frame = "atom-feed"                // among the children of an Atom feed, before its entry
	InBareFeed   Frame = "atom-feed-without-author" // in place of author and entries of an Atom feed
	InEntry      Frame = "atom-entry"               // among the children of an Atom entry
	InEntries    Frame = "atom-feed-end"            // in place of the entries of an Atom feed
	InJSON       Frame = "json-feed"                // among the members of a JSON feed
	InItems      Frame = "json-items"               // among the items of a JSON feed
	InBody       Frame = "opml-body"                // in the body of an OPML document
	InPodcast    Frame = "podcast"                  // among the children of a podcast's channel that has only a language and itunes:explicit
	InEpisode    Frame = "podcast-item"             // among the children of an item of a whole podcast
	InShow       Frame = "show"                     // among the children of the channel of a podcast that lacks nothing
	InShowItem   Frame = "show-item"                // among the children of an item of such a podcast
	InPortal     Frame = "portal"                   // among the children of an RSS 2.0 channel that says its language
	InPortalItem Frame = "portal-item"              // among the children of an item of such a channel
)

const (
	rssHead = `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:sy="http://purl.org/rss/1.0/modules/syndication/" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" xmlns:media="http://search.yahoo.com/mrss/" xmlns:slash="http://purl.org/rss/1.0/modules/slash/" xmlns:georss="http://www.georss.org/georss" xmlns:geo="http://www.w3.org/2003/01/geo/wgs84_pos#" xmlns:ev="http://purl.org/rss/1.0/modules/event/" xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/" xmlns:sx="http://feedsync.org/2007/feedsync" xmlns:xhtml="http://www.w3.org/1999/xhtml">
`
	channelHead = `<channel>
<title>Activities</title>
<link>http://www.example.org/</link>
<description>What the leaders do</description>
<atom:link rel="self" type="application/rss+xml" href="http://www.example.org/feed.rss"/>
`
	portalLanguage = "<language>zh-Hans</language>\n"
	podcastHead    = `<language>en</language>
<itunes:explicit>false</itunes:explicit>
`
	podcastRest = `<itunes:category text="News"/>
<itunes:owner><itunes:email>editor@example.org</itunes:email></itunes:owner>
`
	showRSS = `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" xmlns:podcast="https://podcastindex.org/namespace/1.0">
`
	showHead = channelHead + podcastHead + podcastRest + `<itunes:author>Editor</itunes:author>
<itunes:image href="http://www.example.org/1.png"/>
`
	showItem = itemHead + `<enclosure url="http://www.example.org/1.mp3" length="0" type="audio/mpeg"/>
`
	itemHead = `<item>
<title>A visit</title>
<link>http://www.example.org/1</link>
<guid>http://www.example.org/1</guid>
`
	atomHead = `<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xmlns:app="http://www.w3.org/2007/app" xmlns:fh="http://purl.org/syndication/history/1.0" xmlns:thr="http://purl.org/syndication/thread/1.0" xmlns:sx="http://feedsync.org/2007/feedsync" xmlns:access="http://www.bloglines.com/about/specs/fac-1.0" xml:lang="en">
<id>tag:example.org,2012:feed</id>
<title>Activities</title>
<updated>2012-09-25T18:07:00+08:00</updated>
<link rel="self" href="http://www.example.org/feed.atom"/>
`
	atomAuthor = `<author><name>Editor</name></author>
`
	entryHead = `<entry>
<id>tag:example.org,2012:1</id>
<title>A visit</title>
<updated>2012-09-25T18:07:00+08:00</updated>
<link href="http://www.example.org/1"/>
`
	entrySummary = `<summary>To the north.</summary>
`
	jsonHead = `{
"version": "https://jsonfeed.org/version/1.1",
"title": "Activities",
"home_page_url": "https://www.example.org/",
"feed_url": "https://www.example.org/feed.json",
"language": "en",
`
	opmlStart = `<?xml version="1.0" encoding="UTF-8"?>
<opml version="2.0">
<head><title>Feeds</title></head>
<body>
`
)

// Document returns an example put into the rule's frame: the whole document that is validated.
func (r Rule) Document(example string) []byte {
	switch r.Frame {
	case InRSS:
		return []byte(rssHead + example + "\n</rss>\n")
	case InChannel:
		return []byte(rssHead + channelHead + example + "\n" + itemHead + "</item>\n</channel>\n</rss>\n")
	case InItem:
		return []byte(rssHead + channelHead + itemHead + example + "\n</item>\n</channel>\n</rss>\n")
	case InBareItem:
		return []byte(rssHead + channelHead + "<item>\n<title>A visit</title>\n" + example + "\n</item>\n</channel>\n</rss>\n")
	case InBareFeed:
		return []byte(atomHead + example + "\n</feed>\n")
	case InFeed:
		return []byte(atomHead + example + "\n" + entryHead + atomAuthor + entrySummary + "</entry>\n</feed>\n")
	case InEntry:
		return []byte(atomHead + atomAuthor + entryHead + example + "\n</entry>\n</feed>\n")
	case InEntries:
		return []byte(atomHead + atomAuthor + example + "\n</feed>\n")
	case InJSON:
		return []byte(jsonHead + example + ",\n\"items\": []\n}\n")
	case InItems:
		return []byte(jsonHead + "\"items\": [\n" + example + "\n]\n}\n")
	case InPodcast:
		return []byte(rssHead + channelHead + podcastHead + example + "\n" + itemHead + "</item>\n</channel>\n</rss>\n")
	case InEpisode:
		return []byte(rssHead + channelHead + podcastHead + podcastRest + itemHead + example + "\n</item>\n</channel>\n</rss>\n")
	case InPortal:
		return []byte(rssHead + channelHead + portalLanguage + example + "\n" + itemHead + "</item>\n</channel>\n</rss>\n")
	case InPortalItem:
		return []byte(rssHead + channelHead + portalLanguage + itemHead + example + "\n</item>\n</channel>\n</rss>\n")
	case InShow:
		return []byte(showRSS + showHead + example + "\n" + showItem + "</item>\n</channel>\n</rss>\n")
	case InShowItem:
		return []byte(showRSS + showHead + showItem + example + "\n</item>\n</channel>\n</rss>\n")
	case InBody:
		return []byte(opmlStart + example + "\n</body>\n</opml>\n")
	}
	return []byte(example)
}

// Rules returns the catalogue, by topic: encoding and XML, then what several formats share, then each format.
func Rules() []Rule { return slices.Clone(catalogue()) }

// Lookup finds a rule by its id.
func Lookup(id RuleID) (Rule, bool) {
	r, ok := index()[id]
	if !ok {
		return Rule{}, false
	}
	return *r, true
}

var catalogue = sync.OnceValue(func() []Rule {
	var all []Rule
	for _, c := range chapters {
		all = append(all, c.rules...)
	}
	for i := range all {
		all[i].Profiles, all[i].Fixable = all[i].levels(), fixable(all[i].ID)
	}
	return all
})

var index = sync.OnceValue(func() map[RuleID]*Rule {
	m := make(map[RuleID]*Rule)
	for i := range catalogue() {
		m[catalogue()[i].ID] = &catalogue()[i]
	}
	return m
})
