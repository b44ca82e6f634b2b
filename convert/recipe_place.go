package convert

import (
	"iter"
	"strings"
	"unicode"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"
)

// recipeLines are the lines of a recipe without their ends, numbered from 1. YAML ends lines at CR, LF and NEL, and at the
// separators of lines and paragraphs (YAML 1.1 section 4.2), so its line numbers count these.
func recipeLines(src []byte) iter.Seq2[int, string] {
	return func(yield func(int, string) bool) {
		text := string(src)
		for n := 1; ; n++ {
			end := strings.IndexAny(text, "\r\n\u0085\u2028\u2029")
			if end < 0 {
				yield(n, text)
				return
			}
			if !yield(n, text[:end]) {
				return
			}
			_, size := utf8.DecodeRuneInString(text[end:])
			if strings.HasPrefix(text[end:], "\r\n") {
				size = 2
			}
			text = text[end+size:]
		}
	}
}

// recipeLine is one of the lines.
func recipeLine(src []byte, line int) (string, bool) {
	for n, text := range recipeLines(src) {
		if n == line {
			return text, true
		}
	}
	return "", false
}

// failWithin is fail for what stands at a byte of a value's text; below 0 it is about the whole value.
func (d *recipeDecoder) failWithin(n *yaml.Node, at int, hint, format string, args ...any) {
	place := *recipeAlias(n)
	if at >= 0 {
		place.Line, place.Column = d.within(&place, at)
	} else {
		place = *n
	}
	d.fail(&place, hint, format, args...)
}

// within is the place of a byte of a value's text, which is read without white space at its ends. It is where the value begins
// if the value has several lines that are folded.
func (d *recipeDecoder) within(n *yaml.Node, at int) (line, column int) {
	at += len(n.Value) - len(strings.TrimLeftFunc(n.Value, unicode.IsSpace))
	text, ok := recipeLine(d.src, n.Line)
	if !ok || at > len(n.Value) {
		return n.Line, n.Column
	}
	if n.Style&yaml.LiteralStyle != 0 {
		return d.withinLiteral(n, at)
	}
	rest := text
	for range n.Column - 1 {
		_, size := utf8.DecodeRuneInString(rest)
		rest = rest[size:]
	}
	for strings.HasPrefix(rest, "&") || strings.HasPrefix(rest, "!") { // an anchor or a tag stands before the value
		end := strings.IndexAny(rest, " \t")
		if end < 0 {
			return n.Line, n.Column
		}
		rest = strings.TrimLeft(rest[end:], " \t")
	}
	start := len(text) - len(rest)
	var skip int
	switch {
	case n.Style&yaml.DoubleQuotedStyle != 0:
		skip, ok = withinDouble(rest, n.Value, at)
	case n.Style&yaml.SingleQuotedStyle != 0:
		skip, ok = withinSingle(rest, at)
	case n.Style&yaml.FoldedStyle != 0:
		ok = false
	default:
		skip, ok = at, strings.HasPrefix(rest, n.Value)
	}
	if !ok {
		return n.Line, n.Column
	}
	return n.Line, 1 + utf8.RuneCountInString(text[:start+skip])
}

// withinLiteral finds a byte of a literal block: each line of it stands for itself, behind the indentation.
func (d *recipeDecoder) withinLiteral(n *yaml.Node, at int) (line, column int) {
	down := strings.Count(n.Value[:at], "\n")
	row := n.Value[strings.LastIndexByte(n.Value[:at], '\n')+1:]
	in := at - (len(n.Value) - len(row))
	row, _, _ = strings.Cut(row, "\n")
	line = n.Line + 1 + down
	text, ok := recipeLine(d.src, line)
	if !ok || !strings.HasSuffix(text, row) || in > len(row) {
		return n.Line, n.Column
	}
	return line, 1 + utf8.RuneCountInString(text[:len(text)-len(row)+in])
}

// withinSingle is where a byte of a single-quoted value stands: each quote in it is written twice.
func withinSingle(quoted string, at int) (int, bool) {
	for i := 1; i < len(quoted); i++ {
		if at == 0 {
			return i, true
		}
		if quoted[i] == '\'' {
			i++
		}
		at--
	}
	return 0, false
}

// withinDouble is where a byte of a double-quoted value stands, whose escapes (YAML 1.2 section 5.7) make other bytes.
func withinDouble(quoted, value string, at int) (int, bool) {
	i, made := 1, 0
	for i < len(quoted) && made < at {
		_, size := utf8.DecodeRuneInString(quoted[i:])
		if quoted[i] == '\\' {
			size = 2
			if i+1 < len(quoted) {
				size += map[byte]int{'x': 2, 'u': 4, 'U': 8}[quoted[i+1]]
			}
		}
		_, of := utf8.DecodeRuneInString(value[made:])
		i, made = i+size, made+of
	}
	return i, made == at && i < len(quoted)
}

// secondDocument is the line in which the second YAML document of a recipe begins; 1 if it is not found.
func (d *recipeDecoder) secondDocument() int {
	began, ended := false, false
	for n, text := range recipeLines(d.src) {
		bare := strings.TrimSpace(text)
		marker := text == "---" || strings.HasPrefix(text, "--- ") || strings.HasPrefix(text, "---\t")
		switch {
		case marker && began, ended && bare != "" && !strings.HasPrefix(bare, "#"):
			return n
		case text == "..." || strings.HasPrefix(text, "... "):
			ended = began
		case marker, bare != "" && !strings.HasPrefix(bare, "#") && !strings.HasPrefix(text, "%"):
			began = true
		}
	}
	return 1
}
