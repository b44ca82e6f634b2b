package cli

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/portalfeed/portalfeed/convert"
	"github.com/portalfeed/portalfeed/feed"
	"github.com/portalfeed/portalfeed/internal/pipeline"
	"github.com/portalfeed/portalfeed/internal/site"
	"github.com/portalfeed/portalfeed/internal/source"
)

type convertOptions struct {
	inputFlags
	recipe   string
	output   string
	to       []string
	timezone string
	siteURL  string
	follow   string
	json     bool

	formats []feed.Format
}

func newConvertCommand(env *Env) *cobra.Command {
	var o convertOptions
	cmd := &cobra.Command{
		Use:   "convert [flags] INPUT...",
		Short: "turn pages into validated feeds for each category",
		Long: `Read every INPUT (a file, a directory of saved pages, an http or https address, or - for stdin), find its listings, articles and category bars,
and write one feed for each category, with the text of the article pages among the inputs. An INPUT that is itself a
feed is carried over item by item.

With -o DIR the feeds are written as NAME.rss, NAME.atom and NAME.json with index.html and feeds.opml: a static site,
whose files are the same in every run over the same input. Feeds with an error are not published; the last good file stays.
DIR may lie in a directory that is read, and is then passed over. A feed written in fewer formats loses its files in the others.
Without -o, or with -o -, the one feed that comes out goes to stdout, as RSS unless --to names another format.

An address is read only where its host is a public one, unless --allow-private says otherwise. With a recipe its fetch: is obeyed, and
without INPUT its list.start or else its list pages are read. --follow reads what an address leads to on its site, too: lists are the categories of its bar and
the first pages of each listing (5, or the recipe's list.pages), all are these and the articles they link. Lists that are gone
are noted; when one fails otherwise, the feeds that need it stay as they were. An article that fails keeps the text published before.

An input that fails is named on stderr, and with --json on stdout; the others are done.`,
		Example:     "  portalfeed convert -r recipe.yaml -o out pages/\n  portalfeed convert --to json --url http://www.example.cn/list.htm list.htm",
		Annotations: inGo("convert.NewBuilder and feed.Write"),
		RunE:        run(func(ctx context.Context, args []string) error { return runConvert(ctx, env, o, args) }),
	}
	o.register(cmd)
	f := cmd.Flags()
	f.StringVarP(&o.recipe, "recipe", "r", "", "`RECIPE` of the site: a file, or the id of a built-in one (default: everything is found out)")
	f.StringVarP(&o.output, "output", "o", stdinPath, "write the site to `DIR`, or one feed to stdout with -")
	f.StringSliceVar(&o.to, "to", nil, "`FORMATS` to write: rss, atom, json, and to stdout also rdf, which is RSS 1.0 (default: the recipe's, else all but rdf)")
	f.StringVar(&o.timezone, "timezone", "", "`ZONE` of dates that name none (default: the recipe's, else "+defaultTimezone+")")
	f.StringVar(&o.siteURL, "site-url", "", "`URL` under which DIR will be published, for self links")
	f.StringVar(&o.follow, "follow", "", "read what addresses lead to: `WHAT` is all, lists or none (default: all with a recipe, else none)")
	f.BoolVar(&o.json, "json", false, "print a summary as JSON, before it one line for each input that failed")
	return cmd
}

// toStdout reports whether the feed goes to stdout.
func (o *convertOptions) toStdout() bool { return o.output == stdinPath }

// validate resolves the formats.
func (o *convertOptions) validate() error {
	known := []string{string(feed.RSS), string(feed.Atom), string(feed.JSONFeed), string(feed.RDF)}
	for _, name := range o.to {
		name = strings.ToLower(strings.TrimSpace(name))
		if !slices.Contains(known, name) {
			err := usageErrorf("unknown format %q for --to", name)
			if near := nearest(name, known); near != "" {
				return err.withAdvice("did you mean %s?", near)
			}
			return err.withAdvice("it is one or several of %s", strings.Join(known, ","))
		}
		if f := feed.Format(name); !slices.Contains(o.formats, f) {
			o.formats = append(o.formats, f)
		}
	}
	if o.toStdout() {
		if len(o.formats) > 1 {
			return usageErrorf("%d formats for stdout", len(o.formats)).withAdvice("name one with --to, or a directory with -o")
		}
		if o.formats == nil {
			o.formats = []feed.Format{feed.RSS}
		}
	}
	if !o.toStdout() && slices.Contains(o.formats, feed.RDF) {
		return usageErrorf("rdf is no format of a site").withAdvice("write it to stdout, without -o")
	}
	if known := []string{followAll, followLists, followNone, ""}; !slices.Contains(known, o.follow) {
		err := usageErrorf("unknown value %q for --follow", o.follow)
		if near := nearest(o.follow, known[:3]); near != "" {
			return err.withAdvice("did you mean %s?", near)
		}
		return err.withAdvice("it is all, lists or none")
	}
	if err := checkAddress("site-url", o.siteURL); err != nil {
		return err
	}
	if o.output == "" {
		return usageErrorf("-o has an empty name").withAdvice("name a directory, or - for stdout")
	}
	return nil
}

