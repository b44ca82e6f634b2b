package convert

import (
	"fmt"
	"strings"
	"testing"
)

// BenchmarkListing reads a listing of many links: with the date beside each, and without.
func BenchmarkListing(b *testing.B) {
	const n = 20_000
	for _, c := range []struct{ name, row string }{
		{"dated", `<li><a href="/a/%[1]d.htm">全市經濟工作會議今日在南溪召開之%[1]d</a><span>2012-09-25</span></li>`},
		{"dated between", `<tr><td><a href="/a/%[1]d.htm">全市經濟工作會議今日在南溪召開之%[1]d</a></td></tr><tr><td>點擊 %[1]d 次，2012年09月25日</td></tr>`},
		{"undated", `<li><a href="/a/%[1]d.htm">第%[1]d條新聞</a></li>`},
		{"undated with text", `<li><a href="/a/%[1]d.htm">第%[1]d條新聞的標題</a><p>共%[1]d人參加，其中三成是第一次。</p></li>`},
	} {
		b.Run(strings.ReplaceAll(c.name, " ", "-"), func(b *testing.B) {
			var s strings.Builder
			s.WriteString("<html><meta charset=utf-8><body><ul>")
			if strings.HasPrefix(c.row, "<tr") {
				s.WriteString("</ul><table>")
			}
			for i := range n {
				fmt.Fprintf(&s, c.row, i)
			}
			body := []byte(s.String())
			b.SetBytes(int64(len(body)))
			b.ReportAllocs()
			for b.Loop() {
				if _, err := Convert(Page{URL: testAddress, Body: body}, Options{Kind: KindListing}); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N)/n, "µs/link")
		})
	}
}
