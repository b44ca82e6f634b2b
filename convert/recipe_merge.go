package convert

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"
)

// recipeMaxJoined bounds the names that all merges join together, once those that name each other are written out.
const recipeMaxJoined = 100_000

// merges reads the feeds that join others.
func (d *recipeDecoder) merges(n *yaml.Node) {
	from := map[string][]*yaml.Node{} // by the feed that joins
	d.mapping(n, "merge", nil, func(k, v *yaml.Node) bool {
		if !recipeFeedName(k.Value) {
			d.fail(k, "a lower-case ASCII path such as all/work", "%q cannot be a feed's name", recipeShort(k.Value))
			return true
		}
		if len(d.recipe.Merges) >= recipeMaxMerges {
			d.fail(k, "join several feeds by one pattern such as */activity", "merge has more than %d feeds", recipeMaxMerges)
			return true
		}
		m := Merge{Name: k.Value}
		d.mapping(v, "merge."+k.Value, []recipeField{
			{"title", d.unlessAuto(func(v *yaml.Node) { m.Title = d.text(v, "title") })},
			{"from", func(v *yaml.Node) {
				nodes := recipeElements(v)
				from[m.Name] = nodes
				for _, e := range nodes {
					p := d.text(e, "from")
					if _, err := path.Match(p, ""); err != nil {
						unclosed, _ := faultBrackets(p, "", "[", "]")
						d.failWithin(e, unclosed, "such as */activity", "bad pattern %q in from", recipeShort(p))
					}
					m.From = append(m.From, p)
				}
			}},
			{"items", func(v *yaml.Node) {
				if !d.auto(v) {
					m.Items = d.integer(v, "items", 1, 1_000_000)
				}
			}},
		}, nil)
		if d.err == nil && len(m.From) == 0 {
			d.fail(k, "add from: [FEED, FEED]", "merge %s joins nothing", recipeShort(k.Value))
		}
		d.recipe.Merges = append(d.recipe.Merges, m)
		return true
	})
	if d.err == nil {
		d.joinMerges(from)
	}
}

// recipeElements are the elements of a list, or the one value that stands for a list.
func recipeElements(n *yaml.Node) []*yaml.Node {
	if m := recipeAlias(n); m.Kind == yaml.SequenceNode {
		return m.Content
	}
	return []*yaml.Node{n}
}

// joinMerges writes out the merges that are joined by name: a merge joins what they join. It refuses those that join themselves
// on some way. Patterns name only the feeds that are no merges.
func (d *recipeDecoder) joinMerges(from map[string][]*yaml.Node) {
	const open, done = 1, 2
	place := map[string]int{}
	for i, m := range d.recipe.Merges {
		place[m.Name] = i
	}
	state := make([]int, len(d.recipe.Merges))
	joined := 0
	var way []string
	var walk func(i int)
	walk = func(i int) {
		m := &d.recipe.Merges[i]
		state[i] = open
		way = append(way, m.Name)
		var all []string
		seen := map[string]bool{}
		add := func(name string) {
			if !seen[name] {
				seen[name] = true
				all = append(all, name)
			}
		}
		for j, name := range m.From {
			to, merge := place[name]
			switch {
			case d.err != nil:
				return
			case !merge:
				add(name)
				continue
			case state[to] == open:
				d.mergeCycle(from[m.Name][j], append(slices.Clone(way[slices.Index(way, name):]), name))
				return
			case state[to] != done:
				walk(to)
			}
			for _, n := range d.recipe.Merges[to].From {
				add(n)
			}
		}
		if joined += len(all); joined > recipeMaxJoined && d.err == nil {
			d.fail(from[m.Name][0], "join the feeds by patterns such as */activity", "the merges join more than %d names", recipeMaxJoined)
		}
		m.From = all
		way = way[:len(way)-1]
		state[i] = done
	}
	for i := range d.recipe.Merges {
		if state[i] == 0 && d.err == nil {
			walk(i)
		}
	}
}

// mergeCycle reports merges that join each other in a circle. The node names the first of them in the last.
func (d *recipeDecoder) mergeCycle(n *yaml.Node, way []string) {
	last := way[len(way)-2]
	hint := fmt.Sprintf("take %q out of the from of %s", recipeShort(way[0]), recipeShort(last))
	if len(way) == 2 {
		d.fail(n, hint, "merge %s joins itself", recipeShort(last))
		return
	}
	if len(way) > 8 {
		way = slices.Concat(way[:3], []string{"…"}, way[len(way)-3:])
	}
	for i := range way {
		way[i] = recipeShort(way[i])
	}
	d.fail(n, hint, "merges join each other in a circle: %s", strings.Join(way, " from "))
}
