//go:build !purego

package feed

// The way of processors without AVX2, whatever this one has.
func init() {
	runs = append(runs, func(s string, i int) int {
		if len(s)-i < shortest {
			return plainRunOf(s, i)
		}
		return wholeRun(s, i, i+scanPlain(s[i:]))
	})
}
