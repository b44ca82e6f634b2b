package cli

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/portalfeed/portalfeed/feed"
	"github.com/portalfeed/portalfeed/feed/validate"
	"github.com/portalfeed/portalfeed/internal/source"
)

type validateOptions struct {
	inputFlags
	format  string
	failOn  string
	ignore  []string
	rules   bool
	json    bool
	explain string

	profile       string
	language      string
	baseline      string
	writeBaseline bool
}

func newValidateCommand(env *Env) *cobra.Command {
	var o validateOptions
	cmd := &cobra.Command{
		Use:   "validate [flags] FILE...",
		Short: "check feeds against the catalogue of rules",
		Long: `Check each FILE (an RSS, Atom, JSON Feed or OPML document, a directory of them, or - for stdin) and print what is
wrong, with the place in the document. The exit code is 4 when a finding is at least as grave as --fail-on.

--profile chooses the rules and how grave they are: interop is what the W3C Feed Validation Service reports, spec what the
specifications require, rss-profile makes the RSS Best Practices Profile a requirement, podcast adds what Apple and the
podcast namespace ask for, and portal what goes wrong on Chinese portals.

--baseline FILE accepts the findings that FILE lists, so that only new ones count; --write-baseline writes it. A finding is known by
its document, rule, element and value, not by its line.

--rules prints the catalogue, and --explain RULE one rule with an example and the way out.`,
		Example: "  portalfeed validate out/\n  portalfeed validate --format sarif --ignore missing-author@/feed/entry feed.atom\n" +
			"  portalfeed validate --profile portal --lang zh-Hans feed.rss\n  portalfeed validate --baseline feeds.baseline --write-baseline out/",
		Annotations: inGo("validate.Validate"),
		RunE:        run(func(ctx context.Context, args []string) error { return runValidate(ctx, env, o, args) }),
	}
	o.register(cmd)
	f := cmd.Flags()
	f.StringVar(&o.format, "format", string(validate.OutputText), "`FORMAT` of the findings: "+strings.Join(validateFormats(), ", "))
	f.StringVar(&o.failOn, "fail-on", "error", "`LEVEL` from which findings make the exit code 4: error, warning, info or never")
	f.StringArrayVar(&o.ignore, "ignore", nil, "leave out findings of `RULE[@PATH]`; may be repeated")
	f.BoolVar(&o.rules, "rules", false, "print the catalogue of rules")
	f.BoolVar(&o.json, "json", false, "short for --format jsonl; with --rules the catalogue as JSON")
	f.StringVar(&o.profile, "profile", string(validate.Interop), "`PROFILE` of the rules: "+joinWords(validate.Profiles()))
	f.StringVar(&o.language, "lang", string(validate.English), "`LANGUAGE` of messages and rules: "+joinWords(validate.Languages()))
	f.StringVar(&o.baseline, "baseline", "", "leave out the findings that `FILE` accepts")
	f.BoolVar(&o.writeBaseline, "write-baseline", false, "write the findings to the file of --baseline in place of printing them")
	f.StringVar(&o.explain, "explain", "", "explain a `RULE`")
	return cmd
}

// validateFormats are the values of --format.
func validateFormats() []string { return texts(validate.OutputFormats()) }

// texts are words of a type of their own as strings.
func texts[T ~string](list []T) []string {
	words := make([]string, len(list))
	for i, w := range list {
		words[i] = string(w)
	}
	return words
}

func joinWords[T ~string](list []T) string { return strings.Join(texts(list), ", ") }

