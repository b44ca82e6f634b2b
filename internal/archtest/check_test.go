package archtest

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strconv"
	"strings"
)

// pkg is one package directory of the module.
type pkg struct {
	dir     string
	comment bool
	code    bool                // has a file that is no test
	imports map[string][]string // import path → files that import it, tests apart
	tests   map[string][]string
}

// readPackages parses the imports and package comments of every package in fsys.
func readPackages(fsys fs.FS) (map[string]*pkg, error) {
	packages := map[string]*pkg{}
	err := fs.WalkDir(fsys, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		base := path.Base(name)
		if d.IsDir() {
			if name != "." && (base == "testdata" || base == "vendor" || base[0] == '.' || base[0] == '_') {
				return fs.SkipDir
			}
			return nil
		}
		if path.Ext(name) != ".go" || base[0] == '.' || base[0] == '_' {
			return nil
		}
		src, err := fs.ReadFile(fsys, name)
		if err != nil {
			return err
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, src, parser.ImportsOnly|parser.ParseComments)
		if err != nil {
			return err
		}
		p := packages[path.Dir(name)]
		if p == nil {
			p = &pkg{dir: path.Dir(name), imports: map[string][]string{}, tests: map[string][]string{}}
			packages[p.dir] = p
		}
		return p.add(name, file)
	})
	return packages, err
}

// add takes in one file.
func (p *pkg) add(name string, file *ast.File) error {
	into := p.imports
	if strings.HasSuffix(name, "_test.go") {
		into = p.tests
	} else {
		p.code = true
		p.comment = p.comment || hasPackageComment(file)
	}
	for _, spec := range file.Imports {
		imported, err := strconv.Unquote(spec.Path.Value)
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		into[imported] = append(into[imported], name)
	}
	return nil
}

// hasPackageComment reports whether a file says what its package is for.
func hasPackageComment(file *ast.File) bool {
	text := file.Doc.Text()
	if file.Name.Name == "main" {
		return strings.TrimSpace(text) != ""
	}
	return strings.HasPrefix(text, "Package "+file.Name.Name+" ")
}

// check returns every violation of the rules that the module's own sources show.
func check(fsys fs.FS, rules policy) ([]string, error) {
	packages, err := readPackages(fsys)
	if err != nil {
		return nil, err
	}
	var wrong []string
	report := func(format string, args ...any) { wrong = append(wrong, fmt.Sprintf(format, args...)) }
	for _, dir := range slices.Sorted(maps.Keys(packages)) {
		p := packages[dir]
		may, planned := rules.mayImport[dir]
		if free := below(dir, rules.free); free {
			may, planned = rules.public, true
		}
		if !planned {
			report("%s: package is not planned: a new room is one more line in policy_test.go", dir)
			continue
		}
		if p.code && !p.comment {
			report("%s: package has no package comment", dir)
		}
		for _, imported := range slices.Sorted(maps.Keys(p.imports)) {
			ours, ok := rules.ours(imported)
			if ok && ours != dir && !slices.Contains(may, ours) && !(below(dir, rules.free) && below(ours, rules.free)) {
				report("%s: must not import %s (%s)", dir, imported, strings.Join(p.imports[imported], ", "))
			}
			if slices.Contains(rules.public, dir) && rules.isForbidden(imported) {
				report("%s: the public half must not import %s (%s)", dir, imported, strings.Join(p.imports[imported], ", "))
			}
		}
		for _, imported := range slices.Sorted(maps.Keys(p.tests)) {
			ours, ok := rules.ours(imported)
			if ok && slices.Contains(rules.public, dir) && strings.HasPrefix(ours, "internal/") {
				report("%s: tests of the public half must not import %s (%s)", dir, imported, strings.Join(p.tests[imported], ", "))
			}
		}
	}
	return wrong, nil
}

// ours returns the package directory of an import of the module.
func (r policy) ours(imported string) (dir string, ok bool) {
	if imported == r.module {
		return ".", true
	}
	return strings.CutPrefix(imported, r.module+"/")
}

// isForbidden reports whether the public half must not reach an import path.
func (r policy) isForbidden(imported string) bool {
	return slices.ContainsFunc(r.forbidden, func(f string) bool {
		if strings.HasSuffix(f, "/") {
			return strings.HasPrefix(imported, f)
		}
		return imported == f
	})
}

// below reports whether dir is one of roots or lies below one.
func below(dir string, roots []string) bool {
	return slices.ContainsFunc(roots, func(root string) bool { return dir == root || strings.HasPrefix(dir, root+"/") })
}

// importer lists the imports of a package that is not ours; known is false when its sources are not at hand.
type importer func(importPath string) (imports []string, known bool)

// checkReach returns every way in which a package of the public half reaches a forbidden package, and the import
// paths whose sources were not at hand.
func checkReach(fsys fs.FS, rules policy, imports importer) (wrong, unknown []string, err error) {
	packages, err := readPackages(fsys)
	if err != nil {
		return nil, nil, err
	}
	missing := map[string]bool{}
	for _, start := range rules.public {
		cameFrom := map[string]string{}
		excused := rules.excused[start]
		queue := []string{rules.module + "/" + start}
		for len(queue) > 0 {
			at := queue[0]
			queue = queue[1:]
			var next []string
			if dir, ok := rules.ours(at); ok {
				if p := packages[dir]; p != nil {
					next = slices.Sorted(maps.Keys(p.imports))
				}
			} else {
				var known bool
				if next, known = imports(at); !known {
					missing[at] = true
				}
			}
			for _, to := range next {
				if _, seen := cameFrom[to]; seen || slices.Contains(excused, to) {
					continue
				}
				cameFrom[to] = at
				if rules.isForbidden(to) {
					wrong = append(wrong, fmt.Sprintf("%s: the public half must not reach %s", start, route(cameFrom, to)))
					continue
				}
				queue = append(queue, to)
			}
		}
	}
	return wrong, slices.Sorted(maps.Keys(missing)), nil
}

// route is the chain of imports that leads to a package.
func route(cameFrom map[string]string, to string) string {
	chain := []string{to}
	for at, ok := cameFrom[to]; ok; at, ok = cameFrom[at] {
		chain = append(chain, at)
	}
	slices.Reverse(chain)
	return strings.Join(chain, " → ")
}
