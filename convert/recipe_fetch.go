package convert

import (
	"strings"
	"time"

	"go.yaml.in/yaml/v4"
)

// recipeArchivePage is how many items an archive page has where a recipe does not say.
const recipeArchivePage = 100

// archive reads none, rfc5005, or how many items an archive page has.
func (d *recipeDecoder) archive(n *yaml.Node) {
	if d.auto(n) {
		return
	}
	switch m := recipeAlias(n); m.Value {
	case "none":
	case "rfc5005":
		d.recipe.Emit.Archive = recipeArchivePage
	default:
		if m.Kind != yaml.ScalarNode || m.ShortTag() != "!!int" {
			d.fail(n, recipeMeant(m.Value, "none, rfc5005, or the number of items of a page", "none", "rfc5005"), "archive %s is not known", recipeKind(m))
			return
		}
		d.recipe.Emit.Archive = d.integer(n, "archive", 1, 100_000)
	}
}

// fetch reads how the site wants to be asked.
func (d *recipeDecoder) fetch(n *yaml.Node) {
	f := &d.recipe.Fetch
	if d.auto(n) {
		return
	}
	d.mapping(n, "fetch", []recipeField{
		{"delay", func(v *yaml.Node) { f.Delay = d.duration(v, "delay", time.Hour) }},
		{"timeout", func(v *yaml.Node) { f.Timeout = d.duration(v, "timeout", time.Hour) }},
		{"every", func(v *yaml.Node) { f.Every = d.duration(v, "every", 366*24*time.Hour) }},
		{"pages", func(v *yaml.Node) {
			if !d.auto(v) {
				f.Pages = d.integer(v, "pages", 1, 1_000_000)
			}
		}},
		{"agent", func(v *yaml.Node) {
			if d.auto(v) {
				return
			}
			if f.Agent = d.text(v, "agent"); strings.ContainsAny(f.Agent, "\r\n") {
				d.fail(v, "such as example-archive (+http://www.example.cn/)", "agent must be one line")
			}
		}},
		{"robots", func(v *yaml.Node) {
			switch s := d.text(v, "robots"); s {
			case "auto", "obey":
			case "ignore":
				f.IgnoreRobots = true
			default:
				d.fail(v, recipeMeant(s, "obey, or ignore for a site of your own", "obey", "ignore"), "robots %q is not known", recipeShort(s))
			}
		}},
	}, nil)
}

// duration reads 500ms, 2s, 10m, 6h or 1d.
func (d *recipeDecoder) duration(n *yaml.Node, what string, most time.Duration) time.Duration {
	if d.auto(n) {
		return 0
	}
	s := d.text(n, what)
	if d.err != nil {
		return 0
	}
	text, scale := s, time.Duration(1)
	if days, ok := strings.CutSuffix(s, "d"); ok {
		text, scale = days+"h", 24
	}
	v, err := time.ParseDuration(text)
	if err != nil || v <= 0 || v > most/scale {
		d.fail(n, "such as 500ms, 2s, 10m, 6h or 1d, at most "+most.String(), "%s %q is not a length of time", what, recipeShort(s))
		return 0
	}
	return v * scale
}
