package convert

import (
	"crypto/sha256"
	"encoding/hex"
	"net/url"
	"path"
	"strings"
	"sync"
	"time"

	"golang.org/x/text/width"
)

// builderSlugs are the names of categories that portals use again and again, in either script.
// The keys are folded by builderFold, so each stands here once, in Simplified characters.
var builderSlugs = sync.OnceValue(func() map[string]string {
	return builderSlugTable(builderSlugText)
})

const builderSlugText = `
latest      最新 最新动态 最新消息 最新报道 最新信息 最新更新
activity    活动 领导活动 政务活动 重要活动 公务活动 近期活动
visits      出访 访问 外事 外事活动 出访活动 考察 调研 考察调研
meetings    会议 重要会议 会议活动 常务会议
speeches    论述 讲话 重要讲话 领导讲话 讲话文章 文章 言论
photos      图片 图片新闻 图片报道 图集 组图 照片
video       视频 视频新闻 影像 音视频
audio       音频 广播
news        新闻 要闻 新闻动态 时政要闻 今日要闻 重要新闻 本地新闻 政务要闻 头条
notices     公告 通告 通知 通知公告 公示 公告公示 公告栏
documents   文件 公文 政策文件 规范性文件 法规 政策法规 政策
bulletins   公报 政府公报
updates     动态 工作动态 部门动态 政务动态
profile     简历 简介 个人简历 领导简介
interviews  访谈 在线访谈 专访
reports     报告 工作报告 政府工作报告
statistics  数据 统计 统计数据 统计信息
personnel   人事 人事任免 任免
economy     经济 财经
politics    政治 时政
society     社会 民生
culture     文化 文体
education   教育
science     科技 科学
sports      体育
international 国际 国际新闻
national    国内 全国 国内新闻
local       地方 本地 地方新闻
military    军事
health      卫生 健康
environment 环境 环保 生态
law         法律 法治 法制
travel      旅游
services    服务 办事服务 便民服务
topics      专题 专题专栏 热点专题
comments    评论 时评 社评
columns     专栏
plans       规划 计划
letters     信件 来信 市长信箱
tenders     招标 采购 招标公告 政府采购
projects    项目 重点项目
openness    信息公开 政务公开 政府信息公开
interaction 互动 政民互动 互动交流
home        首页 主页
media       媒体 媒体报道 媒体聚焦
history     历史 往期 档案
about       关于 概况 关于我们
all         全部 所有
`

func builderSlugTable(text string) map[string]string {
	table := map[string]string{}
	for line := range strings.Lines(text) {
		words := strings.Fields(line)
		if len(words) == 0 {
			continue
		}
		for _, w := range words[1:] {
			table[builderFold(w)] = words[0]
		}
	}
	return table
}

// builderSimple maps the Traditional characters of labels to their Simplified forms.
// It is a table for comparing short labels, no conversion of text.
var builderSimple = strings.NewReplacer(strings.Split(
	"動,动,訪,访,會,会,議,议,論,论,圖,图,聞,闻,講,讲,話,话,報,报,導,导,領,领,務,务,開,开,"+
		"視,视,頻,频,體,体,獎,奖,廣,广,場,场,後,后,國,国,際,际,內,内,兩,两,岸,岸,軍,军,經,经,濟,济,財,财,"+
		"產,产,産,产,業,业,農,农,資,资,訊,讯,規,规,範,范,劃,划,計,计,統,统,數,数,據,据,檔,档,案,案,"+
		"關,关,於,于,項,项,標,标,採,采,購,购,環,环,態,态,衛,卫,醫,医,藥,药,療,疗,學,学,習,习,術,术,"+
		"藝,艺,遊,游,記,记,專,专,題,题,欄,栏,頁,页,頭,头,條,条,熱,热,點,点,評,评,說,说,説,说,"+
		"談,谈,調,调,研,研,檢,检,察,察,監,监,督,督,審,审,計,计,測,测,驗,验,證,证,認,认,許,许,"+
		"辦,办,職,职,員,员,選,选,舉,举,黨,党,團,团,會,会,婦,妇,聯,联,僑,侨,協,协,區,区,縣,县,鎮,镇,鄉,乡,"+
		"門,门,戶,户,網,网,站,站,電,电,傳,传,媒,媒,華,华,東,东,灣,湾,臺,台,線,线,路,路,車,车,"+
		"運,运,輸,输,輯,辑,編,编,責,责,任,任,來,来,源,源,歷,历,史,史,時,时,間,间,實,实,況,况,"+
		"強,强,質,质,量,量,貿,贸,易,易,稅,税,銀,银,證,证,券,券,險,险,勞,劳,動,动,勵,励,勞,劳,"+
		"產,产,權,权,訴,诉,訟,讼,顧,顾,問,问,題,题,億,亿,萬,万,與,与,個,个,們,们,這,这,現,现,"+
		"視,视,頻,频,錄,录,攝,摄,影,影,畫,画,書,书,記,记,處,处,長,长,總,总,理,理,書,书,應,应,急,急,"+
		"號,号,類,类,別,别,屬,属,層,层,級,级,為,为,爲,为,無,无,從,从,見,见,觀,观,覽,览,點,点,誌,志,"+
		"貼,贴,帖,帖,簡,简,歲,岁,齡,龄,號,号,碼,码,語,语,詞,词,詢,询,諮,咨,詳,详,細,细,試,试,誤,误,"+
		"請,请,讀,读,變,变,讓,让,貨,货,貸,贷,費,费,貴,贵,買,买,賣,卖,賽,赛,贊,赞,趙,赵,趕,赶,跡,迹,"+
		"轉,转,輕,轻,載,载,較,较,農,农,邊,边,達,达,過,过,還,还,進,进,遠,远,適,适,遲,迟,遷,迁,選,选,"+
		"鄭,郑,鄰,邻,錢,钱,鐵,铁,鋼,钢,錯,错,鍵,键,閉,闭,閱,阅,闊,阔,陽,阳,陰,阴,陳,陈,隊,队,階,阶,"+
		"隨,随,難,难,雲,云,靜,静,響,响,順,顺,預,预,願,愿,類,类,風,风,飛,飞,飯,饭,館,馆,馬,马,驗,验,"+
		"魚,鱼,鳥,鸟,麗,丽,黃,黄,齊,齐,龍,龙,當,当,發,发,佈,布,首,首,備,备,傑,杰,價,价,儀,仪,優,优,"+
		"儲,储,兒,儿,冊,册,劇,剧,勝,胜,單,单,嚴,严,園,园,圓,圆,地,地,壇,坛,墊,垫,壓,压,夢,梦,奪,夺,"+
		"婚,婚,孫,孙,寫,写,寬,宽,寶,宝,將,将,尋,寻,對,对,屆,届,島,岛,師,师,帶,带,幹,干,庫,库,徵,征,"+
		"愛,爱,慶,庆,憲,宪,戰,战,戲,戏,拋,抛,揚,扬,換,换,擇,择,擔,担,據,据,擬,拟,攜,携,敵,敌,敘,叙,"+
		"暫,暂,曆,历,機,机,樓,楼,樣,样,樂,乐,橋,桥,歡,欢,歸,归,殘,残,決,决,沒,没,洩,泄,淨,净,減,减,"+
		"溫,温,準,准,潔,洁,災,灾,煙,烟,營,营,爭,争,獨,独,獲,获,瑣,琐,畢,毕,異,异,疊,叠,盤,盘,礦,矿,"+
		"離,离,種,种,稱,称,積,积,穩,稳,節,节,築,筑,紀,纪,約,约,級,级,組,组,結,结,給,给,統,统,綜,综,"+
		"維,维,緊,紧,總,总,績,绩,織,织,繼,继,續,续,罰,罚,羅,罗,義,义,聖,圣,聲,声,聽,听,脈,脉,腦,脑,"+
		"臨,临,舊,旧,艦,舰,蘇,苏,蘭,兰,虛,虚,蟲,虫,術,术,裝,装,複,复,復,复,覺,觉,觸,触,訂,订,訓,训,設,设",
	",")...)

