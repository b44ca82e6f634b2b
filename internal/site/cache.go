package site

import (
	"container/list"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
	"syscall"
	"time"
)

var (
	errTooLarge = errors.New("file is too large to be kept in memory")
	errNoFile   = errors.New("not a regular file")
	errChanging = errors.New("the file keeps changing while it is read")
)

// maxDates bounds the files whose last date of change is remembered after they left the cache.
const maxDates = 100_000

// cache keeps files in memory until they change. The least recently used go when it holds too much.
type cache struct {
	limit int64

	mu     sync.Mutex
	size   int64
	recent *list.List // of *cached, most recent first
	byName map[string]*list.Element
	dates  map[string]change
}

// cached is a file in the cache.
type cached struct {
	name string
	info fs.FileInfo
	page *page
	size int64 // as counted
}

// change is when a file was last modified as far as clients were told, and with which content.
type change struct {
	hash     string
	modified time.Time
}

func newCache(limit int64) *cache {
	return &cache{limit: limit, recent: list.New(), byName: make(map[string]*list.Element), dates: make(map[string]change)}
}

// page returns the file as it is now. Where it is there but cannot be read, what was there before is returned.
func (c *cache) page(root *os.Root, name string, now func() time.Time) (*page, error) {
	info, err := root.Stat(filepath.FromSlash(name))
	if err != nil {
		return c.stale(name, err)
	}
	if !info.Mode().IsRegular() {
		return nil, errNoFile
	}
	if info.Size() > MaxFile {
		return nil, errTooLarge
	}
	if p := c.current(name, info); p != nil {
		return p, nil
	}
	body, info, err := readFile(root, name)
	if err != nil {
		return c.stale(name, err)
	}
	p := newPage(name, body)
	c.put(name, info, p, now)
	return p, nil
}

// readFile reads a file that may be written to at the same time: it returns what the file was at one moment.
func readFile(root *os.Root, name string) ([]byte, fs.FileInfo, error) {
	const tries = 3
	for range tries {
		body, before, after, err := readOnce(root, name)
		if err != nil {
			return nil, nil, err
		}
		if unchanged(before, after) && int64(len(body)) == after.Size() {
			return body, after, nil
		}
	}
	return nil, nil, errChanging
}

func readOnce(root *os.Root, name string) (body []byte, before, after fs.FileInfo, err error) {
	f, err := root.Open(filepath.FromSlash(name))
	if err != nil {
		return nil, nil, nil, err
	}
	defer f.Close()
	if before, err = f.Stat(); err != nil {
		return nil, nil, nil, err
	}
	if !before.Mode().IsRegular() {
		return nil, nil, nil, errNoFile
	}
	body, err = io.ReadAll(io.LimitReader(f, MaxFile+1))
	if err != nil {
		return nil, nil, nil, err
	}
	if len(body) > MaxFile {
		return nil, nil, nil, errTooLarge
	}
	after, err = f.Stat()
	return body, before, after, err
}

// unchanged reports whether two looks at a file saw the same file with the same content.
func unchanged(a, b fs.FileInfo) bool {
	return a.Size() == b.Size() && a.ModTime().Equal(b.ModTime()) && os.SameFile(a, b)
}

// current returns the file from memory if it has not changed since.
func (c *cache) current(name string, info fs.FileInfo) *page {
	c.mu.Lock()
	defer c.mu.Unlock()
	e, ok := c.byName[name]
	if !ok || !unchanged(e.Value.(*cached).info, info) {
		return nil
	}
	c.recent.MoveToFront(e)
	return e.Value.(*cached).page
}

// stale returns what a file was when it could last be read, if that it cannot be read now is the server's trouble
// and will pass. Every other error says that there is nothing to serve under the name.
func (c *cache) stale(name string, err error) (*page, error) {
	if !passing(err) {
		return nil, err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if e, ok := c.byName[name]; ok {
		return e.Value.(*cached).page, nil
	}
	return nil, err
}

// passing reports whether an error says nothing about whether the file is there.
func passing(err error) bool {
	return errors.Is(err, syscall.EMFILE) || errors.Is(err, syscall.ENFILE) || errors.Is(err, syscall.EIO) ||
		errors.Is(err, fs.ErrPermission) || errors.Is(err, errChanging)
}

// put remembers a file and settles its date.
func (c *cache) put(name string, info fs.FileInfo, p *page, now func() time.Time) {
	newest := p.newest()
	c.mu.Lock()
	defer c.mu.Unlock()
	p.modified = c.settle(name, p.hash, newest, info.ModTime(), now)
	if e, ok := c.byName[name]; ok {
		c.drop(e)
	}
	x := &cached{name: name, info: info, page: p, size: p.size()}
	c.byName[name] = c.recent.PushFront(x)
	c.size += x.size
	c.trim()
}

// grown counts a page again whose compressed forms were made since.
func (c *cache) grown(p *page) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if e, ok := c.byName[p.name]; ok && e.Value.(*cached).page == p {
		x := e.Value.(*cached)
		c.size += p.size() - x.size
		x.size = p.size()
		c.trim()
	}
}

// trim makes room; the most recent file stays, however large.
func (c *cache) trim() {
	for c.size > c.limit && c.recent.Len() > 1 {
		c.drop(c.recent.Back())
	}
}

func (c *cache) drop(e *list.Element) {
	x := c.recent.Remove(e).(*cached)
	delete(c.byName, x.name)
	c.size -= x.size
}

// settle says when a file was last modified: the newest date in its content or the file's own date, whichever is
// later. The content's alone would not do, since a change need not bring a newer date with it, and clients that
// send If-Modified-Since alone would never learn of one that was made while no server ran. The file's own date
// follows the content well enough, as the exporter leaves a file alone whose bytes would be the same. Dates that
// are still to come do not count. While the server runs, the same content keeps its date however often it is
// written, and other content gets a later one.
func (c *cache) settle(name, hash string, newest, written time.Time, now func() time.Time) time.Time {
	prev, known := c.dates[name]
	if known && prev.hash == hash {
		return prev.modified
	}
	if now != nil {
		at := now()
		if newest.After(at) {
			newest = time.Time{}
		}
		if written.After(at) {
			written = at
		}
	}
	at := written
	if newest.After(at) {
		at = newest
	}
	at = at.Truncate(time.Second)
	if known && !at.After(prev.modified) {
		at = prev.modified.Add(time.Second)
	}
	if !known && len(c.dates) >= maxDates {
		clear(c.dates)
	}
	c.dates[name] = change{hash, at}
	return at
}
