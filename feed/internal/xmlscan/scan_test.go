package xmlscan

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// events writes the tokens of a document, one after the other.
func events(doc string, o Options) (string, []Error) {
	var b strings.Builder
	s := New([]byte(doc), o)
	for s.Next() {
		t := s.Token()
		if b.Len() > 0 {
			b.WriteByte(' ')
		}
		switch t.Kind {
		case StartTag:
			fmt.Fprintf(&b, "<%s", qualified(t.Name))
			for _, a := range t.Attrs {
				fmt.Fprintf(&b, " %s=%q", qualified(a.Name), AppendValue(nil, a.Value))
			}
			b.WriteString(">")
		case EndTag:
			fmt.Fprintf(&b, "</%s>", qualified(t.Name))
			if t.Supplied {
				b.WriteByte('!')
			}
		case Text:
			fmt.Fprintf(&b, "%q", AppendText(nil, t.Data))
		case CDATA:
			fmt.Fprintf(&b, "c%q", AppendLines(nil, t.Data))
		case Comment:
			fmt.Fprintf(&b, "<!--%s-->", t.Data)
		case ProcInst, Declaration:
			fmt.Fprintf(&b, "<?%s%s?>", t.Name.Local, t.Data)
		case Doctype:
			fmt.Fprintf(&b, "<!%s>", t.Name.Local)
		}
	}
	return b.String(), s.Errors()
}

func qualified(n Name) string {
	if n.Space == "" {
		if n.Prefix != nil {
			return "?" + string(n.Prefix) + ":" + string(n.Local)
		}
		return string(n.Local)
	}
	return "{" + n.Space + "}" + string(n.Local)
}

