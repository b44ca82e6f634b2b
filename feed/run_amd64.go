//go:build !purego

package feed

// shortest is from how many bytes on scanPlain is told a text: it looks at sixteen, and at the two before the last sixteen.
const shortest = 18

// scanPlain returns the offset of the first byte of s that ends a run, or of one inside the character that does. s begins with a
// character and has shortest bytes at least.
//
//go:noescape
func scanPlain(s string) int

// shortestWide is from how many bytes on scanWide is told a text.
const shortestWide = 34

// scanWide is scanPlain for processors with AVX2 and texts of shortestWide bytes at least.
//
//go:noescape
func scanWide(s string) int

func hasWide() bool

// wide says whether the processor has AVX2.
var wide = hasWide()

// scanAddress returns the offset from i, which is not 0, of the first byte of s that may mean something to formOf; it may stop when
// fewer than sixteen bytes are left.
//
//go:noescape
func scanAddress(s string, i int) int

// skipAddress returns the end of a run of characters that mean nothing to formOf, where it is found quickly. i is not 0.
func skipAddress(s string, i int) int {
	if i+16 <= len(s) {
		if i = scanAddress(s, i); i+16 <= len(s) {
			return i
		}
	}
	return skipEights(s, i)
}

// plainRun returns the end of the run of characters from i on that are written as they are in every format: all of ASCII but
// controls, quotation marks, backslashes and markup, and those of three bytes that skipHan knows. It may stop early at others.
func plainRun(s string, i int) int {
	if len(s)-i < shortest {
		return plainRunOf(s, i)
	}
	end := i
	if wide && len(s)-i >= shortestWide {
		end += scanWide(s[i:])
	} else {
		end += scanPlain(s[i:])
	}
	return wholeRun(s, i, end)
}

// wholeRun returns the beginning of the character in which a run ends that began at i.
func wholeRun(s string, i, end int) int {
	switch {
	case end > i && s[end-1] >= 0xC0:
		return end - 1
	case end > i+1 && s[end-2] >= 0xC0:
		return end - 2
	}
	return end
}
