package pipeline

import (
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/portalfeed/portalfeed/feed"
)

func TestClean(t *testing.T) {
	t.Parallel()
	const bad = "javascript:alert(1)"
	link := feed.Link{Href: "http://a.example/n/1.htm"}
	f := &feed.Feed{
		Title: feed.Text{Type: feed.HTML, Value: "質量<b>發展</b> &amp; <script>x()</script>&lt;i&gt;"}, Links: []feed.Link{{Href: bad}, link},
		Icon: bad, Generator: feed.Generator{Name: "g", URI: bad}, Authors: []feed.Person{{Name: "甲", URI: bad}},
		Items: []feed.Item{{
			ID: "1", Title: feed.Text{Value: "1 < 2"}, Links: []feed.Link{{Href: " " + bad}, {Href: "feed:" + bad}, {Href: "java\nscript:alert(1)"}, link},
			Content: feed.Text{Type: feed.HTML, Value: `<p><a href="2.htm" onclick="x()">甲</a><a href="` + bad + `">乙</a></p><script>x()</script>`},
			Summary: feed.Text{Value: "a <b> c"}, Image: bad, Enclosures: []feed.Enclosure{{URL: bad}, {URL: "http://a.example/1.mp3"}},
			Source: &feed.Source{Title: "s", URL: bad},
		}},
	}
	clean(f, "")
	want := &feed.Feed{
		Title: feed.Text{Value: "質量 發展 & <i>"}, Links: []feed.Link{link}, Generator: feed.Generator{Name: "g"}, Authors: []feed.Person{{Name: "甲"}},
		Items: []feed.Item{{
			ID: "1", Title: feed.Text{Value: "1 < 2"}, Links: []feed.Link{link}, Content: f.Items[0].Content, Summary: feed.Text{Value: "a <b> c"},
			Enclosures: []feed.Enclosure{{URL: "http://a.example/1.mp3"}}, Source: &feed.Source{Title: "s"},
		}},
	}
	if d := cmp.Diff(want, f); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
	c := f.Items[0].Content.Value
	if !strings.Contains(c, `<a href="http://a.example/n/2.htm">甲</a>`) || !strings.Contains(c, "乙") || strings.Contains(c, "javascript") || strings.Contains(c, "script") {
		t.Errorf("content is %s", c)
	}
}

func TestSanitize(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"":                            "",
		" \n":                         "",
		"質量 & 發展":                     "質量 &amp; 發展",
		"<p>質量<b>發展</b></p>":          "<p>質量<b>發展</b></p>",
		"<p>a<p>b<ul><li>c<li>d</ul>": "<p>a</p><p>b</p><ul><li>c</li><li>d</li></ul>",
		"<table><tr><td>1<td>2<tr><td>3</table>4":                          "<table><tr><td>1</td><td>2</td></tr><tr><td>3</td></tr></table>4",
		"<div><table><tr><td>1</div>2</table>":                             "<div><table><tr><td>12</td></tr></table></div>",
		`<a href="2.htm" onclick="x()">甲</a>`:                              `<a href="http://a.example/n/2.htm">甲</a>`,
		`<a href="javascript:x">乙</a>`:                                     "<a>乙</a>",
		`<a href="java&#10;script:x">乙</a>`:                                "<a>乙</a>",
		`<a href="java&shy;script:x">乙</a>`:                                "<a>乙</a>",
		`<a href=" &#1;JaVaScRiPt:x">乙</a>`:                                "<a>乙</a>",
		`<a href="mailto:a@a.example">丙</a>`:                               `<a href="mailto:a@a.example">丙</a>`,
		`<img src="http://a.example/1.jpg" width=40% height=30 onerror=x>`: `<img src="http://a.example/1.jpg" height="30">`,
		`<img src="data:image/svg+xml,x">`:                                 "",
		`<img src="mailto:x">`:                                             "",
		`<p title='"><script>x</script>'>a`:                                `<p title="&#34;&gt;&lt;script&gt;x&lt;/script&gt;">a</p>`,
		"<svg onload=x><svg></svg><p>in</svg>out":                          "out",
		"a<script>x</script><style>y</style>b":                             "ab",
		"<iframe srcdoc='<script>x</script>'></iframe>c":                   "c",
		"<font color=red>紅</font><blink>x</blink>":                         "紅x",
		"a\xffb\x00c\x08":                                                  "a\uFFFDbc",
		"a\u202eb":                                                         "ab",
		"<p>a</div></body></html><p>b":                                     "<p>a</p><p>b</p>",
		"</p></b>":                                                         "",
		"<!-- x --><!DOCTYPE html><![CDATA[y]]>z":                          "z",
		"1 < 2 <3":             "1 &lt; 2 &lt;3",
		"<plaintext><script>x": "",
	} {
		if got := sanitize(in, "http://a.example/n/1.htm"); got != want {
			t.Errorf("sanitize(%q) = %q; want %q", in, got, want)
		}
	}
	if got, want := sanitize(`<a href="2.htm">x</a>`, ""), `<a href="2.htm">x</a>`; got != want {
		t.Errorf("without a base: %q; want %q", got, want)
	}
	deep := sanitize(strings.Repeat("<div>", 100_000)+"text", "")
	if n := strings.Count(deep, "<div>"); n != maxOpen || strings.Count(deep, "</div>") != n || !strings.Contains(deep, "text") {
		t.Errorf("deep: %d open, %d closed", n, strings.Count(deep, "</div>"))
	}
}

