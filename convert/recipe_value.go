package convert

import (
	"fmt"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"
)

var (
	recipeIDPattern       = regexp.MustCompile(`^[a-z0-9]([a-z0-9.-]{0,62}[a-z0-9])?$`)
	recipeNamePattern     = regexp.MustCompile(`^[a-z][a-z0-9_]{0,31}$`)
	recipeSlugPattern     = regexp.MustCompile(`^[a-z0-9][a-z0-9_-]{0,63}$`)
	recipeLanguagePattern = regexp.MustCompile(`^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,6}$`)
	recipeOffsetPattern   = regexp.MustCompile(`^([+-])([01][0-9]):([0-5][0-9])$`)
)

// auto reports whether the value leaves the matter to detection.
func (d *recipeDecoder) auto(n *yaml.Node) bool {
	n = recipeAlias(n)
	return n.Kind == yaml.ScalarNode && n.Style&(yaml.SingleQuotedStyle|yaml.DoubleQuotedStyle) == 0 && n.Value == "auto"
}

// unlessAuto reads a value that does not leave the matter to detection.
func (d *recipeDecoder) unlessAuto(read func(*yaml.Node)) func(*yaml.Node) {
	return func(n *yaml.Node) {
		if !d.auto(n) {
			read(n)
		}
	}
}

// text reads one value as the text written.
func (d *recipeDecoder) text(n *yaml.Node, what string) string {
	at := n
	n = recipeAlias(n)
	switch {
	case n.Kind != yaml.ScalarNode:
		d.fail(at, "write one text, in quotes where it has signs of YAML", "%s must be text, not %s", what, recipeKind(n))
	case n.ShortTag() == "!!null" || strings.TrimSpace(n.Value) == "":
		d.fail(at, "write a value, auto, or leave the key out", "%s is empty", what)
	case !slices.Contains([]string{"!!str", "!!int", "!!float", "!!bool", "!!timestamp"}, n.ShortTag()):
		d.fail(at, "leave the tag out", "%s must be text, not %s", what, recipeShort(n.Tag))
	case len(n.Value) > recipeMaxText:
		d.fail(at, "write it shorter", "%s has %d bytes, more than %d", what, len(n.Value), recipeMaxText)
	case strings.ContainsFunc(n.Value, func(r rune) bool { return r < ' ' && r != '\n' && r != '\t' || r == 0x7F }):
		d.fail(at, "take it out; tabs and line ends may stay", "%s has a control character", what)
	default:
		return strings.TrimSpace(n.Value)
	}
	return ""
}

// texts reads one text or a list of them.
func (d *recipeDecoder) texts(n *yaml.Node, what string) []string {
	if m := recipeAlias(n); m.Kind == yaml.SequenceNode {
		var all []string
		for _, c := range m.Content {
			all = append(all, d.text(c, what))
		}
		return all
	}
	return []string{d.text(n, what)}
}

// recipeWord is a word of a list, and where it stands.
type recipeWord struct {
	text string
	node *yaml.Node
	at   int // byte of the node's text
}

// words reads a list, or one text with bars between: 最新|活動|出訪.
func (d *recipeDecoder) words(n *yaml.Node, what string) []string {
	var all []string
	for _, w := range d.wordsAt(n, what) {
		all = append(all, w.text)
	}
	return all
}

// wordsAt is words with their places.
func (d *recipeDecoder) wordsAt(n *yaml.Node, what string) []recipeWord {
	var all []recipeWord
	for _, e := range recipeElements(n) {
		t := d.text(e, what)
		for from := 0; from <= len(t); {
			to := from + strings.IndexAny(t[from:]+"|", "|｜")
			if w := strings.TrimSpace(t[from:to]); w != "" {
				all = append(all, recipeWord{w, e, from + strings.Index(t[from:to], w)})
			}
			_, size := utf8.DecodeRuneInString(t[min(to, len(t)):])
			from = to + max(size, 1)
		}
	}
	return all
}

// labels is wordsAt, but a list's elements are taken whole: a label may have a bar in it.
func (d *recipeDecoder) labels(n *yaml.Node, what string) []recipeWord {
	m := recipeAlias(n)
	if m.Kind != yaml.SequenceNode {
		return d.wordsAt(n, what)
	}
	var all []recipeWord
	for _, c := range m.Content {
		all = append(all, recipeWord{text: d.text(c, what), node: c})
	}
	return all
}

