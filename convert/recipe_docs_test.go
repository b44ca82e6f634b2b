package convert

import (
	"os"
	"strings"
	"testing"

	"go.yaml.in/yaml/v4"
)

// TestRecipeDocs reads the recipes in the manual, and asks it to name every key, limit and built-in recipe.
func TestRecipeDocs(t *testing.T) {
	t.Parallel()
	data, err := os.ReadFile("../docs/recipes.md")
	if err != nil {
		t.Fatal(err)
	}
	text := string(data)
	blocks := strings.Split(text, "```yaml\n")
	if len(blocks) < 4 {
		t.Errorf("the manual has %d recipes", len(blocks)-1)
	}
	for _, b := range blocks[1:] {
		src, _, _ := strings.Cut(b, "```")
		if !strings.HasPrefix(src, "recipe:") { // a part of one
			src = "recipe: 1\n" + src
		}
		if _, err := ParseRecipe([]byte(src), "docs/recipes.md"); err != nil {
			t.Errorf("%v\n%s", err, src)
		}
		if err := schema(t).Validate(instance(t, []byte(src))); err != nil {
			t.Errorf("%v\n%s", err, src)
		}
	}
	d := &recipeDecoder{src: []byte(fullRecipe), name: "full.yaml", recipe: &Recipe{}, axes: map[string]*yaml.Node{}, axisKeys: map[string]*yaml.Node{}, known: map[string][]string{}}
	root, err := d.load()
	if err != nil {
		t.Fatal(err)
	}
	if d.top(root); d.err != nil {
		t.Fatal(d.err)
	}
	words := map[string]bool{}
	for _, span := range strings.Split(text, "`") {
		for _, w := range strings.FieldsFunc(span, func(r rune) bool { return (r < 'a' || r > 'z') && r != '_' }) {
			words[w] = true
		}
	}
	for section, keys := range d.known {
		for _, k := range keys {
			if !words[k] {
				t.Errorf("the manual does not tell the key %s of %s", k, section)
			}
		}
	}
	for _, r := range BuiltinRecipes() {
		if !strings.Contains(text, "| `"+r.ID+"` |") {
			t.Errorf("the manual does not tell the recipe %s", r.ID)
		}
	}
	for _, v := range EmitVariants() {
		if !strings.Contains(text, "`"+v+"`") {
			t.Errorf("the manual does not tell the variant %s", v)
		}
	}
}
