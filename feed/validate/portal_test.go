package validate

import (
	"testing"

	"github.com/portalfeed/portalfeed/encodingx"
)

func TestMojibake(t *testing.T) {
	t.Parallel()
	as := func(text, label string) string {
		enc, _ := encodingx.Lookup(label)
		return string(enc.Decode([]byte(text)).UTF8)
	}
	for _, c := range []struct {
		name, text string
		want       bool
	}{
		{"UTF-8 taken for GBK", as("国务院总理会见记者", "gbk"), true},
		{"UTF-8 taken for windows-1252", as("国务院", "windows-1252"), true},
		{"in a longer text", "Beijing: " + as("國務院發言人", "gbk") + " (2012)", true},
		{"bytes lost", "会议锟斤拷开幕", true},
		{"simplified", "国务院总理会见记者", false},
		{"traditional", "國務院發言人", false},
		{"rare characters", "铗钿镉锗锘锖镝", false},
		{"Latin letters", "Ünïcödé naïve façade", false},
		{"ASCII", "Activities", false},
	} {
		if at, _ := mojibake(c.text); at >= 0 != c.want {
			t.Errorf("%s: %q is found at %d", c.name, c.text, at)
		}
	}
}

func TestPortalProfile(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, item string
		want       RuleID
	}{
		{"month in Chinese", "<pubDate>2012年9月25日</pubDate>", "chinese-date"},
		{"GMT+8", "<pubDate>Tue, 25 Sep 2012 18:07:00 GMT+8</pubDate>", "zone-name"},
		{"zone in words", "<pubDate>Tue Sep 25 18:07:00 中国标准时间 2012</pubDate>", "zone-name"},
		{"full-width colon in a link", "<comments>http：//www.example.org/</comments>", "fullwidth-url"},
		{"full-width letter", "<comments>http://www.example.org/Ａ</comments>", "fullwidth-url"},
		{"localhost", "<comments>http://localhost:8080/1</comments>", "private-address"},
		{"name without a dot", "<comments>http://cms/1.htm</comments>", "private-address"},
		{"session", "<comments>http://www.example.org/1?PHPSESSID=1</comments>", "session-in-url"},
	} {
		r := portalReport(t, rssHead+channelHead+portalLanguage+itemHead+c.item+"</item></channel></rss>")
		if len(r.Findings) != 1 || r.Findings[0].Rule != c.want {
			t.Errorf("%s: %+v, want %s alone", c.name, r.Findings, c.want)
		}
	}
}

func portalReport(t *testing.T, doc string) *Report {
	t.Helper()
	r, err := Validate([]byte(doc), Options{Profile: Portal})
	if err != nil {
		t.Fatal(err)
	}
	return r
}
