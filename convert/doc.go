// Package convert turns one page into what it lists or tells, and many pages into feeds per category.
//
// Convert is the whole job for one page: bytes in any encoding in, a Result out, which holds an article (title, date, source,
// text, sanitised HTML) or listings (titled links with dates), the category bar, and the address of the next page. Parse gives
// the same piece by piece as a Document. A Builder joins the Results of many pages into feeds, guided by a Recipe where
// detection has to be told something.
//
// # Model
//
// A page is read by what it shows, not by how it is built: table layouts, br-separated lists and div designs all become lines of
// text, each with its links and the element around it. An article's text is the element whose lines are worth most, prose
// counting for it and links against it; known containers of content management systems come first. A listing is a set of
// links that stand in the same way below one element; entries that look alike but are built otherwise join it, and
// advertisements leave it, as do the lists of what stands beside its titles: authors, comments, tags. Of several dates in an item
// the one counts that stands where most items have one. Boxes under a bar of tabs are lists with the names of their tabs. Title, stamp (date, source, author), breadcrumb and category bar are
// lines of a known shape near them. Words are looked for in both Chinese scripts.
//
// A recipe's selectors (CSS, or XPath where they begin with a slash) replace detection for the part that they name.
//
// # What comes out
//
// HTML is written anew by an allow-list: no script, style or form, of MathML the text alone and of SVG nothing, no attribute that acts,
// no address but of http, https, mailto and tel or relative ones, absolute where the page's address is known. What comes out passes
// the cleaning of package feed as it is. Text is never normalised to other
// characters; only white space is. Dates keep their precision, and are never made up from the clock.
//
// # Limits
//
// Any bytes that hold markup are a page; Parse fails only for what is none: see ErrEmpty and its neighbours. Time and memory
// are linear in the input for any input, and elements nested a million deep lose neither text nor links. Pages of 64 MiB and
// more are refused. No script is run; lists that scripts hold as data (records, arrays, linked data) are read
// as such.
//
// Convert reads a page in its own bytes where they are UTF-8 already, and a Result shares no memory with them: they may be written
// to again when Convert has returned, and not before. Parse copies them, because a Document goes on to be used. A Pool lends
// one page after the other the memory of the tree; it keeps the page that was read last until the next one comes.
package convert
