package validate_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/portalfeed/portalfeed/feed"
	"github.com/portalfeed/portalfeed/feed/dates"
	"github.com/portalfeed/portalfeed/feed/validate"
)

// TestOwnWritersAreFaultless validates what package feed writes of a full, a bare and an empty feed.
func TestOwnWritersAreFaultless(t *testing.T) {
	t.Parallel()
	day := dates.Date{Time: time.Date(2012, 9, 25, 0, 0, 0, 0, time.FixedZone("", 8*3600)), Precision: dates.Day}
	full := &feed.Feed{
		ID: "tag:www.example.cn,2012:activity", Title: feed.Text{Value: "活動"}, Subtitle: feed.Text{Value: "領導活動"}, Language: "zh-Hant",
		Links:   []feed.Link{{Href: "http://www.example.cn/ldhd"}, {Rel: "self", Href: "http://www.example.cn/feed"}, {Rel: "hub", Href: "https://hub.example.cn/"}},
		Authors: []feed.Person{{Name: "門戶網站"}}, Rights: feed.Text{Value: "©"}, Generator: feed.Generator{Name: "portalfeed", Version: "1"}, Updated: day,
	}
	for i := range 3 {
		full.Items = append(full.Items, feed.Item{
			Title: feed.Text{Value: fmt.Sprintf("會議 <強調> & \x08 %d", i)}, Summary: feed.Text{Value: "摘要 ]]>"}, Content: feed.Text{Type: feed.HTML, Value: "<p>全文&nbsp;</p>"},
			Links: []feed.Link{{Href: fmt.Sprintf("http://www.example.cn/新聞/%d.htm", i)}}, Authors: []feed.Person{{Name: "國務院辦公廳"}, {Name: "a", Email: "a@example.cn"}},
			Categories: []feed.Category{{Term: "活動"}, {Term: "b", Scheme: "http://www.example.cn/b", Label: "乙"}}, Enclosures: []feed.Enclosure{{URL: "http://www.example.cn/1.mp3", Type: "audio/mpeg", Length: 5}},
			Published: day, Source: &feed.Source{Title: "新華網", URL: "http://news.example.cn/"},
		})
	}
	models := map[string]*feed.Feed{"full": full, "bare": {Title: feed.Text{Value: "a"}}, "empty": {}}
	for name, f := range models {
		for _, format := range []feed.Format{feed.RSS, feed.Atom, feed.JSONFeed} {
			doc, err := feed.Append(nil, f, format, feed.WriteOptions{Self: "http://www.example.cn/feed"})
			if err != nil {
				t.Errorf("%s as %s: %v", name, format, err)
				continue
			}
			r, err := validate.Validate(doc, validate.Options{URL: "http://www.example.cn/feed", ContentType: format.MediaType()})
			if err != nil {
				t.Fatal(err)
			}
			for _, found := range r.Findings {
				if found.Level != validate.Info {
					t.Errorf("%s as %s: %s at %d:%d: %s\n%s", name, format, found.Rule, found.Pos.Line, found.Pos.Column, found.Message, doc)
				}
			}
		}
	}
}
