package cli

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/portalfeed/portalfeed/feed/validate"
	"github.com/portalfeed/portalfeed/internal/source"
)

type repairOptions struct {
	inputFlags
	dryRun   bool
	inPlace  bool
	json     bool
	report   string
	output   string
	level    string
	timezone string

	zone *time.Location
	dir  bool // output is a directory
}

func newRepairCommand(env *Env) *cobra.Command {
	var o repairOptions
	cmd := &cobra.Command{
		Use:   "repair [flags] [FILE...]",
		Short: "mend what is wrong with feeds",
		Long: `Mend what is wrong with FILE (an RSS, Atom, JSON Feed or OPML document; stdin by default, or with -) and write it to stdout or
the file of -o: its encoding, control characters, entities and unclosed tags, dates, missing elements, contacts, relative
addresses, undeclared namespaces, HTML where text belongs, order, duplicates and a missing root element. A document that is valid
comes out as it is. Several documents go to the directory of -o, under their names, or with --in-place back to where they are.

No item is dropped and no text. What cannot stay where it stands is kept in a namespace of its own, or as a comment. A fact that is
missing comes from the document, from --url or, for the date of change, from the clock; where nothing says it, the finding stays.
Each edit is listed in the report of --report, or with --json on stdout; --dry-run prints the edits as a unified diff and writes no
document. To mend what has been mended changes nothing.

The exit code is 4 when errors stay and 3 when an input cannot be read or is no feed; the others are done all the same. What is no
feed is written to no file, and comes out on stdout as it is.`,
		Example: "  portalfeed repair -o good.rss bad.rss\n  portalfeed repair --dry-run --url http://www.example.org/feed.xml bad.xml\n" +
			"  portalfeed repair --in-place --json feeds/*.rss",
		Annotations: inGo("validate.Repair"),
		Args:        cobra.ArbitraryArgs,
		RunE:        run(func(ctx context.Context, args []string) error { return runRepair(ctx, env, o, args) }),
	}
	o.register(cmd)
	f := cmd.Flags()
	f.BoolVar(&o.dryRun, "dry-run", false, "print a unified diff in place of the document")
	f.BoolVarP(&o.inPlace, "in-place", "i", false, "write each document back to its file, if anything was mended")
	f.BoolVar(&o.json, "json", false, "print the report on stdout in place of documents, as --report - does")
	f.StringVar(&o.report, "report", "", "write the edits to `FILE` as JSON Lines (- for stdout)")
	f.StringVar(&o.level, "level", "error", "`LEVEL` from which findings are mended: error, warning or info")
	f.StringVar(&o.timezone, "timezone", "", "`ZONE` of dates that name none, as in Asia/Shanghai (default: that for dates in Chinese, else UTC)")
	f.StringVarP(&o.output, "output", "o", "", "write to `OUT` instead of stdout; a directory takes several documents")
	return cmd
}

