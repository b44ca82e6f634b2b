package cli

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"slices"
	"time"

	"github.com/spf13/cobra"

	"github.com/portalfeed/portalfeed/convert"
	"github.com/portalfeed/portalfeed/internal/source"
)

// Limits of a history.
const (
	maxHistoryBytes = 32 << 20
	maxHistoryLine  = 1 << 20
	keptHistory     = 20 // observations of one page

	historySuffix = ".history.jsonl" // after the name of a recipe
)

type recipeDriftOptions struct {
	inputs  inputFlags
	history string
	accept  bool
	json    bool
}

// driftOutput is what recipe drift --json prints for one page.
type driftOutput struct {
	Path   string       `json:"path"`
	URL    string       `json:"url"`                // by which its history is kept
	Final  string       `json:"leads_to,omitempty"` // where that led, if elsewhere
	Kind   convert.Kind `json:"kind"`
	Items  int          `json:"items"`
	Known  int          `json:"known"`
	Broken bool         `json:"broken"`
	Drift  []driftEntry `json:"drift"`
}

type driftEntry struct {
	Field    string `json:"field"`
	Broken   bool   `json:"broken"`
	Message  string `json:"message"`
	Proposal string `json:"proposal"`
}

func newRecipeDriftCommand(env *Env) *cobra.Command {
	var o recipeDriftOptions
	cmd := &cobra.Command{
		Use:   "drift [flags] RECIPE FILE...",
		Short: "tell whether a site has changed under its recipe",
		Long: `Read pages of a site as they are now, and compare what RECIPE gets from them with what it got before: the items,
how many have dates and summaries, their order, what each pinned selector finds, and what the page is made of. A list that
is empty is told from a selector that finds nothing because the site was rebuilt; then a new selector is proposed.

What was found is added to the history, unless something is broken; --accept adds it all the same. Without a history
only what a page shows by itself is told. The exit code is 4 when something is broken.`,
		Example:     "  portalfeed recipe drift recipe.yaml --url http://www.example.cn/ldhd/ list.html",
		Annotations: inGo("(*convert.Recipe).Observe"),
		Args:        cobra.ArbitraryArgs,
		RunE:        run(func(ctx context.Context, args []string) error { return runRecipeDrift(ctx, env, o, args) }),
	}
	o.inputs.register(cmd)
	cmd.Flags().StringVar(&o.history, "history", "", "keep the history in `FILE`; without it RECIPE.history.jsonl")
	cmd.Flags().BoolVar(&o.accept, "accept", false, "take what is found for right from now on")
	cmd.Flags().BoolVar(&o.json, "json", false, "print one JSON object for each page")
	return cmd
}

func runRecipeDrift(ctx context.Context, env *Env, o recipeDriftOptions, args []string) error {
	if len(args) == 0 || args[0] == "" {
		return usageErrorf("no recipe named").withAdvice("name a recipe, then pages of its site")
	}
	if args[0] == stdinPath && o.history == "" {
		return usageErrorf("a recipe on stdin has no history of its own").withAdvice("name one with --history FILE")
	}
	ins, err := o.inputs.inputs(env, args[1:])
	if err != nil {
		return err
	}
	r, err := readRecipe(env, args[0])
	if err == nil {
		o.inputs.rules = &r.Fetch
		o.inputs.connect(env, ins)
	}
	if _, bad := errors.AsType[*convert.RecipeError](err); bad {
		env.complainRecipe(err)
		return errFindings()
	}
	if err != nil {
		return err
	}
	if o.history == "" {
		o.history = args[0] + historySuffix
	}
	d := driftRun{env: env, recipe: r, history: o.history, accept: o.accept, json: o.json}
	if err := d.run(ctx, ins); err != nil {
		return err
	}
	switch {
	case d.failed:
		return errInputsFailed()
	case d.broken && !o.accept:
		return errFindings()
	}
	return nil
}

// driftRun compares pages with the history of a recipe.
type driftRun struct {
	env     *Env
	recipe  *convert.Recipe
	history string // name of the file
	accept  bool
	json    bool

	failed bool // a page could not be read
	broken bool // something of a page is broken
}

func (d *driftRun) run(ctx context.Context, ins []source.Input) error {
	env, r := d.env, d.recipe
	history, err := readHistory(d.history)
	if err != nil {
		return err
	}
	added := false
	for in, err := range resources(env, ins) {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		var ob *convert.Observation
		path := in.Path
		if err == nil {
			ob, err = observe(r, in)
		} else {
			path, err = splitPath(err)
		}
		if err != nil {
			d.failed = true
			env.complain(path, err)
			if d.json {
				if err := writeAll(env.Stdout, jsonLine(failedInput{Path: path, Error: err.Error()})); err != nil {
					return err
				}
			}
			continue
		}
		ob.At = env.now().UTC().Format(time.RFC3339)
		out := driftReport(in.Path, history, ob)
		if err := out.write(env, d.json); err != nil {
			return err
		}
		d.broken = d.broken || out.Broken
		if out.Broken && !d.accept {
			continue
		}
		if d.accept && len(out.Drift) > 0 {
			history = forget(history, ob.URL)
		} else if last := lastOf(history, ob.URL); last != nil && last.Same(ob) {
			continue // it says nothing that is not known
		}
		history, added = append(history, *ob), true
	}
	if added {
		return writeHistory(d.history, history)
	}
	return nil
}

