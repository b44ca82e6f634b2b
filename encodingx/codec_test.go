package encodingx

import (
	"bytes"
	"fmt"
	"testing"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
)

func mustLookup(tb testing.TB, label string) *Encoding {
	tb.Helper()
	e, ok := Lookup(label)
	if !ok {
		tb.Fatalf("Lookup(%q): unknown", label)
	}
	return e
}

// wrongInXText tells where golang.org/x/text differs from the Encoding Standard, so that it cannot be the oracle.
func wrongInXText(name string, lead, trail byte, got string) bool {
	r, _ := utf8.DecodeRuneInString(got)
	switch name {
	case "gbk":
		// It has neither the private use characters nor those that the edition of 2022 put in their place.
		return unicode.Is(unicode.Co, r) || lead == 0xA6 && trail >= 0xD9 || lead == 0xA8 && trail == 0xBC || lead == 0xFE
	case "shift_jis":
		return lead >= sjisUserFirst && lead <= sjisUserLast
	}
	return false
}

func TestPairsAgreeWithXText(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name   string
		oracle encoding.Encoding
	}{
		{"big5", traditionalchinese.Big5},
		{"gbk", simplifiedchinese.GB18030},
		{"euc-kr", korean.EUCKR},
		{"euc-jp", japanese.EUCJP},
		{"shift_jis", japanese.ShiftJIS},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			e := mustLookup(t, tt.name)
			for pair := 0x8000; pair <= 0xFFFF; pair++ {
				lead, trail := byte(pair>>8), byte(pair)
				got := string(e.Decode([]byte{lead, trail, '\n'}).UTF8)
				if bytes.ContainsRune([]byte(got), utf8.RuneError) || lead == 0xFF {
					continue // errors are compared with the standard, below
				}
				if wrongInXText(tt.name, lead, trail, got) {
					continue
				}
				want, err := tt.oracle.NewDecoder().Bytes([]byte{lead, trail, '\n'})
				if err != nil || got != string(want) {
					t.Errorf("%02X%02X: got %q; x/text has %q, %v", lead, trail, got, want, err)
				}
			}
		})
	}
}

func TestCountsOfPairs(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name  string
		table *doubleByteTable
		want  int
	}{
		{"Big5 with HKSCS", big5Table(), 18590 + 4},
		{"GB18030", gbTable(), 23940},
		{"EUC-KR", eucKRTable(), 17048},
	} {
		got := 0
		for _, v := range tt.table {
			if v != 0 {
				got++
			}
		}
		if got != tt.want {
			t.Errorf("%s: got %d pairs; want %d", tt.name, got, tt.want)
		}
	}
}

