package convert

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"

	"github.com/portalfeed/portalfeed/encodingx"
)

// load parses the YAML and checks its size, encoding, depth and aliases.
func (d *recipeDecoder) load() (*yaml.Node, error) {
	if len(d.src) > recipeMaxBytes {
		return nil, d.errorAt(1, 1, "divide it among several recipes", fmt.Sprintf("recipe has %d bytes, more than %d", len(d.src), recipeMaxBytes))
	}
	if bytes.HasPrefix(d.src, []byte("\xff\xfe")) || bytes.HasPrefix(d.src, []byte("\xfe\xff")) {
		return nil, d.errorAt(1, 1, "save the recipe as UTF-8", "recipe is in UTF-16")
	}
	for i := 0; i < len(d.src); {
		r, n := utf8.DecodeRune(d.src[i:])
		switch {
		case r == utf8.RuneError && n == 1:
			hint := "save the recipe as UTF-8"
			if found := encodingx.Detect(d.src, encodingx.Hints{Uncounted: true}); found.Encoding.Name() != "UTF-8" {
				hint += "; it seems to be in " + found.Encoding.Name()
			}
			return nil, d.errorAtByte(i, hint, "recipe is not valid UTF-8")
		case r < ' ' && r != '\t' && r != '\n' && r != '\r', r == 0x7F: // YAML 1.2 section 5.1
			return nil, d.errorAtByte(i, "take it out", fmt.Sprintf("recipe has a control character, U+%04X", r))
		}
		i += n
	}
	var doc yaml.Node
	if err := yaml.Load(d.src, &doc); err != nil {
		return nil, d.syntaxError(err)
	}
	if doc.Kind != yaml.DocumentNode || len(doc.Content) != 1 {
		return nil, d.errorAt(1, 1, "a recipe starts with recipe: 1", "recipe is empty")
	}
	nodes := 0
	if !d.measure(&doc, 0, &nodes, map[*yaml.Node]bool{}) {
		return nil, d.err
	}
	return doc.Content[0], nil
}

// errorAtByte is an error at a byte of the recipe.
func (d *recipeDecoder) errorAtByte(at int, hint, message string) *RecipeError {
	line, text := 1, ""
	for line, text = range recipeLines(d.src[:at]) { //nolint:revive // the last line is wanted
	}
	return d.errorAt(line, 1+utf8.RuneCountInString(text), hint, message)
}

// measure counts the nodes below n as if every alias were written out, and stops at the limits.
func (d *recipeDecoder) measure(n *yaml.Node, depth int, nodes *int, open map[*yaml.Node]bool) bool {
	*nodes++
	switch {
	case depth > recipeMaxDepth:
		d.fail(n, "the format needs 8 levels: look for brackets that were not closed", "recipe is nested deeper than %d levels", recipeMaxDepth)
	case *nodes > recipeMaxNodes:
		d.fail(n, "divide it among several recipes, or write fewer aliases", "recipe has more than %d values when its aliases are written out", recipeMaxNodes)
	case open[n]:
		d.fail(n, "write out what the alias stands for", "alias stands inside what it names")
	}
	if d.err != nil {
		return false
	}
	if n.Style&yaml.TaggedStyle != 0 && !slices.Contains(recipeTags, n.ShortTag()) {
		d.fail(n, "take it out, and quote text that starts with !", "tag %s is not known", recipeShort(n.Tag))
		return false
	}
	if n.Kind == yaml.AliasNode {
		return n.Alias == nil || d.measure(n.Alias, depth+1, nodes, open)
	}
	if n.Anchor != "" {
		open[n] = true
		defer delete(open, n)
	}
	for _, c := range n.Content {
		if !d.measure(c, depth+1, nodes, open) {
			return false
		}
	}
	return true
}

// recipeTags are the tags of YAML that a recipe may write out (YAML 1.2, chapter 10).
var recipeTags = []string{"!!map", "!!seq", "!!str", "!!int", "!!float", "!!bool", "!!null"}

