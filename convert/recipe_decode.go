package convert

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"

	"github.com/portalfeed/portalfeed/feed"
)

// Limits of a recipe. A recipe may come from anyone, so each is far above need and far below harm.
const (
	recipeMaxBytes  = 256 << 10
	recipeMaxDepth  = 32     // levels of YAML; the format itself needs 8
	recipeMaxNodes  = 50_000 // with every alias expanded
	recipeMaxText   = 4096   // bytes of one value
	recipeMaxAxes   = 4
	recipeMaxValues = 1000 // of one axis
	recipeMaxFeeds  = 10_000
	recipeMaxTests  = 1000
	recipeMaxPages  = 100 // list pages that make one feed
	recipeMaxMerges = 1000
	recipeMaxRules  = 200 // expressions of a filter, selectors of what is cut
)

// recipeVersion is the format this package reads.
const recipeVersion = 1

// ParseRecipe reads a recipe from YAML. The name, usually a file name, appears in errors.
// Every error is a *RecipeError that knows the line and column.
func ParseRecipe(data []byte, name string) (*Recipe, error) {
	data = bytes.TrimPrefix(data, []byte("\xEF\xBB\xBF"))
	d := &recipeDecoder{src: data, name: name, recipe: &Recipe{Name: name}, axes: map[string]*yaml.Node{}, axisKeys: map[string]*yaml.Node{}}
	root, err := d.load()
	if err != nil {
		return nil, err
	}
	d.top(root)
	if d.err == nil {
		d.finish()
	}
	if d.err != nil {
		return nil, d.err
	}
	return d.recipe, nil
}

// recipeDecoder walks the YAML tree. Its first error stays and ends the walk.
type recipeDecoder struct {
	src      []byte
	name     string
	recipe   *Recipe
	err      *RecipeError
	axes     map[string]*yaml.Node // top-level lists by name
	axisKeys map[string]*yaml.Node // top-level lists that no feed has used yet: where they are named
	noFor    bool                  // feeds.for was not written
	tabsAt   *yaml.Node            // where the categories were pinned
	pathAt   *yaml.Node
	titleAt  *yaml.Node
	pageAt   *yaml.Node
	rollAt   *yaml.Node
	startAt  *yaml.Node
	sinceAt  *yaml.Node
	untilAt  *yaml.Node
	known    map[string][]string // keys of each section met; only tests ask for it
}

// recipeField is one key of a mapping and what reads its value.
type recipeField struct {
	key  string
	read func(*yaml.Node)
}

// mapping reads a mapping whose keys are all known; other is asked about the rest and may be nil.
func (d *recipeDecoder) mapping(n *yaml.Node, section string, fields []recipeField, other func(key, value *yaml.Node) bool) {
	n = recipeAlias(n)
	keys := make([]string, len(fields))
	for i, f := range fields {
		keys[i] = f.key
	}
	if d.known != nil {
		d.known[section] = keys
	}
	if n.Kind != yaml.MappingNode {
		d.fail(n, "write KEY: VALUE", "%s must be a mapping, not %s", section, recipeKind(n))
		return
	}
	seen := map[string]int{}
	for i := 0; i+1 < len(n.Content) && d.err == nil; i += 2 {
		k, v := n.Content[i], n.Content[i+1]
		if k.Kind != yaml.ScalarNode {
			d.fail(k, "write KEY: VALUE", "a key of %s must be a word, not %s", section, recipeKind(k))
			return
		}
		if line, twice := seen[k.Value]; twice {
			d.fail(k, "keep one of them", "key %q of %s is given twice, first in line %d", k.Value, section, line)
			return
		}
		seen[k.Value] = k.Line
		if j := slices.Index(keys, k.Value); j >= 0 {
			fields[j].read(v)
		} else if other == nil || !other(k, v) {
			d.unknownKey(k, section, keys)
		}
	}
}

