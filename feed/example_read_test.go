package feed_test

import (
	"errors"
	"fmt"
	"os"
	"strings"

	"github.com/portalfeed/portalfeed/feed"
)

func ExampleReadBytes() {
	doc := []byte(`<rss version="2.0"><channel><title>質量 & 發展</title><item><title>論壇在京舉行</title><link>http://www.example.cn/1.htm</link>`)
	r, err := feed.ReadBytes(doc, feed.ReadOptions{})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(r.Feed.Title.Value, len(r.Feed.Items), r.Feed.Items[0].Title.Value)
	for _, d := range r.Diagnostics {
		fmt.Println(d)
	}
	// Output:
	// 質量 & 發展 1 論壇在京舉行
	// 1:39: bare-ampersand: a & that begins no reference should be &amp;
	// 1:118: truncated: the document ends while the element item is open
}

func ExampleRead() {
	page := strings.NewReader(`<!DOCTYPE html><head><link rel="alternate" type="application/rss+xml" href="/rss.xml"></head>`)
	_, err := feed.Read(page, feed.ReadOptions{URL: "http://www.example.cn/"})
	if e, ok := errors.AsType[*feed.NotFeedError](err); ok {
		fmt.Println(e.Reason, e.Advertised[0].Href)
	}
	// Output: it is an HTML page http://www.example.cn/rss.xml
}

func ExampleDecoder() {
	d, err := feed.NewDecoder(strings.NewReader(`<rss version="2.0"><channel><item><title>一</title></item><item><title>二</title></item></channel></rss>`), feed.ReadOptions{})
	if err != nil {
		fmt.Println(err)
		return
	}
	for it, err := range d.Items() {
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Println(it.Title.Value)
	}
	// Output:
	// 一
	// 二
}

func ExampleEncoder() {
	e, err := feed.NewEncoder(os.Stdout, &feed.Feed{Title: feed.Text{Value: "示例"}, Links: []feed.Link{{Href: "http://www.example.cn/"}}}, feed.JSONFeed, feed.WriteOptions{})
	if err != nil {
		fmt.Println(err)
		return
	}
	if err := e.Item(&feed.Item{ID: "1", Title: feed.Text{Value: "一"}}); err != nil {
		fmt.Println(err)
	}
	if err := e.Close(); err != nil {
		fmt.Println(err)
	}
	// Output:
	// {
	//   "version": "https://jsonfeed.org/version/1.1",
	//   "title": "示例",
	//   "home_page_url": "http://www.example.cn/",
	//   "items": [
	//     {
	//       "id": "1",
	//       "title": "一",
	//       "content_text": "一"
	//     }
	//   ]
	// }
}

func ExampleMerge() {
	page := []feed.Link{{Href: "http://www.example.cn/1.htm"}}
	before := &feed.Feed{Items: []feed.Item{{ID: "tag:example.cn,2012:1", Links: page}}}
	after := feed.Merge(before, &feed.Feed{Items: []feed.Item{{Title: feed.Text{Value: "新"}}, {Links: page}}}, feed.MergeOptions{})
	fmt.Println(after.Items[0].Title.Value, after.Items[1].ID)
	// Output: 新 tag:example.cn,2012:1
}

func ExampleLost() {
	f := &feed.Feed{Items: []feed.Item{{Authors: []feed.Person{{Name: "李記者", URI: "http://www.example.cn/li"}}}}}
	for _, l := range feed.Lost(f, feed.RSS) {
		fmt.Println(l)
	}
	// Output: item 0: authors: the page of 李記者
}
