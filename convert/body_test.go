package convert

import (
	"strings"
	"testing"
)

func TestNamesBody(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]bool{
		"trs_editor": true, "zoom": true, "articlebody": true, "article-body": true, "news_content": true, "entry-content": true, "storytext": true, "textcontent": true,
		"contentcontent": false, "content": false, "article": false, "newsbox": false, "textbook": false, "body": false, "articlebodyfoot": false, "": false,
	} {
		if got := namesBody(name); got != want {
			t.Errorf("%q: %v; want %v", name, got, want)
		}
	}
}

// TestFoldWords compares the quick search for names with the plain one.
func TestFoldWords(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"", "c", "Comment-List", "comments", "mainNAV navbar", "hot-news", "hotnews", "Side-Bar", "side_bar", "文 footer", "foote", "RELATED", "tag", "tags", "detail", "@omment", "qrCode"} {
		want := containsAny(strings.ToLower(name), sideNames)
		if got := namesSide.in(name); got != want {
			t.Errorf("%q: %v; want %v", name, got, want)
		}
	}
}

// TestReferenceEndsText checks that a labelled link behind the last paragraph belongs to the text, and related pages do not.
func TestReferenceEndsText(t *testing.T) {
	t.Parallel()
	const text = "<p>會議指出，要加強領導，落實責任，把各項工作做細做實，讓群眾滿意。</p><p>會議強調，各地各部門要高度重視，認真貫徹執行，確保取得實效。</p>"
	for name, c := range map[string]struct {
		tail string
		want bool
	}{
		"a reference":           {"<p>此前報道：<a href=a.htm>老街修繕的第一期工程今日完工</a></p>", true},
		"half-width colon":      {"<p>此前報道: <a href=a.htm>老街修繕的第一期工程今日完工</a></p>", true},
		"related pages":         {"<p>相關鏈結：<a href=a.htm>老街修繕的第一期工程今日完工</a></p>", false},
		"the next article":      {"<p>下一篇：<a href=a.htm>老街修繕的第一期工程今日完工</a></p>", false},
		"a link alone":          {"<p><a href=a.htm>老街修繕的第一期工程今日完工</a></p>", false},
		"two links":             {"<p>此前報道：<a href=a.htm>老街修繕的第一期工程</a> <a href=b.htm>今日完工</a></p>", false},
		"another kind of block": {"<div>此前報道：<a href=a.htm>老街修繕的第一期工程今日完工</a></div>", false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r, err := Convert(Page{Body: []byte("<title>題目</title><h1>題目</h1><div>" + text + c.tail + "</div><ul><li><a href=c.htm>首頁</a><li><a href=d.htm>要聞</a></ul>")}, Options{Kind: KindArticle})
			if err != nil {
				t.Fatal(err)
			}
			if got := strings.Contains(r.Article.Text, "老街修繕"); got != c.want {
				t.Errorf("kept: %v; want %v in %q", got, c.want, r.Article.Text)
			}
			if !strings.Contains(r.Article.Text, "確保取得實效") {
				t.Errorf("text lost: %q", r.Article.Text)
			}
		})
	}
}
