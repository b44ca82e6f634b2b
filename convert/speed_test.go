package convert

import (
	"bytes"
	"io"
	"net/url"
	"os"
	"path/filepath"
	"testing"

	"codeberg.org/readeck/go-readability/v2"
)

// BenchmarkPages reads the pages of the shared corpus, or the test page where they are not at hand: bytes in, article out.
func BenchmarkPages(b *testing.B) {
	var pages [][]byte
	files, _ := filepath.Glob("../../shared/corpus/pages/articles/*.html")
	size := 0
	for _, f := range files {
		data, err := os.ReadFile(f)
		if err != nil {
			b.Fatal(err)
		}
		pages = append(pages, data)
		size += len(data)
	}
	if len(pages) == 0 {
		b.Skip("the shared corpus is not here")
	}
	b.Run("convert", func(b *testing.B) {
		o := Options{Kind: KindArticle, Pool: &Pool{}}
		b.SetBytes(int64(size))
		b.ReportAllocs()
		for b.Loop() {
			for _, p := range pages {
				if _, err := Convert(Page{Body: p, URL: "http://www.example.cn/a/b.html"}, o); err != nil {
					b.Fatal(err)
				}
			}
		}
		b.ReportMetric(float64(b.N*len(pages))/b.Elapsed().Seconds(), "pages/s")
	})
	b.Run("readability", func(b *testing.B) {
		u, err := url.Parse("http://www.example.cn/a/b.html")
		if err != nil {
			b.Fatal(err)
		}
		b.SetBytes(int64(size))
		b.ReportAllocs()
		for b.Loop() {
			for _, p := range pages {
				a, err := readability.FromReader(bytes.NewReader(p), u)
				if err != nil || a.Node == nil {
					continue
				}
				if err := a.RenderHTML(io.Discard); err != nil {
					b.Fatal(err)
				}
			}
		}
		b.ReportMetric(float64(b.N*len(pages))/b.Elapsed().Seconds(), "pages/s")
	})
}
