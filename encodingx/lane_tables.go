package encodingx

import (
	_ "embed" // the prices of pairs
	"sync"
)

// pairPrices holds the prices of all pairLanes, one after the other, ready to be copied: a table takes as long to make as
// thousands of short texts to detect. TestPairPrices makes it from the tables of the encodings and of frequencies.
//
//go:embed lane_tables.bin
var pairPrices string

// The parts of pairPrices for one encoding: the number of following pairs, those that cost less after another, each a pair, a
// pair and a cost, and the cost of every pair.
const (
	firstLead, lastLead   = 0x81, 0xFE
	firstTrail, lastTrail = 0x40, 0xFE
	leads, trails         = lastLead - firstLead + 1, lastTrail - firstTrail + 1
	followEntry           = 5
)

// pairLanes are the double-byte encodings that statistics know. Each has its table made when it is first asked.
var pairLanes = [...]struct {
	encoding string
	model    func() *pairModel
}{
	{"GBK", pairModelOf("GBK", 0, 0)},
	{"Big5", pairModelOf("Big5", 0, 1)},
	{"EUC-KR", pairModelOf("EUC-KR", 2, 2)},
	{"Shift_JIS", pairModelOf("Shift_JIS", 2, 3)},
	{"EUC-JP", pairModelOf("EUC-JP", 4, 4)},
	{"EUC-TW", pairModelOf("EUC-TW", 12, 5)},
}

// pairModelOf gives the model of an encoding, whose prices are the n-th.
func pairModelOf(name string, prior, n int) func() *pairModel {
	return sync.OnceValue(func() *pairModel {
		p := pairPrices
		for {
			follows := int(p[0])<<8 | int(p[1])
			size := 2 + follows*followEntry + leads*trails
			if n == 0 {
				return newPairModel(name, prior, p[2:size], follows)
			}
			p = p[size:]
			n--
		}
	})
}

// newPairModel unpacks the prices of an encoding.
func newPairModel(name string, prior int, p string, follows int) *pairModel {
	m := &pairModel{encoding: named(name), prior: prior}
	switch m.encoding.kind {
	case kindShiftJIS:
		m.kanaLength = 1
	case kindEUCJP:
		m.kanaLength = 2
	}
	m.follow.keys, m.follow.costs = make([]uint32, followSize), make([]uint8, followSize)
	for ; follows > 0; follows-- {
		m.follow.put(uint16(p[0])<<8|uint16(p[1]), uint16(p[2])<<8|uint16(p[3]), p[4])
		p = p[followEntry:]
	}
	for lead := firstLead; lead <= lastLead; lead++ {
		copy(m.costs[lead<<8&pairMask+firstTrail:], p[:trails])
		p = p[trails:]
	}
	return m
}

// followTable holds what a character costs after another where that is less than by itself: a hash table of pairs of pairs.
type followTable struct {
	keys  []uint32
	costs []uint8
}

const (
	followSize = 1 << 14 // twice the pairs that are kept
	followHash = 0x9E3779B1
)

func followSlot(key uint32) uint32 { return key * followHash >> 18 }

// put adds what b after a costs.
func (t *followTable) put(a, b uint16, cost uint8) {
	key := uint32(a)<<16 | uint32(b)
	slot := followSlot(key)
	for t.keys[slot] != 0 {
		slot = (slot + 1) % followSize
	}
	t.keys[slot], t.costs[slot] = key, cost
}

// after gives the cost of b after a, if it is less than own.
func (t *followTable) after(a, b uint16, own int) int {
	key := uint32(a)<<16 | uint32(b)
	for slot := followSlot(key); t.keys[slot] != 0; slot = (slot + 1) % followSize {
		if t.keys[slot] == key {
			return min(own, int(t.costs[slot]))
		}
	}
	return own
}
