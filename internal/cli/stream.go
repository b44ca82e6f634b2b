package cli

import (
	"context"
	"errors"
	"io"
	"strconv"
	"unicode/utf8"

	"golang.org/x/text/transform"

	"github.com/portalfeed/portalfeed/encodingx"
)

// contextReader is a reader that ends with its context, between two reads.
type contextReader struct {
	ctx context.Context
	r   io.Reader
}

// Read implements io.Reader.
func (c contextReader) Read(b []byte) (int, error) {
	if err := c.ctx.Err(); err != nil {
		return 0, err
	}
	return c.r.Read(b)
}

// countingReader counts what was read.
type countingReader struct {
	r io.Reader
	n int64
}

// Read implements io.Reader.
func (c *countingReader) Read(b []byte) (int, error) {
	n, err := c.r.Read(b)
	c.n += int64(n)
	return n, err
}

// failingWriter remembers its own error, which tells an output that fails from an input that does.
type failingWriter struct {
	w   io.Writer
	err error
}

// Write implements io.Writer.
func (f *failingWriter) Write(b []byte) (int, error) {
	n, err := f.w.Write(b)
	if err != nil {
		f.err = err
	}
	return n, err
}

// references is an encoder that writes a numeric character reference for what its encoder does not have.
type references struct {
	encoder transform.Transformer
	count   int // references written
}

// Reset implements transform.Transformer.
func (t *references) Reset() { t.encoder.Reset(); t.count = 0 }

// referenceRoom is room for a reference in any encoding: ten characters, each with an escape sequence or four bytes.
const referenceRoom = 80

// Transform implements transform.Transformer.
func (t *references) Transform(dst, src []byte, atEOF bool) (nDst, nSrc int, err error) {
	for {
		d, s, err := t.encoder.Transform(dst[nDst:], src[nSrc:], atEOF)
		nDst, nSrc = nDst+d, nSrc+s
		if _, missing := errors.AsType[*encodingx.EncodeError](err); !missing {
			return nDst, nSrc, err
		}
		if len(dst)-nDst < referenceRoom {
			return nDst, nSrc, transform.ErrShortDst
		}
		r, size := utf8.DecodeRune(src[nSrc:])
		// The reference goes through the encoder, too: it may be in the middle of an escape sequence's reach.
		d, _, err = t.encoder.Transform(dst[nDst:], []byte("&#"+strconv.Itoa(int(r))+";"), false)
		if err != nil {
			return nDst, nSrc, err
		}
		nDst, nSrc = nDst+d, nSrc+size
		t.count++
	}
}
