package convert

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/portalfeed/portalfeed/convert/internal/dom"
	"github.com/portalfeed/portalfeed/feed/dates"
)

// metaDates are the meta elements that hold the date of publication, the most specific first.
var metaDates = []string{
	"firstpublishedtime", "pubdate", "publishdate", "publish-date", "publishtime", "article:published_time", "og:article:published_time", "og:published_time",
	"datepublished", "og:release_date", "weibo: article:create_at", "weibo:article:create_at", "article:create_at", "date", "dc.date", "dc.date.issued", "dcterms.created", "_pubtime", "createdate", "releasedate", "og:time", "apub:time", "parsely-pub-date", "sailthru.date", "bytedance:published_time", "pubtime",
}

// metaUpdates hold the date of the last change.
var metaUpdates = []string{"lastmodifiedtime", "article:modified_time", "og:updated_time", "datemodified", "bytedance:updated_time", "dcterms.modified"}

// readStamp fills date, source, author and editor.
func (d *Document) readStamp(a *Article, p *articleParts) {
	a.Date = d.articleDate(p)
	for _, key := range metaUpdates {
		if v := d.findDate(d.meta[key]); v.Precision >= dates.Day {
			a.Updated = v
			break
		}
	}
	if a.Updated.IsZero() || !a.Date.IsZero() && a.Updated.Time.Before(a.Date.Time) {
		a.Updated = dates.Date{}
	}
	lines := d.stampLines(p)
	a.Source, p.sourceFrom = d.articleSource(p, lines)
	a.Author, p.authorFrom = d.articleAuthor(p, lines)
	a.Editor = d.articleEditor(p, lines)
	if s := d.site; s != "" {
		switch a.Source {
		case "本網", "本网", "本站", "本網站", "本网站", "本站原創", "本站原创", "本網訊", "本网讯", "本網綜合", "原創", "原创":
			a.Source = s
		}
	}
}

// stampLines are the lines with labels around title and stamp, in page order, as written.
func (d *Document) stampLines(p *articleParts) []string {
	from, to := p.first-8, p.first+2
	if p.titleLine >= 0 {
		from, to = p.titleLine-2, max(p.titleLine+8, min(p.first+1, p.titleLine+30))
	}
	if p.stampLine >= 0 {
		from, to = min(from, p.stampLine-1), max(to, p.stampLine+4)
	}
	const longest = 160
	var lines []string
	for i := max(from, 0); i < min(to, len(d.lines)); i++ {
		if l := &d.lines[i]; l.chars <= longest && i != p.titleLine && l.has(ofStamps) {
			lines = append(lines, l.raw())
		}
	}
	return lines
}

// footLines are the short lines with labels behind the text, where some sites name source and author.
func (d *Document) footLines(p *articleParts) []string {
	const reach, longest = 25, 60
	var lines []string
	for i := max(p.end-2, p.first); i < min(p.end+reach, len(d.lines)); i++ {
		if l := &d.lines[i]; l.chars <= longest && l.has(ofStamps) {
			lines = append(lines, l.raw())
		}
	}
	return lines
}

// trimByline takes the word for a reporter off the front of a name.
func trimByline(v string) string {
	for _, w := range []string{"由 ", "本報記者", "本报记者", "見習記者", "见习记者", "實習記者", "实习记者", "記者", "记者"} {
		v = strings.TrimLeftFunc(strings.TrimPrefix(v, w), func(r rune) bool { return isBlank(r) || r == ':' || r == '：' })
	}
	return v
}

// articleDate is the date of publication. What the page shows near the title counts before what its meta elements say, unless
// those know the time of the same day; the day in the address is the last resort.
func (d *Document) articleDate(p *articleParts) dates.Date {
	if m, ok := d.one(d.rules.date); ok {
		v := d.machineDateOf(m)
		if v.IsZero() {
			v = d.findDate(m.text())
		}
		if !v.IsZero() {
			p.dateFrom = "recipe"
			return v
		}
	}
	shown := p.date
	said, saidBy := dates.Date{}, ""
	p.dateFrom = "line"
	for _, key := range metaDates {
		if v := d.findDate(d.meta[key]); v.Precision >= dates.Day {
			if said.IsZero() || v.Precision > said.Precision && said.Precision < dates.Hour {
				said, saidBy = v, "meta "+key
			}
		}
	}
	if said.IsZero() || said.Precision < dates.Hour {
		if v := d.structuredDate(); v.Precision >= dates.Day && v.Precision > said.Precision {
			said, saidBy = v, "structured data"
		}
	}
	byURL, _ := dates.FromURL(d.page.URL, d.dates.Location)
	if byURL.IsZero() {
		byURL, _ = dates.FromURL(d.ownAddress(), d.dates.Location)
	}
	switch {
	case shown.IsZero() && said.IsZero():
		if boxed := d.boxedDate(p); !boxed.IsZero() {
			p.dateFrom = "stamp"
			return boxed
		}
		for _, raw := range d.footLines(p) {
			if hasAny(raw, ofPublished) && hasAny(raw, ofDates) {
				if v := d.findDate(raw); v.Precision >= dates.Day {
					p.dateFrom = "foot"
					return v
				}
			}
		}
		for _, raw := range d.footLines(p) {
			if hasAny(raw, ofDates) {
				if v := d.findDate(raw); v.Precision >= dates.Day {
					p.dateFrom = "foot"
					return v
				}
			}
		}
		if foot := d.footDate(p); !foot.IsZero() && (byURL.IsZero() || sameDay(foot, byURL)) {
			p.dateFrom = "foot"
			return foot
		}
		if behind := d.behindDate(p); !behind.IsZero() && (byURL.IsZero() || sameDay(behind, byURL)) {
			p.dateFrom = "foot"
			return behind
		}
		p.dateFrom = "address"
		return byURL
	case shown.IsZero():
		p.dateFrom = saidBy
		return said
	case said.IsZero():
		if p.stampScore < 8 && !byURL.IsZero() && !sameDay(shown, byURL) {
			p.dateFrom = "address"
			return byURL
		}
		return shown
	case sameDay(shown, said):
		if said.Precision >= dates.Hour && shown.Precision < dates.Hour {
			p.dateFrom = saidBy
			return said
		}
		return shown
	case p.stampScore >= 8:
		return shown
	}
	p.dateFrom = saidBy
	return said
}

