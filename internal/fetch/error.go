package fetch

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"syscall"
)

// Reason says in one word why an address could not be fetched.
type Reason string

// The reasons.
const (
	Blocked   Reason = "blocked"   // the address leads where it must not, or robots.txt forbids it
	Connect   Reason = "connect"   // no connection
	Timeout   Reason = "timeout"   // no complete answer in time
	Protocol  Reason = "protocol"  // the answer is no HTTP, or the address is none
	Status    Reason = "status"    // an HTTP status that is no page
	Redirect  Reason = "redirect"  // too many redirects, or one that leads nowhere
	TooLarge  Reason = "too-large" // more bytes than a limit
	Truncated Reason = "truncated" // the end is missing
	Encoding  Reason = "encoding"  // the Content-Encoding is unknown, or the body is not in it
	Empty     Reason = "empty"     // no byte in the body
)

// Error is why an address could not be fetched.
type Error struct {
	URL    string // the address that failed: that of a redirect rather than of the request
	Reason Reason
	Err    error // the cause; does not repeat the address

	Redirected bool // the address is one that redirects led to
}

// Error returns the address and the cause.
func (e *Error) Error() string { return fmt.Sprintf("fetch %s: %v", e.URL, e.Err) }

// Unwrap returns the cause.
func (e *Error) Unwrap() error { return e.Err }

// StatusError is a response whose status says that its body is not what was asked for.
type StatusError struct {
	Status     int
	RetryAfter string // the header of this name, "" if there was none
}

// Error names the status.
func (e *StatusError) Error() string {
	s := fmt.Sprintf("the server answers with status %d", e.Status)
	if text := http.StatusText(e.Status); text != "" {
		s += " " + text
	}
	if e.RetryAfter != "" {
		s += fmt.Sprintf(" and asks to wait (Retry-After: %.40s)", e.RetryAfter)
	}
	return s
}

// Causes of an Error.
var (
	// ErrBlocked says that an address is not to be fetched: its scheme, its port or the address of its host.
	ErrBlocked = errors.New("the address is blocked")
	// ErrRobots says that the robots.txt of a host forbids an address. It is an ErrBlocked, too.
	ErrRobots = fmt.Errorf("%w: robots.txt forbids it", ErrBlocked)
	// ErrPrivate says that a host has no address that is Public. It stands beside an ErrBlocked.
	ErrPrivate = errors.New("no public address")
	// ErrEmpty says that a response has no body.
	ErrEmpty = errors.New("the response is empty")
)

// blocked is an ErrBlocked that says why.
func blocked(format string, args ...any) error {
	return fmt.Errorf("%w: %s", ErrBlocked, fmt.Sprintf(format, args...))
}

// failure is an error whose reason is known where it is made.
type failure struct {
	reason Reason
	err    error
}

func (f *failure) Error() string { return f.err.Error() }
func (f *failure) Unwrap() error { return f.err }

func failed(r Reason, format string, args ...any) error {
	return &failure{r, fmt.Errorf(format, args...)}
}

// explain gives an error its reason and words. started says that the response had begun.
func explain(ctx context.Context, err error, started bool) (Reason, error) {
	known, isKnown := errors.AsType[*failure](err)
	_, status := errors.AsType[*StatusError](err)
	netErr, isNet := errors.AsType[net.Error](err)
	switch {
	case errors.Is(err, ErrBlocked):
		return Blocked, plain(err)
	case isKnown:
		return known.reason, known.err
	case status:
		return Status, err
	case errors.Is(err, ErrEmpty):
		return Empty, err
	case errors.Is(err, context.Canceled) && !errors.Is(ctx.Err(), context.DeadlineExceeded):
		return Timeout, fmt.Errorf("interrupted: %w", context.Canceled)
	case errors.Is(err, context.DeadlineExceeded), errors.Is(ctx.Err(), context.DeadlineExceeded), isNet && netErr.Timeout():
		if started {
			return Timeout, errors.New("the response takes too long")
		}
		return Timeout, errors.New("the server does not answer in time")
	case strings.Contains(err.Error(), "response headers exceeded"):
		return TooLarge, fmt.Errorf("the header of the response is larger than the limit of %d bytes", maxHeader)
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, syscall.ECONNRESET), errors.Is(err, syscall.EPIPE):
		if started {
			return Truncated, errors.New("the response ends early")
		}
		return Truncated, errors.New("the server closes the connection without an answer")
	}
	if _, ok := errors.AsType[tls.RecordHeaderError](err); ok {
		return Protocol, errors.New("the server does not speak TLS on this port")
	}
	if dns, ok := errors.AsType[*net.DNSError](err); ok {
		return Connect, fmt.Errorf("the name of the host cannot be resolved: %s", dns.Err)
	}
	if op, ok := errors.AsType[*net.OpError](err); ok {
		if op.Op == "dial" {
			return Connect, fmt.Errorf("no connection: %w", cause(op))
		}
		if started {
			return Truncated, fmt.Errorf("the response ends early: %w", cause(op))
		}
		return Connect, fmt.Errorf("the connection broke: %w", cause(op))
	}
	if _, ok := errors.AsType[*tls.CertificateVerificationError](err); ok || strings.Contains(err.Error(), "tls: ") {
		return Connect, fmt.Errorf("no secure connection: %w", err)
	}
	return Protocol, fmt.Errorf("the response is not valid HTTP: %w", err)
}

// plain takes the words of the network out of an error of the guard.
func plain(err error) error {
	if op, ok := errors.AsType[*net.OpError](err); ok {
		return cause(op)
	}
	return err
}

// cause is what an error of the network is about, without the operation and the addresses.
func cause(op *net.OpError) error {
	if sys, ok := errors.AsType[syscall.Errno](op.Err); ok {
		return sys
	}
	return op.Err
}
