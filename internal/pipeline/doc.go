// Package pipeline is one run: resources in, validated feed documents out.
//
// Start with [Run]. It converts pages in parallel, joins the results in input order into publications, writes
// every publication in every format, judges each document and hands what passed to a [Sink].
//
// One bad input never ends a run: it is reported to Options.OnFailure in its place and counted. A publication
// with an error in any of its documents is withheld whole, so that the last good files of it stay, and the
// [Summary] says why. A resource that is itself a feed becomes one publication, item by item.
//
// The same resources give the same publications with the same bytes, whatever the number of workers, the clock
// and the place. At most two resources per worker are held at a time; what is kept of a page until the end is
// what the feeds need of it.
package pipeline
