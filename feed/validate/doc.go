// Package validate checks a feed document against a catalogue of rules and says, at byte positions, what is
// wrong with it.
//
// Start with [Validate]: it takes the bytes of a document and returns a [Report] of findings in document
// order, whatever the bytes are. [Report.Valid] is the verdict; a [Writer] prints reports as text, JSON Lines,
// SARIF, JUnit or GitHub annotations. [Rules] and [Lookup] give the catalogue: each [Rule] has an id that does not
// change, a level, the section of the specification it comes from, a bad and a good example, and the message
// class of the W3C Feed Validation Service that it corresponds to.
//
// [Options.Profile] chooses the rules and how grave they are, [Options.Language] the language of the messages; ids, levels and places do not
// depend on it. [Options.HTTP] adds what is known of how the document was fetched. A [Baseline] accepts the findings that were
// there when it was written, so that only new ones count.
//
// The formats are RSS 0.9x, 1.0, 1.1 and 2.0, Atom 0.3 and 1.0, JSON Feed 1.0 and 1.1 and OPML 1.x and 2.0. A document is
// decoded first (by encodingx, following byte order mark, Content-Type and XML declaration in that order), then scanned by a scanner that goes on
// after an error, so that one fault does not hide the others. Faults that follow from a broken element, such as the
// absence of a child in an element that is never closed, are not reported.
//
// Offsets count bytes of the document where that is UTF-8 (a byte order mark included). Where it is in another encoding they
// count bytes of its UTF-8 form without byte order mark; lines and columns count characters and hold for both.
//
// Limits: nothing is fetched, so links are checked for their form only; DTDs are not read and entities
// never expanded; XHTML and escaped HTML are checked for what hurts readers, not against a schema. Work and memory are
// linear in the document, and documents beyond the limits named in this package are reported, not read.
package validate
