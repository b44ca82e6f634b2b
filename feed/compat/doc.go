// Package compat speaks gorilla/feeds and gofeed, the two feed packages that Go
// programs know best, and proves that a foreign reader gets back what was written.
//
// [Read] turns any feed document into our model: the encoding is found by
// encodingx, the reading is gofeed's. [FromGofeed] and [FromGorilla] take
// values that a program already holds; [ToGofeed] and [ToGorilla] make them.
// A program that writes with gorilla/feeds gets valid documents by changing one line:
//
//	rss, err := f.ToRss()                                                        // before
//	rss, err := feed.Append(nil, compat.FromGorilla(f), feed.RSS, feed.WriteOptions{Self: url}) // after
//
// [CheckRoundTrip] reads a written document with gofeed and compares it with its model.
//
// # What each cannot carry
//
//	                      gorilla/feeds   gofeed
//	several authors       the first       yes, without address on the Web
//	contributors          no              from Atom and Dublin Core
//	categories            no              names only; schemes from Atom
//	language              no              of the feed; of items from Atom
//	several enclosures    the first       yes
//	hub and other links   no              from Atom and atom:link
//	lead image of items   no              yes
//	source                its address     from RSS source and dc:source
//	type of a text        all is HTML     from Atom only
//	precision of a date   no              no
//
// # Limits
//
// gofeed links net/http, and so does this package; package feed does not.
// RSS 1.0, RSS 0.9x and Atom 0.3 are read but not written.
package compat
