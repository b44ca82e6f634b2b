package convert

import (
	"strings"
	"unicode/utf8"

	"github.com/portalfeed/portalfeed/feed/dates"
)

// A stamp is what stands between a title and a text: when it was published, where it comes from, who wrote it.

// Labels before a source, author or editor, in both scripts. Longer ones first where one begins another.
var (
	sourceLabels = []string{
		"信息來源", "信息来源", "資料來源", "资料来源", "消息來源", "消息来源", "文章來源", "文章来源", "新聞來源", "新闻来源", "稿件來源", "稿件来源", "稿源", "來源於", "来源于", "來源自", "来源自", "來源", "来源", "來自", "来自", "出處", "出处", "轉自", "转自", "摘自",
		"發布單位", "發佈單位", "发布单位", "發布機關", "發佈機關", "发布机关", "發布機構", "發佈機構", "发布机构", "發文單位", "发文单位", "發文機關", "发文机关", "發文機構", "发文机构", "公告單位", "公告单位", "張貼單位", "张贴单位", "刊登單位", "刊登单位",
		"供稿單位", "供稿单位", "提供單位", "提供单位", "來稿單位", "来稿单位", "稿件提供", "信息提供", "資料提供", "资料提供", "供稿",
	}
	authorLabels = []string{"本報記者", "本报记者", "文章作者", "作者", "撰文", "記者", "记者", "撰稿", "文/", "文／", "文：", "文:"}
	editorLabels = []string{"責任編輯", "责任编辑", "責編", "责编", "本文編輯", "本文编辑", "編輯", "编辑", "編審", "编审", "審核", "审核"}
)

// stampStops end the value of a label: what else such lines hold.
var stampStops = []string{
	"【", "［", "[", "字體", "字体", "字號", "字号", "責任編輯", "责任编辑", "責編", "责编", "編輯", "编辑", "發佈時間", "发布时间", "發布時間", "发布日期",
	"發佈日期", "發布日期", "更新時間", "更新时间", "時間：", "时间：", "時間:", "时间:", "日期：", "日期:", "瀏覽", "浏览", "點擊", "点击", "閱讀", "阅读",
	"分享", "打印", "列印", "評論", "评论", "跟貼", "跟贴", "我要", "作者：", "作者:", "記者：", "记者：", "來源：", "来源：", "來源:", "来源:",
	"訪問", "访问", "次數", "次数", "轉載", "转载", "大 中 小", "視力保護", "视力保护", "收藏", "關閉", "关闭", "手機看", "手机看", "扫描", "掃描", "微信", "微博",
	"文章來源", "文章来源", "稿件來源", "稿件来源", "信息來源", "信息来源", "用手机", "參與", "参与", "審核：", "审核：", "審核:", "审核:", "校對", "校对", "監製", "监制", "終審", "终审", "初審", "初审", "复审", "複審",
}

// officeWords follow a stop that is a part of a name: 校报编辑部, 市环保局微信公众号.
var officeWords = []string{"部", "室", "组", "組", "处", "處", "中心", "委员", "委員", "平台", "平臺", "公众", "公眾", "公號", "公号"}

// labelled finds the value behind the first of the labels in a stamp's line. The line is given as written, because two spaces
// end a value as a mark does. A colon has to stand behind the label.
func labelled(raw string, set wordSet) string {
	if !hasAny(raw, set) {
		return ""
	}
	labels := sourceLabels
	switch set {
	case ofAuthors:
		labels = authorLabels
	case ofEditors:
		labels = editorLabels
	}
	for _, label := range labels {
		from := 0
		for {
			i := strings.Index(raw[from:], label)
			if i < 0 {
				break
			}
			from += i + len(label)
			rest := raw[from:]
			trimmed := strings.TrimLeftFunc(rest, isBlank)
			value, ok := cutColon(trimmed)
			if !ok {
				continue
			}
			if v := stampValue(value); v != "" && !(set == ofSources && unknown(v)) {
				return v
			}
		}
	}
	return ""
}