func (d *recipeDecoder) unknownKey(k *yaml.Node, section string, keys []string) {
	hint := "known keys: " + strings.Join(keys, ", ")
	if s := recipeSuggest(k.Value, keys); s != "" {
		hint = fmt.Sprintf("did you mean %q?", s)
	}
	if k.Value == "<<" {
		hint = "write out the keys: mappings are not joined here"
	}
	d.fail(k, hint, "unknown key %q in %s", recipeShort(k.Value), section)
}

// top reads the whole recipe.
func (d *recipeDecoder) top(n *yaml.Node) {
	r := d.recipe
	version, feeds := false, false
	// The lists must be known before feeds names them, whatever the order in the file.
	if n.Kind == yaml.MappingNode {
		for i := 0; i+1 < len(n.Content); i += 2 {
			if v := recipeAlias(n.Content[i+1]); v.Kind == yaml.MappingNode || v.Kind == yaml.SequenceNode {
				d.axes[n.Content[i].Value] = v
			}
		}
	}
	d.noFor = true
	d.mapping(n, "recipe", []recipeField{
		{"recipe", func(v *yaml.Node) {
			version = true
			if got := d.integer(v, "recipe", 0, 1<<20); d.err == nil && got != recipeVersion {
				d.fail(v, "write recipe: 1", "recipe format %d is not known", got)
			}
		}},
		{"id", d.unlessAuto(func(v *yaml.Node) {
			r.ID = d.pattern(v, "id", recipeIDPattern, "lower-case letters, digits and -")
		})},
		{"site", d.unlessAuto(func(v *yaml.Node) { r.Site = d.text(v, "site") })},
		{"base", d.unlessAuto(func(v *yaml.Node) { r.Base = d.address(v, "base", "http://www.gov.cn/") })},
		{"language", d.unlessAuto(func(v *yaml.Node) {
			r.Language = d.pattern(v, "language", recipeLanguagePattern, "a BCP 47 tag such as zh-Hant")
		})},
		{"timezone", func(v *yaml.Node) { r.Location = d.timezone(v) }},
		{"leaders", func(*yaml.Node) {}},
		{"feeds", func(v *yaml.Node) { feeds = true; d.feeds(v) }},
		{"filter", d.filter},
		{"on_fail", func(v *yaml.Node) {
			if d.auto(v) {
				return
			}
			r.OnFail = OnFail(d.text(v, "on_fail"))
			if r.OnFail != OnFailStale && r.OnFail != OnFailEmpty && r.OnFail != OnFailError {
				d.fail(v, recipeMeant(string(r.OnFail), "stale keeps what was published before, error tells it as a failure, too, and empty publishes a feed without items",
					"stale", "error", "empty", "auto"), "on_fail %q is not known", recipeShort(string(r.OnFail)))
			}
		}},
		{"list", d.list},
		{"article", d.article},
		{"emit", d.unlessAuto(d.emit)},
		{"fetch", d.fetch},
		{"tests", d.tests},
	}, func(k, v *yaml.Node) bool {
		v = recipeAlias(v)
		if v.Kind != yaml.MappingNode && v.Kind != yaml.SequenceNode {
			return false
		}
		d.axisKeys[k.Value] = k
		return true
	})
	if d.err == nil && !version {
		d.fail(n, "write recipe: 1 as the first line", "recipe does not say its format")
	}
	if leaders := d.axes["leaders"]; d.err == nil && leaders != nil && (!feeds || d.noFor) {
		d.addAxis(leaders, "leader", leaders)
	}
	for i := 0; d.err == nil && n.Kind == yaml.MappingNode && i+1 < len(n.Content); i += 2 {
		if k := n.Content[i]; d.axisKeys[k.Value] != nil {
			d.unknownKey(k, "recipe", d.topKeys())
		}
	}
}

// topKeys are the keys a mistyped one is compared with.
func (d *recipeDecoder) topKeys() []string {
	return []string{"recipe", "id", "site", "base", "language", "timezone", "leaders", "feeds", "filter", "on_fail", "list", "article", "emit", "fetch", "tests"}
}

