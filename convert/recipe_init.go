package convert

import (
	"bytes"
	"cmp"
	"fmt"
	"io/fs"
	"net/url"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/portalfeed/portalfeed/feed/dates"
)

// InitRecipe writes a recipe for the site of a page, as YAML. Src is where the page was read from: a file or an address.
// What was found on the page stands in comments, beside the auto that found it; to pin one, take the # away.
func InitRecipe(res *Result, src string) []byte {
	w := recipeWriter{}
	w.recipe(res, src, suggestions{})
	return w.Bytes()
}

// InitRecipe is InitRecipe for the page; it also knows selectors for what was found. They stand in comments, too.
// The page is a test of the recipe, which passes: what depends on more than the page's bytes, such as the year of a date
// that says none, is not asked. It is no test where src is no file below the recipe.
func (d *Document) InitRecipe(src string) []byte {
	return d.InitRecipeIn(nil, src)
}

// InitRecipeIn is InitRecipe for a page whose file is in a file system, rooted where the recipe will be. A test that does not
// pass with what can be read there is a comment.
func (d *Document) InitRecipeIn(fsys fs.FS, src string) []byte {
	read := func(name string) ([]byte, error) { return recipeReadPage(fsys, name) }
	if fsys == nil {
		read = func(name string) ([]byte, error) {
			if name != recipeInitPage(src) || len(d.page.Body) > recipeMaxPage {
				return nil, fs.ErrNotExist
			}
			return d.page.Body, nil
		}
	}
	res := d.Result()
	pins := d.suggest(res)
	w := recipeWriter{unmet: map[string]bool{}, no: map[string]bool{}, pinned: map[string]bool{}}
	for range recipeInitTries {
		w.recipe(res, src, pins)
		r, err := ParseRecipe(w.Bytes(), src)
		if err != nil {
			w.unmet["page"] = true
			continue
		}
		failures := r.check(read).Failures
		if len(failures) == 0 {
			break
		}
		for _, f := range failures {
			w.unmet[f.Field] = true
		}
	}
	// Whoever takes the # off one pin, or off all of them, still has a recipe that is right.
	right := func(tests bool) bool {
		w.recipe(res, src, pins)
		r, err := ParseRecipe(w.Bytes(), src)
		return err == nil && (!tests || len(r.check(read).Failures) == 0)
	}
	offered := slices.Clone(w.offered)
	for _, key := range offered {
		w.pinned = map[string]bool{key: true}
		w.no[key] = !right(strings.HasPrefix(key, "list.") || strings.HasPrefix(key, "article.")) // the others are not about a page
	}
	together := map[string]bool{}
	for _, key := range offered {
		together[key] = !w.no[key]
	}
	if w.pinned = together; !right(true) { // those that cannot stand together are not offered
		w.pinned = map[string]bool{}
		for _, key := range offered {
			if w.pinned[key] = !w.no[key]; !right(true) {
				w.no[key], w.pinned[key] = true, false
			}
		}
	}
	w.pinned = nil
	w.recipe(res, src, pins)
	return w.Bytes()
}

// recipeInitTries bounds how often a recipe is written anew: without what its test fails by, then without the test.
const recipeInitTries = 4

