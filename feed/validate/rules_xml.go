package validate

import "strings"

// The specifications that rules refer to.

func rfc(number, section string) Reference {
	return Reference{"RFC " + number + ", section " + section, "https://www.rfc-editor.org/rfc/rfc" + number + "#section-" + section}
}

func xml10(section, anchor string) Reference {
	return Reference{"XML 1.0, section " + section, "https://www.w3.org/TR/xml/#" + anchor}
}

func xmlNames(section, anchor string) Reference {
	return Reference{"Namespaces in XML 1.0, section " + section, "https://www.w3.org/TR/xml-names/#" + anchor}
}

func rss20(section, anchor string) Reference {
	return Reference{"RSS 2.0, " + section, "https://www.rssboard.org/rss-specification#" + anchor}
}

func profile(section, anchor string) Reference {
	return Reference{"RSS Best Practices Profile, " + section, "https://www.rssboard.org/rss-profile#" + anchor}
}

func opml2(section, anchor string) Reference {
	return Reference{"OPML 2.0, " + section, "http://opml.org/spec2.opml#" + anchor}
}

func jsonFeed(section, anchor string) Reference {
	return Reference{"JSON Feed 1.1, " + section, "https://www.jsonfeed.org/version/1.1/#" + anchor}
}

func module(name, url string) Reference { return Reference{name, url} }

// The families of formats that rules apply to.
var (
	everyFormat = []string{"rss", "rdf", "atom", "json", "opml"}
	xmlFormats  = []string{"rss", "rdf", "atom", "opml"}
	feedFormats = []string{"rss", "rdf", "atom"}
	rssFormats  = []string{"rss", "rdf"}
	onlyRSS     = []string{"rss"}
	onlyAtom    = []string{"atom"}
	onlyOPML    = []string{"opml"}
	onlyJSON    = []string{"json"}
)

const (
	smallChannel = "<channel>\n<title>Activities</title>\n<link>http://www.example.org/</link>\n<description>Leaders</description>\n</channel>"
	smallOPML    = "<opml version=\"2.0\">\n<head/>\n<body><outline text=\"a\"/></body>\n</opml>"
	utf8Decl     = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
)

