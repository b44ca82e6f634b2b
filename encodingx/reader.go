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
	decided   bool      // false while everything was ASCII
	detector  *Detector // nil once that is decided
	seen      int       // bytes of in that the detector has
	plain     bool      // escapes decide nothing any more
	machine   machine
	bad       diagnostics
	offset    int // of in[0] in the input
	out       []byte
	outPos    int
	err       error
}

// NewReader returns a Reader that detects the encoding of r from its first bytes and decodes it into UTF-8 without a
// byte order mark. The error is that of r, if it failed before the encoding was found.
//
// ASCII tells nothing, whatever is declared: as long as there is nothing else the Reader passes it on, and decides from the
// declarations and from [DetectWindow] bytes from the first other one on, as [Detect] does of the same bytes.
func NewReader(r io.Reader, h Hints) (*Reader, error) {
	d := &Reader{r: r, h: h, out: make([]byte, 0, readSize), bad: diagnostics{onInvalid: h.OnInvalid}, detector: new(Detector)}
	d.detector.Reset(h)
	if err := d.fill(DetectWindow); err != nil {
		return nil, err
	}
	if err := d.look(); err != nil {
		return nil, err
	}
	n := bomOf(d.detection.Encoding, d.in)
	d.in, d.offset = d.in[n:], n
	d.seen = max(d.seen-n, 0)
	return d, nil
}

// look shows the detector what was read, reads as much more as it takes to decide, and decides if there is more than ASCII.
func (d *Reader) look() error {
	for {
		_, _ = d.detector.Write(d.in[d.seen:])
		d.seen = len(d.in)
		end := d.offset + len(d.in)
		need := end
		switch {
		case d.detector.settled():
		case d.detector.high:
			need = d.detector.first + DetectWindow
		case len(d.detector.escaped) > 0 && !d.plain:
			need = end + escapeWindow - len(d.detector.escaped)
		default:
			need = -1
		}
		if need > end && !d.eof && d.readErr == nil {
			if err := d.fill(need - d.offset); err != nil && d.offset == 0 {
				return err
			}
			continue
		}
		ascii := need < 0 && !d.eof
		if ascii && d.detection.Encoding != nil {
			return nil
		}
		found := d.detector.keep(d.detector.Detection())
		d.detection = found
		if ascii {
			return nil
		}
		if !d.eof && !d.detector.high && !d.detector.settled() && found.By != ByStatistics {
			d.plain = true // no text with such escapes
			return nil
		}
		d.decided, d.detector = true, nil
		d.machine = found.Encoding.newMachine()
		return nil
	}
}

// Detection says which encoding the Reader decodes and why. While all bytes read are ASCII that may still change.
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
	for {
		o := d.machine.decode(d.out[len(d.out):cap(d.out)], d.in, d.eof)
		d.out = d.out[:len(d.out)+o.nDst]
		d.advance(o.nSrc)
		switch o.verdict {
		case fullDst:
			return nil
		case finished, moreSrc:
			if d.eof {
				return io.EOF
			}
			return d.more(readSize)
		}
		text := d.bad.add(d.offset, d.in[:min(o.shown, len(d.in))], o.verdict)
		if d.h.Strict {
			return &DecodeError{Encoding: d.detection.Encoding.Name(), Diagnostic: d.bad.list[0]}
		}
		d.out = append(d.out, text...)
		d.advance(o.bad)
		if len(d.out) > cap(d.out)/2 {
			return nil // room for what comes next
		}
	}
}

// stepUndecided passes ASCII on until there is something to detect.
func (d *Reader) stepUndecided() error {
	pass := d.in[:min(len(d.in), d.seen)]
	if !d.eof && len(pass) > 0 && pass[len(pass)-1] == '~' {
		pass = pass[:len(pass)-1] // an escape may begin there
	}
	if n := copyASCII(d.out[:cap(d.out)], pass); n > 0 {
		d.out = d.out[:n]
		d.advance(n)
		d.seen -= n
		return nil
	}
	if d.eof {
		return io.EOF
	}
	if err := d.more(readSize); err != nil {
		return err
	}
	return d.look()
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
