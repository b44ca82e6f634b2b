package feed

import (
	"slices"
	"strings"
	"testing"
)

// plainStartTag is startTag by cutting the tag into its parts.
func plainStartTag(s string) (name string, end int) {
	size := strings.IndexByte(s, '>')
	if size < 0 {
		return "", 0
	}
	tag, end := s[1:size], size+1
	if slices.Contains(strings.Fields("p div blockquote h1 h2 h3 h4 pre b i em strong u span sub sup code"), tag) {
		return tag, end
	}
	if tag == "br" {
		return "", end
	}
	name, rest, _ := strings.Cut(tag, " ")
	address := map[string]string{"a": "href", "img": "src"}[name]
	if address == "" {
		return "", 0
	}
	seen := map[string]int{}
	for rest != "" {
		key, value, ok := strings.Cut(rest, `="`)
		if !ok {
			return "", 0
		}
		if value, rest, ok = strings.Cut(value, `"`); !ok || rest != "" && rest[0] != ' ' {
			return "", 0
		}
		rest = strings.TrimPrefix(rest, " ")
		good := key == address && formOf(value)&uriWeb != 0 && !strings.Contains(value, "&") ||
			key == "alt" && name == "img" && firstUnclean(value) < 0 && cleanRefs(value) && !strings.HasSuffix(value, "&amp")
		if seen[key]++; !good || seen[key] > 1 {
			return "", 0
		}
	}
	if seen[address] == 0 {
		return "", 0
	}
	if name == "img" {
		name = ""
	}
	return name, end
}

var startTags = []string{
	"<p>", "<br>", "<hr>", "<h4>", "<h5>", "<div class=\"a\">", "</p>", "<>", "<", "<p", "<a", "<a ", "<p >", "<P>",
	`<a href="http://www.example.cn/a.htm">x`, `<a href="http://www.example.cn/a.htm" >`, `<a href="http://www.example.cn/a.htm"  >`, `<a  href="http://www.example.cn/">`,
	`<a href="http://www.example.cn/a.htm"title="">`, `<a href="http://www.example.cn/?a=1&b=2">`, `<a href="/a.htm">`, `<a href="javascript:x">`, `<a href="http://a:b">`,
	`<a href="http://www.example.cn/" href="http://www.example.cn/">`, `<a>`, `<a >`, `<a href=http://www.example.cn/>`, `<a href="http://www.example.cn/`, `<a href="http://www.example.cn/"`,
	`<img src="https://www.example.cn/1.jpg" alt="會議 現場">`, `<img alt="" src="http://www.example.cn/1.jpg">`, `<img alt="x">`, `<img src="http://www.example.cn/1.jpg" alt="a>b">`,
	`<img src="http://www.example.cn/1.jpg" alt="a<b &amp; &">`, `<img src="http://www.example.cn/1.jpg" alt="&copy;">`, "<img src=\"http://www.example.cn/1.jpg\" alt=\"a\x01\">",
	`<img src="http://www.example.cn/1.jpg" alt="a" alt="b">`, `<img src="http://www.example.cn/論.jpg">`, `<img src="http://www.example.cn:80/1.jpg#a#b">`,
	`<a href="http://">`, `<a href="https://a">`, `<a href="http://a/%zz">`, `<img src="http://a/1.jpg" alt="\">`, "<img src=\"http://a/1.jpg\" alt=\"論\xff\">",
}

// TestStartTags compares the one look at a tag with the plain way to read it, also where the document ends within the tag.
func TestStartTags(t *testing.T) {
	t.Parallel()
	for _, s := range startTags {
		for n := 1; n <= len(s); n++ {
			checkStartTag(t, s[:n])
			checkStartTag(t, s[:n]+strings.Repeat("文", 20)+`"></a>`)
		}
	}
}

func checkStartTag(t *testing.T, s string) {
	t.Helper()
	wantName, wantEnd := plainStartTag(s)
	if name, end := startTag(s, 0); name != wantName && end != 0 || end != wantEnd {
		t.Errorf("startTag(%q) = %q, %d; want %q, %d", s, name, end, wantName, wantEnd)
	}
	if name, end := startTag("<p>"+s, 3); name != wantName && end != 0 || end != max(wantEnd+3, 3) && end != 0 {
		t.Errorf("startTag(%q, 3) = %q, %d; want %q, %d", "<p>"+s, name, end, wantName, wantEnd+3)
	}
}

func FuzzStartTag(f *testing.F) {
	for _, s := range startTags {
		f.Add(s[1:])
	}
	f.Fuzz(func(t *testing.T, s string) { checkStartTag(t, "<"+s) })
}
