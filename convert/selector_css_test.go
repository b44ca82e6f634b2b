package convert

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/andybalholm/cascadia"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/portalfeed/portalfeed/convert/internal/dom"
)

// cascadiaTree is a tree in the form of the CSS library, each node at its index.
func cascadiaTree(t *dom.Tree) []html.Node {
	nodes := make([]html.Node, t.Len())
	at := func(n dom.Node) *html.Node {
		if !n.OK() {
			return nil
		}
		return &nodes[n.Index()]
	}
	for i := range nodes {
		src, to := t.At(i), &nodes[i]
		to.Parent, to.FirstChild, to.LastChild, to.PrevSibling, to.NextSibling = at(src.Parent()), at(src.First()), at(src.Last()), at(src.Prev()), at(src.Next())
		switch src.Kind() {
		case dom.Document:
			to.Type = html.DocumentNode
		case dom.Text:
			to.Type, to.Data = html.TextNode, src.Data()
		case dom.Comment:
			to.Type, to.Data = html.CommentNode, src.Data()
		case dom.Doctype:
			to.Type = html.DoctypeNode
		default:
			to.Type, to.Data, to.DataAtom = html.ElementNode, src.Name(), atom.Lookup([]byte(src.Name()))
			for _, a := range src.Attrs() {
				to.Attr = append(to.Attr, html.Attribute{Key: a.Key, Val: a.Val})
			}
		}
	}
	return nodes
}

const cssPageSource = `<!DOCTYPE html><html lang="zh-TW"><head><title>新聞</title></head><body id="top" class="a  b"><!-- x -->
<div class="box a" data-x="Foo-bar" title="x y"><p class="b">One <b>two</b> three</p> text <p>four<i></i></p><p lang="en">six<a href="/1.htm">七 ABC</a></p></div>
<ul id="list"><li class="odd"><a href="/2.htm">甲</a><li><a name="x">乙</a><li class="odd last"><a href="http://x.example/3.htm" class="b c">丙</a><span> </span></ul>
<form><fieldset disabled><input type=checkbox checked><input type="RADIO"><select><option selected>1<option>2</select></fieldset><textarea disabled></textarea><button>ok</button></form>
<table><tr><td>1<td>2<tr><td>3<td><div><div><div class="deep">abc</div></div></div></table><div class="x:y">escaped</div><div class="1a">digit</div></body></html>`

var cssSelectors = []string{
	"*", "p", "P", "div p", "div > p", "p + p", "p ~ p", "li ~ li a", "ul > li > a", "#list", "#list li", ".a", ".a.b", "div.a.box", "p.b", "[href]", "a[href]", "[title='x y']", "[title~=y]", "[data-x|=Foo]", "[data-x|=foo i]",
	"[href^='/']", "[href$=htm]", "[href$='HTM' i]", "[href*=example]", "[href!='/1.htm']", "[class!=b]", `[href#=\d\.htm$]`, "[data-x='FOO-BAR' i]", "[title=x]", "[href='']", "[href*='']", "[ href = '/1.htm' ]",
	"p:not(.b)", "li:not(.odd):not(.last)", "div:not(p, .box)", "div:has(a)", "div:has(> p)", "ul:has(li.odd a[href])", "body:haschild(ul)", "div:haschild(b)", ":not(:has(*))", "p:contains('FOUR')", "p:contains(三)", "a:contains('abc')",
	"p:containsown('one')", "p:containsown('two')", "p:contains('')", "p:matches(^One)", "*:matchesown(^[0-9]$)", "td:nth-child(2)", "li:nth-child(odd)", "li:nth-child(even)", "li:nth-child(2n+1)", "li:nth-child( -n + 2 )", "li:nth-last-child(1)", "li:nth-child(n)",
	"p:nth-of-type(2)", "p:nth-last-of-type(2n)", "p:first-child", "p:last-child", "p:first-of-type", "p:last-of-type", "b:only-child", "div:only-of-type", "td:only-child", ":input", ":empty", "i:empty", ":root", ":link", ":lang(en)", ":lang(zh)",
	":checked", "a:hover", "a, b", "a , b,p", "div div div", ".nope * * *", "body *", "html > body > div", ".x\\:y", ".\\31 a", "a/* x */b", "ul/**/> li", "* + *", "* ~ *", "div.deep", "tr:nth-child(2) td:nth-child(2) div", "li.odd + li ~ li",
	"div:has(div:has(div))", "p:not(:nth-child(1)):not(:last-child)", "body > :not(ul):not(form)", "ul *:not(:has(a))", "a[href]:contains('甲'), a:not([href])", "td:nth-child(0)", "td:nth-child(-1)", "td:nth-child(3n-1)", "body:not(:empty) > div:first-of-type p",
}

