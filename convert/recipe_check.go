package convert

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/url"
	"path"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/portalfeed/portalfeed/feed/dates"
)

// recipeMaxPage bounds the bytes of a test's page.
const recipeMaxPage = 16 << 20

// CheckReport is what the tests of a recipe found.
type CheckReport struct {
	Recipe   string // name of the recipe
	Tests    int
	Failures []CheckFailure // in the order of the tests
}

// OK reports whether every test passed.
func (r *CheckReport) OK() bool { return len(r.Failures) == 0 }

// CheckFailure is one expectation that a page did not meet.
type CheckFailure struct {
	Page     string
	Line     int    // of the test in the recipe
	Field    string // such as title or body.contains; page if the page could not be read
	Expected string
	Got      string
}

// String returns the failure in one line.
func (f CheckFailure) String() string {
	return fmt.Sprintf("line %d: %s: %s: expected %s, got %s", f.Line, f.Page, f.Field, f.Expected, f.Got)
}

// Check runs the tests of the recipe: it reads each page from the file system, which is rooted where the recipe is,
// converts it and compares. It uses no network and no clock.
func (r *Recipe) Check(fsys fs.FS) *CheckReport {
	return r.check(func(name string) ([]byte, error) { return recipeReadPage(fsys, name) })
}

// check runs the tests over the pages that read reads.
func (r *Recipe) check(read func(name string) ([]byte, error)) *CheckReport {
	report := &CheckReport{Recipe: r.Name, Tests: len(r.Tests)}
	for _, t := range r.Tests {
		c := recipeCheck{recipe: r, test: t, report: report}
		c.run(read)
	}
	return report
}

// recipeCheck is the run of one test.
type recipeCheck struct {
	recipe *Recipe
	test   RecipeTest
	report *CheckReport
}

func (c *recipeCheck) fail(field, expected, got string) {
	c.report.Failures = append(c.report.Failures, CheckFailure{
		Page: c.test.Page, Line: c.test.Line, Field: field, Expected: expected, Got: got,
	})
}

func (c *recipeCheck) run(read func(name string) ([]byte, error)) {
	body, err := read(path.Clean(c.test.Page))
	if err != nil {
		c.fail("page", "a readable file", recipeUnreadable(err))
		return
	}
	address := c.test.URL
	if address == "" && c.recipe.Base != "" {
		address = builderResolve(c.recipe.Base, (&url.URL{Path: path.Clean(c.test.Page)}).String())
	}
	res, err := Convert(Page{URL: address, Body: body}, Options{Recipe: c.recipe, Location: c.recipe.Location, Kind: c.test.Expect.Kind})
	if err != nil {
		c.fail("page", "a page that converts", err.Error())
		return
	}
	c.compare(res)
}

// recipeUnreadable says for people why a file cannot be read: "open" and the like are the system's words.
func recipeUnreadable(err error) string {
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return "missing"
	case errors.Is(err, fs.ErrPermission):
		return "one that may not be read"
	case errors.Is(err, fs.ErrInvalid):
		return "a name that leaves the recipe's folder"
	}
	if e, ok := errors.AsType[*fs.PathError](err); ok {
		return "unreadable: " + e.Err.Error()
	}
	return "unreadable: " + err.Error()
}

// recipeReadPage reads one page, but not more than a page may have.
func recipeReadPage(fsys fs.FS, name string) ([]byte, error) {
	f, err := fsys.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	body, err := io.ReadAll(io.LimitReader(f, recipeMaxPage+1))
	if err == nil && len(body) > recipeMaxPage {
		err = fmt.Errorf("read %s: page has more than %d bytes", name, recipeMaxPage)
	}
	return body, err
}

