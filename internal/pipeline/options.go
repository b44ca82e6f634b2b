package pipeline

import (
	"cmp"
	"context"
	"runtime"
	"time"

	"github.com/portalfeed/portalfeed/convert"
	"github.com/portalfeed/portalfeed/feed"
	"github.com/portalfeed/portalfeed/feed/validate"
	"github.com/portalfeed/portalfeed/internal/source"
)

// MaxWorkers bounds the number of pages that are converted at a time.
const MaxWorkers = 64

// Sink takes the publications of a run, one call at a time, in the order of the run.
type Sink interface {
	// Put stores the documents of a publication.
	Put(ctx context.Context, p feed.Publication) error
}

// Converter turns a page into a result; convert.Convert is one.
type Converter func(convert.Page, convert.Options) (*convert.Result, error)

// Options for Run. The zero value is ready to use.
type Options struct {
	// Recipe pins what is known about the site; nil means everything is found out.
	Recipe *convert.Recipe
	// Page is how each page is read. Its Recipe is set from Recipe.
	Page convert.Options
	// Build is how results are joined into feeds. Its Base, or else the recipe's, is also the address of a directory's root
	// where the resources found in it have none.
	Build convert.BuilderOptions
	// Formats are the formats that every feed is written in; none means the recipe's, else RSS, Atom and JSON Feed.
	Formats []feed.Format
	// SiteURL is the address under which the feeds will be published, for their self links; "" means the recipe's, if it has one.
	SiteURL string
	// Workers is the number of pages converted at a time; 0 means one per processor.
	Workers int
	// Convert replaces convert.Convert; nil means convert.Convert.
	Convert Converter
	// Follow reads the pages that the resources lead to. Its zero value reads none.
	Follow Follow
	// OnFailure is called for each input that failed, in input order, from the goroutine of Run.
	OnFailure func(*source.Error)
	// OnProgress is called after each resource and publication, from the goroutine of Run.
	OnProgress func(Progress)
	// Now is the clock of Summary.Seconds; nil leaves that 0.
	Now func() time.Time

	// judge replaces the function of that name in tests.
	judge func(p feed.Publication, doc feed.Document, self string) *Withheld
}

// Progress is how far a run is.
type Progress struct {
	Resources int    // resources done
	Wanted    int    // of these and those to come, pages that were followed
	Feeds     int    // publications done, published or withheld
	Total     int    // publications in all, 0 until known
	Path      string // of the resource, or name of the publication
}

// Summary is the account of a run. Its JSON is part of the command line.
type Summary struct {
	Resources int        `json:"resources"`         // inputs, failed ones included
	Pages     int        `json:"pages"`             // pages converted
	Listings  int        `json:"listings"`          // of these, pages that list
	Articles  int        `json:"articles"`          // of these, pages with an article
	Items     int        `json:"items"`             // items published, roll-ups not counted
	Feeds     int        `json:"feeds"`             // publications handed to the sink
	Errors    int        `json:"errors"`            // inputs that failed
	Skipped   int        `json:"skipped,omitempty"` // of the pages, those that say only that there is nothing to read, or lead on
	Seconds   float64    `json:"seconds"`
	Withheld  []Withheld `json:"withheld,omitempty"`
	LeftOut   []LeftOut  `json:"left_out,omitempty"` // pages that are in no feed

	// Unplaced is how many of the pages had no known address: their relative links are below UnknownBase.
	Unplaced int `json:"-"`
	// Notes are what was odd about the pages though it stopped nothing.
	Notes []convert.Note `json:"-"`
}

// LeftOut is a page that was read but is in no feed.
type LeftOut struct {
	URL    string `json:"url"`
	Reason string `json:"reason"`
}

// RoundTrip is the rule of a Withheld whose document another reader did not read back as it was meant.
const RoundTrip validate.RuleID = "round-trip"

// Withheld is a publication that was not handed to the sink, with the first error found in it.
type Withheld struct {
	Name    string          `json:"name"`
	Format  feed.Format     `json:"format,omitempty"` // of the document with the error; "" for Incomplete and Emptied
	Rule    validate.RuleID `json:"rule"`             // "" when the document could not be written at all
	Line    int             `json:"line,omitempty"`
	Column  int             `json:"column,omitempty"`
	Element string          `json:"element,omitempty"`
	Message string          `json:"message"`
}

// withRecipe fills in what the recipe knows and the caller left open.
func (o Options) withRecipe() Options {
	o.Page.Recipe = o.Recipe
	if r := o.Recipe; r != nil {
		o.Build.Base = cmp.Or(o.Build.Base, r.Base)
		o.SiteURL = cmp.Or(o.SiteURL, r.Emit.URL)
		if len(o.Formats) == 0 {
			o.Formats = r.Emit.Formats
		}
	}
	if len(o.Formats) == 0 {
		o.Formats = []feed.Format{feed.RSS, feed.Atom, feed.JSONFeed}
	}
	if o.Page.Pool == nil {
		o.Page.Pool = &convert.Pool{}
	}
	return o
}

func (o Options) workers() int {
	if o.Workers > 0 {
		return min(o.Workers, MaxWorkers)
	}
	return min(runtime.GOMAXPROCS(0), MaxWorkers)
}

func (o Options) converter() Converter {
	if o.Convert == nil {
		return convert.Convert
	}
	return o.Convert
}
