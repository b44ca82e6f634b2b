package archtest

import (
	"go/build"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"unicode"
)

// moduleRoot is the root of the module as seen from this package's directory, where go test runs it.
const moduleRoot = "../.."

func TestSourcesFollowThePolicy(t *testing.T) {
	t.Parallel()
	wrong, err := check(os.DirFS(moduleRoot), ourPolicy())
	if err != nil {
		t.Fatal(err)
	}
	for _, w := range wrong {
		t.Error(w)
	}
}

func TestPublicHalfReachesNothingForbidden(t *testing.T) {
	t.Parallel()
	cache, err := newDependencies(moduleRoot)
	if err != nil {
		t.Skipf("dependencies are not checked: %v", err)
	}
	wrong, unknown, err := checkReach(os.DirFS(moduleRoot), ourPolicy(), cache.imports)
	if err != nil {
		t.Fatal(err)
	}
	for _, w := range wrong {
		t.Error(w)
	}
	if len(unknown) > 0 {
		t.Skipf("not checked, sources are not in the module cache: %s", strings.Join(unknown, ", "))
	}
}

func TestMainIsADoorway(t *testing.T) {
	t.Parallel()
	const limit = 20 // lines
	src, err := os.ReadFile(filepath.Join(moduleRoot, "cmd", "portalfeed", "main.go"))
	if err != nil {
		t.Fatal(err)
	}
	if n := strings.Count(string(src), "\n"); n > limit {
		t.Errorf("main.go has %d lines; want at most %d: the program lives in internal/cli", n, limit)
	}
}

// TestPlantedViolationsAreReported runs the checker over sources that are wrong on purpose.
func TestPlantedViolationsAreReported(t *testing.T) {
	t.Parallel()
	const module = "github.com/portalfeed/portalfeed"
	sound := fstest.MapFS{
		"encodingx/doc.go":       source("// Package encodingx is sound.\npackage encodingx"),
		"feed/doc.go":            source("// Package feed is sound.\npackage feed\n" + `import "` + module + `/encodingx"`),
		"internal/cli/doc.go":    source("// Package cli is sound.\npackage cli\n" + `import "` + module + `/feed"`),
		"examples/x/main.go":     source("// Command x is sound.\npackage main\n" + `import "` + module + `/feed"`),
		"feed/testdata/wrong.go": source("package wrong\n" + `import "net/http"`),
	}
	cases := []struct {
		name, file, src, want string
	}{
		{"nothing planted", "", "", ""},
		{"arrow upwards", "encodingx/up.go", "package encodingx\n" + `import "` + module + `/feed"`, "encodingx: must not import " + module + "/feed (encodingx/up.go)"},
		{"public half imports internal", "feed/in.go", "package feed\n" + `import "` + module + `/internal/cli"`, "feed: must not import " + module + "/internal/cli (feed/in.go)"},
		{"public half imports SQL", "feed/sql.go", "package feed\n" + `import _ "database/sql"`, "feed: the public half must not import database/sql (feed/sql.go)"},
		{"public half imports a driver of it", "feed/sql.go", "package feed\n" + `import _ "database/sql/driver"`, "feed: the public half must not import database/sql/driver (feed/sql.go)"},
		{"behind a build constraint", "feed/plan9.go", "//go:build plan9\n\npackage feed\n" + `import _ "net/http"`, "feed: the public half must not import net/http (feed/plan9.go)"},
		{"its tests import internal", "feed/x_test.go", "package feed\n" + `import _ "` + module + `/internal/cli"`, "feed: tests of the public half must not import " + module + "/internal/cli (feed/x_test.go)"},
		{"unplanned package", "internal/utils/utils.go", "// Package utils helps.\npackage utils", "internal/utils: package is not planned: a new room is one more line in policy_test.go"},
		{"package at the root", "root.go", "// Package portalfeed is at the root.\npackage portalfeed", ".: package is not planned: a new room is one more line in policy_test.go"},
		{"no package comment", "feed/doc.go", "package feed", "feed: package has no package comment"},
		{"comment of another package", "feed/doc.go", "// Package rss is feed.\npackage feed", "feed: package has no package comment"},
		{"example imports internal", "examples/x/in.go", "package main\n" + `import _ "` + module + `/internal/cli"`, "examples/x: must not import " + module + "/internal/cli (examples/x/in.go)"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			fsys := cloneFS(sound)
			if c.file != "" {
				fsys[c.file] = source(c.src)
			}
			wrong, err := check(fsys, ourPolicy())
			if err != nil {
				t.Fatal(err)
			}
			if got := strings.Join(wrong, "\n"); got != c.want {
				t.Errorf("got %q; want %q", got, c.want)
			}
		})
	}
}

