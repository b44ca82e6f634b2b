package validate

import (
	"time"
)

// Level is how grave a finding is.
type Level string

// The levels, gravest first.
const (
	Error   Level = "error"
	Warning Level = "warning"
	Info    Level = "info"
)

// RuleID is the kebab-case name of a rule.
type RuleID string

// Position is a place in a document.
type Position struct {
	Offset int    // bytes from the start
	Line   int    // from 1
	Column int    // from 1, in characters
	Path   string // XPath-like, /rss/channel/item[3]; "" where there is no element
}

// Finding is one violation of a rule at a position.
type Finding struct {
	Rule    RuleID
	Level   Level
	Pos     Position
	Message string
	Value   string // the offending text, cut to 200 bytes
	// Fix is the repair of this finding alone, as edits of the UTF-8 text that offsets refer to; nil if there is none, or without
	// Options.Fixes.
	Fix []Edit
}

// Options says what is known about a document besides its bytes. The zero value is ready to use.
type Options struct {
	// URL is the address of the document: the self link is compared with it.
	URL string
	// ContentType is the value of the Content-Type header the document came with; "" leaves its checks out.
	ContentType string
	// HTTP is what is known of how the document was fetched; nil leaves its checks out.
	HTTP *HTTP
	// Profile chooses the rules and their levels; "" is Interop.
	Profile Profile
	// Language is that of the messages; "" is English.
	Language Language
	// Ignore suppresses findings.
	Ignore []Ignore
	// Now is the time against which dates in the future are judged; zero leaves that check out. Repair takes it for a date of
	// change that nothing in the document says.
	Now time.Time
	// Location is the zone of dates that name none, for Repair; nil means that of China for dates and feeds in Chinese, else UTC.
	Location *time.Location
	// Fixes asks for Finding.Fix.
	Fixes bool
	// Mend is the level from which Repair mends findings; "" is Error.
	Mend Level
}

// Report is the outcome of a validation.
type Report struct {
	// Format is what the document is: rss0.90 to rss2.0, atom0.3, atom1.0, jsonfeed1.0, jsonfeed1.1, opml1.0, opml1.1,
	// opml2.0, cdf, which is not validated further, or unknown.
	Format string
	// Findings are in document order; those at one place are in the order of their rules' ids.
	Findings []Finding
	// Errors, Warnings and Infos count the findings by level.
	Errors, Warnings, Infos int
	// Omitted counts the findings beyond MaxPerRule of one rule, which are neither listed nor counted above.
	Omitted int
	// Accepted counts the findings that a Baseline has taken out.
	Accepted int

	text     []byte // the UTF-8 that offsets refer to
	words    wording
	language Language
	items    int // elements that are items, entries or outlines
}

// count counts a finding.
func (r *Report) count(level Level) {
	switch level {
	case Error:
		r.Errors++
	case Warning:
		r.Warnings++
	default:
		r.Infos++
	}
}

// Valid reports whether there is no finding of level Error.
func (r *Report) Valid() bool { return r.Errors == 0 }

// Worst returns the gravest level found, "" if there are no findings.
func (r *Report) Worst() Level {
	switch {
	case r.Errors > 0:
		return Error
	case r.Warnings > 0:
		return Warning
	case r.Infos > 0:
		return Info
	}
	return ""
}

// Limits on what one document may cost.
const (
	// MaxBytes is the size beyond which a document is not read.
	MaxBytes = 128 << 20
	// MaxPerRule is how many findings of one rule a report lists.
	MaxPerRule = 1000

	maxNodes = 4_000_000 // elements and texts of one document
	maxValue = 200       // bytes of Finding.Value
)

// Unknown is the Report.Format of a document that is no feed.
const Unknown = "unknown"

// Validate checks a document. It returns an error only when the options name a profile, language or rule that does not exist: bytes of any kind yield a Report.
func Validate(doc []byte, o Options) (*Report, error) {
	if err := o.check(); err != nil {
		return nil, err
	}
	c := newChecker(doc, o)
	c.run()
	return c.finish(), nil
}
