package convert

import (
	"bytes"
	"io"
	"net/url"
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"codeberg.org/readeck/go-readability/v2"
)

// corpusPages are the article pages beside the checkout of at most longest bytes, and their size together; without them, those of
// the example.
func corpusPages(tb testing.TB, longest int) (pages [][]byte, size int) {
	tb.Helper()
	var files []string
	for _, pattern := range []string{"../../shared/corpus/pages/articles/*.html", "../examples/govcn/pages/*/ldhd/*/*/content_*.htm"} {
		found, err := filepath.Glob(pattern)
		if err != nil {
			tb.Fatal(err)
		}
		if files = found; len(files) > 0 {
			break
		}
	}
	for _, f := range files {
		data, err := os.ReadFile(f)
		if err != nil {
			tb.Fatal(err)
		}
		if len(data) <= longest {
			pages = append(pages, data)
			size += len(data)
		}
	}
	if len(pages) == 0 {
		tb.Fatalf("no page of at most %d bytes", longest)
	}
	return pages, size
}

const pageAddress = "http://www.example.cn/a/b.html"

// convertAll reads pages as articles.
func convertAll(tb testing.TB, pages [][]byte, pool *Pool) {
	for _, p := range pages {
		if _, err := Convert(Page{Body: p, URL: pageAddress}, Options{Kind: KindArticle, Pool: pool}); err != nil {
			tb.Fatal(err)
		}
	}
}

// TestPagesAllocateLittle bounds the memory that a page costs where a Pool lends what can be lent.
func TestPagesAllocateLittle(t *testing.T) {
	if raceEnabled {
		t.Skip("skipped: built with -race, under which sync.Pool drops at random what it holds (sync.Pool.Put); go test without -race measures")
	}
	const most = 300 << 10 // bytes for a page
	pages, size := corpusPages(t, maxPage)
	var pool Pool
	convertAll(t, pages, &pool)
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	convertAll(t, pages, &pool)
	runtime.ReadMemStats(&after)
	each := int(after.TotalAlloc-before.TotalAlloc) / len(pages)
	t.Logf("%d KB for a page of %d KB", each>>10, size/len(pages)>>10)
	if each > most {
		t.Errorf("%d bytes for a page; want %d or fewer", each, most)
	}
}

// BenchmarkPages reads the pages of the shared corpus, bytes in, article out, and has a reader of articles do the same: all pages,
// and those as small as most pages of portals are.
func BenchmarkPages(b *testing.B) {
	for name, longest := range map[string]int{"all": maxPage, "small": 40 << 10} {
		pages, size := corpusPages(b, longest)
		each := func(b *testing.B) {
			b.ReportMetric(float64(b.N*len(pages))/b.Elapsed().Seconds(), "pages/s")
		}
		b.Run(name+"/convert", func(b *testing.B) {
			var pool Pool
			b.SetBytes(int64(size))
			b.ReportAllocs()
			for b.Loop() {
				convertAll(b, pages, &pool)
			}
			each(b)
		})
		b.Run(name+"/readability", func(b *testing.B) {
			u, err := url.Parse(pageAddress)
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
			each(b)
		})
	}
}
