package site

import (
	"errors"
	"io/fs"
	"os"
	"syscall"
	"testing"
)

func TestCacheServesTheLastGoodFile(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	put(t, dir, "a.txt", "good")
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	c := newCache(1 << 20)
	if _, err := c.page(root, "a.txt", nil); err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		err  error
		good bool
	}{
		{&fs.PathError{Op: "open", Path: "a.txt", Err: syscall.EMFILE}, true},
		{&fs.PathError{Op: "read", Path: "a.txt", Err: syscall.EIO}, true},
		{fs.ErrPermission, true},
		{errChanging, true},
		{fs.ErrNotExist, false},
		{&fs.PathError{Op: "open", Path: "a.txt", Err: syscall.ENOTDIR}, false},
		{errors.New("path escapes from parent"), false},
	} {
		p, err := c.stale("a.txt", tt.err)
		if (p != nil) != tt.good || (err == nil) != tt.good {
			t.Errorf("%v: page %v, error %v; want a page: %t", tt.err, p != nil, err, tt.good)
		}
		if _, err := c.stale("b.txt", tt.err); err == nil {
			t.Errorf("%v: a page of a file that was never read", tt.err)
		}
	}
}