func TestTokens(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, doc, want string
		errs            []Code // with the text of the place as code@offset
		at              []int
	}{
		{name: "plain", doc: `<a>x</a>`, want: `<a> "x" </a>`},
		{name: "byte order mark", doc: "\uFEFF<?xml version='1.0'?><a/>", want: `<?xml version='1.0'?> <a> </a>`},
		{name: "empty element", doc: `<a><b c="d"/></a>`, want: `<a> <b c="d"> </b> </a>`},
		{name: "empty element with space", doc: `<a / >`, want: `<a> </a>!`, errs: []Code{BadTag, Truncated}, at: []int{3, 6}},
		{name: "unquoted value before />", doc: `<a b=c/>`, want: `<a b="c"> </a>`, errs: []Code{UnquotedValue}, at: []int{5}},
		{name: "references", doc: `<a b="&lt;&#65;&#x42;">&amp;&apos;</a>`, want: `<a b="<AB"> "&'" </a>`},
		{name: "line ends", doc: "<a b='1\r\n2\t3'>x\r\ny\rz</a>", want: `<a b="1 2 3"> "x\ny\nz" </a>`},
		{name: "CDATA", doc: "<a><![CDATA[<b>&amp;]]]></a>", want: `<a> c"<b>&amp;]" </a>`},
		{
			name: "namespaces", doc: `<a xmlns="u" xmlns:p="v" p:b="1"><p:c xmlns=""><d/></p:c><d/></a>`,
			want: `<{u}a {http://www.w3.org/2000/xmlns/}xmlns="u" {http://www.w3.org/2000/xmlns/}p="v" {v}b="1"> <{v}c {http://www.w3.org/2000/xmlns/}xmlns=""> <d> </d> </{v}c> <{u}d> </{u}d> </{u}a>`,
		},
		{name: "xml prefix", doc: `<a xml:lang="zh"/>`, want: `<a {http://www.w3.org/XML/1998/namespace}lang="zh"> </a>`},
		{name: "undeclared prefix", doc: `<p:a/>`, want: `<?p:a> </?p:a>`, errs: []Code{UndeclaredPrefix}, at: []int{1}},
		{name: "comment and instruction", doc: `<a><!-- b --><?c d?></a>`, want: `<a> <!-- b --> <?c d?> </a>`},
		{name: "comment with --", doc: `<a><!-- b -- c --></a>`, want: `<a> <!-- b -- c --> </a>`, errs: []Code{BadComment}, at: []int{10}},
		{name: "comment that ends with --->", doc: `<a><!-- b ---></a>`, want: `<a> <!-- b ---> </a>`, errs: []Code{BadComment}, at: []int{10}},
		{name: "bare ampersand", doc: `<a>x & y &z</a>`, want: `<a> "x & y &z" </a>`, errs: []Code{BareAmpersand, BareAmpersand}, at: []int{5, 9}},
		{name: "< in text", doc: `<a>1 < 2 <3 <b c</a>`, want: `<a> "1 < 2 <3 " "<b c" </a>`, errs: []Code{StrayLess, StrayLess, StrayLess}, at: []int{5, 9, 12}},
		{name: "HTML entity", doc: `<a>&nbsp;&bogus;</a>`, want: `<a> "` + `\u00a0&bogus;" </a>`, errs: []Code{UndefinedEntity, UndefinedEntity}, at: []int{3, 9}},
		{name: "entity declared in the document", doc: `<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>`, want: `<!a> <a> "&x;" </a>`},
		{name: "entity of an external subset", doc: `<!DOCTYPE a PUBLIC "p" "s"><a>&uuml;</a>`, want: `<!a> <a> "ü" </a>`},
		{name: "bad character reference", doc: `<a>&#x8;&#;&#xD800;</a>`, want: `<a> "���" </a>`, errs: []Code{BadCharRef, BadCharRef, BadCharRef}, at: []int{3, 8, 11}},
		{name: "control character", doc: "<a b='\x01'>x\x08y\uFFFF</a>", want: `<a b="\x01"> "x\by\uffff" </a>`, errs: []Code{ControlChar, ControlChar, ControlChar}, at: []int{6, 10, 12}},
		{name: "invalid UTF-8", doc: "<a>x\xD6\xD0y\xFFz</a>", want: `<a> "x\xd6\xd0y\xffz" </a>`, errs: []Code{InvalidUTF8, InvalidUTF8}, at: []int{4, 7}},
		{name: "]]> in text", doc: `<a>x]]>y</a>`, want: `<a> "x]]>y" </a>`, errs: []Code{CDATAEndInText}, at: []int{4}},
		{name: "unclosed", doc: `<a><b>x</a>`, want: `<a> <b> "x" </b>! </a>`, errs: []Code{UnclosedElement}, at: []int{7}},
		{name: "three unclosed", doc: `<a><b><c><d>x</a>`, want: `<a> <b> <c> <d> "x" </d>! </c>! </b>! </a>`, errs: []Code{UnclosedElement, UnclosedElement, UnclosedElement}, at: []int{13, 13, 13}},
		{name: "crossed", doc: `<a><b><i>x</b></i></a>`, want: `<a> <b> <i> "x" </i>! </b> </a>`, errs: []Code{UnclosedElement, UnexpectedEndTag}, at: []int{10, 14}},
		{name: "truncated in an element", doc: `<a><b>x`, want: `<a> <b> "x" </b>! </a>!`, errs: []Code{Truncated}, at: []int{7}},
		{name: "truncated in a tag", doc: `<a><b c="`, want: `<a> </a>!`, errs: []Code{Truncated}, at: []int{3}},
		{name: "truncated in CDATA", doc: `<a><![CDATA[x`, want: `<a> c"x" </a>!`, errs: []Code{Truncated}, at: []int{3}},
		{name: "junk before", doc: "x\n<a/>", want: `<a> </a>`, errs: []Code{TextOutsideRoot}, at: []int{0}},
		{name: "junk after", doc: "<a/>\nx", want: `<a> </a>`, errs: []Code{TextOutsideRoot}, at: []int{5}},
		{name: "second root", doc: "<a/><b/>", want: `<a> </a> <b> </b>`, errs: []Code{SecondRoot}, at: []int{4}},
		{name: "nothing", doc: "", want: ``, errs: []Code{NoRoot}, at: []int{0}},
		{name: "blank before declaration", doc: "\n<?xml version='1.0'?><a/>", want: `<?xml version='1.0'?> <a> </a>`, errs: []Code{MisplacedDeclaration}, at: []int{1}},
		{name: "declaration", doc: "<?xml version='1.1' encoding='x y'?><a/>", want: `<?xml version='1.1' encoding='x y'?> <a> </a>`, errs: []Code{BadVersion, BadDeclaration}, at: []int{15, 0}},
		{name: "declaration without space", doc: "<?xml version='1.0'encoding='x'?><a/>", want: `<?xml version='1.0'encoding='x'?> <a> </a>`, errs: []Code{BadDeclaration}, at: []int{0}},
		{name: "duplicate attribute", doc: `<a b="1" b="2"/>`, want: `<a b="1" b="2"> </a>`, errs: []Code{DuplicateAttribute}, at: []int{9}},
		{
			name: "duplicate expanded name", doc: `<a xmlns:p="u" xmlns:q="u" p:b="1" q:b="2"/>`,
			want: `<a {http://www.w3.org/2000/xmlns/}p="u" {http://www.w3.org/2000/xmlns/}q="u" {u}b="1" {u}b="2"> </a>`, errs: []Code{DuplicateAttribute}, at: []int{35},
		},
		{name: "attribute faults", doc: `<a b c=d e="f"g="h<i"/>`, want: `<a b="" c="d" e="f" g="h<i"> </a>`, errs: []Code{MissingValue, UnquotedValue, MissingSpace, LessInValue}, at: []int{3, 7, 14, 18}},
		{name: "names", doc: `<a:b:c/>`, want: `<?a:b:c> </?a:b:c>`, errs: []Code{BadName, UndeclaredPrefix}, at: []int{1, 1}},
		{name: "Chinese names", doc: `<新聞 標題="x"/>`, want: `<新聞 標題="x"> </新聞>`},
		{name: "reserved prefix", doc: `<a xmlns:xml="u" xmlns:b=""/>`, want: `<a {http://www.w3.org/2000/xmlns/}xml="u" {http://www.w3.org/2000/xmlns/}b=""> </a>`, errs: []Code{BadNamespace, BadNamespace}, at: []int{3, 17}},
		{name: "markup that is none", doc: `<a><!FOO></a>`, want: `<a> </a>`, errs: []Code{BadMarkup}, at: []int{3}},
		{name: "doctype after the root", doc: `<a/><!DOCTYPE a>`, want: `<a> </a> <!a>`, errs: []Code{BadDoctype}, at: []int{4}},
		{name: "end tag with junk", doc: `<a></a b>`, want: `<a> </a>`, errs: []Code{BadTag}, at: []int{7}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			got, errs := events(tt.doc, Options{})
			if got != tt.want {
				t.Errorf("tokens\n got %s\nwant %s", got, tt.want)
			}
			var codes []Code
			var at []int
			for i := range errs {
				codes, at = append(codes, errs[i].Code), append(at, errs[i].Start)
				if errs[i].Error() == string(errs[i].Code) {
					t.Errorf("%s has no description", errs[i].Code)
				}
			}
			if !slices.Equal(codes, tt.errs) || !slices.Equal(at, tt.at) {
				t.Errorf("errors got %v at %v; want %v at %v", codes, at, tt.errs, tt.at)
			}
		})
	}
}

