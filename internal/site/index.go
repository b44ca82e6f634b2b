package site

import (
	"bytes"
	_ "embed"
	"html/template"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/portalfeed/portalfeed/feed"
)

// latestItems is how many items the index page shows where ExportOptions say nothing.
const latestItems = 12

//go:embed templates/index.html
var indexSource string

// words are what the index page says of itself in one language.
type words struct {
	Lang, Title, Latest, General, Feeds, Items, Updated, Legend, All string
}

// wordsOf returns the words of the language that fits a tag best.
func wordsOf(tag string) words {
	tag = strings.ToLower(tag)
	switch {
	case strings.HasPrefix(tag, "zh-hant"), tag == "zh-tw", tag == "zh-hk", tag == "zh-mo":
		return words{
			Lang: "zh-Hant", Title: "訂閱源", Latest: "最新條目", General: "全部", Feeds: "個訂閱源", Items: "條", Updated: "更新於",
			Legend: "把一個訂閱源的地址（RSS、Atom 或 JSON）複製到閱讀器即可訂閱；要一次訂閱全部，請匯入",
			All:    "OPML 清單",
		}
	case tag == "zh", strings.HasPrefix(tag, "zh-"):
		return words{
			Lang: "zh-Hans", Title: "订阅源", Latest: "最新条目", General: "全部", Feeds: "个订阅源", Items: "条", Updated: "更新于",
			Legend: "把一个订阅源的地址（RSS、Atom 或 JSON）复制到阅读器即可订阅；要一次订阅全部，请导入",
			All:    "OPML 列表",
		}
	}
	return words{
		Lang: "en", Title: "Feeds", Latest: "Latest items", General: "General", Feeds: "feeds", Items: "items", Updated: "updated",
		Legend: "Copy the address of a feed (RSS, Atom or JSON) into a feed reader to follow it. To follow all of them at once, import the",
		All:    "OPML list",
	}
}

func (e *Exporter) title() string {
	if e.o.Title != "" {
		return e.o.Title
	}
	return wordsOf(e.o.Language).Title
}

// indexPage is what the template shows.
type indexPage struct {
	Words    words
	Title    string
	Base     string // canonical address, or ""
	Updated  time.Time
	Count    int
	Discover []link
	Groups   []indexGroup
	Latest   []indexItem
	OPML     string
}

type link struct {
	Format             feed.Format
	Title, Href, Short string
}

type indexGroup struct {
	ID, Name string
	Feeds    []indexFeed
}

type indexFeed struct {
	Label, Title string
	Links        []link
	Count        int
	Newest       *indexItem
}

type indexItem struct {
	Title, URL, Feed string
	Date             time.Time
}

// index renders the index page.
func (e *Exporter) index(feeds []entry) ([]byte, error) {
	t, err := template.New(indexFile).Funcs(template.FuncMap{
		"day": func(t time.Time) string { return t.Format(time.DateOnly) },
		// The two attributes are made of our own characters only; the general escape would write their "+" as a reference.
		"mediatype": func(f feed.Format) template.HTMLAttr { return template.HTMLAttr(`type="` + f.MediaType() + `"`) },
		"datetime": func(t time.Time) template.HTMLAttr {
			return template.HTMLAttr(`datetime="` + t.Format(time.RFC3339) + `"`)
		},
	}).Parse(indexSource)
	if err != nil {
		return nil, err
	}
	w := wordsOf(e.o.Language)
	p := indexPage{Words: w, Title: e.title(), Count: len(feeds), OPML: opmlFile, Latest: e.latest(feeds)}
	if webAddress(e.o.BaseURL) {
		p.Base = strings.TrimSuffix(e.o.BaseURL, "/") + "/"
	}
	for i, g := range grouped(feeds) {
		ig := indexGroup{ID: "g" + strconv.Itoa(i+1), Name: g.Name}
		if ig.Name == "" {
			ig.Name = w.General
		}
		for _, f := range g.Feeds {
			x := indexFeed{Label: f.Label, Title: f.Title, Count: f.Count}
			for _, format := range f.Formats {
				x.Links = append(x.Links, link{
					Format: format, Title: f.discoveryTitle(), Href: f.Name + format.Extension(), Short: short(format),
				})
			}
			if len(f.Items) > 0 {
				n := shown(f.Items[0], "")
				x.Newest = &n
				if n.Date.After(p.Updated) {
					p.Updated = n.Date
				}
			}
			p.Discover = append(p.Discover, x.Links[0])
			ig.Feeds = append(ig.Feeds, x)
		}
		p.Groups = append(p.Groups, ig)
	}
	var b bytes.Buffer
	if err := t.Execute(&b, p); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

// discoveryTitle is what a browser or reader shows of a feed out of context.
func (e entry) discoveryTitle() string {
	switch {
	case e.Title != "":
		return e.Title
	case e.Group != "":
		return e.Group + "·" + e.Label
	}
	return e.Label
}

func short(f feed.Format) string {
	switch f {
	case feed.RSS:
		return "RSS"
	case feed.Atom:
		return "Atom"
	}
	return "JSON"
}

// latest are the newest items of all feeds, each address once, under the first feed that has it.
func (e *Exporter) latest(feeds []entry) []indexItem {
	n := e.o.Latest
	if n == 0 {
		n = latestItems
	}
	n = min(n, latestPerFeed)
	if n < 0 {
		return nil
	}
	type of struct {
		glanced
		feed string
	}
	var all []of
	for _, f := range feeds {
		for _, i := range f.Items {
			all = append(all, of{i, f.discoveryTitle()})
		}
	}
	seen := make(map[string]bool)
	var items []indexItem
	for len(items) < n {
		best := -1
		for i, x := range all {
			if !seen[x.URL+"\x00"+x.Title] && (best < 0 || x.Date.After(all[best].Date)) {
				best = i
			}
		}
		if best < 0 {
			break
		}
		seen[all[best].URL+"\x00"+all[best].Title] = true
		items = append(items, shown(all[best].glanced, all[best].feed))
	}
	return items
}

// shown makes an item fit to be shown.
func shown(i glanced, feed string) indexItem {
	x := indexItem{Title: i.Title, Feed: feed, Date: i.Date}
	if webAddress(i.URL) {
		x.URL = i.URL
	}
	if x.Title == "" {
		x.Title = x.URL
	}
	return x
}

// webAddress reports whether s is an absolute http or https address.
func webAddress(s string) bool {
	u, err := url.Parse(s)
	return err == nil && (u.Scheme == "http" || u.Scheme == "https") && u.Host != ""
}
