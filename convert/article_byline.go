package convert

import (
	"strings"
	"unicode/utf8"

	"github.com/portalfeed/portalfeed/convert/internal/dom"
	"github.com/portalfeed/portalfeed/feed/dates"
)

// reporterWords stand before the names of who reports, without a colon.
var reporterWords = []string{"特約記者", "特约记者", "記者", "记者"}

// correspondentWords end the names of reporters: those of others follow.
var correspondentWords = []string{"通訊員", "通讯员", "實習生", "实习生", "攝影", "摄影", "編輯", "编辑"}

// reporter is who a Chinese byline without a colon names: 本報記者 李明 通訊員 王芳, 東湖日報 記者李明／報導, （記者 李明）. Lines around title and
// stamp are read, the beginning of the text, and its last lines.
func (d *Document) reporter(p *articleParts) string {
	const above, below, longest, tail, dateline = 1, 8, 60, 3, 120 // lines; characters; lines; bytes
	from, to := p.first-4, p.first
	if p.titleLine >= 0 && p.titleLine < p.first {
		from, to = p.titleLine-above, min(p.titleLine+below, p.first)
	}
	if p.stampLine >= 0 && p.stampLine < p.first {
		from, to = min(from, p.stampLine-above), max(to, p.stampLine+1)
	}
	for i := max(from, 0); i < min(to, len(d.lines)); i++ {
		if l := &d.lines[i]; i != p.titleLine && l.chars <= longest && l.has(ofAuthors) {
			if v := reporterIn(l.text, false); v != "" {
				return v
			}
		}
	}
	if p.first >= p.end {
		return ""
	}
	if v := reporterIn(cutTo(d.lines[p.first].text, dateline), true); v != "" {
		return v
	}
	for i := max(p.end-tail, p.first); i < min(p.end+2, len(d.lines)); i++ {
		if l := &d.lines[i]; l.chars <= longest && l.has(ofAuthors) {
			if v := reporterIn(l.text, true); v != "" {
				return v
			}
		}
	}
	return ""
}

// reporterIn is the name or names behind a word for reporters in a line. bracketed asks for a line, or a part of one, in brackets.
func reporterIn(s string, bracketed bool) string {
	const brackets = "（(【[〔"
	for _, word := range reporterWords {
		i := strings.Index(s, word)
		if i < 0 {
			continue
		}
		before, rest := s[:i], s[i+len(word):]
		if bracketed {
			at := strings.LastIndexAny(before, brackets)
			if at < 0 || utf8.RuneCountInString(before[at:]) > len("（本報首席") {
				return ""
			}
		}
		if inside, _, ok := strings.Cut(rest, "電"); bracketed && ok && strings.HasSuffix(inside, "日") { // 記者李小明北湖市2日電
			if run := strings.IndexFunc(inside, func(r rune) bool { return !isIdeograph(r) }); run > 4*len("記") {
				rest = rest[:3*len("記")]
			}
		}
		return namesAt(rest)
	}
	return ""
}

// namesAt are the Chinese names that a text begins with, joined by the mark between names; the first alone where what follows may be
// no name.
func namesAt(s string) string {
	const most = 6
	var names []string
	for len(names) < most {
		s = strings.TrimLeftFunc(s, func(r rune) bool { return isBlank(r) || r == '、' || r == ':' || r == '：' })
		for _, w := range correspondentWords {
			if strings.HasPrefix(s, w) {
				return strings.Join(names, "、")
			}
		}
		end := strings.IndexFunc(s, func(r rune) bool { return !isIdeograph(r) && r != '·' })
		if end < 0 {
			end = len(s)
		}
		name := s[:end]
		if end == 0 || !personName(name) {
			switch {
			case len(names) > 0 && end > 0:
				return names[0]
			}
			return strings.Join(names, "、")
		}
		names = append(names, name)
		s = s[end:]
		next, _ := utf8.DecodeRuneInString(s)
		if !isBlank(next) && next != '、' {
			break
		}
	}
	return strings.Join(names, "、")
}

// notNames end words that stand where a name could: 北京報道.
var notNames = []string{"報道", "报道", "報導", "综合", "綜合", "專訪", "专访", "電", "讯", "訊", "攝", "摄", "文", "圖", "图", "站", "團", "团", "獲悉", "获悉", "從", "从", "在", "昨日", "今日", "了解", "市", "省", "縣", "县"}

// personName says whether a text can be the name of a Chinese person.
func personName(s string) bool {
	n := utf8.RuneCountInString(s)
	return (n >= 2 && n <= 4 || n <= 12 && strings.Contains(s, "·")) && !endsInAny(s, notNames) && !strings.HasPrefix(s, "從") && !strings.HasPrefix(s, "从")
}

