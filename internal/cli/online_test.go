package cli

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
)

// origin is a site of this machine: a list, a feed with validators that it ignores, and redirects.
func origin(t *testing.T) string {
	t.Helper()
	var list strings.Builder
	for i := range 8 {
		fmt.Fprintf(&list, "<li><a href=\"/n/%d.html\">質量發展綱要第%d號通知:各地認真貫徹執行</a> <span>2012-09-%d</span></li>\n", i, i, 20-i)
	}
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/list":
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			_, _ = io.WriteString(w, "<html><head><title>最新文件</title></head><body><h1>最新文件</h1><ul>"+list.String()+"</ul></body></html>")
		case "/feed":
			w.Header().Set("Content-Type", "application/rss+xml")
			w.Header().Set("ETag", `"1"`)
			_, _ = io.WriteString(w, "<?xml version=\"1.0\"?>\n<rss version=\"2.0\"><channel><title>a</title><link>http://www.example.cn/</link><description>b</description></channel></rss>")
		case "/moved":
			http.Redirect(w, r, "/feed", http.StatusMovedPermanently)
		case "/robots.txt":
			_, _ = io.WriteString(w, "User-agent: *\nDisallow: /closed\n")
		default:
			http.NotFound(w, r)
		}
	}))
	t.Cleanup(s.Close)
	return s.URL
}

func TestConvertAddress(t *testing.T) {
	t.Parallel()
	site, dir := origin(t), t.TempDir()
	code, stdout, stderr := runMain(t, "", "convert", "--allow-private", "--json", "-o", dir, site+"/list")
	if code != ExitDone || !strings.Contains(stdout, `"items":8`) {
		t.Fatalf("got code %d, stdout %q, stderr %q; want 8 items", code, stdout, stderr)
	}
	all, err := filepath.Glob(filepath.Join(dir, "*.atom"))
	if err != nil || len(all) != 1 {
		t.Fatalf("got %v, %v; want one Atom feed", all, err)
	}
	body, err := os.ReadFile(all[0])
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(body), site+"/n/7.html") {
		t.Errorf("links are not below the address: %s", body)
	}
	code, stdout, _ = runMain(t, "", "convert", "--json", "-o", dir, site+"/list")
	if code != ExitInputs || !strings.Contains(stdout, `"reason":"blocked"`) {
		t.Errorf("got code %d, stdout %q; want that the address is blocked", code, stdout)
	}
	code, stdout, _ = runMain(t, "", "convert", "--allow-private", "--json", "-o", dir, site+"/gone")
	if code != ExitInputs || !strings.Contains(stdout, `"error":"the server answers with status 404 Not Found","reason":"status"`) {
		t.Errorf("got code %d, stdout %q; want the status", code, stdout)
	}
	if again, err := os.ReadFile(all[0]); err != nil || string(again) != string(body) {
		t.Errorf("a failed run changed the feed of an earlier one: %v", err)
	}
}

