package convert

import (
	"strings"

	"github.com/portalfeed/portalfeed/convert/internal/dom"
	"github.com/portalfeed/portalfeed/feed/dates"
)

// A date may be shown in a form that only people of the place read, or as the time that has passed since, while an attribute of its
// element holds it for machines: <time datetime="2020-09-08">08/09/2020</time>, <abbr title="2012-03-05T10:00:00+08:00">周一</abbr>.

// machineDate is the date in an attribute of an element of line i that holds nothing but text of the line. One that is said to be
// that of a change counts only if there is no other.
func (d *Document) machineDate(i int) dates.Date {
	const most, above = 16, 3 // runs, and elements above each
	l := &d.lines[i]
	changed := dates.Date{}
	for k := range l.runs[:min(len(l.runs), most)] {
		n := d.tree.At(int(l.runs[k].node)).Parent()
		for range above {
			if !n.OK() || n.Kind() != dom.Element || n.Tag().Block() && n.Tag() != dom.P && n.Tag() != dom.Div || int32(n.Index()) < l.from-8 || int32(n.End()) > l.to+8 {
				break
			}
			if v := d.attrDate(n); !v.IsZero() {
				if !tellsChange(n) && (k == 0 || !hasAnySuffix(trimBlank(l.runs[k-1].text), changeWords)) {
					return v
				}
				if changed.IsZero() {
					changed = v
				}
			}
			n = n.Parent()
		}
	}
	return changed
}

// attrDate is the date that an attribute of an element is, at least of a day.
func (d *Document) attrDate(n dom.Node) dates.Date {
	const longest = 36 // bytes
	for _, a := range n.Attrs() {
		switch a.Key {
		case "datetime", "title", "content", "data-time", "data-date", "data-datetime", "data-timestamp":
		default:
			continue
		}
		t := trimBlank(a.Val)
		if len(t) < len("2012-3-5") || len(t) > longest || !mayDate(t) {
			continue
		}
		if a.Key != "datetime" && !isWholeDate(t, d.dates) {
			continue
		}
		if v, err := dates.Parse(t, dates.Options{Location: d.dates.Location}); err == nil && v.Precision >= dates.Day {
			return v
		}
	}
	return dates.Date{}
}

// changeWords end what stands before the date of the last change.
var changeWords = []string{"更新", "更新：", "更新:", "更新时间：", "更新時間：", "更新时间:", "更新時間:", "更新于", "更新於", "修改", "修改：", "修改于", "修改於", "最后修改", "最後修改", "Updated", "Updated:", "updated", "Modified", "Modified:"}

func hasAnySuffix(s string, words []string) bool {
	for _, w := range words {
		if strings.HasSuffix(s, w) {
			return true
		}
	}
	return false
}

// tellsChange says whether an element names its date as that of the last change.
func tellsChange(n dom.Node) bool {
	return hasWord(n.Attr("class"), "updated") || hasWord(n.Attr("class"), "modified") || n.Attr("itemprop") == "dateModified"
}

// findMachineDate makes the date that the stamp holds for machines that of the article, or finds a stamp that shows no other: among
// the lines from to to-1.
func (d *Document) findMachineDate(p *articleParts, from, to int) {
	const longest, score = 60, 16 // characters of a stamp's line
	if i := p.stampLine; i >= 0 {
		if v := d.machineDate(i); !v.IsZero() && !(sameDay(v, p.date) && v.Precision < p.date.Precision) {
			p.date = v
		}
		return
	}
	for i := max(0, from); i < min(to, len(d.lines)); i++ {
		if l := &d.lines[i]; i == p.titleLine || l.chars > longest || l.prose() && !l.has(ofSources|ofDates) {
			continue
		}
		if v := d.machineDate(i); !v.IsZero() {
			p.date, p.stampLine, p.stampScore = v, i, score
			return
		}
	}
}
