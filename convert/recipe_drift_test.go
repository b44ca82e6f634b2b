package convert

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
)

// driftPage is a list page; each layout is that of one make of the site.
func driftPage(layout string, items int) []byte {
	var b strings.Builder
	b.WriteString("<html><head><meta charset=utf-8><title>新聞_白鷺日報</title></head><body><div id=top><a href=/>首頁</a></div>")
	switch layout {
	case "old":
		b.WriteString("<table class=news><tbody>")
		for i := range items {
			fmt.Fprintf(&b, "<tr class=row><td><a href=/xw/%d.htm>第%d號通知各地認真執行的消息</a></td><td>2012-09-%02d</td></tr>", i, i, 28-i)
		}
		b.WriteString("</tbody></table>")
	case "new":
		b.WriteString("<section class=feed><ol class=stream>")
		for i := range items {
			fmt.Fprintf(&b, "<li class=card><h3 class=t><a href=/xw/%d.htm>第%d號通知各地認真執行的消息</a></h3><i class=when>2012-09-%02d</i></li>", i, i, 28-i)
		}
		b.WriteString("</ol></section>")
	case "undated":
		b.WriteString("<table class=news><tbody>")
		for i := range items {
			fmt.Fprintf(&b, "<tr class=row><td><a href=/xw/%d.htm>第%d號通知各地認真執行的消息</a></td><td>詳情</td></tr>", i, i)
		}
		b.WriteString("</tbody></table>")
	}
	b.WriteString("<p class=foot>白鷺日報社</p></body></html>")
	return []byte(b.String())
}

func TestDrift(t *testing.T) {
	t.Parallel()
	pinned := "recipe: 1\nlist: {page: 'http://www.bailu.example/xw/', items: 'table.news tr.row'}\n"
	auto := "recipe: 1\nlist: {page: 'http://www.bailu.example/xw/'}\n"
	for _, c := range []struct {
		name, recipe, layout string
		items                int
		want                 string // fields, broken ones with an exclamation mark
		proposal             string
	}{
		{"same", pinned, "old", 8, "", ""},
		{"grown", pinned, "old", 12, "", ""},
		{"selector gone", pinned, "new", 8, "list.items! layout", "ol.stream > li.card"},
		{"list empty", pinned, "old", 0, "list.items", ""},
		{"page gone", pinned, "none", 0, "list.items! layout", ""},
		{"shrunk", pinned, "old", 3, "items", ""},
		{"dates gone", pinned, "undated", 8, "dates!", ""},
		{"auto follows", auto, "new", 8, "layout", ""},
		{"auto dates gone", auto, "undated", 8, "dates!", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			r := mustRecipe(t, c.recipe)
			observe := func(body []byte) *Observation {
				o, err := r.Observe(Page{URL: "http://www.bailu.example/xw/", Body: body}, Options{})
				if err != nil {
					t.Fatal(err)
				}
				return o
			}
			history := []Observation{*observe(driftPage("old", 8)), *observe(driftPage("old", 8))}
			kept, err := json.Marshal(history)
			if err != nil {
				t.Fatal(err)
			}
			if history = nil; json.Unmarshal(kept, &history) != nil {
				t.Fatal("history is not read back")
			}
			body := driftPage(c.layout, c.items)
			found := CompareObservations(history, observe(body))
			var fields []string
			for _, d := range found {
				f := d.Field
				if d.Broken {
					f += "!"
				}
				if d.Field == "newest" {
					continue
				}
				fields = append(fields, f)
				if d.Field == "list.items" && d.Proposal != c.proposal {
					t.Errorf("proposal is %q; want %q", d.Proposal, c.proposal)
				}
			}
			if got := strings.Join(fields, " "); got != c.want {
				t.Errorf("found %s; want %s\n%v", got, c.want, found)
			}
			if c.proposal != "" {
				again := mustRecipe(t, strings.Replace(pinned, "table.news tr.row", c.proposal, 1))
				o, err := again.Observe(Page{URL: "http://www.bailu.example/xw/", Body: body}, Options{})
				if err != nil || o.Items != c.items {
					t.Errorf("the proposal finds %+v, error %v", o, err)
				}
			}
		})
	}
}
