package convert

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/google/jsonschema-go/jsonschema"
	"go.yaml.in/yaml/v4"
)

func schema(t *testing.T) *jsonschema.Resolved {
	t.Helper()
	var s jsonschema.Schema
	if err := json.Unmarshal(RecipeSchema(), &s); err != nil {
		t.Fatal(err)
	}
	r, err := s.Resolve(nil)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// instance reads YAML as JSON Schema sees it.
func instance(t *testing.T, data []byte) any {
	t.Helper()
	var v any
	if err := yaml.Load(data, &v); err != nil {
		t.Fatal(err)
	}
	j, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	var out any
	if err := json.Unmarshal(j, &out); err != nil {
		t.Fatal(err)
	}
	return out
}

func TestRecipeSchemaAccepts(t *testing.T) {
	t.Parallel()
	files := map[string][]byte{"every key": []byte(fullRecipe), "two lines": []byte("recipe: 1\nlist: {page: http://www.bailu.example/}\n")}
	for _, pattern := range []string{"recipes/*.yaml", "../examples/*/recipe.yaml"} {
		names, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		for _, n := range names {
			data, err := os.ReadFile(n)
			if err != nil {
				t.Fatal(err)
			}
			files[n] = data
		}
	}
	s := schema(t)
	for name, data := range files {
		if _, err := ParseRecipe(data, name); err != nil {
			t.Error(err)
		}
		if err := s.Validate(instance(t, data)); err != nil {
			t.Errorf("%s does not match the schema: %v", name, err)
		}
	}
}

func TestRecipeSchemaRefuses(t *testing.T) {
	t.Parallel()
	s := schema(t)
	for name, src := range map[string]string{
		"no version":  "id: a\n",
		"version":     "recipe: 2\n",
		"unknown key": "recipe: 1\nlist: {tilte: h1}\n",
		"mistyped":    "recipe: 1\nsit: x\n",
		"wrong type":  "recipe: 1\nsite: [a]\n",
		"format":      "recipe: 1\nemit: {formats: [xml]}\n",
		"format text": "recipe: 1\nemit: {formats: rss|xml}\n",
		"items":       "recipe: 1\nemit: {items: 0}\n",
		"base":        "recipe: 1\nbase: ftp://x/\n",
		"filter key":  "recipe: 1\nfilter: {exclud: x}\n",
		"on_fail":     "recipe: 1\non_fail: keep\n",
		"merge name":  "recipe: 1\nfeeds: {merge: {../x: {from: a}}}\n",
		"merge":       "recipe: 1\nfeeds: {merge: {x: {title: a}}}\n",
		"axis key":    "recipe: 1\nleaders: {../a: {page: x}}\n",
		"no page":     "recipe: 1\ntests: [{expect: {}}]\n",
	} {
		if err := s.Validate(instance(t, []byte(src))); err == nil {
			t.Errorf("%s matches the schema", name)
		}
		if _, err := ParseRecipe([]byte(src), name); err == nil {
			t.Errorf("%s parses", name)
		}
	}
}

// TestRecipeSchemaKeys compares the schema with the keys the decoder knows, section by section.
func TestRecipeSchemaKeys(t *testing.T) {
	t.Parallel()
	d := &recipeDecoder{src: []byte(fullRecipe), name: "full.yaml", recipe: &Recipe{}, axes: map[string]*yaml.Node{}, axisKeys: map[string]*yaml.Node{}, known: map[string][]string{}}
	root, err := d.load()
	if err != nil {
		t.Fatal(err)
	}
	if d.top(root); d.err != nil {
		t.Fatal(d.err)
	}
	var s map[string]any
	if err := json.Unmarshal(RecipeSchema(), &s); err != nil {
		t.Fatal(err)
	}
	// properties walks to the object under a path of keys, through oneOf.
	properties := func(path ...string) []string {
		at := any(s)
		for _, p := range append(path, "properties") {
			m := at.(map[string]any)
			if p == "properties" || m["properties"] != nil {
				if props, ok := m["properties"].(map[string]any); ok {
					if p == "properties" {
						at = props
						continue
					}
					at = props[p]
				}
			}
			if m[p] != nil {
				at = m[p]
			}
			if m, ok := at.(map[string]any); ok {
				if of, ok := m["oneOf"].([]any); ok {
					for _, o := range of {
						if o.(map[string]any)["properties"] != nil {
							at = o
						}
					}
				}
			}
		}
		var keys []string
		for k := range at.(map[string]any) {
			keys = append(keys, k)
		}
		slices.Sort(keys)
		return keys
	}
	for section, path := range map[string][]string{
		"recipe":  nil,
		"feeds":   {"feeds"},
		"filter":  {"filter"},
		"list":    {"list"},
		"article": {"article"},
		"emit":    {"emit"},
		"test":    {"tests", "items"},
		"expect":  {"tests", "items", "expect"},
		"body":    {"tests", "items", "expect", "body"},
	} {
		known := slices.Sorted(slices.Values(d.known[section]))
		if got := properties(path...); !slices.Equal(got, known) {
			t.Errorf("schema of %s has the keys %v; the decoder knows %v", section, got, known)
		}
	}
	if top := slices.Sorted(slices.Values(d.topKeys())); !slices.Equal(top, slices.Sorted(slices.Values(d.known["recipe"]))) {
		t.Errorf("topKeys has %v; the decoder knows %v", top, d.known["recipe"])
	}
}
