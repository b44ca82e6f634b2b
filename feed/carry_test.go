package feed_test

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/portalfeed/portalfeed/feed"
	"github.com/portalfeed/portalfeed/feed/dates"
)

// The parts of a model as a good program makes it: nothing has to be mended when it is written.
var (
	goodLine   = rapid.SampledFrom([]string{"論壇在京舉行", "a & b < c", "x > y", "“引號”", "R&D; 5 < 6", "if (a<b)", "Tom &x; Jerry", "1"})
	goodMarkup = rapid.SampledFrom([]string{
		"<p>論壇 &amp; <b>粗</b></p>", "<p>a</p>\n<p>b<br>c</p>", `<p><a href="http://www.example.cn/x?a=1&amp;b=2">詳</a></p>`, `<img src="http://www.example.cn/1.jpg" alt="圖">`,
		"<p>a &lt;b&gt; c</p>", "<ul><li>一</li><li>二</li></ul>", "<pre>a\n b</pre>", "x<sub>2</sub>",
	})
	goodTitle = rapid.Custom(func(t *rapid.T) feed.Text {
		if rapid.IntRange(0, 2).Draw(t, "marked") == 0 {
			return feed.Text{Type: feed.HTML, Value: rapid.SampledFrom([]string{"H<sub>2</sub>O", "<b>粗</b> &amp; x", "<i>E. coli</i> 5 &lt; 6"}).Draw(t, "title")}
		}
		return feed.Text{Value: goodLine.Draw(t, "title")}
	})
	goodText = rapid.Custom(func(t *rapid.T) feed.Text {
		switch rapid.IntRange(0, 3).Draw(t, "kind") {
		case 0:
			return feed.Text{}
		case 1:
			return feed.Text{Value: goodLine.Draw(t, "text")}
		}
		return feed.Text{Type: feed.HTML, Value: goodMarkup.Draw(t, "markup")}
	})
	goodMembers = rapid.SampledFrom([]string{"", "", `{"_a":[1, "b"],"_c":null}`})
	goodURL     = rapid.SampledFrom([]string{"http://www.example.cn/1.htm", "https://www.example.cn/a/?x=1&y=2#z", "http://www.example.cn/%E9%A0%81"})
	goodPerson  = rapid.Custom(func(t *rapid.T) feed.Person {
		return feed.Person{
			Name: rapid.SampledFrom([]string{"李記者", "Anna Bell", "甲、乙"}).Draw(t, "name"), Email: rapid.SampledFrom([]string{"", "li@example.cn"}).Draw(t, "email"),
			URI: rapid.SampledFrom([]string{"", "http://www.example.cn/li"}).Draw(t, "uri"), Avatar: rapid.SampledFrom([]string{"", "", "http://www.example.cn/li.png"}).Draw(t, "avatar"), Members: goodMembers.Draw(t, "members"),
		}
	})
	goodCategory = rapid.Custom(func(t *rapid.T) feed.Category {
		return feed.Category{
			Term: rapid.SampledFrom([]string{"活動", "hd", "a & b"}).Draw(t, "term"), Scheme: rapid.SampledFrom([]string{"", "http://www.example.cn/c"}).Draw(t, "scheme"),
			Label: rapid.SampledFrom([]string{"", "", "省長活動"}).Draw(t, "label"),
		}
	})
	goodDate = rapid.Custom(func(t *rapid.T) dates.Date {
		at := time.Date(2012, 9, rapid.IntRange(1, 28).Draw(t, "day"), 0, 0, 0, 0, time.FixedZone("", 8*3600))
		switch rapid.IntRange(0, 3).Draw(t, "date") {
		case 0:
			return dates.Date{}
		case 1:
			return dates.Date{Time: at, Precision: dates.Day}
		}
		return dates.Date{Time: at.Add(time.Duration(rapid.IntRange(0, 86399).Draw(t, "second")) * time.Second), Precision: dates.Second}
	})
	goodLanguage  = rapid.SampledFrom([]string{"", "", "en", "zh-Hans"})
	goodExtension = rapid.SampledFrom([]feed.Extension{
		{Space: "http://purl.org/syndication/thread/1.0", Prefix: "thr", Name: "total", Value: "7"},
		{Space: "http://www.georss.org/georss", Prefix: "georss", Name: "point", Value: "45.2 -71.9"},
		{Space: "http://purl.org/rss/1.0/modules/slash/", Prefix: "slash", Name: "comments", Value: "3"},
		{Space: "http://wellformedweb.org/CommentAPI/", Prefix: "wfw", Name: "commentRss", Value: "http://www.example.cn/1/comments"},
		{Space: "http://x.example/ns", Prefix: "x", Name: "mine", Value: "值", Attrs: []feed.ExtensionAttr{{Name: "a", Value: "b"}}},
		{Space: feed.JSONSpace, Name: "_mine", Value: `{"a":[1,"b"]}`},
		{Space: feed.JSONSpace, Name: "banner_image", Value: `"http://www.example.cn/1.jpg"`},
		{Space: feed.JSONSpace, Name: "content_text", Value: `"文"`},
		{Space: feed.JSONSpace, Name: "user_comment", Value: `"值"`},
		{Space: feed.JSONSpace, Name: "expired", Value: `false`},
		{Space: feed.JSONSpace, Name: "hubs", Value: `[{"type":"rssCloud","url":"http://hub.example/"}]`},
	})
	goodItem = rapid.Custom(func(t *rapid.T) feed.Item {
		n := rapid.IntRange(1, 1<<30).Draw(t, "number")
		it := feed.Item{
			ID: fmt.Sprintf("tag:example.cn,2012:%d", n), Title: goodTitle.Draw(t, "title"), Summary: goodText.Draw(t, "summary"), Content: goodText.Draw(t, "content"), Language: goodLanguage.Draw(t, "language"),
			Links: []feed.Link{{Rel: "alternate", Href: fmt.Sprintf("http://www.example.cn/%d.htm", n)}}, Authors: rapid.SliceOfNDistinct(goodPerson, 0, 2, person).Draw(t, "authors"),
			Contributors: rapid.SliceOfNDistinct(goodPerson, 0, 1, person).Draw(t, "contributors"), Categories: rapid.SliceOfNDistinct(goodCategory, 0, 2, category).Draw(t, "categories"),
			Rights: rapid.SampledFrom([]feed.Text{{}, {Value: "© 2012"}, {Type: feed.HTML, Value: "<b>©</b> 2012"}}).Draw(t, "rights"), Published: goodDate.Draw(t, "published"), Updated: goodDate.Draw(t, "updated"),
			Extensions: rapid.SliceOfNDistinct(goodExtension, 0, 2, func(x feed.Extension) string { return x.Name }).Draw(t, "extensions"), Image: rapid.SampledFrom([]string{"", "http://www.example.cn/1.jpg"}).Draw(t, "image"),
		}
		if rapid.Bool().Draw(t, "linked") {
			it.Links = append(it.Links, feed.Link{Rel: rapid.SampledFrom([]string{"related", "via", "license", "replies", "enclosure"}).Draw(t, "rel"), Href: goodURL.Draw(t, "href"), Type: "text/html", Title: "背景", Language: "en"})
		}
		if rapid.Bool().Draw(t, "enclosed") {
			it.Enclosures = []feed.Enclosure{{URL: "http://www.example.cn/a.mp3", Type: "audio/mpeg", Length: 7, Duration: rapid.SampledFrom([]time.Duration{0, 90 * time.Second, 1250 * time.Millisecond}).Draw(t, "duration"), Members: goodMembers.Draw(t, "members")}, {URL: "http://www.example.cn/b.pdf", Type: "application/pdf", Title: "全文", Length: 9}}[:rapid.IntRange(1, 2).Draw(t, "files")]
		}
		if rapid.Bool().Draw(t, "taken") {
			it.Source = &feed.Source{Title: goodLine.Draw(t, "source"), URL: rapid.SampledFrom([]string{"", "http://www.xinhua.example/feed"}).Draw(t, "address")}
		}
		return it
	})
	goodFeed = rapid.Custom(func(t *rapid.T) *feed.Feed {
		f := &feed.Feed{
			ID: "tag:example.cn,2012:f", Title: goodTitle.Draw(t, "title"), Subtitle: goodText.Draw(t, "subtitle"), Language: rapid.SampledFrom([]string{"", "zh-Hant"}).Draw(t, "language"),
			Links:   []feed.Link{{Rel: "alternate", Href: "http://www.example.cn/"}, {Rel: "self", Href: ownAddress}},
			Authors: rapid.SliceOfNDistinct(goodPerson, 0, 2, person).Draw(t, "authors"), Contributors: rapid.SliceOfNDistinct(goodPerson, 0, 1, person).Draw(t, "contributors"),
			Categories: rapid.SliceOfNDistinct(goodCategory, 0, 2, category).Draw(t, "categories"), Rights: feed.Text{Value: rapid.SampledFrom([]string{"", "© 2012"}).Draw(t, "rights")},
			Icon: rapid.SampledFrom([]string{"", "http://www.example.cn/favicon.ico"}).Draw(t, "icon"), Logo: rapid.SampledFrom([]string{"", "http://www.example.cn/logo.png"}).Draw(t, "logo"),
			Updated: goodDate.Draw(t, "updated"), Complete: rapid.Bool().Draw(t, "complete"), Items: rapid.SliceOfNDistinct(goodItem, 0, 3, func(it feed.Item) string { return it.ID }).Draw(t, "items"),
			Extensions: rapid.SliceOfNDistinct(goodExtension, 0, 2, func(x feed.Extension) string { return x.Name }).Draw(t, "extensions"),
		}
		if rapid.Bool().Draw(t, "generated") {
			f.Generator = feed.Generator{Name: "portalfeed", Version: rapid.SampledFrom([]string{"", "1.0"}).Draw(t, "version"), URI: rapid.SampledFrom([]string{"", "http://www.example.cn/gen"}).Draw(t, "uri")}
		}
		if rapid.IntRange(0, 2).Draw(t, "podcast") == 0 {
			f.Language, f.Extensions = "zh-Hant", append(f.Extensions, goodPodcast...)
		}
		if rapid.Bool().Draw(t, "hub") {
			f.Links = append(f.Links, feed.Link{Rel: "hub", Href: "http://hub.example/"})
		}
		if !f.Complete && rapid.Bool().Draw(t, "more") {
			f.Links = append(f.Links, feed.Link{Rel: rapid.SampledFrom([]string{"next", "license", "prev-archive"}).Draw(t, "rel"), Href: goodURL.Draw(t, "href")})
		}
		return f
	})
)

