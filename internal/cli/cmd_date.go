package cli

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/portalfeed/portalfeed/feed/dates"
)

type dateOptions struct {
	json     bool
	timezone string
	now      string
}

func newDateCommand(env *Env) *cobra.Command {
	var o dateOptions
	cmd := &cobra.Command{
		Use:   "date [flags] TEXT...",
		Short: "read dates as portals and feeds write them",
		Long: `Find the date in each TEXT (- reads one text a line from stdin) and print it as RFC 3339, or as far as it was
written: 2012-09-25 for a day, 2012-09 for a month.

Relative forms (昨天, 3小時前) and dates without a year (09-25) are counted from --now. Without that flag the clock of the
machine is taken, so that their answer changes from day to day; no other date depends on the clock.`,
		Example:     "  portalfeed date 2012年09月25日\n  portalfeed date --json --now 2012-09-26T08:00:00+08:00 '昨天 18:07'",
		Annotations: inGo("dates.Parse"),
		RunE:        run(func(ctx context.Context, args []string) error { return runDate(ctx, env, o, args) }),
	}
	cmd.Flags().BoolVar(&o.json, "json", false, "print one JSON object a line")
	cmd.Flags().StringVar(&o.timezone, "timezone", defaultTimezone, "`ZONE` of dates that name none")
	cmd.Flags().StringVar(&o.now, "now", "", "reference `TIME` of relative dates, RFC 3339 (default: the clock)")
	return cmd
}

func runDate(ctx context.Context, env *Env, o dateOptions, args []string) error {
	loc, err := location(o.timezone)
	if err != nil {
		return err
	}
	now, err := clock(env, o.now)
	if err != nil {
		return err
	}
	if len(args) == 0 {
		return usageErrorf("no text given").withAdvice("give dates as arguments, or - to read one a line from stdin")
	}
	failed := false
	one := func(text string) error {
		d, err := dates.Parse(text, dates.Options{Now: now, Location: loc})
		if err != nil {
			failed = true
			if !o.json {
				env.complain(text, err)
				return nil
			}
			return writeAll(env.Stdout, jsonLine(failedDate{text, err.Error()}))
		}
		if o.json {
			return writeAll(env.Stdout, jsonLine(dateOutput{text, d.String(), precisionName(d)}))
		}
		return writeAll(env.Stdout, fmt.Appendf(nil, "%s\t%s\n", d, precisionName(d)))
	}
	for _, text := range args {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if text == stdinPath {
			err = eachLine(env.Stdin, one)
		} else {
			err = one(text)
		}
		if err != nil {
			return err
		}
	}
	if failed {
		return errInputsFailed()
	}
	return nil
}