// recipeScheme matches the beginning of an address with a scheme.
var recipeScheme = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9+.-]*:`)

// webPage refuses the address of a page that is none of the web: one with another scheme than http. A relative one is below base.
func (d *recipeDecoder) webPage(n *yaml.Node, what, address string) {
	if scheme := strings.ToLower(recipeScheme.FindString(address)); scheme != "" && scheme != "http:" && scheme != "https:" {
		d.fail(n, "such as http://www.gov.cn/ldhd/, or ldhd/ with base", "%s %q is not an http address", what, recipeShort(address))
	}
}

func (d *recipeDecoder) integer(n *yaml.Node, what string, low, high int) int {
	n = recipeAlias(n)
	v, err := strconv.Atoi(n.Value)
	if n.Kind != yaml.ScalarNode || n.ShortTag() != "!!int" || err != nil {
		d.fail(n, "write digits without quotes", "%s must be a whole number, not %s", what, recipeKind(n))
		return 0
	}
	if v < low || v > high {
		d.fail(n, "leave the key out for the usual", "%s must be from %d to %d, not %d", what, low, high, v)
		return 0
	}
	return v
}

func (d *recipeDecoder) pattern(n *yaml.Node, what string, re *regexp.Regexp, want string) string {
	s := d.text(n, what)
	if d.err == nil && !re.MatchString(s) {
		d.fail(n, want, "%s %q is not well-formed", what, recipeShort(s))
	}
	return s
}

func (d *recipeDecoder) regexp(n *yaml.Node, what string) *regexp.Regexp {
	s := d.text(n, what)
	if d.err != nil {
		return nil
	}
	if size := regexpSize(s); size > regexpMaxSize {
		d.fail(n, "write smaller numbers between braces, or several expressions", "the regular expression in %s is as long as %d characters once its repetitions are written out, more than %d", what, size, regexpMaxSize)
		return nil
	}
	re, err := regexp.Compile(s)
	if err != nil {
		f := regexpFault(s, err)
		d.failWithin(n, f.at, f.hint, "bad regular expression in %s: %s", what, f.message)
		return nil
	}
	return re
}

// address reads an absolute http address.
func (d *recipeDecoder) address(n *yaml.Node, what, example string) string {
	s := d.text(n, what)
	if d.err != nil {
		return ""
	}
	u, err := url.Parse(s)
	if err != nil || (u.Scheme != "http" && u.Scheme != "https") || u.Host == "" {
		d.fail(n, "such as "+example, "%s %q is not an http address", what, recipeShort(s))
		return ""
	}
	return s
}

// recipeZones are the zones of the portals this package is made for, for machines without a zone database.
var recipeZones = map[string]int{
	"UTC": 0, "Asia/Shanghai": 8, "Asia/Chongqing": 8, "Asia/Urumqi": 6, "Asia/Taipei": 8, "Asia/Hong_Kong": 8,
	"Asia/Macau": 8, "Asia/Singapore": 8, "Asia/Kuala_Lumpur": 8, "Asia/Tokyo": 9, "Asia/Seoul": 9,
}

func (d *recipeDecoder) timezone(n *yaml.Node) *time.Location {
	s := d.text(n, "timezone")
	if d.err != nil || d.auto(n) {
		return nil
	}
	if m := recipeOffsetPattern.FindStringSubmatch(s); m != nil {
		hours, _ := strconv.Atoi(m[2])
		minutes, _ := strconv.Atoi(m[3])
		offset := (hours*60 + minutes) * 60
		if m[1] == "-" {
			offset = -offset
		}
		return time.FixedZone(s, offset)
	}
	if s != "Local" { // the same recipe means the same everywhere
		if loc, err := time.LoadLocation(s); err == nil {
			return loc
		}
		if hours, ok := recipeZones[s]; ok {
			return time.FixedZone(s, hours*60*60)
		}
	}
	hint := "a name of the IANA database such as Asia/Shanghai, or an offset such as +08:00"
	names := make([]string, 0, len(recipeZones))
	for z := range recipeZones {
		names = append(names, z)
	}
	slices.Sort(names)
	lower := make([]string, len(names))
	for i, z := range names {
		lower[i] = strings.ToLower(z)
	}
	if g := recipeSuggest(s, lower); g != "" {
		hint = fmt.Sprintf("did you mean %q?", names[slices.Index(lower, g)])
	}
	d.fail(n, hint, "time zone %q is not known", recipeShort(s))
	return nil
}

func recipeAlias(n *yaml.Node) *yaml.Node {
	for range recipeMaxDepth { // an alias to an alias is the parser's to refuse; the bound is ours
		if n.Kind != yaml.AliasNode || n.Alias == nil {
			break
		}
		n = n.Alias
	}
	return n
}

// recipeKind names a value for people.
func recipeKind(n *yaml.Node) string {
	switch n.Kind {
	case yaml.MappingNode:
		return "a mapping"
	case yaml.SequenceNode:
		return "a list"
	case yaml.ScalarNode:
		if n.ShortTag() == "!!null" {
			return "nothing"
		}
		return strconv.Quote(recipeShort(n.Value))
	default:
		return "something else"
	}
}

// recipeShort cuts what an error message quotes.
func recipeShort(s string) string {
	const most = 60
	if utf8.RuneCountInString(s) <= most {
		return s
	}
	return string([]rune(s)[:most]) + "…"
}
