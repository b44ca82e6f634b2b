package pipeline

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/portalfeed/portalfeed/convert"
	"github.com/portalfeed/portalfeed/feed"
	"github.com/portalfeed/portalfeed/internal/fetch"
	"github.com/portalfeed/portalfeed/internal/source"
)

// items are the items of a document: the number of each, its categories, and a mark where it has a text.
func itemsIn(t *testing.T, doc []byte) (all []string) {
	t.Helper()
	if doc == nil {
		return nil
	}
	r, err := feed.ReadBytes(doc, feed.ReadOptions{})
	if err != nil {
		t.Fatal(err)
	}
	for _, it := range r.Feed.Items {
		_, n, _ := strings.Cut(it.Links[0].Href, "/n/")
		s := strings.TrimSuffix(n, ".htm")
		for _, c := range it.Categories {
			s += " " + c.Term
		}
		if it.Content.Value != "" {
			s += " text"
		}
		all = append(all, s)
	}
	return all
}

// TestRunComesShort runs twice; the second run reads less, and what was published stays.
func TestRunComesShort(t *testing.T) {
	t.Parallel()
	refused := func(status int) error { return &fetch.StatusError{Status: status} }
	for _, c := range []struct {
		name   string
		faults map[string]error // by path, in the second run
		most   int              // requests of the second run
		held   []string
		errors int
		note   string // one of the second run has it
	}{
		{name: "nothing"},
		{name: "a following page fails", faults: map[string]error{"/hd/2.htm": refused(500)}, held: []string{"activity", "all"}, errors: 1},
		{name: "the last page fails", faults: map[string]error{"/hd/3.htm": refused(503)}, held: []string{"activity", "all"}, errors: 1},
		{name: "a category fails", faults: map[string]error{"/hd/": errors.New("no connection")}, held: []string{"all"}, errors: 1},
		{name: "no request is left", most: -1, note: "more are linked than one run may ask for"},
		{name: "one request is left", most: 1, note: "more are linked than one run may ask for"},
		{name: "requests for lists alone", most: 4, note: "more are linked than one run may ask for"},
		{name: "requests for some articles", most: 9, note: "more are linked than one run may ask for"},
		{name: "robots are kept away", faults: map[string]error{"/hd/2.htm": nil, "/n/3.htm": nil}, note: "before stay in it"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			pages := web()
			var asked []string
			get := visit(pages, &asked)
			second := false
			o := Options{}
			o.Follow.Get = func(address string) (source.Resource, error) {
				path := strings.TrimPrefix(address, followHost)
				if path == "/cf/" { // never was there
					return source.Resource{}, &source.Error{Path: address, Reason: source.Status, Err: refused(404)}
				}
				if err, bad := c.faults[path]; bad && second {
					e := &source.Error{Path: address, Reason: source.Status, Err: err}
					if err == nil {
						e.Reason, e.Err = source.Blocked, errors.New("robots.txt forbids it")
					}
					return source.Resource{Path: address, URL: address}, e
				}
				return get(address)
			}
			sink := &shelves{docs: map[string][]byte{}}
			if sum, err := Run(t.Context(), front(pages), o, sink); err != nil || sum.Errors != 0 || len(sum.Withheld) != 0 {
				t.Fatalf("first run: %+v, %v", sum, err)
			}
			want := map[string][]string{}
			for name, doc := range sink.docs {
				want[name] = itemsIn(t, doc)
			}
			if !slices.Contains(want["latest"], "6 最新 活動 text") || len(want["activity"]) != 18 || len(want["all"]) != 23 {
				t.Fatalf("first run: %q", want)
			}
			second, o.Follow.Most = true, c.most
			sum, err := Run(t.Context(), front(pages), o, sink)
			if err != nil || sum.Errors != c.errors {
				t.Errorf("second run: %+v, %v; want %d errors", sum, err, c.errors)
			}
			var held []string
			for _, w := range sum.Withheld {
				held = append(held, w.Name)
			}
			if !slices.Equal(held, c.held) {
				t.Errorf("withheld are %q; want %q", held, c.held)
			}
			for name := range want {
				if got := itemsIn(t, sink.docs[name]); !slices.Equal(got, want[name]) {
					t.Errorf("%s has\n%q; want\n%q", name, got, want[name])
				}
			}
			said := slices.ContainsFunc(sum.Notes, func(n convert.Note) bool { return strings.Contains(n.Message, c.note) })
			if c.note != "" && !said {
				t.Errorf("notes are %q; want %q in one", sum.Notes, c.note)
			}
		})
	}
}

