package encodingx

import (
	"bytes"
	"sync"
	"unicode/utf8"
)

// escapeWindow is how much from the first escape on must decode in an encoding of seven bits.
const escapeWindow = 64 << 10

// Detector finds the encoding of bytes that come in pieces, and of one input after the other without allocating. The zero
// value is ready to use; it is not for several goroutines at a time.
//
// The answer does not depend on how the bytes are cut into pieces. It is that of [Detect], but for Detection.Invalid.
type Detector struct {
	h          Hints
	head       []byte // the first prescanLimit bytes
	size       int
	first      int // bytes before the first that is not ASCII
	high       bool
	utf8       utf8Check
	sampler    sampler
	rest       []byte // what the sampler has not read yet, where all of the input is at hand
	escaped    []byte // from the first escape on
	last       byte
	judge      judge
	start      []byte // the first bytes, however they came
	window     []byte // and as many of them as declarations are looked for in
	declared   [maxDeclarations + 2]Declaration
	candidates [maxCandidates + 1]Candidate
	scratch    [4096]byte

	spareCandidates   []Candidate // what Detections are given, see keep
	spareDeclarations []Declaration
}

var detectors = sync.Pool{New: func() any { return new(Detector) }}

// drop forgets the input, and keeps the room.
func (d *Detector) drop() {
	d.Reset(Hints{})
	d.start, d.window = nil, nil
	clear(d.declared[:])
}

// Reset makes the Detector ready for another input, about which h is known.
func (d *Detector) Reset(h Hints) {
	d.h = h
	d.head, d.escaped, d.rest = d.head[:0], d.escaped[:0], nil
	d.size, d.first, d.high, d.last = 0, 0, false, 0
	d.utf8 = utf8Check{}
	d.sampler.reset()
}

// Write takes the next piece of the input. It never fails, and keeps at most some 200 KB of it.
func (d *Detector) Write(p []byte) (int, error) {
	n := len(p)
	if room := prescanLimit - len(d.head); room > 0 {
		d.head = append(d.head, p[:min(room, n)]...)
	}
	d.size += n
	if !d.high {
		ascii := asciiLen(p)
		d.first += ascii
		d.keepEscapes(p[:ascii])
		if ascii > 0 {
			d.last = p[ascii-1]
		}
		p = p[ascii:]
		if len(p) == 0 {
			return n, nil
		}
		d.begin()
	}
	d.utf8.write(p)
	if len(d.sampler.out) <= thirdSample {
		d.sampler.take(p, thirdSample)
	}
	return n, nil
}

// settled tells whether the first bytes decide.
func (d *Detector) settled() bool {
	_, mark := byteOrderMark(d.head)
	return d.h.Encoding != nil || mark > 0 || byNulls(d.head) != nil
}

// begin is at the first byte that is not ASCII.
func (d *Detector) begin() {
	d.high = true
	d.sampler.begin(d.last)
}

// keepEscapes keeps ASCII from the first escape on.
func (d *Detector) keepEscapes(p []byte) {
	if len(d.escaped) == 0 && len(p) > 0 {
		if d.last == '~' && p[0] == '{' {
			d.escaped = append(d.escaped, '~')
		} else {
			p = p[firstEscape(p):]
		}
	}
	d.escaped = append(d.escaped, p[:min(len(p), escapeWindow-len(d.escaped))]...)
}

// firstEscape is where the first escape of an encoding of seven bits begins, or the end.
func firstEscape(p []byte) int {
	i := bytes.IndexByte(p, esc)
	if i < 0 {
		i = len(p)
	}
	if j := bytes.Index(p[:i], []byte("~{")); j >= 0 {
		i = j
	}
	return i
}

// Detection says which encoding the bytes written so far are in. Its slices are the Detector's, and stay as they are until
// it is written to, reset or asked again.
func (d *Detector) Detection() Detection { return d.decide(d.head) }

// Detect says which encoding b is in, and why, as the function of that name does. The Detection's slices are the Detector's,
// and stay as they are until it is used again.
func (d *Detector) Detect(b []byte, h Hints) Detection {
	d.Reset(h)
	found := d.detect(b)
	if found.Invalid == NotCounted && !h.Uncounted {
		found.Invalid = d.countBad(found.Encoding, b)
	}
	d.rest, d.start, d.window = nil, nil, nil
	return found
}

// detect is Detect without counting.
func (d *Detector) detect(b []byte) Detection {
	d.size = len(b)
	if d.h.Encoding == nil {
		if _, n := byteOrderMark(b); n == 0 {
			d.first = asciiLen(b)
			if d.first < len(b) {
				if d.first > 0 {
					d.last = b[d.first-1]
				}
				d.begin()
				d.rest = b[d.first:]
				d.utf8.write(d.rest)
			} else if i := firstEscape(b); i < len(b) {
				d.escaped = append(d.escaped, b[i:min(i+escapeWindow, len(b))]...)
			}
		}
	}
	return d.decide(b)
}

// detect is Detect without counting, for who decodes anyway.
func detect(b []byte, h Hints) Detection {
	d := detectors.Get().(*Detector)
	d.Reset(h)
	found := d.keep(d.detect(b))
	d.drop()
	detectors.Put(d)
	return found
}

