package convert

import (
	"bytes"
	"regexp"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/portalfeed/portalfeed/convert/internal/dom"
	"github.com/portalfeed/portalfeed/feed"
)

// safeTag is a tag as the writer may write it: a name of lower-case letters and quoted attributes without angle brackets.
var safeTag = regexp.MustCompile(`^<(/?)([a-z][a-z0-9]*)((?: [a-z]+="[^"<>]*")*)>`)

var safeAttr = regexp.MustCompile(` ([a-z]+)="([^"<>]*)"`)

// unsafeHTML says what of a fragment a browser might run or misread, "" if nothing. It reads the fragment by itself, not with
// the parser under test.
func unsafeHTML(s string) string {
	allowed := map[string]bool{}
	for tag, how := range markupOf {
		allowed[dom.Tag(tag).String()] = how != asContent && how != asNothing
	}
	for _, name := range []string{"table", "thead", "tbody", "tfoot", "tr", "br", "img"} {
		allowed[name] = true
	}
	attrs := map[string]bool{"href": true, "src": true, "alt": true, "title": true, "width": true, "height": true, "colspan": true, "rowspan": true, "start": true}
	for {
		i := strings.IndexByte(s, '<')
		if i < 0 {
			i = len(s)
		}
		if strings.IndexByte(s[:i], '>') >= 0 {
			return "a bare > in " + s[:i]
		}
		if i == len(s) {
			return ""
		}
		s = s[i:]
		m := safeTag.FindStringSubmatch(s)
		if m == nil {
			return "a bare < at " + cutTo(s, 40)
		}
		if !allowed[m[2]] {
			return "element " + m[2]
		}
		for _, a := range safeAttr.FindAllStringSubmatch(m[3], -1) {
			if !attrs[a[1]] {
				return "attribute " + a[1]
			}
			value := strings.TrimLeftFunc(strings.ReplaceAll(a[2], "&amp;", "&"), func(r rune) bool { return r <= ' ' })
			if scheme := schemeOf(value); (a[1] == "href" || a[1] == "src") && scheme != "" && !allowedScheme(scheme) {
				return "address " + value
			}
		}
		s = s[len(m[0]):]
	}
}

// cleaned writes the body of a page as HTML.
func cleaned(t testing.TB, page string) string {
	t.Helper()
	d := &Document{tree: dom.Parse(page)}
	body := d.tree.Root().Find(dom.Body)
	if !body.OK() {
		return ""
	}
	return d.writeHTML(body, nil)
}

