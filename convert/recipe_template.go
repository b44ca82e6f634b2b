package convert

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"

	"go.yaml.in/yaml/v4"

	"github.com/portalfeed/portalfeed/feed/dates"
)

// recipePlace finds the places {…} of a template.
var recipePlace = regexp.MustCompile(`\{([^{}]*)\}`)

// recipePathText is what may stand between the places of a path.
var recipePathText = regexp.MustCompile(`^[a-z0-9._/-]*$`)

// recipeExpand fills the places of a template; lookup answers for each name.
func recipeExpand(template string, lookup func(name string) string) string {
	return recipePlace.ReplaceAllStringFunc(template, func(m string) string {
		return lookup(m[1 : len(m)-1])
	})
}

// finish checks what can only be checked once everything is read.
func (d *recipeDecoder) finish() {
	r := d.recipe
	d.dateRange()
	feeds := 1
	for _, a := range r.Axes {
		feeds *= len(a.Values)
		if feeds > recipeMaxFeeds {
			d.err = d.errorAt(1, 1, "divide it among several recipes", fmt.Sprintf("recipe makes more than %d feeds", recipeMaxFeeds))
			return
		}
	}
	if d.tabsAt != nil && r.NoTabs {
		d.fail(d.tabsAt, "take list.tabs: none out", "categories are pinned, and list.tabs is none")
	}
	if d.pageAt != nil {
		at := recipeElements(d.pageAt)
		for i, page := range append([]string{r.ListPage}, r.MorePages...) {
			d.template(at[i], page, "page", false)
		}
	}
	d.start()
	d.template(d.titleAt, r.Title, "title", true)
	d.template(d.pathAt, r.Path, "path", true)
	d.checkPath()
	for _, w := range d.rollUps() {
		if w.text != "all" && w.text != "tab" && !slices.ContainsFunc(r.Axes, func(a Axis) bool { return a.Name == w.text }) {
			known := d.axisNames()
			d.failWithin(w.node, w.at, "axes: "+strings.Join(append(known, "tab", "all"), ", "), "roll_up names %q, which is no axis", recipeShort(w.text))
		}
	}
	if d.err == nil && len(r.Axes) > 0 && r.ListPage == "" {
		// Without an address the leaders' pages cannot be told apart, unless each value says its own.
		if !slices.ContainsFunc(r.Axes, func(a Axis) bool { return recipeHasField(a, "page") }) {
			d.err = d.errorAt(1, 1, `such as list: {page: "{`+r.Axes[0].Name+`.page}"}`, "recipe has axes but list.page does not say where their pages are")
		}
	}
	if d.err == nil && r.ListPage == "" {
		for _, a := range r.Axes {
			if recipeHasField(a, "page") {
				r.ListPage = "{" + a.Name + ".page}"
				break
			}
		}
	}
}

// start checks that the addresses to begin with can be asked for.
func (d *recipeDecoder) start() {
	if d.startAt == nil || d.err != nil {
		return
	}
	at := recipeElements(d.startAt)
	for i, s := range d.recipe.Start {
		if address := builderResolve(d.recipe.Base, s); !builderAbsolute(address) {
			d.fail(at[i], "write it with http:// or https://, or give the site's root as base", "list.start %q is not an http address", recipeShort(s))
			return
		}
	}
}

// rollUps are the axes that roll_up names.
func (d *recipeDecoder) rollUps() []recipeWord {
	if d.rollAt == nil || d.err != nil || len(d.recipe.RollUp) == 0 {
		return nil
	}
	return d.wordsAt(d.rollAt, "roll_up")
}

func (d *recipeDecoder) axisNames() []string {
	names := make([]string, 0, len(d.recipe.Axes)+2)
	for _, a := range d.recipe.Axes {
		names = append(names, a.Name)
	}
	return names
}

// recipeHasField reports whether every value of the axis has the field.
func recipeHasField(a Axis, field string) bool {
	return !slices.ContainsFunc(a.Values, func(v AxisValue) bool { return v.Fields[field] == "" })
}

