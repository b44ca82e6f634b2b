package pipeline

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/portalfeed/portalfeed/convert"
	"github.com/portalfeed/portalfeed/feed"
	"github.com/portalfeed/portalfeed/internal/fetch"
	"github.com/portalfeed/portalfeed/internal/source"
)

const followHost = "http://www.portal.example.cn"

// web is a small site: a front page with a bar, categories of several pages, and articles.
func web() map[string]string {
	bar := `<p><a href="/">最新</a>|<a href="/hd/">活動</a>|<a href="/hy/">會議</a>|<a href="/cf/">出訪</a></p>`
	list := func(title, next string, from, to int, more string) string {
		var b strings.Builder
		fmt.Fprintf(&b, "<html><head><title>%s_青石市政府</title></head><body>%s<h2>%s</h2><ul>", title, bar, title)
		for i := from; i <= to; i++ {
			fmt.Fprintf(&b, "<li><a href=\"/n/%d.htm\">青石市召開第%d次質量發展工作會議</a> <span>2012-09-%02d</span></li>\n", i, i, 28-i)
		}
		b.WriteString(more + "</ul>")
		if next != "" {
			b.WriteString(`<p><a href="` + next + `">下一頁</a></p>`)
		}
		return b.String() + "</body></html>"
	}
	pages := map[string]string{
		"/": list("最新", "", 1, 6, ""),
		// A document, another site, and one that is gone.
		"/hd/": list("活動", "/hd/2.htm", 1, 5, `<li><a href="/n/附件.pdf">青石市質量發展綱要全文下載</a> <span>2012-09-02</span></li>
<li><a href="http://www.other.example.org/1.htm">外地報導青石市質量發展工作會議</a> <span>2012-09-01</span></li>
<li><a href="/n/gone.htm">青石市已經撤下的質量工作報導</a> <span>2012-09-01</span></li>`),
		"/hd/2.htm": list("活動", "/hd/3.htm", 6, 10, ""),
		"/hd/3.htm": list("活動", "/hd/", 11, 15, ""), // the pager runs in a circle
		"/hy/":      list("會議", "", 16, 20, ""),
	}
	for i := range 21 {
		pages[fmt.Sprintf("/n/%d.htm", i)] = fmt.Sprintf(`<html><head><title>青石市召開第%d次質量發展工作會議_青石市政府</title></head><body>%s<h1>青石市召開第%d次質量發展工作會議</h1>
<p>2012年09月%02d日 10:%02d 來源:青石日報</p><div><p>青石市第%d次質量發展工作會議昨日在市政府禮堂召開,各區縣負責人到會,會議研究部署了下一階段的工作。</p>
<p>會議強調,要把質量放在更加突出的位置,完善標準體系,加強監督檢查,讓羣衆得到看得見的實惠,並對先進單位予以表彰。</p></div></body></html>`, i, bar, i, max(28-i, 1), i, i)
	}
	return pages
}

// visit is a Get over the pages that writes down what it was asked for.
func visit(pages map[string]string, asked *[]string) func(string) (source.Resource, error) {
	return func(address string) (source.Resource, error) {
		*asked = append(*asked, strings.TrimPrefix(address, followHost))
		res := source.Resource{Path: address, URL: address}
		switch body, ok := pages[strings.TrimPrefix(address, followHost)]; {
		case address == followHost+"/cf/":
			return res, &source.Error{Path: address, Reason: source.Timeout, Err: errors.New("no complete answer")}
		case !ok:
			return res, &source.Error{Path: address, Reason: source.Status, Err: &fetch.StatusError{Status: 404}}
		default:
			res.Body = []byte(body)
		}
		return res, nil
	}
}

func front(pages map[string]string) iter.Seq2[source.Resource, error] {
	return func(yield func(source.Resource, error) bool) {
		yield(source.Resource{Path: followHost + "/", URL: followHost + "/", Body: []byte(pages["/"])}, nil)
	}
}

