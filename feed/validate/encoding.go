package validate

import (
	"bytes"
	"mime"
	"strings"
	"unicode/utf8"

	"github.com/portalfeed/portalfeed/encodingx"
)

// declArea is how far into a document its XML declaration is looked for.
const declArea = 1024

// xmlLabel finds the label of an XML declaration in bytes whose encoding contains ASCII.
var xmlLabel = lazyRegexp(`^\s*<\?xml\s[^>]*?encoding\s*=\s*["']([^"'>]*)["']`)

// byteMarks are the starts of a document that tell its encoding; the second kind is that of <? without a mark.
var byteMarks = []struct {
	start, label string
	mark         bool
}{
	{"\xEF\xBB\xBF", "utf-8", true},
	{"\xFF\xFE\x00\x00", "utf-32le", true},
	{"\x00\x00\xFE\xFF", "utf-32be", true},
	{"\xFF\xFE", "utf-16le", true},
	{"\xFE\xFF", "utf-16be", true},
	{"<\x00\x00\x00", "utf-32le", false},
	{"\x00\x00\x00<", "utf-32be", false},
	{"<\x00", "utf-16le", false},
	{"\x00<", "utf-16be", false},
}

// decode makes c.doc the UTF-8 of the document and reports what is wrong with its encoding.
func (c *checker) decode() {
	http := c.httpCharset()
	label, at := "", 0
	for _, m := range byteMarks {
		if strings.HasPrefix(string(c.raw[:min(len(c.raw), 4)]), m.start) {
			label = m.label
			break
		}
	}
	marked := label
	declared := ""
	start := len(c.raw) - len(bytes.TrimPrefix(c.raw, []byte("\xEF\xBB\xBF")))
	if m := xmlLabel().FindSubmatchIndex(c.raw[start:min(len(c.raw), declArea)]); m != nil {
		declared, at = string(c.raw[start+m[2]:start+m[3]]), start+m[2]
	}
	if label == "" {
		label = http
	}
	if label == "" {
		label = declared
	}
	c.compareLabels(marked, http, declared, at)
	c.decodeAs(label, marked != "", at)
	if declared == "" && marked != "" && marked != "utf-8" {
		if m := xmlLabel().FindSubmatch(c.doc[:min(len(c.doc), declArea)]); m != nil {
			declared = string(m[1])
		}
	}
	c.compareMark(marked, declared, at)
	c.judgeLabel(declared, http, marked, at)
}

// wideLabels are the labels under which the encodings of several bytes may be declared.
var wideLabels = map[string]map[string]bool{
	"utf-16": words("utf-16 iso-10646-ucs-2 csunicode ucs-2"),
	"utf-32": words("utf-32 iso-10646-ucs-4 csucs4 ucs-4"),
}

// compareMark compares what the first bytes say with the declaration, which has to agree with them and, without a byte order mark or
// in UTF-32, has to be there (XML 1.0, 4.3.3).
func (c *checker) compareMark(marked, declared string, at int) {
	if marked == "" {
		return
	}
	kind := strings.TrimRight(marked, "lbe")
	bare := !bytes.HasPrefix(c.raw, []byte("\xEF\xBB\xBF")) && !bytes.HasPrefix(c.raw, []byte("\xFF\xFE")) && !bytes.HasPrefix(c.raw, []byte("\xFE\xFF")) && !bytes.HasPrefix(c.raw, []byte("\x00\x00\xFE\xFF"))
	low := strings.ToLower(declared)
	switch {
	case declared == "":
		if bare || kind == "utf-32" {
			c.add("invalid-bytes", 0, 0, "", "the document is %s, which has to be declared", strings.ToUpper(marked))
		}
	case kind == "utf-8" && sameEncoding(kind, declared), wideLabels[kind][low], bare && low == marked:
	default:
		c.add("invalid-bytes", at, 0, declared, "the document says it is %s, but begins as %s does", quoted(declared), strings.ToUpper(marked))
	}
}

func (c *checker) httpCharset() string {
	_, params, err := mime.ParseMediaType(c.opt.ContentType)
	if err != nil {
		return ""
	}
	return params["charset"]
}

// compareLabels reports labels that contradict each other.
func (c *checker) compareLabels(marked, http, declared string, at int) {
	if http != "" && declared != "" && !sameEncoding(http, declared) {
		c.add("encoding-mismatch", at, 0, declared, "the XML declaration says %s, the Content-Type header %s", quoted(declared), quoted(http))
		return
	}
}

func sameEncoding(a, b string) bool {
	if strings.EqualFold(a, b) {
		return true
	}
	x, ok := encodingx.Lookup(a)
	y, ok2 := encodingx.Lookup(b)
	return ok && ok2 && x.Name() == y.Name()
}

