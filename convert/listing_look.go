package convert

import (
	"strings"

	"github.com/portalfeed/portalfeed/convert/internal/dom"
)

// look tells links of different clothing apart: the elements around a link and the first class of each, and the form of its address.
type look struct {
	dress   uint64 // the link and two elements above it
	classed bool   // one of them has a class
	address uint64 // hash of host and path, with numbers and names left out
}

// lookOf is the look of a link.
func (d *Document) lookOf(a *anchor) look {
	l := d.dressOf(a)
	l.address = addressShape(a.url)
	return l
}

// classedLook is lookOf of a link where something has a class, else without its address.
func (d *Document) classedLook(a *anchor) look {
	l := d.dressOf(a)
	if l.classed {
		l.address = addressShape(a.url)
	}
	return l
}

// dressOf is lookOf without the address.
func (d *Document) dressOf(a *anchor) look {
	const above = 2
	l := look{dress: hashSeed}
	n := d.tree.At(int(a.node))
	for level := 0; level <= above && n.OK() && n.Kind() == dom.Element; level++ {
		l.dress = addToPath(l.dress, n.Tag())
		if c := firstClass(n); c != "" {
			l.classed = true
			for i := 0; i < len(c); i++ {
				if c[i] < '0' || c[i] > '9' {
					l.dress = (l.dress ^ uint64(c[i])) * hashPrime
				}
			}
		}
		n = n.Parent()
	}
	return l
}

// firstClass is the first class of an element, "" if it has none.
func firstClass(n dom.Node) string {
	for c := range strings.FieldsSeq(n.Attr("class")) {
		return c
	}
	return ""
}

// addressShape is a hash of an address without what tells pages of one kind apart: numbers become 0, and the last part of the path
// is left out where it holds a dash, as addresses made of titles do. Of a query only the names of its parameters count.
func addressShape(u string) uint64 {
	const longest = 512
	if len(u) > longest {
		u = u[:longest]
	}
	if _, rest, ok := strings.Cut(u, "://"); ok {
		u = rest
	}
	u, _, _ = strings.Cut(u, "#")
	u, query, _ := strings.Cut(u, "?")
	ext := ""
	if i := strings.LastIndexByte(u, '/'); i >= 0 && i+1 < len(u) {
		if name, after, _ := strings.Cut(u[i+1:], "."); strings.ContainsAny(name, "-%") {
			u, ext = u[:i+1], after
		}
	}
	h := hashSeed
	number := false
	add := func(s string) {
		for i := 0; i < len(s); i++ {
			c := s[i]
			if digit := c >= '0' && c <= '9'; digit && number {
				continue
			} else if number = digit; digit {
				c = '0'
			}
			h = (h ^ uint64(c)) * hashPrime
		}
		h = (h ^ 0xFF) * hashPrime
	}
	add(u)
	add(ext)
	for query != "" {
		p := query
		p, query, _ = strings.Cut(query, "&")
		name, _, _ := strings.Cut(p, "=")
		add(name)
	}
	return h
}

// siteOf is the host of an address without its first name where three or more are left of it: pages below news.a.example and
// blog.a.example are of one site. "" for relative addresses.
func siteOf(u string) string {
	_, rest, ok := strings.Cut(u, "://")
	if !ok {
		return ""
	}
	host := rest
	if i := strings.IndexAny(rest, "/?#:"); i >= 0 {
		host = rest[:i]
	}
	if first, more, ok := strings.Cut(host, "."); ok && strings.Contains(more, ".") && first != "" {
		return strings.ToLower(more)
	}
	return strings.ToLower(host)
}

// usual is the most frequent of some values, and how often it occurs.
func usual[T comparable](all []T) (best T, n int) {
	counts := make(map[T]int, 4)
	for _, v := range all {
		counts[v]++
		if counts[v] > n {
			best, n = v, counts[v]
		}
	}
	return best, n
}
