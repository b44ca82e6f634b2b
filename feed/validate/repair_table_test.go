package validate

import (
	"bytes"
	"os"
	"testing"
)

// exampleRepair repairs the bad example of a rule with everything that a repair may be told.
func exampleRepair(t *testing.T, r Rule) *Repaired {
	t.Helper()
	o := exampleOptions(r, false)
	o.Mend, o.Now = Info, repairOptions().Now
	if o.URL == "" {
		o.URL = repairOptions().URL
	}
	return repaired(t, r.Document(r.Bad), o)
}

// TestFixTable holds each rule to what the table says of it: the example of one that has a repair is mended and gets no other error,
// that of one that has none stays as it is as far as the rule goes.
func TestFixTable(t *testing.T) {
	t.Parallel()
	for id := range fixTable {
		if _, ok := Lookup(id); !ok {
			t.Errorf("there is no rule %s", id)
		}
	}
	for _, rule := range Rules() {
		t.Run(string(rule.ID), func(t *testing.T) {
			t.Parallel()
			r := exampleRepair(t, rule)
			before := map[RuleID]bool{}
			for _, f := range r.Before.Findings {
				before[f.Rule] = true
			}
			stays := false
			for _, f := range r.After.Findings {
				stays = stays || f.Rule == rule.ID
				if f.Level == Error && !before[f.Rule] {
					t.Errorf("the repair brings %s: %s", f.Rule, f.Message)
				}
			}
			switch {
			case !before[rule.ID]:
				t.Error("what a repair is told silences the example: it shows nothing")
			case stays && fixable(rule.ID):
				t.Errorf("%s does not mend\n%s", FixOf(rule.ID), r.Doc)
			case !stays && !fixable(rule.ID):
				t.Errorf("it is mended, but is not in the table\n%s", r.Doc)
			}
			if !stays && fixable(rule.ID) {
				named := false
				for _, c := range r.Changes {
					named = named || c.Rule == rule.ID && c.Fix == FixOf(rule.ID)
				}
				if !named {
					t.Errorf("no change names the rule and %s: %v", FixOf(rule.ID), r.Changes)
				}
			}
		})
	}
}

func TestRepairsDocument(t *testing.T) {
	t.Parallel()
	const file = "../../docs/repair.md"
	var b bytes.Buffer
	if err := WriteRepairs(&b); err != nil {
		t.Fatal(err)
	}
	if *update {
		if err := os.WriteFile(file, b.Bytes(), 0o644); err != nil { //nolint:gosec // a document for everyone
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(b.Bytes(), want) {
		t.Errorf("%s is not what the table says; run go test ./feed/validate -update", file)
	}
	listed := map[FixName]bool{}
	for _, f := range fixes {
		listed[f.name] = true
	}
	for id, name := range fixTable {
		if !listed[name] {
			t.Errorf("%s of %s is not described", name, id)
		}
	}
}