// TestRunComesShortOfNew publishes what is new though pages are missing.
func TestRunComesShortOfNew(t *testing.T) {
	t.Parallel()
	pages := web()
	var asked []string
	o := Options{Follow: Follow{Get: visit(pages, &asked), ListsOnly: true}}
	delete(pages, "/cf/")
	sink := &shelves{docs: map[string][]byte{}}
	if _, err := Run(t.Context(), front(pages), o, sink); err != nil {
		t.Fatal(err)
	}
	before := itemsIn(t, sink.docs["activity"])
	pages["/hd/"] = strings.Replace(pages["/hd/"], "<ul>", `<ul><li><a href="/n/99.htm">青石市召開第99次質量發展工作會議</a> <span>2012-09-29</span></li>`, 1)
	o.Follow.Most = 3 // /hd/, /hy/ and /cf/
	if _, err := Run(t.Context(), front(pages), o, sink); err != nil {
		t.Fatal(err)
	}
	got := itemsIn(t, sink.docs["activity"])
	if len(got) != len(before) || !strings.HasPrefix(got[0], "99 ") || got[len(got)-1] != before[len(before)-2] {
		t.Errorf("the feed has\n%q; it had\n%q", got, before)
	}
}

// leaders yields the list pages of two leaders, without bars; each is a list of the numbers given, or fails where there are none.
func leaders(a, b string) func(func(source.Resource, error) bool) {
	return func(yield func(source.Resource, error) bool) {
		for _, p := range [][2]string{{"a", a}, {"b", b}} {
			res := source.Resource{Path: p[0], URL: followHost + "/" + p[0] + "/", Body: []byte(p[1])}
			var err error
			if p[1] == "" {
				err = &source.Error{Path: p[0], Reason: source.Status, Err: &fetch.StatusError{Status: 500}}
			}
			if !yield(res, err) {
				return
			}
		}
	}
}

func leaderPage(from, n int) string {
	var b strings.Builder
	for i := from; i < from+n; i++ {
		fmt.Fprintf(&b, "<tr class=row><td><a href=\"/n/%d.htm\">青石市召開第%d次質量發展工作會議</a></td><td>2012-09-%02d</td></tr>\n", i, i, 28-i)
	}
	return "<html><head><meta charset=utf-8><title>活動_青石市政府</title></head><body><h2>活動</h2><table class=news>" + b.String() + "</table></body></html>"
}

// TestRunOnFail: the page of one of two leaders loses its list, or cannot be read.
func TestRunOnFail(t *testing.T) {
	t.Parallel()
	const (
		emptied = `<html><head><meta charset=utf-8><title>活動_青石市政府</title></head><body><h2>活動</h2><table class=news><tr><td>暫無內容</td></tr></table></body></html>`
		rebuilt = `<html><head><meta charset=utf-8><title>活動_青石市政府</title></head><body><h2>活動</h2><div id=app>暫無內容</div></body></html>`
		refusal = `<html><head><meta charset=utf-8><title>404 Not Found</title></head><body><h1>404 Not Found</h1></body></html>`
	)
	for _, c := range []struct {
		name, onFail, page string
		all, b             int    // items of the feeds
		failure            string // said
	}{
		{"emptied", "auto", emptied, 6, 3, "b: neither an article nor a listing was found in the page"},
		{"emptied", "stale", emptied, 6, 3, ""},
		{"emptied", "empty", emptied, 3, 0, ""},
		{"emptied", "error", emptied, 6, 3, "b/: the page lists nothing (on_fail: error)"},
		{"rebuilt", "auto", rebuilt, 6, 3, "b: neither an article nor a listing was found in the page"},
		{"rebuilt", "stale", rebuilt, 6, 3, ""},
		{"rebuilt", "empty", rebuilt, 3, 0, ""},
		{"rebuilt", "error", rebuilt, 6, 3, "b/: the page is made otherwise, and list.items of the recipe finds nothing in it (on_fail: error)"},
		{"failed", "auto", "", 6, 3, "500"},
		{"failed", "stale", "", 6, 3, "500"},
		{"failed", "empty", "", 6, 3, "500"},
		{"failed", "error", "", 6, 3, "500"},
		{"refused", "auto", refusal, 6, 3, "b: the page says that what was asked for does not exist"},
	} {
		t.Run(c.name+" "+c.onFail, func(t *testing.T) {
			t.Parallel()
			recipe, err := convert.ParseRecipe([]byte("recipe: 1\nbase: "+followHost+"/\non_fail: "+c.onFail+
				"\nleaders: {a: {name: 甲, page: a/}, b: {name: 乙, page: b/}}\nfeeds: {for: {leader: leaders}}\nlist: {items: \"table.news tr.row\"}\n"), "r.yaml")
			if err != nil {
				t.Fatal(err)
			}
			var failures []string
			o := Options{Recipe: recipe, OnFailure: func(e *source.Error) { failures = append(failures, e.Error()) }}
			sink := &shelves{docs: map[string][]byte{}}
			if sum, err := Run(t.Context(), leaders(leaderPage(1, 3), leaderPage(4, 3)), o, sink); err != nil || len(sink.docs) != 3 {
				t.Fatalf("first run: %+v, %v", sum, err)
			}
			names := map[string]int{"all": c.all, "b/all": c.b}
			if sink.docs["b/all"] == nil {
				for n := range sink.docs {
					if strings.HasPrefix(n, "b") {
						names = map[string]int{"all": c.all, n: c.b}
					}
				}
			}
			sum, err := Run(t.Context(), leaders(leaderPage(1, 3), c.page), o, sink)
			if err != nil {
				t.Fatal(err)
			}
			for name, n := range names {
				if got := itemsIn(t, sink.docs[name]); len(got) != n {
					t.Errorf("feed %s has %q; want %d items; %+v", name, got, n, sum)
				}
			}
			if said := strings.Join(failures, "\n"); !strings.Contains(said, c.failure) || c.failure == "" && said != "" {
				t.Errorf("failures are %q; want %q", said, c.failure)
			}
		})
	}
}

