package zhconv

import (
	_ "embed"
	"errors"
	"strings"
)

// tables is what internal/gen makes; its format is described there. It is read in place.
//
//go:embed tables.bin
var tables string

// The sizes of the format.
const (
	magic      = "zhc1"
	headerSize = 32
	configSize = 40
	slotSize   = 12
	maxChain   = 2
	pageBits   = 7
	maxRune    = 0x3FFFF
)

// firstNormalised is the least character that a normalisation may change; internal/gen verifies it.
const firstNormalised = 0xF900

var errTable = errors.New("the table of package zhconv is damaged")

// table is the tables by their parts.
type table struct {
	configs string
	index   string // from a character without its lowest pageBits to a page
	pages   string // from a character to its number in the tries
	slots   string // the double array of all tries: base, check and value
	nslots  uint32
	pool    string // the values
}

// openTable finds the parts.
func openTable(s string) (*table, error) {
	if len(s) < headerSize || !strings.HasPrefix(s, magic) || int(u32(s, 28)) != len(s) {
		return nil, errTable
	}
	ends := [...]int{headerSize, int(u32(s, 8)), int(u32(s, 12)), int(u32(s, 16)), int(u32(s, 20)), len(s)}
	for i := range ends[1:] {
		if ends[i] > ends[i+1] {
			return nil, errTable
		}
	}
	t := &table{
		configs: s[ends[0]:ends[1]], index: s[ends[1]:ends[2]], pages: s[ends[2]:ends[3]],
		slots: s[ends[3]:ends[4]], nslots: u32(s, 24), pool: s[ends[4]:],
	}
	if len(t.configs) != int(u32(s, 4))*configSize || len(t.index) != (maxRune+1)>>pageBits*2 || len(t.slots) != int(t.nslots)*slotSize {
		return nil, errTable
	}
	return t, nil
}

// u32 reads a number at an offset.
func u32(s string, at int) uint32 {
	s = s[at : at+4]
	return uint32(s[0]) | uint32(s[1])<<8 | uint32(s[2])<<16 | uint32(s[3])<<24
}

// id is the number of a character in the tries, 0 when no key has it.
func (t *table) id(r rune) uint16 {
	if uint32(r) > maxRune {
		return 0
	}
	at := int(r) >> pageBits * 2
	page := int(t.index[at]) | int(t.index[at+1])<<8
	at = (page<<pageBits | int(r)&(1<<pageBits-1)) * 2
	return uint16(t.pages[at]) | uint16(t.pages[at+1])<<8
}

// matcher is a trie, or the first levels of it.
type matcher struct {
	root   uint32
	levels uint32
}

// value is a value of a key: where it is in the pool, its length and its level. 0 is none.
type value uint32

func (v value) level() uint32 { return uint32(v) & 3 }

// text is the value itself.
func (t *table) text(v value) string {
	at := int(v >> 8)
	return t.pool[at : at+int(v>>2&63)]
}

// match finds the longest key of the least level at the start of ids; n is how many characters it has, 0 if there is none.
// Open means that more characters could make another match.
func (t *table) match(m matcher, ids []uint16) (best value, n int, open bool) {
	node, slots := m.root, t.slots
	base := u32(slots, int(node)*slotSize)
	least := m.levels // a match has to be below it
	for i, id := range ids {
		next := base + uint32(id)
		if id == 0 || next >= t.nslots {
			return best, n, false
		}
		slot := slots[int(next)*slotSize:]
		if u32(slot, 4) != node {
			return best, n, false
		}
		if v := value(u32(slot, 8)); v != 0 && v.level() < least {
			best, n, least = v, i+1, v.level()+1
		}
		if base = u32(slot, 0); base == 0 {
			return best, n, false
		}
		node = next
	}
	return best, n, true
}

// program is what a variant does.
type program struct {
	normalise matcher
	segment   matcher // root 0: the text is one segment
	chain     [maxChain]matcher
	steps     int
}

// program finds a variant.
func (t *table) program(v Variant) (*program, bool) {
	for c := t.configs; len(c) >= configSize; c = c[configSize:] {
		if strings.TrimRight(c[:8], "\x00") != string(v) {
			continue
		}
		p := &program{
			normalise: matcher{u32(c, 8), 1},
			segment:   matcher{u32(c, 12), u32(c, 16)},
			steps:     min(int(u32(c, 20)), maxChain),
		}
		for i := range p.chain {
			p.chain[i] = matcher{u32(c, 24+8*i), u32(c, 28+8*i)}
		}
		return p, true
	}
	return nil, false
}