// footDate is the date that stands alone at the end of the text, where official letters have it.
func (d *Document) footDate(p *articleParts) dates.Date {
	const longest = 24 // characters
	for i := p.end - 1; i >= max(p.first, p.end-4); i-- {
		l := &d.lines[i]
		if l.chars > longest {
			continue
		}
		if v, s := d.stampOf(l); s > 0 {
			if _, _, end, ok := dates.Find(l.text, d.dates); ok {
				v = d.clocked(v, l.text[end:])
			}
			if next := i + 1; next < len(d.lines) && d.lines[next].chars <= longest && onlyDay(l.text) {
				v = d.clocked(v, d.lines[next].text)
			}
			return v
		}
	}
	return dates.Date{}
}

func sameDay(a, b dates.Date) bool {
	t := b.Time.In(a.Time.Location())
	return a.Time.Year() == t.Year() && a.Time.YearDay() == t.YearDay()
}

// ownAddress is the address that the page gives itself.
func (d *Document) ownAddress() string {
	for n := range d.tree.Root().All {
		if n.Tag() == dom.Link && strings.EqualFold(n.Attr("rel"), "canonical") {
			return d.pageLink(n.Attr("href"))
		}
		if n.Tag() == dom.Body {
			break
		}
	}
	return d.meta["og:url"]
}

// structuredDate is the date in a time element, microdata or JSON-LD.
func (d *Document) structuredDate() dates.Date {
	for _, i := range d.datedNodes {
		n := d.tree.At(int(i))
		switch {
		case n.Tag() == dom.Script:
			text := n.First().Data()
			_, rest, ok := strings.Cut(text, `"datePublished"`)
			if !ok {
				continue
			}
			if _, rest, ok = strings.Cut(rest, `"`); ok {
				value, _, _ := strings.Cut(rest, `"`)
				if v := d.findDate(value); v.Precision >= dates.Day {
					return v
				}
			}
		case n.Attr("itemprop") == "datePublished" && n.Tag() != dom.Meta:
			for _, value := range []string{n.Attr("datetime"), n.Attr("content"), normal(textOf(n))} {
				if v := d.findDate(value); v.Precision >= dates.Day {
					return v
				}
			}
		case n.Tag() == dom.Time && (n.HasAttr("pubdate") || isPublished(n.Attr("class"))):
			if v := d.findDate(n.Attr("datetime")); v.Precision >= dates.Day {
				return v
			}
		}
	}
	return dates.Date{}
}

// isPublished says whether the classes of a time element call it the time of publication.
func isPublished(class string) bool {
	for name := range strings.FieldsSeq(class) {
		switch name {
		case "published", "entry-date", "post-date", "dt-published":
			return true
		}
	}
	return false
}

// articleSource is the source, and what gave it.
func (d *Document) articleSource(p *articleParts, lines []string) (value, from string) {
	if m, ok := d.one(d.rules.source); ok {
		if v := labelled(m.text(), ofSources); v != "" {
			return v, "recipe"
		}
		return cutTo(m.text(), maxTitle), "recipe"
	}
	for _, raw := range lines {
		if v := labelled(raw, ofSources); v != "" {
			return v, "label"
		}
	}
	if v := d.cellSource(p); v != "" {
		return v, "label"
	}
	if v := d.sourceAbove(p); v != "" {
		return v, "label"
	}
	for _, raw := range d.footLines(p) {
		if v := labelled(raw, ofSources); v != "" {
			return v, "label"
		}
	}
	if v := d.quotedSource(p); v != "" {
		return v, "foot"
	}
	if p.stampLine >= 0 {
		l := &d.lines[p.stampLine]
		if v := d.classText(int(l.from)-8, int(l.to)+8, "source"); v != "" {
			return v, "element"
		}
		if v := unlabelledSource(l.text); v != "" {
			return v, "stamp"
		}
	}
	first, end := d.stampNodes(p)
	if v := d.classText(first, end, "source"); v != "" {
		return v, "element"
	}
	if v := publisher(lines); v != "" {
		return v, "label"
	}
	if v := agentOf(lines); v != "" {
		return v, "label"
	}
	for _, key := range []string{"contentsource", "source", "article:source", "mediaid", "og:article:source"} {
		if v := stampValue(d.meta[key]); v != "" {
			return v, "meta " + key
		}
	}
	return "", ""
}

