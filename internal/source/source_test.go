package source

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/google/go-cmp/cmp"
)

const page = "<html><title>質量發展綱要</title></html>"

// folder writes files, given as name and content, and returns their directory.
func folder(t testing.TB, files ...string) string {
	t.Helper()
	dir := t.TempDir()
	for i := 0; i < len(files); i += 2 {
		p := filepath.Join(dir, filepath.FromSlash(files[i]))
		if err := os.MkdirAll(filepath.Dir(p), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(p, []byte(files[i+1]), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// told writes down what a sequence yields, paths relative to dir.
func told(dir string, seq iter.Seq2[Resource, error]) []string {
	rel := func(p string) string {
		if r, err := filepath.Rel(dir, p); err == nil && filepath.IsLocal(r) {
			return filepath.ToSlash(r)
		}
		return p
	}
	var got []string
	for r, err := range seq {
		if e, ok := errors.AsType[*Error](err); ok {
			got = append(got, fmt.Sprintf("%s failed: %s", rel(e.Path), e.Reason))
			continue
		}
		line := rel(r.Path)
		if r.URL != "" {
			line += " " + r.URL
		}
		if r.ContentType != "" {
			line += " " + r.ContentType
		}
		got = append(got, line)
	}
	return got
}

func TestInputs(t *testing.T) {
	t.Parallel()
	dir := folder(t, "a.htm", page, "empty.htm", "", "big.htm", strings.Repeat("x", 2000), "saved/index.htm", page, "menu.js", "x()", "y.warc", "WARC/1.0", "z.mhtml", page)
	p := func(name string) string { return filepath.Join(dir, name) }
	for _, tt := range []struct {
		name string
		in   []Input
		want []string
	}{
		{"none", nil, nil},
		{"a file", []Input{{p("a.htm"), "http://a.example/x", "text/html; charset=gbk"}}, []string{"a.htm http://a.example/x text/html; charset=gbk"}},
		{"a file that is named is an input whatever it is", []Input{{Path: p("menu.js")}}, []string{"menu.js"}},
		{
			"bad ones among them",
			[]Input{{Path: p("gone.htm")}, {Path: p("a.htm")}, {Path: p("empty.htm")}, {Path: p("big.htm")}, {Path: p("a.htm")}},
			[]string{"gone.htm failed: invalid", "a.htm", "empty.htm failed: empty", "big.htm failed: too-large", "a.htm"},
		},
		{"a directory with its address", []Input{{Path: p("saved"), URL: "http://a.example/cn"}}, []string{"saved/index.htm http://a.example/cn/index.htm"}},
		{"a directory with a wrong address", []Input{{Path: p("saved"), URL: "mailto:x"}}, []string{"saved failed: invalid"}},
		{"standard input", []Input{{Path: "-", URL: "http://a.example/"}}, []string{"- http://a.example/"}},
		{"archives", []Input{{Path: p("y.warc")}, {Path: p("z.mhtml")}, {Path: "none.warc.gz"}}, []string{"y.warc failed: invalid", "z.mhtml failed: invalid", "none.warc.gz failed: invalid"}},
		{
			"addresses",
			[]Input{{Path: "http://a.example/"}, {Path: "HTTPS://a.example/"}, {Path: "ftp://a.example/"}, {Path: "file:///etc/passwd"}, {Path: "data:text/html,x"}},
			[]string{"http://a.example/ failed: protocol", "HTTPS://a.example/ failed: protocol", "ftp://a.example/ failed: blocked", "file:///etc/passwd failed: blocked", "data:text/html,x failed: blocked"},
		},
		{"a drive is no scheme", []Input{{Path: `C:\none.htm`}}, []string{`C:\none.htm failed: invalid`}},
		{"no name", []Input{{}}, []string{" failed: invalid"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			got := told(dir, Inputs(tt.in, Options{MaxBody: 1000, Stdin: strings.NewReader(page)}))
			if d := cmp.Diff(tt.want, got); d != "" {
				t.Errorf("(-want +got):\n%s", d)
			}
		})
	}
}

func TestDirTakesPagesOnly(t *testing.T) {
	t.Parallel()
	gif, png := "GIF89a\x01", "\x89PNG\r\n\x1a\n"
	dir := folder(
		t,
		"index.htm", page, "b.shtml", page, "a.htm", page, "A.HTML", page, "ldhd/wqs.htm", page, "ldhd/cf/index.htm", page, "article", page, "seed.txt", page,
		"utf16.txt", "\xff\xfe<\x00h\x00t\x00m\x00l\x00>\x00", "feed.xml", "<?xml version='1.0'?><rss/>", "feed.json", `{"version":"https://jsonfeed.org/version/1.1"}`,
		"empty.htm", "", "big.htm", strings.Repeat("x", 2000),
		// The rest are no pages.
		"images/logo.gif", gif, "images/menu.js", "document.write('<a href=x>')", "style.css", "a{}", "site.zip", "PK\x03\x04", "doc.pdf", "%PDF-1.4", "x.warc", "WARC/1.0",
		"noext", png, "disguised.txt", gif, "disguised.xml", gif, "readme.txt", "just text", "robots.txt", "User-agent: *", "truth.json", `{"a":1}`, "sitemap.xml", "<urlset/>",
		".git/index.htm", page, ".hidden.htm", page, "empty.txt", "", "big.bin", strings.Repeat("\x00", 2000), "big.txt", strings.Repeat("x", 2000),
	)
	want := []string{
		"A.HTML", "a.htm", "article", "b.shtml", "big.htm failed: too-large", "empty.htm failed: empty", "feed.json", "feed.xml", "index.htm",
		"ldhd/cf/index.htm", "ldhd/wqs.htm", "seed.txt", "utf16.txt",
	}
	o := Options{MaxBody: 1000}
	got := told(dir, Dir(dir, "", o))
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
	if d := cmp.Diff(got, told(dir, Dir(dir, "", o))); d != "" {
		t.Errorf("second walk (-first +second):\n%s", d)
	}
	for r, err := range Dir(dir, "", o) {
		if err == nil && !r.Walked {
			t.Errorf("%s is not marked as found in a directory", r.Path)
		}
	}
}

func TestDirNamesBinaryFilesThatAreCalledPages(t *testing.T) {
	t.Parallel()
	dir := folder(t, "a.htm", page, "gif.htm", "GIF89a\x01", "gz.html", "\x1f\x8b\x08\x00", "png.asp", "\x89PNG\r\n\x1a\n", "pdf.rss", "%PDF-1.4", "icon.txt", "\x00\x00\x01\x00")
	want := []string{"a.htm", "gif.htm failed: invalid", "gz.html failed: invalid", "pdf.rss failed: invalid", "png.asp failed: invalid"}
	if d := cmp.Diff(want, told(dir, Dir(dir, "", Options{}))); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
	for _, err := range Dir(folder(t, "gz.html", "\x1f\x8b\x08\x00"), "", Options{}) {
		if what, ok := errors.AsType[BinaryError](err); !ok || what != "gzip-compressed data" || !strings.HasSuffix(err.Error(), "gz.html: is no text but gzip-compressed data") {
			t.Errorf("got %v", err)
		}
	}
}

func TestBinary(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"": "", page: "", "BZh is a station": "", "RIFF raff": "", "FWS, CWS and ID3": "", "ID3": "", "WARC/1.0\r\n": "a web archive",
		"BZh91AY&SY": "bzip2-compressed data", "BZh9\x17\x72\x45\x38\x50\x90": "bzip2-compressed data", "RIFF\x01\x02\x03\x04WEBPVP8 ": "a RIFF image or recording",
		"CWS\x06": "a Flash film", "ID3\x03\x00": "an MP3 recording", "PK\x05\x06": "a ZIP archive", "\x1f\x8b": "", "\xfe\xff\x00<": "", "\xff\xfe<\x00": "",
	} {
		if got := Binary([]byte(in)); got != want {
			t.Errorf("Binary(%q) = %q; want %q", in, got, want)
		}
	}
	for _, s := range signatures() {
		if len(s.magic) > BinaryPrefix {
			t.Errorf("%q is longer than BinaryPrefix", s.magic)
		}
	}
}

func TestDirPassesOverTheOutput(t *testing.T) {
	t.Parallel()
	dir := folder(t, "a.htm", page, "out/index.html", page, "out/x/feed.rss", "<rss/>", "sub/out/b.htm", page)
	link := filepath.Join(t.TempDir(), "link")
	if err := os.Symlink(filepath.Join(dir, "out"), link); err != nil {
		link = filepath.Join(dir, "out")
	}
	want := []string{"a.htm", "sub/out/b.htm"}
	for _, output := range []string{filepath.Join(dir, "out"), dir + "/sub/../out/", link} {
		if d := cmp.Diff(want, told(dir, Dir(dir, "", Options{Output: output}))); d != "" {
			t.Errorf("output %s (-want +got):\n%s", output, d)
		}
	}
	all := []string{"a.htm", "out/index.html", "out/x/feed.rss", "sub/out/b.htm"}
	for _, output := range []string{"", filepath.Join(dir, "none"), filepath.Dir(dir), dir} {
		if d := cmp.Diff(all, told(dir, Dir(dir, "", Options{Output: output}))); d != "" {
			t.Errorf("output %q (-want +got):\n%s", output, d)
		}
	}
}

func TestDirWithoutPages(t *testing.T) {
	t.Parallel()
	for name, dir := range map[string]string{
		"empty": t.TempDir(), "no pages": folder(t, "readme.txt", "text", "a.gif", "GIF89a"), "the output alone": folder(t, "out/a.htm", page),
	} {
		n := 0
		for _, err := range Dir(dir, "", Options{Output: filepath.Join(dir, "out")}) {
			if e, ok := errors.AsType[*Error](err); !ok || e.Path != dir || e.Reason != Empty || !errors.Is(err, ErrNoPages) {
				t.Errorf("%s: got %v; want %v", name, err, ErrNoPages)
			}
			n++
		}
		if n != 1 {
			t.Errorf("%s: %d errors; want one", name, n)
		}
	}
}

func TestDirMakesAddresses(t *testing.T) {
	t.Parallel()
	dir := folder(t, "新 聞/a b.htm", page, "50%.htm", page, "a:b.htm", page, "list.asp?id=1.htm", page, "x#y.htm", page)
	want := []string{
		"50%.htm http://a.example/50%25.htm", "a:b.htm http://a.example/a:b.htm", "list.asp?id=1.htm http://a.example/list.asp%3Fid=1.htm",
		"x#y.htm http://a.example/x%23y.htm", "新 聞/a b.htm http://a.example/%E6%96%B0%20%E8%81%9E/a%20b.htm",
	}
	if d := cmp.Diff(want, told(dir, Dir(dir, "http://a.example", Options{}))); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
	one := folder(t, "x.htm", page)
	want = []string{"x.htm http://big5.a.example/gate/big5/www.a.example/x.htm"}
	if d := cmp.Diff(want, told(one, Dir(one, "http://big5.a.example/gate/big5/www.a.example/?q#f", Options{}))); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
}

func TestAddress(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name string
		r    Resource
		root string
		want string
	}{
		{"its own", Resource{URL: "http://a.example/1", Walked: true, Rel: "x.htm"}, "http://r.example/", "http://a.example/1"},
		{"below the root", Resource{Walked: true, Rel: "新/x.htm"}, "http://r.example/cn", "http://r.example/cn/%E6%96%B0/x.htm"},
		{"no root", Resource{Walked: true, Rel: "x.htm"}, "", ""},
		{"a root that is no address", Resource{Walked: true, Rel: "x.htm"}, "cn/", ""},
		{"a file that was named", Resource{Path: "x.htm"}, "http://r.example/", ""},
	} {
		if got := tt.r.Address(tt.root); got != tt.want {
			t.Errorf("%s: %q; want %q", tt.name, got, tt.want)
		}
	}
	dir := folder(t, "a/x.htm", page)
	for r, err := range Dir(dir, "", Options{}) {
		if err != nil || r.Rel != "a/x.htm" {
			t.Errorf("%+v, %v", r, err)
		}
	}
}

func TestDirDoesNotLeaveTheDirectory(t *testing.T) {
	t.Parallel()
	outside := folder(t, "secret.htm", page)
	dir := folder(t, "a/page.htm", page)
	for name, target := range map[string]string{
		"absolute.htm": filepath.Join(outside, "secret.htm"), "relative.htm": "../" + filepath.Base(outside) + "/secret.htm",
		"inside.htm": "a/page.htm", "a/up.htm": "../a/page.htm", "dangling.htm": "none.htm", "folder": "a", "loop": ".", "out": outside, "self.htm": "self.htm",
	} {
		if err := os.Symlink(target, filepath.Join(dir, filepath.FromSlash(name))); err != nil {
			t.Skip("no symbolic links here: ", err)
		}
	}
	want := []string{
		"a/page.htm", "a/up.htm", "absolute.htm failed: blocked", "dangling.htm failed: invalid", "inside.htm", "out failed: blocked",
		"relative.htm failed: blocked", "self.htm failed: invalid",
	}
	if d := cmp.Diff(want, told(dir, Dir(dir, "", Options{}))); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
}

func TestDirMissing(t *testing.T) {
	t.Parallel()
	for _, err := range Dir(filepath.Join(t.TempDir(), "none"), "", Options{}) {
		if e, ok := errors.AsType[*Error](err); !ok || e.Reason != Invalid || !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("got %v", err)
		}
	}
}

func TestIterationIsLazyAndStops(t *testing.T) {
	t.Parallel()
	dir := folder(t, "a.htm", page, "b.htm", page, "c.htm", page)
	n := 0
	for r, err := range Inputs([]Input{{Path: dir}, {Path: dir}}, Options{}) {
		if err != nil {
			t.Fatal(err)
		}
		n++
		if filepath.Base(r.Path) == "b.htm" {
			break
		}
		if err := os.WriteFile(filepath.Join(dir, "b.htm"), []byte("<html>later</html>"), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	if n != 2 {
		t.Errorf("%d resources before the stop; want 2", n)
	}
}

func TestStdin(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		r      io.Reader
		reason Reason
	}{
		"none":         {nil, Invalid},
		"empty":        {strings.NewReader(""), Empty},
		"too large":    {strings.NewReader(strings.Repeat("x", 101)), TooLarge},
		"endless":      {endless{}, TooLarge},
		"failing":      {iotest.ErrReader(errors.New("broken")), Invalid},
		"the largest":  {strings.NewReader(strings.Repeat("x", 100)), ""},
		"byte-wise":    {iotest.OneByteReader(strings.NewReader(page)), ""},
		"data and end": {iotest.DataErrReader(strings.NewReader(page)), ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			for r, err := range Stdin(tt.r, Input{Path: "-"}, Options{MaxBody: 100}) {
				e, _ := errors.AsType[*Error](err)
				switch {
				case tt.reason == "" && (err != nil || len(r.Body) == 0):
					t.Errorf("got %v", err)
				case tt.reason != "" && (e == nil || e.Reason != tt.reason || e.Path != "-"):
					t.Errorf("got %v; want reason %s", err, tt.reason)
				}
			}
		})
	}
}

type endless struct{}

func (endless) Read(p []byte) (int, error) { return len(p), nil }

func TestErrorNamesThePathOnce(t *testing.T) {
	t.Parallel()
	for _, err := range Files([]Input{{Path: "none/such.htm"}}, Options{}) {
		if n := strings.Count(err.Error(), "such.htm"); n != 1 {
			t.Errorf("%q names the path %d times", err, n)
		}
		if !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("%v does not wrap its cause", err)
		}
	}
}

