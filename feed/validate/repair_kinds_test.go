package validate

import (
	"strings"
	"testing"
	"time"
)

// TestRepairKinds has one case for each kind of repair, with what a change says stood there before and stands there after.
func TestRepairKinds(t *testing.T) {
	t.Parallel()
	channel := func(s string) string { return rssHead + channelHead + s + "</channel></rss>" }
	in := func(s string) string { return channel(itemHead + s + "</item>") }
	zh := func(s string) string { return channel("<language>zh-CN</language>" + itemHead + s + "</item>") }
	atom := func(s string) string { return atomHead + atomAuthor + entryHead + s + "</entry></feed>" }
	tests := []struct {
		name, doc, want string
		rule            RuleID
		before, after   string
	}{
		{"date in Chinese", in("<pubDate>二〇一二年九月二十五日</pubDate>"), "<pubDate>Tue, 25 Sep 2012 00:00:00 +0800</pubDate>", "rfc822-date", "二〇一二年九月二十五日", "Tue, 25 Sep 2012 00:00:00 +0800"},
		{"CST in a Chinese feed", zh("<pubDate>Tue Sep 25 18:07:00 CST 2012</pubDate>"), "<pubDate>Tue, 25 Sep 2012 18:07:00 +0800</pubDate>", "rfc822-date", "Tue Sep 25 18:07:00 CST 2012", "Tue, 25 Sep 2012 18:07:00 +0800"},
		{"CST elsewhere", in("<pubDate>Tue Sep 25 18:07:00 CST 2012</pubDate>"), "<pubDate>Tue, 25 Sep 2012 18:07:00 -0600</pubDate>", "rfc822-date", "Tue Sep 25 18:07:00 CST 2012", "Tue, 25 Sep 2012 18:07:00 -0600"},
		{"no zone in a Chinese feed", zh("<pubDate>2012-09-25 18:07</pubDate>"), "<pubDate>Tue, 25 Sep 2012 18:07:00 +0800</pubDate>", "rfc822-date", "2012-09-25 18:07", "Tue, 25 Sep 2012 18:07:00 +0800"},
		{"no zone elsewhere", in("<pubDate>2012-09-25 18:07</pubDate>"), "<pubDate>Tue, 25 Sep 2012 18:07:00 +0000</pubDate>", "rfc822-date", "2012-09-25 18:07", "Tue, 25 Sep 2012 18:07:00 +0000"},
		{"date of Atom", atom("<published>Tue, 25 Sep 2012 18:07:00 +0800</published>"), "<published>2012-09-25T18:07:00+08:00</published>", "rfc3339-date", "Tue, 25 Sep 2012 18:07:00 +0800", "2012-09-25T18:07:00+08:00"},
		{"date that is none", in("<pubDate>soon</pubDate>"), `<pubDate xmlns="urn:x-portalfeed:aside">soon</pubDate>`, "rfc822-date", "pubDate", `pubDate xmlns="urn:x-portalfeed:aside"`},
		{"contact with name and address", in("<author>Li &lt;li@example.org&gt;</author>"), "<author>li@example.org (Li)</author>", "email-format", "Li &lt;li@example.org&gt;", "li@example.org (Li)"},
		{"contact without address", in("<author>新华社</author>"), "<dc:creator>新华社</dc:creator>", "contact", "author", "dc:creator"},
		{"relative address", in("<comments>1.htm</comments>"), "<comments>http://www.example.org/1.htm</comments>", "relative-url", "1.htm", "http://www.example.org/1.htm"},
		{"undeclared namespace", in("<thr:total>1</thr:total>"), `xmlns:thr="http://purl.org/syndication/thread/1.0"`, "xml-undeclared-prefix", "", ""},
		{"unknown namespace", in("<zz:total>1</zz:total>"), `xmlns:zz="urn:x-undeclared:zz"`, "xml-undeclared-prefix", "", ""},
		{"HTML where text belongs", in("<description>a <b>b</b><br/></description>"), "<description>a &lt;b&gt;b&lt;/b&gt;&lt;br&gt;</description>", "undefined-element", "a <b>b</b><br/>", "a &lt;b&gt;b&lt;/b&gt;&lt;br&gt;"},
		{"order", atomHead + entryHead + atomAuthor + entrySummary + "</entry><subtitle>late</subtitle></feed>", "<subtitle>late</subtitle><entry>", "misplaced-metadata", "", "<subtitle>late</subtitle>"},
		{"duplicate that says another thing", in("<comments>http://www.example.org/a</comments><comments>http://www.example.org/b</comments>"), `<comments xmlns="urn:x-portalfeed:aside">http://www.example.org/b</comments>`, "duplicate-element", "comments", `comments xmlns="urn:x-portalfeed:aside"`},
		{"duplicate guid", channel(itemHead + "</item>" + itemHead + "</item>"), "</guid>", "duplicate-id", "", ""},
		{"control character", in("<category>a\x0bb</category>"), "<category>ab</category>", "xml-control-character", "a\x0bb", "ab"},
		{"reference to a control character", in("<category>a&#8;b</category>"), "<category>ab</category>", "xml-bad-reference", "a&#8;b", "ab"},
		{"entity of HTML", in("<category>a&hellip;</category>"), "<category>a…</category>", "xml-undefined-entity", "a&hellip;", "a…"},
		{"entity that is none", in("<category>R&D;</category>"), "<category>R&amp;D;</category>", "xml-undefined-entity", "R&D;", "R&amp;D;"},
		{"unclosed element", in("<category>a"), "<category>a</category></item>", "xml-mismatched-tag", "", "</category>"},
		{"unquoted attribute", in("<category domain=a>b</category>"), `<category domain="a">b</category>`, "xml-bad-tag", "<category domain=a>", `<category domain="a">`},
		{"text outside the root", in("") + "\nWarning: late", "<!-- Warning: late -->", "xml-outside-root", "", ""},
		{"tag that is never closed", strings.TrimSuffix(in(""), "</item></channel></rss>") + "<category domain=\"a>b</category></item></channel></rss>", "b", "xml-truncated", "<category domain=\"a>b</category></item></channel></rss>", "&lt;category domain=\"a>b</category></item></channel></rss>"},
		{"end tag that was not understood", in("<category>a/category><comments>http://www.example.org/a</comments>"), "<category>a/category></category><comments>http://www.example.org/a</comments>", "undefined-element", "", "</category>"},
		{"attribute that means nothing", in("<category visit=\"north\">a</category>"), `<!-- visit="north" --><category>a</category>`, "unexpected-attribute", ` visit="north"`, ""},
		{"link from the items", rssHead + "<channel><title>a</title><description>b</description><item><link>http://news.example.cn/1</link></item></channel></rss>", "<link>http://news.example.cn/</link>", "missing-link", "", "<link>http://news.example.cn/</link>"},
		{"guid", rssHead + channelHead + "<item><title>a</title><guid isPermaLink=\"perhaps\">http://www.example.org/1</guid></item></channel></rss>", "<guid", "boolean-attribute", "", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			o := repairOptions()
			if tt.name == "link from the items" {
				o.URL = ""
			}
			if tt.rule == "email-format" {
				o.Mend = Warning
			}
			r := holdRepair(t, []byte(tt.doc), o)
			if !r.After.Valid() || !strings.Contains(string(r.Doc), tt.want) {
				t.Errorf("no %q, or %v, in\n%s", tt.want, r.After.Findings, r.Doc)
			}
			for _, c := range r.Changes {
				if c.Rule == tt.rule && (tt.before == "" || c.Before == tt.before) && (tt.after == "" || c.After == tt.after) && c.Fix != "" {
					return
				}
			}
			t.Errorf("no change by %s from %q to %q in %+v", tt.rule, tt.before, tt.after, r.Changes)
		})
	}
}

