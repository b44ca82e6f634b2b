package convert

import (
	"fmt"
	"strings"
	"unicode"
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
	text, ok := recipeLine(src, line)
	if !ok {
		return ""
	}
	runes := []rune(strings.ToValidUTF8(text, "?"))
	column = min(max(column, 1), len(runes)+1)
	start := 0
	if column > recipeSnippetWidth {
		start = column - recipeSnippetWidth/2
	}
	number := fmt.Sprintf("%4d | ", line)
	var shown, pad strings.Builder
	for i, r := range runes[start:min(len(runes), start+recipeSnippetWidth)] {
		if r != '\t' && (unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) || r == unicode.ReplacementChar) {
			r = '?' // it would move what follows, and a terminal shows U+FFFD in many ways
		}
		shown.WriteRune(r)
		if start+i < column-1 {
			pad.WriteString(recipeBlank(r))
		}
	}
	return number + shown.String() + "\n" + strings.Repeat(" ", len(number)) + pad.String() + "^"
}

// recipeBlank is as wide as a character in a terminal (UAX 11, UAX 44 for marks).
func recipeBlank(r rune) string {
	switch {
	case r == '\t':
		return "\t"
	case unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf):
		return ""
	}
	switch width.LookupRune(r).Kind() {
	case width.EastAsianWide, width.EastAsianFullwidth:
		return "  "
	}
	return " "
}

// recipeSuggest returns the key that word was probably meant to be, or "".
func recipeSuggest(word string, known []string) string {
	return recipeNear(strings.ReplaceAll(word, "-", "_"), known)
}

// recipeNear returns the known word that is nearest to word, or "" if none is near.
func recipeNear(word string, known []string) string {
	if len(word) > 40 {
		return ""
	}
	best, bestDistance := "", 1+max(1, utf8.RuneCountInString(word)/3)
	lower := strings.ToLower(word)
	for _, k := range known {
		if d := edlib.OSADamerauLevenshteinDistance(lower, k); d < bestDistance {
			best, bestDistance = k, d
		}
	}
	return best
}

// recipeMeant is the hint for a word that is none of those that a key knows: the one that is meant, else what there is.
func recipeMeant(word, all string, known ...string) string {
	if near := recipeNear(word, known); near != "" {
		return fmt.Sprintf("did you mean %q?", near)
	}
	return all
}