func (d *recipeDecoder) feeds(n *yaml.Node) {
	if d.auto(n) {
		return
	}
	d.mapping(n, "feeds", []recipeField{
		{"for", func(v *yaml.Node) { d.noFor = false; d.matrix(v) }},
		{"path", func(v *yaml.Node) {
			if !d.auto(v) {
				d.pathAt, d.recipe.Path = v, d.text(v, "path")
			}
		}},
		{"title", func(v *yaml.Node) {
			if !d.auto(v) {
				d.titleAt, d.recipe.Title = v, d.text(v, "title")
			}
		}},
		{"roll_up", d.unlessAuto(func(v *yaml.Node) {
			d.rollAt, d.recipe.RollUp = v, d.words(v, "roll_up")
			if len(d.recipe.RollUp) == 0 || len(d.recipe.RollUp) == 1 && d.recipe.RollUp[0] == "none" {
				d.recipe.RollUp = []string{}
			}
		})},
		{"merge", d.merges},
	}, nil)
}

// matrix reads feeds.for: the axes in the order written, and the categories wanted as the axis tab.
func (d *recipeDecoder) matrix(n *yaml.Node) {
	if d.auto(n) {
		d.noFor = true
		return
	}
	tab, other := false, false
	d.mapping(n, "feeds.for", nil, func(k, v *yaml.Node) bool {
		switch k.Value {
		case "tab":
			tab = true
			d.tabs(v, "feeds.for.tab")
			return true
		case "script":
			d.variants(v, "feeds.for.script")
			return true
		}
		other = true
		if !recipeNamePattern.MatchString(k.Value) || slices.Contains([]string{"site", "id", "all", "none", "auto"}, k.Value) {
			d.fail(k, "lower-case letters, digits and _; site, id, all, none and auto are taken", "axis name %q cannot be used", recipeShort(k.Value))
			return true
		}
		target := recipeAlias(v)
		if target.Kind == yaml.ScalarNode && d.axes[target.Value] != nil {
			target = d.axes[target.Value]
		}
		d.addAxis(v, k.Value, target)
		return true
	})
	switch {
	case d.err != nil:
	case !tab && !other && len(d.recipe.Emit.Variants) > 0: // only the scripts are named
		d.noFor = true
	case !tab:
		d.recipe.NoTabs = true
	}
}

// addAxis reads the values of one axis from a mapping, a sequence or text with bars.
func (d *recipeDecoder) addAxis(at *yaml.Node, name string, n *yaml.Node) {
	for k := range d.axisKeys {
		if d.axes[k] == n {
			delete(d.axisKeys, k)
		}
	}
	axis := Axis{Name: name}
	switch n.Kind {
	case yaml.MappingNode:
		for i := 0; i+1 < len(n.Content) && d.err == nil; i += 2 {
			k, v := n.Content[i], n.Content[i+1]
			if !recipeSlugPattern.MatchString(k.Value) || builderReserved(k.Value) || k.Value == "all" {
				d.fail(k, "lower-case letters, digits, - and _, such as wangqishan", "%q cannot be part of a feed's name", recipeShort(k.Value))
				return
			}
			axis.Values = append(axis.Values, d.axisValue(k.Value, v))
		}
	case yaml.SequenceNode:
		for _, v := range n.Content {
			label := d.text(v, "a value of "+name)
			axis.Values = append(axis.Values, AxisValue{Key: builderSlug(label), Name: label})
		}
	default:
		for _, label := range d.words(n, name) {
			axis.Values = append(axis.Values, AxisValue{Key: builderSlug(label), Name: label})
		}
	}
	if d.err != nil {
		return
	}
	seen := map[string]bool{}
	for _, v := range axis.Values {
		if seen[v.Key] {
			d.fail(at, "keep one of them", "axis %s has %q twice", name, v.Key)
		}
		seen[v.Key] = true
	}
	switch {
	case len(axis.Values) == 0:
		d.fail(at, "write KEY: {name: NAME, page: ADDRESS}, or a list of names", "axis %s has no values", name)
	case len(axis.Values) > recipeMaxValues:
		d.fail(at, "divide it among several recipes", "axis %s has %d values, more than %d", name, len(axis.Values), recipeMaxValues)
	case len(d.recipe.Axes) == recipeMaxAxes:
		d.fail(at, "divide it among several recipes", "feeds has more than %d axes", recipeMaxAxes)
	}
	d.recipe.Axes = append(d.recipe.Axes, axis)
}

