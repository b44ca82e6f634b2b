package encodingx

import (
	"bytes"
	"cmp"
	"slices"
	"unicode/utf8"
)

// nullSample is how much is looked at for the NULs of UTF-16 and UTF-32.
const nullSample = 4096

// byNulls finds UTF-16 and UTF-32 without byte order mark by where their NULs stand; nil if there are none to speak of.
func byNulls(b []byte) *Encoding {
	b = b[:min(len(b), nullSample)&^3]
	if len(b) < 4 || bytes.IndexByte(b, 0) < 0 {
		return nil
	}
	var nulls [4]int
	for i, c := range b {
		if c == 0 {
			nulls[i&3]++
		}
	}
	quarter := len(b) / 4
	most := func(n int) bool { return n*10 >= quarter*9 }
	few := func(n int) bool { return n*20 <= quarter }
	switch {
	case most(nulls[3]) && most(nulls[2]) && few(nulls[0]):
		return named("UTF-32LE")
	case most(nulls[0]) && most(nulls[1]) && few(nulls[3]):
		return named("UTF-32BE")
	}
	even, odd := nulls[0]+nulls[2], nulls[1]+nulls[3]
	const share = 8 // markup and line breaks alone give one NUL in that many units
	switch {
	case odd*share >= 2*quarter && even*16 <= odd:
		return named("UTF-16LE")
	case even*share >= 2*quarter && odd*16 <= even:
		return named("UTF-16BE")
	}
	return nil
}

// byEscapes finds the encodings of seven bits by their escapes; nil if there are none that decode.
func byEscapes(b []byte) *Encoding {
	var name string
	switch {
	case bytes.Contains(b, []byte(iso2022KRDesignator)):
		name = "ISO-2022-KR"
	case bytes.Contains(b, []byte("\x1B$B")), bytes.Contains(b, []byte("\x1B$@")), bytes.Contains(b, []byte("\x1B(J")):
		name = "ISO-2022-JP"
	case bytes.Contains(b, []byte("~{")) && bytes.Contains(b, []byte("~}")):
		name = "HZ-GB-2312"
	default:
		return nil
	}
	if e := named(name); countInvalid(e, b) == 0 {
		return e
	}
	return nil
}

// judge holds what the bytes say by themselves.
type judge struct {
	b         []byte
	utf8      bool // valid UTF-8
	multibyte int  // UTF-8 sequences that are valid
	broken    int  // and that are not
	lanes     []lane
}

// lane is one encoding the bytes may be in.
type lane struct {
	encoding *Encoding
	score    int // log-likelihood against chance, in quarter bits
	pairs    int
	errors   int
}

// judgeSample bounds how many bytes from the first non-ASCII one are judged.
const judgeSample = 256 << 10

// newJudge reads b, which begins with a non-ASCII byte.
func newJudge(b []byte, atEOF bool) *judge {
	j := &judge{b: b}
	j.countUTF8(atEOF)
	if j.utf8 {
		return j
	}
	sample := b[:min(len(b), judgeSample)]
	j.lanes = []lane{
		readLane(named("GBK"), gbTable(), gbWeight, sample),
		readLane(named("Big5"), big5Table(), big5Weight, sample),
	}
	slices.SortStableFunc(j.lanes, func(a, b lane) int { return cmp.Compare(b.score, a.score) })
	return j
}

func (j *judge) countUTF8(atEOF bool) {
	for b := j.b; len(b) > 0; {
		if b[0] < utf8.RuneSelf {
			b = b[asciiLen(b):]
			continue
		}
		r, n := utf8.DecodeRune(b)
		if r != utf8.RuneError || n > 1 {
			j.multibyte++
			b = b[n:]
			continue
		}
		n, whole := utf8BadLen(b)
		if whole || atEOF && j.multibyte == 0 {
			j.broken++
		}
		b = b[n:]
	}
	j.utf8 = j.multibyte > 0 && j.broken == 0
}

// Weights of pairs, in quarter bits.
const (
	weightCommon   = 4
	weightSymbol   = 2
	weightRare     = -2
	weightStrange  = -10
	weightUnmapped = -40
)

