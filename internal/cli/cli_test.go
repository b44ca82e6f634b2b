package cli

import (
	"bytes"
	"context"
	"errors"
	"io"
	"iter"
	"slices"
	"strings"
	"testing"
	"time"

	"go.uber.org/goleak"

	"github.com/portalfeed/portalfeed/internal/source"
)

// runMain runs a command line in-process.
func runMain(t *testing.T, stdin string, args ...string) (code int, stdout, stderr string) {
	t.Helper()
	var out, errs bytes.Buffer
	now := func() time.Time { return time.Date(2012, 9, 26, 8, 0, 0, 0, time.FixedZone("", 8*3600)) }
	code = Main(t.Context(), Env{Args: args, Stdin: strings.NewReader(stdin), Stdout: &out, Stderr: &errs, Now: now})
	return code, out.String(), errs.String()
}

func TestMainUsesTheClockItIsGiven(t *testing.T) {
	t.Parallel()
	code, stdout, stderr := runMain(t, "", "date", "昨天")
	if code != ExitDone || stdout != "2012-09-25\tday\n" {
		t.Errorf("got code %d, stdout %q, stderr %q; want yesterday of the clock", code, stdout, stderr)
	}
}

func TestMainWithoutArguments(t *testing.T) {
	t.Parallel()
	code, stdout, stderr := runMain(t, "")
	if code != ExitUsage || stdout != "" || !strings.Contains(stderr, "Usage:") {
		t.Errorf("got code %d, stdout %q, stderr %q; want the usage on stderr", code, stdout, stderr)
	}
}

func TestMainInterrupted(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	var out, errs bytes.Buffer
	code := Main(ctx, Env{Args: []string{"detect", "-"}, Stdin: strings.NewReader("page"), Stdout: &out, Stderr: &errs})
	if code != ExitFailed || errs.String() != "portalfeed: interrupted\n" {
		t.Errorf("got code %d, stderr %q; want %d, interrupted", code, errs.String(), ExitFailed)
	}
}

// endlessReader is a terminal at which nobody types.
type endlessReader struct{ release chan struct{} }

func (e endlessReader) Read([]byte) (int, error) { <-e.release; return 0, io.EOF }

func TestMainInterruptedWhileReading(t *testing.T) {
	t.Parallel()
	stdin := endlessReader{make(chan struct{})}
	defer close(stdin.release)
	ctx, interrupt := context.WithCancel(t.Context())
	ended := make(chan int, 1)
	go func() {
		ended <- Main(ctx, Env{Args: []string{"detect", "--json", "-"}, Stdin: stdin, Stdout: io.Discard, Stderr: io.Discard})
	}()
	interrupt()
	if code := <-ended; code != ExitFailed {
		t.Errorf("got code %d; want %d", code, ExitFailed)
	}
}

// brokenWriter fails like a full disk.
type brokenWriter struct{}

func (brokenWriter) Write([]byte) (int, error) { return 0, errors.New("no space left on device") }

func TestMainOutputFails(t *testing.T) {
	t.Parallel()
	for _, args := range [][]string{{"detect", "--json", "-"}, {"detect", "-"}, {"transcode"}, {"date", "2012-09-25"}, {"version"}, {"validate", "-"}} {
		var errs bytes.Buffer
		code := Main(t.Context(), Env{Args: args, Stdin: strings.NewReader("<rss/>"), Stdout: brokenWriter{}, Stderr: &errs})
		if code != ExitFailed || !strings.Contains(errs.String(), "no space left on device") {
			t.Errorf("%s: got code %d, stderr %q; want %d and the cause", args[0], code, errs.String(), ExitFailed)
		}
	}
}

func TestPrintable(t *testing.T) {
	t.Parallel()
	cases := []struct{ name, in, want string }{
		{"plain", "王岐山 a&<b", "王岐山 a&<b"},
		{"escape sequence", "\x1b[31mred", `\x1b[31mred`},
		{"line end", "a\nb", `a\x0ab`},
		{"C1 control", "a\u009bb", `a\u009bb`},
		{"bidi control", "a\u202eb", `a\u202eb`},
		{"bad byte", "a\xffb", `a\xffb`},
		{"replacement character", "a\ufffdb", `a\ufffdb`},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			if got := printable(c.in); got != c.want {
				t.Errorf("printable(%q) = %q; want %q", c.in, got, c.want)
			}
		})
	}
}