func runConvert(ctx context.Context, env *Env, o convertOptions, args []string) error {
	var recipe *convert.Recipe
	if err := o.validate(); err != nil { // before anything is read
		return err
	}
	if o.recipe != "" {
		var err error
		if recipe, err = readRecipe(env, o.recipe); err != nil {
			if _, wrong := errors.AsType[*convert.RecipeError](err); wrong {
				env.complainRecipe(err)
				return &exitError{code: ExitFailed}
			}
			return err
		}
		if len(o.formats) == 0 {
			o.formats = recipe.Emit.Formats
		}
		o.rules = &recipe.Fetch
		o.follow = cmp.Or(o.follow, followAll)
		if len(args) == 0 && o.filesFrom == "" {
			if args = recipe.StartPages(); len(args) == 0 {
				return usageErrorf("recipe %s says no page to begin with, and no input is named", recipe.Name).
					withAdvice("give one as list.start or list.page (with base where it is relative), or name files or addresses behind the flags")
			}
		}
	}
	o.follows = o.follow == followAll || o.follow == followLists
	ins, err := o.inputs(env, args)
	if err != nil {
		return err
	}
	if err := o.apart(ins); err != nil {
		return err
	}
	options, err := o.pipeline(env, ins, recipe)
	if err != nil {
		return err
	}
	c := conversion{env: *env, o: o, stdout: env.Stdout}
	return c.run(ctx, ins, options)
}

// apart returns an error when the output is one of the directories that are read: no later run could tell its own
// files from the pages.
func (o *convertOptions) apart(ins []source.Input) error {
	for _, in := range ins {
		if !o.toStdout() && in.Path != stdinPath && isDirectory(in.Path) && sameFile(in.Path, o.output) {
			return usageErrorf("%s is read and written", in.Path).withAdvice("name another directory with -o; it may lie in the one that is read")
		}
	}
	return nil
}

// pipeline says the flags in the words of pipeline.
func (o *convertOptions) pipeline(env *Env, ins []source.Input, recipe *convert.Recipe) (pipeline.Options, error) {
	p := pipeline.Options{Recipe: recipe, Formats: o.formats, SiteURL: o.siteURL, Now: env.Now}
	if env.fetch != nil && o.follows {
		p.Follow = env.following(o.follow, len(ins), recipe)
	}
	if o.timezone != "" {
		loc, err := location(o.timezone)
		if err != nil {
			return p, err
		}
		p.Page.Location, p.Build.Location = loc, loc
	}
	// The address of a directory is that of the site's root; the address of a file says less.
	if len(ins) == 1 && ins[0].URL != "" && isDirectory(ins[0].Path) {
		p.Build.Base = ins[0].URL
	}
	return p, nil
}

func isDirectory(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.IsDir()
}

// conversion is one run of convert.
type conversion struct {
	env    Env // its Stderr keeps clear of the progress display
	o      convertOptions
	stdout io.Writer
	empty  int // inputs that failed as there is nothing in them
}

func (c *conversion) run(ctx context.Context, ins []source.Input, options pipeline.Options) error {
	var sink pipeline.Sink
	held := &heldFeeds{}
	var exporter *site.Exporter
	if c.o.toStdout() {
		sink = held
	} else {
		var err error
		if exporter, err = site.NewExporter(c.o.output, c.exportOptions(options.Recipe)); err != nil {
			return err
		}
		sink = exporter
	}
	bars := &progress{}
	stderr := c.env.Stderr
	if !c.o.json {
		bars, c.env.Stderr = newProgress(stderr)
	}
	options.OnProgress = bars.update
	var outputErr error
	options.OnFailure = func(e *source.Error) {
		if err := c.failed(e); err != nil && outputErr == nil {
			outputErr = err
		}
	}
	from := source.Options{Stdin: c.env.Stdin, Fetch: c.env.fetch}
	if exporter != nil {
		from.Output = c.o.output
	}
	sum, err := pipeline.Run(ctx, source.Inputs(ins, from), options, sink)
	bars.finish()
	c.env.Stderr = stderr
	if exporter != nil {
		err = errors.Join(err, exporter.Close())
	} else if err == nil {
		err = held.release(c.stdout)
	}
	for _, w := range sum.Withheld {
		c.withheld(w)
	}
	c.notes(sum)
	if err = errors.Join(err, outputErr, c.summary(sum)); err != nil {
		return err
	}
	return c.ending(sum)
}

