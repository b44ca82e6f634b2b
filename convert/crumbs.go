package convert

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"
)

// crumbLabels announce the path to a page.
var crumbLabels = []string{
	"當前位置", "当前位置", "您的位置", "你的位置", "您現在的位置", "您现在的位置", "您當前的位置", "您当前的位置", "你現在的位置", "你现在的位置", "現在位置", "现在位置", "所在位置", "目前位置", "您所在的位置", "您所在的位置是", "所在欄目", "所在栏目", "您當前所在", "您当前所在", "瀏覽位置", "浏览位置", "當前欄目", "当前栏目",
}

// homeWords name the root of a site in a path.
var homeWords = map[string]bool{"首頁": true, "首页": true, "主頁": true, "主页": true, "網站首頁": true, "网站首页": true, "本站首頁": true, "本站首页": true, "回首頁": true, "返回首页": true, "home": true, "Home": true, "HOME": true, "首頁面": true}

// homeNames are the same in a fixed order, longer ones first.
var homeNames = slices.SortedFunc(maps.Keys(homeWords), func(a, b string) int { return cmp.Or(len(b)-len(a), strings.Compare(a, b)) })

// pathEnds are the last words of a path that name no category.
var pathEnds = map[string]bool{"正文": true, "內容": true, "内容": true, "詳細內容": true, "详细内容": true, "文章正文": true, "新聞正文": true, "新闻正文": true, "詳情": true, "详情": true, "瀏覽文章": true, "浏览文章": true, "文章內容": true, "文章内容": true, "信息內容": true, "信息内容": true, "查看": true, "列表": true, "文章列表": true, "詳細": true, "详细": true}

// crumbSeparators stand between the parts of a path, longer ones first.
var crumbSeparators = []string{"&gt;", ">>", "››", "->", "→", "»", "›", "＞", "〉", "▸", "►", ">", "|", "｜", "/", "／", "\\", "-", "—", "·", "::"}

// breadcrumb is the path to the page: its names in order, without the page's own title.
func (d *Document) breadcrumb(title string) []string {
	switch found := d.all(d.rules.breadcrumb, d.tree.Root()); {
	case len(found) == 1:
		return cleanPath(splitPath(found[0].text()), title)
	case len(found) > 1: // one element for each part
		var parts []string
		for _, m := range found {
			parts = append(parts, splitPath(m.text())...)
		}
		return cleanPath(parts, title)
	}
	const first = 200 // lines in which a path may stand
	for i := range d.lines[:min(len(d.lines), first)] {
		l := &d.lines[i]
		if !l.has(ofCrumbs|ofHomes) && !strings.HasPrefix(l.text, "位置") {
			continue
		}
		if text, ok := pathText(l.text); ok && l.chars <= 120 {
			if parts := cleanPath(splitPath(text), title); len(parts) > 0 {
				return parts
			}
			if parts := d.pathOver(i, title); len(parts) > 0 {
				return parts
			}
		}
	}
	return nil
}

// barePath is the breadcrumb with the page's own title in it, found once.
func (d *Document) barePath() []string {
	d.pathOnce.Do(func() { d.path = d.breadcrumb("") })
	return d.path
}

// pathText is what of a line's text is a path, if it is one: what follows the label, or a line that goes from the home page on.
func pathText(s string) (string, bool) {
	labelled := hasAny(s, ofCrumbs)
	for _, label := range crumbLabels {
		if !labelled {
			break
		}
		if i := strings.Index(s, label); i >= 0 && i < 40 {
			rest := strings.TrimLeftFunc(s[i+len(label):], isBlank)
			rest = strings.TrimPrefix(strings.TrimPrefix(rest, "是"), "為")
			if after, ok := cutColon(rest); ok {
				rest = after
			}
			return rest, true
		}
	}
	for _, label := range []string{"位置：", "位置:"} {
		if rest, ok := strings.CutPrefix(s, label); ok {
			return rest, true
		}
	}
	for _, home := range homeNames {
		if rest, ok := strings.CutPrefix(s, home); ok {
			rest = strings.TrimLeftFunc(rest, isBlank)
			for _, sep := range crumbSeparators[:11] {
				if strings.HasPrefix(rest, sep) && sep != "|" {
					return s, true
				}
			}
		}
	}
	return "", false
}

// pathOver reads a path whose parts stand on lines of their own, as in a list, behind the line of its label.
func (d *Document) pathOver(i int, title string) []string {
	const longest = 6
	var parts []string
	for k := i + 1; k < len(d.lines) && k <= i+2*longest; k++ {
		l := &d.lines[k]
		part := strings.TrimSpace(strings.Trim(l.text, ">»›/＞→ "))
		if part == "" {
			continue
		}
		if l.links == 0 || l.chars > 16 {
			break
		}
		parts = append(parts, part)
	}
	if len(parts) < 2 || !homeWords[parts[0]] {
		return nil
	}
	return cleanPath(parts, title)
}

// splitPath splits a path at the separator that it uses.
func splitPath(s string) []string {
	for _, sep := range crumbSeparators {
		if strings.Contains(s, sep) {
			s = strings.ReplaceAll(s, sep, "\x00")
			if sep != "|" && sep != "/" && sep != "-" {
				break
			}
			break
		}
	}
	var parts []string
	for p := range strings.SplitSeq(s, "\x00") {
		if p = strings.Trim(normal(p), ">»›＞→-—/ "); p != "" {
			parts = append(parts, p)
		}
	}
	return parts
}

// cleanPath takes the page's own title, words like 正文 and what is no name out of a path.
func cleanPath(parts []string, title string) []string {
	const longest, most = 20, 8 // characters, parts
	own := squeeze(title)
	var kept []string
	for i, p := range parts {
		if pathEnds[p] || i > 0 && own != "" && squeeze(p) == own || utf8.RuneCountInString(p) > longest || len(kept) >= most {
			continue
		}
		if strings.TrimFunc(p, func(r rune) bool { return !isWordRune(r) }) == "" {
			continue
		}
		kept = append(kept, p)
	}
	if len(kept) == 1 && homeWords[kept[0]] && len(parts) == 1 {
		return nil
	}
	return kept
}

// pathCategories are the categories that a path names: its parts without the home page and the site.
func (d *Document) pathCategories(path []string) []string {
	site := d.site
	var kept []string
	for i, p := range path {
		if homeWords[p] || p == site || i == 0 && len(path) > 1 && containsAny(p, []string{"首頁", "首页", "門戶", "门户"}) {
			continue
		}
		kept = append(kept, p)
	}
	return kept
}
