package podcast

import "testing"

func TestIsCategory(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, parent string
		want         bool
	}{
		{"Sports", "", true},
		{"Wilderness", "Sports", true},
		{"Wilderness", "", false},
		{"Sports", "Sports", false},
		{"Podcasting", "Technology", false},
		{"Wilderness", "No such", false},
		{"", "", false},
		{"sports", "", false},
	} {
		if got := IsCategory(c.name, c.parent); got != c.want {
			t.Errorf("IsCategory(%q, %q) = %v; want %v", c.name, c.parent, got, c.want)
		}
	}
}
