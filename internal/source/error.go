package source

import (
	"errors"
	"io/fs"
	"net/http"

	"github.com/portalfeed/portalfeed/internal/fetch"
)

// Reason says in one word why an input failed. The words are part of the command line's JSON.
type Reason string

// The reasons.
const (
	Blocked   Reason = "blocked"   // the address or link leads where it must not
	Connect   Reason = "connect"   // no connection
	Timeout   Reason = "timeout"   // no complete answer in time
	Protocol  Reason = "protocol"  // cannot be fetched this way
	Status    Reason = "status"    // an HTTP status that is no page
	Redirect  Reason = "redirect"  // too many redirects, or one that leads nowhere
	TooLarge  Reason = "too-large" // more bytes than the limit
	Truncated Reason = "truncated" // the end is missing
	Encoding  Reason = "encoding"  // the bytes cannot be read as text
	Empty     Reason = "empty"     // nothing in it
	Invalid   Reason = "invalid"   // not what it should be
)

// Error is an input that could not be read.
type Error struct {
	Path   string // as the user named it, or below the directory that the user named
	Reason Reason
	Err    error // the cause; does not repeat the path
}

// Error returns the path and the cause.
func (e *Error) Error() string { return e.Path + ": " + e.Err.Error() }

// Unwrap returns the cause.
func (e *Error) Unwrap() error { return e.Err }

// Gone reports whether asking again will not help: there is no such page, or it is not to be asked for. A refusal (403) is none of
// these: guards of servers answer so for a while.
func (e *Error) Gone() bool {
	if s, ok := errors.AsType[*fetch.StatusError](e.Err); ok {
		return s.Status == http.StatusNotFound || s.Status == http.StatusGone
	}
	return e.Reason == Blocked
}

// Sentinel causes of an Error.
var (
	// ErrFetch says that an input is an address.
	ErrFetch = errors.New("fetching is not available in this version; save the page and pass the file")
	// ErrScheme says that an input is an address of a scheme that is never fetched.
	ErrScheme = errors.New("only http and https addresses are fetched; save the page and pass the file")
	// ErrArchive says that an input is a web archive.
	ErrArchive = errors.New("web archives cannot be read in this version; unpack the archive and pass the directory")
	// ErrEmpty says that an input has no bytes.
	ErrEmpty = errors.New("the file is empty")
	// ErrNoPages says that a directory has neither a page nor a feed in it.
	ErrNoPages = errors.New("no pages in the directory")
	// ErrEscape says that a symbolic link leads out of the directory.
	ErrEscape = errors.New("the symbolic link leads out of the directory")
)

// BinaryError is the cause of an Error about a file that is no text; it says what the file is, as Binary does.
type BinaryError string

// Error says what the file is.
func (e BinaryError) Error() string { return "is no text but " + string(e) }

// failure makes an Error of what the file system said, without the path that it repeats.
func failure(path string, err error) *Error {
	if pe, ok := errors.AsType[*fs.PathError](err); ok {
		err = pe.Err
	}
	return &Error{Path: path, Reason: Invalid, Err: err}
}
