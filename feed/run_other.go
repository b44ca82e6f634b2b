//go:build !amd64 || purego

package feed

// plainRun returns the end of the run of characters from i on that are written as they are in every format: all of ASCII but
// controls, quotation marks, backslashes and markup, and those of three bytes that skipHan knows. It may stop early at others.
func plainRun(s string, i int) int { return plainRunOf(s, i) }

// skipAddress returns the end of a run of characters that mean nothing to formOf, where it is found quickly.
func skipAddress(s string, i int) int { return skipEights(s, i) }
