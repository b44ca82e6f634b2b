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

// TestSharedCorpus reads every line of the shared date table, where it is at hand.
func TestSharedCorpus(t *testing.T) {
	t.Parallel()
	file, err := os.Open(filepath.Join("..", "..", "..", "shared", "corpus", "pages", "dates.tsv"))
	if err != nil {
		t.Skipf("the shared date table is not here: %v", err)
	}
	defer file.Close()
	r := csv.NewReader(file)
	r.Comma, r.LazyQuotes, r.FieldsPerRecord = '\t', true, -1
	rows, err := r.ReadAll()
	if err != nil {
		t.Fatalf("read the date table: %v", err)
	}
	wrong := 0
	for _, row := range rows[1:] {
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
	t.Logf("%d of %d right", len(rows)-1-wrong, len(rows)-1)
}
