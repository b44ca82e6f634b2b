package encodingx

import (
	"bytes"
	"errors"
	"io"
	"math/rand/v2"
	"strings"
	"testing"
	"testing/iotest"
)

// encoded writes text in an encoding.
func encoded(tb testing.TB, label, text string) []byte {
	tb.Helper()
	b, err := mustLookup(tb, label).NewEncoder().Bytes([]byte(text))
	if err != nil {
		tb.Fatalf("encoding in %s: %v", label, err)
	}
	return b
}

func TestReaderEqualsDecode(t *testing.T) {
	t.Parallel()
	pages := map[string][]byte{"empty": nil, "ASCII": []byte("plain text\n")}
	for _, p := range chinesePages {
		pages[p.label+" "+p.name] = encoded(t, p.label, p.text)
	}
	pages["broken GBK"] = append(encoded(t, "gbk", simplifiedText), "\xFF<\x81\x30\x81"...)
	pages["broken UTF-8"] = []byte(strings.Repeat(simplifiedText, 3) + "\xE6\x88<")
	pages["UTF-8 with BOM"] = []byte("\uFEFF" + traditionalText)
	pages["UTF-16 with BOM"] = append([]byte("\xFF\xFE"), encoded(t, "utf-16le", traditionalText)...)
	pages["late"] = append(bytes.Repeat([]byte("ASCII for a long time\n"), 4*DetectWindow/20), encoded(t, "big5", traditionalText)...)
	pages["big"] = bytes.Repeat(encoded(t, "gbk", simplifiedText), 2000)
	for name, page := range pages {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			want, err := Decode(page, Hints{})
			if err != nil {
				t.Fatal(err)
			}
			for how, wrap := range map[string]func(io.Reader) io.Reader{
				"whole":    func(r io.Reader) io.Reader { return r },
				"one byte": iotest.OneByteReader,
				"half":     iotest.HalfReader,
				"data+err": iotest.DataErrReader,
			} {
				r, err := NewReader(wrap(bytes.NewReader(page)), Hints{})
				if err != nil {
					t.Fatalf("%s: %v", how, err)
				}
				got, err := io.ReadAll(iotest.OneByteReader(r))
				if err != nil || !bytes.Equal(got, want.UTF8) {
					t.Errorf("%s: got %d bytes, %v; want %d", how, len(got), err, len(want.UTF8))
				}
				if r.Invalid() != want.Invalid || len(r.Diagnostics()) != len(want.Diagnostics) {
					t.Errorf("%s: got %v; want %v", how, r.Diagnostics(), want.Diagnostics)
				}
				for i, d := range r.Diagnostics() {
					if w := want.Diagnostics[i]; d.Offset != w.Offset || !bytes.Equal(d.Bytes, w.Bytes) || d.Reason != w.Reason {
						t.Errorf("%s: got %v; want %v", how, d, w)
					}
				}
				if d := r.Detection(); d.Encoding != want.Detection.Encoding || d.Invalid != want.Invalid {
					t.Errorf("%s: got %s with %d invalid; want %s with %d", how, d.Encoding, d.Invalid, want.Detection.Encoding, want.Invalid)
				}
			}
		})
	}
}

func TestReaderStrict(t *testing.T) {
	t.Parallel()
	page := append(encoded(t, "gbk", simplifiedText), "\xFF tail"...)
	r, err := NewReader(bytes.NewReader(page), Hints{Strict: true})
	if err != nil {
		t.Fatal(err)
	}
	got, err := io.ReadAll(r)
	bad, ok := errors.AsType[*DecodeError](err)
	if !ok || bad.Offset != len(page)-len("\xFF tail") {
		t.Errorf("got %v; want a *DecodeError at %d", err, len(page)-len("\xFF tail"))
	}
	if string(got) != simplifiedText {
		t.Errorf("got %d bytes before the error; want %d", len(got), len(simplifiedText))
	}
	if _, err := Decode(page, Hints{Strict: true}); err == nil {
		t.Error("Decode: got no error")
	}
}

