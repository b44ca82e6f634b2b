package dates_test

import (
	"testing"
	"time"

	"github.com/portalfeed/portalfeed/feed/dates"
)

// TestReckonings reads years of eras, which end, begin on a day and may be counted backwards. An empty want is no date: nothing of
// it may be completed from the clock.
func TestReckonings(t *testing.T) {
	t.Parallel()
	o := dates.Options{Now: time.Date(2026, 11, 25, 10, 20, 30, 0, time.UTC), Location: time.FixedZone("", 8*3600)}
	for _, c := range []struct{ text, want string }{
		{"民國元年1月1日", "1912-01-01"},
		{"民國115年11月25日", "2026-11-25"},
		{"民國前1年1月1日", "1911-01-01"},
		{"民國前一年十月十日", "1911-10-10"},
		{"民国前12年8月14日", "1900-08-14"},
		{"民前17年4月17日", "1895-04-17"},
		{"中華民國前1年10月10日", "1911-10-10"},
		{"民國前0年1月1日", ""},
		{"民國前999年1月1日", ""},
		{"農民前1年1月1日", ""},
		{"公元前221年1月1日", ""},
		{"公元前1046年1月20日", ""},
		{"西元前 1046年1月20日", ""},
		{"公元前一〇四六年一月二十日", ""},
		{"紀元前660年2月11日", ""},
		{"光緒20年9月25日", ""},
		{"宣統三年八月十九日", ""},
		{"农历八月十五日", ""},
		{"2012年农历8月15日", ""},
		{"農曆8月15日", ""},
		{"2012年9月30日（农历八月十五日）", "2012-09-30"},
		{"公元2012年9月25日", "2012-09-25"},
		{"西元2012年9月25日", "2012-09-25"},
		{"昭和64年1月7日", "1989-01-07"},
		{"昭和65年1月7日", ""},
		{"昭和87年9月25日", ""},
		{"昭和元年12月25日", "1926-12-25"},
		{"昭和元年12月24日", ""},
		{"大正15年12月24日", "1926-12-24"},
		{"大正16年1月1日", ""},
		{"大正1年7月29日", ""},
		{"明治45年7月29日", "1912-07-29"},
		{"明治46年1月1日", ""},
		{"明治1年1月24日", ""},
		{"平成31年4月30日", "2019-04-30"},
		{"平成32年4月1日", ""},
		{"平成元年1月7日", ""},
		{"平成元年1月", "1989-01"},
		{"令和元年5月1日", "2019-05-01"},
		{"令和元年4月", ""},
		{"令和1年4月30日", ""},
		{"令和8年11月25日", "2026-11-25"},
		{"令和8.11.25", "2026-11-25"},
		{"平成32.4.1", ""},
		{"version 2012.10.1", ""},
		{"Version: 2012.10.1", ""},
		{"ver. 2012.10.1", ""},
		{"v2012.10.1", ""},
		{"v 2012.10.1", ""},
		{"版本：2012.10.1", ""},
		{"2012.10.1", "2012-10-01"},
		{"新版 2012.10.1", "2012-10-01"},
		{"version 2012-10-01", "2012-10-01"},
	} {
		t.Run(c.text, func(t *testing.T) {
			t.Parallel()
			d, err := dates.Parse(c.text, o)
			if (err == nil) != (c.want != "") || d.String() != c.want {
				t.Errorf("Parse(%q) = %s from %q, %v; want %q", c.text, d, d.Raw, err, c.want)
			}
		})
	}
}

// TestTimeOfDayOnBothSides reads the same time of day in front of the date and behind it.
func TestTimeOfDayOnBothSides(t *testing.T) {
	t.Parallel()
	for clock, want := range map[string]string{
		"上午12:30":    "2012-01-01T00:30:00Z",
		"凌晨12:30":    "2012-01-01T00:30:00Z",
		"凌晨 2:30":    "2012-01-01T02:30:00Z",
		"AM 12:30":   "2012-01-01T00:30:00Z",
		"12:30 AM":   "2012-01-01T00:30:00Z",
		"中午12:30":    "2012-01-01T12:30:00Z",
		"下午12:30":    "2012-01-01T12:30:00Z",
		"下午 6:07":    "2012-01-01T18:07:00Z",
		"下午6時07分":    "2012-01-01T18:07:00Z",
		"p.m. 6:07":  "2012-01-01T18:07:00Z",
		"6:07 p.m.":  "2012-01-01T18:07:00Z",
		"12:30 PM":   "2012-01-01T12:30:00Z",
		"晚上8:15":     "2012-01-01T20:15:00Z",
		"晚上12:30":    "2012-01-02T00:30:00Z", // the night at the end of the day
		"18:07":      "2012-01-01T18:07:00Z",
		"下午18:07:33": "2012-01-01T18:07:33Z",
	} {
		for _, text := range []string{clock + " 2012年1月1日", clock + " 2012-01-01", "2012年1月1日 " + clock, "2012/1/1 " + clock, clock + " Jan 1, 2012", clock + " 民國101年1月1日", clock + "，二○一二年一月一日"} {
			d, err := dates.Parse(text, dates.Options{})
			if err != nil || d.String() != want {
				t.Errorf("Parse(%q) = %s, %v; want %s", text, d, err, want)
			} else if d.Raw != text {
				t.Errorf("Parse(%q) read it from %q", text, d.Raw)
			}
		}
	}
}
