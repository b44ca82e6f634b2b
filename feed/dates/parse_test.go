package dates_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"
	_ "time/tzdata" // zones are known on machines without a zone database

	"github.com/portalfeed/portalfeed/feed/dates"
)

// zone loads a zone.
func zone(t testing.TB, name string) *time.Location {
	t.Helper()
	loc, err := time.LoadLocation(name)
	if err != nil {
		t.Fatal(err)
	}
	return loc
}

// TestForms reads each family of forms at 2011-03-05 10:20:30 in Shanghai.
func TestForms(t *testing.T) {
	t.Parallel()
	shanghai := zone(t, "Asia/Shanghai")
	o := dates.Options{Now: time.Date(2011, 3, 5, 10, 20, 30, 0, shanghai), Location: shanghai}
	for _, c := range []struct{ text, want, precision, raw string }{
		// Year, month and day with 年月日.
		{"2010年07月04日 09時05分", "2010-07-04T09:05:00+08:00", "minute", "2010年07月04日 09時05分"},
		{"某某門戶 www.example.cn   2010年07月04日 09時05分   來源:辦公廳", "2010-07-04T09:05:00+08:00", "minute", "2010年07月04日 09時05分"},
		{"2010年07月04日09时05分06秒", "2010-07-04T09:05:06+08:00", "second", "2010年07月04日09时05分06秒"},
		{"2010年7月4日 9时", "2010-07-04T09:00:00+08:00", "hour", "2010年7月4日 9时"},
		{"２０１０年０７月０４日\u3000０９：０５", "2010-07-04T09:05:00+08:00", "minute", "２０１０年０７月０４日\u3000０９：０５"},
		{"2010年\u00A07月\u00A04日\u00A09:05", "2010-07-04T09:05:00+08:00", "minute", "2010年\u00A07月\u00A04日\u00A09:05"},
		{"2010年7月4日&nbsp;&nbsp;9:05", "2010-07-04T09:05:00+08:00", "minute", "2010年7月4日&nbsp;&nbsp;9:05"},
		{"2010年7月4日 下午3点", "2010-07-04T15:00:00+08:00", "hour", "2010年7月4日 下午3点"},
		{"2010年7月4日（星期日）上午9点半", "2010-07-04T09:30:00+08:00", "minute", "2010年7月4日（星期日）上午9点半"},
		{"2010年7月4日 週日 晚上 8:15", "2010-07-04T20:15:00+08:00", "minute", "2010年7月4日 週日 晚上 8:15"},
		{"2010年7月4日 中午1:05", "2010-07-04T13:05:00+08:00", "minute", "2010年7月4日 中午1:05"},
		{"2010年7月4日凌晨12:30", "2010-07-04T00:30:00+08:00", "minute", "2010年7月4日凌晨12:30"},
		{"2010年7月4日十八时零七分", "2010-07-04T18:07:00+08:00", "minute", "2010年7月4日十八时零七分"},
		{"2010年7月4日 8点一刻", "2010-07-04T08:15:00+08:00", "minute", "2010年7月4日 8点一刻"},
		{"2010年7月", "2010-07", "month", "2010年7月"},
		{"2010年", "2010", "year", "2010年"},
		{"2010년 7월 4일", "2010-07-04", "day", "2010년 7월 4일"},
		// European months.
		{"25. Oktober 2012", "2012-10-25", "day", "25. Oktober 2012"},
		{"4. März 2010, 9:05", "2010-03-04T09:05:00+08:00", "minute", "4. März 2010, 9:05"},
		{"25 septembre 2012", "2012-09-25", "day", "25 septembre 2012"},
		{"1er janvier 2013", "2013-01-01", "day", "1er janvier 2013"},
		{"14 FÉVRIER 2011", "2011-02-14", "day", "14 FÉVRIER 2011"},
		{"25 de septiembre de 2012", "2012-09-25", "day", "25 de septiembre de 2012"},
		{"3 d'agosto 2012", "2012-08-03", "day", "3 d'agosto 2012"},
		{"25 settembre 2012", "2012-09-25", "day", "25 settembre 2012"},
		{"7 de março de 2009", "2009-03-07", "day", "7 de março de 2009"},
		{"12 maart 2012", "2012-03-12", "day", "12 maart 2012"},
		{"30 三月 2008", "2008-03-30", "day", "30 三月 2008"},
		{"30 十一月, 2008 09:05", "2008-11-30T09:05:00+08:00", "minute", "30 十一月, 2008 09:05"},
		{"30 3月 2008", "2008-03-30", "day", "30 3月 2008"},
		{"第30 2012年3月28日", "2012-03-28", "day", "2012年3月28日"},
		{"30 3月28日 2009-04-05", "2009-04-05", "day", "2009-04-05"},
		{"八月 28, 2005", "2005-08-28", "day", "八月 28, 2005"},
		{"十二月 7 2015", "2015-12-07", "day", "十二月 7 2015"},
		{"8月 28, 2005 下午3:10", "2005-08-28T15:10:00+08:00", "minute", "8月 28, 2005 下午3:10"},
		{"2023-09-30 00:00:00 +0800 CST", "2023-09-30T00:00:00+08:00", "second", "2023-09-30 00:00:00 +0800 CST"},
		{"2023-09-30 08:00:00 +0000 UTC", "2023-09-30T08:00:00Z", "second", "2023-09-30 08:00:00 +0000 UTC"},
		// Separators.
		{"2010-07-04 09:05:06", "2010-07-04T09:05:06+08:00", "second", "2010-07-04 09:05:06"},
		{"2010/7/4", "2010-07-04", "day", "2010/7/4"},
		{"2010.07.04.", "2010-07-04", "day", "2010.07.04"},
		{"2010－07－04", "2010-07-04", "day", "2010－07－04"},
		{"【2010-07-04】", "2010-07-04", "day", "2010-07-04"},
		{"( 2010 / 07 / 04 )", "2010-07-04", "day", "2010 / 07 / 04"},
		{"20100704", "2010-07-04", "day", "20100704"},
		{"20100704090506", "2010-07-04T09:05:06+08:00", "second", "20100704090506"},
		{"20100704T090506Z", "2010-07-04T09:05:06Z", "second", "20100704T090506Z"},
		{"2010-07", "2010-07", "month", "2010-07"},
		{"2010", "2010", "year", "2010"},
		{"10-07-04", "2010-07-04", "day", "10-07-04"},
		{"04.07.2010", "2010-07-04", "day", "04.07.2010"},
		{"7/4/2010", "2010-07-04", "day", "7/4/2010"},
		{"25/7/2010", "2010-07-25", "day", "25/7/2010"},
		{"2010-07-04 10:00-12:00", "2010-07-04T10:00:00+08:00", "minute", "2010-07-04 10:00"},
		// The time of day first.
		{"09:05 2010-07-04", "2010-07-04T09:05:00+08:00", "minute", "09:05 2010-07-04"},
		{"09:05, 07-04", "2010-07-04T09:05:00+08:00", "minute", "09:05, 07-04"},
		// Chinese numerals, eras.
		{"二〇一〇年七月四日", "2010-07-04", "day", "二〇一〇年七月四日"},
		{"二零一零年十二月三十一日", "2010-12-31", "day", "二零一零年十二月三十一日"},
		{"二０一０年七月廿五日", "2010-07-25", "day", "二０一０年七月廿五日"},
		{"二○一○年七月", "2010-07", "month", "二○一○年七月"},
		{"中華民國九十九年七月四日", "2010-07-04", "day", "中華民國九十九年七月四日"},
		{"民國99/07/04", "2010-07-04", "day", "民國99/07/04"},
		{"平成22年7月4日", "2010-07-04", "day", "平成22年7月4日"},
		// Without a year: the latest that is not in the future.
		{"03-05", "2011-03-05", "day", "03-05"},
		{"03-06", "2010-03-06", "day", "03-06"},
		{"[7-14]", "2010-07-14", "day", "7-14"},
		{"2月29日", "2008-02-29", "day", "2月29日"},
		{"七月四日 08:30", "2010-07-04T08:30:00+08:00", "minute", "七月四日 08:30"},
		// Relative.
		{"3小時前", "2011-03-05T07:20:00+08:00", "hour", "3小時前"},
		{"两个小时前", "2011-03-05T08:20:00+08:00", "hour", "两个小时前"},
		{"10分钟前发布", "2011-03-05T10:10:00+08:00", "minute", "10分钟前"},
		{"半個小時前", "2011-03-05T09:50:00+08:00", "minute", "半個小時前"},
		{"剛剛", "2011-03-05T10:20:00+08:00", "minute", "剛剛"},
		{"昨天 08:30", "2011-03-04T08:30:00+08:00", "minute", "昨天 08:30"},
		{"昨晚8:30", "2011-03-04T20:30:00+08:00", "minute", "昨晚8:30"},
		{"大前天", "2011-03-02", "day", "大前天"},
		{"1周前", "2011-02-26", "day", "1周前"},
		{"3个月前", "2010-12", "month", "3个月前"},
		{"an hour ago", "2011-03-05T09:20:00+08:00", "hour", "an hour ago"},
		{"5 mins ago", "2011-03-05T10:15:00+08:00", "minute", "5 mins ago"},
		{"Yesterday at 8:30 PM", "2011-03-04T20:30:00+08:00", "minute", "Yesterday at 8:30 PM"},
		// Feeds.
		{"Sun, 04 Jul 2010 09:05:06 +0200", "2010-07-04T09:05:06+02:00", "second", "Sun, 04 Jul 2010 09:05:06 +0200"},
		{"Sun, 4 Jul 10 09:05 EST", "2010-07-04T09:05:00-05:00", "minute", "Sun, 4 Jul 10 09:05 EST"},
		{"Sunday, 04-Jul-10 09:05:06 GMT", "2010-07-04T09:05:06Z", "second", "Sunday, 04-Jul-10 09:05:06 GMT"},
		{"Sun Jul  4 09:05:06 2010", "2010-07-04T09:05:06+08:00", "second", "Sun Jul  4 09:05:06 2010"},
		{"Sun Jul  4 09:05:06 CST 2010", "2010-07-04T09:05:06+08:00", "second", "Sun Jul  4 09:05:06 CST 2010"},
		{"Sun, 04 Jul 2010 09:05:06 CST", "2010-07-04T09:05:06+08:00", "second", "Sun, 04 Jul 2010 09:05:06 CST"},
		{"Sun, 04 Jul 2010 09:05:06 GMT+8", "2010-07-04T09:05:06+08:00", "second", "Sun, 04 Jul 2010 09:05:06 GMT+8"},
		{"2010-07-04T09:05:06.123+05:30", "2010-07-04T09:05:06+05:30", "second", "2010-07-04T09:05:06.123+05:30"},
		{"2010-07-04T09:05Z", "2010-07-04T09:05:00Z", "minute", "2010-07-04T09:05Z"},
		{"2010-07-04 09:05 (GMT+8)", "2010-07-04T09:05:00+08:00", "minute", "2010-07-04 09:05 (GMT+8)"},
		{"July 4th, 2010 9:05 p.m.", "2010-07-04T21:05:00+08:00", "minute", "July 4th, 2010 9:05 p.m."},
		{"4 July 2010", "2010-07-04", "day", "4 July 2010"},
		{"July 2010", "2010-07", "month", "July 2010"},
		{"2010 Jul 4", "2010-07-04", "day", "2010 Jul 4"},
		// Labels and choices.
		{"發佈時間：2010-07-04 點擊：99 次", "2010-07-04", "day", "2010-07-04"},
		{"更新时间：2010-07-09 08:00 发布时间：2010-07-04 09:05", "2010-07-04T09:05:00+08:00", "minute", "2010-07-04 09:05"},
		{"2009年工作要点 2010-07-04", "2010-07-04", "day", "2010-07-04"},
		{"http://www.example.cn/hd/2010-07/04/content_1.htm", "2010-07-04", "day", "2010-07/04"},
		{"./t20100704_99.html", "2010-07-04", "day", "20100704"},
	} {
		t.Run(c.text, func(t *testing.T) {
			t.Parallel()
			d, err := dates.Parse(c.text, o)
			if err != nil {
				t.Fatal(err)
			}
			if d.String() != c.want || d.Precision.String() != c.precision || d.Raw != c.raw {
				t.Errorf("Parse(%q) = %s (%s) from %q; want %s (%s) from %q", c.text, d, d.Precision, d.Raw, c.want, c.precision, c.raw)
			}
		})
	}
}