// repairLine is one line of the report: an edit or, at the end, the outcome.
type repairLine struct {
	Path    string `json:"path"`
	Rule    string `json:"rule,omitempty"`
	Fix     string `json:"fix,omitempty"`
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

// check works out what the flags mean together.
func (o *repairOptions) check(ins []source.Input) error {
	if known := []string{"error", "warning", "info"}; !slices.Contains(known, o.level) {
		return unknownValue("level", o.level, known)
	}
	if o.timezone != "" {
		zone, err := time.LoadLocation(o.timezone)
		if err != nil {
			return usageErrorf("unknown --timezone %q", o.timezone).withAdvice("write it as in Asia/Shanghai")
		}
		o.zone = zone
	}
	o.dir = o.output != "" && (isDirectory(o.output) || strings.HasSuffix(o.output, "/"))
	toFiles := o.dir || o.inPlace
	switch {
	case o.inPlace && o.output != "":
		return usageErrorf("--in-place and -o %s name two places", o.output).withAdvice("leave one of them out")
	case len(ins) > 1 && o.output == "" && !toFiles && !o.dryRun && !o.json:
		return usageErrorf("%d documents do not fit into one", len(ins)).withAdvice("add -o DIR/, --in-place, --dry-run or --json")
	case len(ins) > 1 && o.output != "" && !o.dir:
		return usageErrorf("%d documents do not fit into %s", len(ins), o.output).withAdvice("write it as a directory: %s/", o.output)
	case o.report == stdinPath && !toFiles && o.output == "" && !o.dryRun:
		return usageErrorf("the document and the report would both go to stdout").withAdvice("add -o OUT, --in-place or --dry-run, or leave the document out with --json")
	}
	names := map[string]string{}
	for _, in := range ins {
		switch {
		case in.Path == stdinPath && toFiles:
			return usageErrorf("stdin has no name to be written under").withAdvice("write it to a file with -o FILE")
		case isDirectory(in.Path):
			return usageErrorf("%s is a directory", in.Path).withAdvice("name the documents in it, as in %s", filepath.Join(in.Path, "*.xml"))
		}
		base := filepath.Base(in.Path)
		if other := names[base]; o.dir && other != "" {
			return usageErrorf("%s and %s would both become %s", other, in.Path, filepath.Join(o.output, base)).withAdvice("run it once for each directory")
		}
		names[base] = in.Path
	}
	return nil
}

func runRepair(ctx context.Context, env *Env, o repairOptions, args []string) error {
	if len(args) == 0 && o.filesFrom == "" {
		args = []string{stdinPath}
	}
	ins, err := o.inputs(env, args)
	if err != nil {
		return err
	}
	if err := o.check(ins); err != nil {
		return err
	}
	if o.dir && !o.dryRun {
		if err := os.MkdirAll(o.output, 0o777); err != nil { //nolint:gosec // the umask decides
			return fmt.Errorf("write %s: %w", o.output, cause(err))
		}
	}
	r := repairRun{env: env, o: o}
	if err := ordered(ctx, resources(env, ins), r.work, r.finish, r.complain); err != nil {
		return err
	}
	if o.report != "" {
		if err := writeTo(env, o.report, r.report); err != nil {
			return err
		}
	}
	switch {
	case r.failed:
		return errInputsFailed()
	case r.stay:
		return errFindings()
	}
	return nil
}

// repairRun is one run of repair.
type repairRun struct {
	env    *Env
	o      repairOptions
	report []byte
	failed bool // an input could not be read, or is no feed
	stay   bool // errors stay
}

// mended is what one document came to.
type mended struct {
	*validate.Repaired
	err error
}

func (r *repairRun) work(in source.Resource) mended {
	done, err := validate.Repair(in.Body, validate.Options{
		URL: in.URL, ContentType: in.ContentType, Now: r.env.now(), Mend: validate.Level(r.o.level), Location: r.o.zone,
	})
	return mended{done, err}
}

// complain reports an input that failed.
func (r *repairRun) complain(err error) error {
	path, err := splitPath(err)
	r.failed = true
	r.env.complain(path, err)
	return r.tell(jsonLine(failedInput{Path: path, Error: err.Error()}))
}

// tell adds lines to the report.
func (r *repairRun) tell(lines []byte) error {
	if r.o.report != "" {
		r.report = append(r.report, lines...)
	}
	if r.o.json {
		return writeAll(r.env.Stdout, lines)
	}
	return nil
}

// noFeed says what a document is that is none, and what to do about it.
func noFeed(in source.Resource, report *validate.Report) error {
	what := "it is of no format that is known"
	for _, f := range report.Findings {
		if f.Rule == "not-a-feed" || f.Rule == "too-large" {
			what = f.Message
		}
	}
	if binary := checkText(in.Body); binary != nil {
		what = binary.Error()
	}
	if feeds := validate.Advertised(in.Body, in.URL); len(feeds) > 0 {
		return fmt.Errorf("not repaired: %s; it names %s", what, strings.Join(feeds, ", "))
	}
	return fmt.Errorf("not repaired: %s", what)
}

// finish writes one document and says what was done.
func (r *repairRun) finish(in source.Resource, m mended) error {
	if m.err != nil {
		return r.complain(&source.Error{Path: in.Path, Err: m.err})
	}
	toStdout := r.o.output == "" && !r.o.inPlace && !r.o.dryRun && !r.o.json
	if m.After.Format == validate.Unknown {
		if toStdout && checkText(in.Body) == nil { // what goes through a pipe is not lost
			if err := writeAll(r.env.Stdout, in.Body); err != nil {
				return err
			}
		}
		return r.complain(&source.Error{Path: in.Path, Err: noFeed(in, m.Before)})
	}
	if err := r.write(in, m); err != nil {
		return err
	}
	lines, err := repairReport(in.Path, m.Repaired)
	if err == nil {
		err = r.tell(lines)
	}
	if err != nil {
		return err
	}
	r.stay = r.stay || m.After.Errors > 0
	switch n := m.After.Errors; {
	case n > 0:
		r.env.notice(in.Path, "%s; %d of %s %s", count(len(m.Changes), "edit"), n, count(m.Before.Errors, "error"), verb(n, "stays", "stay"))
	case m.Changed():
		r.env.notice(in.Path, "%s; none of %s stays", count(len(m.Changes), "edit"), count(m.Before.Errors, "error"))
	}
	return nil
}

// write puts the document, or the diff, where it belongs.
func (r *repairRun) write(in source.Resource, m mended) error {
	switch {
	case r.o.dryRun && r.o.json:
		return nil
	case r.o.dryRun && r.o.dir:
		return writeTo(r.env, "", m.Diff(in.Path))
	case r.o.dryRun:
		return writeTo(r.env, r.o.output, m.Diff(in.Path))
	case r.o.inPlace && !m.Changed():
		return nil
	case r.o.inPlace:
		return replace(in.Path, m.Doc)
	case r.o.dir:
		return writeTo(r.env, filepath.Join(r.o.output, filepath.Base(in.Path)), m.Doc)
	case r.o.output == "" && r.o.json:
		return nil
	}
	return writeTo(r.env, r.o.output, m.Doc)
}

// replace writes a file anew, with the mode that it has: it is the old one or the new one at all times. A link stays one.
func replace(path string, b []byte) error {
	if to, err := filepath.EvalSymlinks(path); err == nil {
		path = to
	}
	info, err := os.Stat(path)
	if err != nil {
		return fmt.Errorf("write %s: %w", path, cause(err))
	}
	if err := writeFile(path, b); err != nil {
		return err
	}
	if err := os.Chmod(path, info.Mode().Perm()); err != nil {
		return fmt.Errorf("write %s: %w", path, cause(err))
	}
	return nil
}

// verb is the form of a verb for a number.
func verb(n int, one, many string) string {
	if n == 1 {
		return one
	}
	return many
}

// repairReport is the report as JSON Lines.
func repairReport(path string, r *validate.Repaired) ([]byte, error) {
	var out []byte
	for _, c := range r.Changes {
		b, err := json.Marshal(repairLine{
			Path: path, Rule: string(c.Rule), Fix: string(c.Fix), Level: string(c.Level), Line: c.Pos.Line, Column: c.Pos.Column, Element: c.Pos.Path,
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
	return writeFile(path, b)
}

// writeFile writes a file that is there whole or not at all.
func writeFile(path string, b []byte) error {
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
