package validate

import (
	"fmt"
	"path"
	"strings"
)

// Ignore suppresses the findings of one rule, everywhere or below one element.
type Ignore struct {
	// Rule is the id of the rule; * means every rule.
	Rule RuleID
	// Path restricts it to an element path and what is below it; "" is the whole document. Each segment is a glob in
	// the sense of path.Match; one without [n] fits every n: /rss/channel/item fits
	// /rss/channel/item[3]/guid.
	Path string
}

// ParseIgnore reads RULE or RULE@PATH.
func ParseIgnore(s string) (Ignore, error) {
	rule, at, _ := strings.Cut(s, "@")
	ig := Ignore{Rule: RuleID(rule), Path: at}
	return ig, ig.check()
}

func (ig Ignore) check() error {
	if _, ok := Lookup(ig.Rule); !ok && ig.Rule != "*" {
		return fmt.Errorf("reading ignore %q: no rule of that name", ig.Rule)
	}
	if ig.Path == "" {
		return nil
	}
	if !strings.HasPrefix(ig.Path, "/") {
		return fmt.Errorf("reading ignore %q: the path %q does not begin with /", ig.Rule, ig.Path)
	}
	for _, seg := range segments(ig.Path) {
		if !strings.HasSuffix(seg, "]") {
			if _, err := path.Match(seg, ""); err != nil {
				return fmt.Errorf("reading ignore %q: path %q: %w", ig.Rule, ig.Path, err)
			}
		}
	}
	return nil
}

func segments(p string) []string { return strings.Split(strings.Trim(p, "/"), "/") }

// fits reports whether the finding is suppressed.
func (ig Ignore) fits(rule RuleID, element string) bool {
	if ig.Rule != "*" && ig.Rule != rule {
		return false
	}
	if ig.Path == "" || ig.Path == "/" {
		return true
	}
	want, have := segments(ig.Path), segments(element)
	if len(have) < len(want) {
		return false
	}
	for i, w := range want {
		name, _, _ := strings.Cut(have[i], "[")
		if w == have[i] {
			continue
		}
		if ok, _ := path.Match(w, name); !ok {
			return false
		}
	}
	return true
}
