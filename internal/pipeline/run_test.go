package pipeline

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"go.uber.org/goleak"

	"github.com/portalfeed/portalfeed/convert"
	"github.com/portalfeed/portalfeed/feed"
	"github.com/portalfeed/portalfeed/feed/dates"
	"github.com/portalfeed/portalfeed/internal/source"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// shelf is a sink that keeps what it is given.
type shelf struct {
	pubs []feed.Publication
	err  error
}

func (s *shelf) Put(_ context.Context, p feed.Publication) error {
	s.pubs = append(s.pubs, p)
	return s.err
}

func (s *shelf) names() []string {
	var n []string
	for _, p := range s.pubs {
		n = append(n, p.Name)
	}
	return n
}

// pages yields resources with the given bodies, named 0.htm, 1.htm and so on.
func pages(bodies ...string) iter.Seq2[source.Resource, error] {
	return func(yield func(source.Resource, error) bool) {
		for i, b := range bodies {
			name := fmt.Sprintf("%d.htm", i)
			if !yield(source.Resource{Path: name, URL: "http://www.portal.example/" + name, Body: []byte(b)}, nil) {
				return
			}
		}
	}
}

// list is a converter whose pages list one article called as their body. Some bodies are orders.
func list(p convert.Page, _ convert.Options) (*convert.Result, error) {
	switch b := string(p.Body); {
	case b == "panic":
		panic("converter broke")
	case b == "fail":
		return nil, errors.New("no page")
	case b == "nothing":
		return &convert.Result{URL: p.URL}, nil
	}
	day := dates.Date{Time: time.Date(2012, 9, 25, 0, 0, 0, 0, time.FixedZone("", 8*3600)), Precision: dates.Day}
	return &convert.Result{
		URL: p.URL, Base: p.URL, Kind: convert.KindListing, Language: "zh-Hant", Title: "活動", Site: "青石市",
		Listings: []convert.Listing{{Title: "活動", Items: []convert.ListingItem{{Title: string(p.Body), URL: p.URL + "#" + string(p.Body), Date: day}}}},
	}, nil
}

func TestRunReportsFailuresInInputOrder(t *testing.T) {
	t.Parallel()
	in := func(yield func(source.Resource, error) bool) {
		for r, err := range pages("甲", "fail", "乙", "panic", "nothing", "丙") {
			if r.Path == "2.htm" {
				if !yield(source.Resource{}, &source.Error{Path: "gone.htm", Reason: source.Invalid, Err: errors.New("no such file")}) {
					return
				}
			}
			if !yield(r, err) {
				return
			}
		}
	}
	for _, workers := range []int{1, 3, 100} {
		var got []string
		var sink shelf
		sum, err := Run(t.Context(), in, Options{
			Workers: workers, Convert: list,
			OnFailure: func(e *source.Error) { got = append(got, fmt.Sprintf("%s %s %s", e.Path, e.Reason, e.Err)) },
		}, &sink)
		if err != nil {
			t.Fatal(err)
		}
		want := []string{
			"1.htm invalid no page", "gone.htm invalid no such file", "3.htm invalid internal error: converter broke",
			"4.htm invalid neither an article nor a listing was found in the page",
		}
		if d := cmp.Diff(want, got); d != "" {
			t.Errorf("%d workers (-want +got):\n%s", workers, d)
		}
		if sum.Resources != 7 || sum.Pages != 3 || sum.Listings != 3 || sum.Articles != 0 || sum.Errors != 4 || sum.Feeds != len(sink.pubs) || sum.Feeds == 0 {
			t.Errorf("%d workers: summary %+v", workers, sum)
		}
	}
}

func TestRunIsTheSameForAnyNumberOfWorkers(t *testing.T) {
	t.Parallel()
	var bodies []string
	for i := range 100 {
		bodies = append(bodies, fmt.Sprintf("第%d號通知", i))
	}
	var first shelf
	if _, err := Run(t.Context(), pages(bodies...), Options{Workers: 1, Convert: list}, &first); err != nil {
		t.Fatal(err)
	}
	for _, workers := range []int{2, 7, MaxWorkers + 1} {
		var again shelf
		if _, err := Run(t.Context(), pages(bodies...), Options{Workers: workers, Convert: list}, &again); err != nil {
			t.Fatal(err)
		}
		if !slices.EqualFunc(first.pubs, again.pubs, func(a, b feed.Publication) bool {
			return a.Name == b.Name && slices.EqualFunc(a.Documents, b.Documents, func(x, y feed.Document) bool { return x.Format == y.Format && bytes.Equal(x.Body, y.Body) })
		}) {
			t.Errorf("%d workers: other documents than with one", workers)
		}
	}
}