// options checks the flags and says them in the words of validate.
func (o *validateOptions) options(env *Env) (validate.Options, error) {
	v := validate.Options{Now: env.now()}
	if o.json {
		o.format = string(validate.OutputJSONL)
	}
	if known := validateFormats(); !slices.Contains(known, o.format) {
		return v, unknownValue("format", o.format, known)
	}
	if known := []string{"error", "warning", "info", "never"}; !slices.Contains(known, o.failOn) {
		return v, unknownValue("fail-on", o.failOn, known)
	}
	if known := texts(validate.Profiles()); !slices.Contains(known, o.profile) {
		return v, unknownValue("profile", o.profile, known)
	}
	if known := texts(validate.Languages()); !slices.Contains(known, o.language) {
		return v, unknownValue("lang", o.language, known)
	}
	if o.writeBaseline && o.baseline == "" {
		return v, usageErrorf("--write-baseline without a file").withAdvice("name it with --baseline FILE")
	}
	v.Profile, v.Language = validate.Profile(o.profile), validate.Language(o.language)
	for _, text := range o.ignore {
		ignore, err := validate.ParseIgnore(text)
		if err != nil {
			usage := usageErrorf("--ignore: %w", err)
			if near := nearest(string(ignore.Rule), ruleNames()); near != "" {
				return v, usage.withAdvice("did you mean %s?", near)
			}
			return v, usage
		}
		v.Ignore = append(v.Ignore, ignore)
	}
	return v, nil
}

// unknownValue is the usage error of a flag that takes one of a few words.
func unknownValue(flag, value string, known []string) error {
	err := usageErrorf("unknown value %q for --%s", value, flag)
	if near := nearest(value, known); near != "" {
		return err.withAdvice("did you mean %s?", near)
	}
	return err.withAdvice("it is one of %s", strings.Join(known, ", "))
}

func ruleNames() []string {
	var names []string
	for _, r := range validate.Rules() {
		names = append(names, string(r.ID))
	}
	return names
}

func runValidate(ctx context.Context, env *Env, o validateOptions, args []string) error {
	options, err := o.options(env)
	if err != nil {
		return err
	}
	switch {
	case o.rules:
		return writeRules(env, options, o.json)
	case o.explain != "":
		return explainRule(env, o.explain, options.Language)
	}
	ins, err := o.inputs(env, args)
	if err != nil {
		return err
	}
	v := validation{env: env, o: o}
	if err := v.openBaseline(); err != nil {
		return err
	}
	return v.run(ctx, ins, options)
}

// validation is one run of validate.
type validation struct {
	env    *Env
	o      validateOptions
	out    *validate.Writer
	failed bool // an input could not be read
	found  bool // a finding is as grave as --fail-on

	accepted *validate.Baseline // of --baseline; nil without
}

// openBaseline reads the file of --baseline, or begins a new one.
func (v *validation) openBaseline() error {
	switch {
	case v.o.baseline == "":
		return nil
	case v.o.writeBaseline:
		v.accepted = validate.NewBaseline()
		return nil
	}
	file, err := os.Open(v.o.baseline)
	if err != nil {
		return fmt.Errorf("read --baseline: %s: %w", v.o.baseline, cause(err))
	}
	defer file.Close() //nolint:errcheck // nothing was written
	if v.accepted, err = validate.ReadBaseline(file); err != nil {
		return fmt.Errorf("--baseline %s: %w", v.o.baseline, err)
	}
	return nil
}

// closeBaseline writes the file of --baseline, or says what of it is no longer there.
func (v *validation) closeBaseline() error {
	switch {
	case v.accepted == nil:
		return nil
	case !v.o.writeBaseline:
		for _, a := range v.accepted.Stale() {
			v.env.notice(a.Path, "the baseline accepts %d more of %s at %s than there are", a.Count, a.Rule, cmp.Or(a.Element, "/"))
		}
		return nil
	}
	var b bytes.Buffer
	if err := v.accepted.Write(&b); err != nil {
		return err
	}
	if err := os.WriteFile(v.o.baseline, b.Bytes(), 0o644); err != nil { //nolint:gosec // a file to be shared
		return fmt.Errorf("write --baseline: %s: %w", v.o.baseline, cause(err))
	}
	return nil
}

// validated is what one input came to; no report when it was passed over.
type validated struct {
	report *validate.Report
	err    error
}