// encodingRules are about bytes, encodings, HTTP and size.
var encodingRules = []Rule{
	{
		ID: "not-a-feed", Level: Error, Title: "The document is no feed", W3C: "UndefinedElement",
		Spec: rss20("What is RSS?", "whatIsRss"), Formats: everyFormat,
		Help: "The document is empty, an HTML page, or of a format that is none of RSS, Atom, JSON Feed and OPML. Where a page was fetched in place of a feed, look at its autodiscovery links.",
		Bad:  "<!DOCTYPE html>\n<html><head><title>Activities</title></head><body></body></html>", Good: utf8Decl + smallOPML,
	},
	{
		ID: "too-large", Level: Error, Title: "The document is larger than what is read", W3C: "ValidatorLimit",
		Spec: xml10("1.1", "sec-origin-goals"), Formats: everyFormat,
		Help: "The size, the nesting, the number of attributes or the length of one token goes beyond the limits that keep the work bounded. What stands behind the place is not checked.",
		Bad:  utf8Decl + "<opml version=\"2.0\"><head/><body>" + deepOutlines + "</body></opml>", Good: utf8Decl + smallOPML,
	},
	{
		ID: "invalid-bytes", Level: Error, Title: "The bytes are not in the encoding that the document has", W3C: "UnicodeError",
		Spec: xml10("4.3.3", "charencoding"), Formats: everyFormat, Fixable: true,
		Help: "Readers show replacement characters or refuse the document. Write it in UTF-8, and declare no other encoding.",
		Bad:  utf8Decl + "<opml version=\"2.0\">\n<head><title>\xD6\xD0\xCE\xC4</title></head>\n<body><outline text=\"a\"/></body>\n</opml>",
		Good: utf8Decl + "<opml version=\"2.0\">\n<head><title>中文</title></head>\n<body><outline text=\"a\"/></body>\n</opml>",
	},
	{
		ID: "dtd-entity", Level: Error, Title: "An entity is declared nowhere that readers look", W3C: "UndefinedNamedEntity",
		Spec: xml10("4.1", "wf-entdeclared"), Formats: xmlFormats, Fixable: true,
		Help: "Readers do not fetch the DTD that may declare it, and drop the entity. Write the character.",
		Bad:  utf8Decl + "<!DOCTYPE opml SYSTEM \"http://www.example.org/opml.dtd\">\n<opml version=\"2.0\">\n<head><title>a &copy; b</title></head>\n<body><outline text=\"a\"/></body>\n</opml>",
		Good: utf8Decl + "<opml version=\"2.0\">\n<head><title>a © b</title></head>\n<body><outline text=\"a\"/></body>\n</opml>",
	},
	{
		ID: "unknown-encoding", Level: Error, Title: "The declared encoding is not known", W3C: "UnknownEncoding",
		Spec: xml10("4.3.3", "charencoding"), Formats: xmlFormats, Fixable: true,
		Help: "The label in the XML declaration or the Content-Type header names no encoding. Write UTF-8.",
		Bad:  "<?xml version=\"1.0\" encoding=\"chinese-x\"?>\n" + smallOPML, Good: utf8Decl + smallOPML,
	},
	{
		ID: "encoding-mismatch", Level: Warning, Title: "Two declarations of the encoding contradict each other", W3C: "EncodingMismatch",
		Spec: rfc("7303", "3"), Formats: xmlFormats, Fixable: true,
		Help: "Byte order mark, Content-Type header and XML declaration should agree; readers differ in which they believe.",
		Bad:  utf8Decl + smallOPML, Good: utf8Decl + smallOPML, ContentType: "text/x-opml; charset=iso-8859-1", GoodContentType: "text/x-opml; charset=utf-8",
	},
	{
		ID: "obscure-encoding", Level: Warning, Title: "Few readers support the encoding", W3C: "ObscureEncoding",
		Spec: xml10("4.3.3", "charencoding"), Formats: xmlFormats, Fixable: true,
		Help: "XML processors have to support UTF-8 and UTF-16 only. Write UTF-8.",
		Bad:  "<?xml version=\"1.0\" encoding=\"big5\"?>\n" + smallOPML, Good: utf8Decl + smallOPML,
	},
	{
		ID: "nonstandard-encoding", Level: Info, Title: "Readers need not support the encoding", W3C: "NonstdEncoding",
		Spec: xml10("4.3.3", "charencoding"), Formats: xmlFormats, Fixable: true,
		Help: "The encoding is well known, but only UTF-8 and UTF-16 are certain to work.",
		Bad:  "<?xml version=\"1.0\" encoding=\"iso-8859-1\"?>\n" + smallOPML, Good: utf8Decl + smallOPML,
	},
	{
		ID: "missing-encoding", Level: Info, Title: "No encoding is declared", W3C: "MissingEncoding",
		Spec: xml10("4.3.3", "charencoding"), Formats: xmlFormats, Fixable: true,
		Help: "Without declaration the document has to be UTF-8 or UTF-16. Saying so spares readers the guess.",
		Bad:  smallOPML, Good: utf8Decl + smallOPML,
	},
	{
		ID: "bad-characters", Level: Warning, Title: "A character is a sign of wrong decoding", W3C: "BadCharacters",
		Spec: xml10("2.2", "charsets"), Formats: everyFormat,
		Help: "U+FFFD and the control characters from U+0080 to U+009F are allowed, but nobody writes them: some program read bytes in a wrong encoding. Decode the source again.",
		Bad:  "<description>broken: \uFFFD</description>", Good: "<description>whole</description>", Frame: InItem,
	},
	{
		ID: "unexpected-content-type", Level: Warning, Title: "The Content-Type header is not that of the format", W3C: "UnexpectedContentType",
		Spec: rfc("7303", "4"), Formats: everyFormat,
		Help: "Serve RSS as application/rss+xml, Atom as application/atom+xml, JSON Feed as application/feed+json, OPML as text/x-opml.",
		Bad:  utf8Decl + smallOPML, Good: utf8Decl + smallOPML, ContentType: "text/html", GoodContentType: "text/x-opml",
	},
	{
		ID: "generic-content-type", Level: Warning, Title: "The Content-Type header says only that the document is XML", W3C: "NonSpecificMediaType",
		Spec: rfc("7303", "4"), Formats: feedFormats,
		Help: "Browsers and readers choose by the media type: serve application/rss+xml or application/atom+xml.",
		Bad:  smallAtom, Good: smallAtom, ContentType: "application/xml", GoodContentType: "application/atom+xml",
	},
	{
		ID: "text-xml-charset", Level: Info, Title: "text/xml comes without charset", W3C: "TextXml",
		Spec: rfc("7303", "9.2"), Formats: xmlFormats,
		Help: "Older programs take text/xml without charset for US-ASCII, whatever the document says.",
		Bad:  utf8Decl + smallOPML, Good: utf8Decl + smallOPML, ContentType: "text/xml", GoodContentType: "text/xml; charset=utf-8",
	},
}

