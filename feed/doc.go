// Package feed is the model of a feed, and the readers and writers of its formats.
//
// [ReadBytes] and [Read] read any feed: RSS 0.90 to 2.0, RSS 1.0 and 1.1, Atom 0.3 and 1.0, CDF, JSON Feed, in any
// encoding. [Append] and [Write] write a [Feed] as RSS 2.0, Atom 1.0, RSS 1.0 or JSON Feed 1.1. For feeds larger than
// memory there are [Decoder] and [Encoder], for histories [Merge], [Archive] and [Paged]. [AppendOPML] and [ReadOPML]
// do lists of feeds, [DetectFormat] tells the format of a document, [ItemID] and [TagURI] make ids.
//
// # What the readers promise
//
// A damaged document gives every item that can be had and a [Diagnostic] for each fault, with its place. Only what is no feed
// is an error: a [NotFeedError], which of an HTML page names the feeds that it advertises. Time is linear in the
// document, whatever it holds; [MaxDocument], [MaxReadItems] and limits of depth, attributes and tokens are always on.
//
//   - Relative addresses are resolved against xml:base and the address of the document, in markup, too.
//   - Dates are read by package dates; CST is China's in a Chinese document.
//   - What the model has no field for is kept as an [Extension], and written where the format can carry it.
//     [Lost] lists what a format cannot.
//
// # What the writers promise
//
// A document is well-formed and valid whatever the model holds, and the same
// model gives the same bytes, whatever the clock and the place:
//
//   - Characters that XML cannot carry are left out and broken UTF-8 is
//     repaired, see [CleanText].
//   - Markup is written anew where it holds anything but elements and attributes that every reader shows: scripts, frames
//     and styles go, tags are closed in order, addresses are made absolute.
//   - Addresses become URIs: relative ones are resolved against the feed's
//     page, characters outside ASCII are percent-encoded, and addresses that
//     are no links (javascript:) are left out.
//   - An item without an id gets its permalink as id, or one derived from its
//     content; of two items with one id the second gets a suffix derived from
//     its content.
//   - The zone of a date is kept. A date known by its day alone is written as
//     00:00 in its zone. The updated element that Atom
//     requires is the date of publication where there is no other. An item without a date has none in RSS and JSON, and
//     [Undated] in Atom: never a date that moves with its neighbours. [Merge] gives such an item the day it was first seen.
//   - Title, link and date of an item are the same in all formats, and its id in all of XML. Atom keeps the markup of titles and rights,
//     other formats have their text.
//   - Markup stands in a CDATA section in RSS, where it can, and escaped in Atom.
//
// [Normalize] returns the model as the writers publish it.
//
// # Speed
//
// On amd64 the writers look at texts with AVX2, thirty-two bytes at a time, where the processor and the system have it, else with SSE2,
// sixteen bytes at a time; the build tag purego leaves both out. What is written does not depend on it.
//
// # Limits
//
// Of links, persons, categories and files a feed or item has up to 1,000 each, of extensions 2,000. Entities that a document declares
// are not expanded. Text in a piece of memory that a reader made lives as long as
// any string in that piece, 32 KB. Of SVG and MathML JSON Feed and the XHTML of Atom get what is safe: no script, no file from
// elsewhere, no animation, no HTML inside; RSS, where validators know neither, gets their text.
package feed
