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
//	contributors          no                 from Atom and Dublin Core
//	categories            no                 names only; schemes from Atom
//	language              no                 of the feed; of items from Atom
//	several enclosures    the first          yes, without titles
//	hub and other links   no                 from Atom and atom:link
//	lead image of items   no                 yes
//	source                its address        from RSS source and dc:source
//	type of a text        all is HTML        from Atom only
//	precision of a date   no                 no
//	rights of items       no                 from Atom only
//	icon                  no                 no
//	generator             no                 its name
//	complete, archive     no                 no
//	extensions            no                 read, but not by our converters
//
// # Limits
//
// gofeed links net/http, and so does this package; package feed does not.
package compat
