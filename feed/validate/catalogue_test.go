package validate

import (
	"bytes"
	"flag"
	"os"
	"testing"
)

var update = flag.Bool("update", false, "rewrite docs/rules.md")

func TestCatalogueDocument(t *testing.T) {
	t.Parallel()
	const file = "../../docs/rules.md"
	var b bytes.Buffer
	if err := WriteCatalogue(&b); err != nil {
		t.Fatal(err)
	}
	if *update {
		if err := os.WriteFile(file, b.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(b.Bytes(), want) {
		t.Errorf("%s is not what the catalogue says; run go test ./feed/validate -update", file)
	}
	n := 0
	for _, c := range chapters {
		n += len(c.rules)
	}
	if n != len(Rules()) {
		t.Errorf("the chapters have %d rules, the catalogue %d", n, len(Rules()))
	}
}
