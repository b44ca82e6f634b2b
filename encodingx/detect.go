package encodingx

import (
	"bytes"
	"unicode/utf8"
)

// Evidence names the layer of detection that decided.
type Evidence string

// The layers, in the order in which they are asked.
const (
	ByBOM        Evidence = "bom"        // byte order mark
	ByHTTP       Evidence = "http"       // charset parameter of the transport's Content-Type
	ByXML        Evidence = "xml"        // encoding pseudo-attribute of an XML declaration
	ByMeta       Evidence = "meta"       // WHATWG meta prescan, continued past its 1,024 bytes
	ByUTF8       Evidence = "utf8"       // valid UTF-8 with at least one non-ASCII character
	ByStatistics Evidence = "statistics" // frequency of the byte pairs
	ByFallback   Evidence = "fallback"   // nothing decided
	ByCaller     Evidence = "caller"     // the caller named the encoding: (*Encoding).Decode
)

// Hints is what a caller knows about the bytes besides the bytes. The zero value is ready to use.
type Hints struct {
	// HTTPCharset is the charset parameter of the transport's Content-Type header, "" if there was none.
	HTTPCharset string
	// Encoding is the encoding where the caller knows it; it is not questioned. nil: it is found out.
	Encoding *Encoding
	// IgnoreDeclared leaves HTTP, XML and meta declarations out of the decision; a BOM still counts.
	IgnoreDeclared bool
	// Strict makes Decode and Reader fail with a *DecodeError at the first invalid sequence.
	Strict bool
}

// Candidate is one encoding that was considered, with its share of the evidence between 0 and 1.
type Candidate struct {
	Encoding *Encoding
	Score    float64
}

// Declaration is a label that someone wrote about the bytes, whether or not it was believed.
type Declaration struct {
	By     Evidence // ByBOM, ByHTTP, ByXML or ByMeta
	Label  string   // as written
	Offset int      // byte offset of the label in the input; -1 for HTTP
}

// Detection says which encoding bytes are in and why.
type Detection struct {
	Encoding   *Encoding // never nil
	By         Evidence
	Certain    bool
	Candidates []Candidate   // best first
	Declared   []Declaration // in order of appearance
	Invalid    int           // sequences that do not decode in Encoding
}

// Detect says which encoding b is in, and why. It always answers.
func Detect(b []byte, h Hints) Detection {
	d := detect(b, h)
	if d.Invalid < 0 {
		d.Invalid = countInvalid(d.Encoding, b)
	}
	return d
}

// countInvalid decodes into a scratch buffer and counts what does not decode.
func countInvalid(e *Encoding, b []byte) int { return countBad(e, b, true) }

// countBad is countInvalid where b may go on behind its end.
func countBad(e *Encoding, b []byte, atEOF bool) int {
	pos := bomOf(e, b)
	if e.kind == kindUTF8 && utf8.Valid(b) {
		return 0
	}
	var scratch [4096]byte
	m, count := e.newMachine(), 0
	for {
		o := m.decode(scratch[:], b[pos:], atEOF)
		pos += o.nSrc
		switch o.verdict {
		case finished, moreSrc:
			return count
		case fullDst:
		default:
			count++
			pos += o.bad
		}
	}
}

// byteOrderMark gives the kind of Unicode encoding whose byte order mark b begins with, and the mark's length.
func byteOrderMark(b []byte) (kind, int) {
	switch {
	case bytes.HasPrefix(b, []byte("\xEF\xBB\xBF")):
		return kindUTF8, 3
	case bytes.HasPrefix(b, []byte("\xFF\xFE\x00\x00")): // UTF-16 does not begin with NUL
		return kindUTF32LE, 4
	case bytes.HasPrefix(b, []byte("\x00\x00\xFE\xFF")):
		return kindUTF32BE, 4
	case bytes.HasPrefix(b, []byte("\xFF\xFE")):
		return kindUTF16LE, 2
	case bytes.HasPrefix(b, []byte("\xFE\xFF")):
		return kindUTF16BE, 2
	}
	return kindReplacement, 0
}

func unicodeName(k kind) string {
	switch k {
	case kindUTF16LE:
		return "UTF-16LE"
	case kindUTF16BE:
		return "UTF-16BE"
	case kindUTF32LE:
		return "UTF-32LE"
	case kindUTF32BE:
		return "UTF-32BE"
	}
	return "UTF-8"
}

// notCounted is Detection.Invalid where detect has not looked at all bytes.
const notCounted = -1

// detect asks the layers in order. A character that is cut off at the end of b is no error.
func detect(b []byte, h Hints) Detection {
	if h.Encoding != nil {
		d := certain(h.Encoding, ByCaller)
		d.Invalid = notCounted
		return d
	}
	if k, n := byteOrderMark(b); n > 0 {
		e := named(unicodeName(k))
		d := certain(e, ByBOM)
		d.Invalid = notCounted
		d.Declared = append([]Declaration{{By: ByBOM, Label: e.name}}, declared(b, h)...)
		return d
	}
	if e := byNulls(b); e != nil {
		d := certain(e, ByStatistics)
		d.Invalid = notCounted
		return d
	}
	declarations := declared(b, h)
	d := decide(b, declarations)
	d.Declared = declarations
	return d
}

func certain(e *Encoding, by Evidence) Detection {
	return Detection{Encoding: e, By: by, Certain: true, Candidates: []Candidate{{Encoding: e, Score: 1}}}
}

func decide(b []byte, declarations []Declaration) Detection {
	first := asciiLen(b)
	if first == len(b) {
		return decideASCII(b, declarations)
	}
	before := byte(' ')
	if first > 0 {
		before = b[first-1]
	}
	var j judge
	j.read(b[first:], before)
	if j.utf8 {
		by := ByUTF8
		for _, dec := range declarations {
			if e := dec.encodingOf(); e != nil && e.kind == kindUTF8 {
				by = dec.By
				break
			}
		}
		d := certain(named("UTF-8"), by)
		d.Invalid = boolInt(j.cut)
		return d
	}
	return j.decide(declarations)
}

// decideASCII decides about bytes that are all below 80: an escape encoding by its escapes, or whatever is declared.
func decideASCII(b []byte, declarations []Declaration) Detection {
	if e := byEscapes(b); e != nil {
		d := certain(e, ByStatistics)
		d.Invalid = notCounted
		return d
	}
	for _, dec := range declarations {
		if e := dec.encodingOf(); e != nil && e.asciiCompatible() {
			return certain(e, dec.By)
		}
	}
	return Detection{Encoding: named("UTF-8"), By: ByFallback, Candidates: []Candidate{{Encoding: named("UTF-8"), Score: 1}}}
}
