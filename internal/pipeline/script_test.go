package pipeline

import (
	"bytes"
	"context"
	"iter"
	"slices"
	"strings"
	"testing"

	"github.com/portalfeed/portalfeed/convert"
	"github.com/portalfeed/portalfeed/convert/zhconv"
	"github.com/portalfeed/portalfeed/feed"
	"github.com/portalfeed/portalfeed/feed/validate"
	"github.com/portalfeed/portalfeed/internal/source"
)

// published keeps what a run hands to its sink.
type published struct{ all []feed.Publication }

func (p *published) Put(_ context.Context, pub feed.Publication) error {
	p.all = append(p.all, pub)
	return nil
}

func pagesOf(pages map[string]string) iter.Seq2[source.Resource, error] {
	return func(yield func(source.Resource, error) bool) {
		names := make([]string, 0, len(pages))
		for n := range pages {
			names = append(names, n)
		}
		slices.Sort(names)
		for _, n := range names {
			if !yield(source.Resource{Path: n, URL: "http://www.nanxi.example/" + n, Body: []byte(pages[n])}, nil) {
				return
			}
		}
	}
}

const scriptList = `<html><head><meta charset="utf-8"><title>市政府網站</title></head><body><p><b>最新</b>|<a href="hd.htm">活動</a>|<a href="hy.htm">會議</a></p><ul>
<li><a href="1.htm">國務院副總理出席論壇並致辭</a> 2012-09-25<li><a href="2.htm">市長檢查發電設備</a> 2012-09-24<li><a href="3.htm">頭髮與發展</a> 2012-09-23</ul></body></html>`

const scriptArticle = `<html><head><meta charset="utf-8"><title>國務院副總理出席論壇並致辭</title></head><body><h1>國務院副總理出席論壇並致辭</h1><p>2012年09月25日 18時07分 來源:國務院辦公廳</p>
<p>首屆中國質量發展論壇在京舉行。副總理強調,追求質量永無止境,要認真貫徹落實《質量發展綱要》。</p><p>論壇由<a href="/圖/a.htm" title="發展">質量發展</a>中心主辦,來自各地的一百二十名代表參加。</p></body></html>`

func scriptRun(t *testing.T, recipe string) []feed.Publication {
	t.Helper()
	r, err := convert.ParseRecipe([]byte(recipe), "test")
	if err != nil {
		t.Fatal(err)
	}
	sink := &published{}
	sum, err := Run(t.Context(), pagesOf(map[string]string{"index.htm": scriptList, "1.htm": scriptArticle}), Options{Recipe: r}, sink)
	if err != nil || len(sum.Withheld) > 0 {
		t.Fatalf("run: %v, withheld %+v", err, sum.Withheld)
	}
	return sink.all
}