func TestDisplayWidth(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]int{"": 0, "abc": 3, "王岐山": 6, "ａ": 2, "e\u0301": 1} {
		if got := displayWidth(in); got != want {
			t.Errorf("displayWidth(%q) = %d; want %d", in, got, want)
		}
	}
}

func TestNearest(t *testing.T) {
	t.Parallel()
	names := []string{"detect", "transcode", "extract", "date", "json", "jsonl"}
	for in, want := range map[string]string{
		"detekt": "detect", "trans": "transcode", "frobnicate": "", "jsn": "json", "": "", "x": "", strings.Repeat("detect", 1000): "",
	} {
		if got := nearest(in, names); got != want {
			t.Errorf("nearest(%.20q) = %q; want %q", in, got, want)
		}
	}
}

func TestCharset(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"": "", "text/html": "", "text/html; charset=gb2312": "gb2312", `text/html;charset="Big5"`: "Big5",
		"text/html; charset=gbk; charset=utf-8": "gbk", "charset=gbk": "gbk", "text/html; Charset='GBK'": "GBK", ";;charset='big5' ;": "big5",
	} {
		if got := charset(in); got != want {
			t.Errorf("charset(%q) = %q; want %q", in, got, want)
		}
	}
}

// numbered yields n resources, and an error after each whose number is a multiple of bad.
func numbered(n, bad int) iter.Seq2[source.Resource, error] {
	return func(yield func(source.Resource, error) bool) {
		for i := range n {
			if bad > 0 && i%bad == 0 && !yield(source.Resource{}, &source.Error{Path: "bad", Err: io.ErrUnexpectedEOF}) {
				return
			}
			if !yield(source.Resource{Path: string(rune('a' + i%26)), Body: []byte{byte(i)}}, nil) {
				return
			}
		}
	}
}

func TestOrderedKeepsTheOrder(t *testing.T) {
	defer goleak.VerifyNone(t, goleak.IgnoreCurrent())
	const n = 500
	var got []int
	bad := 0
	err := ordered(t.Context(), numbered(n, 7),
		func(r source.Resource) int { return int(r.Body[0]) },
		func(_ source.Resource, i int) error { got = append(got, i); return nil },
		func(error) error { bad++; return nil })
	if err != nil {
		t.Fatal(err)
	}
	want := make([]int, n)
	for i := range want {
		want[i] = i % 256
	}
	if !slices.Equal(got, want) || bad != (n+6)/7 {
		t.Errorf("got %d results, %d errors out of order", len(got), bad)
	}
}

func TestOrderedEndsAtTheFirstError(t *testing.T) {
	defer goleak.VerifyNone(t, goleak.IgnoreCurrent())
	stop := errors.New("stop")
	reports := 0
	err := ordered(t.Context(), numbered(500, 0),
		func(source.Resource) int { return 0 },
		func(source.Resource, int) error { reports++; return stop },
		func(error) error { return nil })
	if !errors.Is(err, stop) || reports != 1 {
		t.Errorf("got %v after %d reports; want %v after 1", err, reports, stop)
	}
}

func TestProcessReportsInPlace(t *testing.T) {
	t.Parallel()
	var out, errs bytes.Buffer
	env := &Env{Stdout: &out, Stderr: &errs}
	err := process(t.Context(), env, numbered(2, 1), true, func(r source.Resource) outcome {
		return outcome{out: []byte(r.Path + "\n"), notes: notes("", "odd")}
	})
	if exit, ok := errors.AsType[*exitError](err); !ok || exit.code != ExitInputs {
		t.Errorf("got %v; want exit code %d", err, ExitInputs)
	}
	const bad = `{"path":"bad","error":"unexpected EOF"}` + "\n"
	if got, want := out.String(), bad+"a\n"+bad+"b\n"; got != want {
		t.Errorf("stdout %q; want %q", got, want)
	}
	if got, want := errs.String(), "portalfeed: bad: unexpected EOF\nportalfeed: a: odd\nportalfeed: bad: unexpected EOF\nportalfeed: b: odd\n"; got != want {
		t.Errorf("stderr %q; want %q", got, want)
	}
}