func TestLimits(t *testing.T) {
	t.Parallel()
	deep := strings.Repeat("<a>", 1000)
	many := "<a"
	for i := range 1000 {
		many += fmt.Sprintf(" a%d='x'", i)
	}
	many += "/>"
	tests := []struct {
		name, doc string
		opt       Options
		want      Code
	}{
		{"depth", deep, Options{}, LimitDepth},
		{"attributes", many, Options{}, LimitAttributes},
		{"token", "<a>" + strings.Repeat("x", 100) + "</a>", Options{MaxToken: 50}, LimitToken},
		{"bytes", "<a>" + strings.Repeat("x", 100) + "</a>", Options{MaxBytes: 50}, LimitBytes},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			s := New([]byte(tt.doc), tt.opt)
			depth := 0
			for s.Next() {
				switch s.Token().Kind {
				case StartTag:
					depth++
				case EndTag:
					depth--
				}
			}
			if depth != 0 {
				t.Errorf("%d elements stay open", depth)
			}
			if !slices.ContainsFunc(s.Errors(), func(e Error) bool { return e.Code == tt.want }) {
				t.Errorf("errors %v; want one %s", s.Errors(), tt.want)
			}
		})
	}
	s := New([]byte("<a>"+strings.Repeat("&", 100)+"</a>"), Options{MaxErrors: 10})
	for s.Next() {
	}
	if len(s.Errors()) != 10 || s.Omitted() != 90 {
		t.Errorf("%d errors kept, %d omitted; want 10 and 90", len(s.Errors()), s.Omitted())
	}
	_, errs := events(many, Options{MaxAttributes: -1})
	if len(errs) != 0 {
		t.Errorf("without limit: %v", errs)
	}
}

