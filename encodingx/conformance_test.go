package encodingx

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// conformance gives the directory of the shared conformance data, and skips the test where it is not at hand.
func conformance(t *testing.T, elem ...string) string {
	t.Helper()
	dir := filepath.Join(append([]string{"..", "..", "shared", "corpus", "encoding-conformance"}, elem...)...)
	if _, err := os.Stat(dir); err != nil {
		t.Skipf("skipped: no conformance data beside the checkout: %v", err)
	}
	return dir
}

// readIndexFile reads an index of the Encoding Standard: pointer to code point.
func readIndexFile(t *testing.T, name string) map[int]rune {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(conformance(t, "whatwg-index"), name))
	if err != nil {
		t.Fatal(err)
	}
	index := map[int]rune{}
	for line := range strings.Lines(string(data)) {
		fields := strings.Fields(line)
		if len(fields) < 2 || fields[0][0] == '#' {
			continue
		}
		p, err1 := strconv.Atoi(fields[0])
		c, err2 := strconv.ParseInt(fields[1], 0, 32)
		if err1 != nil || err2 != nil {
			t.Fatalf("%s: %q", name, line)
		}
		index[p] = rune(c)
	}
	return index
}

func TestConformsToIndexes(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		label, file         string
		row, cut, low, high int
	}{
		{"big5", "index-big5.txt", 157, 0x3F, 0x40, 0x62},
		{"gb18030", "index-gb18030.txt", 190, 0x3F, 0x40, 0x41},
		{"euc-kr", "index-euc-kr.txt", 190, 190, 0x41, 0x41},
	} {
		t.Run(tt.label, func(t *testing.T) {
			t.Parallel()
			index := readIndexFile(t, tt.file)
			e := mustLookup(t, tt.label)
			for lead := 0x81; lead <= 0xFE; lead++ {
				for trail := range 0x100 {
					if tt.label == "gb18030" && trail >= '0' && trail <= '9' {
						continue
					}
					want, bad := "\uFFFD", 1
					offset := tt.low
					if trail-tt.low >= tt.cut {
						offset = tt.high
					}
					p, known := (lead-0x81)*tt.row+trail-offset, trail >= tt.low && trail-offset < tt.row && trail != 0x7F && (tt.label != "big5" || trail < 0x7F || trail > 0xA0)
					if r, ok := index[p]; ok && known {
						want, bad = string(r), 0
					} else if trail < 0x80 {
						want += string(rune(trail))
					}
					for _, s := range big5Sequences {
						if tt.label == "big5" && int(s.lead) == lead && int(s.trail) == trail {
							want, bad = s.text, 0
						}
					}
					got := e.Decode([]byte{byte(lead), byte(trail)})
					if string(got.UTF8) != want || got.Invalid != bad {
						t.Errorf("%02X%02X: got %q with %d invalid; want %q", lead, trail, got.UTF8, got.Invalid, want)
					}
				}
			}
		})
	}
}

func TestConformsToVectors(t *testing.T) {
	t.Parallel()
	dir := conformance(t, "encoding_rs")
	for file, label := range map[string]string{"big5": "big5", "gb18030": "gb18030", "euc_kr": "euc-kr", "shift_jis": "shift_jis"} {
		for _, direction := range []string{"in", "out"} {
			in, err1 := os.ReadFile(filepath.Join(dir, file+"_"+direction+".txt"))
			want, err2 := os.ReadFile(filepath.Join(dir, file+"_"+direction+"_ref.txt"))
			if err1 != nil || err2 != nil {
				t.Fatal(err1, err2)
			}
			e := mustLookup(t, label)
			inLines, wantLines := bytes.Split(in, []byte("\n")), bytes.Split(want, []byte("\n"))
			wrong := 0
			for i, line := range inLines {
				var got []byte
				if direction == "in" {
					got = e.Decode(line).UTF8
				} else {
					got = encodeAsForms(e, line)
				}
				if i < len(wantLines) && !bytes.Equal(got, wantLines[i]) {
					if wrong++; wrong < 4 {
						t.Errorf("%s_%s line %d: % X: got %q; want %q", file, direction, i+1, line, got, wantLines[i])
					}
				}
			}
			if wrong > 0 {
				t.Errorf("%s_%s: %d of %d lines differ", file, direction, wrong, len(inLines))
			}
		}
	}
}

