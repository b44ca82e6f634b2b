package encodingx

import (
	"fmt"
	"io"
	"slices"
)

// DetectWindow is how many bytes a Reader looks at, from the first non-ASCII one, before it decides.
const DetectWindow = 64 << 10

const (
	readSize  = 32 << 10
	emptyRead = 100 // empty reads in a row that are tolerated
)

// Reader decodes a stream into UTF-8 in constant memory. Use NewReader.
type Reader struct {
	r         io.Reader
	h         Hints
	in        []byte // read and not yet decoded
	eof       bool
	readErr   error // of r; what was read before it is still decoded
	detection Detection
	decided   bool // false while everything was ASCII and nothing was declared
	machine   machine
	bad       diagnostics
	offset    int // of in[0] in the input
	out       []byte
	outPos    int
	err       error
}

// NewReader returns a Reader that detects the encoding of r from its first bytes and decodes it into UTF-8 without a
// byte order mark. The error is that of r, if it failed before the encoding was found.
func NewReader(r io.Reader, h Hints) (*Reader, error) {
	d := &Reader{r: r, h: h, out: make([]byte, 0, readSize), bad: diagnostics{onInvalid: h.OnInvalid}}
	if err := d.fill(DetectWindow); err != nil {
		return nil, err
	}
	// ASCII tells nothing: look at a whole window from the first other byte on.
	if n := asciiLen(d.in); n < len(d.in) && !d.eof {
		if err := d.fill(n + DetectWindow); err != nil {
			return nil, err
		}
	}
	d.decide(detect(d.in, h))
	n := bomOf(d.detection.Encoding, d.in)
	d.in, d.offset = d.in[n:], n
	return d, nil
}

func (d *Reader) decide(det Detection) {
	d.detection = det
	d.decided = det.By != ByFallback || asciiLen(d.in) < len(d.in)
	d.machine = det.Encoding.newMachine()
}

// Detection says which encoding the Reader decodes and why. While all bytes are ASCII that may still change.
// Invalid counts what was met so far.
func (d *Reader) Detection() Detection {
	det := d.detection
	det.Invalid = d.bad.count
	return det
}

// Diagnostics lists the invalid sequences met so far, at most MaxDiagnostics.
func (d *Reader) Diagnostics() []Diagnostic { return d.bad.list }

// Invalid is the number of invalid sequences met so far, listed or not.
func (d *Reader) Invalid() int { return d.bad.count }

// fill reads until n bytes are there or the input ends.
func (d *Reader) fill(n int) error {
	empty := 0
	for len(d.in) < n && !d.eof && d.readErr == nil {
		d.in = slices.Grow(d.in, n-len(d.in))
		k, err := d.r.Read(d.in[len(d.in):n])
		d.in = d.in[:len(d.in)+k]
		switch {
		case err == io.EOF:
			d.eof = true
		case err != nil:
			d.readErr = fmt.Errorf("reading at offset %d: %w", d.offset+len(d.in), err)
		case k > 0:
			empty = 0
		default:
			if empty++; empty > emptyRead {
				d.readErr = io.ErrNoProgress
			}
		}
	}
	return d.readErr
}

// Read implements io.Reader.
func (d *Reader) Read(p []byte) (int, error) {
	if len(p) == 0 {
		return 0, nil
	}
	for d.outPos == len(d.out) {
		if d.err != nil {
			return 0, d.err
		}
		d.out, d.outPos = d.out[:0], 0
		d.err = d.step()
	}
	n := copy(p, d.out[d.outPos:])
	d.outPos += n
	return n, nil
}

// step decodes some more into out. Its error is kept until out is read.
func (d *Reader) step() error {
	if !d.decided {
		return d.stepUndecided()
	}
	o := d.machine.decode(d.out[:cap(d.out)], d.in, d.eof)
	d.out = d.out[:o.nDst]
	d.advance(o.nSrc)
	switch o.verdict {
	case fullDst:
	case finished, moreSrc:
		if d.eof {
			return io.EOF
		}
		return d.more(readSize)
	default:
		text := d.bad.add(d.offset, d.in[:min(o.shown, len(d.in))], o.verdict)
		if d.h.Strict {
			return &DecodeError{Encoding: d.detection.Encoding.Name(), Diagnostic: d.bad.list[0]}
		}
		d.out = append(d.out, text...)
		d.advance(o.bad)
	}
	return nil
}

// stepUndecided passes ASCII through until there is something to detect.
func (d *Reader) stepUndecided() error {
	n := copyASCII(d.out[:cap(d.out)], d.in)
	d.out = d.out[:n]
	d.advance(n)
	if len(d.in) > 0 && n == 0 {
		if d.readErr == nil {
			_ = d.fill(DetectWindow) // an error is told after what came before it
		}
		det := detect(d.in, d.h)
		det.Declared = d.detection.Declared
		d.decide(det)
		return nil
	}
	if len(d.in) > 0 {
		return nil
	}
	if d.eof {
		return io.EOF
	}
	return d.more(readSize)
}

// more reads up to n further bytes. Its error is one that nothing came before.
func (d *Reader) more(n int) error {
	if d.readErr != nil {
		return d.readErr
	}
	had := len(d.in)
	if err := d.fill(had + n); err != nil && len(d.in) == had {
		return err
	}
	return nil
}

func (d *Reader) advance(n int) {
	d.in = d.in[n:]
	d.offset += n
}
