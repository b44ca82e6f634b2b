package cli

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode"

	"github.com/spf13/cobra"
	"golang.org/x/text/width"

	"github.com/portalfeed/portalfeed/internal/fetch"
)

// How the program speaks:
//
//   - stdout carries results and nothing else: JSON Lines with --json (one object a line, UTF-8, no BOM, no HTML
//     escaping), else text for people. A result is written whole or not at all.
//   - stderr carries everything said to a person: one line each, prefixed "portalfeed: ", lower case, no full stop,
//     naming the input it is about. What to do instead follows on a line of its own, prefixed "  ".
//   - Text that came from outside never reaches a terminal raw: control characters and bidirectional controls are
//     shown escaped, on both streams (JSON has its own escapes).
//   - A progress bar is drawn on stderr, only when that is a terminal, and never with --json.
//   - With --json an input that failed is reported on both streams: as {"path":…,"error":…} in its place on stdout
//     and as a line on stderr.

// complain reports an error about an input, or about the run when path is "".
func (e *Env) complain(path string, err error) {
	if path != "" {
		path += ": "
	}
	// A failure to write to stderr has nowhere to be reported.
	_, _ = fmt.Fprintf(e.Stderr, "%s: %s\n", programName, printable(path+err.Error()))
	if errors.Is(err, fetch.ErrPrivate) {
		e.advise("--allow-private reads addresses of this machine and of private networks, too")
	}
}

// notice says something about an input that is no error.
func (e *Env) notice(path, format string, args ...any) {
	e.complain(path, fmt.Errorf(format, args...))
}

// advise adds the line that tells the way out of the error above it.
func (e *Env) advise(text string) {
	_, _ = fmt.Fprintf(e.Stderr, "  %s\n", printable(text))
}

// flagError words a mistake in the flags and suggests the nearest flag.
func flagError(cmd *cobra.Command, err error) error {
	usage := usageErrorf("%w", err)
	name, ok := strings.CutPrefix(err.Error(), "unknown flag: --")
	if !ok {
		return usage
	}
	if near := nearest(name, flagNames(cmd)); near != "" {
		usage = usage.withAdvice("did you mean --%s?", near)
	}
	return usage
}

// printable is text that a terminal can show: controls, bidirectional controls and invalid UTF-8 are escaped.
func printable(s string) string {
	clean := true
	for _, r := range s {
		if !isPrintable(r) {
			clean = false
			break
		}
	}
	if clean {
		return s
	}
	var b strings.Builder
	for i, r := range s {
		switch {
		case r == unicode.ReplacementChar && !strings.HasPrefix(s[i:], "\ufffd"):
			fmt.Fprintf(&b, `\x%02x`, s[i])
		case isPrintable(r):
			b.WriteRune(r)
		case r < 0x80:
			fmt.Fprintf(&b, `\x%02x`, r)
		default:
			fmt.Fprintf(&b, `\u%04x`, r)
		}
	}
	return b.String()
}

// isPrintable reports whether r may reach a terminal as it is. U+FFFD is checked by the caller: it may stand for a bad byte.
func isPrintable(r rune) bool {
	return r != unicode.ReplacementChar && !unicode.IsControl(r) && !unicode.Is(unicode.Bidi_Control, r)
}

// displayWidth is how many columns s takes on a terminal: two for wide and full-width characters.
func displayWidth(s string) int {
	n := 0
	for _, r := range s {
		switch width.LookupRune(r).Kind() {
		case width.EastAsianWide, width.EastAsianFullwidth:
			n += 2
		default:
			if !unicode.Is(unicode.Mn, r) {
				n++
			}
		}
	}
	return n
}

// pad fills s with blanks up to w columns.
func pad(s string, w int) string {
	return s + strings.Repeat(" ", max(0, w-displayWidth(s)))
}

// writeAll writes a whole result to stdout.
func writeAll(w io.Writer, b []byte) error {
	if _, err := w.Write(b); err != nil {
		return fmt.Errorf("write output: %w", err)
	}
	return nil
}
