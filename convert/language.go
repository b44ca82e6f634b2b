package convert

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/portalfeed/portalfeed/convert/internal/dom"
)

// Characters that only one of the two scripts uses, among the most frequent ones. Characters that both know (后 里 台 云 干) are
// left out.
const (
	simplifiedOnly  = "们国说时为会来对开发这过学长点问门应东车见变业关现让从电无气产书总写当买张给论头马红实区难风义传战际设务众间标计划经济议员级华协调报组织决场运动农园图馆检热卫护办导选争层节极构统带党规单价验复习认证环亿县乡镇广龙凤鱼鸟汉语读话请谢错题类页须预领频飞饭质监贯彻纲强届论坛贸权资诉讼访词试销售银钱链锁阳阴阶际陆陈险随隐难页顶项顺顾颁颂"
	traditionalOnly = "們國說説時為爲會來對開發這過學長點問門應東車見變業關現讓從電無氣產産書總寫當買張給論頭馬紅實區難風義傳戰際設務眾衆間標計劃經濟議員級華協調報組織決場運動農園圖館檢熱衛護辦導選爭層節極構統帶黨規單價驗復習認證環億縣鄉鎮廣龍鳳魚鳥漢語讀話請謝錯題類頁須預領頻飛飯質監貫徹綱強屆壇貿權資訴訟訪詞試銷銀錢鏈鎖陽陰階陸陳險隨隱頂項順顧頒頌臺灣"
)

// The characters that scriptTable covers: those of both lists.
const (
	scriptFirst = 0x4E00
	scriptEnd   = 0xA000
)

// scriptTable tells for a character which script alone has it: 1 Simplified, 2 Traditional.
var scriptTable = func() (t [scriptEnd - scriptFirst]uint8) {
	for _, r := range simplifiedOnly {
		t[r-scriptFirst] = 1
	}
	for _, r := range traditionalOnly {
		if t[r-scriptFirst] == 1 { // listed in both: it tells nothing
			t[r-scriptFirst] = 0
			continue
		}
		t[r-scriptFirst] = 2
	}
	return t
}()

// Language is the page's language as a BCP 47 tag: zh-Hans or zh-Hant by the characters of its text, else what the page says
// of itself, else en where its text is full of English words, else "".
func (d *Document) Language() string {
	const enough = 4000 // characters that settle the question
	han, kana, hangul, seen := 0, 0, 0, 0
	var scripts [3]int // by scriptTable
	for i := range d.lines {
		text := d.lines[i].text
		for k, size := 0, 1; k < len(text); k += size {
			c := text[k]
			if size = 1; c < utf8.RuneSelf {
				if isASCIIAlnum(c) && c > '9' {
					seen++
				}
				continue
			}
			r := rune(0)
			if byteKinds[c] == wordLead && k+2 < len(text) {
				r, size = rune(c&0xF)<<12|rune(text[k+1]&0x3F)<<6|rune(text[k+2]&0x3F), 3
			} else {
				r, size = utf8.DecodeRuneInString(text[k:])
			}
			switch {
			case r >= scriptFirst && r < scriptEnd:
				han++
				scripts[scriptTable[r-scriptFirst]]++
			case isIdeograph(r):
				han++
			case r >= 0x3041 && r <= 0x30FF:
				kana++
			case r >= 0xAC00 && r <= 0xD7A3:
				hangul++
			case unicode.IsLetter(r):
				seen++
			}
		}
		if han > enough {
			break
		}
	}
	hans, hant := scripts[1], scripts[2]
	said := d.saidLanguage()
	switch {
	case hangul > han && hangul*4 > seen:
		return "ko"
	case kana*6 > han && kana*4 > seen:
		return "ja"
	case han == 0 || han*20 < seen:
		if said == "" && seen > 0 && d.saysEnglish() {
			return "en"
		}
		return said
	case hant > hans:
		return "zh-Hant"
	case hans > hant:
		return "zh-Hans"
	case strings.HasPrefix(said, "zh"):
		return said
	}
	return "zh"
}

// saidLanguage is the language the page declares.
func (d *Document) saidLanguage() string {
	lang := d.declaredLanguage()
	if lang == "" {
		lang = d.meta["content-language"]
	}
	lang = strings.ReplaceAll(strings.TrimSpace(lang), "_", "-")
	switch strings.ToLower(lang) {
	case "zh-cn", "zh-sg", "zh-hans-cn", "zh-chs", "zh-hans":
		return "zh-Hans"
	case "zh-tw", "zh-hk", "zh-mo", "zh-hant-tw", "zh-hant-hk", "zh-cht", "zh-hant":
		return "zh-Hant"
	}
	if !wellFormedTag(lang) {
		return ""
	}
	return lang
}

// declaredLanguage is the language that the root element has as it is written.
func (d *Document) declaredLanguage() string {
	n := d.tree.Root().Find(dom.Html)
	if !n.OK() {
		return ""
	}
	if lang := n.Attr("lang"); lang != "" {
		return lang
	}
	return n.Attr("xml:lang")
}

// wellFormedTag says whether a string has the shape of a BCP 47 tag.
func wellFormedTag(s string) bool {
	const longest = 35
	if len(s) < 2 || len(s) > longest {
		return false
	}
	for part := range strings.SplitSeq(s, "-") {
		if part == "" || len(part) > 8 || strings.IndexFunc(part, func(r rune) bool { return r >= 0x80 || !isWordRune(r) }) >= 0 {
			return false
		}
	}
	return true
}
