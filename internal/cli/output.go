package cli

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
)

// output is a file that is there whole or not at all: it is written under a temporary name beside its place.
// A device or pipe, which has no such place, is written to as it is.
type output struct {
	file    *os.File // nil when done
	path    string
	special bool
}

// createOutput opens an output.
func createOutput(path string) (*output, error) {
	info, err := os.Stat(path)
	if err == nil && info.IsDir() {
		return nil, fmt.Errorf("write %s: is a directory", path)
	}
	if err == nil && !info.Mode().IsRegular() {
		file, err := os.OpenFile(path, os.O_WRONLY, 0)
		if err != nil {
			return nil, fmt.Errorf("write %s: %w", path, cause(err))
		}
		return &output{file, path, true}, nil
	}
	file, err := os.CreateTemp(filepath.Dir(path), ".portalfeed-*")
	if err != nil {
		return nil, fmt.Errorf("write %s: %w", path, cause(err))
	}
	return &output{file, path, false}, nil
}

// Write writes to the temporary file.
func (o *output) Write(b []byte) (int, error) { return o.file.Write(b) }

// outputMode is the mode of a finished file; CreateTemp's own keeps it from everyone else.
const outputMode = 0o644

// commit puts the finished file in its place.
func (o *output) commit() error {
	if o.special {
		err := o.file.Close()
		o.file = nil
		if err != nil {
			return fmt.Errorf("write %s: %w", o.path, cause(err))
		}
		return nil
	}
	err := o.file.Chmod(outputMode)
	if e := o.file.Close(); err == nil {
		err = e
	}
	if err == nil {
		err = os.Rename(o.file.Name(), o.path)
	}
	if err != nil {
		_ = os.Remove(o.file.Name()) // the error above is the one to report
		o.file = nil
		return fmt.Errorf("write %s: %w", o.path, cause(err))
	}
	o.file = nil
	return nil
}

// discard leaves nothing behind; after commit it does nothing.
func (o *output) discard() {
	if o.file == nil {
		return
	}
	_ = o.file.Close()
	if !o.special {
		_ = os.Remove(o.file.Name())
	}
	o.file = nil
}

// sameFile reports whether two names lead to one file.
func sameFile(a, b string) bool {
	ia, err := os.Stat(a)
	if err != nil {
		return false
	}
	ib, err := os.Stat(b)
	return err == nil && os.SameFile(ia, ib)
}

// spool holds output back until it is known to be whole.
type spool struct {
	file *os.File
}

// newSpool opens a spool in the system's directory for temporary files.
func newSpool() (*spool, error) {
	file, err := os.CreateTemp("", "portalfeed-*")
	if err != nil {
		return nil, fmt.Errorf("hold output back: %w", err)
	}
	return &spool{file}, nil
}

// Write adds to the spool.
func (s *spool) Write(b []byte) (int, error) { return s.file.Write(b) }

// release copies everything to w.
func (s *spool) release(w io.Writer) error {
	if _, err := s.file.Seek(0, io.SeekStart); err != nil {
		return fmt.Errorf("hold output back: %w", err)
	}
	if _, err := io.Copy(w, s.file); err != nil {
		return fmt.Errorf("write output: %w", err)
	}
	return nil
}

// discard removes the spool.
func (s *spool) discard() error {
	return errors.Join(s.file.Close(), os.Remove(s.file.Name()))
}