func TestPosition(t *testing.T) {
	t.Parallel()
	doc := "\uFEFFab\r\n中文x\ry\n" + strings.Repeat("長", 5000) + "\nz"
	x := NewIndex([]byte(doc))
	tests := []struct {
		text         string
		line, column int
	}{
		{"a", 1, 1}, {"b", 1, 2}, {"\r\n", 1, 3}, {"中", 2, 1}, {"文", 2, 2}, {"x", 2, 3}, {"y", 3, 1}, {"長", 4, 1}, {"z", 5, 1},
	}
	for _, tt := range tests {
		off := strings.Index(doc, tt.text)
		if line, column := x.Position(off); line != tt.line || column != tt.column {
			t.Errorf("Position of %q = %d:%d; want %d:%d", tt.text, line, column, tt.line, tt.column)
		}
	}
	off := strings.LastIndex(doc, "長")
	if line, column := x.Position(off); line != 4 || column != 5000 {
		t.Errorf("end of the long line = %d:%d; want 4:5000", line, column)
	}
	if line, _ := x.Position(1 << 30); line != 5 {
		t.Errorf("beyond the end = line %d; want 5", line)
	}
	if start, end := x.Line(strings.Index(doc, "文")); doc[start:end] != "中文x" {
		t.Errorf("line = %q", doc[start:end])
	}
}

func TestPositionAgreesWithCounting(t *testing.T) {
	t.Parallel()
	var b strings.Builder
	for i := range 3000 {
		b.WriteString([]string{"a", "中", "\n", "\r\n", "\r", "bc"}[(i*i+i/7)%6])
	}
	doc := b.String()
	x := NewIndex([]byte(doc))
	line, column := 1, 1
	for i, r := range doc {
		if l, c := x.Position(i); l != line || c != column {
			t.Fatalf("Position(%d) = %d:%d; want %d:%d", i, l, c, line, column)
		}
		column++
		if r == '\n' || r == '\r' && !strings.HasPrefix(doc[i+1:], "\n") {
			line, column = line+1, 1
		}
	}
}

// TestNoAllocation holds the promise that tokens cost none.
func TestNoAllocation(t *testing.T) {
	doc := []byte(sampleFeed(200))
	base := testing.AllocsPerRun(5, func() { drain(doc[:len(sampleFeed(1))]) })
	if n := testing.AllocsPerRun(5, func() { drain(doc) }); n > base+5 {
		t.Errorf("%v allocations for 200 items, %v for one", n, base)
	}
}

func drain(doc []byte) int {
	n := 0
	for s := New(doc, Options{}); s.Next(); n++ {
	}
	return n
}

// sampleFeed is an RSS document with n items of Chinese text.
func sampleFeed(n int) string {
	var b strings.Builder
	b.WriteString("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rss version=\"2.0\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:content=\"http://purl.org/rss/1.0/modules/content/\"><channel><title>活動</title><link>http://www.example.org/</link><description>活動</description>\n")
	for i := range n {
		fmt.Fprintf(&b, "<item>\n<title>國務院副總理出席會議並講話 %d</title>\n<link>http://www.example.org/ldhd/2012-09/25/content_%d.htm</link>\n<guid isPermaLink=\"true\">http://www.example.org/ldhd/2012-09/25/content_%d.htm</guid>\n<pubDate>Tue, 25 Sep 2012 18:07:00 +0800</pubDate>\n<dc:creator>國務院辦公廳</dc:creator>\n<description>%s</description>\n<content:encoded><![CDATA[<p>%s</p><p>第二段</p>]]></content:encoded>\n</item>\n",
			i, i, i, strings.Repeat("會議強調，要堅持以經濟建設為中心。&amp;", 4), strings.Repeat("會議強調，要堅持以經濟建設為中心。", 12))
	}
	b.WriteString("</channel></rss>\n")
	return b.String()
}
