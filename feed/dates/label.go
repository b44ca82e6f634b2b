package dates

import (
	"strings"
	"unicode/utf8"
)

// The weights by which Parse prefers one date of a text to another.
const (
	rankFull      = 40
	rankYearless  = 30
	rankRelative  = 20
	rankMonth     = 10
	rankClock     = 2
	rankPublished = 100
	rankChanged   = -15
	rankInPath    = -12
)

// rank weighs f against the other dates of the text.
func (p *parser) rank(f *found) int {
	r := 0
	switch {
	case f.prec >= Day && f.form == formFull:
		r = rankFull
	case f.form == formYearless:
		r = rankYearless
	case f.form == formRelative:
		r = rankRelative
	case f.prec == Month:
		r = rankMonth
	}
	if f.prec > Day {
		r += rankClock
	}
	if f.prec >= Day {
		r += p.label(f.start)
	}
	if f.start > 0 && p.s[f.start-1] == '/' {
		r += rankInPath
	}
	return r
}

// maxLabel bounds the text before a date that is searched for a label, in bytes.
const maxLabel = 40

// wordsBefore returns the end of the text before i without white space, colons and brackets.
func (p *parser) wordsBefore(i int) string {
	s := p.s[max(0, i-maxLabel):i]
	for len(s) > 0 {
		r, w := utf8.DecodeLastRuneInString(s)
		switch r {
		case ' ', '\t', '\n', '\r', '\u00A0', '\u3000', ':', '：', '[', '(', '（', '【':
			s = s[:len(s)-w]
			continue
		}
		break
	}
	return s
}

// label is the weight of the words before a date.
func (p *parser) label(i int) int {
	s := p.wordsBefore(i)
	if s == "" {
		return 0
	}
	for _, w := range [...]string{"时间", "時間", "日期", "于", "於", " on", " at", " date", "Date", "time"} {
		s = strings.TrimSuffix(s, w)
	}
	s = strings.TrimRight(s, " ")
	if endsWith(s, "发布", "發佈", "發布", "发表", "發表", "刊发", "刊發", "刊登", "出版", "刊载", "ublished", "osted", "发稿", "發稿", "pub") {
		return rankPublished
	}
	if endsWith(s, "更新", "修改", "截止", "截至", "失效", "到期", "pdated", "odified", "xpires", "访问", "訪問", "打印", "列印") {
		return rankChanged
	}
	return 0
}

// countBefore reports whether the words before i announce a number that is no date: a telephone, a count, an account.
func (p *parser) countBefore(i int) bool {
	if i == 0 {
		return false
	}
	s := p.wordsBefore(i)
	return endsWith(s, "编号", "編號", "账号", "賬號", "帳號", "帐号", "号码", "號碼", "电话", "電話", "手机", "手機", "传真", "傳真", "邮编", "郵編",
		"次数", "次數", "人数", "人數", "点击", "點擊", "点击数", "阅读", "閱讀", "阅读数", "浏览", "瀏覽", "热线", "熱線", "文号", "文號", "证号", "證號", "备案", "備案",
		"比分", "型号", "型號", "价格", "價格", "版本", "Tel", "TEL", "Fax", "QQ", "ISSN", "ISBN", "No.", "ersion")
}

// versionBefore reports whether the words before i announce the number of a version: version 2012.10.1.
func (p *parser) versionBefore(i int) bool {
	if i == 0 {
		return false
	}
	s := strings.TrimRight(p.wordsBefore(i), ".")
	if endsWith(s, "版本", "版本号", "版本號") {
		return true
	}
	start := len(s)
	for start > 0 && isLetter(s[start-1]) {
		start--
	}
	switch strings.ToLower(s[start:]) {
	case "v", "ver", "version", "rev", "revision", "release", "build":
		return true
	}
	return false
}

func endsWith(s string, words ...string) bool {
	if s == "" {
		return false
	}
	last := s[len(s)-1]
	for _, w := range words {
		if w[len(w)-1] == last && strings.HasSuffix(s, w) {
			return true
		}
	}
	return false
}
