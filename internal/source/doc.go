// Package source lists the resources of a run, lazily and in a fixed order.
//
// Start with [Inputs]: it takes what a user names on the command line (files, directories, "-") and returns
// an iterator of a [Resource] or an error for each. [Files], [Dir] and [Stdin] are its parts. Iteration does
// the reading: a resource is read when the loop asks for it, and nothing is kept afterwards.
//
// The order is the order of the inputs; inside a directory it is the lexical order of the paths, so that
// every run sees the same sequence. A directory is walked through [os.Root]: no symbolic link leads out of
// it. Files in a directory that are obviously no pages (images, scripts, style sheets, archives, hidden
// files) are left out, while a file that is named is always a resource.
//
// Addresses are read by a client of package fetch, where the caller gives one: with [URLs], or among other inputs by way of
// Options.Fetch.
//
// What cannot be read comes as an [*Error] in its place and does not end the iteration.
// A resource is at most [MaxBody] bytes unless Options say otherwise.
package source
