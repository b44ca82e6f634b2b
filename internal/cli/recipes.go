package cli

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"

	"github.com/portalfeed/portalfeed/convert"
)

// maxRecipeBytes bounds a recipe file; ParseRecipe has its own, lower bound, and words it.
const maxRecipeBytes = 1 << 20

// readRecipe reads the recipe that a path or the id of a built-in recipe names.
// The error is a *convert.RecipeError where the recipe was read but is wrong.
func readRecipe(env *Env, name string) (*convert.Recipe, error) {
	data, err := readRecipeFile(env, name)
	if err == nil {
		return convert.ParseRecipe(data, name)
	}
	var ids []string
	for _, r := range convert.BuiltinRecipes() {
		if r.ID == name {
			return r, nil
		}
		ids = append(ids, r.ID)
	}
	if !errors.Is(err, fs.ErrNotExist) || strings.ContainsAny(name, `./\`) {
		return nil, err
	}
	advice := "built-in recipes: " + strings.Join(ids, ", ")
	if near := nearest(name, ids); near != "" {
		advice = fmt.Sprintf("did you mean the built-in recipe %s?", near)
	}
	return nil, (&exitError{code: ExitFailed, err: fmt.Errorf("%w, and no built-in recipe is called so", err)}).withAdvice("%s", advice)
}

// readRecipeFile reads the file of a recipe, or stdin for "-".
func readRecipeFile(env *Env, name string) ([]byte, error) {
	r := env.Stdin
	if name != stdinPath {
		file, err := os.Open(name)
		if err != nil {
			return nil, fmt.Errorf("read recipe %s: %w", name, cause(err))
		}
		defer file.Close() //nolint:errcheck // nothing was written
		r = file
	}
	data, err := io.ReadAll(io.LimitReader(r, maxRecipeBytes))
	if err != nil {
		return nil, fmt.Errorf("read recipe %s: %w", name, cause(err))
	}
	return data, nil
}

// complainRecipe reports an error of a recipe with the line it is about.
func (e *Env) complainRecipe(err error) {
	re, ok := errors.AsType[*convert.RecipeError](err)
	if !ok {
		e.complain("", err)
		return
	}
	place := re.Name
	if re.Line > 0 {
		place = fmt.Sprintf("%s:%d:%d", re.Name, re.Line, re.Column)
	}
	e.complain(place, errors.New(re.Message))
	for line := range strings.SplitSeq(re.Snippet, "\n") {
		if line != "" {
			e.advise(strings.ReplaceAll(line, "\t", " "))
		}
	}
	if re.Hint != "" {
		e.advise(re.Hint)
	}
}
