package convert

import (
	"bytes"
	"fmt"
	"net/url"
	"path"
	"strings"

	"github.com/portalfeed/portalfeed/feed/dates"
)

// InitRecipe writes a recipe for the site of a page, as YAML. Src is where the page was read from: a file or an address.
// What was found on the page stands in comments, beside the auto that found it; to pin one, take the # away.
func InitRecipe(res *Result, src string) []byte {
	return initRecipe(res, src, suggestions{})
}

// InitRecipe is InitRecipe for the page; it also knows selectors for what was found. They stand in comments, too.
func (d *Document) InitRecipe(src string) []byte {
	res := d.Result()
	return initRecipe(res, src, d.suggest(res))
}

func initRecipe(res *Result, src string, pins suggestions) []byte {
	w := recipeWriter{}
	address := res.URL
	if address == "" && builderAbsolute(src) {
		address = src
	}
	w.line("# Recipe for %s; `portalfeed recipe schema` prints all that it may say.", recipeComment(src))
	w.line("recipe: 1")
	host := builderHost(address)
	if host != "" {
		w.line("id: %s", recipeInitID(host))
	}
	w.value("site", res.Site)
	if u, err := url.Parse(address); err == nil && host != "" {
		root := &url.URL{Scheme: u.Scheme, Host: u.Host, Path: "/"}
		if i := strings.Index(u.Path, builderGateway); i >= 0 {
			inner, _, _ := strings.Cut(u.Path[i+len(builderGateway):], "/")
			root.Path = u.Path[:i] + builderGateway + inner + "/"
		}
		w.value("base", root.String())
	}
	w.found("language", res.Language)
	w.line("timezone: Asia/Shanghai")
	w.tabs(res.Categories)
	w.list(res, address, pins)
	w.article(res.Article, pins)
	w.line("")
	w.line("emit: {formats: [rss, atom, json]}")
	w.test(res, src, address)
	return w.Bytes()
}

// recipeInitID makes a recipe's id of a host.
func recipeInitID(host string) string {
	host, _, _ = strings.Cut(strings.TrimPrefix(host, "www."), ":")
	if recipeIDPattern.MatchString(host) {
		return host
	}
	return builderHash(host)
}

// recipeWriter writes YAML line by line.
type recipeWriter struct{ bytes.Buffer }

func (w *recipeWriter) line(format string, args ...any) {
	fmt.Fprintf(w, format+"\n", args...)
}

// value writes a key with its value, or nothing.
func (w *recipeWriter) value(key, value string) {
	if value != "" && len(value) < recipeMaxText {
		w.line("%s: %s", key, recipeYAML(value))
	}
}

// found writes what was found as a comment that becomes a pin once its # is gone.
func (w *recipeWriter) found(key, value string) {
	if value != "" {
		w.line("# %s: %s", key, recipeYAML(value))
	}
}

func (w *recipeWriter) tabs(bar []Link) {
	w.line("")
	w.line("feeds:")
	var labels []string
	for _, l := range bar {
		labels = append(labels, builderText(l.Title))
	}
	if len(labels) > 0 {
		w.line("  for: {tab: auto}")
		w.line("  # for: {tab: %s}", recipeYAML(strings.Join(labels, "|")))
	} else {
		w.line("  for: auto # no category bar was found on the page")
	}
	w.line(`  # path: "{tab.slug}"`)
	w.line(`  # title: "{tab} - {site}"`)
	w.line("  # roll_up: [all]")
}

func (w *recipeWriter) list(res *Result, address string, pins suggestions) {
	w.line("")
	w.line("list:")
	if res.Kind == KindListing && address != "" && len(res.Categories) == 0 {
		w.line("  page: %s", recipeYAML(address))
	} else if address != "" {
		w.line("  page: auto # start from every page with a category bar")
		w.line("  # page: %s", recipeYAML(address))
	} else {
		w.line("  page: auto")
	}
	if len(res.Listings) > 0 && len(res.Listings[0].Items) > 0 {
		items := res.Listings[0].Items
		first := items[0]
		if pins.items != "" {
			w.line("  # items: %s # finds the %d", recipeYAML(pins.items), len(items))
		} else {
			w.line("  items: auto # found %d", len(items))
		}
		w.line("  title: auto # the first: %s", recipeComment(first.Title))
		w.line("  link: auto # the first: %s", recipeComment(first.URL))
		w.line("  date: auto # the first: %s", recipeComment(recipeNone(first.Date.String())))
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
			w.line("  # %s: %s # found: %s", f.key, recipeYAML(f.pin), recipeComment(recipeNone(f.value)))
			continue
		}
		w.line("  %s: auto # found: %s", f.key, recipeComment(recipeNone(f.value)))
	}
}

// test writes the page as a test of its own recipe. It is a comment where the page is no file.
func (w *recipeWriter) test(res *Result, src, address string) {
	mark := ""
	page := path.Clean(strings.ReplaceAll(src, `\`, "/"))
	if src == "" || src == "-" || builderAbsolute(src) || path.IsAbs(page) || strings.HasPrefix(page, "../") {
		mark, page = "# ", "pages/saved.htm"
	}
	w.line("")
	w.line("%stests: # `portalfeed recipe check` runs them without network", mark)
	w.line("%s  - page: %s", mark, recipeYAML(page))
	if address != "" {
		w.line("%s    url: %s", mark, recipeYAML(address))
	}
	w.line("%s    expect:", mark)
	kind := res.Kind
	if kind == KindAuto {
		kind = KindArticle
	}
	w.line("%s      kind: %s", mark, kind)
	pair := func(key, value string) {
		if value != "" && len(value) < recipeMaxText {
			w.line("%s      %s: %s", mark, key, recipeYAML(value))
		}
	}
	if a := res.Article; a != nil && res.Kind != KindListing {
		pair("title", a.Title)
		pair("date", recipeInitDate(a.Date))
		pair("source", a.Source)
		pair("author", a.Author)
		return
	}
	if len(res.Listings) > 0 && len(res.Listings[0].Items) > 0 {
		w.line("%s      items: %d", mark, len(res.Listings[0].Items))
		pair("first", res.Listings[0].Items[0].Title)
	}
	pair("next", res.NextPage)
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