// TestSelectorCSSPeer compares what selectors match with what the CSS library says.
func TestSelectorCSSPeer(t *testing.T) {
	t.Parallel()
	pages := map[string][]byte{"own": []byte(cssPageSource)}
	names, _ := filepath.Glob("testdata/pages/*.html")
	for _, n := range names {
		body, err := os.ReadFile(n)
		if err != nil {
			t.Fatal(err)
		}
		pages[n] = body
	}
	for name, body := range pages {
		d, err := Parse(Page{Body: body}, Options{})
		if err != nil {
			t.Fatal(err)
		}
		nodes := cascadiaTree(d.tree)
		for _, s := range cssSelectors {
			cssCompare(t, d, nodes, name, s)
		}
		rng := rand.New(rand.NewPCG(1, 2))
		for range 400 { // and with what they make together
			pick := func() string { return cssSelectors[rng.IntN(len(cssSelectors))] }
			s := pick() + []string{" ", " > ", " + ", " ~ ", ", ", ""}[rng.IntN(6)] + pick()
			if rng.IntN(3) == 0 {
				s = "div:not(" + s + ")"
			}
			cssCompare(t, d, nodes, name, s)
		}
	}
}

// cssCompare compares what one selector matches.
func cssCompare(t *testing.T, d *Document, nodes []html.Node, name, s string) {
	t.Helper()
	want, err := cascadia.ParseGroup(s)
	if err != nil {
		if _, err := compileSelector(s); err == nil {
			t.Errorf("%s: %s is a selector", name, s)
		}
		return
	}
	sel, err := compileSelector(s)
	if err != nil {
		if !strings.Contains(err.Error(), ":has") {
			t.Errorf("%s: %s: %v", name, s, err)
		}
		return
	}
	found := d.all(sel, d.tree.Root())
	got := make([]bool, len(nodes))
	for _, m := range found {
		got[m.node.Index()] = true
	}
	for i := range nodes {
		if nodes[i].Type == html.ElementNode && got[i] != want.Match(&nodes[i]) {
			t.Errorf("%s: %s matches node %d, %s: %v", name, s, i, nodes[i].Data, got[i])
			return
		}
	}
}

// TestSelectorCost holds the time of selectors that cost the square of the page, or more, where each element is tried by itself.
func TestSelectorCost(t *testing.T) {
	t.Parallel()
	smaller := 1
	if raceEnabled { // which makes each step several times as slow
		smaller = 10
	}
	pages := map[string]string{
		"flat":     "<html><body>" + strings.Repeat("<p><a href=1.htm>市長出席活動xy</a></p>", 6_000/smaller),
		"siblings": "<html><body>" + strings.Repeat("<a href=1.htm>市長出席活動xy</a>", 10_000/smaller),
		"deep":     "<html><body>" + strings.Repeat("<div>x", 2_000/smaller) + "<a href=1.htm>市長出席</a>",
	}
	selectors := []string{
		"*:contains('x') *:contains('q')", ".nope div div div div div a", ".nope ~ a ~ a ~ a ~ a", ":has(:has(b))", "*:matches((a|x)*q) *", "a:nth-last-of-type(2n+1) ~ a:nth-child(3n)", ":not(:not(:not(:not(:not(a)))))" + strings.Repeat(":nth-child(n)", 40),
		"//*[count(preceding::*)>1]", "//a/following::a/preceding::a/following::a", "//*[.=//*]",
	}
	for name, body := range pages {
		d, err := Parse(Page{Body: []byte(body)}, Options{})
		if err != nil {
			t.Fatal(err)
		}
		for _, s := range selectors {
			if strings.HasPrefix(s, "/") && name == "siblings" { // as on the flat page
				continue
			}
			start := time.Now()
			sel, err := compileSelector(s)
			if err != nil {
				t.Fatal(err)
			}
			d.all(sel, d.tree.Root())
			if took := time.Since(start); took > 10*time.Second {
				t.Errorf("%s on %s took %v", s, name, took)
			} else {
				t.Logf("%s on %s took %v", s, name, took)
			}
		}
	}
	// A rule that is dear within an item costs no more for many items.
	for _, r := range []string{
		"list: {items: p, title: '//ancestor::body//*[count(preceding::*)>1]'}", "list: {items: p, title: 'body *:contains(q)'}",
		"article: {remove: [" + strings.TrimSuffix(strings.Repeat("':has(b)', ", 100), ", ") + "]}",
	} {
		start := time.Now()
		if _, err := Convert(Page{Body: []byte(pages["flat"])}, Options{Recipe: mustRecipe(t, "recipe: 1\n"+r+"\n")}); err != nil {
			t.Error(err)
		}
		if took := time.Since(start); took > 20*time.Second {
			t.Errorf("%.60s took %v", r, took)
		} else {
			t.Logf("%.60s took %v", r, took)
		}
	}
}

