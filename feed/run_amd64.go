//go:build !purego

package feed

// shortest is from how many bytes on scanPlain is told a text: it looks at sixteen, and at the two before the last sixteen.
const shortest = 18

// scanPlain returns the offset of the first byte of s that ends a run, or of one inside the character that does. s begins with a
// character and has shortest bytes at least.
//
//go:noescape
func scanPlain(s string) int

// plainRun returns the end of the run of characters from i on that are written as they are in every format: all of ASCII but
// controls, quotation marks, backslashes and markup, and those of three bytes that skipHan knows. It may stop early at others.
func plainRun(s string, i int) int {
	if len(s)-i < shortest {
		return plainRunOf(s, i)
	}
	end := i + scanPlain(s[i:])
	switch {
	case end > i && s[end-1] >= 0xC0:
		return end - 1
	case end > i+1 && s[end-2] >= 0xC0:
		return end - 2
	}
	return end
}