func TestRunFollows(t *testing.T) {
	t.Parallel()
	pages := web()
	articles := func(from, to int) (all []string) {
		for i := from; i <= to; i++ {
			all = append(all, fmt.Sprintf("/n/%d.htm", i))
		}
		return all
	}
	tests := []struct {
		name   string
		follow Follow
		recipe *convert.Recipe
		want   []string
		items  int // of the activity feed
	}{
		{"everything", Follow{}, nil, slices.Concat([]string{"/hd/", "/hy/", "/cf/", "/hd/2.htm", "/hd/3.htm"}, articles(1, 5), []string{"/n/6.htm", "/n/gone.htm"}, articles(7, 20)), 18},
		{"lists only", Follow{ListsOnly: true}, nil, []string{"/hd/", "/hy/", "/cf/", "/hd/2.htm", "/hd/3.htm"}, 18},
		{"the recipe's pages", Follow{ListsOnly: true}, &convert.Recipe{Pages: 2}, []string{"/hd/", "/hy/", "/cf/", "/hd/2.htm"}, 13},
		{"a bound", Follow{Most: 2}, nil, []string{"/hd/", "/hy/"}, 8},
		{"the recipe's categories", Follow{ListsOnly: true}, &convert.Recipe{Tabs: []string{"會議"}}, []string{"/hy/"}, 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			var first []string
			for _, workers := range []int{1, 4} {
				var asked, failed []string
				tt.follow.Get = visit(pages, &asked)
				var sink shelf
				sum, err := Run(t.Context(), front(pages), Options{
					Workers: workers, Recipe: tt.recipe, Follow: tt.follow,
					OnFailure: func(e *source.Error) { failed = append(failed, e.Path) },
				}, &sink)
				if err != nil {
					t.Fatal(err)
				}
				slices.Sort(asked[min(len(asked), 5):]) // articles: in the order of the feeds
				want := slices.Clone(tt.want)
				slices.Sort(want[min(len(want), 5):])
				if d := cmp.Diff(want, asked); d != "" {
					t.Errorf("asked for (-want +got):\n%s", d)
				}
				if wantFail := slices.Contains(tt.want, "/cf/"); wantFail != (len(failed) == 1) || sum.Errors != len(failed) {
					t.Errorf("failed: %q, %d errors", failed, sum.Errors)
				}
				got := 0
				for _, p := range sink.pubs {
					if p.Label == "活動" {
						got = len(p.Feed.Items)
					}
				}
				if got != tt.items {
					t.Errorf("the feed of activities has %d items, want %d: %q", got, tt.items, sink.names())
				}
				if first == nil {
					first = sink.names()
				} else if d := cmp.Diff(first, sink.names()); d != "" {
					t.Errorf("%d workers change the feeds: %s", workers, d)
				}
			}
		})
	}
}

func TestRunFollowsRedirects(t *testing.T) {
	t.Parallel()
	pages := web()
	var asked []string
	get := visit(pages, &asked)
	var sink shelf
	sum, err := Run(t.Context(), front(pages), Options{Follow: Follow{Get: func(address string) (source.Resource, error) {
		res, err := get(address)
		switch address {
		case followHost + "/n/1.htm": // moved on the site
			res.URL, res.Body = followHost+"/moved/1.htm", []byte(pages["/n/1.htm"])
		case followHost + "/n/2.htm": // moved to the front page
			res.URL, res.Body = followHost+"/", []byte(pages["/"])
		case followHost + "/n/3.htm": // moved away
			res.URL = "http://www.other.example.org/"
		}
		return res, err
	}}}, &sink)
	if err != nil || sum.Errors != 1 {
		t.Fatalf("got %+v, %v; want the one error", sum, err)
	}
	i := slices.IndexFunc(sink.pubs, func(p feed.Publication) bool { return p.Label == "最新" })
	if i < 0 {
		t.Fatalf("no feed of the latest: %q", sink.names())
	}
	for n, it := range sink.pubs[i].Feed.Items {
		if text := it.Content.Value != "" || it.Summary.Value != ""; text != (n != 1 && n != 2) {
			t.Errorf("item %d has a text: %v", n+1, text)
		}
	}
	if !slices.ContainsFunc(sum.Notes, func(n convert.Note) bool { return strings.Contains(n.String(), "another site") }) {
		t.Errorf("nothing is said of the page that is elsewhere: %v", sum.Notes)
	}
}

