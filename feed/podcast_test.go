package feed_test

import (
	"strings"
	"testing"

	"github.com/portalfeed/portalfeed/feed"
)

// TestPodcastExtensionsAreKept writes what Apple asks for, in its words of today, and leaves out what no podcast may say.
func TestPodcastExtensionsAreKept(t *testing.T) {
	t.Parallel()
	const head, tail = `<rss version="2.0" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"><channel><title>t</title>`, `</item></channel></rss>`
	for _, c := range []struct{ name, channel, item, want string }{
		{"episode", "", "<itunes:episode>3</itunes:episode>", "<itunes:episode>3</itunes:episode>"},
		{"season", "", "<itunes:season>2</itunes:season>", "<itunes:season>2</itunes:season>"},
		{"no number", "", "<itunes:season>two</itunes:season>", ""},
		{"trailer", "", "<itunes:episodeType>trailer</itunes:episodeType>", "<itunes:episodeType>trailer</itunes:episodeType>"},
		{"serial", "<itunes:type>serial</itunes:type>", "", "<itunes:type>serial</itunes:type>"},
		{"explicit", "<itunes:explicit>true</itunes:explicit>", "", "<itunes:explicit>true</itunes:explicit>"},
		{"explicit as it was", "", "<itunes:explicit> clean </itunes:explicit>", "<itunes:explicit>false</itunes:explicit>"},
		{"neither", "<itunes:explicit>perhaps</itunes:explicit>", "", ""},
	} {
		r := mustRead(t, head+c.channel+"<item><title>x</title>"+c.item+tail, feed.ReadOptions{})
		for _, format := range []feed.Format{feed.RSS, feed.Atom} {
			doc, err := feed.Append(nil, r.Feed, format, feed.WriteOptions{})
			if err != nil {
				t.Fatal(err)
			}
			if got := string(doc); c.want == "" && strings.Contains(got, "<itunes:") || !strings.Contains(got, c.want) {
				t.Errorf("%s in %s: %s", c.name, format, got)
			}
		}
	}
}

// show is a podcast with all that Apple and the podcast namespace ask for or know.
const show = `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" xmlns:podcast="https://podcastindex.org/namespace/1.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel>
<title>山徑</title><link>http://www.example.cn/</link><description>走路。</description><language>zh-Hant</language><atom:link rel="self" href="http://feeds.example.cn/hd"/>
<itunes:author>山徑工作室</itunes:author><itunes:summary>走路
與山。</itunes:summary><itunes:subtitle>走路</itunes:subtitle><itunes:type>episodic</itunes:type><itunes:explicit>false</itunes:explicit><itunes:block>Yes</itunes:block>
<itunes:owner><itunes:name>Tom &amp; 李</itunes:name><itunes:email>pod@example.cn</itunes:email></itunes:owner><itunes:image href="/art.png"/>
<itunes:category text="Sports"><itunes:category text="Wilderness"/><itunes:category text="No such"/></itunes:category><itunes:category text="Society &amp; Culture"/><itunes:category text="Walking"/>
<itunes:keywords>山, 徑</itunes:keywords><itunes:new-feed-url>http://new.example.cn/feed</itunes:new-feed-url><itunes:complete>Yes</itunes:complete>
<podcast:locked owner="pod@example.cn">yes</podcast:locked><podcast:guid>917393e3-1b1e-5cef-ace4-edaa54e1f810</podcast:guid><podcast:person role="host">李</podcast:person>
<podcast:value type="lightning" method="keysend"><podcast:valueRecipient type="node" address="02d5" split="100"/></podcast:value>
<item><title>第一集</title><itunes:title>一</itunes:title><guid isPermaLink="false">D03EEC9B-B1B4-475B</guid><pubDate>Tue, 25 Sep 2012 18:07:00 +0800</pubDate><description>&lt;p&gt;內容&lt;/p&gt;</description>
<enclosure url="http://www.example.cn/1.mp3" length="7" type="audio/mpeg"/><itunes:image href="1.png"/><itunes:author>李</itunes:author><itunes:summary>內容</itunes:summary><itunes:duration>12:34</itunes:duration>
<itunes:episode>1</itunes:episode><itunes:season>2</itunes:season><itunes:keywords>a, b</itunes:keywords><podcast:transcript url="http://www.example.cn/1.vtt" type="text/vtt"/></item></channel></rss>`

