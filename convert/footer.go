package convert

import (
	"slices"
	"strings"
)

// footerWords are words of the lines at the foot of a page that say who runs the site, where, and with what it is best seen.
var footerWords = []string{
	"主办", "主辦", "承办", "承辦", "协办", "協辦", "版权", "版權", "著作權", "技术支持", "技術支持", "技術支援", "制作", "製作", "维护", "維護", "备案", "備案", "地址", "电话", "電話", "邮编", "郵編", "郵遞區號", "邮政编码", "传真", "傳真", "邮箱", "郵箱", "信箱",
	"网站标识", "網站標識", "公网安备", "公網安備", "建议使用", "建議使用", "分辨率", "解析度", "浏览器", "瀏覽器", "您是第", "访问量", "訪問量", "瀏覽人次", "浏览人次", "站长", "站長", "管理员", "管理員", "管理维护", "运行维护", "保留所有权利", "保留所有權利", "©", "(c)",
	"icp", "e-mail", "email", "tel:", "tel：", "fax", "copyright", "all rights", "powered by", "webmaster",
}

// signsFooter says whether a line reads like one of the foot of a page.
func signsFooter(l *line) bool {
	const longest = 150 // characters
	return l.chars <= longest && !strings.Contains(l.text, "。") && (isBoilerplate(l) || isContact(l) || containsAny(strings.ToLower(l.text), footerWords))
}

// inFooter says whether line i says who runs the site, at the foot of a page whose own part ends with links, or that lists: such a
// line is no text of an article.
func (d *Document) inFooter(i int) bool {
	from := d.footerFrom()
	return i >= from && (signsFooter(&d.lines[i]) || d.lines[i].block == d.lines[from].block)
}

// footerFrom is the first line of the foot of the page, the number of lines if the page has none that is told from its text.
func (d *Document) footerFrom() int {
	d.footerOnce.Do(func() {
		d.footer = d.findFooter()
	})
	return d.footer
}

func (d *Document) findFooter() int {
	const (
		most  = 8  // lines that say who runs the site: more are a text of addresses
		apart = 3  // other lines between two of them
		links = 40 // lines of links between them and below
		long  = 60 // characters of another line
	)
	none := len(d.lines)
	top, signs, others, linked := none, 0, 0, 0
up:
	for i := none - 1; i >= 0; i-- {
		switch l := &d.lines[i]; {
		case d.inHeading(l) && l.links == 0 || d.callsItself(l.text):
			break up
		case l.linkChars*2 > l.chars && !signsFooter(l):
			if linked++; linked > links {
				break up
			}
		case signsFooter(l):
			if signs++; signs > most {
				return none
			}
			top, others = i, 0
		default:
			if others++; others > apart || l.chars > long || strings.HasSuffix(l.text, "。") {
				break up
			}
		}
	}
	if top == none {
		return none
	}
	for top > 0 && d.lines[top-1].block == d.lines[top].block && d.lines[top-1].links == 0 && d.lines[top-1].chars <= long {
		top--
	}
	for i := top - 1; i >= max(0, top-apart); i-- {
		l := &d.lines[i]
		if l.links > 0 && l.linkChars*2 > l.chars {
			return top
		}
		if l.prose() || d.inHeading(l) || d.callsItself(l.text) {
			break
		}
	}
	if _, column := d.isColumn(); column && !slices.ContainsFunc(d.lines[:top], func(l line) bool { return l.prose() }) {
		return top
	}
	return none
}
