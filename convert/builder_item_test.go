package convert

import (
	"strings"
	"testing"

	"github.com/portalfeed/portalfeed/feed/dates"
)

// TestBuilderSwappedDates: an article writes 11/12/2018, and only its listing tells that this is a day of December.
func TestBuilderSwappedDates(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, listed, article, want string }{
		{"day and month exchanged", "2018-12-11", "2018-11-12 15:29", "2018-12-11T15:29:00+08:00"},
		{"another year", "2017-12-11", "2018-11-12 15:29", "2018-11-12T15:29:00+08:00"},
		{"another day", "2018-12-10", "2018-11-12 15:29", "2018-11-12T15:29:00+08:00"},
		{"one day", "2018-11-12", "2018-11-12 15:29", "2018-11-12T15:29:00+08:00"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			pubs, _ := publish(t, nil,
				listPage("http://x.example/l.html", nil, "", listed("市政署公佈巴士改道", "http://x.example/a/1.html", day(c.listed))),
				articlePage("http://x.example/a/1.html", "市政署公佈巴士改道", minute(c.article)))
			if got := pubs[0].Feed.Items[0].Published.String(); got != c.want {
				t.Errorf("published %s; want %s", got, c.want)
			}
		})
	}
}

// TestBuilderDayFirst: all pages of a site write the day first, or none tells.
func TestBuilderDayFirst(t *testing.T) {
	t.Parallel()
	const clear, ambiguous, other = "25/09/2018", "08/11/2018", "09/25/2018"
	read := func(text string) dates.Date {
		d, err := dates.Parse(text, dates.Options{Location: shanghai})
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	for _, c := range []struct {
		name, other, want string
	}{
		{"another page tells", clear, "2018-11-08"},
		{"another page tells otherwise", other, "2018-08-11"},
		{"none tells", ambiguous, "2018-08-11"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			pubs, _ := publish(t, nil,
				listPage("http://x.example/l.html", nil, "", listed("市政署公佈巴士改道", "http://x.example/a/1.html", read(ambiguous))),
				listPage("http://x.example/m.html", nil, "", listed("市政署公佈停水通告", "http://x.example/a/2.html", read(c.other))))
			for _, p := range pubs {
				for _, it := range p.Feed.Items {
					if got := it.Published.String(); it.Title.Value == "市政署公佈巴士改道" && got != c.want {
						t.Errorf("published %s; want %s", got, c.want)
					}
				}
			}
		})
	}
}

// TestBuilderIssues: the pages of one name in the issues of a paper are one feed; pages of one name elsewhere are not.
func TestBuilderIssues(t *testing.T) {
	t.Parallel()
	page := func(address, title, item, date string) *Result {
		res := listPage(address, nil, "", listed(item+"甲", address+item+"1.htm", day(date)), listed(item+"乙", address+item+"2.htm", day(date)))
		res.Title = title
		return res
	}
	pubs, _ := publish(t, &Recipe{RollUp: []string{}},
		page("http://p.example/html/2012-09/25/node_21.htm", "要闻", "今日", "2012-09-25"), page("http://p.example/html/2012-09/25/node_22.htm", "体育", "球赛", "2012-09-25"),
		page("http://p.example/html/2012-09/24/node_21.htm", "要闻", "昨日", "2012-09-24"), page("http://p.example/ld/1/", "活动", "甲公", "2012-09-23"),
		page("http://p.example/ld/2/", "活动", "乙公", "2012-09-22"))
	got := outline(pubs)
	for _, want := range []string{" 要闻: 今日甲 今日乙 昨日甲 昨日乙\n", " 体育: 球赛甲 球赛乙\n", " 活动: 甲公甲 甲公乙\n"} {
		if !strings.Contains(got, want) {
			t.Errorf("feeds are\n%swant%s", got, want)
		}
	}
}
