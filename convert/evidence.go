package convert

import (
	"strings"

	"github.com/portalfeed/portalfeed/feed/dates"
)

// Evidence says where a field of a Result comes from.
type Evidence struct {
	Field  string  // kind, title, date, source, author, body, breadcrumb
	Value  string  // what was taken; "" if nothing was found
	From   string  // what gave it: a recipe, a meta element, the title element, a line of the page, the address …
	Sure   float64 // 0 to 1
	Others []Alternative
}

// Alternative is what was considered beside a value that was taken.
type Alternative struct{ Value, From string }

// How sure each kind of origin makes.
var sureOf = map[string]float64{
	"recipe": 1, "meta articletitle": 0.98, "line": 0.9, "title element": 0.6, "label": 0.95, "element": 0.8, "stamp": 0.6, "structured data": 0.9, "address": 0.6, "foot": 0.5, "first line": 0.3,
	"known container": 0.95, "score": 0.8, "whole page": 0.2,
}

// sure is how sure an origin makes: that of its first words.
func sure(from string) float64 {
	if s, ok := sureOf[from]; ok {
		return s
	}
	if strings.HasPrefix(from, "meta ") {
		return 0.85
	}
	if i := strings.IndexByte(from, ':'); i > 0 {
		return sureOf[from[:i]]
	}
	return 0
}

// evidence is where the fields of a result come from.
func (d *Document) evidence(r *Result) []Evidence {
	kind := Evidence{Field: "kind", Value: string(r.Kind), From: "score", Sure: 0.8}
	if d.opts.Kind != KindAuto {
		kind.From, kind.Sure = "the caller", 1
	} else if r.Reason != "" {
		kind.From = "words of the page: " + string(r.Reason)
	}
	all := []Evidence{kind}
	a := r.Article
	if a == nil {
		return append(all, d.listed(r)...)
	}
	own := *d.parts()
	p := &own
	d.readStamp(new(Article), p) // says where each comes from
	add := func(field, value, from string, others ...Alternative) {
		e := Evidence{Field: field, Value: cutTo(value, maxTitle), From: from, Sure: sure(from)}
		if value == "" {
			e.From, e.Sure = "", 0
		}
		for _, o := range others {
			if o.Value != "" && o.Value != e.Value {
				e.Others = append(e.Others, Alternative{cutTo(o.Value, maxTitle), o.From})
			}
		}
		all = append(all, e)
	}
	var titles, days, sources []Alternative
	titles = append(titles, Alternative{d.headTitle, "title element"})
	for _, key := range metaTitles {
		titles = append(titles, Alternative{d.meta[key], "meta " + key})
	}
	if !p.date.IsZero() {
		days = append(days, Alternative{p.date.String(), "line"})
	}
	for _, key := range metaDates {
		if v := d.findDate(d.meta[key]); !v.IsZero() {
			days = append(days, Alternative{v.String(), "meta " + key})
		}
	}
	if v, ok := dates.FromURL(d.page.URL, d.dates.Location); ok {
		days = append(days, Alternative{v.String(), "address"})
	}
	for _, key := range []string{"contentsource", "source", "author"} {
		sources = append(sources, Alternative{d.meta[key], "meta " + key})
	}
	add("title", a.Title, p.titleFrom, titles...)
	add("date", a.Date.String(), p.dateFrom, days...)
	add("source", a.Source, p.sourceFrom, sources...)
	add("author", a.Author, p.authorFrom, sources[2:]...)
	add("breadcrumb", strings.Join(a.Breadcrumb, " > "), "line")
	body := ""
	if p.body.OK() {
		body = p.body.Name()
		for _, key := range []string{"id", "class"} {
			if v := p.body.Attr(key); v != "" {
				body += " " + key + "=" + normal(v)
			}
		}
	}
	add("body", body, p.bodyFrom)
	return all
}
