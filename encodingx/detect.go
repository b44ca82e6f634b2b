package encodingx

import "bytes"

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
	// TopLevelDomain of the page's address ("tw", or a host or name that ends in it) breaks ties, as Language does.
	TopLevelDomain string
	// Language is the BCP 47 tag of a Content-Language header or a lang attribute ("zh-TW"), which says more than a domain.
	Language string
	// OnInvalid gives what stands in the text for a sequence that does not decode, instead of U+FFFD. KeepBytes is one.
	OnInvalid func(Diagnostic) string
	// Uncounted leaves Detection.Invalid at NotCounted, which spares reading what statistics do not need.
	Uncounted bool
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
	Invalid    int           // sequences that do not decode in Encoding; NotCounted if that is not known
}

// NotCounted is Detection.Invalid where not all bytes were looked at: with Hints.Uncounted, and in a [Detector] that was
// written to.
const NotCounted = -1

// Detect says which encoding b is in, and why. It always answers.
func Detect(b []byte, h Hints) Detection {
	d := detectors.Get().(*Detector)
	found := d.keep(d.Detect(b, h))
	d.drop()
	detectors.Put(d)
	return found
}

// The slices of Detections are cut from blocks of this many elements, so that most of them cost no allocation.
const (
	candidateBlock   = 84
	declarationBlock = 40
)

// keep gives a Detection whose slices the Detector does not write to any more.
func (d *Detector) keep(found Detection) Detection {
	found.Candidates = cut(&d.spareCandidates, found.Candidates, candidateBlock)
	found.Declared = cut(&d.spareDeclarations, found.Declared, declarationBlock)
	return found
}

// cut copies list to the begin of a block, which becomes shorter; a new one of a size is made where it is too short.
func cut[T any](block *[]T, list []T, size int) []T {
	n := len(list)
	if n == 0 {
		return nil
	}
	if len(*block) < n {
		*block = make([]T, max(n, size))
	}
	out := (*block)[:n:n]
	*block = (*block)[n:]
	copy(out, list)
	return out
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
