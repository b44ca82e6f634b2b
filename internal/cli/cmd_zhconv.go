package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"
	"golang.org/x/text/transform"

	"github.com/portalfeed/portalfeed/convert/zhconv"
)

type zhconvOptions struct {
	config string
	null   bool
}

func newZhconvCommand(env *Env) *cobra.Command {
	var o zhconvOptions
	cmd := &cobra.Command{
		Use:   "zhconv -c CONFIG [flags] [FILE]",
		Short: "convert between Simplified and Traditional Chinese",
		Long: `Convert the UTF-8 text of FILE (stdin by default, or with -) between Simplified and Traditional Chinese by phrase and
region, and write it to stdout. CONFIG is a name of OpenCC's:

  s2t    t2s    Simplified, Traditional as OpenCC writes it
  s2tw   tw2s   Simplified, Taiwan's characters;     s2twp  tw2sp  with the words of the place
  s2hk   hk2s   Simplified, Hong Kong's characters;  s2hkp  hk2sp  with the words of the place
  t2tw   tw2t   t2hk  hk2t   Traditional, the characters of Taiwan and of Hong Kong
  t2jp   jp2t   Traditional, Japanese shinjitai

or fold, which replaces variants of a character by Taiwan's standard form (産 → 產, 説 → 說, 衆 → 眾) and changes no script.

Each line is converted on its own and written as soon as it is there. Bytes that are not UTF-8 pass unchanged.`,
		Example:     "  portalfeed zhconv -c s2twp page.txt\n  portalfeed zhconv -c t2s <in.txt >out.txt",
		Annotations: inGo("zhconv.New"),
		Args:        cobra.ArbitraryArgs,
		RunE:        run(func(ctx context.Context, args []string) error { return runZhconv(ctx, env, o, args) }),
	}
	f := cmd.Flags()
	f.StringVarP(&o.config, "config", "c", "", "`CONFIG` to convert with")
	f.BoolVar(&o.null, "null", false, "records end with NUL instead of a line's end, in the output too")
	return cmd
}

// newConverter makes the converter that the flags ask for.
func (o *zhconvOptions) newConverter() (*zhconv.Converter, error) {
	names := make([]string, 0, len(zhconv.Variants()))
	for _, v := range zhconv.Variants() {
		names = append(names, string(v))
	}
	if o.config == "" {
		return nil, usageErrorf("no configuration given").withAdvice("give one with -c: %s", strings.Join(names, " "))
	}
	c, err := zhconv.New(zhconv.Variant(o.config))
	if _, unknown := errors.AsType[*zhconv.UnknownVariantError](err); unknown {
		err := usageErrorf("unknown configuration %q", o.config)
		if near := nearest(strings.ToLower(strings.TrimSuffix(o.config, ".json")), names); near != "" {
			return nil, err.withAdvice("did you mean %s?", near)
		}
		return nil, err.withAdvice("give one of %s", strings.Join(names, " "))
	}
	return c, err
}

func runZhconv(ctx context.Context, env *Env, o zhconvOptions, args []string) error {
	converter, err := o.newConverter()
	if err != nil {
		return err
	}
	path, err := oneInput("zhconv", args)
	if err != nil {
		return err
	}
	in, err := (&transcoding{env: env, path: path}).open(ctx)
	if err != nil {
		env.complain(path, err)
		return errInputsFailed()
	}
	defer in.Close() //nolint:errcheck // nothing was written
	// No phrase holds a line's end or a NUL, and nothing is held back after one: the text streams through, and what --null asks for
	// is true of any text.
	out := &failingWriter{w: env.Stdout}
	_, err = io.Copy(out, transform.NewReader(in, converter))
	switch {
	case out.err != nil:
		return fmt.Errorf("write output: %w", cause(out.err))
	case err != nil:
		env.complain(path, cause(err))
		return errInputsFailed()
	}
	return nil
}