func TestReaderErrors(t *testing.T) {
	t.Parallel()
	fault := errors.New("line down")
	if _, err := NewReader(iotest.ErrReader(fault), Hints{}); !errors.Is(err, fault) {
		t.Errorf("NewReader: got %v; want %v", err, fault)
	}
	page := bytes.Repeat(encoded(t, "big5", traditionalText), 1000)
	r, err := NewReader(io.MultiReader(bytes.NewReader(page), iotest.ErrReader(fault)), Hints{})
	if err != nil {
		t.Fatal(err)
	}
	got, err := io.ReadAll(r)
	if !errors.Is(err, fault) || string(got) != strings.Repeat(traditionalText, 1000) {
		t.Errorf("got %d bytes, %v; want all and %v", len(got), err, fault)
	}
	if _, err := NewReader(stuckReader{}, Hints{}); !errors.Is(err, io.ErrNoProgress) {
		t.Errorf("a reader that never reads: got %v", err)
	}
}

type stuckReader struct{}

func (stuckReader) Read([]byte) (int, error) { return 0, nil }

// endless is one byte for ever, up to a size.
type endless struct {
	b    byte
	left int
}

func (e *endless) Read(p []byte) (int, error) {
	if e.left == 0 {
		return 0, io.EOF
	}
	n := min(len(p), e.left)
	for i := range p[:n] {
		p[i] = e.b
	}
	e.left -= n
	return n, nil
}

func TestReaderMemoryIsConstant(t *testing.T) {
	for _, b := range []byte{'a', 0x81, 0xFF, 0xE6, 0} {
		const size = 4 << 20
		r, err := NewReader(&endless{b, size}, Hints{})
		if err != nil {
			t.Fatal(err)
		}

		if _, err := io.Copy(io.Discard, r); err != nil {
			t.Fatal(err)
		}
		if limit := 4 * (DetectWindow + readSize); cap(r.in) > limit || cap(r.out) > limit || len(r.Diagnostics()) > MaxDiagnostics {
			t.Errorf("%02X: buffers of %d and %d bytes, %d diagnostics", b, cap(r.in), cap(r.out), len(r.Diagnostics()))
		}
	}
}

// A gibibyte of one byte passes through without the buffers growing.
func TestReaderTakesAGibibyte(t *testing.T) {
	if testing.Short() {
		t.Skip("a gibibyte takes seconds: left out with -short")
	}
	for _, b := range []byte{'a', 0} {
		const size = 1 << 30
		r, err := NewReader(&endless{b, size}, Hints{})
		if err != nil {
			t.Fatal(err)
		}
		n, err := io.Copy(io.Discard, r)
		if limit := 4 * (DetectWindow + readSize); err != nil || n != size || cap(r.in) > limit || cap(r.out) > limit {
			t.Errorf("%02X: got %d bytes, %v, with buffers of %d and %d bytes", b, n, err, cap(r.in), cap(r.out))
		}
	}
}

// readAll decodes b through a Reader that gets it in pieces.
func readAll(t *testing.T, r io.Reader, h Hints) (*Reader, []byte) {
	t.Helper()
	d, err := NewReader(r, h)
	if err != nil {
		t.Fatal(err)
	}
	text, err := io.ReadAll(d)
	if err != nil {
		t.Fatal(err)
	}
	return d, text
}

// A Reader waits for the first byte that is not ASCII, whatever is declared before it, and for the escapes of encodings of
// seven bits: the answer is that for the whole input.
func TestReaderDecidesLate(t *testing.T) {
	t.Parallel()
	const gb, line = "<html><head><meta charset=gb2312></head>\n", "<p class=\"a\">plain words in a table of contents</p>\n"
	ascii := strings.Repeat(line, 3*DetectWindow/len(line))
	for _, tt := range []struct{ name, want, in string }{
		{"ASCII", "UTF-8", ascii},
		{"ASCII that declares", "GBK", gb + ascii},
		{"a lie about UTF-8", "UTF-8", gb + ascii + simplifiedText},
		{"a declaration", "GBK", gb + ascii + string(encoded(t, "gbk", simplifiedText))},
		{"no declaration", "Big5", ascii + string(encoded(t, "big5", traditionalText))},
		{"declared late", "GBK", "<html>" + strings.Repeat(" ", 60<<10) + gb + ascii + string(encoded(t, "gbk", "是"))},
		{"ISO-2022-JP", "ISO-2022-JP", ascii + string(encoded(t, "iso-2022-jp", "日本語の文章です")) + ascii},
		{"HZ", "HZ-GB-2312", ascii + string(encoded(t, "hz", "世界您好")) + ascii},
		{"escapes of nothing", "UTF-8", ascii + "\x1B$Bx\x1B(B ~{x~}" + ascii},
		{"escapes in UTF-8", "UTF-8", ascii + "\x1B$B!!\x1B(B" + ascii[:1000] + simplifiedText + ascii},
		{"a tilde at the end", "UTF-8", ascii + "~"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			want, err := Decode([]byte(tt.in), Hints{})
			if err != nil || want.Detection.Encoding.Name() != tt.want {
				t.Fatalf("Decode: got %s, %v; want %s", want.Detection.Encoding, err, tt.want)
			}
			for name, r := range map[string]io.Reader{
				"whole":    strings.NewReader(tt.in),
				"one byte": iotest.OneByteReader(strings.NewReader(tt.in)),
				"data+err": iotest.DataErrReader(strings.NewReader(tt.in)),
				"pieces":   &chunkReader{[]byte(tt.in), 4099},
			} {
				d, text := readAll(t, r, Hints{})
				if got := d.Detection(); got.Encoding != want.Detection.Encoding || got.By != want.Detection.By {
					t.Errorf("%s: got %s by %s; want %s by %s", name, got.Encoding, got.By, want.Detection.Encoding, want.Detection.By)
				}
				if !bytes.Equal(text, want.UTF8) {
					t.Errorf("%s: got %d bytes; want %d", name, len(text), len(want.UTF8))
				}
			}
		})
	}
}

