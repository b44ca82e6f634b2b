package site

import (
	"context"
	"errors"
	"fmt"
	"os"
	"slices"

	"github.com/portalfeed/portalfeed/feed"
)

// MaxFile is the number of bytes of an existing file that the exporter reads, and that the handler keeps in memory.
const MaxFile = 32 << 20

// ExportOptions for NewExporter. The zero value is ready to use.
type ExportOptions struct {
	// Title heads the index page and the OPML list; "" means a general one in the language.
	Title string
	// Language is that of the index page: one of zh-Hant, zh-Hans and en, or a tag that one of them fits.
	// "" means that of the first feed.
	Language string
	// BaseURL is the address under which the directory will be published; "" if unknown. Links are relative in either case.
	BaseURL string
	// Latest is the number of latest items on the index page; 0 means 12, negative none.
	Latest int
	// Sync makes every file durable before the next is written; it is slow.
	Sync bool
}

// Exporter writes publications to a directory as a static site. It is not safe for concurrent use.
type Exporter struct {
	dir    string
	o      ExportOptions
	folder *folder // nil until the first publication
	feeds  []entry // of this run
	names  map[string]bool
	before map[string]bool // names that the directory's list had before this run; nil until they are needed
	closed bool
}

// entry is a feed as the index page and the OPML list show it.
type entry struct {
	Name    string
	Label   string // category
	Title   string // of the feed
	Group   string
	HTMLURL string
	Formats []feed.Format // in the order written
	Count   int
	Items   []glanced // dated ones, newest first, at most latestPerFeed
}

// latestPerFeed bounds what an entry remembers of its items; no index page shows more of one feed.
const latestPerFeed = 100

// NewExporter returns an exporter to a directory. The directory is made by the first publication.
func NewExporter(dir string, o ExportOptions) (*Exporter, error) {
	if dir == "" {
		return nil, errors.New("export site: no directory named")
	}
	if fi, err := os.Stat(dir); err == nil && !fi.IsDir() {
		return nil, fmt.Errorf("export site: %s is not a directory", dir)
	}
	return &Exporter{dir: dir, o: o, names: make(map[string]bool)}, nil
}

// PutError says which publication could not be written. The others of a run may be put all the same.
type PutError struct {
	Name string // of the publication
	Err  error  // the cause; names the file
}

// Error returns the cause alone, which names the file and so the publication.
func (e *PutError) Error() string { return e.Err.Error() }

// Unwrap returns the cause.
func (e *PutError) Unwrap() error { return e.Err }

// Put writes the documents of a publication. It fails for a name that is no safe path, for a name given twice
// and for a publication without documents, and then writes nothing. Documents that an earlier run wrote for the
// same name in formats that this one does not have are removed: they would never be brought up to date.
//
// The error is a *PutError where the directory or the files are the trouble.
func (e *Exporter) Put(ctx context.Context, p feed.Publication) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	if err := e.check(p); err != nil {
		return err
	}
	if e.folder == nil {
		f, err := openFolder(e.dir, e.o.Sync)
		if err != nil {
			return fmt.Errorf("export site: make %s: %w", e.dir, cause(err))
		}
		e.folder = f
	}
	if err := e.documents(p); err != nil {
		return &PutError{p.Name, err}
	}
	e.names[p.Name] = true
	if e.o.Language == "" && p.Feed != nil {
		e.o.Language = p.Feed.Language
	}
	if p.ArchiveOf == "" { // readers find archive pages by the links of their feed
		e.feeds = append(e.feeds, newEntry(p))
	}
	return nil
}

// documents writes the documents of a publication, and removes those that are no longer its own.
func (e *Exporter) documents(p feed.Publication) error {
	for _, d := range p.Documents {
		if err := e.folder.write(p.Name+d.Format.Extension(), d.Body); err != nil {
			return err
		}
	}
	return e.removeStale(p)
}

// removeStale removes the documents of an earlier run in the formats that a publication does not have.
func (e *Exporter) removeStale(p feed.Publication) error {
	if e.before == nil {
		e.before = make(map[string]bool)
		for _, old := range e.earlier() {
			e.before[old.Name] = true
		}
	}
	if !e.before[p.Name] {
		return nil
	}
	for _, f := range formats() {
		if slices.ContainsFunc(p.Documents, func(d feed.Document) bool { return d.Format == f }) {
			continue
		}
		if err := e.folder.remove(p.Name+f.Extension(), f); err != nil {
			return err
		}
	}
	return nil
}

func (e *Exporter) check(p feed.Publication) error {
	if e.closed {
		return errors.New("export site: put after close")
	}
	if err := checkName(p.Name); err != nil {
		return err
	}
	if e.names[p.Name] {
		return fmt.Errorf("feed name %q: given to two feeds", p.Name)
	}
	if len(p.Documents) == 0 {
		return fmt.Errorf("feed %q: no documents", p.Name)
	}
	for _, d := range p.Documents {
		if !slices.Contains(formats(), d.Format) {
			return fmt.Errorf("feed %q: documents of format %q are not part of a site", p.Name, d.Format)
		}
	}
	return nil
}

// formats are those of a site, the one that stands for the others first.
func formats() []feed.Format { return []feed.Format{feed.RSS, feed.Atom, feed.JSONFeed} }

// newEntry describes a publication. What it tells of the items is read from the first document, so that a feed
// of this run and one that is found in the directory are described alike.
func newEntry(p feed.Publication) entry {
	e := entry{Name: p.Name, Label: p.Label, Group: p.Group}
	for _, d := range p.Documents {
		e.Formats = append(e.Formats, d.Format)
	}
	e.order()
	for _, d := range p.Documents {
		if d.Format == e.Formats[0] {
			e.describe(look(d.Body, d.Format))
		}
	}
	if p.Feed != nil {
		for _, l := range p.Feed.Links {
			if (l.Rel == "" || l.Rel == "alternate") && webAddress(l.Href) {
				e.HTMLURL = l.Href
				break
			}
		}
	}
	if e.Label == "" {
		e.Label = e.Title
	}
	if e.Label == "" {
		e.Label = e.Name
	}
	return e
}

// order puts the formats into the order in which a site names them.
func (e *entry) order() {
	slices.SortFunc(e.Formats, func(a, b feed.Format) int {
		return slices.Index(formats(), a) - slices.Index(formats(), b)
	})
}

func (e *entry) describe(g glance) {
	e.Title, e.Count = g.title, g.total
	e.Items = slices.DeleteFunc(g.items, func(i glanced) bool { return i.Date.IsZero() })
	newestFirst(e.Items)
	e.Items = e.Items[:min(len(e.Items), latestPerFeed)]
}

func newestFirst(items []glanced) {
	slices.SortStableFunc(items, func(a, b glanced) int { return b.Date.Compare(a.Date) })
}

// Close writes feeds.opml and index.html. It writes nothing when nothing was put. Closing again does nothing.
func (e *Exporter) Close() error {
	if e.closed {
		return nil
	}
	e.closed = true
	if e.folder == nil {
		return nil
	}
	err := e.writeLists()
	if cerr := e.folder.close(); err == nil {
		err = cerr
	}
	return err
}

func (e *Exporter) writeLists() error {
	all := e.withEarlier()
	e.folder.sweep(".")
	if err := e.folder.write(opmlFile, e.opml(all)); err != nil {
		return err
	}
	page, err := e.index(all)
	if err != nil {
		return fmt.Errorf("write %s: %w", indexFile, err)
	}
	return e.folder.write(indexFile, page)
}
