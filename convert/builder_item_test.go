package convert

import "testing"

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
