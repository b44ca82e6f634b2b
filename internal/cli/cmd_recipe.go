package cli

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"github.com/spf13/cobra"

	"github.com/portalfeed/portalfeed/convert"
	"github.com/portalfeed/portalfeed/internal/source"
)

func newRecipeCommand(env *Env) *cobra.Command {
	cmd := &cobra.Command{
		Use:     "recipe COMMAND",
		Short:   "make and check recipes, the definitions of sites",
		Long:    `A recipe says in YAML where a site's listings are, which feeds they make and what is known about its pages.`,
		Example: "  portalfeed recipe init list.html >recipe.yaml\n  portalfeed recipe check recipe.yaml",
		Args:    cobra.ArbitraryArgs, // so that group words the mistake
		RunE:    group(env),
	}
	schema := &cobra.Command{
		Use:         "schema",
		Short:       "print the JSON Schema of recipes",
		Long:        `Print the JSON Schema of recipes, for editors that complete and check YAML by it.`,
		Example:     "  portalfeed recipe schema >recipe.schema.json",
		Annotations: inGo("convert.RecipeSchema"),
		Args:        noArguments,
		RunE:        run(func(context.Context, []string) error { return writeAll(env.Stdout, convert.RecipeSchema()) }),
	}
	cmd.AddCommand(newRecipeInitCommand(env), newRecipeCheckCommand(env, "check"), newRecipeDriftCommand(env), newRecipeImportCommand(env), schema)
	return cmd
}

// newCheckCommand is recipe check under its short name.
func newCheckCommand(env *Env) *cobra.Command {
	cmd := newRecipeCheckCommand(env, "check")
	cmd.Short = "check recipes and run their tests; short for recipe check"
	cmd.Example = "  portalfeed check recipe.yaml"
	return cmd
}

type recipeCheckOptions struct {
	fetchFlags
	live   bool
	accept bool
	json   bool
}

// recipeCheckOutput is what recipe check --json prints for one recipe.
type recipeCheckOutput struct {
	Path     string          `json:"path"`
	ID       string          `json:"id"`
	Valid    bool            `json:"valid"`
	Line     int             `json:"line,omitempty"`
	Column   int             `json:"column,omitempty"`
	Error    string          `json:"error,omitempty"`
	Hint     string          `json:"hint,omitempty"`
	Tests    int             `json:"tests"`
	Failures []failureOutput `json:"failures"`
}

// failureOutput is one expectation of a recipe's tests that was not met.
type failureOutput struct {
	Page     string `json:"page"`
	Line     int    `json:"line"`
	Field    string `json:"field"`
	Expected string `json:"expected"`
	Got      string `json:"got"`
}

func newRecipeCheckCommand(env *Env, use string) *cobra.Command {
	var o recipeCheckOptions
	cmd := &cobra.Command{
		Use:   use + " [flags] RECIPE...",
		Short: "check recipes and run their tests",
		Long: `Read each RECIPE (a file, the id of a built-in recipe, or - for stdin) and run the tests in it, without network: each
converts a page, named relative to the recipe, and compares what comes out with what the test expects.

With --live the list pages of each recipe are fetched, too, as its fetch: says, and compared with its history as recipe drift
does with saved pages. The history is RECIPE.history.jsonl.

The exit code is 4 when a recipe is wrong, a test fails or a page is broken, and 3 when a recipe or page cannot be read.`,
		Example:     "  portalfeed recipe check recipe.yaml\n  portalfeed recipe check --live recipe.yaml",
		Annotations: inGo("(*convert.Recipe).Check"),
		Args:        cobra.ArbitraryArgs,
		RunE:        run(func(ctx context.Context, args []string) error { return runRecipeCheck(ctx, env, o, args) }),
	}
	cmd.Flags().BoolVar(&o.json, "json", false, "print one JSON object for each recipe, and with --live after it one for each page")
	cmd.Flags().BoolVar(&o.live, "live", false, "fetch the list pages and tell whether the site has changed")
	cmd.Flags().BoolVar(&o.accept, "accept", false, "with --live, take what is found for right from now on")
	o.fetchFlags.register(cmd)
	return cmd
}

