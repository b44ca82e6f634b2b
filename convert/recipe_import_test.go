package convert

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"
)

const importPage = `<html><head><meta charset="utf-8"><title>新聞_白鷺日報</title></head><body>
<div class="side"><div class="box"><a href="/ad/1.htm">訂閱本報的讀者請看這裡的說明</a></div></div>
<div id="main"><div class="entry"><h2 class="t"><a href="/xw/1.htm">市長走訪社區圖書室</a></h2><time datetime="2012-09-25T18:07:00+08:00">前天</time><p class="s">與居民交談</p></div>
<div class="entry"><h2 class="t"><a href="/xw/2.htm">市長與教師座談</a></h2><time datetime="2012-09-24T10:00:00+08:00">三天前</time><p class="s">談學校設備</p></div></div></body></html>`

const importAddress = "http://www.bailu.example/xw/"

// imports are the same definition in each format.
var imports = map[string]string{
	"feeds.opml": `<?xml version="1.0" encoding="UTF-8"?>
<opml version="2.0" xmlns:frss="https://freshrss.org/opml"><body><outline text="報"><outline text="bailu" type="HTML+XPath" xmlUrl="http://www.bailu.example/xw/"
 frss:xPathItem="//div[@id=&quot;main&quot;]/div[@class='entry']" frss:xPathItemTitle="descendant::h2" frss:xPathItemUri=".//a/@href" frss:xPathItemTimestamp="normalize-space(time/@datetime)"
 frss:xPathItemContent="p[@class='s']" frss:xPathItemTimeFormat="Y-m-d" frss:xPathItemUid="concat('a', .//a/@href)"/>
<outline text="plain" type="rss" xmlUrl="http://www.bailu.example/feed.xml"/></outline></body></opml>`,
	"bailu.yaml": `channel:
  url: http://www.bailu.example/xw/
  time_zone: Asia/Shanghai
  ttl: 60
selectors:
  items: {selector: '#main .entry'}
  title: {selector: h2}
  url: {selector: h2 a, extractor: href}
  published_at: {selector: time, extractor: attribute, attribute: datetime}
  description: {selector: p.s, post_process: [{name: sanitize_html}]}
`,
	"rsspls.toml": `[rsspls]
output = "/tmp"

[[feed]]
title = "白鷺日報" # its name
filename = "bailu.rss"
[feed.config]
url = "http://www.bailu.example/xw/"
item = "#main .entry"
heading = "h2 a"
date = { selector = "time", type = "DateTime" }
summary = 'p.s'
media = "img"
`,
	"scotty.toml": `[bailu]
title = "白鷺日報"
url = ["http://www.bailu.example/xw/"]
entrySelector = "#main .entry"
titleSelector = "h2"
linkSelector = "a"
dateSelector = "time"
contentSelector = "p.s"
onFail = "stale"
timeout = 30
`,
	"bridges.txt": "https://bridge.example/?action=display&bridge=XPathBridge&url=http%3A%2F%2Fwww.bailu.example%2Fxw%2F&item=%2F%2Fdiv%5B%40class%3D%27entry%27%5D&title=.%2F%2Fh2&uri=.%2F%2Fa%2F%40href&timestamp=.%2F%2Ftime%2F%40datetime&content=.%2Fp&fix_encoding=on&format=Atom\n",
	"css.txt":     "https://bridge.example/?action=display&bridge=CssSelectorComplexBridge&home_page=http%3A%2F%2Fwww.bailu.example%2Fxw%2F&entry_element_selector=%23main+.entry&url_selector=h2+a&url_pattern=%2Fxw%2F&title_selector=h2&time_selector=time&limit=20&format=Atom\n",
}

func TestImportRecipes(t *testing.T) {
	t.Parallel()
	hand := mustRecipe(t, "recipe: 1\nlist: {page: 'http://www.bailu.example/xw/', items: '#main .entry', title: h2, link: h2 a, summary: p.s}\n")
	want := importItems(t, hand)
	for name, src := range imports {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			all, err := ImportRecipes([]byte(src), name)
			if err != nil {
				t.Fatal(err)
			}
			if len(all) != 1 {
				t.Fatalf("%d recipes", len(all))
			}
			r, err := ParseRecipe(all[0].YAML, name)
			if err != nil {
				t.Fatal(err)
			}
			if err := schema(t).Validate(instance(t, all[0].YAML)); err != nil {
				t.Errorf("%v\n%s", err, all[0].YAML)
			}
			if got := importItems(t, r); got != want {
				t.Errorf("items are\n%swant\n%s\n%s", got, want, all[0].YAML)
			}
			if len(all[0].Lost) == 0 && name != "css.txt" {
				t.Errorf("nothing is lost:\n%s", all[0].YAML)
			}
			for _, l := range all[0].Lost {
				if !strings.Contains(string(all[0].YAML), "# - "+l) {
					t.Errorf("recipe does not tell %q:\n%s", l, all[0].YAML)
				}
			}
			if name != "feeds.opml" && strings.Contains(strings.Join(all[0].Lost, " "), "date") {
				t.Errorf("lost %q", all[0].Lost)
			}
		})
	}
}

// importItems are the items that a recipe makes of importPage.
func importItems(t *testing.T, r *Recipe) string {
	t.Helper()
	res, err := Convert(Page{URL: importAddress, Body: []byte(importPage)}, Options{Recipe: r})
	if err != nil {
		t.Fatal(err)
	}
	b := NewBuilder(r, BuilderOptions{})
	b.Add(res)
	pubs, err := b.Publications()
	if err != nil || len(pubs) != 1 {
		t.Fatalf("%d feeds, error %v", len(pubs), err)
	}
	var out strings.Builder
	for _, it := range pubs[0].Feed.Items {
		fmt.Fprintf(&out, "%s %s\n", it.Title.Value, it.Links[0].Href)
	}
	return out.String()
}

