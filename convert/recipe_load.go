package convert

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"
)

// load parses the YAML and checks its size, encoding, depth and aliases.
func (d *recipeDecoder) load() (*yaml.Node, error) {
	if len(d.src) > recipeMaxBytes {
		return nil, &RecipeError{Name: d.name, Message: fmt.Sprintf("recipe has %d bytes, more than %d", len(d.src), recipeMaxBytes)}
	}
	if !utf8.Valid(d.src) {
		i := 0
		for i < len(d.src) {
			if r, n := utf8.DecodeRune(d.src[i:]); r == utf8.RuneError && n == 1 {
				break
			} else {
				i += n
			}
		}
		line := 1 + bytes.Count(d.src[:i], []byte{'\n'})
		column := 1 + utf8.RuneCount(d.src[bytes.LastIndexByte(d.src[:i], '\n')+1:i])
		return nil, d.errorAt(line, column, "save the recipe as UTF-8", "recipe is not valid UTF-8")
	}
	var doc yaml.Node
	if err := yaml.Load(d.src, &doc); err != nil {
		return nil, d.syntaxError(err)
	}
	if doc.Kind != yaml.DocumentNode || len(doc.Content) != 1 {
		return nil, d.errorAt(1, 1, "", "recipe is empty")
	}
	nodes := 0
	if !d.measure(&doc, 0, &nodes, map[*yaml.Node]bool{}) {
		return nil, d.err
	}
	return doc.Content[0], nil
}

// measure counts the nodes below n as if every alias were written out, and stops at the limits.
func (d *recipeDecoder) measure(n *yaml.Node, depth int, nodes *int, open map[*yaml.Node]bool) bool {
	*nodes++
	switch {
	case depth > recipeMaxDepth:
		d.fail(n, "", "recipe is nested deeper than %d levels", recipeMaxDepth)
	case *nodes > recipeMaxNodes:
		d.fail(n, "", "recipe has more than %d values when its aliases are written out", recipeMaxNodes)
	case open[n]:
		d.fail(n, "", "alias stands inside what it names")
	}
	if d.err != nil {
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

// syntaxError gives an error of the YAML parser our form.
func (d *recipeDecoder) syntaxError(err error) *RecipeError {
	le, ok := errors.AsType[*yaml.LoadError](err)
	if !ok {
		if many, ok := errors.AsType[*yaml.LoadErrors](err); ok && len(many.Errors) > 0 {
			le = many.Errors[0]
		}
	}
	if le == nil {
		return d.errorAt(1, 1, "", "recipe is not YAML: "+err.Error())
	}
	message := strings.TrimPrefix(le.Message, "yaml: ")
	hint := ""
	switch {
	case strings.Contains(message, "no documents"):
		return d.errorAt(1, 1, "a recipe starts with recipe: 1", "recipe is empty")
	case strings.Contains(message, "found multiple"):
		return d.errorAt(1, 1, "write one recipe in one file", "recipe has more than one YAML document")
	case strings.Contains(message, "cannot start any token"):
		hint = "indent with spaces, and quote text that starts with a tab, %, @ or `"
	case strings.Contains(message, "mapping values are not allowed"):
		hint = "quote text that contains a colon"
	}
	return d.errorAt(max(le.Mark.Line, 1), max(le.Mark.Column, 1), hint, "recipe is not YAML: "+message)
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
