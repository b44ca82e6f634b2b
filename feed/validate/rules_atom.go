package validate

// atomRules are about Atom.
var atomRules = []Rule{
	{
		ID: "obsolete-version", Level: Warning, Title: "The version of the format is obsolete", W3C: "ObsoleteVersion",
		Spec: rfc("4287", "1.2"), Formats: onlyAtom,
		Help: "Atom 0.3 was a draft. Write Atom 1.0.",
		Bad:  utf8Decl + "<feed version=\"0.3\" xmlns=\"http://purl.org/atom/ns#\">\n<title>Activities</title>\n</feed>", Good: smallAtom,
	},
	{
		ID: "missing-author", Level: Error, Title: "There is no author", W3C: "MissingElement",
		Spec: rfc("4287", "4.1.1"), Formats: onlyAtom, Fixable: true,
		Help: "The feed has an author, or each of its entries has. The name of the publisher will do.",
		Bad:  entryHead + entrySummary + "</entry>", Good: entryHead + "<author><name>Editor</name></author>" + entrySummary + "</entry>", Frame: InBareFeed,
	},
	{
		ID: "missing-content", Level: Error, Title: "An entry has neither content nor a link", W3C: "MissingContentOrAlternate",
		Spec: rfc("4287", "4.1.2"), Formats: onlyAtom,
		Help: "An entry without content has a link with rel=\"alternate\" to where it can be read.",
		Bad:  "<entry><id>tag:example.org,2012:2</id><title>a</title><updated>2012-09-25T18:07:00Z</updated><summary>a</summary></entry>",
		Good: "<entry><id>tag:example.org,2012:2</id><title>a</title><updated>2012-09-25T18:07:00Z</updated><summary>a</summary><link href=\"http://www.example.org/2\"/></entry>", Frame: InEntries,
	},
	{
		ID: "missing-text", Level: Warning, Title: "An entry has nothing to read", W3C: "MissingTextualContent",
		Spec: rfc("4287", "4.1.1.1"), Formats: onlyAtom,
		Help: "It is advisable that an entry has a content or a summary.",
		Bad:  entryHead + "</entry>", Good: entryHead + entrySummary + "</entry>", Frame: InEntries,
	},
	{
		ID: "missing-summary", Level: Error, Title: "Content that cannot be read needs a summary", W3C: "MissingSummary",
		Spec: rfc("4287", "4.1.2"), Formats: onlyAtom,
		Help: "Where the content is elsewhere (src) or in Base64, a summary says what it is.",
		Bad:  "<content src=\"http://www.example.org/1.mp3\" type=\"audio/mpeg\"/>", Good: "<content src=\"http://www.example.org/1.mp3\" type=\"audio/mpeg\"/><summary>a</summary>", Frame: InEntry,
	},
	{
		ID: "missing-type", Level: Warning, Title: "A media type is missing", W3C: "MissingTypeAttr",
		Spec: rfc("4287", "4.1.3.2"), Formats: onlyAtom,
		Help: "Content with src should say its media type.",
		Bad:  "<content src=\"http://www.example.org/1.mp3\"/><summary>a</summary>", Good: "<content src=\"http://www.example.org/1.mp3\" type=\"audio/mpeg\"/><summary>a</summary>", Frame: InEntry,
	},
	{
		ID: "missing-self", Level: Warning, Title: "The feed does not give its own address", W3C: "MissingSelf",
		Spec: rfc("4287", "4.1.1"), Formats: onlyAtom, Fixable: true,
		Help: "A feed should have a link with rel=\"self\", so that a saved copy can be subscribed to.",
		Bad:  utf8Decl + "<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"en\">\n<id>tag:example.org,2012:feed</id>\n<title>a</title>\n<updated>2012-09-25T18:07:00Z</updated>\n<author><name>a</name></author>\n</feed>", Good: smallAtom,
	},
	{
		ID: "relative-self", Level: Warning, Title: "The self link is relative", W3C: "RelativeSelf",
		Spec: rfc("4287", "4.2.7.2"), Formats: feedFormats, Fixable: true,
		Help: "The self link is there for copies, which have lost their address.",
		Bad:  "<author><name>a</name></author><link rel=\"self\" href=\"/feed.atom\"/>", Good: "<author><name>a</name></author><link rel=\"self\" href=\"http://www.example.org/feed.atom\"/>", Frame: InFeed,
	},
	{
		ID: "self-mismatch", Level: Warning, Title: "The self link is not the address of the document", W3C: "SelfDoesntMatchLocation",
		Spec: rfc("4287", "4.1.1"), Formats: feedFormats, Fixable: true,
		Help: "Readers that follow the self link subscribe to another document. It is reported only where the address of the document is given.",
		Bad:  "<link rel=\"self\" href=\"http://www.example.org/old.atom\"/><author><name>a</name></author>", Good: "<author><name>a</name></author>", Frame: InFeed,
	},
	{
		ID: "missing-href", Level: Error, Title: "A link has no address", W3C: "MissingHref",
		Spec: rfc("4287", "4.2.7.1"), Formats: feedFormats,
		Help: "Atom writes the address in the attribute href, not as text.",
		Bad:  "<link rel=\"related\"/><summary>a</summary>", Good: "<link rel=\"related\" href=\"http://www.example.org/2\"/><summary>a</summary>", Frame: InEntry,
	},
	{
		ID: "atom-link-not-empty", Level: Warning, Title: "An Atom link has content", W3C: "AtomLinkNotEmpty",
		Spec: rfc("4287", "4.2.7"), Formats: feedFormats, Fixable: true,
		Help: "The content means nothing; the address is in href.",
		Bad:  "<link rel=\"related\" href=\"http://www.example.org/2\">here</link><summary>a</summary>", Good: "<link rel=\"related\" href=\"http://www.example.org/2\"/><summary>a</summary>", Frame: InEntry,
	},
	{
		ID: "unregistered-link-relation", Level: Warning, Title: "A link relation is not registered", W3C: "UnregisteredAtomLinkRel",
		Spec: rfc("4287", "4.2.7.2"), Formats: feedFormats,
		Help: "A relation is a name that IANA lists, or a URI.",
		Bad:  "<link rel=\"visit\" href=\"http://www.example.org/2\"/><summary>a</summary>", Good: "<link rel=\"related\" href=\"http://www.example.org/2\"/><summary>a</summary>", Frame: InEntry,
	},
	{
		ID: "duplicate-atom-link", Level: Error, Title: "Two alternate links have one type and language", W3C: "DuplicateAtomLink",
		Spec: rfc("4287", "4.1.1"), Formats: onlyAtom,
		Help: "Give them different type or hreflang, or another rel.",
		Bad:  "<link href=\"http://www.example.org/2\"/><summary>a</summary>", Good: "<link href=\"http://www.example.org/2\" hreflang=\"zh\"/><summary>a</summary>", Frame: InEntry,
	},
	{
		ID: "duplicate-entries", Level: Warning, Title: "Two entries are the same", W3C: "DuplicateEntries",
		Spec: rfc("4287", "4.1.1"), Formats: onlyAtom,
		Help: "Entries with one id are states of one entry, and should differ in their date of change.",
		Bad:  entryHead + entrySummary + "</entry>" + entryHead + entrySummary + "</entry>", Good: entryHead + entrySummary + "</entry>", Frame: InEntries,
	},
	{
		ID: "misplaced-metadata", Level: Error, Title: "Metadata stands after an entry", W3C: "MisplacedMetadata",
		Spec: rfc("4287", "4.1.1"), Formats: onlyAtom, Fixable: true,
		Help: "The children of a feed are its metadata, followed by its entries.",
		Bad:  entryHead + entrySummary + "</entry><rights>a</rights>", Good: "<rights>a</rights>" + entryHead + entrySummary + "</entry>", Frame: InEntries,
	},
	{
		ID: "text-type", Level: Error, Title: "The type of a text is not text, html or xhtml", W3C: "InvalidTextType",
		Spec: rfc("4287", "3.1.1"), Formats: onlyAtom, Fixable: true,
		Help: "Media types such as text/html are for content only.",
		Bad:  "<summary type=\"text/html\">a</summary>", Good: "<summary type=\"html\">a</summary>", Frame: InEntry,
	},
	{
		ID: "missing-xhtml-div", Level: Error, Title: "XHTML is not in a div", W3C: "MissingXhtmlDiv",
		Spec: rfc("4287", "3.1.1.3"), Formats: onlyAtom, Fixable: true,
		Help: "The one child of a construct of type xhtml is a div in the namespace http://www.w3.org/1999/xhtml.",
		Bad:  "<summary type=\"xhtml\"><p xmlns=\"http://www.w3.org/1999/xhtml\">a</p></summary>", Good: "<summary type=\"xhtml\"><div xmlns=\"http://www.w3.org/1999/xhtml\"><p>a</p></div></summary>", Frame: InEntry,
	},
	{
		ID: "not-escaped", Level: Error, Title: "HTML is not escaped", W3C: "NotEscaped",
		Spec: rfc("4287", "3.1.1.2"), Formats: onlyAtom, Fixable: true,
		Help: "In a construct of type html the tags are written with &lt; or in a CDATA section. For real elements use type xhtml.",
		Bad:  "<summary type=\"html\"><b xmlns=\"http://www.w3.org/1999/xhtml\">a</b></summary>", Good: "<summary type=\"html\">&lt;b&gt;a&lt;/b&gt;</summary>", Frame: InEntry,
	},
	{
		ID: "not-inline", Level: Warning, Title: "XHTML holds escaped markup", W3C: "NotInline",
		Spec: rfc("4287", "3.1.1.3"), Formats: onlyAtom, Fixable: true,
		Help: "In a construct of type xhtml the tags are elements; escaped ones are shown as they are written.",
		Bad:  "<summary type=\"xhtml\"><div xmlns=\"http://www.w3.org/1999/xhtml\">&lt;b&gt;a&lt;/b&gt;</div></summary>", Good: "<summary type=\"xhtml\"><div xmlns=\"http://www.w3.org/1999/xhtml\"><b>a</b></div></summary>", Frame: InEntry,
	},
	{
		ID: "html-fragment", Level: Warning, Title: "Content of type text/html is a fragment", W3C: "HtmlFragment",
		Spec: rfc("4287", "4.1.3.3"), Formats: onlyAtom, Fixable: true,
		Help: "text/html is for whole documents; fragments have type html.",
		Bad:  "<content type=\"text/html\">&lt;p&gt;a&lt;/p&gt;</content>", Good: "<content type=\"html\">&lt;p&gt;a&lt;/p&gt;</content>", Frame: InEntry,
	},
	{
		ID: "base64", Level: Error, Title: "Content is not Base64", W3C: "NotBase64",
		Spec: rfc("4287", "4.1.3.3"), Formats: onlyAtom,
		Help: "Content of a media type that is neither text nor XML is written in Base64.",
		Bad:  "<content type=\"image/png\">picture!</content><summary>a</summary>", Good: "<content type=\"image/png\">cGljdHVyZSE=</content><summary>a</summary>", Frame: InEntry,
	},
	{
		ID: "unexpected-whitespace", Level: Error, Title: "White space surrounds a date or an address", W3C: "UnexpectedWhitespace",
		Spec: rfc("4287", "2"), Formats: onlyAtom, Fixable: true,
		Help: "RFC 4287 allows none in dates and IRIs; identifiers are compared letter by letter.",
		Bad:  "<published> 2012-09-25T18:07:00Z </published><summary>a</summary>", Good: "<published>2012-09-25T18:07:00Z</published><summary>a</summary>", Frame: InEntry,
	},
	{
		ID: "missing-source-element", Level: Warning, Title: "A source lacks id, title or updated", W3C: "MissingSourceElement",
		Spec: rfc("4287", "4.2.11"), Formats: onlyAtom,
		Help: "What the source feed has to have should be kept when an entry is copied.",
		Bad:  "<source><id>tag:example.org,2012:other</id><title>a</title></source><summary>a</summary>", Good: "<source><id>tag:example.org,2012:other</id><title>a</title><updated>2012-09-25T18:07:00Z</updated></source><summary>a</summary>", Frame: InEntry,
	},
}