// unknown says whether what stands for a source says that there is none.
func unknown(v string) bool {
	switch v {
	case "未知", "未明", "不详", "不詳", "未详", "未詳", "无", "無":
		return true
	}
	return false
}

// cutColon takes a colon off the front of s.
func cutColon(s string) (string, bool) {
	for _, c := range []string{"：", ":", "﹕", "︰", "|", "｜"} {
		if rest, ok := strings.CutPrefix(s, c); ok {
			return rest, true
		}
	}
	return s, false
}

// stampValue cuts a value out of what follows its label.
func stampValue(rest string) string {
	rest = strings.TrimLeftFunc(rest, isBlank)
	end := len(rest)
	for _, stop := range stampStops {
		if i := strings.Index(rest[:end], stop); i >= 0 && !hasAnyPrefix(rest[i+len(stop):], officeWords) && (i > 0 || !beginsName(rest, stop)) {
			end = i
		}
	}
	if end < len(rest) { // half a word before a stop belongs to it: 有12人参与
		if i := strings.LastIndexFunc(rest[:end], isBlank); i > 0 && strings.ContainsAny(rest[i:end], "0123456789") {
			end = i
		}
	}
	// Two blanks in a row, or one of full width, end the value; so does a single one before a date.
	blanks := 0
	for i, r := range rest[:end] {
		switch {
		case r == '\n' || r == '\r' || r == '\t':
			blanks += 2
		case r == 0x3000:
			blanks += 2
		case isBlank(r):
			blanks++
		default:
			if blanks >= 2 {
				end = i
			}
			blanks = 0
		}
		if end <= i {
			break
		}
	}
	v := rest[:end]
	if _, start, _, ok := dates.Find(v, dates.Options{}); ok && start >= 0 {
		v = v[:start]
	}
	v = normal(v)
	v = strings.TrimFunc(v, func(r rune) bool {
		return isBlank(r) || strings.ContainsRune("|｜,，;；。:：>-—_·»", r)
	})
	v = unbracket(v)
	const longest = 90 // bytes: 30 characters
	if len(v) > longest || v == "" {
		return ""
	}
	return v
}

// beginsName says whether a stop is the beginning of the name of an office or a company: 浏览器公司, 微信事业部.
func beginsName(s, stop string) bool {
	const most = 20 // characters
	end := strings.IndexFunc(s, func(r rune) bool { return !isIdeograph(r) })
	if end < 0 {
		end = len(s)
	}
	return end > len(stop) && utf8.RuneCountInString(s[:end]) <= most && endsInAny(s[:end], officeEnds)
}

// unbracket takes one pair of brackets off a value, and an opening one that is not closed.
func unbracket(v string) string {
	for _, p := range [][2]string{{"（", "）"}, {"(", ")"}, {"《", "》"}, {"[", "]"}, {"【", "】"}} {
		if strings.HasPrefix(v, p[0]) && strings.HasSuffix(v, p[1]) && strings.Count(v, p[0]) == 1 {
			return normal(v[len(p[0]) : len(v)-len(p[1])])
		}
		if strings.Count(v, p[0]) > strings.Count(v, p[1]) {
			v = normal(v[:strings.LastIndex(v, p[0])])
		}
		for strings.Count(v, p[1]) > strings.Count(v, p[0]) && strings.HasSuffix(v, p[1]) {
			v = normal(strings.TrimSuffix(v, p[1]))
		}
		if i := strings.Index(v, p[1]); i > 0 && strings.Count(v, p[1]) > strings.Count(v, p[0]) {
			v = normal(v[:i])
		}
	}
	return v
}

// findDate is the date that a stamp's text gives: not one from the middle of a sentence.
func (d *Document) findDate(text string) dates.Date {
	if text == "" {
		return dates.Date{}
	}
	v, err := dates.Parse(text, d.dates)
	if err != nil {
		return dates.Date{}
	}
	return v
}