// deepOutlines is nested deeper than the scanner goes.
var deepOutlines = strings.Repeat("<outline text=\"a\">", 300) + "<outline text=\"a\"/>" + strings.Repeat("</outline>", 300)

const smallAtom = atomHead + atomAuthor + "</feed>\n"

// xmlRules are about well-formedness and namespaces.
var xmlRules = []Rule{
	{
		ID: "xml-bare-ampersand", Level: Error, Title: "An ampersand begins no reference", W3C: "SAXError",
		Spec: xml10("2.4", "syntax"), Formats: xmlFormats, Fixable: true,
		Help: "Write &amp; for an ampersand, in addresses, too. Most readers refuse the document otherwise.",
		Bad:  "<category>Trade & Transport</category>", Good: "<category>Trade &amp; Transport</category>", Frame: InItem,
	},
	{
		ID: "xml-stray-markup", Level: Error, Title: "A < or ]]> stands in text", W3C: "SAXError",
		Spec: xml10("2.4", "syntax"), Formats: xmlFormats, Fixable: true,
		Help: "Write &lt; for a < that begins no tag and ]]&gt; for the end mark of a CDATA section.",
		Bad:  "<category>3 < 4</category>", Good: "<category>3 &lt; 4</category>", Frame: InItem,
	},
	{
		ID: "xml-undefined-entity", Level: Error, Title: "A named entity is not defined in XML", W3C: "SAXError",
		Spec: xml10("4.1", "wf-entdeclared"), Formats: xmlFormats, Fixable: true,
		Help: "XML knows amp, lt, gt, quot and apos only. Write other characters as they are, or by number.",
		Bad:  "<category>Caf&eacute;</category>", Good: "<category>Café</category>", Frame: InItem,
	},
	{
		ID: "xml-bad-reference", Level: Error, Title: "A character reference is malformed or forbidden", W3C: "SAXError",
		Spec: xml10("4.1", "wf-Legalchar"), Formats: xmlFormats, Fixable: true,
		Help: "A character that XML forbids is forbidden as a reference, too. Leave it out.",
		Bad:  "<category>a&#x8;b</category>", Good: "<category>ab</category>", Frame: InItem,
	},
	{
		ID: "xml-control-character", Level: Error, Title: "A control character stands in the document", W3C: "SAXError",
		Spec: xml10("2.2", "charsets"), Formats: xmlFormats, Fixable: true,
		Help: "XML allows no control characters but tab, line feed and carriage return, even in CDATA. They often come with text that was pasted into an editor. Leave them out.",
		Bad:  "<category>a\x08b</category>", Good: "<category>ab</category>", Frame: InItem,
	},
	{
		ID: "xml-mismatched-tag", Level: Error, Title: "Tags do not nest", W3C: "SAXError",
		Spec: xml10("3", "GIMatch"), Formats: xmlFormats, Fixable: true,
		Help: "Each start tag needs its end tag, before that of the element around it.",
		Bad:  "<category>Visits</b></category>", Good: "<category>Visits</category>", Frame: InItem,
	},
	{
		ID: "xml-truncated", Level: Error, Title: "The document ends too early", W3C: "SAXError",
		Spec: xml10("2.1", "sec-well-formed"), Formats: xmlFormats, Fixable: true,
		Help: "The end is missing: the transfer broke off, or the program that wrote it did.",
		Bad:  utf8Decl + "<opml version=\"2.0\">\n<head/>\n<body><outline text=\"a\"/>", Good: utf8Decl + smallOPML,
	},
	{
		ID: "xml-outside-root", Level: Error, Title: "There is content outside the root element", W3C: "SAXError",
		Spec: xml10("2.1", "sec-well-formed"), Formats: xmlFormats, Fixable: true,
		Help: "Only comments and processing instructions may stand before or after the root element. Messages of a web server often end up there.",
		Bad:  utf8Decl + smallOPML + "\nWarning: connection lost", Good: utf8Decl + smallOPML,
	},
	{
		ID: "xml-bad-tag", Level: Error, Title: "A tag is malformed", W3C: "SAXError",
		Spec: xml10("3.1", "sec-starttags"), Formats: xmlFormats, Fixable: true,
		Help: "Attributes have a value in quotation marks, without <, and white space between them; names hold letters, digits, hyphens, dots and one colon.",
		Bad:  "<category domain=themes>Visits</category>", Good: "<category domain=\"themes\">Visits</category>", Frame: InItem,
	},
	{
		ID: "xml-duplicate-attribute", Level: Error, Title: "An attribute is given twice", W3C: "SAXError",
		Spec: xml10("3.1", "uniqattspec"), Formats: xmlFormats, Fixable: true,
		Help: "An element has each attribute once, whatever prefixes are used.",
		Bad:  "<category domain=\"a\" domain=\"b\">Visits</category>", Good: "<category domain=\"a\">Visits</category>", Frame: InItem,
	},
	{
		ID: "xml-undeclared-prefix", Level: Error, Title: "A namespace prefix is not declared", W3C: "SAXError",
		Spec: xmlNames("5", "nsc-NSDeclared"), Formats: xmlFormats, Fixable: true,
		Help: "Declare the prefix with xmlns:prefix on the root element.",
		Bad:  "<wfw:comment>http://www.example.org/1</wfw:comment>", Good: "<wfw:comment xmlns:wfw=\"http://wellformedweb.org/CommentAPI/\">http://www.example.org/1</wfw:comment>", Frame: InItem,
	},
	{
		ID: "xml-bad-namespace", Level: Error, Title: "A namespace declaration is not allowed", W3C: "SAXError",
		Spec: xmlNames("3", "xmlReserved"), Formats: xmlFormats,
		Help: "The prefixes xml and xmlns are reserved, and a prefix cannot be bound to the empty namespace.",
		Bad:  "<category xmlns:p=\"\">Visits</category>", Good: "<category>Visits</category>", Frame: InItem,
	},
	{
		ID: "xml-blank-before-declaration", Level: Error, Title: "White space stands before the XML declaration", W3C: "SAXError",
		Spec: xml10("2.8", "sec-prolog-dtd"), Formats: xmlFormats, Fixable: true,
		Help: "The declaration has to be the first thing in the document. An empty line in a template or plug-in is the usual cause.",
		Bad:  "\n" + utf8Decl + smallOPML, Good: utf8Decl + smallOPML,
	},
	{
		ID: "wordpress-blank-line", Level: Error, Title: "WordPress wrote white space before the XML declaration", W3C: "WPBlankLine",
		Spec: xml10("2.8", "sec-prolog-dtd"), Formats: onlyRSS, Fixable: true,
		Help: "The declaration has to be the first thing in the document. Look for an empty line before <?php or behind ?> in wp-config.php, the theme's functions.php and the plug-ins.",
		Bad:  "\n" + utf8Decl + "<rss version=\"2.0\" xmlns:atom=\"http://www.w3.org/2005/Atom\">\n" + strings.Replace(smallChannel, "</channel>", "<generator>http://wordpress.org/</generator><atom:link rel=\"self\" href=\"http://www.example.org/feed.xml\"/></channel>", 1) + "\n</rss>",
		Good: utf8Decl + "<rss version=\"2.0\" xmlns:atom=\"http://www.w3.org/2005/Atom\">\n" + strings.Replace(smallChannel, "</channel>", "<generator>http://wordpress.org/</generator><atom:link rel=\"self\" href=\"http://www.example.org/feed.xml\"/></channel>", 1) + "\n</rss>",
	},
	{
		ID: "xml-misplaced-declaration", Level: Error, Title: "The XML declaration is not at the start", W3C: "SAXError",
		Spec: xml10("2.8", "sec-prolog-dtd"), Formats: xmlFormats, Fixable: true,
		Help: "<?xml ...?> is allowed once, as the first thing in the document.",
		Bad:  utf8Decl + utf8Decl + smallOPML, Good: utf8Decl + smallOPML,
	},
	{
		ID: "xml-bad-declaration", Level: Error, Title: "A declaration, comment or processing instruction is malformed", W3C: "SAXError",
		Spec: xml10("2.8", "sec-prolog-dtd"), Formats: xmlFormats, Fixable: true,
		Help: "The XML declaration has version, encoding and standalone in this order; comments hold no --; there is one DOCTYPE, before the root element.",
		Bad:  utf8Decl + "<!-- a -- b -->\n" + smallOPML, Good: utf8Decl + "<!-- a - b -->\n" + smallOPML,
	},
	{
		ID: "xml-version", Level: Error, Title: "The XML version is not 1.0", W3C: "BadXmlVersion",
		Spec: xml10("2.8", "sec-prolog-dtd"), Formats: xmlFormats, Fixable: true,
		Help: "Readers support XML 1.0 only.",
		Bad:  "<?xml version=\"2.0\" encoding=\"UTF-8\"?>\n" + smallOPML, Good: utf8Decl + smallOPML,
	},
	{
		ID: "external-entity", Level: Info, Title: "An external entity is declared", W3C: "ContainsSystemEntity",
		Spec: xml10("4.2.2", "sec-external-ent"), Formats: xmlFormats,
		Help: "Readers do not fetch external entities, for good reason.",
		Bad:  utf8Decl + "<!DOCTYPE opml [<!ENTITY a SYSTEM \"a.txt\">]>\n" + smallOPML, Good: utf8Decl + smallOPML,
	},
	{
		ID: "unknown-namespace", Level: Warning, Title: "A namespace is not known", W3C: "UnknownNamespace",
		Spec: rss20("Extending RSS", "extendingRss"), Formats: xmlFormats,
		Help: "The namespace may be misspelt; readers ignore what they do not know.",
		Bad:  "<x:visit xmlns:x=\"http://www.example.org/visits\"/>", Good: "<slash:section xmlns:slash=\"http://purl.org/rss/1.0/modules/slash/\">Visits</slash:section>", Frame: InItem,
	},
	{
		ID: "empty-namespace", Level: Warning, Title: "An element is taken out of every namespace", W3C: "UnknownNamespace",
		Spec: xmlNames("6.2", "defaulting"), Formats: xmlFormats,
		Help: "The declaration xmlns=\"\" is left over by some libraries. In RSS it means nothing, in other formats that nobody knows the element.",
		Bad:  "<category xmlns=\"\">a</category>", Good: "<category>a</category>", Frame: InItem,
	},
	{
		ID: "media-namespace", Level: Error, Title: "The namespace of Media RSS lacks its last slash", W3C: "MediaRssNamespace",
		Spec: module("Media RSS 1.5.1, Namespace declaration", "https://www.rssboard.org/media-rss#namespace-declaration"), Formats: xmlFormats, Fixable: true,
		Help: "Readers compare namespaces letter by letter: http://search.yahoo.com/mrss/.",
		Bad:  "<media:thumbnail xmlns:media=\"http://search.yahoo.com/mrss\" url=\"http://www.example.org/1.jpg\"/>", Good: "<media:thumbnail xmlns:media=\"http://search.yahoo.com/mrss/\" url=\"http://www.example.org/1.jpg\"/>", Frame: InItem,
	},
	{
		ID: "obsolete-namespace", Level: Error, Title: "A namespace is that of a draft", W3C: "ObsoleteNamespace",
		Spec: rfc("4287", "1.2"), Formats: xmlFormats, Fixable: true,
		Help: "Atom 1.0 has the namespace http://www.w3.org/2005/Atom.",
		Bad:  "<a:link xmlns:a=\"http://purl.org/atom/ns#draft-ietf-atompub-format-09\"/>", Good: "<atom:link rel=\"related\" href=\"http://www.example.org/2\"/>", Frame: InItem,
	},
	{
		ID: "wrong-namespace", Level: Error, Title: "The root element is in a wrong namespace", W3C: "InvalidNamespace",
		Spec: rfc("4287", "1.2"), Formats: feedFormats, Fixable: true,
		Help: "Atom's elements are in http://www.w3.org/2005/Atom, those of RSS 2.0 in none. Readers do not recognise the document otherwise.",
		Bad:  utf8Decl + "<feed xmlns=\"http://www.w3.org/1999/xhtml\">\n<title>Activities</title>\n</feed>", Good: smallAtom, With: []RuleID{"missing-element", "missing-self"},
	},
	{
		ID: "missing-namespace", Level: Error, Title: "The root element is in no namespace", W3C: "MissingNamespace",
		Spec: rfc("4287", "1.2"), Formats: onlyAtom, Fixable: true,
		Help: "Atom's elements are in http://www.w3.org/2005/Atom. Readers do not recognise the document otherwise.",
		Bad:  utf8Decl + "<feed>\n<title>Activities</title>\n</feed>", Good: smallAtom, With: []RuleID{"missing-element", "missing-self"},
	},
	{
		ID: "reserved-prefix", Level: Warning, Title: "A well-known prefix is bound to another namespace", W3C: "ReservedPrefix",
		Spec: xmlNames("3", "ns-decl"), Formats: xmlFormats,
		Help: "It is legal, but some readers look at the prefix alone. Use another one.",
		Bad:  "<dc:modified xmlns:dc=\"http://purl.org/dc/terms/\">2012-09-25</dc:modified>", Good: "<dcterms:modified xmlns:dcterms=\"http://purl.org/dc/terms/\">2012-09-25</dcterms:modified>", Frame: InItem,
	},
	{
		ID: "nonstandard-prefix", Level: Info, Title: "A namespace has an unusual prefix", W3C: "NonstdPrefix",
		Spec: xmlNames("3", "ns-decl"), Formats: xmlFormats,
		Help: "It is legal, but some readers look at the prefix alone.",
		Bad:  "<term:modified xmlns:term=\"http://purl.org/dc/terms/\">2012-09-25</term:modified>", Good: "<dcterms:modified xmlns:dcterms=\"http://purl.org/dc/terms/\">2012-09-25</dcterms:modified>", Frame: InItem,
	},
	{
		ID: "avoid-namespace-prefix", Level: Warning, Title: "Atom or XHTML is written with a prefix", W3C: "AvoidNamespacePrefix",
		Spec: rfc("4287", "1.2"), Formats: onlyAtom, Fixable: true,
		Help: "It is legal, but some readers know the elements only without a prefix. Make the namespace the default one.",
		Bad:  "<content type=\"xhtml\"><xhtml:div xmlns:xhtml=\"http://www.w3.org/1999/xhtml\">A visit</xhtml:div></content>", Good: "<content type=\"xhtml\"><div xmlns=\"http://www.w3.org/1999/xhtml\">A visit</div></content>", Frame: InEntry,
	},
	{
		ID: "bare-element", Level: Error, Title: "An element in an extension of RSS is in no namespace", W3C: "NotInANamespace",
		Spec: rss20("Extending RSS", "extendingRss"), Formats: onlyRSS,
		Help: "RSS may contain elements of its own and of namespaces only. Give the elements of the extension its prefix, too.",
		Bad:  "<dcterms:spatial xmlns:dcterms=\"http://purl.org/dc/terms/\"><place>a</place></dcterms:spatial>", Good: "<dcterms:spatial xmlns:dcterms=\"http://purl.org/dc/terms/\">a</dcterms:spatial>", Frame: InItem,
	},
	{
		ID: "element-without-namespace", Level: Warning, Title: "An element is in no namespace", W3C: "UndeterminableVocabulary",
		Spec: rfc("4287", "6.1"), Formats: []string{"atom", "rdf"},
		Help: "Nobody knows what it means. Elements of Atom are in the namespace of Atom, others in one of their own.",
		Bad:  "<visit xmlns=\"\"/><summary>a</summary>",
		Good: "<summary>a</summary>", Frame: InEntry, With: []RuleID{"empty-namespace"},
	},
	{
		ID: "unchecked-namespace", Level: Info, Title: "The elements of a namespace are not checked", W3C: "UnsupportedNamespace",
		Spec: module("Namespaces in XML 1.0", "https://www.w3.org/TR/xml-names/"), Formats: xmlFormats,
		Help: "The vocabulary is known, but this program has no rules for it.",
		Bad:  "<podcast:guid xmlns:podcast=\"https://podcastindex.org/namespace/1.0\">a</podcast:guid>",
		Good: "<ttl>60</ttl>", Frame: InChannel,
	},
	{
		ID: "obsolete-wiki-namespace", Level: Warning, Title: "The namespace of the wiki module is an old one", W3C: "ObsoleteWikiNamespace",
		Spec: module("RSS 1.0 Wiki module", "https://web.resource.org/rss/1.0/modules/wiki/"), Formats: feedFormats, Fixable: true,
		Help: "It is now http://purl.org/rss/1.0/modules/wiki/.",
		Bad:  "<wiki:version xmlns:wiki=\"http://www.usemod.com/cgi-bin/mb.pl?ModWiki\">1</wiki:version>",
		Good: "<wiki:version xmlns:wiki=\"http://purl.org/rss/1.0/modules/wiki/\">1</wiki:version>", Frame: InItem,
	},
	{
		ID: "misplaced-xhtml", Level: Warning, Title: "XHTML stands where readers do not look for it", W3C: "MisplacedXHTMLContent",
		Spec: rfc("4287", "6.4"), Formats: feedFormats,
		Help: "Put the markup into a text or content of type xhtml.",
		Bad:  "<summary>a</summary><img xmlns=\"http://www.w3.org/1999/xhtml\" src=\"http://www.example.org/a.png\"/>",
		Good: "<content type=\"xhtml\"><div xmlns=\"http://www.w3.org/1999/xhtml\"><img src=\"http://www.example.org/a.png\"/></div></content>", Frame: InEntry,
	},
	{
		ID: "questionable-usage", Level: Warning, Title: "An element means nothing where it stands", W3C: "QuestionableUsage",
		Spec: rfc("4287", "6.3"), Formats: xmlFormats,
		Help: "The element is known, but defined for another place.",
		Bad:  "<summary>a</summary><sx:sync id=\"a\" updates=\"1\"><sx:history sequence=\"1\" when=\"2012-09-25T18:07:00Z\" by=\"a\"/></sx:sync><app:collection href=\"http://www.example.org/c\"><title>a</title></app:collection>",
		Good: "<summary>a</summary>", Frame: InEntry,
	},
}
