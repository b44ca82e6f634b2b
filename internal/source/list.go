package source

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"strings"
)

// Limits of a list of inputs.
const (
	MaxListLine  = 64 << 10  // bytes of one line
	MaxListLines = 1_000_000 // lines of one list
)

// ReadList reads a list of inputs: one path per line, after which a TAB and the URL it came from may follow,
// and then a TAB and its Content-Type. Empty lines are skipped, as is a carriage return at a line's end.
func ReadList(r io.Reader) ([]Input, error) {
	var in []Input
	s := bufio.NewScanner(r)
	s.Buffer(make([]byte, 0, 4096), MaxListLine)
	n := 0
	for s.Scan() {
		if n++; n > MaxListLines {
			return nil, fmt.Errorf("read list of inputs: more than %d lines", MaxListLines)
		}
		line := strings.TrimSuffix(s.Text(), "\r")
		if line == "" {
			continue
		}
		f := strings.SplitN(line, "\t", 4)
		if len(f) > 3 || f[0] == "" {
			return nil, fmt.Errorf("read list of inputs: line %d: want PATH, or PATH, URL and Content-Type with a TAB between them", n)
		}
		f = append(f, "", "")
		in = append(in, Input{Path: f[0], URL: strings.TrimSpace(f[1]), ContentType: strings.TrimSpace(f[2])})
	}
	if err := s.Err(); err != nil {
		if errors.Is(err, bufio.ErrTooLong) {
			err = fmt.Errorf("line %d is longer than %d bytes", n+1, MaxListLine)
		}
		return nil, fmt.Errorf("read list of inputs: %w", err)
	}
	return in, nil
}