func TestRunWritesTheFormatsAskedFor(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ ask, want []feed.Format }{
		{nil, []feed.Format{feed.RSS, feed.Atom, feed.JSONFeed}},
		{[]feed.Format{feed.Atom}, []feed.Format{feed.Atom}},
	} {
		var sink shelf
		if _, err := Run(t.Context(), pages("甲"), Options{Formats: tt.ask, Convert: list, SiteURL: "https://feeds.example"}, &sink); err != nil {
			t.Fatal(err)
		}
		for _, p := range sink.pubs {
			var got []feed.Format
			for _, d := range p.Documents {
				got = append(got, d.Format)
				if self := "https://feeds.example/" + p.Name + d.Format.Extension(); !bytes.Contains(bytes.ReplaceAll(d.Body, []byte(`\/`), []byte("/")), []byte(self)) {
					t.Errorf("%s has no self address %s", d.Format, self)
				}
			}
			if !slices.Equal(got, tt.want) {
				t.Errorf("formats %v; want %v", got, tt.want)
			}
		}
	}
}

func TestRunTakesFromTheRecipeWhatIsLeftOpen(t *testing.T) {
	t.Parallel()
	recipe := &convert.Recipe{Base: "http://r.example/cn/", Emit: convert.Emit{Formats: []feed.Format{feed.Atom}, URL: "https://feeds.example/"}}
	var seen []string
	walked := func(yield func(source.Resource, error) bool) {
		_ = yield(source.Resource{Path: "saved/a.htm", Rel: "a.htm", Walked: true, Body: []byte("甲")}, nil) &&
			yield(source.Resource{Path: "saved/b.htm", Rel: "b.htm", URL: "http://b.example/", Walked: true, Body: []byte("乙")}, nil) &&
			yield(source.Resource{Path: "c.htm", Body: []byte("丙")}, nil)
	}
	var sink shelf
	_, err := Run(t.Context(), walked, Options{Workers: 1, Recipe: recipe, Convert: func(p convert.Page, o convert.Options) (*convert.Result, error) {
		seen = append(seen, p.URL)
		if o.Recipe != recipe {
			t.Error("the page is read without the recipe")
		}
		return list(p, o)
	}}, &sink)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff([]string{"http://r.example/cn/a.htm", "http://b.example/", UnknownBase + "c.htm"}, seen); d != "" {
		t.Errorf("addresses (-want +got):\n%s", d)
	}
	for _, p := range sink.pubs {
		if len(p.Documents) != 1 || p.Documents[0].Format != feed.Atom || !bytes.Contains(p.Documents[0].Body, []byte("https://feeds.example/"+p.Name+".atom")) {
			t.Errorf("%s has other documents than the recipe wants", p.Name)
		}
	}
}

func rss(title string, items ...string) string {
	var b strings.Builder
	fmt.Fprintf(&b, `<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>%s</title><link>http://www.portal.example/</link><description>x</description>`, title)
	for i, t := range items {
		fmt.Fprintf(&b, `<item><title>%s</title><link>http://www.portal.example/%d.htm</link><description>x</description><pubDate>Tue, 25 Sep 2012 18:07:00 +0800</pubDate></item>`, t, i)
	}
	return b.String() + `</channel></rss>`
}

// named yields resources, given as path and body. The body "error" stands for one that could not be read.
func named(files ...string) iter.Seq2[source.Resource, error] {
	return func(yield func(source.Resource, error) bool) {
		for i := 0; i < len(files); i += 2 {
			r, err := source.Resource{Path: files[i], Body: []byte(files[i+1])}, error(nil)
			if files[i+1] == "error" {
				r, err = source.Resource{}, &source.Error{Path: files[i], Reason: source.Empty, Err: source.ErrEmpty}
			}
			if !yield(r, err) {
				return
			}
		}
	}
}

