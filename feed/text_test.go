package feed_test

import (
	"fmt"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/portalfeed/portalfeed/feed"
)

func TestCleanText(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, in, want string }{
		{"clean", "論壇 & <b>x</b>\n\ty", "論壇 & <b>x</b>\n\ty"},
		{"controls", "a\x00b\x08c\x1b[0md\x7f", "abc[0md"},
		{"C1 controls", "a\u0080b\u0085c\u009f", "abc"},
		{"line ends", "a\r\nb\rc", "a\nb\nc"},
		{"noncharacters", "a\ufffeb\uffffc\ufdd0d\U0001fffee", "abcde"},
		{"byte order mark", "\ufeffa\ufeffb", "ab"},
		{"one mark for a run of broken bytes", "a\xd6\xd0\xfa\xb9b", "a□b"},
		{"lone surrogates", "a\xed\xa0\x80b", "a□b"},
		{"replacement characters", "a\ufffd\ufffdb\ufffd", "a□b□"},
		{"cut character", "論\xe8\xab", "論□"},
		{"rare characters", "𠮷é\u00a0㐀", "𠮷é\u00a0㐀"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			if got := feed.CleanText(c.in); got != c.want {
				t.Errorf("CleanText(%q) = %q; want %q", c.in, got, c.want)
			}
		})
	}
}

func FuzzCleanText(f *testing.F) {
	for _, s := range []string{"論壇", "a\x08\xff\ufffd\r\n", "\xed\xa0\x80", "\xef\xbf"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got := feed.CleanText(s)
		if !utf8.ValidString(got) || strings.ContainsAny(got, "\r\x00\x08\u0085\ufffd\ufffe\ufeff") {
			t.Fatalf("CleanText(%q) = %q", s, got)
		}
		if again := feed.CleanText(got); again != got {
			t.Fatalf("CleanText is not idempotent: %q, %q", got, again)
		}
	})
}

func TestTitles(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name string
		in   feed.Text
		want string
	}{
		{"plain text is kept", feed.Text{Value: "A & B < C &nosuch; 3 &4 AT&T"}, "A & B < C &nosuch; 3 &4 AT&T"},
		{"references in plain text", feed.Text{Value: "A&amp;nbsp;B &lt;b&gt; &#8;&copy 2012 &#xg;"}, "A\u00a0B <b> © 2012 ＆#xg;"},
		{"white space", feed.Text{Value: "\u3000 論壇\r\n  舉行 "}, "論壇 舉行"},
		{"full-width space within", feed.Text{Value: "張\u3000三"}, "張\u3000三"},
		{"markup by type", feed.Text{Type: feed.HTML, Value: "<b>A</b> &amp; B<br>C"}, "A & B C"},
		{"markup by its end tag", feed.Text{Value: "<font color=red>論壇</font>舉行"}, "論壇舉行"},
		{"escaped twice", feed.Text{Type: feed.HTML, Value: "&lt;b&gt;論壇&lt;/b&gt;"}, "論壇"},
		{"script", feed.Text{Type: feed.HTML, Value: "a<script>alert('</b>')</script>b"}, "ab"},
		{"comment", feed.Text{Type: feed.HTML, Value: "a<!-- <b> -->b"}, "ab"},
		{"not a tag", feed.Text{Type: feed.HTML, Value: "1 < 2 <3"}, "1 < 2 <3"},
		{"unclosed", feed.Text{Type: feed.HTML, Value: "a<b"}, "a"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			f := &feed.Feed{Items: []feed.Item{{Title: c.in}}}
			if got := feed.Normalize(f, feed.WriteOptions{}).Items[0].Title.Value; got != c.want {
				t.Errorf("title %q becomes %q; want %q", c.in.Value, got, c.want)
			}
		})
	}
}