// goodPodcast is what Apple asks of a channel, and more.
var goodPodcast = []feed.Extension{
	itunes("author", "播客工作室", ""), itunes("explicit", "false", ""), itunes("type", "serial", ""), itunes("image", "", "http://www.example.cn/art.png"), itunes("new-feed-url", "http://new.example.cn/feed", ""),
	{Space: itunesNamespace, Prefix: "itunes", Name: "owner", Children: []feed.Extension{itunes("name", "播客", ""), itunes("email", "pod@example.cn", "")}},
	{Space: itunesNamespace, Prefix: "itunes", Name: "category", Attrs: text("Society & Culture"), Children: []feed.Extension{{Space: itunesNamespace, Prefix: "itunes", Name: "category", Attrs: text("Philosophy")}}},
	{Space: itunesNamespace, Prefix: "itunes", Name: "category", Attrs: text("News")},
	{Space: "https://podcastindex.org/namespace/1.0", Prefix: "podcast", Name: "locked", Value: "yes", Attrs: []feed.ExtensionAttr{{Name: "owner", Value: "pod@example.cn"}}},
}

const itunesNamespace = "http://www.itunes.com/dtds/podcast-1.0.dtd"

func text(v string) []feed.ExtensionAttr { return []feed.ExtensionAttr{{Name: "text", Value: v}} }

