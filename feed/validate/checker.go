package validate

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/portalfeed/portalfeed/feed/internal/xmlscan"
)

// pending is a finding whose line, column and path are not worked out yet.
type pending struct {
	rule  *Rule
	level Level // in the profile
	off   int
	node  int32  // element it is about; 0 for none
	path  string // in JSON documents
	msg   string
	value string
	want  string // the name of the element or attribute that is missing
}

// family is a group of formats that share a grammar.
type family uint8

const (
	familyNone family = iota
	familyRSS         // RSS 0.9x and 2.0
	familyRDF         // RSS 0.90, 1.0 and 1.1
	familyAtom
	familyOPML
	familyApp // documents of the Atom Publishing Protocol
)

// checker is one validation.
type checker struct {
	tree
	opt Options
	// profile and words are those of the options.
	profile Profile
	words   wording
	raw     []byte // as given
	format  string
	family  family
	// atomSpace is the namespace in which the elements of Atom stand: that of Atom, unless the root says otherwise.
	atomSpace space
	found     []pending
	most      int // findings of one rule
	counts    map[RuleID]int
	omitted   int
	unwanted  bool // the profile has no use for the last finding
	json      jsonDoc
	facts     facts
	known     known
	// extensions is what extensionSpecs returns.
	extensions map[string]extensionSpec
}

func newChecker(doc []byte, o Options) *checker {
	return &checker{raw: doc, opt: o, most: MaxPerRule, profile: o.profile(), words: wordingOf(o.language()), format: Unknown, counts: map[RuleID]int{}, facts: facts{fault: -1}, extensions: extensionSpecs()}
}

// add reports a violation at a byte offset. The node is the element that the path names.
func (c *checker) add(rule RuleID, off int, node int32, value, format string, args ...any) {
	r := index()[rule]
	level := r.Profiles[c.profile]
	c.unwanted = level == absent
	if c.unwanted {
		return
	}
	if p := c.reserve(rule); p != nil {
		*p = pending{rule: r, level: level, off: off, node: node, value: clip(value), msg: c.words.message(format, args)}
	}
}

// reserve counts a finding of the rule and makes room for it, unless there are too many.
func (c *checker) reserve(rule RuleID) *pending {
	if c.counts[rule]++; c.counts[rule] > c.most {
		c.omitted++
		return nil
	}
	c.found = append(c.found, pending{})
	return &c.found[len(c.found)-1]
}

// wanted names the element or attribute whose absence was reported last.
func (c *checker) wanted(name string) {
	if n := len(c.found); n > 0 && !c.unwanted {
		c.found[n-1].want = name
	}
}

// at reports a violation at the start of an element.
func (c *checker) at(rule RuleID, node int32, format string, args ...any) {
	c.add(rule, c.node(node).from(), node, "", format, args...)
}

// atEnd reports that something is missing in an element: at its end tag, in front of which it could stand.
func (c *checker) atEnd(rule RuleID, node int32, format string, args ...any) {
	n := c.node(node)
	off := n.from()
	if i := strings.LastIndex(c.src[n.open:max(n.end, n.open)], "</"); i >= 0 {
		off = int(n.open) + i
	}
	c.add(rule, off, node, "", format, args...)
}

// atFoot reports that something is missing among the metadata of a feed: in front of its first entry or, in RSS, at its end.
func (c *checker) atFoot(rule RuleID, node int32, format string, args ...any) {
	if c.family == familyAtom {
		for k := c.node(node).first; k != 0; k = c.node(k).next {
			if x := c.node(k); x.kind == element && x.ns == c.atomSpace && x.name == "entry" {
				c.add(rule, x.from(), node, "", format, args...)
				return
			}
		}
	}
	c.atEnd(rule, node, format, args...)
}

// clip cuts a value for display at a character.
func clip(s string) string {
	if len(s) <= maxValue {
		return s
	}
	n := maxValue
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n]
}

// quoted is a value as messages show it.
func quoted(s string) string {
	const most = 60
	s = strings.Join(strings.Fields(s), " ")
	if utf8.RuneCountInString(s) > most {
		s = string([]rune(s)[:most]) + "…"
	}
	return fmt.Sprintf("%q", s)
}

// finish puts the findings in order and works out their positions.
func (c *checker) finish() *Report {
	slices.SortStableFunc(c.found, func(a, b pending) int {
		return cmp.Or(cmp.Compare(a.off, b.off), cmp.Compare(a.rule.ID, b.rule.ID))
	})
	r := &Report{Format: c.format, words: c.words, language: c.opt.language(), Omitted: c.omitted, text: c.doc, Findings: make([]Finding, 0, len(c.found))}
	r.items = c.countItems()
	if len(c.found) == 0 {
		return r
	}
	lines := xmlscan.NewIndex(c.doc)
	for i := range c.found {
		p := &c.found[i]
		at := c.pathOf(p)
		if slices.ContainsFunc(c.opt.Ignore, func(ig Ignore) bool { return ig.fits(p.rule.ID, at) }) {
			continue
		}
		line, column := lines.Position(p.off)
		r.Findings = append(r.Findings, Finding{
			Rule: p.rule.ID, Level: p.level, Message: p.msg, Value: p.value,
			Pos: Position{Offset: p.off, Line: line, Column: column, Path: at},
		})
		if c.opt.Fixes {
			r.Findings[len(r.Findings)-1].Fix = c.fix(p)
		}
		r.count(p.level)
	}
	return r
}

// pathOf is the path of the element that a finding is about.
func (c *checker) pathOf(p *pending) string {
	if p.path == "" && p.node > 0 {
		return c.path(p.node)
	}
	return p.path
}

// countItems counts the elements that are items, entries or outlines.
func (c *checker) countItems() int {
	n := 0
	for i := range c.nodes {
		if x := &c.nodes[i]; x.kind == element && (x.name == "item" || x.name == "entry" || x.name == "outline") {
			n++
		}
	}
	return n
}