// axisValue reads {name: 王岐山, page: ldhd/wqs.htm}, or the name alone.
func (d *recipeDecoder) axisValue(key string, n *yaml.Node) AxisValue {
	v := AxisValue{Key: key, Name: key}
	n = recipeAlias(n)
	if n.Kind == yaml.ScalarNode {
		v.Name = d.text(n, key)
		return v
	}
	d.mapping(n, key, []recipeField{
		{"name", func(n *yaml.Node) { v.Name = d.text(n, "name") }},
	}, func(k, n *yaml.Node) bool {
		if !recipeNamePattern.MatchString(k.Value) || k.Value == "key" {
			return false
		}
		if v.Fields == nil {
			v.Fields = map[string]string{}
		}
		v.Fields[k.Value] = d.text(n, k.Value)
		return true
	})
	return v
}

// tabs reads auto, or the categories wanted as the page shows them.
func (d *recipeDecoder) tabs(n *yaml.Node, what string) {
	if d.auto(n) {
		return
	}
	if d.tabsAt != nil {
		d.fail(n, "pin them in feeds.for.tab or in list.tabs, not in both", "the categories are already pinned in line %d", d.tabsAt.Line)
		return
	}
	d.tabsAt = n
	seen := map[string]bool{}
	for _, w := range d.labels(n, what) {
		if k := builderFold(w.text); seen[k] {
			d.failWithin(w.node, w.at, "keep one of them", "category %q is given twice", recipeShort(w.text))
		} else {
			seen[k] = true
		}
		d.recipe.Tabs = append(d.recipe.Tabs, w.text)
	}
	if d.err == nil && len(seen) == 0 {
		d.fail(n, "write auto, or labels such as 最新|活動", "%s is empty", what)
	}
}

func (d *recipeDecoder) list(n *yaml.Node) {
	r := d.recipe
	if d.auto(n) {
		return
	}
	d.mapping(n, "list", []recipeField{
		{"page", func(v *yaml.Node) {
			if d.auto(v) {
				return
			}
			pages := d.texts(v, "page")
			if len(pages) == 0 || len(pages) > recipeMaxPages {
				d.fail(v, "write an address, a list of them, or auto", "list.page must be from 1 to %d addresses, not %d", recipeMaxPages, len(pages))
				return
			}
			for _, p := range pages {
				d.webPage(v, "page", p)
			}
			d.pageAt, r.ListPage, r.MorePages = v, pages[0], pages[1:]
		}},
		{"start", func(v *yaml.Node) {
			if d.auto(v) {
				return
			}
			r.Start = d.texts(v, "start")
			if len(r.Start) == 0 || len(r.Start) > recipeMaxPages {
				d.fail(v, "write an address, a list of them, or auto", "list.start must be from 1 to %d addresses, not %d", recipeMaxPages, len(r.Start))
			}
			for _, p := range r.Start {
				d.webPage(v, "start", p)
			}
			d.startAt = v
		}},
		{"tabs", func(v *yaml.Node) {
			if v.Kind == yaml.ScalarNode && v.Value == "none" {
				r.NoTabs = true
				return
			}
			d.tabs(v, "list.tabs")
		}},
		{"only", func(v *yaml.Node) {
			if !d.auto(v) {
				r.Only = d.regexp(v, "only")
			}
		}},
		{"id", func(v *yaml.Node) {
			if d.auto(v) {
				return
			}
			if r.ItemID = d.regexp(v, "id"); d.err == nil && r.ItemID.NumSubexp() != 1 {
				d.fail(v, `such as content_(\d+)`, "id needs one group around the part that names the item")
			}
		}},
		{"pages", func(v *yaml.Node) {
			if !d.auto(v) {
				r.Pages = d.integer(v, "pages", 1, 1_000_000)
			}
		}},
		{"items", d.selector(&r.List.Items)},
		{"title", d.selector(&r.List.Title)},
		{"link", d.selector(&r.List.Link)},
		{"date", d.selector(&r.List.Date)},
		{"summary", d.selector(&r.List.Summary)},
		{"next", d.selector(&r.List.Next)},
	}, nil)
}

