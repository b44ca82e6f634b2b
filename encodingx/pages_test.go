package encodingx

// Text of our own for the tests.
const (
	simplifiedText = "<html><head><title>市政府召开新闻发布会</title></head><body>\n" +
		"<p>本报讯 市政府昨天上午召开新闻发布会，介绍今年以来经济社会发展的主要情况，并回答了记者的提问。</p>\n" +
		"<p>会议指出，要坚持以人为本，进一步改善城乡居民的生活条件，加快公共交通建设，保护环境。</p></body></html>\n"
	traditionalText = "<html><head><title>市政府召開新聞發布會</title></head><body>\n" +
		"<p>本報訊 市政府昨天上午召開新聞發布會，介紹今年以來經濟社會發展的主要情況，並回答了記者的提問。</p>\n" +
		"<p>會議指出，要堅持以人為本，進一步改善城鄉居民的生活條件，加快公共交通建設，保護環境。</p></body></html>\n"
)

var chinesePages = []struct{ name, label, text string }{
	{"simplified page", "gbk", simplifiedText},
	{"traditional page", "gbk", traditionalText},
	{"traditional page", "big5", traditionalText},
	{"simplified page", "utf-8", simplifiedText},
	{"traditional page", "utf-8", traditionalText},
	{"simplified title", "gbk", "领导人会见外国客人"},
	{"traditional title", "big5", "領導人會見外國客人"},
}