// TestPodcastIsRewritten holds that Apple finds in a podcast that was read and written what it found before, and validators nothing.
func TestPodcastIsRewritten(t *testing.T) {
	t.Parallel()
	r := mustRead(t, show, feed.ReadOptions{URL: "http://feeds.example.cn/hd"})
	for _, format := range []feed.Format{feed.RSS, feed.Atom} {
		doc, err := feed.Append(nil, r.Feed, format, feed.WriteOptions{Self: ownAddress})
		if err != nil {
			t.Fatal(err)
		}
		for _, want := range []string{
			"<itunes:author>山徑工作室</", "<itunes:summary>走路\n與山。</", "<itunes:subtitle>走路</", "<itunes:type>episodic</", "<itunes:explicit>false</", "<itunes:block>Yes</", "<itunes:keywords>山, 徑</",
			"<itunes:owner><itunes:name>Tom &#x26; 李</itunes:name>\n<itunes:email>pod@example.cn</", `<itunes:image href="http://feeds.example.cn/art.png"/>`, "<itunes:new-feed-url>http://new.example.cn/feed</",
			`<itunes:category text="Sports"><itunes:category text="Wilderness"/>` + "\n</itunes:category>\n" + `<itunes:category text="Society &#x26; Culture"/>` + "\n", `<podcast:locked owner="pod@example.cn">yes</`,
			"<podcast:guid>917393e3-1b1e-5cef-ace4-edaa54e1f810</", `<podcast:person role="host">李</`, `<podcast:value type="lightning" method="keysend"><podcast:valueRecipient type="node" address="02d5" split="100"/>`,
			"<itunes:title>一</", `<itunes:image href="http://feeds.example.cn/1.png"/>`, "<itunes:author>李</", "<itunes:summary>內容</", "<itunes:duration>12:34</", "<itunes:season>2</", `<podcast:transcript url="http://www.example.cn/1.vtt" type="text/vtt"/>`,
		} {
			if !strings.Contains(string(doc), want) {
				t.Errorf("%s has no %s\n%s", format, want, doc)
			}
		}
		for _, unwanted := range []string{"media:content", "itunes:complete", `text="Walking"`, `text="No such"`, `>Sports<`, "<itunes:keywords>a"} {
			if strings.Contains(string(doc), unwanted) {
				t.Errorf("%s has %s\n%s", format, unwanted, doc)
			}
		}
		faultless(t, doc, format)
		again, err := feed.Append(nil, mustRead(t, string(doc), feed.ReadOptions{}).Feed, format, feed.WriteOptions{Self: ownAddress})
		if err != nil || string(again) != string(doc) {
			t.Errorf("%s is not the same when it is read and written again: %v\n%s\n%s", format, err, doc, again)
		}
	}
	rss, err := feed.Append(nil, r.Feed, feed.RSS, feed.WriteOptions{})
	if err != nil || !strings.Contains(string(rss), `<guid isPermaLink="false">D03EEC9B-B1B4-475B</guid>`) || !strings.Contains(string(rss), ">Walking</category>") {
		t.Errorf("%v\n%s", err, rss)
	}
	for format, want := range map[feed.Format]string{
		feed.RSS:      "feed: extensions: itunes:category: No such, feed: extensions: itunes:complete",
		feed.JSONFeed: "feed: extensions: itunes:complete",
	} {
		var got []string
		for _, l := range feed.Lost(r.Feed, format) {
			got = append(got, l.String())
		}
		if all := strings.Join(got, ", "); !strings.Contains(all, want) || strings.Contains(all, "itunes:author") {
			t.Errorf("%s loses %s; want %s", format, all, want)
		}
	}
}

// TestSingleElementsOfPodcasts are in feeds that are none: what the model has a field for is written by the names of the format alone, as
// validators ask of a podcast that it has all.
func TestSingleElementsOfPodcasts(t *testing.T) {
	t.Parallel()
	r := mustRead(t, `<rss version="2.0" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"><channel><title>t</title><link>http://www.example.cn/</link><description>d</description><itunes:author>甲</itunes:author>
<itunes:image href="http://www.example.cn/a.png"/><item><title>x</title><itunes:image href="http://www.example.cn/b.png"/><itunes:summary>s</itunes:summary></item></channel></rss>`, feed.ReadOptions{})
	doc, err := feed.Append(nil, r.Feed, feed.RSS, feed.WriteOptions{Self: ownAddress})
	if err != nil || strings.Contains(string(doc), "<itunes:") || !strings.Contains(string(doc), "<dc:creator>甲<") || !strings.Contains(string(doc), `<media:content url="http://www.example.cn/b.png"`) {
		t.Errorf("%v\n%s", err, doc)
	}
	faultless(t, doc, feed.RSS)
	if lost := feed.Lost(r.Feed, feed.RSS); len(lost) > 0 {
		t.Errorf("lost %v", lost)
	}
}