// decide asks the layers in order. A character that is cut off at the end of the input is no error.
func (d *Detector) decide(head []byte) Detection {
	d.start, d.window = head[:min(len(head), nullSample)], head[:min(len(head), prescanLimit)]
	if d.h.Encoding != nil {
		return d.certain(d.h.Encoding, ByCaller)
	}
	if k, n := byteOrderMark(head); n > 0 {
		e := named(unicodeName(k))
		found := d.certain(e, ByBOM)
		d.declared[0] = Declaration{By: ByBOM, Label: e.name}
		found.Declared = declared(d.declared[:1], head, d.h)
		return found
	}
	if e := byNulls(head); e != nil {
		return d.certain(e, ByStatistics)
	}
	declarations := declared(d.declared[:0], head, d.h)
	found := d.weigh(declarations)
	found.Declared = declarations
	return found
}

func (d *Detector) certain(e *Encoding, by Evidence) Detection {
	d.candidates[0] = Candidate{Encoding: e, Score: 1}
	return Detection{Encoding: e, By: by, Certain: true, Candidates: d.candidates[:1], Invalid: NotCounted}
}

// weigh weighs the declarations against what the bytes say.
func (d *Detector) weigh(declarations []Declaration) Detection {
	if !d.high {
		return d.weighASCII(declarations)
	}
	if d.utf8.valid() {
		by := ByUTF8
		for _, dec := range declarations {
			if e := dec.encodingOf(); e != nil && e.kind == kindUTF8 {
				by = dec.By
				break
			}
		}
		found := d.certain(named("UTF-8"), by)
		found.Invalid = boolInt(d.utf8.n > 0)
		return found
	}
	d.judge.detector = d
	return d.judge.decide(declarations)
}

// weighASCII decides about bytes that are all below 80: an escape encoding by its escapes, or whatever is declared.
func (d *Detector) weighASCII(declarations []Declaration) Detection {
	if e := byEscapes(d.escaped); e != nil && d.countBadIn(e, d.escaped, false) == 0 {
		return d.certain(e, ByStatistics)
	}
	for _, dec := range declarations {
		if e := dec.encodingOf(); e != nil && e.asciiCompatible() {
			found := d.certain(e, dec.By)
			found.Invalid = 0
			return found
		}
	}
	found := d.certain(named("UTF-8"), ByFallback)
	found.Certain, found.Invalid = false, 0
	return found
}

// sample gives the non-ASCII bytes and what stands next to them, up to a size; complete if that is all of them.
func (d *Detector) sample(size int) (sample []byte, complete bool) {
	if d.rest != nil && len(d.sampler.out) <= size {
		d.rest = d.rest[d.sampler.take(d.rest, size):]
	}
	out := d.sampler.out
	return out[:min(size, len(out))], len(out) <= size
}

// countBad counts what does not decode.
func (d *Detector) countBad(e *Encoding, b []byte) int {
	if e.kind == kindUTF8 && validUTF8(b) {
		return 0
	}
	return d.countBadIn(e, b[bomOf(e, b):], true)
}

// countBadIn is countBad where b may go on behind its end, without a byte order mark.
func (d *Detector) countBadIn(e *Encoding, b []byte, atEOF bool) int {
	m, count, pos := e.newMachine(), 0, 0
	for {
		o := m.decode(d.scratch[:], b[pos:], atEOF)
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

// sampler copies the non-ASCII bytes and what stands next to them, so that markup costs nothing.
type sampler struct {
	out   []byte
	ascii int  // length of the ASCII run that was last read
	last  byte // its last byte
}

// unknownByte stands before a sample where nothing is known about what is there.
const unknownByte = 0

// afterHigh is how many ASCII bytes after others are taken: a trail byte may be ASCII, and the next tells whether a word ends.
const afterHigh = 2

func (s *sampler) reset() { s.out, s.ascii = s.out[:0], 0 }

// begin is at the first non-ASCII byte, after a byte.
func (s *sampler) begin(before byte) {
	s.out = append(s.out, before) // unknownByte if there was none
}

// take reads b until the sample is longer than size, and returns how much that was.
func (s *sampler) take(b []byte, size int) int {
	i := 0
	for i < len(b) && len(s.out) <= size {
		if b[i] >= utf8.RuneSelf {
			if s.ascii > afterHigh {
				s.out = append(s.out, s.last)
			}
			s.ascii = 0
			for i < len(b) && b[i] >= utf8.RuneSelf && len(s.out) <= size {
				s.out = append(s.out, b[i])
				i++
			}
			continue
		}
		n := asciiLen(b[i:])
		if s.ascii < afterHigh {
			s.out = append(s.out, b[i:i+min(n, afterHigh-s.ascii)]...)
		}
		s.ascii += n
		s.last = b[i+n-1]
		i += n
	}
	return i
}

// utf8Check tells whether bytes that come in pieces, the first of which is not ASCII, are UTF-8.
type utf8Check struct {
	bad, some bool
	n         int // bytes of a character that is not complete yet
	cut       [utf8.UTFMax]byte
}

// valid tells whether there was at least one character and nothing else; the last may be cut off.
func (u *utf8Check) valid() bool { return u.some && !u.bad }

func (u *utf8Check) write(p []byte) {
	for u.n > 0 && len(p) > 0 && !u.bad {
		u.cut[u.n] = p[0]
		u.n++
		p = p[1:]
		switch c := u.cut[:u.n]; {
		case utf8.Valid(c):
			u.n, u.some = 0, true
		case cutLen(c) != len(c):
			u.bad = true
		}
	}
	if u.bad || len(p) == 0 {
		return
	}
	n := len(p) - cutLen(p)
	if n > 0 {
		u.bad, u.some = !validUTF8(p[:n]), true
	}
	u.n = copy(u.cut[:], p[n:])
}

// internLabel makes a string of a declared label, without allocating where the label is known.
func internLabel(label []byte) string {
	if known, ok := theRegistry().written[string(label)]; ok {
		return known
	}
	return string(label)
}
