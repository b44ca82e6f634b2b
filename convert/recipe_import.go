package convert

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"net/url"
	"path"
	"regexp"
	"slices"
	"strings"
)

// Limits of an import.
const (
	importMaxBytes   = 4 << 20
	importMaxRecipes = 1000
)

// ErrNoDefinition says that a file holds no site definition of a kind that ImportRecipes knows.
var ErrNoDefinition = errors.New("no site definition of a known kind")

// ImportedRecipe is a site definition of another program as a recipe.
type ImportedRecipe struct {
	ID   string
	From string   // the program it is from
	YAML []byte   // the recipe; ParseRecipe reads it
	Lost []string // what the recipe cannot say, and why; it stands in the recipe as comments, too
}

// ImportRecipes reads site definitions of other programs: outlines of type HTML+XPath in the OPML of FreshRSS, YAML of
// html2rss, TOML of rsspls and of feed-me-up-scotty, a site file of ftr-site-config, and addresses of the CSS and XPath
// bridges of RSS-Bridge, one in a line. The name, usually of a file, tells site files their host. Each definition gives a recipe
// of its own. The error wraps ErrNoDefinition if data is none of these.
func ImportRecipes(data []byte, name string) ([]ImportedRecipe, error) {
	data = bytes.TrimPrefix(data, []byte("\xEF\xBB\xBF"))
	if len(data) > importMaxBytes {
		return nil, fmt.Errorf("import %s: it has %d bytes, more than %d", name, len(data), importMaxBytes)
	}
	text := strings.ToValidUTF8(string(data), "\uFFFD")
	var all []*importer
	var err error
	switch importKind(text) {
	case "opml":
		all, err = importOPML(text)
	case "bridge":
		all, err = importBridge(text)
	case "html2rss":
		all, err = importHTML2RSS(text)
	case "toml":
		all, err = importTOML(text)
	case "ftr":
		all, err = importFTR(text, name)
	default:
		err = ErrNoDefinition
	}
	if err == nil && len(all) == 0 {
		err = ErrNoDefinition
	}
	if err != nil {
		return nil, fmt.Errorf("import %s: %w", name, err)
	}
	if len(all) > importMaxRecipes {
		return nil, fmt.Errorf("import %s: it has %d definitions, more than %d", name, len(all), importMaxRecipes)
	}
	ids := map[string]bool{}
	out := make([]ImportedRecipe, 0, len(all))
	for _, m := range all {
		m.name(ids)
		r := ImportedRecipe{ID: m.id, From: m.from, YAML: m.yaml(name), Lost: m.lost}
		if _, err := ParseRecipe(r.YAML, r.ID); err != nil {
			return nil, fmt.Errorf("import %s: %w", name, err)
		}
		out = append(out, r)
	}
	return out, nil
}

// importKind tells the kinds apart by how they begin and what only they say.
func importKind(text string) string {
	trimmed := strings.TrimSpace(text)
	switch {
	case strings.HasPrefix(trimmed, "<"):
		return "opml"
	case strings.HasPrefix(trimmed, "http://") || strings.HasPrefix(trimmed, "https://"):
		return "bridge"
	}
	table, equals, selectors := false, false, false
	ftr := 0
	for line := range strings.Lines(text) {
		bare := strings.TrimSpace(line)
		switch {
		case strings.HasPrefix(bare, "#") || bare == "":
			continue
		case strings.HasPrefix(line, "[") && strings.HasSuffix(bare, "]"):
			table = true
		case strings.HasPrefix(bare, "selectors:") || strings.HasPrefix(bare, "channel:"):
			selectors = true
		}
		key, _, colon := strings.Cut(bare, ":")
		if colon && slices.Contains(ftrKeys, ftrKey(key)) && !strings.HasPrefix(line, " ") {
			ftr++
		}
		equals = equals || strings.Contains(bare, "=")
	}
	switch {
	case table && equals:
		return "toml"
	case selectors:
		return "html2rss"
	case ftr > 0:
		return "ftr"
	}
	return ""
}

// importer gathers what one definition says.
type importer struct {
	from, id, site, base, zone, language string
	pages                                []string // list pages
	list                                 ListRules
	article                              ArticleRules
	only                                 string
	include, exclude                     []string
	stale                                bool
	most                                 int
	notes                                []string // said in comments only
	lost                                 []string
}

func (m *importer) lose(format string, args ...any) {
	if len(m.lost) < 200 {
		m.lost = append(m.lost, recipeComment(fmt.Sprintf(format, args...)))
	}
}

// pin sets a rule to a selector if it can be read.
func (m *importer) pin(to *string, key, sel string) {
	sel = strings.TrimSpace(sel)
	if sel == "" {
		return
	}
	if selectorWords(sel) != "" {
		m.lose("%s: %s: not a selector", key, sel)
		return
	}
	if _, err := compileSelector(sel); err != nil {
		m.lose("%s: %s: %v", key, sel, err)
		return
	}
	*to = sel
}

// pinXPath sets a rule to an XPath expression. Recipes begin theirs with a slash, and know only expressions below an item.
func (m *importer) pinXPath(to *string, key, x string, inItem bool) {
	x = strings.TrimSpace(x)
	if x == "" {
		return
	}
	ours, ok := importXPath(x, inItem)
	if !ok {
		m.lose("%s: %s: not an expression that recipes know", key, x)
		return
	}
	m.pin(to, key, ours)
}

