package validate

// structureRules are about elements and attributes in general.
var structureRules = []Rule{
	{
		ID: "missing-title", Level: Error, Title: "A title is missing", W3C: "MissingTitle",
		Spec: rss20("Required channel elements", "requiredChannelElements"), Formats: feedFormats,
		Help: "Channels, images, feeds and entries have a title.",
		Bad:  "<channel>\n<link>http://www.example.org/</link>\n<description>Leaders</description>\n" + selfLinkExample + "\n</channel>", Good: linkedChannel, Frame: InRSS,
	},
	{
		ID: "missing-link", Level: Error, Title: "A link is missing", W3C: "MissingLink",
		Spec: rss20("Required channel elements", "requiredChannelElements"), Formats: rssFormats,
		Help: "A channel names the page that it belongs to.",
		Bad:  "<channel>\n<title>Activities</title>\n<description>Leaders</description>\n" + selfLinkExample + "\n</channel>", Good: linkedChannel, Frame: InRSS,
	},
	{
		ID: "missing-description", Level: Error, Title: "A description is missing", W3C: "MissingDescription",
		Spec: rss20("Required channel elements", "requiredChannelElements"), Formats: rssFormats,
		Help: "A channel has a phrase or sentence that describes it. It may repeat the title.",
		Bad:  "<channel>\n<title>Activities</title>\n<link>http://www.example.org/</link>\n" + selfLinkExample + "\n</channel>", Good: linkedChannel, Frame: InRSS,
	},
	{
		ID: "missing-element", Level: Error, Title: "A required element is missing", W3C: "MissingElement",
		Spec: rfc("4287", "4.1"), Formats: xmlFormats,
		Help: "Readers rely on it.",
		Bad:  "<author><uri>http://www.example.org/</uri></author><summary>a</summary>", Good: "<author><name>Editor</name></author><summary>a</summary>", Frame: InEntry,
	},
	{
		ID: "duplicate-element", Level: Error, Title: "An element that may stand once stands again", W3C: "DuplicateElement",
		Spec: rfc("4287", "4.1"), Formats: xmlFormats,
		Help: "Readers differ in which of the two they take.",
		Bad:  "<pubDate>25 Sep 2012 18:07:00 +0800</pubDate><pubDate>26 Sep 2012 18:07:00 +0800</pubDate>", Good: "<pubDate>25 Sep 2012 18:07:00 +0800</pubDate>", Frame: InItem,
	},
	{
		ID: "undefined-element", Level: Error, Title: "An element is not defined there", W3C: "UndefinedElement",
		Spec: rss20("Extending RSS", "extendingRss"), Formats: xmlFormats,
		Help: "The name is misspelt (names are case-sensitive), the element stands in the wrong place, or it belongs to a namespace.",
		Bad:  "<pubdate>25 Sep 2012 18:07:00 +0800</pubdate>", Good: "<pubDate>25 Sep 2012 18:07:00 +0800</pubDate>", Frame: InItem,
	},
	{
		ID: "missing-attribute", Level: Error, Title: "A required attribute is missing", W3C: "MissingAttribute",
		Spec: rss20("<enclosure>", "ltenclosuregtSubelementOfLtitemgt"), Formats: xmlFormats,
		Help: "The element means nothing without it.",
		Bad:  "<enclosure url=\"http://www.example.org/1.mp3\" length=\"0\"/>", Good: "<enclosure url=\"http://www.example.org/1.mp3\" length=\"0\" type=\"audio/mpeg\"/>", Frame: InItem,
	},
	{
		ID: "unexpected-attribute", Level: Error, Title: "An attribute is not defined for the element", W3C: "UnexpectedAttribute",
		Spec: rss20("Extending RSS", "extendingRss"), Formats: xmlFormats,
		Help: "The name is misspelt, or the attribute belongs to another element or a namespace.",
		Bad:  "<category type=\"theme\">Visits</category>", Good: "<category domain=\"theme\">Visits</category>", Frame: InItem,
	},
	{
		ID: "unexpected-text", Level: Error, Title: "There is text where only elements may be", W3C: "UnexpectedText",
		Spec: rss20("Elements of <item>", "hrelementsOfLtitemgt"), Formats: xmlFormats,
		Help: "The text belongs into an element, or its tags were lost.",
		Bad:  "A visit to the north", Good: "<description>A visit to the north</description>", Frame: InItem,
	},
	{
		ID: "blank-element", Level: Warning, Title: "An element is empty", W3C: "NotBlank",
		Spec: profile("Character data", "data-types-characterdata"), Formats: xmlFormats,
		Help: "Leave the element out, or say something.",
		Bad:  "<category></category>", Good: "<category>Visits</category>", Frame: InItem,
	},
	{
		ID: "blank-attribute", Level: Warning, Title: "An attribute is empty", W3C: "AttrNotBlank",
		Spec: rfc("4287", "4.2.2.1"), Formats: onlyAtom,
		Help: "Leave the element out, or say something.",
		Bad:  "<category term=\"\"/><summary>a</summary>", Good: "<category term=\"visits\"/><summary>a</summary>", Frame: InEntry,
	},
	{
		ID: "duplicate-id", Level: Error, Title: "Two items have one identifier", W3C: "DuplicateValue",
		Spec: rss20("<guid>", "ltguidgtSubelementOfLtitemgt"), Formats: rssFormats,
		Help: "Readers take the second item for the first and do not show it.",
		Bad:  "<item><title>a</title><guid>http://www.example.org/1</guid></item>", Good: "<item><title>a</title><guid>http://www.example.org/2</guid></item>", Frame: InChannel,
	},
	{
		ID: "missing-language", Level: Info, Title: "The feed does not say its language", W3C: "MissingDCLanguage",
		Spec: rss20("Optional channel elements", "optionalChannelElements"), Formats: feedFormats,
		Help: "Readers choose fonts, hyphenation and translation by it; for Chinese it matters whether it is zh-Hans or zh-Hant.",
		Bad:  linkedChannel, Good: "<channel>\n<title>Activities</title>\n<link>http://www.example.org/</link>\n<description>Leaders</description>\n<language>en</language>\n" + selfLinkExample + "\n</channel>", Frame: InRSS,
	},
}

