package convert

import (
	"embed"
	"path"
	"regexp"
	"slices"
	"time"

	"github.com/portalfeed/portalfeed/feed"
)

// Recipe is a site definition: where its listings are, which feeds they make, and what is known about its pages.
// It is data without code; ParseRecipe reads it from YAML. Whatever it leaves out is found out page by page,
// so the zero value is a recipe too. A Recipe is not changed by its users and may be shared by goroutines.
type Recipe struct {
	Name     string // as given to ParseRecipe
	ID       string
	Site     string         // name of the site
	Base     string         // address of the site's root
	Language string         // BCP 47
	Location *time.Location // zone of dates that name none; nil: Asia/Shanghai
	Article  ArticleRules
	List     ListRules

	// ListPage is the template of the listing pages' addresses, relative to Base, such as "{leader.page}".
	// "" starts from every page with a category bar.
	ListPage string
	// MorePages are the templates of further list pages, whose items join those of ListPage in the same feeds.
	MorePages []string
	// Start are the addresses to begin with where nobody names one, absolute or relative to Base; none: the list pages.
	Start []string
	// NoTabs says that category bars are not followed: every list page is one feed.
	NoTabs bool
	// Tabs are the categories wanted, in order; none takes the bar as it is.
	Tabs []string
	// Only keeps the items whose address matches; nil keeps all.
	Only *regexp.Regexp
	// ItemID takes the part of an item's address that names it for ever, such as the number its CMS gave it: the last
	// group of the expression. Addresses that differ elsewhere are one item. nil: the whole address names it.
	ItemID *regexp.Regexp
	// Pages is how many pages of one listing are joined; 0 joins all.
	Pages int

	// Axes are the axes of the matrix of feeds besides the categories, such as leader.
	Axes []Axis
	// Path and Title are the templates of the feeds' names and titles; "" composes them.
	Path, Title string
	// RollUp names the axes that are joined: an axis ("leader": one feed for each), "tab", "all".
	RollUp []string
	// Merges are feeds that join others by their names.
	Merges []Merge

	Filter Filter
	// OnFail says what becomes of a feed whose pages list nothing.
	OnFail OnFail

	Emit  Emit
	Fetch FetchRules
	Tests []RecipeTest
}

// OnFail says what becomes of a feed whose pages list nothing.
type OnFail string

// What can become of it, whether its lists are empty or are not found any more. OnFailAuto, the zero value, publishes an empty feed
// where none was published before.
const (
	OnFailAuto  OnFail = ""
	OnFailStale OnFail = "stale" // it is not published, so that what was published before stays
	OnFailEmpty OnFail = "empty" // it is published without items
	OnFailError OnFail = "error" // its pages have failed, and what was published before stays
)

// Filter says which items the feeds keep. Its zero value keeps all.
type Filter struct {
	// Include keeps the items whose title or summary one of the expressions matches; none keeps all. Exclude then drops
	// those that one of its expressions matches. Characters match in Traditional and Simplified form.
	Include, Exclude []*regexp.Regexp
	// Since and Until bound the dates of items: not before Since, before Until. Undated items are kept.
	Since, Until time.Time
	// DedupeTitles drops the items of a feed whose title an earlier item of the feed has, whatever their addresses.
	DedupeTitles bool
}

// Merge is a feed that joins the items of other feeds, newest first.
type Merge struct {
	Name  string   // of the feed
	Title string   // "" composes it
	From  []string // names of the feeds joined, or patterns as path.Match knows them
	Items int      // newest items kept; 0: as all feeds
}

// Axis is one dimension of a recipe's matrix of feeds.
type Axis struct {
	Name   string // as templates call it: leader
	Values []AxisValue
}

// AxisValue is one value of an axis: a leader, an edition, a department.
type AxisValue struct {
	Key    string            // part of feed names: lower-case ASCII
	Name   string            // shown to people
	Fields map[string]string // what else templates may ask for: page in {leader.page}
}

// Emit says what is written for each feed.
type Emit struct {
	Formats []feed.Format // none: the caller's choice
	Items   int           // newest items kept in each feed; 0: all
	URL     string        // address under which the feeds will be published, for their self links; "" if unknown
	// Variants are the editions that Chinese feeds are published in, as BCP 47 tags: zh-Hans, zh-Hant, zh-TW, zh-HK. The edition in
	// the language of the pages keeps the feed's name; another one stands in a folder of its tag. None: as the pages are written.
	Variants []string
	// Archive spreads feeds over archive pages of so many items, as RFC 5005 section 4 has it; 0 keeps each in one document.
	Archive int
}

// FetchRules say how a site wants to be asked for its pages. They bind whoever fetches; reading files needs none.
type FetchRules struct {
	Delay   time.Duration // between two requests to one host; 0: the fetcher's
	Timeout time.Duration // of one request; 0: the fetcher's
	Every   time.Duration // between two refreshes; 0: what the feed's rhythm suggests
	Pages   int           // most requests of one run; 0: the fetcher's bound
	Agent   string        // of the User-Agent field (RFC 9110 section 10.1.5); "" is the fetcher's
	// IgnoreRobots asks for pages that robots.txt (RFC 9309) keeps robots away from: for the owners of a site.
	IgnoreRobots bool
}

// EmitVariants are the editions that Emit.Variants may name.
func EmitVariants() []string { return []string{"zh-Hans", "zh-Hant", "zh-TW", "zh-HK"} }

// RecipeTest is one page with what the recipe must find on it.
type RecipeTest struct {
	Page   string // path relative to the recipe
	URL    string // address of the page; "" is Base joined with Page
	Line   int    // of the test in the recipe
	Expect RecipeExpectation
}

// RecipeExpectation is what a test asks of its page; zero fields ask nothing.
type RecipeExpectation struct {
	Kind     Kind
	Title    string
	Date     string // as dates.Parse reads it; compared to the precision written
	Source   string
	Author   string
	Category string // one of the article's, or the one the listing shows
	Tabs     []string
	Items    int      // at least so many in the main listing
	First    string   // title of the first item
	Titles   []string // of the first items, in order
	Dates    []string // of the first items, in order, as Date; "none" for an item without
	NextPage string   // address of the next page
	Body     BodyExpectation
}

// BodyExpectation is what a test asks of an article's text. Spaces and line ends do not count.
type BodyExpectation struct {
	MinChars        int
	Contains, Lacks []string
}

//go:embed recipes/*.yaml
var recipeFiles embed.FS

//go:embed recipe.schema.json
var recipeSchema []byte

// BuiltinRecipes returns the recipes that come with the package, in order of their IDs.
func BuiltinRecipes() []*Recipe {
	entries, err := recipeFiles.ReadDir("recipes")
	if err != nil {
		panic("convert: embedded recipes: " + err.Error()) // cannot happen: the folder is embedded above
	}
	var all []*Recipe
	for _, e := range entries {
		data, err := recipeFiles.ReadFile(path.Join("recipes", e.Name()))
		if err != nil {
			panic("convert: embedded recipes: " + err.Error())
		}
		r, err := ParseRecipe(data, "builtin:"+e.Name())
		if err != nil {
			panic("convert: " + err.Error()) // a test parses every embedded recipe
		}
		all = append(all, r)
	}
	return all
}

// RecipeSchema returns the JSON Schema of recipes, for editors and other programs.
func RecipeSchema() []byte {
	return slices.Clone(recipeSchema)
}
