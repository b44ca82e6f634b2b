package validate

import (
	"bufio"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/width"

	"github.com/portalfeed/portalfeed/feed/internal/xmlscan"
)

const (
	// maxRepeats is how many findings of one rule the text output shows of one document.
	maxRepeats = 10
	// lineWindow is how many characters of a source line are shown before and after the place.
	lineWindow = 60
)

// textPrinter prints for people.
type textPrinter struct{}

func (textPrinter) add(w *bufio.Writer, path string, r *Report) error {
	shown := map[RuleID]int{}
	var order []RuleID
	var lines *xmlscan.Index
	for i := range r.Findings {
		f := &r.Findings[i]
		if shown[f.Rule]++; shown[f.Rule] > maxRepeats {
			if shown[f.Rule] == maxRepeats+1 {
				order = append(order, f.Rule)
			}
			continue
		}
		fmt.Fprintf(w, "%s:%d:%d: %s: %s [%s]\n", path, f.Pos.Line, f.Pos.Column, r.words.of(string(f.Level)), f.Message, f.Rule)
		if lines == nil {
			lines = xmlscan.NewIndex(r.text)
		}
		source, caret := excerpt(r.text, lines, f.Pos.Offset)
		if strings.TrimSpace(source) != "" {
			fmt.Fprintf(w, "    %s\n    %s^\n", source, caret)
		}
	}
	for _, rule := range order {
		fmt.Fprintf(w, "%s: %s\n", path, r.words.message("%d more of [%s]", []any{shown[rule] - maxRepeats, rule}))
	}
	fmt.Fprintf(w, "%s: %s\n", path, summary(r))
	return nil
}

func (textPrinter) close(*bufio.Writer) error { return nil }

// summaryWords are the formats of the summary of a document and the levels, which are worded like messages.
var summaryWords = []string{
	"valid", "not valid", "no findings", "error", "warning", "info", "%d error", "%d errors", "%d warning", "%d warnings", "%d info", "%d infos",
	"%d more of [%s]", " (%d more not listed)", " (%d accepted by the baseline)",
}

// summary is the verdict in words.
func summary(r *Report) string {
	verdict := "valid"
	if !r.Valid() {
		verdict = "not valid"
	}
	var counts []string
	for _, c := range []struct {
		n    int
		name string
	}{{r.Errors, "error"}, {r.Warnings, "warning"}, {r.Infos, "info"}} {
		switch {
		case c.n == 1:
			counts = append(counts, r.words.message("%d "+c.name, []any{c.n}))
		case c.n > 1:
			counts = append(counts, r.words.message("%d "+c.name+"s", []any{c.n}))
		}
	}
	if len(counts) == 0 {
		counts = []string{r.words.of("no findings")}
	}
	s := fmt.Sprintf("%s %s: %s", r.Format, r.words.of(verdict), strings.Join(counts, ", "))
	if r.Format == Unknown {
		s = strings.TrimPrefix(s, Unknown+" ")
	}
	if r.Omitted > 0 {
		s += r.words.message(" (%d more not listed)", []any{r.Omitted})
	}
	if r.Accepted > 0 {
		s += r.words.message(" (%d accepted by the baseline)", []any{r.Accepted})
	}
	return s
}

// excerpt returns the part of the source line around an offset and the blanks that put a caret under it.
func excerpt(doc []byte, lines *xmlscan.Index, off int) (source, caret string) {
	off = min(max(off, 0), len(doc))
	start, end := lines.Line(off)
	off = min(off, end)
	from := off
	for n := 0; n < lineWindow && from > start; n++ {
		_, size := utf8.DecodeLastRune(doc[start:from])
		from -= size
	}
	to := off
	for n := 0; n < lineWindow && to < end; n++ {
		_, size := utf8.DecodeRune(doc[to:end])
		to += size
	}
	var b, blanks strings.Builder
	if from > start {
		b.WriteString("…")
		blanks.WriteByte(' ')
	}
	for i := from; i < to; {
		r, size := utf8.DecodeRune(doc[i:to])
		if r == '\uFEFF' {
			i += size
			continue
		}
		shown := r
		if r == '\t' {
			shown = ' '
		} else if !unicode.IsPrint(r) {
			shown = '\uFFFD'
		}
		b.WriteRune(shown)
		if i < off {
			blanks.WriteString(strings.Repeat(" ", columns(shown)))
		}
		i += size
	}
	if to < end {
		b.WriteString("…")
	}
	return b.String(), blanks.String()
}

// columns is how many cells of a terminal a character takes.
func columns(r rune) int {
	switch width.LookupRune(r).Kind() {
	case width.EastAsianWide, width.EastAsianFullwidth:
		return 2
	}
	if unicode.Is(unicode.Mn, r) {
		return 0
	}
	return 1
}

// githubPrinter prints workflow commands.
type githubPrinter struct{}

var (
	githubData     = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A")
	githubProperty = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C")
)

func (githubPrinter) add(w *bufio.Writer, path string, r *Report) error {
	for i := range r.Findings {
		f := &r.Findings[i]
		level := string(f.Level)
		if f.Level == Info {
			level = "notice"
		}
		fmt.Fprintf(w, "::%s file=%s,line=%d,col=%d,title=%s::%s\n", level, githubProperty.Replace(path),
			f.Pos.Line, f.Pos.Column, githubProperty.Replace(string(f.Rule)), githubData.Replace(f.Message))
	}
	return nil
}

func (githubPrinter) close(*bufio.Writer) error { return nil }
