package pipeline

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/portalfeed/portalfeed/convert"
	"github.com/portalfeed/portalfeed/internal/fetch"
	"github.com/portalfeed/portalfeed/internal/source"
)

// TestRunMovedLists: in the second run a list leads to another page of its site.
func TestRunMovedLists(t *testing.T) {
	t.Parallel()
	row := func(title string, from, to int) string {
		var b strings.Builder
		for i := from; i <= to; i++ {
			fmt.Fprintf(&b, "<li><a href=\"/n/%d.htm\">青石市召開第%d次質量發展工作會議</a> <span>2012-09-%02d</span></li>\n", i, i, 28-i)
		}
		return "<html><head><title>" + title + "_青石市政府</title></head><body><h2>" + title + "</h2><ul>" + b.String() + "</ul></body></html>"
	}
	plain := func(path string) string { return strings.ReplaceAll(web()[path], `|<a href="/cf/">出訪</a>`, "") }
	for _, c := range []struct {
		name     string
		from, to string
		page     string // "" is that of the address
		first    bool   // the list leads there in the first run, too
		activity int    // items of the feed after the second run
		said     bool
	}{
		{name: "to the front page", from: "/hd/", to: "/", activity: 18, said: true},
		{name: "to the index of the front page", from: "/hd/", to: "/index.html", page: plain("/"), activity: 18, said: true},
		{name: "to another category", from: "/hd/", to: "/hy/", activity: 18, said: true},
		{name: "to a list of other things", from: "/hd/", to: "/gg/", page: row("公告", 30, 37), activity: 18, said: true},
		{name: "to an article", from: "/hd/", to: "/n/3.htm", activity: 18, said: true},
		{name: "to the same list elsewhere", from: "/hd/", to: "/huodong/", page: plain("/hd/"), activity: 18},
		{name: "to the same items by another name", from: "/hd/", to: "/huodong/", page: row("要聞", 1, 8), activity: 8},
		{name: "to other items by the same name", from: "/hd/", to: "/huodong/", page: strings.ReplaceAll(plain("/hd/"), "/n/", "/new/n/"), activity: 18},
		{name: "the second page to the first", from: "/hd/2.htm", to: "/hd/", activity: 18, said: true},
		{name: "the second page to the front page", from: "/hd/2.htm", to: "/", activity: 18, said: true},
		{name: "always to the front page", from: "/hd/", to: "/", first: true, activity: 6},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			pages := web()
			for p := range pages {
				pages[p] = plain(p)
			}
			if c.page != "" {
				pages[c.to] = c.page
			}
			var asked []string
			get := visit(pages, &asked)
			moved := c.first
			o := Options{Follow: Follow{ListsOnly: true, Get: func(address string) (source.Resource, error) {
				if moved && address == followHost+c.from {
					res, err := get(followHost + c.to)
					res.Path = address
					return res, err
				}
				return get(address)
			}}}
			sink := &shelves{docs: map[string][]byte{}}
			if sum, err := Run(t.Context(), front(pages), o, sink); err != nil || sum.Errors != 0 {
				t.Fatalf("first run: %+v, %v", sum, err)
			}
			before := map[string]int{}
			for name, doc := range sink.docs {
				before[name] = len(itemsIn(t, doc))
			}
			moved = true
			sum, err := Run(t.Context(), front(pages), o, sink)
			if err != nil || sum.Errors != 0 {
				t.Fatalf("second run: %+v, %v", sum, err)
			}
			if got := itemsIn(t, sink.docs["activity"]); len(got) != c.activity {
				t.Errorf("the feed has %q; want %d items; it had %d; %q", got, c.activity, before["activity"], sum.Notes)
			}
			said := slices.ContainsFunc(sum.Notes, func(n convert.Note) bool {
				return n.URL == followHost+c.from && strings.Contains(n.Message, "it leads to "+followHost+c.to)
			})
			if said != c.said {
				t.Errorf("notes are %q; want one of the list that is elsewhere: %v", sum.Notes, c.said)
			}
		})
	}
}

