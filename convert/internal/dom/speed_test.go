package dom

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/net/html"
)

// realPages are the pages of the shared corpus that are UTF-8, where they are at hand.
func realPages(tb testing.TB) []string {
	tb.Helper()
	var pages []string
	for _, pattern := range []string{"pages/articles/*.html", "pages/listings/*.html", "encoding/UTF-8/*.html"} {
		files, err := filepath.Glob(filepath.Join("../../../../shared/corpus", pattern))
		if err != nil {
			tb.Fatal(err)
		}
		for _, f := range files {
			data, err := os.ReadFile(f)
			if err != nil {
				tb.Fatal(err)
			}
			if utf8.Valid(data) {
				pages = append(pages, string(data))
			}
		}
	}
	return pages
}

// portalPage is a page written for these tests, in the manner of portals: tables, fonts, entities, unquoted attributes.
func portalPage() string {
	var b strings.Builder
	b.WriteString("<!DOCTYPE HTML PUBLIC \"-//W3C//DTD HTML 4.01 Transitional//EN\">\n<html><head><meta charset=utf-8><title>要聞</title>\n<style>td{font-size:12px}</style><script>var a='<b>';</script></head>\n<body bgcolor=#ffffff>\n")
	for range 12 {
		b.WriteString("<table width=\"778\" border=0 cellspacing='0'><tr><td class=\"nav\"><a href=\"/a/b.htm\" target=_blank>新聞</a>|<a href=/c/>專題</a></td></tr>\n")
		for range 10 {
			b.WriteString("<tr>\n<td width=20%><font color=red>·</font><td><a href=\"/2012-09/25/content_2232000.htm?a=1&amp;b=2\" class=\"title12\">國務院召開常務會議研究部署工作&nbsp;</a><br>\n<td>[2012-09-25]</td></tr>\n")
		}
		b.WriteString("</table><p>　　會議指出，要堅持以人為本、突出重點，加強領導，落實責任，把各項工作做細做實。<p>會議強調，各地各部門要高度重視。<!-- 結束 -->\n")
	}
	b.WriteString("</body></html>\n")
	return b.String()
}

// BenchmarkPages parses the same pages with this parser, reused, and with golang.org/x/net/html.
func BenchmarkPages(b *testing.B) {
	sets := map[string][]string{"portal": {portalPage()}}
	if pages := realPages(b); len(pages) > 0 {
		sets["corpus"] = pages
	}
	for name, pages := range sets {
		size := 0
		for _, p := range pages {
			size += len(p)
		}
		b.Run(name+"/reused", func(b *testing.B) {
			var p Parser
			b.SetBytes(int64(size))
			b.ReportAllocs()
			for b.Loop() {
				for _, src := range pages {
					p.Parse(src)
				}
			}
			b.ReportMetric(float64(len(pages)), "pages/op")
		})
		b.Run(name+"/fresh", func(b *testing.B) {
			b.SetBytes(int64(size))
			b.ReportAllocs()
			for b.Loop() {
				for _, src := range pages {
					Parse(src)
				}
			}
		})
		b.Run(name+"/xnet", func(b *testing.B) {
			b.SetBytes(int64(size))
			b.ReportAllocs()
			for b.Loop() {
				for _, src := range pages {
					if _, err := html.Parse(strings.NewReader(src)); err != nil {
						b.Fatal(err)
					}
				}
			}
		})
	}
}