// TestNoDates holds texts that look like dates to a careless reader.
func TestNoDates(t *testing.T) {
	t.Parallel()
	taipei := zone(t, "Asia/Taipei")
	for _, text := range []string{
		"", " ", "-", "年月日", "电话：010-12345678", "传真 0898-2010-0704", "邮编：100017", "手机：13912345678", "QQ 20100704", "v2010.7", "Version 2010.07", "1.2.3.4", "192.168.10.12",
		"10.12.10.11:80", "¥12.25", "99-01%", "比分 2-1", "第10-12页", "共12页 第3页", "2010-13-01", "2010-02-30", "20100230", "2010年13月1日", "31/31/2010", "0000-00-00", "2010-00-10",
		"国发〔2010〕7号", "京ICP备05070218号", "ISBN 978-7-01-008888-8", "GB/T 15834-2011", "A4/B5", "3.14159", "1/2", "24/7", "编号：20100704", "点击数:20100704", "三、五、七", "二十四小时", "第二十五次",
		"每周二至周日", "“3·15”活动", "25:61", "18:07", "12時", "May", "Sunday", "march on", "content_2010070412345.htm", "http://www.example.cn/a/content_1.htm", "http://www.example.cn:8080/", "請於25日前報名", "9年前的今天",
	} {
		d, err := dates.Parse(text, dates.Options{Now: time.Date(2011, 3, 5, 10, 20, 30, 0, time.UTC), Location: time.UTC})
		if err == nil {
			t.Errorf("Parse(%q) = %s from %q; want an error", text, d, d.Raw)
			continue
		}
		var e *dates.ParseError
		if !errors.As(err, &e) || !errors.Is(err, dates.ErrNoDate) {
			t.Errorf("Parse(%q): error %v is no *ParseError of ErrNoDate", text, err)
		}
	}
	if d, err := dates.Parse("(02)2010-0704", dates.Options{Location: taipei}); err == nil {
		t.Errorf("a telephone number is read as %s", d)
	}
}

