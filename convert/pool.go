package convert

import (
	"strings"
	"sync"

	"github.com/portalfeed/portalfeed/convert/internal/dom"
)

// Pool keeps the memory in which pages are read. The zero Pool is ready to use, by any number of goroutines at a time.
type Pool struct{ pool sync.Pool }

// memory is what one page after the other is read in.
type memory struct {
	parser  dom.Parser
	runs    []run
	lines   []line
	lineAt  []int32
	anchors []int32
	pagers  []int32
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
	const most = 1 << 16 // lines or runs
	if p == nil || cap(m.runs) > most || cap(m.lines) > most {
		return
	}
	clear(m.runs)
	clear(m.lines)
	m.parser.Forget()
	p.pool.Put(m)
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
	own(&r.Language, &r.Title, &r.Site, &r.Category, &r.NextPage, &r.Redirect, &r.Frame)
	links(r.Categories)
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
			own(&it.Title, &it.URL, &it.Summary)
		}
	}
	if a := r.Article; a != nil {
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