func TestDecodeSequences(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name, label, in, want string
		bad                   []Diagnostic
	}{
		{"Big5 plain", "big5", "\xA7\xDA\xB7R", "我愛", nil},
		{"Big5 HKSCS beyond the BMP", "big5", "\x88\x62\x87\x45", "\u00CA\u0304\U00027267", nil},
		{"Big5 unmapped pair gives its ASCII byte back", "big5", "\x81\x40<", "\uFFFD@<", []Diagnostic{{0, []byte("\x81\x40"), Unmapped}}},
		{"Big5 unmapped high pair", "big5", "a\x81\xFE<", "a\uFFFD<", []Diagnostic{{1, []byte("\x81\xFE"), Unmapped}}},
		{"Big5 lead before a delimiter", "big5", "\xA7<", "\uFFFD<", []Diagnostic{{0, []byte("\xA7"), Malformed}}},
		{"Big5 bytes that never lead", "big5", "\x80\xFFa", "\uFFFD\uFFFDa", []Diagnostic{{0, []byte("\x80"), Malformed}, {1, []byte("\xFF"), Malformed}}},
		{"Big5 cut off", "big5", "\xA7\xDA\xB7", "我\uFFFD", []Diagnostic{{2, []byte("\xB7"), Truncated}}},
		{"GBK plain", "gb2312", "\xCE\xD2\xB0\xAE", "我爱", nil},
		{"GBK euro", "gbk", "\x80", "€", nil},
		{"GBK user-defined", "gbk", "\xAA\xA1\xA1\x40", "\uE000\uE4C6", nil},
		{"GB18030-2022", "gb18030", "\xA6\xD9\xA8\xBC\xFE\x59", "\uFE10\u1E3F\u9FB4", nil},
		{"GB18030 four bytes under the label gb2312", "gb2312", "\x81\x39\xEE\x39", "㐀", nil},
		{"GB18030 beyond the BMP", "gb18030", "\x90\x30\x81\x30\xE3\x32\x9A\x35", "\U00010000\U0010FFFF", nil},
		{"GB18030 moved character", "gb18030", "\x81\x35\xF4\x37", "\uE7C7", nil},
		{"GB18030 U+FFFD is a character", "gb18030", "\x84\x31\xA4\x37", "\uFFFD", nil},
		{"GB18030 quadruple without a character", "gb18030", "\x85\x30\x81\x30a", "\uFFFDa", []Diagnostic{{0, []byte("\x85\x30\x81\x30"), Unmapped}}},
		{"GB18030 broken at the third byte", "gb18030", "\x81\x30<a", "\uFFFD0<a", []Diagnostic{{0, []byte("\x81"), Malformed}}},
		{"GB18030 broken at the fourth byte", "gb18030", "\x81\x30\x81<a", "\uFFFD0\uFFFD<a", []Diagnostic{{0, []byte("\x81"), Malformed}, {2, []byte("\x81"), Malformed}}},
		{"GB18030 cut off", "gb18030", "a\x81\x30\x81", "a\uFFFD", []Diagnostic{{1, []byte("\x81\x30\x81"), Truncated}}},
		{"EUC-JP", "euc-jp", "\xA4\xA2\x8E\xB1\x8F\xB0\xA1", "あｱ丂", nil},
		{"EUC-JP broken third byte", "euc-jp", "\x8F\xA1<", "\uFFFD<", []Diagnostic{{0, []byte("\x8F\xA1"), Malformed}}},
		{"Shift_JIS", "sjis", "\x82\xA0\xB1\xF0\x40", "あｱ\uE000", nil},
		{"Shift_JIS lead before a delimiter", "sjis", "\x82\"", "\uFFFD\"", []Diagnostic{{0, []byte("\x82"), Malformed}}},
		{"EUC-KR", "ks_c_5601-1987", "\xB0\xA1\x81\x41", "가갂", nil},
		{"ISO-2022-JP", "iso-2022-jp", "a\x1B$B$\"\x1B(J\\\x1B(B\\", "aあ¥\\", nil},
		{"ISO-2022-JP needless escape", "iso-2022-jp", "\x1B$B\x1B(Ba", "\uFFFDa", []Diagnostic{{3, []byte("\x1B(B"), Malformed}}},
		{"ISO-2022-KR", "iso-2022-kr", "\x1B$)C\x0E0!\x0Fa", "가a", nil},
		{"EUC-TW", "x-euc-tw", "\xC4\xE3\x8E\xA2\xA1\xA1\x8E\xA1\xC4\xE3", "中乂中", nil},
		{"EUC-TW plane beyond the BMP", "euc-tw", "\x8E\xA3\xA1\xA1\x8E\xAF\xA1\xA1", "丨\U00020002", nil},
		{"EUC-TW broken", "euc-tw", "\x8E\xA2<\xC4<", "\uFFFD<\uFFFD<", []Diagnostic{{0, []byte("\x8E\xA2"), Malformed}, {3, []byte("\xC4"), Malformed}}},
		{"ISO-2022-CN", "iso-2022-cn", "\x1B$)A\x0EVPND\x0Fa\x1B$)G\x0EDc\x0F\x1B$*H\x1BN!!", "中文a中乂", nil},
		{"ISO-2022-CN forgets at the end of the line", "iso-2022-cn", "\x1B$)A\x0EVP\nVP", "中\nVP", nil},
		{"HZ", "hz-gb-2312", "~~~{VPND~}~\na", "~中文a", nil},
		{"HZ ends with the line", "hz", "~{VP\nND", "中\nND", nil},
		{"UTF-8", "utf-8", "\xE6\x88\x91\uFFFD", "我\uFFFD", nil},
		{"UTF-8 maximal parts", "utf-8", "\xF0\x9F\x98a\xC0\x80\xED\xA0\x80", "\uFFFDa\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD", []Diagnostic{
			{0, []byte("\xF0\x9F\x98"), Malformed},
			{4, []byte("\xC0"), Malformed},
			{5, []byte("\x80"), Malformed},
			{6, []byte("\xED"), Malformed},
			{7, []byte("\xA0"), Malformed},
			{8, []byte("\x80"), Malformed},
		}},
		{"UTF-8 cut off", "utf-8", "a\xE6\x88", "a\uFFFD", []Diagnostic{{1, []byte("\xE6\x88"), Truncated}}},
		{"UTF-16LE", "utf-16", "\x11\x62\x3D\xD8\x00\xDE", "我😀", nil},
		{"UTF-16BE lone surrogate", "utf-16be", "\xD8\x3D\x62\x11", "\uFFFD我", []Diagnostic{{0, []byte("\xD8\x3D"), Malformed}}},
		{"UTF-16LE odd end", "utf-16le", "a\x00b", "a\uFFFD", []Diagnostic{{2, []byte("b"), Truncated}}},
		{"UTF-32BE", "utf-32be", "\x00\x01\xF6\x00\x00\x11\x00\x00", "😀\uFFFD", []Diagnostic{{4, []byte("\x00\x11\x00\x00"), Malformed}}},
		{"windows-1252", "latin1", "caf\xE9 \x80\x81", "café €\u0081", nil},
		{"windows-1253 hole", "windows-1253", "\xE1\xAA", "α\uFFFD", []Diagnostic{{1, []byte("\xAA"), Unmapped}}},
		{"x-user-defined", "x-user-defined", "a\x80\xFF", "a\uF780\uF7FF", nil},
		{"replacement", "replacement", "abc", "\uFFFD", []Diagnostic{{0, []byte("a"), Malformed}}},
		{"empty", "big5", "", "", nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			e := mustLookup(t, tt.label)
			got := e.Decode([]byte(tt.in))
			if string(got.UTF8) != tt.want {
				t.Errorf("%s of % X: got %q; want %q", e, tt.in, got.UTF8, tt.want)
			}
			if fmt.Sprint(got.Diagnostics) != fmt.Sprint(tt.bad) || got.Invalid != len(tt.bad) {
				t.Errorf("%s of % X: got %d invalid: %v; want %v", e, tt.in, got.Invalid, got.Diagnostics, tt.bad)
			}
			if wantErr := len(tt.bad) > 0; (got.Err() != nil) != wantErr {
				t.Errorf("%s of % X: got error %v", e, tt.in, got.Err())
			}
		})
	}
}