func TestRunCarriesFeedsOver(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("long", 50)
	for _, tt := range []struct {
		name string
		in   []string
		want []string
	}{
		{"one", []string{"dir/News Feed.xml", rss("新聞", "甲", "乙")}, []string{"news-feed"}},
		{"standard input", []string{"-", rss("新聞", "甲")}, []string{"feed"}},
		{"two of the same name", []string{"a/feed.xml", rss("a", "甲"), "b/feed.xml", rss("b", "甲"), "c/feed-2.xml", rss("c", "甲")}, []string{"feed", "feed-3", "feed-2"}},
		{"the first of the same name failed", []string{"a/feed.xml", "error", "b/feed.xml", rss("b", "甲")}, []string{"feed-2"}},
		{"another input failed", []string{"a/feed.htm", "error", "b/feed.xml", rss("b", "甲")}, []string{"feed"}},
		{"a name of another script", []string{"新聞.xml", rss("新聞", "甲")}, []string{"6b7e8e7c"}},
		{"a device", []string{"nul.xml", rss("x", "甲")}, []string{"nul-"}},
		{"a long name", []string{long + ".xml", rss("x", "甲")}, []string{long[:64] + "-"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			var sink shelf
			sum, err := Run(t.Context(), named(tt.in...), Options{Convert: list}, &sink)
			if err != nil {
				t.Fatal(err)
			}
			got := sink.names()
			if len(got) != len(tt.want) || len(sum.Withheld) > 0 {
				t.Fatalf("names %q, withheld %+v; want %q", got, sum.Withheld, tt.want)
			}
			for i, w := range tt.want {
				if got[i] != w && !(strings.HasSuffix(w, "-") && strings.HasPrefix(got[i], w) && len(got[i]) == len(w)+8) && tt.name != "a name of another script" {
					t.Errorf("names %q; want %q", got, tt.want)
				}
				for _, c := range got[i] {
					if c != '-' && (c < 'a' || c > 'z') && (c < '0' || c > '9') {
						t.Errorf("name %q", got[i])
					}
				}
			}
		})
	}
}

func TestRunFailsFeedsThatCannotBeRead(t *testing.T) {
	t.Parallel()
	var got []string
	sum, err := Run(t.Context(), named("bad.xml", `<rss`, "list.opml", `<?xml version="1.0"?><opml version="2.0"><head/><body/></opml>`),
		Options{Convert: list, OnFailure: func(e *source.Error) { got = append(got, e.Path+" "+string(e.Reason)) }}, nil)
	if err != nil || sum.Feeds != 0 {
		t.Errorf("%+v, %v", sum, err)
	}
	if d := cmp.Diff([]string{"bad.xml invalid", "list.opml invalid"}, got); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
}

func TestRunOfPagesThatMakeNoFeed(t *testing.T) {
	t.Parallel()
	empty := func(convert.Page, convert.Options) (*convert.Result, error) { return &convert.Result{}, nil }
	walked := func(yield func(source.Resource, error) bool) {
		yield(source.Resource{Path: "a.htm", Body: []byte("x"), Walked: true}, nil)
	}
	if sum, err := Run(t.Context(), walked, Options{Convert: empty}, nil); !errors.Is(err, ErrNothing) || sum.Errors != 0 {
		t.Errorf("%+v, %v; want ErrNothing", sum, err)
	}
	if sum, err := Run(t.Context(), pages(), Options{Convert: empty}, nil); !errors.Is(err, ErrNothing) || sum.Resources != 0 {
		t.Errorf("no inputs: %+v, %v; want ErrNothing", sum, err)
	}
}

func TestRunStopsWithItsContext(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancelCause(t.Context())
	cause := errors.New("enough")
	var made atomic.Int32
	endless := func(yield func(source.Resource, error) bool) {
		for yield(source.Resource{Path: "x.htm", URL: "http://www.portal.example/", Body: []byte("甲")}, nil) {
		}
	}
	_, err := Run(ctx, endless, Options{Workers: 4, Convert: func(p convert.Page, o convert.Options) (*convert.Result, error) {
		if made.Add(1) == 50 {
			cancel(cause)
		}
		return list(p, o)
	}}, nil)
	if !errors.Is(err, cause) {
		t.Errorf("got %v; want the cause", err)
	}
	cancel(nil)
	if _, err := Run(ctx, pages("甲"), Options{Convert: list}, nil); err == nil {
		t.Error("a context that was done before: no error")
	}
}

