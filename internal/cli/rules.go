package cli

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"

	"github.com/portalfeed/portalfeed/feed/validate"
)

// writeRules prints the catalogue: one rule a line.
func writeRules(env *Env, o validate.Options, asJSON bool) error {
	var b bytes.Buffer
	var rules []validate.Rule
	for _, r := range validate.Rules() {
		if asJSON || r.Profiles[o.Profile] != "" {
			rules = append(rules, r.In(o.Language))
		}
	}
	if asJSON {
		e := json.NewEncoder(&b)
		e.SetEscapeHTML(false)
		for _, r := range rules {
			if err := e.Encode(r); err != nil {
				return fmt.Errorf("write rule %s: %w", r.ID, err)
			}
		}
		return writeAll(env.Stdout, b.Bytes())
	}
	width := len("RULE")
	for _, r := range rules {
		width = max(width, len(r.ID))
	}
	fmt.Fprintf(&b, "%s  %-7s  %-12s  %s\n", pad("RULE", width), "LEVEL", "FORMATS", "WHAT IT SAYS")
	for _, r := range rules {
		fmt.Fprintf(&b, "%s  %-7s  %-12s  %s\n", pad(string(r.ID), width), r.Profiles[o.Profile], strings.Join(r.Formats, ","), r.Title)
	}
	return writeAll(env.Stdout, b.Bytes())
}

// explainRule prints one rule with its examples.
func explainRule(env *Env, name string, language validate.Language) error {
	r, ok := validate.Lookup(validate.RuleID(name))
	if !ok {
		return unknownValue("explain", name, ruleNames())
	}
	r = r.In(language)
	var b bytes.Buffer
	fmt.Fprintf(&b, "%s (%s, %s)\n%s\n\n%s\n", r.ID, r.Level, strings.Join(r.Formats, " "), r.Title, r.Help)
	for _, part := range []struct{ title, text string }{{"Wrong", r.Bad}, {"Right", r.Good}} {
		if part.text == "" {
			continue
		}
		fmt.Fprintf(&b, "\n%s:\n", part.title)
		for line := range strings.SplitSeq(strings.TrimRight(part.text, "\n"), "\n") {
			b.WriteString("    " + printable(line) + "\n")
		}
	}
	if r.Spec.Section != "" || r.Spec.URL != "" {
		fmt.Fprintf(&b, "\nSpecification: %s\n", strings.TrimSpace(r.Spec.Section+" "+r.Spec.URL))
	}
	fmt.Fprintf(&b, "Profiles: %s\n", profilesOf(&r))
	if r.Fixable {
		b.WriteString("Repair: portalfeed repair mends it\n")
	}
	if r.W3C != "" {
		fmt.Fprintf(&b, "W3C message: %s\n", r.W3C)
	}
	return writeAll(env.Stdout, b.Bytes())
}

// profilesOf lists the profiles that have a rule, with its level where that is another than Rule.Level.
func profilesOf(r *validate.Rule) string {
	var names []string
	for _, p := range validate.Profiles() {
		switch level := r.Profiles[p]; level {
		case "":
		case r.Level:
			names = append(names, string(p))
		default:
			names = append(names, fmt.Sprintf("%s (%s)", p, level))
		}
	}
	return strings.Join(names, ", ")
}
