package convert

import (
	"fmt"
	"strings"
	"testing"
)

const importOddPage = `<html><head><meta charset="utf-8"><title>News - Heron Daily</title></head><body>
<div class="side"><div class="box"><a href="/ad/1.htm">Subscribers find the instructions here</a></div></div>
<section id="main"><h2>Front of the heron, which is no item</h2>
<article class="entry"><h2 class="t"><a href="/n/1.htm">Mayor visits the library of the district</a></h2><span class="by">Ann</span><time datetime="2012-09-25T18:07:00+08:00">two days ago</time><p class="s">Talks with residents</p><a class="more" data-href="/x/1" href="/m/1">more</a></article>
<article class="entry"><h2 class="t"><a href="/n/2.htm">Mayor meets teachers of the old school</a></h2><span class="by">Bob</span><time datetime="2012-09-24T10:00:00+08:00">three days ago</time><p class="s">About new equipment</p><a class="more" data-href="/x/2" href="/m/2">more</a></article>
<article class="entry ad"><h2 class="t"><a href="/ad/3.htm">Advertisement: buy our new calendar now</a></h2><time datetime="2012-09-23T10:00:00+08:00">x</time></article>
</section></body></html>`

// TestImportRecipesOdd: definitions as the documentations of their programs allow them, though few write them so. Each gives the items
// that the recipe written by hand gives, and lists what it cannot say.
func TestImportRecipesOdd(t *testing.T) {
	t.Parallel()
	const (
		address = "http://h.example/news/"
		whole   = "items: 'article:not(.ad)', title: h2, link: h2 a, date: time"
	)
	for _, c := range []struct {
		name, file, src string
		n               int    // recipes
		hand            string // list rules of the first
		lost            string
		has             string // in the first recipe
	}{
		{
			"FreshRSS in nested folders, by another prefix", "a.opml", `<opml version="2.0"><body><outline text="A"><outline text="B">
<outline xmlns:f="https://freshrss.org/opml" text="x" type="HTML+XPath" xmlUrl="http://h.example/news/" f:xPathItem="//time/ancestor::article[not(contains(@class, 'ad'))]" f:xPathItemTitle="normalize-space(descendant::h2)"
 f:xPathItemUri="descendant::a[string-length(@href)&gt;0]/@href" f:xPathItemTimestamp="string(time/@datetime)" f:xPathItemContent="p" f:xPathItemAuthor="'Anonymous'" f:ttl="7200" f:cssFullContent="article, .x" f:cssContentFilter=".ad, .y"
 f:filtersActionRead="intitle:a&#10;intitle:b"/></outline></outline></body></opml>`, 1, whole + ", summary: p",
			"folder: A > B; xPathItemAuthor: 'Anonymous'; filtersActionRead: intitle:a intitle:b", `every: "7200s"`,
		},
		{
			"FreshRSS with axes that recipes write otherwise", "a.opml", `<opml><body><outline xmlns:frss="https://freshrss.org/opml" text="x" type="HTML+XPath" xmlUrl="http://h.example/news/" frss:ttl="-900"
 frss:xPathItem="descendant-or-self::article[not(contains(@class, 'ad'))]" frss:xPathItemTitle="child::h2" frss:xPathItemUri="h2/a/@href" frss:xPathItemTimestamp="./time/@datetime"/></body></opml>`, 1, whole, "ttl: -900", "",
		},
		{
			"html2rss with merged mappings and headers for all", "a.yml", `headers: {user-agent: Heron, Accept: text/html}
feeds:
  one: &one
    channel: {url: 'http://h.example/news/'}
    selectors: &s
      items: {selector: 'article:not(.ad)'}
      title: {selector: h2}
      url: {selector: h2 a, extractor: href}
      published_at: {selector: time, extractor: attribute, attribute: datetime}
  two:
    <<: *one
    selectors:
      <<: [*s]
      description: {selector: p.s}
`, 2, whole, "", `agent: "Heron"`,
		},
		{
			"html2rss with what a recipe has no selector for", "a.yml", `channel: {url: 'http://h.example/news/', description: d}
selectors:
  items: {selector: 'article:not(.ad)', order: reverse}
  title: {selector: h2.t, post_process: [{name: gsub, pattern: a, replacement: b}]}
  link: {selector: a.more, extractor: attribute, attribute: data-href}
  description: {extractor: html}
  published_at: {selector: time}
  author: {selector: .by}
`, 1, "items: 'article:not(.ad)', title: h2, date: time",
			"channel.description: d; selectors.items.order: reverse; selectors.title.post_process[0].name: gsub; selectors.title.post_process[0].pattern: a; selectors.title.post_process[0].replacement: b; " +
				"selectors.link.selector: a.more; selectors.link.extractor: attribute; selectors.link.attribute: data-href; selectors.description.extractor: html; selectors.author.selector: .by", "",
		},
		{
			"rsspls with dotted keys and texts of several lines", "a.toml", "[rsspls]\noutput = '/tmp'\n[[ feed ]]\ntitle = \"H\"\nfilename = 'h.rss'\nconfig.url = \"http://h.example/news/\"\nconfig.item = \"\"\"\narticle:not(.ad)\"\"\"\n" +
				"config.heading = 'h2 a' # the link, too\nconfig.date = { selector = \"time\", type = \"DateTime\", format = \"[year]\" }\n[[feed]]\ntitle = 'b'\nconfig = { url = 'http://h.example/b', item = 'li', heading = 'a' }\n",
			2, whole, "config.date.format: [year]: dates are read without a format", `id: "h.rss"`,
		},
		{
			"feed-me-up-scotty with a quoted name and a star", "a.toml", "[default]\nonFail = 'stale'\nfilters = ['a', 'b']\n[\"two words\"]\ntitle = 'x'\nurl = ['http://h.example/news/']\nentrySelector = 'article:not(.ad) h2 a'\ntitleSelector = '*'\nlinkSelector = '*'\nmatchNoneOf = ['c']\n[b]\nurl = 'http://h.example/b'\nentrySelector = 'li'\nonFail = 'exclude'\n",
			2, "items: 'article:not(.ad) h2 a'", "matchNoneOf: c", "on_fail: stale",
		},
		{
			"RSS-Bridge with CSS and a short name", "a.txt", "https://b.example/?bridge=CssSelectorComplex&home_page=http%3A%2F%2Fh.example%2Fnews%2F&entry_element_selector=article%3Anot%28.ad%29&url_selector=h2+a&title_selector=h2&time_selector=time&time_format=Y&cookie=a&limit=&format=Sfeed\n",
			1, whole, "cookie: a; format: Sfeed; time_format: Y", "",
		},
		{
			"RSS-Bridge with links as items", "a.txt", "# mine\n\nhttps://b.example/?action=display&bridge=CssSelectorBridge&home_page=http%3A%2F%2Fh.example%2Fnews%2F&url_selector=%23main+h2+a&url_pattern=%2Fn%2F%5Cd%2B&title_cleanup=x&limit=5&format=Atom\n",
			1, "items: '#main h2 a', only: '/n/\\d+'", "title_cleanup: x", `only: "/n/\\d+"`,
		},
		{
			"RSS-Bridge with XPath", "a.txt", "https://b.example/?bridge=XPathBridge&url=http%3A%2F%2Fh.example%2Fnews%2F&item=%2F%2Farticle%5Bnot%28contains%28%40class%2C%22ad%22%29%29%5D&title=.%2F%2Fh2&uri=.%2F%2Fa%2F%40href&timestamp=.%2F%2Ftime%2F%40datetime&content=.%2Fp&author=.%2F%2Fspan&enclosures=.%2F%2Fimg%2F%40src&format=Json\n",
			1, whole + ", summary: p", "author: .//span; enclosures: .//img/@src", `formats: "json"`,
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			all, err := ImportRecipes([]byte(c.src), c.file)
			if err != nil || len(all) != c.n {
				t.Fatalf("%d recipes, error %v", len(all), err)
			}
			if got := strings.Join(all[0].Lost, "; "); got != c.lost {
				t.Errorf("lost are\n%s\nwant\n%s", got, c.lost)
			}
			if !strings.Contains(string(all[0].YAML), c.has) {
				t.Errorf("recipe lacks %s:\n%s", c.has, all[0].YAML)
			}
			items := func(r *Recipe) string {
				res, err := Convert(Page{URL: address, Body: []byte(importOddPage)}, Options{Recipe: r})
				if err != nil {
					t.Fatal(err)
				}
				var b strings.Builder
				for _, l := range res.Listings[:min(1, len(res.Listings))] {
					for _, it := range l.Items {
						fmt.Fprintf(&b, "%s %s %s %s\n", it.Date, it.Title, it.URL, it.Summary)
					}
				}
				return b.String()
			}
			got, want := items(mustRecipe(t, string(all[0].YAML))), items(mustRecipe(t, "recipe: 1\nlist: {page: 'http://h.example/news/', "+c.hand+"}\n"))
			if got != want || strings.Count(want, "\n") < 2 {
				t.Errorf("items are\n%swant\n%s\n%s", got, want, all[0].YAML)
			}
		})
	}
}