func TestConvertObeysTheRecipe(t *testing.T) {
	t.Parallel()
	site := origin(t)
	recipe := filepath.Join(t.TempDir(), "r.yaml")
	text := "recipe: 1\nbase: " + site + "/\nlist: {page: closed}\nfetch: {delay: 1ms, pages: 1}\n"
	if err := os.WriteFile(recipe, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	code, stdout, _ := runMain(t, "", "convert", "-r", recipe, "--allow-private", "--json", "-o", t.TempDir(), site+"/closed/1", site+"/list")
	if code != ExitInputs || !strings.Contains(stdout, "robots.txt forbids it") || !strings.Contains(stdout, "the recipe allows 1 request in one run (fetch.pages)") {
		t.Errorf("got code %d, stdout %q; want robots.txt and the number of requests obeyed", code, stdout)
	}
}

func TestConvertFetchesTheListPages(t *testing.T) {
	t.Parallel()
	site := origin(t)
	recipe := filepath.Join(t.TempDir(), "r.yaml")
	if err := os.WriteFile(recipe, []byte("recipe: 1\nbase: "+site+"/\nlist: {page: list}\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	code, stdout, stderr := runMain(t, "", "convert", "-r", recipe, "--allow-private", "--json", "-o", t.TempDir())
	if code != ExitDone || !strings.Contains(stdout, `"items":8`) {
		t.Errorf("got code %d, stdout %q, stderr %q; want the items of the list page", code, stdout, stderr)
	}
}

func TestValidateAddress(t *testing.T) {
	t.Parallel()
	site := origin(t)
	code, stdout, stderr := runMain(t, "", "validate", "--allow-private", "--json", site+"/moved")
	if code != ExitDone {
		t.Errorf("got code %d, stderr %q", code, stderr)
	}
	for _, rule := range []string{"http-moved", "http-conditional-ignored"} {
		if !strings.Contains(stdout, `"rule":"`+rule+`"`) {
			t.Errorf("got %s; want a finding of %s", stdout, rule)
		}
	}
}

func TestRecipeCheckLive(t *testing.T) {
	t.Parallel()
	site := origin(t)
	recipe := filepath.Join(t.TempDir(), "r.yaml")
	text := "recipe: 1\nbase: " + site + "/\nlist: {page: list}\n"
	if err := os.WriteFile(recipe, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{`"items":8,"known":0,"broken":false`, `"items":8,"known":1,"broken":false`} {
		code, stdout, stderr := runMain(t, "", "recipe", "check", "--live", "--allow-private", "--json", recipe)
		if code != ExitDone || !strings.Contains(stdout, want) {
			t.Errorf("got code %d, stdout %q, stderr %q; want %s", code, stdout, stderr, want)
		}
	}
	if err := os.WriteFile(recipe, []byte(text[:len(text)-2]+", items: \"table.gone a\"}\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	code, stdout, stderr := runMain(t, "", "recipe", "check", "--live", "--allow-private", recipe)
	if code != ExitFindings || !strings.Contains(stdout, "broken") {
		t.Errorf("got code %d, stdout %q, stderr %q; want that the selector is gone", code, stdout, stderr)
	}
}

// TestRecipeCheckLiveThroughRedirects keeps the history of a list page under the address that the recipe names.
func TestRecipeCheckLiveThroughRedirects(t *testing.T) {
	t.Parallel()
	var moved atomic.Bool
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		items := 8
		switch {
		case r.URL.Path == "/list" && moved.Load():
			http.Redirect(w, r, "/new/list", http.StatusFound)
			return
		case r.URL.Path == "/new/list":
			items = 3
		case r.URL.Path != "/list":
			http.NotFound(w, r)
			return
		}
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		_, _ = io.WriteString(w, "<html><head><title>最新文件</title></head><body><h1>最新文件</h1><ul>")
		for i := range items {
			_, _ = fmt.Fprintf(w, "<li><a href=\"/n/%d.html\">質量發展綱要第%d號通知:各地認真貫徹執行</a> <span>2012-09-%d</span></li>\n", i, i, 20-i)
		}
		_, _ = io.WriteString(w, "</ul></body></html>")
	}))
	t.Cleanup(s.Close)
	recipe := filepath.Join(t.TempDir(), "r.yaml")
	if err := os.WriteFile(recipe, []byte("recipe: 1\nbase: "+s.URL+"/\nlist: {page: list}\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	check := func(want ...string) {
		t.Helper()
		code, stdout, stderr := runMain(t, "", "recipe", "check", "--live", "--allow-private", recipe)
		if code != ExitDone {
			t.Errorf("got code %d, stdout %q, stderr %q", code, stdout, stderr)
		}
		for _, w := range want {
			if !strings.Contains(stdout, w) {
				t.Errorf("got %q; want %q in it", stdout, w)
			}
		}
	}
	history := func() string {
		text, err := os.ReadFile(recipe + ".history.jsonl")
		if err != nil {
			t.Fatal(err)
		}
		return string(text)
	}
	check("seen for the first time, 8 items")
	first := history()
	check("as before, 8 items")
	if got := history(); got != first {
		t.Errorf("nothing changed, but the history did:\n%s", got)
	}
	moved.Store(true)
	check("changed, 3 items", "it leads to "+s.URL+"/new/list\n", "items: 3 items; 8 were usual", "address: it leads to "+s.URL+"/new/list now")
	if got := history(); strings.Count(got, `"url":"`+s.URL+`/list"`) != 2 {
		t.Errorf("the history is not that of the address in the recipe:\n%s", got)
	}
	check("it leads to " + s.URL + "/new/list\n")
}

func TestConvertFollows(t *testing.T) {
	t.Parallel()
	var asked sync.Map
	bar := `<p><a href="/">最新</a>|<a href="/hd/">活動</a>|<a href="/hy/">會議</a></p>`
	page := func(title string, from int) string {
		var b strings.Builder
		for i := from; i < from+5; i++ {
			fmt.Fprintf(&b, "<li><a href=\"/n/%d.htm\">青石市召開第%d次質量發展工作會議</a> <span>2012-09-%02d</span></li>\n", i, i, 28-i)
		}
		return "<html><head><title>" + title + "</title></head><body>" + bar + "<h2>" + title + "</h2><ul>" + b.String() + "</ul></body></html>"
	}
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked.Store(r.URL.Path, true)
		body, ok := map[string]string{"/": page("最新", 1), "/hd/": page("活動", 1), "/hy/": page("會議", 6)}[r.URL.Path]
		if !ok {
			http.NotFound(w, r)
			return
		}
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		_, _ = io.WriteString(w, body)
	}))
	t.Cleanup(s.Close)
	recipe := filepath.Join(t.TempDir(), "r.yaml")
	code, written, stderr := runMain(t, "", "recipe", "init", "--allow-private", s.URL+"/")
	if code != ExitDone {
		t.Fatalf("recipe init: code %d, %s", code, stderr)
	}
	if err := os.WriteFile(recipe, []byte(written+"\nfetch: {delay: 1ms}\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		name           string
		args           []string
		feeds          int
		lists, article bool
	}{
		{"with a recipe", []string{"-r", recipe, s.URL + "/"}, 4, true, true},
		{"the recipe's lists", []string{"-r", recipe, "--follow", "lists", s.URL + "/"}, 4, true, false},
		{"the recipe's page alone", []string{"-r", recipe, "--follow", "none", s.URL + "/"}, 1, false, false},
		{"without a recipe", []string{s.URL + "/"}, 1, false, false},
	}
	for _, tt := range tests { // one after the other: they share the server
		asked.Clear()
		code, stdout, stderr := runMain(t, "", append([]string{"convert", "--allow-private", "--json", "-o", t.TempDir()}, tt.args...)...)
		_, list := asked.Load("/hy/")
		_, article := asked.Load("/n/7.htm")
		if code != ExitDone || !strings.Contains(stdout, fmt.Sprintf(`"feeds":%d`, tt.feeds)) || list != tt.lists || article != tt.article {
			t.Errorf("%s: got code %d, lists %v, articles %v, %s %s", tt.name, code, list, article, stdout, stderr)
		}
	}
	if code, _, stderr := runMain(t, "", "convert", "--follow", "al", s.URL+"/"); code != ExitUsage || !strings.Contains(stderr, "did you mean all?") {
		t.Errorf("got code %d, %q; want a suggestion", code, stderr)
	}
}
