package xmlscan

import (
	"bytes"
	"unicode/utf8"
)

// blockSize is how far apart the marks of an Index are; a look-up reads at most two blocks.
const blockSize = 4096

// mark sums up what stands before the start of a block.
type mark struct {
	lines     int // line ends
	runes     int
	lineStart int // offset of the start of the line that the block begins in
}

// Index finds line and column of byte offsets in constant time per look-up and with memory of well under one
// hundredth of the document. It is safe for concurrent use once made.
type Index struct {
	src   []byte
	marks []mark
}

// NewIndex reads src once. A line ends with LF, CR LF or CR.
func NewIndex(src []byte) *Index {
	x := &Index{src: src, marks: make([]mark, 0, len(src)/blockSize+1)}
	var m mark
	for off := 0; ; off += blockSize {
		x.marks = append(x.marks, m)
		if off+blockSize > len(src) {
			return x
		}
		m = x.advance(m, off, off+blockSize)
	}
}

// advance carries m, valid at offset from, to offset to.
func (x *Index) advance(m mark, from, to int) mark {
	for i := from; i < to; i++ {
		c := x.src[i]
		if utf8.RuneStart(c) { // counts characters rightly even where a block cuts one
			m.runes++
		}
		if c == '\n' || c == '\r' && (i+1 == len(x.src) || x.src[i+1] != '\n') {
			m.lines++
			m.lineStart = i + 1
		}
	}
	return m
}

func (x *Index) at(off int) mark {
	b := off / blockSize
	return x.advance(x.marks[b], b*blockSize, off)
}

// Position returns line and column of a byte offset, both from 1, the column in characters.
// An offset outside the document counts as its nearest end.
func (x *Index) Position(off int) (line, column int) {
	off = min(max(off, 0), len(x.src))
	m := x.at(off)
	start := x.at(m.lineStart)
	column = m.runes - start.runes + 1
	if m.lineStart == 0 && bytes.HasPrefix(x.src, bom) && off >= len(bom) {
		column-- // the byte order mark is no character of the first line
	}
	return m.lines + 1, max(column, 1)
}

// Line returns the byte range of the line that holds the offset, without its end.
func (x *Index) Line(off int) (start, end int) {
	off = min(max(off, 0), len(x.src))
	start = x.at(off).lineStart
	end = start
	if n := bytes.IndexAny(x.src[start:], "\r\n"); n >= 0 {
		return start, start + n
	}
	end = len(x.src)
	return start, end
}
