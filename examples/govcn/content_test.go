package govcn

import (
	_ "embed"
	"strings"
)

// articleText is the text of the one real page of the portal, line by line as a browser shows it.
//
//go:embed article.txt
var articleText string

// labels are the six categories of the bar, by their folder.
var labels = []struct{ folder, hant, hans string }{
	{"", "最新", "最新"},
	{"hd", "活動", "活动"},
	{"cf", "出訪", "出访"},
	{"hy", "會議", "会议"},
	{"ls", "論述", "论述"},
	{"tp", "圖片", "图片"},
}

// item is one entry of a listing, with its article.
type item struct {
	folder string // of its category
	title  string
	date   string // 2012-09-25 18:07
	source string
	body   []string
	number int    // content_N.htm
	meta   string // label the page carries; "-" for none, "" for the edition's
	url    string // of an item on another host
	lost   bool   // its page was not saved
}

// edition is the saved site of one office.
type edition struct {
	folder string // below the root: big5
	codec  string
	meta   string // label most pages carry
	lists  map[string]string
	hans   bool
	look   int // of the listings and articles
	site   string
	words  words
	items  []item
}

// words are what the pages of an edition say around their content.
type words struct {
	column, home, here, source, related, editor, next, previous, about, print, rights, notices string
	notice                                                                                     []string
}

var hantWords = words{
	column: "領導活動", home: "首頁", here: "當前位置", source: "來源", related: "相關鏈結", editor: "責任編輯:值班編輯",
	next: "下一頁", previous: "上一頁", about: "關於我們", print: "打印本頁", rights: "版權所有", notices: "公告欄",
	notice: []string{"關於調整開放時間的公告", "節假日值班電話", "徵集欄目建議"},
}

var hansWords = words{
	column: "领导活动", home: "首页", here: "当前位置", source: "来源", related: "相关链接", editor: "责任编辑:值班编辑",
	next: "下一页", previous: "上一页", about: "关于我们", print: "打印本页", rights: "版权所有", notices: "公告栏",
	notice: []string{"关于调整开放时间的公告", "节假日值班电话", "征集栏目建议"},
}