const (
	selfLinkExample = `<atom:link rel="self" type="application/rss+xml" href="http://www.example.org/feed.rss"/>`
	linkedChannel   = "<channel>\n<title>Activities</title>\n<link>http://www.example.org/</link>\n<description>Leaders</description>\n" + selfLinkExample + "\n</channel>"
	imageBefore     = "<image>\n<url>http://www.example.org/logo.png</url>\n<title>Activities</title>\n<link>http://www.example.org/</link>\n"
)

// rssRules are about RSS 0.9x to 2.0 and its modules.
var rssRules = []Rule{
	{
		ID: "rss-version", Level: Error, Title: "The version of RSS is not known", W3C: "InvalidRSSVersion",
		Spec: rss20("What is RSS?", "whatIsRss"), Formats: onlyRSS, Fixable: true,
		Help: "Write version=\"2.0\".",
		Bad:  utf8Decl + "<rss version=\"3.0\" xmlns:atom=\"http://www.w3.org/2005/Atom\">\n" + linkedChannel + "\n</rss>", Good: utf8Decl + "<rss version=\"2.0\" xmlns:atom=\"http://www.w3.org/2005/Atom\">\n" + linkedChannel + "\n</rss>",
	},
	{
		ID: "deprecated-dtd", Level: Error, Title: "The DTD of RSS 0.91 is no longer served", W3C: "DeprecatedDTD",
		Spec: module("RSS 0.91", "https://www.rssboard.org/rss-0-9-1-netscape"), Formats: onlyRSS, Fixable: true,
		Help: "Netscape has withdrawn it; readers that fetch it fail. Leave the DOCTYPE out.",
		Bad:  utf8Decl + "<!DOCTYPE rss PUBLIC \"-//Netscape Communications//DTD RSS 0.91//EN\" \"http://my.netscape.com/publish/formats/rss-0.91.dtd\">\n<rss version=\"0.91\">\n" + smallChannel + "\n</rss>",
		Good: utf8Decl + "<rss version=\"0.91\">\n" + smallChannel + "\n</rss>",
	},
	{
		ID: "item-without-text", Level: Error, Title: "An item has neither title nor description", W3C: "ItemMustContainTitleOrDescription",
		Spec: rss20("Elements of <item>", "hrelementsOfLtitemgt"), Formats: onlyRSS,
		Help: "All elements of an item are optional, but it needs one of the two.",
		Bad:  "<item><guid>http://www.example.org/2</guid></item>", Good: "<item><title>a</title><guid>http://www.example.org/2</guid></item>", Frame: InChannel,
	},
	{
		ID: "missing-guid", Level: Warning, Title: "An item has no guid", W3C: "MissingGuid",
		Spec: profile("guid", "element-channel-item-guid"), Formats: onlyRSS, Fixable: true,
		Help: "Without it readers compare titles and links, and show an item again when one changes.",
		Bad:  "<item><title>a</title></item>", Good: "<item><title>a</title><guid>http://www.example.org/2</guid></item>", Frame: InChannel,
	},
	{
		ID: "guid-not-url", Level: Error, Title: "A guid that is a permalink is no address", W3C: "InvalidHttpGUID",
		Spec: rss20("<guid>", "ltguidgtSubelementOfLtitemgt"), Formats: onlyRSS, Fixable: true,
		Help: "A guid is the address of the item unless isPermaLink is \"false\".",
		Bad:  "<guid>332</guid>", Good: "<guid isPermaLink=\"false\">332</guid>", Frame: InBareItem,
	},
	{
		ID: "invalid-permalink", Level: Error, Title: "A guid that is a permalink cannot be opened", W3C: "InvalidPermalink",
		Spec: rss20("<guid>", "ltguidgtSubelementOfLtitemgt"), Formats: onlyRSS, Fixable: true,
		Help: "A tag: or urn: identifier needs isPermaLink=\"false\".",
		Bad:  "<guid>tag:example.org,2012:2</guid>", Good: "<guid isPermaLink=\"false\">tag:example.org,2012:2</guid>", Frame: InBareItem,
	},
	{
		ID: "missing-atom-self-link", Level: Warning, Title: "The channel does not give its own address", W3C: "MissingAtomSelfLink",
		Spec: profile("atom:link", "namespace-elements-atom-link"), Formats: onlyRSS, Fixable: true,
		Help: "Add <atom:link rel=\"self\" type=\"application/rss+xml\" href=\"...\"/>, so that a saved copy can be subscribed to.",
		Bad:  smallChannel, Good: linkedChannel, Frame: InRSS,
	},
	{
		ID: "duplicate-enclosure", Level: Warning, Title: "An item has more than one enclosure", W3C: "DuplicateEnclosure",
		Spec: profile("enclosure", "element-channel-item-enclosure"), Formats: onlyRSS,
		Help: "Most readers know one only.",
		Bad:  "<enclosure url=\"http://www.example.org/1.mp3\" length=\"0\" type=\"audio/mpeg\"/><enclosure url=\"http://www.example.org/2.mp3\" length=\"0\" type=\"audio/mpeg\"/>",
		Good: "<enclosure url=\"http://www.example.org/1.mp3\" length=\"0\" type=\"audio/mpeg\"/>", Frame: InItem,
	},
	{
		ID: "misplaced-item", Level: Warning, Title: "Metadata stands after an item", W3C: "MisplacedItem",
		Spec: profile("item", "element-channel-item"), Formats: onlyRSS, Fixable: true,
		Help: "Readers that read while they receive expect the items last.",
		Bad:  "<item><title>a</title><guid>http://www.example.org/2</guid></item><ttl>60</ttl>", Good: "<ttl>60</ttl><item><title>a</title><guid>http://www.example.org/2</guid></item>", Frame: InChannel,
	},
	{
		ID: "description-after-content", Level: Warning, Title: "content:encoded has no description before it", W3C: "NeedDescriptionBeforeContent",
		Spec: profile("content:encoded", "namespace-elements-content-encoded"), Formats: onlyRSS, Fixable: true,
		Help: "Put the summary into description, first, and the whole text into content:encoded. The text of an item without a summary belongs into description.",
		Bad:  "<content:encoded>The whole text</content:encoded><description>Summary</description>", Good: "<description>Summary</description><content:encoded>The whole text</content:encoded>", Frame: InItem,
	},
	{
		ID: "duplicate-semantics", Level: Warning, Title: "A channel says the same thing in two elements", W3C: "DuplicateSemantics",
		Spec: profile("Namespace elements", "namespace-elements"), Formats: onlyRSS,
		Help: "Use the element of RSS and leave that of Dublin Core out.",
		Bad:  "<copyright>Example</copyright><dc:rights>Example</dc:rights>", Good: "<copyright>Example</copyright>", Frame: InChannel,
	},
	{
		ID: "duplicate-item-semantics", Level: Warning, Title: "An item says the same thing in two elements", W3C: "DuplicateItemSemantics",
		Spec: profile("dc:creator", "namespace-elements-dublin-creator"), Formats: onlyRSS,
		Help: "Use the element of RSS and leave that of Dublin Core out.",
		Bad:  "<pubDate>25 Sep 2012 18:07:00 +0800</pubDate><dc:date>2012-09-25</dc:date>", Good: "<pubDate>25 Sep 2012 18:07:00 +0800</pubDate>", Frame: InItem,
	},
	{
		ID: "duplicate-description", Level: Warning, Title: "An item has two summaries", W3C: "DuplicateDescriptionSemantics",
		Spec: profile("Namespace elements", "namespace-elements"), Formats: onlyRSS,
		Help: "Use description and leave dc:description out.",
		Bad:  "<description>a</description><dc:description>a</dc:description>", Good: "<description>a</description>", Frame: InItem,
	},
	{
		ID: "avoid-text-input", Level: Warning, Title: "textInput is ignored by most readers", W3C: "AvoidTextInput",
		Spec: profile("textInput", "element-channel-textinput"), Formats: onlyRSS,
		Help: "Link to a search page in place of it.",
		Bad:  "<textInput><title>Search</title><description>Search here</description><name>q</name><link>http://www.example.org/search</link></textInput>", Good: "<docs>http://www.example.org/search</docs>", Frame: InChannel,
	},
	{
		ID: "image-url-format", Level: Warning, Title: "The image is not a GIF, JPEG or PNG", W3C: "ImageUrlFormat",
		Spec: rss20("<image>", "ltimagegtSubelementOfLtchannelgt"), Formats: onlyRSS,
		Help: "RSS names these three formats.",
		Bad:  "<image>\n<url>http://www.example.org/logo.svg</url>\n<title>Activities</title>\n<link>http://www.example.org/</link>\n</image>", Good: imageBefore + "</image>", Frame: InChannel,
	},
	{
		ID: "image-width", Level: Error, Title: "The width of the image is not between 1 and 144", W3C: "InvalidWidth",
		Spec: rss20("<image>", "ltimagegtSubelementOfLtchannelgt"), Formats: onlyRSS, Fixable: true,
		Help: "The greatest width is 144, and the default 88.",
		Bad:  imageBefore + "<width>500</width>\n</image>", Good: imageBefore + "<width>144</width>\n</image>", Frame: InChannel,
	},
	{
		ID: "image-height", Level: Error, Title: "The height of the image is not between 1 and 400", W3C: "InvalidHeight",
		Spec: rss20("<image>", "ltimagegtSubelementOfLtchannelgt"), Formats: onlyRSS, Fixable: true,
		Help: "The greatest height is 400, and the default 31.",
		Bad:  imageBefore + "<height>500</height>\n</image>", Good: imageBefore + "<height>400</height>\n</image>", Frame: InChannel,
	},
	{
		ID: "image-title", Level: Warning, Title: "The title of the image is not that of the channel", W3C: "ImageTitleDoesntMatch",
		Spec: profile("image", "element-channel-image"), Formats: onlyRSS, Fixable: true,
		Help: "In practice the image is shown for the channel, so that both should be the same.",
		Bad:  "<image>\n<url>http://www.example.org/logo.png</url>\n<title>Logo</title>\n<link>http://www.example.org/</link>\n</image>", Good: imageBefore + "</image>", Frame: InChannel,
	},
	{
		ID: "image-link", Level: Warning, Title: "The link of the image is not that of the channel", W3C: "ImageLinkDoesntMatch",
		Spec: rss20("<image>", "ltimagegtSubelementOfLtchannelgt"), Formats: onlyRSS, Fixable: true,
		Help: "In practice the image is a link to the channel's page, so that both should be the same.",
		Bad:  "<image>\n<url>http://www.example.org/logo.png</url>\n<title>Activities</title>\n<link>http://www.example.com/</link>\n</image>", Good: imageBefore + "</image>", Frame: InChannel,
	},
	{
		ID: "hour", Level: Error, Title: "An hour is not between 0 and 23", W3C: "InvalidHour",
		Spec: rss20("<skipHours>", "skiphours"), Formats: onlyRSS,
		Help: "Hours of skipHours are whole numbers in GMT.",
		Bad:  "<skipHours><hour>25</hour></skipHours>", Good: "<skipHours><hour>23</hour></skipHours>", Frame: InChannel,
	},
	{
		ID: "use-zero-for-midnight", Level: Warning, Title: "Midnight is hour 0", W3C: "UseZeroForMidnight",
		Spec: profile("skipHours", "element-channel-skiphours"), Formats: onlyRSS, Fixable: true,
		Help: "Early versions of RSS counted from 1 to 24.",
		Bad:  "<skipHours><hour>24</hour></skipHours>", Good: "<skipHours><hour>0</hour></skipHours>", Frame: InChannel,
	},
	{
		ID: "weekday", Level: Error, Title: "A day is not an English weekday", W3C: "InvalidDay",
		Spec: rss20("<skipDays>", "skipdays"), Formats: onlyRSS,
		Help: "Write Monday to Sunday, in full.",
		Bad:  "<skipDays><day>Sun</day></skipDays>", Good: "<skipDays><day>Sunday</day></skipDays>", Frame: InChannel,
	},
	{
		ID: "too-many-days", Level: Error, Title: "skipDays has more than seven days", W3C: "EightDaysAWeek",
		Spec: rss20("<skipDays>", "skipdays"), Formats: onlyRSS, Fixable: true,
		Help: "A week has seven.",
		Bad:  "<skipDays><day>Monday</day><day>Tuesday</day><day>Wednesday</day><day>Thursday</day><day>Friday</day><day>Saturday</day><day>Sunday</day><day>Monday</day></skipDays>",
		Good: "<skipDays><day>Saturday</day><day>Sunday</day></skipDays>", Frame: InChannel,
	},
	{
		ID: "comment-rss", Level: Warning, Title: "wfw:commentRss is misspelt", W3C: "CommentRSS",
		Spec: module("Comment API, commentRss", "https://www.rssboard.org/comment-api"), Formats: feedFormats, Fixable: true,
		Help: "The name of the element is commentRss.",
		Bad:  "<wfw:commentRSS xmlns:wfw=\"http://wellformedweb.org/CommentAPI/\">http://www.example.org/1.rss</wfw:commentRSS>",
		Good: "<wfw:commentRss xmlns:wfw=\"http://wellformedweb.org/CommentAPI/\">http://www.example.org/1.rss</wfw:commentRss>", Frame: InItem,
	},
}
