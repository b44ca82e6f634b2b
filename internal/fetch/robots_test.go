package fetch

import (
	"context"
	"errors"
	"io"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"
)

func TestRobotsAllow(t *testing.T) {
	t.Parallel()
	cases := []struct{ name, robots, path, query, want string }{
		{"nothing said", "", "/a", "", "yes"},
		{"all closed", "User-agent: *\nDisallow: /", "/a", "", "no"},
		{"itself is open", "User-agent: *\nDisallow: /", "/robots.txt", "", "yes"},
		{"empty rule", "User-agent: *\nDisallow:", "/a", "", "yes"},
		{"own group counts alone", "User-agent: *\nDisallow: /\n\nUser-agent: PortalFeed\nDisallow: /x", "/a", "", "yes"},
		{"own group in two parts", "user-agent: portalfeed\ndisallow: /a\nuser-agent: b\ndisallow: /b\nuser-agent: portalfeed\ndisallow: /c", "/c/1", "", "no"},
		{"group of several", "User-agent: x\nUser-agent: portalfeed\nDisallow: /a", "/a", "", "no"},
		{"another agent", "User-agent: portalfeedbot\nDisallow: /a", "/a", "", "yes"},
		{"longest rule decides", "User-agent: *\nDisallow: /a\nAllow: /a/b", "/a/b/c", "", "yes"},
		{"allow where as long", "User-agent: *\nDisallow: /a\nAllow: /a", "/a", "", "yes"},
		{"star", "User-agent: *\nDisallow: /*/print", "/x/y/print.htm", "", "no"},
		{"end", "User-agent: *\nDisallow: /*.php$", "/x.php5", "", "yes"},
		{"end met", "User-agent: *\nDisallow: /*.php$", "/a.php/x.php", "", "no"},
		{"query", "User-agent: *\nDisallow: /*?sid=", "/a", "sid=1", "no"},
		{"comment and blanks", "User-agent: * # all\n  Disallow : /a # this\r\n", "/a", "", "no"},
		{"percent-encoding", "User-agent: *\nDisallow: /%E6%96%b0/%61", "/新/a", "", "no"},
		{"encoded slash is another", "User-agent: *\nDisallow: /a%2fb", "/a/b", "", "yes"},
		{"byte order mark", "\ufeffUser-agent: *\nDisallow: /", "/a", "", "no"},
		{"sitemap belongs to no group", "User-agent: *\nSitemap: http://x/\nDisallow: /", "/a", "", "no"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			got := "no"
			if parseRobots([]byte(c.robots), DefaultAgent).allow(c.path, c.query) {
				got = "yes"
			}
			if got != c.want {
				t.Errorf("got %s; want %s", got, c.want)
			}
		})
	}
}

func TestGetObeysRobots(t *testing.T) {
	t.Parallel()
	asked := 0
	robots := func(status int, text string) http.HandlerFunc {
		return func(w http.ResponseWriter, _ *http.Request) {
			asked++
			w.WriteHeader(status)
			_, _ = io.WriteString(w, text)
		}
	}
	cases := []struct {
		name string
		h    http.HandlerFunc
		want Reason
	}{
		{"open", robots(200, "User-agent: *\nDisallow: /b\nCrawl-delay: 5"), ""},
		{"closed", robots(200, "User-agent: *\nDisallow: /a"), Blocked},
		{"not there", robots(404, "no"), ""},
		{"empty", robots(200, ""), ""},
		{"broken", robots(503, "no"), Status},
	}
	for _, c := range cases {
		asked = 0
		s := serve(t, map[string]http.HandlerFunc{"/robots.txt": c.h, "/a": func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, page) }})
		var waits []time.Duration
		n := client(t, Options{Robots: true, Wait: func(_ context.Context, d time.Duration) error { waits = append(waits, d); return nil }})
		for range 2 {
			_, err := n.Get(t.Context(), Request{URL: s.URL + "/a"})
			e, ok := errors.AsType[*Error](err)
			if ok != (c.want != "") || ok && e.Reason != c.want {
				t.Errorf("%s: got %v; want reason %q", c.name, err, c.want)
			}
			if c.name == "closed" && !errors.Is(err, ErrRobots) {
				t.Errorf("%s: got %v; want that robots.txt forbids it", c.name, err)
			}
		}
		if asked != 1 {
			t.Errorf("%s: robots.txt was asked %d times", c.name, asked)
		}
		if c.name == "open" && !slices.Equal(waits, []time.Duration{5 * time.Second}) {
			t.Errorf("waited %v; want what robots.txt asks", waits)
		}
	}
}

func FuzzRobots(f *testing.F) {
	f.Add("User-agent: *\nDisallow: /*a*$\nAllow: /%e6", "/新?%zz")
	f.Fuzz(func(t *testing.T, text, path string) {
		set := parseRobots([]byte(text), DefaultAgent)
		set.allow(path, "")
		if n := normal(path); normal(n) != n {
			t.Errorf("%q became %q, and that %q", path, n, normal(n))
		}
		if !matches("/"+strings.Repeat("*", 9), "/"+path) {
			t.Errorf("stars do not match %q", path)
		}
	})
}