func gbWeight(lead, trail byte) int {
	switch {
	case lead >= 0xB0 && lead <= 0xD7 && trail >= 0xA1:
		return weightCommon
	case lead >= 0xD8 && lead <= 0xF7 && trail >= 0xA1:
		return weightRare
	case (lead == 0xA1 || lead == 0xA3) && trail >= 0xA1:
		return weightSymbol
	case lead >= 0xAA && lead <= 0xAF || lead >= 0xF8:
		return weightStrange * 2
	}
	return weightStrange
}

func big5Weight(lead, trail byte) int {
	switch {
	case lead >= 0xA4 && lead <= 0xC6:
		return weightCommon
	case lead >= 0xC9 && lead <= 0xF9:
		return weightRare
	case lead == 0xA1:
		return weightSymbol
	case lead <= 0xA0 || lead >= 0xFA:
		return weightStrange
	}
	return weightRare
}

func readLane(e *Encoding, t *doubleByteTable, weight func(lead, trail byte) int, b []byte) lane {
	l := lane{encoding: e}
	for i := 0; i < len(b); {
		if b[i] < utf8.RuneSelf {
			i += asciiLen(b[i:])
			continue
		}
		if i+1 >= len(b) {
			break
		}
		l.pairs++
		lead, trail := b[i], b[i+1]
		if t.at(lead, trail) != 0 {
			l.score += weight(lead, trail)
			i += 2
			continue
		}
		l.errors++
		l.score += weightUnmapped
		i++
		if trail >= utf8.RuneSelf {
			i++
		}
	}
	return l
}

// Shares that the referee goes by.
const (
	// nearlyUTF8 valid sequences for each broken one make text UTF-8 with flaws: chance gives less than one.
	nearlyUTF8 = 8
	// toleratedErrors is how many pairs there must be for each that does not decode.
	toleratedErrors = 50
)

// decide weighs the declarations against what the bytes say.
func (j *judge) decide(declarations []Declaration) Detection {
	best := j.lanes[0]
	plausible := best.pairs > 0 && best.score > 0 && best.errors*toleratedErrors <= best.pairs+toleratedErrors/2
	mostlyUTF8 := j.multibyte >= j.broken*nearlyUTF8 && j.multibyte > 1
	for _, dec := range declarations {
		e := dec.encodingOf()
		if e == nil || !e.asciiCompatible() {
			continue
		}
		if e.kind == kindUTF8 {
			if mostlyUTF8 || j.multibyte > 0 && !plausible {
				return j.detection(e, dec.By)
			}
			continue
		}
		if mostlyUTF8 {
			continue
		}
		if j.believes(e, best, plausible) {
			return j.detection(e, dec.By)
		}
	}
	switch {
	case mostlyUTF8:
		return j.detection(named("UTF-8"), ByUTF8)
	case plausible:
		return j.detection(best.encoding, ByStatistics)
	}
	d := j.detection(named("windows-1252"), ByFallback)
	d.Certain = false
	return d
}

// believes tells whether a declared encoding explains the bytes about as well as the best one.
func (j *judge) believes(e *Encoding, best lane, plausible bool) bool {
	for _, l := range j.lanes {
		if l.encoding == e || l.encoding.kind == kindGBK && e.kind == kindGB18030 {
			return l.errors*toleratedErrors <= l.pairs+toleratedErrors/2 && (l.score > 0 || l.score >= best.score/2)
		}
	}
	if e.kind == kindSingleByte && plausible {
		return false
	}
	return countInvalid(e, j.b)*toleratedErrors <= len(j.b)
}

func (j *judge) detection(e *Encoding, by Evidence) Detection {
	d := Detection{Encoding: e, By: by, Certain: true}
	for _, l := range j.lanes {
		if l.score > 0 {
			d.Candidates = append(d.Candidates, Candidate{Encoding: l.encoding, Score: float64(l.score)})
		}
	}
	total := 0.0
	for _, c := range d.Candidates {
		total += c.Score
	}
	for i := range d.Candidates {
		d.Candidates[i].Score /= total
	}
	if !slices.ContainsFunc(d.Candidates, func(c Candidate) bool { return c.Encoding == e }) {
		d.Candidates = append([]Candidate{{Encoding: e, Score: 1}}, d.Candidates...)
	}
	return d
}
