package validate

import (
	"cmp"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// exampleOptions are what the examples of a rule are validated with.
func exampleOptions(r Rule, good bool) Options {
	o := Options{ContentType: r.ContentType, HTTP: r.HTTP}
	if good {
		o.ContentType, o.HTTP = r.GoodContentType, r.GoodHTTP
	}
	if len(r.Only) > 0 {
		o.Profile = r.Only[0]
	}
	switch r.ID {
	case "self-mismatch", "complete-feed-current", "link-past-end", "same-document-reference":
		o.URL = "http://www.example.org/feed.atom"
	}
	return o
}

func TestRuleExamples(t *testing.T) {
	t.Parallel()
	for _, r := range Rules() {
		t.Run(string(r.ID), func(t *testing.T) {
			t.Parallel()
			o := exampleOptions(r, false)
			bad, err := Validate(r.Document(r.Bad), o)
			if err != nil {
				t.Fatal(err)
			}
			hit := false
			for _, f := range bad.Findings {
				if f.Rule == r.ID {
					hit = true
					if f.Level != r.Profiles[cmp.Or(o.Profile, Interop)] || f.Message == "" || f.Pos.Line < 1 || f.Pos.Column < 1 {
						t.Errorf("bad example: finding %+v is incomplete", f)
					}
				} else if f.Level != Info && !slices.Contains(r.With, f.Rule) {
					t.Errorf("bad example: also %s at %d:%d: %s", f.Rule, f.Pos.Line, f.Pos.Column, f.Message)
				}
			}
			if !hit {
				t.Errorf("bad example does not trigger the rule; findings %+v", bad.Findings)
			}
			good, err := Validate(r.Document(r.Good), exampleOptions(r, true))
			if err != nil {
				t.Fatal(err)
			}
			for _, f := range good.Findings {
				if f.Rule == r.ID || f.Level != Info {
					t.Errorf("good example: %s at %d:%d: %s", f.Rule, f.Pos.Line, f.Pos.Column, f.Message)
				}
			}
		})
	}
}

func TestCatalogueIsComplete(t *testing.T) {
	t.Parallel()
	kebab := regexp.MustCompile(`^[a-z][a-z0-9]*(-[a-z0-9]+)*$`)
	seen := map[RuleID]bool{}
	for _, r := range Rules() {
		if seen[r.ID] || !kebab.MatchString(string(r.ID)) {
			t.Errorf("id %q is not a kebab-case name of its own", r.ID)
		}
		seen[r.ID] = true
		if r.Title == "" || r.Help == "" || r.Bad == "" || r.Good == "" || len(r.Formats) == 0 || r.Spec.Section == "" || !strings.HasPrefix(r.Spec.URL, "http") {
			t.Errorf("%s: a field is empty", r.ID)
		}
		if r.Level != Error && r.Level != Warning && r.Level != Info {
			t.Errorf("%s: level %q", r.ID, r.Level)
		}
		if got, ok := Lookup(r.ID); !ok || got.ID != r.ID {
			t.Errorf("Lookup(%q) = %q, %v", r.ID, got.ID, ok)
		}
	}
	if _, ok := Lookup("no-such-rule"); ok {
		t.Error("Lookup finds a rule that is none")
	}
}

// TestSourceNamesKnownRules reads the source for literals that are used as rule ids.
func TestSourceNamesKnownRules(t *testing.T) {
	t.Parallel()
	used := map[string]bool{}
	entries, err := os.ReadDir(".")
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if !strings.HasSuffix(e.Name(), ".go") || strings.HasSuffix(e.Name(), "_test.go") || strings.HasPrefix(e.Name(), "rules_") {
			continue
		}
		f, err := parser.ParseFile(token.NewFileSet(), e.Name(), nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(f, func(n ast.Node) bool {
			if lit, ok := n.(*ast.BasicLit); ok && lit.Kind == token.STRING {
				if s, err := strconv.Unquote(lit.Value); err == nil {
					used[s] = true
				}
			}
			call, ok := n.(*ast.CallExpr)
			if !ok {
				return true
			}
			sel, ok := call.Fun.(*ast.SelectorExpr)
			if ok && slices.Contains([]string{"add", "at", "atEnd", "addJSON", "compareTwins"}, sel.Sel.Name) && len(call.Args) > 2 {
				if lit, ok := call.Args[0].(*ast.BasicLit); ok && lit.Kind == token.STRING {
					id, _ := strconv.Unquote(lit.Value)
					if _, ok := Lookup(RuleID(id)); !ok {
						t.Errorf("%s reports %q, which is no rule", e.Name(), id)
					}
				}
			}
			return true
		})
	}
	for _, r := range Rules() {
		if !used[string(r.ID)] {
			t.Errorf("no code reports %s", r.ID)
		}
	}
	for code, rule := range ruleOf {
		if _, ok := Lookup(rule); !ok {
			t.Errorf("%s is mapped to %q, which is no rule", code, rule)
		}
	}
}