func TestClockIsAnArgument(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"09-25", "9月25日 08:30", "昨天", "3小时前", "刚刚", "yesterday"} {
		if d, err := dates.Parse(text, dates.Options{}); !errors.Is(err, dates.ErrNoClock) {
			t.Errorf("Parse(%q) without a clock = %s, %v; want ErrNoClock", text, d, err)
		}
		if _, _, _, ok := dates.Find(text, dates.Options{}); ok {
			t.Errorf("Find(%q) finds a date without a clock", text)
		}
	}
}

func TestYearsOfTheRepublicNeedTaiwanOrTheirName(t *testing.T) {
	t.Parallel()
	taipei := zone(t, "Asia/Taipei")
	for _, text := range []string{"99/07/04", "99-07-04", "099年7月4日", "發布日期：99.07.04"} {
		if d, err := dates.Parse(text, dates.Options{Location: taipei}); err != nil || d.String() != "2010-07-04" {
			t.Errorf("Parse(%q) in Taipei = %s, %v; want 2010-07-04", text, d, err)
		}
	}
	for _, text := range []string{"101/07/04", "101-07-04", "101年7月4日"} {
		if d, err := dates.Parse(text, dates.Options{Location: time.UTC}); err == nil {
			t.Errorf("Parse(%q) elsewhere = %s; want an error", text, d)
		}
	}
}