// TestRepairLeavesAbsentFacts holds that what nothing says is not made up: the finding stays.
func TestRepairLeavesAbsentFacts(t *testing.T) {
	t.Parallel()
	doc := rssHead + "<channel><title>a</title><description>b</description><item><title>c</title></item></channel></rss>"
	r := holdRepair(t, []byte(doc), Options{})
	if r.After.Valid() || strings.Contains(string(r.Doc), "<link>") {
		t.Errorf("a link was made up:\n%s", r.Doc)
	}
	doc = `<feed xmlns="http://www.w3.org/2005/Atom"><title>a</title><id>tag:example.org,2012:a</id></feed>`
	r = holdRepair(t, []byte(doc), Options{})
	if r.After.Valid() || strings.Contains(string(r.Doc), "<updated>") {
		t.Errorf("a date was made up:\n%s", r.Doc)
	}
}

// TestRepairLocation holds that the zone of dates that name none can be told.
func TestRepairLocation(t *testing.T) {
	t.Parallel()
	o := repairOptions()
	o.Location = time.FixedZone("", 9*3600)
	r := holdRepair(t, []byte(rssHead+channelHead+itemHead+"<pubDate>2012年9月25日</pubDate></item></channel></rss>"), o)
	if !strings.Contains(string(r.Doc), "00:00:00 +0900") {
		t.Errorf("got\n%s", r.Doc)
	}
}