// builderFold makes labels comparable across scripts, widths, case and spaces.
func builderFold(s string) string {
	s = width.Fold.String(s)
	s = builderSimple.Replace(strings.ToLower(s))
	return strings.Join(strings.Fields(s), "")
}

// builderReserved reports whether Windows keeps the name for a device, with or without an extension.
func builderReserved(s string) bool {
	s, _, _ = strings.Cut(strings.ToLower(s), ".")
	switch s {
	case "con", "prn", "aux", "nul", "conin$", "conout$":
		return true
	}
	return len(s) == 4 && (strings.HasPrefix(s, "com") || strings.HasPrefix(s, "lpt")) && s[3] >= '0' && s[3] <= '9'
}

// builderSlug names a label: by the table, by its own letters where it is ASCII, else by a short hash.
func builderSlug(label string) string {
	if s := builderKnownSlug(label); s != "" {
		return s
	}
	if s := builderASCII(label); s != "" {
		return s
	}
	return builderHash(builderFold(label))
}

// builderKnownSlug is the table's answer, or "".
func builderKnownSlug(label string) string {
	return builderSlugs()[strings.Trim(builderFold(label), "[]()<>·•:.-_ 【】《》「」")]
}

// builderMaxSlug bounds one segment of a feed's name.
const builderMaxSlug = 64

// builderASCII makes a segment of a feed's name from text whose letters are all ASCII; other text gives "".
func builderASCII(s string) string {
	var b strings.Builder
	dash := false
	for _, r := range strings.ToLower(width.Fold.String(s)) {
		switch {
		case r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r == '_':
			if dash && b.Len() > 0 {
				b.WriteByte('-')
			}
			dash = false
			b.WriteRune(r)
		case r >= 0x80:
			return ""
		default:
			dash = true
		}
		if b.Len() >= builderMaxSlug {
			break
		}
	}
	slug := strings.Trim(b.String(), "_")
	if builderReserved(slug) {
		slug += "-"
	}
	return slug
}

// builderHash is a short stable name for what has no other.
func builderHash(s string) string {
	sum := sha256.Sum256([]byte(s))
	return "c" + hex.EncodeToString(sum[:4])
}

// builderPathSlug names a listing by the last telling segment of its address, or "".
func builderPathSlug(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	dir, file := path.Split(u.Path)
	stem := strings.TrimSuffix(file, path.Ext(file))
	plain := strings.TrimRight(strings.TrimRight(stem, "0123456789"), "_-") // index_1 is the second page of index
	if stem != "" && !builderIndexName(plain+path.Ext(file)) {
		return builderASCII(stem)
	}
	segments := strings.FieldsFunc(dir, func(r rune) bool { return r == '/' })
	if len(segments) == 0 {
		return ""
	}
	return builderASCII(segments[len(segments)-1])
}

// builderLocation is the zone in use: Asia/Shanghai where none is named.
func builderLocation(loc *time.Location) *time.Location {
	if loc != nil {
		return loc
	}
	return shanghai
}