// decodeAs decodes the document as the label says and, where that fails, as what it looks like.
func (c *checker) decodeAs(label string, marked bool, at int) {
	enc, known := encodingx.Lookup(label)
	switch {
	case label == "" || known && enc.Name() == "UTF-8":
		if label == "" && !utf8.Valid(c.raw) {
			if t, err := encodingx.Decode(c.raw, encodingx.Hints{}); err == nil && t.Detection.Encoding.Name() != "UTF-8" {
				c.doc = t.UTF8
				c.add("invalid-bytes", 0, 0, "", "no encoding is declared and the bytes are no UTF-8; they look like %s", t.Detection.Encoding.Name())
				return
			}
		}
		c.doc = c.raw // what is no UTF-8 the scanner reports, each at its place
		return
	case !known:
		c.add("unknown-encoding", at, 0, label, "the encoding %s is not known", quoted(label))
		c.guess()
		return
	}
	if strings.HasPrefix(enc.Name(), "UTF-16") || strings.HasPrefix(enc.Name(), "UTF-32") {
		if !marked {
			c.add("invalid-bytes", at, 0, label, "the document says it is %s, but its bytes are not", quoted(label))
			c.guess()
			return
		}
	}
	if ascii(label) {
		if i := bytes.IndexFunc(c.raw, func(r rune) bool { return r >= utf8.RuneSelf }); i >= 0 {
			c.guess()
			c.add("invalid-bytes", i, 0, "", "the document says it is %s, but has bytes beyond ASCII", quoted(label))
			return
		}
	}
	if latin1(label) && !marked {
		c.doc = fromLatin1(c.raw)
		return
	}
	if c.profile == Portal && !marked {
		if c.utf8AllTheSame(enc.Name(), label, at) {
			return
		}
		c.beyondGB2312(label, at)
	}
	t := enc.Decode(c.raw)
	c.doc = t.UTF8
	if t.Invalid > 0 {
		off := 0
		if len(t.Diagnostics) > 0 {
			off = min(len(enc.Decode(c.raw[:t.Diagnostics[0].Offset]).UTF8), len(c.doc))
		}
		c.add("invalid-bytes", off, 0, "", "%d byte sequences do not decode as %s", t.Invalid, enc.Name())
	}
}

// utf8AllTheSame reports a document whose bytes are UTF-8, against its declaration, and takes them for that.
func (c *checker) utf8AllTheSame(name, label string, at int) bool {
	const few = 4 // characters that are UTF-8 by chance
	if strings.HasPrefix(name, "UTF-") || !utf8.Valid(c.raw) {
		return false
	}
	if runes := utf8.RuneCount(c.raw); len(c.raw)-runes < 2*few {
		return false
	}
	c.doc = c.raw
	c.add("declared-encoding-wrong", at, 0, label, "the document says it is %s, and its bytes are UTF-8", quoted(label))
	return true
}

// beyondGB2312 reports characters of GBK in a document that says it is GB 2312.
func (c *checker) beyondGB2312(label string, at int) {
	if low := strings.ToLower(label); low != "gb2312" && low != "gb_2312-80" && low != "euc-cn" {
		return
	}
	for i := 0; i < len(c.raw); i++ {
		lead := c.raw[i]
		if lead < 0x80 {
			continue
		}
		i++
		if i == len(c.raw) || lead < 0xA1 || lead > 0xF7 || c.raw[i] < 0xA1 || 0xAA <= lead && lead <= 0xAF {
			c.add("beyond-gb2312", at, 0, label, "the document says it is %s, and has characters of GBK or GB 18030", quoted(label))
			return
		}
	}
}

func (c *checker) guess() {
	c.doc = c.raw
	if utf8.Valid(c.raw) {
		return
	}
	if t, err := encodingx.Decode(c.raw, encodingx.Hints{IgnoreDeclared: true}); err == nil {
		c.doc = t.UTF8
	}
}

// latin1 reports whether a label is that of ISO 8859-1, which has control characters where Windows has quotation marks.
func latin1(label string) bool {
	switch strings.ToLower(label) {
	case "iso-8859-1", "iso8859-1", "iso_8859-1", "latin1", "l1", "latin-1":
		return true
	}
	return false
}

// fromLatin1 turns ISO 8859-1 into UTF-8, letter by letter, so that bytes from Windows show.
func fromLatin1(b []byte) []byte {
	out := make([]byte, 0, len(b)+len(b)/8)
	for _, c := range b {
		out = utf8.AppendRune(out, rune(c))
	}
	return out
}

func ascii(label string) bool {
	switch strings.ToLower(label) {
	case "us-ascii", "ascii", "ansi_x3.4-1968", "iso646-us":
		return true
	}
	return false
}

// common are the encodings that feeds were found to use, besides those that XML 1.0 section 4.3.3 asks for.
var common = words(`us-ascii iso-8859-1 euc-jp iso-8859-2 iso-8859-15 iso-8859-7 koi8-r shift_jis
	windows-1250 windows-1251 windows-1252 windows-1254 windows-1255 windows-1256 gb18030`)

func (c *checker) judgeLabel(declared, http, marked string, at int) {
	label := declared
	if label == "" {
		label = http
	}
	c.facts.encoding = label
	if label == "" {
		if marked == "" {
			c.add("missing-encoding", 0, 0, "", "no encoding is declared; readers have to assume UTF-8")
		}
		return
	}
	if _, ok := encodingx.Lookup(label); !ok {
		return
	}
	low := strings.ToLower(label)
	if declared == "" || low == "utf-8" || low == "utf-16" {
		return
	}
	if common[low] {
		c.add("nonstandard-encoding", at, 0, label, "readers need not support the encoding %s, only UTF-8 and UTF-16", quoted(label))
		return
	}
	c.add("obscure-encoding", at, 0, label, "few readers support the encoding %s; use UTF-8", quoted(label))
}