// ending is the error of a run that wrote what it could; everything it is about has been said.
func (c *conversion) ending(sum pipeline.Summary) error {
	switch {
	case c.empty > 0 && c.empty == sum.Resources:
		return &exitError{code: ExitFailed} // there was nothing to do
	case sum.Errors > 0 || len(sum.Withheld) > 0:
		return errInputsFailed()
	}
	return nil
}

// exportOptions says the flags and the recipe in the words of site.
func (c *conversion) exportOptions(r *convert.Recipe) site.ExportOptions {
	o := site.ExportOptions{BaseURL: c.o.siteURL}
	if r != nil {
		o.Title, o.Language, o.BaseURL = r.Site, r.Language, cmp.Or(o.BaseURL, r.Emit.URL)
	}
	return o
}

// failed reports an input that failed.
func (c *conversion) failed(e *source.Error) error {
	c.env.complain(e.Path, e.Err)
	if errors.Is(e.Err, source.ErrNoPages) {
		c.empty++
	}
	if !c.o.json {
		return nil
	}
	return writeAll(c.machine(), jsonLine(failedInput{Path: e.Path, Error: e.Err.Error(), Reason: string(e.Reason)}))
}

// machine is where JSON goes: stdout, unless a feed goes there, which then stands alone.
func (c *conversion) machine() io.Writer {
	if c.o.toStdout() {
		return c.env.Stderr
	}
	return c.stdout
}

// withheld reports a feed that was not published.
func (c *conversion) withheld(w pipeline.Withheld) {
	if w.Format == "" {
		c.env.notice("feed "+w.Name, "left as it was: %s", w.Message)
		return
	}
	at := ""
	if w.Line > 0 {
		at = fmt.Sprintf(" at line %d, column %d", w.Line, w.Column)
	}
	if w.Rule != "" {
		at += fmt.Sprintf(" (%s)", w.Rule)
	}
	c.env.notice("feed "+w.Name, "not published: its %s has an error%s: %s", w.Format, at, w.Message)
}

// maxNotes bounds the notes that are shown.
const maxNotes = 8

// notes tells what was odd about the pages though it stopped nothing.
func (c *conversion) notes(s pipeline.Summary) {
	for i, n := range s.Notes {
		if i == maxNotes {
			c.env.notice("", "and %d more notes", len(s.Notes)-maxNotes)
			break
		}
		c.env.notice(n.URL, "%s", n.Message)
	}
	if len(s.Notes) > 0 && c.env.fetch != nil && !c.o.follows {
		c.env.advise("--follow all reads what the pages lead to, too")
	}
	if s.Unplaced > 0 {
		c.env.notice("", "the address of %s is unknown: relative links are below %s", count(s.Unplaced, "page"), pipeline.UnknownBase)
		c.env.advise("tell it with --url, or with base in a recipe")
	}
}

// summary reports the run.
func (c *conversion) summary(s pipeline.Summary) error {
	if c.o.json {
		return writeAll(c.machine(), jsonLine(s))
	}
	if c.o.toStdout() || s.Feeds == 0 {
		return nil
	}
	return writeAll(c.stdout, fmt.Appendf(nil, "%s (%s, %s) became %s with %s in %s, in %.2f s\n",
		count(s.Pages, "page"), count(s.Listings, "listing"), count(s.Articles, "article"), count(s.Feeds, "feed"),
		count(s.Items, "item"), printable(c.o.output), s.Seconds))
}

// count is a number with its noun.
func count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

// heldFeeds keeps what came out of a run until it is known that it is one feed.
type heldFeeds struct {
	feeds   []feed.Publication
	rollUps []feed.Publication
}

// Put implements pipeline.Sink.
func (h *heldFeeds) Put(_ context.Context, p feed.Publication) error {
	if p.RollUp {
		h.rollUps = append(h.rollUps, p)
	} else {
		h.feeds = append(h.feeds, p)
	}
	return nil
}

// maxNamed bounds the feeds that an error names.
const maxNamed = 5

// release writes the one feed.
func (h *heldFeeds) release(w io.Writer) error {
	all := h.feeds
	if len(all) == 0 {
		all = h.rollUps
	}
	if len(all) > 1 {
		var names []string
		for _, p := range all[:min(len(all), maxNamed)] {
			names = append(names, p.Name)
		}
		if len(all) > maxNamed {
			names = append(names, "...")
		}
		return (&exitError{code: ExitFailed, err: fmt.Errorf("%d feeds came out, and stdout takes one: %s", len(all), strings.Join(names, ", "))}).
			withAdvice("name a directory with -o")
	}
	for _, p := range all {
		for _, d := range p.Documents {
			if err := writeAll(w, d.Body); err != nil {
				return err
			}
		}
	}
	return nil
}

var _ pipeline.Sink = (*heldFeeds)(nil)
