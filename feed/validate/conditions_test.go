package validate

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"
)

// TestConditions is a table of the exact conditions of rules: what just breaks one, and what just does not.
func TestConditions(t *testing.T) {
	t.Parallel()
	frames := map[string]func(string) string{
		"channel": func(s string) string { return rssHead + channelHead + s + "</channel></rss>" },
		"item":    func(s string) string { return rssHead + channelHead + itemHead + s + "</item></channel></rss>" },
		"feed":    func(s string) string { return atomHead + s + atomAuthor + entryHead + entrySummary + "</entry></feed>" },
		"entry":   func(s string) string { return atomHead + atomAuthor + entryHead + entrySummary + s + "</entry></feed>" },
		"head": func(s string) string {
			return utf8Decl + `<opml version="2.0"><head>` + s + `</head><body><outline text="a"/></body></opml>`
		},
		"body": func(s string) string { return utf8Decl + `<opml version="2.0"><head/><body>` + s + `</body></opml>` },
		"rdf": func(s string) string {
			return utf8Decl + `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:geo="http://www.w3.org/2003/01/geo/wgs84_pos#"><channel rdf:about="http://www.example.org/"><title>a</title><link>http://www.example.org/</link><description>b</description><items><rdf:Seq/></items></channel><item rdf:about="http://www.example.org/1"><title>a</title><link>http://www.example.org/1</link>` + s + `</item></rdf:RDF>`
		},
		"document": func(s string) string { return s },
	}
	html := func(s string) string {
		return "<content:encoded>" + strings.NewReplacer("&", "&amp;", "<", "&lt;").Replace(s) + "</content:encoded>"
	}
	wide := func(s string) string { // UTF-16LE without byte order mark
		var b strings.Builder
		for _, r := range utf16.Encode([]rune(s)) {
			b.WriteByte(byte(r))
			b.WriteByte(byte(r >> 8))
		}
		return b.String()
	}
	item := func(s string) string { return "<description>a</description>" + s }
	tests := []struct {
		frame, give string
		want        []RuleID
	}{
		// Numbers have a sign and white space if they like.
		{"item", "<slash:comments> +1 </slash:comments>", []RuleID{"slash-date"}},
		{"item", "<slash:comments>-0</slash:comments>", []RuleID{"slash-date"}},
		{"item", "<slash:comments>-1</slash:comments>", []RuleID{"non-negative-integer", "slash-date"}},
		{"channel", "<ttl>+60</ttl>", nil},
		{"channel", "<ttl>0</ttl>", []RuleID{"positive-integer"}},
		{"channel", "<ttl/>", []RuleID{"blank-element", "positive-integer"}},
		{"channel", "<opensearch:startIndex/>", nil},
		{"channel", "<opensearch:startIndex>-1</opensearch:startIndex>", nil},
		{"channel", "<skipHours><hour>007</hour></skipHours>", nil},
		{"head", "<expansionState/>", nil},
		{"head", "<expansionState>1,</expansionState>", []RuleID{"expansion-state"}},
		{"head", "<windowTop>-5</windowTop>", nil},
		{"head", "<windowTop>high</windowTop>", []RuleID{"window-position"}},

		// Dates.
		{"channel", "<pubDate>Tue, 25 Sep 2012 18:07:00 GMT (of the \\) server)</pubDate>", []RuleID{"problematic-date"}},
		{"channel", "<pubDate>Tue , 25 Sep 2012 18:07:00 GMT</pubDate>", []RuleID{"problematic-date"}},
		{"channel", "<pubDate>Tue, 25 Sep 2012 18:07:00 GMT)</pubDate>", []RuleID{"rfc822-date"}},
		{"channel", "<pubDate>Tue, 25 Sep 1985 18:07:00 GMT</pubDate>", []RuleID{"wrong-weekday"}},
		{"channel", "<pubDate>Wed, 25 Sep 1985 18:07:00 GMT</pubDate>", []RuleID{"implausible-date"}},
		{"body", `<outline text="a" created="tue, 25 sep 2012 18:07:00 gmt"/>`, []RuleID{"problematic-date"}},

		// Addresses.
		{"item", "<comments>tag:example.org,2012:中</comments>", []RuleID{"invalid-tag-uri"}},
		{"item", "<comments>urn:example:a%4</comments>", []RuleID{"invalid-urn"}},
		{"item", "<comments>urn:example:a?b</comments>", []RuleID{"invalid-urn"}},
		{"item", "<comments>urn:example:a?=b#c</comments>", nil},
		{"item", `<enclosure url="http://www.example.org:/a.mp3" length="0" type="audio/mpeg"/>`, []RuleID{"url-attribute"}},
		{"item", `<enclosure url="http://a_b.example.org/a.mp3" length="0" type="audio/mpeg"/>`, []RuleID{"url-attribute"}},
		{"entry", `<thr:in-reply-to ref="http://www.example.org./"/>`, []RuleID{"non-canonical-id"}},
		{"entry", `<thr:in-reply-to ref="mailto:a@Example.org"/>`, []RuleID{"non-canonical-id"}},
		{"body", `<outline text="a" type="link" url="b"/>`, []RuleID{"relative-url"}},
		{"body", `<outline text="a" title="a" type="rss" xmlUrl="b"/>`, nil},
		{"entry", `<summary xml:base="a b">c</summary>`, []RuleID{"duplicate-element", "uri-character"}},
		{"item", `<x:a xmlns:x="http://news.baidu.com/" xml:lang="en_US"/>`, []RuleID{"language"}},
		{"item", "<author>editor@example.org (Editor (of news))</author>", nil},
		{"item", "<author>張三@example.org (Editor)</author>", []RuleID{"unknown-host"}},

		// HTML.
		{"item", item(html("<table><tr><td>a</td></tr></table>")), nil},
		{"item", item(html("<table><td>a</td></table>")), []RuleID{"malformed-html"}},
		{"item", item(html("<!-->a")), []RuleID{"malformed-html"}},
		{"item", item(html("<!--a--!>b")), []RuleID{"malformed-html"}},
		{"item", item(html("a\x7F")), []RuleID{"malformed-html"}},
		{"item", item(html("<?import a>")), []RuleID{"malformed-html", "security-risk"}},
		{"item", item(html("<o:p>a</o:p>")), []RuleID{"unknown-html"}},
		{"item", item(html("<my-tag>a</my-tag>")), nil},
		{"item", item(html("<style>p{}</style>")), []RuleID{"security-risk"}},
		{"item", item(html(`<p style="background:red">a</p>`)), nil},
		{"item", item(html(`<p style="color:red/*a*/">a</p>`)), []RuleID{"dangerous-style"}},
		{"item", item(html(`<a href="#a">b</a>`)), []RuleID{"relative-html-url"}},
		{"item", item(html(`<a href="a b">c</a>`)), []RuleID{"uri-character"}},
		{"entry", `<rights type="html">&lt;a href="b"&gt;c&lt;/a&gt;</rights>`, nil},
		{"item", "<media:title>a &lt;b</media:title>", []RuleID{"character-data"}},

		// Characters.
		{"item", "<category>a&#146;</category>", []RuleID{"bad-characters"}},
		{"item", "<category>a&#65533;</category>", []RuleID{"bad-characters"}},
		{"channel", "&nbsp;", []RuleID{"xml-undefined-entity"}},
		{"document", utf8Decl + `<!DOCTYPE opml SYSTEM "opml.dtd" [<!ENTITY a "b">]><opml version="2.0"><head><title>&a; &amp; &c;</title></head><body><outline text="a"/></body></opml>`, []RuleID{"dtd-entity"}},
		{"document", "\n" + utf8Decl + rssHead[strings.Index(rssHead, "<rss"):] + channelHead + "<generator>http://wordpress.org/?v=1</generator></channel></rss>", []RuleID{"wordpress-blank-line"}},
		{"document", "\xFF\xFE" + wide(`<?xml version="1.0" encoding="utf-8"?><opml version="2.0"><head/><body><outline text="a"/></body></opml>`), []RuleID{"invalid-bytes"}},
		{"document", wide(`<?xml version="1.0"?><opml version="2.0"><head/><body><outline text="a"/></body></opml>`), []RuleID{"invalid-bytes"}},

		// Extensions, and where they stand.
		{"channel", "<wfw:commentRSS xmlns:wfw='http://wellformedweb.org/CommentAPI/'>http://www.example.org/</wfw:commentRSS>", []RuleID{"undefined-element"}},
		{"channel", "<blink>a</blink>", []RuleID{"no-blink"}},
		{"item", "<blink>a</blink>", []RuleID{"undefined-element"}},
		{"channel", "<atom:published>a</atom:published>", []RuleID{"questionable-usage", "rfc3339-date"}},
		{"item", "<atom:id/>", []RuleID{"blank-element", "duplicate-item-semantics", "relative-url"}},
		{"item", "<x:a xmlns:x='http://news.baidu.com/'><b/></x:a>", []RuleID{"bare-element"}},
		{"item", "<x:a xmlns:x='http://news.baidu.com/'><x:b><c/></x:b></x:a>", nil},
		{"item", "<category xmlns=''>a</category>", []RuleID{"empty-namespace"}},
		{"entry", `<link rel="replies" href="http://www.example.org/r" t:count="1" xmlns:t="http://purl.org/syndication/thread/1.0/"/>`, []RuleID{"unexpected-attribute", "unknown-namespace"}},
		{"entry", `<itunes:author xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd">a</itunes:author>`, nil},
		{"feed", `<itunes:author xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd">a</itunes:author>`, []RuleID{"missing-podcast-element", "missing-podcast-element", "missing-podcast-owner"}},
		{"rdf", "<geo:Point><geo:lat>1</geo:lat><geo:long>2</geo:long></geo:Point>", []RuleID{"rdf-syntax"}},
		{"rdf", "<rdf:Description/>", []RuleID{"rdf-syntax"}},
		{"rdf", "<geo:lat>1</geo:lat><geo:long>2</geo:long>", nil},
		{"document", strings.Replace(rssHead, `"2.0"`, `"0.94"`, 1) + channelHead + "</channel></rss>", []RuleID{"rss-version"}},
	}
	for _, tt := range tests {
		t.Run(fmt.Sprintf("%s/%.60q", tt.frame, tt.give), func(t *testing.T) {
			t.Parallel()
			var got []RuleID
			for _, f := range validate(t, frames[tt.frame](tt.give), Options{}).Findings {
				if f.Level != Info {
					got = append(got, f.Rule)
				}
			}
			slices.Sort(got)
			if !slices.Equal(got, tt.want) {
				t.Errorf("%s: found %q; want %q", tt.give, got, tt.want)
			}
		})
	}
}
