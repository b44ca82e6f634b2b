package validate

const (
	dcURL      = "https://www.dublincore.org/specifications/dublin-core/dces/"
	contentURL = "https://web.resource.org/rss/1.0/modules/content/"
	syURL      = "https://web.resource.org/rss/1.0/modules/syndication/"
)

// valueRules are about dates, addresses, identifiers and other values.
var valueRules = []Rule{
	{
		ID: "rfc822-date", Level: Error, Title: "A date is not in the form of RFC 822", W3C: "InvalidRFC2822Date",
		Spec: rfc("822", "5.1"), Formats: []string{"rss", "opml"}, Fixable: true,
		Help: "Dates of RSS and OPML read: Tue, 25 Sep 2012 18:07:00 +0800. The weekday may be left out; names are English.",
		Bad:  "<pubDate>2012-09-25 18:07</pubDate>", Good: "<pubDate>Tue, 25 Sep 2012 18:07:00 +0800</pubDate>", Frame: InItem,
	},
	{
		ID: "wrong-weekday", Level: Error, Title: "The weekday is not that of the date", W3C: "IncorrectDOW",
		Spec: rfc("822", "5.2"), Formats: []string{"rss", "opml"}, Fixable: true,
		Help: "If a weekday is given, it has to be that of the date. It may be left out.",
		Bad:  "<pubDate>Mon, 25 Sep 2012 18:07:00 +0800</pubDate>", Good: "<pubDate>Tue, 25 Sep 2012 18:07:00 +0800</pubDate>", Frame: InItem,
	},
	{
		ID: "problematic-date", Level: Warning, Title: "A date is legal, but often misread", W3C: "ProblematicalRFC822Date",
		Spec: profile("Dates", "data-types-datetime"), Formats: []string{"rss", "opml"}, Fixable: true,
		Help: "Write the year with four digits, names with a capital letter, and the zone as a number or GMT.",
		Bad:  "<pubDate>25 Sep 12 18:07:00 +0800</pubDate>", Good: "<pubDate>25 Sep 2012 18:07:00 +0800</pubDate>", Frame: InItem,
	},
	{
		ID: "rfc3339-date", Level: Error, Title: "A date is not in the form of RFC 3339", W3C: "InvalidRFC3339Date",
		Spec: rfc("4287", "3.3"), Formats: onlyAtom, Fixable: true,
		Help: "Dates of Atom read: 2012-09-25T18:07:00+08:00, with upper-case T and Z, seconds and a zone.",
		Bad:  "<published>2012-09-25</published><summary>A visit.</summary>", Good: "<published>2012-09-25T18:07:00+08:00</published><summary>A visit.</summary>", Frame: InEntry,
	},
	{
		ID: "w3cdtf-date", Level: Error, Title: "A date is not in the W3C profile of ISO 8601", W3C: "InvalidW3CDTFDate",
		Spec: module("Dublin Core 1.1, date", dcURL+"#http://purl.org/dc/elements/1.1/date"), Formats: feedFormats, Fixable: true,
		Help: "Such dates read 2012, 2012-09, 2012-09-25 or 2012-09-25T18:07+08:00.",
		Bad:  "<dc:date>25 Sep 2012</dc:date>", Good: "<dc:date>2012-09-25</dc:date>", Frame: InItem,
	},
	{
		ID: "implausible-date", Level: Warning, Title: "A date is not plausible", W3C: "ImplausibleDate",
		Spec: profile("Dates", "data-types-datetime"), Formats: feedFormats,
		Help: "The date is in the future or long before there was anything to publish: a digit is wrong, or a default was taken for a date.",
		Bad:  "<pubDate>25 Sep 0212 18:07:00 +0800</pubDate>", Good: "<pubDate>25 Sep 2012 18:07:00 +0800</pubDate>", Frame: InItem,
	},
	{
		ID: "invalid-url", Level: Error, Title: "An address is malformed", W3C: "InvalidLink",
		Spec: rfc("3986", "3"), Formats: xmlFormats,
		Help: "An http address has a host, a percent sign is followed by two hexadecimal digits, and # stands once.",
		Bad:  "<icon>http:///1</icon>", Good: "<icon>http://www.example.org/1</icon>", Frame: InFeed,
	},
	{
		ID: "relative-url", Level: Error, Title: "An address is not absolute", W3C: "InvalidFullLink",
		Spec: rss20("Comments", "comments"), Formats: xmlFormats, Fixable: true,
		Help: "Readers do not know to what it is relative. Write it with scheme and host.",
		Bad:  "<comments>/1/comments</comments>", Good: "<comments>http://www.example.org/1/comments</comments>", Frame: InItem,
	},
	{
		ID: "url-attribute", Level: Error, Title: "An attribute is not an absolute address", W3C: "InvalidURLAttribute",
		Spec: rss20("<enclosure>", "ltenclosuregtSubelementOfLtitemgt"), Formats: onlyRSS, Fixable: true,
		Help: "Readers do not know to what it is relative. Write it with scheme and host.",
		Bad:  "<enclosure url=\"/1.mp3\" length=\"100\" type=\"audio/mpeg\"/>", Good: "<enclosure url=\"http://www.example.org/1.mp3\" length=\"100\" type=\"audio/mpeg\"/>", Frame: InItem,
	},
	{
		ID: "uri-character", Level: Error, Title: "An address has a character that addresses cannot have", W3C: "InvalidUriChar",
		Spec: rfc("3986", "2"), Formats: xmlFormats, Fixable: true,
		Help: "Spaces, quotation marks, angle brackets, backslashes, braces, carets and bars have to be percent-encoded.",
		Bad:  "<comments>http://www.example.org/a b</comments>", Good: "<comments>http://www.example.org/a%20b</comments>", Frame: InItem,
	},
	{
		ID: "iri-not-uri", Level: Error, Title: "An address has characters beyond ASCII where it must not", W3C: "UriNotIri",
		Spec: rss20("Comments on elements", "comments"), Formats: rssFormats, Fixable: true,
		Help: "RSS takes URIs, not IRIs: percent-encode the UTF-8 of such characters; hosts are written in Punycode.",
		Bad:  "<comments>http://www.example.org/新闻</comments>", Good: "<comments>http://www.example.org/%E6%96%B0%E9%97%BB</comments>", Frame: InItem,
	},
	{
		ID: "unregistered-scheme", Level: Warning, Title: "A URI scheme is not registered", W3C: "SchemeNotIANARegistered",
		Spec: rss20("Comments on elements", "comments"), Formats: xmlFormats,
		Help: "RSS asks for schemes that IANA lists. It may be a misspelling.",
		Bad:  "<comments>htp://www.example.org/1</comments>", Good: "<comments>http://www.example.org/1</comments>", Frame: InItem,
	},
	{
		ID: "non-canonical-id", Level: Warning, Title: "An identifier is not in canonical form", W3C: "NonCanonicalURI",
		Spec: rfc("4287", "4.2.6.1"), Formats: onlyAtom,
		Help: "Identifiers are compared letter by letter. Use a lower-case scheme and host, no default port, a / for an empty path, and percent-encoding only where it is needed. Do not change an identifier that is in use.",
		Bad:  "<author><name>a</name></author><link rel=\"related\" href=\"http://www.example.org/\"/><source><id>HTTP://www.example.org/</id><title>a</title><updated>2012-09-25T18:07:00Z</updated></source><summary>a</summary>",
		Good: "<author><name>a</name></author><link rel=\"related\" href=\"http://www.example.org/\"/><source><id>http://www.example.org/</id><title>a</title><updated>2012-09-25T18:07:00Z</updated></source><summary>a</summary>", Frame: InEntry,
	},
	{
		ID: "invalid-tag-uri", Level: Error, Title: "A tag: URI is malformed", W3C: "InvalidTAG",
		Spec: rfc("4151", "2.1"), Formats: feedFormats, Fixable: true,
		Help: "The form is tag:authority,date:specific, where the authority is a domain name (without port) or an e-mail address and the date is YYYY, YYYY-MM or YYYY-MM-DD.",
		Bad:  "<summary>a</summary><link rel=\"related\" href=\"tag:example.org:8080,2012-09-25:1\"/>", Good: "<summary>a</summary><link rel=\"related\" href=\"tag:example.org,2012-09-25:1\"/>", Frame: InEntry,
	},
	{
		ID: "invalid-urn", Level: Error, Title: "A urn: is malformed", W3C: "InvalidURN",
		Spec: rfc("8141", "2"), Formats: feedFormats,
		Help: "The form is urn:namespace:name, with a namespace of 2 to 32 letters, digits and hyphens that IANA lists. Where there is none that fits, use a tag: URI.",
		Bad:  "<comments>urn:a-:1</comments>", Good: "<comments>urn:uuid:3f2504e0-4f89-11d3-9a0c-0305e82c3301</comments>", Frame: InItem,
	},
	{
		ID: "invalid-urn-name", Level: Error, Title: "The name in a urn: is malformed", W3C: "InvalidNSS",
		Spec: rfc("8141", "2.2"), Formats: feedFormats,
		Help: "The name must not be empty or begin with a slash.",
		Bad:  "<sx:sync id=\"a b\" updates=\"1\"><sx:history sequence=\"1\" when=\"2012-09-25T18:07:00Z\" by=\"a\"/></sx:sync>", Good: "<sx:sync id=\"a.b\" updates=\"1\"><sx:history sequence=\"1\" when=\"2012-09-25T18:07:00Z\" by=\"a\"/></sx:sync>", Frame: InItem,
	},
	{
		ID: "invalid-uuid", Level: Error, Title: "A urn:uuid is malformed", W3C: "InvalidUUID",
		Spec: rfc("9562", "4"), Formats: feedFormats,
		Help: "A UUID is 32 hexadecimal digits in groups of 8, 4, 4, 4 and 12, with hyphens between them.",
		Bad:  "<comments>urn:uuid:3f2504e0-4f89-11d3</comments>", Good: "<comments>urn:uuid:3f2504e0-4f89-11d3-9a0c-0305e82c3301</comments>", Frame: InItem,
	},
	{
		ID: "language", Level: Error, Title: "A language is not known", W3C: "InvalidLanguage",
		Spec: rfc("5646", "2.1"), Formats: feedFormats, Fixable: true,
		Help: "Write a language tag such as zh, zh-Hant or en-GB, with hyphens.",
		Bad:  "<language>zh_CN</language>", Good: "<language>zh-CN</language>", Frame: InChannel,
	},
	{
		ID: "media-type", Level: Error, Title: "A value is not a media type", W3C: "InvalidMIMEType",
		Spec: rfc("6838", "4.2"), Formats: feedFormats,
		Help: "A media type is type/subtype, such as audio/mpeg.",
		Bad:  "<summary>a</summary><link rel=\"related\" type=\"html\" href=\"http://www.example.org/2\"/>", Good: "<summary>a</summary><link rel=\"related\" type=\"text/html\" href=\"http://www.example.org/2\"/>", Frame: InEntry,
	},
	{
		ID: "contact", Level: Error, Title: "A person is not named by an e-mail address", W3C: "InvalidContact",
		Spec: rss20("<author>", "ltauthorgtSubelementOfLtitemgt"), Formats: onlyRSS, Fixable: true,
		Help: "author, managingEditor and webMaster hold an e-mail address, with the name in parentheses: editor@example.org (Name). For a name alone use dc:creator.",
		Bad:  "<author>Editor</author>", Good: "<author>editor@example.org (Editor)</author>", Frame: InItem,
	},
	{
		ID: "email-format", Level: Warning, Title: "A person is not in the form address (name)", W3C: "EmailFormat",
		Spec: profile("E-mail addresses", "data-types-email"), Formats: onlyRSS, Fixable: true,
		Help: "Write editor@example.org (Name).",
		Bad:  "<author>Editor &lt;editor@example.org&gt;</author>", Good: "<author>editor@example.org (Editor)</author>", Frame: InItem,
	},
	{
		ID: "missing-real-name", Level: Warning, Title: "An e-mail address comes without a name", W3C: "MissingRealName",
		Spec: profile("E-mail addresses", "data-types-email"), Formats: onlyRSS,
		Help: "Write editor@example.org (Name): readers show the name.",
		Bad:  "<author>editor@example.org</author>", Good: "<author>editor@example.org (Editor)</author>", Frame: InItem,
	},
	{
		ID: "email-address", Level: Error, Title: "A value is not an e-mail address", W3C: "InvalidAddrSpec",
		Spec: rfc("4287", "3.2.3"), Formats: []string{"atom", "opml"},
		Help: "It holds the address alone, such as editor@example.org; leave it out where there is none.",
		Bad:  "<author><name>Editor</name><email>Editor</email></author><summary>a</summary>", Good: "<author><name>Editor</name><email>editor@example.org</email></author><summary>a</summary>", Frame: InEntry,
	},
	{
		ID: "true-false", Level: Error, Title: "A value is neither true nor false", W3C: "InvalidTrueFalse",
		Spec: rss20("<guid>", "ltguidgtSubelementOfLtitemgt"), Formats: []string{"rss", "opml"}, Fixable: true,
		Help: "Write true or false, in lower case.",
		Bad:  "<outline text=\"a\" isComment=\"yes\"/>", Good: "<outline text=\"a\" isComment=\"true\"/>", Frame: InBody,
	},
	{
		ID: "positive-integer", Level: Error, Title: "A value is not a number of one or more", W3C: "InvalidPositiveInteger",
		Spec: rss20("<ttl>", "ltttlgtSubelementOfLtchannelgt"), Formats: xmlFormats,
		Help: "Write digits only, without sign, unit or fraction.",
		Bad:  "<ttl>one hour</ttl>", Good: "<ttl>60</ttl>", Frame: InChannel,
	},
	{
		ID: "non-negative-integer", Level: Error, Title: "A value is not a number of zero or more", W3C: "InvalidNonNegativeInteger",
		Spec: module("Slash module, comments", "https://web.resource.org/rss/1.0/modules/slash/"), Formats: feedFormats,
		Help: "Write digits only, without sign, unit or fraction.",
		Bad:  "<opensearch:totalResults>many</opensearch:totalResults>", Good: "<opensearch:totalResults>7</opensearch:totalResults>", Frame: InChannel,
	},
	{
		ID: "integer-attribute", Level: Error, Title: "A length is not a number of bytes", W3C: "InvalidIntegerAttribute",
		Spec: rss20("<enclosure>", "ltenclosuregtSubelementOfLtitemgt"), Formats: feedFormats, Fixable: true,
		Help: "Write digits only; 0 where the length is not known.",
		Bad:  "<enclosure url=\"http://www.example.org/1.mp3\" length=\"1.5 MB\" type=\"audio/mpeg\"/>", Good: "<enclosure url=\"http://www.example.org/1.mp3\" length=\"0\" type=\"audio/mpeg\"/>", Frame: InItem,
	},
	{
		ID: "update-period", Level: Error, Title: "The update period is none of the five words", W3C: "InvalidUpdatePeriod",
		Spec: module("Syndication module", syURL), Formats: feedFormats,
		Help: "Write hourly, daily, weekly, monthly or yearly.",
		Bad:  "<sy:updatePeriod>often</sy:updatePeriod>", Good: "<sy:updatePeriod>daily</sy:updatePeriod>", Frame: InChannel,
	},
}

