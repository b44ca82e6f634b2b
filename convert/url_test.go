package convert

import (
	"net/url"
	"testing"
)

// TestQuickLink compares the short way to an address with the long one.
func TestQuickLink(t *testing.T) {
	t.Parallel()
	refs := []string{
		"", "a.htm", "./a.htm", "././a.htm", "../a.htm", "../../a.htm", "../../../../a.htm", "/a/b.htm", "//b.example/c.htm", "//b.example", "http://b.example/", "http://b.example",
		"https://b.example/a/../b", "http://b.example/a//b", "?a=1", "a?b=1&c=%20", "a.htm#top", "a.htm?x=1#top", "#top", "a.htm#", "a b.htm", "a/./b", "a/../b", "a/.b", "..", ".", "./", "../",
		"a:b", "mailto:a@b.example", "javascript:void(0)", "http:", "http:///a", "http://b.example:80/a", "http://u@b.example/a", "HTTP://b.example/A", "a%2Fb", "a%zz", "a\\b", "中.htm", "a?中=1", "/a;b=1,c", "a(1).htm", "a*b!.htm", "~x/a", "a'b", "http://b.example/a?u=http://c.example/?d", "a?b?c", "a$b@c.htm", "/", "/?a", "http://b.example?a", "a.htm?#x", "a#b?c", "a#b/c", "http://b.example/#f=x&y", "a#b;c,d@e!(f)*$+~",
	}
	for _, base := range []string{"", "http://www.example.cn/x/y/z.htm", "http://www.example.cn", "https://www.example.cn:8080/x/", "http://u@www.example.cn/x/y", "http://www.example.cn/x/../y/z", "http://www.example.cn/中/z", "http://www.example.cn/a?b=/c/d"} {
		d := &Document{}
		if base != "" {
			u, err := url.Parse(base)
			if err != nil {
				t.Fatal(err)
			}
			d.setBase(u)
		}
		for _, ref := range refs {
			before, rest, ok := d.quickLink(ref)
			if !ok {
				continue
			}
			want := ""
			if u := d.resolveURL(ref); u != nil {
				want = u.String()
			}
			if before+rest != want {
				t.Errorf("%q from %q is %q; want %q", ref, base, before+rest, want)
			}
		}
	}
}
