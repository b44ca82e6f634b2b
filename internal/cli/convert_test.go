package cli

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/portalfeed/portalfeed/internal/pipeline"
)

func TestConversionEnding(t *testing.T) {
	t.Parallel()
	withheld := []pipeline.Withheld{{Name: "a"}}
	for name, tt := range map[string]struct {
		sum   pipeline.Summary
		empty int
		want  int
	}{
		"done":                      {pipeline.Summary{Resources: 2, Feeds: 1}, 0, ExitDone},
		"an input failed":           {pipeline.Summary{Resources: 2, Feeds: 1, Errors: 1}, 0, ExitInputs},
		"every input failed":        {pipeline.Summary{Resources: 1, Errors: 1}, 0, ExitInputs},
		"a feed was withheld":       {pipeline.Summary{Resources: 2, Feeds: 1, Withheld: withheld}, 0, ExitInputs},
		"nothing to read":           {pipeline.Summary{Resources: 2, Errors: 2}, 2, ExitFailed},
		"nothing in one of several": {pipeline.Summary{Resources: 3, Errors: 1, Feeds: 1}, 1, ExitInputs},
	} {
		got := ExitDone
		if exit, ok := errors.AsType[*exitError]((&conversion{empty: tt.empty}).ending(tt.sum)); ok {
			got = exit.code
		}
		if got != tt.want {
			t.Errorf("%s: exit code %d; want %d", name, got, tt.want)
		}
	}
}

func TestCausesTakesJoinedErrorsApart(t *testing.T) {
	t.Parallel()
	a, b, c := errors.New("a"), errors.New("b"), errors.New("c")
	for name, tt := range map[string]struct {
		err  error
		want []error
	}{
		"one":         {a, []error{a}},
		"joined":      {errors.Join(a, b), []error{a, b}},
		"joined more": {errors.Join(errors.Join(a, b), nil, c), []error{a, b, c}},
	} {
		if got := causes(tt.err); !slices.Equal(got, tt.want) {
			t.Errorf("%s: %v; want %v", name, got, tt.want)
		}
	}
	if odd := fmt.Errorf("of %w and %w", a, b); len(causes(odd)) != 1 {
		t.Errorf("%v: its own words are lost", odd)
	}
}

func TestCheckAddress(t *testing.T) {
	t.Parallel()
	for value, good := range map[string]bool{
		"": true, "http://www.example.cn": true, "HTTPS://www.example.cn/a?b#c": true, "http://www.example.cn/新聞/50%.htm": true,
		"not a url": false, "foo": false, "http://": false, "http:///x": false, "ftp://a.example/": false, "//a.example/": false, "javascript:x": false,
		"http://a.example/ x": false, "http://a.example/\n": false, "http://a.example/<x>": false,
	} {
		if err := checkAddress("url", value); (err == nil) != good {
			t.Errorf("checkAddress(%q) = %v; want an error: %t", value, err, !good)
		}
	}
}

// TestMakefileRunsTestsThatExist holds every test that the Makefile names to being there.
func TestMakefileRunsTestsThatExist(t *testing.T) {
	t.Parallel()
	root := filepath.Join("..", "..")
	makefile, err := os.ReadFile(filepath.Join(root, "Makefile"))
	if err != nil {
		t.Fatal(err)
	}
	updates := regexp.MustCompile(`(?m)^\tgo test \./(\S+) -run '\^(\w+)\$\$' (-update\S*)$`).FindAllStringSubmatch(string(makefile), -1)
	if len(updates) == 0 || len(updates) != strings.Count(string(makefile), " -update") {
		t.Fatalf("%d of the %d updates in the Makefile name their test", len(updates), strings.Count(string(makefile), " -update"))
	}
	for _, m := range updates {
		files, err := filepath.Glob(filepath.Join(root, filepath.FromSlash(m[1]), "*_test.go"))
		if err != nil {
			t.Fatal(err)
		}
		test, flag := false, false
		for _, name := range files {
			b, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			test = test || strings.Contains(string(b), "func "+m[2]+"(t *testing.T)")
			flag = flag || strings.Contains(string(b), `flag.Bool("`+m[3][1:]+`",`)
		}
		if !test || !flag {
			t.Errorf("%s: test %s: %t, flag %s: %t", m[1], m[2], test, m[3], flag)
		}
	}
}
