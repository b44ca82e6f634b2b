package zhconv

import (
	"io"
	"strings"
	"testing"

	"golang.org/x/text/transform"
)

const benchText = `新华社北京九月二十五日电 国务院总理二十五日上午在人民大会堂会见了前来出席世界经济论坛的外国企业家代表，并同他们座谈。
总理说，当前世界经济复苏的不确定性上升，我们将继续实施积极的财政政策和稳健的货币政策，把稳增长放在更加重要的位置，加快转变经济
发展方式，推动科技创新，进一步扩大对外开放。中国的发展离不开世界，世界的繁荣也需要中国。他希望各国企业家抓住机遇，扩大合作，
实现互利共赢。代表们表示，对中国经济的前景充满信心，愿意在信息网络、软件、节能环保、现代农业等领域加强投资。（记者 赵承）
`

func benchmarkText(b *testing.B, v Variant) string {
	b.Helper()
	text := strings.Repeat(benchText, 200)
	if strings.HasPrefix(string(v), "s") {
		return text
	}
	return newConverter(b, S2T).String(text)
}

func BenchmarkString(b *testing.B) {
	for _, v := range Variants() {
		b.Run(string(v), func(b *testing.B) {
			c, text := newConverter(b, v), benchmarkText(b, v)
			b.SetBytes(int64(len(text)))
			b.ReportAllocs()
			for b.Loop() {
				c.String(text)
			}
		})
	}
}

func BenchmarkReader(b *testing.B) {
	for _, v := range []Variant{S2T, T2S, S2TWP, TW2SP} {
		b.Run(string(v), func(b *testing.B) {
			c, text := newConverter(b, v), benchmarkText(b, v)
			b.SetBytes(int64(len(text)))
			b.ReportAllocs()
			for b.Loop() {
				if _, err := io.Copy(io.Discard, transform.NewReader(strings.NewReader(text), c)); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkTitle(b *testing.B) {
	c := newConverter(b, S2T)
	const title = "国务院总理会见来访的外国客人"
	b.SetBytes(int64(len(title)))
	b.ReportAllocs()
	for b.Loop() {
		c.String(title)
	}
}

func BenchmarkNew(b *testing.B) {
	for b.Loop() {
		if _, err := New(S2TWP); err != nil {
			b.Fatal(err)
		}
	}
}