// A stray lead byte, or pair, must never swallow a delimiter of markup.
func TestNoDelimiterIsSwallowed(t *testing.T) {
	t.Parallel()
	const delimiters = "<>\"'&\n"
	for _, name := range []string{"big5", "big5-hkscs", "big5-uao", "cp950", "gbk", "gb18030", "gb18030-2005", "euc-kr", "euc-jp", "euc-tw", "shift_jis", "utf-8", "windows-1252"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			tr := mustLookup(t, name).NewDecoder()
			var dst [64]byte
			lost := func(in []byte, d byte) {
				tr.Reset()
				n, _, err := tr.Transform(dst[:], in, true)
				if got := dst[:n]; err != nil || bytes.Count(got, []byte{d}) != bytes.Count(in, []byte{d}) {
					t.Fatalf("% X: got %q, %v without its %q", in, got, err, d)
				}
			}
			for lead := 0x80; lead <= 0xFF; lead++ {
				for _, d := range []byte(delimiters) {
					lost([]byte{byte(lead), d}, d)
				}
				for trail := range 0x100 {
					for _, d := range []byte(delimiters) {
						lost([]byte{byte(lead), byte(trail), d}, d)
					}
				}
			}
		})
	}
}

func TestNoDelimiterIsSwallowedByFourBytes(t *testing.T) {
	t.Parallel()
	e := mustLookup(t, "gb18030")
	for lead := 0x81; lead <= 0xFE; lead++ {
		for second := byte('0'); second <= '9'; second++ {
			for third := 0x81; third <= 0xFE; third++ {
				in := []byte{byte(lead), second, byte(third), '<', byte(lead), second, '>', byte(lead), '&'}
				got := e.Decode(in).UTF8
				if bytes.Count(got, []byte("<")) != 1 || bytes.Count(got, []byte(">")) != 1 || bytes.Count(got, []byte("&")) != 1 {
					t.Fatalf("% X: got %q", in, got)
				}
			}
		}
	}
}

