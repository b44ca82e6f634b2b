package convert

import (
	"strings"
	"sync"

	"github.com/portalfeed/portalfeed/convert/internal/dom"
	"github.com/portalfeed/portalfeed/feed/dates"
)

// Pool keeps the memory in which pages are read. The zero Pool is ready to use, by any number of goroutines at a time.
type Pool struct{ pool sync.Pool }

// memory is what one page after the other is read in.
type memory struct {
	parser  dom.Parser
	source  []byte // the page where it had to be copied
	runs    []run
	lines   []line
	lineAt  []int32
	anchors []int32
	pagers  []int32
	keep    []bool  // by node
	sums    []int32 // by node
}

func (p *Pool) get() *memory {
	if p != nil {
		if m, ok := p.pool.Get().(*memory); ok {
			return m
		}
	}
	return &memory{}
}

// put takes memory back. What an unusually large page needed is given up.
func (p *Pool) put(m *memory) {
	const (
		most      = 1 << 16 // lines or runs
		mostBytes = 1 << 20 // of a page
	)
	if p == nil || cap(m.runs) > most || cap(m.lines) > most {
		return
	}
	if cap(m.source) > mostBytes {
		m.source = nil
	}
	if m.parser.Size() > mostBytes { // a smaller one is kept until the next comes
		clear(m.runs)
		clear(m.lines)
		m.parser.Forget()
	}
	p.pool.Put(m)
}

// forgetTail clears what a smaller page leaves of one with n elements in the same memory, so that its text can go.
func forgetTail[T any](s []T, n int) {
	if n > len(s) && n <= cap(s) {
		clear(s[len(s):n])
	}
}

// scratch is memory for what one call needs: the document's own where no other call can need it at the same time.
func (d *Document) scratch() *memory {
	if d.single {
		return d.mem
	}
	return &memory{}
}

// detached copies the strings of a result that may share the memory of the page, so that a few titles do not keep it.
func (r *Result) detached() *Result {
	own := func(s ...*string) {
		for _, p := range s {
			*p = strings.Clone(*p)
		}
	}
	links := func(all []Link) {
		for i := range all {
			own(&all[i].Title, &all[i].URL)
		}
	}
	day := func(all ...*dates.Date) {
		for _, v := range all {
			own(&v.Raw)
		}
	}
	own(&r.Language, &r.Title, &r.Site, &r.Category, &r.NextPage, &r.Redirect, &r.Frame)
	links(r.Categories)
	links(r.Feeds)
	links(r.menu)
	for i := range r.spots {
		own(&r.spots[i].title, &r.spots[i].url)
	}
	for i := range r.Evidence {
		e := &r.Evidence[i]
		own(&e.Value)
		for k := range e.Others {
			own(&e.Others[k].Value)
		}
	}
	for i := range r.Listings {
		l := &r.Listings[i]
		own(&l.Title)
		for k := range l.Items {
			it := &l.Items[k]
			own(&it.Title, &it.URL, &it.Summary, &it.Category)
			day(&it.Date)
		}
	}
	if a := r.Article; a != nil {
		day(&a.Date, &a.Updated)
		own(&a.Title, &a.Source, &a.Author, &a.Editor, &a.Text)
		for _, list := range [][]string{a.Breadcrumb, a.Categories, a.Images} {
			for i := range list {
				own(&list[i])
			}
		}
		links(a.Related)
		for i := range a.Figures {
			f := &a.Figures[i]
			own(&f.URL, &f.Alt, &f.Caption)
		}
		for i := range a.Attachments {
			own(&a.Attachments[i].Title, &a.Attachments[i].URL)
		}
	}
	return r
}