func TestImportFTR(t *testing.T) {
	t.Parallel()
	src := `# comment
title: //h1[@id='t']
title: //h2
body: //div[@class="main"]
date: substring-after(//p, ':')
strip: //div[@class='ad']
strip_id_or_class: share
strip_image_src: /ads/
next_page_link: //a[@class='next']
prune: no
replace_string(<br>): <p>
test_url: http://www.bailu.example/1.htm
`
	all, err := ImportRecipes([]byte(src), "dir/.bailu.example.txt")
	if err != nil {
		t.Fatal(err)
	}
	r, err := ParseRecipe(all[0].YAML, "")
	if err != nil {
		t.Fatalf("%v\n%s", err, all[0].YAML)
	}
	if r.ID != "bailu.example" || r.Base != "http://bailu.example/" || r.Article.Title != "//h1[@id='t'] | /html[not(//h1[@id='t'])]//h2" || len(r.Article.Remove) != 3 || r.List.Next != "//a[@class='next']" {
		t.Errorf("recipe is\n%s", all[0].YAML)
	}
	if got := strings.Join(all[0].Lost, "\n"); !strings.Contains(got, "date: substring-after") || !strings.Contains(got, "replace_string(<br>)") {
		t.Errorf("lost is %q", got)
	}
	page := `<html><body><h1 id=t>市長走訪社區圖書室</h1><div class="main"><p>市長今天下午走訪了社區圖書室，與正在看書的居民交談。</p><div class=ad>訂閱本報</div><div class="sharebar">轉發</div></div></body></html>`
	res, err := Convert(Page{URL: "http://bailu.example/1.htm", Body: []byte(page)}, Options{Recipe: r, Kind: KindArticle})
	if err != nil {
		t.Fatal(err)
	}
	if got, want := res.Article.Text, "市長今天下午走訪了社區圖書室，與正在看書的居民交談。"; got != want {
		t.Errorf("text is %q; want %q", got, want)
	}
}

func TestImportRecipesRefuses(t *testing.T) {
	t.Parallel()
	for name, src := range map[string]string{
		"empty":         "",
		"prose":         "This is no definition.\nNothing here.",
		"feeds only":    `<opml version="2.0"><body><outline type="rss" xmlUrl="http://x.example/"/></body></opml>`,
		"html":          "<html><body><p>x",
		"other bridge":  "https://bridge.example/?bridge=TwitterBridge",
		"toml of other": "[package]\nname = \"x\"\n",
	} {
		if all, err := ImportRecipes([]byte(src), name); !errors.Is(err, ErrNoDefinition) && !(name == "html" && err != nil) {
			t.Errorf("%s: error is %v, recipes %v", name, err, all)
		}
	}
	for name, src := range map[string]string{
		"open text":  "[a]\nurl = \"x\n",
		"open array": "[a]\nurl = [\"x\"\n",
		"no key":     "[a]\nb = 1\n= x\n",
		"yaml":       "selectors: [\nchannel:",
	} {
		if _, err := ImportRecipes([]byte(src), name); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

func FuzzImportRecipes(f *testing.F) {
	for name, src := range imports {
		f.Add([]byte(src), name)
	}
	f.Add([]byte("title: //h1\nbody: //p[\n"), "a.example.txt")
	f.Fuzz(func(t *testing.T, data []byte, name string) {
		start := time.Now()
		all, err := ImportRecipes(data, name)
		if err == nil && len(all) == 0 {
			t.Fatal("neither recipe nor error")
		}
		if errors.As(err, new(*RecipeError)) && strings.Contains(err.Error(), "read recipe") && !strings.Contains(err.Error(), "html2rss") {
			t.Fatalf("the recipe written is wrong: %v", err)
		}
		if d := time.Since(start); d > 10*time.Second {
			t.Fatalf("took %v", d)
		}
	})
}

// TestImportScottyForAll: what a file of feed-me-up-scotty says for all of its feeds holds for each that does not say otherwise.
func TestImportScottyForAll(t *testing.T) {
	t.Parallel()
	const feeds = `
[one]
title = "一"
url = "http://www.bailu.example/1/"
entrySelector = "li"
[two]
title = "二"
url = "http://www.bailu.example/2/"
entrySelector = "li"
onFail = "error"
dateSelector = "b"
`
	for name, head := range map[string]string{
		"default":          "[default]\nonFail = \"stale\"\ndateSelector = \"span.date\"\ntimeout = 60\n",
		"before the feeds": "onFail = 'stale'\ndateSelector = \"span.date\"\ntimeout = 60\n",
	} {
		all, err := ImportRecipes([]byte(head+feeds), "feeds.toml")
		if err != nil || len(all) != 2 {
			t.Fatalf("%s: %d recipes, %v", name, len(all), err)
		}
		one, two := mustRecipe(t, string(all[0].YAML)), mustRecipe(t, string(all[1].YAML))
		if one.OnFail != OnFailStale || one.List.Date != "span.date" || two.OnFail != OnFailError || two.List.Date != "b" {
			t.Errorf("%s: recipes are\n%s\n%s", name, all[0].YAML, all[1].YAML)
		}
		if left := strings.Join(all[0].Left, "\n"); !strings.Contains(left, "timeout: 60") || strings.Contains(left, "onFail") || strings.Contains(left, "dateSelector") {
			t.Errorf("%s: left is %q", name, left)
		}
	}
}
