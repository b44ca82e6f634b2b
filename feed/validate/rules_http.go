package validate

import "strings"

func rfc9110(section string) Reference { return rfc("9110", section) }

// websub is a section of the recommendation on WebSub.
func websub(section, anchor string) Reference {
	return Reference{"WebSub, section " + section, "https://www.w3.org/TR/websub/#" + anchor}
}

// httpRules are about how a document is served, and about the hub that announces it.
var httpRules = []Rule{
	{
		ID: "http-status", Level: Error, Title: "The response is not one of success",
		Spec: rfc9110("15"), Formats: everyFormat,
		Help: "Readers that are told 404 or 410 unsubscribe, and those that are told 5xx come back later. A feed is served with 200.",
		Bad:  smallAtom, Good: smallAtom, HTTP: &HTTP{Status: 404}, GoodHTTP: &HTTP{Status: 200},
	},
	{
		ID: "http-moved", Level: Info, Title: "The document has moved for good",
		Spec: rfc9110("15.4.2"), Formats: everyFormat,
		Help: "Readers replace the address they know by the new one. Name the new one wherever the feed is linked.",
		Bad:  smallAtom, Good: smallAtom, HTTP: &HTTP{Status: 200, Redirects: []Redirect{{301, "http://www.example.org/new.atom"}}}, GoodHTTP: &HTTP{Status: 200},
	},
	{
		ID: "http-redirect", Level: Info, Title: "The address leads elsewhere, for this time",
		Spec: rfc9110("15.4.3"), Formats: everyFormat,
		Help: "302, 303 and 307 cost each reader a second request each time. Use 301 or 308 where the new address stays.",
		Bad:  smallAtom, Good: smallAtom, HTTP: &HTTP{Status: 200, Redirects: []Redirect{{302, "http://www.example.org/new.atom"}}}, GoodHTTP: &HTTP{Status: 200},
	},
	{
		ID: "http-redirect-chain", Level: Warning, Title: "Many redirects lead to the document",
		Spec: rfc9110("15.4"), Formats: everyFormat,
		Help: "Readers give up after a few. Lead to the last address at once.",
		Bad:  smallAtom, Good: smallAtom, GoodHTTP: &HTTP{Status: 200},
		HTTP: &HTTP{Status: 200, Redirects: []Redirect{{302, "http://a.example/1"}, {302, "http://a.example/2"}, {302, "http://a.example/3"}, {302, "http://a.example/4"}}},
	},
	{
		ID: "http-no-content-type", Level: Warning, Title: "The response has no Content-Type",
		Spec: rfc9110("8.3"), Formats: everyFormat,
		Help: "Programs that are not told guess. Serve application/rss+xml, application/atom+xml or application/feed+json.",
		Bad:  smallAtom, Good: smallAtom, HTTP: &HTTP{Status: 200, Fetched: true, ETag: `"1"`}, GoodHTTP: &HTTP{Status: 200}, GoodContentType: "application/atom+xml",
	},
	{
		ID: "http-not-compressed", Level: Warning, Title: "The response is not compressed",
		Spec: rfc9110("8.4"), Formats: everyFormat,
		Help: "Feeds compress to a fifth, and are fetched again and again. Let the server compress them with gzip where a reader accepts it.",
		Bad:  smallAtom + blankLines, Good: smallAtom, ContentType: "application/atom+xml", GoodContentType: "application/atom+xml",
		HTTP: &HTTP{Status: 200, Fetched: true, ETag: `"1"`}, GoodHTTP: &HTTP{Status: 200, Fetched: true, ETag: `"1"`, ContentEncoding: "gzip"},
	},
	{
		ID: "http-no-validator", Level: Warning, Title: "The response has neither ETag nor Last-Modified",
		Spec: rfc9110("8.8"), Formats: everyFormat,
		Help: "Without one of the two readers cannot ask whether something has changed, and fetch the whole document each time.",
		Bad:  smallAtom, Good: smallAtom, ContentType: "application/atom+xml", GoodContentType: "application/atom+xml",
		HTTP: &HTTP{Status: 200, Fetched: true}, GoodHTTP: &HTTP{Status: 200, Fetched: true, LastModified: "Tue, 25 Sep 2012 10:07:00 GMT"},
	},
	{
		ID: "http-conditional-ignored", Level: Warning, Title: "A conditional request is answered with the whole document",
		Spec: rfc9110("13.1"), Formats: everyFormat,
		Help: "A server that gives an ETag or Last-Modified answers a request that names it with 304 while nothing has changed.",
		Bad:  smallAtom, Good: smallAtom, ContentType: "application/atom+xml", GoodContentType: "application/atom+xml",
		HTTP: &HTTP{Status: 200, Fetched: true, ETag: `"1"`, Repeated: 200}, GoodHTTP: &HTTP{Status: 200, Fetched: true, ETag: `"1"`, Repeated: 304},
	},
	{
		ID: "http-no-store", Level: Info, Title: "The response must not be saved",
		Spec: rfc("9111", "5.2.2.5"), Formats: everyFormat,
		Help: "no-store keeps readers from using ETag and Last-Modified. Use no-cache, or max-age with a time.",
		Bad:  smallAtom, Good: smallAtom, ContentType: "application/atom+xml", GoodContentType: "application/atom+xml",
		HTTP: &HTTP{Status: 200, Fetched: true, ETag: `"1"`, CacheControl: "private, no-store"}, GoodHTTP: &HTTP{Status: 200, Fetched: true, ETag: `"1"`, CacheControl: "max-age=300"},
	},
	{
		ID: "hub-without-self", Level: Error, Title: "A hub is named, but no address to subscribe to",
		Spec: websub("4", "discovery"), Formats: everyFormat,
		Help: "A document that names a hub has a link with rel=\"self\" too, in JSON Feed a feed_url: it is the topic that subscribers name to the hub.",
		Bad:  utf8Decl + "<feed xmlns=\"http://www.w3.org/2005/Atom\">\n<id>tag:example.org,2012:feed</id>\n<title>Activities</title>\n<updated>2012-09-25T18:07:00+08:00</updated>\n<link rel=\"hub\" href=\"http://hub.example.org/\"/>\n<author><name>Editor</name></author>\n</feed>",
		Good: utf8Decl + "<feed xmlns=\"http://www.w3.org/2005/Atom\">\n<id>tag:example.org,2012:feed</id>\n<title>Activities</title>\n<updated>2012-09-25T18:07:00+08:00</updated>\n<link rel=\"hub\" href=\"http://hub.example.org/\"/>\n<link rel=\"self\" href=\"http://www.example.org/feed.atom\"/>\n<author><name>Editor</name></author>\n</feed>",
		With: []RuleID{"missing-self"},
	},
	{
		ID: "hub-several-selfs", Level: Error, Title: "A hub is named, and several addresses to subscribe to",
		Spec: websub("4", "discovery"), Formats: feedFormats,
		Help: "Subscribers need one topic: give one link with rel=\"self\".",
		Bad:  "<link rel=\"hub\" href=\"http://hub.example.org/\"/><link rel=\"self\" href=\"http://www.example.org/other.atom\"/>",
		Good: "<link rel=\"hub\" href=\"http://hub.example.org/\"/>", Frame: InFeed,
	},
	{
		ID: "hub-url", Level: Error, Title: "The address of a hub is none of http or https",
		Spec: websub("4", "discovery"), Formats: everyFormat,
		Help: "Subscribers send their requests to the hub by HTTP: write its address with scheme and host, without a fragment.",
		Bad:  "<link rel=\"hub\" href=\"mailto:hub@example.org\"/>",
		Good: "<link rel=\"hub\" href=\"https://hub.example.org/\"/>", Frame: InFeed,
	},
}

// blankLines make a document worth compressing.
var blankLines = strings.Repeat("\n", worthCompressing)
