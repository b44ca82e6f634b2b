package validate

var onlyPortal = []Profile{Portal}

// unicodeCore is a section of the Unicode Standard.
func unicodeCore(section, chapter string) Reference {
	return Reference{"The Unicode Standard, section " + section, "https://www.unicode.org/versions/latest/core-spec/" + chapter + "/"}
}

// portalRules are about what goes wrong on Chinese portals.
var portalRules = []Rule{
	{
		ID: "chinese-date", Level: Error, Title: "A date is written in Chinese", Spec: rss20("Optional channel elements", "optionalChannelElements"), Formats: xmlFormats, Only: onlyPortal,
		Help: "Readers know RFC 822 in RSS and RFC 3339 in Atom only. Write Tue, 25 Sep 2012 18:07:00 +0800 or 2012-09-25T18:07:00+08:00.",
		Bad:  "<pubDate>2012年09月25日 18时07分</pubDate>", Good: "<pubDate>Tue, 25 Sep 2012 18:07:00 +0800</pubDate>", Frame: InPortalItem,
	},
	{
		ID: "zone-name", Level: Error, Title: "The zone of a date is a name that readers misunderstand", Spec: rfc("822", "5.1"), Formats: xmlFormats, Only: onlyPortal,
		Help: "CST is the zone of Chicago in RFC 822, fourteen hours from Beijing; GMT+8 and names in words are no zones at all. Write +0800, in Atom +08:00.",
		Bad:  "<pubDate>Tue, 25 Sep 2012 18:07:00 CST</pubDate>", Good: "<pubDate>Tue, 25 Sep 2012 18:07:00 +0800</pubDate>", Frame: InPortalItem,
	},
	{
		ID: "relative-link", Level: Warning, Title: "A link of Atom is relative", Spec: rfc("4287", "2"), Formats: onlyAtom, Only: onlyPortal,
		Help: "Atom allows it, with xml:base or without; many readers do not resolve it. Write the address with scheme and host.",
		Bad:  "<summary>a</summary><link rel=\"related\" href=\"/2\"/>", Good: "<summary>a</summary><link rel=\"related\" href=\"http://www.example.org/2\"/>", Frame: InEntry,
	},
	{
		ID: "unencoded-iri", Level: Warning, Title: "An address of Atom has characters beyond ASCII", Spec: rfc("3987", "3.1"), Formats: onlyAtom, Only: onlyPortal,
		Help: "Atom allows IRIs, but many readers and servers do not convert them, or do so in another encoding. Percent-encode the UTF-8; write hosts in Punycode.",
		Bad:  "<summary>a</summary><link rel=\"related\" href=\"http://www.example.org/新闻\"/>", Good: "<summary>a</summary><link rel=\"related\" href=\"http://www.example.org/%E6%96%B0%E9%97%BB\"/>", Frame: InEntry,
	},
	{
		ID: "fullwidth-url", Level: Error, Title: "An address has full-width characters", Spec: rfc("3986", "2"), Formats: xmlFormats, Only: onlyPortal,
		Help: "A colon, slash, dot or question mark of Chinese typing is another character than that of addresses. Write it half-width.",
		Bad:  "<comments>http：//www.example.org/1</comments>", Good: "<comments>http://www.example.org/1</comments>", Frame: InPortalItem,
	},
	{
		ID: "private-address", Level: Error, Title: "An address works nearby only", Spec: rfc("1918", "3"), Formats: xmlFormats, Only: onlyPortal,
		Help: "localhost, names without a dot and addresses such as 10.0.0.1 or 192.168.0.1 are those of the machine or network where the feed was made.",
		Bad:  "<comments>http://192.168.1.8/1.htm</comments>", Good: "<comments>http://www.example.org/1.htm</comments>", Frame: InPortalItem,
	},
	{
		ID: "session-in-url", Level: Warning, Title: "An address names a session", Spec: profile("guid", "element-channel-item-guid"), Formats: xmlFormats, Only: onlyPortal,
		Help: "It differs at each visit, so that readers show the item again, and ends with the session. Leave the parameter out.",
		Bad:  "<comments>http://www.example.org/1.jsp;jsessionid=0A1B</comments>", Good: "<comments>http://www.example.org/1.jsp</comments>", Frame: InPortalItem,
	},
	{
		ID: "declared-encoding-wrong", Level: Error, Title: "The bytes are UTF-8, whatever the declaration says", Spec: xml10("4.3.3", "charencoding"), Formats: xmlFormats, Only: onlyPortal,
		Help: "Readers that believe the declaration show nonsense. Declare UTF-8.",
		Bad:  "<?xml version=\"1.0\" encoding=\"gb18030\"?>\n<opml version=\"2.0\">\n<head><title>国务院新闻</title></head>\n<body><outline text=\"a\"/></body>\n</opml>",
		Good: utf8Decl + "<opml version=\"2.0\">\n<head><title>国务院新闻</title></head>\n<body><outline text=\"a\"/></body>\n</opml>", With: []RuleID{"nonstandard-encoding"},
	},
	{
		ID: "beyond-gb2312", Level: Warning, Title: "The document has characters that GB 2312 does not have", Spec: xml10("4.3.3", "charencoding"), Formats: xmlFormats, Only: onlyPortal,
		Help: "Browsers take gb2312 for GBK; XML programs that take it at its word lose the characters. Write UTF-8, or declare gb18030.",
		Bad:  "<?xml version=\"1.0\" encoding=\"gb2312\"?>\n<opml version=\"2.0\">\n<head><title>\xD6\xEC\xE9F\xBB\xF9</title></head>\n<body><outline text=\"a\"/></body>\n</opml>",
		Good: utf8Decl + smallOPML, With: []RuleID{"obscure-encoding"},
	},
	{
		ID: "mojibake", Level: Error, Title: "A text was decoded in a wrong encoding", Spec: xml10("4.3.3", "charencoding"), Formats: xmlFormats, Only: onlyPortal,
		Help: "UTF-8 was taken for GBK or for windows-1252, or bytes were lost on the way. Decode the source again; what is there cannot always be brought back.",
		Bad:  "<category>锟斤拷锟斤拷</category>", Good: "<category>新闻</category>", Frame: InPortalItem,
	},
	{
		ID: "question-marks", Level: Warning, Title: "A title is question marks", Spec: xml10("4.3.3", "charencoding"), Formats: xmlFormats, Only: onlyPortal,
		Help: "Characters that an encoding does not have were written as question marks, by a database or an export. Take the text from where it is whole.",
		Bad:  "<image><url>http://www.example.org/1.png</url><title>?????</title><link>http://www.example.org/</link></image>",
		Good: "<image><url>http://www.example.org/1.png</url><title>Activities</title><link>http://www.example.org/</link></image>", Frame: InPortal, With: []RuleID{"image-title"},
	},
	{
		ID: "private-use-character", Level: Warning, Title: "A character is for private use", Spec: unicodeCore("23.5", "chapter-23"), Formats: xmlFormats, Only: onlyPortal,
		Help: "Readers show an empty box. It comes from a font of the source's system, or from Big5 and GBK of former times; Unicode has most such characters at places of their own.",
		Bad:  "<category>\uE000</category>", Good: "<category>新闻</category>", Frame: InPortalItem,
	},
	{
		ID: "compatibility-character", Level: Info, Title: "A character is one for compatibility", Spec: unicodeCore("18.1", "chapter-18"), Formats: xmlFormats, Only: onlyPortal,
		Help: "It looks like a common character and is another one: searches do not find it. Normalise the text to NFKC.",
		Bad:  "<category>⽂</category>", Good: "<category>文</category>", Frame: InPortalItem,
	},
	{
		ID: "chinese-without-script", Level: Info, Title: "The language does not tell which script of Chinese", Spec: rfc("5646", "4.1"), Formats: xmlFormats, Only: onlyPortal,
		Help: "Readers choose fonts by it. Write zh-Hans or zh-CN, zh-Hant, zh-TW or zh-HK.",
		Bad:  "<language>zh</language>", Good: "<language>zh-Hans</language>", Frame: InChannel,
	},
	{
		ID: "language-mismatch", Level: Warning, Title: "The language is not that of the text", Spec: rfc("5646", "4.1"), Formats: xmlFormats, Only: onlyPortal,
		Help: "Readers choose fonts, voices and translation by the language. Say the one that the text has.",
		Bad:  "<language>zh-TW</language><copyright>" + simplifiedText + "</copyright>", Good: "<language>zh-CN</language><copyright>" + simplifiedText + "</copyright>", Frame: InChannel,
	},
	{
		ID: "mixed-scripts", Level: Warning, Title: "A title mixes simplified and traditional Chinese", Spec: rfc("5646", "4.1"), Formats: xmlFormats, Only: onlyPortal,
		Help: "A conversion was applied to a part only, or character by character. Convert by phrases, the whole text.",
		Bad:  "<image><url>http://www.example.org/1.png</url><title>國務院国务院</title><link>http://www.example.org/</link></image>",
		Good: "<image><url>http://www.example.org/1.png</url><title>Activities</title><link>http://www.example.org/</link></image>", Frame: InPortal, With: []RuleID{"image-title"},
	},
	{
		ID: "title-padding", Level: Warning, Title: "A title has ideographic spaces around it", Spec: profile("Character data", "data-types-characterdata"), Formats: xmlFormats, Only: onlyPortal,
		Help: "Readers take white space of XML away, but not U+3000 and U+00A0. Leave them out.",
		Bad:  "<image><url>http://www.example.org/1.png</url><title>　Activities</title><link>http://www.example.org/</link></image>",
		Good: "<image><url>http://www.example.org/1.png</url><title>Activities</title><link>http://www.example.org/</link></image>", Frame: InPortal, With: []RuleID{"image-title"},
	},
	{
		ID: "title-line-break", Level: Warning, Title: "A title goes over several lines", Spec: profile("Character data", "data-types-characterdata"), Formats: xmlFormats, Only: onlyPortal,
		Help: "Between Chinese characters a line break is shown as a space. Write the title on one line.",
		Bad:  "<image><url>http://www.example.org/1.png</url><title>Acti\nvities</title><link>http://www.example.org/</link></image>",
		Good: "<image><url>http://www.example.org/1.png</url><title>Activities</title><link>http://www.example.org/</link></image>", Frame: InPortal, With: []RuleID{"image-title"},
	},
}

// simplifiedText is enough text to tell the script by.
const simplifiedText = "国务院总理与会见会谈时说这对现实关系开门问题规划视察议记讲设访评词译试话"
