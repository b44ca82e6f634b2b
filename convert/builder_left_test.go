package convert

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/portalfeed/portalfeed/feed"
	"github.com/portalfeed/portalfeed/feed/dates"
)

// articleList is a listing page of one dated item for each of the names.
func articleList(address string, bar []Link, next string, names ...string) *Result {
	var items []ListingItem
	for i, n := range names {
		items = append(items, listed(n, testBase+"n/"+n+".htm", day(fmt.Sprintf("2012-09-%02d", 28-i))))
	}
	return listPage(address, bar, next, items...)
}

func noteText(notes []Note) string {
	var b strings.Builder
	for _, n := range notes {
		b.WriteString(strings.TrimPrefix(n.String(), testBase) + "\n")
	}
	return b.String()
}

// TestBuilderSameNameTwice: one name under two addresses of a bar is one category with the items of both.
func TestBuilderSameNameTwice(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, other string }{
		{"both scripts", "活動"}, {"the same characters", "活动"}, {"other widths and spaces", "活 动"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			strip := bar("最新="+testBase+"1.htm", "活动="+testBase+"2.htm", c.other+"="+testBase+"3.htm", "会议="+testBase+"4.htm")
			pubs, b := publish(t, nil,
				articleList(testBase+"1.htm", strip, "", "一"), articleList(testBase+"2.htm", strip, testBase+"2_2.htm", "二", "三", "四"),
				articleList(testBase+"2_2.htm", strip, "", "七"), articleList(testBase+"3.htm", strip, "", "五", "二", "六"),
				articleList(testBase+"4.htm", strip, "", "八"))
			want := "latest 最新: 一\nactivity 活动: 二 五 七 三 四 六\nmeetings 会议: 八\nall 全部+: 一 二 五 七 八 三 四 六\n"
			got := outline(pubs)
			if !strings.Contains(got, "latest 最新: 一\nactivity 活动: ") || len(pubs[1].Feed.Items) != 6 {
				t.Errorf("feeds are\n%swant\n%s", got, want)
			}
			if !slices.IsSortedFunc(pubs[1].Feed.Items, func(a, b feed.Item) int { return b.Published.Time.Compare(a.Published.Time) }) {
				t.Errorf("items are not newest first:\n%s", got)
			}
			if left := b.LeftOut(); len(left) > 0 {
				t.Errorf("left out: %v", left)
			}
			if notes := noteText(b.Notes()); !strings.Contains(notes, "category 活动 has 2 addresses in the bar") {
				t.Errorf("notes are %s", notes)
			}
		})
	}
}

// TestBuilderSameNameInTwoBars: the same names of two leaders stay apart.
func TestBuilderSameNameInTwoBars(t *testing.T) {
	t.Parallel()
	one := bar("最新="+testBase+"sz/1.htm", "活动="+testBase+"sz/2.htm", "会议="+testBase+"sz/3.htm")
	two := bar("最新="+testBase+"fsz/1.htm", "活動="+testBase+"fsz/2.htm", "会议="+testBase+"fsz/3.htm")
	pubs, b := publish(t, &Recipe{RollUp: []string{}},
		articleList(testBase+"sz/1.htm", one, "", "一"), articleList(testBase+"sz/2.htm", one, "", "二"), articleList(testBase+"sz/3.htm", one, "", "三"),
		articleList(testBase+"fsz/1.htm", two, "", "四"), articleList(testBase+"fsz/2.htm", two, "", "五"), articleList(testBase+"fsz/3.htm", two, "", "六"))
	want := "sz/latest 最新@sz: 一\nsz/activity 活动@sz: 二\nsz/meetings 会议@sz: 三\n" +
		"fsz/latest 最新@fsz: 四\nfsz/activity 活動@fsz: 五\nfsz/meetings 会议@fsz: 六\n"
	if got := outline(pubs); got != want {
		t.Errorf("feeds are\n%swant\n%s", got, want)
	}
	if left := b.LeftOut(); len(left) > 0 {
		t.Errorf("left out: %v", left)
	}
}