// TestRunMovedInputs: a page that is named leads to another list in the second run.
func TestRunMovedInputs(t *testing.T) {
	t.Parallel()
	list := func(title string, from, n int) string {
		return strings.ReplaceAll(leaderPage(from, n), "活動", title)
	}
	for _, c := range []struct {
		name, to, page string
		items          int
		said           bool
	}{
		{"another list", "/b/", list("通知", 10, 5), 8, true},
		{"the front page", "/", list("公告", 1, 5), 8, true},
		{"the same list", "/b/", list("公告", 1, 5), 5, false},
		{"the same list with new items", "/b/", list("公告", 10, 5), 5, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			named := func(to, page string) func(func(source.Resource, error) bool) {
				return func(yield func(source.Resource, error) bool) {
					res := source.Resource{Path: followHost + "/a/", URL: followHost + to, Body: []byte(page), Response: &fetch.Response{URL: followHost + to}}
					if to != "/a/" {
						res.Response.Redirects = []fetch.Hop{{Status: 302, URL: followHost + to}}
					}
					yield(res, nil)
				}
			}
			sink := &shelves{docs: map[string][]byte{}}
			if _, err := Run(t.Context(), named("/a/", list("公告", 1, 8)), Options{}, sink); err != nil || len(sink.docs["notices"]) == 0 {
				t.Fatalf("first run: %v, %q", err, slices.Collect(func(yield func(string) bool) {
					for n := range sink.docs {
						yield(n)
					}
				}))
			}
			sum, err := Run(t.Context(), named(c.to, c.page), Options{}, sink)
			if err != nil {
				t.Fatal(err)
			}
			if got := itemsIn(t, sink.docs["notices"]); len(got) != c.items {
				t.Errorf("the feed has %q; want %d items; %+v", got, c.items, sum)
			}
			said := slices.ContainsFunc(sum.Notes, func(n convert.Note) bool { return strings.Contains(n.Message, "it leads to") })
			if said != c.said {
				t.Errorf("notes are %q", sum.Notes)
			}
		})
	}
}

// TestRunMovedListPages: the list page of one of two leaders leads to another list in the second run.
func TestRunMovedListPages(t *testing.T) {
	t.Parallel()
	recipe, err := convert.ParseRecipe([]byte("recipe: 1\nbase: "+followHost+"/\nleaders: {a: {name: 甲, page: a/}, b: {name: 乙, page: b/}}\n"+
		"feeds: {for: {leader: leaders}}\nlist: {page: \"{leader.page}\", tabs: none}\n"), "r.yaml")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name, to, page string
		a, all         int
		said           bool
	}{
		{"the other leader", "/b/", leaderPage(10, 3), 8, 11, true},
		{"the front page", "/", leaderPage(1, 5), 8, 11, true},
		{"another list", "/c/", leaderPage(14, 5), 8, 11, true},
		{"the same list", "/c/", leaderPage(1, 5), 5, 8, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			named := func(to, page string) func(func(source.Resource, error) bool) {
				return func(yield func(source.Resource, error) bool) {
					a := source.Resource{Path: followHost + "/a/", URL: followHost + to, Body: []byte(page), Response: &fetch.Response{URL: followHost + to}}
					if to != "/a/" {
						a.Response.Redirects = []fetch.Hop{{Status: 302, URL: followHost + to}}
					}
					if yield(a, nil) {
						yield(source.Resource{Path: followHost + "/b/", URL: followHost + "/b/", Body: []byte(leaderPage(10, 3))}, nil)
					}
				}
			}
			sink := &shelves{docs: map[string][]byte{}}
			if sum, err := Run(t.Context(), named("/a/", leaderPage(1, 8)), Options{Recipe: recipe}, sink); err != nil || len(sink.docs) != 3 {
				t.Fatalf("first run: %+v, %v", sum, err)
			}
			sum, err := Run(t.Context(), named(c.to, c.page), Options{Recipe: recipe}, sink)
			if err != nil || sum.Errors != 0 {
				t.Fatalf("second run: %+v, %v", sum, err)
			}
			a, all := itemsIn(t, sink.docs["a"]), itemsIn(t, sink.docs["all"])
			if len(a) != c.a || len(all) != c.all {
				t.Errorf("the feeds have %q and %q; want %d and %d items; %+v", a, all, c.a, c.all, sum)
			}
			said := slices.ContainsFunc(sum.Notes, func(n convert.Note) bool { return strings.Contains(n.Message, "it leads to") })
			if said != c.said {
				t.Errorf("notes are %q", sum.Notes)
			}
		})
	}
}
