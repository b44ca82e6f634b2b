package compat_test

import (
	"fmt"
	"os"
	"testing"

	"pgregory.net/rapid"

	"github.com/portalfeed/portalfeed/feed"
)

func TestDumpRandom(t *testing.T) {
	dir := os.Getenv("DUMP")
	if dir == "" {
		t.Skip()
	}
	g := rapid.Custom(anyFeed)
	for i := range 300 {
		f := g.Example(i)
		for _, format := range formats {
			doc, _ := feed.Append(nil, f, format, feed.WriteOptions{Self: "http://www.example.cn/f" + format.Extension()})
			os.WriteFile(fmt.Sprintf("%s/%d%s", dir, i, format.Extension()), doc, 0o644)
		}
	}
}
