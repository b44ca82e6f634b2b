package convert

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/hbollon/go-edlib"
	"golang.org/x/text/width"
)

// RecipeError says what is wrong with a recipe, and where.
type RecipeError struct {
	Name    string // of the recipe, as given to ParseRecipe
	Line    int    // from 1; 0 if the place is not known
	Column  int    // from 1, in characters; 0 if the place is not known
	Message string
	Hint    string // what to write instead; "" if there is none
	Snippet string // the line with a caret under the place; "" if the place is not known
}

// Error returns the place, the message and the hint in one line; Snippet shows the place itself.
func (e *RecipeError) Error() string {
	var b strings.Builder
	b.WriteString("read recipe ")
	b.WriteString(e.Name)
	if e.Line > 0 {
		fmt.Fprintf(&b, ":%d:%d", e.Line, e.Column)
	}
	b.WriteString(": ")
	b.WriteString(e.Message)
	if e.Hint != "" {
		b.WriteString(" (" + e.Hint + ")")
	}
	return b.String()
}

// recipeSnippetWidth bounds the characters of a line that a snippet shows.
const recipeSnippetWidth = 120

// recipeSnippet shows the line and puts a caret under the column.
func recipeSnippet(src []byte, line, column int) string {
	if line < 1 {
		return ""
	}
	text := string(src)
	for range line - 1 {
		_, rest, found := strings.Cut(text, "\n")
		if !found {
			return ""
		}
		text = rest
	}
	text, _, _ = strings.Cut(text, "\n")
	runes := []rune(strings.ToValidUTF8(strings.TrimRight(text, "\r"), "\uFFFD"))
	column = min(max(column, 1), len(runes)+1)
	start := 0
	if column > recipeSnippetWidth {
		start = column - recipeSnippetWidth/2
	}
	shown := runes[start:min(len(runes), start+recipeSnippetWidth)]
	number := fmt.Sprintf("%4d | ", line)
	var pad strings.Builder
	for _, r := range runes[start : column-1] {
		switch width.LookupRune(r).Kind() {
		case width.EastAsianWide, width.EastAsianFullwidth:
			pad.WriteString("  ")
		default:
			if r == '\t' {
				pad.WriteByte('\t')
			} else {
				pad.WriteByte(' ')
			}
		}
	}
	clean := strings.Map(func(r rune) rune {
		if r != '\t' && (r < ' ' || r == 0x7F || r >= 0x80 && r < 0xA0) {
			return '\uFFFD'
		}
		return r
	}, string(shown))
	return number + clean + "\n" + strings.Repeat(" ", len(number)) + pad.String() + "^"
}

// recipeSuggest returns the word that word was probably meant to be, or "".
func recipeSuggest(word string, known []string) string {
	if len(word) > 40 {
		return ""
	}
	best, bestDistance := "", 1+max(1, utf8.RuneCountInString(word)/3)
	lower := strings.ToLower(strings.ReplaceAll(word, "-", "_"))
	for _, k := range known {
		if d := edlib.OSADamerauLevenshteinDistance(lower, k); d < bestDistance {
			best, bestDistance = k, d
		}
	}
	return best
}