// syntaxError gives an error of the YAML parser our form.
func (d *recipeDecoder) syntaxError(err error) *RecipeError {
	le, ok := errors.AsType[*yaml.LoadError](err)
	if !ok {
		if many, ok := errors.AsType[*yaml.LoadErrors](err); ok && len(many.Errors) > 0 {
			le = many.Errors[0]
		}
	}
	if le == nil {
		return d.errorAt(1, 1, recipeYAMLHint, "recipe is not YAML: "+err.Error())
	}
	message := strings.TrimPrefix(le.Message, "yaml: ")
	hint, mark := recipeYAMLHint, le.Mark
	switch {
	case strings.Contains(message, "no documents"):
		return d.errorAt(1, 1, "a recipe starts with recipe: 1", "recipe is empty")
	case strings.Contains(message, "found multiple"):
		return d.errorAt(d.secondDocument(), 1, "write one recipe in one file", "recipe has more than one YAML document")
	case strings.Contains(message, "cannot start any token") && d.startsWithTab(mark.Line):
		hint, message = "indent with spaces", "a tab indents the line"
	case strings.Contains(message, "cannot start any token"):
		hint = "indent with spaces, and quote text that starts with a tab, %, @ or `"
	case strings.Contains(message, "mapping values are not allowed"):
		hint = "quote text that contains a colon"
	case strings.Contains(message, "violates indentation"), strings.Contains(message, "indentation space"), strings.Contains(message, "mixed spaces"):
		hint = "indent with spaces"
	case strings.Contains(message, "unknown escape"):
		hint = `write \\ for a backslash between double quotes, or use single quotes`
	case strings.Contains(message, "unknown anchor"):
		hint = "name it before with &, or quote text that starts with *"
	case strings.Contains(message, "max depth"):
		hint = "the format needs 8 levels: look for brackets that were not closed"
	case strings.Contains(le.ContextMsg, "flow"), strings.Contains(le.ContextMsg, "quoted"):
		from := le.ContextMark
		last, column := d.last()
		if mark.Line > last || mark.Line == last && mark.Column > column { // the end of the file is not where it is wrong
			if mark = from; from == le.Mark || from.Line == 0 {
				mark.Line, mark.Column = last, column
			}
			from = mark
		}
		if from.Line > 0 {
			hint = fmt.Sprintf("what begins in line %d, column %d is not closed", from.Line, from.Column)
		}
	}
	return d.errorAt(max(mark.Line, 1), max(mark.Column, 1), hint, "recipe is not YAML: "+message)
}

// startsWithTab reports whether a tab is among the white space that a line begins with.
func (d *recipeDecoder) startsWithTab(line int) bool {
	text, ok := recipeLine(d.src, line)
	return ok && strings.Contains(text[:len(text)-len(strings.TrimLeft(text, " \t"))], "\t")
}

// recipeYAMLHint is the way out where nothing better is known.
const recipeYAMLHint = "look at the indentation, quotes and brackets of this line and the one above"

// last is the place of the recipe's last character that is not blank.
func (d *recipeDecoder) last() (line, column int) {
	line, column = 1, 1
	for n, text := range recipeLines(d.src) {
		if text = strings.TrimRightFunc(text, unicode.IsSpace); text != "" {
			line, column = n, utf8.RuneCountInString(text)
		}
	}
	return line, column
}

func (d *recipeDecoder) errorAt(line, column int, hint, message string) *RecipeError {
	return &RecipeError{Name: d.name, Line: line, Column: column, Message: message, Hint: hint, Snippet: recipeSnippet(d.src, line, column)}
}

// fail keeps the first error.
func (d *recipeDecoder) fail(n *yaml.Node, hint, format string, args ...any) {
	if d.err == nil {
		d.err = d.errorAt(n.Line, n.Column, hint, fmt.Sprintf(format, args...))
	}
}