// importXPath writes an XPath expression as recipes do.
func importXPath(x string, inItem bool) (string, bool) {
	for _, f := range []string{"normalize-space(", "string("} { // recipes do both by themselves
		if inner, ok := strings.CutPrefix(x, f); ok && strings.HasSuffix(inner, ")") && strings.Count(inner, "(") < strings.Count(inner, ")") {
			x = strings.TrimSpace(strings.TrimSuffix(inner, ")"))
		}
	}
	switch {
	case !inItem:
		if rest, ok := strings.CutPrefix(x, "."); ok && strings.HasPrefix(rest, "/") {
			x = rest
		}
		if strings.HasPrefix(x, "descendant::") {
			x = "//" + strings.TrimPrefix(x, "descendant::")
		}
		return x, strings.HasPrefix(x, "/")
	case strings.Contains(x, "|") || strings.HasPrefix(x, "/") || x == "" || x == ".":
		return "", false
	case strings.HasPrefix(x, "./"):
		return x[1:], true
	case strings.HasPrefix(x, "descendant::"):
		return "//" + strings.TrimPrefix(x, "descendant::"), true
	case strings.HasPrefix(x, "child::"), strings.HasPrefix(x, "@"), strings.HasPrefix(x, "*"):
		return "/" + x, true
	}
	word, _, _ := strings.Cut(x, "/")
	word, _, _ = strings.Cut(word, "[")
	return "/" + x, recipeNamePattern.MatchString(strings.ToLower(word))
}

// pattern sets what addresses of items must match, if the expression is one of RE2.
func (m *importer) pattern(key, s string) {
	if s == "" {
		return
	}
	if _, err := regexp.Compile(s); err != nil {
		m.lose("%s: %s: not an expression of RE2", key, s)
		return
	}
	m.only = s
}

// address adds a list page.
func (m *importer) address(s string) {
	s = strings.TrimSpace(s)
	switch {
	case s == "":
	case !builderAbsolute(s):
		m.lose("address %s: not an http address", s)
	case strings.ContainsAny(s, "{}"):
		m.lose("address %s: it has a place for a parameter", s)
	default:
		m.pages = append(m.pages, s)
	}
}

// name gives the recipe an id that no other recipe of the import has.
func (m *importer) name(taken map[string]bool) {
	id := strings.Trim(strings.ReplaceAll(builderASCII(strings.TrimSuffix(m.id, path.Ext(m.id))), "_", "-"), "-")
	if strings.Contains(m.id, ".") && recipeIDPattern.MatchString(m.id) {
		id = m.id
	}
	if id == "" && len(m.pages) > 0 {
		if u, err := url.Parse(m.pages[0]); err == nil {
			id = recipeInitID(strings.ToLower(u.Hostname()))
		}
	}
	if id = cmp.Or(id, "feed"); len(id) > 60 {
		id = strings.Trim(id[:60], "-.")
	}
	m.id = id
	for n := 2; taken[m.id]; n++ {
		m.id = fmt.Sprintf("%s-%d", id, n)
	}
	taken[m.id] = true
}

// yaml writes the recipe.
func (m *importer) yaml(src string) []byte {
	w := recipeWriter{}
	w.line("# Made from a definition of %s in %s.", m.from, recipeComment(src))
	if len(m.lost) > 0 {
		w.line("# What a recipe cannot say, and was left out:")
		for _, l := range m.lost {
			w.line("# - %s", l)
		}
	}
	w.line("recipe: 1")
	w.line("id: %s", recipeYAML(m.id))
	w.value("site", m.site)
	w.value("base", m.base)
	w.value("language", m.language)
	w.value("timezone", m.zone)
	if m.list.Items != "" { // one page, one feed
		w.line("feeds: {for: {}}")
	}
	if m.stale {
		w.line("on_fail: stale")
	}
	if len(m.include)+len(m.exclude) > 0 {
		w.line("filter:")
		w.texts("  include", m.include)
		w.texts("  exclude", m.exclude)
	}
	w.section("list", []recipePair{
		{"page", m.pages},
		{"only", []string{m.only}},
		{"items", []string{m.list.Items}},
		{"title", []string{m.list.Title}},
		{"link", []string{m.list.Link}},
		{"date", []string{m.list.Date}},
		{"summary", []string{m.list.Summary}},
		{"next", []string{m.list.Next}},
	})
	a := m.article
	w.section("article", []recipePair{
		{"title", []string{a.Title}},
		{"date", []string{a.Date}},
		{"author", []string{a.Author}},
		{"body", []string{a.Body}},
		{"remove", a.Remove},
	})
	if m.most > 0 {
		w.line("emit: {items: %d}", m.most)
	}
	for _, n := range m.notes {
		w.line("# %s", recipeComment(n))
	}
	return w.Bytes()
}

// recipePair is a key with its values.
type recipePair struct {
	key    string
	values []string
}

// section writes a section with what it has.
func (w *recipeWriter) section(name string, pairs []recipePair) {
	begun := false
	for _, p := range pairs {
		values := slices.DeleteFunc(slices.Clone(p.values), func(s string) bool { return s == "" })
		if len(values) == 0 {
			continue
		}
		if !begun {
			begun = true
			w.line("%s:", name)
		}
		w.texts("  "+p.key, values)
	}
}

// texts writes one text or a list of them.
func (w *recipeWriter) texts(key string, values []string) {
	switch len(values) {
	case 0:
	case 1:
		w.line("%s: %s", key, recipeYAML(values[0]))
	default:
		quoted := make([]string, len(values))
		for i, v := range values {
			quoted[i] = recipeYAML(v)
		}
		w.line("%s: [%s]", key, strings.Join(quoted, ", "))
	}
}
