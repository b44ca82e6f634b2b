package convert_test

import (
	"strings"
	"testing"

	"github.com/portalfeed/portalfeed/convert"
)

const sentence = "<p>市政府今日召開會議，研究部署安全生產工作，要求各部門認真落實，確保人民群眾生命財產安全。</p>"

// articlePage is a page with a title, a stamp and a text, which stands in body at %s.
func articlePage(body string) string {
	return `<html><head><meta charset=utf-8><title>市政府召開安全生產會議-某某網</title></head><body><h1>市政府召開安全生產會議</h1>` +
		`<div>發佈時間：2012-09-25 18:07 來源：國務院辦公廳</div>` + body + `<div class=footer>版權所有 某某網</div></body></html>`
}

func articleOf(t *testing.T, page string) *convert.Article {
	t.Helper()
	r, err := convert.Convert(convert.Page{Body: []byte(page), URL: "http://www.example.cn/a/b.html"}, convert.Options{Kind: convert.KindArticle})
	if err != nil {
		t.Fatal(err)
	}
	return r.Article
}

// TestTablesOfDataAreText puts small tables at the places where articles have them.
func TestTablesOfDataAreText(t *testing.T) {
	t.Parallel()
	const (
		six   = sentence + sentence + sentence + sentence + sentence + sentence
		small = `<table><tr><th>單位</th><th>數量</th></tr><tr><td>甲</td><td>1</td></tr></table>`
		plain = `<table><tr><td>單位</td><td>數量</td></tr><tr><td>甲</td><td>1</td></tr><tr><td>乙</td><td>22</td></tr></table>`
		gaps  = `<table><thead><tr><th></th><th>甲</th></tr></thead><tbody><tr><td>數</td><td></td></tr><tr><td>量</td><td>7</td></tr></tbody></table>`
		links = `<table><tr><td><a href=/1>經濟</a></td><td><a href=/2>社會</a></td></tr><tr><td><a href=/3>文化</a></td><td><a href=/4>體育</a></td></tr></table>`
		tools = `<table><tr><td>責任編輯：李四</td><td>字體：大 中 小</td></tr><tr><td>打印本頁</td><td>關閉窗口</td></tr></table>`
	)
	for name, c := range map[string]struct {
		body string
		want []string // in the text, in order, and in the HTML in cells
		not  []string
	}{
		"at the end":              {`<div class=content>` + six + small + `</div>`, []string{"單位", "數量", "甲", "1"}, nil},
		"at the end without th":   {`<div class=content>` + six + plain + `</div>`, []string{"單位", "甲", "乙", "22"}, nil},
		"at the beginning":        {`<div class=content>` + small + six + `</div>`, []string{"單位", "數量", "甲", "1"}, nil},
		"in the middle":           {`<div class=content>` + sentence + small + six + `</div>`, []string{"單位", "數量", "甲", "1"}, nil},
		"two, with headings":      {`<div class=content>` + six + `<p>表1</p>` + small + `<p>表2</p>` + plain + `</div>`, []string{"數量", "乙"}, nil},
		"with empty cells":        {`<div class=content>` + six + gaps + `</div>`, []string{"甲", "數", "量", "7"}, nil},
		"beside the paragraphs":   {`<div class=TRS_Editor><div>` + six + `</div>` + small + `</div>`, []string{"單位", "數量", "甲", "1"}, nil},
		"no known container":      {`<div id=x><div>` + six + `</div>` + small + `</div>`, []string{"單位", "數量", "甲", "1"}, nil},
		"inside a layout table":   {`<table><tr><td class=left>欄目</td><td id=zoom>` + six + small + `</td></tr></table>`, []string{"單位", "數量", "甲", "1"}, nil},
		"after one sentence":      {`<div class=content>` + sentence + plain + `</div>`, []string{"單位", "甲", "乙", "22"}, nil},
		"of links":                {`<div class=content>` + six + links + `</div>`, nil, []string{"經濟", "體育"}},
		"of tools":                {`<div class=content>` + six + tools + `</div>`, nil, []string{"李四", "打印本頁"}},
		"for layout, by its role": {`<div class=content>` + six + strings.Replace(small, "<table", "<table role=presentation", 1) + `</div>`, nil, []string{"數量"}},
		"beside the container":    {`<div class=TRS_Editor>` + six + `</div><div class=sidebar>` + small + `</div>`, nil, []string{"數量"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			a := articleOf(t, articlePage(c.body))
			at := 0
			lines := strings.Split(a.Text, "\n")
			for _, w := range c.want {
				found := false
				for ; at < len(lines) && !found; at++ {
					found = lines[at] == w
				}
				if !found {
					t.Errorf("the text lacks %q at its place: %q", w, a.Text)
				}
				if !strings.Contains(a.HTML, "<td>"+w+"</td>") && !strings.Contains(a.HTML, "<th>"+w+"</th>") {
					t.Errorf("the HTML lacks the cell %q: %s", w, a.HTML)
				}
			}
			for _, w := range c.not {
				if strings.Contains(a.Text, w) || strings.Contains(a.HTML, w) {
					t.Errorf("%q is taken for text: %q", w, a.Text)
				}
			}
			if !strings.Contains(a.Text, "生命財產安全") {
				t.Errorf("the text itself is gone: %q", a.Text)
			}
		})
	}
}

// TestPhotoStoriesHaveText has the captions of a page of images in text and HTML alike.
func TestPhotoStoriesHaveText(t *testing.T) {
	t.Parallel()
	a := articleOf(t, articlePage(`<div class=content><p><img src=a.jpg></p><p>圖為會議現場。</p><p><img src=b.jpg></p><p>圖為領導講話。</p></div>`))
	if want := "圖為會議現場。\n圖為領導講話。"; a.Text != want {
		t.Errorf("text %q; want %q", a.Text, want)
	}
	if len(a.Figures) != 2 || a.Figures[1].Caption != "圖為領導講話。" {
		t.Errorf("figures %+v", a.Figures)
	}
}