func (v *validation) run(ctx context.Context, ins []source.Input, options validate.Options) error {
	var err error
	if v.out, err = validate.NewWriter(v.env.Stdout, validate.OutputFormat(v.o.format)); err != nil {
		return err
	}
	work := func(in source.Resource) validated {
		if in.Walked && isMaybeFeed(in.Path) && feed.DetectFormat(in.Body) == feed.Unknown {
			return validated{}
		}
		each := options
		each.URL, each.ContentType, each.HTTP = in.URL, in.ContentType, httpFacts(ctx, v.env, in)
		report, err := validate.Validate(in.Body, each)
		return validated{report, err}
	}
	err = ordered(ctx, v.feeds(ins), work, v.report, v.complain)
	if e := v.out.Close(); err == nil {
		err = e
	}
	if err == nil {
		err = v.closeBaseline()
	}
	switch {
	case err != nil:
		return err
	case v.failed:
		return errInputsFailed()
	case v.found:
		return errFindings()
	}
	return nil
}

// report prints the findings of one input.
func (v *validation) report(in source.Resource, r validated) error {
	if r.err != nil {
		return v.complain(&source.Error{Path: in.Path, Reason: source.Invalid, Err: r.err})
	}
	if r.report == nil {
		return nil
	}
	if v.accepted != nil {
		if v.o.writeBaseline {
			v.accepted.Add(in.Path, r.report)
			return nil
		}
		r.report = v.accepted.Filter(in.Path, r.report)
	}
	v.found = v.found || v.reaches(r.report)
	return v.out.Add(in.Path, in.Body, r.report)
}

// reaches reports whether a finding is as grave as --fail-on.
func (v *validation) reaches(r *validate.Report) bool {
	switch v.o.failOn {
	case "error":
		return r.Errors > 0
	case "warning":
		return r.Errors+r.Warnings > 0
	case "info":
		return r.Errors+r.Warnings+r.Infos > 0
	}
	return false
}

// complain reports an input that could not be read.
func (v *validation) complain(err error) error {
	path, err := splitPath(err)
	v.failed = true
	v.env.complain(path, err)
	if validate.OutputFormat(v.o.format) != validate.OutputJSONL {
		return nil
	}
	return writeAll(v.env.Stdout, jsonLine(failedInput{Path: path, Error: err.Error()}))
}

// isFeedName reports whether a file in a directory may be a feed by its name.
func isFeedName(path string) bool {
	switch strings.ToLower(filepath.Ext(path)) {
	case ".rss", ".atom", ".rdf", ".opml":
		return true
	}
	return isMaybeFeed(path)
}

// isMaybeFeed reports whether a file in a directory may be a feed or something else.
func isMaybeFeed(path string) bool {
	switch strings.ToLower(filepath.Ext(path)) {
	case ".xml", ".json":
		return true
	}
	return false
}

// feeds reads the inputs; of a directory the files that are feeds by their name or content, in lexical order.
func (v *validation) feeds(ins []source.Input) iter.Seq2[source.Resource, error] {
	return func(yield func(source.Resource, error) bool) {
		for _, in := range ins {
			if in.Path == stdinPath || !isDirectory(in.Path) {
				for r, err := range resources(v.env, []source.Input{in}) {
					if !yield(r, err) {
						return
					}
				}
				continue
			}
			if !v.directory(in.Path, yield) {
				return
			}
		}
	}
}

// errNoFeeds says that a directory has no file whose name is one of a feed.
var errNoFeeds = errors.New("the directory has no feed: no .rss, .atom, .rdf, .opml, .xml or .json")

// errStopped ends a walk whose consumer has enough.
var errStopped = errors.New("stopped")

// directory yields the feeds below a directory; false when the consumer has enough.
func (v *validation) directory(root string, yield func(source.Resource, error) bool) bool {
	files := 0
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			files++
			if !yield(source.Resource{}, &source.Error{Path: path, Reason: source.Invalid, Err: cause(err)}) {
				return errStopped
			}
			return nil
		}
		hidden := path != root && strings.HasPrefix(d.Name(), ".")
		switch {
		case hidden && d.IsDir():
			return fs.SkipDir
		case hidden || !d.Type().IsRegular() || !isFeedName(path):
			return nil
		}
		for r, err := range source.Files([]source.Input{{Path: path}}, source.Options{}) {
			r.Walked = true
			files++
			if !yield(r, err) {
				return errStopped
			}
		}
		return nil
	})
	if errors.Is(err, errStopped) {
		return false
	}
	return files > 0 || yield(source.Resource{}, &source.Error{Path: root, Reason: source.Empty, Err: errNoFeeds})
}
