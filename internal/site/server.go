package site

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"time"

	"golang.org/x/net/netutil"
)

// Defaults of ServerOptions.
const (
	DefaultReadHeaderTimeout = 5 * time.Second
	DefaultReadTimeout       = 15 * time.Second
	DefaultWriteTimeout      = 30 * time.Second
	DefaultIdleTimeout       = 60 * time.Second
	DefaultShutdownTimeout   = 10 * time.Second
	DefaultMaxConnections    = 4096
	// MaxHeaderBytes bounds a request's header.
	MaxHeaderBytes = 64 << 10
)

// ServerOptions for Serve. The zero value is ready to use.
type ServerOptions struct {
	ReadHeaderTimeout time.Duration // 0 means DefaultReadHeaderTimeout
	ReadTimeout       time.Duration // 0 means DefaultReadTimeout
	WriteTimeout      time.Duration // 0 means DefaultWriteTimeout
	IdleTimeout       time.Duration // 0 means DefaultIdleTimeout
	// ShutdownTimeout is how long requests under way may take once the context is done; 0 means DefaultShutdownTimeout.
	ShutdownTimeout time.Duration
	// MaxConnections bounds the connections that are open at a time; 0 means DefaultMaxConnections.
	MaxConnections int
	// Logger gets one record for each request, and the server's own complaints; nil logs nothing.
	Logger *slog.Logger
	// Now is the clock of the durations that are logged; nil leaves them out.
	Now func() time.Time
}

// Serve answers the connections of a listener until the context is done. It then accepts no more, lets the
// requests under way finish and returns nil, or an error if they took too long and were cut off.
// The listener is closed in any case.
func Serve(ctx context.Context, ln net.Listener, h http.Handler, o ServerOptions) error {
	maxConns := o.MaxConnections
	if maxConns <= 0 {
		maxConns = DefaultMaxConnections
	}
	s := newServer(h, o)
	failed := make(chan error, 1)
	go func() { failed <- s.Serve(netutil.LimitListener(ln, maxConns)) }()
	select {
	case err := <-failed:
		return fmt.Errorf("serve site: %w", err)
	case <-ctx.Done():
	}
	grace, cancel := context.WithTimeout(context.WithoutCancel(ctx), orDefault(o.ShutdownTimeout, DefaultShutdownTimeout))
	defer cancel()
	err := s.Shutdown(grace)
	if err != nil {
		err = errors.Join(fmt.Errorf("stop serving: requests cut off: %w", err), s.Close())
	}
	<-failed
	return err
}

// newServer makes the server with all its limits but that of connections.
func newServer(h http.Handler, o ServerOptions) *http.Server {
	log := o.Logger
	if log == nil {
		log = slog.New(slog.DiscardHandler)
	} else {
		h = Logged(h, log, o.Now)
	}
	return &http.Server{
		Handler:           h,
		ReadHeaderTimeout: orDefault(o.ReadHeaderTimeout, DefaultReadHeaderTimeout),
		ReadTimeout:       orDefault(o.ReadTimeout, DefaultReadTimeout),
		WriteTimeout:      orDefault(o.WriteTimeout, DefaultWriteTimeout),
		IdleTimeout:       orDefault(o.IdleTimeout, DefaultIdleTimeout),
		MaxHeaderBytes:    MaxHeaderBytes,
		ErrorLog:          slog.NewLogLogger(log.Handler(), slog.LevelWarn),
	}
}

func orDefault(d, otherwise time.Duration) time.Duration {
	if d <= 0 {
		return otherwise
	}
	return d
}

// Logged returns a handler that logs each request that h answers. The clock may be nil.
func Logged(h http.Handler, log *slog.Logger, now func() time.Time) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var start time.Time
		if now != nil {
			start = now()
		}
		c := &counted{ResponseWriter: w, status: http.StatusOK}
		// Deferred, so that a request whose handler panics is logged as well.
		defer func() {
			attrs := []slog.Attr{
				slog.String("remote", r.RemoteAddr), slog.String("method", r.Method), slog.String("path", r.URL.Path),
				slog.Int("status", c.status), slog.Int64("bytes", c.bytes), slog.String("agent", r.UserAgent()),
			}
			if now != nil {
				attrs = append(attrs, slog.Duration("took", now().Sub(start)))
			}
			log.LogAttrs(r.Context(), slog.LevelInfo, "request", attrs...)
		}()
		h.ServeHTTP(c, r)
	})
}

// counted remembers what was answered.
type counted struct {
	http.ResponseWriter
	status int
	bytes  int64
}

// WriteHeader notes the status.
func (c *counted) WriteHeader(status int) {
	c.status = status
	c.ResponseWriter.WriteHeader(status)
}

// Write counts the bytes.
func (c *counted) Write(b []byte) (int, error) {
	n, err := c.ResponseWriter.Write(b)
	c.bytes += int64(n)
	return n, err
}

// Unwrap lets http.ResponseController reach the writer.
func (c *counted) Unwrap() http.ResponseWriter { return c.ResponseWriter }