func TestLinks(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"http://www.example.cn/a?b=1&c=%E4%B8%AD": "http://www.example.cn/a?b=1&c=%E4%B8%AD",
		"content_1.htm":                       "http://www.example.cn/hd/content_1.htm",
		"../x/./y.htm":                        "http://www.example.cn/x/y.htm",
		"?page=2":                             "http://www.example.cn/hd/?page=2",
		"//img.example.cn/a.jpg":              "http://img.example.cn/a.jpg",
		" http://www.example.cn/a b\n.htm ":   "http://www.example.cn/a%20b.htm",
		"http://www.example.cn/新聞?q=中":        "http://www.example.cn/%E6%96%B0%E8%81%9E?q=%E4%B8%AD",
		"http://例子.測試/":                       "http://xn--fsqu00a.xn--g6w251d/",
		"http://www.example.cn/a|b[1]{2}^%zz": "http://www.example.cn/a%7Cb%5B1%5D%7B2%7D%5E%25zz",
		"http:\\\\www.example.cn\\a":          "http://www.example.cn/a",
		"http://user:pw@www.example.cn/":      "http://www.example.cn/",
		"JavaScript:alert(1)":                 "",
		"java\tscript:alert(1)":               "",
		"data:text/html,x":                    "",
		"vbscript:x":                          "",
		"file:///etc/passwd":                  "",
		"http://":                             "",
		"http:///a":                           "http://a",
		"http://[::1]/":                       "",
		"mailto:a@example.cn":                 "mailto:a@example.cn",
		"#top":                                "http://www.example.cn/hd/#top",
		"http://www.example.cn/" + strings.Repeat("a", 9000): "",
	} {
		f := &feed.Feed{Links: []feed.Link{{Href: "http://www.example.cn/hd/"}}, Items: []feed.Item{{Links: []feed.Link{{Href: in}}}}}
		got := ""
		if links := feed.Normalize(f, feed.WriteOptions{}).Items[0].Links; len(links) > 0 {
			got = links[0].Href
		}
		if got != want {
			t.Errorf("link %.60q becomes %.60q; want %q", in, got, want)
		}
	}
}

func TestIDs(t *testing.T) {
	t.Parallel()
	ids := func(items ...feed.Item) []string {
		f := &feed.Feed{Links: []feed.Link{{Href: "http://www.example.cn:8080/"}}, Items: items}
		var out []string
		for _, it := range feed.Normalize(f, feed.WriteOptions{}).Items {
			out = append(out, it.ID)
		}
		return out
	}
	page := func(href string) feed.Item { return feed.Item{Links: []feed.Link{{Href: href}}} }
	t.Run("permalink", func(t *testing.T) {
		t.Parallel()
		if got := ids(page("http://www.example.cn/a.htm"))[0]; got != "http://www.example.cn/a.htm" {
			t.Errorf("id %q", got)
		}
	})
	t.Run("kept", func(t *testing.T) {
		t.Parallel()
		for _, id := range []string{"http://www.example.cn/a?b=1#c", "tag:example.cn,2012-09-25:a/b", "urn:uuid:60a76c80-d399-11d9-b91c-0003939e0af6", "urn:isbn:9787010088888"} {
			if got := ids(feed.Item{ID: id})[0]; got != id {
				t.Errorf("id %q becomes %q", id, got)
			}
		}
	})
	t.Run("normalised", func(t *testing.T) {
		t.Parallel()
		for in, want := range map[string]string{
			"HTTP://WWW.Example.CN:80/a/../%7eb/%e4%b8%ad": "http://www.example.cn/~b/%E4%B8%AD",
			"http://www.example.cn":                        "http://www.example.cn/",
			"https://www.example.cn:443?a":                 "https://www.example.cn/?a",
		} {
			if got := ids(feed.Item{ID: in})[0]; got != want {
				t.Errorf("id %q becomes %q; want %q", in, got, want)
			}
		}
	})
	t.Run("not a URI", func(t *testing.T) {
		t.Parallel()
		got := ids(feed.Item{ID: "332"}, feed.Item{ID: "333"})
		if !strings.HasPrefix(got[0], "tag:www.example.cn,2005:") || got[0] == got[1] {
			t.Errorf("ids %q", got)
		}
	})
	t.Run("addresses that differ in the query and have a port", func(t *testing.T) {
		t.Parallel()
		got := ids(page("/show.asp?id=1"), page("/show.asp?id=2"))
		if got[0] != "http://www.example.cn:8080/show.asp?id=1" || got[0] == got[1] {
			t.Errorf("ids %q", got)
		}
	})
	t.Run("no link", func(t *testing.T) {
		t.Parallel()
		a, b := feed.Item{Title: feed.Text{Value: "甲"}}, feed.Item{Title: feed.Text{Value: "乙"}}
		if one, two := ids(a, b), ids(b, a); one[0] == one[1] || one[0] != two[1] || one[1] != two[0] {
			t.Errorf("ids %q and %q", one, two)
		}
	})
	t.Run("duplicates", func(t *testing.T) {
		t.Parallel()
		a, b := page("http://www.example.cn/a.htm"), page("http://www.example.cn/a.htm")
		b.Title.Value = "乙"
		got := ids(a, b, b)
		if got[0] == got[1] || got[1] == got[2] || !strings.HasPrefix(got[1], got[0]+"#") {
			t.Errorf("ids %q", got)
		}
	})
}