func TestWriteHTML(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, in, want string }{
		{"text", "a & b &lt;c&gt;", "<p>a &amp; b &lt;c&gt;</p>"},
		{"line breaks become paragraphs", "　　one<br><br>&nbsp;&nbsp;two<br>three", "<p>one</p><p>two</p><p>three</p>"},
		{"line breaks in a paragraph stay", "<p>one<br>two<br></p>", "<p>one<br>two</p>"},
		{"divs and fonts go", "<div><font color=red size=4>one</font></div><div>two</div>", "<p>one</p><p>two</p>"},
		{"bold across paragraphs", "<b>one<p>two</b> three</p>", "<p><b>one</b></p><p><b>two</b> three</p>"},
		{"a link around blocks", `<a href="/x"><div>one</div><div>two</div></a>`, `<p><a href="/x">one</a></p><p><a href="/x">two</a></p>`},
		{"lists", "<ul><li>one<li><p>two</ul>", "<ul><li>one</li><li><p>two</p></li></ul>"},
		{"a list item alone", "<li>one", "<p>one</p>"},
		{"definition lists", "<dl><dt>a<dd>b</dl>", "<dl><dt>a</dt><dd>b</dd></dl>"},
		{"a table of data", "<table><tr><th>a<th>b<tr><td colspan=2 onclick=x()>c<tr><td>d<td>e</table>", `<table><tbody><tr><th>a</th><th>b</th></tr><tr><td colspan="2">c</td></tr><tr><td>d</td><td>e</td></tr></tbody></table>`},
		{"an empty cell keeps its place", "<table><tr><td>a<td>b<tr><td><td>c<tr><td>d<td>e</table>", "<table><tbody><tr><td>a</td><td>b</td></tr><tr><td></td><td>c</td></tr><tr><td>d</td><td>e</td></tr></tbody></table>"},
		{"a table of layout", "<table><tr><td><p>one</p></td></tr><tr><td>two</td></tr></table>", "<p>one</p><p>two</p>"},
		{"headings and quotes", "<h2>a</h2><blockquote>b</blockquote>", "<h2>a</h2><blockquote><p>b</p></blockquote>"},
		{"preformatted text", "<pre>a\n  b</pre>", "<pre>a\n  b</pre>"},
		{"images", `<p><img src=a.jpg width=400 height=1000000 style="x" onerror=y() alt='"'></p>`, `<p><img src="a.jpg" alt="&quot;" width="400"></p>`},
		{"lazy images", `<img src="blank.gif" data-original="real.jpg">`, `<p><img src="real.jpg"></p>`},
		{"spacers", `<p>a<img src=s.gif width=1 height=1></p>`, `<p>a</p>`},
		{"scripts", "<p>a<script>alert(1)</script><style>b</style><template>c</template>d</p>", "<p>ad</p>"},
		{"forms", "<form action=x><input value=y><button>b</button><textarea>t</textarea>text</form>", "<p>text</p>"},
		{"foreign content", "<p>a<svg><a xlink:href=javascript:x><text>b</text></a></svg><math><mi>c</mi><annotation>e</annotation></math>d</p>", "<p>ab cd</p>"},
		{"addresses that act", `<p><a href="javascript:x()">a</a><a href=" java&#10;script:x()">b</a><a href="vbscript:x">c</a><a href="data:text/html,x">d</a></p>`, "<p>abcd</p>"},
		{"other addresses", `<p><a href="mailto:a@b.example">a</a> <a href="tel:1">b</a> <a href="?q=1&amp;r=2">c</a> <a href=#top>d</a></p>`, `<p><a href="mailto:a@b.example">a</a> <a href="tel:1">b</a> <a href="?q=1&amp;r=2">c</a> d</p>`},
		{"invisible characters before a scheme", "<p><a href='\u200bjavascript:x()'>a</a></p>", "<p>a</p>"},
		{"white space between Chinese characters", "<p>第一行\n  第二行 word\nword</p>", "<p>第一行第二行 word word</p>"},
		{"nothing", "<p> <b>&nbsp;</b></p><div><ul><li></ul></div>", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			got := cleaned(t, c.in)
			if got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
			if why := unsafeHTML(got); why != "" {
				t.Errorf("%s in %s", why, got)
			}
			if again := cleaned(t, got); again != got {
				t.Errorf("written again it becomes %s", again)
			}
		})
	}
}

