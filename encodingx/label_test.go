package encodingx

import (
	"slices"
	"strings"
	"testing"
)

func TestLookup(t *testing.T) {
	t.Parallel()
	for label, want := range map[string]string{
		"gb2312": "GBK", "GB2312": "GBK", " x-gbk\n": "GBK", "cp936": "GBK", "MS936": "GBK", "windows-936": "GBK", "euc-cn": "GBK", "\"gbk\"": "GBK",
		"gb18030": "gb18030", "GB18030-2022": "gb18030",
		"big5": "Big5", "cp950": "Big5", "big5-eten": "Big5", "Big5-HKSCS": "Big5", "x-x-big5": "Big5",
		"utf8": "UTF-8", "UTF-8": "UTF-8", "unicode-1-1-utf-8": "UTF-8",
		"iso-8859-1": "windows-1252", "ascii": "windows-1252", "iso-8859-9": "windows-1254", "tis-620": "windows-874",
		"ks_c_5601-1987": "EUC-KR", "cp949": "EUC-KR", "sjis": "Shift_JIS", "windows-31j": "Shift_JIS",
		"utf-16": "UTF-16LE", "utf-32": "UTF-32LE", "hz-gb-2312": "HZ-GB-2312", "iso-2022-kr": "ISO-2022-KR",
		"logical": "ISO-8859-8-I", "replacement": "replacement",
	} {
		e, ok := Lookup(label)
		if !ok || e.Name() != want {
			t.Errorf("Lookup(%q): got %v, %v; want %s", label, e, ok, want)
		}
	}
}

// Every label resolves to an encoding that decodes and encodes: there is no nil to fall over.
func TestEveryLabelWorks(t *testing.T) {
	t.Parallel()
	labels := theRegistry().labels
	if len(labels) < 228 {
		t.Errorf("got %d labels; the Encoding Standard alone has 228", len(labels))
	}
	for _, label := range labels {
		e, ok := Lookup(strings.ToUpper(label))
		if !ok || e == nil {
			t.Fatalf("Lookup(%q): got %v, %v", label, e, ok)
		}
		if _, err := e.NewDecoder().String("a\xB0\xA1b"); err != nil {
			t.Errorf("%s: decoder: %v", label, err)
		}
		if _, err := e.NewEncoder().String("ab"); err != nil {
			t.Errorf("%s: encoder: %v", label, err)
		}
	}
}

func TestLookupUnknown(t *testing.T) {
	t.Parallel()
	for _, label := range []string{"", " ", "utf-9", "x-unknown", strings.Repeat("a", 1<<20), "\x00", "ｇｂｋ"} {
		if e, ok := Lookup(label); ok || e != nil {
			t.Errorf("Lookup(%.20q): got %v, %v", label, e, ok)
		}
	}
}

func TestSuggest(t *testing.T) {
	t.Parallel()
	for label, want := range map[string]string{
		"utf-9": "utf-8", "gb2313": "gb2312", "big-6": "big5", "ISO-8859-17": "iso-8859-10", "gbkk": "gbk", "shift_jsi": "shift-jis",
	} {
		got := Suggest(label)
		if !slices.ContainsFunc(got, func(s string) bool { return plainLabel(s) == plainLabel(want) }) {
			t.Errorf("Suggest(%q): got %q; want %q among them", label, got, want)
		}
	}
	for _, label := range []string{"", "completely-different-thing", strings.Repeat("x", 1<<16)} {
		if got := Suggest(label); len(got) > 0 {
			t.Errorf("Suggest(%.30q): got %q; want none", label, got)
		}
	}
}
