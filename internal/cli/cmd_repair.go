package cli

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/portalfeed/portalfeed/feed/validate"
	"github.com/portalfeed/portalfeed/internal/source"
)

type repairOptions struct {
	dryRun      bool
	report      string
	output      string
	url         string
	contentType string
	level       string
}

func newRepairCommand(env *Env) *cobra.Command {
	var o repairOptions
	cmd := &cobra.Command{
		Use:   "repair [flags] [FILE]",
		Short: "mend what is wrong with a feed",
		Long: `Mend what is wrong with FILE (an RSS, Atom or OPML document; stdin by default, or with -) and write it to stdout or
the file of -o: its encoding, control characters, entities and unclosed tags, dates, missing elements, contacts, relative
addresses, undeclared namespaces, HTML where text belongs, order and duplicates. A document that is valid comes out as it is.

No item is dropped. What cannot stay where it stands is kept as a comment. A fact that is missing comes from the document, from
--url or, for the date of change, from the clock; where nothing says it, the finding stays. Each edit is listed in the report
of --report; --dry-run prints the edits as a unified diff and writes no document. The exit code is 4 when errors stay.`,
		Example:     "  portalfeed repair -o good.rss bad.rss\n  portalfeed repair --dry-run --url http://www.example.org/feed.xml bad.xml",
		Annotations: inGo("validate.Repair"),
		Args:        cobra.ArbitraryArgs,
		RunE:        run(func(ctx context.Context, args []string) error { return runRepair(ctx, env, o, args) }),
	}
	f := cmd.Flags()
	f.BoolVar(&o.dryRun, "dry-run", false, "print a unified diff in place of the document")
	f.StringVar(&o.report, "report", "", "write the edits to `FILE` as JSON Lines (- for stdout)")
	f.StringVar(&o.url, "url", "", "`URL` the document came from")
	f.StringVar(&o.contentType, "content-type", "", "`TYPE` the document was served with, as in the HTTP header")
	f.StringVar(&o.level, "level", "error", "`LEVEL` from which findings are mended: error, warning or info")
	f.StringVarP(&o.output, "output", "o", "", "write to `OUT` instead of stdout")
	return cmd
}

// repairLine is one line of the report: an edit or, at the end, the outcome.
type repairLine struct {
	Path    string `json:"path"`
	Rule    string `json:"rule,omitempty"`
	Level   string `json:"level,omitempty"`
	Line    int    `json:"line,omitempty"`
	Column  int    `json:"column,omitempty"`
	Element string `json:"element,omitempty"`
	Message string `json:"message,omitempty"`
	Before  string `json:"before"`
	After   string `json:"after"`
}

// repairSummary is the last line of the report.
type repairSummary struct {
	Path    string `json:"path"`
	Format  string `json:"format"`
	Changes int    `json:"changes"`
	Before  int    `json:"errorsBefore"`
	After   int    `json:"errorsAfter"`
	Valid   bool   `json:"valid"`
}

func runRepair(_ context.Context, env *Env, o repairOptions, args []string) error {
	if known := []string{"error", "warning", "info"}; !slicesHas(known, o.level) {
		return unknownValue("level", o.level, known)
	}
	path := stdinPath
	switch len(args) {
	case 0:
	case 1:
		path = args[0]
	default:
		return usageErrorf("repair takes one document, but got %d", len(args)).withAdvice("run it once for each")
	}
	if path == "" {
		return usageErrorf("an input has an empty name")
	}
	for r, err := range resources(env, []source.Input{{Path: path, URL: o.url, ContentType: o.contentType}}) {
		if err != nil {
			name, err := splitPath(err)
			env.complain(name, err)
			return errInputsFailed()
		}
		return repairOne(env, o, r)
	}
	return usageErrorf("%s holds no document", path)
}

func slicesHas(list []string, s string) bool {
	for _, v := range list {
		if v == s {
			return true
		}
	}
	return false
}

// repairOne mends one document.
func repairOne(env *Env, o repairOptions, in source.Resource) error {
	mended, err := validate.Repair(in.Body, validate.Options{URL: in.URL, ContentType: in.ContentType, Now: env.now(), Mend: validate.Level(o.level)})
	if err != nil {
		return err
	}
	doc := mended.Doc
	if o.dryRun {
		doc = mended.Diff(in.Path)
	}
	if err := writeTo(env, o.output, doc); err != nil {
		return err
	}
	if o.report != "" {
		report, err := repairReport(in.Path, mended)
		if err == nil {
			err = writeTo(env, o.report, report)
		}
		if err != nil {
			return err
		}
	}
	if n := mended.After.Errors; n > 0 {
		env.notice(in.Path, "%d edits; %d errors stay, of %d", len(mended.Changes), n, mended.Before.Errors)
		return errFindings()
	}
	if mended.Changed() {
		env.notice(in.Path, "%d edits; no errors stay, of %d", len(mended.Changes), mended.Before.Errors)
	}
	return nil
}

// repairReport is the report as JSON Lines.
func repairReport(path string, r *validate.Repaired) ([]byte, error) {
	var out []byte
	for _, c := range r.Changes {
		b, err := json.Marshal(repairLine{
			Path: path, Rule: string(c.Rule), Level: string(c.Level), Line: c.Pos.Line, Column: c.Pos.Column, Element: c.Pos.Path,
			Message: c.Message, Before: c.Before, After: c.After,
		})
		if err != nil {
			return nil, fmt.Errorf("write report: %w", err)
		}
		out = append(append(out, b...), '\n')
	}
	b, err := json.Marshal(repairSummary{
		Path: path, Format: r.After.Format, Changes: len(r.Changes), Before: r.Before.Errors, After: r.After.Errors, Valid: r.After.Valid(),
	})
	if err != nil {
		return nil, fmt.Errorf("write report: %w", err)
	}
	return append(append(out, b...), '\n'), nil
}

// writeTo writes a whole file, or to stdout when it has no name.
func writeTo(env *Env, path string, b []byte) error {
	if path == "" || path == stdinPath {
		return writeAll(env.Stdout, b)
	}
	file, err := createOutput(path)
	if err != nil {
		return err
	}
	defer file.discard()
	if _, err := file.Write(b); err != nil {
		return fmt.Errorf("write %s: %w", path, cause(err))
	}
	return file.commit()
}
