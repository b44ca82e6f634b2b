package feed_test

import (
	"encoding/json"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"github.com/portalfeed/portalfeed/feed"
	"github.com/portalfeed/portalfeed/feed/validate"
)

// everyMember has every member of JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/), but author, which authors has replaced, and
// extensions wherever the specification allows them.
const everyMember = `{
"version": "https://jsonfeed.org/version/1.1", "title": "山徑", "home_page_url": "https://www.example.cn/", "feed_url": "https://www.example.cn/feed.json", "description": "步道",
"user_comment": "可以用閱讀器訂閱", "next_url": "https://www.example.cn/feed.json?page=2", "icon": "https://www.example.cn/icon.png", "favicon": "https://www.example.cn/favicon.ico",
"authors": [{"name": "李", "url": "https://www.example.cn/li", "avatar": "https://www.example.cn/li.png", "_works": {"at": ["a", 1.50, null]}}, {"name": "王", "avatar": "https://www.example.cn/wang.png"}],
"language": "zh-Hant", "expired": true,
"hubs": [{"type": "WebSub", "url": "https://hub.example.cn/"}, {"type": "WebSub", "url": "https://hub2.example.cn/", "_lease": 10}, {"type": "rssCloud", "url": "https://cloud.example.cn/"}],
"_blue_shed": {"about": "https://blueshed.example/", "explicit": false, "copyright": "1948 by 王", "owner": null, "subtitle": "全 <b>文</b>", "n": -1.5e3},
"items": [{
	"id": "7", "url": "https://www.example.cn/7", "external_url": "https://other.example/page", "title": "論壇", "content_html": "<p>在<b>京</b></p>", "content_text": "在京\n舉行", "summary": "開",
	"image": "https://www.example.cn/7.jpg", "banner_image": "https://www.example.cn/7-wide.jpg", "date_published": "2012-09-25T18:07:00+08:00", "date_modified": "2012-09-26T08:00:00+08:00",
	"authors": [{"name": "張", "url": "https://www.example.cn/zhang", "avatar": "https://www.example.cn/zhang.png", "_id": "z"}], "tags": ["活動", "a & b"], "language": "en",
	"attachments": [
		{"url": "https://www.example.cn/7.m4a", "mime_type": "audio/x-m4a", "title": "錄音", "size_in_bytes": 89970236, "duration_in_seconds": 6629},
		{"url": "https://www.example.cn/7.mp3", "mime_type": "audio/mpeg", "title": "錄音", "size_in_bytes": 89970237, "duration_in_seconds": 6629.25, "_chapters": [{"start": 0}]}
	],
	"_x": "值", "_y": [1, {"z": true}]
}]}`

// TestEveryMemberOfJSONFeedIsKept reads, writes and reads again a document that has them all: model and members are the same.
func TestEveryMemberOfJSONFeedIsKept(t *testing.T) {
	t.Parallel()
	r := mustRead(t, everyMember, feed.ReadOptions{})
	if lost := feed.Lost(r.Feed, feed.JSONFeed); len(lost) > 0 {
		t.Errorf("lost %v", lost)
	}
	doc, err := feed.Append(nil, r.Feed, feed.JSONFeed, feed.WriteOptions{})
	if err != nil {
		t.Fatal(err)
	}
	again := mustRead(t, string(doc), feed.ReadOptions{})
	if d := gocmp.Diff(members(t, everyMember), members(t, string(doc))); d != "" {
		t.Errorf("members (-read +written):\n%s\n%s", d, doc)
	}
	if d := gocmp.Diff(r.Feed, again.Feed); d != "" {
		t.Errorf("(-read +read again):\n%s", d)
	}
	twice, err := feed.Append(nil, again.Feed, feed.JSONFeed, feed.WriteOptions{})
	if err != nil || string(twice) != string(doc) {
		t.Errorf("%v: a second time it is\n%s\nnot\n%s", err, twice, doc)
	}
	v, err := validate.Validate(doc, validate.Options{URL: "https://www.example.cn/feed.json"})
	if err != nil || len(v.Findings) > 0 {
		t.Errorf("%v: %v", err, v.Findings)
	}
}

func members(t *testing.T, doc string) (v map[string]any) {
	t.Helper()
	if err := json.Unmarshal([]byte(doc), &v); err != nil {
		t.Fatal(err)
	}
	return v
}

