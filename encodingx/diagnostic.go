package encodingx

import (
	"fmt"
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
// Bytes shows what could not be decoded. Where its last byte is an ASCII byte, that byte was decoded again by itself and is in the
// text after the replacement: a stray lead byte never swallows a delimiter.
type Diagnostic struct {
	Offset int    // byte offset in the input
	Bytes  []byte // the sequence, a slice of its own
	Reason Reason
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
	list  []Diagnostic
	count int
	bytes []byte // what Diagnostic.Bytes are cut from
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

func (d *diagnostics) add(offset int, seq []byte, v verdict) {
	d.count++
	if len(d.list) >= MaxDiagnostics {
		return
	}
	if cap(d.bytes)-len(d.bytes) < len(seq) {
		d.bytes = make([]byte, 0, bytesChunk)
	}
	start := len(d.bytes)
	d.bytes = append(d.bytes, seq...)
	d.list = append(d.list, Diagnostic{
		Offset: offset,
		Bytes:  d.bytes[start:len(d.bytes):len(d.bytes)],
		Reason: reasonOf(v),
	})
}