func TestCSTGoesByLocation(t *testing.T) {
	t.Parallel()
	const text = "Tue, 25 Sep 2012 18:07:00 CST"
	for loc, want := range map[*time.Location]string{
		time.FixedZone("", 8*3600): "2012-09-25T18:07:00+08:00",
		time.UTC:                   "2012-09-25T18:07:00-06:00",
		nil:                        "2012-09-25T18:07:00-06:00",
	} {
		if d, err := dates.Parse(text, dates.Options{Location: loc}); err != nil || d.String() != want {
			t.Errorf("in %v: %s, %v; want %s", loc, d, err, want)
		}
	}
}

func TestFromURL(t *testing.T) {
	t.Parallel()
	for u, want := range map[string]string{
		"http://www.example.cn/ldhd/2012-09/25/content_2232776.htm": "2012-09-25",
		"http://www.example.cn/201209/t20120925_111325.html":        "2012-09-25",
		"/n1/2012/0925/c1004-40300019.html":                         "2012-09-25",
		"http://www.example.cn/2012/09/25/":                         "2012-09-25",
		"https://www.example.cn/a/20120925/7.html":                  "2012-09-25",
		"http://www.example.cn/201209/25/7.html":                    "2012-09-25",
		"http://www.example.cn/show?date=2012-9-5&id=7":             "2012-09-05",
		"http://www.example.cn/a_20120925180733.html":               "2012-09-25",
		"http://www.example.cn/politics/2012-09/22/c_113173016.htm": "2012-09-22",
		"http://20120925.example.cn/":                               "",
		"http://www.example.cn/201209/7.html":                       "",
		"http://www.example.cn/2012/09/7.html":                      "",
		"http://www.example.cn/2012/9/7.html":                       "2012-09-07",
		"http://www.example.cn/content_2232776.htm":                 "",
		"http://www.example.cn/2012-13/45/":                         "",
		"http://www.example.cn/9920120925000/":                      "",
		"http://www.example.cn":                                     "",
		"":                                                          "",
	} {
		d, ok := dates.FromURL(u, nil)
		if ok != (want != "") || d.String() != want {
			t.Errorf("FromURL(%q) = %s, %v; want %q", u, d, ok, want)
		}
	}
}

