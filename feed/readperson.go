package feed

import (
	"strings"

	"github.com/portalfeed/portalfeed/feed/internal/xmlscan"
)

// person reads the person construct that began last: elements for name, address and page, or a text.
func (r *xmlReader) person() Person {
	var p Person
	depth := r.sc.Depth()
	r.buf = r.buf[:0]
	for tok := r.next(); tok != nil; tok = r.next() {
		switch tok.Kind {
		case xmlscan.Text, xmlscan.CDATA:
			r.buf = appendData(r.buf, tok)
		case xmlscan.StartTag:
			if r.boundary(tok) {
				return r.personOf(p)
			}
			held := string(r.buf)
			_, local := r.name(&tok.Name)
			switch string(local) {
			case "name", "title":
				p.Name = firstOf(p.Name, r.string())
			case "email":
				p.Email = firstOf(p.Email, r.string())
			case "uri", "url", "homepage":
				uri := r.resolved(r.string())
				p.URI = firstOf(p.URI, uri)
			default:
				r.skip()
			}
			if r.again {
				return r.personOf(p)
			}
			r.buf = append(r.buf[:0], held...)
		case xmlscan.EndTag:
			if r.sc.Depth() < depth {
				return r.personOf(p)
			}
		}
	}
	return r.personOf(p)
}

// personOf completes a person by the text in the scratch buffer.
func (r *xmlReader) personOf(p Person) Person {
	if p != (Person{}) {
		return p
	}
	return personOf(r.arena.string(r.buf))
}

// personOf reads a person from a text: user@host (Name), Name <user@host>, Name (user@host), user@host, or a name.
func personOf(s string) Person {
	s = line(s)
	if strings.IndexByte(s, '@') < 0 {
		return Person{Name: s}
	}
	open := strings.IndexAny(s, "(<")
	if open < 0 {
		if s = strings.TrimPrefix(s, "mailto:"); strings.ContainsAny(s, " ,;") {
			return Person{Name: s}
		}
		return Person{Email: s}
	}
	before := strings.TrimSpace(s[:open])
	inside, _, _ := strings.Cut(s[open+1:], map[byte]string{'(': ")", '<': ">"}[s[open]])
	inside = strings.TrimSpace(inside)
	before = strings.Trim(before, `"`)
	switch {
	case isEmail(strings.TrimPrefix(inside, "mailto:")):
		return Person{Name: before, Email: strings.TrimPrefix(inside, "mailto:")}
	case isEmail(before):
		return Person{Name: inside, Email: before}
	}
	return Person{Name: s}
}
