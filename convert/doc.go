// Package convert turns one page into what it lists or tells, and many pages into feeds per category.
//
// Start with [Convert]: a [Page] goes in, a [Result] comes out, with the article, the listings, the category bar and the next
// page that were found, and the evidence for the page's encoding. Any bytes that are text are a page: only an empty input, a
// binary file, a feed and an unknown encoding label are errors.
//
// A [Builder] joins the results of many pages: it follows category bars and pagers among the pages it was given, puts the items
// of each category in listing order, and completes every item with its article page. What it makes are feeds ready to be
// written by package feed.
//
// A [Recipe] is what is known about one site, as data: where its listings are, which feeds are wanted, and selectors for what
// detection gets wrong. Everything it leaves out is found out page by page, so no recipe at all is a good beginning.
//
// # Model
//
// Parsing never fails for reasons of markup. Nesting is bounded by flattening, so that no text or link is lost, and the time
// is linear in the page. The tree is hidden: a [Document] answers questions about the page instead. Published HTML is rebuilt
// from an allow-list of elements, attributes and URL schemes.
//
// # Limits
//
// No script is run, so a list that only a script writes is not seen. Nothing is fetched: the pages a bar or pager leads to
// have to be among those given to the Builder.
//
// Functions and methods of this package may be called concurrently unless they belong to a Builder, which is for one
// goroutine at a time.
package convert