func TestPeriodFromURL(t *testing.T) {
	t.Parallel()
	for u, want := range map[string]string{
		"http://www.example.cn/A/200806/5012.html":  "2008-06",
		"http://www.example.cn/news/2008/06/3.html": "2008-06",
		"http://www.example.cn/news/2008-06/3.html": "2008-06",
		"http://www.example.cn/2008/3.html":         "2008",
		"2008/06/3.html":                            "2008-06",
		"http://www.example.cn/2008":                "",
		"http://www.example.cn/200813/3.html":       "",
		"http://www.example.cn/a2008/3.html":        "",
		"http://www.example.cn/2008-plan/3.html":    "",
		"http://www.example.cn/?y=/2008/06/":        "",
		"http://2008/06/":                           "",
		"":                                          "",
	} {
		d, ok := dates.PeriodFromURL(u, nil)
		if ok != (want != "") || d.String() != want {
			t.Errorf("PeriodFromURL(%q) = %s, %v; want %q", u, d, ok, want)
		}
	}
}

func TestFindGivesThePlace(t *testing.T) {
	t.Parallel()
	const text = "首屆論壇25日在京舉行（2012年9月25日 18:07）據新華社9月26日電"
	d, start, end, ok := dates.Find(text, dates.Options{})
	if !ok || text[start:end] != "2012年9月25日 18:07" || d.Raw != text[start:end] {
		t.Errorf("Find = %q, %v", text[start:end], ok)
	}
}