// Every character that GB18030 can write comes back, and every pair that is written is the standard's.
func TestGB18030RoundTrip(t *testing.T) {
	t.Parallel()
	e := mustLookup(t, "gb18030")
	enc, dec := e.newEncoder(), e.newMachine()
	var dst [maxCharacter]byte
	asymmetric := map[rune]bool{}
	for _, p := range gbPrivate {
		asymmetric[p.r] = true
	}
	var buf []byte
	for r := rune(0); r <= utf8.MaxRune; r++ {
		if r >= 0xD800 && r <= 0xDFFF || asymmetric[r] {
			continue
		}
		out, ok := enc.appendRune(buf[:0], r)
		if r == gbUnwritable {
			if ok {
				t.Errorf("%U: got % X; want none", r, out)
			}
			continue
		}
		if !ok {
			t.Fatalf("%U: got no code", r)
		}
		if o := dec.decode(dst[:], out, true); o.verdict != finished || !utf8.Valid(dst[:o.nDst]) || string(dst[:o.nDst]) != string(r) {
			t.Fatalf("%U: wrote % X, read %q", r, out, dst[:o.nDst])
		}
		buf = out
	}
}

func TestEncodeRoundTrip(t *testing.T) {
	t.Parallel()
	names := []string{"EUC-TW", "ISO-2022-CN", "ISO-2022-KR", "HZ-GB-2312", "UTF-32LE", mustLookup(t, "big5-hkscs").Name(), mustLookup(t, "big5-uao").Name(), mustLookup(t, "cp950").Name(), mustLookup(t, "gb18030-2005").Name()}
	for _, group := range whatwgLabels {
		if group.name != "replacement" && group.name != "gb18030" {
			names = append(names, group.name)
		}
	}
	for _, name := range names {
		e := named(name)
		dec, enc := e.newMachine(), e.newEncoder()
		written := 0
		var dst [maxCharacter]byte
		for r := rune(1); r <= utf8.MaxRune; r++ {
			if r >= 0xD800 && r <= 0xDFFF || testing.Short() && r > 0xFFFF && r%13 != 0 && r < 0x10FFF0 {
				continue
			}
			if e.kind == kindSingleByte && r > 0xFFFF {
				break
			}
			enc.reset()
			out, ok := enc.appendRune(nil, r)
			if !ok {
				continue
			}
			written++
			out = enc.appendEnd(out)
			dec.reset()
			o := dec.decode(dst[:], out, true)
			if o.verdict != finished || string(dst[:o.nDst]) != string(r) {
				if japaneseFold(r) || gbPrivateRune(r) {
					continue
				}
				t.Fatalf("%s: %U: wrote % X, read %q", e, r, out, dst[:o.nDst])
			}
		}
		if written < 100 {
			t.Errorf("%s: only %d characters can be written", e, written)
		}
	}
}

// japaneseFold tells which characters the Japanese encoders write as others, as the standard says.
func japaneseFold(r rune) bool {
	return r == '¥' || r == '‾' || r == '−' || r >= kanaCharacter && int(r) < kanaCharacter+len(fullWidthKana)
}

func gbPrivateRune(r rune) bool {
	for _, p := range gbPrivate {
		if p.r == r {
			return true
		}
	}
	return false
}

func TestEncodeChosenPairs(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ label, in, want string }{
		{"big5", "包婷瑜撐杞", "\xA5\x5D\xB4\x40\xB7\xEC\xBC\xB5\xA7\xFB"},
		{"big5", "═╞╡╪十卅", "\xF9\xF9\xF9\xE9\xF9\xEB\xF9\xEA\xA4\x51\xA4\xCA"},
		{"big5-uao", "Ç═№十", "\xA0\xBC\xF9\xF9\x9D\xCF\xA4\x51"},
		{"gbk", "€\u3000", "\x80\xA1\xA1"},
		{"gb18030", "€㐀\uE78D", "\xA2\xE3\x81\x39\xEE\x39\xA6\xD9"},
		{"euc-jp", "あｱ", "\xA4\xA2\x8E\xB1"},
		{"shift_jis", "あｱ−", "\x82\xA0\xB1\x81\x7C"},
		{"iso-2022-jp", "aあ", "a\x1B$B$\"\x1B(B"},
		{"iso-2022-kr", "a가b", "\x1B$)Ca\x0E0!\x0Fb"},
		{"hz", "a中~", "a~{VP~}~~"},
		{"utf-16be", "我😀", "\x62\x11\xD8\x3D\xDE\x00"},
		{"utf-32le", "我", "\x11\x62\x00\x00"},
		{"windows-1252", "é€", "\xE9\x80"},
		{"utf-8", "我\xFF", "我\uFFFD"},
	} {
		got, err := mustLookup(t, tt.label).NewEncoder().Bytes([]byte(tt.in))
		if err != nil || string(got) != tt.want {
			t.Errorf("%s of %q: got % X, %v; want % X", tt.label, tt.in, got, err, tt.want)
		}
	}
}

