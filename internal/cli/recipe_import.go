package cli

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/portalfeed/portalfeed/convert"
	"github.com/portalfeed/portalfeed/internal/source"
)

type recipeImportOptions struct {
	dir string
	id  string
}

func newRecipeImportCommand(env *Env) *cobra.Command {
	var o recipeImportOptions
	cmd := &cobra.Command{
		Use:   "import [flags] FILE",
		Short: "make recipes of the site definitions of other programs",
		Long: `Read FILE (- for stdin) and print the recipe for the site that it defines. What a recipe cannot say is listed in the
recipe, and on stderr; so is what else FILE holds, such as feeds of other kinds.

FILE is an OPML file of FreshRSS with feeds of type HTML+XPath, YAML of html2rss, TOML of rsspls or of feed-me-up-scotty, a
site file of ftr-site-config (named by its host), or a list of addresses of the CSS and XPath bridges of RSS-Bridge. A
file with several definitions needs -o, or --id for one of them.`,
		Example:     "  portalfeed recipe import feeds.opml -o recipes\n  portalfeed recipe import www.example.cn.txt >recipe.yaml",
		Annotations: inGo("convert.ImportRecipes"),
		Args:        cobra.ArbitraryArgs,
		RunE:        run(func(ctx context.Context, args []string) error { return runRecipeImport(ctx, env, o, args) }),
	}
	cmd.Flags().StringVarP(&o.dir, "output", "o", "", "write each recipe to `DIR`/ID.yaml; no file there is overwritten")
	cmd.Flags().StringVar(&o.id, "id", "", "print the recipe of this `ID` alone")
	return cmd
}

func runRecipeImport(ctx context.Context, env *Env, o recipeImportOptions, args []string) error {
	if len(args) != 1 || args[0] == "" {
		return usageErrorf("recipe import takes one file, but got %d", len(args)).withAdvice("name a file, or - for stdin")
	}
	if args[0] != stdinPath && isDirectory(args[0]) {
		return usageErrorf("%s is a directory", args[0]).withAdvice("name one file in it")
	}
	for in, err := range resources(env, []source.Input{{Path: args[0]}}) {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if err != nil {
			path, err := splitPath(err)
			env.complain(path, err)
			return errInputsFailed()
		}
		all, err := convert.ImportRecipes(in.Body, filepath.Base(in.Path))
		if err != nil {
			env.complain("", err)
			if errors.Is(err, convert.ErrNoDefinition) {
				env.advise("known are FreshRSS OPML, html2rss YAML, rsspls and feed-me-up-scotty TOML, ftr-site-config, RSS-Bridge addresses")
			}
			return errInputsFailed()
		}
		return writeImported(env, o, in.Path, all)
	}
	return nil
}

// writeImported writes the recipes where the flags say.
func writeImported(env *Env, o recipeImportOptions, path string, all []convert.ImportedRecipe) error {
	var ids []string
	for _, r := range all {
		ids = append(ids, r.ID)
	}
	if o.id != "" {
		i := slices.Index(ids, o.id)
		if i < 0 {
			return usageErrorf("no definition is called %s", o.id).withAdvice("%s", "there are: "+strings.Join(ids, ", "))
		}
		all = all[i : i+1]
	}
	if o.dir == "" && len(all) > 1 {
		return usageErrorf("there are %d definitions", len(all)).withAdvice("%s", "name a directory with -o, or one with --id: "+strings.Join(ids, ", "))
	}
	if o.dir != "" {
		if err := os.MkdirAll(o.dir, 0o777); err != nil { //nolint:gosec // the umask decides
			return fmt.Errorf("make %s: %w", o.dir, cause(err))
		}
	}
	for _, r := range all {
		if o.dir == "" {
			if err := writeAll(env.Stdout, r.YAML); err != nil {
				return err
			}
		} else if err := writeNew(filepath.Join(o.dir, r.ID+".yaml"), r.YAML); err != nil {
			return err
		}
		if len(r.Lost) > 0 {
			env.notice("", "recipe %s lacks what a recipe cannot say:", r.ID)
			for _, l := range r.Lost {
				env.advise(l)
			}
		}
	}
	if left := all[0].Left; len(left) > 0 {
		env.notice(path, "it also says what no recipe carries:")
		for _, l := range left {
			env.advise(l)
		}
	}
	return nil
}

// writeNew writes a file that must not exist.
func writeNew(path string, data []byte) error {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666) //nolint:gosec // the umask decides
	if err != nil {
		return fmt.Errorf("write %s: %w", path, cause(err))
	}
	_, err = f.Write(data)
	if err = errors.Join(err, f.Close()); err != nil {
		_ = os.Remove(path) // the error is the one to report
		return fmt.Errorf("write %s: %w", path, cause(err))
	}
	return nil
}