// TestBuilderBarsDisagree: one page links a category elsewhere than the others do. None of the pages is lost.
func TestBuilderBarsDisagree(t *testing.T) {
	t.Parallel()
	usual := bar("最新="+testBase+"1.htm", "活动="+testBase+"2.htm", "会议="+testBase+"3.htm", "出访="+testBase+"4.htm")
	moved := bar("最新="+testBase+"1.htm", "活动="+testBase+"old/2.htm", "会议="+testBase+"3.htm", "出访="+testBase+"4.htm")
	pubs, b := publish(t, nil,
		articleList(testBase+"1.htm", usual, "", "一"), articleList(testBase+"2.htm", usual, "", "二"),
		articleList(testBase+"3.htm", moved, "", "三"), articleList(testBase+"4.htm", usual, "", "四"),
		articleList(testBase+"old/2.htm", moved, "", "五"))
	if got := outline(pubs); !strings.Contains(got, "activity 活动: 二 五\n") {
		t.Errorf("feeds are\n%s", got)
	}
	if left := b.LeftOut(); len(left) > 0 {
		t.Errorf("left out: %v", left)
	}
}

// TestBuilderOddNames: a category that cannot give its name to files does not cost the others theirs.
func TestBuilderOddNames(t *testing.T) {
	t.Parallel()
	labels := []string{"最新", "../", "CON", "nul.txt", "..", "a/b", "会议", "講話", "论述", "-"}
	var strip []Link
	for i, l := range labels {
		strip = append(strip, Link{Title: l, URL: fmt.Sprintf("%sc%d.htm", testBase, i)})
	}
	results := make([]*Result, 0, len(labels))
	for i, l := range strip {
		results = append(results, articleList(l.URL, strip, "", fmt.Sprint("題", i)))
	}
	names := func(results []*Result) string {
		pubs, _ := publish(t, &Recipe{RollUp: []string{}}, results...)
		var all []string
		for _, p := range pubs {
			all = append(all, p.Label+"="+p.Name)
		}
		return strings.Join(all, " ")
	}
	if got, want := names(results), "最新=latest ../=c1 CON=con- nul.txt=nul-txt ..=c4 a/b=a-b 会议=meetings 講話=speeches 论述=speeches-c8 -=c9"; got != want {
		t.Errorf("names are %s; want %s", got, want)
	}
	// The page of 講話 is not given this time: 论述 must not take its name.
	if got, want := names(slices.Delete(slices.Clone(results), 7, 8)), "论述=speeches-c8"; !strings.Contains(got, want) {
		t.Errorf("without 講話 the names are %s; want %s among them", got, want)
	}
}

// TestBuilderTabsOfOneSlug: roll-ups over leaders keep two categories apart that are called the same in ASCII.
func TestBuilderTabsOfOneSlug(t *testing.T) {
	t.Parallel()
	var results []*Result
	for _, leader := range []string{"sz/", "fsz/"} {
		strip := bar("讲话="+testBase+leader+"1.htm", "论述="+testBase+leader+"2.htm", "会议="+testBase+leader+"3.htm")
		for i, l := range strip {
			results = append(results, articleList(l.URL, strip, "", fmt.Sprint(leader[:len(leader)-1], i)))
		}
	}
	pubs, _ := publish(t, &Recipe{RollUp: []string{"tab"}}, results...)
	got := outline(pubs)
	for _, want := range []string{"all/speeches 讲话+: sz0 fsz0\n", "all/speeches-2 论述+: sz1 fsz1\n", "all/meetings 会议+: sz2 fsz2\n"} {
		if !strings.Contains(got, want) {
			t.Errorf("feeds are\n%swant\n%s", got, want)
		}
	}
}