func TestSanitizeHTML(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ in, base, want string }{
		"script":           {"<p>a<script>alert(1)</script>b", "", "<p>ab</p>"},
		"handler":          {`<p onclick="x()">a</p>`, "", "<p>a</p>"},
		"scheme":           {`<a href="javascript:x()">a</a>`, "", "<p>a</p>"},
		"hidden scheme":    {"<a href=\"java\tscript:x()\">a</a>", "", "<p>a</p>"},
		"relative":         {`<a href="b.htm">a</a>`, "http://www.example.cn/x/a.htm", `<p><a href="http://www.example.cn/x/b.htm">a</a></p>`},
		"no base":          {`<a href="b.htm">a</a>`, "ftp://www.example.cn/", `<p><a href="b.htm">a</a></p>`},
		"image":            {`<img src=a.png onerror=x()>`, "https://www.example.cn/", `<p><img src="https://www.example.cn/a.png"></p>`},
		"svg":              {"<svg><p><style><a id='</style><img src=x onerror=x()>'>", "", `<p><img src="x">'&gt;</p>`},
		"table":            {"<table><tr><td>a<td>b<tr><td>c<td>d</table>", "", "<table><tbody><tr><td>a</td><td>b</td></tr><tr><td>c</td><td>d</td></tr></tbody></table>"},
		"broken UTF-8":     {"<p>a\xffb", "", "<p>a\uFFFDb</p>"},
		"nothing":          {"", "", ""},
		"text":             {"1 < 2 & 3", "", "<p>1 &lt; 2 &amp; 3</p>"},
		"escaped markup":   {"&lt;script&gt;", "", "<p>&lt;script&gt;</p>"},
		"nested too deep":  {strings.Repeat("<b><i>", 2000) + "a", "", "<p><b><i>a</i></b></p>"},
		"unclosed comment": {"a<!-- b", "", "<p>a</p>"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := SanitizeHTML(c.in, c.base)
			if got != c.want {
				t.Errorf("got %q; want %q", got, c.want)
			}
			if why := unsafeHTML(got); why != "" {
				t.Error(why)
			}
			if again := SanitizeHTML(got, c.base); again != got {
				t.Errorf("again %q", again)
			}
		})
	}
}

// TestSanitizedPassesFeeds checks that what is written here passes the cleaning of foreign feeds as it is.
func TestSanitizedPassesFeeds(t *testing.T) {
	t.Parallel()
	for _, in := range []string{
		"<p>a<b>b</b></p><blockquote><p>c</p></blockquote>", "<ul><li>a<li>b</ul><ol start=3><li>c</ol><dl><dt>a<dd>b</dl>", "<pre>a\n  b</pre>",
		"<table><tr><th>a<th>b<tr><td colspan=2>c<tr><td>d<td>e</table>", `<figure><img src=/a.png alt="x" width=9 height=9><figcaption>c</figcaption></figure>`,
		`<h2>a</h2><p><a href="/b" title="c">d</a><br>e<sub>f</sub><ruby>g<rt>h</ruby></p>`, "<svg><text>a</text></svg><math><mi>b</mi></math>",
		"<tt>a</tt><acronym>b</acronym><big>c</big><address>d</address><kbd>e</kbd><q>f</q><del>g</del><ins>h</ins>",
	} {
		want := SanitizeHTML(in, "http://www.example.cn/")
		var b bytes.Buffer
		f := &feed.Feed{Title: feed.Text{Value: "t"}, ID: "http://www.example.cn/", Links: []feed.Link{{Href: "http://www.example.cn/"}}, Items: []feed.Item{{
			ID: "http://www.example.cn/1", Title: feed.Text{Value: "t"}, Content: feed.Text{Type: feed.HTML, Value: want},
		}}}
		if err := feed.Write(&b, f, feed.RSS, feed.WriteOptions{}); err != nil {
			t.Fatal(err)
		}
		r, err := feed.ReadBytes(b.Bytes(), feed.ReadOptions{})
		if err != nil {
			t.Fatal(err)
		}
		if got := r.Feed.Items[0].Content.Value; got != want {
			t.Errorf("%s\ngot  %s\nwant %s", in, got, want)
		}
	}
}

func FuzzSanitize(f *testing.F) {
	for _, s := range []string{
		"<p>a<b>b</p>c</b>", "<table><tr><td><a href=x>y<table>z", "<svg><style><img src=x onerror=a()></style></svg>", "<a href=\"java\tscript:x\">y</a>",
		"<noscript><p title=\"</noscript><img src=x onerror=a()>\">", "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror=a()&gt;\">",
		"<ul><li><table><tr><th>a<td>b<tr><td>c<td>d</table><pre>\n\nx</pre>", "<dl><dt><p>a<dd><h1>b<ul><li>c", "<img src='http://x/\"onerror=y'>", "<p>&lt;script&gt;&amp;lt;",
		"<select><option><img src=x onerror=a()>", "<h1><ul><li>a</h1>b", "<p><marquee><ul><li>x", "<q><q>a</q></q>", "<a href=1><a href=2>x</a></a>", "<rt>x<ruby>y<rt>z",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, page string) {
		once := cleaned(t, strings.ToValidUTF8(page, "\uFFFD"))
		if why := unsafeHTML(once); why != "" {
			t.Fatalf("%s in %s", why, once)
		}
		if twice := cleaned(t, once); twice != once {
			t.Fatalf("not a fixed point:\nonce  %s\ntwice %s", once, twice)
		}
	})
}

