package govcn

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/portalfeed/portalfeed/internal/cli"
)

// sums is the list of all files of the site with their SHA-256, as sha256sum -c reads it.
const sums = "SHA256SUMS"

// kept are the files that stand in golden whole, so that a difference can be read: the whole site would be large.
var kept = []string{
	"feeds.opml", "index.html",
	"wangqishan/activity.rss", "wangqishan/activity.atom", "wangqishan/activity.json",
	"mayor/activity.rss", "deputy/meetings.atom", "all/photos.json",
}

// convertPages runs the command of the README.
func convertPages(t *testing.T, out string) {
	t.Helper()
	var stdout, stderr bytes.Buffer
	code := cli.Main(t.Context(), cli.Env{
		Args:  []string{"convert", "-r", "recipe.yaml", "-o", out, "pages"},
		Stdin: strings.NewReader(""), Stdout: &stdout, Stderr: &stderr,
	})
	if code != cli.ExitDone {
		t.Fatalf("exit code is %d; want 0\n%s%s", code, stdout.String(), stderr.String())
	}
}

// files reads a directory: slashed path → content.
func files(t *testing.T, dir string) map[string][]byte {
	t.Helper()
	all := map[string][]byte{}
	err := fs.WalkDir(os.DirFS(dir), ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		all[path], err = os.ReadFile(filepath.Join(dir, filepath.FromSlash(path)))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// TestGolden converts the pages and compares the site with the golden one.
func TestGolden(t *testing.T) {
	out := filepath.Join(t.TempDir(), "out")
	convertPages(t, out)
	got := files(t, out)
	var names []string
	for n := range got {
		if !strings.HasPrefix(filepath.Base(n), ".") {
			names = append(names, n)
		}
	}
	slices.Sort(names)
	var list bytes.Buffer
	for _, n := range names {
		fmt.Fprintf(&list, "%x  %s\n", sha256.Sum256(got[n]), n)
	}
	if *update {
		if err := os.RemoveAll("golden"); err != nil {
			t.Fatal(err)
		}
		write := func(name string, data []byte) {
			path := filepath.Join("golden", filepath.FromSlash(name))
			if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(path, data, 0o644); err != nil {
				t.Fatal(err)
			}
		}
		for _, n := range kept {
			write(n, got[n])
		}
		write(sums, list.Bytes())
	}
	want := files(t, "golden")
	for _, n := range kept {
		if !bytes.Equal(got[n], want[n]) {
			t.Errorf("%s is\n%s\nwant\n%s", n, got[n], want[n])
		}
	}
	if g, w := list.String(), string(want[sums]); g != w {
		t.Errorf("files are\n%swant\n%s", g, w)
	}
}

// TestAgain converts twice: the second run must change nothing.
func TestAgain(t *testing.T) {
	out := filepath.Join(t.TempDir(), "out")
	convertPages(t, out)
	first := files(t, out)
	convertPages(t, out)
	second := files(t, out)
	for n := range first {
		if !bytes.Equal(first[n], second[n]) {
			t.Errorf("the second run wrote another %s", n)
		}
	}
	if len(first) != len(second) {
		t.Errorf("the runs wrote %d and %d files", len(first), len(second))
	}
}

// TestRecipe runs the tests in the recipe.
func TestRecipe(t *testing.T) {
	var stdout, stderr bytes.Buffer
	code := cli.Main(t.Context(), cli.Env{
		Args:  []string{"recipe", "check", "recipe.yaml"},
		Stdin: strings.NewReader(""), Stdout: &stdout, Stderr: &stderr,
	})
	if code != cli.ExitDone {
		t.Errorf("exit code is %d; want 0\n%s%s", code, stdout.String(), stderr.String())
	}
}