// htmlRules are about HTML in feeds.
var htmlRules = []Rule{
	{
		ID: "contains-html", Level: Warning, Title: "Plain text has HTML", W3C: "ContainsHTML",
		Spec: profile("Character data", "data-types-characterdata"), Formats: rssFormats, Fixable: true,
		Help: "Titles, categories and the like are plain text: readers show tags and references as they are written, or drop them.",
		Bad:  "<category>&lt;b&gt;Visits&lt;/b&gt;</category>", Good: "<category>Visits</category>", Frame: InItem,
	},
	{
		ID: "undeclared-html", Level: Warning, Title: "A text of type text has HTML", W3C: "ContainsUndeclaredHTML",
		Spec: rfc("4287", "3.1.1.1"), Formats: onlyAtom, Fixable: true,
		Help: "Readers show the tags. Say type=\"html\", or write plain text.",
		Bad:  "<summary>&lt;b&gt;A visit&lt;/b&gt;</summary>", Good: "<summary type=\"html\">&lt;b&gt;A visit&lt;/b&gt;</summary>", Frame: InEntry,
	},
	{
		ID: "relative-html-url", Level: Warning, Title: "An address in HTML is relative", W3C: "ContainsRelRef",
		Spec: profile("Relative URLs", "data-types-url"), Formats: feedFormats, Fixable: true,
		Help: "Readers differ in what they take for the base, if anything. Write addresses with scheme and host, or give xml:base in Atom.",
		Bad:  "<description>&lt;a href=\"/1\"&gt;A visit&lt;/a&gt;</description>", Good: "<description>&lt;a href=\"http://www.example.org/1\"&gt;A visit&lt;/a&gt;</description>", Frame: InItem,
	},
	{
		ID: "security-risk", Level: Warning, Title: "HTML has an element that readers drop", W3C: "SecurityRisk",
		Spec: rfc("4287", "8.1"), Formats: []string{"rss", "rdf", "atom", "json"}, Fixable: true,
		Help: "Scripts, frames and plug-ins endanger readers; they are removed, with their content.",
		Bad:  "<description>&lt;script&gt;x()&lt;/script&gt;</description>", Good: "<description>&lt;p&gt;x&lt;/p&gt;</description>", Frame: InItem,
	},
	{
		ID: "security-risk-attribute", Level: Warning, Title: "HTML has an attribute that readers drop", W3C: "SecurityRiskAttr",
		Spec: rfc("4287", "8.1"), Formats: []string{"rss", "rdf", "atom", "json"}, Fixable: true,
		Help: "Event handlers and javascript: addresses are scripts.",
		Bad:  "<description>&lt;p onclick=\"x()\"&gt;x&lt;/p&gt;</description>", Good: "<description>&lt;p&gt;x&lt;/p&gt;</description>", Frame: InItem,
	},
	{
		ID: "dangerous-style", Level: Warning, Title: "HTML has a style that readers drop", W3C: "DangerousStyleAttr",
		Spec: rfc("4287", "8.1"), Formats: []string{"rss", "rdf", "atom", "json"}, Fixable: true,
		Help: "Styles that move things out of their place or load something can imitate a reader's own interface.",
		Bad:  "<description>&lt;p style=\"position: fixed\"&gt;x&lt;/p&gt;</description>", Good: "<description>&lt;p style=\"text-align: right\"&gt;x&lt;/p&gt;</description>", Frame: InItem,
	},
	{
		ID: "malformed-html", Level: Warning, Title: "HTML is not well-formed", W3C: "NotHtml",
		Spec: module("HTML, section 13.2", "https://html.spec.whatwg.org/multipage/parsing.html"), Formats: []string{"rss", "rdf", "atom", "json"},
		Help: "A tag has no end or no counterpart, or a reference is wrong. Readers guess what was meant, and what follows may look wrong.",
		Bad:  "<description>&lt;p>a &lt;b>visit&lt;/p></description>", Good: "<description>&lt;p>a &lt;b>visit&lt;/b>&lt;/p></description>", Frame: InItem,
	},
	{
		ID: "unknown-html", Level: Warning, Title: "HTML has an element that HTML does not know", W3C: "NotHtml",
		Spec: module("HTML, section 4", "https://html.spec.whatwg.org/multipage/semantics.html"), Formats: []string{"rss", "rdf", "atom", "json"},
		Help: "Readers drop it. Elements of HTML 5 and custom elements with a hyphen are known.",
		Bad:  "<description>&lt;visit&gt;x&lt;/visit&gt;</description>", Good: "<description>&lt;figure&gt;x&lt;/figure&gt;</description>", Frame: InItem,
	},
}
