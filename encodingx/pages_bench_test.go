package encodingx

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
)

// realPages reads the pages of one encoding that lie beside the repository, and skips the benchmark where there are none.
func realPages(b *testing.B, name string) (pages [][]byte, total, longest int) {
	b.Helper()
	dir := filepath.Join("..", "..", "shared", "corpus", "encoding", name)
	entries, err := os.ReadDir(dir)
	if err != nil {
		b.Skipf("skipped: no pages beside the checkout: %v; BenchmarkDecode has text of its own", err)
	}
	for _, entry := range entries {
		data, err := os.ReadFile(filepath.Join(dir, entry.Name()))
		if err != nil {
			b.Fatal(err)
		}
		pages = append(pages, data)
		total += len(data)
		longest = max(longest, len(data))
	}
	return pages, total, longest
}

// dense keeps the non-ASCII text of pages: pure Chinese.
func dense(e *Encoding, pages [][]byte) [][]byte {
	var out [][]byte
	for _, page := range pages {
		text := strings.Map(func(r rune) rune {
			if r < 0x80 || r == 0xFFFD {
				return -1
			}
			return r
		}, string(e.Decode(page).UTF8))
		if raw, err := e.NewEncoder().Bytes([]byte(text)); err == nil && len(raw) > 0 {
			out = append(out, raw)
		}
	}
	return out
}

// BenchmarkRealPages measures pages from portals, and the Chinese of them alone, beside golang.org/x/text. "x/x-text" is how
// many times as fast as that this package is, each at its best of several rounds taken in turn.
func BenchmarkRealPages(b *testing.B) {
	for _, bt := range []struct {
		name string
		peer encoding.Encoding
	}{{"GBK", simplifiedchinese.GBK}, {"Big5", traditionalchinese.Big5}} {
		pages, _, _ := realPages(b, bt.name)
		e := mustLookup(b, bt.name)
		for _, kind := range []struct {
			name  string
			pages [][]byte
		}{{"pages", pages}, {"chinese", dense(e, pages)}} {
			total, longest := 0, 0
			for _, p := range kind.pages {
				total, longest = total+len(p), max(longest, len(p))
			}
			dst := make([]byte, 3*longest+16)
			ours, theirs := e.NewDecoder(), bt.peer.NewDecoder()
			pass := func(d *encoding.Decoder) time.Duration {
				begin := time.Now()
				for _, p := range kind.pages {
					d.Reset()
					if _, _, err := d.Transform(dst, p, true); err != nil {
						b.Fatal(err)
					}
				}
				return time.Since(begin)
			}
			b.Run(bt.name+"/"+kind.name, func(b *testing.B) {
				b.SetBytes(int64(total))
				b.ReportAllocs()
				best, peer := time.Hour, time.Hour
				for b.Loop() {
					best = min(best, pass(ours))
					b.StopTimer()
					peer = min(peer, pass(theirs))
					b.StartTimer()
				}
				b.ReportMetric(float64(total)/1e6/best.Seconds(), "best-MB/s")
				b.ReportMetric(float64(total)/1e6/peer.Seconds(), "x-text-MB/s")
				b.ReportMetric(peer.Seconds()/best.Seconds(), "x/x-text")
			})
		}
	}
}

// BenchmarkDetectRealPages measures detection without declarations.
func BenchmarkDetectRealPages(b *testing.B) {
	for _, bt := range []struct {
		kind, name string
		h          Hints
	}{
		{"whole", "GBK", Hints{IgnoreDeclared: true}},
		{"whole", "Big5", Hints{IgnoreDeclared: true}},
		{"whole", "UTF-8", Hints{IgnoreDeclared: true}},
		{"sample", "GBK", Hints{IgnoreDeclared: true, Uncounted: true}},
		{"sample", "Big5", Hints{IgnoreDeclared: true, Uncounted: true}},
		{"declared", "GBK", Hints{Uncounted: true}},
	} {
		name := bt.name
		b.Run(bt.kind+"/"+name, func(b *testing.B) {
			pages, total, _ := realPages(b, name)
			var d Detector
			b.SetBytes(int64(total))
			b.ReportAllocs()
			best := time.Hour
			for b.Loop() {
				begin := time.Now()
				for _, p := range pages {
					d.Detect(p, bt.h)
				}
				best = min(best, time.Since(begin))
			}
			b.ReportMetric(float64(total)/1e6/best.Seconds(), "best-MB/s")
			b.ReportMetric(float64(best.Microseconds())/float64(len(pages)), "µs/page")
		})
	}
}