// itunes is an element of Apple's namespace, href an attribute of it where it is not "".
func itunes(name, value, href string) feed.Extension {
	x := feed.Extension{Space: itunesNamespace, Prefix: "itunes", Name: name, Value: value}
	if href != "" {
		x.Attrs = []feed.ExtensionAttr{{Name: "href", Value: href}}
	}
	return x
}

func person(p feed.Person) string     { return p.Name }
func category(c feed.Category) string { return c.Term }

// carried collects what a feed that was read back has not of the one that was written.
type carried struct {
	lost []string // item and field
	item int
}

func (c *carried) check(ok bool, field, format string, args ...any) {
	if !ok {
		c.lost = append(c.lost, fmt.Sprintf("%d %s: ", c.item, field)+fmt.Sprintf(format, args...))
	}
}

// text compares what two texts say, and how: plain text and HTML of the same text are the same where nothing tells more.
func (c *carried) text(field string, got, want feed.Text) {
	if want.Value == "" {
		return
	}
	asHTML := func(t feed.Text) string {
		if t.Type != feed.Plain {
			return strings.NewReplacer("<br />", "<br>", ` />`, ">", "/>", ">").Replace(t.Value)
		}
		return strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;").Replace(t.Value)
	}
	c.check(asHTML(got) == asHTML(want), field, "%+v; want %+v", got, want)
}

