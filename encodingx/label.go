package encodingx

import (
	"cmp"
	"slices"
	"strings"
	"sync"

	"github.com/hbollon/go-edlib"
	"golang.org/x/text/encoding"
)

// Encoding is a character encoding under its canonical name. It implements encoding.Encoding of golang.org/x/text.
type Encoding struct {
	name   string
	kind   kind
	single func() *byteTable // of a single-byte encoding
	shared func() machine    // where decoding has no state
}

// kind says which machine decodes and encodes an encoding.
type kind uint8

const (
	kindUTF8 kind = iota
	kindUTF16LE
	kindUTF16BE
	kindUTF32LE
	kindUTF32BE
	kindSingleByte
	kindGBK
	kindGB18030
	kindBig5
	kindEUCJP
	kindShiftJIS
	kindEUCKR
	kindISO2022JP
	kindISO2022KR
	kindHZ
	kindEUCTW
	kindISO2022CN
	kindReplacement
	kindBig5UAO
	kindBig5EUDC
	kindBig5HKSCS
	kindGB2005
)

// Name returns the WHATWG name ("GBK", "Big5", "UTF-8", "gb18030") or ours where the standard has none ("HZ-GB-2312").
func (e *Encoding) Name() string { return e.name }

// String returns the name.
func (e *Encoding) String() string { return e.name }

// NewDecoder returns a decoder to UTF-8 that writes U+FFFD for what does not decode.
func (e *Encoding) NewDecoder() *encoding.Decoder {
	return &encoding.Decoder{Transformer: &decodeTransformer{machine: e.newMachine()}}
}

// NewEncoder returns an encoder from UTF-8 that fails with an *EncodeError at a character the encoding does not have.
func (e *Encoding) NewEncoder() *encoding.Encoder {
	return &encoding.Encoder{Transformer: &encodeTransformer{encoder: e.newEncoder()}}
}

// Labels of encodings that the Encoding Standard has not, or maps to "replacement", and aliases that are met on real pages.
var otherLabels = [...]struct{ name, labels string }{
	{"UTF-8", "cp65001 unicode-utf-8 utf-8-sig utf_8 utf-8n"},
	{"GBK", "936 cp936 euc-cn euccn eucgb2312_cn gb-2312 gb2312-80 gb_2312-1980 ms936 windows-936 x-euc-cn x-gb2312 zh_cn.euc"},
	{"gb18030", "gb-18030 gb18030-2000 gb18030-2022 windows-54936 cp54936 ibm-1392"},
	{"Big5", "950 big-5 big5-eten big5_hkscs big5-hkscs:2004 big5eten big5hk big5hkscs cp950 ms950 windows-950 x-big5 x-big5-hkscs x-windows-950 zh_tw.big5"},
	{"Big5-UAO", "big5-uao big5uao x-big5-uao uao uao250 big5-unicode-at-on"},
	{"Big5-EUDC", "big5-eudc cp950-eudc windows-950-eudc"},
	{"Big5-HKSCS", "hkscs hkscs-2008 big5-hkscs-2008 big5-hkscs:2008"},
	{"GB18030-2005", "gb18030-2005"},
	{"EUC-KR", "949 cp949 ms949 uhc x-windows-949 euckr"},
	{"EUC-JP", "eucjp eucjp-ms cp51932 ujis"},
	{"Shift_JIS", "932 cp932 windows-932 s-jis"},
	{"IBM866", "dos-866 ibm-866"},
	{"KOI8-R", "koi-8-r koi8r cp20866"},
	{"KOI8-U", "koi8u cp21866"},
	{"macintosh", "macroman"},
	{"x-mac-cyrillic", "maccyrillic mac-cyrillic"},
	{"windows-1250", "1250"},
	{"windows-1251", "1251 win-1251 win1251 cp-1251"},
	{"windows-1252", "1252 iso-8859_1 iso_8859_1 windows1252 ansi"},
	{"windows-874", "cp874 874 tis620 iso-8859-11:2001"},
	{"UTF-16LE", "utf16 utf16le utf-16-le ucs-2le"},
	{"UTF-16BE", "utf16be utf-16-be ucs-2be"},
	{"UTF-32LE", "utf-32 utf32 utf-32le utf32le ucs-4 ucs-4le iso-10646-ucs-4"},
	{"UTF-32BE", "utf-32be utf32be ucs-4be"},
	{"EUC-TW", "euc-tw x-euc-tw euctw cns11643 zh_tw.euc"},
	{"ISO-2022-CN", "iso-2022-cn iso-2022-cn-ext iso2022cn"},
	{"HZ-GB-2312", "hz-gb-2312 hz hzgb2312"},
	{"ISO-2022-KR", "iso-2022-kr csiso2022kr iso2022kr"},
}

