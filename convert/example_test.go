package convert_test

import (
	"fmt"

	"github.com/portalfeed/portalfeed/convert"
)

const examplePage = `<html><head><title>會議_市長活動_南溪市政府網站</title></head><body>
<center><a href="/hd/">活動</a>|會議|<a href="/jh/">講話</a></center>
<table><tr><td><a href="t20110307_412.htm" title="市長主持召開全市防汛工作會議">市長主持召開全市防汛...</a></td><td>[03-07]</td></tr>
<tr><td><a href="t20110301_390.htm">市政府召開第二次常務會議</a></td><td>[03-01]</td></tr>
<tr><td><a href="t20110218_360.htm">全市經濟工作會議召開</a></td><td>[02-18]</td></tr></table>
<a href="index_1.htm">下一頁</a></body></html>`

func ExampleConvert() {
	res, err := convert.Convert(convert.Page{URL: "http://www.nanxi.example/hy/index.htm", Body: []byte(examplePage)}, convert.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(res.Kind, res.Title, res.Language)
	for _, item := range res.Listings[0].Items {
		fmt.Println(item.Date, item.Title, item.URL)
	}
	fmt.Println("next:", res.NextPage)
	// Output:
	// listing 會議_市長活動 zh-Hant
	// 2011-03-07 市長主持召開全市防汛工作會議 http://www.nanxi.example/hy/t20110307_412.htm
	// 2011-03-01 市政府召開第二次常務會議 http://www.nanxi.example/hy/t20110301_390.htm
	// 2011-02-18 全市經濟工作會議召開 http://www.nanxi.example/hy/t20110218_360.htm
	// next: http://www.nanxi.example/hy/index_1.htm
}

func ExampleParse() {
	doc, err := convert.Parse(convert.Page{URL: "http://www.nanxi.example/hy/index.htm", Body: []byte(examplePage)}, convert.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	bar, current := doc.Categories()
	for _, c := range bar {
		fmt.Printf("%s %q\n", c.Title, c.URL)
	}
	fmt.Println("here:", current)
	// Output:
	// 活動 "http://www.nanxi.example/hd/"
	// 會議 ""
	// 講話 "http://www.nanxi.example/jh/"
	// here: 會議
}

func ExampleDocument_Article() {
	const page = `<html><body><h1>老街修繕工程開工</h1><p>2011年03月08日 16時20分 來源:市政府辦公室 【字體:大 中 小】</p>
<p>3月8日上午,<b>南門老街</b>修繕工程開工,計劃在年底前完成。</p><p>工程遵循修舊如舊的原則,保護為主,合理利用。</p>
<p onclick="go()">詳情見<a href="fa.htm">修繕方案</a>。<script>track()</script></p></body></html>`
	doc, err := convert.Parse(convert.Page{URL: "http://www.nanxi.example/a/1.htm", Body: []byte(page)}, convert.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	a := doc.Article()
	fmt.Println(a.Title)
	fmt.Println(a.Date, a.Date.Precision, a.Source)
	fmt.Println(a.Text)
	fmt.Println(a.HTML)
	// Output:
	// 老街修繕工程開工
	// 2011-03-08T16:20:00+08:00 minute 市政府辦公室
	// 3月8日上午,南門老街修繕工程開工,計劃在年底前完成。
	// 工程遵循修舊如舊的原則,保護為主,合理利用。
	// 詳情見修繕方案。
	// <p>3月8日上午,<b>南門老街</b>修繕工程開工,計劃在年底前完成。</p><p>工程遵循修舊如舊的原則,保護為主,合理利用。</p><p>詳情見<a href="http://www.nanxi.example/a/fa.htm">修繕方案</a>。</p>
}