func TestReadList(t *testing.T) {
	t.Parallel()
	got, err := ReadList(strings.NewReader("a.htm\r\n\nb c.htm\thttp://a.example/\nd.htm\t\ttext/html; charset=gbk\n-\n活動.htm"))
	want := []Input{{Path: "a.htm"}, {"b c.htm", "http://a.example/", ""}, {"d.htm", "", "text/html; charset=gbk"}, {Path: "-"}, {Path: "活動.htm"}}
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
	for name, tt := range map[string]struct{ list, want string }{
		"too many columns": {"a\n\nb\tc\td\te\n", "line 3"},
		"no path":          {"\thttp://a.example/\n", "line 1"},
		"a long line":      {"a\n" + strings.Repeat("x", MaxListLine+1), "line 2"},
	} {
		if _, err := ReadList(strings.NewReader(tt.list)); err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: %v; want an error that names %s", name, err, tt.want)
		}
	}
	if in, err := ReadList(strings.NewReader("")); err != nil || len(in) != 0 {
		t.Errorf("an empty list: %v, %v", in, err)
	}
}

func FuzzReadList(f *testing.F) {
	f.Add([]byte("a\tb\tc\n"))
	f.Add([]byte("\t\n"))
	f.Fuzz(func(t *testing.T, b []byte) {
		in, err := ReadList(bytes.NewReader(b))
		for _, i := range in {
			if err == nil && (i.Path == "" || strings.ContainsAny(i.Path, "\n\t")) {
				t.Errorf("path %q", i.Path)
			}
		}
	})
}

func ExampleInputs() {
	in := []Input{{Path: "-", URL: "http://www.portal.example/"}, {Path: "http://www.portal.example/"}}
	for r, err := range Inputs(in, Options{Stdin: strings.NewReader(page)}) {
		if err != nil {
			fmt.Println(err)
			continue
		}
		fmt.Println(r.Path, r.URL, len(r.Body))
	}
	// Output:
	// - http://www.portal.example/ 46
	// http://www.portal.example/: fetching is not available in this version; save the page and pass the file
}
