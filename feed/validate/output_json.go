package validate

import (
	"bufio"
	"encoding/json"
	"io"
	"net/url"
	"path/filepath"
)

// jsonlPrinter prints one object a line.
type jsonlPrinter struct{}

type findingLine struct {
	Path    string `json:"path"`
	Rule    RuleID `json:"rule"`
	Level   Level  `json:"level"`
	Line    int    `json:"line"`
	Column  int    `json:"column"`
	Offset  int    `json:"offset"`
	Element string `json:"element"`
	Message string `json:"message"`
	Fixable bool   `json:"fixable"`
	W3C     string `json:"w3c,omitempty"`
}

type summaryLine struct {
	Path     string `json:"path"`
	Format   string `json:"format"`
	Valid    bool   `json:"valid"`
	Errors   int    `json:"errors"`
	Warnings int    `json:"warnings"`
	Infos    int    `json:"infos"`
	Omitted  int    `json:"omitted,omitempty"`
	Accepted int    `json:"accepted,omitempty"`
}

func (jsonlPrinter) add(w *bufio.Writer, path string, r *Report) error {
	enc := encoder(w)
	for i := range r.Findings {
		f := &r.Findings[i]
		rule, _ := Lookup(f.Rule)
		if err := enc.Encode(findingLine{
			Path: path, Rule: f.Rule, Level: f.Level, Line: f.Pos.Line, Column: f.Pos.Column, Offset: f.Pos.Offset,
			Element: f.Pos.Path, Message: f.Message, Fixable: rule.Fixable, W3C: rule.W3C,
		}); err != nil {
			return err
		}
	}
	return enc.Encode(summaryLine{path, r.Format, r.Valid(), r.Errors, r.Warnings, r.Infos, r.Omitted, r.Accepted})
}

func (jsonlPrinter) close(*bufio.Writer) error { return nil }

func encoder(w io.Writer) *json.Encoder {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	return enc
}

// sarifPrinter prints a SARIF log. Results go out as they come; the tool, with the rules that they name, follows.
type sarifPrinter struct {
	began   bool
	results bool
	rules   []sarifRule
	indexes map[RuleID]int
}

const (
	sarifSchema = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
	projectURL  = "https://github.com/portalfeed/portalfeed"
)

type sarifText struct {
	Text string `json:"text"`
}

type sarifRule struct {
	ID      RuleID      `json:"id"`
	Short   sarifText   `json:"shortDescription"`
	Help    sarifText   `json:"help"`
	HelpURI string      `json:"helpUri"`
	Config  sarifConfig `json:"defaultConfiguration"`
}

type sarifConfig struct {
	Level string `json:"level"`
}

type sarifResult struct {
	RuleID    RuleID          `json:"ruleId"`
	RuleIndex int             `json:"ruleIndex"`
	Level     string          `json:"level"`
	Message   sarifText       `json:"message"`
	Locations []sarifLocation `json:"locations"`
}

type sarifLocation struct {
	Physical sarifPhysical  `json:"physicalLocation"`
	Logical  []sarifLogical `json:"logicalLocations,omitempty"`
}

type sarifPhysical struct {
	Artifact struct {
		URI string `json:"uri"`
	} `json:"artifactLocation"`
	Region struct {
		StartLine   int `json:"startLine"`
		StartColumn int `json:"startColumn"`
	} `json:"region"`
}

type sarifLogical struct {
	Name string `json:"fullyQualifiedName"`
}

func sarifLevel(l Level) string {
	if l == Info {
		return "note"
	}
	return string(l)
}

func (p *sarifPrinter) begin(w *bufio.Writer) error {
	if p.began {
		return nil
	}
	p.began, p.indexes = true, map[RuleID]int{}
	_, err := w.WriteString(`{"$schema":"` + sarifSchema + `","version":"2.1.0","runs":[{"columnKind":"unicodeCodePoints","results":[`)
	return err
}

func (p *sarifPrinter) add(w *bufio.Writer, path string, r *Report) error {
	if err := p.begin(w); err != nil {
		return err
	}
	enc := encoder(w)
	for i := range r.Findings {
		f := &r.Findings[i]
		at, ok := p.indexes[f.Rule]
		if !ok {
			at = len(p.rules)
			p.indexes[f.Rule] = at
			rule, _ := Lookup(f.Rule)
			rule = rule.In(r.language)
			p.rules = append(p.rules, sarifRule{rule.ID, sarifText{rule.Title}, sarifText{rule.Help}, rule.Spec.URL, sarifConfig{sarifLevel(rule.Level)}})
		}
		res := sarifResult{RuleID: f.Rule, RuleIndex: at, Level: sarifLevel(f.Level), Message: sarifText{f.Message}}
		var loc sarifLocation
		loc.Physical.Artifact.URI = artifactURI(path)
		loc.Physical.Region.StartLine, loc.Physical.Region.StartColumn = f.Pos.Line, f.Pos.Column
		if f.Pos.Path != "" {
			loc.Logical = []sarifLogical{{f.Pos.Path}}
		}
		res.Locations = []sarifLocation{loc}
		if p.results {
			if err := w.WriteByte(','); err != nil {
				return err
			}
		}
		p.results = true
		if err := enc.Encode(res); err != nil {
			return err
		}
	}
	return nil
}

// artifactURI is a path as a URI reference.
func artifactURI(path string) string {
	if u, err := url.Parse(path); err == nil && (u.Scheme == "http" || u.Scheme == "https") {
		return path
	}
	return (&url.URL{Path: filepath.ToSlash(path)}).String()
}

func (p *sarifPrinter) close(w *bufio.Writer) error {
	if err := p.begin(w); err != nil {
		return err
	}
	rules := p.rules
	if rules == nil {
		rules = []sarifRule{}
	}
	if _, err := w.WriteString(`],"tool":{"driver":{"name":"portalfeed","informationUri":"` + projectURL + `","rules":`); err != nil {
		return err
	}
	if err := encoder(w).Encode(rules); err != nil {
		return err
	}
	_, err := w.WriteString("}}}]}\n")
	return err
}