// encodeAsForms encodes as forms on web pages do: a character reference for what the encoding does not have.
func encodeAsForms(e *Encoding, text []byte) []byte {
	var out []byte
	enc := e.newEncoder()
	for _, r := range string(text) {
		next, ok := enc.appendRune(out, r)
		if !ok {
			next = append(out, "&#"+strconv.Itoa(int(r))+";"...)
		}
		out = next
	}
	return out
}

// TestConformsToPrescan runs html5lib's cases of the meta prescan.
func TestConformsToPrescan(t *testing.T) {
	t.Parallel()
	files, _ := filepath.Glob(filepath.Join(conformance(t, "html5lib-encoding"), "*.dat"))
	cases, wrong := 0, 0
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range bytes.Split(data, []byte("#data\n"))[1:] {
			page, label, ok := bytes.Cut(c, []byte("\n#encoding\n"))
			if !ok {
				continue
			}
			label = bytes.TrimSpace(bytes.SplitN(label, []byte("\n"), 2)[0])
			want, ok := Lookup(string(label))
			if !ok {
				t.Fatalf("%s: label %q", file, label)
			}
			cases++
			got := named("windows-1252")
			if k, n := byteOrderMark(page); n > 0 {
				got = named(unicodeName(k))
				page = nil
			}
			for _, d := range declared(nil, page, Hints{}) {
				if e := d.encodingOf(); e != nil {
					got = e
					break
				}
			}
			if got != want {
				wrong++
				t.Logf("%s: %.80q: got %s; want %s", filepath.Base(file), page, got, want)
			}
		}
	}
	// Three malformed declarations are read leniently: the bytes are asked in the end.
	if wrong > 3 {
		t.Errorf("%d of %d cases differ", wrong, cases)
	}
}

// TestConformsToBig5Tables compares the variants of Big5 with the tables of moztw.org, both ways.
func TestConformsToBig5Tables(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		label, file   string
		read, written int
	}{{"big5-uao", "uao250", 19782, 19316}, {"cp950-eudc", "cp950", 13503, 19710}} {
		t.Run(tt.label, func(t *testing.T) {
			t.Parallel()
			e := mustLookup(t, tt.label)
			enc := e.NewEncoder()
			others, read, written := 0, 0, 0 // others: of several pairs of a character, another is written
			for _, way := range []string{"b2u", "u2b"} {
				data, err := os.ReadFile(filepath.Join(conformance(t, "uao"), tt.file+"-"+way+".txt"))
				if err != nil {
					t.Fatal(err)
				}
				for line := range strings.Lines(string(data)) {
					var pair uint16
					var r rune
					if n, _ := fmt.Sscanf(line, "0x%X 0x%X", &pair, &r); n != 2 || pair < 0x8100 || pair == 0xFFFD {
						continue
					}
					raw := []byte{byte(pair >> 8), byte(pair)}
					got := string(e.Decode(raw).UTF8)
					if way == "b2u" {
						read++
					}
					if way == "b2u" && got != string(r) {
						t.Errorf("% X: got %q, want %U", raw, got, r)
					}
					if way == "u2b" && got == string(r) {
						written++
						out, err := enc.Bytes([]byte(got))
						if err != nil || string(e.Decode(out).UTF8) != got {
							t.Errorf("%U: wrote % X, %v; want % X", r, out, err, raw)
						}
						if !bytes.Equal(out, raw) {
							others++
						}
					}
				}
			}
			if others > 0 {
				t.Errorf("%d of %d characters are written as another pair of theirs", others, written)
			}
			if written < tt.written || read < tt.read {
				t.Errorf("compared %d pairs that are read and %d that are written; the tables have %d and %d", read, written, tt.read, tt.written)
			}
		})
	}
}
