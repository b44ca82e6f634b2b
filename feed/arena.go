package feed

import "strings"

const (
	// arenaChunk is how much text of a document is kept in one piece of memory.
	arenaChunk = 32 << 10
	// arenaLarge is from what length on a text gets memory of its own.
	arenaLarge = 4 << 10
)

// arena makes strings in large pieces of memory, so that the many short texts of a feed cost few allocations.
// A piece lives as long as any string in it.
type arena struct {
	chunk strings.Builder
}

func (a *arena) string(b []byte) string {
	if len(b) == 0 {
		return ""
	}
	if len(b) >= arenaLarge {
		return string(b)
	}
	if a.chunk.Cap()-a.chunk.Len() < len(b) {
		a.chunk = strings.Builder{}
		a.chunk.Grow(arenaChunk)
	}
	start := a.chunk.Len()
	a.chunk.Write(b)
	return a.chunk.String()[start:]
}
