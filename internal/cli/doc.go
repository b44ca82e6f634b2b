// Package cli is the command line of portalfeed: commands, flags, exit codes and the words said to people.
//
// Start at Main, which runs one command line in an Env and returns its exit code; nothing here touches the
// process itself, so that tests run whole command lines in-process. Every subcommand is one file of three parts:
// newXCommand with help and flags, xOptions with what the flags mean together, and a run function that does it.
// All wiring between the rooms happens here; the rooms themselves return values and print nothing.
//
// What one input may cost is bounded where it is read, in package source; at most a few inputs for each processor
// are in memory at a time. transcode streams and has no limit.
package cli