// What comes out has allowed tags only, each closed in order, and is its own sanitised form.
func FuzzSanitize(f *testing.F) {
	for _, s := range []string{
		"<p>x", "<script>x</script>", "<a href=javascript:x>y", "<plaintext>", "<svg><style><img onerror=x>", "<!--", "<table><tr><td>", "\x00\xff",
		"<math><mtext><table><mglyph><style><img src=x onerror=y>", "<li><p><li></ul>", "<a href='http://[::1'>", "<img src=' //x '>",
	} {
		f.Add(s)
	}
	tag := regexp.MustCompile(`^<(/?)([a-z][a-z0-9]*)((?: [a-z]+="[^"<>]*")*)>`)
	f.Fuzz(func(t *testing.T, s string) {
		got := sanitize(s, "http://a.example/")
		var open []string
		for rest := got; ; {
			i := strings.IndexByte(rest, '<')
			if i < 0 {
				break
			}
			m := tag.FindStringSubmatch(rest[i:])
			if m == nil {
				t.Fatalf("sanitize(%q) has a bare <: %s", s, got)
			}
			rest = rest[i+len(m[0]):]
			_, ok := allowed[m[2]]
			switch void := m[2] == "br" || m[2] == "hr" || m[2] == "img" || m[2] == "wbr"; {
			case !ok:
				t.Fatalf("sanitize(%q) has a tag that is not allowed: %s", s, got)
			case m[1] == "" && !void:
				open = append(open, m[2])
			case m[1] == "/" && (len(open) == 0 || open[len(open)-1] != m[2]):
				t.Fatalf("sanitize(%q) is not well-formed: %s", s, got)
			case m[1] == "/":
				open = open[:len(open)-1]
			}
			if strings.Contains(m[3], "script:") && regexp.MustCompile(`(?i)(href|src|cite)="[^":/?#]*script:`).MatchString(m[3]) {
				t.Fatalf("sanitize(%q) has %s", s, m[0])
			}
		}
		if len(open) > 0 {
			t.Fatalf("sanitize(%q) leaves %v open", s, open)
		}
		if again := sanitize(got, "http://a.example/"); again != got {
			t.Fatalf("sanitize(%q) = %q, and that again is %q", s, got, again)
		}
	})
}

func BenchmarkSanitize(b *testing.B) {
	s := strings.Repeat(`<div class="x"><p>質量發展綱要<a href="1.htm">鏈接</a><br></p></div>`, 1000)
	b.SetBytes(int64(len(s)))
	for b.Loop() {
		sanitize(s, "http://a.example/")
	}
}
