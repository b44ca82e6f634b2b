package main

import (
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
)

func TestParseConfigFlattensGroups(t *testing.T) {
	t.Parallel()
	leaf := func(name string) string { return `{"type":"ocd2","file":"` + name + `.ocd2"}` }
	group := func(policy string, dicts ...string) string {
		return `{"type":"group","match_policy":"` + policy + `","dicts":[` + strings.Join(dicts, ",") + `]}`
	}
	config := func(dict string) []byte {
		return []byte(`{"normalization":[{"dict":` + leaf("N") + `}],"conversion_chain":[{"dict":` + dict + `}]}`)
	}
	for _, tt := range []struct {
		name, dict string
		want       levels // nil: an error
	}{
		{"one", leaf("A"), levels{{"A"}}},
		{"one after the other", group("short_circuit", leaf("A"), leaf("B")), levels{{"A"}, {"B"}}},
		{"together", group("union", leaf("A"), leaf("B")), levels{{"A", "B"}}},
		{"together before one", group("short_circuit", group("union", leaf("A"), leaf("B")), leaf("C")), levels{{"A", "B"}, {"C"}}},
		{"what is not one level together", group("union", group("short_circuit", leaf("A"), leaf("B")), leaf("C")), nil},
		{"another policy", group("best", leaf("A")), nil},
		{"no file", `{"type":"inline"}`, nil},
	} {
		c, err := parseConfig(config(tt.dict))
		if tt.want == nil {
			if err == nil {
				t.Errorf("%s: %v; want an error", tt.name, c.chain)
			}
			continue
		}
		if err != nil || len(c.chain) != 1 || !reflect.DeepEqual(c.chain[0], tt.want) {
			t.Errorf("%s: %v, %v; want %v", tt.name, c.chain, err, tt.want)
		}
	}
}

func TestReversedPutsThePreferredFirst(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "d.txt")
	text := "# @reverse-prefer: 針\n\n鍼\t針\n針\t針\n# @tofu-risk: rare\n只\t只 衹\n"
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	d, err := readDictionary(path)
	if err != nil {
		t.Fatal(err)
	}
	if !d.entries[2].tofu || d.entries[1].tofu {
		t.Errorf("read %v; want the annotation at 只 alone", d.entries)
	}
	r, err := d.reversed()
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]string{}
	for _, e := range r.entries {
		got[e.key] = e.values[0]
	}
	want := map[string]string{"針": "針", "只": "只", "衹": "只"}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("reversed: %v; want %v", got, want)
	}
}

func TestArrayFindsWhatWasPlaced(t *testing.T) {
	t.Parallel()
	tries := [2]*node{{}, {}}
	keys := [][]uint16{{1}, {1, 2}, {1, 2, 3}, {1, 900}, {2, 1}, {700}, {700, 1, 1, 1}, {3, 3}}
	pool := map[string]uint32{"x": 1}
	var a array
	for i, root := range tries {
		for _, key := range keys[i : len(keys)-i] {
			root.add(key, "x", i)
		}
		a.place(root)
		if err := a.setValues(root, pool); err != nil {
			t.Fatal(err)
		}
	}
	for i, root := range tries {
		for j, key := range keys {
			at := root.slot
			for _, c := range key {
				next := a.slots[at].base + uint32(c)
				if a.slots[at].base == 0 || int(next) >= len(a.slots) || a.slots[next].check != at {
					at = 0
					break
				}
				at = next
			}
			want := j >= i && j < len(keys)-i
			if found := at != 0 && a.slots[at].value == 1<<8|1<<2|uint32(i); found != want {
				t.Errorf("trie %d: key %v found: %v; want %v", i, key, found, want)
			}
		}
	}
}

func TestPoolLaysValuesInsideOthers(t *testing.T) {
	t.Parallel()
	root := &node{}
	root.add([]uint16{1}, "發現", 0)
	root.add([]uint16{2}, "現", 0)
	root.add([]uint16{3}, "在", 0)
	pool, at := (&forest{roots: []*node{root}}).pool()
	if pool != "發現在" || at["現"] != 3 || at["在"] != 6 {
		t.Errorf("pool %q, %v; want 現 inside 發現", pool, at)
	}
}
