package cli

import (
	"context"
	"errors"
	"os"

	"github.com/spf13/cobra"

	"github.com/portalfeed/portalfeed/convert"
	"github.com/portalfeed/portalfeed/internal/source"
)

type recipeInitOptions struct {
	fetchFlags
	url         string
	contentType string
}

func newRecipeInitCommand(env *Env) *cobra.Command {
	var o recipeInitOptions
	cmd := &cobra.Command{
		Use:   "init [flags] INPUT",
		Short: "write a recipe for the site of a page",
		Long: `Read the page INPUT (- for stdin) and print a recipe for its site. What was found in the page stands in comments:
to pin it, take the # away; whatever is not pinned is found out page by page. A page that is an error, or that lists no articles,
is told so.`,
		Example:     "  portalfeed recipe init --url http://www.example.cn/ldhd/wqs.htm wqs.htm >recipe.yaml",
		Annotations: inGo("(*convert.Document).InitRecipe"),
		Args:        cobra.ArbitraryArgs,
		RunE:        run(func(ctx context.Context, args []string) error { return runRecipeInit(ctx, env, o, args) }),
	}
	cmd.Flags().StringVar(&o.url, "url", "", "`URL` the page came from")
	cmd.Flags().StringVar(&o.contentType, "content-type", "", "`TYPE` the page was served with, as in the HTTP header")
	o.register(cmd)
	return cmd
}

func runRecipeInit(ctx context.Context, env *Env, o recipeInitOptions, args []string) error {
	if len(args) != 1 || args[0] == "" {
		return usageErrorf("recipe init takes one input, but got %d", len(args)).withAdvice("name one page of the site, best a listing")
	}
	in := source.Input{Path: args[0], URL: o.url, ContentType: o.contentType}
	if in.Path != stdinPath && isDirectory(in.Path) {
		return usageErrorf("%s is a directory", in.Path).withAdvice("name one page in it, best a listing")
	}
	if err := o.check(); err != nil {
		return err
	}
	o.connect(env, []source.Input{in})
	return process(ctx, env, resources(env, []source.Input{in}), false, func(in source.Resource) outcome {
		if err := checkText(in.Body); err != nil {
			return outcome{err: err}
		}
		d, err := convert.Parse(convert.Page{URL: in.URL, ContentType: in.ContentType, Body: in.Body}, convert.Options{Now: env.now()})
		if err != nil {
			return outcome{err: err}
		}
		warning := d.InitWarning()
		if d.Kind() == convert.KindError {
			return outcome{err: errors.New(warning)}
		}
		return outcome{out: initRecipe(d, in.Path), notes: notes(warning)}
	})
}

// initRecipe writes the recipe of a page. Its test must pass where the recipe is likely to be: here.
func initRecipe(d *convert.Document, path string) []byte {
	root, err := os.OpenRoot(".")
	if err != nil {
		return d.InitRecipe(path)
	}
	defer root.Close() //nolint:errcheck // nothing was written
	return d.InitRecipeIn(root.FS(), path)
}
