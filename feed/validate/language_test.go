package validate

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode"

	"github.com/portalfeed/portalfeed/feed/internal/xmlscan"
)

// messageFormats reads the source for the formats of messages.
func messageFormats(t *testing.T) []string {
	t.Helper()
	found := map[string]bool{}
	entries, err := os.ReadDir(".")
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if !strings.HasSuffix(e.Name(), ".go") || strings.HasSuffix(e.Name(), "_test.go") || strings.HasPrefix(e.Name(), "rules_") || strings.HasPrefix(e.Name(), "repair") {
			continue
		}
		f, err := parser.ParseFile(token.NewFileSet(), e.Name(), nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(f, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if !ok {
				return true
			}
			name := ""
			switch fun := call.Fun.(type) {
			case *ast.SelectorExpr:
				name = fun.Sel.Name
			case *ast.Ident:
				name = fun.Name
			}
			if !slices.Contains([]string{"add", "at", "atEnd", "atFoot", "addJSON", "again", "fail", "phrasef", "once", "report", "notJSONFeed"}, name) {
				return true
			}
			for _, arg := range call.Args {
				if lit, ok := arg.(*ast.BasicLit); ok && lit.Kind == token.STRING {
					if s, err := strconv.Unquote(lit.Value); err == nil && (strings.Contains(s, " ") || name == "phrasef" && s != "%s") {
						found[s] = !elements.MatchString(s)
						break
					}
				}
			}
			return true
		})
	}
	for _, s := range xmlscan.Messages() {
		found[s] = true
	}
	for _, s := range []string{"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"} {
		found[s] = true
	}
	for k := jsonNull; k <= jsonObject; k++ {
		found[k.String()] = true
	}
	var list []string
	// Those that stand in for what the scanner says.
	found["the entity &%s; is not defined"], found["there is white space before the XML declaration"] = true, true
	for _, s := range summaryWords {
		found[s] = true
	}
	for s, message := range found {
		if message {
			list = append(list, s)
		}
	}
	slices.Sort(list)
	return list
}

// elements are lists of names, which are added to tables and not reported.
var elements = regexp.MustCompile(`^\w+:\w+( \w+:\w+)*$`)

var verbs = regexp.MustCompile(`%(\[(\d)\])?[a-zA-Z]`)

// verbsOf lists the verbs of a format, each with the argument it is for.
func verbsOf(format string) []string {
	var list []string
	for i, m := range verbs.FindAllStringSubmatch(format, -1) {
		n := m[2]
		if n == "" {
			n = strconv.Itoa(i + 1)
		}
		list = append(list, n+m[0][len(m[0])-1:])
	}
	slices.Sort(list)
	return list
}

func TestTranslationsAreComplete(t *testing.T) {
	t.Parallel()
	keys := map[string]string{}
	for _, f := range messageFormats(t) {
		keys[f] = f
	}
	for _, r := range Rules() {
		keys["title "+string(r.ID)], keys["help "+string(r.ID)] = "", ""
	}
	for _, l := range []Language{SimplifiedChinese, TraditionalChinese} {
		w := wordingOf(l)
		for key, english := range keys {
			v, ok := w[key]
			switch {
			case !ok || strings.TrimSpace(v) == "":
				t.Errorf("%s: no wording of %q", l, key)
			case !slices.Equal(verbsOf(v), verbsOf(english)):
				t.Errorf("%s: the verbs of %q are not those of %q", l, v, english)
			case strings.IndexFunc(v, isHan) < 0 && strings.IndexFunc(v, unicode.IsLetter) >= 0 && key != "null" && len(verbsOf(key)) < 2:
				t.Errorf("%s: %q is not Chinese", l, v)
			}
		}
		for key := range w {
			if _, ok := keys[key]; !ok {
				t.Errorf("%s: %q is no key of the catalogue or of a message", l, key)
			}
		}
	}
}

// TestScripts holds each language to its own script.
func TestScripts(t *testing.T) {
	t.Parallel()
	var s scripts
	for key, v := range hans() {
		if s.count(v); s.traditional > 0 {
			t.Fatalf("zh-Hans: %q is written %q", key, v)
		}
	}
	s = scripts{}
	for key, v := range hant() {
		if s.count(v); s.simplified > 0 {
			t.Fatalf("zh-Hant: %q is written %q", key, v)
		}
	}
}

func TestLanguageOfFindings(t *testing.T) {
	t.Parallel()
	for _, r := range Rules() {
		want := findings(t, r, English)
		for _, l := range []Language{SimplifiedChinese, TraditionalChinese} {
			got := findings(t, r, l)
			if len(got) != len(want) {
				t.Fatalf("%s in %s: %d findings, not %d", r.ID, l, len(got), len(want))
			}
			for i := range got {
				if got[i].Rule != want[i].Rule || got[i].Pos != want[i].Pos || strings.Contains(got[i].Message, "%!") || got[i].Message == want[i].Message {
					t.Errorf("%s in %s: %+v, in English %+v", r.ID, l, got[i], want[i])
				}
			}
		}
	}
}

func findings(t *testing.T, r Rule, l Language) []Finding {
	t.Helper()
	o := exampleOptions(r, false)
	o.Language = l
	got, err := Validate(r.Document(r.Bad), o)
	if err != nil {
		t.Fatal(err)
	}
	return got.Findings
}

func TestUnknownOptions(t *testing.T) {
	t.Parallel()
	for _, o := range []Options{{Language: "zh"}, {Profile: "strict"}, {Ignore: []Ignore{{Rule: "no-such-rule"}}}} {
		if _, err := Validate([]byte(smallAtom), o); err == nil {
			t.Errorf("%+v: no error", o)
		}
	}
}
