package encodingx

import (
	"bytes"
	"fmt"
	"unicode/utf8"
)

// MaxDiagnostics is the number of invalid sequences that are listed; more are only counted.
const MaxDiagnostics = 1 << 16

// Reason says why a sequence did not decode.
type Reason string

// The reasons.
const (
	Unmapped  Reason = "unmapped"  // well-formed pair or quadruple without a character
	Malformed Reason = "malformed" // bytes that cannot stand there
	Truncated Reason = "truncated" // the input ends inside a character
)

// Diagnostic is one sequence that did not decode and became U+FFFD.
//
// Bytes shows what could not be decoded. Where an unmapped pair ends in an ASCII byte, that byte was decoded again by itself and is
// in the text after the replacement: a stray lead byte never swallows a delimiter.
type Diagnostic struct {
	Offset int    // byte offset in the input
	Bytes  []byte // the sequence, a slice of its own
	Reason Reason
}

// KeepBytes is for Hints.OnInvalid: it keeps each byte that does not decode as a private use character, U+F700 and the byte, so
// that nothing is lost. The encoding x-user-defined turns those from 80 on into bytes again.
func KeepBytes(d Diagnostic) string {
	var text []byte
	for _, c := range d.replaced() {
		text = utf8.AppendRune(text, keptBytes+rune(c))
	}
	return string(text)
}

// replaced are the bytes that the replacement stands for.
func (d Diagnostic) replaced() []byte {
	if n := len(d.Bytes); d.Reason == Unmapped && n == 2 && d.Bytes[1] < utf8.RuneSelf {
		return d.Bytes[:1]
	}
	return d.Bytes
}

// keptBytes is the character of byte 0.
const keptBytes = 0xF700

// Position gives the line and the column, from 1 on and in characters, of an offset in bytes that are in this encoding.
func (e *Encoding) Position(b []byte, offset int) (line, column int) {
	b = b[:min(max(offset, 0), len(b))]
	if e.asciiCompatible() { // no byte of a character is a line end
		start := bytes.LastIndexByte(b, '\n') + 1
		return bytes.Count(b, []byte{'\n'}) + 1, utf8.RuneCount(e.Decode(b[start:]).UTF8) + 1
	}
	text := e.Decode(b).UTF8
	start := bytes.LastIndexByte(text, '\n') + 1
	return bytes.Count(text, []byte{'\n'}) + 1, utf8.RuneCount(text[start:]) + 1
}

// DecodeError is the first invalid sequence of bytes that had to be valid.
type DecodeError struct {
	Encoding string // name of the encoding the bytes were read in
	Diagnostic
}

// Error implements error.
func (e *DecodeError) Error() string {
	return fmt.Sprintf("decoding %s at offset %d: % X is %s", e.Encoding, e.Offset, e.Bytes, e.Reason)
}

// EncodeError is a character that an encoding does not have.
type EncodeError struct {
	Encoding string
	Rune     rune
}

// Error implements error.
func (e *EncodeError) Error() string {
	return fmt.Sprintf("encoding %U in %s: no such character there", e.Rune, e.Encoding)
}

// Replacement gives the byte that encoding.ReplaceUnsupported of golang.org/x/text writes instead.
func (e *EncodeError) Replacement() byte { return '?' }

// diagnostics collects invalid sequences up to a limit.
type diagnostics struct {
	list      []Diagnostic
	count     int
	bytes     []byte // what Diagnostic.Bytes are cut from
	onInvalid func(Diagnostic) string
}

// bytesChunk is how many bytes of diagnostics are allocated at a time.
const bytesChunk = 512

func reasonOf(v verdict) Reason {
	switch v {
	case unmapped:
		return Unmapped
	case truncated:
		return Truncated
	}
	return Malformed
}

// add counts a sequence and gives what stands for it in the text.
func (d *diagnostics) add(offset int, seq []byte, v verdict) string {
	d.count++
	if len(d.list) >= MaxDiagnostics {
		if d.onInvalid == nil {
			return replacement
		}
		return d.onInvalid(Diagnostic{Offset: offset, Bytes: bytes.Clone(seq), Reason: reasonOf(v)})
	}
	if cap(d.bytes)-len(d.bytes) < len(seq) {
		d.bytes = make([]byte, 0, bytesChunk)
	}
	start := len(d.bytes)
	d.bytes = append(d.bytes, seq...)
	found := Diagnostic{
		Offset: offset,
		Bytes:  d.bytes[start:len(d.bytes):len(d.bytes)],
		Reason: reasonOf(v),
	}
	d.list = append(d.list, found)
	if d.onInvalid == nil {
		return replacement
	}
	return d.onInvalid(found)
}
