package pipeline

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/portalfeed/portalfeed/feed"
	"github.com/portalfeed/portalfeed/feed/compat"
	"github.com/portalfeed/portalfeed/feed/validate"
)

// written is a publication with its documents, or the reason why it is withheld.
type written struct {
	pub      feed.Publication
	withheld *Withheld
}

// write writes and judges a publication in every format; it runs in a worker.
func (r *run) write(p feed.Publication) (w written) {
	var format feed.Format
	defer func() {
		if e := recover(); e != nil {
			w = written{p, &Withheld{Name: p.Name, Format: format, Message: fmt.Sprintf("internal error: %v", e)}}
		}
	}()
	check := judge
	if r.o.judge != nil {
		check = r.o.judge
	}
	p.Documents = make([]feed.Document, 0, len(r.o.Formats))
	for _, format = range r.o.Formats {
		self := r.self(p.Name, format)
		linked := p
		linked.Feed = r.linked(p, format)
		body, err := feed.Append(nil, linked.Feed, format, feed.WriteOptions{Self: self})
		if err != nil {
			return written{p, &Withheld{Name: p.Name, Format: format, Message: err.Error()}}
		}
		doc := feed.Document{Format: format, Body: body}
		if held := check(linked, doc, self); held != nil {
			return written{p, held}
		}
		p.Documents = append(p.Documents, doc)
	}
	return written{pub: p}
}

// self is the address that a document will have, "" if unknown.
func (r *run) self(name string, f feed.Format) string {
	if r.o.SiteURL == "" {
		return ""
	}
	return strings.TrimSuffix(r.o.SiteURL, "/") + "/" + name + f.Extension()
}

// judge returns why a document must not be published, or nil.
func judge(p feed.Publication, doc feed.Document, self string) *Withheld {
	report, err := validate.Validate(doc.Body, validate.Options{URL: self, ContentType: doc.Format.MediaType()})
	if err != nil {
		return &Withheld{Name: p.Name, Format: doc.Format, Message: err.Error()}
	}
	for _, f := range report.Findings {
		if f.Level == validate.Error {
			return &Withheld{
				Name: p.Name, Format: doc.Format, Rule: f.Rule,
				Line: f.Pos.Line, Column: f.Pos.Column, Element: f.Pos.Path, Message: f.Message,
			}
		}
	}
	if err := compat.CheckRoundTrip(p.Feed, doc); err != nil {
		return &Withheld{Name: p.Name, Format: doc.Format, Rule: RoundTrip, Message: err.Error()}
	}
	return nil
}

// put returns the function that hands publications to the sink in order.
func (r *run) put(ctx context.Context) func(written) error {
	return func(w written) error {
		r.prog.Feeds++
		defer r.progress(w.pub.Name)
		if w.withheld != nil {
			r.sum.Withheld = append(r.sum.Withheld, *w.withheld)
			return nil
		}
		if less := r.less(w.pub); less != nil {
			r.sum.Withheld = append(r.sum.Withheld, *less)
			return nil
		}
		if r.sink != nil {
			if err := r.sink.Put(ctx, w.pub); err != nil {
				return r.notPut(ctx, fmt.Errorf("publish feed %q: %w", w.pub.Name, err))
			}
		}
		r.sum.Feeds++
		if !w.pub.RollUp {
			r.sum.Items += len(w.pub.Feed.Items)
		}
		return nil
	}
}

// maxPutErrors is the number of publications that a sink may fail to take before the run gives up.
const maxPutErrors = 5

// notPut remembers that the sink failed to take a publication; the others are still tried.
func (r *run) notPut(ctx context.Context, err error) error {
	r.putErrors = append(r.putErrors, err)
	if ctx.Err() != nil || len(r.putErrors) == maxPutErrors {
		return errors.Join(r.putErrors...)
	}
	return nil
}
