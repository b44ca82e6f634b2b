package feed_test

import (
	"flag"
	"os"
	"testing"
)

// TestMain has the property tests draw the same models in every run; -rapid.seed=0 -rapid.checks=10000 looks for new ones, as the
// fuzz targets do.
func TestMain(m *testing.M) {
	if err := flag.Set("rapid.seed", "20120925"); err != nil {
		panic(err)
	}
	os.Exit(m.Run())
}
