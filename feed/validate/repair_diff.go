package validate

import (
	"bytes"
	"fmt"
	"strings"
)

// diffContext is how many lines around a change a diff shows, maxDiff how many changed lines are told apart one by one.
const (
	diffContext = 3
	maxDiff     = 2000
)

// Diff is the repair as a unified diff of the document under that name; nil when nothing was mended. Both sides are in UTF-8.
func (r *Repaired) Diff(name string) []byte {
	if !r.Changed() {
		return nil
	}
	a, b := lines(r.Before.text), lines(r.Doc)
	var out bytes.Buffer
	fmt.Fprintf(&out, "--- %s\n+++ %s\n", name, name)
	writeHunks(&out, a, b, diffLines(a, b))
	return out.Bytes()
}

func lines(doc []byte) []string {
	var out []string
	for l := range strings.Lines(string(doc)) {
		out = append(out, l)
	}
	return out
}

// block is a range of lines of one document that stands for one of the other.
type block struct{ a0, a1, b0, b1 int }

// diffLines finds the blocks in which two documents differ.
func diffLines(a, b []string) []block {
	start := 0
	for start < len(a) && start < len(b) && a[start] == b[start] {
		start++
	}
	enda, endb := len(a), len(b)
	for enda > start && endb > start && a[enda-1] == b[endb-1] {
		enda--
		endb--
	}
	return shortestEdit(a, b, start, enda, endb)
}

// shortestEdit is the algorithm of Myers on the lines between start and the ends; where it would take too long, all lines differ.
func shortestEdit(a, b []string, start, enda, endb int) []block {
	n, m := enda-start, endb-start
	if n == 0 && m == 0 {
		return nil
	}
	most := min(n+m, maxDiff)
	v := make([]int, 2*most+2)
	var trace [][]int
	for d := 0; d <= most; d++ {
		trace = append(trace, append([]int(nil), v...))
		for k := -d; k <= d; k += 2 {
			i := most + k
			var x int
			if k == -d || k != d && v[i-1] < v[i+1] {
				x = v[i+1]
			} else {
				x = v[i-1] + 1
			}
			for y := x - k; x < n && y < m && a[start+x] == b[start+y]; y++ {
				x++
			}
			v[i] = x
			if x >= n && x-k >= m {
				return backtrack(trace, most, start, n, m)
			}
		}
		if d*len(v) > 16<<20 { // the traces would take too much memory
			break
		}
	}
	return []block{{start, enda, start, endb}}
}

// backtrack reads the blocks off the traces, last first.
func backtrack(trace [][]int, most, start, x, y int) []block {
	var blocks []block
	add := func(a0, a1, b0, b1 int) {
		if n := len(blocks); n > 0 && blocks[n-1].a0 == a1 && blocks[n-1].b0 == b1 {
			blocks[n-1].a0, blocks[n-1].b0 = a0, b0
			return
		}
		blocks = append(blocks, block{a0, a1, b0, b1})
	}
	for d := len(trace) - 1; d > 0; d-- {
		v := trace[d]
		k := x - y
		prev := k - 1
		if k == -d || k != d && v[most+k-1] < v[most+k+1] {
			prev = k + 1
		}
		px := v[most+prev]
		py := px - prev
		for x > px && y > py && x > 0 && y > 0 && (x-1 != px || y-1 != py || true) && x-px > 0 && y-py > 0 {
			x--
			y--
		}
		add(start+px, start+x, start+py, start+y)
		x, y = px, py
	}
	for i, j := 0, len(blocks)-1; i < j; i, j = i+1, j-1 {
		blocks[i], blocks[j] = blocks[j], blocks[i]
	}
	return blocks
}

// writeHunks writes the blocks with the lines around them.
func writeHunks(out *bytes.Buffer, a, b []string, blocks []block) {
	for i := 0; i < len(blocks); {
		j := i
		for j+1 < len(blocks) && blocks[j+1].a0-blocks[j].a1 <= 2*diffContext {
			j++
		}
		from, to := max(blocks[i].a0-diffContext, 0), min(blocks[j].a1+diffContext, len(a))
		bfrom := blocks[i].b0 - (blocks[i].a0 - from)
		bto := blocks[j].b1 + (to - blocks[j].a1)
		fmt.Fprintf(out, "@@ -%s +%s @@\n", hunkRange(from, to), hunkRange(bfrom, bto))
		at := from
		for _, x := range blocks[i : j+1] {
			writeLines(out, ' ', a[at:x.a0])
			writeLines(out, '-', a[x.a0:x.a1])
			writeLines(out, '+', b[x.b0:x.b1])
			at = x.a1
		}
		writeLines(out, ' ', a[at:to])
		i = j + 1
	}
}

func hunkRange(from, to int) string {
	if to == from {
		return fmt.Sprintf("%d,0", from)
	}
	return fmt.Sprintf("%d,%d", from+1, to-from)
}

func writeLines(out *bytes.Buffer, mark byte, list []string) {
	for _, l := range list {
		out.WriteByte(mark)
		out.WriteString(l)
		if !strings.HasSuffix(l, "\n") {
			out.WriteString("\n\\ No newline at end of file\n")
		}
	}
}