// recipe writes the recipe.
func (w *recipeWriter) recipe(res *Result, src string, pins suggestions) {
	w.Reset()
	w.offered = w.offered[:0]
	address := res.URL
	if address == "" && builderAbsolute(src) {
		address = src
	}
	w.line("# Recipe for %s; `portalfeed recipe schema` prints all that it may say.", recipeComment(src))
	w.line("recipe: 1")
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || len(address) > recipeMaxText {
		u, address = &url.URL{}, ""
	}
	if u.Host != "" {
		id := recipeInitID(builderHost(address))
		if !strings.Contains(id, ".") || !strings.ContainsAny(id, "ghijklmnopqrstuvwxyz") { // YAML could read a number or a truth
			id = recipeYAML(id)
		}
		w.line("id: %s", id)
	}
	w.value("site", res.Site)
	if u.Host != "" {
		root := &url.URL{Scheme: u.Scheme, Host: u.Host, Path: "/"}
		if i := strings.Index(u.Path, builderGateway); i >= 0 {
			inner, _, _ := strings.Cut(u.Path[i+len(builderGateway):], "/")
			root.Path = u.Path[:i] + builderGateway + inner + "/"
		}
		w.value("base", root.String())
	}
	if res.Language != "" {
		w.pin("", "language", recipeYAML(res.Language), "")
	}
	w.line("timezone: Asia/Shanghai")
	if why := recipeInitWarning(res); why != "" {
		w.line("")
		w.line("# %s", recipeRemark(why))
	}
	w.tabs(res)
	w.list(res, address, pins)
	w.article(res.Article, pins)
	w.line("")
	w.line("emit: {formats: [rss, atom, json]}")
	w.test(res, src, address)
}

// InitWarning says why a page is a poor one to make a recipe of, in a few words; "" if it is not.
func (d *Document) InitWarning() string { return recipeInitWarning(d.Result()) }

func recipeInitWarning(res *Result) string {
	if res.Kind == KindError {
		why := "the page has nothing to read: " + string(res.Reason)
		if to := cmp.Or(res.Redirect, res.Frame); to != "" {
			why += "; it leads to " + to
		}
		return why
	}
	items := recipeInitItems(res)
	switch {
	case len(items) > 0 && res.Kind == KindListing && recipeInitCloud(items):
		return fmt.Sprintf("the page lists no articles: its %d links are short and without dates, as in a tag cloud or a menu", len(items))
	case len(items) == 0 && res.Kind != KindArticle:
		return cmp.Or(res.noList, "no list was found on the page")
	case len(items) == 0:
		return "no list was found on the page, which is an article"
	}
	return ""
}

// recipeInitItems are the items of the page's main list.
func recipeInitItems(res *Result) []ListingItem {
	if len(res.Listings) == 0 {
		return nil
	}
	return res.Listings[0].Items
}

// recipeInitCloud reports whether the items are words instead of titles: the tags of a cloud, the entries of a menu.
func recipeInitCloud(items []ListingItem) bool {
	short := 0
	for _, it := range items {
		if !it.Date.IsZero() || it.Summary != "" {
			return false
		}
		columns, words := 0, len(strings.Fields(it.Title))
		for _, r := range it.Title {
			columns += len(recipeBlank(r))
		}
		tag := strings.Contains(it.URL, "/tag/") || strings.Contains(it.URL, "/tags/") || strings.Contains(it.URL, "tag=")
		if tag && columns <= recipeInitLong || columns <= recipeInitShort || columns <= recipeInitLong && words <= 2 {
			short++
		}
	}
	return len(items) >= 5 && 10*short >= 9*len(items)
}

// Columns of an item's title that make it a word: one of six Chinese characters, or two words of Latin letters.
const (
	recipeInitShort = 8
	recipeInitLong  = 12
)

// recipeInitID makes a recipe's id of a host.
func recipeInitID(host string) string {
	host, _, _ = strings.Cut(strings.TrimPrefix(host, "www."), ":")
	if recipeIDPattern.MatchString(host) {
		return host
	}
	return builderHash(host)
}

// recipeWriter writes YAML line by line.
type recipeWriter struct {
	bytes.Buffer
	unmet   map[string]bool // expectations that the page does not meet in a test; page: it can be no test
	offered []string        // the pins
	no      map[string]bool // pins that would make the recipe wrong
	pinned  map[string]bool // pins that stand without their #
}

func (w *recipeWriter) line(format string, args ...any) {
	fmt.Fprintf(w, format+"\n", args...)
}

// value writes a key with its value, or nothing.
func (w *recipeWriter) value(key, value string) {
	if value != "" && len(value) < recipeMaxText {
		w.line("%s: %s", key, recipeYAML(value))
	}
}