func TestEncodeRefuses(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ label, in string }{
		{"big5", "ab\u4E28"}, // HKSCS only: the standard reads it and does not write it
		{"gbk", "ab㐀"},
		{"windows-1252", "ab我"},
		{"euc-kr", "ab쀀𠀀"},
		{"iso-2022-jp", "ab\x1B"},
		{"hz", "ab鎔"},
	} {
		_, err := mustLookup(t, tt.label).NewEncoder().Bytes([]byte(tt.in))
		if _, ok := err.(*EncodeError); !ok {
			t.Errorf("%s of %q: got %v; want an *EncodeError", tt.label, tt.in, err)
		}
	}
	got, err := encoding.ReplaceUnsupported(mustLookup(t, "gbk").NewEncoder()).String("我㐀a")
	if err != nil || got != "\xCE\xD2?a" {
		t.Errorf("ReplaceUnsupported: got %q, %v", got, err)
	}
}

// golang.org/x/text leaves out the control characters that the Encoding Standard gives to the bytes 80–9F of many encodings.
func TestSingleByteAgreesWithXText(t *testing.T) {
	t.Parallel()
	for _, group := range whatwgLabels {
		e := named(group.name)
		if e.kind != kindSingleByte || e.name == "ISO-8859-8-I" {
			continue
		}
		oracle, err := htmlindex.Get(e.name)
		if err != nil {
			t.Fatal(err)
		}
		for b := range 256 {
			got := string(e.Decode([]byte{byte(b)}).UTF8)
			want, err := oracle.NewDecoder().Bytes([]byte{byte(b)})
			if string(want) == "\uFFFD" && (got == string(rune(b)) || e.name == "x-user-defined") {
				continue
			}
			if err != nil || got != string(want) {
				t.Errorf("%s of %02X: got %q; want %q, %v", e, b, got, want, err)
			}
		}
	}
}

// Every four-byte code of GB18030 is what the ranges of the standard say, and the code of that character.
func TestAllFourByteCodes(t *testing.T) {
	t.Parallel()
	const codes = 126 * gbFourByteLead
	step := 1
	if testing.Short() {
		step = 31
	}
	e := mustLookup(t, "gb18030")
	dec, enc := e.newMachine(), e.newEncoder()
	var dst [maxCharacter]byte
	var buf [maxEncoded]byte
	at := 0 // the range that a code is in
	for p := 0; p < codes; p += step {
		for at+1 < len(gbRanges) && gbRanges[at+1].pointer <= p {
			at++
		}
		in := []byte{byte(0x81 + p/gbFourByteLead), byte('0' + p/gbFourByteSecond%10), byte(0x81 + p/10%126), byte('0' + p%10)}
		o := dec.decode(dst[:], in, true)
		if p > gbLastBMPPointer && p < gbFirstAstral || p > gbLastPointer {
			if o.verdict != unmapped || o.bad != len(in) || o.nDst != 0 {
				t.Fatalf("% X: got %q, %d skipped; want nothing", in, dst[:o.nDst], o.bad)
			}
			continue
		}
		want := gbRanges[at].first + rune(p-gbRanges[at].pointer)
		if p == gbMovedPointer {
			want = gbMovedCharacter
		}
		if o.verdict != finished || string(dst[:o.nDst]) != string(want) {
			t.Fatalf("% X: got %q, want %U", in, dst[:o.nDst], want)
		}
		if out, ok := enc.appendRune(buf[:0], want); !ok || len(out) == len(in) && !bytes.Equal(out, in) {
			t.Fatalf("%U: wrote % X, want % X", want, out, in)
		}
	}
}
