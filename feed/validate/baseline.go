package validate

import (
	"bufio"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"path/filepath"
	"slices"
	"strings"
)

// Baseline is a set of findings that are accepted: those that were there when it was written. A finding is known by its document,
// rule, element (without the numbers among siblings) and value, not by its line, so that what is added to a document does
// not bring an accepted finding back. It is not safe for concurrent use.
type Baseline struct {
	counts map[baselineKey]int
	left   map[baselineKey]int // what Filter has not met yet
	seen   map[string]bool     // documents that Filter was given
}

// Accepted is one line of a baseline: Count findings that nothing tells apart.
type Accepted struct {
	Path    string `json:"path"`
	Rule    RuleID `json:"rule"`
	Element string `json:"element,omitempty"`
	Value   string `json:"value,omitempty"`
	Count   int    `json:"count"`
}

type baselineKey struct {
	path    string
	rule    RuleID
	element string
	value   string
}

// NewBaseline returns a baseline that accepts nothing.
func NewBaseline() *Baseline {
	return &Baseline{counts: map[baselineKey]int{}, left: map[baselineKey]int{}, seen: map[string]bool{}}
}

// maxBaselineLine is the length of a line beyond which a baseline is not one.
const maxBaselineLine = 1 << 16

// ReadBaseline reads what Write wrote: one JSON object a line. Rules that there are no longer are allowed; they are stale.
func ReadBaseline(r io.Reader) (*Baseline, error) {
	b := NewBaseline()
	lines := bufio.NewScanner(r)
	lines.Buffer(nil, maxBaselineLine)
	for n := 1; lines.Scan(); n++ {
		if strings.TrimSpace(lines.Text()) == "" {
			continue
		}
		var a Accepted
		if err := json.Unmarshal(lines.Bytes(), &a); err != nil {
			return nil, fmt.Errorf("reading baseline: line %d: %w", n, err)
		}
		if a.Path == "" || a.Rule == "" || a.Count < 1 {
			return nil, fmt.Errorf("reading baseline: line %d: %w", n, errBaselineLine)
		}
		k := baselineKey{a.Path, a.Rule, a.Element, a.Value}
		b.counts[k] += a.Count
		b.left[k] += a.Count
	}
	if err := lines.Err(); err != nil {
		return nil, fmt.Errorf("reading baseline: %w", err)
	}
	return b, nil
}

var errBaselineLine = errors.New("a finding has path, rule and a count of one or more")

func keyOf(path string, f *Finding) baselineKey {
	return baselineKey{filepath.ToSlash(path), f.Rule, withoutNumbers(f.Pos.Path), f.Value}
}

// withoutNumbers takes the [n] out of an element path; items of a JSON document have theirs as /n.
func withoutNumbers(path string) string {
	if !strings.Contains(path, "[") && !strings.ContainsAny(path, "0123456789") {
		return path
	}
	parts := strings.Split(path, "/")
	for i, p := range parts {
		p, _, _ = strings.Cut(p, "[")
		if allDigits(p) {
			p = "*"
		}
		parts[i] = p
	}
	return strings.Join(parts, "/")
}

// Add accepts the findings of a report of the document that the user knows as path.
func (b *Baseline) Add(path string, r *Report) {
	for i := range r.Findings {
		b.counts[keyOf(path, &r.Findings[i])]++
	}
}

// Filter returns the report without the findings that are accepted, which Report.Accepted counts. Where more of a kind are there than
// were accepted, the last of them stay.
func (b *Baseline) Filter(path string, r *Report) *Report {
	b.seen[filepath.ToSlash(path)] = true
	out := *r
	out.Findings, out.Errors, out.Warnings, out.Infos = make([]Finding, 0, len(r.Findings)), 0, 0, 0
	for i := range r.Findings {
		f := &r.Findings[i]
		if k := keyOf(path, f); b.left[k] > 0 {
			b.left[k]--
			out.Accepted++
			continue
		}
		out.Findings = append(out.Findings, *f)
		out.count(f.Level)
	}
	return &out
}

// Stale returns what the baseline accepts and the documents given to Filter no longer have, in order.
func (b *Baseline) Stale() []Accepted {
	var list []Accepted
	for k, n := range b.left {
		if n > 0 && b.seen[k.path] {
			list = append(list, Accepted{k.path, k.rule, k.element, k.value, n})
		}
	}
	slices.SortFunc(list, compareAccepted)
	return list
}

func compareAccepted(a, b Accepted) int {
	return cmp.Or(cmp.Compare(a.Path, b.Path), cmp.Compare(a.Rule, b.Rule), cmp.Compare(a.Element, b.Element), cmp.Compare(a.Value, b.Value))
}

// Write writes the baseline, in an order that does not change.
func (b *Baseline) Write(w io.Writer) error {
	list := make([]Accepted, 0, len(b.counts))
	for k := range maps.Keys(b.counts) {
		list = append(list, Accepted{k.path, k.rule, k.element, k.value, b.counts[k]})
	}
	slices.SortFunc(list, compareAccepted)
	enc := encoder(w)
	for _, a := range list {
		if err := enc.Encode(a); err != nil {
			return fmt.Errorf("writing baseline: %w", err)
		}
	}
	return nil
}