// TestPlantedReachIsReported hides a forbidden package behind dependencies.
func TestPlantedReachIsReported(t *testing.T) {
	t.Parallel()
	rules := policy{
		module: "m.test", public: []string{"a", "b"}, forbidden: []string{"net/http"},
		excused: map[string][]string{"b": {"fetcher.test"}},
	}
	fsys := fstest.MapFS{
		"a/a.go": source("// Package a is planted.\npackage a\n" + `import "outer.test"`),
		"b/b.go": source("// Package b is planted.\npackage b\n" + `import "fetcher.test"`),
	}
	outside := map[string][]string{"outer.test": {"inner.test", "gone.test"}, "inner.test": {"net/http"}, "fetcher.test": {"net/http"}}
	wrong, unknown, err := checkReach(fsys, rules, func(p string) ([]string, bool) { i, ok := outside[p]; return i, ok })
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"a: the public half must not reach m.test/a → outer.test → inner.test → net/http"}
	if !slices.Equal(wrong, want) {
		t.Errorf("got %q; want %q", wrong, want)
	}
	if !slices.Equal(unknown, []string{"gone.test"}) {
		t.Errorf("unknown: got %q; want gone.test", unknown)
	}
}

func source(src string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(src + "\n")} }

func cloneFS(m fstest.MapFS) fstest.MapFS {
	c := fstest.MapFS{}
	for name, file := range m {
		c[name] = file
	}
	return c
}

// dependencies finds the sources of other modules in the module cache, and those of the standard library.
type dependencies struct {
	cache   string
	modules map[string]string // module path → directory
	context build.Context
}

// newDependencies reads which versions go.mod requires.
func newDependencies(root string) (*dependencies, error) {
	d := &dependencies{cache: os.Getenv("GOMODCACHE"), modules: map[string]string{}, context: build.Default}
	if d.cache == "" {
		gopath, _, _ := strings.Cut(build.Default.GOPATH, string(filepath.ListSeparator))
		d.cache = filepath.Join(gopath, "pkg", "mod")
	}
	if _, err := os.Stat(d.cache); err != nil {
		return nil, err
	}
	mod, err := fs.ReadFile(os.DirFS(root), "go.mod")
	if err != nil {
		return nil, err
	}
	for line := range strings.Lines(string(mod)) {
		f := strings.Fields(strings.TrimPrefix(strings.TrimSpace(line), "require "))
		if len(f) >= 2 && strings.Contains(f[0], ".") && strings.HasPrefix(f[1], "v") {
			d.modules[f[0]] = filepath.Join(d.cache, filepath.FromSlash(escape(f[0]))+"@"+escape(f[1]))
		}
	}
	return d, nil
}

// imports lists the imports of a package as this platform builds it.
func (d *dependencies) imports(importPath string) ([]string, bool) {
	if importPath == "C" || importPath == "unsafe" {
		return nil, true
	}
	dir, ok := d.dir(importPath)
	if !ok {
		return nil, false
	}
	p, err := d.context.ImportDir(dir, 0)
	if err != nil {
		_, nothing := err.(*build.NoGoError) //nolint:errorlint // ImportDir returns it unwrapped
		return nil, nothing
	}
	return p.Imports, true
}

// dir finds the directory of a package: in the standard library, else in the module with the longest matching path.
func (d *dependencies) dir(importPath string) (string, bool) {
	first, _, _ := strings.Cut(importPath, "/")
	if !strings.Contains(first, ".") {
		return filepath.Join(d.context.GOROOT, "src", filepath.FromSlash(importPath)), true
	}
	for module := importPath; module != "."; {
		if at, ok := d.modules[module]; ok {
			dir := filepath.Join(at, filepath.FromSlash(strings.TrimPrefix(importPath, module)))
			_, err := os.Stat(dir)
			return dir, err == nil
		}
		cut := strings.LastIndexByte(module, '/')
		if cut < 0 {
			break
		}
		module = module[:cut]
	}
	vendored := filepath.Join(d.context.GOROOT, "src", "vendor", filepath.FromSlash(importPath)) // of the standard library
	_, err := os.Stat(vendored)
	return vendored, err == nil
}

// escape writes a module path or version as the module cache does: !x for X.
func escape(s string) string {
	var b strings.Builder
	for _, r := range s {
		if unicode.IsUpper(r) {
			b.WriteByte('!')
			r = unicode.ToLower(r)
		}
		b.WriteRune(r)
	}
	return b.String()
}