// editions is the whole portal. Apart from the real article, every event, institution and place is invented, and no
// person is named: an office stands for who holds it.
func editions() []edition {
	return []edition{
		{
			folder: "big5", codec: "big5", meta: "big5", site: "中央政府門戶網站", words: hantWords, look: 0,
			lists: map[string]string{"hd": "-", "ls": "-"},
			items: []item{
				{folder: "hd", title: "王岐山:貫徹落實質量發展綱要 加快建設質量強國", date: "2012-09-25 18:07", source: "國務院辦公廳", number: 2232776},
				{folder: "hd", title: "質量月宣傳活動走進青石市社區", date: "2012-09-19 10:12", source: "青石日報", number: 2231901, body: []string{"青石市質量月宣傳活動19日走進松坪社區,現場展出了家用電器、兒童玩具等產品的檢測過程。", "活動設有二十個諮詢臺,共發放資料三千餘份。"}},
				{folder: "hd", title: "青石市舉辦質量知識競賽", date: "2012-09-12 16:30", source: "青石日報", number: 2231207, meta: "-", body: []string{"青石市質量知識競賽12日在市科技館舉行,來自十二個街道的代表隊參加。", "競賽題目涉及標準、計量、認證和檢驗四個方面。"}},
				{folder: "hd", title: "雲溪鎮開展特種設備安全服務日活動", date: "2012-09-04 15:00", source: "青石新聞網", number: 2230415, body: []string{"雲溪鎮4日開展特種設備安全服務日活動,檢驗人員為六十部電梯做了免費檢測。", "活動每季度舉辦一次。"}},
				{folder: "cf", title: "質量工作交流團赴銀杉國考察", date: "2012-09-08 09:00", source: "青石新聞網", number: 2230811, body: []string{"質量工作交流團8日啟程赴銀杉國,考察當地的食品檢驗實驗室。", "交流團將於一周後返回。"}},
				{folder: "hy", title: "青石市召開質量工作聯絡員會議", date: "2012-09-18 17:20", source: "青石新聞網", number: 2231811, body: []string{"青石市質量工作聯絡員會議18日召開,通報了前三季度抽樣檢查情況。", "會議討論了下一階段的工作安排。"}},
				{folder: "ls", title: "關於提升鄉鎮服務業質量的幾點認識", date: "2012-09-15 08:00", source: "質量工作簡報", number: 2231504, meta: "-", body: []string{"鄉鎮服務業點多面廣,提升質量要從公開標準做起。", "一要公開,二要培訓,三要回訪。"}},
				{folder: "tp", title: "組圖:質量月主題展覽在南塘街道開幕", date: "2012-09-10 11:45", source: "青石新聞網", number: 2231003, body: []string{"質量月主題展覽10日在南塘街道文化站開幕。圖為觀眾正在參觀。"}},
			},
		},
		{
			folder: "gbk", codec: "gbk", meta: "gb2312", site: "白鹭市人民政府", words: hansWords, hans: true, look: 1,
			lists: map[string]string{"hd": "-", "hy": "utf-8"},
			items: []item{
				// 喆 is in GBK, but not in the GB 2312 that the pages claim.
				{folder: "hd", title: "市长到喆园社区参加义务植树", date: "2012-09-22 09:30", source: "白鹭日报", number: 41022, body: []string{"22日上午,白鹭市市长来到喆园社区,与居民一起栽下三百株香樟。", "全市今年已完成植树五万株。"}},
				{folder: "hd", title: "市长走访松坪区老旧小区改造工程", date: "2012-09-18 16:05", source: "白鹭日报", number: 41018, meta: "-", body: []string{"18日下午,白鹭市市长走访松坪区三个老旧小区,查看屋面防水和管网改造进度。", "改造工程将于年底前完工。"}},
				{folder: "hd", title: "白鹭市图书馆举办读者开放日 市长与读者座谈", date: "2012-09-11 14:00", source: "白鹭广播电视台", number: 41011, body: []string{"白鹭市图书馆11日举办读者开放日,四百名读者参观了古籍修复室。", "座谈会上,读者建议延长周末开馆时间。"}},
				{folder: "hd", title: "市长检查防汛准备工作", date: "2012-08-30 08:20", source: "白鹭日报", number: 40830, meta: "utf-8", body: []string{"30日,白鹭市市长到柳河乡检查防汛物资储备和值班情况。", "全市十二座水库水位均在汛限以下。"}},
				{folder: "hd", title: "邻市科技馆新馆开馆", date: "2012-08-21", url: "http://www.neighbour.example/news/2012/0821/55.html"},
				{folder: "cf", title: "白鹭市代表团赴蓝湾国北岸市交流古树保护经验", date: "2012-09-06 19:10", source: "白鹭日报", number: 41006, body: []string{"白鹭市代表团6日访问蓝湾国北岸市,双方交流了古树保护的做法。", "两市植物园将互换种子标本。"}},
				{folder: "hy", title: "白鹭市召开水质监测工作座谈会", date: "2012-09-20 17:45", source: "白鹭日报", number: 41020, body: []string{"白鹭市水质监测工作座谈会20日召开,通报了东湖新区八个断面的监测结果。", "会议要求按月公布数据。"}},
				{folder: "hy", title: "白鹭市召开校车安全现场推进会", date: "2012-08-28", number: 40828, lost: true},
				{folder: "ls", title: "关于做好乡村阅读工作的几点认识", date: "2012-09-14 09:00", source: "白鹭工作", number: 41014, body: []string{"乡村阅读要有书、有人、有时间。", "流动书车每月到村一次,是行之有效的办法。"}},
				{folder: "tp", title: "组图:柳河乡清晨合唱比赛", date: "2012-09-16 07:50", source: "白鹭日报", number: 41016, body: []string{"柳河乡合唱比赛16日清晨在河堤举行,十支队伍参加。"}},
			},
		},
		{
			folder: "utf8", codec: "utf-8", meta: "utf-8", site: "雲溪市政府", words: hantWords, look: 2,
			lists: map[string]string{"cf": "gb2312", "hd": "bom"},
			items: []item{
				{folder: "hy", title: "雲溪市召開鄉村閱讀工作座談會", date: "2012-09-21 15:40", source: "雲溪新聞網", number: 31007, meta: "big5", body: []string{"雲溪市鄉村閱讀工作座談會21日召開,會上介紹了流動書車的運行情況。", "流動書車今年已到訪四十二個村,借出圖書一萬餘冊。"}},
				{folder: "hd", title: "副市長出席青少年宮天文觀測活動", date: "2012-09-17 20:15", source: "雲溪新聞網", number: 30917, body: []string{"雲溪市青少年宮17日晚舉辦天文觀測活動,副市長與三百名學生一起觀測木星。", "觀測活動將持續到月底。"}},
				{folder: "hd", title: "副市長走訪古樹保護志願者", date: "2012-09-13 10:30", source: "雲溪新聞網", number: 30913, meta: "-", body: []string{"副市長13日到白石村走訪古樹保護志願者,查看了八株古樹的復壯情況。", "全市登記在冊的古樹共有四百一十六株。"}},
				{folder: "hd", title: "雲溪市舉辦舊書交換日", date: "2012-09-02 09:30", source: "雲溪市文化館", number: 30902, body: []string{"雲溪市文化館2日舉辦舊書交換日,市民帶來的一千二百冊圖書找到了新的讀者。", "下一次交換日定於十二月。"}},
				{folder: "cf", title: "雲溪市代表團赴綠洲港考察公園管理", date: "2012-09-05 18:00", source: "雲溪新聞網", number: 30905, body: []string{"雲溪市代表團5日抵達綠洲港,考察當地公園的管理和維護。", "雙方商定互派園藝師短期工作。"}},
				{folder: "ls", title: "關於檔案數字化工作的幾點認識", date: "2012-09-09 08:30", source: "雲溪通訊", number: 30909, body: []string{"檔案數字化不是把紙變成圖,而是讓人找得到。", "編目要細,校對要嚴,開放要早。"}},
				{folder: "tp", title: "組圖:金秋民樂演出在東湖舉行", date: "2012-09-19 21:00", source: "雲溪新聞網", number: 30919, body: []string{"金秋民樂演出19日晚在東湖舉行。圖為演出現場。"}},
				{folder: "tp", title: "組圖:雨後的植物園", date: "2012-08-26 12:00", source: "雲溪新聞網", number: 30826, body: []string{"連日降雨過後,雲溪市植物園重新開放。圖為園內一角。"}},
			},
		},
	}
}

// realArticle is the one real page in its parts.
type realArticle struct {
	line    string // where it was, when, from whom
	body    []string
	digests [][]string // title and paragraphs
	related []string
}

func readArticle() realArticle {
	lines := strings.Split(strings.TrimSpace(articleText), "\n")
	var a realArticle
	a.line = lines[2]
	at := 3
	for ; !strings.HasPrefix(lines[at], "最新|"); at++ {
		a.body = append(a.body, lines[at])
	}
	for at++; lines[at] != hantWords.related; at++ {
		if len([]rune(lines[at])) < 40 {
			a.digests = append(a.digests, nil)
		}
		last := len(a.digests) - 1
		a.digests[last] = append(a.digests[last], lines[at])
	}
	for _, l := range lines[at+1:] {
		a.related = append(a.related, strings.TrimPrefix(l, "· "))
	}
	return a
}