// TestMembersOfJSONFeedElsewhere are not written in RSS and Atom, and Lost says so.
func TestMembersOfJSONFeedElsewhere(t *testing.T) {
	t.Parallel()
	r := mustRead(t, everyMember, feed.ReadOptions{})
	for _, format := range []feed.Format{feed.RSS, feed.Atom, feed.RDF} {
		doc, err := feed.Append(nil, r.Feed, format, feed.WriteOptions{})
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(string(doc), "cloud.example.cn") {
			t.Errorf("%s names a hub that is none of WebSub\n%s", format, doc)
		}
		var lost []string
		for _, l := range feed.Lost(r.Feed, format) {
			lost = append(lost, l.String())
		}
		all := strings.Join(lost, "\n")
		for _, want := range []string{
			"feed: authors: the picture of 李", "feed: authors: members of 李", "feed: extensions: hubs", "feed: extensions: user_comment", "feed: extensions: expired", "feed: extensions: _blue_shed",
			"item 0: authors: the picture of 張", "item 0: extensions: banner_image", "item 0: extensions: content_text", "item 0: extensions: _x", `item 0: enclosures: how long "https://www.example.cn/7.mp3" plays`, `item 0: enclosures: members of "https://www.example.cn/7.mp3"`,
		} {
			if !strings.Contains(all, want) {
				t.Errorf("%s loses\n%s\nnot %s", format, all, want)
			}
		}
	}
}

// TestMembersThatAreNotKept are those that validators would fault; Lost lists them.
func TestMembersThatAreNotKept(t *testing.T) {
	t.Parallel()
	const head, tail = `{"version":"https://jsonfeed.org/version/1.1","title":"t","home_page_url":"https://www.example.cn/","feed_url":"https://www.example.cn/f",`, `"items":[]}`
	const item, end = head + `"items":[{"id":"1","url":"https://www.example.cn/1",`, `"title":"x","content_html":"<p>y</p>"}]}`
	for _, c := range []struct{ name, doc, unwanted, lost string }{
		{"no letter after the underscore", head + `"_1":1,` + tail, `"_1"`, "feed: extensions: _1"},
		{"a name twice", head + `"_a":{"b":1,"\u0062":2},` + tail, `"_a"`, "feed: extensions: _a"},
		{"twice", head + `"_a":1,"_a":2,` + tail, `"_a": 2`, "feed: extensions: _a"},
		{"expired is no truth value", head + `"expired":"no",` + tail, "expired", "feed: extensions: expired"},
		{"hub without address", head + `"hubs":[{"type":"rssCloud","url":"rpc"}],` + tail, "hubs", "feed: extensions: hubs"},
		{"hub with what is no extension", head + `"hubs":[{"type":"rssCloud","url":"https://hub.example.cn/","_2":1}],` + tail, `"_2"`, "feed: extensions: hubs"},
		{"author with what is no extension", head + `"authors":[{"name":"a","_ ":1}],` + tail, `"_ "`, "feed: authors: members of a"},
		{"author with a picture alone", head + `"authors":[{"avatar":"https://www.example.cn/a.png"}],` + tail, "avatar", "feed: authors: the picture of https://www.example.cn/a.png"},
		{"nested too deep", head + `"_a":` + strings.Repeat("[", 250) + strings.Repeat("]", 250) + `,` + tail, "", ""},
		{"no address of a banner", item + `"banner_image":"javascript:x",` + end, "javascript", "item 0: extensions: banner_image"},
		{"two pages elsewhere", item + `"external_url":"https://a.example/","external_url":"https://b.example/",` + end, "b.example", "item 0: links: those of other relations"},
		{"attachment with what is no extension", item + `"attachments":[{"url":"https://www.example.cn/1.mp3","mime_type":"audio/mpeg","_é":1}],` + end, "é", `item 0: enclosures: members of "https://www.example.cn/1.mp3"`},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			r := mustRead(t, c.doc, feed.ReadOptions{})
			doc, err := feed.Append(nil, r.Feed, feed.JSONFeed, feed.WriteOptions{})
			if err != nil || c.unwanted != "" && strings.Contains(string(doc), c.unwanted) {
				t.Errorf("%v\n%s", err, doc)
			}
			faultless(t, doc, feed.JSONFeed)
			var lost []string
			for _, l := range feed.Lost(r.Feed, feed.JSONFeed) {
				lost = append(lost, l.String())
			}
			if got := strings.Join(lost, ", "); got != c.lost {
				t.Errorf("lost %s; want %s", got, c.lost)
			}
		})
	}
}