// observe notes what the recipe gets from one page. A page that was asked for is known by the address that was named, wherever that
// leads to: a redirect must not begin a new history. A page without an address is known by its name.
func observe(r *convert.Recipe, in source.Resource) (*convert.Observation, error) {
	if err := checkText(in.Body); err != nil {
		return nil, err
	}
	ob, err := r.Observe(convert.Page{URL: in.URL, ContentType: in.ContentType, Body: in.Body}, convert.Options{})
	if err != nil {
		return nil, err
	}
	if asked := in.Path; ob.URL == "" || in.Response != nil && in.URL == in.Response.URL && asked != in.URL {
		ob.Final, ob.URL = ob.URL, asked
	}
	return ob, nil
}

// lastOf is the last observation of a page, or nil.
func lastOf(all []convert.Observation, url string) *convert.Observation {
	for i := range slices.Backward(all) {
		if all[i].URL == url {
			return &all[i]
		}
	}
	return nil
}

func driftReport(path string, history []convert.Observation, ob *convert.Observation) *driftOutput {
	out := &driftOutput{Path: path, URL: ob.URL, Final: ob.Final, Kind: ob.Kind, Items: ob.Items, Drift: []driftEntry{}}
	for i := range history {
		if history[i].URL == ob.URL {
			out.Known++
		}
	}
	for _, d := range convert.CompareObservations(history, ob) {
		out.Broken = out.Broken || d.Broken
		out.Drift = append(out.Drift, driftEntry{Field: d.Field, Broken: d.Broken, Message: d.Message, Proposal: d.Proposal})
	}
	return out
}

func (d *driftOutput) write(env *Env, asJSON bool) error {
	if asJSON {
		return writeAll(env.Stdout, jsonLine(d))
	}
	verdict := "as before"
	switch {
	case d.Broken:
		verdict = "broken"
	case len(d.Drift) > 0:
		verdict = "changed"
	case d.Known == 0:
		verdict = "seen for the first time"
	}
	text := fmt.Sprintf("%s: %s, %s\n", printable(d.Path), verdict, count(d.Items, "item"))
	if d.Final != "" {
		text += "  " + printable("it leads to "+d.Final) + "\n"
	}
	for _, e := range d.Drift {
		text += "  " + printable(e.Field+": "+e.Message) + "\n"
		if e.Proposal != "" {
			text += "  " + printable("pin instead: "+e.Proposal) + "\n"
		}
	}
	return writeAll(env.Stdout, []byte(text))
}

// readHistory reads the observations kept in a file; a file that does not exist has none.
func readHistory(name string) ([]convert.Observation, error) {
	f, err := os.Open(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("read history %s: %w", name, cause(err))
	}
	defer f.Close() //nolint:errcheck // nothing was written
	var all []convert.Observation
	lines := bufio.NewScanner(io.LimitReader(f, maxHistoryBytes))
	lines.Buffer(nil, maxHistoryLine)
	for n := 1; lines.Scan(); n++ {
		line := bytes.TrimSpace(lines.Bytes())
		if len(line) == 0 {
			continue
		}
		var o convert.Observation
		if err := json.Unmarshal(line, &o); err != nil {
			return nil, fmt.Errorf("read history %s: line %d is not one that recipe drift wrote: %w", name, n, err)
		}
		all = append(all, o)
	}
	if err := lines.Err(); err != nil {
		return nil, fmt.Errorf("read history %s: %w", name, err)
	}
	return all, nil
}

// forget drops the observations of a page.
func forget(all []convert.Observation, url string) []convert.Observation {
	var kept []convert.Observation
	for _, o := range all {
		if o.URL != url {
			kept = append(kept, o)
		}
	}
	return kept
}

// writeHistory writes the last observations of each page in place of the file.
func writeHistory(name string, all []convert.Observation) error {
	of := map[string]int{}
	for _, o := range all {
		of[o.URL]++
	}
	var b bytes.Buffer
	for _, o := range all {
		if of[o.URL]--; of[o.URL] < keptHistory {
			b.Write(jsonLine(o))
		}
	}
	out, err := createOutput(name)
	if err != nil {
		return err
	}
	defer out.discard()
	if _, err := out.Write(b.Bytes()); err != nil {
		return fmt.Errorf("write %s: %w", name, err)
	}
	return out.commit()
}
