// Package feed is the model of a feed and the writers of its formats.
//
// Fill a [Feed] and call [Append] or [Write]: the same model becomes RSS 2.0,
// Atom 1.0 or JSON Feed 1.1. [AppendOPML] and [ReadOPML] do lists of feeds,
// [DetectFormat] tells the format of a document, [ItemID] and [TagURI] make ids.
//
// # What the writers promise
//
// A document is well-formed and valid whatever the model holds, and the same
// model gives the same bytes, whatever the clock and the place:
//
//   - Characters that XML cannot carry are left out and broken UTF-8 is
//     repaired, see [CleanText].
//   - Addresses become URIs: relative ones are resolved against the feed's
//     page, characters outside ASCII are percent-encoded, and addresses that
//     are no links (javascript:) are left out.
//   - An item without an id gets its permalink as id, or one derived from its
//     content; of two items with one id the second gets a suffix derived from
//     its content.
//   - The zone of a date is kept. A date known by its day alone is written as
//     00:00 in its zone. An item without a date has none in RSS and JSON; the
//     updated element that Atom requires is then the date of publication, the
//     feed's, that of the newest item, or else [Undated], in this order.
//   - Title, link and date of an item are the same in all formats.
//
// [Normalize] returns the model as the writers publish it.
//
// # Limits
//
// Content is written as it is, without sanitising: package convert does that
// where it makes content. XHTML constructs are written as escaped HTML. The
// readers of feeds are in package compat.
package feed