// template checks that every place of a template can be filled.
func (d *recipeDecoder) template(at *yaml.Node, template, what string, tab bool) {
	if at == nil || d.err != nil {
		return
	}
	rest := recipePlace.ReplaceAllStringFunc(template, func(place string) string { return strings.Repeat("x", len(place)) })
	if brace := strings.IndexAny(rest, "{}"); brace >= 0 {
		d.failWithin(at, brace, "places are written {leader} or {leader.page}", "%s template %q has a brace without its partner", what, recipeShort(template))
		return
	}
	known := []string{"site", "id"}
	if tab && !d.recipe.NoTabs {
		known = append(known, "tab", "tab.slug")
	}
	for _, a := range d.recipe.Axes {
		known = append(known, a.Name, a.Name+".name", a.Name+".key")
		for f := range a.Values[0].Fields {
			if recipeHasField(a, f) {
				known = append(known, a.Name+"."+f)
			}
		}
	}
	slices.Sort(known)
	for _, m := range recipePlace.FindAllStringSubmatchIndex(template, -1) {
		place := template[m[2]:m[3]]
		if slices.Contains(known, place) {
			continue
		}
		hint := "known: " + strings.Join(known, ", ")
		if s := recipeSuggest(place, known); s != "" {
			hint = fmt.Sprintf("did you mean {%s}?", s)
		}
		d.failWithin(at, m[0], hint, "%s template asks for {%s}, which is not known", what, recipeShort(place))
		return
	}
}

// checkPath refuses path templates that cannot make safe names, or that give two feeds one name.
func (d *recipeDecoder) checkPath() {
	if d.pathAt == nil || d.err != nil {
		return
	}
	path := d.recipe.Path
	text := recipePlace.ReplaceAllString(path, "x")
	// As long as the template, so that what is wrong stands at the same byte.
	same := recipePlace.ReplaceAllStringFunc(path, func(place string) string { return strings.Repeat("x", len(place)) })
	switch {
	case !recipePathText.MatchString(text):
		at := strings.IndexFunc(same, func(r rune) bool { return !recipePathText.MatchString(string(r)) })
		d.failWithin(d.pathAt, at, "lower-case letters, digits, - _ . and / between the places", "path template %q is not a lower-case ASCII path", recipeShort(path))
	case strings.HasPrefix(text, "/") || strings.HasSuffix(text, "/") || strings.Contains(text, "//"):
		at := max(strings.Index(same, "//"), 0)
		if at == 0 && !strings.HasPrefix(same, "/") {
			at = len(same) - 1
		}
		d.failWithin(d.pathAt, at, `such as "{leader}/{tab.slug}"`, "path template %q has an empty segment", recipeShort(path))
	case recipeBadSegment(same) >= 0:
		d.failWithin(d.pathAt, recipeBadSegment(same), `such as "{leader}/{tab.slug}"`, "path template %q leaves its folder or uses a reserved name", recipeShort(path))
	}
	used := map[string]bool{}
	for _, m := range recipePlace.FindAllStringSubmatchIndex(path, -1) {
		place := path[m[2]:m[3]]
		name, field, _ := strings.Cut(place, ".")
		used[name] = true
		if name != "tab" && field != "" && field != "key" {
			d.failWithin(d.pathAt, m[0], "write {"+name+"}", "path template may use keys only, not {%s}", recipeShort(place))
		}
	}
	if d.err == nil {
		if n := len(d.recipe.Tabs); n != 1 && !d.recipe.NoTabs && !used["tab"] {
			d.fail(d.pathAt, "add {tab.slug}", "path template %q gives all categories one name", recipeShort(path))
		}
	}
	for _, a := range d.recipe.Axes {
		if d.err == nil && len(a.Values) > 1 && !used[a.Name] {
			d.fail(d.pathAt, "add {"+a.Name+"}", "path template %q gives all values of %s one name", recipeShort(path), a.Name)
		}
	}
}

// recipeBadSegment is where a segment of a path begins that leaves the folder or is a name that systems keep; -1 if none does.
func recipeBadSegment(path string) int {
	at := 0
	for s := range strings.SplitSeq(path, "/") {
		if strings.HasPrefix(s, ".") || strings.HasPrefix(s, "-") || builderReserved(s) {
			return at
		}
		at += len(s) + 1
	}
	return -1
}

// recipeDate reads the date of an expectation.
func recipeDate(s string, loc *time.Location) (dates.Date, error) {
	return dates.Parse(s, dates.Options{Location: builderLocation(loc)})
}
