package main

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
)

// The levels a value can have, and the length.
const (
	maxLevels   = 4
	maxValueLen = 1<<6 - 1
)

// node is a node of a trie over the numbers of characters.
type node struct {
	children map[uint16]*node
	value    string
	level    int
	slot     uint32
}

// add puts a key into the trie unless it is there.
func (n *node) add(key []uint16, value string, level int) {
	for _, c := range key {
		if n.children == nil {
			n.children = map[uint16]*node{}
		}
		next := n.children[c]
		if next == nil {
			next = &node{}
			n.children[c] = next
		}
		n = next
	}
	if n.value == "" {
		n.value, n.level = value, level
	}
}

// slot is one place of a double array: the child by character c of the node in slot s is in base[s]+c, if that one's check is s.
type slot struct{ base, check, value uint32 }

// array is a double array that several tries share.
type array struct {
	slots []slot
	used  []bool
	next  []uint32 // the free slots after each free slot, with shortcuts
}

// Slots of the array that are never a child: 0, so that base and check 0 mean none.
const firstSlot = 1

func (a *array) grow(n int) {
	for len(a.slots) <= n {
		a.slots = append(a.slots, slot{})
		a.used = append(a.used, false)
		a.next = append(a.next, uint32(len(a.slots)))
	}
}

// free is the first free slot from i on.
func (a *array) free(i uint32) uint32 {
	start := i
	for {
		a.grow(int(i))
		if !a.used[i] {
			break
		}
		i = a.next[i]
	}
	for start != i { // what was walked over leads here at once next time
		start, a.next[start] = a.next[start], i
	}
	return i
}

// place gives every node below root its slot.
func (a *array) place(root *node) {
	a.grow(firstSlot)
	root.slot = a.free(firstSlot)
	a.used[root.slot] = true
	var parents []*node
	for queue := []*node{root}; len(queue) > 0; {
		n := queue[0]
		queue = queue[1:]
		if len(n.children) == 0 {
			continue
		}
		parents = append(parents, n)
		for _, c := range slices.Sorted(maps.Keys(n.children)) {
			queue = append(queue, n.children[c])
		}
	}
	// Children of one node are placed together; the nodes with most children first, but a parent before its children.
	byCount := slices.Clone(parents)
	slices.SortStableFunc(byCount, func(x, y *node) int { return cmp.Compare(len(y.children), len(x.children)) })
	bases := map[*node]uint32{}
	for _, n := range byCount {
		chars := slices.Sorted(maps.Keys(n.children))
		base := a.base(chars)
		bases[n] = base
		for _, c := range chars {
			s := base + uint32(c)
			a.used[s] = true
			n.children[c].slot = s
		}
	}
	for _, n := range parents {
		a.slots[n.slot].base = bases[n]
		for _, child := range n.children {
			a.slots[child.slot].check = n.slot
		}
	}
}

// base finds where all children of a node are free.
func (a *array) base(chars []uint16) uint32 {
	for s := a.free(firstSlot + uint32(chars[0])); ; s = a.free(s + 1) {
		base := s - uint32(chars[0])
		a.grow(int(base) + int(chars[len(chars)-1]))
		fits := true
		for _, c := range chars {
			if a.used[base+uint32(c)] {
				fits = false
				break
			}
		}
		if fits {
			return base
		}
	}
}

// setValues writes the values of all nodes.
func (a *array) setValues(n *node, pool map[string]uint32) error {
	if n.value != "" {
		at, ok := pool[n.value]
		if !ok || at >= 1<<24 || len(n.value) > maxValueLen || n.level >= maxLevels {
			return fmt.Errorf("encoding %q: at %d, level %d", n.value, at, n.level)
		}
		a.slots[n.slot].value = at<<8 | uint32(len(n.value))<<2 | uint32(n.level)
	}
	for _, child := range n.children {
		if err := a.setValues(child, pool); err != nil {
			return err
		}
	}
	return nil
}