// TestBuilderCircles: pagers that lead back, to themselves or past the pages given.
func TestBuilderCircles(t *testing.T) {
	t.Parallel()
	strip := bar("最新="+testBase+"1.htm", "活动="+testBase+"2.htm", "会议="+testBase+"3.htm")
	for _, c := range []struct {
		name string
		bar  []Link
		next map[string]string // page → next
		want string
	}{
		{"to itself", nil, map[string]string{"a": "a"}, "a"},
		{"to itself in other words", nil, map[string]string{"index": ""}, "index"},
		{"two pages", nil, map[string]string{"a": "b", "b": "a"}, "a b"},
		{"a tail into a circle", nil, map[string]string{"a": "b", "b": "c", "c": "b"}, "a b c"},
		{"back to the first of the bar", strip, map[string]string{"1": "1_2", "1_2": "1_3", "1_3": "1", "2": "2", "3": "1"}, "1 1_2 1_3"},
		{"on to another category", strip, map[string]string{"1": "2", "2": "3", "3": "1"}, "1"},
		{"two pagers to one page", strip, map[string]string{"1": "1_3", "1_2": "1_3", "1_3": "", "2": "", "3": ""}, "1 1_3"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			var results []*Result
			var keys []string
			for k := range c.next {
				keys = append(keys, k)
			}
			slices.Sort(keys)
			for _, k := range keys {
				next := c.next[k]
				if next != "" || k == "index" {
					next = testBase + next + ".htm"
				}
				if k == "index" {
					next = testBase + "?"
				}
				results = append(results, articleList(testBase+k+".htm", c.bar, next, k))
			}
			pubs, b := publish(t, &Recipe{RollUp: []string{}}, results...)
			var titles []string
			for _, it := range pubs[0].Feed.Items {
				titles = append(titles, it.Title.Value)
			}
			if got := strings.Join(titles, " "); got != c.want {
				t.Errorf("the first feed has %s; want %s", got, c.want)
			}
			in := map[string]bool{}
			for _, p := range pubs {
				for _, it := range p.Feed.Items {
					in[it.Title.Value] = true
				}
			}
			if len(in)+len(b.LeftOut()) != len(keys) {
				t.Errorf("of %v the feeds have %v and %v are told to be left out", keys, in, b.LeftOut())
			}
		})
	}
}

// TestBuilderOrphanedPage: the second page of a listing is missing, the third shows its category.
func TestBuilderOrphanedPage(t *testing.T) {
	t.Parallel()
	strip := func(current string) []Link {
		links := bar("最新="+testBase+"1.htm", "活动="+testBase+"2.htm", "会议="+testBase+"3.htm")
		for i := range links {
			if links[i].Title == current {
				links[i].URL = ""
			}
		}
		return links
	}
	results := []*Result{
		articleList(testBase+"1.htm", strip("最新"), "", "一"),
		articleList(testBase+"2.htm", strip("活动"), testBase+"2_2.htm", "二"),
		articleList(testBase+"2_3.htm", strip("活动"), "", "三"),
		articleList(testBase+"3.htm", strip("会议"), "", "四"),
	}
	pubs, _ := publish(t, nil, results...)
	if got := outline(pubs); !strings.Contains(got, "activity 活动: 二 三\n") {
		t.Errorf("feeds are\n%s", got)
	}
	pubs, b := publish(t, &Recipe{Pages: 1}, results...)
	if got := outline(pubs); !strings.Contains(got, "activity 活动: 二\n") {
		t.Errorf("of one page each, feeds are\n%s", got)
	}
	if got, want := noteText(b.LeftOut()), "2_3.htm: the recipe reads fewer pages of its listing\n"; got != want {
		t.Errorf("left out is %s; want %s", got, want)
	}
}

// TestBuilderLabelOfTheBar: the words before a bar are no category of the page that shows them.
func TestBuilderLabelOfTheBar(t *testing.T) {
	t.Parallel()
	strip := func(current string) []Link {
		return append(bar("栏目导航"), bar("最新="+testBase+"1.htm", "活动="+testBase+"2.htm", "会议="+testBase+"3.htm")...)
	}
	pubs, _ := publish(t, &Recipe{RollUp: []string{}}, articleList(testBase+"1.htm", strip("最新"), "", "一"), articleList(testBase+"2.htm", strip("活动"), "", "二"), articleList(testBase+"3.htm", strip("会议"), "", "三"))
	if got, want := outline(pubs), "latest 最新: 一\nactivity 活动: 二\nmeetings 会议: 三\n"; got != want {
		t.Errorf("feeds are\n%swant\n%s", got, want)
	}
}

