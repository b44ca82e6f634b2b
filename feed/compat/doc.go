// Package compat speaks gorilla/feeds and gofeed, the two feed packages that Go
// programs know best, and proves that a foreign reader gets back what was written.
//
// [FromGofeed] and [FromGorilla] take values that a program already holds; [ToGofeed] and [ToGorilla] make them.
// A program that writes with gorilla/feeds gets valid documents by changing one line:
//
//	rss, err := f.ToRss()                                                        // before
//	rss, err := feed.Append(nil, compat.FromGorilla(f), feed.RSS, feed.WriteOptions{Self: url}) // after
//
// and one that reads with gofeed reads more, and faster, by changing another:
//
//	f, err := gofeed.NewParser().Parse(r)              // before
//	res, err := feed.Read(r, feed.ReadOptions{})       // after, for our model
//	f := compat.ToGofeed(res.Feed)                     // and gofeed's, for the rest of the program
//
// [Read] is the other way round: it reads with gofeed, as a second opinion on what package feed reads.
//
// [CheckRoundTrip] reads a written document with gofeed and compares it with its model.
//
// # What each cannot carry
//
//	                      gorilla/feeds      gofeed
//	several authors       the first          yes, without their pages
//	contributors          no                 names, from Atom and Dublin Core
//	categories            no                 names only; schemes from Atom
//	language              no                 yes; of items as dc:language
//	several enclosures    the first          yes, without titles
//	hub and other links   no                 yes, as atom:link
//	lead image of items   no                 yes
//	source                its address        yes; as dc:source its title or else its address
//	type of a text        all is HTML        from Atom only
//	precision of a date   no                 no
//	rights of items       no                 yes, as dc:rights
//	icon                  no                 no
//	generator             no                 its name
//	avatars, durations    no                 no
//	complete, archive     no                 yes, as fh:complete and fh:archive
//	extensions            no                 yes, see below
//
// Extensions go both ways: the elements of other namespaces under the prefixes by which gofeed files them, also as its structs for
// podcasts and Dublin Core, and unknown elements of RSS as its Custom. What a module says that the model has a field for, such as
// the author of a podcast, becomes that field, and is kept where a document said it. gofeed keeps neither the namespace of a prefix that
// it does not know, so that FromGofeed has to leave such elements out, nor the namespaces of attributes and of elements within elements,
// nor the order of unlike elements; members of a JSON Feed have no place in it. [feed.Read] keeps them all.
//
// Nil is an empty feed everywhere, and what is nil in a list is left out.
//
// # Limits
//
// gofeed links net/http, and so does this package; package feed does not.
package compat
