package cli

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"github.com/portalfeed/portalfeed/internal/source"
)

// eachLine calls f for every line of r that is not empty.
func eachLine(r io.Reader, f func(string) error) error {
	lines := bufio.NewScanner(r)
	lines.Buffer(nil, source.MaxListLine)
	for lines.Scan() {
		line := strings.TrimSuffix(lines.Text(), "\r")
		if line == "" {
			continue
		}
		if err := f(line); err != nil {
			return err
		}
	}
	if err := lines.Err(); err != nil {
		return fmt.Errorf("read stdin: %w", err)
	}
	return nil
}
