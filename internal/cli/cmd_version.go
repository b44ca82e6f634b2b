package cli

import (
	"context"
	"fmt"
	"runtime"
	"runtime/debug"

	"github.com/spf13/cobra"
)

// versionOutput is what version --json prints.
type versionOutput struct {
	Version  string `json:"version"`
	Revision string `json:"revision"`
	Modified bool   `json:"modified"`
	Go       string `json:"go"`
	OS       string `json:"os"`
	Arch     string `json:"arch"`
}

func newVersionCommand(env *Env) *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:     "version",
		Short:   "print the version of the program",
		Long:    `Print the module version, the revision it was built from and the Go release that built it.`,
		Example: "  portalfeed version --json",
		Args:    noArguments,
		RunE: run(func(context.Context, []string) error {
			return runVersion(env, asJSON)
		}),
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print one JSON object")
	return cmd
}

func runVersion(env *Env, asJSON bool) error {
	v := buildVersion()
	if asJSON {
		return writeAll(env.Stdout, jsonLine(v))
	}
	revision := ""
	if v.Revision != "" {
		revision = ", revision " + v.Revision
		if v.Modified {
			revision += " modified"
		}
	}
	return writeAll(env.Stdout, fmt.Appendf(nil, "%s %s (%s %s/%s%s)\n", programName, v.Version, v.Go, v.OS, v.Arch, revision))
}

// buildVersion reads what the Go linker recorded.
func buildVersion() versionOutput {
	v := versionOutput{Version: "(devel)", Go: runtime.Version(), OS: runtime.GOOS, Arch: runtime.GOARCH}
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return v
	}
	if info.Main.Version != "" {
		v.Version = info.Main.Version
	}
	for _, s := range info.Settings {
		switch s.Key {
		case "vcs.revision":
			v.Revision = s.Value
		case "vcs.modified":
			v.Modified = s.Value == "true"
		}
	}
	return v
}

// noArguments refuses arguments.
func noArguments(cmd *cobra.Command, args []string) error {
	if len(args) > 0 {
		return usageErrorf("%s takes no arguments, but got %q", cmd.CommandPath(), args[0])
	}
	return nil
}