func (d *recipeDecoder) article(n *yaml.Node) {
	a := &d.recipe.Article
	if d.auto(n) {
		return
	}
	d.mapping(n, "article", []recipeField{
		{"title", d.selector(&a.Title)},
		{"date", d.selector(&a.Date)},
		{"source", d.selector(&a.Source)},
		{"author", d.selector(&a.Author)},
		{"editor", d.selector(&a.Editor)},
		{"body", d.selector(&a.Body)},
		{"breadcrumb", d.selector(&a.Breadcrumb)},
		{"remove", func(v *yaml.Node) {
			v = recipeAlias(v)
			if v.Kind != yaml.SequenceNode {
				v = &yaml.Node{Kind: yaml.SequenceNode, Content: []*yaml.Node{v}, Line: v.Line, Column: v.Column}
			}
			if len(v.Content) > recipeMaxRules {
				d.fail(v, "join selectors with commas", "remove has %d selectors, more than %d", len(v.Content), recipeMaxRules)
				return
			}
			for _, c := range v.Content {
				var s string
				d.selector(&s)(c)
				if s != "" {
					a.Remove = append(a.Remove, s)
				}
			}
		}},
	}, nil)
}

// selector returns what reads auto or a pin into dst.
func (d *recipeDecoder) selector(dst *string) func(*yaml.Node) {
	return func(n *yaml.Node) {
		if d.auto(n) {
			return
		}
		s := d.text(n, "selector")
		if d.err != nil {
			return
		}
		if _, err := compileSelector(s); err != nil {
			f := faultOf(err)
			d.failWithin(n, f.at, f.hint, "bad selector %q: %s", recipeShort(s), f.message)
			return
		}
		*dst = s
	}
}

func (d *recipeDecoder) emit(n *yaml.Node) {
	d.mapping(n, "emit", []recipeField{
		{"formats", d.unlessAuto(func(v *yaml.Node) {
			for _, w := range d.wordsAt(v, "formats") {
				f := feed.Format(w.text)
				if f != feed.RSS && f != feed.Atom && f != feed.JSONFeed {
					d.failWithin(w.node, w.at, recipeMeant(w.text, "formats are rss, atom and json", "rss", "atom", "json"), "format %q is not known", recipeShort(w.text))
				} else if !slices.Contains(d.recipe.Emit.Formats, f) {
					d.recipe.Emit.Formats = append(d.recipe.Emit.Formats, f)
				}
			}
		})},
		{"items", func(v *yaml.Node) {
			if !d.auto(v) {
				d.recipe.Emit.Items = d.integer(v, "items", 1, 1_000_000)
			}
		}},
		{"url", d.unlessAuto(func(v *yaml.Node) { d.recipe.Emit.URL = d.address(v, "url", "https://feeds.example/") })},
		{"archive", d.archive},
		{"variants", func(v *yaml.Node) { d.variants(v, "variants") }},
	}, nil)
}

// variants reads the editions that Chinese feeds are published in.
func (d *recipeDecoder) variants(n *yaml.Node, what string) {
	if d.auto(n) {
		return
	}
	e := &d.recipe.Emit
	if len(e.Variants) > 0 {
		d.fail(n, "give them in emit.variants or in feeds.for.script, not in both", "the variants are already given")
		return
	}
	for _, w := range d.wordsAt(n, what) {
		i := slices.IndexFunc(EmitVariants(), func(v string) bool { return strings.EqualFold(v, w.text) })
		if i < 0 {
			d.failWithin(w.node, w.at, "variants are "+strings.Join(EmitVariants(), ", "), "variant %q is not known", recipeShort(w.text))
			return
		}
		if v := EmitVariants()[i]; !slices.Contains(e.Variants, v) {
			e.Variants = append(e.Variants, v)
		}
	}
}