func (c *carried) date(field string, want dates.Date, got ...dates.Date) {
	if want.IsZero() {
		return
	}
	c.check(slices.ContainsFunc(got, func(d dates.Date) bool {
		return d.Time.Truncate(time.Second).Equal(want.Time) && d.Time.Format("-0700") == want.Time.Format("-0700")
	}), field, "%v; want %v", got, want)
	c.check(slices.ContainsFunc(got, func(d dates.Date) bool { return d.Precision == want.Precision }), field, "%v is exact; want %v", got, want.Precision)
}

func missing[T any](got, want []T, same func(a, b T) bool) []T {
	var out []T
	for _, w := range want {
		if !slices.ContainsFunc(got, func(g T) bool { return same(g, w) }) {
			out = append(out, w)
		}
	}
	return out
}

func sameCategory(a, b feed.Category) bool {
	if b.Label == "" {
		b.Label = a.Label
	}
	return a == b
}

func sameLink(a, b feed.Link) bool {
	if b.Rel == "self" {
		b.Type = a.Type
	}
	return a == b || b.Rel == "enclosure" // looked for among the files
}

func sameExtension(a, b feed.Extension) bool {
	return a.Space == b.Space && a.Name == b.Name && a.Value == b.Value && slices.Equal(a.Attrs, b.Attrs) && slices.EqualFunc(a.Children, b.Children, sameExtension)
}

// compare lists what is lost of a feed.
func (c *carried) compare(got, want *feed.Feed) {
	c.item = -1
	c.check(got.ID == want.ID, "id", "%q; want %q", got.ID, want.ID)
	c.text("title", got.Title, want.Title)
	c.text("subtitle", got.Subtitle, want.Subtitle)
	c.text("rights", got.Rights, want.Rights)
	c.check(got.Language == want.Language, "language", "%q; want %q", got.Language, want.Language)
	c.check(got.Icon == want.Icon || got.Logo == want.Icon, "icon", "%q; want %q", got.Icon, want.Icon)
	c.check(got.Logo == want.Logo || want.Logo == "", "logo", "%q; want %q", got.Logo, want.Logo)
	g, w := got.Generator, want.Generator
	c.check(g.URI == w.URI && strings.TrimSpace(g.Name+" "+g.Version) == strings.TrimSpace(w.Name+" "+w.Version), "generator", "%q; want %q", g, w)
	c.check(got.Complete == want.Complete, "history", "complete")
	c.date("updated", want.Updated, got.Updated)
	c.lists(got.Authors, want.Authors, got.Contributors, want.Contributors, got.Categories, want.Categories, got.Links, want.Links, got.Extensions, want.Extensions)
	for i := range want.Items {
		c.item = i
		g, w := &got.Items[i], &want.Items[i]
		c.check(g.ID == w.ID, "id", "%q; want %q", g.ID, w.ID)
		c.text("title", g.Title, w.Title)
		c.text("summary", g.Summary, w.Summary)
		c.text("content", g.Content, w.Content)
		c.text("rights", g.Rights, w.Rights)
		c.check(g.Language == w.Language || w.Language == want.Language, "language", "%q; want %q", g.Language, w.Language)
		c.check(g.Image == w.Image || w.Image == "", "image", "%q; want %q", g.Image, w.Image)
		c.date("published", w.Published, g.Published)
		c.date("updated", w.Updated, g.Updated, g.Published)
		c.lists(g.Authors, w.Authors, g.Contributors, w.Contributors, g.Categories, w.Categories, g.Links, w.Links, g.Extensions, w.Extensions)
		files := w.Enclosures
		for _, l := range w.Links {
			if l.Rel == "enclosure" {
				files = append(slices.Clip(files), feed.Enclosure{URL: l.Href, Type: l.Type, Title: l.Title})
			}
		}
		m := missing(g.Enclosures, files, func(a, b feed.Enclosure) bool { return a == b })
		c.check(m == nil, "enclosures", "%+v of %+v", m, g.Enclosures)
		if w.Source != nil {
			c.check(g.Source != nil && *g.Source == *w.Source, "source", "%+v; want %+v", g.Source, w.Source)
		}
	}
}

