package main

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// The format, all numbers little-endian: a header (magic, number of configurations, offsets of page index, pages, slots and pool,
// number of slots, size), the configurations, the index of pages, the pages, the slots and the pool of values.
const (
	magic      = "zhc1"
	headerSize = 32
	configSize = 40
	maxChain   = 2
	pageBits   = 7
	maxRune    = 0x3FFFF
	// firstNormalised is the least character that a normalisation may change; package zhconv does not look below it.
	firstNormalised = 0xF900
)

// alphabet numbers the characters of keys, the most frequent ones first.
func alphabet(s shelf, used []levels) (map[rune]uint16, error) {
	count := map[rune]int{}
	seen := map[string]bool{}
	for _, l := range used {
		for _, name := range slices.Concat(l...) {
			if seen[name] {
				continue
			}
			seen[name] = true
			if len(s[name].entries) == 0 {
				return nil, fmt.Errorf("encoding: no dictionary %s", name)
			}
			for _, e := range s[name].entries {
				for _, r := range e.key {
					count[r]++
				}
			}
		}
	}
	chars := slices.SortedFunc(maps.Keys(count), func(x, y rune) int {
		return cmp.Or(cmp.Compare(count[y], count[x]), cmp.Compare(x, y))
	})
	if len(chars) >= 1<<16 {
		return nil, fmt.Errorf("encoding: %d characters", len(chars))
	}
	ids := make(map[rune]uint16, len(chars))
	for i, r := range chars {
		if r > maxRune {
			return nil, fmt.Errorf("encoding: character %U", r)
		}
		ids[r] = uint16(i + 1)
	}
	return ids, nil
}

// forest is the tries of all configurations.
type forest struct {
	specs []levels
	roots []*node
}

// find is the number of the trie that begins with l.
func (f *forest) find(l levels) int {
	return slices.IndexFunc(f.specs, func(spec levels) bool { return spec.startsWith(l) })
}

func plant(s shelf, configs []config) (*forest, map[rune]uint16, error) {
	var f forest
	for _, c := range configs { // what others begin with may come after them
		f.specs = append(f.specs, c.chain...)
		f.specs = append(f.specs, c.normalise)
		if c.segment != nil {
			f.specs = append(f.specs, c.segment)
		}
	}
	slices.SortStableFunc(f.specs, func(x, y levels) int { return cmp.Compare(len(y), len(x)) })
	var distinct []levels
	for _, l := range f.specs {
		if !slices.ContainsFunc(distinct, func(d levels) bool { return d.startsWith(l) }) {
			distinct = append(distinct, l)
		}
	}
	f.specs = distinct
	ids, err := alphabet(s, f.specs)
	if err != nil {
		return nil, nil, err
	}
	for _, l := range f.specs {
		root := &node{}
		for level, names := range l {
			for _, name := range names {
				for _, e := range s[name].entries {
					var key []uint16
					for _, r := range e.key {
						key = append(key, ids[r])
					}
					root.add(key, e.values[0], level)
				}
			}
		}
		f.roots = append(f.roots, root)
	}
	return &f, ids, nil
}

// pool lays the values out, one inside another where it can be.
func (f *forest) pool() (string, map[string]uint32) {
	at := map[string]uint32{}
	var walk func(n *node)
	walk = func(n *node) {
		if n.value != "" {
			at[n.value] = 0
		}
		for _, child := range n.children {
			walk(child)
		}
	}
	for _, root := range f.roots {
		walk(root)
	}
	values := slices.SortedFunc(maps.Keys(at), func(x, y string) int {
		return cmp.Or(cmp.Compare(len(y), len(x)), cmp.Compare(x, y))
	})
	// A value within another: every value notes where its parts are, which are whole characters.
	parts := map[string]uint32{}
	var b strings.Builder
	for _, v := range values {
		place, ok := parts[v]
		if !ok {
			place = uint32(b.Len())
			b.WriteString(v)
			for i := range v {
				for j := i + 1; j <= len(v); j++ {
					if _, ok := parts[v[i:j]]; !ok {
						parts[v[i:j]] = place + uint32(i)
					}
				}
			}
		}
		at[v] = place
	}
	return b.String(), at
}

