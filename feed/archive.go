package feed

import (
	"slices"
	"strconv"

	"github.com/portalfeed/portalfeed/feed/dates"
)

// Page is one document of a feed that is spread over several (RFC 5005).
type Page struct {
	Name string // archive-1, archive-2 …; "" for the document that subscribers know
	Feed *Feed
}

// Archive spreads a feed, whose items are ordered from new to old, over archive pages of perPage items and
// the document that subscribers know, which comes first and has at least perPage items where there are as many.
// The pages follow from new to old, linked by prev-archive, next-archive and current.
//
// Archive pages never change: the oldest items fill the first page, and a page is made only when it is full, so that
// new items change the subscribers' document alone, and the newest page's link to the next. address gives the address of a
// page by its name, and with "" that of the subscribers' document. f is not changed; nil is taken for an empty feed.
func Archive(f *Feed, perPage int, address func(name string) string) []Page {
	perPage, f = max(perPage, 1), orEmpty(f)
	full := max(len(f.Items)/perPage-1, 0) // what remains is for the subscribers
	current := pageOf(f, f.Items[:len(f.Items)-full*perPage], address(""))
	if full > 0 {
		current.Links = append(current.Links, Link{Rel: "prev-archive", Href: address(archiveName(full))})
	} else {
		current.Complete = true
	}
	out := []Page{{Feed: current}}
	for n := full; n >= 1; n-- {
		end := len(f.Items) - (n-1)*perPage
		page := pageOf(f, f.Items[end-perPage:end], address(archiveName(n)))
		page.Archive, page.Updated = true, dates.Date{} // the date is that of its items
		page.Links = append(page.Links, Link{Rel: "current", Href: address("")})
		if n > 1 {
			page.Links = append(page.Links, Link{Rel: "prev-archive", Href: address(archiveName(n - 1))})
		}
		if n < full {
			page.Links = append(page.Links, Link{Rel: "next-archive", Href: address(archiveName(n + 1))})
		}
		out = append(out, Page{Name: archiveName(n), Feed: page})
	}
	return out
}

func orEmpty(f *Feed) *Feed {
	if f == nil {
		return &Feed{}
	}
	return f
}

func archiveName(n int) string { return "archive-" + strconv.Itoa(n) }

// Paged spreads a feed over pages of perPage items, linked by first, previous, next and last. Unlike
// archive pages they shift with every new item. address is given the number of a page, from 1.
func Paged(f *Feed, perPage int, address func(page int) string) []Page {
	perPage, f = max(perPage, 1), orEmpty(f)
	last := max((len(f.Items)+perPage-1)/perPage, 1)
	out := make([]Page, 0, last)
	for n := 1; n <= last; n++ {
		page := pageOf(f, f.Items[(n-1)*perPage:min(n*perPage, len(f.Items))], address(n))
		page.Links = append(page.Links, Link{Rel: "first", Href: address(1)}, Link{Rel: "last", Href: address(last)})
		if n > 1 {
			page.Links = append(page.Links, Link{Rel: "previous", Href: address(n - 1)})
		}
		if n < last {
			page.Links = append(page.Links, Link{Rel: "next", Href: address(n + 1)})
		}
		out = append(out, Page{Name: strconv.Itoa(n), Feed: page})
	}
	return out
}

// pageOf returns a document of a feed with some of its items.
func pageOf(f *Feed, items []Item, self string) *Feed {
	page := *f
	page.Complete, page.Archive = false, false
	page.Items = slices.Clip(items)
	page.Links = slices.DeleteFunc(slices.Clone(f.Links), func(l Link) bool {
		switch relation(l.Rel) {
		case "self", "first", "last", "next", "previous", "current", "prev-archive", "next-archive":
			return true
		}
		return false
	})
	page.Links = append(page.Links, Link{Rel: "self", Href: self})
	return &page
}
