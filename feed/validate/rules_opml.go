package validate

// opmlRules are about OPML.
var opmlRules = []Rule{
	{
		ID: "opml-version", Level: Error, Title: "The version of OPML is not known", W3C: "InvalidOPMLVersion",
		Spec: opml2("The <opml> element", "1629042198000"), Formats: onlyOPML, Fixable: true,
		Help: "Write version=\"2.0\".",
		Bad:  utf8Decl + "<opml version=\"3\">\n<head/>\n<body><outline text=\"a\"/></body>\n</opml>", Good: utf8Decl + smallOPML,
	},
	{
		ID: "missing-xml-url", Level: Warning, Title: "An outline of type rss has no xmlUrl", W3C: "MissingXmlURL",
		Spec: opml2("Subscription lists", "subscriptionLists"), Formats: onlyOPML,
		Help: "It is the address of the feed.",
		Bad:  "<outline type=\"rss\" text=\"a\" title=\"a\"/>", Good: "<outline type=\"rss\" text=\"a\" title=\"a\" xmlUrl=\"http://www.example.org/feed.rss\"/>", Frame: InBody,
	},
	{
		ID: "missing-outline-title", Level: Warning, Title: "An outline of type rss has no title", W3C: "MissingTitleAttr",
		Spec: opml2("Subscription lists", "subscriptionLists"), Formats: onlyOPML, Fixable: true,
		Help: "The title is optional; some programs show it and not the text.",
		Bad:  "<outline type=\"rss\" text=\"a\" xmlUrl=\"http://www.example.org/feed.rss\"/>", Good: "<outline type=\"rss\" text=\"a\" title=\"a\" xmlUrl=\"http://www.example.org/feed.rss\"/>", Frame: InBody,
	},
	{
		ID: "missing-outline-url", Level: Warning, Title: "An outline of type link or include has no url", W3C: "MissingUrlAttr",
		Spec: opml2("Inclusion", "inclusion"), Formats: onlyOPML,
		Help: "It is the address of the document that is linked to or included.",
		Bad:  "<outline type=\"link\" text=\"a\"/>", Good: "<outline type=\"link\" text=\"a\" url=\"http://www.example.org/\"/>", Frame: InBody,
	},
	{
		ID: "outline-type", Level: Warning, Title: "The type of an outline is not known", W3C: "InvalidOutlineType",
		Spec: opml2("The <outline> element", "1629042982000"), Formats: onlyOPML,
		Help: "Programs know rss, link and include.",
		Bad:  utf8Decl + "<opml version=\"1.1\"><head/><body><outline type=\"visit\" text=\"a\"/></body></opml>", Good: utf8Decl + "<opml version=\"2.0\"><head/><body><outline type=\"visit\" text=\"a\"/></body></opml>",
	},
	{
		ID: "outline-version", Level: Warning, Title: "The version of a feed in an outline is not known", W3C: "InvalidOutlineVersion",
		Spec: opml2("Subscription lists", "subscriptionLists"), Formats: onlyOPML,
		Help: "Write RSS1 for RSS 1.0, RSS for the other versions, scriptingNews for that format, or leave it out.",
		Bad:  "<outline type=\"rss\" version=\"2.0\" text=\"a\" title=\"a\" xmlUrl=\"http://www.example.org/feed.rss\"/>", Good: "<outline type=\"rss\" version=\"RSS\" text=\"a\" title=\"a\" xmlUrl=\"http://www.example.org/feed.rss\"/>", Frame: InBody,
	},
	{
		ID: "outline-relative-url", Level: Info, Title: "The address in an outline is relative",
		Spec: opml2("Subscription lists", "subscriptionLists"), Formats: onlyOPML, Fixable: true,
		Help: "It works where a program knows the address of the list, such as a list that lies beside its feeds; a program that is given a copy cannot resolve it.",
		Bad:  "<outline type=\"rss\" text=\"a\" title=\"a\" xmlUrl=\"feed.rss\"/>", Good: "<outline type=\"rss\" text=\"a\" title=\"a\" xmlUrl=\"http://www.example.org/feed.rss\"/>", Frame: InBody,
	},
	{
		ID: "expansion-state", Level: Error, Title: "expansionState is not a list of line numbers", W3C: "InvalidExpansionState",
		Spec: opml2("The <head> element", "1629042462000"), Formats: onlyOPML,
		Help: "It holds numbers with commas between them.",
		Bad:  utf8Decl + "<opml version=\"2.0\">\n<head><expansionState>all</expansionState></head>\n<body><outline text=\"a\"/></body>\n</opml>", Good: utf8Decl + "<opml version=\"2.0\">\n<head><expansionState>1, 3</expansionState></head>\n<body><outline text=\"a\"/></body>\n</opml>",
	},
	{
		ID: "window-position", Level: Error, Title: "A position of a window is not a number", W3C: "InvalidPositiveInteger",
		Spec: opml2("The <head> element", "1629042462000"), Formats: onlyOPML,
		Help: "Positions of windows are whole numbers, of pixels.",
		Bad:  utf8Decl + "<opml version=\"2.0\">\n<head><windowTop>high</windowTop></head>\n<body><outline text=\"a\"/></body>\n</opml>", Good: utf8Decl + "<opml version=\"2.0\">\n<head><windowTop>-20</windowTop></head>\n<body><outline text=\"a\"/></body>\n</opml>",
	},
	{
		ID: "missing-outline-type", Level: Warning, Title: "An outline has the attributes of a feed, but no type", W3C: "MissingOutlineType",
		Spec: opml2("Common attributes", "commonAttributes"), Formats: onlyOPML, Fixable: true,
		Help: "Programs take the attributes for what they are only with type=\"rss\" or another type.",
		Bad:  "<outline text=\"a\" htmlUrl=\"http://www.example.org/\"/>",
		Good: "<outline text=\"a\" title=\"a\" type=\"rss\" xmlUrl=\"http://www.example.org/a.rss\" htmlUrl=\"http://www.example.org/\"/>", Frame: InBody,
	},
}
