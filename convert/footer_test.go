package convert_test

import (
	"fmt"
	"testing"

	"github.com/portalfeed/portalfeed/convert"
)

// Who runs a site, at the foot of its pages, is the text of no article.
func TestFooterIsNoText(t *testing.T) {
	t.Parallel()
	titles := []string{"漁港防波堤完工啟用", "「漁村一日遊」路線公布", "漁船進出港申報須知修訂", "第三季漁獲統計出爐", "海鮮市集週末開張"}
	const head = "<title>漁政新聞</title><div><a href=/>首頁</a> <a href=/xw/>漁政新聞</a> <a href=/gg/>港務公告</a> <a href=/fg/>漁業法規</a></div><h2>漁政新聞</h2>"
	list := head + "<ul>"
	for i, s := range titles {
		list += fmt.Sprintf("<li><a href=/xw/%d.htm>%s</a>", i, s)
	}
	list += "</ul>"
	for name, foot := range map[string]string{
		"two lines":     "<div>白沙漁港管理處　技術支援：資訊室<br>地址：港口路1號</div>",
		"who runs it":   "<div>白沙縣漁業局主辦　白沙縣資訊中心承辦<br>建議使用1024×768解析度，IE6.0以上瀏覽器</div>",
		"paragraphs":    "<p>主辦單位：白沙縣漁業局　承辦單位：資訊中心<p>電話：000-1234567　傳真：000-1234568　郵編：000000<p>Copyright © 2007 Baisha Fishery. All Rights Reserved",
		"name above":    "<table><tr><td>白沙縣漁業局<br>地址：白沙縣港口路1號　電話：000-1234567<br>您是第 012345 位訪客</td></tr></table>",
		"with a number": "<p align=center>[版權所有：白沙縣漁業局 保留所有權利]<br>備案號：白ICP備07000000號<br>管理員信箱：a@example.invalid</p>",
		"links between": "<p>友情鏈接：<a href=http://a.example/>縣政府</a> <a href=http://b.example/>港務局</a></p><p>白沙縣漁業局　設計製作：資訊室<br>郵編：000000　地址：港口路1號</p>",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r, err := convert.Convert(convert.Page{URL: "http://www.example.tw/xw/index.htm", Body: []byte(list + foot)}, convert.Options{Encoding: "utf-8"})
			if err != nil {
				t.Fatal(err)
			}
			if r.Kind != convert.KindListing || len(r.Listings) == 0 || len(r.Listings[0].Items) != len(titles) {
				t.Errorf("%q %v", r.Kind, r.Listings)
			}
		})
	}
}