// TestRunRecallsArticles: an article fails in the second run; all that was published of it stays, in each format that says it.
func TestRunRecallsArticles(t *testing.T) {
	t.Parallel()
	for _, format := range []feed.Format{feed.RSS, feed.Atom, feed.JSONFeed} {
		t.Run(string(format), func(t *testing.T) {
			t.Parallel()
			pages := web()
			pages["/"] = strings.ReplaceAll(pages["/"], "青石市召開第3次質量發展工作會議", "青石市召開第3次質量…")
			article := strings.Replace(pages["/n/3.htm"], "</p></div>", `</p><p><img src="/n/3.jpg" width=600 height=400></p><p><a href="/f/3.pdf">附件:質量發展綱要.pdf</a></p></div>`, 1)
			pages["/n/3.htm"] = strings.Replace(article, "來源:", `更新時間:2012年09月26日 08:00 來源:`, 1)
			var asked []string
			get := visit(pages, &asked)
			broken := false
			o := Options{Formats: []feed.Format{format}, Follow: Follow{Get: func(address string) (source.Resource, error) {
				if address == followHost+"/cf/" || broken && address == followHost+"/n/3.htm" {
					status := 404
					if broken {
						status = 503
					}
					return source.Resource{Path: address, URL: address}, &source.Error{Path: address, Reason: source.Status, Err: &fetch.StatusError{Status: status}}
				}
				return get(address)
			}}}
			delete(pages, "/cf/")
			for p := range pages {
				pages[p] = strings.ReplaceAll(pages[p], `|<a href="/cf/">出訪</a>`, "")
			}
			sink := &shelves{docs: map[string][]byte{}}
			if _, err := Run(t.Context(), front(pages), o, sink); err != nil {
				t.Fatal(err)
			}
			first := sink.docs["latest"]
			for _, want := range []string{"第3次質量發展工作會議<", "/f/3.pdf", "/n/3.jpg"} {
				if format == feed.JSONFeed {
					want = strings.TrimSuffix(want, "<")
				}
				if !strings.Contains(string(first), want) {
					t.Fatalf("%s is not in the first run's feed:\n%s", want, first)
				}
			}
			broken = true
			if _, err := Run(t.Context(), front(pages), o, sink); err != nil {
				t.Fatal(err)
			}
			if d := cmp.Diff(string(first), string(sink.docs["latest"])); d != "" {
				t.Errorf("the feed changed (-first +second):\n%s", d)
			}
		})
	}
}

// TestRunRecallsPagesOfArticles: the second page of an article fails in the second run; the whole text stays.
func TestRunRecallsPagesOfArticles(t *testing.T) {
	t.Parallel()
	pages := web()
	for p := range pages {
		pages[p] = strings.ReplaceAll(pages[p], `|<a href="/cf/">出訪</a>`, "")
	}
	second := strings.ReplaceAll(pages["/n/3.htm"], "昨日在市政府禮堂召開", "於下午結束")
	pages["/n/3_2.htm"] = strings.Replace(second, "</body>", `<p><a href="/n/3.htm">上一頁</a> <a href="/n/3.htm">1</a> 2</p></body>`, 1)
	pages["/n/3.htm"] = strings.Replace(pages["/n/3.htm"], "</body>", `<p>1 <a href="/n/3_2.htm">2</a> <a href="/n/3_2.htm">下一頁</a></p></body>`, 1)
	var asked []string
	get := visit(pages, &asked)
	broken := false
	o := Options{Follow: Follow{Get: func(address string) (source.Resource, error) {
		if broken && address == followHost+"/n/3_2.htm" {
			return source.Resource{Path: address, URL: address}, &source.Error{Path: address, Reason: source.Timeout, Err: errors.New("no complete answer")}
		}
		return get(address)
	}}}
	sink := &shelves{docs: map[string][]byte{}}
	for range 2 {
		sum, err := Run(t.Context(), front(pages), o, sink)
		if err != nil || sum.Errors != 0 {
			t.Fatalf("%+v, %v", sum, err)
		}
		if doc := string(sink.docs["latest"]); !strings.Contains(doc, "第3次質量發展工作會議昨日在") || !strings.Contains(doc, "第3次質量發展工作會議於下午結束") {
			t.Errorf("second run: %v; the text is not whole; asked for %q", broken, asked)
		}
		broken = true
	}
}
