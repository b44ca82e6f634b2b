package validate

import (
	"slices"
	"strings"
	"testing"
)

func TestEachTag(t *testing.T) {
	t.Parallel()
	tests := []struct {
		html string
		want []string
	}{
		{`<p>a</p>`, []string{"p", "/p"}},
		{`<A HREF='x>y' b=c>`, []string{"a href=x>y b=c"}},
		{`a < b <3 <b`, nil},
		{`<!-- <p> --><i>`, []string{"i"}},
		{`<!-- x --!><script>`, []string{"script"}},
		{`<!--><p>`, []string{"p"}},
		{`<!-- <p>`, nil},
		{`<br/><img src=a/>`, []string{"br", "img src=a/"}},
		{`<p a = "&amp;" b>`, []string{"p a=& b="}},
		{`<a@b.example>`, nil},
		{`<x-y:z>`, []string{"x-y:z"}},
	}
	for _, tt := range tests {
		var got []string
		eachTag(tt.html, func(tag htmlTag) bool {
			s := tag.name
			if tag.closing {
				s = "/" + s
			}
			eachAttr(tag.attrs, func(name, value string) { s += " " + name + "=" + value })
			got = append(got, s)
			return true
		})
		if !slices.Equal(got, tt.want) {
			t.Errorf("%s: tags %q; want %q", tt.html, got, tt.want)
		}
	}
}

func TestLooksLikeHTML(t *testing.T) {
	t.Parallel()
	for _, s := range []string{"<b>a</b>", "&nbsp;", "&nbsp and", "&#160;", "</P>"} {
		if !looksLikeHTML(s) {
			t.Errorf("%q is HTML", s)
		}
	}
	for _, s := range []string{"a < b", "a<br>", "AT&T", "a & b; c", "<新聞>", "<user@example.org>", "x<y>z", "&;", "&" + strings.Repeat("x", 99) + ";"} {
		if looksLikeHTML(s) {
			t.Errorf("%q is plain text", s)
		}
	}
}
