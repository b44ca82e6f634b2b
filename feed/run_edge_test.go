//go:build linux

package feed

import (
	"strings"
	"syscall"
	"testing"
	"unsafe"
)

// TestRunsAtTheEdgeOfMemory has texts of every length that begin or end where a page of memory does, between pages that cannot be read: a byte
// looked at beyond a text is a fault.
func TestRunsAtTheEdgeOfMemory(t *testing.T) {
	page := syscall.Getpagesize()
	mem, err := syscall.Mmap(-1, 0, 3*page, syscall.PROT_READ|syscall.PROT_WRITE, syscall.MAP_ANON|syscall.MAP_PRIVATE)
	if err != nil {
		t.Skipf("no memory of pages: %v", err)
	}
	defer func() { _ = syscall.Munmap(mem) }()
	middle := mem[page : 2*page]
	for _, edge := range [][]byte{mem[:page], mem[2*page:]} {
		if err := syscall.Mprotect(edge, syscall.PROT_NONE); err != nil {
			t.Skipf("no protection of pages: %v", err)
		}
	}
	for _, text := range []string{strings.Repeat("論壇", 40), strings.Repeat("a", 240), "http://a/" + strings.Repeat("b", 231)} {
		for n := 1; n <= len(text); n++ {
			for _, at := range []int{0, page - n} {
				b := middle[at : at+n]
				copy(b, text)
				s := unsafe.String(&b[0], n)
				for _, run := range runs {
					for i := 0; i < n; i++ {
						if s[i]&0xC0 == 0x80 {
							continue
						}
						if end := run(s, i); end < i || end > n {
							t.Fatalf("%d bytes at %d, from %d: the run ends at %d", n, at, i, end)
						}
					}
				}
				for i := 1; i <= n; i++ {
					if end := skipAddress(s, i); end < i || end > n {
						t.Fatalf("%d bytes at %d, from %d: skipped to %d", n, at, i, end)
					}
				}
			}
		}
	}
}
