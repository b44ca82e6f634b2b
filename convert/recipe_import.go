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
	"strconv"
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
	// Left is what else the file says and no recipe of it carries: feeds of other kinds, settings of the program. It is the
	// same for all recipes of a file, and stands in the first of them as comments.
	Left []string
}

// ImportRecipes reads site definitions of other programs: outlines of type HTML+XPath in the OPML of FreshRSS, YAML of
// html2rss, TOML of rsspls and of feed-me-up-scotty, a site file of ftr-site-config, and addresses of the CSS and XPath
// bridges of RSS-Bridge, one in a line. The name, usually of a file, tells site files their host. Each definition gives a recipe
// of its own; whatever of the file is in none of them is listed. The error wraps ErrNoDefinition if data is none of these.
func ImportRecipes(data []byte, name string) ([]ImportedRecipe, error) {
	data = bytes.TrimPrefix(data, []byte("\xEF\xBB\xBF"))
	if len(data) > importMaxBytes {
		return nil, fmt.Errorf("import %s: it has %d bytes, more than %d", name, len(data), importMaxBytes)
	}
	text := strings.ToValidUTF8(string(data), "\uFFFD")
	f := importFile{name: name}
	var err error
	switch importKind(text) {
	case "opml":
		err = f.opml(text)
	case "bridge":
		err = f.bridges(text)
	case "html2rss":
		err = f.html2rss(text)
	case "toml":
		err = f.toml(text)
	case "ftr":
		f.ftr(text)
	default:
		err = ErrNoDefinition
	}
	if err == nil && len(f.all) == 0 {
		err = ErrNoDefinition
	}
	if err != nil {
		return nil, fmt.Errorf("import %s: %w", name, err)
	}
	if len(f.all) > importMaxRecipes {
		return nil, fmt.Errorf("import %s: it has %d definitions, more than %d", name, len(f.all), importMaxRecipes)
	}
	ids := map[string]bool{}
	out := make([]ImportedRecipe, 0, len(f.all))
	for i, m := range f.all {
		m.name(ids)
		left := f.left.list()
		r := ImportedRecipe{ID: m.id, From: m.from, Lost: m.lost.list(), Left: left}
		if i > 0 {
			left = nil
		}
		r.YAML = m.yaml(name, left)
		if _, err := ParseRecipe(r.YAML, r.ID); err != nil {
			return nil, fmt.Errorf("import %s: %w", name, err)
		}
		out = append(out, r)
	}
	return out, nil
}

// importFile is a file of definitions.
type importFile struct {
	name string
	all  []*importer
	left importList
}

// importMaxLines bounds a list of what was not carried over; the rest is counted.
const importMaxLines = 500

// importList lists what was not carried over.
type importList struct {
	lines []string
	more  int
}

func (l *importList) add(format string, args ...any) {
	if len(l.lines) == importMaxLines {
		l.more++
		return
	}
	l.lines = append(l.lines, recipeRemark(fmt.Sprintf(format, args...)))
}

func (l *importList) list() []string {
	if l.more > 0 {
		return append(slices.Clone(l.lines), fmt.Sprintf("and %d more", l.more))
	}
	return l.lines
}

// importKind tells the kinds apart by how they begin and what only they say.
func importKind(text string) string {
	trimmed := strings.TrimSpace(text)
	for strings.HasPrefix(trimmed, "#") {
		_, rest, _ := strings.Cut(trimmed, "\n")
		trimmed = strings.TrimSpace(rest)
	}
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
	onFail                               string
	most                                 int                 // items of a feed
	joined                               int                 // pages of a listing
	joinedTo                             map[string][]string // expressions of a rule that has several, by key
	formats                              []string            // of the feed
	agent, every                         string
	requests                             int
	notes                                []string // said in comments only
	lost                                 importList
}

func (m *importer) lose(format string, args ...any) { m.lost.add(format, args...) }

// loseText lists a key that was not read, with its value.
func (m *importer) loseText(key, value string) {
	if value = strings.TrimSpace(value); value == "" {
		m.lose("%s", key)
		return
	}
	m.lose("%s: %s", key, value)
}

// number reads a whole number from 1, or lists the key.
func (m *importer) number(to *int, key, value string) {
	n, err := strconv.Atoi(strings.TrimSpace(value))
	if err != nil || n < 1 || n > 1_000_000 {
		m.loseText(key, value)
		return
	}
	*to = n
}

// userAgent reads the name of the program that asks, or lists the key.
func (m *importer) userAgent(key, value string) {
	if value = strings.TrimSpace(value); len(value) >= recipeMaxText || value != strings.Map(recipePrintable, value) {
		m.loseText(key, value)
		return
	}
	m.agent = value
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
		for _, axis := range []string{"descendant-or-self::", "descendant::"} {
			if rest, ok := strings.CutPrefix(x, axis); ok {
				x = "//" + rest
			}
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
	if _, err := regexp.Compile(s); err != nil || len(s) >= recipeMaxText {
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
	case strings.ContainsAny(s, "{}") || strings.Contains(s, "%<"):
		m.lose("address %s: it has a place for a parameter", s)
	case !builderAbsolute(s):
		m.lose("address %s: not an http address", s)
	case len(s) >= recipeMaxText || len(m.pages) == recipeMaxPages:
		m.lose("address %s", s)
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
func (m *importer) yaml(src string, left []string) []byte {
	w := recipeWriter{}
	w.line("# Made from a definition of %s in %s.", m.from, recipeComment(src))
	w.remarks("What a recipe cannot say, and was left out:", m.lost.list())
	w.remarks("What else the file says, and no recipe carries:", left)
	w.line("recipe: 1")
	w.line("id: %s", recipeYAML(m.id))
	w.value("site", m.site)
	w.value("base", m.base)
	w.value("language", m.language)
	w.value("timezone", m.zone)
	if m.list.Items != "" { // one page, one feed
		w.line("feeds: {for: {}}")
	}
	if m.onFail != "" {
		w.line("on_fail: %s", m.onFail)
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
		{"pages", recipeNumber(m.joined)},
	})
	a := m.article
	w.section("article", []recipePair{
		{"title", []string{a.Title}},
		{"date", []string{a.Date}},
		{"author", []string{a.Author}},
		{"body", []string{a.Body}},
		{"remove", a.Remove},
	})
	w.section("emit", []recipePair{{"items", recipeNumber(m.most)}, {"formats", m.formats}})
	w.section("fetch", []recipePair{{"agent", []string{m.agent}}, {"every", []string{m.every}}, {"pages", recipeNumber(m.requests)}})
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

// recipeNumber is a number as it stands in a recipe, nothing for 0.
func recipeNumber(n int) []string {
	if n == 0 {
		return nil
	}
	return []string{strconv.Itoa(n)}
}

// remarks writes a list as comments.
func (w *recipeWriter) remarks(title string, lines []string) {
	if len(lines) == 0 {
		return
	}
	w.line("# %s", title)
	for _, l := range lines {
		w.line("# - %s", l)
	}
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
		v := recipeYAML(values[0])
		if _, err := strconv.Atoi(values[0]); err == nil && (strings.HasSuffix(key, "items") || strings.HasSuffix(key, "pages")) {
			v = values[0] // a number
		}
		w.line("%s: %s", key, v)
	default:
		quoted := make([]string, len(values))
		for i, v := range values {
			quoted[i] = recipeYAML(v)
		}
		w.line("%s: [%s]", key, strings.Join(quoted, ", "))
	}
}
