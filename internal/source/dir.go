package source

import (
	"errors"
	"io/fs"
	"iter"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"strings"
)

// MaxWalk is the number of directory entries that Dir looks at before it gives up.
const MaxWalk = 2_000_000

// Dir yields the pages and feeds in a directory and below it, in lexical order of their paths, and an error with
// the cause ErrNoPages if there are none. The address is that of the directory on the site it was saved from; "" if unknown.
func Dir(root, address string, o Options) iter.Seq2[Resource, error] {
	return func(yield func(Resource, error) bool) {
		b, err := base(address)
		if err != nil {
			yield(Resource{}, &Error{Path: root, Reason: Invalid, Err: err})
			return
		}
		r, err := os.OpenRoot(root)
		if err != nil {
			yield(Resource{}, failure(root, err))
			return
		}
		defer r.Close()
		w := walk{root: r, name: root, base: b, limit: o.maxBody(), yield: yield}
		if o.Output != "" {
			// An output that is not there yet is nowhere in the directory.
			w.output, _ = os.Stat(o.Output) //nolint:errcheck // see above
		}
		err = fs.WalkDir(r.FS(), ".", w.entry)
		switch {
		case w.stopped:
		case err != nil:
			yield(Resource{}, failure(root, err))
		case w.found == 0:
			yield(Resource{}, &Error{Path: root, Reason: Empty, Err: ErrNoPages})
		}
	}
}

// walk is one walk through a directory.
type walk struct {
	root  *os.Root
	name  string // of the directory, as the user named it
	base  *url.URL
	limit int64
	yield func(Resource, error) bool
	seen  int

	output  fs.FileInfo // directory that is not walked; nil if there is none
	found   int         // resources and errors yielded
	stopped bool        // nothing more may be yielded
}

// entry is called for every entry of the tree.
func (w *walk) entry(p string, d fs.DirEntry, err error) error {
	full := filepath.Join(w.name, filepath.FromSlash(p))
	if w.seen++; w.seen > MaxWalk {
		w.yield(Resource{}, &Error{Path: w.name, Reason: TooLarge, Err: errors.New("too many files in the directory")})
		w.stopped = true
		return fs.SkipAll
	}
	if err != nil {
		return w.fail(p, full, failure(full, err))
	}
	hidden := p != "." && strings.HasPrefix(d.Name(), ".")
	switch {
	case d.IsDir() && (hidden || p != "." && w.writes(d)):
		return fs.SkipDir
	case d.IsDir() || hidden || verdict(d.Name()) == never:
		return nil
	case d.Type()&fs.ModeSymlink != 0:
		// A link to a directory would make the walk a graph, so links are followed to files only.
		fi, err := w.root.Stat(filepath.FromSlash(p))
		if err != nil {
			return w.fail(p, full, w.link(full, p, err))
		}
		if !fi.Mode().IsRegular() {
			return nil
		}
	case !d.Type().IsRegular():
		return nil
	}
	return w.file(p, full)
}

// writes reports whether a directory is the one that the run writes to.
func (w *walk) writes(d fs.DirEntry) bool {
	if w.output == nil {
		return false
	}
	fi, err := d.Info()
	return err == nil && os.SameFile(fi, w.output)
}

// link explains why a symbolic link could not be followed.
func (w *walk) link(full, p string, err error) *Error {
	if errors.Is(err, fs.ErrNotExist) {
		return failure(full, err)
	}
	if target, e := w.root.Readlink(filepath.FromSlash(p)); e == nil {
		if t := filepath.ToSlash(target); path.IsAbs(t) || !fs.ValidPath(path.Join(path.Dir(p), t)) {
			return &Error{Path: full, Reason: Blocked, Err: ErrEscape}
		}
	}
	return failure(full, err)
}

// file yields one file of the directory if it is a page.
func (w *walk) file(p, full string) error {
	f, err := w.root.Open(filepath.FromSlash(p))
	if err != nil {
		return w.fail(p, full, w.link(full, p, err))
	}
	defer f.Close()
	fi, err := f.Stat()
	if err != nil {
		return w.fail(p, full, failure(full, err))
	}
	v := verdict(path.Base(p))
	if fi.Size() > w.limit && v != always {
		head := make([]byte, sniffLength)
		n, _ := f.Read(head)
		if !looks(head[:n], v) {
			return nil
		}
	}
	body, err := read(f, full, w.limit, fi.Size())
	if err != nil {
		if e, ok := errors.AsType[*Error](err); ok && e.Reason == Empty && v != always {
			return nil
		}
		return w.fail(p, full, err)
	}
	if what := Binary(body); what != "" && v == always {
		// Its name says that something is missing if it is passed over.
		return w.fail(p, full, &Error{Path: full, Reason: Invalid, Err: BinaryError(what)})
	}
	if !looks(body, v) {
		return nil
	}
	return w.put(Resource{Path: full, URL: join(w.base, p), Body: body, Walked: true, Rel: p}, nil)
}

// fail yields an error with the place of the file that it is about.
func (w *walk) fail(p, full string, err error) error {
	return w.put(Resource{Path: full, URL: join(w.base, p), Walked: true, Rel: p}, err)
}

func (w *walk) put(r Resource, err error) error {
	w.found++
	if !w.yield(r, err) {
		w.stopped = true
		return fs.SkipAll
	}
	return nil
}