func FuzzConvert(f *testing.F) {
	f.Add([]byte("<html><title>a_b</title><h1>a</h1><p>2012-09-25 來源:x</p><p>文字,文字,文字。文字,文字。</p>"), true)
	f.Add([]byte("<ul><li><a href=1>一二三四五六</a>09-25<li><a href=2>一二三四五六七</a>09-24<li><a href=3>一二三四五</a></ul>"), false)
	f.Add([]byte("<a>1</a>|<a href=2>二</a>|<a href=3>三</a>|四<script>createPageHTML(3,0,'i','htm')</script>"), false)
	f.Fuzz(func(t *testing.T, body []byte, article bool) {
		kind := KindListing
		if article {
			kind = KindArticle
		}
		r, err := Convert(Page{URL: "http://h.example/a/b.htm", Body: body}, Options{Kind: kind})
		if err != nil {
			return
		}
		if r.Article != nil {
			if why := unsafeHTML(r.Article.HTML); why != "" {
				t.Fatalf("%s in %s", why, r.Article.HTML)
			}
		}
		for _, l := range r.Listings {
			for _, it := range l.Items {
				if s := schemeOf(it.URL); it.Title == "" || s != "http" && s != "https" {
					t.Fatalf("item %q at %q", it.Title, it.URL)
				}
			}
		}
	})
}

// FuzzPlain reads text without markup, and short pages as servers send them in place of one: nothing is made up, and what has
// nothing to read says why.
func FuzzPlain(f *testing.F) {
	f.Add("重要講話\n2012年09月25日 18時07分　來源：國務院辦公廳\n　　質量工作，關係全局。\n相關鏈結\n· 關於做好質量工作的通知", "")
	f.Add("最新|活動|出訪|會議\r\n國務院常務會議\r\n\r\n會議指出，要加強領導。", "")
	f.Add("404 Not Found", "<title>404</title>")
	f.Add("页面不存在", "<meta http-equiv=refresh content='3;url=/'>")
	f.Add("", "<script>location.href='/a/'</script>")
	f.Add("请先登录", "<form><input type=password></form>")
	f.Add("1 < 2 & 3 > 2", "")
	f.Fuzz(func(t *testing.T, text, markup string) {
		r, err := Convert(Page{URL: "http://h.example/a/b.htm", Body: []byte(markup + text)}, Options{})
		if err != nil {
			return
		}
		if (r.Kind == KindError) != (r.Reason != "") && r.Kind == KindError {
			t.Fatalf("kind %s, reason %q", r.Kind, r.Reason)
		}
		for _, u := range []string{r.Redirect, r.Frame} {
			if s := schemeOf(u); u != "" && s != "http" && s != "https" {
				t.Fatalf("leads to %q", u)
			}
		}
		if r.Article == nil {
			return
		}
		if why := unsafeHTML(r.Article.HTML); why != "" {
			t.Fatalf("%s in %s", why, r.Article.HTML)
		}
		if markup == "" && !strings.ContainsAny(text, "<&") && utf8.ValidString(text) {
			for line := range strings.SplitSeq(r.Article.Text, "\n") {
				if !strings.Contains(squeeze(text), squeeze(line)) && strings.IndexFunc(text, unicode.IsControl) < 0 {
					t.Fatalf("%q is not in %q", line, text)
				}
			}
		}
	})
}
