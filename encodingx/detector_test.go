package encodingx

import (
	"bytes"
	"fmt"
	"io"
	"math/rand/v2"
	"strings"
	"testing"
)

// detectorInputs are inputs of every layer.
func detectorInputs(tb testing.TB) map[string][]byte {
	tb.Helper()
	in := map[string][]byte{
		"nothing": nil, "ASCII": []byte("plain ~text {~"), "noise": {0xFF, 0xFE, 0x80, 0xFF, 0x81},
		"HZ": []byte("a ~{VPND~} b"), "UTF-8 cut off": []byte("中文网\xE9\xA1"), "UTF-8 broken": []byte("中文\xE9\xA1<网页 新闻"),
		"declared late": append([]byte("<html>"+strings.Repeat(" ", 2000)), "<meta charset=koi8-r>\xD2\xD5\xD3"...),
		"UTF-16":        encoded(tb, "utf-16le", "<p>中文</p> text text"),
	}
	for _, p := range chinesePages {
		in[p.name+" in "+p.label] = encoded(tb, p.label, p.text)
	}
	in["long GBK"] = encoded(tb, "gbk", strings.Repeat("<p>"+simplifiedText, 400))
	in["Japanese"] = encoded(tb, "iso-2022-jp", "日本語の文章です")
	return in
}

func summary(d Detection) string {
	return fmt.Sprintf("%s %s %v %v %v", d.Encoding, d.By, d.Certain, d.Candidates, d.Declared)
}

func TestDetectorInAnyPieces(t *testing.T) {
	t.Parallel()
	var d Detector
	random := rand.New(rand.NewPCG(1, 2))
	for name, in := range detectorInputs(t) {
		want := summary(Detect(in, Hints{}))
		for _, longest := range []int{1, 7, 1000, len(in) + 1} {
			d.Reset(Hints{})
			for rest := in; len(rest) > 0; {
				n := min(1+random.IntN(longest), len(rest))
				if _, err := d.Write(rest[:n]); err != nil {
					t.Fatal(err)
				}
				rest = rest[n:]
			}
			if got := summary(d.Detection()); got != want {
				t.Errorf("%s in pieces of %d: got %s, want %s", name, longest, got, want)
			}
		}
		if got := summary(d.Detect(in, Hints{})); got != want {
			t.Errorf("%s: got %s of a Detector, want %s", name, got, want)
		}
	}
}

func TestDetectorDoesNotAllocate(t *testing.T) {
	var d Detector
	for name, in := range detectorInputs(t) {
		if strings.HasPrefix(name, "HZ") || strings.HasPrefix(name, "Japanese") {
			continue // their decoders have state
		}
		if n := testing.AllocsPerRun(10, func() { d.Detect(in, Hints{HTTPCharset: "iso-8859-1"}) }); n > 0 {
			t.Errorf("%s: %v allocations", name, n)
		}
	}
}

func TestHintsBreakTies(t *testing.T) {
	t.Parallel()
	// 中 in Big5 is い in EUC-JP.
	in := []byte("\xA4\xA4")
	for _, tt := range []struct{ domain, language, want string }{
		{"tw", "", "Big5"},
		{"www.example.jp", "", "EUC-JP"},
		{"", "ja-JP", "EUC-JP"},
		{"tw", "ja", "EUC-JP"},
	} {
		h := Hints{TopLevelDomain: tt.domain, Language: tt.language}
		if d := Detect(in, h); d.Encoding.Name() != tt.want {
			t.Errorf("%q %q: got %s, want %s", tt.domain, tt.language, d.Encoding, tt.want)
		}
	}
	for _, tt := range chinesePages { // a hint is no order
		if d := Detect(encoded(t, tt.label, tt.text), Hints{TopLevelDomain: "ru", Language: "ko"}); !strings.EqualFold(d.Encoding.Name(), tt.label) {
			t.Errorf("%s: got %s, want %s", tt.name, d.Encoding, tt.label)
		}
	}
}

func TestPureChineseInUTF16(t *testing.T) {
	t.Parallel()
	text := strings.Repeat("市政府昨天上午召開新聞發布會，介紹今年以來經濟社會發展的主要情況。", 2)
	for _, label := range []string{"utf-16le", "utf-16be"} {
		in := encoded(t, label, text)
		if d := Detect(in, Hints{}); !strings.EqualFold(d.Encoding.Name(), label) {
			t.Errorf("got %s, want %s", d.Encoding, label)
		}
	}
}