// A character may be cut anywhere by the Reader's own buffers, and by the end of the input.
func TestReaderCutsCharactersAnywhere(t *testing.T) {
	t.Parallel()
	for label, text := range map[string]string{
		"utf-8": "中𠀀é", "gb18030": "中𠀀é", "big5": "中文天", "euc-jp": "中｡日", "shift_jis": "中｡日", "euc-kr": "한국", "utf-16le": "中𠀀é", "euc-tw": "中文天",
	} {
		e := mustLookup(t, label)
		unit := encoded(t, label, text)
		for _, boundary := range []int{readSize, DetectWindow, DetectWindow + readSize} {
			for shift := range len(unit) + 1 {
				pad := boundary - len(unit) + shift
				if label == "utf-16le" {
					pad &^= 1
				}
				in := append(encoded(t, label, strings.Repeat("a", pad/len(encoded(t, label, "a")))), bytes.Repeat(unit, 40)...)
				for cut := range 4 {
					part := in[:len(in)-cut]
					want := e.Decode(part)
					d, got := readAll(t, bytes.NewReader(part), Hints{Encoding: e})
					if !bytes.Equal(got, want.UTF8) || d.Invalid() != want.Invalid {
						t.Errorf("%s at %d, shift %d, cut %d: got %d bytes and %d invalid; want %d and %d",
							label, boundary, shift, cut, len(got), d.Invalid(), len(want.UTF8), want.Invalid)
					}
				}
			}
		}
	}
}

// Marks, NULs and noise are the same to a Reader as to Decode.
func TestReaderTakesAnything(t *testing.T) {
	t.Parallel()
	noise := make([]byte, DetectWindow-1)
	random := rand.NewChaCha8([32]byte{1})
	_, _ = random.Read(noise)
	nuls := bytes.Repeat([]byte("a\x00\x00"), 5000)
	for name, in := range map[string][]byte{
		"noise": noise, "NULs": nuls, "NULs alone": make([]byte, 5000), "a mark alone": []byte("\uFEFF"),
		"UTF-8 mark over GBK":     append([]byte("\uFEFF"), encoded(t, "gbk", simplifiedText)...),
		"UTF-16 mark over UTF-8":  append([]byte("\xFF\xFE"), simplifiedText...),
		"UTF-16 mark over ASCII":  []byte("\xFE\xFF<html>"),
		"NULs in GBK":             append(encoded(t, "gbk", simplifiedText), make([]byte, 100)...),
		"UTF-8 mark and meta GBK": []byte("\uFEFF<meta charset=gbk>" + simplifiedText),
	} {
		want, err := Decode(in, Hints{})
		if err != nil {
			t.Fatal(err)
		}
		d, got := readAll(t, &chunkReader{in, 1001}, Hints{})
		if !bytes.Equal(got, want.UTF8) || d.Detection().Encoding != want.Detection.Encoding || d.Invalid() != want.Invalid {
			t.Errorf("%s: got %s with %d invalid; want %s with %d", name, d.Detection().Encoding, d.Invalid(), want.Detection.Encoding, want.Invalid)
		}
	}
}
