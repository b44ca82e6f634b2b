package encodingx

import (
	"bytes"
	"fmt"
	"io"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/transform"
)

func seed(f *testing.F) {
	f.Helper()
	for _, p := range chinesePages {
		f.Add(encoded(f, p.label, p.text), "gbk", uint8(3))
	}
	for _, s := range []string{"", "\xFF\xFE", "\xEF\xBB\xBF", "\x81\x30\x81\x30", "\x81\x30\x81", "~{VPND~}", "\x1B$B$\"\x1B(B", "\x1B$)C\x0E0!", "a\x00b\x00c\x00d\x00", "\xE6\x88", "<meta charset=x>\x80"} {
		f.Add([]byte(s), "big5", uint8(1))
	}
	for _, label := range []string{"euc-jp", "shift_jis", "euc-kr", "iso-2022-jp", "iso-2022-kr", "hz", "utf-16le", "utf-32be", "utf-8", "windows-1253", "replacement"} {
		f.Add([]byte("a\x8E\xA1\x1B$B!\x0E\xFF"), label, uint8(2))
	}
}

// FuzzDecode: valid UTF-8 whatever comes, no delimiter lost, offsets in order, and the same through any chunking.
func FuzzDecode(f *testing.F) {
	seed(f)
	f.Fuzz(func(t *testing.T, b []byte, label string, chunk uint8) {
		text, err := Decode(b, Hints{HTTPCharset: label})
		if err != nil || text.Detection.Encoding == nil || !utf8.Valid(text.UTF8) {
			t.Fatalf("Decode: %v, valid %v", err, utf8.Valid(text.UTF8))
		}
		e, ok := Lookup(label)
		if !ok {
			return
		}
		whole := e.Decode(b)
		if !utf8.Valid(whole.UTF8) {
			t.Fatalf("%s: invalid UTF-8", e)
		}
		last := -1
		for _, d := range whole.Diagnostics {
			if d.Offset <= last || d.Offset >= len(b) || !bytes.HasPrefix(b[d.Offset:], d.Bytes) {
				t.Fatalf("%s: diagnostic %v after offset %d", e, d, last)
			}
			last = d.Offset
		}
		if e.asciiCompatible() {
			for _, c := range []byte("<>\"'&") {
				if bytes.Count(whole.UTF8, []byte{c}) < bytes.Count(b, []byte{c}) && e.kind != kindGBK && e.kind != kindGB18030 {
					t.Fatalf("%s: %q is lost", e, c)
				}
			}
		}
		small := &chunkReader{b, int(chunk%7) + 1}
		got, err := io.ReadAll(transform.NewReader(small, e.NewDecoder()))
		want := whole.UTF8
		if n := bomOf(e, b); n > 0 {
			got = bytes.TrimPrefix(got, []byte("\uFEFF"))
		}
		if err != nil || !bytes.Equal(got, want) {
			t.Fatalf("%s in chunks of %d: got %q, %v; want %q", e, small.n, got, err, want)
		}
	})
}

type chunkReader struct {
	b []byte
	n int
}

func (c *chunkReader) Read(p []byte) (int, error) {
	if len(c.b) == 0 {
		return 0, io.EOF
	}
	n := copy(p, c.b[:min(c.n, len(c.b))])
	c.b = c.b[n:]
	return n, nil
}

// FuzzDetect: always an answer, always the same.
func FuzzDetect(f *testing.F) {
	seed(f)
	f.Fuzz(func(t *testing.T, b []byte, label string, _ uint8) {
		h := Hints{HTTPCharset: label}
		d := Detect(b, h)
		if d.Encoding == nil || d.By == "" {
			t.Fatalf("got %+v", d)
		}
		for _, c := range d.Candidates {
			if c.Encoding == nil || c.Score < 0 || c.Score > 1 {
				t.Fatalf("got candidate %+v", c)
			}
		}
		for _, dec := range d.Declared {
			if dec.Offset >= len(b) {
				t.Fatalf("got declaration %+v", dec)
			}
		}
		if again := Detect(b, h); fmt.Sprintf("%+v", d) != fmt.Sprintf("%+v", again) {
			t.Fatalf("got %+v, then %+v", d, again)
		}
		if text, _ := Decode(b, h); text.Invalid != d.Invalid || text.Detection.Encoding != d.Encoding {
			t.Fatalf("Detect has %s with %d invalid, Decode %s with %d", d.Encoding, d.Invalid, text.Detection.Encoding, text.Invalid)
		}
	})
}

// FuzzEncode: what an encoder writes, the decoder reads.
func FuzzEncode(f *testing.F) {
	f.Add("我爱 a\u0304 €~", "gb18030")
	f.Add("包婷 ┌─", "big5")
	f.Add("あｱ a", "iso-2022-jp")
	f.Add("가~a", "hz")
	f.Fuzz(func(t *testing.T, text, label string) {
		e, ok := Lookup(label)
		if !ok || e.kind == kindReplacement || !utf8.ValidString(text) {
			return
		}
		b, err := e.NewEncoder().Bytes([]byte(text))
		if err != nil {
			return
		}
		got, err := e.NewDecoder().Bytes(b)
		if err != nil {
			t.Fatal(err)
		}
		for i, r := range []rune(text) {
			if japaneseFold(r) || gbPrivateRune(r) {
				return
			}
			if i == 0 && r == '\uFEFF' {
				return
			}
		}
		if string(got) != text {
			t.Fatalf("%s: wrote % X for %q, read %q", e, b, text, got)
		}
	})
}