func TestItemIDOfCopiesIsOne(t *testing.T) {
	t.Parallel()
	want := feed.ItemID("http://www.example.cn/ldhd/content_1.htm?id=7")
	if !strings.HasPrefix(want, "tag:www.example.cn,2005:") || len(want) != len("tag:www.example.cn,2005:")+32 {
		t.Fatalf("ItemID = %q", want)
	}
	for _, u := range []string{
		"https://www.example.cn/ldhd/content_1.htm?id=7",
		"HTTP://WWW.EXAMPLE.CN:80/ldhd/./content_1.htm?id=7#top",
		"http://big5.example.cn/gate/big5/www.example.cn/ldhd/content_1.htm?id=7",
		"http://big5.example.cn/gate/big5/big5.example.cn/gate/big5/www.example.cn/ldhd/content_1.htm?id=7",
		"http://www.example.cn/ldhd/content_1.htm;jsessionid=AB12?id=7",
		"http://www.example.cn/ldhd/content_1.htm?id=7&PHPSESSID=x&utm_source=y&spm=z",
		" http://www.example.cn/ldhd/content_1.htm?id=7 ",
	} {
		if got := feed.ItemID(u); got != want {
			t.Errorf("ItemID(%q) = %q; want %q", u, got, want)
		}
	}
	if a, b := feed.ItemID("http://www.example.cn/hd/"), feed.ItemID("http://www.example.cn/hd/index.html"); a != b {
		t.Errorf("a folder and its index page: %q, %q", a, b)
	}
	for _, u := range []string{"http://www.example.cn/ldhd/content_1.htm", "http://www.example.cn/ldhd/content_1.htm?id=8", "http://other.example.cn/ldhd/content_1.htm?id=7"} {
		if feed.ItemID(u) == want {
			t.Errorf("ItemID(%q) is that of another page", u)
		}
	}
	for _, u := range []string{"", "content_1.htm", "javascript:x", "mailto:a@example.cn", "http://"} {
		if got := feed.ItemID(u); got != "" {
			t.Errorf("ItemID(%q) = %q; want none", u, got)
		}
	}
	if got := feed.ItemID("http://www.example.cn:8080/q?k=%D6%D0"); !strings.HasPrefix(got, "tag:www.example.cn,2005:") {
		t.Errorf("ItemID of a GBK query with a port: %q", got)
	}
}

func ExampleItemID() {
	fmt.Println(feed.ItemID("http://big5.gov.cn/gate/big5/www.gov.cn/ldhd/2012-09/25/content_2232776.htm") ==
		feed.ItemID("http://www.gov.cn/ldhd/2012-09/25/content_2232776.htm"))
	// Output: true
}

func ExampleTagURI() {
	fmt.Println(feed.TagURI("www.gov.cn:8080", time.Date(2012, 9, 25, 0, 0, 0, 0, time.UTC), "wangqishan/activity"))
	fmt.Println(feed.TagURI("http://www.gov.cn/ldhd/", time.Time{}, "活動 #1"))
	// Output:
	// tag:www.gov.cn,2012-09-25:wangqishan/activity
	// tag:www.gov.cn,2005:%E6%B4%BB%E5%8B%95%20%231
}