func encode(s shelf, configs []config) ([]byte, error) {
	f, ids, err := plant(s, configs)
	if err != nil {
		return nil, err
	}
	pool, at := f.pool()
	var a array
	for _, root := range f.roots {
		a.place(root)
		if err := a.setValues(root, at); err != nil {
			return nil, err
		}
	}
	for len(a.used) > 0 && !a.used[len(a.used)-1] {
		a.used = a.used[:len(a.used)-1]
	}
	a.slots = a.slots[:len(a.used)]

	var programs []byte
	for _, c := range configs {
		if programs, err = f.appendConfig(programs, s, c); err != nil {
			return nil, err
		}
	}
	index, pages := pagesOf(ids)
	le := binary.LittleEndian
	b := append([]byte(magic), make([]byte, headerSize-len(magic))...)
	le.PutUint32(b[4:], uint32(len(configs)))
	b = append(b, programs...)
	le.PutUint32(b[8:], uint32(len(b)))
	for _, v := range index {
		b = le.AppendUint16(b, v)
	}
	le.PutUint32(b[12:], uint32(len(b)))
	for _, v := range pages {
		b = le.AppendUint16(b, v)
	}
	le.PutUint32(b[16:], uint32(len(b)))
	for _, v := range a.slots {
		b = le.AppendUint32(b, v.base)
		b = le.AppendUint32(b, v.check)
		b = le.AppendUint32(b, v.value)
	}
	le.PutUint32(b[20:], uint32(len(b)))
	b = append(b, pool...)
	le.PutUint32(b[24:], uint32(len(a.slots)))
	le.PutUint32(b[28:], uint32(len(b)))
	return b, nil
}

// appendConfig writes one configuration: name, root of the normalisation, root and levels of the segmentation (0 none), length of
// the chain, root and levels of each of its steps.
func (f *forest) appendConfig(b []byte, s shelf, c config) ([]byte, error) {
	if len(c.name) > 8 || len(c.chain) > maxChain {
		return nil, fmt.Errorf("encoding %s: the name or its chain of %d is too long", c.name, len(c.chain))
	}
	for _, e := range s[c.normalise[0][0]].entries {
		if r := []rune(e.key); len(r) != 1 || r[0] < firstNormalised || len([]rune(e.values[0])) != 1 {
			return nil, fmt.Errorf("encoding %s: normalising %s", c.name, e.key)
		}
	}
	record := make([]byte, 0, configSize)
	record = append(record, c.name...)
	record = append(record, bytes.Repeat([]byte{0}, 8-len(c.name))...)
	le := binary.LittleEndian
	record = le.AppendUint32(record, f.roots[f.find(c.normalise)].slot)
	if c.segment != nil {
		record = le.AppendUint32(record, f.roots[f.find(c.segment)].slot)
		record = le.AppendUint32(record, uint32(len(c.segment)))
	} else {
		record = append(record, make([]byte, 8)...)
	}
	record = le.AppendUint32(record, uint32(len(c.chain)))
	for _, l := range c.chain {
		record = le.AppendUint32(record, f.roots[f.find(l)].slot)
		record = le.AppendUint32(record, uint32(len(l)))
	}
	return append(b, append(record, make([]byte, configSize-len(record))...)...), nil
}

// pagesOf is the numbers of characters as pages; page 0 is empty.
func pagesOf(ids map[rune]uint16) (index, pages []uint16) {
	const pageSize = 1 << pageBits
	index = make([]uint16, (maxRune+1)>>pageBits)
	pages = make([]uint16, pageSize)
	for _, r := range slices.Sorted(maps.Keys(ids)) {
		p := &index[r>>pageBits]
		if *p == 0 {
			*p = uint16(len(pages) >> pageBits)
			pages = append(pages, make([]uint16, pageSize)...)
		}
		pages[int(*p)<<pageBits|int(r)&(pageSize-1)] = ids[r]
	}
	return index, pages
}
