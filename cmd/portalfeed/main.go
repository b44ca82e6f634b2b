// Command portalfeed turns legacy-encoded Chinese portal pages into valid feeds.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"

	"github.com/portalfeed/portalfeed/internal/cli"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	code := cli.Main(ctx, cli.ProcessEnv())
	stop()
	os.Exit(code)
}
