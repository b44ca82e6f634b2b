package validate

import (
	"fmt"
	"slices"
	"strings"
)

// Profile is a choice of rules with their levels.
type Profile string

// The profiles.
const (
	Spec       Profile = "spec"        // what the specifications require, and nothing else
	Interop    Profile = "interop"     // what keeps readers from trouble, as the W3C Feed Validation Service reports it
	RSSProfile Profile = "rss-profile" // Interop with the RSS Best Practices Profile as a requirement
	Podcast    Profile = "podcast"     // Interop with what Apple asks of podcasts, and the podcast namespace
	Portal     Profile = "portal"      // Interop with what goes wrong on Chinese portals
)

// Profiles returns the profiles, the default first.
func Profiles() []Profile { return []Profile{Interop, Spec, RSSProfile, Podcast, Portal} }

// absent is the level of a rule that a profile leaves out.
const absent Level = ""

// profileLevels holds, for each profile, the levels that differ from Rule.Level. A rule that has Rule.Only is off elsewhere,
// and Spec has rules of level Error only.
var profileLevels = map[Profile]map[RuleID]Level{
	Spec: {
		// Recommendations of the RSS Best Practices Profile and of Apple, which bind nobody else.
		"zero-for-unknown": absent, "deprecated-dtd": absent, "doctype-version": absent, "no-blink": absent, "too-long": absent,
		"http-status": Error,
	},
	RSSProfile: {
		"problematic-date": Error, "implausible-date": Warning, "email-format": Error, "missing-real-name": Error, "contains-html": Error,
		"relative-html-url": Error, "missing-guid": Error, "missing-atom-self-link": Error, "duplicate-enclosure": Error, "misplaced-item": Error,
		"description-after-content": Error, "duplicate-semantics": Error, "duplicate-item-semantics": Error, "duplicate-description": Error,
		"avoid-text-input": Error, "image-title": Error, "image-link": Error, "image-url-format": Error, "use-zero-for-midnight": Error,
		"comment-rss": Error, "extension-attribute": Error, "character-data": Error, "unknown-host": Error, "blank-element": Error,
		"slash-date": Error, "missing-language": Warning,
	},
	Podcast: {
		"missing-podcast-element": Error, "podcast-format": Error, "podcast-encoding": Error, "former-podcast-category": Error,
		"duplicate-enclosure": Error, "missing-guid": Error, "missing-language": absent,
	},
	Portal: {
		"encoding-mismatch": Error, "obscure-encoding": Error, "bad-characters": Error, "relative-html-url": Error, "relative-self": Error,
		"missing-language": Warning, "nonstandard-encoding": Warning, "missing-encoding": Warning, "undeclared-html": Error,
	},
}

// levels works out the level of a rule in each profile; those that leave it out are absent.
func (r *Rule) levels() map[Profile]Level {
	m := map[Profile]Level{}
	for _, p := range Profiles() {
		level, own := profileLevels[p][r.ID]
		switch {
		case own:
		case r.Only != nil && !slices.Contains(r.Only, p), p == Spec && r.Level != Error:
			continue
		default:
			level = r.Level
		}
		if level != absent {
			m[p] = level
		}
	}
	return m
}

// profile is the profile that is asked for.
func (o *Options) profile() Profile {
	if o.Profile == "" {
		return Interop
	}
	return o.Profile
}

// check returns an error for options that mean nothing.
func (o *Options) check() error {
	if !slices.Contains(Profiles(), o.profile()) {
		return fmt.Errorf("choosing profile: %q is none of %s", o.Profile, joined(Profiles()))
	}
	if !slices.Contains(Languages(), o.language()) {
		return fmt.Errorf("choosing language: %q is none of %s", o.Language, joined(Languages()))
	}
	for _, ig := range o.Ignore {
		if err := ig.check(); err != nil {
			return err
		}
	}
	return nil
}

func joined[T ~string](list []T) string {
	words := make([]string, len(list))
	for i, w := range list {
		words[i] = string(w)
	}
	return strings.Join(words, ", ")
}