// TestImportFTROrder: of several expressions of a key the first that finds something counts, wherever the others stand.
func TestImportFTROrder(t *testing.T) {
	t.Parallel()
	all, err := ImportRecipes([]byte("title: //h1 | //h3\ntitle: //h2[contains(., '|')]\ntitle: //h2\nbody: //div[@id='c']\nbody: //main\nbody: (//p)[1]\n"), "h.example.txt")
	if err != nil {
		t.Fatal(err)
	}
	r := mustRecipe(t, string(all[0].YAML))
	const text = "The mayor visited the library of the district today and talked with residents, who read there every day of the week."
	page := func(s string) string { return "<html><head><title>x</title></head><body>" + s + "</body></html>" }
	for _, c := range []struct{ name, page, title string }{
		{"first", page("<h2>Heron daily, the paper</h2><main><p>Other words of the paper stand here, too.</p><h1>Mayor visits the library</h1><div id=c><p>" + text + "</p></div></main>"), "Mayor visits the library"},
		{"other half of the first", page("<h2>Heron daily, the paper</h2><h3>Mayor visits the library</h3><div id=c><p>" + text + "</p></div>"), "Mayor visits the library"},
		{"second", page("<h2>Heron daily, the paper</h2><h2>Mayor | library</h2><main><p>" + text + "</p></main>"), "Mayor | library"},
		{"third", page("<h2>Mayor visits the library</h2><div><p>" + text + "</p></div>"), "Mayor visits the library"},
	} {
		res, err := Convert(Page{URL: "http://h.example/1.htm", Body: []byte(c.page)}, Options{Recipe: r, Kind: KindArticle})
		if err != nil || res.Article == nil || res.Article.Title != c.title || strings.TrimSpace(res.Article.Text) != text {
			t.Errorf("%s: %v, article %+v; want %q\n%s", c.name, err, res.Article, c.title, all[0].YAML)
		}
	}
}
