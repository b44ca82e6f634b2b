package cli

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"time"

	"github.com/spf13/cobra"

	"github.com/portalfeed/portalfeed/internal/site"
)

type serveOptions struct {
	addr    string
	siteURL string
	maxAge  time.Duration
	log     string

	allowPrivate bool
}

func newServeCommand(env *Env) *cobra.Command {
	var o serveOptions
	cmd := &cobra.Command{
		Use:   "serve [flags] DIR",
		Short: "host the feeds of a directory",
		Long: `Serve the site in DIR, as convert -o DIR writes it, over HTTP until interrupted: with media types, validators for
conditional requests, and compression. Files that convert replaces meanwhile are served anew.

The address is printed on stdout once connections are accepted; with port 0 a free one is taken.`,
		Example: "  portalfeed serve out\n  portalfeed serve --addr 0.0.0.0:8080 --site-url https://feeds.example.org/ out",
		Args:    cobra.ArbitraryArgs,
		RunE:    run(func(ctx context.Context, args []string) error { return runServe(ctx, env, o, args) }),
	}
	f := cmd.Flags()
	f.StringVar(&o.addr, "addr", "127.0.0.1:8080", "`HOST:PORT` to listen on")
	f.StringVar(&o.siteURL, "site-url", "", "public `URL` of the site, for the links in HTTP headers")
	f.DurationVar(&o.maxAge, "max-age", site.DefaultMaxAge, "how long readers and caches need not ask again")
	f.BoolVar(&o.allowPrivate, "allow-private", false, "read addresses of private networks, too; changes nothing in this version, which reads none, and is told so")
	f.StringVar(&o.log, "log", "none", "log requests to stderr as `FORMAT`: none, text or json")
	return cmd
}

// logger makes the logger of --log, nil for none.
func (o *serveOptions) logger(env *Env) (*slog.Logger, error) {
	switch o.log {
	case "none":
		return nil, nil
	case "text":
		return slog.New(slog.NewTextHandler(env.Stderr, nil)), nil
	case "json":
		return slog.New(slog.NewJSONHandler(env.Stderr, nil)), nil
	}
	return nil, unknownValue("log", o.log, []string{"none", "text", "json"})
}

func runServe(ctx context.Context, env *Env, o serveOptions, args []string) error {
	log, err := o.logger(env)
	if err != nil {
		return err
	}
	switch {
	case len(args) == 0:
		return usageErrorf("no directory named").withAdvice("name one that convert -o DIR wrote")
	case len(args) > 1:
		return usageErrorf("serve takes one directory, but got %d", len(args)).withAdvice("run it once for each, on different addresses")
	case !isDirectory(args[0]):
		return usageErrorf("%s is not a directory", args[0]).withAdvice("serve hosts what convert -o DIR wrote")
	}
	if err := checkAddress("site-url", o.siteURL); err != nil {
		return err
	}
	if o.allowPrivate {
		env.notice("", "--allow-private changes nothing: serve of this version reads no addresses")
	}
	if o.maxAge < 0 {
		return usageErrorf("--max-age %s is negative", o.maxAge).withAdvice("0 makes readers and caches ask every time")
	}
	if o.maxAge == 0 {
		o.maxAge = -1 // in the words of site: always ask
	}
	handler, err := site.NewHandler(site.Options{Dir: args[0], BaseURL: o.siteURL, MaxAge: o.maxAge, Now: env.Now})
	if err != nil {
		return err
	}
	var listen net.ListenConfig
	listener, err := listen.Listen(ctx, "tcp", o.addr)
	if err != nil {
		return fmt.Errorf("listen on %s: %w", o.addr, listenCause(err))
	}
	at := fmt.Sprintf("serving %s at http://%s/\n", printable(args[0]), listener.Addr())
	if err := writeAll(env.Stdout, []byte(at)); err != nil {
		return err
	}
	return site.Serve(ctx, listener, handler, site.ServerOptions{Logger: log, Now: env.Now})
}

// listenCause takes what was said already out of an error of the network.
func listenCause(err error) error {
	if oe, ok := errors.AsType[*net.OpError](err); ok {
		return oe.Err
	}
	return err
}
