package zhconv

import (
	"sync"

	"golang.org/x/text/transform"
)

// maxKept is the most memory that a finished conversion leaves for the next one, in bytes.
const maxKept = 1 << 20

// Converter converts text. String and Append are safe for use by several goroutines at once; Transform and Reset belong to one
// stream at a time.
type Converter struct {
	table   *table
	program *program
	idle    sync.Pool // of *engine

	stream *engine // of Transform; nil before its first call
	sent   int     // how much of its output has been handed on
}

// New makes a converter. The error is an *UnknownVariantError if there is no such variant.
func New(v Variant) (*Converter, error) {
	t, err := openTable(tables)
	if err != nil {
		return nil, err
	}
	p, ok := t.program(v)
	if !ok {
		return nil, &UnknownVariantError{v}
	}
	return &Converter{table: t, program: p}, nil
}

func (c *Converter) newEngine() *engine { return &engine{t: c.table, p: c.program} }

// String converts a text. What needs no change is returned as it is.
func (c *Converter) String(s string) string {
	e := c.take()
	for i := 0; i < len(s); {
		i += feed(e, s[i:], true)
		e.advance(i == len(s))
	}
	if string(e.out) != s {
		s = string(e.out)
	}
	c.give(e)
	return s
}

// Append converts a text and appends the result to dst.
func (c *Converter) Append(dst, text []byte) []byte {
	e := c.take()
	own := e.out
	e.out = dst
	for i := 0; i < len(text); {
		i += feed(e, text[i:], true)
		e.advance(i == len(text))
	}
	dst, e.out = e.out, own
	c.give(e)
	return dst
}

func (c *Converter) take() *engine {
	if e, ok := c.idle.Get().(*engine); ok {
		return e
	}
	return c.newEngine()
}

// give makes an engine ready for the next text.
func (c *Converter) give(e *engine) {
	e.reset()
	if cap(e.out) > maxKept {
		e.out = nil
	}
	c.idle.Put(e)
}

// Transform implements [transform.Transformer]. The result is the same however the text comes in pieces. It holds back what the
// next characters may still turn into another phrase or an ideographic description sequence: less than 100 characters, and none
// at the end of a line or after most punctuation.
func (c *Converter) Transform(dst, src []byte, atEOF bool) (nDst, nSrc int, err error) {
	if c.stream == nil {
		c.stream = c.newEngine()
	}
	e := c.stream
	for {
		n := copy(dst[nDst:], e.out[c.sent:])
		nDst += n
		c.sent += n
		if c.sent < len(e.out) {
			return nDst, nSrc, transform.ErrShortDst
		}
		e.out, c.sent = e.out[:0], 0
		if nSrc == len(src) {
			if !atEOF || !e.pending() {
				return nDst, nSrc, nil
			}
			e.advance(true)
			continue
		}
		n = feed(e, src[nSrc:], atEOF)
		if n == 0 {
			return nDst, nSrc, transform.ErrShortSrc
		}
		nSrc += n
		e.advance(atEOF && nSrc == len(src))
	}
}

// Reset implements [transform.Transformer]: it forgets the text before.
func (c *Converter) Reset() {
	if c.stream != nil {
		c.stream.reset()
	}
	c.sent = 0
}

var _ transform.Transformer = (*Converter)(nil)