// A sequence that blocks, such as a terminal nobody types into, does not keep Run from returning.
func TestRunLeavesABlockedInputBehind(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(t.Context())
	release := make(chan struct{})
	defer close(release)
	blocked := func(yield func(source.Resource, error) bool) {
		cancel()
		<-release
	}
	if _, err := Run(ctx, blocked, Options{Convert: list}, nil); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

// A sink that does not take one feed gets the others; one that takes none is asked only so often.
func TestRunGoesOnWhenItsSinkFails(t *testing.T) {
	t.Parallel()
	sink := shelf{err: errors.New("disk full")}
	var in []string
	for i := range 2 * maxPutErrors {
		name := string(rune('a' + i))
		in = append(in, name+".xml", rss(name, "甲"))
	}
	sum, err := Run(t.Context(), named(in...), Options{Workers: 1}, &sink)
	if !errors.Is(err, sink.err) || len(sink.pubs) != maxPutErrors || sum.Feeds != 0 {
		t.Errorf("got %v after %d publications, %+v; want the sink's error after %d", err, len(sink.pubs), sum, maxPutErrors)
	}
	sink = shelf{err: errors.New("disk full")}
	if _, err = Run(t.Context(), named(in[:4]...), Options{}, &sink); !errors.Is(err, sink.err) || len(sink.pubs) != 2 {
		t.Errorf("got %v after %d publications; want the sink's error after both", err, len(sink.pubs))
	}
}

func TestRunSurvivesAPanicOfItsInputs(t *testing.T) {
	t.Parallel()
	bad := func(yield func(source.Resource, error) bool) {
		if yield(source.Resource{Path: "a.htm", URL: "http://www.portal.example/a.htm", Body: []byte("甲")}, nil) {
			panic("reader broke")
		}
	}
	var got []string
	sum, err := Run(t.Context(), bad, Options{Convert: list, OnFailure: func(e *source.Error) { got = append(got, e.Err.Error()) }}, nil)
	if err != nil || sum.Errors != 1 || len(got) != 1 || !strings.Contains(got[0], "reader broke") || sum.Feeds == 0 {
		t.Errorf("%+v, %v, failures %q", sum, err, got)
	}
}

// At most two resources per worker are under way at a time.
func TestRunBoundsItsMemory(t *testing.T) {
	t.Parallel()
	const workers = 3
	var read, done atomic.Int32
	most := int32(0)
	in := func(yield func(source.Resource, error) bool) {
		for i := range 200 {
			most = max(most, read.Add(1)-done.Load())
			if !yield(source.Resource{Path: "x", URL: fmt.Sprintf("http://www.portal.example/%d", i), Body: []byte("甲")}, nil) {
				return
			}
		}
	}
	_, err := Run(t.Context(), in, Options{Workers: workers, Convert: list, OnProgress: func(Progress) { done.Add(1) }}, nil)
	if err != nil {
		t.Fatal(err)
	}
	if limit := int32(2*workers + 2); most > limit {
		t.Errorf("%d resources at a time; want at most %d", most, limit)
	}
}

func TestRunTellsItsProgress(t *testing.T) {
	t.Parallel()
	var last Progress
	n := 0
	sum, err := Run(t.Context(), pages("甲", "乙"), Options{Convert: list, OnProgress: func(p Progress) { last, n = p, n+1 }}, nil)
	if err != nil {
		t.Fatal(err)
	}
	if last.Resources != 2 || last.Feeds != sum.Feeds || last.Total != sum.Feeds || n != 2+sum.Feeds {
		t.Errorf("progress ended at %+v after %d calls; summary %+v", last, n, sum)
	}
}

func TestSummaryJSON(t *testing.T) {
	t.Parallel()
	clock := time.Unix(0, 0)
	sum, err := Run(t.Context(), pages(), Options{Now: func() time.Time {
		clock = clock.Add(1500 * time.Millisecond)
		return clock
	}}, nil)
	if !errors.Is(err, ErrNothing) {
		t.Fatal(err)
	}
	b, err := json.Marshal(sum)
	if want := `{"resources":0,"pages":0,"listings":0,"articles":0,"items":0,"feeds":0,"errors":0,"seconds":1.5}`; err != nil || string(b) != want {
		t.Errorf("%s, %v; want %s", b, err, want)
	}
}
