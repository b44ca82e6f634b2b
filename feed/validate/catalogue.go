package validate

import (
	"bufio"
	"fmt"
	"io"
	"strings"
)

// chapters of the catalogue as a document.
var chapters = []struct {
	title string
	rules []Rule
}{
	{"Documents and encodings", encodingRules},
	{"XML and namespaces", xmlRules},
	{"Values", valueRules},
	{"HTML in feeds", htmlRules},
	{"Elements and attributes", structureRules},
	{"RSS", rssRules},
	{"Atom", atomRules},
	{"Podcasts", podcastRules},
	{"Podcasts: Apple's requirements and the podcast namespace", namespaceRules},
	{"Media RSS", mediaRules},
	{"Other extensions", moduleRules},
	{"OPML", opmlRules},
	{"JSON Feed", jsonRules},
	{"HTTP and WebSub", httpRules},
	{"Chinese portals", portalRules},
}

// maxExample is how many bytes of an example WriteCatalogue prints.
const maxExample = 600

// WriteCatalogue writes the catalogue of rules as a Markdown document.
func WriteCatalogue(w io.Writer) error {
	b := bufio.NewWriter(w)
	fmt.Fprintf(b, "# Rules of `portalfeed validate`\n\n<!-- Generated from feed/validate; do not edit. -->\n\n")
	fmt.Fprintf(b, "%d rules. The id of a rule does not change; `--ignore ID` or `--ignore ID@/element/path` leaves its findings out.\n", len(catalogue()))
	fmt.Fprintf(b, "*W3C* is the message class of the W3C Feed Validation Service that a rule corresponds to. *Fixable* says that a repair needs to ask nobody.\n")
	fmt.Fprintf(b, "\n## Profiles\n\nA profile, chosen by `--profile`, says which rules are on and how grave their findings are.\n\n| profile | rules | of them errors | what it is for |\n|---|---|---|---|\n")
	for _, p := range Profiles() {
		n, errors := 0, 0
		for _, r := range catalogue() {
			if r.Profiles[p] != absent {
				n++
			}
			if r.Profiles[p] == Error {
				errors++
			}
		}
		fmt.Fprintf(b, "| `%s` | %d | %d | %s |\n", p, n, errors, profileUse[p])
	}
	fmt.Fprintf(b, "\nThe tables give the level in `interop`, else the one that the rule has where it is on; *profiles* the others, with the level where it is another.\n")
	for _, c := range chapters {
		fmt.Fprintf(b, "\n## %s\n\n| rule | level | profiles | what it reports |\n|---|---|---|---|\n", c.title)
		for _, r := range c.rules {
			full, _ := Lookup(r.ID)
			fmt.Fprintf(b, "| [%s](#%s) | %s | %s | %s |\n", r.ID, r.ID, r.Level, full.profileNames(), markdown(r.Title))
		}
		for _, r := range c.rules {
			full, _ := Lookup(r.ID)
			writeRule(b, full)
		}
	}
	if err := b.Flush(); err != nil {
		return fmt.Errorf("writing catalogue of rules: %w", err)
	}
	return nil
}

// profileUse says what each profile is for.
var profileUse = map[Profile]string{
	Interop:    "the default: what the W3C Feed Validation Service reports, and what keeps readers from trouble",
	Spec:       "what the specifications require, and nothing else",
	RSSProfile: "makes the recommendations of the RSS Best Practices Profile requirements",
	Podcast:    "adds what Apple asks of podcasts and the podcast namespace",
	Portal:     "adds what goes wrong on Chinese portals",
}

// profileNames lists the profiles that have a rule, with the level where it is another than that of the rule.
func (r *Rule) profileNames() string {
	var names []string
	for _, p := range Profiles() {
		switch level := r.Profiles[p]; level {
		case absent:
		case r.Level:
			names = append(names, string(p))
		default:
			names = append(names, fmt.Sprintf("%s (%s)", p, level))
		}
	}
	if len(names) == len(Profiles()) && !strings.Contains(strings.Join(names, ""), "(") {
		return "all"
	}
	return strings.Join(names, ", ")
}

func writeRule(b *bufio.Writer, r Rule) {
	fmt.Fprintf(b, "\n### %s\n\n%s. %s\n\n", r.ID, markdown(r.Title), markdown(r.Help))
	facts := []string{"*Level* " + string(r.Level), "*Formats* " + strings.Join(r.Formats, ", "), fmt.Sprintf("*Specification* [%s](%s)", r.Spec.Section, r.Spec.URL)}
	if r.W3C != "" {
		facts = append(facts, "*W3C* "+r.W3C)
	}
	if r.Fixable {
		facts = append(facts, "*Fixable*")
	}
	fmt.Fprintf(b, "%s\n", strings.Join(facts, " · "))
	writeExample(b, "Bad", r, r.Bad, r.ContentType)
	writeExample(b, "Good", r, r.Good, r.GoodContentType)
}

func writeExample(b *bufio.Writer, title string, r Rule, example, contentType string) {
	if contentType != "" {
		title += ", served as `" + contentType + "`"
	}
	language := "xml"
	if len(r.Formats) == 1 && r.Formats[0] == "json" {
		language = "json"
	}
	fmt.Fprintf(b, "\n%s:\n\n```%s\n%s\n```\n", title, language, visible(example))
}

// visible is an example as a page can show it: cut, and with characters that are not printed written as \xNN.
func visible(s string) string {
	cut := len(s) > maxExample
	if cut {
		s = strings.ToValidUTF8(s[:maxExample], "")
	}
	var b strings.Builder
	for i, r := range s {
		switch {
		case r == '\uFFFD' && !strings.HasPrefix(s[i:], "\uFFFD"), r < ' ' && r != '\n' && r != '\t':
			fmt.Fprintf(&b, "\\x%02X", s[i])
		default:
			b.WriteRune(r)
		}
	}
	if cut {
		b.WriteString("…")
	}
	return strings.TrimRight(b.String(), "\n")
}

// markdown escapes what would be markup.
func markdown(s string) string {
	return strings.NewReplacer("<", "\\<", "*", "\\*", "_", "\\_", "|", "\\|").Replace(s)
}
