package cli

import (
	"context"
	"errors"
	"io"
	"os"
	"time"

	"github.com/spf13/cobra"

	"github.com/portalfeed/portalfeed/internal/fetch"
	"github.com/portalfeed/portalfeed/internal/source"
)

// programName stands before everything said to a person.
const programName = "portalfeed"

// Env is what a command line takes from the process it runs in.
type Env struct {
	Args   []string // the arguments without the program's name
	Stdin  io.Reader
	Stdout io.Writer           // results
	Stderr io.Writer           // everything said to a person
	Getenv func(string) string // nil: an empty environment
	Now    func() time.Time    // nil: the zero time

	// Of a command line that reads addresses.
	ctx    func() context.Context // that of Main; nil outside it
	client *fetch.Client
	fetch  func(source.Input) (source.Resource, error)
}

// ProcessEnv is the Env of this process.
func ProcessEnv() Env {
	return Env{Args: os.Args[1:], Stdin: os.Stdin, Stdout: os.Stdout, Stderr: os.Stderr, Getenv: os.Getenv, Now: time.Now}
}

// now is the clock, for relative dates that no flag pins.
func (e *Env) now() time.Time {
	if e.Now == nil {
		return time.Time{}
	}
	return e.Now()
}

// Main runs one command line and returns its exit code. It does not touch the process: no exit, no signals.
func Main(ctx context.Context, env Env) int {
	env.online(ctx)
	defer env.disconnect()
	root := newRootCommand(&env)
	root.SetArgs(env.Args)
	if env.Args == nil {
		root.SetArgs([]string{}) // cobra takes nil for the arguments of the process
	}
	cmd, err := root.ExecuteContextC(ctx)
	if err == nil {
		return ExitDone
	}
	if ctx.Err() != nil {
		env.complain("", errors.New("interrupted"))
		return ExitFailed
	}
	exit, ok := errors.AsType[*exitError](err)
	if !ok { // whatever cobra itself says is about the command line
		exit = usageErrorf("%w", err)
	}
	if exit.err != nil {
		sayExit(&env, cmd, exit)
	}
	return exit.code
}

// sayExit prints an error that ends a run, and for a usage error where help is to be had.
func sayExit(env *Env, cmd *cobra.Command, exit *exitError) {
	for _, err := range causes(exit.err) {
		env.complain("", err)
	}
	if exit.advice != "" {
		env.advise(exit.advice)
	}
	if exit.code == ExitUsage {
		env.advise("see " + cmd.CommandPath() + " --help")
	}
}

// causes takes joined errors apart, so that each gets a line of its own.
func causes(err error) []error {
	joined, ok := err.(interface{ Unwrap() []error }) //nolint:errorlint // a joined error in another one is part of its message
	if !ok {
		return []error{err}
	}
	parts := joined.Unwrap()
	if err.Error() != errors.Join(parts...).Error() {
		return []error{err}
	}
	var all []error
	for _, part := range parts {
		all = append(all, causes(part)...)
	}
	return all
}

// usageTemplate is cobra's without the lines that are wrong for a command that only holds others.
const usageTemplate = `Usage:
  {{if .HasAvailableSubCommands}}{{.CommandPath}} COMMAND{{else}}{{.UseLine}}{{end}}{{if .HasExample}}

Examples:
{{.Example}}{{end}}{{if .HasAvailableSubCommands}}

Commands:{{range .Commands}}{{if .IsAvailableCommand}}
  {{rpad .Name .NamePadding}} {{.Short}}{{end}}{{end}}{{end}}{{if .HasAvailableLocalFlags}}

Flags:
{{.LocalFlags.FlagUsages | trimTrailingWhitespaces}}{{end}}{{if .HasAvailableSubCommands}}

See {{.CommandPath}} COMMAND --help for one of them.{{end}}
`

// newRootCommand is the tree of all commands.
func newRootCommand(env *Env) *cobra.Command {
	root := &cobra.Command{
		Use:   programName,
		Short: "turn legacy-encoded Chinese portal pages into valid feeds",
		Long: `portalfeed reads saved pages of Chinese portals in Big5, GBK, GB18030 or UTF-8, finds what they list and tell,
and writes valid RSS, Atom and JSON feeds for each category.

Results go to stdout, everything else to stderr. Exit codes: 0 done, 1 failed, 2 wrong usage,
3 some inputs failed or a feed was withheld (the others are done), 4 findings at or above --fail-on or a failed recipe check.`,
		Example:           "  portalfeed convert -o out pages/\n  portalfeed detect page.html",
		SilenceErrors:     true,
		SilenceUsage:      true,
		DisableAutoGenTag: true,
		Args:              cobra.ArbitraryArgs, // so that group words the mistake
		RunE:              group(env),
	}
	root.SetIn(env.Stdin)
	root.SetOut(env.Stdout)
	root.SetErr(env.Stderr)
	root.SetFlagErrorFunc(func(cmd *cobra.Command, err error) error { return flagError(cmd, err) })
	root.AddCommand(
		newDetectCommand(env), newTranscodeCommand(env), newExtractCommand(env), newDateCommand(env),
		newValidateCommand(env), newRepairCommand(env), newConvertCommand(env), newServeCommand(env), newRecipeCommand(env),
		newCheckCommand(env), newZhconvCommand(env), newVersionCommand(env),
	)
	root.SetHelpCommand(newHelpCommand(env))
	root.SetUsageTemplate(usageTemplate)
	return root
}

// group is the run function of a command that only holds others: it names the mistake and the nearest command.
func group(env *Env) func(*cobra.Command, []string) error {
	return func(cmd *cobra.Command, args []string) error {
		if len(args) == 0 {
			cmd.SetOut(env.Stderr)
			if err := cmd.Help(); err != nil {
				return failure(err)
			}
			return &exitError{code: ExitUsage}
		}
		err := usageErrorf("unknown command %q for %q", args[0], cmd.CommandPath())
		if near := nearest(args[0], commandNames(cmd)); near != "" {
			err = err.withAdvice("did you mean %s?", near)
		}
		return err
	}
}

// inGoKey is the annotation that names the way to do the same from Go, for the reference.
const inGoKey = "go"

// inGo annotates a command with the function that does the same for programs.
func inGo(function string) map[string]string { return map[string]string{inGoKey: function} }

// newHelpCommand is help for any command; cobra's own takes an unknown one for success.
func newHelpCommand(env *Env) *cobra.Command {
	return &cobra.Command{
		Use:   "help [COMMAND]",
		Short: "show help for a command",
		Args:  cobra.ArbitraryArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			found, rest, err := cmd.Root().Find(args)
			if err != nil || len(rest) > 0 {
				return group(env)(cmd.Root(), args)
			}
			return failure(found.Help())
		},
	}
}

// run makes a cobra run function of one of ours, whose errors mean ExitFailed unless they say otherwise.
func run(f func(ctx context.Context, args []string) error) func(*cobra.Command, []string) error {
	return func(cmd *cobra.Command, args []string) error { return failure(f(cmd.Context(), args)) }
}