func (d *recipeDecoder) tests(n *yaml.Node) {
	n = recipeAlias(n)
	if n.Kind != yaml.SequenceNode {
		d.fail(n, "write - page: FILE", "tests must be a list, not %s", recipeKind(n))
		return
	}
	if len(n.Content) > recipeMaxTests {
		d.fail(n, "divide it among several recipes", "recipe has %d tests, more than %d", len(n.Content), recipeMaxTests)
	}
	for _, c := range n.Content {
		if d.err != nil {
			return
		}
		t := RecipeTest{Line: c.Line}
		expect := false
		d.mapping(c, "test", []recipeField{
			{"page", func(v *yaml.Node) { t.Page = d.text(v, "page") }},
			{"url", func(v *yaml.Node) { t.URL = d.text(v, "url") }},
			{"expect", func(v *yaml.Node) { expect = true; d.expect(v, &t.Expect) }},
		}, nil)
		if d.err == nil && t.Page == "" {
			d.fail(c, "add page: FILE", "test has no page")
		}
		if d.err == nil && !expect {
			d.fail(c, "add expect: {title: TITLE}", "test expects nothing")
		}
		d.recipe.Tests = append(d.recipe.Tests, t)
	}
}

// recipeUndated stands for the date of an item that has none.
const recipeUndated = "none"

// date reads a date that a test expects.
func (d *recipeDecoder) date(n *yaml.Node, what string) string {
	s := d.text(n, what)
	if _, err := recipeDate(s, nil); d.err == nil && err != nil {
		d.fail(n, "such as 2012-09-25T18:07+08:00", "%s: date %q cannot be read", what, recipeShort(s))
	}
	return s
}

func (d *recipeDecoder) expect(n *yaml.Node, e *RecipeExpectation) {
	d.mapping(n, "expect", []recipeField{
		{"kind", func(v *yaml.Node) {
			e.Kind = Kind(d.text(v, "kind"))
			if e.Kind != KindArticle && e.Kind != KindListing {
				d.fail(v, recipeMeant(string(e.Kind), "article or listing", "article", "listing"), "kind %q is not known", recipeShort(string(e.Kind)))
			}
		}},
		{"title", func(v *yaml.Node) { e.Title = d.text(v, "title") }},
		{"date", func(v *yaml.Node) { e.Date = d.date(v, "date") }},
		{"source", func(v *yaml.Node) { e.Source = d.text(v, "source") }},
		{"author", func(v *yaml.Node) { e.Author = d.text(v, "author") }},
		{"category", func(v *yaml.Node) { e.Category = d.text(v, "category") }},
		{"tabs", func(v *yaml.Node) {
			for _, w := range d.labels(v, "tabs") {
				e.Tabs = append(e.Tabs, w.text)
			}
		}},
		{"items", func(v *yaml.Node) { e.Items = d.integer(v, "items", 1, 1_000_000) }},
		{"first", func(v *yaml.Node) { e.First = d.text(v, "first") }},
		{"titles", func(v *yaml.Node) { e.Titles = d.texts(v, "titles") }},
		{"dates", func(v *yaml.Node) {
			for _, n := range recipeElements(v) {
				if n.Kind == yaml.ScalarNode && n.Value == recipeUndated {
					e.Dates = append(e.Dates, recipeUndated)
					continue
				}
				e.Dates = append(e.Dates, d.date(n, "dates"))
			}
		}},
		{"next", func(v *yaml.Node) { e.NextPage = d.text(v, "next") }},
		{"body", func(v *yaml.Node) {
			d.mapping(v, "body", []recipeField{
				{"min_chars", func(v *yaml.Node) { e.Body.MinChars = d.integer(v, "min_chars", 1, 1<<30) }},
				{"contains", func(v *yaml.Node) { e.Body.Contains = d.texts(v, "contains") }},
				{"lacks", func(v *yaml.Node) { e.Body.Lacks = d.texts(v, "lacks") }},
			}, nil)
		}},
	}, nil)
}
