package convert

import (
	"strings"
	"testing"
)

// articleShape is a page as content management systems write them, and what it says. "-" stands for nothing; "" is not asked.
type articleShape struct {
	page                        string
	title, date, source, author string
	text                        string // the whole text, lines divided by |
	without                     string // words that the text must not have, divided by |
}

const (
	shapeOne   = "北湖市老旧小区改造推进会昨天在松山街道召开，各区县负责人参加会议，听取居民意见建议。"
	shapeTwo   = "会议要求，各责任单位要倒排工期、挂图作战，确保年底前完成全部改造任务。"
	shapeTaiOn = "為鼓勵民眾親近閱讀，市立圖書館本月起推出說故事活動，邀請親子一同走進繪本的世界。"
	shapeFoot  = "<div class=foot><p>主办：北湖市人民政府 承办：北湖市人民政府办公室</p><p>地址：建设大街1号 电话：0000-0000000</p><p>网站标识码：5300000001</p></div>"
)

var shapeText = "<p>" + shapeOne + "</p><p>" + shapeTwo + "</p>"

func TestArticleShapes(t *testing.T) {
	t.Parallel()
	both := shapeOne + "|" + shapeTwo
	for name, c := range map[string]articleShape{
		"footer in an unknown element": {
			page:  "<title>推进会召开</title><h1>推进会召开</h1><p>2019-10-29 10:12 来源：北湖日报</p><div class=k>" + shapeText + "</div>" + shapeFoot,
			title: "推进会召开", date: "2019-10-29T10:12:00+08:00", source: "北湖日报", text: both,
		},
		"container that the parser splits": {
			page: "<title>推进会召开</title><table><tr><td><h1>推进会召开</h1></td></tr><tr><td>2019-10-29 10:12 来源：北湖日报</td></tr><tr><td><font id=zoom>" + shapeOne + "<p>" + shapeTwo + "<p>" + shapeOne + "</font></td></tr><tr><td>【<a href='javascript:close()'>关闭</a>】</td></tr></table>",
			date: "2019-10-29T10:12:00+08:00", source: "北湖日报", text: both + "|" + shapeOne,
		},
		"source that ends like another label": {
			page: "<title>推进会召开</title><h1>推进会召开</h1><div>发布日期：2013-05-05 15:34&nbsp;&nbsp;作者：王小明&nbsp;&nbsp;来源：北湖日报编辑部&nbsp;&nbsp;点击：[12]</div><div class=k>" + shapeText + "</div>",
			date: "2013-05-05T15:34:00+08:00", source: "北湖日报编辑部", text: both,
		},
		"source that is an account": {
			page: "<title>推进会召开</title><h1>推进会召开</h1><div>2013-05-05 来源：北湖发布微信公众号 编辑：小王 点击：12</div><div class=k>" + shapeText + "</div>",
			date: "2013-05-05", source: "北湖发布微信公众号", text: both,
		},
		"contacts that belong to the text": {
			page: "<title>读书沙龙</title><h1>秋季读书沙龙邀您参加</h1><p>日期：2016-10-20</p><div class=k>" + shapeText + "<p>主办单位：市图书馆</p><p>活动时间：10月30日下午2时30分</p><p>地址：玉兰街12号 电话：0000-1</p></div>" + shapeFoot,
			date: "2016-10-20", text: both + "|主办单位：市图书馆|活动时间：10月30日下午2时30分|地址：玉兰街12号 电话：0000-1",
		},
		"facts and files behind the text": {
			page: "<html lang=zh-TW><title>北湖圖書館-「說故事」開跑</title><h2>「說故事」開跑</h2><div class=cp><p>" + shapeTaiOn + "</p><p>" + shapeTaiOn + "</p><h4>檔案下載</h4><ul><li><a href=a.pdf>場次表.pdf</a></ul>" +
				"<ul><li>發布單位：推廣組<li>發布日期：102-03-15<li>更新日期：102-03-18<li>點閱數：3</ul></div>",
			title: "「說故事」開跑", date: "2013-03-15", source: "推廣組", text: shapeTaiOn + "|" + shapeTaiOn,
		},
		"record in a table": {
			page: "<html lang=zh-TW><title>北湖區公所</title><table><tr><th>標題<td>說故事活動邀您參加<tr><th>發布單位<td>人文課<tr><th>公告日期<td>101.09.25<tr><th>內容<td>" + shapeTaiOn + "<br><br>" + shapeTaiOn +
				"<tr><th>附件<td><a href=a.doc>報名表</a></table>",
			title: "說故事活動邀您參加", date: "2012-09-25", source: "人文課", text: shapeTaiOn + "|" + shapeTaiOn,
		},
		"list of facts above the title": {
			page: "<title>关于改造工作的通知</title><ul><li><b>索引号:</b><span>0001</span><li><b>发文机关:</b><span>市住建局</span><li><b>发文日期:</b><span>2018-11-20</span><li><b>发布日期:</b><span>2018-11-22</span><li><b>关键词:</b><span>小区;通知</span></ul>" +
				"<div class=t>关于改造工作的通知</div><div>" + shapeText + "</div>",
			date: "2018-11-22", source: "市住建局", text: both,
		},
		"short text with a signature": {
			page:  "<title>停水通知 - 自来水公司</title><div><h2>停水通知</h2><div><p>因管网检修，定于12月6日8时至18时对建设大街沿线停水，敬请谅解。</p><p>自来水公司</p><p>2018年12月4日</p></div></div><div class=bottom>客服电话：0000 地址：滨河路3号</div>",
			title: "停水通知", date: "2018-12-04", text: "因管网检修，定于12月6日8时至18时对建设大街沿线停水，敬请谅解。|自来水公司|2018年12月4日",
		},
		"files between text and signature": {
			page: "<title>关于申报的通知</title><h1>关于申报的通知</h1><p>发布时间：2020-03-09 发布者：科普部</p><div>" + shapeText + "<p>附件：1.<a href=1.doc>申报指南</a></p><p>2.<a href=2.doc>科普项目申报书</a></p><p>3.<a href=3.xls>科普项目汇总表</a></p><p>科学技术协会</p><p>2020年3月9日</p></div>",
			date: "2020-03-09", source: "科普部", text: both + "|附件：1.申报指南|2.科普项目申报书|3.科普项目汇总表|科学技术协会|2020年3月9日",
		},
		"a person published it": {
			page:   "<title>关于申报的通知</title><h1>关于申报的通知</h1><p>发布时间：2020-03-09 发布者：王小满</p><div>" + shapeText + "</div>",
			source: "-", text: both,
		},
		"related pages inside the text": {
			page: "<title>小区换新颜</title><h1>小区换新颜</h1><p>2018-05-09 08:12 云岭在线</p><div><p>" + shapeOne + "</p><p>" + shapeOne + "</p><h4>相关阅读</h4><ul><li><a href=1>电梯加装进行时<li><a href=2>管网更新不再滴漏</a></ul><p>" + shapeTwo + "</p></div>",
			date: "2018-05-09T08:12:00+08:00", source: "云岭在线", text: shapeOne + "|" + shapeOne + "|" + shapeTwo,
		},
		"source before the date": {
			page:   "<title>小区换新颜</title><h1>小区换新颜</h1><div><span>北湖融媒</span><span>2023/12/01 18:20</span><span>阅读 3.2万</span></div><div>" + shapeText + "<p>点赞 99</p></div>",
			source: "北湖融媒", date: "2023-12-01T18:20:00+08:00", text: both,
		},
		"heading under the name of the site": {
			page:  "<title>松山街道办事处</title><h2>工作动态</h2><div><h3>老旧小区改造推进会召开</h3><p>发布时间：2019-10-29</p><div>" + shapeText + "</div></div>",
			title: "老旧小区改造推进会召开", date: "2019-10-29",
		},
		"picture of the title": {
			page:  "<title>老旧小区改造现场推进会昨日召开</title><h2>工作动态</h2><div><div>2019-10-29 10:12</div>" + shapeText + "</div>",
			title: "老旧小区改造现场推进会昨日召开",
		},
		"name of the site first": {
			page:  "<title>北湖日报数字报-柑橘熟了</title><p>好山好水</p><p id=Title style='font-weight:bold;font-size:20px' align=center>柑橘熟了</p><p>本报记者　赵晓禾　通讯员　孙田</p><div id=ozoom>" + shapeText + "</div>",
			title: "柑橘熟了", author: "赵晓禾",
		},
		"category before the title": {
			page:  "<title>溪口镇骑行攻略 - 户外运动</title><h1><a href=f>[攻略]</a> <span>溪口镇骑行攻略</span></h1><p>发表于 2016-5-9 21:14</p><div>" + shapeText + "</div>",
			title: "溪口镇骑行攻略",
		},
		"bullet in the title element": {
			page:  "<title>環湖步道哪一段好走 &bull; 東湖討論區</title><h2><a href=t>環湖步道哪一段好走</a></h2><p class=author>由 <strong><a href=u>阿柏</a></strong> » 2010年 4月 6日, 20:15</p><div class=content>" + shapeTaiOn + shapeTaiOn + "</div>",
			title: "環湖步道哪一段好走", author: "阿柏", date: "2010-04-06T20:15:00+08:00",
		},
		"thread": {
			page: "<title>骑行攻略 - 论坛</title><h1>骑行攻略</h1><div class=authi><a href=u>风行者</a></div><em>发表于 2016-5-9 21:14:30</em><table><tr><td class=t_f id=postmessage_1>" + shapeTwo + "</table>" +
				"<div class=authi><a href=u>山楂树</a></div><em>发表于 2016-5-9 22:01:02</em><table><tr><td class=t_f id=postmessage_2>" + strings.Repeat(shapeOne, 3) + "</table><p>Powered by Discuz!</p>",
			author: "风行者", date: "2016-05-09T21:14:30+08:00", text: shapeTwo,
		},
		"release with date and time at its end": {
			page: "<title>食物安全中心公布抽查結果</title><h1>食物安全中心公布抽查結果</h1><div><p>" + shapeTaiOn + "</p><p>" + shapeTaiOn + "</p></div><div>2015年11月12日（星期四）<br>香港時間17時05分</div>",
			date: "2015-11-12T17:05:00+08:00",
		},
		"day apart from its month": {
			page: "<title>学院召开会议</title><div><div><b>16</b><i>2018-10</i></div><h2>学院召开会议</h2></div><div>" + shapeText + "</div>",
			date: "2018-10-16", text: both,
		},
		"linked day": {
			page: "<title>备份方案 | 老屋灯下</title><h1>备份方案</h1><div><a href=/2017/03/><time class='entry-date published' datetime='2017-03-12T21:40:11+08:00'>2017年3月12日</time></a></div><div class=entry-content>" + shapeText + "</div>",
			date: "2017-03-12T21:40:11+08:00",
		},
		"digests behind the text": {
			page: "<title>推进会召开</title><h1>推进会召开</h1><p>2019-10-29 10:12 来源：北湖日报</p><div class=tx>" + shapeText + "</div><div class=zy><h5>防汛物资储备就绪</h5><p>各级仓库已储备编织袋和抽水机，并安排人员值守。<a href=/zt/2.htm>[详细]</a></p>" +
				"<h5>重点项目开工</h5><p>一批交通、水利项目近日集中开工。<a href=/zt/1.htm>[详细]</a></p></div><div><b>延伸阅读</b><ul><li><a href=3.htm>管网更新不再滴漏的做法</a></ul></div>",
			source: "北湖日报", text: both,
		},
		"one digest in a cell below": {
			page: "<title>推进会召开</title><h1>推进会召开</h1><p>2019-10-29 10:12 来源：北湖日报</p><table><tr><td>" + shapeOne + "<br><br>" + shapeTwo + "</td></tr><tr><td><b><a href=2.htm>防汛物资储备就绪</a></b><br>各级仓库已储备编织袋和抽水机，并安排人员值守。<a href=2.htm>&gt;&gt;&gt;详细阅读</a></td></tr></table>",
			text: both,
		},
		"a text of digests": {
			page: "<title>一周综述</title><h1>一周综述</h1><p>2019-10-29 10:12</p><div class=k><p>" + shapeOne + "</p><p>小区改造</p><p>" + shapeTwo + "<a href=1.htm>[详细]</a></p><p>" + shapeOne + shapeOne + "</p></div>",
			text: shapeOne + "|小区改造|" + shapeTwo + "[详细]|" + shapeOne + shapeOne,
		},
		"what the page says of itself at its foot": {
			page: "<html lang=zh-TW><title>說故事開跑</title><h2>說故事開跑</h2><section><div class=e><p>" + shapeTaiOn + "</p></div><div class=c><em>瀏覽數</em><span></span></div><div class=m><span>發佈日期：2019-05-14</span> <span>發佈單位：推廣組</span></div></section>",
			date: "2019-05-14", source: "推廣組", text: shapeTaiOn,
		},
		"pages of the last page": {
			page: "<title>推进会召开</title><table><tr><td>推进会召开</td></tr><tr><td>发布时间：2013-05-22 16:41:37</td></tr><tr><td><font>" + shapeOne + "<br><br>" + shapeTwo + "<br><br></font><p align=center><a href=1.htm>第1页</a> <b>第2页</b></p></td></tr><tr><td>责任编辑：王小明</td></tr></table>",
			text: both,
		},
		"taken from a paper": {
			page:   "<title>推进会召开</title><h1>推进会召开</h1><div>" + shapeText + "<p align=right>（摘自《北湖日报》2003年5月20日）</p></div>",
			source: "北湖日报", date: "2003-05-20",
		},
		"paper and day behind the last sentence": {
			page:   "<title>推进会召开</title><h1>推进会召开</h1><p>2003-05-21</p><div><p>" + shapeOne + "</p><p>" + shapeTwo + "（北湖日报 2003年5月20日第3版）</p></div>",
			source: "北湖日报", date: "2003-05-21",
		},
		"a law at the end": {
			page:   "<title>推进会召开</title><h1>推进会召开</h1><p>2003-05-21</p><div><p>" + shapeOne + "</p><p>" + shapeTwo + "（据《物业管理条例》）</p></div>",
			source: "-",
		},
		"time below the day at the end of a long release": {
			page: "<title>食物安全中心公布抽查結果</title><h1>食物安全中心公布抽查結果</h1><div>" + strings.Repeat("<p>"+shapeTaiOn+"</p>", 6) + "<p>完</p><p>2015年11月12日（星期四）<br>香港時間17時05分</p></div>",
			date: "2015-11-12T17:05:00+08:00",
		},
		"who put it up": {
			page:   "<html lang=zh-TW><title>說故事開跑</title><h3>說故事開跑</h3><p>張貼日期：100.10.07　張貼單位：推廣組　瀏覽數：735</p><p>" + shapeTaiOn + "</p>",
			source: "推廣組", date: "2011-10-07",
		},
		"who is in charge": {
			page:   "<html lang=zh-TW><title>說故事開跑</title><h3>說故事開跑</h3><p>刊登日期：100.10.07　承辦單位：推廣組</p><p>" + shapeTaiOn + "</p>",
			source: "推廣組",
		},
		"source that is not known": {
			page:   "<title>推进会召开</title><h1>推进会召开</h1><div>时间:2013-03-09 10:51 来源:未知 作者:小王 点击:次</div><div>" + shapeText + "</div>",
			source: "-", author: "小王",
		},
		"editor and examiner": {
			page:    "<title>小区换新颜</title><h1>小区换新颜</h1><p>2018-05-09</p><div>" + shapeText + "</div><p>[责任编辑：李静 ] [校对：陈晨]</p>",
			without: "责任编辑|校对",
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r, err := Convert(Page{Body: []byte("<meta charset=utf-8>" + c.page)}, Options{Kind: KindArticle})
			if err != nil {
				t.Fatal(err)
			}
			a := r.Article
			for _, f := range []struct{ what, got, want string }{
				{"title", a.Title, c.title},
				{"date", a.Date.String(), c.date},
				{"source", a.Source, c.source},
				{"author", a.Author, c.author},
				{"text", strings.ReplaceAll(a.Text, "\n", "|"), c.text},
			} {
				if want := strings.TrimPrefix(f.want, "-"); f.want != "" && f.got != want {
					t.Errorf("%s %q; want %q", f.what, f.got, want)
				}
			}
			for word := range strings.SplitSeq(c.without, "|") {
				if word != "" && strings.Contains(a.Text, word) {
					t.Errorf("the text has %q: %q", word, a.Text)
				}
			}
		})
	}
}

func TestReporters(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		line      string
		bracketed bool
		want      string
	}{
		{"本报记者　赵晓禾　通讯员　孙田", false, "赵晓禾"},
		{"本报记者 卢雨 郑晴", false, "卢雨、郑晴"},
		{"記者許淑芬╱東湖即時報導", false, "許淑芬"},
		{"2013-08-07 07:30 北湖周刊 记者 沈秋禾", false, "沈秋禾"},
		{"记者 张三 北京报道", false, "张三"},
		{"记者：李四、王五", false, "李四、王五"},
		{"记者从市住建局获悉", false, ""},
		{"本报记者", false, ""},
		{"（记者 何晓阳 通讯员 刘洋）", true, "何晓阳"},
		{"本报讯（记者 韩梅）昨天，记者从市住建局获悉", true, "韩梅"},
		{"（島嶼通訊社記者高志明石牌嶺縣2日電）石牌嶺溫泉季今天登場", true, "高志明"},
		{"昨天，记者 韩梅来到现场", true, ""},
	} {
		if got := reporterIn(c.line, c.bracketed); got != c.want {
			t.Errorf("%q names %q; want %q", c.line, got, c.want)
		}
	}
}