func (c *recipeCheck) compare(res *Result) {
	e, a := c.test.Expect, res.Article
	if a == nil {
		a = &Article{}
	}
	if e.Kind != KindAuto && res.Kind != e.Kind {
		c.fail("kind", string(e.Kind), string(res.Kind))
	}
	title := a.Title
	if title == "" || e.Kind == KindListing {
		title = res.Title
	}
	c.text("title", e.Title, title)
	c.date(e.Date, a.Date)
	c.text("source", e.Source, a.Source)
	c.text("author", e.Author, a.Author)
	if e.Category != "" {
		all := slices.Concat(a.Categories, a.Breadcrumb, []string{res.Category})
		if !slices.ContainsFunc(all, func(s string) bool { return recipeSame(s, e.Category) }) {
			c.fail("category", recipeQuote(e.Category), recipeQuote(strings.Join(slices.DeleteFunc(all, func(s string) bool { return s == "" }), "|")))
		}
	}
	if len(e.Tabs) > 0 {
		var tabs []string
		for _, l := range res.Categories {
			tabs = append(tabs, l.Title)
		}
		c.text("tabs", strings.Join(e.Tabs, "|"), strings.Join(tabs, "|"))
	}
	var items []ListingItem
	if len(res.Listings) > 0 {
		items = res.Listings[0].Items
	}
	if len(items) < e.Items {
		c.fail("items", fmt.Sprintf("at least %d", e.Items), fmt.Sprint(len(items)))
	}
	if e.First != "" {
		first := ""
		if len(items) > 0 {
			first = items[0].Title
		}
		c.text("first", e.First, first)
	}
	c.order(e, items)
	c.text("next", e.NextPage, res.NextPage)
	c.body(e.Body, a.Text)
}

// body compares an article's text without its spaces, which say nothing in Chinese.
func (c *recipeCheck) body(e BodyExpectation, text string) {
	plain := recipeUnspaced(text)
	if n := utf8.RuneCountInString(plain); n < e.MinChars {
		c.fail("body.min_chars", fmt.Sprintf("at least %d characters", e.MinChars), fmt.Sprint(n))
	}
	for _, s := range e.Contains {
		if !strings.Contains(plain, recipeUnspaced(s)) {
			c.fail("body.contains", recipeQuote(s), "a text without it")
		}
	}
	for _, s := range e.Lacks {
		if strings.Contains(plain, recipeUnspaced(s)) {
			c.fail("body.lacks", "a text without "+recipeQuote(s), "it")
		}
	}
}

func (c *recipeCheck) text(field, expected, got string) {
	if expected != "" && !recipeSame(expected, got) {
		c.fail(field, recipeQuote(expected), recipeQuote(got))
	}
}

// order compares the first items one by one; the first that differs is told.
func (c *recipeCheck) order(e RecipeExpectation, items []ListingItem) {
	for i, want := range e.Titles {
		got := ""
		if i < len(items) {
			got = items[i].Title
		}
		if !recipeSame(want, got) {
			c.fail("titles", fmt.Sprintf("%s as item %d", recipeQuote(want), i+1), recipeQuote(got))
			break
		}
	}
	for i, want := range e.Dates {
		if i >= len(items) {
			c.fail("dates", fmt.Sprintf("%s of item %d", want, i+1), "no item")
			break
		}
		got := items[i].Date
		if want == recipeUndated && got.IsZero() {
			continue
		}
		if want == recipeUndated || got.IsZero() || !c.sameDate(want, got) {
			c.fail("dates", fmt.Sprintf("%s of item %d", want, i+1), recipeNone(got.String()))
			break
		}
	}
}

// date compares to the precision that the recipe wrote: a day is met by any time of that day.
func (c *recipeCheck) date(expected string, got dates.Date) {
	if expected == "" {
		return
	}
	want, err := recipeDate(expected, c.recipe.Location)
	switch {
	case err != nil:
		c.fail("date", recipeQuote(expected), "no date: "+err.Error())
	case got.IsZero():
		c.fail("date", want.String(), "none")
	case !c.sameDate(expected, got):
		c.fail("date", want.String(), got.String())
	}
}

func (c *recipeCheck) sameDate(expected string, got dates.Date) bool {
	want, err := recipeDate(expected, c.recipe.Location)
	if err != nil {
		return false
	}
	form := map[dates.Precision]string{dates.Year: "2006", dates.Month: "2006-01", dates.Day: time.DateOnly, dates.Hour: "2006-01-02T15", dates.Minute: "2006-01-02T15:04"}[want.Precision]
	if form == "" {
		form = time.RFC3339
	}
	// An hour cannot be written alone; 18:00 is met by what is known to the hour.
	coarse := got.Precision < want.Precision && !(got.Precision == dates.Hour && want.Precision == dates.Minute)
	return !coarse && want.Time.Format(form) == got.Time.In(want.Time.Location()).Format(form)
}

// recipeSame compares texts but for their spaces.
func recipeSame(a, b string) bool { return recipeUnspaced(a) == recipeUnspaced(b) }

func recipeUnspaced(s string) string { return strings.Join(strings.Fields(s), "") }

func recipeQuote(s string) string {
	if s == "" {
		return "nothing"
	}
	return fmt.Sprintf("%q", recipeShort(s))
}
