package encodingx

import (
	"bytes"
	"strings"
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	"golang.org/x/text/transform"
)

// benchPages are a page with as much markup as real ones have, and prose without any.
func benchPages(tb testing.TB, label, text string) map[string][]byte {
	row := `<tr><td class="list" width="580" height="22"><a href="/2012-09/25/content_2232456.htm" target="_blank">·` +
		"</a></td><td align=\"right\">[2012-09-25]</td></tr>\n"
	prose := strings.Map(func(r rune) rune {
		if r < 0x80 {
			return -1
		}
		return r
	}, text)
	var b strings.Builder
	for b.Len() < 64<<10 {
		b.WriteString(strings.Repeat(row, 4))
		b.WriteString("<p>" + prose + "</p>\n")
	}
	return map[string][]byte{
		"page":  encoded(tb, label, b.String()),
		"prose": bytes.Repeat(encoded(tb, label, prose), 256),
	}
}

var benchTexts = []struct{ label, text string }{{"gbk", simplifiedText}, {"big5", traditionalText}}

func BenchmarkDecode(b *testing.B) {
	for _, bt := range benchTexts {
		for kind, data := range benchPages(b, bt.label, bt.text) {
			e := mustLookup(b, bt.label)
			peer := transform.Transformer(simplifiedchinese.GBK.NewDecoder())
			if bt.label == "big5" {
				peer = traditionalchinese.Big5.NewDecoder()
			}
			dst := make([]byte, 2*len(data))
			for name, t := range map[string]transform.Transformer{"encodingx": e.NewDecoder(), "x-text": peer} {
				b.Run(bt.label+"/"+kind+"/"+name+"-transform", func(b *testing.B) {
					b.SetBytes(int64(len(data)))
					b.ReportAllocs()
					for b.Loop() {
						t.Reset()
						if _, _, err := t.Transform(dst, data, true); err != nil {
							b.Fatal(err)
						}
					}
				})
			}
			b.Run(bt.label+"/"+kind+"/encodingx-decode", func(b *testing.B) {
				b.SetBytes(int64(len(data)))
				b.ReportAllocs()
				for b.Loop() {
					e.Decode(data)
				}
			})
		}
	}
}

func BenchmarkDetect(b *testing.B) {
	for _, bt := range append(benchTexts, struct{ label, text string }{"utf-8", simplifiedText}) {
		for kind, data := range benchPages(b, bt.label, bt.text) {
			b.Run(bt.label+"/"+kind, func(b *testing.B) {
				b.SetBytes(int64(len(data)))
				b.ReportAllocs()
				for b.Loop() {
					Detect(data, Hints{})
				}
			})
		}
	}
}