// TestTimeIsLinear reads 512 KB of the texts that give the scanner most to try.
func TestTimeIsLinear(t *testing.T) {
	t.Parallel()
	for _, unit := range []string{"1", "2012-", "二", "9月", "Sep ", "12:", "今天", "2012年", " ", "\u3000", "昨天 1", "民國", "1 ", "25 ", "Tue, ", "(", "2012年   "} {
		text := strings.Repeat(unit, (512<<10)/len(unit))
		start := time.Now()
		_, _ = dates.Parse(text, dates.Options{Now: time.Unix(1e9, 0)})
		if took := time.Since(start); took > 10*time.Second {
			t.Errorf("%q repeated takes %v", unit, took)
		}
	}
}

func ExampleParse() {
	shanghai := time.FixedZone("", 8*3600)
	d, err := dates.Parse("中央政府門戶網站 www.gov.cn   2012年09月25日 18時07分   來源:國務院辦公廳", dates.Options{Location: shanghai})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(d)
	fmt.Println(d.Precision)
	fmt.Println(d.Raw)
	// Output:
	// 2012-09-25T18:07:00+08:00
	// minute
	// 2012年09月25日 18時07分
}

func ExampleFind() {
	text := "· 論壇在京舉行 [09-25] · 主持會議 [09-24]"
	now := time.Date(2012, 10, 1, 0, 0, 0, 0, time.UTC)
	d, start, end, ok := dates.Find(text, dates.Options{Now: now})
	fmt.Println(d, text[start:end], ok)
	// Output: 2012-09-25 09-25 true
}

func ExampleFromURL() {
	d, ok := dates.FromURL("http://www.gov.cn/ldhd/2012-09/25/content_2232776.htm", nil)
	fmt.Println(d, ok)
	// Output: 2012-09-25 true
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{
		"2012年09月25日 18時07分", "二○一二年九月", "Tue, 25 Sep 2012 10:07:33 GMT", "昨天 08:30", "3小时前", "252012-09", "t20120925_1.html", "民國101年9月25日", "2012-09-25T10:07:33.5+08:00", "09/25", "\xe3\x80", "２０１２", "晚上9点半", "&nbsp;2012.09 25",
	} {
		f.Add(s, int64(1348646400))
	}
	f.Fuzz(func(t *testing.T, s string, now int64) {
		o := dates.Options{Now: time.Unix(now%4e9, 0), Location: time.FixedZone("", 8*3600)}
		if d, err := dates.Parse(s, o); err == nil {
			if d.IsZero() || d.Raw == "" || !strings.Contains(s, d.Raw) || d.String() == "" {
				t.Fatalf("Parse(%q) = %+v", s, d)
			}
			if d.Precision >= dates.Hour {
				again, err := dates.Parse(d.String(), o)
				if err != nil || again.String() != d.String() {
					t.Fatalf("Parse(%q) = %s, read again as %s: %v", s, d, again, err)
				}
			}
		}
		if d, start, end, ok := dates.Find(s, o); ok && (start >= end || s[start:end] != d.Raw) {
			t.Fatalf("Find(%q) = %d, %d", s, start, end)
		}
		dates.FromURL(s, nil)
	})
}

func BenchmarkParse(b *testing.B) {
	o := dates.Options{Now: time.Date(2012, 9, 26, 12, 0, 0, 0, time.UTC), Location: time.FixedZone("", 8*3600)}
	for name, text := range map[string]string{
		"source line": "中央政府門戶網站 www.gov.cn   2012年09月25日 18時07分   來源:國務院辦公廳", "listing": "[2012-09-25]", "yearless": "09-25", "rfc822": "Tue, 25 Sep 2012 18:07:33 +0800", "rfc3339": "2012-09-25T18:07:33+08:00", "relative": "3小時前", "none": "浏览次数：20120925次",
	} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				_, _ = dates.Parse(text, o)
			}
		})
	}
}
