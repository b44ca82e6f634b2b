// Package site is the published URL space: feeds, an index page and an OPML list, written to a directory or served from one.
//
// Start with [NewExporter], which takes the publications of a run and writes the static site, or with
// [NewHandler], which serves such a directory, and [Serve], which runs the handler behind a listener.
//
// The exporter writes each file whole or not at all (temporary file, then rename), leaves files alone whose bytes
// would not change, and writes nothing but NAME.rss, NAME.atom, NAME.json, index.html and feeds.opml. Its bytes
// depend on the publications and on the feeds that the directory already holds, never on the clock.
//
// The handler keeps what it serves in memory, with its compressed forms, and notices replaced files by itself.
// Validators are made from the content. It answers GET, HEAD and OPTIONS; ranges are not offered.
// Files are opened through [os.Root]: nothing outside the directory is read, nor any hidden file.
package site