func TestPolicies(t *testing.T) {
	t.Parallel()
	in := []byte("a\x81\x40<b>\xFF")
	big5 := mustLookup(t, "big5")
	text, err := Decode(in, Hints{Encoding: big5, OnInvalid: KeepBytes})
	if want := "a\uF781@<b>\uF7FF"; err != nil || string(text.UTF8) != want {
		t.Errorf("KeepBytes: got %q, %v; want %q", text.UTF8, err, want)
	}
	back, err := mustLookup(t, "x-user-defined").NewEncoder().Bytes(text.UTF8)
	if err != nil || !bytes.Equal(back, in) {
		t.Errorf("turned back: got %q, %v", back, err)
	}
	drop := func(Diagnostic) string { return "" }
	if text, _ = Decode(in, Hints{Encoding: big5, OnInvalid: drop}); string(text.UTF8) != "a@<b>" || text.Invalid != 2 {
		t.Errorf("dropping: got %q with %d invalid", text.UTF8, text.Invalid)
	}
}

func TestPosition(t *testing.T) {
	t.Parallel()
	in := encoded(t, "gbk", "第一行\n第二行中文")
	if line, column := mustLookup(t, "gbk").Position(in, len(in)-2); line != 2 || column != 5 {
		t.Errorf("got %d:%d, want 2:5", line, column)
	}
	wide := encoded(t, "utf-16be", "一\n二三")
	if line, column := mustLookup(t, "utf-16be").Position(wide, 6); line != 2 || column != 2 {
		t.Errorf("UTF-16: got %d:%d, want 2:2", line, column)
	}
}

// FuzzDetector: the same answer for the whole and for any pieces, and from a Detector that was used before; candidates best first.
func FuzzDetector(f *testing.F) {
	var seeds []string
	for _, in := range detectorInputs(f) {
		if len(in) < 2000 {
			seeds = append(seeds, string(in))
		}
	}
	seeds = append(seeds, "a~{VPND~}", "\x1B$B\"\"\x1B(B", "~", "<meta charset=big5>\xA4\xA4", "\xEF\xBB\xBFx", "\xFE\xFF", "40 \xB5m en plein \xE9t\xE9", "\x8E\xA1\xA1\xA1\x8F\xA2\xAF", "\xB1\xB2\xB3\xDE")
	for i, s := range seeds {
		f.Add([]byte(s), uint16(i), uint8(i*37))
	}
	f.Fuzz(func(t *testing.T, in []byte, first uint16, step uint8) {
		found := Detect(in, Hints{})
		want := summary(found)
		if len(found.Candidates) == 0 || found.Candidates[0].Encoding != found.Encoding {
			t.Fatalf("candidates %v of %s", found.Candidates, found.Encoding)
		}
		for i, c := range found.Candidates {
			if c.Score < 0 || c.Score > 1 || i > 0 && c.Score > found.Candidates[i-1].Score {
				t.Fatalf("candidates %v", found.Candidates)
			}
		}
		var d Detector
		for range 2 {
			d.Reset(Hints{})
			rest := in
			for n := int(first) % (len(in) + 1); ; n = int(step) + 1 {
				n = min(n, len(rest))
				if _, err := d.Write(rest[:n]); err != nil {
					t.Fatal(err)
				}
				if rest = rest[n:]; len(rest) == 0 {
					break
				}
			}
			if got := summary(d.Detection()); got != want {
				t.Fatalf("in pieces of %d and %d: got %s, want %s", first, step, got, want)
			}
		}
		text, err := Decode(in, Hints{})
		r, rerr := NewReader(&chunkReader{in, int(step)%7 + 1}, Hints{})
		if err != nil || rerr != nil {
			t.Fatal(err, rerr)
		}
		if got, err := io.ReadAll(r); err != nil || !bytes.Equal(got, text.UTF8) || r.Detection().Encoding != found.Encoding {
			t.Fatalf("Reader: got %q in %s, %v; want %q in %s", got, r.Detection().Encoding, err, text.UTF8, found.Encoding)
		}
	})
}

// The lists of most Detections cost no allocation.
func TestDetectIsFreeOfAllocations(t *testing.T) {
	for name, in := range map[string][]byte{"GBK": encoded(t, "gbk", simplifiedText), "UTF-8": []byte(simplifiedText), "declared": encoded(t, "gbk", page("<meta charset=gbk>", simplifiedText))} {
		if n := testing.AllocsPerRun(200, func() { Detect(in, Hints{}) }); n > 0 {
			t.Errorf("%s: %v allocations", name, n)
		}
	}
}

// Detections keep their lists when the Detector behind Detect is used again.
func TestDetectionsAreApart(t *testing.T) {
	t.Parallel()
	var found []Detection
	var want []string
	for range 100 {
		for _, p := range chinesePages {
			d := Detect([]byte(page("<meta charset="+p.label+">", string(encoded(t, p.label, p.text)))), Hints{})
			found, want = append(found, d), append(want, summary(d))
		}
	}
	for i, d := range found {
		if got := summary(d); got != want[i] {
			t.Fatalf("got %s, want %s", got, want[i])
		}
		_ = append(d.Candidates, Candidate{}) // has no room to write to
	}
	for i, d := range found {
		if got := summary(d); got != want[i] {
			t.Fatalf("after appending: got %s, want %s", got, want[i])
		}
	}
}
