package dom

import (
	"fmt"
	"strings"
	"testing"
)

func TestParse(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, in, want string }{
		{"implied tags", "<p>a<p>b", "<html><head></head><body><p>a</p><p>b</p></body></html>"},
		{"list items", "<ul><li>a<li>b</ul>c", "<html><head></head><body><ul><li>a</li><li>b</li></ul>c</body></html>"},
		{"table parts", "<table><tr><td>a<td>b<tr><td>c</table>", "<html><head></head><body><table><tbody><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></tbody></table></body></html>"},
		{"text in a table comes before it", "<table>a<tr><td>b</table>", "<html><head></head><body>a<table><tbody><tr><td>b</td></tr></tbody></table></body></html>"},
		{"a font left open", "<font>a<p>b</p>c", "<html><head></head><body><font>a<p>b</p>c</font></body></html>"},
		{"misnested", "<b>a<i>b</b>c</i>", "<html><head></head><body><b>a<i>b</i></b><i>c</i></body></html>"},
		{"a link inside a link", "<a href=1>a<a href=2>b", `<html><head></head><body><a href="1">a</a><a href="2">b</a></body></html>`},
		{"references", "<p title='&lt;&copy=1&amp;&nbsp'>&lt;&nbsp;&#20013;&notin;&notit;</p>", "<html><head></head><body><p title=\"<&copy=1&\u00a0\"><\u00a0中∉¬it;</p></body></html>"},
		{"upper case", "<P CLASS=X>a</P>", `<html><head></head><body><p class="X">a</p></body></html>`},
		{"script", "<script><!-- <script> '</script>' --></script>a", "<html><head><script><!-- <script> '</script>' --></script></head><body>a</body></html>"},
		{"text that looks like a tag", "a < b <3 </ c>d", "<html><head></head><body>a < b <3 d</body></html>"},
		{"unknown elements", "<x-a>b</x-a>c", "<html><head></head><body><x-a>b</x-a>c</body></html>"},
		{"line feeds", "<pre>\r\na\r\nb\rc</pre>", "<html><head></head><body><pre>a\nb\nc</pre></body></html>"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			if got := markup(Parse(c.in).Root()); got != c.want {
				t.Errorf("Parse(%q)\ngot  %s\nwant %s", c.in, got, c.want)
			}
		})
	}
}

// markup writes a tree as plain markup without escaping.
func markup(n Node) string {
	var b strings.Builder
	for c := range n.Children {
		switch c.Kind() {
		case Text:
			b.WriteString(c.Data())
		case Element:
			b.WriteString("<" + c.Name())
			for _, a := range c.Attrs() {
				fmt.Fprintf(&b, ` %s="%s"`, a.Key, a.Val)
			}
			b.WriteString(">" + markup(c))
			if !c.Tag().Void() {
				b.WriteString("</" + c.Name() + ">")
			}
		}
	}
	return b.String()
}

func TestNode(t *testing.T) {
	t.Parallel()
	tree := Parse(`<div id=a class="b c"><p>one<p>two<svg><title>t</title></svg></div><!--c-->`)
	div := tree.Root().Find(Div)
	if !div.OK() || div.Attr("id") != "a" || !div.HasAttr("class") || div.HasAttr("href") || div.Name() != "div" {
		t.Fatalf("div is %v %q", div.OK(), div.Attr("id"))
	}
	p := div.First()
	if p.Tag() != P || p.Next().Tag() != P || p.Next().Prev() != p || div.Last() != p.Next() || p.Parent() != div {
		t.Error("the links between the paragraphs are wrong")
	}
	if p.First().Kind() != Text || p.First().Data() != "one" {
		t.Errorf("text is %q", p.First().Data())
	}
	if svg := div.Last().Last(); !svg.Foreign() || svg.Tag() != Other || svg.Name() != "svg" || svg.Find(Title).OK() {
		t.Error("foreign content is taken for HTML")
	}
	if p.First().Closest(Div, Body) != div || p.Closest(Table).OK() {
		t.Error("Closest is wrong")
	}
	if !div.Contains(p) || p.Contains(div) || div.Contains(Node{}) {
		t.Error("Contains is wrong")
	}
	var none Node
	if none.OK() || none.Kind() != None || none.First().OK() || none.Parent().OK() || none.Attr("x") != "" || none.Name() != "" || none.End() != 0 || none.Data() != "" {
		t.Error("the zero Node answers with something")
	}
	if tree.At(-1).OK() || tree.At(tree.Len()).OK() || tree.At(0) != tree.Root() {
		t.Error("At is wrong")
	}
}

// check says what is wrong with a tree's links and numbers.
func check(t *Tree) error {
	depth := make([]int, t.Len())
	for i := range t.Len() {
		n := t.At(i)
		if n.End() <= i || n.End() > t.Len() {
			return fmt.Errorf("node %d ends at %d of %d", i, n.End(), t.Len())
		}
		next := i + 1
		var prev Node
		for c := range n.Children {
			if c.Index() != next {
				return fmt.Errorf("child of %d is %d, want %d", i, c.Index(), next)
			}
			if c.Parent() != n || c.Prev() != prev {
				return fmt.Errorf("node %d does not know its parent or sibling", c.Index())
			}
			depth[c.Index()] = depth[i] + 1
			next, prev = c.End(), c
		}
		if next != n.End() || n.Last() != prev {
			return fmt.Errorf("children of %d end at %d, want %d", i, next, n.End())
		}
		if depth[i] > 2*maxDepth {
			return fmt.Errorf("node %d is nested %d deep", i, depth[i])
		}
	}
	return nil
}