// stampNodes is the range of nodes in which title and stamp stand.
func (d *Document) stampNodes(p *articleParts) (from, to int) {
	to = d.tree.Len()
	if p.first < len(d.lines) {
		to = int(d.lines[p.first].to) + 200
	}
	if p.titleLine >= 0 {
		from = int(d.lines[max(0, p.titleLine-2)].from)
	}
	return from, to
}

// classText is the text of a short element among the nodes from to to-1 whose class or id says what it is.
func (d *Document) classText(from, to int, what string) string {
	const longest, most = 30, 4000 // characters; nodes that are looked at
	from = max(0, from)
	for i := from; i < min(to, d.tree.Len(), from+most); i++ {
		n := d.tree.At(i)
		if n.Kind() != dom.Element || n.Tag().Hidden() {
			continue
		}
		if !named(n, what) {
			continue
		}
		text := normal(textOf(n))
		if a := n.Find(dom.A); utf8.RuneCountInString(text) > longest && a.OK() && utf8.RuneCountInString(text) <= 3*longest {
			text = normal(textOf(a)) // 阿明 發表於 2009-7-12 | 只看該作者
		}
		if utf8.RuneCountInString(text) > longest || text == "" {
			continue
		}
		v := stampValue(text)
		if rest, ok := cutLabel(v); ok {
			v = stampValue(rest)
		}
		if v != "" && !hasAny(v, ofNoSource) && countMarks(v) == 0 {
			return v
		}
	}
	return ""
}

// named says whether the class, id, itemprop or rel of an element has a word that begins or ends with a word.
func named(n dom.Node, what string) bool {
	for _, a := range n.Attrs() {
		switch a.Key {
		case "class", "id", "itemprop", "rel":
			if len(a.Val) >= len(what) && namesWord(strings.ToLower(a.Val), what) {
				return true
			}
		}
	}
	return false
}

// namesWord says whether one of the words of a class name or id begins or ends with a word: source, article-source, but not resource.
func namesWord(name, word string) bool {
	if !strings.Contains(name, word) {
		return false
	}
	for part := range strings.FieldsFuncSeq(name, func(r rune) bool { return r < 'a' || r > 'z' }) {
		if strings.HasPrefix(part, word) || strings.HasSuffix(part, word) && part != "resource" {
			return true
		}
	}
	return false
}

// cutLabel takes a label and its colon off the front of a value.
func cutLabel(v string) (string, bool) {
	i := strings.IndexAny(v, ":")
	if j := strings.Index(v, "："); j >= 0 && (i < 0 || j < i) {
		return v[j+len("："):], true
	}
	if i >= 0 {
		return v[i+1:], true
	}
	return v, false
}

// articleAuthor is the author, and what gave the name.
func (d *Document) articleAuthor(p *articleParts, lines []string) (value, from string) {
	if m, ok := d.one(d.rules.author); ok {
		if v := labelled(m.text(), ofAuthors); v != "" {
			return v, "recipe"
		}
		return cutTo(m.text(), maxTitle), "recipe"
	}
	for _, raw := range slices.Concat(lines, d.footLines(p)) {
		if v := trimByline(labelled(raw, ofAuthors)); v != "" {
			return v, "label"
		}
	}
	if v := d.reporter(p); v != "" {
		return v, "label"
	}
	first, end := d.stampNodes(p)
	if v := trimByline(d.classText(first, end, "author")); v != "" {
		return v, "element"
	}
	for _, key := range []string{"author", "article:author", "dc.creator"} {
		v := stampValue(d.meta[key])
		if v != "" && v != d.site && !strings.Contains(v, "http") && !hasAny(v, ofSites) {
			return v, "meta " + key
		}
	}
	for _, word := range []string{"nickname", "byline", "writer", "authi"} {
		if v := d.classText(first, end, word); v != "" {
			return v, "element"
		}
	}
	if v := d.englishByline(p); v != "" {
		return v, "label"
	}
	return "", ""
}

func (d *Document) articleEditor(p *articleParts, lines []string) string {
	if m, ok := d.one(d.rules.editor); ok {
		if v := labelled(m.text(), ofEditors); v != "" {
			return v
		}
		return cutTo(m.text(), maxTitle)
	}
	if v := labelled(p.editorLine, ofEditors); v != "" {
		return v
	}
	for _, raw := range lines {
		if v := labelled(raw, ofEditors); v != "" {
			return v
		}
	}
	return ""
}
