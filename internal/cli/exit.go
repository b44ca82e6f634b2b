package cli

import (
	"errors"
	"fmt"
)

// The exit codes. Scripts depend on them: nothing here is renumbered.
const (
	ExitDone     = 0 // everything was done
	ExitFailed   = 1 // the run itself failed: output not writable, recipe not readable, interrupted
	ExitUsage    = 2 // the command line was wrong; nothing was done
	ExitInputs   = 3 // some inputs failed or a feed was withheld; the others were done
	ExitFindings = 4 // findings at or above --fail-on, or a recipe check failed
)

// exitError is an error that knows its exit code.
type exitError struct {
	code   int
	err    error  // nil when everything was said already
	advice string // a second line for the person: what to type instead
}

// Error says what went wrong; "" when it was said already.
func (e *exitError) Error() string {
	if e.err == nil {
		return ""
	}
	return e.err.Error()
}

// Unwrap returns the cause.
func (e *exitError) Unwrap() error { return e.err }

// usageErrorf is a mistake in the command line.
func usageErrorf(format string, args ...any) *exitError {
	return &exitError{code: ExitUsage, err: fmt.Errorf(format, args...)}
}

// withAdvice adds the line that tells the way out.
func (e *exitError) withAdvice(format string, args ...any) *exitError {
	e.advice = fmt.Sprintf(format, args...)
	return e
}

// errInputsFailed ends a run in which some inputs failed, each of which has been reported.
func errInputsFailed() error { return &exitError{code: ExitInputs} }

// errFindings ends a run whose findings reach --fail-on, or a recipe check that failed.
func errFindings() error { return &exitError{code: ExitFindings} }

// failure gives an error of a run function its exit code: its own, else ExitFailed.
func failure(err error) error {
	if err == nil {
		return nil
	}
	if _, ok := errors.AsType[*exitError](err); ok {
		return err
	}
	return &exitError{code: ExitFailed, err: err}
}
