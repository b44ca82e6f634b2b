package encodingx

import (
	"bytes"
	"math"
	"slices"
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
	Was     string  // how the stretch reads in the page's encoding: its first MendedText characters, then "…"
	Became  string  // how it reads now, as much of it
	Lost    int     // characters that the second encoding had destroyed and that became U+FFFD
	Sure    float64 // 0 to 1: how unlikely it is that bytes which mean something else look like this
}

// MendedText is how many characters of a stretch are shown before and after. At most MaxDiagnostics stretches are listed.
const MendedText = 80

// What a stretch must have before it is read otherwise than the page.
const (
	mendSequences = 2  // UTF-8 sequences, with nothing invalid between them
	mendDearer    = 28 // half bits a character in the page's encoding, which no text of any length has
	mendSure      = 0.99
	mendGain      = 8 // half bits a character by which undoing a second encoding must make the text cheaper
)

// Mend is Decode for pages whose parts are in several encodings: a UTF-8 banner in a GBK body, a GBK headline in a UTF-8 page,
// and UTF-8 that was misread as windows-1252 or GBK and encoded again. Each stretch between markup and line ends is looked at
// by itself, and what was done is reported. Diagnostics are not listed; Text.Invalid counts what did not decode even so, and
// each character that could not be restored.
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
	otherSure   float64 // of other, by the detector
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
	d := Detect(sample, Hints{IgnoreDeclared: true, Uncounted: true})
	if d.Encoding.kind == kindUTF8 {
		return nil
	}
	for _, c := range d.Candidates {
		if c.Encoding == d.Encoding {
			m.otherSure = c.Score
		}
	}
	return d.Encoding
}

// stretch appends the text of b, which begins at an offset of the input.
func (m *mender) stretch(out, b []byte, offset int) []byte {
	switch valid := validUTF8(b); {
	case m.page.kind != kindUTF8 && valid && sequences(b) >= mendSequences && m.dear(b):
		was := m.page.Decode(b).UTF8
		m.note(Mended{Offset: offset, Length: len(b), As: named("UTF-8"), Sure: surely(b, 0)}, was, b)
		return append(out, b...)
	case m.page.kind == kindUTF8 && !valid && m.other != nil:
		if t := m.other.Decode(b); t.Invalid == 0 {
			m.note(Mended{Offset: offset, Length: len(b), As: m.other, Sure: m.otherSure}, m.page.Decode(b).UTF8, t.UTF8)
			return append(out, t.UTF8...)
		}
	}
	t := m.page.Decode(b)
	m.invalid += t.Invalid
	if twice := undo(t.UTF8); twice.through != nil {
		m.invalid += twice.lost - t.Invalid
		m.note(Mended{
			Offset: offset, Length: len(b), As: m.page, Through: twice.through, Lost: twice.lost, Sure: surely(twice.text, twice.lost),
		}, t.UTF8, twice.text)
		return append(out, twice.text...)
	}
	return append(out, t.UTF8...)
}

// note lists what was done.
func (m *mender) note(done Mended, was, became []byte) {
	if len(m.done) < MaxDiagnostics {
		done.Was, done.Became = beginning(was), beginning(became)
		m.done = append(m.done, done)
	}
}

// beginning is as much of a text as is shown.
func beginning(text []byte) string {
	n := 0
	for i := range string(text) {
		if n == MendedText {
			return string(text[:i]) + "…"
		}
		n++
	}
	return string(text)
}

// surely is how unlikely it is that bytes are UTF-8 by accident, when text is what they are and a few characters of it are lost:
// chance puts a continuation byte where one has to be at most one time in four.
func surely(text []byte, lost int) float64 {
	const most = 52   // bits of a float64
	bits := -8 * lost // U+FFFD is counted below, and is no evidence
	for _, r := range string(text) {
		if bits += 2 * (utf8.RuneLen(r) - 1); bits >= most {
			return 1
		}
	}
	return max(0, 1-math.Exp2(-float64(bits)))
}

