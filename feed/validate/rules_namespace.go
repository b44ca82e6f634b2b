package validate

// tag is a place in the description of the podcast namespace.
func tag(name, anchor string) Reference {
	return Reference{"Podcast namespace 1.0, " + name, "https://podcasting2.org/docs/podcast-namespace/tags/" + anchor}
}

// apple is the page of Apple's requirements.
var apple = module("Podcast RSS feed requirements", "https://podcasters.apple.com/support/823-podcast-requirements")

var onlyPodcast = []Profile{Podcast}

// namespaceRules are about what podcasts need beside what any feed may have: Apple's requirements and the podcast namespace.
var namespaceRules = []Rule{
	{
		ID: "missing-enclosure", Level: Error, Title: "An episode has no enclosure", Spec: apple, Formats: onlyRSS, Only: onlyPodcast,
		Help: "The file that is played is the enclosure; directories pass over items without one.",
		Bad:  itemHead + "</item>", Good: "<ttl>60</ttl>", Frame: InShow, With: []RuleID{"duplicate-id", "misplaced-item"},
	},
	{
		ID: "podcast-artwork", Level: Error, Title: "A podcast has no artwork", Spec: apple, Formats: onlyRSS, Only: onlyPodcast,
		Help: "itunes:image names a square picture of 1400 to 3000 pixels; Apple takes no podcast without one.",
		Bad:  rssHead + channelHead + podcastHead + podcastRest + "<itunes:author>Editor</itunes:author>\n</channel>\n</rss>\n",
		Good: rssHead + showHead + "</channel>\n</rss>\n",
	},
	{
		ID: "podcast-artwork-format", Level: Error, Title: "The artwork of a podcast is neither JPEG nor PNG", Spec: apple, Formats: onlyRSS, Only: onlyPodcast,
		Help: "Apple takes these two formats, and knows them by the end of the file's name.",
		Bad:  rssHead + channelHead + podcastHead + podcastRest + "<itunes:author>Editor</itunes:author>\n<itunes:image href=\"http://www.example.org/1.gif\"/>\n</channel>\n</rss>\n",
		Good: rssHead + showHead + "</channel>\n</rss>\n",
	},
	{
		ID: "podcast-author", Level: Warning, Title: "A podcast has no author", Spec: apple, Formats: onlyRSS, Only: onlyPodcast,
		Help: "itunes:author is the name that directories show below the title.",
		Bad:  rssHead + channelHead + podcastHead + podcastRest + "<itunes:image href=\"http://www.example.org/1.png\"/>\n</channel>\n</rss>\n",
		Good: rssHead + showHead + "</channel>\n</rss>\n",
	},
	{
		ID: "podcast-tag-unknown", Level: Warning, Title: "The podcast namespace has no such element", Spec: tag("Tags", ""), Formats: feedFormats, Only: onlyPodcast,
		Help: "The name is misspelt; names are case-sensitive.",
		Bad:  "<podcast:captions url=\"http://www.example.org/1.vtt\"/>", Good: "<podcast:transcript url=\"http://www.example.org/1.vtt\" type=\"text/vtt\"/>", Frame: InShowItem,
	},
	{
		ID: "podcast-tag-place", Level: Warning, Title: "An element of the podcast namespace stands in the wrong place", Spec: tag("Tags", ""), Formats: feedFormats, Only: onlyPodcast,
		Help: "Some elements belong into the channel, some into an item, and parts such as podcast:source into the element that they are part of.",
		Bad:  "<podcast:transcript url=\"http://www.example.org/1.vtt\" type=\"text/vtt\"/>", Good: "<podcast:locked>no</podcast:locked>", Frame: InShow,
	},
	{
		ID: "podcast-tag-repeated", Level: Warning, Title: "An element of the podcast namespace stands again", Spec: tag("Tags", ""), Formats: feedFormats, Only: onlyPodcast,
		Help: "Programs differ in which of the two they take.",
		Bad:  "<podcast:locked>no</podcast:locked><podcast:locked>yes</podcast:locked>", Good: "<podcast:locked>no</podcast:locked>", Frame: InShow,
	},
	{
		ID: "podcast-tag-attribute", Level: Error, Title: "An element of the podcast namespace lacks an attribute", Spec: tag("Tags", ""), Formats: feedFormats, Only: onlyPodcast,
		Help: "The element means nothing without it.",
		Bad:  "<podcast:transcript url=\"http://www.example.org/1.vtt\"/>", Good: "<podcast:transcript url=\"http://www.example.org/1.vtt\" type=\"text/vtt\"/>", Frame: InShowItem,
	},
	{
		ID: "podcast-tag-unknown-attribute", Level: Warning, Title: "An element of the podcast namespace has an attribute that is not defined", Spec: tag("Tags", ""), Formats: feedFormats, Only: onlyPodcast,
		Help: "The name is misspelt; names are case-sensitive.",
		Bad:  "<podcast:funding href=\"http://www.example.org/\" url=\"http://www.example.org/\">Help</podcast:funding>", Good: "<podcast:funding url=\"http://www.example.org/\">Help</podcast:funding>", Frame: InShow,
	},
	{
		ID: "podcast-tag-url", Level: Error, Title: "An attribute of the podcast namespace is no address", Spec: tag("Tags", ""), Formats: feedFormats, Only: onlyPodcast,
		Help: "Write the address with scheme and host.",
		Bad:  "<podcast:funding url=\"/help\">Help</podcast:funding>", Good: "<podcast:funding url=\"http://www.example.org/help\">Help</podcast:funding>", Frame: InShow,
	},
	{
		ID: "podcast-tag-number", Level: Error, Title: "A number of the podcast namespace is malformed", Spec: tag("Season", "season"), Formats: feedFormats, Only: onlyPodcast,
		Help: "Write digits, with a decimal point where the element allows one; a name for people goes into an attribute.",
		Bad:  "<podcast:season>one</podcast:season>", Good: "<podcast:season name=\"one\">1</podcast:season>", Frame: InShowItem,
	},
	{
		ID: "podcast-tag-length", Level: Warning, Title: "A text of the podcast namespace is too long", Spec: tag("Funding", "funding"), Formats: feedFormats, Only: onlyPodcast,
		Help: "Programs show so many characters and cut the rest.",
		Bad:  "<podcast:funding url=\"http://www.example.org/\">" + longText + "</podcast:funding>", Good: "<podcast:funding url=\"http://www.example.org/\">Help</podcast:funding>", Frame: InShow,
	},
	{
		ID: "podcast-yes-no", Level: Error, Title: "podcast:locked or podcast:block is neither yes nor no", Spec: tag("Locked", "locked"), Formats: feedFormats, Only: onlyPodcast,
		Help: "Write yes or no, in lower case.",
		Bad:  "<podcast:locked>true</podcast:locked>", Good: "<podcast:locked owner=\"editor@example.org\">yes</podcast:locked>", Frame: InShow,
	},
	{
		ID: "podcast-transcript-type", Level: Error, Title: "The type of a transcript is not known", Spec: tag("Transcript", "transcript"), Formats: feedFormats, Only: onlyPodcast,
		Help: "Programs show text/vtt, application/x-subrip, application/json, text/html and text/plain; rel is captions or absent.",
		Bad:  "<podcast:transcript url=\"http://www.example.org/1.doc\" type=\"application/msword\"/>", Good: "<podcast:transcript url=\"http://www.example.org/1.srt\" type=\"application/x-subrip\" language=\"zh-Hans\"/>", Frame: InShowItem,
	},
	{
		ID: "podcast-chapters-type", Level: Error, Title: "The type of a chapters file is not JSON", Spec: tag("Chapters", "chapters"), Formats: feedFormats, Only: onlyPodcast,
		Help: "Chapters are a file of type application/json+chapters.",
		Bad:  "<podcast:chapters url=\"http://www.example.org/1.xml\" type=\"text/xml\"/>", Good: "<podcast:chapters url=\"http://www.example.org/1.json\" type=\"application/json+chapters\"/>", Frame: InShowItem,
	},
	{
		ID: "podcast-person-name", Level: Error, Title: "A person of a podcast has no name", Spec: tag("Person", "person"), Formats: feedFormats, Only: onlyPodcast,
		Help: "The text of podcast:person is the name.",
		Bad:  "<podcast:person role=\"host\"/>", Good: "<podcast:person role=\"host\">Editor</podcast:person>", Frame: InShow,
	},
	{
		ID: "podcast-location", Level: Error, Title: "A place is malformed", Spec: tag("Location", "location"), Formats: feedFormats, Only: onlyPodcast,
		Help: "geo is a geo: URI of RFC 5870, osm a letter N, W or R with the number that OpenStreetMap gives.",
		Bad:  "<podcast:location geo=\"39.9,116.4\">Beijing</podcast:location>", Good: "<podcast:location geo=\"geo:39.9,116.4\" osm=\"R912940\">Beijing</podcast:location>", Frame: InShow,
	},
	{
		ID: "podcast-trailer-date", Level: Error, Title: "The date of a trailer is not in the form of RFC 822", Spec: tag("Trailer", "trailer"), Formats: feedFormats, Only: onlyPodcast,
		Help: "pubdate reads like pubDate of RSS: Tue, 25 Sep 2012 18:07:00 +0800.",
		Bad:  "<podcast:trailer pubdate=\"2012-09-25\" url=\"http://www.example.org/t.mp3\">Soon</podcast:trailer>", Good: "<podcast:trailer pubdate=\"Tue, 25 Sep 2012 18:07:00 +0800\" url=\"http://www.example.org/t.mp3\">Soon</podcast:trailer>", Frame: InShow,
	},
	{
		ID: "podcast-alternate-source", Level: Error, Title: "An alternate enclosure has no source", Spec: tag("Alternate Enclosure", "alternate-enclosure"), Formats: feedFormats, Only: onlyPodcast,
		Help: "podcast:source with uri says where the file is.",
		Bad:  "<podcast:alternateEnclosure type=\"audio/opus\"/>", Good: "<podcast:alternateEnclosure type=\"audio/opus\"><podcast:source uri=\"http://www.example.org/1.opus\"/></podcast:alternateEnclosure>", Frame: InShowItem,
	},
	{
		ID: "podcast-guid", Level: Error, Title: "The guid of a podcast is no UUID", Spec: tag("Guid", "guid"), Formats: feedFormats, Only: onlyPodcast,
		Help: "It is the UUID of version 5 of the feed's address without scheme and last slashes, in the namespace ead4c236-bf58-58c6-a2c6-a6b28d128cb6. It does not change when the feed moves.",
		Bad:  "<podcast:guid>http://www.example.org/</podcast:guid>", Good: "<podcast:guid>917393e3-1b1e-5cef-ace4-edaa54e1f810</podcast:guid>", Frame: InShow,
	},
	{
		ID: "podcast-value-recipient", Level: Error, Title: "A value block has no recipient", Spec: tag("Value", "value"), Formats: feedFormats, Only: onlyPodcast,
		Help: "podcast:valueRecipient says who gets which share.",
		Bad:  "<podcast:value type=\"lightning\" method=\"keysend\"/>", Good: "<podcast:value type=\"lightning\" method=\"keysend\"><podcast:valueRecipient type=\"node\" address=\"02d5c1bf8b940dc9cadca86d1b0a3c37fbe39cee4c7e839e33bef9174531d27f52\" split=\"100\"/></podcast:value>", Frame: InShow,
	},
	{
		ID: "podcast-medium", Level: Error, Title: "The medium of a podcast is not known", Spec: tag("Medium", "medium"), Formats: feedFormats, Only: onlyPodcast,
		Help: "Write podcast, music, video, film, audiobook, newsletter, blog, publisher, course or mixed; a list of each has an L at its end, such as musicL.",
		Bad:  "<podcast:medium>radio</podcast:medium>", Good: "<podcast:medium>podcast</podcast:medium>", Frame: InShow,
	},
	{
		ID: "podcast-live-item", Level: Error, Title: "A live item has a wrong status or time", Spec: tag("Live Item", "live-item"), Formats: feedFormats, Only: onlyPodcast,
		Help: "The status is pending, live or ended; start and end are dates of RFC 3339.",
		Bad:  "<podcast:liveItem status=\"soon\" start=\"2012-09-25T18:07:00+08:00\"><title>Live</title></podcast:liveItem>", Good: "<podcast:liveItem status=\"pending\" start=\"2012-09-25T18:07:00+08:00\"><title>Live</title></podcast:liveItem>", Frame: InShow,
	},
	{
		ID: "podcast-social", Level: Error, Title: "A social interaction has no address or an unknown protocol", Spec: tag("Social Interact", "social-interact"), Formats: feedFormats, Only: onlyPodcast,
		Help: "protocol is a word of the list, such as activitypub; uri leads to the root post, and is left out with the protocol disabled only.",
		Bad:  "<podcast:socialInteract protocol=\"activitypub\"/>", Good: "<podcast:socialInteract protocol=\"activitypub\" uri=\"https://social.example.org/@editor/1\"/>", Frame: InShowItem,
	},
}

// longText is longer than short texts of the podcast namespace may be.
const longText = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
