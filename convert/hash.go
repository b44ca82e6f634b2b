package convert

import "github.com/portalfeed/portalfeed/convert/internal/dom"

// The seed and prime of FNV-1a with 64 bits.
const (
	hashSeed  uint64 = 14695981039346656037
	hashPrime uint64 = 1099511628211
)

// hashText is the FNV-1a hash of a text.
func hashText(s string) uint64 {
	h := hashSeed
	for i := range len(s) {
		h = (h ^ uint64(s[i])) * hashPrime
	}
	return h
}

// addToPath is the FNV-1a hash of a path with one more tag.
func addToPath(path uint64, t dom.Tag) uint64 { return (path ^ uint64(t+1)) * hashPrime }
