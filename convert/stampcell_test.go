package convert

import (
	"strings"
	"testing"
)

func TestArticleSaysOfItselfInCells(t *testing.T) {
	t.Parallel()
	text := strings.Repeat("<p>縣長表示，本年度道路養護經費共編列五百萬元，預計三月底前完成發包，並於八個月內完工。</p>", 4)
	for _, c := range []struct{ name, before, source, date string }{
		{"a table beside the text", `<table><tr><td>標題</td><td><b>縣長出席淨灘開幕典禮</b></td></tr><tr><td>發布單位</td><td>戶政事務所</td></tr><tr><td>發布日期</td><td>民國101年8月26日</td></tr><tr><td>內容</td><td>` + text + "</td></tr></table>", "戶政事務所", "2012-08-26"},
		{"a table above the title", `<table><tr><th>索引號</th><td>CQ0006-2018</td><th>主題分類</th><td>綜合</td></tr><tr><th>發布機構</th><td>長橋區政府辦公室</td><th>發布日期</th><td>2018-12-03</td></tr><tr><th>名稱</th><td>縣長出席淨灘開幕典禮</td></tr><tr><th>文號</th><td></td><th>成文日期</th><td>2018-11-28</td></tr></table><h2>縣長出席淨灘開幕典禮</h2>` + text, "長橋區政府辦公室", "2018-12-03"},
		{"a table of heads", `<table><tr><th>主旨</th><td><h3>縣長出席淨灘開幕典禮</h3></td></tr><tr><th>發布日期</th><td>99年5月3日</td></tr><tr><th>資料來源</th><td>總務組</td></tr><tr><th>內容</th><td>` + text + "</td></tr></table>", "總務組", "2010-05-03"},
		{"labels in elements of their own", `<h1>縣長出席淨灘開幕典禮</h1><ul><li><b>消息來源</b>文化局</li><li><b>發佈日期</b>2018-12-06 11:20</li></ul>` + text, "文化局", "2018-12-06T11:20:00+08:00"},
		{"a list", `<h2>縣長出席淨灘開幕典禮</h2><ul><li><strong>發布單位：</strong>教育局</li><li><strong>發布日期：</strong>民國110年9月28日</li><li><strong>點閱數：</strong>442</li></ul>` + text, "教育局", "2021-09-28"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			res, err := Convert(Page{Body: []byte(`<html><head><meta charset=utf-8><title>縣長出席淨灘開幕典禮－銀杉縣政府</title></head><body>` + c.before + "<p>主办：银杉县政府 网站标识码3700000099</p></body></html>")}, Options{Kind: KindArticle})
			if err != nil {
				t.Fatal(err)
			}
			a := res.Article
			if a.Source != c.source || a.Date.String() != c.date {
				t.Errorf("source %q, date %s; want %q, %s", a.Source, a.Date, c.source, c.date)
			}
			for _, not := range []string{"點閱數", "發布", "标识码"} {
				if strings.Contains(a.Text, not) {
					t.Errorf("the text holds %s: %s", not, a.Text)
				}
			}
		})
	}
}

func TestYearsOfTheRepublic(t *testing.T) {
	t.Parallel()
	list := `<ul><li><a href="1.htm">農業處辦理新住民生活適應委員會</a> 101.09.25<li><a href="2.htm">徵求農產品展售志工二十名</a> 101.09.20<li><a href="3.htm">縣長出席柳溪淨灘開幕典禮</a> 101.09.18<li><a href="4.htm">東湖兒童劇即日起開始報名</a> 101.09.17</ul>`
	for _, c := range []struct{ name, address, head, foot, want string }{
		{"a page of zh-TW", "", `<html lang="zh-Hant-TW">`, "", "2012-09-25"},
		{"a host of Taiwan", "http://www.x.tw/l.htm", "<html>", "", "2012-09-25"},
		{"a page that names the Republic", "", "<html>", "<p>更新：民國 101 年 9 月 26 日</p>", "2012-09-25"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			res, err := Convert(Page{URL: c.address, Body: []byte(c.head + "<head><meta charset=utf-8><title>公告</title></head><body>" + list + c.foot)}, Options{Kind: KindListing})
			if err != nil {
				t.Fatal(err)
			}
			got := ""
			if len(res.Listings) > 0 && !res.Listings[0].Items[0].Date.IsZero() {
				got = res.Listings[0].Items[0].Date.String()
			}
			if got != c.want {
				t.Errorf("the first date is %q; want %q", got, c.want)
			}
		})
	}
}

func TestNamesRepublic(t *testing.T) {
	t.Parallel()
	for s, want := range map[string]bool{"民國101年9月26日": true, "更新：民國 101 年": true, "民国26年": true, "民國時期的建築": false, "民國1911年": false, "民國": false, "101年": false} {
		if got := namesRepublic(s); got != want {
			t.Errorf("namesRepublic(%q) = %v", s, got)
		}
	}
}
