package site

import (
	"bytes"
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"

	"github.com/portalfeed/portalfeed/feed"
)

const (
	tempPrefix = ".portalfeed-"
	tempSuffix = ".tmp"
	// writeTries is how often a file is written whose temporary file another run swept away. A run sweeps a directory once,
	// so that as many runs may work in it at a time.
	writeTries = 64
)

// folder writes files below a directory, each whole or not at all.
type folder struct {
	root  *os.Root
	sync  bool
	swept map[string]bool // directories looked through for left-over temporary files
}

// openFolder opens a directory, which is made if it does not exist.
func openFolder(dir string, sync bool) (*folder, error) {
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return nil, err
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, err
	}
	return &folder{root: root, sync: sync, swept: make(map[string]bool)}, nil
}

// write puts a file in its place unless it is there with the same bytes. The name is slash-separated.
func (f *folder) write(name string, body []byte) error {
	dir := path.Dir(name)
	if dir != "." {
		if err := f.root.MkdirAll(filepath.FromSlash(dir), 0o777); err != nil {
			return fmt.Errorf("write %s: %w", name, cause(err))
		}
	}
	f.sweep(dir)
	if f.same(name, body) {
		return nil
	}
	var err error
	for range writeTries {
		if err = f.replace(name, dir, body); !errors.Is(err, fs.ErrNotExist) {
			break
		}
	}
	if err != nil {
		return fmt.Errorf("write %s: %w", name, cause(err))
	}
	return nil
}

// cause takes the operation and the path out of an error of the file system: the path may be that of a temporary file.
func cause(err error) error {
	if pe, ok := errors.AsType[*fs.PathError](err); ok {
		return pe.Err
	}
	if le, ok := errors.AsType[*os.LinkError](err); ok {
		return le.Err
	}
	return err
}

// same reports whether the file has these bytes already.
func (f *folder) same(name string, body []byte) bool {
	fi, err := f.root.Lstat(filepath.FromSlash(name))
	if err != nil || !fi.Mode().IsRegular() || fi.Size() != int64(len(body)) {
		return false
	}
	old, err := f.root.ReadFile(filepath.FromSlash(name))
	return err == nil && bytes.Equal(old, body)
}

// replace writes a temporary file and renames it. On an error nothing of it stays.
func (f *folder) replace(name, dir string, body []byte) (err error) {
	temp := filepath.FromSlash(path.Join(dir, tempPrefix+rand.Text()+tempSuffix))
	w, err := f.root.OpenFile(temp, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			f.root.Remove(temp) //nolint:errcheck // the first error tells more
		}
	}()
	_, err = w.Write(body)
	if err == nil && f.sync {
		err = w.Sync()
	}
	if e := w.Close(); err == nil {
		err = e
	}
	if err != nil {
		return err
	}
	if err := f.root.Rename(temp, filepath.FromSlash(name)); err != nil {
		return err
	}
	if f.sync {
		return f.syncDir(dir)
	}
	return nil
}

// syncDir makes a rename durable where the system can.
func (f *folder) syncDir(dir string) error {
	d, err := f.root.Open(filepath.FromSlash(dir))
	if err != nil {
		return err
	}
	defer d.Close()
	if err := d.Sync(); err != nil && !errors.Is(err, fs.ErrInvalid) && !errors.Is(err, errors.ErrUnsupported) {
		return err
	}
	return nil
}

// sweep removes the temporary files that a killed run left in a directory. A run that is still writing
// there does not suffer: it finds its file gone and writes it again.
func (f *folder) sweep(dir string) {
	if f.swept[dir] {
		return
	}
	f.swept[dir] = true
	entries, err := fs.ReadDir(f.root.FS(), dir)
	if err != nil {
		return
	}
	for _, e := range entries {
		if n := e.Name(); e.Type().IsRegular() && strings.HasPrefix(n, tempPrefix) && strings.HasSuffix(n, tempSuffix) {
			f.root.Remove(filepath.FromSlash(path.Join(dir, n))) //nolint:errcheck // it will be tried again by the next run
		}
	}
}

// remove takes a file away that is a document of the format; anything else of that name stays.
func (f *folder) remove(name string, format feed.Format) error {
	body, err := f.read(name, MaxFile)
	if err != nil || feed.DetectFormat(body) != format {
		return nil //nolint:nilerr // what cannot be read is not known to be ours
	}
	if err := f.root.Remove(filepath.FromSlash(name)); err != nil {
		return fmt.Errorf("remove %s: %w", name, cause(err))
	}
	return nil
}

// read returns a file of at most limit bytes.
func (f *folder) read(name string, limit int64) ([]byte, error) {
	fi, err := f.root.Stat(filepath.FromSlash(name))
	if err != nil {
		return nil, err
	}
	if !fi.Mode().IsRegular() || fi.Size() > limit {
		return nil, fmt.Errorf("read %s: no file of at most %d bytes", name, limit)
	}
	return f.root.ReadFile(filepath.FromSlash(name))
}

func (f *folder) close() error { return f.root.Close() }
