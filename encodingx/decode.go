package encodingx

import "slices"

// Text is decoded text with the account of how it came to be.
type Text struct {
	UTF8        []byte // valid UTF-8 without BOM
	Detection   Detection
	Diagnostics []Diagnostic // at most MaxDiagnostics, in order of Offset
	Invalid     int          // number of sequences that did not decode, listed or not
}

// Err returns a *DecodeError for the first invalid sequence, or nil if every byte decoded.
func (t *Text) Err() error {
	if len(t.Diagnostics) == 0 {
		return nil
	}
	return &DecodeError{Encoding: t.Detection.Encoding.Name(), Diagnostic: t.Diagnostics[0]}
}

// Decode detects the encoding of b and returns its text in UTF-8 without a byte order mark.
// The error is nil unless h.Strict is set; then it is a *DecodeError for the first invalid sequence, and the text is
// returned, too. Text.UTF8 may share memory with b when b is valid UTF-8 already.
func Decode(b []byte, h Hints) (*Text, error) {
	d := detect(b, h)
	t := decodeAll(d.Encoding, b, h.OnInvalid)
	d.Invalid = t.Invalid
	t.Detection = d
	if h.Strict {
		return t, t.Err()
	}
	return t, nil
}

// Decode returns the text of b, which the caller knows to be in this encoding. A byte order mark of the encoding is left out.
func (e *Encoding) Decode(b []byte) *Text {
	t := decodeAll(e, b, nil)
	t.Detection = Detection{Encoding: e, By: ByCaller, Certain: true, Invalid: t.Invalid}
	return t
}

// bomOf returns the length of the byte order mark of e that b begins with.
func bomOf(e *Encoding, b []byte) int {
	mark, n := byteOrderMark(b)
	if mark == e.kind {
		return n
	}
	return 0
}

func decodeAll(e *Encoding, b []byte, onInvalid func(Diagnostic) string) *Text {
	pos := bomOf(e, b)
	if e.kind == kindUTF8 && validUTF8(b) {
		return &Text{UTF8: b[pos:]}
	}
	if e.asciiCompatible() && asciiLen(b) == len(b) {
		return &Text{UTF8: b}
	}
	m := e.newMachine()
	bad := diagnostics{onInvalid: onInvalid}
	out := make([]byte, 0, e.estimate(b[pos:]))
	for {
		o := m.decode(out[len(out):cap(out)], b[pos:], true)
		out = out[:len(out)+o.nDst]
		pos += o.nSrc
		switch o.verdict {
		case finished:
			return &Text{UTF8: out, Diagnostics: bad.list, Invalid: bad.count}
		case fullDst:
			out = slices.Grow(out, (len(b)-pos)*3/2+maxCharacter)
		default:
			out = append(out, bad.add(pos, b[pos:min(pos+o.shown, len(b))], o.verdict)...)
			pos += o.bad
		}
	}
}

// asciiCompatible tells whether bytes below 80 mean ASCII wherever they stand alone.
func (e *Encoding) asciiCompatible() bool {
	switch e.kind {
	case kindUTF16LE, kindUTF16BE, kindUTF32LE, kindUTF32BE, kindISO2022JP, kindISO2022KR, kindISO2022CN, kindHZ, kindReplacement:
		return false
	}
	return true
}

// estimate guesses how long src becomes in UTF-8, from a few places of it; the output grows once more if that is too little.
func (e *Encoding) estimate(src []byte) int {
	const places = 64
	high, seen := 0, 0
	for i := 0; i < len(src); i += len(src)/places + 1 {
		seen++
		if src[i] >= 0x80 {
			high++
		}
	}
	if seen == 0 {
		return maxCharacter
	}
	// Two bytes become three, or one becomes two or three; a sixteenth more for the error of so small a sample.
	share := len(src) / seen * high
	if e.kind != kindSingleByte {
		share = share * 3 / 4
	}
	return len(src) + share + len(src)/16 + maxCharacter
}