func TestRunFollowsThroughFailures(t *testing.T) {
	t.Parallel()
	pages := web()
	tests := []struct {
		name    string
		address string
		body    string // "" fails
		err     error
		text    bool // the article's text is still published
		keeps   bool // the feeds of the first run stay as they are
	}{
		{"article refused", "/n/3.htm", "", &fetch.StatusError{Status: 403}, true, false},
		{"article out of order", "/n/3.htm", "", &fetch.StatusError{Status: 500}, true, false},
		{"article too large", "/n/3.htm", "", errors.New("too large"), true, false},
		{"article gone", "/n/3.htm", "", &fetch.StatusError{Status: 404}, false, false},
		{"article behind a login", "/n/3.htm", "<html><head><title>用戶登錄</title></head><body><form><input name=user><input type=password></form></body></html>", nil, true, false},
		{"article that leads elsewhere by script", "/n/3.htm", "<html><head><title>驗證</title></head><body><script>location.href='http://waf.example.org/'</script></body></html>", nil, true, false},
		{"article that became a list", "/n/3.htm", pages["/hy/"], nil, true, false},
		{"article that is a feed", "/n/3.htm", `<rss version="2.0"><channel><title>x</title><item><title>y</title><link>http://www.portal.example.cn/</link></item></channel></rss>`, nil, true, false},
		{"list refused", "/hd/", "", &fetch.StatusError{Status: 403}, true, true},
		{"list gone", "/hd/", "", &fetch.StatusError{Status: 404}, true, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			var asked []string
			get := visit(pages, &asked)
			sink := &shelves{docs: map[string][]byte{}}
			broken := false
			o := Options{Follow: Follow{Get: func(address string) (source.Resource, error) {
				if address == followHost+"/cf/" { // which visit lets time out
					return source.Resource{}, &source.Error{Path: address, Reason: source.Status, Err: &fetch.StatusError{Status: 404}}
				}
				res, err := get(address)
				if broken && address == followHost+tt.address {
					if res.Body = []byte(tt.body); tt.err != nil {
						return res, &source.Error{Path: address, Reason: source.Status, Err: tt.err}
					}
				}
				return res, err
			}}}
			if sum, err := Run(t.Context(), front(pages), o, sink); err != nil || sum.Errors != 0 || len(sum.Withheld) != 0 {
				t.Fatalf("first run: %+v, %v", sum, err)
			}
			broken = true
			sum, err := Run(t.Context(), front(pages), o, sink)
			if err != nil {
				t.Fatal(err)
			}
			if (len(sum.Withheld) > 0) != tt.keeps {
				t.Errorf("withheld %+v", sum.Withheld)
			}
			if got := strings.Contains(string(sink.docs["latest"]), "第3次質量發展工作會議昨日在"); got != tt.text {
				t.Errorf("the text is published: %v, want %v", got, tt.text)
			}
		})
	}
}

// shelves is a Keeper that keeps the last document of each feed.
type shelves struct{ docs map[string][]byte }

func (s *shelves) Put(_ context.Context, p feed.Publication) error {
	s.docs[p.Name] = p.Documents[0].Body
	return nil
}

func (s *shelves) Earlier(name string) []byte { return s.docs[name] }

func TestRunFollowsFewHops(t *testing.T) {
	t.Parallel()
	pages := web()
	n := 0
	_, err := Run(t.Context(), front(pages), Options{Follow: Follow{Get: func(address string) (source.Resource, error) {
		n++
		body := fmt.Sprintf("<html><head><meta http-equiv=refresh content=\"0;url=/hop/%d\"></head></html>", n)
		return source.Resource{Path: address, URL: address, Body: []byte(body)}, nil
	}}}, &shelf{})
	if err != nil || n > 300 {
		t.Errorf("%d requests, %v; want that pages that lead on for ever are left", n, err)
	}
}