func runRecipeCheck(ctx context.Context, env *Env, o recipeCheckOptions, args []string) error {
	if len(args) == 0 {
		return usageErrorf("no recipe named").withAdvice("name a file, or the id of a built-in recipe")
	}
	if err := o.check(); err != nil {
		return err
	}
	if o.live && slices.Contains(args, stdinPath) {
		return usageErrorf("a recipe on stdin has no history of its own").withAdvice("save it, and name the file")
	}
	unread, wrong := false, false
	for _, name := range args {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		out, err := checkRecipe(env, name)
		if _, bad := errors.AsType[*convert.RecipeError](err); err != nil && !bad {
			unread = true
			env.complain("", err)
			if exit, ok := errors.AsType[*exitError](err); ok && exit.advice != "" {
				env.advise(exit.advice)
			}
			if o.json {
				if err := writeAll(env.Stdout, jsonLine(failedInput{Path: name, Error: err.Error()})); err != nil {
					return err
				}
			}
			continue
		}
		wrong = wrong || !out.Valid || len(out.Failures) > 0
		if err != nil {
			env.complainRecipe(err)
		}
		if err := out.write(env, o.json); err != nil {
			return err
		}
		if o.live && out.Valid {
			d, err := o.checkLive(ctx, env, name)
			if err != nil {
				return err
			}
			unread, wrong = unread || d.failed, wrong || d.broken && !o.accept
		}
	}
	switch {
	case unread:
		return errInputsFailed()
	case wrong:
		return errFindings()
	}
	return nil
}

// checkLive fetches the list pages of a recipe and compares them with its history.
func (o *recipeCheckOptions) checkLive(ctx context.Context, env *Env, name string) (*driftRun, error) {
	r, err := readRecipe(env, name)
	if err != nil {
		return nil, err
	}
	d := &driftRun{env: env, recipe: r, history: name + historySuffix, accept: o.accept, json: o.json}
	pages := r.ListPages()
	if len(pages) == 0 {
		pages = r.StartPages()
	}
	if len(pages) == 0 {
		env.notice(name, "no page to fetch")
		env.advise("name one with list.page or list.start, and the site's root with base")
		return d, nil
	}
	ins := source.Paths(pages, "", "")
	o.rules = &r.Fetch
	o.connect(env, ins)
	return d, d.run(ctx, ins)
}

// checkRecipe reads a recipe and runs its tests. The error is a *convert.RecipeError when the recipe is wrong, which
// the output tells, too; any other error says that the recipe cannot be read.
func checkRecipe(env *Env, name string) (*recipeCheckOutput, error) {
	out := &recipeCheckOutput{Path: name, Failures: []failureOutput{}}
	r, err := readRecipe(env, name)
	if re, ok := errors.AsType[*convert.RecipeError](err); ok {
		out.Line, out.Column, out.Error, out.Hint = re.Line, re.Column, re.Message, re.Hint
		return out, err
	}
	if err != nil {
		return nil, err
	}
	out.ID, out.Valid, out.Tests = r.ID, true, len(r.Tests)
	if out.Tests == 0 || r.Name != name { // the tests of a built-in recipe are run where its pages are
		out.Tests = 0
		return out, nil
	}
	root, err := os.OpenRoot(filepath.Dir(name)) // no page from elsewhere: a recipe may come from anyone
	if err != nil {
		return nil, fmt.Errorf("read the pages of recipe %s: %w", name, cause(err))
	}
	defer root.Close() //nolint:errcheck // nothing was written
	for _, f := range r.Check(root.FS()).Failures {
		out.Failures = append(out.Failures, failureOutput(f))
	}
	return out, nil
}

// write prints the outcome for one recipe.
func (r *recipeCheckOutput) write(env *Env, asJSON bool) error {
	if asJSON {
		return writeAll(env.Stdout, jsonLine(r))
	}
	for _, f := range r.Failures {
		env.complain(fmt.Sprintf("%s:%d", r.Path, f.Line), fmt.Errorf("page %s: %s is %s; expected %s", f.Page, f.Field, f.Got, f.Expected))
	}
	verdict := "right, without tests"
	switch {
	case !r.Valid:
		return nil // said already, with its place
	case len(r.Failures) > 0:
		verdict = count(len(r.Failures), "failure") + " in " + count(r.Tests, "test")
	case r.Tests > 0:
		verdict = "right, " + count(r.Tests, "test") + " passed"
	}
	return writeAll(env.Stdout, fmt.Appendf(nil, "%s: %s\n", printable(r.Path), verdict))
}
