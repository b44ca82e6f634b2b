package feed_test

import (
	"bytes"
	"fmt"
	"io"
	"runtime"
	"testing"
	"time"

	"github.com/portalfeed/portalfeed/feed"
	"github.com/portalfeed/portalfeed/feed/dates"
)

// TestEncoderIsFlat writes 100 MB and keeps a fraction of it: of each item the hash of its id alone.
func TestEncoderIsFlat(t *testing.T) {
	const items = 80_000
	it := equalFeed().Items[0]
	start := it.Published.Time
	for _, format := range formats {
		e, err := feed.NewEncoder(io.Discard, &feed.Feed{Title: feed.Text{Value: "全部"}}, format, feed.WriteOptions{})
		if err != nil {
			t.Fatal(err)
		}
		runtime.GC()
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		for i := range items {
			it.ID = fmt.Sprintf("http://www.example.cn/%d.htm", i)
			it.Published = dates.Date{Time: start.Add(-time.Duration(i) * time.Minute), Precision: dates.Minute}
			if err := e.Item(&it); err != nil {
				t.Fatal(err)
			}
		}
		runtime.GC()
		runtime.ReadMemStats(&after)
		if err := e.Close(); err != nil {
			t.Fatal(err)
		}
		if grown := int64(after.HeapAlloc) - int64(before.HeapAlloc); grown > 8<<20 {
			t.Errorf("%s: %d bytes are kept of %d items", format, grown, items)
		}
	}
}

// TestAppendAllocatesNothingPerItem compares feeds of different length.
func TestAppendAllocatesNothingPerItem(t *testing.T) {
	f := equalFeed()
	short := *f
	short.Items = f.Items[:10]
	for _, format := range formats {
		var dst []byte
		count := func(f *feed.Feed) float64 {
			return testing.AllocsPerRun(5, func() { dst, _ = feed.Append(dst[:0], f, format, feed.WriteOptions{}) })
		}
		if few, many := count(&short), count(f); many > few+5 {
			t.Errorf("%s: %v allocations for 10 items, %v for %d", format, few, many, len(f.Items))
		}
	}
}

// TestUndatedEntriesStay writes an entry without a date as it was, whatever is published before it.
func TestUndatedEntriesStay(t *testing.T) {
	t.Parallel()
	undated := []feed.Item{{ID: "http://a.example/1", Title: feed.Text{Value: "甲"}}, {ID: "http://a.example/2", Title: feed.Text{Value: "乙"}}}
	entries := func(items ...feed.Item) string {
		doc, err := feed.Append(nil, &feed.Feed{ID: "http://a.example/", Items: items, Updated: items[0].Published}, feed.Atom, feed.WriteOptions{})
		if err != nil {
			t.Fatal(err)
		}
		i := len(doc)
		for range undated {
			i = lastEntry(doc[:i])
		}
		return string(doc[i:])
	}
	before := entries(undated...)
	after := entries(append([]feed.Item{{ID: "http://a.example/3", Published: at(2012, 9, 25, 18, 7)}}, undated...)...)
	if before != after {
		t.Errorf("%s\nbecomes\n%s", before, after)
	}
}

func lastEntry(doc []byte) int { return bytes.LastIndex(doc, []byte("<entry>")) }