// pin writes a key of a section as a comment that becomes a pin once its # is gone; note says in a comment what it is about. Its key
// stands nowhere else, so that it is not there twice then.
func (w *recipeWriter) pin(section, key, value, note string) {
	name := strings.TrimPrefix(section+"."+key, ".")
	if w.no[name] {
		return
	}
	w.offered = append(w.offered, name)
	line := key + ": " + value
	if !w.pinned[name] {
		line = "# " + line
	}
	if section != "" {
		line = "  " + line
	}
	if note != "" {
		line += " # " + note
	}
	w.line("%s", line)
}

func (w *recipeWriter) tabs(res *Result) {
	w.line("")
	w.line("feeds:")
	if recipeInitLabels(res.Categories) != "" {
		w.line("  for: {tab: auto} # the category bar of each page; list.tabs pins it")
	} else {
		w.line("  for: auto # no category bar was found on the page")
	}
	w.pin("feeds", "path", `"{tab.slug}"`, "")
	if res.Site != "" {
		w.pin("feeds", "title", `"{tab} - {site}"`, "")
	} else {
		w.pin("feeds", "title", `"{tab}"`, "")
	}
	w.pin("feeds", "roll_up", "[all]", "")
}

// recipeInitLabels are the labels of a bar as a recipe lists them, each once; "" if there are none. They are one text with bars
// between unless a label has a bar itself.
func recipeInitLabels(bar []Link) string {
	var labels, quoted []string
	seen := map[string]bool{}
	bars := false
	for _, l := range bar {
		label := strings.TrimSpace(strings.Map(recipePrintable, builderText(l.Title)))
		if fold := builderFold(label); fold == "" || seen[fold] || len(label) >= recipeMaxText {
			continue
		} else {
			seen[fold] = true
		}
		bars = bars || strings.ContainsAny(label, "|｜")
		labels, quoted = append(labels, label), append(quoted, recipeYAML(label))
	}
	switch joined := strings.Join(labels, "|"); {
	case len(labels) == 0:
		return ""
	case bars || len(joined) >= recipeMaxText:
		return "[" + strings.Join(quoted, ", ") + "]"
	default:
		return recipeYAML(joined)
	}
}

func (w *recipeWriter) list(res *Result, address string, pins suggestions) {
	w.line("")
	w.line("list:")
	page := recipeYAML(strings.NewReplacer("{", "%7B", "}", "%7D").Replace(address)) // a brace begins a place of a template
	warning := recipeInitWarning(res)
	switch lists := res.Kind == KindListing && warning == ""; {
	case lists && address != "" && len(res.Categories) == 0:
		w.line("  page: %s", page)
	case address != "":
		w.line("  start: %s # convert begins here without INPUT, and follows every category bar", recipeYAML(address))
		w.pin("list", "page", page, "the bar of this page alone")
	default:
		w.line("  page: auto")
	}
	if items := recipeInitItems(res); len(items) > 0 && warning == "" {
		first := items[0]
		if pins.items != "" {
			w.pin("list", "items", recipeYAML(pins.items), fmt.Sprintf("finds the %d", len(items)))
		} else {
			w.line("  items: auto # found %d", len(items))
		}
		w.line("  title: auto # the first: %s", recipeComment(first.Title))
		w.line("  link: auto # the first: %s", recipeComment(first.URL))
		w.line("  date: auto # the first: %s", recipeComment(recipeNone(first.Date.String())))
	}
	if labels := recipeInitLabels(res.Categories); labels != "" {
		w.pin("list", "tabs", labels, "the category bar of this page")
	}
	w.line("  next: auto # found: %s", recipeComment(recipeNone(res.NextPage)))
}

