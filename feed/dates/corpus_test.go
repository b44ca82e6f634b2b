package dates_test

import (
	"encoding/csv"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/portalfeed/portalfeed/feed/dates"
)

// sharedRows are the lines of the shared date table, where it is at hand.
func sharedRows(tb testing.TB) [][]string {
	tb.Helper()
	file, err := os.Open(filepath.Join("..", "..", "..", "shared", "corpus", "pages", "dates.tsv"))
	if err != nil {
		tb.Skipf("skipped: the shared date table is not beside the checkout: %v", err)
	}
	defer file.Close()
	r := csv.NewReader(file)
	r.Comma, r.LazyQuotes, r.FieldsPerRecord = '\t', true, -1
	rows, err := r.ReadAll()
	if err != nil {
		tb.Fatalf("read the date table: %v", err)
	}
	return rows[1:]
}

// TestSharedCorpus reads every line of the shared date table, where it is at hand.
func TestSharedCorpus(t *testing.T) {
	t.Parallel()
	rows := sharedRows(t)
	wrong := 0
	for _, row := range rows {
		text, want, precision := row[0], row[1], row[2]
		now, err := time.Parse(time.RFC3339, row[3])
		if err != nil {
			t.Fatalf("reference clock of %q: %v", text, err)
		}
		loc, err := time.LoadLocation(row[4])
		if err != nil {
			t.Fatalf("zone of %q: %v", text, err)
		}
		d, err := dates.Parse(text, dates.Options{Now: now, Location: loc})
		got := "-"
		if err == nil {
			got = d.String()
		}
		if !slices.Contains(strings.Split(want, "|"), got) || err == nil && !slices.Contains(strings.Split(precision, "|"), d.Precision.String()) {
			wrong++
			t.Errorf("Parse(%q) = %s (%s, raw %q); want %s (%s)", text, got, d.Precision, d.Raw, want, precision)
		}
	}
	t.Logf("%d of %d right", len(rows)-wrong, len(rows))
}

// BenchmarkSharedCorpus reads every text of the shared list, dates and others.
func BenchmarkSharedCorpus(b *testing.B) {
	rows := sharedRows(b)
	o := dates.Options{Now: time.Date(2012, 9, 26, 12, 0, 0, 0, time.UTC), Location: time.FixedZone("", 8*3600)}
	for b.Loop() {
		for _, row := range rows {
			_, _ = dates.Parse(row[0], o)
		}
	}
	b.ReportMetric(float64(b.N*len(rows))/b.Elapsed().Seconds(), "parses/s")
}