func (c *carried) lists(authors, wantAuthors, contributors, wantContributors []feed.Person, categories, wantCategories []feed.Category, links, wantLinks []feed.Link, extensions, wantExtensions []feed.Extension) {
	samePerson := func(a, b feed.Person) bool { return a == b }
	m := missing(authors, wantAuthors, samePerson)
	c.check(m == nil, "authors", "%+v of %+v", m, authors)
	m = missing(contributors, wantContributors, samePerson)
	c.check(m == nil, "contributors", "%+v of %+v", m, contributors)
	n := missing(categories, wantCategories, sameCategory)
	c.check(n == nil, "categories", "%+v of %+v", n, categories)
	l := missing(links, wantLinks, sameLink)
	c.check(l == nil, "links", "%+v of %+v", l, links)
	x := missing(extensions, wantExtensions, sameExtension)
	c.check(x == nil, "extensions", "%+v of %+v", x, extensions)
}

// everythingCarried writes a good model, reads it back and is fatal where something is gone that Lost does not list.
func everythingCarried(format feed.Format) func(*rapid.T) {
	return func(t *rapid.T) {
		f := goodFeed.Draw(t, "feed")
		doc, err := feed.Append(nil, f, format, feed.WriteOptions{Self: ownAddress})
		if err != nil {
			t.Fatal(err)
		}
		faultless(t, doc, format)
		r, err := feed.ReadBytes(doc, feed.ReadOptions{})
		if err != nil || len(r.Feed.Items) != len(f.Items) {
			t.Fatalf("%v\n%s", err, doc)
		}
		var c carried
		c.compare(r.Feed, f)
		lost := feed.Lost(f, format)
		for _, what := range c.lost {
			number, rest, _ := strings.Cut(what, " ")
			item, _ := strconv.Atoi(number)
			field, _, _ := strings.Cut(rest, ":")
			if !slices.ContainsFunc(lost, func(l feed.Loss) bool { return l.Item == item && covers(l.Field, field) }) {
				t.Fatalf("%s lost %s\nlisted: %v\n%s", format, what, lost, doc)
			}
		}
	}
}

// covers reports whether a loss explains that a field differs.
func covers(loss, field string) bool {
	switch field {
	case "title", "subtitle", "rights", "summary":
		return loss == "markup" || loss == field
	}
	return loss == field
}

// TestNothingIsLostSilently holds the promise that a document holds of a feed what its format can carry, and that Lost lists the rest.
func TestNothingIsLostSilently(t *testing.T) {
	t.Parallel()
	for _, format := range written {
		t.Run(string(format), func(t *testing.T) {
			t.Parallel()
			rapid.Check(t, everythingCarried(format))
		})
	}
}