func TestBuilderLeftOut(t *testing.T) {
	t.Parallel()
	strip := bar("最新="+testBase+"1.htm", "活动="+testBase+"2.htm", "会议="+testBase+"3.htm")
	results := []*Result{
		articleList(testBase+"1.htm", strip, "", "一"), articleList(testBase+"2.htm", strip, "", "二"), articleList(testBase+"3.htm", strip, "", "三"),
		articleList(testBase+"other.htm", nil, "", "四"), articleList(testBase+"other2.htm", nil, "", "五"), articleList(testBase+"again.htm", nil, "", "一", "三"),
		articleList(testBase+"1.htm", strip, "", "六"),
		articlePage(testBase+"n/一.htm", "一", dates.Date{}), articlePage(testBase+"n/九.htm", "九", dates.Date{}),
		{URL: testBase + "empty.htm", Kind: KindListing},
		{URL: testBase + "home.htm", Kind: KindListing, Categories: strip},
	}
	long := articlePage(testBase+"n/二.htm", "二", dates.Date{})
	long.NextPage = testBase + "n/二_2.htm"
	results = append(results, long, articlePage(long.NextPage, "二", dates.Date{}))
	_, b := publish(t, nil, results...)
	want := "other.htm: no category bar leads to its list\n" +
		"other2.htm: no category bar leads to its list\n" +
		"n/九.htm: no list in a feed has the article\n" +
		"empty.htm: neither an article nor a list was found in it\n" +
		"1.htm: the same page was given before as http://www.bailu.example/1.htm\n"
	if got := noteText(b.LeftOut()); got != want {
		t.Errorf("left out are\n%swant\n%s", got, want)
	}
	if notes := noteText(b.Notes()); !strings.Contains(notes, "other.htm: left out of every feed: no category bar leads to its list (and so are 1 more pages)\n") {
		t.Errorf("notes are\n%s", notes)
	}
}

// TestBuilderTellsFeedsApart: two lists that are called the same make feeds that are not, in the directory of feeds.
func TestBuilderTellsFeedsApart(t *testing.T) {
	t.Parallel()
	list := func(address string, names ...string) *Result {
		res := articleList(testBase+address, nil, "", names...)
		res.Title = "新闻"
		return res
	}
	pubs, _ := publish(t, &Recipe{RollUp: []string{}}, list("a/1.htm", "一", "二"), list("b/1.htm", "三", "四"), list("c/1.htm", "五", "六"))
	labels, titles := map[string]bool{}, map[string]bool{}
	for _, p := range pubs {
		labels[p.Label], titles[p.Feed.Title.Value] = true, true
	}
	if len(pubs) != 3 || len(labels) != 3 || len(titles) != 3 {
		t.Errorf("feeds are\n%scalled %v", outline(pubs), titles)
	}
}

// TestBuilderLeftPages: with a bound of pages, only a page that follows another is left out because of it.
func TestBuilderLeftPages(t *testing.T) {
	t.Parallel()
	strip := bar("最新="+testBase+"1.htm", "活动="+testBase+"2.htm")
	_, b := publish(t, &Recipe{Pages: 1},
		articleList(testBase+"1.htm", strip, testBase+"1_2.htm", "一", "二"), articleList(testBase+"1_2.htm", strip, "", "三", "四"),
		articleList(testBase+"2.htm", strip, "", "五"), articleList(testBase+"other.htm", nil, "", "六", "七"))
	got := map[string]string{}
	for _, l := range b.LeftOut() {
		got[strings.TrimPrefix(l.URL, testBase)] = l.Message
	}
	if got["1_2.htm"] != leftMorePages || got["other.htm"] == "" || got["other.htm"] == leftMorePages {
		t.Errorf("left out: %v", got)
	}
}