// stampOf reads a line as a stamp. score says how much it looks like one: 0 for no stamp.
func (d *Document) stampOf(l *line) (date dates.Date, score int) {
	const longest = 120 // characters; a sentence that holds a date is no stamp
	if l.chars > longest {
		return dates.Date{}, 0
	}
	date, start, end, ok := dates.Find(l.text, d.dates)
	if !ok {
		return dates.Date{}, 0
	}
	rest := l.text[:start] + l.text[end:]
	if !l.has(ofSources) && !l.has(ofDates) && d.itemLink(l) {
		return dates.Date{}, 0
	}
	score = 1
	if date.Precision >= dates.Hour {
		score += 2
	} else if date.Precision < dates.Day {
		return dates.Date{}, 0
	}
	if l.has(ofSources) || l.has(ofDates) {
		score += 3
	}
	if marks := countMarks(rest); marks > 1 && score < 4 {
		return dates.Date{}, 0
	}
	if n := countChars(rest); n > 30 && score < 4 {
		score--
	} else if n == 0 {
		score++
	}
	if better := d.findDate(l.text); !better.IsZero() && better.Precision >= date.Precision {
		date = better
	}
	return date, max(score, 0)
}

// itemLink says whether a line holds a link that can be the title of a list's item.
func (d *Document) itemLink(l *line) bool {
	const fewest = 8 // characters
	if l.linkChars < fewest {
		return false
	}
	for _, k := range d.lineLinks(l) {
		if utf8.RuneCountInString(k.Title) >= fewest && !hasAny(k.Title, ofStops) && !strings.Contains(k.Title, "[") && !onlyDay(k.Title) {
			return true
		}
	}
	return false
}

// dateLabels announce a date.
var dateLabels = []string{"發佈時間", "发布时间", "發布時間", "發佈日期", "发布日期", "發布日期", "發表時間", "发表时间", "發表於", "发表于", "时间：", "時間：", "时间:", "時間:", "日期：", "日期:", "更新", "發稿", "发稿", "刊登", "上傳", "上传", "出版", "成文", "印發", "印发"}

// unlabelledSource is what a stamp's line holds beside its date, if that can be the name of a source.
func unlabelledSource(text string) string {
	_, start, end, ok := dates.Find(text, dates.Options{})
	if !ok {
		return ""
	}
	if v := plainSource(text[end:]); v != "" {
		return v
	}
	return plainSource(text[:start])
}

// plainSource is the name of a source that a part of a stamp's line can be.
func plainSource(rest string) string {
	v := stampValue(strings.TrimLeftFunc(rest, func(r rune) bool { return isBlank(r) || strings.ContainsRune("|｜/／-—·:：", r) }))
	if first, _, ok := strings.Cut(v, " "); ok {
		v = first
	}
	if v == "" || hasAny(v, ofNoSource) || countMarks(v) > 0 {
		return ""
	}
	n := utf8.RuneCountInString(v)
	if n < 2 || n > 20 || strings.ContainsAny(v, "0123456789@/") || !hasHan(v) {
		return ""
	}
	return v
}

// notSources are words of stamps' lines that are no source.
var notSources = []string{
	"www.", "http", "星期", "週", "周一", "周二", "周三", "周四", "周五", "周六", "周日", "來源", "来源", "作者", "記者", "记者", "時間", "时间", "打印", "列印", "关闭", "關閉", "下載", "下载",
	"字", "評論", "评论", "閱讀", "阅读", "瀏覽", "浏览", "分享", "日期", "編輯", "编辑", "首頁", "首页", "發表", "发表", "原創", "原创", "標籤", "标签", "分類", "分类", "举报", "檢舉", "更新", "订阅", "訂閱", "关注", "關注",
	"發佈", "发布", "發布", "登录", "登錄", "更多", "參與", "参与", "跟贴", "跟貼", "回复", "回覆", "人气", "人氣", "收藏", "上一", "下一", "标准时间", "標準時間", "版权", "版權", "天气", "天氣", "新闻中心",
}

func hasHan(s string) bool { return strings.IndexFunc(s, isIdeograph) >= 0 }