func (w *recipeWriter) article(a *Article, pins suggestions) {
	w.line("")
	if a == nil {
		w.line("article: auto")
		return
	}
	w.line("article:")
	for _, f := range []struct{ key, value, pin string }{
		{"title", a.Title, pins.title},
		{"date", a.Date.String(), pins.date},
		{"source", a.Source, pins.source},
		{"author", a.Author, ""},
		{"body", a.Text, pins.body},
		{"breadcrumb", strings.Join(a.Breadcrumb, " > "), ""},
	} {
		if f.pin != "" {
			w.pin("article", f.key, recipeYAML(f.pin), "found: "+recipeComment(recipeNone(f.value)))
			continue
		}
		w.line("  %s: auto # found: %s", f.key, recipeComment(recipeNone(f.value)))
	}
}

// recipeInitPage is the name of a page relative to its recipe; "" if the page is no file below it.
func recipeInitPage(src string) string {
	page := path.Clean(filepath.ToSlash(src))
	if src == "" || src == "-" || builderAbsolute(src) || !fs.ValidPath(page) {
		return ""
	}
	return page
}

// test writes the page as a test of its own recipe. It is a comment where the page is no file, or has nothing to test.
func (w *recipeWriter) test(res *Result, src, address string) {
	w.line("")
	var pairs []recipePair
	pair := func(key, value string) {
		if value != "" && len(value) < recipeMaxText && !w.unmet[key] {
			pairs = append(pairs, recipePair{key, []string{value}})
		}
	}
	if a := res.Article; a != nil && res.Kind != KindListing {
		pair("title", recipeYAML(a.Title))
		pair("date", recipeYAML(recipeInitDate(a.Date)))
		pair("source", recipeYAML(a.Source))
		pair("author", recipeYAML(a.Author))
	} else if items := recipeInitItems(res); len(items) > 0 && recipeInitWarning(res) == "" {
		pair("items", strconv.Itoa(len(items)))
		pair("first", recipeYAML(items[0].Title))
		pair("next", recipeYAML(res.NextPage))
	}
	pairs = slices.DeleteFunc(pairs, func(p recipePair) bool { return p.values[0] == `""` })
	kind := res.Kind
	if kind == KindAuto {
		kind = KindArticle
	}
	page := recipeInitPage(src)
	if page == "" || w.unmet["page"] || w.unmet["kind"] || len(pairs) == 0 {
		w.line("# There is no test: save a page of the site beside this recipe, and `portalfeed recipe init --url URL FILE` writes one.")
		return
	}
	w.line("tests: # `portalfeed recipe check` runs them without network")
	w.line("  - page: %s", recipeYAML(page))
	if address != "" {
		w.line("    url: %s", recipeYAML(address))
	}
	w.line("    expect:")
	if kind != KindError {
		w.line("      kind: %s", kind)
	}
	for _, p := range pairs {
		w.line("      %s: %s", p.key, p.values[0])
	}
}

// recipeInitDate writes a date to its precision, so that the test asks for no more.
func recipeInitDate(d dates.Date) string {
	switch d.Precision {
	case dates.Hour, dates.Minute:
		return d.Time.Format("2006-01-02T15:04Z07:00")
	}
	return d.String()
}

// recipeYAML writes a value so that YAML reads it back as the same line of text. What a recipe may not hold becomes a space.
func recipeYAML(s string) string {
	s = strings.Map(recipePrintable, builderText(s))
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(strings.TrimSpace(s)) + `"`
}

// recipeComment is text that stays within its comment.
func recipeComment(s string) string {
	return strings.Map(recipePrintable, recipeShort(builderText(s)))
}

// recipeRemark is a sentence that stays within its comment.
func recipeRemark(s string) string {
	return strings.Map(recipePrintable, cutTo(builderText(s), recipeRemarkBytes))
}

// recipeRemarkBytes bounds a remark.
const recipeRemarkBytes = 500

// recipePrintable makes a space of what is no character of a line.
func recipePrintable(r rune) rune {
	if r < ' ' || r >= 0x7F && r < 0xA0 || r == 0x2028 || r == 0x2029 || r == 0xFEFF {
		return ' '
	}
	return r
}

func recipeNone(s string) string {
	if s == "" {
		return "nothing"
	}
	return s
}