func TestEditionsOfBothScripts(t *testing.T) {
	t.Parallel()
	pubs := scriptRun(t, "recipe: 1\nemit: {variants: zh-Hans|zh-Hant, url: \"https://feeds.example/f/\"}\n")
	if len(pubs) != 2 || pubs[0].Name != "latest" || pubs[1].Name != "zh-hans/latest" {
		t.Fatalf("publications %v", names(pubs))
	}
	hant, hans := pubs[0], pubs[1]
	if hant.Feed.Language != "zh-Hant" || hans.Feed.Language != "zh-Hans" {
		t.Errorf("languages %s, %s", hant.Feed.Language, hans.Feed.Language)
	}
	if hant.Feed.ID == hans.Feed.ID {
		t.Errorf("two feeds have the id %s", hans.Feed.ID)
	}
	if hans.Label != "最新" || hans.Feed.Title.Value != "最新 - 市政府网站" {
		t.Errorf("label %q, title %q", hans.Label, hans.Feed.Title.Value)
	}
	want := []string{"国务院副总理出席论坛并致辞", "市长检查发电设备", "头发与发展"}
	for i := range hant.Feed.Items {
		a, b := &hant.Feed.Items[i], &hans.Feed.Items[i]
		if a.ID != b.ID || !a.Published.Time.Equal(b.Published.Time) || a.Links[0].Href != b.Links[0].Href {
			t.Errorf("item %d is another one: %s, %s", i, a.ID, b.ID)
		}
		if b.Title.Value != want[i] {
			t.Errorf("title %q; want %q", b.Title.Value, want[i])
		}
	}
	content := hans.Feed.Items[0].Content.Value
	for _, s := range []string{"首届中国质量发展论坛在京举行", `title="發展"`, "%E5%9C%96/a.htm", ">质量发展</a>"} {
		if !strings.Contains(content, s) {
			t.Errorf("content lacks %s: %s", s, content)
		}
	}
	if hans.Feed.Items[0].Source.Title != "国务院办公厅" || hant.Feed.Items[0].Source.Title != "國務院辦公廳" {
		t.Errorf("sources %q, %q", hans.Feed.Items[0].Source.Title, hant.Feed.Items[0].Source.Title)
	}
	for _, p := range pubs {
		other, tag := "zh-hans/latest", "zh-Hans"
		if p.Name == other {
			other, tag = "latest", "zh-Hant"
		}
		for _, d := range p.Documents {
			report, err := validate.Validate(d.Body, validate.Options{URL: "https://feeds.example/f/" + p.Name + d.Format.Extension(), ContentType: d.Format.MediaType()})
			if err != nil || len(report.Findings) > 0 {
				t.Errorf("%s.%s: %v %+v", p.Name, d.Format, err, report.Findings)
			}
			if d.Format == feed.JSONFeed {
				continue
			}
			if link := `href="https://feeds.example/f/` + other + d.Format.Extension() + `"`; !bytes.Contains(d.Body, []byte(link)) || !bytes.Contains(d.Body, []byte(`hreflang="`+tag+`"`)) {
				t.Errorf("%s.%s does not link %s:\n%s", p.Name, d.Format, other, d.Body)
			}
		}
	}
}

func TestEditionsWithoutAddress(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ recipe, want string }{
		{"recipe: 1\nfeeds:\n  for: {script: zh-Hant|zh-TW}\n", "latest zh-tw/latest"},
		{"recipe: 1\nemit: {variants: [zh-Hans]}\n", "latest"},
		{"recipe: 1\nemit: {variants: auto}\n", "latest"},
		{"recipe: 1\n", "latest"},
	} {
		pubs := scriptRun(t, c.recipe)
		if got := strings.Join(names(pubs), " "); got != c.want {
			t.Errorf("%q: publications %s; want %s", c.recipe, got, c.want)
		}
		if c.recipe == "recipe: 1\nemit: {variants: [zh-Hans]}\n" && pubs[0].Feed.Language != "zh-Hans" {
			t.Errorf("language %s", pubs[0].Feed.Language)
		}
		for _, l := range pubs[0].Feed.Links {
			if l.Language != "" {
				t.Errorf("%q: a link without an address to lead to: %+v", c.recipe, l)
			}
		}
	}
}

func names(pubs []feed.Publication) []string {
	var all []string
	for _, p := range pubs {
		all = append(all, p.Name)
	}
	return all
}

func TestMarkupKeepsTags(t *testing.T) {
	t.Parallel()
	c, err := zhconv.New(zhconv.T2S)
	if err != nil {
		t.Fatal(err)
	}
	for in, want := range map[string]string{
		`<p title="發展">發展</p>`:                    `<p title="發展">发展</p>`,
		`<a href="/發?a>b&amp;c" title='>發'>發</a>`: `<a href="/發?a>b&amp;c" title='>發'>发</a>`,
		`發<!-- 發 -->發`:                            `发<!-- 發 -->发`,
		`發 < 發`:                                   `发 < 發`,
		`<p`:                                      `<p`,
		``:                                        ``,
	} {
		if got := (texts{c}).markup(in); got != want {
			t.Errorf("markup(%s) = %s; want %s", in, got, want)
		}
	}
}
