package convert

import "testing"

// TestBuilderFrontSection gives a front page whose sections are called as columns: what it shows of them is theirs.
func TestBuilderFrontSection(t *testing.T) {
	t.Parallel()
	front := &Result{URL: testBase, Kind: KindListing, Title: "白鷺市圖書館", Listings: []Listing{
		{Title: "館務消息", Index: 0, Items: []ListingItem{
			listed("閱覽室延長開放", testBase+"xx/5.htm", day("2012-01-05")), listed("借書證換發", testBase+"xx/4.htm", day("2012-01-04")), listed("地方文獻入藏", testBase+"xx/3.htm", day("2012-01-03")),
		}},
		{Title: "講座預告", Index: 1, Items: []ListingItem{
			listed("談古籍修復", testBase+"jz/9.htm", day("2012-01-09")), listed("讀地方志", testBase+"jz/8.htm", day("2012-01-08")), listed("說連環畫", testBase+"jz/7.htm", day("2012-01-07")),
		}},
	}}
	column := listPage(testBase+"xx/index_1.htm", nil, "", listed("地方文獻入藏", testBase+"xx/3.htm", day("2012-01-03")), listed("書庫整理", testBase+"xx/2.htm", day("2012-01-02")))
	column.Title, column.Site = "館務消息", ""
	pubs, _ := publish(t, nil, front, column)
	const want = "xx 館務消息: 閱覽室延長開放 借書證換發 地方文獻入藏 書庫整理\ncbccab38b 講座預告: 談古籍修復 讀地方志 說連環畫\nall 全部+: 談古籍修復 讀地方志 說連環畫 閱覽室延長開放 借書證換發 地方文獻入藏 書庫整理\n"
	if got := outline(pubs); got != want {
		t.Errorf("feeds are\n%swant\n%s", got, want)
	}
}

func TestBuilderSiteName(t *testing.T) {
	t.Parallel()
	page := func(address, title, site string, kind Kind) *Result {
		r := listPage(address, nil, "", listed("書庫整理", testBase+"xx/2.htm", day("2012-01-02")))
		if r.Title, r.Site, r.Kind = title, site, kind; kind == KindArticle {
			r = articlePage(address, title, day("2012-01-02"))
			r.Site = site
		}
		return r
	}
	list := page(testBase+"xx/", "館務消息", "", KindListing)
	for _, c := range []struct {
		name string
		with []*Result
		want string
	}{
		{"of one article's title", []*Result{page(testBase+"xx/2.htm", "2009", "2010年度開放時間", KindArticle), page(testBase+"xx/3.htm", "書庫整理", "", KindArticle)}, "館務消息 - www.bailu.example"},
		{"of the front page", []*Result{page(testBase+"index.htm", "歡迎光臨白鷺市圖書館", "", KindArticle), page(testBase+"xx/2.htm", "2009", "2010年度開放時間", KindArticle)}, "館務消息 - 白鷺市圖書館"},
		{"of a front page without a name", []*Result{page(testBase+"index.htm", "首頁", "", KindArticle)}, "館務消息 - www.bailu.example"},
		{"of several pages", []*Result{page(testBase+"xx/2.htm", "書庫整理", "白鷺圖書館", KindArticle), page(testBase+"xx/3.htm", "講座", "白鷺圖書館", KindArticle)}, "館務消息 - 白鷺圖書館"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			pubs, _ := publish(t, nil, append([]*Result{list}, c.with...)...)
			if len(pubs) == 0 || pubs[0].Feed.Title.Value != c.want {
				t.Errorf("feeds are %v; want the first to be called %s", outline(pubs), c.want)
				if len(pubs) > 0 {
					t.Log(pubs[0].Feed.Title.Value)
				}
			}
		})
	}
}
