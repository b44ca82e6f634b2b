package convert

import (
	"strings"
	"testing"
	"time"
)

// TestDatesForMachines reads articles whose date is shown in a form that says less than an attribute does.
func TestDatesForMachines(t *testing.T) {
	t.Parallel()
	const day, minute = "2012-03-05", "2012-03-05T10:20"
	for _, c := range []struct{ name, stamp, want string }{
		{"day and month", `<div><time datetime="2012-03-05T10:20:00+08:00">05/03/2012</time><span>來源：區財政局</span></div>`, minute},
		{"day and month with a clock", `<div><time datetime="2012-03-05T10:20:00+08:00">05/03/2012 10:20 AM</time></div>`, minute},
		{"month and day", `<p>Posted <time datetime="2012-03-05T10:20:00+08:00" itemprop="datePublished">03/05/2012 10:20 AM</time> by admin</p>`, minute},
		{"a weekday", `<div><abbr class="published" title="2012-03-05T10:20:00+08:00">周一</abbr> 来源：区财政局</div>`, minute},
		{"time since", `<div><span title="2012-03-05 10:20">3年前</span> 来源：区财政局</div>`, minute},
		{"time since in a title of slashes", `<div>发表于 <em title="2012/3/5 10:20:00">昨天 10:20</em></div>`, minute},
		{"time since in a time element", `<div class=meta><a href="/u/1">阿明</a> · <time datetime="2012-03-05T02:20:00Z">8 years ago</time></div>`, minute},
		{"a data attribute", `<div><span class=date data-time="2012-03-05 10:20:31">三年前</span></div>`, minute},
		{"a day alone", `<div><time datetime="2012-03-05">5 Mar</time></div>`, day},
		{"a day for machines, the time for people", `<div><time datetime="2012-03-05">2012年3月5日 10:20</time></div>`, minute},
		{"the last change first", `<div>更新：<time datetime="2012-04-01T00:00:00+08:00">2012-04-01</time> 发布：<time datetime="2012-03-05T10:20:00+08:00">2012-03-05</time></div>`, minute},
		{"the last change by its class", `<div><time class="updated" datetime="2012-04-01T00:00:00+08:00">01/04/2012</time> <time class="entry-date" datetime="2012-03-05T10:20:00+08:00">05/03/2012</time></div>`, minute},
		{"the only one is the last change", `<div>更新：<time datetime="2012-03-05T10:20:00+08:00">05/03/2012</time></div>`, minute},
		{"a title that is no date", `<div><span title="查看全部">2012-03-05 10:20</span></div>`, minute},
		{"a title that says it in words", `<div><span title="发表时间">2012-03-05 10:20</span></div>`, minute},
	} {
		body := `<html><head><meta charset=utf-8><title>关于做好农村饮水安全工作的通知-白鹭新区</title></head><body><div><a href="/">首页</a> <a href="/a/">要闻</a></div><h1>关于做好农村饮水安全工作的通知</h1>` + c.stamp + `<div>` +
			strings.Repeat("<p>近日，白鹭新区组织召开农村饮水安全工作推进会，安排部署下一阶段任务。</p><p>会议要求，各单位要压实责任、细化措施，确保完成任务。</p>", 3) + `</div></body></html>`
		res, err := Convert(Page{URL: testAddress, Body: []byte(body)}, Options{Location: time.FixedZone("+08:00", 8*60*60)})
		if err != nil {
			t.Fatal(err)
		}
		if res.Kind != KindArticle {
			t.Errorf("%s: kind %s", c.name, res.Kind)
			continue
		}
		if got := res.Article.Date.Time.In(time.FixedZone("", 8*60*60)).Format("2006-01-02T15:04"); !strings.HasPrefix(got, c.want) {
			t.Errorf("%s: %s; want %s", c.name, got, c.want)
		}
		if strings.Contains(res.Article.Text, "前") || !strings.HasPrefix(res.Article.Text, "近日") {
			t.Errorf("%s: text %q", c.name, res.Article.Text[:60])
		}
	}
}