// publisher is the office that published a text, where a page names it so: 發布者：推廣組. A person or an account is none.
func publisher(lines []string) string {
	for _, raw := range lines {
		for _, label := range []string{"发布者", "發布者", "發佈者", "发布人", "發布人", "發佈人"} {
			_, rest, ok := strings.Cut(raw, label)
			if !ok {
				continue
			}
			value, ok := cutColon(strings.TrimLeftFunc(rest, isBlank))
			if !ok {
				continue
			}
			if v := stampValue(value); utf8.RuneCountInString(v) >= 3 && endsInAny(v, officeEnds) {
				return v
			}
		}
	}
	return ""
}

// sourceAbove is the source that a list of facts above the title names, each on a line of its own with its label.
func (d *Document) sourceAbove(p *articleParts) string {
	const longest = 40 // characters
	for i := max(0, p.titleLine-metaReach); i < p.titleLine; i++ {
		if l := &d.lines[i]; l.chars <= longest && l.has(ofSources) && isMetaLine(l) {
			if v := labelled(l.raw(), ofSources); v != "" {
				return v
			}
		}
	}
	return ""
}

// officeEnds end the names of offices.
var officeEnds = []string{
	"部", "局", "处", "處", "馆", "館", "院", "室", "中心", "科", "课", "課", "委", "会", "會", "网", "網", "社", "办", "辦", "组", "組", "系", "司", "校", "所", "队", "隊", "站", "政府", "厅", "廳", "大学", "大學", "公司", "台", "臺", "报", "報",
}

// eventTimes say when something takes place that a text announces.
var eventTimes = []string{
	"活动时间", "活動時間", "活動日期", "活动日期", "报名时间", "報名時間", "報名日期", "会议时间", "會議時間", "开会时间", "開會時間", "讲座时间", "講座時間", "演講時間", "报告时间", "考试时间", "考試時間", "开标时间", "開標時間", "举办时间", "舉辦時間", "截止时间", "截止時間", "截止日期",
	"施工时间", "施工時間", "停水时间", "停水時間", "停电时间", "停電時間", "开放时间", "開放時間", "比赛时间", "比賽時間", "演出时间", "演出時間", "面试时间", "面試時間", "公示时间", "公示時間", "上课时间", "上課時間",
}

// behindDate is the date that stands alone on one of the lines right behind the text, as news releases have it, with the time of day
// where the next line says it.
func (d *Document) behindDate(p *articleParts) dates.Date {
	const reach, longest = 5, 24 // lines, characters
	for i := p.end; i < min(p.end+reach, len(d.lines)); i++ {
		l := &d.lines[i]
		if l.chars > longest || l.links > 0 {
			continue
		}
		v, score := d.stampOf(l)
		if score == 0 || v.Precision < dates.Day || !onlyDay(l.text) {
			continue
		}
		if next := i + 1; next < len(d.lines) && d.lines[next].chars <= longest {
			return d.clocked(v, d.lines[next].text)
		}
		return v
	}
	return dates.Date{}
}

// clocked is a day with the time that a text begins with, where it does after a few words: 香港時間17時05分.
func (d *Document) clocked(v dates.Date, text string) dates.Date {
	if v.Precision != dates.Day {
		return v
	}
	clock := strings.TrimLeftFunc(text, func(r rune) bool { return r < '0' || r > '9' })
	if t := d.findDate(v.Time.Format("2006-01-02 ") + clock); t.Precision >= dates.Minute && sameDay(t, v) {
		return t
	}
	return v
}

// boxedDate is the date of a box beside the title that shows the day apart from the month and year.
func (d *Document) boxedDate(p *articleParts) dates.Date {
	const levels, most = 3, 12 // elements around the title, lines in them
	if p.titleLine < 0 {
		return dates.Date{}
	}
	n := d.tree.At(int(d.lines[p.titleLine].block))
	for range levels {
		if n = n.Parent(); !n.OK() || n.Kind() != dom.Element {
			break
		}
		if first, last := d.linesOf(n.Index(), n.End()); last-first > most {
			break
		}
		if v := d.findDate(d.boxDate(n)); v.Precision >= dates.Day {
			return v
		}
	}
	return dates.Date{}
}

// onlyDay says whether a text is a date and at most a day of the week beside it.
func onlyDay(s string) bool {
	const few = 5 // characters
	_, start, end, ok := dates.Find(s, dates.Options{})
	return ok && countChars(s[:start]+s[end:]) <= few
}