func TestDetectFormat(t *testing.T) {
	t.Parallel()
	utf16 := func(s string, big bool) string {
		var b strings.Builder
		for _, c := range []byte(s) {
			if big {
				b.WriteString("\x00" + string(c))
			} else {
				b.WriteString(string(c) + "\x00")
			}
		}
		return b.String()
	}
	for _, c := range []struct {
		name, doc string
		want      feed.Format
	}{
		{"rss", `<?xml version="1.0"?><rss version="2.0">`, feed.RSS},
		{"rss after everything", "\xef\xbb\xbf\n <?xml version='1.0' encoding='gbk'?>\n<!-- <feed> --><?xml-stylesheet href='x'?><!DOCTYPE rss [<!ENTITY x '>'>]>\n<rss>", feed.RSS},
		{"atom", `<feed xmlns="http://www.w3.org/2005/Atom">`, feed.Atom},
		{"atom 0.3", `<feed version="0.3" xmlns="http://purl.org/atom/ns#">`, feed.Atom},
		{"atom with prefix", `<a:feed xmlns:a="http://www.w3.org/2005/Atom">`, feed.Atom},
		{"rdf", `<rdf:RDF xmlns:rdf="x">`, feed.RDF},
		{"rss 1.1", `<Channel xmlns="http://purl.org/net/rss1.1#">`, feed.RDF},
		{"opml", `<opml version="2.0">`, feed.OPMLDoc},
		{"json", `{"title":"x","version":"https:\/\/jsonfeed.org\/version\/1.1"}`, feed.JSONFeed},
		{"utf-16 little end", "\xff\xfe" + utf16(`<rss version="2.0">`, false), feed.RSS},
		{"utf-16 big end without mark", utf16(`<?xml version="1.0"?><rss>`, true), feed.RSS},
		{"text before it", "\n junk\n<?xml version='1.0'?><rss>", feed.RSS},
		{"a warning before it", "<br />\n<b>Warning</b>: x in y\n<?xml version='1.0'?>\n<feed>", feed.Atom},
		{"a page with a drawing", "<div><?xml version='1.0'?><svg>", feed.Unknown},
		{"a page with a feed", "<!DOCTYPE html>\n<html><pre><?xml version='1.0'?><rss>", feed.Unknown},
		{"other json", `{"a":1}`, feed.Unknown},
		{"html", `<!DOCTYPE html><html><head>`, feed.Unknown},
		{"text", `rss`, feed.Unknown},
		{"empty", ``, feed.Unknown},
		{"open comment", `<!-- <rss>`, feed.Unknown},
		{"beyond the limit", strings.Repeat(" ", 70000) + "<rss>", feed.Unknown},
		{"other root", `<rssx>`, feed.Unknown},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			if got := feed.DetectFormat([]byte(c.doc)); got != c.want {
				t.Errorf("DetectFormat = %q; want %q", got, c.want)
			}
		})
	}
	for f, want := range map[feed.Format][2]string{feed.RSS: {"application/rss+xml", ".rss"}, feed.Atom: {"application/atom+xml", ".atom"}, feed.JSONFeed: {"application/feed+json", ".json"}, feed.Unknown: {"", ""}} {
		if f.MediaType() != want[0] || f.Extension() != want[1] {
			t.Errorf("%q: %q, %q", f, f.MediaType(), f.Extension())
		}
	}
}

func TestLanguagesThatAreNone(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"zh-Hant": "zh-Hant", "zh_TW": "zh-TW", " en ": "en", "yue": "yue", "A0": "", "qq": "", "zh-": "", "zh--TW": "", "zh-Hantissimo": "", "chinese": "", "": "",
	} {
		out, err := feed.Append(nil, &feed.Feed{ID: "tag:a.example,2012:1", Title: feed.Text{Value: "t"}, Language: in}, feed.JSONFeed, feed.WriteOptions{})
		if err != nil {
			t.Fatal(err)
		}
		if has := strings.Contains(string(out), `"language": "`+want+`"`); has != (want != "") || want == "" && strings.Contains(string(out), `"language"`) {
			t.Errorf("%q: want %q in\n%s", in, want, out)
		}
	}
}
