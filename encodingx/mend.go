package encodingx

import (
	"bytes"
	"unicode/utf8"
)

// Mended is a stretch of the input that was not read in the encoding of the page.
type Mended struct {
	Offset int       // byte offset in the input
	Length int       // in bytes
	As     *Encoding // the encoding the stretch was read in
	// Through is the encoding that UTF-8 had been misread in before it was written again, where the text had been encoded
	// twice; nil where it had not.
	Through *Encoding
}

// What a stretch must have before it is read otherwise than the page.
const (
	mendSequences = 2  // UTF-8 sequences, with nothing invalid between them
	mendDearer    = 28 // half bits a character in the page's encoding, which no text of any length has
	mendGain      = 8  // half bits a character by which undoing a second encoding must make the text cheaper
)

// Mend is Decode for pages whose parts are in several encodings: a UTF-8 banner in a GBK body, a GBK headline in a UTF-8 page,
// and UTF-8 that was misread as windows-1252 or GBK and encoded again. Each stretch between markup and line ends is looked at
// by itself, and what was done is reported. Diagnostics are not listed; Text.Invalid counts what did not decode even so.
func Mend(b []byte, h Hints) (*Text, []Mended) {
	d := Detect(b, h)
	m := mender{page: d.Encoding, other: named("UTF-8")}
	if !d.Encoding.asciiCompatible() {
		return d.Encoding.Decode(b), nil
	}
	if d.Encoding.kind == kindUTF8 {
		m.other = m.foreign(b)
	}
	out := make([]byte, 0, d.Encoding.estimate(b))
	pos := bomOf(d.Encoding, b)
	for pos < len(b) {
		n := asciiLen(b[pos:])
		out = append(out, b[pos:pos+n]...)
		pos += n
		if pos == len(b) {
			break
		}
		n = stretchLen(b[pos:])
		out = m.stretch(out, b[pos:pos+n], pos)
		pos += n
	}
	d.Invalid = m.invalid
	return &Text{UTF8: out, Detection: d, Invalid: m.invalid}, m.done
}

// stretchLen is how far it is to the next markup or line end.
func stretchLen(b []byte) int {
	if n := bytes.IndexAny(b, "<>\n\r\""); n > 0 {
		return n
	}
	return len(b)
}

// mender mends one page.
type mender struct {
	page, other *Encoding
	done        []Mended
	invalid     int
}

// foreign finds the encoding of the stretches of a UTF-8 page that are not UTF-8.
func (m *mender) foreign(b []byte) *Encoding {
	const enough = 4096
	var sample []byte
	for pos := 0; pos < len(b) && len(sample) < enough; {
		pos += asciiLen(b[pos:])
		n := stretchLen(b[pos:])
		if s := b[pos : pos+n]; !validUTF8(s) {
			sample = append(append(sample, s...), ' ')
		}
		pos += n
	}
	if len(sample) == 0 {
		return nil
	}
	if e := Detect(sample, Hints{IgnoreDeclared: true, Uncounted: true}).Encoding; e.kind != kindUTF8 {
		return e
	}
	return nil
}

// stretch appends the text of b, which begins at an offset of the input.
func (m *mender) stretch(out, b []byte, offset int) []byte {
	switch valid := validUTF8(b); {
	case m.page.kind != kindUTF8 && valid && sequences(b) >= mendSequences && m.dear(b):
		m.done = append(m.done, Mended{Offset: offset, Length: len(b), As: named("UTF-8")})
		return append(out, b...)
	case m.page.kind == kindUTF8 && !valid && m.other != nil:
		if t := m.other.Decode(b); t.Invalid == 0 {
			m.done = append(m.done, Mended{Offset: offset, Length: len(b), As: m.other})
			return append(out, t.UTF8...)
		}
	}
	t := m.page.Decode(b)
	m.invalid += t.Invalid
	if t.Invalid == 0 {
		if twice, through := undo(t.UTF8); through != nil {
			m.done = append(m.done, Mended{Offset: offset, Length: len(b), As: m.page, Through: through})
			return append(out, twice...)
		}
	}
	return append(out, t.UTF8...)
}

// dear tells whether b is no text in the page's encoding.
func (m *mender) dear(b []byte) bool {
	for _, l := range pairLanes {
		if named(l.encoding) == m.page.priced() {
			lane := l.model().read(b, maxCostRead)
			return lane.errors > 0 || lane.perUnit() >= mendDearer
		}
	}
	return true // valid UTF-8 is no text in any encoding of one byte
}

// maxCostRead lets a lane be read to its end.
const maxCostRead = int(^uint(0) >> 2)

// sequences is the number of characters of valid UTF-8 that are not ASCII.
func sequences(b []byte) int {
	n := 0
	for _, c := range b {
		if c >= 0xC0 {
			n++
		}
	}
	return n
}

// undo takes back a second encoding: text that is UTF-8 misread in one of the usual encodings. through is nil if it is none.
func undo(text []byte) (mended []byte, through *Encoding) {
	for _, name := range [...]string{"windows-1252", "GBK"} {
		e := named(name)
		raw, err := e.NewEncoder().Bytes(text)
		if err != nil || !validUTF8(raw) || sequences(raw) < mendSequences {
			continue
		}
		if e.kind != kindSingleByte && chineseCost(raw)+mendGain > chineseCost(text) {
			continue
		}
		return raw, e
	}
	return nil, nil
}

// chineseCost is what a character of a text costs, on average, as Chinese in GBK.
func chineseCost(text []byte) int {
	costs := gbkCosts()
	sum, n := 0, 0
	for _, r := range string(text) {
		if r >= utf8.RuneSelf && r <= 0xFFFF {
			sum += int(costs[r] & costMask)
			n++
		}
	}
	if n == 0 {
		return costInvalid
	}
	return sum / n
}
