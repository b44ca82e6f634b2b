package encodingx

import (
	"bytes"
	"testing"

	"golang.org/x/text/transform"
)

// A delimiter in the place of any byte of a four-byte code of GB18030 or EUC-TW comes out, whatever stands before and behind it.
func TestNoDelimiterIsSwallowedInAnyPlace(t *testing.T) {
	t.Parallel()
	const delimiters = "<>\"'&"
	count := func(m machine, in []byte) (n [256]int) {
		var dst [64]byte
		m.reset()
		for pos := 0; ; {
			o := m.decode(dst[:], in[pos:], true)
			for _, c := range dst[:o.nDst] {
				n[c]++
			}
			if o.verdict == finished {
				return n
			}
			pos += o.nSrc
			if o.bad == 0 && o.nSrc == 0 {
				t.Fatalf("% X: no progress at %d", in, pos)
			}
			for _, c := range in[pos : pos+o.bad] {
				if c < 0x80 && bytes.IndexByte([]byte(delimiters), c) >= 0 {
					t.Fatalf("% X: the delimiter %q is part of an invalid sequence", in, c)
				}
			}
			pos += o.bad
		}
	}
	check := func(t *testing.T, m machine, in []byte, d byte) {
		t.Helper()
		want := bytes.Count(in, []byte{d})
		if n := count(m, in); n[d] != want {
			t.Fatalf("% X: %q came out %d times", in, d, n[d])
		}
	}
	t.Run("gb18030", func(t *testing.T) {
		t.Parallel()
		m := mustLookup(t, "gb18030").newMachine()
		for lead := 0x81; lead <= 0xFE; lead++ {
			for second := byte('0'); second <= '9'; second++ {
				for third := 0x81; third <= 0xFE; third++ {
					for i := range delimiters {
						d := delimiters[i]
						check(t, m, []byte{byte(lead), d, byte(third), second}, d)
						check(t, m, []byte{byte(lead), second, d, second}, d)
						check(t, m, []byte{byte(lead), second, byte(third), d}, d)
					}
				}
			}
			if testing.Short() {
				lead += 20
			}
		}
	})
	t.Run("euc-tw", func(t *testing.T) {
		t.Parallel()
		m := mustLookup(t, "euc-tw").newMachine()
		for plane := 0x80; plane <= 0xFF; plane++ {
			for third := 0x80; third <= 0xFF; third++ {
				for i := range delimiters {
					d := delimiters[i]
					check(t, m, []byte{0x8E, d, byte(third), 0xA1}, d)
					check(t, m, []byte{0x8E, byte(plane), d, byte(third)}, d)
					check(t, m, []byte{0x8E, byte(plane), byte(third), d}, d)
				}
			}
		}
	})
}

// mixed is text in which every length of a code, and every kind of fault, occurs.
var mixed = map[string]string{
	"utf-8":        "a中é𠀀\xE6\x88<\xFF>\xF0\xA0b",
	"gbk":          "a\xD6\xD0\x81<\x80b\xFF\xA1\xA1\xFE\x39c\xD6",
	"gb18030":      "a\xD6\xD0\x81\x30\x81\x30\x90\x30\x81\x30<\x81\x30\x81>\xE3\x32\x9A\x36\xFF\x81\x30\x81",
	"big5":         "a\xA4\xA4\x88\x62\xA4<\x80\xFF\xC6\xA1\xF9\xD6b\xA4",
	"big5-hkscs":   "a\xA4\xA4\x88\x62\x88\x66\xA4<\xFF\xF9\xFE",
	"big5-uao":     "a\xA4\xA4\x81\x40\xC7\xFC\xA4<\xFF\xF9\xFE",
	"cp950":        "a\xA4\xA4\xFA\x40\x81\x40\xA4<\xFF",
	"euc-tw":       "a\xC4\xE3\x8E\xA2\xA1\xA1\x8E\xA1<\xC4>\xFF\x8E\xA2\xA1",
	"euc-jp":       "a\xC6\xFC\x8E\xB1\x8F\xB0\xA1<\x8F\xB0>\xFF\x8F\xB0",
	"shift_jis":    "a\x93\xFA\xB1\x81<\xFF\x85\x40b\x93",
	"euc-kr":       "a\xC7\xD1\xC7<\xFF\xC9\xA1b\xC7",
	"hz":           "a~{VPND~}b~~c~\nd~{V<~}~x",
	"iso-2022-jp":  "a\x1B$B$\"F|\x1B(Bb\x1B$B$<\x1B(Jc\x1B\x1B(",
	"iso-2022-kr":  "\x1B$)Ca\x0EGQ\x0Fb\x0EG<\x0F\x1B$)",
	"iso-2022-cn":  "\x1B$)Aa\x0EVP\x0Fb\x1B$*H\x1BN!!\x0EV<\x0F\x1B$",
	"utf-16le":     "a\x00\x2D\x4E\x40\xD8\x00\xDC\x00\xDCb\x00\x40",
	"utf-16be":     "\x00a\x4E\x2D\xD8\x40\xDC\x00\xDC\x00\x00b\x4E",
	"utf-32le":     "a\x00\x00\x00\x2D\x4E\x00\x00\x00\xD8\x00\x00b\x00\x00",
	"windows-1252": "a\x80\x81\xE9\xFF<",
	"windows-874":  "a\xA1\xDB\xFC<",
}

// Any cut of the input, and any size of the output, give what one call gives.
func TestEverySplit(t *testing.T) {
	t.Parallel()
	for label, text := range mixed {
		t.Run(label, func(t *testing.T) {
			t.Parallel()
			e := mustLookup(t, label)
			for end := range len(text) + 1 { // every truncation
				in := []byte(text[:end])
				want := e.Decode(in).UTF8
				for cut := range end + 1 {
					for _, room := range []int{4, 7, 256} {
						if got := inTwo(t, e, in, cut, room); !bytes.Equal(got, want) {
							t.Fatalf("% X cut at %d, %d bytes of room: got %q, want %q", in, cut, room, got, want)
						}
					}
				}
			}
		})
	}
}

// inTwo decodes in as two pieces, into an output of a few bytes at a time.
func inTwo(t *testing.T, e *Encoding, in []byte, cut, room int) []byte {
	t.Helper()
	tr := e.NewDecoder()
	var out []byte
	dst := make([]byte, room)
	pos := 0
	for _, end := range []int{cut, len(in)} {
		last := end == len(in)
		for range 20 * (len(in) + 2) {
			nDst, nSrc, err := tr.Transform(dst, in[pos:end], last)
			out = append(out, dst[:nDst]...)
			pos += nSrc
			if err == nil || err == transform.ErrShortSrc && !last {
				break
			}
			if err != transform.ErrShortDst {
				t.Fatalf("% X at %d: %v", in, pos, err)
			}
		}
	}
	if pos != len(in) {
		t.Fatalf("% X cut at %d: stopped at %d", in, cut, pos)
	}
	return out
}