// TestRecipeRegexpSize refuses expressions that are small to write and large to run.
func TestRecipeRegexpSize(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		src string
		ok  bool
	}{
		{"a{1000}", true},
		{`content_\d{1,20}\.htm`, true},
		{strings.Repeat("會議|", 500) + "x", true},
		{strings.Repeat("a{1000}", 30), false},
		{"((a{10}){10}){10}" + strings.Repeat("b{900}", 30), false},
	} {
		_, err := ParseRecipe(fmt.Appendf(nil, "recipe: 1\nfilter: {include: '%s'}\n", c.src), "r.yaml")
		if (err == nil) != c.ok {
			t.Errorf("%.30s: error is %v", c.src, err)
		}
	}
}

// BenchmarkSelectorCSS compares the cost of finding what a selector matches with the library's.
func BenchmarkSelectorCSS(b *testing.B) {
	body := []byte("<html><body>" + strings.Repeat("<div class=row><p><a href=1.htm>市長出席活動</a></p><span class=d>2012-09-25</span></div>", 2_000))
	d, err := Parse(Page{Body: body}, Options{})
	if err != nil {
		b.Fatal(err)
	}
	nodes := cascadiaTree(d.tree)
	for _, s := range []string{"div.row > p a", "div:has(a):nth-child(2n)"} {
		sel, err := compileSelector(s)
		if err != nil {
			b.Fatal(err)
		}
		m, err := cascadia.ParseGroup(s)
		if err != nil {
			b.Fatal(err)
		}
		b.Run("own/"+s, func(b *testing.B) {
			b.SetBytes(int64(len(body)))
			for b.Loop() {
				d.matched = nil
				d.all(sel, d.tree.Root())
			}
		})
		b.Run("cascadia/"+s, func(b *testing.B) {
			b.SetBytes(int64(len(body)))
			for b.Loop() {
				cascadia.QueryAll(&nodes[0], m)
			}
		})
	}
}

func FuzzSelectorCSS(f *testing.F) {
	for _, s := range cssSelectors {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if r := []rune(s); len(s) > 100 || len(r) > 0 && r[0] >= 0x80 || strings.HasPrefix(strings.TrimSpace(s), "/") || strings.HasPrefix(s, wordsPrefix) || strings.TrimSpace(s) == "auto" || strings.TrimSpace(s) != s {
			return // other kinds of selectors
		}
		d, err := Parse(Page{Body: []byte(cssPageSource)}, Options{})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := cascadia.ParseGroup(s); err != nil {
			return
		}
		if sel, err := compileSelector(s); err != nil || sel == nil {
			if f := faultOf(err); strings.Contains(f.message, "no known form") {
				t.Fatalf("%q is refused", s)
			}
			return
		}
		cssCompare(t, d, cascadiaTree(d.tree), "own", s)
	})
}
