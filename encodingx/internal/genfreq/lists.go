package main

import (
	"bufio"
	"compress/gzip"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// readCounts reads lines of a word and its count.
func readCounts(path string) (words, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("reading a word list: %w", err)
	}
	defer f.Close()
	list := words{}
	sc := bufio.NewScanner(f)
	for sc.Scan() {
		fields := strings.Fields(sc.Text())
		if len(fields) < 2 {
			continue
		}
		if n, err := strconv.ParseFloat(fields[1], 64); err == nil {
			list[fields[0]] += n
		}
	}
	return list, sc.Err()
}

// readWordfreq reads a list in wordfreq's format: a gzipped msgpack array of a header and then, for each hundredth of a
// factor of ten below 1, an array of the words of that frequency.
func readWordfreq(path string) (words, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("reading a word list: %w", err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		return nil, fmt.Errorf("reading %s: %w", path, err)
	}
	data, err := io.ReadAll(z)
	if err != nil {
		return nil, fmt.Errorf("reading %s: %w", path, err)
	}
	d := &msgpack{b: data}
	top := d.value()
	array, ok := top.([]any)
	if d.err != nil || !ok || len(array) < 2 {
		return nil, fmt.Errorf("reading %s: not a list of wordfreq: %w", path, d.err)
	}
	list := words{}
	for i, bucket := range array[1:] {
		entries, ok := bucket.([]any)
		if !ok {
			continue
		}
		p := math.Pow(10, -float64(i)/100)
		for _, e := range entries {
			if word, ok := e.(string); ok {
				list[word] += p
			}
		}
	}
	return list, nil
}

// msgpack reads the part of the MessagePack format that wordfreq uses.
type msgpack struct {
	b   []byte
	err error
}

func (d *msgpack) take(n int) []byte {
	if n > len(d.b) {
		d.err = errors.New("unexpected end")
		n = len(d.b)
	}
	out := d.b[:n]
	d.b = d.b[n:]
	return out
}

func (d *msgpack) size(n int) int {
	b := make([]byte, 4)
	copy(b[4-n:], d.take(n))
	return int(binary.BigEndian.Uint32(b))
}

func (d *msgpack) value() any {
	if d.err != nil || len(d.b) == 0 {
		return nil
	}
	switch c := d.take(1)[0]; {
	case c < 0x80:
		return int(c)
	case c < 0x90:
		return d.pairs(int(c & 0x0F))
	case c < 0xA0:
		return d.array(int(c & 0x0F))
	case c < 0xC0:
		return string(d.take(int(c & 0x1F)))
	case c == 0xCC || c == 0xCD || c == 0xCE:
		return d.size(1 << (c - 0xCC))
	case c == 0xD9 || c == 0xDA || c == 0xDB:
		return string(d.take(d.size(1 << (c - 0xD9))))
	case c == 0xDC || c == 0xDD:
		return d.array(d.size(2 << (c - 0xDC)))
	default:
		d.err = fmt.Errorf("type %02X is not read", c)
		return nil
	}
}

func (d *msgpack) array(n int) any {
	var list []any
	for ; n > 0 && d.err == nil; n-- {
		list = append(list, d.value())
	}
	return list
}

func (d *msgpack) pairs(n int) any {
	for ; n > 0 && d.err == nil; n-- {
		d.value()
		d.value()
	}
	return nil
}

// openCC converts Simplified into Traditional by the longest phrase.
type openCC struct {
	phrases map[string]string
	longest int
}

func readOpenCC(dir string) (*openCC, error) {
	c := &openCC{phrases: map[string]string{}}
	for _, name := range []string{"STCharacters.txt", "STPhrases.txt"} {
		f, err := os.Open(filepath.Join(dir, name))
		if err != nil {
			return nil, fmt.Errorf("reading a dictionary: %w", err)
		}
		sc := bufio.NewScanner(f)
		for sc.Scan() {
			from, to, ok := strings.Cut(sc.Text(), "\t")
			if !ok || strings.HasPrefix(from, "#") {
				continue
			}
			c.phrases[from] = strings.Fields(to)[0]
			c.longest = max(c.longest, len(from))
		}
		if err := errors.Join(sc.Err(), f.Close()); err != nil {
			return nil, fmt.Errorf("reading %s: %w", name, err)
		}
	}
	return c, nil
}

func (c *openCC) convert(s string) string {
	var b strings.Builder
next:
	for s != "" {
		for n := min(len(s), c.longest); n > 0; n-- {
			if to, ok := c.phrases[s[:n]]; ok {
				b.WriteString(to)
				s = s[n:]
				continue next
			}
		}
		n := 1
		for n < len(s) && s[n]&0xC0 == 0x80 {
			n++
		}
		b.WriteString(s[:n])
		s = s[n:]
	}
	return b.String()
}

func (c *openCC) words(list words) words {
	out := words{}
	for word, p := range list {
		out[c.convert(word)] += p
	}
	return out
}
