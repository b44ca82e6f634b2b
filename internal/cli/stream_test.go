package cli

import (
	"bytes"
	"io"
	"testing"
	"testing/iotest"

	"golang.org/x/text/transform"

	"github.com/portalfeed/portalfeed/encodingx"
)

func TestReferencesComeOutInAnyEncoding(t *testing.T) {
	t.Parallel()
	cases := []struct {
		label, in, want string
		count           int
	}{
		{"big5", "質量发展", "質量&#21457;展", 1},
		{"gb18030", "質量发展", "質量发展", 0},
		{"iso-2022-jp", "質量发展。", "質量&#21457;展。", 1},
		{"windows-1252", "é中", "é&#20013;", 1},
		{"gbk", "\U0001F600", "&#128512;", 1},
		{"big5", "发", "&#21457;", 1},
	}
	for _, c := range cases {
		t.Run(c.label+" "+c.in, func(t *testing.T) {
			t.Parallel()
			encoding, ok := encodingx.Lookup(c.label)
			if !ok {
				t.Fatalf("no encoding %s", c.label)
			}
			refs := &references{encoder: encoding.NewEncoder()}
			var out bytes.Buffer
			w := transform.NewWriter(&out, refs)
			if _, err := io.Copy(struct{ io.Writer }{w}, iotest.OneByteReader(bytes.NewReader([]byte(c.in)))); err != nil {
				t.Fatal(err)
			}
			count := refs.count
			if err := w.Close(); err != nil {
				t.Fatal(err)
			}
			if got := string(encoding.Decode(out.Bytes()).UTF8); got != c.want || count != c.count {
				t.Errorf("got %q with %d references; want %q with %d", got, count, c.want, c.count)
			}
		})
	}
}

func BenchmarkReferences(b *testing.B) {
	encoding, _ := encodingx.Lookup("big5")
	text := bytes.Repeat([]byte("質量发展綱要<p>"), 1<<14)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		w := transform.NewWriter(io.Discard, &references{encoder: encoding.NewEncoder()})
		if _, err := w.Write(text); err != nil {
			b.Fatal(err)
		}
		if err := w.Close(); err != nil {
			b.Fatal(err)
		}
	}
}
