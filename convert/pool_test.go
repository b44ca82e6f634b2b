package convert

import (
	"os"
	"path/filepath"
	"reflect"
	"testing"
	"unsafe"
)

// TestResultSharesNothing checks that no string of a result lies in the memory of the page or of the pool: both are written
// to again.
func TestResultSharesNothing(t *testing.T) {
	t.Parallel()
	pages := [][]byte{
		[]byte("<html lang=zh-TW><title>題目_站名</title><meta name=author content=某甲><body><div>首頁 &gt; 要聞</div><div><a href=a.htm>最新</a>|<a href=b.htm>活動</a>|<a href=c.htm>出訪</a></div><h1>題目</h1>" +
			"<p>2012年09月25日 18時07分 來源：某社 作者：某乙</p><p>會議指出，要加強領導，落實責任，把各項工作做細做實。<img src=d.jpg alt=圖><p>會議強調，各地各部門要高度重視。<a href=e.pdf>附件</a></p>" +
			"<p>責任編輯：某丙</p><p>相關鏈結</p><p><a href=f.htm>關於做好水質監測工作的通知</a></p>"),
		[]byte("<title>列表_站名</title><ul><li><a href=1.htm>老街修繕的第一期工程今日完工</a> 2012-09-25<li><a href=2.htm>水質監測工作的幾點認識</a> 2012-09-24<li><a href=3.htm>關於做好防汛工作的通知</a> 2012-09-23</ul><a href=l2.htm>下一頁</a>"),
		[]byte("<title>404</title>\r\n<p>頁面不存在"),
		[]byte("題目\n2012年09月25日\n會議指出，要加強領導，落實責任，把各項工作做細做實。"),
	}
	files, _ := filepath.Glob("../../shared/corpus/pages/*/*.html")
	for _, f := range files {
		b, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		pages = append(pages, b)
	}
	for n, body := range pages {
		var pool Pool
		mem := pool.get()
		for _, kind := range []Kind{KindAuto, KindArticle, KindListing} {
			d, err := parse(Page{URL: "http://www.example.cn/a/b.htm", Body: body}, Options{Kind: kind, Explain: true}, mem, true)
			if err != nil {
				t.Fatal(err)
			}
			r := d.Result().detached()
			source := unsafe.Slice(unsafe.StringData(d.tree.Source()), len(d.tree.Source()))
			walkStrings(reflect.ValueOf(r), "Result", func(path, s string) {
				if p := unsafe.StringData(s); s != "" && (within(p, body) || within(p, source)) {
					t.Errorf("page %d: %s = %q shares the page's memory", n, path, s)
				}
			})
		}
	}
}

// TestBodyStays checks that no reading writes to the bytes of a page, and that a Document does not need them any more.
func TestBodyStays(t *testing.T) {
	t.Parallel()
	for name, body := range map[string]string{
		"ASCII":          "<title>a</title>\r\n<p>b\r\nc\rd</p>\r\n<p>e</p>",
		"UTF-8":          "<title>題目</title>\r\n<p>會議指出，要加強領導，落實責任。\r\n</p>\r\n",
		"marked":         "\xEF\xBB\xBF<title>題目</title>\r\n<p>會議指出，要加強領導，落實責任。\r\n</p>",
		"line feeds":     "<title>題目</title>\n<p>會議指出，要加強領導，落實責任。\n</p>",
		"GBK":            "<meta charset=gbk><title>\xcc\xe2</title>\r\n<p>\xcc\xe2\xa3\xac\r\n</p>",
		"without markup": "會議指出\r\n要加強領導，落實責任。\r\n",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			page := Page{Body: []byte(body)}
			var pool Pool
			var want *Result
			for range 2 {
				r, err := Convert(page, Options{Kind: KindArticle, Pool: &pool})
				if err != nil {
					t.Fatal(err)
				}
				want = r
			}
			d, err := Parse(page, Options{Kind: KindArticle})
			if err != nil {
				t.Fatal(err)
			}
			if string(page.Body) != body {
				t.Fatalf("the page became %q", page.Body)
			}
			clear(page.Body)
			if got := d.Article(); got.Title != want.Article.Title || got.Text != want.Article.Text || got.HTML != want.Article.HTML {
				t.Errorf("got %q %q; want %q %q", got.Title, got.Text, want.Article.Title, want.Article.Text)
			}
		})
	}
}

// within says whether p points into b.
func within(p *byte, b []byte) bool {
	at, from := uintptr(unsafe.Pointer(p)), uintptr(unsafe.Pointer(unsafe.SliceData(b)))
	return len(b) > 0 && at >= from && at < from+uintptr(len(b))
}

// walkStrings calls f for every string below v that exported fields lead to.
func walkStrings(v reflect.Value, path string, f func(path, s string)) {
	switch v.Kind() {
	case reflect.String:
		f(path, v.String())
	case reflect.Pointer:
		if !v.IsNil() {
			walkStrings(v.Elem(), path, f)
		}
	case reflect.Slice:
		for i := range v.Len() {
			walkStrings(v.Index(i), path, f)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			if field := v.Type().Field(i); field.IsExported() {
				walkStrings(v.Field(i), path+"."+field.Name, f)
			}
		}
	}
}
