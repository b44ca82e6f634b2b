package convert

import (
	"slices"
	"testing"
)

func TestRecipeListPages(t *testing.T) {
	t.Parallel()
	cases := []struct {
		name, recipe string
		want         []string
	}{
		{"one page", "recipe: 1\nlist: {page: \"http://www.example.cn/l/\"}\n", []string{"http://www.example.cn/l/"}},
		{"below the base", "recipe: 1\nbase: http://www.example.cn/ldhd/\nlist: {page: \"../a.htm\"}\n", []string{"http://www.example.cn/a.htm"}},
		{
			"for each leader", "recipe: 1\nbase: http://www.example.cn/\nleaders: &l {a: {page: a.htm}, b: {page: b.htm}}\n" +
				"feeds: {for: {leader: *l, tab: 最新}, path: \"{leader}/{tab.slug}\"}\nlist: {page: [\"{leader.page}\", \"all.htm\"]}\n",
			[]string{"http://www.example.cn/a.htm", "http://www.example.cn/all.htm", "http://www.example.cn/b.htm"},
		},
		{"no base", "recipe: 1\nlist: {page: \"a.htm\"}\n", nil},
		{"no page", "recipe: 1\nbase: http://www.example.cn/\n", nil},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			r, err := ParseRecipe([]byte(c.recipe), "test.yaml")
			if err != nil {
				t.Fatal(err)
			}
			if got := r.ListPages(); !slices.Equal(got, c.want) {
				t.Errorf("got %q; want %q", got, c.want)
			}
		})
	}
}