// dear tells whether b, which is valid UTF-8, is no text in the page's encoding.
func (m *mender) dear(b []byte) bool {
	for _, l := range pairLanes {
		if named(l.encoding) == m.page.priced() {
			// Rare characters look like UTF-8 of two bytes a character now and then: that takes more of them.
			if surely(b, 0) < mendSure {
				return false
			}
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

// undone is text of which a second encoding was taken back; through is nil where there was none.
type undone struct {
	text    []byte
	through *Encoding
	lost    int // characters that were destroyed
}

// undo takes back a second encoding: text that is UTF-8 misread in one of the usual encodings.
func undo(text []byte) undone {
	if u := undoLatin(text); u.through != nil {
		return u
	}
	raw := make([]byte, 0, len(text))
	gbk := named("GBK").newEncoder()
	for _, r := range string(text) {
		if r == utf8.RuneError {
			raw = append(raw, lostByte)
			continue
		}
		next, ok := gbk.appendRune(raw, r)
		if !ok {
			return undone{}
		}
		raw = next
	}
	restored, good, lost := salvage(raw)
	if good < mendSequences || lost > good || chineseCost(restored)+mendGain > chineseCost(text) {
		return undone{}
	}
	return undone{restored, named("GBK"), lost}
}

// undoLatin takes back UTF-8 misread as windows-1252 or ISO-8859-1, run by run of characters that these have: the rest of
// the text may be anything.
func undoLatin(text []byte) undone {
	out := make([]byte, 0, len(text))
	u := undone{through: named("windows-1252")}
	all := 0
	for len(text) > 0 {
		raw, n := latinRun(text)
		if n == 0 {
			_, n = utf8.DecodeRune(text)
			out = append(out, text[:n]...)
			text = text[n:]
			continue
		}
		restored, good, lost := salvage(raw)
		switch {
		case good > 0 && lost <= good:
			all, u.lost = all+good, u.lost+lost
			out = append(out, restored...)
		case slices.Max(raw) < utf8FirstLead: // quotation marks, dashes: they say nothing
			out = append(out, text[:n]...)
		default:
			return undone{}
		}
		text = text[n:]
	}
	if all < mendSequences {
		return undone{}
	}
	u.text = out
	return u
}

// latinRun gives the bytes of the characters above ASCII that text begins with, as far as windows-1252 or ISO-8859-1 has them, and the
// length of those in text.
func latinRun(text []byte) (raw []byte, n int) {
	latin := singleByteEncoder{table: named("windows-1252").single()}
	for i, r := range string(text) {
		ok := false
		switch {
		case r == utf8.RuneError:
			raw, ok = append(raw, lostByte), true
		case r >= utf8.RuneSelf && r != lostByte:
			if raw, ok = latin.appendRune(raw, r); !ok && r < lostByte {
				raw, ok = append(raw, byte(r)), true
			}
		}
		if !ok {
			return raw, i
		}
	}
	return raw, len(text)
}

// lostByte stands for a byte that the second encoding could not represent. UTF-8 does not have it.
const lostByte = 0xFF

// salvage reads UTF-8 of which some bytes are lost: U+FFFD becomes of each character that lacks one. It gives the number of
// other characters above ASCII, zero where anything else is wrong, and of the lost ones. A question mark, which many programs write for what
// they cannot represent, is a lost byte where one is missing; the last byte may have been left out altogether.
func salvage(raw []byte) (text []byte, good, lost int) {
	for len(raw) > 0 {
		r, n := utf8.DecodeRune(raw)
		if r != utf8.RuneError || n > 1 {
			if n > 1 {
				good++
			}
			text, raw = append(text, raw[:n]...), raw[n:]
			continue
		}
		n = 0
		if raw[0] != lostByte {
			n, _ = utf8BadLen(raw)
		}
		const left = 2 // bytes of a character of which the last was left out
		switch {
		case n < len(raw) && (raw[n] == lostByte || raw[n] == '?' && raw[0] >= utf8FirstLead):
			n++
		case n < left || n < len(raw) && raw[n] >= utf8.RuneSelf:
			return nil, 0, 0
		}
		for ; n < len(raw) && raw[n] >= utf8.RuneSelf && raw[n] < utf8FirstLead; n++ { // what the character had besides
		}
		text, raw = append(text, replacement...), raw[n:]
		lost++
	}
	return text, good, lost
}

// utf8FirstLead is the first byte that is no continuation byte.
const utf8FirstLead = 0xC0

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