// kindOf gives the machine of each encoding that is not single-byte.
func kindOf(name string) kind {
	switch name {
	case "UTF-8":
		return kindUTF8
	case "UTF-16LE":
		return kindUTF16LE
	case "UTF-16BE":
		return kindUTF16BE
	case "UTF-32LE":
		return kindUTF32LE
	case "UTF-32BE":
		return kindUTF32BE
	case "GBK":
		return kindGBK
	case "gb18030":
		return kindGB18030
	case "Big5":
		return kindBig5
	case "EUC-JP":
		return kindEUCJP
	case "Shift_JIS":
		return kindShiftJIS
	case "EUC-KR":
		return kindEUCKR
	case "ISO-2022-JP":
		return kindISO2022JP
	case "ISO-2022-KR":
		return kindISO2022KR
	case "HZ-GB-2312":
		return kindHZ
	case "EUC-TW":
		return kindEUCTW
	case "ISO-2022-CN":
		return kindISO2022CN
	case "replacement":
		return kindReplacement
	case "Big5-UAO":
		return kindBig5UAO
	case "Big5-EUDC":
		return kindBig5EUDC
	case "Big5-HKSCS":
		return kindBig5HKSCS
	case "GB18030-2005":
		return kindGB2005
	}
	return kindSingleByte
}

// registry is every encoding and every label; it is built once and never changed.
type registry struct {
	byName  map[string]*Encoding
	byLabel map[string]*Encoding
	labels  []string          // sorted
	written map[string]string // labels as they are mostly written
}

var theRegistry = sync.OnceValue(func() *registry {
	r := &registry{byName: map[string]*Encoding{}, byLabel: map[string]*Encoding{}, written: map[string]string{}}
	for _, list := range [][]struct{ name, labels string }{whatwgLabels[:], otherLabels[:]} {
		for _, group := range list {
			e := r.byName[group.name]
			if e == nil {
				e = &Encoding{name: group.name, kind: kindOf(group.name)}
				e.shared = sync.OnceValue(e.makeMachine)
				e.single = sync.OnceValue(func() *byteTable { return newByteTable(e.name) })
				r.byName[group.name] = e
			}
			for label := range strings.FieldsSeq(group.labels) {
				r.byLabel[label] = e
				r.written[label] = label
				r.written[strings.ToUpper(label)] = strings.ToUpper(label)
			}
		}
	}
	for label := range r.byLabel {
		r.labels = append(r.labels, label)
	}
	slices.Sort(r.labels)
	return r
})

// named returns the encoding of a canonical name that is known to exist.
func named(name string) *Encoding { return theRegistry().byName[name] }

// maxLabel bounds what is looked up; the longest known label has 19 bytes.
const maxLabel = 64

// Lookup returns the encoding of a label: any label of the Encoding Standard in any case and with surrounding white
// space, and the aliases of real pages that the standard leaves out (cp936, ms950, euc-cn …).
// The encoding is never nil when the result is true.
func Lookup(label string) (*Encoding, bool) {
	label = strings.Trim(label, " \t\n\f\r\"'")
	if label == "" || len(label) > maxLabel {
		return nil, false
	}
	if e, ok := theRegistry().byLabel[label]; ok {
		return e, true
	}
	var lower [maxLabel]byte
	n := copy(lower[:], label)
	for i, c := range lower[:n] {
		if c >= 'A' && c <= 'Z' {
			lower[i] = c + 'a' - 'A'
		}
	}
	e, ok := theRegistry().byLabel[string(lower[:n])]
	return e, ok
}

// maxSuggestions bounds the result of Suggest.
const maxSuggestions = 3

// Suggest returns the known labels that are nearest to an unknown one, best first; none if nothing is near.
func Suggest(label string) []string {
	label = strings.ToLower(strings.Trim(label, " \t\n\f\r\"'"))
	if label == "" || len(label) > maxLabel {
		return nil
	}
	type near struct {
		label    string
		distance int
	}
	limit := 1 + len(label)/3
	var found []near
	for _, known := range theRegistry().labels {
		if d := edlib.LevenshteinDistance(plainLabel(label), plainLabel(known)); d <= limit {
			found = append(found, near{known, d})
		}
	}
	slices.SortStableFunc(found, func(a, b near) int {
		return cmp.Or(cmp.Compare(a.distance, b.distance), cmp.Compare(len(a.label), len(b.label)))
	})
	var labels []string
	seen := map[*Encoding]bool{}
	for _, n := range found {
		e := theRegistry().byLabel[n.label]
		if !seen[e] && len(labels) < maxSuggestions {
			seen[e] = true
			labels = append(labels, n.label)
		}
	}
	return labels
}

// plainLabel drops what people leave out or put in at will.
func plainLabel(label string) string {
	return strings.Map(func(r rune) rune {
		if r == '-' || r == '_' || r == ' ' || r == ':' {
			return -1
		}
		return r
	}, label)
}
