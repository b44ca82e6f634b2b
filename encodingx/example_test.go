package encodingx_test

import (
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/portalfeed/portalfeed/encodingx"
)

// A page in GBK that a proxy calls UTF-8.
const gbkPage = "<html><head><meta charset=gb2312></head><body>\xCA\xD0\xD5\xFE\xB8\xAE\xD5\xD9\xBF\xAA\xD0\xC2\xCE\xC5\xB7\xA2\xB2\xBC\xBB\xE1</body></html>"

func ExampleDecode() {
	text, err := encodingx.Decode([]byte(gbkPage), encodingx.Hints{HTTPCharset: "utf-8"})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(text.Detection.Encoding, "by", text.Detection.By)
	fmt.Printf("%s\n", text.UTF8)
	// Output:
	// GBK by meta
	// <html><head><meta charset=gb2312></head><body>市政府召开新闻发布会</body></html>
}

func ExampleDetect() {
	d := encodingx.Detect([]byte("\xA6\xE6\xACF\xB0|\xB7s\xBBD\xA7\xBD"), encodingx.Hints{})
	fmt.Println(d.Encoding, d.By, d.Certain, d.Invalid)
	// Output: Big5 statistics true 0
}

func ExampleNewReader() {
	r, err := encodingx.NewReader(strings.NewReader(gbkPage), encodingx.Hints{})
	if err != nil {
		fmt.Println(err)
		return
	}
	if _, err := io.Copy(os.Stdout, r); err != nil {
		fmt.Println(err)
	}
	// Output: <html><head><meta charset=gb2312></head><body>市政府召开新闻发布会</body></html>
}

func ExampleLookup() {
	for _, label := range []string{"gb2312", "cp950", "gb2321"} {
		if e, ok := encodingx.Lookup(label); ok {
			fmt.Println(label, "is", e.Name())
		} else {
			fmt.Println(label, "is unknown; did you mean", encodingx.Suggest(label)[0])
		}
	}
	// Output:
	// gb2312 is GBK
	// cp950 is Big5
	// gb2321 is unknown; did you mean gb2312
}

func ExampleEncoding_Decode() {
	big5, _ := encodingx.Lookup("big5")
	text := big5.Decode([]byte("\xA7\xDA\x81<b>"))
	fmt.Printf("%s\n", text.UTF8)
	for _, d := range text.Diagnostics {
		fmt.Printf("offset %d: % X is %s\n", d.Offset, d.Bytes, d.Reason)
	}
	// Output:
	// 我�<b>
	// offset 2: 81 is malformed
}

func ExampleEncoding_NewEncoder() {
	gbk, _ := encodingx.Lookup("gbk")
	out, err := gbk.NewEncoder().String("我爱")
	fmt.Printf("% X %v\n", out, err)
	_, err = gbk.NewEncoder().String("한")
	fmt.Println(err)
	// Output:
	// CE D2 B0 AE <nil>
	// encoding U+D55C in GBK: no such character there
}

func ExampleText_Err() {
	utf8, _ := encodingx.Lookup("utf-8")
	fmt.Println(utf8.Decode([]byte("ab\xE6\x88")).Err())
	// Output: decoding UTF-8 at offset 2: E6 88 is truncated
}

func ExampleDetector() {
	var d encodingx.Detector
	for _, piece := range []string{"<p>\xD0\xC2", "\xCE\xC5\xC6\xB5", "\xB5\xC0</p>"} {
		d.Write([]byte(piece)) // never fails
	}
	fmt.Println(d.Detection().Encoding)
	// Output: GBK
}

func ExampleMend() {
	page := "<h1>新闻频道</h1><p>\xCA\xD0\xD5\xFE\xB8\xAE\xD5\xD9\xBF\xAA\xB7\xA2\xB2\xBC\xBB\xE1</p>"
	text, done := encodingx.Mend([]byte(page), encodingx.Hints{})
	fmt.Println(string(text.UTF8))
	fmt.Println(done[0].Offset, done[0].Length, done[0].As)
	// Output:
	// <h1>新闻频道</h1><p>市政府召开发布会</p>
	// 4 12 UTF-8
}