// TestLimits parses inputs that cost a parser without limits the square of their length or more, and checks that the tree stays
// in proportion and that no text is lost.
func TestLimits(t *testing.T) {
	t.Parallel()
	rep := strings.Repeat
	numbered := func(format string, n int) string {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, format, i)
		}
		return b.String()
	}
	const n = 20_000
	for name, in := range map[string]string{
		"div":             rep("<div>", n),
		"font":            numbered("<font color=%d>", n),
		"b p":             rep("<b><p>", n),
		"a href div":      rep("<a href=x><div>", n),
		"table":           rep("<table><tr><td>", n),
		"table in select": rep("<select><table>", n),
		"lists":           rep("<ul><li>", n),
		"definitions":     rep("<dl><dd>", n),
		"button":          rep("<button>", n),
		"templates":       rep("<template>", n) + rep("</template>", n),
		"svg":             rep("<svg><g>", n) + rep("</svg>", n),
		"body attributes": numbered("<body a%d=1>", n),
		"html attributes": numbered("<html a%d=1>", n),
		"many attributes": "<p" + numbered(" a%d=1", n) + ">",
		"stray end tags":  rep("<b>", 400) + rep("</x>", n),
		"end tags":        rep("<y>", 400) + rep("</b></p></x>", n),
		"reopened":        numbered("<font a%d>", 300) + rep("<p></p>x", n),
		"fostered":        "<table>" + rep("x<a>", n),
		"fostered text":   "<table>" + rep("x<tr>", n),
		"adoption":        rep("<b><i><u><p>x</b></i></u>", n/4),
		"captions":        rep("<table><caption>", n),
		"column groups":   rep("<table><col>", n),
		"headings":        rep("<h1><b>", n),
		"nobr":            rep("<nobr>", n),
		"objects":         rep("<marquee><p>", n),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			tree := Parse(in + "<p>TAIL</p><a href=last>LINK</a>")
			if err := check(tree); err != nil {
				t.Fatal(err)
			}
			if limit := 4*strings.Count(in, "<") + freeClones + len(in)/inputPerClone + 100; tree.Len() > limit {
				t.Errorf("%d nodes of %d bytes", tree.Len(), len(in))
			}
			text, link := false, false
			for m := range tree.Root().All {
				text = text || m.Kind() == Text && strings.Contains(m.Data(), "TAIL")
				link = link || m.Tag() == A && m.Attr("href") == "last"
			}
			if !text || !link {
				t.Errorf("text kept: %v, link kept: %v", text, link)
			}
		})
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{
		"<table><tr><td>a<table>b", "<a><p></a>", "<b><i><p></b>x</i>", "<template><tr><td>a</template>", "<svg><foreignObject><p>a</svg>b", "<select><option>a<table>",
		"<frameset><frame></frameset>", "<!doctype html><html><head><title>&amp;", "<script><!--<script></script>", "<math><mi><p>x", "</p></br>", "<form><form></form>", "<plaintext>a<b>",
		"a\x00b<p\x00c=d>", "<table><caption><td>", "<table><colgroup><template><col>", "<li><ul><li></li></ul><dd><dt>", "<button><p><button>", "<ruby><rb>a<rt>b",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		s = strings.ToValidUTF8(s, "\uFFFD")
		tree := Parse(s)
		if err := check(tree); err != nil {
			t.Fatal(err)
		}
		// Text behind everything else is kept wherever a browser shows it: outside raw text, comments and tags left open.
		const tail = "尾"
		if opaque(s) || strings.Contains(s, tail) {
			return
		}
		kept := false
		for n := range Parse(s + "><p>" + tail).Root().All {
			kept = kept || n.Kind() == Text && strings.Contains(n.Data(), tail)
		}
		if !kept {
			t.Fatal("text lost")
		}
	})
}

// opaque says whether a document may end inside something that hides what follows: an open value, a comment, raw text, frames.
func opaque(s string) bool {
	s = strings.ToLower(s)
	if strings.ContainsAny(s, "\"'") || strings.Contains(s, "<!") || strings.Contains(s, "<?") || strings.Contains(s, "</") {
		return true
	}
	for _, name := range []string{"script", "style", "title", "textarea", "xmp", "iframe", "noembed", "noframes", "plaintext", "frameset", "template"} {
		if strings.Contains(s, name) {
			return true
		}
	}
	return false
}

// TestParserReused checks that a document read in the memory of the one before costs few allocations, and is the same.
func TestParserReused(t *testing.T) {
	pages := []string{benchPage, portalPage(), "<p>a<table><tr><b>x"}
	var p Parser
	for range 2 {
		for _, page := range pages {
			if got, want := dump(p.Parse(page)), dump(Parse(page)); got != want {
				t.Errorf("%.40q: not the same tree", page)
			}
		}
	}
	const most = 20
	if real := realPages(t); len(real) > 0 {
		pages = real
	}
	for _, page := range pages {
		p.Parse(page)
		if n := testing.AllocsPerRun(3, func() { p.Parse(page) }); n > most {
			t.Errorf("%.0f allocations for %d bytes; want %d or fewer", n, len(page), most)
		}
	}
}

// benchPage is a page of the table layout kind, about 60 KB.
var benchPage = func() string {
	row := `<tr bgcolor=#ffffff><td align=center><img src="images/dot.gif"></td><td class=hei14><a href="../ldhd/2012-09/content_%d.htm" target=_blank title="關於做好水質監測工作的幾點認識">關於做好水質監測...</a>&nbsp;<font color=#999999>[2012-09-25]</font><br>`
	var b strings.Builder
	b.WriteString("<html><head><title>t</title></head><body><table width=778>")
	for i := range 300 {
		fmt.Fprintf(&b, row, i)
	}
	return b.String()
}()

func BenchmarkParse(b *testing.B) {
	b.SetBytes(int64(len(benchPage)))
	b.ReportAllocs()
	for b.Loop() {
		Parse(benchPage)
	}
}
